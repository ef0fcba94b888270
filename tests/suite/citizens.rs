//! What citizens read: each row says of when it is known, and what is past is not read as current.

use std::io::Cursor;

use serde_json::Value;

use crate::bed::{Bed, Said, said_in};

const NOTICE: [&str; 2] = ["bericht", "--oeffentlich"];

/// A log with a service that is public and works, as of 07:31.
fn bed() -> Bed {
    let bed = Bed::with_log();
    let telephone = ["dienst", "neu", "Telefon", "--zustand", "normal"];
    bed.ok(&[&telephone[..], &["--oeffentlich"]].concat());
    bed
}

/// The row of a service in the public notice.
fn row(bed: &Bed, name: &str) -> Value {
    let notice = bed.json(&NOTICE);
    let sections = notice["sections"].as_array().unwrap();
    let services = sections.iter().find(|one| one["name"] == "services");
    let rows = services.unwrap()["blocks"][0]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["name"] == name).unwrap().clone()
}

/// The same command where a person sits in front of it and answers.
fn answered(bed: &Bed, args: &[&str], answer: &str) -> Said {
    let mut environment = bed.environment(args.iter().map(Into::into).collect());
    environment.asks = true;
    said_in(&environment, Cursor::new(answer.to_owned().into_bytes()))
}

#[test]
fn each_row_has_its_own_stand() {
    let bed = bed();
    bed.at("2021-10-15 12:00");
    let mail = ["dienst", "neu", "Mail", "--zustand", "ausgefallen"];
    bed.ok(&[&mail[..], &["--seit", "08:00", "--oeffentlich"]].concat());
    bed.at("2021-10-16 09:00");
    assert_eq!(row(&bed, "Telefon")["as_of"], "2021-10-15T07:31:00+02:00");
    // When it was said, not since when it is so.
    assert_eq!(row(&bed, "Mail")["as_of"], "2021-10-15T12:00:00+02:00");
    for format in ["tabelle", "markdown", "html"] {
        let notice = bed.ok(&[&NOTICE[..], &["--format", format]].concat());
        assert!(notice.contains("15.10.2021"), "{format}\n{notice}");
        assert!(notice.contains("07:31"), "{format}\n{notice}");
    }
    // Who says it again says that it is still so.
    let again = ["dienst", "setzen", "Telefon", "normal", "--oeffentlich"];
    bed.ok(&again);
    let now = row(&bed, "Telefon");
    assert_eq!(now["as_of"], "2021-10-16T09:05:00+02:00", "{now}");
    assert_eq!(now["state"], "normal");
    // As of a moment before it was said, it stands as what it speaks of.
    let past = bed.ok(&[&NOTICE[..], &["--stand", "15.10. 10:00"]].concat());
    assert!(
        past.contains("ausgefallen") && !past.contains("12:00"),
        "{past}"
    );
}

#[test]
fn a_stand_is_as_exact_as_it_was_told() {
    let bed = Bed::with_log();
    std::fs::write(
        bed.path().join("alt.toml"),
        "format = 1\n[[entry]]\ndo = \"service.add\"\nat = \"15.10.2021\"\nname = \"Telefon\"\nstate = \"down\"\npublic = true\n",
    )
    .unwrap();
    bed.at("2021-10-16 09:00");
    let said = bed.run(&["import", "alt.toml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let telephone = row(&bed, "Telefon");
    assert_eq!(telephone["as_of_precision"], "day", "{telephone}");
}

#[test]
fn where_the_staff_knows_more_the_row_says_so() {
    let bed = bed();
    assert_eq!(row(&bed, "Telefon")["state"], "normal");
    bed.ok(&["dienst", "setzen", "Telefon", "ausgefallen"]);
    for format in ["tabelle", "markdown", "html", "json"] {
        let said = bed.run(&[&NOTICE[..], &["--format", format]].concat());
        assert!(
            said.out.contains("wird aktualisiert"),
            "{format}\n{}",
            said.out
        );
        assert!(!said.out.contains("ausgefallen"), "{format}\n{}", said.out);
        assert!(said.err.contains("lage oeffentlich 4"), "{}", said.err);
    }
    let state = row(&bed, "Telefon")["state"].clone();
    assert_eq!(state, "Normalbetrieb\nwird aktualisiert");
    bed.ok(&["oeffentlich", "4"]);
    assert_eq!(row(&bed, "Telefon")["state"], "down");
    assert_eq!(bed.run(&NOTICE).err, "");
    // What stays inside in any case is nothing newer.
    bed.ok(&[
        "dienst",
        "setzen",
        "Telefon",
        "ausgefallen",
        "--grund",
        "Kabel",
    ]);
    bed.ok(&["dienst", "aendern", "Telefon", "--kontakt", "Weber 0170"]);
    let said = bed.run(&NOTICE);
    assert!(!said.out.contains("aktualisiert"), "{}", said.out);
    assert_eq!(said.err, "");
    // What was said of an earlier time and is over says nothing newer either.
    bed.ok(&[
        "dienst",
        "setzen",
        "Telefon",
        "notbetrieb",
        "--seit",
        "07:30",
    ]);
    assert!(!bed.ok(&NOTICE).contains("aktualisiert"));
}

#[test]
fn other_words_of_something_public_are_being_updated_too() {
    for change in [
        ["--hotline", "115"],
        ["--ort", "Nord"],
        ["--name", "Sprachtelefon"],
    ] {
        let bed = bed();
        bed.ok(&[&["dienst", "aendern", "Telefon"], &change[..]].concat());
        let said = bed.run(&NOTICE);
        assert!(said.out.contains("wird aktualisiert"), "{}", said.out);
        assert!(!said.out.contains(change[1]), "{}", said.out);
        assert!(said.err.contains("lage oeffentlich D-1"), "{}", said.err);
        bed.ok(&["oeffentlich", "D-1"]);
        let said = bed.run(&NOTICE);
        assert!(said.out.contains(change[1]) && said.err.is_empty());
    }
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Störung", "--oeffentlich"]);
    bed.ok(&["vorfall", "aendern", "V-1", "--stufe", "krise"]);
    assert!(!bed.ok(&NOTICE).contains("aktualisiert"));
    bed.ok(&["vorfall", "aendern", "V-1", "--titel", "Angriff"]);
    let said = bed.run(&NOTICE);
    assert!(said.out.contains("Störung") && said.out.contains("wird aktualisiert"));
    assert!(said.err.contains("lage oeffentlich V-1"), "{}", said.err);
}

#[test]
fn a_new_state_of_a_public_service_is_asked_about() {
    let bed = bed();
    let set = ["dienst", "setzen", "Telefon", "ausgefallen"];
    for (answer, told) in [("", false), ("\n", false), ("nein\n", false), ("j\n", true)] {
        let said = answered(&bed, &set, answer);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(
            said.err.contains("D-1") && said.err.contains("[j/N]"),
            "{}",
            said.err
        );
        // Where nothing is published, the hint says how.
        assert_eq!(said.err.contains("lage oeffentlich"), !told, "{}", said.err);
        let newest = bed.json(&["tagebuch", "--anzahl", "1"])[0].clone();
        let visibility = if told { "public" } else { "internal" };
        assert_eq!(newest["visibility"], visibility, "{answer:?}");
    }
    // Each answer entered one state and no more.
    assert_eq!(
        bed.json(&["tagebuch", "--alle"]).as_array().unwrap().len(),
        7
    );
    assert!(!bed.ok(&NOTICE).contains("aktualisiert"));
    // Who said it, or speaks of what is inside anyway, is asked nothing.
    bed.ok(&["dienst", "neu", "Kasse", "--zustand", "normal"]);
    for args in [
        &["dienst", "setzen", "Telefon", "normal", "--oeffentlich"][..],
        &["dienst", "setzen", "Kasse", "ausgefallen"],
        &["aufgabe", "neu", "Kabel tauschen", "--zu", "D-1"],
    ] {
        let said = answered(&bed, args, "");
        assert!(!said.err.contains("[j/N]"), "{args:?} {}", said.err);
    }
}

#[test]
fn whatever_else_is_public_is_asked_about_too() {
    let bed = bed();
    bed.ok(&["vorfall", "neu", "Störung", "--oeffentlich"]);
    bed.ok(&["bekanntgabe", "neu", "Heute zu", "--oeffentlich"]);
    bed.ok(&["erkenntnis", "neu", "Ursache", "unklar", "--oeffentlich"]);
    bed.ok(&["lagebild", "zusammenfassung", "Läuft.", "--oeffentlich"]);
    bed.ok(&["notiz", "Team ist da", "--oeffentlich"]);
    for args in [
        &["dienst", "aendern", "Telefon", "--hotline", "115"][..],
        &["vorfall", "aendern", "V-1", "--titel", "Ausfall"],
        &["bekanntgabe", "ersetzen", "B-1", "Morgen zu"],
        &["erkenntnis", "ersetzen", "K-1", "Bagger"],
        &["lagebild", "zusammenfassung", "Läuft wieder."],
        &["berichtigen", "8", "Team ist fort", "--grund", "verhört"],
    ] {
        let said = answered(&bed, args, "j\n");
        assert_eq!(said.code, 0, "{args:?} {}", said.err);
        assert!(said.err.contains("[j/N]"), "{args:?} {}", said.err);
    }
    let said = bed.run(&NOTICE);
    for words in [
        "115",
        "Ausfall",
        "Morgen zu",
        "Bagger",
        "Läuft wieder.",
        "Team ist fort",
    ] {
        assert!(said.out.contains(words), "{words}\n{}", said.out);
    }
    assert_eq!(said.err, "");
    // What takes something back is told in any case.
    let closed = answered(&bed, &["vorfall", "schliessen", "V-1", "behoben"], "");
    assert!(!closed.err.contains("öffentlich"), "{}", closed.err);
    assert!(bed.ok(&NOTICE).contains("Ausfall: beendet"));
}

#[test]
fn what_is_stale_is_listed_before_it_is_published() {
    let bed = bed();
    bed.ok(&["vorfall", "neu", "Störung", "--oeffentlich"]);
    bed.ok(&["bekanntgabe", "neu", "Heute zu", "--oeffentlich"]);
    bed.ok(&["erkenntnis", "neu", "Ursache", "unklar", "--oeffentlich"]);
    bed.ok(&["lagebild", "zusammenfassung", "Läuft.", "--oeffentlich"]);
    bed.ok(&["notiz", "Team ist da", "--oeffentlich"]);
    assert_eq!(bed.run(&NOTICE).err, "");
    bed.ok(&["vorfall", "aendern", "V-1", "--titel", "Ausfall"]);
    bed.ok(&["bekanntgabe", "ersetzen", "B-1", "Morgen zu"]);
    bed.ok(&["erkenntnis", "ersetzen", "K-1", "Bagger"]);
    bed.ok(&["lagebild", "zusammenfassung", "Läuft wieder."]);
    bed.ok(&["berichtigen", "8", "Team ist fort", "--grund", "verhört"]);
    let said = bed.run(&[&NOTICE[..], &["--aus", "seite.html"]].concat());
    assert_eq!(said.code, 0);
    for words in [
        "V-1 ",
        "B-2 ersetzt",
        "K-1 ",
        "„Zusammenfassung“",
        "Eintrag 8 ",
    ] {
        assert!(said.err.contains(words), "{words}\n{}", said.err);
    }
    assert!(
        said.err.find("V-1 ") < said.err.find("seite.html"),
        "{}",
        said.err
    );
}

#[test]
fn a_summary_that_is_older_than_what_it_tells_of_is_listed() {
    let bed = bed();
    bed.ok(&["lagebild", "zusammenfassung", "Läuft.", "--oeffentlich"]);
    bed.ok(&[
        "dienst",
        "setzen",
        "Telefon",
        "ausgefallen",
        "--oeffentlich",
    ]);
    let said = bed.run(&NOTICE);
    assert!(
        said.err.contains("„Zusammenfassung“")
            && said.err.contains("älter")
            && said.err.contains("D-1"),
        "{}",
        said.err
    );
    assert!(
        said.out.contains("Läuft. (Stand 15.10.2021 07:32)"),
        "{}",
        said.out
    );
}

#[test]
fn what_has_passed_is_marked_outside_as_inside() {
    let bed = Bed::with_log();
    let down = ["dienst", "neu", "Telefon", "--zustand", "ausgefallen"];
    let until = [
        "--wieder-ab",
        "12:00",
        "--gilt-bis",
        "10:00",
        "--oeffentlich",
    ];
    bed.ok(&[&down[..], &until[..]].concat());
    let closed = ["bekanntgabe", "neu", "Heute zu", "--gilt-bis", "18:00"];
    bed.ok(&[&closed[..], &["--oeffentlich"]].concat());
    let said = bed.run(&NOTICE);
    assert!(!said.out.contains("war erwartet") && !said.out.contains("Angabe galt"));
    assert!(
        said.out.contains("Heute zu") && said.err.is_empty(),
        "{}",
        said.err
    );
    bed.at("2021-10-16 07:30");
    let inside = bed.ok(&["dienst", "liste"]);
    for format in ["markdown", "html", "json"] {
        let said = bed.run(&[&NOTICE[..], &["--format", format]].concat());
        for words in [
            "war erwartet 15.10.2021 12:00",
            "Angabe galt bis 15.10.2021 10:00",
        ] {
            assert!(said.out.contains(words), "{format} {words}\n{}", said.out);
        }
        assert!(!said.out.contains("Heute zu"), "{format}\n{}", said.out);
        for number in ["D-1", "B-1"] {
            assert!(said.err.contains(number), "{number}\n{}", said.err);
        }
    }
    assert!(inside.contains("war erwartet") && inside.contains("Angabe galt"));
}

#[test]
fn what_people_said_has_its_stand_behind_it() {
    let bed = Bed::with_log();
    let public = |args: &[&str]| bed.ok(&[args, &["--oeffentlich"]].concat());
    public(&["vorfall", "neu", "Störung", "--text", "Wir suchen."]);
    public(&["erkenntnis", "neu", "Ursache", "Bagger", "--art", "fakt"]);
    public(&["erkenntnis", "neu", "Dauer", "Wie lange?", "--art", "frage"]);
    public(&["bekanntgabe", "neu", "Heute zu"]);
    public(&["lagebild", "prognose-kurz", "Morgen geht es."]);
    let notice = bed.ok(&[&NOTICE[..], &["--format", "markdown"]].concat());
    for (words, minute) in [
        ("Wir suchen.", 31),
        ("Bagger", 32),
        ("Wie lange?", 33),
        ("Heute zu", 34),
        ("Morgen geht es.", 35),
    ] {
        let dated = format!("{words} (Stand 15.10.2021 07:{minute})");
        let notice = notice.replace('\\', "");
        assert!(notice.contains(&dated), "{dated}\n{notice}");
    }
}

#[test]
fn a_question_that_was_answered_is_open_no_longer() {
    let bed = Bed::with_log();
    let public = |args: &[&str]| bed.ok(&[args, &["--oeffentlich"]].concat());
    for (number, topic, certainty, outcome) in [
        ("K-1", "Datenabfluss", "vermutung", "bestaetigt"),
        ("K-2", "Lösegeld", "vermutung", "widerlegt"),
        ("K-3", "Dauer", "frage", "erledigt"),
        ("K-4", "Täter", "frage", "bestaetigt"),
    ] {
        public(&[
            "erkenntnis",
            "neu",
            topic,
            &format!("Wort {topic}"),
            "--art",
            certainty,
        ]);
        assert!(bed.ok(&NOTICE).contains(&format!("Wort {topic}")));
        public(&["erkenntnis", "schliessen", number, outcome]);
    }
    let notice = bed.ok(&NOTICE);
    let place = |words: &str| {
        notice
            .find(words)
            .unwrap_or_else(|| panic!("{words}\n{notice}"))
    };
    assert!(
        place("Wort Datenabfluss") < place("nicht bestätigt"),
        "{notice}"
    );
    assert!(
        place("nicht bestätigt") < place("Wort Lösegeld"),
        "{notice}"
    );
    for words in ["Dauer", "Täter", "Wir vermuten", "noch offen"] {
        assert!(!notice.contains(words), "{words}\n{notice}");
    }
}

#[test]
fn an_ended_incident_says_when_and_leaves_the_page() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Brand", "--oeffentlich"]);
    bed.ok(&["vorfall", "neu", "Gasgeruch", "--oeffentlich"]);
    assert!(bed.ok(&NOTICE).contains("Brand: dauert an"));
    bed.at("2021-10-15 10:00");
    bed.ok(&["vorfall", "schliessen", "V-1", "gelöscht"]);
    bed.ok(&["vorfall", "schliessen", "V-2", "nichts", "--fehlalarm"]);
    let notice = bed.ok(&NOTICE);
    assert!(
        notice.contains("Brand: beendet 15.10.2021 10:00"),
        "{notice}"
    );
    assert!(
        notice.contains("Gasgeruch: war ein Fehlalarm, beendet 15.10.2021 10:01"),
        "{notice}"
    );
    assert!(!notice.contains("gelöscht"), "{notice}");
    let on_page = |moment: &str| {
        bed.at(moment);
        let notice = bed.ok(&NOTICE);
        ["Brand", "Gasgeruch"].map(|title| notice.contains(title))
    };
    // A week, where the body says nothing.
    assert_eq!(on_page("2021-10-22 10:00"), [true, true]);
    assert_eq!(on_page("2021-10-22 10:01"), [false, true]);
    assert_eq!(on_page("2021-10-22 10:02"), [false, false]);
    // The staff knows it for ever.
    assert!(bed.ok(&["vorfall", "liste", "--alle"]).contains("Brand"));
    let set = |text: &str| std::fs::write(bed.path().join("lage.toml"), text).unwrap();
    set("[oeffentlich]\nbeendet = \"3 Tage\"\n");
    assert_eq!(on_page("2021-10-18 10:00"), [true, true]);
    assert_eq!(on_page("2021-10-18 10:02"), [false, false]);
    set("[public]\nended = \"0\"\n");
    assert_eq!(on_page("2021-10-15 10:30"), [false, false]);
    // What goes on again is back.
    bed.ok(&["vorfall", "oeffnen", "V-1", "--grund", "flammt auf"]);
    assert_eq!(on_page("2021-10-30 10:30"), [true, false]);
    for wrong in ["bald", "-1 Tag", ""] {
        set(&format!(
            "als = \"Weber\"\n[oeffentlich]\nbeendet = \"{wrong}\"\n"
        ));
        let refused = bed.fails(2, &NOTICE);
        assert!(
            refused.contains("Zeile 3") && refused.contains("3 Tage"),
            "{refused}"
        );
    }
    set("[oeffentlich]\nende = \"3 Tage\"\n");
    assert!(bed.fails(2, &NOTICE).contains("ende"));
}
