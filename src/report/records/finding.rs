//! Findings as reports and lists show them.

use crate::domain::moment::Moment;
use crate::domain::records::Finding;
use crate::domain::records::finding::FindingEvent;

use super::Shown;
use crate::document::{Field, Inline, Phrase, Row, Table, Tone, Value};
use crate::report::label::{self, column, field, number, table, text};
use crate::report::lists::Looking;

impl Shown for Finding {
    const SAID_FIRST: &'static [&'static str] = &["statement"];
    const SILENT: &'static [&'static str] = &["since"];

    fn fields(&self, _: Moment) -> Vec<Field> {
        vec![
            field(
                "statement",
                "column-statement",
                text(self.statement.clone()),
            ),
            field(
                "certainty",
                "column-certainty",
                vec![label::certainty(self.certainty)],
            ),
            field("since", "column-since", vec![Inline::Moment(self.since)]),
        ]
    }

    fn event_words(event: &FindingEvent, subject: Value) -> Phrase {
        match event {
            FindingEvent::Recorded(recorded) => Phrase::new("event-finding-recorded")
                .with("number", subject)
                .with("topic", recorded.topic.as_str()),
            FindingEvent::Replaced(_) => {
                Phrase::new("event-finding-replaced").with("number", subject)
            }
        }
    }

    fn deadline(&self) -> Option<(Moment, &'static str)> {
        None
    }
}

pub fn findings(items: &[Finding], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|finding| Row {
        cells: vec![
            number(finding.track.number),
            text(finding.topic.clone()),
            text(finding.statement.clone()),
            vec![label::certainty(finding.certainty)],
            vec![Inline::Moment(finding.since)],
        ],
        tone: Tone::Plain,
        change: looking.change(finding.track.number),
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("topic", "column-topic", 16),
        column("statement", "column-statement", 34),
        column("certainty", "column-certainty", 12),
        column("since", "column-since", 13),
    ];
    table("findings", columns, rows.collect())
}
