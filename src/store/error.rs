//! What keeps the log from being used, as data.

use std::path::PathBuf;

use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::refusal::Refusal;

use super::place::Place;

#[derive(Debug, thiserror::Error)]
#[error("{self:?}")]
pub enum StoreError {
    /// No log in this folder or any above it.
    NoLog {
        start: PathBuf,
    },
    /// `init` where there is one already.
    LogExists {
        path: PathBuf,
    },
    NotALog {
        path: PathBuf,
    },
    /// Written by a newer version of the program; schema steps of both.
    Newer {
        path: PathBuf,
        theirs: i64,
        ours: i64,
    },
    UnsafePlace {
        path: PathBuf,
        place: Place,
    },
    Locked {
        path: PathBuf,
    },
    DiskFull {
        path: PathBuf,
    },
    ReadOnly {
        path: PathBuf,
    },
    Damaged {
        path: PathBuf,
        detail: String,
    },
    /// A setting the log's safety rests on did not take.
    Setting {
        name: &'static str,
        wanted: String,
        got: String,
    },
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    Sqlite {
        path: PathBuf,
        source: rusqlite::Error,
    },
    /// The version that the file says is none that a log with its content can have.
    WrongVersion {
        theirs: i64,
    },
    /// The file's form is not as this version makes it: what is written might not stay.
    Altered {
        path: PathBuf,
        objects: Vec<String>,
    },
    /// The database took a row and did not keep it.
    NotKept {
        table: String,
    },
    /// The last step of a write failed: it may be in the log or not.
    Unsure {
        path: PathBuf,
        detail: String,
    },
    /// An entry or table row that this program cannot have written.
    Inconsistent {
        what: String,
    },
    Refused(Refusal),
    NoSuchRecord {
        number: RecordNumber,
    },
    NoSuchEntry {
        number: EntryNumber,
    },
}

/// The number of rows that an insert changed, where it must be one: a trigger that is not ours may swallow it.
pub(super) fn kept(table: &str, rows: usize) -> Result<(), StoreError> {
    if rows == 1 {
        return Ok(());
    }
    Err(StoreError::NotKept {
        table: table.to_owned(),
    })
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> StoreError {
        StoreError::Refused(refusal)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> StoreError {
        StoreError::sqlite(PathBuf::new(), source)
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> StoreError {
        StoreError::Inconsistent {
            what: error.to_string(),
        }
    }
}

/// What SQLite says, without the statement that it was said of.
pub(crate) fn said(source: &rusqlite::Error) -> String {
    match source {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    }
}

impl StoreError {
    /// An error of the commit: where the disk failed, the entry may be there all the same.
    pub(super) fn of_commit(self) -> StoreError {
        match self {
            StoreError::Damaged { path, detail } => StoreError::Unsure { path, detail },
            other => other,
        }
    }

    /// Whether an entry is refused, and not the log itself.
    pub fn is_of_entry(&self) -> bool {
        matches!(
            self,
            StoreError::Refused(_)
                | StoreError::NoSuchRecord { .. }
                | StoreError::NoSuchEntry { .. }
        )
    }

    /// Sorts SQLite's errors by what a person can do about them.
    pub fn sqlite(path: PathBuf, source: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode;
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                StoreError::Locked { path }
            }
            Some(ErrorCode::DiskFull) => StoreError::DiskFull { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::ReadOnly { path }
            }
            Some(ErrorCode::NotADatabase) => StoreError::NotALog { path },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure) => StoreError::Damaged {
                path,
                detail: said(&source),
            },
            _ => StoreError::Sqlite { path, source },
        }
    }

    /// Names the file in errors that did not know it.
    pub fn at(self, file: &std::path::Path) -> StoreError {
        let file = file.to_path_buf();
        match self {
            StoreError::Locked { path } if path.as_os_str().is_empty() => {
                StoreError::Locked { path: file }
            }
            StoreError::DiskFull { path } if path.as_os_str().is_empty() => {
                StoreError::DiskFull { path: file }
            }
            StoreError::ReadOnly { path } if path.as_os_str().is_empty() => {
                StoreError::ReadOnly { path: file }
            }
            StoreError::NotALog { path } if path.as_os_str().is_empty() => {
                StoreError::NotALog { path: file }
            }
            StoreError::Damaged { path, detail } if path.as_os_str().is_empty() => {
                StoreError::Damaged { path: file, detail }
            }
            StoreError::Unsure { path, detail } if path.as_os_str().is_empty() => {
                StoreError::Unsure { path: file, detail }
            }
            StoreError::Altered { path, objects } if path.as_os_str().is_empty() => {
                StoreError::Altered {
                    path: file,
                    objects,
                }
            }
            StoreError::Sqlite { path, source } if path.as_os_str().is_empty() => {
                StoreError::Sqlite { path: file, source }
            }
            other => other,
        }
    }
}
