//! One document that holds every block and inline, rendered in every format and language as a snapshot.

use std::borrow::Cow;

use chrono::DateTime;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::document::build::{column, field, say, state, text};
use crate::document::{
    Block, Cell, Change, Day, Days, Document, Inline, Phrase, Row, Section, StateRow, StateSpan,
    States, Table, Tone,
};
use crate::domain::moment::{Moment, Precision};
use crate::l10n::{Lang, Words};

use super::letterhead::Letterhead;
use super::terminal::Style;
use super::{html, json, markdown, terminal};

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
            heading: Some(
                Phrase::new("services-group")
                    .with("group", typed)
                    .with("impaired", 1_usize)
                    .with("count", 2_usize),
            ),
        },
        Row {
            cells: cells(typed, "degraded", Tone::Watch),
            tone: Tone::Watch,
            change: Some(Change::Changed),
            heading: None,
        },
        Row {
            cells: cells("drei", "normal", Tone::Fine),
            tone: Tone::Fine,
            change: None,
            heading: None,
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
        only_filled: false,
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

/// The reference document with the blocks that are pictures in some formats.
fn with_pictures(typed: &str) -> Document {
    let day = |number: i64| Moment {
        at: moment(Precision::Day).at + chrono::TimeDelta::days(number),
        precision: Precision::Day,
    };
    let span = |number, code, tone, approximate| {
        let Inline::State { code, label, tone } = state("service-state", code, tone) else {
            unreachable!("a state is a state");
        };
        StateSpan {
            since: day(number),
            approximate,
            code,
            label,
            tone,
            continues: approximate,
            details: if approximate {
                vec![Inline::Text(typed.to_owned())]
            } else {
                Vec::new()
            },
        }
    };
    let states = States {
        name: Cow::Borrowed("service_states"),
        until: day(9),
        rows: vec![StateRow {
            number: "D-1".to_owned(),
            name: typed.to_owned(),
            spans: vec![
                span(0, "down", Tone::Alarm, false),
                span(3, "emergency", Tone::Watch, true),
                span(7, "normal", Tone::Fine, false),
            ],
        }],
    };
    let days = Days {
        name: Cow::Borrowed("task_days"),
        days: (0..3)
            .map(|number| Day {
                since: None,
                day: day(number),
                open: 5 - number,
                done: number,
            })
            .collect(),
    };
    let mut document = reference(typed);
    document.sections.push(Section {
        name: Cow::Borrowed("pictures"),
        level: 1,
        heading: Phrase::new("section-tasks"),
        blocks: vec![Block::States(states), Block::Days(days)],
        only_filled: false,
    });
    document
}

fn words(lang: Lang) -> Words {
    Words::new(lang, chrono_tz::Europe::Berlin)
}

#[test]
fn the_reference_document_in_every_format_and_language() {
    let document = with_pictures("Rathaus | *nicht* <b>offen</b>: 1. Stock #3");
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
        let page = html::render(&document, &words, Some(&letterhead()));
        // The style is a file of its own; an element a line reads best.
        let (head, body) = page.split_once("<style>").unwrap();
        let (_, body) = body.split_once("</style>").unwrap();
        shown.push_str(&format!("{head}{body}").replace("><", ">\n<"));
        shown.push_str("\n~~~~\n");
    }
    insta::assert_snapshot!(shown);
}

fn letterhead() -> Letterhead {
    Letterhead {
        name: "Stadt <Muster>".to_owned(),
        address: vec!["Am Markt 1".to_owned()],
        logo: None,
    }
}

/// A PDF is no text to look at: here it is made, and made of the texts that the other formats show.
#[cfg(feature = "pdf")]
#[test]
fn the_reference_document_as_pdf_in_every_language() {
    use super::pdf::{Options, TEMPLATE, Template, data, render};
    let typed = "Rathaus Stock 3";
    let document = with_pictures(typed);
    let letterhead = letterhead();
    let options = Options {
        letterhead: Some(&letterhead),
        template: Template {
            name: "lagebericht.typ".to_owned(),
            text: TEMPLATE.to_owned(),
        },
        archive: false,
        date: moment(Precision::Minute),
    };
    for lang in [Lang::De, Lang::En] {
        let words = words(lang);
        let made = render(&document, &words, &options).unwrap();
        assert!(made.starts_with(b"%PDF-"));
        assert_eq!(made, render(&document, &words, &options).unwrap());
        let data = data(&document, &words, &options)
            .to_string()
            .replace(['\u{200b}', '\u{ad}'], "");
        let keys = [
            "mark-exercise",
            "head-body",
            "section-summary",
            "head-next-open",
            "report-unknown",
            "column-service",
            "label-service-state-down",
        ];
        let texts = keys.map(|key| words.text(key));
        let typed = [typed.to_owned(), words.count(1968), letterhead.name.clone()];
        for text in texts.iter().chain(&typed) {
            assert!(data.contains(text.as_str()), "{lang:?}: {text}\n{data}");
        }
    }
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
        prop_assert_eq!((rows, cells, headings), (5, 25, 4), "{}", shown);
    }
}
