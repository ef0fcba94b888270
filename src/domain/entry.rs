//! Entries: what happened, in the past tense, as the log keeps it for ever.

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};

use super::audience::{Audience, Told, Visibility};
use super::codes::{AssessmentPart, Certainty};
use super::moment::Moment;
use super::number::{Device, EntryNumber, RecordKind, RecordNumber};
use super::records::decision::DecisionEvent;
use super::records::each_record;
use super::records::finding::FindingEvent;
use super::records::notice::NoticeEvent;
use super::records::task::{TaskChanged, TaskEvent};
use super::refusal::Refusal;
use super::text::split_name;

/// A change of an optional field: left alone, emptied, or set.
///
/// In JSON: absent, `null`, or the value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Edit<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Edit<T> {
    pub fn is_keep(&self) -> bool {
        matches!(self, Edit::Keep)
    }

    pub fn apply(self, field: &mut Option<T>) {
        match self {
            Edit::Keep => {}
            Edit::Clear => *field = None,
            Edit::Set(value) => *field = Some(value),
        }
    }

    /// The same, and the change can be used again.
    pub fn set(&self, field: &mut Option<T>)
    where
        T: Clone,
    {
        match self {
            Edit::Keep => {}
            Edit::Clear => *field = None,
            Edit::Set(value) => *field = Some(value.clone()),
        }
    }
}

impl<T> From<Option<T>> for Edit<T> {
    fn from(value: Option<T>) -> Edit<T> {
        value.map_or(Edit::Keep, Edit::Set)
    }
}

impl<T: Serialize> Serialize for Edit<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Edit::Keep | Edit::Clear => serializer.serialize_none(),
            Edit::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Edit::Clear, Edit::Set))
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogStarted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    pub zone: String,
    pub language: String,
    #[serde(default)]
    pub exercise: bool,
    /// File system or folder that init or a later command was forced to accept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced_place: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryCorrected {
    pub entry: EntryNumber,
    pub reason: String,
    /// The field that the new wording is of; without it, the entry's own text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The new value where the field holds no plain text; the entry's text is how it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
    /// When it happened instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryVoided {
    pub entry: EntryNumber,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NoteTaken {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordNumber>,
    /// Entries that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about_entries: Vec<EntryNumber>,
}

/// The old record names its successor, so that each can be folded from its own entries alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReplacedBy {
    pub by: RecordNumber,
}

/// A part of the Lagebild as somebody wrote it; the wording is the entry's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentWritten {
    pub part: AssessmentPart,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

/// From now on an entry, or all entries of a record until here, have the visibility of this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisibilityChanged {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryNumber>,
}

impl VisibilityChanged {
    /// Changes who may read all of a record, or one entry; `record` is the one that the entry belongs to.
    ///
    /// Refused for a released report: it is for those on its distribution list, the public notice is made for all others.
    pub fn of(
        record: Option<RecordNumber>,
        entry: Option<EntryNumber>,
    ) -> Result<VisibilityChanged, Refusal> {
        if record.is_some_and(|record| record.kind == RecordKind::Report) {
            return Err(Refusal::ReportStaysInternal);
        }
        Ok(VisibilityChanged { entry })
    }
}

/// A moment of which somebody says that it has been.
///
/// Refused where it is still to come: the log says what was, a date to come belongs in a field of its own.
pub fn happened(field: &'static str, at: Moment, now: DateTime<Utc>) -> Result<Moment, Refusal> {
    if at.is_ahead(now) {
        return Err(Refusal::InFuture { field, at });
    }
    Ok(at)
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plain {}

/// An entry that this version cannot read: it is kept, shown, counted and passed on, and adds nothing to any record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    pub kind: String,
    /// The record it names, as the header spells it; the letter may be one that this version does not know.
    pub record: Option<String>,
    /// Version of the program that wrote it.
    pub app: String,
    pub why: Why,
}

/// Why an entry cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A newer version wrote a kind, or a form of a kind, that this one does not know.
    Unknown,
    /// Its payload was blackened: the header still proves that it was there.
    Blackened,
}

/// The events of one kind of record, or of the log itself.
///
/// Each is stored as `{"<kind>": {…}}`; the first of [`KINDS`](Self::KINDS) is the one that creates a record.
macro_rules! events {
    ($(#[$doc:meta])* $name:ident { $($variant:ident($data:ty) = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[allow(clippy::large_enum_variant, reason = "an event is held one at a time")]
        pub enum $name { $(#[serde(rename = $code)] $variant($data)),+ }

        impl $name {
            /// Every kind of these events; the first one creates the record.
            pub const KINDS: &'static [&'static str] = &[$($code),+];

            /// The code in header, tables and JSON.
            pub fn kind(&self) -> &'static str {
                match self { $($name::$variant(_) => $code),+ }
            }
        }
    };
}
pub(super) use events;

events! {
    /// What the log says of itself and of its entries. The main sentence of each is the entry's text.
    LogEvent {
        LogStarted(LogStarted) = "log_started",
        NoteTaken(NoteTaken) = "note_taken",
        EntryCorrected(EntryCorrected) = "entry_corrected",
        EntryVoided(EntryVoided) = "entry_voided",
        AssessmentWritten(AssessmentWritten) = "assessment_written",
        VisibilityChanged(VisibilityChanged) = "visibility_changed",
    }
}

macro_rules! event {
    ($($kind:ident($module:ident, $event:ident) $letter:literal $code:literal $noun:literal;)+) => {
        /// What an entry records: an event of the log, or of one kind of record.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Event {
            Log(LogEvent),
            $($kind(super::records::$module::$event),)+
            Unread(Unread),
        }

        impl Event {
            /// The codes of every kind of entry that this version writes.
            pub fn kinds() -> impl Iterator<Item = &'static str> {
                [LogEvent::KINDS, $(super::records::$module::$event::KINDS),+]
                    .into_iter()
                    .flatten()
                    .copied()
            }

            /// Whether this version reads entries of that kind.
            pub fn knows(kind: &str) -> bool {
                Event::kinds().any(|known| known == kind)
            }

            /// The code in header, tables and JSON.
            pub fn kind(&self) -> &str {
                match self {
                    Event::Log(event) => event.kind(),
                    $(Event::$kind(event) => event.kind(),)+
                    Event::Unread(unread) => &unread.kind,
                }
            }

            /// What the text of its entry is: the name it is typed by.
            pub fn text_is(&self) -> &'static str {
                match self {
                    Event::Log(LogEvent::LogStarted(_)) => "title",
                    Event::Log(LogEvent::EntryVoided(_) | LogEvent::VisibilityChanged(_)) => "reason",
                    Event::Log(_) | Event::Unread(_) => "text",
                    $(Event::$kind(event) => {
                        <super::records::$kind as super::history::Kept>::text_is(event)
                    })+
                }
            }

            /// Whether the event creates the record it belongs to.
            pub fn creates(&self) -> bool {
                match self {
                    Event::Log(_) | Event::Unread(_) => false,
                    $(Event::$kind(event) => {
                        super::records::$module::$event::KINDS.first() == Some(&event.kind())
                    })+
                }
            }
        }

        $(
            impl From<super::records::$module::$event> for Event {
                fn from(event: super::records::$module::$event) -> Event {
                    Event::$kind(event)
                }
            }

            impl super::history::Recorded for super::records::$module::$event {
                fn of(event: &Event) -> Option<&Self> {
                    match event {
                        Event::$kind(event) => Some(event),
                        _ => None,
                    }
                }
            }
        )+

        impl Serialize for Event {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Event::Log(event) => event.serialize(serializer),
                    $(Event::$kind(event) => event.serialize(serializer),)+
                    Event::Unread(unread) => {
                        serializer.collect_map([(unread.kind.as_str(), unread)])
                    }
                }
            }
        }

        impl<'de> serde::de::Visitor<'de> for EventVisitor {
            type Value = Event;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an event under its kind")
            }

            /// The kind decides what is read, so that an error names the field and not every form there is.
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Event, A::Error> {
                use serde::de::{Error, value::MapAccessDeserializer};
                let kind: String = map
                    .next_key()?
                    .ok_or_else(|| A::Error::custom("an event without a kind"))?;
                let replay = Replay { kind: Some(kind.clone()), map };
                let kind = kind.as_str();
                $(if super::records::$module::$event::KINDS.contains(&kind) {
                    return super::records::$module::$event::deserialize(MapAccessDeserializer::new(replay))
                        .map(Event::$kind);
                })+
                LogEvent::deserialize(MapAccessDeserializer::new(replay)).map(Event::Log)
            }
        }
    };
}
each_record!(event);

impl From<LogEvent> for Event {
    fn from(event: LogEvent) -> Event {
        Event::Log(event)
    }
}

struct EventVisitor;

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EventVisitor)
    }
}

/// A map whose first key was already taken, and is given once more.
struct Replay<A> {
    kind: Option<String>,
    map: A,
}

impl<'de, A: serde::de::MapAccess<'de>> serde::de::MapAccess<'de> for Replay<A> {
    type Error = A::Error;

    fn next_key_seed<K: serde::de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.kind.take() {
            Some(kind) => seed
                .deserialize(serde::de::value::StringDeserializer::new(kind))
                .map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: serde::de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

impl Event {
    /// The record of the other half of a replacement: the old one names the new one, and the new one the old one.
    pub fn other_half(&self) -> Option<RecordNumber> {
        match self {
            Event::Decision(DecisionEvent::Taken(taken)) => taken.supersedes,
            Event::Notice(NoticeEvent::Issued(issued)) => issued.replaces,
            Event::Decision(DecisionEvent::Superseded(by))
            | Event::Notice(NoticeEvent::Replaced(by)) => Some(by.by),
            _ => None,
        }
    }

    /// The entry that a correction or cancellation speaks of.
    pub fn target(&self) -> Option<EntryNumber> {
        match self {
            Event::Log(LogEvent::EntryCorrected(correction)) => Some(correction.entry),
            Event::Log(LogEvent::EntryVoided(void)) => Some(void.entry),
            _ => None,
        }
    }

    /// Every text in its fields; a released report says nothing of its own.
    pub fn texts(&self) -> Vec<String> {
        fn collect(value: serde_json::Value, into: &mut Vec<String>) {
            match value {
                serde_json::Value::String(text) => into.push(text),
                serde_json::Value::Array(items) => {
                    items.into_iter().for_each(|item| collect(item, into));
                }
                serde_json::Value::Object(fields) => {
                    fields
                        .into_iter()
                        .for_each(|(_, field)| collect(field, into));
                }
                _ => {}
            }
        }
        let mut texts = Vec::new();
        if !matches!(self, Event::Report(_) | Event::Unread(_)) {
            collect(serde_json::to_value(self).unwrap_or_default(), &mut texts);
        }
        texts
    }

    /// The records that it says it is about, beside its own.
    pub fn about(&self) -> &[RecordNumber] {
        match self {
            Event::Log(LogEvent::NoteTaken(note)) => &note.about,
            Event::Task(TaskEvent::Added(added)) => &added.about,
            Event::Task(TaskEvent::Changed(TaskChanged {
                about: Edit::Set(about),
                ..
            })) => about,
            Event::Decision(DecisionEvent::Taken(taken)) => &taken.about,
            Event::Finding(FindingEvent::Recorded(recorded)) => &recorded.about,
            Event::Finding(FindingEvent::Replaced(replaced)) => &replaced.about,
            _ => &[],
        }
    }

    /// The entries that it says it is about.
    pub fn about_entries(&self) -> &[EntryNumber] {
        match self {
            Event::Log(LogEvent::NoteTaken(note)) => &note.about_entries,
            _ => &[],
        }
    }

    /// The change of who may read, if it is one.
    pub fn visibility_change(&self) -> Option<&VisibilityChanged> {
        match self {
            Event::Log(LogEvent::VisibilityChanged(change)) => Some(change),
            _ => None,
        }
    }
}

impl LogEvent {
    /// What an audience is told of it; what speaks of another entry is told by telling that entry as it is right.
    pub fn told_to(&self, audience: Audience) -> Told<LogEvent> {
        match (self, audience) {
            // Where the log lies is nobody's business.
            (
                LogEvent::LogStarted(started),
                Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public,
            ) => Told::marked(LogEvent::LogStarted(LogStarted {
                forced_place: None,
                ..started.clone()
            })),
            // The numbers that it names are those of internal records.
            (
                LogEvent::NoteTaken(_),
                Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public,
            ) => Told::marked(LogEvent::NoteTaken(NoteTaken::default())),
            // What can be decided is weighed inside.
            (
                LogEvent::AssessmentWritten(written),
                Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public,
            ) => Told::marked(LogEvent::AssessmentWritten(AssessmentWritten {
                options: Vec::new(),
                ..written.clone()
            })),
            (
                LogEvent::EntryCorrected(_)
                | LogEvent::EntryVoided(_)
                | LogEvent::VisibilityChanged(_),
                Audience::Authorities | Audience::Council | Audience::Staff | Audience::Public,
            ) => Told::Never,
        }
    }
}

/// The payload of an entry: everything with free text or names, stored as the JSON it was first written as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    pub happened_at: Moment,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    pub visibility: Visibility,
    /// The first entry of those that one act wrote, where this is a later one: they are cancelled together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<EntryNumber>,
    pub event: Event,
}

impl Body {
    /// The body of an entry that cannot be read: it says when it was recorded, and nothing else.
    pub fn unread(recorded_at: DateTime<FixedOffset>, unread: Unread) -> Body {
        Body::by(None, Moment::exact(recorded_at), Event::Unread(unread))
    }

    /// An entry of which only the author, as `Name/Role`, its moment and its event are said; it stays inside.
    pub fn by(author: Option<&str>, happened_at: Moment, event: impl Into<Event>) -> Body {
        let (author, role) = split_name(author.unwrap_or_default());
        Body {
            happened_at,
            approximate: false,
            author,
            role,
            text: String::new(),
            source: None,
            certainty: None,
            visibility: Visibility::INTERNAL,
            with: None,
            event: event.into(),
        }
    }
}

/// The newest entry of each laptop that somebody had before them; a laptop that is missing was not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads(Vec<(Device, u64)>);

impl Heads {
    /// Adds what is known of one laptop; what was known of it goes on to hold where it is newer.
    pub fn add(&mut self, device: Device, running: u64) {
        match self.0.iter_mut().find(|(known, _)| *known == device) {
            Some((_, newest)) => *newest = running.max(*newest),
            None => self.0.push((device, running)),
        }
    }

    /// The newest running number of one laptop; 0 where nothing was known of it.
    pub fn of(&self, device: Device) -> u64 {
        let known = self.0.iter().find(|(known, _)| *known == device);
        known.map_or(0, |(_, newest)| *newest)
    }

    pub fn hold(&self, entry: EntryNumber) -> bool {
        entry.0.running <= self.of(entry.0.device)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Device, u64)> + '_ {
        self.0.iter().copied()
    }
}

/// An entry as read back from the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub number: EntryNumber,
    /// 1 + the highest `lam` that its laptop had seen: with the laptop, the order of the log that needs no clock.
    pub lam: u64,
    /// What its laptop had of the other ones when it was written.
    pub seen: Heads,
    pub recorded_at: DateTime<FixedOffset>,
    /// When this laptop got it from another one; nothing where it was written here.
    pub received_at: Option<DateTime<FixedOffset>>,
    /// The laptop's clock had gone back; the time was held at the last value.
    pub clock_held: bool,
    /// Read from a file by import, so that the gap between happening and recording says nothing.
    pub imported: bool,
    pub record: Option<RecordNumber>,
    pub body: Body,
}

impl Entry {
    /// Its place in the order of the log, the same on every laptop.
    pub fn place(&self) -> (u64, Device) {
        (self.lam, self.number.0.device)
    }

    /// Whether its writer could have known the other entry.
    pub fn saw(&self, other: EntryNumber) -> bool {
        let own = self.number.0;
        if own.device == other.0.device {
            other.0.running < own.running
        } else {
            self.seen.hold(other)
        }
    }

    /// What its laptop had before it when it was written, its own entries included.
    pub fn knew(&self) -> Heads {
        let mut heads = self.seen.clone();
        heads.add(self.number.0.device, self.number.0.running - 1);
        heads
    }

    /// When this laptop could have known it: it was written here, or it came from another one.
    pub fn known_at(&self) -> DateTime<FixedOffset> {
        self.received_at.unwrap_or(self.recorded_at)
    }

    /// The moment from which a reader could have seen it: the recording, or for an import the happening.
    pub fn noted_at(&self) -> Moment {
        Moment::exact(if self.imported {
            self.body.happened_at.at
        } else {
            self.known_at()
        })
    }

    /// Whether it was recorded so long after it happened that print must say so.
    ///
    /// One hour after the end of what it speaks of: a staff meets two to four times a day, what is later missed a report.
    pub fn is_late(&self) -> bool {
        let span = self.body.happened_at.span();
        !self.imported && self.recorded_at - span.end > chrono::TimeDelta::hours(1)
    }

    /// Whether the entry adds no happening: a remark, or who may read another one.
    pub fn speaks_of_others(&self) -> bool {
        self.is_remark() || self.body.event.visibility_change().is_some()
    }

    /// Whether it names its record or says when that began, and so is there as soon as the record is.
    pub fn comes_along(&self) -> bool {
        self.body.event.creates() || !self.body.event.beginning().is_keep()
    }

    /// Whether the entry only speaks about another one, and so holds whatever moment is asked for.
    pub fn is_remark(&self) -> bool {
        self.body.event.target().is_some()
    }

    /// Whether an earlier entry adds nothing any more while this one counts: both correct the same of the same entry.
    pub fn overtakes(&self, earlier: &Entry) -> bool {
        let (
            Event::Log(LogEvent::EntryCorrected(this)),
            Event::Log(LogEvent::EntryCorrected(that)),
        ) = (&self.body.event, &earlier.body.event)
        else {
            return false;
        };
        // The later one also says when the record changed last.
        this.entry == that.entry
            && ![self.number, this.entry].contains(&earlier.number)
            && this.covers(&self.body.text, that, &earlier.body.text)
            && self.noted_at() >= earlier.noted_at()
    }

    /// Refuses a correction of what speaks of others, or was frozen.
    pub fn correctable(&self) -> Result<(), Refusal> {
        let frozen = matches!(self.body.event, Event::Report(_) | Event::Unread(_));
        if frozen || self.speaks_of_others() {
            return Err(Refusal::CannotCorrect { entry: self.number });
        }
        Ok(())
    }

    /// Refuses to cancel the beginning of the log, and what cannot be read. Cancelling a cancellation takes it back.
    pub fn voidable(&self) -> Result<(), Refusal> {
        match self.body.event {
            Event::Log(LogEvent::LogStarted(_)) | Event::Unread(_) => {
                Err(Refusal::CannotVoid { entry: self.number })
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moment::Precision;
    use crate::domain::specimen::{all, entry, entry_number, heads, hour, time};

    #[test]
    fn every_event_round_trips_byte_for_byte() {
        for (record, event) in all("word") {
            let body = entry(1).source("source").role("role").event(event).body;
            let bytes = serde_json::to_string(&body).unwrap();
            let read: Body = serde_json::from_str(&bytes).unwrap();
            assert_eq!(read, body, "{record:?}");
            assert_eq!(serde_json::to_string(&read).unwrap(), bytes);
        }
    }

    #[test]
    fn a_state_as_version_0_2_stored_it_says_all_it_says() {
        use crate::domain::codes::ServiceState;
        use crate::domain::records::service::{ServiceEvent, ServiceStateSet};
        let stored = r#"{"service_state_set":{"state":"down","workaround":"115"}}"#;
        let event: Event = serde_json::from_str(stored).unwrap();
        let set = ServiceStateSet {
            workaround: Edit::Set("115".to_owned()),
            ..ServiceStateSet::bare(ServiceState::Down)
        };
        assert_eq!(event, ServiceEvent::StateSet(set).into());
        assert_eq!(serde_json::to_string(&event).unwrap(), stored);
    }

    /// Logs that were written stay readable: a new field is absent where it says nothing, an old one keeps its name.
    #[test]
    fn every_event_is_stored_in_the_form_that_older_logs_have() {
        let stored: Vec<String> = all("w")
            .iter()
            .map(|(_, event)| serde_json::to_string(event).unwrap())
            .collect();
        insta::assert_snapshot!(stored.join("\n"), @r#"
        {"log_started":{"body":"w body","zone":"Europe/Berlin","language":"de","exercise":true,"forced_place":"w folder"}}
        {"note_taken":{"about":["V-1","A-2b"]}}
        {"entry_corrected":{"entry":"1","reason":"w reason"}}
        {"entry_voided":{"entry":"1b"}}
        {"assessment_written":{"part":"outlook_short","options":["w option"]}}
        {"visibility_changed":{"entry":"1"}}
        {"incident_opened":{"severity":"crisis","description":"w description","began_at":"2021-10-15T02:00:00+02:00","began_approximate":true}}
        {"incident_changed":{"title":"w title","severity":"disaster","description":"w description","began_at":"2021-10-15T01:00:00+02:00","began_approximate":true}}
        {"incident_closed":{"false_alarm":true,"over_open_tasks":["A-77"]}}
        {"incident_reopened":{}}
        {"task_added":{"assignee":{"function":"w assignee","person":"w person"},"issued_by":"w issuer","due":"2021-10-15T12:00:00+02:00","priority":"high","waits_for":["A-2"],"about":["V-1"]}}
        {"task_changed":{"what":"w what","assignee":{"function":"w assignee","person":"w person"},"due":"2021-10-15T13:00:00+02:00","priority":"low","waits_for":["A-3"],"about":["D-1"]}}
        {"task_started":{}}
        {"task_held":{}}
        {"task_done":{"effect":"partial"}}
        {"task_cancelled":{}}
        {"task_reopened":{}}
        {"decision_taken":{"reason":"w reason","decided_by":"w decider","mode":"lead","knowledge":"w knowledge","options":["w option"],"risks":["w risk"],"heard":["w heard"],"review_at":"2021-10-16T08:00:00+02:00","about":["V-1"],"supersedes":"E-9"}}
        {"decision_superseded":{"by":"E-2"}}
        {"decision_revoked":{"decided_by":"w decider"}}
        {"service_added":{"group":"w group","place":"w place","owner":"w owner","contact":"w contact","hotline":"w hotline","depends_on":["D-2"],"max_outage":240}}
        {"service_changed":{"name":"w name","group":"w group","place":"w place","owner":"w owner","contact":"w contact","hotline":"w hotline","depends_on":["D-3"],"max_outage":60}}
        {"service_state_set":{"state":"down","restriction":"w restriction","workaround":"w workaround","expected_back":"2021-10-16T08:00:00+02:00","valid_until":"2021-10-16T09:00:00+02:00","no_cause":true,"refines":true,"begins":true}}
        {"finding_recorded":{"topic":"w topic","about":["V-2","A-77"]}}
        {"finding_replaced":{"about":["A-77"]}}
        {"finding_closed":{"outcome":"confirmed"}}
        {"notice_issued":{"audience":"press","channel":"w channel","valid_from":"2021-10-15T09:00:00+02:00","valid_until":"2021-10-15T18:00:00+02:00","released_by":"w releaser","replaces":"B-9"}}
        {"notice_replaced":{"by":"B-2"}}
        {"notice_withdrawn":{}}
        {"report_released":{"kind":"followup","as_of":"2021-10-15T08:00:00+02:00","known_by":"2021-10-15T08:30:00+02:00","previous":"L-9","released_by":"w releaser","distribution":["w reader"],"next_at":"2021-10-15T16:00:00+02:00","meeting_at":"2021-10-15T15:00:00+02:00","language":"de","hash":"00ff","document":"w document"}}
        "#);
    }

    #[test]
    fn every_event_is_known_by_its_kind_and_only_the_first_of_a_record_creates_it() {
        for (record, event) in all("word") {
            assert!(Event::knows(event.kind()), "{}", event.kind());
            let created_by = record.and_then(|record| record.kind.created_by());
            assert_eq!(event.creates(), created_by == Some(event.kind()));
        }
        for kind in ["", "message_sent", "task", "Task_added", "task_added "] {
            assert!(!Event::knows(kind), "{kind:?}");
        }
    }

    #[test]
    fn a_body_that_cannot_be_read_names_the_field_or_the_kind() {
        for (event, named) in [
            ("{}", "without a kind"),
            ("{\"message_sent\":{}}", "message_sent"),
            ("{\"decision_taken\":{\"reason\":\"r\"}}", "`decided_by`"),
            ("{\"finding_recorded\":{}}", "`topic`"),
            ("{\"notice_issued\":{}}", "`audience`"),
            ("{\"service_state_set\":{\"state\":\"gone\"}}", "`gone`"),
            ("{\"task_added\":{\"about\":[\"x1\"]}}", "x1"),
            ("{\"entry_voided\":{}}", "`entry`"),
            ("{\"task_started\":{},\"task_held\":{}}", ""),
            ("{\"task_added\":[]", ""),
            ("[]", "an event under its kind"),
        ] {
            let wrong = serde_json::from_str::<Event>(event).unwrap_err();
            assert!(wrong.to_string().contains(named), "{event}: {wrong}");
        }
    }

    #[test]
    fn a_field_that_is_left_alone_is_absent_and_one_that_is_emptied_is_null() {
        use crate::domain::records::task::TaskChanged;
        let left = TaskChanged::default();
        assert_eq!(serde_json::to_string(&left).unwrap(), "{}");
        let emptied = TaskChanged {
            due: Edit::Clear,
            ..TaskChanged::default()
        };
        let bytes = serde_json::to_string(&emptied).unwrap();
        assert_eq!(bytes, "{\"due\":null}");
        assert_eq!(
            serde_json::from_str::<TaskChanged>(&bytes).unwrap(),
            emptied
        );
        let mut field = Some(1);
        Edit::Keep.apply(&mut field);
        assert_eq!(field, Some(1));
        Edit::Set(2).apply(&mut field);
        assert_eq!(field, Some(2));
        Edit::Clear.apply(&mut field);
        assert_eq!(field, None);
    }

    #[test]
    fn an_entry_is_late_from_one_hour_on() {
        let happened = "2021-10-15 08:00";
        for (recorded, late) in [
            ("2021-10-15 07:00", false),
            ("2021-10-15 08:00", false),
            ("2021-10-15 09:00", false),
            ("2021-10-15 09:01", true),
            ("2021-10-17 08:00", true),
        ] {
            let made = || entry(2).at(happened).recorded(recorded);
            let note = NoteTaken::default;
            assert_eq!(
                made().event(LogEvent::NoteTaken(note())).is_late(),
                late,
                "{recorded}"
            );
            let imported = made().imported().event(LogEvent::NoteTaken(note()));
            assert!(!imported.is_late(), "an import tells of the past");
        }
        let held = entry(2).at(happened).recorded("2021-10-15 09:01").held();
        assert!(
            held.event(LogEvent::NoteTaken(NoteTaken::default()))
                .is_late()
        );
    }

    #[test]
    fn an_entry_of_a_day_or_its_part_is_late_an_hour_after_that_has_ended() {
        for (precision, recorded, late) in [
            (Precision::Day, "2021-10-15 23:59", false),
            (Precision::Day, "2021-10-16 01:00", false),
            (Precision::Day, "2021-10-16 01:01", true),
            (Precision::Morning, "2021-10-15 10:00", false),
            (Precision::Morning, "2021-10-15 10:01", true),
            (Precision::Evening, "2021-10-16 01:00", false),
            (Precision::Evening, "2021-10-17 08:00", true),
        ] {
            let made = entry(2).at("2021-10-15 08:00").recorded(recorded);
            let mut coarse = made.event(LogEvent::NoteTaken(NoteTaken::default()));
            coarse.body.happened_at.precision = precision;
            assert_eq!(coarse.is_late(), late, "{precision:?} {recorded}");
        }
    }

    #[test]
    fn an_entry_is_noted_when_it_reached_this_laptop_and_an_import_when_it_happened() {
        let made = || entry(2).at("2021-10-15 08:00").recorded("2021-10-15 09:00");
        let note = || LogEvent::NoteTaken(NoteTaken::default());
        let here = made().event(note());
        assert_eq!(here.known_at(), time("2021-10-15 09:00"));
        assert_eq!(here.noted_at().at, time("2021-10-15 09:00"));
        let received = made().received("2021-10-15 12:00").event(note());
        assert_eq!(received.known_at(), time("2021-10-15 12:00"));
        assert_eq!(received.noted_at().at, time("2021-10-15 12:00"));
        let imported = made().imported().event(note());
        assert_eq!(imported.known_at(), time("2021-10-15 09:00"));
        assert_eq!(imported.noted_at().at, time("2021-10-15 08:00"));
    }

    #[test]
    fn what_has_words_of_its_own_is_correctable_and_everything_but_a_beginning_can_be_cancelled() {
        for (record, event) in all("word") {
            let kind = event.kind().to_owned();
            let mut made = entry(2).event(event);
            made.record = record;
            let frozen = [
                "report_released",
                "entry_corrected",
                "entry_voided",
                "visibility_changed",
            ];
            let refused = Refusal::CannotCorrect { entry: made.number };
            let expected = if frozen.contains(&kind.as_str()) {
                Err(refused)
            } else {
                Ok(())
            };
            assert_eq!(made.correctable(), expected, "{kind}");
            let refused = Refusal::CannotVoid { entry: made.number };
            let expected = if kind == "log_started" {
                Err(refused)
            } else {
                Ok(())
            };
            assert_eq!(made.voidable(), expected, "{kind}");
            let remark = ["entry_corrected", "entry_voided"].contains(&kind.as_str());
            assert_eq!(made.is_remark(), remark, "{kind}");
            assert_eq!(
                made.speaks_of_others(),
                remark || kind == "visibility_changed",
                "{kind}"
            );
        }
        for why in [Why::Unknown, Why::Blackened] {
            let unread = entry(2).record("A-1").unread("task_added", why);
            assert!(unread.correctable().is_err() && unread.voidable().is_err());
            assert!(!unread.speaks_of_others());
            assert_eq!(unread.body.happened_at, hour(2));
        }
    }

    #[test]
    fn heads_hold_what_their_laptop_had_and_nothing_newer() {
        let mut known = heads(&[("", 3), ("b", 1)]);
        known.add(entry_number("1").0.device, 2);
        for (entry, held) in [
            ("1", true),
            ("3", true),
            ("4", false),
            ("1b", true),
            ("2b", false),
            ("1c", false),
        ] {
            assert_eq!(known.hold(entry_number(entry)), held, "{entry}");
        }
        known.add(entry_number("1").0.device, 4);
        assert!(known.hold(entry_number("4")));
        assert!(!Heads::default().hold(entry_number("1")));
    }

    #[test]
    fn an_entry_saw_what_its_laptop_wrote_before_and_what_had_reached_it() {
        let note = || LogEvent::NoteTaken(NoteTaken::default());
        let mine = entry(3).lam(9).seen(&[("b", 2)]).event(note());
        for (entry, saw) in [
            ("1", true),
            ("2", true),
            ("3", false),
            ("4", false),
            ("1b", true),
            ("2b", true),
            ("3b", false),
            ("1c", false),
        ] {
            assert_eq!(mine.saw(entry_number(entry)), saw, "{entry}");
            assert_eq!(mine.knew().hold(entry_number(entry)), saw, "{entry}");
        }
        let other = entry(3).on("b").lam(9).event(note());
        assert!(
            mine.place() < other.place(),
            "the laptop decides where lam is equal"
        );
        assert!(entry(1).on("b").lam(8).event(note()).place() < mine.place());
    }

    fn moment(text: &str) -> Moment {
        Moment::exact(DateTime::parse_from_rfc3339(text).unwrap())
    }

    #[test]
    fn what_happened_is_not_ahead_by_more_than_a_minute() {
        let now: DateTime<Utc> = "2021-10-15T12:00:00Z".parse().unwrap();
        for (at, allowed) in [
            ("2021-10-15T11:59:00Z", true),
            ("2021-10-15T12:00:00Z", true),
            ("2021-10-15T12:01:00Z", true),
            ("2021-10-15T14:01:00+02:00", true),
            ("2021-10-15T12:01:01Z", false),
            ("2021-10-15T13:30:00+01:00", false),
            ("2021-10-16T12:00:00Z", false),
        ] {
            let at = moment(at);
            let refused = Err(Refusal::InFuture { field: "at", at });
            let expected = if allowed { Ok(at) } else { refused };
            assert_eq!(happened("at", at, now), expected);
        }
    }

    #[test]
    fn who_may_read_a_released_report_never_changes() {
        let entry = EntryNumber::parse("7");
        for (record, allowed) in [
            (None, true),
            (RecordNumber::parse("V-1"), true),
            (RecordNumber::parse("B-1"), true),
            (RecordNumber::parse("L-1"), false),
        ] {
            for entry in [None, entry] {
                let change = VisibilityChanged::of(record, entry);
                let expected = if allowed {
                    Ok(VisibilityChanged { entry })
                } else {
                    Err(Refusal::ReportStaysInternal)
                };
                assert_eq!(change, expected, "{record:?}");
            }
        }
    }

    #[test]
    fn a_correction_overtakes_those_of_the_same_entry_that_were_noted_no_later() {
        let later = || entry(5).corrects("2");
        for (earlier, overtaken) in [
            (entry(3).corrects("2"), true),
            (entry(3).corrects("4"), false),
            // What is corrected, the correction itself, and whatever is none.
            (entry(2).corrects("2"), false),
            (later(), false),
            (entry(3).voids("2"), false),
            (entry(3).shows(None), false),
            // One that was noted later still says when its record changed last.
            (entry(3).recorded("2021-10-15 23:00").corrects("2"), false),
        ] {
            let earlier: Entry = earlier;
            assert_eq!(later().overtakes(&earlier), overtaken, "{earlier:?}");
        }
        assert!(!entry(5).voids("2").overtakes(&entry(3).corrects("2")));
    }
}
