//! Plain `lage`: the situation on one 80×24 screen.

use std::borrow::Cow;

use crate::document::build::{field, phrase, short, text};
use crate::document::{Block, Cell, Document, Inline, Phrase, Section};
use crate::domain::moment::Moment;
use crate::domain::records::task::Task;
use crate::domain::situation::Situation;

use super::calls;
use super::label::service_state;
use super::records::task;

/// Lines of the screen that the parts can share: 24 less the prompt, the title and the overview.
const LINES: usize = 21;

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

fn share(
    name: &'static str,
    key: &'static str,
    total: usize,
    items: Vec<Cell>,
    most: usize,
) -> Option<Share> {
    (total > 0).then(|| Share {
        name,
        key,
        total,
        lines: items.len().min(most),
        items,
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
        Section {
            name: Cow::Borrowed(share.name),
            level: 2,
            heading,
            blocks: vec![Block::List {
                name: Cow::Borrowed(share.name),
                items: share.items.into_iter().take(share.lines).collect(),
            }],
            only_filled: false,
        }
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

pub(crate) fn build(situation: &Situation) -> Document {
    let now: Moment = situation.as_of;
    let counts = &situation.counts;
    let open = &situation.tasks_open.items;
    let (overdue, rest): (Vec<&Task>, Vec<&Task>) =
        open.iter().partition(|task| task.is_overdue(now.at));
    let unclear: Vec<&Task> = open
        .iter()
        .filter(|task| task.assignee.is_none() || task.due.is_none())
        .collect();
    let mut down: Vec<_> = situation
        .services
        .iter()
        .filter(|service| {
            service
                .current()
                .is_none_or(|span| span.state.is_impaired())
        })
        .collect();
    down.sort_by_key(|service| service.current().map_or(4, |span| span.state.rank()));
    let calls: Vec<Cell> = calls::all(situation, false)
        .into_iter()
        .map(phrase)
        .collect();
    let parts = [
        share(
            "overdue",
            "glance-overdue",
            overdue.len(),
            overdue
                .iter()
                .map(|task| {
                    let due = task.due.map_or_else(Vec::new, |due| {
                        vec![Inline::Text(", ".to_owned()), Inline::Moment(due)]
                    });
                    task_line(task, [short_assignee(task), due].concat())
                })
                .collect(),
            OVERDUE,
        ),
        share("calls", "glance-calls", calls.len(), calls, CALLS),
        share(
            "unclear",
            "glance-unclear",
            unclear.len(),
            unclear
                .iter()
                .map(|task| {
                    let mut tail = short_assignee(task);
                    tail.push(Inline::Text(", ".to_owned()));
                    tail.extend(match task.due {
                        Some(due) => vec![Inline::Moment(due)],
                        None => task::due(task, now),
                    });
                    task_line(task, tail)
                })
                .collect(),
            UNCLEAR,
        ),
        share(
            "services",
            "glance-services",
            down.len(),
            down.iter()
                .map(|service| {
                    let mut cell = text(format!(
                        "{} {}: ",
                        service.track.number,
                        short(&service.name, 36)
                    ));
                    cell.push(service_state(service.state));
                    if let Some(span) = service.current() {
                        cell.push(Inline::Phrase(
                            Phrase::new("glance-since").with("moment", span.since),
                        ));
                    }
                    cell
                })
                .collect(),
            DOWN,
        ),
        share(
            "next",
            "glance-next",
            rest.iter().filter(|task| task.due.is_some()).count(),
            rest.iter()
                .filter_map(|task| {
                    let due = vec![Inline::Moment(task.due?), Inline::Text(", ".to_owned())];
                    Some(task_line(task, [due, short_assignee(task)].concat()))
                })
                .collect(),
            NEXT,
        ),
        share(
            "decisions",
            "glance-decisions",
            situation.decisions.total,
            situation
                .decisions
                .items
                .iter()
                .map(|decision| {
                    vec![
                        Inline::Text(format!("{} ", decision.track.number)),
                        Inline::Moment(decision.track.happened_at),
                        Inline::Text(format!(": {}", short(&decision.what, SHORT))),
                    ]
                })
                .collect(),
            DECIDED,
        ),
    ];
    let summary = Phrase::new("glance-summary")
        .with("incidents", counts.incidents_open)
        .with("tasks", counts.tasks_open)
        .with("impaired", counts.services_impaired)
        .with("services", counts.services);
    let exercise = situation.log.started.exercise;
    let mut shares: Vec<Share> = parts.into_iter().flatten().collect();
    fill(&mut shares, LINES - usize::from(exercise));
    let mut sections: Vec<Section> = shares.into_iter().map(Section::from).collect();
    if counts.entries <= 1 {
        sections.push(Section {
            name: Cow::Borrowed("start"),
            level: 2,
            heading: Phrase::new("glance-empty"),
            blocks: vec![Block::Note(Phrase::new("glance-first-steps"))],
            only_filled: false,
        });
    }
    Document {
        marks: exercise
            .then(|| Phrase::new("mark-exercise"))
            .into_iter()
            .collect(),
        title: Phrase::new("glance-title")
            .with("title", short(&situation.log.title, 46))
            .with("moment", now),
        head: vec![field(
            "summary",
            "glance-overview",
            vec![Inline::Phrase(summary)],
        )],
        numbered: false,
        sections,
        foot: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(items: usize, most: usize) -> Share {
        let items = (0..items).map(|number| text(number.to_string())).collect();
        share("part", "glance-next", 100, items, most).unwrap()
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
        assert!(share("part", "glance-next", 0, Vec::new(), 3).is_none());
    }
}
