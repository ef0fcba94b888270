//! Weeks, months, seasons, years, and their beginning, middle and end.

use super::super::super::moment::Precision;
use super::super::tokens::Token;
use super::super::words::{Unit, Word};
use super::days::{is_year, which};
use super::{Period, Place};

pub(super) fn period(tokens: &[Token]) -> Option<Period> {
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
