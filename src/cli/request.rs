//! What a person asked for, as typed: the same requests come from the command line and from an import file.
//!
//! Nothing is checked here but the shape; times, numbers, names and rules are checked where a request is carried out.

use serde::Deserialize;

/// Fields every write may carry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Common {
    /// ZEIT: when it happened.
    pub at: Option<String>,
    pub approx: bool,
    /// `Name` or `Name/Role`: who writes.
    #[serde(rename = "as")]
    pub author: Option<String>,
    pub source: Option<String>,
    pub public: bool,
}

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident { $($field:ident : $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $(pub $field: $type),* }
    )+};
}

requests! {
    NoteAdd { text: String, about: Vec<String>, certainty: Option<String> }
    /// `entry` is an entry number.
    Correct { entry: String, text: String, reason: String }
    Void { entry: String, reason: String }

    IncidentAdd { title: String, severity: Option<String>, text: Option<String>, since: Option<String> }
    /// An empty string clears an optional field, here and in the other edits.
    IncidentEdit { number: String, title: Option<String>, severity: Option<String>, text: Option<String>, since: Option<String> }
    IncidentClose { number: String, reason: Option<String>, false_alarm: bool, anyway: bool }
    IncidentReopen { number: String, reason: Option<String> }

    TaskAdd { what: String, to: Option<String>, due: Option<String>, prio: Option<String>, about: Vec<String>, waits_for: Vec<String>, issued_by: Option<String> }
    TaskEdit { number: String, what: Option<String>, to: Option<String>, due: Option<String>, prio: Option<String>, about: Option<Vec<String>>, waits_for: Option<Vec<String>> }
    TaskStart { number: String, text: Option<String> }
    TaskHold { number: String, reason: Option<String> }
    TaskDone { number: String, result: Option<String>, effect: Option<String> }
    TaskCancel { number: String, reason: Option<String> }

    DecisionAdd { what: String, reason: Option<String>, by: Option<String>, mode: Option<String>, knowledge: Option<String>, option: Vec<String>, risk: Vec<String>, heard: Vec<String>, review: Option<String>, about: Vec<String> }
    DecisionRevoke { number: String, reason: Option<String>, by: Option<String> }

    /// With `state`, the service starts with that state; otherwise it is unknown.
    ServiceAdd { name: String, group: Option<String>, place: Option<String>, owner: Option<String>, contact: Option<String>, depends_on: Vec<String>, max_outage: Option<String>, state: Option<String>, since: Option<String>, cause: Option<String>, restriction: Option<String>, workaround: Option<String>, expected_back: Option<String>, valid_until: Option<String> }
    ServiceEdit { service: String, name: Option<String>, group: Option<String>, place: Option<String>, owner: Option<String>, contact: Option<String>, depends_on: Option<Vec<String>>, max_outage: Option<String> }
    ServiceSet { service: String, state: String, since: Option<String>, cause: Option<String>, restriction: Option<String>, workaround: Option<String>, expected_back: Option<String>, valid_until: Option<String> }

    FindingAdd { topic: String, statement: String, certainty: Option<String> }
    FindingReplace { number: String, statement: String, certainty: Option<String> }

    NoticeAdd { text: String, to: Option<String>, channel: Option<String>, valid_from: Option<String>, valid_until: Option<String>, by: Option<String> }
    NoticeWithdraw { number: String, reason: Option<String> }

    /// `part` is a part of the Lagebild, as summary or outlook_short.
    AssessmentAdd { part: String, text: String, option: Vec<String> }
    /// `numbers` are records or entries.
    VisibilitySet { numbers: Vec<String>, public: bool, reason: Option<String> }
}

/// A request that writes to the log.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    NoteAdd(NoteAdd),
    Correct(Correct),
    Void(Void),
    IncidentAdd(IncidentAdd),
    IncidentEdit(IncidentEdit),
    IncidentClose(IncidentClose),
    IncidentReopen(IncidentReopen),
    TaskAdd(TaskAdd),
    TaskEdit(TaskEdit),
    TaskStart(TaskStart),
    TaskHold(TaskHold),
    TaskDone(TaskDone),
    TaskCancel(TaskCancel),
    DecisionAdd(DecisionAdd),
    /// The old decision's number, and the new one.
    DecisionSupersede {
        number: String,
        with: DecisionAdd,
    },
    DecisionRevoke(DecisionRevoke),
    ServiceAdd(ServiceAdd),
    ServiceEdit(ServiceEdit),
    ServiceSet(ServiceSet),
    FindingAdd(FindingAdd),
    FindingReplace(FindingReplace),
    NoticeAdd(NoticeAdd),
    /// The old notice's number, and the new one.
    NoticeReplace {
        number: String,
        with: NoticeAdd,
    },
    NoticeWithdraw(NoticeWithdraw),
    AssessmentAdd(AssessmentAdd),
    VisibilitySet(VisibilitySet),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Init {
    pub title: String,
    pub body: Option<String>,
    pub exercise: bool,
    pub zone: Option<String>,
    /// Accept a place that is not safe for a log (FAT, share, synchronised folder).
    pub anyway: bool,
}

/// Narrowing of a list; each kind uses the fields that its command offers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListFilter {
    /// `--offen`
    pub open: bool,
    /// `--alle`: also what has ended.
    pub all: bool,
    /// `--ueberfaellig`
    pub overdue: bool,
    /// `--an`
    pub to: Option<String>,
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
    pub format: Format,
    /// A file, or a folder in which the file gets its usual name.
    pub out: Option<std::path::PathBuf>,
    /// PDF/A-3a with the data attached.
    pub archive: bool,
    /// To the system's print command.
    pub print: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
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

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// `lage` alone.
    Glance,
    Init(Init),
    /// Name of the worked example; none is the embedded default.
    Demo(Option<String>),
    Write(Box<Write>),
    List(crate::domain::number::RecordKind, ListFilter),
    /// `zeigen`: a number, or for services also a part of the name.
    Show(crate::domain::number::RecordKind, String),
    /// `tagebuch [--seit ZEIT] [--zu NR] [--anzahl N | --alle]`
    Log {
        since: Option<String>,
        about: Option<String>,
        most: Option<usize>,
        all: bool,
    },
    Report(Report),
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

#[derive(Clone, Debug)]
pub struct Invocation {
    pub globals: Globals,
    pub request: Request,
}
