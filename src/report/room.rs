//! How much the short report shows of each thing, and the cut of its texts.

use crate::document::width::{cut_to, width};
use crate::document::{Block, Cell, Document, Inline, Phrase, Value};

use super::changes;

/// How much of each the short report shows: rows, and characters of what people typed.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub changes: usize,
    pub services: usize,
    pub tasks: usize,
    pub decisions: usize,
    pub deadlines: usize,
    pub choices: usize,
    pub cell: usize,
    pub item: usize,
    pub paragraph: usize,
}

const GENEROUS: Room = Room {
    changes: 20,
    services: 30,
    tasks: 20,
    decisions: 12,
    deadlines: 8,
    choices: 8,
    cell: 400,
    item: 500,
    paragraph: 1500,
};

const TIGHT: Room = Room {
    changes: 3,
    services: 4,
    tasks: 3,
    decisions: 2,
    deadlines: 2,
    choices: 1,
    cell: 36,
    item: 60,
    paragraph: 80,
};

impl Room {
    /// From generous to tight, in even steps.
    pub fn steps() -> impl Iterator<Item = Room> {
        const STEPS: usize = 16;
        (0..=STEPS).map(|step| {
            let between = |pick: fn(&Room) -> usize| {
                (pick(&GENEROUS) * (STEPS - step) + pick(&TIGHT) * step) / STEPS
            };
            Room {
                changes: between(|room| room.changes),
                services: between(|room| room.services),
                tasks: between(|room| room.tasks),
                decisions: between(|room| room.decisions),
                deadlines: between(|room| room.deadlines),
                choices: between(|room| room.choices),
                cell: between(|room| room.cell),
                item: between(|room| room.item),
                paragraph: between(|room| room.paragraph),
            }
        })
    }
}

/// Takes from the room what a typed text needs, and cuts the text to it.
fn cut_text(text: &mut String, room: &mut usize) {
    if width(text) > *room {
        *text = cut_to(text, *room);
    }
    *room = room.saturating_sub(width(text));
}

fn cut_phrase(phrase: &mut Phrase, room: &mut usize) {
    for (_, value) in &mut phrase.args {
        match value {
            Value::Text(text) => cut_text(text, room),
            Value::Phrase(inner) => cut_phrase(inner, room),
            Value::Count(_) | Value::Moment(_) => {}
        }
    }
}

/// Whether a text stands between pieces and is ours: a bracket, an arrow.
fn is_joint(text: &str) -> bool {
    text.chars().count() <= 3
}

/// Cuts a paragraph to so many characters of what people typed; our own words stay, such as how old it is.
fn cut_paragraph(cell: &mut Cell, characters: usize) {
    let mut room = characters * 10;
    for piece in cell {
        match piece {
            Inline::Text(text) | Inline::Struck(text) if !is_joint(text) => {
                cut_text(text, &mut room);
            }
            // A name is short, and who said it belongs to what was said.
            Inline::Phrase(phrase) => cut_phrase(phrase, &mut room.max(250)),
            _ => {}
        }
    }
}

/// Cuts a row's cell or a line of a list to so many characters of what people typed, and ends it there.
fn cut_line(cell: &mut Cell, characters: usize) {
    let mut room = characters * 10;
    for position in 0..cell.len() {
        if room == 0 {
            cell.truncate(position);
            let ended = cell.iter().rev().find_map(|piece| match piece {
                Inline::Text(text) if !is_joint(text) => Some(text.ends_with('…')),
                _ => None,
            });
            if ended != Some(true) {
                cell.push(Inline::Text("…".to_owned()));
            }
            return;
        }
        match &mut cell[position] {
            Inline::Text(text) | Inline::Struck(text) if !is_joint(text) => {
                cut_text(text, &mut room);
            }
            Inline::Phrase(phrase) => cut_phrase(phrase, &mut room),
            _ => {}
        }
    }
}

/// Cuts what people typed to the room it has; the full report keeps every word.
pub(crate) fn shorten(document: &mut Document, room: &Room) {
    for field in &mut document.head {
        cut_line(&mut field.value, room.item);
    }
    for block in document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
    {
        match block {
            Block::Paragraph(cell) => cut_paragraph(cell, room.paragraph),
            Block::List { items, .. } => {
                // Which services can be used again stands nowhere else.
                let items = items.iter_mut().filter(|item| !changes::is_available(item));
                items.for_each(|item| cut_line(item, room.item));
            }
            Block::Table(table) => table
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .for_each(|cell| cut_line(cell, room.cell)),
            Block::Note(phrase) => cut_phrase(phrase, &mut (room.item * 10)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::build::{say, text};

    #[test]
    fn the_rooms_go_from_generous_to_tight() {
        let rooms: Vec<Room> = Room::steps().collect();
        assert_eq!(rooms[0].paragraph, GENEROUS.paragraph);
        assert_eq!(rooms[rooms.len() - 1].paragraph, TIGHT.paragraph);
        for pair in rooms.windows(2) {
            assert!(pair[0].tasks >= pair[1].tasks && pair[0].cell > pair[1].cell);
        }
    }

    #[test]
    fn a_line_ends_where_its_room_does() {
        let mut cell = [text("aaaaaaaaaaaaaaaaaaaa"), text(": "), text("zweitens")].concat();
        cut_line(&mut cell, 10);
        assert_eq!(cell, text("aaaaaaaa…"));
    }

    #[test]
    fn a_cut_paragraph_keeps_our_words() {
        let mut cell = [
            text("a".repeat(50)),
            text(" ("),
            say("report-unknown"),
            text(")"),
        ]
        .concat();
        cut_paragraph(&mut cell, 10);
        assert_eq!(cell[0], Inline::Text("aaaaaaaa…".to_owned()));
        assert_eq!(
            cell[1..],
            [text(" ("), say("report-unknown"), text(")")].concat()
        );
    }
}
