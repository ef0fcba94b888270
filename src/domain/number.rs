//! Numbers that get printed and spoken over the phone: short, per kind, never reused.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use super::records::RecordKind;

/// The laptop an entry was written on: the founding one is 0 and carries no letter, the next ones b to z, then aa, ab, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Device(pub u8);

/// Letters of the alphabet.
const LETTERS: u16 = 26;

impl Device {
    pub const FOUNDING: Device = Device(0);

    /// What its numbers end with.
    fn letters(self) -> String {
        let letter = |index: u16| u8::try_from(index).map_or('?', |index| char::from(b'a' + index));
        match u16::from(self.0) {
            0 => String::new(),
            one if one < LETTERS => letter(one).to_string(),
            two => {
                let rest = two - LETTERS;
                [letter(rest / LETTERS), letter(rest % LETTERS)]
                    .iter()
                    .collect()
            }
        }
    }

    fn from_letters(letters: &str) -> Option<Device> {
        let index = |byte: u8| {
            let letter = byte.to_ascii_lowercase();
            letter
                .is_ascii_lowercase()
                .then(|| u16::from(letter - b'a'))
        };
        let device = match letters.as_bytes() {
            [] => 0,
            // The founding laptop has no letter.
            [one] => index(*one).filter(|index| *index > 0)?,
            [first, second] => LETTERS + index(*first)? * LETTERS + index(*second)?,
            _ => return None,
        };
        u8::try_from(device).ok().map(Device)
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
    /// The highest running number.
    pub const MOST: u64 = (1 << SERIES_BITS) - 1;

    /// One integer for a table's primary key, so that a laptop's series stays together and in order.
    pub fn id(self) -> i64 {
        (i64::from(self.device.0) << SERIES_BITS)
            | i64::try_from(self.running).expect("a running number fits 40 bits")
    }

    pub fn from_id(id: i64) -> Series {
        let running = (id & ((1 << SERIES_BITS) - 1)).unsigned_abs();
        Series {
            device: Device(u8::try_from(id >> SERIES_BITS).unwrap_or(u8::MAX)),
            running,
        }
    }

    fn parse(text: &str) -> Option<Series> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let device = Device::from_letters(&text[digits.len()..])?;
        let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let running = all_digits.then(|| digits.parse().ok()).flatten()?;
        (1..1 << SERIES_BITS)
            .contains(&running)
            .then_some(Series { device, running })
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.running, self.device.letters())
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
        let kind = *RecordKind::ALL
            .iter()
            .find(|kind| kind.letter() == letter)?;
        RecordNumber::of(kind, rest.as_str())
    }

    /// The numbers that a text names, as they are printed: capital letter, dash, digits. Each once.
    pub fn named_in(text: &str) -> Vec<RecordNumber> {
        let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
        let mut numbers = Vec::new();
        for word in words {
            let printed = word.starts_with(|first: char| first.is_ascii_uppercase());
            let number =
                RecordNumber::parse(word).filter(|_| printed && word[1..].starts_with('-'));
            numbers.extend(number.filter(|number| !numbers.contains(number)));
        }
        numbers
    }

    /// Reads a number as an entry holds it, which may be of a kind that only a newer version knows.
    pub fn parse_stored(text: &str) -> Option<RecordNumber> {
        RecordNumber::parse(text).or_else(|| {
            let letter = text.chars().next().filter(char::is_ascii_uppercase)?;
            RecordNumber::of(RecordKind::Other(letter), text.get(1..)?)
        })
    }

    /// The number behind its letter.
    fn of(kind: RecordKind, rest: &str) -> Option<RecordNumber> {
        let rest = rest.trim_start();
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

/// No record's number: running numbers begin with 1.
impl Default for RecordNumber {
    fn default() -> RecordNumber {
        RecordNumber {
            kind: RecordKind::Other('?'),
            series: Series::from_id(0),
        }
    }
}

impl fmt::Display for RecordNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.letter(), self.series)
    }
}

impl Serialize for RecordNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        RecordNumber::parse_stored(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("not a number: {text:?}")))
    }
}

/// The name under which an entry's number is serialised: text in JSON, its id in a table.
pub const ENTRY_NUMBER: &str = "lage::EntryNumber";

impl Serialize for EntryNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(ENTRY_NUMBER, &self.to_string())
    }
}

impl<'de> Deserialize<'de> for EntryNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = EntryNumber;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an entry's number")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<EntryNumber, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                self.visit_str(&text)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<EntryNumber, E> {
                EntryNumber::parse(text).ok_or_else(|| E::custom(format!("not a number: {text:?}")))
            }

            fn visit_i64<E: serde::de::Error>(self, id: i64) -> Result<EntryNumber, E> {
                Ok(EntryNumber::from_id(id))
            }
        }
        deserializer.deserialize_newtype_struct(ENTRY_NUMBER, Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_numbers_as_they_are_printed() {
        for (text, named) in [
            (
                "siehe A-3, V-1 und (D-2b): A-3!",
                &["A-3", "V-1", "D-2b"][..],
            ),
            ("A-3/A-4", &["A-3", "A-4"]),
            ("a3, A3, a-3, A 3, 3", &[]),
            ("M-5 F-1 GPS-A-9 A-3-4 A-x Ä-1 A-", &[]),
            ("BSI-Standard 200-4, FwDV 100, E-Mail", &[]),
        ] {
            let numbers = RecordNumber::named_in(text);
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            assert_eq!(numbers, named, "{text}");
        }
    }

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
            "A-1bbb",
            "A-1zz",
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
        for text in ["1", "341b", "1099511627775z", "7aa", "7iv"] {
            let number = EntryNumber::parse(text).unwrap();
            assert_eq!(EntryNumber::from_id(number.id()), number);
            assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn each_laptop_has_letters_of_its_own_and_the_founding_one_none() {
        let mut seen = std::collections::HashSet::new();
        for index in 0..=u8::MAX {
            let letters = Device(index).letters();
            assert_eq!(Device::from_letters(&letters), Some(Device(index)));
            let upper = letters.to_uppercase();
            assert_eq!(Device::from_letters(&upper), Some(Device(index)));
            assert!(seen.insert(letters), "{index}");
        }
        for (index, letters) in [
            (0, ""),
            (1, "b"),
            (25, "z"),
            (26, "aa"),
            (27, "ab"),
            (255, "iv"),
        ] {
            assert_eq!(Device(index).letters(), letters);
        }
        for letters in ["a", "iw", "zz", "aaa", "ä", "1", "-"] {
            assert_eq!(Device::from_letters(letters), None, "{letters}");
        }
    }

    #[test]
    fn an_entry_number_is_a_bare_one_with_its_laptop() {
        for text in ["341", " 341 ", "341b", "341B"] {
            assert!(EntryNumber::parse(text).is_some(), "{text}");
        }
        for text in ["", "0", "-1", "341a", "3 41", "A-1", "1.5", "1099511627776"] {
            assert_eq!(EntryNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_enough_where_the_kind_is_known_and_another_kind_is_refused() {
        let task = |text| RecordNumber::parse_as(RecordKind::Task, text);
        for text in ["12", "A-12", "a12", " 12 "] {
            assert_eq!(task(text).unwrap().to_string(), "A-12", "{text}");
        }
        for text in ["V-12", "", "x"] {
            assert_eq!(task(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_of_a_newer_kind_is_read_as_an_entry_holds_it_and_as_nobody_types_it() {
        let newer = RecordNumber::parse_stored("M-5b").unwrap();
        assert_eq!(newer.to_string(), "M-5b");
        assert_eq!(newer.kind, RecordKind::Other('M'));
        assert_eq!(RecordNumber::parse("M-5b"), None);
        for text in ["m-5", "M", "Ä-1", "-1", ""] {
            assert_eq!(RecordNumber::parse_stored(text), None, "{text}");
        }
        for &kind in RecordKind::ALL {
            let text = format!("{}-3c", kind.letter());
            let number = RecordNumber::parse_stored(&text).unwrap();
            assert_eq!((number.kind, number.to_string()), (kind, text.clone()));
            let json = serde_json::to_string(&number).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<RecordNumber>(&json).unwrap(), number);
        }
    }

    #[test]
    fn numbers_stand_by_laptop_and_then_in_their_order() {
        let id = |text: &str| EntryNumber::parse(text).unwrap().id();
        assert!(id("1") < id("2") && id("2") < id("1b") && id("999b") < id("1c"));
    }
}
