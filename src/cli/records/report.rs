//! The command `lage bericht`: which report, in which edition and format, and where it goes.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::cli::args::found::{flag, positional_all, value, values};
use crate::cli::failure::{Failure, Unfit, Usage};
use crate::cli::listing::{Asked, Listing};
use crate::cli::request::{
    Drafting, Edition, Format, Globals, ListFilter, Output, Release, Request,
};
use crate::cli::verb::{Does, Field, Verb};
use crate::domain::number::{RecordKind, RecordNumber};

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
pub fn read(m: &ArgMatches, globals: &Globals) -> Result<Request, Usage> {
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
            since: value(m, "since"),
            next: value(m, "next"),
        }),
        (Deed::Release, _) => Request::Release(Release {
            by: value(m, "by"),
            distribution: values(m, "distribution"),
            next: value(m, "next"),
            meeting: value(m, "meeting"),
            last: flag(m, "final"),
            output,
        }),
        (Deed::List, _) => Request::List(RecordKind::Report, ListFilter::default()),
        (Deed::Show, Some(number)) => Request::ShowReleased(number, output),
        (Deed::Show, None) => return Err(Usage::WhichReport),
    })
}

fn spoken(m: &ArgMatches, globals: &Globals) -> Result<Spoken, Usage> {
    let asked = [
        (globals.common.public, Edition::Public),
        (flag(m, "short"), Edition::Short),
        (flag(m, "briefing"), Edition::Briefing),
    ];
    let mut spoken = Spoken {
        deed: None,
        number: None,
        editions: asked
            .into_iter()
            .filter_map(|(asked, edition)| asked.then_some(edition))
            .collect(),
        format: value(m, "format")
            .map(|input| format(&input).ok_or(Usage::NoSuchFormat { input }))
            .transpose()?,
        print: flag(m, "print"),
    };
    for word in positional_all(m, "action") {
        if !spoken.hear(&word) {
            return Err(no_such_words(&word));
        }
    }
    spoken.editions.dedup();
    Ok(spoken)
}

fn output(m: &ArgMatches, globals: &Globals, spoken: &Spoken) -> Output {
    let archive = flag(m, "archive");
    let out = value(m, "out").map(PathBuf::from);
    // A file that is called l-1.pdf is meant to be one.
    let called = || format(&out.as_ref()?.extension()?.to_str()?.to_lowercase());
    Output {
        format: spoken
            .format
            .or(archive.then_some(Format::Pdf))
            .or(globals.json.then_some(Format::Json))
            .or_else(called)
            .unwrap_or_default(),
        out,
        archive,
        print: spoken.print,
    }
}

/// Refuses what does not go together.
fn check(deed: Deed, spoken: &Spoken, output: &Output, m: &ArgMatches) -> Result<(), Usage> {
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
    if output.archive && output.format != Format::Pdf {
        return Err(Usage::ArchiveIsPdf);
    }
    if spoken.editions.len() > 1 {
        return Err(Usage::OneEdition);
    }
    Ok(())
}

/// Refuses an option that the deed does not have: it would be passed over in silence.
fn refuse_foreign(deed: Deed, editions: &[Edition], m: &ArgMatches) -> Result<(), Usage> {
    const OUT: [&str; 4] = ["format", "out", "print", "archive"];
    let own: &[&str] = match deed {
        Deed::Create if editions.contains(&Edition::Public) => &["since", "next"],
        Deed::Create => &["since"],
        Deed::Release => &["by", "distribution", "next", "meeting", "final"],
        Deed::List | Deed::Show => &[],
    };
    let given = |id: &&&str| value(m, id).is_some() || !values(m, id).is_empty() || flag(m, id);
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
    Ok(asked.answer("list-reports", &reports, |reports, _| {
        crate::report::records::report::reports(reports)
    }))
}
