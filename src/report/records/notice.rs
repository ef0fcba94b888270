//! Notices as reports show them.

use crate::document::build::{column, field, numbers, optional, phrase, say, stacked, text, time};
use crate::document::{Cell, Column, Field, Inline, Phrase, Row, Tone, Value};
use crate::domain::codes::NoticeStatus;
use crate::domain::history::Kept;
use crate::domain::moment::Moment;
use crate::domain::records::notice::{Notice, NoticeEvent};

use super::{Date, Shown, at, call, listed, number, other, plain};
use crate::report::label;

/// The call of a notice that is past its validity.
pub(crate) const EXPIRED: &str = "call-notice-expired";

/// That it is past its validity and nobody withdrew it.
pub(crate) fn expired(notice: &Notice, now: Moment) -> Option<Cell> {
    let until = notice.valid_until.filter(|_| notice.is_expired(now.at))?;
    Some(at("report-notice-expired", until))
}

fn status(notice: &Notice, now: Moment) -> Cell {
    if let Some(expired) = expired(notice, now) {
        return expired;
    }
    if notice.ends_soon(now.at) {
        return stacked([
            vec![label::notice_status(notice.status)],
            say("report-notice-ends"),
        ]);
    }
    match notice.status {
        NoticeStatus::Replaced => other("report-superseded-by", notice.replaced_by),
        NoticeStatus::InForce | NoticeStatus::Withdrawn => stacked([
            vec![label::notice_status(notice.status)],
            optional(notice.reason.as_deref()),
        ]),
    }
}

/// What a notice that replaces another one took over from it, beside for whom it is; `said` tells whether channel and end
/// were named.
pub(crate) fn goes_on(notice: &Notice, said: [bool; 2]) -> Option<Phrase> {
    let details = [
        notice
            .channel
            .as_deref()
            .map(|said| ("column-channel", said.into())),
        notice
            .valid_until
            .map(|until| ("column-valid-until", until.into())),
    ];
    let on = details.into_iter().zip(said).filter(|(_, said)| !said);
    listed(on.filter_map(|(detail, _)| detail))
}

fn released_by(notice: &Notice) -> Cell {
    notice.released_by.as_deref().map_or_else(Vec::new, |by| {
        phrase(Phrase::new("report-released-by").with("who", by))
    })
}

fn validity(notice: &Notice) -> Cell {
    phrase(match notice.valid_until {
        Some(until) => Phrase::new("report-valid-from-until")
            .with("from", notice.valid_from)
            .with("until", until),
        None => Phrase::new("report-valid-from").with("from", notice.valid_from),
    })
}

impl Shown for Notice {
    const TABLE: &'static str = "notices";

    fn columns() -> Vec<Column> {
        vec![
            column("number", "column-number", 5),
            column("text", "column-notice", 36),
            column("audience", "column-audience", 14),
            column("validity", "column-validity", 16),
            column("status", "column-status", 14),
        ]
    }

    fn row(&self, now: Moment) -> Row {
        Row {
            cells: vec![
                number(self.track.number),
                text(self.text.clone()),
                stacked([
                    vec![label::audience(self.audience)],
                    optional(self.channel.as_deref()),
                ]),
                validity(self),
                stacked([status(self, now), released_by(self)]),
            ],
            tone: if self.is_expired(now.at) || self.ends_soon(now.at) {
                Tone::Watch
            } else {
                Tone::Plain
            },
            ..Row::default()
        }
    }

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

    fn coded(field: &str, code: &str) -> Option<Inline> {
        match field {
            "status" => NoticeStatus::from_code(code).map(label::notice_status),
            _ => None,
        }
    }

    const SAYS_READERS: bool = true;
    const FIRST_SAID: &'static [&'static str] = &["audience"];

    fn silent(&self, _: &Notice) -> &'static [&'static str] {
        &[]
    }

    fn dates(&self, now: Moment) -> Vec<Date> {
        let ahead = self
            .valid_until
            .filter(|_| !self.is_over() && !self.is_expired(now.at));
        let date = |at| Date {
            at,
            key: "deadline-notice",
        };
        ahead.map(date).into_iter().collect()
    }

    fn details(_: &NoticeEvent) -> Option<Phrase> {
        None
    }

    fn calls(&self, now: Moment) -> Option<Phrase> {
        let key = if self.is_expired(now.at) {
            EXPIRED
        } else if self.ends_soon(now.at) {
            "call-notice-ends"
        } else {
            return None;
        };
        Some(call(key, self.track.number, &self.text, self.valid_until?))
    }

    fn told(event: &NoticeEvent, subject: Value) -> Phrase {
        match event {
            NoticeEvent::Issued(issued) => match &issued.released_by {
                Some(by) => plain("event-notice-released", subject).with("by", by.as_str()),
                None => plain("event-notice-issued", subject),
            },
            NoticeEvent::Replaced(by) => {
                plain("event-notice-replaced", subject).with("by", by.by.to_string())
            }
            NoticeEvent::Withdrawn(_) => plain("event-notice-withdrawn", subject),
        }
    }
}
