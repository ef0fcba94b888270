//! The Lagebericht (situation report).
//!
//! Order of sections: the synthesis of FwDV 100, BSI-Standard 200-4 (Lagebild), ICS 209 and LFS aids; no single German
//! standard fixes it for a town. What the log does not say, the report does not say.

use std::borrow::Cow;

use crate::domain::assessment::Assessment;
use crate::domain::codes::{
    AssessmentPart, Certainty, IncidentStatus, NoticeStatus, Priority, ReportKind, ServiceState,
};
use crate::domain::decision::Decision;
use crate::domain::finding::Finding;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::report::Report;
use crate::domain::service::Service;
use crate::domain::situation::{Since, Situation};
use crate::domain::task::Task;

use super::changes;
use super::document::{
    Block, Cell, Day, Days, Document, Field, Inline, Phrase, Section, StateRow, StateSpan, States,
};
use super::label::{self, field, list, paragraph, part, say, section, short, text};
use super::lists::{self, Looking};
use super::room::{Room, TWO_PAGES, cut_to, printed_height, rooms, shorten};
use super::tagebuch;

/// What makes a draft a released report.
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

/// Lines of changes in a full report.
const CHANGES: usize = 100;

pub fn build(situation: &Situation, options: &Options) -> Document {
    let lines = situation
        .since
        .as_ref()
        .map(|since| changes::lines(&since.records, situation.as_of));
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
        release(options.release),
    ));
    let mut marks = Vec::new();
    if situation.log.started.exercise {
        marks.push(Phrase::new("mark-exercise"));
    }
    if options.release.is_none() {
        marks.push(Phrase::new("mark-draft"));
    }
    let case = if options.short {
        cut_to(&situation.log.title, options.room.item.min(140))
    } else {
        situation.log.title.clone()
    };
    let mut document = Document {
        marks,
        title: title(&case, options),
        head: head(situation, options),
        numbered: true,
        sections,
        foot: vec![foot(situation, options.release)],
    };
    if options.short {
        shorten(&mut document, options.room);
    }
    document
}

fn title(case: &str, options: &Plan<'_>) -> Phrase {
    let key = match (options.release, options.short) {
        (Some(_), _) => "report-title-numbered",
        (None, true) => "report-title-short",
        (None, false) => "report-title",
    };
    let title = Phrase::new(key).with("title", case);
    match options.release {
        Some(release) => title.with("number", release.number.to_string()),
        None => title,
    }
}

/// What stands at the foot of every page: the case, and which report it is.
pub fn foot(situation: &Situation, release: Option<&Release>) -> Phrase {
    let case = cut_to(&situation.log.title, 70);
    match release {
        Some(release) => Phrase::new("report-foot-numbered")
            .with("title", case)
            .with("number", release.number.to_string()),
        None => Phrase::new("report-foot")
            .with("title", case)
            .with("entries", situation.counts.entries),
    }
}

fn head(situation: &Situation, options: &Plan<'_>) -> Vec<Field> {
    let long = |at: Moment| vec![Inline::MomentLong(at)];
    let release = options.release;
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
        fields.push(field("period", "head-period", vec![Inline::Phrase(period)]));
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
    if let Some(by) = options.prepared_by {
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
    fields.push(field("released_by", "head-released-by", released));
    let distribution = release.map_or(&[][..], |release| &release.distribution);
    if !distribution.is_empty() {
        fields.push(field(
            "distribution",
            "head-distribution",
            text(distribution.join(", ")),
        ));
    }
    let next = release.and_then(|release| release.next_at);
    fields.push(field(
        "next_at",
        "head-next",
        next.map_or_else(|| say("head-next-open"), long),
    ));
    if let Some(meeting) = release.and_then(|release| release.meeting_at) {
        fields.push(field("meeting_at", "head-meeting", long(meeting)));
    }
    fields.push(field("handling", "head-handling", say("mark-internal")));
    fields
}

fn release(release: Option<&Release>) -> Vec<Block> {
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

/// The wording in force of one part, since when it holds, and whether it is older than the last report.
fn assessment(situation: &Situation, options: &Plan<'_>, wanted: AssessmentPart) -> Vec<Block> {
    let Some(assessment) = situation.assessment(wanted) else {
        return Vec::new();
    };
    let mut blocks = vec![Block::Paragraph(text(assessment.text.clone()))];
    let most = if options.short {
        options.room.choices
    } else {
        usize::MAX
    };
    let choices = assessment.options.iter().take(most);
    blocks.extend(list(
        "options",
        choices.map(|option| text(option.clone())).collect(),
    ));
    blocks.push(Block::Note(standing(situation, assessment)));
    blocks
}

/// On one laptop the numbers tell the order, between laptops the clocks must.
fn is_before(assessment: &Assessment, report: &Report) -> bool {
    let by_number = assessment.entry.precedes(report.track.entry);
    by_number.unwrap_or(assessment.recorded_at.at < report.track.added_at.at)
}

fn standing(situation: &Situation, assessment: &Assessment) -> Phrase {
    let older = situation
        .last_report
        .as_ref()
        .filter(|report| is_before(assessment, report));
    let stands = match &assessment.author {
        Some(author) => Phrase::new("assessment-since-by")
            .with("moment", assessment.since)
            .with("author", author.as_str()),
        None => Phrase::new("assessment-since").with("moment", assessment.since),
    };
    match older {
        Some(report) => Phrase::new("assessment-older")
            .with("stands", stands)
            .with("number", report.track.number.to_string()),
        None => stands,
    }
}

/// What a person wrote, a few sentences with numbers in context, then what changed.
fn summary(
    situation: &Situation,
    options: &Plan<'_>,
    lines: Option<&[changes::Line]>,
) -> Vec<Section> {
    let mut blocks = assessment(situation, options, AssessmentPart::Summary);
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
        "lage bericht --seit …",
    ));
    sections.push(part("changes", changes_since(since), blocks));
    sections.extend(general(situation, options));
    sections
}

/// "Änderungen seit …": a report or a moment.
pub fn changes_since(since: &Since) -> Phrase {
    match since.report {
        Some(report) => Phrase::new("section-changes-report")
            .with("number", report.series.to_string())
            .with("moment", since.moment),
        None => Phrase::new("section-changes").with("moment", since.moment),
    }
}

fn general(situation: &Situation, options: &Plan<'_>) -> Option<Section> {
    let blocks = assessment(situation, options, AssessmentPart::General);
    (!options.short && !blocks.is_empty()).then(|| {
        part(
            "general",
            label::assessment_part(AssessmentPart::General),
            blocks,
        )
    })
}

/// Where the situation is going: what a report says of it after the facts.
pub const OUTLOOK: [AssessmentPart; 4] = [
    AssessmentPart::Assessment,
    AssessmentPart::OutlookShort,
    AssessmentPart::OutlookMedium,
    AssessmentPart::OutlookLong,
];

/// The wording in force of one part in one paragraph, for reports without room for headings: its name, the text, its age.
pub fn in_a_paragraph(situation: &Situation, wanted: AssessmentPart) -> Option<Cell> {
    let assessment = situation.assessment(wanted)?;
    Some(vec![
        Inline::Phrase(label::assessment_part(wanted)),
        Inline::Text(format!(": {} (", assessment.text)),
        Inline::Phrase(standing(situation, assessment)),
        Inline::Text(")".to_owned()),
    ])
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
        let blocks = assessment(situation, options, wanted);
        if !blocks.is_empty() {
            sections.push(part(wanted.code(), label::assessment_part(wanted), blocks));
        }
    }
    sections
}

/// The next dates that bind: tasks, reviews of decisions, notices that run out.
fn deadlines(situation: &Situation, options: &Plan<'_>) -> Section {
    let now = situation.as_of.at;
    let mut dated: Vec<(Moment, Cell)> = Vec::new();
    let mut add = |at: Option<Moment>, key: &'static str, number: RecordNumber, what: &str| {
        if let Some(at) = at.filter(|at| at.at >= now) {
            dated.push((
                at,
                vec![Inline::Phrase(
                    Phrase::new(key)
                        .with("moment", at)
                        .with("number", number.to_string())
                        .with("text", short(what, 80)),
                )],
            ));
        }
    };
    for task in &situation.tasks_open.items {
        add(task.due, "deadline-task", task.track.number, &task.what);
    }
    for decision in &situation.decisions.items {
        add(
            decision.review_at,
            "deadline-review",
            decision.track.number,
            &decision.what,
        );
    }
    for notice in &situation.notices.items {
        if notice.status == NoticeStatus::InForce {
            add(
                notice.valid_until,
                "deadline-notice",
                notice.track.number,
                &notice.text,
            );
        }
    }
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
        blocks.push(Block::Table(lists::incidents(items, looking)));
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

/// The state in force; unknown where none was ever entered.
pub fn state_of(service: &Service) -> ServiceState {
    service
        .current()
        .map_or(ServiceState::Unknown, |span| span.state)
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
            .filter(|service| state_of(service) == *value)
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
    items.sort_by_key(|service| state_of(service).rank());
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Paragraph(sums(&items)));
    }
    let mut omitted = 0;
    if options.short {
        items.retain(|service| state_of(service).is_impaired());
        omitted = items.len().saturating_sub(options.room.services);
        items.truncate(options.room.services);
    }
    if !items.is_empty() {
        blocks.push(Block::Table(lists::services(&items, looking)));
    }
    blocks.extend(lists::omitted(omitted, "lage dienst liste"));
    let mut sections = vec![section("services", "section-services", blocks)];
    let rows: Vec<StateRow> = situation
        .services
        .iter()
        .filter(|service| service.history.len() > 1)
        .map(|service| StateRow {
            number: service.track.number.to_string(),
            name: service.name.clone(),
            spans: service.history.iter().map(span).collect(),
        })
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

fn span(span: &crate::domain::service::StateSpan) -> StateSpan {
    StateSpan {
        since: span.since,
        approximate: span.approximate,
        code: span.state.code().to_owned(),
        label: label::service_state_words(span.state),
        tone: label::service_tone(span.state),
    }
}

/// Whether the short report and the speaking order name it: late, or marked as pressing.
pub fn presses(task: &Task, now: Moment) -> bool {
    task.due.is_some_and(|due| due.at < now.at)
        || matches!(task.priority, Priority::Urgent | Priority::High)
}

fn tasks(situation: &Situation, options: &Plan<'_>, looking: Looking<'_>) -> Vec<Section> {
    let mut open = situation.tasks_open.items.clone();
    let mut omitted = 0;
    if options.short {
        open.retain(|task| presses(task, looking.now));
        omitted = open.len().saturating_sub(options.room.tasks);
        open.truncate(options.room.tasks);
    }
    let mut blocks = Vec::new();
    if !open.is_empty() {
        blocks.push(Block::Table(lists::open_tasks(&open, looking)));
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
        let mut blocks = vec![Block::Table(lists::ended_tasks(&ended.items, looking))];
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

/// Sorts decisions as they were taken; where only the day is known, the numbers tell the order.
pub fn sort_as_taken(items: &mut [Decision]) {
    items.sort_by_key(|decision| {
        (
            decision.track.happened_at.at.date_naive(),
            decision.track.number,
        )
    });
}

/// Decisions in the order they were taken, then what is to be decided.
fn decisions(situation: &Situation, options: &Plan<'_>, looking: Looking<'_>) -> Vec<Section> {
    let mut items = situation.decisions.items.clone();
    let mut omitted = situation.decisions.omitted();
    if options.short {
        // Those of the period where there is one, else the newest.
        if let Some(changes) = looking.changes {
            items.retain(|decision| changes.contains_key(&decision.track.number));
            let of_period = changes
                .keys()
                .filter(|number| number.kind == RecordKind::Decision);
            omitted = of_period.count().saturating_sub(items.len());
        }
        omitted += items.len().saturating_sub(options.room.decisions);
        items.truncate(options.room.decisions);
    }
    sort_as_taken(&mut items);
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Table(lists::decisions(&items, looking)));
    }
    blocks.extend(lists::omitted(omitted, "lage entscheidung liste --alle"));
    let mut sections = vec![section("decisions", "section-decisions", blocks)];
    let needed = assessment(situation, options, AssessmentPart::DecisionNeeded);
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
        vec![Block::Table(lists::notices(&in_force, looking))]
    };
    let mut sections = vec![section("notices", "section-notices", blocks)];
    if !ended.is_empty() {
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
