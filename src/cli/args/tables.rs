//! The words of the command line: options, commands and nouns with their verbs, in German with English second names.

/// An option by its English name, which is also its id: German name, second spellings, whether it takes a value.
pub type Opt = (&'static str, &'static str, &'static [&'static str], bool);

pub const OPTIONS: [Opt; 69] = [
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

/// Options of every command.
pub const GLOBAL: [&str; 12] = [
    "log", "as", "at", "approx", "source", "public", "json", "color", "lang", "as-of", "known-by",
    "anyway",
];

/// Options that may be given several times.
pub const REPEATED: [&str; 7] = [
    "distribution",
    "about",
    "waits-for",
    "depends-on",
    "option",
    "risk",
    "heard",
];

/// A verb: English id, German name, other spellings, positional values (`+` joins the rest), options.
pub type Verb = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

pub const SET: [&str; 6] = [
    "since",
    "cause",
    "restriction",
    "workaround",
    "expected-back",
    "valid-until",
];

/// A noun: English id, German name, other spellings, its verbs.
pub type Noun = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [Verb],
);

pub const LIST: Verb = ("list", "liste", &[], &[], &["all"]);
pub const DECIDE: [&str; 9] = [
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
pub const NOTIFY: [&str; 5] = ["to", "channel", "valid-from", "valid-until", "by"];

pub const NOUNS: [Noun; 6] = [
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
pub const COMMANDS: [Verb; 16] = [
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
        &["action*"],
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
pub const WITH_EXAMPLES: [&str; 14] = [
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

pub fn option(id: &str) -> Opt {
    let known = OPTIONS.iter().find(|option| option.0 == id);
    *known.expect("every option that a command names is in OPTIONS")
}

/// Whether the option takes a ZEIT.
pub fn is_time(id: &str) -> bool {
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
