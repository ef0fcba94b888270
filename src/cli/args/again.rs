//! A refused command line in the form that cannot be mistaken: what was typed is given back.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::cli::failure::{Failure, Unfit, Usage};
use crate::cli::verb::{Does, Field, Positional, Shape, Verb};
use crate::l10n::Lang;

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
    let typed = Typed::read(&texts(args).ok()?);
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
    let has_words = !typed.bare.is_empty() || !typed.options.is_empty();
    let worth = typed.writes_text()
        || (has_words && (unclear || no_command))
        || (typed.writes_words() && how.is_some());
    let line = Some(typed.line()).filter(|line| worth && line.len() <= MOST_BYTES);
    line.map(|line| Again { line, unclear })
}

/// The command line of a list with what it left out: with the same narrowing.
pub(crate) fn with_all(args: &[OsString], lang: Lang) -> String {
    let mut typed = Typed::read(&texts(args).unwrap_or_default());
    if let Named::Noun(noun) = typed.named {
        let list = noun.verbs.iter().find(|verb| verb.id == Verb::LIST.id);
        typed
            .names
            .extend(list.map(|verb| verb.name(lang).to_owned()));
    }
    let named = typed.named;
    typed.options.retain(|typed| {
        let field = field(named, &typed.name);
        field.is_none_or(|field| !matches!(field.name, "most" | "all"))
    });
    let all = match lang {
        Lang::De => option("all").1,
        Lang::En => option("all").0,
    };
    typed.options.push(TypedOption {
        name: format!("--{all}"),
        words: Vec::new(),
    });
    typed.line()
}

/// Whether the command line asks for JSON, however the rest of it reads.
pub(crate) fn wants_json(args: &[OsString]) -> bool {
    let typed = Typed::read(&texts(args).unwrap_or_default());
    let mut options = typed.options.iter();
    options.any(|said| field(typed.named, &said.name).is_some_and(|field| field.name == "json"))
}

/// The log that the command line names, however the rest of it reads.
pub(crate) fn log(args: &[OsString]) -> Option<PathBuf> {
    let typed = Typed::read(&texts(args).ok()?);
    let named = typed.named;
    let is_log =
        |said: &TypedOption| field(named, &said.name).is_some_and(|field| field.name == "log");
    let said = typed.options.into_iter().find(is_log)?;
    said.words.into_iter().next().map(PathBuf::from)
}

/// Whether an option has one dash, as in other programs: `-la`.
fn is_short(option: &str) -> bool {
    option.starts_with('-') && !option.starts_with("--")
}

/// The field that an option as typed means at this command.
fn field(named: Named, typed: &str) -> Option<&'static Field> {
    match meant(named, typed.trim_start_matches('-'), false) {
        Some(Meant::Field(field)) => Some(field),
        _ => None,
    }
}

/// How many of the next words are an option's.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    Nothing,
    One,
    All,
}

/// An option with its dashes and its words.
struct TypedOption {
    name: String,
    words: Vec<String>,
}

/// A command line as far as it can be read; nothing in it is refused.
struct Typed {
    named: Named,
    /// The names of commands as typed.
    names: Vec<String>,
    bare: Vec<String>,
    options: Vec<TypedOption>,
}

impl Typed {
    fn read(args: &[String]) -> Typed {
        let mut typed = Typed {
            named: Named::Nothing,
            names: Vec::new(),
            bare: Vec::new(),
            options: Vec::new(),
        };
        let (mut takes, mut ended) = (Takes::Nothing, false);
        for arg in args {
            if !ended && arg == "--" {
                (ended, takes) = (true, Takes::Nothing);
            } else if let Some((option, more)) = typed.option(arg).filter(|_| !ended) {
                typed.options.push(option);
                takes = more;
            } else if takes == Takes::Nothing {
                typed.word(arg);
            } else {
                let last = typed.options.last_mut().expect("the option that takes");
                last.words.push(arg.clone());
                if takes == Takes::One {
                    takes = Takes::Nothing;
                }
            }
        }
        typed
    }

    /// The argument as an option, with what it takes of the words behind it. A long name may be an option that was mistyped;
    /// a short one is a piece of the text.
    fn option(&self, arg: &str) -> Option<(TypedOption, Takes)> {
        let Letters::Option(name, value) = letters(arg) else {
            return None;
        };
        let field = match meant(self.named, name, is_short(arg)) {
            Some(Meant::Field(field)) => Some(field),
            None if !is_short(arg) => None,
            _ => return None,
        };
        let one =
            self.verb().is_none() || field.is_some_and(|field| is_one_word(option(field.name).0));
        let takes = match field {
            Some(field) if field.shape == Shape::Flag => Takes::Nothing,
            _ if !one => Takes::All,
            _ if value.is_some() => Takes::Nothing,
            _ => Takes::One,
        };
        let typed = TypedOption {
            name: arg.split('=').next().unwrap_or(arg).to_owned(),
            words: value.map(str::to_owned).into_iter().collect(),
        };
        Some((typed, takes))
    }

    fn word(&mut self, arg: &str) {
        match self.named.command(arg).filter(|_| self.bare.is_empty()) {
            Some(next) => {
                self.named = next;
                self.names.push(arg.to_owned());
            }
            None => self.bare.push(arg.to_owned()),
        }
    }

    fn verb(&self) -> Option<&'static Verb> {
        match self.named {
            Named::Verb(_, verb) => Some(verb),
            _ => None,
        }
    }

    fn places(&self) -> Vec<Positional> {
        let verb = self.verb().into_iter();
        verb.flat_map(Verb::positionals).collect()
    }

    fn writes(&self) -> bool {
        self.verb().is_some_and(|verb| {
            matches!(verb.does, Does::Write(_)) || matches!(verb.id, "init" | "report")
        })
    }

    /// Whether it holds a text that was to be written.
    fn writes_text(&self) -> bool {
        let is_text = |typed: &TypedOption| {
            let id = field(self.named, &typed.name).map(|field| option(field.name).0);
            !typed.words.is_empty() && id.is_none_or(|id| is_dictated(id) || id == "as")
        };
        let words = self.bare.iter().any(|word| !is_number(word));
        self.writes() && (words || self.options.iter().any(is_text))
    }

    /// Whether several words are an option's of a command that writes: some of them may be meant as the text.
    fn writes_words(&self) -> bool {
        self.writes() && self.options.iter().any(|option| option.words.len() > 1)
    }

    /// How many of the bare words stand each for itself; the rest are one text.
    fn single(&self) -> usize {
        let places = self.places();
        let apart = |place: &Positional| matches!(place.name, "state" | "action");
        if places.iter().any(|place| place.numbers) {
            let numbers = self.bare.iter().take_while(|word| is_number(word));
            numbers.count().max(1)
        } else if places.is_empty() || places.iter().any(apart) {
            self.bare.len()
        } else {
            let single = places.iter().filter(|place| !place.many && !place.heads);
            single.count()
        }
    }

    /// Each text in quotes behind its option, and the bare words first: the form that cannot be mistaken.
    fn line(&self) -> String {
        let mut parts = vec!["lage".to_owned()];
        parts.extend(self.names.iter().cloned());
        let (single, text) = self.bare.split_at(self.single().min(self.bare.len()));
        parts.extend(single.iter().map(|word| quote(word)));
        if !text.is_empty() {
            let by_option = self.places().last().and_then(instead);
            parts.extend(by_option.map(|(_, german, _)| format!("--{german}")));
            parts.push(quote(&text.join(" ")));
        }
        parts.extend(self.options.iter().map(TypedOption::part));
        parts.join(" ")
    }
}

impl TypedOption {
    fn part(&self) -> String {
        let value = self.words.join(" ");
        if value.starts_with('-') && value.len() > 1 && !value.contains(' ') {
            format!("{}={}", self.name, quote(&value))
        } else if self.words.is_empty() {
            self.name.clone()
        } else {
            format!("{} {}", self.name, quote(&value))
        }
    }
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
