//! The fold of a whole log: entries into tables, its own or fresh ones.

use rusqlite::{Connection, params};

use crate::domain::entry::Entry;

use super::error::StoreError;
use super::tables;

/// Folds the entries of `from` that count into the tables of `into`; with the entries themselves where `copy` is set.
pub(super) fn fold_into(
    from: &Connection,
    into: &Connection,
    counts: impl Fn(&Entry) -> bool,
    copy: bool,
) -> Result<(), StoreError> {
    let mut statement =
        from.prepare("SELECT id, device, seq, lam, kind, record, header, hash, salt, body FROM entry JOIN payload USING (id) ORDER BY lam, device")?;
    let mut rows = statement.query([])?;
    let mut records = std::collections::BTreeSet::new();
    let mut targets = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let (header, body): (String, String) = (row.get(6)?, row.get(9)?);
        let Some(entry) = tables::entry(id, &header, &body)? else {
            continue;
        };
        if !counts(&entry) {
            continue;
        }
        if copy {
            into.prepare_cached("INSERT INTO entry (id, device, seq, lam, kind, record, header, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
                .execute(params![
                    id,
                    row.get::<_, i64>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, i64>(3)?,
                    row.get::<_, String>(4)?,
                    row.get::<_, Option<String>>(5)?,
                    header,
                    row.get::<_, Vec<u8>>(7)?,
                ])?;
            into.prepare_cached("INSERT INTO payload (id, salt, body) VALUES (?1, ?2, ?3)")?
                .execute(params![id, row.get::<_, Vec<u8>>(8)?, body])?;
        }
        tables::put_journal(into, &entry, entry.body.event.kind())?;
        targets.extend(entry.body.event.target());
        records.extend(entry.record);
    }
    for target in targets {
        tables::refresh_remarks(into, target)?;
    }
    tables::settle_visibility(into)?;
    for record in records {
        tables::refold(if copy { into } else { from }, into, record)?;
    }
    Ok(())
}
