//! Imports point down only.

use std::path::Path;

/// Each layer with the ones it may know.
const LAYERS: [(&str, &[&str]); 6] = [
    ("domain", &["domain"]),
    ("store", &["store", "domain"]),
    ("document", &["document", "domain"]),
    ("report", &["report", "document", "domain"]),
    ("l10n", &["l10n", "document", "domain"]),
    (
        "render",
        &["render", "l10n", "report", "document", "domain"],
    ),
];

#[test]
fn imports_point_down_only() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, allowed) in LAYERS {
        for file in std::fs::read_dir(source.join(layer)).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                continue; // Snapshots.
            }
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
    for layer in [
        "domain", "store", "document", "report", "l10n", "render", "cli",
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(layer);
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                continue; // Snapshots.
            }
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(
                !text.contains("Utc::now") && !text.contains("SystemTime"),
                "{path:?}"
            );
        }
    }
}
