//! Settings from files: `lage.toml` beside the log, then the user's configuration folder.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::failure::Failure;

/// The keys of a settings file, each by its German name and also by its English one.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// Who writes: `Name` or `Name/Role`.
    #[serde(rename = "als", alias = "as")]
    pub author: Option<String>,
    #[serde(rename = "sprache", alias = "lang")]
    pub lang: Option<String>,
    #[serde(rename = "farbe", alias = "color")]
    pub color: Option<String>,
    #[serde(rename = "briefkopf", alias = "letterhead")]
    pub letterhead: Option<LetterheadSection>,
}

/// Who a printed report comes from.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LetterheadSection {
    pub name: String,
    /// Line by line.
    #[serde(rename = "anschrift", alias = "address")]
    pub address: Vec<String>,
    /// PNG, JPEG or SVG; in the settings file relative to its folder.
    pub logo: Option<PathBuf>,
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
    let mut settings: Settings = toml::from_str(&text).map_err(|error| Failure::SettingsForm {
        path: path.to_path_buf(),
        line: line_of(&text, error.span().map_or(0, |span| span.start)),
        detail: error.message().to_owned(),
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

/// The settings in force: the file beside the log before the user's own.
pub(crate) fn load(log: Option<&Path>, config: Option<PathBuf>) -> Result<Settings, Failure> {
    let beside = log
        .and_then(Path::parent)
        .map(|folder| read(&folder.join("lage.toml")))
        .transpose()?
        .unwrap_or_default();
    let user = config
        .map(|folder| read(&folder.join("lage").join("lage.toml")))
        .transpose()?
        .unwrap_or_default();
    Ok(Settings {
        author: beside.author.or(user.author),
        lang: beside.lang.or(user.lang),
        color: beside.color.or(user.color),
        letterhead: beside.letterhead.or(user.letterhead),
    })
}
