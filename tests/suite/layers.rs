//! Imports point down only, and only `main` asks the machine.

use std::path::{Path, PathBuf};

/// Each layer with the ones it may know.
const LAYERS: [(&str, &[&str]); 7] = [
    ("domain", &["domain"]),
    ("store", &["store", "domain"]),
    ("document", &["document", "domain"]),
    ("report", &["report", "document", "domain"]),
    ("l10n", &["l10n", "document", "domain"]),
    ("render", &["render", "l10n", "document", "domain"]),
    (
        "cli",
        &[
            "cli", "render", "l10n", "report", "document", "store", "domain",
        ],
    ),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file in a folder and in the folders below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The name at the start of a text.
fn name(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn every_folder_is_a_layer() {
    let mut folders: Vec<String> = std::fs::read_dir(source())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut layers = LAYERS.map(|(layer, _)| layer);
    folders.sort();
    layers.sort_unstable();
    assert_eq!(folders, layers);
}

#[test]
fn imports_point_down_only() {
    for (layer, allowed) in LAYERS {
        let files = files(&source().join(layer));
        assert!(!files.is_empty(), "{layer} has no files");
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split("crate::").skip(1) {
                // A group of layers in braces has no name, and is refused with the rest.
                let named = name(part);
                assert!(allowed.contains(&named), "{path:?} imports {named}");
            }
            // `super::` often enough is the crate too.
            let inside = path.strip_prefix(source()).unwrap();
            let is_list = inside.ends_with("mod.rs");
            let most = inside.components().count() - 1 - usize::from(is_list);
            let way_out = "super::".repeat(most + 1);
            assert!(
                !text.contains(&way_out),
                "{path:?} leaves its layer by super"
            );
        }
    }
}

#[test]
fn nobody_below_main_asks_the_machine() {
    for path in files(&source()) {
        let name = path.strip_prefix(source()).unwrap();
        if name == Path::new("main.rs") || name == Path::new("build.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for word in [
            "Utc::now",
            "Local::now",
            "SystemTime",
            "Instant::now",
            "getrandom",
            "env::var",
            "env::args",
            "env::current",
            "io::stdin",
            "io::stdout",
            "io::stderr",
            "println!",
            "print!",
        ] {
            assert!(!text.contains(word), "{path:?}: {word}");
        }
    }
}
