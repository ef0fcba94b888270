//! The header of an entry and the chain that binds each entry to the one before it on the same laptop.
//!
//! Header and payload are JSON, hashed as the bytes that are stored and never written anew, so that anybody can check
//! them in ten years with sqlite3 and sha256sum.

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::entry::Entry;

use super::error::StoreError;

pub type Hash = [u8; 32];

/// What stands before the header's bytes when they are hashed, so that the hash can mean nothing else.
const DOMAIN: &[u8] = b"lage/entry/v1\0";

/// The header of an entry: no free text, no names. Field names are the format; see docs/file-format.md.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    pub v: u8,
    /// Hex of the log's 16 random bytes.
    pub log: String,
    pub dev: u8,
    pub seq: u64,
    /// Hex of the hash of this laptop's entry before; 64 zeros for its first.
    pub prev: String,
    /// 1 + the highest `lam` this laptop had seen: the order that needs no clock.
    pub lam: u64,
    /// New heads of other laptops since this laptop's last entry: [laptop, seq, hash].
    pub seen: Vec<(u8, u64, String)>,
    /// Recorded at, UTC, to the millisecond.
    pub at: String,
    /// Offset of the log's zone then, in minutes.
    pub off: i32,
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    /// The record as its writer spells it; a newer version may know letters that this one does not.
    pub record: Option<String>,
    /// Hex of sha256(salt || body).
    pub commit: String,
    /// Bytes of the body.
    pub len: usize,
    pub app: String,
    #[serde(default)]
    pub flags: Vec<String>,
}

pub const FLAG_CLOCK_HELD: &str = "clock_held";
pub const FLAG_IMPORT: &str = "import";
pub const FLAG_UNSAFE_PLACE: &str = "unsafe_place";

impl Header {
    pub fn recorded_at(&self) -> Result<DateTime<FixedOffset>, StoreError> {
        let read = || {
            let utc: DateTime<Utc> = self.at.parse().ok()?;
            let offset = FixedOffset::east_opt(self.off.checked_mul(60)?)?;
            Some(utc.with_timezone(&offset))
        };
        read().ok_or_else(|| StoreError::Inconsistent {
            what: self.at.clone(),
        })
    }

    /// The header of an entry outside the chain, for tables in memory.
    pub fn of(entry: &Entry) -> Header {
        Header {
            v: 1,
            log: String::new(),
            dev: entry.number.0.device.0,
            seq: entry.number.0.running,
            prev: String::new(),
            lam: entry.lam,
            seen: Vec::new(),
            at: stamp(entry.recorded_at.with_timezone(&Utc)),
            off: entry.recorded_at.offset().local_minus_utc() / 60,
            kind: entry.body.event.kind().to_owned(),
            record: entry.record.map(|record| record.to_string()),
            commit: String::new(),
            len: 0,
            app: String::new(),
            flags: [
                (FLAG_CLOCK_HELD, entry.clock_held),
                (FLAG_IMPORT, entry.imported),
            ]
            .into_iter()
            .filter(|(_, set)| *set)
            .map(|(flag, _)| flag.to_owned())
            .collect(),
        }
    }

    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|f| f == flag)
    }
}

pub fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub fn header_hash(header: &[u8]) -> Hash {
    Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(header)
        .finalize()
        .into()
}

pub fn commitment(salt: &[u8], body: &[u8]) -> Hash {
    Sha256::new()
        .chain_update(salt)
        .chain_update(body)
        .finalize()
        .into()
}

/// Hex of the sha256 of some bytes, as sha256sum prints it.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .map(char::from)
        .collect()
}

/// The hash that a header names in hex; none where it is not written as a header writes it.
pub fn named_hash(hex: &str) -> Option<Hash> {
    /// What a letter says as a digit; a table, since a branch on what a hash says is guessed wrong half of the time.
    const DIGITS: [u8; 256] = {
        let mut digits = [NONE; 256];
        let mut digit = 0;
        while digit < 16 {
            digits[b"0123456789abcdef"[digit as usize] as usize] = digit;
            digit += 1;
        }
        digits
    };
    const NONE: u8 = 0xff;
    let mut hash = Hash::default();
    let mut all = 0;
    let (pairs, []) = hex.as_bytes().as_chunks::<2>() else {
        return None;
    };
    if pairs.len() != hash.len() {
        return None;
    }
    for (byte, &[high, low]) in hash.iter_mut().zip(pairs) {
        let (high, low) = (DIGITS[usize::from(high)], DIGITS[usize::from(low)]);
        all |= high | low;
        *byte = high << 4 | low;
    }
    (all != NONE).then_some(hash)
}

/// What stands in `prev` of a laptop's first entry.
pub const NO_PREVIOUS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written_and_in_no_other_way() {
        for byte in 0..=255 {
            let mut hash = [byte; 32];
            hash[0] = 7;
            assert_eq!(named_hash(&hex(&hash)), Some(hash));
        }
        assert_eq!(named_hash(NO_PREVIOUS), Some([0; 32]));
        let right = "ab".repeat(32);
        for wrong in [
            String::new(),
            right[1..].to_owned(),
            format!("{right}ab"),
            right.to_uppercase(),
            right.replace('b', "g"),
            right.replacen('a', " ", 1),
            right.replace("abab", "äb "),
        ] {
            assert_eq!(named_hash(&wrong), None, "{wrong}");
        }
    }
}
