//! The situation at another moment: the same fold over fewer entries, into tables in memory with the same schema.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::domain::entry::{Entry, Event};
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::publicity;
use crate::domain::record::Record;
use crate::domain::situation::{LogHead, Scope};

use super::error::StoreError;
use super::log::{Log, in_memory};
use super::query::View;
use super::tables;

/// Tables of the situation as of a moment, or as it was known by a moment.
pub struct Past {
    conn: Connection,
    head: LogHead,
    zone: chrono_tz::Tz,
}

impl Past {
    pub fn view(&self) -> View<'_> {
        View {
            conn: &self.conn,
            zone: self.zone,
            head: &self.head,
            whole: false,
        }
    }
}

impl Log {
    /// Folds the entries that the scope holds.
    pub fn past(&self, scope: Scope) -> Result<Past, StoreError> {
        let memory = in_memory()?;
        let transaction = memory.unchecked_transaction()?;
        fold_into(&self.conn, &memory, |entry| scope.holds(entry), true)?;
        transaction.commit()?;
        Ok(Past {
            conn: memory,
            head: self.head.clone(),
            zone: self.zone,
        })
    }
}

impl Log {
    /// Folds what the public may read, as of a moment: internal entries leave no word, not even in the log's title.
    pub fn public(&self, scope: Scope) -> Result<Past, StoreError> {
        let mut entries = Vec::new();
        {
            let mut statement = self.conn.prepare(
                "SELECT id, header, body FROM entry JOIN payload USING (id) ORDER BY lam, device",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (header, body): (String, String) = (row.get(1)?, row.get(2)?);
                let entry = tables::entry(row.get(0)?, &header, &body)?;
                entries.extend(entry.filter(|entry| scope.holds(entry)));
            }
        }
        let visibilities = publicity::visibilities(&entries);
        let hidden = publicity::hidden_parts(&entries, &visibilities);
        entries.retain(|entry| match &entry.body.event {
            Event::AssessmentWritten(written) => !hidden.contains(&written.part),
            _ => true,
        });
        // A remark on an entry that belongs to no record goes with that entry.
        let mut groups: BTreeMap<Group, Vec<Entry>> = BTreeMap::new();
        for entry in entries {
            let group = match (entry.record, entry.body.event.target()) {
                (Some(record), _) => Group::Record(record),
                (None, Some(target)) => Group::Entry(target),
                (None, None) => Group::Entry(entry.number),
            };
            groups.entry(group).or_default().push(entry);
        }
        let mut head = self.head.clone();
        head.title = String::new();
        let memory = in_memory()?;
        let transaction = memory.unchecked_transaction()?;
        for (group, entries) in groups {
            let public = publicity::public(&entries, &visibilities);
            for entry in &public {
                if matches!(entry.body.event, Event::LogStarted(_)) {
                    head.title = self.head.title.clone();
                }
                tables::put_public(&memory, entry)?;
            }
            for target in public.iter().filter_map(|entry| entry.body.event.target()) {
                tables::refresh_remarks(&memory, target)?;
            }
            if let Group::Record(record) = group
                && let Some(record) = Record::fold(record, &public)
            {
                tables::put(&memory, &record)?;
            }
        }
        transaction.commit()?;
        Ok(Past {
            conn: memory,
            head,
            zone: self.zone,
        })
    }
}

/// What entries are read together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Record(RecordNumber),
    Entry(EntryNumber),
}

/// Folds the entries of `from` that count into the tables of `into`; with the entries themselves where `copy` is set.
pub(super) fn fold_into(
    from: &Connection,
    into: &Connection,
    counts: impl Fn(&crate::domain::entry::Entry) -> bool,
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
    for record in records {
        tables::refold(if copy { into } else { from }, into, record)?;
    }
    Ok(())
}
