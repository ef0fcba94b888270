//! What is internal stays inside: over random histories, and in the worked example.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use lage::cli::answer;
use lage::cli::request::{self, Common, Write};
use lage::cli::write::carry_out;
use lage::domain::codes::Visibility;
use lage::domain::entry::{Body, Event, LogStarted};
use lage::domain::moment::Moment;
use lage::domain::number::{EntryNumber, RecordNumber};
use lage::domain::situation::{Earlier, Scope};
use lage::l10n::{Lang, Words};
use lage::render::terminal::Style;
use lage::render::{html, json, markdown, terminal};
use lage::report::document::Document;
use lage::report::lists::{self, Looking};
use lage::report::{detail, glance, public, tagebuch};
use lage::store::append::Draft;
use lage::store::log::{Log, World};
use lage::store::query::Limits;
use proptest::prelude::*;

use crate::bed::Bed;

static SECONDS: AtomicI64 = AtomicI64::new(0);

fn clock() -> DateTime<Utc> {
    let seconds = SECONDS.fetch_add(1, Ordering::Relaxed);
    DateTime::from_timestamp(1_634_270_400 + seconds, 0).unwrap()
}

const WORLD: World = World {
    clock,
    random: |bytes| bytes.fill(7),
};

/// One random step: what to do, to which number, and whether it is marked public.
#[derive(Clone, Debug)]
struct Step {
    act: u8,
    target: u8,
    public: bool,
}

fn step() -> impl Strategy<Value = Step> {
    (0..24_u8, 1..5_u8, any::<bool>()).prop_map(|(act, target, public)| Step {
        act,
        target,
        public,
    })
}

/// The request of a step; every text a person could type in it carries `token`.
fn request(step: &Step, token: &str) -> Write {
    let text = |field: &str| format!("{token} {field}");
    let some = |field: &str| Some(text(field));
    let number = |letter: char| format!("{letter}-{}", step.target);
    match step.act {
        0 => Write::NoteAdd(request::NoteAdd {
            text: text("note"),
            ..Default::default()
        }),
        1 => Write::IncidentAdd(request::IncidentAdd {
            title: text("title"),
            text: some("text"),
            ..Default::default()
        }),
        2 => Write::IncidentEdit(request::IncidentEdit {
            number: number('V'),
            title: some("title"),
            text: some("text"),
            ..Default::default()
        }),
        3 => Write::IncidentClose(request::IncidentClose {
            number: number('V'),
            reason: some("reason"),
            anyway: true,
            ..Default::default()
        }),
        4 => Write::IncidentReopen(request::IncidentReopen {
            number: number('V'),
            reason: some("reason"),
        }),
        5 => Write::TaskAdd(request::TaskAdd {
            what: text("what"),
            to: some("assignee"),
            ..Default::default()
        }),
        6 => Write::DecisionAdd(request::DecisionAdd {
            what: text("what"),
            reason: some("reason"),
            by: some("decider"),
            heard: vec![text("heard")],
            ..Default::default()
        }),
        7 | 8 => Write::ServiceAdd(request::ServiceAdd {
            name: text("name"),
            place: some("place"),
            owner: some("owner"),
            contact: some("contact"),
            state: Some("down".to_owned()),
            cause: some("cause"),
            restriction: some("restriction"),
            workaround: some("workaround"),
            ..Default::default()
        }),
        9 => Write::ServiceEdit(request::ServiceEdit {
            service: number('D'),
            name: some("name"),
            contact: some("contact"),
            place: some("place"),
            ..Default::default()
        }),
        10 | 11 => Write::ServiceSet(request::ServiceSet {
            service: number('D'),
            state: "degraded".to_owned(),
            cause: some("cause"),
            restriction: some("restriction"),
            workaround: some("workaround"),
            ..Default::default()
        }),
        12 | 13 => Write::FindingAdd(request::FindingAdd {
            topic: text("topic"),
            statement: text("statement"),
            certainty: Some(
                ["fact", "assumption", "question"][usize::from(step.target % 3)].to_owned(),
            ),
        }),
        14 => Write::FindingReplace(request::FindingReplace {
            number: number('K'),
            statement: text("statement"),
            certainty: None,
        }),
        15 | 16 => Write::NoticeAdd(request::NoticeAdd {
            text: text("text"),
            channel: some("channel"),
            by: some("releaser"),
            ..Default::default()
        }),
        17 => Write::NoticeReplace {
            number: number('B'),
            with: request::NoticeAdd {
                text: text("text"),
                ..Default::default()
            },
        },
        18 => Write::NoticeWithdraw(request::NoticeWithdraw {
            number: number('B'),
            reason: some("reason"),
        }),
        19 => Write::Correct(request::Correct {
            entry: (step.target * 3).to_string(),
            text: text("text"),
            reason: text("reason"),
        }),
        20 => Write::Void(request::Void {
            entry: (step.target * 4).to_string(),
            reason: text("reason"),
        }),
        21 => Write::AssessmentAdd(request::AssessmentAdd {
            part: ["summary", "outlook_short", "assessment"][usize::from(step.target % 3)]
                .to_owned(),
            text: text("text"),
            option: vec![text("option")],
        }),
        22 => Write::VisibilitySet(request::VisibilitySet {
            numbers: vec![number(['V', 'D', 'K', 'B'][usize::from(step.target % 4)])],
            public: step.public,
            reason: some("reason"),
        }),
        _ => Write::VisibilitySet(request::VisibilitySet {
            numbers: vec![(step.target * 3).to_string()],
            public: step.public,
            reason: some("reason"),
        }),
    }
}

/// What the test itself knows of one entry, in the order of the log.
struct Known {
    number: EntryNumber,
    token: String,
    record: Option<RecordNumber>,
    /// As it was marked when it was written.
    marked: bool,
    /// What it says of others: the entry it cancels, or whose visibility it sets (its whole record where there is none).
    voids: Option<EntryNumber>,
    sets: Option<Option<EntryNumber>>,
}

impl Known {
    /// Whether the entry may leave the house, told from the last word on it backwards.
    fn is_public(&self, all: &[Known]) -> bool {
        let cancelled = |entry: &Known| all.iter().any(|other| other.voids == Some(entry.number));
        let said = all
            .iter()
            .rev()
            .filter(|other| other.number.0.running > self.number.0.running && !cancelled(other))
            .find(|other| match other.sets {
                Some(Some(entry)) => entry == self.number,
                Some(None) => other.record == self.record && self.record.is_some(),
                None => false,
            });
        said.unwrap_or(self).marked && self.sets.is_none()
    }
}

/// The log of these steps, and for each entry its token and whether it may leave the house.
fn build(folder: &std::path::Path, steps: &[Step]) -> (Log, Vec<Known>) {
    let body = Body {
        happened_at: Moment::exact(clock().fixed_offset()),
        approximate: false,
        author: Some("PERSON".to_owned()),
        role: None,
        text: "TITEL".to_owned(),
        source: None,
        certainty: None,
        visibility: Visibility::Internal,
        event: Event::LogStarted(LogStarted {
            body: Some("Stadt Muster".to_owned()),
            zone: "Europe/Berlin".to_owned(),
            language: "de".to_owned(),
            exercise: false,
            forced_place: None,
        }),
    };
    let draft = Draft {
        record: None,
        body,
        imported: false,
    };
    let mut log = Log::create(&folder.join("lage.db"), draft, WORLD, false).unwrap();
    let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
    let mut known: Vec<Known> = Vec::new();
    for (position, step) in steps.iter().enumerate() {
        // Q stands before and after, so that token 1 is not found in token 12.
        let token = format!("Q{position}Q");
        let common = Common {
            public: step.public,
            author: Some("PERSON/ROLLE".to_owned()),
            source: Some("QUELLE".to_owned()),
            ..Common::default()
        };
        let before = log.view().entries().unwrap();
        let mut writer = log.write(WORLD).unwrap();
        if carry_out(&mut writer, &common, &request(step, &token), &words, false).is_err() {
            continue;
        }
        writer.commit().unwrap();
        let after = log.view().entries().unwrap();
        for running in before + 1..=after {
            let number = EntryNumber::parse(&running.to_string()).unwrap();
            let line = log.view().line_of(number).unwrap();
            known.push(Known {
                number,
                token: token.clone(),
                record: line.entry.record,
                marked: step.public,
                voids: match &line.entry.body.event {
                    Event::EntryVoided(void) => Some(void.entry),
                    _ => None,
                },
                sets: match &line.entry.body.event {
                    Event::VisibilityChanged(change) => Some(change.entry),
                    _ => None,
                },
            });
        }
    }
    (log, known)
}

const STYLE: Style = Style {
    width: 80,
    color: false,
    report: true,
};

/// The public notice in every format.
fn outputs(log: &Log) -> Vec<(&'static str, String)> {
    let words = Words::new(Lang::De, log.zone);
    let now = Moment::exact(clock().fixed_offset());
    let past = log.public(Scope::ALL).unwrap();
    let situation = past
        .view()
        .situation(now, None, Earlier::default(), Limits::REPORT)
        .unwrap();
    let document = public::build(&situation, None);
    #[cfg(feature = "pdf")]
    let pdf = {
        use lage::render::pdf::{Options, TEMPLATE, Template, data};
        let options = Options {
            letterhead: None,
            template: Template {
                name: String::new(),
                text: TEMPLATE.to_owned(),
            },
            archive: true,
            date: now,
        };
        data(&document, &words, &options).to_string()
    };
    vec![
        // All that a PDF is made from: its text, its metadata, its attachment.
        #[cfg(feature = "pdf")]
        ("pdf", pdf.replace('\u{200b}', "")),
        ("terminal", terminal::render(&document, &words, STYLE)),
        ("markdown", markdown::render(&document, &words)),
        ("json", json::render(&document, &words).to_string()),
        ("html", html::render(&document, &words, None)),
        // The frozen form: what no renderer shows is not there either.
        ("document", serde_json::to_string(&document).unwrap()),
    ]
}

/// What `--oeffentlich` shows of the log elsewhere: the glance, every list and record, the Tagebuch, a search for anything.
fn looks(log: &Log, known: &[Known]) -> Vec<(&'static str, String)> {
    let words = Words::new(Lang::De, log.zone);
    let now = Moment::exact(clock().fixed_offset());
    let past = log.public(Scope::ALL).unwrap();
    let view = past.view();
    let shown = |document: &Document| terminal::render(document, &words, STYLE);
    let listed = |table| shown(&lists::document("list-log", table, 0, ""));
    let looking = Looking::at(now);
    let glance = view
        .situation(now, None, Earlier::default(), Limits::GLANCE)
        .unwrap();
    let all = usize::MAX;
    let mut out = vec![
        ("glance", shown(&glance::build(&glance))),
        (
            "incidents",
            listed(lists::incidents(
                &view.incidents(all).unwrap().items,
                looking,
            )),
        ),
        (
            "tasks",
            listed(lists::open_tasks(&view.open_tasks().unwrap(), looking)),
        ),
        (
            "decisions",
            listed(lists::decisions(
                &view.decisions(all, false).unwrap().items,
                looking,
            )),
        ),
        (
            "services",
            listed(lists::services(&view.services(all).unwrap(), looking)),
        ),
        (
            "findings",
            listed(lists::findings(&view.findings(all).unwrap().items, looking)),
        ),
        (
            "notices",
            listed(lists::notices(&view.notices(all).unwrap().items, looking)),
        ),
        (
            "assessments",
            listed(lists::assessments(&view.assessment_history().unwrap())),
        ),
        (
            "log",
            listed(tagebuch::table(&view.log_lines(None, all).unwrap().items)),
        ),
        (
            "log as JSON",
            answer::lines(&view.log_lines(None, all).unwrap().items).to_string(),
        ),
    ];
    for entry in known {
        let hits = view
            .search(std::slice::from_ref(&entry.token), all)
            .unwrap();
        let instead: Vec<String> = hits
            .instead
            .into_iter()
            .flat_map(|(_, found)| found)
            .collect();
        out.push(("similar words", instead.join(" ").to_uppercase()));
        out.push(("search", listed(tagebuch::table(&hits.lines.items))));
        if let Some(Ok(record)) = entry.record.map(|number| view.record(number)) {
            let lines = view.lines_about(record.track().number).unwrap();
            out.push(("record", shown(&detail::build(&record, &lines, now))));
            out.push(("record as JSON", answer::record(&record).to_string()));
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_word_of_an_internal_entry_reaches_the_public(steps in proptest::collection::vec(step(), 1..50)) {
        let folder = tempfile::tempdir().unwrap();
        let (log, known) = build(folder.path(), &steps);
        let allowed: Vec<&str> = known
            .iter()
            .filter(|entry| entry.is_public(&known))
            .map(|entry| entry.token.as_str())
            .collect();
        let notices = outputs(&log);
        let looks = looks(&log, &known);
        for (format, text) in notices.iter().chain(&looks) {
            for word in ["PERSON", "ROLLE", "QUELLE", "TITEL"] {
                prop_assert!(!text.contains(word), "{format}: {word}");
            }
            for entry in &known {
                prop_assert!(
                    !text.contains(&entry.token) || allowed.contains(&entry.token.as_str()),
                    "{format}: {} of an internal entry\n{text}",
                    entry.token
                );
            }
        }
        let names = ["assignee", "decider", "heard", "owner", "releaser", "channel"];
        let never = notices.iter().map(|notice| (notice, &["reason", "cause", "option"][..]));
        for ((format, text), words) in never.chain(notices.iter().chain(&looks).map(|shown| (shown, &names[..]))) {
            for word in words {
                for entry in &known {
                    prop_assert!(!text.contains(&format!("{} {word}", entry.token)), "{format}: {word}");
                }
            }
        }
    }
}

/// The property above would also hold for a notice that says nothing.
#[test]
fn what_is_marked_public_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let steps: Vec<Step> = [1, 7, 12, 15, 21]
        .into_iter()
        .map(|act| Step {
            act,
            target: 3,
            public: true,
        })
        .collect();
    let (log, _) = build(folder.path(), &steps);
    for (format, text) in outputs(&log) {
        for words in [
            "Q0Q title",
            "Q0Q text",
            "Q1Q name",
            "Q1Q workaround",
            "Q1Q contact",
            "Q2Q statement",
            "Q3Q text",
            "Q4Q text",
        ] {
            assert!(text.contains(words), "{format}: {words}\n{text}");
        }
    }
}

#[test]
fn what_was_public_can_be_taken_back_and_given_again() {
    let bed = Bed::with_log();
    let public = || bed.ok(&["bericht", "--oeffentlich"]);
    bed.ok(&["bekanntgabe", "neu", "Das Rathaus ist zu."]);
    assert!(!public().contains("Rathaus"));
    bed.ok(&["oeffentlich", "B-1"]);
    assert!(public().contains("Das Rathaus ist zu."));
    // Put right inside: the wrong wording is no longer told, and the right one not yet.
    bed.ok(&[
        "berichtigen",
        "2",
        "Das Rathaus ist offen.",
        "--grund",
        "Irrtum",
    ]);
    assert!(!public().contains("Rathaus"));
    bed.ok(&["oeffentlich", "4"]);
    assert!(public().contains("Das Rathaus ist offen."));
    bed.ok(&["intern", "B-1"]);
    assert!(!public().contains("Rathaus"));
    // The publication of entry 4 and the withdrawal are entries like others: a cancelled one no longer counts.
    bed.ok(&["streichen", "6", "--grund", "falsche Nummer"]);
    assert!(public().contains("Das Rathaus ist offen."));
    bed.ok(&["bekanntgabe", "zurueckziehen", "1", "überholt"]);
    assert!(!public().contains("Rathaus"));
    bed.ok(&["pruefen"]);
}

#[test]
fn an_outlook_that_the_staff_no_longer_holds_is_no_longer_told() {
    let bed = Bed::with_log();
    bed.ok(&[
        "lagebild",
        "prognose-kurz",
        "Morgen geht das Telefon.",
        "--oeffentlich",
    ]);
    assert!(
        bed.ok(&["bericht", "--oeffentlich"])
            .contains("Morgen geht das Telefon.")
    );
    bed.ok(&["lagebild", "prognose-kurz", "Es dauert Wochen."]);
    let notice = bed.ok(&["bericht", "--oeffentlich"]);
    assert!(
        !notice.contains("Telefon") && !notice.contains("Wochen"),
        "{notice}"
    );
    bed.ok(&["oeffentlich", "3"]);
    assert!(
        bed.ok(&["bericht", "--oeffentlich"])
            .contains("Es dauert Wochen.")
    );
}

#[test]
fn the_title_of_the_log_is_internal_until_it_is_published() {
    let bed = Bed::new();
    bed.ok(&["init", "Operation Maulwurf", "--behoerde", "Stadt X"]);
    for format in ["tabelle", "markdown", "json", "html"] {
        let text = bed.ok(&["bericht", "--oeffentlich", "--format", format]);
        assert!(!text.contains("Maulwurf"), "{format}");
        assert!(text.contains("Stadt X"), "{format}");
    }
    let said = bed.run(&["bericht", "--oeffentlich", "--format", "html", "--aus", "."]);
    assert!(!said.err.contains("Maulwurf") && said.err.contains("Buergerinformation"));
    bed.ok(&["oeffentlich", "1"]);
    assert!(bed.ok(&["bericht", "--oeffentlich"]).contains("Maulwurf"));
}

#[test]
fn a_newer_internal_state_of_a_public_service_is_pointed_out() {
    let bed = Bed::with_log();
    bed.ok(&[
        "dienst",
        "neu",
        "Telefon",
        "--zustand",
        "normal",
        "--oeffentlich",
    ]);
    let said = bed.run(&[
        "dienst",
        "setzen",
        "Telefon",
        "ausgefallen",
        "--ersatz",
        "Mobil 0170",
    ]);
    assert!(said.err.contains("lage oeffentlich 4"), "{}", said.err);
    let said = bed.run(&["bericht", "--oeffentlich"]);
    assert!(
        !said.out.contains("0170") && said.err.contains("lage oeffentlich 4"),
        "{}",
        said.err
    );
    bed.ok(&["oeffentlich", "4"]);
    let said = bed.run(&["bericht", "--oeffentlich"]);
    assert!(
        said.out.contains("0170") && said.err.is_empty(),
        "{}",
        said.err
    );
}

/// A log of 0.2.0, whose Tagebuch kept the visibility that each entry was written with.
#[test]
fn the_tagebuch_says_who_may_read_an_entry_now() {
    let bed = Bed::new();
    let old =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/0.2.0-visibility.db");
    std::fs::copy(old, bed.log()).unwrap();
    let public = |bed: &Bed| -> Vec<String> {
        let lines = bed.json(&["tagebuch", "--alle"]);
        let lines = lines.as_array().unwrap().iter();
        lines
            .filter(|line| line["visibility"] == "public" && line["kind"] != "visibility_changed")
            .map(|line| line["number"].as_str().unwrap().to_owned())
            .collect()
    };
    // D-1 was published and taken back; entry 6 was written public; taking back 5 was cancelled.
    assert_eq!(public(&bed), ["6"]);
    bed.ok(&["pruefen"]);
    bed.ok(&["oeffentlich", "5", "D-1"]);
    bed.ok(&[
        "dienst",
        "setzen",
        "D-1",
        "ausgefallen",
        "--grund",
        "Kabelbrand",
    ]);
    assert_eq!(public(&bed), ["2", "3", "4", "5", "6", "13"]);
    bed.ok(&["pruefen"]);
    let service = bed.ok(&["dienst", "zeigen", "1"]);
    let line = service
        .lines()
        .find(|line| line.starts_with("Sichtbarkeit:"));
    assert!(line.unwrap().ends_with(" öffentlich"), "{service}");
    let report = bed.ok(&["bericht", "--seit", "-1m", "--format", "markdown"]);
    assert!(
        report.contains("Sichtbarkeit: intern → öffentlich"),
        "{report}"
    );
    // What may be read outside, and nothing else.
    let log = bed.ok(&["tagebuch", "--oeffentlich"]);
    assert!(log.contains("Notbetrieb") && log.contains("eins"), "{log}");
    let looks = [
        log,
        bed.ok(&["dienst", "liste", "--oeffentlich"]),
        bed.ok(&["dienst", "zeigen", "1", "--oeffentlich"]),
        bed.ok(&["suche", "Kabelbrand", "--oeffentlich"]),
        bed.ok(&["suche", "Krüger", "--oeffentlich"]),
        bed.ok(&["--oeffentlich"]),
    ];
    for text in looks {
        for word in [
            "Kabelbrand",
            "ausgefallen seit",
            "Krüger",
            "drei",
            "Maulwurf",
        ] {
            assert!(!text.contains(word), "{word}\n{text}");
        }
    }
    bed.fails(2, &["bericht", "zeigen", "1", "--oeffentlich"]);
}

/// What the press statement tells citizens, sentence by sentence, the public notice of its example tells too.
#[test]
fn the_public_notice_tells_citizens_what_the_press_statement_told_them() {
    let bed = Bed::new();
    bed.ok(&["demo"]);
    let text = bed.ok(&[
        "--log",
        "schwerin-2021/lage.db",
        "bericht",
        "--oeffentlich",
        "--format",
        "markdown",
        "--stand",
        "15.10.2021 abends",
    ]);
    for words in [
        "Angriff mit Verschlüsselungssoftware",
        "städtischer Unternehmen",
        "Schadensbegrenzung",
        "KSM/SIS",
        "seit Freitagmorgen",
        "kontrolliert heruntergefahren",
        "Hochdruck an der Ursachenidentifikation",
        "Abgriff von Daten konnte bisher nicht festgestellt werden",
        "Schadensausmaß",
        "Fachverfahren",
        "Elektronische Kommunikation",
        "Telefonische Erreichbarkeit der Stadtverwaltung",
        "In einigen Fachverfahren wurden Daten verschlüsselt",
        "Im Mailverkehr wurden Daten verschlüsselt",
        "Telefonanlage Stadthaus | ausgefallen",
        "am Freitag geschlossen",
        "Sonnabendvormittag",
        "Sprechtag Montag",
        "Telefon Feuerwehr | nicht betroffen",
        "Telefon Rettungsleitstelle | nicht betroffen",
        "Telefon WGS-Mieterservice | nicht betroffen",
        "Telefon Stadtwerke-Kundencenter | nicht betroffen",
        "0385 7440363",
        "rund um die Uhr besetzt",
        "Rufnummer für dringende Bürgeranliegen",
        "kommunalen Krisenstab einberufen",
        "Stromversorgung | Normalbetrieb",
        "Gasversorgung | Normalbetrieb",
        "Wasserversorgung | Normalbetrieb",
        "Wärmeversorgung | Normalbetrieb",
        "Nahverkehr | Normalbetrieb",
        "Rettungsdienste | Normalbetrieb",
        "Eheschließungen am Wochenende | Normalbetrieb",
        "Grundsicherung, Hilfen zur Erziehung oder Unterhaltsvorschuss",
        "Alternativangeboten für dringend zu erledigende Bürgerdienste",
        "Polizei und die entsprechenden Sicherheitsbehörden",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for words in [
        "A-1",
        "nicht zugewiesen",
        "Protokoll",
        "Wer leitet den Krisenstab",
    ] {
        assert!(!text.contains(words), "{words}\n{text}");
    }
}
