//! The room on two A4 pages: how much of each the short report shows, and about how high it gets.

use super::document::{Block, Cell, Document, Inline, Phrase, Value};
use super::label::short;

/// How much of each the short report shows: rows, and letters of what people typed.
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

/// From generous to tight; the first with which the report fits two pages is taken.
pub const ROOMS: [Room; 5] = [
    Room {
        changes: 12,
        services: 16,
        tasks: 12,
        decisions: 8,
        deadlines: 6,
        choices: 6,
        cell: 200,
        item: 260,
        paragraph: 900,
    },
    Room {
        changes: 8,
        services: 12,
        tasks: 9,
        decisions: 6,
        deadlines: 5,
        choices: 5,
        cell: 110,
        item: 180,
        paragraph: 500,
    },
    Room {
        changes: 6,
        services: 9,
        tasks: 7,
        decisions: 5,
        deadlines: 4,
        choices: 4,
        cell: 70,
        item: 140,
        paragraph: 320,
    },
    Room {
        changes: 4,
        services: 7,
        tasks: 5,
        decisions: 3,
        deadlines: 4,
        choices: 3,
        cell: 44,
        item: 100,
        paragraph: 220,
    },
    Room {
        changes: 3,
        services: 6,
        tasks: 4,
        decisions: 3,
        deadlines: 3,
        choices: 2,
        cell: 40,
        item: 90,
        paragraph: 160,
    },
];

/// Tenths of a line of text that two A4 pages hold, with some to spare for what the estimate does not see.
pub const TWO_PAGES: usize = 1100;

/// About how much of A4 the document takes, in tenths of a line: letters counted against the width they are set in.
pub fn printed_height(document: &Document) -> usize {
    const ACROSS: usize = 100;
    fn letters(cell: &Cell) -> usize {
        cell.iter()
            .map(|piece| match piece {
                Inline::Text(text) | Inline::Struck(text) => text.chars().count(),
                Inline::Phrase(phrase) => phrase_letters(phrase),
                Inline::Break => 12,
                Inline::State { .. } | Inline::Count(_) => 10,
                _ => 14,
            })
            .sum()
    }
    fn phrase_letters(phrase: &Phrase) -> usize {
        let args = phrase.args.iter().map(|(_, value)| match value {
            Value::Text(text) => text.chars().count(),
            Value::Phrase(inner) => phrase_letters(inner),
            Value::Count(_) => 3,
            Value::Moment(_) => 16,
        });
        12 + args.sum::<usize>()
    }
    let lines = |letters: usize, width: usize| letters.div_ceil(width.max(1)).max(1);
    let block_height = |block: &Block| match block {
        Block::Paragraph(cell) => lines(letters(cell), ACROSS) * 10 + 5,
        Block::List { items, .. } => items
            .iter()
            .map(|item| lines(letters(item), ACROSS) * 10 + 1)
            .sum::<usize>(),
        Block::Table(table) => {
            let filled = table.filled();
            let wishes: usize = filled
                .iter()
                .map(|&index| usize::from(table.columns[index].width))
                .sum();
            let rows = table.rows.iter().map(|row| {
                let deepest = filled.iter().map(|&index| {
                    let wish = usize::from(table.columns[index].width);
                    // Smaller type, less the gaps; words that do not fit leave a line ragged.
                    let width = (wish * 118 / wishes.max(1)).saturating_sub(3);
                    lines(letters(&row.cells[index]), width)
                });
                let marked = 1 + usize::from(row.change.is_some());
                deepest.max().unwrap_or(1).max(marked) * 8 + 6
            });
            rows.sum::<usize>() + 25
        }
        Block::Note(phrase) => lines(phrase_letters(phrase), ACROSS) * 10 + 7,
        Block::Signature => 55,
        _ => 10,
    };
    let sections = document.sections.iter().map(|section| {
        let heading = if section.level == 1 { 30 } else { 20 };
        heading + section.blocks.iter().map(block_height).sum::<usize>()
    });
    let head = document
        .head
        .iter()
        .map(|field| lines(letters(&field.value), ACROSS - 22) * 10);
    let title = lines(phrase_letters(&document.title), 50) * 18;
    document.marks.len() * 12 + title + head.sum::<usize>() + sections.sum::<usize>()
}

/// Cuts what people typed to the room it has; the full report keeps every word.
pub fn shorten(document: &mut Document, room: Room) {
    /// Cuts a text to what is left of the room, and takes it from it.
    fn cut_text(text: &mut String, room: &mut usize) {
        let letters = text.chars().count();
        if letters > *room {
            *text = short(text, *room);
        }
        *room = room.saturating_sub(letters);
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
    /// Room in letters for everything that people typed into the cell; what comes after it is full goes.
    fn cut(cell: &mut Cell, letters: usize) {
        let mut room = letters;
        cell.retain_mut(|piece| {
            let left = room > 0;
            match piece {
                Inline::Text(text) | Inline::Struck(text) => cut_text(text, &mut room),
                Inline::Phrase(phrase) => cut_phrase(phrase, &mut room),
                _ => {}
            }
            left
        });
    }
    for field in &mut document.head {
        cut(&mut field.value, room.item);
    }
    for block in document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
    {
        match block {
            Block::Paragraph(cell) => cut(cell, room.paragraph),
            Block::List { items, .. } => items.iter_mut().for_each(|item| cut(item, room.item)),
            Block::Table(table) => table
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .for_each(|cell| cut(cell, room.cell)),
            Block::Note(phrase) => cut_phrase(phrase, &mut { room.item }),
            _ => {}
        }
    }
}
