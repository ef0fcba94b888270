//! What has passed, or will soon, and calls for somebody: said in words wherever the staff looks.

use crate::document::Phrase;
use crate::domain::situation::Situation;

use super::records::Shown;

/// Promised reports, decisions to be looked at again, services that should be back, notices that end; in this order.
///
/// What was revoked, replaced or cancelled calls for nobody. A report that is being released keeps its own promise.
pub(crate) fn all(situation: &Situation, releases: bool) -> Vec<Phrase> {
    fn of<K: Shown>(records: &[K], situation: &Situation) -> Vec<Phrase> {
        let calls = records
            .iter()
            .filter_map(|record| record.calls(situation.as_of));
        calls.collect()
    }
    let report = situation.last_report.iter().filter(|_| !releases);
    let report = report.filter_map(|report| report.calls(situation.as_of));
    let mut all: Vec<Phrase> = report.collect();
    all.extend(of(&situation.to_review, situation));
    all.extend(of(&situation.services, situation));
    all.extend(of(&situation.notices.items, situation));
    all
}
