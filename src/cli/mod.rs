//! From arguments to an exit code: parse, open the log, carry out, answer.

pub mod answer;
pub mod args;
mod begin;
mod check;
pub mod common;
mod demo;
mod draft;
pub mod explain;
pub mod failure;
mod hand_out;
pub mod import;
mod listing;
mod look;
mod manual;
mod moments;
pub mod records;
mod release;
pub mod request;
pub mod run;
pub mod session;
pub(crate) mod settings;
mod times;
pub mod verb;
pub mod vocabulary;
pub mod writing;
