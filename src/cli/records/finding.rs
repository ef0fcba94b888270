//! The verbs of findings.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Act, Verb, verb};
use crate::cli::writing::{Said, Writing, confirmed, number};
use crate::domain::codes::Certainty;
use crate::domain::number::RecordKind;
use crate::domain::records::finding::{FindingEvent, FindingRecorded};
use crate::domain::text::said;

pub const OTHERS: &[&str] = &["erkenntnisse", "findings"];

pub const VERBS: &[Verb] = &[
    FindingAdd::VERB,
    Verb::LIST,
    Verb::SHOW,
    FindingReplace::VERB,
];

verb! {
    FindingAdd "add" "neu" [] ("topic", "statement+") {
        topic: String,
        statement: String,
        certainty: Option<String>,
    }
}

verb! {
    FindingReplace "replace" "ersetzen" [] ("number", "statement+") {
        number: String,
        statement: String,
        certainty: Option<String>,
    }
}

impl Act for FindingAdd {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let topic = said("topic", &self.topic)?;
        let statement = said("statement", &self.statement)?;
        let certainty = writing.word("certainty", self.certainty.as_ref())?;
        let number = writing.next(RecordKind::Finding)?;
        let recorded = FindingRecorded {
            topic: topic.clone(),
        };
        writing.append_at(
            Some(number),
            writing.happened_at,
            statement,
            Some(certainty.unwrap_or(Certainty::Fact)),
            FindingEvent::Recorded(recorded),
        )?;
        Ok(confirmed("done-finding-recorded", number, &topic))
    }
}

impl Act for FindingReplace {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Finding)?;
        let finding = writing.view().finding(number)?;
        let statement = said("statement", &self.statement)?;
        let certainty = writing.word("certainty", self.certainty.as_ref())?;
        let event = finding.replace()?;
        writing.append_at(
            Some(number),
            writing.happened_at,
            statement,
            Some(certainty.unwrap_or(finding.certainty)),
            event,
        )?;
        Ok(confirmed("done-finding-replaced", number, &finding.topic))
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let part = asked.view.findings(usize::MAX)?;
    Ok(asked.answer(
        "list-findings",
        &part.items,
        crate::report::records::finding::findings,
    ))
}
