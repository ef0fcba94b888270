//! The verbs of each kind of record, in a file of its own: their names, what they take, what they do, and the list.

pub mod decision;
pub mod entry;
pub mod finding;
pub mod incident;
pub mod notice;
pub mod report;
pub mod service;
pub mod task;

use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::each_record;
use crate::store::query::View;

use super::failure::Failure;
use super::listing::{Asked, Listing};
use super::verb::{Does, Read, Verb};
use super::writing::number;

/// A kind of record with its verbs; its names are the kind's, and `others`.
pub struct Noun {
    pub kind: RecordKind,
    pub others: &'static [&'static str],
    pub verbs: &'static [Verb],
}

macro_rules! nouns {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        /// Every kind, so that a forgotten one does not compile.
        pub static NOUNS: &[Noun] = &[$(Noun {
            kind: RecordKind::$kind,
            others: $module::OTHERS,
            verbs: $module::VERBS,
        }),+];

        /// The list of one kind.
        pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
            match asked.kind {
                $(RecordKind::$kind => $module::list(asked),)+
                RecordKind::Other(letter) => Err(Failure::NotANumber {
                    input: letter.to_string(),
                    kind: None,
                }),
            }
        }
    };
}
each_record!(nouns);

/// The noun by the name of its command.
pub fn noun(german: &str) -> Option<&'static Noun> {
    NOUNS.iter().find(|noun| noun.kind.noun() == german)
}

/// The verb that writes by its name in an import: `task.add`.
pub fn writes(name: &str) -> Option<(&'static Verb, Read)> {
    let free = || {
        let found = entry::VERBS.iter().find(|(import, _)| *import == name);
        found.map(|(_, verb)| verb)
    };
    let of_noun = || {
        let (code, id) = name.split_once('.')?;
        let noun = NOUNS.iter().find(|noun| noun.kind.code() == code)?;
        noun.verbs.iter().find(|verb| verb.id == id)
    };
    let verb = free().or_else(of_noun)?;
    match verb.does {
        Does::Write(read) => Some((verb, read)),
        Does::List | Does::Show | Does::Other => None,
    }
}

/// The record that a person names, by its number or, where it has one, by its name.
pub fn find(kind: RecordKind, view: &View<'_>, input: &str) -> Result<RecordNumber, Failure> {
    match kind {
        RecordKind::Service => service::find(view, input),
        kind => number(input, kind),
    }
}
