//! One suite that drives the program, most of it in this process.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod bad_input;
mod bed;
mod catalogues;
mod changes;
mod citizens;
mod corrections;
mod gallery;
mod growth;
mod guard;
mod help;
mod histories;
mod interfaces;
mod laptops;
mod layers;
mod manuals;
mod pages;
mod paper;
mod past;
mod publicity;
mod reports;
mod rules;
mod schwerin;
mod screens;
mod search;
mod services;
mod store;
mod times;
mod typed;
