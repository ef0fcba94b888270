//! The verbs of findings.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Act, Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{Said, Writing, confirmed, number};
use crate::document::Phrase;
use crate::domain::codes::Certainty;
use crate::domain::history::Kept;
use crate::domain::number::RecordKind;
use crate::domain::records::Finding;
use crate::domain::records::finding::{FindingEvent, FindingRecorded};
use crate::domain::text::{optional, said};
use crate::report::{label, lists};

pub const OTHERS: &[&str] = &["erkenntnisse", "findings"];

pub const VERBS: &[Verb] = &[
    FindingAdd::VERB,
    Verb::LIST,
    Verb::SHOW,
    FindingReplace::VERB,
    FindingClose::VERB,
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

verb! {
    /// The outcome stands at its place or after `--als`, which in all other verbs says who writes.
    FindingClose "close" "schliessen" ["schließen"] ("number", "outcome?") {
        number: String,
        outcome: String,
        reason: Option<String>,
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

impl Act for FindingClose {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Finding)?;
        let finding = writing.view().finding(number)?;
        let outcome = vocabulary::read(&self.outcome, "outcome", writing.words)?;
        let event = finding.close(outcome)?;
        let reason = optional("reason", self.reason.as_deref())?;
        writing.append(number, reason.unwrap_or_default(), event)?;
        let confirmation = Phrase::new("done-finding-closed")
            .with("number", number.to_string())
            .with("text", finding.topic)
            .with("outcome", label::outcome_words(outcome));
        Ok(Said::of_record(number, confirmation))
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let mut items = asked.view.findings(usize::MAX)?.items;
    // What is closed stands apart from what is known or asked now.
    items.sort_by_key(Finding::is_over);
    let closed = items.iter().filter(|finding| finding.is_over()).count();
    if asked.filter.all || asked.json {
        return Ok(asked.answer("list-findings", &items, lists::table));
    }
    items.truncate(items.len() - closed);
    let listing = asked.answer("list-findings", &items, lists::table);
    Ok(listing.without(closed))
}
