//! Properties of the log over random histories, through the same door as every command.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use lage::cli::records::decision::{DecisionAdd, DecisionSupersede};
use lage::cli::records::entry::{Correct, NoteAdd, VisibilitySet, Void};
use lage::cli::records::finding::{FindingAdd, FindingReplace};
use lage::cli::records::incident::{IncidentAdd, IncidentClose, IncidentReopen};
use lage::cli::records::notice::NoticeAdd;
use lage::cli::records::service::{ServiceAdd, ServiceSet};
use lage::cli::records::task::{TaskAdd, TaskDone, TaskEdit, TaskStart};
use lage::cli::request::Common;
use lage::cli::verb::Act;
use lage::cli::writing::carry_out;
use lage::domain::audience::Visibility;
use lage::domain::entry::{Body, Entry, Event, LogEvent, LogStarted};
use lage::domain::moment::Moment;
use lage::domain::number::EntryNumber;
use lage::domain::situation::{Earlier, Scope};
use lage::l10n::{Lang, Words};
use lage::store::append::Draft;
use lage::store::log::{Access, Log, World};
use lage::store::query::Limits;
use proptest::prelude::*;

static SECONDS: AtomicI64 = AtomicI64::new(0);

/// A clock that moves a second at each look, and now and then goes back an hour.
fn clock() -> DateTime<Utc> {
    let seconds = SECONDS.fetch_add(1, Ordering::Relaxed);
    let back = if seconds % 37 == 36 { 3600 } else { 0 };
    DateTime::from_timestamp(1_634_270_400 + seconds - back, 0).unwrap()
}

struct Stepping;

impl World for Stepping {
    fn now(&self) -> DateTime<Utc> {
        clock()
    }

    fn random(&self, bytes: &mut [u8]) {
        bytes.fill(u8::try_from(SECONDS.load(Ordering::Relaxed) % 251).unwrap());
    }
}

fn write() -> impl Strategy<Value = Box<dyn Act>> {
    let number = |letter: &'static str| (1..6_u8).prop_map(move |n| format!("{letter}-{n}"));
    let text = "[a-zäöü <|*\\[\u{1b}]{1,20}[a-z]";
    let reason = || Some("Grund".to_owned());
    prop_oneof![
        text.prop_map(|text| NoteAdd {
            text,
            ..Default::default()
        }
        .boxed()),
        text.prop_map(|title| IncidentAdd {
            title,
            ..Default::default()
        }
        .boxed()),
        (number("V"), any::<bool>()).prop_map(move |(number, anyway)| IncidentClose {
            number,
            reason: reason(),
            anyway,
            false_alarm: false
        }
        .boxed()),
        number("V").prop_map(move |number| IncidentReopen {
            number,
            reason: reason()
        }
        .boxed()),
        (text, proptest::option::of(number("A"))).prop_map(|(what, waits)| TaskAdd {
            what,
            waits_for: waits.into_iter().collect(),
            due: Some("18.10.2021".to_owned()),
            ..Default::default()
        }
        .boxed()),
        (number("A"), number("A")).prop_map(|(number, other)| TaskEdit {
            number,
            waits_for: Some(vec![other]),
            ..Default::default()
        }
        .boxed()),
        number("A").prop_map(|number| TaskStart { number, text: None }.boxed()),
        number("A").prop_map(|number| TaskDone {
            number,
            ..Default::default()
        }
        .boxed()),
        (text, number("E")).prop_map(move |(what, number)| DecisionSupersede {
            number,
            with: DecisionAdd {
                what,
                reason: reason(),
                by: reason(),
                ..Default::default()
            }
        }
        .boxed()),
        text.prop_map(move |what| DecisionAdd {
            what,
            reason: reason(),
            by: reason(),
            ..Default::default()
        }
        .boxed()),
        text.prop_map(|name| ServiceAdd {
            name,
            state: Some("down".to_owned()),
            ..Default::default()
        }
        .boxed()),
        (
            number("D"),
            prop_oneof!["normal", "degraded", "isolated"],
            0..50_u8
        )
            .prop_map(|(service, state, ago)| {
                ServiceSet {
                    service,
                    state,
                    since: Some(format!("-{ago}m")),
                    ..Default::default()
                }
                .boxed()
            }),
        (text, text).prop_map(|(topic, statement)| FindingAdd {
            topic,
            statement,
            certainty: None
        }
        .boxed()),
        (number("K"), text).prop_map(|(number, statement)| FindingReplace {
            number,
            statement,
            certainty: None
        }
        .boxed()),
        text.prop_map(|text| NoticeAdd {
            text,
            ..Default::default()
        }
        .boxed()),
        (2..30_u8, text).prop_map(|(entry, text)| Correct {
            entry: entry.to_string(),
            text,
            reason: "Fehler".to_owned()
        }
        .boxed()),
        (2..30_u8).prop_map(|entry| Void {
            entry: entry.to_string(),
            reason: "Fehler".to_owned()
        }
        .boxed()),
        (
            prop_oneof![
                number("D"),
                number("V"),
                (2..30_u8).prop_map(|entry| entry.to_string())
            ],
            any::<bool>()
        )
            .prop_map(|(number, public)| VisibilitySet {
                numbers: vec![number],
                public,
                reason: None
            }
            .boxed()),
    ]
}

fn log(folder: &std::path::Path) -> Log {
    let body = Body {
        happened_at: Moment::exact(clock().fixed_offset()),
        approximate: false,
        author: None,
        role: None,
        text: "Probe".to_owned(),
        source: None,
        certainty: None,
        visibility: Visibility::INTERNAL,
        event: Event::Log(LogEvent::LogStarted(LogStarted {
            body: None,
            zone: "Europe/Berlin".to_owned(),
            language: "de".to_owned(),
            exercise: false,
            forced_place: None,
        })),
    };
    Log::create(
        &folder.join("lage.db"),
        Draft {
            record: None,
            body,
            imported: false,
        },
        &Stepping,
        false,
    )
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is done or refused: the log is sound, its tables equal a fresh fold, a rebuild changes nothing, who may
    /// read an entry is what the rule says, and the fold as of a moment after everything is the situation itself.
    #[test]
    fn the_tables_are_always_a_fold_of_the_log(writes in proptest::collection::vec(write(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let mut log = log(folder.path());
        let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
        let mut before = log.verify().unwrap().entries;
        for act in &writes {
            let mut writer = log.write(&Stepping).unwrap();
            let done = carry_out(&mut writer, &Common::default(), &**act, &words, false).is_ok();
            if done {
                writer.commit().unwrap();
            } else {
                drop(writer);
            }
            let after = log.view().entries().unwrap();
            prop_assert!(if done { after > before } else { after == before }, "a refusal leaves nothing behind");
            before = after;
        }
        let report = log.verify().unwrap();
        prop_assert_eq!(&report.findings, &vec![]);
        log.rebuild().unwrap();
        prop_assert_eq!(&log.verify().unwrap().fold, &report.fold);

        let entries: Vec<Entry> = (1..=report.entries)
            .map(|running| EntryNumber::parse(&running.to_string()).unwrap())
            .map(|number| log.view().line_of(number).unwrap().entry)
            .collect();
        let verdicts = lage::domain::history::verdicts(&entries);
        for (entry, verdict) in entries.iter().zip(&verdicts) {
            if !matches!(entry.body.event, Event::Log(LogEvent::VisibilityChanged(_))) {
                let shown = log.view().line_of(entry.number).unwrap().visibility;
                prop_assert_eq!(shown, verdict.visibility, "{}", entry.number);
            }
        }

        let later = Moment::exact(DateTime::from_timestamp(2_000_000_000, 0).unwrap().fixed_offset());
        let past = log.past(&Scope { as_of: Some(later), ..Scope::ALL }).unwrap();
        let now = log.view().situation(later, None, Earlier::default(), Limits::NONE).unwrap();
        prop_assert_eq!(past.view().situation(later, None, Earlier::default(), Limits::NONE).unwrap(), now);

        drop(log);
        let again = Log::open(&folder.path().join("lage.db"), Access::Read).unwrap();
        prop_assert_eq!(again.verify().unwrap().fold, report.fold);
    }
}
