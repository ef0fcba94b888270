//! What is new, changed or ended since another moment, kind by kind, from which to which value.

use std::collections::HashMap;

use crate::domain::assessment::Assessment;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::Record;
use crate::domain::situation::Since;

use super::detail;
use super::label::{self, say, short};
use super::records;
use crate::document::{Cell, Change, Inline, Phrase};

/// Letters of one value in a line of changes.
const VALUE: usize = 120;

/// One record that differs, in words.
pub struct Line {
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

/// "Zustand: ausgefallen → Notbetrieb; …" of every field that a reader sees differ.
fn differing(before: &Record, after: &Record, then: Moment, now: Moment) -> Vec<Cell> {
    let (old, new) = (detail::fields(before, then), detail::fields(after, now));
    let (old_name, new_name) = (before.name(), after.name());
    let mut cells = Vec::new();
    if old_name != new_name {
        cells.push(vec![
            Inline::Phrase(Phrase::new("change-renamed")),
            Inline::Text(format!("{} → ", short(old_name, VALUE))),
            Inline::Text(short(new_name, VALUE)),
        ]);
    }
    for (old, new) in old.iter().zip(&new) {
        if old.value == new.value || records::silent(after).contains(&new.name.as_ref()) {
            continue;
        }
        // What is done is no longer late, but its date did not change.
        if new.name == "due" && after.is_over() && same_due(before, after) {
            continue;
        }
        let mut cell = vec![
            Inline::Phrase(new.label.clone()),
            Inline::Text(": ".to_owned()),
        ];
        cell.extend(brief(&old.value));
        cell.push(Inline::Text(" → ".to_owned()));
        cell.extend(brief(&new.value));
        cells.push(cell);
    }
    cells
}

/// What a reader wants to know of something new beside its name.
fn first_said(record: &Record, now: Moment) -> Vec<Cell> {
    let wanted = records::said_first(record);
    detail::fields(record, now)
        .into_iter()
        .filter(|field| {
            let ended = field.name == "status" && record.is_over();
            (ended || wanted.contains(&field.name.as_ref())) && !field.value.is_empty()
        })
        .map(|field| {
            let mut cell = vec![Inline::Phrase(field.label), Inline::Text(": ".to_owned())];
            cell.extend(brief(&field.value));
            cell
        })
        .collect()
}

fn same_due(before: &Record, after: &Record) -> bool {
    match (before, after) {
        (Record::Task(before), Record::Task(after)) => before.due == after.due,
        _ => false,
    }
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
pub fn lines(since: &Since, now: Moment) -> Vec<Line> {
    let lagebild = since
        .assessments
        .iter()
        .map(|(before, after)| rewritten(before.as_ref(), after));
    let records = since
        .records
        .iter()
        .filter(|(_, after)| after.track().number.kind != RecordKind::Report)
        .filter_map(|(before, after)| line(before.as_ref(), after, since.moment, now));
    let mut lines: Vec<Line> = lagebild.chain(records).collect();
    lines.sort_by_key(|line| line.number);
    lines
}

/// "Änderungen seit …": a report or a moment.
pub fn heading(since: &Since) -> Phrase {
    match since.report {
        Some(report) => Phrase::new("section-changes-report")
            .with("number", report.series.to_string())
            .with("moment", since.moment),
        None => Phrase::new("section-changes").with("moment", since.moment),
    }
}

/// What became of each record, for the rows of the tables.
pub fn by_number(lines: &[Line]) -> HashMap<RecordNumber, Change> {
    lines
        .iter()
        .filter_map(|line| Some((line.number?, line.change)))
        .collect()
}
