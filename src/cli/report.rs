//! The Lagebericht: drafted, released, shown again as it was released, published.

use chrono::{Datelike, TimeDelta, Timelike};
use chrono_tz::Tz;

use crate::document::build::short;
use crate::document::{Document, Phrase};
use crate::domain::audience::Visibility;
use crate::domain::codes::ReportKind;
use crate::domain::entry::{Body, Event};
use crate::domain::history::Track;
use crate::domain::moment::{Moment, Precision};
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::records::report::Report;
use crate::domain::records::report::{ReportEvent, ReportReleased};
use crate::domain::records::service::Service;
use crate::domain::refusal::SetBy;
use crate::domain::situation::{Compared, Earlier, Scope, Situation};
use crate::domain::time_input::Sense;
use crate::l10n::{Lang, Words};
use crate::render::{page, terminal};
use crate::report::room::Room;
use crate::report::{briefing, head, lagebericht, public};
use crate::store::append::Draft;
use crate::store::chain::sha256;
use crate::store::error::StoreError;
use crate::store::query::{Limits, View};

use super::check::grouped;
use super::failure::Failure;
use super::hand_out::Sheet;
use super::request::{self, Edition, Output, Release};
use super::session::{Answer, Seen, Session, say};

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

/// The document as it was released, in the words of then.
fn released_sheet(
    released: &ReportReleased,
    number: RecordNumber,
    voided: Option<SetBy>,
    exercise: bool,
    zone: Tz,
) -> Result<(Sheet, Words), Failure> {
    let mut document: Document =
        serde_json::from_str(&released.document).map_err(StoreError::from)?;
    let words = Words::new(Lang::parse(&released.language).unwrap_or_default(), zone);
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
        stem: format!("Lagebericht-{number}"),
        exercise,
        date: released.as_of,
    };
    Ok((sheet, words))
}

impl Session<'_> {
    /// A released report by its number, with or without the letter.
    fn report_number(&self, input: &str) -> Result<RecordNumber, Failure> {
        let kind = RecordKind::Report;
        RecordNumber::parse_as(kind, input).ok_or_else(|| Failure::NotANumber {
            input: input.to_owned(),
            kind: Some(kind),
        })
    }

    /// What the report looks back on in the whole log: the last released one, and what it tells its changes against,
    /// which is the moment or report asked for, else that last one.
    fn earlier(
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
                        let whole = moment.precision != Precision::Minute;
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

    fn warn_if_past(&self, due: Moment, now: Moment) {
        if due.at < now.at {
            let past = Phrase::new("warn-next-in-past").with("moment", due);
            self.tell(&past);
        }
    }

    /// The document asked for, not yet released.
    fn draft(&self, seen: &Seen, report: &request::Report) -> Result<Sheet, Failure> {
        if report.edition == Edition::Public {
            return self.public_notice(seen, report);
        }
        let since = report.since.as_ref();
        let earlier = self.earlier(&seen.log.view(), seen.as_of, seen.known_by, since)?;
        let situation =
            seen.view()
                .situation(seen.as_of, seen.known_by, earlier, Limits::REPORT)?;
        let (document, stem) = if report.edition == Edition::Briefing {
            (briefing::build(&situation), "Lagevortrag")
        } else {
            let options = lagebericht::Options {
                prepared_by: self.author(),
                release: None,
            };
            if report.edition == Edition::Short {
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

    fn public_notice(&self, seen: &Seen, report: &request::Report) -> Result<Sheet, Failure> {
        if report.since.is_some() {
            return Err(Failure::NotForPublic { option: "--seit" });
        }
        let next_at = self.optional_moment(report.next.as_ref(), seen.log.zone, Sense::Due)?;
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
        self.warn_of_differences(seen, &situation)?;
        let document = public::build(&situation, next_at);
        if document.sections.is_empty() {
            say(&self.words.text("warn-nothing-public"));
        }
        Ok(Sheet {
            document,
            stem: format!("Buergerinformation-{}", stamp(seen.as_of)),
            exercise: seen.log.head.started.exercise,
            date: seen.as_of,
        })
    }

    /// Where the staff knows a newer state than the public is told, and where what is marked public is not told, since
    /// something inside put it right, replaced or renamed it: somebody must decide.
    fn warn_of_differences(&self, seen: &Seen, told: &Situation) -> Result<(), Failure> {
        let untold = |track: &Track, name: &str| {
            if track.visibility == Visibility::PUBLIC {
                self.tell(
                    &Phrase::new("warn-public-untold")
                        .with("number", track.number.to_string())
                        .with("text", short(name, 60)),
                );
            }
        };
        let inside = seen.view();
        let state = |service: &Service| service.current().map(|span| span.entry);
        for service in inside.services(1)? {
            let number = service.track.number;
            let known = told
                .services
                .iter()
                .find(|known| known.track.number == number);
            match (known, state(&service)) {
                (Some(known), Some(newer)) if state(known) != Some(newer) => self.tell(
                    &Phrase::new("warn-public-state-older")
                        .with("number", number.to_string())
                        .with("text", known.name.as_str())
                        .with("entry", newer.to_string()),
                ),
                (Some(_), _) => {}
                (None, _) => untold(&service.track, &service.name),
            }
        }
        let known = told.notices.items.iter().map(|notice| notice.track.number);
        for notice in inside.notices(0)?.items {
            if !known.clone().any(|number| number == notice.track.number) {
                untold(&notice.track, &notice.text);
            }
        }
        Ok(())
    }

    // ---- the commands ----

    pub(super) fn report(&mut self, report: &request::Report) -> Result<Answer, Failure> {
        let seen = self.look_inside()?;
        let sheet = self.draft(&seen, report)?;
        self.hand_out(&sheet, &report.output, &seen.log.path, &self.words)
    }

    /// The report of a moment as terminal text, for the demo.
    pub(super) fn report_text(&self, seen: &Seen) -> Result<String, Failure> {
        let sheet = self.draft(seen, &request::Report::default())?;
        Ok(terminal::render(
            &sheet.document,
            &self.words,
            self.style(true),
        ))
    }

    pub(super) fn release(&mut self, request: &Release) -> Result<Answer, Failure> {
        let by = Report::releaser(request.by.as_deref())?;
        let mut log = self.open(true)?;
        let zone = log.zone;
        let scope = self.scope(zone)?;
        let next_at = self.optional_moment(request.next.as_ref(), zone, Sense::Due)?;
        let meeting_at = self.optional_moment(request.meeting.as_ref(), zone, Sense::Due)?;
        let past = (!scope.is_all()).then(|| log.past(&scope)).transpose()?;
        let path = log.path.clone();
        let exercise = log.head.started.exercise;
        let mut writer = log.write(self.environment.world)?;
        let at = Moment::exact(
            chrono::TimeZone::from_utc_datetime(&zone, &writer.now().naive_utc()).fixed_offset(),
        );
        let number = writer.next_number(RecordKind::Report)?;
        let as_of = scope.as_of.or(scope.known_by).unwrap_or(at);
        Report::check_as_of(as_of, at)?;
        for due in [next_at, meeting_at].into_iter().flatten() {
            self.warn_if_past(due, at);
        }
        let situation = {
            let view = past
                .as_ref()
                .map_or_else(|| writer.view(), |past| past.view());
            let earlier = self.earlier(&writer.view(), as_of, scope.known_by, None)?;
            view.situation(as_of, scope.known_by, earlier, Limits::REPORT)?
        };
        let reports = writer.view().reports()?;
        let last = reports.iter().rfind(|report| report.track.voided.is_none());
        if let Some(last) = last.filter(|last| last.kind == ReportKind::Final) {
            let after = Phrase::new("warn-after-final");
            self.tell(&after.with("number", last.track.number.to_string()));
        }
        let kind = Report::next_kind(&reports, request.last);
        let release = head::Release {
            number,
            kind,
            by: by.clone(),
            at,
            distribution: request.distribution.clone(),
            next_at,
            meeting_at,
        };
        let author = self.author();
        let options = lagebericht::Options {
            prepared_by: author.clone(),
            release: Some(release),
        };
        // Frozen in the words of today, so that no later wording changes what was signed.
        let document = self.words.freeze(lagebericht::build(&situation, &options));
        let frozen = serde_json::to_string(&document).map_err(StoreError::from)?;
        let (name, role) = super::write::author(author.as_deref());
        let released = ReportReleased {
            kind,
            as_of,
            known_by: scope.known_by,
            previous: situation.since.as_ref().and_then(|since| since.report),
            released_by: by,
            distribution: request.distribution.clone(),
            next_at,
            meeting_at,
            language: self.words.lang.code().to_owned(),
            hash: sha256(frozen.as_bytes()),
            document: frozen,
        };
        let hash = released.hash.clone();
        // What can fail fails before the number is taken.
        let asked = request.output != Output::default() && !self.globals().json;
        let ready = asked
            .then(|| {
                let (sheet, words) = released_sheet(&released, number, None, exercise, zone)?;
                self.ready(&sheet, &request.output, &path, &words)
            })
            .transpose()?;
        writer.append(Draft {
            record: Some(number),
            body: Body {
                happened_at: at,
                approximate: false,
                author: name,
                role,
                text: String::new(),
                source: None,
                certainty: None,
                visibility: Visibility::INTERNAL,
                event: Event::Report(ReportEvent::Released(released)),
            },
            imported: false,
        })?;
        writer.commit()?;
        self.tell(
            &Phrase::new("done-report-released")
                .with("number", number.to_string())
                .with("hash", grouped(&hash)),
        );
        if self.globals().json {
            return Ok(Answer::json(&super::answer::record(
                &log.view().report(number)?,
            )));
        }
        match ready {
            None => Ok(Answer::text(String::new())),
            Some(ready) => self.deliver(ready).inspect_err(|_| {
                let again = Phrase::new("warn-released-all-the-same");
                self.tell(&again.with("number", number.to_string()));
            }),
        }
    }

    pub(super) fn show_released(
        &mut self,
        input: &str,
        output: &Output,
    ) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let number = self.report_number(input)?;
        let exercise = seen.log.head.started.exercise;
        let view = seen.view();
        let voided = view.report(number)?.track.voided;
        let released = view.released(number)?;
        let (sheet, words) = released_sheet(&released, number, voided, exercise, view.zone)?;
        self.hand_out(&sheet, output, &seen.log.path, &words)
    }
}
