//! The records as reports show them, each kind in a file of its own.

pub(crate) mod decision;
pub(crate) mod finding;
pub(crate) mod incident;
pub(crate) mod notice;
pub(crate) mod report;
pub(crate) mod service;
pub(crate) mod task;

use crate::document::build::{field, short, text};
use crate::document::{Cell, Column, Field, Inline, Phrase, Row, Value};
use crate::domain::entry::Event;
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::{
    Decision, Finding, Incident, Notice, Record, Report, Service, Task, each_record,
};

use super::label;

/// A kind of record as reports show it.
///
/// Nothing here has a default: who adds a kind must decide all of it.
pub trait Shown: Kept {
    /// English snake_case name of its table, the key in JSON.
    const TABLE: &'static str;

    /// The columns of its table; the first one holds the number.
    fn columns() -> Vec<Column>;

    /// Its row in the table.
    fn row(&self, now: Moment) -> Row;

    /// Its own fields on its page. A field that is not known and matters says so, one that does not matter is empty.
    fn fields(&self, now: Moment) -> Vec<Field>;

    /// Whether its page says who may read it; not where it never leaves the house.
    const SAYS_READERS: bool;

    /// The words of a code in one of its fields; nothing where the field holds no codes.
    fn coded(field: &str, code: &str) -> Option<Inline>;

    /// The fields that a reader wants to know of a new one beside its name.
    const FIRST_SAID: &'static [&'static str];

    /// The fields that change with others from `before` to `self` and say nothing of their own.
    fn silent(&self, before: &Self) -> &'static [&'static str];

    /// Its dates that are still to come.
    fn dates(&self, now: Moment) -> Vec<Date>;

    /// What has passed, or will soon, and needs somebody now; only of what still holds. Overdue tasks have lists of their own.
    fn calls(&self, now: Moment) -> Option<Phrase>;

    /// An event in words, around the entry's own text; `subject` is the record's number, with its name where the entry does
    /// not say it.
    fn told(event: &Self::Event, subject: Value) -> Phrase;

    /// What else an event says, where it is no field of the record's page alone: a later one may take its place there.
    fn details(event: &Self::Event) -> Option<Phrase>;
}

/// That a moment of a record has passed, by its number and name.
fn call(key: &'static str, number: RecordNumber, name: &str, moment: Moment) -> Phrase {
    Phrase::new(key)
        .with("number", number.to_string())
        .with("text", short(name, 80))
        .with("moment", moment)
}

/// A date that binds: its moment, and the key of the line that says it.
pub struct Date {
    pub at: Moment,
    pub key: &'static str,
}

fn number(number: RecordNumber) -> Cell {
    text(number.to_string())
}

fn page<K: Shown>(record: &K, now: Moment) -> Vec<Field> {
    let mut fields = record.fields(now);
    if K::SAYS_READERS {
        fields.push(field(
            "visibility",
            "column-visibility",
            vec![label::visibility(record.track().visibility)],
        ));
    }
    fields
}

/// The fields of a record by which it can be compared with what it was: all but who may read it.
pub(crate) fn own_fields(record: &Record, now: Moment) -> Vec<Field> {
    let mut fields = fields(record, now);
    fields.retain(|field| field.name != "visibility");
    fields
}

macro_rules! shown {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        /// The fields on a record's page, empty ones among them, so that two states of it can be compared field by field.
        pub(crate) fn fields(record: &Record, now: Moment) -> Vec<Field> {
            match record { $(Record::$kind(record) => page(record, now)),+ }
        }

        /// The label of a field: that of its column in the table, or that of its name.
        pub(crate) fn field_label(kind: RecordKind, name: &str) -> Phrase {
            let columns = match kind {
                $(RecordKind::$kind => $kind::columns(),)+
                RecordKind::Other(_) => Vec::new(),
            };
            let column = columns.into_iter().find(|column| column.name == name);
            column.map_or_else(
                || Phrase::named(format!("column-{}", name.replace('_', "-"))),
                |column| column.label,
            )
        }

        /// The words of a code in one of the record's fields.
        pub(crate) fn coded(kind: RecordKind, field: &str, code: &str) -> Option<Inline> {
            match kind {
                $(RecordKind::$kind => $kind::coded(field, code),)+
                RecordKind::Other(_) => None,
            }
        }

        /// The fields that a reader wants to know of a new record beside its name.
        pub(crate) fn first_said(record: &Record) -> &'static [&'static str] {
            match record { $(Record::$kind(_) => $kind::FIRST_SAID),+ }
        }

        /// The fields that change with others and say nothing of their own.
        pub(crate) fn silent(before: &Record, after: &Record) -> &'static [&'static str] {
            match (before, after) {
                $((Record::$kind(before), Record::$kind(after)) => after.silent(before),)+
                _ => &[],
            }
        }

        /// The event of a record in words; nothing for what the log says of itself.
        pub(crate) fn told(event: &Event, subject: Value) -> Option<Phrase> {
            match event {
                $(Event::$kind(event) => Some($kind::told(event, subject)),)+
                Event::Log(_) | Event::Unread(_) => None,
            }
        }

        /// What an event says beside its sentence.
        pub(crate) fn details(event: &Event) -> Option<Phrase> {
            match event {
                $(Event::$kind(event) => $kind::details(event),)+
                Event::Log(_) | Event::Unread(_) => None,
            }
        }
    };
}
each_record!(shown);

/// One thing that is said beside a sentence: the key of its label, and the value.
type Detail = (&'static str, Value);

/// "Ausweichverfahren: …".
fn labelled((key, value): Detail) -> Phrase {
    Phrase::new("report-detail")
        .with("label", Phrase::new(key))
        .with("value", value)
}

/// All of them on a line; nothing where there are none.
fn listed(details: impl Iterator<Item = Detail>) -> Option<Phrase> {
    details.map(labelled).reduce(|first, others| {
        Phrase::new("report-details")
            .with("first", first)
            .with("others", others)
    })
}

/// A sentence of ours about a subject, with no other data.
fn plain(key: &'static str, subject: Value) -> Phrase {
    Phrase::new(key).with("number", subject)
}

/// A sentence of ours that shows one moment.
fn at(key: &'static str, moment: Moment) -> Cell {
    vec![Inline::Phrase(Phrase::new(key).with("moment", moment))]
}

/// A sentence of ours that names another record, where there is one.
fn other(key: &'static str, other: Option<RecordNumber>) -> Cell {
    other.map_or_else(Vec::new, |other| {
        vec![Inline::Phrase(
            Phrase::new(key).with("number", other.to_string()),
        )]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{NOW, entry, moment, record};

    /// A record of each kind, as short as it can be.
    fn of_each_kind() -> Vec<Record> {
        let created = [
            ("V-1", r#"{"incident_opened": {}}"#),
            ("A-1", r#"{"task_added": {}}"#),
            (
                "E-1",
                r#"{"decision_taken": {"reason": "weil", "decided_by": "BM"}}"#,
            ),
            ("D-1", r#"{"service_added": {}}"#),
            ("K-1", r#"{"finding_recorded": {"topic": "Ursache"}}"#),
            ("B-1", r#"{"notice_issued": {"audience": "public"}}"#),
            (
                "L-1",
                r#"{"report_released": {"kind": "first", "as_of": "2021-10-15T18:00:00+02:00", "released_by": "BM",
                    "language": "de", "hash": "", "document": ""}}"#,
            ),
        ];
        let records = created.map(|(number, event)| {
            let event: Event = serde_json::from_str(event).unwrap();
            record(&[entry("1", Some(number), "Text", event)])
        });
        assert_eq!(records.len(), crate::domain::number::RecordKind::ALL.len());
        records.into()
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        fn check<K: Shown>(record: &K) {
            let columns = K::columns();
            assert_eq!(columns[0].name, "number", "{}", K::TABLE);
            let row = record.row(moment(NOW));
            assert_eq!(row.cells.len(), columns.len(), "{}", K::TABLE);
        }
        macro_rules! check_each {
            ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
                fn check_record(record: &Record) {
                    match record { $(Record::$kind(record) => check(record)),+ }
                }
            };
        }
        each_record!(check_each);
        of_each_kind().iter().for_each(check_record);
    }

    #[test]
    fn what_is_said_first_and_what_says_nothing_are_fields_of_the_page() {
        for record in of_each_kind() {
            let fields = fields(&record, moment(NOW));
            for name in first_said(&record).iter().chain(silent(&record, &record)) {
                let known = fields.iter().any(|field| field.name == *name);
                assert!(known, "{} has no field {name}", record.track().number);
            }
        }
    }

    #[test]
    fn every_page_says_who_may_read_it_but_that_of_a_released_report() {
        for record in of_each_kind() {
            let fields = fields(&record, moment(NOW));
            let says = fields.iter().any(|field| field.name == "visibility");
            assert_eq!(says, !matches!(record, Record::Report(_)));
        }
    }
}
