//! From what clap found to a request.

use std::path::PathBuf;

use clap::ArgMatches;
use serde::de::DeserializeOwned;

use crate::l10n::Lang;

use super::super::failure::Usage;
use super::super::records::{self, Noun, report};
use super::super::request::{Color, Common, Globals, Init, Journal, ListFilter, Request, Shell};
use super::super::verb::{Does, Read, Verb};
use super::found::{flag, optional_positional, positional, positional_all, table, value};
use super::tables::COMMANDS;

pub(crate) fn globals(m: &ArgMatches) -> Result<Globals, Usage> {
    let wrong = |option, input: &str, accepted| Usage::WrongValue {
        option,
        input: input.to_owned(),
        accepted,
    };
    let color = match value(m, "color").as_deref() {
        None => None,
        Some("auto") => Some(Color::Auto),
        Some("immer" | "always") => Some(Color::Always),
        Some("nie" | "never") => Some(Color::Never),
        Some(other) => return Err(wrong("--farbe", other, "auto, immer, nie")),
    };
    let lang = value(m, "lang")
        .map(|text| Lang::parse(&text).ok_or_else(|| wrong("--sprache", &text, "de, en")))
        .transpose()?;
    Ok(Globals {
        log: value(m, "log").map(PathBuf::from),
        common: Common {
            at: value(m, "at"),
            approx: flag(m, "approx"),
            author: value(m, "as"),
            source: value(m, "source"),
            public: flag(m, "public"),
        },
        json: flag(m, "json"),
        color,
        lang,
        as_of: value(m, "as-of"),
        known_by: value(m, "known-by"),
        anyway: flag(m, "anyway"),
    })
}

/// The field of a verb that says how something ended.
const OUTCOME: &str = "outcome";

/// The request of the command at this path.
pub(crate) fn request(
    path: &[String],
    m: &ArgMatches,
    globals: &mut Globals,
) -> Result<Request, Usage> {
    let unknown = || Usage::NoSuchCommand {
        command: path.join(" "),
    };
    let [name, rest @ ..] = path else {
        return Ok(Request::Glance);
    };
    if let Some(command) = COMMANDS.iter().find(|command| command.german == name) {
        return self::command(command, m, globals);
    }
    let noun = records::noun(name).ok_or_else(unknown)?;
    let verb = rest.first().map_or(Verb::LIST.german, String::as_str);
    let verb = noun.verbs.iter().find(|known| known.german == verb);
    self::verb(noun, verb.ok_or_else(unknown)?, m, globals).ok_or_else(unknown)
}

fn verb(noun: &Noun, verb: &Verb, m: &ArgMatches, globals: &mut Globals) -> Option<Request> {
    Some(match verb.does {
        Does::Write(read) => {
            let mut said = table(verb, m);
            // `--als` says how it ended where nothing else does; who writes is then what the settings say.
            if verb.fields.iter().any(|field| field.name == OUTCOME)
                && !said.contains_key(OUTCOME)
                && let Some(word) = globals.common.author.take()
            {
                said.insert(OUTCOME.to_owned(), word.into());
            }
            act(read, said)
        }
        Does::List => Request::List(noun.kind, typed::<ListFilter>(verb, m)),
        Does::Show => {
            let named = verb.positionals().next()?;
            Request::Show(noun.kind, positional(m, named.name))
        }
        Does::Other => return None,
    })
}

fn act(read: Read, said: toml::Table) -> Request {
    let act = read(said);
    Request::Write(act.expect("a verb's options have the names and shapes of its fields"))
}

fn typed<T: DeserializeOwned>(command: &Verb, m: &ArgMatches) -> T {
    let said = table(command, m).try_into();
    said.expect("a command's options have the names and shapes of its fields")
}

/// A command without a noun.
fn command(command: &Verb, m: &ArgMatches, globals: &Globals) -> Result<Request, Usage> {
    Ok(match (command.does, command.id) {
        (_, "assessment") if optional_positional(m, "text").is_none() => {
            Request::Assessments(optional_positional(m, "part"))
        }
        (Does::Write(read), _) => act(read, table(command, m)),
        (_, "report") => return report::read(m, globals),
        (_, "journal") => Request::Journal(journal(m)?),
        (_, "search") => Request::Search(positional_all(m, "words")),
        (_, "verify") => Request::Verify {
            rebuild: flag(m, "rebuild"),
        },
        (_, "init") => Request::Init(typed::<Init>(command, m)),
        (_, "demo") => Request::Demo(optional_positional(m, "example")),
        (_, "import") => Request::Import(PathBuf::from(positional(m, "file"))),
        (_, "completions") => Request::Completions(shell(positional(m, "shell"))?),
        (_, "man") => Request::Man(value(m, "out-dir").map(PathBuf::from)),
        _ => {
            return Err(Usage::NoSuchCommand {
                command: command.german.to_owned(),
            });
        }
    })
}

fn journal(m: &ArgMatches) -> Result<Journal, Usage> {
    let most = value(m, "most")
        .map(|input| {
            input.parse().map_err(|_| Usage::WrongValue {
                option: "--anzahl",
                input,
                accepted: "1, 2, 3 …",
            })
        })
        .transpose()?;
    Ok(Journal {
        since: value(m, "since"),
        about: value(m, "about"),
        most,
        all: flag(m, "all"),
    })
}

fn shell(input: String) -> Result<Shell, Usage> {
    Ok(match input.to_lowercase().as_str() {
        "bash" => Shell::Bash,
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        "powershell" => Shell::Powershell,
        _ => {
            return Err(Usage::WrongValue {
                option: "SHELL",
                input,
                accepted: "bash, zsh, fish, powershell",
            });
        }
    })
}
