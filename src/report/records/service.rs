//! Services as reports show them.

use crate::document::build::{
    column, field, moment, numbers, optional, phrase, piece, say, stacked, text, time,
};
use crate::document::{Cell, Column, Field, Inline, Phrase, Row, StateRow, Value};
use crate::domain::codes::ServiceState;
use crate::domain::moment::Moment;
use crate::domain::records::service::{Service, ServiceEvent, StateSpan};

use super::{Date, Shown, at, call, number, plain};
use crate::report::label;

/// When it is expected back; that nobody knows is said of an impaired one.
fn expected(service: &Service, now: Moment) -> Cell {
    match service.current().and_then(|span| span.expected_back) {
        Some(back) if service.is_return_overdue(now.at) => at("report-expected-passed", back),
        Some(back) => vec![Inline::Moment(back)],
        None if service.state.is_impaired() => say("report-unknown"),
        None => Vec::new(),
    }
}

/// That nobody confirmed the state since it was said to hold.
fn expired(service: &Service, now: Moment) -> Cell {
    let until = service.current().and_then(|span| span.valid_until);
    match until {
        Some(until) if service.is_state_expired(now.at) => at("report-state-expired", until),
        _ => Vec::new(),
    }
}

fn since(service: &Service) -> Cell {
    service
        .current()
        .map_or_else(Vec::new, |span| moment(span.since, span.approximate))
}

fn of_state(service: &Service, pick: fn(&StateSpan) -> Option<&str>) -> Option<&str> {
    service.current().and_then(pick)
}

impl Shown for Service {
    const TABLE: &'static str = "services";

    fn columns() -> Vec<Column> {
        vec![
            column("number", "column-number", 5),
            column("name", "column-service", 20),
            column("state", "column-state", 12),
            column("since", "column-since", 13),
            column("restriction", "column-restriction", 22),
            column("workaround", "column-workaround", 20),
            column("expected_back", "column-expected", 12),
            column("owner", "column-owner", 12),
        ]
    }

    fn row(&self, now: Moment) -> Row {
        let cause = of_state(self, |span| span.cause.as_deref());
        let cause = cause.map_or_else(Vec::new, |cause| {
            phrase(Phrase::new("report-cause").with("text", cause))
        });
        Row {
            cells: vec![
                number(self.track.number),
                stacked([text(self.name.clone()), optional(self.place.as_deref())]),
                stacked([vec![label::service_state(self.state)], expired(self, now)]),
                since(self),
                stacked([
                    optional(of_state(self, |span| span.restriction.as_deref())),
                    cause,
                ]),
                optional(of_state(self, |span| span.workaround.as_deref())),
                expected(self, now),
                optional(self.owner.as_deref()),
            ],
            tone: label::service_tone(self.state),
            change: None,
        }
    }

    fn fields(&self, _: Moment) -> Vec<Field> {
        let span = self.current();
        vec![
            field(
                "state",
                "column-state",
                vec![label::service_state(self.state)],
            ),
            field("since", "column-since", since(self)),
            field(
                "restriction",
                "column-restriction",
                optional(of_state(self, |span| span.restriction.as_deref())),
            ),
            field(
                "cause",
                "column-cause",
                optional(of_state(self, |span| span.cause.as_deref())),
            ),
            field(
                "workaround",
                "column-workaround",
                optional(of_state(self, |span| span.workaround.as_deref())),
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
                piece(self.group.as_deref().map(label::group)),
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
                    phrase(Phrase::new("report-minutes").with("count", minutes))
                }),
            ),
        ]
    }

    fn coded(field: &str, code: &str) -> Option<Inline> {
        match field {
            "status" | "state" => ServiceState::from_code(code).map(label::service_state),
            "group" => Some(label::group(code)),
            _ => None,
        }
    }

    const SAYS_READERS: bool = true;
    const FIRST_SAID: &'static [&'static str] = &["state"];

    fn silent(&self, _: &Service) -> &'static [&'static str] {
        &["since"]
    }

    fn dates(&self, _: Moment) -> Vec<Date> {
        Vec::new()
    }

    fn calls(&self, now: Moment) -> Option<Phrase> {
        let span = self.current()?;
        let (key, moment) = if self.is_return_overdue(now.at) {
            ("call-return", span.expected_back?)
        } else if self.is_state_expired(now.at) {
            ("call-state-expired", span.valid_until?)
        } else {
            return None;
        };
        let state = label::service_state_words(self.state);
        Some(call(key, self.track.number, &self.name, moment).with("state", state))
    }

    fn told(event: &ServiceEvent, subject: Value) -> Phrase {
        match event {
            ServiceEvent::Added(_) => plain("event-service-added", subject),
            ServiceEvent::Changed(_) => plain("event-service-changed", subject),
            ServiceEvent::StateSet(set) => plain("event-service-state-set", subject)
                .with("state", label::service_state_words(set.state)),
        }
    }
}

/// "22 Dienste sind erfasst: 4 ausgefallen, …", and for how many nobody is named.
pub(crate) fn sums(services: &[Service]) -> Cell {
    let mut line = phrase(Phrase::new("services-sums").with("count", services.len()));
    let mut joint = " ";
    for value in ServiceState::ALL {
        let in_state = services.iter().filter(|service| service.state == *value);
        let count = in_state.count();
        if count > 0 {
            line.extend(text(joint));
            line.push(Inline::Phrase(
                Phrase::new("services-sum")
                    .with("state", label::service_state_words(*value))
                    .with("count", count),
            ));
            joint = ", ";
        }
    }
    line.extend(text("."));
    let unowned = services.iter().filter(|service| service.owner.is_none());
    let unowned = unowned.count();
    if unowned > 0 {
        line.extend(text(" "));
        line.push(Inline::Phrase(
            Phrase::new("services-unowned").with("count", unowned),
        ));
    }
    line
}

/// Its states over time; entries that only confirm a state are one with it.
pub(crate) fn course(service: &Service) -> StateRow {
    let span = |span: &StateSpan| crate::document::StateSpan {
        since: span.since,
        approximate: span.approximate,
        code: span.state.code().to_owned(),
        label: label::service_state_words(span.state),
        tone: label::service_tone(span.state),
    };
    let states = service
        .history
        .chunk_by(|one, next| one.state == next.state);
    StateRow {
        number: service.track.number.to_string(),
        name: service.name.clone(),
        spans: states.filter_map(|same| same.first().map(span)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::Record;
    use crate::domain::records::service::{ServiceAdded, ServiceStateSet};
    use crate::report::sample::{NOW, entry, hours, moment, record};

    /// A service that was given one state after the other.
    fn service(states: &[(ServiceState, Option<i64>)]) -> Service {
        let added = ServiceEvent::Added(ServiceAdded::default());
        let mut entries = vec![entry("1", Some("D-1"), "Telefon", added)];
        for (position, (state, back)) in states.iter().enumerate() {
            let set = ServiceEvent::StateSet(ServiceStateSet {
                state: *state,
                restriction: None,
                workaround: None,
                expected_back: back.map(hours),
                valid_until: back.map(hours),
            });
            entries.push(entry(&(position + 2).to_string(), Some("D-1"), "", set));
        }
        match record(&entries) {
            Record::Service(service) => service,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_return_is_late_only_while_the_service_is_impaired() {
        use ServiceState::{Down, Normal};
        let now = moment(NOW);
        let passed = at("report-expected-passed", hours(-1));
        for (state, back, shown) in [
            (Down, Some(-1), passed),
            (Normal, Some(-1), vec![Inline::Moment(hours(-1))]),
            (Down, Some(1), vec![Inline::Moment(hours(1))]),
            (Down, None, say("report-unknown")),
            (Normal, None, Vec::new()),
        ] {
            assert_eq!(
                expected(&service(&[(state, back)]), now),
                shown,
                "{state:?}"
            );
        }
        assert_eq!(expected(&service(&[]), now), say("report-unknown"));
    }

    #[test]
    fn a_state_past_its_validity_says_so_whatever_it_is() {
        let shown = |until| {
            expired(
                &service(&[(ServiceState::Normal, Some(until))]),
                moment(NOW),
            )
        };
        assert_eq!(shown(-1), at("report-state-expired", hours(-1)));
        assert!(shown(0).is_empty());
    }

    #[test]
    fn a_state_that_was_only_confirmed_is_one_in_the_course() {
        use ServiceState::{Down, Normal};
        let relapsed = service(&[(Down, None), (Down, None), (Normal, None), (Down, None)]);
        let codes: Vec<String> = course(&relapsed)
            .spans
            .into_iter()
            .map(|span| span.code)
            .collect();
        assert_eq!(codes, ["down", "normal", "down"]);
    }
}
