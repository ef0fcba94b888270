//! The numbered schema steps of a log; the file's `user_version` is the number of the last one.

use rusqlite::{Connection, TransactionBehavior};

use super::error::StoreError;

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
        .ok_or_else(|| StoreError::Inconsistent {
            what: format!("user_version {done}"),
        })?;
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    transaction.commit()?;
    Ok(())
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
                matches!(refused, Err(StoreError::Inconsistent { .. })),
                "{number}: {refused:?}"
            );
        }
    }
}
