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
        accepted: Vec<String>,
    },
    /// Not a number of this kind; none where an entry number was wanted.
    NotANumber {
        input: String,
        kind: Option<RecordKind>,
    },
    NoSuchService {
        input: String,
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
    ImportForm {
        path: PathBuf,
        line: usize,
        detail: String,
    },
    ImportStep {
        path: PathBuf,
        line: usize,
        cause: Box<Failure>,
    },
    SettingsRead {
        path: PathBuf,
        source: std::io::Error,
    },
    SettingsForm {
        path: PathBuf,
        line: usize,
        detail: String,
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
            // What was read of the file is not written, which is said there.
            Failure::ImportStep {
                path: file,
                line,
                cause,
            } => Failure::ImportStep {
                path: file,
                line,
                cause: Box::new(cause.of_log(path, false)),
            },
            other => other,
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

/// How arguments do not fit their command; options as they were typed.
#[derive(Debug)]
pub enum Unfit {
    UnknownArgument(String),
    /// An option by its id, of another verb of the same command.
    ForeignOption(&'static str),
    NoSuchCommand(String),
    ValueMissing(String),
    Twice(String),
    Missing,
    Otherwise,
}
