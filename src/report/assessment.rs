//! The Lagebild in words, as reports show it: the wording in force of each part, and how old it is.

use crate::document::build::{self, column, list, optional, stacked, text};
use crate::document::{Block, Cell, Inline, Phrase, Row, Table};
use crate::domain::assessment::Assessment;
use crate::domain::codes::AssessmentPart;
use crate::domain::records::report::Report;
use crate::domain::situation::Situation;

use super::label;
use super::lists;

/// Where the situation is going: what a report says of it after the facts.
pub const OUTLOOK: [AssessmentPart; 4] = [
    AssessmentPart::Assessment,
    AssessmentPart::OutlookShort,
    AssessmentPart::OutlookMedium,
    AssessmentPart::OutlookLong,
];

/// The wordings in force, as a report tells them.
pub struct Wording<'a> {
    pub situation: &'a Situation,
    /// In a released report nobody is asked to look again.
    pub signed: bool,
}

impl<'a> Wording<'a> {
    /// As a draft tells them.
    pub fn draft(situation: &'a Situation) -> Wording<'a> {
        Wording {
            situation,
            signed: false,
        }
    }

    /// The wording in force of one part with at most so many of its options, since when it holds, and whether it is older
    /// than the last report.
    pub fn written(&self, wanted: AssessmentPart, most: usize) -> Vec<Block> {
        let Some(assessment) = self.situation.assessment(wanted) else {
            return Vec::new();
        };
        let mut blocks = vec![Block::Paragraph(text(assessment.text.clone()))];
        let choices = assessment.options.iter().take(most);
        blocks.extend(list(
            "options",
            choices.map(|option| text(option.clone())).collect(),
        ));
        blocks.extend(lists::more(assessment.options.len().saturating_sub(most)));
        blocks.push(Block::Note(self.standing(assessment)));
        blocks
    }

    /// The wording in force of one part in one paragraph, for reports without room for headings: its name, the text, its
    /// age.
    pub fn in_a_paragraph(&self, wanted: AssessmentPart) -> Option<Cell> {
        let assessment = self.situation.assessment(wanted)?;
        Some(vec![
            Inline::Phrase(label::assessment_part(wanted)),
            Inline::Text(": ".to_owned()),
            Inline::Text(assessment.text.clone()),
            Inline::Text(" (".to_owned()),
            Inline::Phrase(self.standing(assessment)),
            Inline::Text(")".to_owned()),
        ])
    }

    fn standing(&self, assessment: &Assessment) -> Phrase {
        let stands = match &assessment.author {
            Some(author) => Phrase::new("assessment-since-by")
                .with("moment", assessment.since)
                .with("author", author.as_str()),
            None => Phrase::new("assessment-since").with("moment", assessment.since),
        };
        let key = if self.signed {
            "assessment-unchanged"
        } else {
            "assessment-older"
        };
        match older(self.situation, assessment) {
            Some(report) => Phrase::new(key)
                .with("stands", stands)
                .with("number", report.track.number.to_string()),
            None => stands,
        }
    }
}

/// The last report, where it could already tell of the wording.
fn older<'a>(situation: &'a Situation, assessment: &Assessment) -> Option<&'a Report> {
    let last = situation.last_report.as_ref();
    last.filter(|report| report.knew.hold(assessment.entry))
}

/// The wordings of the Lagebild, in the order they are given.
pub fn table(items: &[Assessment]) -> Table {
    let rows = items.iter().map(|assessment| Row {
        cells: vec![
            text(assessment.entry.to_string()),
            vec![Inline::Phrase(label::assessment_part(assessment.part))],
            stacked(
                std::iter::once(text(assessment.text.clone())).chain(
                    assessment
                        .options
                        .iter()
                        .map(|option| text(format!("- {option}"))),
                ),
            ),
            vec![Inline::Moment(assessment.since)],
            optional(assessment.author.as_deref()),
        ],
        ..Row::default()
    });
    let columns = vec![
        column("entry", "column-number", 5),
        column("part", "column-part", 18),
        column("text", "column-statement", 44),
        column("since", "column-since", 14),
        column("author", "column-author", 14),
    ];
    build::table("assessments", columns, rows.collect())
}
