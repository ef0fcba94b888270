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
use lage::store::log::{Access, Log};
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::bed::{Bed, said, said_in};
use crate::growth::{self, Noon};

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
        &["bericht", "freigeben", "--trotzdem", "--von", "BM"],
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
    let last = conn.query_row("SELECT max(id) FROM entry WHERE device = 0", [], |row| {
        row.get(0)
    });
    for id in from..=last.unwrap() {
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

/// Changes what is stored and reckons the chain anew, as if it had been written so.
pub(crate) fn written_anew(bed: &Bed, from: i64, sql: &str) {
    behind_the_triggers(&open(bed), |conn| {
        conn.execute_batch(sql).unwrap();
        rechain(conn, from, |_, _| {});
    });
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

/// The words that the search index has of an entry, in their order.
fn search_words(conn: &Connection, id: i64) -> String {
    conn.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.place USING fts5vocab (main, search, instance)",
    )
    .unwrap();
    let mut statement = conn
        .prepare("SELECT term FROM temp.place WHERE doc = ?1 ORDER BY offset")
        .unwrap();
    let words = statement
        .query_map([id], |row| row.get::<_, String>(0))
        .unwrap();
    words.collect::<Result<Vec<_>, _>>().unwrap().join(" ")
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
            .unwrap_or_else(|error| panic!("{name}: {error}"));
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

/// A row of the tables in the document.
struct Promise {
    change: String,
    code: i32,
    finding: String,
    sentences: usize,
    /// The first sentence.
    sentence: String,
}

fn promised() -> Vec<Promise> {
    let text = include_str!("../../docs/zuverlaessigkeit.md");
    let rows = text.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        Some(Promise {
            change: cells.next()?.to_owned(),
            code: cells.next()?.parse().ok()?,
            finding: cells.next()?.to_owned(),
            sentences: cells.next()?.parse().ok()?,
            sentence: cells.next()?.to_owned(),
        })
    })
    .collect()
}

fn found(bed: &Bed) -> (i32, Vec<Value>, String) {
    let said = bed.run(&["pruefen", "--json"]);
    let value: Value = serde_json::from_str(&said.out).unwrap_or_default();
    let codes = value["finding_codes"].as_array().cloned();
    (said.code, codes.unwrap_or_default(), said.err)
}

/// The sentences of the findings, each on one line.
fn sentences(out: &str) -> Vec<String> {
    let text = out.replace("\n  ", " ");
    let findings = text.lines().filter_map(|line| line.strip_prefix("- "));
    findings.map(str::to_owned).collect()
}

#[test]
fn each_change_of_the_file_is_found_as_the_document_says() {
    let bed = base();
    assert_eq!(found(&bed), (0, vec![], String::new()));
    let head = bed.json(&["pruefen"])["head_hash"].clone();
    let whole = std::fs::read(bed.log()).unwrap();
    let promised = promised();
    assert!(promised.len() >= 60, "{}", promised.len());
    for promise in promised {
        let Promise {
            change: name,
            code,
            finding,
            sentences: count,
            sentence,
        } = promise;
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
        // The same in words: one sentence each, the right one first, and none of our own making.
        let said = bed.run(&["pruefen"]);
        assert_eq!(said.code, code, "{name}");
        let told = sentences(&said.out);
        assert_eq!(told.len(), codes.len(), "{name}: {}", said.out);
        let first = told.first().map_or("–", String::as_str);
        assert_eq!((told.len(), first), (count, &*sentence), "{name}: {told:?}");
        assert!(!said.out.contains("finding-"), "{name}: {}", said.out);
        for args in [
            &["tagebuch", "--alle"][..],
            &["bericht"],
            &["suche", "Alpha"],
        ] {
            let said = bed.run(args);
            assert!(said.code <= 4, "{name}: {args:?} {}", said.err);
            assert!(!said.err.contains("BUG"), "{name}: {}", said.err);
        }
        // What is no form of ours is not written; what is frozen is checked before.
        let form = finding == "form_differs";
        let release = bed.run(&["bericht", "freigeben", "--trotzdem", "--von", "BM"]);
        assert_eq!(
            release.code,
            if name == "user_version 99" { 3 } else { code },
            "{name}: {}",
            release.err
        );
        let note = bed.run(&["notiz", "weiter"]);
        assert!(!form || note.code == 3, "{name}: {}", note.err);
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
            assert!(
                matches!(now.code, 0 | 3 | 4),
                "bit {bit}: {args:?} {}",
                now.err
            );
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
fn a_row_that_the_database_does_not_keep_is_an_error() {
    for table in ["entry", "payload", "journal"] {
        let bed = base();
        let mut log = Log::open(&bed.log(), Access::Write).unwrap();
        // Somebody changes the file after it was compared.
        open(&bed)
            .execute_batch(&format!(
                "CREATE TRIGGER t BEFORE INSERT ON {table} BEGIN SELECT raise(IGNORE); END"
            ))
            .unwrap();
        let mut writer = log.write(&Noon).unwrap();
        let refused = writer.append(growth::correction("6"));
        assert!(
            matches!(&refused, Err(StoreError::NotKept { table: named }) if named == table),
            "{table}: {refused:?}"
        );
        drop(writer);
        drop(log);
        bed.ok(&["pruefen", "--neu-aufbauen"]);
        assert_eq!(bed.json(&["pruefen"])["entries"], LAST);
    }
}

#[test]
fn a_number_whose_row_is_gone_is_not_given_again() {
    let bed = base();
    change("task: Zeile gelöscht", &bed);
    assert_eq!(bed.json(&["aufgabe", "neu", "Dritte"])["number"], "A-3");
    bed.run(&["pruefen", "--neu-aufbauen"]);
    bed.ok(&["pruefen"]);
    let tasks = bed.json(&["aufgabe", "liste", "--alle"]);
    let mut numbers: Vec<&str> = tasks
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|task| task["number"].as_str())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["A-1", "A-2", "A-3"]);
}

#[test]
fn the_order_of_the_log_is_that_of_its_headers_whatever_a_column_says() {
    let bed = base();
    bed.ok(&["notiz", "geheim", "--oeffentlich"]);
    bed.ok(&["intern", "18"]);
    bed.ok(&["bericht", "freigeben", "--trotzdem", "--von", "BM"]);
    let read = |bed: &Bed| {
        [
            &["bericht", "liste", "--json"][..],
            &["aufgabe", "liste", "--alle", "--json"],
            &["tagebuch", "--oeffentlich", "--json"],
            &["tagebuch", "--json"],
        ]
        .map(|args| bed.ok(args))
    };
    let before = read(&bed);
    assert!(!before[2].contains("geheim"));
    behind_the_triggers(&open(&bed), |conn| {
        conn.execute_batch(
            "UPDATE entry SET lam = 0 WHERE kind IN ('task_done', 'visibility_changed', 'entry_corrected');
             UPDATE entry SET lam = 900 WHERE id = 16",
        )
        .unwrap();
    });
    bed.fails(4, &["pruefen", "--neu-aufbauen"]);
    assert_eq!(read(&bed), before);
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
    let said = bed.run(&["bericht", "freigeben", "--trotzdem", "--von", "BM"]);
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
            &[
                &["bericht", "freigeben", "--trotzdem", "--von", "BM"],
                scope,
            ]
            .concat(),
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

/// Counts that one output must hold in equal numbers, since each import writes them in one go.
fn equal_counts(name: &str, out: &str, parts: [&str; 2]) -> usize {
    let [one, other] = parts.map(|part| out.matches(part).count());
    assert_eq!(one, other, "{name}: {parts:?} are of two moments\n{out}");
    one
}

/// A number in the words of an output: the first one behind `before`.
fn number_behind(out: &str, before: &str) -> Option<usize> {
    let rest = &out[out.find(before)? + before.len()..];
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[test]
fn each_reading_command_sees_one_moment_beside_eight_writers() {
    const WRITERS: usize = 8;
    const EACH: usize = 12;
    let bed = Bed::new();
    let lage = |args: &[&str]| said(bed.command(args).output().unwrap());
    for args in [
        &["init", "Probelage"][..],
        &["vorfall", "neu", "Ausfall", "--oeffentlich"],
        &["dienst", "neu", "Netz", "--zustand", "ausgefallen"],
        &["bericht", "freigeben", "--von", "OB", "--trotzdem"],
    ] {
        let said = lage(args);
        assert_eq!(said.code, 0, "{args:?} {}", said.err);
    }
    // A task and two public entries in one transaction: whoever sees another number of the one than of the other has
    // looked twice.
    std::fs::write(
        bed.path().join("paar.toml"),
        "format = 1\n[[entry]]\ndo = \"task.add\"\nwhat = \"Zwilling Aufgabe\"\n\
         [[entry]]\ndo = \"note.add\"\ntext = \"Zwilling Notiz\"\npublic = true\n\
         [[entry]]\ndo = \"finding.add\"\ntopic = \"Zwilling Thema\"\nstatement = \"Zwilling Aussage\"\npublic = true\n",
    )
    .unwrap();
    let running = std::sync::atomic::AtomicUsize::new(WRITERS);
    let waits = std::sync::Mutex::new(Vec::new());
    let mut rounds = 0;
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| {
                for _ in 0..EACH {
                    let begun = Instant::now();
                    let said = lage(&["import", "paar.toml"]);
                    assert_eq!(said.code, 0, "{}", said.err);
                    waits.lock().unwrap().push(begun.elapsed());
                    // Nobody types without a pause, and a lock that is never free starves whoever polls least luckily.
                    std::thread::sleep(Duration::from_millis(200));
                }
                running.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
            });
        }
        while running.load(std::sync::atomic::Ordering::SeqCst) > 0 {
            rounds += 1;
            let read = |args: &[&str]| {
                let said = lage(args);
                assert_eq!(said.code, 0, "{args:?} {}{}", said.out, said.err);
                said.out
            };
            let kinds = ["\"task_added\"", "\"Zwilling Notiz\""];
            let told = ["\"finding_recorded\"", "\"Zwilling Notiz\""];
            for args in [
                &["tagebuch", "--alle", "--json"][..],
                &["tagebuch", "--alle", "--json", "--stand", "jetzt"],
                &[
                    "tagebuch",
                    "--anzahl",
                    "5000",
                    "--json",
                    "--kenntnis",
                    "jetzt",
                ],
            ] {
                let out = read(args);
                equal_counts("tagebuch", &out, kinds);
                equal_counts("tagebuch", &out, told);
            }
            equal_counts(
                "public",
                &read(&["tagebuch", "--alle", "--oeffentlich", "--json"]),
                told,
            );
            equal_counts(
                "table",
                &read(&["tagebuch", "--alle"]),
                ["Zwilling Aufgabe", "Zwilling Notiz"],
            );
            let glance = read(&[]);
            let open = number_behind(&glance, "offen · ");
            let unclear = glance
                .find("Ohne Zuständige oder Frist (")
                .map(|at| &glance[at..]);
            let unclear = unclear.and_then(|part| number_behind(part, " von "));
            assert!(unclear.is_none() || open == unclear, "{glance}");
            for scope in [&[][..], &["--stand", "jetzt"], &["--kenntnis", "jetzt"]] {
                let report = read(&[&["bericht", "--format", "json"][..], scope].concat());
                let value: Value = serde_json::from_str(&report).unwrap();
                let mut tasks = 0;
                let mut findings = 0;
                for section in value["sections"].as_array().unwrap() {
                    for block in section["blocks"].as_array().unwrap() {
                        let text = block.to_string();
                        if block["table"] == "tasks_open" {
                            tasks = text.matches("Zwilling Aufgabe").count();
                        }
                        if section["name"] != "log" && section["name"] != "changes" {
                            findings = findings.max(text.matches("Zwilling Aussage").count());
                        }
                    }
                }
                assert!(
                    tasks > 0 || findings == 0 || tasks == findings,
                    "{tasks} {findings}"
                );
            }
            for args in [
                &["aufgabe", "liste", "--alle"][..],
                &["erkenntnis", "liste", "--stand", "jetzt"],
                &["vorfall", "zeigen", "V-1"],
                &["bericht", "--oeffentlich"],
                &["bericht", "zeigen", "1"],
                &["suche", "Zwilling"],
                &["lagebild"],
            ] {
                read(args);
            }
            let checked: Value = serde_json::from_str(&read(&["pruefen", "--json"])).unwrap();
            assert_eq!(checked["sound"], true);
            // The head is of the entries that were counted, and each import adds three of them and its note.
            assert_eq!(checked["head"], checked["entries"].to_string());
            assert_eq!(checked["entries"].as_u64().unwrap() % 4, 1, "{checked}");
        }
    });
    assert!(rounds > 0);
    let entries = bed.json(&["pruefen"])["entries"].as_u64().unwrap();
    assert_eq!(entries, 5 + 4 * (WRITERS * EACH) as u64);
    // Ten seconds are the most that a writer waits for others; nobody came near.
    let longest = waits.lock().unwrap().iter().max().copied().unwrap();
    assert!(longest < Duration::from_secs(9), "{longest:?}");
}

#[test]
fn a_reader_at_a_pager_keeps_nobody_waiting() {
    let bed = Bed::with_log();
    let text = "Wort ".repeat(3000);
    for _ in 0..20 {
        bed.ok(&["notiz", &text]);
    }
    for options in [
        &[][..],
        &["--json"],
        &["--stand", "jetzt"],
        &["--oeffentlich", "--json"],
    ] {
        let args = [&["tagebuch", "--alle"][..], options].concat();
        let mut reader = bed.command(&args).stdout(Stdio::piped()).spawn().unwrap();
        // Nobody takes what it writes, so that it stands still in the middle.
        std::thread::sleep(Duration::from_millis(300));
        let begun = Instant::now();
        bed.ok(&["notiz", "dazwischen"]);
        assert!(begun.elapsed() < Duration::from_secs(5), "{args:?}");
        reader.kill().unwrap();
        reader.wait().unwrap();
    }
}

#[test]
fn a_changed_entry_is_shown_by_no_command_without_a_mark() {
    const MARK: &str = "HIER WURDE ETWAS VERÄNDERT";
    let bed = base();
    bed.ok(&["notiz", "Hotline Alpha", "--oeffentlich"]);
    bed.ok(&["notiz", "zuletzt"]);
    let reads: [(&[&str], &str); 7] = [
        (&["tagebuch"], MARK),
        (&["tagebuch", "--alle"], MARK),
        (&["tagebuch", "--alle", "--nach", "eintrag"], MARK),
        (&["tagebuch", "--alle", "--stand", "jetzt"], MARK),
        (&["tagebuch", "--json"], "\"altered\": true"),
        (&["tagebuch", "--alle", "--json"], "\"altered\": true"),
        (&["suche", "Alpha"], MARK),
    ];
    let outside: [(&[&str], &str); 2] = [
        (&["tagebuch", "--oeffentlich"], MARK),
        (
            &["tagebuch", "--alle", "--oeffentlich", "--json"],
            "\"altered\": true",
        ),
    ];
    for (args, mark) in reads.iter().chain(&outside) {
        let said = bed.run(args);
        assert!(
            said.code == 0 && said.err.is_empty(),
            "{args:?} {}",
            said.err
        );
        assert!(!said.out.contains(mark), "{args:?} {}", said.out);
    }
    let whole = std::fs::read(bed.log()).unwrap();
    for name in [
        "Text eines Eintrags",
        "Salz eines Eintrags",
        "Texte zweier Einträge vertauscht",
        "Text, Kopf und Prüfsumme eines Eintrags, die Kette nicht",
        "Berichtigung verändert",
        "Öffentlicher Text",
    ] {
        std::fs::write(bed.log(), &whole).unwrap();
        let public = name == "Öffentlicher Text";
        let sql =
            |sql: &str| behind_the_triggers(&open(&bed), |conn| conn.execute_batch(sql).unwrap());
        match name {
            // It is shown in the line of the entry that it corrects.
            "Berichtigung verändert" => {
                sql("UPDATE payload SET body = replace(body, 'Alfa', 'Alpha Lima') WHERE id = 12");
            }
            "Öffentlicher Text" => {
                sql("UPDATE payload SET body = replace(body, 'Hotline', 'Amt') WHERE id = 18");
            }
            name => change(name, &bed),
        }
        let number = if public { "18" } else { "6" };
        let all: Vec<_> = reads
            .iter()
            .chain(outside.iter().filter(|_| public))
            .collect();
        for (args, mark) in all {
            let said = bed.run(args);
            assert_eq!(said.code, 4, "{name}: {args:?} {}", said.out);
            assert!(said.out.contains(mark), "{name}: {args:?} {}", said.out);
            let named = said.err.contains("Kette") && said.err.contains(number);
            assert!(named, "{name}: {args:?} {}", said.err);
        }
    }
    // What hides a line of the Tagebuch shows.
    std::fs::write(bed.log(), &whole).unwrap();
    change("journal: Zeile gelöscht", &bed);
    let said = bed.run(&["tagebuch", "--alle"]);
    assert!(
        said.code == 4 && said.err.contains("nicht alles"),
        "{}",
        said.err
    );
}

#[test]
fn either_half_of_a_line_that_was_changed_is_marked() {
    let bed = Bed::with_log();
    let add = ["dienst", "neu", "Telefon", "--zustand", "ausgefallen"];
    bed.ok(&[&add[..], &["--grund", "Kabel"]].concat());
    assert!(bed.ok(&["tagebuch"]).contains("2, 3"));
    let whole = std::fs::read(bed.log()).unwrap();
    for (id, was, is) in [(2, "Telefon", "Telefax"), (3, "Kabel", "Kabul")] {
        std::fs::write(bed.log(), &whole).unwrap();
        let change =
            format!("UPDATE payload SET body = replace(body, '{was}', '{is}') WHERE id = {id}");
        behind_the_triggers(&open(&bed), |conn| conn.execute_batch(&change).unwrap());
        let said = bed.run(&["tagebuch"]);
        assert_eq!(said.code, 4, "{}", said.out);
        let marked = said.out.contains("HIER WURDE ETWAS VERÄNDERT") && said.out.contains(is);
        assert!(marked && !said.out.contains("2, 3"), "{}", said.out);
    }
}

#[test]
fn a_whole_journal_is_of_one_moment_whatever_is_written_while_it_is_read() {
    let bed = Bed::with_log();
    let long = "Wort ".repeat(40);
    let mut steps = "format = 1\n".to_owned();
    for _ in 0..700 {
        steps.push_str(&format!(
            "[[entry]]\ndo = \"note.add\"\ntext = \"{long}\"\npublic = true\n[[entry]]\ndo = \"task.add\"\nwhat = \"{long}\"\n"
        ));
    }
    std::fs::write(bed.path().join("viel.toml"), steps).unwrap();
    bed.ok(&["import", "viel.toml"]);
    bed.ok(&["berichtigen", "1390", "zuvor berichtigt", "--grund", "x"]);
    for options in [
        &[][..],
        &["--json"],
        &["--nach", "eintrag"],
        &["--json", "--stand", "jetzt"],
        &["--json", "--kenntnis", "jetzt"],
        &["--json", "--oeffentlich"],
    ] {
        let args = [&["tagebuch", "--alle"][..], options].concat();
        let before = said(bed.command(&args).output().unwrap());
        assert_eq!((before.code, before.err.as_str()), (0, ""), "{args:?}");
        let mut reader = bed.command(&args).stdout(Stdio::piped()).spawn().unwrap();
        // Nobody takes what it writes: it stands still in the middle.
        std::thread::sleep(Duration::from_millis(1500));
        for args in [
            &["berichtigen", "1390", "danach berichtigt", "--grund", "x"][..],
            &["streichen", "1388", "doppelt"],
            &["intern", "1386"],
            &["oeffentlich", "1387"],
            &["aufgabe", "aendern", "A-690", "--an", "Bauhof"],
            &["notiz", "dazwischen"],
        ] {
            let said = said(bed.command(args).output().unwrap());
            assert!(said.code <= 1, "{args:?} {}", said.err);
        }
        assert!(
            reader.try_wait().unwrap().is_none(),
            "{args:?} is at its end already"
        );
        let after = reader.wait_with_output().unwrap();
        assert_eq!(after.status.code(), Some(0), "{args:?}");
        let after = String::from_utf8(after.stdout).unwrap();
        assert!(
            after == before.out,
            "{args:?}: {} {}",
            after.len(),
            before.out.len()
        );
    }
}

// ---- what is written outside the log ----

#[test]
fn a_report_goes_through_no_link_and_takes_no_file_of_another_name() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "wichtig"]);
    let before = std::fs::read(bed.log()).unwrap();
    let file = |name: &str| bed.path().join(name);
    for name in ["b.md.neu", ".b.md", "b.md~"] {
        std::os::unix::fs::symlink("lage.db", file(name)).unwrap();
    }
    std::fs::write(file("kopie.neu"), "des Nutzers").unwrap();
    for name in ["b.md", "kopie"] {
        bed.ok(&["bericht", "--format", "markdown", "--aus", name]);
        assert!(
            std::fs::read_to_string(file(name))
                .unwrap()
                .contains("wichtig")
        );
    }
    assert_eq!(std::fs::read(bed.log()).unwrap(), before);
    assert_eq!(
        std::fs::read_to_string(file("kopie.neu")).unwrap(),
        "des Nutzers"
    );
    // Many at once: each whole, and no draft left behind.
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| bed.ok(&["bericht", "--format", "markdown", "--aus", "viele.md"]));
        }
    });
    assert!(
        std::fs::read_to_string(file("viele.md"))
            .unwrap()
            .ends_with('\n')
    );
    let names = std::fs::read_dir(bed.path()).unwrap();
    let drafts = names.filter(|name| {
        let name = name.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with(".lage-")
    });
    assert_eq!(drafts.count(), 0);
}

#[test]
fn what_a_report_may_not_be_written_to_is_refused_before_anything_is_done() {
    let bed = Bed::with_log();
    let file = |name: &str| bed.path().join(name);
    std::fs::create_dir(file("vorlagen")).unwrap();
    std::fs::create_dir(file("neu")).unwrap();
    for name in [
        "lage.toml",
        "vorlagen/lagebericht.typ",
        "vorlagen/x.md",
        "x.typ",
        "neu/lage.db",
        "neu/lage.db-journal",
    ] {
        let err = bed.fails(1, &["bericht", "--format", "markdown", "--aus", name]);
        assert!(err.contains("Vorlage"), "{name}: {err}");
        assert!(!file(name).exists(), "{name}");
    }
    // The log is as usable as before.
    bed.ok(&["notiz", "weiter"]);
    // A file that may not be written is not replaced, though its folder would let us.
    std::fs::write(file("fest.md"), "unterschrieben").unwrap();
    let fixed = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(file("fest.md"), fixed).unwrap();
    for args in [
        &["bericht"][..],
        &["bericht", "freigeben", "--trotzdem", "--von", "OB"],
    ] {
        let err = bed.fails(3, &[args, &["--aus", "fest.md"]].concat());
        assert!(err.contains("fest.md"), "{err}");
    }
    assert_eq!(
        std::fs::read_to_string(file("fest.md")).unwrap(),
        "unterschrieben"
    );
    assert!(
        bed.json(&["bericht", "liste"])
            .as_array()
            .unwrap()
            .is_empty()
    );
    // Nor the logo that the letterhead shows.
    std::fs::write(file("logo.svg"), "<svg/>").unwrap();
    std::fs::write(
        file("lage.toml"),
        "[briefkopf]\nname = \"Stadt\"\nlogo = \"logo.svg\"\n",
    )
    .unwrap();
    bed.fails(1, &["bericht", "--format", "markdown", "--aus", "logo.svg"]);
    assert_eq!(std::fs::read_to_string(file("logo.svg")).unwrap(), "<svg/>");
}

#[test]
fn a_pipe_is_written_and_not_replaced() {
    let bed = Bed::with_log();
    for name in ["/dev/stdout", "/dev/fd/1"] {
        let mut command = bed.command(&["bericht", "--format", "markdown", "--aus", name]);
        let said = said(command.output().unwrap());
        assert!(
            said.code == 0 && said.out.contains("Probelage"),
            "{name}: {}",
            said.err
        );
    }
}

#[test]
fn an_init_that_is_killed_leaves_a_whole_log_or_none() {
    let bed = Bed::new();
    let above = Bed::with_log();
    let (mut whole, mut none) = (0, 0);
    for round in 0..40 {
        let folder = above.path().join(format!("tief-{round}"));
        std::fs::create_dir(&folder).unwrap();
        let mut command = bed.command(&["init", "Lage"]);
        let mut started = command
            .current_dir(&folder)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(500 * round));
        started.kill().unwrap();
        started.wait().unwrap();
        let check = bed
            .command(&["pruefen"])
            .current_dir(&folder)
            .output()
            .unwrap();
        // Where it left none, the log above is found as before.
        assert_eq!(said(check).code, 0, "{round}");
        if folder.join("lage.db").exists() {
            whole += 1;
        } else {
            none += 1;
            let again = bed
                .command(&["init", "Lage"])
                .current_dir(&folder)
                .output()
                .unwrap();
            assert_eq!(said(again).code, 0, "{round}");
        }
    }
    assert_eq!(whole + none, 40);
    let names = std::fs::read_dir(above.path().join("tief-39")).unwrap();
    let names = names.map(|name| name.unwrap().file_name().into_string().unwrap());
    let lasting: Vec<String> = names.filter(|name| !name.starts_with(".lage-")).collect();
    assert!(
        lasting.iter().all(|name| name.starts_with("lage.db")),
        "{lasting:?}"
    );
}

// ---- letters, names, words ----

const ACTING: &str = "A\u{1b}[31mB\u{9b}31m\u{7f}\u{202e}C\u{2066}D\u{200b}E";

fn acts(text: &str) -> bool {
    text.contains(|letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
    })
}

#[test]
fn nothing_typed_acts_in_any_format_wherever_it_stands() {
    let bed = Bed::with_log();
    bed.ok(&["berichtigen", "1", ACTING, "--grund", ACTING]);
    bed.ok(&["notiz", ACTING, "--quelle", ACTING]);
    bed.ok(&["aufgabe", "neu", ACTING, "--an", ACTING]);
    bed.ok(&["dienst", "neu", ACTING, "--gruppe", ACTING, "--ort", ACTING]);
    bed.ok(&[
        "bericht",
        "freigeben",
        "--trotzdem",
        "--von",
        ACTING,
        "--verteiler",
        ACTING,
    ]);
    let settings = format!(
        "[briefkopf]\nname = {0}\nanschrift = [{0}]\n",
        json!(ACTING).to_string().replace('\u{7f}', "\\u007f")
    );
    std::fs::write(bed.path().join("lage.toml"), settings).unwrap();
    for args in [
        &["bericht"][..],
        &["bericht", "--format", "markdown"],
        &["bericht", "--format", "html"],
        &["bericht", "--format", "json"],
        &["bericht", "--kurz"],
        &["bericht", "--vortrag"],
        &["bericht", "zeigen", "1"],
        &["bericht", "zeigen", "1", "--format", "json"],
        &["bericht", "zeigen", "1", "--format", "html"],
        &["tagebuch", "--json"],
        &["tagebuch", "--alle", "--json"],
        &["aufgabe", "zeigen", "A-1", "--json"],
        &["aufgabe", "liste", "--json"],
        &["suche", "31mB", "--json"],
        &["--json"],
        &["pruefen", "--json"],
    ] {
        let said = bed.run(args);
        assert_eq!(said.code, 0, "{args:?} {}", said.err);
        assert!(!acts(&said.out), "{args:?}: {:?}", said.out);
        assert!(!acts(&said.err), "{args:?}: {:?}", said.err);
    }
    // What reads JSON gets what was typed.
    assert_eq!(bed.json(&["tagebuch"])[2]["text"], ACTING);
}

#[test]
fn a_text_that_nobody_sees_is_no_text() {
    let bed = Bed::with_log();
    for text in [
        "\u{3164}",
        "\u{115f}\u{2800}",
        " \u{34f} ",
        "\u{200b}\u{ad}",
    ] {
        bed.fails(1, &["notiz", text]);
        bed.fails(1, &["aufgabe", "neu", text]);
    }
    bed.ok(&["notiz", "a\u{3164}b"]);
    let out = bed.ok(&["tagebuch"]);
    assert!(out.contains("a\\u{3164}b"), "{out}");
}

#[test]
fn a_name_that_cannot_be_read_signs_nothing() {
    let bed = Bed::with_log();
    let signed = |args: &[&str]| {
        let mut environment = bed.environment(args.iter().map(OsString::from).collect());
        environment.author = Some(OsString::from_vec(b"M\xfcller".to_vec()));
        said_in(&environment, std::io::empty())
    };
    for args in [
        &["notiz", "x"][..],
        &["bericht", "freigeben", "--trotzdem", "--von", "OB"],
    ] {
        let said = signed(args);
        assert!(
            said.code == 2 && said.err.contains("LAGE_ALS"),
            "{args:?}: {}",
            said.err
        );
    }
    // Who is named on the command line, and who only reads, is not kept from it.
    assert_eq!(signed(&["notiz", "x", "--als", "Weber"]).code, 0);
    assert_eq!(signed(&["tagebuch"]).code, 0);
    assert_eq!(bed.json(&["pruefen"])["entries"], 2);
}

#[test]
fn a_clock_before_1970_is_a_clock_that_went_back() {
    let bed = Bed::with_log();
    bed.at("1969-12-31 08:00");
    let said = bed.run(&["notiz", "x"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let lines = bed.json(&["tagebuch", "--alle"]);
    let note = lines
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["text"] == "x");
    assert_eq!(note.unwrap()["clock_held"], true);
    bed.ok(&["pruefen"]);
}

#[test]
fn an_error_says_what_became_of_the_write_and_nothing_of_it_to_a_reader() {
    let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
    let path = || "lage.db".into();
    let said = |failure: &Failure| explain(failure, &words);
    for error in [
        || StoreError::Locked {
            path: "lage.db".into(),
        },
        || StoreError::DiskFull {
            path: "lage.db".into(),
        },
        || StoreError::ReadOnly {
            path: "lage.db".into(),
        },
    ] {
        let (reader, writer) = (
            said(&Failure::Store(error())),
            said(&Failure::Unwritten(error())),
        );
        assert!(
            !reader.message.contains("eingetragen"),
            "{}",
            reader.message
        );
        assert!(
            writer.message.contains("Nichts wurde eingetragen"),
            "{}",
            writer.message
        );
        assert_eq!((reader.exit, writer.exit), (3, 3));
    }
    let detail = "disk I/O error".to_owned();
    let unsure = said(&Failure::Store(StoreError::Unsure {
        path: path(),
        detail,
    }));
    assert!(
        unsure.exit == 3
            && unsure.message.contains("lage tagebuch")
            && !unsure.message.contains("beschädigt"),
        "{}",
        unsure.message
    );
    // A reader who may not read is told of that, and a statement of ours is no message.
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "x"]);
    open(&bed).execute_batch("PRAGMA user_version = 2").unwrap();
    let err = bed.fails(3, &["tagebuch"]);
    assert!(
        err.contains("Form 2") && !err.contains("ALTER") && !err.contains("CREATE"),
        "{err}"
    );
}

#[test]
fn the_public_is_told_no_number_of_a_record_that_is_the_staffs() {
    let bed = Bed::with_log();
    for args in [
        &["aufgabe", "neu", "Server abschalten"][..],
        &["dienst", "neu", "Netz"],
        &[
            "dienst",
            "neu",
            "Telefon",
            "--haengt-ab-von",
            "D-1",
            "--oeffentlich",
        ],
        &[
            "dienst",
            "neu",
            "Fax",
            "--haengt-ab-von",
            "D-2",
            "--oeffentlich",
        ],
        &["notiz", "Hotline besetzt", "--zu", "A-1", "--oeffentlich"],
        &["bekanntgabe", "neu", "Rathaus zu"],
        &[
            "bekanntgabe",
            "ersetzen",
            "B-1",
            "Rathaus wieder offen",
            "--oeffentlich",
        ],
    ] {
        bed.ok(args);
    }
    for args in [
        &["tagebuch", "--oeffentlich", "--json"][..],
        &["bericht", "--oeffentlich", "--format", "json"],
    ] {
        let out = bed.ok(args);
        for number in ["A-1", "D-1", "B-1"] {
            assert!(!out.contains(&format!("\"{number}\"")), "{args:?}: {out}");
        }
    }
    // What is told may be named.
    assert!(
        bed.ok(&["tagebuch", "--oeffentlich", "--json"])
            .contains("\"D-2\"")
    );
}
