//! Plain `lage`: the situation on one 80×24 screen.

use crate::document::build::{field, list, part, phrase, short, text};
use crate::document::{Block, Cell, Document, Field, Inline, Phrase, Section};
use crate::domain::moment::Moment;
use crate::domain::records::{Decision, Service, Task};
use crate::domain::situation::{Glance, Part};

use super::calls;
use super::label::service_state;
use super::records::task;

/// Lines of the screen that the parts can share: 24 less the prompt, the title and the overview.
pub(crate) const LINES: usize = 21;

/// A blank line and a heading before the items of each part.
const PART_HEAD: usize = 2;

/// How many lines each part may take before the others have had theirs.
const OVERDUE: usize = 3;
const CALLS: usize = 2;
const UNCLEAR: usize = 2;
const DOWN: usize = 3;
const NEXT: usize = 1;
const DECIDED: usize = 2;

/// Letters of a text that stay on its line.
const SHORT: usize = 44;

/// A part of the screen before it is known how much of it fits.
struct Share {
    name: &'static str,
    key: &'static str,
    total: usize,
    items: Vec<Cell>,
    lines: usize,
}

fn share<T>(
    name: &'static str,
    key: &'static str,
    part: &Part<T>,
    line: impl Fn(&T) -> Cell,
    most: usize,
) -> Option<Share> {
    (part.total > 0).then(|| Share {
        name,
        key,
        total: part.total,
        lines: part.items.len().min(most),
        items: part.items.iter().map(line).collect(),
    })
}

/// Gives the lines that are left over to the parts that have more to say, one by one, the first parts first.
fn fill(shares: &mut [Share], screen: usize) {
    let mut left = screen.saturating_sub(
        shares
            .iter()
            .map(|share| PART_HEAD + share.lines)
            .sum::<usize>(),
    );
    while left > 0 {
        let mut given = false;
        for share in shares.iter_mut() {
            if left > 0 && share.lines < share.items.len() {
                share.lines += 1;
                left -= 1;
                given = true;
            }
        }
        if !given {
            break;
        }
    }
}

impl From<Share> for Section {
    fn from(share: Share) -> Section {
        let heading = Phrase::new(share.key)
            .with("count", share.total)
            .with("shown", share.lines);
        let items = share.items.into_iter().take(share.lines).collect();
        part(share.name, heading, list(share.name, items))
    }
}

fn task_line(task: &Task, tail: Cell) -> Cell {
    let mut cell = text(format!(
        "{} {}: ",
        task.track.number,
        short(&task.what, SHORT - 8)
    ));
    cell.extend(tail);
    cell
}

fn short_assignee(task: &Task) -> Cell {
    match &task.assignee {
        Some(assignee) => text(short(&assignee.to_string(), 18)),
        None => task::assignee(task),
    }
}

/// A task that is late: who does it, and since when.
fn overdue(task: &Task) -> Cell {
    let due = task.due.map_or_else(Vec::new, |due| {
        vec![Inline::Text(", ".to_owned()), Inline::Moment(due)]
    });
    task_line(task, [short_assignee(task), due].concat())
}

/// A task of which somebody or a date is missing.
fn unclear(task: &Task, now: Moment) -> Cell {
    let mut tail = short_assignee(task);
    tail.push(Inline::Text(", ".to_owned()));
    tail.extend(match task.due {
        Some(due) => vec![Inline::Moment(due)],
        None => task::due(task, now),
    });
    task_line(task, tail)
}

/// A task that is due next: when, and who does it.
fn next(task: &Task) -> Cell {
    let mut tail = task.due.map_or_else(Vec::new, |due| {
        vec![Inline::Moment(due), Inline::Text(", ".to_owned())]
    });
    tail.extend(short_assignee(task));
    task_line(task, tail)
}

/// A service that does not work as it should, and since when.
fn impaired(service: &Service, now: Moment) -> Cell {
    let mut cell = text(format!(
        "{} {}: ",
        service.track.number,
        short(&service.full_name(), 36)
    ));
    cell.push(service_state(service.state));
    if let Some(span) = service.current() {
        cell.push(Inline::Phrase(
            Phrase::new("glance-since").with("moment", span.since),
        ));
    }
    if service.outage_exceeded_since(now.at).is_some() {
        cell.push(Inline::Phrase(Phrase::new("glance-exceeded")));
    }
    cell
}

fn decided(decision: &Decision) -> Cell {
    vec![
        Inline::Text(format!("{} ", decision.track.number)),
        Inline::Moment(decision.track.happened_at),
        Inline::Text(format!(": {}", short(&decision.what, SHORT))),
    ]
}

/// The parts of the screen in their order, without those that have nothing to say.
fn shares(glance: &Glance) -> Vec<Share> {
    let now = glance.as_of;
    let calls = calls::at_a_glance(glance);
    let calls = Part {
        total: calls.len(),
        items: calls,
    };
    let parts = [
        share(
            "overdue",
            "glance-overdue",
            &glance.overdue,
            overdue,
            OVERDUE,
        ),
        share(
            "calls",
            "glance-calls",
            &calls,
            |call| phrase(call.clone()),
            CALLS,
        ),
        share(
            "unclear",
            "glance-unclear",
            &glance.unclear,
            |task| unclear(task, now),
            UNCLEAR,
        ),
        share(
            "services",
            "glance-services",
            &glance.impaired,
            |service| impaired(service, now),
            DOWN,
        ),
        share("next", "glance-next", &glance.next, next, NEXT),
        share(
            "decisions",
            "glance-decisions",
            &glance.decisions,
            decided,
            DECIDED,
        ),
    ];
    parts.into_iter().flatten().collect()
}

/// The line of numbers above the parts.
fn summary(glance: &Glance) -> Field {
    let summary = Phrase::new("glance-summary")
        .with("incidents", glance.incidents_open)
        .with("tasks", glance.tasks_open)
        .with("impaired", glance.impaired.total)
        .with("services", glance.services);
    field("summary", "glance-overview", vec![Inline::Phrase(summary)])
}

/// What to do first, where the log has only begun.
fn first_steps() -> Section {
    let steps = Block::Note(Phrase::new("glance-first-steps"));
    part("start", Phrase::new("glance-empty"), vec![steps])
}

pub(crate) fn build(glance: &Glance) -> Document {
    let exercise = glance.log.started.exercise;
    let mut shares = shares(glance);
    fill(&mut shares, LINES - usize::from(exercise));
    let mut sections: Vec<Section> = shares.into_iter().map(Section::from).collect();
    if glance.empty {
        sections.push(first_steps());
    }
    let mark = exercise.then(|| Phrase::new("mark-exercise"));
    Document {
        marks: mark.into_iter().collect(),
        title: Phrase::new("glance-title")
            .with("title", short(&glance.log.title, 46))
            .with("moment", glance.as_of),
        head: vec![summary(glance)],
        numbered: false,
        sections,
        foot: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(items: usize, most: usize) -> Share {
        let part = Part {
            items: (0..items).collect(),
            total: 100,
        };
        let line = |number: &usize| text(number.to_string());
        share("part", "glance-next", &part, line, most).unwrap()
    }

    fn lines(shares: &[Share]) -> Vec<usize> {
        shares.iter().map(|share| share.lines).collect()
    }

    #[test]
    fn lines_that_are_left_go_round_the_parts_the_first_ones_first() {
        let mut shares = [part(9, 3), part(9, 1)];
        fill(&mut shares, 2 * PART_HEAD + 4 + 3);
        assert_eq!(lines(&shares), [5, 2]);
    }

    #[test]
    fn a_part_gets_no_more_lines_than_it_has_items() {
        let mut shares = [part(2, 1), part(1, 1)];
        fill(&mut shares, 100);
        assert_eq!(lines(&shares), [2, 1]);
    }

    #[test]
    fn a_part_without_records_is_not_there() {
        let none = Part::<usize>::default();
        assert!(share("part", "glance-next", &none, |_| text(""), 3).is_none());
    }
}
