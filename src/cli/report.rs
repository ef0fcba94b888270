//! The Lagebericht: drafted, released, shown again as it was released, published, printed.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Timelike};

use crate::domain::codes::{ReportKind, Visibility};
use crate::domain::entry::{Body, Event, ReportReleased};
use crate::domain::moment::Moment;
use crate::domain::number::{RecordKind, RecordNumber};
use crate::domain::situation::{Scope, Situation};
use crate::domain::time_input::Sense;
use crate::l10n::{Lang, Words};
use crate::render::letterhead::{Letterhead, Logo, LogoKind};
use crate::render::{clean, html, json, markdown, terminal};
use crate::report::document::{Document, Phrase};
use crate::report::{briefing, lagebericht, public};
use crate::store::append::Draft;
use crate::store::chain::sha256;
use crate::store::query::{Limits, View};

use super::failure::Failure;
use super::request::{Edition, Format, Output, Release, Report};
use super::run::{Answer, Seen, Session, grouped, say};

/// A document with what its file is called and the moment it carries.
struct Sheet {
    document: Document,
    stem: String,
    exercise: bool,
    #[cfg_attr(
        not(feature = "pdf"),
        expect(dead_code, reason = "only a PDF carries its date")
    )]
    date: Moment,
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

/// What stands before the name of every file of an exercise.
const EXERCISE: &str = "UEBUNG-";

impl Session<'_> {
    /// A released report by its number, with or without the letter.
    fn report_number(&self, input: &str) -> Result<RecordNumber, Failure> {
        let kind = RecordKind::Report;
        RecordNumber::parse_as(kind, input).ok_or_else(|| Failure::NotANumber {
            input: input.to_owned(),
            kind: Some(kind),
        })
    }

    /// What the report tells its changes against: the moment or report asked for, else the last released one.
    fn compared(
        &self,
        view: &View<'_>,
        since: Option<&String>,
        as_of: Moment,
    ) -> Result<Option<(Moment, Option<RecordNumber>, Scope)>, Failure> {
        let report = match since {
            Some(input) => match RecordNumber::parse(input)
                .filter(|number| number.kind == RecordKind::Report)
            {
                Some(number) => Some(view.report(number)?),
                None => {
                    let moment = self.moment(input, view.zone, Sense::Past)?;
                    let scope = Scope {
                        as_of: Some(moment),
                        known_by: None,
                        noted_by: Some(moment),
                    };
                    return Ok(Some((moment, None, scope)));
                }
            },
            None => view
                .last_report()?
                .filter(|report| report.as_of.at <= as_of.at)
                .map(|report| view.report(report.track.number))
                .transpose()?,
        };
        Ok(report.map(|report| {
            let scope = Scope {
                as_of: Some(report.as_of),
                known_by: Some(report.known_by.unwrap_or(report.track.added_at)),
                noted_by: None,
            };
            (report.as_of, Some(report.track.number), scope)
        }))
    }

    fn situation(
        &self,
        view: &View<'_>,
        as_of: Moment,
        known_by: Option<Moment>,
        since: Option<&String>,
    ) -> Result<Situation, Failure> {
        let compared = self.compared(view, since, as_of)?;
        Ok(view.situation(as_of, known_by, compared, Limits::REPORT)?)
    }

    /// The document asked for, not yet released.
    fn draft(&self, seen: &Seen, report: &Report) -> Result<Sheet, Failure> {
        if report.edition == Edition::Public {
            return self.public_notice(seen, report);
        }
        let situation = self.situation(
            &seen.view(),
            seen.as_of,
            seen.known_by,
            report.since.as_ref(),
        )?;
        let (document, stem) = if report.edition == Edition::Briefing {
            (briefing::build(&situation), "Lagevortrag")
        } else {
            let options = lagebericht::Options {
                short: report.edition == Edition::Short,
                prepared_by: self.author(),
                release: None,
            };
            (
                lagebericht::build(&situation, &options),
                "Lagebericht-Entwurf",
            )
        };
        Ok(Sheet {
            document,
            stem: format!("{stem}-{}", stamp(seen.as_of)),
            exercise: seen.log.head.started.exercise,
            date: seen.as_of,
        })
    }

    fn public_notice(&self, seen: &Seen, report: &Report) -> Result<Sheet, Failure> {
        if report.since.is_some() {
            return Err(Failure::NotForPublic { option: "--seit" });
        }
        let next_at = self.optional_moment(report.next.as_ref(), seen.log.zone, Sense::Due)?;
        let past = seen.log.public(Scope {
            as_of: Some(seen.as_of),
            known_by: seen.known_by,
            noted_by: None,
        })?;
        let view = past.view();
        let situation = view.situation(seen.as_of, seen.known_by, None, Limits::REPORT)?;
        // Where the staff knows a newer state than the public is told, somebody must decide.
        for service in &situation.services {
            let inside = seen.view().service(service.track.number)?;
            let entry = |service: &crate::domain::service::Service| {
                service.current().map(|span| span.entry)
            };
            if let (Some(newer), true) = (entry(&inside), entry(&inside) != entry(service)) {
                say(&clean::one_line(
                    &self.words.phrase(
                        &Phrase::new("warn-public-state-older")
                            .with("number", service.track.number.to_string())
                            .with("text", service.name.as_str())
                            .with("entry", newer.to_string()),
                    ),
                ));
            }
        }
        Ok(Sheet {
            document: public::build(&situation, next_at),
            stem: format!("Buergerinformation-{}", stamp(seen.as_of)),
            exercise: seen.log.head.started.exercise,
            date: seen.as_of,
        })
    }

    // ---- the commands ----

    pub(super) fn report(&mut self, report: &Report) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let sheet = self.draft(&seen, report)?;
        self.hand_out(&sheet, &report.output, &seen.log.path, &self.words)
    }

    /// The report of a moment as terminal text, for the demo.
    pub(super) fn report_text(&self, seen: &Seen) -> Result<String, Failure> {
        let sheet = self.draft(seen, &Report::default())?;
        Ok(terminal::render(
            &sheet.document,
            &self.words,
            self.style(true),
        ))
    }

    pub(super) fn release(&mut self, request: &Release) -> Result<Answer, Failure> {
        let Some(by) = request
            .by
            .as_ref()
            .map(|by| by.trim().to_owned())
            .filter(|by| !by.is_empty())
        else {
            return Err(Failure::ReleaserMissing);
        };
        let mut log = self.open(true)?;
        let zone = log.zone;
        let scope = self.scope(zone)?;
        let next_at = self.optional_moment(request.next.as_ref(), zone, Sense::Due)?;
        let meeting_at = self.optional_moment(request.meeting.as_ref(), zone, Sense::Due)?;
        let past = (!scope.is_all()).then(|| log.past(scope)).transpose()?;
        let path = log.path.clone();
        let exercise = log.head.started.exercise;
        let mut writer = log.write(self.environment.world)?;
        let at = Moment::exact(
            chrono::TimeZone::from_utc_datetime(&zone, &writer.now().naive_utc()).fixed_offset(),
        );
        let number = writer.next_number(RecordKind::Report)?;
        let as_of = scope.as_of.or(scope.known_by).unwrap_or(at);
        let situation = {
            let view = past
                .as_ref()
                .map_or_else(|| writer.view(), |past| past.view());
            self.situation(&view, as_of, scope.known_by, None)?
        };
        let previous = writer.view().last_report()?;
        let kind = match (&previous, request.last) {
            (_, true) => ReportKind::Final,
            (None, false) => ReportKind::First,
            (Some(_), false) => ReportKind::Followup,
        };
        let release = lagebericht::Release {
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
            short: false,
            prepared_by: author.clone(),
            release: Some(release),
        };
        // Frozen in the words of today, so that no later wording changes what was signed.
        let document = self.words.freeze(lagebericht::build(&situation, &options));
        let frozen =
            serde_json::to_string(&document).map_err(crate::store::error::StoreError::from)?;
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
                visibility: Visibility::Internal,
                event: Event::ReportReleased(released),
            },
            imported: false,
        })?;
        writer.commit()?;
        say(&clean::one_line(
            &self.words.phrase(
                &Phrase::new("done-report-released")
                    .with("number", number.to_string())
                    .with("hash", grouped(&hash)),
            ),
        ));
        if self.globals().json {
            return Ok(Answer::json(&super::answer::record(
                &log.view().report(number)?,
            )));
        }
        if request.output == Output::default() {
            return Ok(Answer::text(String::new()));
        }
        let (sheet, words) = self.released_sheet(&log.view(), number, exercise)?;
        self.hand_out(&sheet, &request.output, &path, &words)
    }

    /// The document as it was released, in the words of then.
    fn released_sheet(
        &self,
        view: &View<'_>,
        number: RecordNumber,
        exercise: bool,
    ) -> Result<(Sheet, Words), Failure> {
        let released = view.released(number)?;
        let mut document: Document = serde_json::from_str(&released.document)
            .map_err(crate::store::error::StoreError::from)?;
        let words = Words::new(
            Lang::parse(&released.language).unwrap_or_default(),
            view.zone,
        );
        document
            .foot
            .push(Phrase::new("report-foot-hash").with("hash", grouped(&released.hash)));
        let voided = view.report(number)?.track.voided;
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

    pub(super) fn show_released(
        &mut self,
        input: &str,
        output: &Output,
    ) -> Result<Answer, Failure> {
        let seen = self.look()?;
        let number = self.report_number(input)?;
        let exercise = seen.log.head.started.exercise;
        let (sheet, words) = self.released_sheet(&seen.view(), number, exercise)?;
        self.hand_out(&sheet, output, &seen.log.path, &words)
    }

    // ---- the way out ----

    /// To the printer, to a file, or to stdout.
    fn hand_out(
        &self,
        sheet: &Sheet,
        output: &Output,
        log: &Path,
        words: &Words,
    ) -> Result<Answer, Failure> {
        let format = if output.print {
            Format::Pdf
        } else {
            output.format
        };
        let (ending, bytes) = self.bytes(sheet, format, output.archive, log, words)?;
        if output.print {
            return self.print(&sheet.stem, &bytes);
        }
        let page = matches!(format, Format::Html | Format::Pdf);
        let name = format!("{}.{ending}", sheet.stem);
        let path = match &output.out {
            Some(path) if path.is_dir() => path.join(name),
            Some(path) => path.clone(),
            // A page on a terminal is of no use to anybody: it becomes a file here.
            None if page && self.environment.terminal.is_some() => self.folder()?.join(name),
            None => {
                return Ok(Answer::bytes(bytes));
            }
        };
        let path = if sheet.exercise { marked(&path) } else { path };
        super::run::write_whole(&path, &bytes).map_err(|source| Failure::OutWrite {
            path: path.clone(),
            source,
        })?;
        say(&clean::one_line(&self.words.phrase(
            &Phrase::new("done-written").with("path", path.to_string_lossy().into_owned()),
        )));
        Ok(Answer::text(String::new()))
    }

    fn bytes(
        &self,
        sheet: &Sheet,
        format: Format,
        archive: bool,
        log: &Path,
        words: &Words,
    ) -> Result<(&'static str, Vec<u8>), Failure> {
        let document = &sheet.document;
        Ok(match format {
            Format::Table => (
                "txt",
                terminal::render(document, words, self.style(true)).into_bytes(),
            ),
            Format::Markdown => ("md", markdown::render(document, words).into_bytes()),
            Format::Json => (
                "json",
                format!("{:#}\n", json::render(document, words)).into_bytes(),
            ),
            Format::Html => {
                let letterhead = self.letterhead()?;
                (
                    "html",
                    html::render(document, words, letterhead.as_ref()).into_bytes(),
                )
            }
            Format::Pdf => ("pdf", self.pdf(sheet, archive, log, words)?),
        })
    }

    #[cfg(feature = "pdf")]
    fn pdf(
        &self,
        sheet: &Sheet,
        archive: bool,
        log: &Path,
        words: &Words,
    ) -> Result<Vec<u8>, Failure> {
        use crate::render::pdf;
        let letterhead = self.letterhead()?;
        let options = pdf::Options {
            letterhead: letterhead.as_ref(),
            template: self.template(log)?,
            archive,
            date: sheet.date,
        };
        pdf::render(&sheet.document, words, &options).map_err(|error| Failure::Template {
            template: error.template,
            line: error.line,
            detail: error.detail,
        })
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, _: &Sheet, _: bool, _: &Path, _: &Words) -> Result<Vec<u8>, Failure> {
        Err(Failure::NoPdf)
    }

    /// The body's own template: beside the log before the user's configuration folder, before ours.
    #[cfg(feature = "pdf")]
    fn template(&self, log: &Path) -> Result<crate::render::pdf::Template, Failure> {
        use crate::render::pdf::{TEMPLATE, Template};
        let own = [
            log.parent().map(Path::to_path_buf),
            self.environment
                .config
                .as_ref()
                .map(|folder| folder.join("lage")),
        ];
        for path in own
            .into_iter()
            .flatten()
            .map(|folder| folder.join("vorlagen").join("lagebericht.typ"))
        {
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    return Ok(Template {
                        name: path.to_string_lossy().into_owned(),
                        text,
                    });
                }
                Err(source) if source.kind() == std::io::ErrorKind::NotFound => {}
                Err(source) => return Err(Failure::SettingsRead { path, source }),
            }
        }
        Ok(Template {
            name: "lagebericht.typ".to_owned(),
            text: TEMPLATE.to_owned(),
        })
    }

    fn letterhead(&self) -> Result<Option<Letterhead>, Failure> {
        let Some(head) = &self.settings.briefkopf else {
            return Ok(None);
        };
        let logo = head
            .logo
            .as_ref()
            .map(|path| {
                let kind = LogoKind::of(&path.to_string_lossy())
                    .ok_or_else(|| Failure::LogoKind { path: path.clone() })?;
                let bytes = std::fs::read(path).map_err(|source| Failure::SettingsRead {
                    path: path.clone(),
                    source,
                })?;
                Ok::<_, Failure>(Logo { kind, bytes })
            })
            .transpose()?;
        Ok(Some(Letterhead {
            name: head.name.clone(),
            address: head.anschrift.clone(),
            logo,
        }))
    }

    /// Hands the PDF to the system's print command.
    fn print(&self, title: &str, bytes: &[u8]) -> Result<Answer, Failure> {
        let started = std::process::Command::new("lp")
            .args(["-t", title])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn();
        let mut child = match started {
            Ok(child) => child,
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
                return Err(Failure::NoPrintCommand);
            }
            Err(source) => {
                return Err(Failure::Print {
                    detail: source.to_string(),
                });
            }
        };
        if let Some(mut stdin) = child.stdin.take() {
            // A printer that does not want all of it says why on stderr.
            let _ = stdin.write_all(bytes);
        }
        let done = child.wait_with_output().map_err(|source| Failure::Print {
            detail: source.to_string(),
        })?;
        if !done.status.success() {
            return Err(Failure::Print {
                detail: clean::one_line(String::from_utf8_lossy(&done.stderr).trim()),
            });
        }
        say(&self.words.text("done-printed"));
        Ok(Answer::text(String::new()))
    }
}

/// The path with a file name that says it is an exercise.
fn marked(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if name.to_uppercase().contains("UEBUNG") || name.to_uppercase().contains("ÜBUNG") {
        return path.to_path_buf();
    }
    path.with_file_name(format!("{EXERCISE}{name}"))
}
