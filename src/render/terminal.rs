//! Document → text for a terminal: fits the width, reads in black and white, colour only on top.

use comfy_table::{
    ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table as Grid, TableStyle,
    Width,
};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::l10n::Words;
use crate::report::document::{
    Block, Cell, Change, Document, Field, Inline, Row, Section, Table, Tone,
};

use super::clean;

#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal; less than 40 is taken as 40.
    pub width: usize,
    pub color: bool,
    /// Section numbers and blank lines of a report; lists and the glance go without.
    pub report: bool,
}

const RESET: &str = "\u{1b}[0m";

/// A line under the head and blanks between the columns: light enough for a bad printer.
const TIGHT: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));
const APART: TableStyle = TIGHT.row_separator(LineStyle::none().fill('┈').junction('┈'));

/// The words of a cell, safe to show, with line breaks.
pub fn plain(cell: &Cell, words: &Words) -> String {
    let mut text = String::new();
    for piece in cell {
        match piece {
            Inline::Text(typed) => text.push_str(&clean::lines(typed)),
            Inline::Struck(typed) => {
                text.push('[');
                text.push_str(&words.text("word-struck"));
                text.push_str(": ");
                text.push_str(&clean::lines(typed));
                text.push(']');
            }
            Inline::Phrase(phrase) => text.push_str(&clean::lines(&words.phrase(phrase))),
            Inline::Moment(moment) => text.push_str(&words.moment(moment)),
            Inline::MomentLong(moment) => text.push_str(&words.moment_long(moment)),
            Inline::Count(count) => text.push_str(&words.count(*count)),
            Inline::State { label, .. } => text.push_str(&words.phrase(label)),
            Inline::Break => text.push('\n'),
        }
    }
    text
}

/// Breaks text into lines no wider than `width`, the first one begun with `first`, the others with `rest`.
///
/// Words that are too long for a line are cut.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut empty = true;
    let end = |line: &mut String, empty: &mut bool, lines: &mut Vec<String>| {
        lines.push(
            std::mem::replace(line, rest.to_owned())
                .trim_end()
                .to_owned(),
        );
        *empty = true;
    };
    for (number, paragraph) in text.split('\n').enumerate() {
        if number > 0 {
            end(&mut line, &mut empty, &mut lines);
        }
        for mut word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            if !empty && line.width() + 1 + word.width() > width {
                end(&mut line, &mut empty, &mut lines);
            }
            if !empty {
                line.push(' ');
            }
            while line.width() + word.width() > width {
                let cut = fitting(word, width.saturating_sub(line.width()));
                line.push_str(&word[..cut]);
                word = &word[cut..];
                end(&mut line, &mut empty, &mut lines);
            }
            line.push_str(word);
            empty = word.is_empty();
        }
    }
    end(&mut line, &mut empty, &mut lines);
    lines.join("\n")
}

/// Bytes of the longest beginning that fits the columns; at least one letter, so that wrapping ends.
fn fitting(word: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, letter) in word.char_indices() {
        used += letter.width().unwrap_or(0);
        if used > columns && at > 0 {
            return at;
        }
    }
    word.len()
}

pub fn render(document: &Document, words: &Words, style: Style) -> String {
    let style = Style {
        width: style.width.clamp(40, 200),
        ..style
    };
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    for mark in &document.marks {
        line(&wrap(
            &words.phrase(mark).to_uppercase(),
            style.width,
            "",
            "",
        ));
    }
    let title = wrap(
        &clean::one_line(&words.phrase(&document.title)),
        style.width,
        "",
        "",
    );
    line(&title);
    if style.report {
        let widest = title.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        line(&"═".repeat(widest));
    }
    if !document.head.is_empty() {
        line(&fields(&document.head, words, style));
    }
    let mut number = 0;
    for section in &document.sections {
        if section.level == 1 {
            number += 1;
        }
        line("");
        line(&section_text(section, number, words, style));
    }
    if !document.foot.is_empty() {
        line("");
        for foot in &document.foot {
            line(&wrap(&words.phrase(foot), style.width, "", ""));
        }
    }
    out
}

fn section_text(section: &Section, number: usize, words: &Words, style: Style) -> String {
    let heading = words.phrase(&section.heading);
    let heading = match (style.report, section.level) {
        (true, 1) => format!("{number} {heading}"),
        _ => heading,
    };
    let heading = wrap(&clean::one_line(&heading), style.width, "", "");
    let mut parts = vec![if style.report {
        let rule = if section.level == 1 { "─" } else { "" };
        let widest = heading
            .lines()
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap_or(0);
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
    if section.blocks.is_empty() {
        parts.push(words.text("word-no-entries"));
    }
    for block in &section.blocks {
        parts.push(block_text(block, words, style));
    }
    let gap = if style.report { "\n\n" } else { "\n" };
    let (heading, rest) = parts.split_at(1);
    format!("{}\n{}", heading[0], rest.join(gap))
}

fn block_text(block: &Block, words: &Words, style: Style) -> String {
    match block {
        Block::Paragraph(cell) => wrap(&plain(cell, words), style.width, "", ""),
        Block::List { items, .. } => {
            let items: Vec<String> = items
                .iter()
                .map(|item| wrap(&plain(item, words), style.width, "- ", "  "))
                .collect();
            items.join("\n")
        }
        Block::Fields(list) => fields(list, words, style),
        Block::Table(table) => table_text(table, words, style),
        Block::Note(phrase) => wrap(&clean::one_line(&words.phrase(phrase)), style.width, "", ""),
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

fn fields(list: &[Field], words: &Words, style: Style) -> String {
    let labels: Vec<String> = list
        .iter()
        .map(|field| format!("{}:", words.phrase(&field.label)))
        .collect();
    let widest = labels
        .iter()
        .map(|label| label.width())
        .max()
        .unwrap_or(0)
        .min(style.width / 2);
    let rest = " ".repeat(widest + 1);
    let lines: Vec<String> = list
        .iter()
        .zip(labels)
        .map(|(field, label)| {
            let pad = " ".repeat((widest + 1).saturating_sub(label.width()));
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

pub fn change_word(change: Change, words: &Words) -> String {
    words.text(match change {
        Change::New => "word-change-new",
        Change::Changed => "word-change-changed",
        Change::Ended => "word-change-ended",
    })
}

/// The cells of a row as text: what changed is said in the first one, alarm is marked there.
pub fn row_texts(row: &Row, words: &Words) -> Vec<String> {
    let mut texts: Vec<String> = row.cells.iter().map(|cell| plain(cell, words)).collect();
    if let (Some(first), Some(change)) = (texts.first_mut(), row.change) {
        first.push_str(&format!("\n({})", change_word(change, words)));
    }
    texts
}

/// A table as a grid where it fits, otherwise row by row as label and value.
pub fn table_text(table: &Table, words: &Words, style: Style) -> String {
    let least: usize = table
        .columns
        .iter()
        .map(|column| usize::from(column.width).min(9) + 2)
        .sum();
    if least > style.width {
        return rows_as_fields(table, words, style);
    }
    let mut grid = Grid::new();
    grid.set_content_arrangement(ContentArrangement::Disabled);
    let heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| words.phrase(&column.label))
        .collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row_texts(row, words)).collect();
    let widths = column_widths(table, &heads, &rows, style.width);
    // Wrapped here, so that a word without a break never widens the table.
    let wrapped = |texts: &[String]| -> Vec<String> {
        texts
            .iter()
            .zip(&widths)
            .map(|(text, width)| wrap(text, *width, "", ""))
            .collect()
    };
    grid.set_header(wrapped(&heads));
    let rows: Vec<Vec<String>> = rows.iter().map(|texts| wrapped(texts)).collect();
    // Rows of several lines need a line between them, or the eye reads on into the next one.
    let apart = rows.iter().flatten().any(|text| text.contains('\n'));
    grid.load_style(if apart { APART } else { TIGHT });
    for (row, texts) in table.rows.iter().zip(rows) {
        let color = |text: String| {
            let cell = comfy_table::Cell::new(text);
            match row.tone {
                Tone::Alarm => cell.fg(comfy_table::Color::Red),
                Tone::Watch => cell.fg(comfy_table::Color::Yellow),
                Tone::Fine | Tone::Plain => cell,
            }
        };
        grid.add_row(texts.into_iter().map(color));
    }
    if style.color {
        grid.enforce_styling();
    } else {
        grid.force_no_tty();
    }
    for (index, width) in widths.iter().enumerate() {
        if let Some(column) = grid.column_mut(index) {
            column.set_padding((0, 0));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
                u16::try_from(*width).unwrap_or(u16::MAX),
            )));
        }
    }
    grid.lines()
        .map(|line| line.trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

fn widest(text: &str) -> usize {
    text.split('\n')
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or(0)
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace()
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or(0)
}

/// Shares the width: a column gets what it needs where that is little, and the wide ones share the rest by their wish.
fn column_widths(
    table: &Table,
    heads: &[String],
    rows: &[Vec<String>],
    width: usize,
) -> Vec<usize> {
    let room = width.saturating_sub(table.columns.len().saturating_sub(1));
    let needs: Vec<usize> = (0..heads.len())
        .map(|i| {
            rows.iter()
                .map(|row| widest(&row[i]))
                .chain([widest(&heads[i])])
                .max()
                .unwrap_or(1)
                .max(1)
        })
        .collect();
    if needs.iter().sum::<usize>() <= room {
        return needs;
    }
    let floors: Vec<usize> = (0..heads.len())
        .map(|i| {
            let word = rows
                .iter()
                .map(|row| longest_word(&row[i]))
                .chain([longest_word(&heads[i])])
                .max()
                .unwrap_or(1);
            word.min(17).min(needs[i]).max(1)
        })
        .collect();
    let mut widths = floors;
    let mut spare = room.saturating_sub(widths.iter().sum());
    while spare > 0 {
        // The column that is furthest below what it wishes for its text gets the next letter.
        let next = (0..widths.len())
            .filter(|&i| widths[i] < needs[i])
            .max_by_key(|&i| {
                (usize::from(table.columns[i].width) * 100 + needs[i].min(400)) / (widths[i] + 1)
            });
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

fn rows_as_fields(table: &Table, words: &Words, style: Style) -> String {
    let heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| words.phrase(&column.label))
        .collect();
    let blocks: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let texts = row_texts(row, words);
            let lines: Vec<String> = heads
                .iter()
                .zip(&texts)
                .filter(|(_, text)| !text.is_empty())
                .map(|(head, text)| wrap(text, style.width, &format!("{head}: "), "    "))
                .collect();
            lines.join("\n")
        })
        .collect();
    blocks.join("\n\n")
}
