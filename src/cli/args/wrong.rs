//! Arguments that cannot be read, said in our own words.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::document::Phrase;
use crate::l10n::{Lang, Words};
use crate::render::clean::one_line;

use super::tables::OPTIONS;
use super::tree::help;

/// A value that an option does not take, with what it takes.
pub fn wrong_value(option: &str, input: &str, accepted: &str, words: &Words) -> String {
    words.phrase(
        &Phrase::new("usage-wrong-value")
            .with("option", option)
            .with("input", one_line(input))
            .with("accepted", accepted),
    )
}

pub fn no_such_command(command: &str, words: &Words) -> String {
    words.phrase(&Phrase::new("usage-no-such-command").with("command", one_line(command)))
}

/// The commands that the arguments name, whatever options stand between them.
pub fn named_path<'a>(tree: &Command, args: &'a [OsString]) -> Vec<&'a str> {
    let mut current = tree;
    let mut path = Vec::new();
    for arg in args.iter().filter_map(|arg| arg.to_str()) {
        if let Some(found) = current.find_subcommand(arg) {
            current = found;
            path.push(arg);
        }
    }
    path
}

/// An option by its German name for a German reader, whichever of its names clap came upon.
pub fn shown_name(long: &str, words: &Words) -> String {
    let plain = long.trim_start_matches('-');
    OPTIONS
        .iter()
        .find(|(id, german, others, _)| *id == plain || *german == plain || others.contains(&plain))
        .filter(|_| words.lang == Lang::De)
        .map_or_else(|| long.to_owned(), |option| format!("--{}", option.1))
}

/// Clap's error in our own words.
pub fn explain(error: &clap::Error, tree: &Command, args: &[OsString], words: &Words) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    // Placeholders of the text-free tree are no words for people: only the option's name is shown.
    let option = context(ContextKind::InvalidArg).unwrap_or_default();
    let option = one_line(option.split([' ', '<']).next().unwrap_or_default());
    let path = named_path(tree, args);
    let phrase = match error.kind() {
        ErrorKind::UnknownArgument => {
            Phrase::new("usage-unknown-argument").with("argument", option)
        }
        ErrorKind::InvalidSubcommand => Phrase::new("usage-no-such-command").with(
            "command",
            one_line(&context(ContextKind::InvalidSubcommand).unwrap_or_default()),
        ),
        ErrorKind::MissingRequiredArgument => Phrase::new("usage-missing"),
        ErrorKind::ArgumentConflict => Phrase::new("usage-twice").with("argument", option),
        ErrorKind::InvalidValue
        | ErrorKind::NoEquals
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::TooFewValues => Phrase::new("usage-value-missing").with("argument", option),
        _ => Phrase::new("usage-wrong"),
    };
    let suggestion = context(ContextKind::SuggestedArg)
        .map(|long| shown_name(&long, words))
        .or_else(|| suggested(error, tree))
        .map(|suggestion| words.phrase(&Phrase::new("usage-suggestion").with("text", suggestion)));
    let said: Vec<String> = [Some(words.phrase(&phrase)), suggestion]
        .into_iter()
        .flatten()
        .collect();
    with_form(&said.join("\n"), &path, words)
}

/// What is wrong, then the accepted form of the command at this path and where its help is.
pub fn with_form(said: &str, path: &[&str], words: &Words) -> String {
    let form = help(path, words).and_then(|text| {
        text.lines()
            .find(|line| line.starts_with(&words.text("help-usage-label")))
            .map(|line| format!("\n{line}"))
    });
    let flag = match words.lang {
        Lang::De => "--hilfe",
        Lang::En => "--help",
    };
    let command = [&["lage"], path, &[flag]].concat().join(" ");
    let hint = words.phrase(&Phrase::new("usage-hint").with("command", command));
    format!("{said}{}\n{hint}", form.unwrap_or_default())
}

/// The commands that are nearest to what was typed, the nearest first, by the name they are listed under.
fn suggested(error: &clap::Error, tree: &Command) -> Option<String> {
    const MOST: usize = 2;
    let Some(ContextValue::Strings(near)) = error.get(ContextKind::SuggestedSubcommand) else {
        return None;
    };
    let mut names: Vec<&str> = Vec::new();
    for typed in near.iter().rev() {
        let listed = tree.find_subcommand(typed).map(Command::get_name);
        let name = listed.unwrap_or(typed);
        if !names.contains(&name) && names.len() < MOST {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}
