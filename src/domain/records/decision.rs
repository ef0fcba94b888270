//! Decisions (Entscheidungen): one sentence, its reason, who decided on which knowledge.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{DecisionStatus, Mode};
use crate::domain::entry::{ReplacedBy, events};
use crate::domain::history::{Kept, Step, Track};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::refusal::{Refusal, SetBy};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionTaken {
    pub reason: String,
    pub decided_by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<RecordNumber>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionRevoked {
    pub decided_by: String,
}

events! {
    DecisionEvent {
        Taken(DecisionTaken) = "decision_taken",
        Superseded(ReplacedBy) = "decision_superseded",
        Revoked(DecisionRevoked) = "decision_revoked",
    }
}

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

impl Kept for Decision {
    type Event = DecisionEvent;
    const NAMED_BY: Option<&'static str> = Some("what");

    fn begin(track: Track, first: &Step<'_, DecisionEvent>) -> Option<Decision> {
        let DecisionEvent::Taken(taken) = first.event.clone() else {
            return None;
        };
        Some(Decision {
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
        })
    }

    fn apply(&mut self, step: &Step<'_, DecisionEvent>) {
        match step.event {
            DecisionEvent::Taken(_) => return,
            DecisionEvent::Superseded(superseded) => {
                self.status = DecisionStatus::Superseded;
                self.superseded_by = Some(superseded.by);
            }
            DecisionEvent::Revoked(revoked) => {
                self.status = DecisionStatus::Revoked;
                self.revoked_reason = Some(step.text.to_owned());
                self.revoked_by = Some(revoked.decided_by.clone());
            }
        }
        self.ended_at = Some(step.entry.body.happened_at);
        self.track.status_by = SetBy::of(step.entry);
    }

    fn name(&self) -> &str {
        &self.what
    }

    fn is_over(&self) -> bool {
        self.status != DecisionStatus::InForce
    }

    fn track(&self) -> &Track {
        &self.track
    }

    fn track_mut(&mut self) -> &mut Track {
        &mut self.track
    }

    fn brings(event: &DecisionEvent) -> Option<&'static str> {
        match event {
            DecisionEvent::Taken(_) => None,
            DecisionEvent::Superseded(_) => Some(DecisionStatus::Superseded.code()),
            DecisionEvent::Revoked(_) => Some(DecisionStatus::Revoked.code()),
        }
    }

    /// What was weighed and who decided stays inside; the council reads it in the report.
    fn told_to(audience: Audience, _: &DecisionEvent) -> Told<DecisionEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {
                Told::Never
            }
        }
    }
}

impl Decision {
    /// Who decided must be named: a decision without a decider binds nobody (BSI-Standard 200-4).
    pub fn decider(by: Option<String>) -> Result<String, Refusal> {
        by.ok_or(Refusal::DeciderMissing)
    }

    /// Whether the moment at which it was to be looked at again has passed.
    pub fn is_review_past(&self, now: DateTime<FixedOffset>) -> bool {
        self.review_at.is_some_and(|review| review.at < now)
    }

    fn in_force(&self) -> Result<(), Refusal> {
        self.track.usable()?;
        if self.status == DecisionStatus::InForce {
            return Ok(());
        }
        Err(self.track.refuse(self.status.code()))
    }

    /// Replaces the decision by the one numbered `by`; a decision is never merged or changed, only followed by another.
    pub fn supersede(&self, by: RecordNumber) -> Result<DecisionEvent, Refusal> {
        self.in_force()
            .map(|()| DecisionEvent::Superseded(ReplacedBy { by }))
    }

    pub fn revoke(&self, decided_by: String) -> Result<DecisionEvent, Refusal> {
        self.in_force()
            .map(|()| DecisionEvent::Revoked(DecisionRevoked { decided_by }))
    }
}
