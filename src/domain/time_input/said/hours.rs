//! Hours: as a clock shows them, and as people say them.

use super::super::super::moment::Precision;
use super::super::tokens::Token;
use super::super::words::{Unit, Word};
use super::Hour;
use super::days::dotted_day;

/// An hour, and how many tokens it is; `has_day` where a day was already said, so that `18.30` can be no other.
pub(super) fn hour(tokens: &[Token], has_day: bool) -> Option<(Hour, usize)> {
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
pub(super) fn bare_hour(tokens: &[Token]) -> Option<(Hour, usize)> {
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
