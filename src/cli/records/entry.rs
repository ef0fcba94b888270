//! The verbs without a noun: notes, corrections, cancellations, the assessment, and who may read an entry.

use crate::cli::args::field_names;
use crate::cli::failure::Failure;
use crate::cli::verb::{Verb, verb};
use crate::cli::vocabulary::{self, Vocabulary};
use crate::cli::writing::{Act, Said, Writing, apart, entry_number, reason, texts};
use crate::document::build::moment_value;
use crate::document::{Phrase, Value};
use crate::domain::audience::Visibility;
use crate::domain::codes::{
    Addressee, Certainty, Effect, Mode, Outcome, Priority, ServiceState, Severity,
};
use crate::domain::correction::{self, Field, Form, Named};
use crate::domain::entry::{
    AssessmentWritten, Entry, EntryCorrected, EntryVoided, Event, LogEvent, NoteTaken,
    VisibilityChanged,
};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::records::notice::NoticeEvent;
use crate::domain::records::service::ServiceEvent;
use crate::domain::records::task::Assignee;
use crate::domain::refusal::{Refusal, SetBy};
use crate::domain::text::{optional, plain, said};
use crate::domain::time_input::Sense;
use crate::report::{journal, label};
use crate::store::error::StoreError;

/// Each by its name in an import.
pub const VERBS: [(&str, Verb); 7] = [
    ("note.add", NoteAdd::VERB),
    ("correct", Correct::VERB),
    ("void", Void::VERB),
    ("assessment.add", AssessmentAdd::VERB),
    ("publish", Publish::VERB),
    ("withhold", Withhold::VERB),
    ("visibility.set", VisibilitySet::VERB),
];

verb! {
    NoteAdd "note" "notiz" [] ("text+") {
        text: String,
        about: Vec<String>,
        certainty: Option<String>,
    }
}

verb! {
    /// `entry` is an entry number, the number of a record, or "last"; `time` is when it happened instead, on the command line also `--um`.
    Correct "correct" "berichtigen" [] ("entry", "text+?") {
        entry: String,
        text: String,
        field: Option<String>,
        time: Option<String>,
        reason: String,
    }
}

verb! {
    /// `entry` is an entry number, the number of a record, or "last".
    Void "void" "streichen" [] ("entry#", "reason*") {
        entry: String,
        reason: String,
    }
}

verb! {
    /// `part` is a part of the Lagebild, as summary or outlook_short.
    AssessmentAdd "assessment" "lagebild" [] ("part?", "text+?") {
        part: String,
        text: String,
        option: Vec<String>,
    }
}

verb! {
    /// `numbers` are records or entries, here and in the next two.
    Publish "publish" "oeffentlich" ["öffentlich"] ("numbers+") {
        numbers: Vec<String>,
        reason: Option<String>,
    }
}

verb! {
    Withhold "withhold" "intern" [] ("numbers+") {
        numbers: Vec<String>,
        reason: Option<String>,
    }
}

verb! {
    /// The two before as one; only an import has it.
    VisibilitySet "visibility" "sichtbarkeit" [] ("numbers+") {
        numbers: Vec<String>,
        public: bool,
        reason: Option<String>,
    }
}

impl Act for NoteAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let text = said("text", &self.text)?;
        let (about, about_entries) = about(writing, &self.about)?;
        let certainty = writing.word("certainty", self.certainty.as_ref())?;
        let event = LogEvent::NoteTaken(NoteTaken {
            about,
            about_entries,
        });
        let entry = writing.append_at(None, writing.happened_at, text, certainty, event)?;
        let confirmation = Phrase::new("done-note-taken")
            .with("number", entry.number.to_string())
            .with("text", entry.body.text);
        Ok(Said::of_entry(entry.number, confirmation))
    }
}

/// The records and the entries that a note is about; they exist.
fn about(
    writing: &Writing<'_, '_>,
    inputs: &[String],
) -> Result<(Vec<RecordNumber>, Vec<EntryNumber>), Failure> {
    let (mut records, mut entries) = (Vec::new(), Vec::new());
    for input in apart(inputs) {
        if let Some(last) = last_said(writing, input)? {
            entries.push(last);
            continue;
        }
        match EntryNumber::parse(input.trim()) {
            Some(number) if RecordNumber::parse(input).is_none() => {
                writing.view().line_of(number)?;
                if !entries.contains(&number) {
                    entries.push(number);
                }
            }
            _ => records.push(input.to_owned()),
        }
    }
    Ok((writing.about(&records)?, entries))
}

/// The words that name the last entry.
const LAST: [&str; 6] = [
    "last", "letzter", "letzte", "letzten", "letztes", "letztens",
];

/// The last entry written on this laptop that nobody cancelled, where the input names it.
fn last(writing: &Writing<'_, '_>, input: &str) -> Result<Option<Entry>, Failure> {
    if !LAST.contains(&plain(input).as_str()) {
        return Ok(None);
    }
    let last = writing.writer.newest_to_void()?;
    let last = last.ok_or(Refusal::NothingToVoid)?;
    Ok(Some(last.right().into_owned()))
}

/// The last entry that says something itself: where that was put right since, not what put it right.
fn last_said(writing: &Writing<'_, '_>, input: &str) -> Result<Option<EntryNumber>, Failure> {
    let last = last(writing, input)?;
    Ok(last.map(|last| last.body.event.target().unwrap_or(last.number)))
}

/// The entry as it is right, if it does not stand cancelled.
fn standing(writing: &Writing<'_, '_>, number: EntryNumber) -> Result<Entry, Failure> {
    let (entry, void) = writing.view().right(number)?;
    let Some(void) = void else {
        return Ok(entry);
    };
    let by = SetBy {
        at: Moment::exact(void.recorded_at),
        author: void.body.author,
    };
    Err(Refusal::AlreadyVoided {
        entry: number,
        void: void.number,
        by,
    }
    .into())
}

impl Correct {
    /// The entry that is meant: by its number, by that of a record with one entry that can be put right, or as the last one.
    fn target(&self, writing: &Writing<'_, '_>) -> Result<Entry, Failure> {
        if let Some(last) = last_said(writing, &self.entry)? {
            return standing(writing, last);
        }
        let view = writing.view();
        let Some(number) = RecordNumber::parse(&self.entry) else {
            return standing(writing, entry_number(&self.entry)?);
        };
        view.record(number)?.track().usable()?;
        let mut lines = view.lines_about(number)?;
        lines.retain(|line| line.entry.record == Some(number));
        if number.kind != RecordKind::Report {
            lines.retain(|line| line.voided.is_none() && line.entry.correctable().is_ok());
        }
        if lines.len() == 1
            && let Some(line) = lines.pop()
        {
            return Ok(line.right().into_owned());
        }
        let entries = lines.iter().map(|line| line.entry.number).collect();
        Err(Refusal::WhichEntry { number, entries }.into())
    }

    /// When the entry happened instead, where that is said, and whether it was about then.
    ///
    /// An import tells of the past: its `at` is when the correction was made.
    fn time(
        &self,
        writing: &Writing<'_, '_>,
        entry: &Entry,
    ) -> Result<Option<(Moment, bool)>, Failure> {
        let ca = writing.common.approx;
        let (at, about) = match &self.time {
            Some(time) => {
                let at = writing.past("at", time)?;
                (Some(at), ca | writing.take_about())
            }
            None if writing.imported => (None, false),
            None if writing.common.at.is_some() => (Some(writing.happened_at), writing.approximate),
            None => (ca.then_some(entry.body.happened_at), ca),
        };
        if at.is_some() && matches!(entry.body.event, Event::Log(LogEvent::LogStarted(_))) {
            return Err(Refusal::BeginningFixed {
                entry: entry.number,
            }
            .into());
        }
        Ok(at.map(|at| (at, about)))
    }

    /// The field that the new wording is meant for.
    fn field(&self, writing: &Writing<'_, '_>, entry: &Entry) -> Result<Field, Failure> {
        let fields = correction::fields(&entry.body);
        let named = |field: &Field| {
            let wanted = plain(self.field.as_deref().unwrap_or_default());
            let names = field_names(field.name, writing.words);
            let item = field.item.map_or(String::new(), |item| item.to_string());
            names.iter().any(|name| plain(name) + &item == wanted)
        };
        let own = |field: &Field| field.stored.is_none();
        let named: Option<Named<'_>> = match &self.field {
            Some(input) => Some((input.as_str(), &named)),
            // What was written elsewhere before fields had names.
            None if writing.imported => Some(("", &own)),
            None => None,
        };
        Ok(correction::meant(entry, &fields, named)?.clone())
    }
}

/// A new value of a field as an event holds it, where that is no plain text.
fn value(
    writing: &mut Writing<'_, '_>,
    field: &Field,
    text: &str,
) -> Result<Option<serde_json::Value>, Failure> {
    fn code<T: Vocabulary>(
        text: &str,
        field: &Field,
        writing: &Writing<'_, '_>,
    ) -> Result<serde_json::Value, Failure> {
        let value: T = vocabulary::read(text, field.name, writing.words)?;
        Ok(value.code_of().into())
    }
    let value = match field.form {
        Form::Text | Form::Texts => return Ok(None),
        Form::Assignee => serde_json::to_value(Assignee::parse(text)),
        Form::Moment if field.name == "since" => {
            serde_json::to_value(writing.past(field.name, text)?)
        }
        Form::Moment => serde_json::to_value(writing.moment(text, Sense::Due)?),
        Form::Word => Ok(match field.stored {
            Some("severity") => code::<Severity>(text, field, writing)?,
            Some("priority") => code::<Priority>(text, field, writing)?,
            Some("effect") => code::<Effect>(text, field, writing)?,
            Some("mode") => code::<Mode>(text, field, writing)?,
            Some("state") => code::<ServiceState>(text, field, writing)?,
            Some("audience") => code::<Addressee>(text, field, writing)?,
            Some("outcome") => code::<Outcome>(text, field, writing)?,
            _ => code::<Certainty>(text, field, writing)?,
        }),
    };
    Ok(Some(value.map_err(StoreError::from)?))
}

/// What a correction breaks that its verb would have refused.
fn check(writing: &Writing<'_, '_>, right: &Entry) -> Result<(), Failure> {
    match &right.body.event {
        Event::Notice(NoticeEvent::Issued(issued)) => issued.check(right.body.happened_at)?,
        Event::Service(ServiceEvent::Added(added)) => {
            let taken = writing.writer.service_names()?;
            taken.free(&right.body.text, added.place.as_deref(), right.record)?;
        }
        _ => {}
    }
    Ok(())
}

impl Act for Correct {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let entry = self.target(writing)?;
        entry.correctable()?;
        let time = self.time(writing, &entry)?;
        let text = match optional("text", Some(&self.text))? {
            None if self.field.is_some() || time.is_none() => said("text", "")?,
            None => String::new(),
            Some(text) => text,
        };
        let mut correction = EntryCorrected {
            entry: entry.number,
            reason: reason(Some(&self.reason))?,
            field: None,
            value: None,
            happened_at: time.map(|(at, _)| at),
            approximate: time.is_some_and(|(_, about)| about),
        };
        let mut put_right = Vec::new();
        if let Some((at, about)) = time {
            let before = moment_value(entry.body.happened_at, entry.body.approximate);
            put_right.push(
                Phrase::new("corrected-time")
                    .with("before", before)
                    .with("moment", moment_value(at, about)),
            );
        }
        if !text.is_empty() {
            let field = self.field(writing, &entry)?;
            correction.field = field.stored.map(str::to_owned);
            correction.value = match value(writing, &field, &text)? {
                None => field.among(&entry.body, &text),
                value => value,
            };
            put_right.push(match field.stored {
                None => Phrase::new("corrected-text").with("text", text.as_str()),
                Some(_) => Phrase::new("corrected-field")
                    .with("field", label::field(field.name))
                    .with("text", text.as_str()),
            });
        }
        let mut right = entry.clone();
        correction.put_right(&text, &mut right.body);
        check(writing, &right)?;
        let what = put_right.into_iter().reduce(|first, second| {
            Phrase::new("corrected-both")
                .with("first", first)
                .with("second", second)
        });
        // The correction itself happens when it is written.
        let at = if writing.imported {
            writing.happened_at
        } else {
            writing.present
        };
        writing.approximate = false;
        writing.take_about();
        let event = LogEvent::EntryCorrected(correction);
        let written = writing.append_at(entry.record, at, text, None, event)?;
        if let Some((at, about)) = time {
            writing.reads_back(at, about);
        }
        let confirmation = Phrase::new("done-entry-corrected")
            .with("number", written.number.to_string())
            .with("entry", entry.number.to_string())
            .with("text", what.map_or_else(|| "".into(), Value::from));
        Ok(Said::of_entry(entry.number, confirmation))
    }
}

impl Void {
    /// The entry that is meant: by its number, as the newest of a record, or as the last one written here.
    fn target(&self, writing: &Writing<'_, '_>) -> Result<Entry, Failure> {
        if let Some(last) = last(writing, &self.entry)? {
            return Ok(last);
        }
        let view = writing.view();
        let Some(number) = RecordNumber::parse(&self.entry) else {
            return standing(writing, entry_number(&self.entry)?);
        };
        view.record(number)?.track().usable()?;
        let newest = view.newest_of(number)?.map(|newest| newest.entry);
        newest.ok_or_else(|| StoreError::NoSuchRecord { number }.into())
    }
}

impl Act for Void {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let target = self.target(writing)?;
        target.voidable()?;
        let reason = reason(Some(&self.reason))?;
        let mut struck = Vec::new();
        for number in writing.view().together(&target)? {
            let line = writing.view().line_of(number)?;
            if line.voided.is_none() {
                struck.push(line);
            }
        }
        writing.together();
        let mut written = Vec::new();
        for line in &struck {
            let event = LogEvent::EntryVoided(EntryVoided {
                entry: line.entry.number,
            });
            let at = writing.happened_at;
            let entry = writing.append_at(line.entry.record, at, reason.clone(), None, event)?;
            written.push(entry.number.to_string());
        }
        let numbers: Vec<String> = struck
            .iter()
            .map(|line| line.entry.number.to_string())
            .collect();
        let said = struck.iter().map(|line| {
            let mut line = line.clone();
            // A cancellation says nothing of its own: what it cancelled holds again.
            if let Some(again) = line.entry.body.event.target()
                && matches!(line.entry.body.event, Event::Log(LogEvent::EntryVoided(_)))
                && let Ok(target) = writing.view().line_of(again)
            {
                line = target;
            }
            writing.view().named(std::slice::from_mut(&mut line))?;
            Ok::<_, Failure>(journal::in_words(&line))
        });
        let said = said.collect::<Result<Vec<_>, _>>()?;
        let text = said.into_iter().reduce(|first, second| {
            Phrase::new("corrected-both")
                .with("first", first)
                .with("second", second)
        });
        let takes_back = matches!(target.body.event, Event::Log(LogEvent::EntryVoided(_)));
        let key = if takes_back {
            "done-void-taken-back"
        } else {
            "done-entry-voided"
        };
        let confirmation = Phrase::new(key)
            .with("count", numbers.len())
            .with("number", written.join(", "))
            .with("entry", numbers.join(", "))
            .with("text", text.map_or_else(|| "".into(), Value::from));
        Ok(Said::of_entry(target.number, confirmation))
    }
}

/// The wording before it stays readable in the journal.
impl Act for AssessmentAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let part = vocabulary::read(&self.part, "part", writing.words)?;
        let text = said("text", &self.text)?;
        let options = texts("option", &self.option)?;
        let event = LogEvent::AssessmentWritten(AssessmentWritten { part, options });
        let before = writing.view().assessments()?.into_iter();
        let was_public = before
            .filter(|before| before.part == part)
            .any(|before| before.visibility == Visibility::PUBLIC);
        let entry = writing.append_at(None, writing.happened_at, text, None, event)?;
        let confirmation = Phrase::new("done-assessment-written")
            .with("number", entry.number.to_string())
            .with("part", label::assessment_part(part))
            .with("text", entry.body.text);
        let in_force = writing.view().assessments()?.into_iter();
        let other = in_force
            .filter(|other| other.part == part)
            .find(|other| other.entry != entry.number);
        if other.is_none() && was_public && !writing.common.public && !writing.imported {
            writing.leave_untold(label::assessment_part(part), entry.number);
        }
        let said = Said::of_entry(entry.number, confirmation);
        Ok(match other {
            Some(other) => said.holding(other.text, other.since, other.entry),
            None => said,
        })
    }
}

/// Makes records or entries public or internal from now on.
fn set_visibility(
    writing: &mut Writing<'_, '_>,
    numbers: &[String],
    public: bool,
    reason: Option<&str>,
) -> Result<Said, Failure> {
    let reason = optional("reason", reason)?.unwrap_or_default();
    let (key, visibility) = if public {
        ("done-published", Visibility::PUBLIC)
    } else {
        ("done-withheld", Visibility::INTERNAL)
    };
    let inputs = numbers
        .iter()
        .flat_map(|input| input.split([',', ' ']))
        .filter(|input| !input.trim().is_empty());
    let (mut named, mut marked) = (Vec::new(), Vec::new());
    let mut subject = None;
    for input in inputs {
        let last = last_said(writing, input)?;
        let entry = last.or_else(|| EntryNumber::parse(input));
        let (record, entry) = match (RecordNumber::parse(input), entry) {
            (Some(number), _) => {
                writing.must_exist(number)?;
                named.push(number.to_string());
                let first = writing.view().lines_about(number)?.into_iter().next();
                marked.extend(first.map(|line| (number.to_string(), line.entry)));
                subject = Some(Said::of_record(number, Phrase::new(key)));
                (Some(number), None)
            }
            (None, Some(number)) => {
                let line = writing.view().line_of(number)?;
                named.push(number.to_string());
                subject = Some(Said::of_entry(number, Phrase::new(key)));
                let record = line.entry.record;
                marked.push((number.to_string(), line.entry));
                (record, Some(number))
            }
            (None, None) => {
                return Err(Failure::NotANumber {
                    input: input.to_owned(),
                    kind: None,
                });
            }
        };
        let change = LogEvent::VisibilityChanged(VisibilityChanged::of(record, entry)?);
        let at = writing.happened_at;
        writing.put(record, at, reason.clone(), None, visibility, change.into())?;
    }
    for (number, entry) in marked.into_iter().filter(|_| public) {
        match &entry.body.event {
            Event::Notice(NoticeEvent::Issued(issued)) if issued.audience != Addressee::Public => {
                writing.warn(Phrase::new("warn-not-for-public").with("number", number));
            }
            // What puts right or takes back is told with what it speaks of.
            Event::Log(_) => {}
            _ => writing.warn_if_never_public(number, &entry),
        }
    }
    let Some(said) = subject else {
        return Err(Refusal::TextMissing { field: "number" }.into());
    };
    Ok(Said {
        confirmation: said.confirmation.with("numbers", named.join(", ")),
        ..said
    })
}

impl Act for Publish {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        set_visibility(writing, &self.numbers, true, self.reason.as_deref())
    }
}

impl Act for Withhold {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        set_visibility(writing, &self.numbers, false, self.reason.as_deref())
    }
}

impl Act for VisibilitySet {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        set_visibility(writing, &self.numbers, self.public, self.reason.as_deref())
    }
}
