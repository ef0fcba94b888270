//! The Tagebuch read: entries with what later ones said of them, and the Lagebild that people wrote in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Params, Row, params};

use crate::domain::assessment::Assessment;
use crate::domain::audience::Visibility;
use crate::domain::codes::AssessmentPart;
use crate::domain::correction::correction;
use crate::domain::entry::{Entry, Event, LogEvent};
use crate::domain::history::{Edited, place};
use crate::domain::moment::Moment;
use crate::domain::number::{Device, EntryNumber, RecordKind, RecordNumber, Series};
use crate::domain::records::Record;
use crate::domain::records::service::ServiceEvent;
use crate::domain::situation::{JournalLine, Part, Remark, Scope};

use super::error::StoreError;
use super::index::Group;
use super::query::{Order, View, sql_limit};
use super::rows::{Reader, utc};
use super::stored::{self, Bound, STORED};

/// The wording that a line of the Tagebuch holds, as corrected last.
fn assessment(line: JournalLine) -> Option<Assessment> {
    let entry = line.right().into_owned();
    let Event::Log(LogEvent::AssessmentWritten(written)) = entry.body.event else {
        return None;
    };
    Some(Assessment {
        entry: entry.number,
        part: written.part,
        text: entry.body.text,
        options: written.options,
        since: entry.body.happened_at,
        recorded_at: Moment::exact(entry.recorded_at),
        author: entry.body.author,
        visibility: line.visibility,
    })
}

/// What happened since a moment, or was recorded since, in SQL.
fn since_condition(since: Option<Moment>) -> String {
    let Some(since) = since else {
        return "TRUE".to_owned();
    };
    let since = utc(since.at);
    format!("(journal.stands_at >= '{since}' OR journal.noted_at >= '{since}')")
}

/// Wordings in the order of the log as those of each part hold.
fn wordings(written: impl IntoIterator<Item = Assessment>) -> Vec<Assessment> {
    let mut parts: BTreeMap<AssessmentPart, Vec<Assessment>> = BTreeMap::new();
    for written in written {
        let earlier = parts.entry(written.part).or_default();
        let place = place(earlier.iter().map(|earlier| earlier.since), written.since);
        earlier.insert(place, written);
    }
    parts.into_values().flatten().collect()
}

/// Adds to a line what corrects or cancels its entry.
fn add_remark(line: &mut JournalLine, remark: Entry) {
    let (text, reason, correction) = match remark.body.event {
        Event::Log(LogEvent::EntryCorrected(correction)) => (
            remark.body.text,
            correction.reason.clone(),
            Some(correction),
        ),
        _ => (String::new(), remark.body.text, None),
    };
    let is_void = correction.is_none();
    let at = Moment::exact(remark.recorded_at);
    let remark = Remark {
        entry: remark.number,
        at,
        author: remark.body.author,
        text,
        reason,
        correction,
    };
    if is_void {
        line.voided.get_or_insert(remark);
    } else {
        line.corrections.push(remark);
    }
}

impl View<'_> {
    /// The wording in force of every part of the Lagebild that somebody wrote.
    pub fn assessments(&self) -> Result<Vec<Assessment>, StoreError> {
        let mut newest: BTreeMap<AssessmentPart, Assessment> = BTreeMap::new();
        for assessment in self.assessment_history()? {
            newest.insert(assessment.part, assessment);
        }
        Ok(newest.into_values().collect())
    }

    /// Every wording that counts, those of one part in the order they hold.
    pub fn assessment_history(&self) -> Result<Vec<Assessment>, StoreError> {
        let lines = self.assessment_lines()?;
        Ok(wordings(lines.into_iter().filter_map(assessment)))
    }

    /// The notes that are marked public, with their words as corrected last.
    pub fn public_notes(&self) -> Result<Vec<(EntryNumber, String)>, StoreError> {
        let lines = self.lines(
            "journal.kind = 'note_taken' AND journal.visibility = 'public' AND journal.voided_by IS NULL
             ORDER BY journal.lam, journal.device",
            [],
        )?;
        let noted = lines
            .iter()
            .map(|line| (line.entry.number, line.text().to_owned()));
        Ok(noted.collect())
    }

    /// In the order of the log.
    fn assessment_lines(&self) -> Result<Vec<JournalLine>, StoreError> {
        self.lines(
            "journal.kind = 'assessment_written' AND journal.voided_by IS NULL ORDER BY journal.lam, journal.device",
            [],
        )
    }

    /// The parts whose wording in force is another one than in that scope: before (nothing where it was not there), and
    /// now.
    pub(super) fn assessments_since(
        &self,
        then: &Scope,
    ) -> Result<Vec<(Option<Assessment>, Assessment)>, StoreError> {
        let (mut earlier, mut all) = (Vec::new(), Vec::new());
        for line in self.assessment_lines()? {
            let held = self.was_held(then, &line)?;
            if let Some(written) = assessment(line) {
                earlier.extend(held.then(|| written.clone()));
                all.push(written);
            }
        }
        // Of one part the last one is in force.
        let in_force = |written: Vec<Assessment>| -> BTreeMap<AssessmentPart, Assessment> {
            let written = wordings(written).into_iter();
            written.map(|written| (written.part, written)).collect()
        };
        let mut before = in_force(earlier);
        Ok(in_force(all)
            .into_iter()
            .map(|(part, now)| (before.remove(&part), now))
            .filter(|(before, now)| before.as_ref().map(|before| before.entry) != Some(now.entry))
            .collect())
    }

    fn lines(
        &self,
        condition: &str,
        parameters: impl Params,
    ) -> Result<Vec<JournalLine>, StoreError> {
        self.lines_bound(condition, parameters, None)
    }

    /// Lines with a mark where an entry does not fit into the chain; checked, where it is not known which do not.
    fn lines_bound(
        &self,
        condition: &str,
        parameters: impl Params,
        altered: Option<&BTreeSet<EntryNumber>>,
    ) -> Result<Vec<JournalLine>, StoreError> {
        // Tables for somebody outside have no chain, but know it.
        let known = altered.or_else(|| self.past.and_then(|past| past.altered.as_ref()));
        let bound = |row: &Row<'_>| match known {
            Some(_) => stored::read(row, 0).map(Bound::unchecked),
            None => stored::read_bound(row),
        };
        let (mut lines, mut links) = (Vec::new(), Vec::new());
        let sql = format!(
            "SELECT entry.id, entry.header, payload.body, receipt.received_at, entry.hash, payload.salt,
               journal.visibility, EXISTS (SELECT 1 FROM journal remark WHERE remark.target = journal.id)
             FROM journal JOIN entry ON entry.id = journal.id LEFT JOIN payload ON payload.id = journal.id
               LEFT JOIN receipt ON receipt.id = journal.id
             WHERE {condition}"
        );
        self.each(&sql, parameters, |reader| {
            let Bound { entry, sound, link } = bound(reader.row)?;
            let visibility = reader
                .row
                .get_ref(6)?
                .as_str()
                .map_err(stored::bad_column)?;
            let mut line = JournalLine {
                visibility: Visibility::from_code(visibility),
                entry,
                name: None,
                edits: Vec::new(),
                corrections: Vec::new(),
                voided: None,
                altered: !sound,
            };
            links.extend(link);
            if reader.row.get(7)? {
                for remark in self.remarks(line.entry.number, bound)? {
                    line.altered |= !remark.sound;
                    links.extend(remark.link);
                    add_remark(&mut line, remark.entry);
                }
            }
            lines.push(line);
            Ok(())
        })?;
        let altered = match known {
            Some(altered) => altered,
            None => &stored::unlinked(self.conn, &links)?,
        };
        if !altered.is_empty() {
            for line in &mut lines {
                let remarks = line.corrections.iter().chain(&line.voided);
                let mut numbers = remarks
                    .map(|remark| remark.entry)
                    .chain([line.entry.number]);
                line.altered |= numbers.any(|number| altered.contains(&number));
            }
        }
        Ok(lines)
    }

    /// What corrects or cancels an entry.
    fn remarks(
        &self,
        number: EntryNumber,
        bound: impl Fn(&Row<'_>) -> Result<Bound, StoreError>,
    ) -> Result<Vec<Bound>, StoreError> {
        let sql = format!(
            "{STORED} JOIN journal ON journal.id = entry.id
             WHERE journal.target = ?1 AND journal.voided_by IS NULL ORDER BY journal.lam, journal.device"
        );
        self.all(&sql, [number.id()], |reader| bound(reader.row))
    }

    /// Whether an entry counted in that scope, by what was known then of when it happened.
    pub(super) fn was_held(&self, then: &Scope, line: &JournalLine) -> Result<bool, StoreError> {
        if line.corrections.is_empty() && !line.entry.comes_along() {
            return Ok(then.holds(&line.entry));
        }
        let mut held = match Group::of(self.conn, &line.entry)? {
            Group::Record(record) => self.entries_of(record)?,
            group @ Group::Entry(_) => group.entries(self.conn, self.conn)?,
        };
        then.keep(&mut held);
        Ok(held.iter().any(|entry| entry.number == line.entry.number))
    }

    /// Adds to each line what it does not say itself: the name that its record goes by, and what the fields that it
    /// changed were before.
    pub fn named(&self, lines: &mut [JournalLine]) -> Result<(), StoreError> {
        self.edits(lines)?;
        let mut names: HashMap<RecordNumber, String> = HashMap::new();
        for &kind in RecordKind::ALL {
            let Some(column) = kind.named_by() else {
                continue;
            };
            let records = lines.iter().filter_map(|line| line.entry.record);
            let ids: BTreeSet<i64> = records
                .filter(|record| record.kind == kind)
                .map(RecordNumber::id)
                .collect();
            if ids.is_empty() {
                continue;
            }
            let sql = format!(
                "SELECT id, {column} FROM {} WHERE id IN (SELECT value FROM json_each(?1))",
                kind.code()
            );
            self.each(&sql, [serde_json::to_string(&ids)?], |reader| {
                let series = Series::from_id(reader.row.get(0)?);
                names.insert(RecordNumber { kind, series }, reader.row.get(1)?);
                Ok(())
            })?;
        }
        for line in lines {
            line.name = line
                .entry
                .record
                .and_then(|record| names.get(&record).cloned());
        }
        Ok(())
    }

    /// Adds to each line the fields that it changed. Each record of them is folded once.
    fn edits(&self, lines: &mut [JournalLine]) -> Result<(), StoreError> {
        let edits = |line: &&mut JournalLine| line.entry.body.event.is_edit();
        let mut of_record: BTreeMap<RecordNumber, Vec<&mut JournalLine>> = BTreeMap::new();
        for line in lines.iter_mut().filter(edits) {
            if let Some(record) = line.entry.record {
                of_record.entry(record).or_default().push(line);
            }
        }
        for (record, lines) in of_record {
            let edits = Record::edits(record, &self.entries_of(record)?);
            let mut edits: HashMap<EntryNumber, Vec<Edited>> = edits.into_iter().collect();
            for line in lines {
                line.edits = edits
                    .remove(&line.entry.number)
                    .unwrap_or_else(|| Edited::said(&line.entry.body.event));
            }
        }
        Ok(())
    }

    /// The ids of all entries since a moment, in the order of their lines.
    pub(super) fn line_ids(
        &self,
        since: Option<Moment>,
        order: Order,
    ) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT id FROM journal WHERE {} ORDER BY {}",
            since_condition(since),
            order.columns()
        );
        self.all(&sql, [], |reader| Ok(reader.row.get(0)?))
    }

    /// The newest `most` entries in the order they happened, and how many there are.
    pub fn journal_lines(
        &self,
        since: Option<Moment>,
        most: usize,
    ) -> Result<Part<JournalLine>, StoreError> {
        self.journal_lines_by(since, most, Order::Time)
    }

    /// The newest `most` entries, newest last, and how many there are. What was recorded last is newest, and since a moment is
    /// also what was recorded since: otherwise what was written last night of the day before would be missed in the morning.
    pub fn journal_lines_by(
        &self,
        since: Option<Moment>,
        most: usize,
        order: Order,
    ) -> Result<Part<JournalLine>, StoreError> {
        if most == 0 {
            return Ok(Part::default());
        }
        let condition = since_condition(since);
        let mut items = self.lines(
            &format!(
                "journal.id IN (SELECT id FROM journal WHERE {condition}
                   ORDER BY noted_at DESC, lam DESC, device DESC LIMIT ?1)
                 ORDER BY {}",
                order.columns()
            ),
            [sql_limit(most)],
        )?;
        self.named(&mut items)?;
        let total = if since.is_none() {
            self.entries()?
        } else {
            self.count(
                &format!("SELECT count(*) FROM journal WHERE {condition}"),
                [],
            )?
        };
        Ok(Part { items, total })
    }

    /// The entry, and the notes that say they are about it, in the order of the log.
    pub fn lines_about_entry(&self, number: EntryNumber) -> Result<Vec<JournalLine>, StoreError> {
        self.line_of(number)?;
        let mut lines = self.lines(
            "journal.id = ?1 OR journal.id IN (SELECT entry FROM about WHERE subject = ?2)
             ORDER BY journal.lam, journal.device",
            params![number.id(), number.to_string()],
        )?;
        self.named(&mut lines)?;
        Ok(lines)
    }

    /// The entries of one record, and those of others that say they are about it or one of its entries, in the order they take
    /// effect.
    pub fn lines_about(&self, number: RecordNumber) -> Result<Vec<JournalLine>, StoreError> {
        let written = self.lines(
            "journal.id IN (
               SELECT id FROM entry WHERE record = ?1
               UNION SELECT entry FROM about WHERE subject = ?1
               UNION SELECT about.entry FROM entry JOIN journal USING (id) JOIN about ON about.subject = journal.number
                 WHERE entry.record = ?1)
              AND journal.target IS NULL ORDER BY journal.lam, journal.device",
            [number.to_string()],
        )?;
        let mut lines: Vec<JournalLine> = Vec::with_capacity(written.len());
        for line in written {
            let at = |line: &JournalLine| line.right().body.happened_at;
            let place = place(lines.iter().map(at), at(&line));
            lines.insert(place, line);
        }
        self.named(&mut lines)?;
        // On its own page a record need not be named in each line.
        for line in &mut lines {
            line.name.take_if(|_| line.entry.record == Some(number));
        }
        Ok(lines)
    }

    /// Notes that say how certain they are and still count, oldest first; the newest where not all fit.
    pub(super) fn rated_notes(&self, most: usize) -> Result<Part<JournalLine>, StoreError> {
        const RATED: &str = "journal.kind = 'note_taken' AND journal.certainty IS NOT NULL AND journal.voided_by IS NULL";
        if most == 0 {
            return Ok(Part::default());
        }
        let newest =
            "ORDER BY journal.happened_at DESC, journal.lam DESC, journal.device DESC LIMIT ?1";
        let mut items = self.lines(&format!("{RATED} {newest}"), [sql_limit(most)])?;
        items.reverse();
        let total = self.count(&format!("SELECT count(*) FROM journal WHERE {RATED}"), [])?;
        Ok(Part { items, total })
    }

    /// An entry as it is right, and the cancellation of it that counts. Its row has the words that count, so that only corrections
    /// of its time and its fields are read, however many there were of its words.
    pub fn right(&self, number: EntryNumber) -> Result<(Entry, Option<Entry>), StoreError> {
        let id = [number.id()];
        let read = |reader: &Reader<'_>| stored::read(reader.row, 0);
        let of = |condition: &str| {
            let sql = format!("{STORED} JOIN journal ON {condition}");
            self.all(&sql, id, read)
        };
        let entry = of("journal.id = entry.id WHERE journal.id = ?1")?.pop();
        let mut entry = entry.ok_or(StoreError::NoSuchEntry { number })?;
        let written = entry.body.text.clone();
        for of in of(
            "journal.id = entry.id WHERE journal.target = ?1 AND journal.field IS NOT NULL
               AND journal.voided_by IS NULL ORDER BY journal.lam, journal.device",
        )? {
            if let Some(correction) = correction(&of) {
                correction.put_right(&of.body.text, &mut entry.body);
            }
        }
        let sql = "SELECT corrected_text FROM journal WHERE id = ?1";
        let text: Option<Option<String>> = self
            .all(sql, id, |reader| reader.get("corrected_text"))?
            .pop();
        if let Some(text) = text.flatten() {
            entry.body.text = text;
        } else {
            entry.body.text = written;
        }
        Ok((
            entry,
            of("journal.voided_by = entry.id WHERE journal.id = ?1")?.pop(),
        ))
    }

    pub fn line_of(&self, number: EntryNumber) -> Result<JournalLine, StoreError> {
        let line = self.lines("journal.id = ?1", [number.id()])?.pop();
        line.ok_or(StoreError::NoSuchEntry { number })
    }

    /// The newest entry of a record that counts and is no cancellation.
    pub fn newest_of(&self, number: RecordNumber) -> Result<Option<JournalLine>, StoreError> {
        let lines = self.lines(
            "journal.id IN (SELECT id FROM entry WHERE record = ?1) AND journal.voided_by IS NULL
               AND journal.kind <> 'entry_voided' ORDER BY journal.lam DESC, journal.device DESC LIMIT 1",
            [number.to_string()],
        )?;
        Ok(lines.into_iter().next())
    }

    /// The newest entry of one laptop that counts, is no cancellation, and did not begin the log.
    pub(super) fn newest_on(&self, device: Device) -> Result<Option<JournalLine>, StoreError> {
        let bound = |running| Series { device, running }.id();
        let lines = self.lines(
            "journal.id BETWEEN ?1 AND ?2 AND journal.voided_by IS NULL
               AND journal.kind NOT IN ('entry_voided', 'log_started') ORDER BY journal.id DESC LIMIT 1",
            [bound(1), bound(Series::MOST)],
        )?;
        Ok(lines.into_iter().next())
    }

    /// The entries that are cancelled with this one, itself among them, in the order of their numbers: what one act wrote,
    /// and where nothing marks that, the two halves of a replacement.
    pub fn together(&self, entry: &Entry) -> Result<Vec<EntryNumber>, StoreError> {
        let first = entry.body.with.unwrap_or(entry.number);
        let mut numbers = vec![first];
        let mut next = first;
        loop {
            next.0.running += 1;
            let line = self.lines("journal.id = ?1", [next.id()])?.pop();
            if line.is_none_or(|line| line.entry.body.with != Some(first)) {
                break;
            }
            numbers.push(next);
        }
        if let (1, Some(record), Some(other)) =
            (numbers.len(), entry.record, entry.body.event.other_half())
        {
            let half = self.entries_of(other)?.into_iter();
            let mut half = half.filter(|half| half.body.event.other_half() == Some(record));
            numbers.extend(half.next().map(|half| half.number));
            numbers.sort();
        }
        Ok(numbers)
    }

    /// An entry of the minute before with the same words, and of the same record where it is about one.
    pub fn same_words(&self, entry: &Entry) -> Result<Option<EntryNumber>, StoreError> {
        const AMONG: i64 = 50;
        let body = &entry.body;
        // Two services may have the same name at two places, and two with the same place are refused.
        let names_service = matches!(body.event, Event::Service(ServiceEvent::Added(_)));
        if body.text.is_empty() || names_service || entry.speaks_of_others() {
            return Ok(None);
        }
        let id = entry.number.id();
        let since = utc(entry.recorded_at - chrono::TimeDelta::minutes(1));
        let record = entry.record.map(|record| record.to_string());
        // Told apart here: SQLite plans for so many conditions longer than it reads these few rows.
        let mut statement = self.conn.prepare_cached(
            "SELECT id, recorded_at, kind, text, creates, subject, voided_by FROM journal
             WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC",
        )?;
        let mut rows = statement.query([id - AMONG, id - 1])?;
        while let Some(row) = rows.next()? {
            let text = |column| {
                row.get_ref(column)?
                    .as_str_or_null()
                    .map_err(stored::bad_column)
            };
            if text(1)?.is_none_or(|recorded_at| recorded_at <= since.as_str()) {
                break;
            }
            let same = text(2)? == Some(body.event.kind()) && text(3)? == Some(&body.text);
            let of_it = row.get::<_, bool>(4)? || text(5)? == record.as_deref();
            if same && of_it && row.get_ref(6)? == ValueRef::Null {
                return Ok(Some(EntryNumber::from_id(row.get(0)?)));
            }
        }
        Ok(None)
    }

    /// Lines of the given entries, in their order.
    pub(super) fn lines_of(&self, ids: &[i64]) -> Result<Vec<JournalLine>, StoreError> {
        self.lines_in_order(ids, None)
    }

    /// The same where it is known which of them do not fit into the chain.
    pub(super) fn lines_known(
        &self,
        ids: &[i64],
        altered: &BTreeSet<EntryNumber>,
    ) -> Result<Vec<JournalLine>, StoreError> {
        self.lines_in_order(ids, Some(altered))
    }

    fn lines_in_order(
        &self,
        ids: &[i64],
        altered: Option<&BTreeSet<EntryNumber>>,
    ) -> Result<Vec<JournalLine>, StoreError> {
        let list = serde_json::to_string(ids)?;
        let condition = "journal.id IN (SELECT value FROM json_each(?1))";
        let mut lines = self.lines_bound(condition, [list], altered)?;
        let places: HashMap<i64, usize> = ids.iter().copied().zip(0..).collect();
        lines.sort_by_key(|line| places.get(&line.entry.number.id()).copied());
        self.named(&mut lines)?;
        Ok(lines)
    }

    /// How many entries there are; of the whole log by the last number of each laptop, since counting reads them all.
    pub fn entries(&self) -> Result<usize, StoreError> {
        if let Some(past) = self.past {
            let counted = "SELECT count(*) FROM journal";
            return self.count(past.count.as_deref().unwrap_or(counted), []);
        }
        let mut entries = 0;
        for device in self.devices()? {
            let first = Series { device, running: 1 }.id();
            entries += self.count(
                "SELECT coalesce(max(id), ?1 - 1) - ?1 + 1 FROM entry WHERE id BETWEEN ?1 AND ?1 + (1 << 40) - 2",
                [first],
            )?;
        }
        Ok(entries)
    }

    /// The newest entry by recording.
    pub fn newest(&self) -> Result<Option<(EntryNumber, DateTime<FixedOffset>)>, StoreError> {
        let mut newest: Option<(i64, String)> = None;
        // Where not all count, the last that does is found in an index of all, and not by reading back from the newest.
        let last = match self.past {
            None => {
                "SELECT id, recorded_at FROM journal WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1"
            }
            Some(_) => {
                "SELECT id, recorded_at FROM journal
                 WHERE id = (SELECT max(+id) FROM journal WHERE +id BETWEEN ?1 AND ?2)"
            }
        };
        for device in self.devices()? {
            let bound = |running| Series { device, running }.id();
            let last: Option<(i64, String)> = self
                .conn
                .prepare_cached(last)?
                .query_row([bound(1), bound(Series::MOST)], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            if let Some(last) = last
                && newest.as_ref().is_none_or(|newest| last.1 > newest.1)
            {
                newest = Some(last);
            }
        }
        newest
            .map(|(id, at)| {
                let utc: DateTime<Utc> = at
                    .parse()
                    .map_err(|_| StoreError::Inconsistent { what: at.clone() })?;
                let at = self.zone.from_utc_datetime(&utc.naive_utc());
                Ok((EntryNumber::from_id(id), at.fixed_offset()))
            })
            .transpose()
    }
}
