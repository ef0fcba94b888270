//! Released reports stay as they were; what changed since is told; the parts that people write.

use lage::domain::number::RecordKind;

use crate::bed::{AFTERWARDS, Bed};

/// Every format that is text; PDF is tested with the pages.
const TEXTS: [&str; 4] = ["tabelle", "markdown", "json", "html"];

fn bed() -> Bed {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Verschlüsselung", "--stufe", "krise"]);
    bed.ok(&["dienst", "neu", "Telefon", "--zustand", "ausgefallen"]);
    bed.ok(&["aufgabe", "neu", "Backup prüfen", "--an", "IT"]);
    bed.ok(&[
        "entscheidung",
        "neu",
        "Netz trennen",
        "--grund",
        "Ausbreitung",
        "--von",
        "OB",
    ]);
    bed
}

fn release(bed: &Bed) {
    bed.ok(&["bericht", "freigeben", "--von", "Bürgermeisterin"]);
}

#[test]
fn a_released_report_reads_the_same_for_ever() {
    let bed = bed();
    bed.ok(&[
        "bericht",
        "freigeben",
        "--von",
        "Bürgermeisterin",
        "--verteiler",
        "Rat",
        "--verteiler",
        "Landrat",
        "--naechster",
        "in 3 Tagen",
        "--besprechung",
        "in 2 Tagen",
    ]);
    let shown = |format: &str| bed.ok(&["bericht", "zeigen", "1", "--format", format]);
    let before: Vec<String> = TEXTS.iter().map(|format| shown(format)).collect();
    for words in [
        "Lagebericht L-1",
        "Erstbericht",
        "Bürgermeisterin",
        "Rat, Landrat",
        "Netz trennen",
    ] {
        assert!(before[0].contains(words), "{words}\n{}", before[0]);
    }
    assert!(!before[0].contains("ENTWURF"));
    bed.ok(&[
        "berichtigen",
        "2",
        "Etwas ganz anderes",
        "--grund",
        "Irrtum",
    ]);
    bed.ok(&["dienst", "setzen", "Telefon", "Normalbetrieb"]);
    bed.ok(&["aufgabe", "erledigen", "A-1"]);
    bed.ok(&["streichen", "5", "--grund", "falsch"]);
    release(&bed);
    let after: Vec<String> = TEXTS.iter().map(|format| shown(format)).collect();
    assert_eq!(before, after);
    // In the words it was signed with, whatever language is asked for now.
    assert!(
        bed.ok(&["bericht", "zeigen", "L-1", "--sprache", "en"])
            .contains("Entscheidungen")
    );
    let list = bed.ok(&["bericht", "liste"]);
    assert!(
        list.contains("L-1") && list.contains("L-2") && list.contains("Folgebericht"),
        "{list}"
    );
    bed.ok(&["pruefen"]);
}

#[test]
fn a_release_names_somebody_and_gets_the_next_number() {
    let bed = bed();
    let before = std::fs::read(bed.log()).unwrap();
    assert!(bed.fails(1, &["bericht", "freigeben"]).contains("--von"));
    assert!(
        bed.fails(2, &["bericht", "freigeben", "--von", "  "])
            .contains("--von")
    );
    assert_eq!(std::fs::read(bed.log()).unwrap(), before);
    for (number, kind, options) in [
        ("L-1", "first", &[][..]),
        ("L-2", "followup", &[]),
        ("L-3", "final", &["--schluss", "--trotzdem"]),
    ] {
        let args = [&["bericht", "freigeben", "--von", "OB"], options].concat();
        let report = bed.json(&args);
        assert_eq!(report["number"], number);
        assert_eq!(report["kind"], kind);
        assert_eq!(report["hash"].as_str().unwrap().len(), 64);
    }
    bed.fails(2, &["bericht", "freigeben", "--von", "OB", "--oeffentlich"]);
    bed.fails(1, &["oeffentlich", "L-1"]);
    let reports = bed.json(&["bericht", "liste"]);
    assert_eq!(reports[1]["previous"], "L-1");
    bed.fails(1, &["bericht", "zeigen", "L-9"]);
    bed.fails(1, &["bericht", "zeigen", "A-1"]);
    bed.fails(1, &["berichtigen", "7", "x", "--grund", "y"]);
    // A cancelled report keeps its number and says so; the next one compares with the one before.
    let entry = reports[1]["entry"].as_str().unwrap().to_owned();
    let last = reports[2]["entry"].as_str().unwrap().to_owned();
    bed.ok(&["streichen", &entry, "--grund", "verfrüht"]);
    bed.ok(&["streichen", &last, "--grund", "verfrüht"]);
    assert!(
        bed.ok(&["bericht", "zeigen", "2"])
            .to_lowercase()
            .contains("gestrichen")
    );
    assert!(
        bed.ok(&["bericht"])
            .contains("Änderungen seit Lagebericht Nr. 1")
    );
    assert_eq!(
        bed.json(&["bericht", "freigeben", "--von", "OB"])["number"],
        "L-4"
    );
}

#[test]
fn every_moment_of_a_report_is_a_time_with_its_precision_beside_it() {
    let bed = Bed::with_log();
    let args =
        "bericht freigeben --von OB --naechster morgen --besprechung morgen --kenntnis gestern";
    let args: Vec<&str> = args.split(' ').collect();
    let report = bed.json(&args);
    for name in ["next_at", "meeting_at", "known_by", "as_of"] {
        let time = report[name].as_str().unwrap();
        assert!(
            chrono::DateTime::parse_from_rfc3339(time).is_ok(),
            "{name}: {time}"
        );
        assert_eq!(report[format!("{name}_precision")], "day", "{name}");
    }
}

#[test]
fn reports_of_the_past_that_are_released_later_tell_what_changed_between_them() {
    let bed = Bed::new();
    bed.ok(&["init", "Probelage"]);
    std::fs::write(
        bed.path().join("tage.toml"),
        "format = 1\n\
         [[entry]]\ndo = \"service.add\"\nname = \"Telefon\"\nstate = \"down\"\nat = \"01.03.2021 08:00\"\n\
         [[entry]]\ndo = \"task.add\"\nwhat = \"Alt\"\nat = \"01.03.2021 08:00\"\n\
         [[entry]]\ndo = \"service.set\"\nservice = \"Telefon\"\nstate = \"normal\"\nat = \"03.03.2021 08:00\"\n",
    )
    .unwrap();
    // The import and both releases within a second: the order of the entries tells what each of them knew.
    bed.ok(&["import", "tage.toml"]);
    let at = |stand: &str| {
        bed.json(&["bericht", "freigeben", "--von", "OB", "--stand", stand]);
    };
    at("02.03.2021 12:00");
    at("04.03.2021 12:00");
    let second = bed.ok(&["bericht", "zeigen", "2"]);
    assert!(second.contains("Folgebericht"), "{second}");
    assert!(
        second.contains("Änderungen seit Lagebericht Nr. 1 (Stand 02.03.2021 12:00)")
            && second.contains("ausgefallen → Normalbetrieb")
            && !second.contains("Neu: "),
        "{second}"
    );
    // A draft between the two compares with the first, one after both with the second.
    let between = bed.ok(&["bericht", "--stand", "03.03.2021 12:00"]);
    assert!(between.contains("seit Lagebericht Nr. 1"), "{between}");
    let after = bed.ok(&["bericht", "--stand", "05.03.2021", "--seit", "L-1"]);
    assert!(after.contains("ausgefallen → Normalbetrieb"), "{after}");
    // What is recorded after a release is new to the next one, also of the same second.
    bed.ok(&["aufgabe", "neu", "Nachgetragen", "--um", "04.03.2021 09:00"]);
    let third = bed.ok(&["bericht", "--stand", "04.03.2021 13:00"]);
    assert!(third.contains("Neu: A-2 Nachgetragen"), "{third}");
}

#[test]
fn a_report_is_understood_without_dashes_and_verbs() {
    let bed = bed();
    release(&bed);
    for (short, whole) in [
        (&["bericht", "kurz"][..], &["bericht", "--kurz"][..]),
        (&["bericht", "vortrag"], &["bericht", "--vortrag"]),
        (
            &["bericht", "kurz", "MD"],
            &["bericht", "--kurz", "--format", "markdown"],
        ),
        (&["bericht", "öffentlich"], &["bericht", "--oeffentlich"]),
        (&["bericht", "L-1"], &["bericht", "zeigen", "1"]),
        (
            &["bericht", "1", "html"],
            &["bericht", "zeigen", "1", "--format", "html"],
        ),
        (
            &["bericht", "zeigen", "L-1", "html"],
            &["bericht", "zeigen", "1", "--format", "html"],
        ),
    ] {
        // A draft of "now" would differ from one minute to the next.
        bed.at("2031-01-01 08:00");
        let stand = ["--stand", "31.12.2030"];
        let stand = &stand[..if whole.contains(&"zeigen") { 0 } else { 2 }];
        let with = |args: &[&str]| bed.ok(&[args, stand].concat());
        assert_eq!(with(short), with(whole), "{short:?}");
    }
    assert!(
        bed.fails(2, &["bericht", "quatsch"])
            .contains("lage bericht [erstellen|")
    );
    for args in [
        &["bericht", "zeigen", "1", "--kurz"][..],
        &["bericht", "freigeben", "kurz", "--von", "OB"],
        &["bericht", "freigeben", "öffentlich", "--von", "OB"],
        &["bericht", "kurz", "vortrag"],
        &["bericht", "zeigen", "1", "2"],
        &["bericht", "freigeben", "1", "--von", "OB"],
        &["bericht", "L-1", "freigeben", "--von", "OB"],
        &["bericht", "zeigen", "1", "freigeben", "--von", "OB"],
        &["bericht", "liste", "kurz"],
    ] {
        bed.fails(2, args);
    }
    assert!(
        bed.fails(2, &["berichte"])
            .contains("Meinten Sie: bericht, ")
    );
    assert_eq!(bed.json(&["bericht", "liste"]).as_array().unwrap().len(), 1);
    // A file says by its name what it is to be.
    bed.ok(&["bericht", "zeigen", "1", "--aus", "l-1.html"]);
    let page = std::fs::read_to_string(bed.path().join("l-1.html")).unwrap();
    assert_eq!(page, bed.ok(&["bericht", "1", "html"]));
}

#[test]
fn changes_are_told_since_before_not_since_after() {
    let bed = bed();
    release(&bed);
    for since in ["L-1", "heute"] {
        let said = bed.fails(2, &["bericht", "--stand", "01.01.2020", "--seit", since]);
        assert!(
            said.contains("früher") && said.contains("--stand"),
            "{said}"
        );
    }
}

#[test]
fn the_frozen_document_is_what_its_hash_says() {
    let bed = bed();
    let report = bed.json(&["bericht", "freigeben", "--von", "OB"]);
    let body = std::process::Command::new("sqlite3")
        .arg(bed.log())
        .arg("SELECT json_extract(body, '$.event.report_released.document') FROM payload ORDER BY id DESC LIMIT 1")
        .output()
        .unwrap()
        .stdout;
    let document = String::from_utf8(body).unwrap();
    std::fs::write(
        bed.path().join("dokument.json"),
        document.trim_end_matches('\n'),
    )
    .unwrap();
    let sum = std::process::Command::new("sha256sum")
        .arg(bed.path().join("dokument.json"))
        .output()
        .unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert_eq!(sum.split_whitespace().next().unwrap(), report["hash"]);
    let grouped: Vec<&str> = [0, 4, 8, 12].iter().map(|&at| &sum[at..at + 4]).collect();
    assert!(
        bed.ok(&["bericht", "zeigen", "1"])
            .contains(&grouped.join(" "))
    );
}

#[test]
fn a_report_opens_with_what_changed_from_which_to_which_value() {
    let bed = bed();
    assert!(!bed.ok(&["bericht"]).contains("Änderungen seit"));
    release(&bed);
    let report = bed.ok(&["bericht"]);
    assert!(
        report.contains("Änderungen seit Lagebericht Nr. 1"),
        "{report}"
    );
    assert!(report.contains("Keine Änderungen seit"), "{report}");
    bed.ok(&[
        "dienst",
        "setzen",
        "Telefon",
        "Notbetrieb",
        "--ersatz",
        "Mobil",
    ]);
    bed.ok(&["aufgabe", "erledigen", "A-1", "Backup ist lesbar"]);
    bed.ok(&["vorfall", "aendern", "V-1", "--stufe", "katastrophe"]);
    bed.ok(&["aufgabe", "neu", "Händler anrufen", "--an", "S4"]);
    bed.ok(&["aufgabe", "neu", "Versehen", "--an", "S4"]);
    bed.ok(&["streichen", "12", "--grund", "Versehen"]);
    let markdown = bed.ok(&["bericht", "--format", "markdown"]);
    for words in [
        "Geändert: V-1 Verschlüsselung – Stufe: Krise → Katastrophe (von probe)",
        "Beendet: A-1 Backup prüfen – Status: offen → erledigt",
        "Ergebnis: Backup ist lesbar (von probe)",
        "Neu: A-2 Händler anrufen – Zuständig: S4",
        "Geändert: D-1 Telefon – Zustand: ausgefallen → Notbetrieb; Ausweichverfahren: Mobil (von probe)",
        "| A-2 | Händler anrufen (neu) |",
        "| A-1 | Backup prüfen (beendet) |",
        "| D-1 | Telefon (geändert) |",
    ] {
        assert!(markdown.contains(words), "{words}\n{markdown}");
    }
    assert!(
        !markdown.contains("Versehen: A-3") && !markdown.contains("Neu: A-3"),
        "{markdown}"
    );
    release(&bed);
    assert!(bed.ok(&["bericht"]).contains("Keine Änderungen seit"));
    let since = bed.ok(&["bericht", "--seit", "L-1"]);
    assert!(since.contains("Neu: A-2"), "{since}");
    assert!(
        bed.ok(&["bericht", "--kurz"])
            .contains("Änderungen seit Lagebericht Nr. 2")
    );
    bed.fails(1, &["bericht", "--seit", "L-7"]);
}

#[test]
fn changes_are_told_between_two_moments_that_no_report_fixed() {
    let bed = Bed::with_log();
    std::fs::write(
        bed.path().join("alt.toml"),
        r#"format = 1
[[entry]]
do = "service.add"
at = "01.10.2021 08:00"
name = "Telefon"
state = "down"
[[entry]]
do = "service.set"
service = "Telefon"
state = "emergency"
since = "02.10.2021 08:00"
[[entry]]
do = "service.set"
service = "Telefon"
state = "normal"
since = "03.10.2021 08:00"
"#,
    )
    .unwrap();
    bed.ok(&["import", "alt.toml"]);
    let changes = |since: &str, until: &str| {
        bed.ok(&[
            "bericht", "--format", "markdown", "--seit", since, "--stand", until,
        ])
    };
    let one = changes("01.10.2021 12:00", "02.10.2021 12:00");
    assert!(one.contains("Zustand: ausgefallen → Notbetrieb"), "{one}");
    let two = changes("01.10.2021 12:00", "03.10.2021 12:00");
    assert!(
        two.contains("Zustand: ausgefallen → Notbetrieb (02.10.2021 08:00) → Normalbetrieb seit 03.10.2021 08:00"),
        "{two}"
    );
    let none = changes("02.10.2021 09:00", "02.10.2021 12:00");
    assert!(
        none.contains("Keine Änderungen seit 02.10.2021 09:00"),
        "{none}"
    );
    let new = changes("30.09.2021", "02.10.2021 12:00");
    assert!(
        new.contains("Neu: D-1 Telefon – Zustand: ausgefallen → Notbetrieb"),
        "{new}"
    );
}

#[test]
fn nothing_that_happened_or_was_written_since_the_last_report_is_left_out() {
    let bed = bed();
    bed.ok(&["lagebild", "zusammenfassung", "Alt."]);
    bed.ok(&[
        "aufgabe",
        "neu",
        "Bald fällig",
        "--an",
        "S4",
        "--frist",
        "+1m",
    ]);
    release(&bed);
    bed.ok(&["lagebild", "zusammenfassung", "Neu und anders."]);
    bed.ok(&["lagebild", "prognose-kurz", "Telefonie ab Montag."]);
    bed.ok(&["notiz", "BSI informiert", "--um", "gestern 20:00"]);
    bed.ok(&["aufgabe", "neu", "Gleich erledigt", "--an", "S1"]);
    bed.ok(&["aufgabe", "erledigen", "A-3"]);
    let report = bed.ok(&["bericht", "--format", "markdown"]);
    for words in [
        "Neu gefasst: Zusammenfassung, Prognose kurzfristig",
        "Neu: A-3 Gleich erledigt – Status: offen → erledigt",
    ] {
        assert!(report.contains(words), "{words}\n{report}");
    }
    let log = report.split("Tagebuchauszug").nth(1).unwrap();
    assert!(
        log.contains("BSI informiert") && !log.contains("Verschlüsselung"),
        "{log}"
    );
    // What fell due without anybody writing a word.
    bed.at("2021-10-15 07:47");
    let later = bed.ok(&["bericht", "--format", "markdown"]);
    assert!(
        later.contains("Geändert: A-2 Bald fällig – Fällig: ")
            && later.contains("→ überfällig seit"),
        "{later}"
    );
    // What is done is no longer late; its date did not change.
    bed.ok(&[
        "aufgabe",
        "neu",
        "Längst fällig",
        "--an",
        "S4",
        "--frist",
        "gestern 08:00",
    ]);
    release(&bed);
    bed.ok(&["aufgabe", "erledigen", "A-4", "endlich"]);
    let report = bed.ok(&["bericht", "--format", "markdown"]);
    let line = report
        .lines()
        .find(|line| line.contains("Beendet: A-4"))
        .unwrap();
    assert!(
        line.contains("Ergebnis: endlich") && !line.contains("– →") && !line.contains("Fällig"),
        "{line}"
    );
}

#[test]
fn a_release_that_cannot_be_handed_out_is_not_released() {
    let bed = bed();
    let by = ["bericht", "freigeben", "--von", "OB"];
    bed.fails(3, &[&by[..], &["--aus", "gibt/es/nicht.html"]].concat());
    bed.fails(1, &[&by[..], &["--drucken"]].concat());
    assert!(
        bed.fails(1, &[&by[..], &["--stand", "morgen 10:00"]].concat())
            .contains("Zukunft")
    );
    assert_eq!(bed.json(&["bericht", "liste"]), serde_json::json!([]));
    let said = bed.run(&[&by[..], &["--naechster", "gestern 10:00"]].concat());
    assert!(
        said.code == 0 && said.err.contains("Vergangenheit"),
        "{}",
        said.err
    );
    // What an option is not for is said, not passed over.
    for args in [
        &["bericht", "liste", "--aus", "x.html"][..],
        &["bericht", "zeigen", "1", "--seit", "L-1"],
        &["bericht", "--archiv", "--format", "html"],
        &["bericht", "--naechster", "morgen 10:00"],
    ] {
        bed.fails(2, args);
    }
    assert!(
        bed.fails(2, &["bericht", "--von", "OB"])
            .contains("lage bericht freigeben")
    );
}

#[test]
fn a_file_is_written_over_only_where_it_is_a_page() {
    use std::os::unix::fs::PermissionsExt;
    let bed = bed();
    std::fs::write(bed.path().join("lage.toml"), "als = \"S2\"\n").unwrap();
    bed.fails(1, &["bericht", "--format", "html", "--aus", "lage.toml"]);
    bed.ok(&["notiz", "geht noch"]);
    // A link stays a link, the rights of a file stay, a device is written to.
    let page = bed.path().join("seite.html");
    std::fs::write(&page, "alt").unwrap();
    std::fs::set_permissions(&page, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink(&page, bed.path().join("verweis.html")).unwrap();
    let neighbour = bed.path().join("seite.html.neu");
    std::fs::write(&neighbour, "fremd").unwrap();
    let files = || std::fs::read_dir(bed.path()).unwrap().count();
    let before = files();
    bed.ok(&["bericht", "--aus", "verweis.html"]);
    assert!(bed.path().join("verweis.html").is_symlink());
    assert_eq!(std::fs::read_to_string(&neighbour).unwrap(), "fremd");
    assert_eq!(files(), before);
    assert!(
        std::fs::read_to_string(&page)
            .unwrap()
            .starts_with("<!DOCTYPE")
    );
    assert_eq!(
        std::fs::metadata(&page).unwrap().permissions().mode() & 0o777,
        0o600
    );
    bed.ok(&["bericht", "--format", "html", "--aus", "/dev/null"]);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn the_parts_that_people_write_have_a_history_and_say_their_age() {
    let bed = bed();
    bed.ok(&["lagebild", "zusammenfassung", "Erste Fassung."]);
    bed.ok(&["lagebild", "prognose-kurz", "Morgen geht das Telefon."]);
    bed.ok(&[
        "lagebild",
        "entscheidungsbedarf",
        "Schulen schließen?",
        "--option",
        "ja",
        "--option",
        "abwarten",
    ]);
    bed.fails(1, &["lagebild", "wetter", "Regen"]);
    release(&bed);
    bed.ok(&[
        "lagebild",
        "zusammenfassung",
        "Zweite Fassung.",
        "--als",
        "Krüger/S2",
    ]);
    let report = bed.ok(&["bericht"]);
    for words in [
        "Zweite Fassung.",
        "Krüger",
        "Morgen geht das Telefon.",
        "Schulen schließen?",
        "- abwarten",
    ] {
        assert!(report.contains(words), "{words}\n{report}");
    }
    // Replaced ones are gone from the report and stay in their history; old ones say that they are old.
    assert!(
        !report
            .split("Tagebuchauszug")
            .next()
            .unwrap()
            .contains("Erste Fassung.")
    );
    let age = |part: &str| {
        let after = report.split(part).nth(1).unwrap();
        after.split("\n\n").nth(1).unwrap().to_owned()
    };
    assert!(
        age("Morgen geht das Telefon.").contains("älter als der letzte Lagebericht"),
        "{report}"
    );
    assert!(!age("Zweite Fassung.").contains("älter"), "{report}");
    // Where there is no room for headings, the same on one line.
    for edition in ["--kurz", "--vortrag"] {
        let report = bed.ok(&["bericht", edition]).replace('\n', " ");
        let old = "Prognose kurzfristig: Morgen geht das Telefon. (Stand";
        assert!(report.contains(old), "{report}");
        assert!(
            report.split(old).nth(1).unwrap().contains("älter als"),
            "{report}"
        );
        assert!(report.contains("Zweite Fassung."), "{report}");
    }
    let history = bed.ok(&["lagebild", "zusammenfassung"]);
    assert!(
        history.contains("Erste Fassung.") && history.contains("Zweite Fassung."),
        "{history}"
    );
    assert!(!bed.ok(&["lagebild"]).contains("Erste Fassung."));
    bed.ok(&["streichen", "11", "--grund", "zu früh"]);
    assert!(bed.ok(&["lagebild"]).contains("Erste Fassung."));
}

#[test]
fn the_briefing_speaks_in_the_order_of_the_staff() {
    let bed = bed();
    bed.ok(&["aufgabe", "neu", "Essen besorgen", "--an", "S4/Maier"]);
    let text = bed.ok(&["bericht", "--vortrag"]);
    let places: Vec<usize> = ["S2 ", "S1 ", "S4 ", "S5 ", "S6 ", "S3 ", "Leitung"]
        .iter()
        .map(|name| text.find(name).unwrap_or_else(|| panic!("{name}\n{text}")))
        .collect();
    assert!(places.is_sorted(), "{text}");
    let logistics = text.split("S4 Versorgung").nth(1).unwrap();
    assert!(
        logistics
            .split("S5")
            .next()
            .unwrap()
            .contains("Essen besorgen"),
        "{text}"
    );
    bed.fails(2, &["bericht", "--vortrag", "--kurz"]);
}

#[test]
fn an_exercise_is_marked_above_the_title_and_in_the_file_name() {
    let bed = Bed::new();
    bed.ok(&["init", "Probealarm", "--uebung"]);
    release(&bed);
    for args in [
        &["bericht", "--format", "html", "--aus", "b.html"][..],
        &[
            "bericht", "zeigen", "1", "--format", "markdown", "--aus", "l.md",
        ],
        &["bericht", "--oeffentlich", "--format", "html", "--aus", "."],
    ] {
        bed.ok(args);
    }
    let mut names: Vec<String> = std::fs::read_dir(bed.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("lage.db"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    for name in names {
        assert!(name.starts_with("UEBUNG-"), "{name}");
        let text = std::fs::read_to_string(bed.path().join(&name)).unwrap();
        assert!(
            text.contains("Übung") || text.contains("ÜBUNG"),
            "{name}\n{text}"
        );
    }
}

/// The text of an HTML page: no style, no tags, single blanks.
fn visible(page: &str) -> String {
    let body = page.split_once("</style>").unwrap().1.replace("<wbr>", "");
    let mut text = String::new();
    for (number, part) in body.split('<').enumerate() {
        let shown = if number == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, shown)| shown)
        };
        text.push_str(shown);
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A log with released reports of each landed version prints them as it did then.
#[test]
fn released_reports_of_earlier_versions_print_the_same() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs");
    // The text of then is 100 columns wide.
    let bed = Bed::new().width(100);
    bed.at(AFTERWARDS);
    // The last one tells of the hour that comes twice, without the name of its zone.
    for (log, number, printed) in [
        ("0.2.0-schema-2", "1", "0.2.0-L-1"),
        ("0.2.0-schema-2", "2", "0.2.0-L-2"),
        ("0.2.0-doubled-hour", "1", "0.2.0-doubled-hour-L-1"),
    ] {
        std::fs::copy(folder.join(format!("{log}.db")), bed.log()).unwrap();
        for (format, ending) in [
            ("markdown", "md"),
            ("json", "json"),
            ("html", "html"),
            ("tabelle", "txt"),
        ] {
            let then = std::fs::read_to_string(folder.join(format!("{printed}.{ending}"))).unwrap();
            let mut now = bed.ok(&["bericht", "zeigen", number, "--format", format]);
            let mut then = then;
            if format == "html" {
                // Markup and style are the look; what a reader sees is the content.
                (now, then) = (visible(&now), visible(&then));
            }
            assert_eq!(now, then, "{printed} as {format}");
        }
    }
    std::fs::copy(folder.join("0.2.0-schema-2.db"), bed.log()).unwrap();
    assert!(
        bed.ok(&["bericht"])
            .contains("Änderungen seit Lagebericht Nr. 2")
    );
    bed.ok(&["pruefen"]);
}

/// A kind that no section shows would be forgotten at the worst moment; whoever adds one meets this.
#[test]
fn every_kind_of_record_is_in_the_report() {
    let bed = Bed::new();
    bed.at(AFTERWARDS);
    bed.ok(&["demo"]);
    let log = bed.path().join("schwerin-2021").join("lage.db");
    let log = log.to_str().unwrap();
    let report = bed.ok(&["--log", log, "bericht", "--format", "json"]);
    for kind in RecordKind::ALL {
        let Some(name) = kind.named_by() else {
            continue; // A report is no part of a report.
        };
        let records = bed.ok(&["--log", log, kind.noun(), "liste", "--alle", "--json"]);
        let records: serde_json::Value = serde_json::from_str(&records).unwrap();
        let named: Vec<&str> = records
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|record| record[name].as_str())
            .collect();
        assert!(!named.is_empty(), "the example has no {kind:?}");
        let told =
            |name: &&&str| report.contains(serde_json::json!(name).to_string().trim_matches('"'));
        assert!(
            named.iter().find(told).is_some(),
            "no {kind:?} is in the report"
        );
    }
}
