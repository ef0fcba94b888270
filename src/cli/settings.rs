//! Settings from files: `lage.toml` beside the log, then the user's configuration folder.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::domain::outdated::ENDED_FOR;
use crate::domain::time_input::parse_duration;
use crate::l10n::Lang;

use super::failure::{Failure, Fault, Wanted};
use super::request::{COLORS, Color, LANGS};

/// The keys of a settings file, each by its German name and also by its English one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// Who writes: `Name` or `Name/Role`.
    pub author: Option<String>,
    pub lang: Option<Lang>,
    pub color: Option<Color>,
    pub letterhead: Option<LetterheadSection>,
    /// How long an ended incident stays in the public notice.
    pub ended_for: Option<TimeDelta>,
}

/// Who a printed report comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LetterheadSection {
    pub name: String,
    /// Line by line.
    pub address: Vec<String>,
    /// PNG, JPEG or SVG; in the settings file relative to its folder.
    pub logo: Option<PathBuf>,
}

/// A value of the form that a key wants.
fn text(key: &str, value: &DeValue<'_>) -> Result<String, Fault> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| Fault::of_type(key, Wanted::Text))
}

fn texts(key: &str, value: &DeValue<'_>) -> Result<Vec<String>, Fault> {
    let wrong = || Fault::of_type(key, Wanted::Texts);
    let values = value.as_array().ok_or_else(wrong)?;
    let texts = values.iter().map(|value| value.get_ref().as_str());
    let texts: Option<Vec<&str>> = texts.collect();
    Ok(texts
        .ok_or_else(wrong)?
        .into_iter()
        .map(str::to_owned)
        .collect())
}

/// A word of a few.
fn one_of<T>(
    key: &str,
    value: &DeValue<'_>,
    parse: impl Fn(&str) -> Option<T>,
    accepted: &'static str,
) -> Result<T, Fault> {
    let input = text(key, value)?;
    parse(&input).ok_or_else(|| Fault::WrongValue {
        key: key.to_owned(),
        input,
        accepted,
    })
}

/// Lengths of time as a message names them, and none at all.
const PERIODS: &str = "3 Tage, 36h, 0";

fn period(input: &str) -> Option<TimeDelta> {
    match input.trim() {
        "0" => Some(TimeDelta::zero()),
        length => parse_duration(length),
    }
}

impl Settings {
    /// How long what has ended stays in the public notice.
    pub(crate) fn ended_for(&self) -> TimeDelta {
        self.ended_for.unwrap_or(ENDED_FOR)
    }

    fn take_public(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), Fault> {
        match key {
            "beendet" | "ended" => self.ended_for = Some(one_of(key, value, period, PERIODS)?),
            _ => return Err(Fault::unknown(key)),
        }
        Ok(())
    }

    fn take(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), Fault> {
        match key {
            "als" | "as" => self.author = Some(text(key, value)?),
            "sprache" | "lang" => self.lang = Some(one_of(key, value, Lang::parse, LANGS)?),
            "farbe" | "color" => self.color = Some(one_of(key, value, Color::parse, COLORS)?),
            _ => return Err(Fault::unknown(key)),
        }
        Ok(())
    }
}

impl LetterheadSection {
    fn take(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), Fault> {
        match key {
            "name" => self.name = text(key, value)?,
            "anschrift" | "address" => self.address = texts(key, value)?,
            "logo" => self.logo = Some(PathBuf::from(text(key, value)?)),
            _ => return Err(Fault::unknown(key)),
        }
        Ok(())
    }
}

/// The keys from the top of the file on, so that the first fault is the uppermost.
pub(crate) fn by_place<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    keys
}

fn parse(text: &str) -> Result<Settings, (usize, Fault)> {
    let table = whole(text)?;
    let mut settings = Settings::default();
    for (key, value) in by_place(&table) {
        let name = key.get_ref().as_ref();
        let at = |fault| (key.span().start, fault);
        if !matches!(name, "briefkopf" | "letterhead" | "oeffentlich" | "public") {
            settings.take(name, value.get_ref()).map_err(at)?;
            continue;
        }
        let section = value.get_ref().as_table();
        let section = section.ok_or_else(|| at(Fault::of_type(name, Wanted::Section)))?;
        let is_head = matches!(name, "briefkopf" | "letterhead");
        let mut head = is_head.then(|| settings.letterhead.take().unwrap_or_default());
        for (key, value) in by_place(section) {
            let at = |fault| (key.span().start, fault);
            let (key, value) = (key.get_ref(), value.get_ref());
            match &mut head {
                Some(head) => head.take(key, value),
                None => settings.take_public(key, value),
            }
            .map_err(at)?;
        }
        settings.letterhead = head.or(settings.letterhead);
    }
    Ok(settings)
}

/// The file as TOML; where it is none, the byte and the line of text that shows it.
pub(crate) fn whole(text: &str) -> Result<DeTable<'_>, (usize, Fault)> {
    let table = DeTable::parse(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = text.lines().nth(line_of(text, start) - 1);
        let line = line.unwrap_or_default().trim().to_owned();
        (start, Fault::Syntax { line })
    })?;
    Ok(table.into_inner())
}

/// Line of a byte offset, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

fn read(path: &Path) -> Result<Settings, Failure> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Settings::default());
        }
        Err(source) => {
            return Err(Failure::SettingsRead {
                path: path.to_path_buf(),
                source,
            });
        }
    };
    let mut settings = parse(&text).map_err(|(start, fault)| Failure::SettingsForm {
        path: path.to_path_buf(),
        line: line_of(&text, start),
        fault,
    })?;
    let logo = settings
        .letterhead
        .as_mut()
        .and_then(|head| head.logo.as_mut());
    if let (Some(logo), Some(folder)) = (logo, path.parent()) {
        *logo = folder.join(&*logo);
    }
    Ok(settings)
}

/// The settings in force: the file beside the log before the user's own; and why the latter could not be read. A folder of
/// settings that is shut keeps nobody from logging.
pub(crate) fn load(
    log: Option<&Path>,
    config: Option<PathBuf>,
) -> Result<(Settings, Option<Failure>), Failure> {
    let beside = log
        .and_then(Path::parent)
        .map(|folder| read(&folder.join("lage.toml")))
        .transpose()?
        .unwrap_or_default();
    let user = config.map(|folder| read(&folder.join("lage").join("lage.toml")));
    let (user, shut) = match user.transpose() {
        Err(shut @ Failure::SettingsRead { .. }) => (Settings::default(), Some(shut)),
        user => (user?.unwrap_or_default(), None),
    };
    let settings = Settings {
        author: beside.author.or(user.author),
        lang: beside.lang.or(user.lang),
        color: beside.color.or(user.color),
        letterhead: beside.letterhead.or(user.letterhead),
        ended_for: beside.ended_for.or(user.ended_for),
    };
    Ok((settings, shut))
}
