pub mod assessment;
pub(crate) mod briefing;
pub mod calls;
pub(crate) mod changes;
pub(crate) mod detail;
pub(crate) mod glance;
pub(crate) mod head;
pub mod journal;
pub mod label;
pub mod lagebericht;
pub mod lists;
pub mod public;
pub(crate) mod records;
pub(crate) mod room;
#[cfg(test)]
mod sample;
pub(crate) mod times;
pub(crate) mod values;
