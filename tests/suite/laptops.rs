//! Entries that other laptops and newer versions wrote: kept, shown, counted, in one order everywhere.

use chrono::{DateTime, Utc};
use lage::domain::number::EntryNumber;
use lage::store::append::Stored;
use lage::store::chain::{Header, commitment, header_hash, hex, stamp};
use lage::store::log::{Access, Log, World};
use serde_json::{Value, json};

use crate::bed::Bed;

/// The moment at which this laptop gets what others wrote.
struct At(DateTime<Utc>);

impl World for At {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Another laptop that writes in the same log, with whatever version of the program.
struct Laptop {
    log: String,
    file: std::path::PathBuf,
    device: u8,
    seq: u64,
    lam: u64,
    prev: String,
    app: &'static str,
}

impl Laptop {
    /// A laptop that has seen the log up to this `lam`.
    fn new(bed: &Bed, device: u8, lam: u64) -> Laptop {
        let log = Log::open(&bed.log(), Access::Read).unwrap();
        Laptop {
            log: log.head.log_id,
            file: bed.log(),
            device,
            seq: 0,
            lam,
            prev: "0".repeat(64),
            app: env!("CARGO_PKG_VERSION"),
        }
    }

    /// Writes an entry; `seen` are the newest entries of other laptops that are new to it.
    fn write(
        &mut self,
        kind: &str,
        record: Option<&str>,
        (at, text): (&str, &str),
        event: Value,
        seen: &[(u8, u64)],
    ) -> Stored {
        self.seq += 1;
        self.lam += 1;
        let body = json!({
            "happened_at": at, "author": "Weber", "text": text, "visibility": "internal", "event": { kind: event },
        });
        self.store(kind, record, at, Some(body.to_string()), seen)
    }

    /// The hash of an entry of another laptop, which is in the log by now.
    fn hash_of(&self, device: u8, seq: u64) -> String {
        let id = (i64::from(device) << 40) | i64::try_from(seq).unwrap();
        let conn = rusqlite::Connection::open(&self.file).unwrap();
        let sql = "SELECT lower(hex(hash)) FROM entry WHERE id = ?1";
        let hash = conn.query_row(sql, [id], |row| row.get(0));
        hash.unwrap_or_else(|_| "0".repeat(64))
    }

    fn store(
        &mut self,
        kind: &str,
        record: Option<&str>,
        at: &str,
        body: Option<String>,
        seen: &[(u8, u64)],
    ) -> Stored {
        let salt = vec![self.device; 32];
        let text = body.clone().unwrap_or_default();
        let header = Header {
            v: 1,
            log: self.log.clone(),
            dev: self.device,
            seq: self.seq,
            prev: self.prev.clone(),
            lam: self.lam,
            seen: seen
                .iter()
                .map(|(device, seq)| (*device, *seq, self.hash_of(*device, *seq)))
                .collect(),
            at: stamp(DateTime::parse_from_rfc3339(at).unwrap().to_utc()),
            off: 120,
            kind: kind.to_owned(),
            record: record.map(str::to_owned),
            commit: hex(&commitment(&salt, text.as_bytes())),
            len: text.len(),
            app: self.app.to_owned(),
            flags: Vec::new(),
        };
        let header = serde_json::to_string(&header).unwrap();
        self.prev = hex(&header_hash(header.as_bytes()));
        let number = format!("{}{}", self.seq, letters(self.device));
        Stored {
            number: EntryNumber::parse(&number).unwrap(),
            header,
            salt,
            body,
        }
    }
}

fn letters(device: u8) -> String {
    match device {
        26 => "aa".to_owned(),
        device => char::from(b'a' + device).to_string(),
    }
}

fn absorb(bed: &Bed, entries: &[Stored], at: &str) -> usize {
    let mut log = Log::open(&bed.log(), Access::Write).unwrap();
    log.absorb(entries, &At(moment(at))).unwrap()
}

const MORNING: &str = "2021-10-15T08:00:00+02:00";
const NOON: &str = "2021-10-15T12:00:00+02:00";
const ARRIVED: &str = "2021-10-15T07:00:00Z";

#[test]
fn an_unknown_kind_of_an_unknown_record_is_kept_shown_counted_and_breaks_nothing() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "Anruf der Leitstelle", "--oeffentlich"]);
    let mut newer = Laptop::new(&bed, 1, 2);
    newer.app = "9.9.0";
    let entries = [
        newer.write(
            "message_received",
            Some("M-1b"),
            (MORNING, "Rückruf 0385"),
            json!({"way": "Funk"}),
            &[],
        ),
        newer.write(
            "note_taken",
            None,
            (MORNING, "Zu M-1b"),
            json!({"about": ["M-1b"]}),
            &[],
        ),
    ];
    assert_eq!(absorb(&bed, &entries, ARRIVED), 2);
    assert_eq!(
        absorb(&bed, &entries, ARRIVED),
        0,
        "what is here stays as it is"
    );

    let checked = bed.json(&["pruefen"]);
    assert_eq!(
        (&checked["sound"], &checked["unknown_kinds"]),
        (&json!(true), &json!(1))
    );
    for command in [
        &["tagebuch"][..],
        &["tagebuch", "--stand", "15.10.2021"],
        &["tagebuch", "--kenntnis", "15.10.2021"],
        &["tagebuch", "--alle"],
    ] {
        let shown = bed.ok(command).replace('\n', " ");
        assert!(shown.contains("message_received"), "{command:?} {shown}");
        assert!(
            shown.contains("M-1b") && shown.contains("9.9.0"),
            "{command:?} {shown}"
        );
        assert!(
            !shown.contains("0385"),
            "what cannot be read is not guessed at: {shown}"
        );
    }
    let lines = bed.json(&["tagebuch"]);
    let line = lines
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["number"] == "1b")
        .unwrap();
    assert_eq!(
        (&line["kind"], &line["data"]),
        (&json!("message_received"), &Value::Null)
    );
    for command in [
        &["bericht"][..],
        &["bericht", "--stand", "15.10.2021"],
        &["bericht", "--kenntnis", "15.10.2021"],
    ] {
        let report = bed.ok(command).replace('\n', " ");
        assert!(
            report.contains("Programmversion nicht kennt"),
            "{command:?} {report}"
        );
    }
    for command in [
        &["bericht", "--oeffentlich"][..],
        &["tagebuch", "--oeffentlich"],
    ] {
        let shown = bed.ok(command);
        assert!(
            !shown.contains("M-1b") && !shown.contains("message_received"),
            "{shown}"
        );
    }
    let fold = checked["fold"].clone();
    bed.ok(&["pruefen", "--neu-aufbauen"]);
    assert_eq!(bed.json(&["pruefen"])["fold"], fold);
    // The next entry of this laptop follows on, and the record of an unknown letter is none here.
    bed.ok(&["notiz", "weiter"]);
    bed.fails(1, &["tagebuch", "--zu", "M-1b"]);
}

#[test]
fn a_newer_form_of_a_known_kind_is_kept_and_its_record_stays_as_it_was() {
    let bed = Bed::with_log();
    bed.ok(&["dienst", "neu", "E-Mail", "--zustand", "ausgefallen"]);
    let mut newer = Laptop::new(&bed, 1, 3);
    newer.app = "9.9.0";
    let entry = newer.write(
        "service_state_set",
        Some("D-1"),
        (NOON, ""),
        json!({"state": "planned_maintenance"}),
        &[(0, 3)],
    );
    absorb(&bed, &[entry], ARRIVED);
    assert_eq!(bed.json(&["dienst", "zeigen", "D-1"])["state"], "down");
    assert!(bed.ok(&["dienst", "zeigen", "D-1"]).contains("9.9.0"));
    assert_eq!(bed.json(&["pruefen"])["unknown_kinds"], 1);
    // The same from a version that must know the form is damage.
    let mut same = Laptop::new(&bed, 2, 4);
    let entry = same.write(
        "service_state_set",
        Some("D-1"),
        (NOON, ""),
        json!({"state": "nonsense"}),
        &[],
    );
    let mut log = Log::open(&bed.log(), Access::Write).unwrap();
    assert!(log.absorb(&[entry], &At(moment(ARRIVED))).is_err());
}

#[test]
fn of_two_corrections_the_later_one_in_the_order_of_the_log_holds_in_record_and_journal() {
    let bed = Bed::with_log();
    bed.ok(&["vorfall", "neu", "Kein Strom"]);
    // b corrects entry 2 having seen it; this laptop gets that, and corrects once more.
    let mut b = Laptop::new(&bed, 1, 2);
    let by_b = json!({"entry": "2", "reason": "Tippfehler"});
    let entry = b.write(
        "entry_corrected",
        Some("V-1"),
        (MORNING, "Kein Netz"),
        by_b,
        &[(0, 2)],
    );
    absorb(&bed, &[entry], ARRIVED);
    assert_eq!(
        bed.json(&["vorfall", "zeigen", "V-1"])["title"],
        "Kein Netz"
    );
    bed.ok(&["berichtigen", "2", "Kein Stromnetz", "--grund", "genauer"]);
    assert_eq!(
        bed.json(&["vorfall", "zeigen", "V-1"])["title"],
        "Kein Stromnetz"
    );
    let line = &bed.json(&["tagebuch", "--zu", "V-1"])[0];
    let corrections = line["corrections"].as_array().unwrap();
    let texts: Vec<&str> = corrections
        .iter()
        .filter_map(|said| said["text"].as_str())
        .collect();
    assert_eq!(texts, ["Kein Netz", "Kein Stromnetz"]);
    let journal = sqlite(&bed, "SELECT corrected_text FROM journal WHERE id = 2");
    assert_eq!(journal, "Kein Stromnetz");
    assert_eq!(bed.json(&["pruefen"])["sound"], true);
}

#[test]
fn who_may_read_is_decided_by_order_and_not_by_a_clock_in_2031() {
    let bed = Bed::with_log();
    bed.ok(&[
        "dienst",
        "neu",
        "Bürgerbüro",
        "--zustand",
        "normal",
        "--oeffentlich",
    ]);
    let mut b = Laptop::new(&bed, 1, 3);
    let mut entry = b.write(
        "visibility_changed",
        Some("D-1"),
        ("2031-01-01T08:00:00+01:00", ""),
        json!({}),
        &[(0, 3)],
    );
    // b withholds it, with a clock that is ten years ahead; this laptop then publishes it again.
    assert!(
        entry
            .body
            .as_mut()
            .is_some_and(|body| body.contains("internal"))
    );
    absorb(&bed, &[entry], ARRIVED);
    assert!(!bed.ok(&["bericht", "--oeffentlich"]).contains("Bürgerbüro"));
    bed.ok(&["oeffentlich", "D-1"]);
    assert!(bed.ok(&["bericht", "--oeffentlich"]).contains("Bürgerbüro"));
    assert_eq!(
        sqlite(&bed, "SELECT visibility FROM journal WHERE id = 2"),
        "public"
    );
}

#[test]
fn a_number_whose_text_was_blackened_is_never_given_again() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "eins", "--an", "IT"]);
    bed.ok(&["aufgabe", "neu", "Frau Muster anrufen", "--an", "IT"]);
    sqlite(
        &bed,
        "DROP TRIGGER payload_no_delete; DELETE FROM payload WHERE id = 3",
    );
    bed.run(&["pruefen", "--neu-aufbauen"]);
    assert_eq!(sqlite(&bed, "SELECT count(*) FROM task"), "1");
    let journal = bed.ok(&["tagebuch"]).replace('\n', " ");
    assert!(
        journal.contains("A-2") && !journal.contains("Muster"),
        "{journal}"
    );
    assert_eq!(
        bed.json(&["aufgabe", "neu", "drei", "--an", "IT"])["number"],
        "A-3"
    );
}

#[test]
fn what_this_laptop_writes_follows_on_what_it_got() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "eins"]);
    let mut b = Laptop::new(&bed, 1, 40);
    let entries = [b.write("note_taken", None, (MORNING, "von b"), json!({}), &[(0, 2)])];
    absorb(&bed, &entries, ARRIVED);
    bed.ok(&["notiz", "zwei"]);
    bed.ok(&["notiz", "drei"]);
    let header = |id: i64| -> Value {
        serde_json::from_str(&sqlite(
            &bed,
            &format!("SELECT header FROM entry WHERE id = {id}"),
        ))
        .unwrap()
    };
    assert_eq!(header(3)["lam"], 42, "1 + the highest that was seen");
    assert_eq!(header(3)["seen"][0][0], 1);
    assert_eq!(header(3)["seen"][0][1], 1);
    assert_eq!(header(3)["seen"][0][2], json!(b.prev));
    assert_eq!(
        (&header(4)["lam"], &header(4)["seen"]),
        (&json!(43), &json!([]))
    );
    let heads = bed.json(&["pruefen"])["heads"].clone();
    assert_eq!(heads[0]["number"], "4");
    assert_eq!(
        (&heads[1]["number"], &heads[1]["hash"]),
        (&json!("1b"), &json!(b.prev))
    );
}

#[test]
fn what_a_laptop_had_of_another_one_is_what_is_here() {
    let bed = Bed::with_log();
    bed.ok(&["notiz", "eins"]);
    let mut b = Laptop::new(&bed, 1, 40);
    let sound = b.write("note_taken", None, (MORNING, "von b"), json!({}), &[(0, 2)]);
    let mut other = b.write("note_taken", None, (NOON, "von b"), json!({}), &[(0, 1)]);
    let hash = b.hash_of(0, 1);
    other.header = other.header.replace(&hash, &"7".repeat(64));
    absorb(&bed, &[sound], ARRIVED);
    bed.ok(&["pruefen"]);
    absorb(&bed, &[other], ARRIVED);
    let said = bed.run(&["pruefen", "--json"]);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    let codes = json!([{ "code": "seen_differs", "entry": "2b", "to": "1" }]);
    assert_eq!((said.code, &found["finding_codes"]), (4, &codes));
    let sentence =
        "Eintrag 2b: sein Laptop kannte Eintrag 1 in einer anderen Fassung, als sie hier steht.";
    assert_eq!(found["findings"], json!([sentence]));
}

#[test]
fn what_two_laptops_said_without_knowing_of_each_other_is_both_kept() {
    let bed = Bed::with_log();
    bed.ok(&["aufgabe", "neu", "Abbilder ziehen", "--an", "IT"]);
    let mut b = Laptop::new(&bed, 1, 2);
    let by_b = json!({"due": "2021-10-16T12:00:00+02:00"});
    let entry = b.write("task_changed", Some("A-1"), (MORNING, ""), by_b, &[(0, 2)]);
    bed.ok(&["aufgabe", "aendern", "A-1", "--frist", "17.10.2021 12:00"]);
    absorb(&bed, &[entry], ARRIVED);
    let task = bed.json(&["aufgabe", "zeigen", "A-1"]);
    // Both have the same lam: the order of laptops decides, and the other one is kept beside it.
    assert_eq!(task["due"], "2021-10-16T12:00:00+02:00");
    assert_eq!(task["beside"][0]["field"], "due");
    assert_eq!(task["beside"][0]["entry"], "3");
    assert_eq!(sqlite(&bed, "SELECT beside IS NOT NULL FROM task"), "1");
    // Whoever decides knows both, and nothing is beside it.
    bed.ok(&["aufgabe", "aendern", "A-1", "--frist", "18.10.2021 12:00"]);
    let task = bed.json(&["aufgabe", "zeigen", "A-1"]);
    assert_eq!(task["due"], "2021-10-18T12:00:00+02:00");
}

#[test]
fn what_was_written_before_a_report_and_arrives_after_it_is_a_change() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 10:00");
    let mut b = Laptop::new(&bed, 1, 1);
    let entry = b.write(
        "incident_opened",
        Some("V-1b"),
        (MORNING, "Ausfall im Kreishaus"),
        json!({}),
        &[(0, 1)],
    );
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    absorb(&bed, &[entry], "2021-10-15T09:00:00Z");
    bed.at("2021-10-15 12:00");
    let report = bed.ok(&["bericht"]).replace('\n', " ");
    assert!(!report.contains("Keine Änderungen"), "{report}");
    assert!(report.contains("V-1b"), "{report}");
    // What could have been known here at half past ten did not hold it.
    let then = bed.ok(&["vorfall", "liste", "--kenntnis", "15.10.2021 10:30"]);
    assert!(!then.contains("Kreishaus"), "{then}");
    assert!(bed.ok(&["vorfall", "liste"]).contains("Kreishaus"));
}

#[test]
fn the_last_report_is_the_last_in_the_order_of_the_log() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 10:00");
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    let mut b = Laptop::new(&bed, 1, 2);
    let document = "{}";
    let released = json!({"kind": "followup", "as_of": NOON, "released_by": "Weber", "language": "de",
        "hash": lage::store::chain::sha256(document.as_bytes()), "document": document});
    let entry = b.write(
        "report_released",
        Some("L-1b"),
        (NOON, ""),
        released,
        &[(0, 2)],
    );
    absorb(&bed, &[entry], "2021-10-15T10:05:00Z");
    bed.at("2021-10-15 13:00");
    bed.ok(&["bericht", "freigeben", "--von", "OB"]);
    let reports = bed.json(&["bericht", "liste"]);
    let numbers: Vec<&str> = reports
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|r| r["number"].as_str())
        .collect();
    assert_eq!(numbers, ["L-1", "L-1b", "L-2"]);
    assert_eq!(reports[2]["previous"], "L-1b");
}

#[test]
fn laptops_go_on_after_z_with_two_letters() {
    let bed = Bed::with_log();
    let mut laptop = Laptop::new(&bed, 26, 1);
    let entry = laptop.write(
        "incident_opened",
        Some("V-1aa"),
        (MORNING, "Ausfall"),
        json!({}),
        &[(0, 1)],
    );
    absorb(&bed, &[entry], ARRIVED);
    assert_eq!(bed.json(&["vorfall", "zeigen", "v1aa"])["number"], "V-1aa");
    assert!(bed.ok(&["tagebuch"]).contains("1aa"));
    assert_eq!(bed.json(&["pruefen"])["sound"], true);
}

#[test]
fn a_search_finds_what_counts_at_its_moment_the_newest_of_all_laptops_first() {
    let bed = Bed::with_log();
    bed.at("2021-10-15 08:00");
    bed.ok(&["notiz", "Telefon tot"]);
    bed.at("2021-10-15 12:00");
    bed.ok(&["notiz", "Telefon wieder da"]);
    let found = bed.ok(&["suche", "Telefon", "--stand", "15.10.2021 09:00"]);
    assert!(
        found.contains("tot") && !found.contains("wieder"),
        "{found}"
    );
    let found = bed.ok(&["suche", "Telefon", "--kenntnis", "15.10.2021 09:00"]);
    assert!(
        found.contains("tot") && !found.contains("wieder"),
        "{found}"
    );
    // A laptop that had seen the first note only: its entry stands before the second one.
    let mut b = Laptop::new(&bed, 1, 1);
    let entry = b.write(
        "note_taken",
        None,
        (MORNING, "Telefon gestört"),
        json!({}),
        &[(0, 1)],
    );
    absorb(&bed, &[entry], ARRIVED);
    let lines = bed.json(&["suche", "Telefon"]);
    let lines = lines.as_array().unwrap();
    let numbers: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["number"].as_str())
        .collect();
    assert_eq!(numbers, ["3", "1b", "2"]);
}

#[test]
fn entries_of_another_log_are_refused_whole() {
    let bed = Bed::with_log();
    let mut stranger = Laptop::new(&bed, 1, 1);
    let good = stranger.write("note_taken", None, (MORNING, "gut"), json!({}), &[]);
    stranger.log = "f".repeat(32);
    let foreign = stranger.write("note_taken", None, (MORNING, "fremd"), json!({}), &[]);
    let mut log = Log::open(&bed.log(), Access::Write).unwrap();
    assert!(log.absorb(&[good, foreign], &At(moment(ARRIVED))).is_err());
    drop(log);
    assert_eq!(bed.json(&["pruefen"])["entries"], 1);
}

/// What the stock shell prints.
fn sqlite(bed: &Bed, sql: &str) -> String {
    let output = std::process::Command::new("sqlite3")
        .arg(bed.log())
        .arg(sql)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
