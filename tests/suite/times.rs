//! The words of time, from what is typed to what is printed, in every format.

use crate::bed::{Bed, Said};

/// A log on Wednesday, 25 November 2026.
fn at(clock: &str) -> Bed {
    let bed = Bed::new();
    bed.at("2026-11-24 08:00");
    bed.ok(&["init", "Probelage", "--behoerde", "Amt"]);
    bed.at(clock);
    bed
}

/// The due date of a task, as it is printed and as JSON has it.
fn due(clock: &str, typed: &str) -> (String, String) {
    let bed = at(clock);
    let task = bed.json(&["aufgabe", "neu", "x", "--frist", typed]);
    let shown = bed.ok(&["aufgabe", "zeigen", "A-1"]);
    let line = shown
        .lines()
        .find(|line| line.starts_with("Fällig"))
        .unwrap();
    let printed = line.split_once(':').unwrap().1.trim().to_owned();
    (printed, task["due"].as_str().unwrap().to_owned())
}

/// The time of a note, as the Tagebuch prints it.
fn noted(clock: &str, typed: &str) -> String {
    let bed = at(clock);
    bed.ok(&["notiz", "hier", "--um", typed]);
    line_of(&bed, "hier")
}

fn line_of(bed: &Bed, text: &str) -> String {
    let out = bed.ok(&["suche", text]);
    out.lines()
        .find(|line| line.contains(text))
        .unwrap()
        .to_owned()
}

fn refused(clock: &str, args: &[&str]) -> String {
    let bed = at(clock);
    let Said { err, code, .. } = bed.run(args);
    assert_eq!(code, 1, "{args:?}: {err}");
    let entries = bed.json(&["tagebuch"]).as_array().unwrap().len();
    assert_eq!(entries, 1, "nothing is recorded");
    err
}

#[test]
fn a_day_and_the_part_of_it_are_both_heard() {
    for (typed, printed, due_at) in [
        (
            "Montag morgen",
            "30.11.2026 morgens",
            "2026-11-30T08:59:00+01:00",
        ),
        (
            "Mo morgen",
            "30.11.2026 morgens",
            "2026-11-30T08:59:00+01:00",
        ),
        (
            "Montag morgen 08:00",
            "30.11.2026 08:00",
            "2026-11-30T08:00:00+01:00",
        ),
        (
            "morgen früh 8 Uhr",
            "26.11.2026 08:00",
            "2026-11-26T08:00:00+01:00",
        ),
        (
            "nächste Woche",
            "KW 49 (30.11.–06.12.2026)",
            "2026-12-06T23:59:00+01:00",
        ),
        (
            "Monatsende",
            "Ende November 2026",
            "2026-11-30T23:59:00+01:00",
        ),
        ("in einer Woche", "02.12.2026", "2026-12-02T23:59:00+01:00"),
        ("in 7 Tagen", "02.12.2026", "2026-12-02T23:59:00+01:00"),
        (
            "Frühjahr 2027",
            "Frühjahr 2027",
            "2027-05-31T23:59:00+02:00",
        ),
        (
            "gegen 18 Uhr",
            "ca. 25.11.2026 18:00",
            "2026-11-25T18:00:00+01:00",
        ),
    ] {
        let expected = (printed.to_owned(), due_at.to_owned());
        assert_eq!(due("2026-11-25 15:00", typed), expected, "{typed}");
    }
}

#[test]
fn a_night_is_the_one_that_people_mean() {
    let (printed, due_at) = due("2026-11-25 20:00", "heute nacht");
    assert_eq!(printed, "Nacht zum 26.11.2026");
    assert_eq!(due_at, "2026-11-26T05:59:00+01:00");
    let (printed, _) = due("2026-11-25 23:30", "02:00");
    assert_eq!(printed, "26.11.2026 02:00");
    let line = noted("2026-11-25 05:10", "heute früh");
    assert!(line.contains("25.11.2026 morgens"), "{line}");
    let line = noted("2026-11-25 10:00", "letzte Nacht");
    assert!(line.contains("Nacht zum 25.11.2026"), "{line}");
}

#[test]
fn a_clock_time_that_was_not_yet_or_is_over_is_answered_with_the_other_day() {
    let err = refused("2026-11-25 00:20", &["notiz", "x", "--um", "23:50"]);
    assert!(err.contains("„gestern 23:50“"), "{err}");
    let err = refused(
        "2026-11-25 15:00",
        &["aufgabe", "neu", "x", "--frist", "08:00"],
    );
    assert!(err.contains("„morgen 08:00“"), "{err}");
    let err = refused("2026-11-25 21:00", &["notiz", "x", "--um", "halb acht"]);
    assert!(
        err.contains("25.11.2026 07:30 oder 25.11.2026 19:30"),
        "{err}"
    );
    let err = refused("2026-11-25 10:00", &["notiz", "x", "--um", "gestern nacht"]);
    assert!(
        err.contains("Nacht zum 24.11.2026 oder Nacht zum 25.11.2026"),
        "{err}"
    );
}

#[test]
fn a_day_is_one_of_the_calendar_and_24_hours_are_24_hours() {
    for (typed, printed) in [("+1 Tag", "25.10.2026 18:00"), ("+24h", "25.10.2026 17:00")] {
        let bed = Bed::new();
        bed.at("2026-10-24 17:00");
        bed.ok(&["init", "Probelage"]);
        bed.at("2026-10-24 18:00");
        bed.ok(&["aufgabe", "neu", "x", "--frist", typed]);
        let shown = bed.ok(&["aufgabe", "zeigen", "A-1"]);
        assert!(shown.contains(printed), "{typed}: {shown}");
    }
}

#[test]
fn what_programs_write_is_read() {
    for (typed, printed) in [
        ("2026-11-24T08:00Z", "24.11.2026 09:00"),
        ("2026-11-24T08:00+01:00", "24.11.2026 08:00"),
        ("2026-11-24T08:00:30.5+0100", "24.11.2026 08:00"),
        ("240800nov26", "24.11.2026 08:00"),
        ("240800Znov26", "24.11.2026 09:00"),
    ] {
        let line = noted("2026-11-25 15:00", typed);
        assert!(line.contains(printed), "{typed}: {line}");
    }
}

#[test]
fn about_is_kept_as_about_and_a_span_as_a_span() {
    for typed in ["ca. 8 Uhr", "gegen 8 Uhr", "kurz nach 8", "8 Uhr ca."] {
        let line = noted("2026-11-25 15:00", typed);
        assert!(line.contains("ca. 25.11.2026 08:00"), "{typed}: {line}");
    }
    let bed = at("2026-11-25 15:00");
    bed.ok(&["vorfall", "neu", "Angriff", "--seit", "gegen 7 Uhr"]);
    assert_eq!(
        bed.json(&["vorfall", "zeigen", "V-1"])["began_approximate"],
        true
    );
    let line = noted("2026-11-25 15:00", "zwischen 7 und 8 Uhr");
    assert!(line.contains("25.11.2026 07:00–08:00"), "{line}");

    let bed = at("2026-11-25 15:00");
    bed.ok(&["notiz", "Regen", "--um", "05. bis 06.07."]);
    let entries = bed.json(&["tagebuch"]);
    let rain = &entries
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["text"] == "Regen")
        .unwrap();
    assert_eq!(rain["happened_at"], "2026-07-05T00:00:00+02:00");
    assert_eq!(rain["happened_at_precision"], "range");
    assert_eq!(rain["happened_at_begin"], "2026-07-05");
    assert_eq!(rain["happened_at_end"], "2026-07-06");
    assert!(line_of(&bed, "Regen").contains("05.–06.07.2026"));
    // Folded anew from the log.
    bed.ok(&["pruefen", "--neu-aufbauen"]);
    bed.ok(&["pruefen"]);
    assert!(line_of(&bed, "Regen").contains("05.–06.07.2026"));
}

#[test]
fn the_zone_stands_beside_the_hour_that_comes_twice_in_every_format() {
    let bed = Bed::new();
    bed.at("2026-10-24 20:00");
    bed.ok(&["init", "Probelage"]);
    bed.at("2026-10-25 08:00");
    bed.ok(&["vorfall", "neu", "Strom", "--seit", "heute 02:40 MESZ"]);
    bed.ok(&[
        "vorfall",
        "schliessen",
        "V-1",
        "da",
        "--um",
        "heute 02:10 MEZ",
    ]);
    bed.ok(&["notiz", "spaet", "--um", "heute 02:40 MEZ"]);
    let list = bed.ok(&["vorfall", "zeigen", "V-1"]);
    assert!(list.contains("25.10.2026 02:40 MESZ"), "{list}");
    assert!(list.contains("25.10.2026 02:10 MEZ"), "{list}");
    for format in ["tabelle", "markdown", "html"] {
        let report = bed.ok(&["bericht", "--format", format]);
        assert!(report.contains("02:40 MEZ"), "{format}: {report}");
        assert!(report.contains("02:40 MESZ"), "{format}: {report}");
    }
    let english = bed.ok(&["tagebuch", "--sprache", "en"]);
    assert!(english.contains("25 Oct 2026 02:40 CET"), "{english}");
    let entry = bed.json(&["vorfall", "zeigen", "V-1"]);
    assert_eq!(entry["began_at"], "2026-10-25T02:40:00+02:00");

    // The hint is about what was typed.
    let err = bed.fails(1, &["aufgabe", "neu", "x", "--frist", "31.10.2027 02:30"]);
    assert!(err.contains("„31.10.2027 02:30 MEZ“"), "{err}");
    assert!(err.contains("„31.10.2027 02:30 MESZ“"), "{err}");
    let err = bed.fails(1, &["notiz", "x", "--um", "15.07.2026 02:30 MEZ"]);
    assert!(err.contains("gilt MESZ"), "{err}");
}

#[test]
fn the_forms_in_an_error_fit_what_the_time_is_for() {
    let past = refused("2026-11-25 15:00", &["notiz", "x", "--um", "neulich"]);
    assert!(
        past.contains("gestern 18:00") && !past.contains("morgen früh"),
        "{past}"
    );
    let due = refused(
        "2026-11-25 15:00",
        &["aufgabe", "neu", "x", "--frist", "demnächst"],
    );
    assert!(
        due.contains("morgen früh") && !due.contains("gestern"),
        "{due}"
    );
    for err in [past, due] {
        assert!(err.contains("lage hilfe zeiten"), "{err}");
    }
    for wrong in ["10/15/2021", "31.02.", "25:00", "7", "15-10-2021"] {
        refused("2026-11-25 15:00", &["notiz", "x", "--um", wrong]);
    }
}

#[test]
fn nobody_looks_at_what_is_to_come() {
    for args in [
        &["bericht", "--stand", "übermorgen"][..],
        &["tagebuch", "--kenntnis", "+2h"],
        &["aufgabe", "liste", "--stand", "nächste Woche"],
        &["tagebuch", "--seit", "morgen"],
    ] {
        let err = refused("2026-11-25 15:00", args);
        assert!(err.contains("liegt in der Zukunft"), "{args:?}: {err}");
    }
    let bed = at("2026-11-25 15:00");
    for stand in ["heute", "diese Woche", "jetzt", "14:30"] {
        bed.ok(&["bericht", "--stand", stand]);
    }
}

#[test]
fn the_help_shows_every_form_it_names_with_a_meaning() {
    let bed = at("2026-11-25 15:00");
    for (args, typed) in [
        (&["hilfe", "zeiten"][..], "halb acht"),
        (&["help", "times", "--sprache", "en"], "half past seven"),
    ] {
        let page = bed.ok(args);
        assert!(page.contains(typed), "{page}");
        for line in page.lines() {
            // Behind a clock time the dash is that of a range.
            let unread = line.replace("0 –", "").matches(" –").count() == 2;
            assert!(!unread, "neither sense takes it: {line}");
        }
    }
    // Without a log too.
    assert!(Bed::new().ok(&["hilfe", "zeiten"]).contains("halb acht"));
}

#[test]
fn a_released_report_keeps_the_name_of_the_zone_in_the_hour_that_comes_twice() {
    let bed = at("2026-10-25 12:00");
    bed.ok(&["vorfall", "neu", "Brand", "--seit", "25.10.2026 02:40 MESZ"]);
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    let shown = bed.ok(&["bericht", "zeigen", "1", "--format", "markdown"]);
    assert!(shown.contains("| 25.10.2026 02:40 MESZ |"), "{shown}");
}

#[test]
fn a_due_date_is_that_of_the_day_it_was_said_on_or_asked_for() {
    let bed = Bed::with_log();
    bed.at("2026-11-25 15:00");
    let add =
        |due: &str, at: &[&str]| bed.run(&[&["aufgabe", "neu", "x", "--frist", due], at].concat());
    let then = ["--um", "23.11. 07:10"];
    let due = |number: &str| bed.json(&["aufgabe", "zeigen", number])["due"].clone();
    assert_eq!(add("24.11. 12:00", &then).code, 0);
    assert_eq!(due("A-1"), "2026-11-24T12:00:00+01:00");
    assert_eq!(add("27.11. 12:00", &then).code, 0);
    assert_eq!(due("A-2"), "2026-11-27T12:00:00+01:00");
    for (due, at, first, second) in [
        ("18:00", &then[..], "23.11.2026 18:00", "25.11.2026 18:00"),
        ("morgen", &then, "24.11.2026", "26.11.2026"),
        ("24.11. 12:00", &[], "24.11.2026", "24.11.2027"),
    ] {
        let said = add(due, at);
        assert_eq!(said.code, 1, "{due}");
        assert!(
            said.err.contains(first) && said.err.contains(second),
            "{}",
            said.err
        );
    }
}

#[test]
fn what_was_said_to_be_rough_is_read_back_as_rough() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 09:00");
    let said = bed.run(&["notiz", "Anruf", "--um", "gegen 8 Uhr"]).err;
    assert!(
        said.contains("Ereigniszeit: ca. 15.10.2021 08:00"),
        "{said}"
    );
    let said = bed
        .run(&["vorfall", "neu", "Brand", "--seit", "gegen 7 Uhr"])
        .err;
    assert!(said.contains("Beginn: ca. 15.10.2021 07:00"), "{said}");
}
