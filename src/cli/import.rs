//! Reading a TOML file of entries into the log: worked examples, and what was noted elsewhere. See docs/file-format.md.
//!
//! Each entry is read into the same struct as the command line, so an import can do nothing that typing cannot.

use std::path::Path;

use serde::Deserialize;
use toml::de::DeValue;
use toml::{Spanned, Table, Value};

use crate::l10n::Words;
use crate::store::append::Writer;
use crate::store::error::StoreError;

use super::common::{COMMON, Common};
use super::failure::{Failure, Fault, Wanted, Wrong};
use super::records;
use super::settings::{self, line_of};
use super::verb::{Field, Shape, fields};
use super::writing::{Act, carry_out};

fields! {
    /// The head of a file, used where it makes a new log.
    LogSection {
        title: String,
        body: Option<String>,
        zone: Option<String>,
        language: Option<String>,
        exercise: bool,
        /// The Stand for which the example prints its report, as typed.
        as_of: Option<String>,
    }
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

fields! {
    /// A released report of a worked example; `at` is its Stand and when it was released.
    ///
    /// No other file may have one: who signs, signs what the log says at that moment.
    Signed {
        by: Option<String>,
        distribution: Vec<String>,
        next: Option<String>,
        meeting: Option<String>,
        last: bool,
    }
}

impl Signed {
    const NAME: &'static str = "report.release";
}

/// What an entry of a file asks for, or all that is wrong with its form.
#[derive(Debug)]
pub(crate) enum Deed {
    Act(Box<dyn Act>),
    Release(Signed),
    Wrong(Vec<Fault>),
}

/// One entry of a file: where it stands, who and when, and what is asked.
pub(crate) struct Step {
    pub line: usize,
    /// Whether it gives a number to a record.
    creates: bool,
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
    let refused = |faults: Vec<(usize, Fault)>| {
        let wrong = faults.into_iter();
        Failure::Import {
            path: path.to_path_buf(),
            wrong: wrong
                .map(|(line, fault)| (line, Wrong::Form(fault)))
                .collect(),
        }
    };
    let file: File = toml::from_str(text).map_err(|_| {
        let faults = faults(text).into_iter();
        refused(
            faults
                .map(|(start, fault)| (line_of(text, start), fault))
                .collect(),
        )
    })?;
    if file.format != FORMAT {
        let format = file.format.to_string();
        return Err(refused(vec![(
            1,
            Fault::Format {
                format,
                ours: FORMAT,
            },
        )]));
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
        let entry = entry.into_inner();
        let creates = creates(&entry);
        let (common, deed) =
            step(entry, signs).unwrap_or_else(|faults| (Common::default(), Deed::Wrong(faults)));
        steps.push(Step {
            line,
            creates,
            common,
            deed,
        });
    }
    Ok(Import {
        log: file.log,
        steps,
    })
}

/// The faults of a file that cannot be read, and the bytes where they stand.
fn faults(text: &str) -> Vec<(usize, Fault)> {
    let table = match settings::whole(text) {
        Ok(table) => table,
        Err(fault) => return vec![fault],
    };
    let mut all = Vec::new();
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
        all.push((key.span().start, found));
    }
    let log = table.get("log").and_then(|log| log.get_ref().as_table());
    for (key, value) in log.into_iter().flat_map(settings::by_place) {
        let name = key.get_ref().as_ref();
        let known = LogSection::FIELDS.iter().find(|known| known.name == name);
        let found = match known.map(|known| known.shape) {
            None => Fault::unknown(name),
            Some(Shape::Flag) if !value.get_ref().is_bool() => Fault::of_type(name, Wanted::Switch),
            Some(Shape::One | Shape::Many) if !value.get_ref().is_str() => {
                Fault::of_type(name, Wanted::Text)
            }
            Some(_) => continue,
        };
        all.push((key.span().start, found));
    }
    if !all.is_empty() {
        return all;
    }
    // What is left is a number that is none of a format.
    let format = table.get("format").map(|format| format.get_ref());
    let format = format
        .and_then(DeValue::as_integer)
        .map(|format| format.as_str().to_owned());
    let format = format.unwrap_or_else(|| "?".to_owned());
    vec![(
        0,
        Fault::Format {
            format,
            ours: FORMAT,
        },
    )]
}

/// The keys that the entry does not have, or that have another form.
fn check(table: &Table, fields: &[Field]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, value) in table {
        let own = fields.iter().find(|field| field.name == key);
        let common = COMMON.iter().any(|common| common == key);
        let shape = match own {
            Some(field) => field.shape,
            None if common && matches!(key.as_str(), "approx" | "public") => Shape::Flag,
            None if common => Shape::One,
            None => {
                faults.push(Fault::unknown(key));
                continue;
            }
        };
        let all_texts = |values: &Vec<Value>| values.iter().all(Value::is_str);
        let (fits, wanted) = match shape {
            Shape::Flag => (value.is_bool(), Wanted::Switch),
            Shape::One => (value.is_str(), Wanted::Text),
            Shape::Many => (value.as_array().is_some_and(all_texts), Wanted::Texts),
        };
        if !fits {
            faults.push(Fault::of_type(key, wanted));
        }
    }
    faults
}

/// Whether the entry would give a number to a record, as far as can be told.
fn creates(table: &Table) -> bool {
    let name = table.get("do").and_then(Value::as_str).unwrap_or_default();
    let (kind, id) = name.split_once('.').unwrap_or((name, ""));
    match records::writes(name) {
        Some(_) => {
            let numbered = records::NOUNS.iter().any(|noun| noun.kind.code() == kind);
            numbered && matches!(id, "add" | "replace" | "supersede")
        }
        None => true,
    }
}

/// Reads one entry: its verb, the fields of every entry, and those of the verb, which come first where both have one.
pub(super) fn step(mut table: Table, signs: bool) -> Result<(Common, Deed), Vec<Fault>> {
    let Some(Value::String(name)) = table.remove("do") else {
        return Err(vec![Fault::NoVerb]);
    };
    let releases = signs && name == Signed::NAME;
    let (fields, read) = match records::writes(&name) {
        _ if releases => (Signed::FIELDS, None),
        Some((verb, read)) => (verb.fields, Some(read)),
        None => return Err(vec![Fault::UnknownVerb { name }]),
    };
    let faults = check(&table, fields);
    if !faults.is_empty() {
        return Err(faults);
    }
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
        Failure::Import {
            path: path.to_path_buf(),
            wrong: vec![(self.line, Wrong::Step(cause))],
        }
    }
}

/// Carries out steps in one write: all of them, or nothing. Releases are left to the caller.
///
/// Behind an entry that is refused, later ones are still looked at, so that all faults are named at once; what only follows
/// from the refusal is not.
pub(crate) fn carry_out_all(
    writer: &mut Writer<'_>,
    steps: &[Step],
    path: &Path,
    words: &Words,
) -> Result<(), Failure> {
    let mut wrong: Vec<(usize, Wrong)> = Vec::new();
    // Whether the numbers of records are no longer those that the file means.
    let mut shifted = false;
    for step in steps {
        let act = match &step.deed {
            Deed::Act(act) => act,
            Deed::Release(_) => continue,
            Deed::Wrong(faults) => {
                let faults = faults.iter().cloned();
                wrong.extend(faults.map(|fault| (step.line, Wrong::Form(fault))));
                shifted |= step.creates;
                continue;
            }
        };
        match carry_out(writer, &step.common, &**act, words, true) {
            Ok(_) => {}
            Err(Failure::Store(error)) if !error.is_of_entry() => return Err(error.into()),
            Err(failure) => {
                let missing = matches!(failure, Failure::Store(StoreError::NoSuchRecord { .. }));
                if wrong.is_empty() || failure.is_of_input() || (missing && !shifted) {
                    wrong.push((step.line, Wrong::Step(failure)));
                }
                shifted |= step.creates;
            }
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let path = path.to_path_buf();
    Err(Failure::Import { path, wrong })
}
