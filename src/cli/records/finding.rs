//! The verbs of findings.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Act, Verb, verb};
use crate::cli::writing::{Said, Writing, confirmed, holds_on, number};
use crate::domain::codes::Certainty;
use crate::domain::number::RecordKind;
use crate::domain::records::finding::{FindingEvent, FindingRecorded};
use crate::domain::text::said;
use crate::report::lists;

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
        let entry = writing.append_at(
            Some(number),
            writing.happened_at,
            statement,
            Some(certainty.unwrap_or(finding.certainty)),
            event,
        )?;
        let mut said = confirmed("done-finding-replaced", number, &finding.topic);
        let after = writing.view().finding(number)?;
        if let Some(wording) = after
            .history
            .last()
            .filter(|last| last.entry != entry.number)
        {
            let statement = wording.statement.as_str();
            said.confirmation =
                holds_on(said.confirmation, statement, wording.since, wording.entry);
        }
        Ok(said)
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let part = asked.view.findings(usize::MAX)?;
    Ok(asked.answer("list-findings", &part.items, lists::table))
}
