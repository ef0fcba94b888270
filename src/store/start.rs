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
use super::log::{APPLICATION_ID, Log, World, folder_of, settle, zone_of};
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
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path).map_err(|source| match source.kind() {
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
        })?;
        let filled = Log::fill(path, draft, zone, world, place.is_some());
        if filled.is_err() {
            for leftover in [path.to_path_buf(), journal_of(path)] {
                // What cannot be removed was not created by us or cannot be helped; the error below is the news.
                std::fs::remove_file(leftover).ok();
            }
        }
        filled.map_err(|error| error.at(path))
    }

    fn fill(
        path: &Path,
        draft: Draft,
        zone: Tz,
        world: &dyn World,
        unsafe_place: bool,
    ) -> Result<Log, StoreError> {
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
        let mut log = Log {
            conn,
            path: path.to_path_buf(),
            head,
            zone,
            unsafe_place,
            device: Device::FOUNDING,
        };
        let mut writer = log.write(world)?;
        writer.append(draft)?;
        writer.commit()?;
        sync_folder(folder_of(path));
        Ok(log)
    }
}

fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

/// Makes the new file's name survive a power cut; a folder that cannot be synced is no reason to fail.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        folder.sync_all().ok();
    }
}
