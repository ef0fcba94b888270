//! The path of a command: parse, open the log, carry out, answer.

use std::cell::RefCell;
use std::io::Write;

use crate::document::build::moment_value;
use crate::document::{Phrase, Value};
use crate::domain::text::said;
use crate::l10n::{Lang, Words};
use crate::render::clean::one_line;
use crate::render::json;
use crate::store::append::Writer;
use crate::store::log;

use super::args::{self, Parsed};
use super::common::Common;
use super::explain::explain;
use super::failure::Failure;
use super::request::{LANGS, Request};
use super::session::{Answer, DEFAULT_ZONE, Environment, Session, Streams, say, unless_closed};
use super::settings::{self, Settings};
use super::verb::{DICTATED, Writes};
use super::writing::{Act, Done, Subject, carry_out};
use super::{answer, manual};

/// Runs one command and gives its exit code. A closed pipe ends silently.
pub fn run(environment: &Environment, mut streams: Streams<'_>) -> u8 {
    let (ended, words) = attempt(environment, &mut streams);
    let failure = match ended {
        Ok(code) => return code,
        Err(failure) => failure,
    };
    let explained = explain(&failure, &words);
    let again = args::again(&environment.args, &failure);
    if args::wants_json(&environment.args) {
        let typed = again.map(|again| again.line);
        let error = json::line(&explained.json(typed.as_deref()));
        say(streams.err, &error);
        return explained.exit;
    }
    say(streams.err, &explained.message);
    if let Some(again) = again {
        let key = if again.unclear {
            "usage-quoted"
        } else {
            "error-typed"
        };
        let line = one_line(&again.line);
        say(
            streams.err,
            &words.phrase(&Phrase::new(key).with("line", line)),
        );
    }
    explained.exit
}

/// Runs one command; gives its exit code or its trouble as data, with the words that tell it.
pub fn attempt(
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> (Result<u8, Failure>, Words) {
    let asked = args::language(&environment.args).or_else(|| environment.lang());
    let words = Words::new(asked.unwrap_or_default(), DEFAULT_ZONE);
    if let (None, Some(input)) = (asked, &environment.lang) {
        let unknown = Phrase::new("warn-environment-lang").with("input", input.as_str());
        let unknown = words.phrase(&unknown.with("accepted", LANGS));
        say(streams.err, &one_line(&unknown));
    }
    let mut words = words;
    let mut parsed = args::parse(&environment.args, &words, environment.width);
    if !matches!(parsed, Ok(Parsed::Run(_))) && asked.is_none() {
        // Where no log is opened, a person is answered in the language of the one that would be.
        let lang = usual_language(environment);
        if lang != words.lang {
            words = Words::new(lang, DEFAULT_ZONE);
            parsed = args::parse(&environment.args, &words, environment.width);
        }
    }
    let invocation = match parsed {
        Ok(Parsed::Run(invocation)) => invocation,
        Ok(Parsed::Print(text)) => return (print(streams.out, text.as_bytes(), 0), words),
        Err(usage) => return (Err(usage.into()), words),
    };
    let mut session = Session {
        environment,
        invocation: &invocation,
        words,
        settings: Settings::default(),
        opened: None,
        dictated: RefCell::default(),
        streams: RefCell::new(Streams {
            stdin: &mut *streams.stdin,
            out: &mut *streams.out,
            err: &mut *streams.err,
        }),
    };
    let writes = invocation.request.writes();
    let answer = session.carry_out();
    let answer = answer.map_err(|failure| failure.of_log(session.opened.as_deref(), writes));
    if let (Err(_), Some(text)) = (&answer, session.dictated.take()) {
        session.tell(&Phrase::new("error-dictated").with("text", text));
    }
    let (words, streams) = (session.words, session.streams.into_inner());
    let ended = match answer {
        Ok(Answer { bytes, code }) => print(streams.out, &bytes, code),
        Err(failure) => Err(failure),
    };
    (ended, words)
}

/// The language of a person who asked for none: that of the settings, else of the log that is meant.
fn usual_language(environment: &Environment) -> Lang {
    let named = args::log(&environment.args).or_else(|| environment.log.clone());
    let log = match (named, &environment.folder) {
        (Some(path), _) => Some(environment.resolve(&path)),
        (None, Ok(folder)) => log::find(folder).ok(),
        (None, Err(_)) => None,
    };
    let settings = settings::load(log.as_deref(), environment.config.clone());
    let settings = settings.ok().and_then(|(settings, _)| settings.lang);
    let begun = || Lang::parse(&log::language(log.as_deref()?)?);
    settings.or_else(begun).unwrap_or_default()
}

/// Writes the answer; gives the code it goes with.
fn print(out: &mut dyn Write, bytes: &[u8], code: u8) -> Result<u8, Failure> {
    unless_closed(out.write_all(bytes).and_then(|()| out.flush())).map(|()| code)
}

impl Session<'_> {
    fn carry_out(&mut self) -> Result<Answer, Failure> {
        let invocation = self.invocation;
        let globals = &invocation.globals;
        let reads = matches!(
            invocation.request,
            Request::Glance
                | Request::List(..)
                | Request::Show(..)
                | Request::ShowEntry(_)
                | Request::Journal(_)
                | Request::Draft(_)
                | Request::Release(_)
                | Request::Assessments(_)
                | Request::Search(_)
        );
        if !reads && (globals.as_of.is_some() || globals.known_by.is_some()) {
            return Err(Failure::NotForPast {
                command: "--stand, --kenntnis",
            });
        }
        // Here a redacted owner would read as 'not named'.
        let inside = matches!(
            invocation.request,
            Request::Glance | Request::List(..) | Request::Show(..)
        );
        if inside && globals.common.public {
            return Err(Failure::NotForPublicEyes);
        }
        match &invocation.request {
            Request::Glance => self.glance(),
            Request::Init(init) => self.init(init),
            Request::Demo(name) => self.demo(name.as_deref()),
            Request::Write(writes) => self.write(writes),
            Request::List(kind, filter) => self.list(*kind, filter),
            Request::Show(kind, number) => self.detail(*kind, number),
            Request::ShowEntry(number) => self.entry(number),
            Request::Journal(journal) => self.journal(journal),
            Request::Draft(drafting) => self.draft(drafting),
            Request::Release(release) => self.release(release),
            Request::ShowReleased(number, output) => self.show_released(number, output),
            Request::Assessments(part) => self.assessments(part.as_deref()),
            Request::Search(search) => self.search(search),
            Request::Verify { rebuild } => self.verify(*rebuild),
            Request::Import(path) => self.import(path),
            Request::Completions(shell) => {
                self.speak_as_usual();
                Ok(manual::completions(shell, &self.words))
            }
            Request::Man(folder) => {
                self.speak_as_usual();
                self.man(folder.as_deref())
            }
            Request::Times => {
                self.speak_as_usual();
                self.times()
            }
        }
    }

    /// For a command that opens no log: the language of the one that would be.
    fn speak_as_usual(&mut self) {
        let asked = self.globals().lang;
        if asked.or_else(|| self.environment.lang()).is_none() {
            self.words = Words::new(usual_language(self.environment), self.words.zone);
        }
    }

    fn write(&mut self, writes: &Writes) -> Result<Answer, Failure> {
        let mut log = self.open(true)?;
        let acts = writes.acts(|| self.dictated())?;
        let mut common = self.globals().common.clone();
        common.author = self.author()?;
        common.source = self.heard(common.source)?;
        let mut writer = log.write(&*self.environment.world)?;
        let mut all = self.carry_out_all(&mut writer, &common, &acts)?;
        let unpublished = all.iter().flat_map(|done| &done.unpublished);
        let unpublished: Vec<String> = unpublished.map(|what| self.words.phrase(what)).collect();
        if self.environment.asks && !common.public && !unpublished.is_empty() {
            // Nobody else waits while a person thinks.
            drop(writer);
            common.public = self.ask_whether_public(unpublished)?;
            writer = log.write(&*self.environment.world)?;
            all = self.carry_out_all(&mut writer, &common, &acts)?;
        }
        let held = writer.held()?;
        writer.commit()?;
        self.tell_held(held);
        for done in &all {
            for warning in &done.warnings {
                self.tell(warning);
            }
            self.tell(&done.confirmation);
        }
        if let Some(last) = all.last() {
            self.read_back(
                moment_value(last.happened_at, last.approximate),
                common.source,
            );
        }
        self.tell_where(&log);
        if !self.globals().json {
            return Ok(Answer::text(String::new()));
        }
        let mut values = Vec::with_capacity(all.len());
        for done in &all {
            values.push(match done.subject {
                Subject::Entry(number) => answer::line(&log.view().line_of(number)?),
                Subject::Record(number) => answer::record(&log.view().record(number)?),
            });
        }
        Ok(Answer::json(&match values.len() {
            1 => values.remove(0),
            _ => serde_json::Value::Array(values),
        }))
    }

    fn carry_out_all(
        &self,
        writer: &mut Writer<'_>,
        common: &Common,
        acts: &[Box<dyn Act>],
    ) -> Result<Vec<Done>, Failure> {
        let acts = acts.iter();
        acts.map(|act| carry_out(writer, common, &**act, &self.words, false))
            .collect()
    }

    /// Asks whether what was entered of something public shall be public as well. Only a yes makes it so.
    fn ask_whether_public(&self, mut names: Vec<String>) -> Result<bool, Failure> {
        names.dedup();
        self.confirm(&Phrase::new("ask-publish").with("what", names.join(", ")))
    }

    /// Reads back when, by whom and from where, where that was said.
    fn read_back(&self, happened_at: Value, source: Option<String>) {
        let common = &self.globals().common;
        let at = common
            .at
            .as_ref()
            .map(|_| ("done-said-at", "moment", happened_at));
        let author = common.author.as_deref();
        let by = author.map(|author| ("done-said-by", "author", Value::from(author)));
        let source = source.map(|source| ("done-said-source", "source", Value::from(source)));
        let said = [at, by, source].into_iter().flatten();
        let said: Vec<String> = said
            .map(|(key, name, value)| self.words.phrase(&Phrase::new(key).with(name, value)))
            .collect();
        if !said.is_empty() {
            self.say(&one_line(&said.join(" · ")));
        }
    }

    /// The text of standard input.
    fn dictated(&self) -> Result<String, Failure> {
        let text = std::io::read_to_string(&mut *self.streams.borrow_mut().stdin)
            .map_err(|source| Failure::StdinText { source })?;
        said("text", &text)?;
        *self.dictated.borrow_mut() = Some(text.clone());
        Ok(text)
    }

    /// A text as it was said, or from standard input where a dash asks for that.
    pub(super) fn heard(&self, text: Option<String>) -> Result<Option<String>, Failure> {
        match text {
            Some(text) if text == DICTATED => self.dictated().map(Some),
            other => Ok(other),
        }
    }
}
