//! The Tagebuch: entries in the order they happened, with what later entries said of them.

use std::borrow::Cow;

use crate::domain::audience::Visibility;
use crate::domain::entry::{Entry, Event, LogEvent};
use crate::domain::records::decision::DecisionEvent;
use crate::domain::records::finding::FindingEvent;
use crate::domain::records::incident::IncidentEvent;
use crate::domain::records::notice::NoticeEvent;
use crate::domain::records::report::ReportEvent;
use crate::domain::records::service::ServiceEvent;
use crate::domain::records::task::TaskEvent;
use crate::domain::situation::LogLine;

use super::label;
use crate::document::build::{column, moment, optional, say, short, stacked, text};
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
    let creates = matches!(
        entry.body.event,
        Event::Incident(IncidentEvent::Opened(_))
            | Event::Task(TaskEvent::Added(_))
            | Event::Decision(DecisionEvent::Taken(_))
            | Event::Service(ServiceEvent::Added(_))
            | Event::Finding(FindingEvent::Recorded(_))
            | Event::Notice(NoticeEvent::Issued(_))
    );
    let number: Value = match name.filter(|_| !creates) {
        Some(name) => Phrase::new("event-subject")
            .with("number", number)
            .with("name", short(name, NAME))
            .into(),
        None => number.into(),
    };
    let plain = |key: &'static str| Some(Phrase::new(key).with("number", number.clone()));
    match &entry.body.event {
        Event::Unread(_) => None,
        Event::Log(LogEvent::LogStarted(_)) => Some(Phrase::new("event-log-started")),
        Event::Log(LogEvent::NoteTaken(_)) => None,
        Event::Log(LogEvent::EntryCorrected(correction)) => {
            Some(Phrase::new("event-entry-corrected").with("entry", correction.entry.to_string()))
        }
        Event::Log(LogEvent::EntryVoided(void)) => {
            Some(Phrase::new("event-entry-voided").with("entry", void.entry.to_string()))
        }
        Event::Incident(IncidentEvent::Opened(_)) => plain("event-incident-opened"),
        Event::Incident(IncidentEvent::Changed(_)) => plain("event-incident-changed"),
        Event::Incident(IncidentEvent::Closed(closed)) if closed.false_alarm => {
            plain("event-incident-false-alarm")
        }
        Event::Incident(IncidentEvent::Closed(_)) => plain("event-incident-closed"),
        Event::Incident(IncidentEvent::Reopened(_)) => plain("event-incident-reopened"),
        Event::Task(TaskEvent::Added(added)) => match &added.assignee {
            Some(assignee) => Some(
                Phrase::new("event-task-assigned")
                    .with("number", number)
                    .with("assignee", assignee.to_string()),
            ),
            None => plain("event-task-added"),
        },
        Event::Task(TaskEvent::Changed(_)) => plain("event-task-changed"),
        Event::Task(TaskEvent::Started(_)) => plain("event-task-started"),
        Event::Task(TaskEvent::Held(_)) => plain("event-task-held"),
        Event::Task(TaskEvent::Done(_)) => plain("event-task-done"),
        Event::Task(TaskEvent::Cancelled(_)) => plain("event-task-cancelled"),
        Event::Decision(DecisionEvent::Taken(_)) => plain("event-decision-taken"),
        Event::Decision(DecisionEvent::Superseded(by)) => Some(
            Phrase::new("event-decision-superseded")
                .with("number", number)
                .with("by", by.by.to_string()),
        ),
        Event::Decision(DecisionEvent::Revoked(_)) => plain("event-decision-revoked"),
        Event::Service(ServiceEvent::Added(_)) => plain("event-service-added"),
        Event::Service(ServiceEvent::Changed(_)) => plain("event-service-changed"),
        Event::Service(ServiceEvent::StateSet(set)) => Some(
            Phrase::new("event-service-state-set")
                .with("number", number)
                .with("state", label::service_state_words(set.state)),
        ),
        Event::Finding(FindingEvent::Recorded(recorded)) => Some(
            Phrase::new("event-finding-recorded")
                .with("number", number)
                .with("topic", recorded.topic.as_str()),
        ),
        Event::Finding(FindingEvent::Replaced(_)) => plain("event-finding-replaced"),
        Event::Notice(NoticeEvent::Issued(_)) => plain("event-notice-issued"),
        Event::Notice(NoticeEvent::Replaced(by)) => Some(
            Phrase::new("event-notice-replaced")
                .with("number", number)
                .with("by", by.by.to_string()),
        ),
        Event::Notice(NoticeEvent::Withdrawn(_)) => plain("event-notice-withdrawn"),
        Event::Log(LogEvent::AssessmentWritten(written)) => Some(
            Phrase::new("event-assessment-written")
                .with("part", label::assessment_part(written.part)),
        ),
        Event::Log(LogEvent::VisibilityChanged(change)) => {
            let subject = match change.entry {
                Some(entry) => Value::from(
                    Phrase::new("event-visibility-entry").with("entry", entry.to_string()),
                ),
                None => number,
            };
            let key = if entry.body.visibility == Visibility::PUBLIC {
                "event-visibility-public"
            } else {
                "event-visibility-internal"
            };
            Some(Phrase::new(key).with("subject", subject))
        }
        Event::Report(ReportEvent::Released(released)) => Some(
            Phrase::new("event-report-released")
                .with("number", number)
                .with("by", released.released_by.as_str()),
        ),
    }
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
        parts.push(say("report-clock-held"));
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
    let public = line.visibility == Visibility::PUBLIC && !decides;
    let mark = public.then(|| vec![label::visibility(line.visibility)]);
    stacked([optional(name.as_deref()), mark.unwrap_or_default()])
}

pub fn table(lines: &[LogLine]) -> Table {
    let rows = lines.iter().map(|line_of| Row {
        cells: vec![
            text(line_of.entry.number.to_string()),
            time(&line_of.entry),
            whole(line_of),
            writer(line_of),
        ],
        tone: Tone::Plain,
        change: None,
    });
    Table {
        name: Cow::Borrowed("log"),
        columns: vec![
            column("number", "column-number", 5),
            column("happened_at", "column-time", 14),
            column("entry", "column-entry", 44),
            column("author", "column-author", 16),
        ],
        rows: rows.collect(),
    }
}
