//! What a report looks at: the situation in numbers and lists, its course, and what became different.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, FixedOffset};

use crate::domain::codes::{DecisionStatus, IncidentStatus, ServiceState, TaskStatus};
use crate::domain::entry::Entry;
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordNumber, Series};
use crate::domain::records::{Record, Task};
use crate::domain::situation::{
    Compared, Counts, Difference, Earlier, JournalLine, OnlyByDay, Part, Scope, Since, Situation,
};

use super::chain::stamp;
use super::error::StoreError;
use super::query::{Limits, OPEN_TASK, UNASSIGNED, View};
use super::rows::utc;
use super::stored;

/// An entry that came later than another moment.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Newer {
    stands_at: String,
    /// Its place in the order of the log.
    place: (i64, u8),
    id: i64,
    subject: Option<String>,
}

impl Newer {
    const COLUMNS: &'static str = "stands_at, lam, device, id, subject";

    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Newer> {
        Ok(Newer {
            stands_at: row.get(0)?,
            place: (row.get(1)?, row.get(2)?),
            id: row.get(3)?,
            subject: row.get(4)?,
        })
    }
}

impl View<'_> {
    /// Entries that may be unknown to that scope, by the moment they happened: what happened later, and what was recorded
    /// later. Read from the newest backwards, so that the cost is that of what came since.
    fn newer(&self, then: &Scope) -> Result<Vec<Newer>, StoreError> {
        let mut newer = BTreeSet::new();
        let columns = Newer::COLUMNS;
        if let Some(as_of) = then.as_of {
            newer.extend(self.all(
                &format!("SELECT {columns} FROM journal WHERE stands_at > ?1"),
                [utc(as_of.at)],
                |reader| Ok(Newer::read(reader.row)?),
            )?);
        }
        let known = then.known_by.or(then.noted_by);
        for device in self.devices()? {
            let bound = |running| Series { device, running }.id();
            // A laptop's entries become known in the order of their numbers.
            let mut statement = self.conn.prepare_cached(&format!(
                "SELECT {columns}, known_at FROM journal WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC"
            ))?;
            let first = then.known_to.as_ref().map(|heads| heads.of(device) + 1);
            if first.is_none() && known.is_none() {
                continue;
            }
            let mut rows = statement.query([bound(first.unwrap_or(1)), bound(Series::MOST)])?;
            let by = known.filter(|_| first.is_none());
            let by = by.map(|known| stamp(known.at.to_utc()));
            while let Some(row) = rows.next()? {
                let known_at = row.get_ref(5)?.as_str().map_err(stored::bad_column)?;
                if by.as_ref().is_some_and(|by| known_at < by.as_str()) {
                    break;
                }
                newer.insert(Newer::read(row)?);
            }
        }
        // What was put right since may have happened later by what was known then.
        let mut earlier = Vec::new();
        for entry in &newer {
            earlier.extend(self.all(
                &format!(
                    "SELECT {columns} FROM journal WHERE id = (SELECT target FROM journal WHERE id = ?1 AND kind = 'entry_corrected')"
                ),
                [entry.id],
                |reader| Ok(Newer::read(reader.row)?),
            )?);
        }
        for entry in earlier {
            let line = self.line_of(EntryNumber::from_id(entry.id))?;
            if !self.was_held(then, &line)? {
                newer.insert(entry);
            }
        }
        Ok(newer.into_iter().collect())
    }

    /// The newest of the lines that the scope does not hold, in the order they happened: of the time after it, and what
    /// was recorded of the time before it.
    fn lines_since(
        &self,
        then: &Scope,
        newer: &[Newer],
        most: usize,
    ) -> Result<Part<JournalLine>, StoreError> {
        let mut total = newer.len();
        let mut items = Vec::new();
        for candidate in newer.iter().rev() {
            if items.len() == most {
                break;
            }
            let line = self.line_of(EntryNumber::from_id(candidate.id))?;
            if self.was_held(then, &line)? {
                total -= 1;
            } else {
                items.push(line);
            }
        }
        items.reverse();
        self.named(&mut items)?;
        Ok(Part { items, total })
    }

    /// Every record that reads otherwise than it did in that scope.
    ///
    /// Only what has entries after it is folded again.
    fn differences(&self, then: &Scope, newer: &[Newer]) -> Result<Vec<Difference>, StoreError> {
        let touched: BTreeSet<RecordNumber> = newer
            .iter()
            .filter_map(|entry| RecordNumber::parse(entry.subject.as_deref()?))
            .collect();
        let mut differences = Vec::new();
        for number in touched {
            let entries = self.entries_of(number)?;
            let Some(now) = Record::fold(number, &entries) else {
                continue;
            };
            let mut earlier = entries.clone();
            then.keep(&mut earlier);
            let old: HashSet<EntryNumber> = earlier.iter().map(|entry| entry.number).collect();
            let new: Vec<Entry> = entries
                .iter()
                .filter(|entry| !old.contains(&entry.number))
                .cloned()
                .collect();
            let before = Record::fold(number, &earlier);
            if before.as_ref() == Some(&now) {
                continue;
            }
            let is_new: HashSet<EntryNumber> = new.iter().map(|entry| entry.number).collect();
            let mut by = Vec::new();
            for entry in new
                .iter()
                .filter(|entry| entry.body.event.visibility_change().is_none())
            {
                let author = entry.body.author.as_ref().or(entry.body.role.as_ref());
                by.extend(author.filter(|author| !by.contains(*author)).cloned());
            }
            differences.push(Difference {
                before,
                between: Record::between(number, &entries, |entry| is_new.contains(&entry.number)),
                after: now,
                by,
            });
        }
        Ok(differences)
    }

    /// What the report tells its changes against, and all that became different since, open tasks that fell due among it.
    fn since(
        &self,
        compared: &Compared,
        newer: &[Newer],
        as_of: Moment,
        open: &[Task],
    ) -> Result<Since, StoreError> {
        let mut records = self.differences(&compared.scope, newer)?;
        let fell_due = open
            .iter()
            .filter(|task| task.is_overdue(as_of.at) && !task.is_overdue(compared.moment.at));
        for task in fell_due {
            let known = |of: &Difference| of.after.track().number == task.track.number;
            if !records.iter().any(known) {
                records.push(Difference::of_time(Record::Task(task.clone())));
            }
        }
        Ok(Since {
            moment: compared.moment,
            report: compared.report,
            records,
            assessments: self.assessments_since(&compared.scope)?,
        })
    }

    /// What is shown as of a moment although it was perhaps not yet so: its day or part of one had not ended, and it was
    /// recorded later.
    pub fn only_by_day(&self, as_of: Moment) -> Result<Vec<OnlyByDay>, StoreError> {
        // The plus keeps SQLite from reading the whole Tagebuch in its order.
        let coarse = self.all(
            "SELECT id, subject, happened_at, happened_precision AS happened_at_precision FROM journal
             WHERE ends_at > ?1 AND happened_at <= ?1 AND recorded_at > ?1
               AND speaks = 0 AND voided_by IS NULL ORDER BY +stands_at, lam, device",
            [utc(as_of.at)],
            |reader| {
                let subject: Option<String> = reader.get("subject")?;
                Ok(OnlyByDay {
                    entry: EntryNumber::from_id(reader.get("id")?),
                    record: subject.as_deref().and_then(RecordNumber::parse),
                    at: reader.moment("happened_at")?,
                })
            },
        )?;
        let open = coarse
            .into_iter()
            .filter(|said| said.at.reaches_past(as_of));
        Ok(open.collect())
    }

    pub fn counts(&self, as_of: Moment) -> Result<Counts, StoreError> {
        let mut counts = Counts {
            entries: self.entries()?,
            unknown_kinds: self
                .count("SELECT count(*) FROM journal WHERE unread = 'unknown'", [])?,
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
        self.count_tasks(as_of, &mut counts)?;
        Ok(counts)
    }

    /// Each number is counted in an index of what is open or ended.
    fn count_tasks(&self, as_of: Moment, counts: &mut Counts) -> Result<(), StoreError> {
        let open = format!("SELECT count(*) FROM task WHERE {OPEN_TASK}");
        let ended = "SELECT count(*) FROM task WHERE voided_at IS NULL AND ended_at IS NOT NULL AND status = ?1";
        counts.tasks_open = self.count_open("TRUE")?;
        counts.tasks_overdue = self.count(&format!("{open} AND due < ?1"), [utc(as_of.at)])?;
        counts.tasks_unassigned = self.count_open(UNASSIGNED)?;
        counts.tasks_undated = self.count(&format!("{open} AND due IS NULL"), [])?;
        counts.tasks_done = self.count(ended, [TaskStatus::Done.code()])?;
        counts.tasks_cancelled = self.count(ended, [TaskStatus::Cancelled.code()])?;
        Ok(())
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
        let compared = earlier.compared.as_ref();
        let newer = match compared {
            Some(compared) => self.newer(&compared.scope)?,
            None => Vec::new(),
        };
        let journal_lines = match compared {
            Some(compared) => self.lines_since(&compared.scope, &newer, limits.journal_lines)?,
            None => self.journal_lines(None, limits.journal_lines)?,
        };
        let open = self.open_tasks()?;
        let since = compared
            .map(|compared| self.since(compared, &newer, as_of, &open))
            .transpose()?;
        let period = since.as_ref().map(|since| since.moment);
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
            tasks_ended: self.ended_tasks(limits.ended, period)?,
            decisions: self.decisions(limits.decisions, false)?,
            to_review: self.decisions_to_review(as_of)?,
            services: self.services(limits.history)?,
            findings: self.findings(limits.findings)?,
            notes: self.rated_notes(limits.findings)?,
            notices: self.notices(limits.ended)?,
            imported: imported(&journal_lines.items),
            journal_lines,
            assessments: self.assessments()?,
            last_report: earlier.last_report,
            task_days: self.task_days(as_of, limits.days)?,
            since,
            newest: self.newest()?,
            only_by_day: self.only_by_day(as_of)?,
        })
    }
}

/// The entries that were read from a file among these lines: the first and the last, and when.
fn imported(lines: &[JournalLine]) -> Option<(EntryNumber, EntryNumber, DateTime<FixedOffset>)> {
    let entries = lines.iter().map(|line| &line.entry);
    let imported: Vec<&Entry> = entries.filter(|entry| entry.imported).collect();
    let numbers = || imported.iter().map(|entry| entry.number);
    Some((
        numbers().min()?,
        numbers().max()?,
        imported.last()?.recorded_at,
    ))
}
