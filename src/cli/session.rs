//! The ground of every command: its surroundings, the log it opens, the moment it looks at, its answer.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use chrono::TimeZone;
use chrono_tz::Tz;
use serde_json::Value;

use crate::document::Phrase;
use crate::domain::moment::Moment;
use crate::domain::number::EntryNumber;
use crate::domain::refusal::Refusal;
use crate::domain::situation::{JournalLine, OnlyByDay, Scope};
use crate::domain::time_input::{Sense, parse_moment};
use crate::l10n::{Lang, Words};
use crate::render::{clean, json, terminal};
use crate::store::append::Held;
use crate::store::error::StoreError;
use crate::store::log::{self, Access, Log, World};
use crate::store::past::{ATTEMPTS, Past};
use crate::store::query::View;

use super::explain::{PROBLEM, explain};
use super::failure::{Failure, Usage};
use super::request::{Color, Globals, Invocation};
use super::settings::{self, Settings};

/// What the program takes from its surroundings, read once in `main`.
pub struct Environment {
    pub args: Vec<OsString>,
    /// What to type to run the program.
    pub program: String,
    pub folder: std::io::Result<PathBuf>,
    /// Where a relative path starts. Empty means the process's own folder, so that messages show the path as it was typed.
    pub base: PathBuf,
    pub world: Box<dyn World>,
    /// `LAGE_LOG`, `LAGE_ALS` and `LAGE_LANG`.
    pub log: Option<PathBuf>,
    pub author: Option<OsString>,
    pub lang: Option<String>,
    /// Whether to use colour where neither the option nor the settings say.
    pub color: bool,
    /// The operating system's name of the user: who writes where nobody said.
    pub user: Option<String>,
    /// The user's configuration folder.
    pub config: Option<PathBuf>,
    /// Where programs are looked for: the print command.
    pub search_path: Option<OsString>,
    /// Whether stdout is a terminal.
    pub terminal: bool,
    /// Whether a person can be asked: stdin and stderr are a terminal.
    pub asks: bool,
    /// Columns of the terminal; `PLAIN_WIDTH` where stdout is not one.
    pub width: usize,
}

impl Environment {
    /// A path as the file system needs it.
    pub(super) fn resolve(&self, typed: &Path) -> PathBuf {
        self.base.join(typed)
    }

    /// The language that it asks for, where it is one of ours.
    pub(super) fn lang(&self) -> Option<Lang> {
        Lang::parse(self.lang.as_deref()?)
    }
}

/// The streams of one command.
pub struct Streams<'a> {
    pub stdin: &'a mut dyn Read,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// Columns where stdout is no terminal.
pub const PLAIN_WIDTH: usize = 100;

pub(super) const DEFAULT_ZONE: Tz = chrono_tz::Europe::Berlin;

/// One line or more to stderr; where even that is closed there is nobody to tell.
pub(super) fn say(err: &mut dyn Write, message: &str) {
    writeln!(err, "{message}").ok();
}

/// A pipe that its reader closed is no failure: nobody wants the rest.
pub(super) fn unless_closed(done: std::io::Result<()>) -> Result<(), Failure> {
    match done {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Stdout { source })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

pub(super) struct Answer {
    pub(super) bytes: Vec<u8>,
    pub(super) code: u8,
}

impl Answer {
    pub(super) fn text(text: String) -> Answer {
        Answer::bytes(text.into_bytes())
    }

    pub(super) fn bytes(bytes: Vec<u8>) -> Answer {
        Answer { bytes, code: 0 }
    }

    /// The same with the code that goes with a finding.
    pub(super) fn with(self, code: u8) -> Answer {
        Answer { code, ..self }
    }

    pub(super) fn json(value: &Value) -> Answer {
        Answer::text(format!("{}\n", json::text(value)))
    }
}

pub(super) struct Session<'a> {
    pub(super) environment: &'a Environment,
    pub(super) invocation: &'a Invocation,
    pub(super) words: Words,
    pub(super) settings: Settings,
    /// The log that the command opened.
    pub(super) opened: Option<PathBuf>,
    /// What standard input gave as a text: a refusal gives it back.
    pub(super) dictated: RefCell<Option<String>>,
    /// In a cell, since a command that only reads the session still warns and confirms.
    pub(super) streams: RefCell<Streams<'a>>,
}

/// The log at the moment asked for: its own tables, or those of the past.
pub(super) struct Seen {
    pub(super) log: Log,
    pub(super) past: Option<Past>,
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
        match self.named_log() {
            Some(path) => Ok(path),
            None => Ok(log::find(&self.folder()?)?),
        }
    }

    /// The log that an option or the environment names.
    pub(super) fn named_log(&self) -> Option<PathBuf> {
        let named = self.globals().log.as_ref();
        let named = named.or(self.environment.log.as_ref());
        named.map(|path| self.environment.resolve(path))
    }

    /// Opens the log and takes its settings, language and zone.
    pub(super) fn open(&mut self, writes: bool) -> Result<Log, Failure> {
        let path = self.log_path()?;
        let access = match (writes, self.globals().anyway) {
            (false, _) => Access::Read,
            (true, false) => Access::Write,
            (true, true) => Access::WriteAnyway,
        };
        self.opened = Some(path.clone());
        let log = Log::open(&path, access)?;
        self.settle(Some(&path), Some(&log))?;
        Ok(log)
    }

    /// Says where the file of a log is not as this version makes it: what is shown comes from the entries alone.
    fn warn_of_altered(&self, log: &Log) {
        if !log.altered.is_empty() {
            let objects: Vec<&str> = log.altered.iter().map(|found| &*found.object).collect();
            self.tell(&Phrase::new("warn-altered").with("objects", objects.join(", ")));
        }
    }

    /// Option, environment, file beside the log, the user's file, the log itself: in this order.
    pub(super) fn settle(&mut self, path: Option<&Path>, log: Option<&Log>) -> Result<(), Failure> {
        let (settings, shut) = settings::load(path, self.environment.config.clone())?;
        self.settings = settings;
        let lang = self
            .globals()
            .lang
            .or_else(|| self.environment.lang())
            .or(self.settings.lang)
            .or_else(|| log.and_then(|log| Lang::parse(&log.head.started.language)))
            .unwrap_or_default();
        let zone = log.map_or(DEFAULT_ZONE, |log| log.zone);
        if (lang, zone) != (self.words.lang, self.words.zone) {
            self.words = Words::new(lang, zone);
        }
        if let Some(shut) = shut {
            let why = explain(&shut, &self.words).message;
            self.tell(&Phrase::new("warn-settings-shut").with("why", why));
        }
        Ok(())
    }

    /// One line or more to stderr.
    pub(super) fn say(&self, message: &str) {
        say(self.streams.borrow_mut().err, message);
    }

    /// A part of an answer that is too long to be held; a closed pipe ends it silently.
    pub(super) fn write_out(&self, text: &str) -> Result<(), Failure> {
        unless_closed(self.streams.borrow_mut().out.write_all(text.as_bytes()))
    }

    /// Says after a write that it went into an exercise: who works in a folder below one may not know.
    pub(super) fn tell_where(&self, log: &Log) {
        if log.head.started.exercise {
            let path = log.path.to_string_lossy().into_owned();
            self.tell(
                &Phrase::new("done-in-exercise")
                    .with("title", log.head.title.as_str())
                    .with("path", path),
            );
        }
    }

    /// A confirmation, hint or warning in words, on one line to stderr.
    pub(super) fn tell(&self, phrase: &Phrase) {
        self.say(&clean::one_line(&self.words.phrase(phrase)));
    }

    /// Warns where the clock went back behind what is recorded.
    pub(super) fn tell_held(&self, held: Option<Held>) {
        let Some(held) = held else {
            return;
        };
        let (key, count) = match held.by {
            by if by.num_days() >= 2 => ("span-days", by.num_days()),
            by if by.num_hours() >= 2 => ("span-hours", by.num_hours()),
            by if by.num_minutes() >= 1 => ("span-minutes", by.num_minutes()),
            by => ("span-seconds", by.num_seconds().max(1)),
        };
        self.tell(
            &Phrase::new("warn-clock-back")
                .with("by", Phrase::new(key).with("count", count))
                .with("entry", held.since.to_string()),
        );
    }

    /// Asks a person a question of yes or no; anything but a yes is a no.
    pub(super) fn confirm(&self, question: &Phrase) -> Result<bool, Failure> {
        self.say(&clean::lines(&self.words.phrase(question)));
        let mut answer = Vec::new();
        let mut letter = [0];
        let stdin = &mut self.streams.borrow_mut().stdin;
        // Letter by letter: what stands behind the line is not for us.
        while stdin
            .read(&mut letter)
            .map_err(|source| Failure::StdinText { source })?
            == 1
            && letter != [b'\n']
        {
            answer.extend(letter);
        }
        let answer = String::from_utf8_lossy(&answer).trim().to_lowercase();
        Ok(["j", "ja", "y", "yes"].contains(&answer.as_str()))
    }

    /// Who writes. A name that cannot be read is refused, since the entry would be signed by somebody else.
    pub(super) fn author(&self) -> Result<Option<String>, Failure> {
        if let Some(named) = &self.globals().common.author {
            return Ok(Some(named.clone()));
        }
        if let Some(named) = &self.environment.author {
            let named = named.to_str().ok_or_else(|| Usage::NotUtf8 {
                argument: format!("LAGE_ALS={}", named.to_string_lossy()),
            })?;
            return Ok(Some(named.to_owned()));
        }
        let named = self.settings.author.clone();
        Ok(named.or_else(|| self.environment.user.clone()))
    }

    pub(super) fn now(&self, zone: Tz) -> Moment {
        let now = self.environment.world.now();
        Moment::exact(zone.from_utc_datetime(&now.naive_utc()).fixed_offset())
    }

    /// Reads ZEIT as a person means it now.
    pub(super) fn moment(&self, input: &str, zone: Tz, sense: Sense) -> Result<Moment, Failure> {
        let now = self.environment.world.now();
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

    /// A moment to look at, where it was given: it has begun, since nobody can see what is to come.
    pub(super) fn looked_at(
        &self,
        input: Option<&String>,
        zone: Tz,
        sense: Sense,
    ) -> Result<Option<Moment>, Failure> {
        let moment = self.optional_moment(input, zone, sense)?;
        match moment {
            Some(at) if Moment::exact(at.span().start).is_ahead(self.environment.world.now()) => {
                Err(Refusal::LookAhead { at }.into())
            }
            _ => Ok(moment),
        }
    }

    /// The scope of `--stand` and `--kenntnis`.
    pub(super) fn scope(&self, zone: Tz) -> Result<Scope, Failure> {
        let globals = self.globals();
        Ok(Scope {
            as_of: self.looked_at(globals.as_of.as_ref(), zone, Sense::Until)?,
            known_by: self.looked_at(globals.known_by.as_ref(), zone, Sense::Until)?,
            ..Scope::ALL
        })
    }

    /// Opens the log for reading: at the moment `--stand` and `--kenntnis` ask for, and with `--oeffentlich` only what
    /// may be read outside.
    pub(super) fn look(&mut self) -> Result<Seen, Failure> {
        self.seen(self.globals().common.public)
    }

    /// The same with everything that is internal, whatever the edition of a report leaves out.
    pub(super) fn look_inside(&mut self) -> Result<Seen, Failure> {
        self.seen(false)
    }

    /// The same for what is read in parts: of the log itself nothing is shown beside the past.
    pub(super) fn look_alone(&mut self) -> Result<Seen, Failure> {
        let log = self.open(false)?;
        self.seen_in(log, self.globals().common.public, Log::past_alone)
    }

    fn seen(&mut self, public: bool) -> Result<Seen, Failure> {
        let mut attempts = 0;
        loop {
            let log = self.open(false)?;
            attempts += 1;
            match self.seen_in(log, public, Log::past) {
                Err(Failure::Store(StoreError::Locked { .. })) if attempts < ATTEMPTS => {}
                seen => return seen,
            }
        }
    }

    /// The log as it is asked for; `past` is how another moment of it is read.
    fn seen_in(
        &self,
        log: Log,
        public: bool,
        past: fn(&Log, &Scope) -> Result<Past, StoreError>,
    ) -> Result<Seen, Failure> {
        let scope = self.scope(log.zone)?;
        let past = if public {
            Some(log.public(&scope)?)
        } else if scope.is_all() {
            None
        } else {
            Some(past(&log, &scope)?)
        };
        self.warn_of_altered(&log);
        let now = self.now(log.zone);
        let seen = Seen {
            past,
            as_of: scope.as_of.or(scope.known_by).unwrap_or(now),
            known_by: scope.known_by,
            log,
        };
        if let Some(as_of) = scope.as_of {
            self.tell_only_by_day(&seen.view().only_by_day(as_of)?, as_of);
        }
        Ok(seen)
    }

    /// Says which of the entries that are shown do not fit into the chain of entries; gives the code that goes with it.
    pub(super) fn tell_altered(&self, altered: &BTreeSet<EntryNumber>) -> u8 {
        const MOST: usize = 5;
        if altered.is_empty() {
            return 0;
        }
        let mut numbers: Vec<String> = altered.iter().take(MOST).map(ToString::to_string).collect();
        numbers.extend((altered.len() > MOST).then(|| "…".to_owned()));
        self.tell(
            &Phrase::new("warn-entries-altered")
                .with("count", altered.len())
                .with("entries", numbers.join(", ")),
        );
        PROBLEM
    }

    /// The same of lines that are shown together.
    pub(super) fn tell_altered_in(&self, lines: &[JournalLine]) -> u8 {
        let altered = lines.iter().filter(|line| line.altered);
        self.tell_altered(&altered.map(|line| line.entry.number).collect())
    }

    /// Says what was perhaps not yet so at the moment asked for.
    fn tell_only_by_day(&self, said: &[OnlyByDay], as_of: Moment) {
        const MOST: usize = 5;
        let mut items: Vec<String> = Vec::new();
        for said in said {
            let number = match said.record {
                Some(record) => record.to_string(),
                None => self.words.phrase(
                    &Phrase::new("event-visibility-entry").with("entry", said.entry.to_string()),
                ),
            };
            let item = format!("{number} ({})", self.words.moment(&said.at));
            if !items.contains(&item) {
                items.push(item);
            }
        }
        if items.is_empty() {
            return;
        }
        let rest = items.len() > MOST;
        items.truncate(MOST);
        items.extend(rest.then(|| "…".to_owned()));
        self.tell(
            &Phrase::new("warn-only-by-day")
                .with("moment", as_of)
                .with("items", items.join("; ")),
        );
    }

    pub(super) fn style(&self, report: bool) -> terminal::Style {
        let color = match self.globals().color.or(self.settings.color) {
            Some(Color::Always) => true,
            Some(Color::Never) => false,
            Some(Color::Auto) | None => self.environment.color,
        };
        terminal::Style {
            width: self.environment.width,
            color,
            report,
        }
    }
}
