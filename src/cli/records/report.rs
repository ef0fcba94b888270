//! The command `lage bericht`: which report, in which edition and format, and where it goes.

use std::path::{Path, PathBuf};

use crate::cli::args::found::Found;
use crate::cli::failure::{Failure, Unfit, Usage};
use crate::cli::listing::{Asked, Listing};
use crate::cli::request::{
    Drafting, Edition, Format, Globals, ListFilter, Output, Release, Request,
};
use crate::cli::verb::{Does, Field, Verb};
use crate::domain::number::{RecordKind, RecordNumber};
use crate::report::lists;

pub const OTHERS: &[&str] = &[];

/// None: the words behind the noun are read one by one.
pub const VERBS: &[Verb] = &[];

/// The command `lage bericht`.
pub const REPORT: Verb = Verb {
    id: "report",
    german: RecordKind::Report.noun(),
    others: &[],
    positionals: &["action*"],
    fields: &[
        Field::one("format"),
        Field::one("out"),
        Field::flag("print"),
        Field::flag("archive"),
        Field::one("since"),
        Field::flag("short"),
        Field::flag("briefing"),
        Field::one("by"),
        Field::many("distribution"),
        Field::one("next"),
        Field::one("meeting"),
        Field::flag("final"),
    ],
    does: Does::Other,
};

/// The verbs of reports.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Create,
    Release,
    List,
    Show,
}

/// Verb, number, editions, format and printer, as options and bare words name them.
struct Spoken {
    deed: Option<Deed>,
    number: Option<String>,
    editions: Vec<Edition>,
    format: Option<Format>,
    print: bool,
}

fn deed(word: &str) -> Option<Deed> {
    Some(match word {
        "erstellen" | "create" => Deed::Create,
        "freigeben" | "release" => Deed::Release,
        "liste" | "list" => Deed::List,
        "zeigen" | "show" => Deed::Show,
        _ => return None,
    })
}

fn edition(word: &str) -> Option<Edition> {
    Some(match word {
        "kurz" | "short" => Edition::Short,
        "vortrag" | "briefing" => Edition::Briefing,
        "oeffentlich" | "öffentlich" | "public" => Edition::Public,
        _ => return None,
    })
}

fn format(word: &str) -> Option<Format> {
    Some(match word {
        "tabelle" | "table" => Format::Table,
        "markdown" | "md" => Format::Markdown,
        "json" => Format::Json,
        "html" | "htm" => Format::Html,
        "pdf" => Format::Pdf,
        _ => return None,
    })
}

impl Spoken {
    /// Takes a word in its one meaning; false where it has none, or repeats what was said.
    ///
    /// A tired person leaves out dashes and verbs: `bericht kurz`, `bericht L-1 pdf`.
    fn hear(&mut self, word: &str) -> bool {
        let plain = word.to_lowercase();
        if let (None, Some(deed)) = (self.deed, deed(&plain)) {
            self.deed = Some(deed);
        } else if let Some(edition) = edition(&plain) {
            self.editions.push(edition);
        } else if let "drucken" | "print" = plain.as_str() {
            self.print = true;
        } else if let (None, Some(format)) = (self.format, format(&plain)) {
            self.format = Some(format);
        } else if self.number.is_none() && self.may_be_number(word) {
            self.number = Some(word.to_owned());
        } else {
            return false;
        }
        true
    }

    /// Behind `zeigen` any word is meant as a number.
    fn may_be_number(&self, word: &str) -> bool {
        self.deed == Some(Deed::Show) || RecordNumber::parse_as(RecordKind::Report, word).is_some()
    }
}

fn no_such_words(words: &str) -> Usage {
    unfit(Unfit::NoSuchCommand(format!(
        "{} {words}",
        RecordKind::Report.noun()
    )))
}

fn unfit(how: Unfit) -> Usage {
    Usage::Unfit {
        how,
        near: Vec::new(),
        at: vec![RecordKind::Report.noun().to_owned()],
    }
}

/// Reads what the options and the bare words ask for.
pub(crate) fn read(m: &Found, globals: &Globals) -> Result<Request, Usage> {
    let spoken = spoken(m, globals)?;
    let deed = match (spoken.deed, &spoken.number) {
        (Some(deed), _) => deed,
        (None, Some(_)) => Deed::Show,
        (None, None) => Deed::Create,
    };
    let output = output(m, globals, &spoken);
    check(deed, &spoken, &output, m)?;
    Ok(match (deed, spoken.number) {
        (Deed::Create, _) => Request::Draft(Drafting {
            edition: spoken.editions.first().copied().unwrap_or_default(),
            output,
            since: m.value("since"),
            next: m.value("next"),
        }),
        (Deed::Release, _) => Request::Release(Release {
            by: m.value("by"),
            distribution: m.values("distribution"),
            next: m.value("next"),
            meeting: m.value("meeting"),
            last: m.flag("final"),
            output,
        }),
        (Deed::List, _) => Request::List(RecordKind::Report, ListFilter::default()),
        (Deed::Show, Some(number)) => Request::ShowReleased(number, output),
        (Deed::Show, None) => return Err(Usage::WhichReport),
    })
}

fn spoken(m: &Found, globals: &Globals) -> Result<Spoken, Usage> {
    let asked = [
        (globals.common.public, Edition::Public),
        (m.flag("short"), Edition::Short),
        (m.flag("briefing"), Edition::Briefing),
    ];
    let mut spoken = Spoken {
        deed: None,
        number: None,
        editions: asked
            .into_iter()
            .filter_map(|(asked, edition)| asked.then_some(edition))
            .collect(),
        format: m
            .value("format")
            .map(|input| format(&input).ok_or(Usage::NoSuchFormat { input }))
            .transpose()?,
        print: m.flag("print"),
    };
    for word in m.words("action") {
        if !spoken.hear(&word) {
            return Err(no_such_words(&word));
        }
    }
    spoken.editions.dedup();
    Ok(spoken)
}

/// The format that a file's ending tells.
fn of_file(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_lowercase().as_str() {
        "txt" => Some(Format::Table),
        ending => format(ending),
    }
}

fn output(m: &Found, globals: &Globals, spoken: &Spoken) -> Output {
    let archive = m.flag("archive");
    let out = m.value("out").map(PathBuf::from);
    // A file that is called l-1.pdf is meant to be one.
    let called = || of_file(out.as_ref()?);
    Output {
        format: spoken
            .format
            .or((archive || spoken.print).then_some(Format::Pdf))
            .or(globals.json.then_some(Format::Json))
            .or_else(called),
        out,
        archive,
        print: spoken.print,
    }
}

/// Refuses what does not go together.
fn check(deed: Deed, spoken: &Spoken, output: &Output, m: &Found) -> Result<(), Usage> {
    if let (Some(number), true) = (&spoken.number, deed != Deed::Show) {
        return Err(no_such_words(&format!("… {number}")));
    }
    if deed != Deed::Create && !spoken.editions.is_empty() {
        let public = deed == Deed::Release && spoken.editions.contains(&Edition::Public);
        return Err(if public {
            Usage::ReportStaysInternal
        } else {
            Usage::EditionOfDraft
        });
    }
    refuse_foreign(deed, &spoken.editions, m)?;
    if output.archive && output.format != Some(Format::Pdf) {
        return Err(Usage::ArchiveIsPdf);
    }
    refuse_contradiction(deed, output, m)?;
    if spoken.editions.len() > 1 {
        return Err(Usage::OneEdition);
    }
    Ok(())
}

/// Refuses two ways out, or two formats: one of them would be passed over.
fn refuse_contradiction(deed: Deed, output: &Output, m: &Found) -> Result<(), Usage> {
    let together = |one, other| Err(unfit(Unfit::Together(one, other)));
    if output.print && output.out.is_some() {
        return together("print", "out");
    }
    if output.print && output.format != Some(Format::Pdf) {
        return together("print", "format");
    }
    let json = m.flag("json") && deed != Deed::Release && deed != Deed::List;
    if json && output.format != Some(Format::Json) {
        return together("json", "format");
    }
    let called = output.out.as_deref().and_then(of_file);
    if called.is_some_and(|called| Some(called) != output.format) {
        return together("out", "format");
    }
    Ok(())
}

/// Refuses an option that the deed does not have: it would be passed over in silence.
fn refuse_foreign(deed: Deed, editions: &[Edition], m: &Found) -> Result<(), Usage> {
    const OUT: [&str; 4] = ["format", "out", "print", "archive"];
    let own: &[&str] = match deed {
        Deed::Create if editions.contains(&Edition::Public) => &["since", "next"],
        Deed::Create => &["since"],
        Deed::Release => &["by", "distribution", "next", "meeting", "final"],
        Deed::List | Deed::Show => &[],
    };
    let given = |id: &&&str| m.is_given(id);
    let foreign = ["since", "by", "distribution", "next", "meeting", "final"]
        .iter()
        .chain(if deed == Deed::List { &OUT[..] } else { &[] })
        .filter(|id| !own.contains(id))
        .find(given);
    match foreign {
        None => Ok(()),
        // Who names somebody means to release.
        Some(&"by") => Err(Usage::NamesReleaser),
        Some(id) => Err(unfit(Unfit::ForeignOption(id))),
    }
}

pub fn list(asked: &Asked<'_>) -> Result<Listing, Failure> {
    let reports = asked.view.reports()?;
    Ok(asked.answer("list-reports", &reports, lists::table))
}
