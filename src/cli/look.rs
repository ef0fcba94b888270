//! Looking into the log: the glance, lists, one record, the assessment, the journal, search.

use std::collections::BTreeSet;

use crate::document::{Document, Phrase, Row};
use crate::domain::codes::AssessmentPart;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::situation::{JournalLine, Part};
use crate::domain::time_input::Sense;
use crate::render::clean::one_line;
use crate::render::{json, terminal};
use crate::report::{assessment, detail, glance, journal, lists};
use crate::store::error::StoreError;
use crate::store::query::{Order, View};
use crate::store::search::Wanted;
use crate::store::whole::Whole;

use super::answer;
use super::args::with_all;
use super::explain::PROBLEM;
use super::failure::Failure;
use super::listing::Asked;
use super::records;
use super::request::{Journal, ListFilter};
use super::session::{Answer, Session};
use super::vocabulary;
use super::writing::entry_number;

impl Session<'_> {
    fn show(&self, document: &Document) -> Answer {
        Answer::text(terminal::render(document, &self.words, self.style(false)))
    }

    /// The command for what a list leaves out.
    fn whole(&self) -> String {
        one_line(&with_all(&self.environment.args, self.words.lang))
    }

    pub(super) fn glance(&mut self) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let mut glance = seen.view().glance(seen.as_of, glance::LINES)?;
        // Reports are looked back on from the whole log.
        glance.last_report = seen.log.view().last_report(seen.as_of, seen.known_by)?;
        let document = glance::build(&glance);
        if self.globals().json {
            return Ok(Answer::json(&json::render(&document, &self.words)));
        }
        Ok(self.show(&document))
    }

    pub(super) fn list(
        &mut self,
        kind: RecordKind,
        filter: &ListFilter,
    ) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let listing = records::list(&Asked {
            kind,
            view: seen.view(),
            filter,
            as_of: seen.as_of,
            json: self.globals().json,
        })?;
        Ok(match listing.document(&self.whole()) {
            Ok(document) => self.show(&document),
            Err(value) => Answer::json(&value),
        })
    }

    pub(super) fn detail(&mut self, kind: RecordKind, input: &str) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let view = seen.view();
        let number = records::find(kind, &view, input)?;
        let record = view.record(number)?;
        let linked = view.linked(&record)?;
        if self.globals().json {
            return Ok(Answer::json(&answer::with_linked(&record, &linked)));
        }
        let lines = view.lines_about(number)?;
        let code = self.tell_altered_in(&lines);
        let page = detail::build(&record, &lines, &linked, seen.as_of);
        Ok(self.show(&page).with(code))
    }

    /// An entry with the notes that are about it.
    pub(super) fn entry(&mut self, input: &str) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let lines = lines_about_entry(&seen.view(), input)?;
        let code = self.tell_altered_in(&lines);
        if self.globals().json {
            return Ok(Answer::json(&answer::line_with_notes(&lines)).with(code));
        }
        let document = lists::document("list-log", journal::table(&lines), None);
        Ok(self.show(&document).with(code))
    }

    /// The Lagebild as people wrote it: what is in force, or every wording of one part.
    pub(super) fn assessments(&mut self, part: Option<&str>) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let items = match part {
            None => seen.view().assessments()?,
            Some(part) => {
                let part: AssessmentPart = vocabulary::read(part, "part", &self.words)?;
                let mut items = seen.view().assessment_history()?;
                items.retain(|assessment| assessment.part == part);
                items
            }
        };
        if self.globals().json {
            return Ok(Answer::json(&answer::records(&items)));
        }
        let table = assessment::table(&items);
        Ok(self.show(&lists::document("list-assessments", table, None)))
    }

    pub(super) fn journal(&mut self, asked: &Journal) -> Result<Answer, Failure> {
        /// Entries shown where no number was asked for.
        const USUAL: usize = 50;
        // A program that asks for the log is given the log.
        let all = asked.all || (self.globals().json && asked.most.is_none());
        let whole = all && asked.about.is_none();
        let seen = if whole {
            self.look_alone()?
        } else {
            self.look()?
        };
        let since = self.looked_at(asked.since.as_ref(), seen.log.zone, Sense::Past)?;
        if whole {
            return self.whole_journal(Whole::of(seen.log, seen.past, since, asked.order)?);
        }
        let view = seen.view();
        let part = match &asked.about {
            Some(input) => {
                let mut items = match RecordNumber::parse(input) {
                    Some(number) if !view.exists(number)? => {
                        return Err(StoreError::NoSuchRecord { number }.into());
                    }
                    Some(number) => view.lines_about(number)?,
                    None => lines_about_entry(&view, input)?,
                };
                if asked.order == Order::Entry {
                    items.sort_by_key(|line| line.entry.place());
                }
                Part {
                    total: items.len(),
                    items,
                }
            }
            None => view.journal_lines_by(since, asked.most.unwrap_or(USUAL), asked.order)?,
        };
        let code = self.tell_altered_in(&part.items);
        if self.globals().json {
            return Ok(Answer::json(&answer::lines(&part.items)).with(code));
        }
        let table = journal::table(&part.items);
        let document = lists::document(
            "list-log",
            table,
            lists::omitted(part.omitted(), self.whole()),
        );
        Ok(self.show(&document).with(code))
    }

    /// The whole Tagebuch, written line by line: a log of years need not be in memory.
    fn whole_journal(&self, mut whole: Whole) -> Result<Answer, Failure> {
        let mut altered = BTreeSet::new();
        let uneven = if whole.uneven {
            self.tell(&Phrase::new("warn-journal-uneven"));
            PROBLEM
        } else {
            0
        };
        if self.globals().json {
            let mut first = true;
            whole.each(|line| {
                altered.extend(line.altered.then_some(line.entry.number));
                let line = json::text(&answer::line(&line)).replace('\n', "\n  ");
                let opening = if std::mem::take(&mut first) { "[" } else { "," };
                self.write_out(&format!("{opening}\n  {line}"))
            })?;
            self.write_out(if first { "[]\n" } else { "\n]\n" })?;
            let code = self.tell_altered(&altered).max(uneven);
            return Ok(Answer::text(String::new()).with(code));
        }
        let empty = journal::empty();
        let mut measure = terminal::Measure::new(&empty.columns, &self.words);
        let mut rows = journal::Rows::default();
        let mut any = false;
        // The first time for the widths, and for what is to be said before the first line.
        whole.each(|line| {
            altered.extend(line.altered.then_some(line.entry.number));
            any = true;
            if let Some(row) = rows.push(line) {
                measure.add(&row);
            }
            Ok::<_, Failure>(())
        })?;
        if let Some(row) = rows.finish() {
            measure.add(&row);
        }
        let code = self.tell_altered(&altered).max(uneven);
        let document = lists::document("list-log", journal::empty(), None);
        if !any {
            return Ok(self.show(&document).with(code));
        }
        let layout = measure.layout(self.style(false));
        let opening = terminal::opening(&document, &self.words, self.style(false));
        self.write_out(&format!("{opening}\n{}\n", layout.head()))?;
        let mut first = true;
        let mut show = |row: &Row| {
            let row = layout.row(row, std::mem::take(&mut first));
            self.write_out(&format!("{row}\n"))
        };
        let mut rows = journal::Rows::default();
        whole.each(|line| rows.push(line).map_or(Ok(()), |row| show(&row)))?;
        if let Some(row) = rows.finish() {
            show(&row)?;
        }
        Ok(Answer::text(String::new()).with(code))
    }

    pub(super) fn search(&mut self, search: &[String]) -> Result<Answer, Failure> {
        const MOST: usize = 100;
        let json = self.globals().json;
        let seen = self.look()?;
        let wanted: Vec<Wanted> = search
            .iter()
            .flat_map(|words| words.split_whitespace())
            .map(|word| Wanted {
                typed: word.to_owned(),
                codes: vocabulary::codes(word, &self.words),
            })
            .collect();
        let most = if json { usize::MAX } else { MOST };
        let hits = seen.view().search(&wanted, most)?;
        for (typed, instead) in &hits.instead {
            let phrase = Phrase::new("search-instead")
                .with("word", typed.as_str())
                .with("found", instead.join(", "));
            self.tell(&phrase);
        }
        let code = self.tell_altered_in(&hits.lines.items);
        if json {
            return Ok(Answer::json(&answer::lines(&hits.lines.items)).with(code));
        }
        if hits.lines.items.is_empty() {
            self.tell(&Phrase::new("search-nothing").with("words", search.join(" ")));
            return Ok(Answer::text(String::new()));
        }
        let table = journal::table(&hits.lines.items);
        let more = lists::more(hits.lines.omitted());
        let document = lists::document("list-search", table, more);
        Ok(self.show(&document).with(code))
    }
}

/// The entry of this number, and the notes that are about it.
fn lines_about_entry(view: &View<'_>, input: &str) -> Result<Vec<JournalLine>, Failure> {
    Ok(view.lines_about_entry(entry_number(input)?)?)
}
