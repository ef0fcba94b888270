//! Imports point down only.

use std::path::{Path, PathBuf};

/// Each layer with the ones it may know.
const LAYERS: [(&str, &[&str]); 6] = [
    ("domain", &["domain"]),
    ("store", &["store", "domain"]),
    ("document", &["document", "domain"]),
    ("report", &["report", "document", "domain"]),
    ("l10n", &["l10n", "document", "domain"]),
    ("render", &["render", "l10n", "document", "domain"]),
];

/// The Rust files of a layer, in every subfolder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn layer(name: &str) -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found = files(&source.join(name));
    assert!(!found.is_empty(), "{name} has no files");
    found
}

#[test]
fn imports_point_down_only() {
    for (name, allowed) in LAYERS {
        for path in layer(name) {
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split("crate::").skip(1) {
                let named: String = part
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                assert!(
                    allowed.contains(&named.as_str()),
                    "{path:?} imports {named}"
                );
            }
        }
    }
}

#[test]
fn nobody_below_main_asks_for_now() {
    for name in [
        "domain", "store", "document", "report", "l10n", "render", "cli",
    ] {
        for path in layer(name) {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(
                !text.contains("Utc::now") && !text.contains("SystemTime"),
                "{path:?}"
            );
        }
    }
}
