//! The room on two A4 pages: how much of each the short report shows, and about how high it gets.

use super::document::{Block, Cell, Document, Inline, Phrase, Value};

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
pub fn rooms() -> impl Iterator<Item = Room> {
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
pub const TWO_PAGES: usize = 1260;

/// Width of a letter that is written by its name, in tenths of an average letter: "[CJK UNIFIED IDEOGRAPH-65E5]".
const NAMED: usize = 390;

/// Tenths of an average letter that this one takes: a letter that the fonts of a PDF may not have is written by its
/// name there, and a line break costs the rest of its line.
fn tenths(letter: char) -> usize {
    match letter {
        '\n' => 600,
        'M' | 'W' | '@' | '%' | '—' | '…' => 20,
        'm' | 'w' => 16,
        _ if letter.is_uppercase() => 15,
        '\0'..='\u{24f}' | '\u{2010}'..='\u{2027}' | 'Α'..='ӿ' => 10,
        _ => NAMED,
    }
}

/// Width of a text in average letters.
fn width(text: &str) -> usize {
    text.chars().map(tenths).sum::<usize>().div_ceil(10)
}

/// The text on one line, cut to this many average letters.
pub fn cut_to(text: &str, letters: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut left = (letters * 10).saturating_sub(tenths('…'));
    let fitting = line.char_indices().find(|(_, letter)| {
        let fits = tenths(*letter) <= left;
        left = left.saturating_sub(tenths(*letter));
        !fits
    });
    match fitting {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// Text that flows into lines of one width, in tenths of an average letter.
struct Flow {
    across: usize,
    used: usize,
    lines: usize,
}

impl Flow {
    fn new(across: usize) -> Flow {
        Flow {
            across: across.max(1),
            used: 0,
            lines: 1,
        }
    }

    fn end_line(&mut self) {
        self.lines += 1;
        self.used = 0;
    }

    fn word(&mut self, width: usize) {
        const SPACE: usize = 5;
        let gap = if self.used > 0 { SPACE } else { 0 };
        if self.used + gap + width <= self.across {
            self.used += gap + width;
            return;
        }
        if self.used > 0 {
            self.end_line();
        }
        self.lines += width.saturating_sub(1) / self.across;
        self.used = width % self.across;
    }

    /// Words of ours, whose letters are not known here.
    fn ours(&mut self, letters: usize) {
        for _ in 0..letters.div_ceil(6) {
            self.word(55);
        }
    }

    fn text(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end_line();
            }
            for word in line.split_whitespace() {
                self.typed(word);
            }
        }
    }

    /// A word as it was typed: too long ones break into pieces, and a name is several words.
    fn typed(&mut self, word: &str) {
        const PIECE: usize = 18;
        let (mut width, mut letters) = (0, 0);
        for letter in word.chars() {
            let wide = tenths(letter);
            if wide == NAMED {
                self.word(width);
                (0..3).for_each(|_| self.word(NAMED / 3));
                (width, letters) = (0, 0);
                continue;
            }
            width += wide;
            letters += 1;
            if letters == PIECE || letter == '-' {
                self.word(width);
                (width, letters) = (0, 0);
            }
        }
        self.word(width);
    }

    fn phrase(&mut self, phrase: &Phrase) {
        self.ours(12);
        for (_, value) in &phrase.args {
            match value {
                Value::Text(text) => self.text(text),
                Value::Phrase(inner) => self.phrase(inner),
                Value::Count(_) => self.ours(3),
                Value::Moment(_) => self.ours(16),
            }
        }
    }

    fn cell(mut self, cell: &Cell) -> usize {
        for piece in cell {
            match piece {
                Inline::Text(text) | Inline::Struck(text) => self.text(text),
                Inline::Phrase(phrase) => self.phrase(phrase),
                Inline::Break => self.end_line(),
                Inline::State { .. } => self.word(130),
                Inline::Count(_) => self.ours(3),
                Inline::Moment(_) | Inline::MomentLong(_) => self.ours(16),
            }
        }
        self.lines
    }
}

/// About how much of A4 the document takes, in tenths of a line.
pub fn printed_height(document: &Document) -> usize {
    const ACROSS: usize = 1050;
    let phrase_lines = |phrase: &Phrase, across: usize| {
        let mut flow = Flow::new(across);
        flow.phrase(phrase);
        flow.lines
    };
    // Rows do not break over the end of a page, so the highest one may be lost there.
    let mut highest = 0;
    let mut block_height = |block: &Block| match block {
        Block::Paragraph(cell) => Flow::new(ACROSS).cell(cell) * 10 + 5,
        Block::List { items, .. } => items
            .iter()
            .map(|item| Flow::new(ACROSS - 20).cell(item) * 10 + 1)
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
                    // Smaller type, less the gaps.
                    let across = (wish * 1200 / wishes.max(1)).saturating_sub(15);
                    Flow::new(across).cell(&row.cells[index])
                });
                let marked = 1 + usize::from(row.change.is_some());
                deepest.max().unwrap_or(1).max(marked) * 8 + 3
            });
            let rows: Vec<usize> = rows.collect();
            highest = highest.max(rows.iter().copied().max().unwrap_or(0));
            rows.iter().sum::<usize>() + 22
        }
        Block::Note(phrase) => phrase_lines(phrase, ACROSS) * 10 + 7,
        Block::Signature => 45,
        _ => 10,
    };
    let mut height = document.marks.len() * 12 + phrase_lines(&document.title, 600) * 18;
    for field in &document.head {
        height += Flow::new(ACROSS - 220).cell(&field.value) * 10;
    }
    for section in &document.sections {
        height += if section.level == 1 { 30 } else { 20 };
        height += section.blocks.iter().map(&mut block_height).sum::<usize>();
    }
    height + highest
}

/// Cuts what people typed to the room it has; the full report keeps every word.
pub fn shorten(document: &mut Document, room: Room) {
    /// Cuts a text to what is left of the room, and takes it from it.
    fn cut_text(text: &mut String, room: &mut usize) {
        let letters = width(text);
        if letters > *room {
            *text = cut_to(text, *room);
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
