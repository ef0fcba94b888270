//! Everything that can go wrong in a command, as data; `explain` has the words.

use std::path::{Path, PathBuf};

use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::refusal::Refusal;
use crate::store::error::StoreError;

#[derive(Debug, thiserror::Error)]
#[error("{self:?}")]
pub enum Failure {
    Store(StoreError),
    /// A write that could not be, and left the log as it was.
    Unwritten(StoreError),
    /// A report is not frozen from a log in which a check found something.
    Unsound {
        findings: usize,
    },
    Usage(Usage),
    /// A word that is none of a closed vocabulary; `accepted` in the user's language.
    UnknownWord {
        field: &'static str,
        input: String,
        /// The words that may have been meant.
        near: Vec<String>,
        accepted: Vec<String>,
    },
    /// Not a number of this kind; none where an entry number was wanted.
    NotANumber {
        input: String,
        kind: Option<RecordKind>,
    },
    NoSuchService {
        input: String,
        /// Services whose names are near to it.
        near: Vec<String>,
    },
    AmbiguousService {
        input: String,
        candidates: Vec<(RecordNumber, String)>,
    },
    UnknownZone {
        input: String,
    },
    UnknownExample {
        input: String,
        known: Vec<String>,
    },
    ImportRead {
        path: PathBuf,
        source: std::io::Error,
    },
    /// Everything that is wrong with a file of entries, each with its line.
    Import {
        path: PathBuf,
        wrong: Vec<(usize, Wrong)>,
    },
    SettingsRead {
        path: PathBuf,
        source: std::io::Error,
    },
    SettingsForm {
        path: PathBuf,
        line: usize,
        fault: Fault,
    },
    /// A file whose ending tells no format.
    OutFormat {
        path: PathBuf,
    },
    /// A report would take the place of a log.
    OutIsLog {
        path: PathBuf,
    },
    OutWrite {
        path: PathBuf,
        source: std::io::Error,
    },
    Stdout {
        source: std::io::Error,
    },
    StdinText {
        source: std::io::Error,
    },
    NotForPast {
        command: &'static str,
    },
    /// `--oeffentlich` with a command whose answer is for the staff.
    NotForPublicEyes,
    /// A report that would tell its changes since a moment after its own.
    ComparedWithLater {
        since: Moment,
        as_of: Moment,
    },
    /// An option that the public notice does not have.
    NotForPublic {
        option: &'static str,
    },
    /// The program was built without PDF.
    NoPdf,
    /// A template that does not work; line from 1, 0 where it has none.
    Template {
        template: String,
        line: usize,
        detail: String,
    },
    LogoKind {
        path: PathBuf,
    },
    NoPrintCommand,
    Print {
        detail: String,
    },
    FolderGone {
        source: std::io::Error,
    },
}

impl Failure {
    /// Names the log in an error that did not know it, and says of a write where it left nothing behind.
    pub(super) fn of_log(self, path: Option<&Path>, writes: bool) -> Failure {
        match self {
            Failure::Store(error) => {
                let error = match path {
                    Some(path) => error.at(path),
                    None => error,
                };
                let refused = matches!(
                    error,
                    StoreError::Locked { .. }
                        | StoreError::DiskFull { .. }
                        | StoreError::ReadOnly { .. }
                );
                if refused && writes {
                    Failure::Unwritten(error)
                } else {
                    Failure::Store(error)
                }
            }
            other => other,
        }
    }

    /// Whether it lies in what was typed alone, whatever the log holds.
    pub(crate) fn is_of_input(&self) -> bool {
        match self {
            Failure::UnknownWord { .. }
            | Failure::NotANumber { .. }
            | Failure::UnknownZone { .. } => true,
            Failure::Store(StoreError::Refused(refusal)) => matches!(
                refusal,
                Refusal::TextMissing { .. }
                    | Refusal::TextTooLong { .. }
                    | Refusal::ReasonMissing
                    | Refusal::DeciderMissing
                    | Refusal::Time(_)
                    | Refusal::InFuture { .. }
                    | Refusal::DurationUnreadable { .. }
            ),
            _ => false,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Store(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Store(StoreError::Refused(refusal))
    }
}

impl From<Usage> for Failure {
    fn from(usage: Usage) -> Failure {
        Failure::Usage(usage)
    }
}

/// What is wrong at one place of an import.
#[derive(Debug)]
pub enum Wrong {
    Form(Fault),
    /// An entry that its verb refuses.
    Step(Failure),
}

/// What is wrong with the form of a file that people write.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// No TOML; the line that shows it.
    Syntax {
        line: String,
    },
    UnknownKey {
        key: String,
    },
    WrongType {
        key: String,
        wanted: Wanted,
    },
    WrongValue {
        key: String,
        input: String,
        accepted: &'static str,
    },
    /// An entry of an import that does not say what it does.
    NoVerb,
    UnknownVerb {
        name: String,
    },
    /// An import in a form that this program does not read.
    Format {
        format: String,
        ours: u32,
    },
}

impl Fault {
    pub(crate) fn unknown(key: &str) -> Fault {
        let key = key.to_owned();
        Fault::UnknownKey { key }
    }

    pub(crate) fn of_type(key: &str, wanted: Wanted) -> Fault {
        let key = key.to_owned();
        Fault::WrongType { key, wanted }
    }
}

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    Texts,
    Switch,
    Number,
    Section,
}

/// Arguments that cannot be read.
#[derive(Debug)]
pub enum Usage {
    NotUtf8 {
        argument: String,
    },
    /// They do not fit the command at this path.
    Unfit {
        how: Unfit,
        /// Names that are near to what was typed.
        near: Vec<String>,
        at: Vec<String>,
    },
    NoSuchCommand {
        command: String,
    },
    WrongValue {
        option: &'static str,
        input: String,
        accepted: &'static str,
    },
    NoSuchFormat {
        input: String,
    },
    /// `bericht zeigen` without a number.
    WhichReport,
    /// `--von` with a report that is not released.
    NamesReleaser,
    ReportStaysInternal,
    /// An edition of a report that is released, or was.
    EditionOfDraft,
    OneEdition,
    ArchiveIsPdf,
}

/// How arguments do not fit their command; options as they were typed, or by their ids.
#[derive(Debug)]
pub enum Unfit {
    UnknownArgument(String),
    /// An option by its id, which this command does not have or which would have no effect.
    ForeignOption(&'static str),
    NoSuchCommand(String),
    ValueMissing(String),
    /// A value for an option that has none.
    TakesNoValue(String),
    Twice(String),
    /// Two options by their ids, one of which would pass the other over.
    Together(&'static str, &'static str),
    /// A place by its name.
    Missing(&'static str),
    /// The same, with the id of an option that has several words: they may hold what is missing.
    TextBehind(&'static str, &'static str),
    /// Words of one text with an option between them.
    TextApart,
    /// Help asked for among the words of a text.
    AsksInText,
    /// Several numbers and words, which may be the text of the first one; the option that takes the text.
    NumbersOrText(&'static str),
    /// One text that does not tell where the topic ends.
    TopicOrStatement,
    /// `-` for what is no text.
    NotDictated(String),
    /// `-` for two texts.
    DictatedTwice,
    /// A word of a vocabulary as who writes; the id of the option that takes it.
    NoAuthor(String, &'static str),
    /// `notiz zeigen 18`: a note of these words, or a look at an entry; the English name of the command that looks.
    NoteOrLook(&'static str),
}
