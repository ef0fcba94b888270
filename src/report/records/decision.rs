//! Decisions as reports show them.

use crate::document::build::{
    column, field, moment, numbers, optional, phrase, piece, stacked, text, texts, time,
};
use crate::document::{Cell, Column, Field, Inline, Phrase, Row, Tone, Value};
use crate::domain::codes::DecisionStatus;
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::records::decision::{Decision, DecisionEvent};

use super::{Date, Shown, at, call, number, other, plain};
use crate::report::label;
use crate::report::values::{joined, labelled};

fn status(decision: &Decision) -> Cell {
    let words = vec![label::decision_status(decision.status)];
    match decision.status {
        DecisionStatus::InForce => words,
        DecisionStatus::Superseded => other("report-superseded-by", decision.superseded_by),
        DecisionStatus::Revoked => stacked([
            words,
            time(decision.ended_at),
            revoked_by(decision),
            optional(decision.revoked_reason.as_deref()),
        ]),
    }
}

/// Who took it back.
fn revoked_by(decision: &Decision) -> Cell {
    decision.revoked_by.as_deref().map_or_else(Vec::new, |by| {
        phrase(Phrase::new("report-by").with("who", by))
    })
}

/// What was weighed: knowledge, options, risks, who was heard, as lines below the table; nothing where none was written.
pub(crate) fn weighed(decision: &Decision) -> Option<Cell> {
    let wanted = ["mode", "knowledge", "options", "risks", "heard"];
    let fields = decision.fields(decision.track.happened_at).into_iter();
    let said = fields
        .filter(|field| wanted.contains(&field.name.as_ref()) && !field.value.is_empty())
        .map(|field| labelled(&field.label, in_line(&field.value)));
    let said: Vec<Cell> = said.collect();
    if said.is_empty() {
        return None;
    }
    let number = text(format!("{}: ", decision.track.number));
    Some([number, joined(said)].concat())
}

/// Texts that stand one below the other, in one line.
fn in_line(cell: &Cell) -> Cell {
    let piece = |piece: &Inline| match piece {
        Inline::Break => Inline::Text(" / ".to_owned()),
        other => other.clone(),
    };
    cell.iter().map(piece).collect()
}

impl Shown for Decision {
    const TABLE: &'static str = "decisions";

    fn columns() -> Vec<Column> {
        vec![
            column("number", "column-number", 5),
            column("decided_at", "column-decided", 13),
            column("what", "column-decision", 28),
            column("reason", "column-reason", 26),
            column("decided_by", "column-decided-by", 15),
            column("status", "column-status", 12),
        ]
    }

    fn row(&self, now: Moment) -> Row {
        let past = self.is_review_past(now.at);
        let key = if past {
            "report-review-past"
        } else {
            "report-review"
        };
        let review = self.review_at.filter(|_| !self.is_over());
        let review = review.map_or_else(Vec::new, |review| at(key, review));
        Row {
            cells: vec![
                number(self.track.number),
                moment(self.track.happened_at, self.track.approximate),
                stacked([
                    text(self.what.clone()),
                    other("report-supersedes", self.supersedes),
                ]),
                text(self.reason.clone()),
                text(self.decided_by.clone()),
                stacked([status(self), review]),
            ],
            tone: if past { Tone::Watch } else { Tone::Plain },
            ..Row::default()
        }
    }

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
            field("mode", "column-mode", piece(self.mode.map(label::mode))),
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
                "revoked_by",
                "column-revoked-by",
                optional(self.revoked_by.as_deref()),
            ),
            field(
                "revoked_reason",
                "column-revoked",
                optional(self.revoked_reason.as_deref()),
            ),
        ]
    }

    fn coded(field: &str, code: &str) -> Option<Inline> {
        match field {
            "status" => DecisionStatus::from_code(code).map(label::decision_status),
            _ => None,
        }
    }

    const SAYS_READERS: bool = true;
    const FIRST_SAID: &'static [&'static str] = &["decided_by"];

    fn silent(&self, _: &Decision) -> &'static [&'static str] {
        &["about", "superseded_by", "decided_at"]
    }

    fn dates(&self, now: Moment) -> Vec<Date> {
        let holds = !self.is_over() && !self.is_review_past(now.at);
        let ahead = self.review_at.filter(|_| holds);
        let date = |at| Date {
            at,
            key: "deadline-review",
        };
        ahead.map(date).into_iter().collect()
    }

    fn details(_: &DecisionEvent) -> Option<Phrase> {
        None
    }

    fn calls(&self, now: Moment) -> Option<Phrase> {
        let review = self.review_at.filter(|_| self.is_review_past(now.at))?;
        Some(call("call-review", self.track.number, &self.what, review))
    }

    fn told(event: &DecisionEvent, subject: Value) -> Phrase {
        match event {
            DecisionEvent::Taken(_) => plain("event-decision-taken", subject),
            DecisionEvent::Superseded(by) => {
                plain("event-decision-superseded", subject).with("by", by.by.to_string())
            }
            DecisionEvent::Revoked(revoked) => {
                plain("event-decision-revoked", subject).with("by", revoked.decided_by.as_str())
            }
        }
    }
}

/// Sorts decisions as they were taken; where only the day is known, the numbers tell the order.
pub(crate) fn sort_as_taken(items: &mut [Decision]) {
    items.sort_by_key(|decision| {
        (
            decision.track.happened_at.at.date_naive(),
            decision.track.number,
        )
    });
}
