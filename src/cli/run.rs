//! The path of a command: parse, open the log, carry out, answer.

use std::cell::RefCell;
use std::io::Write;

use crate::l10n::{Lang, Words};

use super::args::{self, Parsed};
use super::explain::explain;
use super::failure::Failure;
use super::request::Request;
use super::session::{Answer, DEFAULT_ZONE, Environment, Session, Streams, say};
use super::settings::Settings;
use super::verb::Act;
use super::writing::{Subject, carry_out};
use super::{answer, manual};

/// Runs one command and gives its exit code. A closed pipe ends silently.
pub fn run(environment: &Environment, mut streams: Streams<'_>) -> u8 {
    let (ended, words) = attempt(environment, &mut streams);
    let (message, code) = match ended {
        Ok(code) => return code,
        Err(failure) => explain(&failure, &words),
    };
    say(streams.err, &message);
    code
}

/// Runs one command; gives its exit code or its trouble as data, with the words that tell it.
pub fn attempt(
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> (Result<u8, Failure>, Words) {
    let asked =
        args::language(&environment.args).or(environment.lang.as_deref().and_then(Lang::parse));
    let words = Words::new(asked.unwrap_or_default(), DEFAULT_ZONE);
    let invocation = match args::parse(&environment.args, &words) {
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
        streams: RefCell::new(Streams {
            stdin: &mut *streams.stdin,
            out: &mut *streams.out,
            err: &mut *streams.err,
        }),
    };
    let writes = invocation.request.writes();
    let answer = session.carry_out();
    let answer = answer.map_err(|failure| failure.of_log(session.opened.as_deref(), writes));
    let (words, streams) = (session.words, session.streams.into_inner());
    let ended = match answer {
        Ok(Answer { bytes, code }) => print(streams.out, &bytes, code),
        Err(failure) => Err(failure),
    };
    (ended, words)
}

/// Writes the answer; gives the code it goes with.
fn print(out: &mut dyn Write, bytes: &[u8], code: u8) -> Result<u8, Failure> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Stdout { source })
        }
        Ok(()) | Err(_) => Ok(code),
    }
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
            Request::Write(act) => self.write(&**act),
            Request::List(kind, filter) => self.list(*kind, filter),
            Request::Show(kind, number) => self.detail(*kind, number),
            Request::Journal(journal) => self.journal(journal),
            Request::Draft(drafting) => self.draft(drafting),
            Request::Release(release) => self.release(release),
            Request::ShowReleased(number, output) => self.show_released(number, output),
            Request::Assessments(part) => self.assessments(part.as_deref()),
            Request::Search(search) => self.search(search),
            Request::Verify { rebuild } => self.verify(*rebuild),
            Request::Import(path) => self.import(path),
            Request::Completions(shell) => Ok(manual::completions(shell, &self.words)),
            Request::Man(folder) => self.man(folder.as_deref()),
        }
    }

    fn write(&mut self, act: &dyn Act) -> Result<Answer, Failure> {
        let mut log = self.open(true)?;
        let dictated = act.dictated(&|| {
            std::io::read_to_string(&mut *self.streams.borrow_mut().stdin)
                .map_err(|source| Failure::StdinText { source })
        })?;
        let act = dictated.as_deref().unwrap_or(act);
        let mut common = self.globals().common.clone();
        common.author = self.author()?;
        let mut writer = log.write(&*self.environment.world)?;
        let done = carry_out(&mut writer, &common, act, &self.words, false)?;
        writer.commit()?;
        for warning in &done.warnings {
            self.tell(warning);
        }
        self.tell(&done.confirmation);
        if !self.globals().json {
            return Ok(Answer::text(String::new()));
        }
        Ok(Answer::json(&match done.subject {
            Subject::Entry(number) => answer::line(&log.view().line_of(number)?),
            Subject::Record(number) => answer::record(&log.view().record(number)?),
        }))
    }
}
