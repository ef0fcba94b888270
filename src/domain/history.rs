//! What later entries say of earlier ones, and the fold of a record's entries into what it is now.
//!
//! Corrected, cancelled and visible are decided here and nowhere else; tables and reports are written from the answer.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::audience::{Audience, Told, Visibility};
use super::correction::{Right, put_right};
use super::entry::{Edit, Entry, Event, LogEvent};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::refusal::{Refusal, SetBy};

/// What later entries say of one entry.
#[derive(Clone, Debug, Default)]
pub struct Verdict<'a> {
    /// The corrections that were not cancelled, in the order of the log.
    pub corrections: Vec<&'a Entry>,
    /// The cancellation that counts: the first one.
    pub voided: Option<&'a Entry>,
    pub visibility: Visibility,
}

impl<'a> Verdict<'a> {
    /// The last correction.
    pub fn corrected(&self) -> Option<&'a Entry> {
        self.corrections.last().copied()
    }

    /// The entry as it is right: its words, its fields, and when it happened.
    pub fn right<'e>(&self, entry: &'e Entry) -> Right<'e> {
        put_right(entry, &self.corrections)
    }
}

/// Decides on each of some entries that belong together: those of one record, or an entry and what speaks of it.
///
/// `entries` in the order of the log; the verdicts come in the same order.
pub fn verdicts(entries: &[Entry]) -> Vec<Verdict<'_>> {
    let mut verdicts: Vec<Verdict<'_>> = entries
        .iter()
        .map(|entry| Verdict {
            // That something became public is said by its being public; the reason stays inside.
            visibility: match entry.body.event.visibility_change() {
                Some(_) => Visibility::INTERNAL,
                None => entry.body.visibility,
            },
            ..Verdict::default()
        })
        .collect();
    if !entries.iter().any(Entry::speaks_of_others) {
        return verdicts;
    }
    let positions: HashMap<EntryNumber, usize> = entries
        .iter()
        .enumerate()
        .map(|(position, entry)| (entry.number, position))
        .collect();
    let mut decided = vec![false; entries.len()];
    // From the newest on: whether a remark counts is known before what it says is applied.
    for (position, entry) in entries.iter().enumerate().rev() {
        let Event::Log(event) = &entry.body.event else {
            continue;
        };
        if verdicts[position].voided.is_some() {
            continue;
        }
        let earlier = |number: &EntryNumber| {
            let target = positions.get(number).copied();
            target.filter(|target| *target < position)
        };
        match event {
            LogEvent::EntryVoided(void) => {
                if let Some(target) = earlier(&void.entry) {
                    verdicts[target].voided = Some(entry);
                }
            }
            LogEvent::EntryCorrected(correction) => {
                if let Some(target) = earlier(&correction.entry) {
                    verdicts[target].corrections.insert(0, entry);
                }
            }
            LogEvent::VisibilityChanged(change) => {
                let about: Vec<usize> = match &change.entry {
                    Some(one) => earlier(one).into_iter().collect(),
                    None => (0..position)
                        .filter(|&target| {
                            entry.record.is_some() && entries[target].record == entry.record
                        })
                        .collect(),
                };
                for target in about {
                    let is_change = entries[target].body.event.visibility_change().is_some();
                    if !is_change && !std::mem::replace(&mut decided[target], true) {
                        verdicts[target].visibility = entry.body.visibility;
                    }
                }
            }
            LogEvent::LogStarted(_) | LogEvent::NoteTaken(_) | LogEvent::AssessmentWritten(_) => {}
        }
    }
    verdicts
}

/// The place of something said of a moment among what was said of the same thing before it.
///
/// `earlier` are the moments of those, as they stand. A time that is known by the day or its part takes effect after all that
/// was said of the same span before: its effective moment is the later of the span's start and the latest effective moment
/// among those. Of two with the same effective moment the one said later stands later.
pub fn place(earlier: impl IntoIterator<Item = Moment>, said: Moment) -> usize {
    let (_, last) = said.minutes();
    // As they stand, the effective moment of each is the latest start so far.
    let mut effective = i64::MIN;
    earlier
        .into_iter()
        .take_while(|moment| {
            effective = effective.max(moment.minutes().0);
            effective <= last
        })
        .count()
}

/// One entry of a record that counts, as it is right after its corrections.
#[derive(Clone, Copy)]
pub struct Step<'a, E> {
    pub entry: &'a Entry,
    pub event: &'a E,
    pub text: &'a str,
}

/// An event of one kind of record among those of all kinds.
pub trait Recorded: Serialize + Sized {
    fn of(event: &Event) -> Option<&Self>;
}

/// A kind of record: what it is after each of its entries, and who may read what of them.
///
/// Nothing here has a default: who adds a kind must decide all of it.
pub trait Kept: Sized {
    type Event: Recorded;

    /// Begins the record with the entry that creates it; `None` where that entry is of another kind.
    fn begin(track: Track, first: &Step<'_, Self::Event>) -> Option<Self>;

    /// Applies a later entry that counts.
    fn apply(&mut self, step: &Step<'_, Self::Event>);

    /// What people call it; empty where its number says all there is.
    fn name(&self) -> &str;

    /// The field that holds the name, where it has one.
    const NAMED_BY: Option<&'static str>;

    /// The table that holds what it was before, a row for each item of its `history`, where it has one.
    const HISTORY: Option<&'static str>;

    /// Whether its row and the last item of its history hold all that its next entry is applied to; where not, all of its
    /// entries are folded again with each new one.
    const GOES_ON: bool;

    /// Whether it no longer needs anybody.
    fn is_over(&self) -> bool;

    fn track(&self) -> &Track;
    fn track_mut(&mut self) -> &mut Track;

    /// What the text of its entry is: the name it is typed by.
    fn text_is(event: &Self::Event) -> &'static str;

    /// What an event sets, and another laptop may have set otherwise without knowing of it.
    fn sets(event: &Self::Event) -> Sets;

    /// What an event says of when the matter itself began, which may be long before anybody wrote of it.
    fn beginning(event: &Self::Event) -> Edit<Moment>;

    /// What an audience is told of an event.
    fn told_to(audience: Audience, event: &Self::Event) -> Told<Self::Event>;

    /// Folds entries in the order of the log; `None` where they do not hold the entry that creates the record.
    fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Self> {
        Self::fold_by_step(number, entries, |_, _| {})
    }

    /// The same; `before` sees each later step that counts, and the record as it was until then.
    fn fold_by_step(
        number: RecordNumber,
        entries: &[Entry],
        mut before: impl FnMut(&Step<'_, Self::Event>, &Self),
    ) -> Option<Self> {
        let verdicts = verdicts(entries);
        let judged = || entries.iter().zip(&verdicts);
        let right: Vec<Right<'_>> = judged().map(|(entry, v)| v.right(entry)).collect();
        let mut track: Option<Track> = None;
        let mut steps: Vec<Step<'_, Self::Event>> = Vec::new();
        for (entry, verdict) in right.iter().zip(&verdicts) {
            let Some(event) = Self::Event::of(&entry.body.event) else {
                continue;
            };
            // The first one counts also when it is cancelled, so that a cancelled record can be shown.
            if track.is_some() && verdict.voided.is_some() {
                continue;
            }
            let track = track.get_or_insert_with(|| Track::begin(number, entry, verdict));
            track.latest_at = track.latest_at.max(entry.body.happened_at.at);
            steps.push(Step {
                entry,
                event,
                text: &entry.body.text,
            });
        }
        let (first, later) = steps.split_first()?;
        let mut record = Self::begin(track?, first)?;
        for step in later {
            before(step, &record);
            record.apply(step);
        }
        let there_from = there_from(entries, &verdicts);
        let track = record.track_mut();
        track.there_from = there_from.unwrap_or(track.happened_at);
        track.beside = beside::<Self>(later);
        for entry in &right {
            track.changed_at = track.changed_at.max(entry.noted_at());
        }
        Some(record)
    }

    /// Goes on from where the record stands with the newest entry of a log that one laptop wrote, and says whether it could:
    /// then it is what folding all of its entries gives. Of its history only the last item need be there.
    ///
    /// Not where the entry speaks of others, or happened before something that was said already.
    fn go_on(&mut self, entry: &Entry) -> bool {
        let Some(event) = Self::Event::of(&entry.body.event) else {
            return false;
        };
        let happened_at = entry.body.happened_at.at;
        let track = self.track();
        // What says when it began, or is before its first moment, changes from when on it is there.
        let later = happened_at >= track.latest_at && entry.body.happened_at >= track.there_from;
        if !Self::GOES_ON || !later || !Self::beginning(event).is_keep() {
            return false;
        }
        let track = self.track_mut();
        track.latest_at = happened_at;
        track.changed_at = track.changed_at.max(entry.noted_at());
        self.apply(&Step {
            entry,
            event,
            text: &entry.body.text,
        });
        true
    }
}

/// The first moment that any entry of a record speaks of, or that its matter is said to have begun: from then on it is there,
/// however much later somebody wrote of it. What was cancelled says nothing.
pub fn there_from(entries: &[Entry], verdicts: &[Verdict<'_>]) -> Option<Moment> {
    let mut first: Option<Moment> = None;
    let mut beginning = None;
    for (entry, verdict) in entries.iter().zip(verdicts) {
        let entry = verdict.right(entry);
        let event = &entry.body.event;
        let says = !entry.speaks_of_others() && !matches!(event, Event::Unread(_));
        if says && (verdict.voided.is_none() || event.creates()) {
            let at = entry.body.happened_at;
            first = Some(first.map_or(at, |first| first.min(at)));
            event.beginning().apply(&mut beginning);
        }
    }
    let first = first?;
    Some(beginning.map_or(first, |beginning| beginning.min(first)))
}

/// What an event sets of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sets {
    /// Each of its own fields.
    Fields,
    /// The status, as its code.
    Status(&'static str),
    /// Nothing that another event could set otherwise: it begins the record, or stays in its history beside all others.
    Nothing,
}

/// What one step says of one field; `whole` tells it apart from what others say.
struct Saying<'a> {
    field: String,
    value: Value,
    whole: Value,
    entry: &'a Entry,
}

fn sayings<'a, K: Kept>(step: &Step<'a, K::Event>) -> Vec<Saying<'a>> {
    let entry = step.entry;
    match K::sets(step.event) {
        Sets::Fields => fields(step.event)
            .into_iter()
            .map(|(field, value)| Saying {
                field,
                whole: value.clone(),
                value,
                entry,
            })
            .collect(),
        Sets::Status(code) => vec![Saying {
            field: "status".to_owned(),
            value: Value::from(code),
            whole: serde_json::json!([code, step.text, fields(step.event)]),
            entry,
        }],
        Sets::Nothing => Vec::new(),
    }
}

/// What is said of a field otherwise than by the step in force, and was never overtaken by somebody who knew it.
fn beside<K: Kept>(steps: &[Step<'_, K::Event>]) -> Vec<Beside> {
    let device = |step: &Step<'_, K::Event>| step.entry.number.0.device;
    if steps.iter().all(|step| device(step) == device(&steps[0])) {
        return Vec::new();
    }
    let mut standing: Vec<Saying<'_>> = Vec::new();
    for step in steps {
        for saying in sayings::<K>(step) {
            standing
                .retain(|other| other.field != saying.field || !step.entry.saw(other.entry.number));
            standing.push(saying);
        }
    }
    let otherwise = |saying: &&Saying<'_>| {
        let in_force = standing.iter().rfind(|last| last.field == saying.field);
        in_force.is_some_and(|in_force| in_force.whole != saying.whole)
    };
    standing
        .iter()
        .filter(otherwise)
        .map(|saying| Beside {
            field: saying.field.clone(),
            value: saying.value.clone(),
            entry: saying.entry.number,
            author: saying.entry.body.author.clone(),
        })
        .collect()
}

/// What an event says, field by field. Whether a moment is approximate is said with the moment.
fn fields<E: Serialize>(event: &E) -> serde_json::Map<String, Value> {
    let Ok(Value::Object(kinds)) = serde_json::to_value(event) else {
        return serde_json::Map::new();
    };
    match kinds.into_iter().next() {
        Some((_, Value::Object(mut fields))) => {
            fields.retain(|name, _| !name.ends_with("_approximate"));
            fields
        }
        _ => serde_json::Map::new(),
    }
}

/// One field that an entry changed: what it was before it, and what it is since, as events store values.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    pub field: String,
    /// Nothing where it cannot be told, since the entry does not count.
    pub before: Option<Value>,
    pub after: Value,
}

impl Edited {
    /// What an event says of each field, where what was before cannot be told.
    pub fn said<E: Serialize>(event: &E) -> Vec<Edited> {
        let said = fields(event).into_iter().map(|(field, after)| Edited {
            field,
            before: None,
            after,
        });
        said.collect()
    }
}

/// What each entry that changes fields of the record changed; values that stayed the same are left out.
pub(super) fn edits<K: Kept + Serialize>(
    number: RecordNumber,
    entries: &[Entry],
) -> Vec<(EntryNumber, Vec<Edited>)> {
    let mut edits = Vec::new();
    K::fold_by_step(number, entries, |step, record| {
        if K::sets(step.event) != Sets::Fields {
            return;
        }
        let was = serde_json::to_value(record).unwrap_or_default();
        let changed = fields(step.event).into_iter().map(|(field, after)| {
            let before = was.get(&field).cloned().unwrap_or_default();
            Edited {
                field,
                before: Some(before),
                after,
            }
        });
        let nothing =
            |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        let differ = |edited: &Edited| {
            let before = edited.before.as_ref();
            before.is_some_and(|before| {
                *before != edited.after && !(nothing(before) && nothing(&edited.after))
            })
        };
        edits.push((step.entry.number, changed.filter(differ).collect()));
    });
    edits
}

/// What one laptop said of a field while another one, which did not know it, said something else: the value in force is the
/// later one in the order of the log, and this one is kept beside it until somebody decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    pub field: String,
    pub value: Value,
    pub entry: EntryNumber,
    pub author: Option<String>,
}

/// What every record carries beside its own fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Track {
    pub number: RecordNumber,
    /// The entry that created it.
    pub entry: EntryNumber,
    /// When a reader could first have seen it, and when it last changed.
    pub added_at: Moment,
    pub changed_at: Moment,
    /// When it happened, as the creating entry says.
    pub happened_at: Moment,
    /// The first moment that anything said of it speaks of ([`there_from`]).
    #[serde(skip)]
    pub there_from: Moment,
    pub approximate: bool,
    /// The latest Ereigniszeit of its steps: what happened later goes on from there.
    #[serde(skip)]
    pub latest_at: DateTime<FixedOffset>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub visibility: Visibility,
    /// Set where the creating entry was cancelled: the number stays given, the record no longer counts.
    pub voided: Option<SetBy>,
    /// Who brought it into its present status, and when.
    #[serde(skip)]
    pub status_by: SetBy,
    /// What other laptops said without knowing of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
}

/// Stands in for the track of a record that is being read, until its own is there.
impl Default for Track {
    fn default() -> Track {
        let never = Moment::exact(chrono::DateTime::UNIX_EPOCH.fixed_offset());
        let by = SetBy {
            at: never,
            author: None,
        };
        Track {
            number: RecordNumber::default(),
            entry: EntryNumber::from_id(0),
            added_at: never,
            changed_at: never,
            happened_at: never,
            there_from: never,
            approximate: false,
            latest_at: never.at,
            author: None,
            source: None,
            visibility: Visibility::INTERNAL,
            voided: None,
            status_by: by,
            beside: Vec::new(),
        }
    }
}

impl Track {
    fn begin(number: RecordNumber, first: &Entry, verdict: &Verdict<'_>) -> Track {
        Track {
            number,
            entry: first.number,
            added_at: first.noted_at(),
            changed_at: first.noted_at(),
            happened_at: first.body.happened_at,
            there_from: first.body.happened_at,
            approximate: first.body.approximate,
            latest_at: first.body.happened_at.at,
            author: first.body.author.clone(),
            source: first.body.source.clone(),
            visibility: verdict.visibility,
            voided: verdict.voided.map(SetBy::of),
            status_by: SetBy::of(first),
            beside: Vec::new(),
        }
    }

    /// Refuses a record whose creating entry was cancelled.
    pub fn usable(&self) -> Result<(), Refusal> {
        self.voided.clone().map_or(Ok(()), |by| {
            Err(Refusal::RecordVoided {
                number: self.number,
                by,
            })
        })
    }

    /// The refusal of a step that the record's status does not allow.
    pub fn refuse(&self, status: &'static str) -> Refusal {
        Refusal::Status {
            number: self.number,
            status,
            by: self.status_by.clone(),
        }
    }
}

impl SetBy {
    pub fn of(entry: &Entry) -> SetBy {
        SetBy {
            at: entry.body.happened_at,
            author: entry.body.author.clone(),
        }
    }
}

impl Serialize for SetBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.at.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{Effect, Priority, ServiceState, TaskStatus};
    use crate::domain::entry::{Edit, Plain, ReplacedBy};
    use crate::domain::moment::Precision;
    use crate::domain::records::decision::DecisionEvent;
    use crate::domain::records::service::{ServiceEvent, ServiceStateSet};
    use crate::domain::records::task::{TaskAdded, TaskChanged, TaskDone, TaskEvent};
    use crate::domain::records::{Decision, Finding, Service, Task};
    use crate::domain::situation::Scope;
    use crate::domain::specimen::{
        self, by, course, decision, entry, entry_number, finding, folded, heads, hour, moment,
        number,
    };

    fn added() -> TaskEvent {
        TaskEvent::Added(TaskAdded::default())
    }

    fn started() -> TaskEvent {
        TaskEvent::Started(Plain {})
    }

    // The model: what it takes of an entry, and plain questions to a list of them. It knows no verdicts.

    #[derive(Clone, Copy, Debug)]
    enum Says {
        Itself,
        Corrects(usize),
        /// It happened in another hour.
        Retimes(usize, u64),
        Voids(usize),
        ShowsOne(usize, bool),
        ShowsAll(bool),
    }

    /// An entry as the model sees it: what it says, and when it happened, was recorded and reached this laptop.
    #[derive(Clone, Copy, Debug)]
    struct Line {
        says: Says,
        public: bool,
        /// Laptop 0 or 1, and its running number.
        laptop: u8,
        running: u64,
        happened: u64,
        recorded: u64,
        received: Option<u64>,
        imported: bool,
    }

    /// The bounds of a scope, in hours.
    #[derive(Clone, Copy, Debug)]
    struct Bounds {
        as_of: Option<u64>,
        known_by: Option<u64>,
        noted_by: Option<u64>,
        known_to: Option<(u64, u64)>,
    }

    impl Bounds {
        fn know(&self, line: &Line) -> bool {
            let reached = line.received.unwrap_or(line.recorded);
            if let Some((founding, second)) = self.known_to {
                let newest = if line.laptop == 0 { founding } else { second };
                if line.running > newest {
                    return false;
                }
            } else if self.known_by.is_some_and(|known_by| reached > known_by) {
                return false;
            }
            match self.noted_by {
                Some(noted_by) if line.imported => line.happened <= noted_by,
                Some(noted_by) => reached <= noted_by,
                None => true,
            }
        }

        fn scope(&self) -> Scope {
            Scope {
                as_of: self.as_of.map(hour),
                known_by: self.known_by.map(hour),
                noted_by: self.noted_by.map(hour),
                known_to: self
                    .known_to
                    .map(|(founding, second)| heads(&[("", founding), ("b", second)])),
            }
        }
    }

    /// The lines that count, by their place in the whole log.
    struct Model<'a> {
        lines: &'a [Line],
        counted: Vec<usize>,
    }

    impl<'a> Model<'a> {
        /// The first line names the task: it counts as soon as anything known of the task, that nothing known cancels, had
        /// happened.
        fn of(lines: &'a [Line], bounds: &Bounds) -> Model<'a> {
            let known = |place: &usize| bounds.know(&lines[*place]);
            let counted = (0..lines.len()).filter(known).collect();
            let mut model = Model { lines, counted };
            let has_happened: Vec<bool> = (0..lines.len())
                .map(|place| {
                    let is_happening = matches!(lines[place].says, Says::Itself);
                    let as_of = bounds.as_of.filter(|_| is_happening);
                    as_of.is_none_or(|as_of| model.happened(place) <= as_of)
                })
                .collect();
            let happened = |place: &usize| has_happened[*place];
            let there = model.counted.iter().any(|place| {
                let says = matches!(lines[*place].says, Says::Itself);
                says && happened(place) && (*place == 0 || model.voided_by(*place).is_none())
            });
            model
                .counted
                .retain(|place| happened(place) || *place == 0 && there);
            model
        }
    }

    impl Model<'_> {
        fn after(&self, one: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
            self.counted
                .iter()
                .copied()
                .filter(move |&other| other > one)
        }

        fn voided_by(&self, one: usize) -> Option<usize> {
            self.after(one).find(|&other| {
                matches!(self.lines[other].says, Says::Voids(target) if target == one)
                    && self.voided_by(other).is_none()
            })
        }

        fn corrected_by(&self, one: usize) -> Option<usize> {
            self.after(one).rfind(|&other| {
                matches!(self.lines[other].says, Says::Corrects(target) if target == one)
                    && self.voided_by(other).is_none()
            })
        }

        /// The last that said anything of its words or its time.
        fn put_right_by(&self, one: usize) -> Option<usize> {
            self.after(one).rfind(|&other| {
                let says = self.lines[other].says;
                let about = matches!(says, Says::Corrects(target) | Says::Retimes(target, _) if target == one);
                about && self.voided_by(other).is_none()
            })
        }

        /// When it happened, as was said last.
        fn happened(&self, one: usize) -> u64 {
            let said = self
                .after(one)
                .rev()
                .find_map(|other| match self.lines[other].says {
                    Says::Retimes(target, hours)
                        if target == one && self.voided_by(other).is_none() =>
                    {
                        Some(hours)
                    }
                    _ => None,
                });
            said.unwrap_or(self.lines[one].happened)
        }

        fn is_public(&self, one: usize) -> bool {
            let of_another = |other: usize| match self.lines[other].says {
                Says::ShowsOne(target, public) if target == one => Some(public),
                Says::ShowsAll(public) => Some(public),
                _ => None,
            };
            let said = self
                .after(one)
                .rev()
                .filter(|&other| self.voided_by(other).is_none())
                .find_map(of_another);
            let changes = matches!(self.lines[one].says, Says::ShowsOne(..) | Says::ShowsAll(_));
            !changes && said.unwrap_or(self.lines[one].public)
        }
    }

    /// Every remark that could follow `before` entries.
    fn remarks(before: usize) -> Vec<Says> {
        let mut all = vec![Says::ShowsAll(true), Says::ShowsAll(false)];
        for target in 0..before {
            all.extend([
                Says::Corrects(target),
                Says::Retimes(target, 4),
                Says::Voids(target),
                Says::ShowsOne(target, true),
                Says::ShowsOne(target, false),
            ]);
        }
        all
    }

    /// The line at a place of the log. Happening, recording and arrival go by different orders, so that each bound cuts
    /// elsewhere; the second laptop's entries arrive late, and its numbers are higher than those of later entries.
    fn line(place: usize, says: Says) -> Line {
        let hours = u64::try_from(place).unwrap();
        let laptop = u8::from(place % 3 == 2);
        Line {
            says,
            public: place == 0 || matches!(says, Says::ShowsOne(_, true) | Says::ShowsAll(true)),
            laptop,
            running: if laptop == 0 { hours + 1 } else { hours + 20 },
            happened: [2, 6, 5, 3, 4, 1][place],
            recorded: 10 + hours,
            received: (laptop == 1).then_some(14),
            imported: place % 2 == 1,
        }
    }

    fn made(lines: &[Line], place: usize) -> Entry {
        let line = lines[place];
        let name = |place: usize| {
            let letters = ["", "b"][usize::from(lines[place].laptop)];
            format!("{}{letters}", lines[place].running)
        };
        let letters = ["", "b"][usize::from(line.laptop)];
        let mut sketch = entry(line.running)
            .on(letters)
            .lam(place as u64 + 1)
            .record("A-1");
        if line.public {
            sketch = sketch.marked(&[Audience::Public]);
        }
        let mut entry = match line.says {
            Says::Itself if place == 0 => sketch.event(added()),
            Says::Itself => sketch.event(started()),
            Says::Corrects(target) => sketch.corrects(&name(target)),
            Says::Retimes(target, hours) => sketch.retimes(&name(target), hours),
            Says::Voids(target) => sketch.voids(&name(target)),
            Says::ShowsOne(target, _) => sketch.shows(Some(&name(target))),
            Says::ShowsAll(_) => sketch.shows(None),
        };
        entry.body.happened_at = hour(line.happened);
        entry.recorded_at = hour(line.recorded).at;
        entry.received_at = line.received.map(|received| hour(received).at);
        entry.imported = line.imported;
        entry
    }

    /// All logs of one task: its two entries, and then this many remarks of any kind about anything before them.
    fn every_log(length: usize) -> Vec<Vec<Line>> {
        let mut logs = vec![vec![line(0, Says::Itself), line(1, Says::Itself)]];
        for place in 2..2 + length {
            logs = logs
                .iter()
                .flat_map(|log| {
                    remarks(place).into_iter().map(move |says| {
                        let mut longer = log.clone();
                        longer.push(line(place, says));
                        longer
                    })
                })
                .collect();
        }
        logs
    }

    fn compare(lines: &[Line], bounds: &Bounds) {
        let whole: Vec<Entry> = (0..lines.len()).map(|place| made(lines, place)).collect();
        let scope = bounds.scope();
        let mut entries = whole.clone();
        scope.keep(&mut entries);
        let model = Model::of(lines, bounds);
        let name = |place: Option<usize>| place.map(|place| whole[place].number);
        let told: Vec<_> = entries
            .iter()
            .zip(verdicts(&entries))
            .map(|(entry, verdict)| {
                let number = |entry: Option<&Entry>| entry.map(|entry| entry.number);
                (
                    entry.number,
                    number(verdict.voided),
                    number(verdict.corrected()),
                    verdict.visibility.allows(Audience::Public),
                    verdict.right(entry).body.text.clone(),
                    verdict.right(entry).body.happened_at,
                )
            })
            .collect();
        let expected: Vec<_> = model
            .counted
            .iter()
            .map(|&place| {
                let right = model.corrected_by(place);
                (
                    whole[place].number,
                    name(model.voided_by(place)),
                    name(model.put_right_by(place)),
                    model.is_public(place),
                    whole[right.unwrap_or(place)].body.text.clone(),
                    hour(model.happened(place)),
                )
            })
            .collect();
        assert_eq!(told, expected, "{lines:#?} {bounds:?}");
        if model.counted.first() != Some(&0) {
            return;
        }
        let task = Task::fold(number("A-1"), &entries).unwrap();
        let right = model.corrected_by(0).unwrap_or(0);
        assert_eq!(task.what, whole[right].body.text, "{lines:#?}");
        assert_eq!(task.issued_at, hour(model.happened(0)), "{lines:#?}");
        assert_eq!(task.track.happened_at, task.issued_at);
        assert_eq!(task.track.voided.is_some(), model.voided_by(0).is_some());
        assert_eq!(
            task.track.visibility.allows(Audience::Public),
            model.is_public(0)
        );
        let started = model.counted.contains(&1) && model.voided_by(1).is_none();
        assert_eq!(task.status == TaskStatus::InProgress, started, "{lines:#?}");
    }

    const EVERYTHING: Bounds = Bounds {
        as_of: None,
        known_by: None,
        noted_by: None,
        known_to: None,
    };

    #[test]
    fn corrections_cancellations_and_marks_hold_as_a_model_says_in_every_order() {
        for lines in every_log(3) {
            compare(&lines, &EVERYTHING);
        }
    }

    #[test]
    fn corrections_cancellations_and_marks_hold_as_a_model_says_at_every_moment() {
        let mut scopes = Vec::new();
        for as_of in [None, Some(1), Some(3), Some(6)] {
            for known_by in [None, Some(11), Some(12), Some(13)] {
                for noted_by in [None, Some(6), Some(12)] {
                    for known_to in [None, Some((1, 0)), Some((4, 0)), Some((1, 22))] {
                        scopes.push(Bounds {
                            as_of,
                            known_by,
                            noted_by,
                            known_to,
                        });
                    }
                }
            }
        }
        for mut lines in every_log(2) {
            for bounds in &scopes {
                compare(&lines, bounds);
            }
            // A task that was begun before it was written down.
            (lines[0].happened, lines[1].happened) = (lines[1].happened, lines[0].happened);
            for bounds in &scopes {
                compare(&lines, bounds);
            }
        }
    }

    /// `09:30`, `day`, `morning`, … of one day.
    fn said(text: &str) -> Moment {
        let at = |time: &str| moment(&format!("2021-10-15 {time}"));
        match Precision::from_code(text) {
            Some(precision) => Moment {
                precision,
                ..at(&format!("{:02}:00", precision.hours().unwrap().0))
            },
            None => at(text),
        }
    }

    #[test]
    fn a_coarse_time_follows_what_was_said_before_it_of_its_span() {
        // In the order it was said, and as it stands.
        for (written, stands) in [
            ("08:00 day", "08:00 day"),
            ("day 08:00", "day 08:00"),
            ("08:00 day 07:00", "07:00 08:00 day"),
            ("08:00 day 09:00", "08:00 day 09:00"),
            ("09:30 morning", "morning 09:30"),
            ("morning day", "morning day"),
            ("day morning", "day morning"),
            ("18:00 day morning", "morning 18:00 day"),
            ("18:00 day evening", "18:00 day evening"),
            ("08:00 day 08:00", "08:00 day 08:00"),
            ("evening forenoon day noon", "forenoon noon evening day"),
            ("20:00 day 08:00 day", "08:00 20:00 day day"),
        ] {
            let mut history: Vec<&str> = Vec::new();
            for one in written.split(' ') {
                let place = place(history.iter().map(|earlier| said(earlier)), said(one));
                history.insert(place, one);
            }
            assert_eq!(history.join(" "), stands, "{written}");
        }
        // The day before and after are other spans; a due end of a day is the same day.
        let before = Moment {
            at: said("08:00").at - chrono::TimeDelta::days(1),
            precision: Precision::Day,
        };
        assert_eq!(place([said("08:00"), said("day")], before), 0);
        let end = Moment {
            at: said("23:59").at,
            precision: Precision::Day,
        };
        assert_eq!(place([said("08:00"), said("day")], end), 2);
        // What shows the same minute is the same minute.
        let seconds = Moment::exact(said("08:00").at + chrono::TimeDelta::seconds(44));
        assert_eq!(place([seconds], said("08:00")), 1);
        assert_eq!(place([seconds], said("07:59")), 0);
    }

    #[test]
    fn a_record_is_there_from_the_first_moment_that_anything_that_counts_speaks_of() {
        let from = |entries: &[Entry]| there_from(entries, &verdicts(entries));
        let mut entries = course("A-1", [added(), started()]);
        assert_eq!(from(&entries), Some(hour(1)));
        entries[1].body.happened_at = hour(0);
        assert_eq!(from(&entries), Some(hour(0)));
        entries.push(entry(3).record("A-1").voids("2"));
        assert_eq!(from(&entries), Some(hour(1)));
        entries.push(entry(4).record("A-1").voids("3"));
        assert_eq!(from(&entries), Some(hour(0)));
        let folded: Task = folded(&entries);
        assert_eq!(folded.track.there_from, hour(0));
        assert_eq!(from(&[]), None);
        // What speaks of others, or cannot be read, speaks of no moment of the record.
        let why = crate::domain::entry::Why::Unknown;
        for early in [
            entry(5).at("2021-10-15 01:00").record("A-1").corrects("1"),
            entry(5).at("2021-10-15 01:00").record("A-1").shows(None),
            entry(5)
                .at("2021-10-15 01:00")
                .record("A-1")
                .unread("task_done", why),
        ] {
            let mut with = course("A-1", [added()]);
            with.push(early);
            assert_eq!(from(&with), Some(hour(1)));
        }
        // Its own beginning, as it was said last.
        let [opened, changed, ..] = &specimen::incident("word")[..] else {
            panic!("four events");
        };
        let entries = course("V-1", [opened.clone(), changed.clone()]);
        assert_eq!(from(&entries[..1]), Some(moment("2021-10-15 02:00")));
        assert_eq!(from(&entries), Some(moment("2021-10-15 01:00")));
    }

    #[test]
    fn what_names_a_record_comes_along_as_soon_as_it_is_there() {
        let mut entries = course("A-1", [added(), started()]);
        entries[0].body.happened_at = hour(5);
        let kept = |scope: Scope| {
            let mut entries = entries.clone();
            scope.keep(&mut entries);
            entries.iter().map(|entry| entry.lam).collect::<Vec<_>>()
        };
        let as_of = |hours| Scope {
            as_of: Some(hour(hours)),
            ..Scope::ALL
        };
        assert_eq!(kept(as_of(1)), Vec::<u64>::new());
        assert_eq!(kept(as_of(2)), [1, 2]);
        assert_eq!(kept(Scope::ALL), [1, 2]);
        // Not where it was not yet known that it was there.
        let known = Scope {
            known_by: Some(hour(1)),
            ..as_of(2)
        };
        assert_eq!(kept(known), Vec::<u64>::new());
    }

    #[test]
    fn a_cancelled_correction_no_longer_counts() {
        let mut entries = course("A-1", [added()]);
        entries.push(entry(2).record("A-1").corrects("1"));
        entries.push(entry(3).record("A-1").corrects("1"));
        assert_eq!(folded::<Task>(&entries).what, "text 3");
        entries.push(entry(4).record("A-1").voids("3"));
        assert_eq!(folded::<Task>(&entries).what, "text 2");
        entries.push(entry(5).record("A-1").voids("2"));
        assert_eq!(folded::<Task>(&entries).what, "text 1");
    }

    #[test]
    fn a_cancellation_that_is_cancelled_takes_nothing_back() {
        let mut entries = course("A-1", [added(), started()]);
        entries.push(entry(3).record("A-1").voids("2"));
        assert_eq!(folded::<Task>(&entries).status, TaskStatus::Open);
        entries.push(entry(4).record("A-1").voids("3"));
        assert_eq!(folded::<Task>(&entries).status, TaskStatus::InProgress);
    }

    #[test]
    fn the_last_correction_in_the_order_of_the_log_counts_and_not_the_highest_number() {
        let first = course("A-1", [added()]).remove(0);
        let early = entry(9).on("b").lam(2).record("A-1").corrects("1");
        let late = entry(2).lam(3).record("A-1").text("late").corrects("1");
        let task: Task = folded(&[first.clone(), early.clone(), late]);
        assert_eq!(task.what, "late");
        // Where lam is equal, the laptop decides.
        let equal = entry(2).lam(2).record("A-1").text("equal").corrects("1");
        assert!(equal.place() < early.place());
        assert_eq!(folded::<Task>(&[first, equal, early]).what, "text 9");
    }

    #[test]
    fn a_cancellation_says_who_cancelled_first() {
        let mut entries = course("A-1", [added()]);
        entries.push(entry(2).record("A-1").voids("1"));
        entries.push(entry(3).on("b").lam(3).record("A-1").voids("1"));
        assert_eq!(folded::<Task>(&entries).track.voided, Some(by(2)));
    }

    #[test]
    fn corrections_hold_whatever_was_asked_as_of_but_not_before_they_were_known() {
        let late = entry(9).record("A-1").corrects("1");
        let as_of = |hours| Scope {
            as_of: Some(hour(hours)),
            ..Scope::ALL
        };
        let known_by = |hours| Scope {
            known_by: Some(hour(hours)),
            ..Scope::ALL
        };
        for remark in [
            late,
            entry(9).record("A-1").voids("1"),
            entry(9).record("A-1").shows(None),
        ] {
            assert!(as_of(2).holds(&remark));
            assert!(!known_by(8).holds(&remark));
            assert!(known_by(9).holds(&remark));
        }
        let happening = entry(9).record("A-1").event(started());
        assert!(!as_of(8).holds(&happening));
        assert!(as_of(9).holds(&happening));
        assert!(Scope::ALL.is_all() && Scope::ALL.holds(&happening));
        assert!(!as_of(9).is_all() && !known_by(9).is_all());
    }

    #[test]
    fn a_held_clock_changes_nothing_but_its_mark() {
        let plain = entry(2).record("A-1").event(started());
        let held = entry(2).record("A-1").held().event(started());
        assert!(held.clock_held && !plain.clock_held);
        let first = course("A-1", [added()]).remove(0);
        let fold = |second: &Entry| folded::<Task>(&[first.clone(), second.clone()]);
        assert_eq!(fold(&plain), fold(&held));
    }

    #[test]
    fn a_track_begins_with_the_creating_entry_and_ends_with_the_last_one() {
        let mut entries = course("A-1", [added(), started()]);
        entries[0].body.source = Some("a citizen".to_owned());
        entries[0].body.approximate = true;
        entries[0].recorded_at = hour(3).at;
        entries[1].recorded_at = hour(6).at;
        entries.push(entry(5).record("A-1").corrects("2"));
        let track = folded::<Task>(&entries).track;
        assert_eq!(track.number, number("A-1"));
        assert_eq!(track.entry, entry_number("1"));
        assert_eq!(track.added_at, hour(3));
        assert_eq!(track.changed_at, hour(6));
        assert_eq!(track.happened_at, hour(1));
        assert!(track.approximate);
        assert_eq!(track.author.as_deref(), Some("author 1"));
        assert_eq!(track.source.as_deref(), Some("a citizen"));
        assert_eq!(track.status_by, by(2));
        assert_eq!((track.voided, track.beside), (None, vec![]));
    }

    #[test]
    fn an_entry_that_cannot_be_read_adds_nothing_to_its_record() {
        use crate::domain::entry::Why;
        let entries = course("A-1", [added(), started()]);
        for why in [Why::Unknown, Why::Blackened] {
            let unread = |running| entry(running).record("A-1").unread("task_done", why);
            let mut with = vec![entries[0].clone(), unread(2), entries[1].clone(), unread(3)];
            let mut expected: Task = folded(&entries);
            expected.track.changed_at = hour(3);
            assert_eq!(folded::<Task>(&with), expected);
            with[0] = unread(1);
            assert_eq!(Task::fold(number("A-1"), &with), None);
        }
    }

    // Two laptops.

    fn due(hours: u64) -> TaskEvent {
        TaskEvent::Changed(TaskChanged {
            due: Edit::Set(hour(hours)),
            ..TaskChanged::default()
        })
    }

    fn first() -> Entry {
        entry(1).record("A-1").event(added())
    }

    fn here(running: u64, lam: u64, knew: u64, event: TaskEvent) -> Entry {
        let sketch = entry(running).lam(lam).seen(&[("b", knew)]);
        sketch.record("A-1").event(event)
    }

    fn there(running: u64, lam: u64, knew: u64, event: TaskEvent) -> Entry {
        let sketch = entry(running).on("b").lam(lam).seen(&[("", knew)]);
        sketch.record("A-1").author("there").event(event)
    }

    fn beside(field: &str, value: impl Into<Value>, entry: &str, author: &str) -> Beside {
        Beside {
            field: field.to_owned(),
            value: value.into(),
            entry: entry_number(entry),
            author: Some(author.to_owned()),
        }
    }

    #[test]
    fn of_two_dates_set_apart_the_later_in_the_log_is_in_force_and_the_other_beside() {
        let said = serde_json::to_value(hour(20)).unwrap();
        let entries = [first(), here(2, 2, 0, due(20)), there(1, 2, 1, due(30))];
        let task: Task = folded(&entries);
        assert_eq!(task.due, Some(hour(30)));
        assert_eq!(task.track.beside, [beside("due", said, "2", "author 2")]);
        // By lam, not by the clock or the number.
        let said = serde_json::to_value(hour(30)).unwrap();
        let entries = [first(), there(1, 2, 1, due(30)), here(2, 3, 0, due(20))];
        let task: Task = folded(&entries);
        assert_eq!(task.due, Some(hour(20)));
        assert_eq!(task.track.beside, [beside("due", said, "1b", "there")]);
    }

    #[test]
    fn where_the_second_saw_the_first_nothing_is_beside() {
        let entries = [first(), here(2, 2, 0, due(20)), there(1, 3, 2, due(30))];
        let task: Task = folded(&entries);
        assert_eq!(task.due, Some(hour(30)));
        assert_eq!(task.track.beside, []);
        let entries = [first(), here(2, 2, 0, due(20)), here(3, 3, 0, due(30))];
        assert_eq!(folded::<Task>(&entries).track.beside, []);
    }

    #[test]
    fn what_was_said_alike_or_of_another_field_is_not_beside() {
        let urgent = TaskEvent::Changed(TaskChanged {
            priority: Some(Priority::Urgent),
            ..TaskChanged::default()
        });
        for other in [due(20), urgent, started()] {
            let entries = [first(), here(2, 2, 0, due(20)), there(1, 2, 1, other)];
            let task: Task = folded(&entries);
            assert_eq!(task.track.beside, []);
            assert_eq!(task.due, Some(hour(20)));
        }
    }

    #[test]
    fn who_knows_both_words_decides_and_nothing_stays_beside() {
        let apart = [first(), here(2, 2, 0, due(20)), there(1, 2, 1, due(30))];
        let decided = here(3, 3, 1, due(25));
        let task: Task = folded(&[&apart[..], &[decided]].concat());
        assert_eq!(task.due, Some(hour(25)));
        assert_eq!(task.track.beside, []);
        // One who knows only the own word decides nothing of the other.
        let task: Task = folded(&[&apart[..], &[here(3, 3, 0, due(25))]].concat());
        let said = serde_json::to_value(hour(30)).unwrap();
        assert_eq!(task.due, Some(hour(25)));
        assert_eq!(task.track.beside, [beside("due", said, "1b", "there")]);
    }

    #[test]
    fn only_the_last_word_of_a_laptop_stays_beside() {
        let entries = [
            first(),
            here(2, 2, 0, due(20)),
            here(3, 3, 0, due(21)),
            there(1, 4, 1, due(30)),
        ];
        let task: Task = folded(&entries);
        let said = serde_json::to_value(hour(21)).unwrap();
        assert_eq!(task.track.beside, [beside("due", said, "3", "author 3")]);
    }

    #[test]
    fn a_word_that_was_cancelled_is_not_beside() {
        let entries = [
            first(),
            here(2, 2, 0, due(20)),
            there(1, 2, 1, due(30)),
            entry(3).lam(3).record("A-1").voids("2"),
        ];
        assert_eq!(folded::<Task>(&entries).track.beside, []);
    }

    #[test]
    fn done_stands_beside_cancelled() {
        let done = || TaskEvent::Done(TaskDone { effect: None });
        let dropped = || TaskEvent::Cancelled(Plain {});
        let entries = [first(), here(2, 2, 0, done()), there(1, 2, 1, dropped())];
        let task: Task = folded(&entries);
        assert_eq!(task.status, TaskStatus::Cancelled);
        let kept = beside("status", "done", "2", "author 2");
        assert_eq!(task.track.beside, [kept]);
        // Done twice with other words is two words.
        let effect = TaskDone {
            effect: Some(Effect::Effective),
        };
        for (text, event, count) in [
            ("text 2", done(), 0),
            ("other", done(), 1),
            ("text 2", TaskEvent::Done(effect), 1),
        ] {
            let mut entries = [first(), here(2, 2, 0, done()), there(1, 2, 1, event)];
            text.clone_into(&mut entries[2].body.text);
            assert_eq!(folded::<Task>(&entries).track.beside.len(), count, "{text}");
        }
    }

    #[test]
    fn two_successors_of_one_decision_stand_beside_each_other() {
        let superseded = |by| DecisionEvent::Superseded(ReplacedBy { by: number(by) });
        let entries = [
            entry(1).record("E-1").event(decision("word").remove(0)),
            entry(2).record("E-1").text("").event(superseded("E-2")),
            entry(1)
                .on("b")
                .lam(2)
                .seen(&[("", 1)])
                .record("E-1")
                .text("")
                .event(superseded("E-2b")),
        ];
        let made: Decision = folded(&entries);
        assert_eq!(made.superseded_by, Some(number("E-2b")));
        let kept = beside("status", "superseded", "2", "author 2");
        assert_eq!(made.track.beside, [kept]);
    }

    #[test]
    fn two_states_and_two_wordings_are_both_in_the_history() {
        let set = |state| ServiceEvent::StateSet(ServiceStateSet::bare(state));
        let there = |event: Event, record: &str| {
            let sketch = entry(1).on("b").lam(2).seen(&[("", 1)]).record(record);
            sketch.event(event)
        };
        let service: Service = folded(&[
            entry(1)
                .record("D-1")
                .event(specimen::service("word").remove(0)),
            entry(2).record("D-1").event(set(ServiceState::Down)),
            there(set(ServiceState::Degraded).into(), "D-1"),
        ]);
        let states: Vec<ServiceState> = service.history.iter().map(|span| span.state).collect();
        // The second laptop's state holds since hour 1, the founding one's since hour 2.
        assert_eq!(states, [ServiceState::Degraded, ServiceState::Down]);
        assert_eq!(service.track.beside, []);
        let made: Finding = folded(&[
            entry(1).record("K-1").event(finding("word").remove(0)),
            entry(2).record("K-1").event(finding("word").remove(1)),
            there(finding("word").remove(1).into(), "K-1"),
        ]);
        assert_eq!(made.history.len(), 3);
        assert_eq!(made.track.beside, []);
        assert_eq!(moment("2021-10-15 10:00"), made.since);
    }
}
