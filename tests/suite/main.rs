//! One suite that drives the binary.

mod bad_input;
mod bed;
mod catalogues;
mod layers;
mod rules;
mod schwerin;
mod store;
