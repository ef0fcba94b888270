//! Courses over time: the states of services, open and done tasks day by day.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::moment::Moment;

use super::build::{column, moment, say, text};
use super::phrase::Phrase;
use super::pieces::{Cell, Inline, Row, Table, Tone};

/// One state of a service, from `since` to the next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateSpan {
    pub since: Moment,
    #[serde(default)]
    pub approximate: bool,
    pub code: String,
    pub label: Phrase,
    pub tone: Tone,
    /// Whether it only says more of the state before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
    /// What holds with it: restriction, workaround, expected return, …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Cell,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateRow {
    pub number: String,
    pub name: String,
    /// Oldest first.
    pub spans: Vec<StateSpan>,
}

/// Services and their states until a moment: a list as text, a picture where there can be one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct States {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub until: Moment,
    pub rows: Vec<StateRow>,
}

/// Open tasks at the end of a day, and done since the day before in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Day {
    /// The first of several days that are counted together, up to `day`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Moment>,
    pub day: Moment,
    pub open: i64,
    pub done: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Days {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub days: Vec<Day>,
}

impl StateSpan {
    fn state(&self) -> Inline {
        Inline::State {
            code: self.code.clone(),
            label: self.label.clone(),
            tone: self.tone,
        }
    }

    /// Since when it holds; of one that only says more, when that was said, so that it does not read as a beginning.
    fn begins(&self) -> Cell {
        let at = moment(self.since, self.approximate);
        if self.continues {
            [say("services-more-row"), at].concat()
        } else {
            at
        }
    }
}

impl States {
    /// Each service as a line of text: "Name: Zustand ab … (…); Zustand, ergänzt … (…)".
    pub fn lines(&self) -> Vec<Cell> {
        let line = |row: &StateRow| {
            let mut cell = text(format!("{}: ", row.name));
            for (position, span) in row.spans.iter().enumerate() {
                if position > 0 {
                    cell.extend(text("; "));
                }
                cell.push(span.state());
                cell.extend(say(if span.continues {
                    "services-more"
                } else {
                    "services-from"
                }));
                cell.extend(moment(span.since, span.approximate));
                if !span.details.is_empty() {
                    cell.extend(text(" ("));
                    cell.extend(span.details.clone());
                    cell.extend(text(")"));
                }
            }
            cell
        };
        self.rows.iter().map(line).collect()
    }

    /// The same as a table: a row for each state.
    pub fn table(&self) -> Table {
        let rows = self.rows.iter().flat_map(|row| {
            row.spans.iter().map(|span| Row {
                cells: vec![
                    text(row.name.clone()),
                    vec![span.state()],
                    span.begins(),
                    span.details.clone(),
                ],
                ..Row::default()
            })
        });
        Table {
            name: self.name.clone(),
            columns: vec![
                column("name", "column-service", 24),
                column("state", "column-state", 14),
                column("since", "column-since", 14),
                column("details", "column-details", 34),
            ],
            rows: rows.collect(),
        }
    }
}

impl Days {
    /// The same as a table; the first column only where several days are counted together.
    pub fn table(&self) -> Table {
        const WIDTH: u16 = 10;
        let together = self.days.iter().any(|day| day.since.is_some());
        let mut columns = vec![
            column(
                "day",
                if together {
                    "column-until"
                } else {
                    "column-day"
                },
                WIDTH,
            ),
            column("open", "column-open", WIDTH),
            column("done", "column-done", WIDTH),
        ];
        if together {
            columns.insert(0, column("since", "column-from", WIDTH));
        }
        let rows = self.days.iter().map(|day| {
            let mut cells = vec![
                vec![Inline::Moment(day.day)],
                vec![Inline::Count(day.open)],
                vec![Inline::Count(day.done)],
            ];
            if together {
                cells.insert(0, vec![Inline::Moment(day.since.unwrap_or(day.day))]);
            }
            Row {
                cells,
                ..Row::default()
            }
        });
        Table {
            name: self.name.clone(),
            columns,
            rows: rows.collect(),
        }
    }
}
