pub mod clean;
pub mod json;
pub mod markdown;
pub mod terminal;
