//! Document → CommonMark with pipe tables, valid whatever people typed.

use crate::document::{Block, Cell, Document, Field, Table};
use crate::l10n::Words;

use super::clean;
use super::text::{Look, change_word, pieces, worded};

/// Escapes what could act in Markdown or HTML; a plain sentence comes out unchanged.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let trimmed = line.trim_start();
        // Blanks inside a line separate words; at its beginning they are cut later.
        out.push_str(&line[..line.len() - trimmed.len()]);
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        for (at, letter) in trimmed.char_indices() {
            let acts = match letter {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => true,
                '#' | '+' | '-' | '=' => at == 0,
                '.' | ')' => {
                    digits > 0
                        && at == digits
                        && trimmed[at + 1..]
                            .chars()
                            .next()
                            .is_none_or(char::is_whitespace)
                }
                '!' => trimmed[at + 1..].starts_with('['),
                // Bare addresses would become links in some viewers.
                ':' => trimmed[at + 1..].starts_with("//"),
                '@' => true,
                _ => false,
            };
            if acts {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}

fn inline(cell: &Cell, words: &Words, line_break: &str) -> String {
    let mut text = String::new();
    for (piece, look) in pieces(cell, words) {
        let piece = escaped(&piece);
        if look == Look::Struck {
            let struck = piece.split('\n').map(|line| format!("~~{}~~", line.trim()));
            text.push_str(&struck.collect::<Vec<_>>().join("\n"));
        } else {
            text.push_str(&piece);
        }
    }
    let lines: Vec<&str> = text
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(line_break)
}

/// A hard break that no editor strips.
const BREAK: &str = "\\\n";

pub fn render(document: &Document, words: &Words) -> String {
    let mut parts = Vec::new();
    for mark in &document.marks {
        parts.push(format!(
            "**{}**",
            escaped(&clean::one_line(&words.phrase(mark).to_uppercase()))
        ));
    }
    parts.push(format!("# {}", escaped(&worded(&document.title, words))));
    if !document.head.is_empty() {
        parts.push(fields(&document.head, words));
    }
    for (index, section) in document.shown() {
        let heading = escaped(&worded(&section.heading, words));
        let mark = if section.level == 1 { "##" } else { "###" };
        parts.push(format!("{mark} {}", document.headline(index, &heading)));
        if document.is_silent(index) {
            parts.push(words.text("word-no-entries"));
        }
        for block in &section.blocks {
            parts.push(match block {
                Block::Paragraph(cell) => inline(cell, words, BREAK),
                Block::List { items, .. } => self::list(items, words),
                Block::States(states) => self::list(&states.lines(), words),
                Block::Days(days) => table(&days.table(), words),
                Block::Fields(list) => fields(list, words),
                Block::Table(grid) => table(grid, words),
                Block::Note(phrase) => {
                    format!("*{}*", escaped(&worded(phrase, words)))
                }
                Block::Signature => signature(words),
            });
        }
    }
    if !document.foot.is_empty() {
        parts.push("---".to_owned());
        parts.extend(
            document
                .foot
                .iter()
                .map(|foot| escaped(&worded(foot, words))),
        );
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn list(items: &[Cell], words: &Words) -> String {
    items
        .iter()
        .map(|item| format!("- {}", inline(item, words, "\\\n  ")))
        .collect::<Vec<_>>()
        .join("\n")
}

fn signature(words: &Words) -> String {
    let line = "\\_".repeat(30);
    let (place, name) = (
        words.text("word-signature-place"),
        words.text("word-signature-name"),
    );
    format!("{line}{BREAK}{place}\n\n{line}{BREAK}{name}")
}

fn fields(list: &[Field], words: &Words) -> String {
    let lines: Vec<String> = list
        .iter()
        .map(|field| {
            format!(
                "- **{}:** {}",
                escaped(&worded(&field.label, words)),
                inline(&field.value, words, "\\\n  ")
            )
        })
        .collect();
    lines.join("\n")
}

/// A pipe table; a line break inside a cell is the one piece of HTML that pipe tables need.
fn table(table: &Table, words: &Words) -> String {
    let filled = table.filled();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(
            filled
                .iter()
                .map(|&index| escaped(&worded(&table.columns[index].label, words)))
                .collect(),
        ),
        line(filled.iter().map(|_| "---".to_owned()).collect()),
    ];
    for row in &table.rows {
        if let Some(heading) = &row.heading {
            let heading = escaped(&worded(heading, words));
            let mut cells = vec![String::new(); filled.len()];
            if let Some(first) = cells.first_mut() {
                *first = format!("**{heading}**");
            }
            lines.push(line(cells));
        }
        let mut cells: Vec<String> = filled
            .iter()
            .map(|&index| inline(&row.cells[index], words, "<br>"))
            .collect();
        let marked = table.marked(&filled);
        if let (Some(marked), Some(change)) = (cells.get_mut(marked), row.change) {
            marked.push_str(&format!(" ({})", change_word(change, words)));
        }
        lines.push(line(cells));
    }
    lines.join("\n")
}
