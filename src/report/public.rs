//! The public notice (Bürgerinformation): what citizens ask, and nothing that was not marked public.
//!
//! It is built from a situation that was folded from public entries alone; what is left out here is left out because
//! citizens do not need it. The table is the one they ask for (Hohen Neuendorf 2023: service, state, alternative).

use crate::document::build::{
    column, field, list, moment, optional, paragraph, say, section, stacked, text,
};
use crate::document::{Block, Cell, Document, Field, Inline, Phrase, Row, Section, Table};
use crate::domain::codes::{Addressee, AssessmentPart, Certainty, IncidentStatus, NoticeStatus};
use crate::domain::entry::{Event, LogEvent};
use crate::domain::moment::Moment;
use crate::domain::situation::Situation;

use super::label;

/// Builds the notice from a public situation; `next_at` is when it is renewed.
pub fn build(situation: &Situation, next_at: Option<Moment>) -> Document {
    let mut sections = vec![
        happened(situation),
        notices(situation),
        services(situation),
        contacts(situation),
        coming(situation, next_at),
    ];
    sections.retain(|section| !section.blocks.is_empty());
    let title = situation.log.title.as_str();
    Document {
        marks: situation
            .log
            .started
            .exercise
            .then(|| Phrase::new("mark-exercise"))
            .into_iter()
            .collect(),
        title: if title.is_empty() {
            Phrase::new("public-title")
        } else {
            Phrase::new("public-title-case").with("title", title)
        },
        head: head(situation, next_at),
        numbered: false,
        sections,
        foot: vec![Phrase::new("public-foot").with("moment", situation.as_of)],
    }
}

fn head(situation: &Situation, next_at: Option<Moment>) -> Vec<Field> {
    let mut fields = Vec::new();
    if let Some(body) = &situation.log.started.body {
        fields.push(field("body", "head-body", text(body.clone())));
    }
    fields.push(field(
        "as_of",
        "head-as-of",
        vec![Inline::MomentLong(situation.as_of)],
    ));
    fields.push(field(
        "next_at",
        "public-next",
        next_at.map_or_else(|| say("head-next-open"), |at| vec![Inline::MomentLong(at)]),
    ));
    fields
}

fn happened(situation: &Situation) -> Section {
    let mut blocks = Vec::new();
    for incident in &situation.incidents.items {
        let mut cell = text(incident.title.clone());
        if let Some(began) = incident.began_at {
            cell.push(Inline::Text(" (".to_owned()));
            cell.extend(moment(began, incident.began_approximate));
            cell.push(Inline::Text(")".to_owned()));
        }
        cell.push(Inline::Text(": ".to_owned()));
        cell.push(Inline::Phrase(Phrase::new(match incident.status {
            IncidentStatus::Open => "public-goes-on",
            IncidentStatus::Closed | IncidentStatus::FalseAlarm => "public-is-over",
        })));
        if let Some(description) = &incident.description {
            cell.push(Inline::Break);
            cell.push(Inline::Text(description.clone()));
        }
        blocks.push(Block::Paragraph(cell));
    }
    blocks.extend(list("facts", findings(situation, Some(Certainty::Fact))));
    let notes = situation
        .journal_lines
        .items
        .iter()
        .map(|line| &line.entry)
        .filter(|entry| is_note(&entry.body.event))
        // What somebody presumes or asks stands with the other questions.
        .filter(|entry| matches!(entry.body.certainty, None | Some(Certainty::Fact)))
        .map(|entry| {
            let mut cell = moment(entry.body.happened_at, entry.body.approximate);
            cell.push(Inline::Text(format!(": {}", entry.body.text)));
            cell
        });
    blocks.extend(list("notes", notes.collect()));
    section("happened", "public-happened", blocks)
}

fn is_note(event: &Event) -> bool {
    matches!(event, Event::Log(LogEvent::NoteTaken(_)))
}

fn findings(situation: &Situation, certainty: Option<Certainty>) -> Vec<Cell> {
    situation
        .findings
        .items
        .iter()
        .filter(|finding| finding.certainty == certainty)
        .map(|finding| text(finding.statement.clone()))
        .collect()
}

/// What people noted with that certainty, as the public may read it.
fn rated_notes(situation: &Situation, certainty: Option<Certainty>) -> Vec<Cell> {
    let lines = situation.journal_lines.items.iter();
    lines
        .map(|line| &line.entry.body)
        .filter(|body| is_note(&body.event) && body.certainty == certainty)
        .map(|body| text(body.text.clone()))
        .collect()
}

/// Notices to the population that hold now.
fn notices(situation: &Situation) -> Section {
    let now = situation.as_of.at;
    let items = situation
        .notices
        .items
        .iter()
        .filter(|notice| {
            notice.audience == Addressee::Public
                && notice.status == NoticeStatus::InForce
                && !notice.is_expired(now)
                && notice.valid_from.at <= now
        })
        .map(|notice| {
            let until = notice.valid_until.map_or_else(Vec::new, |until| {
                vec![Inline::Phrase(
                    Phrase::new("public-valid-until").with("moment", until),
                )]
            });
            stacked([text(notice.text.clone()), until])
        })
        .collect();
    section("notices", "public-notices", list("notices", items))
}

fn services(situation: &Situation) -> Section {
    let mut items: Vec<_> = situation.services.iter().collect();
    items.sort_by_key(|service| service.state.rank());
    let rows: Vec<Row> = items
        .into_iter()
        .map(|service| {
            let span = service.current();
            let state = service.state;
            let expected = span.and_then(|span| span.expected_back).map_or_else(
                || {
                    if state.is_impaired() {
                        say("report-unknown")
                    } else {
                        Vec::new()
                    }
                },
                |at| vec![Inline::Moment(at)],
            );
            Row {
                cells: vec![
                    text(service.full_name()),
                    vec![label::service_state(state)],
                    optional(span.and_then(|span| span.restriction.as_deref())),
                    optional(span.and_then(|span| span.workaround.as_deref())),
                    expected,
                ],
                tone: label::service_tone(state),
                ..Row::default()
            }
        })
        .collect();
    let blocks = if rows.is_empty() {
        Vec::new()
    } else {
        vec![Block::Table(Table {
            name: "services".into(),
            columns: vec![
                column("name", "column-service", 24),
                column("state", "column-state", 14),
                column("restriction", "column-restriction", 24),
                column("workaround", "public-alternative", 28),
                column("expected_back", "column-expected", 14),
            ],
            rows,
        })]
    };
    section("services", "public-services", blocks)
}

/// Where citizens reach somebody: the hotlines of public services.
fn contacts(situation: &Situation) -> Section {
    let items = situation
        .services
        .iter()
        .filter_map(|service| {
            let hotline = service.hotline.as_deref()?;
            Some(text(format!("{}: {hotline}", service.full_name())))
        })
        .collect();
    section("contacts", "public-contacts", list("contacts", items))
}

fn coming(situation: &Situation, next_at: Option<Moment>) -> Section {
    let parts = [
        AssessmentPart::Summary,
        AssessmentPart::OutlookShort,
        AssessmentPart::OutlookMedium,
        AssessmentPart::OutlookLong,
    ];
    let mut blocks: Vec<Block> = parts
        .into_iter()
        .filter_map(|part| {
            let written = situation.assessment(part)?;
            Some(Block::Paragraph(text(written.text.clone())))
        })
        .collect();
    for (certainty, key) in [
        (Some(Certainty::Assumption), "public-assumptions"),
        (Some(Certainty::Question), "public-questions"),
        (None, "public-unrated"),
    ] {
        let mut items = findings(situation, certainty);
        if certainty.is_some() {
            items.extend(rated_notes(situation, certainty));
        }
        if !items.is_empty() {
            blocks.push(paragraph(Phrase::new(key)));
            blocks.extend(list("open", items));
        }
    }
    if let Some(at) = next_at {
        blocks.push(paragraph(Phrase::new("public-next-at").with("moment", at)));
    }
    section("next", "public-coming", blocks)
}
