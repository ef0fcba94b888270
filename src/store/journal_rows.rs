//! The rows of the Tagebuch: one for each entry, its words for the search, and what later entries say of it.

use rusqlite::{Connection, params};

use crate::domain::codes::Certainty;
use crate::domain::entry::{Entry, Event, LogEvent, Why};
use crate::domain::history::Verdict;
use crate::domain::number::EntryNumber;

use super::chain::stamp;
use super::error::{StoreError, kept};
use super::rows::utc;

/// Everything a person typed into an entry, for the search index.
fn words(entry: &Entry) -> Result<String, StoreError> {
    fn collect(value: &serde_json::Value, into: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                into.push(' ');
                into.push_str(text);
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
            serde_json::Value::Object(fields) => {
                fields.values().for_each(|field| collect(field, into));
            }
            _ => {}
        }
    }
    let mut text = entry.body.text.clone();
    for part in [&entry.body.author, &entry.body.source] {
        text.push(' ');
        text.push_str(part.as_deref().unwrap_or_default());
    }
    if let Some(record) = entry.record {
        text.push(' ');
        text.push_str(&record.to_string());
    }
    // A released report repeats the log: its words would be found twice, and the document is long.
    if !matches!(
        entry.body.event,
        Event::Log(LogEvent::NoteTaken(_)) | Event::Report(_) | Event::Unread(_)
    ) {
        collect(&serde_json::to_value(&entry.body.event)?, &mut text);
    }
    Ok(text)
}

/// The record that the row is about: as the header spells it where this version cannot read it.
fn subject(entry: &Entry) -> Option<String> {
    match &entry.body.event {
        Event::Unread(unread) => unread.record.clone(),
        _ => entry.record.map(|record| record.to_string()),
    }
}

/// An entry's words on their way into the search index.
pub(super) struct Words {
    entry: EntryNumber,
    words: String,
}

impl Words {
    pub(super) fn of(entry: &Entry) -> Result<Words, StoreError> {
        Ok(Words {
            entry: entry.number,
            words: words(entry)?,
        })
    }

    pub(super) fn put(&self, conn: &Connection) -> Result<(), StoreError> {
        let rows = conn
            .prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?
            .execute(params![self.entry.id(), self.words])?;
        kept("search", rows)
    }
}

/// Adds the Tagebuch row of an entry, and what its laptop had of the others.
pub(super) fn put(conn: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let body = &entry.body;
    let series = entry.number.0;
    let rows = conn.prepare_cached(
        "INSERT INTO journal (id, number, lam, device, happened_at, happened_precision, approximate, recorded_at,
           known_at, author, role, kind, subject, creates, speaks, text, source, certainty, visibility, target, visibility_of, unread)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    )?
    .execute(params![
        entry.number.id(),
        entry.number.to_string(),
        i64::try_from(entry.lam).unwrap_or(i64::MAX),
        series.device.0,
        utc(body.happened_at.at),
        body.happened_at.precision.code(),
        body.approximate,
        utc(entry.recorded_at),
        stamp(entry.known_at().to_utc()),
        body.author,
        body.role,
        body.event.kind(),
        subject(entry),
        body.event.creates(),
        entry.speaks_of_others(),
        body.text,
        body.source,
        body.certainty.map(Certainty::code),
        body.visibility.code(),
        body.event.target().map(EntryNumber::id),
        body.event
            .visibility_change()
            .and_then(|change| change.entry)
            .map(EntryNumber::id),
        match &body.event {
            Event::Unread(unread) => Some(match unread.why {
                Why::Unknown => "unknown",
                Why::Blackened => "blackened",
            }),
            _ => None,
        },
    ])?;
    kept("journal", rows)?;
    for (other, upto) in entry.seen.iter() {
        conn.prepare_cached(
            "INSERT OR REPLACE INTO seen (device, seq, other, upto) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            series.device.0,
            i64::try_from(series.running).unwrap_or(i64::MAX),
            other.0,
            i64::try_from(upto).unwrap_or(i64::MAX),
        ])?;
    }
    Ok(())
}

/// Writes into an entry's row what later entries say of it, where that is something new.
pub(super) fn settle(
    conn: &Connection,
    entry: EntryNumber,
    verdict: &Verdict<'_>,
    table: &str,
) -> Result<(), StoreError> {
    let corrected_by = verdict.corrected.map(|correction| correction.number.id());
    let voided_by = verdict.voided.map(|void| void.number.id());
    conn.prepare_cached(&format!(
        "UPDATE {table} SET corrected_by = ?2, corrected_text = ?3, voided_by = ?4,
           visibility = iif(kind = 'visibility_changed', visibility, ?5)
         WHERE id = ?1 AND (corrected_by, voided_by, visibility) IS NOT (?2, ?4, ?5)"
    ))?
    .execute(params![
        entry.id(),
        corrected_by,
        verdict
            .corrected
            .map(|correction| correction.body.text.as_str()),
        voided_by,
        verdict.visibility.code(),
    ])?;
    Ok(())
}
