//! From arguments to an exit code: parse, open the log, carry out, answer.

pub mod answer;
pub mod args;
pub mod explain;
pub mod failure;
pub mod import;
pub mod report;
pub mod request;
pub mod run;
pub mod service_name;
pub mod settings;
pub mod vocabulary;
pub mod write;
