//! The Lagebericht as a draft: in full, short, to be read aloud, and as a notice to the public.

use chrono::{Datelike, TimeDelta, Timelike};

use crate::document::Phrase;
use crate::document::build::short;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::outdated::{Inside, Outdated, outdated};
use crate::domain::readiness::unready;
use crate::domain::records::Report;
use crate::domain::situation::{Compared, Earlier, Scope, Situation};
use crate::domain::time_input::Sense;
use crate::render::{page, terminal};
use crate::report::room::Room;
use crate::report::{briefing, calls, label, lagebericht, public};
use crate::store::query::{Limits, View};

use super::explain;
use super::failure::Failure;
use super::hand_out::Sheet;
use super::request::{Drafting, Edition};
use super::session::{Answer, Seen, Session};

impl Session<'_> {
    pub(super) fn draft(&mut self, asked: &Drafting) -> Result<Answer, Failure> {
        let seen = self.look_inside()?;
        let sheet = self.drafted(&seen, asked)?;
        self.hand_out(&sheet, &asked.output, &seen.log.path, &self.words)
    }

    /// The report of a moment as terminal text, for the demo.
    pub(super) fn report_text(&self, seen: &Seen) -> Result<String, Failure> {
        let sheet = self.drafted(seen, &Drafting::default())?;
        Ok(terminal::render(
            &sheet.document,
            &self.words,
            self.style(true),
        ))
    }

    /// The document asked for, not yet released.
    fn drafted(&self, seen: &Seen, asked: &Drafting) -> Result<Sheet, Failure> {
        if asked.edition == Edition::Public {
            return self.public_notice(seen, asked);
        }
        let since = asked.since.as_ref();
        let earlier = self.earlier(&seen.log.view(), seen.as_of, seen.known_by, since)?;
        let situation =
            seen.view()
                .situation(seen.as_of, seen.known_by, earlier, Limits::REPORT)?;
        let (document, stem) = if asked.edition == Edition::Briefing {
            (briefing::build(&situation), "Lagevortrag")
        } else {
            let options = lagebericht::Options {
                prepared_by: self.author()?,
                release: None,
            };
            if asked.edition == Edition::Short {
                let short = lagebericht::short(&situation, &options);
                (page::fit(Room::steps(), short), "Lagebericht-kurz-Entwurf")
            } else {
                (
                    lagebericht::build(&situation, &options),
                    "Lagebericht-Entwurf",
                )
            }
        };
        Ok(Sheet {
            document,
            stem: format!("{stem}-{}", stamp(seen.as_of)),
            exercise: seen.log.head.started.exercise,
            date: seen.as_of,
        })
    }

    fn public_notice(&self, seen: &Seen, asked: &Drafting) -> Result<Sheet, Failure> {
        if asked.since.is_some() {
            return Err(Failure::NotForPublic { option: "--seit" });
        }
        let next_at = self.optional_moment(asked.next.as_ref(), seen.log.zone, Sense::Due)?;
        if let Some(next_at) = next_at {
            self.warn_if_past(next_at, seen.as_of);
        }
        let past = seen.log.public(&Scope {
            as_of: Some(seen.as_of),
            known_by: seen.known_by,
            ..Scope::ALL
        })?;
        let view = past.view();
        let situation =
            view.situation(seen.as_of, seen.known_by, Earlier::default(), Limits::NONE)?;
        let outdated = outdated(&situation, &inside(&seen.view())?);
        self.tell_outdated(&outdated, &situation);
        let updating = outdated.iter().filter_map(Outdated::told_older);
        let options = public::Options {
            next_at,
            updating: updating.collect(),
            ended_for: self.settings.ended_for(),
        };
        let document = public::build(&situation, &options);
        if document.sections.is_empty() {
            self.say(&self.words.text("warn-nothing-public"));
        }
        Ok(Sheet {
            document,
            stem: format!("Buergerinformation-{}", stamp(seen.as_of)),
            exercise: seen.log.head.started.exercise,
            date: seen.as_of,
        })
    }

    /// What the staff should look at before the notice goes out: what is told as it was, what is not told, what has passed,
    /// and words that are older than what they tell of.
    fn tell_outdated(&self, outdated: &[Outdated], told: &Situation) {
        for one in outdated {
            self.tell(&outdated_words(one));
        }
        for call in calls::passed(told) {
            self.tell(&Phrase::new("warn-public-passed").with("call", call));
        }
        for words in unready(told, false) {
            let words = explain::unready(&[words]);
            self.tell(&Phrase::new("warn-public-words-older").with("words", words));
        }
    }

    /// The last released report, and the moment or report that changes are told against: the one asked for, else that
    /// last one. Both come from the whole log.
    pub(super) fn earlier(
        &self,
        log: &View<'_>,
        as_of: Moment,
        known_by: Option<Moment>,
        since: Option<&String>,
    ) -> Result<Earlier, Failure> {
        let last_report = log.last_report(as_of, known_by)?;
        let asked = since
            .map(|input| {
                match RecordNumber::parse(input).filter(|number| number.kind == RecordKind::Report)
                {
                    Some(number) => Ok(against(&log.report(number)?)),
                    None => {
                        let moment = self.moment(input, log.zone, Sense::Past)?;
                        // Since a day means with that day.
                        let whole = !moment.precision.is_clock();
                        let before = Moment {
                            at: moment.at - TimeDelta::seconds(i64::from(whole)),
                            ..moment
                        };
                        let scope = Scope {
                            as_of: Some(before),
                            noted_by: Some(before),
                            ..Scope::ALL
                        };
                        Ok::<_, Failure>(Compared {
                            moment,
                            report: None,
                            scope,
                        })
                    }
                }
            })
            .transpose()?;
        // "jetzt" is read after the Stand is taken.
        let latest = as_of.at + TimeDelta::minutes(1);
        if let Some(since) = asked.as_ref().map(|asked| asked.moment)
            && since.at > latest
        {
            return Err(Failure::ComparedWithLater { since, as_of });
        }
        Ok(Earlier {
            compared: asked.or(last_report.as_ref().map(against)),
            last_report,
        })
    }

    pub(super) fn warn_if_past(&self, due: Moment, now: Moment) {
        if due.at < now.at {
            let past = Phrase::new("warn-next-in-past").with("moment", due);
            self.tell(&past);
        }
    }
}

/// All that the staff knows of what may be public.
fn inside(view: &View<'_>) -> Result<Inside, Failure> {
    Ok(Inside {
        services: view.services(1)?,
        incidents: view.incidents(usize::MAX)?.items,
        findings: view.findings(usize::MAX)?.items,
        notices: view.notices(0)?.items,
        wordings: view.assessment_history()?,
        notes: view.public_notes()?,
    })
}

fn outdated_words(outdated: &Outdated) -> Phrase {
    const LETTERS: usize = 60;
    let of = |key, number: &RecordNumber, name: &str| {
        Phrase::new(key)
            .with("number", number.to_string())
            .with("text", short(name, LETTERS))
    };
    match outdated {
        Outdated::State {
            number,
            name,
            entry,
        } => of("warn-public-state-older", number, name).with("entry", entry.to_string()),
        Outdated::Words { number, name } => of("warn-public-words-changed", number, name),
        Outdated::Untold { number, name } => of("warn-public-untold", number, name),
        Outdated::NoteUntold { entry, text } => Phrase::new("warn-public-note-untold")
            .with("entry", entry.to_string())
            .with("text", short(text, LETTERS)),
        Outdated::PartUntold(part) => {
            Phrase::new("warn-public-part-untold").with("part", label::assessment_part(*part))
        }
        Outdated::Replaced { old, by } => Phrase::new("warn-public-replaced")
            .with("old", old.to_string())
            .with("number", by.to_string()),
    }
}

/// A released report tells of its Stand as it was known when it was released.
fn against(report: &Report) -> Compared {
    Compared {
        moment: report.as_of,
        report: Some(report.track.number),
        scope: Scope {
            as_of: Some(report.as_of),
            known_by: report.known_by.or(Some(report.track.added_at)),
            known_to: report.known_by.is_none().then(|| report.knew.clone()),
            ..Scope::ALL
        },
    }
}

/// `20211015-1800`: sorts, and has no letter that a file system refuses.
fn stamp(at: Moment) -> String {
    let at = at.at;
    format!(
        "{:04}{:02}{:02}-{:02}{:02}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute()
    )
}
