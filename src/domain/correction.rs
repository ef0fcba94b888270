//! What of an entry can be put right: its own text, the fields of its event, its source, and when it happened.

use std::borrow::Cow;
use std::collections::HashSet;

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

/// The field that a new wording is meant for; `is_named` tells whether a field has the name that was typed, if one was.
///
/// Refused where it could be meant for several: a reason that lands in the decision is worse than one question more.
pub fn meant<'f>(
    entry: &Entry,
    fields: &'f [Field],
    named: Option<(&str, &dyn Fn(&Field) -> bool)>,
) -> Result<&'f Field, Refusal> {
    let several = |input: Option<&str>| Refusal::WhichField {
        entry: entry.number,
        input: input.map(str::to_owned),
        fields: fields.to_vec(),
    };
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

/// The entry as its corrections have it, which come in the order of the log.
pub fn put_right<'e>(entry: &'e Entry, corrections: &[&Entry]) -> Cow<'e, Entry> {
    if corrections.is_empty() {
        return Cow::Borrowed(entry);
    }
    let mut right = entry.clone();
    for of in corrections {
        if let Some(correction) = correction(of) {
            correction.put_right(&of.body.text, &mut right.body);
        }
    }
    Cow::Owned(right)
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
