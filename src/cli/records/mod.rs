//! The verbs of each kind of record, one file a kind: names, fields, checks, and the list.

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
use crate::l10n::Lang;
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

impl Noun {
    /// Its name in the language of the reader.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::De => self.kind.noun(),
            Lang::En => self.kind.code(),
        }
    }
}

/// The command of a verb of this kind, as a reader of this language types it: `lage task show`.
pub fn command(kind: RecordKind, verb: &str, lang: Lang) -> String {
    let noun = NOUNS.iter().find(|noun| noun.kind == kind);
    let name = noun.map_or(kind.noun(), |noun| noun.name(lang));
    let verb = noun
        .into_iter()
        .flat_map(|noun| noun.verbs)
        .chain(&[Verb::LIST, Verb::SHOW])
        .find(|known| known.id == verb)
        .map_or(verb, |known| known.name(lang));
    format!("lage {name} {verb}")
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

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use chrono_tz::Europe::Berlin;
    use toml::{Table, Value};

    use super::*;
    use crate::cli::args::{self, Parsed};
    use crate::cli::import;
    use crate::cli::request::Request;
    use crate::cli::verb::{Field, Shape};
    use crate::domain::history::Edited;
    use crate::domain::specimen;
    use crate::l10n::Words;
    use crate::report::records as report;

    /// Every verb that writes: the words before its values where the command line has it, and its name in an import.
    fn all() -> Vec<(Option<Vec<&'static str>>, String, &'static Verb)> {
        let mut all = Vec::new();
        for (import, verb) in &entry::VERBS {
            let command = args::is_command(verb.german).then(|| vec![verb.german]);
            all.push((command, (*import).to_owned(), verb));
        }
        for noun in NOUNS {
            let writing = |verb: &&Verb| matches!(verb.does, Does::Write(_));
            for verb in noun.verbs.iter().filter(writing) {
                let words = vec![noun.kind.noun(), verb.german];
                let import = format!("{}.{}", noun.kind.code(), verb.id);
                all.push((Some(words), import, verb));
            }
        }
        all
    }

    /// The value of each field, no two alike.
    fn value(field: &Field) -> Value {
        match field.shape {
            Shape::Flag => Value::Boolean(true),
            Shape::One => Value::String(format!("<{}>", field.name)),
            Shape::Many => {
                let values = ["<1 ", "<2 "].map(|start| format!("{start}{}>", field.name));
                Value::Array(values.into_iter().map(Value::String).collect())
            }
        }
    }

    /// Whether the act holds the field with its value, as its `Debug` form shows.
    fn holds(act: &str, field: &Field) -> bool {
        let said = match value(field) {
            Value::Array(values) => {
                let values: Vec<_> = values.iter().filter_map(Value::as_str).collect();
                format!("{values:?}")
            }
            Value::String(text) => format!("{text:?}"),
            other => other.to_string(),
        };
        let name = field.name;
        act.contains(&format!("{name}: {said}")) || act.contains(&format!("{name}: Some({said})"))
    }

    fn typed(field: &Field, by_place: bool) -> Vec<String> {
        let values = match value(field) {
            Value::Array(values) => values,
            one => vec![one],
        };
        let option = format!("--{}", field.name.replace('_', "-"));
        let said = values.into_iter().flat_map(|value| match value {
            Value::String(text) if by_place => vec![text],
            Value::String(text) => vec![option.clone(), text],
            _ => vec![option.clone()],
        });
        said.collect()
    }

    /// The one act of a request, as its `Debug` form shows it.
    fn written(request: Request) -> String {
        let Request::Write(writes) = request else {
            panic!("{request:?}");
        };
        let acts = writes.acts(|| panic!("nothing is dictated")).unwrap();
        assert_eq!(acts.len(), 1, "{acts:?}");
        format!("{:?}", acts[0])
    }

    #[test]
    fn every_option_and_every_word_lands_in_the_field_of_its_verb() {
        let words = Words::new(Lang::De, Berlin);
        let verbs = all();
        assert!(verbs.len() > 25, "{}", verbs.len());
        for (command, import, verb) in verbs {
            let Some(mut line) = command.map(|words| words.join(" ")) else {
                continue;
            };
            let options: Vec<&Field> = verb.options().collect();
            let is_option = |field: &&Field| options.iter().any(|option| option.name == field.name);
            let (by_option, by_place): (Vec<&Field>, Vec<&Field>) =
                verb.fields.iter().partition(is_option);
            let mut args: Vec<String> = line.split(' ').map(str::to_owned).collect();
            args.extend(by_place.iter().flat_map(|field| typed(field, true)));
            args.extend(by_option.iter().flat_map(|field| typed(field, false)));
            let os: Vec<OsString> = args.iter().map(OsString::from).collect();
            line = args.join(" ");
            let Ok(Parsed::Run(invocation)) = args::parse(&os, &words, 80) else {
                panic!("{line}");
            };
            let act = written(invocation.request);
            for field in verb.fields {
                assert!(holds(&act, field), "{import} {}: {line}\n{act}", field.name);
            }
        }
    }

    #[test]
    fn words_at_the_end_stand_for_the_option_of_their_name() {
        let words = Words::new(Lang::De, Berlin);
        for (command, import, verb) in all() {
            let (Some(command), Some(last)) = (command, verb.positionals().last()) else {
                continue;
            };
            if !last.is_option {
                continue;
            }
            let first = verb.positionals().next().map(|place| place.name);
            let line = command.into_iter().chain(first).chain(["two", "words"]);
            let args: Vec<OsString> = line.map(OsString::from).collect();
            let Ok(Parsed::Run(invocation)) = args::parse(&args, &words, 80) else {
                panic!("{import}");
            };
            let act = written(invocation.request);
            let said = format!("{}: ", last.name);
            let (_, said) = act.split_once(&said).unwrap();
            let said = said.strip_prefix("Some(").unwrap_or(said);
            assert!(said.starts_with("\"two words\""), "{import} {act}");
        }
    }

    #[test]
    fn an_import_reads_every_field_of_every_verb() {
        for (_, import, verb) in all() {
            let mut entry = Table::new();
            entry.insert("do".to_owned(), Value::String(import.clone()));
            for field in verb.fields {
                entry.insert(field.name.to_owned(), value(field));
            }
            entry.insert("as".to_owned(), Value::String("Weber/S2".to_owned()));
            let (common, act) = import::step(entry.clone(), false).unwrap();
            assert_eq!(common.author.as_deref(), Some("Weber/S2"), "{import}");
            let act = format!("{act:?}");
            for field in verb.fields {
                assert!(holds(&act, field), "{import} {}\n{act}", field.name);
            }
            entry.insert("nonsense".to_owned(), Value::Boolean(true));
            assert!(import::step(entry, false).is_err(), "{import}");
        }
    }

    #[test]
    fn a_letter_of_a_newer_version_is_no_number_that_a_person_can_name() {
        for kind in RecordKind::ALL {
            let failure = number("M-1", *kind).unwrap_err();
            assert!(matches!(failure, Failure::NotANumber { .. }), "{failure:?}");
        }
    }

    #[test]
    fn every_field_that_an_event_sets_has_a_label_in_words() {
        let words = Words::new(Lang::De, Berlin);
        for (record, event) in specimen::all("word") {
            let Some(kind) = record.map(|record| record.kind) else {
                continue;
            };
            if !event.is_edit() {
                continue;
            }
            for edited in Edited::said(&event) {
                let label = report::field_label(kind, &edited.field);
                assert!(!words.phrase(&label).is_empty(), "{}", edited.field);
            }
        }
    }
}
