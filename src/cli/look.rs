//! Looking into the log: the glance, lists, one record, the assessment, the journal, search.

use crate::document::{Document, Phrase, Row};
use crate::domain::codes::AssessmentPart;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::situation::Part;
use crate::domain::time_input::Sense;
use crate::render::{json, terminal};
use crate::report::{assessment, detail, glance, journal, lists};
use crate::store::error::StoreError;
use crate::store::query::{Order, View};
use crate::store::search::Wanted;

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
        let linked = view.linked(&record)?;
        if self.globals().json {
            return Ok(Answer::json(&answer::with_linked(&record, &linked)));
        }
        let lines = view.lines_about(number)?;
        let page = detail::build(&record, &lines, &linked, seen.as_of);
        Ok(self.show(&page))
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
        let seen = self.look()?;
        let view = seen.view();
        let since = self.looked_at(asked.since.as_ref(), seen.log.zone, Sense::Past)?;
        let part = match &asked.about {
            Some(input) => {
                let number = RecordNumber::parse(input).ok_or_else(|| Failure::NotANumber {
                    input: input.clone(),
                    kind: Some(RecordKind::Task),
                })?;
                if !view.exists(number)? {
                    return Err(StoreError::NoSuchRecord { number }.into());
                }
                let mut items = view.lines_about(number)?;
                if asked.order == Order::Entry {
                    items.sort_by_key(|line| line.entry.place());
                }
                Part {
                    total: items.len(),
                    items,
                }
            }
            None if asked.all => return self.whole_journal(&view, since, asked.order),
            None => view.journal_lines_by(since, asked.most.unwrap_or(USUAL), asked.order)?,
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
    fn whole_journal(
        &self,
        view: &View<'_>,
        since: Option<Moment>,
        order: Order,
    ) -> Result<Answer, Failure> {
        if self.globals().json {
            let mut first = true;
            view.each_journal_line(since, order, |line| {
                let line = format!("{:#}", answer::line(&line)).replace('\n', "\n  ");
                let opening = if std::mem::take(&mut first) { "[" } else { "," };
                self.write_out(&format!("{opening}\n  {line}"))
            })?;
            self.write_out(if first { "[]\n" } else { "\n]\n" })?;
            return Ok(Answer::text(String::new()));
        }
        let empty = journal::empty();
        let mut measure = terminal::Measure::new(&empty.columns, &self.words);
        let mut rows = journal::Rows::default();
        let mut any = false;
        view.each_journal_line(since, order, |line| {
            any = true;
            if let Some(row) = rows.push(line) {
                measure.add(&row);
            }
            Ok::<_, Failure>(())
        })?;
        if let Some(row) = rows.finish() {
            measure.add(&row);
        }
        let document = lists::document("list-log", journal::empty(), 0, "");
        if !any {
            return Ok(self.show(&document));
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
        view.each_journal_line(since, order, |line| {
            rows.push(line).map_or(Ok(()), |row| show(&row))
        })?;
        if let Some(row) = rows.finish() {
            show(&row)?;
        }
        Ok(Answer::text(String::new()))
    }

    pub(super) fn search(&mut self, search: &[String]) -> Result<Answer, Failure> {
        const MOST: usize = 100;
        let seen = self.look()?;
        let wanted: Vec<Wanted> = search
            .iter()
            .flat_map(|words| words.split_whitespace())
            .map(|word| Wanted {
                typed: word.to_owned(),
                codes: vocabulary::codes(word, &self.words),
            })
            .collect();
        let hits = seen.view().search(&wanted, MOST)?;
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
