//! What writes tasks.

use crate::document::Phrase;
use crate::domain::entry::{Edit, Event};
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::task::circle;
use crate::domain::records::task::{Assignee, TaskAdded, TaskChanged, TaskEvent};
use crate::domain::refusal::Refusal;
use crate::store::error::StoreError;

use super::super::failure::Failure;
use super::super::request::{TaskAdd, TaskCancel, TaskDone, TaskEdit, TaskHold, TaskStart};
use super::{Act, Answer, said};

impl Act<'_, '_> {
    /// Tasks to wait for: they exist, and no circle appears.
    fn waits_for(
        &self,
        number: RecordNumber,
        inputs: &[String],
    ) -> Result<Vec<RecordNumber>, Failure> {
        let mut numbers = Vec::new();
        for input in inputs
            .iter()
            .flat_map(|input| input.split(','))
            .filter(|input| !input.trim().is_empty())
        {
            let other = self.number(input, RecordKind::Task)?;
            if other != number && !self.writer.view().exists(other)? {
                return Err(StoreError::NoSuchRecord { number: other }.into());
            }
            if !numbers.contains(&other) {
                numbers.push(other);
            }
        }
        let circle = circle(number, &numbers, |task| self.writer.view().points_at(task))?;
        circle.map_or(Ok(numbers), |circle| {
            Err(Refusal::WaitsForItself { circle }.into())
        })
    }

    pub(super) fn task_add(&mut self, request: &TaskAdd) -> Answer {
        let what = self.text("what", &request.what)?;
        let number = self.next(RecordKind::Task)?;
        let added = TaskAdded {
            assignee: self
                .optional("to", request.to.as_ref())?
                .as_deref()
                .and_then(Assignee::parse),
            issued_by: self.optional("issued_by", request.issued_by.as_ref())?,
            due: self.due("warn-due-in-past", request.due.as_ref())?,
            priority: self.word("prio", request.prio.as_ref())?,
            waits_for: self.waits_for(number, &request.waits_for)?,
            about: self.about(&request.about)?,
        };
        if added.assignee.is_none() && !self.imported {
            self.warnings
                .push(Phrase::new("warn-task-unassigned").with("number", number.to_string()));
        }
        if added.due.is_none() && !self.imported {
            self.warnings
                .push(Phrase::new("warn-task-undated").with("number", number.to_string()));
        }
        self.append(number, what.clone(), Event::Task(TaskEvent::Added(added)))?;
        Ok(said("done-task-added", number, &what))
    }

    pub(super) fn task_edit(&mut self, request: &TaskEdit) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let due = match request.due.as_deref().map(str::trim) {
            None => Edit::Keep,
            Some("") => Edit::Clear,
            Some(_) => Edit::from(self.due("warn-due-in-past", request.due.as_ref())?),
        };
        let assignee = match self.edited("to", request.to.as_ref())? {
            Edit::Set(text) => Assignee::parse(&text).map_or(Edit::Clear, Edit::Set),
            Edit::Clear => Edit::Clear,
            Edit::Keep => Edit::Keep,
        };
        let change = TaskChanged {
            what: self.renamed("what", request.what.as_ref())?,
            assignee,
            due,
            priority: self.word("prio", request.prio.as_ref())?,
            waits_for: request
                .waits_for
                .as_ref()
                .map(|inputs| self.waits_for(number, inputs))
                .transpose()?
                .into(),
            about: request
                .about
                .as_ref()
                .map(|inputs| self.about(inputs))
                .transpose()?
                .into(),
        };
        let what = change.what.clone().unwrap_or_else(|| task.what.clone());
        let event = task.edit(change)?;
        self.append(number, String::new(), event)?;
        Ok(said("done-task-changed", number, &what))
    }

    pub(super) fn task_start(&mut self, request: &TaskStart) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let open = self.writer.view().open_among(&task.waits_for)?;
        let event = task.start(&open)?;
        let text = self
            .optional("text", request.text.as_ref())?
            .unwrap_or_default();
        self.append(number, text, event)?;
        Ok(said("done-task-started", number, &task.what))
    }

    pub(super) fn task_hold(&mut self, request: &TaskHold) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let event = task.hold()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-task-held", number, &task.what))
    }

    pub(super) fn task_done(&mut self, request: &TaskDone) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let effect = self.word("effect", request.effect.as_ref())?;
        let event = task.finish(effect)?;
        let result = self
            .optional("result", request.result.as_ref())?
            .unwrap_or_default();
        self.append(number, result, event)?;
        Ok(said("done-task-done", number, &task.what))
    }

    pub(super) fn task_cancel(&mut self, request: &TaskCancel) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let event = task.cancel()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-task-cancelled", number, &task.what))
    }
}
