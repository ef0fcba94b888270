//! Services (Dienste, Fachverfahren): what works for citizens and offices, as a history of states.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::ServiceState;
use crate::domain::entry::{Edit, events};
use crate::domain::history::{Kept, Sets, Step, Track, place};
use crate::domain::moment::{Moment, Precision};
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
    /// How the staff reaches who is responsible; it stays inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// How citizens reach the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotline: Option<String>,
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
    pub hotline: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub depends_on: Edit<Vec<RecordNumber>>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub max_outage: Edit<i64>,
}

/// One state of a service; the entry's happened_at is the moment it speaks of, and its text is the cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceStateSet {
    pub state: ServiceState,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub restriction: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub workaround: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub expected_back: Edit<Moment>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub valid_until: Edit<Moment>,
    /// That the cause named before no longer holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_cause: bool,
    /// What it does not name goes on to hold. Version 0.2 did not write it: what it set says all it says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refines: bool,
    /// Somebody said that the state began then; without it, one that already holds keeps its beginning.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begins: bool,
}

impl ServiceStateSet {
    /// A state of which nothing more is said, in the form of version 0.2.
    pub fn bare(state: ServiceState) -> ServiceStateSet {
        ServiceStateSet {
            state,
            restriction: Edit::Keep,
            workaround: Edit::Keep,
            expected_back: Edit::Keep,
            valid_until: Edit::Keep,
            no_cause: false,
            refines: false,
            begins: false,
        }
    }
}

events! {
    ServiceEvent {
        Added(ServiceAdded) = "service_added",
        Changed(ServiceChanged) = "service_changed",
        StateSet(ServiceStateSet) = "service_state_set",
    }
}

/// What is known of a service from one entry to the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateSpan {
    pub entry: EntryNumber,
    pub state: ServiceState,
    /// Since when the state holds. An entry that says more of a state leaves its beginning where it was.
    pub since: Moment,
    pub approximate: bool,
    /// The moment that its entry speaks of: from then on all of this holds.
    pub happened_at: Moment,
    pub happened_approximate: bool,
    /// Whether it says more of a state that already held.
    pub continues: bool,
    pub cause: Option<String>,
    pub restriction: Option<String>,
    pub workaround: Option<String>,
    pub expected_back: Option<Moment>,
    pub valid_until: Option<Moment>,
    pub source: Option<String>,
    pub noted_at: Moment,
    /// What its entry said itself, and what the fold reckons with.
    #[serde(skip)]
    reckoned: Reckoned,
}

/// What the fold of a service keeps beside each span.
#[derive(Clone, Debug, Default, PartialEq)]
struct Reckoned {
    said: Option<StateSaid>,
    /// Its place in the order of the log.
    order: usize,
    /// The place in the log of the last entry of this run of one state that set its beginning anew.
    begun: Option<usize>,
    outage: Outage,
}

impl Reckoned {
    /// Whether its entry said since when the state holds.
    fn sets_beginning(&self) -> bool {
        let said = self.said.as_ref();
        said.is_some_and(|said| said.set.refines && said.set.begins)
    }
}

/// The outages until a moment: how many, how long those took that ended, since when the present one is, and whether any of
/// this is not known to the minute.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Outage {
    count: i64,
    /// In minutes.
    ended: i64,
    since: Option<Moment>,
    coarse: bool,
}

/// What an entry says of a state: the event, and the cause, which is the entry's text.
#[derive(Clone, Debug, PartialEq)]
pub struct StateSaid {
    pub set: ServiceStateSet,
    pub cause: Edit<String>,
}

impl StateSaid {
    /// What it leaves unnamed and goes on to hold, in the order of the fields; `made` is what holds with it.
    pub fn goes_on(&self, made: &StateSpan) -> Vec<GoesOn> {
        let set = &self.set;
        [
            (GoesOn::Cause, self.cause.is_keep(), made.cause.is_some()),
            (
                GoesOn::Restriction,
                set.restriction.is_keep(),
                made.restriction.is_some(),
            ),
            (
                GoesOn::Workaround,
                set.workaround.is_keep(),
                made.workaround.is_some(),
            ),
            (
                GoesOn::ExpectedBack,
                set.expected_back.is_keep(),
                made.expected_back.is_some(),
            ),
            (
                GoesOn::ValidUntil,
                set.valid_until.is_keep(),
                made.valid_until.is_some(),
            ),
        ]
        .into_iter()
        .filter(|(_, unnamed, holds)| *unnamed && *holds)
        .map(|(what, ..)| what)
        .collect()
    }

    /// Whether something else than it says holds in a span.
    pub fn is_hidden_by(&self, span: &StateSpan) -> bool {
        let set = &self.set;
        is_otherwise(&self.cause, &span.cause)
            || is_otherwise(&set.restriction, &span.restriction)
            || is_otherwise(&set.workaround, &span.workaround)
            || is_otherwise(&set.expected_back, &span.expected_back)
            || is_otherwise(&set.valid_until, &span.valid_until)
    }
}

/// What goes on to hold from one state to the next although nobody named it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoesOn {
    Cause,
    Restriction,
    Workaround,
    ExpectedBack,
    ValidUntil,
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
    pub hotline: Option<String>,
    pub depends_on: Vec<RecordNumber>,
    /// Maximum tolerable outage in minutes.
    pub max_outage: Option<i64>,
    /// The state in force; unknown where none was ever entered.
    pub state: ServiceState,
    /// How often it was down, the present time included.
    pub outages: i64,
    /// Minutes of the outages that ended.
    pub down_minutes: i64,
    /// Since when it is down without a break, whatever the state is called.
    pub down_since: Option<Moment>,
    /// Whether an outage began or ended at a moment that is not known to the minute.
    pub down_approximate: bool,
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
            hotline: added.hotline,
            depends_on: added.depends_on,
            max_outage: added.max_outage,
            state: ServiceState::Unknown,
            outages: 0,
            down_minutes: 0,
            down_since: None,
            down_approximate: false,
            history: Vec::new(),
        })
    }

    fn apply(&mut self, step: &Step<'_, ServiceEvent>) {
        match step.event {
            ServiceEvent::Added(_) => {}
            ServiceEvent::Changed(change) => self.change(change.clone()),
            ServiceEvent::StateSet(set) => self.enter(step, set),
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

    fn text_is(event: &ServiceEvent) -> &'static str {
        match event {
            ServiceEvent::Added(_) => "name",
            ServiceEvent::Changed(_) => "text",
            ServiceEvent::StateSet(_) => "cause",
        }
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

    /// Who is responsible, how they are reached and what caused a state stay inside; the state itself and the hotline are
    /// for everybody they are marked for.
    fn told_to(audience: Audience, event: &ServiceEvent) -> Told<ServiceEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {}
        }
        match event {
            ServiceEvent::Added(added) => Told::marked(ServiceEvent::Added(ServiceAdded {
                owner: None,
                contact: None,
                ..added.clone()
            })),
            ServiceEvent::Changed(changed) => Told::marked(ServiceEvent::Changed(ServiceChanged {
                owner: Edit::Keep,
                contact: Edit::Keep,
                ..changed.clone()
            })),
            ServiceEvent::StateSet(_) => Told::wordless(event.clone()),
        }
    }
}

impl Service {
    /// Its name, and the place where that is not part of it: together they tell it from every other one.
    pub fn full_name(&self) -> String {
        full_name(&self.name, self.place.as_deref())
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

    /// Takes a state into the history.
    fn enter(&mut self, step: &Step<'_, ServiceEvent>, set: &ServiceStateSet) {
        let body = &step.entry.body;
        let cause = match step.text {
            "" if set.no_cause => Edit::Clear,
            "" => Edit::Keep,
            text => Edit::Set(text.to_owned()),
        };
        let span = StateSpan {
            entry: step.entry.number,
            state: set.state,
            since: body.happened_at,
            approximate: body.approximate,
            happened_at: body.happened_at,
            happened_approximate: body.approximate,
            continues: false,
            cause: None,
            restriction: None,
            workaround: None,
            expected_back: None,
            valid_until: None,
            source: body.source.clone(),
            noted_at: step.entry.noted_at(),
            reckoned: Reckoned {
                said: Some(StateSaid {
                    set: set.clone(),
                    cause,
                }),
                order: self.history.len(),
                ..Reckoned::default()
            },
        };
        // A last one that was read from its row has not been reckoned: the row holds what is needed of it.
        if let Some(last) = self.history.last_mut()
            && last.reckoned.said.is_none()
        {
            last.reckoned.outage = Outage {
                count: self.outages,
                ended: self.down_minutes,
                since: self.down_since,
                coarse: self.down_approximate,
            };
        }
        let earlier = self.history.iter().map(|earlier| earlier.happened_at);
        let place = place(earlier, span.happened_at);
        self.history.insert(place, span);
        self.reckon(place);
        let last = self.history.last();
        self.state = last.map_or(ServiceState::Unknown, |span| span.state);
        let outage = last.map(|span| span.reckoned.outage).unwrap_or_default();
        self.outages = outage.count;
        self.down_minutes = outage.ended;
        self.down_since = outage.since;
        self.down_approximate = outage.coarse;
    }

    /// Tells each span from a place on what holds in it.
    fn reckon(&mut self, from: usize) {
        for at in from..self.history.len() {
            let (earlier, later) = self.history.split_at_mut(at);
            if let Some(span) = later.first_mut() {
                span.follow(earlier);
            }
        }
    }

    /// What is known from one entry on.
    pub fn span(&self, entry: EntryNumber) -> Option<&StateSpan> {
        self.history.iter().find(|span| span.entry == entry)
    }

    /// Whether a state that is said at a moment begins then; `named` where somebody said since when.
    ///
    /// One that holds already begins anew where that is said, and before its beginning. "Today" says nothing of one that is
    /// known to hold since this morning.
    pub fn begins(&self, state: ServiceState, at: Moment, named: bool) -> bool {
        match self.current().filter(|span| span.state == state) {
            Some(span) if named => !at.covers(span.since),
            Some(span) => at.at < span.since.at,
            None => named,
        }
    }

    /// What an entry made to hold: where it moved the beginning of the state in force, that state as it is now.
    pub fn made(&self, entry: EntryNumber) -> Option<&StateSpan> {
        let span = self.span(entry)?;
        let current = self.current().filter(|current| {
            current.continues && current.state == span.state && current.since == span.since
        });
        Some(current.unwrap_or(span))
    }

    /// Since when the outage lasts longer than it may.
    pub fn outage_exceeded_since(&self, now: DateTime<FixedOffset>) -> Option<Moment> {
        let most = TimeDelta::try_minutes(self.max_outage?)?;
        let passed = self.down_since?.at.checked_add_signed(most)?;
        (passed < now).then(|| Moment::exact(passed))
    }

    /// How long it was down, the present outage included.
    pub fn down_for(&self, now: DateTime<FixedOffset>) -> TimeDelta {
        let present = self.down_since.map_or(TimeDelta::zero(), |since| {
            (now - since.at).max(TimeDelta::zero())
        });
        TimeDelta::minutes(self.down_minutes) + present
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

    /// As of when its state is known, and whether that is approximate: when it was said, or the moment that it speaks of where
    /// it was said only after the moment that is looked at.
    pub fn state_as_of(&self, now: Moment) -> (Moment, bool) {
        match self.current() {
            None => (self.track.happened_at, self.track.approximate),
            // An import is noted at the moment that it tells of, which may be known less exactly.
            Some(span) if span.noted_at.at > now.at || span.noted_at.at == span.happened_at.at => {
                (span.happened_at, span.happened_approximate)
            }
            Some(span) => (span.noted_at, false),
        }
    }

    /// Whether somebody outside reads the same of both: what it is called, how it is reached, its state and what goes with it.
    pub fn reads_as(&self, other: &Service) -> bool {
        fn told(service: &Service) -> impl PartialEq + use<'_> {
            let span = service.current();
            (
                (&service.name, &service.place, &service.hotline),
                service.state,
                span.and_then(|span| span.restriction.as_ref()),
                span.and_then(|span| span.workaround.as_ref()),
                span.and_then(|span| span.expected_back),
                span.and_then(|span| span.valid_until),
            )
        }
        told(self) == told(other)
    }

    fn change(&mut self, change: ServiceChanged) {
        if let Some(name) = change.name {
            self.name = name;
        }
        change.group.apply(&mut self.group);
        change.place.apply(&mut self.place);
        change.owner.apply(&mut self.owner);
        change.contact.apply(&mut self.contact);
        change.hotline.apply(&mut self.hotline);
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

impl StateSpan {
    /// Takes over what goes on to hold from the spans before it.
    fn follow(&mut self, earlier: &[StateSpan]) {
        let Some(said) = self.reckoned.said.take() else {
            return;
        };
        let (set, order) = (&said.set, self.reckoned.order);
        let previous = earlier.last();
        let same = previous.filter(|previous| previous.state == self.state);
        let begun = same.and_then(|previous| previous.reckoned.begun);
        let run = || {
            let run = earlier.iter().rev();
            run.take_while(|span| span.state == self.state)
        };
        // Somebody said later that this state had begun earlier.
        let moved = begun.filter(|begun| *begun > order).and_then(|_| {
            run().find(|span| span.reckoned.sets_beginning() && span.reckoned.order > order)
        });
        let joins = if set.refines && !set.begins {
            same
        } else {
            moved
        };
        self.since = joins.map_or(self.happened_at, |first| first.since);
        self.approximate = joins.map_or(self.happened_approximate, |first| first.approximate);
        self.continues = joins.is_some();
        let begins = set.refines && set.begins;
        self.reckoned.begun = begun.max(begins.then_some(order));

        // What goes on is what was known when it was said, so that a state told later of the time before takes nothing away.
        let known = || {
            earlier
                .iter()
                .rev()
                .find(|span| span.reckoned.order < order)
        };
        let before = if moved.is_some() { previous } else { known() };
        let on = before.filter(|before| before.state.is_impaired() && self.state.is_impaired());
        let on = on.filter(|_| set.refines || moved.is_some());
        // Whoever says it again confirms a state whose validity had passed.
        let same = on.filter(|before| before.state == self.state);
        let valid = same.and_then(|before| before.valid_until);
        let valid = valid.filter(|until| until.at > self.happened_at.at);
        let keep = |pick: fn(&StateSpan) -> &Option<String>| on.and_then(|on| pick(on).clone());
        self.cause = keep(|span| &span.cause);
        self.restriction = keep(|span| &span.restriction);
        self.workaround = keep(|span| &span.workaround);
        self.expected_back = on.and_then(|on| on.expected_back);
        self.valid_until = valid;
        said.cause.set(&mut self.cause);
        set.restriction.set(&mut self.restriction);
        set.workaround.set(&mut self.workaround);
        set.expected_back.set(&mut self.expected_back);
        set.valid_until.set(&mut self.valid_until);
        let anew = begins && joins.is_none();
        self.reckoned.said = Some(said);
        self.reckon_outage(previous, anew);
    }

    fn reckon_outage(&mut self, previous: Option<&StateSpan>, anew: bool) {
        let coarse = self.happened_approximate || self.happened_at.precision != Precision::Minute;
        let mut outage = previous.map_or_else(Outage::default, |span| span.reckoned.outage);
        let goes_on = self.state.is_down()
            && previous.is_some_and(|span| !(anew && span.state == self.state));
        if let Some(since) = outage.since.filter(|_| !goes_on) {
            outage.ended += (self.happened_at.at - since.at).num_minutes().max(0);
            outage.since = None;
            outage.coarse |= coarse;
        }
        if self.state.is_down() && outage.since.is_none() {
            outage.count += 1;
            outage.since = Some(self.since);
            outage.coarse |= coarse;
        }
        self.reckoned.outage = outage;
    }
}

/// A service by what people call it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub number: RecordNumber,
    pub name: String,
    pub place: Option<String>,
}

impl Named {
    pub fn full(&self) -> String {
        full_name(&self.name, self.place.as_deref())
    }
}

/// The parts of a name or of an input without what holds them apart.
fn apart(text: &str) -> String {
    plain(&text.replace([',', '(', ')'], " "))
}

/// What all services that count are called: asked again and again, a name need not be compared with each of them.
#[derive(Clone, Debug, Default)]
pub struct Names {
    all: BTreeMap<RecordNumber, Named>,
    /// By the name alone, and by name and place.
    called: BTreeMap<String, BTreeSet<RecordNumber>>,
}

impl Names {
    /// The spellings a service is found by.
    fn spellings(named: &Named) -> [String; 2] {
        let name = apart(&named.name);
        let whole = named.place.as_deref().map(apart).unwrap_or_default();
        [format!("{name}{whole}"), name]
    }

    /// Takes in a service, also one whose name is another one now.
    pub fn put(&mut self, named: Named) {
        self.remove(named.number);
        for spelling in Names::spellings(&named) {
            self.called
                .entry(spelling)
                .or_default()
                .insert(named.number);
        }
        self.all.insert(named.number, named);
    }

    /// Forgets one that does not count any more.
    pub fn remove(&mut self, number: RecordNumber) {
        let Some(named) = self.all.remove(&number) else {
            return;
        };
        for spelling in Names::spellings(&named) {
            if let Some(numbers) = self.called.get_mut(&spelling) {
                numbers.remove(&number);
            }
        }
    }

    pub fn all(&self) -> impl Iterator<Item = &Named> {
        self.all.values()
    }

    /// Those called like this in any spelling: among them are all that have the same name, whatever their place.
    fn called(&self, name: &str) -> impl Iterator<Item = &Named> {
        let numbers = self.called.get(&apart(name)).into_iter().flatten();
        numbers.filter_map(|number| self.all.get(number))
    }

    /// Refuses a name that another service has at the same place in any spelling.
    pub fn free(
        &self,
        name: &str,
        place: Option<&str>,
        except: Option<RecordNumber>,
    ) -> Result<(), Refusal> {
        let key = |name: &str, place: Option<&str>| (plain(name), place.map(plain));
        let wanted = key(name, place);
        let other = self.called(name).find(|other| {
            Some(other.number) != except && key(&other.name, other.place.as_deref()) == wanted
        });
        other.map_or(Ok(()), |other| {
            Err(Refusal::ServiceNameTaken {
                name: other.full(),
                number: other.number,
            })
        })
    }

    /// Those that an input means: by name and place, by the name, by the beginning of one of them, by a part. The first
    /// way that finds any decides, so that a name that begins with the word wins over one that holds it.
    pub fn meant(&self, input: &str) -> Vec<&Named> {
        let wanted = apart(input);
        if wanted.is_empty() {
            return Vec::new();
        }
        let whole = |one: &Named| {
            let place = one.place.as_deref().unwrap_or_default();
            format!("{}{}", apart(&one.name), apart(place))
        };
        let place = |one: &Named| one.place.as_deref().map(apart).unwrap_or_default();
        let by_name: [&dyn Fn(&Named) -> bool; 2] = [
            &|one| whole(one) == wanted || apart(&one.full()) == wanted,
            &|one| apart(&one.name) == wanted,
        ];
        let by_part: [&dyn Fn(&Named) -> bool; 2] = [
            &|one| whole(one).starts_with(&wanted) || place(one).starts_with(&wanted),
            &|one| whole(one).contains(&wanted),
        ];
        let by_name = by_name.into_iter().map(|way| {
            self.called(input)
                .filter(|one| way(one))
                .collect::<Vec<_>>()
        });
        let by_part = by_part
            .into_iter()
            .map(|way| self.all().filter(|one| way(one)).collect());
        let found = by_name.chain(by_part).find(|meant| !meant.is_empty());
        found.unwrap_or_default()
    }
}

impl FromIterator<Named> for Names {
    fn from_iter<T: IntoIterator<Item = Named>>(all: T) -> Names {
        let mut names = Names::default();
        for named in all {
            names.put(named);
        }
        names
    }
}

/// Whether something was said of a field, and the field holds something else.
fn is_otherwise<T: Clone + PartialEq>(said: &Edit<T>, holds: &Option<T>) -> bool {
    let mut after = holds.clone();
    said.set(&mut after);
    after != *holds
}

fn full_name(name: &str, place: Option<&str>) -> String {
    match place {
        Some(place) if !plain(name).contains(&plain(place)) => format!("{name} ({place})"),
        _ => name.to_owned(),
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
        ServiceStateSet::bare(state)
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
            happened_at: moment("2021-10-15 09:00"),
            happened_approximate: true,
            continues: false,
            cause: Some("text 3".to_owned()),
            restriction: Some("word restriction".to_owned()),
            workaround: Some("word workaround".to_owned()),
            expected_back: Some(moment("2021-10-16 08:00")),
            valid_until: Some(moment("2021-10-16 09:00")),
            source: Some("a citizen".to_owned()),
            noted_at: moment("2021-10-15 10:00"),
            reckoned: made.history[0].reckoned.clone(),
        };
        assert_eq!(made.history, [span]);
        said.body.text = String::new();
        assert_eq!(folded::<Service>(&[begin, said]).history[0].cause, None);
    }

    #[test]
    fn a_state_is_known_as_of_when_it_was_said() {
        let begin = course("D-1", [added()]).remove(0);
        let unset: Service = folded(std::slice::from_ref(&begin));
        assert_eq!(unset.state_as_of(hour(9)), (begin.body.happened_at, false));
        let down = |at: &str, recorded: &str| {
            entry(3)
                .at(at)
                .recorded(recorded)
                .record("D-1")
                .event(ServiceEvent::StateSet(set(ServiceState::Down)))
        };
        let said = down("2021-10-15 08:00", "2021-10-15 10:00");
        let made: Service = folded(&[begin.clone(), said.clone()]);
        let as_of = |now: &str| made.state_as_of(moment(now));
        assert_eq!(
            as_of("2021-10-15 10:00"),
            (moment("2021-10-15 10:00"), false)
        );
        // Looked at as of a moment before it was said, it is what it speaks of.
        assert_eq!(
            as_of("2021-10-15 09:59"),
            (moment("2021-10-15 08:00"), false)
        );
        let mut day = said;
        day.imported = true;
        day.body.happened_at.precision = Precision::Day;
        day.body.approximate = true;
        let made: Service = folded(&[begin, day.clone()]);
        let known = made.state_as_of(moment("2021-10-15 12:00"));
        assert_eq!(known, (day.body.happened_at, true));
    }

    #[test]
    fn what_stays_inside_makes_no_service_read_otherwise() {
        let told = service(&[added(), ServiceEvent::StateSet(set(ServiceState::Down))]);
        type Differ = fn(&mut Service);
        let changes: [(Differ, bool); 11] = [
            (|_| {}, true),
            (|it| it.owner = None, true),
            (|it| it.contact = None, true),
            (|it| it.history[0].cause = Some("cable".to_owned()), true),
            (
                |it| it.history[0].source = Some("a citizen".to_owned()),
                true,
            ),
            (|it| it.name = "other".to_owned(), false),
            (|it| it.hotline = Some("115".to_owned()), false),
            (|it| it.state = ServiceState::Normal, false),
            (
                |it| it.history[0].workaround = Some("115".to_owned()),
                false,
            ),
            (|it| it.history[0].expected_back = Some(hour(9)), false),
            (|it| it.history[0].valid_until = Some(hour(9)), false),
        ];
        for (number, (change, same)) in changes.into_iter().enumerate() {
            let mut inside = told.clone();
            change(&mut inside);
            assert_eq!(told.reads_as(&inside), same, "{number}");
        }
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
        let changes: [(ServiceChanged, Expect); 16] = [
            (
                ServiceChanged {
                    hotline: set(),
                    ..change()
                },
                |service| {
                    service.hotline = Some("new".to_owned());
                },
            ),
            (
                ServiceChanged {
                    hotline: Edit::Clear,
                    ..change()
                },
                |service| {
                    service.hotline = None;
                },
            ),
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
        assert_eq!(made.hotline.as_deref(), Some("word hotline"));
        assert_eq!(made.depends_on, [number("D-2")]);
        assert_eq!(made.max_outage, Some(240));
        let entries = course("D-1", [ServiceEvent::StateSet(set(ServiceState::Down))]);
        assert_eq!(Service::fold(number("D-1"), &entries), None);
    }

    fn named(number_of: &str, name: &str, place: Option<&str>) -> Named {
        Named {
            number: number(number_of),
            name: name.to_owned(),
            place: place.map(str::to_owned),
        }
    }

    #[test]
    fn a_name_is_taken_at_its_place_in_any_spelling_but_by_the_service_itself() {
        let taken = Names::from_iter([
            named("D-1", "E-Mail", None),
            named("D-2", "Bürgerbüro", Some("Nord")),
        ]);
        for (name, place, except, by) in [
            ("Telefon", None, None, None),
            ("E-Mail", None, None, Some("D-1")),
            ("email", None, None, Some("D-1")),
            (" e mail ", None, None, Some("D-1")),
            ("E-Mail", Some("Süd"), None, None),
            ("BUERGERBUERO", Some("nord"), None, Some("D-2")),
            ("BUERGERBUERO", Some("Süd"), None, None),
            ("Bürgerbüro", None, None, None),
            ("email", None, Some("D-1"), None),
            ("email", None, Some("D-2"), Some("D-1")),
            ("E-Mails", None, None, None),
        ] {
            let answer = taken.free(name, place, except.map(number));
            let refused = match answer {
                Ok(()) => None,
                Err(Refusal::ServiceNameTaken { number, .. }) => Some(number),
                Err(other) => panic!("{other:?}"),
            };
            assert_eq!(refused, by.map(number), "{name} {place:?} {except:?}");
        }
        let refused = Refusal::ServiceNameTaken {
            name: "Bürgerbüro (Nord)".to_owned(),
            number: number("D-2"),
        };
        let answer = taken.free("Bürgerbüro", Some("Nord"), None);
        assert_eq!(answer, Err(refused));
    }

    #[test]
    fn a_service_is_meant_by_its_name_its_place_or_a_part_of_them() {
        let all = Names::from_iter([
            named("D-1", "Bürgerbüro", Some("Nord")),
            named("D-2", "Bürgerbüro", Some("Süd")),
            named("D-3", "Telefon A", None),
            named("D-4", "Diensttelefon", None),
            named("D-5", "Telefonanlage", None),
            named("D-6", "Kfz Süd", Some("Süd")),
            named("D-7", "Mail", None),
            named("D-8", "Mail", Some("Archiv")),
        ]);
        for (input, meant) in [
            ("Bürgerbüro", &["D-1", "D-2"][..]),
            ("buergerbuero nord", &["D-1"]),
            ("Bürgerbüro, Nord", &["D-1"]),
            ("Bürgerbüro (Nord)", &["D-1"]),
            ("nord", &["D-1"]),
            ("Süd", &["D-2", "D-6"]),
            // A whole name before one that begins with it, and that before one that holds it.
            ("Telefon A", &["D-3"]),
            ("Telefon", &["D-3", "D-5"]),
            ("telefonan", &["D-5"]),
            ("dienst", &["D-4"]),
            ("fon", &["D-3", "D-4", "D-5"]),
            ("Kfz Süd", &["D-6"]),
            // The one whose whole name it is, although another one begins with it.
            ("Mail", &["D-7"]),
            ("Archiv", &["D-8"]),
            ("Fax", &[]),
            (" - ", &[]),
        ] {
            let found = all.meant(input);
            let found: Vec<RecordNumber> = found.iter().map(|one| one.number).collect();
            let meant: Vec<RecordNumber> = meant.iter().map(|one| number(one)).collect();
            assert_eq!(found, meant, "{input}");
        }
    }

    #[test]
    fn a_place_that_the_name_says_is_not_said_twice() {
        for (name, place, full) in [
            ("Bürgerbüro", Some("Nord"), "Bürgerbüro (Nord)"),
            ("Bürgerbüro Nord", Some("nord"), "Bürgerbüro Nord"),
            ("Bürgerbüro", None, "Bürgerbüro"),
        ] {
            assert_eq!(named("D-1", name, place).full(), full);
        }
    }

    // What goes on to hold.

    fn more(state: ServiceState) -> ServiceStateSet {
        ServiceStateSet {
            refines: true,
            ..set(state)
        }
    }

    fn since(state: ServiceState) -> ServiceStateSet {
        ServiceStateSet {
            begins: true,
            ..more(state)
        }
    }

    fn with(workaround: &str, set: ServiceStateSet) -> ServiceStateSet {
        ServiceStateSet {
            workaround: Edit::Set(workaround.to_owned()),
            ..set
        }
    }

    /// A service whose states were written in this order, each speaking of such an hour, without a cause.
    fn told(states: &[(u64, ServiceStateSet)]) -> Service {
        let sets = states
            .iter()
            .map(|(_, set)| ServiceEvent::StateSet(set.clone()));
        let mut entries = course("D-1", std::iter::once(added()).chain(sets));
        for (entry, (at, _)) in entries[1..].iter_mut().zip(states) {
            entry.body.happened_at = hour(*at);
            entry.body.text = String::new();
        }
        folded(&entries)
    }

    /// Hours, each with what was said of it then.
    type Written = Vec<(u64, ServiceStateSet)>;

    /// Hour of the entry, state, since which hour, workaround.
    type Line = (u64, ServiceState, u64, Option<&'static str>);

    fn lines(service: &Service) -> Vec<(Moment, ServiceState, Moment, Option<String>)> {
        let spans = service.history.iter();
        spans
            .map(|span| {
                let at = (span.happened_at, span.state, span.since);
                assert_eq!(span.continues, span.since != span.happened_at, "{span:?}");
                (at.0, at.1, at.2, span.workaround.clone())
            })
            .collect()
    }

    #[test]
    fn what_is_not_named_goes_on_to_hold_until_the_service_is_normal_again() {
        use ServiceState::{Degraded, Down, Emergency, Normal, Unaffected};
        let a = || with("a", since(Down));
        let cases: Vec<(Written, Vec<Line>)> = vec![
            // More of the same state: its beginning and its workaround stay.
            (
                vec![(1, a()), (3, more(Down))],
                vec![(1, Down, 1, Some("a")), (3, Down, 1, Some("a"))],
            ),
            (
                vec![(1, a()), (3, with("b", more(Down)))],
                vec![(1, Down, 1, Some("a")), (3, Down, 1, Some("b"))],
            ),
            (
                vec![
                    (1, a()),
                    (
                        3,
                        ServiceStateSet {
                            workaround: Edit::Clear,
                            ..more(Down)
                        },
                    ),
                    (4, more(Down)),
                ],
                vec![
                    (1, Down, 1, Some("a")),
                    (3, Down, 1, None),
                    (4, Down, 1, None),
                ],
            ),
            // Another state has its own beginning; the workaround goes on.
            (
                vec![(1, a()), (3, more(Emergency)), (5, more(Degraded))],
                vec![
                    (1, Down, 1, Some("a")),
                    (3, Emergency, 3, Some("a")),
                    (5, Degraded, 5, Some("a")),
                ],
            ),
            // Normal, and not affected, end it.
            (
                vec![(1, a()), (3, more(Normal)), (5, more(Down))],
                vec![
                    (1, Down, 1, Some("a")),
                    (3, Normal, 3, None),
                    (5, Down, 5, None),
                ],
            ),
            (
                vec![(1, a()), (3, more(Unaffected)), (5, more(Down))],
                vec![
                    (1, Down, 1, Some("a")),
                    (3, Unaffected, 3, None),
                    (5, Down, 5, None),
                ],
            ),
            // What is said of a normal one is said once.
            (
                vec![(1, with("a", since(Normal))), (3, more(Normal))],
                vec![(1, Normal, 1, Some("a")), (3, Normal, 1, None)],
            ),
            (
                vec![(1, with("a", since(Normal))), (3, more(Down))],
                vec![(1, Normal, 1, Some("a")), (3, Down, 3, None)],
            ),
            // A relapse within one state begins anew.
            (
                vec![(1, a()), (4, since(Down)), (5, more(Down))],
                vec![
                    (1, Down, 1, Some("a")),
                    (4, Down, 4, Some("a")),
                    (5, Down, 4, Some("a")),
                ],
            ),
            // A beginning before the present one moves it.
            (
                vec![(3, a()), (5, more(Down)), (1, since(Down))],
                vec![
                    (1, Down, 1, None),
                    (3, Down, 1, Some("a")),
                    (5, Down, 1, Some("a")),
                ],
            ),
            // It moves only what was said before it.
            (
                vec![(1, since(Down)), (3, since(Down))],
                vec![(1, Down, 1, None), (3, Down, 3, None)],
            ),
            (
                vec![(4, since(Down)), (2, since(Down)), (1, since(Down))],
                vec![(1, Down, 1, None), (2, Down, 1, None), (4, Down, 1, None)],
            ),
            (
                vec![(4, since(Down)), (1, since(Down)), (2, since(Down))],
                vec![(1, Down, 1, None), (2, Down, 2, None), (4, Down, 2, None)],
            ),
            // Another state in between keeps both apart.
            (
                vec![(5, a()), (3, since(Normal)), (1, since(Down))],
                vec![
                    (1, Down, 1, None),
                    (3, Normal, 3, None),
                    (5, Down, 5, Some("a")),
                ],
            ),
            // One that is told late takes its place; what was said after it, in ignorance of it, goes on as it was said.
            (
                vec![(1, a()), (5, more(Down)), (3, since(Normal))],
                vec![
                    (1, Down, 1, Some("a")),
                    (3, Normal, 3, None),
                    (5, Down, 5, Some("a")),
                ],
            ),
            (
                vec![
                    (1, since(Down)),
                    (5, more(Down)),
                    (3, with("a", more(Emergency))),
                ],
                vec![
                    (1, Down, 1, None),
                    (3, Emergency, 3, Some("a")),
                    (5, Down, 5, None),
                ],
            ),
            // What version 0.2 set says all it says.
            (
                vec![(1, with("a", set(Down))), (3, set(Down)), (5, more(Down))],
                vec![
                    (1, Down, 1, Some("a")),
                    (3, Down, 3, None),
                    (5, Down, 3, None),
                ],
            ),
        ];
        for (written, expected) in cases {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(at, state, since, said)| {
                    (hour(at), state, hour(since), said.map(str::to_owned))
                })
                .collect();
            assert_eq!(lines(&told(&written)), expected, "{written:?}");
        }
    }

    #[test]
    fn each_thing_said_of_a_state_goes_on_and_is_taken_away_by_itself() {
        let full = ServiceStateSet {
            restriction: Edit::Set("r".to_owned()),
            workaround: Edit::Set("w".to_owned()),
            expected_back: Edit::Set(hour(20)),
            valid_until: Edit::Set(hour(9)),
            ..since(ServiceState::Down)
        };
        let fold = |at: u64, later: ServiceStateSet, cause: &str| {
            let sets = [full.clone(), later].map(ServiceEvent::StateSet);
            let mut entries = course("D-1", std::iter::once(added()).chain(sets));
            entries[2].body.happened_at = hour(at);
            entries[2].body.text = cause.to_owned();
            let made: Service = folded(&entries);
            let span = made.current().cloned().unwrap();
            let on = span.reckoned.said.clone().unwrap().goes_on(&span);
            (span, on)
        };
        use GoesOn::{Cause, ExpectedBack, Restriction, ValidUntil, Workaround};
        let (span, on) = fold(8, more(ServiceState::Down), "");
        assert_eq!(
            on,
            [Cause, Restriction, Workaround, ExpectedBack, ValidUntil]
        );
        assert_eq!(span.cause.as_deref(), Some("text 2"));
        assert_eq!(span.expected_back, Some(hour(20)));
        assert_eq!(span.valid_until, Some(hour(9)));
        // A validity that had passed is not that of a state said again; nor that of another state.
        let (span, on) = fold(9, more(ServiceState::Down), "");
        assert_eq!((span.valid_until, on.contains(&ValidUntil)), (None, false));
        let (span, _) = fold(8, more(ServiceState::Emergency), "");
        assert_eq!(
            (span.valid_until, span.expected_back),
            (None, Some(hour(20)))
        );
        let (span, on) = fold(8, more(ServiceState::Down), "new");
        assert_eq!(span.cause.as_deref(), Some("new"));
        assert!(!on.contains(&Cause));
        type Pick = fn(&StateSpan) -> bool;
        let down = || more(ServiceState::Down);
        let cases: [(ServiceStateSet, GoesOn, Pick); 5] = [
            (
                ServiceStateSet {
                    no_cause: true,
                    ..down()
                },
                Cause,
                |span| span.cause.is_none(),
            ),
            (
                ServiceStateSet {
                    restriction: Edit::Clear,
                    ..down()
                },
                Restriction,
                |span| span.restriction.is_none(),
            ),
            (
                ServiceStateSet {
                    workaround: Edit::Clear,
                    ..down()
                },
                Workaround,
                |span| span.workaround.is_none(),
            ),
            (
                ServiceStateSet {
                    expected_back: Edit::Clear,
                    ..down()
                },
                ExpectedBack,
                |span| span.expected_back.is_none(),
            ),
            (
                ServiceStateSet {
                    valid_until: Edit::Clear,
                    ..down()
                },
                ValidUntil,
                |span| span.valid_until.is_none(),
            ),
        ];
        for (set, what, gone) in cases {
            let (span, on) = fold(8, set, "");
            assert!(gone(&span), "{what:?}");
            assert_eq!(on.len(), 4, "{what:?}");
            assert!(!on.contains(&what));
        }
    }

    #[test]
    fn what_a_moved_beginning_says_may_be_hidden_by_what_was_said_after_it() {
        use ServiceState::{Down, Normal};
        /// Whether the last entry moved the beginning of the state in force, and is hidden by it.
        fn hidden(states: &[(u64, ServiceStateSet)]) -> Option<bool> {
            let made = told(states);
            let entry = EntryNumber::parse(&format!("{}", states.len() + 1)).unwrap();
            let span = made.made(entry).filter(|span| span.entry != entry)?;
            let said = StateSaid {
                set: states.last().unwrap().1.clone(),
                cause: Edit::Keep,
            };
            Some(said.is_hidden_by(span))
        }
        // The state in force says nothing else, so the workaround goes on from the new beginning.
        let states = [(3, since(Down)), (1, with("a", since(Down)))];
        assert_eq!(hidden(&states), Some(false));
        let states = [(3, set(Down)), (1, with("a", since(Down)))];
        assert_eq!(hidden(&states), Some(false));
        assert_eq!(hidden(&[(3, set(Down)), (1, since(Down))]), Some(false));
        let states = [(3, with("b", since(Down))), (1, with("a", since(Down)))];
        assert_eq!(hidden(&states), Some(true));
        // A state of the past that is not the one in force is no beginning of it.
        let states = [(3, since(Normal)), (1, with("a", since(Down)))];
        assert_eq!(hidden(&states), None);
    }

    #[test]
    fn a_state_begins_where_somebody_says_so_or_before_it_was_known_to() {
        use ServiceState::{Down, Normal};
        let made = told(&[(3, since(Down))]);
        let mut day = hour(3);
        day.at = moment("2021-10-15 00:00").at;
        day.precision = Precision::Day;
        for (state, at, named, begins) in [
            (Down, hour(2), false, true),
            (Down, hour(3), false, false),
            (Down, hour(4), false, false),
            (Down, hour(4), true, true),
            (Down, hour(2), true, true),
            // "Today" of what is down since eleven.
            (Down, day, true, false),
            (Normal, day, true, true),
            (Normal, hour(2), false, false),
            (Normal, hour(4), true, true),
        ] {
            assert_eq!(
                made.begins(state, at, named),
                begins,
                "{state:?} {at:?} {named}"
            );
        }
        assert!(told(&[]).begins(Down, hour(4), true));
    }

    #[test]
    fn a_service_read_from_its_row_goes_on_as_if_all_were_known() {
        use ServiceState::{Degraded, Down, Emergency, Isolated, Normal};
        let courses = [
            vec![since(Down), more(Normal), more(Down), more(Down)],
            vec![with("a", since(Down)), more(Isolated), more(Emergency)],
            vec![since(Down), since(Down), more(Degraded), set(Down)],
            vec![set(Down), set(Down), more(Down), since(Down)],
        ];
        for sets in courses {
            let sets: Vec<(u64, ServiceStateSet)> = (1..).zip(sets).collect();
            for count in 1..sets.len() {
                let mut standing = told(&sets[..count]);
                let last = standing.history.pop().unwrap();
                standing.history = vec![StateSpan {
                    reckoned: Reckoned::default(),
                    ..last
                }];
                let events = sets[..=count].iter().map(|(_, set)| set.clone());
                let events = events.map(ServiceEvent::StateSet);
                let mut next =
                    course("D-1", std::iter::once(added()).chain(events)).remove(count + 1);
                next.body.happened_at = hour(sets[count].0);
                next.body.text = String::new();
                assert!(standing.go_on(&next), "{sets:?} {count}");
                let all = told(&sets[..=count]);
                let bare = |span: Option<&StateSpan>| {
                    span.map(|span| StateSpan {
                        reckoned: Reckoned::default(),
                        ..span.clone()
                    })
                };
                assert_eq!(
                    bare(standing.current()),
                    bare(all.current()),
                    "{sets:?} {count}"
                );
                let sums = |one: &Service| (one.outages, one.down_minutes, one.down_since);
                assert_eq!(sums(&standing), sums(&all), "{sets:?} {count}");
            }
        }
    }

    #[test]
    fn outages_are_counted_and_summed_and_emergency_operation_ends_them() {
        use ServiceState::{Degraded, Down, Emergency, Isolated, Maintenance, Normal};
        for (written, count, hours, open) in [
            (vec![(1, since(Degraded)), (5, more(Normal))], 0, 0, None),
            (vec![(1, since(Down)), (5, more(Normal))], 1, 4, None),
            (vec![(1, since(Down)), (5, more(Emergency))], 1, 4, None),
            (vec![(1, since(Maintenance))], 0, 0, None),
            // Switched off after it fell out is one outage.
            (vec![(1, since(Down)), (3, more(Isolated))], 1, 0, Some(1)),
            (vec![(1, since(Down)), (3, more(Down))], 1, 0, Some(1)),
            (vec![(1, set(Down)), (3, set(Down))], 1, 0, Some(1)),
            (vec![(1, since(Down)), (3, since(Down))], 2, 2, Some(3)),
            (vec![(3, since(Down)), (1, since(Down))], 1, 0, Some(1)),
            (
                vec![(1, since(Down)), (2, more(Normal)), (6, more(Isolated))],
                2,
                1,
                Some(6),
            ),
            // Told late.
            (
                vec![(1, since(Down)), (9, more(Normal)), (4, since(Normal))],
                1,
                3,
                None,
            ),
        ] {
            let mut made = told(&written);
            assert_eq!(made.outages, count, "{written:?}");
            assert_eq!(made.down_minutes, hours * 60, "{written:?}");
            assert_eq!(made.down_since, open.map(hour), "{written:?}");
            assert!(!made.down_approximate);
            let now = hour(10).at;
            let present = open.map_or(0, |since| 10 - i64::try_from(since).unwrap());
            assert_eq!(made.down_for(now), TimeDelta::hours(hours + present));
            let exceeded = |made: &Service, minutes: i64| {
                let service = Service {
                    max_outage: Some(minutes),
                    ..made.clone()
                };
                service.outage_exceeded_since(now)
            };
            assert_eq!(exceeded(&made, present * 60), None);
            let passed = open.map(|since| Moment::exact(hour(since).at + TimeDelta::minutes(30)));
            assert_eq!(exceeded(&made, 30), passed.filter(|_| present > 0));
            made.max_outage = None;
            assert_eq!(made.outage_exceeded_since(now), None);
        }
        let mut day = hour(1);
        day.precision = Precision::Day;
        let sets = [since(Down), more(Normal)].map(ServiceEvent::StateSet);
        let mut entries = course("D-1", std::iter::once(added()).chain(sets));
        entries[1].body.happened_at = day;
        assert!(folded::<Service>(&entries).down_approximate);
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
