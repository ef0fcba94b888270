//! What verbs take beside their own fields, and in them.

use serde::Deserialize;

/// A text that may be empty, which takes away what stood there.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Clearable(pub String);

impl From<String> for Clearable {
    fn from(text: String) -> Clearable {
        Clearable(text)
    }
}

impl Clearable {
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl std::fmt::Debug for Clearable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Fields every write may carry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Common {
    /// ZEIT: when it happened.
    pub at: Option<String>,
    pub approx: bool,
    /// `Name` or `Name/Role`: who writes.
    #[serde(rename = "as")]
    pub author: Option<String>,
    pub source: Option<String>,
    pub public: bool,
}

/// The keys of [`Common`] in an import.
pub const COMMON: [&str; 5] = ["at", "approx", "as", "source", "public"];
