//! The whole Tagebuch, read in parts: all of it is of one moment, and nobody who writes waits for a reader at a pager.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::moment::Moment;
use crate::domain::number::EntryNumber;
use crate::domain::situation::{JournalLine, Scope};

use super::error::StoreError;
use super::log::Log;
use super::past::{self, BEGIN, Past};
use super::query::{Order, View};

/// Lines that are read together: the file is held for no longer, and no more of them are in memory.
const PART: usize = 500;

/// The lines of a whole Tagebuch as of the moment at which it was opened.
///
/// A reader keeps who writes waiting, so the file is let go between two parts. An entry never changes, but what is said of
/// it does: where somebody wrote meanwhile, the parts that follow are read as they were known at that moment.
pub(crate) struct Whole {
    log: Log,
    past: Option<Past>,
    /// What was there at that moment.
    scope: Scope,
    ids: Vec<i64>,
    /// What SQLite says of the file's content as last seen; nothing where nobody else can write in these tables.
    content: Option<i64>,
    /// The content whose entries have all been checked, and those of them that did not fit.
    checked: Option<(i64, BTreeSet<EntryNumber>)>,
    /// Whether the Tagebuch has another number of lines than the log has entries.
    pub(crate) uneven: bool,
}

impl Whole {
    /// Begins at the moment at which the log, or the past over it, was opened to read.
    pub(crate) fn of(
        log: Log,
        past: Option<Past>,
        since: Option<Moment>,
        order: Order,
    ) -> Result<Whole, StoreError> {
        let view = past.as_ref().map_or_else(|| log.view(), Past::view);
        let ids = view.line_ids(since, order)?;
        let all = past.is_none() && since.is_none();
        let uneven = all && view.entries()? != ids.len();
        let mut scope = past.as_ref().map_or(Scope::ALL, |past| past.scope.clone());
        let content = if is_in_memory(view.conn) {
            None
        } else {
            scope.known_to = Some(past::heads(view.conn, &scope)?);
            Some(content(view.conn)?)
        };
        let whole = Whole {
            log,
            past,
            scope,
            ids,
            content,
            checked: None,
            uneven,
        };
        whole.let_go()?;
        Ok(whole)
    }

    /// Every line, one after the other; each part has been checked before its first line is given.
    ///
    /// # Errors
    /// Those of reading, and whatever `read` gives.
    pub(crate) fn each<E: From<StoreError>>(
        &mut self,
        mut read: impl FnMut(JournalLine) -> Result<(), E>,
    ) -> Result<(), E> {
        let begun = self.content;
        let mut altered = BTreeSet::new();
        for at in (0..self.ids.len()).step_by(PART) {
            for line in self.part(at)? {
                altered.extend(line.altered.then_some(line.entry.number));
                read(line)?;
            }
        }
        // A second time they need not be checked, as long as SQLite says that nobody has written.
        self.checked = begun
            .filter(|_| begun == self.content)
            .map(|content| (content, altered));
        Ok(())
    }

    fn part(&mut self, at: usize) -> Result<Vec<JournalLine>, StoreError> {
        self.hold().map_err(|error| error.at(&self.log.path))?;
        let end = self.ids.len().min(at + PART);
        let known = self.checked.as_ref();
        let known = known.filter(|(content, _)| Some(*content) == self.content);
        let ids = &self.ids[at..end];
        let lines = match known {
            Some((_, altered)) => self.view().lines_known(ids, altered)?,
            None => self.view().lines_of(ids)?,
        };
        self.let_go()?;
        Ok(lines)
    }

    fn view(&self) -> View<'_> {
        self.past
            .as_ref()
            .map_or_else(|| self.log.view(), Past::view)
    }

    fn hold(&mut self) -> Result<(), StoreError> {
        let Some(before) = self.content else {
            return Ok(());
        };
        self.view().conn.execute_batch(BEGIN)?;
        if content(self.view().conn)? == before {
            return Ok(());
        }
        // Who holds the file twice can wait for itself, where somebody who writes waits in between.
        self.let_go()?;
        self.past = Some(self.log.past_now(&self.scope)?);
        self.content = Some(content(self.view().conn)?);
        Ok(())
    }

    /// Lets go of the file, through whichever connection it is held.
    fn let_go(&self) -> Result<(), StoreError> {
        for conn in [self.log.view().conn, self.view().conn] {
            if !conn.is_autocommit() {
                conn.execute_batch("COMMIT")?;
            }
        }
        Ok(())
    }
}

fn is_in_memory(conn: &Connection) -> bool {
    conn.path().is_none_or(str::is_empty)
}

/// A number that is another one once somebody else has written.
fn content(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
}
