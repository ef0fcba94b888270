//! Document → text for a terminal: fits the width, reads in black and white, colour only on top.

use std::borrow::Cow;

use textwrap::core::{Word as Piece, break_words};
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

use crate::document::{Block, Cell, Column, Document, Field, Row, Section, Table, Tone};
use crate::l10n::Words;

use super::clean;
use super::text::{change_word, plain, worded};

#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal; less than 40 is taken as 40.
    pub width: usize,
    pub color: bool,
    /// Section numbers and blank lines of a report; lists and the glance go without.
    pub report: bool,
}

const RESET: &str = "\u{1b}[0m";

const RED: &str = "\u{1b}[91m";
const YELLOW: &str = "\u{1b}[93m";

fn piece(word: &str, width: usize) -> Piece<'_> {
    Piece {
        word,
        width,
        whitespace: "",
        penalty: "",
    }
}

/// The parts of a word that is too long for a line: it is cut after a hyphen or a slash where it has one.
fn parts(word: &str) -> impl Iterator<Item = Piece<'_>> {
    word.split_inclusive(['-', '/'])
        .map(|part| piece(part, width_of(part)))
}

/// Columns that a text takes. Letters of Western and Central Europe take one each and are the most by far.
fn width_of(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if text.chars().all(|letter| letter < '\u{300}') {
        return text.chars().count();
    }
    text.width()
}

/// Whether breaking a text that fits would leave it as it is.
fn is_a_line(text: &str) -> bool {
    !text.contains('\n') && !text.contains("  ") && text.trim() == text
}

/// Breaks text into lines no wider than `width`, the first one begun with `first`, the others with `rest`.
///
/// Words that are too long for a line are cut, after a hyphen where they have one.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    // Most cells hold a few words that fit.
    if first.is_empty() && width_of(text) <= width && is_a_line(text) {
        return text.to_owned();
    }
    let room = |indent: &str| width.saturating_sub(width_of(indent));
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let words = paragraph.split(' ').filter(|word| !word.is_empty());
        let mut pieces = Vec::new();
        if lines.is_empty() && !first.is_empty() {
            // Lets a word that is too long for what the indent leaves begin on the next line.
            pieces.push(piece("", 0));
        }
        for word in words {
            let width = width_of(word);
            if width <= room(rest) {
                pieces.push(piece(word, width));
            } else {
                pieces.extend(break_words(parts(word), room(rest)));
            }
            if let Some(last) = pieces.last_mut() {
                last.whitespace = " ";
            }
        }
        let start = if lines.is_empty() { first } else { rest };
        let widths = [room(start) as f64, room(rest) as f64];
        for pieces in wrap_first_fit(&pieces, &widths) {
            let mut line = if lines.is_empty() { first } else { rest }.to_owned();
            for piece in pieces {
                line.push_str(piece.word);
                line.push_str(piece.whitespace);
            }
            line.truncate(line.trim_end().len());
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The lines of a text whose words all fit, as they stand in it; none where a word is cut or blanks are left out.
fn slices(text: &str, width: usize) -> Option<Vec<&str>> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut start, mut end, mut used) = (0, 0, 0);
        for word in paragraph.split(' ') {
            let wide = width_of(word);
            if word.is_empty() || wide > width {
                return None;
            }
            if end > 0 && used + 1 + wide > width {
                lines.push(&paragraph[start..end]);
                start = end + 1;
                used = wide;
            } else {
                used += wide + usize::from(end > 0);
            }
            end += word.len() + usize::from(end > 0);
        }
        lines.push(&paragraph[start..]);
    }
    // What stands around a line is no blank that belongs to it.
    lines
        .iter()
        .all(|line| line.trim_end() == *line)
        .then_some(lines)
}

/// The same lines as [`wrap`] makes of a text without indents.
fn lines_of(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    if width_of(text) <= width && is_a_line(text) {
        return vec![text.into()];
    }
    match slices(text, width) {
        Some(lines) => lines.into_iter().map(Cow::Borrowed).collect(),
        None => {
            let wrapped = wrap(text, width, "", "");
            wrapped
                .split('\n')
                .map(|line| line.to_owned().into())
                .collect()
        }
    }
}

impl Style {
    fn clamped(self) -> Style {
        Style {
            width: self.width.clamp(40, 200),
            ..self
        }
    }
}

pub fn render(document: &Document, words: &Words, style: Style) -> String {
    let style = style.clamped();
    let mut out = opening(document, words, style);
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    for (index, section) in document.shown() {
        line("");
        let place = Place {
            heading: document.headline(index, &words.phrase(&section.heading)),
            // A list has one section, and its heading is the title.
            named: section.heading != document.title,
            silent: document.is_silent(index),
        };
        line(&section_text(section, place, words, style));
    }
    if !document.foot.is_empty() {
        line("");
        for foot in &document.foot {
            line(&wrap(&worded(foot, words), style.width, "", ""));
        }
    }
    out
}

/// What stands above the first section.
pub fn opening(document: &Document, words: &Words, style: Style) -> String {
    let style = style.clamped();
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    for mark in &document.marks {
        line(&wrap(
            &clean::one_line(&words.phrase(mark).to_uppercase()),
            style.width,
            "",
            "",
        ));
    }
    let title = wrap(&worded(&document.title, words), style.width, "", "");
    line(&title);
    if style.report {
        let widest = title.lines().map(width_of).max().unwrap_or(0);
        line(&"═".repeat(widest));
    }
    if !document.head.is_empty() {
        line(&fields(&document.head, words, style));
    }
    out
}

/// The appearance of a section by its place in the document.
struct Place {
    heading: String,
    /// Its heading is shown.
    named: bool,
    /// It has nothing to say and must say so.
    silent: bool,
}

fn section_text(section: &Section, place: Place, words: &Words, style: Style) -> String {
    let Place {
        heading,
        named,
        silent,
    } = place;
    let heading = wrap(&clean::one_line(&heading), style.width, "", "");
    let mut parts = vec![if style.report {
        let rule = if section.level == 1 { "─" } else { "" };
        let widest = heading.lines().map(width_of).max().unwrap_or(0);
        if rule.is_empty() {
            heading
        } else {
            format!("{heading}\n{}", rule.repeat(widest))
        }
    } else if style.color {
        format!("\u{1b}[1m{heading}{RESET}")
    } else {
        heading
    }];
    if silent {
        parts.push(words.text("word-no-entries"));
    }
    for block in &section.blocks {
        parts.push(block_text(block, words, style));
    }
    let (heading, rest) = parts.split_at(1);
    if !named {
        return rest.join("\n\n");
    }
    if rest.is_empty() {
        return heading[0].clone();
    }
    format!("{}\n{}", heading[0], rest.join("\n\n"))
}

fn block_text(block: &Block, words: &Words, style: Style) -> String {
    match block {
        Block::Paragraph(cell) => wrap(&plain(cell, words), style.width, "", ""),
        Block::List { items, .. } => list(items, words, style),
        Block::States(states) => list(&states.lines(), words, style),
        Block::Days(days) => table_text(&days.table(), words, style),
        Block::Fields(list) => fields(list, words, style),
        Block::Table(table) => table_text(table, words, style),
        Block::Note(phrase) => wrap(&worded(phrase, words), style.width, "", ""),
        Block::Signature => {
            let line = "_".repeat(30);
            let label = |key| words.text(key);
            format!(
                "\n{line}\n{}\n\n\n{line}\n{}",
                label("word-signature-place"),
                label("word-signature-name")
            )
        }
    }
}

fn list(items: &[Cell], words: &Words, style: Style) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| wrap(&plain(item, words), style.width, "- ", "  "))
        .collect();
    items.join("\n")
}

fn fields(list: &[Field], words: &Words, style: Style) -> String {
    let labels: Vec<String> = list
        .iter()
        .map(|field| format!("{}:", worded(&field.label, words)))
        .collect();
    let widest = labels
        .iter()
        .map(|label| width_of(label))
        .max()
        .unwrap_or(0)
        .min(style.width / 2);
    let rest = " ".repeat(widest + 1);
    let lines: Vec<String> = list
        .iter()
        .zip(labels)
        .map(|(field, label)| {
            let pad = " ".repeat((widest + 1).saturating_sub(width_of(&label)));
            wrap(
                &plain(&field.value, words),
                style.width,
                &format!("{label}{pad}"),
                &rest,
            )
        })
        .collect();
    lines.join("\n")
}

/// What is known of one column once all rows were seen.
#[derive(Clone, Default)]
struct Seen {
    /// It says something in at least one row.
    filled: bool,
    /// A cell of it has several lines of its own.
    lines: bool,
    /// Widths of its longest word and its widest line.
    word: usize,
    widest: usize,
}

/// Measures the rows of a table one after the other, so that a long one need not be in memory.
pub struct Measure<'a> {
    columns: &'a [Column],
    /// The column that says what became of a row.
    marked: usize,
    words: &'a Words,
    seen: Vec<Seen>,
}

/// The cells of a row as text: what changed is said in the column for it.
fn row_texts(row: &Row, marked: usize, words: &Words) -> Vec<String> {
    let mut texts: Vec<String> = row.cells.iter().map(|cell| plain(cell, words)).collect();
    if let (Some(marked), Some(change)) = (texts.get_mut(marked), row.change) {
        marked.push_str(&format!("\n({})", change_word(change, words)));
    }
    texts
}

impl<'a> Measure<'a> {
    pub fn new(columns: &'a [Column], words: &'a Words) -> Measure<'a> {
        Measure {
            columns,
            marked: Column::marked(columns),
            words,
            seen: vec![Seen::default(); columns.len()],
        }
    }

    pub fn add(&mut self, row: &Row) {
        self.measure(row, &row_texts(row, self.marked, self.words));
    }

    fn measure(&mut self, row: &Row, texts: &[String]) {
        for ((seen, cell), text) in self.seen.iter_mut().zip(&row.cells).zip(texts) {
            seen.filled |= !cell.is_empty();
            seen.lines |= text.contains('\n');
            // A longer word may be cut, so how long it is changes nothing.
            if seen.word < WHOLE_WORD {
                seen.word = seen.word.max(longest_word(text));
            }
            seen.widest = seen.widest.max(widest(text));
        }
    }

    /// The layout that fits all rows that were measured.
    ///
    /// Where not all columns fit without cutting words, the last ones go below their row as "label: value", so that a
    /// narrow terminal shows the same facts.
    pub fn layout(self, style: Style) -> Layout<'a> {
        let style = style.clamped();
        let words = self.words;
        let columns: Vec<Shown> = self
            .columns
            .iter()
            .zip(self.seen)
            .enumerate()
            .filter(|(_, (_, seen))| seen.filled)
            .map(|(index, (column, seen))| Shown {
                index,
                head: worded(&column.label, words),
                wish: usize::from(column.width),
                seen,
            })
            .collect();
        let beside = fitting_columns(&columns, style.width);
        let widths = column_widths(&columns[..beside], style.width);
        let folded =
            |(column, width): (&Shown, &usize)| column.seen.lines || column.seen.widest > *width;
        Layout {
            // Rows of several lines need a gap between them, or the eye reads on into the next one.
            apart: beside < columns.len() || columns.iter().zip(&widths).any(folded),
            columns,
            widths,
            marked: self.marked,
            style,
            words,
        }
    }
}

/// A column that is shown.
struct Shown {
    index: usize,
    head: String,
    wish: usize,
    seen: Seen,
}

/// How the rows of a table are laid out; a row is written without knowing the others.
pub struct Layout<'a> {
    columns: Vec<Shown>,
    /// Widths of the columns that stand side by side; the others go below.
    widths: Vec<usize>,
    apart: bool,
    marked: usize,
    style: Style,
    words: &'a Words,
}

impl Layout<'_> {
    /// The headings with the line below them.
    pub fn head(&self) -> String {
        let heads = self.columns.iter().map(|column| column.head.as_str());
        let full = self.widths.iter().sum::<usize>() + self.widths.len() - 1;
        let mut out = String::new();
        self.line(heads, Tone::Plain, &mut out);
        out.push('\n');
        out.push_str(&"─".repeat(full));
        out
    }

    /// A row, with the gap before it where rows stand apart.
    pub fn row(&self, row: &Row, first: bool) -> String {
        let mut out = String::new();
        let texts = row_texts(row, self.marked, self.words);
        self.lay(row, &texts, first, &mut out);
        out
    }

    fn lay(&self, row: &Row, texts: &[String], first: bool, out: &mut String) {
        let texts = || {
            self.columns
                .iter()
                .map(|column| texts[column.index].as_str())
        };
        if (self.apart || row.heading.is_some()) && !first {
            out.push('\n');
        }
        if let Some(heading) = &row.heading {
            let heading = worded(heading, self.words);
            out.push_str(&wrap(&heading, self.style.width, "", ""));
            out.push('\n');
        }
        self.line(texts(), row.tone, out);
        let below: Vec<String> = self
            .columns
            .iter()
            .zip(texts())
            .skip(self.widths.len())
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| format!("{}: {}", column.head, text.replace('\n', " ")))
            .collect();
        if !below.is_empty() {
            out.push('\n');
            out.push_str(&wrap(&below.join(" · "), self.style.width, "    ", "    "));
        }
    }

    /// Texts side by side, with blanks between the columns and nothing else: light enough for a bad printer.
    fn line<'t>(&self, texts: impl Iterator<Item = &'t str>, tone: Tone, out: &mut String) {
        let (color, reset) = match tone {
            Tone::Alarm if self.style.color => (RED, RESET),
            Tone::Watch if self.style.color => (YELLOW, RESET),
            _ => ("", ""),
        };
        let cells: Vec<Vec<Cow<'_, str>>> = texts
            .zip(&self.widths)
            .map(|(text, width)| lines_of(text, *width))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..height {
            if number > 0 {
                out.push('\n');
            }
            let mut gap = 0;
            for (cell, width) in cells.iter().zip(&self.widths) {
                let text = cell.get(number).map_or("", |line| line);
                if !text.is_empty() {
                    out.push_str(&" ".repeat(gap));
                    out.extend([color, text, reset]);
                    gap = 0;
                }
                gap += (width + 1).saturating_sub(width_of(text));
            }
        }
    }
}

/// A table as a grid.
pub fn table_text(table: &Table, words: &Words, style: Style) -> String {
    let mut measure = Measure::new(&table.columns, words);
    let texts = table.rows.iter();
    let texts = texts.map(|row| row_texts(row, measure.marked, words));
    let texts: Vec<Vec<String>> = texts.collect();
    for (row, texts) in table.rows.iter().zip(&texts) {
        measure.measure(row, texts);
    }
    let layout = measure.layout(style);
    let mut out = layout.head();
    for (number, (row, texts)) in table.rows.iter().zip(&texts).enumerate() {
        out.push('\n');
        layout.lay(row, texts, number == 0, &mut out);
    }
    out
}

/// The longest word a column must hold whole; longer ones may be cut.
const WHOLE_WORD: usize = 22;

impl Shown {
    /// The narrowest the column can be without cutting a word.
    fn least(&self) -> usize {
        self.seen
            .word
            .max(longest_word(&self.head))
            .clamp(1, WHOLE_WORD)
    }

    /// The width that holds every line of it whole.
    fn need(&self) -> usize {
        self.seen.widest.max(widest(&self.head)).max(1)
    }
}

/// How many columns from the left fit side by side; at least two.
fn fitting_columns(columns: &[Shown], width: usize) -> usize {
    let mut used = 0;
    let fits = columns.iter().enumerate().take_while(|(position, column)| {
        used += column.least() + usize::from(*position > 0);
        used <= width
    });
    fits.count().max(2.min(columns.len()))
}

/// Whether the letter parts words, as in Unicode: `u8::is_ascii_whitespace` leaves one out.
fn is_blank(letter: u8) -> bool {
    matches!(letter, b' ' | b'\t'..=b'\r')
}

fn widest(text: &str) -> usize {
    if !text.contains('\n') {
        return width_of(text);
    }
    text.split('\n').map(width_of).max().unwrap_or(0)
}

fn longest_word(text: &str) -> usize {
    if text.is_ascii() {
        let (mut longest, mut word) = (0, 0);
        for letter in text.bytes() {
            word = if is_blank(letter) { 0 } else { word + 1 };
            longest = longest.max(word);
            if matches!(letter, b'-' | b'/') {
                word = 0;
            }
        }
        return longest;
    }
    text.split_whitespace()
        .flat_map(|word| word.split_inclusive(['-', '/']))
        .map(width_of)
        .max()
        .unwrap_or(0)
}

/// Shares the width: a column gets what it needs where that is little, and the wide ones share the rest by their wish.
fn column_widths(columns: &[Shown], width: usize) -> Vec<usize> {
    let room = width.saturating_sub(columns.len().saturating_sub(1));
    let needs: Vec<usize> = columns.iter().map(Shown::need).collect();
    if needs.iter().sum::<usize>() <= room {
        return needs;
    }
    let floors: Vec<usize> = columns
        .iter()
        .map(|column| column.least().min(column.need()))
        .collect();
    let mut widths = floors;
    let mut spare = room.saturating_sub(widths.iter().sum());
    while spare > 0 {
        // The column that is furthest below what it wishes for its text gets the next letter.
        let next = (0..widths.len())
            .filter(|&i| widths[i] < needs[i])
            .max_by_key(|&i| (columns[i].wish * 100 + needs[i].min(400)) / (widths[i] + 1));
        let Some(next) = next else { break };
        widths[next] += 1;
        spare -= 1;
    }
    while widths.iter().sum::<usize>() > room {
        let Some(most) = (0..widths.len())
            .filter(|&i| widths[i] > 1)
            .max_by_key(|&i| widths[i])
        else {
            break;
        };
        widths[most] -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cell_breaks_as_running_text_does(text in "[a-cä/日 \\t\\n-]{0,40}", width in 1_usize..12) {
            let lines = lines_of(&text, width).join("\n");
            prop_assert_eq!(lines, wrap(&text, width, "", ""));
        }

        #[test]
        fn the_longest_word_is_found_alike_by_letters_and_by_words(text in "[a-c \\t\\n\u{b}/-]{0,30}") {
            // An umlaut at the end takes the other way.
            let other = format!("{text} ü");
            prop_assert_eq!(longest_word(&text).max(1), longest_word(&other));
        }
    }
}
