//! Carrying out what writes: raw request → checked values → a rule decides → entries are appended.
//!
//! The command line and an import go the same way; nothing here knows where an act came from.

use std::cell::Cell;

use chrono::{DateTime, TimeZone, Utc};

use crate::document::build::moment_value;
use crate::document::{Phrase, Value};
use crate::domain::audience::{Audience, Told, Visibility};
use crate::domain::codes::Certainty;
use crate::domain::entry::{Body, Edit, Entry, Event, LogEvent, happened};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::refusal::Refusal;
use crate::domain::text::{optional, plain, said, split_name};
use crate::domain::time_input::{Sense, TimeRefusal, parse_given, parse_moment};
use crate::l10n::Words;
use crate::report::label;
use crate::store::append::{Draft, Writer};
use crate::store::error::StoreError;
use crate::store::query::View;

use super::common::{Clearable, Common};
use super::failure::Failure;
use super::vocabulary::{self, Vocabulary};

/// A verb that writes, with its fields.
pub trait Act: std::fmt::Debug {
    /// Checks the values, asks the rule, appends what it decides.
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure>;

    fn boxed(self) -> Box<dyn Act>
    where
        Self: Sized + 'static,
    {
        Box::new(self)
    }
}

/// The outcome of a write: its confirmation, warnings, and the number that the result is found under.
pub struct Done {
    pub confirmation: Phrase,
    pub warnings: Vec<Phrase>,
    pub subject: Subject,
    /// When it happened, as its last entry holds it, and whether that is approximate.
    pub happened_at: Moment,
    pub approximate: bool,
    /// What is public and now holds more inside than the public is told.
    pub unpublished: Vec<Phrase>,
}

/// The entry or record that `--json` shows after a write.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject {
    Entry(EntryNumber),
    Record(RecordNumber),
}

/// The outcome of one act.
pub struct Said {
    pub confirmation: Phrase,
    pub subject: Subject,
    /// What is so still, where the new is not the present state.
    pub holds_on: Option<Phrase>,
    /// What of before goes on to hold with the new, though nobody named it again.
    pub goes_on: Option<Phrase>,
    /// Moments that were said beside it, as they were understood.
    pub times: Vec<Phrase>,
}

impl Said {
    pub fn of_record(number: RecordNumber, confirmation: Phrase) -> Said {
        let subject = Subject::Record(number);
        Said {
            confirmation,
            subject,
            holds_on: None,
            goes_on: None,
            times: Vec::new(),
        }
    }

    pub fn of_entry(number: EntryNumber, confirmation: Phrase) -> Said {
        let subject = Subject::Entry(number);
        Said {
            confirmation,
            subject,
            holds_on: None,
            goes_on: None,
            times: Vec::new(),
        }
    }
}

/// A confirmation that names the record and what it says.
pub fn confirmed(key: &'static str, number: RecordNumber, text: &str) -> Said {
    let phrase = Phrase::new(key).with("number", number.to_string());
    Said::of_record(number, phrase.with("text", text))
}

impl Said {
    /// With more of what was understood: a mandatory field is read back.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Said {
        self.confirmation = self.confirmation.with(name, value);
        self
    }

    /// With a moment that was said, read back with the name of its field: it may be another day than was meant.
    pub fn at(mut self, field: &'static str, moment: Option<Moment>, approximate: bool) -> Said {
        let words = moment.map(|moment| {
            Phrase::new("done-said-moment")
                .with("field", label::field(field))
                .with("moment", moment_value(moment, approximate))
        });
        self.times.extend(words);
        self
    }

    /// With what goes on to hold of what was before, where anything does.
    pub fn going_on(self, goes_on: Option<Phrase>) -> Said {
        Said { goes_on, ..self }
    }

    /// With what holds on, where the new does not become the present state.
    pub fn holding(
        mut self,
        what: impl Into<Value>,
        since: impl Into<Value>,
        entry: EntryNumber,
    ) -> Said {
        let holds = Phrase::new("done-holds-on")
            .with("what", what)
            .with("since", since)
            .with("entry", entry.to_string());
        self.holds_on = Some(holds);
        self
    }
}

/// A field that may be left out, as it is read back.
pub fn read_back(text: Option<&str>, unsaid: &'static str) -> Value {
    match text {
        Some(text) if !text.is_empty() => text.into(),
        _ => Phrase::new(unsaid).into(),
    }
}

/// One write being carried out.
pub struct Writing<'w, 'log> {
    pub(super) writer: &'w mut Writer<'log>,
    pub(super) common: &'w Common,
    pub(super) words: &'w Words,
    now: DateTime<Utc>,
    pub(super) imported: bool,
    /// The event time that `--um` gives; now without it.
    pub(super) happened_at: Moment,
    /// The moment of writing.
    pub(super) present: Moment,
    /// Whether a beginning was said to be approximate: "gegen 8 Uhr".
    said_about: Cell<bool>,
    /// Whether the happening is approximate.
    pub(super) approximate: bool,
    /// Where the entries that follow belong together: the first of them, once it is there.
    together: Option<Option<EntryNumber>>,
    /// Whether it was already hinted that the same was said before.
    told_same: bool,
    warnings: Vec<Phrase>,
    unpublished: Vec<Phrase>,
    entries: Vec<EntryNumber>,
    /// When the last entry happened, and whether that is approximate.
    said_at: (Moment, bool),
}

/// Carries out one act inside a write that the caller commits.
pub fn carry_out(
    writer: &mut Writer<'_>,
    common: &Common,
    act: &dyn Act,
    words: &Words,
    imported: bool,
) -> Result<Done, Failure> {
    let now = writer.now();
    let zone = writer.zone();
    let present = Moment::exact(zone.from_utc_datetime(&now.naive_utc()).fixed_offset());
    let mut writing = Writing {
        writer,
        common,
        words,
        now,
        imported,
        happened_at: present,
        present,
        said_about: Cell::new(false),
        approximate: common.approx,
        together: None,
        told_same: false,
        warnings: Vec::new(),
        unpublished: Vec::new(),
        entries: Vec::new(),
        said_at: (present, false),
    };
    if let Some(at) = &common.at {
        writing.happened_at = writing.past("at", at)?;
        writing.approximate |= writing.said_about.take();
    }
    let said = act.carry_out(&mut writing)?;
    let entries: Vec<String> = writing.entries.iter().map(ToString::to_string).collect();
    let done = said.confirmation.with("entries", entries.join(", "));
    let done = said.times.into_iter().fold(done, |done, time| {
        Phrase::new("done-with-moment")
            .with("done", done)
            .with("time", time)
    });
    let done = match said.goes_on {
        Some(what) => Phrase::new("done-goes-on")
            .with("done", done)
            .with("what", what),
        None => done,
    };
    Ok(Done {
        confirmation: match said.holds_on {
            Some(holds) => holds.with("done", done),
            None => done,
        },
        happened_at: writing.said_at.0,
        approximate: writing.said_at.1,
        warnings: writing.warnings,
        unpublished: writing.unpublished,
        subject: said.subject,
    })
}

/// A change of an optional field: empty clears it.
pub fn edited<T>(
    input: Option<&Clearable>,
    read: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<Edit<T>, Failure> {
    Ok(match input.map(|text| text.0.trim()) {
        None => Edit::Keep,
        Some("") => Edit::Clear,
        Some(text) => Edit::Set(read(text)?),
    })
}

/// A change of an optional text: empty clears it.
pub fn edited_text(
    field: &'static str,
    input: Option<&Clearable>,
) -> Result<Edit<String>, Failure> {
    edited(input, |text| Ok(said(field, text)?))
}

/// A moment to come, emptied or set.
pub fn edited_due(
    writing: &mut Writing<'_, '_>,
    key: &'static str,
    input: Option<&Clearable>,
) -> Result<Edit<Moment>, Failure> {
    if input.is_some_and(Clearable::is_empty) {
        return Ok(Edit::Clear);
    }
    let input = input.map(|input| &input.0);
    Ok(writing.due(key, input)?.into())
}

/// A text that takes the place of an older one, where given; it may not be emptied.
pub fn renamed(field: &'static str, text: Option<&String>) -> Result<Option<String>, Refusal> {
    text.map(|text| said(field, text)).transpose()
}

pub fn texts(field: &'static str, texts: &[String]) -> Result<Vec<String>, Refusal> {
    texts.iter().map(|text| said(field, text)).collect()
}

pub fn reason(text: Option<&str>) -> Result<String, Refusal> {
    optional("reason", text)?.ok_or(Refusal::ReasonMissing)
}

/// The number of a record of one kind.
pub fn number(input: &str, kind: RecordKind) -> Result<RecordNumber, Failure> {
    RecordNumber::parse_as(kind, input).ok_or_else(|| Failure::NotANumber {
        input: input.to_owned(),
        kind: Some(kind),
    })
}

/// An entry by its number.
pub fn entry_number(input: &str) -> Result<EntryNumber, Failure> {
    EntryNumber::parse(input).ok_or_else(|| Failure::NotANumber {
        input: input.to_owned(),
        kind: None,
    })
}

/// Single inputs, also where commas join them.
pub fn apart(inputs: &[String]) -> impl Iterator<Item = &str> {
    inputs
        .iter()
        .flat_map(|input| input.split(','))
        .filter(|input| !input.trim().is_empty())
}

/// Reads numbers; one that was said twice is there once.
pub fn each_once<'i>(
    inputs: impl Iterator<Item = &'i str>,
    read: impl Fn(&str) -> Result<RecordNumber, Failure>,
) -> Result<Vec<RecordNumber>, Failure> {
    let mut numbers = Vec::new();
    for input in inputs {
        let number = read(input)?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    Ok(numbers)
}

impl Writing<'_, '_> {
    pub(super) fn view(&self) -> View<'_> {
        self.writer.view()
    }

    pub(super) fn warn(&mut self, warning: Phrase) {
        self.warnings.push(warning);
    }

    /// Hints that something open has the same name already; an import tells of the past and is not asked.
    pub(super) fn warn_same_title(
        &mut self,
        number: RecordNumber,
        title: &str,
    ) -> Result<(), Failure> {
        if self.imported {
            return Ok(());
        }
        let wanted = plain(title);
        let open = self.view().open_names(number.kind)?;
        if let Some((other, _)) = open.iter().find(|(_, other)| plain(other) == wanted) {
            self.warn(
                Phrase::new("warn-same-title")
                    .with("other", other.to_string())
                    .with("number", number.to_string()),
            );
            self.told_same = true;
        }
        Ok(())
    }

    /// From here on, entries belong together: they are cancelled together.
    pub(super) fn together(&mut self) {
        self.together = Some(None);
    }

    /// A word of a closed vocabulary, where given.
    pub(super) fn word<T: Vocabulary>(
        &self,
        field: &'static str,
        word: Option<&String>,
    ) -> Result<Option<T>, Failure> {
        word.map(|word| vocabulary::read(word, field, self.words))
            .transpose()
    }

    pub(super) fn moment(&self, input: &str, sense: Sense) -> Result<Moment, Failure> {
        parse_moment(input, self.now, self.writer.zone(), sense)
            .map_err(|error| Refusal::Time(error).into())
    }

    /// A moment that has been.
    pub(super) fn past(&self, field: &'static str, input: &str) -> Result<Moment, Failure> {
        let given = parse_given(input, self.now, self.writer.zone(), Sense::Past);
        let given = given.map_err(Refusal::Time)?;
        if given.approximate {
            self.said_about.set(true);
        }
        Ok(happened(field, given.moment, self.now)?)
    }

    /// Whether the beginning that was given is approximate, by `--ca` or as it was said. Where no `--um` is given, nobody is
    /// unsure of when this is typed.
    pub(super) fn began_approximate(&mut self) -> bool {
        self.approximate &= self.common.at.is_some();
        self.common.approx || self.said_about.take()
    }

    /// Whether a moment was said to be approximate since this was last asked.
    pub(super) fn take_about(&self) -> bool {
        self.said_about.take()
    }

    /// Since when, where given.
    pub(super) fn since(&self, since: Option<&String>) -> Result<Option<Moment>, Failure> {
        since.map(|since| self.past("since", since)).transpose()
    }

    /// A moment that is to come; one that has passed is accepted with a warning, except in an import of old events.
    pub(super) fn due(
        &mut self,
        key: &'static str,
        input: Option<&String>,
    ) -> Result<Option<Moment>, Failure> {
        let Some(input) = input.filter(|input| !input.trim().is_empty()) else {
            return Ok(None);
        };
        let moment = self.said_then(input)?;
        if moment.at < self.now && !self.imported {
            self.warn(Phrase::new(key).with("moment", moment));
        }
        Ok(Some(moment))
    }

    /// A due moment as it is meant now and was meant when it happened: where `--um` lies back, "18:00" may be today's or
    /// that day's, and nobody knows.
    fn said_then(&self, input: &str) -> Result<Moment, Failure> {
        let seen = |now| parse_moment(input, now, self.writer.zone(), Sense::Due);
        let (now, then) = (self.now, self.happened_at.at.with_timezone(&Utc));
        let meant = match (seen(now), seen(then)) {
            (meant, _) if self.common.at.is_none() || then >= now => meant,
            (Ok(second), Ok(first)) if first != second => Err(TimeRefusal::Unclear {
                input: input.to_owned(),
                first,
                second,
            }),
            (Err(TimeRefusal::Passed { .. } | TimeRefusal::Unclear { .. }), Ok(meant)) => Ok(meant),
            (meant, _) => meant,
        };
        Ok(meant.map_err(Refusal::Time)?)
    }

    /// The numbers of records that something is about; they exist.
    pub(super) fn about(&self, inputs: &[String]) -> Result<Vec<RecordNumber>, Failure> {
        let number = |input: &str| {
            let number = RecordNumber::parse(input).ok_or_else(|| Failure::NotANumber {
                input: input.to_owned(),
                kind: None,
            })?;
            self.must_exist(number).map(|()| number)
        };
        each_once(apart(inputs), number)
    }

    pub(super) fn must_exist(&self, number: RecordNumber) -> Result<(), Failure> {
        if self.view().exists(number)? {
            return Ok(());
        }
        Err(StoreError::NoSuchRecord { number }.into())
    }

    /// What each record points at, for the search for a circle that `number` would close. Where nothing points at it none
    /// can be, and none is followed.
    pub(super) fn circle_of(
        &self,
        number: RecordNumber,
    ) -> Result<impl FnMut(RecordNumber) -> Result<Vec<RecordNumber>, Failure>, Failure> {
        let view = self.view();
        let followed = view.is_pointed_at(number)?;
        Ok(move |other| {
            if followed {
                Ok(view.points_at(other)?)
            } else {
                Ok(Vec::new())
            }
        })
    }

    pub(super) fn next(&self, kind: RecordKind) -> Result<RecordNumber, Failure> {
        Ok(self.writer.next_number(kind)?)
    }

    pub(super) fn append(
        &mut self,
        record: RecordNumber,
        text: String,
        event: impl Into<Event>,
    ) -> Result<Entry, Failure> {
        self.append_at(Some(record), self.happened_at, text, None, event)
    }

    pub(super) fn append_at(
        &mut self,
        record: Option<RecordNumber>,
        happened_at: Moment,
        text: String,
        certainty: Option<Certainty>,
        event: impl Into<Event>,
    ) -> Result<Entry, Failure> {
        let visibility = if self.common.public {
            Visibility::PUBLIC
        } else {
            Visibility::INTERNAL
        };
        let event = event.into();
        let overtaken = if visibility.is_internal() && !self.imported {
            self.overtaken(record, &event)?
        } else {
            None
        };
        let entry = self.put(record, happened_at, text, certainty, visibility, event)?;
        if !self.imported
            && !self.told_same
            && let Some(same) = self.view().same_words(&entry)?
        {
            self.warn(
                Phrase::new("warn-same-words")
                    .with("entry", same.to_string())
                    .with("new", entry.number.to_string()),
            );
        }
        if let Some(record) = record
            && self.common.public
        {
            self.warn_if_never_public(record.to_string(), &entry);
        }
        if let Some(public) = overtaken {
            self.unpublished.push(public.clone());
            self.warn(
                Phrase::new("warn-entry-internal")
                    .with("number", public)
                    .with("entry", entry.number.to_string()),
            );
        }
        Ok(entry)
    }

    /// What is public and, with an event that stays inside, holds more inside than the public is told: somebody must know.
    fn overtaken(
        &self,
        record: Option<RecordNumber>,
        event: &Event,
    ) -> Result<Option<Phrase>, Failure> {
        let corrected = match event {
            Event::Log(LogEvent::EntryCorrected(correction)) => Some(correction.entry),
            _ => None,
        };
        if corrected.is_none() && !is_told_where_marked(event) {
            return Ok(None);
        }
        Ok(match (record, corrected) {
            (Some(record), _) if self.view().is_public(record)? => {
                Some(Phrase::new("literal").with("text", record.to_string()))
            }
            (None, Some(entry)) if self.view().line_of(entry)?.visibility == Visibility::PUBLIC => {
                Some(Phrase::new("event-visibility-entry").with("entry", entry.to_string()))
            }
            _ => None,
        })
    }

    /// Says of a public record that what takes its place stays inside.
    pub(super) fn leave_unpublished(&mut self, record: RecordNumber) {
        self.unpublished
            .push(Phrase::new("literal").with("text", record.to_string()));
    }

    /// Says that a part of the Lagebild is no longer told, since the public may not read its new wording.
    pub(super) fn leave_untold(&mut self, part: Phrase, entry: EntryNumber) {
        self.unpublished.push(part.clone());
        let untold = Phrase::new("warn-part-internal").with("part", part);
        self.warn(untold.with("entry", entry.to_string()));
    }

    /// Says where a mark changes nothing: what never leaves the house.
    pub(super) fn warn_if_never_public(&mut self, number: String, marked: &Entry) {
        if !self.imported && marked.body.event.told_to(Audience::Public) == Told::Never {
            self.warn(Phrase::new("warn-never-public").with("number", number));
        }
    }

    /// Appends an entry that decides itself who may read it.
    pub(super) fn put(
        &mut self,
        record: Option<RecordNumber>,
        happened_at: Moment,
        text: String,
        certainty: Option<Certainty>,
        visibility: Visibility,
        event: Event,
    ) -> Result<Entry, Failure> {
        let who = optional("as", self.common.author.as_deref())?;
        let (author, role) = split_name(who.as_deref().unwrap_or_default());
        let approximate = self.approximate || self.said_about.get();
        let body = Body {
            happened_at,
            approximate,
            author,
            role,
            text,
            source: optional("source", self.common.source.as_deref())?,
            certainty,
            visibility,
            with: self.together.flatten(),
            event,
        };
        let entry = self.writer.append(Draft {
            record,
            body,
            imported: self.imported,
        })?;
        self.entries.push(entry.number);
        if let Some(first) = &mut self.together {
            first.get_or_insert(entry.number);
        }
        self.said_at = (happened_at, approximate);
        // An import may name what it brings only later.
        if !self.imported {
            self.warn_of_numbers(&entry)?;
        }
        Ok(entry)
    }

    /// Reads back another event time than that of the last entry: the one that it speaks of.
    pub(super) fn reads_back(&mut self, at: Moment, approximate: bool) {
        self.said_at = (at, approximate);
    }

    /// A hint at numbers in what was typed that this log never gave: the one that was meant is another.
    fn warn_of_numbers(&mut self, entry: &Entry) -> Result<(), Failure> {
        let mut unknown: Vec<String> = Vec::new();
        let said = [Some(entry.body.text.clone()), entry.body.source.clone()];
        for text in said.into_iter().flatten().chain(entry.body.event.texts()) {
            for number in RecordNumber::named_in(&text) {
                let name = number.to_string();
                if !self.view().exists(number)? && !unknown.contains(&name) {
                    unknown.push(name);
                }
            }
        }
        if !unknown.is_empty() {
            self.warn(Phrase::new("warn-number-unknown").with("numbers", unknown.join(", ")));
        }
        Ok(())
    }
}

/// Whether the public would read it if it were marked. What takes something back is told in any case.
fn is_told_where_marked(event: &Event) -> bool {
    matches!(
        event.told_to(Audience::Public),
        Told::Marked { .. } | Told::Replaces { .. }
    )
}
