//! Reading ZEIT as people type it, in German and English: words → tokens → what was said → the moment that it means now.

mod meaning;
mod said;
mod tokens;
mod words;

#[cfg(test)]
mod forms;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::moment::{Moment, Precision};
use meaning::Reading;
use said::{length, said};
use tokens::tokens;

/// What a moment is for: it decides which Friday is meant, and which end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// When something happened: the last such day, its beginning.
    Past,
    /// When something is due: the next such day, its end.
    Due,
    /// Up to when to look: the last such day, its end.
    Until,
}

/// Why a time was not taken; a guess would end in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeRefusal {
    Unreadable {
        input: String,
        sense: Sense,
    },
    NoSuchDate {
        input: String,
        sense: Sense,
    },
    NoSuchClockTime {
        input: String,
    },
    /// The hour that summer time leaves out.
    SkippedHour {
        input: String,
    },
    /// The hour that occurs twice when summer time ends.
    Ambiguous {
        input: String,
        first: Moment,
        second: Moment,
    },
    /// Words that some take for one moment and others for another.
    Unclear {
        input: String,
        first: Moment,
        second: Moment,
    },
    /// A clock time that has not been today.
    NotYet {
        input: String,
        clock: String,
    },
    /// A clock time that has passed today, with no other one near.
    Passed {
        input: String,
        clock: String,
    },
    /// A weekday that is not that of its date, an hour that is not in its part of the day, an end before its beginning.
    Contradicts {
        input: String,
    },
    /// A zone's name that is not in force at that moment.
    OtherZone {
        input: String,
        at: Moment,
    },
    OutOfRange {
        input: String,
    },
}

/// A moment as it was given, and whether it was said to be approximate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    pub moment: Moment,
    pub approximate: bool,
}

/// A length of time: `4h`, `90 min`, `2 Tage`, `1h30m`.
pub fn parse_duration(input: &str) -> Option<TimeDelta> {
    let length = length(&tokens(input)?).filter(|length| length.months == 0)?;
    TimeDelta::try_minutes(i64::from(length.days) * 24 * 60 + i64::from(length.minutes))
}

/// Reads a moment as typed, in the log's zone.
///
/// What was said of a day, a week or from one moment to another keeps that precision, so that print never shows a time
/// nobody gave.
///
/// # Errors
/// What cannot be read, does not exist, or could mean two moments is refused.
pub fn parse_given(
    input: &str,
    now: DateTime<Utc>,
    zone: Tz,
    sense: Sense,
) -> Result<Given, TimeRefusal> {
    let reading = Reading {
        input,
        now: now.with_timezone(&zone),
        sense,
    };
    let said = tokens(input).and_then(|tokens| said(&tokens));
    reading.given(&said.ok_or_else(|| reading.unreadable())?)
}

/// The same for a moment that has no field of its own for "ca.": it is kept in the precision.
///
/// # Errors
/// Also where a day is only approximate, which no precision says.
pub fn parse_moment(
    input: &str,
    now: DateTime<Utc>,
    zone: Tz,
    sense: Sense,
) -> Result<Moment, TimeRefusal> {
    let Given {
        moment,
        approximate,
    } = parse_given(input, now, zone, sense)?;
    match moment.precision {
        _ if !approximate => Ok(moment),
        Precision::Minute => Ok(Moment {
            precision: Precision::About,
            ..moment
        }),
        Precision::Day | Precision::Until(_) | Precision::Since(_) => {
            Err(TimeRefusal::Unreadable {
                input: input.to_owned(),
                sense,
            })
        }
        // "gegen Abend" says no less than "abends".
        _ => Ok(moment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BERLIN: Tz = chrono_tz::Europe::Berlin;

    /// Wednesday, 20 October 2021, 14:00 in Berlin.
    fn now() -> DateTime<Utc> {
        "2021-10-20T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_look_goes_up_to_the_end_of_what_was_said() {
        for (input, expected) in [
            ("15. Oktober 2021", "2021-10-15 23:59"),
            ("15.10.2021 abends", "2021-10-15 23:59"),
            ("15.10.2021 8-9 Uhr", "2021-10-15 09:00"),
            ("mi", "2021-10-20 23:59"),
            ("letzte Woche", "2021-10-17 23:59"),
            ("bis gestern", "2021-10-19 23:59"),
            ("gestern 18:00", "2021-10-19 18:00"),
        ] {
            let moment = parse_moment(input, now(), BERLIN, Sense::Until).unwrap();
            assert_eq!(
                moment.at.format("%Y-%m-%d %H:%M").to_string(),
                expected,
                "{input}"
            );
        }
    }

    #[test]
    fn what_has_no_field_for_approximate_keeps_it_or_refuses_it() {
        let read = |input| parse_moment(input, now(), BERLIN, Sense::Due);
        assert_eq!(read("ca. 18 Uhr").unwrap().precision, Precision::About);
        assert_eq!(read("gegen Abend").unwrap().precision, Precision::Evening);
        for input in ["ca. morgen", "ca. 18 bis 19 Uhr"] {
            assert!(
                matches!(read(input), Err(TimeRefusal::Unreadable { .. })),
                "{input}"
            );
        }
    }

    #[test]
    fn the_doubled_hour_is_told_apart_by_the_names_of_any_zone() {
        let read = |input, zone| {
            parse_moment(input, now(), zone, Sense::Due).map(|moment| moment.rfc3339())
        };
        let (london, azores) = (chrono_tz::Europe::London, chrono_tz::Atlantic::Azores);
        for (input, zone, expected) in [
            ("31.10.2021 01:30 BST", london, "2021-10-31T01:30:00+01:00"),
            ("31.10.2021 01:30 GMT", london, "2021-10-31T01:30:00+00:00"),
            (
                "31.10.2021 00:30 UTC-01",
                azores,
                "2021-10-31T00:30:00-01:00",
            ),
            (
                "31.10.2021 00:30 UTC+00",
                azores,
                "2021-10-31T00:30:00+00:00",
            ),
        ] {
            assert_eq!(read(input, zone).as_deref(), Ok(expected), "{input}");
        }
        let (kiritimati, now) = (chrono_tz::Pacific::Apia, "2011-12-29T12:00:00Z");
        // Samoa left out the 30th of December 2011.
        let skipped = parse_moment("30.12.2011", now.parse().unwrap(), kiritimati, Sense::Past);
        assert!(skipped.is_err());
    }

    #[test]
    fn lengths_of_time_are_read_in_both_languages() {
        for (input, minutes) in [
            ("4h", 240),
            ("90 min", 90),
            ("2 Tage", 2880),
            ("1h30m", 90),
            ("1 week", 10080),
        ] {
            assert_eq!(
                parse_duration(input),
                TimeDelta::try_minutes(minutes),
                "{input}"
            );
        }
        for input in ["", "4", "h", "4x", "-4h", "99999h"] {
            assert_eq!(parse_duration(input), None, "{input}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(
            input in "\\PC{0,24}|[0-9.: +-]{0,16}",
            words in "((heute|morgen|montag|nacht|abends|um|halb|viertel|vor|nach|in|bis|von|zwischen|und|kw|ende|juni|winter|tage|h|pm|utc|[0-9]{1,4}|[-.:/]) ?){0,7}",
            due in any::<bool>(),
        ) {
            for input in [&input, &words] {
                parse_given(input, now(), BERLIN, if due { Sense::Due } else { Sense::Past }).ok();
                parse_duration(input);
            }
        }
    }
}
