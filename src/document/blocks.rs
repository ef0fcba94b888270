//! The blocks of a document: paragraphs, lists, fields, tables and drawings.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::courses::{Days, States};
use super::phrase::Phrase;
use super::pieces::{Cell, Field, Table};

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
