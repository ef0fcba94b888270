//! The command tree that clap parses by, and the help it gives.

use clap::{Arg, ArgAction, Command};

use crate::l10n::Words;

use super::super::records::NOUNS;
use super::super::verb::{Field, Shape, Verb};
use super::tables::{COMMANDS, GLOBAL, WITH_EXAMPLES, kind, option};

fn arg(field: &Field, words: Option<&Words>) -> Arg {
    let (id, german, others) = option(field.name);
    let mut arg = Arg::new(id).long(german).aliases(others.iter().copied());
    if german != id {
        arg = arg.visible_alias(id);
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

/// The placeholder of an option's value, in the language of the help.
fn value_name(id: &str, words: &Words) -> String {
    let kind = kind(id);
    words.text(&format!("help-value-{kind}"))
}

/// One command with its positional values and options.
fn leaf(verb: &Verb, key: &str, words: Option<&Words>) -> Command {
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
        command = command.arg(self::arg(field, words));
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
    for field in &GLOBAL {
        let mut arg = arg(field, words).global(true);
        if let Some(words) = words {
            arg = arg.help_heading(words.text("help-heading-global"));
        }
        root = root.arg(arg);
    }
    for verb in &COMMANDS {
        let key = format!("command-{}", verb.id);
        root = root.subcommand(leaf(verb, &key, words));
    }
    for noun in NOUNS.iter().filter(|noun| !noun.verbs.is_empty()) {
        let id = noun.kind.code();
        let key = format!("noun-{id}");
        let mut command = named(id, noun.kind.noun(), noun.others, &key, words);
        for verb in noun.verbs {
            command = command.subcommand(leaf(verb, &format!("{id}-{}", verb.id), words));
        }
        root = root.subcommand(command);
    }
    root
}

/// Help of the command at this path, in the order typed.
pub(crate) fn help(path: &[&str], words: &Words) -> Option<String> {
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
    let mut command = std::mem::take(current)
        .override_usage(usage)
        .term_width(width);
    let text = command.render_help().to_string();
    Some(translate_aliases(&text, words))
}

/// Clap writes the second names itself, in English.
fn translate_aliases(text: &str, words: &Words) -> String {
    let also = words.text("help-also");
    text.replace("[alias: ", &format!("[{also}: "))
        .replace("[aliases: ", &format!("[{also}: "))
}
