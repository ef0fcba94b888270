//! From what clap found to a request.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::domain::number::RecordKind;
use crate::l10n::{Lang, Words};

use super::super::request::{
    AssessmentAdd, Color, Common, Correct, DecisionAdd, DecisionRevoke, FindingAdd, FindingReplace,
    Globals, IncidentAdd, IncidentClose, IncidentEdit, IncidentReopen, Init, ListFilter, NoteAdd,
    NoticeAdd, NoticeWithdraw, Request, ServiceAdd, ServiceEdit, ServiceSet, Shell, TaskAdd,
    TaskCancel, TaskDone, TaskEdit, TaskHold, TaskStart, VisibilitySet, Void, Write,
};
use super::found::{
    flag, optional_positional, positional, positional_all, said, some_values, value, values,
};
use super::report::report;
use super::wrong::{no_such_command, wrong_value};

pub fn globals(m: &ArgMatches, words: &Words) -> Result<Globals, String> {
    let color = match value(m, "color").as_deref() {
        None => None,
        Some("auto") => Some(Color::Auto),
        Some("immer" | "always") => Some(Color::Always),
        Some("nie" | "never") => Some(Color::Never),
        Some(other) => return Err(wrong_value("--farbe", other, "auto, immer, nie", words)),
    };
    let lang = match value(m, "lang") {
        None => None,
        Some(text) => Some(
            Lang::parse(&text).ok_or_else(|| wrong_value("--sprache", &text, "de, en", words))?,
        ),
    };
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

pub fn request(
    path: &[String],
    m: &ArgMatches,
    globals: &Globals,
    words: &Words,
) -> Result<Request, String> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let (noun, verb) = match path.as_slice() {
        [] => return Ok(Request::Glance),
        [command] => (*command, None),
        [noun, verb, ..] => (*noun, Some(*verb)),
    };
    let kind = match noun {
        "vorfall" => RecordKind::Incident,
        "aufgabe" => RecordKind::Task,
        "entscheidung" => RecordKind::Decision,
        "dienst" => RecordKind::Service,
        "erkenntnis" => RecordKind::Finding,
        "bekanntgabe" => RecordKind::Notice,
        command => return self::command(command, m, globals, words),
    };
    let write = match (kind, verb.unwrap_or("liste")) {
        (kind, "liste") => {
            let filter = ListFilter {
                open: flag(m, "open"),
                all: flag(m, "all"),
                overdue: flag(m, "overdue"),
                to: value(m, "to"),
            };
            return Ok(Request::List(kind, filter));
        }
        (RecordKind::Service, "zeigen") => {
            return Ok(Request::Show(kind, positional(m, "service")));
        }
        (kind, "zeigen") => return Ok(Request::Show(kind, positional(m, "number"))),
        (RecordKind::Incident, verb) => incident(verb, m, globals),
        (RecordKind::Task, verb) => task(verb, m),
        (RecordKind::Decision, verb) => decision(verb, m),
        (RecordKind::Service, verb) => service(verb, m),
        (RecordKind::Finding, verb) => finding(verb, m),
        (RecordKind::Notice, verb) => notice(verb, m),
        (RecordKind::Report | RecordKind::Other(_), _) => None,
    };
    write
        .map(|write| Request::Write(Box::new(write)))
        .ok_or_else(|| no_such_command(&path.join(" "), words))
}

/// A command without a noun.
fn command(
    name: &str,
    m: &ArgMatches,
    globals: &Globals,
    words: &Words,
) -> Result<Request, String> {
    let write = match name {
        "notiz" => Write::NoteAdd(NoteAdd {
            text: positional(m, "text"),
            about: values(m, "about"),
            certainty: value(m, "certainty"),
        }),
        "tagebuch" => {
            let most = value(m, "most")
                .map(|text| {
                    let wrong = |_| wrong_value("--anzahl", &text, "1, 2, 3 …", words);
                    text.parse().map_err(wrong)
                })
                .transpose()?;
            return Ok(Request::Log {
                since: value(m, "since"),
                about: value(m, "about"),
                most,
                all: flag(m, "all"),
            });
        }
        "berichtigen" => Write::Correct(Correct {
            entry: positional(m, "entry"),
            text: positional(m, "text"),
            reason: value(m, "reason").unwrap_or_default(),
        }),
        "streichen" => Write::Void(Void {
            entry: positional(m, "entry"),
            reason: said(m, "reason").unwrap_or_default(),
        }),
        "bericht" => return report(m, globals, words),
        "lagebild" => match optional_positional(m, "text") {
            None => return Ok(Request::Assessments(optional_positional(m, "part"))),
            Some(text) => Write::AssessmentAdd(AssessmentAdd {
                part: positional(m, "part"),
                text,
                option: values(m, "option"),
            }),
        },
        "oeffentlich" | "intern" => Write::VisibilitySet(VisibilitySet {
            numbers: positional_all(m, "numbers"),
            public: name == "oeffentlich",
            reason: value(m, "reason"),
        }),
        "suche" => return Ok(Request::Search(positional_all(m, "words"))),
        "pruefen" => {
            return Ok(Request::Verify {
                rebuild: flag(m, "rebuild"),
            });
        }
        "init" => {
            return Ok(Request::Init(Init {
                title: positional(m, "title"),
                body: value(m, "body"),
                exercise: flag(m, "exercise"),
                zone: value(m, "zone"),
                anyway: globals.anyway,
            }));
        }
        "demo" => return Ok(Request::Demo(optional_positional(m, "example"))),
        "import" => return Ok(Request::Import(PathBuf::from(positional(m, "file")))),
        "completions" => {
            let shell = positional(m, "shell");
            return Ok(Request::Completions(match shell.to_lowercase().as_str() {
                "bash" => Shell::Bash,
                "zsh" => Shell::Zsh,
                "fish" => Shell::Fish,
                "powershell" => Shell::Powershell,
                _ => {
                    let accepted = "bash, zsh, fish, powershell";
                    return Err(wrong_value("SHELL", &shell, accepted, words));
                }
            }));
        }
        "man" => return Ok(Request::Man(value(m, "out-dir").map(PathBuf::from))),
        other => return Err(no_such_command(other, words)),
    };
    Ok(Request::Write(Box::new(write)))
}

fn number(m: &ArgMatches) -> String {
    positional(m, "number")
}

fn incident(verb: &str, m: &ArgMatches, globals: &Globals) -> Option<Write> {
    Some(match verb {
        "neu" => Write::IncidentAdd(IncidentAdd {
            title: positional(m, "title"),
            severity: value(m, "severity"),
            text: value(m, "text"),
            since: value(m, "since"),
        }),
        "aendern" => Write::IncidentEdit(IncidentEdit {
            number: number(m),
            title: value(m, "title"),
            severity: value(m, "severity"),
            text: value(m, "text"),
            since: value(m, "since"),
        }),
        "schliessen" => Write::IncidentClose(IncidentClose {
            number: number(m),
            reason: said(m, "reason"),
            false_alarm: flag(m, "false-alarm"),
            anyway: globals.anyway,
        }),
        "oeffnen" => Write::IncidentReopen(IncidentReopen {
            number: number(m),
            reason: said(m, "reason"),
        }),
        _ => return None,
    })
}

fn task(verb: &str, m: &ArgMatches) -> Option<Write> {
    Some(match verb {
        "neu" => Write::TaskAdd(TaskAdd {
            what: positional(m, "what"),
            to: value(m, "to"),
            due: value(m, "due"),
            prio: value(m, "prio"),
            about: values(m, "about"),
            waits_for: values(m, "waits-for"),
            issued_by: value(m, "issued-by"),
        }),
        "aendern" => Write::TaskEdit(TaskEdit {
            number: number(m),
            what: value(m, "what"),
            to: value(m, "to"),
            due: value(m, "due"),
            prio: value(m, "prio"),
            about: some_values(m, "about"),
            waits_for: some_values(m, "waits-for"),
        }),
        "beginnen" => Write::TaskStart(TaskStart {
            number: number(m),
            text: said(m, "text"),
        }),
        "zurueckstellen" => Write::TaskHold(TaskHold {
            number: number(m),
            reason: said(m, "reason"),
        }),
        "erledigen" => Write::TaskDone(TaskDone {
            number: number(m),
            result: said(m, "result"),
            effect: value(m, "effect"),
        }),
        "absagen" => Write::TaskCancel(TaskCancel {
            number: number(m),
            reason: said(m, "reason"),
        }),
        _ => return None,
    })
}

fn decision(verb: &str, m: &ArgMatches) -> Option<Write> {
    let add = || DecisionAdd {
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
    Some(match verb {
        "neu" => Write::DecisionAdd(add()),
        "ersetzen" => Write::DecisionSupersede {
            number: number(m),
            with: add(),
        },
        "aufheben" => Write::DecisionRevoke(DecisionRevoke {
            number: number(m),
            reason: said(m, "reason"),
            by: value(m, "by"),
        }),
        _ => return None,
    })
}

fn service(verb: &str, m: &ArgMatches) -> Option<Write> {
    Some(match verb {
        "neu" => Write::ServiceAdd(ServiceAdd {
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
        "aendern" => Write::ServiceEdit(ServiceEdit {
            service: positional(m, "service"),
            name: value(m, "name"),
            group: value(m, "group"),
            place: value(m, "place"),
            owner: value(m, "owner"),
            contact: value(m, "contact"),
            depends_on: some_values(m, "depends-on"),
            max_outage: value(m, "max-outage"),
        }),
        "setzen" => Write::ServiceSet(ServiceSet {
            service: positional(m, "service"),
            state: positional(m, "state"),
            since: value(m, "since"),
            cause: value(m, "cause"),
            restriction: value(m, "restriction"),
            workaround: value(m, "workaround"),
            expected_back: value(m, "expected-back"),
            valid_until: value(m, "valid-until"),
        }),
        _ => return None,
    })
}

fn finding(verb: &str, m: &ArgMatches) -> Option<Write> {
    Some(match verb {
        "neu" => Write::FindingAdd(FindingAdd {
            topic: positional(m, "topic"),
            statement: positional(m, "statement"),
            certainty: value(m, "certainty"),
        }),
        "ersetzen" => Write::FindingReplace(FindingReplace {
            number: number(m),
            statement: positional(m, "statement"),
            certainty: value(m, "certainty"),
        }),
        _ => return None,
    })
}

fn notice(verb: &str, m: &ArgMatches) -> Option<Write> {
    let add = || NoticeAdd {
        text: positional(m, "text"),
        to: value(m, "to"),
        channel: value(m, "channel"),
        valid_from: value(m, "valid-from"),
        valid_until: value(m, "valid-until"),
        by: value(m, "by"),
    };
    Some(match verb {
        "neu" => Write::NoticeAdd(add()),
        "ersetzen" => Write::NoticeReplace {
            number: number(m),
            with: add(),
        },
        "zurueckziehen" => Write::NoticeWithdraw(NoticeWithdraw {
            number: number(m),
            reason: said(m, "reason"),
        }),
        _ => return None,
    })
}
