pub(crate) mod assessment;
pub mod audience;
pub mod codes;
pub mod correction;
pub mod entry;
pub mod history;
pub mod moment;
pub mod number;
pub(crate) mod publicity;
pub mod readiness;
pub mod records;
pub mod refusal;
pub mod situation;
#[cfg(test)]
pub(crate) mod specimen;
pub(crate) mod text;
pub mod time_input;
