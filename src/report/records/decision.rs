//! Decisions as reports and lists show them.

use std::borrow::Cow;

use crate::domain::codes::DecisionStatus;
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::records::Decision;
use crate::domain::records::decision::DecisionEvent;

use super::Shown;
use crate::document::{Field, Inline, Phrase, Row, Table, Tone, Value};
use crate::report::label::{
    self, column, field, moment, number, numbers, optional, stacked, table, text, texts, time,
};
use crate::report::lists::Looking;

impl Shown for Decision {
    const SAID_FIRST: &'static [&'static str] = &["decided_by"];
    const SILENT: &'static [&'static str] = &["about", "superseded_by", "decided_at"];

    fn fields(&self, _: Moment) -> Vec<Field> {
        vec![
            field(
                "status",
                "column-status",
                vec![label::decision_status(self.status)],
            ),
            field(
                "decided_at",
                "column-decided",
                moment(self.track.happened_at, self.track.approximate),
            ),
            field(
                "decided_by",
                "column-decided-by",
                text(self.decided_by.clone()),
            ),
            field(
                "mode",
                "column-mode",
                self.mode.map_or_else(Vec::new, |mode| {
                    vec![Inline::Phrase(Phrase {
                        key: Cow::Owned(format!("label-mode-{}", mode.code())),
                        args: Vec::new(),
                    })]
                }),
            ),
            field("reason", "column-reason", text(self.reason.clone())),
            field(
                "knowledge",
                "column-knowledge",
                optional(self.knowledge.as_deref()),
            ),
            field("options", "column-options", texts(&self.options)),
            field("risks", "column-risks", texts(&self.risks)),
            field("heard", "column-heard", texts(&self.heard)),
            field("review_at", "column-review", time(self.review_at)),
            field("about", "column-about", numbers(&self.about)),
            field(
                "supersedes",
                "column-supersedes",
                numbers(self.supersedes.as_slice()),
            ),
            field(
                "superseded_by",
                "column-superseded-by",
                numbers(self.superseded_by.as_slice()),
            ),
            field(
                "revoked_reason",
                "column-revoked",
                optional(self.revoked_reason.as_deref()),
            ),
        ]
    }

    fn event_words(event: &DecisionEvent, subject: Value) -> Phrase {
        match event {
            DecisionEvent::Taken(_) => Phrase::new("event-decision-taken").with("number", subject),
            DecisionEvent::Superseded(by) => Phrase::new("event-decision-superseded")
                .with("number", subject)
                .with("by", by.by.to_string()),
            DecisionEvent::Revoked(_) => {
                Phrase::new("event-decision-revoked").with("number", subject)
            }
        }
    }

    fn deadline(&self) -> Option<(Moment, &'static str)> {
        self.review_at.map(|review| (review, "deadline-review"))
    }
}

/// Sorts decisions as they were taken; where only the day is known, the numbers tell the order.
pub fn sort_as_taken(items: &mut [Decision]) {
    items.sort_by_key(|decision| {
        (
            decision.track.happened_at.at.date_naive(),
            decision.track.number,
        )
    });
}

pub fn decisions(items: &[Decision], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|decision| {
        let superseded = |key, other: Option<RecordNumber>| {
            other.map_or_else(Vec::new, |other| {
                vec![Inline::Phrase(
                    Phrase::new(key).with("number", other.to_string()),
                )]
            })
        };
        let status = match decision.status {
            DecisionStatus::InForce => vec![label::decision_status(decision.status)],
            DecisionStatus::Superseded => {
                superseded("report-superseded-by", decision.superseded_by)
            }
            DecisionStatus::Revoked => stacked([
                vec![label::decision_status(decision.status)],
                decision
                    .ended_at
                    .map_or_else(Vec::new, |at| vec![Inline::Moment(at)]),
                optional(decision.revoked_reason.as_deref()),
            ]),
        };
        let review = decision.review_at.map_or_else(Vec::new, |at| {
            vec![Inline::Phrase(
                Phrase::new("report-review").with("moment", at),
            )]
        });
        Row {
            cells: vec![
                number(decision.track.number),
                moment(decision.track.happened_at, decision.track.approximate),
                stacked([
                    text(decision.what.clone()),
                    superseded("report-supersedes", decision.supersedes),
                ]),
                text(decision.reason.clone()),
                text(decision.decided_by.clone()),
                stacked([status, review]),
            ],
            tone: Tone::Plain,
            change: looking.change(decision.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("decided_at", "column-decided", 13),
        column("what", "column-decision", 28),
        column("reason", "column-reason", 26),
        column("decided_by", "column-decided-by", 15),
        column("status", "column-status", 12),
    ];
    table("decisions", columns, rows.collect())
}
