//! The log guarded: each change of the file is found as the table of `docs/zuverlaessigkeit.md` says; reading is one moment;
//! what is written outside the log harms nobody; letters are seen and do not act.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use lage::cli::explain::explain;
use lage::cli::failure::Failure;
use lage::l10n::{Lang, Words};
use lage::store::chain::{commitment, header_hash, hex, sha256};
use lage::store::error::StoreError;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::bed::{Bed, said, said_in};

/// A log with something of everything, and one entry after its released report.
fn base() -> Bed {
    let bed = Bed::new();
    for args in [
        &["init", "Cyberangriff"][..],
        &[
            "vorfall",
            "neu",
            "Verschlüsselung",
            "--stufe",
            "krise",
            "--oeffentlich",
        ],
        &["dienst", "neu", "Telefon", "--oeffentlich"],
        &[
            "aufgabe",
            "neu",
            "Beweise sichern",
            "--an",
            "IT/Weber",
            "--zu",
            "V-1",
        ],
        &[
            "aufgabe",
            "neu",
            "Server abschalten",
            "--frist",
            "morgen 12:00",
        ],
        &["notiz", "Alpha Bravo"],
        &["notiz", "Charlie Delta"],
        &[
            "entscheidung",
            "neu",
            "Server aus",
            "--grund",
            "Ausbreitung",
            "--von",
            "BM",
        ],
        &["erkenntnis", "neu", "Ursache", "Mail mit Anhang"],
        &["bekanntgabe", "neu", "Rathaus zu", "--oeffentlich"],
        &["aufgabe", "erledigen", "A-1", "fertig"],
        &["berichtigen", "6", "Alfa Bravo", "--grund", "Hörfehler"],
        &["streichen", "7", "doppelt"],
        &["lagebild", "zusammenfassung", "Alles unter Kontrolle"],
        &["dienst", "setzen", "D-1", "Notbetrieb"],
        &["bericht", "freigeben", "--von", "BM"],
        &["notiz", "danach"],
    ] {
        bed.ok(args);
    }
    bed
}

const LAST: i64 = 17;
const REPORT: i64 = 16;
const NOTE: i64 = 6;

fn open(bed: &Bed) -> Connection {
    let conn = Connection::open(bed.log()).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn
}

/// Takes the triggers of the log's own tables away, changes, and puts them back.
fn behind_the_triggers(conn: &Connection, change: impl FnOnce(&Connection)) {
    let mut statement = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap();
    let triggers: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (name, _) in &triggers {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    change(conn);
    for (_, sql) in &triggers {
        conn.execute_batch(sql).unwrap();
    }
}

fn header_of(conn: &Connection, id: i64) -> Value {
    let header: String = conn
        .query_row("SELECT header FROM entry WHERE id = ?1", [id], |row| {
            row.get(0)
        })
        .unwrap();
    serde_json::from_str(&header).unwrap()
}

/// Reckons the chain anew from an entry on, each header fitting its payload, changed by `change` before.
fn rechain(conn: &Connection, from: i64, change: impl Fn(i64, &mut Value)) {
    let mut prev = None;
    for id in from..=LAST {
        let mut header = header_of(conn, id);
        let (salt, body): (Vec<u8>, String) = conn
            .query_row(
                "SELECT salt, body FROM payload WHERE id = ?1",
                [id],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        if let Some(prev) = prev {
            header["prev"] = json!(prev);
        }
        header["commit"] = json!(hex(&commitment(&salt, body.as_bytes())));
        header["len"] = json!(body.len());
        change(id, &mut header);
        let text = header.to_string();
        let hash = header_hash(text.as_bytes());
        conn.execute(
            "UPDATE entry SET header = ?2, hash = ?3, lam = ?4 WHERE id = ?1",
            params![id, text, hash, header["lam"].as_i64()],
        )
        .unwrap();
        prev = Some(hex(&hash));
    }
}

/// Forges an entry as a program that knows the format would.
struct Forged {
    device: i64,
    kind: &'static str,
    record: Option<&'static str>,
    event: Value,
    text: &'static str,
    log: Option<&'static str>,
}

impl Forged {
    fn note() -> Forged {
        Forged {
            device: 0,
            kind: "note_taken",
            record: None,
            event: json!({}),
            text: "GEFÄLSCHT",
            log: None,
        }
    }

    fn append(self, conn: &Connection) {
        let first = header_of(conn, 5);
        let series = self.device << 40;
        let (seq, prev): (i64, Option<Vec<u8>>) = conn
            .query_row(
                "SELECT count(*) + 1, (SELECT hash FROM entry WHERE device = ?1 ORDER BY seq DESC LIMIT 1)
                 FROM entry WHERE device = ?1",
                [self.device],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        let last = header_of(conn, LAST);
        let body = json!({
            "happened_at": "2021-10-15T10:00:00+02:00", "author": "Bürgermeisterin", "text": self.text,
            "visibility": "internal", "event": { self.kind: self.event },
        })
        .to_string();
        let salt = [7_u8; 32];
        let mut header = json!({
            "v": 1, "log": self.log.map_or(first["log"].clone(), |log| json!(log)), "dev": self.device, "seq": seq,
            "prev": prev.map_or("0".repeat(64), |prev| hex(&prev)), "lam": 1000 + seq, "seen": [], "at": last["at"],
            "off": 120, "kind": self.kind,
        });
        if let Some(record) = self.record {
            header["record"] = json!(record);
        }
        header["commit"] = json!(hex(&commitment(&salt, body.as_bytes())));
        header["len"] = json!(body.len());
        header["app"] = first["app"].clone();
        header["flags"] = json!([]);
        let text = header.to_string();
        conn.execute(
            "INSERT INTO entry (id, device, seq, lam, kind, record, header, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![series | seq, self.device, seq, 1000 + seq, self.kind, self.record, text, header_hash(text.as_bytes())],
        )
        .unwrap();
        conn.execute(
            "INSERT INTO payload VALUES (?1, ?2, ?3)",
            params![series | seq, salt, body],
        )
        .unwrap();
    }
}

fn correction(of: i64) -> Forged {
    Forged {
        kind: "entry_corrected",
        event: json!({ "entry": of.to_string(), "reason": "x" }),
        ..Forged::note()
    }
}

fn search_words(conn: &Connection, id: i64) -> String {
    // Author, source and record of a note follow its text.
    let (text, author): (String, String) = conn
        .query_row(
            "SELECT text, author FROM journal WHERE id = ?1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    format!("{text} {author} ")
}

fn without_strict(conn: &Connection, table: &str) {
    behind_the_triggers(conn, |conn| {
        conn.execute_batch(&format!(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = '{table}';
             PRAGMA writable_schema = RESET;"
        ))
        .unwrap();
    });
}

/// Makes the change of this name, without ", aufgebaut".
fn change(name: &str, bed: &Bed) {
    let conn = open(bed);
    let sql = |sql: &str| {
        conn.execute_batch(sql)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let behind = |sql: &str| {
        behind_the_triggers(&conn, |conn| {
            conn.execute_batch(sql)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        });
    };
    const LIE: &str = "UPDATE payload SET body = replace(body, 'Alpha', 'Gelogen') WHERE id = 6";
    match name {
        "Text eines Eintrags" => behind(LIE),
        "Salz eines Eintrags" => behind("UPDATE payload SET salt = zeroblob(32) WHERE id = 6"),
        "Texte zweier Einträge vertauscht" => behind(
            "CREATE TEMP TABLE t AS SELECT * FROM payload WHERE id IN (5, 6);
             UPDATE payload SET (salt, body) = (SELECT salt, body FROM t WHERE t.id = 11 - payload.id) WHERE id IN (5, 6)",
        ),
        "Text gelöscht" => behind("DELETE FROM payload WHERE id = 6"),
        "Text, Kopf und Prüfsumme eines Eintrags, die Kette nicht" => {
            behind_the_triggers(&conn, |conn| {
                conn.execute_batch(LIE).unwrap();
                let next: (String, Vec<u8>) = conn
                    .query_row("SELECT header, hash FROM entry WHERE id = 7", [], |row| {
                        Ok((row.get(0)?, row.get(1)?))
                    })
                    .unwrap();
                rechain(conn, NOTE, |_, _| {});
                conn.execute("UPDATE entry SET header = ?1, hash = ?2 WHERE id = 7", params![next.0, next.1])
                    .unwrap();
            });
        }
        "Kopf eines Eintrags" => {
            behind("UPDATE entry SET header = replace(header, '\"at\":\"20', '\"at\":\"19') WHERE id = 10");
        }
        "Prüfsumme eines Eintrags" => behind("UPDATE entry SET hash = zeroblob(32) WHERE id = 10"),
        "Prüfsumme des letzten Eintrags" => {
            behind(&format!("UPDATE entry SET hash = zeroblob(32) WHERE id = {LAST}"));
        }
        "Spalte lam" => behind("UPDATE entry SET lam = 0 WHERE kind = 'task_done'"),
        "Spalte kind" => behind("UPDATE entry SET kind = 'note_taken' WHERE kind = 'task_done'"),
        "Spalte record" => behind("UPDATE entry SET record = 'A-2' WHERE kind = 'task_done'"),
        "Spalte signature" => behind("UPDATE entry SET signature = x'00ff' WHERE id = 9"),
        "Eintrag aus der Mitte entfernt" => behind("DELETE FROM payload WHERE id = 6; DELETE FROM entry WHERE id = 6"),
        "Erster Eintrag gelöscht" => behind("DELETE FROM payload WHERE id = 1; DELETE FROM entry WHERE id = 1"),
        "Letzte Einträge abgeschnitten" => behind("DELETE FROM payload WHERE id > 14; DELETE FROM entry WHERE id > 14"),
        "lam im Kopf steigt nicht, Kette neu gerechnet" => {
            behind_the_triggers(&conn, |conn| {
                rechain(conn, 10, |id, header| {
                    if id == 11 {
                        header["lam"] = json!(1);
                    }
                });
            });
        }
        "Erfassungszeit im Kopf läuft zurück, Kette neu gerechnet" => {
            behind_the_triggers(&conn, |conn| {
                rechain(conn, 10, |id, header| {
                    if id == 11 {
                        header["at"] = json!("2021-10-14T00:00:00.000Z");
                    }
                });
            });
        }
        "Ganze Kette neu gerechnet nach einer Änderung" => behind_the_triggers(&conn, |conn| {
            conn.execute_batch(LIE).unwrap();
            rechain(conn, 1, |_, _| {});
        }),
        "Eintrag eines fremden Laptops" => Forged { device: 1, ..Forged::note() }.append(&conn),
        "Eintrag eines fremden Laptops mit Eingang" => {
            Forged { device: 1, ..Forged::note() }.append(&conn);
            sql("INSERT INTO receipt VALUES ((1 << 40) | 1, '2021-10-15T09:00:00.000Z')");
        }
        "Fremder Laptop streicht einen Eintrag" => Forged {
            device: 1,
            kind: "entry_voided",
            event: json!({ "entry": "6" }),
            ..Forged::note()
        }
        .append(&conn),
        "Eintrag hinten angehängt" => Forged::note().append(&conn),
        "Eintrag unbekannter Art hinten angehängt" => Forged {
            kind: "zukunft",
            ..Forged::note()
        }
        .append(&conn),
        "Nummer ein zweites Mal angelegt" => Forged {
            kind: "task_added",
            record: Some("A-1"),
            event: json!({ "priority": "normal" }),
            ..Forged::note()
        }
        .append(&conn),
        "Berichtigung, die sich selbst nennt" => correction(LAST + 1).append(&conn),
        "Zwei Berichtigungen, die einander nennen" => {
            correction(LAST + 2).append(&conn);
            correction(LAST + 1).append(&conn);
        }
        "Berichtigung eines Eintrags, den es nicht gibt" => correction(999).append(&conn),
        "Erledigung einer Aufgabe, die es nicht gibt" => Forged {
            kind: "task_done",
            record: Some("A-99"),
            ..Forged::note()
        }
        .append(&conn),
        "Eintrag eines anderen Tagebuchs" => Forged {
            log: Some("00112233445566778899aabbccddeeff"),
            ..Forged::note()
        }
        .append(&conn),
        "Text, zu dem es keinen Eintrag gibt" => sql("INSERT INTO payload VALUES (999, zeroblob(32), 'versteckt')"),
        "Eingang eines eigenen Eintrags" => sql("INSERT INTO receipt VALUES (6, '2021-10-15T09:00:00.000Z')"),
        "Eingang, zu dem es keinen Eintrag gibt" => sql("INSERT INTO receipt VALUES (999, '2021-10-15T09:00:00.000Z')"),
        "Freigegebener Lagebericht" => {
            behind(&format!("UPDATE payload SET body = replace(body, 'Cyberangriff', 'Cyberspaß') WHERE id = {REPORT}"));
        }
        "Freigegebener Lagebericht, Kette neu gerechnet" => behind_the_triggers(&conn, |conn| {
            conn.execute_batch(&format!(
                "UPDATE payload SET body = replace(body, 'Cyberangriff', 'Cyberspaß') WHERE id = {REPORT}"
            ))
            .unwrap();
            rechain(conn, REPORT, |_, _| {});
        }),
        "Freigegebener Lagebericht samt seiner Prüfsumme, Kette neu gerechnet" => {
            behind_the_triggers(&conn, |conn| {
                let body: String = conn
                    .query_row("SELECT body FROM payload WHERE id = ?1", [REPORT], |row| row.get(0))
                    .unwrap();
                let mut body: Value = serde_json::from_str(&body).unwrap();
                let released = &mut body["event"]["report_released"];
                let document = released["document"].as_str().unwrap();
                let document = document.replace("Cyberangriff", "Cyberspaß");
                released["hash"] = json!(sha256(document.as_bytes()));
                released["document"] = json!(document);
                conn.execute("UPDATE payload SET body = ?2 WHERE id = ?1", params![REPORT, body.to_string()])
                    .unwrap();
                rechain(conn, REPORT, |_, _| {});
            });
        }
        "here: anderer Laptop" => sql("UPDATE here SET device = 1"),
        "here: keine Zeile" => sql("DELETE FROM here"),
        "here: zwei Zeilen" => sql("INSERT INTO here SELECT * FROM here"),
        "here: andere Version der Tabellen" => sql("UPDATE here SET derived = 0"),
        "Statistik von ANALYZE" => sql("ANALYZE"),
        "Trigger entfernt" => sql("DROP TRIGGER entry_no_update; DROP TRIGGER payload_no_update"),
        "Trigger, der Einträge verschluckt" => {
            sql("CREATE TRIGGER t BEFORE INSERT ON payload BEGIN SELECT raise(IGNORE); END");
        }
        "Trigger, der das Tagebuch ändert" => {
            sql("CREATE TRIGGER t AFTER INSERT ON journal BEGIN UPDATE journal SET text = 'x' WHERE id = new.id; END");
        }
        "Tabelle und Sicht dazu" => sql("CREATE TABLE geheim (x); CREATE VIEW v AS SELECT * FROM geheim"),
        "Index entfernt" => sql("DROP INDEX entry_record"),
        "Index mit anderer Bedingung" => sql(
            "DROP INDEX entry_record; CREATE INDEX entry_record ON entry (record) WHERE record IS NOT NULL AND record <> 'A-1'",
        ),
        "Sicht statt der Tabelle journal" => {
            sql("CREATE TABLE j AS SELECT * FROM journal; DROP TABLE journal; CREATE VIEW journal AS SELECT * FROM j");
        }
        "Tabelle journal entfernt" => sql("DROP TABLE journal"),
        "Tabelle here entfernt" => sql("DROP TABLE here"),
        "STRICT aus der Tabelle payload genommen" => without_strict(&conn, "payload"),
        "STRICT aus der Tabelle entry genommen" => without_strict(&conn, "entry"),
        "Suche: Wörter zweier Einträge vertauscht" => {
            let (one, other) = (search_words(&conn, 6), search_words(&conn, 7));
            for (from, to, id) in [(&one, &other, 6), (&other, &one, 7)] {
                conn.execute(
                    "INSERT INTO search (search, rowid, text) VALUES ('delete', ?1, ?2)",
                    params![id, from],
                )
                .unwrap();
                conn.execute("INSERT INTO search (rowid, text) VALUES (?1, ?2)", params![id, to])
                    .unwrap();
            }
        }
        "Suche: Wörter eines Eintrags gelöscht" => {
            let words = search_words(&conn, 6);
            conn.execute("INSERT INTO search (search, rowid, text) VALUES ('delete', 6, ?1)", [words])
                .unwrap();
        }
        "Suche: geleert" => sql("INSERT INTO search (search) VALUES ('delete-all')"),
        "Suche: Einstellung geändert" => sql("INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0)')"),
        "journal: Zeile gelöscht" => sql("DELETE FROM journal WHERE id = 6"),
        "journal: Berichtigung des Titels" => sql("UPDATE journal SET corrected_text = 'Gelogen' WHERE id = 1"),
        "task: Zeile gelöscht" => sql("DELETE FROM task WHERE number = 'A-2'"),
        "report: freigegeben von" => sql("UPDATE report SET released_by = 'Niemand'"),
        "user_version 0" => sql("PRAGMA user_version = 0"),
        "user_version 2" => sql("PRAGMA user_version = 2"),
        "user_version -1" => sql("PRAGMA user_version = -1"),
        "user_version 99" => sql("PRAGMA user_version = 99"),
        "application_id 0" => sql("PRAGMA application_id = 0"),
        "Datei um eine Seite gekürzt" => {
            drop(conn);
            let bytes = std::fs::read(bed.log()).unwrap();
            std::fs::write(bed.log(), &bytes[..bytes.len() - 4096]).unwrap();
        }
        _ => panic!("{name}: the table has a change that the test cannot make"),
    }
}

/// The rows of the tables in the document: change, exit code, code of the finding.
fn promised() -> Vec<(String, i32, String)> {
    let text = include_str!("../../docs/zuverlaessigkeit.md");
    let rows = text.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let (name, code, finding) = (cells.next()?, cells.next()?, cells.next()?);
        Some((name.to_owned(), code.parse().ok()?, finding.to_owned()))
    })
    .collect()
}

fn found(bed: &Bed) -> (i32, Vec<Value>, String) {
    let said = bed.run(&["pruefen", "--json"]);
    let value: Value = serde_json::from_str(&said.out).unwrap_or_default();
    let codes = value["finding_codes"].as_array().cloned();
    (said.code, codes.unwrap_or_default(), said.err)
}

#[test]
fn each_change_of_the_file_is_found_as_the_document_says() {
    let bed = base();
    assert_eq!(found(&bed), (0, vec![], String::new()));
    let head = bed.json(&["pruefen"])["head_hash"].clone();
    let whole = std::fs::read(bed.log()).unwrap();
    let promised = promised();
    assert!(promised.len() >= 60, "{}", promised.len());
    for (name, code, finding) in promised {
        std::fs::write(bed.log(), &whole).unwrap();
        let rebuilt = name.strip_suffix(", aufgebaut");
        change(rebuilt.unwrap_or(&name), &bed);
        if rebuilt.is_some() {
            let said = bed.run(&["pruefen", "--neu-aufbauen"]);
            assert!(!said.err.contains("BUG"), "{name}: {}", said.err);
        }
        let (exit, codes, err) = found(&bed);
        assert_eq!(exit, code, "{name}: {codes:?} {err}");
        let wanted = codes.iter().any(|found| found["code"] == *finding);
        assert_eq!(wanted, finding != "–", "{name}: {codes:?}");
        assert_eq!(codes.is_empty(), exit != 4, "{name}: {codes:?}");
        assert_eq!(err.is_empty(), exit != 3, "{name}: {err}");
        // The same in words: one sentence each, and none of our own making.
        let said = bed.run(&["pruefen"]);
        assert_eq!(said.code, code, "{name}");
        assert!(!said.out.contains("finding-"), "{name}: {}", said.out);
        for args in [
            &["tagebuch", "--alle"][..],
            &["bericht"],
            &["suche", "Alpha"],
            &[],
            &["bericht", "zeigen", "1"],
        ] {
            let said = bed.run(args);
            assert!(said.code <= 3, "{name}: {args:?} {}", said.err);
            assert!(!said.err.contains("BUG"), "{name}: {}", said.err);
        }
        // What is no form of ours is not written; what is frozen is checked before.
        let form = finding == "form_differs";
        let release = bed.run(&["bericht", "freigeben", "--von", "BM"]);
        assert_eq!(
            release.code,
            if name == "user_version 99" { 3 } else { code },
            "{name}: {}",
            release.err
        );
        let note = bed.run(&["notiz", "weiter"]);
        assert_eq!(form && note.code != 3, false, "{name}: {}", note.err);
        // A rebuild mends what is derived, and does not hide what is not.
        if matches!(finding.as_str(), "table_differs" | "form_differs") && rebuilt.is_none() {
            bed.run(&["pruefen", "--neu-aufbauen"]);
            let again = found(&bed).0;
            let own = name.starts_with("STRICT")
                || name.starts_with("here")
                || name.contains("Tabelle here");
            assert_eq!(again, if own { 4 } else { 0 }, "{name}");
        }
    }
    // Whoever writes all anew makes another head: that is what is kept on paper.
    std::fs::write(bed.log(), &whole).unwrap();
    change("Ganze Kette neu gerechnet nach einer Änderung", &bed);
    bed.ok(&["pruefen", "--neu-aufbauen"]);
    assert_ne!(bed.json(&["pruefen"])["head_hash"], head);
}

/// Tables with their columns, as the file has them; SQLite fills generated ones itself.
fn derived_columns(conn: &Connection) -> BTreeMap<String, Vec<(String, String)>> {
    let mut statement = conn
        .prepare(
            "SELECT t.name, c.name, c.type FROM pragma_table_list t, pragma_table_xinfo(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT IN ('entry', 'payload', 'receipt', 'here')
               AND t.name NOT LIKE 'sqlite%' AND c.hidden = 0",
        )
        .unwrap();
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let column = (row.get(1).unwrap(), row.get(2).unwrap());
        tables.entry(row.get(0).unwrap()).or_default().push(column);
    }
    tables
}

#[test]
fn each_column_and_row_of_a_derived_table_and_each_object_of_the_file_is_checked() {
    let bed = base();
    let whole = std::fs::read(bed.log()).unwrap();
    let conn = open(&bed);
    let tables = derived_columns(&conn);
    let mut statement = conn
        .prepare("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE 'search\\_%' ESCAPE '\\'")
        .unwrap();
    let objects: Vec<(String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    drop(statement);
    drop(conn);
    let mut changes: Vec<(String, &str)> = Vec::new();
    for (table, columns) in &tables {
        let empty = table == "seen";
        if !empty {
            changes.push((format!("DELETE FROM {table}"), "table_differs"));
        }
        for (column, kind) in columns.iter().filter(|_| !empty) {
            let other = if kind == "INTEGER" {
                format!("coalesce(\"{column}\", 0) + 1000")
            } else {
                format!("coalesce(\"{column}\", '') || 'x'")
            };
            changes.push((
                format!("UPDATE {table} SET \"{column}\" = {other}"),
                "table_differs",
            ));
        }
    }
    assert!(changes.len() > 150, "{}", changes.len());
    for (kind, name) in &objects {
        changes.push((format!("DROP {kind} \"{name}\""), "form_differs"));
    }
    for (sql, code) in changes {
        // The log's first entries cannot be read without their tables.
        if sql.contains("\"entry\"") && sql.starts_with("DROP table") {
            continue;
        }
        std::fs::write(bed.log(), &whole).unwrap();
        let conn = open(&bed);
        conn.execute_batch(&sql)
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        drop(conn);
        let (exit, codes, err) = found(&bed);
        let named = codes.iter().any(|found| found["code"] == code);
        let opens = !sql.contains("DROP table \"payload\"");
        assert!(
            named && exit == 4 || !opens && exit == 3,
            "{sql}: {exit} {codes:?} {err}"
        );
    }
}

#[test]
fn a_bit_that_flips_is_found_or_changes_nothing_that_is_read() {
    let bed = base();
    let whole = std::fs::read(bed.log()).unwrap();
    let reads: [&[&str]; 3] = [
        &["tagebuch", "--alle", "--json"],
        &["aufgabe", "liste", "--alle", "--json"],
        &["suche", "Alpha", "--json"],
    ];
    let before = reads.map(|args| bed.ok(args));
    let mut place = 12_345_u64;
    let mut found = 0;
    for _ in 0..100 {
        place = place
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bit = (place >> 20) as usize % (whole.len() * 8);
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(bed.log(), &bytes).unwrap();
        let said = bed.run(&["pruefen"]);
        assert!(
            matches!(said.code, 0 | 3 | 4),
            "bit {bit}: {} {}",
            said.code,
            said.err
        );
        found += usize::from(said.code != 0);
        for (args, before) in reads.iter().zip(&before) {
            let now = bed.run(args);
            assert!(matches!(now.code, 0 | 3), "bit {bit}: {args:?} {}", now.err);
            assert!(said.code != 0 || now.out == *before, "bit {bit}: {args:?}");
        }
    }
    assert!(found > 15, "{found}");
}

#[test]
fn what_does_not_belong_to_the_file_is_said_and_swallows_no_entry() {
    let bed = base();
    change("Trigger, der Einträge verschluckt", &bed);
    let before = bed.json(&["tagebuch", "--alle"]).as_array().unwrap().len();
    let err = bed.fails(3, &["notiz", "Schluck mich"]);
    assert!(
        err.contains("trigger t") && err.contains("--neu-aufbauen"),
        "{err}"
    );
    let said = bed.run(&["aufgabe", "liste", "--alle"]);
    assert!(
        said.code == 0 && said.out.contains("Beweise sichern"),
        "{}",
        said.out
    );
    assert!(said.err.contains("trigger t"), "{}", said.err);
    bed.ok(&["pruefen", "--neu-aufbauen"]);
    bed.ok(&["notiz", "Behalte mich"]);
    assert_eq!(
        bed.json(&["tagebuch", "--alle"]).as_array().unwrap().len(),
        before + 1
    );
    // Its triggers stand again.
    let (said, done) = crate::store::sqlite(&bed, "UPDATE payload SET body = ''");
    assert!(!done && said.contains("append-only"), "{said}");
}

#[test]
fn a_log_whose_tables_lie_is_read_from_its_entries_where_their_form_is_not_ours() {
    let bed = base();
    let before = bed.ok(&["aufgabe", "liste", "--alle"]);
    open(&bed)
        .execute_batch("CREATE TABLE t AS SELECT * FROM task; UPDATE t SET what = 'GELOGEN'; DROP TABLE task; CREATE VIEW task AS SELECT * FROM t")
        .unwrap();
    bed.at("2021-10-15 07:48");
    let said = bed.run(&["aufgabe", "liste", "--alle"]);
    assert_eq!(said.out, before);
    assert!(said.err.contains("table task"), "{}", said.err);
}

#[test]
fn a_report_is_frozen_from_a_checked_log_and_says_so() {
    let bed = base();
    let said = bed.run(&["bericht", "freigeben", "--von", "BM"]);
    assert!(
        said.code == 0 && said.err.contains("17 Einträge"),
        "{}",
        said.err
    );
    let reports = |bed: &Bed| bed.json(&["bericht", "liste"]).as_array().unwrap().len();
    assert_eq!(reports(&bed), 2);
    open(&bed)
        .execute_batch("UPDATE task SET what = 'GELOGEN'")
        .unwrap();
    for scope in [&[][..], &["--stand", "15.10.2021 07:40"]] {
        let err = bed.fails(
            4,
            &[&["bericht", "freigeben", "--von", "BM"], scope].concat(),
        );
        assert!(err.contains("lage pruefen"), "{err}");
    }
    assert_eq!(reports(&bed), 2);
    bed.ok(&["pruefen", "--neu-aufbauen"]);
    bed.ok(&[
        "bericht",
        "freigeben",
        "--von",
        "BM",
        "--stand",
        "15.10.2021 07:40",
    ]);
    assert_eq!(reports(&bed), 3);
    bed.ok(&["pruefen"]);
}
