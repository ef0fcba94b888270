//! What of the public notice is no longer so, or is missing from it, as the staff should know before it goes out.

use std::collections::HashSet;

use chrono::TimeDelta;

use super::assessment::Assessment;
use super::audience::Visibility;
use super::codes::{Addressee, AssessmentPart};
use super::history::Kept;
use super::number::{EntryNumber, RecordNumber};
use super::records::{Finding, Incident, Notice, Service};
use super::situation::Situation;

/// The parts of the Lagebild that the notice tells.
pub const PARTS: [AssessmentPart; 4] = [
    AssessmentPart::Summary,
    AssessmentPart::OutlookShort,
    AssessmentPart::OutlookMedium,
    AssessmentPart::OutlookLong,
];

/// How long what has ended is told of, where the body does not say.
pub const ENDED_FOR: TimeDelta = TimeDelta::days(7);

/// What the staff knows of all that may be public.
#[derive(Clone, Debug, Default)]
pub struct Inside {
    /// Each with its present state.
    pub services: Vec<Service>,
    pub incidents: Vec<Incident>,
    pub findings: Vec<Finding>,
    /// In force.
    pub notices: Vec<Notice>,
    /// Every wording of the Lagebild.
    pub wordings: Vec<Assessment>,
    /// Notes that are marked public, with their words.
    pub notes: Vec<(EntryNumber, String)>,
}

/// A matter that the public is told otherwise than the staff knows it, or not at all although it is marked public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// A service has a newer state, which this entry says.
    State {
        number: RecordNumber,
        name: String,
        entry: EntryNumber,
    },
    /// Its name, its hotline or its words were changed inside.
    Words { number: RecordNumber, name: String },
    /// What is marked public was put right or replaced inside.
    Untold { number: RecordNumber, name: String },
    /// The same of a note.
    NoteUntold { entry: EntryNumber, text: String },
    /// A part of the Lagebild was written anew inside.
    PartUntold(AssessmentPart),
    /// A notice to the population took the place of a public one, and is not public itself.
    Replaced { old: RecordNumber, by: RecordNumber },
}

impl Outdated {
    /// The record of which something older is still told.
    pub fn told_older(&self) -> Option<RecordNumber> {
        match self {
            Outdated::State { number, .. } | Outdated::Words { number, .. } => Some(*number),
            _ => None,
        }
    }
}

/// The public records that are not told. What is over is rightly gone.
fn untold<'a, K: Kept>(inside: &'a [K], told: &'a [K]) -> impl Iterator<Item = Outdated> + 'a {
    let missing = inside.iter().filter(|record| {
        let track = record.track();
        let is_told = |one: &K| one.track().number == track.number;
        track.visibility == Visibility::PUBLIC && !record.is_over() && !told.iter().any(is_told)
    });
    missing.map(|record| Outdated::Untold {
        number: record.track().number,
        name: record.name().to_owned(),
    })
}

fn of_service(told: &Service, inside: &Service) -> Option<Outdated> {
    if told.reads_as(inside) {
        return None;
    }
    let (number, name) = (told.track.number, told.full_name());
    let said = |service: &Service| service.current().map(|span| span.entry);
    Some(match said(inside) {
        newer @ Some(entry) if newer != said(told) => Outdated::State {
            number,
            name,
            entry,
        },
        _ => Outdated::Words { number, name },
    })
}

/// All of it: services and incidents that are told as they were, then what is not told.
pub fn outdated(told: &Situation, inside: &Inside) -> Vec<Outdated> {
    let mut found = Vec::new();
    for service in &told.services {
        let mut all = inside.services.iter();
        let now = all.find(|one| one.track.number == service.track.number);
        found.extend(now.and_then(|now| of_service(service, now)));
    }
    for incident in &told.incidents.items {
        let mut all = inside.incidents.iter();
        let now = all.find(|one| one.track.number == incident.track.number);
        if now.is_some_and(|now| !incident.reads_as(now)) {
            found.push(Outdated::Words {
                number: incident.track.number,
                name: incident.title.clone(),
            });
        }
    }
    found.extend(untold(&inside.services, &told.services));
    found.extend(untold(&inside.incidents, &told.incidents.items));
    found.extend(untold(&inside.notices, &told.notices.items));
    found.extend(untold(&inside.findings, &told.findings.items));
    found.extend(replaced(told, inside));
    found.extend(notes(told, inside));
    let parts = PARTS.into_iter().filter(|&part| {
        let public = |one: &Assessment| one.part == part && one.visibility == Visibility::PUBLIC;
        told.assessment(part).is_none() && inside.wordings.iter().any(public)
    });
    found.extend(parts.map(Outdated::PartUntold));
    found
}

fn replaced<'a>(told: &'a Situation, inside: &'a Inside) -> impl Iterator<Item = Outdated> + 'a {
    inside.notices.iter().filter_map(|notice| {
        let old = notice.replaces?;
        let was_told = |one: &&Notice| one.track.number == old;
        told.notices.items.iter().find(was_told)?;
        let inside = notice.audience == Addressee::Public && notice.track.visibility.is_internal();
        inside.then_some(Outdated::Replaced {
            old,
            by: notice.track.number,
        })
    })
}

fn notes<'a>(told: &Situation, inside: &'a Inside) -> impl Iterator<Item = Outdated> + 'a {
    let lines = told.journal_lines.items.iter();
    let known: HashSet<EntryNumber> = lines.map(|line| line.entry.number).collect();
    let missing = inside.notes.iter();
    let missing = missing.filter(move |(entry, _)| !known.contains(entry));
    missing.map(|(entry, text)| Outdated::NoteUntold {
        entry: *entry,
        text: text.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audience::Audience;
    use crate::domain::codes::{Outcome, ServiceState};
    use crate::domain::entry::Event;
    use crate::domain::records::finding::{FindingClosed, FindingEvent};
    use crate::domain::records::service::{ServiceEvent, ServiceStateSet};
    use crate::domain::specimen::{entry, finding, folded, number, service};

    fn telephone(states: &[ServiceState]) -> Service {
        let added = service("told").remove(0);
        let states = states
            .iter()
            .map(|state| ServiceEvent::StateSet(ServiceStateSet::bare(*state)));
        let events = std::iter::once(added).chain(states);
        let entries: Vec<_> = (1..)
            .zip(events)
            .map(|(running, event)| entry(running).record("D-1").text("Telefon").event(event))
            .collect();
        folded(&entries)
    }

    #[test]
    fn a_newer_state_is_told_apart_from_other_words() {
        let told = telephone(&[ServiceState::Normal]);
        assert_eq!(of_service(&told, &told), None);
        // Said again inside, it reads the same.
        let again = telephone(&[ServiceState::Normal, ServiceState::Normal]);
        assert_eq!(of_service(&told, &again), None);
        let newer = telephone(&[ServiceState::Normal, ServiceState::Down]);
        let name = told.full_name();
        let state = Outdated::State {
            number: number("D-1"),
            name: name.clone(),
            entry: newer.history[1].entry,
        };
        assert_eq!(of_service(&told, &newer), Some(state.clone()));
        assert_eq!(state.told_older(), Some(number("D-1")));
        let mut renamed = told.clone();
        renamed.hotline = Some("115".to_owned());
        let words = Outdated::Words {
            number: number("D-1"),
            name,
        };
        assert_eq!(of_service(&told, &renamed), Some(words));
    }

    #[test]
    fn what_is_public_and_stands_is_missed_where_it_is_not_told() {
        let made = |mark: &[Audience], outcome: Option<Outcome>| -> Finding {
            let recorded = Event::from(finding("told").remove(0));
            let mut entries = vec![entry(1).record("K-1").marked(mark).event(recorded)];
            let closed = outcome.map(|outcome| FindingEvent::Closed(FindingClosed { outcome }));
            entries.extend(closed.map(|event| entry(2).record("K-1").event(event)));
            folded(&entries)
        };
        let public = &[Audience::Public][..];
        for (mark, outcome, told, missed) in [
            (public, None, false, true),
            (public, None, true, false),
            (&[][..], None, false, false),
            (&[Audience::Staff][..], None, false, false),
            // What was refuted inside is rightly gone.
            (public, Some(Outcome::Refuted), false, false),
        ] {
            let inside = [made(mark, outcome)];
            let others = if told { &inside[..] } else { &[] };
            let found = untold(&inside, others).count();
            assert_eq!(found == 1, missed, "{mark:?} {outcome:?} {told}");
        }
    }
}
