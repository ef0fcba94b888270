//! Questions to the log's tables: one record, a list, the whole situation.
//!
//! Every list is found through an index over what is open, so that its cost does not grow with what is closed.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Params, params};

use crate::domain::assessment::Assessment;
use crate::domain::codes::{
    AssessmentPart, DecisionStatus, IncidentStatus, ServiceState, TaskStatus, Visibility,
};
use crate::domain::decision::Decision;
use crate::domain::entry::{Entry, Event, ReportReleased};
use crate::domain::finding::Finding;
use crate::domain::incident::Incident;
use crate::domain::moment::{Moment, Precision};
use crate::domain::notice::Notice;
use crate::domain::number::{Device, EntryNumber, RecordKind, RecordNumber, Series};
use crate::domain::record::Record;
use crate::domain::report::Report;
use crate::domain::service::Service;
use crate::domain::situation::{
    Counts, Earlier, LogHead, LogLine, Part, Remark, Scope, Since, Situation, TaskDay,
};
use crate::domain::task::Task;

use super::error::StoreError;
use super::tables::{self, Reader, utc};

/// A log's tables to read from: the log's own, or those of the situation at another moment.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub(super) conn: &'a Connection,
    pub zone: Tz,
    pub head: &'a LogHead,
    /// All entries of the log are here, so the numbers of a laptop have no holes.
    pub(super) whole: bool,
}

const OPEN_TASK: &str = "voided_at IS NULL AND status IN ('open', 'in_progress', 'on_hold')";

/// The wording that a line of the Tagebuch holds, as corrected last.
fn assessment(line: LogLine) -> Option<Assessment> {
    let Event::AssessmentWritten(written) = line.entry.body.event else {
        return None;
    };
    let text = line.corrections.into_iter().next_back();
    Some(Assessment {
        entry: line.entry.number,
        part: written.part,
        text: text.map_or(line.entry.body.text, |correction| correction.text),
        options: written.options,
        since: line.entry.body.happened_at,
        recorded_at: Moment::exact(line.entry.recorded_at),
        author: line.entry.body.author,
        visibility: line.visibility,
    })
}

/// How much of what has ended a reader wants at once; what is left out is counted and said.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub ended: usize,
    pub decisions: usize,
    pub findings: usize,
    pub log_lines: usize,
    pub history: usize,
    /// Points of the course of tasks over time.
    pub days: usize,
    /// Also what only a report says: the Lagebild in words, the last report, the state of the data.
    pub report: bool,
}

impl Limits {
    /// A full report.
    pub const REPORT: Limits = Limits {
        ended: 40,
        decisions: 40,
        findings: 100,
        log_lines: 60,
        history: 8,
        days: 14,
        report: true,
    };
    /// The glance: one screen.
    pub const GLANCE: Limits = Limits {
        ended: 0,
        decisions: 3,
        findings: 0,
        log_lines: 0,
        history: 1,
        days: 0,
        report: false,
    };
    pub const NONE: Limits = Limits {
        ended: usize::MAX,
        decisions: usize::MAX,
        findings: usize::MAX,
        log_lines: usize::MAX,
        history: usize::MAX,
        days: usize::MAX,
        report: true,
    };
}

fn sql_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(-1)
}

impl<'a> View<'a> {
    fn all<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl Fn(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            items.push(read(&Reader {
                row,
                zone: self.zone,
            })?);
        }
        Ok(items)
    }

    fn count(&self, sql: &str, parameters: impl Params) -> Result<usize, StoreError> {
        let count: i64 = self
            .conn
            .prepare_cached(sql)?
            .query_row(parameters, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    // ---- one record ----

    /// A record folded from its entries, with everything it ever was.
    pub fn record(&self, number: RecordNumber) -> Result<Record, StoreError> {
        let entries = tables::entries_of(self.conn, number)?;
        Record::fold(number, &entries).ok_or(StoreError::NoSuchRecord { number })
    }

    pub fn incident(&self, number: RecordNumber) -> Result<Incident, StoreError> {
        match self.record(number)? {
            Record::Incident(incident) => Ok(incident),
            _ => Err(StoreError::NoSuchRecord { number }),
        }
    }

    pub fn task(&self, number: RecordNumber) -> Result<Task, StoreError> {
        match self.record(number)? {
            Record::Task(task) => Ok(task),
            _ => Err(StoreError::NoSuchRecord { number }),
        }
    }

    pub fn decision(&self, number: RecordNumber) -> Result<Decision, StoreError> {
        match self.record(number)? {
            Record::Decision(decision) => Ok(decision),
            _ => Err(StoreError::NoSuchRecord { number }),
        }
    }

    pub fn service(&self, number: RecordNumber) -> Result<Service, StoreError> {
        match self.record(number)? {
            Record::Service(service) => Ok(service),
            _ => Err(StoreError::NoSuchRecord { number }),
        }
    }

    pub fn finding(&self, number: RecordNumber) -> Result<Finding, StoreError> {
        match self.record(number)? {
            Record::Finding(finding) => Ok(finding),
            _ => Err(StoreError::NoSuchRecord { number }),
        }
    }

    pub fn notice(&self, number: RecordNumber) -> Result<Notice, StoreError> {
        match self.record(number)? {
            Record::Notice(notice) => Ok(notice),
            _ => Err(StoreError::NoSuchRecord { number }),
        }
    }

    /// Whether a record with this number was ever given, cheaply.
    pub fn exists(&self, number: RecordNumber) -> Result<bool, StoreError> {
        let sql = format!("SELECT count(*) FROM {} WHERE id = ?1", number.kind.code());
        Ok(self.count(&sql, [number.id()])? > 0)
    }

    /// Whether the record is marked public; one that is not there is not.
    pub fn is_public(&self, number: RecordNumber) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT count(*) FROM {} WHERE id = ?1 AND visibility = 'public'",
            number.kind.code()
        );
        Ok(self.count(&sql, [number.id()])? > 0)
    }

    /// Number and name of every service that counts.
    pub fn service_names(&self) -> Result<Vec<(RecordNumber, String)>, StoreError> {
        let sql = "SELECT id, name FROM service WHERE voided_at IS NULL ORDER BY id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        rows.map(|row| {
            let (id, name) = row?;
            let series = crate::domain::number::Series::from_id(id);
            Ok((
                RecordNumber {
                    kind: RecordKind::Service,
                    series,
                },
                name,
            ))
        })
        .collect()
    }

    /// What a task waits for, or a service depends on: the next step of the search for circles.
    pub fn points_at(&self, number: RecordNumber) -> Result<Vec<RecordNumber>, StoreError> {
        let column = match number.kind {
            RecordKind::Task => "waits_for",
            RecordKind::Service => "depends_on",
            _ => return Ok(Vec::new()),
        };
        let sql = format!(
            "SELECT {column} FROM {} WHERE id = ?1 AND voided_at IS NULL",
            number.kind.code()
        );
        let list: Vec<String> = self.all(&sql, [number.id()], |reader| Ok(reader.row.get(0)?))?;
        list.first()
            .map_or(Ok(Vec::new()), |list| Ok(serde_json::from_str(list)?))
    }

    /// Open tasks among these numbers.
    pub fn open_among(&self, numbers: &[RecordNumber]) -> Result<Vec<RecordNumber>, StoreError> {
        let mut open = Vec::new();
        for &number in numbers {
            let sql = format!("SELECT count(*) FROM task WHERE id = ?1 AND {OPEN_TASK}");
            if self.count(&sql, [number.id()])? > 0 {
                open.push(number);
            }
        }
        Ok(open)
    }

    /// Open tasks that are about this record.
    pub fn open_tasks_about(&self, number: RecordNumber) -> Result<Vec<RecordNumber>, StoreError> {
        let sql = format!(
            "SELECT task.* FROM task, json_each(task.about) AS subject WHERE {OPEN_TASK} AND subject.value = ?1 ORDER BY task.id"
        );
        let tasks = self.all(&sql, [number.to_string()], |reader| reader.task())?;
        Ok(tasks.into_iter().map(|task| task.track.number).collect())
    }

    // ---- lists ----

    pub fn incidents(&self, ended: usize) -> Result<Part<Incident>, StoreError> {
        let mut items = self.all(
            "SELECT * FROM incident WHERE voided_at IS NULL AND status = 'open' ORDER BY coalesce(began_at, happened_at), id",
            [],
            |reader| reader.incident(),
        )?;
        items.extend(self.all(
            "SELECT * FROM incident WHERE voided_at IS NULL AND status <> 'open' ORDER BY ended_at DESC, id DESC LIMIT ?1",
            [sql_limit(ended)],
            |reader| reader.incident(),
        )?);
        let total = self.count("SELECT count(*) FROM incident WHERE voided_at IS NULL", [])?;
        Ok(Part { items, total })
    }

    /// Open tasks, by due date, the undated ones last.
    pub fn open_tasks(&self) -> Result<Vec<Task>, StoreError> {
        let sql = format!(
            "SELECT * FROM task WHERE {OPEN_TASK} ORDER BY due IS NULL, due, priority_rank, id"
        );
        self.all(&sql, [], |reader| reader.task())
    }

    /// Ended tasks, newest first; of a period where `since` is given.
    pub fn ended_tasks(
        &self,
        most: usize,
        since: Option<Moment>,
    ) -> Result<Part<Task>, StoreError> {
        let since = since.map_or(String::new(), |since| utc(since.at));
        let condition = "voided_at IS NULL AND ended_at IS NOT NULL AND ended_at >= ?1";
        let items = self.all(
            &format!(
                "SELECT * FROM task WHERE {condition} ORDER BY ended_at DESC, id DESC LIMIT ?2"
            ),
            params![since, sql_limit(most)],
            |reader| reader.task(),
        )?;
        let total = self.count(
            &format!("SELECT count(*) FROM task WHERE {condition}"),
            [since],
        )?;
        Ok(Part { items, total })
    }

    /// Decisions, newest first.
    pub fn decisions(
        &self,
        most: usize,
        in_force_only: bool,
    ) -> Result<Part<Decision>, StoreError> {
        let condition = if in_force_only {
            "voided_at IS NULL AND status = 'in_force'"
        } else {
            "voided_at IS NULL"
        };
        let items = self.all(
            &format!("SELECT * FROM decision WHERE {condition} ORDER BY happened_at DESC, id DESC LIMIT ?1"),
            [sql_limit(most)],
            |reader| reader.decision(),
        )?;
        let total = self.count(
            &format!("SELECT count(*) FROM decision WHERE {condition}"),
            [],
        )?;
        Ok(Part { items, total })
    }

    /// Services in the order of their group and name, each with the newest `history` of its states, oldest first.
    pub fn services(&self, history: usize) -> Result<Vec<Service>, StoreError> {
        let mut services = self.all(
            "SELECT * FROM service WHERE voided_at IS NULL ORDER BY \"group\" IS NULL, \"group\", name, id",
            [],
            |reader| reader.service(),
        )?;
        for service in &mut services {
            service.history = self.all(
                "SELECT * FROM service_state WHERE service = ?1 ORDER BY position DESC LIMIT ?2",
                params![service.track.number.id(), sql_limit(history)],
                |reader| reader.span(),
            )?;
            service.history.reverse();
        }
        Ok(services)
    }

    /// Findings in the order they were recorded; the newest where not all fit.
    pub fn findings(&self, most: usize) -> Result<Part<Finding>, StoreError> {
        let mut items = self.all(
            "SELECT * FROM finding WHERE voided_at IS NULL ORDER BY since DESC, id DESC LIMIT ?1",
            [sql_limit(most)],
            |reader| reader.finding(),
        )?;
        for finding in &mut items {
            finding.history = self.all(
                "SELECT * FROM finding_wording WHERE finding = ?1 ORDER BY position",
                [finding.track.number.id()],
                |reader| reader.wording(),
            )?;
        }
        items.sort_by_key(|finding| finding.track.number);
        let total = self.count("SELECT count(*) FROM finding WHERE voided_at IS NULL", [])?;
        Ok(Part { items, total })
    }

    /// Released reports, oldest first; also the cancelled ones, whose numbers stay given.
    pub fn reports(&self) -> Result<Vec<Report>, StoreError> {
        self.all("SELECT * FROM report ORDER BY id", [], |reader| {
            reader.report()
        })
    }

    /// The newest report of a moment up to `as_of`, as far as it was known by `known_by`.
    pub fn last_report(
        &self,
        as_of: Moment,
        known_by: Option<Moment>,
    ) -> Result<Option<Report>, StoreError> {
        let known = |at: Moment| known_by.is_none_or(|known_by| at.at <= known_by.at);
        Ok(self.reports()?.into_iter().rfind(|report| {
            let voided = report.track.voided.as_ref();
            report.as_of.at <= as_of.at
                && known(report.track.added_at)
                && !voided.is_some_and(|by| known(by.at))
        }))
    }

    pub fn report(&self, number: RecordNumber) -> Result<Report, StoreError> {
        match self.record(number)? {
            Record::Report(report) => Ok(report),
            _ => Err(StoreError::NoSuchRecord { number }),
        }
    }

    /// What was frozen when the report was released, checked against its hash.
    pub fn released(&self, number: RecordNumber) -> Result<ReportReleased, StoreError> {
        let entries = tables::entries_of(self.conn, number)?;
        let released = entries
            .into_iter()
            .find_map(|entry| match entry.body.event {
                Event::ReportReleased(released) => Some(released),
                _ => None,
            });
        let released = released.ok_or(StoreError::NoSuchRecord { number })?;
        if super::chain::sha256(released.document.as_bytes()) == released.hash {
            Ok(released)
        } else {
            Err(StoreError::Inconsistent {
                what: number.to_string(),
            })
        }
    }

    /// The wording in force of every part of the Lagebild that somebody wrote.
    pub fn assessments(&self) -> Result<Vec<Assessment>, StoreError> {
        let mut newest: std::collections::BTreeMap<AssessmentPart, Assessment> =
            std::collections::BTreeMap::new();
        for assessment in self.assessment_history()? {
            newest.insert(assessment.part, assessment);
        }
        Ok(newest.into_values().collect())
    }

    /// Every wording that counts, in the order they hold.
    pub fn assessment_history(&self) -> Result<Vec<Assessment>, StoreError> {
        let lines = self.lines(
            "journal.kind = 'assessment_written' AND journal.voided_by IS NULL ORDER BY happened_at, journal.id",
            [],
        )?;
        Ok(lines.into_iter().filter_map(assessment).collect())
    }

    /// Open and done tasks per day, from the first task on; where that is long, of evenly spaced days, the last always.
    pub fn task_days(&self, until: Moment, most: usize) -> Result<Vec<TaskDay>, StoreError> {
        if most == 0 {
            return Ok(Vec::new());
        }
        let read = |sql: &str| -> Result<Vec<DateTime<Utc>>, StoreError> {
            self.all(sql, [], |reader| {
                let text: String = reader.row.get(0)?;
                text.parse()
                    .map_err(|_| StoreError::Inconsistent { what: text })
            })
        };
        let day = |at: &DateTime<Utc>| at.with_timezone(&self.zone).date_naive();
        let mut begun: Vec<NaiveDate> = read("SELECT issued_at FROM task WHERE voided_at IS NULL")?
            .iter()
            .map(day)
            .collect();
        let mut done: Vec<NaiveDate> = Vec::new();
        let mut ended: Vec<NaiveDate> = Vec::new();
        for (status, into) in [("done", &mut done), ("cancelled", &mut ended)] {
            let sql = format!(
                "SELECT ended_at FROM task WHERE voided_at IS NULL AND status = '{status}' AND ended_at IS NOT NULL"
            );
            into.extend(read(&sql)?.iter().map(day));
        }
        ended.extend(&done);
        for days in [&mut begun, &mut done, &mut ended] {
            days.sort_unstable();
        }
        let mut last = until.at.with_timezone(&self.zone).date_naive();
        // Where nothing is left to do, the course ends with the last that was done.
        if begun.len() == ended.len() {
            last = last.min(ended.last().copied().unwrap_or(last));
        }
        let Some(first) = begun.first().copied().filter(|first| *first <= last) else {
            return Ok(Vec::new());
        };
        let span = usize::try_from((last - first).num_days()).unwrap_or(0);
        let step = (span / most + 1).max(1);
        let up_to = |days: &[NaiveDate], day: NaiveDate| days.partition_point(|d| *d <= day);
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        // No zone has a noon that does not exist.
        let whole = |day: NaiveDate| {
            let noon = day.and_hms_opt(12, 0, 0)?;
            let at = self.zone.from_local_datetime(&noon).earliest()?;
            Some(Moment {
                at: at.fixed_offset(),
                precision: Precision::Day,
            })
        };
        let mut from = first;
        let mut done_before = 0;
        let mut days = Vec::new();
        for back in (0..=span / step).rev() {
            let at = last - chrono::Days::new((back * step) as u64);
            let Some(day) = whole(at) else {
                continue;
            };
            let done_by = up_to(&done, at);
            days.push(TaskDay {
                since: whole(from).filter(|_| from < at),
                day,
                open: count(up_to(&begun, at)) - count(up_to(&ended, at)),
                done: count(done_by - done_before),
            });
            done_before = done_by;
            from = at + chrono::Days::new(1);
        }
        Ok(days)
    }

    /// Every record that reads otherwise than it did in that scope: before (nothing where it was not there), and now.
    ///
    /// Only what has entries after it is folded again, so that the cost is that of what happened since.
    pub fn differences(&self, then: Scope) -> Result<Vec<(Option<Record>, Record)>, StoreError> {
        let mut touched: std::collections::BTreeSet<RecordNumber> =
            std::collections::BTreeSet::new();
        let add = |subjects: Vec<String>, into: &mut std::collections::BTreeSet<RecordNumber>| {
            into.extend(
                subjects
                    .iter()
                    .filter_map(|subject| RecordNumber::parse(subject)),
            );
        };
        if let Some(as_of) = then.as_of {
            let subjects = self.all(
                "SELECT DISTINCT subject FROM journal WHERE happened_at > ?1 AND subject IS NOT NULL",
                [utc(as_of.at)],
                |reader| Ok(reader.row.get(0)?),
            )?;
            add(subjects, &mut touched);
        }
        if let Some(known) = then.known_by.or(then.noted_by) {
            // A laptop's entries are recorded in the order of their numbers: from the newest back to that moment.
            for device in Device::all() {
                let mut statement = self.conn.prepare_cached(
                    "SELECT subject, recorded_at FROM journal WHERE id BETWEEN ?1 AND ?1 + (1 << 40) - 2 ORDER BY id DESC",
                )?;
                let mut rows = statement.query([Series { device, running: 1 }.id()])?;
                let known = utc(known.at);
                while let Some(row) = rows.next()? {
                    if row.get_ref(1)?.as_str().map_err(tables::bad_column)? < known.as_str() {
                        break;
                    }
                    add(
                        row.get::<_, Option<String>>(0)?.into_iter().collect(),
                        &mut touched,
                    );
                }
            }
        }
        let mut differences = Vec::new();
        for number in touched {
            let entries = tables::entries_of(self.conn, number)?;
            let Some(now) = Record::fold(number, &entries) else {
                continue;
            };
            let earlier: Vec<Entry> = entries
                .into_iter()
                .filter(|entry| then.holds(entry))
                .collect();
            let before = Record::fold(number, &earlier);
            if before.as_ref() != Some(&now) {
                differences.push((before, now));
            }
        }
        Ok(differences)
    }

    pub fn notices(&self, ended: usize) -> Result<Part<Notice>, StoreError> {
        let mut items = self.all(
            "SELECT * FROM notice WHERE voided_at IS NULL AND status = 'in_force' ORDER BY valid_from, id",
            [],
            |reader| reader.notice(),
        )?;
        items.extend(self.all(
            "SELECT * FROM notice WHERE voided_at IS NULL AND status <> 'in_force' ORDER BY ended_at DESC, id DESC LIMIT ?1",
            [sql_limit(ended)],
            |reader| reader.notice(),
        )?);
        let total = self.count("SELECT count(*) FROM notice WHERE voided_at IS NULL", [])?;
        Ok(Part { items, total })
    }

    // ---- the Tagebuch ----

    fn lines(&self, condition: &str, parameters: impl Params) -> Result<Vec<LogLine>, StoreError> {
        let sql = format!(
            "SELECT journal.id, header, body, journal.visibility
             FROM journal JOIN entry USING (id) JOIN payload USING (id) WHERE {condition}"
        );
        let entries = self.all(&sql, parameters, |reader| {
            let entry = tables::entry(
                reader.row.get(0)?,
                &reader.row.get::<_, String>(1)?,
                &reader.row.get::<_, String>(2)?,
            )?;
            let visibility = reader.code("visibility", Visibility::from_code)?;
            Ok(entry.map(|entry| (entry, visibility)))
        })?;
        entries
            .into_iter()
            .flatten()
            .map(|(entry, visibility)| self.line(entry, visibility))
            .collect()
    }

    fn line(&self, entry: Entry, visibility: Visibility) -> Result<LogLine, StoreError> {
        let remarks = self.all(
            "SELECT id, header, body FROM entry JOIN payload USING (id)
             WHERE id IN (SELECT r.id FROM journal r WHERE r.target = ?1 AND r.voided_by IS NULL
               AND r.kind <> 'visibility_changed') ORDER BY id",
            [entry.number.id()],
            |reader| {
                tables::entry(
                    reader.row.get(0)?,
                    &reader.row.get::<_, String>(1)?,
                    &reader.row.get::<_, String>(2)?,
                )
            },
        )?;
        let mut line = LogLine {
            visibility,
            entry,
            name: None,
            corrections: Vec::new(),
            voided: None,
        };
        for remark in remarks.into_iter().flatten() {
            let (text, reason, is_void) = match remark.body.event {
                Event::EntryCorrected(correction) => (remark.body.text, correction.reason, false),
                _ => (String::new(), remark.body.text, true),
            };
            let at = Moment::exact(remark.recorded_at);
            let remark = Remark {
                entry: remark.number,
                at,
                author: remark.body.author,
                text,
                reason,
            };
            if is_void {
                line.voided = Some(remark);
            } else {
                line.corrections.push(remark);
            }
        }
        Ok(line)
    }

    /// Adds to each line the name its record goes by, which a later entry does not repeat.
    fn named(&self, lines: &mut [LogLine]) -> Result<(), StoreError> {
        for line in lines {
            let Some(number) = line.entry.record else {
                continue;
            };
            let column = match number.kind {
                RecordKind::Incident => "title",
                RecordKind::Task | RecordKind::Decision => "what",
                RecordKind::Service => "name",
                RecordKind::Finding => "topic",
                RecordKind::Notice => "text",
                // Its own entry says all there is.
                RecordKind::Report => continue,
            };
            let sql = format!("SELECT {column} FROM {} WHERE id = ?1", number.kind.code());
            line.name = self
                .all(&sql, [number.id()], |reader| Ok(reader.row.get(0)?))?
                .pop();
        }
        Ok(())
    }

    /// The newest `most` entries by Ereigniszeit, newest last, and how many there are.
    pub fn log_lines(
        &self,
        since: Option<Moment>,
        most: usize,
    ) -> Result<Part<LogLine>, StoreError> {
        if most == 0 {
            return Ok(Part::default());
        }
        let since = since.map_or(String::new(), |since| utc(since.at));
        let mut items = self.lines(
            "happened_at >= ?1 ORDER BY happened_at DESC, journal.id DESC LIMIT ?2",
            params![since, sql_limit(most)],
        )?;
        items.reverse();
        self.named(&mut items)?;
        let total = if since.is_empty() {
            self.entries()?
        } else {
            self.count(
                "SELECT count(*) FROM journal WHERE happened_at >= ?1",
                [since],
            )?
        };
        Ok(Part { items, total })
    }

    /// The entries of one record, also those that name it, oldest first.
    pub fn lines_about(&self, number: RecordNumber) -> Result<Vec<LogLine>, StoreError> {
        let number = number.to_string();
        self.lines(
            "journal.id IN (SELECT id FROM entry WHERE record = ?1)
               AND (target IS NULL OR journal.kind = 'visibility_changed') ORDER BY happened_at, journal.id",
            [number],
        )
    }

    pub fn line_of(&self, number: EntryNumber) -> Result<LogLine, StoreError> {
        let line = self.lines("journal.id = ?1", [number.id()])?.pop();
        line.ok_or(StoreError::NoSuchEntry { number })
    }

    /// Lines of the given entries, in their order.
    pub(super) fn lines_of(&self, ids: &[i64]) -> Result<Vec<LogLine>, StoreError> {
        let mut lines = ids
            .iter()
            .map(|&id| self.line_of(EntryNumber::from_id(id)))
            .collect::<Result<Vec<_>, _>>()?;
        self.named(&mut lines)?;
        Ok(lines)
    }

    /// How many entries there are; of the whole log by the last number of each laptop, since counting reads them all.
    pub fn entries(&self) -> Result<usize, StoreError> {
        if !self.whole {
            return self.count("SELECT count(*) FROM journal", []);
        }
        let mut entries = 0;
        for device in Device::all() {
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
        for device in Device::all() {
            let first = Series { device, running: 1 }.id();
            let last: Option<(i64, String)> = self
                .conn
                .prepare_cached(
                    "SELECT id, recorded_at FROM journal WHERE id BETWEEN ?1 AND ?1 + (1 << 40) - 2 ORDER BY id DESC LIMIT 1",
                )?
                .query_row([first], |row| Ok((row.get(0)?, row.get(1)?)))
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

    // ---- the whole ----

    pub fn counts(&self, as_of: Moment) -> Result<Counts, StoreError> {
        let mut counts = Counts {
            entries: self.entries()?,
            ..Counts::default()
        };
        self.grouped(
            "incident",
            "status",
            |code, count| match IncidentStatus::from_code(code) {
                Some(IncidentStatus::Open) => counts.incidents_open += count,
                _ => counts.incidents_ended += count,
            },
        )?;
        self.grouped(
            "task",
            "status",
            |code, count| match TaskStatus::from_code(code) {
                Some(TaskStatus::Done) => counts.tasks_done += count,
                Some(TaskStatus::Cancelled) => counts.tasks_cancelled += count,
                _ => counts.tasks_open += count,
            },
        )?;
        self.grouped("decision", "status", |code, count| {
            if DecisionStatus::from_code(code) == Some(DecisionStatus::InForce) {
                counts.decisions_in_force += count;
            }
        })?;
        self.grouped("service", "state", |code, count| {
            counts.services += count;
            if ServiceState::from_code(code).is_none_or(ServiceState::is_impaired) {
                counts.services_impaired += count;
            }
        })?;
        let open = |condition: &str| {
            format!("SELECT count(*) FROM task WHERE {OPEN_TASK} AND {condition}")
        };
        counts.tasks_overdue = self.count(&open("due < ?1"), [utc(as_of.at)])?;
        counts.tasks_unassigned = self.count(
            &open("assignee_function IS NULL AND assignee_person IS NULL"),
            [],
        )?;
        counts.tasks_undated = self.count(&open("due IS NULL"), [])?;
        Ok(counts)
    }

    fn grouped(
        &self,
        table: &str,
        column: &str,
        mut add: impl FnMut(&str, usize),
    ) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT {column}, count(*) FROM {table} WHERE voided_at IS NULL GROUP BY {column}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            add(
                &row.get::<_, String>(0)?,
                usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
            );
        }
        Ok(())
    }

    /// Everything a report reads, with open matters complete and ended ones limited.
    pub fn situation(
        &self,
        as_of: Moment,
        known_by: Option<Moment>,
        earlier: Earlier,
        limits: Limits,
    ) -> Result<Situation, StoreError> {
        let since = earlier.compared.map(|compared| compared.moment);
        let log_lines = self.log_lines(since, limits.log_lines)?;
        let mut imported = log_lines
            .items
            .iter()
            .map(|line| &line.entry)
            .filter(|entry| entry.imported);
        let imported = imported
            .clone()
            .map(|entry| entry.number)
            .min()
            .zip(imported.clone().map(|e| e.number).max())
            .zip(imported.next_back().map(|entry| entry.recorded_at));
        let open = self.open_tasks()?;
        let (assessments, newest) = if limits.report {
            (self.assessments()?, self.newest()?)
        } else {
            (Vec::new(), None)
        };
        Ok(Situation {
            log: self.head.clone(),
            as_of,
            known_by,
            counts: self.counts(as_of)?,
            incidents: self.incidents(limits.ended)?,
            tasks_open: Part {
                total: open.len(),
                items: open,
            },
            tasks_ended: self.ended_tasks(limits.ended, since)?,
            decisions: self.decisions(limits.decisions, false)?,
            services: self.services(limits.history)?,
            findings: self.findings(limits.findings)?,
            notices: self.notices(limits.ended)?,
            log_lines,
            imported: imported.map(|((first, last), at)| (first, last, at)),
            assessments,
            last_report: earlier.last_report,
            task_days: self.task_days(as_of, limits.days)?,
            since: earlier
                .compared
                .map(|compared| {
                    Ok::<_, StoreError>(Since {
                        moment: compared.moment,
                        report: compared.report,
                        records: self.differences(compared.scope)?,
                    })
                })
                .transpose()?,
            newest,
        })
    }
}
