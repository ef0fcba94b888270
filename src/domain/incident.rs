//! Incidents (Vorfälle): what hit the body, how badly, since when, and whether it is over.

use serde::Serialize;

use super::codes::{IncidentStatus, Severity};
use super::entry::{Entry, Event, IncidentChanged, IncidentClosed, Plain};
use super::history::{Track, set_by, trace};
use super::moment::Moment;
use super::number::RecordNumber;
use super::refusal::Refusal;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Incident {
    #[serde(flatten)]
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

impl Incident {
    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Incident> {
        let (track, steps) = trace(number, entries)?;
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        let Event::IncidentOpened(opened) = &first.entry.body.event else {
            return None;
        };
        let mut incident = Incident {
            track,
            title: first.text.to_owned(),
            description: opened.description.clone(),
            severity: opened.severity,
            status: IncidentStatus::Open,
            began_at: opened.began_at,
            began_approximate: opened.began_approximate,
            ended_at: None,
            reason: None,
        };
        for step in steps {
            match &step.entry.body.event {
                Event::IncidentChanged(change) => incident.change(change.clone()),
                Event::IncidentClosed(closed) => {
                    incident.status = if closed.false_alarm {
                        IncidentStatus::FalseAlarm
                    } else {
                        IncidentStatus::Closed
                    };
                    incident.ended_at = Some(step.entry.body.happened_at);
                    incident.reason = Some(step.text.to_owned());
                    incident.track.status_by = set_by(step.entry);
                }
                Event::IncidentReopened(_) => {
                    incident.status = IncidentStatus::Open;
                    incident.ended_at = None;
                    incident.reason = Some(step.text.to_owned());
                    incident.track.status_by = set_by(step.entry);
                }
                _ => {}
            }
        }
        Some(incident)
    }

    fn change(&mut self, change: IncidentChanged) {
        if let Some(title) = change.title {
            self.title = title;
        }
        change.severity.apply(&mut self.severity);
        change.description.apply(&mut self.description);
        change.began_at.apply(&mut self.began_at);
    }

    fn refuse_status(&self) -> Refusal {
        let by = self.track.status_by.clone();
        Refusal::IncidentStatus {
            number: self.track.number,
            status: self.status,
            by,
        }
    }

    /// Closes the incident.
    ///
    /// Refused while a task about it is open, unless said so: closed over open work reads as "all clear".
    pub fn close(
        &self,
        false_alarm: bool,
        open_tasks: &[RecordNumber],
        anyway: bool,
    ) -> Result<Event, Refusal> {
        self.track.usable()?;
        if self.status != IncidentStatus::Open {
            return Err(self.refuse_status());
        }
        if !open_tasks.is_empty() && !anyway {
            return Err(Refusal::TasksOpen {
                incident: self.track.number,
                open: open_tasks.to_vec(),
            });
        }
        Ok(Event::IncidentClosed(IncidentClosed {
            false_alarm,
            over_open_tasks: open_tasks.to_vec(),
        }))
    }

    pub fn reopen(&self) -> Result<Event, Refusal> {
        self.track.usable()?;
        match self.status {
            IncidentStatus::Open => Err(self.refuse_status()),
            IncidentStatus::Closed | IncidentStatus::FalseAlarm => {
                Ok(Event::IncidentReopened(Plain {}))
            }
        }
    }

    pub fn edit(&self, change: IncidentChanged) -> Result<Event, Refusal> {
        self.track.usable()?;
        if change == IncidentChanged::default() {
            return Err(Refusal::NothingToChange {
                number: self.track.number,
            });
        }
        Ok(Event::IncidentChanged(change))
    }
}

impl Track {
    /// Refuses a record whose creating entry was cancelled.
    pub fn usable(&self) -> Result<(), Refusal> {
        self.voided.clone().map_or(Ok(()), |by| {
            Err(Refusal::RecordVoided {
                number: self.number,
                by,
            })
        })
    }
}
