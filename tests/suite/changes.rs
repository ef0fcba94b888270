//! What changed, and what belongs together.

use crate::bed::Bed;

/// A released report, so that what comes after it is a change.
fn release(bed: &Bed) {
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
}

fn markdown(bed: &Bed) -> String {
    bed.ok(&["bericht", "--format", "markdown"])
}

/// The list of changes in a report.
fn changes(bed: &Bed) -> String {
    let report = markdown(bed);
    let from = report.find("Änderungen seit").unwrap();
    let part = &report[from..];
    let next = part.find("\n#").unwrap_or(part.len());
    part[..next].to_owned()
}

/// The items of one list of a report.
fn section(report: &str, heading: &str) -> String {
    let from = report
        .find(heading)
        .unwrap_or_else(|| panic!("{heading}\n{report}"));
    let part = &report[from + heading.len()..];
    part[..part.find("\n#").unwrap_or(part.len())].to_owned()
}

fn holds(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word}\n{text}");
    }
}

#[test]
fn an_edit_tells_field_old_new_and_who_wherever_it_is_shown() {
    let bed = Bed::with_log().width(300);
    bed.ok(&["vorfall", "neu", "Brand", "--stufe", "notfall"]);
    bed.ok(&[
        "aufgabe",
        "neu",
        "Server trennen",
        "--frist",
        "20:00",
        "--an",
        "S6",
    ]);
    bed.ok(&["dienst", "neu", "Telefon", "--zustaendig", "IT"]);
    release(&bed);
    let weber = ["--als", "Weber/S2"];
    bed.ok(&[
        &[
            "vorfall",
            "aendern",
            "V-1",
            "--stufe",
            "krise",
            "--titel",
            "Großbrand",
        ][..],
        &weber,
    ]
    .concat());
    bed.ok(&[
        &[
            "aufgabe", "aendern", "A-1", "--frist", "22:00", "--an", "", "--zu", "V-1",
        ][..],
        &weber,
    ]
    .concat());
    bed.ok(&[
        &["dienst", "aendern", "D-1", "--mta", "4 Stunden"][..],
        &weber,
    ]
    .concat());
    let log = bed.ok(&["tagebuch"]);
    let edits = [
        "Ereignis V-1 „Großbrand“ geändert – Ereignis: Brand → Großbrand; Stufe: Notfall → Krise",
        "geändert – Zuständig: S6 → nicht zugewiesen; Fällig: 15.10.2021 20:00 → 15.10.2021 22:00; Betrifft: V-1",
        "Angaben geändert – Tolerierbare Ausfallzeit (MTA): 4 Stunden",
    ];
    holds(&log, &edits);
    assert!(
        log.lines()
            .any(|line| line.contains("Fällig:") && line.contains("Weber (S2)"))
    );
    for (page, edit) in [
        (["vorfall", "zeigen", "V-1"], "Stufe: Notfall → Krise"),
        (
            ["aufgabe", "zeigen", "A-1"],
            "Fällig: 15.10.2021 20:00 → 15.10.2021 22:00",
        ),
        (["dienst", "zeigen", "D-1"], "(MTA): 4 Stunden"),
    ] {
        holds(&bed.ok(&page), &[edit, "Weber (S2)"]);
    }
    holds(
        &changes(&bed),
        &[
            "Wortlaut: Brand → Großbrand; Stufe: Notfall → Krise (von Weber)",
            "Zuständig: S6 → nicht zugewiesen; Fällig: 15.10.2021 20:00 → 15.10.2021 22:00",
        ],
    );
    let json = bed.json(&["tagebuch"]);
    let line = &json.as_array().unwrap()[6];
    assert_eq!(line["changes"][1]["field"], "due", "{line:#}");
    assert_eq!(line["changes"][1]["before"], "2021-10-15T20:00:00+02:00");
    assert_eq!(line["changes"][1]["after"], "2021-10-15T22:00:00+02:00");
}

#[test]
fn an_edit_that_does_not_count_claims_nothing_of_what_was_before() {
    let bed = Bed::with_log().width(300);
    bed.ok(&["aufgabe", "neu", "x", "--frist", "20:00", "--an", "S6"]);
    bed.ok(&["aufgabe", "aendern", "A-1", "--frist", "21:00"]);
    bed.ok(&["aufgabe", "aendern", "A-1", "--frist", "22:00"]);
    bed.ok(&["streichen", "3", "--grund", "verlesen"]);
    let log = bed.ok(&["tagebuch"]);
    holds(
        &log,
        &[
            "geändert – Fällig: 15.10.2021 21:00 (gestrichen",
            "geändert – Fällig: 15.10.2021 20:00 → 15.10.2021 22:00",
        ]
        .map(|words| words.split(" (gestrichen").next().unwrap()),
    );
    assert!(!log.contains("21:00 → "), "{log}");
}

#[test]
fn every_state_between_two_reports_is_told_as_a_story() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Mail", "--zustand", "ausgefallen"]);
    bed.ok(&["vorfall", "neu", "Brand"]);
    release(&bed);
    bed.at("2021-10-15 12:00");
    bed.ok(&["dienst", "setzen", "Mail", "normal"]);
    bed.at("2021-10-15 15:00");
    bed.ok(&["dienst", "setzen", "Mail", "ausgefallen"]);
    bed.ok(&["vorfall", "schliessen", "V-1", "--grund", "gelöscht"]);
    bed.ok(&["vorfall", "oeffnen", "V-1", "--grund", "Glutnest"]);
    let told = changes(&bed);
    holds(
        &told,
        &[
            "D-1 Mail – Zustand: ausgefallen → Normalbetrieb (15.10.2021 12:00) → wieder ausgefallen seit 15.10.2021 15:00",
            "V-1 Brand – Status: offen → abgeschlossen (15.10.2021 15:01) → wieder offen seit 15.10.2021 15:02",
        ],
    );
    assert!(!told.contains("Ende:"), "{told}");
    // A service that is new since then tells its course too.
    bed.ok(&["dienst", "neu", "Fax", "--zustand", "normal"]);
    bed.ok(&["dienst", "setzen", "Fax", "ausgefallen"]);
    bed.ok(&["dienst", "setzen", "Fax", "normal"]);
    holds(
        &changes(&bed),
        &[
            "Neu: D-2 Fax – Zustand: Normalbetrieb (",
            "→ ausgefallen (",
            "→ wieder Normalbetrieb seit ",
        ],
    );
    release(&bed);
    holds(&changes(&bed), &["Keine Änderungen"]);
    // What was so before the state that the reader knew, and is only entered now.
    bed.ok(&[
        "dienst",
        "setzen",
        "Mail",
        "eingeschränkt",
        "--seit",
        "11:00",
    ]);
    holds(
        &changes(&bed),
        &["D-1 Mail – Zustand: nachgetragen: eingeschränkt seit 15.10.2021 11:00"],
    );
}

#[test]
fn a_field_that_came_back_to_what_it_was_is_told() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "x", "--frist", "20:00", "--an", "S6"]);
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Datenabfluss",
        "bisher nicht festgestellt",
        "--art",
        "fakt",
    ]);
    release(&bed);
    bed.ok(&[
        "aufgabe", "aendern", "A-1", "--frist", "22:00", "--als", "Weber",
    ]);
    bed.ok(&[
        "aufgabe", "aendern", "A-1", "--frist", "20:00", "--als", "Hahn",
    ]);
    bed.ok(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "im Netz aufgetaucht",
        "--art",
        "vermutung",
    ]);
    bed.ok(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "eine Fälschung",
        "--art",
        "fakt",
    ]);
    holds(
        &changes(&bed),
        &[
            "A-1 x – Fällig: 15.10.2021 20:00 → 15.10.2021 22:00 → 15.10.2021 20:00 (von Weber, Hahn)",
            "bisher nicht festgestellt → im Netz aufgetaucht (15.10.2021",
            "→ eine Fälschung seit",
        ],
    );
}

#[test]
fn like_changes_stand_in_one_line_and_good_news_without_what_it_ended() {
    let bed = Bed::with_log();
    for name in ["Vormundschaft", "Kfz", "Melde"] {
        bed.ok(&[
            "dienst",
            "neu",
            name,
            "--zustand",
            "ausgefallen",
            "--grund",
            "Virus",
            "--ersatz",
            "Papier",
        ]);
    }
    for name in ["Telefon", "Fax"] {
        bed.ok(&["dienst", "neu", name, "--zustand", "normal"]);
    }
    for task in ["a", "b"] {
        bed.ok(&["aufgabe", "neu", task, "--an", "S6", "--frist", "23:00"]);
    }
    release(&bed);
    for name in ["Vormundschaft", "Kfz"] {
        bed.ok(&["dienst", "setzen", name, "normal"]);
    }
    for name in ["Telefon", "Fax"] {
        bed.ok(&["dienst", "setzen", name, "eingeschränkt"]);
    }
    bed.ok(&["aufgabe", "beginnen", "A-1"]);
    bed.ok(&["aufgabe", "beginnen", "A-2"]);
    let told = changes(&bed);
    holds(
        &told,
        &[
            "- Wieder verfügbar: D-1 Vormundschaft, D-2 Kfz\n",
            "- Geändert: D-4 Telefon, D-5 Fax – Zustand: Normalbetrieb → eingeschränkt",
            "- Geändert: A-1 a, A-2 b – Status: offen → in Arbeit",
        ],
    );
    assert!(
        !told.contains("Papier") && !told.contains("–\u{20}→"),
        "{told}"
    );
    // Each of them is marked in its table.
    holds(
        &markdown(&bed),
        &[
            "Vormundschaft (geändert)",
            "Kfz (geändert)",
            "a (geändert)",
            "b (geändert)",
        ],
    );
}

#[test]
fn neither_who_may_read_nor_the_lagebild_is_told_twice() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Mail", "--zustand", "ausgefallen"]);
    bed.ok(&["lagebild", "zusammenfassung", "Alles steht still."]);
    release(&bed);
    bed.ok(&["oeffentlich", "D-1"]);
    bed.ok(&["lagebild", "zusammenfassung", "Manches geht wieder."]);
    bed.ok(&["aufgabe", "neu", "x", "--an", "S1", "--frist", "23:00"]);
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    let told = changes(&bed);
    holds(&told, &["- Neu gefasst: Zusammenfassung\n"]);
    for word in ["Sichtbarkeit", "Manches", "still", "– →"] {
        assert!(!told.contains(word), "{word}\n{told}");
    }
    assert_eq!(
        markdown(&bed)
            .split("Tagebuchauszug")
            .next()
            .unwrap()
            .matches("Manches geht wieder")
            .count(),
        1
    );
}

#[test]
fn what_is_about_a_record_is_shown_from_both_sides() {
    let bed = Bed::with_log().width(200);
    bed.ok(&["vorfall", "neu", "Brand"]);
    bed.ok(&["notiz", "Feuerwehr ist da", "--zu", "V-1"]);
    bed.ok(&[
        "aufgabe",
        "neu",
        "Absperren",
        "--an",
        "S3",
        "--frist",
        "23:00",
        "--zu",
        "V-1",
    ]);
    bed.ok(&[
        "entscheidung",
        "neu",
        "Halle räumen",
        "--grund",
        "Einsturz",
        "--von",
        "OB",
        "--zu",
        "V-1",
    ]);
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Ursache",
        "Kabel",
        "--art",
        "vermutung",
        "--zu",
        "V-1",
    ]);
    bed.ok(&[
        "aufgabe",
        "neu",
        "Aufräumen",
        "--an",
        "S4",
        "--frist",
        "23:30",
        "--wartet-auf",
        "A-1",
    ]);
    bed.ok(&["dienst", "neu", "Netz"]);
    bed.ok(&["dienst", "neu", "Mail", "--haengt-ab-von", "Netz"]);
    let log = bed.ok(&["tagebuch"]);
    assert_eq!(log.matches("zu V-1").count(), 4, "{log}");
    let about = bed.ok(&["tagebuch", "--zu", "V-1"]);
    holds(
        &about,
        &[
            "Brand",
            "Feuerwehr ist da",
            "Absperren",
            "Halle räumen",
            "Kabel",
        ],
    );
    let page = bed.ok(&["vorfall", "zeigen", "V-1"]);
    holds(
        &page,
        &[
            "- A-1 Absperren: offen",
            "- E-1 Halle räumen: gilt",
            "- K-1 Ursache: Kabel",
            "Feuerwehr ist da",
        ],
    );
    holds(
        &bed.ok(&["aufgabe", "zeigen", "A-1"]),
        &["Betrifft:     V-1", "- A-2 Aufräumen: wartet darauf, offen"],
    );
    holds(
        &bed.ok(&["erkenntnis", "zeigen", "K-1"]),
        &["Betrifft:     V-1"],
    );
    holds(
        &bed.ok(&["dienst", "zeigen", "D-1"]),
        &["- D-2 Mail: hängt davon ab, ungeklärt"],
    );
    holds(
        &bed.ok(&["suche", "V-1"]),
        &["Feuerwehr ist da", "Absperren", "Halle räumen", "Kabel"],
    );
    let json = bed.json(&["vorfall", "zeigen", "V-1"]);
    assert_eq!(json["linked"], serde_json::json!(["A-1", "E-1", "K-1"]));
    // As of a moment before, and after what it is about was changed.
    let before = bed.ok(&["vorfall", "zeigen", "V-1", "--stand", "15.10.2021 07:32"]);
    assert!(
        before.contains("Feuerwehr") && !before.contains("Absperren"),
        "{before}"
    );
    bed.ok(&["aufgabe", "aendern", "A-1", "--zu", ""]);
    let page = bed.ok(&["vorfall", "zeigen", "V-1"]);
    assert!(!page.contains("- A-1 Absperren"), "{page}");
    bed.ok(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "Steckdose",
        "--art",
        "fakt",
    ]);
    holds(
        &bed.ok(&["erkenntnis", "zeigen", "K-1"]),
        &["Betrifft:     V-1"],
    );
    bed.fails(1, &["erkenntnis", "neu", "x", "y", "--zu", "V-9"]);
    bed.ok(&["pruefen"]);
}

#[test]
fn numbers_of_internal_records_do_not_leave_with_what_is_public() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Geheim"]);
    bed.ok(&["aufgabe", "neu", "Intern", "--an", "S6", "--frist", "23:00"]);
    bed.ok(&[
        "notiz",
        "Wasser ist da",
        "--zu",
        "V-1",
        "--zu",
        "A-1",
        "--oeffentlich",
    ]);
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Wasser",
        "sauber",
        "--art",
        "fakt",
        "--zu",
        "A-1",
        "--oeffentlich",
    ]);
    bed.ok(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "trinkbar",
        "--zu",
        "V-1",
        "--oeffentlich",
    ]);
    for look in [
        bed.ok(&["tagebuch", "--oeffentlich"]),
        bed.ok(&["tagebuch", "--oeffentlich", "--json"]),
        bed.ok(&["suche", "Wasser", "--oeffentlich"]),
        bed.ok(&["bericht", "--oeffentlich"]),
    ] {
        assert!(
            look.contains("Wasser") || look.contains("trinkbar"),
            "{look}"
        );
        assert!(!look.contains("A-1") && !look.contains("V-1"), "{look}");
    }
}

#[test]
fn a_number_in_a_text_that_was_never_given_gets_a_hint() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Brand"]);
    let said = |args: &[&str]| {
        let said = bed.run(args);
        assert_eq!(said.code, 0, "{}", said.err);
        said.err
    };
    let hint = "Im Text steht";
    assert!(!said(&["notiz", "siehe V-1, FwDV 100 und E-Mail"]).contains(hint));
    holds(
        &said(&["notiz", "siehe V-2 und A-7"]),
        &["Im Text steht V-2, A-7; das gibt es in diesem Tagebuch nicht"],
    );
    for args in [
        &[
            "aufgabe", "neu", "wie A-9", "--an", "S1", "--frist", "23:00",
        ][..],
        &[
            "entscheidung",
            "neu",
            "x",
            "--grund",
            "wegen A-9",
            "--von",
            "OB",
        ],
        &[
            "entscheidung",
            "neu",
            "x",
            "--grund",
            "y",
            "--von",
            "OB",
            "--option",
            "A-9 lassen",
        ],
        &[
            "dienst",
            "neu",
            "Mail",
            "--zustand",
            "ausgefallen",
            "--grund",
            "A-9",
        ],
        &["erkenntnis", "neu", "T", "folgt aus A-9"],
        &["bekanntgabe", "neu", "siehe A-9"],
        &["lagebild", "zusammenfassung", "A-9 läuft"],
        &["vorfall", "aendern", "V-1", "--text", "nach A-9"],
        &["aufgabe", "erledigen", "A-1", "wie in A-9"],
        &["notiz", "Strom ist da", "--quelle", "A-9"],
    ] {
        holds(&said(args), &["Im Text steht A-9"]);
    }
    // Its own number, and that of a record that the same command makes.
    assert!(
        !said(&[
            "aufgabe",
            "neu",
            "A-2 vorbereiten",
            "--an",
            "S1",
            "--frist",
            "23:00"
        ])
        .contains(hint)
    );
    assert!(
        !said(&[
            "entscheidung",
            "ersetzen",
            "E-1",
            "z",
            "--grund",
            "E-3 folgt",
            "--von",
            "OB"
        ])
        .contains(hint)
    );
}

#[test]
fn a_note_that_says_how_certain_it_is_stands_where_such_are_listed() {
    let bed = Bed::with_log().width(200);
    bed.ok(&["notiz", "Strom ist weg", "--art", "fakt"]);
    bed.ok(&[
        "notiz",
        "Wohl ein Kabel",
        "--art",
        "vermutung",
        "--quelle",
        "Hausmeister",
    ]);
    bed.ok(&["notiz", "Wann kommt der Techniker?", "--art", "frage"]);
    bed.ok(&["notiz", "Kaffee ist da"]);
    bed.ok(&["notiz", "Unsinn", "--art", "fakt"]);
    bed.ok(&["streichen", "6", "--grund", "Unsinn"]);
    bed.ok(&[
        "berichtigen",
        "3",
        "Wohl ein Kabelbrand",
        "--grund",
        "genauer",
    ]);
    let report = markdown(&bed);
    holds(
        &section(&report, "Gesicherte Erkenntnisse"),
        &["Eintrag 2: Strom ist weg"],
    );
    holds(
        &section(&report, "Vermutungen"),
        &[
            "Eintrag 3: Wohl ein Kabelbrand (Stand",
            "Quelle: Hausmeister",
        ],
    );
    holds(
        &section(&report, "Offene Fragen"),
        &["Eintrag 4: Wann kommt der Techniker?"],
    );
    for heading in ["Gesicherte Erkenntnisse", "Vermutungen", "Offene Fragen"] {
        let list = section(&report, heading);
        assert!(
            !list.contains("Kaffee") && !list.contains("Unsinn"),
            "{list}"
        );
    }
    assert!(!report.contains("Noch nicht eingestuft"), "{report}");
    holds(
        &bed.ok(&["tagebuch"]),
        &[
            "Vermutung: ",
            "offene Frage: Wann kommt",
            "gesichert: Strom",
        ],
    );
    // A presumption stays one for citizens.
    bed.ok(&["oeffentlich", "3", "4"]);
    bed.ok(&["oeffentlich", "8"]);
    let public = bed.ok(&["bericht", "--oeffentlich"]);
    let place = |word: &str| {
        public
            .find(word)
            .unwrap_or_else(|| panic!("{word}\n{public}"))
    };
    assert!(place("Wir vermuten") < place("Kabelbrand"), "{public}");
    assert!(place("Das ist noch offen") < place("Techniker"), "{public}");
}

#[test]
fn no_certainty_is_invented() {
    let bed = Bed::with_log().width(200);
    let said = bed.run(&["erkenntnis", "neu", "Gerücht", "Daten im Darknet"]);
    holds(
        &said.err,
        &["K-1 ist nicht eingestuft", "--art fakt|vermutung|frage"],
    );
    let report = markdown(&bed);
    assert!(
        !section(&report, "Gesicherte Erkenntnisse").contains("Darknet"),
        "{report}"
    );
    holds(
        &section(&report, "Noch nicht eingestuft"),
        &["K-1 Gerücht: Daten im Darknet"],
    );
    for look in [
        bed.ok(&["erkenntnis", "liste"]),
        bed.ok(&["erkenntnis", "zeigen", "K-1"]),
        bed.ok(&["tagebuch"]),
        bed.ok(&["suche", "Darknet"]),
        bed.ok(&["bericht", "--vortrag"]),
    ] {
        holds(&look, &["nicht eingestuft"]);
    }
    assert_eq!(
        bed.json(&["erkenntnis", "zeigen", "K-1"])["certainty"],
        serde_json::Value::Null
    );
    // Another statement is rated anew, or not at all.
    bed.ok(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "Stichprobe echt",
        "--art",
        "fakt",
    ]);
    holds(
        &section(&markdown(&bed), "Gesicherte Erkenntnisse"),
        &["Stichprobe echt"],
    );
    bed.ok(&["erkenntnis", "ersetzen", "K-1", "alles echt"]);
    assert!(!section(&markdown(&bed), "Gesicherte Erkenntnisse").contains("alles echt"));
    // Nobody outside reads it as established either.
    bed.ok(&["oeffentlich", "K-1"]);
    let public = bed.ok(&["bericht", "--oeffentlich"]);
    assert!(
        public.find("noch nicht bewertet").unwrap() < public.find("alles echt").unwrap(),
        "{public}"
    );
}

#[test]
fn a_finding_of_an_earlier_version_keeps_its_certainty() {
    let bed = Bed::new();
    bed.at(crate::bed::AFTERWARDS);
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/0.2.0-schema-2.db");
    std::fs::copy(old, bed.log()).unwrap();
    let findings = bed.json(&["erkenntnis", "liste"]);
    let findings = findings.as_array().unwrap();
    assert!(!findings.is_empty());
    assert!(
        findings
            .iter()
            .all(|finding| finding["certainty"].is_string()),
        "{findings:#?}"
    );
}

#[test]
fn two_sources_that_disagree_are_both_kept_and_named_together() {
    let bed = Bed::with_log().width(200);
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Datenabfluss",
        "keiner",
        "--art",
        "fakt",
        "--quelle",
        "Dienstleister",
    ]);
    let said = bed.run(&[
        "erkenntnis",
        "neu",
        "datenabfluss",
        "40 GB",
        "--art",
        "vermutung",
        "--quelle",
        "LKA",
    ]);
    holds(
        &said.err,
        &["Zum selben Thema sagt K-1: „keiner“. Beide bleiben stehen"],
    );
    let report = markdown(&bed);
    holds(
        &section(&report, "Gesicherte Erkenntnisse"),
        &[
            "K-1 Datenabfluss: keiner",
            "zum selben Thema K-2 (Vermutung): 40 GB (Quelle: LKA)",
        ],
    );
    holds(
        &section(&report, "Vermutungen"),
        &[
            "K-2 datenabfluss: 40 GB",
            "zum selben Thema K-1 (gesichert): keiner (Quelle: Dienstleister)",
        ],
    );
    holds(
        &bed.ok(&["erkenntnis", "zeigen", "K-1"]),
        &["- K-2 datenabfluss: zum selben Thema, 40 GB", "Quelle:"],
    );
    // Who replaces what another source said is told how both stand.
    let said = bed.run(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "doch 40 GB",
        "--art",
        "fakt",
        "--quelle",
        "BSI",
    ]);
    holds(
        &said.err,
        &[
            "K-1 war bisher von „Dienstleister“",
            "lage erkenntnis neu \"Datenabfluss\" AUSSAGE",
        ],
    );
    let said = bed.run(&[
        "erkenntnis",
        "ersetzen",
        "K-1",
        "41 GB",
        "--art",
        "fakt",
        "--quelle",
        "bsi",
    ]);
    assert!(!said.err.contains("war bisher"), "{}", said.err);
}

#[test]
fn who_revoked_what_was_weighed_and_who_released_stand_in_the_full_report() {
    let bed = Bed::with_log().width(200);
    bed.ok(&[
        "entscheidung",
        "neu",
        "Netz trennen",
        "--grund",
        "Ausbreitung",
        "--von",
        "OB",
        "--kenntnisstand",
        "drei Server betroffen",
        "--option",
        "abwarten",
        "--option",
        "alles aus",
        "--risiko",
        "Telefon fällt aus",
        "--gehoert",
        "IT",
        "--gehoert",
        "LKA",
        "--modus",
        "leitung",
    ]);
    bed.ok(&[
        "entscheidung",
        "aufheben",
        "E-1",
        "--grund",
        "Entwarnung",
        "--von",
        "Frau Dr. Hahn",
    ]);
    bed.ok(&["bekanntgabe", "neu", "Rathaus zu", "--von", "Presseamt"]);
    let report = markdown(&bed);
    holds(
        &section(&report, "Was dabei abgewogen wurde"),
        &[
            "E-1: Art der Entscheidung: durch die Leitung; Kenntnisstand: drei Server betroffen",
            "Optionen: abwarten / alles aus; Risiken: Telefon fällt aus; Gehört: IT / LKA",
        ],
    );
    holds(&report, &["von Frau Dr. Hahn", "freigegeben von Presseamt"]);
    holds(
        &bed.ok(&["entscheidung", "zeigen", "E-1"]),
        &["Aufgehoben von:", "Frau Dr. Hahn"],
    );
    holds(
        &bed.ok(&["entscheidung", "liste", "--alle"]),
        &["von Frau Dr. Hahn"],
    );
    holds(
        &bed.ok(&["bekanntgabe", "liste"]),
        &["freigegeben von Presseamt"],
    );
    holds(
        &bed.ok(&["tagebuch"]),
        &[
            "aufgehoben von Frau Dr. Hahn: Entwarnung",
            "Bekanntgabe B-1, freigegeben von Presseamt",
        ],
    );
    assert!(!bed.ok(&["bericht", "--kurz"]).contains("abgewogen"));
}

#[test]
fn a_list_says_how_many_it_leaves_out() {
    let bed = Bed::with_log();
    for task in ["a", "b", "c"] {
        bed.ok(&["aufgabe", "neu", task, "--an", "S1", "--frist", "23:00"]);
        bed.ok(&["entscheidung", "neu", task, "--grund", "g", "--von", "OB"]);
        bed.ok(&["bekanntgabe", "neu", task]);
        bed.ok(&["vorfall", "neu", task]);
    }
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    bed.ok(&["aufgabe", "absagen", "A-2", "--grund", "g"]);
    bed.ok(&[
        "entscheidung",
        "aufheben",
        "E-1",
        "--grund",
        "g",
        "--von",
        "OB",
    ]);
    bed.ok(&["bekanntgabe", "zurueckziehen", "B-1", "--grund", "g"]);
    bed.ok(&["vorfall", "schliessen", "V-1", "--grund", "g"]);
    // Of one assignee, too: those of others are neither shown nor counted.
    bed.ok(&["aufgabe", "neu", "d", "--an", "S4", "--frist", "23:00"]);
    holds(&bed.ok(&["aufgabe", "liste", "--an", "S1"]), &["Weitere 2"]);
    assert!(
        !bed.ok(&["aufgabe", "liste", "--an", "S4"])
            .contains("Weitere")
    );
    assert_eq!(
        bed.json(&["aufgabe", "liste", "--an", "S4", "--alle"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        bed.json(&["aufgabe", "liste", "--an", "S1", "--alle"])
            .as_array()
            .unwrap()
            .len(),
        3
    );
    for (noun, hidden) in [
        ("aufgabe", 2),
        ("entscheidung", 1),
        ("bekanntgabe", 1),
        ("vorfall", 1),
    ] {
        let list = bed.ok(&[noun, "liste"]);
        holds(
            &list,
            &[&format!("Weitere {hidden}: lage {noun} liste --alle")],
        );
        assert!(
            !bed.ok(&[noun, "liste", "--alle"]).contains("Weitere"),
            "{noun}"
        );
    }
}
