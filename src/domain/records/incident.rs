//! Incidents (Vorfälle): what hit the body, how badly, since when, and whether it is over.

use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{IncidentStatus, Severity};
use crate::domain::entry::{Edit, Plain, events};
use crate::domain::history::{Kept, Step, Track};
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

    fn brings(event: &IncidentEvent) -> Option<&'static str> {
        match event {
            IncidentEvent::Opened(_) | IncidentEvent::Changed(_) => None,
            IncidentEvent::Closed(closed) if closed.false_alarm => {
                Some(IncidentStatus::FalseAlarm.code())
            }
            IncidentEvent::Closed(_) => Some(IncidentStatus::Closed.code()),
            IncidentEvent::Reopened(_) => Some(IncidentStatus::Open.code()),
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
