//! The state of a service: what goes on to hold, what was told when, by which words and names, for how long.

use crate::bed::Bed;

/// The answer to what must succeed, as the person reads it.
fn told(bed: &Bed, args: &[&str]) -> String {
    let said = bed.run(args);
    assert_eq!(said.code, 0, "{args:?}\n{}{}", said.out, said.err);
    said.err
}

fn set(bed: &Bed, args: &[&str]) -> String {
    told(bed, &[&["dienst", "setzen"], args].concat())
}

/// A log with a service that is down since 06:00.
fn mail_is_down() -> Bed {
    let bed = Bed::with_log().width(100);
    bed.ok(&["dienst", "neu", "Mail", "--um", "gestern 12:00"]);
    let said = set(
        &bed,
        &[
            "Mail",
            "ausgefallen",
            "--seit",
            "06:00",
            "--grund",
            "Serverbrand",
            "--einschraenkung",
            "kein Empfang",
            "--ersatz",
            "Telefon 115",
        ],
    );
    assert_eq!(
        said,
        "Dienst D-1 Mail: ausgefallen seit 15.10.2021 06:00 (Eintrag 3)\n"
    );
    bed
}

#[test]
fn more_of_a_state_leaves_its_beginning_and_all_that_is_not_named() {
    let bed = mail_is_down();
    bed.at("2021-10-15 09:00");
    assert_eq!(
        set(&bed, &["Mail", "ausgefallen", "--wieder-ab", "30.11."]),
        "Dienst D-1 Mail: ausgefallen seit 15.10.2021 06:00 (Eintrag 4) · wieder ab: 30.11.2021 · \
         Es gilt weiter: Ursache: Serverbrand; Einschränkung: kein Empfang; Ausweichverfahren: Telefon 115\n"
    );
    let list = bed.ok(&["dienst", "liste"]);
    for words in [
        "06:00",
        "Telefon 115",
        "kein Empfang",
        "Serverbrand",
        "30.11.2021",
    ] {
        assert!(list.contains(words), "{words}\n{list}");
    }
    let service = &bed.json(&["dienst", "zeigen", "Mail"]);
    let history = service["history"].as_array().unwrap();
    assert_eq!(history[1]["since"], "2021-10-15T06:00:00+02:00");
    assert_eq!(history[1]["happened_at"], "2021-10-15T09:00:00+02:00");
    assert_eq!(history[1]["continues"], true);
    assert_eq!(history[1]["workaround"], "Telefon 115");
    // An empty text takes away what held.
    let said = set(
        &bed,
        &["Mail", "ausgefallen", "--ersatz", "", "--grund", ""],
    );
    assert!(
        !said.contains("115") && !said.contains("Serverbrand"),
        "{said}"
    );
    let list = bed.ok(&["dienst", "liste"]);
    assert!(
        !list.contains("115") && !list.contains("Serverbrand"),
        "{list}"
    );
    assert!(list.contains("kein Empfang"), "{list}");
    // Another impaired state begins now and keeps the rest; the normal one ends all of it.
    let said = set(&bed, &["Mail", "Notbetrieb"]);
    assert!(said.contains("Notbetrieb seit 15.10.2021 09:05 (Eintrag 6) · Es gilt weiter: Einschränkung: kein Empfang; Vorauss. wieder: 30.11.2021"), "{said}");
    assert_eq!(
        set(&bed, &["Mail", "läuft"]),
        "Dienst D-1 Mail: Normalbetrieb seit 15.10.2021 09:06 (Eintrag 7)\n"
    );
    let list = bed.ok(&["dienst", "liste"]);
    assert!(
        !list.contains("kein Empfang") && !list.contains("30.11"),
        "{list}"
    );
}

#[test]
fn a_public_service_keeps_its_workaround_in_public_and_no_internal_one_gets_out() {
    let bed = mail_is_down();
    bed.ok(&["oeffentlich", "D-1"]);
    set(
        &bed,
        &[
            "Mail",
            "ausgefallen",
            "--wieder-ab",
            "30.11.",
            "--oeffentlich",
        ],
    );
    let public = bed.ok(&["bericht", "--oeffentlich"]);
    assert!(
        public.contains("Telefon 115") && public.contains("30.11.2021"),
        "{public}"
    );
    assert!(!public.contains("Serverbrand"), "{public}");
    // What was said inside goes on inside, also under a later public word.
    set(&bed, &["Mail", "ausgefallen", "--ersatz", "Chefhandy 0170"]);
    set(
        &bed,
        &[
            "Mail",
            "ausgefallen",
            "--wieder-ab",
            "1.12.",
            "--oeffentlich",
        ],
    );
    assert!(bed.ok(&["dienst", "liste"]).contains("Chefhandy"));
    let public = bed.ok(&["bericht", "--oeffentlich"]);
    assert!(
        public.contains("01.12.2021") && public.contains("Telefon 115"),
        "{public}"
    );
    assert!(!public.contains("Chefhandy"), "{public}");
}

#[test]
fn an_earlier_beginning_moves_the_state_and_a_later_one_is_a_relapse() {
    let bed = mail_is_down();
    assert_eq!(
        set(&bed, &["Mail", "ausgefallen", "--seit", "gestern 22:00"]),
        "Dienst D-1 Mail: ausgefallen seit 14.10.2021 22:00 (Eintrag 4) · Es gilt weiter: Ursache: Serverbrand; \
         Einschränkung: kein Empfang; Ausweichverfahren: Telefon 115\n"
    );
    assert!(bed.ok(&["dienst", "liste"]).contains("14.10.2021 22:00"));
    assert!(bed.ok(&["dienst", "liste"]).contains("Telefon 115"));
    assert!(
        bed.ok(&["dienst", "liste", "--stand", "15.10.2021 02:00"])
            .contains("ausgefallen")
    );
    // What is said with it holds now, also where something else was said since.
    set(
        &bed,
        &[
            "Mail",
            "ausgefallen",
            "--seit",
            "gestern 21:00",
            "--ersatz",
            "Boten",
        ],
    );
    let list = bed.ok(&["dienst", "liste"]);
    assert!(
        list.contains("14.10.2021 21:00") && list.contains("Boten"),
        "{list}"
    );
    assert!(!list.contains("115"), "{list}");
    // Cancelled, it moves nothing.
    bed.ok(&["streichen", "5", "--grund", "Irrtum"]);
    bed.ok(&["streichen", "4", "--grund", "Irrtum"]);
    assert!(bed.ok(&["dienst", "liste"]).contains("15.10.2021 06:00"));
    bed.at("2021-10-15 12:00");
    set(&bed, &["Mail", "ausgefallen", "--seit", "11:30"]);
    assert!(bed.ok(&["dienst", "liste"]).contains("15.10.2021 11:30"));
    let report = bed.ok(&["bericht", "--format", "markdown"]);
    assert!(
        report.contains("ausgefallen ab 15.10.2021 06:00"),
        "{report}"
    );
    assert!(
        report.contains("ausgefallen ab 15.10.2021 11:30"),
        "{report}"
    );
}

#[test]
fn a_state_of_the_past_says_which_one_holds_now() {
    let bed = mail_is_down();
    assert_eq!(
        set(&bed, &["Mail", "eingeschränkt", "--seit", "05:00"]),
        "Dienst D-1 Mail: eingeschränkt seit 15.10.2021 05:00 (Eintrag 4) (Das ist nicht der jetzige Stand, es gilt \
         weiter: ausgefallen, seit 15.10.2021 06:00, Eintrag 3.)\n"
    );
    // And takes nothing from the one in force, nor adds to it.
    set(
        &bed,
        &[
            "Mail",
            "eingeschränkt",
            "--seit",
            "05:30",
            "--ersatz",
            "Fax",
        ],
    );
    assert!(!bed.ok(&["dienst", "liste"]).contains("Fax"));
}

#[test]
fn what_people_were_told_on_a_day_is_in_every_view_of_the_past() {
    let bed = mail_is_down();
    bed.at("2022-01-19 09:00");
    set(
        &bed,
        &[
            "Mail",
            "ausgefallen",
            "--ersatz",
            "Rufnummer 4711",
            "--wieder-ab",
            "24.01.2022",
            "--gilt-bis",
            "20.01.2022",
        ],
    );
    bed.at("2022-02-01 09:00");
    set(&bed, &["Mail", "Normalbetrieb"]);
    let hits = bed.ok(&["suche", "4711"]);
    for view in [
        hits,
        bed.ok(&["tagebuch", "--alle"]),
        bed.ok(&["dienst", "zeigen", "Mail"]),
        bed.ok(&["bericht"]),
        bed.ok(&["bericht", "--format", "markdown"]),
        bed.ok(&["bericht", "--format", "html"]),
        bed.ok(&["bericht", "--json"]),
    ] {
        let view = view.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["Rufnummer 4711", "24.01.2022", "20.01.2022"] {
            assert!(view.contains(words), "{words}\n{view}");
        }
    }
    // The course says of each line all that held.
    let report = bed.ok(&["bericht", "--format", "markdown"]);
    let course = report
        .lines()
        .find(|line| line.starts_with("- Mail: ausgefallen ab"))
        .unwrap();
    assert_eq!(
        course,
        "- Mail: ausgefallen ab 15.10.2021 06:00 (Ursache: Serverbrand; Einschränkung: kein Empfang; \
         Ausweichverfahren: Telefon 115); ausgefallen, ergänzt 19.01.2022 09:00 (Ursache: Serverbrand; \
         Einschränkung: kein Empfang; Ausweichverfahren: Rufnummer 4711; Vorauss. wieder: 24.01.2022; \
         Gilt bis: 20.01.2022); Normalbetrieb ab 01.02.2022 09:00"
    );
}

#[test]
fn name_and_place_are_the_name_and_either_finds_it() {
    let bed = Bed::with_log();
    let add = |args: &[&str]| told(&bed, &[&["dienst", "neu"], args].concat());
    assert_eq!(
        add(&["Bürgerbüro", "--ort", "Nord"]),
        "Dienst D-1 aufgenommen (Eintrag 2): Bürgerbüro (Nord)\n"
    );
    add(&["Bürgerbüro", "--ort", "Süd"]);
    add(&["Telefon A"]);
    add(&["Diensttelefon"]);
    let twice = bed.fails(1, &["dienst", "neu", "buergerbuero", "--ort", "süd"]);
    assert!(
        twice.contains("Bürgerbüro (Süd)") && twice.contains("--ort"),
        "{twice}"
    );
    let several = bed.fails(1, &["dienst", "setzen", "Bürgerbüro", "ausgefallen"]);
    assert!(
        several.contains("D-1 Bürgerbüro (Nord)") && several.contains("D-2 Bürgerbüro (Süd)"),
        "{several}"
    );
    for words in [
        &["Süd", "ausgefallen"][..],
        &["Bürgerbüro Süd", "ausgefallen"],
        &["Bürgerbüro", "Süd", "ausgefallen"],
        &["Bürgerbüro", "(Süd)", "nicht", "betroffen"],
        &["bürgerbüro,", "süd", "wieder", "da"],
    ] {
        let said = set(&bed, words);
        assert!(
            said.starts_with("Dienst D-2 Bürgerbüro (Süd): "),
            "{words:?} {said}"
        );
    }
    // A name that begins with the word wins over one that holds it, and needs no quotes.
    for words in [
        &["Telefon", "ausgefallen"][..],
        &["Telefon", "A", "ausgefallen"],
    ] {
        assert!(
            set(&bed, words).starts_with("Dienst D-3 Telefon A: "),
            "{words:?}"
        );
    }
    // A place is moved only where the name is free.
    bed.fails(1, &["dienst", "aendern", "D-1", "--ort", "Süd"]);
    bed.fails(
        1,
        &[
            "dienst",
            "aendern",
            "D-3",
            "--name",
            "Bürgerbüro",
            "--ort",
            "Nord",
        ],
    );
    let moved = told(&bed, &["dienst", "aendern", "D-1", "--ort", "West"]);
    assert!(
        moved.starts_with("Dienst D-1 geändert (Eintrag "),
        "{moved}"
    );
    assert!(moved.ends_with(": Bürgerbüro (West)\n"), "{moved}");
    let slip = bed.fails(1, &["dienst", "setzen", "Dinsttelefon", "ausgefallen"]);
    assert!(slip.contains("Meinten Sie: D-4 Diensttelefon?"), "{slip}");
}

#[test]
fn the_words_of_a_state_are_understood_or_asked_about() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Mail"]);
    for (words, state) in [
        ("läuft", "normal"),
        ("laeuft", "normal"),
        ("ok", "normal"),
        ("OK", "normal"),
        ("wieder da", "normal"),
        ("geht", "normal"),
        ("geht nicht", "down"),
        ("Wartung", "maintenance"),
        ("maintenance", "maintenance"),
        ("AUSGEFALLEN", "down"),
        ("eingeschraenkt", "degraded"),
    ] {
        let line = [
            &["dienst", "setzen", "Mail"],
            &words.split(' ').collect::<Vec<_>>()[..],
        ]
        .concat();
        bed.ok(&line);
        assert_eq!(
            bed.json(&["dienst", "zeigen", "D-1"])["state"],
            state,
            "{words}"
        );
    }
    let before = bed.json(&["dienst", "zeigen", "D-1"]);
    for (words, meant) in [
        ("aus", "ausgefallen, abgeschaltet"),
        ("gestört", "eingeschränkt, Notbetrieb, ausgefallen"),
        ("gestoert", "eingeschränkt, Notbetrieb, ausgefallen"),
        ("kaputt", "ausgefallen"),
        ("nicht verfügbar", "ausgefallen"),
        ("ausgefalen", "ausgefallen"),
        ("Notbetreib", "Notbetrieb"),
        ("eingesch", "eingeschränkt"),
        ("Wartun", "Wartung"),
        ("isolatde", "abgeschaltet"),
    ] {
        let line = [
            &["dienst", "setzen", "Mail"],
            &words.split(' ').collect::<Vec<_>>()[..],
        ]
        .concat();
        let asked = bed.fails(1, &line);
        assert!(
            asked.contains(&format!("Meinten Sie: {meant}?")),
            "{words}: {asked}"
        );
    }
    let asked = bed.fails(1, &["dienst", "setzen", "Mail", "qqqq"]);
    assert!(
        !asked.contains("Meinten Sie") && asked.contains("Wartung"),
        "{asked}"
    );
    assert_eq!(
        bed.json(&["dienst", "zeigen", "D-1"]),
        before,
        "nothing was recorded"
    );
    // Every closed vocabulary asks like that.
    for (args, meant) in [
        (&["vorfall", "neu", "x", "--stufe", "Krsie"][..], "Krise"),
        (&["aufgabe", "neu", "x", "--prio", "dringent"], "dringend"),
        (&["bekanntgabe", "neu", "x", "--an", "Presee"], "Presse"),
    ] {
        let asked = bed.fails(1, args);
        assert!(
            asked.contains(&format!("Meinten Sie: {meant}?")),
            "{args:?}: {asked}"
        );
    }
}

#[test]
fn maintenance_is_planned_and_has_an_end_that_may_pass() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "Mail", "--mta", "1h"]);
    let open = set(&bed, &["Mail", "Wartung"]);
    assert!(
        open.contains("Für die Wartung ist kein Ende genannt"),
        "{open}"
    );
    let ends = set(&bed, &["Mail", "Wartung", "--wieder-ab", "10:00"]);
    assert!(!ends.contains("kein Ende"), "{ends}");
    bed.at("2021-10-15 11:00");
    let list = bed.ok(&["dienst", "liste"]);
    assert!(
        list.contains("Wartung") && list.contains("war erwartet"),
        "{list}"
    );
    // It is no outage, but not normal either.
    assert!(!list.contains("MTA"), "{list}");
    assert!(bed.ok(&[]).contains("D-1 Mail: Wartung seit"));
}

#[test]
fn services_stand_in_the_groups_of_the_body_the_worst_first_in_each() {
    let bed = Bed::with_log();
    for (name, group, state) in [
        ("Strom", "Versorgung", "normal"),
        ("Kfz", "Bürgerdienst", "eingeschränkt"),
        ("Fax", "Alte Technik", "normal"),
        ("Wasser", "Versorgung", "ausgefallen"),
        ("Pässe", "Bürgerdienst", "ausgefallen"),
        ("Mail", "-", "abgeschaltet"),
    ] {
        let add = ["dienst", "neu", name, "--zustand", state, "--gruppe", group];
        bed.ok(&add[..if group == "-" { 5 } else { 7 }]);
    }
    let order = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.replace(['|', '*'], " "));
        let words = lines.filter_map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let group = ["Versorgung:", "Bürgerdienst:", "Technik:", "Gruppe:"];
            let is_group = words.iter().any(|word| group.contains(word));
            let is_service = words.first().is_some_and(|word| word.starts_with("D-"));
            (is_group || is_service)
                .then(|| words[..if is_group { words.len() } else { 2 }].join(" "))
        });
        words.collect()
    };
    let expected = [
        "Versorgung: 1 von 2 beeinträchtigt oder ungeklärt",
        "D-4 Wasser",
        "D-1 Strom",
        "Bürgerdienst: 2 von 2 beeinträchtigt oder ungeklärt",
        "D-5 Pässe",
        "D-2 Kfz",
        "Alte Technik: keiner von 1 beeinträchtigt",
        "D-3 Fax",
        "Ohne Gruppe: 1 von 1 beeinträchtigt oder ungeklärt",
        "D-6 Mail",
    ];
    assert_eq!(order(&bed.ok(&["dienst", "liste"])), expected);
    let report = bed.ok(&["bericht", "--format", "markdown"]);
    let section = report.split("## 3").nth(1).unwrap();
    assert_eq!(order(section.split("##").next().unwrap()), expected);
    let numbers: Vec<String> = bed
        .json(&["dienst", "liste"])
        .as_array()
        .unwrap()
        .iter()
        .map(|service| service["number"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(numbers, ["D-4", "D-1", "D-5", "D-2", "D-3", "D-6"]);
}

#[test]
fn the_contact_stays_inside_and_the_hotline_is_for_citizens() {
    let bed = Bed::with_log().width(120);
    bed.ok(&[
        "dienst",
        "neu",
        "Mail",
        "--zustaendig",
        "IT",
        "--kontakt",
        "Apparat 120",
        "--hotline",
        "115",
        "--zustand",
        "ausgefallen",
        "--oeffentlich",
    ]);
    let public = bed.ok(&["bericht", "--oeffentlich"]);
    assert!(
        public.contains("Mail: 115") && !public.contains("Apparat"),
        "{public}"
    );
    for inside in [
        bed.ok(&["dienst", "liste"]),
        bed.ok(&["dienst", "zeigen", "Mail"]),
        bed.ok(&["bericht"]),
    ] {
        assert!(inside.contains("Apparat 120"), "{inside}");
    }
    for outside in [
        bed.ok(&["tagebuch", "--oeffentlich", "--json"]),
        bed.ok(&["bericht", "--oeffentlich", "--json"]),
    ] {
        assert!(!outside.contains("Apparat"), "{outside}");
    }
    bed.ok(&[
        "dienst",
        "aendern",
        "Mail",
        "--hotline",
        "116",
        "--kontakt",
        "Apparat 7",
        "--oeffentlich",
    ]);
    let public = bed.ok(&["bericht", "--oeffentlich"]);
    assert!(
        public.contains("Mail: 116") && !public.contains("Apparat"),
        "{public}"
    );
}

#[test]
fn how_long_a_service_was_down_is_told_and_an_exceeded_maximum_stands_out() {
    let bed = Bed::with_log().width(120);
    bed.ok(&[
        "dienst",
        "neu",
        "Mail",
        "--mta",
        "240min",
        "--zustand",
        "ausgefallen",
        "--seit",
        "06:00",
    ]);
    bed.ok(&[
        "dienst",
        "neu",
        "Kfz",
        "--zustand",
        "ausgefallen",
        "--seit",
        "06:30",
    ]);
    bed.at("2021-10-15 08:00");
    let page = bed.ok(&["dienst", "zeigen", "Mail"]);
    assert!(
        page.contains("4 Stunden") && !page.contains("240"),
        "{page}"
    );
    assert!(page.contains("1 Ausfall, 2 Stunden"), "{page}");
    assert!(!bed.ok(&["dienst", "liste"]).contains("MTA"));
    set(&bed, &["Kfz", "Notbetrieb", "--seit", "08:00"]);
    bed.at("2021-10-15 10:30");
    let exceeded = "MTA 4 Stunden überschritten seit 15.10.2021 10:00";
    for view in [
        bed.ok(&["dienst", "liste"]),
        bed.ok(&["dienst", "zeigen", "Mail"]),
        bed.ok(&["bericht"]),
        bed.ok(&["bericht", "--kurz"]),
    ] {
        let view = view.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(view.contains("MTA 4 Stunden überschritten"), "{view}");
    }
    assert!(bed.ok(&["dienst", "zeigen", "Mail"]).contains(exceeded));
    for view in [bed.ok(&[]), bed.ok(&["bericht", "--vortrag"])] {
        assert!(view.contains("MTA überschritten"), "{view}");
    }
    let report = bed.ok(&["bericht", "--format", "markdown"]);
    assert!(
        report.contains("Bei 1 Dienst ist die tolerierbare Ausfallzeit (MTA) überschritten."),
        "{report}"
    );
    assert!(
        report.contains("| D-2 | Kfz | 1 | 1 Stunde 30 Minuten |"),
        "{report}"
    );
    assert!(report.contains("Zusammen 6 Stunden"), "{report}");
    let service = bed.json(&["dienst", "zeigen", "Kfz"]);
    assert_eq!(service["down_minutes"], 90);
    assert_eq!(service["outages"], 1);
    assert_eq!(service["down_since"], serde_json::Value::Null);
    assert_eq!(
        bed.json(&["dienst", "zeigen", "Mail"])["down_since"],
        "2021-10-15T06:00:00+02:00"
    );
}

#[test]
fn a_notice_that_replaces_another_goes_on_where_nothing_else_is_said() {
    let bed = Bed::with_log();
    bed.ok(&[
        "bekanntgabe",
        "neu",
        "Rathaus zu",
        "--an",
        "Presse",
        "--kanal",
        "Fax",
        "--gilt-bis",
        "16.10. 12:00",
    ]);
    let said = told(
        &bed,
        &["bekanntgabe", "ersetzen", "B-1", "Rathaus bis Mittag zu"],
    );
    assert!(
        said.contains("für: Presse · Es gilt weiter: Kanal: Fax; Gilt bis: 16.10.2021 12:00"),
        "{said}"
    );
    let notice = bed.json(&["bekanntgabe", "zeigen", "B-2"]);
    assert_eq!(notice["valid_until"], "2021-10-16T12:00:00+02:00");
    assert_eq!(notice["audience"], "press");
    let said = told(
        &bed,
        &[
            "bekanntgabe",
            "ersetzen",
            "B-2",
            "Rathaus zu",
            "--gilt-bis",
            "",
            "--kanal",
            "",
            "--an",
            "Presse",
        ],
    );
    assert!(!said.contains("Es gilt weiter"), "{said}");
    let notice = bed.json(&["bekanntgabe", "zeigen", "B-3"]);
    assert_eq!(
        (&notice["valid_until"], &notice["channel"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    // A validity that has passed is not that of a new wording.
    bed.ok(&[
        "bekanntgabe",
        "neu",
        "Halle zu",
        "--gilt-bis",
        "heute 08:30",
    ]);
    bed.at("2021-10-15 09:00");
    let said = told(&bed, &["bekanntgabe", "ersetzen", "B-4", "Halle weiter zu"]);
    assert!(!said.contains("08:30"), "{said}");
}
