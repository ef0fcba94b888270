//! The closed vocabularies of the records: each value has one English code, the same in code, tables and JSON.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$inner])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The English code in tables and JSON.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    )+};
}

pub(super) use codes;

codes! {
    /// Level of an incident (BSI-Standard 200-4: Störung, Notfall, Krise; Katastrophe by state law).
    Severity { Disruption = "disruption", Emergency = "emergency", Crisis = "crisis", Disaster = "disaster" }

    IncidentStatus { Open = "open", Closed = "closed", FalseAlarm = "false_alarm" }

    Priority { Urgent = "urgent", High = "high", Normal = "normal", Low = "low" }

    TaskStatus { Open = "open", InProgress = "in_progress", OnHold = "on_hold", Done = "done", Cancelled = "cancelled" }

    /// Wirkung of a measure (BSI-Standard 200-4 asks for it in the Lagebild).
    Effect { Effective = "effective", Partial = "partial", Ineffective = "ineffective", Unknown = "unknown" }

    /// How a decision came about: by consensus, or by the head of the staff alone.
    Mode { Consensus = "consensus", Lead = "lead" }

    DecisionStatus { InForce = "in_force", Superseded = "superseded", Revoked = "revoked" }

    /// State of a service. "Not known", "not affected" and "normal" are three things.
    ServiceState {
        Unknown = "unknown",
        Unaffected = "unaffected",
        Normal = "normal",
        Degraded = "degraded",
        Emergency = "emergency",
        Down = "down",
        Isolated = "isolated",
        /// Planned, with an end.
        Maintenance = "maintenance",
    }

    /// What is known, presumed and not known are kept apart (CEN/TS 17091, Lagebesprechung).
    Certainty { Fact = "fact", Assumption = "assumption", Question = "question" }

    /// What came of a finding.
    Outcome { Confirmed = "confirmed", Refuted = "refuted", Settled = "settled" }

    NoticeStatus { InForce = "in_force", Replaced = "replaced", Withdrawn = "withdrawn" }

    /// For whom a notice is meant.
    Addressee { Public = "public", Press = "press", Staff = "staff", Authorities = "authorities" }

    /// Erst-, Folge- and Schlussbericht.
    ReportKind { First = "first", Followup = "followup", Final = "final" }

    /// The parts of a Lagebericht that people write: allgemeine Lage, Zusammenfassung, Beurteilung, Prognose (12 to 24
    /// hours, 72 hours, beyond; ICS 209, BSI-Standard 200-4) and Entscheidungsbedarf.
    AssessmentPart {
        Summary = "summary",
        General = "general",
        Assessment = "assessment",
        OutlookShort = "outlook_short",
        OutlookMedium = "outlook_medium",
        OutlookLong = "outlook_long",
        DecisionNeeded = "decision_needed",
    }
}

impl TaskStatus {
    /// Whether work is still expected.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            TaskStatus::Open | TaskStatus::InProgress | TaskStatus::OnHold
        )
    }
}

impl ServiceState {
    /// Whether citizens or staff get less than usual, or nobody knows.
    pub fn is_impaired(self) -> bool {
        !matches!(self, ServiceState::Unaffected | ServiceState::Normal)
    }

    /// Whether nobody can use it: this counts as outage against the tolerable one (MTA). Emergency operation ends an outage
    /// (BSI-Standard 200-4), and maintenance is planned.
    pub fn is_down(self) -> bool {
        matches!(self, ServiceState::Down | ServiceState::Isolated)
    }

    /// Order in which a reader wants them: what is gone first, what is fine last.
    pub fn rank(self) -> u8 {
        match self {
            ServiceState::Down => 0,
            ServiceState::Isolated => 1,
            ServiceState::Emergency => 2,
            ServiceState::Degraded => 3,
            ServiceState::Unknown => 4,
            ServiceState::Maintenance => 5,
            ServiceState::Normal => 6,
            ServiceState::Unaffected => 7,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_open_until_it_is_done_or_cancelled() {
        for (status, open) in [
            (TaskStatus::Open, true),
            (TaskStatus::InProgress, true),
            (TaskStatus::OnHold, true),
            (TaskStatus::Done, false),
            (TaskStatus::Cancelled, false),
        ] {
            assert_eq!(status.is_open(), open, "{status:?}");
        }
    }

    #[test]
    fn what_is_gone_stands_first_and_what_is_fine_last() {
        use ServiceState::{
            Degraded, Down, Emergency, Isolated, Maintenance, Normal, Unaffected, Unknown,
        };
        let mut states = ServiceState::ALL.to_vec();
        states.sort_by_key(|state| state.rank());
        let order = [
            Down,
            Isolated,
            Emergency,
            Degraded,
            Unknown,
            Maintenance,
            Normal,
            Unaffected,
        ];
        assert_eq!(states, order);
        for (position, state) in order.into_iter().enumerate() {
            assert_eq!(usize::from(state.rank()), position, "each rank is its own");
        }
    }

    #[test]
    fn a_service_is_impaired_unless_it_is_normal_or_not_affected() {
        for state in ServiceState::ALL {
            let fine = matches!(state, ServiceState::Normal | ServiceState::Unaffected);
            assert_eq!(state.is_impaired(), !fine, "{state:?}");
        }
    }

    #[test]
    fn only_what_nobody_can_use_is_down() {
        for state in ServiceState::ALL {
            let down = matches!(state, ServiceState::Down | ServiceState::Isolated);
            assert_eq!(state.is_down(), down, "{state:?}");
        }
    }

    #[test]
    fn priorities_stand_in_the_order_of_their_urgency() {
        let mut priorities = Priority::ALL.to_vec();
        priorities.sort();
        let order = [
            Priority::Urgent,
            Priority::High,
            Priority::Normal,
            Priority::Low,
        ];
        assert_eq!(priorities, order);
    }

    #[test]
    fn every_code_reads_back_and_no_other_does() {
        macro_rules! check {
            ($($name:ident),+) => {$(
                for &value in $name::ALL {
                    assert_eq!($name::from_code(value.code()), Some(value));
                    let json = serde_json::to_string(&value).unwrap();
                    assert_eq!(json, format!("\"{}\"", value.code()));
                    assert_eq!(serde_json::from_str::<$name>(&json).unwrap(), value);
                }
                assert_eq!($name::from_code("gone"), None);
                assert!(serde_json::from_str::<$name>("\"gone\"").is_err());
            )+};
        }
        check!(
            Severity,
            IncidentStatus,
            Priority,
            TaskStatus,
            Effect,
            Mode,
            DecisionStatus,
            ServiceState,
            Certainty,
            Outcome,
            NoticeStatus,
            Addressee,
            ReportKind,
            AssessmentPart
        );
    }
}
