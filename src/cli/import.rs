//! Reading a TOML file of entries into the log: worked examples, and what was noted elsewhere. See docs/file-format.md.
//!
//! Each entry is the same request that the command line makes, so an import can do nothing that typing cannot.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Spanned, Table};

use crate::l10n::Words;
use crate::store::append::Writer;

use super::failure::Failure;
use super::request::{Common, Write};
use super::settings::line_of;
use super::write::carry_out;

/// The head of a file, used where it makes a new log.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSection {
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
pub struct Step {
    pub line: usize,
    pub common: Common,
    pub request: Write,
}

pub struct Import {
    pub log: LogSection,
    pub steps: Vec<Step>,
}

/// The version of the format this program reads.
const FORMAT: u32 = 1;

pub fn read(text: &str, path: &Path) -> Result<Import, Failure> {
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
        let (common, request) = step(entry.into_inner()).map_err(|detail| form(line, detail))?;
        steps.push(Step {
            line,
            common,
            request,
        });
    }
    Ok(Import {
        log: file.log,
        steps,
    })
}

fn typed<T: DeserializeOwned>(table: Table) -> Result<T, String> {
    table
        .try_into()
        .map_err(|error: toml::de::Error| error.message().to_owned())
}

/// The number of what is replaced, apart from the fields of what replaces it.
fn number(table: &mut Table) -> Result<String, String> {
    let number = table.remove("number").map(toml::Value::try_into);
    let number = number.transpose();
    Ok(number
        .map_err(|error: toml::de::Error| error.message().to_owned())?
        .unwrap_or_default())
}

const COMMON: [&str; 5] = ["at", "approx", "as", "source", "public"];

fn step(mut table: Table) -> Result<(Common, Write), String> {
    let mut common = Table::new();
    for key in COMMON {
        if let Some(value) = table.remove(key) {
            common.insert(key.to_owned(), value);
        }
    }
    let common: Common = typed(common)?;
    let Some(toml::Value::String(verb)) = table.remove("do") else {
        return Err("do = \"task.add\"".to_owned());
    };
    let request = match verb.as_str() {
        "note.add" => Write::NoteAdd(typed(table)?),
        "correct" => Write::Correct(typed(table)?),
        "void" => Write::Void(typed(table)?),
        "incident.add" => Write::IncidentAdd(typed(table)?),
        "incident.edit" => Write::IncidentEdit(typed(table)?),
        "incident.close" => Write::IncidentClose(typed(table)?),
        "incident.reopen" => Write::IncidentReopen(typed(table)?),
        "task.add" => Write::TaskAdd(typed(table)?),
        "task.edit" => Write::TaskEdit(typed(table)?),
        "task.start" => Write::TaskStart(typed(table)?),
        "task.hold" => Write::TaskHold(typed(table)?),
        "task.done" => Write::TaskDone(typed(table)?),
        "task.cancel" => Write::TaskCancel(typed(table)?),
        "decision.add" => Write::DecisionAdd(typed(table)?),
        "decision.supersede" => Write::DecisionSupersede {
            number: number(&mut table)?,
            with: typed(table)?,
        },
        "decision.revoke" => Write::DecisionRevoke(typed(table)?),
        "service.add" => Write::ServiceAdd(typed(table)?),
        "service.edit" => Write::ServiceEdit(typed(table)?),
        "service.set" => Write::ServiceSet(typed(table)?),
        "finding.add" => Write::FindingAdd(typed(table)?),
        "finding.replace" => Write::FindingReplace(typed(table)?),
        "notice.add" => Write::NoticeAdd(typed(table)?),
        "notice.replace" => Write::NoticeReplace {
            number: number(&mut table)?,
            with: typed(table)?,
        },
        "assessment.add" => Write::AssessmentAdd(typed(table)?),
        "visibility.set" => Write::VisibilitySet(typed(table)?),
        "notice.withdraw" => Write::NoticeWithdraw(typed(table)?),
        other => return Err(format!("do = {other:?}")),
    };
    Ok((common, request))
}

/// Carries out every step in one write: all of the file, or nothing.
pub fn carry_out_all(
    writer: &mut Writer<'_>,
    import: &Import,
    path: &Path,
    words: &Words,
) -> Result<usize, Failure> {
    for step in &import.steps {
        carry_out(writer, &step.common, &step.request, words, true).map_err(|cause| {
            Failure::ImportStep {
                path: path.to_path_buf(),
                line: step.line,
                cause: Box::new(cause),
            }
        })?;
    }
    Ok(import.steps.len())
}
