//! What of the log one audience may read: everything is internal unless it was marked for it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::audience::{Audience, Told, Visibility};
use super::codes::AssessmentPart;
use super::correction::effective;
use super::entry::{Edit, Entry, Event, LogEvent, Plain};
use super::history::place;
use super::moment::Moment;
use super::number::RecordNumber;
use super::records::notice::NoticeEvent;
use super::records::service::ServiceEvent;
use super::verdict::{Verdict, verdicts};

/// The parts of the Lagebild whose wording in force is not for the audience: an older one that was is no longer told either.
///
/// `written` are the entries that write parts, in the order of the log, each with its verdict and that on the correction
/// that counts of it.
pub(crate) fn hidden_parts<'a>(
    audience: Audience,
    written: impl Iterator<Item = (&'a Entry, &'a Verdict<'a>, bool)>,
) -> HashSet<AssessmentPart> {
    let mut wordings: HashMap<AssessmentPart, Vec<(Moment, bool)>> = HashMap::new();
    for (entry, verdict, right) in written {
        let entry = verdict.right(entry);
        let Event::Log(LogEvent::AssessmentWritten(written)) = &entry.body.event else {
            continue;
        };
        if verdict.voided.is_some() {
            continue;
        }
        let told = right && verdict.visibility.allows(audience);
        let earlier = wordings.entry(written.part).or_default();
        let since = entry.body.happened_at;
        let place = place(earlier.iter().map(|(since, _)| *since), since);
        earlier.insert(place, (since, told));
    }
    wordings
        .into_iter()
        .filter(|(_, wordings)| wordings.last().is_some_and(|(_, told)| !told))
        .map(|(part, _)| part)
        .collect()
}

/// Whether the audience may read every correction that still says something of an entry; also where there is none.
/// Without its `words`, corrections of its own text say nothing.
pub(crate) fn right_is_told(
    audience: Audience,
    entries: &[Entry],
    all: &[Verdict<'_>],
    of: &Verdict<'_>,
    words: bool,
) -> bool {
    let told = |right: &Entry| {
        entries
            .iter()
            .zip(all)
            .find(|(entry, _)| entry.number == right.number)
            .is_some_and(|(_, verdict)| verdict.visibility.allows(audience))
    };
    effective(&of.corrections, words).into_iter().all(told)
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
pub(crate) fn told(audience: Audience, entries: &[Entry]) -> Vec<Entry> {
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
        let right = |words| right_is_told(audience, entries, &verdicts, verdict, words);
        let said = entry;
        let entry = &*verdict.right(said);
        let text = entry.body.text.as_str();
        let shown = match entry.body.event.told_to(audience) {
            _ if !counts => None,
            Told::Never => None,
            Told::Marked { event, text: with } if marked && right(with) => {
                Some((event, if with { text } else { "" }))
            }
            Told::Marked { .. } => None,
            Told::TakesBack { event } if right(false) => Some((event, "")),
            // Put right inside, it takes back as it was said: nobody outside knows better.
            Told::TakesBack { .. } => {
                if let Told::TakesBack { event } = said.body.event.told_to(audience) {
                    told.push(nameless(said, event, "", audience));
                }
                continue;
            }
            Told::Replaces { event, text: with } if marked && right(with) => {
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

/// Takes out of what is told the numbers of records of which nothing is told: they, too, are the staff's.
pub(crate) fn name_only(known: &BTreeSet<RecordNumber>, told: &mut Entry) {
    let known = |number: &RecordNumber| known.contains(number);
    match &mut told.body.event {
        Event::Log(LogEvent::NoteTaken(note)) => note.about.retain(known),
        Event::Service(ServiceEvent::Added(added)) => added.depends_on.retain(known),
        Event::Service(ServiceEvent::Changed(changed)) => {
            if let Edit::Set(depends_on) = &mut changed.depends_on {
                depends_on.retain(known);
            }
        }
        Event::Notice(NoticeEvent::Issued(issued)) => {
            issued.replaces = issued.replaces.filter(known);
        }
        // Whoever does not know what took its place knows that it no longer holds.
        Event::Notice(event @ NoticeEvent::Replaced(_)) => {
            if let NoticeEvent::Replaced(replaced) = event
                && !known(&replaced.by)
            {
                *event = NoticeEvent::Withdrawn(Plain {});
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{AssessmentWritten, Plain, Why};
    use crate::domain::history::Kept;
    use crate::domain::number::RecordKind;
    use crate::domain::records::Record;
    use crate::domain::records::finding::FindingEvent;
    use crate::domain::records::notice::NoticeEvent;
    use crate::domain::records::{Finding, Incident, Notice, Service};
    use crate::domain::specimen::{self, entry, number};

    /// In every free text of the entries that nobody outside may read.
    const INSIDE: &str = "INSIDE";

    fn first(kind: RecordKind) -> RecordNumber {
        number(&format!("{}-1", kind.letter()))
    }

    /// Entry `running` of a record with every text of its own: those of the header's fields end with what they are.
    fn said(running: u64, kind: RecordKind, event: Event, word: &str, to: &[Audience]) -> Entry {
        entry(running)
            .record(&first(kind).to_string())
            .author(&format!("{word} author"))
            .role(&format!("{word} role"))
            .source(&format!("{word} source"))
            .text(&format!("{word} text"))
            .marked(to)
            .event(event)
    }

    /// All specimens of a kind as the course of one record.
    fn course(kind: RecordKind, word: &str, to: &[Audience]) -> Vec<Entry> {
        (1..)
            .zip(specimen::of(kind, word))
            .map(|(running, event)| said(running, kind, event, word, to))
            .collect()
    }

    /// The log's own entries, each as what nothing else speaks of.
    fn of_the_log(word: &str, to: &[Audience]) -> Vec<Entry> {
        specimen::log(word)
            .into_iter()
            .map(|event| {
                let mut entry = said(5, RecordKind::Incident, event.into(), word, to);
                entry.record = None;
                entry
            })
            .collect()
    }

    fn words(entries: &[Entry]) -> String {
        format!("{entries:?}")
    }

    /// Kinds of which anything leaves the house.
    fn is_told(kind: RecordKind) -> bool {
        use RecordKind::{Finding, Incident, Notice, Service};
        matches!(kind, Incident | Service | Finding | Notice)
    }

    #[test]
    fn no_word_of_an_unmarked_entry_leaves_the_house() {
        for &audience in Audience::ALL {
            for &kind in RecordKind::ALL {
                assert_eq!(told(audience, &course(kind, INSIDE, &[])), []);
                let beginning = course(kind, "told", &[audience]).remove(0);
                for event in specimen::of(kind, INSIDE) {
                    let inside = said(2, kind, event, INSIDE, &[]);
                    let left = told(audience, &[beginning.clone(), inside]);
                    assert!(!words(&left).contains(INSIDE), "{audience:?} {left:?}");
                }
            }
            for inside in of_the_log(INSIDE, &[]) {
                assert_eq!(told(audience, &[inside]), []);
            }
        }
    }

    #[test]
    fn no_number_of_a_record_of_which_nothing_is_told_leaves_the_house() {
        let named = |entry: &Entry| {
            let event = serde_json::to_string(&entry.body.event).unwrap();
            let words = event.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
            let numbers = words.filter_map(RecordNumber::parse_stored);
            numbers.collect::<BTreeSet<_>>()
        };
        for &audience in Audience::ALL {
            let mut seen = BTreeSet::new();
            let mut check = |entries: &[Entry]| {
                for mut entry in told(audience, entries) {
                    seen.extend(named(&entry));
                    let all = named(&entry);
                    let mut same = entry.clone();
                    name_only(&all, &mut same);
                    assert_eq!(same, entry);
                    name_only(&BTreeSet::new(), &mut entry);
                    assert_eq!(named(&entry), BTreeSet::new(), "{entry:?}");
                }
            };
            for &kind in RecordKind::ALL {
                check(&course(kind, "told", &[audience]));
            }
            for entry in of_the_log("told", &[audience]) {
                check(&[entry]);
            }
            assert!(!seen.is_empty());
        }
    }

    #[test]
    fn what_is_put_right_inside_leaves_no_word_and_no_moment() {
        let to = &[Audience::Public][..];
        let events = specimen::service("told");
        let entries: Vec<Entry> = (1..)
            .zip(events)
            .map(|(running, event)| said(running, RecordKind::Service, event.into(), "told", to))
            .collect();
        let remark = || entry(4).record("D-1");
        assert_eq!(told(Audience::Public, &entries).len(), 3);
        for (correction, left) in [
            // The cause is not told anyway.
            (remark().text(INSIDE).corrects("3"), 3),
            (remark().puts_right("3", "restriction", INSIDE), 2),
            (remark().retimes("3", 9), 2),
            (remark().puts_right("1", "place", INSIDE), 0),
            (remark().text(INSIDE).corrects("1"), 0),
        ] {
            let with = [&entries[..], &[correction]].concat();
            let after = told(Audience::Public, &with);
            assert_eq!(after.len(), left, "{with:#?}");
            assert!(!words(&after).contains(INSIDE));
            assert!(
                after
                    .iter()
                    .all(|entry| entry.body.happened_at != specimen::hour(9))
            );
        }
        // Told before everybody's eyes, it is told as it is right.
        let shown = entry(4)
            .record("D-1")
            .marked(to)
            .puts_right("3", "restriction", "right");
        let with = [&entries[..], &[shown]].concat();
        assert!(words(&told(Audience::Public, &with)).contains("right"));
    }

    #[test]
    fn a_withdrawal_whose_moment_is_put_right_inside_is_told_with_the_one_it_was_told_with() {
        let issued = course(RecordKind::Notice, "told", &[Audience::Public]).remove(0);
        let withdrawn = NoticeEvent::Withdrawn(Plain {});
        let withdrawn = said(2, RecordKind::Notice, withdrawn.into(), INSIDE, &[]);
        let moment = withdrawn.body.happened_at;
        let retimed = |to: &[Audience]| entry(3).record("B-1").marked(to).retimes("2", 9);
        for (by, is_told) in [
            (retimed(&[]), moment),
            (retimed(&[Audience::Public]), specimen::hour(9)),
        ] {
            let left = told(Audience::Public, &[issued.clone(), withdrawn.clone(), by]);
            assert_eq!(left.len(), 2);
            assert_eq!(left[1].body.happened_at, is_told);
        }
    }

    #[test]
    fn a_finding_that_was_refuted_inside_is_no_longer_told() {
        use crate::domain::codes::Outcome;
        use crate::domain::records::finding::FindingClosed;
        let to = &[Audience::Public][..];
        for (outcome, left) in [
            (Outcome::Confirmed, 1),
            (Outcome::Settled, 1),
            (Outcome::Refuted, 0),
        ] {
            let first = course(RecordKind::Finding, "told", to).remove(0);
            let closed = FindingEvent::Closed(FindingClosed { outcome });
            let inside = said(2, RecordKind::Finding, closed.clone().into(), INSIDE, &[]);
            let after = told(Audience::Public, &[first.clone(), inside]);
            assert_eq!(after.len(), left, "{outcome:?}");
            let shown = said(2, RecordKind::Finding, closed.into(), INSIDE, to);
            let after = told(Audience::Public, &[first, shown]);
            assert_eq!(after.len(), 2);
            assert!(!words(&after).contains(INSIDE), "the reason stays inside");
        }
    }

    #[test]
    fn nothing_of_a_record_is_told_without_its_beginning() {
        for &audience in Audience::ALL {
            for &kind in RecordKind::ALL {
                let mut entries = course(kind, "told", &[audience]);
                entries[0].body.visibility = Visibility::INTERNAL;
                assert_eq!(told(audience, &entries), [], "{audience:?} {kind:?}");
            }
        }
    }

    #[test]
    fn what_is_marked_is_told_of_the_kinds_that_leave_the_house_and_of_no_other() {
        for &audience in Audience::ALL {
            for &kind in RecordKind::ALL {
                let left = told(audience, &course(kind, "told", &[audience]));
                assert_eq!(!left.is_empty(), is_told(kind), "{audience:?} {kind:?}");
                let record = Record::fold(first(kind), &left);
                assert_eq!(record.is_some(), is_told(kind));
                for entry in left {
                    assert_eq!(entry.body.visibility, Visibility::marked(&[audience]));
                }
            }
            let left: Vec<bool> = of_the_log("told", &[audience])
                .into_iter()
                .map(|entry| !told(audience, &[entry]).is_empty())
                .collect();
            // The start, a note, and a part of the Lagebild; not what speaks of others.
            assert_eq!(left, [true, true, false, false, true, false]);
        }
    }

    #[test]
    fn no_name_source_or_reason_leaves_with_what_is_marked() {
        let kept = [
            "author",
            "role",
            "source",
            "owner",
            "contact",
            "assignee",
            "person",
            "issuer",
            "channel",
            "decider",
            "releaser",
            "reason",
            "reader",
            "option",
            "knowledge",
            "risk",
            "heard",
            "document",
            "folder",
            "A-77",
        ];
        for &audience in Audience::ALL {
            let records = RecordKind::ALL
                .iter()
                .map(|&kind| told(audience, &course(kind, "told", &[audience])));
            let log = of_the_log("told", &[audience])
                .into_iter()
                .map(|entry| told(audience, &[entry]));
            for left in records.chain(log) {
                for entry in &left {
                    assert_eq!(entry.body.author, None);
                    assert_eq!(entry.body.role, None);
                    assert_eq!(entry.body.source, None);
                    let event = serde_json::to_string(&entry.body.event).unwrap();
                    for word in kept {
                        let said = format!("told {word}");
                        assert!(!event.contains(&said), "{audience:?} {word} {event}");
                    }
                    assert!(!event.contains("A-77"), "{event}");
                }
            }
        }
    }

    #[test]
    fn a_mark_for_the_public_is_one_for_everybody() {
        for &audience in Audience::ALL {
            for &kind in RecordKind::ALL {
                let marked = told(audience, &course(kind, "told", &[audience]));
                let public = told(audience, &course(kind, "told", &[Audience::Public]));
                assert_eq!(marked, public, "{audience:?} {kind:?}");
            }
        }
    }

    #[test]
    fn a_mark_for_one_audience_is_no_permission_for_another() {
        for &marked in Audience::ALL {
            for &audience in Audience::ALL {
                if marked == audience || marked == Audience::Public {
                    continue;
                }
                for &kind in RecordKind::ALL {
                    assert_eq!(told(audience, &course(kind, INSIDE, &[marked])), []);
                }
                for entry in of_the_log(INSIDE, &[marked]) {
                    assert_eq!(told(audience, &[entry]), []);
                }
                let both = [marked, audience];
                let left = told(audience, &course(RecordKind::Notice, "told", &both));
                assert!(!left.is_empty(), "{marked:?} {audience:?}");
            }
        }
    }

    #[test]
    fn what_takes_back_is_told_whatever_its_mark_and_without_its_reason() {
        for &audience in Audience::ALL {
            for mark in [&[][..], &[audience]] {
                for (kind, taken_back) in [
                    (
                        RecordKind::Incident,
                        &["incident_closed", "incident_reopened"][..],
                    ),
                    (RecordKind::Notice, &["notice_replaced", "notice_withdrawn"]),
                ] {
                    let begin = course(kind, "told", &[audience]).remove(0);
                    for event in specimen::of(kind, INSIDE) {
                        if !taken_back.contains(&event.kind()) {
                            continue;
                        }
                        let code = event.kind().to_owned();
                        let end = said(2, kind, event, INSIDE, mark);
                        let left = told(audience, &[begin.clone(), end]);
                        let kinds: Vec<&str> =
                            left.iter().map(|entry| entry.body.event.kind()).collect();
                        assert_eq!(kinds, [begin.body.event.kind(), code.as_str()]);
                        assert_eq!(left[1].body.text, "");
                        assert!(!words(&left).contains(INSIDE));
                    }
                }
            }
        }
        let entries = course(RecordKind::Incident, "told", &[Audience::Public]);
        let left = told(Audience::Public, &entries[..3]);
        let incident: Incident = specimen::folded(&left);
        assert!(incident.is_over() && incident.reason.as_deref() == Some(""));
        let left = told(
            Audience::Public,
            &course(RecordKind::Notice, "told", &[Audience::Public]),
        );
        assert!(specimen::folded::<Notice>(&left).is_over());
    }

    #[test]
    fn a_state_is_told_without_its_cause() {
        let entries = course(RecordKind::Service, "told", &[Audience::Public]);
        let service: Service = specimen::folded(&told(Audience::Public, &entries));
        assert_eq!(service.owner, None);
        let state = service.current().unwrap();
        assert_eq!(state.cause, None);
        assert_eq!(state.workaround.as_deref(), Some("told workaround"));
    }

    #[test]
    fn a_finding_replaced_inside_is_not_told_at_all() {
        for &audience in Audience::ALL {
            let kind = RecordKind::Finding;
            let mut entries = course(kind, "told", &[audience]);
            let finding: Finding = specimen::folded(&told(audience, &entries));
            assert_eq!(finding.history.len(), 2);
            entries[1].body.visibility = Visibility::INTERNAL;
            assert_eq!(told(audience, &entries), []);
            // A replacement that is cancelled replaces nothing.
            entries.push(entry(3).record("K-1").voids("2"));
            let finding: Finding = specimen::folded(&told(audience, &entries));
            assert_eq!(finding.history.len(), 1);
        }
    }

    #[test]
    fn what_was_put_right_inside_is_not_told_and_before_the_readers_eyes_it_is_told_right() {
        for &audience in Audience::ALL {
            for kind in [
                RecordKind::Incident,
                RecordKind::Finding,
                RecordKind::Notice,
            ] {
                let wrong = course(kind, "told", &[audience]).remove(0);
                let correction = |mark: &[Audience]| {
                    let sketch = entry(2).record(&first(kind).to_string());
                    sketch.text("right").marked(mark).corrects("1")
                };
                let left = told(audience, &[wrong.clone(), correction(&[])]);
                assert_eq!(left, [], "{audience:?} {kind:?}");
                let left = told(audience, &[wrong.clone(), correction(&[audience])]);
                assert_eq!(left.len(), 1, "the correction itself is not told");
                assert_eq!(left[0].body.text, "right");
                let taken_back = entry(3).record(&first(kind).to_string()).voids("2");
                let left = told(audience, &[wrong, correction(&[]), taken_back]);
                assert_eq!(left[0].body.text, "told text");
            }
        }
    }

    #[test]
    fn a_cancelled_beginning_takes_all_of_its_record_back() {
        for &audience in Audience::ALL {
            for &kind in RecordKind::ALL {
                let mut entries = course(kind, "told", &[audience]);
                entries.push(entry(9).record(&first(kind).to_string()).voids("1"));
                assert_eq!(told(audience, &entries), [], "{audience:?} {kind:?}");
            }
        }
    }

    #[test]
    fn what_became_internal_is_no_longer_told_and_what_became_public_is() {
        for &audience in Audience::ALL {
            for &kind in RecordKind::ALL {
                let record = first(kind).to_string();
                let mut entries = course(kind, INSIDE, &[audience]);
                entries.push(entry(9).record(&record).shows(None));
                assert_eq!(told(audience, &entries), []);
                let mut entries = course(kind, "told", &[]);
                let shown = entry(9).record(&record).text("why").marked(&[audience]);
                entries.push(shown.shows(None));
                let left = told(audience, &entries);
                assert_eq!(!left.is_empty(), is_told(kind));
                assert!(!words(&left).contains("why"));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_inside_a_marked_record_leaves_nothing_and_breaks_nothing() {
        for &audience in Audience::ALL {
            for &kind in RecordKind::ALL {
                for why in [Why::Unknown, Why::Blackened] {
                    let unread = |running| {
                        let sketch = entry(running).record(&first(kind).to_string());
                        sketch.unread(INSIDE, why)
                    };
                    let entries = course(kind, "told", &[audience]);
                    let expected = told(audience, &entries);
                    let mut with = entries.clone();
                    with.insert(1, unread(20));
                    with.push(unread(21));
                    assert_eq!(told(audience, &with), expected, "{audience:?} {kind:?}");
                    with.insert(0, unread(19));
                    assert_eq!(told(audience, &with), [], "its beginning is not known");
                }
            }
        }
    }

    #[test]
    fn a_part_of_the_lagebild_is_hidden_where_its_wording_in_force_is_not_for_the_reader() {
        let written = |running: u64, mark: &[Audience]| {
            entry(running)
                .marked(mark)
                .event(LogEvent::AssessmentWritten(AssessmentWritten {
                    part: AssessmentPart::Summary,
                    options: Vec::new(),
                }))
        };
        for &audience in Audience::ALL {
            let told = [audience];
            for (entries, hidden) in [
                (vec![], false),
                (vec![written(1, &told)], false),
                (vec![written(1, &[])], true),
                (vec![written(1, &told), written(2, &[])], true),
                (vec![written(1, &[]), written(2, &told)], false),
            ] {
                let all = verdicts(&entries);
                let rows = || entries.iter().zip(&all);
                let parts = hidden_parts(audience, rows().map(|(e, v)| (e, v, true)));
                let expected = HashSet::from([AssessmentPart::Summary]);
                let expected = if hidden { expected } else { HashSet::new() };
                assert_eq!(parts, expected, "{entries:?}");
                // What was put right inside is not told either.
                let parts = hidden_parts(audience, rows().map(|(e, v)| (e, v, false)));
                assert_eq!(parts.is_empty(), entries.is_empty());
            }
            // By event time: an internal one of before does not hide the later one.
            let mut late = written(3, &[]);
            late.body.happened_at = specimen::hour(1);
            let entries = [written(2, &told), late];
            let all = verdicts(&entries);
            let rows = entries.iter().zip(&all).map(|(e, v)| (e, v, true));
            assert!(hidden_parts(audience, rows).is_empty());
            // A cancelled one hides nothing.
            let entries = [written(1, &told), written(2, &[]), entry(3).voids("2")];
            let all = verdicts(&entries);
            let rows = entries.iter().zip(&all).map(|(e, v)| (e, v, true));
            assert!(hidden_parts(audience, rows).is_empty());
        }
    }

    #[test]
    fn what_an_event_tells_is_decided_by_its_kind_and_the_same_for_every_circle() {
        let replaced = Event::from(FindingEvent::Replaced(Default::default()));
        for &audience in Audience::ALL {
            assert!(matches!(replaced.told_to(audience), Told::Replaces { .. }));
            for (_, event) in specimen::all("told") {
                let one = event.told_to(audience);
                assert_eq!(one, event.told_to(Audience::Public), "{}", event.kind());
            }
        }
    }
}
