//! lage: the log of a crisis staff. Log → state → document → bytes.

pub mod cli;
pub mod document;
pub mod domain;
pub mod l10n;
pub mod render;
pub mod report;
pub mod store;
