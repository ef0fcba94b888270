//! Incidents (Vorfälle): what hit the body, how badly, since when, and whether it is over.

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{IncidentStatus, Severity};
use crate::domain::entry::{Edit, Plain, events};
use crate::domain::history::{Kept, Sets, Step, Track};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::refusal::{Refusal, SetBy};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentOpened {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began_at: Option<Moment>,
    #[serde(default)]
    pub began_approximate: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IncidentChanged {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub severity: Edit<Severity>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub description: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub began_at: Edit<Moment>,
    /// Whether the beginning is approximate; older entries say it of themselves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub began_approximate: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentClosed {
    #[serde(default)]
    pub false_alarm: bool,
    /// Tasks that were open when it was closed all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over_open_tasks: Vec<RecordNumber>,
}

events! {
    IncidentEvent {
        Opened(IncidentOpened) = "incident_opened",
        Changed(IncidentChanged) = "incident_changed",
        Closed(IncidentClosed) = "incident_closed",
        Reopened(Plain) = "incident_reopened",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    #[serde(flatten, skip_deserializing)]
    pub track: Track,
    pub title: String,
    pub description: Option<String>,
    pub severity: Option<Severity>,
    pub status: IncidentStatus,
    pub began_at: Option<Moment>,
    pub began_approximate: bool,
    pub ended_at: Option<Moment>,
    /// Why it was closed or reopened last.
    pub reason: Option<String>,
}

impl Kept for Incident {
    type Event = IncidentEvent;
    const NAMED_BY: Option<&'static str> = Some("title");
    const HISTORY: Option<&'static str> = None;
    const GOES_ON: bool = true;

    fn begin(track: Track, first: &Step<'_, IncidentEvent>) -> Option<Incident> {
        let IncidentEvent::Opened(opened) = first.event else {
            return None;
        };
        Some(Incident {
            track,
            title: first.text.to_owned(),
            description: opened.description.clone(),
            severity: opened.severity,
            status: IncidentStatus::Open,
            began_at: opened.began_at,
            began_approximate: opened.began_approximate,
            ended_at: None,
            reason: None,
        })
    }

    fn apply(&mut self, step: &Step<'_, IncidentEvent>) {
        match step.event {
            IncidentEvent::Opened(_) => return,
            IncidentEvent::Changed(change) => {
                // A beginning that is said again is as exact as it is said now.
                match change.began_at {
                    Edit::Keep => {}
                    Edit::Clear => self.began_approximate = false,
                    Edit::Set(_) => {
                        self.began_approximate =
                            change.began_approximate || step.entry.body.approximate;
                    }
                }
                self.change(change.clone());
                return;
            }
            IncidentEvent::Closed(closed) => {
                self.status = if closed.false_alarm {
                    IncidentStatus::FalseAlarm
                } else {
                    IncidentStatus::Closed
                };
                self.ended_at = Some(step.entry.body.happened_at);
            }
            IncidentEvent::Reopened(_) => {
                self.status = IncidentStatus::Open;
                self.ended_at = None;
            }
        }
        self.reason = Some(step.text.to_owned());
        self.track.status_by = SetBy::of(step.entry);
    }

    fn name(&self) -> &str {
        &self.title
    }

    fn is_over(&self) -> bool {
        self.status != IncidentStatus::Open
    }

    fn track(&self) -> &Track {
        &self.track
    }

    fn track_mut(&mut self) -> &mut Track {
        &mut self.track
    }

    fn text_is(event: &IncidentEvent) -> &'static str {
        match event {
            IncidentEvent::Opened(_) => "title",
            IncidentEvent::Changed(_) | IncidentEvent::Closed(_) | IncidentEvent::Reopened(_) => {
                "reason"
            }
        }
    }

    fn sets(event: &IncidentEvent) -> Sets {
        match event {
            IncidentEvent::Opened(_) | IncidentEvent::Changed(_) => Sets::Fields,
            IncidentEvent::Closed(closed) if closed.false_alarm => {
                Sets::Status(IncidentStatus::FalseAlarm.code())
            }
            IncidentEvent::Closed(_) => Sets::Status(IncidentStatus::Closed.code()),
            IncidentEvent::Reopened(_) => Sets::Status(IncidentStatus::Open.code()),
        }
    }

    fn beginning(event: &IncidentEvent) -> Edit<Moment> {
        match event {
            IncidentEvent::Opened(opened) => opened.began_at.into(),
            IncidentEvent::Changed(changed) => changed.began_at.clone(),
            IncidentEvent::Closed(_) | IncidentEvent::Reopened(_) => Edit::Keep,
        }
    }

    /// The course is told without its reasons, which stay inside; so do the tasks it was closed over.
    fn told_to(audience: Audience, event: &IncidentEvent) -> Told<IncidentEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {}
        }
        match event {
            IncidentEvent::Opened(_) | IncidentEvent::Changed(_) => Told::marked(event.clone()),
            IncidentEvent::Closed(closed) => Told::TakesBack {
                event: IncidentEvent::Closed(IncidentClosed {
                    false_alarm: closed.false_alarm,
                    over_open_tasks: Vec::new(),
                }),
            },
            IncidentEvent::Reopened(_) => Told::TakesBack {
                event: event.clone(),
            },
        }
    }
}

impl Incident {
    fn change(&mut self, change: IncidentChanged) {
        if let Some(title) = change.title {
            self.title = title;
        }
        change.severity.apply(&mut self.severity);
        change.description.apply(&mut self.description);
        change.began_at.apply(&mut self.began_at);
    }

    /// Whether somebody outside reads the same of both. How bad it is judged to be stays inside.
    pub fn reads_as(&self, other: &Incident) -> bool {
        let told = |it: &Incident| (it.began_at, it.began_approximate, it.status);
        self.title == other.title
            && self.description == other.description
            && told(self) == told(other)
    }

    /// Whether it ended longer ago than that: it is no longer told of.
    pub fn ended_before(&self, period: TimeDelta, now: DateTime<FixedOffset>) -> bool {
        let ended = self.ended_at.map(|ended| ended.span().end);
        ended.is_some_and(|ended| now - ended > period)
    }

    /// Closes the incident.
    ///
    /// Refused while a task about it is open, unless said so: closed over open work reads as "all clear".
    pub fn close(
        &self,
        false_alarm: bool,
        open_tasks: &[RecordNumber],
        anyway: bool,
    ) -> Result<IncidentEvent, Refusal> {
        self.track.usable()?;
        if self.status != IncidentStatus::Open {
            return Err(self.track.refuse(self.status.code()));
        }
        if !open_tasks.is_empty() && !anyway {
            return Err(Refusal::TasksOpen {
                incident: self.track.number,
                open: open_tasks.to_vec(),
            });
        }
        Ok(IncidentEvent::Closed(IncidentClosed {
            false_alarm,
            over_open_tasks: open_tasks.to_vec(),
        }))
    }

    pub fn reopen(&self) -> Result<IncidentEvent, Refusal> {
        self.track.usable()?;
        match self.status {
            IncidentStatus::Open => Err(self.track.refuse(self.status.code())),
            IncidentStatus::Closed | IncidentStatus::FalseAlarm => {
                Ok(IncidentEvent::Reopened(Plain {}))
            }
        }
    }

    pub fn edit(&self, change: IncidentChanged) -> Result<IncidentEvent, Refusal> {
        self.track.usable()?;
        if change == IncidentChanged::default() {
            return Err(Refusal::NothingToChange {
                number: self.track.number,
            });
        }
        Ok(IncidentEvent::Changed(change))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Entry;
    use crate::domain::specimen::{
        by, cancelled, course, entry, folded, hour, incident as specimens, moment, number,
    };

    fn opened() -> IncidentEvent {
        specimens("word").remove(0)
    }

    fn closed(false_alarm: bool) -> IncidentEvent {
        IncidentEvent::Closed(IncidentClosed {
            false_alarm,
            over_open_tasks: Vec::new(),
        })
    }

    fn reopened() -> IncidentEvent {
        IncidentEvent::Reopened(Plain {})
    }

    /// Ways into every status, and the entry that set it.
    fn states() -> Vec<(IncidentStatus, Vec<IncidentEvent>, u64)> {
        use IncidentStatus::{Closed, FalseAlarm, Open};
        let all = vec![
            (Open, vec![opened()], 1),
            (Closed, vec![opened(), closed(false)], 2),
            (FalseAlarm, vec![opened(), closed(true)], 2),
            (Open, vec![opened(), closed(false), reopened()], 3),
            (Open, vec![opened(), closed(true), reopened()], 3),
            (
                FalseAlarm,
                vec![opened(), closed(false), reopened(), closed(true)],
                4,
            ),
        ];
        for status in IncidentStatus::ALL {
            assert!(all.iter().any(|(has, ..)| has == status), "{status:?}");
        }
        all
    }

    fn incident(events: &[IncidentEvent]) -> Incident {
        folded(&course("V-1", events.iter().cloned()))
    }

    fn retitled() -> IncidentChanged {
        IncidentChanged {
            title: Some("new".to_owned()),
            ..IncidentChanged::default()
        }
    }

    #[test]
    fn an_ended_incident_is_told_of_for_a_time() {
        let mut made = incident(&[opened(), closed(false)]);
        let after = |made: &Incident, hours: u64| {
            made.ended_before(TimeDelta::hours(3), hour(10 + hours).at)
        };
        made.ended_at = Some(hour(10));
        assert_eq!(
            [0, 3, 4].map(|hours| after(&made, hours)),
            [false, false, true]
        );
        // What ended on a day may have ended at its end.
        made.ended_at = made.ended_at.map(|at| Moment {
            precision: crate::domain::moment::Precision::Day,
            ..at
        });
        assert!(!after(&made, 6));
        made.ended_at = None;
        assert!(!after(&made, 6));
    }

    #[test]
    fn what_stays_inside_makes_no_incident_read_otherwise() {
        type Differ = fn(&mut Incident);
        let told = incident(&[opened()]);
        let changes: [(Differ, bool); 6] = [
            (|it| it.severity = None, true),
            (|it| it.reason = Some("why".to_owned()), true),
            (|it| it.title = "other".to_owned(), false),
            (|it| it.description = Some("other".to_owned()), false),
            (|it| it.began_at = Some(hour(9)), false),
            (|it| it.status = IncidentStatus::Closed, false),
        ];
        for (number, (change, same)) in changes.into_iter().enumerate() {
            let mut inside = told.clone();
            change(&mut inside);
            assert_eq!(told.reads_as(&inside), same, "{number}");
        }
    }

    type Answer = Result<IncidentEvent, Refusal>;

    #[test]
    fn an_open_incident_closes_and_a_closed_one_only_reopens() {
        for (status, events, set_by) in states() {
            let made = incident(&events);
            assert_eq!(made.status, status);
            assert_eq!(made.track.status_by, by(set_by), "{status:?}");
            assert_eq!(made.is_over(), status != IncidentStatus::Open);
            let refused = || Refusal::Status {
                number: number("V-1"),
                status: status.code(),
                by: by(set_by),
            };
            let open = status == IncidentStatus::Open;
            let when = |allowed: bool, event: IncidentEvent| -> Answer {
                if allowed { Ok(event) } else { Err(refused()) }
            };
            for false_alarm in [false, true] {
                for anyway in [false, true] {
                    let answer = made.close(false_alarm, &[], anyway);
                    assert_eq!(answer, when(open, closed(false_alarm)), "{status:?}");
                }
            }
            assert_eq!(made.reopen(), when(!open, reopened()), "{status:?}");
            let edited = made.edit(retitled());
            assert_eq!(edited, Ok(IncidentEvent::Changed(retitled())), "{status:?}");
        }
    }

    #[test]
    fn an_incident_is_not_closed_over_open_tasks_unless_said_so() {
        let open = [number("A-1"), number("A-2")];
        for false_alarm in [false, true] {
            let made = incident(&[opened()]);
            let refused = Refusal::TasksOpen {
                incident: number("V-1"),
                open: open.to_vec(),
            };
            assert_eq!(made.close(false_alarm, &open, false), Err(refused));
            let event = IncidentEvent::Closed(IncidentClosed {
                false_alarm,
                over_open_tasks: open.to_vec(),
            });
            assert_eq!(made.close(false_alarm, &open, true), Ok(event));
            // What is closed says so, whatever is open.
            let made = incident(&[opened(), closed(false)]);
            let refused = made.close(false_alarm, &open, true).unwrap_err();
            assert!(matches!(refused, Refusal::Status { .. }));
        }
    }

    #[test]
    fn a_cancelled_incident_refuses_every_step() {
        for (status, events, _) in states() {
            let made: Incident = folded(&cancelled("V-1", events.clone()));
            let last = u64::try_from(events.len()).unwrap() + 1;
            let refused: Answer = Err(Refusal::RecordVoided {
                number: number("V-1"),
                by: by(last),
            });
            assert_eq!(made.status, status);
            assert_eq!(made.close(false, &[], true), refused);
            assert_eq!(made.close(true, &[number("A-1")], false), refused);
            assert_eq!(made.reopen(), refused);
            assert_eq!(made.edit(retitled()), refused);
            assert_eq!(made.edit(IncidentChanged::default()), refused);
        }
    }

    #[test]
    fn an_edit_that_changes_nothing_is_refused() {
        let refused = Refusal::NothingToChange {
            number: number("V-1"),
        };
        let made = incident(&[opened()]);
        assert_eq!(made.edit(IncidentChanged::default()), Err(refused));
    }

    #[test]
    fn an_incident_begins_with_what_was_said_of_it() {
        let made = incident(&[opened()]);
        assert_eq!(made.title, "text 1");
        assert_eq!(made.name(), "text 1");
        assert_eq!(made.description.as_deref(), Some("word description"));
        assert_eq!(made.severity, Some(Severity::Crisis));
        assert_eq!(made.began_at, Some(moment("2021-10-15 02:00")));
        assert!(made.began_approximate);
        assert_eq!((made.ended_at, made.reason), (None, None));
    }

    #[test]
    fn closing_sets_the_end_and_the_reason_and_reopening_takes_the_end_back() {
        let steps = [opened(), closed(false), reopened(), closed(true)];
        for (length, ended_at, reason) in [
            (1, None, None),
            (2, Some(hour(2)), Some("text 2")),
            (3, None, Some("text 3")),
            (4, Some(hour(4)), Some("text 4")),
        ] {
            let made = incident(&steps[..length]);
            assert_eq!(made.ended_at, ended_at, "{length}");
            assert_eq!(made.reason.as_deref(), reason, "{length}");
            assert_eq!(made.track.changed_at, hour(length as u64));
        }
    }

    #[test]
    fn each_field_is_set_emptied_or_left_alone_by_itself() {
        type Expect = fn(&mut Incident);
        let change = IncidentChanged::default;
        let changes: [(IncidentChanged, Expect); 8] = [
            (retitled(), |incident| incident.title = "new".to_owned()),
            (
                IncidentChanged {
                    severity: Edit::Set(Severity::Emergency),
                    ..change()
                },
                |incident| incident.severity = Some(Severity::Emergency),
            ),
            (
                IncidentChanged {
                    severity: Edit::Clear,
                    ..change()
                },
                |incident| incident.severity = None,
            ),
            (
                IncidentChanged {
                    description: Edit::Set("new".to_owned()),
                    ..change()
                },
                |incident| incident.description = Some("new".to_owned()),
            ),
            (
                IncidentChanged {
                    description: Edit::Clear,
                    ..change()
                },
                |incident| incident.description = None,
            ),
            (
                IncidentChanged {
                    began_at: Edit::Set(moment("2021-10-14 20:00")),
                    ..change()
                },
                |incident| {
                    incident.began_at = Some(moment("2021-10-14 20:00"));
                    incident.began_approximate = false;
                    incident.track.there_from = moment("2021-10-14 20:00");
                },
            ),
            (
                IncidentChanged {
                    began_at: Edit::Clear,
                    ..change()
                },
                |incident| {
                    incident.began_at = None;
                    incident.began_approximate = false;
                    incident.track.there_from = hour(1);
                },
            ),
            (change(), |_| {}),
        ];
        for (change, expect) in changes {
            let mut expected = incident(&[opened()]);
            expect(&mut expected);
            expected.track.changed_at = hour(2);
            expected.track.latest_at = hour(2).at;
            let after = incident(&[opened(), IncidentEvent::Changed(change.clone())]);
            assert_eq!(after, expected, "{change:?}");
        }
    }

    #[test]
    fn a_beginning_that_is_set_again_is_as_exact_as_it_was_said() {
        let set = || {
            IncidentEvent::Changed(IncidentChanged {
                began_at: Edit::Set(moment("2021-10-14 20:00")),
                ..IncidentChanged::default()
            })
        };
        for approximate in [false, true] {
            let mut entries: Vec<Entry> = course("V-1", [opened(), set()]);
            entries[1].body.approximate = approximate;
            let made: Incident = folded(&entries);
            assert_eq!(made.began_approximate, approximate);
        }
    }

    #[test]
    fn an_incident_without_its_beginning_is_none() {
        let entries = [entry(2).record("V-1").event(reopened())];
        assert_eq!(Incident::fold(number("V-1"), &entries), None);
        assert_eq!(Incident::fold(number("V-1"), &[]), None);
    }
}
