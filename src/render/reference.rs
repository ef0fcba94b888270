//! One document that holds every block and inline, rendered in every format and language as a snapshot.

use std::borrow::Cow;

use chrono::DateTime;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::document::build::{column, field, say, state, text};
use crate::document::{Block, Cell, Change, Document, Inline, Phrase, Row, Section, Table, Tone};
use crate::domain::moment::{Moment, Precision};
use crate::l10n::{Lang, Words};

use super::terminal::Style;
use super::{json, markdown, terminal};

fn moment(precision: Precision) -> Moment {
    Moment {
        at: DateTime::parse_from_rfc3339("2021-10-15T07:30:00+02:00").unwrap(),
        precision,
    }
}

fn reference(typed: &str) -> Document {
    let cells = |first: &str, code, tone| -> Vec<Cell> {
        vec![
            text(first),
            vec![state("service-state", code, tone)],
            vec![Inline::Moment(moment(Precision::Evening))],
            vec![
                Inline::Text(typed.to_owned()),
                Inline::Break,
                Inline::Struck(typed.to_owned()),
            ],
            vec![Inline::Count(1968)],
        ]
    };
    let rows = vec![
        Row {
            cells: cells("eins", "down", Tone::Alarm),
            tone: Tone::Alarm,
            change: Some(Change::New),
        },
        Row {
            cells: cells(typed, "degraded", Tone::Watch),
            tone: Tone::Watch,
            change: Some(Change::Changed),
        },
        Row {
            cells: cells("drei", "normal", Tone::Fine),
            tone: Tone::Fine,
            change: None,
        },
    ];
    let columns = vec![
        column("name", "column-service", 20),
        column("state", "column-state", 12),
        column("since", "column-since", 13),
        column("restriction", "column-restriction", 22),
        column("count", "column-number", 5),
    ];
    let section = |name: &'static str, level, heading, blocks| Section {
        name: Cow::Borrowed(name),
        level,
        heading: Phrase::new(heading),
        blocks,
    };
    Document {
        marks: vec![Phrase::new("mark-exercise"), Phrase::new("mark-draft")],
        title: Phrase::new("report-title").with("title", typed),
        head: vec![
            field("body", "head-body", text(typed)),
            field(
                "as_of",
                "head-as-of",
                vec![Inline::MomentLong(moment(Precision::Minute))],
            ),
        ],
        numbered: true,
        sections: vec![
            section(
                "summary",
                1,
                "section-summary",
                vec![
                    Block::Paragraph(text(typed)),
                    Block::Note(Phrase::new("head-next-open")),
                ],
            ),
            section("empty", 2, "section-facts", Vec::new()),
            section(
                "services",
                1,
                "section-services",
                vec![
                    Block::List {
                        name: Cow::Borrowed("list"),
                        items: vec![text(typed), say("report-unknown")],
                    },
                    Block::Table(Table {
                        name: Cow::Borrowed("services"),
                        columns,
                        rows,
                    }),
                    Block::Fields(vec![field("owner", "column-owner", text(typed))]),
                    Block::Signature,
                ],
            ),
        ],
        foot: vec![
            Phrase::new("report-foot")
                .with("title", typed)
                .with("entries", 1_i64),
        ],
    }
}

fn words(lang: Lang) -> Words {
    Words::new(lang, chrono_tz::Europe::Berlin)
}

#[test]
fn the_reference_document_in_every_format_and_language() {
    let document = reference("Rathaus | *nicht* <b>offen</b>: 1. Stock #3");
    let mut shown = String::new();
    for lang in [Lang::De, Lang::En] {
        let words = words(lang);
        let style = Style {
            width: 80,
            color: false,
            report: true,
        };
        shown.push_str(&terminal::render(&document, &words, style));
        shown.push_str("\n~~~~\n");
        shown.push_str(&markdown::render(&document, &words));
        shown.push_str("\n~~~~\n");
        shown.push_str(&format!("{:#}\n\n~~~~\n", json::render(&document, &words)));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn colour_adds_nothing_but_colour() {
    let document = reference("Rathaus");
    let plain = terminal::render(
        &document,
        &words(Lang::De),
        Style {
            width: 80,
            color: false,
            report: true,
        },
    );
    let colored = terminal::render(
        &document,
        &words(Lang::De),
        Style {
            width: 80,
            color: true,
            report: true,
        },
    );
    assert!(colored.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut pieces = colored.split('\u{1b}');
    stripped.push_str(pieces.next().unwrap());
    for piece in pieces {
        stripped.push_str(piece.split_once('m').unwrap().1);
    }
    let trimmed = |text: &str| {
        text.lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(trimmed(&stripped), trimmed(&plain));
}

/// Text as hostile and clumsy people type it.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[|*_`<>&#\\[\\]()~!\\\\ a\n-]{0,60}",
        "[a-zäöü]{300}",
        "(1[.)] |- |# |> |<!-- |<b>|http://x.de |a@b.de |\\|)[a-z]{1,5}",
        "[日本語漢字שלום😀é]{1,80}",
    ]
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_terminal(typed in typed(), width in 40_usize..140) {
        let style = Style { width, color: false, report: true };
        let shown = terminal::render(&reference(&typed), &words(Lang::De), style);
        for line in shown.lines() {
            prop_assert!(line.width() <= width, "{} > {width}: {line:?}", line.width());
        }
    }

    #[test]
    fn markdown_stays_text_and_tables_keep_their_columns(typed in typed()) {
        use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
        let shown = markdown::render(&reference(&typed), &words(Lang::De));
        let (mut cells, mut rows, mut headings) = (0, 0, 0);
        for event in Parser::new_ext(&shown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => prop_assert_eq!(&*html, "<br>"),
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_)) | Event::Code(_) => {
                    prop_assert!(false, "{:?} in {}", event, shown);
                }
                Event::Start(Tag::List(start)) => prop_assert_eq!(start, None),
                Event::Start(Tag::Heading { .. }) => headings += 1,
                Event::End(TagEnd::TableCell) => cells += 1,
                Event::End(TagEnd::TableRow | TagEnd::TableHead) => rows += 1,
                _ => {}
            }
        }
        prop_assert_eq!((rows, cells, headings), (4, 20, 4), "{}", shown);
    }
}
