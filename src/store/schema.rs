//! The numbered schema steps of a log; the file's `user_version` is the number of the last one.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::chain::hex;
use super::derived;
use super::error::StoreError;
use super::reading;

/// The steps in their order. A log in the field has run them, so a step never changes: a new one comes behind.
const STEPS: &[&str] = &[
    include_str!("../../data/schema/001-log.sql"),
    include_str!("../../data/schema/002-reports.sql"),
    include_str!("../../data/schema/003-visibility.sql"),
    include_str!("../../data/schema/004-laptops.sql"),
];

/// The newest schema step this program knows.
pub(crate) const SCHEMA: i64 = STEPS.len() as i64;

/// The number of the last step that the log has run.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Runs the steps that the log has not run: all of them or none.
///
/// The number is read under the write lock, since another process may have run them while this one waited.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = version(&transaction)?;
    let missing = usize::try_from(done)
        .ok()
        .and_then(|done| STEPS.get(done..))
        .ok_or(StoreError::WrongVersion { theirs: done })?;
    for step in missing {
        // A step fails where the file is not of the version that its number says.
        transaction
            .execute_batch(step)
            .map_err(|error| match StoreError::from(error) {
                StoreError::Sqlite { .. } => StoreError::WrongVersion { theirs: done },
                other => other,
            })?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    transaction.commit()?;
    Ok(())
}

/// The tables that hold the log itself; all others are derived.
const OWN: [&str; 4] = ["entry", "payload", "receipt", "here"];

/// The tables that the search index makes for itself.
const OF_SEARCH: [&str; 5] = [
    "search_data",
    "search_idx",
    "search_content",
    "search_docsize",
    "search_config",
];

/// An object of the file's form that is not as this version makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// `trigger entry_no_update`.
    pub object: String,
    pub how: Deviates,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deviates {
    Missing,
    /// It does not belong to a log.
    Foreign,
    Changed,
}

/// Whether an object is one of the log's own tables.
pub(super) fn is_own_table(object: &str) -> bool {
    let name = object.strip_prefix("table ");
    name.is_some_and(|name| OWN.contains(&name))
}

/// Hash over the form that this version makes: a file that has it need not be compared object by object.
const FORM: &str = "2a2efaa87a370886f9e0723d7ab39f8308a1d9e0aee6957273329674095f7722";

/// An object of the file, by its type and name, with the statement that made it.
type Form = BTreeMap<(String, String), Option<String>>;

/// What the file is made of; what SQLite itself keeps about it (statistics) is left out.
fn form(conn: &Connection) -> Result<Form, StoreError> {
    let mut statement = conn.prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema
         WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))",
    )?;
    let mut rows = statement.query([])?;
    let mut form = Form::new();
    while let Some(row) = rows.next()? {
        let table: String = row.get(2)?;
        let sql: Option<String> = row.get(3)?;
        let name: String = row.get(1)?;
        // What reads differently since a version is noted in a log that is older than that version.
        if (name.as_str(), sql.as_deref()) == (reading::TABLE, Some(reading::FORM)) {
            continue;
        }
        // The search index words its own tables.
        let sql = sql.filter(|_| !OF_SEARCH.contains(&table.as_str()));
        form.insert((row.get(0)?, name), sql);
    }
    Ok(form)
}

fn hashed(form: &Form) -> String {
    let mut hash = Sha256::new();
    for ((kind, name), sql) in form {
        for part in [kind, name, sql.as_deref().unwrap_or_default()] {
            hash.update(part);
            hash.update([0]);
        }
    }
    hex(&hash.finalize())
}

/// A log without an entry in memory, as this version makes it.
fn fresh() -> Result<Connection, StoreError> {
    let mut conn = Connection::open_in_memory()?;
    migrate(&mut conn)?;
    derived::rebuild(&conn)?;
    Ok(conn)
}

/// Compares what the file is made of with what this version makes: tables, indexes, triggers, views.
pub(super) fn deviations(conn: &Connection) -> Result<Vec<Deviation>, StoreError> {
    let theirs = form(conn)?;
    let mut deviations = Vec::new();
    if hashed(&theirs) != FORM {
        let ours = form(&fresh()?)?;
        let mut names: Vec<_> = ours.keys().chain(theirs.keys()).collect();
        names.sort();
        names.dedup();
        for name in names {
            let how = match (ours.get(name), theirs.get(name)) {
                (Some(ours), Some(theirs)) if ours == theirs => continue,
                (Some(_), Some(_)) => Deviates::Changed,
                (Some(_), None) => Deviates::Missing,
                (None, _) => Deviates::Foreign,
            };
            let object = format!("{} {}", name.0, name.1);
            deviations.push(Deviation { object, how });
        }
    }
    if deviations.is_empty() {
        let notes: i64 = conn.query_row("SELECT count(*) FROM here", [], |row| row.get(0))?;
        if notes != 1 {
            let object = "table here".to_owned();
            let how = Deviates::Changed;
            deviations.push(Deviation { object, how });
        }
    }
    Ok(deviations)
}

/// Drops everything but the log's own tables, and makes what guards them as it was.
pub(super) fn clear(conn: &Connection) -> Result<(), StoreError> {
    // First what stands on others; the tables of the search index go with it.
    for kind in ["trigger", "view", "index"] {
        for (of, name) in form(conn)?.into_keys() {
            if of == kind && !name.starts_with("sqlite_autoindex_") {
                conn.execute_batch(&format!("DROP {kind} {}", quoted(&name)))?;
            }
        }
    }
    let mut statement = conn.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
           AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name = 'search'",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let names = names.collect::<Result<Vec<_>, _>>()?;
    drop(statement);
    let stays = |name: &&String| OWN.contains(&name.as_str()) || *name == reading::TABLE;
    for name in names.iter().filter(|name| !stays(name)) {
        conn.execute_batch(&format!("DROP TABLE {}", quoted(name)))?;
    }
    conn.execute_batch(guards())?;
    Ok(())
}

/// The part of the last step that makes the index and the triggers of the log's own tables.
fn guards() -> &'static str {
    let step = STEPS[3];
    let first = step.find("CREATE INDEX entry_record");
    let end = step.find("-- When this laptop got");
    let (first, end) = first.zip(end).expect("BUG: step 4 is never edited");
    &step[first..end]
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_step_runs_twice_when_two_open_an_old_log_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lage.db");
        let start = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            let open = || {
                let mut conn = Connection::open(&path).unwrap();
                conn.busy_timeout(std::time::Duration::from_secs(10))
                    .unwrap();
                start.wait();
                // A step that runs twice creates a table twice, and fails.
                migrate(&mut conn).unwrap();
                assert_eq!(version(&conn), Ok(SCHEMA));
            };
            for handle in [0; 4].map(|_| scope.spawn(open)) {
                handle.join().unwrap();
            }
        });
    }

    #[test]
    fn the_form_that_is_known_without_comparing_is_the_one_that_is_made() {
        let made = hashed(&form(&fresh().unwrap()).unwrap());
        assert_eq!(made, FORM, "take the left one over into FORM");
    }

    #[test]
    fn every_object_that_is_missing_added_or_changed_is_named_and_made_anew() {
        for (sql, object, how) in [
            (
                "DROP TRIGGER entry_no_update",
                "trigger entry_no_update",
                Deviates::Missing,
            ),
            ("DROP INDEX task_open", "index task_open", Deviates::Missing),
            ("DROP TABLE finding", "table finding", Deviates::Missing),
            ("CREATE TABLE x (y)", "table x", Deviates::Foreign),
            (
                "CREATE VIEW \"a b\" AS SELECT 1",
                "view a b",
                Deviates::Foreign,
            ),
            (
                "CREATE TRIGGER t BEFORE INSERT ON entry BEGIN SELECT raise(IGNORE); END",
                "trigger t",
                Deviates::Foreign,
            ),
            (
                "DROP INDEX entry_record; CREATE INDEX entry_record ON entry (record) WHERE record > 'A-2'",
                "index entry_record",
                Deviates::Changed,
            ),
        ] {
            let conn = fresh().unwrap();
            assert_eq!(deviations(&conn).unwrap(), []);
            conn.execute_batch(sql).unwrap();
            let found = deviations(&conn).unwrap();
            let wanted = |found: &Deviation| (found.object.as_str(), found.how) == (object, how);
            assert!(found.iter().any(wanted), "{sql}: {found:?}");
            derived::rebuild(&conn).unwrap();
            assert_eq!(deviations(&conn).unwrap(), [], "{sql}");
        }
    }

    #[test]
    fn what_sqlite_notes_of_its_own_tables_is_no_deviation() {
        let conn = fresh().unwrap();
        conn.execute_batch("ANALYZE").unwrap();
        assert_eq!(deviations(&conn).unwrap(), []);
    }

    #[test]
    fn a_failed_step_leaves_the_log_as_it_was() {
        let mut conn = Connection::open_in_memory().unwrap();
        // The last step makes this table.
        conn.execute_batch("CREATE TABLE here (it INTEGER)")
            .unwrap();
        assert!(migrate(&mut conn).is_err());
        let tables = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
        assert_eq!((version(&conn), tables), (Ok(0), Ok(1)));
    }

    #[test]
    fn a_number_without_a_step_is_refused() {
        for number in [-1, SCHEMA + 1] {
            let mut conn = Connection::open_in_memory().unwrap();
            conn.pragma_update(None, "user_version", number).unwrap();
            let refused = migrate(&mut conn);
            assert!(
                matches!(refused, Err(StoreError::WrongVersion { theirs }) if theirs == number),
                "{number}: {refused:?}"
            );
        }
    }
}
