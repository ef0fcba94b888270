//! The command line: German names with English second names, help from the catalogues, parse errors in our own words.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::domain::number::RecordKind;
use crate::l10n::{Lang, Words};
use crate::render::clean::one_line;
use crate::report::document::Phrase;

use super::request::{
    AssessmentAdd, Color, Common, Correct, DecisionAdd, DecisionRevoke, DecisionSupersede, Edition,
    FindingAdd, FindingReplace, Format, Globals, IncidentAdd, IncidentClose, IncidentEdit,
    IncidentReopen, Init, Invocation, ListFilter, NoteAdd, NoticeAdd, NoticeReplace,
    NoticeWithdraw, Output, Release, Report, Request, ServiceAdd, ServiceEdit, ServiceSet, Shell,
    TaskAdd, TaskCancel, TaskDone, TaskEdit, TaskHold, TaskStart, VisibilitySet, Void, Write,
};

/// What the arguments ask for.
pub enum Parsed {
    Run(Box<Invocation>),
    /// Text for stdout; help or version.
    Print(String),
}

/// Options by their English name, which is also their id: German name, second spellings, whether they take a value.
const OPTIONS: [(&str, &str, &[&str], bool); 42] = [
    ("log", "log", &[], true),
    ("as", "als", &[], true),
    ("at", "um", &[], true),
    ("approx", "ca", &[], false),
    ("source", "quelle", &[], true),
    ("public", "oeffentlich", &["öffentlich"], false),
    ("json", "json", &[], false),
    ("color", "farbe", &[], true),
    ("lang", "sprache", &[], true),
    ("as-of", "stand", &[], true),
    ("known-by", "kenntnis", &[], true),
    ("anyway", "trotzdem", &[], false),
    ("severity", "stufe", &[], true),
    ("text", "text", &[], true),
    ("since", "seit", &[], true),
    ("title", "titel", &[], true),
    ("reason", "grund", &["begruendung", "begründung"], true),
    ("false-alarm", "fehlalarm", &[], false),
    ("to", "an", &[], true),
    ("due", "frist", &[], true),
    (
        "prio",
        "prio",
        &["priority", "prioritaet", "priorität"],
        true,
    ),
    ("about", "zu", &[], true),
    ("waits-for", "wartet-auf", &[], true),
    ("issued-by", "erteilt-von", &[], true),
    ("what", "was", &[], true),
    ("result", "ergebnis", &[], true),
    ("effect", "wirkung", &[], true),
    ("by", "von", &[], true),
    ("mode", "modus", &[], true),
    ("knowledge", "kenntnisstand", &[], true),
    ("option", "option", &[], true),
    ("risk", "risiko", &[], true),
    ("heard", "gehoert", &["gehört"], true),
    ("review", "wiedervorlage", &[], true),
    ("certainty", "art", &["sicherheit"], true),
    ("valid-until", "gilt-bis", &["gültig-bis"], true),
    ("valid-from", "gilt-ab", &["gültig-ab"], true),
    ("channel", "kanal", &[], true),
    ("format", "format", &[], true),
    ("out", "aus", &[], true),
    ("short", "kurz", &[], false),
    ("all", "alle", &[], false),
];

const MORE_OPTIONS: [(&str, &str, &[&str], bool); 27] = [
    ("group", "gruppe", &[], true),
    ("place", "ort", &[], true),
    ("owner", "zustaendig", &["zuständig"], true),
    ("contact", "kontakt", &[], true),
    ("depends-on", "haengt-ab-von", &["hängt-ab-von"], true),
    ("max-outage", "mta", &[], true),
    ("state", "zustand", &[], true),
    ("cause", "grund", &["ursache"], true),
    ("restriction", "einschraenkung", &["einschränkung"], true),
    ("workaround", "ersatz", &["ausweichverfahren"], true),
    (
        "expected-back",
        "wieder-ab",
        &["voraussichtlich-wieder"],
        true,
    ),
    ("name", "name", &[], true),
    ("open", "offen", &[], false),
    ("overdue", "ueberfaellig", &["überfällig"], false),
    ("most", "anzahl", &[], true),
    ("body", "behoerde", &["behörde"], true),
    ("exercise", "uebung", &["übung"], false),
    ("zone", "zone", &[], true),
    ("rebuild", "neu-aufbauen", &[], false),
    ("out-dir", "ordner", &[], true),
    ("distribution", "verteiler", &["to"], true),
    ("next", "naechster", &["nächster"], true),
    ("meeting", "besprechung", &[], true),
    ("final", "schluss", &["schlussbericht"], false),
    ("briefing", "vortrag", &[], false),
    ("archive", "archiv", &[], false),
    ("print", "drucken", &[], false),
];

const GLOBAL: [&str; 12] = [
    "log", "as", "at", "approx", "source", "public", "json", "color", "lang", "as-of", "known-by",
    "anyway",
];

/// Options that may be given several times.
const REPEATED: [&str; 7] = [
    "distribution",
    "about",
    "waits-for",
    "depends-on",
    "option",
    "risk",
    "heard",
];

/// A verb: English id, German name, other spellings, positional values (`+` joins the rest), options.
type Verb = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

const SET: [&str; 6] = [
    "since",
    "cause",
    "restriction",
    "workaround",
    "expected-back",
    "valid-until",
];

/// A noun: English id, German name, other spellings, its verbs.
type Noun = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [Verb],
);

const LIST: Verb = ("list", "liste", &[], &[], &["all"]);
const DECIDE: [&str; 9] = [
    "reason",
    "by",
    "mode",
    "knowledge",
    "option",
    "risk",
    "heard",
    "review",
    "about",
];
const NOTIFY: [&str; 5] = ["to", "channel", "valid-from", "valid-until", "by"];

const NOUNS: [Noun; 6] = [
    (
        "incident",
        "vorfall",
        &["vorfaelle", "vorfälle", "incidents"],
        &[
            (
                "add",
                "neu",
                &[],
                &["title+"],
                &["severity", "text", "since"],
            ),
            LIST,
            ("show", "zeigen", &[], &["number"], &[]),
            (
                "edit",
                "aendern",
                &["ändern"],
                &["number"],
                &["title", "severity", "text", "since"],
            ),
            (
                "close",
                "schliessen",
                &["schließen"],
                &["number", "reason*"],
                &["reason", "false-alarm"],
            ),
            (
                "reopen",
                "oeffnen",
                &["öffnen", "wiedereroeffnen", "wiedereröffnen"],
                &["number", "reason*"],
                &["reason"],
            ),
        ],
    ),
    (
        "task",
        "aufgabe",
        &["aufgaben", "tasks"],
        &[
            (
                "add",
                "neu",
                &[],
                &["what+"],
                &["to", "due", "prio", "about", "waits-for", "issued-by"],
            ),
            ("list", "liste", &[], &[], &["open", "to", "overdue", "all"]),
            ("show", "zeigen", &[], &["number"], &[]),
            (
                "edit",
                "aendern",
                &["ändern"],
                &["number"],
                &["what", "to", "due", "prio", "about", "waits-for"],
            ),
            ("start", "beginnen", &[], &["number", "text*"], &["text"]),
            (
                "hold",
                "zurueckstellen",
                &["zurückstellen"],
                &["number", "reason*"],
                &["reason"],
            ),
            (
                "done",
                "erledigen",
                &[],
                &["number", "result*"],
                &["result", "effect"],
            ),
            (
                "cancel",
                "absagen",
                &[],
                &["number", "reason*"],
                &["reason"],
            ),
        ],
    ),
    (
        "decision",
        "entscheidung",
        &["entscheidungen", "decisions"],
        &[
            ("add", "neu", &[], &["what+"], &DECIDE),
            LIST,
            ("show", "zeigen", &[], &["number"], &[]),
            ("supersede", "ersetzen", &[], &["number", "what+"], &DECIDE),
            (
                "revoke",
                "aufheben",
                &[],
                &["number", "reason*"],
                &["reason", "by"],
            ),
        ],
    ),
    (
        "service",
        "dienst",
        &["dienste", "services"],
        &[
            (
                "add",
                "neu",
                &[],
                &["name+"],
                &[
                    "group",
                    "place",
                    "owner",
                    "contact",
                    "depends-on",
                    "max-outage",
                    "state",
                    "since",
                    "cause",
                    "restriction",
                    "workaround",
                    "expected-back",
                    "valid-until",
                ],
            ),
            LIST,
            ("show", "zeigen", &[], &["service+"], &[]),
            (
                "edit",
                "aendern",
                &["ändern"],
                &["service"],
                &[
                    "name",
                    "group",
                    "place",
                    "owner",
                    "contact",
                    "depends-on",
                    "max-outage",
                ],
            ),
            ("set", "setzen", &[], &["service", "state"], &SET),
        ],
    ),
    (
        "finding",
        "erkenntnis",
        &["erkenntnisse", "findings"],
        &[
            ("add", "neu", &[], &["topic", "statement+"], &["certainty"]),
            LIST,
            ("show", "zeigen", &[], &["number"], &[]),
            (
                "replace",
                "ersetzen",
                &[],
                &["number", "statement+"],
                &["certainty"],
            ),
        ],
    ),
    (
        "notice",
        "bekanntgabe",
        &["bekanntgaben", "notices"],
        &[
            ("add", "neu", &[], &["text+"], &NOTIFY),
            LIST,
            ("show", "zeigen", &[], &["number"], &[]),
            ("replace", "ersetzen", &[], &["number", "text+"], &NOTIFY),
            (
                "withdraw",
                "zurueckziehen",
                &["zurückziehen"],
                &["number", "reason*"],
                &["reason"],
            ),
        ],
    ),
];

/// Commands without a noun; `?` marks an optional value.
const COMMANDS: [Verb; 16] = [
    ("note", "notiz", &[], &["text+"], &["about", "certainty"]),
    (
        "journal",
        "tagebuch",
        &["log"],
        &[],
        &["since", "about", "most", "all"],
    ),
    (
        "correct",
        "berichtigen",
        &[],
        &["entry", "text+"],
        &["reason"],
    ),
    ("void", "streichen", &[], &["entry", "reason*"], &["reason"]),
    (
        "report",
        "bericht",
        &[],
        &["action?", "number?"],
        &[
            "format",
            "out",
            "print",
            "archive",
            "since",
            "short",
            "briefing",
            "by",
            "distribution",
            "next",
            "meeting",
            "final",
        ],
    ),
    (
        "assessment",
        "lagebild",
        &[],
        &["part?", "text*"],
        &["option"],
    ),
    (
        "publish",
        "oeffentlich",
        &["öffentlich"],
        &["numbers+"],
        &["reason"],
    ),
    ("withhold", "intern", &[], &["numbers+"], &["reason"]),
    ("search", "suche", &[], &["words+"], &[]),
    ("verify", "pruefen", &["prüfen"], &[], &["rebuild"]),
    (
        "init",
        "init",
        &["anlegen"],
        &["title+"],
        &["body", "exercise", "zone"],
    ),
    ("demo", "demo", &[], &["example?"], &[]),
    ("import", "import", &["einlesen"], &["file"], &[]),
    ("completions", "completions", &[], &["shell"], &[]),
    ("man", "man", &[], &[], &["out-dir"]),
    ("help", "hilfe", &[], &["path*"], &[]),
];

/// Commands whose help ends with examples to copy.
const WITH_EXAMPLES: [&str; 14] = [
    "command-assessment",
    "command-publish",
    "noun-incident",
    "noun-task",
    "noun-decision",
    "noun-service",
    "noun-finding",
    "noun-notice",
    "command-note",
    "command-journal",
    "command-correct",
    "command-report",
    "command-search",
    "command-init",
];

fn option(id: &str) -> (&'static str, &'static str, &'static [&'static str], bool) {
    let known = OPTIONS
        .iter()
        .chain(&MORE_OPTIONS)
        .find(|option| option.0 == id);
    *known.expect("every option of the tables above is in OPTIONS")
}

fn arg(id: &'static str, words: Option<&Words>) -> Arg {
    let (id, german, others, takes_value) = option(id);
    let mut arg = Arg::new(id).long(german).aliases(others.iter().copied());
    if german != id {
        arg = arg.visible_alias(id);
    }
    arg = if takes_value {
        let action = if REPEATED.contains(&id) {
            ArgAction::Append
        } else {
            ArgAction::Set
        };
        arg.action(action)
            .allow_hyphen_values(true)
            .value_name(words.map_or_else(|| "X".to_owned(), |w| value_name(id, w)))
    } else {
        arg.action(ArgAction::SetTrue)
    };
    if let Some(words) = words {
        arg = arg
            .help(words.text(&format!("help-option-{id}")))
            .help_heading(words.text("help-heading-options"));
    }
    arg
}

/// Whether the option takes a ZEIT.
fn is_time(id: &str) -> bool {
    matches!(
        id,
        "at" | "as-of"
            | "known-by"
            | "since"
            | "due"
            | "review"
            | "valid-until"
            | "valid-from"
            | "expected-back"
            | "next"
            | "meeting"
    )
}

/// The placeholder of an option's value, in the language of the help.
fn value_name(id: &str, words: &Words) -> String {
    let kind = match id {
        id if is_time(id) => "time",
        "about" | "waits-for" => "number",
        "log" | "out" | "out-dir" => "file",
        "severity" | "prio" | "effect" | "mode" | "certainty" | "state" | "format" | "color"
        | "lang" => "word",
        "as" | "by" | "to" | "owner" | "issued-by" | "distribution" => "who",
        "most" => "count",
        _ => "text",
    };
    words.text(&format!("help-value-{kind}"))
}

/// One command with its positional values and options.
fn leaf(verb: &Verb, key: &str, words: Option<&Words>) -> Command {
    let (id, german, others, positionals, options) = *verb;
    let mut command = named(id, german, others, key, words);
    for (index, name) in positionals.iter().enumerate() {
        let (plain, rest) = match name.strip_suffix(['+', '?', '*']) {
            Some(plain) => (plain, name.chars().last()),
            None => (*name, None),
        };
        let label = words.map_or_else(
            || plain.to_uppercase(),
            |words| words.text(&format!("help-positional-{plain}")),
        );
        let mut arg = Arg::new(format!("={plain}"))
            .index(index + 1)
            .value_name(label)
            .required(!matches!(rest, Some('?' | '*')));
        arg = arg.allow_negative_numbers(true).hide(true);
        if let Some('+' | '*') = rest {
            arg = arg
                .num_args(if rest == Some('+') { 1.. } else { 0.. })
                .action(ArgAction::Append);
        }
        command = command.arg(arg);
    }
    for id in options {
        command = command.arg(self::arg(id, words));
    }
    command
}

fn named(
    id: &'static str,
    german: &'static str,
    others: &'static [&'static str],
    key: &str,
    words: Option<&Words>,
) -> Command {
    let mut command = Command::new(german)
        .aliases(others.iter().copied())
        .disable_help_subcommand(true)
        .disable_help_flag(true);
    if german != id {
        command = command.visible_alias(id);
    }
    command = command.arg(help_flag(words));
    if let Some(words) = words {
        command = command
            .about(words.text(&format!("help-{key}")))
            .help_template(words.text("help-template"))
            .subcommand_help_heading(words.text("help-heading-commands"))
            .subcommand_value_name(words.text("help-value-command"))
            .override_usage(words.text("help-usage"));
        if WITH_EXAMPLES.contains(&key) {
            let examples = words.text(&format!("help-examples-{key}"));
            let examples: Vec<String> = examples.lines().map(|line| format!("  {line}")).collect();
            let heading = words.text("help-heading-examples");
            command = command.after_help(format!("{heading}:\n{}", examples.join("\n")));
        }
    }
    command
}

fn help_flag(words: Option<&Words>) -> Arg {
    let flag = Arg::new("help")
        .long("hilfe")
        .alias("help")
        .short('h')
        .action(ArgAction::SetTrue);
    match words {
        Some(words) => flag
            .help(words.text("help-option-help"))
            .help_heading(words.text("help-heading-options")),
        None => flag,
    }
}

/// The whole command tree; with texts only where somebody will read them, since each command is a process of its own.
pub fn command(words: Option<&Words>) -> Command {
    let mut root = named("lage", "lage", &[], "root", words)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .infer_long_args(true)
        .arg(
            Arg::new("version")
                .long("version")
                .action(ArgAction::SetTrue)
                .help(
                    words
                        .map(|words| words.text("help-option-version"))
                        .unwrap_or_default(),
                )
                .help_heading(
                    words
                        .map(|words| words.text("help-heading-options"))
                        .unwrap_or_default(),
                ),
        );
    for id in GLOBAL {
        let mut arg = arg(id, words).global(true);
        if let Some(words) = words {
            arg = arg.help_heading(words.text("help-heading-global"));
        }
        root = root.arg(arg);
    }
    for verb in &COMMANDS {
        let key = format!("command-{}", verb.0);
        root = root.subcommand(leaf(verb, &key, words));
    }
    for (id, german, others, verbs) in NOUNS {
        let mut noun = named(id, german, others, &format!("noun-{id}"), words);
        for verb in verbs {
            noun = noun.subcommand(leaf(verb, &format!("{id}-{}", verb.0), words));
        }
        root = root.subcommand(noun);
    }
    root
}

/// The language asked for on the command line, before anything is parsed.
pub fn language(args: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    texts.iter().enumerate().find_map(|(index, arg)| {
        let rest = arg
            .strip_prefix("--sprache")
            .or_else(|| arg.strip_prefix("--lang"))?;
        match rest.strip_prefix('=') {
            Some(value) => Lang::parse(value),
            None => rest
                .is_empty()
                .then(|| texts.get(index + 1))
                .flatten()
                .and_then(|value| Lang::parse(value)),
        }
    })
}

/// Help of the command at this path, in the order typed.
pub fn help(path: &[&str], words: &Words) -> Option<String> {
    let mut root = command(Some(words));
    let mut name = "lage".to_owned();
    let mut current = &mut root;
    for part in path {
        current = current.find_subcommand_mut(part)?;
        name = format!("{name} {}", current.get_name());
    }
    let positionals: Vec<String> = current
        .get_positionals()
        .map(|arg| {
            let label = arg
                .get_value_names()
                .and_then(|names| names.first())
                .map(ToString::to_string)
                .unwrap_or_default();
            let label = if arg.get_action().takes_values()
                && matches!(arg.get_action(), ArgAction::Append)
            {
                format!("{label} …")
            } else {
                label
            };
            if arg.is_required_set() {
                label
            } else {
                format!("[{label}]")
            }
        })
        .collect();
    let subcommands = if current.has_subcommands() {
        words.text("help-value-command")
    } else {
        String::new()
    };
    let usage: Vec<String> = [
        vec![name, subcommands],
        positionals,
        vec![words.text("help-value-options")],
    ]
    .concat();
    let usage = usage
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let width = 80;
    let command = std::mem::take(current)
        .override_usage(usage)
        .term_width(width);
    let text = command.clone().render_help().to_string();
    Some(translate_aliases(&text, words))
}

/// Clap writes the second names itself, in English.
fn translate_aliases(text: &str, words: &Words) -> String {
    let also = words.text("help-also");
    text.replace("[alias: ", &format!("[{also}: "))
        .replace("[aliases: ", &format!("[{also}: "))
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// A complete text for stderr: what is wrong, the accepted form, and where help is.
pub fn parse(args: &[OsString], words: &Words) -> Result<Parsed, String> {
    if let Some(bad) = args.iter().find(|arg| arg.to_str().is_none()) {
        let shown = one_line(&bad.to_string_lossy());
        return Err(words.phrase(&Phrase::new("usage-not-utf8").with("argument", shown)));
    }
    let args = &join_clock_times(args);
    let mut tree = command(None);
    let with_name = std::iter::once(OsString::from("lage")).chain(args.iter().cloned());
    let matches = match tree.try_get_matches_from_mut(with_name) {
        Ok(matches) => matches,
        Err(error) => {
            if args
                .iter()
                .any(|arg| arg == "--hilfe" || arg == "--help" || arg == "-h")
            {
                return Ok(Parsed::Print(help_for(args, words)));
            }
            return Err(explain(&error, &tree, args, words));
        }
    };
    let (path, leaf) = path_of(&matches);
    if flag(leaf, "help") {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        return Ok(Parsed::Print(help(&path, words).unwrap_or_default()));
    }
    if flag(&matches, "version") {
        return Ok(Parsed::Print(format!(
            "lage {}\n",
            env!("CARGO_PKG_VERSION")
        )));
    }
    if path.first().map(String::as_str) == Some("hilfe") {
        let wanted = positional_all(leaf, "path");
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        return match help(&wanted, words) {
            Some(text) => Ok(Parsed::Print(text)),
            None => Err(words.phrase(
                &Phrase::new("usage-no-such-command").with("command", one_line(&wanted.join(" "))),
            )),
        };
    }
    let globals = globals(leaf, words)?;
    let request = request(&path, leaf, &globals, words)?;
    Ok(Parsed::Run(Box::new(Invocation { globals, request })))
}

/// Puts a clock time that stands apart back to its date: `--um 28.03.2021 02:30` means one moment, not a day and a text.
fn join_clock_times(args: &[OsString]) -> Vec<OsString> {
    let is_clock = |text: &str| {
        text.split_once(':').is_some_and(|(hour, minute)| {
            let digits = |part: &str| {
                matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit())
            };
            digits(hour) && digits(minute)
        })
    };
    let takes_time = |arg: &str| {
        arg.strip_prefix("--").is_some_and(|name| {
            OPTIONS
                .iter()
                .chain(&MORE_OPTIONS)
                .any(|option| is_time(option.0) && (option.0 == name || option.1 == name))
        })
    };
    let mut joined: Vec<OsString> = Vec::with_capacity(args.len());
    for arg in args {
        let text = arg.to_str().unwrap_or_default();
        if let [.., option, day] = joined.as_mut_slice()
            && is_clock(text)
            && option.to_str().is_some_and(takes_time)
            && day
                .to_str()
                .is_some_and(|day| !day.contains(':') && !day.contains(' '))
        {
            day.push(" ");
            day.push(text);
        } else {
            joined.push(arg.clone());
        }
    }
    joined
}

/// The commands that the arguments name, whatever options stand between them.
fn named_path<'a>(tree: &Command, args: &'a [OsString]) -> Vec<&'a str> {
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

/// Help of the deepest command that the arguments name.
fn help_for(args: &[OsString], words: &Words) -> String {
    help(&named_path(&command(None), args), words).unwrap_or_default()
}

fn path_of(matches: &ArgMatches) -> (Vec<String>, &ArgMatches) {
    let mut path = Vec::new();
    let mut current = matches;
    while let Some((name, inner)) = current.subcommand() {
        path.push(name.to_owned());
        current = inner;
    }
    (path, current)
}

// A command that does not have an option answers as if it was not given: `try_get_*`, since the others panic.

fn flag(matches: &ArgMatches, id: &str) -> bool {
    matches
        .try_get_one::<bool>(id)
        .ok()
        .flatten()
        .copied()
        .unwrap_or(false)
}

fn value(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.try_get_one::<String>(id).ok().flatten().cloned()
}

fn some_values(matches: &ArgMatches, id: &str) -> Option<Vec<String>> {
    matches
        .try_get_many::<String>(id)
        .ok()
        .flatten()
        .map(|values| values.cloned().collect())
}

fn values(matches: &ArgMatches, id: &str) -> Vec<String> {
    some_values(matches, id).unwrap_or_default()
}

fn positional_all(matches: &ArgMatches, name: &str) -> Vec<String> {
    values(matches, &format!("={name}"))
}

/// A positional value; several bare words are one text, since a tired person forgets the quotes.
fn positional(matches: &ArgMatches, name: &str) -> String {
    positional_all(matches, name).join(" ")
}

/// A text given by its option, or without one as the bare words at the end.
fn said(matches: &ArgMatches, id: &str) -> Option<String> {
    value(matches, id).or_else(|| Some(positional(matches, id)).filter(|text| !text.is_empty()))
}

fn globals(matches: &ArgMatches, words: &Words) -> Result<Globals, String> {
    let wrong = |option: &str, input: &str, accepted: &str| {
        words.phrase(
            &Phrase::new("usage-wrong-value")
                .with("option", option)
                .with("input", one_line(input))
                .with("accepted", accepted),
        )
    };
    let color = match value(matches, "color").as_deref() {
        None => None,
        Some("auto") => Some(Color::Auto),
        Some("immer" | "always") => Some(Color::Always),
        Some("nie" | "never") => Some(Color::Never),
        Some(other) => return Err(wrong("--farbe", other, "auto, immer, nie")),
    };
    let lang = match value(matches, "lang") {
        None => None,
        Some(text) => Some(Lang::parse(&text).ok_or_else(|| wrong("--sprache", &text, "de, en"))?),
    };
    Ok(Globals {
        log: value(matches, "log").map(PathBuf::from),
        common: Common {
            at: value(matches, "at"),
            approx: flag(matches, "approx"),
            author: value(matches, "as"),
            source: value(matches, "source"),
            public: flag(matches, "public"),
        },
        json: flag(matches, "json"),
        color,
        lang,
        as_of: value(matches, "as-of"),
        known_by: value(matches, "known-by"),
        anyway: flag(matches, "anyway"),
    })
}

fn request(
    path: &[String],
    m: &ArgMatches,
    globals: &Globals,
    words: &Words,
) -> Result<Request, String> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let kind = match path.first().copied() {
        Some("vorfall") => Some(RecordKind::Incident),
        Some("aufgabe") => Some(RecordKind::Task),
        Some("entscheidung") => Some(RecordKind::Decision),
        Some("dienst") => Some(RecordKind::Service),
        Some("erkenntnis") => Some(RecordKind::Finding),
        Some("bekanntgabe") => Some(RecordKind::Notice),
        _ => None,
    };
    if let Some(kind) = kind {
        let filter = ListFilter {
            open: flag(m, "open"),
            all: flag(m, "all"),
            overdue: flag(m, "overdue"),
            to: value(m, "to"),
        };
        match path.get(1).copied() {
            None | Some("liste") => return Ok(Request::List(kind, filter)),
            Some("zeigen") => {
                let name = if kind == RecordKind::Service {
                    "service"
                } else {
                    "number"
                };
                return Ok(Request::Show(kind, positional(m, name)));
            }
            _ => {}
        }
    }
    let number = || positional(m, "number");
    let write = match path.as_slice() {
        [] => return Ok(Request::Glance),
        ["init"] => {
            return Ok(Request::Init(Init {
                title: positional(m, "title"),
                body: value(m, "body"),
                exercise: flag(m, "exercise"),
                zone: value(m, "zone"),
                anyway: globals.anyway,
            }));
        }
        ["demo"] => {
            return Ok(Request::Demo(
                Some(positional(m, "example")).filter(|name| !name.is_empty()),
            ));
        }
        ["tagebuch"] => {
            let most = value(m, "most")
                .map(|text| {
                    text.parse().map_err(|_| {
                        words.phrase(
                            &Phrase::new("usage-wrong-value")
                                .with("option", "--anzahl")
                                .with("input", one_line(&text))
                                .with("accepted", "1, 2, 3 …"),
                        )
                    })
                })
                .transpose()?;
            return Ok(Request::Log {
                since: value(m, "since"),
                about: value(m, "about"),
                most,
                all: flag(m, "all"),
            });
        }
        ["bericht"] => return report(m, globals, words),
        ["lagebild"] => {
            let (part, text) = (positional(m, "part"), positional(m, "text"));
            if text.is_empty() {
                return Ok(Request::Assessments(
                    Some(part).filter(|part| !part.is_empty()),
                ));
            }
            Write::AssessmentAdd(AssessmentAdd {
                part,
                text,
                option: values(m, "option"),
            })
        }
        [verb @ ("oeffentlich" | "intern")] => Write::VisibilitySet(VisibilitySet {
            numbers: positional_all(m, "numbers"),
            public: *verb == "oeffentlich",
            reason: value(m, "reason"),
        }),
        ["suche"] => return Ok(Request::Search(positional_all(m, "words"))),
        ["pruefen"] => {
            return Ok(Request::Verify {
                rebuild: flag(m, "rebuild"),
            });
        }
        ["import"] => return Ok(Request::Import(PathBuf::from(positional(m, "file")))),
        ["completions"] => {
            let shell = positional(m, "shell");
            let shell = match shell.to_lowercase().as_str() {
                "bash" => Shell::Bash,
                "zsh" => Shell::Zsh,
                "fish" => Shell::Fish,
                "powershell" => Shell::Powershell,
                _ => {
                    return Err(words.phrase(
                        &Phrase::new("usage-wrong-value")
                            .with("option", "SHELL")
                            .with("input", one_line(&shell))
                            .with("accepted", "bash, zsh, fish, powershell"),
                    ));
                }
            };
            return Ok(Request::Completions(shell));
        }
        ["man"] => return Ok(Request::Man(value(m, "out-dir").map(PathBuf::from))),
        ["notiz"] => Write::NoteAdd(NoteAdd {
            text: positional(m, "text"),
            about: values(m, "about"),
            certainty: value(m, "certainty"),
        }),
        ["berichtigen"] => Write::Correct(Correct {
            entry: positional(m, "entry"),
            text: positional(m, "text"),
            reason: value(m, "reason").unwrap_or_default(),
        }),
        ["streichen"] => Write::Void(Void {
            entry: positional(m, "entry"),
            reason: said(m, "reason").unwrap_or_default(),
        }),
        ["vorfall", "neu"] => Write::IncidentAdd(IncidentAdd {
            title: positional(m, "title"),
            severity: value(m, "severity"),
            text: value(m, "text"),
            since: value(m, "since"),
        }),
        ["vorfall", "aendern"] => Write::IncidentEdit(IncidentEdit {
            number: number(),
            title: value(m, "title"),
            severity: value(m, "severity"),
            text: value(m, "text"),
            since: value(m, "since"),
        }),
        ["vorfall", "schliessen"] => Write::IncidentClose(IncidentClose {
            number: number(),
            reason: said(m, "reason"),
            false_alarm: flag(m, "false-alarm"),
            anyway: globals.anyway,
        }),
        ["vorfall", "oeffnen"] => Write::IncidentReopen(IncidentReopen {
            number: number(),
            reason: said(m, "reason"),
        }),
        ["aufgabe", "neu"] => Write::TaskAdd(TaskAdd {
            what: positional(m, "what"),
            to: value(m, "to"),
            due: value(m, "due"),
            prio: value(m, "prio"),
            about: values(m, "about"),
            waits_for: values(m, "waits-for"),
            issued_by: value(m, "issued-by"),
        }),
        ["aufgabe", "aendern"] => Write::TaskEdit(TaskEdit {
            number: number(),
            what: value(m, "what"),
            to: value(m, "to"),
            due: value(m, "due"),
            prio: value(m, "prio"),
            about: some_values(m, "about"),
            waits_for: some_values(m, "waits-for"),
        }),
        ["aufgabe", "beginnen"] => Write::TaskStart(TaskStart {
            number: number(),
            text: said(m, "text"),
        }),
        ["aufgabe", "zurueckstellen"] => Write::TaskHold(TaskHold {
            number: number(),
            reason: said(m, "reason"),
        }),
        ["aufgabe", "erledigen"] => Write::TaskDone(TaskDone {
            number: number(),
            result: said(m, "result"),
            effect: value(m, "effect"),
        }),
        ["aufgabe", "absagen"] => Write::TaskCancel(TaskCancel {
            number: number(),
            reason: said(m, "reason"),
        }),
        ["entscheidung", verb @ ("neu" | "ersetzen")] => {
            let add = DecisionAdd {
                what: positional(m, "what"),
                reason: value(m, "reason"),
                by: value(m, "by"),
                mode: value(m, "mode"),
                knowledge: value(m, "knowledge"),
                option: values(m, "option"),
                risk: values(m, "risk"),
                heard: values(m, "heard"),
                review: value(m, "review"),
                about: values(m, "about"),
            };
            if *verb == "neu" {
                Write::DecisionAdd(add)
            } else {
                Write::DecisionSupersede(DecisionSupersede {
                    number: number(),
                    what: add.what,
                    reason: add.reason,
                    by: add.by,
                    mode: add.mode,
                    knowledge: add.knowledge,
                    option: add.option,
                    risk: add.risk,
                    heard: add.heard,
                    review: add.review,
                    about: add.about,
                })
            }
        }
        ["entscheidung", "aufheben"] => Write::DecisionRevoke(DecisionRevoke {
            number: number(),
            reason: said(m, "reason"),
            by: value(m, "by"),
        }),
        ["dienst", "neu"] => Write::ServiceAdd(ServiceAdd {
            name: positional(m, "name"),
            group: value(m, "group"),
            place: value(m, "place"),
            owner: value(m, "owner"),
            contact: value(m, "contact"),
            depends_on: values(m, "depends-on"),
            max_outage: value(m, "max-outage"),
            state: value(m, "state"),
            since: value(m, "since"),
            cause: value(m, "cause"),
            restriction: value(m, "restriction"),
            workaround: value(m, "workaround"),
            expected_back: value(m, "expected-back"),
            valid_until: value(m, "valid-until"),
        }),
        ["dienst", "aendern"] => Write::ServiceEdit(ServiceEdit {
            service: positional(m, "service"),
            name: value(m, "name"),
            group: value(m, "group"),
            place: value(m, "place"),
            owner: value(m, "owner"),
            contact: value(m, "contact"),
            depends_on: some_values(m, "depends-on"),
            max_outage: value(m, "max-outage"),
        }),
        ["dienst", "setzen"] => Write::ServiceSet(ServiceSet {
            service: positional(m, "service"),
            state: positional(m, "state"),
            since: value(m, "since"),
            cause: value(m, "cause"),
            restriction: value(m, "restriction"),
            workaround: value(m, "workaround"),
            expected_back: value(m, "expected-back"),
            valid_until: value(m, "valid-until"),
        }),
        ["erkenntnis", "neu"] => Write::FindingAdd(FindingAdd {
            topic: positional(m, "topic"),
            statement: positional(m, "statement"),
            certainty: value(m, "certainty"),
        }),
        ["erkenntnis", "ersetzen"] => Write::FindingReplace(FindingReplace {
            number: number(),
            statement: positional(m, "statement"),
            certainty: value(m, "certainty"),
        }),
        ["bekanntgabe", verb @ ("neu" | "ersetzen")] => {
            let add = NoticeAdd {
                text: positional(m, "text"),
                to: value(m, "to"),
                channel: value(m, "channel"),
                valid_from: value(m, "valid-from"),
                valid_until: value(m, "valid-until"),
                by: value(m, "by"),
            };
            if *verb == "neu" {
                Write::NoticeAdd(add)
            } else {
                Write::NoticeReplace(NoticeReplace {
                    number: number(),
                    text: add.text,
                    to: add.to,
                    channel: add.channel,
                    valid_from: add.valid_from,
                    valid_until: add.valid_until,
                    by: add.by,
                })
            }
        }
        ["bekanntgabe", "zurueckziehen"] => Write::NoticeWithdraw(NoticeWithdraw {
            number: number(),
            reason: said(m, "reason"),
        }),
        other => {
            return Err(words.phrase(
                &Phrase::new("usage-no-such-command").with("command", one_line(&other.join(" "))),
            ));
        }
    };
    Ok(Request::Write(Box::new(write)))
}

fn report(m: &ArgMatches, globals: &Globals, words: &Words) -> Result<Request, String> {
    let format = match value(m, "format").as_deref() {
        None if globals.json => Format::Json,
        None | Some("tabelle" | "table") => Format::Table,
        Some("markdown" | "md") => Format::Markdown,
        Some("json") => Format::Json,
        Some("html") => Format::Html,
        Some("pdf") => Format::Pdf,
        Some(other) => {
            return Err(words.phrase(
                &Phrase::new("usage-wrong-value")
                    .with("option", "--format")
                    .with("input", one_line(other))
                    .with("accepted", words.text("usage-formats")),
            ));
        }
    };
    let output = Output {
        format: match value(m, "format") {
            None if flag(m, "archive") => Format::Pdf,
            _ => format,
        },
        out: value(m, "out").map(PathBuf::from),
        archive: flag(m, "archive"),
        print: flag(m, "print"),
    };
    let number = positional(m, "number");
    let action = positional(m, "action");
    match action.as_str() {
        "" | "erstellen" | "create" => {}
        "freigeben" | "release" => {
            if globals.common.public {
                return Err(words.text("error-report-stays-internal"));
            }
            return Ok(Request::Release(Release {
                by: value(m, "by"),
                distribution: values(m, "distribution"),
                next: value(m, "next"),
                meeting: value(m, "meeting"),
                last: flag(m, "final"),
                output,
            }));
        }
        "liste" | "list" => return Ok(Request::List(RecordKind::Report, ListFilter::default())),
        "zeigen" | "show" if !number.is_empty() => {
            return Ok(Request::ShowReleased(number, output));
        }
        "zeigen" | "show" => {
            let which = Phrase::new("usage-hint").with("command", "lage bericht liste");
            return Err(format!(
                "{}\n{}",
                words.text("usage-missing"),
                words.phrase(&which)
            ));
        }
        other => {
            return Err(words.phrase(
                &Phrase::new("usage-no-such-command")
                    .with("command", format!("bericht {}", one_line(other))),
            ));
        }
    }
    let editions = [
        (globals.common.public, Edition::Public),
        (flag(m, "short"), Edition::Short),
        (flag(m, "briefing"), Edition::Briefing),
    ];
    let mut asked = editions.into_iter().filter(|(asked, _)| *asked);
    let edition = asked.next().map_or(Edition::Full, |(_, edition)| edition);
    if asked.next().is_some() {
        return Err(words.text("usage-one-edition"));
    }
    Ok(Request::Report(Report {
        edition,
        output,
        since: value(m, "since"),
        next: value(m, "next"),
    }))
}

/// An option by its German name for a German reader, whichever of its names clap came upon.
fn shown_name(long: &str, words: &Words) -> String {
    let plain = long.trim_start_matches('-');
    OPTIONS
        .iter()
        .chain(&MORE_OPTIONS)
        .find(|(id, german, others, _)| *id == plain || *german == plain || others.contains(&plain))
        .filter(|_| words.lang == Lang::De)
        .map_or_else(|| long.to_owned(), |option| format!("--{}", option.1))
}

/// Clap's error in our own words.
fn explain(error: &clap::Error, tree: &Command, args: &[OsString], words: &Words) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    // Placeholders of the text-free tree are no words for people: only the option's name is shown.
    let option = context(ContextKind::InvalidArg).unwrap_or_default();
    let option = one_line(option.split([' ', '<']).next().unwrap_or_default());
    let path = named_path(tree, args);
    let command = ["lage"]
        .iter()
        .chain(&path)
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    let phrase = match error.kind() {
        ErrorKind::UnknownArgument => {
            Phrase::new("usage-unknown-argument").with("argument", option)
        }
        ErrorKind::InvalidSubcommand => Phrase::new("usage-no-such-command").with(
            "command",
            one_line(&context(ContextKind::InvalidSubcommand).unwrap_or_default()),
        ),
        ErrorKind::MissingRequiredArgument => Phrase::new("usage-missing"),
        ErrorKind::ArgumentConflict => Phrase::new("usage-twice").with("argument", option),
        ErrorKind::InvalidValue
        | ErrorKind::NoEquals
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::TooFewValues => Phrase::new("usage-value-missing").with("argument", option),
        _ => Phrase::new("usage-wrong"),
    };
    let suggestion = context(ContextKind::SuggestedArg)
        .map(|long| shown_name(&long, words))
        .or_else(|| context(ContextKind::SuggestedSubcommand))
        .map(|suggestion| words.phrase(&Phrase::new("usage-suggestion").with("text", suggestion)));
    let form = help(&path, words).and_then(|text| {
        text.lines()
            .find(|line| line.starts_with(&words.text("help-usage-label")))
            .map(str::to_owned)
    });
    let hint =
        words.phrase(&Phrase::new("usage-hint").with("command", format!("{command} --hilfe")));
    let parts = [Some(words.phrase(&phrase)), suggestion, form, Some(hint)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
