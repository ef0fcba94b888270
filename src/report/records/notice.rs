//! Notices as reports and lists show them.

use crate::domain::codes::NoticeStatus;
use crate::domain::history::Kept as _;
use crate::domain::moment::Moment;
use crate::domain::records::Notice;
use crate::domain::records::notice::NoticeEvent;

use super::Shown;
use crate::document::{Field, Inline, Phrase, Row, Table, Tone, Value};
use crate::report::label::{
    self, column, field, number, numbers, optional, stacked, table, text, time,
};
use crate::report::lists::Looking;

impl Shown for Notice {
    const SAID_FIRST: &'static [&'static str] = &["audience"];
    const SILENT: &'static [&'static str] = &[];

    fn fields(&self, _: Moment) -> Vec<Field> {
        vec![
            field(
                "status",
                "column-status",
                vec![label::notice_status(self.status)],
            ),
            field(
                "audience",
                "column-audience",
                vec![label::audience(self.audience)],
            ),
            field(
                "channel",
                "column-channel",
                optional(self.channel.as_deref()),
            ),
            field(
                "valid_from",
                "column-valid-from",
                vec![Inline::Moment(self.valid_from)],
            ),
            field("valid_until", "column-valid-until", time(self.valid_until)),
            field(
                "released_by",
                "column-released-by",
                optional(self.released_by.as_deref()),
            ),
            field(
                "replaced_by",
                "column-superseded-by",
                numbers(self.replaced_by.as_slice()),
            ),
            field("reason", "column-reason", optional(self.reason.as_deref())),
        ]
    }

    fn event_words(event: &NoticeEvent, subject: Value) -> Phrase {
        match event {
            NoticeEvent::Issued(_) => Phrase::new("event-notice-issued").with("number", subject),
            NoticeEvent::Replaced(by) => Phrase::new("event-notice-replaced")
                .with("number", subject)
                .with("by", by.by.to_string()),
            NoticeEvent::Withdrawn(_) => {
                Phrase::new("event-notice-withdrawn").with("number", subject)
            }
        }
    }

    fn deadline(&self) -> Option<(Moment, &'static str)> {
        self.valid_until
            .filter(|_| !self.is_over())
            .map(|until| (until, "deadline-notice"))
    }
}

pub fn notices(items: &[Notice], looking: Looking<'_>) -> Table {
    let rows = items.iter().map(|notice| {
        let expired = notice.is_expired(looking.now.at);
        let status = match notice.status {
            NoticeStatus::InForce if expired => notice.valid_until.map_or_else(Vec::new, |until| {
                vec![Inline::Phrase(
                    Phrase::new("report-notice-expired").with("moment", until),
                )]
            }),
            NoticeStatus::Replaced => notice.replaced_by.map_or_else(Vec::new, |by| {
                vec![Inline::Phrase(
                    Phrase::new("report-superseded-by").with("number", by.to_string()),
                )]
            }),
            status => stacked([
                vec![label::notice_status(status)],
                optional(notice.reason.as_deref()),
            ]),
        };
        let validity = match notice.valid_until {
            Some(until) => Phrase::new("report-valid-from-until")
                .with("from", notice.valid_from)
                .with("until", until),
            None => Phrase::new("report-valid-from").with("from", notice.valid_from),
        };
        Row {
            cells: vec![
                number(notice.track.number),
                text(notice.text.clone()),
                stacked([
                    vec![label::audience(notice.audience)],
                    optional(notice.channel.as_deref()),
                ]),
                vec![Inline::Phrase(validity)],
                status,
            ],
            tone: if expired { Tone::Watch } else { Tone::Plain },
            change: looking.change(notice.track.number),
        }
    });
    let columns = vec![
        column("number", "column-number", 5),
        column("text", "column-notice", 36),
        column("audience", "column-audience", 14),
        column("validity", "column-validity", 16),
        column("status", "column-status", 14),
    ];
    table("notices", columns, rows.collect())
}
