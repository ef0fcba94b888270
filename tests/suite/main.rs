//! One suite that drives the program, most of it in this process.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod bad_input;
mod bed;
mod catalogues;
mod changes;
mod citizens;
mod corrections;
mod dice;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod faults;
mod fuzz;
mod gallery;
mod growth;
mod guard;
mod help;
mod histories;
mod interfaces;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod kills;
mod laptops;
mod layers;
mod manuals;
mod pages;
mod paper;
mod past;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod powercuts;
mod publicity;
mod reports;
mod rules;
mod schwerin;
mod screens;
mod search;
mod services;
mod store;
mod times;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod traced;
mod typed;
