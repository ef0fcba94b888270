//! What reports say of each kind of record, in a file of its own.

pub mod decision;
pub mod finding;
pub mod incident;
pub mod notice;
pub mod report;
pub mod service;
pub mod task;

use crate::document::{Field, Phrase, Value};
use crate::domain::entry::Event;
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::records::{Record, each_record};

/// What reports say of a kind of record. Nothing has a default: who adds a kind must decide all of it.
pub trait Shown: Kept {
    /// The fields that a reader wants to know of a new one beside its name.
    const SAID_FIRST: &'static [&'static str];

    /// The fields that change with others and say nothing of their own.
    const SILENT: &'static [&'static str];

    /// Its own fields; what is not known and matters is said, what is empty and does not matter is left out in print.
    fn fields(&self, now: Moment) -> Vec<Field>;

    /// What an event records, in words around the entry's own text; `subject` is its number, with its name where known.
    fn event_words(event: &Self::Event, subject: Value) -> Phrase;

    /// A moment that the staff must not miss, while the record still needs somebody, with the key of its words.
    fn deadline(&self) -> Option<(Moment, &'static str)>;
}

macro_rules! shown {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        /// [`Shown::fields`] of a record of any kind.
        pub fn fields(record: &Record, now: Moment) -> Vec<Field> {
            match record { $(Record::$kind(record) => record.fields(now)),+ }
        }

        /// [`Shown::SAID_FIRST`] of a record of any kind.
        pub fn said_first(record: &Record) -> &'static [&'static str] {
            match record { $(Record::$kind(_) => crate::domain::records::$kind::SAID_FIRST),+ }
        }

        /// [`Shown::SILENT`] of a record of any kind.
        pub fn silent(record: &Record) -> &'static [&'static str] {
            match record { $(Record::$kind(_) => crate::domain::records::$kind::SILENT),+ }
        }

        /// [`Shown::event_words`] of an event of any kind of record; none where it is the log's own.
        pub fn event_words(event: &Event, subject: Value) -> Option<Phrase> {
            match event {
                Event::Log(_) | Event::Unread(_) => None,
                $(Event::$kind(event) => {
                    Some(<crate::domain::records::$kind as Shown>::event_words(event, subject))
                })+
            }
        }
    };
}
each_record!(shown);
