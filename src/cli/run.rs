//! The path of a command: parse, open the log, carry out, answer.

use std::io::Write as _;

use crate::l10n::{Lang, Words};

use super::args::{self, Parsed};
use super::explain::explain;
use super::failure::Failure;
use super::request::Request;
use super::session::{Answer, DEFAULT_ZONE, Environment, Session, say};
use super::settings::Settings;
use super::verb::Act;
use super::writing::{Subject, carry_out};
use super::{answer, manual};

/// Runs one command and gives its exit code. A closed pipe ends silently.
pub fn run(environment: &Environment) -> u8 {
    let asked =
        args::language(&environment.args).or(environment.lang.as_deref().and_then(Lang::parse));
    let words = Words::new(asked.unwrap_or_default(), DEFAULT_ZONE);
    let invocation = match args::parse(&environment.args, &words) {
        Ok(Parsed::Run(invocation)) => invocation,
        Ok(Parsed::Print(text)) => return print(text.as_bytes(), &words),
        Err(usage) => {
            let (message, code) = explain(&usage.into(), &words);
            say(&message);
            return code;
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
            Request::Man(folder) => manual::man(folder.as_deref(), &self.words),
        }
    }

    fn write(&mut self, act: &dyn Act) -> Result<Answer, Failure> {
        let mut log = self.open(true)?;
        let dictated = act.dictated(&|| {
            std::io::read_to_string(std::io::stdin())
                .map_err(|source| Failure::StdinText { source })
        })?;
        let act = dictated.as_deref().unwrap_or(act);
        let mut common = self.globals().common.clone();
        common.author = self.author();
        let path = log.path.clone();
        let mut writer = log.write(self.environment.world)?;
        let done = carry_out(&mut writer, &common, act, &self.words, false).map_err(|failure| {
            match failure {
                Failure::Store(error) => Failure::Store(error.at(&path)),
                other => other,
            }
        })?;
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
