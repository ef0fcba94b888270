//! Values as events store them, in words, and what became of one: "20:00 → 22:00".

use serde_json::Value;

use crate::document::build::{numbers, phrase, say, short, text};
use crate::document::{Cell, Inline, Phrase};
use crate::domain::history::Edited;
use crate::domain::moment::Moment;
use crate::domain::number::RecordKind;
use crate::domain::records::task::Assignee;

use super::records;

/// Characters of one value in a line of changes.
pub(crate) const VALUE: usize = 120;

/// A value of a field in words; "–" where it is nothing.
pub(crate) fn said(kind: RecordKind, field: &str, value: &Value) -> Cell {
    let read = |value: &Value| serde_json::from_value::<Moment>(value.clone()).ok();
    match value {
        Value::Null => nothing(field),
        Value::String(said) if said.is_empty() => nothing(field),
        Value::String(said) => match records::coded(kind, field, said) {
            Some(words) => vec![words],
            None => read(value).map_or_else(|| text(said), |at| vec![Inline::Moment(at)]),
        },
        Value::Number(count) if field == "max_outage" => phrase(records::service::duration(
            count.as_i64().unwrap_or_default(),
        )),
        Value::Array(items) => {
            let items = items.iter().map(|item| match item {
                Value::String(item) => item.clone(),
                other => other.to_string(),
            });
            let items: Vec<String> = items.collect();
            if items.is_empty() {
                nothing(field)
            } else {
                numbers(&items)
            }
        }
        Value::Object(_) => serde_json::from_value::<Assignee>(value.clone())
            .map_or_else(|_| text(value.to_string()), |who| text(who.to_string())),
        Value::Bool(_) | Value::Number(_) => text(value.to_string()),
    }
}

/// A field that is not set: what matters is said in words.
fn nothing(field: &str) -> Cell {
    say(match field {
        "assignee" => "report-unassigned",
        "due" => "report-undated",
        "severity" => "report-not-rated",
        "began_at" => "report-unknown",
        "owner" => "report-not-named",
        _ => "change-nothing",
    })
}

/// A value on one line: pieces of text are cut, words and times stay.
pub(crate) fn brief(cell: &Cell) -> Cell {
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

pub(crate) fn labelled(label: &Phrase, value: Cell) -> Cell {
    let label = vec![Inline::Phrase(label.clone()), Inline::Text(": ".to_owned())];
    [label, value].concat()
}

/// Values one after the other, "a → b → c"; a beginning that is nothing is left out.
pub(crate) fn arrows(values: impl IntoIterator<Item = Cell>) -> Cell {
    let mut line = Cell::new();
    let mut values = values.into_iter().peekable();
    if let Some(first) = values.peek()
        && (first.is_empty() || *first == say("change-nothing"))
    {
        values.next();
    }
    for (position, value) in values.enumerate() {
        if position > 0 {
            line.push(Inline::Text(" → ".to_owned()));
        }
        line.extend(value);
    }
    line
}

/// Pieces of a line apart by a semicolon.
pub(crate) fn joined(cells: impl IntoIterator<Item = Cell>) -> Cell {
    let mut line = Cell::new();
    for cell in cells {
        if !line.is_empty() {
            line.push(Inline::Text("; ".to_owned()));
        }
        line.extend(cell);
    }
    line
}

/// "Fällig: 20:00 → 22:00; …" of each field that an entry changed.
pub(crate) fn edits(kind: RecordKind, edits: &[Edited]) -> Cell {
    joined(edits.iter().map(|edited| {
        let field = edited.field.as_str();
        let label = records::field_label(kind, field);
        let before = edited.before.iter();
        let values = before.chain([&edited.after]);
        let values = values.map(|value| brief(&said(kind, field, value)));
        labelled(&label, arrows(values))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

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
