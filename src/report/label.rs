//! Keys of the words for codes, and the pieces that several reports share.

use std::borrow::Cow;

use crate::domain::audience::Visibility;
use crate::domain::codes::{
    Addressee, AssessmentPart, Certainty, DecisionStatus, Effect, IncidentStatus, NoticeStatus,
    Priority, ReportKind, ServiceState, Severity, TaskStatus,
};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;

use crate::document::{Block, Cell, Column, Field, Inline, Phrase, Row, Section, Table, Tone};

/// The label of a code: `label-<name>-<code>`.
fn label(name: &str, code: &str) -> Phrase {
    Phrase {
        key: Cow::Owned(format!("label-{name}-{}", code.replace('_', "-"))),
        args: Vec::new(),
    }
}

fn state(name: &str, code: &str, tone: Tone) -> Inline {
    Inline::State {
        code: code.to_owned(),
        label: label(name, code),
        tone,
    }
}

pub fn severity(value: Severity) -> Inline {
    state("severity", value.code(), Tone::Plain)
}

pub fn incident_status(value: IncidentStatus) -> Inline {
    state("incident-status", value.code(), Tone::Plain)
}

pub fn task_status(value: TaskStatus) -> Inline {
    state("task-status", value.code(), Tone::Plain)
}

pub fn priority(value: Priority) -> Inline {
    state(
        "priority",
        value.code(),
        if value == Priority::Urgent {
            Tone::Watch
        } else {
            Tone::Plain
        },
    )
}

pub fn effect(value: Effect) -> Inline {
    state("effect", value.code(), Tone::Plain)
}

pub fn decision_status(value: DecisionStatus) -> Inline {
    state("decision-status", value.code(), Tone::Plain)
}

pub fn certainty(value: Certainty) -> Inline {
    state("certainty", value.code(), Tone::Plain)
}

pub fn notice_status(value: NoticeStatus) -> Inline {
    state("notice-status", value.code(), Tone::Plain)
}

pub fn audience(value: Addressee) -> Inline {
    state("audience", value.code(), Tone::Plain)
}

/// Who may read it: internal, public, or the audiences that it is marked for.
pub fn visibility(value: Visibility) -> Cell {
    let code = value.code();
    let codes: Vec<&str> = code.split(',').collect();
    let mut cell = Cell::new();
    for code in codes {
        if !cell.is_empty() {
            cell.push(Inline::Text(", ".to_owned()));
        }
        cell.push(state("visibility", code, Tone::Plain));
    }
    cell
}

pub fn report_kind(value: ReportKind) -> Inline {
    state("report-kind", value.code(), Tone::Plain)
}

pub fn assessment_part(value: AssessmentPart) -> Phrase {
    label("assessment-part", value.code())
}

pub fn service_state(value: ServiceState) -> Inline {
    state("service-state", value.code(), service_tone(value))
}

pub fn service_state_words(value: ServiceState) -> Phrase {
    label("service-state", value.code())
}

/// What is gone is alarm, what limps is to be watched, what works is fine; not knowing is to be watched too.
pub fn service_tone(value: ServiceState) -> Tone {
    match value {
        ServiceState::Down | ServiceState::Isolated => Tone::Alarm,
        ServiceState::Emergency | ServiceState::Degraded | ServiceState::Unknown => Tone::Watch,
        ServiceState::Normal | ServiceState::Unaffected => Tone::Fine,
    }
}

/// A group we know by its label, the body's own as it typed it.
pub fn group(value: &str) -> Inline {
    match value {
        "citizen" | "application" | "communication" | "infrastructure" | "supply" => {
            state("group", value, Tone::Plain)
        }
        own => Inline::Text(own.to_owned()),
    }
}

/// A text on one line, cut to a number of letters with "…".
pub fn short(long: &str, most: usize) -> String {
    let line = long.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

pub fn say(key: &'static str) -> Cell {
    vec![Inline::Phrase(Phrase::new(key))]
}

pub fn text(text: impl Into<String>) -> Cell {
    vec![Inline::Text(text.into())]
}

pub fn optional(value: Option<&str>) -> Cell {
    value.map_or_else(Vec::new, text)
}

/// A moment, with "ca." where it is approximate.
pub fn moment(at: Moment, approximate: bool) -> Cell {
    if approximate {
        vec![Inline::Phrase(
            Phrase::new("report-approximate").with("moment", at),
        )]
    } else {
        vec![Inline::Moment(at)]
    }
}

pub fn column(name: &'static str, key: &'static str, width: u16) -> Column {
    Column {
        name: Cow::Borrowed(name),
        label: Phrase::new(key),
        width,
    }
}

pub fn field(name: &'static str, key: &'static str, value: Cell) -> Field {
    Field {
        name: Cow::Borrowed(name),
        label: Phrase::new(key),
        value,
    }
}

/// A numbered main section.
pub fn section(name: &'static str, heading: &'static str, blocks: Vec<Block>) -> Section {
    Section {
        name: Cow::Borrowed(name),
        level: 1,
        heading: Phrase::new(heading),
        blocks,
    }
}

/// A part of the section before it.
pub fn part(name: &'static str, heading: Phrase, blocks: Vec<Block>) -> Section {
    Section {
        name: Cow::Borrowed(name),
        level: 2,
        heading,
        blocks,
    }
}

pub fn paragraph(phrase: Phrase) -> Block {
    Block::Paragraph(vec![Inline::Phrase(phrase)])
}

/// A list, or nothing where there are no items.
pub fn list(name: &'static str, items: Vec<Cell>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::List {
        name: Cow::Borrowed(name),
        items,
    }]
}

/// Joins cells with a line break between them, leaving out empty ones.
pub fn stacked(cells: impl IntoIterator<Item = Cell>) -> Cell {
    let mut joined = Cell::new();
    for cell in cells.into_iter().filter(|cell| !cell.is_empty()) {
        if !joined.is_empty() {
            joined.push(Inline::Break);
        }
        joined.extend(cell);
    }
    joined
}

/// Texts one below the other.
pub fn texts(items: &[String]) -> Cell {
    stacked(items.iter().map(|item| text(item.clone())))
}

/// Numbers on one line.
pub fn numbers<T: ToString>(items: &[T]) -> Cell {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    if items.is_empty() {
        Vec::new()
    } else {
        text(items.join(", "))
    }
}

pub fn number(number: RecordNumber) -> Cell {
    text(number.to_string())
}

pub fn time(at: Option<Moment>) -> Cell {
    at.map_or_else(Vec::new, |at| vec![Inline::Moment(at)])
}

pub fn table(name: &'static str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        name: Cow::Borrowed(name),
        columns,
        rows,
    }
}
