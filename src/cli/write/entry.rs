//! Notes, corrections, cancellations.

use crate::document::Phrase;
use crate::domain::entry::{Entry, EntryCorrected, EntryVoided, Event, LogEvent, NoteTaken};
use crate::domain::records::report::ReportEvent;
use crate::domain::refusal::{Refusal, SetBy};

use super::super::failure::Failure;
use super::super::request::{Correct, NoteAdd, Void};
use super::{Act, Answer, Subject};

impl Act<'_, '_> {
    pub(super) fn note(&mut self, request: &NoteAdd) -> Answer {
        let text = self.text("text", &request.text)?;
        let about = self.about(&request.about)?;
        let certainty = self.word("certainty", request.certainty.as_ref())?;
        let event = Event::Log(LogEvent::NoteTaken(NoteTaken { about }));
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

    pub(super) fn correct(&mut self, request: &Correct) -> Answer {
        let target = self.target(&request.entry)?;
        if target.is_remark()
            || matches!(
                target.body.event,
                Event::Report(ReportEvent::Released(_))
                    | Event::Log(LogEvent::VisibilityChanged(_))
            )
        {
            return Err(Refusal::CannotCorrect {
                entry: target.number,
            }
            .into());
        }
        let text = self.text("text", &request.text)?;
        let reason = self.reason(Some(&request.reason))?;
        let event = Event::Log(LogEvent::EntryCorrected(EntryCorrected {
            entry: target.number,
            reason,
        }));
        let entry = self.append_at(target.record, self.happened_at, text, None, event)?;
        Ok((
            Phrase::new("done-entry-corrected")
                .with("number", entry.number.to_string())
                .with("entry", target.number.to_string())
                .with("text", entry.body.text),
            Subject::Entry(target.number),
        ))
    }

    pub(super) fn void(&mut self, request: &Void) -> Answer {
        let target = self.target(&request.entry)?;
        if matches!(
            target.body.event,
            Event::Log(LogEvent::LogStarted(_)) | Event::Log(LogEvent::EntryVoided(_))
        ) {
            return Err(Refusal::CannotVoid {
                entry: target.number,
            }
            .into());
        }
        let reason = self.reason(Some(&request.reason))?;
        let event = Event::Log(LogEvent::EntryVoided(EntryVoided {
            entry: target.number,
        }));
        let entry = self.append_at(target.record, self.happened_at, reason, None, event)?;
        Ok((
            Phrase::new("done-entry-voided")
                .with("number", entry.number.to_string())
                .with("entry", target.number.to_string()),
            Subject::Entry(target.number),
        ))
    }
}
