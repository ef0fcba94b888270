//! Which day and which hour is meant.

use chrono::{
    Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday,
};

use super::super::super::moment::{Moment, Precision, monday};
use super::super::said::{Day, Hour, Part, Point, Which, Zone};
use super::super::{Sense, TimeRefusal};
use super::{Found, Reading};

/// A clock time that has passed is meant for tomorrow where that is no further away: "02:00", said at 23:30.
pub(super) const SOON: TimeDelta = TimeDelta::hours(12);

/// The days that may be meant, the likeliest first; one that was named in full is meant in any case.
pub(super) enum Dates {
    Only(NaiveDate),
    Nearest(Vec<NaiveDate>),
}

impl Reading<'_> {
    pub(super) fn point(&self, point: &Point) -> Found<Moment> {
        if let Some(moment) = self.night(point)? {
            return Ok(moment);
        }
        match point.hour {
            None => self.whole_day(point),
            Some(Hour::Midnight) => self.midnight(point),
            Some(hour) if point.day.is_none() && point.weekday.is_none() => {
                self.hour_alone(&self.faces(hour, point.part)?, point.zone.as_ref())
            }
            Some(hour) => self.hour_of_day(point, hour),
        }
    }

    // ---- days ----

    pub(super) fn dates(&self, point: &Point) -> Found<Dates> {
        Ok(match (point.day, point.weekday) {
            (None, None) => Dates::Only(self.today()),
            (None, Some(weekday)) => Dates::Nearest(self.weekdays(weekday)),
            (Some(Day::FromToday(days)), _) => Dates::Only(self.day_from_today(days)?),
            (Some(Day::Date { year, month, day }), _) => Dates::Only(self.date(year, month, day)?),
            (Some(Day::Yearly { month, day }), _) => {
                // 2000 is a leap year: 29.2. is a day of some year.
                self.date(2000, month, day)?;
                Dates::Nearest(
                    self.years()
                        .filter_map(|year| self.date(year, month, day).ok())
                        .collect(),
                )
            }
            (Some(Day::Weekday(which, weekday)), _) => {
                Dates::Only(self.which_weekday(which, weekday)?)
            }
            (
                Some(
                    Day::OfMonth(_)
                    | Day::Eve(..)
                    | Day::WeekdayEve(_)
                    | Day::LastNight
                    | Day::ComingNight
                    | Day::Tonight,
                ),
                _,
            ) => {
                return Err(self.unreadable());
            }
        })
    }

    /// The days of this name around today, from the one that the sense means first.
    fn weekdays(&self, weekday: Weekday) -> Vec<NaiveDate> {
        let today = self.today();
        let back =
            (7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
        let last = today - Days::new(u64::from(back));
        let week = Days::new(7);
        match self.sense {
            Sense::Past => vec![last, last - week],
            Sense::Until => vec![last],
            Sense::Due => vec![last, last + week],
        }
    }

    fn which_weekday(&self, which: Which, weekday: Weekday) -> Found<NaiveDate> {
        let today = self.today();
        let this = monday(today) + Days::new(u64::from(weekday.num_days_from_monday()));
        let week = Days::new(7);
        Ok(match which {
            Which::This => this,
            Which::Coming | Which::Next if this <= today => this + week,
            Which::Coming => this,
            // On a Wednesday some mean the day after tomorrow by "nächsten Freitag", others the one in nine days.
            Which::Next => {
                let (near, far) = (
                    self.coarse(this, Precision::Day)?,
                    self.coarse(this + week, Precision::Day)?,
                );
                return Err(self.unclear(near, far));
            }
            Which::Last if this < today => this,
            Which::Last => this - week,
        })
    }

    /// The likeliest day on which the spans that are meant fit the sense. Its weekday is the one that was said.
    pub(super) fn choose(
        &self,
        point: &Point,
        fits: impl Fn(NaiveDate) -> bool,
    ) -> Found<NaiveDate> {
        let day = match self.dates(point)? {
            Dates::Only(day) => day,
            Dates::Nearest(days) => {
                let found = days.iter().copied().find(|day| fits(*day));
                let day = found
                    .or_else(|| days.first().copied().filter(|_| point.day.is_none()))
                    .ok_or_else(|| self.no_date())?;
                if point.weekday.is_none() {
                    self.one_year(day, &days)?;
                }
                day
            }
        };
        match point.weekday {
            Some(weekday) if weekday != day.weekday() => Err(self.contradiction()),
            _ => Ok(day),
        }
    }

    /// Refuses a day of a far year where the same day of the other year is near: "24.11." on the day after, for a due date.
    fn one_year(&self, day: NaiveDate, days: &[NaiveDate]) -> Found<()> {
        const FAR: i64 = 183;
        // What is due may be long overdue; what happens soon is seldom told as past.
        let most = if self.sense == Sense::Due { 92 } else { 31 };
        let away = |day: NaiveDate| (day - self.today()).num_days().abs();
        let near = days.iter().copied().find(|other| away(*other) < most);
        match near.filter(|_| away(day) > FAR) {
            Some(near) => Err(self.unclear(
                self.coarse(day.min(near), Precision::Day)?,
                self.coarse(day.max(near), Precision::Day)?,
            )),
            None => Ok(()),
        }
    }

    /// A day, or a part of one, without a clock time.
    fn whole_day(&self, point: &Point) -> Found<Moment> {
        let precision = point.part.map_or(Precision::Day, |part| part.precision);
        let span = |day: NaiveDate| precision.bounds(day.and_time(NaiveTime::MIN));
        let by_date = |day: NaiveDate| {
            self.fits((
                day.and_time(NaiveTime::MIN),
                day.and_time(NaiveTime::MIN) + TimeDelta::days(1),
            ))
        };
        let yearly = matches!(point.day, Some(Day::Yearly { .. }));
        let fits = |day: NaiveDate| {
            if yearly {
                by_date(day)
            } else {
                span(day).is_some_and(|span| self.fits(span))
            }
        };
        let day = self.choose(point, fits)?;
        let early = point.part.is_some_and(|part| part.early);
        let ahead = span(day).is_some_and(|(start, _)| start > self.local());
        if early && ahead && self.sense == Sense::Past && day == self.today() {
            return self.moment(self.now.fixed_offset(), precision);
        }
        self.coarse(day, precision)
    }

    // ---- hours ----

    /// The clock times that an hour may be, with what the part of the day says.
    pub(super) fn faces(&self, hour: Hour, part: Option<Part>) -> Found<Vec<[u32; 3]>> {
        let other = |[hour, minute, second]: [u32; 3]| match hour {
            12 => [0, minute, second],
            hour => [hour + 12, minute, second],
        };
        let all = match (hour, part) {
            (Hour::Clock(time), _) | (Hour::Written(time), None) => vec![time],
            (Hour::Written(time) | Hour::Twelve(time), _) => vec![time, other(time)],
            (Hour::Midnight, _) => vec![[0, 0, 0]],
            (Hour::Impossible, _) => return Err(self.no_clock()),
        };
        for [hour, minute, second] in &all {
            let exists = NaiveTime::from_hms_opt(*hour, *minute, *second).is_some();
            if !exists && [*hour, *minute, *second] != [24, 0, 0] {
                return Err(self.no_clock());
            }
        }
        let Some(part) = part else { return Ok(all) };
        let fitting = all.into_iter().find(|[hour, ..]| in_part(*hour, part));
        fitting
            .map(|time| vec![time])
            .ok_or_else(|| self.contradiction())
    }

    /// A clock time as people read it here, on a day.
    pub(super) fn seen(
        &self,
        day: NaiveDate,
        [hour, minute, second]: [u32; 3],
        zone: Option<&Zone>,
    ) -> NaiveDateTime {
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        let local = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds);
        match zone {
            Some(Zone::Offset(_)) => self.instant(local, zone).map_or(local, |at| {
                at.with_timezone(&self.now.timezone()).naive_local()
            }),
            Some(Zone::Named(_)) | None => local,
        }
    }

    pub(super) fn at_clock(
        &self,
        day: NaiveDate,
        [hour, minute, second]: [u32; 3],
        zone: Option<&Zone>,
    ) -> Found<Moment> {
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        let local = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds);
        self.moment(self.instant(local, zone)?, Precision::Minute)
    }

    /// The one of these times that was meant on a day; with two of them nobody knows.
    fn one_of(&self, day: NaiveDate, times: &[[u32; 3]], zone: Option<&Zone>) -> Found<Moment> {
        match times {
            [time] => self.at_clock(day, *time, zone),
            [first, second, ..] => {
                let (first, second) = (first.min(second), first.max(second));
                Err(self.unclear(
                    self.at_clock(day, *first, zone)?,
                    self.at_clock(day, *second, zone)?,
                ))
            }
            [] => Err(self.unreadable()),
        }
    }

    fn hour_of_day(&self, point: &Point, hour: Hour) -> Found<Moment> {
        let times = self.faces(hour, point.part)?;
        let zone = point.zone.as_ref();
        if point.part.is_some() && times == [[0, 0, 0]] && hour != Hour::Clock([0, 0, 0]) {
            return self.midnight(point);
        }
        let fitting = |day: NaiveDate| -> Vec<[u32; 3]> {
            let fits = |time: &[u32; 3]| {
                let at = self.seen(day, *time, zone);
                self.fits((at, at))
            };
            times.iter().copied().filter(fits).collect()
        };
        let by_date = |day: NaiveDate| match self.sense {
            Sense::Past | Sense::Until => day <= self.today(),
            Sense::Due => day >= self.today(),
        };
        let fits = |day: NaiveDate| match (point.day, self.sense) {
            (Some(_), _) | (None, Sense::Until) => by_date(day),
            (None, _) => !fitting(day).is_empty(),
        };
        let day = self.choose(point, fits)?;
        let fitting = fitting(day);
        self.one_of(
            day,
            if fitting.is_empty() { &times } else { &fitting },
            zone,
        )
    }

    /// A clock time without a day: today's, or the nearest where today's does not fit the sense and no other can be meant.
    fn hour_alone(&self, times: &[[u32; 3]], zone: Option<&Zone>) -> Found<Moment> {
        let today = self.today();
        let on = |day: NaiveDate, wanted: &dyn Fn(NaiveDateTime) -> bool| -> Vec<[u32; 3]> {
            let fits = |time: &[u32; 3]| wanted(self.seen(day, *time, zone));
            times.iter().copied().filter(fits).collect()
        };
        let fitting = on(today, &|at| self.fits((at, at)));
        if !fitting.is_empty() {
            return self.one_of(today, &fitting, zone);
        }
        if self.sense != Sense::Due {
            return Err(self.other_day(times[0], zone));
        }
        let tomorrow = self.day_from_today(1)?;
        let soon = on(tomorrow, &|at| at - self.local() <= SOON);
        if soon.is_empty() {
            return Err(self.other_day(times[0], zone));
        }
        self.one_of(tomorrow, &soon, zone)
    }

    /// A clock time that does not fit today: what has been was yesterday, what is due is so tomorrow.
    pub(super) fn other_day(
        &self,
        [hour, minute, _]: [u32; 3],
        zone: Option<&Zone>,
    ) -> TimeRefusal {
        let zone = match zone {
            Some(Zone::Offset(0)) => " UTC".to_owned(),
            Some(Zone::Offset(offset)) => FixedOffset::east_opt(*offset)
                .map(|offset| format!(" {offset}"))
                .unwrap_or_default(),
            Some(Zone::Named(name)) => format!(" {}", name.to_uppercase()),
            None => String::new(),
        };
        let (input, clock) = (
            self.input.to_owned(),
            format!("{hour:02}:{minute:02}{zone}"),
        );
        match self.sense {
            Sense::Past | Sense::Until => TimeRefusal::NotYet { input, clock },
            Sense::Due => TimeRefusal::Passed { input, clock },
        }
    }

    /// Midnight of today is clear by the sense; that of another day is its beginning or its end.
    fn midnight(&self, point: &Point) -> Found<Moment> {
        let zone = point.zone.as_ref();
        let today = matches!(
            (point.day, point.weekday),
            (None | Some(Day::FromToday(0)), None)
        );
        if today {
            let days = i64::from(self.sense == Sense::Due);
            return self.at_clock(self.day_from_today(days)?, [0, 0, 0], zone);
        }
        let day = self.choose(point, |day| {
            self.fits((day.and_time(NaiveTime::MIN), day.and_time(NaiveTime::MIN)))
        })?;
        let next = day.succ_opt().ok_or_else(|| self.no_date())?;
        Err(self.unclear(
            self.at_clock(day, [0, 0, 0], zone)?,
            self.at_clock(next, [0, 0, 0], zone)?,
        ))
    }
}

/// Whether an hour of a clock may be said with this part of the day.
fn in_part(hour: u32, part: Part) -> bool {
    match part.precision {
        Precision::Morning => hour < 12,
        Precision::Forenoon if part.early => hour < 12,
        Precision::Forenoon => (5..12).contains(&hour),
        Precision::Noon => (11..15).contains(&hour),
        Precision::Afternoon => (12..19).contains(&hour),
        Precision::Evening => (16..=24).contains(&hour),
        Precision::Night => !(7..18).contains(&hour),
        _ => true,
    }
}
