//! Document → one HTML file: no script, no network, readable on a phone, in the dark, on paper and by ear.

use base64::Engine as _;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::document::{Block, Cell, Change, Days, Document, Field, States, Table, Tone};
use crate::l10n::Words;

use super::letterhead::Letterhead;
use super::picture;
use super::text::{Look, change_word, pieces, worded};

const STYLE: &str = include_str!("../../data/vorlagen/lagebericht.css");

pub fn render(document: &Document, words: &Words, letterhead: Option<&Letterhead>) -> String {
    let title = worded(&document.title, words);
    let page = html! {
        (DOCTYPE)
        html lang=(words.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(page_foot(document, words))) }
            }
            body {
                @if let Some(letterhead) = letterhead { (head_of(letterhead)) }
                main {
                    @for mark in &document.marks { p.mark { (worded(mark, words)) } }
                    h1 { (title) }
                    @if !document.head.is_empty() { (fields(&document.head, words)) }
                    @for (index, _) in document.shown() {
                        (part(document, index, words))
                    }
                }
                footer {
                    @for foot in &document.foot { p { (worded(foot, words)) } }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// The foot of every printed page: the case, the report, and page x of y.
fn page_foot(document: &Document, words: &Words) -> String {
    let feet: Vec<String> = document
        .foot
        .iter()
        .map(|foot| worded(foot, words))
        .collect();
    let foot = css_string(&feet.join(" · "));
    let page = css_string(&format!("{} ", words.text("word-page")));
    let of = css_string(&format!(" {} ", words.text("word-page-of")));
    format!(
        "@page {{ @bottom-left {{ content: {foot}; }} @bottom-right {{ content: {page} counter(page) {of} counter(pages); }} }}\n"
    )
}

/// Text as a CSS string: whatever could end the string or the style is written by its number.
fn css_string(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == ' ' {
            out.push(letter);
        } else {
            out.push_str(&format!("\\{:x} ", u32::from(letter)));
        }
    }
    out.push('"');
    out
}

fn head_of(letterhead: &Letterhead) -> Markup {
    html! {
        header.letterhead {
            div {
                p { strong { (letterhead.name) } }
                @for line in &letterhead.address { p { (line) } }
            }
            @if let Some(logo) = &letterhead.logo {
                @let data = base64::engine::general_purpose::STANDARD.encode(&logo.bytes);
                img alt=(letterhead.name) src={ "data:" (logo.kind.mime()) ";base64," (data) };
            }
        }
    }
}

fn part(document: &Document, index: usize, words: &Words) -> Markup {
    let section = &document.sections[index];
    let heading = worded(&section.heading, words);
    let headline = document.headline(index, &heading);
    html! {
        @if section.level == 1 {
            h2 { (headline) }
        } @else {
            h3 { (headline) }
        }
        @if document.is_silent(index) { p { (words.text("word-no-entries")) } }
        @for block in &section.blocks { (self::block(block, &heading, words)) }
    }
}

fn block(block: &Block, heading: &str, words: &Words) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p { (cell(text, words)) } },
        Block::List { items, .. } => html! {
            ul { @for item in items { li { (cell(item, words)) } } }
        },
        Block::Fields(list) => fields(list, words),
        Block::Table(grid) => table(grid, heading, words),
        Block::States(states) => states_over_time(states, heading, words),
        Block::Days(days) => tasks_over_time(days, heading, words),
        Block::Note(phrase) => html! { p.note { (worded(phrase, words)) } },
        Block::Signature => html! {
            div.signature {
                div { (words.text("word-signature-place")) }
                div { (words.text("word-signature-name")) }
            }
        },
    }
}

fn states_over_time(states: &States, heading: &str, words: &Words) -> Markup {
    html! {
        figure { (picture::states(states, heading, words)) }
        (table(&states.table(), heading, words))
    }
}

fn tasks_over_time(days: &Days, heading: &str, words: &Words) -> Markup {
    html! {
        figure { (picture::days(days, heading, words)) }
        (table(&days.table(), heading, words))
    }
}

/// Letters of a long word between which a line may end; in a table of many columns there is less room for them.
const PIECE: usize = 20;
const PIECE_OF_MANY: usize = 12;
const MANY_COLUMNS: usize = 7;

/// Text with its line breaks.
fn lines(text: &str, piece: usize) -> Markup {
    html! {
        @for (number, line) in text.split('\n').enumerate() {
            @if number > 0 { br; }
            @for (part, word) in line.split(' ').enumerate() {
                @if part > 0 { " " }
                @for (position, letters) in breakable(word, piece).enumerate() {
                    @if position > 0 { wbr; }
                    (letters)
                }
            }
        }
    }
}

/// A word in pieces between which a line may end: whole, unless it is longer than a column is wide.
fn breakable(word: &str, piece: usize) -> impl Iterator<Item = &str> {
    let ends = word
        .char_indices()
        .map(|(at, _)| at)
        .skip(piece)
        .step_by(piece);
    let long = word.chars().count() > piece + piece / 2;
    let ends: Vec<usize> = if long { ends.collect() } else { Vec::new() };
    let starts = std::iter::once(0).chain(ends.clone());
    let ends = ends.into_iter().chain(std::iter::once(word.len()));
    starts.zip(ends).map(move |(start, end)| &word[start..end])
}

fn cell(cell: &Cell, words: &Words) -> Markup {
    cell_in(cell, words, PIECE)
}

fn cell_in(cell: &Cell, words: &Words, piece: usize) -> Markup {
    html! {
        @for (text, look) in pieces(cell, words) {
            @match look {
                Look::Plain => (lines(&text, piece)),
                Look::Struck => del { (lines(&text, piece)) },
                Look::State => span.state { (text) },
            }
        }
    }
}

fn fields(list: &[Field], words: &Words) -> Markup {
    html! {
        dl {
            @for field in list {
                dt { (worded(&field.label, words)) }
                dd { (cell(&field.value, words)) }
            }
        }
    }
}

/// Roles are written out, since the style turns the table into blocks on a phone and some browsers then forget them.
fn table(table: &Table, heading: &str, words: &Words) -> Markup {
    let filled = table.filled();
    let labels: Vec<String> = filled
        .iter()
        .map(|&index| worded(&table.columns[index].label, words))
        .collect();
    let marked = table.marked(&filled);
    let piece = if filled.len() < MANY_COLUMNS {
        PIECE
    } else {
        PIECE_OF_MANY
    };
    let changed = |change: Option<Change>| {
        html! {
            @if let Some(change) = change { " " span.change { "(" (change_word(change, words)) ")" } }
        }
    };
    html! {
        table role="table" {
            caption { (heading) }
            thead role="rowgroup" {
                tr role="row" {
                    @for label in &labels { th role="columnheader" scope="col" { (label) } }
                }
            }
            tbody role="rowgroup" {
                @for row in &table.rows {
                    @if let Some(heading) = &row.heading {
                        tr role="row" {
                            th role="rowheader" scope="rowgroup" colspan=(labels.len()) {
                                strong { (lines(&worded(heading, words), PIECE)) }
                            }
                        }
                    }
                    tr role="row" class=[tone(row.tone)] {
                        @for (position, &index) in filled.iter().enumerate() {
                            @let text = cell_in(&row.cells[index], words, piece);
                            @if position == 0 {
                                th.number[table.columns[index].name == "number"] role="rowheader" scope="row" data-label=(labels[0]) {
                                    (text)
                                    (changed(row.change.filter(|_| marked == position)))
                                }
                            } @else {
                                td role="cell" data-label=(labels[position]) {
                                    (text)
                                    (changed(row.change.filter(|_| marked == position)))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn tone(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Alarm => Some("alarm"),
        Tone::Watch => Some("watch"),
        Tone::Fine | Tone::Plain => None,
    }
}
