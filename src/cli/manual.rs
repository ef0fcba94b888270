//! Completions for shells and man pages, made from the command tree.

use std::path::Path;

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
        let command = args::command(Some(&self.words));
        let Some(folder) = folder else {
            let mut out = Vec::new();
            clap_mangen::Man::new(command)
                .render(&mut out)
                .map_err(|source| Failure::Stdout { source })?;
            return Ok(Answer::text(String::from_utf8_lossy(&out).into_owned()));
        };
        let folder = &self.environment.resolve(folder);
        let failed = |source| Failure::OutWrite {
            path: folder.clone(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
        clap_mangen::generate_to(command, folder).map_err(failed)?;
        self.tell(&Phrase::new("done-written").with("path", folder.to_string_lossy().into_owned()));
        Ok(Answer::text(String::new()))
    }
}
