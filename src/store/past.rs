//! The situation at another moment: the same fold over fewer entries, into tables in memory with the same schema.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension};

use crate::domain::audience::Audience;
use crate::domain::entry::{Entry, Event, LogEvent};
use crate::domain::history::verdicts;
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::publicity;
use crate::domain::records::Record;
use crate::domain::situation::{LogHead, Scope};

use super::error::StoreError;
use super::fold::fold_into;
use super::log::{Log, in_memory};
use super::query::View;
use super::tables;

const PUBLIC: Audience = Audience::Public;

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
    pub fn past(&self, scope: &Scope) -> Result<Past, StoreError> {
        let memory = in_memory()?;
        let transaction = memory.unchecked_transaction()?;
        fold_into(&self.conn, &memory, |entry| scope.holds(entry), true)?;
        transaction.commit()?;
        let mut head = self.head.clone();
        head.title = title(&memory)?.unwrap_or(head.title);
        Ok(Past {
            conn: memory,
            head,
            zone: self.zone,
        })
    }

    /// Folds what the public may read, as of a moment: internal entries leave no word, not even in the log's title.
    ///
    /// Who may read what is always as it is now: what was taken back is not told of the time before either.
    pub fn public(&self, scope: &Scope) -> Result<Past, StoreError> {
        let mut entries = Vec::new();
        {
            let mut statement = self.conn.prepare(
                "SELECT id, header, body FROM entry JOIN payload USING (id) ORDER BY lam, device",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (header, body): (String, String) = (row.get(1)?, row.get(2)?);
                entries.extend(tables::entry(row.get(0)?, &header, &body)?);
            }
        }
        // What speaks of an entry that belongs to no record goes with that entry.
        let mut roots: HashMap<EntryNumber, EntryNumber> = HashMap::new();
        let mut groups: BTreeMap<Group, Vec<Entry>> = BTreeMap::new();
        for entry in entries {
            let change = entry.body.event.visibility_change();
            let target = entry
                .body
                .event
                .target()
                .or(change.and_then(|change| change.entry));
            let target = target.unwrap_or(entry.number);
            let root = roots.get(&target).copied().unwrap_or(target);
            roots.insert(entry.number, root);
            let group = entry.record.map_or(Group::Entry(root), Group::Record);
            groups.entry(group).or_default().push(entry);
        }
        let hidden = {
            let mut written = Vec::new();
            for entries in groups.values() {
                let all = verdicts(entries);
                for (entry, verdict) in entries.iter().zip(&all) {
                    let right = publicity::right_is_told(PUBLIC, entries, &all, verdict);
                    written.push((entry, *verdict, right));
                }
            }
            written.sort_by_key(|(entry, ..)| entry.place());
            publicity::hidden_parts(PUBLIC, written.iter().map(|(e, v, r)| (*e, v, *r)))
        };
        let memory = in_memory()?;
        let transaction = memory.unchecked_transaction()?;
        for (group, entries) in groups {
            let mut public = publicity::told(PUBLIC, &entries);
            public.retain(|entry| scope.holds(entry));
            public.retain(|entry| match &entry.body.event {
                Event::Log(LogEvent::AssessmentWritten(written)) => !hidden.contains(&written.part),
                _ => true,
            });
            for entry in &public {
                tables::put_public(&memory, entry)?;
            }
            if let Group::Record(record) = group
                && let Some(record) = Record::fold(record, &public)
            {
                tables::put(&memory, &record)?;
            }
        }
        transaction.commit()?;
        let mut head = self.head.clone();
        head.title = title(&memory)?.unwrap_or_default();
        Ok(Past {
            conn: memory,
            head,
            zone: self.zone,
        })
    }
}

/// The log's title as these tables know it, which may have been corrected since; none without entry 1.
fn title(conn: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT coalesce(corrected_text, text) FROM journal WHERE kind = 'log_started'";
    Ok(conn.query_row(sql, [], |row| row.get(0)).optional()?)
}

/// What entries are read together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Record(RecordNumber),
    Entry(EntryNumber),
}
