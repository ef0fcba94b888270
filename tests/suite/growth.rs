//! What grows with a log: long histories of one record, chains, and remarks that name each other in a ring.

use lage::domain::audience::Visibility;
use lage::domain::entry::{Body, EntryCorrected, Event, LogEvent};
use lage::domain::moment::Moment;
use lage::domain::number::EntryNumber;
use lage::store::append::Draft;
use lage::store::log::{Access, Log, World};

use crate::bed::Bed;

pub(crate) struct Noon;

impl World for Noon {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        chrono::DateTime::from_timestamp(1_634_292_000, 0).unwrap()
    }

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// A correction as no command writes it: of itself, or of what comes later.
pub(crate) fn correction(of: &str) -> Draft {
    let entry = EntryNumber::parse(of).unwrap();
    Draft {
        record: None,
        body: Body {
            happened_at: Moment::exact(Noon.now().fixed_offset()),
            approximate: false,
            author: None,
            role: None,
            text: format!("statt {of}"),
            source: None,
            certainty: None,
            visibility: Visibility::INTERNAL,
            with: None,
            event: Event::Log(LogEvent::EntryCorrected(EntryCorrected {
                entry,
                reason: "Probe".to_owned(),
                field: None,
                value: None,
                happened_at: None,
                approximate: false,
            })),
        },
        imported: false,
    }
}

#[test]
fn corrections_that_name_themselves_or_each_other_are_read_like_any_other_entry() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Probe"]);
    let mut log = Log::open(&bed.log(), Access::Write).unwrap();
    let mut writer = log.write(&Noon).unwrap();
    // Entry 3 names itself, 4 and 5 each other, 6 to 8 go round, 9 and 10 hang on the rings.
    for of in ["3", "5", "4", "7", "8", "6", "3", "6"] {
        writer.append(correction(of)).unwrap();
    }
    writer.commit().unwrap();
    drop(log);
    bed.at("2021-10-15 12:00");
    // The check names those that point at themselves or ahead, and nothing else: their tables are a fold all the same.
    let codes = |bed: &Bed| -> Vec<String> {
        let said = bed.run(&["pruefen", "--json"]);
        let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        let codes = value["finding_codes"].as_array().unwrap().iter();
        codes
            .map(|found| format!("{} {}", found["code"], found["entry"]).replace('"', ""))
            .collect()
    };
    let ahead = ["3", "4", "6", "7"].map(|entry| format!("reference_ahead {entry}"));
    assert_eq!(codes(&bed), ahead);
    bed.fails(4, &["pruefen", "--neu-aufbauen"]);
    assert_eq!(codes(&bed), ahead);
    for look in [
        &["tagebuch"][..],
        &["tagebuch", "--stand", "11:00"],
        &["tagebuch", "--kenntnis", "07:32"],
        &["tagebuch", "--oeffentlich"],
        &["bericht", "--stand", "11:00"],
        &["suche", "statt"],
    ] {
        bed.ok(look);
    }
    for number in 3..=10 {
        bed.fails(
            1,
            &["berichtigen", &number.to_string(), "x", "--grund", "y"],
        );
        bed.ok(&["streichen", &number.to_string(), "--grund", "y"]);
    }
    assert_eq!(codes(&bed), ahead);
}

/// An import of `count` steps, each of which goes on from the one before.
fn steps(first: &str, then: impl Fn(usize) -> String, count: usize) -> String {
    let mut file = format!("format = 1\n[[entry]]\n{first}\n");
    for step in 1..count {
        file += &format!("[[entry]]\n{}\n", then(step));
    }
    file
}

/// Long enough that what grows with the square of it would be felt.
const MANY: usize = 3000;

#[test]
fn a_long_history_of_one_record_is_the_fold_of_its_entries() {
    let bed = Bed::with_log();
    let cases = [
        steps(
            "do = \"finding.add\"\ntopic = \"Abfluss\"\nstatement = \"0\"",
            |step| format!("do = \"finding.replace\"\nnumber = \"K-1\"\nstatement = \"{step}\""),
            MANY,
        ),
        steps(
            "do = \"service.add\"\nname = \"Mail\"",
            |step| {
                let state = ["down", "normal"][step % 2];
                format!(
                    "do = \"service.set\"\nservice = \"D-1\"\nstate = \"{state}\"\ncause = \"{step}\""
                )
            },
            MANY,
        ),
        steps(
            "do = \"task.add\"\nwhat = \"0\"",
            |step| format!("do = \"task.edit\"\nnumber = \"A-1\"\nwhat = \"{step}\""),
            MANY,
        ),
    ];
    for case in cases {
        std::fs::write(bed.path().join("schritte.toml"), case).unwrap();
        bed.ok(&["import", "schritte.toml"]);
    }
    let last = (MANY - 1).to_string();
    assert_eq!(bed.json(&["aufgabe", "zeigen", "A-1"])["what"], last);
    let finding = bed.json(&["erkenntnis", "zeigen", "K-1"]);
    assert_eq!(finding["statement"], last);
    assert_eq!(finding["history"].as_array().unwrap().len(), MANY);
    let service = bed.json(&["dienst", "zeigen", "D-1"]);
    assert_eq!(service["history"].as_array().unwrap().len(), MANY - 1);
    bed.ok(&["pruefen"]);
}

#[test]
fn of_many_corrections_the_last_one_counts_and_behind_it_the_one_before() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Notiz"]);
    bed.ok(&["aufgabe", "neu", "Aufgabe"]);
    let correct = |step| {
        let entry = 2 + step % 2;
        format!("do = \"correct\"\nentry = \"{entry}\"\ntext = \"{step}\"\nreason = \"r\"")
    };
    let file = steps("do = \"note.add\"\ntext = \"dazwischen\"", correct, MANY);
    std::fs::write(bed.path().join("schritte.toml"), file).unwrap();
    bed.ok(&["import", "schritte.toml"]);
    let what = || bed.json(&["aufgabe", "zeigen", "A-1"])["what"].clone();
    assert_eq!(what(), (MANY - 1).to_string());
    bed.ok(&["streichen", &(MANY + 3).to_string(), "--grund", "y"]);
    assert_eq!(what(), (MANY - 3).to_string());
    bed.ok(&["pruefen"]);
}

#[test]
fn a_long_chain_is_followed_and_not_closed() {
    let bed = Bed::with_log();
    let add = |step| format!("do = \"task.add\"\nwhat = \"x\"\nwaits_for = [\"A-{step}\"]");
    let file = steps("do = \"task.add\"\nwhat = \"x\"", add, MANY);
    std::fs::write(bed.path().join("kette.toml"), file).unwrap();
    bed.ok(&["import", "kette.toml"]);
    let last = format!("A-{MANY}");
    let refused = bed.fails(1, &["aufgabe", "aendern", "A-1", "--wartet-auf", &last]);
    assert!(refused.contains(&format!("A-1, {last}, ")), "{refused}");
    assert!(refused.contains("A-2, A-1"), "{refused}");
}

#[test]
fn a_write_knows_what_its_own_entries_call_a_service() {
    let bed = Bed::with_log();
    let file = |name: &str, entries: &[&str]| {
        let entries = entries.join("\n[[entry]]\n");
        std::fs::write(
            bed.path().join(name),
            format!("format = 1\n[[entry]]\n{entries}\n"),
        )
        .unwrap();
    };
    let made = [
        "do = \"service.add\"\nname = \"E-Mail\"",
        "do = \"service.edit\"\nservice = \"email\"\nname = \"Post\"",
        "do = \"service.add\"\nname = \"E-Mail\"",
        "do = \"service.set\"\nservice = \"post\"\nstate = \"down\"",
        "do = \"correct\"\nentry = \"4\"\ntext = \"Fax\"\nreason = \"r\"",
        "do = \"void\"\nentry = \"4\"\nreason = \"r\"",
        "do = \"service.add\"\nname = \"Fax\"",
        "do = \"service.add\"\nname = \"E Mail\"",
    ];
    file("namen.toml", &made);
    bed.ok(&["import", "namen.toml"]);
    let services = bed.json(&["dienst", "liste"]);
    let services: Vec<(&str, &str)> = services
        .as_array()
        .unwrap()
        .iter()
        .map(|service| {
            let text = |field: &str| service[field].as_str().unwrap();
            (text("number"), text("name"))
        })
        .collect();
    assert_eq!(
        services,
        [("D-1", "Post"), ("D-3", "Fax"), ("D-4", "E Mail")]
    );
    assert_eq!(bed.json(&["dienst", "zeigen", "D-1"])["state"], "down");
    for (name, first) in [("post", "D-1"), ("FAX", "D-3"), ("e-mail", "D-4")] {
        file(
            "doppelt.toml",
            &[&format!("do = \"service.add\"\nname = \"{name}\"")],
        );
        let refused = bed.fails(1, &["import", "doppelt.toml"]);
        assert!(refused.contains(first), "{refused}");
    }
}
