//! Lengths of time, and what is told by one from now.

use super::super::tokens::{Dotted, Token};
use super::super::words::{Unit, Word};
use super::{Away, Length};

pub(super) fn away(tokens: &[Token]) -> Option<Away> {
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
pub(crate) fn length(tokens: &[Token]) -> Option<Length> {
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
            Unit::Minute => add(&mut length.minutes, whole(1)?)?,
            Unit::QuarterHour => add(&mut length.minutes, whole(15)?)?,
            Unit::Hour => add(&mut length.minutes, whole(60)?)?,
            Unit::Day => add(&mut length.days, whole(1)?)?,
            Unit::Week => add(&mut length.days, whole(7)?)?,
            Unit::Month => add(&mut length.months, whole(1)?)?,
            Unit::Year => add(&mut length.months, whole(12)?)?,
        }
        rest = &rest[used + 1..];
    }
    Some(length)
}

fn add(to: &mut u32, more: u32) -> Option<()> {
    *to = to.checked_add(more)?;
    Some(())
}
