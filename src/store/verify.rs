//! The check of the log: chain, payloads, references, and that the tables equal a fresh fold.

use std::collections::HashMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, TransactionState, params};
use sha2::{Digest, Sha256};

use crate::domain::entry::{Body, Event};
use crate::domain::number::{Device, EntryNumber, RecordNumber, Series};
use crate::domain::records::report::ReportEvent;

use super::chain::{Hash, Header, NO_PREVIOUS, commitment, header_hash, hex, sha256};
use super::derived::{self, Table};
use super::error::StoreError;
use super::index::fold_part;
use super::log::{Log, connect, folded_apart};
use super::past::BEGIN;
use super::schema::{self, Deviates, Deviation, SCHEMA};
use super::stored::{self, PART, each_in_parts};

/// One thing that is wrong with the log.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// SQLite itself finds the file damaged.
    File {
        detail: String,
    },
    /// The header's bytes do not give the hash that is stored beside them.
    HeaderChanged {
        entry: EntryNumber,
    },
    /// The header cannot be read, or says another number, kind or record than its row.
    HeaderWrong {
        entry: EntryNumber,
    },
    /// It does not follow the entry before it.
    ChainBroken {
        entry: EntryNumber,
    },
    /// Numbers are missing between two entries of a laptop.
    Gap {
        after: Option<EntryNumber>,
        before: EntryNumber,
    },
    /// It belongs to another log.
    ForeignLog {
        entry: EntryNumber,
    },
    PayloadMissing {
        entry: EntryNumber,
    },
    /// Text or salt are not the ones the header was written for.
    PayloadChanged {
        entry: EntryNumber,
    },
    /// It names an entry or record that is not there.
    ReferenceMissing {
        entry: EntryNumber,
        to: String,
    },
    /// A derived table does not equal a fresh fold of the log.
    TableDiffers {
        table: String,
    },
    /// A table, index, trigger or view of the file is not as this version makes it.
    FormDiffers {
        object: String,
        how: Deviates,
    },
    /// It stands in the order of the log before an entry of its laptop that is older, or that its laptop had.
    OrderWrong {
        entry: EntryNumber,
    },
    /// It names an entry that came after it, or itself.
    ReferenceAhead {
        entry: EntryNumber,
        to: EntryNumber,
    },
    /// It is of a laptop that this log never got entries from.
    UnknownLaptop {
        entry: EntryNumber,
    },
    /// Its laptop had an entry of another one that says something else here.
    SeenDiffers {
        entry: EntryNumber,
        seen: EntryNumber,
    },
    /// It creates a record that another entry has created.
    CreatedTwice {
        entry: EntryNumber,
        record: RecordNumber,
    },
    /// The frozen report that it holds is not the one it was released with.
    ReportChanged {
        entry: EntryNumber,
    },
    /// A row that belongs to no entry, or to one that cannot have it.
    Stray {
        table: &'static str,
        id: i64,
    },
}

/// What the check saw.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub entries: usize,
    pub unknown_kinds: usize,
    pub findings: Vec<Finding>,
    /// The newest entry of each laptop and its hash in hex, the founding one first: what a print or another laptop can hold
    /// against the log.
    pub heads: Vec<(EntryNumber, String)>,
    /// Hash over all derived tables, so that two laptops can compare.
    pub fold: String,
    /// Whether the tables were compared; those of a log of another version are not.
    pub tables: bool,
}

impl Report {
    /// The newest entry of the founding laptop.
    pub fn head(&self) -> Option<&(EntryNumber, String)> {
        self.heads.first()
    }
}

/// Findings of one kind after which the check stops listing them one by one.
const MOST: usize = 50;

impl Log {
    /// Checks the whole file, as of the moment at which its tables are read.
    ///
    /// A reader keeps who writes waiting, so nothing is read for long: of the tables that change, hashes are taken in one go;
    /// entries never change, and those of that moment are read in parts afterwards. What the log is opened for to read ends
    /// with it.
    pub fn verify(&self) -> Result<Report, StoreError> {
        self.check().map_err(|error| error.at(&self.path))
    }

    fn check(&self) -> Result<Report, StoreError> {
        // Who waits for the one connection and who waits for the other would wait for each other.
        if self.conn.transaction_state::<&str>(None)? == TransactionState::Read {
            self.conn.execute_batch("COMMIT")?;
        }
        let file = match connect(&self.path, false) {
            Err(StoreError::ReadOnly { .. }) => connect(&self.path, true)?,
            other => other?,
        };
        file.pragma_update(None, "temp_store", "memory")?;
        let mut report = Report {
            findings: damage(&file)?,
            ..Report::default()
        };
        file.execute_batch(BEGIN)?;
        let ours = schema::version(&file)? == SCHEMA
            && derived::version(&file)?.is_none_or(|version| version == derived::VERSION);
        report.tables = ours;
        if ours {
            for Deviation { object, how } in schema::deviations(&file)? {
                report.findings.push(Finding::FormDiffers { object, how });
            }
        }
        let fresh = derived::to_compare()?;
        let theirs = if ours {
            Some(Derived::of(&file, &fresh)?)
        } else {
            None
        };
        stand_still(&file)?;
        let pause = || Ok(file.execute_batch("COMMIT; BEGIN")?);
        pause()?;
        let mut references = Vec::new();
        check_chain(&file, self, &mut report, &mut references, &pause)?;
        check_references(&file, &references, &mut report, &pause)?;
        drop(references);
        check_strays(&file, &mut report)?;
        if let Some(theirs) = theirs
            && report.findings.iter().all(Finding::leaves_entries_readable)
        {
            let altered = |finding: &Finding| matches!(finding, Finding::FormDiffers { .. });
            let fresh = if report.findings.iter().any(altered) {
                // Where a table is not there, or is a view, nothing but the entries is read.
                folded_apart(&file)?
            } else {
                let transaction = fresh.unchecked_transaction()?;
                fold_part(&file, &file, &fresh, &pause)?;
                transaction.commit()?;
                fresh
            };
            let ours = Derived::of(&fresh, &fresh)?;
            report.fold = ours.fold();
            report.findings.extend(ours.differing(&theirs));
        }
        report.findings.truncate(MOST);
        Ok(report)
    }

    /// Drops what is derived and builds it again from the log, in one transaction.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.rebuild_tables().map_err(|error| error.at(&path))
    }

    fn rebuild_tables(&mut self) -> Result<(), StoreError> {
        let transaction = self
            .conn
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        derived::rebuild(&transaction)?;
        transaction.commit()?;
        self.altered = schema::deviations(&self.conn)?;
        Ok(())
    }
}

/// What SQLite itself finds damaged.
fn damage(file: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut statement = file.prepare("PRAGMA integrity_check(20)")?;
    let details = statement.query_map([], |row| row.get::<_, String>(0))?;
    let details = details.collect::<Result<Vec<_>, _>>()?;
    let damaged = details.into_iter().filter(|detail| detail != "ok");
    Ok(damaged.map(|detail| Finding::File { detail }).collect())
}

/// Puts views in front of the log's own tables that hold what is there now and nothing that comes later: a log only grows, so
/// that whoever reads them in parts reads them as of one moment.
fn stand_still(file: &Connection) -> Result<(), StoreError> {
    let mut ranges = Vec::new();
    let mut next = Some(i64::MIN);
    let mut least = file.prepare("SELECT min(id) FROM main.entry WHERE id >= ?1")?;
    let mut newest = file.prepare("SELECT max(id) FROM main.entry WHERE id BETWEEN ?1 AND ?2")?;
    while let Some(from) = next {
        let Some(id) = least.query_row([from], |row| row.get::<_, Option<i64>>(0))? else {
            break;
        };
        // Whatever the number is: what this program cannot have written is to be found, and not left out.
        let (first, end) = (id & !LAPTOP, id | LAPTOP);
        let last: i64 = newest.query_row([first, end], |row| row.get(0))?;
        // The plus keeps SQLite from reading one laptop after the other, and sorting.
        ranges.push(format!("+id BETWEEN {first} AND {last}"));
        next = end.checked_add(1);
    }
    let there = if ranges.is_empty() {
        "FALSE".to_owned()
    } else {
        ranges.join(" OR ")
    };
    file.execute_batch(&format!(
        "CREATE TEMP VIEW entry AS SELECT * FROM main.entry WHERE {there}"
    ))?;
    Ok(())
}

/// The part of an entry's id that counts the entries of one laptop.
const LAPTOP: i64 = (1 << 40) - 1;

/// Hashes over all derived tables; none of one that cannot be read, since it is not of our form.
struct Derived {
    tables: Vec<(String, Option<Hash>)>,
    words: Option<Hash>,
}

impl Derived {
    /// Those of a database, in the order that `form` has them.
    fn of(conn: &Connection, form: &Connection) -> Result<Derived, StoreError> {
        let mut tables = Vec::new();
        for Table { name, order } in derived::tables(form)? {
            let hash = digest(conn, &name, &order).ok();
            tables.push((name, hash));
        }
        Ok(Derived {
            tables,
            words: words(conn).ok(),
        })
    }

    fn fold(&self) -> String {
        let mut fold = Sha256::new();
        for hash in self.tables.iter().filter_map(|(_, hash)| *hash) {
            fold.update(hash);
        }
        hex(&fold.finalize())
    }

    fn differing(self, theirs: &Derived) -> Vec<Finding> {
        let words = (self.words != theirs.words).then(|| "search".to_owned());
        let tables = self.tables.into_iter().zip(&theirs.tables);
        let differing = tables.filter(|(ours, theirs)| ours != *theirs);
        differing
            .map(|((table, _), _)| table)
            .chain(words)
            .map(|table| Finding::TableDiffers { table })
            .collect()
    }
}

/// The rows of a table, hashed value by value; in the order of these columns, or as they come.
fn digest(conn: &Connection, table: &str, order: &str) -> Result<Hash, StoreError> {
    let order = if order.is_empty() {
        String::new()
    } else {
        format!(" ORDER BY {order}")
    };
    let mut statement = conn.prepare(&format!("SELECT * FROM {table}{order}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hash = Sha256::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => hash.update(b"n"),
                ValueRef::Integer(number) => {
                    hash.update(b"i");
                    hash.update(number.to_be_bytes());
                }
                ValueRef::Text(text) => {
                    hash.update(b"t");
                    hash.update((text.len() as u64).to_be_bytes());
                    hash.update(text);
                }
                ValueRef::Real(number) => hash.update(number.to_be_bytes()),
                ValueRef::Blob(bytes) => hash.update(bytes),
            }
        }
        hash.update(b"r");
    }
    Ok(hash.finalize().into())
}

/// Hash over the search index: every word with the entries and places that it stands at, and the index's own settings.
fn words(conn: &Connection) -> Result<Hash, StoreError> {
    conn.execute_batch(
        "CREATE VIRTUAL TABLE temp.search_place USING fts5vocab (main, search, instance)",
    )?;
    // They come by word, entry and place.
    let places = digest(conn, "temp.search_place", "");
    conn.execute_batch("DROP TABLE temp.search_place")?;
    let mut hash = Sha256::new();
    hash.update(places?);
    hash.update(digest(conn, "search_config", "k")?);
    Ok(hash.finalize().into())
}

impl Finding {
    /// Whether building what is derived anew puts it right: the log itself is sound.
    pub fn is_mended_by_rebuild(&self) -> bool {
        match self {
            Finding::TableDiffers { .. } => true,
            // The log's own tables are never made anew.
            Finding::FormDiffers { object, how } => {
                *how == Deviates::Foreign || !schema::is_own_table(object)
            }
            _ => false,
        }
    }

    /// Whether the entries can be folded all the same.
    fn leaves_entries_readable(&self) -> bool {
        match self {
            Finding::PayloadMissing { .. }
            | Finding::ReferenceMissing { .. }
            | Finding::TableDiffers { .. }
            | Finding::OrderWrong { .. }
            | Finding::UnknownLaptop { .. }
            | Finding::SeenDiffers { .. }
            | Finding::CreatedTwice { .. }
            | Finding::ReferenceAhead { .. }
            | Finding::ReportChanged { .. }
            | Finding::Stray { .. } => true,
            Finding::FormDiffers { object, how } => {
                *how != Deviates::Missing || !schema::is_own_table(object)
            }
            Finding::File { .. }
            | Finding::HeaderChanged { .. }
            | Finding::HeaderWrong { .. }
            | Finding::ChainBroken { .. }
            | Finding::Gap { .. }
            | Finding::ForeignLog { .. }
            | Finding::PayloadChanged { .. } => false,
        }
    }
}

/// What an entry says of others: the record it belongs to is created elsewhere, remarks name an entry.
struct Reference {
    from: EntryNumber,
    record: Option<RecordNumber>,
    entry: Option<EntryNumber>,
}

/// What is known of a laptop's newest entry while its chain is gone through.
struct Last {
    running: u64,
    hash: Hash,
    lam: u64,
    at: String,
}

/// The columns of an entry's row that repeat its header.
#[derive(PartialEq)]
struct Columns {
    device: i64,
    seq: i64,
    lam: i64,
    kind: Option<String>,
    record: Option<String>,
    /// Empty until laptops have keys.
    signature: Option<Vec<u8>>,
}

impl Columns {
    fn of(header: &Header) -> Columns {
        let whole = |number| i64::try_from(number).unwrap_or(i64::MAX);
        Columns {
            device: header.dev.into(),
            seq: whole(header.seq),
            lam: whole(header.lam),
            kind: Some(header.kind.clone()),
            record: header.record.clone(),
            signature: Some(Vec::new()),
        }
    }

    fn read(row: &Row<'_>) -> Result<Columns, StoreError> {
        Ok(Columns {
            device: row.get(7)?,
            seq: row.get(8)?,
            lam: row.get(9)?,
            kind: text(row, 3)?,
            record: text(row, 4)?,
            signature: row.get_ref(10)?.as_blob().ok().map(<[u8]>::to_vec),
        })
    }
}

/// A column's text; none where it holds something else.
fn text(row: &Row<'_>, column: usize) -> Result<Option<String>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null().ok().flatten();
    Ok(text.map(str::to_owned))
}

fn check_chain(
    conn: &Connection,
    log: &Log,
    report: &mut Report,
    references: &mut Vec<Reference>,
    pause: &dyn Fn() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    // An older log has no receipts.
    let received = if conn.table_exists(None, "receipt")? {
        "EXISTS (SELECT 1 FROM receipt WHERE receipt.id = entry.id)"
    } else {
        "FALSE"
    };
    let mut statement = conn.prepare(&format!(
        "SELECT entry.id, header, hash, kind, record, salt, body, device, seq, lam, signature, {received}
         FROM entry LEFT JOIN payload ON payload.id = entry.id
         WHERE entry.id >= ?1 ORDER BY entry.id LIMIT {PART}"
    ))?;
    let mut heads: HashMap<u8, Last> = HashMap::new();
    let mut created: HashMap<RecordNumber, EntryNumber> = HashMap::new();
    let mut had: Vec<Had> = Vec::new();
    each_in_parts(&mut statement, pause, |row| {
        let entry = EntryNumber::from_id(row.get(0)?);
        let series = entry.0;
        let mut find = |finding| report.findings.push(finding);
        report.entries += 1;
        let received: bool = row.get(11)?;
        match (series.device == log.device, received) {
            (true, true) => find(Finding::Stray {
                table: "receipt",
                id: entry.id(),
            }),
            (false, false) => find(Finding::UnknownLaptop { entry }),
            _ => {}
        }
        let Some(header_bytes) = text(row, 1)? else {
            find(Finding::HeaderWrong { entry });
            return Ok(());
        };
        let hash = header_hash(header_bytes.as_bytes());
        if row.get_ref(2)?.as_blob().ok() != Some(hash.as_slice()) {
            find(Finding::HeaderChanged { entry });
        }
        let Ok(header) = serde_json::from_str::<Header>(&header_bytes) else {
            find(Finding::HeaderWrong { entry });
            return Ok(());
        };
        if (header.dev, header.seq) != (series.device.0, series.running)
            || Columns::of(&header) != Columns::read(row)?
            || header.recorded_at().is_err()
        {
            find(Finding::HeaderWrong { entry });
        }
        if header.log != log.head.log_id {
            find(Finding::ForeignLog { entry });
        }
        let last = Last {
            running: series.running,
            hash,
            lam: header.lam,
            at: header.at.clone(),
        };
        let before = heads.insert(series.device.0, last);
        if let Some(before) = &before
            && (header.lam <= before.lam || header.at < before.at)
        {
            find(Finding::OrderWrong { entry });
        }
        for (device, running, hash) in &header.seen {
            let series = Series {
                device: Device(*device),
                running: *running,
            };
            had.push(Had {
                entry,
                lam: header.lam,
                seen: EntryNumber(series),
                hash: hash.clone(),
            });
        }
        let expected = before.as_ref().map_or(1, |before| before.running + 1);
        if series.running != expected {
            let after = before.map(|before| {
                EntryNumber(Series {
                    device: series.device,
                    running: before.running,
                })
            });
            find(Finding::Gap {
                after,
                before: entry,
            });
        } else if header.prev
            != before.map_or_else(|| NO_PREVIOUS.to_owned(), |before| hex(&before.hash))
        {
            find(Finding::ChainBroken { entry });
        }
        let (Ok(Some(salt)), Some(body)) = (row.get_ref(5)?.as_blob_or_null(), text(row, 6)?)
        else {
            find(match row.get_ref(6)? {
                ValueRef::Null => Finding::PayloadMissing { entry },
                _ => Finding::PayloadChanged { entry },
            });
            return Ok(());
        };
        if hex(&commitment(salt, body.as_bytes())) != header.commit || body.len() != header.len {
            find(Finding::PayloadChanged { entry });
            return Ok(());
        }
        if !Event::knows(&header.kind) {
            report.unknown_kinds += 1;
            return Ok(());
        }
        let record = header
            .record
            .as_deref()
            .and_then(RecordNumber::parse_stored);
        match serde_json::from_str::<Body>(&body) {
            Ok(body) if body.event.kind() == header.kind => {
                if let Event::Report(ReportEvent::Released(released)) = &body.event
                    && sha256(released.document.as_bytes()) != released.hash
                {
                    find(Finding::ReportChanged { entry });
                }
                if let Some(record) = record.filter(|_| body.event.creates())
                    && created.insert(record, entry).is_some()
                {
                    find(Finding::CreatedTwice { entry, record });
                }
                let target = body.event.target();
                if record.is_some() || target.is_some() {
                    references.push(Reference {
                        from: entry,
                        record,
                        entry: target,
                    });
                }
            }
            Err(_) if stored::is_newer(&header.app) => report.unknown_kinds += 1,
            _ => find(Finding::HeaderWrong { entry }),
        }
        Ok(())
    })?;
    check_order(conn, &had, report, pause)?;
    report.heads = heads
        .into_iter()
        .map(|(device, last)| {
            let series = Series {
                device: Device(device),
                running: last.running,
            };
            (EntryNumber(series), hex(&last.hash))
        })
        .collect();
    report.heads.sort_unstable();
    Ok(())
}

/// The newest entry that a laptop had of another one when it wrote.
struct Had {
    entry: EntryNumber,
    /// Of the entry that says so.
    lam: u64,
    seen: EntryNumber,
    hash: String,
}

/// What a laptop had of others when it wrote stands before what it wrote, and is what it had.
fn check_order(
    conn: &Connection,
    had: &[Had],
    report: &mut Report,
    pause: &dyn Fn() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    // The header, and not the columns that repeat it and its hash: those can be written by anybody.
    let mut header_of = conn.prepare("SELECT header FROM entry WHERE id = ?1")?;
    for (place, had) in had.iter().enumerate() {
        if place % PART == 0 {
            pause()?;
        }
        let (entry, seen) = (had.entry, had.seen);
        let header = header_of.query_row([seen.id()], |row| {
            Ok(row.get_ref(0)?.as_str().ok().map(str::to_owned))
        });
        // What has not arrived here cannot be compared.
        let Some(Some(header)) = header.optional()? else {
            continue;
        };
        if hex(&header_hash(header.as_bytes())) != had.hash {
            report.findings.push(Finding::SeenDiffers { entry, seen });
        }
        let lam = serde_json::from_str::<Header>(&header).map(|header| header.lam);
        if lam.is_ok_and(|lam| lam >= had.lam) {
            report.findings.push(Finding::OrderWrong { entry });
        }
    }
    Ok(())
}

fn check_references(
    conn: &Connection,
    references: &[Reference],
    report: &mut Report,
    pause: &dyn Fn() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut record_there =
        conn.prepare("SELECT count(*) FROM entry WHERE record = ?1 AND (kind = ?2 OR ?2 IS NULL)")?;
    let mut place_of = conn.prepare("SELECT lam, device FROM entry WHERE id = ?1")?;
    let mut standing = |entry: EntryNumber| -> Result<Option<(i64, i64)>, StoreError> {
        let place = place_of.query_row([entry.id()], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(place.optional()?)
    };
    let mut known: HashMap<RecordNumber, bool> = HashMap::new();
    for (place, reference) in references.iter().enumerate() {
        if place % PART == 0 {
            pause()?;
        }
        let entry = reference.from;
        if let Some(record) = reference.record {
            let there = match known.get(&record) {
                Some(there) => *there,
                None => {
                    let count: i64 = record_there.query_row(
                        params![record.to_string(), record.kind.created_by()],
                        |row| row.get(0),
                    )?;
                    known.insert(record, count > 0);
                    count > 0
                }
            };
            if !there {
                report.findings.push(Finding::ReferenceMissing {
                    entry,
                    to: record.to_string(),
                });
            }
        }
        let Some(to) = reference.entry else {
            continue;
        };
        match standing(to)? {
            None => report.findings.push(Finding::ReferenceMissing {
                entry,
                to: to.to_string(),
            }),
            there if there >= standing(entry)? => {
                report.findings.push(Finding::ReferenceAhead { entry, to });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Finds rows beside the entries: nobody would ever read them here, but they are in the file.
fn check_strays(conn: &Connection, report: &mut Report) -> Result<(), StoreError> {
    for table in ["payload", "receipt"] {
        if !conn.table_exists(None, table)? {
            continue;
        }
        let sql = format!(
            "SELECT id FROM {table} WHERE id NOT IN (SELECT id FROM main.entry) ORDER BY id"
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            report.findings.push(Finding::Stray { table, id });
        }
    }
    Ok(())
}
