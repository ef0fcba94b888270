//! Findings (Erkenntnisse): what is known, presumed or asked, with every earlier wording.

use serde::Serialize;

use super::codes::Certainty;
use super::entry::{Entry, Event, Plain};
use super::history::{Track, set_by, trace};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::refusal::Refusal;

/// One wording of a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wording {
    pub entry: EntryNumber,
    pub statement: String,
    pub certainty: Certainty,
    pub since: Moment,
    pub source: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    #[serde(flatten)]
    pub track: Track,
    pub topic: String,
    pub statement: String,
    pub certainty: Certainty,
    pub since: Moment,
    /// Oldest first; the last one is in force. "Bisher nicht festgestellt" is not "ausgeschlossen": the old wording stays.
    pub history: Vec<Wording>,
}

impl Finding {
    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Finding> {
        let (mut track, steps) = trace(number, entries)?;
        let Event::FindingRecorded(recorded) = &steps.first()?.entry.body.event else {
            return None;
        };
        let topic = recorded.topic.clone();
        let mut history: Vec<Wording> = Vec::new();
        for step in &steps {
            let body = &step.entry.body;
            if !matches!(
                body.event,
                Event::FindingRecorded(_) | Event::FindingReplaced(_)
            ) {
                continue;
            }
            history.push(Wording {
                entry: step.entry.number,
                statement: step.text.to_owned(),
                certainty: body.certainty.unwrap_or(Certainty::Fact),
                since: body.happened_at,
                source: body.source.clone(),
            });
            track.status_by = set_by(step.entry);
        }
        history.sort_by_key(|wording| wording.since.at);
        let last = history.last()?.clone();
        Some(Finding {
            track,
            topic,
            statement: last.statement,
            certainty: last.certainty,
            since: last.since,
            history,
        })
    }

    pub fn replace(&self) -> Result<Event, Refusal> {
        self.track
            .usable()
            .map(|()| Event::FindingReplaced(Plain {}))
    }
}
