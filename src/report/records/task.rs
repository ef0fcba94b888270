//! Tasks as reports show them.

use crate::document::build::{
    column, field, numbers, optional, phrase, piece, say, stacked, table, text, time,
};
use crate::document::{Cell, Column, Field, Inline, Phrase, Row, Table, Tone, Value};
use crate::domain::codes::{Effect, Priority, TaskStatus};
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::records::task::{Task, TaskEvent};

use super::{Date, Shown, at, number, plain};
use crate::report::label;
use crate::report::lists::Looking;

/// "überfällig seit …", the date, or "ohne Frist".
pub(crate) fn due(task: &Task, now: Moment) -> Cell {
    match task.due {
        None => say("report-undated"),
        Some(due) if task.is_overdue(now.at) => at("report-overdue-since", due),
        Some(due) => vec![Inline::Moment(due)],
    }
}

/// Who does it, or that nobody was told to.
pub(crate) fn assignee(task: &Task) -> Cell {
    task.assignee.as_ref().map_or_else(
        || say("report-unassigned"),
        |assignee| text(assignee.to_string()),
    )
}

fn tone(task: &Task, now: Moment) -> Tone {
    let unclear = task.assignee.is_none() || task.due.is_none();
    if task.is_overdue(now.at) {
        Tone::Alarm
    } else if !task.is_over() && (unclear || task.priority == Priority::Urgent) {
        Tone::Watch
    } else {
        Tone::Plain
    }
}

fn waits(task: &Task) -> Cell {
    if task.waits_for.is_empty() {
        return Vec::new();
    }
    let numbers: Vec<String> = task.waits_for.iter().map(ToString::to_string).collect();
    phrase(Phrase::new("report-waits-for").with("numbers", numbers.join(", ")))
}

/// When and with which result a task ended that was opened again.
fn first_ended(task: &Task) -> Cell {
    stacked([
        time(task.first_ended_at),
        optional(task.first_result.as_deref()),
    ])
}

/// When and why it was opened again.
fn reopened(task: &Task) -> Cell {
    stacked([
        time(task.reopened_at),
        optional(task.reopened_reason.as_deref()),
    ])
}

impl Shown for Task {
    const TABLE: &'static str = "tasks_open";

    fn columns() -> Vec<Column> {
        vec![
            column("number", "column-number", 5),
            column("what", "column-task", 34),
            column("assignee", "column-assignee", 15),
            column("due", "column-due", 14),
            column("priority", "column-priority", 9),
            column("status", "column-status", 10),
        ]
    }

    fn row(&self, now: Moment) -> Row {
        Row {
            cells: vec![
                number(self.track.number),
                stacked([text(self.what.clone()), waits(self)]),
                assignee(self),
                due(self, now),
                vec![label::priority(self.priority)],
                vec![label::task_status(self.status)],
            ],
            tone: tone(self, now),
            ..Row::default()
        }
    }

    fn fields(&self, now: Moment) -> Vec<Field> {
        vec![
            field(
                "status",
                "column-status",
                vec![label::task_status(self.status)],
            ),
            field("assignee", "column-assignee", assignee(self)),
            field("due", "column-due", due(self, now)),
            field(
                "priority",
                "column-priority",
                vec![label::priority(self.priority)],
            ),
            field(
                "issued_by",
                "column-issued-by",
                optional(self.issued_by.as_deref()),
            ),
            field(
                "issued_at",
                "column-issued-at",
                vec![Inline::Moment(self.issued_at)],
            ),
            field("waits_for", "column-waits-for", numbers(&self.waits_for)),
            field("about", "column-about", numbers(&self.about)),
            field("first_ended", "column-first-ended", first_ended(self)),
            field("reopened_at", "column-reopened", reopened(self)),
            field("ended_at", "column-ended", time(self.ended_at)),
            field("result", "column-result", optional(self.result.as_deref())),
            field(
                "effect",
                "column-effect",
                piece(self.effect.map(label::effect)),
            ),
        ]
    }

    fn coded(field: &str, code: &str) -> Option<Inline> {
        match field {
            "priority" => Priority::from_code(code).map(label::priority),
            "status" => TaskStatus::from_code(code).map(label::task_status),
            "effect" => Effect::from_code(code).map(label::effect),
            _ => None,
        }
    }

    const SAYS_READERS: bool = true;
    const FIRST_SAID: &'static [&'static str] = &["assignee", "due"];

    fn silent(&self, before: &Task) -> &'static [&'static str] {
        // A task that ended is no longer late, but its date did not change.
        if self.is_over() && self.due == before.due {
            &["about", "issued_at", "first_ended", "due"]
        } else {
            &["about", "issued_at", "first_ended"]
        }
    }

    fn dates(&self, now: Moment) -> Vec<Date> {
        let ahead = self
            .due
            .filter(|_| !self.is_over() && !self.is_overdue(now.at));
        let date = |at| Date {
            at,
            key: "deadline-task",
        };
        ahead.map(date).into_iter().collect()
    }

    fn details(_: &TaskEvent) -> Option<Phrase> {
        None
    }

    fn calls(&self, _: Moment) -> Option<Phrase> {
        None
    }

    fn told(event: &TaskEvent, subject: Value) -> Phrase {
        let key = match event {
            TaskEvent::Added(added) => {
                return match &added.assignee {
                    Some(assignee) => {
                        plain("event-task-assigned", subject).with("assignee", assignee.to_string())
                    }
                    None => plain("event-task-added", subject),
                };
            }
            TaskEvent::Changed(_) => "event-task-changed",
            TaskEvent::Started(_) => "event-task-started",
            TaskEvent::Held(_) => "event-task-held",
            TaskEvent::Done(_) => "event-task-done",
            TaskEvent::Cancelled(_) => "event-task-cancelled",
            TaskEvent::Reopened(_) => "event-task-reopened",
        };
        plain(key, subject)
    }
}

/// Tasks that ended, with what came of them.
pub(crate) fn ended(items: &[Task], looking: Looking<'_>) -> Table {
    let columns = vec![
        column("number", "column-number", 5),
        column("what", "column-task", 28),
        column("assignee", "column-assignee", 14),
        column("status", "column-ended", 14),
        column("result", "column-result", 22),
        column("effect", "column-effect", 10),
    ];
    let rows = items.iter().map(|task| Row {
        cells: vec![
            number(task.track.number),
            text(task.what.clone()),
            assignee(task),
            stacked([vec![label::task_status(task.status)], time(task.ended_at)]),
            optional(task.result.as_deref()),
            piece(task.effect.map(label::effect)),
        ],
        change: looking.change(task.track.number),
        ..Row::default()
    });
    table("tasks_ended", columns, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::task::{Assignee, TaskAdded};
    use crate::report::sample::{NOW, hours, moment, new};

    fn task(due: Option<i64>, assignee: Option<&str>, priority: Option<Priority>) -> Task {
        let added = TaskAdded {
            assignee: assignee.and_then(Assignee::parse),
            issued_by: None,
            due: due.map(hours),
            priority,
            waits_for: Vec::new(),
            about: Vec::new(),
        };
        new("A-1", "Server trennen", TaskEvent::Added(added))
    }

    #[test]
    fn late_is_alarm_and_what_is_unclear_or_urgent_is_to_be_watched() {
        for (due, assignee, priority, expected) in [
            (Some(-1), Some("S6"), None, Tone::Alarm),
            (Some(-1), None, Some(Priority::Urgent), Tone::Alarm),
            (Some(1), None, None, Tone::Watch),
            (None, Some("S6"), None, Tone::Watch),
            (Some(1), Some("S6"), Some(Priority::Urgent), Tone::Watch),
            (Some(1), Some("S6"), Some(Priority::High), Tone::Plain),
            (Some(0), Some("S6"), None, Tone::Plain),
        ] {
            let task = task(due, assignee, priority);
            assert_eq!(tone(&task, moment(NOW)), expected, "{task:?}");
        }
    }

    #[test]
    fn a_date_that_has_passed_is_no_date_to_come() {
        let dates = |due| task(due, Some("S6"), None).dates(moment(NOW)).len();
        assert_eq!([Some(-1), Some(0), Some(1), None].map(dates), [0, 1, 1, 0]);
    }

    #[test]
    fn a_task_that_ended_says_nothing_of_a_date_that_stayed() {
        let before = task(Some(-1), Some("S6"), None);
        let mut after = before.clone();
        after.status = crate::domain::codes::TaskStatus::Done;
        assert!(after.silent(&before).contains(&"due"));
        after.due = Some(hours(3));
        assert!(!after.silent(&before).contains(&"due"));
        assert!(!before.silent(&before).contains(&"due"));
    }
}
