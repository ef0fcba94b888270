//! Now, order and the past: which clock is meant, which state holds, what was there at a moment, what an old log read.

use serde_json::{Value, json};

use crate::bed::{AFTERWARDS, Bed, Said};

/// A log that began on 22 October 2021 at eight.
fn begun() -> Bed {
    let bed = Bed::new();
    bed.at("2021-10-22 08:00");
    bed.ok(&["init", "Probelage"]);
    bed
}

/// Runs what must succeed at that time of the day; gives both outputs.
fn at(bed: &Bed, moment: &str, args: &[&str]) -> Said {
    bed.at(moment);
    let said = bed.run(args);
    assert_eq!(said.code, 0, "{args:?}\n{}{}", said.out, said.err);
    said
}

fn state(bed: &Bed, args: &[&str]) -> Value {
    let args = [&["dienst", "zeigen", "D-1"], args].concat();
    bed.json(&args)["state"].clone()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn numbers(lines: &Value) -> Vec<String> {
    let number = |line: &Value| line["number"].as_str().unwrap().to_owned();
    lines.as_array().unwrap().iter().map(number).collect()
}

#[test]
fn a_state_of_today_follows_what_was_said_of_the_morning() {
    let bed = begun();
    at(&bed, "2021-10-22 08:10", &["dienst", "neu", "Kfz"]);
    let set = ["dienst", "setzen", "Kfz", "normal", "--seit", "09:30"];
    at(&bed, "2021-10-22 09:31", &set);
    let set = ["dienst", "setzen", "Kfz", "ausgefallen", "--seit", "heute"];
    let said = at(&bed, "2021-10-22 21:40", &set);
    assert!(
        said.err.contains("ausgefallen") && !said.err.contains("gilt weiter"),
        "{}",
        said.err
    );
    assert_eq!(state(&bed, &[]), "down");
    assert!(bed.ok(&["dienst", "liste"]).contains("ausgefallen"));
    bed.ok(&["bericht", "freigeben", "--von", "Dr. Hahn"]);
    let report = bed.ok(&["bericht", "zeigen", "L-1"]);
    assert!(report.contains("ausgefallen"), "{report}");
    let history = bed.json(&["dienst", "zeigen", "D-1"])["history"].clone();
    let states: Vec<&str> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|span| span["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["normal", "down"]);
    // The page of the service tells its entries in the order they take effect.
    let page = one_line(&bed.ok(&["dienst", "zeigen", "D-1"]));
    assert!(
        page.find("Normalbetrieb").unwrap() < page.rfind("ausgefallen").unwrap(),
        "{page}"
    );
    bed.ok(&["pruefen"]);
}

#[test]
fn parts_of_a_day_follow_each_other_whatever_was_typed_first() {
    let bed = begun();
    at(&bed, "2021-10-22 09:00", &["dienst", "neu", "Kfz"]);
    let morning = [
        "dienst",
        "setzen",
        "Kfz",
        "normal",
        "--seit",
        "heute morgens",
    ];
    at(&bed, "2021-10-22 09:30", &morning);
    let today = ["dienst", "setzen", "Kfz", "ausgefallen", "--seit", "heute"];
    at(&bed, "2021-10-22 21:40", &today);
    assert_eq!(state(&bed, &[]), "down");
    // What was said of the day before is not of today.
    let yesterday = ["dienst", "setzen", "Kfz", "Notbetrieb", "--seit", "gestern"];
    let said = at(&bed, "2021-10-22 21:45", &yesterday);
    assert_eq!(state(&bed, &[]), "down");
    let err = one_line(&said.err);
    assert!(
        err.contains("gilt weiter: ausgefallen, seit 22.10.2021, Eintrag 4."),
        "{err}"
    );
}

#[test]
fn of_two_states_of_one_minute_the_one_said_later_holds() {
    let bed = begun();
    bed.ok(&["dienst", "neu", "Kfz"]);
    bed.at("2021-10-22 08:04");
    let now = "2021-10-22T08:03:44+02:00";
    bed.ok(&["dienst", "setzen", "Kfz", "ausgefallen", "--seit", now]);
    bed.ok(&["dienst", "setzen", "Kfz", "normal", "--seit", "08:03"]);
    let history = bed.json(&["dienst", "zeigen", "D-1"])["history"].clone();
    assert!(
        history[0]["since"].as_str().unwrap().contains("T08:03:"),
        "{history}"
    );
    assert_eq!(state(&bed, &[]), "normal");
}

#[test]
fn wordings_of_findings_and_of_the_lagebild_follow_the_same_rule() {
    let bed = begun();
    let find = [
        "erkenntnis",
        "neu",
        "Abfluss",
        "keiner bekannt",
        "--um",
        "08:30",
    ];
    at(&bed, "2021-10-22 09:00", &find);
    let again = [
        "erkenntnis",
        "ersetzen",
        "K-1",
        "bestätigt",
        "--um",
        "heute",
    ];
    at(&bed, "2021-10-22 18:00", &again);
    assert_eq!(
        bed.json(&["erkenntnis", "zeigen", "K-1"])["statement"],
        "bestätigt"
    );
    let before = ["erkenntnis", "ersetzen", "K-1", "offen", "--um", "08:15"];
    let said = at(&bed, "2021-10-22 18:10", &before);
    let err = one_line(&said.err);
    assert!(
        err.contains("gilt weiter: bestätigt, seit 22.10.2021, Eintrag 3."),
        "{err}"
    );
    let write = ["lagebild", "zusammenfassung", "Ruhig", "--um", "12:00"];
    at(&bed, "2021-10-22 18:20", &write);
    let write = ["lagebild", "zusammenfassung", "Angespannt", "--um", "heute"];
    at(&bed, "2021-10-22 18:30", &write);
    assert_eq!(bed.json(&["lagebild"])[0]["text"], "Angespannt");
    let write = ["lagebild", "zusammenfassung", "Unklar", "--um", "11:00"];
    let said = at(&bed, "2021-10-22 18:40", &write);
    let err = one_line(&said.err);
    assert!(
        err.contains("gilt weiter: Angespannt, seit 22.10.2021, Eintrag 6."),
        "{err}"
    );
    let all: Vec<Value> = bed
        .json(&["lagebild", "zusammenfassung"])
        .as_array()
        .unwrap()
        .clone();
    let texts: Vec<&str> = all
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["Unklar", "Ruhig", "Angespannt"]);
    assert!(bed.ok(&["bericht"]).contains("Angespannt"));
}

#[test]
fn what_people_say_is_meant_by_the_clock_of_today_though_it_was_wrong_once() {
    let bed = Bed::new();
    bed.at("2026-11-25 09:00");
    bed.ok(&["init", "Probelage"]);
    at(&bed, "2036-11-25 10:00", &["notiz", "Die Uhr geht falsch"]);
    let add = [
        "aufgabe",
        "neu",
        "B",
        "--an",
        "IT",
        "--frist",
        "heute 16:00",
    ];
    let said = at(&bed, "2026-11-25 10:05", &add);
    let err = one_line(&said.err);
    assert!(
        err.contains("3.652 Tage") && err.contains("seit Eintrag 2"),
        "{err}"
    );
    let task = bed.json(&["aufgabe", "zeigen", "A-1"]);
    assert_eq!(task["due"], "2026-11-25T16:00:00+01:00");
    assert_eq!(task["happened_at"], "2026-11-25T10:05:00+01:00");
    let entry = bed.json(&["tagebuch", "--zu", "A-1"])[0].clone();
    assert_eq!(entry["clock_held"], true);
    assert_eq!(entry["recorded_at"], "2036-11-25T10:00:00+01:00");
    let past = [
        "aufgabe",
        "neu",
        "C",
        "--an",
        "IT",
        "--frist",
        "heute 06:00",
    ];
    let said = at(&bed, "2026-11-25 10:10", &past);
    assert!(
        one_line(&said.err).contains("seit Eintrag 2"),
        "each write says so: {}",
        said.err
    );
    bed.at("2026-11-25 11:00");
    bed.fails(1, &["notiz", "Kommt erst", "--um", "25.11.2027 12:00"]);
    let released = at(
        &bed,
        "2026-11-25 11:05",
        &["bericht", "freigeben", "--von", "OB"],
    );
    assert!(
        one_line(&released.err).contains("seit Eintrag 2"),
        "{}",
        released.err
    );
    let shown = bed.json(&["bericht", "liste"])[0].clone();
    assert_eq!(shown["as_of"], "2026-11-25T11:05:00+01:00");
    // What was held says so, and is not called late for it.
    let journal = one_line(&bed.ok(&["tagebuch"]));
    assert!(
        journal.contains("Zeit gehalten") && !journal.contains("nachgetragen"),
        "{journal}"
    );
    let import = bed.path().join("mehr.toml");
    std::fs::write(
        &import,
        "format = 1\n[[entry]]\ndo = \"note.add\"\ntext = \"Vom Zettel\"\n",
    )
    .unwrap();
    let said = at(
        &bed,
        "2026-11-25 11:10",
        &["import", import.to_str().unwrap()],
    );
    assert!(
        one_line(&said.err).contains("seit Eintrag 2"),
        "{}",
        said.err
    );
    // A clock that is right again, and past what was recorded, is not spoken of.
    let said = at(&bed, "2036-11-25 10:01", &["notiz", "Zehn Jahre später"]);
    assert!(!said.err.contains("Uhr"), "{}", said.err);
    bed.ok(&["pruefen"]);
}

#[test]
fn a_service_is_there_from_the_first_moment_that_anything_of_it_speaks_of() {
    let bed = begun();
    at(&bed, "2022-06-01 12:00", &["dienst", "neu", "E-Mail"]);
    let down = [
        "dienst",
        "setzen",
        "E-Mail",
        "ausgefallen",
        "--seit",
        "24.05.2022 06:00",
    ];
    bed.ok(&down);
    let as_of = ["--stand", "26.05.2022 12:00"];
    assert_eq!(state(&bed, &as_of), "down");
    let report = bed.ok(&["bericht", "--stand", "26.05.2022 12:00"]);
    assert!(
        report.contains("E-Mail") && report.contains("ausgefallen"),
        "{report}"
    );
    let list = |stand: &str| bed.json(&["dienst", "liste", "--stand", stand]);
    assert_eq!(list("24.05.2022 05:59"), json!([]));
    assert_eq!(list("24.05.2022 06:00")[0]["name"], "E-Mail");
    // The entry that names it comes along, and is counted.
    let journal = bed.json(&["tagebuch", "--stand", "26.05.2022 12:00"]);
    assert_eq!(numbers(&journal), ["1", "3", "2"]);
    // What was not known does not bring it there.
    let known = [
        "dienst",
        "liste",
        "--stand",
        "26.05.2022 12:00",
        "--kenntnis",
        "01.06.2022 12:00",
    ];
    assert_eq!(bed.json(&known), json!([]));
    // Nor does what was cancelled.
    bed.ok(&["streichen", "3", "--grund", "Verwechselt"]);
    assert_eq!(list("26.05.2022 12:00"), json!([]));
}

#[test]
fn an_incident_is_there_from_its_beginning_and_about_is_about_that() {
    let bed = begun();
    let add = ["vorfall", "neu", "X", "--seit", "05:00", "--ca"];
    at(&bed, "2021-10-22 12:01", &add);
    let list = |stand: &str| bed.json(&["vorfall", "liste", "--stand", stand]);
    let shown = list("22.10.2021 06:00")[0].clone();
    assert_eq!(
        (&shown["title"], &shown["status"]),
        (&json!("X"), &json!("open"))
    );
    assert_eq!(list("22.10.2021 04:59"), json!([]));
    assert_eq!(
        (&shown["began_approximate"], &shown["approximate"]),
        (&json!(true), &json!(false))
    );
    let journal = bed.ok(&["tagebuch"]);
    assert!(!journal.contains("ca. 22.10.2021 12:01"), "{journal}");
    // A beginning that is put right later is the beginning.
    at(
        &bed,
        "2021-10-22 14:00",
        &["vorfall", "aendern", "V-1", "--seit", "03:00"],
    );
    let shown = list("22.10.2021 04:00")[0].clone();
    assert_eq!(shown["began_at"], "2021-10-22T03:00:00+02:00");
    assert_eq!(shown["began_approximate"], false);
    at(
        &bed,
        "2021-10-22 14:10",
        &["vorfall", "aendern", "V-1", "--seit", "07:00", "--ca"],
    );
    assert_eq!(list("22.10.2021 06:59"), json!([]));
    assert_eq!(list("22.10.2021 07:00")[0]["began_approximate"], true);
    let edits = bed.json(&["tagebuch", "--zu", "V-1"]);
    assert_eq!(edits[2]["approximate"], false);
    // With a time of its own the entry may be about right too.
    bed.ok(&[
        "vorfall", "neu", "Y", "--seit", "05:00", "--um", "06:00", "--ca",
    ]);
    assert_eq!(bed.json(&["vorfall", "zeigen", "V-2"])["approximate"], true);
}

#[test]
fn a_task_that_was_begun_before_it_was_written_down_is_there() {
    let bed = begun();
    at(
        &bed,
        "2021-10-22 12:00",
        &[
            "aufgabe",
            "neu",
            "Netz trennen",
            "--an",
            "IT",
            "--frist",
            "+4h",
        ],
    );
    bed.ok(&["aufgabe", "beginnen", "A-1", "--um", "10:00"]);
    let list = |stand: &str| bed.json(&["aufgabe", "liste", "--stand", stand]);
    assert_eq!(list("22.10.2021 11:00")[0]["status"], "in_progress");
    assert_eq!(list("22.10.2021 09:59"), json!([]));
}

#[test]
fn what_is_known_only_by_the_day_is_said() {
    let bed = begun();
    bed.at("2022-12-29 20:00");
    bed.ok(&["dienst", "neu", "Kfz", "--um", "28.12.2022 12:00"]);
    bed.ok(&["dienst", "setzen", "Kfz", "ausgefallen", "--seit", "heute"]);
    bed.ok(&["notiz", "Strom weg", "--um", "29.12.2022 nachts"]);
    let said = bed.run(&["dienst", "liste", "--stand", "29.12.2022 00:30"]);
    let err = one_line(&said.err);
    assert!(
        err.contains("am 29.12.2022 00:30 vielleicht noch nicht so: D-1 (29.12.2022); Eintrag 4 (29.12.2022 nachts)"),
        "{err}"
    );
    let report = one_line(&bed.ok(&["bericht", "--stand", "29.12.2022 00:30"]));
    assert!(
        report.contains("vielleicht noch nicht so: D-1 (29.12.2022)"),
        "{report}"
    );
    // The night has passed by then, the day has not.
    let said = bed.run(&["dienst", "liste", "--stand", "29.12.2022 12:00"]);
    assert!(
        said.err.contains("D-1") && !said.err.contains("Eintrag 4"),
        "{}",
        said.err
    );
    // A day that is asked for whole, or is over, and what was recorded by then, is known.
    for stand in [
        "29.12.2022",
        "29.12.2022 23:59",
        "30.12.2022 08:00",
        "29.12.2022 20:05",
    ] {
        bed.at("2022-12-31 08:00");
        let said = bed.run(&["dienst", "liste", "--stand", stand]);
        assert!(!said.err.contains("vielleicht"), "{stand}: {}", said.err);
    }
}

#[test]
fn what_is_entered_an_hour_after_its_day_or_part_of_one_is_late() {
    let bed = begun();
    for (moment, said, late) in [
        ("2021-10-22 23:50", "heute", false),
        ("2021-10-22 10:00", "heute morgens", false),
        ("2021-10-22 10:10", "heute morgens", true),
        ("2021-10-23 00:59", "22.10.2021", false),
        ("2021-10-23 01:10", "22.10.2021", true),
        ("2021-10-24 09:00", "22.10.2021 abends", true),
    ] {
        let bed = begun();
        at(&bed, moment, &["notiz", "Probe", "--um", said]);
        let journal = bed.ok(&["tagebuch"]);
        assert_eq!(
            journal.contains("nachgetragen"),
            late,
            "{moment} {said}\n{journal}"
        );
    }
    at(
        &bed,
        "2021-10-23 08:00",
        &[
            "dienst",
            "neu",
            "Kfz",
            "--zustand",
            "ausgefallen",
            "--seit",
            "gestern",
        ],
    );
    assert!(bed.ok(&["tagebuch"]).contains("nachgetragen"));
}

#[test]
fn the_handover_shows_what_was_recorded_since_also_of_the_day_before() {
    let bed = begun();
    at(&bed, "2021-10-23 10:00", &["notiz", "Mittags"]);
    at(
        &bed,
        "2021-10-24 22:00",
        &[
            "notiz",
            "Nachtrag zu vorgestern",
            "--um",
            "22.10.2021 12:00",
        ],
    );
    at(&bed, "2021-10-25 06:00", &["notiz", "Morgens"]);
    bed.at("2021-10-25 07:00");
    let since = bed.json(&["tagebuch", "--seit", "gestern 18:00"]);
    assert_eq!(numbers(&since), ["3", "4"]);
    let all = bed.json(&["tagebuch", "--seit", "gestern 18:00", "--alle"]);
    assert_eq!(numbers(&all), ["3", "4"]);
    let last = bed.json(&["tagebuch", "--anzahl", "2"]);
    assert_eq!(numbers(&last), ["3", "4"]);
    let text = bed.ok(&["tagebuch", "--seit", "gestern 18:00", "--alle"]);
    assert!(
        text.contains("Nachtrag zu vorgestern") && !text.contains("Mittags"),
        "{text}"
    );
}

#[test]
fn the_tagebuch_can_be_read_in_the_order_of_its_numbers() {
    let bed = begun();
    at(&bed, "2021-10-22 12:00", &["notiz", "zuerst geschrieben"]);
    bed.ok(&["notiz", "früher geschehen", "--um", "22.10.2021 07:00"]);
    for more in [
        &[][..],
        &["--alle"],
        &["--anzahl", "9"],
        &["--seit", "22.10.2021"],
    ] {
        let by = |order: &[&str]| numbers(&bed.json(&[&["tagebuch"], more, order].concat()));
        assert_eq!(by(&[]), ["3", "1", "2"], "{more:?}");
        assert_eq!(by(&["--nach", "zeit"]), ["3", "1", "2"], "{more:?}");
        assert_eq!(by(&["--nach", "eintrag"]), ["1", "2", "3"], "{more:?}");
        assert_eq!(by(&["--order", "entry"]), ["1", "2", "3"], "{more:?}");
    }
    let text = bed.ok(&["tagebuch", "--alle", "--nach", "Eintrag"]);
    assert!(
        text.find("zuerst").unwrap() < text.find("früher").unwrap(),
        "{text}"
    );
    let err = bed.fails(2, &["tagebuch", "--nach", "namen"]);
    assert!(
        err.contains("--nach") && err.contains("zeit, eintrag"),
        "{err}"
    );
}

#[test]
fn a_day_does_not_stand_before_the_entry_that_began_the_log_on_it() {
    let bed = begun();
    at(
        &bed,
        "2021-10-22 09:00",
        &["notiz", "Von heute", "--um", "heute"],
    );
    bed.ok(&["notiz", "Von heute früh", "--um", "heute morgens"]);
    bed.ok(&["notiz", "Von gestern", "--um", "gestern"]);
    bed.ok(&["notiz", "Um sieben", "--um", "07:00"]);
    for more in [&[][..], &["--alle"]] {
        let lines = bed.json(&[&["tagebuch"], more].concat());
        assert_eq!(numbers(&lines), ["4", "5", "1", "2", "3"]);
    }
    // It counts from its day on all the same.
    let lines = bed.json(&["tagebuch", "--stand", "22.10.2021 00:30"]);
    assert_eq!(numbers(&lines), ["4", "2"]);
    assert!(
        bed.ok(&["bericht", "--stand", "22.10.2021 00:30"])
            .contains("Von heute")
    );
}

#[test]
fn the_first_opening_names_what_reads_otherwise_than_before() {
    let bed = begun();
    at(&bed, "2021-10-22 09:00", &["dienst", "neu", "Kfz"]);
    bed.ok(&["dienst", "setzen", "Kfz", "normal", "--seit", "08:30"]);
    bed.ok(&["dienst", "setzen", "Kfz", "ausgefallen", "--seit", "heute"]);
    bed.ok(&["dienst", "neu", "Telefon", "--zustand", "ausgefallen"]);
    bed.ok(&["erkenntnis", "neu", "Abfluss", "keiner"]);
    bed.ok(&["lagebild", "zusammenfassung", "Ruhig", "--um", "09:04"]);
    bed.ok(&["lagebild", "zusammenfassung", "Ernst", "--um", "heute"]);
    assert_eq!(bed.json(&["pruefen"])["reads_otherwise"], json!([]));
    assert!(!bed.ok(&["pruefen"]).contains("anders als vorher"));
    // As the version before left its tables.
    let conn = rusqlite::Connection::open(bed.log()).unwrap();
    conn.execute_batch(
        "UPDATE service SET state = 'normal' WHERE number = 'D-1';
         UPDATE service_state SET position = 7 WHERE service = (SELECT id FROM service WHERE number = 'D-1') AND position = 0;
         UPDATE service_state SET position = position - 1 WHERE service = (SELECT id FROM service WHERE number = 'D-1') AND position = 1;
         UPDATE service_state SET position = 1 WHERE position = 7;
         UPDATE here SET derived = 1;",
    )
    .unwrap();
    drop(conn);
    // Whatever is asked first: the comparison is kept.
    assert_eq!(state(&bed, &[]), "down");
    let checked = bed.json(&["pruefen"]);
    assert_eq!(checked["sound"], true);
    assert_eq!(checked["reads_otherwise"], json!(["D-1", "summary"]));
    let text = one_line(&bed.ok(&["pruefen"]));
    assert!(
        text.contains(
            "lesen sich anders als vorher: D-1 Kfz (vorher: Normalbetrieb); Zusammenfassung."
        ),
        "{text}"
    );
    bed.ok(&["pruefen", "--neu-aufbauen"]);
    assert_eq!(
        bed.json(&["pruefen"])["reads_otherwise"],
        json!(["D-1", "summary"])
    );
}

#[test]
fn the_first_opening_names_the_contacts_that_citizens_could_read() {
    let bed = begun();
    for (name, more) in [
        ("Kfz", &["--kontakt", "0123 99", "--oeffentlich"][..]),
        ("Pass", &["--kontakt", "0123 98"]),
        ("Mail", &["--oeffentlich"]),
    ] {
        bed.ok(&[&["dienst", "neu", name], more].concat());
    }
    // As version 0.2 left its tables: nothing but the contact to be called by.
    let conn = rusqlite::Connection::open(bed.log()).unwrap();
    conn.execute_batch("ALTER TABLE service DROP COLUMN hotline; UPDATE here SET derived = 1;")
        .unwrap();
    drop(conn);
    let checked = bed.json(&["pruefen"]);
    assert_eq!(checked["reads_otherwise"], json!([]));
    assert_eq!(checked["contacts_inside"], json!(["D-1"]));
    let text = one_line(&bed.ok(&["pruefen"]));
    assert!(
        text.contains("stand er auch in der Bürgerinformation: D-1 Kfz. Soll die Nummer")
            && !text.contains("anders als vorher"),
        "{text}"
    );
}

#[test]
fn the_logs_of_earlier_versions_read_as_they_did() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs");
    let logs = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    for log in logs.filter(|path| path.extension().is_some_and(|end| end == "db")) {
        let bed = Bed::new();
        bed.at(AFTERWARDS);
        std::fs::copy(&log, bed.log()).unwrap();
        let checked = bed.json(&["pruefen"]);
        assert_eq!(checked["reads_otherwise"], json!([]), "{}", log.display());
    }
}
