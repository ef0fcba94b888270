//! The Lagebild in words, as reports show it: the wording in force of each part, and how old it is.

use crate::domain::assessment::Assessment;
use crate::domain::codes::AssessmentPart;
use crate::domain::records::Report;
use crate::domain::situation::Situation;

use super::label::{self, list, text};
use super::lists;
use crate::document::{Block, Cell, Inline, Phrase};

/// Where the situation is going: what a report says of it after the facts.
pub const OUTLOOK: [AssessmentPart; 4] = [
    AssessmentPart::Assessment,
    AssessmentPart::OutlookShort,
    AssessmentPart::OutlookMedium,
    AssessmentPart::OutlookLong,
];

/// The wording in force of one part with at most so many of its options, since when it holds, and whether it is older
/// than the last report.
pub fn written(situation: &Situation, wanted: AssessmentPart, most: usize) -> Vec<Block> {
    let Some(assessment) = situation.assessment(wanted) else {
        return Vec::new();
    };
    let mut blocks = vec![Block::Paragraph(text(assessment.text.clone()))];
    let choices = assessment.options.iter().take(most);
    blocks.extend(list(
        "options",
        choices.map(|option| text(option.clone())).collect(),
    ));
    blocks.extend(lists::omitted(
        assessment.options.len().saturating_sub(most),
        "lage lagebild",
    ));
    blocks.push(Block::Note(standing(situation, assessment)));
    blocks
}

/// The wording in force of one part in one paragraph, for reports without room for headings: its name, the text, its age.
pub fn in_a_paragraph(situation: &Situation, wanted: AssessmentPart) -> Option<Cell> {
    let assessment = situation.assessment(wanted)?;
    Some(vec![
        Inline::Phrase(label::assessment_part(wanted)),
        Inline::Text(": ".to_owned()),
        Inline::Text(assessment.text.clone()),
        Inline::Text(" (".to_owned()),
        Inline::Phrase(standing(situation, assessment)),
        Inline::Text(")".to_owned()),
    ])
}

/// Whether the report could tell of it.
fn is_before(assessment: &Assessment, report: &Report) -> bool {
    report.knew.hold(assessment.entry)
}

fn standing(situation: &Situation, assessment: &Assessment) -> Phrase {
    let older = situation
        .last_report
        .as_ref()
        .filter(|report| is_before(assessment, report));
    let stands = match &assessment.author {
        Some(author) => Phrase::new("assessment-since-by")
            .with("moment", assessment.since)
            .with("author", author.as_str()),
        None => Phrase::new("assessment-since").with("moment", assessment.since),
    };
    match older {
        Some(report) => Phrase::new("assessment-older")
            .with("stands", stands)
            .with("number", report.track.number.to_string()),
        None => stands,
    }
}
