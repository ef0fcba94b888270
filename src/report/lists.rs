//! The tables of records, as the report and the lists show them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::assessment::Assessment;
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;

use super::label::{self, column, optional, stacked, table, text};
use crate::document::{Block, Change, Document, Inline, Phrase, Row, Section, Table, Value};

/// Which moment "overdue" is measured at, and what became of each record since the reader last looked.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'a> {
    pub now: Moment,
    pub changes: Option<&'a HashMap<RecordNumber, Change>>,
}

impl Looking<'_> {
    pub fn at(now: Moment) -> Self {
        Looking { now, changes: None }
    }

    pub fn change(&self, number: RecordNumber) -> Option<Change> {
        self.changes?.get(&number).copied()
    }
}

/// The wordings of the Lagebild, in the order they are given.
pub fn assessments(items: &[Assessment]) -> Table {
    let rows = items.iter().map(|assessment| Row {
        cells: vec![
            text(assessment.entry.to_string()),
            vec![Inline::Phrase(label::assessment_part(assessment.part))],
            stacked(
                std::iter::once(text(assessment.text.clone())).chain(
                    assessment
                        .options
                        .iter()
                        .map(|option| text(format!("- {option}"))),
                ),
            ),
            vec![Inline::Moment(assessment.since)],
            optional(assessment.author.as_deref()),
        ],
        ..Row::default()
    });
    let columns = vec![
        column("entry", "column-number", 5),
        column("part", "column-part", 18),
        column("text", "column-statement", 44),
        column("since", "column-since", 14),
        column("author", "column-author", 14),
    ];
    table("assessments", columns, rows.collect())
}

/// "Weitere 1.968 …" with the command that shows them.
pub fn omitted(count: usize, command: impl Into<Value>) -> Option<Block> {
    (count > 0).then(|| {
        Block::Note(
            Phrase::new("report-omitted")
                .with("count", count)
                .with("command", command),
        )
    })
}

/// A list of its own: title, table, what was left out.
pub fn document(
    title: &'static str,
    table: Table,
    omitted_count: usize,
    command: impl Into<Value>,
) -> Document {
    let mut blocks = Vec::new();
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    blocks.extend(omitted(omitted_count, command));
    let section = Section {
        name: Cow::Borrowed("list"),
        level: 2,
        heading: Phrase::new(title),
        blocks,
    };
    Document {
        marks: Vec::new(),
        title: Phrase::new(title),
        head: Vec::new(),
        numbered: false,
        sections: vec![section],
        foot: Vec::new(),
    }
}
