//! The one door into the log: a write decides under the lock, appends entries, folds the records they touch, commits.

use std::cell::{Ref, RefCell};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use rusqlite::{OptionalExtension, params};

use crate::domain::entry::{Body, Entry, Heads};
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber, Series};
use crate::domain::records::service::Names;
use crate::domain::situation::{JournalLine, Scope};

use super::chain::{
    self, FLAG_CLOCK_HELD, FLAG_IMPORT, FLAG_UNSAFE_PLACE, Hash, Header, NO_PREVIOUS, commitment,
    header_hash, hex, stamp,
};
use super::error::{StoreError, kept};
use super::index::{self, Corrected, index};
use super::journal_rows::{Terms, Words};
use super::log::{Log, World, read_head};
use super::past::Past;
use super::query::View;
use super::stored;
use super::verify::Report;

/// An entry that was decided and is not yet in the log.
#[derive(Clone, Debug)]
pub struct Draft {
    pub record: Option<RecordNumber>,
    pub body: Body,
    pub imported: bool,
}

/// The newest entry of one laptop.
struct Head {
    number: EntryNumber,
    lam: u64,
    hash: Hash,
    recorded_at: DateTime<Utc>,
}

/// A clock that went back behind what it said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub by: TimeDelta,
    /// The first entry that was recorded at a time that is still to come.
    pub since: EntryNumber,
}

/// A write in progress; dropped without `commit`, nothing of it stays.
pub struct Writer<'log> {
    pub(super) log: &'log Log,
    transaction: Option<rusqlite::Transaction<'log>>,
    /// This laptop's own newest entry.
    head: Option<Head>,
    /// The newest entries of the other laptops that are in the log.
    others: Vec<Head>,
    /// Words for the search index. They wait for the end: SQLite writes the index out before each entry that has a trigger.
    words: Vec<Words>,
    corrected: Corrected,
    /// What services are called, once somebody asked.
    names: RefCell<Option<Names>>,
    world: &'log dyn World,
}

impl Log {
    /// Refuses to write where the file's form is not ours: a trigger might swallow what is written.
    fn must_be_ours(&self) -> Result<(), StoreError> {
        if self.altered.is_empty() {
            return Ok(());
        }
        let objects = self.altered.iter().map(|found| found.object.clone());
        Err(StoreError::Altered {
            path: std::path::PathBuf::new(),
            objects: objects.collect(),
        })
    }

    /// Begins a write: from here on no other process writes until it is committed or dropped.
    pub fn write<'log>(&'log mut self, world: &'log dyn World) -> Result<Writer<'log>, StoreError> {
        let path = self.path.clone();
        Writer::begin(self, world).map_err(|error| error.at(&path))
    }

    /// The same for a log that has no first entry yet.
    pub(super) fn begin<'log>(
        &'log self,
        world: &'log dyn World,
    ) -> Result<Writer<'log>, StoreError> {
        let transaction = rusqlite::Transaction::new_unchecked(
            &self.conn,
            rusqlite::TransactionBehavior::Immediate,
        )?;
        Writer::within(self, transaction, world)
    }
}

impl<'log> Writer<'log> {
    fn begin(log: &'log mut Log, world: &'log dyn World) -> Result<Writer<'log>, StoreError> {
        log.must_be_ours()?;
        let transaction = rusqlite::Transaction::new_unchecked(
            &log.conn,
            rusqlite::TransactionBehavior::Immediate,
        )?;
        // Another process may have corrected the title meanwhile.
        log.head = read_head(&transaction)?;
        Writer::within(log, transaction, world)
    }

    fn within(
        log: &'log Log,
        transaction: rusqlite::Transaction<'log>,
        world: &'log dyn World,
    ) -> Result<Writer<'log>, StoreError> {
        let (own, others) = heads(log)?;
        Ok(Writer {
            log,
            transaction: Some(transaction),
            head: own,
            others,
            words: Vec::new(),
            corrected: Corrected::new(),
            names: RefCell::default(),
            world,
        })
    }

    /// The situation over the entries that the scope holds, without those that this write has appended.
    pub fn past(&self, scope: &Scope) -> Result<Past, StoreError> {
        self.log.past(scope)
    }

    /// Whether the log still holds all that a check of it found.
    pub fn follows(&self, checked: &Report) -> Result<bool, StoreError> {
        for (number, hash) in &checked.heads {
            let now: Option<Vec<u8>> = self
                .log
                .conn
                .prepare_cached("SELECT hash FROM entry WHERE id = ?1")?
                .query_row([number.id()], |row| row.get(0))
                .optional()?;
            if now.map(|now| hex(&now)).as_ref() != Some(hash) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The log's tables as this write sees them, with what it has appended so far.
    pub fn view(&self) -> View<'_> {
        self.log.view()
    }

    pub fn zone(&self) -> chrono_tz::Tz {
        self.log.zone
    }

    /// The moment now, as people mean it: by today's clock, also where that went back. Only the time of recording is held.
    pub fn now(&self) -> DateTime<Utc> {
        self.world.now()
    }

    /// That the clock went back: by how much, and since which entry of this laptop the time of recording is ahead of it.
    pub fn held(&self) -> Result<Option<Held>, StoreError> {
        let now = self.world.now();
        let Some(head) = self.head.as_ref().filter(|head| head.recorded_at > now) else {
            return Ok(None);
        };
        let mut since = head.number;
        let bound = |running| Series {
            running,
            ..head.number.0
        };
        let mut statement = self.log.conn.prepare_cached(
            "SELECT id, recorded_at FROM journal WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC",
        )?;
        let mut rows = statement.query(params![bound(1).id(), bound(Series::MOST).id()])?;
        while let Some(row) = rows.next()? {
            let recorded_at = row.get_ref(1)?.as_str().map_err(stored::bad_column)?;
            let recorded_at: DateTime<Utc> =
                recorded_at.parse().map_err(|_| StoreError::Inconsistent {
                    what: recorded_at.to_owned(),
                })?;
            if recorded_at <= now {
                break;
            }
            since = EntryNumber::from_id(row.get(0)?);
        }
        Ok(Some(Held {
            by: head.recorded_at - now,
            since,
        }))
    }

    /// The number the next record of this kind gets: numbers are given by headers, which stay for ever, so one whose text
    /// was blackened is not given twice.
    pub fn next_number(&self, kind: RecordKind) -> Result<RecordNumber, StoreError> {
        let series = |running| Series {
            device: self.log.device,
            running,
        };
        let conn = &self.log.conn;
        let sql = format!(
            "SELECT max(id) FROM {} WHERE id BETWEEN ?1 AND ?2",
            kind.code()
        );
        let known: Option<i64> = conn
            .prepare_cached(&sql)?
            .query_row([series(1).id(), series(Series::MOST).id()], |row| {
                row.get(0)
            })?;
        let mut next = RecordNumber {
            kind,
            series: series(known.map_or(0, |id| Series::from_id(id).running) + 1),
        };
        let mut given =
            conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE record = ?1)")?;
        while given.query_row([next.to_string()], |row| row.get(0))? {
            next.series.running += 1;
        }
        Ok(next)
    }

    /// What every service that counts is called, read once however many entries a write adds.
    pub fn service_names(&self) -> Result<Ref<'_, Names>, StoreError> {
        if self.names.borrow().is_none() {
            self.names.replace(Some(self.view().service_names()?));
        }
        Ok(Ref::map(self.names.borrow(), |names| {
            names.as_ref().expect("the names were just read")
        }))
    }

    /// Brings what services are called up to date with an entry that was appended.
    fn name_again(&self, record: Option<RecordNumber>) -> Result<(), StoreError> {
        let service = record.filter(|record| record.kind == RecordKind::Service);
        if let (Some(number), Some(names)) = (service, self.names.borrow_mut().as_mut()) {
            match self.view().service_name(number)? {
                Some(named) => names.put(named),
                None => names.remove(number),
            }
        }
        Ok(())
    }

    /// The newest entry of this laptop that can be cancelled by that name alone.
    pub fn newest_to_void(&self) -> Result<Option<JournalLine>, StoreError> {
        self.view().newest_on(self.log.device)
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
        let number = EntryNumber(Series {
            device: self.log.device,
            running: self
                .head
                .as_ref()
                .map_or(1, |head| head.number.0.running + 1),
        });
        let lam = self
            .others
            .iter()
            .chain(&self.head)
            .map(|head| head.lam)
            .max();
        // What came from other laptops since this one wrote last.
        let known = match &self.head {
            Some(head) if !self.others.is_empty() => stored::heads(&self.log.conn, head.number)?,
            _ => Heads::default(),
        };
        let seen = self.others.iter().filter(|head| !known.hold(head.number));
        let seen = seen.map(|head| {
            (
                head.number.0.device.0,
                head.number.0.running,
                hex(&head.hash),
            )
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
            dev: number.0.device.0,
            seq: number.0.running,
            prev: self
                .head
                .as_ref()
                .map_or_else(|| NO_PREVIOUS.to_owned(), |head| hex(&head.hash)),
            lam: lam.map_or(1, |lam| lam + 1),
            seen: seen.collect(),
            at: chain::stamp(recorded_at),
            off: chrono::Offset::fix(&offset).local_minus_utc() / 60,
            kind: draft.body.event.kind().to_owned(),
            record: draft.record.map(|record| record.to_string()),
            commit: hex(&commitment(&salt, body.as_bytes())),
            len: body.len(),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            flags,
        };
        let bytes = serde_json::to_string(&header)?;
        let hash = header_hash(bytes.as_bytes());
        let stored = Stored {
            number,
            header: bytes,
            salt: salt.to_vec(),
            body: Some(body),
        };
        insert(&self.log.conn, &header, &stored, hash)?;
        let entry = stored::whole(number, &header, draft.body)?;
        let alone = self.others.is_empty();
        index::append(&self.log.conn, &entry, alone, &mut self.corrected)?;
        self.name_again(entry.record)?;
        self.words.push(Words::of(&entry));
        self.head = Some(Head {
            number,
            lam: header.lam,
            hash,
            recorded_at,
        });
        Ok(entry)
    }

    /// Makes everything appended durable; only then may it be confirmed.
    pub fn commit(mut self) -> Result<(), StoreError> {
        let path = &self.log.path;
        let mut known = Terms::new();
        for words in &self.words {
            words
                .put(&self.log.conn, &mut known)
                .map_err(|error| error.at(path))?;
        }
        let transaction = self
            .transaction
            .take()
            .expect("a writer commits once: commit takes it by value");
        transaction
            .commit()
            .map_err(|error| StoreError::from(error).of_commit().at(path))
    }
}

/// An entry as another laptop stored it, byte for byte; its payload may have been blackened there.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub number: EntryNumber,
    pub header: String,
    pub salt: Vec<u8>,
    pub body: Option<String>,
}

impl Log {
    /// Takes in entries that other laptops wrote, in the order of their numbers; what is here already stays as it is.
    ///
    /// Gives the number of entries that were new. Their kinds may be unknown here: they are kept and passed on.
    ///
    /// # Errors
    /// Refused whole where one of them is no header, names another number than its own, or belongs to another log.
    pub fn absorb(&mut self, entries: &[Stored], world: &dyn World) -> Result<usize, StoreError> {
        let path = self.path.clone();
        self.absorb_all(entries, world)
            .map_err(|error| error.at(&path))
    }

    fn absorb_all(&mut self, entries: &[Stored], world: &dyn World) -> Result<usize, StoreError> {
        let received = stamp(world.now());
        self.must_be_ours()?;
        let transaction = self
            .conn
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut new = Vec::new();
        for stored in entries {
            let header: Header = serde_json::from_str(&stored.header)?;
            let series = stored.number.0;
            if header.log != self.head.log_id
                || (header.dev, header.seq) != (series.device.0, series.running)
            {
                return Err(StoreError::Inconsistent {
                    what: stored.number.to_string(),
                });
            }
            let there: bool = transaction
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1)")?
                .query_row([stored.number.id()], |row| row.get(0))?;
            if !there {
                let hash = header_hash(stored.header.as_bytes());
                insert(&transaction, &header, stored, hash)?;
                let rows = transaction
                    .prepare_cached("INSERT INTO receipt (id, received_at) VALUES (?1, ?2)")?
                    .execute(params![stored.number.id(), received])?;
                kept("receipt", rows)?;
                new.push(stored::entry(
                    stored.number.id(),
                    &stored.header,
                    stored.body.as_deref(),
                    Some(&received),
                )?);
            }
        }
        index(&transaction, &new)?;
        let mut known = Terms::new();
        for entry in &new {
            Words::of(entry).put(&transaction, &mut known)?;
        }
        transaction
            .commit()
            .map_err(|error| StoreError::from(error).of_commit())?;
        Ok(new.len())
    }
}

/// Puts an entry into the log's own tables.
fn insert(
    conn: &rusqlite::Connection,
    header: &Header,
    stored: &Stored,
    hash: Hash,
) -> Result<(), StoreError> {
    let id = stored.number.id();
    let rows = conn.prepare_cached(
        "INSERT INTO entry (id, device, seq, lam, kind, record, header, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id,
        header.dev,
        i64::try_from(header.seq).unwrap_or(i64::MAX),
        i64::try_from(header.lam).unwrap_or(i64::MAX),
        header.kind,
        header.record,
        stored.header,
        hash,
    ])?;
    kept("entry", rows)?;
    if let Some(body) = &stored.body {
        let rows = conn
            .prepare_cached("INSERT INTO payload (id, salt, body) VALUES (?1, ?2, ?3)")?
            .execute(params![id, stored.salt, body])?;
        kept("payload", rows)?;
    }
    Ok(())
}

/// The newest entry of this laptop, and those of the others.
fn heads(log: &Log) -> Result<(Option<Head>, Vec<Head>), StoreError> {
    let mut own = None;
    let mut others = Vec::new();
    for device in log.view().devices()? {
        let last = |running| Series { device, running }.id();
        let (id, header, hash): (i64, String, Vec<u8>) = log
            .conn
            .prepare_cached("SELECT id, header, hash FROM entry WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1")?
            .query_row([last(1), last(Series::MOST)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let header: Header = serde_json::from_str(&header)?;
        let head = Head {
            number: EntryNumber::from_id(id),
            lam: header.lam,
            hash: Hash::try_from(hash.as_slice()).map_err(|_| StoreError::Inconsistent {
                what: "hash".to_owned(),
            })?,
            recorded_at: header.recorded_at()?.to_utc(),
        };
        if device == log.device {
            own = Some(head);
        } else {
            others.push(head);
        }
    }
    Ok((own, others))
}
