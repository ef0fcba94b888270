//! Properties of the log over random histories, through the same door as every command.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use lage::cli::common::Common;
use lage::cli::records::decision::{DecisionAdd, DecisionRevoke, DecisionSupersede};
use lage::cli::records::entry::{Correct, NoteAdd, VisibilitySet, Void};
use lage::cli::records::finding::{FindingAdd, FindingClose, FindingReplace};
use lage::cli::records::incident::{IncidentAdd, IncidentClose, IncidentEdit, IncidentReopen};
use lage::cli::records::notice::{NoticeAdd, NoticeReplace, NoticeWithdraw};
use lage::cli::records::service::{ServiceAdd, ServiceSet};
use lage::cli::records::task::{
    TaskAdd, TaskCancel, TaskDone, TaskEdit, TaskHold, TaskReopen, TaskStart,
};
use lage::cli::writing::Act;
use lage::cli::writing::carry_out;
use lage::domain::audience::Visibility;
use lage::domain::entry::{Body, Edit, Entry, Event, Heads, LogEvent, LogStarted};
use lage::domain::moment::{Moment, Precision};
use lage::domain::number::{EntryNumber, RecordKind, RecordNumber};
use lage::domain::records::Record;
use lage::domain::records::incident::IncidentEvent;
use lage::domain::situation::{Earlier, Scope};
use lage::l10n::{Lang, Words};
use lage::store::append::Draft;
use lage::store::log::{Access, Log, World};
use lage::store::query::{Limits, View};
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

/// What somebody asks for, in the model's own words. Only [`typed`] knows how the program is asked for it.
#[derive(Clone, Debug)]
enum Ask {
    Note(String),
    Open(String),
    /// New title, new description: an empty one clears it.
    EditIncident(u64, Option<String>, Option<String>),
    /// Closed anyway, and as a false alarm.
    Close(u64, bool, bool),
    Reopen(u64),
    /// What, whom it waits for, which incident it is about.
    AddTask(String, Option<u64>, Option<u64>),
    Wait(u64, u64),
    /// An empty text clears.
    Assign(u64, String),
    Due(u64, Option<u8>),
    Urgent(u64),
    Start(u64),
    Hold(u64),
    Done(u64, Option<String>),
    Drop(u64),
    ReopenTask(u64),
    Decide(String),
    Supersede(u64, String),
    Revoke(u64),
    AddService(String),
    /// Which state, since when, and why: what is not said goes on.
    SetState(u64, &'static str, Option<When>, Option<String>),
    /// When an incident began, in hours ago; nothing clears it.
    Began(u64, Option<u8>),
    Find(String, String),
    Replace(u64, String),
    CloseFinding(u64, &'static str),
    Tell(String),
    TellAnew(u64, String),
    Withdraw(u64),
    /// A new wording, another time where the command says one, or both.
    Correct(u64, Option<String>),
    /// A new topic of a finding, which has a statement beside it.
    Retopic(u64, String),
    Void(u64),
    Show(String, bool),
}

/// Since when a state holds.
#[derive(Clone, Copy, Debug)]
enum When {
    MinutesAgo(u8),
    /// A day or a part of one, as it is typed.
    Coarse(&'static str),
}

impl When {
    fn typed(self) -> String {
        match self {
            When::MinutesAgo(ago) => format!("-{ago}m"),
            When::Coarse(words) => words.to_owned(),
        }
    }
}

const COARSE: [&str; 4] = ["heute", "heute nachts", "gestern", "gestern abends"];

const REASON: &str = "Grund";

/// The request that the program gets for it.
fn typed(ask: &Ask) -> Box<dyn Act> {
    let reason = || Some(REASON.to_owned());
    let number = |letter: char, number: &u64| format!("{letter}-{number}");
    let edit = |task: &u64| TaskEdit {
        number: number('A', task),
        ..Default::default()
    };
    let decision = |what: &String| DecisionAdd {
        what: what.clone(),
        reason: reason(),
        by: Some("OB".to_owned()),
        ..Default::default()
    };
    let notice = |text: &String| NoticeAdd {
        text: text.clone(),
        ..Default::default()
    };
    match ask {
        Ask::Note(text) => NoteAdd {
            text: text.clone(),
            ..Default::default()
        }
        .boxed(),
        Ask::Open(title) => IncidentAdd {
            title: title.clone(),
            text: Some("begin".to_owned()),
            ..Default::default()
        }
        .boxed(),
        Ask::EditIncident(incident, title, text) => IncidentEdit {
            number: number('V', incident),
            title: title.clone(),
            text: text.clone().map(Into::into),
            ..Default::default()
        }
        .boxed(),
        Ask::Close(incident, anyway, false_alarm) => IncidentClose {
            number: number('V', incident),
            reason: reason(),
            anyway: *anyway,
            false_alarm: *false_alarm,
        }
        .boxed(),
        Ask::Reopen(incident) => IncidentReopen {
            number: number('V', incident),
            reason: reason(),
        }
        .boxed(),
        Ask::AddTask(what, waits, about) => TaskAdd {
            what: what.clone(),
            waits_for: waits.iter().map(|task| number('A', task)).collect(),
            about: about.iter().map(|incident| number('V', incident)).collect(),
            due: Some("18.10.2021".to_owned()),
            ..Default::default()
        }
        .boxed(),
        Ask::Wait(task, other) => TaskEdit {
            waits_for: Some(vec![number('A', other)]),
            ..edit(task)
        }
        .boxed(),
        Ask::Assign(task, to) => TaskEdit {
            to: Some(to.clone().into()),
            ..edit(task)
        }
        .boxed(),
        Ask::Due(task, day) => TaskEdit {
            due: Some(
                day.map_or(String::new(), |day| format!("{day}.10.2021"))
                    .into(),
            ),
            ..edit(task)
        }
        .boxed(),
        Ask::Urgent(task) => TaskEdit {
            prio: Some("urgent".to_owned()),
            ..edit(task)
        }
        .boxed(),
        Ask::Start(task) => TaskStart {
            number: number('A', task),
            text: None,
        }
        .boxed(),
        Ask::Hold(task) => TaskHold {
            number: number('A', task),
            reason: reason(),
        }
        .boxed(),
        Ask::Done(task, result) => TaskDone {
            number: number('A', task),
            result: result.clone(),
            ..Default::default()
        }
        .boxed(),
        Ask::Drop(task) => TaskCancel {
            number: number('A', task),
            reason: reason(),
        }
        .boxed(),
        Ask::ReopenTask(task) => TaskReopen {
            number: number('A', task),
            reason: reason(),
        }
        .boxed(),
        Ask::Decide(what) => decision(what).boxed(),
        Ask::Supersede(old, what) => DecisionSupersede {
            number: number('E', old),
            with: decision(what),
        }
        .boxed(),
        Ask::Revoke(decision) => DecisionRevoke {
            number: number('E', decision),
            reason: reason(),
            by: Some("OB".to_owned()),
        }
        .boxed(),
        Ask::AddService(name) => ServiceAdd {
            name: name.clone(),
            state: Some("down".to_owned()),
            ..Default::default()
        }
        .boxed(),
        Ask::Began(incident, hours) => IncidentEdit {
            number: number('V', incident),
            since: Some(
                hours
                    .map_or(String::new(), |hours| format!("-{hours}h"))
                    .into(),
            ),
            ..Default::default()
        }
        .boxed(),
        Ask::SetState(service, state, since, cause) => ServiceSet {
            service: number('D', service),
            state: (*state).to_owned(),
            since: since.map(When::typed),
            cause: cause.clone().map(Into::into),
            ..Default::default()
        }
        .boxed(),
        Ask::Find(topic, statement) => FindingAdd {
            topic: topic.clone(),
            statement: statement.clone(),
            certainty: None,
            about: Vec::new(),
        }
        .boxed(),
        Ask::Replace(finding, statement) => FindingReplace {
            number: number('K', finding),
            statement: statement.clone(),
            certainty: None,
            about: Vec::new(),
        }
        .boxed(),
        Ask::CloseFinding(finding, outcome) => FindingClose {
            number: number('K', finding),
            outcome: (*outcome).to_owned(),
            reason: reason(),
        }
        .boxed(),
        Ask::Tell(text) => notice(text).boxed(),
        Ask::TellAnew(old, text) => NoticeReplace {
            number: number('B', old),
            with: notice(text),
        }
        .boxed(),
        Ask::Withdraw(notice) => NoticeWithdraw {
            number: number('B', notice),
            reason: reason(),
        }
        .boxed(),
        Ask::Correct(entry, text) => Correct {
            entry: entry.to_string(),
            text: text.clone().unwrap_or_default(),
            reason: REASON.to_owned(),
            ..Default::default()
        }
        .boxed(),
        Ask::Retopic(entry, text) => Correct {
            entry: entry.to_string(),
            text: text.clone(),
            field: Some("thema".to_owned()),
            reason: REASON.to_owned(),
            ..Default::default()
        }
        .boxed(),
        Ask::Void(entry) => Void {
            entry: entry.to_string(),
            reason: REASON.to_owned(),
        }
        .boxed(),
        Ask::Show(number, public) => VisibilitySet {
            numbers: vec![number.clone()],
            public: *public,
            reason: None,
        }
        .boxed(),
    }
}

fn ask() -> impl Strategy<Value = Ask> {
    let text = || "[a-zäöü <|*\\[\u{1b}]{1,20}[a-z]";
    let n = || 1..4_u64;
    let entry = || 2..20_u64;
    let shown = prop_oneof![
        n().prop_map(|number| format!("D-{number}")),
        n().prop_map(|number| format!("V-{number}")),
        entry().prop_map(|number| number.to_string()),
    ];
    let cleared = || prop_oneof![Just(String::new()), text()];
    let maybe = proptest::option::of::<proptest::strategy::BoxedStrategy<String>>;
    let state = prop_oneof![
        Just("normal"),
        Just("degraded"),
        Just("isolated"),
        Just("down")
    ];
    let outcome = prop_oneof![Just("confirmed"), Just("widerlegt"), Just("settled")];
    let when = prop_oneof![
        (0..50_u8).prop_map(When::MinutesAgo),
        (0..COARSE.len()).prop_map(|word| When::Coarse(COARSE[word])),
    ];
    prop_oneof![
        text().prop_map(Ask::Note),
        text().prop_map(Ask::Open),
        (n(), maybe(text().boxed()), maybe(cleared().boxed()))
            .prop_map(|(n, title, text)| Ask::EditIncident(n, title, text)),
        (n(), any::<bool>(), any::<bool>()).prop_map(|(n, a, f)| Ask::Close(n, a, f)),
        n().prop_map(Ask::Reopen),
        (text(), proptest::option::of(n()), proptest::option::of(n()))
            .prop_map(|(what, waits, about)| Ask::AddTask(what, waits, about)),
        (n(), n()).prop_map(|(n, other)| Ask::Wait(n, other)),
        (n(), cleared()).prop_map(|(n, to)| Ask::Assign(n, to)),
        (n(), proptest::option::of(19..25_u8)).prop_map(|(n, day)| Ask::Due(n, day)),
        n().prop_map(Ask::Urgent),
        n().prop_map(Ask::Start),
        n().prop_map(Ask::Hold),
        (n(), maybe(text().boxed())).prop_map(|(n, result)| Ask::Done(n, result)),
        n().prop_map(Ask::Drop),
        n().prop_map(Ask::ReopenTask),
        text().prop_map(Ask::Decide),
        (n(), text()).prop_map(|(n, what)| Ask::Supersede(n, what)),
        n().prop_map(Ask::Revoke),
        text().prop_map(Ask::AddService),
        (
            n(),
            state,
            proptest::option::of(when),
            maybe(text().boxed())
        )
            .prop_map(|(n, s, since, why)| Ask::SetState(n, s, since, why)),
        (n(), proptest::option::of(0..40_u8)).prop_map(|(n, hours)| Ask::Began(n, hours)),
        (text(), text()).prop_map(|(topic, statement)| Ask::Find(topic, statement)),
        (n(), text()).prop_map(|(n, statement)| Ask::Replace(n, statement)),
        (n(), outcome).prop_map(|(n, outcome)| Ask::CloseFinding(n, outcome)),
        text().prop_map(Ask::Tell),
        (n(), text()).prop_map(|(n, text)| Ask::TellAnew(n, text)),
        n().prop_map(Ask::Withdraw),
        (entry(), maybe(text().boxed())).prop_map(|(entry, text)| Ask::Correct(entry, text)),
        (entry(), text()).prop_map(|(entry, text)| Ask::Retopic(entry, text)),
        entry().prop_map(Ask::Void),
        entry().prop_map(Ask::Void),
        (shown, any::<bool>()).prop_map(|(number, public)| Ask::Show(number, public)),
    ]
}

/// One entry as the model remembers it: of which record, what it does to it, when it happened, its words.
#[derive(Debug)]
struct Fact {
    letter: char,
    number: u64,
    does: Does,
    at: Moment,
    /// What it says of when its incident began.
    began: Edit<Moment>,
    about: bool,
    text: String,
    /// What was written together is cancelled together: the number of the act, where it is so.
    together: Option<usize>,
}

/// What an entry says of when its incident began.
fn began(entry: &Entry) -> Edit<Moment> {
    match &entry.body.event {
        Event::Incident(IncidentEvent::Changed(changed)) => changed.began_at.clone(),
        _ => Edit::Keep,
    }
}

/// The minutes that a moment may mean, first and last: the model's own table of the parts of a day.
fn minutes(moment: Moment) -> (i64, i64) {
    let hours = match moment.precision {
        Precision::Day => 24,
        // From 22 to 6.
        Precision::Overnight => 8,
        Precision::Night | Precision::Evening => 6,
        Precision::Minute => 0,
        other => panic!("no such time is typed here: {other:?}"),
    };
    let first = moment.at.timestamp() / 60;
    (first, first + (hours * 60 - 1).max(0))
}

/// What was entered, in the order it was entered, as it takes effect: each by the minute its span begins, or by the latest
/// effective one of those before it that lies in its span; of two with the same the one entered later stands later.
fn in_effect<T>(entered: Vec<T>, at: impl Fn(&T) -> Moment) -> Vec<T> {
    let mut known: Vec<(i64, T)> = Vec::new();
    for one in entered {
        let (first, last) = minutes(at(&one));
        let within = known.iter().map(|(effective, _)| *effective);
        let latest = within
            .filter(|effective| (first..=last).contains(effective))
            .max();
        known.push((latest.unwrap_or(first), one));
    }
    known.sort_by_key(|(effective, _)| *effective);
    known.into_iter().map(|(_, one)| one).collect()
}

/// Fields with their values; nothing where a field was emptied.
type Fields = Vec<(&'static str, Option<String>)>;

#[derive(Clone, Debug, PartialEq)]
enum Does {
    Begins(Fields),
    Sets(Fields),
    Brings(&'static str),
    /// The record that takes its place.
    Yields(&'static str, u64),
    Enters(&'static str),
    /// A state, and whether somebody said that it began then.
    Holds(&'static str, bool),
    Closes(&'static str),
    /// Remarks on an entry: its words, when it happened instead and whether about then.
    Corrects(u64, Option<(Moment, bool)>),
    Retopics(u64, Option<(Moment, bool)>),
    Voids(u64),
    Nothing,
}

/// What the model knows: one fact an entry; entry 1 is the log's own.
#[derive(Debug, Default)]
struct Model {
    facts: Vec<Fact>,
}

impl Model {
    fn fact(&self, entry: u64) -> Option<&Fact> {
        self.facts.get(usize::try_from(entry).unwrap() - 1)
    }

    /// Whether it was cancelled, and that not taken back.
    fn is_voided(&self, entry: u64) -> bool {
        self.numbered()
            .any(|(void, fact)| fact.does == Does::Voids(entry) && !self.is_voided(void))
    }

    /// The remarks on an entry that count, the last first.
    fn remarks(&self) -> impl Iterator<Item = &Fact> {
        let counting = self.numbered().rev();
        let counting = counting.filter(|(remark, _)| !self.is_voided(*remark));
        counting.map(|(_, fact)| fact)
    }

    /// When an entry happened, as put right last, and whether about then.
    fn when(&self, entry: u64) -> (Moment, bool) {
        let said = self.remarks().find_map(|fact| match fact.does {
            Does::Corrects(of, moved) | Does::Retopics(of, moved) if of == entry => moved,
            _ => None,
        });
        let fact = self.fact(entry).unwrap();
        said.unwrap_or((fact.at, fact.about))
    }

    fn at(&self, entry: u64) -> Moment {
        self.when(entry).0
    }

    /// The entries that are cancelled with this one.
    fn together(&self, entry: u64) -> Vec<u64> {
        let act = self.fact(entry).unwrap().together;
        let same = |(number, fact): (u64, &Fact)| {
            (number == entry || (act.is_some() && fact.together == act)).then_some(number)
        };
        let all = self.numbered().filter_map(same);
        all.filter(|number| !self.is_voided(*number)).collect()
    }

    fn numbered(&self) -> impl DoubleEndedIterator<Item = (u64, &Fact)> {
        self.facts
            .iter()
            .enumerate()
            .map(|(place, fact)| (u64::try_from(place).unwrap() + 1, fact))
    }

    /// The entry's words as put right last.
    fn words(&self, entry: u64) -> &str {
        let right = self.remarks().find(|fact| {
            matches!(fact.does, Does::Corrects(of, _) if of == entry) && !fact.text.is_empty()
        });
        right.map_or(&self.fact(entry).unwrap().text, |fact| &fact.text)
    }

    fn begins(&self, letter: char, number: u64) -> Option<u64> {
        self.numbered()
            .find(|(_, fact)| (fact.letter, fact.number) == (letter, number))
            .map(|(entry, _)| entry)
    }

    /// The facts of a record after its beginning that were not cancelled.
    fn later(&self, letter: char, number: u64) -> impl DoubleEndedIterator<Item = (u64, &Fact)> {
        self.numbered().filter(move |(entry, fact)| {
            (fact.letter, fact.number) == (letter, number)
                && !matches!(fact.does, Does::Begins(_))
                && !self.is_voided(*entry)
        })
    }

    fn field(&self, letter: char, number: u64, field: &str) -> Option<String> {
        let of = |fields: &Fields| {
            let found = fields.iter().find(|(name, _)| *name == field);
            found.map(|(_, value)| value.clone())
        };
        let set = self
            .later(letter, number)
            .rev()
            .find_map(|(_, fact)| match &fact.does {
                Does::Sets(fields) => of(fields),
                _ => None,
            });
        let begun = self.begins(letter, number).unwrap();
        let first = || match &self.fact(begun).unwrap().does {
            Does::Begins(fields) => of(fields),
            _ => None,
        };
        if field == "topic" {
            let again = self
                .remarks()
                .find(|fact| matches!(fact.does, Does::Retopics(of, _) if of == begun));
            if let Some(again) = again {
                return Some(again.text.clone());
            }
        }
        set.or_else(first).flatten()
    }

    /// The status, and the entry that set it.
    fn status(&self, letter: char, number: u64) -> (&'static str, u64) {
        let begun = match letter {
            'V' | 'A' => "open",
            _ => "in_force",
        };
        let set = self
            .later(letter, number)
            .rev()
            .find_map(|(entry, fact)| match fact.does {
                Does::Brings(status) | Does::Yields(status, _) => Some((status, entry)),
                _ => None,
            });
        set.unwrap_or((begun, self.begins(letter, number).unwrap()))
    }

    fn count(&self, letter: char) -> u64 {
        let begun = |fact: &&Fact| fact.letter == letter && matches!(fact.does, Does::Begins(_));
        u64::try_from(self.facts.iter().filter(begun).count()).unwrap()
    }

    fn counts(&self, letter: char, number: u64) -> bool {
        let begun = self.begins(letter, number);
        begun.is_some_and(|entry| !self.is_voided(entry))
    }

    fn is_open_task(&self, number: u64) -> bool {
        let (status, _) = self.status('A', number);
        self.counts('A', number) && !matches!(status, "done" | "cancelled")
    }

    fn open_about(&self, incident: u64) -> bool {
        (1..=self.count('A')).any(|task| {
            self.is_open_task(task) && self.field('A', task, "about") == Some(incident.to_string())
        })
    }

    /// Whether the program must do it; nothing where the model does not know (taken names, circles).
    fn allows(&self, ask: &Ask, says_when: bool) -> Option<bool> {
        let is = |letter, number, from: &[&str]| {
            self.counts(letter, number) && from.contains(&self.status(letter, number).0)
        };
        Some(match ask {
            Ask::Note(_) | Ask::Open(_) | Ask::Decide(_) | Ask::Find(..) | Ask::Tell(_) => true,
            Ask::Close(n, anyway, _) => is('V', *n, &["open"]) && (*anyway || !self.open_about(*n)),
            Ask::Reopen(n) => is('V', *n, &["closed", "false_alarm"]),
            Ask::Began(n, _) => self.counts('V', *n),
            Ask::EditIncident(n, title, text) => {
                self.counts('V', *n) && (title.is_some() || text.is_some())
            }
            Ask::Assign(n, _)
            | Ask::Due(n, _)
            | Ask::Urgent(n)
            | Ask::Done(n, _)
            | Ask::Drop(n) => is('A', *n, &["open", "in_progress", "on_hold"]),
            Ask::ReopenTask(n) => is('A', *n, &["done", "cancelled"]),
            Ask::Hold(n) => is('A', *n, &["open", "in_progress"]),
            Ask::Start(n) => {
                is('A', *n, &["open", "on_hold"]) && {
                    let waits = self.field('A', *n, "waits_for");
                    !waits.is_some_and(|other| self.is_open_task(other.parse().unwrap()))
                }
            }
            Ask::Supersede(n, _) | Ask::Revoke(n) => is('E', *n, &["in_force"]),
            Ask::TellAnew(n, _) | Ask::Withdraw(n) => is('B', *n, &["in_force"]),
            Ask::SetState(n, ..) => self.counts('D', *n),
            Ask::Replace(n, _) => self.counts('K', *n),
            Ask::CloseFinding(n, _) => self.counts('K', *n) && self.closed(*n).is_none(),
            Ask::Correct(entry, text) => {
                let Some(fact) = self.fact(*entry) else {
                    return Some(false);
                };
                // A service may not take the name of another one.
                let begins = matches!(fact.does, Does::Begins(_));
                if fact.letter == 'D' && begins && text.is_some() {
                    return None;
                }
                let one_text = !self.words(*entry).is_empty()
                    && match fact.letter {
                        // Description, reason and decider, topic: which text is meant?
                        'V' | 'E' | 'K' => !begins && !matches!(fact.does, Does::Brings("revoked")),
                        _ => true,
                    };
                let remark = matches!(
                    fact.does,
                    Does::Corrects(..) | Does::Retopics(..) | Does::Voids(_)
                );
                !remark
                    && fact.letter != 'S'
                    && !self.is_voided(*entry)
                    && if text.is_some() { one_text } else { says_when }
            }
            Ask::Retopic(entry, _) => self.fact(*entry).is_some_and(|fact| {
                let begins = matches!(fact.does, Does::Begins(_));
                fact.letter == 'K' && begins && !self.is_voided(*entry)
            }),
            Ask::Void(entry) => self.fact(*entry).is_some() && !self.is_voided(*entry),
            Ask::AddTask(..) | Ask::Wait(..) | Ask::AddService(_) | Ask::Show(..) => return None,
        })
    }

    /// What was asked for and done; `times` are those of the new entries.
    fn accept(&mut self, ask: &Ask, about: bool, says_when: bool, times: &[Written]) {
        let act = Some(self.facts.len());
        let voided = match ask {
            Ask::Void(entry) => self.together(*entry),
            _ => Vec::new(),
        };
        let moved = match ask {
            Ask::Correct(entry, _) | Ask::Retopic(entry, _) => {
                let moved = times[0].moved;
                assert_eq!(moved.is_some(), says_when, "a new time where one was said");
                assert!(moved.is_none_or(|(_, ca)| ca == about));
                let said = times[0].at_said;
                if !said && let Some((at, _)) = moved {
                    assert_eq!(at, self.at(*entry), "about the time that it had");
                }
                moved
            }
            _ => None,
        };
        let together = match ask {
            Ask::Supersede(..) | Ask::TellAnew(..) => act,
            Ask::Void(_) if voided.len() > 1 => act,
            _ => None,
        };
        let counts: Vec<u64> = "VAEDKB".chars().map(|letter| self.count(letter)).collect();
        let next = |letter| 1 + counts["VAEDKB".find(letter).unwrap()];
        if let Ask::SetState(number, state, since, cause) = ask {
            let cause = cause.as_deref().unwrap_or_default().trim();
            return self.enter(*number, state, since.is_some(), cause, about, times);
        }
        let mut times = times.iter();
        let mut add = |letter, number: u64, does, text: &str| {
            let Written { at, began, .. } = times.next().expect("an entry for each fact").clone();
            self.facts.push(Fact {
                letter,
                number,
                does,
                at,
                began,
                about,
                text: text.trim().to_owned(),
                together,
            });
        };
        let sets = |field, value| Does::Sets(vec![(field, value)]);
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match ask {
            Ask::Note(text) => add('N', 0, Does::Nothing, text),
            Ask::Open(title) => {
                let fields = vec![("description", Some("begin".to_owned()))];
                add('V', next('V'), Does::Begins(fields), title);
            }
            Ask::EditIncident(n, title, text) => {
                let title = title.iter().map(|title| ("title", said(title)));
                let text = text.iter().map(|text| ("description", said(text)));
                add('V', *n, Does::Sets(title.chain(text).collect()), "");
            }
            Ask::Began(n, _) => add('V', *n, Does::Sets(vec![]), ""),
            Ask::Close(n, _, false_alarm) => {
                let status = if *false_alarm {
                    "false_alarm"
                } else {
                    "closed"
                };
                add('V', *n, Does::Brings(status), REASON);
            }
            Ask::Reopen(n) => add('V', *n, Does::Brings("open"), REASON),
            Ask::AddTask(what, waits, about) => {
                let fields = vec![
                    ("due", Some("18".to_owned())),
                    ("priority", Some("normal".to_owned())),
                    ("waits_for", waits.map(|task| task.to_string())),
                    ("about", about.map(|incident| incident.to_string())),
                ];
                add('A', next('A'), Does::Begins(fields), what);
            }
            Ask::Wait(n, other) => add('A', *n, sets("waits_for", Some(other.to_string())), ""),
            Ask::Assign(n, to) => add('A', *n, sets("assignee", said(to)), ""),
            Ask::Due(n, day) => add('A', *n, sets("due", day.map(|day| day.to_string())), ""),
            Ask::Urgent(n) => add('A', *n, sets("priority", Some("urgent".to_owned())), ""),
            Ask::Start(n) => add('A', *n, Does::Brings("in_progress"), ""),
            Ask::Hold(n) => add('A', *n, Does::Brings("on_hold"), REASON),
            Ask::Done(n, result) => {
                let result = result.as_deref().unwrap_or_default();
                add('A', *n, Does::Brings("done"), result);
            }
            Ask::Drop(n) => add('A', *n, Does::Brings("cancelled"), REASON),
            Ask::ReopenTask(n) => add('A', *n, Does::Brings("open"), REASON),
            Ask::Decide(what) => add('E', next('E'), Does::Begins(vec![]), what),
            Ask::Supersede(old, what) => {
                let fields = vec![("follows", Some(old.to_string()))];
                add('E', next('E'), Does::Begins(fields), what);
                add('E', *old, Does::Yields("superseded", next('E')), "");
            }
            Ask::Revoke(n) => add('E', *n, Does::Brings("revoked"), REASON),
            Ask::AddService(name) => {
                add('D', next('D'), Does::Begins(vec![]), name);
                add('D', next('D'), Does::Holds("down", false), "");
            }
            Ask::SetState(..) => unreachable!("it is accepted by itself"),
            Ask::Find(topic, statement) => {
                let fields = vec![("topic", said(topic))];
                add('K', next('K'), Does::Begins(fields), statement);
            }
            Ask::Replace(n, statement) => add('K', *n, Does::Enters("wording"), statement),
            Ask::CloseFinding(n, outcome) => add('K', *n, Does::Closes(outcome), REASON),
            Ask::Tell(text) => add('B', next('B'), Does::Begins(vec![]), text),
            Ask::TellAnew(old, text) => {
                let fields = vec![("follows", Some(old.to_string()))];
                add('B', next('B'), Does::Begins(fields), text);
                add('B', *old, Does::Yields("replaced", next('B')), "");
            }
            Ask::Withdraw(n) => add('B', *n, Does::Brings("withdrawn"), REASON),
            Ask::Correct(entry, text) => {
                let text = text.as_deref().unwrap_or_default();
                add('R', 0, Does::Corrects(*entry, moved), text);
            }
            Ask::Retopic(entry, text) => add('R', 0, Does::Retopics(*entry, moved), text),
            Ask::Void(_) => {
                for entry in voided {
                    add('R', 0, Does::Voids(entry), REASON);
                }
            }
            Ask::Show(..) => add('S', 0, Does::Nothing, ""),
        }
        assert_eq!(times.len(), 0, "a fact for each entry");
    }

    /// The records that are there as of a moment, cancelled ones too: of which anything that counts had happened, or whose
    /// beginning had.
    fn there(&self, as_of: Moment) -> Vec<String> {
        let mut there = Vec::new();
        for letter in "VAEDKB".chars() {
            for number in 1..=self.count(letter) {
                let first = self.begins(letter, number).unwrap();
                let later: Vec<&Fact> = self.later(letter, number).map(|(_, fact)| fact).collect();
                let numbers = self.later(letter, number).map(|(entry, _)| entry);
                let mut times: Vec<Moment> = numbers.map(|entry| self.at(entry)).collect();
                times.push(self.at(first));
                let mut began = later.iter().map(|fact| &fact.began).rev();
                if let Some(Edit::Set(began)) = began.find(|began| !began.is_keep()) {
                    times.push(*began);
                }
                if times.iter().any(|at| at.at <= as_of.at) {
                    there.push(format!("{letter}-{number}"));
                }
            }
        }
        there
    }

    /// Every record as the model has it, a line each.
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for letter in "VAEDKB".chars() {
            for number in 1..=self.count(letter) {
                lines.push(self.line(letter, number));
            }
        }
        lines
    }

    /// Takes a state of a service; its rest is said again of now where a moved beginning would leave it in the past.
    fn enter(
        &mut self,
        number: u64,
        state: &'static str,
        since: bool,
        cause: &str,
        about: bool,
        times: &[Written],
    ) {
        let said = times[0].at;
        let begins = match self.spans(number).last().filter(|span| span.state == state) {
            None => since,
            // "Today" says nothing of a state that is known to hold since this morning.
            Some(span) if since => {
                let ((first, last), (begin, end)) = (minutes(said), minutes(span.since));
                !(first <= begin && end <= last && last - first > end - begin)
            }
            Some(span) => said.at < span.since.at,
        };
        for (place, Written { at, began, .. }) in times.iter().enumerate() {
            self.facts.push(Fact {
                letter: 'D',
                number,
                does: Does::Holds(state, begins && place == 0),
                at: *at,
                began: began.clone(),
                about,
                text: cause.to_owned(),
                together: None,
            });
            let entry = u64::try_from(self.facts.len()).unwrap();
            let spans = self.spans(number);
            let (last, own) = (
                spans.last().unwrap(),
                spans.iter().find(|span| span.entry == entry).unwrap(),
            );
            let moved = last.entry != entry && last.joins && last.since == own.since;
            let left = place == 0 && moved && !cause.is_empty() && last.cause != cause;
            assert_eq!(left, place + 1 < times.len());
        }
    }

    /// The states of a service over time, each with what was said of it or went on to hold.
    fn spans(&self, number: u64) -> Vec<Span> {
        let mut held: Vec<(u64, &'static str, bool)> = self
            .later('D', number)
            .filter_map(|(entry, fact)| match fact.does {
                Does::Holds(state, begins) => Some((entry, state, begins)),
                _ => None,
            })
            .collect();
        held = in_effect(held, |(entry, ..)| self.at(*entry));
        let mut spans: Vec<Span> = Vec::new();
        for (place, (entry, state, begins)) in held.iter().enumerate() {
            let run = (0..place).rev().take_while(|one| held[*one].1 == *state);
            // Who said later that the state began earlier.
            let mover = run
                .clone()
                .find(|one| held[*one].2 && held[*one].0 > *entry);
            let joins = if *begins { mover } else { run.clone().next() };
            let known = (0..place).rev().find(|one| held[*one].0 < *entry);
            let before = if mover.is_some() {
                place.checked_sub(1)
            } else {
                known
            };
            let before = before.filter(|one| held[*one].1 != "normal" && *state != "normal");
            let cause = match (self.words(*entry), before) {
                ("", Some(before)) => spans[before].cause.clone(),
                (said, _) => said.to_owned(),
            };
            let first = joins.map(|one| &spans[one]);
            let (at, about) = self.when(*entry);
            spans.push(Span {
                entry: *entry,
                state,
                since: first.map_or(at, |first| first.since),
                about: first.map_or(about, |first| first.about),
                joins: first.is_some(),
                cause,
            });
        }
        spans
    }

    fn line(&self, letter: char, number: u64) -> String {
        let begun = self.begins(letter, number).unwrap();
        let first = self.fact(begun).unwrap();
        let field = |name| self.field(letter, number, name).unwrap_or_default();
        let (status, set_by) = self.status(letter, number);
        let at = self.at(set_by).rfc3339();
        // What stands beside a status: the words of the entry that set it; a successor speaks for itself.
        let yields = matches!(self.fact(set_by).unwrap().does, Does::Yields(..));
        let words = if set_by == begun || yields {
            ""
        } else {
            self.words(set_by)
        };
        let ends = !matches!(status, "open" | "in_progress" | "on_hold" | "in_force");
        let ended = if ends { at.as_str() } else { "" };
        let by = match self.fact(set_by).unwrap().does {
            Does::Yields(_, by) => by.to_string(),
            _ => String::new(),
        };
        let mut entered: Vec<(u64, &Fact)> = self
            .later(letter, number)
            .filter(|(_, fact)| matches!(fact.does, Does::Enters(_) | Does::Holds(..)))
            .collect();
        if letter == 'K' {
            entered.insert(0, (begun, first));
        }
        let entered = in_effect(entered, |(entry, _)| self.at(*entry));
        let history: Vec<String> = entered
            .iter()
            .map(|(entry, _)| format!("{} {}", self.at(*entry).rfc3339(), self.words(*entry)))
            .collect();
        let said = match letter {
            'V' => {
                let title = self.field('V', number, "title");
                let title = title.unwrap_or_else(|| self.words(begun).to_owned());
                format!(
                    "{title}|{}|{status}|{at}|{ended}|{words}",
                    field("description")
                )
            }
            'A' => format!(
                "{}|{}|{}|{}|{}|{}|{status}|{at}|{ended}|{}|{}|{}",
                self.words(begun),
                field("assignee"),
                field("due"),
                field("priority"),
                field("waits_for"),
                field("about"),
                if status == "open" { "" } else { words },
                self.ended_first(number),
                self.opened_because(number),
            ),
            'E' | 'B' => {
                let what = self.words(begun);
                format!(
                    "{what}|{}|{by}|{status}|{at}|{ended}|{words}",
                    field("follows")
                )
            }
            'D' => {
                let spans = self.spans(number);
                let spans = spans.iter().map(|span| {
                    let (ca, since) = (ca(span.about), span.since.rfc3339());
                    format!("{} {ca}{since} {}", span.state, span.cause)
                });
                let spans: Vec<String> = spans.collect();
                format!("{}|{}", self.words(begun), spans.join(";"))
            }
            _ => {
                let closed = self
                    .closed(number)
                    .map_or(String::new(), |(outcome, entry)| {
                        format!(
                            "{outcome} {} {}",
                            self.at(entry).rfc3339(),
                            self.words(entry)
                        )
                    });
                format!("{}|{}|{closed}", field("topic"), history.join(";"))
            }
        };
        let gone = if self.is_voided(begun) { "voided" } else { "" };
        format!(
            "{letter}-{number}|{}{}|{gone}|{said}",
            ca(self.when(begun).1),
            self.at(begun).rfc3339()
        )
    }

    /// When and how a task had ended when it was opened again for the first time.
    fn ended_first(&self, task: u64) -> String {
        let mut ended = None;
        for (entry, fact) in self.later('A', task) {
            match fact.does {
                Does::Brings("done" | "cancelled") => ended = Some(entry),
                // A cancelled completion leaves an opening of what was open.
                Does::Brings("open") => {
                    let Some(entry) = ended else {
                        continue;
                    };
                    return format!("{} {}", self.at(entry).rfc3339(), self.words(entry));
                }
                Does::Brings(_) => ended = None,
                _ => {}
            }
        }
        String::new()
    }

    fn opened_because(&self, task: u64) -> &str {
        let mut later = self.later('A', task).rev();
        let opened = later.find(|(_, fact)| fact.does == Does::Brings("open"));
        opened.map_or("", |(entry, _)| self.words(entry))
    }

    /// How a finding was closed and by which entry, where no wording of a later moment came since.
    fn closed(&self, finding: u64) -> Option<(&'static str, u64)> {
        let mut closed = None;
        for (entry, fact) in self.later('K', finding) {
            match fact.does {
                Does::Closes(outcome) => closed = Some((outcome, entry)),
                Does::Enters(_) => {
                    closed = closed.filter(|(_, by)| self.at(*by).at > self.at(entry).at);
                }
                _ => {}
            }
        }
        let code = |outcome| {
            if outcome == "widerlegt" {
                "refuted"
            } else {
                outcome
            }
        };
        closed.map(|(outcome, entry)| (code(outcome), entry))
    }
}

/// What the program made of the time of a new entry, and what it says of a beginning.
#[derive(Clone)]
struct Written {
    at: Moment,
    began: Edit<Moment>,
    /// The time it gives another entry, whether about then, and whether the command said one.
    moved: Option<(Moment, bool)>,
    at_said: bool,
}

/// A state of a service as the model has it.
struct Span {
    entry: u64,
    state: &'static str,
    since: Moment,
    about: bool,
    joins: bool,
    cause: String,
}

fn ca(about: bool) -> &'static str {
    if about { "ca. " } else { "" }
}

/// Every record that counts as the lists of the tables have it, in the same form and order.
fn listed(view: &View<'_>, now: Moment) -> Vec<String> {
    const ALL: usize = 1000;
    let limits = Limits {
        ended: ALL,
        decisions: ALL,
        findings: ALL,
        history: ALL,
        ..Limits::NONE
    };
    let all = view
        .situation(now, None, Earlier::default(), limits)
        .unwrap();
    let tasks = all
        .tasks_open
        .items
        .into_iter()
        .chain(all.tasks_ended.items);
    let records: [Vec<Record>; 6] = [
        all.incidents.items.into_iter().map(Record::from).collect(),
        tasks.map(Record::from).collect(),
        all.decisions.items.into_iter().map(Record::from).collect(),
        all.services.into_iter().map(Record::from).collect(),
        all.findings.items.into_iter().map(Record::from).collect(),
        all.notices.items.into_iter().map(Record::from).collect(),
    ];
    records
        .into_iter()
        .flat_map(|mut records| {
            records.sort_by_key(|record| record.track().number);
            records
        })
        .map(|record| shown_line(&record))
        .collect()
}

/// The records that are there.
fn there(view: &View<'_>, model: &Model) -> Vec<String> {
    let all = "VAEDKB".chars().flat_map(|letter| {
        (1..=model.count(letter)).map(move |number| format!("{letter}-{number}"))
    });
    all.filter(|number| view.exists(RecordNumber::parse(number).unwrap()).unwrap())
        .collect()
}

/// Every record as it is folded from its entries, in the same form.
fn shown(view: &View<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in [
        RecordKind::Incident,
        RecordKind::Task,
        RecordKind::Decision,
        RecordKind::Service,
        RecordKind::Finding,
        RecordKind::Notice,
    ] {
        for running in 1.. {
            let text = format!("{}-{running}", kind.letter());
            let number = RecordNumber::parse(&text).unwrap();
            if !view.exists(number).unwrap() {
                break;
            }
            lines.push(shown_line(&view.record(number).unwrap()));
        }
    }
    lines
}

fn shown_line(record: &Record) -> String {
    let time = |moment: Option<Moment>| moment.map_or(String::new(), |moment| moment.rfc3339());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let one = |numbers: &[RecordNumber]| {
        let numbers: Vec<String> = numbers.iter().map(|n| n.series.to_string()).collect();
        numbers.join(",")
    };
    let track = record.track();
    let at = track.status_by.at.rfc3339();
    let said = match record {
        Record::Incident(incident) => format!(
            "{}|{}|{}|{at}|{}|{}",
            incident.title,
            text(&incident.description),
            incident.status.code(),
            time(incident.ended_at),
            text(&incident.reason)
        ),
        Record::Task(task) => format!(
            "{}|{}|{}|{}|{}|{}|{}|{at}|{}|{}|{}|{}",
            task.what,
            task.assignee
                .as_ref()
                .map_or(String::new(), std::string::ToString::to_string),
            task.due
                .map_or(String::new(), |due| due.at.format("%d").to_string()),
            task.priority.code(),
            one(&task.waits_for),
            one(&task.about),
            task.status.code(),
            time(task.ended_at),
            text(&task.result),
            task.first_ended_at.map_or(String::new(), |at| {
                format!("{} {}", at.rfc3339(), text(&task.first_result))
            }),
            text(&task.reopened_reason)
        ),
        Record::Decision(decision) => format!(
            "{}|{}|{}|{}|{at}|{}|{}",
            decision.what,
            one(decision.supersedes.as_slice()),
            one(decision.superseded_by.as_slice()),
            decision.status.code(),
            time(decision.ended_at),
            text(&decision.revoked_reason)
        ),
        Record::Notice(notice) => format!(
            "{}|{}|{}|{}|{at}|{}|{}",
            notice.text,
            one(notice.replaces.as_slice()),
            one(notice.replaced_by.as_slice()),
            notice.status.code(),
            time(notice.ended_at),
            text(&notice.reason)
        ),
        Record::Service(service) => {
            let history: Vec<String> = service
                .history
                .iter()
                .map(|span| {
                    let (state, since) = (span.state.code(), span.since.rfc3339());
                    format!(
                        "{state} {}{since} {}",
                        ca(span.approximate),
                        text(&span.cause)
                    )
                })
                .collect();
            format!("{}|{}", service.name, history.join(";"))
        }
        Record::Finding(finding) => {
            let history: Vec<String> = finding
                .history
                .iter()
                .map(|wording| format!("{} {}", wording.since.rfc3339(), wording.statement))
                .collect();
            let last = finding.history.last().unwrap();
            assert_eq!(
                last.statement, finding.statement,
                "the last wording is in force"
            );
            let closed = finding.outcome.map_or(String::new(), |outcome| {
                let (at, why) = (time(finding.closed_at), text(&finding.closed_reason));
                format!("{} {at} {why}", outcome.code())
            });
            format!("{}|{}|{closed}", finding.topic, history.join(";"))
        }
        Record::Report(_) => String::new(),
    };
    let gone = if track.voided.is_some() { "voided" } else { "" };
    format!(
        "{}|{}{}|{gone}|{said}",
        track.number,
        ca(track.approximate),
        track.happened_at.rfc3339()
    )
}

fn log(folder: &std::path::Path) -> Log {
    log_of(folder, &Stepping)
}

fn log_of(folder: &std::path::Path, world: &dyn World) -> Log {
    let body = Body {
        happened_at: Moment::exact(world.now().fixed_offset()),
        approximate: false,
        author: None,
        role: None,
        text: "Probe".to_owned(),
        source: None,
        certainty: None,
        visibility: Visibility::INTERNAL,
        with: None,
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
        world,
        false,
    )
    .unwrap()
}

proptest! {
    #![proptest_config(crate::dice::property(48))]

    /// Whatever is done or refused: it is what the model allows, every record is as the model has it, the log is sound, its
    /// tables equal a fresh fold, a rebuild changes nothing, who may read an entry is what the rule says, and the fold as of a moment after everything is the situation itself.
    #[test]
    fn the_tables_are_always_a_fold_of_the_log(
        asked in proptest::collection::vec((ask(), proptest::option::of(0..90_u8), any::<bool>()), 1..80)
    ) {
        let folder = crate::bed::scratch();
        let mut log = log(folder.path());
        let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
        let mut before = log.verify().unwrap().entries;
        let mut model = Model::default();
        model.facts.push(Fact {
            letter: 'L',
            number: 0,
            does: Does::Nothing,
            at: Moment::exact(DateTime::UNIX_EPOCH.fixed_offset()),
            began: Edit::Keep,
            about: false,
            text: "Probe".to_owned(),
            together: None,
        });
        for (ask, ago, about) in &asked {
            let mut writer = log.write(&Stepping).unwrap();
            let common = Common {
                at: ago.map(|ago| format!("-{ago}m")),
                approx: *about,
                ..Common::default()
            };
            let done = carry_out(&mut writer, &common, &*typed(ask), &words, false).is_ok();
            if done {
                writer.commit().unwrap();
            } else {
                drop(writer);
            }
            let says_when = ago.is_some() || *about;
            if let Some(allowed) = model.allows(ask, says_when) {
                prop_assert_eq!(done, allowed, "{:?}\n{:#?}", ask, model);
            }
            let after = log.view().entries().unwrap();
            prop_assert!(if done { after > before } else { after == before }, "a refusal leaves nothing behind");
            let times: Vec<Written> = (before + 1..=after)
                .map(|running| EntryNumber::parse(&running.to_string()).unwrap())
                .map(|number| log.view().line_of(number).unwrap().entry)
                .map(|entry| Written {
                    at: entry.body.happened_at,
                    began: began(&entry),
                    moved: match &entry.body.event {
                        Event::Log(LogEvent::EntryCorrected(of)) => {
                            let written = entry.recorded_at - entry.body.happened_at.at;
                            // This clock goes back an hour at some looks, and recording alone is held.
                            let seconds = written.num_seconds();
                            let near = |second: i64| (seconds - second).abs() < 60;
                            let soon = near(0) || near(3600) || entry.clock_held;
                            assert!(soon, "corrected when it was written");
                            assert!(!entry.body.approximate);
                            of.happened_at.map(|at| (at, of.approximate))
                        }
                        _ => None,
                    },
                    at_said: ago.is_some(),
                })
                .collect();
            if done {
                model.accept(ask, *about, says_when, &times);
            }
            before = after;
        }
        let later = Moment::exact(DateTime::from_timestamp(2_000_000_000, 0).unwrap().fixed_offset());
        prop_assert_eq!(shown(&log.view()), model.lines());
        let mut counting = model.lines();
        counting.retain(|line| !line.contains("|voided|"));
        prop_assert_eq!(listed(&log.view(), later), counting);
        for (entry, fact) in model.numbered() {
            let number = EntryNumber::parse(&entry.to_string()).unwrap();
            let line = log.view().line_of(number).unwrap();
            let right = &line.right().body;
            prop_assert_eq!(line.voided.is_some(), model.is_voided(entry), "{}", entry);
            if fact.letter != 'S' {
                prop_assert_eq!(&right.text, model.words(entry), "{}", entry);
            }
            if entry > 1 {
                prop_assert_eq!(right.happened_at, model.at(entry), "{}", entry);
            }
        }
        let report = log.verify().unwrap();
        prop_assert_eq!(&report.findings, &vec![]);
        log.rebuild().unwrap();
        prop_assert_eq!(&log.verify().unwrap().fold, &report.fold);

        let entries: Vec<Entry> = (1..=report.entries)
            .map(|running| EntryNumber::parse(&running.to_string()).unwrap())
            .map(|number| log.view().line_of(number).unwrap().entry)
            .collect();
        // A time that equals the one before was held: this clock moves at each look.
        for pair in entries.windows(2) {
            prop_assert!(pair[0].recorded_at <= pair[1].recorded_at, "the clock never runs back");
            prop_assert_eq!(pair[1].clock_held, pair[0].recorded_at == pair[1].recorded_at);
        }
        let verdicts = lage::domain::verdict::verdicts(&entries);
        for (entry, verdict) in entries.iter().zip(&verdicts) {
            if !matches!(entry.body.event, Event::Log(LogEvent::VisibilityChanged(_))) {
                let shown = log.view().line_of(entry.number).unwrap().visibility;
                prop_assert_eq!(shown, verdict.visibility, "{}", entry.number);
            }
        }

        let past = log.past(&Scope { as_of: Some(later), ..Scope::ALL }).unwrap();
        let now = log.view().situation(later, None, Earlier::default(), Limits::NONE).unwrap();
        prop_assert_eq!(past.view().situation(later, None, Earlier::default(), Limits::NONE).unwrap(), now);

        // The past over the tables of the present is the same as the fold of the entries that it holds.
        let times = |at: usize| entries[at % entries.len()].body.happened_at;
        let known = |at: usize| Moment::exact(entries[at % entries.len()].recorded_at);
        for at in [1, asked.len(), 3 * asked.len() / 2] {
            for (as_of, known_by, heads) in [
                (Some(times(at)), None, false),
                (None, Some(known(at)), false),
                (Some(times(at)), Some(known(at / 2)), false),
                (None, None, true),
                (Some(times(at)), None, true),
            ] {
                // What was there when the entry was the newest.
                let known_to = heads.then(|| {
                    let mut heads = Heads::default();
                    let series = entries[at % entries.len()].number.0;
                    heads.add(series.device, series.running);
                    heads
                });
                let scope = Scope { as_of, known_by, known_to, ..Scope::ALL };
                let (past, folded) = (log.past(&scope).unwrap(), log.folded(&scope).unwrap());
                if let (Some(as_of), None, false) = (as_of, known_by, heads) {
                    prop_assert_eq!(there(&past.view(), &model), model.there(as_of));
                }
                let situation = |view: View<'_>| {
                    view.situation(later, known_by, Earlier::default(), Limits::NONE).unwrap()
                };
                prop_assert_eq!(situation(past.view()), situation(folded.view()), "{:?}", &scope);
                let lines = |view: View<'_>| view.journal_lines(None, usize::MAX).unwrap();
                prop_assert_eq!(lines(past.view()), lines(folded.view()), "{:?}", &scope);
                let few = |view: View<'_>| view.journal_lines(as_of, 3).unwrap();
                prop_assert_eq!(few(past.view()), few(folded.view()), "{:?}", &scope);
            }
        }

        drop(log);
        let again = Log::open(&folder.path().join("lage.db"), Access::Read).unwrap();
        prop_assert_eq!(again.verify().unwrap().fold, report.fold);
    }
}

proptest! {
    #![proptest_config(crate::dice::property(32))]

    /// Many steps in one write, as an import takes them: each goes on from where the one before left its record, and what
    /// comes out is the fold of them all.
    #[test]
    fn the_tables_are_a_fold_of_the_log_also_after_one_long_write(
        asked in proptest::collection::vec((ask(), proptest::option::of(0..90_u8)), 1..120),
        imported in any::<bool>(),
    ) {
        let folder = crate::bed::scratch();
        let mut log = log(folder.path());
        let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
        let mut writer = log.write(&Stepping).unwrap();
        for (ask, ago) in &asked {
            let common = Common {
                at: ago.map(|ago| format!("-{ago}m")),
                ..Common::default()
            };
            carry_out(&mut writer, &common, &*typed(ask), &words, imported).ok();
        }
        writer.commit().unwrap();
        prop_assert_eq!(log.verify().unwrap().findings, vec![]);
    }
}

#[test]
fn a_clock_that_went_back_is_held_at_the_last_value_and_the_entry_is_marked() {
    static LOOKS: AtomicI64 = AtomicI64::new(0);
    /// Forward, two hours back, and forward again past the last value.
    fn clock() -> DateTime<Utc> {
        let minutes = [0, 60, -60, -59, 61];
        let look = LOOKS.load(Ordering::Relaxed);
        let minute = minutes[usize::try_from(look).unwrap()];
        DateTime::from_timestamp(1_634_270_400 + minute * 60, 0).unwrap()
    }
    struct Jumping;
    impl World for Jumping {
        fn now(&self) -> DateTime<Utc> {
            clock()
        }

        fn random(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
    let mut log = log_of(folder.path(), &Jumping);
    for look in 1..5 {
        LOOKS.store(look, Ordering::Relaxed);
        let mut writer = log.write(&Jumping).unwrap();
        let note = typed(&Ask::Note("Probe".to_owned()));
        carry_out(&mut writer, &Common::default(), &*note, &words, false).unwrap();
        writer.commit().unwrap();
    }
    let entries: Vec<Entry> = (1..=5)
        .map(|running| EntryNumber::parse(&running.to_string()).unwrap())
        .map(|number| log.view().line_of(number).unwrap().entry)
        .collect();
    let minute = |entry: &Entry| (entry.recorded_at.timestamp() - 1_634_270_400) / 60;
    let recorded: Vec<(i64, bool)> = entries
        .iter()
        .map(|entry| (minute(entry), entry.clock_held))
        .collect();
    assert_eq!(
        recorded,
        [(0, false), (60, false), (60, true), (60, true), (61, false)]
    );
    assert_eq!(log.verify().unwrap().findings, vec![]);
}
