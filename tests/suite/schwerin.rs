//! The worked example says every fact of the press statement it was made from, and nothing more.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::bed::{AFTERWARDS, Bed};

/// What a reader sees of the Markdown, one line for each table row, list item, heading or paragraph.
fn seen() -> Vec<String> {
    let bed = Bed::new();
    bed.at(AFTERWARDS);
    bed.ok(&["demo"]);
    let markdown = bed.ok(&[
        "--log",
        "schwerin-2021/lage.db",
        "bericht",
        "--format",
        "markdown",
        "--stand",
        "15.10.2021 abends",
    ]);
    let mut lines = vec![String::new()];
    for event in Parser::new_ext(
        &markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(text) | Event::Code(text) => lines.last_mut().unwrap().push_str(&text),
            Event::SoftBreak | Event::HardBreak => lines.last_mut().unwrap().push(' '),
            Event::InlineHtml(html) | Event::Html(html) => {
                assert_eq!(&*html, "<br>");
                lines.last_mut().unwrap().push(' ');
            }
            Event::End(TagEnd::TableCell) => lines.last_mut().unwrap().push_str(" | "),
            Event::End(
                TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::Item
                | TagEnd::Paragraph
                | TagEnd::Heading(_),
            ) => {
                lines.push(String::new());
            }
            Event::Start(Tag::Link { .. }) => panic!("a link in the report"),
            _ => {}
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Each fact with words that must stand together in one row, item or paragraph.
const FACTS: [(&str, &[&str]); 61] = [
    (
        "S1",
        &[
            "V-1",
            "Angriff mit Verschlüsselungssoftware",
            "kommunale IT",
        ],
    ),
    ("S2", &["Betroffen", "IT-Systeme der Stadtverwaltung"]),
    ("S3", &["Betroffen", "IT-Systeme städtischer Unternehmen"]),
    ("S4", &["seit Freitagmorgen registriert"]),
    ("S5", &["kommunale IT-Dienstleister KSM/SIS", "registriert"]),
    (
        "S6",
        &["In einigen Fachverfahren wurden Daten verschlüsselt"],
    ),
    ("S7", &["Im Mailverkehr wurden Daten verschlüsselt"]),
    ("S8", &["Abgriff von Daten", "bisher nicht festgestellt"]),
    ("S9", &["Ursache des Angriffs", "wird ermittelt"]),
    ("S10", &["Schadensausmaß", "steht noch nicht fest"]),
    ("S11", &["Derzeit hat die Schadensbegrenzung Priorität"]),
    (
        "S12",
        &[
            "Sämtliche IT-Systeme und Server",
            "kontrolliert heruntergefahren",
            "KSM/SIS",
        ],
    ),
    (
        "S13",
        &[
            "kontrolliert heruntergefahren",
            "Mögliche Schäden sollen verringert werden",
        ],
    ),
    (
        "S14",
        &[
            "Krisenstab wird einberufen",
            "Oberbürgermeister Rico Badenschier",
            "morgens",
        ],
    ),
    (
        "S15",
        &["Das Stadthaus wird am Freitag geschlossen", "nicht genannt"],
    ),
    (
        "S16",
        &[
            "Sprechtag am Sonnabendvormittag",
            "abgesagt",
            "nicht genannt",
        ],
    ),
    ("S17", &["Sprechtag am Montag", "abgesagt", "nicht genannt"]),
    (
        "S18",
        &[
            "Bereitschaftsdienst des Jugendamtes",
            "bis auf Weiteres",
            "Kinder- und Jugendnotdienst umgestellt",
        ],
    ),
    (
        "S19",
        &["Eheschließungen können stattfinden", "Badenschier"],
    ),
    (
        "S20",
        &[
            "Eheschließungen können stattfinden",
            "Urkunden waren schon ausgedruckt",
        ],
    ),
    (
        "S21",
        &[
            "IT-Systeme der Stadtverwaltung",
            "Verfügbarkeit erheblich eingeschränkt",
        ],
    ),
    (
        "S22",
        &[
            "Fachverfahren",
            "erheblich eingeschränkt, einige verschlüsselt",
        ],
    ),
    (
        "S23",
        &[
            "Elektronische Kommunikation (E-Mail)",
            "erheblich eingeschränkt",
        ],
    ),
    (
        "S24",
        &[
            "Telefonische Erreichbarkeit der Stadtverwaltung",
            "erheblich eingeschränkt",
        ],
    ),
    ("S25", &["Telefonanlage Stadthaus", "ausgefallen"]),
    (
        "S26",
        &["Stadthaus (Publikumsverkehr)", "am Freitag geschlossen"],
    ),
    ("S27", &["Sprechtag Sonnabendvormittag", "abgesagt"]),
    ("S28", &["Sprechtag Montag", "abgesagt"]),
    ("S29", &["Telefon Feuerwehr", "nicht betroffen"]),
    ("S30", &["Telefon Rettungsleitstelle", "nicht betroffen"]),
    ("S31", &["Telefon WGS-Mieterservice", "nicht betroffen"]),
    (
        "S32",
        &["Telefon Stadtwerke-Kundencenter", "nicht betroffen"],
    ),
    (
        "S33",
        &[
            "Bereitschaftsdienst Jugendamt",
            "Notbetrieb",
            "Kinder- und Jugendnotdienst",
        ],
    ),
    (
        "S34",
        &[
            "Stromversorgung",
            "nach derzeitigem Stand uneingeschränkt gewährleistet",
        ],
    ),
    (
        "S35",
        &[
            "Gasversorgung",
            "nach derzeitigem Stand uneingeschränkt gewährleistet",
        ],
    ),
    (
        "S36",
        &[
            "Wasserversorgung",
            "nach derzeitigem Stand uneingeschränkt gewährleistet",
        ],
    ),
    (
        "S37",
        &[
            "Wärmeversorgung",
            "nach derzeitigem Stand uneingeschränkt gewährleistet",
        ],
    ),
    ("S38", &["Nahverkehr", "läuft"]),
    ("S39", &["Rettungsdienste", "erreichbar"]),
    ("S40", &["Eheschließungen am Wochenende", "finden statt"]),
    (
        "S41",
        &[
            "Auszahlung von Sozialleistungen",
            "gefährdet, falls der Ausfall der IT-Systeme länger dauert",
        ],
    ),
    ("S42", &["Dringende Bürgerdienste", "derzeit nicht regulär"]),
    (
        "S43",
        &[
            "Schaden begrenzen (oberste Priorität)",
            "nicht zugewiesen",
            "in Arbeit",
        ],
    ),
    (
        "S44",
        &[
            "Ursache finden",
            "IT-Experten und Spezialisten",
            "ohne Frist",
            "in Arbeit",
        ],
    ),
    (
        "S45",
        &[
            "Schadensausmaß feststellen",
            "nicht zugewiesen",
            "ohne Frist",
            "offen",
        ],
    ),
    (
        "S46",
        &[
            "Rufnummer für dringende Bürgeranliegen einrichten",
            "Stadtverwaltung",
            "18.10.2021",
        ],
    ),
    (
        "S47",
        &[
            "Sozialleistungen auch bei längerem Ausfall sicherstellen",
            "Stadtverwaltung",
            "ohne Frist",
            "in Arbeit",
        ],
    ),
    ("S48", &["sicherstellen", "Grundsicherung"]),
    ("S49", &["sicherstellen", "Hilfen zur Erziehung"]),
    ("S50", &["sicherstellen", "Unterhaltsvorschuss"]),
    ("S51", &["sicherstellen, zum Beispiel"]),
    ("S52", &["Der Ausfall der IT-Systeme könnte länger dauern"]),
    (
        "S53",
        &[
            "Alternativangebote für dringend zu erledigende Bürgerdienste",
            "Stadtverwaltung",
            "ohne Frist",
        ],
    ),
    (
        "S54",
        &[
            "B-1",
            "Jugendamtes",
            "Kinder- und Jugendnotdienst",
            "0385 7440363",
        ],
    ),
    ("S55", &["B-1", "rund um die Uhr besetzt"]),
    (
        "S56",
        &[
            "B-2",
            "Stadthaus ist am Freitag geschlossen",
            "Sonnabendvormittag und am Montag fallen aus",
        ],
    ),
    (
        "S57",
        &["B-3", "Ab Montag", "Rufnummer", "noch nicht bekannt"],
    ),
    (
        "S58",
        &[
            "B-4",
            "Oberbürgermeister Rico Badenschier informiert über die Lage",
        ],
    ),
    (
        "S59",
        &[
            "Rico Badenschier",
            "informiert",
            "Versorgung mit Strom, Gas, Wasser und Wärme",
        ],
    ),
    ("S60", &["Polizei", "Ermittlungen aufgenommen"]),
    ("S61", &["Sicherheitsbehörden", "Ermittlungen aufgenommen"]),
];

#[test]
fn every_fact_of_the_press_statement_is_in_the_report() {
    let lines = seen();
    let missing: Vec<&str> = FACTS
        .iter()
        .filter(|(_, words)| {
            !lines
                .iter()
                .any(|line| words.iter().all(|word| line.contains(word)))
        })
        .map(|(fact, _)| *fact)
        .collect();
    assert!(
        missing.is_empty(),
        "missing: {missing:?}\n{}",
        lines.join("\n")
    );
}

#[test]
fn nothing_that_the_press_statement_does_not_say_is_in_the_report() {
    let lines = seen();
    let all = lines.join("\n");
    for (id, words) in [
        ("N1", &["Lösegeld", "Erpress", "Bitcoin"][..]),
        ("N2", &["DeepBlueMagic"]),
        ("N3", &["kein Datenabfluss", "ausgeschlossen"]),
        ("N4", &["Ludwigslust", "Parchim", "Landkreis"]),
        ("N5", &["BSI", "Datenschutzbehörde", "gemeldet"]),
        ("N7", &["545-"]),
        ("N8", &["Stadtwerke nicht betroffen", "WGS nicht betroffen"]),
        ("N9", &["voraussichtlich bis", "Ende des Ausfalls"]),
        ("N11", &["alle Fachverfahren", "sämtliche Fachverfahren"]),
        ("N12", &["Auszahlung gesichert", "ist gesichert"]),
    ] {
        for word in words {
            assert!(!all.contains(word), "{id}: {word}");
        }
    }
    // N6: no clock time, except when the data were last added to and the file was read in.
    for line in lines.iter().filter(|line| {
        !line.starts_with("Datenstand") && !line.contains("aus einer Datei eingelesen")
    }) {
        let times = line
            .as_bytes()
            .windows(5)
            .filter(|w| w[2] == b':' && [0, 1, 3, 4].iter().all(|&i| w[i].is_ascii_digit()));
        // The log's own first entry is made now, and lies after the Stand.
        assert_eq!(times.count(), 0, "N6: {line}");
    }
    // N8: where the two are named as not affected, it is their phone.
    for line in lines
        .iter()
        .filter(|line| line.contains("nicht betroffen") && line.contains("Stadtwerke"))
    {
        assert!(
            line.contains("Telefon Stadtwerke-Kundencenter") || line.contains("Dienst D-"),
            "N8: {line}"
        );
    }
    // N10: nobody and no date where the statement gives none.
    for (task, unowned) in [
        ("Ursache finden", false),
        ("Schadensausmaß feststellen", true),
        ("längerem Ausfall sicherstellen", false),
        ("Alternativangebote für", false),
    ] {
        let row = lines
            .iter()
            .find(|line| line.starts_with("A-") && line.contains(task))
            .unwrap();
        assert!(
            row.contains("ohne Frist") && row.contains("nicht zugewiesen") == unowned,
            "N10: {row}"
        );
    }
}

#[test]
fn the_gaps_come_out_as_open_questions() {
    let lines = seen();
    for (gap, word) in [
        ("G1", "Wer leitet den Krisenstab"),
        ("G2", "wann tagt er wieder"),
        ("G4", "Wann sind die Sozialleistungen auszuzahlen"),
        ("G5", "Meldung zum Datenschutz"),
        ("G6", "Welche Fachverfahren sind verschlüsselt"),
        ("G7", "Welche städtischen Unternehmen"),
        ("G8", "Wie werden die Beschäftigten unterrichtet"),
        ("G9", "Wann wird die Mitteilung"),
    ] {
        assert!(lines.iter().any(|line| line.contains(word)), "{gap}");
    }
}

#[test]
fn a_second_demo_touches_nothing() {
    let bed = Bed::new();
    bed.at(AFTERWARDS);
    bed.ok(&["demo"]);
    let before = std::fs::read(bed.path().join("schwerin-2021/lage.db")).unwrap();
    let left = std::fs::read_dir(bed.path().join("schwerin-2021")).unwrap();
    assert!(
        left.into_iter().all(|file| !file.unwrap().path().is_dir()),
        "the folder it was built in is gone"
    );
    let said = bed.run(&["demo"]);
    assert!(
        said.code == 0 && said.err.contains("schon da"),
        "{}",
        said.err
    );
    assert_eq!(
        std::fs::read(bed.path().join("schwerin-2021/lage.db")).unwrap(),
        before
    );
}

#[test]
fn the_example_is_sound() {
    let bed = Bed::new();
    bed.at(AFTERWARDS);
    bed.ok(&["demo"]);
    bed.ok(&["--log", "schwerin-2021/lage.db", "pruefen"]);
}

#[test]
fn the_case_over_months_shows_relapses_false_alarms_corrections_and_replaced_findings() {
    // Wide enough for the sentences looked for to stand on one line.
    let bed = Bed::new().width(100);
    bed.at(AFTERWARDS);
    bed.ok(&["demo", "schwerin-wochen"]);
    let log = ["--log", "schwerin-wochen/lage.db"];
    bed.ok(&[&log[..], &["pruefen"]].concat());
    let report = |stand: &str| {
        bed.ok(&[
            &log[..],
            &["bericht", "--format", "markdown", "--stand", stand],
        ]
        .concat())
    };
    let then = report("22.10.2021 abends");
    assert!(
        then.contains("K-6 LAiV: Dritter Cyberangriff in der Region.")
            && !then.contains("Forensik"),
        "{then}"
    );
    let later = report("19.01.2022");
    for words in [
        "Fehlalarm",
        "widerlegt am 24.10.2021 abends: Zwei Forensikteams finden unabhängig voneinander keinen Angriff",
        "zuvor (15.10.2021): Die Ursache wird ermittelt.",
        "ersetzt durch E-8",
        "15.–20.10.2021",
        "Telefon Stadtwerke-Kundenservice: nicht betroffen ab 15.10.2021; eingeschränkt ab Mitte Oktober 2021 (",
        "); Normalbetrieb ab November 2021",
        "Notbetrieb, ergänzt 03.12.2021 (Ausweichverfahren: mit Hilfe von zehn Soldaten der Bundeswehr)",
        "war erwartet 22.10.2021",
        "zum selben Thema K-4",
    ] {
        assert!(later.contains(words), "{words}\n{later}");
    }
    assert!(report("30.11.2021").contains("abgelaufen am 29.10.2021"));
    let reports = bed.json(&[&log[..], &["bericht", "liste"]].concat());
    let kinds = reports.as_array().unwrap().iter();
    let kinds: Vec<_> = kinds
        .map(|report| report["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        ["first", "followup", "followup", "followup", "final"]
    );
    // A task that was opened again is one story, and a finding that was refuted is not told as one that stands.
    let second = bed.ok(&[&log[..], &["bericht", "zeigen", "2"]].concat());
    let second = second.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "→ wieder erledigt seit 19.10.2021",
        "Ergebnis: Bürgertelefone im Bürgerbüro eingerichtet → Zehn zusätzliche Telefonnummern geschaltet; Wirkung: wirksam (",
        "Sicherheit: Vermutung; Ausgang: widerlegt; Begründung: Ursache ist eine Fehlfunktion",
    ] {
        assert!(second.contains(words), "{words}\n{second}");
    }
    assert!(!second.contains("Ende: 18.10.2021"), "{second}");
    let last = bed.ok(&[&log[..], &["bericht", "zeigen", "5"]].concat());
    for words in [
        "Hauptausschuss (nicht öffentlicher Teil)",
        "Kein Ereignis und kein Auftrag ist offen.",
        "Änderungen seit Lagebericht Nr. 4",
    ] {
        assert!(last.contains(words), "{words}\n{last}");
    }
    let log_text = bed.ok(&[&log[..], &["tagebuch", "--alle"]].concat());
    let log_text = log_text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        log_text.contains("gestrichen: Oberbürgermeister Nico Badenschier")
            && log_text.contains("„Oberbürgermeister Rico Badenschier“")
            && log_text.contains("gestrichen: Das RKI zeigt für den Landkreis die Inzidenz"),
        "{log_text}"
    );
    // A misspelt name is found all the same.
    assert!(
        bed.ok(&[&log[..], &["suche", "Bandenschier"]].concat())
            .contains("Badenschier")
    );
}

#[test]
fn no_file_but_a_worked_example_may_release_a_report() {
    let bed = Bed::with_log();
    let file = bed.path().join("fremd.toml");
    std::fs::write(
        &file,
        "format = 1\n[[entry]]\ndo = \"report.release\"\nby = \"Bürgermeisterin\"\n",
    )
    .unwrap();
    let error = bed.fails(1, &["import", "fremd.toml"]);
    assert!(error.contains("report.release"), "{error}");
    assert_eq!(bed.json(&["bericht", "liste"]), serde_json::json!([]));
}
