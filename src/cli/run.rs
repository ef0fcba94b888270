//! The path of a command: parse, open the log, carry out, answer.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::TimeZone;
use chrono_tz::Tz;
use serde_json::Value;

use crate::domain::codes::{AssessmentPart, Visibility};
use crate::domain::entry::{Body, Event, LogStarted};
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::situation::Scope;
use crate::domain::time_input::{Sense, parse_moment};
use crate::l10n::{Lang, Words};
use crate::render::{clean, json, terminal};
use crate::report::document::{Document, Phrase};
use crate::report::lists::{self, Looking};
use crate::report::{detail, glance, tagebuch};
use crate::store::append::Draft;
use crate::store::error::StoreError;
use crate::store::log::{self, Access, FILE_NAME, Log, World};
use crate::store::past::Past;
use crate::store::query::{Limits, View};
use crate::store::verify;

use super::args::{self, Parsed};
use super::explain::{PROBLEM, USAGE, explain};
use super::failure::Failure;
use super::request::{Color, Globals, Init, Invocation, ListFilter, Request, Shell};
use super::service_name::find_service;
use super::settings::{self, Settings};
use super::write::{Subject, carry_out};
use super::{answer, import};

/// What the program takes from its surroundings, read once in `main`.
pub struct Environment {
    pub args: Vec<OsString>,
    /// What to type to run the program.
    pub program: String,
    pub folder: std::io::Result<PathBuf>,
    pub world: World,
    /// `LAGE_LOG`, `LAGE_ALS`, `LAGE_LANG`, and whether `NO_COLOR` is set.
    pub log: Option<PathBuf>,
    pub author: Option<String>,
    pub lang: Option<String>,
    pub no_color: bool,
    /// The operating system's name of the user: who writes where nobody said.
    pub user: Option<String>,
    /// The user's configuration folder.
    pub config: Option<PathBuf>,
    /// Columns of the terminal that stdout is; none where it is not one.
    pub terminal: Option<usize>,
}

/// Columns where stdout is no terminal.
const PLAIN_WIDTH: usize = 100;

/// The worked examples, embedded: name, file.
const EXAMPLES: [(&str, &str); 2] = [
    (
        "schwerin-2021",
        include_str!("../../data/beispiele/schwerin-2021.toml"),
    ),
    (
        "schwerin-wochen",
        include_str!("../../data/beispiele/schwerin-wochen.toml"),
    ),
];

const DEFAULT_ZONE: Tz = chrono_tz::Europe::Berlin;

/// Runs one command and gives its exit code. A closed pipe ends silently.
pub fn run(environment: &Environment) -> u8 {
    let asked =
        args::language(&environment.args).or(environment.lang.as_deref().and_then(Lang::parse));
    let words = Words::new(asked.unwrap_or_default(), DEFAULT_ZONE);
    let invocation = match args::parse(&environment.args, &words) {
        Ok(Parsed::Run(invocation)) => invocation,
        Ok(Parsed::Print(text)) => return print(text.as_bytes(), &words),
        Err(message) => {
            say(&message);
            return USAGE;
        }
    };
    let mut session = Session {
        environment,
        invocation: &invocation,
        words,
        settings: Settings::default(),
    };
    match session.carry_out() {
        Ok(Answer { bytes, code }) => match print(&bytes, &session.words) {
            0 => code,
            failed => failed,
        },
        Err(failure) => {
            let (message, code) = explain(&failure, &session.words);
            say(&message);
            code
        }
    }
}

/// One line or more to stderr; where even that is closed there is nobody to tell.
pub(super) fn say(message: &str) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

fn print(bytes: &[u8], words: &Words) -> u8 {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => 0,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        Err(source) => {
            let (message, code) = explain(&Failure::Stdout { source }, words);
            say(&message);
            code
        }
    }
}

pub(super) struct Answer {
    bytes: Vec<u8>,
    code: u8,
}

impl Answer {
    pub(super) fn text(text: String) -> Answer {
        Answer::bytes(text.into_bytes())
    }

    pub(super) fn bytes(bytes: Vec<u8>) -> Answer {
        Answer { bytes, code: 0 }
    }

    pub(super) fn json(value: &Value) -> Answer {
        Answer::text(format!("{value:#}\n"))
    }
}

pub(super) struct Session<'a> {
    pub(super) environment: &'a Environment,
    invocation: &'a Invocation,
    pub(super) words: Words,
    pub(super) settings: Settings,
}

/// The log at the moment asked for: its own tables, or those of the past.
pub(super) struct Seen {
    pub(super) log: Log,
    past: Option<Past>,
    pub(super) as_of: Moment,
    pub(super) known_by: Option<Moment>,
}

impl Seen {
    pub(super) fn view(&self) -> View<'_> {
        self.past
            .as_ref()
            .map_or_else(|| self.log.view(), Past::view)
    }
}

impl Session<'_> {
    pub(super) fn globals(&self) -> &Globals {
        &self.invocation.globals
    }

    pub(super) fn folder(&self) -> Result<PathBuf, Failure> {
        match &self.environment.folder {
            Ok(folder) => Ok(folder.clone()),
            Err(error) => Err(Failure::FolderGone {
                source: std::io::Error::new(error.kind(), error.to_string()),
            }),
        }
    }

    fn log_path(&self) -> Result<PathBuf, Failure> {
        match self
            .globals()
            .log
            .clone()
            .or_else(|| self.environment.log.clone())
        {
            Some(path) => Ok(path),
            None => Ok(log::find(&self.folder()?)?),
        }
    }

    /// Opens the log and takes its settings, language and zone.
    pub(super) fn open(&mut self, writes: bool) -> Result<Log, Failure> {
        let path = self.log_path()?;
        let access = match (writes, self.globals().anyway) {
            (false, _) => Access::Read,
            (true, false) => Access::Write,
            (true, true) => Access::WriteAnyway,
        };
        let log = Log::open(&path, access)?;
        self.settle(Some(&path), Some(&log))?;
        Ok(log)
    }

    /// Option, environment, file beside the log, the user's file, the log itself: in this order.
    fn settle(&mut self, path: Option<&Path>, log: Option<&Log>) -> Result<(), Failure> {
        self.settings = settings::load(path, self.environment.config.clone())?;
        let lang = self
            .globals()
            .lang
            .or_else(|| self.environment.lang.as_deref().and_then(Lang::parse))
            .or_else(|| self.settings.sprache.as_deref().and_then(Lang::parse))
            .or_else(|| log.and_then(|log| Lang::parse(&log.head.started.language)))
            .unwrap_or_default();
        let zone = log.map_or(DEFAULT_ZONE, |log| log.zone);
        if (lang, zone) != (self.words.lang, self.words.zone) {
            self.words = Words::new(lang, zone);
        }
        Ok(())
    }

    pub(super) fn author(&self) -> Option<String> {
        let globals = self.globals().common.author.clone();
        globals
            .or_else(|| self.environment.author.clone())
            .or_else(|| self.settings.als.clone())
            .or_else(|| self.environment.user.clone())
    }

    fn now(&self, zone: Tz) -> Moment {
        let now = (self.environment.world.clock)();
        Moment::exact(zone.from_utc_datetime(&now.naive_utc()).fixed_offset())
    }

    /// Reads ZEIT as a person means it now.
    pub(super) fn moment(&self, input: &str, zone: Tz, sense: Sense) -> Result<Moment, Failure> {
        let now = (self.environment.world.clock)();
        parse_moment(input, now, zone, sense).map_err(|error| Refusal::Time(error).into())
    }

    /// The same where it may not be given.
    pub(super) fn optional_moment(
        &self,
        input: Option<&String>,
        zone: Tz,
        sense: Sense,
    ) -> Result<Option<Moment>, Failure> {
        input
            .map(|input| self.moment(input, zone, sense))
            .transpose()
    }

    /// What `--stand` and `--kenntnis` ask for.
    pub(super) fn scope(&self, zone: Tz) -> Result<Scope, Failure> {
        let globals = self.globals();
        Ok(Scope {
            as_of: self.optional_moment(globals.as_of.as_ref(), zone, Sense::Until)?,
            known_by: self.optional_moment(globals.known_by.as_ref(), zone, Sense::Until)?,
            noted_by: None,
        })
    }

    /// Opens the log for reading, at the moment `--stand` and `--kenntnis` ask for.
    pub(super) fn look(&mut self) -> Result<Seen, Failure> {
        let log = self.open(false)?;
        let scope = self.scope(log.zone)?;
        let past = if scope.is_all() {
            None
        } else {
            Some(log.past(scope)?)
        };
        let now = self.now(log.zone);
        Ok(Seen {
            past,
            as_of: scope.as_of.or(scope.known_by).unwrap_or(now),
            known_by: scope.known_by,
            log,
        })
    }

    pub(super) fn style(&self, report: bool) -> terminal::Style {
        let setting = match self.settings.farbe.as_deref() {
            Some("immer" | "always") => Some(Color::Always),
            Some("nie" | "never") => Some(Color::Never),
            _ => None,
        };
        let color = match self.globals().color.or(setting) {
            Some(Color::Always) => true,
            Some(Color::Never) => false,
            Some(Color::Auto) | None => {
                self.environment.terminal.is_some() && !self.environment.no_color
            }
        };
        terminal::Style {
            width: self.environment.terminal.unwrap_or(PLAIN_WIDTH),
            color,
            report,
        }
    }

    fn show(&self, document: &Document) -> Answer {
        Answer::text(terminal::render(document, &self.words, self.style(false)))
    }

    fn carry_out(&mut self) -> Result<Answer, Failure> {
        let invocation = self.invocation;
        let globals = &invocation.globals;
        let reads = matches!(
            invocation.request,
            Request::Glance
                | Request::List(..)
                | Request::Show(..)
                | Request::Log { .. }
                | Request::Report(_)
                | Request::Release(_)
                | Request::Assessments(_)
                | Request::Search(_)
        );
        if !reads && (globals.as_of.is_some() || globals.known_by.is_some()) {
            return Err(Failure::NotForPast {
                command: "--stand, --kenntnis",
            });
        }
        match &invocation.request {
            Request::Glance => self.glance(),
            Request::Init(init) => self.init(init),
            Request::Demo(name) => self.demo(name.as_deref()),
            Request::Write(write) => self.write(write),
            Request::List(kind, filter) => self.list(*kind, filter),
            Request::Show(kind, number) => self.detail(*kind, number),
            Request::Log {
                since,
                about,
                most,
                all,
            } => self.tagebuch(since.as_ref(), about.as_ref(), *most, *all),
            Request::Report(report) => self.report(report),
            Request::Release(release) => self.release(release),
            Request::ShowReleased(number, output) => self.show_released(number, output),
            Request::Assessments(part) => self.assessments(part.as_deref()),
            Request::Search(search) => self.search(search),
            Request::Verify { rebuild } => self.verify(*rebuild),
            Request::Import(path) => self.import(path),
            Request::Completions(shell) => Ok(completions(shell, &self.words)),
            Request::Man(folder) => man(folder.as_deref(), &self.words),
        }
    }

    // ---- writing ----

    fn write(&mut self, request: &super::request::Write) -> Result<Answer, Failure> {
        let mut log = self.open(true)?;
        let mut request = request.clone();
        if let super::request::Write::NoteAdd(note) = &mut request
            && note.text == "-"
        {
            note.text = std::io::read_to_string(std::io::stdin())
                .map_err(|source| Failure::StdinText { source })?;
        }
        let mut common = self.globals().common.clone();
        common.author = self.author();
        let path = log.path.clone();
        let mut writer = log.write(self.environment.world)?;
        let done =
            carry_out(&mut writer, &common, &request, &self.words, false).map_err(|failure| {
                match failure {
                    Failure::Store(error) => Failure::Store(error.at(&path)),
                    other => other,
                }
            })?;
        writer.commit()?;
        for warning in &done.warnings {
            say(&clean::one_line(&self.words.phrase(warning)));
        }
        say(&clean::one_line(&self.words.phrase(&done.confirmation)));
        if !self.globals().json {
            return Ok(Answer::text(String::new()));
        }
        Ok(Answer::json(&match done.subject {
            Subject::Entry(number) => answer::line(&log.view().line_of(number)?),
            Subject::Record(number) => answer::record(&log.view().record(number)?),
        }))
    }

    fn start(&self, path: &Path, init: &Init, lang: Lang) -> Result<Log, Failure> {
        let zone = init.zone.as_deref().map_or(Ok(DEFAULT_ZONE), |zone| {
            Tz::from_str(zone).map_err(|_| Failure::UnknownZone {
                input: zone.to_owned(),
            })
        })?;
        if init.title.trim().is_empty() {
            return Err(Refusal::TextMissing { field: "title" }.into());
        }
        let place = crate::store::place::unsafe_place(path.parent().unwrap_or(Path::new(".")));
        let author = self.author();
        let (name, role) = super::write::author(author.as_deref());
        let body = Body {
            happened_at: self.now(zone),
            approximate: false,
            author: name,
            role,
            text: init.title.trim().to_owned(),
            source: None,
            certainty: None,
            visibility: Visibility::Internal,
            event: Event::LogStarted(LogStarted {
                body: init.body.clone().filter(|body| !body.trim().is_empty()),
                zone: zone.name().to_owned(),
                language: lang.code().to_owned(),
                exercise: init.exercise,
                forced_place: place.map(|place| place.code().to_owned()),
            }),
        };
        let draft = Draft {
            record: None,
            body,
            imported: false,
        };
        Ok(Log::create(
            path,
            draft,
            self.environment.world,
            init.anyway,
        )?)
    }

    fn init(&mut self, init: &Init) -> Result<Answer, Failure> {
        let path = match self
            .globals()
            .log
            .clone()
            .or_else(|| self.environment.log.clone())
        {
            Some(path) => path,
            None => self.folder()?.join(FILE_NAME),
        };
        self.settle(Some(&path), None)?;
        let log = self.start(&path, init, self.words.lang)?;
        say(&clean::one_line(
            &self.words.phrase(
                &Phrase::new("done-log-started")
                    .with("title", log.head.title.as_str())
                    .with("path", path.to_string_lossy().into_owned()),
            ),
        ));
        say(&self.words.text("done-log-next"));
        if self.globals().json {
            return Ok(Answer::json(&answer::record(&log.head)));
        }
        Ok(Answer::text(String::new()))
    }

    fn import(&mut self, path: &Path) -> Result<Answer, Failure> {
        let text = std::fs::read_to_string(path).map_err(|source| Failure::ImportRead {
            path: path.to_path_buf(),
            source,
        })?;
        let steps = import::read(&text, path)?;
        let mut log = self.open(true)?;
        let mut writer = log.write(self.environment.world)?;
        let count = import::carry_out_all(&mut writer, &steps, path, &self.words)?;
        writer.commit()?;
        let done = Phrase::new("done-imported")
            .with("count", count)
            .with("path", path.to_string_lossy().into_owned());
        say(&clean::one_line(&self.words.phrase(&done)));
        Ok(Answer::text(String::new()))
    }

    /// Builds the example's log in a folder of its own and prints its report; one that is there is left alone.
    fn demo(&mut self, name: Option<&str>) -> Result<Answer, Failure> {
        self.settle(None, None)?;
        let name = name.unwrap_or(EXAMPLES[0].0);
        let Some((name, text)) = EXAMPLES.into_iter().find(|(known, _)| *known == name) else {
            let known = EXAMPLES
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect();
            return Err(Failure::UnknownExample {
                input: name.to_owned(),
                known,
            });
        };
        let source = PathBuf::from(format!("{name}.toml"));
        let example = import::read(text, &source)?;
        let folder = self.folder()?.join(name);
        let path = folder.join(FILE_NAME);
        let is_there = path.exists();
        let log = if is_there {
            Log::open(&path, Access::Read)?
        } else {
            std::fs::create_dir_all(&folder).map_err(|source| Failure::OutWrite {
                path: folder.clone(),
                source,
            })?;
            let init = Init {
                title: example.log.title.clone(),
                body: example.log.body.clone(),
                exercise: example.log.exercise,
                zone: example.log.zone.clone(),
                anyway: self.globals().anyway,
            };
            // Built beside and renamed, so that a demo cut short leaves no half log that looks like a whole one.
            let draft_path = folder.join("lage.db.neu");
            for leftover in ["lage.db.neu", "lage.db.neu-journal"] {
                let _ = std::fs::remove_file(folder.join(leftover));
            }
            let lang = example
                .log
                .language
                .as_deref()
                .and_then(Lang::parse)
                .unwrap_or(self.words.lang);
            let mut log = self.start(&draft_path, &init, lang)?;
            let mut writer = log.write(self.environment.world)?;
            import::carry_out_all(&mut writer, &example, &source, &self.words)?;
            writer.commit()?;
            drop(log);
            let _ = std::fs::remove_file(folder.join("lage.db.neu-journal"));
            std::fs::rename(&draft_path, &path).map_err(|source| Failure::OutWrite {
                path: path.clone(),
                source,
            })?;
            Log::open(&path, Access::Read)?
        };
        if self.globals().lang.is_none() && self.environment.lang.is_none() {
            self.words = Words::new(
                Lang::parse(&log.head.started.language).unwrap_or_default(),
                log.zone,
            );
        }
        let stand = example
            .log
            .as_of
            .clone()
            .unwrap_or_else(|| "jetzt".to_owned());
        let key = if is_there {
            "demo-is-there"
        } else {
            "demo-built"
        };
        say(&clean::one_line(
            &self.words.phrase(&Phrase::new(key).with("folder", name)),
        ));
        let text = if is_there {
            String::new()
        } else {
            let as_of = self.moment(&stand, log.zone, Sense::Until)?;
            let past = log.past(Scope {
                as_of: Some(as_of),
                ..Scope::ALL
            })?;
            let seen = Seen {
                log,
                past: Some(past),
                as_of,
                known_by: None,
            };
            self.report_text(&seen)?
        };
        // The report first, so that the three commands stand below it on a screen that scrolls.
        let hints = self.words.phrase(
            &Phrase::new("demo-next")
                .with("folder", name)
                .with("program", self.environment.program.as_str())
                .with("stand", stand),
        );
        Ok(Answer::text(if is_there {
            format!("{hints}\n")
        } else {
            format!("{text}\n{hints}\n")
        }))
    }

    // ---- reading ----

    fn glance(&mut self) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let situation = seen
            .view()
            .situation(seen.as_of, seen.known_by, None, Limits::GLANCE)?;
        let document = glance::build(&situation);
        if self.globals().json {
            return Ok(Answer::json(&json::render(&document, &self.words)));
        }
        Ok(self.show(&document))
    }

    fn list(&mut self, kind: RecordKind, filter: &ListFilter) -> Result<Answer, Failure> {
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
                    lists::incidents(&part.items, looking),
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
                    tasks.retain(|task| task.due.is_some_and(|due| due.at < seen.as_of.at));
                }
                if let Some(who) = &filter.to {
                    let wanted = super::vocabulary::plain(who);
                    tasks.retain(|task| {
                        task.assignee.as_ref().is_some_and(|to| {
                            super::vocabulary::plain(&to.to_string()).contains(&wanted)
                        })
                    });
                }
                tasks.extend(if filter.overdue { Vec::new() } else { ended });
                (
                    "list-tasks",
                    lists::open_tasks(&tasks, looking),
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
                    lists::decisions(&part.items, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&part.items)),
                )
            }
            RecordKind::Service => {
                let services = view.services(1)?;
                (
                    "list-services",
                    lists::services(&services, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&services)),
                )
            }
            RecordKind::Finding => {
                let part = view.findings(usize::MAX)?;
                (
                    "list-findings",
                    lists::findings(&part.items, looking),
                    0,
                    "",
                    as_json.then(|| answer::records(&part.items)),
                )
            }
            RecordKind::Notice => {
                let part = view.notices(ended)?;
                (
                    "list-notices",
                    lists::notices(&part.items, looking),
                    part.omitted(),
                    "lage bekanntgabe liste --alle",
                    as_json.then(|| answer::records(&part.items)),
                )
            }
            RecordKind::Report => {
                let reports = view.reports()?;
                (
                    "list-reports",
                    lists::reports(&reports),
                    0,
                    "",
                    as_json.then(|| answer::records(&reports)),
                )
            }
        };
        Ok(match value {
            Some(value) => Answer::json(&value),
            None => self.show(&lists::document(title, table, omitted, command)),
        })
    }

    fn detail(&mut self, kind: RecordKind, input: &str) -> Result<Answer, Failure> {
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
    fn assessments(&mut self, part: Option<&str>) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let items = match part {
            None => seen.view().assessments()?,
            Some(part) => {
                let part: AssessmentPart = super::vocabulary::read(part, "part", &self.words)?;
                let mut items = seen.view().assessment_history()?;
                items.retain(|assessment| assessment.part == part);
                items
            }
        };
        if self.globals().json {
            return Ok(Answer::json(&answer::records(&items)));
        }
        let table = lists::assessments(&items);
        Ok(self.show(&lists::document("list-assessments", table, 0, "")))
    }

    fn tagebuch(
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
                crate::domain::situation::Part {
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
        let table = tagebuch::table(&part.items);
        Ok(self.show(&lists::document(
            "list-log",
            table,
            part.omitted(),
            "lage tagebuch --alle",
        )))
    }

    fn search(&mut self, search: &[String]) -> Result<Answer, Failure> {
        const MOST: usize = 100;
        let seen = self.look()?;
        let hits = seen.view().search(search, MOST)?;
        for (typed, instead) in &hits.instead {
            let phrase = Phrase::new("search-instead")
                .with("word", typed.as_str())
                .with("found", instead.join(", "));
            say(&clean::one_line(&self.words.phrase(&phrase)));
        }
        if self.globals().json {
            return Ok(Answer::json(&answer::lines(&hits.lines.items)));
        }
        if hits.lines.items.is_empty() {
            say(&clean::one_line(&self.words.phrase(
                &Phrase::new("search-nothing").with("words", search.join(" ")),
            )));
            return Ok(Answer::text(String::new()));
        }
        let table = tagebuch::table(&hits.lines.items);
        Ok(self.show(&lists::document(
            "list-search",
            table,
            hits.lines.omitted(),
            "lage suche",
        )))
    }

    // ---- checking ----

    fn verify(&mut self, rebuild: bool) -> Result<Answer, Failure> {
        let mut log = self.open(rebuild)?;
        if rebuild {
            log.rebuild()?;
            say(&self.words.text("done-rebuilt"));
        }
        let report = log.verify()?;
        let sound = report.findings.is_empty();
        let code = if sound { 0 } else { PROBLEM };
        if self.globals().json {
            let findings: Vec<String> = report
                .findings
                .iter()
                .map(|finding| self.words.phrase(&finding_words(finding)))
                .collect();
            let value = serde_json::json!({
                "sound": sound,
                "entries": report.entries,
                "unknown_kinds": report.unknown_kinds,
                "findings": findings,
                "head": report.head.as_ref().map(|(number, _)| number.to_string()),
                "head_hash": report.head.as_ref().map(|(_, hash)| hash),
                "fold": report.fold,
            });
            return Ok(Answer {
                bytes: format!("{value:#}\n").into_bytes(),
                code,
            });
        }
        let mut lines = Vec::new();
        if sound {
            lines.push(
                self.words
                    .phrase(&Phrase::new("verify-sound").with("count", report.entries)),
            );
            lines.push(self.words.text("verify-proves"));
            lines.push(self.words.text("verify-does-not-prove"));
        } else {
            lines.push(
                self.words
                    .phrase(&Phrase::new("verify-broken").with("count", report.findings.len())),
            );
            lines.extend(report.findings.iter().map(|finding| {
                format!(
                    "- {}",
                    clean::one_line(&self.words.phrase(&finding_words(finding)))
                )
            }));
            let only_tables = report
                .findings
                .iter()
                .all(|finding| matches!(finding, verify::Finding::TableDiffers { .. }));
            lines.push(self.words.text(if only_tables {
                "verify-rebuild"
            } else {
                "verify-keep"
            }));
        }
        if report.unknown_kinds > 0 {
            lines.push(
                self.words.phrase(
                    &Phrase::new("summary-unknown-kinds").with("count", report.unknown_kinds),
                ),
            );
        }
        if let Some((number, hash)) = &report.head {
            lines.push(
                self.words.phrase(
                    &Phrase::new("verify-head")
                        .with("number", number.to_string())
                        .with("hash", grouped(hash)),
                ),
            );
        }
        let width = self.style(false).width;
        let text: Vec<String> = lines
            .iter()
            .map(|line| terminal::wrap(line, width, "", "  "))
            .collect();
        Ok(Answer {
            bytes: (text.join("\n") + "\n").into_bytes(),
            code,
        })
    }
}

/// The first 16 hex digits in groups of four, to be read over the phone.
pub(super) fn grouped(hash: &str) -> String {
    let head: Vec<char> = hash.chars().take(16).collect();
    head.chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

fn finding_words(finding: &verify::Finding) -> Phrase {
    use verify::Finding;
    let named = |key, entry: &EntryNumber| Phrase::new(key).with("entry", entry.to_string());
    match finding {
        Finding::File { detail } => Phrase::new("finding-file").with("detail", detail.as_str()),
        Finding::HeaderChanged { entry } => named("finding-header-changed", entry),
        Finding::HeaderWrong { entry } => named("finding-header-wrong", entry),
        Finding::ChainBroken { entry } => named("finding-chain-broken", entry),
        Finding::Gap { after, before } => {
            let after = after.map_or_else(|| "0".to_owned(), |after| after.to_string());
            Phrase::new("finding-gap")
                .with("after", after)
                .with("before", before.to_string())
        }
        Finding::ForeignLog { entry } => named("finding-foreign", entry),
        Finding::PayloadMissing { entry } => named("finding-payload-missing", entry),
        Finding::PayloadChanged { entry } => named("finding-payload-changed", entry),
        Finding::ReferenceMissing { entry, to } => {
            named("finding-reference", entry).with("to", to.as_str())
        }
        Finding::TableDiffers { table } => Phrase::new("finding-table").with("table", *table),
    }
}

/// Writes a file whole or not at all: beside it first, then renamed over the old one.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".neu");
    let draft = path.with_file_name(name);
    let written = (|| {
        let mut file = std::fs::File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&draft, path)
    })();
    if written.is_err() {
        // The error below is the news; a draft that cannot be removed does no harm.
        let _ = std::fs::remove_file(&draft);
    }
    written
}

fn completions(shell: &Shell, words: &Words) -> Answer {
    let mut command = args::command(Some(words));
    let mut out = Vec::new();
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
        Shell::Powershell => clap_complete::Shell::PowerShell,
    };
    clap_complete::generate(shell, &mut command, "lage", &mut out);
    Answer::text(String::from_utf8_lossy(&out).into_owned())
}

fn man(folder: Option<&Path>, words: &Words) -> Result<Answer, Failure> {
    let command = args::command(Some(words));
    let Some(folder) = folder else {
        let mut out = Vec::new();
        clap_mangen::Man::new(command)
            .render(&mut out)
            .map_err(|source| Failure::Stdout { source })?;
        return Ok(Answer::text(String::from_utf8_lossy(&out).into_owned()));
    };
    let failed = |source| Failure::OutWrite {
        path: folder.to_path_buf(),
        source,
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(command, folder).map_err(failed)?;
    say(&clean::one_line(&words.phrase(
        &Phrase::new("done-written").with("path", folder.to_string_lossy().into_owned()),
    )));
    Ok(Answer::text(String::new()))
}
