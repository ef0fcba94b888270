//! Moments as people give them: an instant with its offset, and how exactly it is known.

use chrono::{DateTime, FixedOffset, NaiveTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Says how exactly a moment is known, so that print never shows a clock time that nobody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute: `15.10.2021 07:30`.
    #[default]
    Minute,
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
}

impl Precision {
    pub const ALL: [Precision; 8] = [
        Precision::Minute,
        Precision::Day,
        Precision::Night,
        Precision::Morning,
        Precision::Forenoon,
        Precision::Noon,
        Precision::Afternoon,
        Precision::Evening,
    ];

    /// The code in tables and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Precision::Minute => "minute",
            Precision::Day => "day",
            Precision::Night => "night",
            Precision::Morning => "morning",
            Precision::Forenoon => "forenoon",
            Precision::Noon => "noon",
            Precision::Afternoon => "afternoon",
            Precision::Evening => "evening",
        }
    }

    pub fn from_code(code: &str) -> Option<Precision> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// First and last hour (exclusive) of the part of the day; the whole day for `Day`, nothing for `Minute`.
    pub fn hours(self) -> Option<(u32, u32)> {
        match self {
            Precision::Minute => None,
            Precision::Day => Some((0, 24)),
            Precision::Night => Some((0, 6)),
            Precision::Morning => Some((6, 9)),
            Precision::Forenoon => Some((9, 12)),
            Precision::Noon => Some((12, 14)),
            Precision::Afternoon => Some((14, 18)),
            Precision::Evening => Some((18, 24)),
        }
    }
}

/// A point in time with the offset it was given in and the precision it is known to.
///
/// The instant orders and compares; the precision only decides what is shown. Two moments are equal when both are.
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

    /// The span that it speaks of.
    pub fn span(&self) -> Span {
        let Some((begin, end)) = self.precision.hours() else {
            return Span {
                start: self.at,
                end: self.at,
            };
        };
        let since_midnight = self.at.time().signed_duration_since(NaiveTime::MIN);
        let hour = |hour: u32| self.at - since_midnight + TimeDelta::hours(i64::from(hour));
        Span {
            start: hour(begin),
            end: hour(end),
        }
    }

    /// The first and the last minute that it may mean, as numbers that order: what shows the same minute is the same.
    pub(super) fn minutes(&self) -> (i64, i64) {
        let minute = |at: DateTime<FixedOffset>| at.timestamp().div_euclid(60);
        let span = self.span();
        let (first, end) = (minute(span.start), minute(span.end));
        (first, first.max(end - 1))
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

    /// RFC 3339 with offset, to the second: the form in JSON and in payloads.
    pub fn rfc3339(&self) -> String {
        self.at.to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at
            .cmp(&other.at)
            .then_with(|| self.precision.code().cmp(other.precision.code()))
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

            /// Seconds since 1970, offset in seconds, precision: how a table's row gives it without writing text.
            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut parts: A,
            ) -> Result<Moment, A::Error> {
                use serde::de::Error;
                let missing = || A::Error::custom("a part of a moment is missing");
                let seconds: i64 = parts.next_element()?.ok_or_else(missing)?;
                let offset: i32 = parts.next_element()?.ok_or_else(missing)?;
                let precision: Precision = parts.next_element()?.ok_or_else(missing)?;
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
        for precision in Precision::ALL {
            let at = time("2021-10-15 08:00");
            let made = Moment { at, precision };
            let text = serde_json::to_string(&made).unwrap();
            let known = match precision {
                Precision::Minute => String::new(),
                other => format!("/{}", other.code()),
            };
            assert_eq!(text, format!("\"2021-10-15T08:00:00+02:00{known}\""));
            assert_eq!(serde_json::from_str::<Moment>(&text).unwrap(), made);
            assert_eq!(Precision::from_code(precision.code()), Some(precision));
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
    fn moments_stand_in_the_order_of_their_instants_whatever_their_offset() {
        let berlin = moment("2021-10-15 08:00");
        let utc = Moment::exact(DateTime::parse_from_rfc3339("2021-10-15T06:30:00Z").unwrap());
        assert!(berlin < utc);
        assert!(berlin < moment("2021-10-15 08:01"));
    }

    #[test]
    fn the_parts_of_a_day_fill_it_without_a_gap() {
        let parts = &Precision::ALL[2..];
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
}
