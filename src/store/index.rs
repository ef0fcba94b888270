//! The way from entries to tables: the Tagebuch's rows, what later entries say of earlier ones, and the records.
//!
//! Whoever adds entries to a log, from this laptop or another one, comes through here; so does every fold of a whole log.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension};

use crate::domain::entry::{Entry, Event, LogEvent};
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::records::Record;
use crate::domain::verdict::verdicts;

use super::error::StoreError;
use super::journal_rows::{self, Terms, Words};
use super::rows;
use super::stored::{self, PART, STORED, each_in_parts, entries_of};

/// Entries that are read together: what one of them says can change what the others are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Record(RecordNumber),
    /// An entry that belongs to no record, and what speaks of it.
    Entry(EntryNumber),
}

impl Group {
    /// The group of an entry whose row is in the Tagebuch of `conn`.
    pub(super) fn of(conn: &Connection, entry: &Entry) -> Result<Group, StoreError> {
        if let Some(record) = entry.record {
            return Ok(Group::Record(record));
        }
        let mut root = entry.number.id();
        loop {
            // What speaks of itself or of something later was not written by this program, and says nothing.
            let above: Option<i64> = conn
                .prepare_cached(
                    "SELECT above.id FROM journal JOIN journal above
                       ON above.id = coalesce(journal.target, journal.visibility_of)
                     WHERE journal.id = ?1 AND (above.lam, above.device) < (journal.lam, journal.device)",
                )?
                .query_row([root], |row| row.get(0))
                .optional()?;
            match above {
                Some(above) => root = above,
                None => return Ok(Group::Entry(EntryNumber::from_id(root))),
            }
        }
    }

    /// Its entries in `from`, in the order of the log; `journal` has the rows that tell what speaks of what.
    pub(super) fn entries(
        self,
        from: &Connection,
        journal: &Connection,
    ) -> Result<Vec<Entry>, StoreError> {
        let root = match self {
            Group::Record(record) => return entries_of(from, record),
            Group::Entry(root) => root,
        };
        let mut statement = journal.prepare_cached(
            "WITH RECURSIVE spoken_of (id) AS (
               VALUES (?1)
               UNION SELECT journal.id FROM journal, spoken_of WHERE journal.target = spoken_of.id
               UNION SELECT journal.id FROM journal, spoken_of WHERE journal.visibility_of = spoken_of.id)
             SELECT id FROM spoken_of",
        )?;
        let ids = statement.query_map([root.id()], |row| row.get::<_, i64>(0))?;
        let mut entries = Vec::new();
        for id in ids {
            entries.extend(stored::entries(from, "entry.id = ?1", [id?])?);
        }
        entries.retain(|entry| entry.record.is_none());
        entries.sort_by_key(Entry::place);
        Ok(entries)
    }
}

/// Brings the tables up to date with entries that are new in the log, wherever in its order they belong; their words are
/// put into the search index apart.
pub(super) fn index(conn: &Connection, new: &[Entry]) -> Result<(), StoreError> {
    for entry in new {
        journal_rows::put(conn, conn, entry)?;
    }
    let mut groups: BTreeMap<Group, bool> = BTreeMap::new();
    for entry in new {
        let speaks = entry.speaks_of_others();
        if speaks || entry.record.is_some() {
            *groups.entry(Group::of(conn, entry)?).or_default() |= speaks;
        }
    }
    for (group, speaks) in groups {
        settle(conn, conn, group, &group.entries(conn, conn)?, speaks)?;
    }
    Ok(())
}

/// The groups of which entries were corrected in one write, with those of their entries that still say something: the next
/// correction need not read all that came before it.
pub(super) type Corrected = BTreeMap<Group, Vec<Entry>>;

/// Brings the tables up to date with one entry that is the newest of the log; `alone` where one laptop wrote all of it.
pub(super) fn append(
    conn: &Connection,
    entry: &Entry,
    alone: bool,
    corrected: &mut Corrected,
) -> Result<(), StoreError> {
    journal_rows::put(conn, conn, entry)?;
    let speaks = entry.speaks_of_others();
    if entry.record.is_none() && !speaks {
        return Ok(());
    }
    let group = Group::of(conn, entry)?;
    let known = corrected.remove(&group);
    if alone && !speaks && go_on(conn, entry)? {
        return Ok(());
    }
    let Event::Log(LogEvent::EntryCorrected(correction)) = &entry.body.event else {
        if entry.body.event.creates() && is_first(conn, entry)? {
            return settle(conn, conn, group, std::slice::from_ref(entry), speaks);
        }
        return settle(conn, conn, group, &group.entries(conn, conn)?, speaks);
    };
    let target = |known: &Vec<Entry>| known.iter().any(|entry| entry.number == correction.entry);
    let mut entries = match known.filter(target) {
        Some(mut known) => {
            known.push(entry.clone());
            known
        }
        None => group.entries(conn, conn)?,
    };
    entries.retain(|earlier| !entry.overtakes(earlier));
    settle(conn, conn, group, &entries, speaks)?;
    corrected.insert(group, entries);
    Ok(())
}

/// Whether no other entry of the log is about its record.
fn is_first(conn: &Connection, entry: &Entry) -> Result<bool, StoreError> {
    let Some(record) = entry.record else {
        return Ok(false);
    };
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM entry WHERE record = ?1 AND id <> ?2)";
    let mut others = conn.prepare_cached(sql)?;
    Ok(others.query_row((record.to_string(), entry.number.id()), |row| row.get(0))?)
}

/// Applies the newest entry to its record as its row has it; gives whether that could be done.
fn go_on(conn: &Connection, entry: &Entry) -> Result<bool, StoreError> {
    let Some(number) = entry.record.filter(|record| record.kind.goes_on()) else {
        return Ok(false);
    };
    let Some((mut record, last)) = rows::standing(conn, number, Tz::UTC)? else {
        return Ok(false);
    };
    let could = record.go_on(entry);
    if could {
        rows::put_from(conn, &record, "", last)?;
    }
    Ok(could)
}

/// Folds the record of a group; where something in it speaks of others, decides on its entries anew.
fn settle(
    log: &Connection,
    into: &Connection,
    group: Group,
    entries: &[Entry],
    speaks: bool,
) -> Result<(), StoreError> {
    if speaks {
        for (entry, verdict) in entries.iter().zip(&verdicts(entries)) {
            journal_rows::settle(log, into, entry, verdict, "journal")?;
        }
    }
    let Group::Record(number) = group else {
        return Ok(());
    };
    let Some(record) = Record::fold(number, entries) else {
        return rows::remove(into, number);
    };
    let judged = entries.iter().zip(verdicts(entries));
    for (entry, verdict) in judged.filter(|(entry, _)| entry.comes_along()) {
        journal_rows::come_along(into, &verdict.right(entry), record.track().there_from)?;
    }
    rows::put(into, &record, "")
}

/// Folds all entries of `from` into the empty tables of `into`, which may be its own.
pub(super) fn fold_all(from: &Connection, into: &Connection) -> Result<(), StoreError> {
    fold_part(from, from, into, &|| Ok(()))
}

/// The same where `from` has only a part of the entries of that log; `pause` is called between parts, with nothing open.
pub(super) fn fold_part(
    log: &Connection,
    from: &Connection,
    into: &Connection,
    pause: &dyn Fn() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    /// Groups that are folded between two pauses.
    const GROUPS: usize = 100;
    let mut groups: BTreeMap<Group, bool> = BTreeMap::new();
    let mut apart = Vec::new();
    let mut known = Terms::new();
    let mut read = from.prepare(&format!(
        "{STORED} WHERE entry.id >= ?1 ORDER BY entry.id LIMIT {PART}"
    ))?;
    each_in_parts(&mut read, pause, |row| {
        let entry = stored::read(row, 0)?;
        journal_rows::put(log, into, &entry)?;
        Words::of(&entry).put(into, &mut known)?;
        let speaks = entry.speaks_of_others();
        match entry.record {
            Some(record) => *groups.entry(Group::Record(record)).or_default() |= speaks,
            None if speaks => apart.push(entry),
            None => {}
        }
        Ok(())
    })?;
    // Only now is it known what speaks of what.
    for entry in &apart {
        groups.insert(Group::of(into, entry)?, true);
    }
    for (place, (group, speaks)) in groups.into_iter().enumerate() {
        if place % GROUPS == 0 {
            pause()?;
        }
        settle(log, into, group, &group.entries(from, into)?, speaks)?;
    }
    Ok(())
}
