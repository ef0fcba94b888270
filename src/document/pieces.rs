//! What blocks are made of: running text, fields, rows and tables.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::moment::Moment;

use super::phrase::{Phrase, Value};

/// How urgent what is shown is: meaning, never a colour. Every renderer also says it in words or signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Plain,
    Fine,
    Watch,
    Alarm,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Typed by a person.
    Text(String),
    /// Typed by a person, and corrected or cancelled later: readable, struck through.
    Struck(String),
    /// Our words.
    Phrase(Phrase),
    Moment(Moment),
    /// A moment with its weekday and zone, as in the head of a report.
    MomentLong(Moment),
    Count(i64),
    /// A state in words with its tone; `code` is the English code for JSON.
    State {
        code: String,
        label: Phrase,
        tone: Tone,
    },
    /// A line break inside a cell or paragraph.
    Break,
}

/// The content of a table cell or a list item, shown one piece after the other without anything between them.
pub type Cell = Vec<Inline>;

/// A label with its value, as in the head of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub label: Phrase,
    pub value: Cell,
    /// What JSON has beside or instead of a value that is a sentence: by name, none for what is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<(Cow<'static, str>, Option<Value>)>,
}

impl Field {
    /// With a machine value beside it, or instead of it where the name is its own.
    pub fn with(mut self, name: &'static str, value: Option<Value>) -> Field {
        self.data.push((Cow::Borrowed(name), value));
        self
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub label: Phrase,
    /// How much of the width it wants, in characters of comfortable reading; a hint, not a bound.
    pub width: u16,
    /// Whether it says what became of a row; where none does, as in what was frozen long ago, the first one says it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub says_change: bool,
}

/// The change of a row since the moment the reader compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    New,
    Changed,
    Ended,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub cells: Vec<Cell>,
    #[serde(default)]
    pub tone: Tone,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What this row and those after it have in common, as a heading above them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Phrase>,
}

/// A table; each row has exactly as many cells as there are columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Column {
    /// The one of these, by index, that says what became of a row.
    pub fn marked(columns: &[Column]) -> usize {
        let marked = columns.iter().position(|column| column.says_change);
        marked.unwrap_or(0)
    }
}

impl Table {
    /// The column, by its place among the filled ones, that says what became of a row.
    pub fn marked(&self, filled: &[usize]) -> usize {
        let marked = Column::marked(&self.columns);
        let place = filled.iter().position(|&index| index == marked);
        place.unwrap_or(0)
    }

    /// The columns, by index, that say something in at least one row: what prints leaves the others out.
    pub fn filled(&self) -> Vec<usize> {
        (0..self.columns.len())
            .filter(|&index| self.rows.iter().any(|row| !row.cells[index].is_empty()))
            .collect()
    }
}
