//! Notices (Bekanntgaben): what the staff tells others, where, and until when it holds.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{Addressee, NoticeStatus};
use crate::domain::entry::{Plain, ReplacedBy, events};
use crate::domain::history::{Kept, Step, Track};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::refusal::{Refusal, SetBy};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoticeIssued {
    pub audience: Addressee,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RecordNumber>,
}

events! {
    NoticeEvent {
        Issued(NoticeIssued) = "notice_issued",
        Replaced(ReplacedBy) = "notice_replaced",
        Withdrawn(Plain) = "notice_withdrawn",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    #[serde(flatten, skip_deserializing)]
    pub track: Track,
    pub text: String,
    pub audience: Addressee,
    pub channel: Option<String>,
    pub valid_from: Moment,
    pub valid_until: Option<Moment>,
    pub released_by: Option<String>,
    pub status: NoticeStatus,
    pub replaces: Option<RecordNumber>,
    pub replaced_by: Option<RecordNumber>,
    pub ended_at: Option<Moment>,
    pub reason: Option<String>,
}

impl Kept for Notice {
    type Event = NoticeEvent;
    const NAMED_BY: Option<&'static str> = Some("text");
    const HISTORY: Option<&'static str> = None;

    fn begin(track: Track, first: &Step<'_, NoticeEvent>) -> Option<Notice> {
        let NoticeEvent::Issued(issued) = first.event.clone() else {
            return None;
        };
        Some(Notice {
            valid_from: issued.valid_from.unwrap_or(track.happened_at),
            track,
            text: first.text.to_owned(),
            audience: issued.audience,
            channel: issued.channel,
            valid_until: issued.valid_until,
            released_by: issued.released_by,
            status: NoticeStatus::InForce,
            replaces: issued.replaces,
            replaced_by: None,
            ended_at: None,
            reason: None,
        })
    }

    fn apply(&mut self, step: &Step<'_, NoticeEvent>) {
        match step.event {
            NoticeEvent::Issued(_) => return,
            NoticeEvent::Replaced(replaced) => {
                self.status = NoticeStatus::Replaced;
                self.replaced_by = Some(replaced.by);
            }
            NoticeEvent::Withdrawn(_) => {
                self.status = NoticeStatus::Withdrawn;
                self.reason = Some(step.text.to_owned());
            }
        }
        self.ended_at = Some(step.entry.body.happened_at);
        self.track.status_by = SetBy::of(step.entry);
    }

    fn name(&self) -> &str {
        &self.text
    }

    fn is_over(&self) -> bool {
        self.status != NoticeStatus::InForce
    }

    fn track(&self) -> &Track {
        &self.track
    }

    fn track_mut(&mut self) -> &mut Track {
        &mut self.track
    }

    fn brings(event: &NoticeEvent) -> Option<&'static str> {
        match event {
            NoticeEvent::Issued(_) => None,
            NoticeEvent::Replaced(_) => Some(NoticeStatus::Replaced.code()),
            NoticeEvent::Withdrawn(_) => Some(NoticeStatus::Withdrawn.code()),
        }
    }

    /// How it was sent and who released it stay inside; its end is told without the reason.
    fn told_to(audience: Audience, event: &NoticeEvent) -> Told<NoticeEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {}
        }
        match event {
            NoticeEvent::Issued(issued) => Told::marked(NoticeEvent::Issued(NoticeIssued {
                channel: None,
                released_by: None,
                ..issued.clone()
            })),
            NoticeEvent::Replaced(_) | NoticeEvent::Withdrawn(_) => Told::TakesBack {
                event: event.clone(),
            },
        }
    }
}

impl NoticeIssued {
    /// Refuses a validity that ends before it begins; `issued_at` is where it begins when nothing else is said.
    pub fn check(&self, issued_at: Moment) -> Result<(), Refusal> {
        let begin = self.valid_from.unwrap_or(issued_at);
        match self.valid_until {
            Some(end) if end.at < begin.at => Err(Refusal::EndsBeforeItBegins { begin, end }),
            _ => Ok(()),
        }
    }
}

impl Notice {
    /// Whether it is past its validity though nobody withdrew it: reminders that ran on wrongly (Anhalt-Bitterfeld).
    pub fn is_expired(&self, now: DateTime<FixedOffset>) -> bool {
        self.status == NoticeStatus::InForce && self.valid_until.is_some_and(|until| until.at < now)
    }

    fn in_force(&self) -> Result<(), Refusal> {
        self.track.usable()?;
        if self.status == NoticeStatus::InForce {
            return Ok(());
        }
        Err(self.track.refuse(self.status.code()))
    }

    pub fn replace(&self, by: RecordNumber) -> Result<NoticeEvent, Refusal> {
        self.in_force()
            .map(|()| NoticeEvent::Replaced(ReplacedBy { by }))
    }

    pub fn withdraw(&self) -> Result<NoticeEvent, Refusal> {
        self.in_force().map(|()| NoticeEvent::Withdrawn(Plain {}))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_does_not_end_before_it_begins() {
        let at = |text: &str| Moment::exact(DateTime::parse_from_rfc3339(text).unwrap());
        let issued_at = at("2021-10-15T12:00:00+02:00");
        for (from, until, allowed) in [
            (None, None, true),
            (None, Some("2021-10-15T12:00:00+02:00"), true),
            (None, Some("2021-10-15T11:59:00+02:00"), false),
            (
                Some("2021-10-14T12:00:00+02:00"),
                Some("2021-10-15T11:00:00+02:00"),
                true,
            ),
            (
                Some("2021-10-16T12:00:00+02:00"),
                Some("2021-10-15T13:00:00+02:00"),
                false,
            ),
            (Some("2021-10-16T12:00:00+02:00"), None, true),
        ] {
            let issued = NoticeIssued {
                audience: Addressee::Public,
                channel: None,
                valid_from: from.map(at),
                valid_until: until.map(at),
                released_by: None,
                replaces: None,
            };
            let checked = issued.check(issued_at);
            assert_eq!(checked.is_ok(), allowed, "{from:?} {until:?}");
        }
    }
}
