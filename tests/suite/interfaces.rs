//! What people and programs meet: options, help, errors, JSON, man pages, imports, settings.

use std::process::Command;

use serde_json::Value;

use crate::bed::{Bed, said, said_in};

/// A bed whose log was begun in English.
fn english() -> Bed {
    let bed = Bed::new();
    bed.ok(&["init", "Power cut", "--sprache", "en"]);
    bed
}

fn error(bed: &Bed, code: i32, args: &[&str]) -> Value {
    let err = bed.fails(code, &[args, &["--json"]].concat());
    let last = err.lines().last().unwrap_or_default();
    let value: Value = serde_json::from_str(last).unwrap_or_else(|_| panic!("{err}"));
    assert_eq!(value["error"]["exit"], code, "{value}");
    value["error"].clone()
}

// ---- what is typed ----

#[test]
fn only_a_field_that_can_be_cleared_takes_an_empty_value() {
    let bed = Bed::with_log();
    bed.ok(&["bekanntgabe", "neu", "Wir öffnen.", "--kanal", "Aushang"]);
    bed.ok(&["erkenntnis", "neu", "Tor", "offen", "--art", "fakt"]);
    bed.ok(&[
        "vorfall", "neu", "Brand", "--stufe", "krise", "--text", "Keller",
    ]);
    bed.ok(&["aufgabe", "neu", "Löschen", "--an", "FW", "--zu", "V-1"]);
    bed.ok(&[
        "dienst", "neu", "Telefon", "--ort", "Rathaus", "--mta", "4h",
    ]);
    for (command, option) in [
        (&["bekanntgabe", "ersetzen", "B-1", "x"][..], "--von"),
        (&["bekanntgabe", "ersetzen", "B-1", "x"], "--an"),
        (&["bekanntgabe", "ersetzen", "B-1", "x"], "--gilt-ab"),
        (&["erkenntnis", "ersetzen", "K-1", "x"], "--art"),
        (&["erkenntnis", "ersetzen", "K-1", "x"], "--zu"),
        (&["erkenntnis", "ersetzen", "K-1", "x"], "--quelle"),
        (&["vorfall", "aendern", "V-1"], "--titel"),
        (&["aufgabe", "aendern", "A-1"], "--was"),
        (&["aufgabe", "aendern", "A-1"], "--prio"),
        (&["dienst", "aendern", "D-1"], "--name"),
        (&["dienst", "setzen", "D-1", "Notbetrieb"], "--seit"),
        (&["bekanntgabe", "neu", "x"], "--kanal"),
        (&["dienst", "neu", "Fax"], "--ort"),
        (
            &["entscheidung", "neu", "x", "--grund", "y", "--von", "z"],
            "--risiko",
        ),
    ] {
        for empty in ["", "  "] {
            let err = bed.fails(2, &[command, &[option, empty]].concat());
            assert!(
                err.contains(&format!("{option} braucht einen Wert")),
                "{err}"
            );
        }
    }
    for (command, option) in [
        (&["vorfall", "aendern", "V-1"][..], "--stufe"),
        (&["vorfall", "aendern", "V-1"], "--text"),
        (&["aufgabe", "aendern", "A-1"], "--an"),
        (&["aufgabe", "aendern", "A-1"], "--zu"),
        (&["dienst", "aendern", "D-1"], "--ort"),
        (&["dienst", "aendern", "D-1"], "--mta"),
        (&["dienst", "setzen", "D-1", "Notbetrieb"], "--ersatz"),
        (
            &["bekanntgabe", "ersetzen", "B-1", "Wir öffnen um 8."],
            "--kanal",
        ),
    ] {
        bed.ok(&[command, &[option, ""]].concat());
    }
    assert_eq!(
        bed.json(&["aufgabe", "zeigen", "A-1"])["about"],
        serde_json::json!([])
    );
    assert_eq!(
        bed.json(&["vorfall", "zeigen", "V-1"])["severity"],
        Value::Null
    );
    assert_eq!(
        bed.json(&["bekanntgabe", "zeigen", "B-2"])["channel"],
        Value::Null
    );
}

#[test]
fn who_writes_and_how_it_ended_are_never_taken_for_each_other() {
    let bed = Bed::with_log();
    for _ in 0..4 {
        bed.ok(&["erkenntnis", "neu", "Tor", "offen", "--art", "fakt"]);
    }
    for args in [
        &[
            "erkenntnis",
            "schliessen",
            "K-1",
            "bestaetigt",
            "--als",
            "widerlegt",
        ][..],
        &[
            "erkenntnis",
            "schliessen",
            "K-1",
            "--ausgang",
            "bestaetigt",
            "--als",
            "erledigt",
        ],
        &["notiz", "x", "--als", "vermutung"],
        &["vorfall", "neu", "Brand", "--als", "Krise"],
        &["dienst", "neu", "Telefon", "--als", "ausgefallen"],
        &["aufgabe", "erledigen", "A-1", "--als", "wirksam"],
    ] {
        let err = bed.fails(2, args);
        assert!(err.contains("--als sagt, wer schreibt"), "{err}");
    }
    bed.fails(1, &["erkenntnis", "schliessen", "K-1", "--als", "Weber"]);
    for (number, args) in [
        ("K-1", &["--als", "bestaetigt"][..]),
        ("K-2", &["bestaetigt", "--als", "Weber/S2"]),
        ("K-3", &["--ausgang", "bestaetigt", "--als", "Weber/S2"]),
        ("K-4", &["--outcome", "confirmed", "--as", "Weber/S2"]),
    ] {
        bed.ok(&[&["erkenntnis", "schliessen", number], args].concat());
        let finding = bed.json(&["erkenntnis", "zeigen", number]);
        assert_eq!(finding["outcome"], "confirmed", "{number}");
        let line = &bed.json(&["tagebuch", "--zu", number])[1];
        let author = if number == "K-1" { "probe" } else { "Weber" };
        assert_eq!(line["author"], author, "{number}");
    }
    // A word of another option is a name where that option was said.
    bed.ok(&["notiz", "x", "--art", "fakt", "--als", "vermutung"]);
    bed.ok(&[
        "entscheidung",
        "neu",
        "x",
        "--grund",
        "y",
        "--von",
        "OB",
        "--als",
        "Leitung",
    ]);
}

#[test]
fn what_is_read_back_says_that_a_time_is_approximate() {
    let bed = Bed::with_log();
    let err = bed.run(&["notiz", "x", "--um", "gegen 7 Uhr"]).err;
    assert!(err.contains("Ereigniszeit: ca. 15.10.2021 07:00"), "{err}");
    let err = bed.run(&["notiz", "y", "--um", "07:00", "--ca"]).err;
    assert!(err.contains("Ereigniszeit: ca. 15.10.2021 07:00"), "{err}");
    let err = bed.run(&["notiz", "z", "--um", "07:00"]).err;
    assert!(err.contains("Ereigniszeit: 15.10.2021 07:00"), "{err}");
    let err = bed
        .run(&["berichtigen", "4", "--um", "gegen 6 Uhr", "--grund", "Uhr"])
        .err;
    assert!(
        err.contains("Zeit 15.10.2021 07:00 → ca. 15.10.2021 06:00"),
        "{err}"
    );
    assert!(err.contains("Ereigniszeit: ca. 15.10.2021 06:00"), "{err}");
    bed.ok(&[
        "dienst",
        "neu",
        "Telefon",
        "--zustand",
        "ausgefallen",
        "--seit",
        "gegen 7 Uhr",
    ]);
    let err = bed
        .run(&["dienst", "setzen", "D-1", "normal", "--seit", "06:00"])
        .err;
    assert!(err.contains("seit ca. 15.10.2021 07:00"), "{err}");
}

#[test]
fn a_note_is_no_look_at_an_entry() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Strom weg"]);
    for args in [
        &["notiz", "zeigen", "2"][..],
        &["note", "show", "A-1"],
        &["notiz", "liste"],
    ] {
        let err = bed.fails(2, args);
        assert!(err.contains("Soll das eine Notiz sein"), "{err}");
    }
    bed.ok(&["notiz", "zeigen", "2", "mal"]);
    assert_eq!(bed.json(&["tagebuch"]).as_array().unwrap().len(), 3);
}

// ---- looking ----

#[test]
fn an_entry_is_shown_with_the_notes_about_it() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Strom weg"]);
    bed.ok(&["dienst", "neu", "Telefon"]);
    bed.ok(&["notiz", "Stimmt, bestätigt", "--zu", "2"]);
    bed.ok(&["notiz", "Gilt seit gestern", "--zu", "3"]);
    for args in [
        &["zeigen", "2"][..],
        &["show", "2"],
        &["tagebuch", "--zu", "2"],
    ] {
        let out = bed.ok(args);
        assert!(out.contains("Strom weg") && out.contains("Stimmt"), "{out}");
        assert!(!out.contains("Gilt seit"), "{out}");
    }
    let entry = bed.json(&["zeigen", "2"]);
    assert_eq!(entry["text"], "Strom weg");
    assert_eq!(entry["linked"], serde_json::json!(["4"]));
    // What is about an entry of a record is about the record.
    for args in [&["zeigen", "D-1"][..], &["dienst", "zeigen", "Telefon"]] {
        let out = bed.ok(args);
        assert!(out.contains("Gilt seit gestern"), "{out}");
    }
    assert_eq!(bed.json(&["zeigen", "D-1"])["name"], "Telefon");
    bed.fails(1, &["zeigen", "77"]);
    bed.fails(1, &["zeigen", "Telefon"]);
    bed.ok(&["pruefen"]);
}

#[test]
fn a_list_names_the_command_for_the_rest_with_what_it_was_narrowed_by() {
    let bed = Bed::with_log();
    for _ in 0..2 {
        bed.ok(&["aufgabe", "neu", "Prüfen", "--an", "IT/Max Weber"]);
    }
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    for (args, line) in [
        (&["aufgabe", "liste"][..], "lage aufgabe liste --alle"),
        (&["aufgabe"], "lage aufgabe liste --alle"),
        (
            &["aufgabe", "liste", "--an", "Max Weber"],
            "lage aufgabe liste --an \"Max Weber\" --alle",
        ),
        (
            &["task", "list", "--to", "IT", "--lang", "en"],
            "lage task list --to IT --lang en --all",
        ),
        (
            &["tagebuch", "--seit", "gestern", "--anzahl", "1"],
            "lage tagebuch --seit gestern --alle",
        ),
    ] {
        let out = bed.ok(args);
        assert!(out.trim_end().ends_with(line), "{out}");
        let rest = crate::help::shell_words(line);
        let rest: Vec<&str> = rest[1..].iter().map(String::as_str).collect();
        assert!(!bed.ok(&rest).contains("--al"), "{line}");
    }
}

#[test]
fn hints_print_commands_in_the_language_of_the_reader() {
    let bed = english();
    for args in [
        &["task", "show", "9"][..],
        &["aufgabe", "zeigen", "9"],
        &["task", "show", "x"],
        &["report", "show"],
        &["task", "add"],
        &["task", "edit", "1", "--foo"],
        &["finding", "close", "K-1", "refuted", "--as", "confirmed"],
        &["journal", "--most", "many"],
        &["report", "--public", "--since", "yesterday"],
        &["incident", "shwo"],
        &["note", "show", "2"],
        &["note", "-", "--at", "-"],
    ] {
        let said = bed.run(args);
        assert_ne!(said.code, 0, "{args:?}");
        let typed = said
            .err
            .lines()
            .filter(|line| !line.starts_with("You typed"));
        let text: String = typed.map(|line| format!("{line}\n")).collect();
        for german in [
            "aufgabe", "zeigen", "liste", "bericht ", "hilfe", "--seit", "--anzahl", "--alle",
            "--als", "--um", "Aufruf",
        ] {
            assert!(!text.contains(german), "{args:?}: {german}\n{text}");
        }
    }
}

// ---- JSON ----

#[test]
fn a_program_that_asks_for_the_log_is_given_the_whole_log() {
    let bed = Bed::with_log();
    for number in 0..110 {
        bed.ok(&["notiz", &format!("Meldung {number}")]);
    }
    assert_eq!(bed.json(&["tagebuch"]).as_array().unwrap().len(), 111);
    assert_eq!(
        bed.json(&["suche", "Meldung"]).as_array().unwrap().len(),
        110
    );
    let some = bed.json(&["tagebuch", "--anzahl", "3"]);
    assert_eq!(some.as_array().unwrap().len(), 3);
    assert!(bed.ok(&["tagebuch"]).contains("Weitere 61"));
}

#[test]
fn nothing_that_acts_on_a_terminal_comes_through_json() {
    let bed = Bed::with_log();
    let text = "a\u{9b}31m\u{202e}b\u{200b}\u{7f}c\u{e0041} \u{1f469}\u{200d}\u{1f692} ü";
    let written = bed.ok(&["notiz", text, "--json"]);
    let report = bed.ok(&["bericht", "--json"]);
    let all = bed.ok(&["tagebuch", "--alle", "--json"]);
    let error = bed.fails(1, &["aufgabe", "zeigen", text, "--json"]);
    for shown in [&written, &report, &all, &error] {
        let acts = |letter: char| {
            letter != '\n' && letter.is_control()
                || matches!(letter, '\u{202e}' | '\u{200b}' | '\u{e0041}')
        };
        assert!(!shown.chars().any(acts), "{shown:?}");
    }
    let written: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(written["text"], text);
    let all: Value = serde_json::from_str(&all).unwrap();
    let mut lines = all.as_array().unwrap().iter();
    assert!(lines.any(|line| line["text"] == text), "{all}");
}

#[test]
fn errors_are_json_where_json_was_asked_for() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "x"]);
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    for (code, args, name) in [
        (1, &["aufgabe", "zeigen", "A-9"][..], "no_record"),
        (1, &["aufgabe", "erledigen", "A-1"], "ended_task"),
        (1, &["notiz", "x", "--um", "bald"], "time_unreadable"),
        (2, &["notiz"], "missing"),
        (2, &["notiz", "x", "--foo", "y"], "unknown_argument"),
        (2, &["tanzen"], "no_such_command"),
        (2, &["tagebuch", "--anzahl", "viele"], "wrong_value"),
        (3, &["tagebuch", "--log", "fehlt.db"], "no_log"),
    ] {
        let error = error(&bed, code, args);
        assert_eq!(error["code"], name, "{error}");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|said| !said.is_empty())
        );
    }
    let error = error(&bed, 1, &["notiz", "Strom weg", "--um", "bald"]);
    assert_eq!(error["typed"], "lage notiz \"Strom weg\" --um bald --json");
    // A text is no option.
    let err = bed.fails(2, &["notiz", "x", "--foo", "--", "--json"]);
    assert!(err.starts_with('„'), "{err}");
}

#[test]
fn the_head_of_a_report_has_values_for_programs() {
    let bed = Bed::with_log();
    let head = bed.json(&["bericht"])["head"].clone();
    for name in ["released_by", "released_at", "next_at"] {
        assert_eq!(head.get(name), Some(&Value::Null), "{name} {head}");
    }
    bed.ok(&[
        "bericht",
        "freigeben",
        "--von",
        "OB Muster",
        "--naechster",
        "morgen",
    ]);
    let released = bed.ok(&["bericht", "zeigen", "1", "--format", "json"]);
    let released: Value = serde_json::from_str(&released).unwrap();
    let head = &released["head"];
    assert_eq!(head["released_by"], "OB Muster");
    assert_eq!(head["released_at"], "2021-10-15T07:32:00+02:00");
    assert_eq!(head["next_at"], "2021-10-16T23:59:00+02:00");
    assert_eq!(head["next_at_precision"], "day");
    let head = bed.json(&["bericht"])["head"].clone();
    assert_eq!(head["period_from"], "2021-10-15T07:32:00+02:00");
    assert_eq!(head["period_until"], head["as_of"]);
    assert!(bed.ok(&["bericht"]).contains("noch nicht freigegeben"));
}

// ---- languages, names, help ----

#[test]
fn a_log_begun_in_english_speaks_english_before_it_is_opened() {
    let bed = english();
    let err = bed.fails(2, &["task", "add"]);
    assert!(
        err.contains("Missing: WHAT") && err.contains("Usage:"),
        "{err}"
    );
    assert!(bed.ok(&["--help"]).contains("First steps"));
    assert!(bed.ok(&["help", "times"]).contains("Times"));
    assert!(bed.ok(&["completions", "fish"]).contains("Write an entry"));
    assert!(bed.ok(&["man"]).contains("EXIT STATUS"));
    assert!(bed.fails(2, &["tanzen"]).contains("There is no command"));
    // What is asked for goes before, then the settings.
    assert!(
        bed.ok(&["--hilfe", "--sprache", "de"])
            .contains("Erste Schritte")
    );
    std::fs::write(bed.path().join("lage.toml"), "sprache = \"de\"\n").unwrap();
    assert!(bed.ok(&["--help"]).contains("Erste Schritte"));
    std::fs::remove_file(bed.path().join("lage.toml")).unwrap();
    let mut environment = bed.environment(vec!["--help".into()]);
    environment.lang = Some("de".to_owned());
    assert!(
        said_in(&environment, std::io::empty())
            .out
            .contains("Erste Schritte")
    );
    // Without a log, in the user's own settings.
    let bed = Bed::new();
    std::fs::create_dir_all(bed.path().join("config/lage")).unwrap();
    std::fs::write(bed.path().join("config/lage/lage.toml"), "lang = \"en\"\n").unwrap();
    let mut environment = bed.environment(vec!["notitz".into()]);
    environment.config = Some(bed.path().join("config"));
    let err = said_in(&environment, std::io::empty()).err;
    assert!(
        err.contains("There is no command") && err.contains("note"),
        "{err}"
    );
}

#[test]
fn words_of_other_programs_are_told_what_they_are_here() {
    let bed = Bed::with_log();
    for (args, meant) in [
        (&["aufgabe", "neu", "x", "--bis", "morgen"][..], "--frist"),
        (&["aufgabe", "neu", "x", "--faellig", "morgen"], "--frist"),
        (&["aufgabe", "neu", "x", "--fällig", "morgen"], "--frist"),
        (&["aufgabe", "aendern", "1", "--wer", "IT"], "--an"),
        (&["aufgabe", "aendern", "1", "--assignee", "IT"], "--an"),
        (&["dienst", "neu", "x", "--status", "down"], "--zustand"),
        (
            &["bekanntgabe", "neu", "x", "--bis", "morgen"],
            "--gilt-bis",
        ),
        (&["notiz", "x", "--autor", "Weber"], "--als"),
        (&["loeschen", "3"], "Meinten Sie: streichen?"),
        (&["undo"], "lage streichen letzter"),
        (&["status"], "Meinten Sie: lage?"),
        (&["config"], "lage.toml"),
        (&["backup"], "Kopie von lage.db"),
        (&["liste"], "tagebuch"),
        (&["aufgabe", "loeschen", "1"], "absagen, lage streichen"),
        (&["aufgabe", "schliessen", "1"], "erledigen"),
        (&["erkenntnis", "aendern", "1"], "ersetzen"),
        (&["dienst", "status", "1"], "setzen"),
        (&["aufgabe", "anlegen", "x"], "neu"),
    ] {
        let err = bed.fails(2, args);
        let hint = err
            .lines()
            .find(|line| line.contains(meant) && !line.starts_with("Getippt"));
        assert!(hint.is_some(), "{args:?} {meant}\n{err}");
    }
    let bed = english();
    for (args, meant) in [
        (
            &["task", "add", "x", "--until", "tomorrow"][..],
            "Did you mean: --due?",
        ),
        (
            &["task", "edit", "1", "--assignee", "IT"],
            "Did you mean: --to?",
        ),
        (&["undo"], "Did you mean: lage void last?"),
        (&["task", "delete", "1"], "Did you mean: cancel, lage void?"),
        (&["config"], "lage.toml"),
    ] {
        let err = bed.fails(2, args);
        assert!(err.contains(meant), "{args:?} {meant}\n{err}");
    }
    bed.ok(&["Incident", "ADD", "Fire"]);
    bed.ok(&["pru\u{308}fen"]);
}

#[test]
fn help_is_wrapped_between_words_to_the_width_of_the_screen() {
    for (width, lang) in [(60, "de"), (80, "de"), (80, "en"), (200, "de")] {
        let bed = Bed::new().width(width);
        for path in [
            &[][..],
            &["aufgabe"],
            &["aufgabe", "neu"],
            &["dienst", "setzen"],
            &["bericht"],
        ] {
            let help = bed.ok(&[path, &["--hilfe", "--sprache", lang]].concat());
            for line in help.lines().filter(|line| !line.contains("lage ")) {
                let most = width.min(100);
                assert!(line.chars().count() <= most, "{width}: {line}\n{help}");
            }
            for word in ["Funktion/Person", "entscheidungsbedarf", "Katastrophe"] {
                let whole = help.matches(word).count();
                let joined = help.replace('\n', "").matches(word).count();
                assert_eq!(whole, joined, "{word} is cut\n{help}");
            }
        }
    }
}

#[test]
fn the_overview_begins_with_first_steps_and_has_every_command_in_one_group() {
    let bed = Bed::new();
    for (lang, first, groups) in [
        (
            "de",
            "Erste Schritte:",
            ["Schreiben:", "Lesen:", "Führen", "Das Tagebuch selbst"],
        ),
        (
            "en",
            "First steps:",
            ["Write:", "Read:", "Keep", "The log itself"],
        ),
    ] {
        let help = bed.ok(&["--hilfe", "--sprache", lang]);
        let mut screen = help.lines().take(24);
        assert!(screen.any(|line| line == first), "{help}");
        let found = groups.map(|group| help.find(&format!("\n{group}")));
        assert!(
            found.iter().all(Option::is_some) && found.is_sorted(),
            "{help}"
        );
        let names = crate::help::listed(&help);
        let mut once = names.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), names.len(), "{names:?}");
        assert!(names.len() >= 23, "{names:?}");
    }
}

#[test]
fn what_a_command_refuses_to_do_without_is_marked_in_its_help() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Brand"]);
    bed.ok(&["aufgabe", "neu", "Löschen"]);
    bed.ok(&[
        "entscheidung",
        "neu",
        "Räumen",
        "--grund",
        "Rauch",
        "--von",
        "OB",
    ]);
    bed.ok(&["bekanntgabe", "neu", "Bitte Fenster schließen"]);
    for args in [
        &["vorfall", "schliessen", "V-1"][..],
        &["aufgabe", "zurueckstellen", "A-1"],
        &["aufgabe", "absagen", "A-1"],
        &["entscheidung", "neu", "x"],
        &["entscheidung", "ersetzen", "E-1", "x"],
        &["entscheidung", "aufheben", "E-1"],
        &["bekanntgabe", "zurueckziehen", "B-1"],
        &["berichtigen", "2", "Feuer"],
        &["streichen", "2"],
    ] {
        let err = bed.fails(1, args);
        assert!(err.contains("Begründung"), "{args:?}\n{err}");
        let path = if args.len() > 2 && args[1].chars().all(char::is_alphabetic) {
            &args[..2]
        } else {
            &args[..1]
        };
        let help = bed.ok(&[path, &["--hilfe"]].concat());
        let usage = help
            .lines()
            .find(|line| line.starts_with("Aufruf:"))
            .unwrap();
        let needed = usage.contains("--grund TEXT") || usage.contains(" BEGRÜNDUNG …");
        assert!(needed && !usage.contains("[BEGRÜNDUNG"), "{usage}");
        let option = help.lines().find(|line| line.trim().starts_with("--grund"));
        assert!(
            option.is_some_and(|line| line.contains("(nötig)")),
            "{help}"
        );
    }
    let help = bed.ok(&["entscheidung", "neu", "--hilfe"]);
    assert!(
        help.contains("WAS … --grund TEXT --von WER [ANGABEN]"),
        "{help}"
    );
    let help = bed.ok(&["aufgabe", "neu", "--hilfe"]);
    assert!(!help.contains("nötig"), "{help}");
}

#[test]
fn every_man_page_has_its_own_synopsis_exit_status_environment_and_files() {
    let bed = Bed::new();
    bed.ok(&["man", "--ordner", "de", "--sprache", "de"]);
    bed.ok(&["man", "--ordner", "en", "--sprache", "en"]);
    let mut pages = 0;
    for (lang, sections) in [
        (
            "de",
            [
                "ÜBERSICHT",
                "EXIT\\-STATUS",
                "UMGEBUNGSVARIABLEN",
                "DATEIEN",
            ],
        ),
        ("en", ["SYNOPSIS", "EXIT STATUS", "ENVIRONMENT", "FILES"]),
    ] {
        for page in std::fs::read_dir(bed.path().join(lang)).unwrap() {
            let path = page.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for section in sections {
                assert!(
                    text.contains(&format!(".SH \"{section}\"")),
                    "{path:?} {section}\n{text}"
                );
            }
            let name = path
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .replace('-', " ");
            let synopsis = text
                .split(&format!(".SH \"{}\"", sections[0]))
                .nth(1)
                .unwrap();
            let synopsis = synopsis.split(".SH").next().unwrap().replace('\\', "");
            let plain = synopsis.replace("fB", "").replace("fR", "");
            assert!(
                plain.contains(&name.replace("out dir", "")),
                "{path:?} {synopsis}"
            );
            pages += 1;
        }
    }
    assert!(pages > 100, "{pages}");
    let page = std::fs::read_to_string(bed.path().join("en/lage-task-add.1")).unwrap();
    assert!(page.contains("\\fBlage task add\\fR WHAT"), "{page}");
}

// ---- imports ----

#[test]
fn an_import_names_all_its_errors_with_their_lines_and_none_that_only_follows() {
    let bed = Bed::with_log();
    let file = r#"format = 1
[[entry]]
do = "note.add"
text = "a"
txt = "b"
publik = true

[[entry]]
do = "task.dance"

[[entry]]
do = "task.add"
what = "ok"
due = "bald"

[[entry]]
do = "task.start"
number = "A-1"

[[entry]]
do = "incident.add"
title = "x"
severity = "schlimm"
"#;
    std::fs::write(bed.path().join("viele.toml"), file).unwrap();
    let err = bed.fails(1, &["import", "viele.toml"]);
    for (line, what) in [
        (2, "txt"),
        (2, "publik"),
        (8, "task.dance"),
        (11, "bald"),
        (20, "schlimm"),
    ] {
        let found = err
            .lines()
            .any(|said| said.starts_with(&format!("Zeile {line}:")) && said.contains(what));
        assert!(found, "{line} {what}\n{err}");
    }
    // The task that is started is the one that was refused.
    assert!(!err.contains("Zeile 16:"), "{err}");
    let error = error(&bed, 1, &["import", "viele.toml"]);
    let faults: Vec<(u64, &str)> = error["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            (
                fault["line"].as_u64().unwrap(),
                fault["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        faults,
        [
            (2, "unknown_key"),
            (2, "unknown_key"),
            (8, "unknown_verb"),
            (11, "time_unreadable"),
            (20, "unknown_word"),
        ]
    );
    assert_eq!(bed.json(&["tagebuch"]).as_array().unwrap().len(), 1);
    // Numbers that are not there are told of each, where no record is missing before.
    let file = "format = 1\n[[entry]]\ndo = \"task.start\"\nnumber = \"A-8\"\n[[entry]]\ndo = \"task.start\"\nnumber = \"A-9\"\n";
    std::fs::write(bed.path().join("zwei.toml"), file).unwrap();
    let err = bed.fails(1, &["import", "zwei.toml"]);
    assert!(
        err.contains("Zeile 2: A-8") && err.contains("Zeile 5: A-9"),
        "{err}"
    );
    // The head of a file likewise.
    std::fs::write(
        bed.path().join("kopf.toml"),
        "format = 1\nfoo = 1\nbar = 2\n",
    )
    .unwrap();
    let err = bed.fails(1, &["import", "kopf.toml"]);
    assert!(
        err.contains("Zeile 2: „foo“") && err.contains("Zeile 3: „bar“"),
        "{err}"
    );
}

#[test]
fn the_log_says_who_read_in_which_file() {
    let bed = Bed::with_log();
    let file = "format = 1\n[[entry]]\ndo = \"note.add\"\ntext = \"a\"\nas = \"Weber/S2\"\nat = \"gestern\"\n";
    std::fs::write(bed.path().join("alt.toml"), file).unwrap();
    let said = bed.run(&["import", "alt.toml", "--als", "Lehmann/S1", "--json"]);
    let entry: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(entry["author"], "Lehmann");
    assert_eq!(entry["text"], "1 Eintrag eingelesen aus alt.toml");
    assert_eq!(entry["imported"], false);
    let all = bed.json(&["tagebuch", "--nach", "eintrag"]);
    assert_eq!(all.as_array().unwrap().len(), 3);
    let read = &all
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["number"] == "2")
        .unwrap();
    assert_eq!(
        (&read["author"], &read["imported"]),
        (&"Weber".into(), &true.into())
    );
}

// ---- folders and surroundings ----

#[test]
fn a_log_below_another_one_and_an_exercise_are_told() {
    let bed = Bed::new();
    bed.ok(&["init", "Übungslage", "--uebung"]);
    let below = bed.path().join("sub");
    std::fs::create_dir(&below).unwrap();
    let run = |args: &[&str]| {
        let mut environment = bed.environment(args.iter().map(Into::into).collect());
        environment.folder = Ok(below.clone());
        environment.base = below.clone();
        said_in(&environment, std::io::empty())
    };
    let said = run(&["notiz", "Alarm"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("Übung") && said.err.contains("Übungslage"),
        "{}",
        said.err
    );
    let said = run(&["init", "Ernstfall"]);
    let above = bed.log();
    assert!(said.err.contains(&*above.to_string_lossy()), "{}", said.err);
    let said = run(&["notiz", "Alarm"]);
    assert!(!said.err.contains("Übung"), "{}", said.err);
    // No log above, nothing is said.
    let bed = Bed::new();
    let err = bed.run(&["init", "Lage"]).err;
    assert!(!err.contains("Darüber"), "{err}");
}

#[test]
fn a_folder_above_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    if rustix::process::geteuid().is_root() {
        return;
    }
    let bed = Bed::with_log();
    let shut = bed.path().join("shut");
    let below = shut.join("below");
    std::fs::create_dir_all(&below).unwrap();
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).unwrap();
    let mut environment = bed.environment(vec!["notiz".into(), "x".into()]);
    environment.folder = Ok(below);
    let said = said_in(&environment, std::io::empty());
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(said.code, 3);
    assert!(
        said.err.contains("shut") && said.err.contains("nicht erlaubt"),
        "{}",
        said.err
    );
}

#[test]
fn settings_of_ones_own_that_cannot_be_read_stop_no_command() {
    let bed = Bed::with_log();
    std::fs::write(bed.path().join("home"), "no folder").unwrap();
    for args in [
        &["notiz", "x"][..],
        &["tagebuch"],
        &["bericht"],
        &["--hilfe"],
    ] {
        let mut environment = bed.environment(args.iter().map(Into::into).collect());
        environment.config = Some(bed.path().join("home"));
        let said = said_in(&environment, std::io::empty());
        assert_eq!(said.code, 0, "{args:?} {}", said.err);
        let told = said.err.matches("eigenen Einstellungen").count();
        assert_eq!(told, usize::from(args != ["--hilfe"]), "{}", said.err);
    }
    // A key that is none is still told: somebody wrote it.
    std::fs::create_dir_all(bed.path().join("config/lage")).unwrap();
    std::fs::write(bed.path().join("config/lage/lage.toml"), "frabe = 1\n").unwrap();
    let mut environment = bed.environment(vec!["tagebuch".into()]);
    environment.config = Some(bed.path().join("config"));
    assert_eq!(said_in(&environment, std::io::empty()).code, 2);
}

#[test]
fn the_width_is_the_surroundings_own_where_stdout_is_a_pipe() {
    let bed = Bed::new();
    let help = |columns: Option<&str>| {
        let mut command: Command = bed.command(&["--hilfe"]);
        if let Some(columns) = columns {
            command.env("COLUMNS", columns);
        }
        let help = said(command.output().unwrap()).out;
        let lines = help.lines().filter(|line| !line.contains("lage "));
        lines.map(|line| line.chars().count()).max().unwrap()
    };
    assert!(help(Some("70")) <= 70);
    assert!(help(None) > 80);
    assert!(help(Some("viele")) > 80);
}
