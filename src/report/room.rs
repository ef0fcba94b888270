//! The room on two A4 pages: how much of each the short report shows, and about how high it gets.

use super::metrics::{Flow, GAP, LINE, Need, cut_to, share, widest, width};
use crate::document::{Block, Cell, Document, Inline, Phrase, Row, Table, Value};

/// How much of each the short report shows: rows, and letters of what people typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
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
    services: 6,
    tasks: 4,
    decisions: 2,
    deadlines: 2,
    choices: 1,
    cell: 36,
    item: 70,
    paragraph: 120,
};

/// From generous to tight, in even steps; the first with which the report fits two pages is taken.
pub(crate) fn rooms() -> impl Iterator<Item = Room> {
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

/// Tenths of a line of text that two A4 pages hold, with some to spare for what the estimate does not see.
pub(crate) const TWO_PAGES: usize = 1190;

/// About how much of A4 the document takes, in tenths of a line.
pub(crate) fn printed_height(document: &Document) -> usize {
    let phrase_lines = |phrase: &Phrase, across: usize| {
        let mut flow = Flow::new(across);
        flow.phrase(phrase);
        flow.lines
    };
    // Rows do not break over the end of a page, so the highest one may be lost there.
    let mut highest = 0;
    let mut block_height = |block: &Block| match block {
        Block::Paragraph(cell) => Flow::new(LINE).cell(cell) * 10 + 5,
        Block::List { items, .. } => items
            .iter()
            .map(|item| Flow::new(LINE - 20).cell(item) * 10 + 1)
            .sum::<usize>(),
        Block::Table(table) => {
            let rows = row_heights(table);
            highest = highest.max(rows.iter().copied().max().unwrap_or(0));
            rows.iter().sum::<usize>() + 22
        }
        Block::Note(phrase) => phrase_lines(phrase, LINE) * 10 + 7,
        Block::Signature => 45,
        _ => 10,
    };
    let mut height = document.marks.len() * 12 + phrase_lines(&document.title, 600) * 18;
    for field in &document.head {
        height += Flow::new(LINE - 220).cell(&field.value) * 10;
    }
    for section in &document.sections {
        height += if section.level == 1 { 30 } else { 20 };
        height += section.blocks.iter().map(&mut block_height).sum::<usize>();
    }
    height + highest
}

/// Heights of the rows of a printed table, in tenths of a line of text.
fn row_heights(table: &Table) -> Vec<usize> {
    let filled = table.filled();
    let needs: Vec<Need> = filled
        .iter()
        .map(|&index| {
            let wish = usize::from(table.columns[index].width);
            // Headings are words of ours, the longer the wider their column.
            let word = (wish * 10).clamp(60, 160);
            let cells = table.rows.iter().map(|row| widest(&row.cells[index]));
            Need {
                widest: cells.max().unwrap_or(0),
                word,
                wish,
            }
        })
        .collect();
    let widths = share(&needs);
    let height = |row: &Row| {
        let lines = filled
            .iter()
            .zip(&widths)
            .map(|(&index, width)| Flow::new(width - GAP).cell(&row.cells[index]));
        let marked = 1 + usize::from(row.change.is_some());
        lines.max().unwrap_or(1).max(marked) * 8 + 3
    };
    table.rows.iter().map(height).collect()
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

/// What stands between pieces and is ours: a bracket, an arrow.
fn is_joint(text: &str) -> bool {
    text.chars().count() <= 3
}

/// Cuts a paragraph to so many letters of what people typed; our own words stay, such as how old it is.
fn cut_paragraph(cell: &mut Cell, letters: usize) {
    let mut room = letters * 10;
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

/// Cuts a row's cell or a line of a list to so many letters of what people typed, and ends it there.
fn cut_line(cell: &mut Cell, letters: usize) {
    let mut room = letters * 10;
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
pub(crate) fn shorten(document: &mut Document, room: Room) {
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
                items.iter_mut().for_each(|item| cut_line(item, room.item));
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
