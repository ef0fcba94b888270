//! What writes incidents.

use crate::domain::entry::{Edit, Event};
use crate::domain::number::RecordKind;
use crate::domain::records::incident::{IncidentChanged, IncidentEvent, IncidentOpened};

use super::super::request::{IncidentAdd, IncidentClose, IncidentEdit, IncidentReopen};
use super::super::vocabulary;
use super::{Act, Answer, said};

impl Act<'_, '_> {
    pub(super) fn incident_add(&mut self, request: &IncidentAdd) -> Answer {
        let title = self.text("title", &request.title)?;
        let opened = IncidentOpened {
            severity: self.word("severity", request.severity.as_ref())?,
            description: self.optional("text", request.text.as_ref())?,
            began_at: self.since(request.since.as_ref())?,
            began_approximate: self.common.approx,
        };
        let number = self.next(RecordKind::Incident)?;
        self.append(
            number,
            title.clone(),
            Event::Incident(IncidentEvent::Opened(opened)),
        )?;
        Ok(said("done-incident-opened", number, &title))
    }

    pub(super) fn incident_edit(&mut self, request: &IncidentEdit) -> Answer {
        let number = self.number(&request.number, RecordKind::Incident)?;
        let incident = self.writer.view().incident(number)?;
        let severity = match request.severity.as_deref() {
            None => Edit::Keep,
            Some("") => Edit::Clear,
            Some(word) => Edit::Set(vocabulary::read(word, "severity", self.words)?),
        };
        let began_at = match request.since.as_deref() {
            None => Edit::Keep,
            Some("") => Edit::Clear,
            Some(since) => Edit::Set(self.past("since", since)?),
        };
        let change = IncidentChanged {
            title: self.renamed("title", request.title.as_ref())?,
            severity,
            description: self.edited("text", request.text.as_ref())?,
            began_at,
        };
        let event = incident.edit(change)?;
        self.append(number, String::new(), event)?;
        Ok(said("done-incident-changed", number, &incident.title))
    }

    pub(super) fn incident_close(&mut self, request: &IncidentClose) -> Answer {
        let number = self.number(&request.number, RecordKind::Incident)?;
        let incident = self.writer.view().incident(number)?;
        let open = self.writer.view().open_tasks_about(number)?;
        let event = incident.close(request.false_alarm, &open, request.anyway)?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        let key = if request.false_alarm {
            "done-incident-false-alarm"
        } else {
            "done-incident-closed"
        };
        Ok(said(key, number, &incident.title))
    }

    pub(super) fn incident_reopen(&mut self, request: &IncidentReopen) -> Answer {
        let number = self.number(&request.number, RecordKind::Incident)?;
        let incident = self.writer.view().incident(number)?;
        let event = incident.reopen()?;
        let reason = self.reason(request.reason.as_ref())?;
        self.append(number, reason, event)?;
        Ok(said("done-incident-reopened", number, &incident.title))
    }
}
