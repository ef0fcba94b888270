//! The Lagevortrag: the same data as a speaking order by staff function, short enough to be read aloud.
//!
//! Order: S2, S1, S4, S5, S6, S3, then the head of the staff (FwDV 100; ten minutes at most).

use crate::document::build::{field, list, phrase, say, section, short, text};
use crate::document::{Block, Cell, Document, Inline, Phrase, Section};
use crate::domain::codes::{AssessmentPart, NoticeStatus};
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::records::finding::Finding;
use crate::domain::records::task::Task;
use crate::domain::situation::{JournalLine, Situation};

use super::assessment::{OUTLOOK, Wording};
use super::calls;
use super::changes;
use super::head::foot;
use super::label;
use super::lagebericht::{only_by_day, open_incidents, sentences, unknown_kinds};
use super::lists;
use super::records::{decision, notice, task};

/// The most points and characters that one function says.
const MOST: usize = 8;
const LETTERS: usize = 160;

pub(crate) fn build(situation: &Situation) -> Document {
    let mut marks = Vec::new();
    if situation.log.started.exercise {
        marks.push(Phrase::new("mark-exercise"));
    }
    marks.push(Phrase::new("mark-draft"));
    Document {
        marks,
        title: Phrase::new("briefing-title").with("title", short(&situation.log.title, LETTERS)),
        head: vec![
            field(
                "as_of",
                "head-as-of",
                vec![Inline::MomentLong(situation.as_of)],
            ),
            field("handling", "head-handling", say("mark-internal")),
        ],
        numbered: false,
        sections: vec![
            situation_block(situation),
            function("s1", "briefing-s1", assigned(situation, "s1")),
            function("s4", "briefing-s4", assigned(situation, "s4")),
            function("s5", "briefing-s5", notices(situation)),
            function("s6", "briefing-s6", services(situation)),
            function("s3", "briefing-s3", tasks(situation)),
            lead(situation),
        ],
        foot: vec![foot(situation, None)],
    }
}

fn function(name: &'static str, heading: &'static str, mut items: Vec<Cell>) -> Section {
    let omitted = items.len().saturating_sub(MOST);
    items.truncate(MOST);
    let mut blocks = list("points", items);
    blocks.extend(lists::more(omitted));
    section(name, heading, blocks)
}

fn situation_block(situation: &Situation) -> Section {
    let wording = Wording::draft(situation);
    let said = |part| wording.in_a_paragraph(part).map(Block::Paragraph);
    let mut blocks: Vec<Block> = said(AssessmentPart::Summary).into_iter().collect();
    blocks.push(Block::Paragraph(sentences(situation)));
    blocks.extend(unknown_kinds(situation));
    blocks.extend(only_by_day(situation));
    let mut items = open_incidents(situation);
    let known = situation.findings.items.iter();
    items.extend(known.filter(|known| !known.is_over()).map(finding));
    items.extend(situation.notes.items.iter().map(note));
    let omitted = items.len().saturating_sub(MOST);
    items.truncate(MOST);
    blocks.extend(list("points", items));
    blocks.extend(lists::more(omitted));
    if let Some(since) = &situation.since {
        let lines = changes::lines(since, situation.as_of);
        blocks.push(Block::Note(if lines.is_empty() {
            Phrase::new("changes-none").with("moment", since.moment)
        } else {
            changes::heading(since)
        }));
        blocks.extend(list(
            "changes",
            lines.into_iter().take(MOST).map(|line| line.cell).collect(),
        ));
    }
    blocks.extend(OUTLOOK.into_iter().filter_map(said));
    section("s2", "briefing-s2", blocks)
}

/// How sure it is, the topic, the statement.
fn finding(finding: &Finding) -> Cell {
    let mut cell = vec![Inline::Phrase(label::certainty_words(finding.certainty))];
    cell.extend(text(format!(
        ": {}: {}",
        short(&finding.topic, LETTERS),
        short(&finding.statement, LETTERS)
    )));
    cell
}

/// A note that says how sure it is.
fn note(line: &JournalLine) -> Cell {
    let certainty = label::certainty_words(line.entry.body.certainty);
    let said = text(format!(": {}", short(line.text(), LETTERS)));
    [vec![Inline::Phrase(certainty)], said].concat()
}

fn task_point(task: &Task, now: Moment) -> Cell {
    let mut cell = text(format!(
        "{} {}: ",
        task.track.number,
        short(&task.what, LETTERS)
    ));
    cell.extend(task::assignee(task));
    cell.push(Inline::Text(", ".to_owned()));
    cell.extend(task::due(task, now));
    cell
}

/// Open tasks given to a function.
fn assigned(situation: &Situation, function: &str) -> Vec<Cell> {
    situation
        .tasks_open
        .items
        .iter()
        .filter(|task| {
            task.assignee
                .as_ref()
                .and_then(|assignee| assignee.function.as_deref())
                .is_some_and(|name| name.trim().to_lowercase().starts_with(function))
        })
        .map(|task| task_point(task, situation.as_of))
        .collect()
}

fn notices(situation: &Situation) -> Vec<Cell> {
    situation
        .notices
        .items
        .iter()
        .filter(|notice| notice.status == NoticeStatus::InForce)
        .filter(|notice| notice::expired(notice, situation.as_of).is_none())
        .map(|notice| {
            let mut cell = text(format!(
                "{} {} (",
                notice.track.number,
                short(&notice.text, LETTERS)
            ));
            cell.push(label::audience(notice.audience));
            cell.push(Inline::Text(")".to_owned()));
            cell
        })
        .collect()
}

fn services(situation: &Situation) -> Vec<Cell> {
    let mut services: Vec<_> = situation
        .services
        .iter()
        .filter(|service| service.state.is_impaired())
        .collect();
    services.sort_by_key(|service| service.state.rank());
    services
        .into_iter()
        .map(|service| {
            let mut cell = text(format!(
                "{} {}: ",
                service.track.number,
                short(&service.full_name(), LETTERS)
            ));
            cell.push(label::service_state(service.state));
            if service.outage_exceeded_since(situation.as_of.at).is_some() {
                cell.push(Inline::Phrase(Phrase::new("glance-exceeded")));
            }
            if let Some(workaround) = service
                .current()
                .and_then(|span| span.workaround.as_deref())
            {
                cell.push(Inline::Text(", ".to_owned()));
                cell.push(Inline::Phrase(Phrase::new("column-workaround")));
                cell.push(Inline::Text(format!(": {}", short(workaround, LETTERS))));
            }
            cell
        })
        .collect()
}

/// Open tasks, those first that are late or pressing.
fn tasks(situation: &Situation) -> Vec<Cell> {
    let mut tasks: Vec<_> = situation.tasks_open.items.iter().collect();
    tasks.sort_by_key(|task| !task.presses(situation.as_of.at));
    tasks
        .into_iter()
        .map(|task| task_point(task, situation.as_of))
        .collect()
}

/// Decisions taken, what is to be decided, and when the next report is due.
fn lead(situation: &Situation) -> Section {
    let mut decisions = situation.decisions.items.clone();
    decisions.retain(|decision| !decision.is_over());
    decisions.truncate(MOST);
    decision::sort_as_taken(&mut decisions);
    let items = decisions
        .iter()
        .map(|decision| {
            text(format!(
                "{} {}",
                decision.track.number,
                short(&decision.what, LETTERS)
            ))
        })
        .collect();
    let mut section = function("lead", "briefing-lead", items);
    if let Some(needed) = situation.assessment(AssessmentPart::DecisionNeeded) {
        let paragraph = Wording::draft(situation)
            .in_a_paragraph(needed.part)
            .map(Block::Paragraph);
        section.blocks.extend(paragraph);
        section.blocks.extend(list(
            "options",
            needed
                .options
                .iter()
                .map(|option| text(option.clone()))
                .collect(),
        ));
    }
    let mut calls = calls::all(situation, false);
    // What no longer holds outside is put away, not read aloud.
    calls.retain(|call| call.key != notice::EXPIRED);
    if !calls.is_empty() {
        section
            .blocks
            .push(Block::Note(Phrase::new("briefing-calls")));
        let calls = calls.into_iter().take(MOST).map(phrase);
        section.blocks.extend(list("calls", calls.collect()));
    }
    if let Some(next) = situation
        .last_report
        .as_ref()
        .and_then(|report| report.next_at)
        .filter(|next| next.at >= situation.as_of.at)
    {
        section.blocks.push(Block::Paragraph(vec![
            Inline::Phrase(Phrase::new("head-next")),
            Inline::Text(": ".to_owned()),
            Inline::Moment(next),
        ]));
    }
    section
}
