//! `lage hilfe zeiten`: every form of a time with what it means now.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::time_input::{Given, Sense, TimeRefusal, parse_given};
use crate::render::{json, terminal};
use crate::report::times::{self, Form, Group, Meaning};

use super::failure::Failure;
use super::session::{Answer, DEFAULT_ZONE, Session};

/// The kinds of forms: the key of the heading, and that of the forms themselves, one a line.
const GROUPS: [(&str, &str); 10] = [
    ("help-times-heading-clock", "help-times-forms-clock"),
    ("help-times-heading-spoken", "help-times-forms-spoken"),
    ("help-times-heading-days", "help-times-forms-days"),
    ("help-times-heading-parts", "help-times-forms-parts"),
    ("help-times-heading-nights", "help-times-forms-nights"),
    ("help-times-heading-dates", "help-times-forms-dates"),
    ("help-times-heading-away", "help-times-forms-away"),
    ("help-times-heading-periods", "help-times-forms-periods"),
    ("help-times-heading-ranges", "help-times-forms-ranges"),
    ("help-times-heading-machines", "help-times-forms-machines"),
];

fn meaning(typed: &str, now: DateTime<Utc>, zone: Tz, sense: Sense) -> Meaning {
    match parse_given(typed, now, zone, sense) {
        Ok(given) if sense == Sense::Past && given.moment.is_ahead(now) => Meaning::None,
        Ok(Given {
            moment,
            approximate,
        }) => Meaning::Moment {
            at: moment,
            approximate,
        },
        Err(TimeRefusal::Unclear { first, second, .. }) => Meaning::Either(first, second),
        Err(_) => Meaning::None,
    }
}

impl Session<'_> {
    pub(super) fn times(&mut self) -> Result<Answer, Failure> {
        // By the clock of the log where there is one.
        let zone = match self.open(false) {
            Ok(log) => log.zone,
            Err(_) => {
                self.settle(None, None)?;
                DEFAULT_ZONE
            }
        };
        let now = self.environment.world.now();
        let form = |typed: &str| Form {
            typed: typed.to_owned(),
            past: meaning(typed, now, zone, Sense::Past),
            due: meaning(typed, now, zone, Sense::Due),
        };
        let groups = GROUPS.map(|(heading, forms)| Group {
            heading,
            forms: self.words.text(forms).lines().map(form).collect(),
        });
        let document = times::build(&groups, self.now(zone));
        if self.globals().json {
            return Ok(Answer::json(&json::render(&document, &self.words)));
        }
        let text = terminal::render(&document, &self.words, self.style(false));
        Ok(Answer::text(text))
    }
}
