//! One record of any kind, folded from its entries.

use super::decision::Decision;
use super::entry::Entry;
use super::finding::Finding;
use super::history::Track;
use super::incident::Incident;
use super::notice::Notice;
use super::number::{RecordKind, RecordNumber};
use super::report::Report;
use super::service::Service;
use super::task::Task;

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Record {
    Incident(Incident),
    Task(Task),
    Decision(Decision),
    Service(Service),
    Finding(Finding),
    Notice(Notice),
    Report(Report),
}

impl Record {
    /// Folds the entries of one record; `None` where they do not begin with the entry that creates it.
    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Record> {
        match number.kind {
            RecordKind::Incident => Incident::fold(number, entries).map(Record::Incident),
            RecordKind::Task => Task::fold(number, entries).map(Record::Task),
            RecordKind::Decision => Decision::fold(number, entries).map(Record::Decision),
            RecordKind::Service => Service::fold(number, entries).map(Record::Service),
            RecordKind::Finding => Finding::fold(number, entries).map(Record::Finding),
            RecordKind::Notice => Notice::fold(number, entries).map(Record::Notice),
            RecordKind::Report => Report::fold(number, entries).map(Record::Report),
        }
    }

    pub fn track(&self) -> &Track {
        match self {
            Record::Incident(incident) => &incident.track,
            Record::Task(task) => &task.track,
            Record::Decision(decision) => &decision.track,
            Record::Service(service) => &service.track,
            Record::Finding(finding) => &finding.track,
            Record::Notice(notice) => &notice.track,
            Record::Report(report) => &report.track,
        }
    }
}
