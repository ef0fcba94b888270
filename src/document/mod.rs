//! A report as data: headings, paragraphs, tables and notes, in no language and no format.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::moment::Moment;

/// A sentence or label by its key in the catalogues, with the data it shows.
///
/// The words are looked up when the document is rendered, so a frozen document can be printed in either language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    pub key: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Value)>,
}

impl Phrase {
    pub fn new(key: &'static str) -> Phrase {
        Phrase {
            key: Cow::Borrowed(key),
            args: Vec::new(),
        }
    }

    /// A phrase whose key is put together from codes.
    pub fn named(key: String) -> Phrase {
        Phrase {
            key: Cow::Owned(key),
            args: Vec::new(),
        }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Phrase {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }
}

/// What a phrase can show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// What a person typed: shown as it is, never interpreted.
    Text(String),
    Count(i64),
    Moment(Moment),
    Phrase(Box<Phrase>),
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}
impl From<i64> for Value {
    fn from(count: i64) -> Value {
        Value::Count(count)
    }
}
impl From<usize> for Value {
    fn from(count: usize) -> Value {
        Value::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
impl From<Moment> for Value {
    fn from(moment: Moment) -> Value {
        Value::Moment(moment)
    }
}
impl From<Phrase> for Value {
    fn from(phrase: Phrase) -> Value {
        Value::Phrase(Box::new(phrase))
    }
}

/// How urgent what is shown is: meaning, never a colour. Every renderer also says it in words or signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Plain,
    Fine,
    Watch,
    Alarm,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// What a person typed.
    Text(String),
    /// What a person typed and somebody corrected or cancelled later: readable, struck through.
    Struck(String),
    /// Our words.
    Phrase(Phrase),
    Moment(Moment),
    /// A moment with its weekday and zone, as in the head of a report.
    MomentLong(Moment),
    Count(i64),
    /// A state in words with its tone; `code` is the English code for JSON.
    State {
        code: String,
        label: Phrase,
        tone: Tone,
    },
    /// A line break inside a cell or paragraph.
    Break,
}

/// The content of a table cell or a list item, shown one piece after the other without anything between them.
pub type Cell = Vec<Inline>;

/// A label with its value, as in the head of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub label: Phrase,
    pub value: Cell,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub label: Phrase,
    /// How much of the width it wants, in characters of comfortable reading; a hint, not a bound.
    pub width: u16,
}

/// What happened to a row since the moment the reader compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    New,
    Changed,
    Ended,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub cells: Vec<Cell>,
    #[serde(default)]
    pub tone: Tone,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// A table; each row has exactly as many cells as there are columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Table {
    /// The columns, by index, that say something in at least one row: what prints leaves the others out.
    pub fn filled(&self) -> Vec<usize> {
        (0..self.columns.len())
            .filter(|&index| self.rows.iter().any(|row| !row.cells[index].is_empty()))
            .collect()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Paragraph(Cell),
    /// A bulleted list; `name` is the key in JSON.
    List {
        name: Cow<'static, str>,
        items: Vec<Cell>,
    },
    Fields(Vec<Field>),
    Table(Table),
    /// The states of services over time.
    States(States),
    /// Open and done tasks over time.
    Days(Days),
    /// A remark in smaller or quieter type.
    Note(Phrase),
    /// The line to sign on: place and date, name and function.
    Signature,
}

/// One state of a service, from `since` to the next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateSpan {
    pub since: Moment,
    #[serde(default)]
    pub approximate: bool,
    pub code: String,
    pub label: Phrase,
    pub tone: Tone,
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

impl States {
    /// Each service as a line of text: "Name: Zustand ab …; Zustand ab …".
    pub fn lines(&self) -> Vec<Cell> {
        let line = |row: &StateRow| {
            let mut cell = vec![Inline::Text(format!("{}: ", row.name))];
            for (position, span) in row.spans.iter().enumerate() {
                if position > 0 {
                    cell.push(Inline::Text("; ".to_owned()));
                }
                cell.push(Inline::State {
                    code: span.code.clone(),
                    label: span.label.clone(),
                    tone: span.tone,
                });
                cell.push(Inline::Phrase(Phrase::new("services-from")));
                cell.push(if span.approximate {
                    Inline::Phrase(Phrase::new("report-approximate").with("moment", span.since))
                } else {
                    Inline::Moment(span.since)
                });
            }
            cell
        };
        self.rows.iter().map(line).collect()
    }
}

impl States {
    /// The same as a table: a row for each state.
    pub fn table(&self) -> Table {
        let column = |name: &'static str, key: &'static str, width| Column {
            name: Cow::Borrowed(name),
            label: Phrase::new(key),
            width,
        };
        let rows = self.rows.iter().flat_map(|row| {
            row.spans.iter().map(|span| Row {
                cells: vec![
                    vec![Inline::Text(row.name.clone())],
                    vec![Inline::State {
                        code: span.code.clone(),
                        label: span.label.clone(),
                        tone: span.tone,
                    }],
                    vec![if span.approximate {
                        Inline::Phrase(Phrase::new("report-approximate").with("moment", span.since))
                    } else {
                        Inline::Moment(span.since)
                    }],
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
            ],
            rows: rows.collect(),
        }
    }
}

impl Days {
    /// The same as a table.
    pub fn table(&self) -> Table {
        let column = |name: &'static str, key: &'static str| Column {
            name: Cow::Borrowed(name),
            label: Phrase::new(key),
            width: 10,
        };
        let together = self.days.iter().any(|day| day.since.is_some());
        let rows = self.days.iter().map(|day| {
            let since = vec![Inline::Moment(day.since.unwrap_or(day.day))];
            let cells = vec![
                vec![Inline::Moment(day.day)],
                vec![Inline::Count(day.open)],
                vec![Inline::Count(day.done)],
            ];
            Row {
                cells: together.then_some(since).into_iter().chain(cells).collect(),
                ..Row::default()
            }
        });
        let since = column("since", "column-from");
        let day = if together {
            column("day", "column-until")
        } else {
            column("day", "column-day")
        };
        let counts = [
            day,
            column("open", "column-open"),
            column("done", "column-done"),
        ];
        Table {
            name: self.name.clone(),
            columns: together
                .then_some(since)
                .into_iter()
                .chain(counts)
                .collect(),
            rows: rows.collect(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    /// 1 for a numbered main section, 2 for a part of the one before.
    pub level: u8,
    pub heading: Phrase,
    /// An empty section says "Keine Eintragungen".
    pub blocks: Vec<Block>,
}

impl Document {
    /// Whether a section has nothing to say, so that it must say so: no blocks, and no part of it follows.
    pub fn is_silent(&self, index: usize) -> bool {
        let followed = self
            .sections
            .get(index + 1)
            .is_some_and(|next| next.level > self.sections[index].level);
        self.sections[index].blocks.is_empty() && !followed
    }

    /// The heading of a section, behind its number where it is a main one and they are numbered.
    pub fn headline(&self, index: usize, heading: &str) -> String {
        let main = |section: &&Section| section.level == 1;
        if !self.numbered || !main(&&self.sections[index]) {
            return heading.to_owned();
        }
        let number = self.sections[..=index].iter().filter(main).count();
        format!("{number} {heading}")
    }

    /// Changes every sentence and label of ours, wherever it stands.
    pub fn map_phrases(&mut self, change: &mut dyn FnMut(&mut Phrase)) {
        fn cell(cell: &mut Cell, change: &mut dyn FnMut(&mut Phrase)) {
            for piece in cell {
                match piece {
                    Inline::Phrase(phrase) | Inline::State { label: phrase, .. } => change(phrase),
                    _ => {}
                }
            }
        }
        fn fields(list: &mut [Field], change: &mut dyn FnMut(&mut Phrase)) {
            for field in list {
                change(&mut field.label);
                cell(&mut field.value, change);
            }
        }
        self.marks.iter_mut().for_each(&mut *change);
        change(&mut self.title);
        fields(&mut self.head, change);
        for section in &mut self.sections {
            change(&mut section.heading);
            for block in &mut section.blocks {
                match block {
                    Block::Paragraph(text) => cell(text, change),
                    Block::List { items, .. } => {
                        items.iter_mut().for_each(|item| cell(item, change));
                    }
                    Block::Fields(list) => fields(list, change),
                    Block::Table(table) => {
                        for column in &mut table.columns {
                            change(&mut column.label);
                        }
                        for row in &mut table.rows {
                            row.cells.iter_mut().for_each(|text| cell(text, change));
                        }
                    }
                    Block::States(states) => {
                        for row in &mut states.rows {
                            for span in &mut row.spans {
                                change(&mut span.label);
                            }
                        }
                    }
                    Block::Note(phrase) => change(phrase),
                    Block::Days(_) | Block::Signature => {}
                }
            }
        }
        self.foot.iter_mut().for_each(change);
    }
}

/// A whole report, overview or list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Above the title, in capitals: ÜBUNG, Entwurf, internal.
    pub marks: Vec<Phrase>,
    pub title: Phrase,
    pub head: Vec<Field>,
    /// Whether main sections carry numbers, so that people can name them: a Lagebericht, and whatever was frozen before
    /// there was a choice.
    #[serde(default = "as_ever")]
    pub numbered: bool,
    pub sections: Vec<Section>,
    /// At the foot of every page: case, checksum.
    pub foot: Vec<Phrase>,
}

fn as_ever() -> bool {
    true
}
