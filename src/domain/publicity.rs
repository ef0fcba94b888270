//! What of the log may leave the house: everything is internal unless it was marked public.

use std::collections::{HashMap, HashSet};

use super::codes::{AssessmentPart, Visibility};
use super::entry::{Edit, Entry, Event};
use super::number::{EntryNumber, RecordKind};

/// Which entries are public: as each was written, or as a later entry says of it or of its whole record.
///
/// `entries` in the order of the log.
pub fn visibilities(entries: &[Entry]) -> HashMap<EntryNumber, Visibility> {
    let voided = voided(entries);
    let mut now: HashMap<EntryNumber, Visibility> = HashMap::new();
    for (position, entry) in entries.iter().enumerate() {
        now.insert(entry.number, entry.body.visibility);
        let Event::VisibilityChanged(change) = &entry.body.event else {
            continue;
        };
        // That something became public is said by its being public; the reason stays inside.
        now.insert(entry.number, Visibility::Internal);
        if voided.contains(&entry.number) {
            continue;
        }
        match change.entry {
            Some(target) => {
                now.insert(target, entry.body.visibility);
            }
            None => {
                for earlier in entries[..position]
                    .iter()
                    .filter(|earlier| earlier.record.is_some() && earlier.record == entry.record)
                {
                    now.insert(earlier.number, entry.body.visibility);
                }
            }
        }
    }
    now
}

fn voided(entries: &[Entry]) -> HashSet<EntryNumber> {
    entries
        .iter()
        .filter_map(|entry| match &entry.body.event {
            Event::EntryVoided(void) => Some(void.entry),
            _ => None,
        })
        .collect()
}

/// The correction that counts of each corrected entry: the last that was not cancelled.
fn corrections<'a>(
    entries: &'a [Entry],
    voided: &HashSet<EntryNumber>,
) -> HashMap<EntryNumber, &'a Entry> {
    entries
        .iter()
        .filter(|entry| !voided.contains(&entry.number))
        .filter_map(|entry| match &entry.body.event {
            Event::EntryCorrected(correction) => Some((correction.entry, entry)),
            _ => None,
        })
        .collect()
}

/// The parts of the Lagebild whose wording in force is internal: an older public one is no longer told either.
pub fn hidden_parts(
    entries: &[Entry],
    visibilities: &HashMap<EntryNumber, Visibility>,
) -> HashSet<AssessmentPart> {
    let voided = voided(entries);
    let corrections = corrections(entries, &voided);
    let mut in_force: HashMap<AssessmentPart, &Entry> = HashMap::new();
    for entry in entries
        .iter()
        .filter(|entry| !voided.contains(&entry.number))
    {
        if let Event::AssessmentWritten(written) = &entry.body.event {
            let newest = in_force.entry(written.part).or_insert(entry);
            if (entry.body.happened_at.at, entry.number)
                >= (newest.body.happened_at.at, newest.number)
            {
                *newest = entry;
            }
        }
    }
    in_force
        .into_iter()
        .filter(|(_, entry)| {
            let said = corrections.get(&entry.number).unwrap_or(entry);
            [*entry, said]
                .iter()
                .any(|entry| visibilities.get(&entry.number) != Some(&Visibility::Public))
        })
        .map(|(part, _)| part)
        .collect()
}

/// The entry as the public has it: without the names of those who wrote it and act on it, and without where they had it
/// from, how it was sent and what they weigh.
fn nameless(mut entry: Entry) -> Entry {
    entry.body.visibility = Visibility::Public;
    entry.body.author = None;
    entry.body.role = None;
    entry.body.source = None;
    match &mut entry.body.event {
        Event::IncidentClosed(closed) => closed.over_open_tasks.clear(),
        Event::AssessmentWritten(written) => written.options.clear(),
        Event::ServiceAdded(added) => added.owner = None,
        Event::ServiceChanged(changed) => changed.owner = Edit::Keep,
        Event::NoticeIssued(issued) => {
            issued.channel = None;
            issued.released_by = None;
        }
        _ => {}
    }
    entry
}

/// The entries of one record, or one entry that belongs to none, as the public may read them.
///
/// An internal entry leaves no word, and tasks, decisions and reports never leave the house. What takes something back (a
/// cancellation, a withdrawal, an end) still takes it back, without its reason. What an internal entry put right or
/// replaced is not shown at all, since showing the old wording would tell the public what the staff knows to be wrong;
/// what was put right in public is told as it is right.
pub fn public(entries: &[Entry], visibilities: &HashMap<EntryNumber, Visibility>) -> Vec<Entry> {
    let inside = |entry: &Entry| {
        entry.record.is_some_and(|record| {
            matches!(
                record.kind,
                RecordKind::Task | RecordKind::Decision | RecordKind::Report
            )
        })
    };
    if entries.iter().any(inside) {
        return Vec::new();
    }
    let is_public = |number: &EntryNumber| visibilities.get(number) == Some(&Visibility::Public);
    let voided = voided(entries);
    let corrections = corrections(entries, &voided);
    let counting: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.speaks_of_others() && !voided.contains(&entry.number))
        .collect();
    let kept: Vec<Entry> = counting
        .iter()
        .filter_map(|entry| {
            let with = |text: &str| {
                let mut entry = nameless((*entry).clone());
                entry.body.text = text.to_owned();
                Some(entry)
            };
            let event = &entry.body.event;
            match (event, corrections.get(&entry.number)) {
                (
                    Event::NoticeReplaced(_)
                    | Event::NoticeWithdrawn(_)
                    | Event::IncidentClosed(_)
                    | Event::IncidentReopened(_),
                    _,
                ) => with(""),
                _ if !is_public(&entry.number) => None,
                // Its text is the cause, which stays inside; the state itself holds.
                (Event::ServiceStateSet(_), _) => with(""),
                (_, None) => with(&entry.body.text),
                (_, Some(right)) if is_public(&right.number) => with(&right.body.text),
                _ => None,
            }
        })
        .collect();
    let is_kept = |entry: &Entry| kept.iter().any(|other| other.number == entry.number);
    let replaced_inside = counting
        .iter()
        .any(|entry| matches!(entry.body.event, Event::FindingReplaced(_)) && !is_kept(entry));
    let first = entries.iter().find(|entry| !entry.is_remark());
    if first.is_some_and(is_kept) && !replaced_inside {
        kept
    } else {
        Vec::new()
    }
}
