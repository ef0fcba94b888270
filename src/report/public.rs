//! The public notice (Bürgerinformation): what citizens ask, and nothing that was not marked public.
//!
//! It is built from a situation that was folded from public entries alone; what is left out here is left out because
//! citizens do not need it. The table is the one they ask for (Hohen Neuendorf 2023: service, state, alternative).

use chrono::TimeDelta;

use crate::document::build::{
    column, field, list, moment, optional, paragraph, phrase, say, section, stacked, text,
};
use crate::document::{Block, Cell, Document, Field, Inline, Phrase, Row, Section, Table, Tone};
use crate::domain::codes::{Addressee, Certainty, IncidentStatus, NoticeStatus, Outcome};
use crate::domain::entry::{Event, LogEvent};
use crate::domain::moment::Moment;
use crate::domain::number::RecordNumber;
use crate::domain::outdated::{ENDED_FOR, PARTS};
use crate::domain::records::{Finding, Incident, Service};
use crate::domain::situation::Situation;

use super::label;
use super::records::service::{expected, expired};

/// What the notice says beside the situation.
#[derive(Clone, Debug)]
pub struct Options {
    /// When it is renewed.
    pub next_at: Option<Moment>,
    /// How long what has ended is told of.
    pub ended_for: TimeDelta,
    /// Records of which the staff knows something newer than the public may read.
    pub updating: Vec<RecordNumber>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            next_at: None,
            ended_for: ENDED_FOR,
            updating: Vec::new(),
        }
    }
}

/// Builds the notice from a public situation.
pub fn build(situation: &Situation, options: &Options) -> Document {
    let mut sections = vec![
        happened(situation, options),
        notices(situation),
        services(situation, options),
        contacts(situation),
        coming(situation, options),
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
        head: head(situation, options.next_at),
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

/// Of when something is known, where that is another moment than the one that all of the notice is of.
fn stand(situation: &Situation, at: Moment) -> Cell {
    if at == situation.as_of {
        return Vec::new();
    }
    phrase(Phrase::new("public-as-of").with("moment", at))
}

/// That something newer is known, and will be told.
fn updating(options: &Options, number: RecordNumber) -> Cell {
    if options.updating.contains(&number) {
        say("public-updating")
    } else {
        Vec::new()
    }
}

/// A sentence with, behind it, of when it is known.
fn dated(situation: &Situation, said: &str, at: Moment) -> Cell {
    let stand = stand(situation, at);
    if stand.is_empty() {
        return text(said);
    }
    [text(format!("{said} (")), stand, text(")")].concat()
}

/// What became of it, and when.
fn course(incident: &Incident) -> Cell {
    let (ended, ended_at) = match incident.status {
        IncidentStatus::Open => return say("public-goes-on"),
        IncidentStatus::Closed => ("public-is-over", "public-is-over-since"),
        IncidentStatus::FalseAlarm => ("public-false-alarm", "public-false-alarm-since"),
    };
    incident.ended_at.map_or_else(
        || say(ended),
        |at| phrase(Phrase::new(ended_at).with("moment", at)),
    )
}

fn incident(situation: &Situation, options: &Options, incident: &Incident) -> Block {
    let mut cell = text(incident.title.clone());
    if let Some(began) = incident.began_at {
        cell.push(Inline::Text(" (".to_owned()));
        cell.extend(moment(began, incident.began_approximate));
        cell.push(Inline::Text(")".to_owned()));
    }
    cell.push(Inline::Text(": ".to_owned()));
    cell.extend(course(incident));
    let track = &incident.track;
    // An incident that nobody said more of is known of when it was told first.
    let known_at = if track.changed_at == track.added_at {
        track.happened_at
    } else {
        track.changed_at
    };
    let description = incident.description.as_deref();
    let description = description.map(|said| dated(situation, said, known_at));
    Block::Paragraph(stacked([
        cell,
        description.unwrap_or_default(),
        updating(options, track.number),
    ]))
}

fn happened(situation: &Situation, options: &Options) -> Section {
    let now = situation.as_of.at;
    let incidents = situation.incidents.items.iter();
    let mut blocks: Vec<Block> = incidents
        .filter(|one| !one.ended_before(options.ended_for, now))
        .map(|one| incident(situation, options, one))
        .collect();
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
    let refuted = situation.findings.items.iter().filter(|finding| {
        let closed = finding.closed_at.map(|closed| closed.span().end);
        finding.outcome == Some(Outcome::Refuted)
            && closed.is_none_or(|closed| now - closed <= options.ended_for)
    });
    let refuted: Vec<Cell> = refuted
        .map(|finding| {
            dated(
                situation,
                &finding.statement,
                finding.closed_at.unwrap_or(finding.since),
            )
        })
        .collect();
    if !refuted.is_empty() {
        blocks.push(paragraph(Phrase::new("public-refuted")));
        blocks.extend(list("refuted", refuted));
    }
    section("happened", "public-happened", blocks)
}

fn is_note(event: &Event) -> bool {
    matches!(event, Event::Log(LogEvent::NoteTaken(_)))
}

/// How sure a finding is today; nothing where it is told of no longer. What was confirmed is a fact; a question that was
/// answered is none any more.
fn present(finding: &Finding) -> Option<Option<Certainty>> {
    match (finding.outcome, finding.certainty) {
        (None, certainty) => Some(certainty),
        (Some(Outcome::Confirmed), certainty) if certainty != Some(Certainty::Question) => {
            Some(Some(Certainty::Fact))
        }
        (Some(_), _) => None,
    }
}

fn findings(situation: &Situation, certainty: Option<Certainty>) -> Vec<Cell> {
    let findings = situation.findings.items.iter();
    findings
        .filter(|finding| present(finding) == Some(certainty))
        .map(|finding| {
            let known_at = finding.closed_at.unwrap_or(finding.since);
            dated(situation, &finding.statement, known_at)
        })
        .collect()
}

/// What people noted with that certainty, as the public may read it.
fn rated_notes(situation: &Situation, certainty: Option<Certainty>) -> Vec<Cell> {
    let lines = situation.journal_lines.items.iter();
    lines
        .map(|line| &line.entry.body)
        .filter(|body| is_note(&body.event) && body.certainty == certainty)
        .map(|body| dated(situation, &body.text, body.happened_at))
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
                phrase(Phrase::new("public-valid-until").with("moment", until))
            });
            let text = dated(situation, &notice.text, notice.track.happened_at);
            stacked([text, until])
        })
        .collect();
    section("notices", "public-notices", list("notices", items))
}

fn service(service: &Service, options: &Options, now: Moment) -> Row {
    let span = service.current();
    let updating = updating(options, service.track.number);
    let (as_of, approximate) = service.state_as_of(now);
    let doubtful = !updating.is_empty() || service.is_state_expired(now.at);
    Row {
        tone: match label::service_tone(service.state) {
            Tone::Alarm => Tone::Alarm,
            _ if doubtful => Tone::Watch,
            tone => tone,
        },
        cells: vec![
            text(service.full_name()),
            stacked([
                vec![label::service_state(service.state)],
                updating,
                expired(service, now),
            ]),
            moment(as_of, approximate),
            optional(span.and_then(|span| span.restriction.as_deref())),
            optional(span.and_then(|span| span.workaround.as_deref())),
            expected(service, now),
        ],
        ..Row::default()
    }
}

fn services(situation: &Situation, options: &Options) -> Section {
    let mut items: Vec<_> = situation.services.iter().collect();
    items.sort_by_key(|service| service.state.rank());
    let rows: Vec<Row> = items
        .into_iter()
        .map(|one| service(one, options, situation.as_of))
        .collect();
    let blocks = if rows.is_empty() {
        Vec::new()
    } else {
        let columns = vec![
            column("name", "column-service", 22),
            column("state", "column-state", 18),
            column("as_of", "head-as-of", 12),
            column("restriction", "column-restriction", 22),
            column("workaround", "public-alternative", 26),
            column("expected_back", "column-expected", 14),
        ];
        vec![Block::Table(Table {
            name: "services".into(),
            columns,
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

fn coming(situation: &Situation, options: &Options) -> Section {
    let mut blocks: Vec<Block> = PARTS
        .into_iter()
        .filter_map(|part| {
            let written = situation.assessment(part)?;
            let said = dated(situation, &written.text, written.since);
            Some(Block::Paragraph(said))
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
    if let Some(at) = options.next_at {
        blocks.push(paragraph(Phrase::new("public-next-at").with("moment", at)));
    }
    section("next", "public-coming", blocks)
}
