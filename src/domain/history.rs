//! The entries of one record with corrections and cancellations applied: what the folds read.

use std::collections::HashMap;

use serde::Serialize;

use super::codes::Visibility;
use super::entry::{Entry, Event};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::refusal::SetBy;

/// One entry that counts, with its text as corrected last.
pub struct Step<'a> {
    pub entry: &'a Entry,
    pub text: &'a str,
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
}

impl Serialize for SetBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.at.serialize(serializer)
    }
}

pub fn set_by(entry: &Entry) -> SetBy {
    SetBy {
        at: entry.body.happened_at,
        author: entry.body.author.clone(),
    }
}

/// Splits the entries of a record into its track and the steps that count after the first.
///
/// The first entry always comes back as the first step, also when it is cancelled, so that a cancelled record can be shown.
pub fn trace(number: RecordNumber, entries: &[Entry]) -> Option<(Track, Vec<Step<'_>>)> {
    let first = entries.iter().find(|entry| !entry.is_remark())?;
    let voids: HashMap<EntryNumber, &Entry> = entries
        .iter()
        .filter_map(|entry| match &entry.body.event {
            Event::EntryVoided(void) => Some((void.entry, entry)),
            _ => None,
        })
        .collect();
    let mut corrected: HashMap<EntryNumber, &str> = HashMap::new();
    let mut changed_at = first.noted_at();
    for entry in entries {
        if let Event::EntryCorrected(correction) = &entry.body.event
            && !voids.contains_key(&entry.number)
        {
            corrected.insert(correction.entry, &entry.body.text);
        }
        changed_at = changed_at.max(entry.noted_at());
    }
    let steps: Vec<Step<'_>> = entries
        .iter()
        .filter(|entry| !entry.is_remark())
        .filter(|entry| entry.number == first.number || !voids.contains_key(&entry.number))
        .map(|entry| Step {
            entry,
            text: corrected
                .get(&entry.number)
                .copied()
                .unwrap_or(&entry.body.text),
        })
        .collect();
    // The visibility of the whole: as created, or as a later entry says of the record or of the creating entry.
    let visibility = steps
        .iter()
        .rfind(|step| match &step.entry.body.event {
            Event::VisibilityChanged(change) => {
                change.entry.is_none_or(|entry| entry == first.number)
            }
            _ => false,
        })
        .map_or(first.body.visibility, |step| step.entry.body.visibility);
    let track = Track {
        number,
        entry: first.number,
        added_at: first.noted_at(),
        changed_at,
        happened_at: first.body.happened_at,
        approximate: first.body.approximate,
        author: first.body.author.clone(),
        source: first.body.source.clone(),
        visibility,
        voided: voids.get(&first.number).map(|entry| set_by(entry)),
        status_by: set_by(first),
    };
    Some((track, steps))
}
