//! What `lage bericht` is asked for: which report, in which edition and format, and where it goes.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::document::Phrase;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::l10n::Words;

use super::super::request::{
    Edition, Format, Globals, ListFilter, Output, Release, Report, Request,
};
use super::found::{flag, positional_all, value, values};
use super::wrong::{no_such_command, shown_name, with_form, wrong_value};

/// What is done with a report.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Create,
    Release,
    List,
    Show,
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

pub fn report(m: &ArgMatches, globals: &Globals, words: &Words) -> Result<Request, String> {
    let archive = flag(m, "archive");
    let mut chosen = value(m, "format")
        .map(|word| {
            format(&word)
                .ok_or_else(|| wrong_value("--format", &word, &words.text("usage-formats"), words))
        })
        .transpose()?;
    let mut print = flag(m, "print");
    let mut editions = Vec::new();
    for (asked, edition) in [
        (globals.common.public, Edition::Public),
        (flag(m, "short"), Edition::Short),
        (flag(m, "briefing"), Edition::Briefing),
    ] {
        editions.extend(asked.then_some(edition));
    }
    // A tired person leaves out dashes and verbs: `bericht kurz`, `bericht L-1 pdf` mean one thing only.
    let (mut verb, mut number) = (None, None);
    for word in positional_all(m, "action") {
        let plain = word.to_lowercase();
        match plain.as_str() {
            "erstellen" | "create" if verb.is_none() => verb = Some(Verb::Create),
            "freigeben" | "release" if verb.is_none() => verb = Some(Verb::Release),
            "liste" | "list" if verb.is_none() => verb = Some(Verb::List),
            "zeigen" | "show" if verb.is_none() => verb = Some(Verb::Show),
            "kurz" | "short" => editions.push(Edition::Short),
            "vortrag" | "briefing" => editions.push(Edition::Briefing),
            "oeffentlich" | "öffentlich" | "public" => editions.push(Edition::Public),
            "drucken" | "print" => print = true,
            known if chosen.is_none() && format(known).is_some() => chosen = format(known),
            _ if number.is_none()
                && (verb == Some(Verb::Show)
                    || RecordNumber::parse_as(RecordKind::Report, &word).is_some()) =>
            {
                number = Some(word);
            }
            _ => {
                let said = no_such_command(&format!("bericht {word}"), words);
                return Err(with_form(&said, &["bericht"], words));
            }
        }
    }
    let verb = verb.unwrap_or(if number.is_some() {
        Verb::Show
    } else {
        Verb::Create
    });
    if let Some(number) = number.as_ref().filter(|_| verb != Verb::Show) {
        let said = no_such_command(&format!("bericht … {number}"), words);
        return Err(with_form(&said, &["bericht"], words));
    }
    editions.dedup();
    let out = value(m, "out").map(PathBuf::from);
    // A file that is called l-1.pdf is meant to be one.
    let called = || format(&out.as_ref()?.extension()?.to_str()?.to_lowercase());
    let output = Output {
        format: chosen
            .or(archive.then_some(Format::Pdf))
            .or(globals.json.then_some(Format::Json))
            .or_else(called)
            .unwrap_or_default(),
        out,
        archive,
        print,
    };
    if verb != Verb::Create && !editions.is_empty() {
        let public = verb == Verb::Release && editions.contains(&Edition::Public);
        return Err(words.text(if public {
            "error-report-stays-internal"
        } else {
            "usage-edition-of-draft"
        }));
    }
    refuse_foreign(verb, &editions, m, words)?;
    if archive && output.format != Format::Pdf {
        return Err(words.text("usage-archive-is-pdf"));
    }
    match (verb, number) {
        (Verb::Release, _) => Ok(Request::Release(Release {
            by: value(m, "by"),
            distribution: values(m, "distribution"),
            next: value(m, "next"),
            meeting: value(m, "meeting"),
            last: flag(m, "final"),
            output,
        })),
        (Verb::List, _) => Ok(Request::List(RecordKind::Report, ListFilter::default())),
        (Verb::Show, Some(number)) => Ok(Request::ShowReleased(number, output)),
        (Verb::Show, None) => {
            let which = Phrase::new("usage-hint").with("command", "lage bericht liste");
            let missing = words.text("usage-missing");
            Err(format!("{missing}\n{}", words.phrase(&which)))
        }
        (Verb::Create, _) if editions.len() > 1 => Err(words.text("usage-one-edition")),
        (Verb::Create, _) => Ok(Request::Report(Report {
            edition: editions.first().copied().unwrap_or_default(),
            output,
            since: value(m, "since"),
            next: value(m, "next"),
        })),
    }
}

/// An option that the verb does not have would be passed over in silence.
fn refuse_foreign(
    verb: Verb,
    editions: &[Edition],
    m: &ArgMatches,
    words: &Words,
) -> Result<(), String> {
    const OUT: [&str; 4] = ["format", "out", "print", "archive"];
    let own: &[&str] = match verb {
        Verb::Create if editions.contains(&Edition::Public) => &["since", "next"],
        Verb::Create => &["since"],
        Verb::Release => &["by", "distribution", "next", "meeting", "final"],
        Verb::List | Verb::Show => &[],
    };
    let given = |id: &&&str| value(m, id).is_some() || !values(m, id).is_empty() || flag(m, id);
    let foreign = ["since", "by", "distribution", "next", "meeting", "final"]
        .iter()
        .chain(if verb == Verb::List { &OUT[..] } else { &[] })
        .filter(|id| !own.contains(id))
        .find(given);
    let Some(id) = foreign else {
        return Ok(());
    };
    let unknown = Phrase::new("usage-unknown-argument")
        .with("argument", shown_name(&format!("--{id}"), words));
    let said = words.phrase(&unknown);
    // Who names somebody means to release.
    if *id == "by" {
        let hint = words.text("usage-release-hint");
        return Err(format!("{said}\n{hint}"));
    }
    Err(with_form(&said, &["bericht"], words))
}
