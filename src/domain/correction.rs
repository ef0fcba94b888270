//! What of an entry can be put right: its own text, the fields of its event, its source, and when it happened.

use std::collections::HashSet;
use std::ops::Deref;

use serde_json::Value;

use super::entry::{Body, Entry, EntryCorrected, Event, LogEvent};
use super::refusal::Refusal;

/// What a field holds, and so how a new value of it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    /// Several texts, each with a place.
    Texts,
    /// A function, a person, or both.
    Assignee,
    Moment,
    /// A word of a closed vocabulary.
    Word,
}

/// The fields of events that can be put right: the name in the event, the name it is typed by, what it holds.
///
/// What points at other records is changed by the verbs of its record, and what the program set itself stays.
const FIELDS: &[(&str, &str, Form)] = &[
    ("assignee", "to", Form::Assignee),
    ("audience", "to", Form::Word),
    ("began_at", "since", Form::Moment),
    ("body", "body", Form::Text),
    ("channel", "channel", Form::Text),
    ("contact", "contact", Form::Text),
    ("decided_by", "by", Form::Text),
    ("description", "text", Form::Text),
    ("due", "due", Form::Moment),
    ("effect", "effect", Form::Word),
    ("expected_back", "expected_back", Form::Moment),
    ("group", "group", Form::Text),
    ("heard", "heard", Form::Texts),
    ("hotline", "hotline", Form::Text),
    ("issued_by", "issued_by", Form::Text),
    ("knowledge", "knowledge", Form::Text),
    ("mode", "mode", Form::Word),
    ("name", "name", Form::Text),
    ("options", "option", Form::Texts),
    ("outcome", "outcome", Form::Word),
    ("owner", "owner", Form::Text),
    ("place", "place", Form::Text),
    ("priority", "prio", Form::Word),
    ("reason", "reason", Form::Text),
    ("released_by", "by", Form::Text),
    ("restriction", "restriction", Form::Text),
    ("review_at", "review", Form::Moment),
    ("risks", "risk", Form::Texts),
    ("severity", "severity", Form::Word),
    ("state", "state", Form::Word),
    ("title", "title", Form::Text),
    ("topic", "topic", Form::Text),
    ("valid_from", "valid_from", Form::Moment),
    ("valid_until", "valid_until", Form::Moment),
    ("what", "what", Form::Text),
    ("workaround", "workaround", Form::Text),
];

/// The fields that every entry may have beside its event.
const SOURCE: &str = "source";
const CERTAINTY: &str = "certainty";

/// A field of an entry as it is right now.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in a correction; none is the entry's own text.
    pub stored: Option<&'static str>,
    /// The name it is typed by, as the option of its verb.
    pub name: &'static str,
    /// Its place among several of the same name, from 1.
    pub item: Option<usize>,
    pub form: Form,
    pub value: Value,
    /// Whether a new wording without a name could be meant for it.
    pub says: bool,
}

impl Field {
    /// The whole list that the field is one of, with a new wording of it; nothing where it stands alone.
    pub fn among(&self, body: &Body, text: &str) -> Option<Value> {
        if self.form != Form::Texts {
            return None;
        }
        let mut list = values(&body.event).remove(self.stored?)?;
        let place = self.item.unwrap_or(1) - 1;
        *list.get_mut(place)? = Value::from(text);
        Some(list)
    }
}

/// Every name that a field is typed by.
pub fn names() -> impl Iterator<Item = &'static str> {
    let of_text = ["cause", "result", "statement"];
    let fields = FIELDS.iter().map(|(_, name, _)| *name);
    fields.chain(of_text).chain([SOURCE, CERTAINTY])
}

/// The name that a field is typed by, from its name in a correction.
pub fn name_of(stored: &str) -> &'static str {
    let known = FIELDS.iter().find(|(field, ..)| *field == stored);
    match (known, stored) {
        (Some((_, name, _)), _) => name,
        (None, SOURCE) => SOURCE,
        (None, CERTAINTY) => CERTAINTY,
        (None, _) => "text",
    }
}

/// The fields of an entry that hold something, its own text first.
pub fn fields(body: &Body) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut add = |stored, name, form, value: Value, says| {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            let items = match value {
                Value::Array(items) if form == Form::Texts => items,
                value => vec![value],
            };
            let several = items.len() > 1;
            fields.extend(items.into_iter().zip(1..).map(|(value, item)| Field {
                stored,
                name,
                item: several.then_some(item),
                form,
                value,
                says,
            }));
        }
    };
    let text = Value::from(body.text.as_str());
    add(None, body.event.text_is(), Form::Text, text, true);
    let mut event = values(&body.event);
    for &(stored, name, form) in FIELDS {
        let says = matches!(form, Form::Text | Form::Texts | Form::Assignee);
        if let Some(value) = event.remove(stored) {
            add(Some(stored), name, form, value, says);
        }
    }
    for (stored, form, value) in [
        (SOURCE, Form::Text, serde_json::to_value(&body.source)),
        (CERTAINTY, Form::Word, serde_json::to_value(body.certainty)),
    ] {
        add(Some(stored), stored, form, value.unwrap_or_default(), false);
    }
    fields
}

/// What an event says, field by field.
fn values(event: &Event) -> serde_json::Map<String, Value> {
    if let Event::Unread(_) = event {
        return serde_json::Map::new();
    }
    match serde_json::to_value(event) {
        Ok(Value::Object(kinds)) => match kinds.into_iter().next() {
            Some((_, Value::Object(fields))) => fields,
            _ => serde_json::Map::new(),
        },
        _ => serde_json::Map::new(),
    }
}

/// A name as it was typed, and whether a field has it.
pub type Named<'n> = (&'n str, &'n dyn Fn(&Field) -> bool);

/// The field that a new wording is meant for; `is_named` tells whether a field has the name that was typed, if one was.
///
/// Refused where it could be meant for several: a reason that lands in the decision is worse than one question more.
pub fn meant<'f>(
    entry: &Entry,
    fields: &'f [Field],
    named: Option<Named<'_>>,
) -> Result<&'f Field, Refusal> {
    let several = |input: Option<&str>| Refusal::WhichField {
        entry: entry.number,
        input: input.map(str::to_owned),
        fields: fields.to_vec(),
    };
    if fields.is_empty() {
        return Err(Refusal::NoWords {
            entry: entry.number,
        });
    }
    if let Some((input, is_named)) = named {
        let found = fields.iter().find(|field| is_named(field));
        return found.ok_or_else(|| several(Some(input)));
    }
    let mut wordings = fields.iter().filter(|field| field.says);
    match (wordings.next(), wordings.next()) {
        (Some(own), None) if own.stored.is_none() => Ok(own),
        (None, _) => Err(Refusal::NoWords {
            entry: entry.number,
        }),
        _ => Err(several(None)),
    }
}

/// What a correction is about: of each aspect, the last one counts.
#[derive(PartialEq, Eq, Hash)]
enum Aspect<'a> {
    Time,
    Text,
    Field(&'a str),
}

impl EntryCorrected {
    fn aspects<'a>(&'a self, text: &str) -> impl Iterator<Item = Aspect<'a>> {
        let time = self.happened_at.map(|_| Aspect::Time);
        let wording = match &self.field {
            Some(field) => Some(Aspect::Field(field)),
            None => (!text.is_empty()).then_some(Aspect::Text),
        };
        time.into_iter().chain(wording)
    }

    /// Whether everything that another correction is about is said anew by this one; each with its own text.
    pub(super) fn covers(&self, text: &str, other: &EntryCorrected, said: &str) -> bool {
        let own: HashSet<Aspect<'_>> = self.aspects(text).collect();
        other.aspects(said).all(|aspect| own.contains(&aspect))
    }

    /// Puts an entry right; `text` is the correction's own.
    pub fn put_right(&self, text: &str, body: &mut Body) {
        if let Some(at) = self.happened_at {
            body.happened_at = at;
            body.approximate = self.approximate;
        }
        let value = || self.value.clone().unwrap_or_else(|| Value::from(text));
        match self.field.as_deref() {
            None if text.is_empty() => {}
            None => text.clone_into(&mut body.text),
            Some(SOURCE) => body.source = Some(text.to_owned()),
            Some(CERTAINTY) => {
                body.certainty = serde_json::from_value(value()).unwrap_or(body.certainty);
            }
            Some(field) => set(&mut body.event, field, value()),
        }
    }
}

/// Sets a field of an event; one of a newer version, which this one does not know, leaves it as it is.
fn set(event: &mut Event, field: &str, value: Value) {
    let mut fields = values(event);
    if !fields.contains_key(field) {
        return;
    }
    fields.insert(field.to_owned(), value);
    let kind = event.kind().to_owned();
    let whole = serde_json::Map::from_iter([(kind, Value::Object(fields))]);
    if let Ok(right) = serde_json::from_value(Value::Object(whole)) {
        *event = right;
    }
}

/// The correction in an entry, where it is one.
pub fn correction(entry: &Entry) -> Option<&EntryCorrected> {
    match &entry.body.event {
        Event::Log(LogEvent::EntryCorrected(correction)) => Some(correction),
        _ => None,
    }
}

/// An entry as it is right. Most were never corrected, so that only those are in memory twice.
pub enum Right<'e> {
    AsWritten(&'e Entry),
    Corrected(Box<Entry>),
}

impl Deref for Right<'_> {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        match self {
            Right::AsWritten(entry) => entry,
            Right::Corrected(entry) => entry,
        }
    }
}

/// The entry as its corrections have it, which come in the order of the log.
pub fn put_right<'e>(entry: &'e Entry, corrections: &[&Entry]) -> Right<'e> {
    if corrections.is_empty() {
        return Right::AsWritten(entry);
    }
    let mut right = Box::new(entry.clone());
    for of in corrections {
        if let Some(correction) = correction(of) {
            correction.put_right(&of.body.text, &mut right.body);
        }
    }
    Right::Corrected(right)
}

/// Those of some corrections that still say something: no later one is about the same. Where nobody sees the `words` of an
/// entry, those of its own text say nothing.
pub fn effective<'a>(corrections: &[&'a Entry], words: bool) -> Vec<&'a Entry> {
    let mut overtaken = HashSet::new();
    if !words {
        overtaken.insert(Aspect::Text);
    }
    let mut effective = Vec::new();
    for &of in corrections.iter().rev() {
        let aspects = correction(of).map(|correction| correction.aspects(&of.body.text));
        // All of them are taken, whichever says something new.
        let new = aspects
            .into_iter()
            .flatten()
            .filter(|aspect| !overtaken.contains(aspect))
            .collect::<Vec<_>>();
        if !new.is_empty() {
            effective.push(of);
        }
        overtaken.extend(new);
    }
    effective
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::ServiceState;
    use crate::domain::entry::{Edit, NoteTaken};
    use crate::domain::records::decision::DecisionEvent;
    use crate::domain::records::service::{ServiceEvent, ServiceStateSet};
    use crate::domain::records::{Decision, Service, Task};
    use crate::domain::specimen::{
        all, course, decision, entry, entry_number, folded, hour, service, task,
    };

    /// Fields of events that no correction sets: what points at others, and what the program or an act says by itself.
    const FIXED: [&str; 26] = [
        "about",
        "about_entries",
        "as_of",
        "began_approximate",
        "begins",
        "by",
        "depends_on",
        "distribution",
        "document",
        "entry",
        "exercise",
        "false_alarm",
        "forced_place",
        "hash",
        "kind",
        "known_by",
        "language",
        "max_outage",
        "meeting_at",
        "next_at",
        "no_cause",
        "over_open_tasks",
        "part",
        "previous",
        "refines",
        "zones_named",
    ];
    const LINKS: [&str; 4] = ["replaces", "supersedes", "waits_for", "zone"];

    #[test]
    fn every_field_of_every_event_can_be_put_right_or_is_fixed_for_a_reason() {
        for (_, event) in all("word") {
            for (field, _) in values(&event) {
                let known = FIELDS.iter().any(|(stored, ..)| *stored == field);
                let fixed = FIXED.contains(&field.as_str()) || LINKS.contains(&field.as_str());
                assert!(known != fixed, "{} of {}", field, event.kind());
            }
        }
    }

    #[test]
    fn a_field_that_is_put_right_reads_as_it_was_typed() {
        for (record, event) in all("word") {
            let mut made = entry(2).event(event);
            made.record = record;
            for field in fields(&made.body) {
                let text = match field.form {
                    Form::Text | Form::Texts => "right",
                    _ => continue,
                };
                let correction = EntryCorrected {
                    entry: made.number,
                    reason: String::new(),
                    field: field.stored.map(str::to_owned),
                    value: field.among(&made.body, text),
                    happened_at: None,
                    approximate: false,
                };
                let mut right = made.clone();
                correction.put_right(text, &mut right.body);
                let read = fields(&right.body).into_iter();
                let mut read = read.filter(|read| read.stored == field.stored);
                assert_eq!(read.next().unwrap().value, "right", "{field:?}");
                let others = |body: &Body| -> Vec<Field> {
                    let all = fields(body).into_iter();
                    all.filter(|other| other.stored != field.stored).collect()
                };
                assert_eq!(others(&right.body), others(&made.body), "{field:?}");
            }
        }
    }

    #[test]
    fn a_wording_without_a_name_is_meant_for_the_text_where_that_is_all_there_is() {
        use Refusal::{NoWords, WhichField};
        let note = || LogEvent::NoteTaken(NoteTaken::default());
        let set = |cause: &str, workaround: Option<&str>| {
            let set = ServiceStateSet {
                workaround: workaround.map_or(Edit::Keep, |how| Edit::Set(how.to_owned())),
                expected_back: Edit::Set(hour(3)),
                ..ServiceStateSet::bare(ServiceState::Down)
            };
            entry(2).text(cause).event(ServiceEvent::StateSet(set))
        };
        let answer = |entry: &Entry| match meant(entry, &fields(&entry.body), None) {
            Ok(field) => field.name,
            Err(NoWords { .. }) => "no words",
            Err(WhichField { .. }) => "which",
            Err(other) => panic!("{other:?}"),
        };
        for (entry, expected) in [
            (entry(2).event(note()), "text"),
            // Where a note came from is no other text of it.
            (entry(2).source("phone").event(note()), "text"),
            (set("power", None), "cause"),
            (set("power", Some("radio")), "which"),
            (set("", Some("radio")), "which"),
            (set("", None), "no words"),
            (entry(2).event(decision("word").remove(0)), "which"),
            (entry(2).event(task("word").remove(0)), "which"),
            (entry(2).text("").event(task("word").remove(2)), "no words"),
        ] {
            assert_eq!(answer(&entry), expected, "{entry:?}");
        }
    }

    #[test]
    fn a_name_finds_its_field_and_no_other() {
        let made = entry(2).event(decision("word").remove(0));
        let fields = fields(&made.body);
        let by_name = |name: &'static str| {
            let is_named = move |field: &Field| field.name == name;
            meant(&made, &fields, Some((name, &is_named))).map(|field| field.stored)
        };
        assert_eq!(by_name("what"), Ok(None));
        assert_eq!(by_name("reason"), Ok(Some("reason")));
        assert_eq!(by_name("by"), Ok(Some("decided_by")));
        assert!(matches!(
            by_name("channel"),
            Err(Refusal::WhichField { input: Some(_), .. })
        ));
    }

    #[test]
    fn one_text_among_several_is_put_right_at_its_place() {
        let mut event = decision("word").remove(0);
        if let DecisionEvent::Taken(taken) = &mut event {
            taken.options = vec!["wait".to_owned(), "leave".to_owned()];
        }
        let made = entry(1).record("E-1").event(event);
        let options: Vec<Field> = fields(&made.body)
            .into_iter()
            .filter(|field| field.name == "option")
            .collect();
        let items: Vec<_> = options.iter().map(|field| field.item).collect();
        assert_eq!(items, [Some(1), Some(2)]);
        let right = options[1].among(&made.body, "stay");
        assert_eq!(right, Some(serde_json::json!(["wait", "stay"])));
    }

    #[test]
    fn a_correction_of_a_field_reaches_the_record_and_one_that_is_not_known_changes_nothing() {
        let mut entries = course("E-1", [decision("word").remove(0)]);
        entries.push(entry(2).record("E-1").puts_right("1", "reason", "because"));
        let made: Decision = folded(&entries);
        assert_eq!(
            (made.what.as_str(), made.reason.as_str()),
            ("text 1", "because")
        );
        let before = made;
        for field in ["gone", "supersedes", "mode"] {
            entries.push(entry(3).record("E-1").puts_right("1", field, "x"));
            let mut made: Decision = folded(&entries);
            made.track.changed_at = before.track.changed_at;
            assert_eq!(made, before, "{field}");
            entries.pop();
        }
    }

    #[test]
    fn a_state_that_began_earlier_than_was_said_takes_its_place_in_the_history() {
        let mut events = service("word");
        let set = events.remove(2);
        let mut entries = course("D-1", [events.remove(0), set.clone(), set]);
        entries[1].body.text = "first".to_owned();
        entries[2].body.text = "second".to_owned();
        let causes = |entries: &[Entry]| -> Vec<String> {
            let made: Service = folded(entries);
            let causes = made.history.into_iter();
            causes.filter_map(|span| span.cause).collect()
        };
        assert_eq!(causes(&entries), ["first", "second"]);
        entries.push(entry(4).record("D-1").retimes("3", 1));
        assert_eq!(causes(&entries), ["second", "first"]);
        entries.push(entry(5).record("D-1").voids("4"));
        assert_eq!(causes(&entries), ["first", "second"]);
        // A record begins when its first entry is right to have happened.
        let mut entries = course("A-1", [task("word").remove(0)]);
        entries.push(entry(2).record("A-1").retimes("1", 0));
        assert_eq!(folded::<Task>(&entries).track.happened_at, hour(0));
    }

    #[test]
    fn of_several_corrections_those_say_something_that_no_later_one_is_about() {
        let text = |running| entry(running).record("A-1").corrects("1");
        let time = |running| entry(running).record("A-1").retimes("1", 3);
        let field = |running, name| entry(running).record("A-1").puts_right("1", name, "x");
        for (corrections, words, says) in [
            (vec![text(2), text(3)], true, vec![3]),
            (vec![text(2), time(3)], true, vec![3, 2]),
            (vec![text(2), time(3), text(4)], true, vec![4, 3]),
            (
                vec![field(2, "by"), field(3, "to"), field(4, "by")],
                true,
                vec![4, 3],
            ),
            // Where nobody sees the words.
            (vec![text(2), time(3), text(4)], false, vec![3]),
            (vec![field(2, "by"), text(3)], false, vec![2]),
        ] {
            let corrections: Vec<&Entry> = corrections.iter().collect();
            let left: Vec<u64> = effective(&corrections, words)
                .iter()
                .map(|entry| entry.number.0.running)
                .collect();
            assert_eq!(left, says);
        }
    }

    #[test]
    fn what_is_put_right_is_stored_by_addition() {
        let whole = EntryCorrected {
            entry: entry_number("1"),
            reason: "r".to_owned(),
            field: Some("due".to_owned()),
            value: Some(serde_json::to_value(hour(1)).unwrap()),
            happened_at: Some(hour(2)),
            approximate: true,
        };
        let note = NoteTaken {
            about: Vec::new(),
            about_entries: vec![entry_number("18b")],
        };
        let mut body = entry(2).event(LogEvent::NoteTaken(note)).body;
        body.with = Some(entry_number("1"));
        body.author = None;
        let stored = [
            serde_json::to_string(&whole).unwrap(),
            serde_json::to_string(&body).unwrap(),
        ];
        insta::assert_snapshot!(stored.join("\n"), @r#"
        {"entry":"1","reason":"r","field":"due","value":"2021-10-15T09:00:00+02:00","happened_at":"2021-10-15T10:00:00+02:00","approximate":true}
        {"happened_at":"2021-10-15T10:00:00+02:00","text":"text 2","visibility":"internal","with":"1","event":{"note_taken":{"about_entries":["18b"]}}}
        "#);
        assert_eq!(
            serde_json::from_str::<EntryCorrected>(&stored[0]).unwrap(),
            whole
        );
        assert_eq!(serde_json::from_str::<Body>(&stored[1]).unwrap(), body);
    }
}
