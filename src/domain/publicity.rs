//! What of the log may leave the house: everything is internal unless it was marked public.

use std::collections::{HashMap, HashSet};

use super::codes::{AssessmentPart, Visibility};
use super::entry::{Edit, Entry, Event};
use super::number::EntryNumber;

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

/// The parts of the Lagebild whose wording in force is internal: an older public one is no longer told either.
pub fn hidden_parts(
    entries: &[Entry],
    visibilities: &HashMap<EntryNumber, Visibility>,
) -> HashSet<AssessmentPart> {
    let voided = voided(entries);
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
        .filter(|(_, entry)| visibilities.get(&entry.number) != Some(&Visibility::Public))
        .map(|(part, _)| part)
        .collect()
}

/// The entry as the public has it: without the names of those who wrote it, act on it or were asked, and without where
/// they had it from and how it was sent.
fn nameless(mut entry: Entry) -> Entry {
    entry.body.visibility = Visibility::Public;
    entry.body.author = None;
    entry.body.role = None;
    entry.body.source = None;
    match &mut entry.body.event {
        Event::TaskAdded(added) => {
            added.assignee = None;
            added.issued_by = None;
        }
        Event::TaskChanged(changed) => changed.assignee = Edit::Keep,
        Event::DecisionTaken(taken) => {
            taken.decided_by.clear();
            taken.heard.clear();
        }
        Event::DecisionRevoked(revoked) => revoked.decided_by.clear(),
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
/// An internal entry leaves no word. What takes something back (a cancellation, a withdrawal, an end) still takes it
/// back, without its reason; and what an internal entry put right or replaced is not shown at all, since showing the
/// old wording would tell the public what the staff knows to be wrong.
pub fn public(entries: &[Entry], visibilities: &HashMap<EntryNumber, Visibility>) -> Vec<Entry> {
    let is_public = |number: &EntryNumber| visibilities.get(number) == Some(&Visibility::Public);
    let voided = voided(entries);
    let overtaken: Vec<EntryNumber> = entries
        .iter()
        .filter(|entry| !is_public(&entry.number) && !voided.contains(&entry.number))
        .filter_map(|entry| match &entry.body.event {
            Event::EntryCorrected(correction) => Some(correction.entry),
            _ => None,
        })
        .collect();
    let kept: Vec<Entry> = entries
        .iter()
        .filter_map(|entry| {
            let blank = |entry: &Entry| {
                let mut entry = nameless(entry.clone());
                entry.body.text = String::new();
                entry
            };
            match &entry.body.event {
                Event::EntryVoided(_)
                | Event::NoticeReplaced(_)
                | Event::NoticeWithdrawn(_)
                | Event::IncidentClosed(_)
                | Event::IncidentReopened(_) => Some(blank(entry)),
                Event::VisibilityChanged(_) => None,
                _ if is_public(&entry.number) && !overtaken.contains(&entry.number) => {
                    Some(nameless(entry.clone()))
                }
                _ => None,
            }
        })
        .collect();
    let replaced_inside = entries.iter().any(|entry| {
        matches!(entry.body.event, Event::FindingReplaced(_))
            && !is_public(&entry.number)
            && !voided.contains(&entry.number)
    });
    let begins = entries
        .iter()
        .find(|entry| !entry.is_remark())
        .is_some_and(|first| kept.iter().any(|entry| entry.number == first.number));
    if begins && !replaced_inside {
        kept
    } else {
        Vec::new()
    }
}
