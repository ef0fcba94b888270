//! The changes since another moment: new, changed and ended records, each with its values before and now.

use std::collections::HashMap;

use crate::document::build::{say, short, text};
use crate::document::{Cell, Change, Field, Inline, Phrase};
use crate::domain::assessment::Assessment;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::Record;
use crate::domain::situation::Since;

use super::{label, records};

/// Characters of one value in a line of changes.
const VALUE: usize = 120;

/// One record that differs, in words.
pub(crate) struct Line {
    /// None where it is about the Lagebild, which has no number.
    pub number: Option<RecordNumber>,
    pub change: Change,
    pub cell: Cell,
}

/// A value on one line: pieces of text are cut, words and times stay.
fn brief(cell: &Cell) -> Cell {
    if cell.is_empty() {
        return say("change-nothing");
    }
    cell.iter()
        .map(|piece| match piece {
            // A line of changes puts its own marks between values.
            Inline::Text(text) => Inline::Text(short(text.trim_end_matches('.'), VALUE)),
            Inline::Break => Inline::Text(", ".to_owned()),
            other => other.clone(),
        })
        .collect()
}

fn labelled(label: &Phrase, value: Cell) -> Cell {
    let label = vec![Inline::Phrase(label.clone()), Inline::Text(": ".to_owned())];
    [label, value].concat()
}

/// "Zustand: ausgefallen → Notbetrieb; …" of every field that a reader sees differ.
fn differing(before: &Record, after: &Record, then: Moment, now: Moment) -> Vec<Cell> {
    let silent = records::silent(before, after);
    let mut cells = Vec::new();
    if before.name() != after.name() {
        cells.push(vec![
            Inline::Phrase(Phrase::new("change-renamed")),
            Inline::Text(format!("{} → ", short(before.name(), VALUE))),
            Inline::Text(short(after.name(), VALUE)),
        ]);
    }
    let (old, new) = (records::fields(before, then), records::fields(after, now));
    for (old, new) in old.iter().zip(&new) {
        if old.value != new.value && !silent.contains(&new.name.as_ref()) {
            cells.push(labelled(
                &new.label,
                [brief(&old.value), text(" → "), brief(&new.value)].concat(),
            ));
        }
    }
    cells
}

/// The fields that a reader of a new record wants beside its name.
fn first_said(record: &Record, now: Moment) -> Vec<Cell> {
    let wanted = records::first_said(record);
    let said = |field: &Field| {
        let ended = field.name == "status" && record.is_over();
        (ended || wanted.contains(&field.name.as_ref())) && !field.value.is_empty()
    };
    let fields = records::fields(record, now);
    fields
        .into_iter()
        .filter(said)
        .map(|field| labelled(&field.label, brief(&field.value)))
        .collect()
}

fn line(before: Option<&Record>, after: &Record, then: Moment, now: Moment) -> Option<Line> {
    let track = after.track();
    let before = before.filter(|before| before.track().voided.is_none());
    let (key, change, details) = match (before, track.voided.is_some()) {
        (None, true) => return None,
        (None, false) => ("change-new", Change::New, first_said(after, now)),
        (Some(_), true) => ("change-voided", Change::Ended, Vec::new()),
        (Some(before), false) => {
            let details = differing(before, after, then, now);
            if details.is_empty() {
                return None;
            }
            if after.is_over() && !before.is_over() {
                ("change-ended", Change::Ended, details)
            } else {
                ("change-changed", Change::Changed, details)
            }
        }
    };
    let mut cell = vec![Inline::Phrase(
        Phrase::new(key)
            .with("number", track.number.to_string())
            .with("text", short(after.name(), VALUE)),
    )];
    for (position, detail) in details.into_iter().enumerate() {
        let joint = if position == 0 { " – " } else { "; " };
        cell.push(Inline::Text(joint.to_owned()));
        cell.extend(detail);
    }
    Some(Line {
        number: Some(track.number),
        change,
        cell,
    })
}

/// A part of the Lagebild that was written anew.
fn rewritten(before: Option<&Assessment>, after: &Assessment) -> Line {
    let (key, change) = match before {
        Some(_) => ("change-changed", Change::Changed),
        None => ("change-new", Change::New),
    };
    let mut cell = vec![Inline::Phrase(
        Phrase::new(key)
            .with("number", label::assessment_part(after.part))
            .with("text", ""),
    )];
    cell.push(Inline::Text("– ".to_owned()));
    if let Some(before) = before {
        cell.push(Inline::Text(short(
            before.text.trim_end_matches('.'),
            VALUE,
        )));
        cell.push(Inline::Text(" → ".to_owned()));
    }
    cell.push(Inline::Text(short(after.text.trim_end_matches('.'), VALUE)));
    Line {
        number: None,
        change,
        cell,
    }
}

/// The lines of all that differs, the Lagebild first, then by kind and number; released reports are no change of the
/// situation.
pub(crate) fn lines(since: &Since, now: Moment) -> Vec<Line> {
    let assessments = since
        .assessments
        .iter()
        .map(|(before, after)| rewritten(before.as_ref(), after));
    let records = since
        .records
        .iter()
        .filter(|(_, after)| after.track().number.kind != RecordKind::Report)
        .filter_map(|(before, after)| line(before.as_ref(), after, since.moment, now));
    let mut lines: Vec<Line> = assessments.chain(records).collect();
    lines.sort_by_key(|line| line.number);
    lines
}

/// "Änderungen seit …": a report or a moment.
pub(crate) fn heading(since: &Since) -> Phrase {
    match since.report {
        Some(report) => Phrase::new("section-changes-report")
            .with("number", report.series.to_string())
            .with("moment", since.moment),
        None => Phrase::new("section-changes").with("moment", since.moment),
    }
}

/// The change of each record, for the rows of the tables.
pub(crate) fn by_number(lines: &[Line]) -> HashMap<RecordNumber, Change> {
    lines
        .iter()
        .filter_map(|line| Some((line.number?, line.change)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Effect;
    use crate::domain::entry::{Entry, EntryVoided, LogEvent};
    use crate::domain::number::EntryNumber;
    use crate::domain::records::task::{TaskAdded, TaskChanged, TaskDone, TaskEvent};
    use crate::report::sample::{NOW, entry, hours, moment, record};

    fn added() -> Entry {
        let added = TaskAdded {
            assignee: None,
            issued_by: None,
            due: Some(hours(-1)),
            priority: None,
            waits_for: Vec::new(),
            about: Vec::new(),
        };
        entry("1", Some("A-1"), "Server trennen", TaskEvent::Added(added))
    }

    /// Key and change of the line, and the keys of the labels in it.
    fn told(before: Option<&[Entry]>, after: &[Entry]) -> Option<(Change, Vec<String>)> {
        let before = before.map(record);
        let line = line(before.as_ref(), &record(after), hours(-2), moment(NOW))?;
        let keys = line.cell.iter().filter_map(|piece| match piece {
            Inline::Phrase(phrase) => Some(phrase.key.to_string()),
            _ => None,
        });
        Some((line.change, keys.collect()))
    }

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_fell_due_is_a_change() {
        let (change, said) = told(Some(&[added()]), &[added()]).unwrap();
        assert_eq!(change, Change::Changed);
        assert_eq!(
            said,
            keys(&["change-changed", "column-due", "report-overdue-since"])
        );
    }

    #[test]
    fn what_is_done_is_no_longer_late() {
        let done = TaskEvent::Done(TaskDone {
            effect: Some(Effect::Effective),
        });
        let done = entry("2", Some("A-1"), "getrennt", done);
        let (change, said) = told(Some(&[added()]), &[added(), done]).unwrap();
        assert_eq!(change, Change::Ended);
        assert_eq!(said[0], "change-ended");
        assert!(!said.contains(&"column-due".to_owned()), "{said:?}");
        assert!(said.contains(&"column-result".to_owned()), "{said:?}");
    }

    #[test]
    fn a_new_record_says_what_a_reader_wants_to_know_first() {
        let (change, said) = told(None, &[added()]).unwrap();
        assert_eq!(change, Change::New);
        let wanted = [
            "change-new",
            "column-assignee",
            "report-unassigned",
            "column-due",
            "report-overdue-since",
        ];
        assert_eq!(said, keys(&wanted));
    }

    #[test]
    fn a_new_name_is_told_and_a_cancelled_record_is_told_once() {
        let renamed = entry(
            "2",
            Some("A-1"),
            "",
            TaskEvent::Changed(TaskChanged {
                what: Some("Server prüfen".to_owned()),
                ..TaskChanged::default()
            }),
        );
        let (_, said) = told(Some(&[added()]), &[added(), renamed]).unwrap();
        assert_eq!(said[..2], keys(&["change-changed", "change-renamed"]));
        let void = LogEvent::EntryVoided(EntryVoided {
            entry: EntryNumber::parse("1").unwrap(),
        });
        let voided = [added(), entry("2", Some("A-1"), "falsch", void)];
        let (change, said) = told(Some(&[added()]), &voided).unwrap();
        assert_eq!((change, said), (Change::Ended, keys(&["change-voided"])));
        assert_eq!(told(None, &voided), None);
        assert_eq!(told(Some(&voided), &voided), None);
    }

    #[test]
    fn a_value_is_brief_and_an_empty_one_is_said() {
        assert_eq!(brief(&Vec::new()), say("change-nothing"));
        let cell = [text("eins."), vec![Inline::Break], text("zwei")].concat();
        assert_eq!(
            brief(&cell),
            [text("eins"), text(", "), text("zwei")].concat()
        );
    }
}
