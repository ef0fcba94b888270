//! Services (Dienste, Fachverfahren): what works for citizens and offices, as a history of states.

use serde::Serialize;

use super::codes::ServiceState;
use super::entry::{Entry, Event, ServiceChanged};
use super::history::{Track, trace};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::refusal::Refusal;

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

impl Service {
    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Service> {
        let (track, steps) = trace(number, entries)?;
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        let Event::ServiceAdded(added) = &first.entry.body.event else {
            return None;
        };
        let added = added.clone();
        let mut service = Service {
            track,
            name: first.text.to_owned(),
            group: added.group,
            place: added.place,
            owner: added.owner,
            contact: added.contact,
            depends_on: added.depends_on,
            max_outage: added.max_outage,
            history: Vec::new(),
        };
        for step in steps {
            match &step.entry.body.event {
                Event::ServiceChanged(change) => service.change(change.clone()),
                Event::ServiceStateSet(set) => service.history.push(StateSpan {
                    entry: step.entry.number,
                    state: set.state,
                    since: step.entry.body.happened_at,
                    approximate: step.entry.body.approximate,
                    cause: Some(step.text.to_owned()).filter(|text| !text.is_empty()),
                    restriction: set.restriction.clone(),
                    workaround: set.workaround.clone(),
                    expected_back: set.expected_back,
                    valid_until: set.valid_until,
                    source: step.entry.body.source.clone(),
                    noted_at: step.entry.noted_at(),
                }),
                _ => {}
            }
        }
        // Stable: of two states with the same Ereigniszeit the one entered later holds.
        service.history.sort_by_key(|span| span.since.at);
        Some(service)
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

    pub fn edit(&self, change: ServiceChanged) -> Result<Event, Refusal> {
        self.track.usable()?;
        if change == ServiceChanged::default() {
            return Err(Refusal::NothingToChange {
                number: self.track.number,
            });
        }
        Ok(Event::ServiceChanged(change))
    }
}
