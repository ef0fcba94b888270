//! The words of the closed vocabularies: each code with its label and tone.

use crate::document::build::{label, state};
use crate::document::{Inline, Phrase, Tone, Value};
use crate::domain::audience::{Audience, Visibility};
use crate::domain::codes::{
    Addressee, AssessmentPart, Certainty, DecisionStatus, Effect, IncidentStatus, Mode,
    NoticeStatus, Outcome, Priority, ReportKind, ServiceState, Severity, TaskStatus,
};
use crate::domain::correction::{Field, Form};
use crate::domain::moment::Moment;
use crate::domain::records::task::Assignee;

pub fn severity(value: Severity) -> Inline {
    state("severity", value.code(), Tone::Plain)
}

pub fn incident_status(value: IncidentStatus) -> Inline {
    state("incident-status", value.code(), Tone::Plain)
}

pub fn task_status(value: TaskStatus) -> Inline {
    state("task-status", value.code(), Tone::Plain)
}

pub fn priority(value: Priority) -> Inline {
    state(
        "priority",
        value.code(),
        if value == Priority::Urgent {
            Tone::Watch
        } else {
            Tone::Plain
        },
    )
}

pub fn effect(value: Effect) -> Inline {
    state("effect", value.code(), Tone::Plain)
}

pub fn decision_status(value: DecisionStatus) -> Inline {
    state("decision-status", value.code(), Tone::Plain)
}

pub fn mode(value: Mode) -> Inline {
    Inline::Phrase(label("mode", value.code()))
}

pub fn certainty(value: Certainty) -> Inline {
    state("certainty", value.code(), Tone::Plain)
}

/// How certain something is in words, or that nobody said so.
pub fn certainty_words(value: Option<Certainty>) -> Phrase {
    value.map_or_else(
        || Phrase::new("report-not-rated"),
        |value| label("certainty", value.code()),
    )
}

pub fn notice_status(value: NoticeStatus) -> Inline {
    state("notice-status", value.code(), Tone::Plain)
}

pub fn audience(value: Addressee) -> Inline {
    state("audience", value.code(), Tone::Plain)
}

pub fn audience_words(value: Addressee) -> Phrase {
    label("audience", value.code())
}

pub fn visibility(value: Visibility) -> Inline {
    Inline::State {
        code: value.code(),
        label: readers(value),
        tone: Tone::Plain,
    }
}

/// Who may read it in words: nobody outside, everybody, or the audiences apart by a comma.
pub fn readers(value: Visibility) -> Phrase {
    let word = |audience: &Audience| label("visibility", audience.code());
    if value.allows(Audience::Public) {
        return word(&Audience::Public);
    }
    let marked = Audience::ALL.iter().rev();
    marked
        .filter(|audience| value.allows(**audience))
        .map(word)
        .reduce(|others, first| {
            Phrase::new("label-visibility-list")
                .with("first", first)
                .with("others", others)
        })
        .unwrap_or_else(|| label("visibility", &value.code()))
}

pub fn report_kind(value: ReportKind) -> Inline {
    state("report-kind", value.code(), Tone::Plain)
}

pub fn assessment_part(value: AssessmentPart) -> Phrase {
    label("assessment-part", value.code())
}

pub fn service_state(value: ServiceState) -> Inline {
    state("service-state", value.code(), service_tone(value))
}

pub fn service_state_words(value: ServiceState) -> Phrase {
    label("service-state", value.code())
}

/// A service that is gone is an alarm. A limping one is to be watched, and so is one of unknown state.
pub fn service_tone(value: ServiceState) -> Tone {
    match value {
        ServiceState::Down | ServiceState::Isolated => Tone::Alarm,
        ServiceState::Emergency
        | ServiceState::Degraded
        | ServiceState::Unknown
        | ServiceState::Maintenance => Tone::Watch,
        ServiceState::Normal | ServiceState::Unaffected => Tone::Fine,
    }
}

pub fn outcome(value: Outcome) -> Inline {
    state("finding-status", value.code(), Tone::Plain)
}

pub fn outcome_words(value: Outcome) -> Phrase {
    label("finding-status", value.code())
}

/// What a field is called in a correction.
pub fn field(name: &str) -> Phrase {
    label("field", name)
}

/// What a field holds, in words.
pub fn field_value(field: &Field) -> Value {
    let json = &field.value;
    let name = match field.stored {
        Some("state") => "service-state",
        Some("outcome") => "finding-status",
        Some(stored) => stored,
        None => "",
    };
    match field.form {
        Form::Moment => serde_json::from_value::<Moment>(json.clone())
            .ok()
            .map(Value::from),
        Form::Word => json.as_str().map(|code| label(name, code).into()),
        Form::Assignee => serde_json::from_value::<Assignee>(json.clone())
            .ok()
            .map(|assignee| assignee.to_string().into()),
        Form::Text | Form::Texts => json.as_str().map(Value::from),
    }
    .unwrap_or_else(|| json.to_string().into())
}

/// A group we know by its label, the body's own as it typed it.
pub fn group(value: &str) -> Inline {
    match value {
        "citizen" | "application" | "communication" | "infrastructure" | "supply" => {
            state("group", value, Tone::Plain)
        }
        own => Inline::Text(own.to_owned()),
    }
}
