//! Words that people type from other programs, or from their own speech, with what they mean here. They are offered, never taken.

use crate::domain::text::written_out;

use super::line::Named;
use super::tables::option;

/// Words for an option, umlauts written out, and the ids that they may mean, the likeliest first.
const OPTIONS: &[(&[&str], &[&str])] = &[
    (
        &[
            "bis", "faellig", "termin", "deadline", "until", "due-date", "by-when",
        ],
        &["due", "valid-until", "expected-back", "review", "next"],
    ),
    (
        &[
            "wer",
            "fuer",
            "zuweisen",
            "assignee",
            "assign",
            "for",
            "who",
            "verantwortlich",
            "responsible",
        ],
        &["to", "owner", "by"],
    ),
    (
        &["status", "state", "stand-ist"],
        &["state", "effect", "certainty"],
    ),
    (
        &["autor", "author", "user", "benutzer", "schreiber", "writer"],
        &["as"],
    ),
    (
        &["wann", "uhrzeit", "datum", "when", "date", "time"],
        &["at"],
    ),
    (
        &["beschreibung", "description", "desc", "details", "message"],
        &["text"],
    ),
    (
        &["warum", "weil", "why", "because", "kommentar", "comment"],
        &["reason", "cause"],
    ),
    (
        &["schwere", "level", "dringlichkeit", "urgency"],
        &["severity", "prio"],
    ),
    (&["stelle", "location", "adresse", "address"], &["place"]),
    (&["ausgabe", "datei", "output", "file"], &["out", "log"]),
    (&["language", "locale"], &["lang"]),
    (&["woher", "origin", "from"], &["source", "since"]),
    (&["bezug", "betrifft", "ref", "related", "link"], &["about"]),
    (&["telefon", "tel", "phone"], &["hotline", "contact"]),
    (&["ab", "von-wann", "start"], &["since", "valid-from"]),
    (&["force", "yes", "ja"], &["anyway"]),
    (&["limit", "max", "last", "letzte"], &["most"]),
];

/// Words for a command: those that it may mean behind a noun, by their English names.
const VERBS: &[(&[&str], &[&str])] = &[
    (
        &[
            "anlegen",
            "erstellen",
            "eroeffnen",
            "hinzufuegen",
            "create",
            "new",
        ],
        &["add"],
    ),
    (
        &[
            "bearbeiten",
            "aendern",
            "edit",
            "update",
            "change",
            "modify",
            "zuweisen",
            "assign",
        ],
        &["edit", "replace", "supersede"],
    ),
    (
        &[
            "loeschen",
            "entfernen",
            "stornieren",
            "delete",
            "remove",
            "rm",
        ],
        &["cancel", "withdraw", "revoke"],
    ),
    (
        &[
            "schliessen",
            "beenden",
            "abschliessen",
            "fertig",
            "erledigt",
            "close",
            "finish",
            "complete",
        ],
        &["done", "close", "revoke", "withdraw"],
    ),
    (
        &["anzeigen", "ansehen", "view", "details", "info"],
        &["show"],
    ),
    (&["status", "zustand", "state"], &["set", "show"]),
    (&["ls", "alle", "uebersicht", "all"], &["list"]),
    (&["starten", "anfangen", "begin"], &["start"]),
    (&["pausieren", "warten", "pause", "wait"], &["hold"]),
];

/// Words for a command without a noun, with what is typed instead, by English names.
const COMMANDS: &[(&[&str], &[&str])] = &[
    (&["undo", "rueckgaengig", "zurueck"], &["void last"]),
    (
        &[
            "loeschen",
            "entfernen",
            "stornieren",
            "delete",
            "remove",
            "rm",
        ],
        &["void"],
    ),
    (&["status", "uebersicht", "dashboard", "lage"], &[""]),
    (&["liste", "list", "ls", "verlauf", "history"], &["journal"]),
    (
        &["add", "neu", "new", "eintrag", "schreiben", "write"],
        &["note"],
    ),
    (
        &[
            "edit",
            "aendern",
            "bearbeiten",
            "korrigieren",
            "fix",
            "amend",
        ],
        &["correct"],
    ),
    (&["find", "finden", "grep"], &["search"]),
    (&["check", "fsck", "validate", "kontrolle"], &["verify"]),
    (&["todo", "auftrag", "auftraege"], &["task"]),
    (&["ereignis", "event", "meldung"], &["incident", "note"]),
    (&["print", "drucken", "export", "pdf"], &["report"]),
    (&["start", "beginnen", "create"], &["init"]),
    (
        &[
            "config",
            "settings",
            "einstellungen",
            "einstellung",
            "konfiguration",
        ],
        &["?config"],
    ),
    (
        &["backup", "sichern", "sicherung", "datensicherung", "kopie"],
        &["?backup"],
    ),
];

fn meant(
    table: &[(&[&'static str], &'static [&'static str])],
    typed: &str,
) -> &'static [&'static str] {
    let typed = written_out(typed);
    let known = table.iter().find(|(words, _)| words.contains(&&*typed));
    known.map_or(&[], |(_, meant)| meant)
}

/// The options of this command that a word means, with their dashes.
pub(super) fn options(named: Named, typed: &str) -> Vec<String> {
    let fields = named.fields();
    let ids = meant(OPTIONS, typed).iter();
    let has = |id: &&&str| fields.iter().any(|field| option(field.name).0 == **id);
    ids.filter(has)
        .take(2)
        .map(|id| format!("--{id}"))
        .collect()
}

/// What a word means where a command's name stands; `?` before the name of a sentence where it is no command.
pub(super) fn commands(named: Named, typed: &str) -> Vec<String> {
    if let Named::Noun(noun) = named {
        let has = |id: &&&str| noun.verbs.iter().any(|verb| verb.id == **id);
        let verbs = meant(VERBS, typed).iter().filter(has).take(1);
        let mut meant: Vec<String> = verbs.map(ToString::to_string).collect();
        // What was entered by mistake is taken back, whatever it is.
        meant.extend(
            self::meant(COMMANDS, typed)
                .iter()
                .filter(|name| name.starts_with("void"))
                .map(ToString::to_string),
        );
        return meant;
    }
    let meant = meant(COMMANDS, typed).iter();
    meant.map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_synonym_is_a_name_that_is_taken() {
        for (words, meant) in COMMANDS {
            for word in *words {
                assert!(
                    Named::Nothing.command(word).is_none() || *word == "lage",
                    "{word}"
                );
            }
            for name in *meant {
                let first = name.split(' ').next().unwrap_or_default();
                let known = first.is_empty()
                    || first.starts_with('?')
                    || Named::Nothing.command(first).is_some();
                assert!(known, "{name}");
            }
        }
        for (words, ids) in OPTIONS {
            for id in *ids {
                option(&id.replace('-', "_"));
            }
            for word in *words {
                assert_eq!(&written_out(word), word);
            }
        }
    }
}
