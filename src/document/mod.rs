//! A report as data: headings, paragraphs, tables and notes, in no language and no format.

mod blocks;
pub(crate) mod build;
mod courses;
mod phrase;
mod pieces;
mod sections;
pub(crate) mod width;

pub use blocks::Block;
pub use courses::{Day, Days, StateRow, StateSpan, States};
pub use phrase::{Phrase, Value};
pub use pieces::{Cell, Change, Column, Field, Inline, Row, Table, Tone};
pub use sections::{Document, Section};
