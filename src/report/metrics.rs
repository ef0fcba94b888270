//! About how wide text is on paper, and into how many lines it flows: for the two pages of the short report and for the
//! columns of printed tables. In tenths of an average letter, since the real widths are known to nobody but the printer.

use crate::document::{Cell, Inline, Phrase, Value};

/// A line over the page, as text and in the smaller type of a table.
pub const LINE: usize = 1050;
pub const TABLE_LINE: usize = 1200;

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
        '\0'..='\u{24f}'
        | 'Α'..='ӿ'
        | 'Ḁ'..='ỿ'
        | '\u{2010}'..='\u{205e}'
        | '₠'..='₿'
        | '←'..='⋿' => 10,
        _ => NAMED,
    }
}

pub fn width(text: &str) -> usize {
    text.chars().map(tenths).sum()
}

/// The text on one line, cut to this width.
pub fn cut_to(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= most {
        return line;
    }
    let mut left = most.saturating_sub(tenths('…'));
    let fitting = line.chars().take_while(|letter| {
        let fits = tenths(*letter) <= left;
        left = left.saturating_sub(tenths(*letter));
        fits
    });
    let kept: String = fitting.collect();
    format!("{}…", kept.trim_end())
}

/// Letters after which what has no break of its own gets one.
pub const PIECE: usize = 18;

/// Text that flows into lines of one width, in tenths of an average letter.
pub struct Flow {
    across: usize,
    used: usize,
    pub lines: usize,
}

impl Flow {
    pub fn new(across: usize) -> Flow {
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

    pub fn text(&mut self, text: &str) {
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

    pub fn phrase(&mut self, phrase: &Phrase) {
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

    pub fn cell(mut self, cell: &Cell) -> usize {
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

/// What one column of a table asks for.
pub struct Need {
    /// Its widest line where nothing is broken, and the longest word of its heading, which may stand on several lines.
    pub widest: usize,
    pub word: usize,
    /// Its share of the page beside the others.
    pub wish: usize,
}

/// The gap that a column has beside its text.
pub const GAP: usize = 25;

/// Widths of the columns with their gaps: short ones get what they need, the others share the rest of the page.
pub fn share(needs: &[Need]) -> Vec<usize> {
    /// What is wider than a date with its time has to share.
    const SHORT: usize = 170;
    let least = |need: &Need| need.word + GAP;
    let mut widths: Vec<Option<usize>> = needs
        .iter()
        .map(|need| (need.widest <= SHORT).then_some(need.widest.max(need.word) + GAP))
        .collect();
    let others: usize = needs
        .iter()
        .filter(|need| need.widest > SHORT)
        .map(|need| least(need).max(SHORT))
        .sum();
    // Too many short ones would squeeze the long ones, which carry what people wrote.
    if widths.iter().flatten().sum::<usize>() + others > TABLE_LINE {
        widths = vec![None; needs.len()];
    }
    loop {
        let given: usize = widths.iter().flatten().sum();
        let rest = TABLE_LINE.saturating_sub(given);
        let open = || (0..needs.len()).filter(|&index| widths[index].is_none());
        let wishes: usize = open().map(|index| needs[index].wish.max(1)).sum();
        let part = |index: usize| rest * needs[index].wish.max(1) / wishes.max(1);
        match open().find(|&index| part(index) < least(&needs[index])) {
            Some(narrow) => widths[narrow] = Some(least(&needs[narrow])),
            None => {
                return (0..needs.len())
                    .map(|index| widths[index].unwrap_or_else(|| part(index)))
                    .collect();
            }
        }
    }
}

/// The widest line of a cell where nothing is broken; of our own words only about.
pub fn widest(cell: &Cell) -> usize {
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
            Inline::Moment(_) => 160,
            Inline::MomentLong(_) => 330,
            Inline::Text(_) | Inline::Struck(_) | Inline::Break => 0,
        };
        widest = widest.max(line);
    }
    widest
}

fn phrase_width(phrase: &Phrase) -> usize {
    let args = phrase.args.iter().map(|(_, value)| match value {
        Value::Text(text) => width(text),
        Value::Phrase(inner) => phrase_width(inner),
        Value::Count(_) => 30,
        Value::Moment(_) => 160,
    });
    110 + args.sum::<usize>()
}
