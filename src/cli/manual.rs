//! Completions for shells and man pages, made from the command tree.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use crate::document::Phrase;
use crate::l10n::Words;

use super::args;
use super::failure::Failure;
use super::request::Shell;
use super::session::{Answer, Session};

pub(super) fn completions(shell: &Shell, words: &Words) -> Answer {
    let mut command = args::command(Some(words));
    let mut out = Vec::new();
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
        Shell::Powershell => clap_complete::Shell::PowerShell,
    };
    clap_complete::generate(shell, &mut command, "lage", &mut out);
    Answer::text(String::from_utf8_lossy(&out).into_owned())
}

impl Session<'_> {
    pub(super) fn man(&self, folder: Option<&Path>) -> Result<Answer, Failure> {
        let mut command = args::command(Some(&self.words));
        command.build();
        let stdout = |source| Failure::Stdout { source };
        let Some(folder) = folder else {
            return Ok(Answer::bytes(page(&command, &self.words).map_err(stdout)?));
        };
        let folder = &self.environment.resolve(folder);
        let failed = |source| Failure::OutWrite {
            path: folder.clone(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
        for command in all(&command) {
            let text = page(command, &self.words).map_err(stdout)?;
            std::fs::write(folder.join(format!("{}.1", name(command))), text).map_err(failed)?;
        }
        self.tell(&Phrase::new("done-written").with("path", folder.to_string_lossy().into_owned()));
        Ok(Answer::text(String::new()))
    }
}

/// The command with all below it.
fn all(command: &Command) -> Vec<&Command> {
    let below = command.get_subcommands().flat_map(all);
    std::iter::once(command).chain(below).collect()
}

/// The name of a command's page.
fn name(command: &Command) -> &str {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
}

/// The headings that the page's maker writes in English.
const HEADINGS: [(&str, &str); 3] = [
    ("NAME", "help-man-name"),
    ("SYNOPSIS", "help-man-synopsis"),
    ("DESCRIPTION", "help-man-description"),
];

/// Sections that are the same on each page; each line of their words is a term and what it means.
const SECTIONS: [(&str, &str); 3] = [
    ("help-man-exit", "help-man-exit-lines"),
    ("help-man-environment", "help-man-environment-lines"),
    ("help-man-files", "help-man-files-lines"),
];

fn page(command: &Command, words: &Words) -> std::io::Result<Vec<u8>> {
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone())
        .title(name(command))
        .source(format!("lage {version}"))
        .manual("Lage");
    let mut made = Vec::new();
    man.render_title(&mut made)?;
    man.render_name_section(&mut made)?;
    man.render_synopsis_section(&mut made)?;
    man.render_description_section(&mut made)?;
    man.render_options_section(&mut made)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut made)?;
    }
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut made)?;
    }
    let mut text = String::from_utf8_lossy(&made).into_owned();
    for (heading, key) in HEADINGS {
        let ours = format!(".SH {}\n", quoted(&words.text(key)));
        text = text.replace(&format!(".SH {heading}\n"), &ours);
    }
    for (heading, key) in SECTIONS {
        text += &format!(".SH {}\n", quoted(&words.text(heading)));
        for line in words.text(key).lines() {
            let (term, said) = line.split_once(": ").unwrap_or((line, ""));
            text += &format!(".TP\n\\fB{}\\fR\n{}\n", escaped(term), escaped(said));
        }
    }
    Ok(text.into_bytes())
}

fn quoted(heading: &str) -> String {
    format!("\"{}\"", escaped(heading))
}

/// A text in which roff reads nothing but letters.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        return format!("\\&{text}");
    }
    text
}
