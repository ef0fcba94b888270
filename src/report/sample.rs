//! Entries, records and a situation for the tests of reports.

use chrono::DateTime;

use crate::domain::audience::Visibility;
use crate::domain::entry::{Body, Entry, Event, Heads, LogStarted};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::records::Record;
use crate::domain::situation::{Counts, JournalLine, LogHead, Part, Situation};

/// The moment that tests look at.
pub(crate) const NOW: &str = "2021-10-15T18:00:00+02:00";

pub(crate) fn moment(text: &str) -> Moment {
    Moment::exact(DateTime::parse_from_rfc3339(text).unwrap())
}

/// Hours after [`NOW`], or before it.
pub(crate) fn hours(count: i64) -> Moment {
    Moment::exact(moment(NOW).at + chrono::TimeDelta::hours(count))
}

/// An entry that happened and was recorded a minute after the one before it, the first one ten hours before [`NOW`].
pub(crate) fn entry(
    running: &str,
    record: Option<&str>,
    text: &str,
    event: impl Into<Event>,
) -> Entry {
    let number = EntryNumber::parse(running).unwrap();
    let minutes = i64::try_from(number.0.running).unwrap();
    let at = hours(-10).at + chrono::TimeDelta::minutes(minutes);
    Entry {
        number,
        lam: number.0.running,
        seen: Heads::default(),
        recorded_at: at,
        received_at: None,
        clock_held: false,
        imported: false,
        record: record.and_then(RecordNumber::parse),
        body: Body {
            happened_at: Moment::exact(at),
            approximate: false,
            author: None,
            role: None,
            text: text.to_owned(),
            source: None,
            certainty: None,
            visibility: Visibility::INTERNAL,
            with: None,
            event: event.into(),
        },
    }
}

pub(crate) fn line(entry: Entry) -> JournalLine {
    JournalLine {
        visibility: entry.body.visibility,
        entry,
        name: None,
        edits: Vec::new(),
        corrections: Vec::new(),
        voided: None,
        altered: false,
    }
}

pub(crate) fn record(entries: &[Entry]) -> Record {
    Record::fold(entries[0].record.unwrap(), entries).unwrap()
}

/// One record of a kind, from the entry that creates it.
pub(crate) fn new<K: TryFrom<Record>>(
    record_number: &str,
    text: &str,
    event: impl Into<Event>,
) -> K {
    let record = record(&[entry("1", Some(record_number), text, event)]);
    K::try_from(record).ok().unwrap()
}

/// An empty log at [`NOW`].
pub(crate) fn situation() -> Situation {
    Situation {
        log: LogHead {
            title: "Angriff".to_owned(),
            started: LogStarted {
                body: None,
                zone: "Europe/Berlin".to_owned(),
                language: "de".to_owned(),
                exercise: false,
                forced_place: None,
            },
            started_at: hours(-20),
            log_id: String::new(),
        },
        as_of: moment(NOW),
        known_by: None,
        counts: Counts::default(),
        incidents: Part::default(),
        tasks_open: Part::default(),
        tasks_ended: Part::default(),
        decisions: Part::default(),
        to_review: Vec::new(),
        services: Vec::new(),
        findings: Part::default(),
        notes: Part::default(),
        notices: Part::default(),
        journal_lines: Part::default(),
        imported: None,
        assessments: Vec::new(),
        last_report: None,
        task_days: Vec::new(),
        since: None,
        newest: None,
        only_by_day: Vec::new(),
    }
}
