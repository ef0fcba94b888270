//! What every write may say beside its own fields.

use serde::Deserialize;

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
