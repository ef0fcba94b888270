//! The situation at another moment, or as somebody outside may read it.
//!
//! It is the same fold over fewer entries. Of the past only the records are folded that have entries on both sides of the
//! moment; all others are what they are now, or are not there yet, so the cost is that of what changed since.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, TransactionState, params};

use crate::domain::audience::Audience;
use crate::domain::entry::{Entry, Event, Heads, LogEvent};
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber, Series};
use crate::domain::publicity;
use crate::domain::records::Record;
use crate::domain::situation::{LogHead, Scope};
use crate::domain::verdict::verdicts;

use super::chain::{Header, stamp};
use super::error::StoreError;
use super::index::Group;
use super::journal_rows::{self, Terms, Words};
use super::log::{Log, connect, connect_within, copy_of};
use super::query::View;
use super::rows::utc;
use super::stored::{self, STORED, entries_of};
use super::{derived, index, rows};

/// Tables of the situation as of a moment, as it was known by a moment, or as an audience may read it.
pub struct Past {
    conn: Connection,
    head: LogHead,
    zone: chrono_tz::Tz,
    pub(super) scope: Scope,
    /// How many entries are held, as a query; where it is not given, they are counted one by one.
    pub(super) count: Option<String>,
    /// Those of the entries that do not fit into the chain, where these tables have none themselves.
    pub(super) altered: Option<BTreeSet<EntryNumber>>,
}

impl Past {
    pub fn view(&self) -> View<'_> {
        View {
            conn: &self.conn,
            zone: self.zone,
            head: &self.head,
            past: Some(self),
        }
    }
}

/// How often a look at the past is begun anew where somebody who writes is in its way, and how long it waits each time.
pub(crate) const ATTEMPTS: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// Begins to read: SQLite itself begins with the first statement, and the moment is to be now.
pub(super) const BEGIN: &str = "BEGIN; SELECT count(*) FROM sqlite_schema";

/// What tells the tables that stand in for those of the file.
const BESIDE: &str = "past_";

/// Entries that come along with their record, as far as it was known, and those that do not.
const THERE: &str = "there";
const GONE: &str = "gone";

/// What names the entries that were then held to happen later than they do now.
const LATER: &str = "later";

/// The entries that hold whatever moment is asked for, as [`Entry::speaks_of_others`] tells.
const OTHERS: &str = "speaks = 1";

impl Log {
    /// The situation over the entries that the scope holds.
    pub fn past(&self, scope: &Scope) -> Result<Past, StoreError> {
        let conn = match self.conn.path().filter(|path| !path.is_empty()) {
            Some(path) => self.beside(path.as_ref())?,
            None => copy_of(&self.conn)?,
        };
        self.overlaid(conn, scope)
    }

    /// The same for whom the log itself need no longer be of a moment: who lets go of it first waits for writers as any other.
    pub fn past_alone(&self, scope: &Scope) -> Result<Past, StoreError> {
        if self.conn.path().is_none_or(str::is_empty) {
            return self.past(scope);
        }
        if self.conn.transaction_state::<&str>(None)? == TransactionState::Read {
            self.conn.execute_batch("COMMIT")?;
        }
        self.past_now(scope).map_err(|error| error.at(&self.path))
    }

    /// The same at the moment of the call, where the log itself no longer holds a moment.
    pub(super) fn past_now(&self, scope: &Scope) -> Result<Past, StoreError> {
        let conn = connect(&self.path, self.conn.is_readonly(rusqlite::MAIN_DB)?)?;
        conn.execute_batch(BEGIN)?;
        self.overlaid(conn, scope)
    }

    fn overlaid(&self, conn: Connection, scope: &Scope) -> Result<Past, StoreError> {
        conn.pragma_update(None, "temp_store", "memory")?;
        let count = overlay(&conn, scope)?;
        self.seen(conn, scope, Some(count))
    }

    /// A second connection to the file that sees the same moment as the first.
    ///
    /// # Errors
    /// Locked at once where somebody who writes waits for the first connection: waiting for each other, neither would go on.
    fn beside(&self, path: &Path) -> Result<Connection, StoreError> {
        let fixed = self.conn.is_readonly(rusqlite::MAIN_DB)?;
        // While this process writes, nobody else does, and what it has not committed is not seen.
        if self.conn.transaction_state::<&str>(None)? != TransactionState::Read {
            return connect(path, fixed);
        }
        let begun = connect_within(path, fixed, Duration::ZERO).and_then(|conn| {
            conn.execute_batch(BEGIN)?;
            Ok(conn)
        });
        if let Err(StoreError::Locked { .. }) = begun {
            std::thread::sleep(PAUSE);
        }
        begun
    }

    /// The same by folding every entry that the scope holds: slow, and what the other way is checked against.
    pub fn folded(&self, scope: &Scope) -> Result<Past, StoreError> {
        let memory = derived::in_memory()?;
        let transaction = memory.unchecked_transaction()?;
        let mut statement = self.conn.prepare(&format!("{STORED} ORDER BY entry.id"))?;
        let mut rows = statement.query([])?;
        let mut records = BTreeSet::new();
        let mut held = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let entry = stored::read(row, 0)?;
            let mut entries = match entry.record {
                Some(record) if !records.insert(record) => continue,
                Some(record) => entries_of(&self.conn, record)?,
                None => Group::of(&self.conn, &entry)?.entries(&self.conn, &self.conn)?,
            };
            scope.keep(&mut entries);
            held.extend(entries.iter().map(|entry| entry.number));
        }
        let mut altered = BTreeSet::new();
        for number in held {
            stored::copy(&self.conn, &memory, Some(number))?;
            if !stored::is_sound(&self.conn, number)? {
                altered.insert(number);
            }
        }
        index::fold_part(&self.conn, &memory, &memory, &|| Ok(()))?;
        transaction.commit()?;
        let altered = Some(altered);
        let past = self.seen(memory, scope, None)?;
        Ok(Past { altered, ..past })
    }

    fn seen(
        &self,
        conn: Connection,
        scope: &Scope,
        count: Option<String>,
    ) -> Result<Past, StoreError> {
        let mut head = self.head.clone();
        head.title = title(&conn)?.unwrap_or(head.title);
        Ok(Past {
            conn,
            head,
            zone: self.zone,
            scope: scope.clone(),
            count,
            altered: None,
        })
    }

    /// What the public may read, as of a moment: internal entries leave no word, not even in the log's title.
    pub fn public(&self, scope: &Scope) -> Result<Past, StoreError> {
        self.told(Audience::Public, scope)
    }

    /// What an audience may read, as of a moment.
    ///
    /// Who may read what is always as it is now: what was taken back is not told of the time before either.
    pub fn told(&self, audience: Audience, scope: &Scope) -> Result<Past, StoreError> {
        let hidden = self.hidden_parts(audience)?;
        let memory = derived::in_memory()?;
        let transaction = memory.unchecked_transaction()?;
        let mut altered = BTreeSet::new();
        let mut groups = Vec::new();
        for group in self.shared()? {
            let entries = group.entries(&self.conn, &self.conn)?;
            let mut told = publicity::told(audience, &entries);
            scope.keep(&mut told);
            told.retain(|entry| match &entry.body.event {
                Event::Log(LogEvent::AssessmentWritten(written)) => !hidden.contains(&written.part),
                _ => true,
            });
            groups.push((group, told));
        }
        let known = groups.iter().filter(|(_, told)| !told.is_empty());
        let known: BTreeSet<RecordNumber> = known
            .filter_map(|(group, _)| match group {
                Group::Record(record) => Some(*record),
                Group::Entry(_) => None,
            })
            .collect();
        for (group, mut told) in groups {
            for entry in &mut told {
                publicity::name_only(&known, entry);
            }
            for entry in &told {
                put_told(&self.conn, &memory, entry)?;
                if !stored::is_sound(&self.conn, entry.number)? {
                    altered.insert(entry.number);
                }
            }
            if let Group::Record(record) = group
                && let Some(record) = Record::fold(record, &told)
            {
                rows::put(&memory, &record, "")?;
            }
        }
        transaction.commit()?;
        let mut head = self.head.clone();
        head.title = title(&memory)?.unwrap_or_default();
        Ok(Past {
            conn: memory,
            head,
            zone: self.zone,
            scope: Scope::ALL,
            count: None,
            altered: Some(altered),
        })
    }

    /// The groups of entries of which at least one is marked for somebody outside.
    fn shared(&self) -> Result<BTreeSet<Group>, StoreError> {
        let mut groups = BTreeSet::new();
        let mut statement = self
            .conn
            .prepare("SELECT id, subject FROM journal WHERE visibility <> 'internal'")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let subject: Option<String> = row.get(1)?;
            match subject.as_deref().and_then(RecordNumber::parse) {
                Some(record) => groups.insert(Group::Record(record)),
                None => groups.insert(Group::Entry(EntryNumber::from_id(row.get(0)?))),
            };
        }
        Ok(groups)
    }

    /// The parts of the Lagebild whose wording in force the audience may not read.
    fn hidden_parts(
        &self,
        audience: Audience,
    ) -> Result<std::collections::HashSet<crate::domain::codes::AssessmentPart>, StoreError> {
        let mut statement = self
            .conn
            .prepare("SELECT id FROM journal WHERE kind = 'assessment_written'")?;
        let ids = statement.query_map([], |row| row.get::<_, i64>(0))?;
        let mut groups = Vec::new();
        for id in ids {
            let group = Group::Entry(EntryNumber::from_id(id?));
            groups.push(group.entries(&self.conn, &self.conn)?);
        }
        let mut written = Vec::new();
        for entries in &groups {
            let all = verdicts(entries);
            for (entry, verdict) in entries.iter().zip(&all) {
                let right = publicity::right_is_told(audience, entries, &all, verdict, true);
                written.push((entry, verdict.clone(), right));
            }
        }
        written.sort_by_key(|(entry, ..)| entry.place());
        let written = written
            .iter()
            .map(|(entry, verdict, right)| (*entry, verdict, *right));
        Ok(publicity::hidden_parts(audience, written))
    }
}

/// The log's title as these tables know it, which may have been corrected since; none without entry 1.
fn title(conn: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT coalesce(corrected_text, text) FROM journal WHERE id = 1";
    Ok(conn.query_row(sql, [], |row| row.get(0)).optional()?)
}

/// Keeps an entry made fit for somebody outside in tables in memory, where no chain holds it: with its payload only.
fn put_told(log: &Connection, conn: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let series = entry.number.0;
    conn.prepare_cached(
        "INSERT INTO entry (id, device, seq, lam, kind, record, header, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, zeroblob(32))",
    )?
    .execute(params![
        entry.number.id(),
        series.device.0,
        i64::try_from(series.running).unwrap_or(i64::MAX),
        i64::try_from(entry.lam).unwrap_or(i64::MAX),
        entry.body.event.kind(),
        entry.record.map(|record| record.to_string()),
        serde_json::to_string(&Header::of(entry))?,
    ])?;
    conn.prepare_cached("INSERT INTO payload (id, salt, body) VALUES (?1, zeroblob(32), ?2)")?
        .execute(params![
            entry.number.id(),
            serde_json::to_string(&entry.body)?
        ])?;
    journal_rows::put(log, conn, entry)?;
    Words::of(entry).put(conn, &mut Terms::new())
}

// ---- the tables of the past over those of the present ----

/// Puts views in front of the file's tables, under their names, that show what the scope holds; gives the query for how
/// many entries that are.
fn overlay(conn: &Connection, scope: &Scope) -> Result<String, StoreError> {
    derived::create_beside(conn, BESIDE)?;
    conn.execute_batch(
        "CREATE TEMP TABLE changed (name TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID",
    )?;
    let held = Held {
        as_of: scope.as_of.map(|as_of| utc(as_of.at)),
        known: known(conn, scope)?,
        moved: false,
    };
    for record in held.records_in_between(conn)? {
        fold_again(conn, scope, record)?;
    }
    let mut moved = false;
    for group in held.groups_in_between(conn)? {
        moved |= decide_again(conn, scope, group)?;
    }
    let held = Held { moved, ..held };
    let mut views = vec![("journal", journal_view(conn, &held)?)];
    for &kind in RecordKind::ALL {
        let table = kind.code();
        let changed = is_changed(conn, table)?;
        views.push((
            table,
            beside(table, "id", &held.records(), changed.then_some(table)),
        ));
        if let Some(history) = kind.history() {
            views.push((
                history,
                beside(history, table, "TRUE", changed.then_some(table)),
            ));
        }
    }
    for (name, select) in views {
        conn.execute_batch(&format!("CREATE TEMP VIEW \"{name}\" AS {select}"))?;
    }
    Ok(held.count())
}

fn is_changed(conn: &Connection, name: &str) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM temp.changed WHERE name = ?1)")?
        .query_row([name], |row| row.get(0))?)
}

/// The rows of a table that are as they are now, and those that stand in for the others.
///
/// Where none stands in, the view is one simple SELECT, which SQLite sees through.
fn beside(table: &str, id: &str, held: &str, changed: Option<&str>) -> String {
    let now = format!("SELECT * FROM main.{table} WHERE {held}");
    changed.map_or(now.clone(), |name| {
        format!(
            "{now} AND \"{id}\" NOT IN (SELECT id FROM temp.changed WHERE name = '{name}')
             UNION ALL SELECT * FROM temp.{BESIDE}{table}"
        )
    })
}

/// The Tagebuch's rows that are held; what later entries say of them is as the scope knows it.
fn journal_view(conn: &Connection, held: &Held) -> Result<String, StoreError> {
    let moved = held.moved;
    let held = held.entries();
    if !is_changed(conn, "journal")? {
        return Ok(format!("SELECT * FROM main.journal WHERE {held}"));
    }
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info('journal')")?;
    let columns = statement.query_map([], |row| row.get::<_, String>(0))?;
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let said_later = [
        "corrected_text",
        "corrected_by",
        "voided_by",
        "visibility",
        "certainty",
    ];
    let times = [
        "happened_at",
        "happened_precision",
        "approximate",
        "stands_at",
        "ends_at",
    ];
    let columns: Vec<String> = columns
        .iter()
        .map(|name| {
            // Only where it is needed: what stands in for a column is found by no index.
            let moved = moved && times.contains(&name.as_str());
            if moved || said_later.contains(&name.as_str()) {
                format!("iif(past.id IS NULL, journal.{name}, past.{name}) AS {name}")
            } else {
                format!("journal.{name} AS {name}")
            }
        })
        .collect();
    // A join, not a union: SQLite sees through it, and finds the newest rows by its index.
    Ok(format!(
        "SELECT {} FROM main.journal LEFT JOIN temp.{BESIDE}journal past ON past.id = journal.id WHERE {held}",
        columns.join(", ")
    ))
}

/// Which entries are held, in SQL: dates and numbers in a form of our own, nothing that a person typed.
struct Held {
    as_of: Option<String>,
    known: Option<Vec<(i64, i64)>>,
    /// Whether the journal that stands in for the present one has other times.
    moved: bool,
}

impl Held {
    /// Whether the entry with this id was known.
    fn known(&self, column: &str) -> String {
        let Some(ranges) = &self.known else {
            return "TRUE".to_owned();
        };
        let ranges: Vec<String> = ranges
            .iter()
            .map(|(first, last)| format!("{column} BETWEEN {first} AND {last}"))
            .collect();
        if ranges.is_empty() {
            "FALSE".to_owned()
        } else {
            format!("({})", ranges.join(" OR "))
        }
    }

    /// Of the Tagebuch's rows.
    fn entries(&self) -> String {
        // The plus keeps SQLite from reading by number what is asked for by time.
        let known = self.known("+journal.id");
        match &self.as_of {
            Some(at) => {
                let early = self.early(at);
                let later = if self.moved {
                    format!(
                        "AND journal.id NOT IN (SELECT id FROM temp.changed WHERE name = '{LATER}')"
                    )
                } else {
                    String::new()
                };
                format!(
                    "(journal.stands_at <= '{at}' OR journal.{OTHERS} OR {early}) {later} AND {known}"
                )
            }
            None => known,
        }
    }

    /// Of the rows that stand later than they count: those of a day, and those that come along with their record.
    fn early(&self, at: &str) -> String {
        let early = format!("journal.counts_from <= '{at}'");
        if self.known.is_none() {
            return early;
        }
        let among = |name: &str| {
            format!("journal.id IN (SELECT id FROM temp.changed WHERE name = '{name}')")
        };
        let (there, gone) = (among(THERE), among(GONE));
        format!("({early} AND NOT (journal.happened_at > '{at}' AND {gone}) OR {there})")
    }

    /// Of the rows of records, by the entry that created them.
    fn records(&self) -> String {
        let known = self.known("entry");
        match &self.as_of {
            Some(at) => format!("there_from <= '{at}' AND {known}"),
            None => known,
        }
    }

    /// How many entries are held.
    fn count(&self) -> String {
        let known = self.known("+id");
        match &self.as_of {
            Some(_) if self.moved => "SELECT count(*) FROM journal".to_owned(),
            // Each is answered from an index alone where all is known.
            Some(at) => {
                let early = self.early(at);
                let later = format!("stands_at > '{at}' AND {known}");
                let early = match self.known {
                    None => format!("counts_from IS NOT NULL AND {early}"),
                    Some(_) => early,
                };
                format!(
                    "SELECT (SELECT count(*) FROM main.journal WHERE stands_at <= '{at}' AND {known})
                       + (SELECT count(*) FROM main.journal WHERE {OTHERS} AND {later})
                       + (SELECT count(*) FROM main.journal WHERE speaks = 0 AND {early} AND {later})"
                )
            }
            None => {
                let ranges = self.known.iter().flatten();
                let known: i64 = ranges.map(|(first, last)| last - first + 1).sum();
                format!("SELECT {known}")
            }
        }
    }

    /// Records that are there with some of their entries, and not with all.
    fn records_in_between(&self, conn: &Connection) -> Result<BTreeSet<RecordNumber>, StoreError> {
        let mut between = BTreeSet::new();
        if let Some(at) = &self.as_of {
            let later = format!("happened_at > '{at}'");
            between.extend(records_of(conn, &later, &self.records())?);
        }
        if self.known.is_some() {
            // Since when such a record is there is another question than its row answers.
            let unknown = format!("NOT {}", self.known("+id"));
            between.extend(records_of(conn, &unknown, &self.known("entry"))?);
        }
        Ok(between)
    }

    /// Groups with remarks that were not yet known.
    fn groups_in_between(&self, conn: &Connection) -> Result<BTreeSet<Group>, StoreError> {
        let sql = format!(
            "{STORED} JOIN journal ON journal.id = entry.id WHERE journal.{OTHERS} AND NOT {}",
            self.known("+journal.id")
        );
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut groups = BTreeSet::new();
        while let Some(row) = rows.next()? {
            groups.insert(Group::of(conn, &stored::read(row, 0)?)?);
        }
        Ok(groups)
    }
}

/// The newest entry of each laptop that the scope lets be known.
pub(super) fn heads(conn: &Connection, scope: &Scope) -> Result<Heads, StoreError> {
    let mut heads = Heads::default();
    if let Some(ranges) = known(conn, scope)? {
        for (_, last) in ranges {
            let Series { device, running } = Series::from_id(last);
            heads.add(device, running);
        }
        return Ok(heads);
    }
    let mut newest = conn.prepare("SELECT max(id) FROM entry WHERE id BETWEEN ?1 AND ?2")?;
    for device in stored::devices(conn)? {
        let bound = |running| Series { device, running }.id();
        let last = newest.query_row([bound(1), bound(Series::MOST)], |row| row.get(0))?;
        heads.add(device, Series::from_id(last).running);
    }
    Ok(heads)
}

/// Records with later entries of which this is so, and of whose own row that.
fn records_of(
    conn: &Connection,
    entries: &str,
    row: &str,
) -> Result<BTreeSet<RecordNumber>, StoreError> {
    let sql = format!(
        "SELECT subject FROM journal WHERE subject IS NOT NULL AND creates = 0 AND {entries}"
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut records = BTreeSet::new();
    while let Some(found) = rows.next()? {
        let subject = found.get_ref(0)?.as_str().map_err(stored::bad_column)?;
        records.extend(RecordNumber::parse(subject));
    }
    let mut there = BTreeSet::new();
    for record in records {
        if let RecordKind::Other(_) = record.kind {
            continue;
        }
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE id = ?1 AND {row})",
            record.kind.code()
        );
        if conn
            .prepare_cached(&sql)?
            .query_row([record.id()], |row| row.get(0))?
        {
            there.insert(record);
        }
    }
    Ok(there)
}

/// The entries of each laptop that were known by then, as a range of ids.
///
/// A laptop's entries become known in the order of their numbers, so the last one is found by halving.
fn known(conn: &Connection, scope: &Scope) -> Result<Option<Vec<(i64, i64)>>, StoreError> {
    let bound = |device, running| Series { device, running }.id();
    if let Some(heads) = &scope.known_to {
        let ranges = heads.iter().filter(|(_, running)| *running > 0);
        let ranges = ranges.map(|(device, running)| (bound(device, 1), bound(device, running)));
        return Ok(Some(ranges.collect()));
    }
    let Some(known_by) = scope.known_by else {
        return Ok(None);
    };
    let by = stamp(known_by.at.to_utc());
    let mut ranges = Vec::new();
    let mut known_at = conn.prepare("SELECT known_at FROM journal WHERE id = ?1")?;
    let mut newest = conn.prepare("SELECT max(id) FROM entry WHERE id BETWEEN ?1 AND ?2")?;
    for device in stored::devices(conn)? {
        let first = bound(device, 1);
        let end = bound(device, Series::MOST);
        let last: i64 = newest.query_row([first, end], |row| row.get(0))?;
        let (mut from, mut to) = (first, last + 1);
        while from < to {
            let middle = from + (to - from) / 2;
            let at: Option<String> = known_at.query_row([middle], |row| row.get(0)).optional()?;
            if at.is_some_and(|at| at <= by) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        if from > first {
            ranges.push((first, from - 1));
        }
    }
    Ok(Some(ranges))
}

/// Folds a record over those of its entries that the scope holds.
fn fold_again(conn: &Connection, scope: &Scope, number: RecordNumber) -> Result<(), StoreError> {
    mark(conn, number.kind.code(), number.id())?;
    let all = entries_of(conn, number)?;
    let mut entries = all.clone();
    scope.keep(&mut entries);
    if scope.as_of.is_some() && (scope.known_by.is_some() || scope.known_to.is_some()) {
        // Since when the record is there is told by what was known of it.
        for entry in all.iter().filter(|entry| entry.comes_along()) {
            let held = entries.iter().any(|held| held.number == entry.number);
            mark(conn, if held { THERE } else { GONE }, entry.number.id())?;
        }
    }
    match Record::fold(number, &entries) {
        Some(record) => rows::put(conn, &record, BESIDE),
        None => Ok(()),
    }
}

/// Decides anew on the entries of a group, without the remarks that the scope leaves out; gives whether one of them was then
/// held to have happened at another moment than now.
fn decide_again(conn: &Connection, scope: &Scope, group: Group) -> Result<bool, StoreError> {
    let mut entries = group.entries(conn, conn)?;
    let mut held = entries.clone();
    scope.keep(&mut held);
    // Also what had not happened by then: as it was known, it may have happened later than it does now.
    entries.retain(|entry| scope.knows(entry));
    let mut moved = false;
    for (entry, verdict) in entries.iter().zip(&verdicts(&entries)) {
        let id = entry.number.id();
        mark(conn, "journal", id)?;
        conn.prepare_cached(&format!(
            "INSERT INTO temp.{BESIDE}journal SELECT * FROM main.journal WHERE id = ?1"
        ))?
        .execute([id])?;
        journal_rows::settle(conn, conn, entry, verdict, &format!("{BESIDE}journal"))?;
        let sql = format!(
            "SELECT (now.happened_at, now.happened_precision, now.ends_at, now.approximate)
               IS NOT (past.happened_at, past.happened_precision, past.ends_at, past.approximate)
             FROM main.journal now JOIN temp.{BESIDE}journal past ON past.id = now.id WHERE now.id = ?1"
        );
        let differs: bool = conn
            .prepare_cached(&sql)?
            .query_row([id], |row| row.get(0))?;
        moved |= differs;
    }
    if moved {
        for entry in &entries {
            let held = held.iter().any(|held| held.number == entry.number);
            mark(conn, if held { THERE } else { LATER }, entry.number.id())?;
        }
    }
    Ok(moved)
}

fn mark(conn: &Connection, name: &str, id: i64) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR IGNORE INTO temp.changed VALUES (?1, ?2)")?
        .execute(params![name, id])?;
    Ok(())
}
