//! The Lagebericht (situation report).
//!
//! Order of sections: the synthesis of FwDV 100, BSI-Standard 200-4 (Lagebild), ICS 209 and LFS aids; no single German
//! standard fixes it for a town. What the log does not say, the report does not say.

use std::borrow::Cow;

use crate::domain::codes::{Certainty, IncidentStatus, NoticeStatus, Priority, ServiceState};
use crate::domain::finding::Finding;
use crate::domain::moment::Moment;
use crate::domain::situation::Situation;

use super::document::{Block, Cell, Document, Field, Inline, Phrase, Section};
use super::label::{self, field, moment, say, text};
use super::lists::{self, Looking};
use super::tagebuch;

#[derive(Clone, Debug)]
pub struct Options {
    /// For the mayor: what is not normal, late or new, and nothing that is empty.
    pub short: bool,
    /// Mark what is new or changed since then.
    pub since: Option<Moment>,
    pub prepared_at: Moment,
    pub prepared_by: Option<String>,
}

/// Decisions the short report shows.
const SHORT_DECISIONS: usize = 10;

pub fn build(situation: &Situation, options: &Options) -> Document {
    let looking = Looking {
        now: situation.as_of,
        since: options.since,
    };
    let mut sections = summary(situation, options, looking);
    sections.extend(damage(situation, options, looking));
    sections.extend(services(situation, options, looking));
    sections.extend(tasks(situation, options, looking));
    sections.push(decisions(situation, options, looking));
    sections.extend(notices(situation, options, looking));
    if !options.short {
        sections.push(section("staff", "section-staff", Vec::new()));
        sections.push(section("assessment", "section-assessment", Vec::new()));
        sections.push(log(situation));
    }
    if options.short {
        sections.retain(|section| !section.blocks.is_empty());
    }
    sections.push(section(
        "release",
        "section-release",
        vec![Block::Signature],
    ));
    let mut marks = Vec::new();
    if situation.log.started.exercise {
        marks.push(Phrase::new("mark-exercise"));
    }
    marks.push(Phrase::new("mark-draft"));
    Document {
        marks,
        title: Phrase::new(if options.short {
            "report-title-short"
        } else {
            "report-title"
        })
        .with("title", situation.log.title.as_str()),
        head: head(situation, options),
        sections,
        foot: vec![
            Phrase::new("report-foot")
                .with("title", situation.log.title.as_str())
                .with("entries", situation.counts.entries),
        ],
    }
}

fn section(name: &'static str, heading: &'static str, blocks: Vec<Block>) -> Section {
    Section {
        name: Cow::Borrowed(name),
        level: 1,
        heading: Phrase::new(heading),
        blocks,
    }
}

fn part(name: &'static str, heading: Phrase, blocks: Vec<Block>) -> Section {
    Section {
        name: Cow::Borrowed(name),
        level: 2,
        heading,
        blocks,
    }
}

fn paragraph(phrase: Phrase) -> Block {
    Block::Paragraph(vec![Inline::Phrase(phrase)])
}

fn head(situation: &Situation, options: &Options) -> Vec<Field> {
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
    fields.push(field("as_of", "head-as-of", long(situation.as_of)));
    if let Some(known_by) = situation.known_by {
        fields.push(field("known_by", "head-known-by", long(known_by)));
    }
    if let Some(since) = options.since {
        let period = Phrase::new("head-period-value")
            .with("from", since)
            .with("until", situation.as_of);
        fields.push(field("period", "head-period", vec![Inline::Phrase(period)]));
    }
    fields.push(field(
        "prepared_at",
        "head-prepared-at",
        vec![Inline::Moment(options.prepared_at)],
    ));
    if let Some(by) = &options.prepared_by {
        fields.push(field("prepared_by", "head-prepared-by", text(by.clone())));
    }
    fields.push(field(
        "released_by",
        "head-released-by",
        say("head-not-released"),
    ));
    fields.push(field("next_at", "head-next", say("head-next-open")));
    fields.push(field("handling", "head-handling", say("mark-internal")));
    fields
}

/// A few sentences with numbers in context, then what changed.
fn summary(situation: &Situation, options: &Options, looking: Looking) -> Vec<Section> {
    let counts = &situation.counts;
    let mut blocks = Vec::new();
    let mut sentences = Cell::new();
    let mut say = |phrase: Phrase| {
        if !sentences.is_empty() {
            sentences.push(Inline::Text(" ".to_owned()));
        }
        sentences.push(Inline::Phrase(phrase));
    };
    say(Phrase::new("summary-incidents").with("count", counts.incidents_open));
    if counts.services > 0 {
        say(Phrase::new("summary-services")
            .with("impaired", counts.services_impaired)
            .with("count", counts.services));
    }
    say(Phrase::new("summary-tasks").with("count", counts.tasks_open));
    if counts.tasks_overdue > 0 {
        say(Phrase::new("summary-overdue").with("count", counts.tasks_overdue));
    }
    if counts.tasks_unassigned > 0 {
        say(Phrase::new("summary-unassigned").with("count", counts.tasks_unassigned));
    }
    if counts.tasks_undated > 0 {
        say(Phrase::new("summary-undated").with("count", counts.tasks_undated));
    }
    let next = situation
        .tasks_open
        .items
        .iter()
        .find(|task| task.due.is_some_and(|due| due.at >= looking.now.at));
    if let Some((task, due)) = next.and_then(|task| Some((task, task.due?))) {
        say(Phrase::new("summary-next")
            .with("number", task.track.number.to_string())
            .with("text", task.what.as_str())
            .with("moment", due));
    }
    say(Phrase::new("summary-decisions").with("count", counts.decisions_in_force));
    blocks.push(Block::Paragraph(sentences));
    if counts.unknown_kinds > 0 {
        blocks.push(Block::Note(
            Phrase::new("summary-unknown-kinds").with("count", counts.unknown_kinds),
        ));
    }
    let mut sections = vec![section("summary", "section-summary", blocks)];
    if let Some(since) = options.since {
        let items = changes(situation, looking);
        let blocks = if items.is_empty() {
            vec![paragraph(Phrase::new("changes-none").with("moment", since))]
        } else {
            vec![Block::List {
                name: Cow::Borrowed("changes"),
                items,
            }]
        };
        sections.push(part(
            "changes",
            Phrase::new("section-changes").with("moment", since),
            blocks,
        ));
    }
    sections
}

/// What is new, changed or ended, kind by kind.
fn changes(situation: &Situation, looking: Looking) -> Vec<Cell> {
    use super::document::Change;
    let mut items = Vec::new();
    let mut note = |change: Option<Change>, number: String, name: &str| {
        let Some(change) = change else { return };
        let key = match change {
            Change::New => "change-new",
            Change::Changed => "change-changed",
            Change::Ended => "change-ended",
        };
        items.push(vec![Inline::Phrase(
            Phrase::new(key).with("number", number).with("text", name),
        )]);
    };
    for item in &situation.incidents.items {
        note(
            looking.change(&item.track, item.ended_at),
            item.track.number.to_string(),
            &item.title,
        );
    }
    for item in &situation.services {
        note(
            looking.change(&item.track, None),
            item.track.number.to_string(),
            &item.name,
        );
    }
    for item in situation
        .tasks_open
        .items
        .iter()
        .chain(&situation.tasks_ended.items)
    {
        note(
            looking.change(&item.track, item.ended_at),
            item.track.number.to_string(),
            &item.what,
        );
    }
    for item in &situation.decisions.items {
        note(
            looking.change(&item.track, item.ended_at),
            item.track.number.to_string(),
            &item.what,
        );
    }
    for item in &situation.findings.items {
        note(
            looking.change(&item.track, None),
            item.track.number.to_string(),
            &item.topic,
        );
    }
    for item in &situation.notices.items {
        note(
            looking.change(&item.track, item.ended_at),
            item.track.number.to_string(),
            &item.text,
        );
    }
    items
}

fn damage(situation: &Situation, options: &Options, looking: Looking) -> Vec<Section> {
    let mut items = situation.incidents.items.clone();
    if options.short {
        items.retain(|incident| incident.status == IncidentStatus::Open);
    }
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Table(lists::incidents(&items, looking)));
    }
    for incident in items
        .iter()
        .filter(|incident| incident.status == IncidentStatus::Open)
    {
        if let Some(description) = &incident.description {
            blocks.push(Block::Paragraph(vec![
                Inline::Text(format!("{}: ", incident.track.number)),
                Inline::Text(description.clone()),
            ]));
        }
    }
    if !options.short {
        blocks.extend(lists::omitted(
            situation.incidents.omitted(),
            "lage vorfall liste --alle",
        ));
    }
    let mut sections = vec![section("damage", "section-damage", blocks)];
    if options.short {
        return sections;
    }
    for (certainty, name, heading) in [
        (Certainty::Fact, "facts", "section-facts"),
        (Certainty::Assumption, "assumptions", "section-assumptions"),
        (Certainty::Question, "questions", "section-questions"),
    ] {
        let items: Vec<Cell> = situation
            .findings
            .items
            .iter()
            .filter(|finding| finding.certainty == certainty)
            .map(|finding| finding_line(finding, looking))
            .collect();
        let blocks = if items.is_empty() {
            Vec::new()
        } else {
            vec![Block::List {
                name: Cow::Borrowed(name),
                items,
            }]
        };
        sections.push(part(name, Phrase::new(heading), blocks));
    }
    if let (Some(last), Some(note)) = (
        sections.last_mut(),
        lists::omitted(situation.findings.omitted(), "lage erkenntnis liste"),
    ) {
        last.blocks.push(note);
    }
    sections
}

/// Topic and statement, since when and from whom, and the wordings before it: a replaced finding stays readable.
fn finding_line(finding: &Finding, looking: Looking) -> Cell {
    let mut cell = vec![Inline::Text(format!(
        "{} {}: {} ",
        finding.track.number, finding.topic, finding.statement
    ))];
    let source = finding
        .history
        .last()
        .and_then(|wording| wording.source.as_deref());
    cell.push(Inline::Phrase(match source {
        Some(source) => Phrase::new("finding-since-source")
            .with("moment", finding.since)
            .with("source", source),
        None => Phrase::new("finding-since").with("moment", finding.since),
    }));
    if let Some(change) = looking.change(&finding.track, None) {
        cell.push(Inline::Phrase(Phrase::new(match change {
            super::document::Change::New => "finding-new",
            _ => "finding-changed",
        })));
    }
    for earlier in finding.history.iter().rev().skip(1) {
        cell.push(Inline::Break);
        cell.push(Inline::Phrase(
            Phrase::new("finding-before").with("moment", earlier.since),
        ));
        cell.push(Inline::Text(earlier.statement.clone()));
    }
    cell
}

fn services(situation: &Situation, options: &Options, looking: Looking) -> Vec<Section> {
    let mut items = situation.services.clone();
    let state = |service: &crate::domain::service::Service| {
        service
            .current()
            .map_or(ServiceState::Unknown, |span| span.state)
    };
    items.sort_by_key(|service| state(service).rank());
    let mut sums = Vec::new();
    for value in ServiceState::ALL {
        let count = items
            .iter()
            .filter(|service| state(service) == *value)
            .count();
        if count > 0 {
            sums.push(vec![Inline::Phrase(
                Phrase::new("services-sum")
                    .with("state", label::service_state_words(*value))
                    .with("count", count),
            )]);
        }
    }
    if options.short {
        items.retain(|service| state(service).is_impaired());
    }
    let mut blocks = Vec::new();
    if !items.is_empty() {
        let mut line = vec![Inline::Phrase(
            Phrase::new("services-sums").with("count", situation.services.len()),
        )];
        for (position, sum) in sums.into_iter().enumerate() {
            line.push(Inline::Text(if position == 0 {
                " ".to_owned()
            } else {
                ", ".to_owned()
            }));
            line.extend(sum);
        }
        line.push(Inline::Text(".".to_owned()));
        let unowned = situation
            .services
            .iter()
            .filter(|service| service.owner.is_none())
            .count();
        if unowned > 0 {
            line.push(Inline::Text(" ".to_owned()));
            line.push(Inline::Phrase(
                Phrase::new("services-unowned").with("count", unowned),
            ));
        }
        blocks.push(Block::Paragraph(line));
        blocks.push(Block::Table(lists::services(&items, looking)));
    }
    let mut sections = vec![section("services", "section-services", blocks)];
    let histories: Vec<Cell> = situation
        .services
        .iter()
        .filter(|service| service.history.len() > 1)
        .map(|service| {
            let mut cell = vec![Inline::Text(format!("{}: ", service.name))];
            for (position, span) in service.history.iter().enumerate() {
                if position > 0 {
                    cell.push(Inline::Text("; ".to_owned()));
                }
                cell.push(label::service_state(span.state));
                cell.push(Inline::Phrase(Phrase::new("services-from")));
                cell.extend(moment(span.since, span.approximate));
            }
            cell
        })
        .collect();
    if !options.short && !histories.is_empty() {
        sections.push(part(
            "service_history",
            Phrase::new("section-service-history"),
            vec![Block::List {
                name: Cow::Borrowed("service_history"),
                items: histories,
            }],
        ));
    }
    sections
}

fn tasks(situation: &Situation, options: &Options, looking: Looking) -> Vec<Section> {
    let mut open = situation.tasks_open.items.clone();
    if options.short {
        open.retain(|task| {
            task.due.is_some_and(|due| due.at < looking.now.at)
                || matches!(task.priority, Priority::Urgent | Priority::High)
        });
    }
    let blocks = if open.is_empty() {
        Vec::new()
    } else {
        vec![Block::Table(lists::open_tasks(&open, looking))]
    };
    let mut sections = vec![section("tasks", "section-tasks", blocks)];
    let ended = &situation.tasks_ended;
    if !options.short && !ended.items.is_empty() {
        let mut blocks = vec![Block::Table(lists::ended_tasks(&ended.items, looking))];
        blocks.extend(lists::omitted(ended.omitted(), "lage aufgabe liste --alle"));
        sections.push(part(
            "tasks_ended",
            Phrase::new("section-tasks-ended"),
            blocks,
        ));
    }
    sections
}

fn decisions(situation: &Situation, options: &Options, looking: Looking) -> Section {
    let mut items = situation.decisions.items.clone();
    if options.short {
        items.truncate(SHORT_DECISIONS);
    }
    let omitted = situation.decisions.total - items.len();
    // In the order they were taken; where only the day is known, the numbers tell it.
    items.sort_by_key(|decision| {
        (
            decision.track.happened_at.at.date_naive(),
            decision.track.number,
        )
    });
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Table(lists::decisions(&items, looking)));
    }
    blocks.extend(lists::omitted(omitted, "lage entscheidung liste --alle"));
    section("decisions", "section-decisions", blocks)
}

fn notices(situation: &Situation, options: &Options, looking: Looking) -> Vec<Section> {
    let (in_force, ended): (Vec<_>, Vec<_>) = situation
        .notices
        .items
        .iter()
        .cloned()
        .partition(|notice| notice.status == NoticeStatus::InForce);
    let blocks = if in_force.is_empty() {
        Vec::new()
    } else {
        vec![Block::Table(lists::notices(&in_force, looking))]
    };
    let mut sections = vec![section("notices", "section-notices", blocks)];
    if !options.short && !ended.is_empty() {
        let mut blocks = vec![Block::Table(lists::notices(&ended, looking))];
        blocks.extend(lists::omitted(
            situation.notices.omitted(),
            "lage bekanntgabe liste --alle",
        ));
        sections.push(part(
            "notices_ended",
            Phrase::new("section-notices-ended"),
            blocks,
        ));
    }
    sections
}

fn log(situation: &Situation) -> Section {
    let mut blocks = Vec::new();
    if let Some((first, last, at)) = situation.imported {
        blocks.push(Block::Note(
            Phrase::new("log-imported")
                .with("first", first.to_string())
                .with("last", last.to_string())
                .with("moment", Moment::exact(at)),
        ));
    }
    blocks.extend(lists::omitted(
        situation.log_lines.omitted(),
        "lage tagebuch --alle",
    ));
    if !situation.log_lines.items.is_empty() {
        blocks.push(Block::Table(tagebuch::table(&situation.log_lines.items)));
    }
    section("log", "section-log", blocks)
}
