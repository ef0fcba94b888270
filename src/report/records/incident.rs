//! Incidents as reports and lists show them.

use crate::domain::codes::IncidentStatus;
use crate::domain::moment::Moment;
use crate::domain::records::Incident;
use crate::domain::records::incident::IncidentEvent;

use super::Shown;
use crate::document::{Field, Inline, Phrase, Row, Table, Tone, Value};
use crate::report::label::{
    self, column, field, moment, number, optional, say, stacked, table, text, time,
};
use crate::report::lists::Looking;

impl Shown for Incident {
    const SAID_FIRST: &'static [&'static str] = &["severity"];
    const SILENT: &'static [&'static str] = &[];

    fn fields(&self, _: Moment) -> Vec<Field> {
        vec![
            field(
                "status",
                "column-status",
                vec![label::incident_status(self.status)],
            ),
            field(
                "severity",
                "column-severity",
                self.severity.map_or_else(
                    || say("report-not-rated"),
                    |value| vec![label::severity(value)],
                ),
            ),
            field(
                "began_at",
                "column-began",
                self.began_at.map_or_else(
                    || say("report-unknown"),
                    |at| moment(at, self.began_approximate),
                ),
            ),
            field("ended_at", "column-ended", time(self.ended_at)),
            field("reason", "column-reason", optional(self.reason.as_deref())),
            field(
                "description",
                "column-description",
                optional(self.description.as_deref()),
            ),
        ]
    }

    fn event_words(event: &IncidentEvent, subject: Value) -> Phrase {
        let key = match event {
            IncidentEvent::Opened(_) => "event-incident-opened",
            IncidentEvent::Changed(_) => "event-incident-changed",
            IncidentEvent::Closed(closed) if closed.false_alarm => "event-incident-false-alarm",
            IncidentEvent::Closed(_) => "event-incident-closed",
            IncidentEvent::Reopened(_) => "event-incident-reopened",
        };
        Phrase::new(key).with("number", subject)
    }

    fn deadline(&self) -> Option<(Moment, &'static str)> {
        None
    }
}

pub fn incidents(items: &[Incident], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|incident| {
        let status = match (incident.status, incident.ended_at) {
            (IncidentStatus::Open, _) | (_, None) => vec![label::incident_status(incident.status)],
            (status, Some(at)) => stacked([
                vec![label::incident_status(status)],
                vec![Inline::Phrase(
                    Phrase::new("report-since").with("moment", at),
                )],
                optional(incident.reason.as_deref()),
            ]),
        };
        Row {
            cells: vec![
                number(incident.track.number),
                text(incident.title.clone()),
                incident.severity.map_or_else(
                    || say("report-not-rated"),
                    |severity| vec![label::severity(severity)],
                ),
                incident.began_at.map_or_else(
                    || say("report-unknown"),
                    |at| moment(at, incident.began_approximate),
                ),
                status,
            ],
            tone: Tone::Plain,
            change: looking.change(incident.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("title", "column-incident", 34),
        column("severity", "column-severity", 9),
        column("began_at", "column-began", 14),
        column("status", "column-status", 14),
    ];
    table("incidents", columns, rows.collect())
}
