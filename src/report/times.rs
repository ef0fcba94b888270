//! The forms of a time, each with what it means now.

use crate::document::build::{self, column, moment, part, phrase, text};
use crate::document::{Block, Cell, Document, Phrase, Row};
use crate::domain::moment::Moment;

/// What a form means for a purpose.
pub(crate) enum Meaning {
    Moment {
        at: Moment,
        approximate: bool,
    },
    /// The program asks which of two is meant.
    Either(Moment, Moment),
    /// The form does not fit the purpose now.
    None,
}

/// One form as it is typed, for what was and for what is due.
pub(crate) struct Form {
    pub typed: String,
    pub past: Meaning,
    pub due: Meaning,
}

/// Forms of one kind, below the key of their heading.
pub(crate) struct Group {
    pub heading: &'static str,
    pub forms: Vec<Form>,
}

fn meaning(meaning: &Meaning) -> Cell {
    match meaning {
        Meaning::Moment { at, approximate } => moment(*at, *approximate),
        Meaning::Either(first, second) => phrase(
            Phrase::new("help-times-either")
                .with("first", *first)
                .with("second", *second),
        ),
        Meaning::None => text("–"),
    }
}

/// The page of all forms as they are meant at this moment.
pub(crate) fn build(groups: &[Group], now: Moment) -> Document {
    let mut sections: Vec<_> = groups
        .iter()
        .map(|group| {
            let rows = group.forms.iter().map(|form| Row {
                cells: vec![
                    text(form.typed.as_str()),
                    meaning(&form.past),
                    meaning(&form.due),
                ],
                ..Row::default()
            });
            let columns = vec![
                column("typed", "help-times-column-typed", 30),
                column("past", "help-times-column-past", 35),
                column("due", "help-times-column-due", 35),
            ];
            let table = build::table("forms", columns, rows.collect());
            part(
                "forms",
                Phrase::new(group.heading),
                vec![Block::Table(table)],
            )
        })
        .collect();
    let notes = [
        "help-times-note-senses",
        "help-times-note-parts",
        "help-times-note-periods",
        "help-times-note-about",
        "help-times-note-refused",
    ];
    let notes = notes.map(|key| phrase(Phrase::new(key)));
    sections.push(part(
        "notes",
        Phrase::new("help-times-heading-notes"),
        build::list("notes", notes.into()),
    ));
    Document {
        marks: Vec::new(),
        title: Phrase::new("help-times-title").with("now", now),
        head: Vec::new(),
        numbered: false,
        sections,
        foot: Vec::new(),
    }
}
