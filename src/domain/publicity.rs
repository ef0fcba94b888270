//! What of the log one audience may read: everything is internal unless it was marked for it.

use std::collections::{HashMap, HashSet};

use super::audience::{Audience, Told, Visibility};
use super::codes::AssessmentPart;
use super::entry::{Entry, Event, LogEvent};
use super::history::{Verdict, verdicts};

/// The parts of the Lagebild whose wording in force is not for the audience: an older one that was is no longer told either.
///
/// `written` are the entries that write parts, in the order of the log, each with its verdict and that on the correction
/// that counts of it.
pub fn hidden_parts<'a>(
    audience: Audience,
    written: impl Iterator<Item = (&'a Entry, &'a Verdict<'a>, bool)>,
) -> HashSet<AssessmentPart> {
    let mut in_force: HashMap<AssessmentPart, (&Entry, bool)> = HashMap::new();
    for (entry, verdict, right) in written {
        let Event::Log(LogEvent::AssessmentWritten(written)) = &entry.body.event else {
            continue;
        };
        if verdict.voided.is_some() {
            continue;
        }
        let told = right && verdict.visibility.allows(audience);
        let newest = in_force.entry(written.part).or_insert((entry, told));
        let order = |entry: &Entry| (entry.body.happened_at.at, entry.place());
        if order(entry) >= order(newest.0) {
            *newest = (entry, told);
        }
    }
    in_force
        .into_iter()
        .filter(|(_, (_, told))| !told)
        .map(|(part, _)| part)
        .collect()
}

/// Whether the correction that counts of an entry may be read by the audience; also where there is none.
pub fn right_is_told(
    audience: Audience,
    entries: &[Entry],
    all: &[Verdict<'_>],
    of: &Verdict<'_>,
) -> bool {
    of.corrected.is_none_or(|right| {
        entries
            .iter()
            .zip(all)
            .find(|(entry, _)| entry.number == right.number)
            .is_some_and(|(_, verdict)| verdict.visibility.allows(audience))
    })
}

/// The entry as somebody outside has it: without the names of those who wrote it, and without where they had it from.
fn nameless(entry: &Entry, event: Event, text: &str, audience: Audience) -> Entry {
    let mut told = entry.clone();
    told.body.visibility = Visibility::marked(&[audience]);
    told.body.author = None;
    told.body.role = None;
    told.body.source = None;
    told.body.event = event;
    text.clone_into(&mut told.body.text);
    told
}

/// The entries of one record, or an entry that belongs to none with what speaks of it, as the audience may read them.
///
/// An unmarked entry leaves no word. What takes something back (a cancellation, a withdrawal, an end) still takes it back,
/// without its reason. What an internal entry put right or replaced is not shown at all, since showing the old wording
/// would tell others what the staff knows to be wrong; what was put right before the audience's eyes is told as it is
/// right. What each event says to whom, its record decides ([`Event::told_to`]).
pub fn told(audience: Audience, entries: &[Entry]) -> Vec<Entry> {
    let verdicts = verdicts(entries);
    let mut told = Vec::new();
    let mut begun = false;
    for (entry, verdict) in entries.iter().zip(&verdicts) {
        if entry.is_remark() {
            continue;
        }
        let first = !std::mem::replace(&mut begun, true);
        let counts = verdict.voided.is_none();
        let marked = verdict.visibility.allows(audience);
        let right = || right_is_told(audience, entries, &verdicts, verdict);
        let text = verdict.text(entry);
        let shown = match entry.body.event.told_to(audience) {
            _ if !counts => None,
            Told::Never => None,
            Told::Marked { event, text: false } if marked => Some((event, "")),
            Told::Marked { event, text: true } if marked && right() => Some((event, text)),
            Told::Marked { .. } => None,
            Told::TakesBack { event } => Some((event, "")),
            Told::Replaces { event, text: with } if marked && right() => {
                Some((event, if with { text } else { "" }))
            }
            Told::Replaces { .. } => return Vec::new(),
        };
        match shown {
            Some((event, text)) => told.push(nameless(entry, event, text, audience)),
            // Without its beginning, nothing of a record can be told.
            None if first => return Vec::new(),
            None => {}
        }
    }
    told
}
