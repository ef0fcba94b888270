//! What a person is told of arguments that cannot be read.

use crate::l10n::{Lang, Words};

use super::tables::OPTIONS;
use super::tree::help;

/// An option by its German name for a German reader, whichever of its names was typed; anything else as it is.
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
