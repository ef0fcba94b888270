//! From arguments to an exit code: parse, open the log, carry out, answer.

pub mod answer;
pub mod args;
mod begin;
mod check;
pub mod explain;
pub mod failure;
mod hand_out;
pub mod import;
mod look;
mod manual;
pub mod report;
pub mod request;
pub mod run;
pub mod service_name;
pub mod session;
pub mod settings;
pub mod vocabulary;
pub mod write;
