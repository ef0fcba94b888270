//! Every message exists twice: each error provoked once, German and English side by side with its exit code.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{Cursor, Write};
use std::os::unix::ffi::OsStringExt;

use lage::cli::failure::{Failure, Unfit, Usage, Wrong};
use lage::cli::run::{attempt, run};
use lage::cli::session::{Environment, Streams};
use lage::domain::refusal::Refusal;
use lage::domain::time_input::TimeRefusal;
use lage::store::error::StoreError;

use crate::bed::Bed;
use crate::catalogues::literals;

/// Names the variants of an error. A new variant does not compile until it is listed here; once it is listed, the
/// gallery must provoke it or excuse it.
macro_rules! variants {
    ($($function:ident, $all:ident: $type:ident { $($variant:ident),+ $(,)? })+) => {$(
        const $all: &[&str] = &[$(concat!(stringify!($type), "::", stringify!($variant))),+];

        fn $function(error: &$type) -> &'static str {
            match error {
                $($type::$variant { .. } => concat!(stringify!($type), "::", stringify!($variant)),)+
            }
        }
    )+};
}

variants! {
    failure_name, FAILURES: Failure {
        Store, UnknownWord, NotANumber, NoSuchService, AmbiguousService, UnknownZone, UnknownExample, ImportRead,
        Import, SettingsRead, SettingsForm, OutFormat, OutIsLog, OutWrite, Stdout, StdinText, NotForPast,
        NotForPublicEyes, ComparedWithLater, NotForPublic, NoPdf, Template, LogoKind,
        NoPrintCommand, Print, FolderGone, Usage, Unwritten, Unsound,
    }
    usage_name, USAGES: Usage {
        NotUtf8, Unfit, NoSuchCommand, WrongValue, NoSuchFormat, WhichReport, NamesReleaser, ReportStaysInternal,
        EditionOfDraft, OneEdition, ArchiveIsPdf,
    }
    unfit_name, UNFITS: Unfit {
        UnknownArgument, ForeignOption, NoSuchCommand, ValueMissing, TakesNoValue, Twice, Together, Missing, TextBehind, TextApart,
        AsksInText, NumbersOrText, TopicOrStatement, NotDictated, DictatedTwice, NoAuthor, NoteOrLook,
    }
    store_name, STORE_ERRORS: StoreError {
        NoLog, LogExists, NotALog, Newer, UnsafePlace, Locked, DiskFull, ReadOnly, Damaged, Setting, Io, Sqlite,
        Inconsistent, Refused, NoSuchRecord, NoSuchEntry, WrongVersion, Altered, NotKept, Unsure,
    }
    refusal_name, REFUSALS: Refusal {
        TextMissing, TextTooLong, ReasonMissing, ReportStaysInternal, DeciderMissing, ReleaserMissing, StandAhead,
        LookAhead, Time, InFuture, EndsBeforeItBegins, DurationUnreadable, Status, NotReady, TasksOpen, WaitsForItself,
        DependsOnItself,
        WaitsForOpenTasks, NothingToChange, AlreadyVoided, CannotVoid, CannotCorrect, RecordVoided, ServiceNameTaken,
        NoWords, WhichField, WhichEntry, BeginningFixed, NothingToVoid,
    }
    time_name, TIME_REFUSALS: TimeRefusal {
        Unreadable, NoSuchDate, NoSuchClockTime, SkippedHour, Ambiguous, Unclear, NotYet, Passed, Contradicts,
        OtherZone, OutOfRange,
    }
}

/// Errors that are not provoked here, with the reason.
const EXCUSED: [(&str, &str); 12] = [
    (
        "StoreError::Locked",
        "waits ten seconds: bad_input::a_locked_log_is_waited_for_and_then_refused",
    ),
    (
        "StoreError::DiskFull",
        "needs a disk of its own: bad_input::a_full_disk_refuses_the_entry_and_keeps_everything_before",
    ),
    (
        "StoreError::ReadOnly",
        "needs a user with fewer rights: bad_input::a_folder_without_write_permission_is_refused",
    ),
    (
        "Failure::Unwritten",
        "as what it is made of: a log that is locked or read-only, a full disk",
    ),
    (
        "StoreError::NotKept",
        "needs a database that changes after it was opened: guard::a_row_that_the_database_does_not_keep_is_an_error",
    ),
    (
        "StoreError::Unsure",
        "needs a disk that fails at the last step: guard::an_error_says_what_became_of_the_write_and_nothing_of_it_to_a_reader",
    ),
    (
        "StoreError::Sqlite",
        "what a log's file can be made to be is found when it is opened, and is StoreError::Altered",
    ),
    (
        "StoreError::Setting",
        "needs a SQLite that does not do as it is told",
    ),
    (
        "Failure::NoPdf",
        "only in a build without PDF: pages::without_pdf_the_way_to_it_and_the_way_around_are_named",
    ),
    (
        "Failure::Template",
        "only in a build with PDF: pages::a_body_prints_with_its_letterhead_and_its_own_template",
    ),
    (
        "Failure::NoPrintCommand",
        "only in a build with PDF: pages::printing_hands_the_pdf_to_lp_and_says_where_there_is_none",
    ),
    (
        "Failure::Print",
        "only in a build with PDF: pages::printing_hands_the_pdf_to_lp_and_says_where_there_is_none",
    ),
];

/// The names of a failure and of what it is made of.
fn names(failure: &Failure) -> Vec<&'static str> {
    let mut names = vec![failure_name(failure)];
    match failure {
        Failure::Import { wrong, .. } => {
            for (_, wrong) in wrong {
                if let Wrong::Step(failure) = wrong {
                    names.extend(self::names(failure));
                }
            }
        }
        Failure::Store(error) => {
            names.push(store_name(error));
            if let StoreError::Refused(refusal) = error {
                names.push(refusal_name(refusal));
                if let Refusal::Time(refusal) = refusal {
                    names.push(time_name(refusal));
                }
            }
        }
        Failure::Usage(usage) => {
            names.push(usage_name(usage));
            if let Usage::Unfit { how, .. } = usage {
                names.push(unfit_name(how));
            }
        }
        _ => {}
    }
    names
}

/// Stdout on a full disk.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Gallery {
    text: String,
    seen: BTreeSet<&'static str>,
}

/// What surrounds a command beside its arguments.
#[derive(Default)]
struct Around {
    stdin: &'static [u8],
    stdout_is_full: bool,
    folder_is_gone: bool,
}

impl Gallery {
    fn provoke(&mut self, bed: &Bed, args: &[&str]) {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        self.provoke_in(bed, &args, &Around::default());
    }

    fn provoke_in(&mut self, bed: &Bed, args: &[OsString], around: &Around) {
        let environment = |lang: &str| -> Environment {
            let args = [&["--lang".into(), lang.into()], args].concat();
            let mut environment = bed.environment(args);
            if around.folder_is_gone {
                environment.folder = Err(std::io::ErrorKind::NotFound.into());
            }
            environment
        };
        let with_streams = |then: &mut dyn FnMut(Streams<'_>)| -> String {
            let mut err = Vec::new();
            let mut full = Full;
            let mut sink = std::io::sink();
            then(Streams {
                stdin: &mut Cursor::new(around.stdin),
                out: if around.stdout_is_full {
                    &mut full
                } else {
                    &mut sink
                },
                err: &mut err,
            });
            bed.without_folder(&String::from_utf8(err).unwrap())
        };
        let tell = |lang: &str| -> (u8, String) {
            let mut code = 0;
            let err = with_streams(&mut |streams| code = run(&environment(lang), streams));
            (code, err)
        };
        with_streams(
            &mut |mut streams| match attempt(&environment("de"), &mut streams).0 {
                Err(failure) => self.seen.extend(names(&failure)),
                Ok(code) => panic!("{args:?} succeeds with {code}"),
            },
        );
        let ((code, german), (other, english)) = (tell("de"), tell("en"));
        assert!(code > 0 && code < 70, "{args:?} {german}");
        assert_eq!(code, other, "{args:?}");
        assert_ne!(german, english, "{args:?}");
        let line: Vec<String> = args
            .iter()
            .map(|arg| arg.to_string_lossy().chars().take(40).collect())
            .collect();
        self.text.push_str(&format!(
            "$ lage {}   → {code}\n{german}{english}\n",
            line.join(" ")
        ));
    }
}

/// The rules: what a sound log refuses.
fn rules(gallery: &mut Gallery) {
    let bed = Bed::with_log();
    for args in [
        &["aufgabe", "neu", "eins", "--als", "Weber"][..],
        &["dienst", "neu", "Telefon Stadthaus", "--zustand", "down"],
        &["dienst", "neu", "Telefon Feuerwehr"],
        &["aufgabe", "erledigen", "A-1", "--als", "Weber"],
        &["vorfall", "neu", "Angriff"],
        &["aufgabe", "neu", "zwei", "--zu", "V-1"],
        &["aufgabe", "neu", "drei", "--wartet-auf", "A-2"],
        &["dienst", "aendern", "D-2", "--haengt-ab-von", "D-1"],
        &["entscheidung", "neu", "x", "--grund", "y", "--von", "OB"],
        &["entscheidung", "aufheben", "E-1", "z", "--von", "OB"],
        &["bekanntgabe", "neu", "Zu."],
        &["bekanntgabe", "zurueckziehen", "B-1", "doch offen"],
        &["vorfall", "neu", "Fehlalarm"],
        &["vorfall", "schliessen", "V-2", "--fehlalarm", "nichts"],
        &["bericht", "freigeben", "--von", "OB"],
        &["erkenntnis", "neu", "Täter", "unbekannt"],
        &["erkenntnis", "schliessen", "K-1", "bestätigt"],
    ] {
        bed.ok(args);
    }
    let mistake = bed.json(&["vorfall", "neu", "Versehen"])["entry"].clone();
    let mistake = mistake.as_str().unwrap();
    bed.ok(&["streichen", mistake, "Versehen"]);
    // The cancellation is the entry after the mistake.
    let cancellation = (mistake.parse::<u64>().unwrap() + 1).to_string();
    let long = "x".repeat(200_001);
    for args in [
        &["aufgabe", "beginnen", "A-1"][..],
        &["aufgabe", "zeigen", "A-7"],
        &["aufgabe", "zeigen", "sieben"],
        &["aufgabe", "aendern", "A-1"],
        &["aufgabe", "aendern", "A-2"],
        &["aufgabe", "aendern", "A-2", "--wartet-auf", "A-3"],
        &["aufgabe", "beginnen", "A-3"],
        &["aufgabe", "absagen", "A-2"],
        &["vorfall", "schliessen", "V-1", "vorbei"],
        &["bericht", "freigeben", "--von", "OB", "--schluss"],
        &["vorfall", "aendern", "V-3", "--stufe", "krise"],
        &["vorfall", "schliessen", "V-2", "noch einmal"],
        &["berichtigen", "77", "x", "--grund", "y"],
        &["berichtigen", &cancellation, "x", "--grund", "y"],
        &["streichen", mistake, "noch einmal"],
        &["berichtigen", "11", "Kein Strom", "--grund", "y"],
        &["berichtigen", "11", "x", "--feld", "kanal", "--grund", "y"],
        &["berichtigen", "4", "Kein Strom", "--grund", "y"],
        &["berichtigen", "E-1", "Kein Strom", "--grund", "y"],
        &["berichtigen", "1", "--um", "gestern", "--grund", "y"],
        &["erkenntnis", "schliessen", "K-1", "--als", "Weber"],
        &["bericht", "freigeben", "--von", "OB", "--stand", "heute"],
        &["erkenntnis", "schliessen", "K-1", "widerlegt"],
        &["dienst", "setzen", "telefon", "down"],
        &["dienst", "setzen", "fax", "down"],
        &["dienst", "setzen", "Telefom", "down"],
        &["dienst", "setzen", "D-1", "qqqq"],
        &["dienst", "setzen", "D-1", "kaputt"],
        &["dienst", "aendern", "D-1", "--haengt-ab-von", "D-2"],
        &["dienst", "neu", "telefon stadthaus"],
        &["dienst", "neu", "Fax", "--mta", "lange"],
        &["entscheidung", "neu", "x", "--von", "OB"],
        &["entscheidung", "neu", "x", "--grund", "y"],
        &["entscheidung", "aufheben", "E-1", "z", "--von", "OB"],
        &["notiz", " "],
        &["notiz", &long],
        &["notiz", "x", "--zu", "Stadthaus"],
        &["notiz", "x", "--um", "bald"],
        &["notiz", "x", "--um", "morgen 12:00"],
        &["notiz", "x", "--um", "31.02.2021"],
        &["notiz", "x", "--um", "10.10.2021 25:00"],
        &["notiz", "x", "--um", "28.03.2021 02:30"],
        &["notiz", "x", "--um", "25.10.2020 02:30"],
        &["notiz", "x", "--um", "15.07.2021 02:30 MEZ"],
        &["notiz", "x", "--um", "gestern halb acht"],
        &["notiz", "x", "--um", "23:50"],
        &["notiz", "x", "--um", "Montag, 15.10.2021"],
        &["aufgabe", "neu", "x", "--frist", "05:00"],
        &["aufgabe", "neu", "x", "--frist", "demnächst"],
        &["tagebuch", "--stand", "übermorgen"],
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
        &["bekanntgabe", "zurueckziehen", "B-1", "noch einmal"],
        &["oeffentlich", "L-1"],
        &["bericht", "freigeben"],
        &[
            "bericht",
            "freigeben",
            "--von",
            "OB",
            "--stand",
            "morgen 10:00",
        ],
        &["bericht", "--stand", "01.01.2020", "--seit", "L-1"],
        &["bericht", "--oeffentlich", "--seit", "gestern"],
        &["aufgabe", "liste", "--oeffentlich"],
        &["notiz", "x", "--stand", "gestern"],
        &["bericht", "--aus", "lage.db"],
        &["bericht", "--aus", "gibt/es/nicht.md"],
        &["bericht", "--aus", "tabelle.xlsx"],
        &["init", "zweites"],
        &["demo", "nirgendwo"],
    ] {
        gallery.provoke(&bed, args);
    }
    let empty = Bed::with_log();
    gallery.provoke(&empty, &["streichen", "letzter", "y"]);
    let args = |args: &[&str]| -> Vec<OsString> { args.iter().map(OsString::from).collect() };
    let no_text = Around {
        stdin: b"M\xfcll",
        ..Around::default()
    };
    gallery.provoke_in(&bed, &args(&["notiz", "-"]), &no_text);
    let full = Around {
        stdout_is_full: true,
        ..Around::default()
    };
    gallery.provoke_in(&bed, &args(&["tagebuch"]), &full);
    let gone = Around {
        folder_is_gone: true,
        ..Around::default()
    };
    gallery.provoke_in(&bed, &args(&["tagebuch"]), &gone);
}

/// Files beside the log: imports, settings, a logo.
fn files(gallery: &mut Gallery) {
    let bed = Bed::with_log();
    let write = |name: &str, text: &str| std::fs::write(bed.path().join(name), text).unwrap();
    write("form.toml", "format = 1\n[[entry]]\ndo = \"task.dance\"\n");
    write(
        "schritt.toml",
        "format = 1\n[[entry]]\ndo = \"task.start\"\nnumber = \"A-9\"\n",
    );
    for file in ["fehlt.toml", "form.toml", "schritt.toml"] {
        gallery.provoke(&bed, &["import", file]);
    }
    write(
        "viele.toml",
        "format = 1\n[[entry]]\ndo = \"note.add\"\ntxt = \"a\"\n[[entry]]\ndo = \"task.add\"\n",
    );
    gallery.provoke(&bed, &["import", "viele.toml"]);
    write("lage.toml", "[briefkopf]\nlogo = \"logo.svg\"\n");
    write("logo.svg", "kein Bild");
    gallery.provoke(&bed, &["bericht", "--format", "html"]);
    write("lage.toml", "als = \"S2\"\nfrabe = \"nie\"\n");
    gallery.provoke(&bed, &["tagebuch"]);
    std::fs::remove_file(bed.path().join("lage.toml")).unwrap();
    std::fs::create_dir(bed.path().join("lage.toml")).unwrap();
    gallery.provoke(&bed, &["tagebuch"]);
}

/// Places and files that are no sound log.
fn places(gallery: &mut Gallery) {
    let bed = Bed::new();
    gallery.provoke(&bed, &["--log", "fehlt.db", "tagebuch"]);
    gallery.provoke(&bed, &["--log", "fehlt/lage.db", "init", "x"]);
    gallery.provoke(&bed, &["init", "x", "--zone", "Europe/Atlantis"]);
    std::fs::write(bed.log(), "kein Tagebuch").unwrap();
    gallery.provoke(&bed, &["tagebuch"]);
    std::fs::remove_file(bed.log()).unwrap();
    std::fs::create_dir(bed.path().join(".stfolder")).unwrap();
    gallery.provoke(&bed, &["init", "x"]);
    for (sql, args) in [
        ("PRAGMA user_version = 99", &["notiz", "x"][..]),
        ("PRAGMA user_version = -1", &["tagebuch"]),
        ("DROP TABLE task", &["notiz", "x"]),
        (
            "UPDATE journal SET text = 'x'",
            &["bericht", "freigeben", "--von", "OB"],
        ),
        (
            "DROP TRIGGER payload_no_update; UPDATE payload SET body = '{' WHERE id = 1",
            &["tagebuch"],
        ),
    ] {
        let bed = Bed::with_log();
        crate::store::sqlite(&bed, sql);
        gallery.provoke(&bed, args);
    }
    let bed = Bed::with_log();
    let mut bytes = std::fs::read(bed.log()).unwrap();
    // The first page holds the names of the tables; what follows is overwritten.
    bytes[4096..].fill(0xff);
    std::fs::write(bed.log(), bytes).unwrap();
    gallery.provoke(&bed, &["tagebuch"]);
}

/// Arguments that cannot be read.
fn usage(gallery: &mut Gallery) {
    let bed = Bed::with_log();
    for args in [
        &["aufgabe", "tanzen"][..],
        &["aufgabe", " tanzen"],
        &["aufgabe", "nue", "x"],
        &["notitz", "x"],
        &["config"],
        &["backup"],
        &["undo"],
        &["hilfe", "tanzen"],
        &["notiz"],
        &["notiz", "x", "--firist", "morgen"],
        &["notiz", "x", "--als"],
        &["notiz", "x", "--als", "A", "--als", "B"],
        &["notiz", "x", "--json=ja"],
        &["notiz", "Befehl", "df", "-h", "zeigt", "100%"],
        &["notiz", "Strom", "--ca", "wieder", "da"],
        &["aufgabe", "neu", "--an", "IT", "Backup prüfen"],
        &["notiz", "-", "--quelle", "-"],
        &["notiz", "x", "--als", "vermutung"],
        &["notiz", "zeigen", "2"],
        &["notiz", "x", "--um", "-"],
        &[
            "aufgabe",
            "neu",
            "Beweise sichern",
            "--an",
            "--frist",
            "morgen 12:00",
        ],
        &["aufgabe", "erledigen", "A-1", "A-2", "fertig"],
        &[
            "erkenntnis",
            "neu",
            "Kein",
            "Datenabfluss",
            "festgestellt",
            "--art",
            "fakt",
        ],
        &["tagebuch", "--alle", "--anzahl", "3"],
        &["tagebuch", "--als", "X"],
        &["tagebuch", "--anzahl", "viele"],
        &["tagebuch", "--farbe", "bunt"],
        &["tagebuch", "--nach", "laune"],
        &["completions", "cmd"],
        &["bericht", "--format", "docx"],
        &["bericht", "quatsch"],
        &["bericht", "zeigen"],
        &["bericht", "zeigen", "1", "--kurz"],
        &["bericht", "freigeben", "--von", "OB", "--oeffentlich"],
        &["bericht", "--archiv", "--format", "html"],
        &["bericht", "--kurz", "--vortrag"],
        &["bericht", "--von", "OB"],
        &["bericht", "liste", "--aus", "x.html"],
    ] {
        gallery.provoke(&bed, args);
    }
    let args = ["notiz".into(), OsString::from_vec(b"M\xfcll".to_vec())];
    gallery.provoke_in(&bed, &args, &Around::default());
}

#[test]
fn each_error_says_the_same_in_both_languages() {
    let mut gallery = Gallery::default();
    for chapter in [rules, files, places, usage] {
        chapter(&mut gallery);
    }
    let Gallery { text, seen } = gallery;
    for name in [
        FAILURES,
        STORE_ERRORS,
        REFUSALS,
        TIME_REFUSALS,
        USAGES,
        UNFITS,
    ]
    .concat()
    {
        let excuse = EXCUSED.iter().find(|(excused, _)| *excused == name);
        assert!(
            seen.contains(name) != excuse.is_some(),
            "{name}: provoke it here or excuse it, and not both; excuse: {excuse:?}"
        );
    }
    // Usage errors are sentences, not variants: each of the catalogue's is shown.
    for lang in ["de", "en"] {
        for (key, pieces) in literals(lang) {
            let shown = pieces.iter().all(|piece| text.contains(piece.trim()));
            assert!(shown || !key.starts_with("usage-"), "{lang}: {key}");
        }
    }
    insta::assert_snapshot!(text);
}
