//! A refused command line in the form that cannot be mistaken: what was typed is given back.

use std::ffi::OsString;

use crate::cli::failure::{Failure, Unfit, Usage};
use crate::cli::verb::{Does, Positional, Shape};

use super::line::{Letters, Meant, Named, is_number, letters, meant};
use super::tables::{instead, is_dictated, is_one_word, option};
use super::texts;

/// A refused command line, to be typed again.
pub(crate) struct Again {
    pub(crate) line: String,
    /// Whether it was refused for want of quotes; the line has them.
    pub(crate) unclear: bool,
}

/// The command line in the form that cannot be mistaken, where it holds words that a person would have to type again.
pub(crate) fn again(args: &[OsString], failure: &Failure) -> Option<Again> {
    /// What is longer stands in a file.
    const MOST_BYTES: usize = 20_000;
    let quoted = quoted(&texts(args).ok()?);
    let how = match failure {
        Failure::Usage(Usage::Unfit { how, .. }) => Some(how),
        _ => None,
    };
    let unclear = match how {
        Some(Unfit::AsksInText | Unfit::TextApart | Unfit::NumbersOrText(_)) => true,
        Some(Unfit::UnknownArgument(argument)) => is_short(argument),
        _ => false,
    };
    let no_command = matches!(how, Some(Unfit::NoSuchCommand(_)));
    let worth = quoted.writes_text
        || (quoted.has_words && (unclear || no_command))
        || (quoted.writes_words && how.is_some());
    let line = Some(quoted.line).filter(|line| worth && line.len() <= MOST_BYTES);
    line.map(|line| Again { line, unclear })
}

/// Whether an option has one dash, as in other programs: `-la`.
fn is_short(option: &str) -> bool {
    option.starts_with('-') && !option.starts_with("--")
}

/// A command line that can be typed again.
struct Quoted {
    line: String,
    /// Whether more than names of commands was typed.
    has_words: bool,
    /// Whether it holds a text that was to be written.
    writes_text: bool,
    /// Whether several words are an option's of a command that writes: some of them may be meant as the text.
    writes_words: bool,
}

/// The command line with each text in quotes behind its option, and the bare words first: the form that cannot be mistaken.
fn quoted(args: &[String]) -> Quoted {
    let mut named = Named::Nothing;
    let mut names: Vec<String> = Vec::new();
    let mut bare: Vec<String> = Vec::new();
    let mut options: Vec<(String, Vec<String>)> = Vec::new();
    let (mut taking, mut one, mut ended) = (false, false, false);
    for arg in args {
        let whole = matches!(named, Named::Verb(..));
        let known = match letters(arg) {
            Letters::End if !ended => {
                (ended, taking) = (true, false);
                continue;
            }
            Letters::Option(name, value) if !ended => {
                let single_dash = !arg.starts_with("--");
                match meant(named, name, single_dash) {
                    Some(Meant::Field(field)) => Some((field.shape != Shape::Flag, value)),
                    // A long name may be an option that was mistyped; a short one is a piece of the text.
                    None if !single_dash => Some((true, value)),
                    _ => None,
                }
            }
            _ => None,
        };
        match known {
            Some((takes, value)) => {
                let dashed = arg.split('=').next().unwrap_or(arg).to_owned();
                options.push((dashed, value.map(str::to_owned).into_iter().collect()));
                taking = takes;
                let found = meant(named, dashed_name(arg), false);
                one =
                    matches!(found, Some(Meant::Field(field)) if is_one_word(option(field.name).0));
                taking &= !(one && arg.contains('='));
            }
            None if taking => {
                let last = options.last_mut().expect("the option that takes");
                last.1.push(arg.clone());
                taking = whole && !one;
            }
            None => match named.command(arg).filter(|_| bare.is_empty()) {
                Some(next) => {
                    named = next;
                    names.push(arg.clone());
                }
                None => bare.push(arg.clone()),
            },
        }
    }
    let mut parts = vec!["lage".to_owned()];
    parts.extend(names);
    let verb = match named {
        Named::Verb(_, verb) => Some(verb),
        _ => None,
    };
    let writes = verb.is_some_and(|verb| {
        matches!(verb.does, Does::Write(_)) || matches!(verb.id, "init" | "report")
    });
    let is_text = |(name, words): &(String, Vec<String>)| {
        let name = name.trim_start_matches('-');
        let Some(Meant::Field(field)) = meant(named, name, false) else {
            return !words.is_empty();
        };
        let id = option(field.name).0;
        (is_dictated(id) || id == "as") && !words.is_empty()
    };
    let has_words = !bare.is_empty() || !options.is_empty();
    let writes_words = writes && options.iter().any(|option| option.1.len() > 1);
    let writes_text =
        writes && (bare.iter().any(|word| !is_number(word)) || options.iter().any(is_text));
    let places: Vec<Positional> = verb.iter().flat_map(|verb| verb.positionals()).collect();
    let numbers = bare.iter().take_while(|word| is_number(word)).count();
    let single = if places.iter().any(|place| place.numbers) {
        numbers.max(1)
    } else if places.is_empty()
        || places
            .iter()
            .any(|place| matches!(place.name, "state" | "action"))
    {
        bare.len()
    } else {
        places
            .iter()
            .filter(|place| !place.many && !place.heads)
            .count()
    };
    let text = bare.split_off(single.min(bare.len()));
    parts.extend(bare.iter().map(|word| quote(word)));
    let text_option = places.last().and_then(instead);
    if let Some((_, german, _)) = text_option.filter(|_| !text.is_empty()) {
        parts.push(format!("--{german}"));
    }
    if !text.is_empty() {
        parts.push(quote(&text.join(" ")));
    }
    for (name, words) in options {
        let value = words.join(" ");
        if value.starts_with("-") && value.len() > 1 && !value.contains(' ') {
            parts.push(format!("{name}={}", quote(&value)));
            continue;
        }
        parts.push(name);
        if !words.is_empty() {
            parts.push(quote(&value));
        }
    }
    Quoted {
        line: parts.join(" "),
        has_words,
        writes_text,
        writes_words,
    }
}

/// The name of an option as typed, without dashes and value.
fn dashed_name(arg: &str) -> &str {
    let name = arg.split('=').next().unwrap_or(arg);
    name.trim_start_matches('-')
}

/// An argument as a shell takes it.
fn quote(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_.:,/+=%@".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    // Inside these quotes a shell reads nothing but these.
    let mut escaped = String::with_capacity(word.len() + 2);
    for letter in word.chars() {
        if matches!(letter, '"' | '\\' | '$' | '`') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    format!("\"{escaped}\"")
}
