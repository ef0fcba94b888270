//! Tables of records, as the report and the lists show them.

use std::collections::HashMap;

use crate::document::build::{self, part};
use crate::document::{Block, Change, Document, Phrase, Row, Table, Value};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;

use super::records::Shown;

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

/// Records of one kind, in the order they are given.
pub fn table<K: Shown>(items: &[K], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|record| Row {
        change: looking.change(record.track().number),
        ..record.row(looking.now)
    });
    build::table(K::TABLE, K::columns(), rows.collect())
}

/// The same as a block; none where there are no records.
pub fn block<K: Shown>(items: &[K], looking: Looking<'_>) -> Option<Block> {
    (!items.is_empty()).then(|| Block::Table(table(items, looking)))
}

/// "Weitere 1.968: lage …" where rows are omitted.
pub fn omitted(count: usize, command: impl Into<Value>) -> Option<Block> {
    (count > 0).then(|| {
        Block::Note(
            Phrase::new("report-omitted")
                .with("count", count)
                .with("command", command),
        )
    })
}

/// "Weitere 12": what a report leaves out. A command has no place on a mayor's paper.
pub fn more(count: usize) -> Option<Block> {
    (count > 0).then(|| Block::Note(Phrase::new("report-more").with("count", count)))
}

/// A list of its own: title, table, and what is said of the rest.
pub fn document(title: &'static str, table: Table, rest: Option<Block>) -> Document {
    let mut blocks = Vec::new();
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    blocks.extend(rest);
    Document {
        marks: Vec::new(),
        title: Phrase::new(title),
        head: Vec::new(),
        numbered: false,
        sections: vec![part("list", Phrase::new(title), blocks)],
        foot: Vec::new(),
    }
}
