//! A whole document, section by section.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::blocks::Block;
use super::phrase::Phrase;
use super::pieces::{Cell, Field, Inline};

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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// English snake_case name, the key in JSON.
    pub name: Cow<'static, str>,
    /// 1 for a numbered main section, 2 for a part of the one before.
    pub level: u8,
    pub heading: Phrase,
    /// An empty section says "Keine Eintragungen".
    pub blocks: Vec<Block>,
    /// Whether readers are spared the section where it has nothing to say; the data have it always.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_filled: bool,
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

    /// The sections that a reader sees, each with its place among all.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &Section)> {
        let sections = self.sections.iter().enumerate();
        sections.filter(|(index, section)| !(section.only_filled && self.is_silent(*index)))
    }

    /// The heading of a section, behind its number where it is a main one and they are numbered.
    pub fn headline(&self, index: usize, heading: &str) -> String {
        if !self.numbered || self.sections[index].level != 1 {
            return heading.to_owned();
        }
        let before = self.shown().take_while(|(at, _)| *at <= index);
        let number = before.filter(|(_, section)| section.level == 1).count();
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
