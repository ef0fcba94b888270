//! Records and entries as the public JSON interface shows them; see docs/json.md.

use serde::Serialize;
use serde_json::Value;

use crate::domain::audience::Visibility;
use crate::domain::codes::Certainty;
use crate::domain::entry::{Event, LogEvent, Unread};
use crate::domain::history::Edited;
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::records::Record;
use crate::domain::situation::{JournalLine, Linked, Remark};

use super::moments;

pub fn record<T: Serialize>(record: &T) -> Value {
    moments::apart(record).unwrap_or(Value::Null)
}

/// A record, with the numbers of those that name it.
pub fn with_linked(of: &Record, linked: &[Linked]) -> Value {
    let mut value = record(of);
    if let Value::Object(fields) = &mut value {
        let mut numbers: Vec<RecordNumber> = Vec::new();
        for linked in linked {
            let number = linked.record.track().number;
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        fields.insert("linked".to_owned(), record(&numbers));
    }
    value
}

pub fn records<T: Serialize>(records: &[T]) -> Value {
    Value::Array(records.iter().map(record).collect())
}

/// An entry with what later entries say of it.
#[derive(Serialize)]
struct Line<'a> {
    number: EntryNumber,
    happened_at: Moment,
    /// When it was said to have happened before that was put right.
    #[serde(skip_serializing_if = "Option::is_none")]
    happened_at_before: Option<Moment>,
    approximate: bool,
    recorded_at: Moment,
    author: &'a Option<String>,
    role: &'a Option<String>,
    kind: &'a str,
    subject: Option<RecordNumber>,
    text: &'a str,
    source: &'a Option<String>,
    certainty: Option<Certainty>,
    visibility: Visibility,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrects: Option<EntryNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voids: Option<EntryNumber>,
    /// The first of the entries that were written together with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<EntryNumber>,
    imported: bool,
    clock_held: bool,
    data: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<&'a Unread>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Changed<'a>>,
    corrections: Vec<Told<'a>>,
    voided: Option<Told<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    altered: bool,
}

/// A field that an entry changed.
#[derive(Serialize)]
struct Changed<'a> {
    field: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Stored<'a>>,
    after: Stored<'a>,
}

/// A value as events store it; a moment is told apart from a text, so that it is shown as a time.
#[derive(Serialize)]
#[serde(untagged)]
enum Stored<'a> {
    Moment(Moment),
    Other(&'a Value),
}

impl<'a> Stored<'a> {
    fn of(value: &'a Value) -> Stored<'a> {
        let moment = value
            .as_str()
            .and_then(|_| serde_json::from_value(value.clone()).ok());
        moment.map_or(Stored::Other(value), Stored::Moment)
    }
}

impl<'a> Changed<'a> {
    fn of(edited: &'a Edited) -> Changed<'a> {
        Changed {
            field: &edited.field,
            before: edited.before.as_ref().map(Stored::of),
            after: Stored::of(&edited.after),
        }
    }
}

/// A correction or cancellation of an entry.
#[derive(Serialize)]
struct Told<'a> {
    entry: EntryNumber,
    recorded_at: Moment,
    author: &'a Option<String>,
    text: &'a str,
    reason: &'a str,
    /// The field that the text is of, and its value where that is no text; without it, the entry's own text.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    happened_at: Option<Moment>,
}

impl<'a> Told<'a> {
    fn of(remark: &'a Remark) -> Told<'a> {
        let correction = remark.correction.as_ref();
        Told {
            entry: remark.entry,
            recorded_at: remark.at,
            author: &remark.author,
            text: &remark.text,
            reason: &remark.reason,
            field: correction.and_then(|said| said.field.as_deref()),
            value: correction.and_then(|said| said.value.as_ref()),
            happened_at: correction.and_then(|said| said.happened_at),
        }
    }
}

pub fn line(line: &JournalLine) -> Value {
    let entry = &line.entry;
    let body = &entry.body;
    let right = line.right();
    let right = &right.body;
    let (data, unread) = match &body.event {
        Event::Unread(unread) => (None, Some(unread)),
        event => (record(event).get(event.kind()).cloned(), None),
    };
    let (corrects, voids) = match &body.event {
        Event::Log(LogEvent::EntryCorrected(correction)) => (Some(correction.entry), None),
        Event::Log(LogEvent::EntryVoided(void)) => (None, Some(void.entry)),
        _ => (None, None),
    };
    record(&Line {
        number: entry.number,
        happened_at: right.happened_at,
        happened_at_before: Some(body.happened_at).filter(|before| *before != right.happened_at),
        approximate: right.approximate,
        recorded_at: Moment::exact(entry.recorded_at),
        author: &body.author,
        role: &body.role,
        kind: body.event.kind(),
        subject: entry.record,
        text: &body.text,
        source: &body.source,
        certainty: body.certainty,
        visibility: line.visibility,
        corrects,
        voids,
        with: body.with,
        imported: entry.imported,
        clock_held: entry.clock_held,
        data,
        unread,
        changes: line.edits.iter().map(Changed::of).collect(),
        corrections: line.corrections.iter().map(Told::of).collect(),
        voided: line.voided.as_ref().map(Told::of),
        altered: line.altered,
    })
}

/// An entry, with the numbers of the notes that are about it.
pub fn line_with_notes(lines: &[JournalLine]) -> Value {
    let Some((entry, notes)) = lines.split_first() else {
        return Value::Null;
    };
    let mut value = line(entry);
    if let Value::Object(fields) = &mut value {
        let numbers: Vec<EntryNumber> = notes.iter().map(|note| note.entry.number).collect();
        fields.insert("linked".to_owned(), record(&numbers));
    }
    value
}

pub fn lines(lines: &[JournalLine]) -> Value {
    Value::Array(lines.iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::audience::Audience;
    use crate::domain::entry::{Body, Entry, Heads, Why};

    #[test]
    fn an_entry_that_cannot_be_read_says_why_and_who_may_read_it() {
        let recorded_at = chrono::DateTime::parse_from_rfc3339("2021-10-15T12:00:00+02:00");
        let recorded_at = recorded_at.unwrap();
        let unread = Unread {
            kind: "message_received".to_owned(),
            record: Some("M-1".to_owned()),
            app: "0.9.0".to_owned(),
            why: Why::Unknown,
        };
        let value = line(&JournalLine {
            visibility: Visibility::marked(&[Audience::Staff, Audience::Council]),
            entry: Entry {
                number: EntryNumber::parse("7").unwrap(),
                lam: 7,
                seen: Heads::default(),
                recorded_at,
                received_at: None,
                clock_held: false,
                imported: false,
                record: RecordNumber::parse_stored("M-1"),
                body: Body::unread(recorded_at, unread),
            },
            name: None,
            edits: Vec::new(),
            corrections: Vec::new(),
            voided: None,
            altered: false,
        });
        let unread = json!({
            "why": "unknown", "app": "0.9.0", "kind": "message_received", "record": "M-1"
        });
        assert_eq!(value["unread"], unread);
        assert_eq!(value["data"], Value::Null);
        assert_eq!(value["kind"], "message_received");
        assert_eq!(value["visibility"], "council,staff");
    }
}
