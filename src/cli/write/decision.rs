//! What writes decisions.

use crate::document::Phrase;
use crate::domain::entry::Event;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::decision::{DecisionEvent, DecisionTaken};
use crate::domain::refusal::Refusal;

use super::super::failure::Failure;
use super::super::request::{DecisionAdd, DecisionRevoke};
use super::{Act, Answer, Subject, said};

impl Act<'_, '_> {
    pub(super) fn decision_add(
        &mut self,
        request: &DecisionAdd,
        supersedes: Option<RecordNumber>,
    ) -> Answer {
        let what = self.text("what", &request.what)?;
        let reason = self.reason(request.reason.as_ref())?;
        let decided_by = self
            .optional("by", request.by.as_ref())?
            .ok_or_else(|| Failure::from(Refusal::DeciderMissing))?;
        let number = self.next(RecordKind::Decision)?;
        let taken = DecisionTaken {
            reason,
            decided_by,
            mode: self.word("mode", request.mode.as_ref())?,
            knowledge: self.optional("knowledge", request.knowledge.as_ref())?,
            options: self.texts("option", &request.option)?,
            risks: self.texts("risk", &request.risk)?,
            heard: self.texts("heard", &request.heard)?,
            review_at: self.due("warn-review-in-past", request.review.as_ref())?,
            about: self.about(&request.about)?,
            supersedes,
        };
        self.append(
            number,
            what.clone(),
            Event::Decision(DecisionEvent::Taken(taken)),
        )?;
        Ok(said("done-decision-taken", number, &what))
    }

    pub(super) fn decision_supersede(&mut self, number: &str, with: &DecisionAdd) -> Answer {
        let old = self.number(number, RecordKind::Decision)?;
        let new = self.next(RecordKind::Decision)?;
        let superseded = self.writer.view().decision(old)?.supersede(new)?;
        self.decision_add(with, Some(old))?;
        self.append(old, String::new(), superseded)?;
        let phrase = Phrase::new("done-decision-superseded")
            .with("number", new.to_string())
            .with("old", old.to_string())
            .with("text", with.what.trim());
        Ok((phrase, Subject::Record(new)))
    }

    pub(super) fn decision_revoke(&mut self, request: &DecisionRevoke) -> Answer {
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
}
