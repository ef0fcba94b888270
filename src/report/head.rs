//! The frame of a report: its title, head, foot and release.

use crate::document::build::{field, paragraph, say, text};
use crate::document::width::cut_to;
use crate::document::{Block, Field, Inline, Phrase};
use crate::domain::codes::ReportKind;
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::situation::Situation;

use super::label;

/// The number, signature and dates that make a draft a released report.
#[derive(Clone, Debug)]
pub struct Release {
    pub number: RecordNumber,
    pub kind: ReportKind,
    pub by: String,
    pub at: Moment,
    pub distribution: Vec<String>,
    pub next_at: Option<Moment>,
    pub meeting_at: Option<Moment>,
}

pub(crate) fn title(case: &str, short: bool, release: Option<&Release>) -> Phrase {
    let key = match (release, short) {
        (Some(_), _) => "report-title-numbered",
        (None, true) => "report-title-short",
        (None, false) => "report-title",
    };
    let title = Phrase::new(key).with("title", case);
    match release {
        Some(release) => title.with("number", release.number.to_string()),
        None => title,
    }
}

/// The foot of every page: the case and the number of the report.
pub(crate) fn foot(situation: &Situation, release: Option<&Release>) -> Phrase {
    let case = cut_to(&situation.log.title, 700);
    match release {
        Some(release) => Phrase::new("report-foot-numbered")
            .with("title", case)
            .with("number", release.number.to_string()),
        None => Phrase::new("report-foot")
            .with("title", case)
            .with("entries", situation.counts.entries),
    }
}

pub(crate) fn fields(
    situation: &Situation,
    prepared_by: Option<&str>,
    release: Option<&Release>,
) -> Vec<Field> {
    let long = |at: Moment| vec![Inline::MomentLong(at)];
    let mut fields = Vec::new();
    if let Some(body) = &situation.log.started.body {
        fields.push(field("body", "head-body", text(body.clone())));
    }
    fields.push(field(
        "case",
        "head-case",
        text(situation.log.title.clone()),
    ));
    if let Some(release) = release {
        fields.push(field(
            "number",
            "head-number",
            text(release.number.to_string()),
        ));
        fields.push(field(
            "kind",
            "head-kind",
            vec![label::report_kind(release.kind)],
        ));
    }
    fields.push(field("as_of", "head-as-of", long(situation.as_of)));
    if let Some(known_by) = situation.known_by {
        fields.push(field("known_by", "head-known-by", long(known_by)));
    }
    if let Some(since) = &situation.since {
        let period = Phrase::new("head-period-value")
            .with("from", since.moment)
            .with("until", situation.as_of);
        let period = field("period", "head-period", vec![Inline::Phrase(period)]);
        let period = period.with("period_from", Some(since.moment.into()));
        fields.push(period.with("period_until", Some(situation.as_of.into())));
    }
    if let Some((entry, at)) = situation.newest {
        fields.push(field(
            "prepared_at",
            "head-prepared-at",
            vec![Inline::Moment(Moment::exact(at))],
        ));
        fields.push(field(
            "newest_entry",
            "head-newest-entry",
            text(entry.to_string()),
        ));
    }
    if let Some(by) = prepared_by {
        fields.push(field("prepared_by", "head-prepared-by", text(by)));
    }
    let released = match release {
        Some(release) => vec![Inline::Phrase(
            Phrase::new("head-released-value")
                .with("by", release.by.as_str())
                .with("moment", release.at),
        )],
        None => say("head-not-released"),
    };
    let signed = release.map(|release| release.by.as_str().into());
    let signed_at = release.map(|release| release.at.into());
    let released = field("released_by", "head-released-by", released);
    fields.push(
        released
            .with("released_by", signed)
            .with("released_at", signed_at),
    );
    let distribution = release.map_or(&[][..], |release| &release.distribution);
    if !distribution.is_empty() {
        fields.push(field(
            "distribution",
            "head-distribution",
            text(distribution.join(", ")),
        ));
    }
    let next = release.and_then(|release| release.next_at);
    let open = field("next_at", "head-next", say("head-next-open"));
    fields.push(match next {
        Some(next) => field("next_at", "head-next", long(next)),
        None => open.with("next_at", None),
    });
    if let Some(meeting) = release.and_then(|release| release.meeting_at) {
        fields.push(field("meeting_at", "head-meeting", long(meeting)));
    }
    fields.push(field("handling", "head-handling", say("mark-internal")));
    fields
}

/// Who released it, and where the mayor signs.
pub(crate) fn signed(release: Option<&Release>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(release) = release {
        blocks.push(paragraph(
            Phrase::new("release-by")
                .with("by", release.by.as_str())
                .with("moment", release.at),
        ));
    }
    blocks.push(Block::Signature);
    blocks
}
