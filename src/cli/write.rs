//! Carrying out what writes: raw request → checked values → a rule decides → entries are appended.
//!
//! The command line and an import go the same way; nothing here knows where a request came from.

use chrono::{DateTime, TimeZone, Utc};

use crate::domain::codes::{Audience, Certainty, Visibility};
use crate::domain::entry::{
    AssessmentWritten, Assignee, Body, DecisionTaken, Edit, Entry, EntryCorrected, EntryVoided,
    Event, FindingRecorded, IncidentChanged, IncidentOpened, NoteTaken, NoticeIssued, ServiceAdded,
    ServiceChanged, ServiceStateSet, TaskAdded, TaskChanged, VisibilityChanged,
};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::refusal::{Refusal, SetBy};
use crate::domain::task::circle;
use crate::domain::time_input::{Sense, parse_duration, parse_moment};
use crate::l10n::Words;
use crate::report::document::Phrase;
use crate::report::label;
use crate::store::append::{Draft, Writer};
use crate::store::error::StoreError;

use super::failure::Failure;
use super::request::{
    AssessmentAdd, Common, Correct, DecisionAdd, DecisionRevoke, DecisionSupersede, FindingAdd,
    FindingReplace, IncidentAdd, IncidentClose, IncidentEdit, IncidentReopen, NoteAdd, NoticeAdd,
    NoticeReplace, NoticeWithdraw, ServiceAdd, ServiceEdit, ServiceSet, TaskAdd, TaskCancel,
    TaskDone, TaskEdit, TaskHold, TaskStart, VisibilitySet, Void, Write,
};
use super::service_name::find_service;
use super::vocabulary;

/// The most a person can put into one field, in bytes: 100 KB of pasted log must go in, a disk image must not.
const MOST_BYTES: usize = 200_000;

/// What a write did: the sentence that confirms it, what to warn of, and where the result is found.
pub struct Done {
    pub confirmation: Phrase,
    pub warnings: Vec<Phrase>,
    pub subject: Subject,
}

/// What `--json` shows after a write.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject {
    Entry(EntryNumber),
    Record(RecordNumber),
}

/// One write being carried out.
struct Act<'w, 'log> {
    writer: &'w mut Writer<'log>,
    common: &'w Common,
    words: &'w Words,
    now: DateTime<Utc>,
    imported: bool,
    /// When it happened, as `--um` says; now where it says nothing.
    happened_at: Moment,
    warnings: Vec<Phrase>,
}

/// Carries out one request inside a write that the caller commits.
pub fn carry_out(
    writer: &mut Writer<'_>,
    common: &Common,
    request: &Write,
    words: &Words,
    imported: bool,
) -> Result<Done, Failure> {
    let now = writer.now();
    let zone = writer.zone();
    let present = Moment::exact(zone.from_utc_datetime(&now.naive_utc()).fixed_offset());
    let mut act = Act {
        writer,
        common,
        words,
        now,
        imported,
        happened_at: present,
        warnings: Vec::new(),
    };
    if let Some(at) = &common.at {
        act.happened_at = act.past("at", at)?;
    }
    let (confirmation, subject) = match request {
        Write::NoteAdd(request) => act.note(request),
        Write::Correct(request) => act.correct(request),
        Write::Void(request) => act.void(request),
        Write::IncidentAdd(request) => act.incident_add(request),
        Write::IncidentEdit(request) => act.incident_edit(request),
        Write::IncidentClose(request) => act.incident_close(request),
        Write::IncidentReopen(request) => act.incident_reopen(request),
        Write::TaskAdd(request) => act.task_add(request),
        Write::TaskEdit(request) => act.task_edit(request),
        Write::TaskStart(request) => act.task_start(request),
        Write::TaskHold(request) => act.task_hold(request),
        Write::TaskDone(request) => act.task_done(request),
        Write::TaskCancel(request) => act.task_cancel(request),
        Write::DecisionAdd(request) => act.decision_add(request, None),
        Write::DecisionSupersede(request) => act.decision_supersede(request),
        Write::DecisionRevoke(request) => act.decision_revoke(request),
        Write::ServiceAdd(request) => act.service_add(request),
        Write::ServiceEdit(request) => act.service_edit(request),
        Write::ServiceSet(request) => act.service_set(request),
        Write::FindingAdd(request) => act.finding_add(request),
        Write::FindingReplace(request) => act.finding_replace(request),
        Write::NoticeAdd(request) => act.notice_add(request, None),
        Write::NoticeReplace(request) => act.notice_replace(request),
        Write::NoticeWithdraw(request) => act.notice_withdraw(request),
        Write::AssessmentAdd(request) => act.assessment_add(request),
        Write::VisibilitySet(request) => act.visibility_set(request),
    }?;
    Ok(Done {
        confirmation,
        warnings: act.warnings,
        subject,
    })
}

/// `Name` or `Name/Role`, apart.
pub fn author(text: Option<&str>) -> (Option<String>, Option<String>) {
    let part = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let Some(text) = text else {
        return (None, None);
    };
    let (name, role) = text.split_once('/').unwrap_or((text, ""));
    (part(name), part(role))
}

type Answer = Result<(Phrase, Subject), Failure>;

/// A confirmation that names the record and what it says.
fn said(key: &'static str, number: RecordNumber, text: &str) -> (Phrase, Subject) {
    (
        Phrase::new(key)
            .with("number", number.to_string())
            .with("text", text),
        Subject::Record(number),
    )
}

impl Act<'_, '_> {
    // ---- raw → checked ----

    /// A mandatory text: not empty, not endless.
    fn text(&self, field: &'static str, text: &str) -> Result<String, Failure> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::TextMissing { field }.into());
        }
        if text.len() > MOST_BYTES {
            return Err(Refusal::TextTooLong {
                field,
                bytes: text.len(),
                most: MOST_BYTES,
            }
            .into());
        }
        Ok(text.to_owned())
    }

    /// An optional text; empty means not given.
    fn optional(
        &self,
        field: &'static str,
        text: Option<&String>,
    ) -> Result<Option<String>, Failure> {
        text.filter(|text| !text.trim().is_empty())
            .map(|text| self.text(field, text))
            .transpose()
    }

    fn texts(&self, field: &'static str, texts: &[String]) -> Result<Vec<String>, Failure> {
        texts.iter().map(|text| self.text(field, text)).collect()
    }

    /// A change of an optional text: empty clears it.
    fn edited(&self, field: &'static str, text: Option<&String>) -> Result<Edit<String>, Failure> {
        Ok(match text {
            None => Edit::Keep,
            Some(text) => self
                .optional(field, Some(text))?
                .map_or(Edit::Clear, Edit::Set),
        })
    }

    fn reason(&self, text: Option<&String>) -> Result<String, Failure> {
        self.optional("reason", text)?
            .ok_or_else(|| Refusal::ReasonMissing.into())
    }

    fn moment(&self, input: &str, sense: Sense) -> Result<Moment, Failure> {
        parse_moment(input, self.now, self.writer.zone(), sense)
            .map_err(|error| Refusal::Time(error).into())
    }

    /// A moment that has been; one minute of grace for a clock that differs from the log's.
    fn past(&self, field: &'static str, input: &str) -> Result<Moment, Failure> {
        let moment = self.moment(input, Sense::Past)?;
        if moment.at > self.now + chrono::TimeDelta::minutes(1) {
            return Err(Refusal::InFuture { field, at: moment }.into());
        }
        Ok(moment)
    }

    /// A moment that is to come; one that has passed is accepted with a warning, except in an import of old events.
    fn due(
        &mut self,
        key: &'static str,
        input: Option<&String>,
    ) -> Result<Option<Moment>, Failure> {
        let Some(input) = input.filter(|input| !input.trim().is_empty()) else {
            return Ok(None);
        };
        let moment = self.moment(input, Sense::Due)?;
        if moment.at < self.now && !self.imported {
            self.warnings.push(Phrase::new(key).with("moment", moment));
        }
        Ok(Some(moment))
    }

    fn number(&self, input: &str, kind: RecordKind) -> Result<RecordNumber, Failure> {
        let number = RecordNumber::parse_as(kind, input);
        number.ok_or_else(|| Failure::NotANumber {
            input: input.to_owned(),
            kind: Some(kind),
        })
    }

    fn entry_number(&self, input: &str) -> Result<EntryNumber, Failure> {
        EntryNumber::parse(input).ok_or_else(|| Failure::NotANumber {
            input: input.to_owned(),
            kind: None,
        })
    }

    /// Numbers of records that exist.
    fn about(&self, inputs: &[String]) -> Result<Vec<RecordNumber>, Failure> {
        let mut numbers = Vec::new();
        for input in inputs
            .iter()
            .flat_map(|input| input.split(','))
            .filter(|input| !input.trim().is_empty())
        {
            let number = RecordNumber::parse(input).ok_or_else(|| Failure::NotANumber {
                input: input.to_owned(),
                kind: None,
            })?;
            if !self.writer.view().exists(number)? {
                return Err(StoreError::NoSuchRecord { number }.into());
            }
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        Ok(numbers)
    }

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

    fn depends_on(
        &self,
        number: RecordNumber,
        inputs: &[String],
    ) -> Result<Vec<RecordNumber>, Failure> {
        let mut numbers = Vec::new();
        for input in inputs {
            let other = find_service(&self.writer.view(), input)?;
            if !numbers.contains(&other) {
                numbers.push(other);
            }
        }
        let circle = circle(number, &numbers, |service| {
            self.writer.view().points_at(service)
        })?;
        circle.map_or(Ok(numbers), |circle| {
            Err(Refusal::DependsOnItself { circle }.into())
        })
    }

    // ---- the door ----

    fn append_at(
        &mut self,
        record: Option<RecordNumber>,
        happened_at: Moment,
        text: String,
        certainty: Option<Certainty>,
        event: Event,
    ) -> Result<Entry, Failure> {
        let (author, role) = author(self.common.author.as_deref());
        let body = Body {
            happened_at,
            approximate: self.common.approx,
            author,
            role,
            text,
            source: self.optional("source", self.common.source.as_ref())?,
            certainty,
            visibility: if self.common.public {
                Visibility::Public
            } else {
                Visibility::Internal
            },
            event,
        };
        // Where something public now holds more inside than the public is told, somebody must know.
        let overtaken = match record {
            Some(record) if !self.common.public && !self.imported => {
                self.writer.view().is_public(record)?.then_some(record)
            }
            _ => None,
        };
        let entry = self.writer.append(Draft {
            record,
            body,
            imported: self.imported,
        })?;
        let decides = matches!(entry.body.event, Event::VisibilityChanged(_));
        if let Some(record) = overtaken.filter(|_| !decides) {
            self.warnings.push(
                Phrase::new("warn-entry-internal")
                    .with("number", record.to_string())
                    .with("entry", entry.number.to_string()),
            );
        }
        Ok(entry)
    }

    fn append(
        &mut self,
        record: RecordNumber,
        text: String,
        event: Event,
    ) -> Result<Entry, Failure> {
        self.append_at(Some(record), self.happened_at, text, None, event)
    }

    fn next(&self, kind: RecordKind) -> Result<RecordNumber, Failure> {
        Ok(self.writer.next_number(kind)?)
    }

    // ---- notes, corrections, cancellations ----

    fn note(&mut self, request: &NoteAdd) -> Answer {
        let text = self.text("text", &request.text)?;
        let about = self.about(&request.about)?;
        let certainty = request
            .certainty
            .as_ref()
            .map(|word| vocabulary::read(word, "certainty", self.words))
            .transpose()?;
        let event = Event::NoteTaken(NoteTaken { about });
        let entry = self.append_at(None, self.happened_at, text, certainty, event)?;
        Ok((
            Phrase::new("done-note-taken")
                .with("number", entry.number.to_string())
                .with("text", entry.body.text),
            Subject::Entry(entry.number),
        ))
    }

    /// The entry that a correction or cancellation speaks of, if it does not already stand cancelled.
    fn target(&self, input: &str) -> Result<Entry, Failure> {
        let number = self.entry_number(input)?;
        let line = self.writer.view().line_of(number)?;
        match line.voided {
            Some(void) => {
                let by = SetBy {
                    at: void.at,
                    author: void.author,
                };
                Err(Refusal::AlreadyVoided { entry: number, by }.into())
            }
            None => Ok(line.entry),
        }
    }

    fn correct(&mut self, request: &Correct) -> Answer {
        let target = self.target(&request.entry)?;
        if target.is_remark()
            || matches!(
                target.body.event,
                Event::ReportReleased(_) | Event::VisibilityChanged(_)
            )
        {
            return Err(Refusal::CannotCorrect {
                entry: target.number,
            }
            .into());
        }
        let text = self.text("text", &request.text)?;
        let reason = self.reason(Some(&request.reason))?;
        let event = Event::EntryCorrected(EntryCorrected {
            entry: target.number,
            reason,
        });
        let entry = self.append_at(target.record, self.happened_at, text, None, event)?;
        Ok((
            Phrase::new("done-entry-corrected")
                .with("number", entry.number.to_string())
                .with("entry", target.number.to_string())
                .with("text", entry.body.text),
            Subject::Entry(target.number),
        ))
    }

    fn void(&mut self, request: &Void) -> Answer {
        let target = self.target(&request.entry)?;
        if matches!(
            target.body.event,
            Event::LogStarted(_) | Event::EntryVoided(_)
        ) {
            return Err(Refusal::CannotVoid {
                entry: target.number,
            }
            .into());
        }
        let reason = self.reason(Some(&request.reason))?;
        let event = Event::EntryVoided(EntryVoided {
            entry: target.number,
        });
        let entry = self.append_at(target.record, self.happened_at, reason, None, event)?;
        Ok((
            Phrase::new("done-entry-voided")
                .with("number", entry.number.to_string())
                .with("entry", target.number.to_string()),
            Subject::Entry(target.number),
        ))
    }

    // ---- incidents ----

    fn incident_add(&mut self, request: &IncidentAdd) -> Answer {
        let title = self.text("title", &request.title)?;
        let opened = IncidentOpened {
            severity: request
                .severity
                .as_ref()
                .map(|word| vocabulary::read(word, "severity", self.words))
                .transpose()?,
            description: self.optional("text", request.text.as_ref())?,
            began_at: request
                .since
                .as_ref()
                .map(|since| self.past("since", since))
                .transpose()?,
            began_approximate: self.common.approx,
        };
        let number = self.next(RecordKind::Incident)?;
        self.append(number, title.clone(), Event::IncidentOpened(opened))?;
        Ok(said("done-incident-opened", number, &title))
    }

    fn incident_edit(&mut self, request: &IncidentEdit) -> Answer {
        let number = self.number(&request.number, RecordKind::Incident)?;
        let incident = self.writer.view().incident(number)?;
        let severity = match request.severity.as_deref() {
            None => Edit::Keep,
            Some("") => Edit::Clear,
            Some(word) => Edit::Set(vocabulary::read(word, "severity", self.words)?),
        };
        let began_at = match request.since.as_deref() {
            None => Edit::Keep,
            Some("") => Edit::Clear,
            Some(since) => Edit::Set(self.past("since", since)?),
        };
        let change = IncidentChanged {
            title: request
                .title
                .as_ref()
                .map(|title| self.text("title", title))
                .transpose()?,
            severity,
            description: self.edited("text", request.text.as_ref())?,
            began_at,
        };
        let event = incident.edit(change)?;
        self.append(number, String::new(), event)?;
        Ok(said("done-incident-changed", number, &incident.title))
    }

    fn incident_close(&mut self, request: &IncidentClose) -> Answer {
        let number = self.number(&request.number, RecordKind::Incident)?;
        let incident = self.writer.view().incident(number)?;
        let open = self.writer.view().open_tasks_about(number)?;
        let event = incident.close(request.false_alarm, &open, request.anyway)?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        let key = if request.false_alarm {
            "done-incident-false-alarm"
        } else {
            "done-incident-closed"
        };
        Ok(said(key, number, &incident.title))
    }

    fn incident_reopen(&mut self, request: &IncidentReopen) -> Answer {
        let number = self.number(&request.number, RecordKind::Incident)?;
        let incident = self.writer.view().incident(number)?;
        let event = incident.reopen()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-incident-reopened", number, &incident.title))
    }

    // ---- tasks ----

    fn task_add(&mut self, request: &TaskAdd) -> Answer {
        let what = self.text("what", &request.what)?;
        let number = self.next(RecordKind::Task)?;
        let added = TaskAdded {
            assignee: self
                .optional("to", request.to.as_ref())?
                .as_deref()
                .and_then(Assignee::parse),
            issued_by: self.optional("issued_by", request.issued_by.as_ref())?,
            due: self.due("warn-due-in-past", request.due.as_ref())?,
            priority: request
                .prio
                .as_ref()
                .map(|word| vocabulary::read(word, "prio", self.words))
                .transpose()?,
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
        self.append(number, what.clone(), Event::TaskAdded(added))?;
        Ok(said("done-task-added", number, &what))
    }

    fn task_edit(&mut self, request: &TaskEdit) -> Answer {
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
            what: request
                .what
                .as_ref()
                .map(|what| self.text("what", what))
                .transpose()?,
            assignee,
            due,
            priority: request
                .prio
                .as_ref()
                .map(|word| vocabulary::read(word, "prio", self.words))
                .transpose()?,
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

    fn task_start(&mut self, request: &TaskStart) -> Answer {
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

    fn task_hold(&mut self, request: &TaskHold) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let event = task.hold()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-task-held", number, &task.what))
    }

    fn task_done(&mut self, request: &TaskDone) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let effect = request
            .effect
            .as_ref()
            .map(|word| vocabulary::read(word, "effect", self.words))
            .transpose()?;
        let event = task.finish(effect)?;
        let result = self
            .optional("result", request.result.as_ref())?
            .unwrap_or_default();
        self.append(number, result, event)?;
        Ok(said("done-task-done", number, &task.what))
    }

    fn task_cancel(&mut self, request: &TaskCancel) -> Answer {
        let number = self.number(&request.number, RecordKind::Task)?;
        let task = self.writer.view().task(number)?;
        let event = task.cancel()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-task-cancelled", number, &task.what))
    }

    // ---- decisions ----

    fn decision_add(&mut self, request: &DecisionAdd, supersedes: Option<RecordNumber>) -> Answer {
        let what = self.text("what", &request.what)?;
        let reason = self.reason(request.reason.as_ref())?;
        let decided_by = self
            .optional("by", request.by.as_ref())?
            .ok_or_else(|| Failure::from(Refusal::DeciderMissing))?;
        let number = self.next(RecordKind::Decision)?;
        let taken = DecisionTaken {
            reason,
            decided_by,
            mode: request
                .mode
                .as_ref()
                .map(|word| vocabulary::read(word, "mode", self.words))
                .transpose()?,
            knowledge: self.optional("knowledge", request.knowledge.as_ref())?,
            options: self.texts("option", &request.option)?,
            risks: self.texts("risk", &request.risk)?,
            heard: self.texts("heard", &request.heard)?,
            review_at: self.due("warn-review-in-past", request.review.as_ref())?,
            about: self.about(&request.about)?,
            supersedes,
        };
        self.append(number, what.clone(), Event::DecisionTaken(taken))?;
        Ok(said("done-decision-taken", number, &what))
    }

    fn decision_supersede(&mut self, request: &DecisionSupersede) -> Answer {
        let old = self.number(&request.number, RecordKind::Decision)?;
        let new = self.next(RecordKind::Decision)?;
        let superseded = self.writer.view().decision(old)?.supersede(new)?;
        let add = DecisionAdd {
            what: request.what.clone(),
            reason: request.reason.clone(),
            by: request.by.clone(),
            mode: request.mode.clone(),
            knowledge: request.knowledge.clone(),
            option: request.option.clone(),
            risk: request.risk.clone(),
            heard: request.heard.clone(),
            review: request.review.clone(),
            about: request.about.clone(),
        };
        self.decision_add(&add, Some(old))?;
        self.append(old, String::new(), superseded)?;
        let phrase = Phrase::new("done-decision-superseded")
            .with("number", new.to_string())
            .with("old", old.to_string())
            .with("text", request.what.trim());
        Ok((phrase, Subject::Record(new)))
    }

    fn decision_revoke(&mut self, request: &DecisionRevoke) -> Answer {
        let number = self.number(&request.number, RecordKind::Decision)?;
        let decision = self.writer.view().decision(number)?;
        let reason = self.reason(request.reason.as_ref())?;
        let by = self
            .optional("by", request.by.as_ref())?
            .ok_or_else(|| Failure::from(Refusal::DeciderMissing))?;
        let event = decision.revoke(by)?;
        self.append(number, reason, event)?;
        Ok(said("done-decision-revoked", number, &decision.what))
    }

    // ---- services ----

    fn max_outage(&self, input: &str) -> Result<i64, Failure> {
        let duration = parse_duration(input).filter(|duration| duration.num_minutes() > 0);
        duration
            .map(|duration| duration.num_minutes())
            .ok_or_else(|| {
                Refusal::DurationUnreadable {
                    input: input.to_owned(),
                }
                .into()
            })
    }

    fn name_is_free(&self, name: &str, except: Option<RecordNumber>) -> Result<(), Failure> {
        let wanted = vocabulary::plain(name);
        let taken = self
            .writer
            .view()
            .service_names()?
            .into_iter()
            .find(|(number, taken)| Some(*number) != except && vocabulary::plain(taken) == wanted);
        match taken {
            Some((number, name)) => Err(Refusal::ServiceNameTaken { name, number }.into()),
            None => Ok(()),
        }
    }

    fn service_add(&mut self, request: &ServiceAdd) -> Answer {
        let name = self.text("name", &request.name)?;
        self.name_is_free(&name, None)?;
        let number = self.next(RecordKind::Service)?;
        let added = ServiceAdded {
            group: self
                .optional("group", request.group.as_ref())?
                .map(|group| vocabulary::group(&group, self.words)),
            place: self.optional("place", request.place.as_ref())?,
            owner: self.optional("owner", request.owner.as_ref())?,
            contact: self.optional("contact", request.contact.as_ref())?,
            depends_on: self.depends_on(number, &request.depends_on)?,
            max_outage: request
                .max_outage
                .as_ref()
                .map(|input| self.max_outage(input))
                .transpose()?,
        };
        let set = ServiceSet {
            service: number.to_string(),
            state: request.state.clone().unwrap_or_default(),
            since: request.since.clone(),
            cause: request.cause.clone(),
            restriction: request.restriction.clone(),
            workaround: request.workaround.clone(),
            expected_back: request.expected_back.clone(),
            valid_until: request.valid_until.clone(),
        };
        // A service comes into the log no later than the earliest state said of it.
        let since = set
            .since
            .as_ref()
            .map(|since| self.past("since", since))
            .transpose()?;
        let happened_at = since.map_or(self.happened_at, |since| since.min(self.happened_at));
        self.append_at(
            Some(number),
            happened_at,
            name.clone(),
            None,
            Event::ServiceAdded(added),
        )?;
        if request.state.is_some() {
            self.set_state(number, &set)?;
        } else if set
            != (ServiceSet {
                service: number.to_string(),
                ..ServiceSet::default()
            })
        {
            return Err(Refusal::TextMissing { field: "state" }.into());
        }
        Ok(said("done-service-added", number, &name))
    }

    fn service_edit(&mut self, request: &ServiceEdit) -> Answer {
        let number = find_service(&self.writer.view(), &request.service)?;
        let service = self.writer.view().service(number)?;
        let name = request
            .name
            .as_ref()
            .map(|name| self.text("name", name))
            .transpose()?;
        if let Some(name) = &name {
            self.name_is_free(name, Some(number))?;
        }
        let group = match self.edited("group", request.group.as_ref())? {
            Edit::Set(group) => Edit::Set(vocabulary::group(&group, self.words)),
            other => other,
        };
        let max_outage = match request.max_outage.as_deref() {
            None => Edit::Keep,
            Some("") => Edit::Clear,
            Some(input) => Edit::Set(self.max_outage(input)?),
        };
        let change = ServiceChanged {
            name: name.clone(),
            group,
            place: self.edited("place", request.place.as_ref())?,
            owner: self.edited("owner", request.owner.as_ref())?,
            contact: self.edited("contact", request.contact.as_ref())?,
            depends_on: request
                .depends_on
                .as_ref()
                .map(|inputs| self.depends_on(number, inputs))
                .transpose()?
                .into(),
            max_outage,
        };
        let event = service.edit(change)?;
        self.append(number, String::new(), event)?;
        Ok(said(
            "done-service-changed",
            number,
            &name.unwrap_or(service.name),
        ))
    }

    fn service_set(&mut self, request: &ServiceSet) -> Answer {
        let number = find_service(&self.writer.view(), &request.service)?;
        let service = self.writer.view().service(number)?;
        service.track.usable()?;
        let state = self.set_state(number, request)?;
        let state = crate::report::label::service_state_words(state);
        let phrase = Phrase::new("done-service-set")
            .with("number", number.to_string())
            .with("name", service.name)
            .with("state", state);
        Ok((phrase, Subject::Record(number)))
    }

    fn set_state(
        &mut self,
        number: RecordNumber,
        request: &ServiceSet,
    ) -> Result<crate::domain::codes::ServiceState, Failure> {
        let state = vocabulary::read(&request.state, "state", self.words)?;
        let since = request
            .since
            .as_ref()
            .map(|since| self.past("since", since))
            .transpose()?
            .unwrap_or(self.happened_at);
        let set = ServiceStateSet {
            state,
            restriction: self.optional("restriction", request.restriction.as_ref())?,
            workaround: self.optional("workaround", request.workaround.as_ref())?,
            expected_back: self.due("warn-expected-in-past", request.expected_back.as_ref())?,
            valid_until: self.due("warn-valid-until-in-past", request.valid_until.as_ref())?,
        };
        let cause = self
            .optional("cause", request.cause.as_ref())?
            .unwrap_or_default();
        self.append_at(
            Some(number),
            since,
            cause,
            None,
            Event::ServiceStateSet(set),
        )?;
        Ok(state)
    }

    // ---- findings ----

    fn certainty(&self, word: Option<&String>) -> Result<Option<Certainty>, Failure> {
        word.map(|word| vocabulary::read(word, "certainty", self.words))
            .transpose()
    }

    fn finding_add(&mut self, request: &FindingAdd) -> Answer {
        let topic = self.text("topic", &request.topic)?;
        let statement = self.text("statement", &request.statement)?;
        let certainty = self
            .certainty(request.certainty.as_ref())?
            .unwrap_or(Certainty::Fact);
        let number = self.next(RecordKind::Finding)?;
        let event = Event::FindingRecorded(FindingRecorded {
            topic: topic.clone(),
        });
        self.append_at(
            Some(number),
            self.happened_at,
            statement,
            Some(certainty),
            event,
        )?;
        Ok(said("done-finding-recorded", number, &topic))
    }

    fn finding_replace(&mut self, request: &FindingReplace) -> Answer {
        let number = self.number(&request.number, RecordKind::Finding)?;
        let finding = self.writer.view().finding(number)?;
        let statement = self.text("statement", &request.statement)?;
        let certainty = self
            .certainty(request.certainty.as_ref())?
            .unwrap_or(finding.certainty);
        let event = finding.replace()?;
        self.append_at(
            Some(number),
            self.happened_at,
            statement,
            Some(certainty),
            event,
        )?;
        Ok(said("done-finding-replaced", number, &finding.topic))
    }

    // ---- notices ----

    fn notice_add(
        &mut self,
        request: &NoticeAdd,
        replaces: Option<&crate::domain::notice::Notice>,
    ) -> Answer {
        let text = self.text("text", &request.text)?;
        let audience = match (&request.to, replaces) {
            (Some(word), _) => vocabulary::read(word, "to", self.words)?,
            (None, Some(old)) => old.audience,
            (None, None) => Audience::Public,
        };
        let valid_from = request
            .valid_from
            .as_ref()
            .map(|from| self.moment(from, Sense::Past))
            .transpose()?;
        let valid_until = self.due("warn-valid-until-in-past", request.valid_until.as_ref())?;
        if let (begin, Some(end)) = (valid_from.unwrap_or(self.happened_at), valid_until)
            && end.at < begin.at
        {
            return Err(Refusal::EndsBeforeItBegins { begin, end }.into());
        }
        let number = self.next(RecordKind::Notice)?;
        let issued = NoticeIssued {
            audience,
            channel: self
                .optional("channel", request.channel.as_ref())?
                .or(replaces.and_then(|old| old.channel.clone())),
            valid_from,
            valid_until,
            released_by: self.optional("by", request.by.as_ref())?,
            replaces: replaces.map(|old| old.track.number),
        };
        if audience == Audience::Public && !self.common.public && !self.imported {
            self.warnings
                .push(Phrase::new("warn-notice-internal").with("number", number.to_string()));
        }
        self.append(number, text.clone(), Event::NoticeIssued(issued))?;
        Ok(said("done-notice-issued", number, &text))
    }

    fn notice_replace(&mut self, request: &NoticeReplace) -> Answer {
        let old = self.number(&request.number, RecordKind::Notice)?;
        let notice = self.writer.view().notice(old)?;
        let new = self.next(RecordKind::Notice)?;
        let replaced = notice.replace(new)?;
        let add = NoticeAdd {
            text: request.text.clone(),
            to: request.to.clone(),
            channel: request.channel.clone(),
            valid_from: request.valid_from.clone(),
            valid_until: request.valid_until.clone(),
            by: request.by.clone(),
        };
        self.notice_add(&add, Some(&notice))?;
        self.append(old, String::new(), replaced)?;
        let phrase = Phrase::new("done-notice-replaced")
            .with("number", new.to_string())
            .with("old", old.to_string());
        Ok((phrase, Subject::Record(new)))
    }

    /// A part of the Lagebild; the wording before it stays readable in the Tagebuch.
    fn assessment_add(&mut self, request: &AssessmentAdd) -> Answer {
        let part = vocabulary::read(&request.part, "part", self.words)?;
        let text = self.text("text", &request.text)?;
        let options = self.texts("option", &request.option)?;
        let event = Event::AssessmentWritten(AssessmentWritten { part, options });
        let entry = self.append_at(None, self.happened_at, text, None, event)?;
        Ok((
            Phrase::new("done-assessment-written")
                .with("number", entry.number.to_string())
                .with("part", label::assessment_part(part)),
            Subject::Entry(entry.number),
        ))
    }

    /// Makes records or entries public or internal from now on.
    fn visibility_set(&mut self, request: &VisibilitySet) -> Answer {
        let reason = self
            .optional("reason", request.reason.as_ref())?
            .unwrap_or_default();
        let common = Common {
            public: request.public,
            ..self.common.clone()
        };
        let inputs: Vec<&str> = request
            .numbers
            .iter()
            .flat_map(|input| input.split([',', ' ']))
            .filter(|input| !input.trim().is_empty())
            .collect();
        let mut last = None;
        let mut named = Vec::new();
        for input in inputs {
            let (record, entry, subject) =
                match (RecordNumber::parse(input), EntryNumber::parse(input)) {
                    (Some(number), _) => {
                        if !self.writer.view().exists(number)? {
                            return Err(StoreError::NoSuchRecord { number }.into());
                        }
                        named.push(number.to_string());
                        (Some(number), None, Subject::Record(number))
                    }
                    (None, Some(number)) => {
                        let line = self.writer.view().line_of(number)?;
                        named.push(number.to_string());
                        (line.entry.record, Some(number), Subject::Entry(number))
                    }
                    (None, None) => {
                        return Err(Failure::NotANumber {
                            input: input.to_owned(),
                            kind: None,
                        });
                    }
                };
            if record.is_some_and(|record| record.kind == RecordKind::Report) {
                return Err(Refusal::ReportStaysInternal.into());
            }
            let mut act = Act {
                writer: &mut *self.writer,
                common: &common,
                words: self.words,
                now: self.now,
                imported: self.imported,
                happened_at: self.happened_at,
                warnings: Vec::new(),
            };
            let event = Event::VisibilityChanged(VisibilityChanged { entry });
            act.append_at(record, self.happened_at, reason.clone(), None, event)?;
            last = Some(subject);
        }
        let Some(subject) = last else {
            return Err(Refusal::TextMissing { field: "number" }.into());
        };
        let key = if request.public {
            "done-published"
        } else {
            "done-withheld"
        };
        Ok((Phrase::new(key).with("numbers", named.join(", ")), subject))
    }

    fn notice_withdraw(&mut self, request: &NoticeWithdraw) -> Answer {
        let number = self.number(&request.number, RecordKind::Notice)?;
        let notice = self.writer.view().notice(number)?;
        let event = notice.withdraw()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-notice-withdrawn", number, &notice.text))
    }
}
