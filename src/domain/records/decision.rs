//! Decisions (Entscheidungen): one sentence, its reason, who decided on which knowledge.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{DecisionStatus, Mode};
use crate::domain::entry::{Edit, ReplacedBy, events};
use crate::domain::history::{Kept, Sets, Step, Track};
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    #[serde(flatten, skip_deserializing)]
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
    const HISTORY: Option<&'static str> = None;
    const GOES_ON: bool = true;

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
                self.revoked_reason = None;
                self.revoked_by = None;
            }
            DecisionEvent::Revoked(revoked) => {
                self.status = DecisionStatus::Revoked;
                self.superseded_by = None;
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

    fn text_is(event: &DecisionEvent) -> &'static str {
        match event {
            DecisionEvent::Taken(_) => "what",
            DecisionEvent::Superseded(_) | DecisionEvent::Revoked(_) => "reason",
        }
    }

    fn sets(event: &DecisionEvent) -> Sets {
        match event {
            DecisionEvent::Taken(_) => Sets::Nothing,
            DecisionEvent::Superseded(_) => Sets::Status(DecisionStatus::Superseded.code()),
            DecisionEvent::Revoked(_) => Sets::Status(DecisionStatus::Revoked.code()),
        }
    }

    fn beginning(_: &DecisionEvent) -> Edit<Moment> {
        Edit::Keep
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

    /// Whether it is in force past the moment at which it was to be looked at again.
    pub fn is_review_past(&self, now: DateTime<FixedOffset>) -> bool {
        self.status == DecisionStatus::InForce
            && self.review_at.is_some_and(|review| review.at < now)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::specimen::{
        by, cancelled, course, decision as specimens, folded, hour, moment, number, time,
    };

    fn taken() -> DecisionEvent {
        specimens("word").remove(0)
    }

    fn superseded() -> DecisionEvent {
        DecisionEvent::Superseded(ReplacedBy { by: number("E-2") })
    }

    fn revoked() -> DecisionEvent {
        DecisionEvent::Revoked(DecisionRevoked {
            decided_by: "OB".to_owned(),
        })
    }

    fn states() -> [(DecisionStatus, Vec<DecisionEvent>); 3] {
        let all = [
            (DecisionStatus::InForce, vec![taken()]),
            (DecisionStatus::Superseded, vec![taken(), superseded()]),
            (DecisionStatus::Revoked, vec![taken(), revoked()]),
        ];
        assert_eq!(all.len(), DecisionStatus::ALL.len());
        all
    }

    fn decision(events: &[DecisionEvent]) -> Decision {
        folded(&course("E-1", events.iter().cloned()))
    }

    /// Two laptops, or a cancellation that was cancelled, end a decision twice.
    #[test]
    fn beside_its_end_stands_what_that_end_said() {
        let made = decision(&[taken(), superseded(), revoked()]);
        assert_eq!(made.status, DecisionStatus::Revoked);
        assert_eq!(made.superseded_by, None);
        let made = decision(&[taken(), revoked(), superseded()]);
        assert_eq!(made.status, DecisionStatus::Superseded);
        assert_eq!((made.revoked_reason, made.revoked_by), (None, None));
    }

    #[test]
    fn a_decision_is_superseded_or_revoked_only_while_it_is_in_force() {
        for (status, events) in states() {
            let made = decision(&events);
            let last = u64::try_from(events.len()).unwrap();
            assert_eq!(made.status, status);
            assert_eq!(made.track.status_by, by(last));
            let refused = || Refusal::Status {
                number: number("E-1"),
                status: status.code(),
                by: by(last),
            };
            let in_force = status == DecisionStatus::InForce;
            assert_eq!(made.is_over(), !in_force);
            let when = |event| if in_force { Ok(event) } else { Err(refused()) };
            assert_eq!(made.supersede(number("E-2")), when(superseded()));
            assert_eq!(made.revoke("OB".to_owned()), when(revoked()));
        }
    }

    #[test]
    fn a_cancelled_decision_refuses_every_step() {
        for (_, events) in states() {
            let made: Decision = folded(&cancelled("E-1", events.clone()));
            let refused = Err(Refusal::RecordVoided {
                number: number("E-1"),
                by: by(u64::try_from(events.len()).unwrap() + 1),
            });
            assert_eq!(made.supersede(number("E-2")), refused);
            assert_eq!(made.revoke("OB".to_owned()), refused);
        }
    }

    #[test]
    fn a_decision_begins_in_force_with_what_was_said_of_it() {
        let made = decision(&[taken()]);
        assert_eq!((made.name(), made.what.as_str()), ("text 1", "text 1"));
        assert_eq!(made.reason, "word reason");
        assert_eq!(made.decided_by, "word decider");
        assert_eq!(made.mode, Some(Mode::Lead));
        assert_eq!(made.knowledge.as_deref(), Some("word knowledge"));
        assert_eq!(made.options, ["word option"]);
        assert_eq!(made.risks, ["word risk"]);
        assert_eq!(made.heard, ["word heard"]);
        assert_eq!(made.review_at, Some(moment("2021-10-16 08:00")));
        assert_eq!(made.about, [number("V-1")]);
        assert_eq!(made.supersedes, Some(number("E-9")));
        assert_eq!((made.superseded_by, made.ended_at), (None, None));
        assert_eq!((made.revoked_by, made.revoked_reason), (None, None));
    }

    #[test]
    fn an_ended_decision_says_when_and_by_what() {
        let made = decision(&[taken(), superseded()]);
        assert_eq!(made.superseded_by, Some(number("E-2")));
        assert_eq!(made.ended_at, Some(hour(2)));
        assert_eq!((made.revoked_by, made.revoked_reason), (None, None));
        let made = decision(&[taken(), revoked()]);
        assert_eq!(made.superseded_by, None);
        assert_eq!(made.ended_at, Some(hour(2)));
        assert_eq!(made.revoked_by.as_deref(), Some("OB"));
        assert_eq!(made.revoked_reason.as_deref(), Some("text 2"));
        assert_eq!(made.reason, "word reason", "why it was taken stays");
    }

    #[test]
    fn only_a_decision_in_force_is_past_its_review() {
        for (status, events) in states() {
            for (now, past) in [("2021-10-16 08:00", false), ("2021-10-16 08:01", true)] {
                let past = past && status == DecisionStatus::InForce;
                let made = decision(&events);
                assert_eq!(made.is_review_past(time(now)), past, "{status:?} {now}");
            }
        }
    }

    #[test]
    fn a_decision_names_who_decided() {
        assert_eq!(
            Decision::decider(Some("OB".to_owned())),
            Ok("OB".to_owned())
        );
        assert_eq!(Decision::decider(None), Err(Refusal::DeciderMissing));
    }

    #[test]
    fn a_decision_without_its_beginning_is_none() {
        let entries = course("E-1", [revoked()]);
        assert_eq!(Decision::fold(number("E-1"), &entries), None);
    }
}
