//! The one door into the log: a write decides under the lock, appends entries, folds the records they touch, commits.

use std::path::PathBuf;

use chrono::{DateTime, TimeZone, Utc};
use rusqlite::{OptionalExtension, params};

use crate::domain::entry::{Body, Entry, Event};
use crate::domain::number::{Device, EntryNumber, RecordKind, RecordNumber, Series};

use super::chain::{
    self, FLAG_CLOCK_HELD, FLAG_IMPORT, FLAG_UNSAFE_PLACE, Hash, Header, NO_PREVIOUS, commitment,
    header_hash, hex,
};
use super::error::StoreError;
use super::log::{Log, World};
use super::query::View;
use super::tables;

/// An entry that was decided and is not yet in the log.
#[derive(Clone, Debug)]
pub struct Draft {
    pub record: Option<RecordNumber>,
    pub body: Body,
    pub imported: bool,
}

struct Head {
    seq: u64,
    lam: u64,
    hash: Hash,
    recorded_at: DateTime<Utc>,
}

/// A write in progress; dropped without `commit`, nothing of it stays.
pub struct Writer<'log> {
    pub(super) log: &'log Log,
    transaction: Option<rusqlite::Transaction<'log>>,
    head: Option<Head>,
    world: &'log dyn World,
    device: Device,
}

impl Log {
    /// Begins a write: from here on no other process writes until it is committed or dropped.
    pub fn write<'log>(&'log mut self, world: &'log dyn World) -> Result<Writer<'log>, StoreError> {
        Writer::begin(self, world).map_err(|(path, error)| error.at(&path))
    }
}

impl<'log> Writer<'log> {
    fn begin(
        log: &'log mut Log,
        world: &'log dyn World,
    ) -> Result<Writer<'log>, (PathBuf, StoreError)> {
        let log: &'log Log = log;
        let path = || log.path.clone();
        let transaction = rusqlite::Transaction::new_unchecked(
            &log.conn,
            rusqlite::TransactionBehavior::Immediate,
        )
        .map_err(|error| (path(), error.into()))?;
        let device = Device::FOUNDING;
        let head = read_head(&transaction, device).map_err(|error| (path(), error))?;
        Ok(Writer {
            log,
            transaction: Some(transaction),
            head,
            world,
            device,
        })
    }

    /// The log's tables as this write sees them, with what it has appended so far.
    pub fn view(&self) -> View<'_> {
        self.log.view()
    }

    pub fn zone(&self) -> chrono_tz::Tz {
        self.log.zone
    }

    /// The moment now, as the log's clock says: never before the last entry.
    pub fn now(&self) -> DateTime<Utc> {
        let now = self.world.now();
        self.head
            .as_ref()
            .map_or(now, |head| now.max(head.recorded_at))
    }

    /// The number the next record of this kind gets.
    pub fn next_number(&self, kind: RecordKind) -> Result<RecordNumber, StoreError> {
        let first = Series {
            device: self.device,
            running: 1,
        }
        .id()
            - 1;
        let sql = format!(
            "SELECT coalesce(max(id), ?1) FROM {} WHERE id BETWEEN ?1 AND ?1 + (1 << 40) - 1",
            kind.code()
        );
        let last: i64 = self
            .log
            .conn
            .prepare_cached(&sql)?
            .query_row([first], |row| row.get(0))?;
        Ok(RecordNumber {
            kind,
            series: Series::from_id(last + 1),
        })
    }

    /// Appends one entry and brings the tables of the record it touches up to date.
    pub fn append(&mut self, draft: Draft) -> Result<Entry, StoreError> {
        let clock = self.world.now();
        let clock = DateTime::from_timestamp_millis(clock.timestamp_millis()).unwrap_or(clock);
        let held = self
            .head
            .as_ref()
            .filter(|head| head.recorded_at > clock)
            .map(|head| head.recorded_at);
        let recorded_at = held.unwrap_or(clock);
        let offset = self
            .log
            .zone
            .offset_from_utc_datetime(&recorded_at.naive_utc());
        let seq = self.head.as_ref().map_or(1, |head| head.seq + 1);
        let number = EntryNumber(Series {
            device: self.device,
            running: seq,
        });
        let mut flags = Vec::new();
        for (flag, set) in [
            (FLAG_CLOCK_HELD, held.is_some()),
            (FLAG_IMPORT, draft.imported),
            (FLAG_UNSAFE_PLACE, self.log.unsafe_place),
        ] {
            if set {
                flags.push(flag.to_owned());
            }
        }
        let body = serde_json::to_string(&draft.body)?;
        let mut salt = [0; 32];
        self.world.random(&mut salt);
        let header = Header {
            v: 1,
            log: self.log.head.log_id.clone(),
            dev: self.device.0,
            seq,
            prev: self
                .head
                .as_ref()
                .map_or_else(|| NO_PREVIOUS.to_owned(), |head| hex(&head.hash)),
            lam: self.head.as_ref().map_or(1, |head| head.lam + 1),
            seen: Vec::new(),
            at: chain::stamp(recorded_at),
            off: chrono::Offset::fix(&offset).local_minus_utc() / 60,
            kind: draft.body.event.kind().to_owned(),
            record: draft.record,
            commit: hex(&commitment(&salt, body.as_bytes())),
            len: body.len(),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            flags,
        };
        let bytes = serde_json::to_string(&header)?;
        let hash = header_hash(bytes.as_bytes());
        let entry = Entry {
            number,
            recorded_at: header
                .recorded_at()
                .ok_or_else(|| StoreError::Inconsistent {
                    what: header.at.clone(),
                })?,
            clock_held: held.is_some(),
            imported: draft.imported,
            record: draft.record,
            body: draft.body,
        };
        let conn = &self.log.conn;
        conn.prepare_cached(
            "INSERT INTO entry (id, device, seq, lam, kind, record, header, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            number.id(),
            header.dev,
            i64::try_from(header.seq).unwrap_or(i64::MAX),
            i64::try_from(header.lam).unwrap_or(i64::MAX),
            header.kind,
            header.record.map(|record| record.to_string()),
            bytes,
            hash,
        ])?;
        conn.prepare_cached("INSERT INTO payload (id, salt, body) VALUES (?1, ?2, ?3)")?
            .execute(params![number.id(), salt, body])?;
        tables::put_journal(conn, &entry, &header.kind)?;
        if let Some(target) = entry.body.event.target() {
            tables::refresh_remarks(conn, target)?;
        }
        match &entry.body.event {
            Event::VisibilityChanged(_) => tables::refresh_visibility(conn, number)?,
            Event::EntryVoided(void) => tables::refresh_visibility(conn, void.entry)?,
            _ => {}
        }
        if let Some(record) = entry.record {
            tables::refold(conn, conn, record)?;
        }
        self.head = Some(Head {
            seq,
            lam: header.lam,
            hash,
            recorded_at,
        });
        Ok(entry)
    }

    /// Makes everything appended durable; only then may it be confirmed.
    pub fn commit(mut self) -> Result<(), StoreError> {
        let path = &self.log.path;
        let transaction = self
            .transaction
            .take()
            .expect("a writer commits once: commit takes it by value");
        transaction
            .commit()
            .map_err(|error| StoreError::from(error).at(path))
    }
}

fn read_head(conn: &rusqlite::Connection, device: Device) -> Result<Option<Head>, StoreError> {
    let first = Series { device, running: 1 }.id();
    let row: Option<(String, Vec<u8>)> = conn
        .prepare_cached("SELECT header, hash FROM entry WHERE id BETWEEN ?1 AND ?1 + (1 << 40) - 2 ORDER BY id DESC LIMIT 1")?
        .query_row([first], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.map(|(header, hash)| {
        let header: Header = serde_json::from_str(&header)?;
        let recorded_at = header
            .recorded_at()
            .ok_or_else(|| StoreError::Inconsistent {
                what: header.at.clone(),
            })?;
        let hash = Hash::try_from(hash.as_slice()).map_err(|_| StoreError::Inconsistent {
            what: "hash".to_owned(),
        })?;
        Ok(Head {
            seq: header.seq,
            lam: header.lam,
            hash,
            recorded_at: recorded_at.with_timezone(&Utc),
        })
    })
    .transpose()
}
