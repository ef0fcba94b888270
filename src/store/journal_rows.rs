//! The rows of the Tagebuch: one for each entry, its words for the search, and what later entries say of it.

use std::collections::HashSet;

use rusqlite::{Connection, params};
use serde::Deserialize;

use crate::domain::codes::Certainty;
use crate::domain::correction::correction;
use crate::domain::entry::{Entry, Event, Why};
use crate::domain::moment::{Moment, Span};
use crate::domain::number::EntryNumber;
use crate::domain::text::{searchable, terms};
use crate::domain::verdict::Verdict;

use super::chain::stamp;
use super::error::{StoreError, kept};
use super::rows::utc;
use super::stored::bad_column;

/// Everything a person typed into an entry, for the search index, and the code of what its line says.
fn words(entry: &Entry) -> String {
    let mut text = entry.body.text.clone();
    for part in [
        &entry.body.author,
        &entry.body.role,
        &entry.body.source,
        &Some(entry.body.event.kind().to_owned()),
    ] {
        text.push(' ');
        text.push_str(part.as_deref().unwrap_or_default());
    }
    if let Some(record) = entry.record {
        text.push(' ');
        text.push_str(&record.to_string());
    }
    if let Some(certainty) = entry.body.certainty {
        text.push(' ');
        text.push_str(certainty.code());
    }
    // A released report repeats the log: its words would be found twice, and the document is long.
    for said in entry.body.event.texts() {
        text.push(' ');
        text.push_str(&said);
    }
    searchable(&text)
}

/// The record that the row is about: as the header spells it where this version cannot read it.
fn subject(entry: &Entry) -> Option<String> {
    match &entry.body.event {
        Event::Unread(unread) => unread.record.clone(),
        _ => entry.record.map(|record| record.to_string()),
    }
}

/// The single words of the log that are in its table already.
pub(super) type Terms = HashSet<String>;

/// An entry's words on their way into the search index.
pub(super) struct Words {
    entry: EntryNumber,
    words: String,
}

impl Words {
    pub(super) fn of(entry: &Entry) -> Words {
        Words {
            entry: entry.number,
            words: words(entry),
        }
    }

    /// Puts them in; `known` are the terms that were put in before in the same write.
    pub(super) fn put(&self, conn: &Connection, known: &mut Terms) -> Result<(), StoreError> {
        let rows = conn
            .prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?
            .execute(params![self.entry.id(), self.words])?;
        kept("search", rows)?;
        let mut insert =
            conn.prepare_cached("INSERT OR IGNORE INTO search_term (term) VALUES (?1)")?;
        for term in terms(&self.words) {
            if !known.contains(&term) {
                insert.execute([&term])?;
                known.insert(term);
            }
        }
        Ok(())
    }
}

/// Adds the Tagebuch row of an entry of that log, and what its laptop had of the others.
pub(super) fn put(log: &Connection, conn: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let body = &entry.body;
    let series = entry.number.0;
    let happened_at = utc(body.happened_at.at);
    let Span { start, end } = body.happened_at.span();
    let stands_at = stands_at(log, entry)?;
    let counts_from = (happened_at < stands_at).then_some(&happened_at);
    let rows = conn.prepare_cached(
        "INSERT INTO journal (id, number, lam, device, happened_at, happened_precision, approximate, recorded_at,
           known_at, author, role, kind, subject, creates, speaks, text, source, certainty, visibility, target, visibility_of, unread,
           stands_at, counts_from, noted_at, ends_at, field)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
    )?
    .execute(params![
        entry.number.id(),
        entry.number.to_string(),
        i64::try_from(entry.lam).unwrap_or(i64::MAX),
        series.device.0,
        happened_at,
        body.happened_at.precision.code().as_ref(),
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
        stands_at,
        counts_from,
        utc(entry.noted_at().at),
        (start < end).then(|| utc(end)),
        correction(entry).and_then(|correction| {
            let time = correction.happened_at.map(|_| "happened_at");
            correction.field.as_deref().or(time)
        }),
    ])?;
    kept("journal", rows)?;
    let records = body.event.about().iter();
    let subjects = records.map(ToString::to_string);
    let entries = body.event.about_entries().iter().map(ToString::to_string);
    for subject in subjects.chain(entries) {
        conn.prepare_cached("INSERT OR REPLACE INTO about (subject, entry) VALUES (?1, ?2)")?
            .execute(params![subject, entry.number.id()])?;
    }
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

/// What is asked of the entry that began a log. SQLite takes longer to look into a JSON text than to give it.
#[derive(Deserialize)]
struct Begun {
    happened_at: String,
}

/// Where an entry stands in the Tagebuch: at its moment, but where that is a day or a part of one on which the log began, not
/// before its beginning.
fn stands_at(log: &Connection, entry: &Entry) -> Result<String, StoreError> {
    let happened_at = entry.body.happened_at;
    let at = utc(happened_at.at);
    let Span { start, end } = happened_at.span();
    if start == end {
        return Ok(at);
    }
    let mut first = log.prepare_cached("SELECT body FROM payload WHERE id = 1")?;
    let mut first = first.query([])?;
    let began = match first.next()? {
        Some(row) => {
            let body = row.get_ref(0)?.as_str().map_err(bad_column)?;
            let begun: Option<Begun> = serde_json::from_str(body).ok();
            let at = begun.and_then(|begun| begun.happened_at.parse().ok());
            at.map(utc)
        }
        None => None,
    };
    Ok(match began {
        Some(began) if (utc(start)..utc(end)).contains(&began) => at.max(began),
        _ => at,
    })
}

/// Writes into the row of an entry that comes along with its record since when that is there.
pub(super) fn come_along(
    conn: &Connection,
    entry: &Entry,
    there_from: Moment,
) -> Result<(), StoreError> {
    let from = there_from.min(entry.body.happened_at);
    conn.prepare_cached(
        "UPDATE journal SET counts_from = iif(?2 < stands_at, ?2, NULL)
         WHERE id = ?1 AND counts_from IS NOT iif(?2 < stands_at, ?2, NULL)",
    )?
    .execute(params![entry.number.id(), utc(from.at)])?;
    Ok(())
}

/// Writes into an entry's row what later entries say of it, where that is something new.
pub(super) fn settle(
    log: &Connection,
    conn: &Connection,
    entry: &Entry,
    verdict: &Verdict<'_>,
    table: &str,
) -> Result<(), StoreError> {
    let right = verdict.right(entry);
    conn.prepare_cached(&format!(
        "UPDATE {table} SET corrected_by = ?2, corrected_text = ?3, voided_by = ?4,
           visibility = iif(kind = 'visibility_changed', visibility, ?5), certainty = ?6
         WHERE id = ?1 AND (corrected_by, corrected_text, voided_by, visibility, certainty) IS NOT (?2, ?3, ?4, ?5, ?6)"
    ))?
    .execute(params![
        entry.number.id(),
        verdict.corrected().map(|correction| correction.number.id()),
        Some(&right.body.text).filter(|text| **text != entry.body.text),
        verdict.voided.map(|void| void.number.id()),
        verdict.visibility.code(),
        right.body.certainty.map(Certainty::code),
    ])?;
    retime(log, conn, &right, table)
}

/// Writes into an entry's row when it happened, where that is another time than the row has.
fn retime(
    log: &Connection,
    conn: &Connection,
    right: &Entry,
    table: &str,
) -> Result<(), StoreError> {
    let body = &right.body;
    let happened_at = utc(body.happened_at.at);
    let Span { start, end } = body.happened_at.span();
    let ends_at = (start < end).then(|| utc(end));
    let (precision, approximate) = (body.happened_at.precision.code(), body.approximate);
    let id = right.number.id();
    let mut same = conn.prepare_cached(&format!(
        "SELECT (happened_at, happened_precision, ends_at, approximate) IS (?2, ?3, ?4, ?5) FROM {table} WHERE id = ?1"
    ))?;
    let now = params![id, happened_at, precision, ends_at, approximate];
    if same.query_row(now, |row| row.get(0))? {
        return Ok(());
    }
    let stands_at = stands_at(log, right)?;
    conn.prepare_cached(&format!(
        "UPDATE {table} SET happened_at = ?2, happened_precision = ?3, approximate = ?4, stands_at = ?5, counts_from = ?6,
           ends_at = ?7 WHERE id = ?1"
    ))?
    .execute(params![
        id,
        happened_at,
        precision,
        approximate,
        stands_at,
        (happened_at < stands_at).then_some(&happened_at),
        ends_at,
    ])?;
    Ok(())
}
