//! Released reports as reports and lists show them.

use crate::domain::moment::Moment;
use crate::domain::records::Report;
use crate::domain::records::report::ReportEvent;

use super::Shown;
use crate::document::{Field, Inline, Phrase, Row, Table, Value};
use crate::report::label::{self, column, field, number, stacked, table, text, texts, time};

impl Shown for Report {
    const SAID_FIRST: &'static [&'static str] = &[];
    const SILENT: &'static [&'static str] = &[];

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

    fn event_words(event: &ReportEvent, subject: Value) -> Phrase {
        let ReportEvent::Released(released) = event;
        Phrase::new("event-report-released")
            .with("number", subject)
            .with("by", released.released_by.as_str())
    }

    fn deadline(&self) -> Option<(Moment, &'static str)> {
        None
    }
}

pub fn reports(items: &[Report]) -> Table {
    let rows = items.iter().map(|report| {
        let voided = report.track.voided.as_ref().map_or_else(Vec::new, |by| {
            vec![Inline::Phrase(
                Phrase::new("report-record-voided").with("moment", by.at),
            )]
        });
        Row {
            cells: vec![
                number(report.track.number),
                stacked([vec![label::report_kind(report.kind)], voided]),
                vec![Inline::Moment(report.as_of)],
                text(report.released_by.clone()),
                vec![Inline::Moment(report.track.happened_at)],
                text(report.distribution.join(", ")),
                time(report.next_at),
            ],
            ..Row::default()
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("kind", "head-kind", 14),
        column("as_of", "head-as-of", 16),
        column("released_by", "column-released-by", 20),
        column("released_at", "column-released-at", 16),
        column("distribution", "head-distribution", 18),
        column("next_at", "head-next", 16),
    ];
    table("reports", columns, rows.collect())
}
