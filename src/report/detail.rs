//! One record with everything it says and everything that was said of it.

use crate::document::build::part;
use crate::document::{Block, Document, Phrase};
use crate::domain::moment::Moment;
use crate::domain::records::Record;
use crate::domain::situation::LogLine;

use super::{journal, records};

pub fn build(record: &Record, lines: &[LogLine], now: Moment) -> Document {
    let track = record.track();
    let mut fields = records::fields(record, now);
    fields.retain(|field| !field.value.is_empty());
    let marks = track
        .voided
        .iter()
        .map(|by| Phrase::new("report-record-voided").with("moment", by.at))
        .collect();
    let history = part(
        "history",
        Phrase::new("section-history"),
        vec![Block::Table(journal::table(lines))],
    );
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
