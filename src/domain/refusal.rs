//! What a rule refuses, as data; the words are found elsewhere.

use super::correction::Field;
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::readiness::Unready;
use super::time_input::TimeRefusal;

/// Who brought a record into its present state, and when: what a refusal must say, so that people can ask them.
#[derive(Clone, Debug, PartialEq)]
pub struct SetBy {
    pub at: Moment,
    pub author: Option<String>,
}

/// A rule that does not allow what was asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{self:?}")]
pub enum Refusal {
    TextMissing {
        field: &'static str,
    },
    TextTooLong {
        field: &'static str,
        bytes: usize,
        most: usize,
    },
    ReasonMissing,
    /// A released report is never public; the public notice is made for that.
    ReportStaysInternal,
    DeciderMissing,
    /// Nobody was named who releases the report.
    ReleaserMissing,
    /// A report tells what was, not what will be.
    StandAhead {
        as_of: Moment,
    },
    /// Nobody can look at what is to come.
    LookAhead {
        at: Moment,
    },
    Time(TimeRefusal),
    InFuture {
        field: &'static str,
        at: Moment,
    },
    EndsBeforeItBegins {
        begin: Moment,
        end: Moment,
    },
    DurationUnreadable {
        input: String,
    },
    /// The record's status does not allow the step; `status` as its code.
    Status {
        number: RecordNumber,
        status: &'static str,
        by: SetBy,
    },
    /// A report that a person looks over once more before it is signed.
    NotReady {
        points: Vec<Unready>,
    },
    TasksOpen {
        incident: RecordNumber,
        open: Vec<RecordNumber>,
    },
    WaitsForItself {
        circle: Vec<RecordNumber>,
    },
    DependsOnItself {
        circle: Vec<RecordNumber>,
    },
    WaitsForOpenTasks {
        number: RecordNumber,
        open: Vec<RecordNumber>,
    },
    NothingToChange {
        number: RecordNumber,
    },
    AlreadyVoided {
        entry: EntryNumber,
        /// The cancellation: who cancels it takes it back.
        void: EntryNumber,
        by: SetBy,
    },
    /// A record with several entries that could be meant.
    WhichEntry {
        number: RecordNumber,
        entries: Vec<EntryNumber>,
    },
    /// Nothing of this laptop is left to cancel.
    NothingToVoid,
    CannotVoid {
        entry: EntryNumber,
    },
    CannotCorrect {
        entry: EntryNumber,
    },
    /// A new wording for an entry that says nothing in words.
    NoWords {
        entry: EntryNumber,
    },
    /// A new wording that could be meant for several fields, or for one that the entry does not have (`input`).
    WhichField {
        entry: EntryNumber,
        input: Option<String>,
        fields: Vec<Field>,
    },
    /// The log begins when it was begun.
    BeginningFixed {
        entry: EntryNumber,
    },
    RecordVoided {
        number: RecordNumber,
        by: SetBy,
    },
    ServiceNameTaken {
        name: String,
        number: RecordNumber,
    },
}
