//! What only reports say: the Lagebild in words, and who may read what.

use crate::document::Phrase;
use crate::domain::entry::{AssessmentWritten, Event, LogEvent, VisibilityChanged};
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::refusal::Refusal;
use crate::report::label;
use crate::store::error::StoreError;

use super::super::failure::Failure;
use super::super::request::{AssessmentAdd, Common, VisibilitySet};
use super::super::vocabulary;
use super::{Act, Answer, Subject};

impl Act<'_, '_> {
    /// A part of the Lagebild; the wording before it stays readable in the Tagebuch.
    pub(super) fn assessment_add(&mut self, request: &AssessmentAdd) -> Answer {
        let part = vocabulary::read(&request.part, "part", self.words)?;
        let text = self.text("text", &request.text)?;
        let options = self.texts("option", &request.option)?;
        let event = Event::Log(LogEvent::AssessmentWritten(AssessmentWritten {
            part,
            options,
        }));
        let entry = self.append_at(None, self.happened_at, text, None, event)?;
        Ok((
            Phrase::new("done-assessment-written")
                .with("number", entry.number.to_string())
                .with("part", label::assessment_part(part)),
            Subject::Entry(entry.number),
        ))
    }

    /// Makes records or entries public or internal from now on.
    pub(super) fn visibility_set(&mut self, request: &VisibilitySet) -> Answer {
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
            let event = Event::Log(LogEvent::VisibilityChanged(VisibilityChanged { entry }));
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
}
