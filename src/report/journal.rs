//! The Tagebuch: entries in the order they happened, with what later entries said of them.

use crate::document::build::{self, column, moment, optional, say, short, stacked, text};
use crate::document::{Cell, Inline, Phrase, Row, Table, Value};
use crate::domain::audience::{Audience, Visibility};
use crate::domain::correction;
use crate::domain::entry::{Entry, Event, LogEvent, Unread, Why};
use crate::domain::moment::Moment;
use crate::domain::records::finding::FindingEvent;
use crate::domain::records::service::ServiceEvent;
use crate::domain::records::task::TaskEvent;
use crate::domain::situation::{JournalLine, Remark};

use super::{label, records, values};

/// Characters of a record's name in a line about it.
const NAME: usize = 60;

/// The event of an entry in words, around its own text; `name` is what its record is called.
fn event_words(entry: &Entry, name: Option<&str>) -> Option<Phrase> {
    let number = match &entry.body.event {
        Event::Unread(unread) => unread.record.clone(),
        _ => entry.record.map(|record| record.to_string()),
    };
    // The entry that creates a record says its name itself.
    let name = name.filter(|_| !entry.body.event.creates());
    let subject: Option<Value> = number.map(|number| match name {
        Some(name) => Phrase::new("event-subject")
            .with("number", number)
            .with("name", short(name, NAME))
            .into(),
        None => number.into(),
    });
    let nothing = Value::from("");
    match &entry.body.event {
        Event::Unread(unread) => Some(unread_words(unread, subject)),
        Event::Log(event) => log_words(event, entry.body.visibility, subject.unwrap_or(nothing)),
        event => records::told(event, subject.unwrap_or(nothing)),
    }
}

/// A note that says how certain it is, as a line of the report: number, words as corrected last, since when and from whom.
pub(crate) fn rated(line: &JournalLine) -> Cell {
    let entry = &line.entry;
    let at = entry.body.happened_at;
    let mut cell =
        build::phrase(Phrase::new("report-note").with("entry", entry.number.to_string()));
    if line.altered {
        cell.extend([say("report-altered"), text(" ")].concat());
    }
    cell.extend(text(format!("{} ", line.text())));
    cell.extend(build::phrase(match &entry.body.source {
        Some(source) => Phrase::new("finding-since-source")
            .with("moment", at)
            .with("source", source.as_str()),
        None => Phrase::new("finding-since").with("moment", at),
    }));
    cell
}

/// How certain it is, where the entry is a finding or a note that says so.
fn certainty(entry: &Entry) -> Option<Phrase> {
    let said = entry.body.certainty;
    match entry.body.event {
        Event::Finding(FindingEvent::Closed(_)) => None,
        Event::Finding(_) => Some(label::certainty_words(said)),
        Event::Log(LogEvent::NoteTaken(_)) if said.is_some() => Some(label::certainty_words(said)),
        _ => None,
    }
}

/// That an entry cannot be read, why, and which record it is about where it names one.
fn unread_words(unread: &Unread, subject: Option<Value>) -> Phrase {
    let (alone, about) = match unread.why {
        Why::Unknown => ("event-unknown", "event-unknown-about"),
        Why::Blackened => ("event-blackened", "event-blackened-about"),
    };
    let words = match subject {
        Some(subject) => Phrase::new(about).with("record", subject),
        None => Phrase::new(alone),
    };
    match unread.why {
        Why::Unknown => words
            .with("kind", unread.kind.as_str())
            .with("app", unread.app.as_str()),
        Why::Blackened => words,
    }
}

/// An event of the log itself in words; none for a note, whose text says all there is.
fn log_words(event: &LogEvent, visibility: Visibility, subject: Value) -> Option<Phrase> {
    Some(match event {
        LogEvent::NoteTaken(note) if note.about_entries.is_empty() => return None,
        LogEvent::NoteTaken(note) => {
            let entries: Vec<String> = note.about_entries.iter().map(ToString::to_string).collect();
            Phrase::new("event-note-about")
                .with("count", entries.len())
                .with("entries", entries.join(", "))
        }
        LogEvent::LogStarted(_) => Phrase::new("event-log-started"),
        LogEvent::EntryCorrected(correction) => {
            let key = match (correction.happened_at, &correction.field) {
                (Some(_), _) => "event-entry-retimed",
                (None, Some(_)) => "event-entry-corrected-field",
                (None, None) => "event-entry-corrected",
            };
            let mut phrase = Phrase::new(key).with("entry", correction.entry.to_string());
            if let Some(at) = correction.happened_at {
                phrase = phrase.with("moment", at);
            } else if let Some(field) = &correction.field {
                phrase = phrase.with("field", label::field(correction::name_of(field)));
            }
            phrase
        }
        LogEvent::EntryVoided(void) => {
            Phrase::new("event-entry-voided").with("entry", void.entry.to_string())
        }
        LogEvent::AssessmentWritten(written) => Phrase::new("event-assessment-written")
            .with("part", label::assessment_part(written.part)),
        LogEvent::VisibilityChanged(change) => {
            let subject = match change.entry {
                Some(entry) => Value::from(
                    Phrase::new("event-visibility-entry").with("entry", entry.to_string()),
                ),
                None => subject,
            };
            if visibility.is_internal() {
                Phrase::new("event-visibility-internal").with("subject", subject)
            } else if visibility.allows(Audience::Public) {
                Phrase::new("event-visibility-public").with("subject", subject)
            } else {
                Phrase::new("event-visibility-audiences")
                    .with("subject", subject)
                    .with("audiences", label::readers(visibility))
            }
        }
    })
}

/// The entry as a sentence: what kind of thing happened, what it changed, then what was written.
fn sentence(line: &JournalLine, struck: bool) -> Cell {
    let (entry, name) = (&line.entry, line.name.as_deref());
    let words = &entry.body.text;
    let mut cell = Cell::new();
    let words_of_event = match (event_words(entry, name), certainty(entry)) {
        (Some(event), Some(certainty)) => Some(
            Phrase::new("event-rated")
                .with("event", event)
                .with("certainty", certainty),
        ),
        (event, certainty) => event.or(certainty),
    };
    let edits = match entry.record {
        Some(record) if !line.edits.is_empty() => {
            [text(" – "), values::edits(record.kind, &line.edits)].concat()
        }
        _ => Cell::new(),
    };
    if let Some(phrase) = words_of_event {
        cell.push(Inline::Phrase(if words.is_empty() || !edits.is_empty() {
            phrase
        } else {
            Phrase::new("event-with-text").with("event", phrase)
        }));
    }
    if !edits.is_empty() {
        cell.extend(edits);
        if !words.is_empty() {
            cell.push(Inline::Break);
        }
    }
    if !words.is_empty() {
        cell.push(if struck {
            Inline::Struck(words.clone())
        } else {
            Inline::Text(words.clone())
        });
    }
    cell
}

/// The entry in words, for the answer to somebody who speaks of it.
pub fn in_words(line: &JournalLine) -> Phrase {
    const LETTERS: usize = 200;
    let entry = line.right();
    let words = short(&entry.body.text, LETTERS);
    match event_words(&entry, line.name.as_deref()) {
        None => Phrase::new("literal").with("text", words),
        Some(event) if words.is_empty() => event,
        Some(event) => Phrase::new("event-in-words")
            .with("event", event)
            .with("text", words),
    }
}

/// The entry with its corrections and cancellation: what it said before stays readable, with time and reason.
fn whole(line_of: &JournalLine) -> Cell {
    let entry = &line_of.entry;
    let texts = line_of
        .corrections
        .iter()
        .filter(|correction| correction.is_wording())
        .count();
    let struck = line_of.voided.is_some() || texts > 0;
    let mut parts = Vec::new();
    if line_of.altered {
        parts.push(say("report-altered"));
    }
    parts.push(sentence(line_of, struck));
    let mut right = entry.clone();
    let mut wordings = 0;
    for correction in &line_of.corrections {
        if correction.is_wording() {
            wordings += 1;
            let new = correction.text.clone();
            parts.push(vec![if line_of.voided.is_some() || wordings < texts {
                Inline::Struck(new)
            } else {
                Inline::Text(new)
            }]);
            parts.push(vec![Inline::Phrase(remark("report-corrected", correction))]);
        }
        let Some(said) = &correction.correction else {
            continue;
        };
        let before = right.clone();
        said.put_right(&correction.text, &mut right.body);
        if said.happened_at.is_some() {
            let before = before.body.happened_at;
            parts.push(vec![Inline::Phrase(
                remark("report-corrected-time", correction).with("before", before),
            )]);
        }
        if let Some(stored) = &said.field {
            parts.push(vec![Inline::Phrase(corrected_field(
                stored, &before, &right, correction,
            ))]);
        }
    }
    parts.extend(below(line_of, &right));
    stacked(parts)
}

/// What stands below the words of an entry: all that was said with it, what became of it, and where it came from.
fn below(line: &JournalLine, right: &Entry) -> Vec<Cell> {
    let mut parts = Vec::new();
    if let Some(details) = records::details(&line.entry.body.event) {
        parts.push(vec![Inline::Phrase(details)]);
    }
    if let Some(void) = &line.voided {
        parts.push(vec![Inline::Phrase(remark("report-voided", void))]);
    }
    let about = line.entry.body.event.about();
    if !about.is_empty() && !matches!(line.entry.body.event, Event::Task(TaskEvent::Changed(_))) {
        let about: Vec<String> = about.iter().map(ToString::to_string).collect();
        parts.push(build::phrase(
            Phrase::new("report-about").with("numbers", about.join(", ")),
        ));
    }
    if line.entry.clock_held {
        parts.push(say("report-clock-held"));
    }
    if let Some(source) = &right.body.source {
        parts.push(vec![Inline::Phrase(
            Phrase::new("report-source").with("text", source.as_str()),
        )]);
    }
    parts
}

/// A field that was put right: what it held before, and what it holds now.
fn corrected_field(stored: &str, before: &Entry, right: &Entry, correction: &Remark) -> Phrase {
    let of = |entry: &Entry| {
        correction::fields(&entry.body)
            .into_iter()
            .filter(|field| field.stored == Some(stored))
    };
    // Of a list, only the item that differs.
    let differs = of(before)
        .zip(of(right))
        .find(|(before, right)| before.value != right.value);
    let Some((before, right)) = differs else {
        return remark("report-corrected", correction);
    };
    remark("report-corrected-field", correction)
        .with("field", label::field(right.name))
        .with("before", label::field_value(&before))
        .with("text", label::field_value(&right))
}

fn remark(key: &'static str, remark: &Remark) -> Phrase {
    Phrase::new(key)
        .with("moment", remark.at)
        .with("entry", remark.entry.to_string())
        .with("reason", remark.reason.as_str())
}

/// Event time, and for what was recorded much later the recording time beside it.
fn time(entry: &Entry) -> Cell {
    let happened = moment(entry.body.happened_at, entry.body.approximate);
    // Of a time that was held it is not known how late it is; that it was held is said beside the text.
    if !entry.is_late() || entry.clock_held {
        return happened;
    }
    let recorded = Moment::exact(entry.recorded_at);
    stacked([
        happened,
        vec![Inline::Phrase(
            Phrase::new("report-late").with("moment", recorded),
        )],
    ])
}

/// Who wrote it, and that it may be read outside.
fn writer(line: &JournalLine) -> Cell {
    let body = &line.entry.body;
    let name = match (&body.author, &body.role) {
        (Some(author), Some(role)) => Some(format!("{author} ({role})")),
        (Some(author), None) => Some(author.clone()),
        (None, role) => role.clone(),
    };
    let decides = matches!(body.event, Event::Log(LogEvent::VisibilityChanged(_)));
    let outside = !line.visibility.is_internal() && !decides;
    let mark = outside.then(|| vec![label::visibility(line.visibility)]);
    stacked([optional(name.as_deref()), mark.unwrap_or_default()])
}

/// A line of the Tagebuch as a row.
fn row(line: &JournalLine) -> Row {
    Row {
        cells: vec![
            text(line.entry.number.to_string()),
            time(&line.right()),
            whole(line),
            writer(line),
        ],
        ..Row::default()
    }
}

/// Lines of the Tagebuch on their way to rows: a service and the state that it was entered with are one.
#[derive(Default)]
pub struct Rows {
    /// The newest line, which may be the first half of a row.
    open: Option<JournalLine>,
}

impl Rows {
    /// Takes a line in; gives the row that is complete with it.
    pub fn push(&mut self, line: JournalLine) -> Option<Row> {
        match self.open.take() {
            Some(added) if are_one(&added, &line) => Some(both(&added, &line)),
            before => {
                self.open = Some(line);
                before.as_ref().map(row)
            }
        }
    }

    /// The last row.
    pub fn finish(self) -> Option<Row> {
        self.open.as_ref().map(row)
    }
}

/// Whether the second entry says the state with which the first one took a service into the log, and nothing was said of
/// either since.
fn are_one(added: &JournalLine, state: &JournalLine) -> bool {
    let is_plain =
        |line: &JournalLine| line.corrections.is_empty() && line.voided.is_none() && !line.altered;
    let (first, second) = (&added.entry, &state.entry);
    let said = |line: &JournalLine| {
        let body = &line.entry.body;
        let who = (body.author.clone(), body.role.clone(), body.source.clone());
        (body.happened_at, body.approximate, line.visibility, who)
    };
    matches!(first.body.event, Event::Service(ServiceEvent::Added(_)))
        && matches!(second.body.event, Event::Service(ServiceEvent::StateSet(_)))
        && first.record == second.record
        && first.number.0.device == second.number.0.device
        && first.number.0.running + 1 == second.number.0.running
        && second.recorded_at - first.recorded_at < chrono::TimeDelta::minutes(1)
        && said(added) == said(state)
        && is_plain(added)
        && is_plain(state)
}

/// A service and its first state as one row.
fn both(added: &JournalLine, state: &JournalLine) -> Row {
    let mut row = row(added);
    let mut said = sentence(added, false);
    if let Event::Service(ServiceEvent::StateSet(set)) = &state.entry.body.event {
        said.push(Inline::Text(" – ".to_owned()));
        said.push(Inline::Phrase(label::service_state_words(set.state)));
    }
    let cause = &state.entry.body.text;
    if !cause.is_empty() {
        said.push(Inline::Text(format!(": {cause}")));
    }
    row.cells[0] = text(format!("{}, {}", added.entry.number, state.entry.number));
    row.cells[2] = stacked([vec![said], below(state, &state.entry)].concat());
    row
}

/// The columns of the Tagebuch, without a line.
pub fn empty() -> Table {
    let columns = vec![
        column("number", "column-number", 5),
        column("happened_at", "column-time", 14),
        column("entry", "column-entry", 44),
        column("author", "column-author", 16),
    ];
    build::table("log", columns, Vec::new())
}

pub fn table(lines: &[JournalLine]) -> Table {
    let mut rows = Rows::default();
    let mut made: Vec<Row> = lines
        .iter()
        .filter_map(|line| rows.push(line.clone()))
        .collect();
    made.extend(rows.finish());
    Table {
        rows: made,
        ..empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{NoteTaken, VisibilityChanged};
    use crate::domain::records::task::{TaskAdded, TaskEvent};
    use crate::report::sample::{entry, line};

    fn unread(record: Option<&str>, why: Why) -> Entry {
        let unread = Unread {
            kind: "message_received".to_owned(),
            record: record.map(str::to_owned),
            app: "9.9.0".to_owned(),
            why,
        };
        entry("1", None, "", Event::Unread(unread))
    }

    #[test]
    fn an_entry_that_cannot_be_read_says_what_its_header_says() {
        let unknown = |key| {
            Phrase::new(key)
                .with("kind", "message_received")
                .with("app", "9.9.0")
        };
        let about = Phrase::new("event-unknown-about")
            .with("record", "M-1b")
            .with("kind", "message_received")
            .with("app", "9.9.0");
        for (record, why, words) in [
            (Some("M-1b"), Why::Unknown, about),
            (None, Why::Unknown, unknown("event-unknown")),
            (
                Some("A-1"),
                Why::Blackened,
                Phrase::new("event-blackened-about").with("record", "A-1"),
            ),
            (None, Why::Blackened, Phrase::new("event-blackened")),
        ] {
            assert_eq!(event_words(&unread(record, why), None), Some(words));
        }
    }

    #[test]
    fn a_line_names_the_record_unless_its_entry_does() {
        let added = TaskEvent::Added(TaskAdded {
            assignee: None,
            issued_by: None,
            due: None,
            priority: None,
            waits_for: Vec::new(),
            about: Vec::new(),
        });
        let started = TaskEvent::Started(crate::domain::entry::Plain {});
        let subject = |event: TaskEvent| {
            let entry = entry("2", Some("A-1"), "", event);
            let words = event_words(&entry, Some("Server trennen")).unwrap();
            words.args.into_iter().next().unwrap().1
        };
        assert_eq!(subject(added), Value::from("A-1"));
        let named = Phrase::new("event-subject")
            .with("number", "A-1")
            .with("name", "Server trennen");
        assert_eq!(subject(started), Value::from(named));
    }

    #[test]
    fn a_service_and_the_state_it_began_with_are_one_line() {
        use crate::domain::codes::ServiceState;
        use crate::domain::records::service::{ServiceAdded, ServiceStateSet};
        let added = ServiceEvent::Added(ServiceAdded::default());
        let set = ServiceEvent::StateSet(ServiceStateSet::bare(ServiceState::Down));
        let added = entry("3", Some("D-1"), "Telefon", added);
        let mut set = entry("4", Some("D-1"), "Kabel", set);
        set.recorded_at = added.recorded_at;
        set.body.happened_at = added.body.happened_at;
        let numbers = |second: Entry, voided: bool| -> Vec<Cell> {
            let mut lines = [line(added.clone()), line(second)];
            lines[1].voided = voided.then(|| Remark {
                entry: added.number,
                at: added.body.happened_at,
                author: None,
                text: String::new(),
                reason: String::new(),
                correction: None,
            });
            let rows = table(&lines).rows.into_iter();
            rows.map(|row| row.cells[0].clone()).collect()
        };
        assert_eq!(numbers(set.clone(), false), [text("3, 4")]);
        // Whatever tells them apart keeps them apart.
        let apart = [text("3"), text("4")];
        assert_eq!(numbers(set.clone(), true), apart);
        type Differ = fn(&mut Entry);
        let differ: [Differ; 5] = [
            |it| it.record = crate::domain::number::RecordNumber::parse("D-2"),
            |it| it.body.author = Some("Weber".to_owned()),
            |it| it.body.happened_at = crate::report::sample::hours(0),
            |it| it.recorded_at += chrono::TimeDelta::minutes(1),
            |it| it.body.source = Some("Anruf".to_owned()),
        ];
        for change in differ {
            let mut other = set.clone();
            change(&mut other);
            assert_eq!(numbers(other, false), apart);
        }
    }

    #[test]
    fn who_may_read_an_entry_outside_is_marked_but_not_who_decided_it() {
        let note = LogEvent::NoteTaken(NoteTaken::default());
        let change = LogEvent::VisibilityChanged(VisibilityChanged { entry: None });
        let council = Visibility::marked(&[Audience::Council]);
        for (event, visibility, marked) in [
            (&note, Visibility::INTERNAL, false),
            (&note, Visibility::PUBLIC, true),
            (&note, council, true),
            (&change, Visibility::PUBLIC, false),
        ] {
            let mut shown = line(entry("1", Some("A-1"), "", event.clone()));
            shown.visibility = visibility;
            assert_eq!(!writer(&shown).is_empty(), marked, "{event:?}");
        }
    }

    #[test]
    fn a_change_of_readers_names_the_new_ones() {
        let change = LogEvent::VisibilityChanged(VisibilityChanged { entry: None });
        let key = |visibility| {
            log_words(&change, visibility, Value::from("A-1"))
                .unwrap()
                .key
        };
        assert_eq!(key(Visibility::INTERNAL), "event-visibility-internal");
        assert_eq!(key(Visibility::PUBLIC), "event-visibility-public");
        let council = Visibility::marked(&[Audience::Council]);
        assert_eq!(key(council), "event-visibility-audiences");
    }

    #[test]
    fn late_means_more_than_an_hour_after_it_happened() {
        for (minutes, late) in [(60, false), (61, true)] {
            let mut entry = entry("1", None, "", LogEvent::NoteTaken(NoteTaken::default()));
            entry.recorded_at += chrono::TimeDelta::minutes(minutes);
            assert_eq!(time(&entry).len() > 1, late);
        }
    }
}
