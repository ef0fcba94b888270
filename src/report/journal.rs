//! The Tagebuch: entries in the order they happened, with what later entries said of them.

use crate::domain::audience::Visibility;
use crate::domain::entry::{Entry, Event, LogEvent, Unread, Why};
use crate::domain::situation::LogLine;

use super::label::{self, column, moment, optional, stacked, text};
use super::records;
use crate::document::{Cell, Inline, Phrase, Row, Table, Tone, Value};

/// Letters of a record's name in a line about it.
const NAME: usize = 60;

/// What an entry records, in words around its own text; `name` is what its record is called.
fn event_words(entry: &Entry, name: Option<&str>) -> Option<Phrase> {
    let number = entry
        .record
        .map(|record| record.to_string())
        .unwrap_or_default();
    // The entry that creates a record says its name itself.
    let subject: Value = match name.filter(|_| !entry.body.event.creates()) {
        Some(name) => Phrase::new("event-subject")
            .with("number", number)
            .with("name", label::short(name, NAME))
            .into(),
        None => number.into(),
    };
    match &entry.body.event {
        Event::Log(event) => log_words(event, entry.body.visibility, subject),
        Event::Unread(unread) => Some(unread_words(unread)),
        event => records::event_words(event, subject),
    }
}

/// What the log says of itself and of its entries; a note is its own text.
fn log_words(event: &LogEvent, visibility: Visibility, subject: Value) -> Option<Phrase> {
    Some(match event {
        LogEvent::LogStarted(_) => Phrase::new("event-log-started"),
        LogEvent::NoteTaken(_) => return None,
        LogEvent::EntryCorrected(correction) => {
            Phrase::new("event-entry-corrected").with("entry", correction.entry.to_string())
        }
        LogEvent::EntryVoided(void) => {
            Phrase::new("event-entry-voided").with("entry", void.entry.to_string())
        }
        LogEvent::AssessmentWritten(written) => Phrase::new("event-assessment-written")
            .with("part", label::assessment_part(written.part)),
        LogEvent::VisibilityChanged(change) => {
            let subject = change.entry.map_or(subject, |entry| {
                Phrase::new("event-visibility-entry")
                    .with("entry", entry.to_string())
                    .into()
            });
            let key = if visibility == Visibility::PUBLIC {
                "event-visibility-public"
            } else {
                "event-visibility-internal"
            };
            Phrase::new(key).with("subject", subject)
        }
    })
}

/// An entry that this version cannot read is shown all the same: what it is called, what it is about, who can read it.
fn unread_words(unread: &Unread) -> Phrase {
    let key = match (unread.why, &unread.record) {
        (Why::Unknown, Some(_)) => "event-unknown-of",
        (Why::Unknown, None) => "event-unknown",
        (Why::Blackened, Some(_)) => "event-blackened-of",
        (Why::Blackened, None) => "event-blackened",
    };
    Phrase::new(key)
        .with("kind", unread.kind.as_str())
        .with("record", unread.record.clone().unwrap_or_default())
        .with("version", unread.app.as_str())
}

/// The entry as a sentence: what kind of thing happened, then what was written.
fn line(entry: &Entry, name: Option<&str>, struck: bool) -> Cell {
    let words = &entry.body.text;
    let mut cell = Cell::new();
    if let Some(phrase) = event_words(entry, name) {
        cell.push(Inline::Phrase(if words.is_empty() {
            phrase
        } else {
            Phrase::new("event-with-text").with("event", phrase)
        }));
    }
    if !words.is_empty() {
        cell.push(if struck {
            Inline::Struck(words.clone())
        } else {
            Inline::Text(words.clone())
        });
    }
    cell
}

/// The entry with its corrections and cancellation: the old text stays readable, struck through, with time and reason.
fn whole(line_of: &LogLine) -> Cell {
    let entry = &line_of.entry;
    let struck = line_of.voided.is_some() || !line_of.corrections.is_empty();
    let mut parts = vec![line(entry, line_of.name.as_deref(), struck)];
    for (position, correction) in line_of.corrections.iter().enumerate() {
        let replaced = line_of.voided.is_some() || position + 1 < line_of.corrections.len();
        let new = correction.text.clone();
        parts.push(vec![if replaced {
            Inline::Struck(new)
        } else {
            Inline::Text(new)
        }]);
        parts.push(vec![Inline::Phrase(remark("report-corrected", correction))]);
    }
    if let Some(void) = &line_of.voided {
        parts.push(vec![Inline::Phrase(remark("report-voided", void))]);
    }
    if entry.clock_held {
        parts.push(label::say("report-clock-held"));
    }
    if let Some(source) = &entry.body.source {
        parts.push(vec![Inline::Phrase(
            Phrase::new("report-source").with("text", source.as_str()),
        )]);
    }
    stacked(parts)
}

fn remark(key: &'static str, remark: &crate::domain::situation::Remark) -> Phrase {
    Phrase::new(key)
        .with("moment", remark.at)
        .with("entry", remark.entry.to_string())
        .with("reason", remark.reason.as_str())
}

/// Event time, and for what was recorded much later the recording time beside it.
fn time(entry: &Entry) -> Cell {
    let happened = moment(entry.body.happened_at, entry.body.approximate);
    if !entry.is_late() {
        return happened;
    }
    let recorded = crate::domain::moment::Moment::exact(entry.recorded_at);
    stacked([
        happened,
        vec![Inline::Phrase(
            Phrase::new("report-late").with("moment", recorded),
        )],
    ])
}

/// Who wrote it, and that it may be read outside.
fn writer(line: &LogLine) -> Cell {
    let body = &line.entry.body;
    let name = match (&body.author, &body.role) {
        (Some(author), Some(role)) => Some(format!("{author} ({role})")),
        (Some(author), None) => Some(author.clone()),
        (None, role) => role.clone(),
    };
    let decides = matches!(body.event, Event::Log(LogEvent::VisibilityChanged(_)));
    let shared = !line.visibility.is_internal() && !decides;
    let mark = shared.then(|| label::visibility(line.visibility));
    stacked([optional(name.as_deref()), mark.unwrap_or_default()])
}

/// A line of the Tagebuch as a row.
pub fn row(line: &LogLine) -> Row {
    Row {
        cells: vec![
            text(line.entry.number.to_string()),
            time(&line.entry),
            whole(line),
            writer(line),
        ],
        tone: Tone::Plain,
        change: None,
    }
}

pub fn table(lines: &[LogLine]) -> Table {
    label::table(
        "log",
        vec![
            column("number", "column-number", 5),
            column("happened_at", "column-time", 14),
            column("entry", "column-entry", 44),
            column("author", "column-author", 16),
        ],
        lines.iter().map(row).collect(),
    )
}
