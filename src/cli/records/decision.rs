//! The verbs of decisions.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Verb, verb};
use crate::cli::writing::{Act, Said, Writing, confirmed, number, reason, texts};
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::Decision;
use crate::domain::records::decision::{DecisionEvent, DecisionTaken};
use crate::domain::text::{optional, said};
use crate::report::lists;

pub const OTHERS: &[&str] = &["entscheidungen", "decisions"];

pub const VERBS: &[Verb] = &[
    DecisionAdd::VERB,
    Verb::LIST,
    Verb::SHOW,
    DecisionSupersede::VERB,
    DecisionRevoke::VERB,
];

verb! {
    DecisionAdd "add" "neu" [] ("what+") {
        what: String,
        reason: Option<String>,
        by: Option<String>,
        mode: Option<String>,
        knowledge: Option<String>,
        option: Vec<String>,
        risk: Vec<String>,
        heard: Vec<String>,
        review: Option<String>,
        about: Vec<String>,
    }
}

verb! {
    /// `number` is the old decision.
    DecisionSupersede "supersede" "ersetzen" [] ("number", "what+") number + DecisionAdd
}

verb! {
    DecisionRevoke "revoke" "aufheben" [] ("number#", "reason*") {
        number: String,
        reason: Option<String>,
        by: Option<String>,
    }
}

impl DecisionAdd {
    fn take(
        &self,
        writing: &mut Writing<'_, '_>,
        supersedes: Option<RecordNumber>,
    ) -> Result<Said, Failure> {
        let what = said("what", &self.what)?;
        let taken = DecisionTaken {
            reason: reason(self.reason.as_deref())?,
            decided_by: Decision::decider(optional("by", self.by.as_deref())?)?,
            mode: writing.word("mode", self.mode.as_ref())?,
            knowledge: optional("knowledge", self.knowledge.as_deref())?,
            options: texts("option", &self.option)?,
            risks: texts("risk", &self.risk)?,
            heard: texts("heard", &self.heard)?,
            review_at: writing.due("warn-review-in-past", self.review.as_ref())?,
            about: writing.about(&self.about)?,
            supersedes,
        };
        let number = writing.next(RecordKind::Decision)?;
        let said = match supersedes {
            None => confirmed("done-decision-taken", number, &what),
            Some(old) => {
                confirmed("done-decision-superseded", number, &what).with("old", old.to_string())
            }
        };
        let said = said
            .with("reason", taken.reason.as_str())
            .with("by", taken.decided_by.as_str())
            .at("review", taken.review_at, false);
        writing.append(number, what, DecisionEvent::Taken(taken))?;
        Ok(said)
    }
}

impl Act for DecisionAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        self.take(writing, None)
    }
}

impl Act for DecisionSupersede {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let old = number(&self.number, RecordKind::Decision)?;
        let new = writing.next(RecordKind::Decision)?;
        let superseded = writing.view().decision(old)?.supersede(new)?;
        writing.together();
        let said = self.with.take(writing, Some(old))?;
        writing.append(old, String::new(), superseded)?;
        Ok(said)
    }
}

impl Act for DecisionRevoke {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Decision)?;
        let decision = writing.view().decision(number)?;
        let reason = reason(self.reason.as_deref())?;
        let by = Decision::decider(optional("by", self.by.as_deref())?)?;
        let event = decision.revoke(by.clone())?;
        writing.append(number, reason.clone(), event)?;
        let said = confirmed("done-decision-revoked", number, &decision.what);
        Ok(said.with("reason", reason).with("by", by))
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let mut part = asked.view.decisions(usize::MAX, !asked.filter.all)?;
    part.items.reverse();
    let hidden = asked.view.decisions(0, false)?.total - part.items.len();
    let listing = asked.answer("list-decisions", &part.items, lists::table);
    Ok(listing.without(hidden))
}
