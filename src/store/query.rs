//! Questions to the log's tables: one record, a list.
//!
//! Every list is found through an index over what is open, so that its cost does not grow with what is closed.

use chrono_tz::Tz;
use rusqlite::{Connection, Params, params};

use crate::domain::entry::{Entry, Event};
use crate::domain::moment::Moment;
use crate::domain::number::{Device, RecordKind, RecordNumber, Series};
use crate::domain::records::report::{ReportEvent, ReportReleased};
use crate::domain::records::service::{Named, Names};
use crate::domain::records::{Decision, Finding, Incident, Notice, Record, Report, Service, Task};
use crate::domain::situation::{Link, Linked, LogHead, Part};
use crate::domain::text::plain;

use super::error::StoreError;
use super::past::Past;
use super::rows::{self, Plan, Reader, utc};
use super::stored::{self, entries_of};

/// A log's tables to read from: the log's own, or those of the situation at another moment.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub(super) conn: &'a Connection,
    pub zone: Tz,
    pub head: &'a LogHead,
    /// Where not all entries count.
    pub(super) past: Option<&'a Past>,
}

pub(super) const OPEN_TASK: &str =
    "voided_at IS NULL AND status IN ('open', 'in_progress', 'on_hold')";

/// A task that nobody was told to do.
pub(super) const UNASSIGNED: &str = "assignee_function IS NULL AND assignee_person IS NULL";

/// The order of open tasks: by due date, the undated ones last.
pub(super) const IN_ORDER: &str = "due NULLS LAST, priority_rank, id";

/// How much of what has ended a reader wants at once; what is left out is counted and said.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub ended: usize,
    pub decisions: usize,
    pub findings: usize,
    pub journal_lines: usize,
    pub history: usize,
    /// Points of the course of tasks over time.
    pub days: usize,
}

impl Limits {
    /// A full report.
    pub const REPORT: Limits = Limits {
        ended: 40,
        decisions: 40,
        findings: 100,
        journal_lines: 60,
        history: 40,
        days: 14,
    };
    pub const NONE: Limits = Limits {
        ended: usize::MAX,
        decisions: usize::MAX,
        findings: usize::MAX,
        journal_lines: usize::MAX,
        history: usize::MAX,
        days: usize::MAX,
    };
}

/// The order of a Tagebuch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As it happened.
    #[default]
    Time,
    /// As it was entered: in the order of the log, in which the numbers of each laptop rise.
    Entry,
}

impl Order {
    pub(super) fn columns(self) -> &'static str {
        match self {
            Order::Time => "journal.stands_at, journal.lam, journal.device",
            Order::Entry => "journal.lam, journal.device",
        }
    }
}

pub(super) fn sql_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(-1)
}

fn named(reader: &Reader<'_>) -> Result<Named, StoreError> {
    Ok(Named {
        number: RecordNumber {
            kind: RecordKind::Service,
            series: Series::from_id(reader.row.get(0)?),
        },
        name: reader.row.get(1)?,
        place: reader.row.get(2)?,
    })
}

impl<'a> View<'a> {
    pub(super) fn all<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl Fn(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut items = Vec::new();
        self.each(sql, parameters, |reader| {
            items.push(read(reader)?);
            Ok(())
        })?;
        Ok(items)
    }

    /// Reads row by row, so that a long list need not be in memory.
    pub(super) fn each(
        &self,
        sql: &str,
        parameters: impl Params,
        mut read: impl FnMut(&Reader<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let plan = Plan::default();
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            read(&Reader {
                row,
                plan: &plan,
                zone: self.zone,
                last: None,
            })?;
        }
        Ok(())
    }

    pub(super) fn count(&self, sql: &str, parameters: impl Params) -> Result<usize, StoreError> {
        let count: i64 = self
            .conn
            .prepare_cached(sql)?
            .query_row(parameters, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Every laptop that wrote in this log.
    pub(super) fn devices(&self) -> Result<Vec<Device>, StoreError> {
        stored::devices(self.conn)
    }

    // ---- one record ----

    /// All entries of one record that count here, in the order of the log.
    pub(super) fn entries_of(&self, number: RecordNumber) -> Result<Vec<Entry>, StoreError> {
        let mut entries = entries_of(self.conn, number)?;
        if let Some(past) = self.past {
            past.scope.keep(&mut entries);
        }
        Ok(entries)
    }

    /// A record folded from its entries, with everything it ever was.
    pub fn record(&self, number: RecordNumber) -> Result<Record, StoreError> {
        let entries = self.entries_of(number)?;
        Record::fold(number, &entries).ok_or(StoreError::NoSuchRecord { number })
    }

    /// A record of one kind as it stands, for a rule to decide on: where it goes on from its row, of its history only the
    /// last item.
    fn one<T: TryFrom<Record>>(&self, number: RecordNumber) -> Result<T, StoreError> {
        let record = if number.kind.goes_on() {
            let standing = rows::standing(self.conn, number, self.zone)?;
            standing.map(|(record, _)| record)
        } else {
            Some(self.record(number)?)
        };
        let one = record.and_then(|record| T::try_from(record).ok());
        one.ok_or(StoreError::NoSuchRecord { number })
    }

    pub fn incident(&self, number: RecordNumber) -> Result<Incident, StoreError> {
        self.one(number)
    }

    pub fn task(&self, number: RecordNumber) -> Result<Task, StoreError> {
        self.one(number)
    }

    pub fn decision(&self, number: RecordNumber) -> Result<Decision, StoreError> {
        self.one(number)
    }

    pub fn service(&self, number: RecordNumber) -> Result<Service, StoreError> {
        self.one(number)
    }

    pub fn finding(&self, number: RecordNumber) -> Result<Finding, StoreError> {
        self.one(number)
    }

    pub fn notice(&self, number: RecordNumber) -> Result<Notice, StoreError> {
        self.one(number)
    }

    /// Whether a record with this number was ever given, cheaply.
    pub fn exists(&self, number: RecordNumber) -> Result<bool, StoreError> {
        if let RecordKind::Other(_) = number.kind {
            return Ok(false);
        }
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

    /// What every service that counts is called.
    pub fn service_names(&self) -> Result<Names, StoreError> {
        let sql = "SELECT id, name, place FROM service WHERE voided_at IS NULL ORDER BY id";
        let names = self.all(sql, [], named)?;
        Ok(names.into_iter().collect())
    }

    /// What one service is called, where it counts.
    pub(super) fn service_name(&self, number: RecordNumber) -> Result<Option<Named>, StoreError> {
        let sql = "SELECT id, name, place FROM service WHERE id = ?1 AND voided_at IS NULL";
        Ok(self.all(sql, [number.id()], named)?.pop())
    }

    /// Number and name of the open incidents or tasks.
    pub fn open_names(&self, kind: RecordKind) -> Result<Vec<(RecordNumber, String)>, StoreError> {
        // In an order that leads through the index of what is open; in that of the numbers SQLite would read all records.
        let sql = match kind {
            RecordKind::Incident => {
                "SELECT id, title FROM incident WHERE voided_at IS NULL AND status = 'open' ORDER BY +id"
            }
            RecordKind::Task => {
                &format!("SELECT id, what FROM task WHERE {OPEN_TASK} ORDER BY {IN_ORDER}")
            }
            _ => return Ok(Vec::new()),
        };
        let mut names = self.all(sql, [], |reader| {
            let series = Series::from_id(reader.row.get(0)?);
            Ok((RecordNumber { kind, series }, reader.row.get(1)?))
        })?;
        names.sort_unstable_by_key(|(number, _)| *number);
        Ok(names)
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

    /// Whether a task waits for this one, or a service depends on it; of one that is new none does.
    pub fn is_pointed_at(&self, number: RecordNumber) -> Result<bool, StoreError> {
        let column = match number.kind {
            RecordKind::Task => "waits_for",
            RecordKind::Service => "depends_on",
            _ => return Ok(false),
        };
        if !self.exists(number)? {
            return Ok(false);
        }
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE voided_at IS NULL AND {column} <> '[]' AND instr({column}, ?1))",
            number.kind.code()
        );
        Ok(self.count(&sql, [format!("\"{number}\"")])? > 0)
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
        let tasks: Vec<Task> = self.all(&sql, [number.to_string()], |reader| {
            reader.record(RecordKind::Task)
        })?;
        Ok(tasks.into_iter().map(|task| task.track.number).collect())
    }

    /// The records that name this one, which it does not say itself, and other findings of its topic.
    pub fn linked(&self, record: &Record) -> Result<Vec<Linked>, StoreError> {
        const NAMING: [(RecordKind, &str, Link); 5] = [
            (RecordKind::Task, "about", Link::About),
            (RecordKind::Task, "waits_for", Link::WaitsFor),
            (RecordKind::Decision, "about", Link::About),
            (RecordKind::Service, "depends_on", Link::DependsOn),
            (RecordKind::Finding, "about", Link::About),
        ];
        let named = record.track().number;
        let mut linked = Vec::new();
        for (kind, column, how) in NAMING {
            // A number in a list stands between quotes.
            let sql = format!(
                "SELECT id FROM {} WHERE voided_at IS NULL AND instr({column}, ?1) > 0 ORDER BY id",
                kind.code()
            );
            let ids: Vec<i64> = self.all(&sql, [format!("\"{named}\"")], |reader| {
                Ok(reader.row.get(0)?)
            })?;
            for id in ids {
                let series = Series::from_id(id);
                let record = self.record(RecordNumber { kind, series })?;
                linked.push(Linked { how, record });
            }
        }
        if let Record::Finding(finding) = record {
            let others = self.findings_of(&finding.topic)?.into_iter();
            linked.extend(
                others
                    .filter(|other| other.track.number != named)
                    .map(|other| Linked {
                        how: Link::SameTopic,
                        record: other.into(),
                    }),
            );
        }
        Ok(linked)
    }

    // ---- lists ----

    pub fn incidents(&self, ended: usize) -> Result<Part<Incident>, StoreError> {
        let mut items = self.all(
            "SELECT * FROM incident WHERE voided_at IS NULL AND status = 'open' ORDER BY coalesce(began_at, happened_at), id",
            [],
            |reader| reader.record(RecordKind::Incident),
        )?;
        items.extend(self.all(
            "SELECT * FROM incident WHERE voided_at IS NULL AND status <> 'open' ORDER BY ended_at DESC, id DESC LIMIT ?1",
            [sql_limit(ended)],
            |reader| reader.record(RecordKind::Incident),
        )?);
        let total = self.count("SELECT count(*) FROM incident WHERE voided_at IS NULL", [])?;
        Ok(Part { items, total })
    }

    /// Open tasks, by due date, the undated ones last.
    pub fn open_tasks(&self) -> Result<Vec<Task>, StoreError> {
        let sql = format!("SELECT * FROM task WHERE {OPEN_TASK} ORDER BY {IN_ORDER}");
        self.all(&sql, [], |reader| reader.record(RecordKind::Task))
    }

    /// How many open tasks there are under a condition.
    ///
    /// Counted by date: without one, SQLite would rather go through an index of all tasks.
    pub(super) fn count_open(&self, condition: &str) -> Result<usize, StoreError> {
        let count = |date: &str| {
            let sql =
                format!("SELECT count(*) FROM task WHERE {OPEN_TASK} AND {condition} AND {date}");
            self.count(&sql, [])
        };
        Ok(count("due IS NULL")? + count("due > ''")?)
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
            |reader| reader.record(RecordKind::Task),
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
            |reader| reader.record(RecordKind::Decision),
        )?;
        let total = self.count(
            &format!("SELECT count(*) FROM decision WHERE {condition}"),
            [],
        )?;
        Ok(Part { items, total })
    }

    /// Decisions in force that were to be looked at again before this moment, the longest first.
    pub fn decisions_to_review(&self, now: Moment) -> Result<Vec<Decision>, StoreError> {
        self.all(
            // Those with such a moment are few beside those in force.
            "SELECT * FROM decision WHERE voided_at IS NULL AND +status = 'in_force' AND review_at < ?1 ORDER BY review_at, id",
            [utc(now.at)],
            |reader| reader.record(RecordKind::Decision),
        )
    }

    /// Services by group in the order in which the groups came up, the worst first in each; with the newest `history` of
    /// their states, oldest first.
    pub fn services(&self, history: usize) -> Result<Vec<Service>, StoreError> {
        let mut services = self.services_that("TRUE", [], usize::MAX, history)?;
        let mut groups: Vec<Option<String>> = Vec::new();
        for service in &services {
            if service.group.is_some() && !groups.contains(&service.group) {
                groups.push(service.group.clone());
            }
        }
        services.sort_by_key(|service| {
            let place = groups.iter().position(|group| *group == service.group);
            (place.unwrap_or(groups.len()), service.state.rank())
        });
        Ok(services)
    }

    /// The first services under a condition, in the order of their numbers.
    pub(super) fn services_that(
        &self,
        condition: &str,
        parameters: impl Params,
        most: usize,
        history: usize,
    ) -> Result<Vec<Service>, StoreError> {
        let sql = format!(
            "SELECT * FROM service WHERE voided_at IS NULL AND {condition}
             ORDER BY id LIMIT {}",
            sql_limit(most)
        );
        let mut services: Vec<Service> = self.all(&sql, parameters, |reader| {
            reader.record(RecordKind::Service)
        })?;
        for service in &mut services {
            service.history = self.all(
                "SELECT * FROM service_state WHERE service = ?1 ORDER BY position DESC LIMIT ?2",
                params![service.track.number.id(), sql_limit(history)],
                |reader| reader.part(),
            )?;
            service.history.reverse();
        }
        Ok(services)
    }

    /// Findings in the order they were recorded; the newest where not all fit.
    pub fn findings(&self, most: usize) -> Result<Part<Finding>, StoreError> {
        let mut items: Vec<Finding> = self.all(
            "SELECT * FROM finding WHERE voided_at IS NULL ORDER BY since DESC, id DESC LIMIT ?1",
            [sql_limit(most)],
            |reader| reader.record(RecordKind::Finding),
        )?;
        for finding in &mut items {
            finding.history = self.all(
                "SELECT * FROM finding_wording WHERE finding = ?1 ORDER BY position",
                [finding.track.number.id()],
                |reader| reader.part(),
            )?;
        }
        items.sort_by_key(|finding| finding.track.number);
        let total = self.count("SELECT count(*) FROM finding WHERE voided_at IS NULL", [])?;
        Ok(Part { items, total })
    }

    /// Findings of the same topic, however it is spelled, in the order they were recorded.
    pub fn findings_of(&self, topic: &str) -> Result<Vec<Finding>, StoreError> {
        let wanted = plain(topic);
        let topics: Vec<(i64, String)> = self.all(
            "SELECT id, topic FROM finding WHERE voided_at IS NULL ORDER BY id",
            [],
            |reader| Ok((reader.row.get(0)?, reader.row.get(1)?)),
        )?;
        let same = topics.iter().filter(|(_, topic)| plain(topic) == wanted);
        let kind = RecordKind::Finding;
        same.map(|(id, _)| {
            let series = Series::from_id(*id);
            self.finding(RecordNumber { kind, series })
        })
        .collect()
    }

    /// Released reports, oldest first; also the cancelled ones, whose numbers stay given.
    pub fn reports(&self) -> Result<Vec<Report>, StoreError> {
        let sql = "SELECT report.* FROM report";
        let reports: Vec<Report> = self.all(sql, [], |reader| reader.record(RecordKind::Report))?;
        let mut placed = Vec::with_capacity(reports.len());
        for mut report in reports {
            let Series { device, running } = report.track.entry.0;
            report.knew = stored::heads(self.conn, report.track.entry)?;
            report.knew.add(device, running - 1);
            placed.push((stored::place(self.conn, report.track.entry)?, report));
        }
        placed.sort_by_key(|(place, _)| *place);
        let mut reports: Vec<Report> = placed.into_iter().map(|(_, report)| report).collect();
        let last = reports
            .iter()
            .rposition(|report| report.track.voided.is_none());
        for report in reports.iter_mut().take(last.unwrap_or(0)) {
            report.followed = true;
        }
        Ok(reports)
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
        self.one(number)
    }

    /// What was frozen when the report was released, checked against its hash.
    pub fn released(&self, number: RecordNumber) -> Result<ReportReleased, StoreError> {
        let entries = self.entries_of(number)?;
        let released = entries
            .into_iter()
            .find_map(|entry| match entry.body.event {
                Event::Report(ReportEvent::Released(released)) => Some(released),
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

    pub fn notices(&self, ended: usize) -> Result<Part<Notice>, StoreError> {
        let mut items = self.all(
            "SELECT * FROM notice WHERE voided_at IS NULL AND status = 'in_force' ORDER BY valid_from, id",
            [],
            |reader| reader.record(RecordKind::Notice),
        )?;
        items.extend(self.all(
            "SELECT * FROM notice WHERE voided_at IS NULL AND status <> 'in_force' ORDER BY ended_at DESC, id DESC LIMIT ?1",
            [sql_limit(ended)],
            |reader| reader.record(RecordKind::Notice),
        )?);
        let total = self.count("SELECT count(*) FROM notice WHERE voided_at IS NULL", [])?;
        Ok(Part { items, total })
    }
}
