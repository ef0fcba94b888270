//! From what was said to the moment it means now, for a purpose.

mod nights;
mod points;
mod ranges;

use chrono::{
    DateTime, Datelike, Days, FixedOffset, LocalResult, Months, NaiveDate, NaiveDateTime, Offset,
    TimeDelta, TimeZone, Weekday,
};
use chrono_tz::Tz;

use super::super::moment::{End, Moment, Precision, first_of_month, last_of_month, monday};
use super::said::{Away, Bound, Period, Place, Said, When, Which, Zone};
use super::words::Unit;
use super::{Given, Sense, TimeRefusal};

/// What a time is read against: what was typed, when, and what for.
pub(super) struct Reading<'a> {
    pub input: &'a str,
    pub now: DateTime<Tz>,
    pub sense: Sense,
}

pub(super) type Found<T> = Result<T, TimeRefusal>;

/// How long what is typed by the clock may differ from now.
const GRACE: TimeDelta = TimeDelta::minutes(1);

impl Reading<'_> {
    pub(super) fn given(&self, said: &Said) -> Found<Given> {
        let unfit = match said.bound {
            Some(Bound::Since) => self.sense == Sense::Due,
            Some(Bound::Until) => self.sense == Sense::Past,
            None => false,
        };
        if unfit {
            return Err(self.unreadable());
        }
        let moment = match &said.when {
            When::Now => self.moment(self.now.fixed_offset(), Precision::Minute)?,
            When::JustNow if self.sense != Sense::Due => {
                return Ok(Given {
                    moment: Moment::exact(self.now.fixed_offset()),
                    approximate: true,
                });
            }
            When::AtOnce if self.sense == Sense::Due => Moment::exact(self.now.fixed_offset()),
            When::JustNow | When::AtOnce => return Err(self.unreadable()),
            When::Away(away) => self.away(*away)?,
            When::Point(point) => self.point(point)?,
            When::Period(period) => self.period(*period)?,
            When::Range(ends) => self.range(&ends[0], &ends[1])?,
            When::Months(days) => self.months(*days)?,
        };
        Ok(Given {
            moment,
            approximate: said.approximate,
        })
    }

    // ---- refusals ----

    pub(super) fn unreadable(&self) -> TimeRefusal {
        TimeRefusal::Unreadable {
            input: self.input.to_owned(),
            sense: self.sense,
        }
    }

    pub(super) fn no_date(&self) -> TimeRefusal {
        TimeRefusal::NoSuchDate {
            input: self.input.to_owned(),
            sense: self.sense,
        }
    }

    pub(super) fn no_clock(&self) -> TimeRefusal {
        TimeRefusal::NoSuchClockTime {
            input: self.input.to_owned(),
        }
    }

    pub(super) fn contradiction(&self) -> TimeRefusal {
        TimeRefusal::Contradicts {
            input: self.input.to_owned(),
        }
    }

    pub(super) fn unclear(&self, first: Moment, second: Moment) -> TimeRefusal {
        TimeRefusal::Unclear {
            input: self.input.to_owned(),
            first,
            second,
        }
    }

    fn out_of_range(&self) -> TimeRefusal {
        TimeRefusal::OutOfRange {
            input: self.input.to_owned(),
        }
    }

    // ---- now ----

    pub(super) fn local(&self) -> NaiveDateTime {
        self.now.naive_local()
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.local().date()
    }

    /// A day counted from today.
    pub(super) fn day_from_today(&self, days: i64) -> Found<NaiveDate> {
        self.today()
            .checked_add_signed(TimeDelta::days(days))
            .ok_or_else(|| self.out_of_range())
    }

    /// Whether a span from–to fits the sense: what was has begun, what is due has not ended.
    pub(super) fn fits(&self, (start, end): (NaiveDateTime, NaiveDateTime)) -> bool {
        match self.sense {
            Sense::Past | Sense::Until => start <= self.local() + GRACE,
            Sense::Due => end + GRACE > self.local(),
        }
    }

    // ---- from local times to instants ----

    pub(super) fn moment(&self, at: DateTime<FixedOffset>, precision: Precision) -> Found<Moment> {
        if (1900..2200).contains(&at.year()) {
            Ok(Moment { at, precision })
        } else {
            Err(self.out_of_range())
        }
    }

    /// The moment of a span whose length the precision knows: its beginning for what was, its last minute for what is due.
    pub(super) fn coarse(&self, day: NaiveDate, precision: Precision) -> Found<Moment> {
        let noon = day.and_hms_opt(12, 0, 0).ok_or_else(|| self.no_date())?;
        let (start, end) = precision.bounds(noon).ok_or_else(|| self.no_date())?;
        let at = match self.sense {
            Sense::Past => self.beginning(start)?,
            Sense::Due | Sense::Until => self.last_minute(end)?,
        };
        self.moment(at, precision)
    }

    /// The instant at which a span begins; where summer time leaves it out, or doubles it, the first one.
    pub(super) fn beginning(&self, local: NaiveDateTime) -> Found<DateTime<FixedOffset>> {
        let zone = self.now.timezone();
        let at = zone.from_local_datetime(&local).earliest();
        let at = at.or_else(|| {
            zone.from_local_datetime(&(local + TimeDelta::hours(1)))
                .earliest()
        });
        at.map(|at| at.fixed_offset())
            .ok_or_else(|| self.out_of_range())
    }

    /// The last minute before a span ends.
    pub(super) fn last_minute(&self, end: NaiveDateTime) -> Found<DateTime<FixedOffset>> {
        let zone = self.now.timezone();
        let last = end - TimeDelta::minutes(1);
        let at = zone.from_local_datetime(&last).latest();
        let at = at.or_else(|| {
            zone.from_local_datetime(&(last - TimeDelta::hours(1)))
                .latest()
        });
        at.map(|at| at.fixed_offset())
            .ok_or_else(|| self.out_of_range())
    }

    /// The one instant of a clock time; refused where there are two of them, or none.
    pub(super) fn instant(
        &self,
        local: NaiveDateTime,
        zone: Option<&Zone>,
    ) -> Found<DateTime<FixedOffset>> {
        let own = self.now.timezone();
        if let Some(Zone::Offset(offset)) = zone {
            let offset = FixedOffset::east_opt(*offset).ok_or_else(|| self.unreadable())?;
            let at = local.and_local_timezone(offset).single();
            let at = at.ok_or_else(|| self.out_of_range())?;
            return Ok(at.with_timezone(&own).fixed_offset());
        }
        let found: Vec<DateTime<Tz>> = match own.from_local_datetime(&local) {
            LocalResult::Single(at) => vec![at],
            LocalResult::Ambiguous(first, second) => vec![first, second],
            LocalResult::None => {
                return Err(TimeRefusal::SkippedHour {
                    input: self.input.to_owned(),
                });
            }
        };
        let named = |at: &&DateTime<Tz>| match zone {
            Some(Zone::Named(name)) => at.format("%Z").to_string().eq_ignore_ascii_case(name),
            Some(Zone::Offset(_)) | None => true,
        };
        let fitting: Vec<&DateTime<Tz>> = found.iter().filter(named).collect();
        match fitting.as_slice() {
            [at] => Ok(at.fixed_offset()),
            [] => Err(self.other_zone(found[0], zone)),
            [first, second, ..] => Err(TimeRefusal::Ambiguous {
                input: self.input.to_owned(),
                first: Moment::exact(first.fixed_offset()),
                second: Moment::exact(second.fixed_offset()),
            }),
        }
    }

    /// A zone's name that is not in force then: one of this zone's at another time of the year, or none that is known.
    fn other_zone(&self, at: DateTime<Tz>, zone: Option<&Zone>) -> TimeRefusal {
        let Some(Zone::Named(name)) = zone else {
            return self.unreadable();
        };
        let of_this_zone = (1..12).any(|months| {
            let then = at + TimeDelta::days(30 * months);
            then.format("%Z").to_string().eq_ignore_ascii_case(name)
        });
        if of_this_zone {
            return TimeRefusal::OtherZone {
                input: self.input.to_owned(),
                at: Moment::exact(at.fixed_offset()),
            };
        }
        self.unreadable()
    }

    // ---- lengths ----

    fn away(&self, away: Away) -> Found<Moment> {
        let Away {
            ahead,
            length,
            signed,
        } = away;
        let sign = if ahead { 1 } else { -1 };
        let months = Months::new(length.months);
        let shifted = if ahead {
            self.local().checked_add_months(months)
        } else {
            self.local().checked_sub_months(months)
        };
        let days = TimeDelta::days(i64::from(length.days) * sign);
        let local = shifted
            .and_then(|local| local.checked_add_signed(days))
            .ok_or_else(|| self.out_of_range())?;
        if !signed && length.minutes == 0 {
            // "vor zwei Monaten" is said of no day.
            let vague = !ahead && length.months > 0;
            return self.coarse(
                local.date(),
                if vague {
                    Precision::Month
                } else {
                    Precision::Day
                },
            );
        }
        // A day is one of the calendar, an hour one of the clock.
        let same_clock = if length.months == 0 && length.days == 0 {
            self.now.fixed_offset()
        } else {
            self.same_offset(local)?
        };
        let minutes = TimeDelta::minutes(i64::from(length.minutes) * sign);
        let at = same_clock
            .checked_add_signed(minutes)
            .ok_or_else(|| self.out_of_range())?;
        self.moment(
            at.with_timezone(&self.now.timezone()).fixed_offset(),
            Precision::Minute,
        )
    }

    /// The same clock time on another day; of two the one of the present offset.
    fn same_offset(&self, local: NaiveDateTime) -> Found<DateTime<FixedOffset>> {
        let offset = self.now.offset().fix();
        let both = self.now.timezone().from_local_datetime(&local);
        let present = [both.earliest(), both.latest()]
            .into_iter()
            .flatten()
            .find(|at| at.offset().fix() == offset);
        match present {
            Some(at) => Ok(at.fixed_offset()),
            None => self.instant(local, None),
        }
    }

    // ---- parts of the calendar ----

    fn period(&self, period: Period) -> Found<Moment> {
        let precision = period.precision;
        let day = match period.place {
            Place::Away(unit, count) => self.away_from_now(unit, count)?,
            Place::Year(year) => self.date(year, 1, 1)?,
            Place::Week(week, Some(year)) => self.week(week, year)?,
            Place::Week(week, None) => {
                (1..=53)
                    .contains(&week)
                    .then_some(())
                    .ok_or_else(|| self.no_date())?;
                self.nearest_year(precision, |year| self.week(week, year).ok())?
            }
            Place::Month(month, Some(year)) => self.date(year, month, 1)?,
            Place::Month(month, None) => {
                self.nearest_year(precision, |year| self.date(year, month, 1).ok())?
            }
            Place::Weekend(which) => return self.weekend(which),
        };
        self.coarse(day, precision)
    }

    pub(super) fn date(&self, year: u32, month: u32, day: u32) -> Found<NaiveDate> {
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .ok_or_else(|| self.no_date())
    }

    fn week(&self, week: u32, year: u32) -> Found<NaiveDate> {
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon))
            .ok_or_else(|| self.no_date())
    }

    fn away_from_now(&self, unit: Unit, count: i32) -> Found<NaiveDate> {
        let today = self.today();
        let month = first_of_month(today);
        let months = |count: i32| {
            let months = Months::new(count.unsigned_abs());
            let shifted = if count < 0 {
                month.checked_sub_months(months)
            } else {
                month.checked_add_months(months)
            };
            shifted.ok_or_else(|| self.out_of_range())
        };
        match unit {
            Unit::Month => months(count),
            Unit::Year => months(count * 12),
            _ => self.day_from_today(i64::from(count) * 7),
        }
    }

    /// A day of the year nearest to now in which the span that begins on it fits the sense.
    fn nearest_year(
        &self,
        precision: Precision,
        in_year: impl Fn(u32) -> Option<NaiveDate>,
    ) -> Found<NaiveDate> {
        let fits = |day: &NaiveDate| {
            let noon = day.and_hms_opt(12, 0, 0);
            noon.and_then(|noon| precision.bounds(noon))
                .is_some_and(|span| self.fits(span))
        };
        self.years()
            .filter_map(in_year)
            .find(fits)
            .ok_or_else(|| self.no_date())
    }

    /// The years around this one, from the nearest that what was said may mean.
    pub(super) fn years(&self) -> impl Iterator<Item = u32> + use<> {
        let year = self.today().year();
        let (first, step) = match self.sense {
            // A winter, or a week 52, may have begun in the year before.
            Sense::Due => (year - 1, 1),
            Sense::Past | Sense::Until => (year + 1, -1),
        };
        (0..10).filter_map(move |count| u32::try_from(first + step * count).ok())
    }

    fn weekend(&self, which: Option<Which>) -> Found<Moment> {
        let this = monday(self.today()) + Days::new(5);
        let week = Days::new(7);
        let begun = this <= self.today();
        let saturday = match (which, self.sense) {
            (Some(Which::Next), _) if begun => this + week,
            (Some(Which::Next), _) => {
                return Err(self.unclear(
                    self.days(this, this + Days::new(1))?,
                    self.days(this + week, this + Days::new(8))?,
                ));
            }
            (Some(Which::Last), _) => this - week,
            (Some(Which::This), _) => this,
            (Some(Which::Coming), _) => {
                if begun {
                    this + week
                } else {
                    this
                }
            }
            (None, Sense::Past | Sense::Until) if !begun => this - week,
            (None, _) => this,
        };
        self.days(saturday, saturday + Days::new(1))
    }

    /// A span of days.
    pub(super) fn days(&self, first: NaiveDate, last: NaiveDate) -> Found<Moment> {
        if first > last {
            return Err(self.contradiction());
        }
        if first == last {
            return self.coarse(first, Precision::Day);
        }
        self.long_range(first, last, End::Day(first), End::Day(last))
    }

    /// A span of months, told by a day of each.
    pub(super) fn whole_months(&self, first: NaiveDate, last: NaiveDate) -> Found<Moment> {
        if first > last {
            return Err(self.contradiction());
        }
        let (start, end) = (
            End::Month(first_of_month(first)),
            End::Month(first_of_month(last)),
        );
        self.long_range(first_of_month(first), last_of_month(last), start, end)
    }

    fn long_range(&self, first: NaiveDate, last: NaiveDate, start: End, end: End) -> Found<Moment> {
        let midnight = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN);
        match self.sense {
            Sense::Past => self.moment(self.beginning(midnight(first))?, Precision::Until(end)),
            Sense::Due | Sense::Until => {
                let after = last.succ_opt().ok_or_else(|| self.out_of_range())?;
                self.moment(self.last_minute(midnight(after))?, Precision::Since(start))
            }
        }
    }
}
