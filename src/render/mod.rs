pub mod clean;
pub mod json;
pub mod markdown;
#[cfg(test)]
mod reference;
pub mod terminal;
