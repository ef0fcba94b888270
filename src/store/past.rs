//! The situation at another moment: the same fold over fewer entries, into tables in memory with the same schema.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::entry::{Entry, Event};
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::publicity;
use crate::domain::record::Record;
use crate::domain::situation::{LogHead, Scope};

use super::error::StoreError;
use super::fold::fold_into;
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
