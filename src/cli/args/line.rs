//! A command line by its words: words belong to the option before them, up to the next option; the rest are bare words.
//!
//! Read here and not by clap, whose options take a fixed number of arguments, or swallow the option behind them.

use crate::cli::failure::{Unfit, Usage};
use crate::cli::records::{NOUNS, Noun};
use crate::cli::verb::{Field, Shape, Verb};
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::domain::text::written_out;
use crate::l10n::Lang;

use super::synonyms;
use super::tables::{COMMANDS, GLOBAL, Opt, is_one_word, option};

/// How far the arguments have named a command.
#[derive(Clone, Copy)]
pub(crate) enum Named {
    Nothing,
    Noun(&'static Noun),
    /// A command that has no commands of its own, behind its noun where it has one.
    Verb(Option<&'static Noun>, &'static Verb),
}

impl Named {
    /// Its names in the language of the reader.
    pub(crate) fn path(self, lang: Lang) -> Vec<&'static str> {
        match self {
            Named::Nothing => Vec::new(),
            Named::Noun(noun) => vec![noun.name(lang)],
            Named::Verb(noun, verb) => {
                let noun = noun.map(|noun| noun.name(lang));
                noun.into_iter().chain([verb.name(lang)]).collect()
            }
        }
    }

    /// The names that a command may have here, each with the German one that it is listed under.
    fn commands(self) -> Vec<(&'static str, &'static str)> {
        fn of(verb: &'static Verb) -> impl Iterator<Item = (&'static str, &'static str)> {
            let others = verb.others.iter().copied();
            [verb.german, verb.id]
                .into_iter()
                .chain(others)
                .map(|name| (name, verb.german))
        }
        match self {
            Named::Nothing => {
                let nouns = NOUNS.iter().filter(|noun| !noun.verbs.is_empty());
                let nouns = nouns.flat_map(|noun| {
                    let names = [noun.kind.noun(), noun.kind.code()].into_iter();
                    let names = names.chain(noun.others.iter().copied());
                    names.map(|name| (name, noun.kind.noun()))
                });
                COMMANDS.iter().flat_map(of).chain(nouns).collect()
            }
            Named::Noun(noun) => noun.verbs.iter().flat_map(of).collect(),
            Named::Verb(..) => Vec::new(),
        }
    }

    /// The command of this name, behind what is named already.
    pub(super) fn command(self, name: &str) -> Option<Named> {
        let wanted = written_out(name);
        let commands = self.commands();
        let (_, german) = commands
            .iter()
            .find(|(known, _)| written_out(known) == wanted)?;
        Some(match self {
            Named::Nothing => {
                let verb = COMMANDS.iter().find(|verb| verb.german == *german);
                let noun = NOUNS.iter().find(|noun| noun.kind.noun() == *german);
                match verb {
                    Some(verb) => Named::Verb(None, verb),
                    None => Named::Noun(noun?),
                }
            }
            Named::Noun(noun) => {
                let verb = noun.verbs.iter().find(|verb| verb.german == *german)?;
                Named::Verb(Some(noun), verb)
            }
            Named::Verb(..) => return None,
        })
    }

    /// The options that may stand here.
    pub(crate) fn fields(self) -> Vec<&'static Field> {
        let own: Vec<&Field> = match self {
            Named::Verb(_, verb) => verb.options().collect(),
            _ => Vec::new(),
        };
        let global = |field: &&Field| own.iter().all(|known| known.name != field.name);
        let others = GLOBAL.iter().filter(global);
        own.iter().copied().chain(others).collect()
    }

    /// The command at the end of a path of names, as far as they name one.
    pub(crate) fn behind<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Named> {
        let mut names = names.into_iter();
        names.try_fold(Named::Nothing, |named, name| named.command(name))
    }
}

/// An option that asks for a text instead of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    Help,
    Version,
}

const ASKS: [(&str, Asks); 3] = [
    ("hilfe", Asks::Help),
    ("help", Asks::Help),
    ("version", Asks::Version),
];

/// An option as it was said.
pub(crate) struct Said {
    pub(crate) id: &'static str,
    pub(crate) shape: Shape,
    /// With its dashes.
    typed: String,
    pub(crate) words: Vec<String>,
}

/// A bare word and the place it stands at: words with an option between them stand at two.
#[derive(Clone)]
pub(crate) struct Bare {
    pub(crate) at: usize,
    pub(crate) word: String,
}

pub(crate) struct Line {
    pub(crate) named: Named,
    pub(crate) options: Vec<Said>,
    pub(crate) bare: Vec<Bare>,
    pub(crate) asks: Option<Asks>,
}

/// What one argument is, by its letters alone.
pub(super) enum Letters<'a> {
    /// `--`: behind it nothing is an option.
    End,
    /// A name without its dashes, and what stands behind `=`.
    Option(&'a str, Option<&'a str>),
    Word,
}

/// A dash with a letter behind it is an option; where a blank stands in it, or something else behind the dash, it is text.
pub(super) fn letters(arg: &str) -> Letters<'_> {
    if arg == "--" {
        return Letters::End;
    }
    let named = arg.strip_prefix("--").or_else(|| arg.strip_prefix('-'));
    let Some(named) = named else {
        return Letters::Word;
    };
    let (name, value) = match named.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (named, None),
    };
    let begins = name.starts_with(char::is_alphabetic);
    if !begins || name.contains(char::is_whitespace) {
        return Letters::Word;
    }
    Letters::Option(name, value)
}

/// An option of this name or, where no other begins so, of this beginning of one.
fn find_option<'t, T>(
    name: &str,
    known: impl Iterator<Item = (&'t str, T)>,
    same: impl Fn(&T, &T) -> bool,
) -> Option<T> {
    let wanted = written_out(name);
    let mut beginning: Vec<T> = Vec::new();
    for (spelling, found) in known {
        let spelling = written_out(spelling);
        if spelling == wanted {
            return Some(found);
        }
        if spelling.starts_with(&wanted) && !beginning.iter().any(|other| same(other, &found)) {
            beginning.push(found);
        }
    }
    beginning.pop().filter(|_| beginning.is_empty())
}

fn spellings((id, german, others): Opt) -> impl Iterator<Item = &'static str> {
    [german, id].into_iter().chain(others.iter().copied())
}

pub(super) enum Meant {
    Field(&'static Field),
    Asks(Asks),
}

impl Meant {
    fn same(&self, other: &Meant) -> bool {
        match (self, other) {
            (Meant::Field(one), Meant::Field(other)) => one.name == other.name,
            (Meant::Asks(one), Meant::Asks(other)) => one == other,
            _ => false,
        }
    }
}

/// The option that a name means at this command.
pub(super) fn meant(named: Named, name: &str, single_dash: bool) -> Option<Meant> {
    if single_dash {
        return (name == "h").then_some(Meant::Asks(Asks::Help));
    }
    let fields = named.fields().into_iter().flat_map(|field| {
        spellings(option(field.name)).map(move |name| (name, Meant::Field(field)))
    });
    let version = |ask: &&(&str, Asks)| {
        ask.1 == Asks::Help || matches!(named, Named::Nothing | Named::Noun(_))
    };
    let asks = ASKS.iter().filter(version);
    let asks = asks.map(|(name, ask)| (*name, Meant::Asks(*ask)));
    find_option(name, fields.chain(asks), Meant::same)
}

/// Names of options at this command that are near to what was typed, the nearest first.
fn near_options(named: Named, name: &str) -> Vec<String> {
    let meant = synonyms::options(named, name);
    if !meant.is_empty() {
        return meant;
    }
    let fields = named.fields().into_iter();
    let names = fields.flat_map(|field| {
        let known = option(field.name);
        spellings(known).map(move |name| (name, known.0))
    });
    let near = nearest(name, names);
    near.into_iter().map(|name| format!("--{name}")).collect()
}

/// The names that are a slip away from what was typed, by the name each is listed under, the nearest first.
fn nearest<'n>(typed: &str, names: impl Iterator<Item = (&'n str, &'n str)>) -> Vec<&'n str> {
    const MOST: usize = 2;
    let typed = written_out(typed);
    // One slip in three letters: what is farther is another word.
    let most = typed.chars().count().div_ceil(3);
    let mut near: Vec<(usize, &str)> = names
        .map(|(name, listed)| (strsim::osa_distance(&typed, &written_out(name)), listed))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    let mut listed: Vec<&str> = Vec::new();
    for (_, name) in near {
        if listed.len() < MOST && !listed.contains(&name) {
            listed.push(name);
        }
    }
    listed
}

/// Arguments that do not fit the command named so far.
pub(crate) fn unfit(named: Named, how: Unfit, near: Vec<String>) -> Usage {
    Usage::Unfit {
        how,
        near,
        at: named
            .path(Lang::De)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    }
}

impl Line {
    /// Reads the arguments after the program's name.
    pub(crate) fn read(args: &[String]) -> Result<Line, Usage> {
        let mut line = Line {
            named: Named::Nothing,
            options: Vec::new(),
            bare: Vec::new(),
            asks: None,
        };
        let mut ended = false;
        // Whether the words to come belong to the last option, and the place of bare ones.
        let (mut taking, mut at) = (false, 0);
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let letters = if ended { Letters::Word } else { letters(arg) };
            match letters {
                Letters::End => {
                    (ended, taking) = (true, false);
                    at += 1;
                }
                Letters::Option(name, value) => {
                    at += 1;
                    let said = line.option(arg, name, value)?;
                    taking = said.is_some_and(|shape| shape != Shape::Flag);
                    let before_the_command = !matches!(line.named, Named::Verb(..));
                    let last = line.options.last().map(|said| said.id);
                    if taking && (before_the_command || last.is_some_and(is_one_word)) {
                        // Where a command is still to come, one argument is the value: the next may be its name.
                        taking = false;
                        line.one_argument(&mut args);
                    }
                }
                Letters::Word if taking => {
                    let last = line.options.last_mut().expect("the option that takes");
                    last.words.push(arg.clone());
                }
                Letters::Word => line.word(arg, at, args.as_slice())?,
            }
        }
        line.check()?;
        Ok(line)
    }

    /// An option; its shape, where it is not one that asks for help.
    fn option(
        &mut self,
        arg: &str,
        name: &str,
        value: Option<&str>,
    ) -> Result<Option<Shape>, Usage> {
        let single_dash = !arg.starts_with("--");
        let dashes = if single_dash { "-" } else { "--" };
        let typed = format!("{dashes}{name}");
        let field = match meant(self.named, name, single_dash) {
            Some(Meant::Field(field)) => field,
            Some(Meant::Asks(asks)) => {
                self.asks = self.asks.or(Some(asks));
                return Ok(None);
            }
            None => {
                let near = near_options(self.named, name);
                let how = Unfit::UnknownArgument(typed);
                return Err(unfit(self.named, how, near));
            }
        };
        let (id, shape) = (option(field.name).0, field.shape);
        if shape == Shape::Flag && value.is_some() {
            let how = Unfit::TakesNoValue(typed);
            return Err(unfit(self.named, how, Vec::new()));
        }
        if shape != Shape::Many && self.options.iter().any(|said| said.id == id) {
            return Err(unfit(self.named, Unfit::Twice(typed), Vec::new()));
        }
        self.options.push(Said {
            id,
            shape,
            typed,
            words: value.map(str::to_owned).into_iter().collect(),
        });
        Ok(Some(shape))
    }

    fn one_argument(&mut self, args: &mut std::slice::Iter<'_, String>) {
        let last = self.options.last_mut().expect("the option just read");
        let next = args.as_slice().first();
        if last.words.is_empty()
            && let Some(value) = next.filter(|next| matches!(letters(next), Letters::Word))
        {
            last.words.push(value.clone());
            args.next();
        }
    }

    /// A bare word: a command's name until one is whole. `behind` it may stand the name, where the order was mixed up.
    fn word(&mut self, word: &str, at: usize, behind: &[String]) -> Result<(), Usage> {
        if let Named::Verb(..) = self.named {
            // A dash of another width is what a text processor makes of one before an option.
            if let Some(name) = word.strip_prefix(['–', '—', '‑', '−'])
                && let Some(Meant::Field(field)) =
                    meant(self.named, name.trim_start_matches(['-', '–']), false)
                && name.starts_with(char::is_alphabetic)
            {
                let near = vec![format!("--{}", option(field.name).0)];
                let how = Unfit::UnknownArgument(word.to_owned());
                return Err(unfit(self.named, how, near));
            }
            self.bare.push(Bare {
                at,
                word: word.to_owned(),
            });
            return Ok(());
        }
        match self.named.command(word) {
            Some(named) => self.named = named,
            None => {
                let mut near = synonyms::commands(self.named, word);
                if near.is_empty() {
                    let names = self.named.commands().into_iter();
                    near.extend(nearest(word, names).into_iter().map(str::to_owned));
                }
                let how = Unfit::NoSuchCommand(word.to_owned());
                let meant = behind.iter().find_map(|later| self.named.command(later));
                let meant = meant.filter(|_| matches!(self.named, Named::Noun(_)));
                return Err(unfit(meant.unwrap_or(self.named), how, near));
            }
        }
        Ok(())
    }

    /// Refuses options without their value, and a call for help from amid a text.
    fn check(&self) -> Result<(), Usage> {
        for said in &self.options {
            let empty = said.words.iter().all(|word| word.trim().is_empty());
            let clears = !said.words.is_empty() && self.may_clear(said.id);
            if said.shape != Shape::Flag && empty && !clears {
                let how = Unfit::ValueMissing(said.typed.clone());
                return Err(unfit(self.named, how, Vec::new()));
            }
        }
        let asks_apart =
            |said: &Said| said.shape == Shape::Flag || matches!(said.id, "log" | "lang" | "color");
        // The words behind these two are names, not text.
        let names =
            matches!(self.named, Named::Verb(_, verb) if matches!(verb.id, "report" | "help"));
        let text = (!self.bare.is_empty() && !names) || !self.options.iter().all(asks_apart);
        if self.asks.is_some() && text {
            return Err(unfit(self.named, Unfit::AsksInText, Vec::new()));
        }
        Ok(())
    }

    /// Whether an empty value takes away what stood there; in a new record nothing did.
    fn may_clear(&self, id: &str) -> bool {
        let is_new = matches!(self.named, Named::Verb(_, verb) if verb.id == "add");
        let mut fields = self.named.fields().into_iter();
        !is_new && fields.any(|field| field.clears && option(field.name).0 == id)
    }
}

/// Whether a word can only be meant as a number of a record or an entry, or as several with commas.
pub(crate) fn is_number(word: &str) -> bool {
    let one =
        |word: &str| RecordNumber::parse(word).is_some() || EntryNumber::parse(word).is_some();
    let mut words = word.split(',').filter(|word| !word.trim().is_empty());
    words.clone().next().is_some() && words.all(one)
}

impl Said {
    /// The values of the option: its words as one text, or one by one where all are numbers.
    pub(crate) fn values(&self) -> Vec<String> {
        let text = self.words.join(" ");
        let single = text.split_whitespace();
        if self.shape == Shape::Many && !text.trim().is_empty() && single.clone().all(is_number) {
            return single.map(str::to_owned).collect();
        }
        vec![text]
    }
}
