//! Findings as reports show them.

use crate::document::build::{
    column, field, numbers, optional, phrase, piece, say, stacked, text, time,
};
use crate::document::{Cell, Change, Column, Field, Inline, Phrase, Row, Value};
use crate::domain::codes::Outcome;
use crate::domain::moment::Moment;
use crate::domain::records::finding::{Finding, FindingEvent};

use super::{Date, Shown, at, number, plain};
use crate::domain::codes::Certainty;
use crate::domain::text::plain as spelled;
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

/// How certain it is, or that nobody said so.
pub(crate) fn certainty(value: Option<Certainty>) -> Cell {
    value.map_or_else(
        || say("report-not-rated"),
        |value| vec![label::certainty(value)],
    )
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
                stacked([certainty(self.certainty), closed(self)]),
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
            field("certainty", "column-certainty", certainty(self.certainty)),
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
            field("source", "column-source", optional(self.source())),
            field("about", "column-about", numbers(&self.about)),
        ]
    }

    fn coded(field: &str, code: &str) -> Option<Inline> {
        match field {
            "status" | "outcome" => Outcome::from_code(code).map(label::outcome),
            "certainty" => Certainty::from_code(code).map(label::certainty),
            _ => None,
        }
    }

    const SAYS_READERS: bool = true;
    const FIRST_SAID: &'static [&'static str] = &[
        "statement",
        "certainty",
        "outcome",
        "closed_reason",
        "source",
    ];

    fn silent(&self, _: &Finding) -> &'static [&'static str] {
        &["since", "closed_at", "about"]
    }

    fn dates(&self, _: Moment) -> Vec<Date> {
        Vec::new()
    }

    fn details(_: &FindingEvent) -> Option<Phrase> {
        None
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

/// The others that say something of the same topic: what two sources say stands side by side.
fn beside<'a>(finding: &Finding, all: &'a [Finding]) -> impl Iterator<Item = &'a Finding> {
    let (number, topic) = (finding.track.number, spelled(&finding.topic));
    all.iter()
        .filter(move |other| other.track.number != number && spelled(&other.topic) == topic)
}

/// Topic and statement, since when and from whom, and the wordings before it: a replaced finding stays readable. What
/// others of `all` say of the same topic is named with it.
pub(crate) fn line(finding: &Finding, change: Option<Change>, all: &[Finding]) -> Cell {
    let mut cell = text(format!(
        "{} {}: {} ",
        finding.track.number, finding.topic, finding.statement
    ));
    cell.extend(match finding.source() {
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
    for other in beside(finding, all) {
        cell.push(Inline::Break);
        cell.extend(phrase(
            Phrase::new("finding-beside")
                .with("number", other.track.number.to_string())
                .with("certainty", label::certainty_words(other.certainty))
                .with("text", other.statement.as_str()),
        ));
        if let Some(source) = other.source() {
            cell.extend(phrase(
                Phrase::new("finding-beside-source").with("source", source),
            ));
        }
    }
    cell
}
