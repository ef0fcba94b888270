//! Released reports as lists and their page show them.

use crate::document::build::{column, field, stacked, text, texts, time};
use crate::document::{Column, Field, Inline, Phrase, Row, Value};
use crate::domain::moment::Moment;
use crate::domain::records::report::{Report, ReportEvent};

use super::{Date, Shown, at, call, number, plain};
use crate::report::label;

impl Shown for Report {
    const TABLE: &'static str = "reports";

    fn columns() -> Vec<Column> {
        vec![
            column("number", "column-number", 5),
            column("kind", "head-kind", 14),
            column("as_of", "head-as-of", 16),
            column("released_by", "column-released-by", 20),
            column("released_at", "column-released-at", 16),
            column("distribution", "head-distribution", 18),
            column("next_at", "head-next", 16),
        ]
    }

    fn row(&self, now: Moment) -> Row {
        let next = match self.next_at {
            Some(next) if self.is_next_past(now.at) => at("report-next-past", next),
            next => time(next),
        };
        let voided = self.track.voided.as_ref();
        let voided = voided.map_or_else(Vec::new, |by| at("report-record-voided", by.at));
        Row {
            cells: vec![
                number(self.track.number),
                stacked([vec![label::report_kind(self.kind)], voided]),
                vec![Inline::Moment(self.as_of)],
                text(self.released_by.clone()),
                vec![Inline::Moment(self.track.happened_at)],
                text(self.distribution.join(", ")),
                next,
            ],
            ..Row::default()
        }
    }

    fn fields(&self, _: Moment) -> Vec<Field> {
        vec![
            field("kind", "head-kind", vec![label::report_kind(self.kind)]),
            field("as_of", "head-as-of", vec![Inline::MomentLong(self.as_of)]),
            field("known_by", "head-known-by", time(self.known_by)),
            field(
                "released_by",
                "column-released-by",
                text(self.released_by.clone()),
            ),
            field(
                "distribution",
                "head-distribution",
                texts(&self.distribution),
            ),
            field("next_at", "head-next", time(self.next_at)),
            field("meeting_at", "head-meeting", time(self.meeting_at)),
        ]
    }

    fn coded(_: &str, _: &str) -> Option<Inline> {
        None
    }

    const SAYS_READERS: bool = false;
    const FIRST_SAID: &'static [&'static str] = &[];

    fn silent(&self, _: &Report) -> &'static [&'static str] {
        &[]
    }

    fn dates(&self, _: Moment) -> Vec<Date> {
        Vec::new()
    }

    fn details(_: &ReportEvent) -> Option<Phrase> {
        None
    }

    fn calls(&self, now: Moment) -> Option<Phrase> {
        let next = self.next_at.filter(|_| self.is_next_past(now.at))?;
        Some(call("call-report", self.track.number, "", next))
    }

    fn told(event: &ReportEvent, subject: Value) -> Phrase {
        match event {
            ReportEvent::Released(released) => {
                plain("event-report-released", subject).with("by", released.released_by.as_str())
            }
        }
    }
}
