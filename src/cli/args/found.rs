//! Values that clap found on the command line, by name.

use clap::ArgMatches;
use toml::{Table, Value};

use super::super::verb::{Shape, Verb};
use super::tables::option;

// A command that does not have an option answers as if it was not given: `try_get_*`, since the others panic.

pub(crate) fn flag(matches: &ArgMatches, id: &str) -> bool {
    matches
        .try_get_one::<bool>(id)
        .ok()
        .flatten()
        .copied()
        .unwrap_or(false)
}

pub(crate) fn value(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.try_get_one::<String>(id).ok().flatten().cloned()
}

pub(crate) fn values(matches: &ArgMatches, id: &str) -> Vec<String> {
    some_values(matches, id).unwrap_or_default()
}

fn some_values(matches: &ArgMatches, id: &str) -> Option<Vec<String>> {
    let values = matches.try_get_many::<String>(id).ok().flatten()?;
    Some(values.cloned().collect())
}

pub(crate) fn positional_all(matches: &ArgMatches, name: &str) -> Vec<String> {
    values(matches, &format!("={name}"))
}

/// A positional value; several bare words are one text, since a tired person forgets the quotes.
pub(crate) fn positional(matches: &ArgMatches, name: &str) -> String {
    positional_all(matches, name).join(" ")
}

pub(crate) fn optional_positional(matches: &ArgMatches, name: &str) -> Option<String> {
    Some(positional(matches, name)).filter(|text| !text.is_empty())
}

/// The values of a verb's fields; a field that was not named is absent.
pub(crate) fn table(verb: &Verb, matches: &ArgMatches) -> Table {
    let mut said = Table::new();
    for field in verb.fields {
        let place = verb.positionals().find(|place| place.name == field.name);
        let id = match place {
            Some(place) if !place.is_option => None,
            _ => Some(option(field.name).0),
        };
        let value = match field.shape {
            Shape::Flag => id
                .filter(|id| flag(matches, id))
                .map(|_| Value::Boolean(true)),
            Shape::One => id
                .and_then(|id| value(matches, id))
                .or_else(|| optional_positional(matches, field.name))
                .map(Value::String),
            Shape::Many => id
                .and_then(|id| some_values(matches, id))
                .or_else(|| place.map(|place| positional_all(matches, place.name)))
                .map(|values| Value::Array(values.into_iter().map(Value::String).collect())),
        };
        if let Some(value) = value {
            said.insert(field.name.to_owned(), value);
        }
    }
    said
}
