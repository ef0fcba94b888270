//! The kinds of record, each in a file of its own: the record, its events, its rules, what of it is told to whom.

pub mod decision;
pub mod finding;
pub mod incident;
pub mod notice;
pub mod report;
pub mod service;
pub mod task;

use serde::Serialize;

use super::audience::{Audience, Told};
use super::entry::{Edit, Entry, Event};
use super::history::{self, Edited, Kept, Sets, Track};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
pub use decision::Decision;
pub use finding::Finding;
pub use incident::Incident;
pub use notice::Notice;
pub use report::Report;
pub use service::Service;
pub use task::Task;

/// The one list of the kinds of record: type, file, events, letter of its numbers, code in tables and JSON, noun of its
/// commands. Every floor that does something for each kind takes it from here.
macro_rules! each_record {
    ($then:ident) => {
        $then! {
            Incident(incident, IncidentEvent) 'V' "incident" "vorfall";
            Task(task, TaskEvent) 'A' "task" "aufgabe";
            Decision(decision, DecisionEvent) 'E' "decision" "entscheidung";
            Service(service, ServiceEvent) 'D' "service" "dienst";
            Finding(finding, FindingEvent) 'K' "finding" "erkenntnis";
            Notice(notice, NoticeEvent) 'B' "notice" "bekanntgabe";
            Report(report, ReportEvent) 'L' "report" "bericht";
        }
    };
}
pub(crate) use each_record;

macro_rules! record {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        /// The kind of record a number belongs to; its letter stands before the dash.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum RecordKind {
            $($kind,)+
            /// A kind of a newer version, known by its letter alone.
            Other(char),
        }

        impl RecordKind {
            /// Every kind this version understands.
            pub const ALL: &'static [RecordKind] = &[$(RecordKind::$kind),+];

            pub fn letter(self) -> char {
                match self {
                    $(RecordKind::$kind => $letter,)+
                    RecordKind::Other(letter) => letter,
                }
            }

            /// The table of this kind and its name in JSON.
            pub fn code(self) -> &'static str {
                match self {
                    $(RecordKind::$kind => $code,)+
                    RecordKind::Other(_) => "other",
                }
            }

            /// The noun of its commands.
            pub const fn noun(self) -> &'static str {
                match self {
                    $(RecordKind::$kind => $noun,)+
                    RecordKind::Other(_) => "",
                }
            }

            /// The field that holds a record's name.
            pub fn named_by(self) -> Option<&'static str> {
                match self {
                    $(RecordKind::$kind => $kind::NAMED_BY,)+
                    RecordKind::Other(_) => None,
                }
            }

            /// The table that holds what a record was before, a row for each item of its `history`.
            pub fn history(self) -> Option<&'static str> {
                match self {
                    $(RecordKind::$kind => $kind::HISTORY,)+
                    RecordKind::Other(_) => None,
                }
            }

            /// Whether its row and the last item of its history hold all that its next entry is applied to.
            pub fn goes_on(self) -> bool {
                match self {
                    $(RecordKind::$kind => $kind::GOES_ON,)+
                    RecordKind::Other(_) => false,
                }
            }

            /// The kind of entry that creates such a record.
            pub fn created_by(self) -> Option<&'static str> {
                match self {
                    $(RecordKind::$kind => $module::$event::KINDS.first().copied(),)+
                    RecordKind::Other(_) => None,
                }
            }
        }

        /// One record of any kind, folded from its entries.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Record { $($kind($kind)),+ }

        impl Record {
            /// Folds the entries of one record; `None` where they do not begin with the entry that creates it.
            pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Record> {
                match number.kind {
                    $(RecordKind::$kind => <$kind as Kept>::fold(number, entries).map(Record::$kind),)+
                    RecordKind::Other(_) => None,
                }
            }

            /// Goes on from where the record stands with the newest entry of the log; see [`Kept::go_on`].
            pub fn go_on(&mut self, entry: &Entry) -> bool {
                match self { $(Record::$kind(record) => record.go_on(entry)),+ }
            }

            /// What each entry that changes fields of the record changed.
            pub fn edits(number: RecordNumber, entries: &[Entry]) -> Vec<(EntryNumber, Vec<Edited>)> {
                match number.kind {
                    $(RecordKind::$kind => history::edits::<$kind>(number, entries),)+
                    RecordKind::Other(_) => Vec::new(),
                }
            }

            /// The record between the entries that are new to a reader, each with the moment since when it was so: before the
            /// second of them, before the third, and so on; the last few where they are many. Of a record whose beginning is
            /// new too, the first one is that beginning.
            pub fn between(
                number: RecordNumber,
                entries: &[Entry],
                is_new: impl Fn(&Entry) -> bool,
            ) -> Vec<(Moment, Record)> {
                /// More than that nobody reads in one line.
                const MOST: usize = 6;
                let mut between = std::collections::VecDeque::new();
                let mut since = entries
                    .iter()
                    .find(|entry| entry.body.event.creates())
                    .filter(|entry| is_new(entry))
                    .map(|entry| entry.body.happened_at);
                match number.kind {
                    $(RecordKind::$kind => {
                        $kind::fold_by_step(number, entries, |step, record| {
                            if !is_new(step.entry) {
                                return;
                            }
                            if let Some(since) = since.replace(step.entry.body.happened_at) {
                                if between.len() == MOST {
                                    between.pop_front();
                                }
                                between.push_back((since, Record::$kind(record.clone())));
                            }
                        });
                    })+
                    RecordKind::Other(_) => {}
                }
                between.into()
            }

            pub fn track(&self) -> &Track {
                match self { $(Record::$kind(record) => record.track()),+ }
            }

            /// What people call it; empty where its number says all there is.
            pub fn name(&self) -> &str {
                match self { $(Record::$kind(record) => record.name()),+ }
            }

            /// Whether it no longer needs anybody.
            pub fn is_over(&self) -> bool {
                match self { $(Record::$kind(record) => record.is_over()),+ }
            }
        }

        impl Event {
            /// What it says of when the matter of its record began.
            pub fn beginning(&self) -> Edit<Moment> {
                match self {
                    Event::Log(_) | Event::Unread(_) => Edit::Keep,
                    $(Event::$kind(event) => <$kind as Kept>::beginning(event),)+
                }
            }

            /// Whether it changes fields of a record that is there already.
            pub fn is_edit(&self) -> bool {
                !self.creates() && match self {
                    $(Event::$kind(event) => $kind::sets(event) == Sets::Fields,)+
                    Event::Log(_) | Event::Unread(_) => false,
                }
            }

            /// What an audience is told of it: the record it belongs to decides.
            pub fn told_to(&self, audience: Audience) -> Told<Event> {
                match self {
                    Event::Log(event) => event.told_to(audience).map(Event::Log),
                    $(Event::$kind(event) => {
                        <$kind as Kept>::told_to(audience, event).map(Event::$kind)
                    })+
                    Event::Unread(_) => Told::Never,
                }
            }
        }

        $(
            impl TryFrom<Record> for $kind {
                type Error = RecordNumber;

                /// The record as one of its kind, or the number of what it is instead.
                fn try_from(record: Record) -> Result<$kind, RecordNumber> {
                    match record {
                        Record::$kind(record) => Ok(record),
                        other => Err(other.track().number),
                    }
                }
            }

            impl From<$kind> for Record {
                fn from(record: $kind) -> Record {
                    Record::$kind(record)
                }
            }
        )+
    };
}
each_record!(record);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::task::{TaskAdded, TaskChanged, TaskEvent};
    use super::*;
    use crate::domain::entry::{Edit, Plain};
    use crate::domain::specimen::{cancelled, course, entry, hour, number, of};

    #[test]
    fn each_kind_has_a_letter_a_code_and_a_noun_of_its_own() {
        let kinds = RecordKind::ALL;
        let letters: HashSet<char> = kinds.iter().map(|kind| kind.letter()).collect();
        let codes: HashSet<&str> = kinds.iter().map(|kind| kind.code()).collect();
        let nouns: HashSet<&str> = kinds.iter().map(|kind| kind.noun()).collect();
        assert_eq!([letters.len(), codes.len(), nouns.len()], [kinds.len(); 3]);
        let newer = RecordKind::Other('M');
        assert_eq!(
            (newer.letter(), newer.named_by(), newer.created_by()),
            ('M', None, None)
        );
    }

    fn due(at: Option<u64>) -> TaskEvent {
        TaskEvent::Changed(TaskChanged {
            due: at.map_or(Edit::Clear, |at| Edit::Set(hour(at))),
            ..TaskChanged::default()
        })
    }

    fn added() -> TaskEvent {
        TaskEvent::Added(TaskAdded {
            due: Some(hour(20)),
            ..TaskAdded::default()
        })
    }

    #[test]
    fn an_edit_says_what_was_before_it_and_only_where_it_counts() {
        let mut entries = course(
            "A-1",
            [
                added(),
                due(Some(22)),
                due(Some(23)),
                due(Some(23)),
                due(None),
                TaskEvent::Started(Plain {}),
                due(None),
            ],
        );
        entries.push(entry(8).record("A-1").voids("2"));
        let stored = |at| serde_json::to_value(hour(at)).unwrap();
        let told: Vec<_> = Record::edits(number("A-1"), &entries)
            .into_iter()
            .map(|(entry, edits)| {
                let edits = edits.into_iter();
                let edits = edits.map(|edited| (edited.field, edited.before, edited.after));
                (entry.0.running, edits.collect::<Vec<_>>())
            })
            .collect();
        let due = |before, after| vec![("due".to_owned(), Some(before), after)];
        let nothing = serde_json::Value::Null;
        assert_eq!(
            told,
            [
                (3, due(stored(20), stored(23))),
                (4, vec![]),
                (5, due(stored(23), nothing)),
                (7, vec![]),
            ]
        );
        for entry in &entries {
            let is_edit = matches!(entry.body.event, Event::Task(TaskEvent::Changed(_)));
            assert_eq!(entry.body.event.is_edit(), is_edit);
        }
    }

    #[test]
    fn what_a_record_was_between_new_entries_is_told_each_once_and_the_last_few() {
        let hours: Vec<u64> = (21..30).collect();
        let events = std::iter::once(added()).chain(hours.iter().map(|at| due(Some(*at))));
        let entries = course("A-1", events);
        let between = |known: u64| -> Vec<(Moment, u64)> {
            let new = |entry: &Entry| entry.number.0.running > known;
            let told = Record::between(number("A-1"), &entries, new).into_iter();
            told.map(|(since, record)| {
                let task = Task::try_from(record).unwrap();
                let due = task.due.unwrap().at - hour(0).at;
                (since, u64::try_from(due.num_hours()).unwrap())
            })
            .collect()
        };
        // Nobody asks for what is known, or for what is so now.
        assert_eq!(between(10), []);
        assert_eq!(between(9), []);
        assert_eq!(between(8), [(hour(9), 28)]);
        assert_eq!(between(7), [(hour(8), 27), (hour(9), 28)]);
        assert_eq!(between(0).len(), 6);
        assert_eq!(between(0)[5], (hour(9), 28));
        let entries = &entries[..2];
        let all = Record::between(number("A-1"), entries, |_| true);
        assert_eq!(all.len(), 1, "a new record begins somewhere");
        assert_eq!(all[0].0, hour(1));
    }

    #[test]
    fn each_kind_folds_to_its_own_record_and_to_no_other() {
        for &kind in RecordKind::ALL {
            let number = number(&format!("{}-1", kind.letter()));
            let entries = course(&number.to_string(), of(kind, "word"));
            let record = Record::fold(number, &entries).unwrap();
            assert_eq!(record.track().number, number);
            // What it is called is the field that the kind says.
            let json = serde_json::to_value(&record).unwrap();
            let name = kind
                .named_by()
                .map_or("", |field| json[field].as_str().unwrap());
            assert_eq!(record.name(), name, "{kind:?}");
            assert_eq!(kind == RecordKind::Report, name.is_empty());
            let is_task = Task::try_from(record.clone());
            assert_eq!(is_task.is_ok(), kind == RecordKind::Task);
            assert!(is_task.is_ok() || is_task == Err(number));
            for &other in RecordKind::ALL {
                let folded = Record::fold(
                    RecordNumber {
                        kind: other,
                        ..number
                    },
                    &entries,
                );
                assert_eq!(folded.is_some(), other == kind, "{kind:?} {other:?}");
            }
            let newer = RecordKind::Other('M');
            assert_eq!(
                Record::fold(
                    RecordNumber {
                        kind: newer,
                        ..number
                    },
                    &entries
                ),
                None
            );
        }
    }

    #[test]
    fn a_record_goes_on_with_what_happened_later_as_if_it_were_folded_again() {
        for &kind in RecordKind::ALL.iter().filter(|kind| kind.goes_on()) {
            let number = number(&format!("{}-1", kind.letter()));
            let entries = course(&number.to_string(), of(kind, "word"));
            let fold = |count: usize| Record::fold(number, &entries[..count]).unwrap();
            for (count, next) in entries.iter().enumerate().skip(1) {
                let mut record = fold(count);
                let could = record.go_on(next);
                // What says when the matter began is folded with all that was said before.
                assert_eq!(
                    could,
                    next.body.event.beginning().is_keep(),
                    "{kind:?} {count}"
                );
                if !could {
                    continue;
                }
                assert_eq!(record, fold(count + 1), "{kind:?} {count}");
                // What was said of the time before, and what speaks of others, is folded with all the rest.
                let mut late = next.clone();
                late.body.happened_at = hour(0);
                let remark = entry(9).record(&number.to_string()).corrects("1");
                for other in [late, remark] {
                    let mut record = fold(count);
                    assert!(!record.go_on(&other), "{kind:?} {count}");
                    assert_eq!(record, fold(count), "{kind:?} {count}");
                }
            }
        }
    }

    #[test]
    fn a_record_of_every_kind_is_still_shown_when_its_beginning_was_cancelled() {
        for &kind in RecordKind::ALL {
            let number = number(&format!("{}-1", kind.letter()));
            let entries = cancelled(&number.to_string(), of(kind, "word"));
            let record = Record::fold(number, &entries).unwrap();
            assert!(record.track().voided.is_some() && record.track().usable().is_err());
        }
    }
}
