//! `pruefen`: the findings of the check of a log, in words and as codes.

use serde_json::{Value, json};

use crate::document::Phrase;
use crate::document::build::short;
use crate::domain::codes::ServiceState;
use crate::domain::number::{EntryNumber, RecordNumber};
use crate::render::{clean, terminal};
use crate::report::label;
use crate::store::log::Log;
use crate::store::reading::{Changed, Reading};
use crate::store::schema::Deviates;
use crate::store::verify::Finding;

use super::explain::PROBLEM;
use super::failure::Failure;
use super::session::{Answer, Session};

/// Characters of a record's name.
const NAME: usize = 40;

impl Session<'_> {
    pub(super) fn verify(&mut self, rebuild: bool) -> Result<Answer, Failure> {
        let mut log = self.open(rebuild)?;
        if rebuild {
            log.rebuild()?;
            self.say(&self.words.text("done-rebuilt"));
        }
        let report = log.verify()?;
        let readings = log.reads_otherwise()?;
        let sound = report.findings.is_empty();
        let code = if sound { 0 } else { PROBLEM };
        if self.globals().json {
            let findings: Vec<String> = report
                .findings
                .iter()
                .map(|finding| self.words.phrase(&finding_words(finding)))
                .collect();
            let value = json!({
                "sound": sound,
                "entries": report.entries,
                "unknown_kinds": report.unknown_kinds,
                "tables_checked": report.tables,
                "findings": findings,
                "finding_codes": report.findings.iter().map(finding_code).collect::<Vec<_>>(),
                "heads": report
                    .heads
                    .iter()
                    .map(|(number, hash)| json!({ "number": number, "hash": hash }))
                    .collect::<Vec<_>>(),
                "head": report.head().map(|(number, _)| number.to_string()),
                "head_hash": report.head().map(|(_, hash)| hash),
                "fold": report.fold,
                "reads_otherwise": readings.iter().filter_map(reading_code).collect::<Vec<_>>(),
                "contacts_inside": contacts(&readings).collect::<Vec<_>>(),
            });
            return Ok(Answer::json(&value).with(code));
        }
        let mut lines = Vec::new();
        if sound {
            lines.push(
                self.words.phrase(
                    &Phrase::new(if report.tables {
                        "verify-sound"
                    } else {
                        "verify-sound-entries"
                    })
                    .with("count", report.entries),
                ),
            );
            if !report.tables {
                lines.push(self.words.text("verify-other-version"));
            }
            lines.push(self.words.text("verify-proves"));
            lines.push(self.words.text("verify-does-not-prove"));
        } else {
            lines.push(
                self.words
                    .phrase(&Phrase::new("verify-broken").with("count", report.findings.len())),
            );
            lines.extend(report.findings.iter().map(|finding| {
                format!(
                    "- {}",
                    clean::one_line(&self.words.phrase(&finding_words(finding)))
                )
            }));
            let only_tables = report.findings.iter().all(Finding::is_mended_by_rebuild);
            lines.push(self.words.text(if only_tables {
                "verify-rebuild"
            } else {
                "verify-keep"
            }));
        }
        if report.unknown_kinds > 0 {
            lines.push(
                self.words.phrase(
                    &Phrase::new("summary-unknown-kinds").with("count", report.unknown_kinds),
                ),
            );
        }
        let items: Vec<String> = readings
            .iter()
            .filter_map(|changed| self.reading_words(&log, changed))
            .collect();
        if !items.is_empty() {
            let otherwise = Phrase::new("verify-reads-otherwise").with("items", items.join("; "));
            lines.push(clean::one_line(&self.words.phrase(&otherwise)));
        }
        let inside: Vec<String> = contacts(&readings)
            .map(|number| named(&log, number))
            .collect();
        if !inside.is_empty() {
            let inside = Phrase::new("verify-contacts-inside").with("items", inside.join("; "));
            lines.push(clean::one_line(&self.words.phrase(&inside)));
        }
        for (number, hash) in &report.heads {
            lines.push(
                self.words.phrase(
                    &Phrase::new("verify-head")
                        .with("number", number.to_string())
                        .with("hash", grouped(hash)),
                ),
            );
        }
        let width = self.style(false).width;
        let text: Vec<String> = lines
            .iter()
            .map(|line| terminal::wrap(line, width, "", "  "))
            .collect();
        Ok(Answer::text(text.join("\n") + "\n").with(code))
    }
}

impl Session<'_> {
    /// What reads differently, by its number and name, and what it was before.
    fn reading_words(&self, log: &Log, changed: &Changed) -> Option<String> {
        let name = match changed.reading {
            Reading::Record(number) => named(log, number),
            Reading::Part(part) => self.words.phrase(&label::assessment_part(part)),
            Reading::Contact(_) => return None,
        };
        let Some((column, value)) = &changed.before else {
            return Some(name);
        };
        let before = match ServiceState::from_code(value).filter(|_| column == "state") {
            Some(state) => self.words.phrase(&label::service_state_words(state)),
            None => short(value, NAME),
        };
        let words = Phrase::new("verify-read-before")
            .with("name", name)
            .with("before", before);
        Some(self.words.phrase(&words))
    }
}

/// A record by its number and name.
fn named(log: &Log, number: RecordNumber) -> String {
    match log.view().record(number) {
        Ok(record) => format!("{number} {}", short(record.name(), NAME)),
        Err(_) => number.to_string(),
    }
}

/// The records whose contact citizens could read.
fn contacts(readings: &[Changed]) -> impl Iterator<Item = RecordNumber> {
    readings.iter().filter_map(|changed| match changed.reading {
        Reading::Contact(number) => Some(number),
        Reading::Record(_) | Reading::Part(_) => None,
    })
}

fn reading_code(changed: &Changed) -> Option<String> {
    match changed.reading {
        Reading::Record(number) => Some(number.to_string()),
        Reading::Part(part) => Some(part.code().to_owned()),
        Reading::Contact(_) => None,
    }
}

/// The first 16 hex digits in groups of four, to be read over the phone.
pub(super) fn grouped(hash: &str) -> String {
    let head: Vec<char> = hash.chars().take(16).collect();
    head.chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

fn finding_words(finding: &Finding) -> Phrase {
    let named = |key, entry: &EntryNumber| Phrase::new(key).with("entry", entry.to_string());
    match finding {
        Finding::File { detail } => Phrase::new("finding-file").with("detail", detail.as_str()),
        Finding::HeaderChanged { entry } => named("finding-header-changed", entry),
        Finding::HeaderWrong { entry } => named("finding-header-wrong", entry),
        Finding::ChainBroken { entry } => named("finding-chain-broken", entry),
        Finding::Gap { after, before } => {
            let after = after.map_or_else(|| "0".to_owned(), |after| after.to_string());
            Phrase::new("finding-gap")
                .with("after", after)
                .with("before", before.to_string())
        }
        Finding::ForeignLog { entry } => named("finding-foreign", entry),
        Finding::PayloadMissing { entry } => named("finding-payload-missing", entry),
        Finding::PayloadChanged { entry } => named("finding-payload-changed", entry),
        Finding::ReferenceMissing { entry, to } => {
            named("finding-reference", entry).with("to", to.as_str())
        }
        Finding::TableDiffers { table } => {
            Phrase::new("finding-table").with("table", table.as_str())
        }
        Finding::FormDiffers { object, how } => Phrase::new(match how {
            Deviates::Missing => "finding-form-missing",
            Deviates::Foreign => "finding-form-foreign",
            Deviates::Changed => "finding-form-changed",
        })
        .with("object", object.as_str()),
        Finding::OrderWrong { entry } => named("finding-order", entry),
        Finding::ReferenceAhead { entry, to } => {
            named("finding-reference-ahead", entry).with("to", to.to_string())
        }
        Finding::UnknownLaptop { entry } => named("finding-laptop", entry),
        Finding::CreatedTwice { entry, record } => {
            named("finding-twice", entry).with("number", record.to_string())
        }
        Finding::SeenDiffers { entry, seen } => {
            named("finding-seen", entry).with("to", seen.to_string())
        }
        Finding::ReportChanged { entry } => named("finding-report", entry),
        Finding::Stray { table, id } => Phrase::new("finding-stray")
            .with("table", *table)
            .with("id", id.to_string()),
    }
}

/// A finding for programs: its code, and the entry or table it is about.
fn finding_code(finding: &Finding) -> Value {
    let of = |code: &str, entry: &EntryNumber| json!({ "code": code, "entry": entry });
    match finding {
        Finding::File { detail } => json!({ "code": "file", "detail": detail }),
        Finding::HeaderChanged { entry } => of("header_changed", entry),
        Finding::HeaderWrong { entry } => of("header_wrong", entry),
        Finding::ChainBroken { entry } => of("chain_broken", entry),
        Finding::Gap { after, before } => {
            json!({ "code": "gap", "after": after, "before": before })
        }
        Finding::ForeignLog { entry } => of("foreign_log", entry),
        Finding::PayloadMissing { entry } => of("payload_missing", entry),
        Finding::PayloadChanged { entry } => of("payload_changed", entry),
        Finding::ReferenceMissing { entry, to } => {
            json!({ "code": "reference_missing", "entry": entry, "to": to })
        }
        Finding::TableDiffers { table } => json!({ "code": "table_differs", "table": table }),
        Finding::FormDiffers { object, how } => {
            let how = match how {
                Deviates::Missing => "missing",
                Deviates::Foreign => "foreign",
                Deviates::Changed => "changed",
            };
            json!({ "code": "form_differs", "object": object, "how": how })
        }
        Finding::OrderWrong { entry } => of("order_wrong", entry),
        Finding::ReferenceAhead { entry, to } => {
            json!({ "code": "reference_ahead", "entry": entry, "to": to })
        }
        Finding::UnknownLaptop { entry } => of("unknown_laptop", entry),
        Finding::CreatedTwice { entry, record } => {
            json!({ "code": "created_twice", "entry": entry, "record": record })
        }
        Finding::SeenDiffers { entry, seen } => {
            json!({ "code": "seen_differs", "entry": entry, "to": seen })
        }
        Finding::ReportChanged { entry } => of("report_changed", entry),
        Finding::Stray { table, id } => json!({ "code": "stray", "table": table, "id": id }),
    }
}
