//! Days: by name, by date, counted from today, and the night to one.

use super::super::super::moment::Precision;
use super::super::tokens::{Dotted, Token};
use super::super::words::Word;
use super::{Day, Which};

pub(super) fn which(word: Word) -> Option<Which> {
    Some(match word {
        Word::Next => Which::Next,
        Word::Coming => Which::Coming,
        Word::Last => Which::Last,
        Word::This => Which::This,
        _ => return None,
    })
}

pub(super) fn day(tokens: &[Token]) -> Option<(Day, usize)> {
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

pub(super) fn is_year(number: u32) -> bool {
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
pub(super) fn dotted_day(dotted: &Dotted) -> Option<Day> {
    let (day, month) = (dotted.left, dotted.right);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(Day::Yearly { month, day })
}

/// "Nacht zum 15.10.", "Nacht auf Montag", "Nacht von Montag auf Dienstag", "night to 15 Oct".
pub(super) fn night_to(tokens: &[Token]) -> Option<(Day, usize)> {
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
