//! Document → PDF, typeset by typst from a template that reads the report as data: tagged (PDF/UA-1), A4.
//!
//! Nothing of the surroundings goes in (no clock, no fonts of the machine): the same document gives the same bytes.

use std::sync::LazyLock;

use maud::Markup;
use serde::Serialize;
use serde_json::{Value, json};
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use chrono::{Datelike, Timelike};

use crate::document::width::width;
use crate::document::{Block, Cell, Document, Row, Section, Table, Tone};
use crate::domain::moment::Moment;
use crate::domain::text::is_invisible;
use crate::l10n::Words;

use super::letterhead::Letterhead;
use super::page::{GAP, Need, PIECE, share};
use super::text::{Look, change_word, pieces, worded};
use super::{json as machine, picture};

/// The template that is used where a body has none of its own.
pub const TEMPLATE: &str = include_str!("../../data/vorlagen/lagebericht.typ");

/// A template as it is read: its name for errors, and its text.
#[derive(Clone, Debug)]
pub struct Template {
    pub name: String,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Options<'a> {
    pub letterhead: Option<&'a Letterhead>,
    pub template: Template,
    /// PDF/A-3a beside PDF/UA-1, with the report as JSON attached.
    pub archive: bool,
    /// The moment that the file says it was made: of the report, never of the machine.
    pub date: Moment,
}

/// Why no PDF came out: an error in the template, with its place in it.
#[derive(Debug, thiserror::Error)]
#[error("{template}:{line}: {detail}")]
pub struct PdfError {
    pub template: String,
    /// From 1; 0 where the error has no place in the template.
    pub line: usize,
    pub detail: String,
}

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .collect()
});

/// The families that the text may be set in, the same as in the template.
const FAMILIES: [&str; 3] = [
    "Libertinus Serif",
    "DejaVu Sans Mono",
    "New Computer Modern",
];

fn has_glyph(letter: char) -> bool {
    let code = u32::from(letter);
    FONTS
        .iter()
        .filter(|font| FAMILIES.contains(&font.info().family.as_str()))
        .any(|font| font.info().coverage.contains(code))
}

/// Characters after which a word gets a place to break: one that has only letters is hyphenated where the language allows
/// it, so that it can still be found by its whole; a number or an address cannot be.
const UNBROKEN_WORD: usize = 40;

/// Text that can be set: what no embedded font has is written by its name, so that no glyph is replaced silently.
fn settable(text: &str) -> String {
    settable_pieces(text).concat()
}

/// The same in pieces between which a line may end, since what is too long for a column needs places to break. They are no
/// letters: what is copied from the page is what was typed.
fn settable_pieces(text: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut out = String::with_capacity(text.len());
    let is_break = |letter: char| letter.is_whitespace() || letter == '-' || letter == '/';
    for word in text.split_inclusive(is_break) {
        let letters = word.chars().filter(|letter| !is_break(*letter));
        let plain = letters.clone().all(char::is_alphabetic);
        let most = if plain { UNBROKEN_WORD } else { PIECE };
        let pieces = letters.count() > most;
        let mut unbroken = 0;
        for letter in word.chars() {
            // Joins and directions have nothing to see, and nothing to set.
            if is_invisible(letter) {
                continue;
            }
            if letter.is_ascii() || has_glyph(letter) {
                out.push(letter);
                unbroken += 1;
            } else {
                let name = unicode_names2::name(letter).map_or_else(
                    || format!("U+{:04X}", u32::from(letter)),
                    |name| name.to_string(),
                );
                out.push_str(&format!("[{name}]"));
                unbroken = 0;
            }
            if pieces && unbroken >= PIECE {
                done.push(std::mem::take(&mut out));
                unbroken = 0;
            }
        }
    }
    done.push(out);
    done
}

/// Text that is set alike: struck where it was corrected.
#[derive(Serialize)]
struct Run {
    text: String,
    /// The text once more, between whose parts a line may end.
    pieces: Vec<String>,
    struck: bool,
    /// Whether it is the word of a state, which is never hyphenated.
    state: bool,
}

fn run(text: &str, look: Look) -> Run {
    let pieces = settable_pieces(text);
    Run {
        text: pieces.concat(),
        pieces,
        struck: look == Look::Struck,
        state: look == Look::State,
    }
}

type Lines = Vec<Vec<Run>>;

/// Lines of a cell from which its row may go on over the page: it might be higher than one.
const LONG: usize = 30;

/// The columns that say what a row is about, beside the first: set bold where the row alarms.
const LEADING: [&str; 5] = ["name", "state", "title", "what", "text"];

fn line_width(line: &[Run]) -> usize {
    line.iter().map(|run| width(&run.text)).sum()
}

/// A cell as lines of runs.
fn rich(cell: &Cell, words: &Words) -> Lines {
    let mut lines: Lines = vec![Vec::new()];
    let mut add = |text: &str, look: Look| {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(last) = lines.last_mut().filter(|_| !line.is_empty()) {
                last.push(run(line, look));
            }
        }
    };
    for (piece, look) in pieces(cell, words) {
        add(&piece, look);
    }
    // A line without a word would set nothing at all.
    for line in lines.iter_mut().filter(|line| line.is_empty()) {
        line.push(run("", Look::Plain));
    }
    lines
}

fn table(table: &Table, words: &Words) -> Value {
    let filled = table.filled();
    let rows: Vec<(&Row, Vec<Lines>)> = table
        .rows
        .iter()
        .map(|row| {
            let mut cells: Vec<Lines> = filled
                .iter()
                .map(|&index| rich(&row.cells[index], words))
                .collect();
            let marked = table.marked(&filled);
            if let (Some(marked), Some(change)) = (cells.get_mut(marked), row.change) {
                let changed = format!("({})", change_word(change, words));
                marked.push(vec![run(&changed, Look::Plain)]);
            }
            (row, cells)
        })
        .collect();
    let labels: Vec<String> = filled
        .iter()
        .map(|&index| settable(&words.phrase(&table.columns[index].label)))
        .collect();
    let needs: Vec<Need> = (0..filled.len())
        .map(|position| {
            let label = &labels[position];
            let lines = || rows.iter().flat_map(|(_, cells)| &cells[position]);
            // Headings are bold.
            let bold = |text: &str| width(text) * 11 / 10;
            let longest = |text: &str| text.split(' ').map(bold).max().unwrap_or(0);
            // Words of states are not hyphenated; what is wider than its column would run into the next.
            let states = lines().flatten().filter(|run| run.state);
            let states = states.map(|run| longest(&run.text));
            Need {
                widest: lines().map(|line| line_width(line)).max().unwrap_or(0),
                word: states.chain([longest(label)]).max().unwrap_or(0),
                wish: usize::from(table.columns[filled[position]].width),
            }
        })
        .collect();
    let widths = share(&needs);
    let columns: Vec<Value> = (0..filled.len())
        .map(|position| {
            let name = table.columns[filled[position]].name.as_ref();
            json!({
                "label": labels[position],
                "width": widths[position],
                "leads": position == 0 || LEADING.contains(&name),
            })
        })
        .collect();
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|(row, cells)| {
            let height = |(cell, width): (&Lines, &usize)| {
                let across = (width - GAP).max(1);
                let lines = cell.iter().map(|line| line_width(line) / across + 1);
                lines.sum::<usize>()
            };
            json!({
                "heading": row.heading.as_ref().map(|heading| vec![vec![run(&worded(heading, words), Look::Plain)]]),
                "strong": row.tone == Tone::Alarm,
                "long": cells.iter().zip(&widths).any(|cell| height(cell) > LONG),
                "cells": cells,
            })
        })
        .collect();
    json!({ "kind": "table", "columns": columns, "rows": rows })
}

/// A drawing, to be set in the fonts of the page; its facts stand in words below it.
fn drawing(svg: &Markup, heading: &str) -> Value {
    let svg = svg.0.replacen(
        "<svg ",
        "<svg font-family=\"Libertinus Serif\" font-size=\"12\" color=\"black\" ",
        1,
    );
    json!({ "kind": "picture", "svg": svg, "alt": settable(heading) })
}

/// What a section shows: a block, and the drawing before it where there is one.
fn blocks(section: &Section, words: &Words) -> Vec<Value> {
    let heading = worded(&section.heading, words);
    let mut all = Vec::new();
    for block in &section.blocks {
        match block {
            Block::States(states) => {
                let mut settable_names = states.clone();
                for row in &mut settable_names.rows {
                    row.name = settable(&row.name);
                }
                all.push(drawing(
                    &picture::states(&settable_names, &heading, words),
                    &heading,
                ));
            }
            Block::Days(days) => {
                all.push(drawing(&picture::days(days, &heading, words), &heading));
            }
            _ => {}
        }
        all.push(self::block(block, words));
    }
    all
}

fn block(block: &Block, words: &Words) -> Value {
    match block {
        Block::Paragraph(text) => json!({ "kind": "paragraph", "text": rich(text, words) }),
        Block::List { items, .. } => {
            let items: Vec<_> = items.iter().map(|item| rich(item, words)).collect();
            json!({ "kind": "list", "items": items })
        }
        Block::Fields(list) => json!({ "kind": "fields", "fields": fields(list, words) }),
        Block::Table(grid) => table(grid, words),
        Block::States(states) => {
            let items: Vec<_> = states
                .lines()
                .iter()
                .map(|line| rich(line, words))
                .collect();
            json!({ "kind": "list", "items": items })
        }
        Block::Days(days) => table(&days.table(), words),
        Block::Note(phrase) => {
            let text = vec![vec![run(&worded(phrase, words), Look::Plain)]];
            json!({ "kind": "note", "text": text })
        }
        Block::Signature => json!({
            "kind": "signature",
            "labels": [words.text("word-signature-place"), words.text("word-signature-name")],
        }),
    }
}

fn fields(list: &[crate::document::Field], words: &Words) -> Value {
    let list: Vec<Value> = list
        .iter()
        .map(|field| {
            json!({ "label": settable(&words.phrase(&field.label)), "value": rich(&field.value, words) })
        })
        .collect();
    Value::Array(list)
}

/// The report as the template reads it; see docs/file-format.md.
pub fn data(document: &Document, words: &Words, options: &Options<'_>) -> Value {
    let sections: Vec<Value> = document
        .shown()
        .map(|(index, section)| {
            let heading = worded(&section.heading, words);
            let heading = document.headline(index, &heading);
            json!({
                "level": section.level,
                "heading": settable(&heading),
                "silent": document.is_silent(index),
                "blocks": blocks(section, words),
            })
        })
        .collect();
    let line = |phrase| settable(&worded(phrase, words));
    let at = options.date.at;
    let foot = document.foot.iter().map(line);
    let letterhead = options.letterhead.map(|head| {
        json!({
            "name": settable(&head.name),
            "address": head.address.iter().map(|line| settable(line)).collect::<Vec<_>>(),
            "logo": head.logo.as_ref().map(|logo| logo.kind.file_name()),
        })
    });
    json!({
        "lang": words.lang.code(),
        "title": line(&document.title),
        "author": options.letterhead.map_or("", |head| head.name.as_str()),
        "date": {
            "year": at.year(), "month": at.month(), "day": at.day(),
            "hour": at.hour(), "minute": at.minute(), "second": at.second(),
        },
        "marks": document.marks.iter().map(line).collect::<Vec<_>>(),
        "letterhead": letterhead,
        "head": fields(&document.head, words),
        "sections": sections,
        "foot": foot.collect::<Vec<_>>().join(" · "),
        "words": {
            "page": words.text("word-page"),
            "of": words.text("word-page-of"),
            "none": words.text("word-no-entries"),
        },
        "attachment": options.archive.then(|| format!("{}\n", machine::text(&machine::render(document, words)))),
    })
}

/// The files that typst may read: the template, the data and the logo.
struct Sheet<'a> {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    template: Source,
    data: (FileId, Bytes),
    logo: Option<(FileId, Bytes)>,
    options: &'a Options<'a>,
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names of our three files are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            return Ok(self.template.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        [Some(&self.data), self.logo.as_ref()]
            .into_iter()
            .flatten()
            .find(|(known, _)| *known == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// A template that asks for the day gets the report's.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let at = self.options.date.at;
        Datetime::from_ymd(
            at.year(),
            u8::try_from(at.month()).ok()?,
            u8::try_from(at.day()).ok()?,
        )
    }
}

impl Sheet<'_> {
    fn explain(&self, diagnostics: &[SourceDiagnostic]) -> PdfError {
        let first = diagnostics.first();
        let line = first
            .and_then(|error| {
                let spans = std::iter::once(self.range(error.span))
                    .chain(error.trace.iter().map(|point| self.range(point.span)));
                spans.flatten().next()
            })
            .and_then(|range| self.template.lines().byte_to_line(range.start))
            .map_or(0, |line| line + 1);
        PdfError {
            template: self.options.template.name.clone(),
            line,
            detail: first.map_or_else(String::new, |error| {
                let hints = error.hints.iter().map(|hint| hint.v.as_str());
                std::iter::once(error.message.as_str())
                    .chain(hints)
                    .collect::<Vec<_>>()
                    .join(" – ")
            }),
        }
    }

    fn make(&self) -> SourceResult<Vec<u8>> {
        let document: PagedDocument = typst::compile(self).output?;
        let mut standards = vec![PdfStandard::Ua_1];
        if self.options.archive {
            standards.push(PdfStandard::A_3a);
        }
        let standards = PdfStandards::new(&standards).expect("PDF/UA-1 and PDF/A-3a go together");
        typst_pdf::pdf(
            &document,
            &PdfOptions {
                creator: Smart::Custom(Some("lage".to_owned())),
                standards,
                ..PdfOptions::default()
            },
        )
    }
}

/// # Errors
/// The template does not compile, or what it makes cannot be a tagged PDF; with file and line.
pub fn render(
    document: &Document,
    words: &Words,
    options: &Options<'_>,
) -> Result<Vec<u8>, PdfError> {
    let data = data(document, words, options).to_string();
    let logo = options
        .letterhead
        .and_then(|head| head.logo.as_ref())
        .map(|logo| {
            (
                file_id(logo.kind.file_name()),
                Bytes::new(logo.bytes.clone()),
            )
        });
    let sheet = Sheet {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
        template: Source::new(file_id("lagebericht.typ"), options.template.text.clone()),
        data: (file_id("lagebericht.json"), Bytes::from_string(data)),
        logo,
        options,
    };
    sheet
        .make()
        .map_err(|diagnostics| sheet.explain(&diagnostics))
}
