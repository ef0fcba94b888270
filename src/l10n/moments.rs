//! Moments in words: always with their date, with a clock time only where one was said, and as exactly as it was said.

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::document::Phrase;
use crate::domain::moment::{End, Moment, Precision};

use super::{Lang, Words};

/// Short names of zones that German has words for.
const GERMAN_ZONES: [(&str, &str); 6] = [
    ("CET", "MEZ"),
    ("CEST", "MESZ"),
    ("WET", "WEZ"),
    ("WEST", "WESZ"),
    ("EET", "OEZ"),
    ("EEST", "OESZ"),
];

impl Words {
    /// A moment as in tables and sentences, always with its date, and with a clock time only where one is known.
    pub fn moment(&self, moment: &Moment) -> String {
        let at = moment.at.with_timezone(&self.zone);
        match moment.precision {
            Precision::Minute => format!("{} {}", self.date(at.date_naive()), self.clock(at)),
            Precision::Until(end) => self.range(at, end, true),
            Precision::Since(start) => self.range(at, start, false),
            Precision::Day => self.date(at.date_naive()),
            named => self.phrase(&self.named(at, named)),
        }
    }

    /// A moment as in the head of a report: with weekday and, for a clock time, the zone's name.
    pub fn moment_long(&self, moment: &Moment) -> String {
        let at = moment.at.with_timezone(&self.zone);
        let weekday = self.text(&format!(
            "word-weekday-{}",
            at.weekday().num_days_from_monday()
        ));
        match (moment.precision, self.lang) {
            (Precision::Minute, lang) => {
                let (date, clock) = (self.date(at.date_naive()), at.format("%H:%M"));
                let zone = self.zone_name(at);
                match lang {
                    Lang::De => format!("{weekday}, {date}, {clock} Uhr ({zone})"),
                    Lang::En => format!("{weekday}, {date} {clock} ({zone})"),
                }
            }
            (part, _) if part.hours().is_some() => format!("{weekday}, {}", self.moment(moment)),
            _ => self.moment(moment),
        }
    }

    /// The short name that the zone has at a moment: `MESZ`, `CET`.
    pub fn zone_name(&self, at: DateTime<Tz>) -> String {
        let name = at.format("%Z").to_string();
        let german = GERMAN_ZONES.iter().find(|(english, _)| *english == name);
        match (self.lang, german) {
            (Lang::De, Some((_, german))) => (*german).to_owned(),
            // Some zones have no name: "-01".
            _ if name.starts_with(['+', '-']) => format!("UTC{name}"),
            _ => name,
        }
    }

    fn date(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::De => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
            Lang::En => format!("{} {}", day.day(), self.month(day)),
        }
    }

    /// A month with its year.
    fn month(&self, day: NaiveDate) -> String {
        format!("{} {}", self.month_name(day), day.year())
    }

    fn month_name(&self, day: NaiveDate) -> String {
        self.text(&format!("word-month-{}", day.month()))
    }

    /// A clock time; in the hour that comes twice with the zone's name, which alone tells the two apart.
    fn clock(&self, at: DateTime<Tz>) -> String {
        let clock = format!("{:02}:{:02}", at.hour(), at.minute());
        match self.zone.from_local_datetime(&at.naive_local()) {
            LocalResult::Ambiguous(..) => format!("{clock} {}", self.zone_name(at)),
            LocalResult::Single(_) | LocalResult::None => clock,
        }
    }

    /// A precision that has words of its own, at its day.
    fn named(&self, at: DateTime<Tz>, precision: Precision) -> Phrase {
        let day = at.date_naive();
        let code = precision.code().replace('_', "-");
        let phrase = Phrase::named(format!("word-span-{code}"));
        let span = moment_days(at, precision);
        match precision {
            Precision::Week | Precision::WeekStart | Precision::WeekMiddle | Precision::WeekEnd => {
                phrase
                    .with("week", day.iso_week().week().to_string())
                    .with("days", self.days(span.0, span.1))
            }
            Precision::Month
            | Precision::MonthStart
            | Precision::MonthMiddle
            | Precision::MonthEnd => phrase.with("month", self.month(day)),
            Precision::Winter => {
                let (first, last) = (span.0.year(), span.1.year());
                phrase.with("year", format!("{first}/{:02}", last % 100))
            }
            Precision::Quarter => phrase
                .with("quarter", (day.month0() / 3 + 1).to_string())
                .with("year", day.year().to_string()),
            Precision::Spring
            | Precision::Summer
            | Precision::Autumn
            | Precision::Year
            | Precision::YearStart
            | Precision::YearMiddle
            | Precision::YearEnd => phrase.with("year", day.year().to_string()),
            Precision::About => {
                phrase.with("date", format!("{} {}", self.date(day), self.clock(at)))
            }
            Precision::Overnight => phrase.with("date", self.date(span.1)),
            _ => phrase.with("date", self.date(day)),
        }
    }

    /// Days from–to, without what both have in common.
    fn days(&self, first: NaiveDate, last: NaiveDate) -> String {
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        let start = match (self.lang, same_month, same_year) {
            (Lang::De, true, _) => format!("{:02}.", first.day()),
            (Lang::De, _, true) => format!("{:02}.{:02}.", first.day(), first.month()),
            (Lang::En, true, _) => first.day().to_string(),
            (Lang::En, _, true) => format!("{} {}", first.day(), self.month_name(first)),
            (_, _, false) => self.date(first),
        };
        format!("{start}–{}", self.date(last))
    }

    fn months(&self, first: NaiveDate, last: NaiveDate) -> String {
        let start = if first.year() == last.year() {
            self.month_name(first)
        } else {
            self.month(first)
        };
        format!("{start}–{}", self.month(last))
    }

    /// A span from–to; `other` is its end where the moment is its beginning.
    fn range(&self, at: DateTime<Tz>, other: End, ahead: bool) -> String {
        let day = at.date_naive();
        let days = |other: NaiveDate| if ahead { (day, other) } else { (other, day) };
        match other {
            End::Clock(other) => {
                let other = other.with_timezone(&self.zone);
                let (first, last) = if ahead { (at, other) } else { (other, at) };
                let (from, to) = (self.clock(first), self.clock(last));
                let (first, last) = (first.date_naive(), last.date_naive());
                if first == last {
                    format!("{} {from}–{to}", self.date(first))
                } else {
                    format!("{} {from} – {} {to}", self.date(first), self.date(last))
                }
            }
            End::Day(other) => {
                let (first, last) = days(other);
                self.days(first, last)
            }
            End::Month(other) => {
                let (first, last) = days(other);
                self.months(first, last)
            }
        }
    }
}

/// First and last day of a moment's span.
fn moment_days(at: DateTime<Tz>, precision: Precision) -> (NaiveDate, NaiveDate) {
    let at = at.fixed_offset();
    let span = Moment { at, precision }.span();
    let last = span.end - chrono::TimeDelta::seconds(1);
    (span.start.date_naive(), last.date_naive())
}
