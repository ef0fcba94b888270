//! What two laptops said of the same field without knowing of each other.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entry::Entry;
use super::history::{Kept, Sets, Step, fields};
use super::number::EntryNumber;

/// What one laptop said of a field while another one, which did not know it, said something else: the value in force is the
/// later one in the order of the log, and this one is kept beside it until somebody decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    pub field: String,
    pub value: Value,
    pub entry: EntryNumber,
    pub author: Option<String>,
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
pub(super) fn beside<K: Kept>(steps: &[Step<'_, K::Event>]) -> Vec<Beside> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{Effect, Priority, ServiceState, TaskStatus};
    use crate::domain::entry::{Edit, Event, Plain, ReplacedBy};
    use crate::domain::records::decision::DecisionEvent;
    use crate::domain::records::service::{ServiceEvent, ServiceStateSet};
    use crate::domain::records::task::{TaskChanged, TaskDone, TaskEvent};
    use crate::domain::records::{Decision, Finding, Service, Task};
    use crate::domain::specimen::{
        self, added, decision, entry, entry_number, finding, folded, hour, moment, number, started,
    };

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
