//! How a log begins: `init`, the worked examples, and an import.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono_tz::Tz;

use crate::document::Phrase;
use crate::domain::audience::Visibility;
use crate::domain::entry::{Body, Event, LogEvent, LogStarted};
use crate::domain::refusal::Refusal;
use crate::domain::situation::Scope;
use crate::domain::text::split_name;
use crate::domain::time_input::Sense;
use crate::l10n::{Lang, Words};
use crate::store::append::Draft;
use crate::store::log::{Access, FILE_NAME, Log};
use crate::store::place::unsafe_place;

use super::failure::Failure;
use super::request::Init;
use super::session::{Answer, DEFAULT_ZONE, Seen, Session, say};
use super::{answer, import};

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
    fn start(&self, path: &Path, init: &Init, lang: Lang) -> Result<Log, Failure> {
        let zone = init.zone.as_deref().map_or(Ok(DEFAULT_ZONE), |zone| {
            Tz::from_str(zone).map_err(|_| Failure::UnknownZone {
                input: zone.to_owned(),
            })
        })?;
        if init.title.trim().is_empty() {
            return Err(Refusal::TextMissing { field: "title" }.into());
        }
        let place = unsafe_place(path.parent().unwrap_or(Path::new(".")));
        let author = self.author();
        let (name, role) = split_name(author.as_deref().unwrap_or_default());
        let body = Body {
            happened_at: self.now(zone),
            approximate: false,
            author: name,
            role,
            text: init.title.trim().to_owned(),
            source: None,
            certainty: None,
            visibility: Visibility::INTERNAL,
            event: Event::Log(LogEvent::LogStarted(LogStarted {
                body: init.body.clone().filter(|body| !body.trim().is_empty()),
                zone: zone.name().to_owned(),
                language: lang.code().to_owned(),
                exercise: init.exercise,
                forced_place: place.map(|place| place.code().to_owned()),
            })),
        };
        let draft = Draft {
            record: None,
            body,
            imported: false,
        };
        Ok(Log::create(
            path,
            draft,
            self.environment.world,
            init.anyway,
        )?)
    }

    pub(super) fn init(&mut self, init: &Init) -> Result<Answer, Failure> {
        let path = match self
            .globals()
            .log
            .clone()
            .or_else(|| self.environment.log.clone())
        {
            Some(path) => path,
            None => self.folder()?.join(FILE_NAME),
        };
        self.settle(Some(&path), None)?;
        let log = self.start(&path, init, self.words.lang)?;
        self.tell(
            &Phrase::new("done-log-started")
                .with("title", log.head.title.as_str())
                .with("path", path.to_string_lossy().into_owned()),
        );
        say(&self.words.text("done-log-next"));
        if self.globals().json {
            return Ok(Answer::json(&answer::record(&log.head)));
        }
        Ok(Answer::text(String::new()))
    }

    pub(super) fn import(&mut self, path: &Path) -> Result<Answer, Failure> {
        let text = std::fs::read_to_string(path).map_err(|source| Failure::ImportRead {
            path: path.to_path_buf(),
            source,
        })?;
        let steps = import::read(&text, path)?;
        let mut log = self.open(true)?;
        let mut writer = log.write(self.environment.world)?;
        let count = import::carry_out_all(&mut writer, &steps, path, &self.words)?;
        writer.commit()?;
        let done = Phrase::new("done-imported")
            .with("count", count)
            .with("path", path.to_string_lossy().into_owned());
        self.tell(&done);
        Ok(Answer::text(String::new()))
    }

    /// Builds the example's log in a folder of its own and prints its report; one that is there is left alone.
    pub(super) fn demo(&mut self, name: Option<&str>) -> Result<Answer, Failure> {
        self.settle(None, None)?;
        let name = name.unwrap_or(EXAMPLES[0].0);
        let Some((name, text)) = EXAMPLES.into_iter().find(|(known, _)| *known == name) else {
            let known = EXAMPLES
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect();
            return Err(Failure::UnknownExample {
                input: name.to_owned(),
                known,
            });
        };
        let source = PathBuf::from(format!("{name}.toml"));
        let example = import::read(text, &source)?;
        let folder = self.folder()?.join(name);
        let path = folder.join(FILE_NAME);
        let is_there = path.exists();
        let log = if is_there {
            Log::open(&path, Access::Read)?
        } else {
            std::fs::create_dir_all(&folder).map_err(|source| Failure::OutWrite {
                path: folder.clone(),
                source,
            })?;
            let init = Init {
                title: example.log.title.clone(),
                body: example.log.body.clone(),
                exercise: example.log.exercise,
                zone: example.log.zone.clone(),
                anyway: self.globals().anyway,
            };
            // Built beside and renamed, so that a demo cut short leaves no half log that looks like a whole one.
            let draft_path = folder.join("lage.db.neu");
            for leftover in ["lage.db.neu", "lage.db.neu-journal"] {
                let _ = std::fs::remove_file(folder.join(leftover));
            }
            let lang = example
                .log
                .language
                .as_deref()
                .and_then(Lang::parse)
                .unwrap_or(self.words.lang);
            let mut log = self.start(&draft_path, &init, lang)?;
            let mut writer = log.write(self.environment.world)?;
            import::carry_out_all(&mut writer, &example, &source, &self.words)?;
            writer.commit()?;
            drop(log);
            let _ = std::fs::remove_file(folder.join("lage.db.neu-journal"));
            std::fs::rename(&draft_path, &path).map_err(|source| Failure::OutWrite {
                path: path.clone(),
                source,
            })?;
            Log::open(&path, Access::Read)?
        };
        if self.globals().lang.is_none() && self.environment.lang.is_none() {
            self.words = Words::new(
                Lang::parse(&log.head.started.language).unwrap_or_default(),
                log.zone,
            );
        }
        let stand = example
            .log
            .as_of
            .clone()
            .unwrap_or_else(|| "jetzt".to_owned());
        let key = if is_there {
            "demo-is-there"
        } else {
            "demo-built"
        };
        self.tell(&Phrase::new(key).with("folder", name));
        let text = if is_there {
            String::new()
        } else {
            let as_of = self.moment(&stand, log.zone, Sense::Until)?;
            let past = log.past(&Scope {
                as_of: Some(as_of),
                ..Scope::ALL
            })?;
            let seen = Seen {
                log,
                past: Some(past),
                as_of,
                known_by: None,
            };
            self.report_text(&seen)?
        };
        // The report first, so that the three commands stand below it on a screen that scrolls.
        let hints = self.words.phrase(
            &Phrase::new("demo-next")
                .with("folder", name)
                .with("program", self.environment.program.as_str())
                .with("stand", stand),
        );
        Ok(Answer::text(if is_there {
            format!("{hints}\n")
        } else {
            format!("{text}\n{hints}\n")
        }))
    }
}
