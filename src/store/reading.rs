//! Records that read differently since a newer version folded the log: found once, when its derived tables are made anew.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};

use crate::domain::codes::AssessmentPart;
use crate::domain::entry::{Event, LogEvent};
use crate::domain::history::place;
use crate::domain::number::{RecordKind, RecordNumber, Series};

use super::error::StoreError;
use super::log::Log;
use super::stored;

/// Something whose reading became another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    Record(RecordNumber),
    Part(AssessmentPart),
    /// The contact of a record, which citizens could read.
    Contact(RecordNumber),
}

/// What reads differently, and what it read before, where that is one value: its column and the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    pub reading: Reading,
    pub before: Option<(String, String)>,
}

/// The table that keeps them; no fold makes it, so none drops it.
pub(super) const TABLE: &str = "reads_otherwise";

/// The statement that makes it, as SQLite keeps it.
pub(super) const FORM: &str =
    "CREATE TABLE reads_otherwise (what TEXT PRIMARY KEY, was TEXT) STRICT, WITHOUT ROWID";

/// What tells the copies of the earlier tables.
const BEFORE: &str = "before_";

/// What tells a contact that was public from its record.
const CONTACT: &str = "contact ";

/// Columns of which one value says what a record was.
const TELLING: [&str; 2] = ["state", "statement"];

/// Columns that tell of the writing and not of the matter.
const BOOKKEEPING: [&str; 3] = ["added_at", "changed_at", "noted_at"];

/// Each table of records, with those that hold what they were before, and its column with the record's id.
fn tables() -> impl Iterator<Item = (RecordKind, &'static str, &'static str)> {
    RecordKind::ALL.iter().flat_map(|&kind| {
        let history = kind.history().map(|table| (kind, table, kind.code()));
        std::iter::once((kind, kind.code(), "id")).chain(history)
    })
}

fn columns(conn: &Connection, table: &str) -> Result<BTreeSet<String>, StoreError> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Copies the tables as an earlier version left them.
pub(super) fn keep(conn: &Connection) -> Result<(), StoreError> {
    for (_, table, _) in tables() {
        if !columns(conn, table)?.is_empty() {
            conn.execute_batch(&format!(
                "CREATE TEMP TABLE {BEFORE}{table} AS SELECT * FROM main.{table}"
            ))?;
        }
    }
    Ok(())
}

/// Notes every record that reads differently in the tables of this version, in the columns that both have.
pub(super) fn compare(conn: &Connection) -> Result<(), StoreError> {
    if columns(conn, TABLE)?.is_empty() {
        conn.execute_batch(FORM)?;
    }
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (kind, table, id) in tables() {
        let before = columns(conn, &format!("{BEFORE}{table}"))?;
        if before.is_empty() {
            continue;
        }
        let number = |id| {
            let series = Series::from_id(id);
            RecordNumber { kind, series }.to_string()
        };
        let both: Vec<String> = columns(conn, table)?
            .intersection(&before)
            .cloned()
            .collect();
        let telling = TELLING
            .into_iter()
            .find(|column| id == "id" && both.iter().any(|both| both == column));
        for id in differing(conn, table, id, &both)? {
            let was = telling.map(|column| was(conn, table, column, id));
            let was = was.transpose()?.flatten();
            let known = found.entry(number(id)).or_default();
            *known = known.take().or(was);
        }
        // Where citizens had no field of their own, they read the contact.
        if before.contains("contact") && !before.contains("hotline") {
            for id in public_contacts(conn, table)? {
                found.insert(format!("{CONTACT}{}", number(id)), None);
            }
        }
        conn.execute_batch(&format!("DROP TABLE temp.{BEFORE}{table}"))?;
    }
    let parts = parts(conn)?.into_iter();
    found.extend(parts.map(|part| (part.code().to_owned(), None)));
    for (what, was) in found {
        conn.execute(
            &format!("INSERT OR IGNORE INTO {TABLE} (what, was) VALUES (?1, ?2)"),
            (what, was),
        )?;
    }
    Ok(())
}

/// What a record said in a column before, with the column, where it says another thing now.
fn was(
    conn: &Connection,
    table: &str,
    column: &str,
    id: i64,
) -> Result<Option<String>, StoreError> {
    let sql = format!(
        "SELECT '{column} ' || before.\"{column}\" FROM temp.{BEFORE}{table} AS before
         JOIN main.{table} AS now ON now.id = before.id
         WHERE before.id = ?1 AND before.\"{column}\" IS NOT now.\"{column}\""
    );
    Ok(conn.query_row(&sql, [id], |row| row.get(0)).optional()?)
}

/// The ids of records with a contact that were public.
fn public_contacts(conn: &Connection, table: &str) -> Result<Vec<i64>, StoreError> {
    let sql = format!(
        "SELECT id FROM main.{table} WHERE contact IS NOT NULL AND instr(visibility, 'public') > 0"
    );
    let mut statement = conn.prepare(&sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The ids of records with a row in one of the two tables that the other has not.
fn differing(
    conn: &Connection,
    table: &str,
    id: &str,
    both: &[String],
) -> Result<Vec<i64>, StoreError> {
    let names: Vec<String> = both
        .iter()
        .filter(|name| !BOOKKEEPING.contains(&name.as_str()))
        .map(|name| format!("\"{name}\""))
        .collect();
    let names = names.join(", ");
    let (before, now) = (
        format!("SELECT {names} FROM temp.{BEFORE}{table}"),
        format!("SELECT {names} FROM main.{table}"),
    );
    let sql = format!(
        "SELECT DISTINCT \"{id}\" FROM (SELECT * FROM ({before} EXCEPT {now}) UNION ALL SELECT * FROM ({now} EXCEPT {before}))"
    );
    let mut statement = conn.prepare(&sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The parts of the Lagebild of which another wording is in force than by their Ereigniszeit alone.
fn parts(conn: &Connection) -> Result<Vec<AssessmentPart>, StoreError> {
    let mut written: BTreeMap<AssessmentPart, Vec<_>> = BTreeMap::new();
    let counts = "entry.kind = 'assessment_written'
       AND entry.id IN (SELECT id FROM journal WHERE kind = 'assessment_written' AND voided_by IS NULL)";
    for entry in stored::entries(conn, counts, [])? {
        if let Event::Log(LogEvent::AssessmentWritten(part)) = &entry.body.event {
            let wordings = written.entry(part.part).or_default();
            wordings.push((entry.body.happened_at, entry.number));
        }
    }
    let differs = |wordings: &Vec<(_, _)>| {
        let mut now = Vec::new();
        for (since, number) in wordings {
            let place = place(now.iter().map(|(since, _)| *since), *since);
            now.insert(place, (*since, *number));
        }
        let before = wordings.iter().max_by_key(|(since, _)| since.at);
        now.last() != before
    };
    written.retain(|_, wordings| differs(wordings));
    Ok(written.into_keys().collect())
}

impl Log {
    /// What reads differently since a newer version of the program opened the log first.
    pub fn reads_otherwise(&self) -> Result<Vec<Changed>, StoreError> {
        if columns(&self.conn, TABLE)?.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.conn.prepare(&format!("SELECT * FROM {TABLE}"))?;
        let told = statement.column_count() > 1;
        let rows = statement.query_map([], |row| {
            let was: Option<String> = if told { row.get(1)? } else { None };
            Ok((row.get::<_, String>(0)?, was))
        })?;
        let mut changed = Vec::new();
        for row in rows {
            let (what, was) = row?;
            let before = was.and_then(|was| {
                let (column, value) = was.split_once(' ')?;
                Some((column.to_owned(), value.to_owned()))
            });
            let reading = match what.strip_prefix(CONTACT) {
                Some(number) => RecordNumber::parse_stored(number).map(Reading::Contact),
                None => RecordNumber::parse_stored(&what)
                    .map(Reading::Record)
                    .or_else(|| AssessmentPart::from_code(&what).map(Reading::Part)),
            };
            changed.extend(reading.map(|reading| Changed { reading, before }));
        }
        changed.sort_unstable_by_key(|changed| changed.reading);
        Ok(changed)
    }
}
