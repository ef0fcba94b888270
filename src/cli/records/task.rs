//! The verbs of tasks.

use crate::cli::common::Clearable;
use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Field, Verb, verb};
use crate::cli::writing;
use crate::cli::writing::{
    Act, Said, Writing, apart, confirmed, each_once, edited, edited_due, read_back, reason, renamed,
};
use crate::document::{Phrase, Value};
use crate::domain::entry::Edit;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::Task;
use crate::domain::records::task::{Assignee, TaskAdded, TaskChanged, TaskEvent};
use crate::domain::text::{optional, plain, said};
use crate::report::lists;

pub const OTHERS: &[&str] = &["aufgaben", "tasks"];

pub const VERBS: &[Verb] = &[
    TaskAdd::VERB,
    Verb {
        fields: &[
            Field::flag("open"),
            Field::one("to"),
            Field::flag("overdue"),
            Field::flag("all"),
        ],
        ..Verb::LIST
    },
    Verb::SHOW,
    TaskEdit::VERB,
    TaskStart::VERB,
    TaskHold::VERB,
    TaskDone::VERB,
    TaskCancel::VERB,
    TaskReopen::VERB,
];

verb! {
    TaskAdd "add" "neu" [] ("what+") {
        what: String,
        to: Option<String>,
        due: Option<String>,
        prio: Option<String>,
        about: Vec<String>,
        waits_for: Vec<String>,
        issued_by: Option<String>,
    }
}

verb! {
    TaskEdit "edit" "aendern" ["ändern"] ("number") {
        number: String,
        what: Option<String>,
        to: Option<Clearable>,
        due: Option<Clearable>,
        prio: Option<String>,
        about: Option<Vec<String>>,
        waits_for: Option<Vec<String>>,
    }
}

verb! {
    TaskStart "start" "beginnen" [] ("number#", "text*") {
        number: String,
        text: Option<String>,
    }
}

verb! {
    TaskHold "hold" "zurueckstellen" ["zurückstellen"] ("number#", "reason*") {
        number: String,
        reason: Option<String>,
    }
}

verb! {
    TaskDone "done" "erledigen" [] ("number#", "result*") {
        number: String,
        result: Option<String>,
        effect: Option<String>,
    }
}

verb! {
    TaskCancel "cancel" "absagen" [] ("number#", "reason*") {
        number: String,
        reason: Option<String>,
    }
}

verb! {
    TaskReopen "reopen" "oeffnen" ["öffnen", "wiedereroeffnen", "wiedereröffnen"] ("number", "reason*") {
        number: String,
        reason: Option<String>,
    }
}

/// Tasks to wait for: they exist, and no circle appears.
fn waits_for(
    writing: &Writing<'_, '_>,
    number: RecordNumber,
    inputs: &[String],
) -> Result<Vec<RecordNumber>, Failure> {
    let numbers = each_once(apart(inputs), |input| {
        let other = writing::number(input, RecordKind::Task)?;
        if other != number {
            writing.must_exist(other)?;
        }
        Ok(other)
    })?;
    Task::check_waits(number, &numbers, writing.circle_of(number)?)?;
    Ok(numbers)
}

/// The task that a number names, as it is.
fn task(writing: &Writing<'_, '_>, input: &str) -> Result<(RecordNumber, Task), Failure> {
    let number = writing::number(input, RecordKind::Task)?;
    Ok((number, writing.view().task(number)?))
}

impl Act for TaskAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let what = said("what", &self.what)?;
        let number = writing.next(RecordKind::Task)?;
        let added = TaskAdded {
            assignee: optional("to", self.to.as_deref())?
                .as_deref()
                .and_then(Assignee::parse),
            issued_by: optional("issued_by", self.issued_by.as_deref())?,
            due: writing.due("warn-due-in-past", self.due.as_ref())?,
            priority: writing.word("prio", self.prio.as_ref())?,
            waits_for: waits_for(writing, number, &self.waits_for)?,
            about: writing.about(&self.about)?,
        };
        if added.assignee.is_none() && !writing.imported {
            writing.warn(Phrase::new("warn-task-unassigned").with("number", number.to_string()));
        }
        if added.due.is_none() && !writing.imported {
            writing.warn(Phrase::new("warn-task-undated").with("number", number.to_string()));
        }
        writing.warn_same_title(number, &what)?;
        let to = added.assignee.as_ref().map(ToString::to_string);
        let due = added
            .due
            .map_or_else(|| Phrase::new("done-undated").into(), Value::from);
        writing.append(number, what.clone(), TaskEvent::Added(added))?;
        let said = confirmed("done-task-added", number, &what);
        Ok(said
            .with("to", read_back(to.as_deref(), "done-nobody"))
            .with("due", due))
    }
}

impl Act for TaskEdit {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let (number, task) = task(writing, &self.number)?;
        let due = edited_due(writing, "warn-due-in-past", self.due.as_ref())?;
        let assignee = match edited(self.to.as_ref(), |to| Ok(Assignee::parse(&said("to", to)?)))? {
            Edit::Set(assignee) => assignee.map_or(Edit::Clear, Edit::Set),
            Edit::Clear => Edit::Clear,
            Edit::Keep => Edit::Keep,
        };
        let waits = self.waits_for.as_ref();
        let about = self.about.as_ref();
        let change = TaskChanged {
            what: renamed("what", self.what.as_ref())?,
            assignee,
            due,
            priority: writing.word("prio", self.prio.as_ref())?,
            waits_for: waits
                .map(|inputs| waits_for(writing, number, inputs))
                .transpose()?
                .into(),
            about: about
                .map(|inputs| writing.about(inputs))
                .transpose()?
                .into(),
        };
        let what = change.what.clone().unwrap_or_else(|| task.what.clone());
        let event = task.edit(change)?;
        writing.append(number, String::new(), event)?;
        Ok(confirmed("done-task-changed", number, &what))
    }
}

impl Act for TaskStart {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let (number, task) = task(writing, &self.number)?;
        let open = writing.view().open_among(&task.waits_for)?;
        let event = task.start(&open)?;
        let text = optional("text", self.text.as_deref())?;
        writing.append(number, text.unwrap_or_default(), event)?;
        Ok(confirmed("done-task-started", number, &task.what))
    }
}

impl Act for TaskHold {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let (number, task) = task(writing, &self.number)?;
        let event = task.hold()?;
        let reason = reason(self.reason.as_deref())?;
        writing.append(number, reason.clone(), event)?;
        Ok(confirmed("done-task-held", number, &task.what).with("reason", reason))
    }
}

impl Act for TaskDone {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let (number, task) = task(writing, &self.number)?;
        let effect = writing.word("effect", self.effect.as_ref())?;
        let event = task.finish(effect)?;
        // Who is done may be ahead of the plan; that it was said to wait is told, not refused.
        let open = writing.view().open_among(&task.waits_for)?;
        if !open.is_empty() && !writing.imported {
            let open: Vec<String> = open.iter().map(ToString::to_string).collect();
            writing.warn(
                Phrase::new("warn-task-waited")
                    .with("number", number.to_string())
                    .with("open", open.join(", ")),
            );
        }
        let result = optional("result", self.result.as_deref())?;
        let said = confirmed("done-task-done", number, &task.what)
            .with("result", read_back(result.as_deref(), "done-unsaid"));
        writing.append(number, result.unwrap_or_default(), event)?;
        Ok(said)
    }
}

impl Act for TaskCancel {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let (number, task) = task(writing, &self.number)?;
        let event = task.cancel()?;
        let reason = reason(self.reason.as_deref())?;
        writing.append(number, reason.clone(), event)?;
        Ok(confirmed("done-task-cancelled", number, &task.what).with("reason", reason))
    }
}

impl Act for TaskReopen {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let (number, task) = task(writing, &self.number)?;
        let event = task.reopen()?;
        let reason = reason(self.reason.as_deref())?;
        writing.append(number, reason.clone(), event)?;
        Ok(confirmed("done-task-reopened", number, &task.what).with("reason", reason))
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let filter = asked.filter;
    let mut tasks = asked.view.open_tasks()?;
    if filter.overdue {
        tasks.retain(|task| task.is_overdue(asked.as_of.at));
    }
    let wanted = filter.to.as_deref().map(plain);
    let is_wanted = |task: &Task| {
        let to = task.assignee.as_ref().map(ToString::to_string);
        let has = |wanted: &String| to.is_some_and(|to| plain(&to).contains(wanted));
        wanted.as_ref().is_none_or(has)
    };
    tasks.retain(is_wanted);
    let mut hidden = 0;
    if !filter.open && !filter.overdue {
        let read = filter.all || wanted.is_some();
        let part = asked
            .view
            .ended_tasks(if read { usize::MAX } else { 0 }, None)?;
        let mut ended = part.items;
        ended.retain(is_wanted);
        if filter.all {
            tasks.extend(ended);
        } else {
            hidden = if read { ended.len() } else { part.total };
        }
    }
    let listing = asked.answer("list-tasks", &tasks, lists::table);
    Ok(listing.without(hidden))
}
