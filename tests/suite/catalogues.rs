//! Every sentence exists in both languages, is used, and shows the same data in both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

fn variables(pattern: &Pattern<String>, into: &mut BTreeSet<String>) {
    fn inline(expression: &InlineExpression<String>, into: &mut BTreeSet<String>) {
        match expression {
            InlineExpression::VariableReference { id } => {
                into.insert(id.name.clone());
            }
            InlineExpression::Placeable { expression } => walk(expression, into),
            _ => {}
        }
    }
    fn walk(expression: &Expression<String>, into: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(expression) => inline(expression, into),
            Expression::Select { selector, variants } => {
                inline(selector, into);
                variants
                    .iter()
                    .for_each(|variant| variables(&variant.value, into));
            }
        }
    }
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk(expression, into);
        }
    }
}

fn catalogue(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/worte")
        .join(lang);
    let mut keys = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(text)
            .unwrap_or_else(|(_, errors)| panic!("{path:?}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut names = BTreeSet::new();
            variables(&message.value.unwrap(), &mut names);
            assert!(
                keys.insert(message.id.name.clone(), names).is_none(),
                "{} stands twice",
                message.id.name
            );
        }
    }
    keys
}

fn sources(folder: &Path, into: &mut String) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_data() {
    let (german, english) = (catalogue("de"), catalogue("en"));
    for (key, data) in &german {
        assert_eq!(Some(data), english.get(key), "{key}");
    }
    for key in english.keys() {
        assert!(german.contains_key(key), "{key} is missing in German");
    }
}

#[test]
fn no_words_are_unused() {
    let mut code = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    // Families whose keys are put together from a code; each code is shown by the tests of its record.
    const FAMILIES: [&str; 10] = [
        "error-status-",
        "label-",
        "input-",
        "field-",
        "place-",
        "word-part-",
        "word-weekday-",
        "word-month-",
        "help-",
        "done-",
    ];
    for key in catalogue("de").keys() {
        let family = FAMILIES.iter().any(|family| key.starts_with(family));
        assert!(
            family || code.contains(&format!("\"{key}\"")),
            "{key} is unused"
        );
    }
}

#[test]
fn every_key_in_the_code_has_words() {
    let mut code = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    let known = catalogue("de");
    for opening in [
        "Phrase::new(\"",
        "words.text(\"",
        "say(\"report-",
        "column(\"",
        "said(\"",
    ] {
        for part in code.split(opening).skip(1) {
            let literal = part.split('"').next().unwrap_or_default();
            let key = match opening {
                "say(\"report-" => format!("report-{literal}"),
                "column(\"" => part.split('"').nth(2).unwrap_or_default().to_owned(),
                _ => literal.to_owned(),
            };
            let is_key = key.contains('-') && !key.contains(['{', ' ']);
            assert!(!is_key || known.contains_key(&key), "no words for {key}");
        }
    }
}

#[test]
fn every_audience_has_words_alone_and_beside_others() {
    use lage::domain::audience::{Audience, Visibility};
    use lage::l10n::{Lang, Words};
    use lage::report::label::readers;
    let said = |lang, audiences: &[Audience]| {
        let words = Words::new(lang, chrono_tz::Europe::Berlin);
        words.phrase(&readers(Visibility::marked(audiences)))
    };
    for lang in [Lang::De, Lang::En] {
        let each = Audience::ALL
            .iter()
            .map(|audience| said(lang, &[*audience]));
        let different: BTreeSet<String> = each.chain([said(lang, &[])]).collect();
        assert_eq!(different.len(), Audience::ALL.len() + 1, "{different:?}");
    }
    let all_but_public = [Audience::Staff, Audience::Authorities, Audience::Council];
    assert_eq!(said(Lang::De, &[]), "intern");
    assert_eq!(
        said(Lang::De, &all_but_public),
        "Stellen, Rat, Beschäftigte"
    );
    assert_eq!(
        said(Lang::En, &all_but_public),
        "authorities, council, employees"
    );
    assert_eq!(said(Lang::De, Audience::ALL), "öffentlich");
}
