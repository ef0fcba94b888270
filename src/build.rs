//! How the program is linked where PDF is built in.

use std::env::var;

/// Linux: a fixed address. Typesetting brings 120,000 pointers that the loader would otherwise correct at every start,
/// also of a command that prints nothing. Without PDF the program stays position-independent.
fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    let is = |name: &str, value: &str| var(name).is_ok_and(|found| found == value);
    if var("CARGO_FEATURE_PDF").is_ok()
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        println!("cargo::rustc-link-arg-benches=-no-pie");
    }
}
