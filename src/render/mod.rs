pub(crate) mod clean;
pub mod html;
pub mod json;
pub(crate) mod letterhead;
pub mod markdown;
pub(crate) mod page;
#[cfg(feature = "pdf")]
pub mod pdf;
mod picture;
#[cfg(test)]
mod reference;
pub mod terminal;
mod text;
