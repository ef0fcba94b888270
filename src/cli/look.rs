//! Looking into the log: the glance, lists, one record, the Tagebuch, search.

use crate::document::{Document, Phrase};
use crate::domain::codes::AssessmentPart;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::Record;
use crate::domain::situation::{Earlier, Part};
use crate::domain::time_input::Sense;
use crate::render::{json, terminal};
use crate::report::lists::{self, Looking};
use crate::report::{assessment, detail, glance, journal};
use crate::store::error::StoreError;
use crate::store::query::Limits;

use super::answer;
use super::failure::Failure;
use super::request::ListFilter;
use super::service_name::find_service;
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
        /// Ended ones that a plain list shows before it names the command for the rest.
        const ENDED: usize = 0;
        let seen = self.look()?;
        let view = seen.view();
        let looking = Looking::at(seen.as_of);
        let ended = if filter.all { usize::MAX } else { ENDED };
        let as_json = self.globals().json;
        let (title, table, omitted, command, value) = match kind {
            RecordKind::Incident => {
                let part = view.incidents(ended)?;
                (
                    "list-incidents",
                    lists::table(&part.items, looking),
                    part.omitted(),
                    "lage vorfall liste --alle",
                    as_json.then(|| answer::records(&part.items)),
                )
            }
            RecordKind::Task => {
                let mut tasks = view.open_tasks()?;
                let ended = if filter.all && !filter.open {
                    view.ended_tasks(usize::MAX, None)?.items
                } else {
                    Vec::new()
                };
                if filter.overdue {
                    tasks.retain(|task| task.is_overdue(seen.as_of.at));
                }
                if let Some(who) = &filter.to {
                    let wanted = vocabulary::plain(who);
                    tasks.retain(|task| {
                        task.assignee
                            .as_ref()
                            .is_some_and(|to| vocabulary::plain(&to.to_string()).contains(&wanted))
                    });
                }
                tasks.extend(if filter.overdue { Vec::new() } else { ended });
                (
                    "list-tasks",
                    lists::table(&tasks, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&tasks)),
                )
            }
            RecordKind::Decision => {
                let mut part = view.decisions(usize::MAX, !filter.all)?;
                part.items.reverse();
                (
                    "list-decisions",
                    lists::table(&part.items, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&part.items)),
                )
            }
            RecordKind::Service => {
                let services = view.services(1)?;
                (
                    "list-services",
                    lists::table(&services, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&services)),
                )
            }
            RecordKind::Finding => {
                let part = view.findings(usize::MAX)?;
                (
                    "list-findings",
                    lists::table(&part.items, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&part.items)),
                )
            }
            RecordKind::Notice => {
                let part = view.notices(ended)?;
                (
                    "list-notices",
                    lists::table(&part.items, looking),
                    part.omitted(),
                    "lage bekanntgabe liste --alle",
                    as_json.then(|| answer::records(&part.items)),
                )
            }
            RecordKind::Report => {
                let reports = view.reports()?;
                (
                    "list-reports",
                    lists::table(&reports, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&reports)),
                )
            }
            RecordKind::Other(_) => return Ok(Answer::text(String::new())),
        };
        Ok(match value {
            Some(value) => Answer::json(&value),
            None => self.show(&lists::document(title, table, omitted, command)),
        })
    }

    pub(super) fn detail(&mut self, kind: RecordKind, input: &str) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let view = seen.view();
        let number = if kind == RecordKind::Service {
            find_service(&view, input)?
        } else {
            RecordNumber::parse_as(kind, input).ok_or_else(|| Failure::NotANumber {
                input: input.to_owned(),
                kind: Some(kind),
            })?
        };
        let record: Record = view.record(number)?;
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

    pub(super) fn tagebuch(
        &mut self,
        since: Option<&String>,
        about: Option<&String>,
        most: Option<usize>,
        all: bool,
    ) -> Result<Answer, Failure> {
        const USUAL: usize = 50;
        let seen = self.look()?;
        let view = seen.view();
        let since = self.optional_moment(since, seen.log.zone, Sense::Past)?;
        let part = match about {
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
            None => view.log_lines(
                since,
                if all {
                    usize::MAX
                } else {
                    most.unwrap_or(USUAL)
                },
            )?,
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
