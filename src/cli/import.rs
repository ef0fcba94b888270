//! Reading a TOML file of entries into the log: worked examples, and what was noted elsewhere. See docs/file-format.md.
//!
//! Each entry is read into the same struct as the command line, so an import can do nothing that typing cannot.

use std::path::Path;

use serde::Deserialize;
use toml::de::DeValue;
use toml::{Spanned, Table, Value};

use crate::l10n::Words;
use crate::store::append::Writer;

use super::common::{COMMON, Common};
use super::failure::{Failure, Fault, Wanted};
use super::records;
use super::settings::{self, line_of};
use super::verb::{Field, Shape};
use super::writing::{Act, carry_out};

/// The keys of [`LogSection`] with what each wants.
const LOG_KEYS: [(&str, Wanted); 6] = [
    ("title", Wanted::Text),
    ("body", Wanted::Text),
    ("zone", Wanted::Text),
    ("language", Wanted::Text),
    ("exercise", Wanted::Switch),
    ("as_of", Wanted::Text),
];

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

/// A released report of a worked example; `at` is its Stand and when it was released.
///
/// No other file may have one: who signs, signs what the log says at that moment.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Signed {
    pub by: Option<String>,
    pub distribution: Vec<String>,
    pub next: Option<String>,
    pub meeting: Option<String>,
    pub last: bool,
}

impl Signed {
    const NAME: &'static str = "report.release";
    const FIELDS: [Field; 5] = [
        Field::one("by"),
        Field::many("distribution"),
        Field::one("next"),
        Field::one("meeting"),
        Field::flag("last"),
    ];
}

/// What an entry of a file asks for.
#[derive(Debug)]
pub(crate) enum Deed {
    Act(Box<dyn Act>),
    Release(Signed),
}

/// One entry of a file: where it stands, who and when, and what is asked.
pub(crate) struct Step {
    pub line: usize,
    pub common: Common,
    pub deed: Deed,
}

pub(crate) struct Import {
    pub log: LogSection,
    pub steps: Vec<Step>,
}

/// The version of the format this program reads.
const FORMAT: u32 = 1;

/// Reads what was noted elsewhere.
pub(crate) fn read(text: &str, path: &Path) -> Result<Import, Failure> {
    read_with(text, path, false)
}

/// Reads a worked example, which may have released reports.
pub(crate) fn read_example(text: &str, path: &Path) -> Result<Import, Failure> {
    read_with(text, path, true)
}

fn read_with(text: &str, path: &Path, signs: bool) -> Result<Import, Failure> {
    let form = |line: usize, fault: Fault| Failure::ImportForm {
        path: path.to_path_buf(),
        line,
        fault,
    };
    let file: File = toml::from_str(text).map_err(|_| {
        let (start, fault) = fault(text);
        form(line_of(text, start), fault)
    })?;
    if file.format != FORMAT {
        let format = file.format.to_string();
        return Err(form(
            1,
            Fault::Format {
                format,
                ours: FORMAT,
            },
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
        let (common, deed) = step(entry.into_inner(), signs).map_err(|fault| form(line, fault))?;
        steps.push(Step { line, common, deed });
    }
    Ok(Import {
        log: file.log,
        steps,
    })
}

/// The uppermost fault of a file that cannot be read, and the byte where it stands.
fn fault(text: &str) -> (usize, Fault) {
    let table = match settings::whole(text) {
        Ok(table) => table,
        Err(fault) => return fault,
    };
    for (key, value) in settings::by_place(&table) {
        let name = key.get_ref().as_ref();
        let is_section = |value: &DeValue<'_>| value.is_table();
        let entries = value.get_ref().as_array();
        let found = match name {
            "format" if !value.get_ref().is_integer() => Fault::of_type(name, Wanted::Number),
            "log" if !value.get_ref().is_table() => Fault::of_type(name, Wanted::Section),
            "entry"
                if !entries.is_some_and(|all| all.iter().all(|one| is_section(one.get_ref()))) =>
            {
                Fault::of_type(name, Wanted::Section)
            }
            "format" | "log" | "entry" => continue,
            _ => Fault::unknown(name),
        };
        return (key.span().start, found);
    }
    let log = table.get("log").and_then(|log| log.get_ref().as_table());
    for (key, value) in log.into_iter().flat_map(settings::by_place) {
        let name = key.get_ref().as_ref();
        let known = LOG_KEYS.iter().find(|known| known.0 == name);
        let fits = |wanted: Wanted| match wanted {
            Wanted::Switch => value.get_ref().is_bool(),
            _ => value.get_ref().is_str(),
        };
        let found = match known {
            None => Fault::unknown(name),
            Some((_, wanted)) if !fits(*wanted) => Fault::of_type(name, *wanted),
            Some(_) => continue,
        };
        return (key.span().start, found);
    }
    // What is left is a number that is none of a format.
    let format = table.get("format").map(|format| format.get_ref());
    let format = format
        .and_then(DeValue::as_integer)
        .map(|format| format.as_str().to_owned());
    let format = format.unwrap_or_else(|| "?".to_owned());
    (
        0,
        Fault::Format {
            format,
            ours: FORMAT,
        },
    )
}

/// Refuses a key that the entry does not have, or that has another form.
fn check(table: &Table, fields: &[Field]) -> Result<(), Fault> {
    for (key, value) in table {
        let own = fields.iter().find(|field| field.name == key);
        let common = COMMON.iter().any(|common| common == key);
        let shape = match own {
            Some(field) => field.shape,
            None if common && matches!(key.as_str(), "approx" | "public") => Shape::Flag,
            None if common => Shape::One,
            None => return Err(Fault::unknown(key)),
        };
        let all_texts = |values: &Vec<Value>| values.iter().all(Value::is_str);
        let (fits, wanted) = match shape {
            Shape::Flag => (value.is_bool(), Wanted::Switch),
            Shape::One => (value.is_str(), Wanted::Text),
            Shape::Many => (value.as_array().is_some_and(all_texts), Wanted::Texts),
        };
        if !fits {
            return Err(Fault::of_type(key, wanted));
        }
    }
    Ok(())
}

/// Reads one entry: its verb, the fields of every entry, and those of the verb, which come first where both have one.
pub(super) fn step(mut table: Table, signs: bool) -> Result<(Common, Deed), Fault> {
    let Some(Value::String(name)) = table.remove("do") else {
        return Err(Fault::NoVerb);
    };
    let releases = signs && name == Signed::NAME;
    let (fields, read) = match records::writes(&name) {
        _ if releases => (&Signed::FIELDS[..], None),
        Some((verb, read)) => (verb.fields, Some(read)),
        None => return Err(Fault::UnknownVerb { name }),
    };
    check(&table, fields)?;
    let is_own = |key: &str| fields.iter().any(|field| field.name == key);
    let mut common = Table::new();
    for key in COMMON.into_iter().filter(|key| !is_own(key)) {
        if let Some(value) = table.remove(key) {
            common.insert(key.to_owned(), value);
        }
    }
    let common = common.try_into().expect("each key was checked");
    let deed = match read {
        Some(read) => Deed::Act(read(table).expect("each key was checked")),
        None => Deed::Release(table.try_into().expect("each key was checked")),
    };
    Ok((common, deed))
}

impl Step {
    /// The failure of this step, with its line.
    pub(super) fn failed(&self, path: &Path, cause: Failure) -> Failure {
        Failure::ImportStep {
            path: path.to_path_buf(),
            line: self.line,
            cause: Box::new(cause),
        }
    }
}

/// Carries out steps in one write: all of them, or nothing. Releases are left to the caller.
pub(crate) fn carry_out_all(
    writer: &mut Writer<'_>,
    steps: &[Step],
    path: &Path,
    words: &Words,
) -> Result<usize, Failure> {
    for step in steps {
        if let Deed::Act(act) = &step.deed {
            carry_out(writer, &step.common, &**act, words, true)
                .map_err(|cause| step.failed(path, cause))?;
        }
    }
    Ok(steps.len())
}
