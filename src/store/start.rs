//! How a log's file comes to be: whole, with its first entry, or not at all.

use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use rusqlite::{Connection, OpenFlags};

use crate::domain::entry::{Event, LogEvent};
use crate::domain::number::Device;
use crate::domain::situation::LogHead;

use super::append::Draft;
use super::chain::hex;
use super::derived;
use super::error::StoreError;
use super::log::{APPLICATION_ID, Access, Log, World, folder_of, settle, zone_of};
use super::place::unsafe_place;
use super::schema::migrate;

impl Log {
    /// Starts a log at `path`, readable by its owner alone, with `draft` as its first entry.
    ///
    /// The file appears whole or not at all: a failed start leaves nothing behind.
    pub fn create(
        path: &Path,
        draft: Draft,
        world: &dyn World,
        anyway: bool,
    ) -> Result<Log, StoreError> {
        let Event::Log(LogEvent::LogStarted(started)) = &draft.body.event else {
            return Err(StoreError::Inconsistent {
                what: "a log starts with log_started".to_owned(),
            });
        };
        let place = unsafe_place(folder_of(path));
        if let Some(place) = place.filter(|_| !anyway) {
            return Err(StoreError::UnsafePlace {
                path: path.to_path_buf(),
                place,
            });
        }
        let zone = zone_of(started)?;
        let io = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::LogExists {
                path: path.to_path_buf(),
            },
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly {
                    path: path.to_path_buf(),
                }
            }
            std::io::ErrorKind::StorageFull => StoreError::DiskFull {
                path: path.to_path_buf(),
            },
            _ => StoreError::Io {
                path: path.to_path_buf(),
                source,
            },
        };
        if path.symlink_metadata().is_ok() {
            return Err(io(std::io::ErrorKind::AlreadyExists.into()));
        }
        // A log that a kill leaves unfinished would be taken for one: it is made under another name, of the same folder.
        // The crate makes a file that its owner alone may read.
        let draft_file = tempfile::Builder::new()
            .prefix(".lage-")
            .tempfile_in(folder_of(path))
            .map_err(io)?
            .into_temp_path();
        let filled = Log::fill(&draft_file, draft, zone, world, place.is_some());
        // Its content is in the log or for nothing: it was committed, or nothing takes its place.
        std::fs::remove_file(journal_of(&draft_file)).ok();
        filled.map_err(|error| error.at(path))?;
        draft_file
            .persist_noclobber(path)
            .map_err(|error| io(error.error))?;
        sync_folder(folder_of(path));
        let access = if place.is_some() {
            Access::WriteAnyway
        } else {
            Access::Write
        };
        Log::open(path, access)
    }

    fn fill(
        path: &Path,
        draft: Draft,
        zone: Tz,
        world: &dyn World,
        unsafe_place: bool,
    ) -> Result<(), StoreError> {
        let mut conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        settle(&conn)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate(&mut conn)?;
        derived::rebuild(&conn)?;
        let mut id = [0; 16];
        world.random(&mut id);
        let Event::Log(LogEvent::LogStarted(started)) = draft.body.event.clone() else {
            return Err(StoreError::Inconsistent {
                what: "a log starts with log_started".to_owned(),
            });
        };
        let head = LogHead {
            title: draft.body.text.clone(),
            started,
            started_at: draft.body.happened_at,
            log_id: hex(&id),
        };
        let log = Log {
            conn,
            path: path.to_path_buf(),
            head,
            zone,
            unsafe_place,
            device: Device::FOUNDING,
            altered: Vec::new(),
        };
        let mut writer = log.begin(world)?;
        writer.append(draft)?;
        writer.commit()?;
        log.conn.close().map_err(|(_, error)| error.into())
    }
}

fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

/// Makes a new file's name survive a power cut; a folder that cannot be synced is no reason to fail.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        folder.sync_all().ok();
    }
}
