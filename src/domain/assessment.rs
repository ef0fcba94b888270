//! The parts of the Lagebild that only people can write: each with its history, the newest in force.

use serde::Serialize;

use super::audience::Visibility;
use super::codes::AssessmentPart;
use super::moment::Moment;
use super::number::EntryNumber;

/// One wording of one part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assessment {
    pub entry: EntryNumber,
    pub part: AssessmentPart,
    pub text: String,
    /// What can be decided (Entscheidungsbedarf).
    pub options: Vec<String>,
    pub since: Moment,
    pub recorded_at: Moment,
    pub author: Option<String>,
    pub visibility: Visibility,
}
