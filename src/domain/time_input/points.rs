//! Which day and which hour is meant: a point in time, a night, or a span from one point to another.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    Timelike, Utc, Weekday,
};

use super::super::moment::{End, Moment, Precision, monday};
use super::meaning::{Found, Reading};
use super::said::{Day, Hour, Part, Point, Which, Zone};
use super::{Sense, TimeRefusal};

/// A clock time that has passed is meant for tomorrow where that is no further away: "02:00", said at 23:30.
const SOON: TimeDelta = TimeDelta::hours(12);

/// Nothing is "heute nacht" any more when the next night begins.
const NIGHT_FALLS: u32 = 22;
const NIGHT_ENDS: u32 = 6;

/// The days that may be meant, the likeliest first; one that was named in full is meant in any case.
enum Dates {
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

    fn dates(&self, point: &Point) -> Found<Dates> {
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
    fn choose(&self, point: &Point, fits: impl Fn(NaiveDate) -> bool) -> Found<NaiveDate> {
        let day = match self.dates(point)? {
            Dates::Only(day) => day,
            Dates::Nearest(days) => {
                let found = days.iter().copied().find(|day| fits(*day));
                found
                    .or_else(|| days.first().copied().filter(|_| point.day.is_none()))
                    .ok_or_else(|| self.no_date())?
            }
        };
        match point.weekday {
            Some(weekday) if weekday != day.weekday() => Err(self.contradiction()),
            _ => Ok(day),
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
    fn faces(&self, hour: Hour, part: Option<Part>) -> Found<Vec<[u32; 3]>> {
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
    fn seen(
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

    fn at_clock(
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
    fn other_day(&self, [hour, minute, _]: [u32; 3], zone: Option<&Zone>) -> TimeRefusal {
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

    // ---- nights ----

    /// A night that is told by a day; none where a date was named, whose night is that of its first hours.
    fn night(&self, point: &Point) -> Found<Option<Moment>> {
        let Some(morning) = self.morning_after(point)? else {
            return Ok(None);
        };
        let Some(hour) = point.hour else {
            let evening = point.day == Some(Day::Tonight)
                && self.sense != Sense::Due
                && self.local().hour() >= NIGHT_ENDS;
            let found = if evening {
                self.coarse(self.today(), Precision::Evening)
            } else {
                self.overnight(morning)
            };
            return found.map(Some);
        };
        let part = Part {
            precision: Precision::Night,
            early: false,
        };
        let time = self.faces(hour, Some(part))?[0];
        let day = if time[0] >= 12 {
            morning - Days::new(1)
        } else {
            morning
        };
        self.at_clock(day, time, point.zone.as_ref()).map(Some)
    }

    /// The day on which the night ends that was said.
    fn morning_after(&self, point: &Point) -> Found<Option<NaiveDate>> {
        let (today, tomorrow) = (self.today(), self.day_from_today(1)?);
        let hour = self.local().hour();
        let in_night = hour < NIGHT_ENDS;
        let this_night = || match self.sense {
            Sense::Due => Ok(if in_night { today } else { tomorrow }),
            // Late in the evening both are tonight.
            Sense::Past | Sense::Until if hour >= NIGHT_FALLS && point.hour.is_none() => {
                Err(self.unclear(self.overnight(today)?, self.overnight(tomorrow)?))
            }
            Sense::Past | Sense::Until if hour >= NIGHT_FALLS && self.is_before_midnight(point) => {
                Ok(tomorrow)
            }
            Sense::Past | Sense::Until => Ok(today),
        };
        let at_night = point
            .part
            .is_some_and(|part| part.precision == Precision::Night);
        Ok(Some(match (point.day, point.weekday) {
            (Some(Day::LastNight), None) if in_night => {
                return Err(self.unclear(
                    self.overnight(today - Days::new(1))?,
                    self.overnight(today)?,
                ));
            }
            (Some(Day::LastNight), None) => today,
            (Some(Day::ComingNight), None) => tomorrow,
            (Some(Day::Tonight), None) if self.sense == Sense::Due || in_night => this_night()?,
            (Some(Day::Tonight), None) => tomorrow,
            (Some(Day::WeekdayEve(weekday)), None) => {
                let point = Point {
                    weekday: Some(weekday),
                    ..Point::default()
                };
                self.choose(&point, |day| self.fits(overnight_to(day)))?
            }
            (Some(Day::Eve(month, day, year)), None) => {
                let day = match year {
                    Some(year) => Day::Date { year, month, day },
                    None => Day::Yearly { month, day },
                };
                let point = Point {
                    day: Some(day),
                    ..Point::default()
                };
                self.choose(&point, |day| self.fits(overnight_to(day)))?
            }
            (None | Some(Day::FromToday(0)), None) if at_night => this_night()?,
            (Some(Day::FromToday(_) | Day::Weekday(..)), _) | (None, Some(_)) if at_night => {
                let day = self.choose(point, |day| {
                    self.fits((day.and_time(NaiveTime::MIN), overnight_to(day).1))
                })?;
                let next = day.succ_opt().ok_or_else(|| self.no_date())?;
                // "gestern nacht" is for some the night to yesterday.
                match point.hour {
                    Some(_) if self.is_before_midnight(point) => next,
                    None => return Err(self.unclear(self.overnight(day)?, self.overnight(next)?)),
                    Some(hour) => {
                        let part = point.part;
                        let time = self.faces(hour, part)?[0];
                        let zone = point.zone.as_ref();
                        return Err(self.unclear(
                            self.at_clock(day, time, zone)?,
                            self.at_clock(next, time, zone)?,
                        ));
                    }
                }
            }
            _ => return Ok(None),
        }))
    }

    fn is_before_midnight(&self, point: &Point) -> bool {
        let times = point
            .hour
            .and_then(|hour| self.faces(hour, point.part).ok());
        times.is_some_and(|times| times[0][0] >= 12)
    }

    fn overnight(&self, morning: NaiveDate) -> Found<Moment> {
        let (start, end) = overnight_to(morning);
        let at = match self.sense {
            Sense::Past => self.beginning(start)?,
            Sense::Due | Sense::Until => self.last_minute(end)?,
        };
        self.moment(at, Precision::Overnight)
    }

    // ---- from–to ----

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
                let this =
                    monday(self.today()) + Days::new(u64::from(weekday.num_days_from_monday()));
                [
                    this - Days::new(14),
                    this - Days::new(7),
                    this,
                    this + Days::new(7),
                    this + Days::new(14),
                ]
                .to_vec()
            }
            _ => match self.dates(point)? {
                Dates::Only(day) => return Ok(day),
                Dates::Nearest(days) => days,
            },
        };
        days.retain(beside);
        let day = if latest {
            days.iter().max()
        } else {
            days.iter().min()
        };
        day.copied().ok_or_else(|| self.contradiction())
    }

    fn hours(&self, first: &Point, last: &Point, start: Hour, end: Hour) -> Found<Moment> {
        let alone = [first, last]
            .iter()
            .all(|point| point.day.is_none() && point.weekday.is_none());
        let (day, last_day) = self.both_days(first, last, Precision::Day)?;
        let zones = (first.zone.as_ref(), last.zone.as_ref());
        let mut fitting = Vec::new();
        let mut all = Vec::new();
        let (starts, ends) = (self.faces(start, None)?, self.faces(end, None)?);
        for (start, end) in starts.iter().zip(ends.iter().cycle()) {
            let later = last_day == day && {
                let instants = (
                    self.at_clock(day, *start, zones.0),
                    self.at_clock(day, *end, zones.1),
                );
                match instants {
                    // In the hour that comes twice the later one may have the earlier face.
                    (Ok(start), Ok(end)) => end.at <= start.at,
                    _ => end <= start,
                }
            };
            let last_day = if later {
                last_day + Days::new(1)
            } else {
                last_day
            };
            for shift in if alone { [0, -1, 1].as_slice() } else { &[0] } {
                let shifted = |day: NaiveDate| day + TimeDelta::days(*shift);
                let (begin, finish) = ((shifted(day), *start), (shifted(last_day), *end));
                let span = (
                    self.seen(begin.0, begin.1, zones.0),
                    self.seen(finish.0, finish.1, zones.1),
                );
                let near = match (*shift, self.sense) {
                    (0, _) => true,
                    // The night that has just been, or is about to come.
                    (-1, Sense::Past | Sense::Until) => later,
                    (1, Sense::Due) => span.1 - self.local() <= SOON,
                    _ => false,
                };
                if near && self.fits(span) {
                    fitting.push((begin, finish));
                    break;
                }
                all.push((begin, finish));
            }
        }
        let moment =
            |((first, start), (last, end)): ((NaiveDate, [u32; 3]), (NaiveDate, [u32; 3]))| {
                let start = self.at_clock(first, start, zones.0)?.at;
                let end = self.at_clock(last, end, zones.1)?.at;
                self.clock_range(start, end)
            };
        match (fitting.as_slice(), all.as_slice()) {
            ([one], _) => moment(*one),
            ([one, other, ..], _) => Err(self.unclear(moment(*one)?, moment(*other)?)),
            ([], [(begin, _), ..]) if alone => Err(self.other_day(begin.1, zones.0)),
            ([], [one, ..]) => moment(*one),
            ([], []) => Err(self.unreadable()),
        }
    }

    fn clock_range(
        &self,
        start: DateTime<FixedOffset>,
        end: DateTime<FixedOffset>,
    ) -> Found<Moment> {
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

/// The night to a day, from its evening to its morning.
fn overnight_to(morning: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
    let midnight = morning.and_time(NaiveTime::MIN);
    (
        midnight - TimeDelta::hours(i64::from(24 - NIGHT_FALLS)),
        midnight + TimeDelta::hours(i64::from(NIGHT_ENDS)),
    )
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
