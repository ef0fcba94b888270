//! Requests as a person types them.
//!
//! Nothing is checked here but the shape; times, numbers, names and rules are checked where a request is carried out.

use crate::domain::number::RecordKind;
use crate::store::query::Order;

use super::common::Common;
use super::verb::{Writes, fields};

fields! {
    Init {
        title: String,
        body: Option<String>,
        exercise: bool,
        zone: Option<String>,
        /// Accept a place that is not safe for a log (FAT, share, synchronised folder).
        anyway: bool,
    }
}

fields! {
    /// Narrowing of a list; each kind uses the fields that its command offers.
    ListFilter {
        open: bool,
        /// Also what has ended.
        all: bool,
        overdue: bool,
        to: Option<String>,
    }
}

/// The entries that `lage tagebuch` shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    /// ZEIT
    pub since: Option<String>,
    /// The number of a record.
    pub about: Option<String>,
    pub most: Option<usize>,
    pub all: bool,
    pub order: Order,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    #[default]
    Table,
    Markdown,
    Json,
    Html,
    Pdf,
}

/// For whom a report is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Edition {
    #[default]
    Full,
    /// `--kurz`: two pages for the mayor.
    Short,
    /// `--vortrag`: to be read aloud.
    Briefing,
    /// `--oeffentlich`
    Public,
}

/// Where a report goes, and as what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// None where nothing tells it; text then.
    pub format: Option<Format>,
    /// A file, or a folder in which the file gets its usual name.
    pub out: Option<std::path::PathBuf>,
    /// PDF/A-3a with the data attached.
    pub archive: bool,
    /// To the system's print command.
    pub print: bool,
}

/// A report that is not released.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drafting {
    pub edition: Edition,
    pub output: Output,
    /// ZEIT or the number of a released report.
    pub since: Option<String>,
    /// When the public notice is renewed.
    pub next: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Release {
    pub by: Option<String>,
    pub distribution: Vec<String>,
    pub next: Option<String>,
    pub meeting: Option<String>,
    /// The Schlussbericht.
    pub last: bool,
    pub output: Output,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

/// A command with all it was given.
#[derive(Debug)]
pub enum Request {
    /// `lage` alone.
    Glance,
    Init(Init),
    /// Name of the worked example; none is the embedded default.
    Demo(Option<String>),
    Write(Writes),
    List(RecordKind, ListFilter),
    /// `zeigen`: a number, or for services also a part of the name.
    Show(RecordKind, String),
    /// An entry by its number.
    ShowEntry(String),
    Journal(Journal),
    Draft(Drafting),
    Release(Release),
    ShowReleased(String, Output),
    /// `lagebild [TEIL]`: what is in force, or the history of one part.
    Assessments(Option<String>),
    Search(Vec<String>),
    Verify {
        rebuild: bool,
    },
    Import(std::path::PathBuf),
    Completions(Shell),
    /// Man pages: to a folder, or the main one to stdout.
    Man(Option<std::path::PathBuf>),
    /// The forms of a time.
    Times,
}

impl Request {
    /// Whether it adds to a log, or begins one.
    pub fn writes(&self) -> bool {
        match self {
            Request::Init(_)
            | Request::Demo(_)
            | Request::Write(_)
            | Request::Release(_)
            | Request::Verify { rebuild: true }
            | Request::Import(_) => true,
            Request::Glance
            | Request::List(..)
            | Request::Show(..)
            | Request::ShowEntry(_)
            | Request::Journal(_)
            | Request::Draft(_)
            | Request::ShowReleased(..)
            | Request::Assessments(_)
            | Request::Search(_)
            | Request::Verify { rebuild: false }
            | Request::Completions(_)
            | Request::Times
            | Request::Man(_) => false,
        }
    }
}

/// Options that mean the same everywhere.
#[derive(Clone, Debug, Default)]
pub struct Globals {
    pub log: Option<std::path::PathBuf>,
    pub common: Common,
    pub json: bool,
    /// `auto`, `immer`, `nie` as typed, already checked.
    pub color: Option<Color>,
    pub lang: Option<crate::l10n::Lang>,
    pub as_of: Option<String>,
    pub known_by: Option<String>,
    /// Accept an unsafe place of the log.
    pub anyway: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The words of [`Color`], as a wrong one is answered.
pub const COLORS: &str = "auto, immer, nie";

/// The orders of the Tagebuch, likewise.
pub const ORDERS: &str = "zeit, eintrag";

/// The codes of our languages, likewise.
pub const LANGS: &str = "de, en";

impl Color {
    pub fn parse(text: &str) -> Option<Color> {
        Some(match text.to_lowercase().as_str() {
            "auto" => Color::Auto,
            "immer" | "always" => Color::Always,
            "nie" | "never" => Color::Never,
            _ => return None,
        })
    }
}

#[derive(Debug)]
pub struct Invocation {
    pub globals: Globals,
    pub request: Request,
}
