//! One record with everything it says and everything that was said of it.

use std::borrow::Cow;

use crate::domain::moment::Moment;
use crate::domain::records::Record;
use crate::domain::situation::LogLine;

use super::label;
use super::{lists, tagebuch};
use crate::document::build::{field, moment, optional, say, stacked, text};
use crate::document::{Block, Cell, Document, Field, Inline, Phrase, Section};

fn texts(items: &[String]) -> Cell {
    stacked(items.iter().map(|item| text(item.clone())))
}

fn numbers<T: ToString>(items: &[T]) -> Cell {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    if items.is_empty() {
        Vec::new()
    } else {
        text(items.join(", "))
    }
}

fn time(at: Option<Moment>) -> Cell {
    at.map_or_else(Vec::new, |at| vec![Inline::Moment(at)])
}

/// The fields of a record; what is not known and matters is said, what is empty and does not matter is left out.
pub fn fields(record: &Record, now: Moment) -> (String, Vec<Field>) {
    let (name, mut fields) = own_fields(record, now);
    // A released report never leaves the house, so there is nothing to say.
    if !matches!(record, Record::Report(_)) {
        fields.push(field(
            "visibility",
            "column-visibility",
            vec![label::visibility(record.track().visibility)],
        ));
    }
    (name, fields)
}

fn own_fields(record: &Record, now: Moment) -> (String, Vec<Field>) {
    match record {
        Record::Incident(incident) => (
            incident.title.clone(),
            vec![
                field(
                    "status",
                    "column-status",
                    vec![label::incident_status(incident.status)],
                ),
                field(
                    "severity",
                    "column-severity",
                    incident.severity.map_or_else(
                        || say("report-not-rated"),
                        |value| vec![label::severity(value)],
                    ),
                ),
                field(
                    "began_at",
                    "column-began",
                    incident.began_at.map_or_else(
                        || say("report-unknown"),
                        |at| moment(at, incident.began_approximate),
                    ),
                ),
                field("ended_at", "column-ended", time(incident.ended_at)),
                field(
                    "reason",
                    "column-reason",
                    optional(incident.reason.as_deref()),
                ),
                field(
                    "description",
                    "column-description",
                    optional(incident.description.as_deref()),
                ),
            ],
        ),
        Record::Task(task) => (
            task.what.clone(),
            vec![
                field(
                    "status",
                    "column-status",
                    vec![label::task_status(task.status)],
                ),
                field("assignee", "column-assignee", lists::assignee(task)),
                field("due", "column-due", lists::due(task, now)),
                field(
                    "priority",
                    "column-priority",
                    vec![label::priority(task.priority)],
                ),
                field(
                    "issued_by",
                    "column-issued-by",
                    optional(task.issued_by.as_deref()),
                ),
                field(
                    "issued_at",
                    "column-issued-at",
                    vec![Inline::Moment(task.issued_at)],
                ),
                field("waits_for", "column-waits-for", numbers(&task.waits_for)),
                field("about", "column-about", numbers(&task.about)),
                field("ended_at", "column-ended", time(task.ended_at)),
                field("result", "column-result", optional(task.result.as_deref())),
                field(
                    "effect",
                    "column-effect",
                    task.effect
                        .map_or_else(Vec::new, |value| vec![label::effect(value)]),
                ),
            ],
        ),
        Record::Decision(decision) => (
            decision.what.clone(),
            vec![
                field(
                    "status",
                    "column-status",
                    vec![label::decision_status(decision.status)],
                ),
                field(
                    "decided_at",
                    "column-decided",
                    moment(decision.track.happened_at, decision.track.approximate),
                ),
                field(
                    "decided_by",
                    "column-decided-by",
                    text(decision.decided_by.clone()),
                ),
                field(
                    "mode",
                    "column-mode",
                    decision.mode.map_or_else(Vec::new, |mode| {
                        vec![Inline::Phrase(Phrase {
                            key: Cow::Owned(format!("label-mode-{}", mode.code())),
                            args: Vec::new(),
                        })]
                    }),
                ),
                field("reason", "column-reason", text(decision.reason.clone())),
                field(
                    "knowledge",
                    "column-knowledge",
                    optional(decision.knowledge.as_deref()),
                ),
                field("options", "column-options", texts(&decision.options)),
                field("risks", "column-risks", texts(&decision.risks)),
                field("heard", "column-heard", texts(&decision.heard)),
                field("review_at", "column-review", time(decision.review_at)),
                field("about", "column-about", numbers(&decision.about)),
                field(
                    "supersedes",
                    "column-supersedes",
                    numbers(decision.supersedes.as_slice()),
                ),
                field(
                    "superseded_by",
                    "column-superseded-by",
                    numbers(decision.superseded_by.as_slice()),
                ),
                field(
                    "revoked_reason",
                    "column-revoked",
                    optional(decision.revoked_reason.as_deref()),
                ),
            ],
        ),
        Record::Service(service) => {
            let span = service.current();
            let state = service.state();
            (
                service.name.clone(),
                vec![
                    field("state", "column-state", vec![label::service_state(state)]),
                    field(
                        "since",
                        "column-since",
                        span.map_or_else(Vec::new, |span| moment(span.since, span.approximate)),
                    ),
                    field(
                        "restriction",
                        "column-restriction",
                        optional(span.and_then(|span| span.restriction.as_deref())),
                    ),
                    field(
                        "cause",
                        "column-cause",
                        optional(span.and_then(|span| span.cause.as_deref())),
                    ),
                    field(
                        "workaround",
                        "column-workaround",
                        optional(span.and_then(|span| span.workaround.as_deref())),
                    ),
                    field(
                        "expected_back",
                        "column-expected",
                        time(span.and_then(|span| span.expected_back)),
                    ),
                    field(
                        "valid_until",
                        "column-valid-until",
                        time(span.and_then(|span| span.valid_until)),
                    ),
                    field(
                        "group",
                        "column-group",
                        service
                            .group
                            .as_deref()
                            .map_or_else(Vec::new, |group| vec![label::group(group)]),
                    ),
                    field("place", "column-place", optional(service.place.as_deref())),
                    field(
                        "owner",
                        "column-owner",
                        service
                            .owner
                            .as_deref()
                            .map_or_else(|| say("report-not-named"), text),
                    ),
                    field(
                        "contact",
                        "column-contact",
                        optional(service.contact.as_deref()),
                    ),
                    field(
                        "depends_on",
                        "column-depends-on",
                        numbers(&service.depends_on),
                    ),
                    field(
                        "max_outage",
                        "column-max-outage",
                        service.max_outage.map_or_else(Vec::new, |minutes| {
                            vec![Inline::Phrase(
                                Phrase::new("report-minutes").with("count", minutes),
                            )]
                        }),
                    ),
                ],
            )
        }
        Record::Finding(finding) => (
            finding.topic.clone(),
            vec![
                field(
                    "statement",
                    "column-statement",
                    text(finding.statement.clone()),
                ),
                field(
                    "certainty",
                    "column-certainty",
                    vec![label::certainty(finding.certainty)],
                ),
                field("since", "column-since", vec![Inline::Moment(finding.since)]),
            ],
        ),
        Record::Notice(notice) => (
            notice.text.clone(),
            vec![
                field(
                    "status",
                    "column-status",
                    vec![label::notice_status(notice.status)],
                ),
                field(
                    "audience",
                    "column-audience",
                    vec![label::audience(notice.audience)],
                ),
                field(
                    "channel",
                    "column-channel",
                    optional(notice.channel.as_deref()),
                ),
                field(
                    "valid_from",
                    "column-valid-from",
                    vec![Inline::Moment(notice.valid_from)],
                ),
                field(
                    "valid_until",
                    "column-valid-until",
                    time(notice.valid_until),
                ),
                field(
                    "released_by",
                    "column-released-by",
                    optional(notice.released_by.as_deref()),
                ),
                field(
                    "replaced_by",
                    "column-superseded-by",
                    numbers(notice.replaced_by.as_slice()),
                ),
                field(
                    "reason",
                    "column-reason",
                    optional(notice.reason.as_deref()),
                ),
            ],
        ),
        Record::Report(report) => (
            String::new(),
            vec![
                field("kind", "head-kind", vec![label::report_kind(report.kind)]),
                field(
                    "as_of",
                    "head-as-of",
                    vec![Inline::MomentLong(report.as_of)],
                ),
                field("known_by", "head-known-by", time(report.known_by)),
                field(
                    "released_by",
                    "column-released-by",
                    text(report.released_by.clone()),
                ),
                field(
                    "distribution",
                    "head-distribution",
                    texts(&report.distribution),
                ),
                field("next_at", "head-next", time(report.next_at)),
                field("meeting_at", "head-meeting", time(report.meeting_at)),
            ],
        ),
    }
}

pub fn build(record: &Record, lines: &[LogLine], now: Moment) -> Document {
    let track = record.track();
    let (title, mut fields) = fields(record, now);
    fields.retain(|field| !field.value.is_empty());
    let marks = track
        .voided
        .iter()
        .map(|by| Phrase::new("report-record-voided").with("moment", by.at))
        .collect();
    let history = Section {
        name: Cow::Borrowed("history"),
        level: 2,
        heading: Phrase::new("section-history"),
        blocks: vec![Block::Table(tagebuch::table(lines))],
    };
    Document {
        marks,
        title: Phrase::new("report-record-title")
            .with("number", track.number.to_string())
            .with("text", title),
        head: fields,
        numbered: false,
        sections: vec![history],
        foot: Vec::new(),
    }
}
