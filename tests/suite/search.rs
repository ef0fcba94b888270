//! What a tired person types into the search finds what they mean.

use crate::bed::Bed;

/// Numbers of the entries that a search gives, newest first.
fn found(bed: &Bed, words: &[&str]) -> Vec<String> {
    let lines = bed.json(&[&["suche"], words].concat());
    let number = |line: &serde_json::Value| line["number"].as_str().unwrap().to_owned();
    lines.as_array().unwrap().iter().map(number).collect()
}

#[test]
fn a_number_is_found_however_it_is_typed_and_no_longer_number_with_it() {
    let bed = Bed::with_log();
    for _ in 0..31 {
        bed.ok(&["aufgabe", "neu", "Abbild ziehen"]);
    }
    bed.ok(&["notiz", "Rückfrage zu A-3"]);
    bed.ok(&["notiz", "Halle A3 ist frei"]);
    for typed in ["A-3", "a3", "a-3", "A3"] {
        assert_eq!(found(&bed, &[typed]), ["34", "33", "4"], "{typed}");
    }
    assert_eq!(found(&bed, &["A-31"]), ["32"]);
}

#[test]
fn a_state_and_a_step_are_found_by_the_word_that_the_line_shows() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Mail", "--zustand", "ausgefallen"]);
    bed.ok(&["aufgabe", "neu", "Firewall sperren", "--prio", "dringend"]);
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    bed.ok(&["notiz", "Kaffee", "--als", "Weber/Fernmelder"]);
    assert_eq!(found(&bed, &["ausgefallen"]), ["3"]);
    assert_eq!(found(&bed, &["erledigt"]), ["5"]);
    assert_eq!(found(&bed, &["dringend"]), ["4"]);
    assert_eq!(found(&bed, &["Fernmelder"]), ["6"]);
    assert_eq!(found(&bed, &["Auftrag"]), ["5", "4"]);
    assert_eq!(found(&bed, &["Auftrag", "erledigt"]), ["5"]);
    assert_eq!(found(&bed, &["--sprache", "en", "done"]), ["5"]);
    // What the public cannot read it does not find either.
    assert!(found(&bed, &["ausgefallen", "--oeffentlich"]).is_empty());
}

#[test]
fn letters_inside_a_word_are_found_before_words_that_are_spelled_nearly_so() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Das Einwohnermeldeamt ruft an"]);
    bed.ok(&["notiz", "Meldeamts-Server"]);
    bed.ok(&["notiz", "Neldeamt, verschrieben"]);
    assert_eq!(found(&bed, &["Meldeamt"]), ["3", "2"]);
    assert_eq!(found(&bed, &["MELDEAMT"]), ["3", "2"]);
    // Three letters inside others only where nothing begins with them.
    bed.ok(&["notiz", "Parkplatz gesperrt"]);
    assert_eq!(found(&bed, &["ark"]), ["5"]);
    bed.ok(&["notiz", "Arktis"]);
    assert_eq!(found(&bed, &["ark"]), ["6"]);
}

#[test]
fn one_letter_and_a_number_are_never_taken_for_others() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "1 2 3 4 5"]);
    bed.ok(&["notiz", "Rufnummer 115 ist tot"]);
    for typed in ["q", "116", "12", "xy"] {
        let said = bed.run(&["suche", typed]);
        assert_eq!(said.out, "", "{typed}");
        assert!(said.err.starts_with("Nichts gefunden"), "{}", said.err);
    }
    assert_eq!(found(&bed, &["115"]), ["3"]);
}

#[test]
fn letters_that_nobody_sees_neither_hide_a_word_nor_make_another_service() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Bu\u{308}rgerbu\u{308}ro zu"]);
    bed.ok(&["notiz", "Bürger\u{ad}büro, aus Word"]);
    bed.ok(&["notiz", "Bürger\u{200b}büro, aus dem Netz"]);
    for typed in [
        "Bürgerbüro",
        "buergerbuero",
        "Bu\u{308}rgerbu\u{308}ro",
        "Bürger\u{ad}büro",
    ] {
        assert_eq!(found(&bed, &[typed]), ["4", "3", "2"], "{typed}");
    }
    bed.ok(&["dienst", "neu", "Bürgerbüro"]);
    let again = bed.fails(1, &["dienst", "neu", "Bu\u{308}rger\u{ad}büro"]);
    assert!(again.contains("D-1"), "{again}");
}

#[test]
fn a_text_that_nobody_can_see_is_no_text() {
    let bed = Bed::with_log();
    for text in [
        "\u{200b}",
        "\u{3164}\u{115f}",
        "\u{2800} \u{34f}",
        "\u{feff}",
    ] {
        bed.fails(1, &["notiz", text]);
    }
    bed.ok(&["notiz", "\u{feff}Mit Marke"]);
    assert_eq!(bed.json(&["tagebuch"])[1]["text"], "Mit Marke");
}
