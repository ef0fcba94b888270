//! Document → JSON: the same facts with machine values; see docs/json.md.

use serde_json::{Map, Value, json};

use crate::document::{Block, Cell, Document, Field, Inline, States, Table, Value as Data};
use crate::domain::moment::Moment;
use crate::l10n::Words;

use super::clean;
use super::text::plain;

/// A cell with one machine value keeps it; anything else is its text.
fn put(into: &mut Map<String, Value>, name: &str, cell: &Cell, words: &Words) {
    let value = match cell.as_slice() {
        [] => Value::Null,
        [Inline::Text(text)] => json!(text),
        [Inline::Count(count)] => json!(count),
        [Inline::State { code, .. }] => json!(code),
        [Inline::Moment(moment) | Inline::MomentLong(moment)] => {
            return put_moment(into, name, moment);
        }
        _ => json!(plain(cell, words)),
    };
    into.insert(name.to_owned(), value);
}

/// RFC 3339 with offset; where it is not known to the minute, `<name>_precision` says how exactly, and a span from–to has both ends.
pub fn put_moment(into: &mut Map<String, Value>, name: &str, moment: &Moment) {
    into.insert(name.to_owned(), json!(moment.rfc3339()));
    for (what, said) in moment.beside() {
        into.insert(format!("{name}_{what}"), json!(said));
    }
}

fn fields(list: &[Field], words: &Words) -> Value {
    let mut object = Map::new();
    for field in list {
        put(&mut object, &field.name, &field.value, words);
        for (name, value) in &field.data {
            match value {
                None => {
                    object.insert(name.to_string(), Value::Null);
                }
                Some(Data::Text(text)) => {
                    object.insert(name.to_string(), json!(text));
                }
                Some(Data::Count(count)) => {
                    object.insert(name.to_string(), json!(count));
                }
                Some(Data::Moment(moment)) => put_moment(&mut object, name, moment),
                Some(Data::Phrase(phrase)) => {
                    object.insert(name.to_string(), json!(words.phrase(phrase)));
                }
            }
        }
    }
    Value::Object(object)
}

fn rows(table: &Table, words: &Words) -> Value {
    let rows = table.rows.iter().map(|row| {
        let mut object = Map::new();
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            put(&mut object, &column.name, cell, words);
        }
        if let Some(change) = row.change {
            object.insert("change".to_owned(), json!(change));
        }
        Value::Object(object)
    });
    Value::Array(rows.collect())
}

/// The lines a person reads, and beside them the same as data.
fn states_value(states: &States, words: &Words) -> Value {
    let items: Vec<String> = states
        .lines()
        .iter()
        .map(|line| plain(line, words))
        .collect();
    let services: Vec<Value> = states
        .rows
        .iter()
        .map(|row| {
            let spans: Vec<Value> = row
                .spans
                .iter()
                .map(|span| {
                    let mut object = Map::new();
                    object.insert("state".to_owned(), json!(span.code));
                    put_moment(&mut object, "since", &span.since);
                    object.insert("approximate".to_owned(), json!(span.approximate));
                    if span.continues {
                        object.insert("continues".to_owned(), json!(true));
                    }
                    if !span.details.is_empty() {
                        put(&mut object, "details", &span.details, words);
                    }
                    Value::Object(object)
                })
                .collect();
            json!({ "number": row.number, "name": row.name, "states": spans })
        })
        .collect();
    json!({ "list": states.name, "items": items, "services": services })
}

/// A value as text: what would act on a terminal that it is shown on is written by its number.
pub fn text(value: &Value) -> String {
    shown(format!("{value:#}"))
}

/// The same on one line.
pub fn line(value: &Value) -> String {
    shown(value.to_string())
}

fn shown(plain: String) -> String {
    // Line breaks stand between the values only; those in a text are written out already.
    let acts = |letter: char| letter != '\n' && clean::acts(letter);
    let usual = |letter: u8| (b' '..=b'~').contains(&letter) || letter == b'\n';
    // Without a way out the compiler looks at many letters at once.
    let all_usual = plain.bytes().fold(true, |all, letter| all & usual(letter));
    if all_usual || !plain.contains(acts) {
        return plain;
    }
    let mut text = String::with_capacity(plain.len());
    for letter in plain.chars() {
        if acts(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(letter);
        }
    }
    text
}

pub fn render(document: &Document, words: &Words) -> Value {
    let sections: Vec<Value> = document
        .sections
        .iter()
        .map(|section| {
            let blocks: Vec<Value> = section
                .blocks
                .iter()
                .filter_map(|block| {
                    Some(match block {
                        Block::Paragraph(cell) => json!({ "paragraph": plain(cell, words) }),
                        Block::List { name, items } => {
                            let items: Vec<String> =
                                items.iter().map(|item| plain(item, words)).collect();
                            json!({ "list": name, "items": items })
                        }
                        Block::Fields(list) => json!({ "fields": fields(list, words) }),
                        Block::Table(table) => {
                            json!({ "table": table.name, "rows": rows(table, words) })
                        }
                        Block::States(states) => states_value(states, words),
                        Block::Days(days) => {
                            json!({ "table": days.name, "rows": rows(&days.table(), words) })
                        }
                        Block::Note(phrase) => json!({ "note": words.phrase(phrase) }),
                        Block::Signature => return None,
                    })
                })
                .collect();
            json!({
                "name": section.name,
                "heading": words.phrase(&section.heading),
                "level": section.level,
                "blocks": blocks,
            })
        })
        .collect();
    json!({
        "marks": document.marks.iter().map(|mark| words.phrase(mark)).collect::<Vec<_>>(),
        "title": words.phrase(&document.title),
        "head": fields(&document.head, words),
        "sections": sections,
        "foot": document.foot.iter().map(|foot| words.phrase(foot)).collect::<Vec<_>>(),
    })
}
