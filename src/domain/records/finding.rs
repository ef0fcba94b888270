//! Findings (Erkenntnisse): what is known, presumed or asked, with every earlier wording.

use serde::{Deserialize, Serialize};

use crate::domain::audience::{Audience, Told};
use crate::domain::codes::{Certainty, Outcome};
use crate::domain::entry::{Edit, events};
use crate::domain::history::{Kept, Sets, Step, Track, place};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::refusal::{Refusal, SetBy};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingRecorded {
    pub topic: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
}

/// Another wording; what it is about goes on to hold unless it says it anew.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FindingReplaced {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingClosed {
    pub outcome: Outcome,
}

events! {
    FindingEvent {
        Recorded(FindingRecorded) = "finding_recorded",
        Replaced(FindingReplaced) = "finding_replaced",
        Closed(FindingClosed) = "finding_closed",
    }
}

/// One wording of a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    pub entry: EntryNumber,
    pub statement: String,
    /// None where nobody said how certain it is: the log does not make a fact of it.
    pub certainty: Option<Certainty>,
    pub since: Moment,
    pub source: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    #[serde(flatten, skip_deserializing)]
    pub track: Track,
    pub topic: String,
    pub statement: String,
    pub certainty: Option<Certainty>,
    pub since: Moment,
    /// What came of it, since when and why, where nobody needs to ask any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_reason: Option<String>,
    pub about: Vec<RecordNumber>,
    /// Oldest first; the last one is in force. "Bisher nicht festgestellt" is not "ausgeschlossen": the old wording stays.
    #[serde(default)]
    pub history: Vec<Wording>,
}

impl Kept for Finding {
    type Event = FindingEvent;
    const NAMED_BY: Option<&'static str> = Some("topic");
    const HISTORY: Option<&'static str> = Some("finding_wording");
    const GOES_ON: bool = true;

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
            outcome: None,
            closed_at: None,
            closed_reason: None,
            about: recorded.about.clone(),
            history: vec![wording],
        })
    }

    fn apply(&mut self, step: &Step<'_, FindingEvent>) {
        match step.event {
            FindingEvent::Recorded(_) => return,
            FindingEvent::Replaced(replaced) => {
                if !replaced.about.is_empty() {
                    self.about.clone_from(&replaced.about);
                }
                self.reword(step);
            }
            FindingEvent::Closed(closed) => {
                self.outcome = Some(closed.outcome);
                self.closed_at = Some(step.entry.body.happened_at);
                self.closed_reason = Some(step.text.to_owned()).filter(|reason| !reason.is_empty());
            }
        }
        self.track.status_by = SetBy::of(step.entry);
    }

    fn name(&self) -> &str {
        &self.topic
    }

    fn is_over(&self) -> bool {
        self.outcome.is_some()
    }

    fn track(&self) -> &Track {
        &self.track
    }

    fn track_mut(&mut self) -> &mut Track {
        &mut self.track
    }

    fn text_is(event: &FindingEvent) -> &'static str {
        match event {
            FindingEvent::Recorded(_) | FindingEvent::Replaced(_) => "statement",
            FindingEvent::Closed(_) => "reason",
        }
    }

    fn sets(event: &FindingEvent) -> Sets {
        match event {
            FindingEvent::Recorded(_) | FindingEvent::Replaced(_) => Sets::Nothing,
            FindingEvent::Closed(closed) => Sets::Status(closed.outcome.code()),
        }
    }

    fn beginning(_: &FindingEvent) -> Edit<Moment> {
        Edit::Keep
    }

    /// A wording that was replaced or refuted inside is not told: it would tell others what the staff knows to be wrong. What it is
    /// about stays inside: the numbers are those of internal records.
    fn told_to(audience: Audience, event: &FindingEvent) -> Told<FindingEvent> {
        match audience {
            Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public => {}
        }
        match event {
            FindingEvent::Recorded(recorded) => {
                Told::marked(FindingEvent::Recorded(FindingRecorded {
                    about: Vec::new(),
                    ..recorded.clone()
                }))
            }
            FindingEvent::Replaced(_) => Told::Replaces {
                event: FindingEvent::Replaced(FindingReplaced::default()),
                text: true,
            },
            FindingEvent::Closed(FindingClosed {
                outcome: Outcome::Refuted,
            }) => Told::Replaces {
                event: event.clone(),
                text: false,
            },
            FindingEvent::Closed(_) => Told::wordless(event.clone()),
        }
    }
}

impl Wording {
    fn of(step: &Step<'_, FindingEvent>) -> Wording {
        let body = &step.entry.body;
        Wording {
            entry: step.entry.number,
            statement: step.text.to_owned(),
            certainty: body.certainty,
            since: body.happened_at,
            source: body.source.clone(),
        }
    }
}

impl Finding {
    /// Adds a wording. One that came after the closing opens the finding again: it is about what is known now.
    fn reword(&mut self, step: &Step<'_, FindingEvent>) {
        let wording = Wording::of(step);
        let place = place(
            self.history.iter().map(|earlier| earlier.since),
            wording.since,
        );
        self.history.insert(place, wording);
        if let Some(last) = self.history.last() {
            self.statement.clone_from(&last.statement);
            self.certainty = last.certainty;
            self.since = last.since;
        }
        let since = step.entry.body.happened_at;
        if self.closed_at.is_some_and(|closed| closed.at <= since.at) {
            self.outcome = None;
            self.closed_at = None;
            self.closed_reason = None;
        }
    }

    /// Closes the finding: it was confirmed, refuted, or needs no answer any more.
    pub fn close(&self, outcome: Outcome) -> Result<FindingEvent, Refusal> {
        self.track.usable()?;
        match self.outcome {
            Some(already) => Err(self.track.refuse(already.code())),
            None => Ok(FindingEvent::Closed(FindingClosed { outcome })),
        }
    }

    /// Who said the wording in force.
    pub fn source(&self) -> Option<&str> {
        self.history.last()?.source.as_deref()
    }

    pub fn replace(&self, about: Vec<RecordNumber>) -> Result<FindingEvent, Refusal> {
        self.track
            .usable()
            .map(|()| FindingEvent::Replaced(FindingReplaced { about }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::specimen::{by, cancelled, course, entry, folded, hour, number};

    fn recorded() -> FindingEvent {
        FindingEvent::Recorded(FindingRecorded {
            topic: "outflow".to_owned(),
            about: vec![number("V-1")],
        })
    }

    fn replaced() -> FindingEvent {
        FindingEvent::Replaced(FindingReplaced::default())
    }

    #[test]
    fn a_finding_is_replaced_while_it_counts_however_often() {
        let made: Finding = folded(&course("K-1", [recorded()]));
        assert_eq!(made.replace(Vec::new()), Ok(replaced()));
        let made: Finding = folded(&course("K-1", [recorded(), replaced()]));
        assert_eq!(made.replace(Vec::new()), Ok(replaced()));
        assert!(!made.is_over());
        assert_eq!(made.track.status_by, by(2));
        for events in [vec![recorded()], vec![recorded(), replaced()]] {
            let last = u64::try_from(events.len()).unwrap() + 1;
            let made: Finding = folded(&cancelled("K-1", events));
            let refused = Refusal::RecordVoided {
                number: number("K-1"),
                by: by(last),
            };
            assert_eq!(made.replace(Vec::new()), Err(refused));
        }
    }

    #[test]
    fn a_wording_keeps_who_said_it_and_how_certain_it_was() {
        let entries = [
            entry(1).record("K-1").event(recorded()),
            entry(2)
                .record("K-1")
                .source("lab")
                .certain(Certainty::Assumption)
                .event(replaced()),
        ];
        let made: Finding = folded(&entries);
        assert_eq!((made.name(), made.topic.as_str()), ("outflow", "outflow"));
        assert_eq!(made.statement, "text 2");
        assert_eq!(made.certainty, Some(Certainty::Assumption));
        assert_eq!(made.since, hour(2));
        assert_eq!(made.history.len(), 2, "the old wording stays");
        assert_eq!(made.history[0].statement, "text 1");
        assert_eq!(made.history[0].certainty, None, "nobody said it");
        assert_eq!(made.history[0].source, None);
        assert_eq!(made.history[1].source.as_deref(), Some("lab"));
        assert_eq!(made.history[1].entry, entries[1].number);
    }

    #[test]
    fn wordings_stand_in_the_order_of_their_event_time_and_the_last_is_in_force() {
        for (since, order) in [
            (&[1, 2, 3][..], &[1, 2, 3][..]),
            (&[1, 5, 3], &[1, 3, 2]),
            // Of two at the same time the one entered later holds.
            (&[2, 2, 2], &[1, 2, 3]),
            (&[4, 4, 3], &[3, 1, 2]),
            // What was found out before the finding was recorded stands before it.
            (&[5, 1], &[2, 1]),
        ] {
            let replacements = std::iter::repeat_with(replaced).take(since.len() - 1);
            let events = std::iter::once(recorded()).chain(replacements);
            let mut entries = course("K-1", events);
            for (entry, since) in entries.iter_mut().zip(since) {
                entry.body.happened_at = hour(*since);
            }
            let made: Finding = folded(&entries);
            let told: Vec<u64> = made
                .history
                .iter()
                .map(|wording| wording.entry.0.running)
                .collect();
            assert_eq!(told, order, "{since:?}");
            let last = order.last().unwrap();
            assert_eq!(made.statement, format!("text {last}"), "{since:?}");
            let since = since[usize::try_from(*last).unwrap() - 1];
            assert_eq!(made.since, hour(since));
        }
    }

    fn closed(outcome: Outcome) -> FindingEvent {
        FindingEvent::Closed(FindingClosed { outcome })
    }

    #[test]
    fn a_finding_is_closed_once_and_says_how_when_and_why() {
        for &outcome in Outcome::ALL {
            let open: Finding = folded(&course("K-1", [recorded()]));
            assert_eq!(open.close(outcome), Ok(closed(outcome)));
            let made: Finding = folded(&course("K-1", [recorded(), closed(outcome)]));
            assert!(made.is_over() && !open.is_over());
            assert_eq!(made.outcome, Some(outcome));
            assert_eq!(made.closed_at, Some(hour(2)));
            assert_eq!(made.closed_reason.as_deref(), Some("text 2"));
            assert_eq!(made.statement, "text 1", "what was known stays");
            let refused = Refusal::Status {
                number: number("K-1"),
                status: outcome.code(),
                by: by(2),
            };
            assert_eq!(made.close(Outcome::Settled), Err(refused));
        }
    }

    #[test]
    fn a_wording_of_after_the_closing_opens_a_finding_and_one_of_before_does_not() {
        for (since, open) in [(2, false), (3, true), (4, true)] {
            let events = [recorded(), closed(Outcome::Refuted), replaced()];
            let mut entries = course("K-1", events);
            entries[1].body.happened_at = hour(3);
            entries[2].body.happened_at = hour(since);
            let made: Finding = folded(&entries);
            assert_eq!(!made.is_over(), open, "{since}");
            assert_eq!(made.closed_reason.is_none(), open);
            assert_eq!(made.history.len(), 2);
        }
    }

    #[test]
    fn what_a_finding_is_about_holds_until_it_is_said_anew() {
        let anew = FindingEvent::Replaced(FindingReplaced {
            about: vec![number("D-3"), number("A-2b")],
        });
        let about = |events: Vec<FindingEvent>| folded::<Finding>(&course("K-1", events)).about;
        assert_eq!(about(vec![recorded(), replaced()]), [number("V-1")]);
        let told = about(vec![recorded(), anew, replaced()]);
        assert_eq!(told, [number("D-3"), number("A-2b")]);
    }

    #[test]
    fn a_finding_without_its_beginning_is_none() {
        let entries = course("K-1", [replaced()]);
        assert_eq!(Finding::fold(number("K-1"), &entries), None);
    }
}
