//! The verbs without a noun: notes, corrections, cancellations, the assessment, and who may read an entry.

use crate::cli::failure::Failure;
use crate::cli::verb::{Act, Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{Said, Writing, reason, texts};
use crate::document::Phrase;
use crate::domain::audience::Visibility;
use crate::domain::codes::Addressee;
use crate::domain::entry::{
    AssessmentWritten, Entry, EntryCorrected, EntryVoided, Event, LogEvent, NoteTaken,
    VisibilityChanged,
};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::records::notice::NoticeEvent;
use crate::domain::refusal::{Refusal, SetBy};
use crate::domain::text::{optional, said};
use crate::report::label;

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
    /// `entry` is an entry number.
    Correct "correct" "berichtigen" [] ("entry", "text+") {
        entry: String,
        text: String,
        reason: String,
    }
}

verb! {
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
        let about = writing.about(&self.about)?;
        let certainty = writing.word("certainty", self.certainty.as_ref())?;
        let event = LogEvent::NoteTaken(NoteTaken { about });
        let entry = writing.append_at(None, writing.happened_at, text, certainty, event)?;
        let confirmation = Phrase::new("done-note-taken")
            .with("number", entry.number.to_string())
            .with("text", entry.body.text);
        Ok(Said::of_entry(entry.number, confirmation))
    }
}

/// An entry by its number; a released report is one entry, so its own number names it too.
fn entry_number(writing: &Writing<'_, '_>, input: &str) -> Result<EntryNumber, Failure> {
    if let Some(number) = RecordNumber::parse(input)
        && number.kind == RecordKind::Report
    {
        return Ok(writing.view().report(number)?.track.entry);
    }
    EntryNumber::parse(input).ok_or_else(|| Failure::NotANumber {
        input: input.to_owned(),
        kind: None,
    })
}

/// The entry that a correction or cancellation speaks of, if it does not already stand cancelled.
fn target(writing: &Writing<'_, '_>, input: &str) -> Result<Entry, Failure> {
    let number = entry_number(writing, input)?;
    let (entry, voided) = writing.view().entry(number)?;
    match voided {
        Some(void) => {
            let by = SetBy {
                at: Moment::exact(void.recorded_at),
                author: void.body.author,
            };
            Err(Refusal::AlreadyVoided { entry: number, by }.into())
        }
        None => Ok(entry),
    }
}

impl Act for Correct {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let target = target(writing, &self.entry)?;
        target.correctable()?;
        let text = said("text", &self.text)?;
        let event = LogEvent::EntryCorrected(EntryCorrected {
            entry: target.number,
            reason: reason(Some(&self.reason))?,
        });
        let at = writing.happened_at;
        let entry = writing.append_at(target.record, at, text, None, event)?;
        let confirmation = Phrase::new("done-entry-corrected")
            .with("number", entry.number.to_string())
            .with("entry", target.number.to_string())
            .with("text", entry.body.text);
        Ok(Said::of_entry(target.number, confirmation))
    }
}

impl Act for Void {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let target = target(writing, &self.entry)?;
        target.voidable()?;
        let reason = reason(Some(&self.reason))?;
        let event = LogEvent::EntryVoided(EntryVoided {
            entry: target.number,
        });
        let at = writing.happened_at;
        let entry = writing.append_at(target.record, at, reason, None, event)?;
        let confirmation = Phrase::new("done-entry-voided")
            .with("number", entry.number.to_string())
            .with("entry", target.number.to_string());
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
        let entry = writing.append_at(None, writing.happened_at, text, None, event)?;
        let confirmation = Phrase::new("done-assessment-written")
            .with("number", entry.number.to_string())
            .with("part", label::assessment_part(part))
            .with("text", entry.body.text);
        let in_force = writing.view().assessments()?.into_iter();
        let other = in_force
            .filter(|other| other.part == part)
            .find(|other| other.entry != entry.number);
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
        let number = RecordNumber::parse(input);
        let (record, entry) = match (number, EntryNumber::parse(input)) {
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
