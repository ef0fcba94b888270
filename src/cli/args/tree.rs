//! The command tree that clap parses by, and the help it gives.

use clap::{Arg, ArgAction, Command};

use crate::document::Phrase;
use crate::l10n::{Lang, Words};

use super::super::records::{NOUNS, Noun};
use super::super::verb::{Field, Shape, Verb};
use super::line::Named;
use super::tables::{COMMANDS, GLOBAL, GROUPS, WITH_EXAMPLES, in_language, kind, needed, option};

fn arg(field: &Field, words: Option<&Words>) -> Arg {
    let (id, german, others) = option(field.name);
    let (name, other) = first(id, german, words);
    let mut arg = Arg::new(id).long(name).aliases(others.iter().copied());
    if name != other {
        arg = arg.visible_alias(other);
    }
    let action = match field.shape {
        Shape::Flag => ArgAction::SetTrue,
        Shape::One => ArgAction::Set,
        Shape::Many => ArgAction::Append,
    };
    arg = arg.action(action);
    if field.shape != Shape::Flag {
        arg = arg
            .allow_hyphen_values(true)
            .value_name(words.map_or_else(|| "X".to_owned(), |w| value_name(id, w)));
    }
    if let Some(words) = words {
        arg = arg
            .help(words.text(&format!("help-option-{id}")))
            .help_heading(words.text("help-heading-options"));
    }
    arg
}

/// The name in the language of the help, and the other one.
fn first(
    id: &'static str,
    german: &'static str,
    words: Option<&Words>,
) -> (&'static str, &'static str) {
    match words.map(|words| words.lang) {
        Some(Lang::En) => (id, german),
        Some(Lang::De) | None => (german, id),
    }
}

/// The placeholder of an option's value, in the language of the help.
fn value_name(id: &str, words: &Words) -> String {
    let kind = kind(id);
    words.text(&format!("help-value-{kind}"))
}

/// One command with its positional values and options.
fn leaf(noun: Option<&Noun>, verb: &Verb, key: &str, words: Option<&Words>) -> Command {
    let mut command = named(verb.id, verb.german, verb.others, key, words);
    for (index, place) in verb.positionals().enumerate() {
        let label = words.map_or_else(
            || place.name.to_uppercase(),
            |words| words.text(&format!("help-positional-{}", place.name)),
        );
        let last = index + 1 == verb.positionals.len();
        let label = if place.many && !last {
            format!("{label} …")
        } else {
            label
        };
        let mut arg = Arg::new(format!("={}", place.name))
            .index(index + 1)
            .value_name(label)
            .required(place.required);
        arg = arg.allow_negative_numbers(true).hide(true);
        // Only the last one, as clap wants it; `line` reads the arguments.
        if place.many && last {
            let at_least = usize::from(place.required);
            arg = arg.num_args(at_least..).action(ArgAction::Append);
        }
        command = command.arg(arg);
    }
    let is_global = |field: &Field| GLOBAL.iter().any(|global| global.name == field.name);
    for field in verb.options().filter(|field| !is_global(field)) {
        let mut arg = self::arg(field, words);
        if let Some(words) = words.filter(|_| needed(key).contains(&field.name)) {
            let id = arg.get_id().to_string();
            let said =
                Phrase::new("help-needed").with("said", words.text(&format!("help-option-{id}")));
            arg = arg.help(words.phrase(&said));
        }
        command = command.arg(arg);
    }
    if let Some(words) = words {
        let names = match noun {
            Some(noun) => format!("{} {}", noun.name(words.lang), verb.name(words.lang)),
            None => verb.name(words.lang).to_owned(),
        };
        command = command.override_usage(format!("lage {names} {}", form(verb, key, words)));
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
    let (name, other) = first(id, german, words);
    let mut command = Command::new(name)
        .aliases(others.iter().copied())
        .disable_help_subcommand(true)
        .disable_help_flag(true);
    if name != other {
        command = command.visible_alias(other);
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
    let (name, other) = first("help", "hilfe", words);
    let flag = Arg::new("help")
        .long(name)
        .alias(other)
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
    for field in &GLOBAL {
        let mut arg = arg(field, words).global(true);
        if let Some(words) = words {
            arg = arg.help_heading(words.text("help-heading-global"));
        }
        root = root.arg(arg);
    }
    for verb in &COMMANDS {
        let key = format!("command-{}", verb.id);
        root = root.subcommand(leaf(None, verb, &key, words));
    }
    for noun in NOUNS.iter().filter(|noun| !noun.verbs.is_empty()) {
        let id = noun.kind.code();
        let key = format!("noun-{id}");
        let mut command = named(id, noun.kind.noun(), noun.others, &key, words);
        if let Some(words) = words {
            let name = noun.name(words.lang);
            let (command_name, options) = (
                words.text("help-value-command"),
                words.text("help-value-options"),
            );
            command = command.override_usage(format!("lage {name} {command_name} {options}"));
        }
        for verb in noun.verbs {
            let key = format!("{id}-{}", verb.id);
            command = command.subcommand(leaf(Some(noun), verb, &key, words));
        }
        root = root.subcommand(command);
    }
    root
}

/// Help of the command at this path, wrapped to the width.
pub(crate) fn help(path: &[&str], words: &Words, width: usize) -> Option<String> {
    /// Longer lines are hard to read.
    const WIDEST: usize = 100;
    let width = width.min(WIDEST);
    if path.is_empty() {
        return Some(overview(words, width));
    }
    let mut root = command(Some(words));
    let mut current = &mut root;
    for part in path {
        current = current.find_subcommand_mut(part)?;
    }
    // What is to be copied is not wrapped.
    let examples = current.get_after_help().map(ToString::to_string);
    let mut command = std::mem::take(current).term_width(width).after_help("");
    let text = command.render_help().to_string();
    let text = translate_aliases(text.trim_end(), words);
    let examples = examples.map(|examples| format!("\n\n{}", examples.trim_end()));
    Some(format!("{text}{}\n", examples.unwrap_or_default()))
}

/// The accepted form of the command at this path.
pub(crate) fn usage(path: &[&str], words: &Words) -> Option<String> {
    let mut root = command(Some(words));
    let mut current = &mut root;
    for part in path {
        current = current.find_subcommand_mut(part)?;
    }
    let usage = current.render_usage().to_string();
    // Clap puts its own label before it.
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    Some(format!("{} {usage}", words.text("help-usage-label")))
}

/// What stands behind the name of a command: its places, what it needs, that there is more.
fn form(verb: &Verb, key: &str, words: &Words) -> String {
    let needed = needed(key);
    let mut parts: Vec<String> = Vec::new();
    for place in verb.positionals() {
        let label = words.text(&format!("help-positional-{}", place.name));
        let is_word = place.is_option && kind(place.name) == "word";
        let label = if place.many && !is_word {
            format!("{label} …")
        } else {
            label
        };
        parts.push(if place.required || needed.contains(&place.name) {
            label
        } else {
            format!("[{label}]")
        });
    }
    let is_place = |name: &str| verb.positionals().any(|place| place.name == name);
    for field in needed.iter().filter(|field| !is_place(field)) {
        let opt = option(field);
        let name = in_language(opt, words.lang);
        parts.push(format!("--{name} {}", value_name(opt.0, words)));
    }
    parts.push(words.text("help-value-options"));
    parts.join(" ")
}

/// All commands in groups, below the first steps.
fn overview(words: &Words, width: usize) -> String {
    let mut text = format!(
        "{}\n\n{} {}\n",
        textwrap::fill(&words.text("help-root"), width),
        words.text("help-usage-label"),
        words.text("help-usage")
    );
    let steps = words.text("help-first-steps");
    let steps: Vec<&str> = steps.lines().collect();
    text += &format!(
        "\n{}:\n  {}\n",
        words.text("help-heading-first"),
        steps.join("\n  ")
    );
    let root = command(Some(words));
    let known = |id: &str| {
        let named = Named::behind([id]).expect("every command in a group is there");
        let name = named.path(words.lang).concat();
        let command = root.find_subcommand(&name);
        command.expect("every command is in the tree")
    };
    let all = GROUPS.iter().flat_map(|(_, ids)| *ids);
    let longest = all.map(|id| known(id).get_name().len()).max();
    let indent = 2 + longest.unwrap_or_default() + 2;
    for (group, ids) in GROUPS {
        text += &format!("\n{}:\n", words.text(&format!("help-group-{group}")));
        for id in *ids {
            let command = known(id);
            let about = command.get_about().map(ToString::to_string);
            let other = command.get_visible_aliases().next();
            let other = other.map(|other| format!(" [{}: {other}]", words.text("help-also")));
            let said = about.unwrap_or_default() + &other.unwrap_or_default();
            let begin = format!("  {:indent$}", command.get_name(), indent = indent - 2);
            let rest = " ".repeat(indent);
            let options = textwrap::Options::new(width)
                .initial_indent(&begin)
                .subsequent_indent(&rest);
            text += &format!("{}\n", textwrap::fill(&said, options));
        }
    }
    let options = textwrap::Options::new(width)
        .initial_indent("  ")
        .subsequent_indent("  ")
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let names: Vec<String> = GLOBAL
        .iter()
        .map(|field| format!("--{}", in_language(option(field.name), words.lang)))
        .collect();
    text += &format!(
        "\n{}:\n{}\n\n{}\n",
        words.text("help-heading-global"),
        textwrap::fill(&names.join(" "), options),
        words.text("help-more"),
    );
    text
}

/// Clap writes the second names itself, in English.
fn translate_aliases(text: &str, words: &Words) -> String {
    let also = words.text("help-also");
    text.replace("[alias:", &format!("[{also}:"))
        .replace("[aliases:", &format!("[{also}:"))
}
