//! The course of tasks over time: how many were open at the end of a day, and how many were done on it.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::moment::{Moment, Precision};
use crate::domain::situation::TaskDay;

use super::error::StoreError;
use super::query::View;
use super::rows::utc;
use super::stored::bad_column;

/// Days that are counted together, from the first to the last one.
type Days = (NaiveDate, NaiveDate);

/// At most so many spans of as many days each, but for the first one, which may be shorter; the last day ends the last span.
fn spans(first: NaiveDate, last: NaiveDate, most: usize) -> Vec<Days> {
    let length = usize::try_from((last - first).num_days()).unwrap_or(0);
    let step = (length / most + 1).max(1);
    let mut from = first;
    let ends = (0..=length / step).rev();
    ends.map(|back| {
        let end = last - chrono::Days::new((back * step) as u64);
        let begin = std::mem::replace(&mut from, end + chrono::Days::new(1));
        (begin, end)
    })
    .collect()
}

/// The first instant after a day, as the tables have it: some zones have days that do not begin at midnight.
fn end_of(day: NaiveDate, zone: Tz) -> String {
    let next = day + chrono::Days::new(1);
    let instant = |hour| {
        zone.from_local_datetime(&next.and_hms_opt(hour, 0, 0)?)
            .earliest()
    };
    let end = (0..24).find_map(instant);
    end.map_or(String::new(), |end| utc(end.fixed_offset()))
}

/// A day as a moment; no zone has a noon that does not exist.
fn whole(day: NaiveDate, zone: Tz) -> Option<Moment> {
    let at = zone
        .from_local_datetime(&day.and_hms_opt(12, 0, 0)?)
        .earliest()?;
    Some(Moment {
        at: at.fixed_offset(),
        precision: Precision::Day,
    })
}

impl View<'_> {
    /// Open and done tasks per day, from the first task on; where that is long, of evenly spaced days, the last always.
    pub fn task_days(&self, until: Moment, most: usize) -> Result<Vec<TaskDay>, StoreError> {
        if most == 0 {
            return Ok(Vec::new());
        }
        let Some((first, last)) = self.days_with_tasks(until)? else {
            return Ok(Vec::new());
        };
        let spans = spans(first, last, most);
        let mut open = 0;
        let mut days = Vec::new();
        for ((first, last), [begun, ended, done]) in spans.iter().zip(self.tasks_within(&spans)?) {
            open += begun - ended;
            days.extend(whole(*last, self.zone).map(|day| TaskDay {
                since: whole(*first, self.zone).filter(|_| first < last),
                day,
                open,
                done,
            }));
        }
        Ok(days)
    }

    /// The day of the first task, and the last one that there is something to say of.
    fn days_with_tasks(&self, until: Moment) -> Result<Option<Days>, StoreError> {
        let first = self.day("SELECT min(there_from) FROM task WHERE voided_at IS NULL")?;
        let mut last = until.at.with_timezone(&self.zone).date_naive();
        // Where nothing is left to do, the course ends with the last that was done.
        if self.count_open("TRUE")? == 0 {
            let ended =
                "SELECT max(ended_at) FROM task WHERE voided_at IS NULL AND ended_at IS NOT NULL";
            last = self.day(ended)?.map_or(last, |ended| ended.min(last));
        }
        Ok(first
            .filter(|first| *first <= last)
            .map(|first| (first, last)))
    }

    /// The day of a moment that a query gives, in the log's zone.
    fn day(&self, sql: &str) -> Result<Option<NaiveDate>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let at: Option<String> = statement.query_row([], |row| row.get(0))?;
        let day = at.map(|at| {
            let utc: DateTime<Utc> = at
                .parse()
                .map_err(|_| StoreError::Inconsistent { what: at })?;
            Ok(utc.with_timezone(&self.zone).date_naive())
        });
        day.transpose()
    }

    /// Of each span how many tasks began, ended and were done in it.
    fn tasks_within(&self, spans: &[Days]) -> Result<Vec<[i64; 3]>, StoreError> {
        match self.past {
            None => self.tasks_counted(spans),
            Some(_) => self.tasks_read(spans),
        }
    }

    /// The same at another moment: what stands in for a task is in no index, so each is read, but once for all spans.
    fn tasks_read(&self, spans: &[Days]) -> Result<Vec<[i64; 3]>, StoreError> {
        let ends: Vec<String> = spans
            .iter()
            .map(|(_, last)| end_of(*last, self.zone))
            .collect();
        let mut within = vec![[0; 3]; spans.len()];
        let sql = "SELECT there_from, ended_at, status = 'done' FROM task WHERE voided_at IS NULL";
        self.each(sql, [], |reader| {
            let mut count = |column: usize, counted: &[usize]| {
                let at = reader.row.get_ref(column)?.as_str_or_null();
                if let Some(at) = at.map_err(bad_column)? {
                    let span = within.get_mut(ends.partition_point(|end| end.as_str() <= at));
                    if let Some(span) = span {
                        counted.iter().for_each(|&place| span[place] += 1);
                    }
                }
                Ok::<_, StoreError>(())
            };
            count(0, &[0])?;
            let done: bool = reader.row.get(2)?;
            count(1, if done { &[1, 2] } else { &[1] })
        })?;
        Ok(within)
    }

    /// The same of the present, counted in the indexes and not read.
    fn tasks_counted(&self, spans: &[Days]) -> Result<Vec<[i64; 3]>, StoreError> {
        let mut from = String::new();
        let bounds = spans.iter().map(|(_, last)| {
            let end = end_of(*last, self.zone);
            [std::mem::replace(&mut from, end.clone()), end]
        });
        let bounds = serde_json::to_string(&bounds.collect::<Vec<_>>())?;
        self.all(
            "WITH span (place, begin, end) AS (SELECT key, value ->> 0, value ->> 1 FROM json_each(?1))
             SELECT
               (SELECT count(*) FROM task WHERE voided_at IS NULL AND there_from >= span.begin AND there_from < span.end),
               (SELECT count(*) FROM task WHERE voided_at IS NULL AND ended_at IS NOT NULL
                  AND ended_at >= span.begin AND ended_at < span.end),
               (SELECT count(*) FROM task WHERE voided_at IS NULL AND ended_at IS NOT NULL
                  AND ended_at >= span.begin AND ended_at < span.end AND status = 'done')
             FROM span ORDER BY place",
            [bounds],
            |reader| Ok([reader.row.get(0)?, reader.row.get(1)?, reader.row.get(2)?]),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_long_course_is_of_few_spans_of_which_the_last_ends_with_the_last_day() {
        for (first, last, most, expected) in [
            (
                "2021-10-15",
                "2021-10-15",
                14,
                vec![("2021-10-15", "2021-10-15")],
            ),
            (
                "2021-10-15",
                "2021-10-16",
                14,
                vec![("2021-10-15", "2021-10-15"), ("2021-10-16", "2021-10-16")],
            ),
            (
                "2021-10-15",
                "2021-10-19",
                2,
                vec![("2021-10-15", "2021-10-16"), ("2021-10-17", "2021-10-19")],
            ),
            (
                "2021-10-15",
                "2021-10-17",
                1,
                vec![("2021-10-15", "2021-10-17")],
            ),
        ] {
            let expected: Vec<Days> = expected
                .into_iter()
                .map(|(begin, end)| (day(begin), day(end)))
                .collect();
            assert_eq!(
                spans(day(first), day(last), most),
                expected,
                "{first} {last}"
            );
        }
    }

    #[test]
    fn a_day_ends_where_the_next_one_begins_also_where_midnight_is_skipped() {
        let ends = |date, zone: Tz| end_of(day(date), zone);
        assert_eq!(
            ends("2021-10-15", Tz::Europe__Berlin),
            "2021-10-15T22:00:00Z"
        );
        assert_eq!(
            ends("2021-10-31", Tz::Europe__Berlin),
            "2021-10-31T23:00:00Z"
        );
        // In Beirut the clock went from midnight to one.
        assert_eq!(ends("2021-03-27", Tz::Asia__Beirut), "2021-03-27T22:00:00Z");
    }
}
