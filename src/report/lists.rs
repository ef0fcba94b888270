//! The tables of records, as the report and the lists show them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::assessment::Assessment;
use crate::domain::codes::{DecisionStatus, IncidentStatus, NoticeStatus, Priority};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::records::decision::Decision;
use crate::domain::records::finding::Finding;
use crate::domain::records::incident::Incident;
use crate::domain::records::notice::Notice;
use crate::domain::records::report::Report;
use crate::domain::records::service::Service;
use crate::domain::records::task::Task;

use super::label;
use crate::document::build::{column, moment, optional, say, stacked, text};
use crate::document::{Block, Cell, Change, Document, Inline, Phrase, Row, Section, Table, Tone};

/// Which moment "overdue" is measured at, and what became of each record since the reader last looked.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'a> {
    pub now: Moment,
    pub changes: Option<&'a HashMap<RecordNumber, Change>>,
}

impl Looking<'_> {
    pub fn at(now: Moment) -> Self {
        Looking { now, changes: None }
    }

    pub fn change(&self, number: RecordNumber) -> Option<Change> {
        self.changes?.get(&number).copied()
    }
}

fn number(number: RecordNumber) -> Cell {
    text(number.to_string())
}

fn table(name: &'static str, columns: Vec<crate::document::Column>, rows: Vec<Row>) -> Table {
    Table {
        name: Cow::Borrowed(name),
        columns,
        rows,
    }
}

pub fn incidents(items: &[Incident], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|incident| {
        let status = match (incident.status, incident.ended_at) {
            (IncidentStatus::Open, _) | (_, None) => vec![label::incident_status(incident.status)],
            (status, Some(at)) => stacked([
                vec![label::incident_status(status)],
                vec![Inline::Phrase(
                    Phrase::new("report-since").with("moment", at),
                )],
                optional(incident.reason.as_deref()),
            ]),
        };
        Row {
            cells: vec![
                number(incident.track.number),
                text(incident.title.clone()),
                incident.severity.map_or_else(
                    || say("report-not-rated"),
                    |severity| vec![label::severity(severity)],
                ),
                incident.began_at.map_or_else(
                    || say("report-unknown"),
                    |at| moment(at, incident.began_approximate),
                ),
                status,
            ],
            tone: Tone::Plain,
            change: looking.change(incident.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("title", "column-incident", 34),
        column("severity", "column-severity", 9),
        column("began_at", "column-began", 14),
        column("status", "column-status", 14),
    ];
    table("incidents", columns, rows.collect())
}

/// "überfällig seit …", the date, or "ohne Frist".
pub fn due(task: &Task, now: Moment) -> Cell {
    match task.due {
        None => say("report-undated"),
        Some(due) if task.status.is_open() && due.at < now.at => {
            vec![Inline::Phrase(
                Phrase::new("report-overdue-since").with("moment", due),
            )]
        }
        Some(due) => vec![Inline::Moment(due)],
    }
}

pub fn assignee(task: &Task) -> Cell {
    task.assignee.as_ref().map_or_else(
        || say("report-unassigned"),
        |assignee| text(assignee.to_string()),
    )
}

pub fn task_tone(task: &Task, now: Moment) -> Tone {
    let open = task.status.is_open();
    if open && task.due.is_some_and(|due| due.at < now.at) {
        Tone::Alarm
    } else if open
        && (task.assignee.is_none() || task.due.is_none() || task.priority == Priority::Urgent)
    {
        Tone::Watch
    } else {
        Tone::Plain
    }
}

pub fn open_tasks(items: &[Task], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|task| {
        let waits: Vec<String> = task.waits_for.iter().map(ToString::to_string).collect();
        let waits = if waits.is_empty() {
            Vec::new()
        } else {
            vec![Inline::Phrase(
                Phrase::new("report-waits-for").with("numbers", waits.join(", ")),
            )]
        };
        Row {
            cells: vec![
                number(task.track.number),
                stacked([text(task.what.clone()), waits]),
                assignee(task),
                due(task, looking.now),
                vec![label::priority(task.priority)],
                vec![label::task_status(task.status)],
            ],
            tone: task_tone(task, looking.now),
            change: looking.change(task.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("what", "column-task", 34),
        column("assignee", "column-assignee", 15),
        column("due", "column-due", 14),
        column("priority", "column-priority", 9),
        column("status", "column-status", 10),
    ];
    table("tasks_open", columns, rows.collect())
}

pub fn ended_tasks(items: &[Task], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|task| Row {
        cells: vec![
            number(task.track.number),
            text(task.what.clone()),
            assignee(task),
            stacked([
                vec![label::task_status(task.status)],
                task.ended_at
                    .map_or_else(Vec::new, |at| vec![Inline::Moment(at)]),
            ]),
            optional(task.result.as_deref()),
            task.effect
                .map_or_else(Vec::new, |effect| vec![label::effect(effect)]),
        ],
        tone: Tone::Plain,
        change: looking.change(task.track.number),
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("what", "column-task", 28),
        column("assignee", "column-assignee", 14),
        column("status", "column-ended", 14),
        column("result", "column-result", 22),
        column("effect", "column-effect", 10),
    ];
    table("tasks_ended", columns, rows.collect())
}

/// Sorts decisions as they were taken; where only the day is known, the numbers tell the order.
pub fn sort_as_taken(items: &mut [Decision]) {
    items.sort_by_key(|decision| {
        (
            decision.track.happened_at.at.date_naive(),
            decision.track.number,
        )
    });
}

pub fn decisions(items: &[Decision], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|decision| {
        let superseded = |key, other: Option<RecordNumber>| {
            other.map_or_else(Vec::new, |other| {
                vec![Inline::Phrase(
                    Phrase::new(key).with("number", other.to_string()),
                )]
            })
        };
        let status = match decision.status {
            DecisionStatus::InForce => vec![label::decision_status(decision.status)],
            DecisionStatus::Superseded => {
                superseded("report-superseded-by", decision.superseded_by)
            }
            DecisionStatus::Revoked => stacked([
                vec![label::decision_status(decision.status)],
                decision
                    .ended_at
                    .map_or_else(Vec::new, |at| vec![Inline::Moment(at)]),
                optional(decision.revoked_reason.as_deref()),
            ]),
        };
        let review = decision.review_at.map_or_else(Vec::new, |at| {
            vec![Inline::Phrase(
                Phrase::new("report-review").with("moment", at),
            )]
        });
        Row {
            cells: vec![
                number(decision.track.number),
                moment(decision.track.happened_at, decision.track.approximate),
                stacked([
                    text(decision.what.clone()),
                    superseded("report-supersedes", decision.supersedes),
                ]),
                text(decision.reason.clone()),
                text(decision.decided_by.clone()),
                stacked([status, review]),
            ],
            tone: Tone::Plain,
            change: looking.change(decision.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("decided_at", "column-decided", 13),
        column("what", "column-decision", 28),
        column("reason", "column-reason", 26),
        column("decided_by", "column-decided-by", 15),
        column("status", "column-status", 12),
    ];
    table("decisions", columns, rows.collect())
}

pub fn services(items: &[Service], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|service| {
        let span = service.current();
        let state = service.state();
        let cause = span
            .and_then(|span| span.cause.clone())
            .map_or_else(Vec::new, |cause| {
                vec![Inline::Phrase(
                    Phrase::new("report-cause").with("text", cause),
                )]
            });
        let past_validity = span
            .and_then(|span| span.valid_until)
            .filter(|until| until.at < looking.now.at)
            .map_or_else(Vec::new, |until| {
                vec![Inline::Phrase(
                    Phrase::new("report-state-expired").with("moment", until),
                )]
            });
        let expected = match span.and_then(|span| span.expected_back) {
            Some(at) if at.at < looking.now.at && state.is_impaired() => {
                vec![Inline::Phrase(
                    Phrase::new("report-expected-passed").with("moment", at),
                )]
            }
            Some(at) => vec![Inline::Moment(at)],
            None if state.is_impaired() => say("report-unknown"),
            None => Vec::new(),
        };
        Row {
            cells: vec![
                number(service.track.number),
                stacked([
                    text(service.name.clone()),
                    service.place.as_deref().map_or_else(Vec::new, text),
                ]),
                stacked([vec![label::service_state(state)], past_validity]),
                span.map_or_else(Vec::new, |span| moment(span.since, span.approximate)),
                stacked([
                    optional(span.and_then(|span| span.restriction.as_deref())),
                    cause,
                ]),
                optional(span.and_then(|span| span.workaround.as_deref())),
                expected,
                optional(service.owner.as_deref()),
            ],
            tone: label::service_tone(state),
            change: looking.change(service.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("name", "column-service", 20),
        column("state", "column-state", 12),
        column("since", "column-since", 13),
        column("restriction", "column-restriction", 22),
        column("workaround", "column-workaround", 20),
        column("expected_back", "column-expected", 12),
        column("owner", "column-owner", 12),
    ];
    table("services", columns, rows.collect())
}

pub fn findings(items: &[Finding], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|finding| Row {
        cells: vec![
            number(finding.track.number),
            text(finding.topic.clone()),
            text(finding.statement.clone()),
            vec![label::certainty(finding.certainty)],
            vec![Inline::Moment(finding.since)],
        ],
        tone: Tone::Plain,
        change: looking.change(finding.track.number),
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("topic", "column-topic", 16),
        column("statement", "column-statement", 34),
        column("certainty", "column-certainty", 12),
        column("since", "column-since", 13),
    ];
    table("findings", columns, rows.collect())
}

pub fn notices(items: &[Notice], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|notice| {
        let expired = notice.is_expired(looking.now.at);
        let status = match notice.status {
            NoticeStatus::InForce if expired => notice.valid_until.map_or_else(Vec::new, |until| {
                vec![Inline::Phrase(
                    Phrase::new("report-notice-expired").with("moment", until),
                )]
            }),
            NoticeStatus::Replaced => notice.replaced_by.map_or_else(Vec::new, |by| {
                vec![Inline::Phrase(
                    Phrase::new("report-superseded-by").with("number", by.to_string()),
                )]
            }),
            status => stacked([
                vec![label::notice_status(status)],
                optional(notice.reason.as_deref()),
            ]),
        };
        let validity = match notice.valid_until {
            Some(until) => Phrase::new("report-valid-from-until")
                .with("from", notice.valid_from)
                .with("until", until),
            None => Phrase::new("report-valid-from").with("from", notice.valid_from),
        };
        Row {
            cells: vec![
                number(notice.track.number),
                text(notice.text.clone()),
                stacked([
                    vec![label::audience(notice.audience)],
                    optional(notice.channel.as_deref()),
                ]),
                vec![Inline::Phrase(validity)],
                status,
            ],
            tone: if expired { Tone::Watch } else { Tone::Plain },
            change: looking.change(notice.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("text", "column-notice", 36),
        column("audience", "column-audience", 14),
        column("validity", "column-validity", 16),
        column("status", "column-status", 14),
    ];
    table("notices", columns, rows.collect())
}

pub fn reports(items: &[Report]) -> Table {
    let rows = items.iter().map(|report| {
        let time = |at: Option<Moment>| at.map_or_else(Vec::new, |at| vec![Inline::Moment(at)]);
        let voided = report.track.voided.as_ref().map_or_else(Vec::new, |by| {
            vec![Inline::Phrase(
                Phrase::new("report-record-voided").with("moment", by.at),
            )]
        });
        Row {
            cells: vec![
                number(report.track.number),
                stacked([vec![label::report_kind(report.kind)], voided]),
                vec![Inline::Moment(report.as_of)],
                text(report.released_by.clone()),
                vec![Inline::Moment(report.track.happened_at)],
                text(report.distribution.join(", ")),
                time(report.next_at),
            ],
            ..Row::default()
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("kind", "head-kind", 14),
        column("as_of", "head-as-of", 16),
        column("released_by", "column-released-by", 20),
        column("released_at", "column-released-at", 16),
        column("distribution", "head-distribution", 18),
        column("next_at", "head-next", 16),
    ];
    table("reports", columns, rows.collect())
}

/// The wordings of the Lagebild, in the order they are given.
pub fn assessments(items: &[Assessment]) -> Table {
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
    table("assessments", columns, rows.collect())
}

/// "Weitere 1.968 …" with the command that shows them.
pub fn omitted(count: usize, command: &'static str) -> Option<Block> {
    (count > 0).then(|| {
        Block::Note(
            Phrase::new("report-omitted")
                .with("count", count)
                .with("command", command),
        )
    })
}

/// A list of its own: title, table, what was left out.
pub fn document(
    title: &'static str,
    table: Table,
    omitted_count: usize,
    command: &'static str,
) -> Document {
    let mut blocks = Vec::new();
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    blocks.extend(omitted(omitted_count, command));
    let section = Section {
        name: Cow::Borrowed("list"),
        level: 2,
        heading: Phrase::new(title),
        blocks,
    };
    Document {
        marks: Vec::new(),
        title: Phrase::new(title),
        head: Vec::new(),
        numbered: false,
        sections: vec![section],
        foot: Vec::new(),
    }
}
