//! The Lagebericht (situation report).
//!
//! Order of sections: the synthesis of FwDV 100, BSI-Standard 200-4 (Lagebild), ICS 209 and LFS aids; no single German
//! standard fixes it for a town. The report says nothing that is not in the log.

use std::borrow::Cow;

use crate::document::build::{list, paragraph, part, phrase, section, short as brief, text};
use crate::document::width::cut_to;
use crate::document::{Block, Cell, Day, Days, Document, Inline, Phrase, Section, States};
use crate::domain::codes::{
    AssessmentPart, Certainty, DecisionStatus, IncidentStatus, NoticeStatus,
};
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::records::Service;
use crate::domain::situation::Situation;

use super::assessment::{OUTLOOK, Wording};
use super::calls;
use super::changes;
use super::head::{self, Release};
use super::lists::{self, Looking};
use super::records::{Shown, decision, finding, incident, service, task};
use super::room::{Room, shorten};
use super::{journal, label};

#[derive(Clone, Debug, Default)]
pub struct Options {
    pub prepared_by: Option<String>,
    pub release: Option<Release>,
}

/// Tasks from which on their course over the days is shown.
const COURSE: usize = 10;

/// Lines of changes in a full report.
const CHANGES: usize = 100;

/// The data and bounds that the sections of a report are built from.
struct Plan<'a> {
    situation: &'a Situation,
    options: &'a Options,
    /// The differences from the moment compared with; none where there is no such moment.
    lines: Option<&'a [changes::Line]>,
    looking: Looking<'a>,
    /// How much the short report shows; the full one has no bounds.
    room: Option<&'a Room>,
}

impl Plan<'_> {
    fn is_short(&self) -> bool {
        self.room.is_some()
    }

    /// How much of something is shown: all of it in a full report.
    fn most(&self, of: impl Fn(&Room) -> usize) -> usize {
        self.room.map_or(usize::MAX, of)
    }

    /// The wording in force of one part of the Lagebild.
    fn written(&self, part: AssessmentPart) -> Vec<Block> {
        let wording = Wording {
            situation: self.situation,
            signed: self.options.release.is_some(),
        };
        wording.written(part, self.most(|room| room.choices))
    }
}

/// The full report.
pub fn build(situation: &Situation, options: &Options) -> Document {
    let lines = differences(situation);
    make(situation, options, lines.as_deref(), None)
}

/// The short report, for the mayor: what is not normal, late or new, and nothing that is empty. It is built anew for each
/// room that is tried.
pub fn short(situation: &Situation, options: &Options) -> impl Fn(&Room) -> Document {
    let lines = differences(situation);
    move |room| make(situation, options, lines.as_deref(), Some(room))
}

fn differences(situation: &Situation) -> Option<Vec<changes::Line>> {
    let since = situation.since.as_ref()?;
    Some(changes::lines(since, situation.as_of))
}

fn make(
    situation: &Situation,
    options: &Options,
    lines: Option<&[changes::Line]>,
    room: Option<&Room>,
) -> Document {
    let by_number = lines.map(changes::by_number);
    let plan = Plan {
        situation,
        options,
        lines,
        looking: Looking {
            now: situation.as_of,
            changes: by_number.as_ref(),
        },
        room,
    };
    let release = options.release.as_ref();
    let mut marks = Vec::new();
    if situation.log.started.exercise {
        marks.push(Phrase::new("mark-exercise"));
    }
    if release.is_none() {
        marks.push(Phrase::new("mark-draft"));
    }
    let title = &situation.log.title;
    let case = room.map_or_else(
        || title.clone(),
        |room| cut_to(title, room.item.min(140) * 10),
    );
    let mut document = Document {
        marks,
        title: head::title(&case, plan.is_short(), release),
        head: head::fields(situation, options.prepared_by.as_deref(), release),
        numbered: true,
        sections: sections(&plan),
        foot: vec![head::foot(situation, release)],
    };
    if let Some(room) = room {
        shorten(&mut document, room);
    }
    document
}

fn sections(plan: &Plan<'_>) -> Vec<Section> {
    let mut sections = summary(plan);
    if plan.is_short() {
        sections.extend(services(plan));
        sections.extend(tasks(plan));
        sections.extend(decisions(plan));
        sections.push(deadlines(plan));
        sections.extend(assessments(plan));
        sections.retain(|section| !section.blocks.is_empty());
    } else {
        sections.extend(damage(plan));
        sections.extend(services(plan));
        sections.extend(tasks(plan));
        sections.extend(decisions(plan));
        sections.extend(notices(plan));
        let staff = section("staff", "section-staff", Vec::new());
        sections.push(Section {
            only_filled: true,
            ..staff
        });
        sections.extend(assessments(plan));
        sections.push(journal(plan.situation));
    }
    let signed = head::signed(plan.options.release.as_ref());
    sections.push(section("release", "section-release", signed));
    sections
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
    let quiet = counts.incidents_open == 0 && counts.tasks_open == 0;
    if quiet {
        say(Phrase::new("summary-all-ended"));
    } else {
        say(Phrase::new("summary-incidents").with("count", counts.incidents_open));
    }
    if counts.services > 0 {
        say(Phrase::new("summary-services")
            .with("impaired", counts.services_impaired)
            .with("count", counts.services));
    }
    if !quiet {
        say(Phrase::new("summary-tasks").with("count", counts.tasks_open));
    }
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
        .find(|task| task.due.is_some() && !task.is_overdue(situation.as_of.at));
    if let Some((task, due)) = next.and_then(|task| Some((task, task.due?))) {
        say(Phrase::new("summary-next")
            .with("number", task.track.number.to_string())
            .with("text", brief(&task.what, 120))
            .with("moment", due));
    }
    if counts.decisions_in_force > 0 {
        say(Phrase::new("summary-decisions").with("count", counts.decisions_in_force));
    }
    sentences
}

/// The open incidents with their severity, a line each.
pub fn open_incidents(situation: &Situation) -> Vec<Cell> {
    let items = situation.incidents.items.iter();
    items
        .filter(|incident| incident.status == IncidentStatus::Open)
        .map(incident::line)
        .collect()
}

/// That entries of kinds that this version does not know are kept, but are not told.
pub fn unknown_kinds(situation: &Situation) -> Option<Block> {
    let count = situation.counts.unknown_kinds;
    (count > 0).then(|| Block::Note(Phrase::new("summary-unknown-kinds").with("count", count)))
}

/// That some of what is told was perhaps not yet so at the moment the report is of.
pub fn only_by_day(situation: &Situation) -> Option<Block> {
    const MOST: usize = 8;
    let all = &situation.only_by_day;
    if all.is_empty() {
        return None;
    }
    let mut cell = phrase(Phrase::new("summary-only-by-day").with("moment", situation.as_of));
    for (position, said) in all.iter().take(MOST).enumerate() {
        cell.extend(text(if position == 0 { " " } else { "; " }));
        cell.extend(match said.record {
            Some(record) => text(record.to_string()),
            None => {
                phrase(Phrase::new("event-visibility-entry").with("entry", said.entry.to_string()))
            }
        });
        cell.extend(text(" ("));
        cell.push(Inline::Moment(said.at));
        cell.extend(text(")"));
    }
    if all.len() > MOST {
        cell.extend(text("; …"));
    }
    Some(Block::Paragraph(cell))
}

/// The summary that a person wrote, a few sentences with numbers in context, then the changes.
fn summary(plan: &Plan<'_>) -> Vec<Section> {
    let situation = plan.situation;
    let mut blocks = plan.written(AssessmentPart::Summary);
    blocks.push(Block::Paragraph(sentences(situation)));
    blocks.extend(unknown_kinds(situation));
    blocks.extend(only_by_day(situation));
    if plan.is_short() {
        blocks.extend(list("incidents", open_incidents(situation)));
    }
    let mut sections = vec![section("summary", "section-summary", blocks)];
    if let (Some(since), Some(lines)) = (&situation.since, plan.lines) {
        let most = plan.room.map_or(CHANGES, |room| room.changes);
        let kept = changes::kept(lines, most);
        let cells = kept.iter().map(|line| line.cell.clone());
        let mut blocks = list("changes", cells.collect());
        if lines.is_empty() {
            blocks.push(paragraph(
                Phrase::new("changes-none").with("moment", since.moment),
            ));
        }
        blocks.extend(lists::more(lines.len() - kept.len()));
        sections.push(part("changes", changes::heading(since), blocks));
    }
    if let Some(room) = plan.room {
        let mut calls = calls::all(situation, plan.options.release.is_some());
        let omitted = cut(&mut calls, room.deadlines.max(3));
        let mut blocks = list("calls", calls.into_iter().map(phrase).collect());
        blocks.extend(lists::more(omitted));
        if !blocks.is_empty() {
            sections.push(part("calls", Phrase::new("section-calls"), blocks));
        }
    }
    let general = plan.written(AssessmentPart::General);
    if !plan.is_short() && !general.is_empty() {
        let heading = label::assessment_part(AssessmentPart::General);
        sections.push(part("general", heading, general));
    }
    sections
}

/// Beurteilung and Prognose as people wrote them.
fn assessments(plan: &Plan<'_>) -> Vec<Section> {
    let mut sections = vec![section("assessment", "section-assessment", Vec::new())];
    for wanted in OUTLOOK {
        if plan.is_short() {
            let paragraph = Wording::draft(plan.situation)
                .in_a_paragraph(wanted)
                .map(Block::Paragraph);
            sections[0].blocks.extend(paragraph);
            continue;
        }
        let blocks = plan.written(wanted);
        if !blocks.is_empty() {
            sections.push(part(wanted.code(), label::assessment_part(wanted), blocks));
        }
    }
    sections
}

/// The dates of some records that are still to come, each with its line.
fn dates<K: Shown>(records: &[K], now: Moment) -> Vec<(Moment, Cell)> {
    let dates = records.iter().flat_map(|record| {
        record.dates(now).into_iter().map(|date| {
            let line = Phrase::new(date.key)
                .with("moment", date.at)
                .with("number", record.track().number.to_string())
                .with("text", brief(record.name(), 80));
            (date.at, phrase(line))
        })
    });
    dates.collect()
}

/// The next dates that bind: tasks, reviews of decisions, notices that run out.
fn deadlines(plan: &Plan<'_>) -> Section {
    let situation = plan.situation;
    let now = situation.as_of;
    let mut dated: Vec<(Moment, Cell)> = [
        dates(&situation.tasks_open.items, now),
        dates(&situation.decisions.items, now),
        dates(&situation.notices.items, now),
    ]
    .concat();
    dated.sort_by_key(|(at, _)| *at);
    dated.truncate(plan.most(|room| room.deadlines));
    section(
        "deadlines",
        "section-deadlines",
        list(
            "deadlines",
            dated.into_iter().map(|(_, cell)| cell).collect(),
        ),
    )
}

fn damage(plan: &Plan<'_>) -> Vec<Section> {
    let (situation, looking) = (plan.situation, plan.looking);
    let items = &situation.incidents.items;
    let mut blocks = Vec::new();
    blocks.extend(lists::block(items, looking));
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
    blocks.extend(lists::more(situation.incidents.omitted()));
    if blocks.is_empty() {
        blocks.push(paragraph(Phrase::new("word-no-entries")));
    }
    let mut sections = vec![section("damage", "section-damage", blocks)];
    let findings = &situation.findings.items;
    for (certainty, name, heading) in [
        (Some(Certainty::Fact), "facts", "section-facts"),
        (
            Some(Certainty::Assumption),
            "assumptions",
            "section-assumptions",
        ),
        (Some(Certainty::Question), "questions", "section-questions"),
        (None, "unrated", "section-unrated"),
    ] {
        let said = findings
            .iter()
            .filter(|finding| !finding.is_over() && finding.certainty == certainty)
            .map(|finding| finding::line(finding, looking.change(finding.track.number), findings));
        // A note that does not say how certain it is stands in the Tagebuch alone.
        let noted = situation
            .notes
            .items
            .iter()
            .filter(|line| line.right().body.certainty == certainty)
            .map(journal::rated);
        let items: Vec<Cell> = said.chain(noted).collect();
        // The three lists are always there, so that a missing one is not taken for an empty one.
        if certainty.is_some() || !items.is_empty() {
            sections.push(part(name, Phrase::new(heading), list(name, items)));
        }
    }
    let closed: Vec<Cell> = situation
        .findings
        .items
        .iter()
        .filter(|finding| finding.is_over())
        .map(|finding| finding::line(finding, looking.change(finding.track.number), findings))
        .collect();
    if !closed.is_empty() {
        sections.push(part(
            "findings_closed",
            Phrase::new("section-findings-closed"),
            list("findings_closed", closed),
        ));
    }
    if let Some(last) = sections.last_mut() {
        let omitted = situation.findings.omitted() + situation.notes.omitted();
        last.blocks.extend(lists::more(omitted));
    }
    sections
}

/// Keeps the first ones; gives how many are omitted.
fn cut<T>(items: &mut Vec<T>, most: usize) -> usize {
    let omitted = items.len().saturating_sub(most);
    items.truncate(most);
    omitted
}

fn services(plan: &Plan<'_>) -> Vec<Section> {
    let (situation, looking) = (plan.situation, plan.looking);
    let all = &situation.services;
    let mut items = all.clone();
    let mut blocks = Vec::new();
    if !items.is_empty() {
        blocks.push(Block::Paragraph(service::sums(&items, looking.now)));
    }
    if plan.is_short() {
        items.retain(|service| service.state.is_impaired());
    }
    let most = plan.most(|room| room.services);
    if items.len() > most {
        // What there is room for is the worst, whatever its group.
        items.sort_by_key(|service| service.state.rank());
    }
    let omitted = cut(&mut items, most);
    if omitted > 0 {
        let place = |one: &Service| {
            all.iter()
                .position(|other| other.track.number == one.track.number)
        };
        items.sort_by_key(place);
    }
    if !items.is_empty() {
        blocks.push(Block::Table(service::table(&items, all, looking)));
    }
    blocks.extend(lists::more(omitted));
    let mut sections = vec![section("services", "section-services", blocks)];
    let rows: Vec<_> = situation
        .services
        .iter()
        .map(service::course)
        .filter(|row| row.spans.len() > 1)
        .collect();
    if !plan.is_short() && !rows.is_empty() {
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
    let outages = service::outages(all, looking.now);
    if !plan.is_short() && !outages.is_empty() {
        sections.push(part("outages", Phrase::new("section-outages"), outages));
    }
    sections
}

fn tasks(plan: &Plan<'_>) -> Vec<Section> {
    let (situation, looking) = (plan.situation, plan.looking);
    let mut open = situation.tasks_open.items.clone();
    let all = open.len();
    if plan.is_short() {
        open.retain(|task| task.presses(looking.now.at));
    }
    // What does not press is counted beside what does: nobody may take the list for all there is.
    let rest = if open.is_empty() { 0 } else { all - open.len() };
    let omitted = rest + cut(&mut open, plan.most(|room| room.tasks));
    let mut blocks: Vec<Block> = lists::block(&open, looking).into_iter().collect();
    blocks.extend(lists::more(omitted));
    if blocks.is_empty() && !plan.is_short() {
        blocks.push(paragraph(Phrase::new("word-no-entries")));
    }
    let mut sections = vec![section("tasks", "section-tasks", blocks)];
    if plan.is_short() {
        return sections;
    }
    let ended = &situation.tasks_ended;
    if !ended.items.is_empty() {
        let mut blocks = vec![Block::Table(task::ended(&ended.items, looking))];
        blocks.extend(lists::more(ended.omitted()));
        sections.push(part(
            "tasks_ended",
            Phrase::new("section-tasks-ended"),
            blocks,
        ));
    }
    // One day is no course, and a few tasks are seen better in their table.
    let counts = &situation.counts;
    let tasks = counts.tasks_open + counts.tasks_done + counts.tasks_cancelled;
    if situation.task_days.len() > 1 && tasks >= COURSE {
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
fn decisions(plan: &Plan<'_>) -> Vec<Section> {
    let (situation, looking) = (plan.situation, plan.looking);
    let mut items = situation.decisions.items.clone();
    let mut omitted = situation.decisions.omitted();
    if plan.is_short() {
        // What became of decisions stands in the changes. Those of the period come first where there is not room for all.
        items.retain(|decision| decision.status == DecisionStatus::InForce);
        items.sort_by_key(|decision| looking.change(decision.track.number).is_none());
        omitted = situation
            .counts
            .decisions_in_force
            .saturating_sub(items.len());
    }
    omitted += cut(&mut items, plan.most(|room| room.decisions));
    decision::sort_as_taken(&mut items);
    let mut blocks: Vec<Block> = lists::block(&items, looking).into_iter().collect();
    blocks.extend(lists::more(omitted));
    let mut sections = vec![section("decisions", "section-decisions", blocks)];
    let weighed: Vec<Cell> = items.iter().filter_map(decision::weighed).collect();
    if !plan.is_short() && !weighed.is_empty() {
        sections.push(part(
            "decisions_weighed",
            Phrase::new("section-decisions-weighed"),
            list("weighed", weighed),
        ));
    }
    let needed = plan.written(AssessmentPart::DecisionNeeded);
    if !needed.is_empty() {
        sections.push(part(
            "decision_needed",
            label::assessment_part(AssessmentPart::DecisionNeeded),
            needed,
        ));
    }
    sections
}

fn notices(plan: &Plan<'_>) -> Vec<Section> {
    let (situation, looking) = (plan.situation, plan.looking);
    let (in_force, ended): (Vec<_>, Vec<_>) = situation
        .notices
        .items
        .iter()
        .cloned()
        .partition(|notice| notice.status == NoticeStatus::InForce);
    let blocks = lists::block(&in_force, looking).into_iter().collect();
    let mut sections = vec![section("notices", "section-notices", blocks)];
    if let Some(ended) = lists::block(&ended, looking) {
        let mut blocks = vec![ended];
        blocks.extend(lists::more(situation.notices.omitted()));
        sections.push(part(
            "notices_ended",
            Phrase::new("section-notices-ended"),
            blocks,
        ));
    }
    sections
}

fn journal(situation: &Situation) -> Section {
    let mut blocks = Vec::new();
    if let Some((first, last, at)) = situation.imported {
        blocks.push(Block::Note(
            Phrase::new("log-imported")
                .with("first", first.to_string())
                .with("last", last.to_string())
                .with("moment", Moment::exact(at)),
        ));
    }
    blocks.extend(lists::more(situation.journal_lines.omitted()));
    if !situation.journal_lines.items.is_empty() {
        blocks.push(Block::Table(journal::table(&situation.journal_lines.items)));
    }
    section("log", "section-log", blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::records::Task;
    use crate::domain::records::notice::{Notice, NoticeEvent, NoticeIssued};
    use crate::domain::records::task::{TaskAdded, TaskEvent};
    use crate::report::briefing;
    use crate::report::sample::{hours, new, situation};

    fn task(number: &str, due: i64) -> Task {
        let added = TaskAdded {
            assignee: None,
            issued_by: None,
            due: Some(hours(due)),
            priority: None,
            waits_for: Vec::new(),
            about: Vec::new(),
        };
        new(number, "Auftrag", TaskEvent::Added(added))
    }

    fn notice(until: i64) -> Notice {
        let issued = NoticeIssued {
            audience: crate::domain::codes::Addressee::Public,
            channel: None,
            valid_from: None,
            valid_until: Some(hours(until)),
            released_by: None,
            replaces: None,
        };
        new("B-1", "Rathaus zu", NoticeEvent::Issued(issued))
    }

    /// The numbers in the short report's dates to come.
    fn dated(situation: &Situation, room: &Room) -> Vec<String> {
        let document = short(situation, &Options::default())(room);
        let deadlines = document
            .sections
            .iter()
            .find(|section| section.name == "deadlines");
        let Some(Block::List { items, .. }) = deadlines.map(|section| &section.blocks[0]) else {
            return Vec::new();
        };
        let number = |item: &Cell| match &item[0] {
            Inline::Phrase(phrase) => match &phrase.args[1].1 {
                crate::document::Value::Text(number) => number.clone(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        };
        items.iter().map(number).collect()
    }

    #[test]
    fn dates_to_come_stand_in_order_whatever_they_are_of() {
        let mut log = situation();
        log.tasks_open.items = vec![task("A-1", -1), task("A-2", 5), task("A-3", 1)];
        log.notices.items = vec![notice(3)];
        let rooms: Vec<Room> = Room::steps().collect();
        assert_eq!(dated(&log, &rooms[0]), ["A-3", "B-1", "A-2"]);
        let tight = rooms.last().unwrap();
        assert_eq!(dated(&log, tight), ["A-3", "B-1"]);
    }

    #[test]
    fn entries_of_unknown_kinds_are_said_in_every_report_of_the_staff() {
        let mut log = situation();
        let room = Room::steps().next().unwrap();
        let said = |log: &Situation| {
            let documents = [
                build(log, &Options::default()),
                short(log, &Options::default())(&room),
                briefing::build(log),
            ];
            documents.map(|document| {
                document.sections[0].blocks.iter().any(|block| {
                    matches!(block, Block::Note(phrase) if phrase.key == "summary-unknown-kinds")
                })
            })
        };
        assert_eq!(said(&log), [false; 3]);
        log.counts.unknown_kinds = 2;
        assert_eq!(said(&log), [true; 3]);
    }

    #[test]
    fn the_short_report_has_only_sections_that_say_something() {
        let room = Room::steps().next().unwrap();
        let names = |document: Document| -> Vec<String> {
            let sections = document.sections.into_iter();
            sections.map(|section| section.name.into_owned()).collect()
        };
        let options = Options::default();
        assert_eq!(
            names(short(&situation(), &options)(&room)),
            ["summary", "release"]
        );
        let full = names(build(&situation(), &options));
        for name in [
            "damage",
            "services",
            "tasks",
            "decisions",
            "notices",
            "staff",
            "log",
        ] {
            assert!(full.contains(&name.to_owned()), "{name}");
        }
    }
}
