//! Correct, cancel, open again: what was said wrong counts as it is right, and what was said first stays readable.

use crate::bed::Bed;

/// The lines of a text that hold all of these words.
fn line<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let found = text
        .lines()
        .find(|line| words.iter().all(|word| line.contains(word)));
    found.unwrap_or_else(|| panic!("no line with {words:?} in\n{text}"))
}

/// The numbers of the Tagebuch's entries, in the order that it tells them.
fn order(bed: &Bed, args: &[&str]) -> Vec<String> {
    let lines = bed.json(&[&["tagebuch", "--alle"], args].concat());
    let numbers = lines.as_array().unwrap().iter();
    numbers
        .map(|line| line["number"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_entry_whose_time_was_wrong_counts_at_the_right_one_and_says_what_was_said() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 22:40");
    bed.ok(&["notiz", "Alarm", "--um", "22:00"]);
    bed.ok(&["notiz", "Anruf", "--um", "22:30"]);
    bed.at("2021-10-15 23:00");
    let said = bed.run(&[
        "berichtigen",
        "3",
        "--um",
        "21:30",
        "--grund",
        "Uhr falsch abgelesen",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.err.contains("Eintrag 3 berichtigt (Eintrag 4)"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("22:30 → 15.10.2021 21:30"),
        "{}",
        said.err
    );
    // Order, JSON and print; the correction happened when it was written.
    assert_eq!(order(&bed, &[]), ["1", "3", "2", "4"]);
    let lines = bed.json(&["tagebuch", "--alle"]);
    assert_eq!(lines[1]["happened_at"], "2021-10-15T21:30:00+02:00");
    assert_eq!(lines[1]["happened_at_before"], "2021-10-15T22:30:00+02:00");
    assert_eq!(lines[1]["text"], "Anruf", "the text stays");
    assert_eq!(
        lines[1]["corrections"][0]["happened_at"],
        "2021-10-15T21:30:00+02:00"
    );
    assert_eq!(lines[3]["happened_at"], "2021-10-15T23:00:00+02:00");
    let shown = bed
        .ok(&["tagebuch"])
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        shown.contains("Zeit berichtigt, vorher 15.10.2021 22:30"),
        "{shown}"
    );
    assert!(shown.contains("Uhr falsch abgelesen"), "{shown}");
    // Another moment asks the right time, as far as it was known.
    let held = |args: &[&str]| order(&bed, args);
    assert_eq!(held(&["--stand", "21:45"]), ["1", "3", "4"]);
    assert_eq!(held(&["--stand", "21:45", "--kenntnis", "22:50"]), ["1"]);
    assert_eq!(
        held(&["--stand", "22:45", "--kenntnis", "22:50"]),
        ["1", "2", "3"]
    );
    // Since 22:50 nothing happened, and the correction was recorded.
    assert_eq!(held(&["--seit", "22:50"]), ["4"]);
    assert_eq!(bed.json(&["pruefen"])["sound"], true);
}

#[test]
fn a_correction_of_the_time_is_one_of_the_words_where_both_are_said() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Anruf", "--um", "07:00"]);
    bed.ok(&[
        "berichtigen",
        "2",
        "Anruf der Polizei",
        "--um",
        "06:30",
        "--ca",
        "--grund",
        "x",
    ]);
    let lines = bed.json(&["tagebuch", "--alle"]);
    assert_eq!(lines[0]["happened_at"], "2021-10-15T06:30:00+02:00");
    assert_eq!(lines[0]["approximate"], true);
    assert_eq!(lines[0]["corrections"][0]["text"], "Anruf der Polizei");
    // The correction is not about its time: it was written when it was written.
    assert_eq!(lines[2]["approximate"], false);
    assert!(bed.ok(&["tagebuch"]).contains("ca. 15.10.2021"));
    // A later correction of the words leaves the time, and a cancelled one gives it back.
    bed.ok(&["berichtigen", "2", "Anruf des LKA", "--grund", "y"]);
    assert_eq!(
        bed.json(&["tagebuch"])[0]["happened_at"],
        "2021-10-15T06:30:00+02:00"
    );
    bed.ok(&["streichen", "3", "--grund", "z"]);
    let lines = bed.json(&["tagebuch", "--alle"]);
    let two = lines
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["number"] == "2")
        .unwrap();
    assert_eq!(two["happened_at"], "2021-10-15T07:00:00+02:00");
    assert_eq!(two["corrections"][0]["text"], "Anruf des LKA");
}

#[test]
fn a_record_begins_and_a_state_holds_from_the_time_that_is_right() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 12:00");
    bed.ok(&[
        "dienst",
        "neu",
        "Mail",
        "--zustand",
        "normal",
        "--seit",
        "08:00",
    ]);
    bed.ok(&["dienst", "setzen", "Mail", "ausgefallen", "--seit", "11:00"]);
    bed.ok(&[
        "dienst",
        "setzen",
        "Mail",
        "eingeschraenkt",
        "--seit",
        "11:30",
    ]);
    let state = || bed.json(&["dienst", "zeigen", "D-1"])["state"].clone();
    assert_eq!(state(), "degraded");
    // The outage was later than that.
    bed.ok(&[
        "berichtigen",
        "4",
        "--um",
        "11:45",
        "--grund",
        "Zeit verwechselt",
    ]);
    assert_eq!(state(), "down");
    let service = bed.json(&["dienst", "zeigen", "D-1"]);
    let since: Vec<&str> = service["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| span["since"].as_str().unwrap())
        .collect();
    assert_eq!(since[2], "2021-10-15T11:45:00+02:00");
    // A task that was given earlier than its entry said is there at that moment.
    bed.ok(&["aufgabe", "neu", "Sichern", "--um", "11:50"]);
    assert_eq!(
        bed.json(&["aufgabe", "liste", "--stand", "11:48"])[0],
        serde_json::Value::Null
    );
    bed.ok(&["berichtigen", "7", "--um", "11:40", "--grund", "x"]);
    assert_eq!(
        bed.json(&["aufgabe", "liste", "--stand", "11:48"])[0]["number"],
        "A-1"
    );
    let known = &[
        "aufgabe",
        "liste",
        "--stand",
        "11:48",
        "--kenntnis",
        "12:03",
    ];
    assert_eq!(
        bed.json(known)[0],
        serde_json::Value::Null,
        "nobody knew then"
    );
    let report = bed.ok(&["bericht", "--stand", "11:48", "--kenntnis", "12:03"]);
    assert!(!report.contains("Sichern"), "{report}");
}

#[test]
fn a_time_that_was_right_earlier_is_what_was_known_earlier() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 12:00");
    bed.ok(&["vorfall", "neu", "Angriff", "--um", "09:00"]);
    bed.ok(&["berichtigen", "2", "--um", "11:00", "--grund", "x"]);
    let there = |args: &[&str]| {
        let list = bed.json(&[&["vorfall", "liste"], args].concat());
        list.as_array().unwrap().len() == 1
    };
    assert!(!there(&["--stand", "10:00"]));
    assert!(there(&["--stand", "11:00"]));
    assert!(
        there(&["--stand", "10:00", "--kenntnis", "12:00"]),
        "as it was known"
    );
}

#[test]
fn a_wording_that_could_be_meant_for_several_fields_is_asked_for_and_never_guessed() {
    let bed = Bed::with_log();
    bed.ok(&[
        "entscheidung",
        "neu",
        "Server abschalten",
        "--grund",
        "Strom",
        "--von",
        "OB",
    ]);
    let refused = bed.fails(
        1,
        &["berichtigen", "2", "Kein Strom", "--grund", "Tippfehler"],
    );
    for shown in [
        "--feld was",
        "Server abschalten",
        "--feld grund",
        "Begründung: Strom",
        "--feld von",
    ] {
        assert!(refused.contains(shown), "{shown}: {refused}");
    }
    let decision = || bed.json(&["entscheidung", "zeigen", "E-1"]);
    assert_eq!(decision()["what"], "Server abschalten");
    // German, English, and the label: the names of the fields.
    for (name, text) in [
        ("grund", "Kein Strom"),
        ("reason", "Gar kein Strom"),
        ("Begründung", "Stromausfall"),
    ] {
        bed.ok(&[
            "berichtigen",
            "2",
            text,
            "--feld",
            name,
            "--grund",
            "Tippfehler",
        ]);
        assert_eq!(decision()["reason"], text);
        assert_eq!(decision()["what"], "Server abschalten");
    }
    bed.ok(&[
        "correct",
        "2",
        "Alle Server abschalten",
        "--field",
        "what",
        "--reason",
        "x",
    ]);
    assert_eq!(decision()["what"], "Alle Server abschalten");
    let refused = bed.fails(
        1,
        &["berichtigen", "2", "x", "--feld", "kanal", "--grund", "y"],
    );
    assert!(refused.contains("„kanal“ ist keine Angabe"), "{refused}");
    // What it said before stays readable, with who corrected it why.
    let shown = bed.ok(&["entscheidung", "zeigen", "E-1"]);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        shown.contains("Begründung: „Strom“ → „Kein Strom“ (berichtigt"),
        "{shown}"
    );
}

#[test]
fn the_cause_of_a_state_is_not_its_workaround() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Mail"]);
    bed.ok(&[
        "dienst",
        "setzen",
        "Mail",
        "ausgefallen",
        "--ersatz",
        "Fax 115",
        "--wieder-ab",
        "18:00",
    ]);
    let refused = bed.fails(1, &["berichtigen", "3", "Kein Strom", "--grund", "x"]);
    assert!(refused.contains("--feld ersatz"), "{refused}");
    let span = || bed.json(&["dienst", "zeigen", "D-1"])["history"][0].clone();
    bed.ok(&[
        "berichtigen",
        "3",
        "Fax 116",
        "--feld",
        "ersatz",
        "--grund",
        "x",
    ]);
    assert_eq!(span()["workaround"], "Fax 116");
    assert_eq!(span()["cause"], serde_json::Value::Null);
    // A moment and a word of a vocabulary are read as by their verb.
    bed.ok(&[
        "berichtigen",
        "3",
        "20:00",
        "--feld",
        "wieder-ab",
        "--grund",
        "x",
    ]);
    assert_eq!(span()["expected_back"], "2021-10-15T20:00:00+02:00");
    bed.ok(&[
        "berichtigen",
        "3",
        "eingeschränkt",
        "--feld",
        "zustand",
        "--grund",
        "x",
    ]);
    assert_eq!(bed.json(&["dienst", "zeigen", "D-1"])["state"], "degraded");
    bed.fails(
        1,
        &[
            "berichtigen",
            "3",
            "kaputt",
            "--feld",
            "zustand",
            "--grund",
            "x",
        ],
    );
    bed.fails(
        1,
        &[
            "berichtigen",
            "3",
            "bald",
            "--feld",
            "wieder-ab",
            "--grund",
            "x",
        ],
    );
    assert_eq!(bed.json(&["pruefen"])["sound"], true);
}

#[test]
fn what_has_no_words_takes_no_correction_of_them() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Sichern"]);
    bed.ok(&["aufgabe", "beginnen", "A-1"]);
    let refused = bed.fails(1, &["berichtigen", "3", "angefangen", "--grund", "x"]);
    assert!(
        refused.contains("keinen Text") && refused.contains("--um"),
        "{refused}"
    );
    bed.ok(&["berichtigen", "3", "--um", "07:30", "--grund", "x"]);
    for args in [
        &["berichtigen", "2", "--grund", "x"][..],
        &["berichtigen", "2", "--feld", "was", "--grund", "x"],
        &["berichtigen", "2", "x"],
        &["berichtigen", "1", "--um", "gestern", "--grund", "x"],
        &["berichtigen", "2", "--um", "morgen 12:00", "--grund", "x"],
    ] {
        bed.fails(1, args);
    }
}

#[test]
fn a_correction_breaks_no_rule_of_the_verb() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Mail"]);
    bed.ok(&["dienst", "neu", "Fax"]);
    bed.fails(1, &["berichtigen", "3", "mail", "--grund", "x"]);
    bed.ok(&["bekanntgabe", "neu", "Zu.", "--gilt-bis", "18:00"]);
    bed.fails(
        1,
        &[
            "berichtigen",
            "4",
            "06:00",
            "--feld",
            "gilt-bis",
            "--grund",
            "x",
        ],
    );
    bed.ok(&[
        "berichtigen",
        "4",
        "20:00",
        "--feld",
        "gilt-bis",
        "--grund",
        "x",
    ]);
    bed.ok(&[
        "entscheidung",
        "neu",
        "x",
        "--grund",
        "y",
        "--von",
        "OB",
        "--option",
        "warten",
        "--option",
        "gehen",
    ]);
    let decision = || bed.json(&["entscheidung", "zeigen", "E-1"])["options"].clone();
    bed.ok(&[
        "berichtigen",
        "6",
        "bleiben",
        "--feld",
        "option-2",
        "--grund",
        "x",
    ]);
    assert_eq!(decision(), serde_json::json!(["warten", "bleiben"]));
}

#[test]
fn a_record_is_put_right_by_its_number_where_one_entry_can_be_meant() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Angrif"]);
    bed.ok(&["berichtigen", "V-1", "Angriff", "--grund", "Tippfehler"]);
    assert_eq!(bed.json(&["vorfall", "zeigen", "V-1"])["title"], "Angriff");
    // What others say of it is no entry of its own.
    bed.ok(&["notiz", "Anruf", "--zu", "V-1"]);
    bed.ok(&["berichtigen", "V-1", "Angriff", "--grund", "x"]);
    bed.ok(&["vorfall", "schliessen", "V-1", "vorbei"]);
    let refused = bed.fails(1, &["berichtigen", "V-1", "Angriff!", "--grund", "x"]);
    assert!(refused.contains("(2, 6)"), "{refused}");
}

#[test]
fn what_is_cancelled_is_named_and_the_cancellation_can_be_taken_back() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Strom ist weg"]);
    let said = bed.run(&["streichen", "2", "Irrtum"]).err;
    assert!(
        said.contains("Eintrag 2 gestrichen (Eintrag 3): Strom ist weg"),
        "{said}"
    );
    let refused = bed.fails(1, &["streichen", "2", "noch einmal"]);
    assert!(refused.contains("lage streichen 3"), "{refused}");
    let said = bed.run(&["streichen", "3", "doch kein Irrtum"]).err;
    assert!(said.contains("Es gilt wieder: Strom ist weg"), "{said}");
    assert_eq!(
        bed.json(&["tagebuch"])[1]["voided"],
        serde_json::Value::Null
    );
    // And that again.
    bed.ok(&["streichen", "4", "doch"]);
    assert_eq!(bed.json(&["tagebuch"])[1]["voided"]["entry"], "3");
}

#[test]
fn an_entry_is_cancelled_by_the_number_of_its_record_or_as_the_last_one() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Sichern"]);
    bed.ok(&["notiz", "eins"]);
    bed.ok(&["aufgabe", "erledigen", "A-1", "fertig"]);
    bed.ok(&["notiz", "zwei"]);
    let said = bed.run(&["streichen", "a1", "falsche Nummer"]).err;
    assert!(said.contains("Eintrag 4 gestrichen"), "{said}");
    assert!(
        said.contains("Auftrag A-1 „Sichern“ erledigt: fertig"),
        "{said}"
    );
    assert_eq!(bed.json(&["aufgabe", "zeigen", "A-1"])["status"], "open");
    // The last one is no cancellation; the one before it is the last one then.
    for (word, struck) in [("letzter", "zwei"), ("last", "eins"), ("Letzte", "Sichern")] {
        let said = bed.run(&["streichen", word, "Irrtum"]).err;
        assert!(said.contains(struck), "{word}: {said}");
    }
    bed.fails(1, &["streichen", "letzter", "Irrtum"]);
    bed.fails(1, &["berichtigen", "letzter", "Text"]);
    bed.fails(1, &["streichen", "A-1", "Irrtum"]);
    bed.fails(1, &["streichen", "A-7", "Irrtum"]);
}

#[test]
fn the_last_entry_is_named_wherever_an_entry_is() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Polzei da"]);
    for word in ["letzter", "last"] {
        let right = ["berichtigen", word, "Polizei da", "--grund", "vertippt"];
        let said = bed.run(&right);
        line(&said.err, &["Eintrag 2", "Polizei da"]);
    }
    bed.ok(&["notiz", "mit zwei Wagen", "--zu", "letzter"]);
    bed.ok(&["oeffentlich", "letzter"]);
    let lines = bed.json(&["tagebuch"]);
    assert_eq!(lines[1]["corrections"].as_array().unwrap().len(), 2);
    assert_eq!(lines[4]["data"]["about_entries"], serde_json::json!(["2"]));
    assert_eq!(lines[4]["visibility"], "public");
}

#[test]
fn what_one_command_wrote_is_cancelled_and_taken_back_as_one() {
    let bed = Bed::with_log();
    bed.ok(&["entscheidung", "neu", "alt", "--grund", "x", "--von", "OB"]);
    bed.ok(&[
        "entscheidung",
        "ersetzen",
        "E-1",
        "neu",
        "--grund",
        "x",
        "--von",
        "OB",
    ]);
    bed.ok(&["bekanntgabe", "neu", "Zu."]);
    bed.ok(&["bekanntgabe", "ersetzen", "B-1", "Offen."]);
    let status = |noun: &str, number: &str| {
        let record = bed.json(&[noun, "zeigen", number]);
        (
            record["status"].as_str().unwrap().to_owned(),
            !record["voided"].is_null(),
        )
    };
    // Either half, either way of naming it.
    for (noun, old, new, named, ended) in [
        ("entscheidung", "E-1", "E-2", "E-2", "superseded"),
        ("entscheidung", "E-1", "E-2", "4", "superseded"),
        ("bekanntgabe", "B-1", "B-2", "B-1", "replaced"),
        ("bekanntgabe", "B-1", "B-2", "6", "replaced"),
    ] {
        assert_eq!(status(noun, old), (ended.to_owned(), false));
        let said = bed.run(&["streichen", named, "Irrtum"]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.err.contains("zusammen gestrichen"), "{}", said.err);
        assert_eq!(status(noun, old), ("in_force".to_owned(), false));
        assert_eq!(status(noun, new), ("in_force".to_owned(), true));
        let newest = bed.json(&["tagebuch"]);
        let newest = newest.as_array().unwrap().last().unwrap();
        bed.ok(&["streichen", newest["number"].as_str().unwrap(), "doch"]);
        assert_eq!(status(noun, old), (ended.to_owned(), false));
        assert_eq!(status(noun, new), ("in_force".to_owned(), false));
    }
    assert_eq!(bed.json(&["pruefen"])["sound"], true);
}

/// A log of 0.2.0 has no mark of what one command wrote: the two name each other.
#[test]
fn the_halves_of_a_replacement_in_an_old_log_are_cancelled_as_one() {
    let bed = Bed::with_log();
    bed.ok(&["entscheidung", "neu", "alt", "--grund", "x", "--von", "OB"]);
    bed.ok(&[
        "entscheidung",
        "ersetzen",
        "E-1",
        "neu",
        "--grund",
        "x",
        "--von",
        "OB",
    ]);
    crate::guard::written_anew(
        &bed,
        4,
        "UPDATE payload SET body = replace(body, '\"with\":\"3\",', '') WHERE id = 4",
    );
    let lines = bed.json(&["tagebuch"]);
    assert!(
        lines
            .as_array()
            .unwrap()
            .iter()
            .all(|line| line["with"].is_null())
    );
    bed.ok(&["streichen", "3", "Irrtum"]);
    assert_eq!(
        bed.json(&["entscheidung", "zeigen", "E-1"])["status"],
        "in_force"
    );
    assert_eq!(bed.json(&["entscheidung", "liste"])[0]["number"], "E-1");
}

#[test]
fn a_note_speaks_of_an_entry_and_a_confirmation_names_its_own() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Anruf"]);
    bed.ok(&["notiz", "Rückruf vereinbart", "--zu", "2"]);
    assert_eq!(bed.json(&["tagebuch"])[2]["data"]["about_entries"][0], "2");
    assert!(
        bed.ok(&["tagebuch"])
            .contains("Zu Eintrag 2: Rückruf vereinbart")
    );
    let refused = bed.fails(1, &["notiz", "x", "--zu", "99"]);
    assert!(refused.contains("99"), "{refused}");
    let said = bed.run(&["aufgabe", "neu", "Sichern"]).err;
    line(&said, &["Aufgabe A-1 angelegt (Eintrag 4): Sichern"]);
    let said = bed.run(&["dienst", "neu", "Mail", "--zustand", "down"]).err;
    line(&said, &["(Eintrag 5, 6)"]);
}

#[test]
fn a_task_that_was_done_is_opened_again_and_its_first_completion_stays() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Sichern"]);
    bed.ok(&[
        "aufgabe",
        "erledigen",
        "A-1",
        "drei Abbilder",
        "--wirkung",
        "wirksam",
    ]);
    let refused = bed.fails(1, &["aufgabe", "beginnen", "A-1"]);
    assert!(
        refused.contains("lage aufgabe oeffnen A-1 --grund"),
        "{refused}"
    );
    bed.fails(1, &["aufgabe", "oeffnen", "A-1"]);
    bed.ok(&[
        "aufgabe",
        "öffnen",
        "A-1",
        "--grund",
        "ein Abbild ist defekt",
    ]);
    let task = bed.json(&["aufgabe", "zeigen", "A-1"]);
    assert_eq!(task["status"], "open");
    assert_eq!(task["first_ended_at"], "2021-10-15T07:32:00+02:00");
    assert_eq!(task["first_result"], "drei Abbilder");
    assert_eq!(task["reopened_reason"], "ein Abbild ist defekt");
    assert_eq!(
        (&task["result"], &task["ended_at"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    let shown = bed.ok(&["aufgabe", "zeigen", "A-1"]);
    assert!(
        shown.contains("Zuvor beendet") && shown.contains("drei Abbilder"),
        "{shown}"
    );
    assert!(bed.ok(&["aufgabe", "liste"]).contains("Sichern"));
    bed.ok(&["task", "done", "A-1", "vier Abbilder"]);
    let task = bed.json(&["aufgabe", "zeigen", "A-1"]);
    assert_eq!(
        (&task["result"], &task["first_result"]),
        (&"vier Abbilder".into(), &"drei Abbilder".into())
    );
    bed.fails(1, &["vorfall", "oeffnen", "V-1", "x"]);
}

#[test]
fn who_is_done_before_what_was_to_come_first_is_told_and_not_stopped() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Spuren sichern"]);
    bed.ok(&["aufgabe", "neu", "Neu aufsetzen", "--wartet-auf", "A-1"]);
    let said = bed.run(&["aufgabe", "erledigen", "A-2", "läuft"]);
    assert_eq!(said.code, 0);
    line(&said.err, &["Hinweis: A-2 wartete noch auf A-1"]);
    assert_eq!(bed.json(&["aufgabe", "zeigen", "A-2"])["status"], "done");
}

#[test]
fn a_finding_is_closed_and_stands_apart() {
    let bed = Bed::with_log();
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Täter",
        "Innentäter",
        "--art",
        "vermutung",
    ]);
    bed.ok(&[
        "erkenntnis",
        "neu",
        "Abfluss",
        "bisher nicht festgestellt",
        "--art",
        "fakt",
    ]);
    bed.ok(&["erkenntnis", "neu", "Wege", "Welche?", "--art", "frage"]);
    bed.ok(&[
        "erkenntnis",
        "schliessen",
        "K-1",
        "--als",
        "widerlegt",
        "--grund",
        "Gutachten",
    ]);
    bed.ok(&["finding", "close", "K-3", "settled", "--as", "Weber/S2"]);
    let finding = bed.json(&["erkenntnis", "zeigen", "K-1"]);
    assert_eq!(finding["outcome"], "refuted");
    assert_eq!(finding["closed_reason"], "Gutachten");
    let lines = bed.json(&["tagebuch"]);
    assert_eq!(
        (&lines[4]["author"], &lines[5]["author"]),
        (&"probe".into(), &"Weber".into())
    );
    let list = bed.ok(&["erkenntnis", "liste"]);
    assert!(
        !list.contains("Innentäter") && list.contains("bisher nicht"),
        "{list}"
    );
    let all = bed.ok(&["erkenntnis", "liste", "--alle"]);
    let place = |words: &str| {
        all.find(words)
            .unwrap_or_else(|| panic!("{words} in {all}"))
    };
    assert!(place("bisher") < place("Innentäter"), "{all}");
    let report = bed.ok(&["bericht"]);
    let (known, closed) = report.split_once("Abgeschlossene Erkenntnisse").unwrap();
    assert!(
        !known.contains("K-1 ") && closed.contains("widerlegt am"),
        "{report}"
    );
    let briefing = bed.ok(&["bericht", "--vortrag"]);
    assert!(
        !briefing.contains("Innentäter") && !briefing.contains("Welche?"),
        "{briefing}"
    );
    bed.fails(1, &["erkenntnis", "schliessen", "K-1", "bestätigt"]);
    bed.fails(1, &["erkenntnis", "schliessen", "K-2"]);
    bed.fails(1, &["erkenntnis", "schliessen", "K-2", "--als", "Weber"]);
    // A new wording is about what is known now.
    bed.ok(&["erkenntnis", "ersetzen", "K-1", "doch ein Innentäter"]);
    assert!(
        bed.ok(&["erkenntnis", "liste"])
            .contains("doch ein Innentäter")
    );
}

#[test]
fn what_has_passed_is_called_out_wherever_the_staff_looks() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 08:00");
    for args in [
        &[
            "entscheidung",
            "neu",
            "Server aus",
            "--grund",
            "x",
            "--von",
            "OB",
            "--wiedervorlage",
            "09:00",
        ][..],
        &[
            "dienst",
            "neu",
            "Mail",
            "--zustand",
            "ausgefallen",
            "--wieder-ab",
            "09:30",
        ],
        &["bekanntgabe", "neu", "Stadthaus zu", "--gilt-bis", "10:00"],
        &[
            "bekanntgabe",
            "neu",
            "Fähre fährt nicht",
            "--gilt-bis",
            "20:00",
        ],
        &[
            "bericht",
            "freigeben",
            "--von",
            "OB",
            "--naechster",
            "10:30",
        ],
    ] {
        bed.ok(args);
    }
    bed.at("2021-10-15 11:00");
    let looks: [&[&str]; 3] = [&[], &["bericht", "--kurz"], &["bericht", "--vortrag"]];
    for args in looks {
        let shown = bed.ok(args);
        for words in [
            "E-1 „Server aus“: Wiedervorlage überfällig seit",
            "D-1 „Mail“: sollte seit",
            "B-1 „Stadthaus zu“: Gültigkeit abgelaufen",
            "B-2 „Fähre fährt nicht“: läuft ab",
            "Lagebericht nach L-1 war angekündigt für",
        ] {
            // What no longer holds outside is not read aloud.
            if words.starts_with("B-1") && args.contains(&"--vortrag") {
                assert!(!shown.contains("Stadthaus zu"), "{shown}");
                continue;
            }
            assert!(shown.contains(words), "{args:?} {words}\n{shown}");
        }
    }
    for (args, words) in [
        (&["entscheidung", "liste"][..], "überfällig"),
        (&["dienst", "liste"], "war erwartet"),
        (&["bekanntgabe", "liste"], "läuft bald ab"),
        (&["bericht", "liste"], "überfällig"),
    ] {
        let shown = bed.ok(args);
        assert!(shown.contains(words), "{args:?}\n{shown}");
    }
    // The next report keeps the promise.
    bed.ok(&[
        "bericht",
        "freigeben",
        "--von",
        "OB",
        "--naechster",
        "20:00",
    ]);
    assert!(!bed.ok(&[]).contains("war angekündigt"));
    assert!(!bed.ok(&["bericht", "liste"]).contains("überfällig"));
    assert!(
        !bed.ok(&["bericht", "zeigen", "L-2"])
            .contains("war angekündigt")
    );
}

#[test]
fn what_was_revoked_or_replaced_calls_for_nobody_and_is_not_told_as_in_force() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 08:00");
    for (what, review) in [
        ("eins", "09:00"),
        ("zwei", "09:00"),
        ("drei", "20:00"),
        ("vier", "20:00"),
    ] {
        bed.ok(&[
            "entscheidung",
            "neu",
            what,
            "--grund",
            "x",
            "--von",
            "OB",
            "--wiedervorlage",
            review,
        ]);
    }
    bed.ok(&["entscheidung", "aufheben", "E-1", "vorbei", "--von", "OB"]);
    bed.ok(&[
        "entscheidung",
        "ersetzen",
        "E-2",
        "fünf",
        "--grund",
        "x",
        "--von",
        "OB",
    ]);
    bed.ok(&["entscheidung", "aufheben", "E-3", "vorbei", "--von", "OB"]);
    bed.ok(&["bekanntgabe", "neu", "Zu.", "--gilt-bis", "09:00"]);
    bed.ok(&["bekanntgabe", "zurueckziehen", "B-1", "offen"]);
    bed.at("2021-10-15 11:00");
    for args in [&[][..], &["bericht", "--kurz"], &["bericht", "--vortrag"]] {
        let shown = bed.ok(args);
        assert!(
            !shown.contains("überfällig seit") && !shown.contains("abgelaufen"),
            "{args:?}\n{shown}"
        );
    }
    let glance = bed.ok(&[]);
    for gone in ["eins", "zwei", "drei"] {
        assert!(!glance.contains(gone), "{glance}");
        assert!(!bed.ok(&["bericht", "--vortrag"]).contains(gone));
    }
    assert!(
        glance.contains("vier") && glance.contains("fünf"),
        "{glance}"
    );
    let short = bed.ok(&["bericht", "--kurz"]);
    assert!(
        short.contains("Wiedervorlage E-4") && !short.contains("Wiedervorlage E-3"),
        "{short}"
    );
}

#[test]
fn the_same_words_within_a_minute_and_the_same_open_title_are_hinted_at() {
    let bed = Bed::with_log();
    let hints = |args: &[&str]| bed.run(args).err.matches("Hinweis: ").count();
    bed.at("2021-10-15 08:00");
    assert_eq!(hints(&["notiz", "Strom ist weg"]), 0);
    bed.at("2021-10-15 08:00");
    let said = bed.run(&["notiz", "Strom ist weg"]).err;
    line(&said, &["Eintrag 2", "lage streichen 3"]);
    bed.at("2021-10-15 08:05");
    assert_eq!(
        hints(&["notiz", "Strom ist weg"]),
        0,
        "five minutes later it is news"
    );
    for place in ["Nord", "Süd"] {
        let add = ["dienst", "neu", "Bürgerbüro", "--ort", place];
        assert_eq!(hints(&add), 0, "two places");
    }
    assert_eq!(hints(&["vorfall", "neu", "Angriff"]), 0);
    let said = bed.run(&["vorfall", "neu", "angriff"]).err;
    line(
        &said,
        &["V-1 ist offen und heißt genauso", "lage streichen V-2"],
    );
    bed.ok(&["streichen", "V-2", "doppelt"]);
    bed.ok(&["vorfall", "schliessen", "V-1", "vorbei"]);
    assert_eq!(
        hints(&["vorfall", "neu", "Angriff"]),
        0,
        "the other one is over"
    );
    bed.ok(&[
        "aufgabe", "neu", "Sichern", "--an", "IT", "--frist", "18:00",
    ]);
    assert_eq!(
        hints(&[
            "aufgabe", "neu", "Sichern", "--an", "IT", "--frist", "18:00"
        ]),
        1
    );
}

#[test]
fn an_import_says_when_a_correction_was_made_and_when_its_entry_happened() {
    let bed = Bed::with_log();
    std::fs::write(
        bed.path().join("nachtrag.toml"),
        "format = 1\n\
         [[entry]]\ndo = \"decision.add\"\nat = \"14.10.2021 20:00\"\nwhat = \"Aus\"\nreason = \"weil\"\nby = \"OB\"\n\
         [[entry]]\ndo = \"correct\"\nat = \"14.10.2021 21:00\"\nentry = \"2\"\ntext = \"Alles aus\"\nreason = \"x\"\n\
         [[entry]]\ndo = \"correct\"\nat = \"14.10.2021 22:00\"\nentry = \"2\"\ntime = \"14.10.2021 19:00\"\nreason = \"y\"\n\
         [[entry]]\ndo = \"correct\"\nentry = \"2\"\nfield = \"reason\"\ntext = \"darum\"\nreason = \"z\"\n",
    )
    .unwrap();
    bed.ok(&["import", "nachtrag.toml"]);
    let decision = bed.json(&["entscheidung", "zeigen", "E-1"]);
    assert_eq!(decision["what"], "Alles aus");
    assert_eq!(decision["reason"], "darum");
    assert_eq!(decision["happened_at"], "2021-10-14T19:00:00+02:00");
    let lines = bed.json(&["tagebuch", "--alle"]);
    assert_eq!(lines[1]["happened_at"], "2021-10-14T21:00:00+02:00");
    assert_eq!(bed.json(&["pruefen"])["sound"], true);
}

#[test]
fn a_report_tells_of_a_corrected_time_what_it_told_others_before() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 10:00");
    bed.ok(&["notiz", "Späte Meldung", "--um", "09:50"]);
    bed.ok(&["bericht", "freigeben", "--von", "OB", "--stand", "09:00"]);
    bed.ok(&["berichtigen", "2", "--um", "08:30", "--grund", "Uhr"]);
    // The report before did not have it: it is told now, though it happened before its Stand.
    let report = bed.ok(&["bericht"]);
    assert!(report.contains("Späte Meldung"), "{report}");
    let frozen = bed.ok(&["bericht", "zeigen", "L-1"]);
    assert!(!frozen.contains("Späte Meldung"), "{frozen}");
}
