//! The words of the command line: options and commands without a noun, in German with English second names.

use super::super::records::entry::{AssessmentAdd, Correct, NoteAdd, Publish, Void, Withhold};
use super::super::records::report::REPORT;
use super::super::request::Init;
use super::super::verb::{Does, Field, Positional, Verb};
use crate::l10n::Lang;

/// An option by its English name, which is also its id: German name, second spellings.
pub(crate) type Opt = (&'static str, &'static str, &'static [&'static str]);

pub(crate) const OPTIONS: [Opt; 74] = [
    ("log", "log", &[]),
    ("as", "als", &[]),
    ("at", "um", &[]),
    ("approx", "ca", &[]),
    ("source", "quelle", &[]),
    ("public", "oeffentlich", &["öffentlich"]),
    ("json", "json", &[]),
    ("color", "farbe", &[]),
    ("lang", "sprache", &[]),
    ("as-of", "stand", &[]),
    ("known-by", "kenntnis", &[]),
    ("anyway", "trotzdem", &[]),
    ("severity", "stufe", &[]),
    ("text", "text", &[]),
    ("since", "seit", &[]),
    ("title", "titel", &[]),
    ("reason", "grund", &["begruendung", "begründung"]),
    ("false-alarm", "fehlalarm", &[]),
    ("to", "an", &[]),
    ("due", "frist", &[]),
    ("prio", "prio", &["priority", "prioritaet", "priorität"]),
    ("about", "zu", &[]),
    ("waits-for", "wartet-auf", &[]),
    ("issued-by", "erteilt-von", &[]),
    ("what", "was", &[]),
    ("result", "ergebnis", &[]),
    ("effect", "wirkung", &[]),
    ("by", "von", &[]),
    ("mode", "modus", &[]),
    ("knowledge", "kenntnisstand", &[]),
    ("option", "option", &[]),
    ("risk", "risiko", &[]),
    ("heard", "gehoert", &["gehört"]),
    ("review", "wiedervorlage", &[]),
    ("certainty", "art", &["sicherheit"]),
    ("valid-until", "gilt-bis", &["gültig-bis"]),
    ("valid-from", "gilt-ab", &["gültig-ab"]),
    ("channel", "kanal", &[]),
    ("format", "format", &[]),
    ("out", "aus", &[]),
    ("short", "kurz", &[]),
    ("all", "alle", &[]),
    ("group", "gruppe", &[]),
    ("place", "ort", &[]),
    ("owner", "zustaendig", &["zuständig"]),
    ("contact", "kontakt", &[]),
    ("hotline", "hotline", &["buergertelefon", "bürgertelefon"]),
    ("depends-on", "haengt-ab-von", &["hängt-ab-von"]),
    ("max-outage", "mta", &[]),
    ("state", "zustand", &[]),
    ("cause", "grund", &["ursache"]),
    ("restriction", "einschraenkung", &["einschränkung"]),
    ("workaround", "ersatz", &["ausweichverfahren"]),
    ("expected-back", "wieder-ab", &["voraussichtlich-wieder"]),
    ("name", "name", &[]),
    ("open", "offen", &[]),
    ("overdue", "ueberfaellig", &["überfällig"]),
    ("most", "anzahl", &[]),
    ("order", "nach", &[]),
    ("body", "behoerde", &["behörde"]),
    ("exercise", "uebung", &["übung"]),
    ("zone", "zone", &[]),
    ("rebuild", "neu-aufbauen", &[]),
    ("out-dir", "ordner", &[]),
    ("distribution", "verteiler", &["to"]),
    ("next", "naechster", &["nächster"]),
    ("meeting", "besprechung", &[]),
    ("final", "schluss", &["schlussbericht"]),
    ("briefing", "vortrag", &[]),
    ("archive", "archiv", &[]),
    ("print", "drucken", &[]),
    ("field", "feld", &[]),
    ("time", "zeit", &[]),
    ("outcome", "ausgang", &[]),
];

/// Values that only stand at a place: English and German name.
const PLACES: [(&str, &str); 2] = [("topic", "thema"), ("statement", "aussage")];

/// The name of a field in a correction, English and German.
pub(crate) fn named(field: &str) -> Opt {
    match PLACES.iter().find(|(id, _)| *id == field) {
        Some((id, german)) => (id, german, &[]),
        None => option(field),
    }
}

/// Options of every command.
pub(crate) const GLOBAL: [Field; 12] = [
    Field::one("log"),
    Field::one("as"),
    Field::one("at"),
    Field::flag("approx"),
    Field::one("source"),
    Field::flag("public"),
    Field::flag("json"),
    Field::one("color"),
    Field::one("lang"),
    Field::one("as_of"),
    Field::one("known_by"),
    Field::flag("anyway"),
];

/// A command that has nothing but its name.
const COMMAND: Verb = Verb {
    id: "",
    german: "",
    others: &[],
    positionals: &[],
    fields: &[],
    does: Does::Other,
};

/// Commands without a noun.
pub(crate) static COMMANDS: [Verb; 17] = [
    NoteAdd::VERB,
    Verb {
        id: "journal",
        german: "tagebuch",
        others: &["log"],
        fields: &[
            Field::one("since"),
            Field::one("about"),
            Field::one("most"),
            Field::one("order"),
            Field::flag("all"),
        ],
        ..COMMAND
    },
    Verb {
        id: "show",
        german: "zeigen",
        positionals: &["number"],
        ..COMMAND
    },
    Correct::VERB,
    Void::VERB,
    REPORT,
    AssessmentAdd::VERB,
    Publish::VERB,
    Withhold::VERB,
    Verb {
        id: "search",
        german: "suche",
        positionals: &["words+"],
        ..COMMAND
    },
    Verb {
        id: "verify",
        german: "pruefen",
        others: &["prüfen"],
        fields: &[Field::flag("rebuild")],
        ..COMMAND
    },
    Verb {
        id: "init",
        german: "init",
        others: &["anlegen"],
        positionals: &["title+"],
        fields: Init::FIELDS,
        ..COMMAND
    },
    Verb {
        id: "demo",
        german: "demo",
        positionals: &["example?"],
        ..COMMAND
    },
    Verb {
        id: "import",
        german: "import",
        others: &["einlesen"],
        positionals: &["file"],
        ..COMMAND
    },
    Verb {
        id: "completions",
        german: "completions",
        positionals: &["shell"],
        ..COMMAND
    },
    Verb {
        id: "man",
        german: "man",
        fields: &[Field::one("out_dir")],
        ..COMMAND
    },
    Verb {
        id: "help",
        german: "hilfe",
        positionals: &["path*"],
        ..COMMAND
    },
];

/// The commands in groups, as the overview shows them: key of the heading, English names.
pub(crate) const GROUPS: &[(&str, &[&str])] = &[
    (
        "write",
        &[
            "note",
            "assessment",
            "correct",
            "void",
            "publish",
            "withhold",
        ],
    ),
    ("read", &["journal", "show", "search", "report"]),
    (
        "records",
        &[
            "incident", "task", "decision", "service", "finding", "notice",
        ],
    ),
    (
        "log",
        &[
            "init",
            "demo",
            "import",
            "verify",
            "completions",
            "man",
            "help",
        ],
    ),
];

/// What each command refuses to do without, beside its required places; by the key of its help.
const NEEDED: [(&str, &[&str]); 11] = [
    ("command-correct", &["reason"]),
    ("command-void", &["reason"]),
    ("incident-close", &["reason"]),
    ("incident-reopen", &["reason"]),
    ("task-hold", &["reason"]),
    ("task-cancel", &["reason"]),
    ("task-reopen", &["reason"]),
    ("decision-add", &["reason", "by"]),
    ("decision-supersede", &["reason", "by"]),
    ("decision-revoke", &["reason", "by"]),
    ("notice-withdraw", &["reason"]),
];

/// The fields that the command of this key refuses to do without.
pub(crate) fn needed(key: &str) -> &'static [&'static str] {
    let known = NEEDED.iter().find(|(known, _)| *known == key);
    known.map_or(&[], |(_, fields)| fields)
}

/// Commands whose help ends with examples to copy.
pub(crate) const WITH_EXAMPLES: [&str; 14] = [
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

/// The option of a field.
pub(crate) fn option(field: &str) -> Opt {
    let same = |id: &str| id.len() == field.len() && id.replace('-', "_") == field;
    let known = OPTIONS.iter().find(|option| same(option.0));
    *known.expect("every option that a command names is in OPTIONS")
}

/// The option that may be said instead of the words at a place.
pub(crate) fn instead(place: &Positional) -> Option<Opt> {
    let same = |known: &&Opt| place.is_option && known.0 == place.name;
    OPTIONS.iter().find(same).copied()
}

/// The name of an option in the language of the reader.
pub(crate) fn in_language((id, german, _): Opt, lang: Lang) -> &'static str {
    match lang {
        Lang::De => german,
        Lang::En => id,
    }
}

/// The kind of an option's value, as its placeholder in the help names it.
pub(crate) fn kind(id: &str) -> &'static str {
    match id {
        id if is_time(id) => "time",
        "about" | "waits-for" => "number",
        "log" | "out" | "out-dir" => "file",
        "severity" | "prio" | "effect" | "mode" | "certainty" | "state" | "outcome" | "format"
        | "color" | "lang" | "order" => "word",
        "as" | "by" | "to" | "owner" | "issued-by" | "distribution" => "who",
        "most" => "count",
        _ => "text",
    }
}

/// Whether the option's value is one word whatever it is: a file, a count, a word of the program's own.
pub(crate) fn is_one_word(id: &str) -> bool {
    matches!(kind(id), "file" | "count") || matches!(id, "lang" | "color" | "format" | "order")
}

/// Whether the option or place takes a text, which standard input may give: not where a number or a name is looked up.
pub(crate) fn is_dictated(id: &str) -> bool {
    let looked_up = matches!(
        id,
        "as" | "zone"
            | "max-outage"
            | "depends-on"
            | "number"
            | "numbers"
            | "entry"
            | "service"
            | "part"
            | "action"
            | "path"
            | "example"
            | "file"
            | "shell"
    );
    matches!(kind(id), "text" | "who") && !looked_up
}

/// Whether the option takes a ZEIT.
pub(crate) fn is_time(id: &str) -> bool {
    matches!(
        id,
        "at" | "time"
            | "as-of"
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
