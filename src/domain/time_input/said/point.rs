//! A day, an hour, a part of the day and a zone, put together from their pieces.

use super::super::super::moment::Precision;
use super::super::tokens::Token;
use super::super::words::Word;
use super::days::{day, night_to};
use super::hours::hour;
use super::{Day, Part, Point, Zone};

/// A day, an hour, a part of the day and a zone, in any order, each once.
pub(super) fn point(tokens: &[Token]) -> Option<Point> {
    let point = some_point(tokens)?;
    let alone = matches!(point.day, Some(Day::OfMonth(_)));
    (point != Point::default() && !alone).then_some(point)
}

pub(super) fn some_point(tokens: &[Token]) -> Option<Point> {
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

pub(super) fn put<T>(into: &mut Option<T>, value: T) -> Option<()> {
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
        [
            W(Word::In),
            W(Word::Part(_) | Word::Morning | Word::Begin),
            ..,
        ]
        | [W(Word::At), _, ..] => {}
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
