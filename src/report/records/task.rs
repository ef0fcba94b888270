//! Tasks as reports and lists show them.

use crate::domain::codes::Priority;
use crate::domain::history::Kept as _;
use crate::domain::moment::Moment;
use crate::domain::records::Task;
use crate::domain::records::task::TaskEvent;

use super::Shown;
use crate::document::{Cell, Field, Inline, Phrase, Row, Table, Tone, Value};
use crate::report::label::{
    self, column, field, number, numbers, optional, say, stacked, table, text, time,
};
use crate::report::lists::Looking;

impl Shown for Task {
    const SAID_FIRST: &'static [&'static str] = &["assignee", "due"];
    const SILENT: &'static [&'static str] = &["about", "issued_at"];

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
            field("ended_at", "column-ended", time(self.ended_at)),
            field("result", "column-result", optional(self.result.as_deref())),
            field(
                "effect",
                "column-effect",
                self.effect
                    .map_or_else(Vec::new, |value| vec![label::effect(value)]),
            ),
        ]
    }

    fn event_words(event: &TaskEvent, subject: Value) -> Phrase {
        let key = match event {
            TaskEvent::Added(added) => match &added.assignee {
                Some(assignee) => {
                    return Phrase::new("event-task-assigned")
                        .with("number", subject)
                        .with("assignee", assignee.to_string());
                }
                None => "event-task-added",
            },
            TaskEvent::Changed(_) => "event-task-changed",
            TaskEvent::Started(_) => "event-task-started",
            TaskEvent::Held(_) => "event-task-held",
            TaskEvent::Done(_) => "event-task-done",
            TaskEvent::Cancelled(_) => "event-task-cancelled",
        };
        Phrase::new(key).with("number", subject)
    }

    fn deadline(&self) -> Option<(Moment, &'static str)> {
        self.due
            .filter(|_| !self.is_over())
            .map(|due| (due, "deadline-task"))
    }
}

/// "überfällig seit …", the date, or "ohne Frist".
pub fn due(task: &Task, now: Moment) -> Cell {
    match task.due {
        None => say("report-undated"),
        Some(due) if task.is_overdue(now.at) => {
            vec![Inline::Phrase(
                Phrase::new("report-overdue-since").with("moment", due),
            )]
        }
        Some(due) => vec![Inline::Moment(due)],
    }
}

pub fn assignee(task: &Task) -> Cell {
    task.assignee.as_ref().map_or_else(
        || say("report-unassigned"),
        |assignee| text(assignee.to_string()),
    )
}

pub fn task_tone(task: &Task, now: Moment) -> Tone {
    let open = task.status.is_open();
    if task.is_overdue(now.at) {
        Tone::Alarm
    } else if open
        && (task.assignee.is_none() || task.due.is_none() || task.priority == Priority::Urgent)
    {
        Tone::Watch
    } else {
        Tone::Plain
    }
}

pub fn open_tasks(items: &[Task], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|task| {
        let waits: Vec<String> = task.waits_for.iter().map(ToString::to_string).collect();
        let waits = if waits.is_empty() {
            Vec::new()
        } else {
            vec![Inline::Phrase(
                Phrase::new("report-waits-for").with("numbers", waits.join(", ")),
            )]
        };
        Row {
            cells: vec![
                number(task.track.number),
                stacked([text(task.what.clone()), waits]),
                assignee(task),
                due(task, looking.now),
                vec![label::priority(task.priority)],
                vec![label::task_status(task.status)],
            ],
            tone: task_tone(task, looking.now),
            change: looking.change(task.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("what", "column-task", 34),
        column("assignee", "column-assignee", 15),
        column("due", "column-due", 14),
        column("priority", "column-priority", 9),
        column("status", "column-status", 10),
    ];
    table("tasks_open", columns, rows.collect())
}

pub fn ended_tasks(items: &[Task], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|task| Row {
        cells: vec![
            number(task.track.number),
            text(task.what.clone()),
            assignee(task),
            stacked([
                vec![label::task_status(task.status)],
                task.ended_at
                    .map_or_else(Vec::new, |at| vec![Inline::Moment(at)]),
            ]),
            optional(task.result.as_deref()),
            task.effect
                .map_or_else(Vec::new, |effect| vec![label::effect(effect)]),
        ],
        tone: Tone::Plain,
        change: looking.change(task.track.number),
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("what", "column-task", 28),
        column("assignee", "column-assignee", 14),
        column("status", "column-ended", 14),
        column("result", "column-result", 22),
        column("effect", "column-effect", 10),
    ];
    table("tasks_ended", columns, rows.collect())
}
