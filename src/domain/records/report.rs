//! Released reports: numbered, signed by name, frozen as they were.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::ReportKind;
use crate::domain::entry::{Edit, Heads, events};
use crate::domain::history::{Kept, Sets, Step, Track};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::refusal::Refusal;

/// A Lagebericht as it was released, for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportReleased {
    pub kind: ReportKind,
    pub as_of: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_by: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<RecordNumber>,
    pub released_by: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distribution: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_at: Option<Moment>,
    /// The language its words are in.
    pub language: String,
    /// Hex of sha256 over the bytes of `document`.
    pub hash: String,
    /// The document as JSON text, byte for byte as it was hashed.
    pub document: String,
    /// Whether its times in the hour that comes twice are shown with the zone's name; reports of 0.2 were signed without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub zones_named: bool,
}

events! {
    ReportEvent {
        Released(ReportReleased) = "report_released",
    }
}

/// A released Lagebericht without its document, which stays in the entry that released it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    #[serde(flatten, skip_deserializing)]
    pub track: Track,
    pub kind: ReportKind,
    pub as_of: Moment,
    pub known_by: Option<Moment>,
    /// The report that its changes are told against.
    pub previous: Option<RecordNumber>,
    pub released_by: String,
    pub distribution: Vec<String>,
    pub next_at: Option<Moment>,
    pub meeting_at: Option<Moment>,
    /// Hex of the sha256 of the frozen document's bytes.
    pub hash: String,
    /// What its laptop had when it was released: what the report could tell of.
    #[serde(skip)]
    pub knew: Heads,
    /// Whether another one that counts came after it; only where reports are read together.
    #[serde(skip)]
    pub followed: bool,
}

impl Kept for Report {
    type Event = ReportEvent;
    const NAMED_BY: Option<&'static str> = None;
    const HISTORY: Option<&'static str> = None;
    const GOES_ON: bool = false;

    fn begin(track: Track, first: &Step<'_, ReportEvent>) -> Option<Report> {
        let ReportEvent::Released(released) = first.event;
        let released = released.clone();
        Some(Report {
            track,
            kind: released.kind,
            as_of: released.as_of,
            known_by: released.known_by,
            previous: released.previous,
            released_by: released.released_by,
            distribution: released.distribution,
            next_at: released.next_at,
            meeting_at: released.meeting_at,
            hash: released.hash,
            knew: first.entry.knew(),
            followed: false,
        })
    }

    fn apply(&mut self, step: &Step<'_, ReportEvent>) {
        match step.event {
            ReportEvent::Released(_) => {}
        }
    }

    /// Its own entry says all there is.
    fn name(&self) -> &str {
        ""
    }

    fn is_over(&self) -> bool {
        false
    }

    fn track(&self) -> &Track {
        &self.track
    }

    fn track_mut(&mut self) -> &mut Track {
        &mut self.track
    }

    fn text_is(_: &ReportEvent) -> &'static str {
        "text"
    }

    fn sets(event: &ReportEvent) -> Sets {
        match event {
            ReportEvent::Released(_) => Sets::Nothing,
        }
    }

    fn beginning(_: &ReportEvent) -> Edit<Moment> {
        Edit::Keep
    }

    /// A released report is for those on its distribution list; the public notice is made for all others.
    fn told_to(audience: Audience, _: &ReportEvent) -> Told<ReportEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {
                Told::Never
            }
        }
    }
}

impl Report {
    /// Whether the moment has passed for which it promised the next one, and none came.
    pub fn is_next_past(&self, now: DateTime<FixedOffset>) -> bool {
        !self.followed
            && self.track.voided.is_none()
            && self.next_at.is_some_and(|next| next.at < now)
    }

    /// The kind of the next report: the first one that counts is the Erstbericht, one that is said to be the last is the
    /// Schlussbericht. `earlier` are all that were released.
    pub fn next_kind(earlier: &[Report], last: bool) -> ReportKind {
        if last {
            ReportKind::Final
        } else if earlier.iter().all(|report| report.track.voided.is_some()) {
            ReportKind::First
        } else {
            ReportKind::Followup
        }
    }

    /// A report tells what was, not what will be.
    pub fn check_as_of(as_of: Moment, now: Moment) -> Result<(), Refusal> {
        if as_of.is_ahead(now.utc()) {
            return Err(Refusal::StandAhead { as_of });
        }
        Ok(())
    }

    /// Who releases a report signs for it by name.
    pub fn releaser(by: Option<&str>) -> Result<String, Refusal> {
        let by = by.map(str::trim).filter(|by| !by.is_empty());
        by.map(str::to_owned).ok_or(Refusal::ReleaserMissing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::specimen::{
        cancelled, course, folded, heads, hour, moment, number, report as specimens,
    };

    fn report() -> Report {
        folded(&course("L-1", specimens("word")))
    }

    fn voided() -> Report {
        folded(&cancelled("L-1", specimens("word")))
    }

    #[test]
    fn a_report_keeps_all_it_was_released_with_but_the_document() {
        let mut entries = course("L-1", specimens("word"));
        entries[0].number.0.running = 5;
        entries[0].seen = heads(&[("b", 7)]);
        let made: Report = folded(&entries);
        assert_eq!(made.kind, ReportKind::Followup);
        assert_eq!(made.as_of, moment("2021-10-15 08:00"));
        assert_eq!(made.known_by, Some(moment("2021-10-15 08:30")));
        assert_eq!(made.previous, Some(number("L-9")));
        assert_eq!(made.released_by, "word releaser");
        assert_eq!(made.distribution, ["word reader"]);
        assert_eq!(made.next_at, Some(moment("2021-10-15 16:00")));
        assert_eq!(made.meeting_at, Some(moment("2021-10-15 15:00")));
        assert_eq!(made.hash, "00ff");
        assert_eq!(made.knew, heads(&[("b", 7), ("", 4)]));
        assert_eq!((made.name(), made.is_over()), ("", false));
    }

    #[test]
    fn the_first_report_that_counts_is_the_first_and_one_said_to_be_the_last_is_the_last() {
        use ReportKind::{Final, First, Followup};
        for (earlier, kind) in [
            (vec![], First),
            (vec![voided()], First),
            (vec![voided(), voided()], First),
            (vec![report()], Followup),
            (vec![voided(), report()], Followup),
            (vec![report(), voided()], Followup),
        ] {
            assert_eq!(Report::next_kind(&earlier, false), kind);
            assert_eq!(Report::next_kind(&earlier, true), Final);
        }
    }

    #[test]
    fn a_report_tells_what_was_with_one_minute_of_grace() {
        let now = moment("2021-10-15 08:00");
        for (as_of, fine) in [
            ("2020-01-01 00:00", true),
            ("2021-10-15 08:00", true),
            ("2021-10-15 08:01", true),
            ("2021-10-15 08:02", false),
            ("2021-10-16 08:00", false),
        ] {
            let as_of = moment(as_of);
            let answer = if fine {
                Ok(())
            } else {
                Err(Refusal::StandAhead { as_of })
            };
            assert_eq!(Report::check_as_of(as_of, now), answer, "{as_of:?}");
        }
    }

    #[test]
    fn a_report_names_who_releases_it() {
        for by in [None, Some(""), Some("  ")] {
            assert_eq!(Report::releaser(by), Err(Refusal::ReleaserMissing));
        }
        assert_eq!(Report::releaser(Some(" OB ")), Ok("OB".to_owned()));
    }

    #[test]
    fn a_cancelled_report_is_not_usable() {
        assert_eq!(report().track.usable(), Ok(()));
        let by = crate::domain::specimen::by(2);
        let number = number("L-1");
        let refused = Err(Refusal::RecordVoided { number, by });
        assert_eq!(voided().track.usable(), refused);
        assert_eq!(voided().track.changed_at, hour(2));
    }
}
