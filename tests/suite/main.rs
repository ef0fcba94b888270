//! One suite that drives the program, most of it in this process.

mod bad_input;
mod bed;
mod catalogues;
mod gallery;
mod help;
mod histories;
mod laptops;
mod layers;
mod pages;
mod publicity;
mod reports;
mod rules;
mod schwerin;
mod screens;
mod store;
