//! The verbs of incidents.

use crate::cli::common::Clearable;
use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{
    Act, Said, Writing, confirmed, edited, edited_text, number, reason, renamed,
};
use crate::domain::entry::Edit;
use crate::domain::number::RecordKind;
use crate::domain::records::incident::{IncidentChanged, IncidentEvent, IncidentOpened};
use crate::domain::text::{optional, said};
use crate::report::lists;

pub const OTHERS: &[&str] = &["vorfaelle", "vorfälle", "incidents"];

pub const VERBS: &[Verb] = &[
    IncidentAdd::VERB,
    Verb::LIST,
    Verb::SHOW,
    IncidentEdit::VERB,
    IncidentClose::VERB,
    IncidentReopen::VERB,
];

verb! {
    IncidentAdd "add" "neu" [] ("title+") {
        title: String,
        severity: Option<String>,
        text: Option<String>,
        since: Option<String>,
    }
}

verb! {
    /// An empty text clears an optional field, here and in the other edits.
    IncidentEdit "edit" "aendern" ["ändern"] ("number") {
        number: String,
        title: Option<String>,
        severity: Option<Clearable>,
        text: Option<Clearable>,
        since: Option<Clearable>,
    }
}

verb! {
    IncidentClose "close" "schliessen" ["schließen"] ("number#", "reason*") {
        number: String,
        reason: Option<String>,
        false_alarm: bool,
        /// Also over open tasks.
        anyway: bool,
    }
}

verb! {
    IncidentReopen "reopen" "oeffnen" ["öffnen", "wiedereroeffnen", "wiedereröffnen"] ("number#", "reason*") {
        number: String,
        reason: Option<String>,
    }
}

impl Act for IncidentAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let title = said("title", &self.title)?;
        let mut opened = IncidentOpened {
            severity: writing.word("severity", self.severity.as_ref())?,
            description: optional("text", self.text.as_deref())?,
            began_at: writing.since(self.since.as_ref())?,
            began_approximate: writing.approximate,
        };
        if opened.began_at.is_some() {
            opened.began_approximate = writing.began_approximate();
        }
        let number = writing.next(RecordKind::Incident)?;
        writing.warn_same_title(number, &title)?;
        let (began, approximate) = (opened.began_at, opened.began_approximate);
        writing.append(number, title.clone(), IncidentEvent::Opened(opened))?;
        Ok(confirmed("done-incident-opened", number, &title).at("since", began, approximate))
    }
}

impl Act for IncidentEdit {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Incident)?;
        let incident = writing.view().incident(number)?;
        let mut change = IncidentChanged {
            severity: edited(self.severity.as_ref(), |word| {
                vocabulary::read(word, "severity", writing.words)
            })?,
            began_at: edited(self.since.as_ref(), |since| writing.past("since", since))?,
            title: renamed("title", self.title.as_ref())?,
            description: edited_text("text", self.text.as_ref())?,
            began_approximate: false,
        };
        if let Edit::Set(_) = change.began_at {
            change.began_approximate = writing.began_approximate();
        }
        let event = incident.edit(change)?;
        writing.append(number, String::new(), event)?;
        Ok(confirmed("done-incident-changed", number, &incident.title))
    }
}

impl Act for IncidentClose {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Incident)?;
        let incident = writing.view().incident(number)?;
        let open = writing.view().open_tasks_about(number)?;
        let event = incident.close(self.false_alarm, &open, self.anyway)?;
        let reason = reason(self.reason.as_deref())?;
        writing.append(number, reason.clone(), event)?;
        let key = if self.false_alarm {
            "done-incident-false-alarm"
        } else {
            "done-incident-closed"
        };
        Ok(confirmed(key, number, &incident.title).with("reason", reason))
    }
}

impl Act for IncidentReopen {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Incident)?;
        let incident = writing.view().incident(number)?;
        let event = incident.reopen()?;
        let reason = reason(self.reason.as_deref())?;
        writing.append(number, reason.clone(), event)?;
        Ok(confirmed("done-incident-reopened", number, &incident.title).with("reason", reason))
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let part = asked.view.incidents(asked.ended())?;
    let listing = asked.answer("list-incidents", &part.items, lists::table);
    Ok(listing.without(part.omitted()))
}
