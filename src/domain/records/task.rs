//! Tasks (Aufgaben, in print Aufträge): who does what by when, and what came of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::iter::{once, successors};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{Effect, Priority, TaskStatus};
use crate::domain::entry::{Edit, Plain, events};
use crate::domain::history::{Kept, Sets, Step, Track};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::refusal::{Refusal, SetBy};
use crate::domain::text::split_name;

/// Who a task is given to: a function, a person, or both; at least one is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

impl Assignee {
    /// Reads `Funktion` or `Funktion/Person`; `/Person` names a person alone. Empty text is nobody.
    pub fn parse(text: &str) -> Option<Assignee> {
        let (function, person) = split_name(text);
        (function.is_some() || person.is_some()).then_some(Assignee { function, person })
    }
}

impl std::fmt::Display for Assignee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.function, &self.person) {
            (Some(function), Some(person)) => write!(f, "{function} / {person}"),
            (Some(one), None) | (None, Some(one)) => f.write_str(one),
            (None, None) => Ok(()),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskAdded {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Assignee>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<RecordNumber>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskChanged {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub assignee: Edit<Assignee>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub due: Edit<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub waits_for: Edit<Vec<RecordNumber>>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub about: Edit<Vec<RecordNumber>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskDone {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
}

events! {
    TaskEvent {
        Added(TaskAdded) = "task_added",
        Changed(TaskChanged) = "task_changed",
        Started(Plain) = "task_started",
        Held(Plain) = "task_held",
        Done(TaskDone) = "task_done",
        Cancelled(Plain) = "task_cancelled",
        Reopened(Plain) = "task_reopened",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    #[serde(flatten, skip_deserializing)]
    pub track: Track,
    pub what: String,
    /// None is allowed and must stand out wherever the task is shown.
    pub assignee: Option<Assignee>,
    pub issued_by: Option<String>,
    pub issued_at: Moment,
    pub due: Option<Moment>,
    pub priority: Priority,
    pub status: TaskStatus,
    pub waits_for: Vec<RecordNumber>,
    pub about: Vec<RecordNumber>,
    /// Result when done, reason when held or cancelled.
    pub result: Option<String>,
    pub effect: Option<Effect>,
    /// When it was done or cancelled.
    pub ended_at: Option<Moment>,
    /// When it ended for the first time and with which result, where it was opened again: what was reported then stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_ended_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_result: Option<String>,
    /// When and why it was opened again last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_reason: Option<String>,
}

/// What a staff can do with a task; which is allowed from which state is in [`TaskStep::allowed_from`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStep {
    Start,
    Hold,
    Done,
    Cancel,
    Edit,
    Reopen,
}

impl TaskStep {
    /// The table of status changes. A task that ended stays as it is until it is opened again.
    pub fn allowed_from(self, status: TaskStatus) -> bool {
        use TaskStatus::{Cancelled, Done, InProgress, OnHold, Open};
        match (self, status) {
            (TaskStep::Reopen, status) => !status.is_open(),
            (_, Done | Cancelled) => false,
            (TaskStep::Start, Open | OnHold) => true,
            (TaskStep::Start, InProgress) => false,
            (TaskStep::Hold, Open | InProgress) => true,
            (TaskStep::Hold, OnHold) => false,
            (TaskStep::Done | TaskStep::Cancel | TaskStep::Edit, Open | InProgress | OnHold) => {
                true
            }
        }
    }
}

impl Kept for Task {
    type Event = TaskEvent;
    const NAMED_BY: Option<&'static str> = Some("what");
    const HISTORY: Option<&'static str> = None;
    const GOES_ON: bool = true;

    fn begin(track: Track, first: &Step<'_, TaskEvent>) -> Option<Task> {
        let TaskEvent::Added(added) = first.event else {
            return None;
        };
        Some(Task {
            track,
            what: first.text.to_owned(),
            assignee: added.assignee.clone(),
            issued_by: added.issued_by.clone(),
            issued_at: first.entry.body.happened_at,
            due: added.due,
            priority: added.priority.unwrap_or(Priority::Normal),
            status: TaskStatus::Open,
            waits_for: added.waits_for.clone(),
            about: added.about.clone(),
            result: None,
            effect: None,
            ended_at: None,
            first_ended_at: None,
            first_result: None,
            reopened_at: None,
            reopened_reason: None,
        })
    }

    fn apply(&mut self, step: &Step<'_, TaskEvent>) {
        let status = match step.event {
            TaskEvent::Added(_) => return,
            TaskEvent::Changed(change) => {
                self.change(change.clone());
                return;
            }
            TaskEvent::Started(_) => TaskStatus::InProgress,
            TaskEvent::Held(_) => TaskStatus::OnHold,
            TaskEvent::Done(done) => {
                self.effect = done.effect;
                TaskStatus::Done
            }
            TaskEvent::Cancelled(_) => TaskStatus::Cancelled,
            TaskEvent::Reopened(_) => {
                if self.first_ended_at.is_none() && self.ended_at.is_some() {
                    self.first_ended_at = self.ended_at;
                    self.first_result = self.result.take();
                }
                self.effect = None;
                self.reopened_at = Some(step.entry.body.happened_at);
                self.reopened_reason = Some(step.text.to_owned());
                TaskStatus::Open
            }
        };
        self.status = status;
        self.result = Some(step.text.to_owned())
            .filter(|text| !text.is_empty() && status != TaskStatus::Open);
        self.ended_at = (!status.is_open()).then_some(step.entry.body.happened_at);
        self.track.status_by = SetBy::of(step.entry);
    }

    fn name(&self) -> &str {
        &self.what
    }

    fn is_over(&self) -> bool {
        !self.status.is_open()
    }

    fn track(&self) -> &Track {
        &self.track
    }

    fn track_mut(&mut self) -> &mut Track {
        &mut self.track
    }

    fn text_is(event: &TaskEvent) -> &'static str {
        match event {
            TaskEvent::Added(_) => "what",
            TaskEvent::Changed(_) | TaskEvent::Started(_) => "text",
            TaskEvent::Done(_) => "result",
            TaskEvent::Held(_) | TaskEvent::Cancelled(_) | TaskEvent::Reopened(_) => "reason",
        }
    }

    fn sets(event: &TaskEvent) -> Sets {
        match event {
            TaskEvent::Added(_) | TaskEvent::Changed(_) => Sets::Fields,
            TaskEvent::Started(_) => Sets::Status(TaskStatus::InProgress.code()),
            TaskEvent::Held(_) => Sets::Status(TaskStatus::OnHold.code()),
            TaskEvent::Done(_) => Sets::Status(TaskStatus::Done.code()),
            TaskEvent::Cancelled(_) => Sets::Status(TaskStatus::Cancelled.code()),
            TaskEvent::Reopened(_) => Sets::Status(TaskStatus::Open.code()),
        }
    }

    fn beginning(_: &TaskEvent) -> Edit<Moment> {
        Edit::Keep
    }

    /// Who does what is the staff's own business.
    fn told_to(audience: Audience, _: &TaskEvent) -> Told<TaskEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {
                Told::Never
            }
        }
    }
}

impl Task {
    /// Whether it is open past its date.
    pub fn is_overdue(&self, now: DateTime<FixedOffset>) -> bool {
        self.status.is_open() && self.due.is_some_and(|due| due.at < now)
    }

    /// Whether the short report and the speaking order name it: late, or marked as pressing.
    pub fn presses(&self, now: DateTime<FixedOffset>) -> bool {
        self.is_overdue(now) || matches!(self.priority, Priority::Urgent | Priority::High)
    }

    fn change(&mut self, change: TaskChanged) {
        if let Some(what) = change.what {
            self.what = what;
        }
        change.assignee.apply(&mut self.assignee);
        change.due.apply(&mut self.due);
        if let Some(priority) = change.priority {
            self.priority = priority;
        }
        for (edit, field) in [
            (change.waits_for, &mut self.waits_for),
            (change.about, &mut self.about),
        ] {
            let mut value = Some(std::mem::take(field));
            edit.apply(&mut value);
            *field = value.unwrap_or_default();
        }
    }

    fn check(&self, step: TaskStep) -> Result<(), Refusal> {
        self.track.usable()?;
        if step.allowed_from(self.status) {
            return Ok(());
        }
        Err(self.track.refuse(self.status.code()))
    }

    /// Refuses to wait for itself, also over other tasks; `next` tells what a task waits for.
    pub fn check_waits<E: From<Refusal>>(
        number: RecordNumber,
        waits_for: &[RecordNumber],
        next: impl FnMut(RecordNumber) -> Result<Vec<RecordNumber>, E>,
    ) -> Result<(), E> {
        circle(number, waits_for, next)?.map_or(Ok(()), |circle| {
            Err(Refusal::WaitsForItself { circle }.into())
        })
    }

    /// Starts the task.
    ///
    /// Refused while a task it waits for is open: that is what waiting means (evidence hold blocks recovery, Rodgau).
    pub fn start(&self, open_before: &[RecordNumber]) -> Result<TaskEvent, Refusal> {
        self.check(TaskStep::Start)?;
        if !open_before.is_empty() {
            return Err(Refusal::WaitsForOpenTasks {
                number: self.track.number,
                open: open_before.to_vec(),
            });
        }
        Ok(TaskEvent::Started(Plain {}))
    }

    pub fn hold(&self) -> Result<TaskEvent, Refusal> {
        self.check(TaskStep::Hold)
            .map(|()| TaskEvent::Held(Plain {}))
    }

    pub fn finish(&self, effect: Option<Effect>) -> Result<TaskEvent, Refusal> {
        self.check(TaskStep::Done)
            .map(|()| TaskEvent::Done(TaskDone { effect }))
    }

    pub fn cancel(&self) -> Result<TaskEvent, Refusal> {
        self.check(TaskStep::Cancel)
            .map(|()| TaskEvent::Cancelled(Plain {}))
    }

    /// Opens a task again that ended; that it had ended, and with which result, stays readable.
    pub fn reopen(&self) -> Result<TaskEvent, Refusal> {
        self.check(TaskStep::Reopen)
            .map(|()| TaskEvent::Reopened(Plain {}))
    }

    pub fn edit(&self, change: TaskChanged) -> Result<TaskEvent, Refusal> {
        self.check(TaskStep::Edit)?;
        if change == TaskChanged::default() {
            return Err(Refusal::NothingToChange {
                number: self.track.number,
            });
        }
        Ok(TaskEvent::Changed(change))
    }
}

/// Finds the circle that appears when `number` points at `targets`, following `next`; `None` where there is none.
///
/// Used for tasks that wait for each other and services that depend on each other: a circle could never be worked off.
pub(super) fn circle<E>(
    number: RecordNumber,
    targets: &[RecordNumber],
    mut next: impl FnMut(RecordNumber) -> Result<Vec<RecordNumber>, E>,
) -> Result<Option<Vec<RecordNumber>>, E> {
    // Each record that was met, and the one that led to it first.
    let mut led_by: HashMap<RecordNumber, RecordNumber> = HashMap::new();
    let mut ahead: Vec<(RecordNumber, RecordNumber)> =
        targets.iter().map(|&target| (number, target)).collect();
    while let Some((before, here)) = ahead.pop() {
        if here == number {
            let back = successors(Some(before), |at| led_by.get(at).copied());
            let mut circle: Vec<RecordNumber> = once(number).chain(back).collect();
            circle.reverse();
            return Ok(Some(circle));
        }
        if let Entry::Vacant(new) = led_by.entry(here) {
            new.insert(before);
            ahead.extend(next(here)?.into_iter().map(|target| (here, target)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::specimen::{
        by, cancelled, course, entry, folded, hour, moment, number, started, task as specimens,
        time,
    };

    fn added() -> TaskEvent {
        specimens("word").remove(0)
    }

    fn held() -> TaskEvent {
        TaskEvent::Held(Plain {})
    }

    fn done() -> TaskEvent {
        TaskEvent::Done(TaskDone {
            effect: Some(Effect::Partial),
        })
    }

    fn dropped() -> TaskEvent {
        TaskEvent::Cancelled(Plain {})
    }

    fn reopened() -> TaskEvent {
        TaskEvent::Reopened(Plain {})
    }

    /// Ways into every status; the last entry of each set it.
    fn states() -> Vec<(TaskStatus, Vec<TaskEvent>)> {
        use TaskStatus::{Cancelled, Done, InProgress, OnHold, Open};
        let all = vec![
            (Open, vec![added()]),
            (InProgress, vec![added(), started()]),
            (OnHold, vec![added(), held()]),
            (InProgress, vec![added(), held(), started()]),
            (OnHold, vec![added(), started(), held()]),
            (Done, vec![added(), done()]),
            (Done, vec![added(), started(), done()]),
            (Cancelled, vec![added(), dropped()]),
            (Cancelled, vec![added(), held(), dropped()]),
            (Open, vec![added(), done(), reopened()]),
            (Open, vec![added(), dropped(), reopened()]),
            (Done, vec![added(), done(), reopened(), done()]),
        ];
        for status in TaskStatus::ALL {
            assert!(all.iter().any(|(has, _)| has == status), "{status:?}");
        }
        all
    }

    fn task(events: &[TaskEvent]) -> Task {
        folded(&course("A-1", events.iter().cloned()))
    }

    fn renamed() -> TaskChanged {
        TaskChanged {
            what: Some("new".to_owned()),
            ..TaskChanged::default()
        }
    }

    /// Every step, what it answers, and the statuses it is allowed from.
    type Steps = [(
        &'static str,
        fn(&Task) -> Result<TaskEvent, Refusal>,
        TaskEvent,
        &'static [TaskStatus],
    ); 6];

    fn steps() -> Steps {
        use TaskStatus::{Cancelled, Done, InProgress, OnHold, Open};
        [
            ("start", |task| task.start(&[]), started(), &[Open, OnHold]),
            ("hold", Task::hold, held(), &[Open, InProgress]),
            (
                "done",
                |task| task.finish(Some(Effect::Partial)),
                done(),
                &[Open, InProgress, OnHold],
            ),
            (
                "cancel",
                Task::cancel,
                dropped(),
                &[Open, InProgress, OnHold],
            ),
            (
                "edit",
                |task| task.edit(renamed()),
                TaskEvent::Changed(renamed()),
                &[Open, InProgress, OnHold],
            ),
            ("reopen", Task::reopen, reopened(), &[Done, Cancelled]),
        ]
    }

    #[test]
    fn each_step_is_taken_from_its_statuses_and_refused_from_all_others() {
        for (status, events) in states() {
            let made = task(&events);
            let last = u64::try_from(events.len()).unwrap();
            assert_eq!(made.status, status);
            assert_eq!(made.track.status_by, by(last), "{status:?}");
            for (name, step, event, from) in steps() {
                let expected = if from.contains(&status) {
                    Ok(event)
                } else {
                    Err(Refusal::Status {
                        number: number("A-1"),
                        status: status.code(),
                        by: by(last),
                    })
                };
                assert_eq!(step(&made), expected, "{name} from {status:?}");
            }
        }
    }

    #[test]
    fn what_a_task_ended_with_first_stays_when_it_is_opened_again() {
        let before = task(&[added(), done()]);
        assert_eq!((before.first_ended_at, before.reopened_at), (None, None));
        let made = task(&[added(), done(), reopened()]);
        assert_eq!(made.first_ended_at, Some(hour(2)));
        assert_eq!(made.first_result.as_deref(), Some("text 2"));
        assert_eq!(made.reopened_at, Some(hour(3)));
        assert_eq!((made.ended_at, made.effect), (None, None));
        assert_eq!(made.reopened_reason.as_deref(), Some("text 3"));
        assert_eq!(made.result, None);
        let again = task(&[added(), done(), reopened(), done(), reopened(), dropped()]);
        assert_eq!(again.first_ended_at, Some(hour(2)), "the first one");
        assert_eq!(again.reopened_at, Some(hour(5)));
        assert_eq!(again.ended_at, Some(hour(6)));
        // Where the completion was cancelled, nothing had ended.
        let mut entries = course("A-1", [added(), done(), reopened()]);
        entries.push(entry(4).record("A-1").voids("2"));
        assert_eq!(folded::<Task>(&entries).first_ended_at, None);
    }

    #[test]
    fn a_cancelled_task_refuses_every_step() {
        for (_, events) in states() {
            let made: Task = folded(&cancelled("A-1", events.clone()));
            let refused = Refusal::RecordVoided {
                number: number("A-1"),
                by: by(u64::try_from(events.len()).unwrap() + 1),
            };
            for (name, step, ..) in steps() {
                assert_eq!(step(&made), Err(refused.clone()), "{name}");
            }
        }
    }

    #[test]
    fn a_task_that_waits_for_open_ones_does_not_start_and_may_do_all_else() {
        let open = [number("A-2"), number("A-3")];
        for events in [vec![added()], vec![added(), held()]] {
            let made = task(&events);
            let refused = Refusal::WaitsForOpenTasks {
                number: number("A-1"),
                open: open.to_vec(),
            };
            assert_eq!(made.start(&open), Err(refused));
        }
        let running = task(&[added(), started()]);
        assert!(matches!(running.start(&open), Err(Refusal::Status { .. })));
    }

    #[test]
    fn an_edit_that_changes_nothing_is_refused() {
        let refused = Refusal::NothingToChange {
            number: number("A-1"),
        };
        assert_eq!(task(&[added()]).edit(TaskChanged::default()), Err(refused));
    }

    #[test]
    fn a_task_begins_open_and_normal_with_what_was_said_of_it() {
        let made = task(&[added()]);
        assert_eq!(made.what, "text 1");
        assert_eq!(made.name(), "text 1");
        assert_eq!(
            made.assignee.unwrap().to_string(),
            "word assignee / word person"
        );
        assert_eq!(made.issued_by.as_deref(), Some("word issuer"));
        assert_eq!(made.issued_at, hour(1));
        assert_eq!(made.due, Some(moment("2021-10-15 12:00")));
        assert_eq!(made.priority, Priority::High);
        assert_eq!(made.waits_for, [number("A-2")]);
        assert_eq!(made.about, [number("V-1")]);
        assert_eq!(
            (made.result, made.effect, made.ended_at),
            (None, None, None)
        );
        let bare = task(&[TaskEvent::Added(TaskAdded::default())]);
        assert_eq!(bare.priority, Priority::Normal);
        assert_eq!((bare.assignee, bare.due), (None, None));
    }

    #[test]
    fn an_ending_sets_the_end_and_each_step_its_words() {
        for (status, events) in states() {
            let made = task(&events);
            let last = u64::try_from(events.len()).unwrap();
            let ended = matches!(status, TaskStatus::Done | TaskStatus::Cancelled);
            assert_eq!(made.ended_at, ended.then(|| hour(last)), "{status:?}");
            assert_eq!(made.is_over(), ended, "{status:?}");
            let open = status == TaskStatus::Open;
            let result = (!open).then(|| format!("text {last}"));
            assert_eq!(made.result, result, "{status:?}");
            let effect = (status == TaskStatus::Done).then_some(Effect::Partial);
            assert_eq!(made.effect, effect, "{status:?}");
        }
        let mut entries = course("A-1", [added(), held(), started()]);
        entries[2].body.text = String::new();
        assert_eq!(
            folded::<Task>(&entries).result,
            None,
            "why it was held is over"
        );
    }

    #[test]
    fn each_field_is_set_emptied_or_left_alone_by_itself() {
        type Expect = fn(&mut Task);
        let change = TaskChanged::default;
        let it = || Assignee::parse("IT/Weber").unwrap();
        let changes: [(TaskChanged, Expect); 11] = [
            (change(), |_| {}),
            (renamed(), |task| task.what = "new".to_owned()),
            (
                TaskChanged {
                    assignee: Edit::Set(it()),
                    ..change()
                },
                |task| task.assignee = Assignee::parse("IT/Weber"),
            ),
            (
                TaskChanged {
                    assignee: Edit::Clear,
                    ..change()
                },
                |task| task.assignee = None,
            ),
            (
                TaskChanged {
                    due: Edit::Set(hour(20)),
                    ..change()
                },
                |task| task.due = Some(hour(20)),
            ),
            (
                TaskChanged {
                    due: Edit::Clear,
                    ..change()
                },
                |task| task.due = None,
            ),
            (
                TaskChanged {
                    priority: Some(Priority::Urgent),
                    ..change()
                },
                |task| task.priority = Priority::Urgent,
            ),
            (
                TaskChanged {
                    waits_for: Edit::Set(vec![number("A-4")]),
                    ..change()
                },
                |task| task.waits_for = vec![number("A-4")],
            ),
            (
                TaskChanged {
                    waits_for: Edit::Clear,
                    ..change()
                },
                |task| task.waits_for = Vec::new(),
            ),
            (
                TaskChanged {
                    about: Edit::Set(vec![number("D-4")]),
                    ..change()
                },
                |task| task.about = vec![number("D-4")],
            ),
            (
                TaskChanged {
                    about: Edit::Clear,
                    ..change()
                },
                |task| task.about = Vec::new(),
            ),
        ];
        for (change, expect) in changes {
            let mut expected = task(&[added()]);
            expect(&mut expected);
            expected.track.changed_at = hour(2);
            expected.track.latest_at = hour(2).at;
            let after = task(&[added(), TaskEvent::Changed(change.clone())]);
            assert_eq!(after, expected, "{change:?}");
        }
    }

    #[test]
    fn an_open_task_is_overdue_after_its_date_and_an_ended_one_never() {
        for (status, events) in states() {
            let made = task(&events);
            for (now, past) in [
                ("2021-10-15 11:59", false),
                ("2021-10-15 12:00", false),
                ("2021-10-15 12:01", true),
            ] {
                let open = !matches!(status, TaskStatus::Done | TaskStatus::Cancelled);
                assert_eq!(made.is_overdue(time(now)), past && open, "{status:?} {now}");
            }
        }
        let undated = task(&[TaskEvent::Added(TaskAdded::default())]);
        assert!(!undated.is_overdue(time("2031-01-01 00:00")));
    }

    #[test]
    fn urgent_and_high_press_and_normal_and_low_only_when_late() {
        for (priority, presses) in [
            (Priority::Urgent, true),
            (Priority::High, true),
            (Priority::Normal, false),
            (Priority::Low, false),
        ] {
            let made = task(&[TaskEvent::Added(TaskAdded {
                priority: Some(priority),
                due: Some(moment("2021-10-15 12:00")),
                ..TaskAdded::default()
            })]);
            assert_eq!(
                made.presses(time("2021-10-15 11:00")),
                presses,
                "{priority:?}"
            );
            assert!(made.presses(time("2021-10-15 13:00")), "{priority:?}");
        }
    }

    #[test]
    fn an_assignee_is_a_function_or_a_person_or_both() {
        for (text, function, person) in [
            ("IT", Some("IT"), None),
            (" IT / Weber ", Some("IT"), Some("Weber")),
            ("/Weber", None, Some("Weber")),
            ("IT/", Some("IT"), None),
            ("IT/Weber/Nacht", Some("IT"), Some("Weber/Nacht")),
        ] {
            let assignee = Assignee::parse(text).unwrap();
            assert_eq!(assignee.function.as_deref(), function, "{text}");
            assert_eq!(assignee.person.as_deref(), person, "{text}");
        }
        for text in ["", " ", "/", " / "] {
            assert_eq!(Assignee::parse(text), None, "{text:?}");
        }
        for (text, shown) in [
            ("IT", "IT"),
            ("/Weber", "Weber"),
            ("IT/Weber", "IT / Weber"),
        ] {
            assert_eq!(Assignee::parse(text).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn a_circle_of_any_length_is_found_and_named_from_its_beginning() {
        // A-2 waits for for for itself through A-7.
        let points = |text: &str| -> Vec<RecordNumber> {
            let next: &[&str] = match text {
                "A-2" => &["A-3"],
                "A-3" => &["A-4", "A-5"],
                "A-6" => &["A-7"],
                "A-7" => &["A-6"],
                _ => &[],
            };
            next.iter().map(|text| number(text)).collect()
        };
        for (from, to, found) in [
            ("A-1", &["A-1"][..], Some(&["A-1", "A-1"][..])),
            ("A-3", &["A-2"], Some(&["A-3", "A-2", "A-3"])),
            ("A-5", &["A-2"], Some(&["A-5", "A-2", "A-3", "A-5"])),
            ("A-5", &["A-8", "A-3"], Some(&["A-5", "A-3", "A-5"])),
            ("A-1", &["A-2"], None),
            ("A-2", &["A-4"], None),
            ("A-1", &["A-6"], None),
            ("A-1", &[], None),
        ] {
            let targets: Vec<RecordNumber> = to.iter().map(|text| number(text)).collect();
            let next = |task: RecordNumber| Ok::<_, ()>(points(&task.to_string()));
            let found = found.map(|path| path.iter().map(|text| number(text)).collect());
            assert_eq!(
                circle(number(from), &targets, next),
                Ok(found),
                "{from} {to:?}"
            );
        }
        assert_eq!(
            circle(number("A-1"), &[number("A-2")], |_| Err(())),
            Err(())
        );
    }

    #[test]
    fn a_task_without_its_beginning_is_none() {
        let entries = [entry(2).record("A-1").event(started())];
        assert_eq!(Task::fold(number("A-1"), &entries), None);
    }

    #[test]
    fn each_record_is_asked_once_however_many_ways_lead_to_it() {
        // Each of twenty points at all that come after it.
        let asked = std::cell::RefCell::new(Vec::new());
        let next = |record: RecordNumber| {
            asked.borrow_mut().push(record);
            let after = record.series.running + 1..=20;
            Ok::<_, ()>(after.map(|other| number(&format!("A-{other}"))).collect())
        };
        assert_eq!(circle(number("A-1"), &[number("A-2")], next), Ok(None));
        assert_eq!(asked.borrow().len(), 19);
    }

    #[test]
    fn a_task_never_waits_for_itself_over_others() {
        let next = |task: RecordNumber| -> Result<Vec<RecordNumber>, Refusal> {
            let waits = [("A-2", "A-3"), ("A-3", "A-1"), ("A-4", "A-5")];
            let of = waits.iter().filter(|(one, _)| number(one) == task);
            Ok(of.map(|(_, other)| number(other)).collect())
        };
        for (waits_for, circle) in [
            (vec![], None),
            (vec!["A-4"], None),
            (vec!["A-4", "A-5"], None),
            (vec!["A-1"], Some(vec!["A-1", "A-1"])),
            (vec!["A-3"], Some(vec!["A-1", "A-3", "A-1"])),
            (vec!["A-4", "A-2"], Some(vec!["A-1", "A-2", "A-3", "A-1"])),
        ] {
            let waits_for: Vec<_> = waits_for.into_iter().map(number).collect();
            let circle = circle.map(|circle| circle.into_iter().map(number).collect());
            let expected = circle.map_or(Ok(()), |circle| Err(Refusal::WaitsForItself { circle }));
            let checked = Task::check_waits(number("A-1"), &waits_for, next);
            assert_eq!(checked, expected, "{waits_for:?}");
        }
    }
}
