//! Notices (Bekanntgaben): what the staff tells others, where, and until when it holds.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::codes::{Audience, NoticeStatus};
use super::entry::{Entry, Event, Plain, ReplacedBy};
use super::history::{Track, set_by, trace};
use super::moment::Moment;
use super::number::RecordNumber;
use super::refusal::Refusal;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    #[serde(flatten)]
    pub track: Track,
    pub text: String,
    pub audience: Audience,
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

impl Notice {
    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Notice> {
        let (track, steps) = trace(number, entries)?;
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        let Event::NoticeIssued(issued) = &first.entry.body.event else {
            return None;
        };
        let issued = issued.clone();
        let mut notice = Notice {
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
        };
        for step in steps {
            match &step.entry.body.event {
                Event::NoticeReplaced(replaced) => {
                    notice.status = NoticeStatus::Replaced;
                    notice.replaced_by = Some(replaced.by);
                }
                Event::NoticeWithdrawn(_) => {
                    notice.status = NoticeStatus::Withdrawn;
                    notice.reason = Some(step.text.to_owned());
                }
                _ => continue,
            }
            notice.ended_at = Some(step.entry.body.happened_at);
            notice.track.status_by = set_by(step.entry);
        }
        Some(notice)
    }

    /// Whether it is past its validity though nobody withdrew it: reminders that ran on wrongly (Anhalt-Bitterfeld).
    pub fn is_expired(&self, now: DateTime<FixedOffset>) -> bool {
        self.status == NoticeStatus::InForce && self.valid_until.is_some_and(|until| until.at < now)
    }

    fn in_force(&self) -> Result<(), Refusal> {
        self.track.usable()?;
        if self.status == NoticeStatus::InForce {
            return Ok(());
        }
        let by = self.track.status_by.clone();
        Err(Refusal::NoticeStatus {
            number: self.track.number,
            status: self.status,
            by,
        })
    }

    pub fn replace(&self, by: RecordNumber) -> Result<Event, Refusal> {
        self.in_force()
            .map(|()| Event::NoticeReplaced(ReplacedBy { by }))
    }

    pub fn withdraw(&self) -> Result<Event, Refusal> {
        self.in_force().map(|()| Event::NoticeWithdrawn(Plain {}))
    }
}
