//! Findings (Erkenntnisse): what is known, presumed or asked, with every earlier wording.

use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::Certainty;
use crate::domain::entry::{Plain, events};
use crate::domain::history::{Kept, Step, Track};
use crate::domain::moment::Moment;
use crate::domain::number::EntryNumber;
use crate::domain::refusal::{Refusal, SetBy};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingRecorded {
    pub topic: String,
}

events! {
    FindingEvent {
        Recorded(FindingRecorded) = "finding_recorded",
        Replaced(Plain) = "finding_replaced",
    }
}

/// One wording of a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    pub entry: EntryNumber,
    pub statement: String,
    pub certainty: Certainty,
    pub since: Moment,
    pub source: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    #[serde(flatten, skip_deserializing)]
    pub track: Track,
    pub topic: String,
    pub statement: String,
    pub certainty: Certainty,
    pub since: Moment,
    /// Oldest first; the last one is in force. "Bisher nicht festgestellt" is not "ausgeschlossen": the old wording stays.
    #[serde(default)]
    pub history: Vec<Wording>,
}

impl Kept for Finding {
    type Event = FindingEvent;
    const NAMED_BY: Option<&'static str> = Some("topic");
    const HISTORY: Option<&'static str> = Some("finding_wording");

    fn begin(track: Track, first: &Step<'_, FindingEvent>) -> Option<Finding> {
        let FindingEvent::Recorded(recorded) = first.event else {
            return None;
        };
        let wording = Wording::of(first);
        Some(Finding {
            track,
            topic: recorded.topic.clone(),
            statement: wording.statement.clone(),
            certainty: wording.certainty,
            since: wording.since,
            history: vec![wording],
        })
    }

    fn apply(&mut self, step: &Step<'_, FindingEvent>) {
        let FindingEvent::Replaced(_) = step.event else {
            return;
        };
        let wording = Wording::of(step);
        // Of two wordings with the same Ereigniszeit the one entered later holds.
        let place = self
            .history
            .partition_point(|earlier| earlier.since.at <= wording.since.at);
        self.history.insert(place, wording);
        if let Some(last) = self.history.last() {
            self.statement.clone_from(&last.statement);
            self.certainty = last.certainty;
            self.since = last.since;
        }
        self.track.status_by = SetBy::of(step.entry);
    }

    fn name(&self) -> &str {
        &self.topic
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

    fn brings(event: &FindingEvent) -> Option<&'static str> {
        match event {
            FindingEvent::Recorded(_) | FindingEvent::Replaced(_) => None,
        }
    }

    /// A wording that was replaced inside is not told: it would tell others what the staff knows to be wrong.
    fn told_to(audience: Audience, event: &FindingEvent) -> Told<FindingEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {}
        }
        match event {
            FindingEvent::Recorded(_) => Told::marked(event.clone()),
            FindingEvent::Replaced(_) => Told::Replaces {
                event: event.clone(),
                text: true,
            },
        }
    }
}

impl Wording {
    fn of(step: &Step<'_, FindingEvent>) -> Wording {
        let body = &step.entry.body;
        Wording {
            entry: step.entry.number,
            statement: step.text.to_owned(),
            certainty: body.certainty.unwrap_or(Certainty::Fact),
            since: body.happened_at,
            source: body.source.clone(),
        }
    }
}

impl Finding {
    pub fn replace(&self) -> Result<FindingEvent, Refusal> {
        self.track
            .usable()
            .map(|()| FindingEvent::Replaced(Plain {}))
    }
}
