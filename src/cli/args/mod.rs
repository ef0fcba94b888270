//! The command line: German names with English second names, help from the catalogues, parse errors in our own words.

pub(super) mod found;
mod read;
mod tables;
mod tree;
mod wrong;

use std::ffi::OsString;

use clap::ArgMatches;

use crate::l10n::{Lang, Words};

use super::failure::Usage;
use super::request::Invocation;
use found::{flag, positional_all};
use read::{globals, request};
use tables::{OPTIONS, is_time};
pub use tree::command;
use tree::help;
pub(super) use wrong::{form, shown_name};
use wrong::{named_path, unfit};

/// The arguments as read.
pub enum Parsed {
    Run(Box<Invocation>),
    /// Text for stdout; help or version.
    Print(String),
}

/// The language asked for on the command line, before anything is parsed.
pub fn language(args: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    texts.iter().enumerate().find_map(|(index, arg)| {
        let rest = arg
            .strip_prefix("--sprache")
            .or_else(|| arg.strip_prefix("--lang"))?;
        match rest.strip_prefix('=') {
            Some(value) => Lang::parse(value),
            None => rest
                .is_empty()
                .then(|| texts.get(index + 1))
                .flatten()
                .and_then(|value| Lang::parse(value)),
        }
    })
}

/// Reads the arguments after the program's name.
///
/// `words` are for the help that they may ask for.
pub fn parse(args: &[OsString], words: &Words) -> Result<Parsed, Usage> {
    if let Some(bad) = args.iter().find(|arg| arg.to_str().is_none()) {
        let argument = bad.to_string_lossy().into_owned();
        return Err(Usage::NotUtf8 { argument });
    }
    let args = &join_clock_times(args);
    let mut tree = command(None);
    let with_name = std::iter::once(OsString::from("lage")).chain(args.iter().cloned());
    let matches = match tree.try_get_matches_from_mut(with_name) {
        Ok(matches) => matches,
        Err(error) => {
            if args
                .iter()
                .any(|arg| arg == "--hilfe" || arg == "--help" || arg == "-h")
            {
                return Ok(Parsed::Print(help_for(args, words)));
            }
            return Err(unfit(&error, &tree, args));
        }
    };
    let (path, leaf) = path_of(&matches);
    if flag(leaf, "help") {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        return Ok(Parsed::Print(help(&path, words).unwrap_or_default()));
    }
    if flag(&matches, "version") {
        return Ok(Parsed::Print(format!(
            "lage {}\n",
            env!("CARGO_PKG_VERSION")
        )));
    }
    if path.first().map(String::as_str) == Some("hilfe") {
        let wanted = positional_all(leaf, "path");
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        // Behind a command without commands of its own stands one of its words: `hilfe bericht freigeben`.
        let found = help(&wanted, words).or_else(|| {
            let (command, rest) = wanted.split_first()?;
            let command = tree.find_subcommand(command)?;
            (!rest.is_empty() && !command.has_subcommands())
                .then(|| help(&[command.get_name()], words))
                .flatten()
        });
        let command = || wanted.join(" ");
        let text = found.ok_or_else(|| Usage::NoSuchCommand { command: command() })?;
        return Ok(Parsed::Print(text));
    }
    let mut globals = globals(leaf)?;
    let request = request(&path, leaf, &mut globals)?;
    Ok(Parsed::Run(Box::new(Invocation { globals, request })))
}

/// Puts a clock time that stands apart back to its date: `--um 28.03.2021 02:30` means one moment, not a day and a text.
fn join_clock_times(args: &[OsString]) -> Vec<OsString> {
    let is_clock = |text: &str| {
        text.split_once(':').is_some_and(|(hour, minute)| {
            let digits = |part: &str| {
                matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit())
            };
            digits(hour) && digits(minute)
        })
    };
    let takes_time = |arg: &str| {
        arg.strip_prefix("--").is_some_and(|name| {
            OPTIONS
                .iter()
                .any(|option| is_time(option.0) && (option.0 == name || option.1 == name))
        })
    };
    let mut joined: Vec<OsString> = Vec::with_capacity(args.len());
    for arg in args {
        let text = arg.to_str().unwrap_or_default();
        if let [.., option, day] = joined.as_mut_slice()
            && is_clock(text)
            && option.to_str().is_some_and(takes_time)
            && day
                .to_str()
                .is_some_and(|day| !day.contains(':') && !day.contains(' '))
        {
            day.push(" ");
            day.push(text);
        } else {
            joined.push(arg.clone());
        }
    }
    joined
}

/// The names that a correction knows a field by: those of its option, and its label.
pub(super) fn field_names(field: &str, words: &Words) -> Vec<String> {
    let (id, german, others) = tables::named(field);
    let label = format!("label-field-{}", field.replace('_', "-"));
    let labels = [Lang::De, Lang::En].map(|lang| words.in_language(lang).text(&label));
    let names = [id, german].into_iter().chain(others.iter().copied());
    names.map(str::to_owned).chain(labels).collect()
}

/// The name of a field as a person types it in the language of the words.
pub(super) fn field_name(field: &str, words: &Words) -> &'static str {
    let (id, german, _) = tables::named(field);
    match words.lang {
        Lang::De => german,
        Lang::En => id,
    }
}

/// Help of the deepest command that the arguments name.
fn help_for(args: &[OsString], words: &Words) -> String {
    help(&named_path(&command(None), args), words).unwrap_or_default()
}

/// Whether the command line has this command, without a noun.
#[cfg(test)]
pub(super) fn is_command(german: &str) -> bool {
    let mut commands = tables::COMMANDS.iter();
    commands.any(|command| command.german == german)
}

fn path_of(matches: &ArgMatches) -> (Vec<String>, &ArgMatches) {
    let mut path = Vec::new();
    let mut current = matches;
    while let Some((name, inner)) = current.subcommand() {
        path.push(name.to_owned());
        current = inner;
    }
    (path, current)
}
