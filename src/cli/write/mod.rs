//! Carrying out what writes: raw request → checked values → a rule decides → entries are appended.
//!
//! The command line and an import go the same way; nothing here knows where a request came from.

mod decision;
mod entry;
mod finding;
mod incident;
mod notice;
mod report;
mod service;
mod task;

use chrono::{DateTime, TimeZone, Utc};

use crate::document::Phrase;
use crate::domain::audience::Visibility;
use crate::domain::codes::Certainty;
use crate::domain::entry::{Body, Edit, Entry, Event, LogEvent};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::refusal::Refusal;
use crate::domain::time_input::{Sense, parse_moment};
use crate::l10n::Words;
use crate::store::append::{Draft, Writer};
use crate::store::error::StoreError;

use super::failure::Failure;
use super::request::{Common, Write};
use super::vocabulary::{self, Vocabulary};

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
        Write::DecisionSupersede { number, with } => act.decision_supersede(number, with),
        Write::DecisionRevoke(request) => act.decision_revoke(request),
        Write::ServiceAdd(request) => act.service_add(request),
        Write::ServiceEdit(request) => act.service_edit(request),
        Write::ServiceSet(request) => act.service_set(request),
        Write::FindingAdd(request) => act.finding_add(request),
        Write::FindingReplace(request) => act.finding_replace(request),
        Write::NoticeAdd(request) => act.notice_add(request, None),
        Write::NoticeReplace { number, with } => act.notice_replace(number, with),
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

    /// A text that takes the place of an older one, where given; it may not be emptied.
    fn renamed(
        &self,
        field: &'static str,
        text: Option<&String>,
    ) -> Result<Option<String>, Failure> {
        text.map(|text| self.text(field, text)).transpose()
    }

    /// A word of a closed vocabulary, where given.
    fn word<T: Vocabulary>(
        &self,
        field: &'static str,
        word: Option<&String>,
    ) -> Result<Option<T>, Failure> {
        word.map(|word| vocabulary::read(word, field, self.words))
            .transpose()
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

    /// Since when, where given.
    fn since(&self, since: Option<&String>) -> Result<Option<Moment>, Failure> {
        since.map(|since| self.past("since", since)).transpose()
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

    /// An entry by its number; a released report is one entry, so its own number names it too.
    fn entry_number(&self, input: &str) -> Result<EntryNumber, Failure> {
        if let Some(number) = RecordNumber::parse(input)
            && number.kind == RecordKind::Report
        {
            return Ok(self.writer.view().report(number)?.track.entry);
        }
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

    fn append_at(
        &mut self,
        record: Option<RecordNumber>,
        happened_at: Moment,
        text: String,
        certainty: Option<Certainty>,
        event: impl Into<Event>,
    ) -> Result<Entry, Failure> {
        let event = event.into();
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
                Visibility::PUBLIC
            } else {
                Visibility::INTERNAL
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
        let decides = matches!(entry.body.event, Event::Log(LogEvent::VisibilityChanged(_)));
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
        event: impl Into<Event>,
    ) -> Result<Entry, Failure> {
        self.append_at(Some(record), self.happened_at, text, None, event)
    }

    fn next(&self, kind: RecordKind) -> Result<RecordNumber, Failure> {
        Ok(self.writer.next_number(kind)?)
    }
}
