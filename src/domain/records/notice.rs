//! Notices (Bekanntgaben): what the staff tells others, where, and until when it holds.

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{Addressee, NoticeStatus};
use crate::domain::entry::{Edit, Plain, ReplacedBy, events};
use crate::domain::history::{Kept, Sets, Step, Track};
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
    const GOES_ON: bool = true;

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
                self.reason = None;
            }
            NoticeEvent::Withdrawn(_) => {
                self.status = NoticeStatus::Withdrawn;
                self.replaced_by = None;
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

    fn text_is(event: &NoticeEvent) -> &'static str {
        match event {
            NoticeEvent::Issued(_) => "text",
            NoticeEvent::Replaced(_) | NoticeEvent::Withdrawn(_) => "reason",
        }
    }

    fn sets(event: &NoticeEvent) -> Sets {
        match event {
            NoticeEvent::Issued(_) => Sets::Nothing,
            NoticeEvent::Replaced(_) => Sets::Status(NoticeStatus::Replaced.code()),
            NoticeEvent::Withdrawn(_) => Sets::Status(NoticeStatus::Withdrawn.code()),
        }
    }

    fn beginning(_: &NoticeEvent) -> Edit<Moment> {
        Edit::Keep
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

    /// Until when a new wording goes on to hold: a validity that has passed is not that of what is said anew.
    pub fn holds_until(&self, now: Moment) -> Option<Moment> {
        self.valid_until.filter(|until| until.at > now.at)
    }

    /// Whether it is in force and ends before the next shift.
    pub fn ends_soon(&self, now: DateTime<FixedOffset>) -> bool {
        const SOON: TimeDelta = TimeDelta::hours(12);
        let soon = |until: Moment| now <= until.at && until.at <= now + SOON;
        self.status == NoticeStatus::InForce && self.valid_until.is_some_and(soon)
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
    use crate::domain::specimen::{
        by, cancelled, course, folded, hour, moment, notice as specimens, number, time,
    };

    fn issued() -> NoticeEvent {
        specimens("word").remove(0)
    }

    fn replaced() -> NoticeEvent {
        NoticeEvent::Replaced(ReplacedBy { by: number("B-2") })
    }

    fn withdrawn() -> NoticeEvent {
        NoticeEvent::Withdrawn(Plain {})
    }

    fn states() -> [(NoticeStatus, Vec<NoticeEvent>); 3] {
        let all = [
            (NoticeStatus::InForce, vec![issued()]),
            (NoticeStatus::Replaced, vec![issued(), replaced()]),
            (NoticeStatus::Withdrawn, vec![issued(), withdrawn()]),
        ];
        assert_eq!(all.len(), NoticeStatus::ALL.len());
        all
    }

    fn notice(events: &[NoticeEvent]) -> Notice {
        folded(&course("B-1", events.iter().cloned()))
    }

    #[test]
    fn a_validity_goes_on_until_it_has_passed() {
        let made: Notice = folded(&course("B-1", [issued()]));
        let until = moment("2021-10-15 18:00");
        assert_eq!(made.holds_until(moment("2021-10-15 17:59")), Some(until));
        assert_eq!(made.holds_until(until), None);
    }

    #[test]
    fn a_notice_is_replaced_or_withdrawn_only_while_it_is_in_force() {
        for (status, events) in states() {
            let made = notice(&events);
            let last = u64::try_from(events.len()).unwrap();
            assert_eq!(made.status, status);
            assert_eq!(made.track.status_by, by(last));
            let in_force = status == NoticeStatus::InForce;
            assert_eq!(made.is_over(), !in_force);
            let refused = || Refusal::Status {
                number: number("B-1"),
                status: status.code(),
                by: by(last),
            };
            let when = |event| if in_force { Ok(event) } else { Err(refused()) };
            assert_eq!(made.replace(number("B-2")), when(replaced()));
            assert_eq!(made.withdraw(), when(withdrawn()));
        }
    }

    #[test]
    fn a_cancelled_notice_refuses_every_step() {
        for (_, events) in states() {
            let made: Notice = folded(&cancelled("B-1", events.clone()));
            let refused = Err(Refusal::RecordVoided {
                number: number("B-1"),
                by: by(u64::try_from(events.len()).unwrap() + 1),
            });
            assert_eq!(made.replace(number("B-2")), refused);
            assert_eq!(made.withdraw(), refused);
        }
    }

    #[test]
    fn a_notice_begins_in_force_with_what_was_said_of_it() {
        let made = notice(&[issued()]);
        assert_eq!((made.name(), made.text.as_str()), ("text 1", "text 1"));
        assert_eq!(made.audience, Addressee::Press);
        assert_eq!(made.channel.as_deref(), Some("word channel"));
        assert_eq!(made.valid_from, moment("2021-10-15 09:00"));
        assert_eq!(made.valid_until, Some(moment("2021-10-15 18:00")));
        assert_eq!(made.released_by.as_deref(), Some("word releaser"));
        assert_eq!(made.replaces, Some(number("B-9")));
        assert_eq!((made.replaced_by, made.ended_at), (None, None));
        assert_eq!(made.reason, None);
    }

    fn bare(valid_from: Option<Moment>, valid_until: Option<Moment>) -> NoticeIssued {
        NoticeIssued {
            audience: Addressee::Public,
            channel: None,
            valid_from,
            valid_until,
            released_by: None,
            replaces: None,
        }
    }

    #[test]
    fn a_notice_holds_from_its_issue_where_nothing_else_is_said() {
        let made = notice(&[NoticeEvent::Issued(bare(None, None))]);
        assert_eq!(made.valid_from, hour(1));
    }

    #[test]
    fn an_ended_notice_says_when_and_by_what() {
        let made = notice(&[issued(), replaced()]);
        assert_eq!(made.replaced_by, Some(number("B-2")));
        assert_eq!((made.ended_at, made.reason), (Some(hour(2)), None));
        let made = notice(&[issued(), withdrawn()]);
        assert_eq!(made.replaced_by, None);
        assert_eq!(made.ended_at, Some(hour(2)));
        assert_eq!(made.reason.as_deref(), Some("text 2"));
    }

    #[test]
    fn a_validity_never_ends_before_it_begins() {
        let (issue, from, until) = (hour(2), hour(4), hour(6));
        let wrong = |begin, end| Err(Refusal::EndsBeforeItBegins { begin, end });
        for (valid_from, valid_until, answer) in [
            (None, None, Ok(())),
            (Some(from), None, Ok(())),
            (None, Some(until), Ok(())),
            (None, Some(issue), Ok(())),
            (Some(from), Some(until), Ok(())),
            (Some(from), Some(from), Ok(())),
            (None, Some(hour(1)), wrong(issue, hour(1))),
            (Some(from), Some(hour(3)), wrong(from, hour(3))),
        ] {
            let answered = bare(valid_from, valid_until).check(issue);
            assert_eq!(answered, answer, "{valid_from:?} {valid_until:?}");
        }
    }

    #[test]
    fn a_notice_in_force_expires_after_its_validity_and_says_so_in_the_shift_before() {
        for (status, events) in states() {
            for (now, past) in [
                ("2021-10-15 17:59", false),
                ("2021-10-15 18:00", false),
                ("2021-10-15 18:01", true),
            ] {
                let expired = past && status == NoticeStatus::InForce;
                let made = notice(&events);
                assert_eq!(made.is_expired(time(now)), expired, "{status:?} {now}");
            }
        }
        for (status, events) in states() {
            for (now, soon) in [
                ("2021-10-15 05:59", false),
                ("2021-10-15 06:00", true),
                ("2021-10-15 18:00", true),
                ("2021-10-15 18:01", false),
            ] {
                let soon = soon && status == NoticeStatus::InForce;
                let made = notice(&events);
                assert_eq!(made.ends_soon(time(now)), soon, "{status:?} {now}");
            }
        }
        let endless = notice(&[NoticeEvent::Issued(bare(None, None))]);
        assert!(!endless.ends_soon(time("2031-01-01 00:00")));
        assert!(!endless.is_expired(time("2031-01-01 00:00")));
    }
}
