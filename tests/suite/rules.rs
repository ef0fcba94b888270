//! What must hold for records, seen from the command line.

use crate::bed::Bed;

#[test]
fn a_decision_without_reason_or_decider_is_refused() {
    let bed = Bed::with_log();
    assert!(
        bed.fails(1, &["entscheidung", "neu", "Abschalten", "--von", "OB"])
            .contains("--grund")
    );
    assert!(
        bed.fails(
            1,
            &["entscheidung", "neu", "Abschalten", "--grund", "Schutz"]
        )
        .contains("--von")
    );
    assert_eq!(bed.json(&["entscheidung", "liste"]), serde_json::json!([]));
    bed.ok(&[
        "decision",
        "add",
        "Abschalten",
        "--reason",
        "Schutz",
        "--by",
        "OB",
    ]);
    assert_eq!(bed.json(&["entscheidung", "liste"])[0]["reason"], "Schutz");
}

#[test]
fn a_task_without_owner_or_date_stands_out_everywhere() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Ursache finden"]);
    for args in [
        &["aufgabe", "liste"][..],
        &["aufgabe", "zeigen", "a1"],
        &["bericht"],
        &[],
    ] {
        let out = bed.ok(args);
        assert!(
            out.contains("nicht zugewiesen") && out.contains("ohne Frist"),
            "{args:?}\n{out}"
        );
    }
}

#[test]
fn a_status_change_that_is_not_allowed_names_state_and_who_set_it() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Ursache finden"]);
    bed.ok(&[
        "aufgabe",
        "erledigen",
        "A-1",
        "--ergebnis",
        "gefunden",
        "--wirkung",
        "wirksam",
        "--als",
        "Weber",
    ]);
    let err = bed.fails(1, &["aufgabe", "beginnen", "A-1"]);
    assert!(err.contains("erledigt") && err.contains("Weber"), "{err}");
}

#[test]
fn tasks_never_wait_in_a_circle() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "eins"]);
    bed.ok(&["aufgabe", "neu", "zwei", "--wartet-auf", "A-1"]);
    let err = bed.fails(1, &["aufgabe", "aendern", "A-1", "--wartet-auf", "A-2"]);
    assert!(err.contains("A-1, A-2, A-1"), "{err}");
    assert!(
        bed.fails(1, &["aufgabe", "beginnen", "A-2"])
            .contains("A-1")
    );
}

#[test]
fn an_incident_is_not_closed_over_open_tasks_unless_said_so() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Angriff"]);
    bed.ok(&["aufgabe", "neu", "Ursache finden", "--zu", "V-1"]);
    assert!(
        bed.fails(1, &["vorfall", "schliessen", "V-1", "--grund", "vorbei"])
            .contains("A-1")
    );
    bed.ok(&[
        "vorfall",
        "schliessen",
        "V-1",
        "--grund",
        "vorbei",
        "--trotzdem",
    ]);
    assert_eq!(bed.json(&["vorfall", "zeigen", "V-1"])["status"], "closed");
}

#[test]
fn a_service_state_entered_late_takes_its_place_by_event_time() {
    let bed = Bed::with_log();
    bed.ok(&[
        "dienst",
        "neu",
        "E-Mail",
        "--zustand",
        "ausgefallen",
        "--seit",
        "vor 3 Stunden",
    ]);
    bed.ok(&["dienst", "setzen", "mail", "Normalbetrieb", "--seit", "-1h"]);
    bed.ok(&["dienst", "setzen", "mail", "eingeschränkt", "--seit", "-2h"]);
    let service = bed.json(&["dienst", "zeigen", "mail"]);
    let states: Vec<&str> = service["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["down", "degraded", "normal"]);
    assert_eq!(
        bed.json(&["dienst", "liste", "--stand", "-90m"])[0]["history"][0]["state"],
        "degraded"
    );
}

#[test]
fn a_replaced_finding_keeps_its_old_wording_readable() {
    let bed = Bed::with_log();
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Datenabfluss",
        "bisher nicht festgestellt",
    ]);
    bed.ok(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "Abfluss von 4 GB festgestellt",
    ]);
    let out = bed.ok(&["bericht"]);
    assert!(
        out.contains("Abfluss von 4 GB") && out.contains("bisher nicht festgestellt"),
        "{out}"
    );
}

#[test]
fn a_notice_past_its_validity_says_so() {
    let bed = Bed::with_log();
    bed.ok(&[
        "bekanntgabe",
        "neu",
        "Stadthaus zu",
        "--gilt-ab",
        "gestern 08:00",
        "--gilt-bis",
        "gestern 18:00",
    ]);
    assert!(bed.ok(&["bericht"]).contains("abgelaufen"));
}

#[test]
fn corrections_and_cancellations_leave_the_old_text_readable() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Alles", "ruhig"]);
    bed.ok(&["berichtigen", "2", "Alles unruhig", "--grund", "Hörfehler"]);
    let out = bed.ok(&["tagebuch"]);
    assert!(
        out.contains("gestrichen: Alles ruhig")
            && out.contains("Alles unruhig")
            && out.contains("Hörfehler"),
        "{out}"
    );
    bed.ok(&["streichen", "2", "--grund", "gehört nicht hierher"]);
    assert!(bed.ok(&["tagebuch"]).contains("gehört nicht hierher"));
    assert!(
        bed.fails(1, &["streichen", "2", "--grund", "nochmal"])
            .contains("schon gestrichen")
    );
}

#[test]
fn cancelling_a_status_change_brings_the_state_before_back() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Ursache finden"]);
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    bed.ok(&["streichen", "3", "--grund", "falsche Nummer"]);
    assert_eq!(bed.json(&["aufgabe", "zeigen", "A-1"])["status"], "open");
    bed.ok(&["pruefen"]);
}

#[test]
fn the_report_says_when_nothing_changed() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "ruhig"]);
    assert!(
        bed.ok(&["bericht", "--seit", "jetzt"])
            .contains("Keine Änderungen seit")
    );
    bed.ok(&["vorfall", "neu", "Angriff"]);
    let out = bed.ok(&["bericht", "--seit", "-5m"]);
    assert!(
        out.contains("Neu: V-1 Angriff") && out.contains("(neu)"),
        "{out}"
    );
}

#[test]
fn both_languages_and_both_names_do_the_same() {
    let bed = Bed::with_log();
    bed.ok(&[
        "task",
        "add",
        "Find the cause",
        "--to",
        "IT",
        "--due",
        "tomorrow 12:00",
        "--prio",
        "urgent",
        "--lang",
        "en",
    ]);
    let task = &bed.json(&["aufgabe", "liste"])[0];
    assert_eq!(
        (
            task["priority"].as_str(),
            task["assignee"]["function"].as_str()
        ),
        (Some("urgent"), Some("IT"))
    );
    assert!(
        bed.ok(&["report", "--lang", "en"])
            .contains("Situation report")
    );
}

#[test]
fn the_glance_fits_one_screen_whatever_is_in_the_log() {
    let bed = Bed::with_log();
    let long = "Sehr langer Text ".repeat(20);
    for number in 0..12 {
        let due = ["--frist", "gestern 12:00"];
        let due = if number % 2 == 0 { &due[..] } else { &[] };
        bed.ok(&[&["aufgabe", "neu", &long, "--an", &long], due].concat());
        bed.ok(&[
            "dienst",
            "neu",
            &format!("{long}{number}"),
            "--zustand",
            "ausgefallen",
        ]);
        bed.ok(&[
            "entscheidung",
            "neu",
            &long,
            "--grund",
            &long,
            "--von",
            &long,
        ]);
    }
    bed.ok(&["aufgabe", "neu", "bald", "--an", "IT", "--frist", "+2h"]);
    let out = bed.ok(&[]);
    assert!(out.lines().count() <= 23, "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
}

#[test]
fn what_was_not_recorded_by_a_moment_was_not_known_then_though_it_had_happened() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Angriff", "--um", "gestern 12:00"]);
    let incidents = |option: &str| bed.json(&["vorfall", "liste", option, "-30m"]);
    assert_eq!(incidents("--stand")[0]["title"], "Angriff");
    assert_eq!(incidents("--kenntnis"), serde_json::json!([]));
    let both = ["vorfall", "liste", "--stand", "-30m", "--kenntnis", "jetzt"];
    assert_eq!(bed.json(&both)[0]["title"], "Angriff");
    let both = ["vorfall", "liste", "--stand", "jetzt", "--kenntnis", "-30m"];
    assert_eq!(bed.json(&both), serde_json::json!([]));
    assert!(bed.ok(&["bericht"]).contains("Angriff"));
    assert!(
        !bed.ok(&["bericht", "--kenntnis", "-30m"])
            .contains("Angriff")
    );
}

#[test]
fn a_time_that_is_only_about_right_says_so_in_every_table_and_on_paper() {
    let bed = Bed::with_log();
    let about = ["--um", "gestern 12:00", "--ca"];
    for args in [
        &["vorfall", "neu", "Angriff", "--seit", "gestern 11:00"][..],
        &["aufgabe", "neu", "Ursache finden"],
        &[
            "entscheidung",
            "neu",
            "Abschalten",
            "--grund",
            "Schutz",
            "--von",
            "OB",
        ],
        &["dienst", "neu", "E-Mail", "--zustand", "ausgefallen"],
        &["erkenntnis", "neu", "Abfluss", "keiner bekannt"],
        &["bekanntgabe", "neu", "Stadthaus zu"],
    ] {
        bed.ok(&[args, &about].concat());
    }
    bed.ok(&["dienst", "setzen", "D-1", "Notbetrieb"]);
    for (noun, number) in [
        ("vorfall", "V-1"),
        ("aufgabe", "A-1"),
        ("entscheidung", "E-1"),
        ("dienst", "D-1"),
        ("erkenntnis", "K-1"),
        ("bekanntgabe", "B-1"),
    ] {
        let shown = bed.json(&[noun, "zeigen", number]);
        assert_eq!(shown["approximate"], true, "{number}");
        let listed = bed.json(&[noun, "liste"]);
        assert_eq!(listed[0]["approximate"], true, "{number}");
    }
    assert_eq!(
        bed.json(&["vorfall", "zeigen", "V-1"])["began_approximate"],
        true
    );
    let listed = bed.json(&["vorfall", "liste"]);
    assert_eq!(listed[0]["began_approximate"], true);
    let history = &bed.json(&["dienst", "zeigen", "D-1"])["history"];
    assert_eq!(history[0]["approximate"], true);
    assert_eq!(history[1]["approximate"], false);
    // What a spreadsheet reads.
    let sql = "SELECT (SELECT count(*) FROM journal WHERE approximate), (SELECT approximate FROM service_state LIMIT 1)";
    let sqlite = std::process::Command::new("sqlite3")
        .arg(bed.log())
        .arg(sql)
        .output()
        .expect("tests/run installs sqlite3");
    assert_eq!(String::from_utf8_lossy(&sqlite.stdout).trim(), "7|1");
    let journal = bed.ok(&["tagebuch"]);
    // The service and its first state are one line.
    assert_eq!(journal.matches("ca. ").count(), 6, "{journal}");
    bed.ok(&["vorfall", "aendern", "V-1", "--seit", "gestern 10:00"]);
    assert_eq!(
        bed.json(&["vorfall", "zeigen", "V-1"])["began_approximate"],
        false
    );
    bed.ok(&["pruefen"]);
}

#[test]
fn what_has_not_happened_yet_is_refused_with_one_minute_of_grace() {
    let bed = Bed::with_log();
    for ahead in ["+2m", "+1h", "morgen 12:00", "+3d"] {
        for args in [
            &["notiz", "Probe", "--um", ahead][..],
            &["vorfall", "neu", "Probe", "--seit", ahead],
            &[
                "dienst",
                "neu",
                "Probe",
                "--zustand",
                "ausgefallen",
                "--seit",
                ahead,
            ],
        ] {
            assert!(bed.fails(1, args).contains("Zukunft"), "{args:?}");
        }
    }
    bed.ok(&["notiz", "Probe", "--um", "jetzt"]);
    assert_eq!(bed.json(&["vorfall", "liste"]), serde_json::json!([]));
    assert_eq!(bed.json(&["dienst", "liste"]), serde_json::json!([]));
}

#[test]
fn services_never_depend_on_each_other_in_a_circle() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Strom"]);
    bed.ok(&["dienst", "neu", "Netz", "--haengt-ab-von", "D-1"]);
    bed.ok(&["dienst", "neu", "E-Mail", "--haengt-ab-von", "Netz"]);
    for (service, other, circle) in [
        ("D-1", "D-3", "D-1, D-3, D-2, D-1"),
        ("D-1", "D-2", "D-1, D-2, D-1"),
        ("D-1", "D-1", "D-1, D-1"),
    ] {
        let args = ["dienst", "aendern", service, "--haengt-ab-von", other];
        assert!(bed.fails(1, &args).contains(circle), "{circle}");
    }
    bed.ok(&["dienst", "aendern", "D-3", "--haengt-ab-von", "D-1"]);
}

#[test]
fn an_entry_recorded_over_an_hour_late_says_so_in_print() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "eben", "--um", "-55m"]);
    assert!(!bed.ok(&["tagebuch"]).contains("nachgetragen"));
    bed.ok(&["notiz", "lange her", "--um", "-65m"]);
    assert!(bed.ok(&["tagebuch"]).contains("nachgetragen"));
}
