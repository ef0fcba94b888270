//! The changes since another moment: new, changed and ended records, each with what it was, what it became in between, and
//! what it is.

use std::collections::HashMap;

use crate::document::build::{moment, say, short, text};
use crate::document::{Cell, Change, Field, Inline, Phrase};
use crate::domain::assessment::Assessment;
use crate::domain::codes::ServiceState;
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::{Finding, Record, Service};
use crate::domain::situation::{Difference, Since};

use super::values::{VALUE, arrows, brief, joined, labelled};
use super::{label, records};

/// Most values of one field in a line; of a longer course the last ones.
const STOPS: usize = 6;

/// The fields of a service that belong to its state, and end with it.
const OF_STATE: [&str; 6] = [
    "since",
    "restriction",
    "cause",
    "workaround",
    "expected_back",
    "valid_until",
];

/// The fields of a task that its end fills, and that are empty while it is open again.
const OF_END: [&str; 2] = ["result", "effect"];

/// What differs, in words: one record, several of which the same is to be said, or the Lagebild.
pub(crate) struct Line {
    /// None where it is about the Lagebild, which has no number.
    pub numbers: Vec<RecordNumber>,
    pub change: Change,
    pub cell: Cell,
    /// Good news: a service that can be used again, an incident that is over. In a short report it stands nowhere else.
    pub good: bool,
}

/// A value that a field had, and since when where that is told.
struct Stop {
    value: Cell,
    at: Option<(Moment, bool)>,
}

/// What became of one field: every value that it had, from the one that the reader knew to the present one.
struct Course {
    label: Phrase,
    stops: Vec<Stop>,
    /// Values of the time before the one that the reader knew, which were entered later.
    late: Vec<Stop>,
}

impl Course {
    fn is_none(&self) -> bool {
        self.stops.len() < 2 && self.late.is_empty()
    }

    /// Whether it had other values between the first and the last one.
    fn is_long(&self) -> bool {
        self.stops.len() > 2
    }

    /// Leaves out that in between there was no value.
    fn skip_nothing(&mut self) {
        let mut stops = Vec::new();
        let last = self.stops.len().saturating_sub(1);
        for (position, stop) in self.stops.drain(..).enumerate() {
            if position == 0 || position == last || !is_nothing(&stop.value) {
                arrive(&mut stops, stop.value, stop.at);
            }
        }
        self.stops = stops;
    }

    /// "Zustand: ausgefallen → Normalbetrieb (12:00) → wieder ausgefallen seit 15:00".
    fn told(&self) -> Cell {
        let last = self.stops.len().saturating_sub(1);
        // Two values tell a change; since when is told where there is a story.
        let story = self.is_long();
        let words = self.stops.iter().enumerate().map(|(position, stop)| {
            let value = brief(&stop.value);
            let again = story
                && self.stops[..position]
                    .iter()
                    .any(|one| one.value == stop.value);
            match stop.at.filter(|_| story) {
                Some((at, ca)) if position == last => {
                    let again = if again {
                        say("change-again")
                    } else {
                        Cell::new()
                    };
                    [again, value, say("change-since"), moment(at, ca)].concat()
                }
                Some((at, ca)) => [value, text(" ("), moment(at, ca), text(")")].concat(),
                None => value,
            }
        });
        let skipped = self.stops.len().saturating_sub(STOPS);
        let mut words: Vec<Cell> = words.collect();
        if skipped > 0 {
            words.splice(1..=skipped, [text("…")]);
        }
        let stops = (self.stops.len() > 1).then(|| arrows(words));
        let late = self.late.iter().map(|stop| {
            let at = stop.at.map_or_else(Cell::new, |(at, ca)| moment(at, ca));
            [
                say("change-late"),
                brief(&stop.value),
                say("change-since"),
                at,
            ]
            .concat()
        });
        labelled(&self.label, joined(stops.into_iter().chain(late)))
    }
}

fn is_nothing(value: &Cell) -> bool {
    value.is_empty() || *value == say("change-nothing")
}

/// Adds a value where it is another one than the last.
fn arrive(stops: &mut Vec<Stop>, value: Cell, at: Option<(Moment, bool)>) {
    if stops.last().is_none_or(|last| last.value != value) {
        stops.push(Stop { value, at });
    }
}

/// The states that a service got since then, in the order they held, whenever they were entered.
fn states(course: &mut Course, before: Option<&Service>, after: &Service) {
    let known = |entry| {
        let mut spans = before.iter().flat_map(|before| &before.history);
        spans.any(|span| span.entry == entry)
    };
    let value = |state: ServiceState| vec![label::service_state(state)];
    let held = before
        .and_then(|before| before.current())
        .map(|span| span.since.at);
    let stops = &mut course.stops;
    stops.clear();
    if let Some(before) = before {
        arrive(stops, value(before.state), None);
    }
    for span in after.history.iter().filter(|span| !known(span.entry)) {
        let at = Some((span.since, span.approximate));
        if held.is_some_and(|held| span.since.at < held) {
            arrive(&mut course.late, value(span.state), at);
        } else {
            arrive(stops, value(span.state), at);
        }
    }
    arrive(stops, value(after.state), None);
}

/// The wordings that a finding got since then, likewise.
fn wordings(course: &mut Course, before: Option<&Finding>, after: &Finding) {
    let known = |entry| {
        let mut wordings = before.iter().flat_map(|before| &before.history);
        wordings.any(|wording| wording.entry == entry)
    };
    let held = before.map(|before| before.since.at);
    let stops = &mut course.stops;
    stops.clear();
    if let Some(before) = before {
        arrive(stops, text(before.statement.clone()), None);
    }
    for wording in after.history.iter().filter(|wording| !known(wording.entry)) {
        let at = Some((wording.since, false));
        if held.is_some_and(|held| wording.since.at < held) {
            arrive(&mut course.late, text(wording.statement.clone()), at);
        } else {
            arrive(stops, text(wording.statement.clone()), at);
        }
    }
    arrive(stops, text(after.statement.clone()), None);
}

/// Whether the field is told as a story, with since when each value held.
fn is_story(field: &Field) -> bool {
    matches!(field.name.as_ref(), "status" | "state" | "statement")
}

/// The course of every field on the record's page.
fn courses(of: &Difference, then: Moment, now: Moment) -> Vec<(Field, Course)> {
    let fields = records::own_fields(&of.after, now);
    let mut courses: Vec<(Field, Course)> = fields
        .iter()
        .map(|field| {
            let course = Course {
                label: field.label.clone(),
                stops: Vec::new(),
                late: Vec::new(),
            };
            (field.clone(), course)
        })
        .collect();
    let before = of.before.iter().map(|before| (None, before, then));
    // A value was so as of the moment since when it held; the last one is looked at now.
    let between = of.between.iter();
    let between = between.map(|(since, record)| (Some((*since, false)), record, *since));
    let last = of.after.track().status_by.at;
    for (at, record, as_of) in before
        .chain(between)
        .chain([(Some((last, false)), &of.after, now)])
    {
        for (field, (shown, course)) in records::own_fields(record, as_of)
            .into_iter()
            .zip(&mut courses)
        {
            arrive(
                &mut course.stops,
                field.value,
                at.filter(|_| is_story(shown)),
            );
        }
    }
    for (field, course) in &mut courses {
        match (&of.before, &of.after, field.name.as_ref()) {
            (None, Record::Service(after), "state") => states(course, None, after),
            (Some(Record::Service(before)), Record::Service(after), "state") => {
                states(course, Some(before), after);
            }
            (None, Record::Finding(after), "statement") => wordings(course, None, after),
            (Some(Record::Finding(before)), Record::Finding(after), "statement") => {
                wordings(course, Some(before), after);
            }
            _ => {}
        }
    }
    courses
}

/// What is to be said of one record, before it is put into words with others.
struct Told<'a> {
    of: &'a Difference,
    key: &'static str,
    change: Change,
    details: Vec<Cell>,
    /// A service that citizens can use again, of which nothing else is to be said.
    available: bool,
}

/// "Wortlaut: alt → neu" and "Zustand: ausgefallen → Notbetrieb" of every field that a reader sees differ.
fn differing(of: &Difference, before: &Record, then: Moment, now: Moment) -> (Vec<Cell>, bool) {
    let after = &of.after;
    let silent = records::silent(before, after);
    let available = matches!((before, after), (Record::Service(before), Record::Service(after))
        if before.state.is_impaired() && before.state != ServiceState::Unknown && after.state == ServiceState::Normal);
    let mut cells = Vec::new();
    if before.name() != after.name() {
        let names = [before.name(), after.name()].map(|name| text(short(name, VALUE)));
        cells.push([say("change-renamed"), arrows(names)].concat());
    }
    let mut simple = true;
    let courses = courses(of, then, now);
    let is_status = |(field, course): &&(Field, Course)| field.name == "status" && course.is_long();
    let reopened = courses.iter().any(|course| is_status(&course));
    for (field, mut course) in courses {
        let name = field.name.as_ref();
        if reopened && OF_END.contains(&name) {
            course.skip_nothing();
        }
        // What belonged to a disturbance ends with it.
        let ended = available && OF_STATE.contains(&name);
        // The status tells when something ended and went on again.
        let went_on = name == "ended_at" && (field.value.is_empty() || reopened);
        if course.is_none() || silent.contains(&name) || ended || went_on {
            continue;
        }
        simple &= name == "state" && course.stops.len() == 2 && course.late.is_empty();
        cells.push(course.told());
    }
    let alone = available && simple && cells.len() == 1;
    (cells, alone)
}

/// The fields that a reader of a new record wants beside its name.
fn first_said(of: &Difference, now: Moment) -> Vec<Cell> {
    let wanted = records::first_said(&of.after);
    let said = |field: &Field, course: &Course| {
        let over = field.name == "status" && (of.after.is_over() || course.stops.len() > 1);
        (over || wanted.contains(&field.name.as_ref())) && !field.value.is_empty()
    };
    courses(of, now, now)
        .into_iter()
        .filter(|(field, course)| said(field, course))
        .map(|(field, course)| {
            if course.is_none() {
                labelled(&field.label, brief(&field.value))
            } else {
                course.told()
            }
        })
        .collect()
}

fn told(of: &Difference, then: Moment, now: Moment) -> Option<Told<'_>> {
    let before = of.before.as_ref();
    let before = before.filter(|before| before.track().voided.is_none());
    let voided = of.after.track().voided.is_some();
    let mut available = false;
    let (key, change, details) = match before {
        None if voided => return None,
        None => ("change-new", Change::New, first_said(of, now)),
        Some(_) if voided => ("change-voided", Change::Ended, Vec::new()),
        Some(before) => {
            let (details, alone) = differing(of, before, then, now);
            available = alone;
            if details.is_empty() {
                return None;
            }
            if of.after.is_over() && !before.is_over() {
                ("change-ended", Change::Ended, details)
            } else {
                ("change-changed", Change::Changed, details)
            }
        }
    };
    Some(Told {
        of,
        key,
        change,
        details,
        available,
    })
}

/// Whether both can be said in one line. Decisions, findings, incidents and notices stand alone.
fn alike(one: &Told<'_>, other: &Told<'_>) -> bool {
    let kind = one.of.after.track().number.kind;
    if !matches!(kind, RecordKind::Service | RecordKind::Task)
        || kind != other.of.after.track().number.kind
    {
        return false;
    }
    let said = |told: &Told<'_>| (told.key, told.of.by.clone());
    let same = said(one) == said(other) && one.details == other.details;
    (one.available && other.available) || (!one.available && !other.available && same)
}

/// Whether it got better.
fn is_good(of: &Difference) -> bool {
    match (&of.before, &of.after) {
        (_, after) if after.track().voided.is_some() => false,
        (Some(Record::Service(before)), Record::Service(after)) => {
            before.state.is_impaired() && !after.state.is_impaired()
        }
        (before, Record::Incident(after)) => {
            after.is_over() && before.as_ref().is_none_or(|before| !before.is_over())
        }
        _ => false,
    }
}

/// The lines that there is room for, in their order: good news in any case.
pub(crate) fn kept(lines: &[Line], most: usize) -> Vec<&Line> {
    let good = lines.iter().filter(|line| line.good).count();
    let mut room = most.saturating_sub(good);
    let kept = lines.iter().filter(|line| {
        if line.good {
            return true;
        }
        let fits = room > 0;
        room = room.saturating_sub(1);
        fits
    });
    kept.collect()
}

/// Whether a line names services that can be used again: their names are all it says.
pub(crate) fn is_available(cell: &Cell) -> bool {
    matches!(cell.first(), Some(Inline::Phrase(phrase)) if phrase.key == "change-available")
}

/// One line of what is alike.
fn line(group: &[Told<'_>]) -> Line {
    let first = &group[0];
    let numbers: Vec<RecordNumber> = group
        .iter()
        .map(|told| told.of.after.track().number)
        .collect();
    let name = |told: &Told<'_>| short(told.of.after.name(), VALUE);
    let others = group[1..].iter().map(|told| {
        let number = told.of.after.track().number;
        format!(", {number} {}", name(told))
    });
    let key = if first.available && group.len() > 1 {
        "change-available"
    } else {
        first.key
    };
    let mut cell = vec![Inline::Phrase(
        Phrase::new(key)
            .with("number", numbers[0].to_string())
            .with("text", name(first)),
    )];
    cell.extend(others.map(Inline::Text));
    if key != "change-available" {
        for (position, detail) in first.details.iter().enumerate() {
            let joint = if position == 0 { " – " } else { "; " };
            cell.push(Inline::Text(joint.to_owned()));
            cell.extend(detail.iter().cloned());
        }
        if first.change != Change::New && !first.of.by.is_empty() {
            cell.push(Inline::Text(" (".to_owned()));
            cell.push(Inline::Phrase(
                Phrase::new("report-by").with("who", first.of.by.join(", ")),
            ));
            cell.push(Inline::Text(")".to_owned()));
        }
    }
    Line {
        numbers,
        change: first.change,
        cell,
        good: is_good(first.of),
    }
}

/// The parts of the Lagebild that were written anew, in one line: their wording stands in the report itself.
fn rewritten(assessments: &[(Option<Assessment>, Assessment)]) -> Option<Line> {
    let mut cell = Cell::new();
    for (_, after) in assessments {
        cell.extend(if cell.is_empty() {
            say("change-rewritten")
        } else {
            text(", ")
        });
        cell.push(Inline::Phrase(label::assessment_part(after.part)));
    }
    let new = assessments.iter().all(|(before, _)| before.is_none());
    (!cell.is_empty()).then_some(Line {
        numbers: Vec::new(),
        change: if new { Change::New } else { Change::Changed },
        cell,
        good: false,
    })
}

/// The lines of all that differs, the Lagebild first, then by kind and number, like ones together; released reports are no
/// change of the situation.
pub(crate) fn lines(since: &Since, now: Moment) -> Vec<Line> {
    let mut all: Vec<Told<'_>> = since
        .records
        .iter()
        .filter(|of| of.after.track().number.kind != RecordKind::Report)
        .filter_map(|of| told(of, since.moment, now))
        .collect();
    all.sort_by_key(|told| told.of.after.track().number);
    let mut groups: Vec<Vec<Told<'_>>> = Vec::new();
    for told in all {
        match groups.iter_mut().find(|group| alike(&group[0], &told)) {
            Some(group) => group.push(told),
            None => groups.push(vec![told]),
        }
    }
    let rewritten = rewritten(&since.assessments).into_iter();
    rewritten
        .chain(groups.iter().map(|group| line(group)))
        .collect()
}

/// "Änderungen seit …": a report or a moment.
pub(crate) fn heading(since: &Since) -> Phrase {
    match since.report {
        Some(report) => Phrase::new("section-changes-report")
            .with("number", report.series.to_string())
            .with("moment", since.moment),
        None => Phrase::new("section-changes").with("moment", since.moment),
    }
}

/// The change of each record, for the rows of the tables.
pub(crate) fn by_number(lines: &[Line]) -> HashMap<RecordNumber, Change> {
    let of = |line: &Line| {
        let change = line.change;
        line.numbers
            .clone()
            .into_iter()
            .map(move |number| (number, change))
    };
    lines.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Effect;
    use crate::domain::entry::{Entry, EntryVoided, LogEvent};
    use crate::domain::number::EntryNumber;
    use crate::domain::records::task::{TaskAdded, TaskChanged, TaskDone, TaskEvent};
    use crate::report::sample::{NOW, entry, hours, moment, record};

    fn added() -> Entry {
        let added = TaskAdded {
            assignee: None,
            issued_by: None,
            due: Some(hours(-1)),
            priority: None,
            waits_for: Vec::new(),
            about: Vec::new(),
        };
        entry("1", Some("A-1"), "Server trennen", TaskEvent::Added(added))
    }

    /// Key and change of the line, and the keys of the labels in it.
    fn told(before: Option<&[Entry]>, after: &[Entry]) -> Option<(Change, Vec<String>)> {
        let before = before.map(record);
        let of = Difference {
            before,
            after: record(after),
            between: Vec::new(),
            by: Vec::new(),
        };
        let line = line(&[super::told(&of, hours(-2), moment(NOW))?]);
        let keys = line.cell.iter().filter_map(|piece| match piece {
            Inline::Phrase(phrase) => Some(phrase.key.to_string()),
            _ => None,
        });
        Some((line.change, keys.collect()))
    }

    #[test]
    fn good_news_is_never_left_out() {
        let lines: Vec<Line> = [false, true, false, false, true, false]
            .into_iter()
            .zip(0..)
            .map(|(good, number)| Line {
                numbers: Vec::new(),
                change: Change::Changed,
                cell: text(format!("{number}")),
                good,
            })
            .collect();
        let shown = |most| -> String {
            let kept = kept(&lines, most).into_iter();
            kept.map(|line| match &line.cell[0] {
                Inline::Text(text) => text.as_str(),
                other => panic!("{other:?}"),
            })
            .collect()
        };
        assert_eq!([1, 3, 9].map(shown), ["14", "014", "012345"]);
    }

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_fell_due_is_a_change() {
        let (change, said) = told(Some(&[added()]), &[added()]).unwrap();
        assert_eq!(change, Change::Changed);
        assert_eq!(
            said,
            keys(&["change-changed", "column-due", "report-overdue-since"])
        );
    }

    #[test]
    fn what_is_done_is_no_longer_late() {
        let done = TaskEvent::Done(TaskDone {
            effect: Some(Effect::Effective),
        });
        let done = entry("2", Some("A-1"), "getrennt", done);
        let (change, said) = told(Some(&[added()]), &[added(), done]).unwrap();
        assert_eq!(change, Change::Ended);
        assert_eq!(said[0], "change-ended");
        assert!(!said.contains(&"column-due".to_owned()), "{said:?}");
        assert!(said.contains(&"column-result".to_owned()), "{said:?}");
    }

    #[test]
    fn a_new_record_says_what_a_reader_wants_to_know_first() {
        let (change, said) = told(None, &[added()]).unwrap();
        assert_eq!(change, Change::New);
        let wanted = [
            "change-new",
            "column-assignee",
            "report-unassigned",
            "column-due",
            "report-overdue-since",
        ];
        assert_eq!(said, keys(&wanted));
    }

    #[test]
    fn a_new_name_is_told_and_a_cancelled_record_is_told_once() {
        let renamed = entry(
            "2",
            Some("A-1"),
            "",
            TaskEvent::Changed(TaskChanged {
                what: Some("Server prüfen".to_owned()),
                ..TaskChanged::default()
            }),
        );
        let (_, said) = told(Some(&[added()]), &[added(), renamed]).unwrap();
        assert_eq!(said[..2], keys(&["change-changed", "change-renamed"]));
        let void = LogEvent::EntryVoided(EntryVoided {
            entry: EntryNumber::parse("1").unwrap(),
        });
        let voided = [added(), entry("2", Some("A-1"), "falsch", void)];
        let (change, said) = told(Some(&[added()]), &voided).unwrap();
        assert_eq!((change, said), (Change::Ended, keys(&["change-voided"])));
        assert_eq!(told(None, &voided), None);
        assert_eq!(told(Some(&voided), &voided), None);
    }
}
