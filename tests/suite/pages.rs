//! HTML and PDF as a reader, a screen reader and a printer get them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bed::{AFTERWARDS, Bed};

fn run(program: &str, args: &[&str]) -> String {
    let output = Command::new(program)
        .args(args)
        .output()
        .unwrap_or_else(|error| panic!("tests/run installs {program}: {error}"));
    assert!(
        output.status.success(),
        "{program} {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Words of four letters and more, with what a line end took apart put together again.
fn words(text: &str) -> BTreeSet<String> {
    let whole = text
        .replace("\u{ad}\n", "")
        .replace("-\n", "-")
        .replace(['\u{ad}', '\u{200b}'], "");
    whole
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect()
}

/// What Markdown shows: without its own signs.
fn shown(bed: &Bed, args: &[&str]) -> String {
    let markdown = bed.ok(&[args, &["--format", "markdown"]].concat());
    markdown.replace("<br>", " ").replace('\\', "")
}

fn file(bed: &Bed, name: &str, args: &[&str]) -> PathBuf {
    bed.ok(&[args, &["--aus", name]].concat());
    bed.path().join(name)
}

fn text_of(pdf: &Path) -> String {
    run("pdftotext", &["-raw", &pdf.to_string_lossy(), "-"])
}

fn pages(pdf: &Path) -> usize {
    let info = run("pdfinfo", &[&pdf.to_string_lossy()]);
    let line = info
        .lines()
        .find(|line| line.starts_with("Pages:"))
        .unwrap();
    line["Pages:".len()..].trim().parse().unwrap()
}

/// Opens the files in a browser; its answers about each, and each on paper as `FILE.pdf`.
fn browse(files: &[PathBuf]) -> Vec<serde_json::Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser/axe.mjs");
    let args: Vec<_> = std::iter::once(&script)
        .chain(files)
        .map(|path| path.to_string_lossy())
        .collect();
    let args: Vec<&str> = args.iter().map(AsRef::as_ref).collect();
    let answers = serde_json::from_str(&run("node", &args)).unwrap();
    let serde_json::Value::Array(answers) = answers else {
        panic!("the script prints a list");
    };
    assert_eq!(answers.len(), files.len() * 3);
    answers
}

/// A log that has everything: histories, days, corrections, hostile and foreign text.
fn everything() -> Bed {
    let bed = Bed::new();
    bed.at(AFTERWARDS);
    bed.ok(&["demo", "schwerin-wochen"]);
    std::fs::rename(bed.path().join("schwerin-wochen/lage.db"), bed.log()).unwrap();
    bed.ok(&[
        "notiz",
        "<script>alert(1)</script> & \"x\" 'y' <img src=x onerror=alert(1)>",
    ]);
    bed.ok(&["notiz", &"ohneumbruch".repeat(30)]);
    bed.ok(&[
        "lagebild",
        "zusammenfassung",
        "Kurz\n\ngesagt.",
        "--oeffentlich",
    ]);
    bed.ok(&[
        "lagebild",
        "entscheidungsbedarf",
        "Was?",
        "--option",
        "dies",
        "--option",
        "das",
    ]);
    // The course of tasks is drawn from ten on.
    for number in 0..10 {
        bed.ok(&["aufgabe", "neu", &format!("Probe {number}")]);
    }
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    bed.ok(&[
        "dienst",
        "neu",
        "Neuer Dienst",
        "--zustand",
        "ausgefallen",
        "--oeffentlich",
        "--kontakt",
        "0385 1",
    ]);
    bed
}

#[test]
fn html_is_one_file_that_anybody_can_read() {
    let bed = everything();
    std::fs::write(
        bed.path().join("lage.toml"),
        "[briefkopf]\nname = \"Stadt <Muster>\"\nanschrift = [\"Am Markt 1\", \"12345 Muster\"]\nlogo = \"logo.svg\"\n",
    )
    .unwrap();
    std::fs::write(
        bed.path().join("logo.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"><circle cx=\"20\" cy=\"20\" r=\"18\"/></svg>",
    )
    .unwrap();
    assert!(
        bed.ok(&["bericht", "--format", "html", "--aus", "-"])
            .starts_with("<!DOCTYPE html>")
    );
    let files = [
        file(&bed, "voll.html", &["bericht", "--format", "html"]),
        file(
            &bed,
            "kurz.html",
            &["bericht", "--kurz", "--format", "html"],
        ),
        file(
            &bed,
            "vortrag.html",
            &["bericht", "--vortrag", "--format", "html"],
        ),
        file(
            &bed,
            "info.html",
            &["bericht", "--oeffentlich", "--format", "html"],
        ),
        file(
            &bed,
            "l-1.html",
            &["bericht", "zeigen", "1", "--format", "html"],
        ),
    ];
    let markdown = [
        shown(&bed, &["bericht"]),
        shown(&bed, &["bericht", "--kurz"]),
        shown(&bed, &["bericht", "--vortrag"]),
        shown(&bed, &["bericht", "--oeffentlich"]),
        shown(&bed, &["bericht", "zeigen", "1"]),
    ];
    let names: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    let answers = browse(&files);
    for answer in &answers {
        let about = format!(
            "{} {} {}",
            answer["file"], answer["colorScheme"], answer["width"]
        );
        assert_eq!(answer["violations"], serde_json::json!([]), "{about}");
        assert!(
            answer["passes"].as_u64().unwrap() > 10,
            "{about}: the rules did not run"
        );
        assert_eq!(answer["broken"], 0, "{about}: a picture is broken");
        assert_eq!(answer["requests"], serde_json::json!([]), "{about}");
        assert!(
            answer["wide"].as_u64() <= answer["width"].as_u64(),
            "{about} is {} wide",
            answer["wide"]
        );
        let position = names
            .iter()
            .position(|name| answer["file"] == **name)
            .unwrap();
        let seen = words(answer["text"].as_str().unwrap());
        // Marks and headings may stand in capitals.
        let seen: BTreeSet<String> = seen.iter().map(|word| word.to_lowercase()).collect();
        let missing: Vec<String> = words(&markdown[position])
            .into_iter()
            .filter(|word| !seen.contains(&word.to_lowercase()))
            .collect();
        assert!(missing.is_empty(), "{about}: {missing:?}");
    }
    assert!(
        answers[0]["labels"].as_u64().unwrap() > 10,
        "the full report has pictures"
    );
    // On paper every page says which one it is, and of what.
    let printed = bed.path().join("voll.html.pdf");
    let (count, text) = (pages(&printed), text_of(&printed));
    assert!(count > 2);
    for page in 1..=count {
        assert!(
            text.contains(&format!("Seite {page} von {count}")),
            "{page}\n{text}"
        );
    }
    assert!(
        text.matches("Einträge im Tagebuch").count() >= count,
        "{text}"
    );
    // What is no picture is said, not printed.
    std::fs::write(bed.path().join("logo.svg"), b"\x89PNX").unwrap();
    let said = bed.fails(2, &["bericht", "--format", "html"]);
    assert!(
        said.contains("logo.svg") && said.contains("PNG, JPEG, SVG"),
        "{said}"
    );
    let whole = std::fs::read_to_string(&files[0]).unwrap();
    assert!(!whole.contains("<script") && !whole.contains("<img src=x"));
    for words in [
        "<svg role=\"img\"",
        "<polyline",
        "data:image/svg+xml;base64,",
        "Stadt &lt;Muster&gt;",
        "lang=\"de\"",
    ] {
        assert!(whole.contains(words), "{words}");
    }
}

/// A log in which every text is this one, as often as it takes to be long.
fn full_of(text: &str) -> Bed {
    let bed = Bed::new();
    let long = text.repeat(3_000 / text.len());
    bed.ok(&["init", &long[..long.floor_char_boundary(800)]]);
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    let long = long.replace('\n', "\\n");
    let mut toml = String::from("format = 1\n");
    for number in 0..100 {
        toml.push_str(&format!(
            "[[entry]]\ndo = \"service.add\"\nname = \"Dienst {number} {long}\"\nstate = \"down\"\nworkaround = \"{long}\"\nrestriction = \"{long}\"\ncause = \"{long}\"\nplace = \"{long}\"\n\
             [[entry]]\ndo = \"task.add\"\nwhat = \"{long}\"\nto = \"{long}\"\nprio = \"urgent\"\ndue = \"01.01.2021\"\n\
             [[entry]]\ndo = \"decision.add\"\nwhat = \"{long}\"\nreason = \"{long}\"\nby = \"{long}\"\nreview = \"01.01.2090\"\n"
        ));
    }
    for part in [
        "summary",
        "general",
        "assessment",
        "outlook_short",
        "outlook_medium",
        "outlook_long",
        "decision_needed",
    ] {
        toml.push_str(&format!(
            "[[entry]]\ndo = \"assessment.add\"\npart = \"{part}\"\ntext = \"{long}\"\noption = [\"{long}\", \"{long}\", \"{long}\", \"{long}\", \"{long}\"]\n"
        ));
    }
    std::fs::write(bed.path().join("viel.toml"), toml).unwrap();
    bed.ok(&["import", "viel.toml"]);
    bed
}

/// As PDF, and as HTML on paper.
#[test]
fn the_short_report_has_two_pages_whatever_the_log_holds() {
    for text in [
        "Langer Text mit vielen Wörtern, der nicht aufhört. ",
        "LAUT GESCHRIEBEN UND BREIT WWW ",
        "ohneumbruch",
        "日本語の文、",
        "Feuer 🔥 ",
        "Zeile\n",
    ] {
        let bed = full_of(text);
        let kurz = ["bericht", "--kurz", "--format"];
        let html = file(&bed, "kurz.html", &[&kurz[..], &["html"]].concat());
        browse(&[html]);
        let mut printed = vec![bed.path().join("kurz.html.pdf")];
        if cfg!(feature = "pdf") {
            printed.push(file(&bed, "kurz.pdf", &[&kurz[..], &["pdf"]].concat()));
        }
        for pdf in printed {
            assert!(
                pages(&pdf) <= 2,
                "{text}: {pdf:?} has {} pages",
                pages(&pdf)
            );
            let said = text_of(&pdf);
            for words in [
                "Änderungen seit",
                "Dienste und Fachverfahren",
                "Aufträge",
                "Weitere",
                "Nächste Fristen",
                "Name, Funktion",
            ] {
                assert!(said.contains(words), "{words}: {pdf:?}\n{said}");
            }
        }
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_pdf_the_way_to_it_and_the_way_around_are_named() {
    let bed = Bed::with_log();
    let error = bed.fails(1, &["bericht", "--format", "pdf"]);
    assert!(
        error.contains("--features pdf") && error.contains("--format html"),
        "{error}"
    );
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;

    fn schwerin() -> Bed {
        let bed = Bed::new();
        bed.at(AFTERWARDS);
        bed.ok(&["demo"]);
        std::fs::rename(bed.path().join("schwerin-2021/lage.db"), bed.log()).unwrap();
        bed
    }

    const FULL: [&str; 3] = ["bericht", "--stand", "15.10.2021 abends"];

    #[test]
    fn the_pdf_says_what_the_markdown_says_and_is_the_same_bytes_each_time() {
        let bed = schwerin();
        let args = [&FULL[..], &["--format", "pdf"]].concat();
        let one = file(&bed, "eins.pdf", &args);
        let two = file(&bed, "zwei.pdf", &args);
        assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
        let seen: BTreeSet<String> = words(&text_of(&one))
            .iter()
            .map(|word| word.to_lowercase())
            .collect();
        let missing: Vec<String> = words(&shown(&bed, &FULL))
            .into_iter()
            .filter(|word| !seen.contains(&word.to_lowercase()))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        let info = run("pdfinfo", &[&one.to_string_lossy()]);
        assert!(
            info.contains("Tagged:          yes") && info.contains("A4"),
            "{info}"
        );
        assert!(
            info.contains("Title:           Lagebericht: Cyberangriff"),
            "{info}"
        );
        // Every page says which one it is, and table heads come again.
        let count = pages(&one);
        let text = text_of(&one);
        assert!(count > 3);
        for page in 1..=count {
            assert!(
                text.contains(&format!("Seite {page} von {count}")),
                "{page}"
            );
        }
        assert!(text.matches("Nr. Zeit Eintrag").count() > 1, "{text}");
        let bytes = std::fs::read(&one).unwrap();
        let raw = String::from_utf8_lossy(&bytes);
        assert!(raw.contains("<pdfuaid:part>1"), "no PDF/UA-1 mark");
    }

    /// What a screen reader goes by; it is the same outline as the Markdown's.
    #[test]
    fn the_pdf_has_the_headings_lists_and_table_heads_of_the_report() {
        let bed = schwerin();
        let pdf = file(
            &bed,
            "eins.pdf",
            &[&FULL[..], &["--format", "pdf"]].concat(),
        );
        let tree = run("pdfinfo", &["-struct", &pdf.to_string_lossy()]);
        let count = |kind: &str| {
            let kinds = tree
                .lines()
                .map(|line| line.trim().split([' ', ':']).next());
            kinds.filter(|found| *found == Some(kind)).count()
        };
        let markdown = bed.ok(&[&FULL[..], &["--format", "markdown"]].concat());
        let starting = |mark: &str| {
            markdown
                .lines()
                .filter(|line| line.starts_with(mark))
                .count()
        };
        for (kind, mark) in [("H1", "# "), ("H2", "## "), ("H3", "### ")] {
            assert_eq!(count(kind), starting(mark), "{kind}\n{tree}");
            assert!(count(kind) > 0, "{kind}\n{tree}");
        }
        let tables = markdown.matches("\n| --- |").count();
        assert_eq!((count("Table"), count("THead")), (tables, tables), "{tree}");
        assert!(count("TH") > 2 * tables && count("LI") > 5, "{tree}");
    }

    #[test]
    fn what_is_copied_from_the_page_is_what_was_typed() {
        let bed = Bed::with_log();
        let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        for number in [
            "DE02120300000000202051",
            hash,
            "vorzimmer.buergermeisterin@stadt-musterhausen.example",
        ] {
            bed.ok(&["notiz", number]);
        }
        let pdf = file(&bed, "zahlen.pdf", &["bericht", "--format", "pdf"]);
        let text = text_of(&pdf);
        assert!(!text.contains('\u{200b}'), "{text}");
        let whole: String = text.split_whitespace().collect();
        for number in [
            "DE02120300000000202051",
            hash,
            "vorzimmer.buergermeisterin@stadt-musterhausen.example",
        ] {
            assert!(whole.contains(number), "{number}\n{text}");
        }
    }

    #[test]
    fn the_course_of_services_is_drawn_and_told_in_words() {
        let bed = Bed::with_log();
        bed.ok(&["dienst", "neu", "Telefon 🔥", "--zustand", "ausgefallen"]);
        bed.ok(&["dienst", "setzen", "D-1", "normal"]);
        let pdf = file(&bed, "verlauf.pdf", &["bericht", "--format", "pdf"]);
        let tags = run("pdfinfo", &["-struct-text", pdf.to_str().unwrap()]);
        assert!(tags.contains("Figure"), "{tags}");
        assert!(text_of(&pdf).contains("ausgefallen ab"), "{tags}");
    }

    #[test]
    fn a_state_does_not_run_into_the_next_column() {
        let bed = everything();
        let month = ["bericht", "--stand", "20.11.2021"];
        let text = text_of(&file(&bed, "b.pdf", &month));
        assert!(text.contains("eingeschränkt "), "{text}");
        for joined in ["eingeschränkt0", "eingeschränkt1", "Normalbetriebca"] {
            assert!(!text.contains(joined), "{joined}: {text}");
        }
    }

    #[test]
    fn the_archive_form_carries_its_data() {
        let bed = schwerin();
        let args = [&FULL[..], &["--archiv"]].concat();
        let archive = file(&bed, "archiv.pdf", &args);
        let raw = std::fs::read(&archive).unwrap();
        let raw = String::from_utf8_lossy(&raw);
        for mark in ["<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1"] {
            assert!(raw.contains(mark), "{mark}");
        }
        run(
            "pdfdetach",
            &[
                "-saveall",
                "-o",
                &bed.path().to_string_lossy(),
                &archive.to_string_lossy(),
            ],
        );
        let attached = std::fs::read_to_string(bed.path().join("lagebericht.data.json")).unwrap();
        let json = bed.ok(&[&FULL[..], &["--format", "json"]].concat());
        assert_eq!(attached, json);
    }

    #[test]
    fn a_released_report_prints_the_same_bytes_for_ever() {
        let bed = Bed::with_log();
        bed.ok(&["aufgabe", "neu", "Backup prüfen", "--an", "IT"]);
        bed.ok(&["bericht", "freigeben", "--von", "OB"]);
        let show = ["bericht", "zeigen", "1", "--format", "pdf"];
        let before = std::fs::read(file(&bed, "vorher.pdf", &show)).unwrap();
        bed.ok(&["aufgabe", "erledigen", "1"]);
        assert_eq!(
            std::fs::read(file(&bed, "nachher.pdf", &show)).unwrap(),
            before
        );
    }

    /// Letters that no embedded font has are named; nothing that is typed is markup; long words break.
    #[test]
    fn no_text_breaks_the_page() {
        let bed = everything();
        let long = "wort ".repeat(10_000);
        bed.ok(&["notiz", &long]);
        bed.ok(&["notiz", &"ohneumbruch".repeat(30)]);
        for text in [
            "Feuer 🔥 im Keller",
            "日本語の文",
            "שלום עולם",
            "مرحبا بالعالم",
            "#panic(\"x\") $ * _ @a <b> \\ // /* */ = [x]",
            "Zeile\nZeile\n\nZeile",
        ] {
            bed.ok(&["notiz", text]);
            bed.ok(&["aufgabe", "neu", text, "--an", text]);
        }
        let pdf = file(&bed, "alles.pdf", &["bericht", "--format", "pdf"]);
        let text = text_of(&pdf).replace(['\n', '\u{ad}', '\u{200b}'], " ");
        for words in ["[FIRE]", "#panic(", "// /* */", "Keller"] {
            assert!(text.contains(words), "{words}");
        }
        assert!(text.contains("IDEOGRAPH"), "CJK is named");
        let seen = super::words(&text_of(&pdf));
        assert!(seen.contains("wort"));
        // All 330 letters of the word without a break, in whatever pieces.
        let letters = text_of(&pdf).replace("-\n", "");
        let letters = letters.replace(['\n', '\u{ad}', '\u{200b}', ' '], "");
        assert!(letters.contains(&"ohneumbruch".repeat(30)));
    }

    #[test]
    fn a_table_of_two_thousand_rows_prints() {
        let bed = Bed::with_log();
        let mut toml = String::from("format = 1\n");
        for number in 0..2_000 {
            toml.push_str(&format!(
                "[[entry]]\ndo = \"task.add\"\nwhat = \"Auftrag Nummer {number}\"\n"
            ));
        }
        std::fs::write(bed.path().join("viel.toml"), toml).unwrap();
        bed.ok(&["import", "viel.toml"]);
        let pdf = file(&bed, "viel.pdf", &["bericht", "--format", "pdf"]);
        let text = text_of(&pdf);
        assert!(text.contains("A-2000") && text.contains("Auftrag Nummer 1999"));
    }

    #[test]
    fn a_body_prints_with_its_letterhead_and_its_own_template() {
        let bed = Bed::with_log();
        std::fs::write(
            bed.path().join("lage.toml"),
            "[briefkopf]\nname = \"Stadt Musterhausen\"\nanschrift = [\"Am Markt 1\"]\n",
        )
        .unwrap();
        let pdf = file(&bed, "kopf.pdf", &["bericht", "--format", "pdf"]);
        let text = text_of(&pdf);
        assert!(
            text.contains("Stadt Musterhausen") && text.contains("Am Markt 1"),
            "{text}"
        );
        let own = bed.path().join("vorlagen");
        std::fs::create_dir(&own).unwrap();
        let template = own.join("lagebericht.typ");
        std::fs::write(
            &template,
            "#let data = json(\"lagebericht.json\")\n#set document(title: data.title)\n= Eigene Vorlage\n#data.title\n",
        )
        .unwrap();
        let text = text_of(&file(&bed, "eigen.pdf", &["bericht", "--format", "pdf"]));
        assert!(
            text.contains("Eigene Vorlage") && text.contains("Probelage"),
            "{text}"
        );
        std::fs::write(&template, "= Titel\n\n#let x = (\n").unwrap();
        let error = bed.fails(2, &["bericht", "--format", "pdf", "--aus", "eigen.pdf"]);
        assert!(
            error.contains("lagebericht.typ") && error.contains("Zeile 3"),
            "{error}"
        );
        std::fs::write(&template, "= Titel\n#json(\"/etc/passwd\")\n").unwrap();
        let error = bed.fails(2, &["bericht", "--format", "pdf"]);
        assert!(error.contains("Zeile 2"), "{error}");
    }

    #[test]
    fn printing_hands_the_pdf_to_lp_and_says_where_there_is_none() {
        let bed = Bed::with_log();
        let error = bed.fails(1, &["bericht", "--drucken"]);
        assert!(error.contains("--format pdf"), "{error}");
        let bin = bed.path().join("bin");
        std::fs::create_dir(&bin).unwrap();
        let lp = bin.join("lp");
        std::fs::write(&lp, "#!/bin/sh\n/bin/cat > \"$0.pdf\"\n").unwrap();
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&lp, std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = bed.command(&["bericht", "--drucken"]);
        let said = crate::bed::said(command.env("PATH", &bin).output().unwrap());
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(
            std::fs::read(bin.join("lp.pdf"))
                .unwrap()
                .starts_with(b"%PDF-")
        );
        std::fs::write(
            &lp,
            "#!/bin/sh\n/bin/cat > /dev/null\necho Papierstau >&2\nexit 1\n",
        )
        .unwrap();
        let mut command = bed.command(&["bericht", "--drucken"]);
        let said = crate::bed::said(command.env("PATH", &bin).output().unwrap());
        assert_eq!(said.code, 4, "{}", said.err);
        assert!(said.err.contains("Papierstau"), "{}", said.err);
    }

    #[test]
    fn an_old_file_stays_whole_where_the_new_one_cannot_be_written() {
        let bed = Bed::with_log();
        bed.fails(
            3,
            &["bericht", "--format", "pdf", "--aus", "gibt/es/nicht.pdf"],
        );
        // A full disk: a tmpfs of its own, in a namespace of its own.
        let folder = bed.path().join("voll");
        std::fs::create_dir(&folder).unwrap();
        let script = format!(
            "mount -t tmpfs -o size=16k tmpfs voll && echo alt > voll/b.pdf && \
             ! '{lage}' bericht --format pdf --aus voll/b.pdf && cat voll/b.pdf && ls voll",
            lage = env!("CARGO_BIN_EXE_lage")
        );
        let output = Command::new("unshare")
            .args(["-Urm", "sh", "-c", &script])
            .current_dir(bed.path())
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            "alt\nb.pdf\n",
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
