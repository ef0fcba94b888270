//! The Lagebericht (situation report).
//!
//! Order of sections: the synthesis of FwDV 100, BSI-Standard 200-4 (Lagebild), ICS 209 and LFS aids; no single German
//! standard fixes it for a town. What the log does not say, the report does not say.

use std::borrow::Cow;

use crate::domain::codes::{AssessmentPart, Certainty, IncidentStatus, NoticeStatus, ServiceState};
use crate::domain::moment::Moment;
use crate::domain::number::RecordKind;
use crate::domain::records::{Finding, Service};
use crate::domain::situation::Situation;

use super::assessment::{OUTLOOK, in_a_paragraph, written};
use super::changes;
use super::head::{self, Release};
use super::journal;
use super::label::{self, list, paragraph, part, section, short};
use super::lists::{self, Looking};
use super::metrics::cut_to;
use super::records::Shown;
use super::room::{Room, TWO_PAGES, printed_height, rooms, shorten};
use crate::document::{
    Block, Cell, Day, Days, Document, Inline, Phrase, Section, StateRow, StateSpan, States,
};

#[derive(Clone, Debug, Default)]
pub struct Options {
    /// For the mayor: what is not normal, late or new, and nothing that is empty; two pages whatever the log holds.
    pub short: bool,
    pub prepared_by: Option<String>,
    pub release: Option<Release>,
}

/// What is asked, and the room there is for it.
struct Plan<'a> {
    short: bool,
    prepared_by: Option<&'a str>,
    release: Option<&'a Release>,
    room: Room,
}

impl Plan<'_> {
    /// Options of a decision that is needed.
    fn choices(&self) -> usize {
        if self.short {
            self.room.choices
        } else {
            usize::MAX
        }
    }
}

/// Lines of changes in a full report.
const CHANGES: usize = 100;

pub fn build(situation: &Situation, options: &Options) -> Document {
    let lines = situation
        .since
        .as_ref()
        .map(|since| changes::lines(since, situation.as_of));
    let made = |room| {
        let plan = Plan {
            short: options.short,
            prepared_by: options.prepared_by.as_deref(),
            release: options.release.as_ref(),
            room,
        };
        make(situation, &plan, lines.as_deref())
    };
    let mut rooms = rooms();
    let mut document = made(rooms.next().expect("the most generous room"));
    while options.short
        && printed_height(&document) > TWO_PAGES
        && let Some(room) = rooms.next()
    {
        document = made(room);
    }
    document
}

fn make(situation: &Situation, options: &Plan<'_>, lines: Option<&[changes::Line]>) -> Document {
    let by_number = lines.map(changes::by_number);
    let looking = Looking {
        now: situation.as_of,
        changes: by_number.as_ref(),
    };
    let mut sections = summary(situation, options, lines);
    if !options.short {
        sections.extend(damage(situation, looking));
    }
    sections.extend(services(situation, options, looking));
    sections.extend(tasks(situation, options, looking));
    sections.extend(decisions(situation, options, looking));
    if options.short {
        sections.push(deadlines(situation, options));
    } else {
        sections.extend(notices(situation, looking));
        sections.push(section("staff", "section-staff", Vec::new()));
    }
    sections.extend(assessments(situation, options));
    if !options.short {
        sections.push(log(situation));
    }
    if options.short {
        sections.retain(|section| !section.blocks.is_empty());
    }
    sections.push(section(
        "release",
        "section-release",
        head::signed(options.release),
    ));
    let mut marks = Vec::new();
    if situation.log.started.exercise {
        marks.push(Phrase::new("mark-exercise"));
    }
    if options.release.is_none() {
        marks.push(Phrase::new("mark-draft"));
    }
    let case = if options.short {
        cut_to(&situation.log.title, options.room.item.min(140) * 10)
    } else {
        situation.log.title.clone()
    };
    let mut document = Document {
        marks,
        title: head::title(&case, options.short, options.release),
        head: head::fields(situation, options.prepared_by, options.release),
        numbered: true,
        sections,
        foot: vec![head::foot(situation, options.release)],
    };
    if options.short {
        shorten(&mut document, options.room);
    }
    document
}

/// Numbers with their context, and what is due next.
pub fn sentences(situation: &Situation) -> Cell {
    let counts = &situation.counts;
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
        .find(|task| task.due.is_some_and(|due| due.at >= situation.as_of.at));
    if let Some((task, due)) = next.and_then(|task| Some((task, task.due?))) {
        say(Phrase::new("summary-next")
            .with("number", task.track.number.to_string())
            .with("text", short(&task.what, 120))
            .with("moment", due));
    }
    say(Phrase::new("summary-decisions").with("count", counts.decisions_in_force));
    sentences
}

/// What a person wrote, a few sentences with numbers in context, then what changed.
fn summary(
    situation: &Situation,
    options: &Plan<'_>,
    lines: Option<&[changes::Line]>,
) -> Vec<Section> {
    let mut blocks = written(situation, AssessmentPart::Summary, options.choices());
    blocks.push(Block::Paragraph(sentences(situation)));
    if situation.counts.unknown_kinds > 0 {
        blocks.push(Block::Note(
            Phrase::new("summary-unknown-kinds").with("count", situation.counts.unknown_kinds),
        ));
    }
    let mut sections = vec![section("summary", "section-summary", blocks)];
    let (Some(since), Some(lines)) = (&situation.since, lines) else {
        sections.extend(general(situation, options));
        return sections;
    };
    let most = if options.short {
        options.room.changes
    } else {
        CHANGES
    };
    let mut blocks = list(
        "changes",
        lines
            .iter()
            .take(most)
            .map(|line| line.cell.clone())
            .collect(),
    );
    if lines.is_empty() {
        blocks.push(paragraph(
            Phrase::new("changes-none").with("moment", since.moment),
        ));
    }
    blocks.extend(lists::omitted(
        lines.len().saturating_sub(most),
        "lage bericht",
    ));
    sections.push(part("changes", changes::heading(since), blocks));
    sections.extend(general(situation, options));
    sections
}

fn general(situation: &Situation, options: &Plan<'_>) -> Option<Section> {
    let blocks = written(situation, AssessmentPart::General, options.choices());
    (!options.short && !blocks.is_empty()).then(|| {
        part(
            "general",
            label::assessment_part(AssessmentPart::General),
            blocks,
        )
    })
}

/// Beurteilung and Prognose as people wrote them.
fn assessments(situation: &Situation, options: &Plan<'_>) -> Vec<Section> {
    let mut sections = vec![section("assessment", "section-assessment", Vec::new())];
    for wanted in OUTLOOK {
        if options.short {
            let paragraph = in_a_paragraph(situation, wanted).map(Block::Paragraph);
            sections[0].blocks.extend(paragraph);
            continue;
        }
        let blocks = written(situation, wanted, options.choices());
        if !blocks.is_empty() {
            sections.push(part(wanted.code(), label::assessment_part(wanted), blocks));
        }
    }
    sections
}

/// The next dates that bind: tasks, reviews of decisions, notices that run out.
fn deadlines(situation: &Situation, options: &Plan<'_>) -> Section {
    fn dates<T: Shown>(items: &[T], now: Moment) -> impl Iterator<Item = (Moment, Cell)> + '_ {
        items.iter().filter_map(move |item| {
            let (at, key) = item.deadline().filter(|(at, _)| at.at >= now.at)?;
            let phrase = Phrase::new(key)
                .with("moment", at)
                .with("number", item.track().number.to_string())
                .with("text", short(item.name(), 80));
            Some((at, vec![Inline::Phrase(phrase)]))
        })
    }
    let now = situation.as_of;
    let mut dated: Vec<(Moment, Cell)> = dates(&situation.tasks_open.items, now)
        .chain(dates(&situation.decisions.items, now))
        .chain(dates(&situation.notices.items, now))
        .collect();
    dated.sort_by_key(|(at, _)| *at);
    dated.truncate(options.room.deadlines);
    section(
        "deadlines",
        "section-deadlines",
        list(
            "deadlines",
            dated.into_iter().map(|(_, cell)| cell).collect(),
        ),
    )
}

fn damage(situation: &Situation, looking: Looking<'_>) -> Vec<Section> {
    let items = &situation.incidents.items;
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Table(crate::report::records::incident::incidents(
            items, looking,
        )));
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
    blocks.extend(lists::omitted(
        situation.incidents.omitted(),
        "lage vorfall liste --alle",
    ));
    if blocks.is_empty() {
        blocks.push(paragraph(Phrase::new("word-no-entries")));
    }
    let mut sections = vec![section("damage", "section-damage", blocks)];
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
        sections.push(part(name, Phrase::new(heading), list(name, items)));
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
pub fn finding_line(finding: &Finding, looking: Looking<'_>) -> Cell {
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
    if let Some(change) = looking.change(finding.track.number) {
        cell.push(Inline::Phrase(Phrase::new(match change {
            crate::document::Change::New => "finding-new",
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

/// "22 Dienste sind erfasst: 4 ausgefallen, …", and for how many nobody is named.
fn sums(services: &[Service]) -> Cell {
    let mut line = vec![Inline::Phrase(
        Phrase::new("services-sums").with("count", services.len()),
    )];
    let mut joint = " ";
    for value in ServiceState::ALL {
        let count = services
            .iter()
            .filter(|service| service.state == *value)
            .count();
        if count > 0 {
            line.push(Inline::Text(joint.to_owned()));
            line.push(Inline::Phrase(
                Phrase::new("services-sum")
                    .with("state", label::service_state_words(*value))
                    .with("count", count),
            ));
            joint = ", ";
        }
    }
    line.push(Inline::Text(".".to_owned()));
    let unowned = services
        .iter()
        .filter(|service| service.owner.is_none())
        .count();
    if unowned > 0 {
        line.push(Inline::Text(" ".to_owned()));
        line.push(Inline::Phrase(
            Phrase::new("services-unowned").with("count", unowned),
        ));
    }
    line
}

fn services(situation: &Situation, options: &Plan<'_>, looking: Looking<'_>) -> Vec<Section> {
    let mut items = situation.services.clone();
    items.sort_by_key(|service| service.state.rank());
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Paragraph(sums(&items)));
    }
    let mut omitted = 0;
    if options.short {
        items.retain(|service| service.state.is_impaired());
        omitted = items.len().saturating_sub(options.room.services);
        items.truncate(options.room.services);
    }
    if !items.is_empty() {
        blocks.push(Block::Table(crate::report::records::service::services(
            &items, looking,
        )));
    }
    blocks.extend(lists::omitted(omitted, "lage dienst liste"));
    let mut sections = vec![section("services", "section-services", blocks)];
    let rows: Vec<StateRow> = situation
        .services
        .iter()
        .map(|service| StateRow {
            number: service.track.number.to_string(),
            name: service.name.clone(),
            spans: service
                .history
                .chunk_by(|one, next| one.state == next.state)
                .filter_map(|same| same.first().map(span))
                .collect(),
        })
        .filter(|row: &StateRow| row.spans.len() > 1)
        .collect();
    if !options.short && !rows.is_empty() {
        sections.push(part(
            "service_history",
            Phrase::new("section-service-history"),
            vec![Block::States(States {
                name: Cow::Borrowed("service_history"),
                until: situation.as_of,
                rows,
            })],
        ));
    }
    sections
}

fn span(span: &crate::domain::records::service::StateSpan) -> StateSpan {
    StateSpan {
        since: span.since,
        approximate: span.approximate,
        code: span.state.code().to_owned(),
        label: label::service_state_words(span.state),
        tone: label::service_tone(span.state),
    }
}

fn tasks(situation: &Situation, options: &Plan<'_>, looking: Looking<'_>) -> Vec<Section> {
    let mut open = situation.tasks_open.items.clone();
    let mut omitted = 0;
    if options.short {
        open.retain(|task| task.presses(looking.now.at));
        omitted = open.len().saturating_sub(options.room.tasks);
        open.truncate(options.room.tasks);
    }
    let mut blocks = Vec::new();
    if !open.is_empty() {
        blocks.push(Block::Table(crate::report::records::task::open_tasks(
            &open, looking,
        )));
    }
    blocks.extend(lists::omitted(omitted, "lage aufgabe liste"));
    if blocks.is_empty() && !options.short {
        blocks.push(paragraph(Phrase::new("word-no-entries")));
    }
    let mut sections = vec![section("tasks", "section-tasks", blocks)];
    if options.short {
        return sections;
    }
    let ended = &situation.tasks_ended;
    if !ended.items.is_empty() {
        let mut blocks = vec![Block::Table(crate::report::records::task::ended_tasks(
            &ended.items,
            looking,
        ))];
        blocks.extend(lists::omitted(ended.omitted(), "lage aufgabe liste --alle"));
        sections.push(part(
            "tasks_ended",
            Phrase::new("section-tasks-ended"),
            blocks,
        ));
    }
    // One day is no course.
    if situation.task_days.len() > 1 {
        let days = situation.task_days.iter().map(|day| Day {
            since: day.since,
            day: day.day,
            open: day.open,
            done: day.done,
        });
        sections.push(part(
            "task_days",
            Phrase::new("section-task-days"),
            vec![Block::Days(Days {
                name: Cow::Borrowed("task_days"),
                days: days.collect(),
            })],
        ));
    }
    sections
}

/// Decisions in the order they were taken, then what is to be decided.
fn decisions(situation: &Situation, options: &Plan<'_>, looking: Looking<'_>) -> Vec<Section> {
    let mut items = situation.decisions.items.clone();
    let mut omitted = situation.decisions.omitted();
    if options.short {
        // Those of the period where there is one, else the newest.
        if let Some(changes) = looking.changes {
            items.retain(|decision| changes.contains_key(&decision.track.number));
            let since = situation.since.iter().flat_map(|since| &since.records);
            let of_period = since
                .map(|(_, after)| after.track())
                .filter(|track| track.number.kind == RecordKind::Decision)
                .filter(|track| track.voided.is_none() && changes.contains_key(&track.number));
            omitted = of_period.count().saturating_sub(items.len());
        }
        omitted += items.len().saturating_sub(options.room.decisions);
        items.truncate(options.room.decisions);
    }
    crate::report::records::decision::sort_as_taken(&mut items);
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Table(crate::report::records::decision::decisions(
            &items, looking,
        )));
    }
    blocks.extend(lists::omitted(omitted, "lage entscheidung liste --alle"));
    let mut sections = vec![section("decisions", "section-decisions", blocks)];
    let needed = written(situation, AssessmentPart::DecisionNeeded, options.choices());
    if !needed.is_empty() {
        sections.push(part(
            "decision_needed",
            label::assessment_part(AssessmentPart::DecisionNeeded),
            needed,
        ));
    }
    sections
}

fn notices(situation: &Situation, looking: Looking<'_>) -> Vec<Section> {
    let (in_force, ended): (Vec<_>, Vec<_>) = situation
        .notices
        .items
        .iter()
        .cloned()
        .partition(|notice| notice.status == NoticeStatus::InForce);
    let blocks = if in_force.is_empty() {
        Vec::new()
    } else {
        vec![Block::Table(crate::report::records::notice::notices(
            &in_force, looking,
        ))]
    };
    let mut sections = vec![section("notices", "section-notices", blocks)];
    if !ended.is_empty() {
        let mut blocks = vec![Block::Table(crate::report::records::notice::notices(
            &ended, looking,
        ))];
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
        blocks.push(Block::Table(journal::table(&situation.log_lines.items)));
    }
    section("log", "section-log", blocks)
}
