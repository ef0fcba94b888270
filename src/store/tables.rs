//! The derived tables: how a folded record becomes rows, and rows become records again.

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeZone, Utc};
use chrono_tz::Tz;
use rusqlite::types::{FromSql, Value};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};
use serde::de::DeserializeOwned;

use crate::domain::audience::Visibility;
use crate::domain::codes::{
    Addressee, Certainty, DecisionStatus, Effect, IncidentStatus, Mode, NoticeStatus, Priority,
    ReportKind, ServiceState, Severity, TaskStatus,
};
use crate::domain::entry::{Body, Entry, Event, Heads, LogEvent};
use crate::domain::history::Track;
use crate::domain::moment::{Moment, Precision};
use crate::domain::number::{EntryNumber, RecordKind, RecordNumber, Series};
use crate::domain::records::Record;
use crate::domain::records::decision::Decision;
use crate::domain::records::finding::{Finding, Wording};
use crate::domain::records::incident::Incident;
use crate::domain::records::notice::Notice;
use crate::domain::records::report::Report;
use crate::domain::records::report::ReportEvent;
use crate::domain::records::service::{Service, StateSpan};
use crate::domain::records::task::Assignee;
use crate::domain::records::task::Task;
use crate::domain::refusal::SetBy;

use super::chain::{FLAG_CLOCK_HELD, FLAG_IMPORT, Header};
use super::error::StoreError;

/// UTC to the second, as all times stand in the tables: sorts as text, reads in sqlite3's date functions.
pub fn utc(at: DateTime<FixedOffset>) -> String {
    at.with_timezone(&Utc)
        .to_rfc3339_opts(SecondsFormat::Secs, true)
}

// ---- entries ----

/// Reads an entry from its header and body as stored; `None` for a kind that this version does not know.
pub fn entry(id: i64, header: &str, body: &str) -> Result<Option<Entry>, StoreError> {
    let header: Header = serde_json::from_str(header)?;
    if !Event::knows(&header.kind) {
        return Ok(None);
    }
    let body: Body = serde_json::from_str(body)?;
    let recorded_at = header
        .recorded_at()
        .ok_or_else(|| StoreError::Inconsistent {
            what: header.at.clone(),
        })?;
    Ok(Some(Entry {
        number: EntryNumber::from_id(id),
        lam: header.lam,
        seen: Heads::default(),
        received_at: None,
        recorded_at,
        clock_held: header.has(FLAG_CLOCK_HELD),
        imported: header.has(FLAG_IMPORT),
        record: header.record,
        body,
    }))
}

/// All entries of one record, in the order that needs no clock.
pub fn entries_of(conn: &Connection, number: RecordNumber) -> Result<Vec<Entry>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, header, body FROM entry JOIN payload USING (id) WHERE record = ?1 ORDER BY lam, device",
    )?;
    let mut rows = statement.query([number.to_string()])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.extend(entry(
            row.get(0)?,
            row.get_ref(1)?.as_str().map_err(bad_column)?,
            row.get_ref(2)?.as_str().map_err(bad_column)?,
        )?);
    }
    Ok(entries)
}

pub(super) fn bad_column(error: rusqlite::types::FromSqlError) -> StoreError {
    StoreError::Inconsistent {
        what: error.to_string(),
    }
}

/// Everything a person typed into an entry, for the search index.
fn words(entry: &Entry) -> Result<String, StoreError> {
    fn collect(value: &serde_json::Value, into: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                into.push(' ');
                into.push_str(text);
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
            serde_json::Value::Object(fields) => {
                fields.values().for_each(|field| collect(field, into))
            }
            _ => {}
        }
    }
    let mut text = entry.body.text.clone();
    for part in [&entry.body.author, &entry.body.source] {
        text.push(' ');
        text.push_str(part.as_deref().unwrap_or_default());
    }
    if let Some(record) = entry.record {
        text.push(' ');
        text.push_str(&record.to_string());
    }
    // A released report repeats the log: its words would be found twice, and the document is long.
    if !matches!(
        entry.body.event,
        Event::Log(LogEvent::NoteTaken(_)) | Event::Report(ReportEvent::Released(_))
    ) {
        collect(&serde_json::to_value(&entry.body.event)?, &mut text);
    }
    Ok(text)
}

/// Adds the Tagebuch row of an entry and its words to the search index.
pub fn put_journal(conn: &Connection, entry: &Entry, kind: &str) -> Result<(), StoreError> {
    let body = &entry.body;
    conn.prepare_cached(
        "INSERT INTO journal (id, number, happened_at, happened_precision, approximate, recorded_at, author, role, kind,
           subject, text, source, certainty, visibility, target, visibility_of)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        entry.number.id(),
        entry.number.to_string(),
        utc(body.happened_at.at),
        body.happened_at.precision.code(),
        body.approximate,
        utc(entry.recorded_at),
        body.author,
        body.role,
        kind,
        entry.record.map(|record| record.to_string()),
        body.text,
        body.source,
        body.certainty.map(Certainty::code),
        body.visibility.code(),
        body.event.target().map(EntryNumber::id),
        match &body.event {
            Event::Log(LogEvent::VisibilityChanged(change)) => change.entry.map(EntryNumber::id),
            _ => None,
        },
    ])?;
    conn.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?
        .execute(params![entry.number.id(), words(entry)?])?;
    Ok(())
}

/// Keeps an entry made fit for the public in the tables in memory, where no chain holds it: with its payload only.
pub fn put_public(conn: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let series = entry.number.0;
    conn.prepare_cached(
        "INSERT INTO entry (id, device, seq, lam, kind, record, header, hash)
         VALUES (?1, ?2, ?3, ?1, ?4, ?5, ?6, zeroblob(32))",
    )?
    .execute(params![
        entry.number.id(),
        series.device.0,
        i64::try_from(series.running).unwrap_or(i64::MAX),
        entry.body.event.kind(),
        entry.record.map(|record| record.to_string()),
        serde_json::to_string(&Header::of(entry))?,
    ])?;
    conn.prepare_cached("INSERT INTO payload (id, salt, body) VALUES (?1, zeroblob(32), ?2)")?
        .execute(params![
            entry.number.id(),
            serde_json::to_string(&entry.body)?
        ])?;
    put_journal(conn, entry, entry.body.event.kind())
}

/// Brings what later entries say of `target` into its Tagebuch row: the last correction that counts, and a cancellation.
///
/// A cancelled correction no longer counts, so the row of what it corrected is refreshed with it.
pub fn refresh_remarks(conn: &Connection, target: EntryNumber) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE journal SET
           voided_by = (SELECT min(v.id) FROM journal v WHERE v.target = ?1 AND v.kind = 'entry_voided'),
           corrected_by = (SELECT max(c.id) FROM journal c
              WHERE c.target = ?1 AND c.kind = 'entry_corrected' AND c.voided_by IS NULL),
           corrected_text = (SELECT c.text FROM journal c
              WHERE c.target = ?1 AND c.kind = 'entry_corrected' AND c.voided_by IS NULL ORDER BY c.id DESC LIMIT 1)
         WHERE id = ?1",
    )?
    .execute([target.id()])?;
    let above: Option<i64> = conn
        .prepare_cached("SELECT target FROM journal WHERE id = ?1")?
        .query_row([target.id()], |row| row.get(0))
        .optional()?
        .flatten();
    above.map_or(Ok(()), |above| {
        refresh_remarks(conn, EntryNumber::from_id(above))
    })
}

/// What the last change that counts says of a Tagebuch row (the rule: `domain::publicity::visibilities`).
const LAST_SAID: &str = "(SELECT v.visibility FROM journal v
   WHERE v.kind = 'visibility_changed' AND v.voided_by IS NULL
     AND (v.visibility_of = journal.id OR v.visibility_of IS NULL AND v.subject = journal.subject
       AND (v.recorded_at, v.id) > (journal.recorded_at, journal.id))
   ORDER BY v.recorded_at DESC, v.id DESC LIMIT 1)";

/// Brings a change of visibility, or its cancellation, into the rows of the log's own Tagebuch it is about; any other entry
/// changes nothing.
pub fn refresh_visibility(conn: &Connection, change: EntryNumber) -> Result<(), StoreError> {
    conn.prepare_cached(&format!(
        "UPDATE journal SET visibility = coalesce({LAST_SAID},
           (SELECT body ->> '$.visibility' FROM payload WHERE payload.id = journal.id))
         WHERE kind <> 'visibility_changed' AND id IN (
           SELECT visibility_of FROM journal WHERE id = ?1
           UNION ALL SELECT e.id FROM journal said JOIN entry e ON e.record = said.subject
             WHERE said.id = ?1 AND said.kind = 'visibility_changed' AND said.visibility_of IS NULL)"
    ))?
    .execute([change.id()])?;
    Ok(())
}

/// The same for all rows of a Tagebuch that was just filled.
pub fn settle_visibility(conn: &Connection) -> Result<(), StoreError> {
    conn.execute(
        &format!(
            "UPDATE journal SET visibility = coalesce({LAST_SAID}, visibility)
             WHERE kind <> 'visibility_changed' AND (
               id IN (SELECT visibility_of FROM journal WHERE kind = 'visibility_changed')
               OR subject IN (SELECT subject FROM journal WHERE kind = 'visibility_changed' AND visibility_of IS NULL))"
        ),
        [],
    )?;
    Ok(())
}

// ---- records to rows ----

/// The columns of one row, by name.
struct Columns(Vec<(&'static str, Value)>);

impl Columns {
    fn put(&mut self, name: &'static str, value: impl Into<Value>) -> &mut Self {
        self.0.push((name, value.into()));
        self
    }

    fn text(&mut self, name: &'static str, value: Option<&str>) -> &mut Self {
        self.put(name, value.map(str::to_owned))
    }

    fn moment(
        &mut self,
        name: &'static str,
        precision: &'static str,
        value: Option<Moment>,
    ) -> &mut Self {
        self.put(name, value.map(|moment| utc(moment.at)));
        self.text(precision, value.map(|moment| moment.precision.code()))
    }

    fn numbers(&mut self, name: &'static str, value: &[RecordNumber]) -> &mut Self {
        self.put(name, serde_json::json!(value).to_string())
    }

    fn texts(&mut self, name: &'static str, value: &[String]) -> &mut Self {
        self.put(name, serde_json::json!(value).to_string())
    }

    fn track(&mut self, track: &Track) -> &mut Self {
        self.put("id", track.number.id())
            .put("number", track.number.to_string())
            .put("entry", track.entry.id())
            .moment(
                "happened_at",
                "happened_at_precision",
                Some(track.happened_at),
            )
            .put("approximate", track.approximate)
            .put("author", track.author.clone())
            .put("source", track.source.clone())
            .put("visibility", track.visibility.code())
            .put("added_at", utc(track.added_at.at))
            .put("changed_at", utc(track.changed_at.at))
            .moment("status_at", "status_at_precision", Some(track.status_by.at))
            .put("status_author", track.status_by.author.clone())
            .moment(
                "voided_at",
                "voided_at_precision",
                track.voided.as_ref().map(|by| by.at),
            )
            .put(
                "voided_author",
                track.voided.as_ref().and_then(|by| by.author.clone()),
            )
    }

    fn write(self, conn: &Connection, table: &str) -> Result<(), StoreError> {
        let names: Vec<String> = self
            .0
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let marks = vec!["?"; self.0.len()].join(", ");
        let sql = format!(
            "INSERT OR REPLACE INTO {table} ({}) VALUES ({marks})",
            names.join(", ")
        );
        let values = self
            .0
            .iter()
            .map(|(_, value)| value as &dyn ToSql)
            .collect::<Vec<_>>();
        conn.prepare_cached(&sql)?.execute(values.as_slice())?;
        Ok(())
    }
}

fn number_text(number: Option<RecordNumber>) -> Option<String> {
    number.map(|number| number.to_string())
}

/// Replaces the rows of a record.
pub fn put(conn: &Connection, record: &Record) -> Result<(), StoreError> {
    let mut columns = Columns(Vec::with_capacity(36));
    match record {
        Record::Incident(incident) => {
            columns
                .track(&incident.track)
                .put("title", incident.title.clone())
                .put("description", incident.description.clone())
                .text("severity", incident.severity.map(Severity::code))
                .put("status", incident.status.code().to_owned())
                .moment("began_at", "began_at_precision", incident.began_at)
                .put("began_approximate", incident.began_approximate)
                .moment("ended_at", "ended_at_precision", incident.ended_at)
                .put("reason", incident.reason.clone());
            columns.write(conn, "incident")
        }
        Record::Task(task) => {
            let (function, person) = task.assignee.clone().map_or((None, None), |assignee| {
                (assignee.function, assignee.person)
            });
            columns
                .track(&task.track)
                .put("what", task.what.clone())
                .put("assignee_function", function)
                .put("assignee_person", person)
                .put("issued_by", task.issued_by.clone())
                .moment("issued_at", "issued_at_precision", Some(task.issued_at))
                .moment("due", "due_precision", task.due)
                .put("priority", task.priority.code().to_owned())
                .put("priority_rank", task.priority as i64)
                .put("status", task.status.code().to_owned())
                .numbers("waits_for", &task.waits_for)
                .numbers("about", &task.about)
                .put("result", task.result.clone())
                .text("effect", task.effect.map(Effect::code))
                .moment("ended_at", "ended_at_precision", task.ended_at);
            columns.write(conn, "task")
        }
        Record::Decision(decision) => {
            columns
                .track(&decision.track)
                .put("what", decision.what.clone())
                .put("reason", decision.reason.clone())
                .put("decided_by", decision.decided_by.clone())
                .text("mode", decision.mode.map(Mode::code))
                .put("knowledge", decision.knowledge.clone())
                .texts("options", &decision.options)
                .texts("risks", &decision.risks)
                .texts("heard", &decision.heard)
                .moment("review_at", "review_at_precision", decision.review_at)
                .numbers("about", &decision.about)
                .put("status", decision.status.code().to_owned())
                .put("supersedes", number_text(decision.supersedes))
                .put("superseded_by", number_text(decision.superseded_by))
                .moment("ended_at", "ended_at_precision", decision.ended_at)
                .put("revoked_reason", decision.revoked_reason.clone())
                .put("revoked_by", decision.revoked_by.clone());
            columns.write(conn, "decision")
        }
        Record::Service(service) => {
            columns
                .track(&service.track)
                .put("name", service.name.clone())
                .put("group", service.group.clone())
                .put("place", service.place.clone())
                .put("owner", service.owner.clone())
                .put("contact", service.contact.clone())
                .numbers("depends_on", &service.depends_on)
                .put("max_outage", service.max_outage)
                .put("state", service.state().code().to_owned());
            columns.write(conn, "service")?;
            put_history(conn, service)
        }
        Record::Finding(finding) => {
            columns
                .track(&finding.track)
                .put("topic", finding.topic.clone())
                .put("statement", finding.statement.clone())
                .put("certainty", finding.certainty.code().to_owned())
                .moment("since", "since_precision", Some(finding.since));
            columns.write(conn, "finding")?;
            put_wordings(conn, finding)
        }
        Record::Notice(notice) => {
            columns
                .track(&notice.track)
                .put("text", notice.text.clone())
                .put("audience", notice.audience.code().to_owned())
                .put("channel", notice.channel.clone())
                .moment(
                    "valid_from",
                    "valid_from_precision",
                    Some(notice.valid_from),
                )
                .moment("valid_until", "valid_until_precision", notice.valid_until)
                .put("released_by", notice.released_by.clone())
                .put("status", notice.status.code().to_owned())
                .put("replaces", number_text(notice.replaces))
                .put("replaced_by", number_text(notice.replaced_by))
                .moment("ended_at", "ended_at_precision", notice.ended_at)
                .put("reason", notice.reason.clone());
            columns.write(conn, "notice")
        }
        Record::Report(report) => {
            columns
                .track(&report.track)
                .put("kind", report.kind.code().to_owned())
                .moment("as_of", "as_of_precision", Some(report.as_of))
                .moment("known_by", "known_by_precision", report.known_by)
                .put("previous", number_text(report.previous))
                .put("released_by", report.released_by.clone())
                .texts("distribution", &report.distribution)
                .moment("next_at", "next_at_precision", report.next_at)
                .moment("meeting_at", "meeting_at_precision", report.meeting_at)
                .put("hash", report.hash.clone());
            columns.write(conn, "report")
        }
    }
}

fn put_history(conn: &Connection, service: &Service) -> Result<(), StoreError> {
    let id = service.track.number.id();
    conn.prepare_cached("DELETE FROM service_state WHERE service = ?1")?
        .execute([id])?;
    for (position, span) in service.history.iter().enumerate() {
        let mut columns = Columns(Vec::with_capacity(16));
        columns
            .put("service", id)
            .put("position", i64::try_from(position).unwrap_or(i64::MAX))
            .put("entry", span.entry.id())
            .put("state", span.state.code().to_owned())
            .moment("since", "since_precision", Some(span.since))
            .put("approximate", span.approximate)
            .put("cause", span.cause.clone())
            .put("restriction", span.restriction.clone())
            .put("workaround", span.workaround.clone())
            .moment(
                "expected_back",
                "expected_back_precision",
                span.expected_back,
            )
            .moment("valid_until", "valid_until_precision", span.valid_until)
            .put("source", span.source.clone())
            .put("noted_at", utc(span.noted_at.at));
        columns.write(conn, "service_state")?;
    }
    Ok(())
}

fn put_wordings(conn: &Connection, finding: &Finding) -> Result<(), StoreError> {
    let id = finding.track.number.id();
    conn.prepare_cached("DELETE FROM finding_wording WHERE finding = ?1")?
        .execute([id])?;
    for (position, wording) in finding.history.iter().enumerate() {
        let mut columns = Columns(Vec::with_capacity(9));
        columns
            .put("finding", id)
            .put("position", i64::try_from(position).unwrap_or(i64::MAX))
            .put("entry", wording.entry.id())
            .put("statement", wording.statement.clone())
            .put("certainty", wording.certainty.code().to_owned())
            .moment("since", "since_precision", Some(wording.since))
            .put("source", wording.source.clone());
        columns.write(conn, "finding_wording")?;
    }
    Ok(())
}

/// Folds one record again from all its entries in `from` and replaces its rows in `into`.
pub(super) fn refold(
    from: &Connection,
    into: &Connection,
    number: RecordNumber,
) -> Result<(), StoreError> {
    let entries = entries_of(from, number)?;
    match Record::fold(number, &entries) {
        Some(record) => put(into, &record),
        None => remove(into, number),
    }
}

/// Removes the rows of a record of which no entry counts.
fn remove(conn: &Connection, number: RecordNumber) -> Result<(), StoreError> {
    conn.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", number.kind.code()))?
        .execute([number.id()])?;
    match number.kind {
        RecordKind::Service => conn.execute(
            "DELETE FROM service_state WHERE service = ?1",
            [number.id()],
        )?,
        RecordKind::Finding => conn.execute(
            "DELETE FROM finding_wording WHERE finding = ?1",
            [number.id()],
        )?,
        _ => 0,
    };
    Ok(())
}

// ---- rows to records ----

/// A row read by column names, with times shown in the log's zone.
pub struct Reader<'a> {
    pub row: &'a Row<'a>,
    pub zone: Tz,
}

impl Reader<'_> {
    fn get<T: FromSql>(&self, name: &'static str) -> Result<T, StoreError> {
        Ok(self.row.get(name)?)
    }

    fn moment_at(&self, text: &str, precision: &str) -> Result<Moment, StoreError> {
        let wrong = || StoreError::Inconsistent {
            what: format!("{text} {precision}"),
        };
        let utc: DateTime<Utc> = text.parse().map_err(|_| wrong())?;
        Ok(Moment {
            at: self.zone.from_utc_datetime(&utc.naive_utc()).fixed_offset(),
            precision: Precision::from_code(precision).ok_or_else(wrong)?,
        })
    }

    fn optional_moment(
        &self,
        name: &'static str,
        precision: &'static str,
    ) -> Result<Option<Moment>, StoreError> {
        let text: Option<String> = self.get(name)?;
        let precision: Option<String> = self.get(precision)?;
        text.zip(precision)
            .map(|(text, precision)| self.moment_at(&text, &precision))
            .transpose()
    }

    fn moment(&self, name: &'static str, precision: &'static str) -> Result<Moment, StoreError> {
        self.optional_moment(name, precision)?
            .ok_or_else(|| StoreError::Inconsistent {
                what: name.to_owned(),
            })
    }

    fn exact(&self, name: &'static str) -> Result<Moment, StoreError> {
        self.moment_at(&self.get::<String>(name)?, "minute")
    }

    fn optional_code<T>(
        &self,
        name: &'static str,
        read: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let code: Option<String> = self.get(name)?;
        let Some(code) = code else { return Ok(None) };
        read(&code)
            .map(Some)
            .ok_or_else(|| StoreError::Inconsistent {
                what: format!("{name} {code}"),
            })
    }

    pub(super) fn visibility(&self) -> Result<Visibility, StoreError> {
        Ok(Visibility::from_code(&self.get::<String>("visibility")?))
    }

    pub(super) fn code<T>(
        &self,
        name: &'static str,
        read: fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        self.optional_code(name, read)?
            .ok_or_else(|| StoreError::Inconsistent {
                what: name.to_owned(),
            })
    }

    fn json<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, StoreError> {
        Ok(serde_json::from_str(&self.get::<String>(name)?)?)
    }

    fn number(&self, name: &'static str) -> Result<Option<RecordNumber>, StoreError> {
        Ok(self
            .get::<Option<String>>(name)?
            .as_deref()
            .and_then(RecordNumber::parse))
    }

    fn entry(&self) -> Result<EntryNumber, StoreError> {
        Ok(EntryNumber::from_id(self.get("entry")?))
    }

    fn track(&self, kind: RecordKind) -> Result<Track, StoreError> {
        Ok(Track {
            number: RecordNumber {
                kind,
                series: Series::from_id(self.get("id")?),
            },
            entry: self.entry()?,
            added_at: self.exact("added_at")?,
            changed_at: self.exact("changed_at")?,
            happened_at: self.moment("happened_at", "happened_at_precision")?,
            approximate: self.get("approximate")?,
            author: self.get("author")?,
            source: self.get("source")?,
            visibility: self.visibility()?,
            beside: Vec::new(),
            voided: self
                .optional_moment("voided_at", "voided_at_precision")?
                .map(|at| {
                    Ok::<_, StoreError>(SetBy {
                        at,
                        author: self.get("voided_author")?,
                    })
                })
                .transpose()?,
            status_by: SetBy {
                at: self.moment("status_at", "status_at_precision")?,
                author: self.get("status_author")?,
            },
        })
    }

    pub fn incident(&self) -> Result<Incident, StoreError> {
        Ok(Incident {
            track: self.track(RecordKind::Incident)?,
            title: self.get("title")?,
            description: self.get("description")?,
            severity: self.optional_code("severity", Severity::from_code)?,
            status: self.code("status", IncidentStatus::from_code)?,
            began_at: self.optional_moment("began_at", "began_at_precision")?,
            began_approximate: self.get("began_approximate")?,
            ended_at: self.optional_moment("ended_at", "ended_at_precision")?,
            reason: self.get("reason")?,
        })
    }

    pub fn task(&self) -> Result<Task, StoreError> {
        let assignee = Assignee {
            function: self.get("assignee_function")?,
            person: self.get("assignee_person")?,
        };
        Ok(Task {
            track: self.track(RecordKind::Task)?,
            what: self.get("what")?,
            assignee: Some(assignee).filter(|a| a.function.is_some() || a.person.is_some()),
            issued_by: self.get("issued_by")?,
            issued_at: self.moment("issued_at", "issued_at_precision")?,
            due: self.optional_moment("due", "due_precision")?,
            priority: self.code("priority", Priority::from_code)?,
            status: self.code("status", TaskStatus::from_code)?,
            waits_for: self.json("waits_for")?,
            about: self.json("about")?,
            result: self.get("result")?,
            effect: self.optional_code("effect", Effect::from_code)?,
            ended_at: self.optional_moment("ended_at", "ended_at_precision")?,
        })
    }

    pub fn decision(&self) -> Result<Decision, StoreError> {
        Ok(Decision {
            track: self.track(RecordKind::Decision)?,
            what: self.get("what")?,
            reason: self.get("reason")?,
            decided_by: self.get("decided_by")?,
            mode: self.optional_code("mode", Mode::from_code)?,
            knowledge: self.get("knowledge")?,
            options: self.json("options")?,
            risks: self.json("risks")?,
            heard: self.json("heard")?,
            review_at: self.optional_moment("review_at", "review_at_precision")?,
            about: self.json("about")?,
            status: self.code("status", DecisionStatus::from_code)?,
            supersedes: self.number("supersedes")?,
            superseded_by: self.number("superseded_by")?,
            ended_at: self.optional_moment("ended_at", "ended_at_precision")?,
            revoked_reason: self.get("revoked_reason")?,
            revoked_by: self.get("revoked_by")?,
        })
    }

    /// The service without its history, which stands in a table of its own.
    pub fn service(&self) -> Result<Service, StoreError> {
        Ok(Service {
            track: self.track(RecordKind::Service)?,
            name: self.get("name")?,
            group: self.get("group")?,
            place: self.get("place")?,
            owner: self.get("owner")?,
            contact: self.get("contact")?,
            depends_on: self.json("depends_on")?,
            max_outage: self.get("max_outage")?,
            history: Vec::new(),
        })
    }

    pub fn span(&self) -> Result<StateSpan, StoreError> {
        Ok(StateSpan {
            entry: self.entry()?,
            state: self.code("state", ServiceState::from_code)?,
            since: self.moment("since", "since_precision")?,
            approximate: self.get("approximate")?,
            cause: self.get("cause")?,
            restriction: self.get("restriction")?,
            workaround: self.get("workaround")?,
            expected_back: self.optional_moment("expected_back", "expected_back_precision")?,
            valid_until: self.optional_moment("valid_until", "valid_until_precision")?,
            source: self.get("source")?,
            noted_at: self.exact("noted_at")?,
        })
    }

    /// The finding without its earlier wordings.
    pub fn finding(&self) -> Result<Finding, StoreError> {
        Ok(Finding {
            track: self.track(RecordKind::Finding)?,
            topic: self.get("topic")?,
            statement: self.get("statement")?,
            certainty: self.code("certainty", Certainty::from_code)?,
            since: self.moment("since", "since_precision")?,
            history: Vec::new(),
        })
    }

    pub fn wording(&self) -> Result<Wording, StoreError> {
        Ok(Wording {
            entry: self.entry()?,
            statement: self.get("statement")?,
            certainty: self.code("certainty", Certainty::from_code)?,
            since: self.moment("since", "since_precision")?,
            source: self.get("source")?,
        })
    }

    pub fn report(&self) -> Result<Report, StoreError> {
        Ok(Report {
            track: self.track(RecordKind::Report)?,
            kind: self.code("kind", ReportKind::from_code)?,
            as_of: self.moment("as_of", "as_of_precision")?,
            known_by: self.optional_moment("known_by", "known_by_precision")?,
            previous: self.number("previous")?,
            released_by: self.get("released_by")?,
            distribution: self.json("distribution")?,
            next_at: self.optional_moment("next_at", "next_at_precision")?,
            meeting_at: self.optional_moment("meeting_at", "meeting_at_precision")?,
            hash: self.get("hash")?,
            knew: {
                let Series { device, running } = self.entry()?.0;
                let mut knew = Heads::default();
                knew.add(device, running - 1);
                knew
            },
        })
    }

    pub fn notice(&self) -> Result<Notice, StoreError> {
        Ok(Notice {
            track: self.track(RecordKind::Notice)?,
            text: self.get("text")?,
            audience: self.code("audience", Addressee::from_code)?,
            channel: self.get("channel")?,
            valid_from: self.moment("valid_from", "valid_from_precision")?,
            valid_until: self.optional_moment("valid_until", "valid_until_precision")?,
            released_by: self.get("released_by")?,
            status: self.code("status", NoticeStatus::from_code)?,
            replaces: self.number("replaces")?,
            replaced_by: self.number("replaced_by")?,
            ended_at: self.optional_moment("ended_at", "ended_at_precision")?,
            reason: self.get("reason")?,
        })
    }
}
