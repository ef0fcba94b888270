//! `demo`: a worked example in a folder of its own, and its report.

use std::path::{Path, PathBuf};

use crate::document::Phrase;
use crate::domain::situation::Scope;
use crate::domain::time_input::Sense;
use crate::l10n::{Lang, Words};
use crate::store::log::{Access, FILE_NAME, Log};
use crate::store::start::sync_folder;

use super::failure::Failure;
use super::import::{self, Deed, Import, Step};
use super::request::Init;
use super::session::{Answer, Seen, Session};

/// The worked examples, embedded: name, file.
const EXAMPLES: [(&str, &str); 2] = [
    (
        "schwerin-2021",
        include_str!("../../data/beispiele/schwerin-2021.toml"),
    ),
    (
        "schwerin-wochen",
        include_str!("../../data/beispiele/schwerin-wochen.toml"),
    ),
];

impl Session<'_> {
    /// Builds the example's log and prints its report; a log that is there is left alone.
    pub(super) fn demo(&mut self, name: Option<&str>) -> Result<Answer, Failure> {
        self.settle(None, None)?;
        let (name, text) = example(name)?;
        let source = PathBuf::from(format!("{name}.toml"));
        let example = import::read_example(text, &source)?;
        let folder = self.folder()?.join(name);
        let is_there = folder.join(FILE_NAME).exists();
        if self.globals().lang.is_none() && self.environment.lang.is_none() {
            let lang = example.log.language.as_deref().and_then(Lang::parse);
            self.words = Words::new(lang.unwrap_or_default(), self.words.zone);
        }
        if !is_there {
            self.build(&folder, &example, &source)?;
        }
        let log = Log::open(&folder.join(FILE_NAME), Access::Read)?;
        let key = if is_there {
            "demo-is-there"
        } else {
            "demo-built"
        };
        self.tell(&Phrase::new(key).with("folder", name));
        let stand = example.log.as_of.as_deref().unwrap_or("jetzt");
        let hints = self.words.phrase(
            &Phrase::new("demo-next")
                .with("folder", name)
                .with("program", self.environment.program.as_str())
                .with("stand", stand),
        );
        if is_there {
            return Ok(Answer::text(format!("{hints}\n")));
        }
        // The report first, so that the three commands stand below it on a screen that scrolls.
        let report = self.report_as_of(log, stand)?;
        Ok(Answer::text(format!("{report}\n{hints}\n")))
    }

    /// Builds the log beside its place, so that a demo cut short leaves no half log that looks like a whole one.
    fn build(&self, folder: &Path, example: &Import, source: &Path) -> Result<(), Failure> {
        let out = |path: &Path| {
            let path = path.to_path_buf();
            move |source| Failure::OutWrite { path, source }
        };
        std::fs::create_dir_all(folder).map_err(out(folder))?;
        // The folder goes with all that is left in it, also where the building fails.
        let scratch = tempfile::Builder::new()
            .prefix(".lage-")
            .tempdir_in(folder)
            .map_err(out(folder))?;
        let (draft, path) = (scratch.path().join(FILE_NAME), folder.join(FILE_NAME));
        let init = Init {
            title: example.log.title.clone(),
            body: example.log.body.clone(),
            exercise: example.log.exercise,
            zone: example.log.zone.clone(),
            anyway: self.globals().anyway,
        };
        let lang = example.log.language.as_deref().and_then(Lang::parse);
        let mut log = self.start(&draft, &init, lang.unwrap_or(self.words.lang))?;
        let releases = |step: &Step| matches!(step.deed, Deed::Release(_));
        for steps in example.steps.split_inclusive(releases) {
            let mut writer = log.write(&*self.environment.world)?;
            import::carry_out_all(&mut writer, steps, source, &self.words)?;
            writer.commit()?;
            if let Some(last) = steps.last() {
                self.release_example(&mut log, last)
                    .map_err(|cause| last.failed(source, cause))?;
            }
        }
        drop(log);
        std::fs::rename(&draft, &path).map_err(out(&path))?;
        sync_folder(folder);
        Ok(())
    }

    /// The report of the log's situation at a moment, as terminal text.
    fn report_as_of(&self, log: Log, stand: &str) -> Result<String, Failure> {
        let as_of = self.moment(stand, log.zone, Sense::Until)?;
        let past = log.past(&Scope {
            as_of: Some(as_of),
            ..Scope::ALL
        })?;
        self.report_text(&Seen {
            log,
            past: Some(past),
            as_of,
            known_by: None,
        })
    }
}

/// Name and text of an example; the first one where none is named.
fn example(name: Option<&str>) -> Result<(&'static str, &'static str), Failure> {
    let Some(name) = name else {
        return Ok(EXAMPLES[0]);
    };
    let found = EXAMPLES.into_iter().find(|(known, _)| *known == name);
    found.ok_or_else(|| Failure::UnknownExample {
        input: name.to_owned(),
        known: EXAMPLES.map(|(known, _)| known.to_owned()).to_vec(),
    })
}
