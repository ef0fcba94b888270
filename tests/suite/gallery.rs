//! Every message exists twice: each error provoked once, German and English side by side with its exit code.

use crate::bed::Bed;

#[test]
fn each_error_says_the_same_in_both_languages() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "eins", "--als", "Weber"]);
    bed.ok(&["dienst", "neu", "Telefon Stadthaus", "--zustand", "down"]);
    bed.ok(&["dienst", "neu", "Telefon Feuerwehr"]);
    bed.ok(&["aufgabe", "erledigen", "A-1", "--als", "Weber"]);
    let mut gallery = String::new();
    for args in [
        &["aufgabe", "beginnen", "A-1"][..],
        &["aufgabe", "zeigen", "A-7"],
        &["aufgabe", "zeigen", "sieben"],
        &["aufgabe", "aendern", "A-1"],
        &["berichtigen", "77", "x", "--grund", "y"],
        &["dienst", "setzen", "telefon", "down"],
        &["dienst", "setzen", "fax", "down"],
        &["dienst", "setzen", "D-1", "kaputt"],
        &["dienst", "neu", "telefon stadthaus"],
        &["dienst", "neu", "Fax", "--mta", "lange"],
        &["entscheidung", "neu", "x", "--von", "OB"],
        &["entscheidung", "neu", "x", "--grund", "y"],
        &["notiz", " "],
        &["notiz", "x", "--um", "bald"],
        &["notiz", "x", "--um", "31.02.2021"],
        &["notiz", "x", "--um", "10.10.2021 25:00"],
        &["notiz", "x", "--um", "28.03.2021 02:30"],
        &["notiz", "x", "--um", "31.10.2021 02:30"],
        &["notiz", "x", "--um", "01.01.1850"],
        &["notiz", "x", "--um", "01.01.2190"],
        &["streichen", "1", "--grund", "x"],
        &[
            "bekanntgabe",
            "neu",
            "x",
            "--gilt-ab",
            "02.01.2021",
            "--gilt-bis",
            "01.01.2021",
        ],
        &["init", "zweites"],
        &["demo", "nirgendwo"],
        &["import", "fehlt.toml"],
        &["--log", "fehlt.db", "tagebuch"],
        &["notiz", "x", "--stand", "gestern"],
        &["bericht", "--format", "docx"],
        &["aufgabe", " tanzen"],
        &["notiz"],
    ] {
        let (german, english) = (bed.run(args), bed.run(&[args, &["--lang", "en"]].concat()));
        assert!(
            german.code > 0 && german.code < 70,
            "{args:?} {}",
            german.err
        );
        assert_eq!(german.code, english.code, "{args:?}");
        assert_ne!(german.err, english.err, "{args:?}");
        let safe = |text: &str| bed.without_folder(text);
        gallery.push_str(&format!(
            "$ lage {}   → {}\n{}{}\n",
            args.join(" "),
            german.code,
            safe(&german.err),
            safe(&english.err)
        ));
    }
    insta::assert_snapshot!(gallery);
}
