//! What clap found on the command line, by name.

use clap::ArgMatches;

// A command that does not have an option answers as if it was not given: `try_get_*`, since the others panic.

pub fn flag(matches: &ArgMatches, id: &str) -> bool {
    matches
        .try_get_one::<bool>(id)
        .ok()
        .flatten()
        .copied()
        .unwrap_or(false)
}

pub fn value(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.try_get_one::<String>(id).ok().flatten().cloned()
}

pub fn some_values(matches: &ArgMatches, id: &str) -> Option<Vec<String>> {
    matches
        .try_get_many::<String>(id)
        .ok()
        .flatten()
        .map(|values| values.cloned().collect())
}

pub fn values(matches: &ArgMatches, id: &str) -> Vec<String> {
    some_values(matches, id).unwrap_or_default()
}

pub fn positional_all(matches: &ArgMatches, name: &str) -> Vec<String> {
    values(matches, &format!("={name}"))
}

/// A positional value; several bare words are one text, since a tired person forgets the quotes.
pub fn positional(matches: &ArgMatches, name: &str) -> String {
    positional_all(matches, name).join(" ")
}

pub fn optional_positional(matches: &ArgMatches, name: &str) -> Option<String> {
    Some(positional(matches, name)).filter(|text| !text.is_empty())
}

/// A text given by its option, or without one as the bare words at the end.
pub fn said(matches: &ArgMatches, id: &str) -> Option<String> {
    value(matches, id).or_else(|| optional_positional(matches, id))
}
