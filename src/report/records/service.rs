//! Services as reports show them.

use chrono::TimeDelta;

use crate::document::build::{
    self, column, field, moment, moment_value, numbers, optional, phrase, piece, say, stacked,
    text, time,
};
use crate::document::{Block, Cell, Column, Field, Inline, Phrase, Row, StateRow, Table, Value};
use crate::domain::codes::ServiceState;
use crate::domain::entry::Edit;
use crate::domain::moment::Moment;
use crate::domain::records::service::{GoesOn, Service, ServiceEvent, StateSaid, StateSpan};

use super::{Date, Detail, Shown, at, call, listed, number, plain};
use crate::report::label;
use crate::report::lists::{self, Looking};

/// When it is expected back; that nobody knows is said of an impaired one.
pub(crate) fn expected(service: &Service, now: Moment) -> Cell {
    match service.current().and_then(|span| span.expected_back) {
        Some(back) if service.is_return_overdue(now.at) => at("report-expected-passed", back),
        Some(back) => vec![Inline::Moment(back)],
        None if service.state.is_impaired() => say("report-unknown"),
        None => Vec::new(),
    }
}

/// That it is down for longer than it may be.
fn exceeded(service: &Service, now: Moment) -> Option<Phrase> {
    let since = service.outage_exceeded_since(now.at)?;
    let most = duration(service.max_outage?);
    Some(
        Phrase::new("report-outage-exceeded")
            .with("most", most)
            .with("moment", since),
    )
}

/// The same without the moment, where there is little room.
fn is_exceeded(service: &Service, now: Moment) -> Cell {
    let most = service
        .max_outage
        .filter(|_| service.outage_exceeded_since(now.at).is_some());
    most.map_or_else(Vec::new, |most| {
        phrase(Phrase::new("report-outage-exceeded-row").with("most", duration(most)))
    })
}

/// Minutes in days, hours and minutes.
pub(crate) fn duration(minutes: i64) -> Phrase {
    let units = [
        ("report-days", minutes / 1440),
        ("report-hours", minutes / 60 % 24),
        ("report-minutes", minutes % 60),
    ];
    let parts = units.into_iter().filter(|(_, count)| *count > 0);
    parts
        .map(|(key, count)| Phrase::new(key).with("count", count))
        .reduce(|first, second| {
            Phrase::new("report-duration")
                .with("first", first)
                .with("second", second)
        })
        .unwrap_or_else(|| Phrase::new("report-minutes").with("count", 0_i64))
}

/// How long something took: from a day on without the minutes, and as roughly as it is known.
fn took(time: TimeDelta, roughly: bool) -> Phrase {
    let minutes = time.num_minutes();
    if roughly {
        // Whole days, and hours below a day: who says "today" knows no minutes.
        let unit = match minutes {
            1380.. => 1440,
            120.. => 60,
            _ => 1,
        };
        let whole = duration((minutes + unit / 2) / unit * unit);
        return Phrase::new("report-roughly").with("duration", whole);
    }
    duration(if minutes >= 1440 {
        minutes - minutes % 60
    } else {
        minutes
    })
}

/// How often and how long it was down, and since when it is.
fn outage(service: &Service, now: Moment) -> Cell {
    if service.outages == 0 {
        return Vec::new();
    }
    let sum = Phrase::new("report-outages")
        .with("count", service.outages)
        .with(
            "duration",
            took(service.down_for(now.at), service.down_approximate),
        );
    let present = service.down_since.map_or_else(Vec::new, |since| {
        phrase(Phrase::new("report-down-since").with("moment", since))
    });
    stacked([phrase(sum), present])
}

/// How long it may be down, and that it is longer.
fn max_outage(service: &Service, now: Moment) -> Cell {
    let most = service.max_outage.map(duration);
    let exceeded = exceeded(service, now);
    exceeded.or(most).map_or_else(Vec::new, phrase)
}

/// That nobody confirmed the state since it was said to hold.
pub(crate) fn expired(service: &Service, now: Moment) -> Cell {
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

/// Since when the state of a span holds, in a sentence.
pub(crate) fn since_words(span: &StateSpan) -> Value {
    moment_value(span.since, span.approximate)
}

fn text_of(key: &'static str, said: Option<&String>) -> Option<Detail> {
    Some((key, said?.as_str().into()))
}

fn time_of(key: &'static str, said: Option<Moment>) -> Option<Detail> {
    Some((key, said?.into()))
}

/// All that holds with a state, in the order of its fields.
fn details(span: &StateSpan) -> Vec<(GoesOn, Detail)> {
    [
        (GoesOn::Cause, text_of("column-cause", span.cause.as_ref())),
        (
            GoesOn::Restriction,
            text_of("column-restriction", span.restriction.as_ref()),
        ),
        (
            GoesOn::Workaround,
            text_of("column-workaround", span.workaround.as_ref()),
        ),
        (
            GoesOn::ExpectedBack,
            time_of("column-expected", span.expected_back),
        ),
        (
            GoesOn::ValidUntil,
            time_of("column-valid-until", span.valid_until),
        ),
    ]
    .into_iter()
    .filter_map(|(what, detail)| Some((what, detail?)))
    .collect()
}

/// What goes on to hold with a state although nobody named it again.
pub(crate) fn goes_on(said: &StateSaid, made: &StateSpan) -> Option<Phrase> {
    let on = said.goes_on(made);
    let details = details(made).into_iter();
    listed(
        details
            .filter(|(what, _)| on.contains(what))
            .map(|(_, detail)| detail),
    )
}

/// What an edit said: a value, or that there is none any more.
fn said<T: Clone + Into<Value>>(key: &'static str, edit: &Edit<T>) -> Option<Detail> {
    match edit {
        Edit::Keep => None,
        Edit::Clear => Some((key, Phrase::new("change-nothing").into())),
        Edit::Set(value) => Some((key, value.clone().into())),
    }
}

/// Services, by group where there are groups: the name of each above its services, with how many of `all` are impaired.
pub(crate) fn table(items: &[Service], all: &[Service], looking: Looking<'_>) -> Table {
    let mut table = lists::table(items, looking);
    if all.iter().all(|service| service.group.is_none()) {
        return table;
    }
    let mut before = None;
    for (service, row) in items.iter().zip(&mut table.rows) {
        if before != Some(&service.group) {
            row.heading = Some(group(service.group.as_deref(), all));
        }
        before = Some(&service.group);
    }
    table
}

/// "Bürgerdienst: 3 von 5 beeinträchtigt oder ungeklärt".
fn group(name: Option<&str>, all: &[Service]) -> Phrase {
    let of_group = || all.iter().filter(|one| one.group.as_deref() == name);
    let group: Value = match name.map(label::group) {
        None => Phrase::new("services-no-group").into(),
        Some(Inline::State { label, .. }) => label.into(),
        Some(_) => name.unwrap_or_default().into(),
    };
    let impaired = of_group().filter(|one| one.state.is_impaired()).count();
    Phrase::new("services-group")
        .with("group", group)
        .with("impaired", impaired)
        .with("count", of_group().count())
}

/// How long each service was down, the longest first, and all together; nothing where none was.
pub(crate) fn outages(services: &[Service], now: Moment) -> Vec<Block> {
    let mut down: Vec<&Service> = services.iter().filter(|one| one.outages > 0).collect();
    if down.is_empty() {
        return Vec::new();
    }
    down.sort_by_key(|one| std::cmp::Reverse(one.down_for(now.at)));
    let rows = down.iter().map(|one| Row {
        cells: vec![
            number(one.track.number),
            text(one.full_name()),
            vec![Inline::Count(one.outages)],
            phrase(took(one.down_for(now.at), one.down_approximate)),
            one.down_since
                .map_or_else(Vec::new, |since| vec![Inline::Moment(since)]),
            max_outage(one, now),
        ],
        ..Row::default()
    });
    let rows = rows.collect();
    let sum = down.iter().map(|one| one.down_for(now.at)).sum();
    let roughly = down.iter().any(|one| one.down_approximate);
    let columns = vec![
        column("number", "column-number", 5),
        column("name", "column-service", 24),
        column("outages", "column-outages", 8),
        column("down_for", "column-down-for", 16),
        column("down_since", "column-down-since", 14),
        column("max_outage", "column-max-outage", 20),
    ];
    let sum = Phrase::new("services-down-sum")
        .with("count", down.len())
        .with("duration", took(sum, roughly));
    let mut blocks = vec![Block::Table(build::table("outages", columns, rows))];
    if down.len() > 1 {
        blocks.push(Block::Paragraph(phrase(sum)));
    }
    blocks
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
                text(self.full_name()),
                stacked([
                    vec![label::service_state(self.state)],
                    expired(self, now),
                    is_exceeded(self, now),
                ]),
                since(self),
                stacked([
                    optional(of_state(self, |span| span.restriction.as_deref())),
                    cause,
                ]),
                optional(of_state(self, |span| span.workaround.as_deref())),
                expected(self, now),
                stacked([
                    optional(self.owner.as_deref()),
                    optional(self.contact.as_deref()),
                ]),
            ],
            tone: label::service_tone(self.state),
            ..Row::default()
        }
    }

    fn fields(&self, now: Moment) -> Vec<Field> {
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
            field(
                "hotline",
                "column-hotline",
                optional(self.hotline.as_deref()),
            ),
            field("depends_on", "column-depends-on", numbers(&self.depends_on)),
            field("outage", "column-outage", outage(self, now)),
            field("max_outage", "column-max-outage", max_outage(self, now)),
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

    /// How long it has been down is told of now; that this is too long, too, unless the bound is another one.
    fn silent(&self, before: &Service) -> &'static [&'static str] {
        if self.max_outage == before.max_outage {
            &["since", "outage", "max_outage"]
        } else {
            &["since", "outage"]
        }
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

    fn details(event: &ServiceEvent) -> Option<Phrase> {
        let ServiceEvent::StateSet(set) = event else {
            return None;
        };
        let cause = if set.no_cause {
            Edit::Clear
        } else {
            Edit::Keep
        };
        let cause: Edit<String> = cause;
        let details = [
            said("column-cause", &cause),
            said("column-restriction", &set.restriction),
            said("column-workaround", &set.workaround),
            said("column-expected", &set.expected_back),
            said("column-valid-until", &set.valid_until),
        ];
        listed(details.into_iter().flatten())
    }
}

/// "22 Dienste sind erfasst: 4 ausgefallen, …", and for how many nobody is named.
pub(crate) fn sums(services: &[Service], now: Moment) -> Cell {
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
    let exceeded = services
        .iter()
        .filter(|service| service.outage_exceeded_since(now.at).is_some())
        .count();
    if exceeded > 0 {
        line.extend(text(" "));
        line.push(Inline::Phrase(
            Phrase::new("services-exceeded").with("count", exceeded),
        ));
    }
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

/// Its states over time: each change has its place, also where it says more of a state that already held.
pub(crate) fn course(service: &Service) -> StateRow {
    let span = |span: &StateSpan| crate::document::StateSpan {
        since: span.happened_at,
        approximate: span.happened_approximate,
        code: span.state.code().to_owned(),
        label: label::service_state_words(span.state),
        tone: label::service_tone(span.state),
        continues: span.continues,
        details: listed(details(span).into_iter().map(|(_, detail)| detail))
            .map_or_else(Vec::new, phrase),
    };
    StateRow {
        number: service.track.number.to_string(),
        name: service.full_name(),
        spans: service.history.iter().map(span).collect(),
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
                expected_back: back.map(hours).into(),
                valid_until: back.map(hours).into(),
                ..ServiceStateSet::bare(*state)
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
    fn each_change_has_its_place_in_the_course_with_all_that_held() {
        use ServiceState::{Down, Normal};
        let relapsed = service(&[(Down, Some(1)), (Down, None), (Normal, None), (Down, None)]);
        let spans = course(&relapsed).spans;
        let codes: Vec<&str> = spans.iter().map(|span| span.code.as_str()).collect();
        assert_eq!(codes, ["down", "down", "normal", "down"]);
        let expected = super::super::labelled(("column-expected", hours(1).into()));
        let valid = super::super::labelled(("column-valid-until", hours(1).into()));
        let both = Phrase::new("report-details")
            .with("first", expected)
            .with("others", valid);
        assert_eq!(spans[0].details, phrase(both));
        assert!(spans[1].details.is_empty());
    }

    #[test]
    fn minutes_are_said_in_the_units_that_people_use() {
        let unit = |key, count: i64| Phrase::new(key).with("count", count);
        let joined = |first, second| {
            Phrase::new("report-duration")
                .with("first", first)
                .with("second", second)
        };
        let (days, hours, minutes) = ("report-days", "report-hours", "report-minutes");
        for (of, words) in [
            (0, unit(minutes, 0)),
            (45, unit(minutes, 45)),
            (240, unit(hours, 4)),
            (90, joined(unit(hours, 1), unit(minutes, 30))),
            (1440, unit(days, 1)),
            (1470, joined(unit(days, 1), unit(minutes, 30))),
        ] {
            assert_eq!(duration(of), words, "{of}");
        }
        // How long something took is not said to the minute after days.
        assert_eq!(took(TimeDelta::minutes(1470), false), unit(days, 1));
        let about = Phrase::new("report-roughly").with("duration", unit(minutes, 45));
        assert_eq!(took(TimeDelta::minutes(45), true), about);
        // A day is not "23 Stunden 59 Minuten", an evening not "5 Stunden 59 Minuten".
        for (of, words) in [
            (1439, unit(days, 1)),
            (359, unit(hours, 6)),
            (2200, unit(days, 2)),
        ] {
            let about = Phrase::new("report-roughly").with("duration", words);
            assert_eq!(took(TimeDelta::minutes(of), true), about, "{of}");
        }
    }

    #[test]
    fn groups_are_said_above_their_services_with_how_many_are_impaired() {
        use ServiceState::{Down, Normal};
        let of = |group: Option<&str>, state| Service {
            group: group.map(str::to_owned),
            ..service(&[(state, None)])
        };
        let all = [
            of(Some("citizen"), Down),
            of(Some("citizen"), Normal),
            of(Some("Technik"), Normal),
            of(None, Down),
        ];
        let looking = Looking::at(moment(NOW));
        let headings = |items: &[Service]| -> Vec<Option<Phrase>> {
            let rows = table(items, &all, looking).rows.into_iter();
            rows.map(|row| row.heading).collect()
        };
        let group = |group: Value, impaired: usize, count: usize| {
            let heading = Phrase::new("services-group").with("group", group);
            Some(heading.with("impaired", impaired).with("count", count))
        };
        let citizen = group(Phrase::new("label-group-citizen").into(), 1, 2);
        let none = group(Phrase::new("services-no-group").into(), 1, 1);
        let own = group("Technik".into(), 0, 1);
        assert_eq!(headings(&all), [citizen.clone(), None, own, none]);
        // The count is that of the group, not of what is shown.
        assert_eq!(headings(&all[..1]), [citizen]);
        let without = [of(None, Down)];
        let rows = table(&without, &without, looking).rows;
        assert_eq!(rows[0].heading, None);
    }
}
