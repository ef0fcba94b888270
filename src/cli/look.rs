//! Looking into the log: the glance, lists, one record, the assessment, the journal, search.

use crate::document::{Document, Phrase};
use crate::domain::codes::AssessmentPart;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::situation::{Earlier, Part};
use crate::domain::time_input::Sense;
use crate::render::{json, terminal};
use crate::report::{assessment, detail, glance, journal, lists};
use crate::store::error::StoreError;
use crate::store::query::{Limits, View};

use super::answer;
use super::failure::Failure;
use super::listing::Asked;
use super::records;
use super::request::{Journal, ListFilter};
use super::session::{Answer, Session};
use super::vocabulary;

impl Session<'_> {
    fn show(&self, document: &Document) -> Answer {
        Answer::text(terminal::render(document, &self.words, self.style(false)))
    }

    pub(super) fn glance(&mut self) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let situation = seen.view().situation(
            seen.as_of,
            seen.known_by,
            Earlier::default(),
            Limits::GLANCE,
        )?;
        let document = glance::build(&situation);
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
        Ok(match listing.document() {
            Ok(document) => self.show(&document),
            Err(value) => Answer::json(&value),
        })
    }

    pub(super) fn detail(&mut self, kind: RecordKind, input: &str) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let view = seen.view();
        let number = records::find(kind, &view, input)?;
        let record = view.record(number)?;
        if self.globals().json {
            return Ok(Answer::json(&answer::record(&record)));
        }
        let lines = view.lines_about(number)?;
        Ok(self.show(&detail::build(&record, &lines, seen.as_of)))
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
        Ok(self.show(&lists::document("list-assessments", table, 0, "")))
    }

    pub(super) fn journal(&mut self, asked: &Journal) -> Result<Answer, Failure> {
        /// Entries shown where no number was asked for.
        const USUAL: usize = 50;
        let whole = asked.all && asked.about.is_none();
        let seen = if whole {
            self.look_apart()?
        } else {
            self.look()?
        };
        let view = seen.view();
        let since = self.optional_moment(asked.since.as_ref(), seen.log.zone, Sense::Past)?;
        let part = match &asked.about {
            Some(input) => {
                let number = RecordNumber::parse(input).ok_or_else(|| Failure::NotANumber {
                    input: input.clone(),
                    kind: Some(RecordKind::Task),
                })?;
                if !view.exists(number)? {
                    return Err(StoreError::NoSuchRecord { number }.into());
                }
                let items = view.lines_about(number)?;
                Part {
                    total: items.len(),
                    items,
                }
            }
            None if asked.all => return self.whole_journal(&view, since),
            None => view.journal_lines(since, asked.most.unwrap_or(USUAL))?,
        };
        if self.globals().json {
            return Ok(Answer::json(&answer::lines(&part.items)));
        }
        let table = journal::table(&part.items);
        Ok(self.show(&lists::document(
            "list-log",
            table,
            part.omitted(),
            "lage tagebuch --alle",
        )))
    }

    /// The whole Tagebuch, written line by line: a log of years need not be in memory.
    fn whole_journal(&self, view: &View<'_>, since: Option<Moment>) -> Result<Answer, Failure> {
        if self.globals().json {
            let mut first = true;
            view.each_journal_line(since, |line| {
                let line = json::text(&answer::line(&line)).replace('\n', "\n  ");
                let opening = if std::mem::take(&mut first) { "[" } else { "," };
                self.write_out(&format!("{opening}\n  {line}"))
            })?;
            self.write_out(if first { "[]\n" } else { "\n]\n" })?;
            return Ok(Answer::text(String::new()));
        }
        let empty = journal::table(&[]);
        let mut measure = terminal::Measure::new(&empty.columns, &self.words);
        let mut rows = 0_usize;
        view.each_journal_line(since, |line| {
            measure.add(&journal::row(&line));
            rows += 1;
            Ok::<_, Failure>(())
        })?;
        let document = lists::document("list-log", journal::table(&[]), 0, "");
        if rows == 0 {
            return Ok(self.show(&document));
        }
        let layout = measure.layout(self.style(false));
        let opening = terminal::opening(&document, &self.words, self.style(false));
        self.write_out(&format!("{opening}\n{}\n", layout.head()))?;
        let mut first = true;
        view.each_journal_line(since, |line| {
            let row = layout.row(&journal::row(&line), std::mem::take(&mut first));
            self.write_out(&format!("{row}\n"))
        })?;
        Ok(Answer::text(String::new()))
    }

    pub(super) fn search(&mut self, search: &[String]) -> Result<Answer, Failure> {
        const MOST: usize = 100;
        let seen = self.look()?;
        let hits = seen.view().search(search, MOST)?;
        for (typed, instead) in &hits.instead {
            let phrase = Phrase::new("search-instead")
                .with("word", typed.as_str())
                .with("found", instead.join(", "));
            self.tell(&phrase);
        }
        if self.globals().json {
            return Ok(Answer::json(&answer::lines(&hits.lines.items)));
        }
        if hits.lines.items.is_empty() {
            self.tell(&Phrase::new("search-nothing").with("words", search.join(" ")));
            return Ok(Answer::text(String::new()));
        }
        let table = journal::table(&hits.lines.items);
        Ok(self.show(&lists::document(
            "list-search",
            table,
            hits.lines.omitted(),
            "lage suche",
        )))
    }
}
