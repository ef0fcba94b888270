//! From one moment to another, with what only one of the ends says.

use super::super::tokens::Token;
use super::super::words::Word;
use super::days::is_year;
use super::hours::bare_hour;
use super::point::{put, some_point};
use super::{Day, Hour, Point, When};

pub(super) fn range(tokens: &[Token]) -> Option<When> {
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
