//! From what was typed to tokens: numbers in the shapes that dates and clock times have, and words.

use super::super::text::written_out;
use super::words::{Word, meanings, zone_name};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A number in digits, and how many there are.
    Number(u32, usize),
    /// `15.`, `15th`.
    Ordinal(u32),
    /// `7:30`, `7h30`: hour, minute, second; whether the hour was written with two digits.
    Clock([u32; 3], bool),
    /// `7.30`, `15.10`: a clock time, a day, or a fraction.
    Dotted(Dotted),
    /// `1,5`
    Decimal(u32, u32),
    /// `15.10.`, `15.10.2021`, `2021-10-15`
    Date {
        year: Option<u32>,
        month: u32,
        day: u32,
    },
    Word(Word),
    /// A word that is none of ours: the name of a zone, or nothing.
    Name(String),
    /// Seconds east of UTC: `Z`, `+01:00`.
    Offset(i32),
    /// Ahead or back: the sign before a length of time.
    Sign(bool),
    Dash,
    Slash,
}

/// Two numbers with a dot between them, and whether each has two digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dotted {
    pub left: u32,
    pub right: u32,
    pub wide: (bool, bool),
}

/// One spelling of everything: lower case, umlauts written out, one kind of dash, minutes set high behind their colon.
fn plain(input: &str) -> String {
    let mut plain = String::with_capacity(input.len());
    let mut high = false;
    for letter in input.trim().chars() {
        let digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == letter);
        if digit.is_some() && !high && plain.ends_with(|c: char| c.is_ascii_digit()) {
            plain.push(':');
        }
        high = digit.is_some();
        match (letter, digit) {
            (_, Some(digit)) => {
                plain.extend(char::from_digit(u32::try_from(digit).unwrap_or(0), 10));
            }
            ('–' | '—' | '−' | '‑', _) => plain.push('-'),
            ('’' | '\'', _) => {}
            // Pasted text has them between its letters.
            ('\u{ad}' | '\u{200b}' | '\u{feff}', _) => {}
            _ => plain.push(letter),
        }
    }
    written_out(&plain)
}

/// The tokens of a text; none where a piece of it has no shape that a time can have.
pub(super) fn tokens(input: &str) -> Option<Vec<Token>> {
    let text = plain(input);
    let mut tokens = Vec::new();
    let rest = match text.chars().next() {
        Some(sign @ ('+' | '-')) => {
            tokens.push(Token::Sign(sign == '+'));
            &text[1..]
        }
        _ => text.as_str(),
    };
    for chunk in rest.split_whitespace() {
        tokens.extend(commas(chunk)?);
    }
    for index in 0..tokens.len() {
        if tokens[index] == Token::Word(Word::AmOrOn) {
            let hour = index.checked_sub(1).map(|before| &tokens[before]);
            let hour = matches!(
                hour,
                Some(Token::Number(..) | Token::Clock(..) | Token::Dotted(..))
            );
            tokens[index] = Token::Word(if hour { Word::Am } else { Word::Filler });
        }
    }
    (!tokens.is_empty()).then_some(tokens)
}

/// A comma is one of a number between digits, and nothing anywhere else.
fn commas(chunk: &str) -> Option<Vec<Token>> {
    if let Some((whole, rest)) = chunk.split_once(',') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if let (Some(whole), Some(part)) = (number(whole), number(&rest[..digits])) {
            let mut tokens = vec![Token::Decimal(whole, part)];
            tokens.extend(pieces(&rest[digits..])?);
            return Some(tokens);
        }
    }
    let mut tokens = Vec::new();
    for part in chunk.split([',', ';']).filter(|part| !part.is_empty()) {
        tokens.extend(pieces(part)?);
    }
    Some(tokens)
}

/// Up to four digits.
fn number(text: &str) -> Option<u32> {
    ((1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn numbers<const N: usize>(text: &str, separator: char) -> Option<[u32; N]> {
    let numbers: Option<Vec<u32>> = text.split(separator).map(number).collect();
    numbers?.try_into().ok()
}

fn pieces(text: &str) -> Option<Vec<Token>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    if text == "-" {
        return Some(vec![Token::Dash]);
    }
    let whole = shape(text).map(|token| vec![token]);
    whole
        .or_else(|| iso(text))
        .or_else(|| tactical(text))
        .or_else(|| word(text))
        .or_else(|| dashed(text))
        .or_else(|| grown_together(text))
}

/// A number, a clock time or a date that is one piece.
fn shape(text: &str) -> Option<Token> {
    if let Some(value) = number(text) {
        return Some(Token::Number(value, text.len()));
    }
    if let Some(rest) = text.strip_suffix('.') {
        if let Some(day) = number(rest).filter(|_| rest.len() <= 2) {
            return Some(Token::Ordinal(day));
        }
        let [day, month] = numbers(rest, '.')?;
        return Some(date(None, month, day));
    }
    if let Some(clock) = clock(text) {
        return Some(clock);
    }
    if let Some([day, month, year]) = numbers(text, '.') {
        let digits = text.rsplit('.').next().map_or(0, str::len);
        // Two digits mean this century.
        let year = if digits == 2 { 2000 + year } else { year };
        return matches!(digits, 2 | 4).then(|| date(Some(year), month, day));
    }
    if let Some([left, right]) = numbers(text, '.') {
        let digits = text.find('.')?;
        let wide = (digits == 2, text.len() - digits == 3);
        return (digits <= 2).then_some(Token::Dotted(Dotted { left, right, wide }));
    }
    let [year, month, day] = numbers(text, '-').or_else(|| numbers(text, '/'))?;
    // "15-10-2021" begins with no year, "10/15/2021" with a month or a day.
    (text.find(['-', '/']) == Some(4)).then(|| date(Some(year), month, day))
}

fn date(year: Option<u32>, month: u32, day: u32) -> Token {
    Token::Date { year, month, day }
}

/// `7:30`, `07:30:15`, `7h30`.
fn clock(text: &str) -> Option<Token> {
    let separator = if text.contains(':') { ':' } else { 'h' };
    let digits = text.find(separator)?;
    let fits = |part: &str, most: usize| part.len() <= most;
    let mut parts = text.split(separator);
    if !fits(parts.next()?, 2) || !parts.all(|part| part.len() == 2) {
        return None;
    }
    let parts = match numbers::<2>(text, separator) {
        Some([hour, minute]) => [hour, minute, 0],
        None if separator == ':' => numbers::<3>(text, ':')?,
        None => return None,
    };
    Some(Token::Clock(parts, digits == 2))
}

/// What programs write: `2021-10-15T07:30:00.5+02:00`, `20211015T0730Z`, `2021-W43`.
fn iso(text: &str) -> Option<Vec<Token>> {
    if let Some((year, week)) = text.split_once("-w").filter(|(year, _)| year.len() == 4) {
        let week = number(week).filter(|_| week.len() == 2)?;
        let year = Token::Number(number(year)?, 4);
        return Some(vec![
            Token::Word(Word::CalendarWeek),
            Token::Number(week, 2),
            Token::Slash,
            year,
        ]);
    }
    if let Some((day, rest)) = text
        .split_once(['t', '_'])
        .filter(|(day, _)| day.len() >= 8)
    {
        let mut tokens = vec![shape(day).or_else(|| compact_date(day))?];
        if !matches!(tokens[0], Token::Date { year: Some(_), .. }) {
            return None;
        }
        tokens.extend(iso_clock(rest)?);
        return Some(tokens);
    }
    // A clock time with its zone: "08:00Z", "08:00+01:00".
    // With a minus it is two clock times: "08:00-09:00".
    iso_clock(text).filter(|tokens| tokens.len() == 2 && !text.contains('-'))
}

fn compact_date(text: &str) -> Option<Token> {
    (text.len() == 8 && text.is_ascii()).then_some(())?;
    Some(date(
        Some(number(&text[..4])?),
        number(&text[4..6])?,
        number(&text[6..])?,
    ))
}

fn iso_clock(text: &str) -> Option<Vec<Token>> {
    let end = text.find(['z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at(end);
    // Parts of a second are nothing that a person sees.
    let (time, part) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    if !time.is_ascii() || part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let clock = match (clock(time), time.len()) {
        (Some(clock), _) => clock,
        (None, 4) => Token::Clock([number(&time[..2])?, number(&time[2..])?, 0], true),
        (None, 6) => Token::Clock(
            [
                number(&time[..2])?,
                number(&time[2..4])?,
                number(&time[4..])?,
            ],
            true,
        ),
        (None, _) => return None,
    };
    let mut tokens = vec![clock];
    if !zone.is_empty() {
        tokens.push(offset(zone)?);
    }
    Some(tokens)
}

/// `z`, `+01`, `+0100`, `+01:00`, `utc-1`.
fn offset(text: &str) -> Option<Token> {
    if text == "z" {
        return Some(Token::Offset(0));
    }
    let text = text.strip_prefix("utc").unwrap_or(text);
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = text[1..].replace(':', "");
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number(&digits)?, 0),
        4 => {
            let (hours, minutes) = digits.split_at_checked(2)?;
            (number(hours)?, number(minutes)?)
        }
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (hours <= 14 && minutes < 60).then_some(Token::Offset(sign * seconds))
}

/// The tactical time of fire brigades and armies: `150730okt21`, with a letter for its zone `150730aokt21`.
fn tactical(text: &str) -> Option<Vec<Token>> {
    let (digits, rest) = text.split_at_checked(6)?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let month_of = |text: &str| match meanings(text)?.as_slice() {
        [Word::Month(month)] => Some(*month),
        _ => None,
    };
    let end = rest
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (letters, year) = rest.split_at(end);
    let (month, zone) = match month_of(letters) {
        Some(month) => (month, None),
        None => (
            month_of(letters.get(1..)?)?,
            Some(letter_zone(letters.chars().next()?)?),
        ),
    };
    let year = match year.len() {
        0 => None,
        2 => Some(2000 + number(year)?),
        4 => Some(number(year)?),
        _ => return None,
    };
    let pair = |at: usize| number(&digits[at..at + 2]);
    let mut tokens = vec![
        date(year, month, pair(0)?),
        Token::Clock([pair(2)?, pair(4)?, 0], true),
    ];
    tokens.extend(zone.flatten());
    Some(tokens)
}

/// The zone that a letter of a tactical time means; `j` is the local one.
fn letter_zone(letter: char) -> Option<Option<Token>> {
    let hours = match letter {
        'j' => return Some(None),
        'z' => 0,
        'a'..='i' => letter as i32 - 'a' as i32 + 1,
        'k'..='m' => letter as i32 - 'k' as i32 + 10,
        'n'..='y' => 'n' as i32 - letter as i32 - 1,
        _ => return None,
    };
    Some(Some(Token::Offset(hours * 3600)))
}

fn word(text: &str) -> Option<Vec<Token>> {
    let spelled = text.replace('.', "");
    if let Some(words) = meanings(&spelled) {
        return Some(words.into_iter().map(Token::Word).collect());
    }
    let name = spelled.len() >= 2 && spelled.bytes().all(|b| b.is_ascii_lowercase());
    name.then(|| vec![Token::Name(zone_name(&spelled).to_owned())])
}

/// Two pieces with a dash between them: `8-9`, `mo-mi`, `05.-06.07.`; two zones of an offset: `+01:00`.
fn dashed(text: &str) -> Option<Vec<Token>> {
    if text.starts_with('+') || text.starts_with("utc") {
        return offset(text).map(|offset| vec![offset]);
    }
    let (left, right) = text.split_once('-')?;
    let mut tokens = pieces(left)?;
    tokens.push(Token::Dash);
    tokens.extend(pieces(right)?);
    Some(tokens)
}

/// Numbers and words without a blank between them: `7pm`, `1h30m`, `43.kw`, `15th`, `~8`, `43/2021`.
fn grown_together(text: &str) -> Option<Vec<Token>> {
    if let Some(rest) = text.strip_prefix('~') {
        let mut tokens = vec![Token::Word(Word::About)];
        tokens.extend(pieces(rest)?);
        return Some(tokens);
    }
    if let Some((left, right)) = text.split_once('/') {
        let mut tokens = pieces(left)?;
        let year = Token::Number(number(right)?, right.len());
        tokens.extend([Token::Slash, year]);
        return Some(tokens);
    }
    let digit = |c: char| c.is_ascii_digit();
    let first_is_digit = text.starts_with(digit);
    let end = if first_is_digit {
        text.find(|c: char| c.is_ascii_alphabetic())?
    } else {
        text.find(digit)?
    };
    if end == 0 {
        return None;
    }
    let (left, right) = text.split_at(end);
    if first_is_digit && matches!(right, "st" | "nd" | "rd" | "th") {
        return number(left).map(|day| vec![Token::Ordinal(day)]);
    }
    let mut tokens = pieces(left)?;
    tokens.extend(pieces(right)?);
    Some(tokens)
}
