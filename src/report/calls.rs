//! What has passed, or will soon, and calls for somebody: said in words wherever the staff looks.

use crate::document::Phrase;
use crate::domain::moment::Moment;
use crate::domain::situation::{Glance, Situation};

use super::records::Shown;

fn of<'r, K: Shown + 'r>(
    records: impl IntoIterator<Item = &'r K>,
    now: Moment,
) -> impl Iterator<Item = Phrase> {
    records
        .into_iter()
        .filter_map(move |record| record.calls(now))
}

/// Promised reports, decisions to be looked at again, services that should be back, notices that end; in this order.
///
/// What was revoked, replaced or cancelled calls for nobody. A report that is being released keeps its own promise.
pub(crate) fn all(situation: &Situation, releases: bool) -> Vec<Phrase> {
    let now = situation.as_of;
    let report = situation.last_report.iter().filter(|_| !releases);
    of(report, now)
        .chain(of(&situation.to_review, now))
        .chain(of(&situation.services, now))
        .chain(of(&situation.notices.items, now))
        .collect()
}

/// What the public is told has passed: services that should be back, states and notices past their validity.
pub fn passed(told: &Situation) -> Vec<Phrase> {
    let now = told.as_of;
    let notices = told.notices.items.iter();
    let notices = notices.filter(|notice| notice.is_expired(now.at));
    of(&told.services, now).chain(of(notices, now)).collect()
}

/// The same at a glance.
pub(crate) fn at_a_glance(glance: &Glance) -> Vec<Phrase> {
    let now = glance.as_of;
    of(&glance.last_report, now)
        .chain(of(&glance.to_review, now))
        .chain(of(&glance.promised, now))
        .chain(of(&glance.notices, now))
        .collect()
}
