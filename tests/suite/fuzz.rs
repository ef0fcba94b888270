//! Times, arguments and files of entries as nobody would type them: the program answers, loses no word that it takes, and
//! leaves the log as it was where it takes nothing.

use std::ffi::OsString;

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use lage::domain::time_input::{Sense, parse_duration, parse_given, parse_moment};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rusqlite::{Connection, OpenFlags};

use crate::bed::{Bed, Said, said_in};
use crate::dice::{holds, rounds};

/// Words of time, and what is near to them.
const TIMES: &[&str] = &[
    "heute",
    "gestern",
    "vorgestern",
    "morgen",
    "übermorgen",
    "uebermorgen",
    "today",
    "tomorrow",
    "jetzt",
    "now",
    "montag",
    "di",
    "fr",
    "freitag",
    "letzten",
    "last",
    "next",
    "nächsten",
    "kommenden",
    "diese",
    "woche",
    "morgens",
    "vormittags",
    "mittags",
    "nachmittags",
    "abends",
    "nachts",
    "nacht",
    "mitternacht",
    "0:00",
    "24:00",
    "23:59",
    "2:30",
    "02:30",
    "02:30:59",
    "8",
    "8 Uhr",
    "24 Uhr",
    "99 Uhr",
    "8.30",
    "0830",
    "2400",
    "halb",
    "viertel",
    "am",
    "um",
    "den",
    "uhr",
    "vor",
    "in",
    "ago",
    "seit",
    "bis",
    "von",
    "zwischen",
    "und",
    "ab",
    "gegen",
    "ca",
    "ca.",
    "~",
    "+",
    "-",
    "–",
    "2h",
    "-20m",
    "+9999w",
    "9999 Wochen",
    "0m",
    "1h30m",
    "15.10.2021",
    "31.02.2024",
    "29.02.2023",
    "29.2.",
    "31.12.9999",
    "1.1.0000",
    "01.01.0001",
    "2021-10-15",
    "2021-10-15T08:00",
    "2021-10-15T02:30:00+02:00",
    "28.03.2021",
    "31.10.2021",
    "31.10.2021 2:30",
    "31.10.2021 nachts",
    "MESZ",
    "MEZ",
    "CET",
    "UTC",
    "Z",
    "CEST",
    "ß",
    "é",
    "İ",
    "\u{301}",
    "\u{1F600}",
    "oktober",
    "15. Oktober 2021",
    "mai",
    "32. mai",
    "sept",
    "ende",
    "anfang",
    "KW 42",
    "99999999999999999999",
    "-1",
    ",",
    "/",
    "..",
    "00.00.0000",
    "1.1.262143",
    "+262143-12-31T23:59:59Z",
    "-262143-01-01T00:00:00Z",
    "9999-12-31T23:59:59-23:59",
    "10000-01-01",
    "ﬀ",
    "１５.１０.２０２１",
    "٣",
    "\0",
    "\u{202e}",
    "t",
    "T",
];

/// A time: words of it, and letters put where nobody puts them.
fn time() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(
        (prop::sample::select(TIMES), prop::bool::weighted(0.85)),
        1..4,
    );
    let slips = prop::collection::vec((any::<prop::sample::Index>(), "[0-9:. ü+\\-T]|\\PC"), 0..2);
    (words, slips).prop_map(|(words, slips)| {
        let mut text = String::new();
        for (word, apart) in words {
            if apart && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        for (place, letters) in slips {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            text.insert_str(places[place.index(places.len())], &letters);
        }
        text
    })
}

/// The clock of every command, after all that the worked examples tell.
const NOW: &str = "2022-12-15 12:00";

/// A bed whose log can be given back as it was.
struct Kept {
    bed: Bed,
    log: Vec<u8>,
}

impl Kept {
    fn new() -> Kept {
        let bed = Bed::in_memory();
        bed.ok(&["init", "Probelage"]);
        for args in [
            &["vorfall", "neu", "Angriff", "--oeffentlich"][..],
            &["aufgabe", "neu", "Netz trennen", "--an", "IT"],
            &[
                "entscheidung",
                "neu",
                "Server aus",
                "--grund",
                "Schutz",
                "--von",
                "OB",
            ],
            &["dienst", "neu", "Telefon"],
            &["bekanntgabe", "neu", "Zu."],
            &["erkenntnis", "neu", "Einfallstor", "Mail"],
            &["notiz", "eins"],
        ] {
            bed.ok(args);
        }
        bed.at(NOW);
        let log = std::fs::read(bed.log()).unwrap();
        Kept { bed, log }
    }

    /// Runs a command on the log as it was kept, and says what it left: what is in the log that was not, in the words that
    /// are stored. What it refuses leaves every byte as it was.
    fn run(&self, args: Vec<OsString>) -> Result<(Said, Vec<String>), TestCaseError> {
        std::fs::write(self.bed.log(), &self.log).unwrap();
        self.bed.at(NOW);
        let said = said_in(&self.bed.environment(args), std::io::empty());
        prop_assert!(
            said.code <= 4 && !said.err.contains("BUG"),
            "{} {}",
            said.code,
            said.err
        );
        if matches!(said.code, 1..=3) {
            prop_assert!(!said.err.trim().is_empty(), "refused without a word");
            prop_assert!(
                std::fs::read(self.bed.log()).unwrap() == self.log,
                "refused, and written: {}",
                said.err
            );
        }
        let conn =
            Connection::open_with_flags(self.bed.log(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let mut statement = conn
            .prepare("SELECT body FROM payload WHERE id > 8 ORDER BY id")
            .unwrap();
        let bodies = statement.query_map([], |row| row.get(0)).unwrap();
        let bodies = bodies.collect::<Result<_, _>>().unwrap();
        Ok((said, bodies))
    }

    fn sound(&self) -> TestCaseResult {
        let said = self.bed.run(&["pruefen"]);
        prop_assert!(said.code == 0, "{}", said.out);
        Ok(())
    }
}

#[test]
fn no_time_is_too_odd_to_be_read_or_refused() {
    let zones: [Tz; 7] = [
        chrono_tz::Europe::Berlin,
        chrono_tz::America::St_Johns,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Pacific::Apia,
        chrono_tz::UTC,
        chrono_tz::Africa::Monrovia,
        chrono_tz::Asia::Kathmandu,
    ];
    // Around the ends of summer time, of 1969, of 32 bits, and of the years that can be printed.
    let moments = [
        0,
        1,
        -1,
        1_616_893_200,
        1_635_642_000,
        1_635_644_700,
        1_764_043_200,
        2_147_483_647,
        2_147_483_648,
        4_294_967_296,
        253_402_300_799,
        -62_135_596_800,
        -62_167_219_200,
    ];
    let moments = moments.map(|seconds| Utc.timestamp_opt(seconds, 0).unwrap());
    let senses = [Sense::Past, Sense::Due, Sense::Until];
    let any = (
        time(),
        prop::sample::select(moments.to_vec()),
        prop::sample::select(zones.to_vec()),
        prop::sample::select(senses.to_vec()),
    );
    rounds("odd times", |dice| {
        let read = std::cell::Cell::new(0);
        holds(dice, 4000, &any, |(text, now, zone, sense)| {
            let given = parse_given(&text, now, zone, sense);
            let moment = parse_moment(&text, now, zone, sense);
            prop_assert!(given.is_ok() || moment.is_err());
            read.set(read.get() + usize::from(given.is_ok()));
            parse_duration(&text);
            Ok(())
        });
        format!("4000 times, {} read", read.get())
    });
}

#[test]
fn a_time_that_is_taken_is_stored_and_one_that_is_not_changes_nothing() {
    let kept = Kept::new();
    let now: DateTime<Utc> = "2022-12-15T11:00:00Z".parse().unwrap();
    rounds("times in commands", |dice| {
        let taken = std::cell::Cell::new(0);
        holds(dice, 200, &(time(), 0..5_usize), |(text, command)| {
            let (before, after) = [
                (&["notiz", "wort", "--um"][..], &[][..]),
                (&["aufgabe", "neu", "wort", "--frist"], &[]),
                (&["vorfall", "neu", "wort", "--seit"], &[]),
                (&["berichtigen", "8", "wort", "--um"], &["--grund", "r"]),
                (&["tagebuch", "--stand"], &[]),
            ][command];
            let args = before
                .iter()
                .copied()
                .chain([text.as_str()])
                .chain(after.iter().copied());
            let (said, bodies) = kept.run(args.map(OsString::from).collect())?;
            let writes = command < 4;
            prop_assert!(
                (said.code == 0 && writes) != bodies.is_empty(),
                "{} {bodies:?}",
                said.code
            );
            if said.code == 0 {
                taken.set(taken.get() + 1);
                kept.sound()?;
                for body in &bodies {
                    let body: serde_json::Value = serde_json::from_str(body).unwrap();
                    // Behind a slash stands how exactly it is known.
                    let begins = body["happened_at"].as_str().unwrap();
                    let begins = begins.split('/').next().unwrap();
                    let happened = DateTime::parse_from_rfc3339(begins);
                    prop_assert!(happened.is_ok_and(|happened| happened <= now), "{body}");
                }
            }
            Ok(())
        });
        format!("200 commands, {} taken", taken.get())
    });
}

/// The beginnings of commands, so that what follows gets somewhere.
const BEGINNINGS: &[&[&str]] = &[
    &["notiz"],
    &["vorfall", "neu"],
    &["vorfall", "aendern", "V-1"],
    &["vorfall", "schliessen", "V-1"],
    &["aufgabe", "neu"],
    &["aufgabe", "aendern", "A-1"],
    &["aufgabe", "erledigen", "A-1"],
    &["aufgabe", "absagen", "A-1"],
    &["entscheidung", "neu"],
    &["entscheidung", "ersetzen", "E-1"],
    &["entscheidung", "aufheben", "E-1"],
    &["dienst", "neu"],
    &["dienst", "setzen", "D-1"],
    &["dienst", "aendern", "D-1"],
    &["erkenntnis", "neu"],
    &["erkenntnis", "ersetzen", "K-1"],
    &["bekanntgabe", "neu"],
    &["bekanntgabe", "ersetzen", "B-1"],
    &["bekanntgabe", "zurueckziehen", "B-1"],
    &["lagebild", "zusammenfassung"],
    &["berichtigen", "8"],
    &["berichtigen", "A-1"],
    &["streichen", "8"],
    &["oeffentlich", "8"],
    &["intern", "V-1"],
    &["tagebuch"],
    &["suche"],
    &["bericht"],
    &[],
];

const PIECES: &[&str] = &[
    "notiz",
    "aufgabe",
    "neu",
    "liste",
    "zeigen",
    "dienst",
    "setzen",
    "normal",
    "ausgefallen",
    "hilfe",
    "A-1",
    "V-1",
    "D-1",
    "E-1",
    "8",
    "8b",
    "A-99999999999999999999",
    "V-0",
    "A-1zz",
    "IT/Weber",
    "--an",
    "--frist",
    "--grund",
    "--von",
    "--um",
    "--zu",
    "--als",
    "--quelle",
    "--feld",
    "--oeffentlich",
    "--ca",
    "--text",
    "--stufe",
    "--zustand",
    "--ort",
    "--gruppe",
    "--art",
    "--kanal",
    "--seit",
    "--ersatz",
    "--kontakt",
    "--option",
    "--risiko",
    "--gehoert",
    "--json",
    "--sprache",
    "--sprache=",
    "--lang=xx",
    "--um=",
    "--an=",
    "--grund=",
    "-20m",
    "--anzahl",
    "18446744073709551616",
    "--",
    "-",
    "-h",
    "-x",
    "--trotzdem",
    "--stand",
    "--alle",
    "krise",
    "vermutung",
    "gestern",
    "morgen 12:00",
    "\"",
    "'",
    "`",
    "$(x)",
    ";",
    "",
    " ",
    "\u{202e}",
    "ＡＢＣ",
    "–",
    "—frist",
];

#[derive(Clone, Debug)]
enum Piece {
    /// A word that is nowhere else.
    Word,
    Known(&'static str),
    /// An option and a word in one.
    Given(&'static str),
    Time(String),
}

#[test]
fn no_argument_is_too_odd_and_no_word_of_what_is_taken_is_lost() {
    let kept = Kept::new();
    const GIVEN: &[&str] = &[
        "--an=",
        "--grund=",
        "--von=",
        "--als=",
        "--quelle=",
        "--ort=",
        "--text=",
    ];
    let piece = prop_oneof![
        5 => Just(Piece::Word),
        5 => prop::sample::select(PIECES).prop_map(Piece::Known),
        1 => prop::sample::select(GIVEN).prop_map(Piece::Given),
        1 => time().prop_map(Piece::Time),
    ];
    let any = (
        prop::sample::select(BEGINNINGS),
        prop::collection::vec(piece, 0..7),
    );
    rounds("odd arguments", |dice| {
        let (taken, refused) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
        holds(dice, 400, &any, |(beginning, pieces)| {
            let mut args: Vec<String> = beginning.iter().map(|&word| word.to_owned()).collect();
            let mut words = Vec::new();
            for (position, piece) in pieces.iter().enumerate() {
                let word = format!("wort{position}q");
                match piece {
                    Piece::Word => args.push(word.clone()),
                    Piece::Given(option) => args.push(format!("{option}{word}")),
                    Piece::Known(known) => args.push((*known).to_owned()),
                    Piece::Time(time) => args.push(time.clone()),
                }
                if matches!(piece, Piece::Word | Piece::Given(_)) {
                    words.push(word);
                }
            }
            let (said, bodies) = kept.run(args.iter().map(OsString::from).collect())?;
            if !bodies.is_empty() {
                taken.set(taken.get() + 1);
                let stored = bodies.join("\n");
                for word in &words {
                    prop_assert!(
                        stored.contains(word),
                        "{word} of {args:?} is lost: {stored}"
                    );
                }
                kept.sound()?;
            } else if said.code != 0 {
                refused.set(refused.get() + 1);
            }
            Ok(())
        });
        format!(
            "400 command lines, {} written, {} refused",
            taken.get(),
            refused.get()
        )
    });
}

/// A file of entries of every kind, to be spoilt.
const FILE: &str = include_str!("../../data/beispiele/schwerin-wochen.toml");

/// What a file may hold anywhere.
const SCRAPS: &[&str] = &[
    "\"",
    "[[entry]]\n",
    "= true",
    "= 1e999",
    "= 9223372036854775807",
    "= [1,2]",
    "= {a=1}",
    "\\u0000",
    "\\U0010ffff",
    "inf",
    "nan",
    "1979-05-27T07:32:00Z",
    "\"\"\"",
    "public = \"ja\"\n",
    "number = 5\n",
    "A-99999999999999999999",
    "V-0",
    "A-1zz",
    "5b",
    "do = \"void\"\nentry = \"1\"\nreason=\"r\"\n",
    "at = \"gestern\"\n",
    "\n",
    "#",
    "]",
    "\u{202e}",
    "morgen",
];

#[derive(Clone, Debug)]
enum Slip {
    Byte(u8),
    Cut(usize),
    Twice(usize),
    Scrap(&'static str),
    Time(String),
}

#[test]
fn no_file_of_entries_is_too_odd_and_all_of_it_is_taken_or_nothing() {
    let kept = Kept::new();
    let entries: Vec<&str> = FILE
        .split_inclusive("\n\n")
        .filter(|part| part.starts_with("[[entry]]"))
        .collect();
    let slip = prop_oneof![
        1 => any::<u8>().prop_map(Slip::Byte),
        2 => (0..60_usize).prop_map(Slip::Cut),
        1 => (0..60_usize).prop_map(Slip::Twice),
        3 => prop::sample::select(SCRAPS).prop_map(Slip::Scrap),
        1 => time().prop_map(Slip::Time),
    ];
    let any = (
        prop::collection::vec(prop::sample::select(entries.clone()), 1..6),
        prop::collection::vec((any::<prop::sample::Index>(), slip), 0..3),
    );
    rounds("odd files", |dice| {
        let taken = std::cell::Cell::new(0);
        holds(dice, 200, &any, |(entries, slips)| {
            let mut file = format!("format = 1\n{}", entries.concat()).into_bytes();
            for (place, slip) in slips {
                let at = place.index(file.len());
                let end = |length: usize| (at + length).min(file.len());
                match slip {
                    Slip::Byte(byte) => file[at] = byte,
                    Slip::Cut(length) => drop(file.drain(at..end(length))),
                    Slip::Twice(length) => {
                        let again = file[at..end(length)].to_vec();
                        drop(file.splice(at..at, again));
                    }
                    Slip::Scrap(scrap) => drop(file.splice(at..at, scrap.bytes())),
                    Slip::Time(time) => drop(file.splice(at..at, time.bytes())),
                }
            }
            std::fs::write(kept.bed.path().join("odd.toml"), &file).unwrap();
            let (said, bodies) = kept.run(["import", "odd.toml"].map(OsString::from).into())?;
            prop_assert!(matches!(said.code, 0..=2), "{} {}", said.code, said.err);
            if said.code == 0 {
                taken.set(taken.get() + 1);
                let read: toml::Table =
                    toml::from_str(std::str::from_utf8(&file).unwrap()).unwrap();
                let steps = read
                    .get("entry")
                    .and_then(|all| all.as_array())
                    .map_or(0, Vec::len);
                prop_assert!(
                    bodies.len() >= steps,
                    "{steps} entries, {} stored",
                    bodies.len()
                );
                kept.sound()?;
            }
            Ok(())
        });
        format!("200 files, {} taken", taken.get())
    });
}

/// What once made the program stop.
#[test]
fn what_broke_it_before_is_refused() {
    let kept = Kept::new();
    for time in ["nacht +\u{11d3c} last", "8:00+\u{11d3c}"] {
        let (said, _) = kept
            .run(["notiz", "x", "--um", time].map(OsString::from).into())
            .unwrap();
        assert_eq!(said.code, 1, "{}", said.err);
    }
}
