//! The check of the log: chain, payloads, references, and that the tables equal a fresh fold.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::domain::entry::{Body, Event};
use crate::domain::number::{Device, EntryNumber, RecordNumber, Series};

use super::chain::{Hash, Header, NO_PREVIOUS, commitment, header_hash, hex};
use super::derived::{self, Table};
use super::error::StoreError;
use super::index::fold_all;
use super::log::Log;
use super::stored;

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
    /// Checks the whole log.
    pub fn verify(&self) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let mut statement = self.conn.prepare("PRAGMA integrity_check(20)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let detail: String = row.get(0)?;
            if detail != "ok" {
                report.findings.push(Finding::File { detail });
            }
        }
        let mut references = Vec::new();
        check_chain(&self.conn, &self.head.log_id, &mut report, &mut references)?;
        check_references(&self.conn, &references, &mut report)?;
        let readable = report.findings.iter().all(|finding| {
            matches!(
                finding,
                Finding::ReferenceMissing { .. } | Finding::PayloadMissing { .. }
            )
        });
        if readable {
            let fresh = derived::in_memory()?;
            let transaction = fresh.unchecked_transaction()?;
            fold_all(&self.conn, &fresh)?;
            transaction.commit()?;
            let mut fold = Sha256::new();
            for Table { name, order } in derived::tables(&fresh)? {
                let ours = digest(&self.conn, &name, &order)?;
                if ours != digest(&fresh, &name, &order)? {
                    report.findings.push(Finding::TableDiffers { table: name });
                }
                fold.update(ours);
            }
            if words(&self.conn)? != words(&fresh)? {
                report.findings.push(Finding::TableDiffers {
                    table: "search".to_owned(),
                });
            }
            report.fold = hex(&fold.finalize());
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
        Ok(())
    }
}

/// The rows of a table, hashed value by value.
fn digest(conn: &Connection, table: &str, order: &str) -> Result<Hash, StoreError> {
    let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hash = Sha256::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get::<_, Value>(column)? {
                Value::Null => hash.update(b"n"),
                Value::Integer(number) => {
                    hash.update([b"i".as_slice(), &number.to_be_bytes()].concat());
                }
                Value::Text(text) => {
                    hash.update(
                        [
                            b"t".as_slice(),
                            &(text.len() as u64).to_be_bytes(),
                            text.as_bytes(),
                        ]
                        .concat(),
                    );
                }
                Value::Real(number) => hash.update(number.to_be_bytes()),
                Value::Blob(bytes) => hash.update(bytes),
            }
        }
        hash.update(b"r");
    }
    Ok(hash.finalize().into())
}

/// The words of the search index with the number of entries that hold each.
fn words(conn: &Connection) -> Result<HashMap<String, i64>, StoreError> {
    let mut statement = conn.prepare("SELECT term, doc FROM search_word")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What an entry says of others: the record it belongs to is created elsewhere, remarks name an entry.
struct Reference {
    from: EntryNumber,
    record: Option<RecordNumber>,
    entry: Option<EntryNumber>,
}

fn check_chain(
    conn: &Connection,
    log_id: &str,
    report: &mut Report,
    references: &mut Vec<Reference>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare(
        "SELECT entry.id, header, hash, kind, record, salt, body FROM entry LEFT JOIN payload ON payload.id = entry.id ORDER BY entry.id",
    )?;
    let mut rows = statement.query([])?;
    let mut heads: HashMap<u8, (u64, Hash)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let entry = EntryNumber::from_id(row.get(0)?);
        report.entries += 1;
        let header_bytes: String = row.get(1)?;
        let stored: Vec<u8> = row.get(2)?;
        let hash = header_hash(header_bytes.as_bytes());
        if stored != hash {
            report.findings.push(Finding::HeaderChanged { entry });
        }
        let Ok(header) = serde_json::from_str::<Header>(&header_bytes) else {
            report.findings.push(Finding::HeaderWrong { entry });
            continue;
        };
        let series = entry.0;
        let record = header.record.clone();
        let row_says = (row.get::<_, String>(3)?, row.get::<_, Option<String>>(4)?);
        if (header.dev, header.seq) != (series.device.0, series.running)
            || row_says != (header.kind.clone(), record)
        {
            report.findings.push(Finding::HeaderWrong { entry });
        }
        if header.log != log_id {
            report.findings.push(Finding::ForeignLog { entry });
        }
        let before = heads.insert(series.device.0, (series.running, hash));
        let expected = before.map_or(1, |(seq, _)| seq + 1);
        if series.running != expected {
            let after = before.map(|(seq, _)| {
                EntryNumber(Series {
                    device: series.device,
                    running: seq,
                })
            });
            report.findings.push(Finding::Gap {
                after,
                before: entry,
            });
        } else if header.prev
            != before.map_or_else(|| NO_PREVIOUS.to_owned(), |(_, hash)| hex(&hash))
        {
            report.findings.push(Finding::ChainBroken { entry });
        }
        let (salt, body): (Option<Vec<u8>>, Option<String>) = (row.get(5)?, row.get(6)?);
        let (Some(salt), Some(body)) = (salt, body) else {
            report.findings.push(Finding::PayloadMissing { entry });
            continue;
        };
        if hex(&commitment(&salt, body.as_bytes())) != header.commit || body.len() != header.len {
            report.findings.push(Finding::PayloadChanged { entry });
            continue;
        }
        if !Event::knows(&header.kind) {
            report.unknown_kinds += 1;
            continue;
        }
        match serde_json::from_str::<Body>(&body) {
            Ok(body) if body.event.kind() == header.kind => references.push(Reference {
                from: entry,
                record: header
                    .record
                    .as_deref()
                    .and_then(RecordNumber::parse_stored),
                entry: body.event.target(),
            }),
            Err(_) if stored::is_newer(&header.app) => report.unknown_kinds += 1,
            _ => report.findings.push(Finding::HeaderWrong { entry }),
        }
    }
    report.heads = heads
        .into_iter()
        .map(|(device, (running, hash))| {
            let device = Device(device);
            (EntryNumber(Series { device, running }), hex(&hash))
        })
        .collect();
    report.heads.sort_unstable();
    Ok(())
}

fn check_references(
    conn: &Connection,
    references: &[Reference],
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut record_there =
        conn.prepare("SELECT count(*) FROM entry WHERE record = ?1 AND (kind = ?2 OR ?2 IS NULL)")?;
    let mut entry_there = conn.prepare("SELECT count(*) FROM entry WHERE id = ?1")?;
    let mut known: HashMap<RecordNumber, bool> = HashMap::new();
    for reference in references {
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
                    entry: reference.from,
                    to: record.to_string(),
                });
            }
        }
        if let Some(entry) = reference.entry {
            let count: i64 = entry_there.query_row([entry.id()], |row| row.get(0))?;
            if count == 0 {
                report.findings.push(Finding::ReferenceMissing {
                    entry: reference.from,
                    to: entry.to_string(),
                });
            }
        }
    }
    Ok(())
}
