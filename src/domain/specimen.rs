//! Entries for tests: built in a line, and one specimen of every event there is.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta};

use super::audience::{Audience, Visibility};
use super::codes::{
    Addressee, AssessmentPart, Certainty, Effect, Mode, Outcome, Priority, ReportKind,
    ServiceState, Severity,
};
use super::entry::{
    AssessmentWritten, Body, Edit, Entry, EntryCorrected, EntryVoided, Event, Heads, LogEvent,
    LogStarted, NoteTaken, Plain, ReplacedBy, Unread, VisibilityChanged, Why,
};
use super::history::Kept;
use super::moment::Moment;
use super::number::{Device, EntryNumber, RecordKind, RecordNumber, Series};
use super::records::decision::{DecisionEvent, DecisionRevoked, DecisionTaken};
use super::records::each_record;
use super::records::finding::{FindingClosed, FindingEvent, FindingRecorded, FindingReplaced};
use super::records::incident::{IncidentChanged, IncidentClosed, IncidentEvent, IncidentOpened};
use super::records::notice::{NoticeEvent, NoticeIssued};
use super::records::report::{ReportEvent, ReportReleased};
use super::records::service::{ServiceAdded, ServiceChanged, ServiceEvent, ServiceStateSet};
use super::records::task::{Assignee, TaskAdded, TaskChanged, TaskDone, TaskEvent};
use super::refusal::SetBy;

/// `2021-10-15 08:00` in summer time.
pub(crate) fn moment(text: &str) -> Moment {
    Moment::exact(time(text))
}

pub(crate) fn time(text: &str) -> DateTime<FixedOffset> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .unwrap()
        .and_local_timezone(FixedOffset::east_opt(7200).unwrap())
        .unwrap()
}

/// The first minute of the tests, and each hour after it.
pub(crate) fn hour(hours: u64) -> Moment {
    Moment::exact(time("2021-10-15 08:00") + TimeDelta::hours(i64::try_from(hours).unwrap()))
}

pub(crate) fn number(text: &str) -> RecordNumber {
    RecordNumber::parse(text).unwrap()
}

pub(crate) fn entry_number(text: &str) -> EntryNumber {
    EntryNumber::parse(text).unwrap()
}

fn device(letters: &str) -> Device {
    entry_number(&format!("1{letters}")).0.device
}

pub(crate) fn heads(known: &[(&str, u64)]) -> Heads {
    let mut heads = Heads::default();
    for (letters, running) in known {
        heads.add(device(letters), *running);
    }
    heads
}

/// An entry that waits for its event.
pub(crate) struct Sketch(Entry);

/// Entry `running` of the founding laptop: it happened in that hour, and was recorded at once by `author N`.
pub(crate) fn entry(running: u64) -> Sketch {
    let series = Series {
        device: Device::FOUNDING,
        running,
    };
    Sketch(Entry {
        number: EntryNumber(series),
        lam: running,
        seen: Heads::default(),
        recorded_at: hour(running).at,
        received_at: None,
        clock_held: false,
        imported: false,
        record: None,
        body: Body {
            happened_at: hour(running),
            approximate: false,
            author: Some(format!("author {running}")),
            role: None,
            text: format!("text {running}"),
            source: None,
            certainty: None,
            visibility: Visibility::INTERNAL,
            with: None,
            event: Event::Log(LogEvent::NoteTaken(NoteTaken::default())),
        },
    })
}

impl Sketch {
    /// The laptop that wrote it.
    pub(crate) fn on(mut self, letters: &str) -> Sketch {
        self.0.number.0.device = device(letters);
        self
    }

    pub(crate) fn lam(mut self, lam: u64) -> Sketch {
        self.0.lam = lam;
        self
    }

    pub(crate) fn seen(mut self, known: &[(&str, u64)]) -> Sketch {
        self.0.seen = heads(known);
        self
    }

    /// When it happened; it is recorded at the same moment unless said otherwise after this.
    pub(crate) fn at(mut self, text: &str) -> Sketch {
        self.0.body.happened_at = moment(text);
        self.0.recorded_at = time(text);
        self
    }

    pub(crate) fn recorded(mut self, text: &str) -> Sketch {
        self.0.recorded_at = time(text);
        self
    }

    pub(crate) fn received(mut self, text: &str) -> Sketch {
        self.0.received_at = Some(time(text));
        self
    }

    pub(crate) fn imported(mut self) -> Sketch {
        self.0.imported = true;
        self
    }

    pub(crate) fn held(mut self) -> Sketch {
        self.0.clock_held = true;
        self
    }

    pub(crate) fn record(mut self, record: &str) -> Sketch {
        self.0.record = Some(number(record));
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Sketch {
        text.clone_into(&mut self.0.body.text);
        self
    }

    pub(crate) fn source(mut self, source: &str) -> Sketch {
        self.0.body.source = Some(source.to_owned());
        self
    }

    pub(crate) fn role(mut self, role: &str) -> Sketch {
        self.0.body.role = Some(role.to_owned());
        self
    }

    pub(crate) fn author(mut self, author: &str) -> Sketch {
        self.0.body.author = Some(author.to_owned());
        self
    }

    pub(crate) fn certain(mut self, certainty: Certainty) -> Sketch {
        self.0.body.certainty = Some(certainty);
        self
    }

    pub(crate) fn marked(mut self, audiences: &[Audience]) -> Sketch {
        self.0.body.visibility = Visibility::marked(audiences);
        self
    }

    pub(crate) fn event(mut self, event: impl Into<Event>) -> Entry {
        self.0.body.event = event.into();
        self.0
    }

    pub(crate) fn corrects(self, entry: &str) -> Entry {
        let corrected = EntryCorrected {
            entry: entry_number(entry),
            reason: "misheard".to_owned(),
            field: None,
            value: None,
            happened_at: None,
            approximate: false,
        };
        self.event(LogEvent::EntryCorrected(corrected))
    }

    /// Puts right when an entry happened.
    pub(crate) fn retimes(self, entry: &str, hours: u64) -> Entry {
        let corrected = EntryCorrected {
            entry: entry_number(entry),
            reason: "misheard".to_owned(),
            field: None,
            value: None,
            happened_at: Some(hour(hours)),
            approximate: false,
        };
        self.text("").event(LogEvent::EntryCorrected(corrected))
    }

    /// Puts right a field that holds a text.
    pub(crate) fn puts_right(self, entry: &str, field: &str, text: &str) -> Entry {
        let corrected = EntryCorrected {
            entry: entry_number(entry),
            reason: "misheard".to_owned(),
            field: Some(field.to_owned()),
            value: None,
            happened_at: None,
            approximate: false,
        };
        self.text(text).event(LogEvent::EntryCorrected(corrected))
    }

    pub(crate) fn voids(self, entry: &str) -> Entry {
        let entry = entry_number(entry);
        self.event(LogEvent::EntryVoided(EntryVoided { entry }))
    }

    /// Sets who may read an entry, or all of the record until here.
    pub(crate) fn shows(self, entry: Option<&str>) -> Entry {
        let entry = entry.map(entry_number);
        self.event(LogEvent::VisibilityChanged(VisibilityChanged { entry }))
    }

    pub(crate) fn unread(self, kind: &str, why: Why) -> Entry {
        let record = self.0.record.map(|record| record.to_string());
        let unread = Unread {
            kind: kind.to_owned(),
            record,
            app: "9.9.9".to_owned(),
            why,
        };
        let mut entry = self.0;
        entry.body = Body::unread(entry.recorded_at, unread);
        entry
    }
}

/// The entries 1, 2, 3, … of one record, an hour apart.
pub(crate) fn course<E: Into<Event>>(
    record: &str,
    events: impl IntoIterator<Item = E>,
) -> Vec<Entry> {
    (1..)
        .zip(events)
        .map(|(running, event)| entry(running).record(record).event(event))
        .collect()
}

/// The same, and a cancellation of the first one after them.
pub(crate) fn cancelled<E: Into<Event>>(
    record: &str,
    events: impl IntoIterator<Item = E>,
) -> Vec<Entry> {
    let mut entries = course(record, events);
    let next = u64::try_from(entries.len()).unwrap() + 1;
    entries.push(entry(next).record(record).voids("1"));
    entries
}

pub(crate) fn folded<K: Kept>(entries: &[Entry]) -> K {
    K::fold(entries[0].record.unwrap(), entries).unwrap()
}

/// Who wrote entry `running` of a course.
pub(crate) fn by(running: u64) -> SetBy {
    SetBy {
        at: hour(running),
        author: Some(format!("author {running}")),
    }
}

// One specimen of every event, every field of it set. Each free text is `<word> <what it is>`.

pub(crate) fn log(word: &str) -> Vec<LogEvent> {
    let say = |what: &str| format!("{word} {what}");
    vec![
        LogEvent::LogStarted(LogStarted {
            body: Some(say("body")),
            zone: "Europe/Berlin".to_owned(),
            language: "de".to_owned(),
            exercise: true,
            forced_place: Some(say("folder")),
        }),
        LogEvent::NoteTaken(NoteTaken {
            about: vec![number("V-1"), number("A-2b")],
            about_entries: Vec::new(),
        }),
        LogEvent::EntryCorrected(EntryCorrected {
            entry: entry_number("1"),
            reason: say("reason"),
            field: None,
            value: None,
            happened_at: None,
            approximate: false,
        }),
        LogEvent::EntryVoided(EntryVoided {
            entry: entry_number("1b"),
        }),
        LogEvent::AssessmentWritten(AssessmentWritten {
            part: AssessmentPart::OutlookShort,
            options: vec![say("option")],
        }),
        LogEvent::VisibilityChanged(VisibilityChanged {
            entry: Some(entry_number("1")),
        }),
    ]
}

pub(crate) fn incident(word: &str) -> Vec<IncidentEvent> {
    let say = |what: &str| format!("{word} {what}");
    vec![
        IncidentEvent::Opened(IncidentOpened {
            severity: Some(Severity::Crisis),
            description: Some(say("description")),
            began_at: Some(moment("2021-10-15 02:00")),
            began_approximate: true,
        }),
        IncidentEvent::Changed(IncidentChanged {
            title: Some(say("title")),
            severity: Edit::Set(Severity::Disaster),
            description: Edit::Set(say("description")),
            began_at: Edit::Set(moment("2021-10-15 01:00")),
            began_approximate: true,
        }),
        IncidentEvent::Closed(IncidentClosed {
            false_alarm: true,
            over_open_tasks: vec![number("A-77")],
        }),
        IncidentEvent::Reopened(Plain {}),
    ]
}

pub(crate) fn task(word: &str) -> Vec<TaskEvent> {
    let say = |what: &str| format!("{word} {what}");
    let assignee = Assignee {
        function: Some(say("assignee")),
        person: Some(say("person")),
    };
    vec![
        TaskEvent::Added(TaskAdded {
            assignee: Some(assignee.clone()),
            issued_by: Some(say("issuer")),
            due: Some(moment("2021-10-15 12:00")),
            priority: Some(Priority::High),
            waits_for: vec![number("A-2")],
            about: vec![number("V-1")],
        }),
        TaskEvent::Changed(TaskChanged {
            what: Some(say("what")),
            assignee: Edit::Set(assignee),
            due: Edit::Set(moment("2021-10-15 13:00")),
            priority: Some(Priority::Low),
            waits_for: Edit::Set(vec![number("A-3")]),
            about: Edit::Set(vec![number("D-1")]),
        }),
        TaskEvent::Started(Plain {}),
        TaskEvent::Held(Plain {}),
        TaskEvent::Done(TaskDone {
            effect: Some(Effect::Partial),
        }),
        TaskEvent::Cancelled(Plain {}),
        TaskEvent::Reopened(Plain {}),
    ]
}

pub(crate) fn decision(word: &str) -> Vec<DecisionEvent> {
    let say = |what: &str| format!("{word} {what}");
    vec![
        DecisionEvent::Taken(DecisionTaken {
            reason: say("reason"),
            decided_by: say("decider"),
            mode: Some(Mode::Lead),
            knowledge: Some(say("knowledge")),
            options: vec![say("option")],
            risks: vec![say("risk")],
            heard: vec![say("heard")],
            review_at: Some(moment("2021-10-16 08:00")),
            about: vec![number("V-1")],
            supersedes: Some(number("E-9")),
        }),
        DecisionEvent::Superseded(ReplacedBy { by: number("E-2") }),
        DecisionEvent::Revoked(DecisionRevoked {
            decided_by: say("decider"),
        }),
    ]
}

pub(crate) fn service(word: &str) -> Vec<ServiceEvent> {
    let say = |what: &str| format!("{word} {what}");
    vec![
        ServiceEvent::Added(ServiceAdded {
            group: Some(say("group")),
            place: Some(say("place")),
            owner: Some(say("owner")),
            contact: Some(say("contact")),
            hotline: Some(say("hotline")),
            depends_on: vec![number("D-2")],
            max_outage: Some(240),
        }),
        ServiceEvent::Changed(ServiceChanged {
            name: Some(say("name")),
            group: Edit::Set(say("group")),
            place: Edit::Set(say("place")),
            owner: Edit::Set(say("owner")),
            contact: Edit::Set(say("contact")),
            hotline: Edit::Set(say("hotline")),
            depends_on: Edit::Set(vec![number("D-3")]),
            max_outage: Edit::Set(60),
        }),
        ServiceEvent::StateSet(ServiceStateSet {
            state: ServiceState::Down,
            restriction: Edit::Set(say("restriction")),
            workaround: Edit::Set(say("workaround")),
            expected_back: Edit::Set(moment("2021-10-16 08:00")),
            valid_until: Edit::Set(moment("2021-10-16 09:00")),
            no_cause: true,
            refines: true,
            begins: true,
        }),
    ]
}

pub(crate) fn finding(word: &str) -> Vec<FindingEvent> {
    vec![
        FindingEvent::Recorded(FindingRecorded {
            topic: format!("{word} topic"),
            about: vec![number("V-2"), number("A-77")],
        }),
        FindingEvent::Replaced(FindingReplaced {
            about: vec![number("A-77")],
        }),
        FindingEvent::Closed(FindingClosed {
            outcome: Outcome::Confirmed,
        }),
    ]
}

pub(crate) fn notice(word: &str) -> Vec<NoticeEvent> {
    let say = |what: &str| format!("{word} {what}");
    vec![
        NoticeEvent::Issued(NoticeIssued {
            audience: Addressee::Press,
            channel: Some(say("channel")),
            valid_from: Some(moment("2021-10-15 09:00")),
            valid_until: Some(moment("2021-10-15 18:00")),
            released_by: Some(say("releaser")),
            replaces: Some(number("B-9")),
        }),
        NoticeEvent::Replaced(ReplacedBy { by: number("B-2") }),
        NoticeEvent::Withdrawn(Plain {}),
    ]
}

pub(crate) fn report(word: &str) -> Vec<ReportEvent> {
    let say = |what: &str| format!("{word} {what}");
    vec![ReportEvent::Released(ReportReleased {
        zones_named: false,
        kind: ReportKind::Followup,
        as_of: moment("2021-10-15 08:00"),
        known_by: Some(moment("2021-10-15 08:30")),
        previous: Some(number("L-9")),
        released_by: say("releaser"),
        distribution: vec![say("reader")],
        next_at: Some(moment("2021-10-15 16:00")),
        meeting_at: Some(moment("2021-10-15 15:00")),
        language: "de".to_owned(),
        hash: "00ff".to_owned(),
        document: say("document"),
    })]
}

macro_rules! specimens {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        /// The specimens of one kind of record, in the order of its events.
        pub(crate) fn of(kind: RecordKind, word: &str) -> Vec<Event> {
            match kind {
                $(RecordKind::$kind => $module(word).into_iter().map(Event::from).collect(),)+
                RecordKind::Other(_) => Vec::new(),
            }
        }

        /// Every kind of event that this version reads.
        fn kinds() -> Vec<&'static str> {
            [LogEvent::KINDS, $(super::records::$module::$event::KINDS),+].concat()
        }
    };
}
each_record!(specimens);

/// One specimen of every event, with the record it belongs to.
pub(crate) fn all(word: &str) -> Vec<(Option<RecordNumber>, Event)> {
    let log = log(word).into_iter().map(|event| (None, event.into()));
    let records = RecordKind::ALL.iter().flat_map(|&kind| {
        let number = number(&format!("{}-1", kind.letter()));
        let events = of(kind, word).into_iter();
        events.map(move |event| (Some(number), event))
    });
    log.chain(records).collect()
}

#[test]
fn every_event_has_one_specimen() {
    let specimens = all("word");
    let have: Vec<&str> = specimens.iter().map(|(_, event)| event.kind()).collect();
    assert_eq!(have, kinds());
}

/// The first two steps of a task.
pub(crate) fn added() -> TaskEvent {
    TaskEvent::Added(TaskAdded::default())
}

pub(crate) fn started() -> TaskEvent {
    TaskEvent::Started(Plain {})
}
