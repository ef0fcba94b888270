//! The situation: what the log says at one moment, as plain data that reports and overviews are built from.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::assessment::Assessment;
use super::audience::Visibility;
use super::codes::AssessmentPart;
use super::entry::{Entry, EntryCorrected, Heads, LogStarted};
use super::history::{Edited, there_from};
use super::moment::Moment;
use super::number::{EntryNumber, RecordNumber};
use super::records::{Decision, Finding, Incident, Notice, Record, Report, Service, Task};
use super::verdict::{Verdict, verdicts};

/// What the log says of itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LogHead {
    pub title: String,
    #[serde(flatten)]
    pub started: LogStarted,
    pub started_at: Moment,
    /// Hex of the log's 16 random bytes.
    pub log_id: String,
}

/// Which entries count: what had happened by `as_of`, what had been recorded by `known_by`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    pub as_of: Option<Moment>,
    pub known_by: Option<Moment>,
    /// What a reader could have known by then: as `known_by`, but an import counts from the moment it tells of.
    pub noted_by: Option<Moment>,
    /// What the laptop had that wrote an entry with this knowledge. It tells more exactly than `known_by` what was known.
    pub known_to: Option<Heads>,
}

impl Scope {
    pub const ALL: Scope = Scope {
        as_of: None,
        known_by: None,
        noted_by: None,
        known_to: None,
    };

    pub fn is_all(&self) -> bool {
        *self == Scope::ALL
    }

    /// Whether an entry counts by itself that nothing put right, or that is right already. Corrections and cancellations hold
    /// whatever `as_of` says: they add no happening, they put right what is said of one, also when it was; only `known_by`
    /// keeps them out.
    pub fn holds(&self, entry: &Entry) -> bool {
        let happened = self
            .as_of
            .is_none_or(|as_of| entry.speaks_of_others() || entry.body.happened_at.at <= as_of.at);
        happened && self.knows(entry)
    }

    /// Whether the entry was there to be read.
    pub fn knows(&self, entry: &Entry) -> bool {
        let known = match &self.known_to {
            Some(heads) => heads.hold(entry.number),
            None => self
                .known_by
                .is_none_or(|known_by| entry.known_at() <= known_by.at),
        };
        known
            && self
                .noted_by
                .is_none_or(|noted_by| entry.noted_at().at <= noted_by.at)
    }

    /// Keeps those that count of entries that belong together: those of one record in the order of the log, or an entry that
    /// belongs to none and what speaks of it.
    ///
    /// Where a record is there, the entries that name it and say when it began come along, whenever they were written.
    pub fn keep(&self, entries: &mut Vec<Entry>) {
        entries.retain(|entry| self.knows(entry));
        let Some(as_of) = self.as_of else {
            return;
        };
        let verdicts = verdicts(entries);
        let from = there_from(entries, &verdicts);
        let there = from.is_some_and(|from| from.at <= as_of.at);
        let counts = |entry: &Entry, verdict: &Verdict<'_>| {
            entry.speaks_of_others()
                || there && entry.comes_along()
                || verdict.right(entry).body.happened_at.at <= as_of.at
        };
        let judged = entries.iter().zip(&verdicts);
        let later: HashSet<EntryNumber> = judged
            .filter(|(entry, verdict)| !counts(entry, verdict))
            .map(|(entry, _)| entry.number)
            .collect();
        entries.retain(|entry| !later.contains(&entry.number));
    }
}

/// A list of which only the first part is carried, and how many there are in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<T> {
    pub items: Vec<T>,
    pub total: usize,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Part {
            items: Vec::new(),
            total: 0,
        }
    }
}

impl<T> Part<T> {
    pub fn omitted(&self) -> usize {
        self.total.saturating_sub(self.items.len())
    }
}

/// A log entry with what later entries said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalLine {
    /// Who may read it now, whatever was said when it was written.
    pub visibility: Visibility,
    pub entry: Entry,
    /// What the entry's record is called; only where lines of many records stand together.
    pub name: Option<String>,
    /// The fields that it changed.
    pub edits: Vec<Edited>,
    pub corrections: Vec<Remark>,
    pub voided: Option<Remark>,
    /// It, or what corrects or cancels it, does not fit into the chain of entries: somebody changed it, or one beside it.
    pub altered: bool,
}

impl JournalLine {
    /// The entry as it is right: its words, its fields, and when it happened.
    pub fn right(&self) -> Cow<'_, Entry> {
        if self.corrections.is_empty() {
            return Cow::Borrowed(&self.entry);
        }
        let mut right = self.entry.clone();
        for remark in &self.corrections {
            if let Some(correction) = &remark.correction {
                correction.put_right(&remark.text, &mut right.body);
            }
        }
        Cow::Owned(right)
    }

    /// The entry's own text as corrected last.
    pub fn text(&self) -> &str {
        let corrected = self.corrections.iter().rfind(|remark| remark.is_wording());
        corrected.map_or(&self.entry.body.text, |correction| &correction.text)
    }
}

/// How a record belongs to another one that does not say so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    About,
    WaitsFor,
    DependsOn,
    /// Another finding of the same topic.
    SameTopic,
}

/// A record that names another one, seen from that one.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    pub how: Link,
    pub record: Record,
}

/// A correction (text is the new wording) or a cancellation (text is empty) of an entry, with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub entry: EntryNumber,
    pub at: Moment,
    pub author: Option<String>,
    pub text: String,
    pub reason: String,
    pub correction: Option<EntryCorrected>,
}

impl Remark {
    /// Whether it is a correction that gives the entry's own text anew.
    pub fn is_wording(&self) -> bool {
        let correction = self.correction.as_ref();
        correction.is_some_and(|said| said.field.is_none()) && !self.text.is_empty()
    }
}

/// How many there are, counted over everything, whatever part of it is carried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    pub entries: usize,
    pub incidents_open: usize,
    pub incidents_ended: usize,
    pub tasks_open: usize,
    pub tasks_overdue: usize,
    pub tasks_unassigned: usize,
    pub tasks_undated: usize,
    pub tasks_done: usize,
    pub tasks_cancelled: usize,
    pub decisions_in_force: usize,
    pub services: usize,
    pub services_impaired: usize,
    pub unknown_kinds: usize,
}

/// Open tasks at the end of a day, and those done on it, or where a course is too long for single days, since `since`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TaskDay {
    /// The first of several days that are counted together.
    pub since: Option<Moment>,
    pub day: Moment,
    pub open: i64,
    pub done: i64,
}

/// What a report tells its changes against: a moment, the report released of it, and what counted then.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub moment: Moment,
    pub report: Option<RecordNumber>,
    pub scope: Scope,
}

/// What a report looks back on. It comes from the whole log, also for a report of the past: a report stands for the
/// moment it tells of, however late it was released.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    pub last_report: Option<Report>,
    pub compared: Option<Compared>,
}

/// A record that reads otherwise than it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Nothing where it was not there.
    pub before: Option<Record>,
    pub after: Record,
    /// What it was in between, each with the moment since when.
    pub between: Vec<(Moment, Record)>,
    /// Who changed it, in the order they did.
    pub by: Vec<String>,
}

impl Difference {
    /// A record that an hour made another one, and nobody changed.
    pub fn of_time(record: Record) -> Difference {
        Difference {
            before: Some(record.clone()),
            after: record,
            between: Vec::new(),
            by: Vec::new(),
        }
    }
}

/// The moment that a report tells its changes against, and every record and part of the Lagebild that differs from then:
/// before, now.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    pub moment: Moment,
    pub report: Option<RecordNumber>,
    pub records: Vec<Difference>,
    pub assessments: Vec<(Option<Assessment>, Assessment)>,
}

/// Something of which it is known only by the day or its part that it happened, and was perhaps not yet so at a moment of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnlyByDay {
    pub entry: EntryNumber,
    pub record: Option<RecordNumber>,
    pub at: Moment,
}

/// What one screen shows: of each list its first records, and how many there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    pub log: LogHead,
    pub as_of: Moment,
    /// Nothing but the beginning of the log is there.
    pub empty: bool,
    pub incidents_open: usize,
    pub tasks_open: usize,
    pub services: usize,
    /// By due date.
    pub overdue: Part<Task>,
    /// Open tasks without assignee or date.
    pub unclear: Part<Task>,
    /// Open tasks that are due from now on.
    pub next: Part<Task>,
    /// The worst first, each with its present state alone.
    pub impaired: Part<Service>,
    /// In force, newest first.
    pub decisions: Part<Decision>,
    /// Of what calls for somebody: the last report, decisions past their review, services that should be back or whose state is
    /// past what was said of it, notices in force.
    pub last_report: Option<Report>,
    pub to_review: Vec<Decision>,
    pub promised: Vec<Service>,
    pub notices: Vec<Notice>,
}

/// Everything a report reads. Open matters are complete; what has ended is limited to the period and to a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Situation {
    pub log: LogHead,
    /// The moment the situation is of.
    pub as_of: Moment,
    pub known_by: Option<Moment>,
    pub counts: Counts,
    /// Open first, then those that ended, newest first.
    pub incidents: Part<Incident>,
    /// Open tasks: overdue first, then by due date, undated last.
    pub tasks_open: Part<Task>,
    /// Ended tasks, newest first.
    pub tasks_ended: Part<Task>,
    /// Newest first.
    pub decisions: Part<Decision>,
    /// Decisions in force whose review has passed, the longest first.
    pub to_review: Vec<Decision>,
    /// By group and name; each with its history.
    pub services: Vec<Service>,
    pub findings: Part<Finding>,
    /// Notes that say how certain they are, oldest first; the newest where not all fit.
    pub notes: Part<JournalLine>,
    /// In force (also past their validity) first, then ended ones, newest first.
    pub notices: Part<Notice>,
    /// Newest last.
    pub journal_lines: Part<JournalLine>,
    /// Entries read from a file by import, first and last, and when; `None` where there are none among the lines.
    pub imported: Option<(EntryNumber, EntryNumber, DateTime<FixedOffset>)>,
    /// The wording in force of each part that somebody wrote.
    pub assessments: Vec<Assessment>,
    /// The last released report of a moment no later than this one.
    pub last_report: Option<Report>,
    /// Oldest first.
    pub task_days: Vec<TaskDay>,
    pub since: Option<Since>,
    /// What was perhaps not yet so at the moment the situation is of: it was recorded after it.
    pub only_by_day: Vec<OnlyByDay>,
    /// The newest entry of all that is shown, and when it was recorded: the state of the data.
    pub newest: Option<(EntryNumber, DateTime<FixedOffset>)>,
}

impl Situation {
    /// The wording in force of one part of the Lagebild.
    pub fn assessment(&self, part: AssessmentPart) -> Option<&Assessment> {
        self.assessments
            .iter()
            .find(|assessment| assessment.part == part)
    }
}
