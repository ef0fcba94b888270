//! Services (Dienste, Fachverfahren): what works for citizens and offices, as a history of states.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::ServiceState;
use crate::domain::entry::{Edit, events};
use crate::domain::history::{Kept, Step, Track};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::refusal::Refusal;
use crate::domain::text::plain;

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
#[derive(Clone, Debug, PartialEq, Serialize)]
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

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Service {
    #[serde(flatten)]
    pub track: Track,
    pub name: String,
    pub group: Option<String>,
    pub place: Option<String>,
    pub owner: Option<String>,
    pub contact: Option<String>,
    pub depends_on: Vec<RecordNumber>,
    /// Maximum tolerable outage in minutes.
    pub max_outage: Option<i64>,
    /// In the order of their Ereigniszeit: a state entered late takes its place, and a service may relapse.
    pub history: Vec<StateSpan>,
}

impl Kept for Service {
    type Event = ServiceEvent;
    const NAMED_BY: Option<&'static str> = Some("name");

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
                // Of two states with the same Ereigniszeit the one entered later holds.
                let place = self
                    .history
                    .partition_point(|earlier| earlier.since.at <= span.since.at);
                self.history.insert(place, span);
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

    /// Every state stays in the history, so none is beside another.
    fn brings(event: &ServiceEvent) -> Option<&'static str> {
        match event {
            ServiceEvent::Added(_) | ServiceEvent::Changed(_) => None,
            ServiceEvent::StateSet(set) => Some(set.state.code()),
        }
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

    /// A state may be set while the service counts.
    pub fn set(&self, set: ServiceStateSet) -> Result<ServiceEvent, Refusal> {
        self.track.usable()?;
        Ok(ServiceEvent::StateSet(set))
    }

    /// The state in force, if any was ever entered.
    pub fn current(&self) -> Option<&StateSpan> {
        self.history.last()
    }

    /// The state in force; unknown where none was ever entered.
    pub fn state(&self) -> ServiceState {
        self.current()
            .map_or(ServiceState::Unknown, |span| span.state)
    }

    /// Whether it was expected back by now and is still impaired.
    pub fn is_return_overdue(&self, now: DateTime<FixedOffset>) -> bool {
        let expected = self.current().and_then(|span| span.expected_back);
        self.state().is_impaired() && expected.is_some_and(|back| back.at < now)
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
