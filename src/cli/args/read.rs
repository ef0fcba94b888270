//! From what was said to a request.

use std::path::PathBuf;

use serde::de::DeserializeOwned;

use crate::domain::codes::{Certainty, Effect, Outcome, ServiceState, Severity};
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::text::plain;
use crate::l10n::{Lang, Words};

use crate::store::query::Order;

use super::super::common::Common;
use super::super::failure::{Unfit, Usage};
use super::super::records::entry::NoteAdd;
use super::super::records::{Noun, report};
use super::super::request::{
    COLORS, Color, Edition, Globals, Init, Journal, LANGS, ListFilter, ORDERS, Output, Request,
    Shell,
};
use super::super::verb::{Does, Verb, Writes};
use super::super::vocabulary::{self, Vocabulary};
use super::found::Found;
use super::line::{Named, is_number};
use super::tables::option;

pub(crate) fn globals(found: &Found) -> Result<Globals, Usage> {
    let wrong = |option, input: &str, accepted| Usage::WrongValue {
        option,
        input: input.to_owned(),
        accepted,
    };
    let color = found.value("color");
    let color =
        color.map(|input| Color::parse(&input).ok_or_else(|| wrong("--farbe", &input, COLORS)));
    let lang = found.value("lang");
    let lang =
        lang.map(|input| Lang::parse(&input).ok_or_else(|| wrong("--sprache", &input, LANGS)));
    Ok(Globals {
        log: found.value("log").map(PathBuf::from),
        common: Common {
            at: found.value("at"),
            approx: found.flag("approx"),
            author: found.value("as"),
            source: found.value("source"),
            public: found.flag("public"),
        },
        json: found.flag("json"),
        color: color.transpose()?,
        lang: lang.transpose()?,
        as_of: found.value("as-of"),
        known_by: found.value("known-by"),
        anyway: found.flag("anyway"),
    })
}

/// The field of a verb that says how something ended.
const OUTCOME: &str = "outcome";

/// The request of the command that is named.
pub(crate) fn request(
    named: Named,
    found: &Found,
    globals: &mut Globals,
    words: &Words,
) -> Result<Request, Usage> {
    if let Named::Verb(_, verb) = named {
        refuse_word_as_author(verb, found, words)?;
    }
    let request = match named {
        Named::Nothing => Request::Glance,
        // A noun alone lists its records.
        Named::Noun(noun) => Request::List(noun.kind, ListFilter::default()),
        Named::Verb(None, verb) => command(verb, found, globals)?,
        Named::Verb(Some(noun), verb) => of_noun(noun, verb, found, globals)?,
    };
    refuse_idle(&request, found)?;
    Ok(request)
}

fn of_noun(
    noun: &Noun,
    verb: &Verb,
    found: &Found,
    globals: &mut Globals,
) -> Result<Request, Usage> {
    Ok(match verb.does {
        Does::Write(read) => {
            if let (RecordKind::Service, "set") = (noun.kind, verb.id) {
                together(found, "at", &["since"])?;
            }
            let mut said = found.tables(verb);
            // `--als` says how it ended where nothing else does; who writes is then what the settings say.
            if verb.fields.iter().any(|field| field.name == OUTCOME)
                && !said.iter().any(|said| said.contains_key(OUTCOME))
                && let Some(word) = globals.common.author.take()
            {
                for said in &mut said {
                    said.insert(OUTCOME.to_owned(), word.clone().into());
                }
            }
            Request::Write(Writes { read, said })
        }
        Does::List => {
            together(found, "all", &["open", "overdue"])?;
            Request::List(noun.kind, typed::<ListFilter>(verb, found))
        }
        Does::Show => {
            let named = verb
                .positionals()
                .next()
                .and_then(|place| found.text(place.name));
            Request::Show(noun.kind, named.unwrap_or_default())
        }
        Does::Other => unreachable!("the verbs of a noun write, list or show"),
    })
}

/// Refuses `--als widerlegt` or `--als vermutung` where another option takes that word and was not said: nobody has such a
/// name, and the entry would name its writer by it.
fn refuse_word_as_author(verb: &Verb, found: &Found, words: &Words) -> Result<(), Usage> {
    fn is<T: Vocabulary>(word: &str, words: &Words) -> bool {
        vocabulary::find::<T>(word, words).is_some()
    }
    let Some(word) = found.value("as") else {
        return Ok(());
    };
    for field in verb.fields {
        let said = found.is_given(field.name) || found.text(field.name).is_some();
        let taken = match field.name {
            // Where it is not said otherwise, `--als` says it.
            OUTCOME => said && is::<Outcome>(&word, words),
            "severity" => !said && is::<Severity>(&word, words),
            "effect" => !said && is::<Effect>(&word, words),
            "certainty" => !said && is::<Certainty>(&word, words),
            "state" => !said && is::<ServiceState>(&word, words),
            _ => false,
        };
        if taken {
            return Err(found.unfit(Unfit::NoAuthor(word, option(field.name).0)));
        }
    }
    Ok(())
}

fn typed<T: DeserializeOwned>(command: &Verb, found: &Found) -> T {
    let said = found.table(command).try_into();
    said.expect("a command's options have the names and shapes of its fields")
}

/// A command without a noun.
fn command(command: &Verb, found: &Found, globals: &Globals) -> Result<Request, Usage> {
    let text = |place| found.text(place).unwrap_or_default();
    if command.id == NoteAdd::VERB.id
        && let Some(looks) = looks(&text("text"))
    {
        return Err(found.unfit(Unfit::NoteOrLook(looks)));
    }
    Ok(match (command.does, command.id) {
        (_, "assessment") if found.text("text").is_none() => {
            if found.is_given("option") {
                return Err(found.unfit(Unfit::Missing("text")));
            }
            Request::Assessments(found.text("part"))
        }
        (Does::Write(read), _) => Request::Write(Writes {
            read,
            said: found.tables(command),
        }),
        (_, "report") => return report::read(found, globals),
        (_, "show") => {
            let typed = text("number");
            match RecordNumber::parse(&typed) {
                Some(number) if number.kind == RecordKind::Report => {
                    Request::ShowReleased(typed, Output::default())
                }
                Some(number) => Request::Show(number.kind, typed),
                None => Request::ShowEntry(typed),
            }
        }
        (_, "journal") => Request::Journal(journal(found)?),
        (_, "search") => Request::Search(found.words("words")),
        (_, "verify") => Request::Verify {
            rebuild: found.flag("rebuild"),
        },
        (_, "init") => Request::Init(typed::<Init>(command, found)),
        (_, "demo") => Request::Demo(found.text("example")),
        (_, "import") => Request::Import(PathBuf::from(text("file"))),
        (_, "completions") => Request::Completions(shell(text("shell"))?),
        (_, "man") => Request::Man(found.value("out-dir").map(PathBuf::from)),
        _ => {
            return Err(Usage::NoSuchCommand {
                command: command.german.to_owned(),
            });
        }
    })
}

/// The command that was meant where the words of a note only ask to look: other nouns have `liste` and `zeigen 3`.
fn looks(text: &str) -> Option<&'static str> {
    let words: Vec<String> = text.split_whitespace().map(plain).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["liste" | "list"] => Some("journal"),
        ["zeigen" | "zeige" | "show"] => Some("show"),
        ["zeigen" | "zeige" | "show", number] if is_number(number) => Some("show"),
        _ => None,
    }
}

/// Refuses an option with others that would pass it over.
fn together(found: &Found, id: &'static str, others: &[&'static str]) -> Result<(), Usage> {
    match others.iter().find(|other| found.is_given(other)) {
        Some(other) if found.is_given(id) => Err(found.unfit(Unfit::Together(id, other))),
        _ => Ok(()),
    }
}

/// Refuses an option that has no effect on what was asked for: it would be passed over in silence.
fn refuse_idle(request: &Request, found: &Found) -> Result<(), Usage> {
    let (writes, released) = (
        matches!(request, Request::Write(_)),
        matches!(request, Request::Release(_)),
    );
    let of_entry = |id: &str| match (id, request) {
        ("as", Request::Init(_) | Request::Import(_)) => true,
        // Who prepared it stands on the report itself.
        ("as", Request::Draft(asked)) => matches!(asked.edition, Edition::Full | Edition::Short),
        ("as", _) => writes || released,
        _ => writes,
    };
    let unsafe_place = matches!(
        request,
        Request::Init(_) | Request::Import(_) | Request::Verify { rebuild: true }
    );
    let idle = |id: &str| match id {
        "as" | "at" | "approx" | "source" => !of_entry(id),
        "anyway" => !(writes || released || unsafe_place),
        "public" => matches!(
            request,
            Request::Init(_)
                | Request::Demo(_)
                | Request::Verify { .. }
                | Request::Import(_)
                | Request::Completions(_)
                | Request::Man(_)
        ),
        _ => false,
    };
    let ids = ["as", "at", "approx", "source", "anyway", "public"];
    match ids.into_iter().find(|id| found.is_given(id) && idle(id)) {
        Some(id) => Err(found.unfit(Unfit::ForeignOption(id))),
        None => Ok(()),
    }
}

fn journal(found: &Found) -> Result<Journal, Usage> {
    together(found, "about", &["since", "most", "all"])?;
    together(found, "all", &["most"])?;
    let most = found.value("most").map(|input| {
        input.parse().map_err(|_| Usage::WrongValue {
            option: "--anzahl",
            input,
            accepted: "1, 2, 3 …",
        })
    });
    let order = match found
        .value("order")
        .map(|word| word.to_lowercase())
        .as_deref()
    {
        None | Some("zeit" | "time") => Order::Time,
        Some("eintrag" | "entry") => Order::Entry,
        Some(input) => {
            return Err(Usage::WrongValue {
                option: "--nach",
                input: input.to_owned(),
                accepted: ORDERS,
            });
        }
    };
    Ok(Journal {
        since: found.value("since"),
        about: found.value("about"),
        most: most.transpose()?,
        all: found.flag("all"),
        order,
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
