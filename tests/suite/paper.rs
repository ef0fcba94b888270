//! What a mayor holds in the hand: nothing on it asks to be checked, and nothing on it is for a keyboard.

use std::io::Cursor;

use crate::bed::{Bed, said_in};

/// A log in which the summary is older than what happened after it.
fn bed() -> Bed {
    let bed = Bed::with_log();
    bed.ok(&[
        "vorfall",
        "neu",
        "Verschlüsselung",
        "--stufe",
        "krise",
        "--seit",
        "-10m",
    ]);
    bed.ok(&["dienst", "neu", "Telefon", "--zustand", "normal"]);
    bed.ok(&["lagebild", "zusammenfassung", "Alles läuft."]);
    bed.ok(&["dienst", "setzen", "Telefon", "ausgefallen"]);
    bed
}

/// Answers the question that a release asks on a terminal.
fn answered(bed: &Bed, answer: &str) -> crate::bed::Said {
    let args = ["bericht", "freigeben", "--von", "OB"];
    let mut environment = bed.environment(args.iter().map(Into::into).collect());
    environment.asks = true;
    said_in(&environment, Cursor::new(answer.to_owned().into_bytes()))
}

#[test]
fn what_is_stale_is_shown_before_it_is_signed() {
    let bed = bed();
    let refused = bed.fails(1, &["bericht", "freigeben", "--von", "OB"]);
    assert!(
        refused.contains("„Zusammenfassung“") && refused.contains("D-1"),
        "{refused}"
    );
    assert!(refused.contains("--trotzdem"), "{refused}");
    for (answer, code) in [("", 1), ("\n", 1), ("nein\n", 1), ("j\nnoch etwas", 0)] {
        let said = answered(&bed, answer);
        assert_eq!(said.code, code, "{answer:?}\n{}", said.err);
        assert!(said.err.contains("[j/N]"), "{}", said.err);
    }
    assert_eq!(bed.json(&["bericht", "liste"]).as_array().unwrap().len(), 1);
    // Whoever wrote the words anew is asked nothing.
    bed.ok(&["lagebild", "zusammenfassung", "Das Telefon ist tot."]);
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    bed.ok(&["notiz", "Kaffee"]);
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
}

#[test]
fn the_last_report_names_what_is_still_open() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Brand"]);
    bed.ok(&["aufgabe", "neu", "Lüften"]);
    bed.ok(&["bekanntgabe", "neu", "Fenster zu", "--an", "bevölkerung"]);
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Ursache",
        "Wer war es?",
        "--art",
        "frage",
    ]);
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    let refused = bed.fails(1, &["bericht", "freigeben", "--von", "OB", "--schluss"]);
    for number in ["V-1", "A-1", "B-1", "K-1"] {
        assert!(refused.contains(number), "{number}: {refused}");
    }
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    bed.ok(&["vorfall", "schliessen", "V-1", "aus"]);
    let refused = bed.fails(1, &["bericht", "freigeben", "--von", "OB", "--schluss"]);
    assert!(
        !refused.contains("V-1") && !refused.contains("A-1"),
        "{refused}"
    );
    bed.ok(&[
        "bericht",
        "freigeben",
        "--von",
        "OB",
        "--schluss",
        "--trotzdem",
    ]);
}

#[test]
fn a_signed_report_asks_nobody_to_check() {
    let bed = bed();
    bed.ok(&["bericht", "freigeben", "--von", "OB", "--trotzdem"]);
    assert!(bed.ok(&["bericht", "markdown"]).contains("bitte prüfen"));
    bed.ok(&["bericht", "freigeben", "--von", "OB", "--trotzdem"]);
    let signed = bed.ok(&["bericht", "zeigen", "2", "markdown"]);
    assert!(!signed.contains("bitte prüfen"), "{signed}");
    assert!(
        signed.contains("unverändert seit dem letzten Lagebericht"),
        "{signed}"
    );
}

#[test]
fn the_short_report_has_the_level_and_every_decision_in_force() {
    let bed = bed();
    for what in ["Netz trennen", "Stab einberufen"] {
        bed.ok(&[
            "entscheidung",
            "neu",
            what,
            "--grund",
            "Angriff",
            "--von",
            "OB",
        ]);
    }
    bed.ok(&[
        "entscheidung",
        "neu",
        "Schulen zu",
        "--grund",
        "Angriff",
        "--von",
        "OB",
    ]);
    bed.ok(&[
        "entscheidung",
        "aufheben",
        "E-3",
        "--grund",
        "unnötig",
        "--von",
        "OB",
    ]);
    bed.ok(&["bericht", "freigeben", "--von", "OB", "--trotzdem"]);
    bed.ok(&["notiz", "Danach"]);
    let short = bed.ok(&["bericht", "--kurz"]);
    assert!(
        short.contains("V-1 Verschlüsselung: Krise, seit"),
        "{short}"
    );
    assert!(
        short.contains("Netz trennen") && short.contains("Stab einberufen"),
        "{short}"
    );
    assert!(!short.contains("Schulen zu"), "{short}");
}

#[test]
fn no_command_stands_on_paper() {
    let bed = bed();
    for number in 0..80 {
        bed.ok(&[
            "aufgabe",
            "neu",
            &format!("Sehr viel zu tun {number}"),
            "--frist",
            "-1h",
        ]);
    }
    for args in [
        &["bericht"][..],
        &["bericht", "--kurz"],
        &["bericht", "--vortrag"],
        &["bericht", "--oeffentlich"],
    ] {
        let said = bed.ok(args);
        assert!(
            !said.contains("lage bericht") && !said.contains("lage aufgabe"),
            "{args:?}\n{said}"
        );
    }
    assert!(
        bed.ok(&["bericht", "--kurz"])
            .contains("hier nicht gezeigt")
    );
}

#[test]
fn the_briefing_tells_how_sure_it_is_and_nothing_that_has_passed() {
    let bed = bed();
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Einfallstor",
        "Fernwartung",
        "--art",
        "vermutung",
    ]);
    bed.ok(&[
        "bekanntgabe",
        "neu",
        "Heute zu",
        "--an",
        "bevölkerung",
        "--gilt-bis",
        "+30m",
    ]);
    bed.ok(&[
        "bericht",
        "freigeben",
        "--von",
        "OB",
        "--naechster",
        "+30m",
        "--trotzdem",
    ]);
    let briefing = bed.ok(&["bericht", "--vortrag"]);
    assert!(
        briefing.contains("Vermutung: Einfallstor: Fernwartung"),
        "{briefing}"
    );
    assert!(briefing.contains("Heute zu") && briefing.contains("Nächster Lagebericht"));
    bed.at("2021-10-16 07:30");
    let later = bed.ok(&["bericht", "--vortrag"]);
    assert!(
        !later.contains("Heute zu") && !later.contains("Nächster Lagebericht"),
        "{later}"
    );
}

#[test]
fn numbers_are_counted_as_people_count() {
    let bed = Bed::with_log();
    let summary = bed.ok(&["bericht"]);
    assert!(
        summary.contains("Kein Ereignis und kein Auftrag ist offen."),
        "{summary}"
    );
    assert!(!summary.contains(" 0 "), "{summary}");
    // What nobody can enter yet is not said to be empty; the data keep their form.
    assert!(!summary.contains("Stab\n"), "{summary}");
    let report = bed.json(&["bericht"]);
    let names: Vec<&str> = report["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"staff"), "{names:?}");
    bed.ok(&["aufgabe", "neu", "Lüften"]);
    bed.ok(&["dienst", "neu", "Telefon", "--zustand", "ausgefallen"]);
    let summary = bed.ok(&["bericht"]);
    assert!(
        summary.contains("Kein Ereignis ist offen.") && summary.contains("1 Auftrag ist offen."),
        "{summary}"
    );
    assert!(
        bed.ok(&[])
            .contains("1 Auftrag offen · 1 von 1 Dienst gestört")
    );
}

#[test]
fn the_course_of_tasks_is_drawn_from_ten_tasks_on() {
    let bed = Bed::with_log();
    for day in ["2021-10-16 08:00", "2021-10-17 08:00", "2021-10-18 08:00"] {
        bed.at(day);
        for what in ["Eins", "Zwei", "Drei"] {
            bed.ok(&["aufgabe", "neu", what]);
        }
    }
    let drawn = || bed.json(&["bericht"]).to_string().contains("task_days");
    assert!(!drawn());
    bed.ok(&["aufgabe", "neu", "Zehn"]);
    assert!(drawn());
}

#[test]
fn a_service_and_its_first_state_are_one_line_of_the_tagebuch() {
    let bed = Bed::with_log();
    let gas = ["dienst", "neu", "Gas", "--zustand", "ausgefallen"];
    bed.ok(&[&gas[..], &["--grund", "Leck", "--ersatz", "Flaschen"]].concat());
    bed.ok(&["dienst", "neu", "Wasser"]);
    bed.ok(&["dienst", "setzen", "Wasser", "normal"]);
    let said = "Dienst D-1 aufgenommen: Gas – ausgefallen: Leck";
    for args in [
        &["tagebuch"][..],
        &["tagebuch", "--alle"],
        &["tagebuch", "--nach", "eintrag"],
        &["bericht", "--format", "markdown"],
        &["dienst", "zeigen", "Gas"],
    ] {
        let lines = bed.ok(args);
        assert!(lines.contains("2, 3") && lines.contains(said), "{lines}");
        assert!(lines.contains("Ausweichverfahren: Flaschen"), "{lines}");
        assert!(!lines.contains("Dienst D-1 „Gas“: ausgefallen"), "{lines}");
    }
    // What was said later is a line of its own, and the data have every entry.
    assert!(
        bed.ok(&["tagebuch"])
            .contains("Dienst D-2 „Wasser“: Normalbetrieb")
    );
    assert_eq!(bed.json(&["tagebuch"]).as_array().unwrap().len(), 5);
    bed.ok(&["streichen", "3", "--grund", "Irrtum"]);
    let lines = bed.ok(&["tagebuch"]);
    assert!(lines.contains("Dienst D-1 „Gas“: ausgefallen"), "{lines}");
}

#[test]
fn good_news_is_not_cut_from_the_short_report() {
    let bed = Bed::with_log();
    let name = |number: u32| format!("Fachverfahren mit einem langen Namen Nummer {number}");
    for number in 0..40 {
        bed.ok(&["dienst", "neu", &name(number), "--zustand", "ausgefallen"]);
    }
    bed.ok(&["vorfall", "neu", "Rohrbruch"]);
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    for number in 0..30 {
        let what = format!("Beschluss {number}");
        bed.ok(&[
            "entscheidung",
            "neu",
            &what,
            "--grund",
            "Not",
            "--von",
            "OB",
        ]);
    }
    for number in 0..39 {
        bed.ok(&["dienst", "setzen", &format!("D-{}", number + 1), "normal"]);
    }
    let last = ["dienst", "setzen", "D-40", "eingeschränkt"];
    bed.ok(&[&last[..], &["--einschraenkung", "nur vormittags"]].concat());
    bed.ok(&["dienst", "setzen", "D-40", "normal"]);
    bed.ok(&["vorfall", "schliessen", "V-1", "dicht"]);
    let short = bed.ok(&["bericht", "--kurz", "--format", "json"]);
    for number in 0..40 {
        assert!(
            short.contains(&format!("D-{} ", number + 1)),
            "{number}\n{short}"
        );
    }
    assert!(short.contains("Beendet: V-1 Rohrbruch"), "{short}");
    assert!(short.contains("hier nicht gezeigt"), "{short}");
}

/// Eight columns of text do not fit a window of 1000 pixels where each is as wide as its longest word.
#[test]
fn a_long_word_does_not_widen_a_table_of_many_columns() {
    let bed = Bed::with_log();
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk";
    let down = ["dienst", "neu", word, "--zustand", "eingeschränkt"];
    let said = [
        "--einschraenkung",
        word,
        "--ersatz",
        word,
        "--zustaendig",
        word,
    ];
    bed.ok(&[&down[..], &said[..]].concat());
    let page = bed.ok(&["bericht", "--format", "html"]);
    let table = page
        .split("<table")
        .find(|table| table.contains("Ausweichverfahren"));
    let table = table.unwrap().split("</table>").next().unwrap();
    for piece in table.split(['<', '>', ' ', '\n']) {
        assert!(
            !word.contains(piece) || piece.chars().count() <= 18,
            "{piece}"
        );
    }
    assert_eq!(table.replace("<wbr>", "").matches(word).count(), 4);
}
