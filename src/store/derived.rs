//! The derived tables: their form, its version, and how they come to be again from the log.
//!
//! They are no part of the numbered schema steps: a new column of a record must not lock an older laptop out of the log.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::records::each_record;

use super::error::StoreError;
use super::index::fold_all;
use super::log::keep_plans;
use super::rows::OF_EVERY_RECORD;
use super::schema;

/// The version of the derived tables; it changes with any of their columns and with any rule that they are folded by.
pub(super) const VERSION: i64 = 2;

macro_rules! forms {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        /// The statements that make the tables: the Tagebuch, and those of each kind of record.
        const FORMS: &[&str] = &[
            include_str!("../../data/schema/derived/journal.sql"),
            $(include_str!(concat!("../../data/schema/derived/", $code, ".sql"))),+
        ];
    };
}
each_record!(forms);

/// Makes the tables, empty.
pub(super) fn create(conn: &Connection) -> Result<(), StoreError> {
    for form in FORMS {
        conn.execute_batch(&form.replace("@record", OF_EVERY_RECORD))?;
    }
    Ok(())
}

/// Makes tables of the same form that stand in for those of the file, where `prefix` tells them apart.
pub(super) fn create_beside(conn: &Connection, prefix: &str) -> Result<(), StoreError> {
    for form in FORMS {
        for statement in form.split_inclusive(';') {
            if let Some(at) = statement.find("CREATE TABLE ") {
                let table = &statement[at + "CREATE TABLE ".len()..];
                let table = table.replace("@record", OF_EVERY_RECORD);
                conn.execute_batch(&format!("CREATE TEMP TABLE {prefix}{table}"))?;
            }
        }
    }
    Ok(())
}

/// A derived table: its name, and the columns by which its rows have an order.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) order: String,
}

/// The derived tables that a form makes, without the search index.
pub(super) fn tables(conn: &Connection) -> Result<Vec<Table>, StoreError> {
    let mut names = Vec::new();
    for form in FORMS {
        let mut rest = *form;
        while let Some(at) = rest.find("CREATE TABLE ") {
            rest = &rest[at + "CREATE TABLE ".len()..];
            names.extend(rest.split_whitespace().next().map(str::to_owned));
        }
    }
    names
        .into_iter()
        .map(|name| {
            let mut statement = conn.prepare(
                "SELECT group_concat('\"' || name || '\"', ', ') FROM
                   (SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk)",
            )?;
            let order = statement.query_row([&name], |row| row.get(0))?;
            Ok(Table { name, order })
        })
        .collect()
}

/// The version of the tables' form; none where the log has no note of it.
pub(super) fn version(conn: &Connection) -> Result<Option<i64>, StoreError> {
    if !conn.table_exists(None, "here")? {
        return Ok(None);
    }
    let noted = conn.query_row("SELECT derived FROM here", [], |row| row.get(0));
    Ok(noted.optional()?)
}

/// Drops what is derived, in whatever form, and whatever else does not belong to the log, makes it anew and folds the log
/// into it. The caller holds the transaction.
pub(super) fn rebuild(conn: &Connection) -> Result<(), StoreError> {
    schema::clear(conn)?;
    create(conn)?;
    fold_all(conn, conn)?;
    conn.execute("UPDATE here SET derived = ?1", [VERSION])?;
    Ok(())
}

/// The same for a fold that is only compared: without the indexes that a fold does not read, which are a quarter of it.
pub(super) fn to_compare() -> Result<Connection, StoreError> {
    let conn = in_memory()?;
    let mut statement = conn.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
           AND name NOT IN ('entry_record', 'journal_target', 'journal_visibility_of')",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let names = names.collect::<Result<Vec<_>, _>>()?;
    drop(statement);
    for name in names {
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(conn)
}

/// An empty database of the same form in memory: the log's own tables and the derived ones.
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let conn = Connection::open_in_memory()?;
    keep_plans(&conn)?;
    conn.execute_batch(
        "CREATE TABLE entry (id INTEGER PRIMARY KEY, device INTEGER NOT NULL, seq INTEGER NOT NULL, lam INTEGER NOT NULL,
           kind TEXT NOT NULL, record TEXT, header TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
         CREATE TABLE payload (id INTEGER PRIMARY KEY, salt BLOB NOT NULL, body TEXT NOT NULL) STRICT;
         CREATE TABLE receipt (id INTEGER PRIMARY KEY, received_at TEXT NOT NULL) STRICT;
         CREATE INDEX entry_record ON entry (record) WHERE record IS NOT NULL;",
    )?;
    create(&conn)?;
    Ok(conn)
}
