//! The log's file: finding and opening it with the settings its safety rests on.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::domain::entry::{Body, Event, LogEvent, LogStarted};
use crate::domain::number::Device;
use crate::domain::situation::LogHead;

use super::derived;
use super::error::StoreError;
use super::index::fold_all;
use super::place::unsafe_place;
use super::query::View;
use super::reading;
use super::schema::{self, Deviation, SCHEMA};
use super::stored;

/// What the program takes from outside: the clock and the randomness, so that nothing below asks for "now".
pub trait World {
    fn now(&self) -> DateTime<Utc>;

    /// Fills the bytes with randomness.
    fn random(&self, bytes: &mut [u8]);
}

/// The name of a log's file.
pub const FILE_NAME: &str = "lage.db";

/// "LAGE" in the file's header, so that file(1) and we know a log from any other database.
pub(super) const APPLICATION_ID: i64 = 0x4c41_4745;

/// How long a command waits for another one that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Whether a command only looks or also writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Read,
    Write,
    /// Write although the place is not safe; every entry is marked with it.
    WriteAnyway,
}

/// An open log. Opened to read, it stays at the moment of its opening until it is dropped.
pub struct Log {
    pub(super) conn: Connection,
    pub path: PathBuf,
    pub head: LogHead,
    pub zone: Tz,
    pub(super) unsafe_place: bool,
    /// The laptop that this copy of the log is on.
    pub(super) device: Device,
    /// What of the file's form is not as this version makes it; such a log is read from its entries alone, and not written.
    pub altered: Vec<Deviation>,
}

/// Finds the log as git finds its repository: in this folder or the nearest above it.
pub fn find(start: &Path) -> Result<PathBuf, StoreError> {
    for folder in start.ancestors() {
        let path = folder.join(FILE_NAME);
        match std::fs::metadata(&path) {
            Ok(meta) if meta.is_file() => return Ok(path),
            // What may not be looked at may hold the log: another one above it would be taken in its place.
            Err(source) if source.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(StoreError::Io { path, source });
            }
            _ => {}
        }
    }
    Err(StoreError::NoLog {
        start: start.to_path_buf(),
    })
}

/// The language that the log at this path was begun in, where it can be read; nothing in it is changed.
pub fn language(path: &Path) -> Option<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).ok()?;
    let id: i64 = conn
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .ok()?;
    let body: String = conn
        .query_row("SELECT body FROM payload WHERE id = 1", [], |row| {
            row.get(0)
        })
        .ok()?;
    let body: Body = serde_json::from_str(&body).ok()?;
    match body.event {
        Event::Log(LogEvent::LogStarted(started)) if id == APPLICATION_ID => Some(started.language),
        _ => None,
    }
}

pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Statements are planned once: one act asks more of them than are kept otherwise, and without the guarantee SQLite plans
/// again for each value where an index holds some rows only. No index here depends on a value that is not in the statement.
pub(super) fn keep_plans(conn: &Connection) -> Result<(), StoreError> {
    const STATEMENTS: usize = 256;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Sets what the log's safety rests on and reads it back (measured: PERSIST with EXTRA lost nothing in 44 power cuts).
pub(super) fn settle(conn: &Connection) -> Result<(), StoreError> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    keep_plans(conn)?;
    const SETTINGS: [(&str, &str); 8] = [
        ("journal_mode", "persist"),
        ("synchronous", "3"),
        ("fullfsync", "1"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("mmap_size", "0"),
        ("foreign_keys", "1"),
    ];
    for (name, wanted) in SETTINGS {
        let read = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
        let mut got = None;
        for sql in [
            format!("PRAGMA {name} = {wanted}"),
            format!("PRAGMA {name}"),
        ] {
            match conn.query_row(&sql, [], read) {
                Ok(value) => got = Some(value),
                Err(rusqlite::Error::QueryReturnedNoRows) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let got = match got {
            Some(rusqlite::types::Value::Integer(number)) => number.to_string(),
            Some(rusqlite::types::Value::Text(text)) => text,
            // mmap_size answers nothing where memory mapping is not compiled in.
            _ if name == "mmap_size" => wanted.to_owned(),
            other => format!("{other:?}"),
        };
        if got != wanted {
            return Err(StoreError::Setting {
                name,
                wanted: wanted.to_owned(),
                got,
            });
        }
    }
    Ok(())
}

/// Opens a connection to a log's file, with its settings set and read back.
pub(super) fn connect(path: &Path, read_only: bool) -> Result<Connection, StoreError> {
    connect_within(path, read_only, BUSY_TIMEOUT)
}

/// The same, waiting no longer than this for who writes.
pub(super) fn connect_within(
    path: &Path,
    read_only: bool,
    wait: Duration,
) -> Result<Connection, StoreError> {
    let flags = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(wait)?;
    // The first look at the file: what is no database at all fails here.
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(StoreError::NotALog {
            path: path.to_path_buf(),
        });
    }
    settle(&conn)?;
    Ok(conn)
}

impl Log {
    /// The log as it is now.
    pub fn view(&self) -> View<'_> {
        View {
            conn: &self.conn,
            zone: self.zone,
            head: &self.head,
            past: None,
        }
    }

    /// Opens a log with its settings set and read back; refuses what is no log, newer, or in an unsafe place.
    pub fn open(path: &Path, access: Access) -> Result<Log, StoreError> {
        Log::open_at(path, access).map_err(|error| error.at(path))
    }

    fn open_at(path: &Path, access: Access) -> Result<Log, StoreError> {
        let place = unsafe_place(folder_of(path));
        if let (Some(place), Access::Write) = (place, access) {
            return Err(StoreError::UnsafePlace {
                path: path.to_path_buf(),
                place,
            });
        }
        match std::fs::metadata(path) {
            // SQLite would make an empty file a new database: what was a log and is empty now is damage.
            Ok(meta) if meta.len() == 0 || !meta.is_file() => {
                return Err(StoreError::NotALog {
                    path: path.to_path_buf(),
                });
            }
            Ok(_) => {}
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::NoLog {
                    start: path.to_path_buf(),
                });
            }
            Err(source) => {
                return Err(StoreError::Io {
                    path: path.to_path_buf(),
                    source,
                });
            }
        }
        let mut conn = match connect(path, false) {
            Err(StoreError::ReadOnly { .. }) if access == Access::Read => connect(path, true)?,
            other => other?,
        };
        let fixed = conn.is_readonly(rusqlite::MAIN_DB)?;
        // Asked to write, SQLite opens to read what it may not write: an older log would then be written in memory alone.
        if fixed && access != Access::Read {
            return Err(StoreError::ReadOnly {
                path: path.to_path_buf(),
            });
        }
        // From here on everything that is read is of one moment, the versions among it.
        let own = loop {
            conn.execute_batch("BEGIN")?;
            let theirs = schema::version(&conn)?;
            if theirs > SCHEMA && access != Access::Read {
                return Err(StoreError::Newer {
                    path: path.to_path_buf(),
                    theirs,
                    ours: SCHEMA,
                });
            }
            if theirs < SCHEMA && !fixed {
                conn.execute_batch("COMMIT")?;
                schema::migrate(&mut conn)?;
                continue;
            }
            // What cannot be brought to this version's form is read in memory: an older log on a medium that cannot be
            // written, a newer one that only its own version may change.
            if theirs != SCHEMA {
                break false;
            }
            // Without a note of it the file is not as we make it, which is found below.
            let form = derived::version(&conn)?.unwrap_or(derived::VERSION);
            if form == derived::VERSION {
                break true;
            }
            if fixed || form > derived::VERSION && access == Access::Read {
                break false;
            }
            conn.execute_batch("COMMIT")?;
            derive(&mut conn)?;
        };
        let altered = if own {
            schema::deviations(&conn)?
        } else {
            Vec::new()
        };
        let device = if own && altered.is_empty() {
            Device(conn.query_row("SELECT device FROM here", [], |row| row.get(0))?)
        } else {
            Device::FOUNDING
        };
        if !own || access == Access::Read && !altered.is_empty() {
            conn = folded_apart(&conn)?;
        } else if access != Access::Read {
            conn.execute_batch("COMMIT")?;
        }
        let head = read_head(&conn)?;
        let zone = zone_of(&head.started)?;
        Ok(Log {
            conn,
            path: path.to_path_buf(),
            head,
            zone,
            unsafe_place: place.is_some(),
            device,
            altered,
        })
    }
}

/// A copy of tables in memory, which no second connection can read.
pub(super) fn copy_of(conn: &Connection) -> Result<Connection, StoreError> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(conn, &mut copy)?.step(-1)?;
    copy.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    copy.pragma_update(None, "trusted_schema", 0)?;
    copy.pragma_update(None, "cell_size_check", 1)?;
    Ok(copy)
}

/// Makes the derived tables anew; another process may have done it meanwhile.
fn derive(conn: &mut Connection) -> Result<(), StoreError> {
    conn.pragma_update(None, "temp_store", "memory")?;
    let transaction = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let theirs = derived::version(&transaction)?;
    // What an earlier version showed is held against what this one does; a newer one has done so itself.
    let earlier = theirs.is_some_and(|theirs| theirs < derived::VERSION);
    if earlier {
        reading::keep(&transaction)?;
    }
    if theirs != Some(derived::VERSION) {
        derived::rebuild(&transaction)?;
    }
    if earlier {
        reading::compare(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// The entries of a log in a database in memory, folded there.
pub(super) fn folded_apart(conn: &Connection) -> Result<Connection, StoreError> {
    let memory = derived::in_memory()?;
    let transaction = memory.unchecked_transaction()?;
    stored::copy(conn, &memory, None)?;
    fold_all(&memory, &memory)?;
    transaction.commit()?;
    Ok(memory)
}

pub(super) fn zone_of(started: &LogStarted) -> Result<Tz, StoreError> {
    Tz::from_str(&started.zone).map_err(|_| StoreError::Inconsistent {
        what: format!("zone {:?}", started.zone),
    })
}

pub(super) fn read_head(conn: &Connection) -> Result<LogHead, StoreError> {
    let (header, body): (String, String) = conn
        .query_row(
            "SELECT header, body FROM entry JOIN payload USING (id) WHERE id = 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .map_err(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => StoreError::Inconsistent {
                what: "entry 1".to_owned(),
            },
            other => other.into(),
        })?;
    // A log whose tables are not ours may have none of this name.
    let corrected: Option<String> = if conn.table_exists(None, "journal")? {
        conn.query_row(
            "SELECT corrected_text FROM journal WHERE id = 1",
            [],
            |row| row.get(0),
        )
        .optional()?
        .flatten()
    } else {
        None
    };
    let header: super::chain::Header = serde_json::from_str(&header)?;
    let body: Body = serde_json::from_str(&body)?;
    let Event::Log(LogEvent::LogStarted(started)) = body.event else {
        return Err(StoreError::Inconsistent {
            what: "entry 1".to_owned(),
        });
    };
    let title = corrected.unwrap_or(body.text);
    Ok(LogHead {
        title,
        started,
        started_at: body.happened_at,
        log_id: header.log,
    })
}
