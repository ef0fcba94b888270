//! What is typed is what is recorded: each word stands in the entry, or in the refusal.

use clap::{ArgAction, Command};
use serde_json::Value;

use crate::bed::{Bed, Said};

/// The entries of the log from this one on.
fn entries_from(bed: &Bed, first: usize) -> Vec<Value> {
    let all = bed.json(&["tagebuch", "--alle"]);
    let mut entries = all.as_array().unwrap().clone();
    let number = |entry: &Value| entry["number"].as_str().unwrap().parse::<usize>().unwrap();
    entries.retain(|entry| number(entry) >= first);
    entries.sort_by_key(number);
    entries
}

/// How many entries the log holds.
fn count(bed: &Bed) -> usize {
    entries_from(bed, 1).len()
}

/// The record as the command line shows it.
fn record(bed: &Bed, noun: &str, number: &str) -> Value {
    bed.json(&[noun, "zeigen", number])
}

/// Refused as unclear, with this in the answer, and nothing recorded.
fn unclear(bed: &Bed, args: &[&str], hints: &[&str]) {
    let before = count(bed);
    let err = bed.fails(2, args);
    for hint in hints {
        assert!(err.contains(hint), "{args:?} {hint}\n{err}");
    }
    assert_eq!(count(bed), before, "{args:?}");
}

/// A bed with a record of each kind, open and waiting.
fn full() -> Bed {
    let bed = Bed::with_log();
    for args in [
        &["vorfall", "neu", "Angriff"][..],
        &["vorfall", "neu", "Brand"],
        &[
            "aufgabe",
            "neu",
            "Backup prüfen",
            "--an",
            "IT",
            "--frist",
            "morgen 12:00",
        ],
        &[
            "aufgabe",
            "neu",
            "Netz trennen",
            "--an",
            "IT",
            "--frist",
            "morgen 12:00",
        ],
        &[
            "aufgabe",
            "neu",
            "Presse",
            "--an",
            "S5",
            "--frist",
            "morgen 12:00",
        ],
        &[
            "entscheidung",
            "neu",
            "Netz trennen",
            "--grund",
            "Schutz",
            "--von",
            "OB",
        ],
        &[
            "entscheidung",
            "neu",
            "Netz wieder an",
            "--grund",
            "Ruhe",
            "--von",
            "OB",
        ],
        &["dienst", "neu", "Telefon A"],
        &["dienst", "neu", "Meldewesen"],
        &[
            "erkenntnis",
            "neu",
            "Einfallstor",
            "Fernwartung",
            "--art",
            "vermutung",
        ],
        &["bekanntgabe", "neu", "Zu."],
        &["bekanntgabe", "neu", "Offen."],
        &["notiz", "eins"],
        &["notiz", "zwei"],
        &["bericht", "freigeben", "--von", "OB"],
    ] {
        bed.ok(args);
    }
    bed
}

#[test]
fn words_belong_to_the_option_before_them() {
    let bed = full();
    bed.ok(&[
        "entscheidung",
        "neu",
        "Alle",
        "Server",
        "abschalten",
        "--grund",
        "Ausbreitung",
        "stoppen",
        "--von",
        "Frau",
        "Dr.",
        "Hahn",
        "--oeffentlich",
    ]);
    let decision = record(&bed, "entscheidung", "E-3");
    assert_eq!(decision["what"], "Alle Server abschalten");
    assert_eq!(decision["reason"], "Ausbreitung stoppen");
    assert_eq!(decision["decided_by"], "Frau Dr. Hahn");
    bed.ok(&[
        "aufgabe",
        "erledigen",
        "A-1",
        "--ergebnis",
        "drei",
        "Abbilder",
        "gezogen",
    ]);
    assert_eq!(
        record(&bed, "aufgabe", "A-1")["result"],
        "drei Abbilder gezogen"
    );
    bed.ok(&[
        "aufgabe", "absagen", "A-2", "--grund", "nicht", "mehr", "nötig",
    ]);
    let last = bed.json(&["tagebuch", "--anzahl", "1"]);
    assert_eq!(last[0]["text"], "nicht mehr nötig");
    bed.ok(&[
        "notiz", "Anruf", "der", "Polizei", "--um", "gestern", "18:00", "--quelle", "Telefon",
        "LKA",
    ]);
    let last = entries_from(&bed, count(&bed));
    assert_eq!(last[0]["text"], "Anruf der Polizei");
    assert_eq!(last[0]["source"], "Telefon LKA");
    assert_eq!(last[0]["happened_at"], "2021-10-14T18:00:00+02:00");
    // A word that is no audience is refused with all of them.
    let err = bed.fails(
        1,
        &[
            "bekanntgabe",
            "neu",
            "Zu.",
            "--an",
            "bevölkerung",
            "und",
            "presse",
        ],
    );
    assert!(err.contains("„bevölkerung und presse“"), "{err}");
    // Numbers are several whether commas stand between them or not.
    bed.ok(&["notiz", "x", "--zu", "V-1", "A-3"]);
    bed.ok(&["notiz", "y", "--zu", "V-1,", "A-3"]);
    for entry in entries_from(&bed, count(&bed) - 1) {
        assert_eq!(entry["data"]["about"], serde_json::json!(["V-1", "A-3"]));
    }
}

#[test]
fn an_option_is_never_the_value_of_another() {
    let bed = full();
    unclear(
        &bed,
        &[
            "aufgabe",
            "neu",
            "Beweise sichern",
            "--an",
            "--frist",
            "morgen 12:00",
        ],
        &[
            "--an braucht einen Wert",
            "\"Beweise sichern\"",
            "\"morgen 12:00\"",
        ],
    );
    unclear(
        &bed,
        &["bericht", "freigeben", "--von", "--schluss"],
        &["--von braucht einen Wert"],
    );
    unclear(
        &bed,
        &["aufgabe", "neu", "x", "--an", "-h"],
        &["--an braucht einen Wert"],
    );
    unclear(
        &bed,
        &["aufgabe", "neu", "x", "--an", ""],
        &["--an braucht einen Wert"],
    );
    unclear(
        &bed,
        &["entscheidung", "neu", "x", "--grund", "", "--von", "OB"],
        &["--grund braucht einen Wert"],
    );
    bed.ok(&["aufgabe", "neu", "x", "--frist", "-20m"]);
    bed.ok(&["aufgabe", "absagen", "A-1", "--grund", "- entfällt"]);
    bed.ok(&["aufgabe", "absagen", "A-2", "--grund=-h ist gemeint"]);
    let texts: Vec<Value> = entries_from(&bed, count(&bed) - 1);
    assert_eq!(texts[0]["text"], "- entfällt");
    assert_eq!(texts[1]["text"], "-h ist gemeint");
    // Where something is changed, an empty value takes away what stood there.
    bed.ok(&["aufgabe", "aendern", "A-3", "--an", ""]);
    assert_eq!(record(&bed, "aufgabe", "A-3")["assignee"], Value::Null);
}

#[test]
fn one_value_is_said_once() {
    let bed = full();
    for args in [
        &["aufgabe", "neu", "x", "--an", "A", "--an", "B"][..],
        &["tagebuch", "--zu", "A-1", "--zu", "A-2"],
        &["--als", "A", "notiz", "x", "--als", "B"],
        &["notiz", "x", "--ca", "--ca"],
        &["streichen", "13", "doppelt", "--grund", "Versehen"],
        &[
            "aufgabe",
            "erledigen",
            "A-1",
            "lesbar",
            "--ergebnis",
            "unlesbar",
        ],
        &[
            "entscheidung",
            "neu",
            "x",
            "--grund",
            "a",
            "--begruendung",
            "b",
            "--von",
            "OB",
        ],
    ] {
        unclear(&bed, args, &["zweimal"]);
    }
}

#[test]
fn an_option_without_effect_is_refused() {
    let bed = full();
    for args in [
        &["tagebuch", "--als", "X"][..],
        &["tagebuch", "--um", "gestern"],
        &["aufgabe", "liste", "--quelle", "X"],
        &["suche", "x", "--ca"],
        &["bericht", "freigeben", "--von", "OB", "--um", "gestern"],
        &["bericht", "--trotzdem"],
        &["pruefen", "--oeffentlich"],
        &["aufgabe", "liste", "--alle", "--offen"],
        &["tagebuch", "--alle", "--anzahl", "3"],
        &["tagebuch", "--zu", "A-1", "--seit", "gestern"],
        &[
            "dienst", "setzen", "D-1", "normal", "--um", "gestern", "--seit", "gestern",
        ],
        &["bericht", "--json", "--format", "html"],
        &["bericht", "--aus", "r.pdf", "--format", "markdown"],
        &["bericht", "--drucken", "--aus", "r.pdf"],
        &["bericht", "--drucken", "--format", "html"],
        &["lagebild", "zusammenfassung", "--option", "ja"],
        &["bericht", "--oeffentlich", "--als", "X"],
        &["notiz", "x", "--von", "LKA"],
    ] {
        unclear(&bed, args, &["Hilfe: lage"]);
    }
    // What is no slip of a known name is not taken for one.
    let err = bed.fails(2, &["notiz", "x", "--von", "LKA"]);
    assert!(!err.contains("Meinten Sie"), "{err}");
}

#[test]
fn a_list_of_somebody_with_what_has_ended_is_still_of_that_one() {
    let bed = full();
    bed.ok(&["aufgabe", "erledigen", "A-1", "A-3"]);
    let listed = bed.json(&["aufgabe", "liste", "--an", "IT", "--alle"]);
    let numbers = listed.as_array().unwrap().iter();
    let numbers: Vec<&Value> = numbers.map(|task| &task["number"]).collect();
    assert_eq!(numbers, ["A-2", "A-1"]);
}

#[test]
fn several_numbers_are_several_records_in_one_transaction() {
    let bed = full();
    let before = count(&bed);
    let both = bed.json(&["aufgabe", "erledigen", "A-1", "A-2"]);
    assert_eq!(both[0]["status"], "done");
    assert_eq!(both[1]["status"], "done");
    assert_eq!(count(&bed), before + 2);
    // All or nothing.
    bed.fails(1, &["aufgabe", "beginnen", "A-3", "A-1"]);
    assert_eq!(record(&bed, "aufgabe", "A-3")["status"], "open");
    let numbers = |first: usize| vec![first.to_string(), (first + 1).to_string()];
    let notes = numbers(13);
    for (args, word) in [
        (
            &["vorfall", "schliessen", "V-1", "V-2", "--grund", "vorbei"][..],
            "closed",
        ),
        (
            &["vorfall", "oeffnen", "v1,v2", "--grund", "wieder da"],
            "open",
        ),
        (
            &["vorfall", "schliessen", "1", "2", "noch einmal vorbei"],
            "closed",
        ),
        (
            &[
                "entscheidung",
                "aufheben",
                "E-1",
                "E-2",
                "--grund",
                "ruhig",
                "--von",
                "OB",
            ],
            "revoked",
        ),
        (
            &[
                "bekanntgabe",
                "zurueckziehen",
                "B-1",
                "B-2",
                "--grund",
                "vorbei",
            ],
            "withdrawn",
        ),
    ] {
        let both = bed.json(args);
        for record in both.as_array().unwrap() {
            assert_eq!(record["status"], word, "{args:?}");
        }
        assert_eq!(both.as_array().unwrap().len(), 2, "{args:?}");
    }
    let said = bed.run(&[
        "streichen",
        &notes[0],
        &notes[1],
        "--grund",
        "doppelt getippt",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.err.matches("gestrichen").count(), 2, "{}", said.err);
    // The same one twice is one.
    let once = bed.json(&["aufgabe", "beginnen", "A-3", "a3"]);
    assert_eq!(once["status"], "in_progress");
}

#[test]
fn numbers_that_may_begin_a_text_are_refused() {
    let bed = full();
    for args in [
        &[
            "aufgabe",
            "erledigen",
            "A-1",
            "A-2",
            "übernimmt",
            "den",
            "Rest",
        ][..],
        &["aufgabe", "erledigen", "A-1", "A-2", "fertig"],
        &["aufgabe", "erledigen", "A-1", "3", "Abbilder", "gezogen"],
        &["aufgabe", "erledigen", "A-1", "3"],
        &["aufgabe", "erledigen", "A-1", "und", "A-2"],
        &["aufgabe", "erledigen", "A-1", "bis", "A-3"],
        &["streichen", "13", "14", "Zeilen", "doppelt"],
    ] {
        unclear(&bed, args, &["Mehrere Nummern", "Eindeutig ist: lage"]);
    }
    let err = bed.fails(2, &["aufgabe", "erledigen", "A-1", "A-2", "fertig"]);
    assert!(
        err.contains("lage aufgabe erledigen A-1 A-2 --ergebnis fertig"),
        "{err}"
    );
    // A text in quotes, behind its option or behind the dashes is clear.
    bed.ok(&["aufgabe", "erledigen", "A-1", "3 Abbilder gezogen"]);
    assert_eq!(
        record(&bed, "aufgabe", "A-1")["result"],
        "3 Abbilder gezogen"
    );
    bed.ok(&["aufgabe", "erledigen", "A-2", "A-3", "--", "fertig"]);
    assert_eq!(record(&bed, "aufgabe", "A-3")["result"], "fertig");
}

#[test]
fn a_finding_needs_to_say_where_its_topic_ends() {
    let bed = full();
    unclear(
        &bed,
        &[
            "erkenntnis",
            "neu",
            "Kein",
            "Datenabfluss",
            "festgestellt",
            "--art",
            "fakt",
        ],
        &["\"Kein Datenabfluss festgestellt\"", "Thema: Aussage"],
    );
    unclear(
        &bed,
        &["erkenntnis", "neu", "Kein Datenabfluss festgestellt"],
        &["Thema: Aussage"],
    );
    for (number, args, topic, statement) in [
        (
            "K-2",
            &["Datenabfluss", "bisher nicht festgestellt"][..],
            "Datenabfluss",
            "bisher nicht festgestellt",
        ),
        (
            "K-3",
            &["Datenabfluss: bisher nicht"],
            "Datenabfluss",
            "bisher nicht",
        ),
        (
            "K-4",
            &["Stand", "12:00", "Uhr:", "alles", "ruhig"],
            "Stand 12:00 Uhr",
            "alles ruhig",
        ),
        (
            "K-5",
            &["Datenabfluss:", "bisher nicht"],
            "Datenabfluss",
            "bisher nicht",
        ),
        ("K-6", &["Zeit", "12: 30"], "Zeit", "12: 30"),
    ] {
        bed.ok(&[&["erkenntnis", "neu"], args, &["--art", "fakt"]].concat());
        let finding = record(&bed, "erkenntnis", number);
        assert_eq!(
            (&finding["topic"], &finding["statement"]),
            (&topic.into(), &statement.into())
        );
    }
}

#[test]
fn the_last_words_of_a_service_are_its_state() {
    let bed = full();
    for (args, number, state) in [
        (&["Telefon", "A", "ausgefallen"][..], "D-1", "down"),
        (&["Telefon", "A", "nicht", "betroffen"], "D-1", "unaffected"),
        (&["Meldewesen", "nicht", "betroffen"], "D-2", "unaffected"),
        (&["Meldewesen", "Normalbetrieb"], "D-2", "normal"),
    ] {
        bed.ok(&[&["dienst", "setzen"], args].concat());
        assert_eq!(record(&bed, "dienst", number)["state"], state, "{args:?}");
    }
    let err = bed.fails(1, &["dienst", "setzen", "Telefon", "A", "kaputt"]);
    assert!(err.contains("„kaputt“"), "{err}");
    let err = bed.fails(2, &["dienst", "setzen", "Telefon"]);
    assert!(err.contains("Es fehlt: ZUSTAND"), "{err}");
    bed.ok(&["dienst", "aendern", "Telefon", "A", "--ort", "Nord"]);
}

#[test]
fn a_dash_reads_standard_input_for_any_text_once() {
    let bed = full();
    let text = "Erste Zeile\nzweite -h Zeile";
    for (args, noun, number, field) in [
        (
            &["entscheidung", "neu", "-", "--grund", "x", "--von", "y"][..],
            "entscheidung",
            "E-3",
            "what",
        ),
        (
            &["entscheidung", "neu", "x", "--grund", "-", "--von", "y"],
            "entscheidung",
            "E-4",
            "reason",
        ),
        (
            &["entscheidung", "neu", "x", "--grund", "x", "--von", "-"],
            "entscheidung",
            "E-5",
            "decided_by",
        ),
        (
            &["vorfall", "neu", "x", "--text", "-"],
            "vorfall",
            "V-3",
            "description",
        ),
        (&["aufgabe", "neu", "-"], "aufgabe", "A-4", "what"),
        (
            &["aufgabe", "erledigen", "A-1", "-"],
            "aufgabe",
            "A-1",
            "result",
        ),
        (
            &["dienst", "neu", "x", "--ersatz", "-", "--zustand", "down"],
            "dienst",
            "D-3",
            "workaround",
        ),
        (
            &["erkenntnis", "neu", "x", "-"],
            "erkenntnis",
            "K-2",
            "statement",
        ),
        (&["bekanntgabe", "neu", "-"], "bekanntgabe", "B-3", "text"),
    ] {
        let said = bed.typed(text.as_bytes(), args);
        assert_eq!(said.code, 0, "{args:?} {}", said.err);
        let record = record(&bed, noun, number);
        let found = match field {
            "workaround" => record["history"][0]["workaround"].clone(),
            field => record[field].clone(),
        };
        assert_eq!(found, text, "{args:?} {record}");
    }
    bed.typed(text.as_bytes(), &["notiz", "x", "--quelle", "-"]);
    assert_eq!(entries_from(&bed, count(&bed))[0]["source"], text);
    // Several records get the one text.
    bed.typed(b"beide", &["aufgabe", "erledigen", "A-2", "A-3", "-"]);
    assert_eq!(record(&bed, "aufgabe", "A-3")["result"], "beide");
    unclear(&bed, &["notiz", "-", "--quelle", "-"], &["einmal"]);
    for args in [
        &["notiz", "x", "--um", "-"][..],
        &["notiz", "x", "--als", "-"],
        &["notiz", "x", "--zu", "-"],
        &["aufgabe", "beginnen", "-"],
        &["aufgabe", "aendern", "A-1", "--frist", "-"],
    ] {
        unclear(&bed, args, &["nur für Texte"]);
    }
    let said = bed.typed(b" \n", &["notiz", "x", "--quelle", "-"]);
    assert_eq!(said.code, 1, "an empty input is no text: {}", said.err);
    // A dash among words is one.
    bed.ok(&["notiz", "Strom", "-", "wieder", "da"]);
    assert_eq!(
        entries_from(&bed, count(&bed))[0]["text"],
        "Strom - wieder da"
    );
    // What was read is given back when it is refused.
    let said = bed.typed(b"lang getippt", &["notiz", "-", "--um", "bald"]);
    assert!(
        said.code == 1 && said.err.contains("lang getippt"),
        "{}",
        said.err
    );
    let bed = Bed::new();
    let said = bed.typed(b"Titel aus der Eingabe", &["init", "-"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(bed.json(&["tagebuch"])[0]["text"], "Titel aus der Eingabe");
    let said = bed.typed(b"OB", &["bericht", "freigeben", "--von", "-", "--json"]);
    assert_eq!(
        serde_json::from_str::<Value>(&said.out).unwrap()["released_by"],
        "OB"
    );
}

#[test]
fn a_text_may_begin_with_a_dash_where_it_cannot_be_an_option() {
    let bed = full();
    for (args, text) in [
        (&["notiz", "- Strom wieder da"][..], "- Strom wieder da"),
        (&["notiz", "-5 °C im Serverraum"], "-5 °C im Serverraum"),
        (&["notiz", "-5", "°C"], "-5 °C"),
        (&["notiz", "--frist vergessen"], "--frist vergessen"),
        (&["notiz", "-h ist die Hilfe"], "-h ist die Hilfe"),
        (&["notiz", "--", "--frist", "-h"], "--frist -h"),
        (
            &["lagebild", "zusammenfassung", "- Punkt eins"],
            "- Punkt eins",
        ),
    ] {
        bed.ok(args);
        assert_eq!(entries_from(&bed, count(&bed))[0]["text"], text);
    }
    unclear(
        &bed,
        &["notiz", "Ordner", "-la", "leer"],
        &["„-la“", "lage notiz \"Ordner -la leer\""],
    );
    unclear(&bed, &["notiz", "-la"], &["„-la“", "-la"]);
    // What a text processor makes of two dashes is no word.
    unclear(
        &bed,
        &["aufgabe", "neu", "x", "–frist", "morgen"],
        &["–frist", "--frist"],
    );
}

#[test]
fn help_is_never_asked_for_from_amid_a_text() {
    let bed = full();
    unclear(
        &bed,
        &["notiz", "Befehl", "df", "-h", "zeigt", "100%"],
        &["lage notiz \"Befehl df -h zeigt 100%\""],
    );
    unclear(&bed, &["aufgabe", "neu", "x", "--grund", "--hilfe"], &[]);
    unclear(&bed, &["meldung", "--help"], &["„meldung“"]);
    unclear(&bed, &["aufgabe", "tanzen", "--hilfe"], &["„tanzen“"]);
    for args in [
        &["notiz", "--hilfe"][..],
        &["aufgabe", "--help"],
        &["aufgabe", "neu", "-h", "--sprache", "de"],
        &["bericht", "freigeben", "--hilfe"],
        &["hilfe", "bericht", "freigeben"],
        &["--log", "fehlt.db", "notiz", "--hilfe"],
    ] {
        assert!(bed.ok(args).contains("Aufruf: lage"), "{args:?}");
    }
}

#[test]
fn a_text_stands_at_one_place() {
    let bed = full();
    unclear(
        &bed,
        &["notiz", "Strom", "--ca", "wieder", "da"],
        &["zwei Stellen", "lage notiz \"Strom wieder da\" --ca"],
    );
    unclear(
        &bed,
        &["aufgabe", "neu", "Backup", "--an", "IT", "--", "prüfen"],
        &["zwei Stellen"],
    );
    // Words behind an option belong to it, and then the text is missing.
    unclear(
        &bed,
        &["aufgabe", "neu", "--an", "IT", "Backup prüfen"],
        &["Es fehlt: WAS", "Backup prüfen"],
    );
    bed.ok(&["aufgabe", "neu", "--an", "IT", "--", "Backup prüfen"]);
    assert_eq!(record(&bed, "aufgabe", "A-4")["what"], "Backup prüfen");
    bed.ok(&[
        "aufgabe",
        "erledigen",
        "A-1",
        "--oeffentlich",
        "Backup",
        "lesbar",
    ]);
    assert_eq!(record(&bed, "aufgabe", "A-1")["result"], "Backup lesbar");
    // A file and a word of the program's own are one argument.
    bed.ok(&[
        "notiz",
        "--sprache",
        "de",
        "--log",
        "lage.db",
        "Strom",
        "ist",
        "weg",
    ]);
    assert_eq!(entries_from(&bed, count(&bed))[0]["text"], "Strom ist weg");
    bed.ok(&["bericht", "--format", "markdown", "zeigen", "L-1"]);
    unclear(
        &bed,
        &["bericht", "--aus", "mein", "bericht.md"],
        &["bericht.md"],
    );
    // Before the command, an option takes one argument.
    bed.ok(&["--als", "Weber", "notiz", "eine", "Notiz"]);
    let last = entries_from(&bed, count(&bed));
    assert_eq!(
        (&last[0]["author"], &last[0]["text"]),
        (&"Weber".into(), &"eine Notiz".into())
    );
}

/// The line that a refusal calls clear.
fn clear(err: &str) -> Vec<String> {
    let line = err
        .lines()
        .find_map(|line| line.strip_prefix("Eindeutig ist: lage "));
    crate::help::shell_words(line.unwrap_or_else(|| panic!("{err}")))
}

#[test]
fn the_line_that_is_called_clear_is_taken_as_it_stands() {
    let bed = full();
    for args in [
        &["notiz", "Befehl", "df", "-h", "zeigt", "100%"][..],
        &["notiz", "Ordner", "-la", "leer"],
        &[
            "notiz", "Strom", "--ca", "wieder", "da", "--um", "gestern", "18:00",
        ],
        &["aufgabe", "beginnen", "A-1", "A-2", "mit", "Eile"],
        &[
            "aufgabe",
            "zurueckstellen",
            "A-3",
            "wegen",
            "--hilfe",
            "dabei",
        ],
        &["streichen", "13", "14", "Zeilen", "doppelt"],
    ] {
        let line = clear(&bed.fails(2, args));
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        bed.ok(&line);
    }
    assert_eq!(entries_from(&bed, 17)[0]["text"], "Befehl df -h zeigt 100%");
    assert_eq!(record(&bed, "aufgabe", "A-2")["status"], "in_progress");
}

#[test]
fn names_are_understood_in_capitals_and_as_a_mac_types_them() {
    let bed = full();
    bed.ok(&["Vorfall", "Neu", "x", "--Stufe", "Krise"]);
    bed.ok(&["pru\u{308}fen"]);
    bed.ok(&[
        "vorfall",
        "schlie\u{00df}en",
        "V-1",
        "--begru\u{308}ndung",
        "vorbei",
    ]);
    bed.ok(&["aufgabe", "liste", "--u\u{308}berf"]);
}

#[test]
fn a_confirmation_repeats_what_was_understood() {
    let bed = Bed::with_log();
    for (args, said) in [
        (
            &[
                "aufgabe",
                "neu",
                "Backup prüfen",
                "--an",
                "IT/Weber",
                "--frist",
                "morgen 12:00",
            ][..],
            "Aufgabe A-1 angelegt (Eintrag 2): Backup prüfen · für: IT / Weber · Frist: 16.10.2021 12:00",
        ),
        (
            &[
                "entscheidung",
                "neu",
                "Netz trennen",
                "--grund",
                "Schutz",
                "--von",
                "OB",
            ],
            "Entscheidung E-1 festgehalten (Eintrag 3): Netz trennen · Begründung: Schutz · entschieden von: OB",
        ),
        (
            &[
                "erkenntnis",
                "neu",
                "Tor",
                "Fernwartung",
                "--art",
                "vermutung",
            ],
            "Erkenntnis K-1 festgehalten (Eintrag 4): Tor: Fernwartung · Art: Vermutung",
        ),
        (
            &["bekanntgabe", "neu", "Zu.", "--an", "presse"],
            "Bekanntgabe B-1 festgehalten (Eintrag 5): Zu. · für: Presse",
        ),
        (
            &["aufgabe", "zurueckstellen", "A-1", "wartet", "auf", "Band"],
            "Aufgabe A-1 zurückgestellt (Eintrag 6): Backup prüfen · Begründung: wartet auf Band",
        ),
        (
            &[
                "notiz",
                "x",
                "--um",
                "gestern 18:00",
                "--als",
                "Weber/S2",
                "--quelle",
                "Telefon",
            ],
            "Ereigniszeit: 14.10.2021 18:00 · Geschrieben von: Weber/S2 · Quelle: Telefon",
        ),
        (
            &[
                "entscheidung",
                "ersetzen",
                "E-1",
                "Nur Server",
                "--grund",
                "Telefon",
                "--von",
                "OB",
            ],
            "sie ersetzt E-1 (Eintrag 8, 9): Nur Server · Begründung: Telefon · entschieden von: OB",
        ),
    ] {
        let err = bed.run(args).err;
        assert!(err.contains(said), "{said}\n{err}");
    }
}

#[test]
fn what_never_leaves_the_house_is_said_to_stay() {
    let bed = full();
    for args in [
        &["oeffentlich", "A-1"][..],
        &["oeffentlich", "E-1"],
        &[
            "aufgabe",
            "neu",
            "x",
            "--an",
            "IT",
            "--frist",
            "morgen 12:00",
            "--oeffentlich",
        ],
    ] {
        let err = bed.run(args).err;
        assert!(err.contains("bleibt trotzdem intern"), "{args:?} {err}");
    }
    for args in [
        &["bekanntgabe", "neu", "x", "--an", "presse", "--oeffentlich"][..],
        &["oeffentlich", "B-3"],
    ] {
        let err = bed.run(args).err;
        assert!(
            err.contains("richtet sich nicht an die Bevölkerung"),
            "{args:?} {err}"
        );
    }
    for args in [
        &["oeffentlich", "B-1", "V-1", "D-1", "K-1", "13"][..],
        &["intern", "A-1"],
        &["notiz", "x", "--oeffentlich"],
    ] {
        let err = bed.run(args).err;
        assert!(!err.contains("Hinweis"), "{args:?} {err}");
    }
}

#[test]
fn a_file_is_what_its_ending_says() {
    let bed = full();
    for name in ["x.xlsx", "x.docx", "x.odt", "x.csv", "x.neu"] {
        let err = bed.fails(2, &["bericht", "--aus", name]);
        assert!(err.contains(".md, .html, .pdf, .json"), "{err}");
        assert!(!bed.path().join(name).exists());
    }
    for name in ["bericht", "x.txt", "x.md", "x.HTML", "x.json"] {
        bed.ok(&["bericht", "--aus", name]);
        assert!(bed.path().join(name).is_file(), "{name}");
    }
    bed.ok(&["bericht", "--format", "markdown", "--aus", "x.lage"]);
    std::fs::create_dir(bed.path().join("ordner.d")).unwrap();
    bed.ok(&["bericht", "--aus", "ordner.d"]);
    // A file of the user's beside it is none of ours.
    std::fs::write(bed.path().join("r.md.neu"), "meins").unwrap();
    bed.ok(&["bericht", "--aus", "r.md"]);
    assert_eq!(
        std::fs::read_to_string(bed.path().join("r.md.neu")).unwrap(),
        "meins"
    );
}

#[test]
fn a_setting_that_means_nothing_is_refused() {
    let bed = Bed::with_log();
    for (text, said) in [
        (
            "farbe = \"rot\"",
            "Zeile 1: „farbe“ kann nicht „rot“ sein; möglich: auto, immer, nie",
        ),
        (
            "als = \"X\"\nsprache = \"fr\"",
            "Zeile 2: „sprache“ kann nicht „fr“ sein; möglich: de, en",
        ),
        (
            "als = 7",
            "Zeile 1: „als“ braucht einen Text in Anführungszeichen",
        ),
        ("als = X", "Zeile 1: „als = X“ ist kein TOML"),
        ("frabe = \"nie\"", "Zeile 1: „frabe“ gibt es nicht"),
        (
            "briefkopf = 1",
            "Zeile 1: „briefkopf“ braucht einen Abschnitt",
        ),
        (
            "[briefkopf]\nanschrift = \"A\"",
            "Zeile 2: „anschrift“ braucht Texte in eckigen Klammern",
        ),
        ("[briefkopf]\nort = \"A\"", "Zeile 2: „ort“ gibt es nicht"),
    ] {
        std::fs::write(bed.path().join("lage.toml"), text).unwrap();
        let err = bed.fails(2, &["tagebuch"]);
        assert!(err.contains(said), "{said}\n{err}");
        assert!(
            !err.contains("expected") && !err.contains("invalid"),
            "{err}"
        );
    }
    for text in [
        "",
        "as = \"X\"\nlang = \"de\"\ncolor = \"never\"\n[letterhead]\nname = \"A\"\naddress = [\"B\"]",
    ] {
        std::fs::write(bed.path().join("lage.toml"), text).unwrap();
        bed.ok(&["tagebuch"]);
    }
}

#[test]
fn a_language_of_the_surroundings_that_is_none_of_ours_is_pointed_out() {
    let bed = Bed::with_log();
    let run = |lang: &str| {
        let mut environment = bed.environment(vec!["tagebuch".into()]);
        environment.lang = Some(lang.to_owned());
        crate::bed::said_in(&environment, std::io::empty())
    };
    let said = run("fr");
    assert!(
        said.code == 0 && said.err.contains("LAGE_LANG=fr"),
        "{}",
        said.err
    );
    assert_eq!(run("en").err, "");
}

#[test]
fn an_import_says_in_our_words_what_is_wrong_with_its_form() {
    let bed = Bed::with_log();
    for (text, said) in [
        (
            "format = 1\n[[entry]]\ndo = \"note.add\"\ntext = 7",
            "Zeile 2: „text“ braucht einen Text",
        ),
        (
            "format = 1\n[[entry]]\ndo = \"note.add\"\nabout = \"V-1\"",
            "Zeile 2: „about“ braucht Texte",
        ),
        (
            "format = 1\n[[entry]]\ndo = \"note.add\"\npublic = \"ja\"",
            "Zeile 2: „public“ braucht true oder false",
        ),
        (
            "format = 1\n[[entry]]\ndo = \"note.add\"\nwer = \"X\"",
            "Zeile 2: „wer“ gibt es nicht",
        ),
        (
            "format = 1\n[[entry]]\ndo = \"note.sing\"",
            "Zeile 2: do = „note.sing“ gibt es nicht",
        ),
        (
            "format = 1\n[[entry]]\ntext = \"x\"",
            "Zeile 2: es fehlt, was geschehen soll",
        ),
        (
            "format = 1\n[[entry]\n",
            "Zeile 2: „[[entry]“ ist kein TOML",
        ),
        (
            "format = 1\nentry = 5",
            "Zeile 2: „entry“ braucht einen Abschnitt",
        ),
        (
            "format = 1\n[log]\ntitel = \"x\"",
            "Zeile 3: „titel“ gibt es nicht",
        ),
        (
            "format = 1\n[log]\nexercise = \"ja\"",
            "Zeile 3: „exercise“ braucht true oder false",
        ),
        ("format = \"1\"", "Zeile 1: „format“ braucht eine Zahl"),
        (
            "format = 2",
            "Zeile 1: format = 2; dieses Programm liest format = 1",
        ),
        ("", "format"),
    ] {
        std::fs::write(bed.path().join("x.toml"), text).unwrap();
        let err = bed.fails(1, &["import", "x.toml"]);
        assert!(err.contains(said), "{said}\n{err}");
        assert!(
            !err.contains("expected") && !err.contains("invalid"),
            "{err}"
        );
    }
}

#[test]
fn every_text_has_a_limit() {
    let bed = full();
    let long = "x".repeat(200_001);
    for args in [
        &["notiz", "x", "--als", &long][..],
        &["notiz", "x", "--quelle", &long],
        &["bericht", "freigeben", "--von", &long],
        &["bericht", "freigeben", "--von", "OB", "--verteiler", &long],
        &["--log", "neu.db", "init", "x", "--behoerde", &long],
        &["--log", "neu.db", "init", "x", "--als", &long],
        &["aufgabe", "neu", "x", "--an", &long],
        &["dienst", "neu", "x", "--gruppe", &long],
        &[
            "entscheidung",
            "neu",
            "x",
            "--grund",
            "y",
            "--von",
            "z",
            "--option",
            &long,
        ],
    ] {
        let err = bed.fails(1, args);
        assert!(
            err.contains("200.001 Bytes"),
            "{}",
            &err[..err.len().min(300)]
        );
    }
}

// --- every command × every option -------------------------------------------------------------------------------------

/// A command with its places and options, as the tree holds it.
struct Leaf {
    path: Vec<String>,
    places: Vec<String>,
    /// The long name, the id, and whether it takes a value and may be said again.
    options: Vec<(String, String, bool, bool)>,
}

fn leaves() -> Vec<Leaf> {
    let tree = lage::cli::args::command(None);
    let options = |command: &Command| {
        let args = command
            .get_arguments()
            .filter(|arg| arg.get_long().is_some());
        let args = args.filter(|arg| !matches!(arg.get_id().as_str(), "help" | "version"));
        let option = |arg: &clap::Arg| {
            let takes = arg.get_action().takes_values();
            let again = matches!(arg.get_action(), ArgAction::Append);
            (
                arg.get_long().unwrap().to_owned(),
                arg.get_id().to_string(),
                takes,
                again,
            )
        };
        args.map(option).collect::<Vec<_>>()
    };
    let global = options(&tree);
    let leaf = |path: Vec<String>, command: &Command| {
        let places = command.get_positionals();
        let places = places.map(|place| place.get_id().as_str().trim_start_matches('=').to_owned());
        Leaf {
            path,
            places: places.collect(),
            options: [options(command), global.clone()].concat(),
        }
    };
    let mut leaves = Vec::new();
    for command in tree.get_subcommands() {
        let name = command.get_name().to_owned();
        for verb in command.get_subcommands() {
            leaves.push(leaf(vec![name.clone(), verb.get_name().to_owned()], verb));
        }
        if !command.has_subcommands() {
            leaves.push(leaf(vec![name], command));
        }
    }
    leaves
}

/// Two words that stand nowhere else; their number of letters tells them apart from all others.
fn words(of: &str) -> [String; 2] {
    [format!("Erst{of}wort"), format!("Zweit{of}wort")]
}

/// Values that an option accepts, word by word, and whether they are kept as they were typed.
fn value(leaf: &Leaf, id: &str, of: &str) -> (Vec<String>, bool) {
    let all = |words: &[&str]| (words.iter().map(|word| (*word).to_owned()).collect(), false);
    match id {
        "at" | "since" | "as-of" | "known-by" | "valid-from" => all(&["heute", "07:00"]),
        "due" | "review" | "valid-until" | "expected-back" | "next" | "meeting" => {
            all(&["morgen", "12:00"])
        }
        "about" => all(&["V-1", "E-1"]),
        "waits-for" => all(&["A-2", "A-3"]),
        "depends-on" => all(&["Meldewesen"]),
        "max-outage" => all(&["2", "Tage"]),
        "severity" => all(&["krise"]),
        "prio" => all(&["hoch"]),
        "effect" => all(&["wirksam"]),
        "mode" => all(&["leitung"]),
        "certainty" => all(&["gesicherte", "Erkenntnis"]),
        "state" => all(&["nicht", "betroffen"]),
        "to" if leaf.path[0] == "bekanntgabe" => all(&["presse"]),
        "most" => all(&["3"]),
        "format" | "color" | "lang" => all(&[match id {
            "format" => "markdown",
            "color" => "nie",
            _ => "de",
        }]),
        "log" => all(&["lage.db"]),
        "out" => all(&["aus.md"]),
        "out-dir" => all(&["ordner"]),
        "zone" => all(&["Europe/Berlin"]),
        _ => (words(of).to_vec(), true),
    }
}

/// What stands at the places of a command, place by place; whether it is a text.
fn places(leaf: &Leaf) -> Vec<(Vec<String>, bool)> {
    let number = match leaf.path[0].as_str() {
        "vorfall" => "V-1",
        "aufgabe" => "A-1",
        "entscheidung" => "E-1",
        "erkenntnis" => "K-1",
        "bekanntgabe" => "B-1",
        _ => "D-2",
    };
    let at = |place: &String| match place.as_str() {
        "number" => (vec![number.to_owned()], false),
        "entry" => (vec!["14".to_owned()], false),
        "numbers" => (vec!["V-1".to_owned(), "14".to_owned()], false),
        "service" => (vec!["Telefon".to_owned(), "A".to_owned()], false),
        "state" => (vec!["nicht".to_owned(), "betroffen".to_owned()], false),
        "part" => (vec!["prognose-kurz".to_owned()], false),
        "topic" => (vec!["Erstthemawort:".to_owned()], true),
        "action" => (Vec::new(), false),
        _ => (words("text").to_vec(), true),
    };
    leaf.places.iter().map(at).collect()
}

/// The options that a command cannot do without, except the one that is tried.
fn mandatory(leaf: &Leaf, tried: &str) -> Vec<String> {
    let by_place = |id: &str| leaf.places.iter().any(|place| place == id);
    let needs: &[&str] = match leaf.path.join(" ").as_str() {
        "entscheidung neu" | "entscheidung ersetzen" => &["reason", "by"],
        "entscheidung aufheben" => &["by"],
        "berichtigen" => &["reason"],
        _ => &[],
    };
    let needs = needs.iter().filter(|id| **id != tried && !by_place(id));
    needs
        .flat_map(|id| {
            let long = leaf.options.iter().find(|option| option.1 == *id).unwrap();
            [format!("--{}", long.0), format!("Pflicht{id}")]
        })
        .collect()
}

/// The commands that record nothing, here.
const READING: [&str; 6] = ["liste", "zeigen", "suche", "tagebuch", "pruefen", "bericht"];

/// A log to try each case on, as it was.
struct Trial {
    bed: Bed,
    log: Vec<u8>,
    entries: usize,
}

impl Trial {
    fn new() -> Trial {
        let bed = full();
        Trial {
            log: std::fs::read(bed.log()).unwrap(),
            entries: count(&bed),
            bed,
        }
    }

    /// Runs the command on the log as it was; gives what it said and what it recorded, which is empty if it was refused.
    fn run(&self, args: &[String]) -> (Said, Vec<Value>) {
        std::fs::write(self.bed.log(), &self.log).unwrap();
        self.bed.at("2021-10-15 09:00");
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let said = self.bed.typed(b"", &args);
        assert!(matches!(said.code, 0..=3), "{args:?} {}", said.err);
        if std::fs::read(self.bed.log()).unwrap() == self.log {
            return (said, Vec::new());
        }
        assert_eq!(said.code, 0, "refused and recorded: {args:?} {}", said.err);
        let mut new = entries_from(&self.bed, self.entries + 1);
        for entry in &mut new {
            // Who is tested may be the author; that is told apart below.
            entry.as_object_mut().unwrap().remove("recorded_at");
        }
        (said, new)
    }

    /// Runs the command; each of the words stands in what was recorded or in the answer, joined by blanks.
    fn keeps(&self, args: &[String], words: &[String]) -> (Said, Vec<Value>) {
        let (said, new) = self.run(args);
        let reads = args[..2]
            .iter()
            .any(|name| READING.contains(&name.as_str()));
        if reads {
            assert!(new.is_empty(), "{args:?} reads");
            return (said, new);
        }
        assert!(
            said.code != 0 || !new.is_empty(),
            "{args:?} records nothing"
        );
        let recorded = serde_json::to_string(&new).unwrap();
        for word in words {
            let word = word.trim_end_matches(':');
            let kept = match said.code {
                0 => recorded.contains(word) || said.out.contains(word) || said.err.contains(word),
                _ => said.err.contains(word),
            };
            assert!(
                kept,
                "{word} is lost: {args:?} → {}\n{}{recorded}",
                said.code, said.err
            );
        }
        (said, new)
    }
}

/// Every command × every option: its value missing, said twice, in quotes or not, before and behind the text.
#[test]
fn every_option_of_every_command_is_recorded_as_said_or_refused() {
    let trial = Trial::new();
    let (mut refused, mut recorded) = (0, 0);
    for leaf in leaves() {
        if matches!(
            leaf.path[0].as_str(),
            "demo" | "hilfe" | "man" | "completions" | "init" | "import"
        ) {
            continue;
        }
        let places = places(&leaf);
        let bare: Vec<String> = places.iter().flat_map(|(words, _)| words.clone()).collect();
        let texts: Vec<String> = places
            .iter()
            .filter(|place| place.1)
            .flat_map(|place| place.0.clone())
            .collect();
        for (long, id, takes, again) in &leaf.options {
            let option = format!("--{long}");
            let line = |parts: &[&[String]]| [&leaf.path[..], &parts.concat()].concat();
            let needed = mandatory(&leaf, id);
            let name = std::slice::from_ref(&option);
            if !takes {
                trial.keeps(&line(&[&bare, &needed, name]), &texts);
                trial.keeps(&line(&[name, &bare, &needed]), &texts);
                let (said, _) = trial.keeps(&line(&[&bare, &needed, name, name]), &texts);
                assert_eq!(said.code, 2, "{option} twice: {}", said.err);
                continue;
            }
            let (value, kept) = value(&leaf, id, "a");
            let (other, _) = self::value(&leaf, id, "b");
            let all = |values: &[&[String]]| match kept {
                true => [&texts[..], &values.concat()].concat(),
                false => texts.clone(),
            };
            // Missing.
            for rest in [
                &[][..],
                &["--json".to_owned()],
                &["--quelle".to_owned(), "Q".to_owned()],
            ] {
                if rest.first() == Some(&option) {
                    continue;
                }
                let (said, _) = trial.keeps(&line(&[&bare, &needed, name, rest]), &texts);
                assert_eq!(
                    said.code, 2,
                    "{:?} {option} without value: {}",
                    leaf.path, said.err
                );
            }
            let twice = line(&[&bare, &needed, name, &value, name, &other]);
            let (said, new) = trial.keeps(&twice, &all(&[&value, &other]));
            assert!(
                *again || (said.code == 2 && new.is_empty()),
                "{twice:?} {}",
                said.err
            );
            if READING
                .iter()
                .any(|name| leaf.path.iter().any(|part| part == name))
            {
                continue;
            }
            // In quotes and word by word, behind the text, and before it where dashes end the value.
            let quoted = vec![value.join(" ")];
            let behind = trial.keeps(&line(&[&bare, &needed, name, &quoted]), &all(&[&value]));
            let apart = trial.keeps(&line(&[&bare, &needed, name, &value]), &all(&[&value]));
            let ended = ["--".to_owned()];
            let before = trial.keeps(
                &line(&[&needed, name, &value, &ended, &bare]),
                &all(&[&value]),
            );
            for other in [&apart, &before] {
                assert_eq!(
                    behind.0.code, other.0.code,
                    "{:?} {option} {}{}",
                    leaf.path, behind.0.err, other.0.err
                );
                assert_eq!(behind.1, other.1, "{:?} {option}", leaf.path);
            }
            match behind.1.is_empty() {
                true => refused += 1,
                false => recorded += 1,
            }
            // Before the text without the dashes: all words are the option's.
            trial.keeps(&line(&[&needed, name, &value, &bare]), &all(&[&value]));
        }
    }
    assert!(
        recorded > 200 && refused > 30,
        "{recorded} recorded, {refused} not"
    );
}
