//! `init` begins a log, `import` fills one from a file.

use std::path::Path;
use std::str::FromStr;

use chrono_tz::Tz;

use crate::document::Phrase;
use crate::domain::entry::{Body, LogEvent, LogStarted, NoteTaken};
use crate::domain::text::{optional, said};
use crate::l10n::Lang;
use crate::render::clean::one_line;
use crate::store::append::Draft;
use crate::store::log::{self, FILE_NAME, Log};
use crate::store::place::unsafe_place;

use super::failure::Failure;
use super::request::Init;
use super::session::{Answer, DEFAULT_ZONE, Session};
use super::{answer, import};

impl Session<'_> {
    /// Creates a log with its first entry.
    pub(super) fn start(&self, path: &Path, init: &Init, lang: Lang) -> Result<Log, Failure> {
        let zone = init.zone.as_deref().map_or(Ok(DEFAULT_ZONE), |zone| {
            Tz::from_str(zone).map_err(|_| Failure::UnknownZone {
                input: zone.to_owned(),
            })
        })?;
        let title = said("title", &init.title)?;
        let body = optional("body", init.body.as_deref())?;
        let place = unsafe_place(path.parent().unwrap_or(Path::new(".")));
        let author = optional("as", self.author()?.as_deref())?;
        let started = LogEvent::LogStarted(LogStarted {
            body,
            zone: zone.name().to_owned(),
            language: lang.code().to_owned(),
            exercise: init.exercise,
            forced_place: place.map(|place| place.code().to_owned()),
        });
        let body = Body {
            text: title,
            ..Body::by(author.as_deref(), self.now(zone), started)
        };
        let draft = Draft {
            record: None,
            body,
            imported: false,
        };
        Ok(Log::create(
            path,
            draft,
            &*self.environment.world,
            init.anyway,
        )?)
    }

    pub(super) fn init(&mut self, init: &Init) -> Result<Answer, Failure> {
        let path = match self.named_log() {
            Some(path) => path,
            None => self.folder()?.join(FILE_NAME),
        };
        self.settle(Some(&path), None)?;
        let mut init = init.clone();
        init.title = self.heard(Some(init.title))?.unwrap_or_default();
        init.body = self.heard(init.body)?;
        let log = self.start(&path, &init, self.words.lang)?;
        self.tell(
            &Phrase::new("done-log-started")
                .with("title", log.head.title.as_str())
                .with("path", path.to_string_lossy().into_owned()),
        );
        let above = path
            .parent()
            .and_then(|folder| Some(folder.parent()?.to_path_buf()));
        if let Some(Ok(above)) = above.map(|folder| log::find(&folder)) {
            let above = above.to_string_lossy().into_owned();
            self.tell(&Phrase::new("warn-log-above").with("path", above));
        }
        self.say(&self.words.text("done-log-next"));
        if self.globals().json {
            return Ok(Answer::json(&answer::record(&log.head)));
        }
        Ok(Answer::text(String::new()))
    }

    pub(super) fn import(&mut self, path: &Path) -> Result<Answer, Failure> {
        let path = &self.environment.resolve(path);
        let text = std::fs::read_to_string(path).map_err(|source| Failure::ImportRead {
            path: path.clone(),
            source,
        })?;
        let steps = import::read(&text, path)?;
        let mut log = self.open(true)?;
        let zone = log.zone;
        let mut writer = log.write(&*self.environment.world)?;
        import::carry_out_all(&mut writer, &steps.steps, path, &self.words)?;
        let count = steps.steps.len();
        let entry = writer.append(self.imported(count, path, zone)?)?;
        let held = writer.held()?;
        writer.commit()?;
        self.tell_held(held);
        let done = Phrase::new("done-imported")
            .with("count", count)
            .with("entry", entry.number.to_string())
            .with("path", path.to_string_lossy().into_owned());
        self.tell(&done);
        self.tell_where(&log);
        if self.globals().json {
            let line = log.view().line_of(entry.number)?;
            return Ok(Answer::json(&answer::line(&line)));
        }
        Ok(Answer::text(String::new()))
    }

    /// The note that says who read in how much, and from which file.
    fn imported(&self, count: usize, path: &Path, zone: Tz) -> Result<Draft, Failure> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy();
        let text = Phrase::new("import-note")
            .with("count", count)
            .with("file", name.as_ref());
        let author = optional("as", self.author()?.as_deref())?;
        let note = LogEvent::NoteTaken(NoteTaken::default());
        let body = Body {
            text: one_line(&self.words.phrase(&text)),
            ..Body::by(author.as_deref(), self.now(zone), note)
        };
        Ok(Draft {
            record: None,
            body,
            imported: false,
        })
    }
}
