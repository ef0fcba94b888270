//! Findings as reports show them.

use crate::document::build::{column, field, optional, phrase, piece, say, stacked, text, time};
use crate::document::{Cell, Change, Column, Field, Inline, Phrase, Row, Value};
use crate::domain::codes::Outcome;
use crate::domain::moment::Moment;
use crate::domain::records::finding::{Finding, FindingEvent};

use super::{Date, Shown, at, number, plain};
use crate::report::label;

/// What came of it, and when.
fn closed(finding: &Finding) -> Cell {
    match (finding.outcome, finding.closed_at) {
        (Some(outcome), Some(at)) => phrase(
            Phrase::new("finding-closed")
                .with("outcome", label::outcome_words(outcome))
                .with("moment", at),
        ),
        _ => Vec::new(),
    }
}

impl Shown for Finding {
    const TABLE: &'static str = "findings";

    fn columns() -> Vec<Column> {
        vec![
            column("number", "column-number", 5),
            column("topic", "column-topic", 16),
            column("statement", "column-statement", 34),
            column("certainty", "column-certainty", 12),
            column("since", "column-since", 13),
        ]
    }

    fn row(&self, _: Moment) -> Row {
        Row {
            cells: vec![
                number(self.track.number),
                text(self.topic.clone()),
                text(self.statement.clone()),
                stacked([vec![label::certainty(self.certainty)], closed(self)]),
                vec![Inline::Moment(self.since)],
            ],
            ..Row::default()
        }
    }

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
            field(
                "outcome",
                "column-outcome",
                piece(self.outcome.map(label::outcome)),
            ),
            field("closed_at", "column-ended", time(self.closed_at)),
            field(
                "closed_reason",
                "column-reason",
                optional(self.closed_reason.as_deref()),
            ),
        ]
    }

    fn coded(field: &str, code: &str) -> Option<Inline> {
        match field {
            "status" | "outcome" => Outcome::from_code(code).map(label::outcome),
            _ => None,
        }
    }

    const SAYS_READERS: bool = true;
    const FIRST_SAID: &'static [&'static str] = &["statement"];

    fn silent(&self, _: &Finding) -> &'static [&'static str] {
        &["since", "closed_at"]
    }

    fn dates(&self, _: Moment) -> Vec<Date> {
        Vec::new()
    }

    fn calls(&self, _: Moment) -> Option<Phrase> {
        None
    }

    fn told(event: &FindingEvent, subject: Value) -> Phrase {
        match event {
            FindingEvent::Recorded(recorded) => {
                plain("event-finding-recorded", subject).with("topic", recorded.topic.as_str())
            }
            FindingEvent::Replaced(_) => plain("event-finding-replaced", subject),
            FindingEvent::Closed(closed) => plain("event-finding-closed", subject)
                .with("outcome", label::outcome_words(closed.outcome)),
        }
    }
}

/// Topic and statement, since when and from whom, and the wordings before it: a replaced finding stays readable.
pub(crate) fn line(finding: &Finding, change: Option<Change>) -> Cell {
    let mut cell = text(format!(
        "{} {}: {} ",
        finding.track.number, finding.topic, finding.statement
    ));
    let source = finding
        .history
        .last()
        .and_then(|wording| wording.source.as_deref());
    cell.extend(match source {
        Some(source) => phrase(
            Phrase::new("finding-since-source")
                .with("moment", finding.since)
                .with("source", source),
        ),
        None => at("finding-since", finding.since),
    });
    if finding.outcome.is_some() {
        cell.push(Inline::Text(" ".to_owned()));
        cell.extend(closed(finding));
        if let Some(reason) = &finding.closed_reason {
            cell.extend(text(format!(": {reason}")));
        }
    }
    cell.extend(match change {
        Some(Change::New) => say("finding-new"),
        Some(Change::Changed | Change::Ended) => say("finding-changed"),
        None => Vec::new(),
    });
    for earlier in finding.history.iter().rev().skip(1) {
        cell.push(Inline::Break);
        cell.extend(at("finding-before", earlier.since));
        cell.extend(text(earlier.statement.clone()));
    }
    cell
}
