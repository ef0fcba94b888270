//! What is internal stays inside: over random histories, and in the worked example.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use lage::cli::answer;
use lage::cli::common::Clearable;
use lage::cli::common::Common;
use lage::cli::records::decision::DecisionAdd;
use lage::cli::records::entry::{AssessmentAdd, Correct, NoteAdd, VisibilitySet, Void};
use lage::cli::records::finding::{FindingAdd, FindingClose, FindingReplace};
use lage::cli::records::incident::{IncidentAdd, IncidentClose, IncidentEdit, IncidentReopen};
use lage::cli::records::notice::{NoticeAdd, NoticeReplace, NoticeWithdraw};
use lage::cli::records::service::{ServiceAdd, ServiceEdit, ServiceSet};
use lage::cli::records::task::TaskAdd;
use lage::cli::writing::Act;
use lage::cli::writing::carry_out;
use lage::domain::audience::Visibility;
use lage::domain::entry::{Body, Event, LogEvent, LogStarted};
use lage::domain::moment::Moment;
use lage::domain::number::{EntryNumber, RecordNumber};
use lage::domain::situation::{Earlier, Scope};
use lage::l10n::{Lang, Words};
use lage::render::terminal::Style;
use lage::render::{html, json, markdown, terminal};
use lage::report::{assessment, journal, lists, public};
use lage::store::append::Draft;
use lage::store::log::{Log, World};
use lage::store::query::Limits;
use lage::store::search::Wanted;
use proptest::prelude::*;

use crate::bed::{AFTERWARDS, Bed, scratch};

static SECONDS: AtomicI64 = AtomicI64::new(0);

fn clock() -> DateTime<Utc> {
    let seconds = SECONDS.fetch_add(1, Ordering::Relaxed);
    DateTime::from_timestamp(1_634_270_400 + seconds, 0).unwrap()
}

struct Stepping;

impl World for Stepping {
    fn now(&self) -> DateTime<Utc> {
        clock()
    }

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// One random step: what to do, to which number, and whether it is marked public.
#[derive(Clone, Debug)]
struct Step {
    act: u8,
    target: u8,
    public: bool,
}

fn step() -> impl Strategy<Value = Step> {
    (0..30_u8, 1..5_u8, any::<bool>()).prop_map(|(act, target, public)| Step {
        act,
        target,
        public,
    })
}

/// The year of a step's times: nobody else names it, so that it tells whose time is shown.
const AHEAD: usize = 2100;
const BACK: usize = 1940;

/// The request of a step; every text a person could type in it carries `token`, every time a year of its `position`.
fn request(step: &Step, token: &str, position: usize) -> Box<dyn Act> {
    let ahead = || Some(format!("01.03.{}", AHEAD + position));
    let back = |now_and_then: bool| {
        (!now_and_then || step.target.is_multiple_of(2))
            .then(|| format!("01.03.{}", BACK + position))
    };
    let text = |field: &str| format!("{token} {field}");
    let some = |field: &str| Some(text(field));
    let number = |letter: char| format!("{letter}-{}", step.target);
    match step.act {
        0 => NoteAdd {
            text: text("note"),
            ..Default::default()
        }
        .boxed(),
        1 => IncidentAdd {
            title: text("title"),
            text: some("text"),
            since: back(true),
            ..Default::default()
        }
        .boxed(),
        2 => IncidentEdit {
            number: number('V'),
            title: some("title"),
            text: some("text").map(Clearable),
            ..Default::default()
        }
        .boxed(),
        3 => IncidentClose {
            number: number('V'),
            reason: some("reason"),
            anyway: true,
            ..Default::default()
        }
        .boxed(),
        4 => IncidentReopen {
            number: number('V'),
            reason: some("reason"),
        }
        .boxed(),
        5 => TaskAdd {
            what: text("what"),
            to: some("assignee"),
            due: ahead(),
            ..Default::default()
        }
        .boxed(),
        6 => DecisionAdd {
            what: text("what"),
            reason: some("reason"),
            by: some("decider"),
            heard: vec![text("heard")],
            review: ahead(),
            ..Default::default()
        }
        .boxed(),
        7 | 8 => ServiceAdd {
            name: text("name"),
            place: some("place"),
            owner: some("owner"),
            contact: some("contact"),
            hotline: some("hotline"),
            state: Some("down".to_owned()),
            since: back(true),
            cause: some("cause"),
            restriction: some("restriction"),
            workaround: some("workaround"),
            expected_back: ahead(),
            valid_until: ahead(),
            ..Default::default()
        }
        .boxed(),
        9 => ServiceEdit {
            service: number('D'),
            name: some("name"),
            contact: some("contact").map(Clearable),
            hotline: some("hotline").map(Clearable),
            place: some("place").map(Clearable),
            ..Default::default()
        }
        .boxed(),
        10 | 11 => ServiceSet {
            service: number('D'),
            state: ["degraded", "down", "normal", "isolated"][usize::from(step.target) - 1]
                .to_owned(),
            since: back(true),
            cause: some("cause").map(Clearable),
            restriction: some("restriction").map(Clearable),
            workaround: some("workaround").map(Clearable),
            expected_back: ahead().map(Clearable),
            valid_until: ahead().map(Clearable),
        }
        .boxed(),
        12 | 13 => FindingAdd {
            topic: text("topic"),
            statement: text("statement"),
            certainty: Some(
                ["fact", "assumption", "question"][usize::from(step.target % 3)].to_owned(),
            ),
            about: Vec::new(),
        }
        .boxed(),
        14 => FindingReplace {
            number: number('K'),
            statement: text("statement"),
            certainty: None,
            about: Vec::new(),
        }
        .boxed(),
        15 | 16 => NoticeAdd {
            text: text("text"),
            channel: some("channel").map(Clearable),
            by: some("releaser"),
            valid_until: ahead().map(Clearable),
            ..Default::default()
        }
        .boxed(),
        17 => NoticeReplace {
            number: number('B'),
            with: NoticeAdd {
                text: text("text"),
                // What is not said again goes on to hold, and is the new notice's own.
                valid_until: ahead().map(Clearable),
                ..Default::default()
            },
        }
        .boxed(),
        18 => NoticeWithdraw {
            number: number('B'),
            reason: some("reason"),
        }
        .boxed(),
        19 => Correct {
            entry: (step.target * 3).to_string(),
            text: text("text"),
            reason: text("reason"),
            ..Default::default()
        }
        .boxed(),
        24 => {
            let fields = [
                ("text", "text"),
                ("einschraenkung", "restriction"),
                ("zustaendig", "owner"),
                ("kanal", "channel"),
            ];
            let (name, word) = fields[usize::from(step.target) - 1];
            Correct {
                entry: (step.target * 3 - u8::from(step.public)).to_string(),
                text: text(word),
                field: Some(name.to_owned()),
                reason: text("reason"),
                ..Default::default()
            }
            .boxed()
        }
        // Another time alone, then with another text; the time of an incident.
        25 | 26 => Correct {
            entry: (step.target * 3).to_string(),
            text: if step.act == TIME_ALONE {
                String::new()
            } else {
                text("text")
            },
            time: back(false),
            reason: text("reason"),
            ..Default::default()
        }
        .boxed(),
        27 => IncidentEdit {
            number: number('V'),
            since: back(false).map(Clearable),
            ..Default::default()
        }
        .boxed(),
        28 => ServiceEdit {
            service: number('D'),
            group: some("group").map(Clearable),
            owner: some("owner").map(Clearable),
            depends_on: Some(vec![format!("D-{}", step.target % 4 + 1)]),
            max_outage: Some(Clearable("4h".to_owned())),
            ..Default::default()
        }
        .boxed(),
        29 => FindingClose {
            number: number('K'),
            outcome: ["confirmed", "widerlegt"][usize::from(step.target % 2)].to_owned(),
            reason: some("reason"),
        }
        .boxed(),
        20 => Void {
            entry: (step.target * 4).to_string(),
            reason: text("reason"),
        }
        .boxed(),
        21 => AssessmentAdd {
            part: ["summary", "outlook_short", "assessment"][usize::from(step.target % 3)]
                .to_owned(),
            text: text("text"),
            option: vec![text("option")],
        }
        .boxed(),
        22 => VisibilitySet {
            numbers: vec![number(['V', 'D', 'K', 'B'][usize::from(step.target % 4)])],
            public: step.public,
            reason: some("reason"),
        }
        .boxed(),
        _ => VisibilitySet {
            numbers: vec![(step.target * 3).to_string()],
            public: step.public,
            reason: some("reason"),
        }
        .boxed(),
    }
}

/// The events that end what others read, by their stored names.
const TAKE_BACK: [&str; 4] = [
    "incident_closed",
    "incident_reopened",
    "notice_replaced",
    "notice_withdrawn",
];

/// The step that puts a time right, and no word.
const TIME_ALONE: u8 = 25;

/// What the test itself knows of one entry, in the order of the log.
struct Known {
    number: EntryNumber,
    token: String,
    record: Option<RecordNumber>,
    /// As it was marked when it was written.
    marked: bool,
    /// What it says of others: the entry it cancels, or corrects, or whose visibility it sets (its whole record where
    /// there is none).
    voids: Option<EntryNumber>,
    corrects: Option<EntryNumber>,
    /// The field that it corrects, where that is not the entry's own text.
    field: Option<String>,
    sets: Option<Option<EntryNumber>>,
    /// Whether it puts words right.
    words: bool,
    /// Whether it ends what others read, which they are told whatever its mark.
    takes_back: bool,
    /// The years of its times.
    years: [usize; 2],
}

impl Known {
    fn is_cancelled(&self, all: &[Known]) -> bool {
        // A cancellation that was cancelled takes nothing back.
        all.iter()
            .any(|other| other.voids == Some(self.number) && !other.is_cancelled(all))
    }

    /// Whether the entry may leave the house, told from the last word on it backwards.
    fn is_public(&self, all: &[Known]) -> bool {
        let said = all
            .iter()
            .rev()
            .filter(|other| other.number.0.running > self.number.0.running)
            .filter(|other| !other.is_cancelled(all))
            .find(|other| match other.sets {
                Some(Some(entry)) => entry == self.number,
                Some(None) => other.record == self.record && self.record.is_some(),
                None => false,
            });
        said.unwrap_or(self).marked && self.sets.is_none()
    }

    /// Whether its words may be told: public, not cancelled, not put right, and what they put right is public too.
    fn may_be_told(&self, all: &[Known]) -> bool {
        let counts = |entry: &&Known| !entry.is_cancelled(all);
        let right = |number| {
            all.iter().filter(counts).rfind(|other| {
                other.corrects == Some(number) && other.field == self.field && other.words
            })
        };
        let in_force = match self.corrects {
            Some(number) => right(number).is_some_and(|last| last.number == self.number),
            // A correction puts its text right; the topic or place of a record stays.
            None => self.record.is_some() || right(self.number).is_none(),
        };
        in_force && self.counts_outside(all)
    }

    /// Whether what it says besides words may be told, as its times: it is public, and what it puts right is too.
    fn counts_outside(&self, all: &[Known]) -> bool {
        let counts = |entry: &Known| entry.is_public(all) && !entry.is_cancelled(all);
        let corrected = self
            .corrects
            .and_then(|number| all.iter().find(|other| other.number == number));
        let told = |entry: &Known| counts(entry) || entry.takes_back && !entry.is_cancelled(all);
        counts(self) && corrected.is_none_or(told)
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
        visibility: Visibility::INTERNAL,
        with: None,
        event: Event::Log(LogEvent::LogStarted(LogStarted {
            body: Some("Stadt Muster".to_owned()),
            zone: "Europe/Berlin".to_owned(),
            language: "de".to_owned(),
            exercise: false,
            forced_place: None,
        })),
    };
    let draft = Draft {
        record: None,
        body,
        imported: false,
    };
    let mut log = Log::create(&folder.join("lage.db"), draft, &Stepping, false).unwrap();
    let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
    let mut known: Vec<Known> = Vec::new();
    for (position, step) in steps.iter().enumerate() {
        // Q stands before and after, so that token 1 is not found in token 12.
        let token = format!("Q{position}Q");
        let common = Common {
            public: step.public,
            author: Some("PERSON/ROLLE".to_owned()),
            source: Some("QUELLE".to_owned()),
            // A note of long ago.
            at: (step.act == 0 && step.target == 4).then(|| format!("02.03.{}", BACK + position)),
            ..Common::default()
        };
        let before = log.view().entries().unwrap();
        let mut writer = log.write(&Stepping).unwrap();
        if carry_out(
            &mut writer,
            &common,
            &*request(step, &token, position),
            &words,
            false,
        )
        .is_err()
        {
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
                words: step.act != TIME_ALONE,
                years: [AHEAD + position, BACK + position],
                takes_back: TAKE_BACK.contains(&line.entry.body.event.kind()),
                voids: match &line.entry.body.event {
                    Event::Log(LogEvent::EntryVoided(void)) => Some(void.entry),
                    _ => None,
                },
                corrects: match &line.entry.body.event {
                    Event::Log(LogEvent::EntryCorrected(correction)) => Some(correction.entry),
                    _ => None,
                },
                field: match &line.entry.body.event {
                    Event::Log(LogEvent::EntryCorrected(correction)) => correction.field.clone(),
                    _ => None,
                },
                sets: match &line.entry.body.event {
                    Event::Log(LogEvent::VisibilityChanged(change)) => Some(change.entry),
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
    let past = log.public(&Scope::ALL).unwrap();
    let situation = past
        .view()
        .situation(now, None, Earlier::default(), Limits::NONE)
        .unwrap();
    let document = public::build(&situation, &public::Options::default());
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

/// What `--oeffentlich` shows of the log elsewhere: the Tagebuch, the Lagebild, a search for anything.
fn looks(log: &Log, known: &[Known]) -> Vec<(&'static str, String)> {
    let words = Words::new(Lang::De, log.zone);
    let past = log.public(&Scope::ALL).unwrap();
    let view = past.view();
    let listed = |table| terminal::render(&lists::document("list-log", table, None), &words, STYLE);
    let lines = view.journal_lines(None, usize::MAX).unwrap().items;
    let assessments = view.assessment_history().unwrap();
    let mut out = vec![
        ("log", listed(journal::table(&lines))),
        ("log as JSON", answer::lines(&lines).to_string()),
        ("assessments", listed(assessment::table(&assessments))),
        (
            "assessments as JSON",
            answer::records(&assessments).to_string(),
        ),
    ];
    for entry in known {
        let hits = view
            .search(&[Wanted::word(&entry.token)], usize::MAX)
            .unwrap();
        let instead: Vec<String> = hits
            .instead
            .into_iter()
            .flat_map(|(_, found)| found)
            .collect();
        out.push(("similar words", instead.join(" ").to_uppercase()));
        out.push(("search", listed(journal::table(&hits.lines.items))));
    }
    out
}

proptest! {
    #![proptest_config(crate::dice::property(64))]

    #[test]
    fn no_word_of_an_internal_entry_reaches_the_public(steps in proptest::collection::vec(step(), 1..50)) {
        let folder = scratch();
        let (log, known) = build(folder.path(), &steps);
        let allowed: Vec<&str> = known
            .iter()
            .filter(|entry| entry.may_be_told(&known))
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
        // A year as it is printed, and as JSON and the frozen form have it.
        let told: Vec<[usize; 2]> =
            known.iter().filter(|entry| entry.counts_outside(&known)).map(|entry| entry.years).collect();
        for (format, text) in notices.iter().chain(&looks) {
            for entry in known.iter().filter(|entry| !told.contains(&entry.years)) {
                for year in entry.years {
                    let shown = [format!(".03.{year}"), format!("{year}-03-")].into_iter().find(|year| text.contains(year));
                    prop_assert!(shown.is_none(), "{format}: {} of an internal entry, {}\n{text}", shown.unwrap(), entry.token);
                }
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
            "Q1Q hotline",
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

#[test]
fn what_was_taken_back_or_put_right_is_told_as_it_is_right() {
    let bed = Bed::with_log();
    let public = || {
        let notice = bed.ok(&["bericht", "--oeffentlich"]);
        notice
            + &bed.ok(&["tagebuch", "--oeffentlich"])
            + &bed.ok(&["tagebuch", "--oeffentlich", "--json"])
    };
    // A correction that was cancelled no longer counts, of an entry without a record as of any other.
    bed.ok(&[
        "lagebild",
        "zusammenfassung",
        "Alles steht.",
        "--oeffentlich",
    ]);
    let wrong = [
        "berichtigen",
        "2",
        "Weber hat es abgeschaltet.",
        "--grund",
        "Hörfehler",
    ];
    bed.ok(&[&wrong[..], &["--oeffentlich"]].concat());
    assert!(public().contains("Weber") && !public().contains("Alles steht."));
    bed.ok(&["streichen", "3", "--grund", "Name genannt"]);
    assert!(!public().contains("Weber") && public().contains("Alles steht."));
    // Put right inside: neither is told, nor the wording before it.
    bed.ok(&[
        "lagebild",
        "zusammenfassung",
        "Fast alles steht.",
        "--oeffentlich",
    ]);
    bed.ok(&["berichtigen", "5", "Wenig steht.", "--grund", "verhört"]);
    assert!(!public().contains("steht."), "{}", public());
    bed.ok(&["oeffentlich", "6"]);
    let told = public();
    assert!(
        told.contains("Wenig steht.") && !told.contains("Fast alles"),
        "{told}"
    );
    assert!(
        !told.contains("verhört") && !told.contains("Hörfehler"),
        "{told}"
    );
    // A cause that was put right inside does not bring back the state before it.
    bed.ok(&[
        "dienst",
        "neu",
        "Telefon",
        "--zustand",
        "ausgefallen",
        "--oeffentlich",
    ]);
    bed.ok(&[
        "dienst",
        "setzen",
        "D-1",
        "notbetrieb",
        "--grund",
        "Kabel",
        "--oeffentlich",
    ]);
    bed.ok(&["berichtigen", "10", "Bagger", "--grund", "genauer"]);
    let told = public();
    assert!(
        told.contains("Notbetrieb") && !told.contains("Kabel") && !told.contains("Bagger"),
        "{told}"
    );
    // What was cancelled is gone.
    bed.ok(&["notiz", "Frau Weber ist krank", "--oeffentlich"]);
    assert!(public().contains("krank"));
    bed.ok(&["streichen", "12", "--grund", "Name"]);
    assert!(!public().contains("krank") && !public().contains("\"12\""));
}

#[test]
fn what_is_public_and_still_not_told_is_pointed_out() {
    let bed = Bed::with_log();
    bed.ok(&[
        "dienst",
        "neu",
        "Telefon",
        "--zustand",
        "ausgefallen",
        "--oeffentlich",
    ]);
    bed.ok(&["notiz", "Das Rathaus ist erreichbar.", "--oeffentlich"]);
    let said = bed.run(&["bericht", "--oeffentlich"]);
    assert!(
        said.out.contains("Telefon")
            && said.out.contains("Das Rathaus ist erreichbar.")
            && said.err.is_empty()
    );
    bed.ok(&["berichtigen", "2", "Sprachtelefon", "--grund", "genauer"]);
    let said = bed.run(&["bericht", "--oeffentlich"]);
    assert!(
        !said.out.contains("telefon") && said.err.contains("lage oeffentlich D-1"),
        "{}",
        said.err
    );
    bed.ok(&["oeffentlich", "D-1"]);
    assert!(
        bed.ok(&["bericht", "--oeffentlich"])
            .contains("Sprachtelefon")
    );
}

#[test]
fn a_title_corrected_inside_is_not_told_of_the_time_before() {
    let folder = tempfile::tempdir().unwrap();
    let step = Step {
        act: 0,
        target: 1,
        public: true,
    };
    let (mut log, _) = build(folder.path(), &[step]);
    let words = Words::new(Lang::De, log.zone);
    let title = |log: &Log, known_by: Option<Moment>| {
        let past = log
            .public(&Scope {
                known_by,
                ..Scope::ALL
            })
            .unwrap();
        past.view().head.title.clone()
    };
    let mut act = |act: Box<dyn Act>, public: bool| {
        let common = Common {
            public,
            ..Common::default()
        };
        let mut writer = log.write(&Stepping).unwrap();
        carry_out(&mut writer, &common, &*act, &words, false).unwrap();
        writer.commit().unwrap();
    };
    act(
        VisibilitySet {
            numbers: vec!["1".to_owned()],
            public: true,
            reason: None,
        }
        .boxed(),
        true,
    );
    let before = Moment::exact(clock().fixed_offset());
    act(
        Correct {
            entry: "1".to_owned(),
            text: "Maulwurf".to_owned(),
            field: Some("title".to_owned()),
            reason: "x".to_owned(),
            ..Default::default()
        }
        .boxed(),
        false,
    );
    for known_by in [Some(before), None] {
        assert_eq!(title(&log, known_by), "");
    }
}

/// A log of 0.2.0, whose Tagebuch kept the visibility that each entry was written with.
#[test]
fn the_tagebuch_says_who_may_read_an_entry_now() {
    let bed = Bed::new();
    bed.at(AFTERWARDS);
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
    let report = bed.ok(&["bericht", "--seit", "-1h", "--format", "markdown"]);
    // Who may read it is no change of the situation.
    assert!(!report.contains("Sichtbarkeit"), "{report}");
    // What may be read outside, and nothing else.
    let log = bed.ok(&["tagebuch", "--oeffentlich"]);
    assert!(log.contains("Notbetrieb") && log.contains("eins"), "{log}");
    let looks = [
        log,
        bed.ok(&["suche", "Kabelbrand", "--oeffentlich"]),
        bed.ok(&["suche", "Krüger", "--oeffentlich"]),
        bed.ok(&["lagebild", "--oeffentlich"]),
    ];
    for text in looks {
        for word in ["Kabelbrand", "Krüger", "drei", "Maulwurf"] {
            assert!(!text.contains(word), "{word}\n{text}");
        }
    }
    // Lists would say of what is left out that nobody is named.
    for args in [
        &["--oeffentlich"][..],
        &["dienst", "liste", "--oeffentlich"],
        &["dienst", "zeigen", "1", "--oeffentlich"],
    ] {
        assert!(bed.fails(2, args).contains("lage bericht"), "{args:?}");
    }
    bed.fails(2, &["bericht", "zeigen", "1", "--oeffentlich"]);
}

/// What the press statement tells citizens, sentence by sentence, the public notice of its example tells too.
#[test]
fn the_public_notice_tells_citizens_what_the_press_statement_told_them() {
    let bed = Bed::new();
    bed.at(AFTERWARDS);
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
