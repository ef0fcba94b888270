//! Which night is meant: people tell it by the evening, by the morning, or by when they speak.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::super::super::moment::{Moment, OVERNIGHT, Precision};
use super::super::Sense;
use super::super::said::{Day, Part, Point};
use super::{Found, Reading};

impl Reading<'_> {
    /// A night that is told by a day; none where a date was named, whose night is that of its first hours.
    pub(super) fn night(&self, point: &Point) -> Found<Option<Moment>> {
        let Some(morning) = self.morning_after(point)? else {
            return Ok(None);
        };
        let Some(hour) = point.hour else {
            let evening = point.day == Some(Day::Tonight)
                && self.sense != Sense::Due
                && self.local().hour() >= OVERNIGHT.1;
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
        let in_night = hour < OVERNIGHT.1;
        let this_night = || match self.sense {
            Sense::Due => Ok(if in_night { today } else { tomorrow }),
            // Late in the evening both are tonight.
            Sense::Past | Sense::Until if hour >= OVERNIGHT.0 && point.hour.is_none() => {
                Err(self.unclear(self.overnight(today)?, self.overnight(tomorrow)?))
            }
            Sense::Past | Sense::Until if hour >= OVERNIGHT.0 && self.is_before_midnight(point) => {
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
                self.choose(&point, |day| {
                    overnight_to(day).is_some_and(|night| self.fits(night))
                })?
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
                self.choose(&point, |day| {
                    overnight_to(day).is_some_and(|night| self.fits(night))
                })?
            }
            (None | Some(Day::FromToday(0)), None) if at_night => this_night()?,
            (Some(Day::FromToday(_) | Day::Weekday(..)), _) | (None, Some(_)) if at_night => {
                let whole = |day: NaiveDate| Precision::Day.bounds(day.and_time(NaiveTime::MIN));
                let day =
                    self.choose(point, |day| whole(day).is_some_and(|span| self.fits(span)))?;
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
        // Its noon lies before the night.
        self.coarse(morning - Days::new(1), Precision::Overnight)
    }
}

/// The night to a day, from its evening to its morning.
fn overnight_to(morning: NaiveDate) -> Option<(NaiveDateTime, NaiveDateTime)> {
    Precision::Overnight.bounds(morning.and_time(NaiveTime::MIN))
}
