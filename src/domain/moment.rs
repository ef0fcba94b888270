//! Moments as people give them: an instant with its offset, and how exactly it is known.

use std::borrow::Cow;

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime,
    SecondsFormat, TimeDelta, Timelike, Utc,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Says how exactly a moment is known, so that print never shows a clock time that nobody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Precision {
    /// To the minute: `15.10.2021 07:30`.
    #[default]
    Minute,
    /// About a minute: `ca. 15.10.2021 07:30`; for moments that have no field of their own for "ca.".
    About,
    /// Only the day: `15.10.2021`.
    Day,
    /// A part of the day: `15.10.2021 nachts` (00–06).
    Night,
    /// `morgens` (06–09).
    Morning,
    /// `vormittags` (09–12).
    Forenoon,
    /// `mittags` (12–14).
    Noon,
    /// `nachmittags` (14–18).
    Afternoon,
    /// `abends` (18–24).
    Evening,
    /// The night to a day, which begins on the day before: `Nacht zum 15.10.2021` (22–06).
    Overnight,
    /// Monday to Sunday, numbered as in ISO 8601.
    Week,
    /// Monday and Tuesday.
    WeekStart,
    /// Wednesday and Thursday.
    WeekMiddle,
    /// Friday to Sunday.
    WeekEnd,
    Month,
    /// The 1st to the 10th.
    MonthStart,
    /// The 11th to the 20th.
    MonthMiddle,
    /// From the 21st on.
    MonthEnd,
    /// March to May, as meteorologists count.
    Spring,
    Summer,
    Autumn,
    /// December to February.
    Winter,
    Quarter,
    Year,
    /// January to April.
    YearStart,
    YearMiddle,
    /// September to December.
    YearEnd,
    /// A span whose beginning is the moment and whose other end is this.
    Until(End),
    /// A span whose end is the moment and whose other end is this.
    Since(End),
}

/// The other end of a span from–to, as exactly as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    Clock(DateTime<Utc>),
    /// The whole day belongs to the span.
    Day(NaiveDate),
    /// The whole month, told by its first day.
    Month(NaiveDate),
}

impl End {
    fn code(self) -> String {
        match self {
            End::Clock(at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
            End::Day(day) => day.format("%Y-%m-%d").to_string(),
            End::Month(first) => first.format("%Y-%m").to_string(),
        }
    }

    fn from_code(code: &str) -> Option<End> {
        if let Ok(at) = DateTime::parse_from_rfc3339(code) {
            return Some(End::Clock(at.with_timezone(&Utc)));
        }
        let day = |text: &str| {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            (0..=9999).contains(&day.year()).then_some(day)
        };
        day(code)
            .map(End::Day)
            .or_else(|| day(&format!("{code}-01")).map(End::Month))
    }

    /// Its first instant and the first one after it, by the clock of this offset.
    fn bounds(self, offset: FixedOffset) -> (NaiveDateTime, NaiveDateTime) {
        match self {
            End::Clock(at) => {
                let at = at.with_timezone(&offset).naive_local();
                (at, at)
            }
            End::Day(day) => midnights(day, day),
            End::Month(first) => midnights(first, last_of_month(first)),
        }
    }
}

impl Precision {
    /// Every precision but the spans from–to, which are as many as there are ends.
    pub const NAMED: [Precision; 27] = [
        Precision::Minute,
        Precision::About,
        Precision::Day,
        Precision::Night,
        Precision::Morning,
        Precision::Forenoon,
        Precision::Noon,
        Precision::Afternoon,
        Precision::Evening,
        Precision::Overnight,
        Precision::Week,
        Precision::WeekStart,
        Precision::WeekMiddle,
        Precision::WeekEnd,
        Precision::Month,
        Precision::MonthStart,
        Precision::MonthMiddle,
        Precision::MonthEnd,
        Precision::Spring,
        Precision::Summer,
        Precision::Autumn,
        Precision::Winter,
        Precision::Quarter,
        Precision::Year,
        Precision::YearStart,
        Precision::YearMiddle,
        Precision::YearEnd,
    ];

    /// The code in tables and payloads; of a span from–to with its other end.
    pub fn code(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Precision::Minute => "minute",
            Precision::About => "about",
            Precision::Day => "day",
            Precision::Night => "night",
            Precision::Morning => "morning",
            Precision::Forenoon => "forenoon",
            Precision::Noon => "noon",
            Precision::Afternoon => "afternoon",
            Precision::Evening => "evening",
            Precision::Overnight => "overnight",
            Precision::Week => "week",
            Precision::WeekStart => "week_start",
            Precision::WeekMiddle => "week_middle",
            Precision::WeekEnd => "week_end",
            Precision::Month => "month",
            Precision::MonthStart => "month_start",
            Precision::MonthMiddle => "month_middle",
            Precision::MonthEnd => "month_end",
            Precision::Spring => "spring",
            Precision::Summer => "summer",
            Precision::Autumn => "autumn",
            Precision::Winter => "winter",
            Precision::Quarter => "quarter",
            Precision::Year => "year",
            Precision::YearStart => "year_start",
            Precision::YearMiddle => "year_middle",
            Precision::YearEnd => "year_end",
            Precision::Until(end) => return Cow::Owned(format!("until {}", end.code())),
            Precision::Since(end) => return Cow::Owned(format!("since {}", end.code())),
        })
    }

    pub fn from_code(code: &str) -> Option<Precision> {
        // By far the most are known to the minute.
        if code == "minute" {
            return Some(Precision::Minute);
        }
        match code.split_once(' ') {
            Some(("until", end)) => End::from_code(end).map(Precision::Until),
            Some(("since", end)) => End::from_code(end).map(Precision::Since),
            Some(_) => None,
            None => Self::NAMED.into_iter().find(|p| p.code() == code),
        }
    }

    /// Whether a clock time was said.
    pub fn is_clock(self) -> bool {
        matches!(self, Precision::Minute | Precision::About)
    }

    /// First and last hour (exclusive) of the part of the day; the whole day for `Day`, nothing for anything else.
    pub fn hours(self) -> Option<(u32, u32)> {
        match self {
            Precision::Day => Some((0, 24)),
            Precision::Night => Some((0, 6)),
            Precision::Morning => Some((6, 9)),
            Precision::Forenoon => Some((9, 12)),
            Precision::Noon => Some((12, 14)),
            Precision::Afternoon => Some((14, 18)),
            Precision::Evening => Some((18, 24)),
            _ => None,
        }
    }

    /// First and last day of the span of days that this day belongs to.
    pub(super) fn days(self, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let weekday = |number: u64| monday(day) + Days::new(number);
        let of_month = |number: u32| day.with_day(number).unwrap_or(day);
        let months = |first: u32, count: u32| {
            let first = first_of_month(day).with_month(first).unwrap_or(day);
            (first, last_of_month(first + Months::new(count - 1)))
        };
        Some(match self {
            Precision::Week => (weekday(0), weekday(6)),
            Precision::WeekStart => (weekday(0), weekday(1)),
            Precision::WeekMiddle => (weekday(2), weekday(3)),
            Precision::WeekEnd => (weekday(4), weekday(6)),
            Precision::Month => (first_of_month(day), last_of_month(day)),
            Precision::MonthStart => (of_month(1), of_month(10)),
            Precision::MonthMiddle => (of_month(11), of_month(20)),
            Precision::MonthEnd => (of_month(21), last_of_month(day)),
            Precision::Spring => months(3, 3),
            Precision::Summer => months(6, 3),
            Precision::Autumn => months(9, 3),
            Precision::Winter => {
                // January and February belong to the winter that began in the year before.
                let year = first_of_month(day) - Months::new(2);
                let first = year.with_month(12)?;
                (first, last_of_month(first + Months::new(2)))
            }
            Precision::Quarter => months(day.month0() / 3 * 3 + 1, 3),
            Precision::Year => months(1, 12),
            Precision::YearStart => months(1, 4),
            Precision::YearMiddle => months(5, 4),
            Precision::YearEnd => months(9, 4),
            _ => return None,
        })
    }

    /// The span that this moment of a clock belongs to: its first instant and the first one after it. None for what is known
    /// to the minute, and for a span from–to.
    pub(super) fn bounds(self, at: NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let day = at.date();
        if let Some((first, last)) = self.days(day) {
            return Some(midnights(first, last));
        }
        if self == Precision::Overnight {
            let morning = if at.hour() < OVERNIGHT.1 {
                day
            } else {
                day.succ_opt()?
            };
            let evening = morning.pred_opt()?;
            return Some((
                evening.and_hms_opt(OVERNIGHT.0, 0, 0)?,
                morning.and_hms_opt(OVERNIGHT.1, 0, 0)?,
            ));
        }
        let (first, end) = self.hours()?;
        let hour = |hour: u32| midnight(day) + TimeDelta::hours(i64::from(hour));
        Some((hour(first), hour(end)))
    }
}

/// The hours at which a night begins and ends.
pub(super) const OVERNIGHT: (u32, u32) = (22, 6);

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// From the beginning of the first day to the end of the last one.
fn midnights(first: NaiveDate, last: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
    (midnight(first), midnight(last) + TimeDelta::days(1))
}

/// The Monday of a day's week.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

pub(super) fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

pub(super) fn last_of_month(day: NaiveDate) -> NaiveDate {
    first_of_month(day) + Months::new(1) - Days::new(1)
}

impl Serialize for Precision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Precision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<str>::deserialize(deserializer)?;
        Precision::from_code(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown precision {code:?}")))
    }
}

/// A point in time with the offset it was given in and the precision it is known to.
///
/// The instant orders and compares; the precision decides what is shown and how long the span is. Two moments are equal when
/// both are. What has happened stands at the beginning of its span, what is due at its last minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    pub at: DateTime<FixedOffset>,
    pub precision: Precision,
}

/// From the first instant that a moment may mean up to the first one that it cannot; of a minute both are that minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: DateTime<FixedOffset>,
    pub end: DateTime<FixedOffset>,
}

/// "jetzt" was read a moment before, and a clock may differ from the log's.
const GRACE: TimeDelta = TimeDelta::minutes(1);

impl Moment {
    pub fn exact(at: DateTime<FixedOffset>) -> Moment {
        Moment {
            at,
            precision: Precision::Minute,
        }
    }

    /// The first and the last minute that it may mean, as numbers that order: what shows the same minute is the same.
    pub(super) fn minutes(&self) -> (i64, i64) {
        let minute = |at: DateTime<FixedOffset>| at.timestamp().div_euclid(60);
        let span = self.span();
        let (first, end) = (minute(span.start), minute(span.end));
        (first, first.max(end - 1))
    }

    /// Whether it is coarser than the other one and says no more: "today" of something that was this morning.
    pub fn covers(&self, other: Moment) -> bool {
        let ((first, last), (begin, end)) = (self.minutes(), other.minutes());
        last - first > end - begin && first <= begin && end <= last
    }

    /// Whether it may also have been after the other one, which it is not known to be after.
    pub fn reaches_past(&self, other: Moment) -> bool {
        self.minutes().1 > other.minutes().1
    }

    pub fn utc(&self) -> DateTime<Utc> {
        self.at.with_timezone(&Utc)
    }

    /// Whether it is still to come.
    pub fn is_ahead(&self, now: DateTime<Utc>) -> bool {
        self.at > now + GRACE
    }

    /// The span that the moment speaks of, by the clock of its own offset: over a change to summer time its far end is an
    /// hour off.
    pub fn span(&self) -> Span {
        if self.precision.is_clock() {
            return Span {
                start: self.at,
                end: self.at,
            };
        }
        let offset = *self.at.offset();
        let at = self.at.naive_local();
        let (start, end) = match self.precision {
            Precision::Until(end) => (at, end.bounds(offset).1),
            Precision::Since(start @ End::Clock(_)) => (start.bounds(offset).0, at),
            Precision::Since(start) => (
                start.bounds(offset).0,
                midnight(at.date()) + TimeDelta::days(1),
            ),
            named => named.bounds(at).unwrap_or((at, at)),
        };
        let at =
            |local: NaiveDateTime| local.and_local_timezone(offset).single().unwrap_or(self.at);
        Span {
            // A morning may have been spoken of before it began.
            start: at(start).min(self.at),
            end: at(end),
        }
    }

    /// What public JSON has beside the time where it is not known to the minute: how exactly, and both ends of a span from–to.
    pub fn beside(&self) -> Vec<(&'static str, String)> {
        let (begin, end) = match self.precision {
            Precision::Minute => return Vec::new(),
            Precision::Until(end) => (self.end_of_own(end), self.end_as_text(end)),
            Precision::Since(start) => (self.end_as_text(start), self.end_of_own(start)),
            named => return vec![("precision", named.code().into_owned())],
        };
        vec![
            ("precision", "range".to_owned()),
            ("begin", begin),
            ("end", end),
        ]
    }

    fn end_as_text(&self, end: End) -> String {
        match end {
            End::Clock(at) => Moment::exact(at.with_timezone(self.at.offset())).rfc3339(),
            End::Day(_) | End::Month(_) => end.code(),
        }
    }

    /// The end of a span that the moment itself is, as exactly as the other one.
    fn end_of_own(&self, other: End) -> String {
        let day = self.at.date_naive();
        match other {
            End::Clock(_) => self.rfc3339(),
            End::Day(_) => End::Day(day).code(),
            End::Month(_) => End::Month(day).code(),
        }
    }

    /// RFC 3339 with offset, to the second: the form in JSON and in payloads.
    pub fn rfc3339(&self) -> String {
        self.at.to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at
            .cmp(&other.at)
            .then_with(|| self.precision.code().cmp(&other.precision.code()))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The name under which a moment is serialised, so that it is known from a person's text: one string in a payload, two
/// fields in JSON, two columns in a table.
pub const MOMENT: &str = "lage::Moment";

/// A moment is one JSON string: RFC 3339, followed by `/day`, `/morning`, … where it is not known to the minute.
///
/// One string, not an object, so that payloads stay short and readable with `jq`.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match self.precision {
            Precision::Minute => self.rfc3339(),
            other => format!("{}/{}", self.rfc3339(), other.code()),
        };
        serializer.serialize_newtype_struct(MOMENT, &text)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Moment;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a moment as RFC 3339")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Moment, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                self.visit_str(&text)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Moment, E> {
                let (time, precision) = text.split_once('/').unwrap_or((text, "minute"));
                let at = DateTime::parse_from_rfc3339(time).map_err(E::custom)?;
                let precision = Precision::from_code(precision)
                    .ok_or_else(|| E::custom(format!("unknown precision {precision:?}")))?;
                Ok(Moment { at, precision })
            }

            /// Seconds since 1970, offset in seconds, precision where it is not the minute: how a table's row gives it without
            /// writing text.
            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut parts: A,
            ) -> Result<Moment, A::Error> {
                use serde::de::Error;
                let missing = || A::Error::custom("a part of a moment is missing");
                let seconds: i64 = parts.next_element()?.ok_or_else(missing)?;
                let offset: i32 = parts.next_element()?.ok_or_else(missing)?;
                let precision = parts.next_element()?.unwrap_or(Precision::Minute);
                let offset = FixedOffset::east_opt(offset).ok_or_else(missing)?;
                let at = DateTime::from_timestamp(seconds, 0).ok_or_else(missing)?;
                Ok(Moment {
                    at: at.with_timezone(&offset),
                    precision,
                })
            }
        }
        deserializer.deserialize_newtype_struct(MOMENT, Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::specimen::{moment, time};

    #[test]
    fn a_moment_is_one_text_with_its_offset_and_how_exactly_it_is_known() {
        for precision in Precision::NAMED {
            let at = time("2021-10-15 08:00");
            let made = Moment { at, precision };
            let text = serde_json::to_string(&made).unwrap();
            let known = match precision {
                Precision::Minute => String::new(),
                other => format!("/{}", other.code()),
            };
            assert_eq!(text, format!("\"2021-10-15T08:00:00+02:00{known}\""));
            assert_eq!(serde_json::from_str::<Moment>(&text).unwrap(), made);
            assert_eq!(Precision::from_code(&precision.code()), Some(precision));
        }
        for text in [
            "\"2021-10-15\"",
            "\"2021-10-15T08:00:00+02:00/hour\"",
            "\"\"",
            "5",
        ] {
            assert!(serde_json::from_str::<Moment>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_and_its_parts_last_from_their_first_hour_to_their_last_whichever_end_was_meant() {
        for (precision, at, begin, end) in [
            (
                Precision::Day,
                "2021-10-15 00:00",
                "2021-10-15 00:00",
                "2021-10-16 00:00",
            ),
            (
                Precision::Day,
                "2021-10-15 23:59",
                "2021-10-15 00:00",
                "2021-10-16 00:00",
            ),
            (
                Precision::Morning,
                "2021-10-15 06:00",
                "2021-10-15 06:00",
                "2021-10-15 09:00",
            ),
            (
                Precision::Morning,
                "2021-10-15 08:59",
                "2021-10-15 06:00",
                "2021-10-15 09:00",
            ),
            (
                Precision::Evening,
                "2021-10-15 18:00",
                "2021-10-15 18:00",
                "2021-10-16 00:00",
            ),
            (
                Precision::Minute,
                "2021-10-15 07:30",
                "2021-10-15 07:30",
                "2021-10-15 07:30",
            ),
        ] {
            let at = time(at);
            let made = Moment { at, precision };
            let (start, end) = (time(begin), time(end));
            assert_eq!(made.span(), Span { start, end }, "{at} {precision:?}");
        }
    }

    #[test]
    fn a_day_covers_what_was_in_it_and_nothing_covers_itself() {
        let at = |text, precision| Moment {
            at: time(text),
            precision,
        };
        let morning = at("2021-10-15 06:00", Precision::Morning);
        let day = at("2021-10-15 00:00", Precision::Day);
        let minute = moment("2021-10-15 08:00");
        for (one, other, covers) in [
            (day, minute, true),
            (day, morning, true),
            (morning, minute, true),
            (morning, day, false),
            (minute, day, false),
            (day, day, false),
            (minute, minute, false),
            (morning, moment("2021-10-15 09:00"), false),
            (day, moment("2021-10-16 00:00"), false),
        ] {
            assert_eq!(one.covers(other), covers, "{one:?} {other:?}");
        }
    }

    #[test]
    fn moments_stand_in_the_order_of_their_instants_whatever_their_offset() {
        let berlin = moment("2021-10-15 08:00");
        let utc = Moment::exact(DateTime::parse_from_rfc3339("2021-10-15T06:30:00Z").unwrap());
        assert!(berlin < utc);
        assert!(berlin < moment("2021-10-15 08:01"));
    }

    #[test]
    fn the_parts_of_a_day_fill_it_without_a_gap() {
        let parts = &Precision::NAMED[3..9];
        let mut hour = 0;
        for part in parts {
            let (first, last) = part.hours().unwrap();
            assert_eq!(first, hour, "{part:?}");
            hour = last;
        }
        assert_eq!(hour, 24);
        assert_eq!(Precision::Day.hours(), Some((0, 24)));
        assert_eq!(Precision::Minute.hours(), None);
    }

    /// The span of a moment at this time, in local time.
    fn span(at: &str, precision: Precision) -> (String, String) {
        let made = Moment {
            at: time(at),
            precision,
        };
        let Span { start, end } = made.span();
        let text = |at: DateTime<FixedOffset>| at.format("%Y-%m-%d %H:%M").to_string();
        (text(start), text(end))
    }

    #[test]
    fn a_moment_spans_what_was_said_whichever_end_of_it_it_stands_at() {
        let day = |text: &str| End::from_code(text).unwrap();
        for (first, last, precision, start, end) in [
            (
                "2021-10-15 08:00",
                "2021-10-15 08:00",
                Precision::Minute,
                "2021-10-15 08:00",
                "2021-10-15 08:00",
            ),
            (
                "2021-10-15 08:00",
                "2021-10-15 08:00",
                Precision::About,
                "2021-10-15 08:00",
                "2021-10-15 08:00",
            ),
            (
                "2021-10-15 00:00",
                "2021-10-15 23:59",
                Precision::Day,
                "2021-10-15 00:00",
                "2021-10-16 00:00",
            ),
            (
                "2021-10-15 18:00",
                "2021-10-15 23:59",
                Precision::Evening,
                "2021-10-15 18:00",
                "2021-10-16 00:00",
            ),
            (
                "2021-10-14 22:00",
                "2021-10-15 05:59",
                Precision::Overnight,
                "2021-10-14 22:00",
                "2021-10-15 06:00",
            ),
            (
                "2021-10-11 00:00",
                "2021-10-17 23:59",
                Precision::Week,
                "2021-10-11 00:00",
                "2021-10-18 00:00",
            ),
            (
                "2021-10-11 00:00",
                "2021-10-12 23:59",
                Precision::WeekStart,
                "2021-10-11 00:00",
                "2021-10-13 00:00",
            ),
            (
                "2021-10-13 00:00",
                "2021-10-14 23:59",
                Precision::WeekMiddle,
                "2021-10-13 00:00",
                "2021-10-15 00:00",
            ),
            (
                "2021-10-15 00:00",
                "2021-10-17 23:59",
                Precision::WeekEnd,
                "2021-10-15 00:00",
                "2021-10-18 00:00",
            ),
            (
                "2021-02-01 00:00",
                "2021-02-28 23:59",
                Precision::Month,
                "2021-02-01 00:00",
                "2021-03-01 00:00",
            ),
            (
                "2021-02-01 00:00",
                "2021-02-10 23:59",
                Precision::MonthStart,
                "2021-02-01 00:00",
                "2021-02-11 00:00",
            ),
            (
                "2021-02-11 00:00",
                "2021-02-20 23:59",
                Precision::MonthMiddle,
                "2021-02-11 00:00",
                "2021-02-21 00:00",
            ),
            (
                "2020-02-21 00:00",
                "2020-02-29 23:59",
                Precision::MonthEnd,
                "2020-02-21 00:00",
                "2020-03-01 00:00",
            ),
            (
                "2021-07-01 00:00",
                "2021-09-30 23:59",
                Precision::Quarter,
                "2021-07-01 00:00",
                "2021-10-01 00:00",
            ),
            (
                "2022-03-01 00:00",
                "2022-05-31 23:59",
                Precision::Spring,
                "2022-03-01 00:00",
                "2022-06-01 00:00",
            ),
            (
                "2022-06-01 00:00",
                "2022-08-31 23:59",
                Precision::Summer,
                "2022-06-01 00:00",
                "2022-09-01 00:00",
            ),
            (
                "2022-09-01 00:00",
                "2022-11-30 23:59",
                Precision::Autumn,
                "2022-09-01 00:00",
                "2022-12-01 00:00",
            ),
            (
                "2022-12-01 00:00",
                "2023-02-28 23:59",
                Precision::Winter,
                "2022-12-01 00:00",
                "2023-03-01 00:00",
            ),
            (
                "2022-01-01 00:00",
                "2022-12-31 23:59",
                Precision::Year,
                "2022-01-01 00:00",
                "2023-01-01 00:00",
            ),
            (
                "2022-01-01 00:00",
                "2022-04-30 23:59",
                Precision::YearStart,
                "2022-01-01 00:00",
                "2022-05-01 00:00",
            ),
            (
                "2022-05-01 00:00",
                "2022-08-31 23:59",
                Precision::YearMiddle,
                "2022-05-01 00:00",
                "2022-09-01 00:00",
            ),
            (
                "2022-09-01 00:00",
                "2022-12-31 23:59",
                Precision::YearEnd,
                "2022-09-01 00:00",
                "2023-01-01 00:00",
            ),
        ] {
            let expected = (start.to_owned(), end.to_owned());
            assert_eq!(span(first, precision), expected, "{precision:?}");
            assert_eq!(span(last, precision), expected, "{precision:?}");
        }
        for (at, precision, start, end) in [
            (
                "2021-10-15 08:00",
                Precision::Until(day("2021-10-15T07:00:00Z")),
                "2021-10-15 08:00",
                "2021-10-15 09:00",
            ),
            (
                "2021-10-15 09:00",
                Precision::Since(day("2021-10-15T06:00:00Z")),
                "2021-10-15 08:00",
                "2021-10-15 09:00",
            ),
            (
                "2021-07-05 00:00",
                Precision::Until(day("2021-07-06")),
                "2021-07-05 00:00",
                "2021-07-07 00:00",
            ),
            (
                "2021-07-06 23:59",
                Precision::Since(day("2021-07-05")),
                "2021-07-05 00:00",
                "2021-07-07 00:00",
            ),
            (
                "2022-06-01 00:00",
                Precision::Until(day("2022-08")),
                "2022-06-01 00:00",
                "2022-09-01 00:00",
            ),
            (
                "2022-08-31 23:59",
                Precision::Since(day("2022-06")),
                "2022-06-01 00:00",
                "2022-09-01 00:00",
            ),
            // "heute früh", said at ten past five.
            (
                "2021-10-15 05:10",
                Precision::Morning,
                "2021-10-15 05:10",
                "2021-10-15 09:00",
            ),
        ] {
            assert_eq!(
                span(at, precision),
                (start.to_owned(), end.to_owned()),
                "{precision:?}"
            );
        }
    }

    #[test]
    fn a_span_from_to_is_stored_with_its_other_end_and_shown_with_both() {
        let at = time("2021-10-15 08:00");
        for (code, begin, end) in [
            (
                "until 2021-10-15T07:00:00Z",
                "2021-10-15T08:00:00+02:00",
                "2021-10-15T09:00:00+02:00",
            ),
            (
                "since 2021-10-15T05:00:00Z",
                "2021-10-15T07:00:00+02:00",
                "2021-10-15T08:00:00+02:00",
            ),
            ("until 2021-10-17", "2021-10-15", "2021-10-17"),
            ("since 2021-10-13", "2021-10-13", "2021-10-15"),
            ("until 2021-12", "2021-10", "2021-12"),
        ] {
            let precision = Precision::from_code(code).unwrap();
            assert_eq!(precision.code(), code);
            let made = Moment { at, precision };
            let text = serde_json::to_string(&made).unwrap();
            assert_eq!(text, format!("\"2021-10-15T08:00:00+02:00/{code}\""));
            assert_eq!(serde_json::from_str::<Moment>(&text).unwrap(), made);
            let beside = [("precision", "range"), ("begin", begin), ("end", end)];
            assert_eq!(
                made.beside(),
                beside.map(|(name, text)| (name, text.to_owned()))
            );
        }
        assert!(Moment::exact(at).beside().is_empty());
        for code in [
            "until",
            "until ",
            "until 2021",
            "since 2021-13",
            "from 2021-10-15",
            "until +20210-10-15",
        ] {
            assert_eq!(Precision::from_code(code), None, "{code}");
        }
    }
}
