//! Arguments that cannot be read: what clap found, as our own data.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::l10n::{Lang, Words};

use super::super::failure::{Unfit, Usage};
use super::tables::OPTIONS;
use super::tree::help;

/// The commands that the arguments name, whatever options stand between them.
pub(crate) fn named_path<'a>(tree: &Command, args: &'a [OsString]) -> Vec<&'a str> {
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

/// An option by its German name for a German reader, whichever of its names clap came upon; anything else as it is.
pub(crate) fn shown_name(name: &str, words: &Words) -> String {
    let Some(plain) = name.strip_prefix("--") else {
        return name.to_owned();
    };
    OPTIONS
        .iter()
        .find(|(id, german, others)| *id == plain || *german == plain || others.contains(&plain))
        .filter(|_| words.lang == Lang::De)
        .map_or_else(|| name.to_owned(), |option| format!("--{}", option.1))
}

/// The accepted form of the command at this path.
pub(crate) fn form(path: &[&str], words: &Words) -> Option<String> {
    let label = words.text("help-usage-label");
    let help = help(path, words)?;
    let form = help.lines().find(|line| line.starts_with(&label));
    form.map(str::to_owned)
}

/// Clap's error as our own.
pub(crate) fn unfit(error: &clap::Error, tree: &Command, args: &[OsString]) -> Usage {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    // Placeholders of the text-free tree are no words for people: only the option's name is shown.
    let option = context(ContextKind::InvalidArg).unwrap_or_default();
    let option = option
        .split([' ', '<'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let how = match error.kind() {
        ErrorKind::UnknownArgument => Unfit::UnknownArgument(option),
        ErrorKind::InvalidSubcommand => {
            Unfit::NoSuchCommand(context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => Unfit::Missing,
        ErrorKind::ArgumentConflict => Unfit::Twice(option),
        ErrorKind::InvalidValue
        | ErrorKind::NoEquals
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::TooFewValues => Unfit::ValueMissing(option),
        _ => Unfit::Otherwise,
    };
    let near = match context(ContextKind::SuggestedArg) {
        Some(option) => vec![option],
        None => near(error, tree),
    };
    let at = named_path(tree, args).into_iter().map(str::to_owned);
    Usage::Unfit {
        how,
        near,
        at: at.collect(),
    }
}

/// The commands that are nearest to what was typed, the nearest first, by the name they are listed under.
fn near(error: &clap::Error, tree: &Command) -> Vec<String> {
    const MOST: usize = 2;
    let Some(ContextValue::Strings(near)) = error.get(ContextKind::SuggestedSubcommand) else {
        return Vec::new();
    };
    let mut names: Vec<String> = Vec::new();
    for typed in near.iter().rev() {
        let listed = tree.find_subcommand(typed).map(Command::get_name);
        let name = listed.unwrap_or(typed);
        if names.len() < MOST && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
