//! Reading ZEIT as people type it, in German and English.

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;

use super::moment::{Moment, Precision};
use super::text::written_out;

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
    },
    NoSuchDate {
        input: String,
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
    OutOfRange {
        input: String,
    },
}

const WEEKDAYS: [(&[&str], Weekday); 7] = [
    (&["mo", "montag", "mon", "monday"], Weekday::Mon),
    (&["di", "dienstag", "tue", "tuesday"], Weekday::Tue),
    (&["mi", "mittwoch", "wed", "wednesday"], Weekday::Wed),
    (&["do", "donnerstag", "thu", "thursday"], Weekday::Thu),
    (&["fr", "freitag", "fri", "friday"], Weekday::Fri),
    (
        &["sa", "samstag", "sonnabend", "sat", "saturday"],
        Weekday::Sat,
    ),
    (&["so", "sonntag", "sun", "sunday"], Weekday::Sun),
];

const MONTHS: [&[&str]; 12] = [
    &["januar", "january", "jan"],
    &["februar", "february", "feb"],
    &["maerz", "march", "mrz", "mar"],
    &["april", "apr"],
    &["mai", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["dezember", "december", "dez", "dec"],
];

const DAYS: [(&[&str], i64); 5] = [
    (&["vorgestern"], -2),
    (&["gestern", "yesterday"], -1),
    (&["heute", "today"], 0),
    (&["morgen", "tomorrow"], 1),
    (&["uebermorgen"], 2),
];

const PARTS: [(&[&str], Precision); 6] = [
    (&["nachts", "nacht", "night"], Precision::Night),
    (
        &["morgens", "morgen", "frueh", "morning"],
        Precision::Morning,
    ),
    (
        &["vormittags", "vormittag", "forenoon"],
        Precision::Forenoon,
    ),
    (&["mittags", "mittag", "noon"], Precision::Noon),
    (
        &["nachmittags", "nachmittag", "afternoon"],
        Precision::Afternoon,
    ),
    (&["abends", "abend", "evening"], Precision::Evening),
];

/// Minutes in the units people use.
const UNITS: [(&[&str], i64); 4] = [
    (&["m", "min", "minute", "minuten", "minutes"], 1),
    (&["h", "std", "stunde", "stunden", "hour", "hours"], 60),
    (&["d", "t", "tag", "tage", "tagen", "day", "days"], 24 * 60),
    (&["w", "woche", "wochen", "week", "weeks"], 7 * 24 * 60),
];

/// Words that carry no meaning of their own: "am Freitag um 8 Uhr".
const FILLERS: [&str; 8] = ["am", "um", "den", "on", "at", "der", "the", "ab"];

fn lookup<T: Copy>(table: &[(&[&str], T)], word: &str) -> Option<T> {
    table
        .iter()
        .find(|(words, _)| words.contains(&word))
        .map(|(_, value)| *value)
}

/// Umlauts written out and commas away, so that one spelling is looked up.
fn plain(input: &str) -> String {
    written_out(input.trim()).replace(',', " ")
}

fn small_number(text: &str) -> Option<u32> {
    ((1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A length of time: `4h`, `90 min`, `2 Tage`, `1h30m`.
pub fn parse_duration(input: &str) -> Option<TimeDelta> {
    let mut minutes = 0_i64;
    let text = plain(input);
    let mut rest = text.as_str();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number = i64::from(small_number(&rest[..digits])?);
        rest = rest[digits..].trim_start();
        let letters = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        minutes += number * lookup(&UNITS, &rest[..letters])?;
        rest = rest[letters..].trim_start();
    }
    TimeDelta::try_minutes(minutes)
}

/// Reads a moment as typed, in the log's zone.
///
/// A day or part of a day without a clock time keeps that precision, so that print never shows a time nobody gave.
///
/// # Errors
/// What cannot be read, does not exist, or could mean two moments is refused.
pub fn parse_moment(
    input: &str,
    now: DateTime<Utc>,
    zone: Tz,
    sense: Sense,
) -> Result<Moment, TimeRefusal> {
    let unreadable = || TimeRefusal::Unreadable {
        input: input.to_owned(),
    };
    if let Ok(at) = DateTime::parse_from_rfc3339(input.trim()) {
        return in_range(
            input,
            at.with_timezone(&zone).fixed_offset(),
            Precision::Minute,
        );
    }
    let text = plain(input);
    let local = now.with_timezone(&zone);
    if matches!(text.as_str(), "jetzt" | "now") {
        return Ok(Moment::exact(local.fixed_offset()));
    }
    if let Some(delta) = relative(&text) {
        let at = local
            .checked_add_signed(delta)
            .ok_or_else(|| TimeRefusal::OutOfRange {
                input: input.to_owned(),
            })?;
        return in_range(input, at.fixed_offset(), Precision::Minute);
    }
    let (text, offset) = named_offset(&text);
    let text = text.replacen('t', if is_iso(text) { " " } else { "t" }, 1);
    let mut words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !FILLERS.contains(word))
        .collect();
    if words.last() == Some(&"uhr") {
        words.pop();
        // "8 Uhr" is a clock time, a lone "8" is not.
        if let Some(hour) = words
            .last()
            .and_then(|word| small_number(word))
            .filter(|hour| *hour <= 24)
        {
            words.pop();
            let clock = format!("{hour}:00");
            return finish(
                input,
                &words,
                Some(clock.as_str()),
                now,
                zone,
                sense,
                offset,
            );
        }
    }
    let clock = words
        .last()
        .copied()
        .filter(|word| looks_like_clock(word, words.len()));
    if clock.is_some() {
        words.pop();
    }
    if words.is_empty() && clock.is_none() {
        return Err(unreadable());
    }
    finish(input, &words, clock, now, zone, sense, offset)
}

fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 10 && bytes[4] == b'-' && bytes[7] == b'-' && bytes[10] == b't'
}

/// `-20m`, `+2h`, `in 2 Stunden`, `vor 20 Minuten`, `2 hours ago`.
fn relative(text: &str) -> Option<TimeDelta> {
    let (sign, rest) =
        if let Some(rest) = text.strip_prefix('-').or_else(|| text.strip_prefix("vor ")) {
            (-1, rest)
        } else if let Some(rest) = text.strip_prefix('+').or_else(|| text.strip_prefix("in ")) {
            (1, rest)
        } else {
            (-1, text.strip_suffix(" ago")?)
        };
    parse_duration(rest).map(|delta| delta * sign)
}

/// MEZ and MESZ tell the two hours apart that summer time's end doubles.
fn named_offset(text: &str) -> (&str, Option<i32>) {
    for (name, hours) in [("mesz", 2), ("cest", 2), ("mez", 1), ("cet", 1)] {
        if let Some(rest) = text.strip_suffix(name).filter(|rest| rest.ends_with(' ')) {
            return (rest.trim_end(), Some(hours * 3600));
        }
    }
    (text, None)
}

/// `14:30`, `9:05:10`; with a dot (`14.30`) only after a day, where it can be no date.
fn looks_like_clock(word: &str, words: usize) -> bool {
    if word.contains(':') {
        return true;
    }
    let parts: Vec<&str> = word.split('.').collect();
    words > 1
        && parts.len() == 2
        && parts[1].len() == 2
        && parts.iter().all(|part| small_number(part).is_some())
}

fn clock_time(word: &str) -> Option<(NaiveTime, bool)> {
    let parts: Vec<u32> = word
        .split([':', '.'])
        .map(small_number)
        .collect::<Option<_>>()?;
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    if (hour, minute, second) == (24, 0, 0) {
        return Some((NaiveTime::MIN, true));
    }
    NaiveTime::from_hms_opt(hour, minute, second).map(|time| (time, false))
}

enum Day {
    /// A date that was named in full, or a day counted from today.
    Fixed(NaiveDate),
    /// Day and month without a year.
    EachYear(u32, u32),
    Each(Weekday),
}

fn day(words: &[&str], today: NaiveDate) -> Result<Option<(Day, usize)>, ()> {
    let Some(&first) = words.first() else {
        return Ok(None);
    };
    if let Some(days) = lookup(&DAYS, first) {
        return Ok(Some((Day::Fixed(today + TimeDelta::days(days)), 1)));
    }
    if let Some(weekday) = lookup(&WEEKDAYS, first.trim_end_matches('.')) {
        // "Freitag, 15.10.2021": the date says it.
        if let Some((day, used)) = day(&words[1..], today)?
            && !matches!(day, Day::Each(_))
        {
            return Ok(Some((day, used + 1)));
        }
        return Ok(Some((Day::Each(weekday), 1)));
    }
    let iso: Vec<&str> = first.split('-').collect();
    if let [year, month, date] = iso.as_slice() {
        let read = (small_number(year), small_number(month), small_number(date));
        let (Some(year), Some(month), Some(date)) = read else {
            return Ok(None);
        };
        return ymd(year, month, date).map(|day| Some((Day::Fixed(day), 1)));
    }
    let dotted: Vec<&str> = first.split('.').collect();
    match dotted.as_slice() {
        [date, month, year] if !year.is_empty() => {
            let read = (small_number(year), small_number(month), small_number(date));
            let (Some(year), Some(month), Some(date)) = read else {
                return Ok(None);
            };
            ymd(year, month, date).map(|day| Some((Day::Fixed(day), 1)))
        }
        [date, month, ""] => {
            let (Some(date), Some(month)) = (small_number(date), small_number(month)) else {
                return Ok(None);
            };
            // 2000 is a leap year: 29.2. is a day of some year.
            ymd(2000, month, date).map(|_| Some((Day::EachYear(month, date), 1)))
        }
        [date, ""] | [date] => {
            let month = words.get(1).and_then(|word| {
                MONTHS
                    .iter()
                    .position(|names| names.contains(&word.trim_end_matches('.')))
            });
            let (Some(date), Some(month)) = (small_number(date), month) else {
                return Ok(None);
            };
            let month = u32::try_from(month + 1).map_err(|_| ())?;
            match words
                .get(2)
                .and_then(|year| small_number(year).filter(|_| year.len() == 4))
            {
                Some(year) => ymd(year, month, date).map(|day| Some((Day::Fixed(day), 3))),
                None => ymd(2000, month, date).map(|_| Some((Day::EachYear(month, date), 2))),
            }
        }
        _ => Ok(None),
    }
}

/// A date; two digits mean this century.
fn ymd(year: u32, month: u32, day: u32) -> Result<NaiveDate, ()> {
    let year = if year < 100 { 2000 + year } else { year };
    i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(())
}

fn finish(
    input: &str,
    words: &[&str],
    clock: Option<&str>,
    now: DateTime<Utc>,
    zone: Tz,
    sense: Sense,
    offset: Option<i32>,
) -> Result<Moment, TimeRefusal> {
    let unreadable = || TimeRefusal::Unreadable {
        input: input.to_owned(),
    };
    let no_date = || TimeRefusal::NoSuchDate {
        input: input.to_owned(),
    };
    let local = now.with_timezone(&zone).naive_local();
    let (day, used) = day(words, local.date())
        .map_err(|()| no_date())?
        .unwrap_or((Day::Fixed(local.date()), 0));
    let part = match &words[used..] {
        [] => None,
        [word] if clock.is_none() => Some(lookup(&PARTS, word).ok_or_else(unreadable)?),
        _ => return Err(unreadable()),
    };
    let (time, next_day, precision) = match clock {
        Some(word) => {
            let (time, next_day) =
                clock_time(word).ok_or_else(|| TimeRefusal::NoSuchClockTime {
                    input: input.to_owned(),
                })?;
            (time, next_day, Precision::Minute)
        }
        None => {
            let precision = part.unwrap_or(Precision::Day);
            let (begin, end) = precision.hours().expect("only a minute has no hours");
            let time = match sense {
                Sense::Past => NaiveTime::from_hms_opt(begin, 0, 0),
                Sense::Due | Sense::Until => NaiveTime::from_hms_opt(end - 1, 59, 0),
            };
            (time.ok_or_else(unreadable)?, false, precision)
        }
    };
    let at_day = |day: NaiveDate| -> Option<NaiveDateTime> {
        let day = if next_day { day.succ_opt()? } else { day };
        Some(day.and_time(time))
    };
    let found = match day {
        Day::Fixed(day) => at_day(day),
        Day::Each(weekday) => {
            let back = i64::from(
                (7 + local.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7,
            );
            let last = local.date() - TimeDelta::days(back);
            match sense {
                Sense::Due => at_day(last)
                    .filter(|at| *at >= local)
                    .or_else(|| at_day(last + Days::new(7))),
                Sense::Past => at_day(last)
                    .filter(|at| *at <= local)
                    .or_else(|| at_day(last - Days::new(7))),
                Sense::Until => at_day(last),
            }
        }
        Day::EachYear(month, date) => {
            let years = match sense {
                Sense::Due => (local.year()..=local.year() + 8).collect::<Vec<_>>(),
                Sense::Past | Sense::Until => (local.year() - 8..=local.year()).rev().collect(),
            };
            let mut days = years
                .into_iter()
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, date));
            let fits = |day: &NaiveDate| match sense {
                Sense::Due => *day >= local.date(),
                Sense::Past | Sense::Until => *day <= local.date(),
            };
            days.find(fits).and_then(at_day)
        }
    };
    let at = found.ok_or_else(no_date)?;
    resolve(input, at, zone, offset, precision, sense)
}

fn resolve(
    input: &str,
    at: NaiveDateTime,
    zone: Tz,
    offset: Option<i32>,
    precision: Precision,
    sense: Sense,
) -> Result<Moment, TimeRefusal> {
    let input_owned = || input.to_owned();
    match zone.from_local_datetime(&at) {
        LocalResult::Single(at) => {
            let fits = offset
                .is_none_or(|offset| chrono::Offset::fix(at.offset()).local_minus_utc() == offset);
            if !fits {
                return Err(TimeRefusal::NoSuchClockTime {
                    input: input_owned(),
                });
            }
            in_range(input, at.fixed_offset(), precision)
        }
        LocalResult::Ambiguous(first, second) => {
            let (first, second) = (first.fixed_offset(), second.fixed_offset());
            let named = offset.and_then(|offset| {
                [first, second]
                    .into_iter()
                    .find(|at| at.offset().local_minus_utc() == offset)
            });
            match named {
                Some(at) => in_range(input, at, precision),
                // The end of a part of a day is the later one, its beginning the earlier.
                None if precision != Precision::Minute => in_range(
                    input,
                    if sense == Sense::Past { first } else { second },
                    precision,
                ),
                None => Err(TimeRefusal::Ambiguous {
                    input: input_owned(),
                    first: Moment::exact(first),
                    second: Moment::exact(second),
                }),
            }
        }
        LocalResult::None => Err(TimeRefusal::SkippedHour {
            input: input_owned(),
        }),
    }
}

fn in_range(
    input: &str,
    at: DateTime<chrono::FixedOffset>,
    precision: Precision,
) -> Result<Moment, TimeRefusal> {
    if (1900..2200).contains(&at.year()) {
        Ok(Moment { at, precision })
    } else {
        Err(TimeRefusal::OutOfRange {
            input: input.to_owned(),
        })
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

    fn read(input: &str, sense: Sense) -> String {
        match parse_moment(input, now(), BERLIN, sense) {
            Ok(moment) => format!(
                "{} {}",
                moment.at.format("%Y-%m-%dT%H:%M%:z"),
                moment.precision.code()
            ),
            Err(refusal) => format!("{refusal:?}")
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_owned(),
        }
    }

    #[test]
    fn every_documented_form_is_read() {
        for (input, sense, expected) in [
            ("jetzt", Sense::Past, "2021-10-20T14:00+02:00 minute"),
            ("14:30", Sense::Past, "2021-10-20T14:30+02:00 minute"),
            ("14 Uhr", Sense::Past, "2021-10-20T14:00+02:00 minute"),
            (
                "gestern 18:00",
                Sense::Past,
                "2021-10-19T18:00+02:00 minute",
            ),
            (
                "yesterday 18:00",
                Sense::Past,
                "2021-10-19T18:00+02:00 minute",
            ),
            ("morgen 12:00", Sense::Due, "2021-10-21T12:00+02:00 minute"),
            ("übermorgen", Sense::Due, "2021-10-22T23:59+02:00 day"),
            ("fr 08:00", Sense::Past, "2021-10-15T08:00+02:00 minute"),
            ("fr 08:00", Sense::Due, "2021-10-22T08:00+02:00 minute"),
            ("mi 13:00", Sense::Due, "2021-10-27T13:00+02:00 minute"),
            ("mi 15:00", Sense::Past, "2021-10-13T15:00+02:00 minute"),
            ("friday", Sense::Past, "2021-10-15T00:00+02:00 day"),
            (
                "am Freitag, um 8 Uhr",
                Sense::Past,
                "2021-10-15T08:00+02:00 minute",
            ),
            (
                "Freitag, 15.10.2021, 07:30 Uhr",
                Sense::Past,
                "2021-10-15T07:30+02:00 minute",
            ),
            ("15.10. 07:30", Sense::Past, "2021-10-15T07:30+02:00 minute"),
            ("15.10. 07:30", Sense::Due, "2022-10-15T07:30+02:00 minute"),
            ("24.12.", Sense::Past, "2020-12-24T00:00+01:00 day"),
            (
                "15.10.2021 07:30",
                Sense::Past,
                "2021-10-15T07:30+02:00 minute",
            ),
            (
                "15.10.21 7.30",
                Sense::Past,
                "2021-10-15T07:30+02:00 minute",
            ),
            (
                "15. Oktober 2021",
                Sense::Until,
                "2021-10-15T23:59+02:00 day",
            ),
            (
                "15 October 2021 07:30",
                Sense::Past,
                "2021-10-15T07:30+02:00 minute",
            ),
            (
                "2021-10-15T07:30",
                Sense::Past,
                "2021-10-15T07:30+02:00 minute",
            ),
            (
                "2021-10-15 07:30",
                Sense::Past,
                "2021-10-15T07:30+02:00 minute",
            ),
            (
                "2021-10-15T07:30:00Z",
                Sense::Past,
                "2021-10-15T09:30+02:00 minute",
            ),
            (
                "15.10.2021 morgens",
                Sense::Past,
                "2021-10-15T06:00+02:00 morning",
            ),
            (
                "15.10.2021 früh",
                Sense::Past,
                "2021-10-15T06:00+02:00 morning",
            ),
            ("morgen früh", Sense::Due, "2021-10-21T08:59+02:00 morning"),
            (
                "gestern abend",
                Sense::Past,
                "2021-10-19T18:00+02:00 evening",
            ),
            (
                "15.10.2021 abends",
                Sense::Until,
                "2021-10-15T23:59+02:00 evening",
            ),
            ("-20m", Sense::Past, "2021-10-20T13:40+02:00 minute"),
            ("+1h30m", Sense::Due, "2021-10-20T15:30+02:00 minute"),
            (
                "vor 20 Minuten",
                Sense::Past,
                "2021-10-20T13:40+02:00 minute",
            ),
            ("in 2 Stunden", Sense::Due, "2021-10-20T16:00+02:00 minute"),
            (
                "15.10.2021 24:00",
                Sense::Due,
                "2021-10-16T00:00+02:00 minute",
            ),
            ("31.10.2021 02:30", Sense::Past, "Ambiguous"),
            (
                "31.10.2021 02:30 MEZ",
                Sense::Past,
                "2021-10-31T02:30+01:00 minute",
            ),
            (
                "31.10.2021 02:30 MESZ",
                Sense::Past,
                "2021-10-31T02:30+02:00 minute",
            ),
            ("28.03.2021 02:30", Sense::Past, "SkippedHour"),
            ("31.02.2021", Sense::Past, "NoSuchDate"),
            ("30.2.", Sense::Past, "NoSuchDate"),
            ("15.10.2021 25:00", Sense::Past, "NoSuchClockTime"),
            ("15.10.1899", Sense::Past, "OutOfRange"),
            ("15", Sense::Past, "Unreadable"),
            ("bald", Sense::Past, "Unreadable"),
            ("", Sense::Past, "Unreadable"),
            ("gestern 18:00 abends", Sense::Past, "Unreadable"),
        ] {
            assert_eq!(read(input, sense), expected, "{input:?} {sense:?}");
        }
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
        fn nothing_typed_makes_it_panic(input in "\\PC{0,24}|[0-9.: +-]{0,16}", due in any::<bool>()) {
            parse_moment(&input, now(), BERLIN, if due { Sense::Due } else { Sense::Past }).ok();
            parse_duration(&input);
        }
    }
}
