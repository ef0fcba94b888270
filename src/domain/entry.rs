//! Entries: what happened, in the past tense, as the log keeps it for ever.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::codes::{
    AssessmentPart, Audience, Certainty, Effect, Mode, Priority, ReportKind, ServiceState,
    Severity, Visibility,
};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};

/// A change of an optional field: left alone, emptied, or set.
///
/// In JSON: absent, `null`, or the value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Edit<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Edit<T> {
    pub fn is_keep(&self) -> bool {
        matches!(self, Edit::Keep)
    }

    pub fn apply(self, field: &mut Option<T>) {
        match self {
            Edit::Keep => {}
            Edit::Clear => *field = None,
            Edit::Set(value) => *field = Some(value),
        }
    }
}

impl<T> From<Option<T>> for Edit<T> {
    fn from(value: Option<T>) -> Edit<T> {
        value.map_or(Edit::Keep, Edit::Set)
    }
}

impl<T: Serialize> Serialize for Edit<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Edit::Keep | Edit::Clear => serializer.serialize_none(),
            Edit::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Edit::Clear, Edit::Set))
    }
}

/// Who a task is given to: a function, a person, or both; at least one is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

impl Assignee {
    /// Reads `Funktion` or `Funktion/Person`; `/Person` names a person alone. Empty text is nobody.
    pub fn parse(text: &str) -> Option<Assignee> {
        let part = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let (function, person) = match text.split_once('/') {
            Some((function, person)) => (part(function), part(person)),
            None => (part(text), None),
        };
        (function.is_some() || person.is_some()).then_some(Assignee { function, person })
    }
}

impl std::fmt::Display for Assignee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.function, &self.person) {
            (Some(function), Some(person)) => write!(f, "{function} / {person}"),
            (Some(one), None) | (None, Some(one)) => f.write_str(one),
            (None, None) => Ok(()),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogStarted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    pub zone: String,
    pub language: String,
    #[serde(default)]
    pub exercise: bool,
    /// File system or folder that init or a later command was forced to accept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced_place: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryCorrected {
    pub entry: EntryNumber,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryVoided {
    pub entry: EntryNumber,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NoteTaken {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
}

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

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskAdded {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Assignee>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<RecordNumber>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskChanged {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub assignee: Edit<Assignee>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub due: Edit<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub waits_for: Edit<Vec<RecordNumber>>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub about: Edit<Vec<RecordNumber>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskDone {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionTaken {
    pub reason: String,
    pub decided_by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<RecordNumber>,
}

/// The old record names its successor, so that each can be folded from its own entries alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReplacedBy {
    pub by: RecordNumber,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionRevoked {
    pub decided_by: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ServiceAdded {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<RecordNumber>,
    /// Maximum tolerable outage in minutes (MTA, BSI-Standard 200-4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_outage: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ServiceChanged {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub group: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub place: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub owner: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub contact: Edit<String>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub depends_on: Edit<Vec<RecordNumber>>,
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub max_outage: Edit<i64>,
}

/// One state of a service; the entry's happened_at is the moment since when it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceStateSet {
    pub state: ServiceState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restriction: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workaround: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_back: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingRecorded {
    pub topic: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoticeIssued {
    pub audience: Audience,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RecordNumber>,
}

/// A part of the Lagebild as somebody wrote it; the wording is the entry's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentWritten {
    pub part: AssessmentPart,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

/// From now on an entry, or all entries of a record until here, have the visibility of this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisibilityChanged {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNumber>,
}

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
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plain {}

macro_rules! events {
    ($($variant:ident($data:ty) = $code:literal),+ $(,)?) => {
        /// What an entry records. The main sentence of each (title, task, decision, reason, …) is the entry's text.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Event { $(#[serde(rename = $code)] $variant($data)),+ }

        impl Event {
            /// Every kind this version understands.
            pub const KINDS: &'static [&'static str] = &[$($code),+];

            /// The code in header, tables and JSON.
            pub fn kind(&self) -> &'static str {
                match self { $(Event::$variant(_) => $code),+ }
            }
        }
    };
}

events! {
    LogStarted(LogStarted) = "log_started",
    NoteTaken(NoteTaken) = "note_taken",
    EntryCorrected(EntryCorrected) = "entry_corrected",
    EntryVoided(EntryVoided) = "entry_voided",
    IncidentOpened(IncidentOpened) = "incident_opened",
    IncidentChanged(IncidentChanged) = "incident_changed",
    IncidentClosed(IncidentClosed) = "incident_closed",
    IncidentReopened(Plain) = "incident_reopened",
    TaskAdded(TaskAdded) = "task_added",
    TaskChanged(TaskChanged) = "task_changed",
    TaskStarted(Plain) = "task_started",
    TaskHeld(Plain) = "task_held",
    TaskDone(TaskDone) = "task_done",
    TaskCancelled(Plain) = "task_cancelled",
    DecisionTaken(DecisionTaken) = "decision_taken",
    DecisionSuperseded(ReplacedBy) = "decision_superseded",
    DecisionRevoked(DecisionRevoked) = "decision_revoked",
    ServiceAdded(ServiceAdded) = "service_added",
    ServiceChanged(ServiceChanged) = "service_changed",
    ServiceStateSet(ServiceStateSet) = "service_state_set",
    FindingRecorded(FindingRecorded) = "finding_recorded",
    FindingReplaced(Plain) = "finding_replaced",
    NoticeIssued(NoticeIssued) = "notice_issued",
    NoticeReplaced(ReplacedBy) = "notice_replaced",
    NoticeWithdrawn(Plain) = "notice_withdrawn",
    AssessmentWritten(AssessmentWritten) = "assessment_written",
    VisibilityChanged(VisibilityChanged) = "visibility_changed",
    ReportReleased(ReportReleased) = "report_released",
}

impl Event {
    /// The entry that a correction or cancellation speaks of.
    pub fn target(&self) -> Option<EntryNumber> {
        match self {
            Event::EntryCorrected(correction) => Some(correction.entry),
            Event::EntryVoided(void) => Some(void.entry),
            _ => None,
        }
    }
}

/// The payload of an entry: everything with free text or names, stored as the JSON it was first written as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    pub happened_at: Moment,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    pub visibility: Visibility,
    pub event: Event,
}

/// An entry as read back from the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub number: EntryNumber,
    pub recorded_at: DateTime<FixedOffset>,
    /// The laptop's clock had gone back; the time was held at the last value.
    pub clock_held: bool,
    /// Read from a file by import, so that the gap between happening and recording says nothing.
    pub imported: bool,
    pub record: Option<RecordNumber>,
    pub body: Body,
}

impl Entry {
    /// The moment from which a reader could have seen it: the recording, or for an import the happening.
    pub fn noted_at(&self) -> Moment {
        Moment::exact(if self.imported {
            self.body.happened_at.at
        } else {
            self.recorded_at
        })
    }

    /// Whether it was recorded so long after it happened that print must say so.
    ///
    /// One hour: a staff meets two to four times a day, what is later missed a report.
    pub fn is_late(&self) -> bool {
        !self.imported
            && self.body.happened_at.precision == super::moment::Precision::Minute
            && self.recorded_at - self.body.happened_at.at > chrono::TimeDelta::hours(1)
    }

    /// Whether the entry adds no happening: a remark, or who may read another one.
    pub fn speaks_of_others(&self) -> bool {
        self.is_remark() || matches!(self.body.event, Event::VisibilityChanged(_))
    }

    /// Whether the entry only speaks about another one, and so holds whatever moment is asked for.
    pub fn is_remark(&self) -> bool {
        self.body.event.target().is_some()
    }
}
