//! Numbers that get printed and spoken over the phone: short, per kind, never reused.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The laptop an entry was written on: the founding one is 0 and carries no letter, the next ones b, c, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Device(pub u8);

impl Device {
    pub const FOUNDING: Device = Device(0);
    /// Founding laptop plus the letters b to z.
    const MAX: u8 = 25;

    /// Every laptop there can be.
    pub fn all() -> impl Iterator<Item = Device> {
        (0..=Self::MAX).map(Device)
    }

    fn letter(self) -> Option<char> {
        (self.0 > 0).then(|| char::from(b'a' + self.0))
    }

    fn from_letter(letter: char) -> Option<Device> {
        let letter = letter.to_ascii_lowercase();
        letter
            .is_ascii_lowercase()
            .then(|| Device(letter as u8 - b'a'))
            .filter(|d| (1..=Self::MAX).contains(&d.0))
    }
}

/// The kind of record a number belongs to; its letter stands before the dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    Incident,
    Task,
    Decision,
    Service,
    Finding,
    Notice,
    Report,
}

impl RecordKind {
    pub const ALL: [RecordKind; 7] = [
        RecordKind::Incident,
        RecordKind::Task,
        RecordKind::Decision,
        RecordKind::Service,
        RecordKind::Finding,
        RecordKind::Notice,
        RecordKind::Report,
    ];

    pub fn letter(self) -> char {
        match self {
            RecordKind::Incident => 'V',
            RecordKind::Task => 'A',
            RecordKind::Decision => 'E',
            RecordKind::Service => 'D',
            RecordKind::Finding => 'K',
            RecordKind::Notice => 'B',
            RecordKind::Report => 'L',
        }
    }

    /// The table of this kind and its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            RecordKind::Incident => "incident",
            RecordKind::Task => "task",
            RecordKind::Decision => "decision",
            RecordKind::Service => "service",
            RecordKind::Finding => "finding",
            RecordKind::Notice => "notice",
            RecordKind::Report => "report",
        }
    }
}

/// Bits of an id that hold the running number; the laptop stands above them.
const SERIES_BITS: u32 = 40;

/// The series of one laptop: its letter and a running number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Series {
    pub device: Device,
    pub running: u64,
}

impl Series {
    /// One integer for a table's primary key, so that a laptop's series stays together and in order.
    pub fn id(self) -> i64 {
        (i64::from(self.device.0) << SERIES_BITS)
            | i64::try_from(self.running).expect("a running number fits 40 bits")
    }

    pub fn from_id(id: i64) -> Series {
        let running = (id & ((1 << SERIES_BITS) - 1)).unsigned_abs();
        Series {
            device: Device(u8::try_from(id >> SERIES_BITS).unwrap_or(Device::MAX)),
            running,
        }
    }

    fn parse(text: &str) -> Option<Series> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let device = match &text[digits.len()..] {
            "" => Device::FOUNDING,
            letter => {
                let mut letters = letter.chars();
                let device = Device::from_letter(letters.next()?)?;
                letters.next().is_none().then_some(device)?
            }
        };
        let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let running = all_digits.then(|| digits.parse().ok()).flatten()?;
        (1..1 << SERIES_BITS)
            .contains(&running)
            .then_some(Series { device, running })
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.running)?;
        self.device
            .letter()
            .map_or(Ok(()), |letter| write!(f, "{letter}"))
    }
}

/// The number of a log entry: `341`, `341b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryNumber(pub Series);

impl EntryNumber {
    pub fn parse(text: &str) -> Option<EntryNumber> {
        Series::parse(text.trim()).map(EntryNumber)
    }

    pub fn id(self) -> i64 {
        self.0.id()
    }

    pub fn from_id(id: i64) -> EntryNumber {
        EntryNumber(Series::from_id(id))
    }

    /// Whether this entry was written before the other one, as far as numbers tell: only where one laptop wrote both.
    pub fn precedes(self, other: EntryNumber) -> Option<bool> {
        (self.0.device == other.0.device).then_some(self.0.running < other.0.running)
    }
}

impl fmt::Display for EntryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of a record: `A-12`, `A-12b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordNumber {
    pub kind: RecordKind,
    pub series: Series,
}

impl RecordNumber {
    /// Reads a number in any case, with or without its dash: `A-12`, `a12`, `A 12b`.
    pub fn parse(text: &str) -> Option<RecordNumber> {
        let mut rest = text.trim().chars();
        let letter = rest.next()?.to_ascii_uppercase();
        let kind = RecordKind::ALL
            .into_iter()
            .find(|kind| kind.letter() == letter)?;
        let rest = rest.as_str().trim_start();
        let series = Series::parse(
            rest.strip_prefix(['-', '–', '‑'])
                .unwrap_or(rest)
                .trim_start(),
        )?;
        Some(RecordNumber { kind, series })
    }

    /// Reads the number of a record of a kind that is known, so that the bare number is enough: `A-12`, `12`.
    pub fn parse_as(kind: RecordKind, text: &str) -> Option<RecordNumber> {
        RecordNumber::parse(text)
            .or_else(|| Series::parse(text.trim()).map(|series| RecordNumber { kind, series }))
            .filter(|number| number.kind == kind)
    }

    pub fn id(self) -> i64 {
        self.series.id()
    }
}

impl fmt::Display for RecordNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.letter(), self.series)
    }
}

macro_rules! number_as_text {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                $name::parse(&text)
                    .ok_or_else(|| serde::de::Error::custom(format!("not a number: {text:?}")))
            }
        }
    };
}

number_as_text!(EntryNumber);
number_as_text!(RecordNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_in_any_case_and_without_its_dash() {
        for text in ["A-12b", "a12b", "A 12B", " a-12b ", "A–12b"] {
            assert_eq!(
                RecordNumber::parse(text).map(|n| n.to_string()).as_deref(),
                Some("A-12b"),
                "{text}"
            );
        }
        for text in [
            "",
            "A",
            "A-",
            "A-0",
            "X-1",
            "A-1a",
            "A-1bb",
            "A--1",
            "12",
            "A-99999999999999999999",
            "ä-1",
        ] {
            assert_eq!(RecordNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_holds_laptop_and_running_number() {
        for text in ["1", "341b", "1099511627775z"] {
            let number = EntryNumber::parse(text).unwrap();
            assert_eq!(EntryNumber::from_id(number.id()), number);
            assert_eq!(number.to_string(), text);
        }
    }
}
