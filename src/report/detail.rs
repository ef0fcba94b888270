//! One record with everything it says and everything that was said of it.

use crate::document::build::{list, part, phrase, say, short, stacked, text};
use crate::document::{Block, Cell, Document, Field, Phrase};
use crate::domain::beside::Beside;
use crate::domain::moment::Moment;
use crate::domain::records::Record;
use crate::domain::situation::{JournalLine, Link, Linked};

use super::{journal, records, values};

/// The page of a record; `linked` are those that name it.
pub(crate) fn build(
    record: &Record,
    lines: &[JournalLine],
    linked: &[Linked],
    now: Moment,
) -> Document {
    let track = record.track();
    let mut fields = records::fields(record, now);
    for beside in &track.beside {
        add_beside(&mut fields, record, beside);
    }
    fields.retain(|field| !field.value.is_empty());
    let marks = track
        .voided
        .iter()
        .map(|by| Phrase::new("report-record-voided").with("moment", by.at))
        .collect();
    let belongs = part(
        "linked",
        Phrase::new("section-linked"),
        list(
            "linked",
            linked.iter().map(|linked| belonging(linked, now)).collect(),
        ),
    );
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
        sections: if linked.is_empty() {
            vec![history]
        } else {
            vec![belongs, history]
        },
        foot: Vec::new(),
    }
}

/// "A-2 Server trennen: wartet darauf, offen".
fn belonging(linked: &Linked, now: Moment) -> Cell {
    let record = &linked.record;
    let number = record.track().number;
    let mut cell = text(format!(
        "{number} {}: ",
        short(record.name(), values::VALUE)
    ));
    match linked.how {
        Link::About => {}
        Link::WaitsFor => cell.extend(say("link-waits-for")),
        Link::DependsOn => cell.extend(say("link-depends-on")),
        Link::SameTopic => cell.extend(say("link-same-topic")),
    }
    let standing = ["status", "state", "statement"];
    let fields = records::fields(record, now);
    let field = fields
        .into_iter()
        .find(|field| standing.contains(&field.name.as_ref()));
    cell.extend(
        field
            .map(|field| values::brief(&field.value))
            .unwrap_or_default(),
    );
    cell
}

/// Adds what another laptop said of a field to that field, so that both stand together until somebody decides. A field that
/// the page does not show, as the name, comes first.
fn add_beside(fields: &mut Vec<Field>, record: &Record, beside: &Beside) {
    let track = record.track();
    let said = Phrase::new("report-beside").with("entry", beside.entry.to_string());
    let line = [
        phrase(said),
        values::said(track.number.kind, &beside.field, &beside.value),
    ]
    .concat();
    // The status of a service is its state.
    let shows = |field: &&mut Field| {
        field.name == beside.field.as_str() || (beside.field == "status" && field.name == "state")
    };
    if let Some(field) = fields.iter_mut().find(shows) {
        field.value = stacked([std::mem::take(&mut field.value), line]);
        return;
    }
    let label = records::field_label(track.number.kind, &beside.field);
    fields.insert(
        0,
        Field {
            name: beside.field.clone().into(),
            label,
            value: line,
            data: Vec::new(),
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Inline;
    use crate::domain::codes::Severity;
    use crate::domain::codes::TaskStatus::{InProgress, OnHold};
    use crate::domain::entry::{Edit, Event, Plain};
    use crate::domain::number::{Device, EntryNumber, Series};
    use crate::domain::records::incident::{IncidentChanged, IncidentEvent, IncidentOpened};
    use crate::domain::records::task::{Assignee, TaskAdded, TaskChanged, TaskEvent};
    use crate::report::label;
    use crate::report::sample::{NOW, entry, hours, moment, record};

    /// Two laptops that did not know of each other: entry 2b, then entry 3 of the founding one.
    fn said_beside(record_number: &str, created: Event, theirs: Event, ours: Event) -> Document {
        let mut other = entry("2", Some(record_number), "", theirs);
        other.number = EntryNumber(Series {
            device: Device(1),
            running: 2,
        });
        let entries = [
            entry("1", Some(record_number), "Angriff", created),
            other,
            entry("3", Some(record_number), "", ours),
        ];
        build(&record(&entries), &[], &[], moment(NOW))
    }

    fn beside(words: Cell) -> Cell {
        let said = Phrase::new("report-beside").with("entry", "2b");
        [phrase(said), words].concat()
    }

    fn shown(document: &Document, name: &str) -> Cell {
        let field = document.head.iter().find(|field| field.name == name);
        field.unwrap().value.clone()
    }

    #[test]
    fn what_was_said_beside_stands_at_its_field() {
        let opened = IncidentEvent::Opened(IncidentOpened {
            severity: None,
            description: None,
            began_at: None,
            began_approximate: false,
        });
        let change = |title: &str, severity, began| {
            IncidentEvent::Changed(IncidentChanged {
                title: Some(title.to_owned()),
                severity: Edit::Set(severity),
                began_at: Edit::Set(began),
                ..IncidentChanged::default()
            })
        };
        let page = said_beside(
            "V-1",
            opened.into(),
            change("Brand", Severity::Crisis, hours(-9)).into(),
            change("Angriff", Severity::Emergency, hours(-8)).into(),
        );
        let severity = stacked([
            vec![label::severity(Severity::Emergency)],
            beside(vec![label::severity(Severity::Crisis)]),
        ]);
        assert_eq!(shown(&page, "severity"), severity);
        let began = stacked([
            vec![Inline::Moment(hours(-8))],
            beside(vec![Inline::Moment(hours(-9))]),
        ]);
        assert_eq!(shown(&page, "began_at"), began);
        // The page shows the name in its title.
        assert_eq!(page.head[0].name, "title");
        assert_eq!(page.head[0].label, Phrase::new("column-incident"));
        assert_eq!(page.head[0].value, beside(text("Brand")));
    }

    #[test]
    fn a_task_says_beside_whom_it_was_given_to_and_what_became_of_it() {
        let added: Event = TaskEvent::Added(TaskAdded {
            assignee: None,
            issued_by: None,
            due: None,
            priority: None,
            waits_for: Vec::new(),
            about: Vec::new(),
        })
        .into();
        let given = |who: Option<&str>| {
            let assignee = who.map_or(Edit::Clear, |who| Edit::Set(Assignee::parse(who).unwrap()));
            TaskEvent::Changed(TaskChanged {
                assignee,
                ..TaskChanged::default()
            })
            .into()
        };
        let page = said_beside(
            "A-1",
            added.clone(),
            given(Some("S6/Meyer")),
            given(Some("S1")),
        );
        let expected = stacked([text("S1"), beside(text("S6 / Meyer"))]);
        assert_eq!(shown(&page, "assignee"), expected);
        let page = said_beside("A-1", added.clone(), given(None), given(Some("S1")));
        let expected = stacked([text("S1"), beside(say("report-unassigned"))]);
        assert_eq!(shown(&page, "assignee"), expected);
        let (held, started) = (TaskEvent::Held(Plain {}), TaskEvent::Started(Plain {}));
        let page = said_beside("A-1", added, held.into(), started.into());
        let expected = stacked([
            vec![label::task_status(InProgress)],
            beside(vec![label::task_status(OnHold)]),
        ]);
        assert_eq!(shown(&page, "status"), expected);
    }
}
