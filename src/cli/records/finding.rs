//! The verbs of findings.

use crate::cli::failure::Failure;
use crate::cli::listing::{Asked, Listing};
use crate::cli::verb::{Verb, verb};
use crate::cli::vocabulary;
use crate::cli::writing::{Act, Said, Writing, confirmed, number};
use crate::document::Phrase;
use crate::document::build::short;
use crate::domain::codes::Certainty;
use crate::domain::history::Kept;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::Finding;
use crate::domain::records::finding::{FindingEvent, FindingRecorded};
use crate::domain::text::{optional, plain as spelled, said};
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
    FindingAdd "add" "neu" [] ("topic:", "statement+") {
        topic: String,
        statement: String,
        certainty: Option<String>,
        about: Vec<String>,
    }
}

verb! {
    FindingReplace "replace" "ersetzen" [] ("number", "statement+") {
        number: String,
        statement: String,
        certainty: Option<String>,
        about: Vec<String>,
    }
}

/// A hint where nobody said how certain it is.
fn warn_unrated(writing: &mut Writing<'_, '_>, number: RecordNumber, said: Option<Certainty>) {
    if said.is_none() && !writing.imported {
        writing.warn(Phrase::new("warn-finding-unrated").with("number", number.to_string()));
    }
}

verb! {
    /// The outcome stands at its place, after `--ausgang`, or after `--als`, which in all other verbs says who writes.
    FindingClose "close" "schliessen" ["schließen"] ("number", "outcome*") {
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
            about: writing.about(&self.about)?,
        };
        // An import tells of the past and is not hinted at what stands beside: reading that for each finding costs the square.
        let others = if writing.imported {
            Vec::new()
        } else {
            writing.view().findings_of(&topic)?
        };
        writing.append_at(
            Some(number),
            writing.happened_at,
            statement.clone(),
            certainty,
            FindingEvent::Recorded(recorded),
        )?;
        warn_unrated(writing, number, certainty);
        for other in others {
            let hint = Phrase::new("warn-finding-beside")
                .with("number", other.track.number.to_string())
                .with("text", short(&other.statement, 80));
            writing.warn(hint);
        }
        let said = confirmed("done-finding-recorded", number, &statement).with("topic", topic);
        Ok(said.with("certainty", label::certainty_words(certainty)))
    }
}

impl Act for FindingReplace {
    fn carry_out(&self, writing: &mut Writing<'_, '_>) -> Result<Said, Failure> {
        let number = number(&self.number, RecordKind::Finding)?;
        let finding = writing.view().finding(number)?;
        let statement = said("statement", &self.statement)?;
        let certainty = writing.word("certainty", self.certainty.as_ref())?;
        let event = finding.replace(writing.about(&self.about)?)?;
        let entry = writing.append_at(
            Some(number),
            writing.happened_at,
            statement.clone(),
            certainty,
            event,
        )?;
        warn_unrated(writing, number, certainty);
        // Another source that says something else is no better knowledge of the first one.
        let source = writing.common.source.as_deref().map(spelled);
        let before = finding.source().map(spelled);
        let differs = before.is_some() && source.is_some() && before != source;
        if differs && !writing.imported {
            let hint = Phrase::new("warn-finding-other-source")
                .with("number", number.to_string())
                .with("topic", finding.topic.as_str())
                .with("source", finding.source().unwrap_or_default());
            writing.warn(hint);
        }
        let said = confirmed("done-finding-replaced", number, &statement)
            .with("topic", finding.topic)
            .with("certainty", label::certainty_words(certainty));
        let after = writing.view().finding(number)?;
        let holds = after
            .history
            .last()
            .filter(|last| last.entry != entry.number);
        Ok(match holds {
            Some(wording) => said.holding(wording.statement.as_str(), wording.since, wording.entry),
            None => said,
        })
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
