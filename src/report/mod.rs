pub mod detail;
pub mod document;
pub mod glance;
pub mod label;
pub mod lagebericht;
pub mod lists;
pub mod tagebuch;
