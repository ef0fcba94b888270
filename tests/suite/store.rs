//! The store's contract: append-only, whole or not at all, readable with stock tools.

use std::process::Command;

use crate::bed::{AFTERWARDS, Bed, said};

pub(crate) fn sqlite(bed: &Bed, sql: &str) -> (String, bool) {
    let output = Command::new("sqlite3")
        .arg(bed.log())
        .arg(sql)
        .output()
        .expect("tests/run installs sqlite3");
    (
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned(),
        output.status.success(),
    )
}

#[test]
fn a_log_is_readable_by_its_owner_alone_and_a_second_init_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let bed = Bed::with_log();
    assert_eq!(
        std::fs::metadata(bed.log()).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let before = std::fs::read(bed.log()).unwrap();
    bed.fails(1, &["init", "Zweite"]);
    assert_eq!(std::fs::read(bed.log()).unwrap(), before);
}

#[test]
fn the_log_refuses_change_deletion_and_replacement() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "eins"]);
    for sql in [
        "UPDATE entry SET kind = 'x'",
        "DELETE FROM entry WHERE id = 2",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE id = 2",
        "UPDATE payload SET body = ''",
        "DELETE FROM payload",
        "INSERT OR REPLACE INTO payload SELECT * FROM payload WHERE id = 2",
    ] {
        let (said, done) = sqlite(&bed, sql);
        assert!(!done && said.contains("append-only"), "{sql}: {said}");
    }
    bed.ok(&["pruefen"]);
}

#[test]
fn verify_finds_every_kind_of_damage_with_exit_code_4() {
    for (name, code, sql) in [
        (
            "body",
            "payload_changed",
            "DROP TRIGGER payload_no_update; UPDATE payload SET body = replace(body, 'eins', 'keins') WHERE id = 2",
        ),
        (
            "header",
            "header_changed",
            "DROP TRIGGER entry_no_update; UPDATE entry SET header = replace(header, 'note_taken', 'note_token') WHERE id = 2",
        ),
        (
            "middle",
            "gap",
            "DROP TRIGGER entry_no_delete; DROP TRIGGER payload_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM payload WHERE id = 2; DELETE FROM entry WHERE id = 2",
        ),
        ("table", "table_differs", "UPDATE task SET what = 'anderes'"),
        (
            "journal",
            "table_differs",
            "DELETE FROM journal WHERE id = 2",
        ),
    ] {
        let bed = Bed::with_log();
        bed.ok(&["notiz", "eins"]);
        bed.ok(&["aufgabe", "neu", "zwei"]);
        bed.ok(&["pruefen"]);
        let (said, done) = sqlite(&bed, sql);
        assert!(done, "{name}: {said}");
        assert_eq!(bed.run(&["pruefen"]).code, 4, "{name}");
        let said = bed.run(&["pruefen", "--json"]).out;
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        let codes = said["finding_codes"].as_array().unwrap();
        assert_eq!(codes.len(), said["findings"].as_array().unwrap().len());
        let found = codes.iter().any(|found| found["code"] == code);
        assert!(found, "{name}: {said:#}");
    }
}

#[test]
fn a_rebuild_gives_the_same_tables_again() {
    let bed = Bed::with_log();
    bed.at(AFTERWARDS);
    bed.ok(&["demo"]);
    let demo = ["--log", "schwerin-2021/lage.db"];
    let before = bed.json(&[&["pruefen"][..], &demo].concat())["fold"].clone();
    let output = Command::new("sqlite3")
        .arg(bed.path().join("schwerin-2021/lage.db"))
        .arg("DELETE FROM task; UPDATE service SET name = 'x'; DELETE FROM service_state")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(bed.run(&[&["pruefen"][..], &demo].concat()).code, 4);
    let after = bed.json(&[&["pruefen", "--neu-aufbauen"][..], &demo].concat());
    assert_eq!(after["fold"], before);
}

#[test]
fn the_hash_of_an_entry_can_be_checked_with_stock_tools() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Umlaute äöüß"]);
    let script = "set -e; h=$(sqlite3 lage.db 'SELECT lower(hex(hash)) FROM entry WHERE id = 2'); \
        s=$( (printf 'lage/entry/v1\\0'; sqlite3 lage.db 'SELECT header FROM entry WHERE id = 2' | tr -d '\\n') | sha256sum | cut -d' ' -f1); \
        test \"$h\" = \"$s\"";
    let output = Command::new("bash")
        .args(["-c", script])
        .current_dir(bed.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_newer_log_is_read_and_a_write_is_refused_with_both_versions_named() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Abbilder ziehen", "--an", "IT"]);
    sqlite(&bed, "PRAGMA user_version = 99");
    assert!(bed.ok(&["aufgabe", "liste"]).contains("Abbilder ziehen"));
    assert!(bed.ok(&["bericht"]).contains("Abbilder ziehen"));
    let err = bed.fails(3, &["notiz", "Probe"]);
    assert!(
        err.contains("99") && err.contains(env!("CARGO_PKG_VERSION")),
        "{err}"
    );
}

#[test]
fn two_processes_writing_at_once_lose_nothing() {
    let bed = Bed::with_log();
    const EACH: usize = 500;
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let bed = &bed;
            scope.spawn(move || {
                for number in 0..EACH {
                    let text = format!("Eintrag {number} von {writer}");
                    let said = said(bed.command(&["notiz", &text]).output().unwrap());
                    assert_eq!(said.code, 0, "{}", said.err);
                }
            });
        }
    });
    assert_eq!(bed.json(&["pruefen"])["entries"], 1 + 2 * EACH);
}

#[test]
fn a_synchronised_folder_is_refused_for_writing_and_said_so_when_forced() {
    let bed = Bed::new();
    std::fs::create_dir(bed.path().join(".stfolder")).unwrap();
    let err = bed.fails(3, &["init", "Probe"]);
    assert!(err.contains("--trotzdem") && !bed.log().exists(), "{err}");
    bed.ok(&["init", "Probe", "--trotzdem"]);
    bed.fails(3, &["notiz", "x"]);
    bed.ok(&["notiz", "x", "--trotzdem"]);
    bed.ok(&["tagebuch"]);
    let (header, _) = sqlite(&bed, "SELECT header FROM entry WHERE id = 2");
    assert!(header.contains("unsafe_place"), "{header}");
}

/// Logs that landed versions wrote; each stays readable, checkable and writable in every later version.
#[test]
fn a_log_of_every_earlier_version_opens_checks_and_takes_entries() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs");
    let mut seen = 0;
    for old in std::fs::read_dir(folder).unwrap() {
        let old = old.unwrap().path();
        let name = old.file_name().unwrap().to_string_lossy();
        if !name.contains("-schema-") {
            continue;
        }
        seen += 1;
        let bed = Bed::new();
        bed.at(AFTERWARDS);
        std::fs::copy(&old, bed.log()).unwrap();
        let entries = bed.json(&["tagebuch", "--alle"]);
        let first = entries.as_array().unwrap();
        assert!(first.len() > 30, "{old:?}");
        bed.ok(&["pruefen"]);
        let report = bed.ok(&["bericht", "--format", "markdown", "--seit", "01.01.2020"]);
        for words in [
            "ÜBUNG",
            "Verschlüsselung der Dateiablage",
            "Server wird gesichert",
            "02.02.2090",
            "Telefon wird gebraucht",
            "Fernwartung war offen, bestätigt",
            "Das Bürgerbüro öffnet um 10 Uhr.",
            "~~Falscher Eintarg~~",
        ] {
            assert!(report.contains(words), "{old:?}: {words}\n{report}");
        }
        assert!(bed.ok(&["dienst", "zeigen", "D-1"]).contains("ausgefallen"));
        bed.ok(&["aufgabe", "erledigen", "A-1"]);
        bed.ok(&["dienst", "setzen", "Meldewesen", "Normalbetrieb"]);
        bed.ok(&["pruefen"]);
        assert!(bed.ok(&["tagebuch", "--alle"]).contains("Falscher Eintrag"));
    }
    assert!(seen > 0, "no log of an earlier version");
}
