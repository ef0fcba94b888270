//! Reading a TOML file of entries into the log: worked examples, and what was noted elsewhere. See docs/file-format.md.
//!
//! Each entry is read into the same struct as the command line, so an import can do nothing that typing cannot.

use std::path::Path;

use serde::Deserialize;
use toml::{Spanned, Table};

use crate::l10n::Words;
use crate::store::append::Writer;

use super::failure::Failure;
use super::records;
use super::request::{COMMON, Common};
use super::settings::line_of;
use super::verb::Act;
use super::writing::carry_out;

/// The head of a file, used where it makes a new log.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LogSection {
    pub title: String,
    pub body: Option<String>,
    pub zone: Option<String>,
    pub language: Option<String>,
    pub exercise: bool,
    /// The Stand for which the example prints its report, as typed.
    pub as_of: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(default)]
    log: LogSection,
    #[serde(default)]
    entry: Vec<Spanned<Table>>,
}

/// One entry of a file: where it stands, who and when, and what is asked.
pub(crate) struct Step {
    pub line: usize,
    pub common: Common,
    pub act: Box<dyn Act>,
}

pub(crate) struct Import {
    pub log: LogSection,
    pub steps: Vec<Step>,
}

/// The version of the format this program reads.
const FORMAT: u32 = 1;

pub(crate) fn read(text: &str, path: &Path) -> Result<Import, Failure> {
    let form = |line: usize, detail: String| Failure::ImportForm {
        path: path.to_path_buf(),
        line,
        detail,
    };
    let file: File = toml::from_str(text).map_err(|error| {
        form(
            line_of(text, error.span().map_or(0, |span| span.start)),
            error.message().to_owned(),
        )
    })?;
    if file.format != FORMAT {
        return Err(form(
            1,
            format!(
                "format = {} (this program reads format = {FORMAT})",
                file.format
            ),
        ));
    }
    // Lines are counted on from the last entry, not from the top: a file may hold a hundred thousand.
    let (mut offset, mut line) = (0, 1);
    let mut steps = Vec::with_capacity(file.entry.len());
    for entry in file.entry {
        let start = entry.span().start;
        line += text
            .as_bytes()
            .get(offset..start)
            .map_or(0, |bytes| bytes.iter().filter(|b| **b == b'\n').count());
        offset = start;
        let (common, act) = step(entry.into_inner()).map_err(|detail| form(line, detail))?;
        steps.push(Step { line, common, act });
    }
    Ok(Import {
        log: file.log,
        steps,
    })
}

/// Reads one entry: its verb, the fields of every entry, and those of the verb, which come first where both have one.
pub(super) fn step(mut table: Table) -> Result<(Common, Box<dyn Act>), String> {
    let said = |error: toml::de::Error| error.message().to_owned();
    let Some(toml::Value::String(name)) = table.remove("do") else {
        return Err("do = \"task.add\"".to_owned());
    };
    let (verb, read) = records::writes(&name).ok_or_else(|| format!("do = {name:?}"))?;
    let is_own = |key: &str| verb.fields.iter().any(|field| field.name == key);
    let mut common = Table::new();
    for key in COMMON.into_iter().filter(|key| !is_own(key)) {
        if let Some(value) = table.remove(key) {
            common.insert(key.to_owned(), value);
        }
    }
    let common = common.try_into().map_err(said)?;
    Ok((common, read(table).map_err(said)?))
}

/// Carries out every step in one write: all of the file, or nothing.
pub(crate) fn carry_out_all(
    writer: &mut Writer<'_>,
    import: &Import,
    path: &Path,
    words: &Words,
) -> Result<usize, Failure> {
    for step in &import.steps {
        carry_out(writer, &step.common, &*step.act, words, true).map_err(|cause| {
            Failure::ImportStep {
                path: path.to_path_buf(),
                line: step.line,
                cause: Box::new(cause),
            }
        })?;
    }
    Ok(import.steps.len())
}
