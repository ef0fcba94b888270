//! Incidents as reports show them.

use crate::document::build::{
    column, field, moment, moment_value, optional, phrase, say, short, stacked, text, time,
};
use crate::document::{Cell, Column, Field, Inline, Phrase, Row, Value};
use crate::domain::codes::{IncidentStatus, Severity};
use crate::domain::moment::Moment;
use crate::domain::records::incident::{Incident, IncidentEvent};

use super::{Date, Shown, at, number, plain};
use crate::report::label;

fn severity(incident: &Incident) -> Cell {
    incident.severity.map_or_else(
        || say("report-not-rated"),
        |severity| vec![label::severity(severity)],
    )
}

fn began(incident: &Incident) -> Cell {
    incident.began_at.map_or_else(
        || say("report-unknown"),
        |at| moment(at, incident.began_approximate),
    )
}

fn status(incident: &Incident) -> Cell {
    vec![label::incident_status(incident.status)]
}

/// Number, title, severity and since when, on one line.
pub(crate) fn line(incident: &Incident) -> Cell {
    let mut cell = text(format!(
        "{} {}",
        incident.track.number,
        short(&incident.title, 160)
    ));
    // Apart from the name, which may be cut.
    cell.extend(text(": "));
    cell.extend(severity(incident));
    if let Some(began) = incident.began_at {
        let began = moment_value(began, incident.began_approximate);
        cell.extend(text(", "));
        cell.extend(phrase(Phrase::new("report-since").with("moment", began)));
    }
    cell
}

impl Shown for Incident {
    const TABLE: &'static str = "incidents";

    fn columns() -> Vec<Column> {
        vec![
            column("number", "column-number", 5),
            column("title", "column-incident", 34),
            column("severity", "column-severity", 9),
            column("began_at", "column-began", 14),
            column("status", "column-status", 14),
        ]
    }

    fn row(&self, _: Moment) -> Row {
        let status = match self.ended_at {
            Some(ended) => stacked([
                status(self),
                at("report-since", ended),
                optional(self.reason.as_deref()),
            ]),
            None => status(self),
        };
        Row {
            cells: vec![
                number(self.track.number),
                text(self.title.clone()),
                severity(self),
                began(self),
                status,
            ],
            ..Row::default()
        }
    }

    fn fields(&self, _: Moment) -> Vec<Field> {
        vec![
            field("status", "column-status", status(self)),
            field("severity", "column-severity", severity(self)),
            field("began_at", "column-began", began(self)),
            field("ended_at", "column-ended", time(self.ended_at)),
            field("reason", "column-reason", optional(self.reason.as_deref())),
            field(
                "description",
                "column-description",
                optional(self.description.as_deref()),
            ),
        ]
    }

    fn coded(field: &str, code: &str) -> Option<Inline> {
        match field {
            "severity" => Severity::from_code(code).map(label::severity),
            "status" => IncidentStatus::from_code(code).map(label::incident_status),
            _ => None,
        }
    }

    const SAYS_READERS: bool = true;
    const FIRST_SAID: &'static [&'static str] = &["severity"];

    fn silent(&self, _: &Incident) -> &'static [&'static str] {
        &[]
    }

    fn dates(&self, _: Moment) -> Vec<Date> {
        Vec::new()
    }

    fn details(_: &IncidentEvent) -> Option<Phrase> {
        None
    }

    fn calls(&self, _: Moment) -> Option<Phrase> {
        None
    }

    fn told(event: &IncidentEvent, subject: Value) -> Phrase {
        let key = match event {
            IncidentEvent::Opened(_) => "event-incident-opened",
            IncidentEvent::Changed(_) => "event-incident-changed",
            IncidentEvent::Closed(closed) if closed.false_alarm => "event-incident-false-alarm",
            IncidentEvent::Closed(_) => "event-incident-closed",
            IncidentEvent::Reopened(_) => "event-incident-reopened",
        };
        plain(key, subject)
    }
}
