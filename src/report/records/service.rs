//! Services as reports and lists show them.

use crate::domain::moment::Moment;
use crate::domain::records::Service;
use crate::domain::records::service::ServiceEvent;

use super::Shown;
use crate::document::{Field, Inline, Phrase, Row, Table, Value};
use crate::report::label::{
    self, column, field, moment, number, numbers, optional, say, stacked, table, text, time,
};
use crate::report::lists::Looking;

impl Shown for Service {
    const SAID_FIRST: &'static [&'static str] = &["state"];
    const SILENT: &'static [&'static str] = &["since"];

    fn fields(&self, _: Moment) -> Vec<Field> {
        let span = self.current();
        let state = self.state;
        vec![
            field("state", "column-state", vec![label::service_state(state)]),
            field(
                "since",
                "column-since",
                span.map_or_else(Vec::new, |span| moment(span.since, span.approximate)),
            ),
            field(
                "restriction",
                "column-restriction",
                optional(span.and_then(|span| span.restriction.as_deref())),
            ),
            field(
                "cause",
                "column-cause",
                optional(span.and_then(|span| span.cause.as_deref())),
            ),
            field(
                "workaround",
                "column-workaround",
                optional(span.and_then(|span| span.workaround.as_deref())),
            ),
            field(
                "expected_back",
                "column-expected",
                time(span.and_then(|span| span.expected_back)),
            ),
            field(
                "valid_until",
                "column-valid-until",
                time(span.and_then(|span| span.valid_until)),
            ),
            field(
                "group",
                "column-group",
                self.group
                    .as_deref()
                    .map_or_else(Vec::new, |group| vec![label::group(group)]),
            ),
            field("place", "column-place", optional(self.place.as_deref())),
            field(
                "owner",
                "column-owner",
                self.owner
                    .as_deref()
                    .map_or_else(|| say("report-not-named"), text),
            ),
            field(
                "contact",
                "column-contact",
                optional(self.contact.as_deref()),
            ),
            field("depends_on", "column-depends-on", numbers(&self.depends_on)),
            field(
                "max_outage",
                "column-max-outage",
                self.max_outage.map_or_else(Vec::new, |minutes| {
                    vec![Inline::Phrase(
                        Phrase::new("report-minutes").with("count", minutes),
                    )]
                }),
            ),
        ]
    }

    fn event_words(event: &ServiceEvent, subject: Value) -> Phrase {
        match event {
            ServiceEvent::Added(_) => Phrase::new("event-service-added").with("number", subject),
            ServiceEvent::Changed(_) => {
                Phrase::new("event-service-changed").with("number", subject)
            }
            ServiceEvent::StateSet(set) => Phrase::new("event-service-state-set")
                .with("number", subject)
                .with("state", label::service_state_words(set.state)),
        }
    }

    fn deadline(&self) -> Option<(Moment, &'static str)> {
        None
    }
}

pub fn services(items: &[Service], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|service| {
        let span = service.current();
        let state = service.state;
        let cause = span
            .and_then(|span| span.cause.clone())
            .map_or_else(Vec::new, |cause| {
                vec![Inline::Phrase(
                    Phrase::new("report-cause").with("text", cause),
                )]
            });
        let past_validity = span
            .and_then(|span| span.valid_until)
            .filter(|until| until.at < looking.now.at)
            .map_or_else(Vec::new, |until| {
                vec![Inline::Phrase(
                    Phrase::new("report-state-expired").with("moment", until),
                )]
            });
        let expected = match span.and_then(|span| span.expected_back) {
            Some(at) if at.at < looking.now.at && state.is_impaired() => {
                vec![Inline::Phrase(
                    Phrase::new("report-expected-passed").with("moment", at),
                )]
            }
            Some(at) => vec![Inline::Moment(at)],
            None if state.is_impaired() => say("report-unknown"),
            None => Vec::new(),
        };
        Row {
            cells: vec![
                number(service.track.number),
                stacked([
                    text(service.name.clone()),
                    service.place.as_deref().map_or_else(Vec::new, text),
                ]),
                stacked([vec![label::service_state(state)], past_validity]),
                span.map_or_else(Vec::new, |span| moment(span.since, span.approximate)),
                stacked([
                    optional(span.and_then(|span| span.restriction.as_deref())),
                    cause,
                ]),
                optional(span.and_then(|span| span.workaround.as_deref())),
                expected,
                optional(service.owner.as_deref()),
            ],
            tone: label::service_tone(state),
            change: looking.change(service.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("name", "column-service", 20),
        column("state", "column-state", 12),
        column("since", "column-since", 13),
        column("restriction", "column-restriction", 22),
        column("workaround", "column-workaround", 20),
        column("expected_back", "column-expected", 12),
        column("owner", "column-owner", 12),
    ];
    table("services", columns, rows.collect())
}
