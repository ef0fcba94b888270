//! The one place where a failure becomes words and an exit code: what is wrong, the cause, and the command that helps.

use crate::document::build::short;
use crate::document::{Phrase, Value};
use crate::domain::correction::Field;
use crate::domain::moment::Moment;
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber};
use crate::domain::readiness::Unready;
use crate::domain::refusal::{Refusal, SetBy};
use crate::domain::time_input::{Sense, TimeRefusal};
use crate::l10n::{Lang, Words};
use crate::render::clean::one_line;
use crate::report::label;
use crate::store::error::{StoreError, said};

use super::args::{field_name, form, options, path_in, shown_name};
use super::failure::{Failure, Fault, Unfit, Usage, Wanted, Wrong};
use super::records::command;
use super::request::{COLORS, ORDERS};

/// Refused by a rule.
pub const REFUSED: u8 = 1;
pub const USAGE: u8 = 2;
/// The log cannot be used.
pub const UNUSABLE: u8 = 3;
/// A check found a problem.
pub const PROBLEM: u8 = 4;
/// Our own bug (EX_SOFTWARE of sysexits.h).
pub const BUG: u8 = 70;

fn joined<T: ToString>(numbers: &[T]) -> String {
    numbers
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn path(path: &std::path::Path) -> String {
    one_line(&path.to_string_lossy())
}

/// A label of a code as it stands in the catalogues.
fn label_of(name: &str, code: &str) -> Phrase {
    Phrase {
        key: format!("label-{name}-{}", code.replace('_', "-")).into(),
        args: Vec::new(),
    }
}

fn status(number: RecordNumber, code: &str, by: &SetBy, words: &Words) -> Phrase {
    let kind = number.kind.code();
    let author = by
        .author
        .clone()
        .unwrap_or_else(|| words.text("word-nobody"));
    // What ended is opened again by a command of its own.
    let ended = match number.kind {
        RecordKind::Task => matches!(code, "done" | "cancelled"),
        RecordKind::Incident => code != "open",
        _ => false,
    };
    let key = if ended {
        format!("error-ended-{kind}")
    } else {
        format!("error-status-{kind}")
    };
    Phrase::named(key)
        .with("number", number.to_string())
        .with("status", label_of(&format!("{kind}-status"), code))
        .with("moment", by.at)
        .with("author", author)
        .with("command", shows(number, words))
}

/// The command that shows a record.
fn shows(number: RecordNumber, words: &Words) -> String {
    format!("{} {number}", command(number.kind, "show", words.lang))
}

/// An option as a reader types it.
fn option_name(id: &str, words: &Words) -> String {
    shown_name(&format!("--{id}"), words)
}

/// The fields of an entry with what they hold now, so that one can be named.
fn which_field(entry: EntryNumber, input: Option<&str>, fields: &[Field], words: &Words) -> Phrase {
    const LETTERS: usize = 60;
    let name = |field: &Field| {
        let item = field.item.map_or(String::new(), |item| format!("-{item}"));
        format!("{}{item}", field_name(field.name, words))
    };
    let lines: Vec<String> = fields
        .iter()
        .map(|field| {
            let value = words.phrase(
                &Phrase::new("error-field-value")
                    .with("label", label::field(field.name))
                    .with("value", label::field_value(field)),
            );
            format!(
                "--{} {}   {}",
                words.text("word-field"),
                name(field),
                short(&value, LETTERS)
            )
        })
        .collect();
    let key = match input {
        Some(_) => "error-no-such-field",
        None => "error-which-field",
    };
    let phrase = Phrase::new(key)
        .with("entry", entry.to_string())
        .with("fields", lines.join("\n"));
    match input {
        Some(input) => phrase.with("input", one_line(input)),
        None => phrase.with("example", fields.first().map_or(String::new(), name)),
    }
}

fn time(refusal: &TimeRefusal, words: &Words) -> Phrase {
    let of = |key: &'static str, input: &str| Phrase::new(key).with("input", one_line(input));
    let zone = |at: &Moment| words.zone_name(at.at.with_timezone(&words.zone));
    match refusal {
        TimeRefusal::Unreadable { input, sense } => {
            of("error-time-unreadable", input).with("forms", time_forms(*sense))
        }
        TimeRefusal::NoSuchDate { input, sense } => {
            of("error-time-no-date", input).with("forms", time_forms(*sense))
        }
        TimeRefusal::NoSuchClockTime { input } => of("error-time-no-clock", input),
        TimeRefusal::SkippedHour { input } => of("error-time-skipped", input),
        TimeRefusal::Ambiguous {
            input,
            first,
            second,
        } => of("error-time-ambiguous", input)
            .with("first", zone(first))
            .with("second", zone(second)),
        TimeRefusal::Unclear {
            input,
            first,
            second,
        } => of("error-time-unclear", input)
            .with("first", *first)
            .with("second", *second),
        TimeRefusal::NotYet { input, clock } => {
            of("error-time-not-yet", input).with("clock", clock.as_str())
        }
        TimeRefusal::Passed { input, clock } => {
            of("error-time-passed", input).with("clock", clock.as_str())
        }
        TimeRefusal::Contradicts { input } => of("error-time-contradicts", input),
        TimeRefusal::OtherZone { input, at } => {
            of("error-time-other-zone", input).with("zone", zone(at))
        }
        TimeRefusal::OutOfRange { input } => of("error-time-range", input),
    }
}

/// The forms of a time that fit what it is for.
fn time_forms(sense: Sense) -> Phrase {
    Phrase::new(match sense {
        Sense::Past | Sense::Until => "error-time-forms-past",
        Sense::Due => "error-time-forms-due",
    })
}

/// What stands against signing a report, a sentence each.
pub(super) fn unready(points: &[Unready]) -> Phrase {
    let say = |point: &Unready| match point {
        Unready::WordsOlder { part, since, than } => Phrase::new("unready-words-older")
            .with("part", label_of("assessment-part", part.code()))
            .with("moment", *since)
            .with("numbers", joined(than)),
        Unready::IncidentsOpen(numbers) => {
            Phrase::new("unready-incidents").with("numbers", joined(numbers))
        }
        Unready::TasksOpen(numbers) => {
            Phrase::new("unready-tasks").with("numbers", joined(numbers))
        }
        Unready::NoticesInForce(numbers) => {
            Phrase::new("unready-notices").with("numbers", joined(numbers))
        }
        Unready::QuestionsOpen(numbers) => {
            Phrase::new("unready-questions").with("numbers", joined(numbers))
        }
    };
    let said = points.iter().map(say).reduce(|before, next| {
        Phrase::new("unready-and")
            .with("before", before)
            .with("next", next)
    });
    said.expect("BUG: nothing stands against it")
}

fn refusal(refusal: &Refusal, words: &Words) -> Phrase {
    let field = |name: &str| words.text(&format!("field-{}", name.replace('_', "-")));
    match refusal {
        Refusal::TextMissing { field: name } => {
            Phrase::new("error-text-missing").with("field", field(name))
        }
        Refusal::TextTooLong {
            field: name,
            bytes,
            most,
        } => Phrase::new("error-text-too-long")
            .with("field", field(name))
            .with("bytes", *bytes)
            .with("most", *most),
        Refusal::ReasonMissing => Phrase::new("error-reason-missing"),
        Refusal::ReportStaysInternal => Phrase::new("error-report-stays-internal"),
        Refusal::DeciderMissing => Phrase::new("error-decider-missing"),
        Refusal::ReleaserMissing => Phrase::new("error-releaser-missing"),
        Refusal::StandAhead { as_of } => Phrase::new("error-stand-ahead").with("moment", *as_of),
        Refusal::LookAhead { at } => Phrase::new("error-look-ahead").with("moment", *at),
        Refusal::Time(refusal) => time(refusal, words),
        Refusal::InFuture { at, .. } => Phrase::new("error-in-future").with("moment", *at),
        Refusal::EndsBeforeItBegins { begin, end } => Phrase::new("error-ends-before")
            .with("begin", *begin)
            .with("end", *end),
        Refusal::DurationUnreadable { input } => {
            Phrase::new("error-duration").with("input", one_line(input))
        }
        Refusal::Status {
            number,
            status: code,
            by,
        } => status(*number, code, by, words),
        Refusal::NotReady { points } => {
            Phrase::new("error-not-ready").with("points", unready(points))
        }
        Refusal::TasksOpen { incident, open } => Phrase::new("error-tasks-open")
            .with("number", incident.to_string())
            .with("open", joined(open)),
        Refusal::WaitsForItself { circle } => {
            Phrase::new("error-waits-circle").with("circle", joined(circle))
        }
        Refusal::DependsOnItself { circle } => {
            Phrase::new("error-depends-circle").with("circle", joined(circle))
        }
        Refusal::WaitsForOpenTasks { number, open } => Phrase::new("error-waits-open")
            .with("number", number.to_string())
            .with("open", joined(open)),
        Refusal::NothingToChange { number } => Phrase::new("error-nothing-to-change")
            .with("number", number.to_string())
            .with(
                "command",
                format!(
                    "{} {}",
                    command(number.kind, "edit", words.lang),
                    help_flag(words)
                ),
            ),
        Refusal::AlreadyVoided { entry, void, by } => Phrase::new("error-already-voided")
            .with("entry", entry.to_string())
            .with("void", void.to_string())
            .with("moment", by.at),
        Refusal::WhichEntry { number, entries } => Phrase::new("error-which-entry")
            .with("number", number.to_string())
            .with("count", entries.len())
            .with("entries", joined(entries))
            .with("command", shows(*number, words)),
        Refusal::NothingToVoid => Phrase::new("error-nothing-to-void"),
        Refusal::NoWords { entry } => {
            Phrase::new("error-no-words").with("entry", entry.to_string())
        }
        Refusal::BeginningFixed { entry } => {
            Phrase::new("error-beginning-fixed").with("entry", entry.to_string())
        }
        Refusal::WhichField {
            entry,
            input,
            fields,
        } => which_field(*entry, input.as_deref(), fields, words),
        Refusal::CannotVoid { entry } => {
            Phrase::new("error-cannot-void").with("entry", entry.to_string())
        }
        Refusal::CannotCorrect { entry } => {
            Phrase::new("error-cannot-correct").with("entry", entry.to_string())
        }
        Refusal::RecordVoided { number, by } => Phrase::new("error-record-voided")
            .with("number", number.to_string())
            .with("moment", by.at),
        Refusal::ServiceNameTaken { name, number } => Phrase::new("error-service-name")
            .with("name", one_line(name))
            .with("number", number.to_string()),
    }
}

fn store(error: &StoreError, words: &Words) -> (Phrase, u8) {
    match error {
        StoreError::Refused(rule) => (refusal(rule, words), REFUSED),
        StoreError::NoSuchRecord { number } => (
            Phrase::new("error-no-record")
                .with("number", number.to_string())
                .with(
                    "command",
                    match number.kind {
                        RecordKind::Report => command(RecordKind::Report, "list", words.lang),
                        kind => format!(
                            "{} {}",
                            command(kind, "list", words.lang),
                            option_name("all", words)
                        ),
                    },
                ),
            REFUSED,
        ),
        StoreError::NoSuchEntry { number } => (
            Phrase::new("error-no-entry").with("number", number.to_string()),
            REFUSED,
        ),
        StoreError::LogExists { path: file } => (
            Phrase::new("error-log-exists").with("path", path(file)),
            REFUSED,
        ),
        StoreError::NoLog { start } => (
            Phrase::new("error-no-log").with("path", path(start)),
            UNUSABLE,
        ),
        StoreError::NotALog { path: file } => (
            Phrase::new("error-not-a-log").with("path", path(file)),
            UNUSABLE,
        ),
        StoreError::Newer {
            path: file,
            theirs,
            ours,
        } => (
            Phrase::new("error-newer")
                .with("path", path(file))
                .with("theirs", *theirs)
                .with("ours", *ours)
                .with("version", env!("CARGO_PKG_VERSION")),
            UNUSABLE,
        ),
        StoreError::UnsafePlace { path: file, place } => (
            Phrase::new("error-unsafe-place")
                .with("path", path(file))
                .with(
                    "place",
                    Phrase {
                        key: format!("place-{}", place.code().replace('_', "-")).into(),
                        args: Vec::new(),
                    },
                ),
            UNUSABLE,
        ),
        StoreError::Locked { path: file } => (
            Phrase::new("error-locked").with("path", path(file)),
            UNUSABLE,
        ),
        StoreError::DiskFull { path: file } => (
            Phrase::new("error-disk-full").with("path", path(file)),
            UNUSABLE,
        ),
        StoreError::ReadOnly { path: file } => (
            Phrase::new("error-read-only").with("path", path(file)),
            UNUSABLE,
        ),
        StoreError::Damaged { path: file, detail } => (
            Phrase::new("error-damaged")
                .with("path", path(file))
                .with("detail", one_line(detail)),
            UNUSABLE,
        ),
        StoreError::Setting { name, wanted, got } => (
            Phrase::new("error-setting")
                .with("name", *name)
                .with("wanted", wanted.as_str())
                .with("got", one_line(got)),
            UNUSABLE,
        ),
        StoreError::Io { path: file, source } => (
            Phrase::new("error-io")
                .with("path", path(file))
                .with("detail", io_cause(source)),
            UNUSABLE,
        ),
        StoreError::Sqlite { path: file, source } => (
            Phrase::new("error-sqlite")
                .with("path", path(file))
                .with("detail", one_line(&said(source))),
            UNUSABLE,
        ),
        StoreError::WrongVersion { theirs } => (
            Phrase::new("error-wrong-version").with("theirs", *theirs),
            UNUSABLE,
        ),
        StoreError::Altered {
            path: file,
            objects,
        } => (
            Phrase::new("error-altered")
                .with("path", path(file))
                .with("objects", one_line(&objects.join(", "))),
            UNUSABLE,
        ),
        StoreError::NotKept { table } => (
            Phrase::new("error-not-kept").with("table", one_line(table)),
            UNUSABLE,
        ),
        StoreError::Unsure { path: file, detail } => (
            Phrase::new("error-unsure")
                .with("path", path(file))
                .with("detail", one_line(detail)),
            UNUSABLE,
        ),
        StoreError::Inconsistent { what } => (
            Phrase::new("error-inconsistent").with("detail", one_line(what)),
            UNUSABLE,
        ),
    }
}

/// A usage error in words, with its key: the fault, a suggestion, the accepted form, the help.
fn usage(usage: &Usage, words: &Words) -> (String, Phrase) {
    let wrong_value = |option: &str, input: &str, accepted: &str| {
        Phrase::new("usage-wrong-value")
            .with("option", shown_name(option, words))
            .with("input", one_line(input))
            .with("accepted", self::accepted(accepted))
    };
    let hint = |command: String| words.phrase(&Phrase::new("usage-hint").with("command", command));
    let alone = |phrase: Phrase| (words.phrase(&phrase), phrase);
    match usage {
        Usage::NotUtf8 { argument } => {
            alone(Phrase::new("usage-not-utf8").with("argument", one_line(argument)))
        }
        Usage::Unfit { how, near, at } => {
            let phrase = unfit(how, words);
            let mut lines = vec![words.phrase(&phrase)];
            let at: Vec<&str> = at.iter().map(String::as_str).collect();
            let (told, near): (Vec<&String>, Vec<&String>) =
                near.iter().partition(|name| name.starts_with('?'));
            for name in &told {
                let name = name.trim_start_matches('?');
                lines.push(words.text(&format!("usage-no-{name}")));
            }
            if !near.is_empty() {
                let near = near.iter().map(|name| suggested(&at, name, words));
                let text = near.collect::<Vec<String>>().join(", ");
                lines.push(words.phrase(&Phrase::new("usage-suggestion").with("text", text)));
            }
            let dashed =
                matches!(how, Unfit::UnknownArgument(argument) if argument.starts_with('-'));
            if near.is_empty() && told.is_empty() && dashed {
                lines.push(words.text("usage-quote-text"));
                let options = options(&at, words);
                if !options.is_empty() {
                    let options = Phrase::new("usage-options").with("options", options.join(", "));
                    lines.push(words.phrase(&options));
                }
            }
            let path = path_in(&at, words.lang);
            lines.extend(form(&path, words));
            lines.push(hint(
                [&["lage"], path.as_slice(), &[help_flag(words)]]
                    .concat()
                    .join(" "),
            ));
            (lines.join("\n"), phrase)
        }
        Usage::NoSuchCommand { command } => {
            alone(Phrase::new("usage-no-such-command").with("command", one_line(command)))
        }
        Usage::WrongValue {
            option,
            input,
            accepted,
        } => alone(wrong_value(option, input, accepted)),
        Usage::NoSuchFormat { input } => {
            alone(wrong_value("--format", input, &words.text("usage-formats")))
        }
        Usage::WhichReport => {
            let list = command(RecordKind::Report, "list", words.lang);
            let missing = unfit(&Unfit::Missing("number"), words);
            (
                format!("{}\n{}", words.phrase(&missing), hint(list)),
                missing,
            )
        }
        Usage::NamesReleaser => {
            let foreign = unfit(&Unfit::ForeignOption("by"), words);
            let hint = words.text("usage-release-hint");
            (format!("{}\n{hint}", words.phrase(&foreign)), foreign)
        }
        Usage::ReportStaysInternal => alone(Phrase::new("error-report-stays-internal")),
        Usage::EditionOfDraft => alone(Phrase::new("usage-edition-of-draft")),
        Usage::OneEdition => alone(Phrase::new("usage-one-edition")),
        Usage::ArchiveIsPdf => alone(Phrase::new("usage-archive-is-pdf")),
    }
}

/// A name that may have been meant: of an option, of a command at this path, or of one from the top.
fn suggested(at: &[&str], name: &str, words: &Words) -> String {
    if name.starts_with('-') {
        return shown_name(name, words);
    }
    if let Some(command) = path_in(&[at, &[name]].concat(), words.lang).pop() {
        return command.to_owned();
    }
    let (command, rest) = name.split_once(' ').unwrap_or((name, ""));
    let mut parts = vec!["lage".to_owned()];
    parts.extend(
        path_in(&[command], words.lang)
            .into_iter()
            .map(str::to_owned),
    );
    parts.extend((rest == "last").then(|| words.text("word-last")));
    parts.join(" ")
}

fn help_flag(words: &Words) -> &'static str {
    match words.lang {
        Lang::De => "--hilfe",
        Lang::En => "--help",
    }
}

fn unfit(how: &Unfit, words: &Words) -> Phrase {
    let unknown =
        |argument: String| Phrase::new("usage-unknown-argument").with("argument", argument);
    match how {
        Unfit::UnknownArgument(argument) => unknown(one_line(argument)),
        Unfit::ForeignOption(id) => unknown(option_name(id, words)),
        Unfit::NoSuchCommand(command) => {
            Phrase::new("usage-no-such-command").with("command", one_line(command))
        }
        Unfit::ValueMissing(argument) => {
            Phrase::new("usage-value-missing").with("argument", one_line(argument))
        }
        Unfit::TakesNoValue(argument) => {
            Phrase::new("usage-takes-no-value").with("argument", one_line(argument))
        }
        Unfit::Twice(argument) => {
            Phrase::new("usage-twice").with("argument", shown_name(&one_line(argument), words))
        }
        Unfit::Together(one, other) => Phrase::new("usage-together")
            .with("one", option_name(one, words))
            .with("other", option_name(other, words)),
        Unfit::Missing(place) => {
            let what = words.text(&format!("help-positional-{place}"));
            Phrase::new("usage-missing").with("what", what)
        }
        Unfit::TextBehind(place, option) => {
            let what = words.text(&format!("help-positional-{place}"));
            Phrase::new("usage-text-behind")
                .with("what", what)
                .with("option", option_name(option, words))
        }
        Unfit::TextApart => Phrase::new("usage-text-apart"),
        Unfit::AsksInText => Phrase::new("usage-asks-in-text"),
        Unfit::NumbersOrText(option) => {
            Phrase::new("usage-numbers-or-text").with("option", option_name(option, words))
        }
        Unfit::TopicOrStatement => Phrase::new("usage-topic-or-statement"),
        Unfit::NotDictated(argument) => Phrase::new("usage-not-dictated")
            .with("argument", shown_name(&one_line(argument), words)),
        Unfit::DictatedTwice => Phrase::new("usage-dictated-twice"),
        Unfit::NoteOrLook(command) => {
            let command = path_in(&[command], words.lang).join(" ");
            Phrase::new("usage-note-or-look").with("command", format!("lage {command}"))
        }
        Unfit::NoAuthor(word, option) => Phrase::new("usage-no-author")
            .with("word", one_line(word))
            .with("author", option_name("as", words))
            .with("option", option_name(option, words)),
    }
}

/// The words that a value may be, as a reader types them.
fn accepted(words: &str) -> Value {
    match words {
        COLORS => Phrase::new("usage-colors").into(),
        ORDERS => Phrase::new("usage-orders").into(),
        other => other.into(),
    }
}

/// A fault in the form of a file, in words.
fn fault(fault: &Fault) -> Phrase {
    match fault {
        Fault::Syntax { line } => Phrase::new("fault-syntax").with("line", one_line(line)),
        Fault::UnknownKey { key } => Phrase::new("fault-unknown-key").with("key", one_line(key)),
        Fault::WrongType { key, wanted } => {
            let wanted = match wanted {
                Wanted::Text => "wanted-text",
                Wanted::Texts => "wanted-texts",
                Wanted::Switch => "wanted-switch",
                Wanted::Number => "wanted-number",
                Wanted::Section => "wanted-section",
            };
            Phrase::new("fault-wrong-type")
                .with("key", one_line(key))
                .with("wanted", Phrase::new(wanted))
        }
        Fault::WrongValue {
            key,
            input,
            accepted,
        } => Phrase::new("fault-wrong-value")
            .with("key", one_line(key))
            .with("input", one_line(input))
            .with("accepted", self::accepted(accepted)),
        Fault::NoVerb => Phrase::new("fault-no-verb"),
        Fault::UnknownVerb { name } => {
            Phrase::new("fault-unknown-verb").with("name", one_line(name))
        }
        Fault::Format { format, ours } => Phrase::new("fault-format")
            .with("format", one_line(format))
            .with("ours", ours.to_string()),
    }
}

/// A failure as a person and as a program are told of it.
pub struct Explained {
    pub message: String,
    /// The exit code.
    pub exit: u8,
    /// What it is, for programs: the name of its sentence.
    pub code: String,
    /// Where a file has several faults: the line of each, and what it is.
    pub faults: Vec<(usize, Explained)>,
}

impl Explained {
    fn of(phrase: &Phrase, message: String, exit: u8) -> Explained {
        let key = phrase.key.as_ref();
        let name = ["error-", "usage-", "fault-"]
            .iter()
            .find_map(|start| key.strip_prefix(start));
        Explained {
            message,
            exit,
            code: name.unwrap_or(key).replace('-', "_"),
            faults: Vec::new(),
        }
    }

    /// The JSON that stands for the message where `--json` was asked for.
    pub fn json(&self, typed: Option<&str>) -> serde_json::Value {
        let mut error = serde_json::json!({
            "code": self.code, "exit": self.exit, "message": self.message,
        });
        if let Some(typed) = typed {
            error["typed"] = typed.into();
        }
        if !self.faults.is_empty() {
            let faults = self.faults.iter().map(|(line, fault)| {
                serde_json::json!({
                    "line": line, "code": fault.code, "message": fault.message,
                })
            });
            error["faults"] = faults.collect();
        }
        serde_json::json!({ "error": error })
    }
}

/// The failure in words, with its exit code.
pub fn explain(failure: &Failure, words: &Words) -> Explained {
    let (phrase, code) = match failure {
        Failure::Store(error) => store(error, words),
        Failure::Unwritten(error) => {
            let (phrase, code) = store(error, words);
            let nothing = words.text("error-nothing-written");
            let message = format!("{} {nothing}", words.phrase(&phrase));
            return Explained::of(&phrase, message, code);
        }
        Failure::Unsound { findings } => (
            Phrase::new("error-unsound").with("count", *findings),
            PROBLEM,
        ),
        Failure::Usage(wrong) => {
            let (message, phrase) = usage(wrong, words);
            return Explained::of(&phrase, message, USAGE);
        }
        Failure::Import { path: file, wrong } => return import(file, wrong, words),
        Failure::UnknownWord {
            field,
            input,
            near,
            accepted,
        } => {
            let key = if near.is_empty() {
                "error-unknown-word"
            } else {
                "error-unknown-word-near"
            };
            let field = words.text(&format!("field-{}", field.replace('_', "-")));
            let mut unknown = Phrase::new(key)
                .with("field", field)
                .with("input", one_line(input))
                .with("accepted", accepted.join(", "));
            if !near.is_empty() {
                unknown = unknown.with("near", near.join(", "));
            }
            (unknown, REFUSED)
        }
        Failure::NotANumber {
            input,
            kind: Some(kind),
        } => (
            Phrase::new("error-not-a-number")
                .with("input", one_line(input))
                .with("example", format!("{}-3", kind.letter()))
                .with("command", command(*kind, "list", words.lang)),
            REFUSED,
        ),
        Failure::NotANumber { input, kind: None } => (
            Phrase::new("error-not-an-entry").with("input", one_line(input)),
            REFUSED,
        ),
        Failure::NoSuchService { input, near } if near.is_empty() => (
            Phrase::new("error-no-service").with("input", one_line(input)),
            REFUSED,
        ),
        Failure::NoSuchService { input, near } => (
            Phrase::new("error-no-service-near")
                .with("input", one_line(input))
                .with("near", one_line(&near.join(", "))),
            REFUSED,
        ),
        Failure::AmbiguousService { input, candidates } => {
            let list: Vec<String> = candidates
                .iter()
                .map(|(number, name)| format!("  {number} {}", one_line(name)))
                .collect();
            (
                Phrase::new("error-ambiguous-service")
                    .with("input", one_line(input))
                    .with("candidates", list.join("\n")),
                REFUSED,
            )
        }
        Failure::UnknownZone { input } => (
            Phrase::new("error-zone").with("input", one_line(input)),
            REFUSED,
        ),
        Failure::UnknownExample { input, known } => (
            Phrase::new("error-example")
                .with("input", one_line(input))
                .with("known", known.join(", ")),
            REFUSED,
        ),
        Failure::ImportRead { path: file, source } => (
            Phrase::new("error-import-read")
                .with("path", path(file))
                .with("detail", io_cause(source)),
            REFUSED,
        ),
        Failure::SettingsRead { path: file, source } => (
            Phrase::new("error-settings-read")
                .with("path", path(file))
                .with("detail", io_cause(source)),
            USAGE,
        ),
        Failure::SettingsForm {
            path: file,
            line,
            fault,
        } => (
            Phrase::new("error-settings-form")
                .with("path", path(file))
                .with("line", line.to_string())
                .with("detail", self::fault(fault)),
            USAGE,
        ),
        Failure::OutFormat { path: file } => (
            Phrase::new("error-out-format").with("path", path(file)),
            USAGE,
        ),
        Failure::OutIsLog { path: file } => (
            Phrase::new("error-out-is-log").with("path", path(file)),
            REFUSED,
        ),
        Failure::OutWrite { path: file, source } => (
            Phrase::new("error-out")
                .with("path", path(file))
                .with("detail", io_cause(source)),
            UNUSABLE,
        ),
        Failure::Stdout { source } => (
            Phrase::new("error-stdout").with("detail", io_cause(source)),
            UNUSABLE,
        ),
        Failure::StdinText { source } => (
            Phrase::new("error-stdin").with("detail", io_cause(source)),
            USAGE,
        ),
        Failure::NotForPast { command } => (
            Phrase::new("error-not-for-past").with("command", *command),
            USAGE,
        ),
        Failure::NotForPublicEyes => (Phrase::new("error-not-for-public-eyes"), USAGE),
        Failure::ComparedWithLater { since, as_of } => (
            Phrase::new("error-compared-later")
                .with("since", *since)
                .with("as_of", *as_of),
            USAGE,
        ),
        Failure::NotForPublic { option } => (
            Phrase::new("error-not-for-public").with("option", shown_name(option, words)),
            USAGE,
        ),
        Failure::NoPdf => (Phrase::new("error-no-pdf"), REFUSED),
        Failure::Template {
            template,
            line,
            detail,
        } => (
            Phrase::new("error-template")
                .with("template", one_line(template))
                .with("line", line.to_string())
                .with("detail", one_line(detail)),
            USAGE,
        ),
        Failure::LogoKind { path: file } => {
            (Phrase::new("error-logo").with("path", path(file)), USAGE)
        }
        Failure::NoPrintCommand => (Phrase::new("error-no-print-command"), REFUSED),
        Failure::Print { detail } => (
            Phrase::new("error-print").with("detail", one_line(detail)),
            PROBLEM,
        ),
        Failure::FolderGone { source } => (
            Phrase::new("error-folder-gone").with("detail", io_cause(source)),
            UNUSABLE,
        ),
    };
    Explained::of(&phrase, words.phrase(&phrase), code)
}

/// The faults of a file of entries: one with all that is said of it, several a line each.
fn import(file: &std::path::Path, wrong: &[(usize, Wrong)], words: &Words) -> Explained {
    /// Who has more of them looks at these first.
    const MOST: usize = 50;
    let of = |wrong: &Wrong| match wrong {
        Wrong::Form(fault) => {
            let phrase = self::fault(fault);
            Explained::of(&phrase, words.phrase(&phrase), REFUSED)
        }
        Wrong::Step(failure) => explain(failure, words),
    };
    let faults: Vec<(usize, Explained)> = wrong
        .iter()
        .map(|(line, wrong)| (*line, of(wrong)))
        .collect();
    if let ([(line, wrong)], [(_, fault)]) = (wrong, faults.as_slice()) {
        let exit = fault.exit;
        let (key, name) = match wrong {
            Wrong::Form(_) => ("error-import-form", "detail"),
            Wrong::Step(_) => ("error-import-step", "cause"),
        };
        let phrase = Phrase::new(key)
            .with("path", path(file))
            .with("line", line.to_string())
            .with(name, fault.message.as_str());
        let message = words.phrase(&phrase);
        return Explained {
            faults,
            ..Explained::of(&phrase, message, exit)
        };
    }
    let line = |(line, fault): &(usize, Explained)| {
        let said = Phrase::new("error-import-line")
            .with("line", line.to_string())
            .with("cause", fault.message.as_str());
        words.phrase(&said)
    };
    let mut lines: Vec<String> = faults.iter().take(MOST).map(line).collect();
    if let Some(more) = faults.len().checked_sub(MOST).filter(|more| *more > 0) {
        lines.push(words.phrase(&Phrase::new("error-import-more").with("count", more)));
    }
    let phrase = Phrase::new("error-import")
        .with("path", path(file))
        .with("count", faults.len())
        .with("lines", lines.join("\n"));
    let message = words.phrase(&phrase);
    Explained {
        faults,
        ..Explained::of(&phrase, message, REFUSED)
    }
}

/// The cause as the operating system gives it; in our words where it is a usual one.
fn io_cause(source: &std::io::Error) -> Value {
    use std::io::ErrorKind;
    let key = match source.kind() {
        ErrorKind::NotFound => "io-not-found",
        ErrorKind::PermissionDenied => "io-not-allowed",
        ErrorKind::IsADirectory => "io-is-a-folder",
        ErrorKind::NotADirectory => "io-no-folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "io-full",
        ErrorKind::ReadOnlyFilesystem => "io-read-only",
        ErrorKind::InvalidData => "io-no-text",
        _ => return Value::from(one_line(&source.to_string())),
    };
    Phrase::new(key).into()
}
