//! What a person is told of arguments that cannot be read.

use crate::l10n::Words;

use super::super::verb::Field;
use super::line::Named;
use super::tables::{OPTIONS, in_language, option};
use super::tree::usage;

/// An option by its name in the language of the reader, whichever of its names was typed; anything else as it is.
pub(crate) fn shown_name(name: &str, words: &Words) -> String {
    let Some(plain) = name.strip_prefix("--") else {
        return name.to_owned();
    };
    let known = OPTIONS
        .iter()
        .find(|(id, german, others)| *id == plain || *german == plain || others.contains(&plain));
    known.map_or_else(
        || name.to_owned(),
        |option| format!("--{}", in_language(*option, words.lang)),
    )
}

/// The options of the command at this path, but for those that every command has.
pub(crate) fn options(path: &[&str], words: &Words) -> Vec<String> {
    let Some(Named::Verb(_, verb)) = Named::behind(path.iter().copied()) else {
        return Vec::new();
    };
    let name = |field: &Field| in_language(option(field.name), words.lang);
    verb.options()
        .map(|field| format!("--{}", name(field)))
        .collect()
}

/// The accepted form of the command at this path.
pub(crate) fn form(path: &[&str], words: &Words) -> Option<String> {
    usage(path, words)
}
