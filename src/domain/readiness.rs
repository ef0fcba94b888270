//! What stands against signing a report: matters that it would tell as they no longer are, or leave open for ever.

use super::codes::{AssessmentPart, Certainty, IncidentStatus, NoticeStatus};
use super::moment::Moment;
use super::number::{RecordKind, RecordNumber};
use super::situation::Situation;

/// A matter that a person looks at before a report is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unready {
    /// Words of the Lagebild that were written before these records changed.
    WordsOlder {
        part: AssessmentPart,
        since: Moment,
        than: Vec<RecordNumber>,
    },
    /// Before the last report of all.
    IncidentsOpen(Vec<RecordNumber>),
    TasksOpen(Vec<RecordNumber>),
    NoticesInForce(Vec<RecordNumber>),
    QuestionsOpen(Vec<RecordNumber>),
}

/// Kinds whose change makes the words of the Lagebild doubtful.
const TELLING: [RecordKind; 3] = [
    RecordKind::Incident,
    RecordKind::Decision,
    RecordKind::Service,
];

/// What is to be looked at before this situation is signed, `last` for the Schlussbericht.
pub fn unready(situation: &Situation, last: bool) -> Vec<Unready> {
    let mut found: Vec<Unready> = situation
        .assessments
        .iter()
        .filter_map(|words| {
            let changed = situation.journal_lines.items.iter().filter(|line| {
                line.voided.is_none() && line.entry.recorded_at > words.recorded_at.at
            });
            let mut than: Vec<RecordNumber> = changed
                .filter_map(|line| line.entry.record)
                .filter(|record| TELLING.contains(&record.kind))
                .collect();
            than.sort();
            than.dedup();
            (!than.is_empty()).then_some(Unready::WordsOlder {
                part: words.part,
                since: words.since,
                than,
            })
        })
        .collect();
    if last {
        let incidents = situation.incidents.items.iter();
        let incidents = incidents.filter(|incident| incident.status == IncidentStatus::Open);
        let tasks = situation.tasks_open.items.iter();
        let notices = situation.notices.items.iter();
        let notices = notices.filter(|notice| notice.status == NoticeStatus::InForce);
        let questions = situation.findings.items.iter();
        let questions = questions.filter(|finding| {
            finding.outcome.is_none() && finding.certainty == Some(Certainty::Question)
        });
        found.extend([
            Unready::IncidentsOpen(incidents.map(|incident| incident.track.number).collect()),
            Unready::TasksOpen(tasks.map(|task| task.track.number).collect()),
            Unready::NoticesInForce(notices.map(|notice| notice.track.number).collect()),
            Unready::QuestionsOpen(questions.map(|finding| finding.track.number).collect()),
        ]);
    }
    found.retain(|point| match point {
        Unready::WordsOlder { than: numbers, .. }
        | Unready::IncidentsOpen(numbers)
        | Unready::TasksOpen(numbers)
        | Unready::NoticesInForce(numbers)
        | Unready::QuestionsOpen(numbers) => !numbers.is_empty(),
    });
    found
}
