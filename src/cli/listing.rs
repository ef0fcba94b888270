//! The list of one kind of record, as a table or as JSON.

use serde::Serialize;
use serde_json::Value;

use crate::document::{Document, Table};
use crate::domain::moment::Moment;
use crate::domain::number::RecordKind;
use crate::report::lists::{self, Looking};
use crate::store::query::View;

use super::answer;
use super::request::ListFilter;

/// A list as asked for.
pub struct Asked<'a> {
    pub kind: RecordKind,
    pub view: View<'a>,
    pub filter: &'a ListFilter,
    pub as_of: Moment,
    pub json: bool,
}

impl Asked<'_> {
    /// How many closed records are shown.
    pub fn ended(&self) -> usize {
        /// Number of closed records in a list without `--alle`.
        const ENDED: usize = 0;
        if self.filter.all { usize::MAX } else { ENDED }
    }

    pub fn answer<T: Serialize>(
        &self,
        title: &'static str,
        items: &[T],
        table: impl FnOnce(&[T], Looking<'_>) -> Table,
    ) -> Listing {
        if self.json {
            return Listing::Json(answer::records(items));
        }
        Listing::Shown {
            title,
            table: table(items, Looking::at(self.as_of)),
            omitted: 0,
        }
    }
}

pub enum Listing {
    Json(Value),
    Shown {
        title: &'static str,
        table: Table,
        omitted: usize,
    },
}

impl Listing {
    /// Adds the number of records left out; the list then names the command that shows them.
    pub fn without(mut self, count: usize) -> Listing {
        if let Listing::Shown { omitted, .. } = &mut self {
            *omitted = count;
        }
        self
    }

    /// The list as a document of its own, with the command for what it leaves out; JSON where that was asked for.
    pub fn document(self, whole: &str) -> Result<Document, Value> {
        match self {
            Listing::Json(value) => Err(value),
            Listing::Shown {
                title,
                table,
                omitted,
            } => Ok(lists::document(
                title,
                table,
                lists::omitted(omitted, whole),
            )),
        }
    }
}
