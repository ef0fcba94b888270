//! The verbs of findings.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Act, Verb, verb};
use crate::cli::writing::{Said, Writing, confirmed, number};
use crate::domain::codes::Certainty;
use crate::domain::number::RecordKind;
use crate::domain::records::finding::{FindingEvent, FindingRecorded};
use crate::domain::text::said;
use crate::report::{label, lists};

pub const OTHERS: &[&str] = &["erkenntnisse", "findings"];

pub const VERBS: &[Verb] = &[
    FindingAdd::VERB,
    Verb::LIST,
    Verb::SHOW,
    FindingReplace::VERB,
];

verb! {
    FindingAdd "add" "neu" [] ("topic:", "statement+") {
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
            statement.clone(),
            Some(certainty.unwrap_or(Certainty::Fact)),
            FindingEvent::Recorded(recorded),
        )?;
        let said = confirmed("done-finding-recorded", number, &statement).with("topic", topic);
        Ok(said.with(
            "certainty",
            label::certainty_words(certainty.unwrap_or(Certainty::Fact)),
        ))
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
            statement.clone(),
            Some(certainty.unwrap_or(finding.certainty)),
            event,
        )?;
        let certainty = label::certainty_words(certainty.unwrap_or(finding.certainty));
        let said = confirmed("done-finding-replaced", number, &statement);
        Ok(said
            .with("topic", finding.topic)
            .with("certainty", certainty))
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let part = asked.view.findings(usize::MAX)?;
    Ok(asked.answer("list-findings", &part.items, lists::table))
}
