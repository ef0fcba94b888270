//! Decisions (Entscheidungen): one sentence, its reason, who decided on which knowledge.

use serde::Serialize;

use super::codes::{DecisionStatus, Mode};
use super::entry::{DecisionRevoked, Entry, Event, ReplacedBy};
use super::history::{Track, set_by, trace};
use super::moment::Moment;
use super::number::RecordNumber;
use super::refusal::Refusal;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    #[serde(flatten)]
    pub track: Track,
    pub what: String,
    /// Mandatory, as the decider: BSI-Standard 200-4 wants decisions and their reasons.
    pub reason: String,
    pub decided_by: String,
    pub mode: Option<Mode>,
    /// What was known then: a decision is judged by the knowledge at that time.
    pub knowledge: Option<String>,
    pub options: Vec<String>,
    pub risks: Vec<String>,
    pub heard: Vec<String>,
    pub review_at: Option<Moment>,
    pub about: Vec<RecordNumber>,
    pub status: DecisionStatus,
    pub supersedes: Option<RecordNumber>,
    pub superseded_by: Option<RecordNumber>,
    pub ended_at: Option<Moment>,
    pub revoked_reason: Option<String>,
    pub revoked_by: Option<String>,
}

impl Decision {
    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Decision> {
        let (track, steps) = trace(number, entries)?;
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        let Event::DecisionTaken(taken) = &first.entry.body.event else {
            return None;
        };
        let taken = taken.clone();
        let mut decision = Decision {
            track,
            what: first.text.to_owned(),
            reason: taken.reason,
            decided_by: taken.decided_by,
            mode: taken.mode,
            knowledge: taken.knowledge,
            options: taken.options,
            risks: taken.risks,
            heard: taken.heard,
            review_at: taken.review_at,
            about: taken.about,
            status: DecisionStatus::InForce,
            supersedes: taken.supersedes,
            superseded_by: None,
            ended_at: None,
            revoked_reason: None,
            revoked_by: None,
        };
        for step in steps {
            match &step.entry.body.event {
                Event::DecisionSuperseded(superseded) => {
                    decision.status = DecisionStatus::Superseded;
                    decision.superseded_by = Some(superseded.by);
                }
                Event::DecisionRevoked(revoked) => {
                    decision.status = DecisionStatus::Revoked;
                    decision.revoked_reason = Some(step.text.to_owned());
                    decision.revoked_by = Some(revoked.decided_by.clone());
                }
                _ => continue,
            }
            decision.ended_at = Some(step.entry.body.happened_at);
            decision.track.status_by = set_by(step.entry);
        }
        Some(decision)
    }

    fn in_force(&self) -> Result<(), Refusal> {
        self.track.usable()?;
        if self.status == DecisionStatus::InForce {
            return Ok(());
        }
        let by = self.track.status_by.clone();
        Err(Refusal::DecisionStatus {
            number: self.track.number,
            status: self.status,
            by,
        })
    }

    /// Replaces the decision by the one numbered `by`; a decision is never merged or changed, only followed by another.
    pub fn supersede(&self, by: RecordNumber) -> Result<Event, Refusal> {
        self.in_force()
            .map(|()| Event::DecisionSuperseded(ReplacedBy { by }))
    }

    pub fn revoke(&self, decided_by: String) -> Result<Event, Refusal> {
        self.in_force()
            .map(|()| Event::DecisionRevoked(DecisionRevoked { decided_by }))
    }
}
