//! What later entries say of earlier ones, and the fold of a record's entries into what it is now.
//!
//! Corrected, cancelled and visible are decided here and nowhere else; tables and reports are written from the answer.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::audience::{Audience, Told, Visibility};
use super::entry::{Entry, Event, LogEvent};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::refusal::{Refusal, SetBy};

/// What later entries say of one entry.
#[derive(Clone, Copy, Debug, Default)]
pub struct Verdict<'a> {
    /// The correction that counts: the last one that was not cancelled.
    pub corrected: Option<&'a Entry>,
    /// The cancellation that counts: the first one.
    pub voided: Option<&'a Entry>,
    pub visibility: Visibility,
}

impl Verdict<'_> {
    /// The entry's own text as corrected last.
    pub fn text<'t>(&'t self, entry: &'t Entry) -> &'t str {
        self.corrected
            .map_or(&entry.body.text, |correction| &correction.body.text)
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
                    verdicts[target].corrected.get_or_insert(entry);
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

/// One entry of a record that counts, with its text as corrected last.
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

    /// Whether it no longer needs anybody.
    fn is_over(&self) -> bool;

    fn track(&self) -> &Track;
    fn track_mut(&mut self) -> &mut Track;

    /// The status that an event brings the record into, as its code; nothing where it leaves the status alone.
    fn brings(event: &Self::Event) -> Option<&'static str>;

    /// What an audience is told of an event.
    fn told_to(audience: Audience, event: &Self::Event) -> Told<Self::Event>;

    /// Folds entries in the order of the log; `None` where they do not hold the entry that creates the record.
    fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Self> {
        let verdicts = verdicts(entries);
        let mut track: Option<Track> = None;
        let mut steps: Vec<Step<'_, Self::Event>> = Vec::new();
        for (entry, verdict) in entries.iter().zip(&verdicts) {
            let Some(event) = Self::Event::of(&entry.body.event) else {
                continue;
            };
            // The first one counts also when it is cancelled, so that a cancelled record can be shown.
            if track.is_some() && verdict.voided.is_some() {
                continue;
            }
            track.get_or_insert_with(|| Track::begin(number, entry, verdict));
            steps.push(Step {
                entry,
                event,
                text: verdict
                    .corrected
                    .map_or(&entry.body.text, |correction| &correction.body.text),
            });
        }
        let (first, later) = steps.split_first()?;
        let mut record = Self::begin(track?, first)?;
        let device = first.entry.number.0.device;
        let alone = later
            .iter()
            .all(|step| step.entry.number.0.device == device);
        for (position, step) in later.iter().enumerate() {
            let unseen = later[..position]
                .iter()
                .filter(|other| !alone && !step.entry.saw(other.entry.number));
            let beside: Vec<Beside> = unseen
                .flat_map(|other| beside::<Self>(step, other))
                .collect();
            record.track_mut().beside.extend(beside);
            record.apply(step);
        }
        let track = record.track_mut();
        for entry in entries {
            track.changed_at = track.changed_at.max(entry.noted_at());
        }
        Some(record)
    }
}

/// The fields of a step that another laptop set otherwise without knowing of it.
fn beside<K: Kept>(step: &Step<'_, K::Event>, other: &Step<'_, K::Event>) -> Vec<Beside> {
    let at = |field: &str, value: Value| Beside {
        field: field.to_owned(),
        value,
        entry: other.entry.number,
        author: other.entry.body.author.clone(),
    };
    let mut found = Vec::new();
    let (ours, theirs) = (fields(step.event), fields(other.event));
    if K::brings(step.event).is_none() {
        for (field, value) in &ours {
            match theirs.get(field) {
                Some(said) if said != value => found.push(at(field, said.clone())),
                _ => {}
            }
        }
    }
    if let (Some(ours), Some(theirs)) = (K::brings(step.event), K::brings(other.event))
        && (ours, step.text) != (theirs, other.text)
    {
        found.push(at("status", Value::from(theirs)));
    }
    found
}

/// What an event says, field by field.
fn fields<E: Serialize>(event: &E) -> serde_json::Map<String, Value> {
    let Ok(Value::Object(kinds)) = serde_json::to_value(event) else {
        return serde_json::Map::new();
    };
    match kinds.into_iter().next() {
        Some((_, Value::Object(fields))) => fields,
        _ => serde_json::Map::new(),
    }
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
    pub approximate: bool,
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
            approximate: false,
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
            approximate: first.body.approximate,
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
