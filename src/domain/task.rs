//! Tasks (Aufgaben, in print Aufträge): who does what by when, and what came of it.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::codes::{Effect, Priority, TaskStatus};
use super::entry::{Assignee, Entry, Event, Plain, TaskChanged, TaskDone};
use super::history::{Track, set_by, trace};
use super::moment::Moment;
use super::number::RecordNumber;
use super::refusal::Refusal;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Task {
    #[serde(flatten)]
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
}

/// What a staff can do with a task; which is allowed from which state is in [`TaskStep::allowed_from`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStep {
    Start,
    Hold,
    Done,
    Cancel,
    Edit,
}

impl TaskStep {
    /// The table of status changes. A task that ended stays as it is: what comes after is a new task.
    pub fn allowed_from(self, status: TaskStatus) -> bool {
        use TaskStatus::{Cancelled, Done, InProgress, OnHold, Open};
        match (self, status) {
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

impl Task {
    /// Whether the short report and the speaking order name it: late, or marked as pressing.
    pub fn presses(&self, now: DateTime<FixedOffset>) -> bool {
        self.due.is_some_and(|due| due.at < now)
            || matches!(self.priority, Priority::Urgent | Priority::High)
    }

    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Task> {
        let (track, steps) = trace(number, entries)?;
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        let Event::TaskAdded(added) = &first.entry.body.event else {
            return None;
        };
        let mut task = Task {
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
        };
        for step in steps {
            let entry = step.entry;
            let status = match &entry.body.event {
                Event::TaskChanged(change) => {
                    task.change(change.clone());
                    continue;
                }
                Event::TaskStarted(_) => TaskStatus::InProgress,
                Event::TaskHeld(_) => TaskStatus::OnHold,
                Event::TaskDone(done) => {
                    task.effect = done.effect;
                    TaskStatus::Done
                }
                Event::TaskCancelled(_) => TaskStatus::Cancelled,
                _ => continue,
            };
            task.status = status;
            task.result = Some(step.text.to_owned()).filter(|text| !text.is_empty());
            task.ended_at = (!status.is_open()).then_some(entry.body.happened_at);
            task.track.status_by = set_by(entry);
        }
        Some(task)
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
        let by = self.track.status_by.clone();
        Err(Refusal::TaskStatus {
            number: self.track.number,
            status: self.status,
            by,
        })
    }

    /// Starts the task.
    ///
    /// Refused while a task it waits for is open: that is what waiting means (evidence hold blocks recovery, Rodgau).
    pub fn start(&self, open_before: &[RecordNumber]) -> Result<Event, Refusal> {
        self.check(TaskStep::Start)?;
        if !open_before.is_empty() {
            return Err(Refusal::WaitsForOpenTasks {
                number: self.track.number,
                open: open_before.to_vec(),
            });
        }
        Ok(Event::TaskStarted(Plain {}))
    }

    pub fn hold(&self) -> Result<Event, Refusal> {
        self.check(TaskStep::Hold)
            .map(|()| Event::TaskHeld(Plain {}))
    }

    pub fn finish(&self, effect: Option<Effect>) -> Result<Event, Refusal> {
        self.check(TaskStep::Done)
            .map(|()| Event::TaskDone(TaskDone { effect }))
    }

    pub fn cancel(&self) -> Result<Event, Refusal> {
        self.check(TaskStep::Cancel)
            .map(|()| Event::TaskCancelled(Plain {}))
    }

    pub fn edit(&self, change: TaskChanged) -> Result<Event, Refusal> {
        self.check(TaskStep::Edit)?;
        if change == TaskChanged::default() {
            return Err(Refusal::NothingToChange {
                number: self.track.number,
            });
        }
        Ok(Event::TaskChanged(change))
    }
}

/// Finds the circle that appears when `number` points at `targets`, following `next`; `None` where there is none.
///
/// Used for tasks that wait for each other and services that depend on each other: a circle could never be worked off.
pub fn circle<E>(
    number: RecordNumber,
    targets: &[RecordNumber],
    mut next: impl FnMut(RecordNumber) -> Result<Vec<RecordNumber>, E>,
) -> Result<Option<Vec<RecordNumber>>, E> {
    let mut seen = std::collections::HashSet::new();
    let mut paths: Vec<Vec<RecordNumber>> =
        targets.iter().map(|&target| vec![number, target]).collect();
    while let Some(path) = paths.pop() {
        let last = *path.last().expect("a path starts with two numbers");
        if last == number {
            return Ok(Some(path));
        }
        if seen.insert(last) {
            for target in next(last)? {
                let mut longer = path.clone();
                longer.push(target);
                paths.push(longer);
            }
        }
    }
    Ok(None)
}
