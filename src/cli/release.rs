//! The Lagebericht released, and shown again as it was released.

use std::path::PathBuf;

use chrono_tz::Tz;

use crate::document::{Document, Phrase};
use crate::domain::codes::ReportKind;
use crate::domain::entry::Body;
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::readiness::{Unready, unready};
use crate::domain::records::Report;
use crate::domain::records::report::{ReportEvent, ReportReleased};
use crate::domain::refusal::{Refusal, SetBy};
use crate::domain::situation::{Earlier, Scope, Situation};
use crate::domain::text::{optional, said};
use crate::domain::time_input::Sense;
use crate::l10n::{Lang, Words};
use crate::report::{head, lagebericht};
use crate::store::append::{Draft, Writer};
use crate::store::chain::sha256;
use crate::store::error::StoreError;
use crate::store::log::Log;
use crate::store::past::Past;
use crate::store::query::Limits;

use super::answer;
use super::check::grouped;
use super::explain;
use super::failure::Failure;
use super::hand_out::{Ready, Sheet};
use super::import::{Deed, Step};
use super::request::{Output, Release};
use super::session::{Answer, Session};
use super::writing::{number, texts};

/// A released report's number, its log, and whether that is an exercise.
struct Place {
    number: RecordNumber,
    exercise: bool,
    zone: Tz,
    log: PathBuf,
}

impl Session<'_> {
    pub(super) fn release(&mut self, asked: &Release) -> Result<Answer, Failure> {
        let by = Report::releaser(self.heard(asked.by.clone())?.as_deref())?;
        let by = said("by", &by)?;
        let mut distribution = Vec::with_capacity(asked.distribution.len());
        for to in &asked.distribution {
            distribution.extend(self.heard(Some(to.clone()))?);
        }
        let distribution = texts("distribution", &distribution)?;
        let author = self.author()?;
        optional("as", author.as_deref())?;
        let mut log = self.open(true)?;
        let scope = self.scope(log.zone)?;
        let next_at = self.optional_moment(asked.next.as_ref(), log.zone, Sense::Due)?;
        let meeting_at = self.optional_moment(asked.meeting.as_ref(), log.zone, Sense::Due)?;
        // What a signature will stand under comes from tables: they must say what the log says.
        let checked = log.verify()?;
        let unsound = |findings| Err(Failure::Unsound { findings });
        if !checked.findings.is_empty() {
            return unsound(checked.findings.len());
        }
        if !self.globals().anyway {
            let past = (!scope.is_all()).then(|| log.past(&scope)).transpose()?;
            let view = past.as_ref().map_or_else(|| log.view(), Past::view);
            let now = self.now(log.zone);
            let as_of = scope.as_of.or(scope.known_by).unwrap_or(now);
            let situation =
                view.situation(as_of, scope.known_by, Earlier::default(), Limits::REPORT)?;
            self.ask_whether_ready(unready(&situation, asked.last))?;
        }
        let (zone, exercise, path) = (log.zone, log.head.started.exercise, log.path.clone());
        let mut writer = log.write(&*self.environment.world)?;
        if !writer.follows(&checked)? {
            return unsound(1);
        }
        let past = (!scope.is_all()).then(|| writer.past(&scope)).transpose()?;

        let at = Moment::exact(writer.now().with_timezone(&zone).fixed_offset());
        let as_of = scope.as_of.or(scope.known_by).unwrap_or(at);
        Report::check_as_of(as_of, at)?;
        for due in [next_at, meeting_at].into_iter().flatten() {
            self.warn_if_past(due, at);
        }
        let reports = writer.view().reports()?;
        self.warn_after_final(&reports);

        let place = Place {
            number: writer.next_number(RecordKind::Report)?,
            exercise,
            zone,
            log: path,
        };
        let situation = self.situation(&writer, past.as_ref(), as_of, &scope)?;
        let release = head::Release {
            number: place.number,
            kind: Report::next_kind(&reports, asked.last),
            by: by.clone(),
            at,
            distribution,
            next_at,
            meeting_at,
        };
        let released = self.freeze(&situation, release, author.clone())?;
        let hash = grouped(&released.hash);
        // A failure comes before the number is taken.
        let ready = self.ready_to_hand_out(&released, &place, &asked.output)?;

        drop(past);
        let entry = writer.append(signed(released, place.number, at, author.as_deref(), false))?;
        let held = writer.held()?;
        writer.commit()?;
        self.tell_held(held);

        self.tell(&Phrase::new("done-report-checked").with("count", checked.entries));

        let confirmation = Phrase::new("done-report-released")
            .with("number", place.number.to_string())
            .with("entries", entry.number.to_string())
            .with("by", by)
            .with("hash", hash);
        self.tell(&match next_at {
            None => confirmation,
            Some(next) => Phrase::new("done-with-moment")
                .with("done", confirmation)
                .with(
                    "time",
                    Phrase::new("done-said-moment")
                        .with("field", Phrase::new("head-next"))
                        .with("moment", next),
                ),
        });
        if self.globals().json {
            let report = log.view().report(place.number)?;
            return Ok(Answer::json(&answer::record(&report)));
        }
        match ready {
            None => Ok(Answer::text(String::new())),
            Some(ready) => self.deliver(ready).inspect_err(|_| {
                let again = Phrase::new("warn-released-all-the-same");
                self.tell(&again.with("number", place.number.to_string()));
            }),
        }
    }

    pub(super) fn show_released(
        &mut self,
        input: &str,
        output: &Output,
    ) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let view = seen.view();
        let place = Place {
            number: number(input, RecordKind::Report)?,
            exercise: seen.log.head.started.exercise,
            zone: view.zone,
            log: seen.log.path.clone(),
        };
        let voided = view.report(place.number)?.track.voided;
        let released = view.released(place.number)?;
        let (sheet, words) = sheet(&released, &place, voided)?;
        self.hand_out(&sheet, output, &place.log, &words)
    }

    /// Shows what stands against signing; goes on where a person says so. Nobody else waits meanwhile: no write is open yet.
    fn ask_whether_ready(&self, points: Vec<Unready>) -> Result<(), Failure> {
        if points.is_empty() {
            return Ok(());
        }
        if self.environment.asks {
            let question =
                Phrase::new("ask-release-anyway").with("points", explain::unready(&points));
            if self.confirm(&question)? {
                return Ok(());
            }
        }
        Err(Refusal::NotReady { points }.into())
    }

    /// A report after the Schlussbericht is allowed: the situation may come back.
    fn warn_after_final(&self, reports: &[Report]) {
        let last = reports.iter().rfind(|report| report.track.voided.is_none());
        if let Some(last) = last.filter(|last| last.kind == ReportKind::Final) {
            let after = Phrase::new("warn-after-final");
            self.tell(&after.with("number", last.track.number.to_string()));
        }
    }

    /// The situation of the report, as the write sees it.
    fn situation(
        &self,
        writer: &Writer<'_>,
        past: Option<&Past>,
        as_of: Moment,
        scope: &Scope,
    ) -> Result<Situation, Failure> {
        let earlier = self.earlier(&writer.view(), as_of, scope.known_by, None)?;
        let view = past.map_or_else(|| writer.view(), Past::view);
        Ok(view.situation(as_of, scope.known_by, earlier, Limits::REPORT)?)
    }

    /// The report in the words of today, so that no later wording changes what was signed.
    fn freeze(
        &self,
        situation: &Situation,
        release: head::Release,
        prepared_by: Option<String>,
    ) -> Result<ReportReleased, Failure> {
        let options = lagebericht::Options {
            prepared_by,
            release: Some(release.clone()),
        };
        let document = self.words.freeze(lagebericht::build(situation, &options));
        let document = serde_json::to_string(&document).map_err(StoreError::from)?;
        Ok(ReportReleased {
            kind: release.kind,
            as_of: situation.as_of,
            known_by: situation.known_by,
            previous: situation.since.as_ref().and_then(|since| since.report),
            released_by: release.by,
            distribution: release.distribution,
            next_at: release.next_at,
            meeting_at: release.meeting_at,
            language: self.words.lang.code().to_owned(),
            hash: sha256(document.as_bytes()),
            document,
            zones_named: true,
        })
    }

    fn ready_to_hand_out(
        &self,
        released: &ReportReleased,
        place: &Place,
        output: &Output,
    ) -> Result<Option<Ready>, Failure> {
        if *output == Output::default() || self.globals().json {
            return Ok(None);
        }
        let (sheet, words) = sheet(released, place, None)?;
        self.ready(&sheet, output, &place.log, &words).map(Some)
    }

    /// Releases a report of a worked example into its log: its Stand is when the example says that it was released.
    pub(super) fn release_example(&self, log: &mut Log, step: &Step) -> Result<(), Failure> {
        let Deed::Release(asked) = &step.deed else {
            return Ok(());
        };
        let zone = log.zone;
        let at = self.optional_moment(step.common.at.as_ref(), zone, Sense::Past)?;
        let scope = Scope {
            as_of: at,
            ..Scope::ALL
        };
        let at = at.unwrap_or_else(|| self.now(zone));
        let next_at = self.optional_moment(asked.next.as_ref(), zone, Sense::Due)?;
        let meeting_at = self.optional_moment(asked.meeting.as_ref(), zone, Sense::Due)?;
        let past = log.past(&scope)?;
        let mut writer = log.write(&*self.environment.world)?;
        let situation = self.situation(&writer, Some(&past), at, &scope)?;
        let number = writer.next_number(RecordKind::Report)?;
        let release = head::Release {
            number,
            kind: Report::next_kind(&writer.view().reports()?, asked.last),
            by: said("by", &Report::releaser(asked.by.as_deref())?)?,
            at,
            distribution: texts("distribution", &asked.distribution)?,
            next_at,
            meeting_at,
        };
        let author = step.common.author.clone();
        let released = self.freeze(&situation, release, author.clone())?;
        writer.append(signed(released, number, at, author.as_deref(), true))?;
        Ok(writer.commit()?)
    }
}

/// The entry that releases a report.
fn signed(
    released: ReportReleased,
    number: RecordNumber,
    at: Moment,
    author: Option<&str>,
    imported: bool,
) -> Draft {
    Draft {
        record: Some(number),
        body: Body::by(author, at, ReportEvent::Released(released)),
        imported,
    }
}

/// The document as it was released, in the words of then.
fn sheet(
    released: &ReportReleased,
    place: &Place,
    voided: Option<SetBy>,
) -> Result<(Sheet, Words), Failure> {
    let mut document: Document =
        serde_json::from_str(&released.document).map_err(StoreError::from)?;
    let lang = Lang::parse(&released.language).unwrap_or_default();
    document
        .foot
        .push(Phrase::new("report-foot-hash").with("hash", grouped(&released.hash)));
    if let Some(by) = voided {
        document
            .marks
            .push(Phrase::new("report-record-voided").with("moment", by.at));
    }
    let sheet = Sheet {
        document,
        stem: format!("Lagebericht-{}", place.number),
        exercise: place.exercise,
        date: released.as_of,
    };
    let mut words = Words::new(lang, place.zone);
    words.names_zone = released.zones_named;
    Ok((sheet, words))
}
