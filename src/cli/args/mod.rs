//! The command line: German names with English second names, help from the catalogues, parse errors in our own words.

mod again;
pub(super) mod found;
mod line;
mod read;
mod synonyms;
mod tables;
mod tree;
mod wrong;

use std::ffi::OsString;

use crate::l10n::{Lang, Words};

use super::failure::Usage;
use super::request::{Invocation, Request};
pub(super) use again::{again, log, wants_json, with_all};
use found::Found;
use line::{Asks, Line, Named};
use read::{globals, request};
pub use tree::command;
use tree::help;
pub(super) use wrong::{form, options, shown_name};

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
/// `words` are for the help that they may ask for, `width` the columns it has.
pub fn parse(args: &[OsString], words: &Words, width: usize) -> Result<Parsed, Usage> {
    let line = Line::read(&texts(args)?)?;
    match line.asks {
        Some(Asks::Help) => {
            let text = help(&line.named.path(words.lang), words, width);
            return Ok(Parsed::Print(text.unwrap_or_default()));
        }
        Some(Asks::Version) => {
            let version = env!("CARGO_PKG_VERSION");
            return Ok(Parsed::Print(format!("lage {version}\n")));
        }
        None => {}
    }
    let named = line.named;
    let found = Found::of(line, words)?;
    if let Named::Verb(None, verb) = named
        && verb.id == "help"
    {
        let path = found.words("path");
        if let ["zeiten" | "zeit" | "times" | "time"] = [path.join(" ").to_lowercase().as_str()] {
            let (globals, request) = (globals(&found)?, Request::Times);
            return Ok(Parsed::Run(Box::new(Invocation { globals, request })));
        }
        return help_of(&path, words, width).map(Parsed::Print);
    }
    let mut globals = globals(&found)?;
    let request = request(named, &found, &mut globals, words)?;
    Ok(Parsed::Run(Box::new(Invocation { globals, request })))
}

fn texts(args: &[OsString]) -> Result<Vec<String>, Usage> {
    let text = |arg: &OsString| {
        arg.clone().into_string().map_err(|bad| Usage::NotUtf8 {
            argument: bad.to_string_lossy().into_owned(),
        })
    };
    args.iter().map(text).collect()
}

/// The names of a command in the language of a reader, by its names in any.
pub(super) fn path_in(names: &[&str], lang: Lang) -> Vec<&'static str> {
    let named = Named::behind(names.iter().copied());
    named.map_or_else(Vec::new, |named| named.path(lang))
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
    tables::in_language(tables::named(field), words.lang)
}

/// Help of the command that the words name.
fn help_of(path: &[String], words: &Words, width: usize) -> Result<String, Usage> {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    let found = Named::behind(names.iter().copied()).or_else(|| {
        // Behind a command without commands of its own stands one of its words: `hilfe bericht freigeben`.
        let (command, rest) = names.split_first()?;
        let command = Named::behind([*command])?;
        (!rest.is_empty() && matches!(command, Named::Verb(..))).then_some(command)
    });
    let text = found.and_then(|named| help(&named.path(words.lang), words, width));
    text.ok_or_else(|| Usage::NoSuchCommand {
        command: path.join(" "),
    })
}

/// Whether the command line has this command, without a noun.
#[cfg(test)]
pub(super) fn is_command(german: &str) -> bool {
    let mut commands = tables::COMMANDS.iter();
    commands.any(|command| command.german == german)
}
