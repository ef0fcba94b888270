//! From one moment to another: which days, and which of the spans that they may be.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc,
};

use super::super::super::moment::{End, Moment, Precision, monday};
use super::super::Sense;
use super::super::said::{Day, Hour, Point, Zone};
use super::points::{Dates, SOON};
use super::{Found, Reading};

/// Hours from–to as they are seen on a clock, each with its day.
struct Hours<'a> {
    start: (NaiveDate, [u32; 3]),
    end: (NaiveDate, [u32; 3]),
    zones: [Option<&'a Zone>; 2],
    /// Whether they end on the day after the one that was said.
    overnight: bool,
}

impl Hours<'_> {
    fn shifted(&self, days: i64) -> Self {
        let shifted = |(day, face)| (day + TimeDelta::days(days), face);
        Hours {
            start: shifted(self.start),
            end: shifted(self.end),
            ..*self
        }
    }
}

impl Reading<'_> {
    pub(super) fn range(&self, first: &Point, last: &Point) -> Found<Moment> {
        match (first.hour, last.hour) {
            (Some(start), Some(end)) => self.hours(first, last, start, end),
            _ => {
                let (first, last) = self.both_days(first, last, Precision::Day)?;
                self.days(first, last)
            }
        }
    }

    pub(super) fn months(&self, days: [Day; 2]) -> Found<Moment> {
        let [first, last] = days.map(|day| Point {
            day: Some(day),
            ..Point::default()
        });
        let (first, last) = self.both_days(&first, &last, Precision::Month)?;
        self.whole_months(first, last)
    }

    /// The days of both ends: one by the sense, the other as the nearest to it.
    fn both_days(
        &self,
        first: &Point,
        last: &Point,
        each: Precision,
    ) -> Found<(NaiveDate, NaiveDate)> {
        let fits = |day: NaiveDate| {
            each.bounds(day.and_time(NaiveTime::MIN))
                .is_some_and(|span| self.fits(span))
        };
        let no_day = last.day.is_none() && last.weekday.is_none();
        if self.sense == Sense::Due && !no_day {
            let end = self.choose(last, fits)?;
            let start = self.near(first, |day| *day <= end, true)?;
            return Ok((start, end));
        }
        let start = self.choose(first, fits)?;
        if no_day {
            return Ok((start, start));
        }
        let end = self.near(last, |day| *day >= start, false)?;
        Ok((start, end))
    }

    /// The last or the first day that an end of a range may mean beside the other end.
    fn near(
        &self,
        point: &Point,
        beside: impl Fn(&NaiveDate) -> bool,
        latest: bool,
    ) -> Found<NaiveDate> {
        let mut days = match (point.day, point.weekday) {
            (None, Some(weekday)) => {
                let number = u64::from(weekday.num_days_from_monday());
                let first = monday(self.today()) + Days::new(number) - Days::new(14);
                (0..5).map(|weeks| first + Days::new(7 * weeks)).collect()
            }
            _ => match self.dates(point)? {
                Dates::Only(day) => vec![day],
                Dates::Nearest(days) => days,
            },
        };
        days.retain(|day| point.weekday.is_none_or(|weekday| weekday == day.weekday()));
        days.retain(beside);
        let day = if latest {
            days.iter().max()
        } else {
            days.iter().min()
        };
        day.copied().ok_or_else(|| self.contradiction())
    }

    /// From one hour to another, on the days that were said, or on the nearest that fit the sense.
    fn hours(&self, first: &Point, last: &Point, start: Hour, end: Hour) -> Found<Moment> {
        let days = self.both_days(first, last, Precision::Day)?;
        let zones = [first.zone.as_ref(), last.zone.as_ref()];
        let (starts, ends) = (self.faces(start, None)?, self.faces(end, None)?);
        let spans: Vec<Hours<'_>> = starts
            .iter()
            .zip(ends.iter().cycle())
            .map(|(start, end)| self.hours_between(days, *start, *end, zones))
            .collect();
        let fitting: Vec<_> = spans.iter().filter(|span| self.fits_hours(span)).collect();
        let named = [first, last]
            .iter()
            .any(|point| point.day.is_some() || point.weekday.is_some());
        if fitting.is_empty() && !named {
            return self.hours_of_another_day(&spans);
        }
        let all: Vec<_> = spans.iter().collect();
        match (if fitting.is_empty() { all } else { fitting }).as_slice() {
            [one] => self.clock_range(one),
            [one, other, ..] => Err(self.unclear(self.clock_range(one)?, self.clock_range(other)?)),
            [] => Err(self.unreadable()),
        }
    }

    /// The hours on these days; where they would end before they begin, they go on into the next day.
    fn hours_between<'a>(
        &self,
        (day, last_day): (NaiveDate, NaiveDate),
        start: [u32; 3],
        end: [u32; 3],
        zones: [Option<&'a Zone>; 2],
    ) -> Hours<'a> {
        let span = Hours {
            start: (day, start),
            end: (last_day, end),
            zones,
            overnight: false,
        };
        let backwards = match self.instants(&span) {
            // In the hour that comes twice the later one may have the earlier face.
            Ok((start, end)) => end <= start,
            Err(_) => end <= start,
        };
        if last_day == day && backwards {
            return Hours {
                end: (last_day + Days::new(1), end),
                overnight: true,
                ..span
            };
        }
        span
    }

    fn fits_hours(&self, span: &Hours<'_>) -> bool {
        self.fits(self.seen_hours(span))
    }

    fn seen_hours(&self, span: &Hours<'_>) -> (NaiveDateTime, NaiveDateTime) {
        let [first, last] = span.zones;
        (
            self.seen(span.start.0, span.start.1, first),
            self.seen(span.end.0, span.end.1, last),
        )
    }

    /// Hours without a day that do not fit today: the night that has just been, or hours that are soon to come.
    fn hours_of_another_day(&self, spans: &[Hours<'_>]) -> Found<Moment> {
        for span in spans {
            let other = span.shifted(if self.sense == Sense::Due { 1 } else { -1 });
            let near = match self.sense {
                Sense::Past | Sense::Until => other.overnight,
                Sense::Due => self.seen_hours(&other).1 - self.local() <= SOON,
            };
            if near && self.fits_hours(&other) {
                return self.clock_range(&other);
            }
        }
        let first = spans.first().ok_or_else(|| self.unreadable())?;
        Err(self.other_day(first.start.1, first.zones[0]))
    }

    fn instants(&self, span: &Hours<'_>) -> Found<(DateTime<FixedOffset>, DateTime<FixedOffset>)> {
        let [first, last] = span.zones;
        let start = self.at_clock(span.start.0, span.start.1, first)?;
        let end = self.at_clock(span.end.0, span.end.1, last)?;
        Ok((start.at, end.at))
    }

    fn clock_range(&self, span: &Hours<'_>) -> Found<Moment> {
        let (start, end) = self.instants(span)?;
        if end <= start {
            return Err(self.contradiction());
        }
        match self.sense {
            Sense::Past => {
                self.moment(start, Precision::Until(End::Clock(end.with_timezone(&Utc))))
            }
            Sense::Due | Sense::Until => {
                self.moment(end, Precision::Since(End::Clock(start.with_timezone(&Utc))))
            }
        }
    }
}
