//! What writes findings.

use crate::domain::codes::Certainty;
use crate::domain::entry::Event;
use crate::domain::number::RecordKind;
use crate::domain::records::finding::{FindingEvent, FindingRecorded};

use super::super::request::{FindingAdd, FindingReplace};
use super::{Act, Answer, said};

impl Act<'_, '_> {
    pub(super) fn finding_add(&mut self, request: &FindingAdd) -> Answer {
        let topic = self.text("topic", &request.topic)?;
        let statement = self.text("statement", &request.statement)?;
        let certainty = self
            .word("certainty", request.certainty.as_ref())?
            .unwrap_or(Certainty::Fact);
        let number = self.next(RecordKind::Finding)?;
        let event = Event::Finding(FindingEvent::Recorded(FindingRecorded {
            topic: topic.clone(),
        }));
        self.append_at(
            Some(number),
            self.happened_at,
            statement,
            Some(certainty),
            event,
        )?;
        Ok(said("done-finding-recorded", number, &topic))
    }

    pub(super) fn finding_replace(&mut self, request: &FindingReplace) -> Answer {
        let number = self.number(&request.number, RecordKind::Finding)?;
        let finding = self.writer.view().finding(number)?;
        let statement = self.text("statement", &request.statement)?;
        let certainty = self
            .word("certainty", request.certainty.as_ref())?
            .unwrap_or(finding.certainty);
        let event = finding.replace()?;
        self.append_at(
            Some(number),
            self.happened_at,
            statement,
            Some(certainty),
            event,
        )?;
        Ok(said("done-finding-replaced", number, &finding.topic))
    }
}
