//! One suite that drives the binary.

mod bad_input;
mod bed;
mod catalogues;
mod gallery;
mod help;
mod histories;
mod layers;
mod pages;
mod publicity;
mod reports;
mod rules;
mod schwerin;
mod store;
