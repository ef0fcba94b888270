//! Records and entries as the public JSON interface shows them; see docs/json.md.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::domain::audience::Visibility;
use crate::domain::entry::{Entry, Event, LogEvent};
use crate::domain::moment::{Moment, Precision};
use crate::domain::situation::LogLine;

/// Fields that hold a moment, in any record.
const MOMENTS: [&str; 17] = [
    "added_at",
    "changed_at",
    "happened_at",
    "voided",
    "began_at",
    "ended_at",
    "issued_at",
    "due",
    "review_at",
    "since",
    "expected_back",
    "valid_until",
    "valid_from",
    "noted_at",
    "as_of",
    "started_at",
    "status_at",
];

/// Splits `2021-10-15T00:00:00+02:00/day` into the time and, beside it, `<name>_precision`.
fn split_moments(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut object = Map::new();
            for (name, field) in fields {
                let moment = MOMENTS
                    .contains(&name.as_str())
                    .then(|| serde_json::from_value::<Moment>(field.clone()).ok())
                    .flatten();
                match moment {
                    Some(moment) => {
                        object.insert(name.clone(), json!(moment.rfc3339()));
                        if moment.precision != Precision::Minute {
                            object.insert(
                                format!("{name}_precision"),
                                json!(moment.precision.code()),
                            );
                        }
                    }
                    None => {
                        object.insert(name, split_moments(field));
                    }
                }
            }
            Value::Object(object)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(split_moments).collect()),
        other => other,
    }
}

pub fn record<T: Serialize>(record: &T) -> Value {
    serde_json::to_value(record).map_or(Value::Null, split_moments)
}

pub fn records<T: Serialize>(records: &[T]) -> Value {
    Value::Array(records.iter().map(record).collect())
}

fn entry_fields(entry: &Entry, visibility: Visibility) -> Map<String, Value> {
    let body = &entry.body;
    let data = serde_json::to_value(&body.event)
        .ok()
        .and_then(|event| event.get(body.event.kind()).cloned());
    let mut object = Map::new();
    object.insert("number".to_owned(), json!(entry.number));
    object.insert("happened_at".to_owned(), json!(body.happened_at));
    object.insert("approximate".to_owned(), json!(body.approximate));
    object.insert(
        "recorded_at".to_owned(),
        json!(Moment::exact(entry.recorded_at).rfc3339()),
    );
    object.insert("author".to_owned(), json!(body.author));
    object.insert("role".to_owned(), json!(body.role));
    object.insert("kind".to_owned(), json!(body.event.kind()));
    object.insert("subject".to_owned(), json!(entry.record));
    object.insert("text".to_owned(), json!(body.text));
    object.insert("source".to_owned(), json!(body.source));
    object.insert("certainty".to_owned(), json!(body.certainty));
    object.insert("visibility".to_owned(), json!(visibility));
    match &body.event {
        Event::Log(LogEvent::EntryCorrected(correction)) => {
            object.insert("corrects".to_owned(), json!(correction.entry));
        }
        Event::Log(LogEvent::EntryVoided(void)) => {
            object.insert("voids".to_owned(), json!(void.entry));
        }
        _ => {}
    }
    object.insert("imported".to_owned(), json!(entry.imported));
    object.insert("clock_held".to_owned(), json!(entry.clock_held));
    object.insert("data".to_owned(), data.unwrap_or(Value::Null));
    object
}

pub fn line(line: &LogLine) -> Value {
    let mut object = entry_fields(&line.entry, line.visibility);
    let remark = |remark: &crate::domain::situation::Remark| {
        json!({ "entry": remark.entry, "recorded_at": remark.at.rfc3339(), "author": remark.author,
                "text": remark.text, "reason": remark.reason })
    };
    object.insert(
        "corrections".to_owned(),
        Value::Array(line.corrections.iter().map(remark).collect()),
    );
    object.insert(
        "voided".to_owned(),
        line.voided.as_ref().map_or(Value::Null, remark),
    );
    split_moments(Value::Object(object))
}

pub fn lines(lines: &[LogLine]) -> Value {
    Value::Array(lines.iter().map(line).collect())
}
