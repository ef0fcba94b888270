pub mod briefing;
pub mod changes;
pub mod detail;
pub mod glance;
pub mod head;
pub mod label;
pub mod lagebericht;

pub mod assessment;
pub mod journal;
pub mod lists;
pub mod metrics;
pub mod public;
pub mod records;
mod room;
