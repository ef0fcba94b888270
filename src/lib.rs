//! lage: the log of a crisis staff. Log → state → document → bytes.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test fails where it panics")
)]

pub mod cli;
pub mod document;
pub mod domain;
pub mod l10n;
pub mod render;
pub mod report;
pub mod store;
