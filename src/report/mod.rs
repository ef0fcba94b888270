pub mod assessment;
pub mod briefing;
pub mod changes;
pub mod detail;
pub mod glance;
pub mod head;
pub mod journal;
pub mod label;
pub mod lagebericht;
pub mod lists;
pub mod public;
pub mod records;
pub mod room;
#[cfg(test)]
mod sample;
