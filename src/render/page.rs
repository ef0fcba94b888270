//! A document on paper: about how high it gets, how wide the columns of its tables are, and its fit onto two pages.

use crate::document::width::{NAMED, tenths, width};
use crate::document::{Block, Cell, Document, Inline, Phrase, Row, Table, Value};
use crate::domain::moment::{Moment, Precision};

/// A line over the page, as text and in the smaller type of a table, in tenths of an average letter.
const LINE: usize = 1050;
const TABLE_LINE: usize = 1200;

/// Builds a document in one room after the other, from generous to tight, and takes the first that fits two pages; the
/// tightest where none does.
pub(crate) fn fit<R>(
    rooms: impl IntoIterator<Item = R>,
    build: impl Fn(&R) -> Document,
) -> Document {
    let mut tightest = None;
    for room in rooms {
        let document = build(&room);
        if printed_height(&document) <= TWO_PAGES {
            return document;
        }
        tightest = Some(document);
    }
    tightest.expect("there is at least one room")
}

/// Tenths of a line of text that two A4 pages hold, with some to spare for what the estimate does not see.
const TWO_PAGES: usize = 1190;

/// About how much of A4 the document takes, in tenths of a line.
fn printed_height(document: &Document) -> usize {
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
        // It is not parted from what stands above it, so that a page may end early.
        Block::Signature => 130,
        _ => 10,
    };
    let mut height = document.marks.len() * 12 + phrase_lines(&document.title, 600) * 18;
    for field in &document.head {
        height += Flow::new(LINE - 220).cell(&field.value) * 10;
    }
    for (_, section) in document.shown() {
        height += if section.level == 1 { 30 } else { 20 };
        height += section.blocks.iter().map(&mut block_height).sum::<usize>();
    }
    height + highest
}

fn phrase_lines(phrase: &Phrase, across: usize) -> usize {
    let mut flow = Flow::new(across);
    flow.phrase(phrase);
    flow.lines
}

/// Heights of the rows of a printed table, with the headings above them, in tenths of a line of text.
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
            .enumerate()
            .map(|(position, (&index, width))| {
                let marked = position == table.marked(&filled) && row.change.is_some();
                Flow::new(width - GAP).cell(&row.cells[index]) + usize::from(marked)
            });
        let heading = row
            .heading
            .as_ref()
            .map_or(0, |heading| phrase_lines(heading, TABLE_LINE - GAP) * 8 + 3);
        lines.max().unwrap_or(1) * 8 + 3 + heading
    };
    table.rows.iter().map(height).collect()
}

/// Characters after which what has no break of its own gets one.
pub(crate) const PIECE: usize = 18;

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

    /// Words of ours, whose characters are not known here.
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
                Value::Moment(moment) => self.ours(letters(moment)),
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
                Inline::Moment(moment) | Inline::MomentLong(moment) => self.ours(letters(moment)),
            }
        }
        self.lines
    }
}

/// The width that one column of a table asks for.
pub(crate) struct Need {
    /// Its widest line where nothing is broken, and the longest word that is never broken, of its heading or of a state.
    pub widest: usize,
    pub word: usize,
    /// Its share of the page beside the others.
    pub wish: usize,
}

impl Need {
    /// A date with its time: a column that is wider has to share.
    const SHORT: usize = 170;

    fn is_short(&self) -> bool {
        self.widest <= Need::SHORT
    }

    /// The width with which nothing of it is broken.
    fn whole(&self) -> usize {
        self.widest.max(self.word) + GAP
    }

    /// The width with which no word of its heading is broken.
    fn least(&self) -> usize {
        self.word + GAP
    }

    fn wish(&self) -> usize {
        self.wish.max(1)
    }
}

/// The gap that a column has beside its text.
pub(crate) const GAP: usize = 25;

/// Widths of the columns with their gaps: short ones get what they need, the others share the rest of the page.
pub(crate) fn share(needs: &[Need]) -> Vec<usize> {
    let mut fixed = short_columns(needs);
    loop {
        let widths = share_the_rest(needs, &fixed);
        let narrow = (0..needs.len())
            .find(|&index| fixed[index].is_none() && widths[index] < needs[index].least());
        match narrow {
            Some(index) => fixed[index] = Some(needs[index].least()),
            None => return widths,
        }
    }
}

/// The widths of the short columns. None where they would squeeze the long ones, which carry what people wrote.
fn short_columns(needs: &[Need]) -> Vec<Option<usize>> {
    let fixed: Vec<Option<usize>> = needs
        .iter()
        .map(|need| need.is_short().then(|| need.whole()))
        .collect();
    let long = needs.iter().filter(|need| !need.is_short());
    let long: usize = long.map(|need| need.least().max(Need::SHORT)).sum();
    if fixed.iter().flatten().sum::<usize>() + long > TABLE_LINE {
        return vec![None; needs.len()];
    }
    fixed
}

/// The fixed widths, and for each other column its share of the rest by what it wishes.
fn share_the_rest(needs: &[Need], fixed: &[Option<usize>]) -> Vec<usize> {
    let rest = TABLE_LINE.saturating_sub(fixed.iter().flatten().sum());
    let columns = || needs.iter().zip(fixed);
    let open = columns().filter(|(_, fixed)| fixed.is_none());
    let wishes: usize = open.map(|(need, _)| need.wish()).sum();
    columns()
        .map(|(need, fixed)| fixed.unwrap_or_else(|| rest * need.wish() / wishes))
        .collect()
}

/// The widest line of a cell where nothing is broken; of our own words only about.
fn widest(cell: &Cell) -> usize {
    let (mut widest, mut line) = (0, 0);
    for piece in cell {
        let ends = match piece {
            Inline::Text(text) | Inline::Struck(text) => text.as_str(),
            Inline::Break => "\n",
            _ => "",
        };
        for (number, text) in ends.split('\n').enumerate() {
            if number > 0 {
                line = 0;
            }
            line += width(text);
            widest = widest.max(line);
        }
        line += match piece {
            Inline::Phrase(phrase) => phrase_width(phrase),
            Inline::State { .. } => 140,
            Inline::Count(_) => 40,
            Inline::Moment(moment) => letters(moment) * 10,
            Inline::MomentLong(_) => 330,
            Inline::Text(_) | Inline::Struck(_) | Inline::Break => 0,
        };
        widest = widest.max(line);
    }
    widest
}

/// About how many letters a moment has: a day with its hour, or a span with both of its days.
fn letters(moment: &Moment) -> usize {
    match moment.precision {
        Precision::Week
        | Precision::WeekStart
        | Precision::WeekMiddle
        | Precision::WeekEnd
        | Precision::Until(_)
        | Precision::Since(_) => 24,
        _ => 16,
    }
}

fn phrase_width(phrase: &Phrase) -> usize {
    let args = phrase.args.iter().map(|(_, value)| match value {
        Value::Text(text) => width(text),
        Value::Phrase(inner) => phrase_width(inner),
        Value::Count(_) => 30,
        Value::Moment(moment) => letters(moment) * 10,
    });
    110 + args.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::build::{column, list, section, table, text};

    fn document(sections: Vec<crate::document::Section>) -> Document {
        Document {
            marks: Vec::new(),
            title: Phrase::new("report-title").with("title", "Rathaus"),
            head: Vec::new(),
            numbered: true,
            sections,
            foot: Vec::new(),
        }
    }

    fn items(count: &usize) -> Document {
        let items = (0..*count).map(|number| text(format!("Punkt {number}")));
        let blocks = list("points", items.collect());
        document(vec![section("points", "section-summary", blocks)])
    }

    #[test]
    fn the_first_room_in_which_the_document_fits_is_taken() {
        assert_eq!(fit([10, 5], items), items(&10));
        assert_eq!(fit([10_000, 5, 2], items), items(&5));
        assert_eq!(fit([30_000, 10_000], items), items(&10_000));
    }

    #[test]
    fn a_high_row_costs_its_height_once_more() {
        let grid = |cell: &str| {
            let columns = vec![column("what", "column-task", 34)];
            let row = Row {
                cells: vec![text(cell)],
                ..Row::default()
            };
            let blocks = vec![Block::Table(table("tasks", columns, vec![row]))];
            printed_height(&document(vec![section("tasks", "section-tasks", blocks)]))
        };
        let (low, high) = (grid("kurz"), grid(&"lang ".repeat(400)));
        let rows = |height| height - (low - 2 * 11);
        assert_eq!(rows(low), 2 * 11);
        assert!(rows(high) > 10 * rows(low));
    }

    #[test]
    fn short_columns_get_what_they_need_and_long_ones_share_the_rest() {
        let need = |widest, wish| Need {
            widest,
            word: 60,
            wish,
        };
        assert_eq!(
            share(&[need(50, 5), need(9000, 30), need(9000, 10)]),
            [85, (TABLE_LINE - 85) * 30 / 40, (TABLE_LINE - 85) * 10 / 40,]
        );
        assert_eq!(share(&[need(160, 5)]), [185]);
    }

    #[test]
    fn too_many_short_columns_do_not_squeeze_the_long_one() {
        let mut needs: Vec<Need> = (0..8)
            .map(|_| Need {
                widest: 170,
                word: 60,
                wish: 10,
            })
            .collect();
        needs.push(Need {
            widest: 9000,
            word: 60,
            wish: 40,
        });
        let widths = share(&needs);
        assert_eq!(widths[8], 4 * widths[0]);
        assert!(widths.iter().sum::<usize>() <= TABLE_LINE);
    }

    #[test]
    fn no_column_is_narrower_than_a_word_of_its_heading() {
        let needs: Vec<Need> = [1, 50, 50]
            .map(|wish| Need {
                widest: 9000,
                word: 150,
                wish,
            })
            .into();
        assert!(share(&needs).iter().all(|width| *width >= 150 + GAP));
    }
}
