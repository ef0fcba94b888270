//! From tokens to what was said: which day, which hour, which part of the calendar, apart from when it is said.

use chrono::Weekday;

use super::super::moment::Precision;
use super::tokens::{Dotted, Token};
use super::words::{Unit, Word};

/// A time as somebody says it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// "ca.", "gegen", "kurz nach".
    pub approximate: bool,
    pub bound: Option<Bound>,
    pub when: When,
}

/// "seit" and "bis", which fit only one sense.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bound {
    Since,
    Until,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    Now,
    /// A moment ago.
    JustNow,
    AtOnce,
    Away(Away),
    Point(Point),
    Period(Period),
    Range(Box<[Point; 2]>),
    Months([Day; 2]),
}

/// So long before or after now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Away {
    pub ahead: bool,
    pub length: Length,
    /// With a sign it is counted by the clock, in words ("in 3 Tagen") it names a day.
    pub signed: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Length {
    pub months: u32,
    pub days: u32,
    pub minutes: u32,
}

/// A day, an hour or a part of the day, with what was left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub day: Option<Day>,
    /// Beside a date it must be that of the date.
    pub weekday: Option<Weekday>,
    pub hour: Option<Hour>,
    pub part: Option<Part>,
    pub zone: Option<Zone>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Day {
    FromToday(i64),
    Date {
        year: u32,
        month: u32,
        day: u32,
    },
    /// Day and month without a year.
    Yearly {
        month: u32,
        day: u32,
    },
    /// Only in a range, which has the rest at its other end: "05. bis 06.07."
    OfMonth(u32),
    Weekday(Which, Weekday),
    /// The night to a day: "Nacht zum 15.10."
    Eve(u32, u32, Option<u32>),
    /// "Nacht auf Montag".
    WeekdayEve(Weekday),
    LastNight,
    ComingNight,
    Tonight,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Which {
    This,
    Next,
    Coming,
    Last,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hour {
    /// Hour, minute, second of a clock with 24 hours.
    Clock([u32; 3]),
    /// The same, but a part of the day may put it after noon: "8 Uhr abends".
    Written([u32; 3]),
    /// As people say it, before or after noon: "halb acht", "um 8".
    Twelve([u32; 3]),
    Midnight,
    /// A clock that does not exist: "13 pm".
    Impossible,
}

/// A part of the day, and whether it may be spoken of before it has begun: "heute früh", said at five.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub precision: Precision,
    pub early: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Zone {
    /// Seconds east of UTC.
    Offset(i32),
    Named(String),
}

/// A part of the calendar that is longer than a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Period {
    pub precision: Precision,
    pub place: Place,
}

/// Where in the calendar a period lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// So many of its kind after the present one.
    Away(Unit, i32),
    Week(u32, Option<u32>),
    /// The period that begins in this month.
    Month(u32, Option<u32>),
    Year(u32),
    Weekend(Option<Which>),
}

/// What the tokens say; none where they say nothing, or leave something over.
pub(super) fn said(tokens: &[Token]) -> Option<Said> {
    use Token::Word as W;
    let tokens: Vec<Token> = tokens
        .iter()
        .filter(|token| **token != W(Word::Filler))
        .cloned()
        .collect();
    let (bound, rest) = match tokens.as_slice() {
        [W(Word::Since), rest @ ..] => (Some(Bound::Since), rest),
        [W(Word::Until), rest @ ..] => (Some(Bound::Until), rest),
        rest => (None, rest),
    };
    let (approximate, rest) = approximately(rest);
    let when = when(&rest)?;
    Some(Said {
        approximate,
        bound,
        when,
    })
}

/// Takes "ca." away wherever it stands. An hour may follow it without "Uhr": "gegen 8".
fn approximately(tokens: &[Token]) -> (bool, Vec<Token>) {
    use Token::Word as W;
    let mut plain = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    let mut approximate = false;
    while let [first, others @ ..] = rest {
        let taken = match rest {
            [W(Word::About), ..] => 1,
            [W(Word::Shortly), W(Word::Before | Word::After), ..] => 2,
            _ => 0,
        };
        if taken == 0 {
            plain.push(first.clone());
            rest = others;
        } else {
            approximate = true;
            rest = &rest[taken..];
            if !rest.is_empty() {
                plain.push(W(Word::At));
            }
        }
    }
    (approximate, plain)
}

fn when(tokens: &[Token]) -> Option<When> {
    use Token::Word as W;
    match tokens {
        [W(Word::Now)] => return Some(When::Now),
        [W(Word::JustNow | Word::Shortly)]
        | [W(Word::JustNow), W(Word::JustNow)]
        | [W(Word::Shortly), W(Word::Now)] => return Some(When::JustNow),
        [W(Word::AtOnce)] => return Some(When::AtOnce),
        _ => {}
    }
    away(tokens)
        .map(When::Away)
        .or_else(|| range(tokens))
        .or_else(|| period(tokens).map(When::Period))
        .or_else(|| point(tokens).map(When::Point))
}

// ---- lengths of time ----

fn away(tokens: &[Token]) -> Option<Away> {
    use Token::Word as W;
    let (ahead, rest, signed) = match tokens {
        [Token::Sign(ahead), rest @ ..] => (*ahead, rest, true),
        [W(Word::In), rest @ ..] => (true, rest, false),
        [W(Word::Before), rest @ ..] | [rest @ .., W(Word::Ago)] => (false, rest, false),
        _ => return None,
    };
    let length = length(rest)?;
    Some(Away {
        ahead,
        length,
        signed,
    })
}

/// A length of time: `4h`, `90 min`, `1h30m`, `1,5 Stunden`, `eine halbe Stunde`.
pub(super) fn length(tokens: &[Token]) -> Option<Length> {
    use Token::Word as W;
    let mut length = Length::default();
    let mut rest = tokens;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        // In hundredths, so that nothing is rounded.
        let (hundredths, used) = match rest {
            [W(Word::Tenths(10)), W(Word::Half | Word::HalfOf), ..]
            | [W(Word::HalfOf), W(Word::Tenths(10)), ..] => (50, 2),
            [W(Word::Half), ..] => (50, 1),
            [W(Word::Tenths(10)), W(Word::ThreeQuarters), ..] => (75, 2),
            [W(Word::Tenths(30)), W(Word::Quarter), ..] => (75, 2),
            [W(Word::ThreeQuarters), ..] => (75, 1),
            [W(Word::Tenths(10)), W(Word::Quarter), W(Word::Unit(_)), ..] => (25, 2),
            [Token::Number(number, _), ..] => (number * 100, 1),
            [W(Word::Tenths(tenths)), ..] => (tenths * 10, 1),
            [Token::Decimal(whole, part), ..]
            | [
                Token::Dotted(Dotted {
                    left: whole,
                    right: part,
                    wide: (_, false),
                }),
                ..,
            ] if *part < 10 => (whole * 100 + part * 10, 1),
            [Token::Decimal(whole, part), ..] if *part < 100 => (whole * 100 + part, 1),
            _ => return None,
        };
        let W(Word::Unit(unit)) = rest.get(used)? else {
            return None;
        };
        let whole = |of: u32| {
            let all = hundredths * of;
            all.is_multiple_of(100).then_some(all / 100)
        };
        match unit {
            Unit::Minute => length.minutes += whole(1)?,
            Unit::QuarterHour => length.minutes += whole(15)?,
            Unit::Hour => length.minutes += whole(60)?,
            Unit::Day => length.days += whole(1)?,
            Unit::Week => length.days += whole(7)?,
            Unit::Month => length.months += whole(1)?,
            Unit::Year => length.months += whole(12)?,
        }
        rest = &rest[used + 1..];
    }
    Some(length)
}

// ---- points ----

/// A day, an hour, a part of the day and a zone, in any order, each once.
fn point(tokens: &[Token]) -> Option<Point> {
    let point = some_point(tokens)?;
    let alone = matches!(point.day, Some(Day::OfMonth(_)));
    (point != Point::default() && !alone).then_some(point)
}

fn some_point(tokens: &[Token]) -> Option<Point> {
    let mut point = Point::default();
    let mut rest = tokens;
    while !rest.is_empty() {
        rest = &rest[next_piece(&mut point, rest)?..];
    }
    if point.zone.is_some() && point.hour.is_none() {
        return None;
    }
    Some(point)
}

fn put<T>(into: &mut Option<T>, value: T) -> Option<()> {
    if into.is_some() {
        return None;
    }
    *into = Some(value);
    Some(())
}

/// Takes the next piece of a point; gives how many tokens it is.
fn next_piece(point: &mut Point, tokens: &[Token]) -> Option<usize> {
    use Token::Word as W;
    if let Some((eve, used)) = night_to(tokens) {
        put(&mut point.day, eve)?;
        return Some(used);
    }
    if let Some((hour, used)) = hour(tokens, point.day.is_some() || point.weekday.is_some()) {
        put(&mut point.hour, hour)?;
        return Some(used);
    }
    if let [W(Word::Weekday(weekday)), ..] = tokens {
        put(&mut point.weekday, *weekday)?;
        return Some(1);
    }
    let has_day = point.day.is_some() || point.weekday.is_some();
    if let [W(Word::Morgen), ..] = tokens
        && has_day
    {
        put(&mut point.part, morning())?;
        return Some(1);
    }
    if let Some((day, used)) = day(tokens) {
        put(&mut point.day, day)?;
        return Some(used);
    }
    if let Some((part, used)) = part(tokens) {
        put(&mut point.part, part)?;
        return Some(used);
    }
    match tokens {
        [Token::Offset(offset), ..] => put(&mut point.zone, Zone::Offset(*offset))?,
        [W(Word::Utc), ..] => put(&mut point.zone, Zone::Offset(0))?,
        [Token::Name(name), ..] => put(&mut point.zone, Zone::Named(name.clone()))?,
        // "in der Nacht", "gegen Abend", "ca. 15.10.".
        [W(Word::In), W(Word::Part(_) | Word::Morning), ..] | [W(Word::At), _, ..] => {}
        _ => return None,
    }
    Some(1)
}

fn morning() -> Part {
    Part {
        precision: Precision::Morning,
        early: true,
    }
}

fn part(tokens: &[Token]) -> Option<(Part, usize)> {
    use Token::Word as W;
    match tokens {
        // "early morning", "morgen früh" is a day and a part.
        [W(Word::Begin), W(Word::Morning), ..] => Some((morning(), 2)),
        [W(Word::Morning), ..] => Some((
            Part {
                precision: Precision::Forenoon,
                early: true,
            },
            1,
        )),
        [W(Word::Part(precision)), ..] => Some((
            Part {
                precision: *precision,
                early: *precision == Precision::Morning,
            },
            1,
        )),
        _ => None,
    }
}

fn which(word: Word) -> Option<Which> {
    Some(match word {
        Word::Next => Which::Next,
        Word::Coming => Which::Coming,
        Word::Last => Which::Last,
        Word::This => Which::This,
        _ => return None,
    })
}

fn day(tokens: &[Token]) -> Option<(Day, usize)> {
    use Token::Word as W;
    Some(match tokens {
        [W(Word::Day(days)), ..] => (Day::FromToday(*days), 1),
        [W(Word::Morgen), ..] => (Day::FromToday(1), 1),
        [W(Word::Tonight), ..] => (Day::Tonight, 1),
        [W(Word::Last), W(Word::Part(Precision::Night)), ..] => (Day::LastNight, 2),
        [
            W(Word::Next | Word::Coming),
            W(Word::Part(Precision::Night)),
            ..,
        ] => (Day::ComingNight, 2),
        // The part itself is read next: "this morning", "diese Nacht".
        [
            W(Word::This),
            W(Word::Part(_) | Word::Morning | Word::Morgen),
            ..,
        ] => (Day::FromToday(0), 1),
        [W(word), W(Word::Weekday(weekday)), ..] => (Day::Weekday(which(*word)?, *weekday), 2),
        [
            Token::Date {
                year: Some(year),
                month,
                day,
            },
            ..,
        ] => (
            Day::Date {
                year: *year,
                month: *month,
                day: *day,
            },
            1,
        ),
        [
            Token::Date {
                year: None,
                month,
                day,
            },
            rest @ ..,
        ] => match rest {
            [Token::Number(year, 4), ..] if is_year(*year) => (
                Day::Date {
                    year: *year,
                    month: *month,
                    day: *day,
                },
                2,
            ),
            _ => (
                Day::Yearly {
                    month: *month,
                    day: *day,
                },
                1,
            ),
        },
        [Token::Dotted(dotted), ..] => (dotted_day(dotted)?, 1),
        [
            Token::Ordinal(day) | Token::Number(day, 1 | 2),
            W(Word::Month(month)),
            rest @ ..,
        ] => {
            let (day, used) = with_year(*month, *day, rest);
            (day, used + 2)
        }
        [
            W(Word::Month(month)),
            Token::Ordinal(day) | Token::Number(day, 1 | 2),
            rest @ ..,
        ] => {
            let (day, used) = with_year(*month, *day, rest);
            (day, used + 2)
        }
        [Token::Ordinal(day), ..] => (Day::OfMonth(*day), 1),
        _ => return None,
    })
}

fn is_year(number: u32) -> bool {
    (1900..2200).contains(&number)
}

fn with_year(month: u32, day: u32, rest: &[Token]) -> (Day, usize) {
    match rest {
        [Token::Number(year, 4), ..] if is_year(*year) => (
            Day::Date {
                year: *year,
                month,
                day,
            },
            1,
        ),
        _ => (Day::Yearly { month, day }, 0),
    }
}

/// `15.10` is a day where there is such a day; `18.00`, `7.30` are none.
fn dotted_day(dotted: &Dotted) -> Option<Day> {
    let (day, month) = (dotted.left, dotted.right);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(Day::Yearly { month, day })
}

/// "Nacht zum 15.10.", "Nacht auf Montag", "Nacht von Montag auf Dienstag", "night to 15 Oct".
fn night_to(tokens: &[Token]) -> Option<(Day, usize)> {
    use Token::Word as W;
    let (rest, before) = match tokens {
        [W(Word::In), W(Word::Part(Precision::Night)), rest @ ..] => (rest, 2),
        [W(Word::Part(Precision::Night)), rest @ ..] => (rest, 1),
        _ => return None,
    };
    let (first, rest, before) = match rest {
        [W(Word::From), W(Word::Weekday(day)), rest @ ..] => (Some(*day), rest, before + 2),
        _ => (None, rest, before),
    };
    let [W(Word::NightTo | Word::To), rest @ ..] = rest else {
        return None;
    };
    if let [W(Word::Weekday(weekday)), ..] = rest
        && first.is_none_or(|first| first.succ() == *weekday)
    {
        return Some((Day::WeekdayEve(*weekday), before + 2));
    }
    let (day, used) = day(rest).filter(|_| first.is_none())?;
    let day = match day {
        Day::Date { year, month, day } => Day::Eve(month, day, Some(year)),
        Day::Yearly { month, day } => Day::Eve(month, day, None),
        Day::FromToday(0) => Day::LastNight,
        Day::FromToday(1) => Day::ComingNight,
        _ => return None,
    };
    Some((day, before + 1 + used))
}

// ---- hours ----

/// An hour, and how many tokens it is; `has_day` where a day was already said, so that `18.30` can be no other.
fn hour(tokens: &[Token], has_day: bool) -> Option<(Hour, usize)> {
    use Token::Word as W;
    if let [W(Word::At), rest @ ..] = tokens {
        let (hour, used) = hour(rest, true).or_else(|| bare_hour(rest))?;
        return Some((hour, used + 1));
    }
    if let [W(Word::Midnight), ..] = tokens {
        return Some((Hour::Midnight, 1));
    }
    if let Some(found) = by_half_and_quarter(tokens) {
        return Some(found);
    }
    let written = written_clock(tokens, has_day)?;
    let (time, used) = (written.time, written.used);
    Some(match &tokens[used..] {
        [W(Word::Am), ..] => (half_of_day(time, false), used + 1),
        [W(Word::Pm), ..] => (half_of_day(time, true), used + 1),
        [W(Word::Part(Precision::Noon)), ..] if time == [12, 0, 0] => (Hour::Clock(time), used + 1),
        [W(Word::Midnight), ..] if time == [12, 0, 0] => (Hour::Midnight, used + 1),
        // "8 Uhr 30"
        [W(Word::Oclock), Token::Number(minute, 2), rest @ ..]
            if time[1] == 0 && !matches!(rest, [W(Word::Month(_) | Word::CalendarWeek), ..]) =>
        {
            let time = [time[0], *minute, 0];
            (Written { time, ..written }.hour(), used + 2)
        }
        [W(Word::Oclock), ..] => (written.hour(), used + 1),
        [W(Word::Unit(Unit::Hour)), ..] if matches!(tokens[0], Token::Clock(..)) => {
            (written.hour(), used + 1)
        }
        _ if written.clear => (written.hour(), used),
        // "8 abends", "8 in the evening".
        [W(Word::In | Word::At), W(Word::Part(_) | Word::Morning), ..]
        | [W(Word::Part(_) | Word::Morning), ..] => bare_hour(tokens)?,
        _ => return None,
    })
}

/// A clock time as it is written.
struct Written {
    time: [u32; 3],
    used: usize,
    /// Whether it is one without "Uhr" or "pm" behind it.
    clear: bool,
    /// "08" is the hour of a clock, "8" may also be that of an evening where somebody says so.
    zero: bool,
}

impl Written {
    fn hour(&self) -> Hour {
        if self.zero || self.time[0] > 12 {
            Hour::Clock(self.time)
        } else {
            Hour::Written(self.time)
        }
    }
}

fn written_clock(tokens: &[Token], has_day: bool) -> Option<Written> {
    use Token::Word as W;
    let (time, clear, wide) = match tokens {
        [Token::Clock(time, wide), ..] => (*time, true, *wide),
        [Token::Dotted(dotted), ..] if dotted.wide.1 => {
            let clear = has_day || dotted_day(dotted).is_none();
            ([dotted.left, dotted.right, 0], clear, dotted.wide.0)
        }
        // "2030" alone may be a year.
        [Token::Number(number, 4), ..] => {
            let clear = has_day || !(2000..2200).contains(number);
            ([number / 100, number % 100, 0], clear, true)
        }
        [Token::Number(number, digits @ (1 | 2)), ..] => ([*number, 0, 0], false, *digits == 2),
        [W(Word::Tenths(tenths)), ..] if tenths % 10 == 0 => ([tenths / 10, 0, 0], false, false),
        _ => return None,
    };
    Some(Written {
        time,
        used: 1,
        clear,
        zero: wide && time[0] < 10,
    })
}

/// "um 8", "gegen acht".
fn bare_hour(tokens: &[Token]) -> Option<(Hour, usize)> {
    let written = written_clock(tokens, true)?;
    let number = !matches!(
        tokens[0],
        Token::Number(_, 4) | Token::Dotted(_) | Token::Clock(..)
    );
    // A month or a unit makes another thing of the number.
    let other = matches!(
        tokens.get(1),
        Some(Token::Word(
            Word::Month(_) | Word::Unit(_) | Word::CalendarWeek
        ))
    );
    let hour = match written.time {
        [hour @ 1..=12, ..] if !written.zero => Hour::Twelve([hour, 0, 0]),
        [hour @ 0..=24, ..] => Hour::Clock([hour, 0, 0]),
        _ => return None,
    };
    (number && !other).then_some((hour, 1))
}

/// Before or after noon, as English says it.
fn half_of_day([hour, minute, second]: [u32; 3], afternoon: bool) -> Hour {
    match hour {
        1..=12 => Hour::Clock([hour % 12 + if afternoon { 12 } else { 0 }, minute, second]),
        _ => Hour::Impossible,
    }
}

/// "halb acht", "Viertel nach 7", "fünf vor halb acht", "half past seven".
fn by_half_and_quarter(tokens: &[Token]) -> Option<(Hour, usize)> {
    use Token::Word as W;
    let number = |token: &Token| match token {
        Token::Number(number, 1 | 2) => Some(*number),
        W(Word::Tenths(tenths)) if tenths % 10 == 0 => Some(tenths / 10),
        _ => None,
    };
    // Minutes to or past: where they end, and how many they are.
    let (minutes, rest) = match tokens {
        [W(Word::HalfOf), W(Word::After), rest @ ..] => (30, rest),
        [W(Word::Half), rest @ ..] => (-30, rest),
        [W(Word::ThreeQuarters), rest @ ..]
        | [W(Word::Tenths(30)), W(Word::Quarter), rest @ ..] => (-15, rest),
        [W(Word::Quarter), W(Word::After), rest @ ..] => (15, rest),
        [W(Word::Quarter), W(Word::Before | Word::To), rest @ ..] => (-15, rest),
        [W(Word::Quarter), rest @ ..] => (-45, rest),
        // "5 to 8" may go from five to eight.
        [Token::Number(..), W(Word::To), ..] => return None,
        [count, W(Word::Unit(Unit::Minute)), W(word), rest @ ..] | [count, W(word), rest @ ..] => {
            let sign = match word {
                Word::Before | Word::To => -1,
                Word::After => 1,
                _ => return None,
            };
            to_or_past(number(count)?, sign, rest)?
        }
        _ => return None,
    };
    let hour = number(rest.first()?)?;
    let used = tokens.len() - rest.len() + 1;
    let all = i64::from(hour) * 60 + minutes;
    let at = |minutes: i64| {
        let minutes = u32::try_from(minutes.rem_euclid(24 * 60)).unwrap_or(0);
        [minutes / 60, minutes % 60, 0]
    };
    if !(1..=24).contains(&hour) {
        return None;
    }
    Some(match &rest[1..] {
        [W(Word::Am), ..] => (half_of_day(twelve(all), false), used + 1),
        [W(Word::Pm), ..] => (half_of_day(twelve(all), true), used + 1),
        [W(Word::Oclock), ..] => (Hour::Clock(at(all)), used + 1),
        _ if hour > 12 => (Hour::Clock(at(all)), used),
        _ => (Hour::Twelve(twelve(all)), used),
    })
}

/// Minutes before or after a full hour, or before or after a half one.
fn to_or_past(count: u32, sign: i64, rest: &[Token]) -> Option<(i64, &[Token])> {
    let minutes = i64::from(count) * sign;
    (1..=30).contains(&count).then_some(())?;
    Some(match rest {
        [Token::Word(Word::Half), rest @ ..] => (minutes - 30, rest),
        rest => (minutes, rest),
    })
}

/// The clock time of these minutes on a face with twelve hours.
fn twelve(minutes: i64) -> [u32; 3] {
    let minutes = u32::try_from(minutes.rem_euclid(12 * 60)).unwrap_or(0);
    let hour = if minutes < 60 { 12 } else { minutes / 60 };
    [hour, minutes % 60, 0]
}

// ---- parts of the calendar ----

fn period(tokens: &[Token]) -> Option<Period> {
    use Token::Word as W;
    let tokens = match tokens {
        // What "ca." left.
        [W(Word::At), rest @ ..] => rest,
        rest => rest,
    };
    let (third, rest) = match tokens {
        [W(Word::Begin), rest @ ..] => (Some(0), rest),
        [W(Word::Middle), rest @ ..] => (Some(1), rest),
        [W(Word::End), rest @ ..] => (Some(2), rest),
        rest => (None, rest),
    };
    let rest = match rest {
        [W(Word::In), rest @ ..] => rest,
        rest => rest,
    };
    let (unit, place) = place(rest, third.is_some())?;
    let precision = match (unit, third) {
        (Kind::Week, third) => named(
            third,
            [
                Precision::WeekStart,
                Precision::WeekMiddle,
                Precision::WeekEnd,
            ],
            Precision::Week,
        ),
        (Kind::Month, third) => named(
            third,
            [
                Precision::MonthStart,
                Precision::MonthMiddle,
                Precision::MonthEnd,
            ],
            Precision::Month,
        ),
        (Kind::Year, third) => named(
            third,
            [
                Precision::YearStart,
                Precision::YearMiddle,
                Precision::YearEnd,
            ],
            Precision::Year,
        ),
        (Kind::Other(precision), None) => precision,
        (Kind::Other(_), Some(_)) => return None,
    };
    Some(Period { precision, place })
}

enum Kind {
    Week,
    Month,
    Year,
    Other(Precision),
}

fn named(third: Option<usize>, thirds: [Precision; 3], whole: Precision) -> Precision {
    third.map_or(whole, |third| thirds[third])
}

fn place(tokens: &[Token], has_third: bool) -> Option<(Kind, Place)> {
    use Token::Word as W;
    let year_of = |rest: &[Token]| match rest {
        [] => Some(None),
        [Token::Number(year, 4)] | [Token::Slash, Token::Number(year, 4)] if is_year(*year) => {
            Some(Some(*year))
        }
        [Token::Slash, Token::Number(year, 2)] => Some(Some(2000 + year)),
        _ => None,
    };
    let away = |word: Word| {
        Some(match word {
            Word::This => 0,
            Word::Next | Word::Coming => 1,
            Word::Last => -1,
            _ => return None,
        })
    };
    let of_unit = |unit: Unit, count: i32| {
        let kind = match unit {
            Unit::Week => Kind::Week,
            Unit::Month => Kind::Month,
            Unit::Year => Kind::Year,
            _ => return None,
        };
        Some((kind, Place::Away(unit, count)))
    };
    match tokens {
        [W(Word::Unit(unit))] if has_third => of_unit(*unit, 0),
        [W(word), W(Word::Unit(unit))] => of_unit(*unit, away(*word)?),
        [W(Word::Weekend)] => Some((Kind::Other(Precision::Day), Place::Weekend(None))),
        [W(word), W(Word::Weekend)] => Some((
            Kind::Other(Precision::Day),
            Place::Weekend(Some(which(*word)?)),
        )),
        [
            W(Word::CalendarWeek | Word::Unit(Unit::Week)),
            Token::Number(week, 1 | 2),
            rest @ ..,
        ]
        | [
            Token::Ordinal(week),
            W(Word::CalendarWeek | Word::Unit(Unit::Week)),
            rest @ ..,
        ] => Some((Kind::Week, Place::Week(*week, year_of(rest)?))),
        [W(Word::Month(month)), rest @ ..] => {
            Some((Kind::Month, Place::Month(*month, year_of(rest)?)))
        }
        [W(Word::Season(Precision::Winter)), rest @ ..] => Some((
            Kind::Other(Precision::Winter),
            Place::Month(12, winter_year(rest)?),
        )),
        [W(Word::Season(season)), rest @ ..] => {
            let month = match season {
                Precision::Spring => 3,
                Precision::Summer => 6,
                _ => 9,
            };
            Some((Kind::Other(*season), Place::Month(month, year_of(rest)?)))
        }
        [
            W(Word::QuarterOfYear),
            Token::Number(quarter @ 1..=4, 1),
            rest @ ..,
        ]
        | [
            Token::Ordinal(quarter @ 1..=4),
            W(Word::QuarterOfYear),
            rest @ ..,
        ] => Some((
            Kind::Other(Precision::Quarter),
            Place::Month(quarter * 3 - 2, year_of(rest)?),
        )),
        [W(Word::Unit(Unit::Year)), Token::Number(year, 4)] if is_year(*year) => {
            Some((Kind::Year, Place::Year(*year)))
        }
        [Token::Number(year, 4)] if has_third && is_year(*year) => {
            Some((Kind::Year, Place::Year(*year)))
        }
        _ => None,
    }
}

/// A winter lies in two years: "2022/23". With one of them nobody knows which is meant.
fn winter_year(rest: &[Token]) -> Option<Option<u32>> {
    match rest {
        [] => Some(None),
        [
            Token::Number(first, 4),
            Token::Slash,
            Token::Number(second, digits),
        ] => {
            let next = first + 1;
            let fits = match digits {
                2 => next % 100 == *second,
                4 => next == *second,
                _ => false,
            };
            (fits && is_year(*first)).then_some(Some(*first))
        }
        _ => None,
    }
}

// ---- from–to ----

fn range(tokens: &[Token]) -> Option<When> {
    use Token::Word as W;
    let position = |wanted: &[Word]| {
        tokens.iter().position(|token| match token {
            W(word) => wanted.contains(word),
            Token::Dash => wanted.contains(&Word::Until),
            _ => false,
        })
    };
    let between = position(&[Word::Between]);
    let from = position(&[Word::From]);
    let middle = if between.is_some() {
        position(&[Word::And])?
    } else if from.is_some() {
        position(&[Word::Until, Word::To])?
    } else {
        position(&[Word::Until]).or_else(|| clear_to(tokens))?
    };
    let left: Vec<Token> = tokens[..middle]
        .iter()
        .filter(|token| !matches!(token, W(Word::Between | Word::From)))
        .cloned()
        .collect();
    let right = &tokens[middle + 1..];
    if left.is_empty() || right.is_empty() {
        return None;
    }
    if let Some(months) = months(&left, right) {
        return Some(When::Months(months));
    }
    let [left, right] = ends(&left, right, between.is_some() || from.is_some())?;
    Some(When::Range(Box::new([left, right])))
}

/// "to" goes from one thing to another only where no minutes are counted with it: "5 to 8" is five minutes.
fn clear_to(tokens: &[Token]) -> Option<usize> {
    let at = tokens
        .iter()
        .position(|token| *token == Token::Word(Word::To))?;
    let before = tokens.get(at.checked_sub(1)?)?;
    let clear = matches!(
        before,
        Token::Clock(..)
            | Token::Date { .. }
            | Token::Word(Word::Am | Word::Pm | Word::Oclock | Word::Weekday(_) | Word::Month(_))
    );
    clear.then_some(at)
}

/// "Juni bis August 2022".
fn months(left: &[Token], right: &[Token]) -> Option<[Day; 2]> {
    let month = |tokens: &[Token]| match tokens {
        [Token::Word(Word::Month(month))] => Some((*month, None)),
        [Token::Word(Word::Month(month)), Token::Number(year, 4)] if is_year(*year) => {
            Some((*month, Some(*year)))
        }
        _ => None,
    };
    let ((first, first_year), (last, last_year)) = (month(left)?, month(right)?);
    let year_before = |year: u32| if first > last { year - 1 } else { year };
    let day = |month: u32, year: Option<u32>| match year {
        Some(year) => Day::Date {
            year,
            month,
            day: 1,
        },
        None => Day::Yearly { month, day: 1 },
    };
    Some([
        day(first, first_year.or(last_year.map(year_before))),
        day(last, last_year),
    ])
}

/// Both ends, each with what only the other one says.
fn ends(left: &[Token], right: &[Token], spoken: bool) -> Option<[Point; 2]> {
    let last = end_of_range(right)?;
    // "5–6 July"
    let first = match left {
        [Token::Number(day @ 1..=31, 1 | 2)] if last.hour.is_none() && last.day.is_some() => {
            Point {
                day: Some(Day::OfMonth(*day)),
                ..Point::default()
            }
        }
        _ => end_of_range(left)?,
    };
    let afternoon = right.contains(&Token::Word(Word::Pm));
    let [first, last] = share_days(share_hours([first, last], spoken, afternoon)?)?;
    let same_kind = first.hour.is_some() == last.hour.is_some();
    let parts = first.part.is_some() || last.part.is_some();
    (same_kind && !parts).then_some([first, last])
}

/// An end of a range; its hour may be a bare number.
fn end_of_range(tokens: &[Token]) -> Option<Point> {
    if let Some(point) = some_point(tokens) {
        return Some(point);
    }
    let (hour, before) = tokens.split_last()?;
    let (hour, _) = bare_hour(std::slice::from_ref(hour))?;
    let mut point = some_point(before)?;
    put(&mut point.hour, hour)?;
    Some(point)
}

/// "8 bis 9 Uhr", "7-8pm": what stands behind the second hour is said of both. Two bare hours are clear only "von … bis" and
/// "zwischen … und".
fn share_hours(
    [mut first, mut last]: [Point; 2],
    spoken: bool,
    afternoon: bool,
) -> Option<[Point; 2]> {
    match (first.hour, last.hour) {
        (Some(Hour::Twelve(_)), Some(Hour::Twelve(_))) if !spoken => return None,
        (Some(Hour::Twelve(bare)), Some(Hour::Clock(end) | Hour::Written(end))) => {
            let late = [bare[0] % 12 + 12, bare[1], bare[2]];
            let start = if afternoon && late < end { late } else { bare };
            first.hour = (start < end).then_some(Hour::Clock(start));
            first.hour?;
        }
        (Some(Hour::Clock(start) | Hour::Written(start)), Some(Hour::Twelve(bare))) => {
            last.hour = (start < bare).then_some(Hour::Clock(bare));
            last.hour?;
        }
        _ => {}
    }
    if first.zone.is_none() && first.hour.is_some() {
        first.zone.clone_from(&last.zone);
    }
    Some([first, last])
}

/// "05. bis 06.07.2022", "8-9 Uhr gestern": the day, month and year that only the second end has are those of both.
fn share_days([mut first, mut last]: [Point; 2]) -> Option<[Point; 2]> {
    match (first.day, last.day) {
        (Some(Day::OfMonth(day)), Some(Day::Date { year, month, .. })) => {
            first.day = Some(Day::Date { year, month, day });
        }
        (Some(Day::OfMonth(day)), Some(Day::Yearly { month, .. })) => {
            first.day = Some(Day::Yearly { month, day });
        }
        (
            Some(Day::Yearly { month, day }),
            Some(Day::Date {
                year, month: end, ..
            }),
        ) => {
            let year = if month > end { year - 1 } else { year };
            first.day = Some(Day::Date { year, month, day });
        }
        (
            Some(Day::Date {
                year, month: start, ..
            }),
            Some(Day::Yearly { month, day }),
        ) => {
            let year = if month < start { year + 1 } else { year };
            last.day = Some(Day::Date { year, month, day });
        }
        (None, Some(day)) if first.weekday.is_none() => {
            first.day = Some(day);
            first.weekday = last.weekday;
        }
        (None, None) if first.weekday.is_none() => first.weekday = last.weekday,
        _ => {}
    }
    let plain = |point: &Point| {
        matches!(
            point.day,
            None | Some(
                Day::FromToday(_) | Day::Date { .. } | Day::Yearly { .. } | Day::Weekday(..)
            )
        )
    };
    let days =
        |point: &Point| point.hour.is_some() || point.day.is_some() || point.weekday.is_some();
    (plain(&first) && plain(&last) && days(&first) && days(&last)).then_some([first, last])
}
