//! The pieces that documents are built from.

use std::borrow::Cow;

use crate::domain::moment::Moment;

use super::{Block, Cell, Column, Field, Inline, Phrase, Row, Section, Table, Tone, Value};

/// The label of a code: `label-<name>-<code>`.
pub(crate) fn label(name: &str, code: &str) -> Phrase {
    let mut key = String::with_capacity("label--".len() + name.len() + code.len());
    key.extend(["label-", name, "-"]);
    key.extend(
        code.chars()
            .map(|letter| if letter == '_' { '-' } else { letter }),
    );
    Phrase::named(key)
}

/// A code with its label.
pub(crate) fn state(name: &str, code: &str, tone: Tone) -> Inline {
    Inline::State {
        code: code.to_owned(),
        label: label(name, code),
        tone,
    }
}

/// A text on one line, cut to a number of characters with "…".
pub(crate) fn short(long: &str, most: usize) -> String {
    let line = long.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A sentence or label of ours that shows no data.
pub(crate) fn say(key: &'static str) -> Cell {
    phrase(Phrase::new(key))
}

/// A text as a person typed it.
pub(crate) fn text(text: impl Into<String>) -> Cell {
    vec![Inline::Text(text.into())]
}

/// A sentence or label of ours.
pub(crate) fn phrase(phrase: Phrase) -> Cell {
    vec![Inline::Phrase(phrase)]
}

pub(crate) fn optional(value: Option<&str>) -> Cell {
    value.map_or_else(Vec::new, text)
}

/// A piece, or nothing where there is none.
pub(crate) fn piece(value: Option<Inline>) -> Cell {
    value.into_iter().collect()
}

/// A moment that may be missing.
pub(crate) fn time(at: Option<Moment>) -> Cell {
    piece(at.map(Inline::Moment))
}

/// Texts, each on a line.
pub(crate) fn texts(items: &[String]) -> Cell {
    stacked(items.iter().map(text))
}

/// Numbers of records or entries, apart by a comma.
pub(crate) fn numbers<T: ToString>(items: &[T]) -> Cell {
    if items.is_empty() {
        return Vec::new();
    }
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    text(items.join(", "))
}

/// A moment, with "ca." where it is approximate.
pub(crate) fn moment(at: Moment, approximate: bool) -> Cell {
    if approximate {
        phrase(Phrase::new("report-approximate").with("moment", at))
    } else {
        vec![Inline::Moment(at)]
    }
}

/// The same as a part of a sentence.
pub(crate) fn moment_value(at: Moment, approximate: bool) -> Value {
    if approximate {
        Phrase::new("report-approximate").with("moment", at).into()
    } else {
        at.into()
    }
}

pub(crate) fn column(name: &'static str, key: &'static str, width: u16) -> Column {
    Column {
        name: Cow::Borrowed(name),
        label: Phrase::new(key),
        width,
        says_change: false,
    }
}

pub(crate) fn field(name: &'static str, key: &'static str, value: Cell) -> Field {
    Field {
        name: Cow::Borrowed(name),
        label: Phrase::new(key),
        value,
        data: Vec::new(),
    }
}

pub(crate) fn table(name: &'static str, mut columns: Vec<Column>, rows: Vec<Row>) -> Table {
    // A number stands alone, so that it can be found and spoken.
    if let Some(second) = columns.get_mut(1) {
        second.says_change = true;
    }
    Table {
        name: Cow::Borrowed(name),
        columns,
        rows,
    }
}

/// A numbered main section.
pub(crate) fn section(name: &'static str, heading: &'static str, blocks: Vec<Block>) -> Section {
    Section {
        name: Cow::Borrowed(name),
        level: 1,
        heading: Phrase::new(heading),
        blocks,
        only_filled: false,
    }
}

/// A part of the section before it.
pub(crate) fn part(name: &'static str, heading: Phrase, blocks: Vec<Block>) -> Section {
    Section {
        name: Cow::Borrowed(name),
        level: 2,
        heading,
        blocks,
        only_filled: false,
    }
}

pub(crate) fn paragraph(sentence: Phrase) -> Block {
    Block::Paragraph(phrase(sentence))
}

/// A list, or nothing where there are no items.
pub(crate) fn list(name: &'static str, items: Vec<Cell>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::List {
        name: Cow::Borrowed(name),
        items,
    }]
}

/// Joins cells with a line break between them, leaving out empty ones.
pub(crate) fn stacked(cells: impl IntoIterator<Item = Cell>) -> Cell {
    let mut joined = Cell::new();
    for cell in cells.into_iter().filter(|cell| !cell.is_empty()) {
        if !joined.is_empty() {
            joined.push(Inline::Break);
        }
        joined.extend(cell);
    }
    joined
}
