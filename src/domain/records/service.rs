//! Services (Dienste, Fachverfahren): what works for citizens and offices, as a history of states.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::ServiceState;
use crate::domain::entry::{Edit, events};
use crate::domain::history::{Kept, Sets, Step, Track, place};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::refusal::Refusal;
use crate::domain::text::plain;

use super::task::circle;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ServiceAdded {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<RecordNumber>,
    /// Maximum tolerable outage in minutes (MTA, BSI-Standard 200-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_outage: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ServiceChanged {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub group: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub place: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub owner: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub contact: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub depends_on: Edit<Vec<RecordNumber>>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub max_outage: Edit<i64>,
}

/// One state of a service; the entry's happened_at is the moment since when it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceStateSet {
    pub state: ServiceState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restriction: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workaround: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_back: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Moment>,
}

events! {
    ServiceEvent {
        Added(ServiceAdded) = "service_added",
        Changed(ServiceChanged) = "service_changed",
        StateSet(ServiceStateSet) = "service_state_set",
    }
}

/// One state of a service, from `since` until the next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateSpan {
    pub entry: EntryNumber,
    pub state: ServiceState,
    pub since: Moment,
    pub approximate: bool,
    pub cause: Option<String>,
    pub restriction: Option<String>,
    pub workaround: Option<String>,
    pub expected_back: Option<Moment>,
    pub valid_until: Option<Moment>,
    pub source: Option<String>,
    pub noted_at: Moment,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    #[serde(flatten, skip_deserializing)]
    pub track: Track,
    pub name: String,
    pub group: Option<String>,
    pub place: Option<String>,
    pub owner: Option<String>,
    pub contact: Option<String>,
    pub depends_on: Vec<RecordNumber>,
    /// Maximum tolerable outage in minutes.
    pub max_outage: Option<i64>,
    /// The state in force; unknown where none was ever entered.
    pub state: ServiceState,
    /// In the order of their Ereigniszeit ([`place`]): a state entered late takes its place, and a service may relapse.
    #[serde(default)]
    pub history: Vec<StateSpan>,
}

impl Kept for Service {
    type Event = ServiceEvent;
    const NAMED_BY: Option<&'static str> = Some("name");
    const HISTORY: Option<&'static str> = Some("service_state");
    const GOES_ON: bool = true;

    fn begin(track: Track, first: &Step<'_, ServiceEvent>) -> Option<Service> {
        let ServiceEvent::Added(added) = first.event.clone() else {
            return None;
        };
        Some(Service {
            track,
            name: first.text.to_owned(),
            group: added.group,
            place: added.place,
            owner: added.owner,
            contact: added.contact,
            depends_on: added.depends_on,
            max_outage: added.max_outage,
            state: ServiceState::Unknown,
            history: Vec::new(),
        })
    }

    fn apply(&mut self, step: &Step<'_, ServiceEvent>) {
        match step.event {
            ServiceEvent::Added(_) => {}
            ServiceEvent::Changed(change) => self.change(change.clone()),
            ServiceEvent::StateSet(set) => {
                let body = &step.entry.body;
                let span = StateSpan {
                    entry: step.entry.number,
                    state: set.state,
                    since: body.happened_at,
                    approximate: body.approximate,
                    cause: Some(step.text.to_owned()).filter(|text| !text.is_empty()),
                    restriction: set.restriction.clone(),
                    workaround: set.workaround.clone(),
                    expected_back: set.expected_back,
                    valid_until: set.valid_until,
                    source: body.source.clone(),
                    noted_at: step.entry.noted_at(),
                };
                let place = place(self.history.iter().map(|earlier| earlier.since), span.since);
                self.history.insert(place, span);
                self.state = self
                    .current()
                    .map_or(ServiceState::Unknown, |span| span.state);
            }
        }
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn is_over(&self) -> bool {
        false
    }

    fn track(&self) -> &Track {
        &self.track
    }

    fn track_mut(&mut self) -> &mut Track {
        &mut self.track
    }

    /// Every state stays in the history, so none is beside another one.
    fn sets(event: &ServiceEvent) -> Sets {
        match event {
            ServiceEvent::Added(_) | ServiceEvent::Changed(_) => Sets::Fields,
            ServiceEvent::StateSet(_) => Sets::Nothing,
        }
    }

    fn beginning(_: &ServiceEvent) -> Edit<Moment> {
        Edit::Keep
    }

    /// Who is responsible and what caused a state stay inside; the state itself holds for everybody it is marked for.
    fn told_to(audience: Audience, event: &ServiceEvent) -> Told<ServiceEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {}
        }
        match event {
            ServiceEvent::Added(added) => Told::marked(ServiceEvent::Added(ServiceAdded {
                owner: None,
                ..added.clone()
            })),
            ServiceEvent::Changed(changed) => Told::marked(ServiceEvent::Changed(ServiceChanged {
                owner: Edit::Keep,
                ..changed.clone()
            })),
            ServiceEvent::StateSet(_) => Told::wordless(event.clone()),
        }
    }
}

impl Service {
    /// Refuses a name that another service has in any spelling: `taken` are number and name of those that count.
    pub fn free_name(
        name: &str,
        except: Option<RecordNumber>,
        taken: Vec<(RecordNumber, String)>,
    ) -> Result<(), Refusal> {
        let wanted = plain(name);
        let other = taken
            .into_iter()
            .find(|(number, taken)| Some(*number) != except && plain(taken) == wanted);
        other.map_or(Ok(()), |(number, name)| {
            Err(Refusal::ServiceNameTaken { name, number })
        })
    }

    /// Refuses to depend on itself, also over other services; `next` tells what a service depends on.
    pub fn check_depends<E: From<Refusal>>(
        number: RecordNumber,
        depends_on: &[RecordNumber],
        next: impl FnMut(RecordNumber) -> Result<Vec<RecordNumber>, E>,
    ) -> Result<(), E> {
        circle(number, depends_on, next)?.map_or(Ok(()), |circle| {
            Err(Refusal::DependsOnItself { circle }.into())
        })
    }

    /// A state may be set while the service counts.
    pub fn set(&self, set: ServiceStateSet) -> Result<ServiceEvent, Refusal> {
        self.track.usable()?;
        Ok(ServiceEvent::StateSet(set))
    }

    /// The state in force, if any was ever entered.
    pub fn current(&self) -> Option<&StateSpan> {
        self.history.last()
    }

    /// Whether it was expected back by now and is still impaired.
    pub fn is_return_overdue(&self, now: DateTime<FixedOffset>) -> bool {
        let expected = self.current().and_then(|span| span.expected_back);
        self.state.is_impaired() && expected.is_some_and(|back| back.at < now)
    }

    /// Whether the state in force is past the moment until which it was said to hold.
    pub fn is_state_expired(&self, now: DateTime<FixedOffset>) -> bool {
        let until = self.current().and_then(|span| span.valid_until);
        until.is_some_and(|until| until.at < now)
    }

    fn change(&mut self, change: ServiceChanged) {
        if let Some(name) = change.name {
            self.name = name;
        }
        change.group.apply(&mut self.group);
        change.place.apply(&mut self.place);
        change.owner.apply(&mut self.owner);
        change.contact.apply(&mut self.contact);
        change.max_outage.apply(&mut self.max_outage);
        let mut depends_on = Some(std::mem::take(&mut self.depends_on));
        change.depends_on.apply(&mut depends_on);
        self.depends_on = depends_on.unwrap_or_default();
    }

    pub fn edit(&self, change: ServiceChanged) -> Result<ServiceEvent, Refusal> {
        self.track.usable()?;
        if change == ServiceChanged::default() {
            return Err(Refusal::NothingToChange {
                number: self.track.number,
            });
        }
        Ok(ServiceEvent::Changed(change))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Entry;
    use crate::domain::specimen::{
        by, cancelled, course, entry, folded, hour, moment, number, service as specimens,
    };

    fn added() -> ServiceEvent {
        specimens("word").remove(0)
    }

    fn set(state: ServiceState) -> ServiceStateSet {
        ServiceStateSet {
            state,
            restriction: None,
            workaround: None,
            expected_back: None,
            valid_until: None,
        }
    }

    fn service(events: &[ServiceEvent]) -> Service {
        folded(&course("D-1", events.iter().cloned()))
    }

    /// The states of a service whose entries were written in this order, each since such an hour.
    fn history(states: &[(ServiceState, u64)]) -> Vec<(ServiceState, Moment)> {
        let begin = std::iter::once(added());
        let later = states
            .iter()
            .map(|(state, _)| ServiceEvent::StateSet(set(*state)));
        let mut entries = course("D-1", begin.chain(later));
        for (entry, (_, since)) in entries[1..].iter_mut().zip(states) {
            entry.body.happened_at = hour(*since);
        }
        let made: Service = folded(&entries);
        assert_eq!(made.current(), made.history.last());
        let last = made.history.last().map(|span| span.state);
        assert_eq!(made.state, last.unwrap_or(ServiceState::Unknown));
        made.history
            .iter()
            .map(|span| (span.state, span.since))
            .collect()
    }

    #[test]
    fn a_service_without_a_state_is_unknown() {
        let made = service(&[added()]);
        assert_eq!(made.state, ServiceState::Unknown);
        assert_eq!(made.current(), None);
        assert!(!made.is_over());
    }

    #[test]
    fn states_stand_in_the_order_of_their_event_time() {
        use ServiceState::{Degraded, Down, Normal};
        for (written, expected) in [
            (vec![(Down, 1), (Normal, 5)], vec![(Down, 1), (Normal, 5)]),
            // One that was entered late takes its place.
            (vec![(Normal, 5), (Down, 1)], vec![(Down, 1), (Normal, 5)]),
            (
                vec![(Down, 1), (Normal, 5), (Degraded, 3)],
                vec![(Down, 1), (Degraded, 3), (Normal, 5)],
            ),
            // Of two at the same time the one entered later holds.
            (vec![(Down, 3), (Normal, 3)], vec![(Down, 3), (Normal, 3)]),
            (vec![(Normal, 3), (Down, 3)], vec![(Normal, 3), (Down, 3)]),
            (
                vec![(Normal, 3), (Degraded, 5), (Down, 3)],
                vec![(Normal, 3), (Down, 3), (Degraded, 5)],
            ),
            // A service may relapse, and the same state may be said again.
            (
                vec![(Down, 1), (Normal, 2), (Down, 4), (Down, 5)],
                vec![(Down, 1), (Normal, 2), (Down, 4), (Down, 5)],
            ),
        ] {
            let expected: Vec<(ServiceState, Moment)> = expected
                .into_iter()
                .map(|(state, since)| (state, hour(since)))
                .collect();
            assert_eq!(history(&written), expected, "{written:?}");
        }
    }

    #[test]
    fn a_state_keeps_all_that_was_said_with_it() {
        let event = specimens("word").remove(2);
        let mut said: Entry = entry(3)
            .at("2021-10-15 09:00")
            .recorded("2021-10-15 10:00")
            .record("D-1")
            .source("a citizen")
            .event(event);
        said.body.approximate = true;
        let begin = course("D-1", [added()]).remove(0);
        let made: Service = folded(&[begin.clone(), said.clone()]);
        let span = StateSpan {
            entry: said.number,
            state: ServiceState::Down,
            since: moment("2021-10-15 09:00"),
            approximate: true,
            cause: Some("text 3".to_owned()),
            restriction: Some("word restriction".to_owned()),
            workaround: Some("word workaround".to_owned()),
            expected_back: Some(moment("2021-10-16 08:00")),
            valid_until: Some(moment("2021-10-16 09:00")),
            source: Some("a citizen".to_owned()),
            noted_at: moment("2021-10-15 10:00"),
        };
        assert_eq!(made.history, [span]);
        said.body.text = String::new();
        assert_eq!(folded::<Service>(&[begin, said]).history[0].cause, None);
    }

    #[test]
    fn a_service_that_counts_takes_every_state_at_any_time() {
        for before in ServiceState::ALL {
            for after in ServiceState::ALL {
                let made = service(&[added(), ServiceEvent::StateSet(set(*before))]);
                let answer = Ok(ServiceEvent::StateSet(set(*after)));
                assert_eq!(made.set(set(*after)), answer);
            }
        }
    }

    #[test]
    fn a_cancelled_service_refuses_every_step() {
        let renamed = ServiceChanged {
            name: Some("new".to_owned()),
            ..ServiceChanged::default()
        };
        let events = [added(), ServiceEvent::StateSet(set(ServiceState::Down))];
        let made: Service = folded(&cancelled("D-1", events));
        let refused = Err(Refusal::RecordVoided {
            number: number("D-1"),
            by: by(3),
        });
        assert_eq!(made.set(set(ServiceState::Normal)), refused);
        assert_eq!(made.edit(renamed.clone()), refused);
        let made = service(&[added()]);
        let changed = Ok(ServiceEvent::Changed(renamed.clone()));
        assert_eq!(made.edit(renamed), changed);
        let refused = Err(Refusal::NothingToChange {
            number: number("D-1"),
        });
        assert_eq!(made.edit(ServiceChanged::default()), refused);
    }

    #[test]
    fn each_field_is_set_emptied_or_left_alone_by_itself() {
        type Expect = fn(&mut Service);
        let change = ServiceChanged::default;
        let set = || Edit::Set("new".to_owned());
        let changes: [(ServiceChanged, Expect); 14] = [
            (change(), |_| {}),
            (
                ServiceChanged {
                    name: Some("new".to_owned()),
                    ..change()
                },
                |service| service.name = "new".to_owned(),
            ),
            (
                ServiceChanged {
                    group: set(),
                    ..change()
                },
                |service| {
                    service.group = Some("new".to_owned());
                },
            ),
            (
                ServiceChanged {
                    group: Edit::Clear,
                    ..change()
                },
                |service| {
                    service.group = None;
                },
            ),
            (
                ServiceChanged {
                    place: set(),
                    ..change()
                },
                |service| {
                    service.place = Some("new".to_owned());
                },
            ),
            (
                ServiceChanged {
                    place: Edit::Clear,
                    ..change()
                },
                |service| {
                    service.place = None;
                },
            ),
            (
                ServiceChanged {
                    owner: set(),
                    ..change()
                },
                |service| {
                    service.owner = Some("new".to_owned());
                },
            ),
            (
                ServiceChanged {
                    owner: Edit::Clear,
                    ..change()
                },
                |service| {
                    service.owner = None;
                },
            ),
            (
                ServiceChanged {
                    contact: set(),
                    ..change()
                },
                |service| {
                    service.contact = Some("new".to_owned());
                },
            ),
            (
                ServiceChanged {
                    contact: Edit::Clear,
                    ..change()
                },
                |service| {
                    service.contact = None;
                },
            ),
            (
                ServiceChanged {
                    depends_on: Edit::Set(vec![number("D-4")]),
                    ..change()
                },
                |service| service.depends_on = vec![number("D-4")],
            ),
            (
                ServiceChanged {
                    depends_on: Edit::Clear,
                    ..change()
                },
                |service| {
                    service.depends_on = Vec::new();
                },
            ),
            (
                ServiceChanged {
                    max_outage: Edit::Set(5),
                    ..change()
                },
                |service| {
                    service.max_outage = Some(5);
                },
            ),
            (
                ServiceChanged {
                    max_outage: Edit::Clear,
                    ..change()
                },
                |service| {
                    service.max_outage = None;
                },
            ),
        ];
        for (change, expect) in changes {
            let mut expected = service(&[added()]);
            expect(&mut expected);
            expected.track.changed_at = hour(2);
            expected.track.latest_at = hour(2).at;
            let after = service(&[added(), ServiceEvent::Changed(change.clone())]);
            assert_eq!(after, expected, "{change:?}");
        }
    }

    #[test]
    fn a_service_begins_with_what_was_said_of_it() {
        let made = service(&[added()]);
        assert_eq!((made.name(), made.name.as_str()), ("text 1", "text 1"));
        assert_eq!(made.group.as_deref(), Some("word group"));
        assert_eq!(made.place.as_deref(), Some("word place"));
        assert_eq!(made.owner.as_deref(), Some("word owner"));
        assert_eq!(made.contact.as_deref(), Some("word contact"));
        assert_eq!(made.depends_on, [number("D-2")]);
        assert_eq!(made.max_outage, Some(240));
        let entries = course("D-1", [ServiceEvent::StateSet(set(ServiceState::Down))]);
        assert_eq!(Service::fold(number("D-1"), &entries), None);
    }

    #[test]
    fn a_name_is_taken_in_any_spelling_but_by_the_service_itself() {
        let taken = || {
            vec![
                (number("D-1"), "E-Mail".to_owned()),
                (number("D-2"), "Bürgerbüro".to_owned()),
            ]
        };
        for (name, except, free) in [
            ("Telefon", None, true),
            ("E-Mail", None, false),
            ("email", None, false),
            (" e mail ", None, false),
            ("BUERGERBUERO", None, false),
            ("email", Some("D-1"), true),
            ("email", Some("D-2"), false),
            ("E-Mails", None, true),
        ] {
            let answer = Service::free_name(name, except.map(number), taken());
            assert_eq!(answer.is_ok(), free, "{name} {except:?}");
        }
        let refused = Refusal::ServiceNameTaken {
            name: "E-Mail".to_owned(),
            number: number("D-1"),
        };
        assert_eq!(Service::free_name("email", None, taken()), Err(refused));
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn a_name_is_taken_in_any_spelling_by_another_service() {
        let number = |text: &str| RecordNumber::parse(text).unwrap();
        let taken = || {
            let names = [("D-1", "Bürger-Büro"), ("D-2", "KFZ")];
            names
                .map(|(one, name)| (number(one), name.to_owned()))
                .to_vec()
        };
        for (name, except, by) in [
            ("Friedhof", None, None),
            ("Bürger", None, None),
            ("buergerbuero", None, Some("D-1")),
            ("Bürger Büro", Some("D-1"), None),
            ("kfz", Some("D-1"), Some("D-2")),
        ] {
            let free = Service::free_name(name, except.map(number), taken());
            let refused = match free {
                Ok(()) => None,
                Err(Refusal::ServiceNameTaken { number, .. }) => Some(number),
                Err(other) => panic!("{other:?}"),
            };
            assert_eq!(refused, by.map(number), "{name}");
        }
    }

    #[test]
    fn a_service_never_depends_on_itself_over_others() {
        let number = |text: &str| RecordNumber::parse(text).unwrap();
        let next = |service: RecordNumber| -> Result<Vec<RecordNumber>, Refusal> {
            let depends = service == number("D-2");
            Ok(depends.then(|| number("D-1")).into_iter().collect())
        };
        let check = |other: &str| Service::check_depends(number("D-1"), &[number(other)], next);
        assert_eq!(check("D-3"), Ok(()));
        let circle = ["D-1", "D-2", "D-1"].map(number).to_vec();
        assert_eq!(check("D-2"), Err(Refusal::DependsOnItself { circle }));
    }
}
