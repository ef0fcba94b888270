//! One record with everything it says and everything that was said of it.

use std::borrow::Cow;

use crate::domain::moment::Moment;
use crate::domain::records::Record;
use crate::domain::situation::LogLine;

use super::label::{self, field, stacked};
use super::{journal, records};
use crate::document::{Block, Document, Field, Inline, Phrase, Section};

/// The fields of a record: its own, who may read it, and what other laptops said without knowing of it.
pub fn fields(record: &Record, now: Moment) -> Vec<Field> {
    let mut fields = records::fields(record, now);
    let track = record.track();
    // A released report never leaves the house, so there is nothing to say.
    if !matches!(record, Record::Report(_)) {
        fields.push(field(
            "visibility",
            "column-visibility",
            label::visibility(track.visibility),
        ));
    }
    let beside = track.beside.iter().map(|said| {
        let value = said.value.as_str().map(str::to_owned);
        vec![Inline::Phrase(
            Phrase::new("report-beside")
                .with("field", said.field.as_str())
                .with("value", value.unwrap_or_else(|| said.value.to_string()))
                .with("entry", said.entry.to_string()),
        )]
    });
    fields.push(field("beside", "column-beside", stacked(beside)));
    fields
}

pub fn build(record: &Record, lines: &[LogLine], now: Moment) -> Document {
    let track = record.track();
    let mut fields = fields(record, now);
    fields.retain(|field| !field.value.is_empty());
    let marks = track
        .voided
        .iter()
        .map(|by| Phrase::new("report-record-voided").with("moment", by.at))
        .collect();
    let history = Section {
        name: Cow::Borrowed("history"),
        level: 2,
        heading: Phrase::new("section-history"),
        blocks: vec![Block::Table(journal::table(lines))],
    };
    Document {
        marks,
        title: Phrase::new("report-record-title")
            .with("number", track.number.to_string())
            .with("text", record.name()),
        head: fields,
        numbered: false,
        sections: vec![history],
        foot: Vec::new(),
    }
}
