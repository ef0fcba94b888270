//! From tokens to what was said: which day, which hour, which part of the calendar, apart from when it is said.

mod days;
mod hours;
mod lengths;
mod periods;
mod point;
mod ranges;

use chrono::Weekday;

use super::super::moment::Precision;
use super::tokens::Token;
use super::words::{Unit, Word};
pub(super) use lengths::length;

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
    lengths::away(tokens)
        .map(When::Away)
        .or_else(|| ranges::range(tokens))
        .or_else(|| periods::period(tokens).map(When::Period))
        .or_else(|| point::point(tokens).map(When::Point))
}
