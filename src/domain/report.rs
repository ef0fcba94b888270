//! Released reports: numbered, signed by name, frozen as they were.

use serde::Serialize;

use super::codes::ReportKind;
use super::entry::{Entry, Event};
use super::history::{Track, trace};
use super::moment::Moment;
use super::number::RecordNumber;

/// A released Lagebericht without its document, which stays in the entry that released it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    #[serde(flatten)]
    pub track: Track,
    pub kind: ReportKind,
    pub as_of: Moment,
    pub known_by: Option<Moment>,
    /// The report that its changes are told against.
    pub previous: Option<RecordNumber>,
    pub released_by: String,
    pub distribution: Vec<String>,
    pub next_at: Option<Moment>,
    pub meeting_at: Option<Moment>,
    /// Hex of the sha256 of the frozen document's bytes.
    pub hash: String,
}

impl Report {
    pub fn fold(number: RecordNumber, entries: &[Entry]) -> Option<Report> {
        let (track, steps) = trace(number, entries)?;
        let Event::ReportReleased(released) = &steps.first()?.entry.body.event else {
            return None;
        };
        let released = released.clone();
        Some(Report {
            track,
            kind: released.kind,
            as_of: released.as_of,
            known_by: released.known_by,
            previous: released.previous,
            released_by: released.released_by,
            distribution: released.distribution,
            next_at: released.next_at,
            meeting_at: released.meeting_at,
            hash: released.hash,
        })
    }
}
