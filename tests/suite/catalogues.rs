//! Every sentence exists in both languages, is used, and shows the same data in both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lage::cli::vocabulary::{GROUPS, Vocabulary};
use lage::document::Inline;
use lage::domain::audience::{Audience, Visibility};
use lage::domain::codes::{
    Addressee, AssessmentPart, Certainty, DecisionStatus, Effect, IncidentStatus, Mode,
    NoticeStatus, Outcome, Priority, ReportKind, ServiceState, Severity, TaskStatus,
};
use lage::domain::correction;
use lage::domain::moment::Precision;
use lage::l10n::{Lang, Words};
use lage::report::label;
use lage::store::place::Place;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Literals that look like keys and are names of vocabularies.
const NO_KEYS: [&str; 3] = ["assessment-part", "report-kind", "finding-status"];

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

/// Every message of a language.
fn messages(lang: &str) -> Vec<(String, Pattern<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/worte")
        .join(lang);
    let mut messages = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(text)
            .unwrap_or_else(|(_, errors)| panic!("{path:?}: {errors:?}"));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                messages.push((message.id.name, message.value.unwrap()));
            }
        }
    }
    messages
}

/// The keys of a language, each with the names of its data.
fn catalogue(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (key, pattern) in messages(lang) {
        let mut names = BTreeSet::new();
        variables(&pattern, &mut names);
        let before = keys.insert(key.clone(), names);
        assert!(before.is_none(), "{key} stands twice");
    }
    keys
}

/// The words of each message that do not depend on its data, line by line.
pub(crate) fn literals(lang: &str) -> Vec<(String, Vec<String>)> {
    let pieces = |pattern: Pattern<String>| {
        let texts = pattern
            .elements
            .into_iter()
            .filter_map(|element| match element {
                PatternElement::TextElement { value } => Some(value),
                PatternElement::Placeable { .. } => None,
            });
        texts.filter(|text| !text.trim().is_empty()).collect()
    };
    let messages = messages(lang).into_iter();
    messages
        .map(|(key, pattern)| (key, pieces(pattern)))
        .collect()
}

/// Every Rust file below a folder, one after the other.
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

/// The code below a folder of the sources.
fn code(folder: &str) -> String {
    let mut code = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    sources(&root.join("src").join(folder), &mut code);
    code
}

/// The string literals of Rust code, without those in comments.
fn string_literals(code: &str) -> BTreeSet<String> {
    let mut literals = BTreeSet::new();
    let mut rest = code;
    while let Some(start) = rest.find(['"', '/', '\'']) {
        let (found, after) = rest[start..].split_at(1);
        rest = after;
        if found == "/" && after.starts_with('/') {
            rest = after.split_once('\n').map_or("", |(_, next)| next);
        } else if found == "'" && after.starts_with("\"'") {
            rest = &after[2..];
        } else if found == "\"" {
            let mut escaped = false;
            let end = after.find(|letter| {
                let ends = letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                ends
            });
            let end = end.expect("every literal ends");
            literals.insert(after[..end].to_owned());
            rest = &after[end + 1..];
        }
    }
    literals
}

/// The keys of a vocabulary: one for each of its codes.
fn of_codes<'a>(start: &str, codes: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let key = |code: &str| format!("{start}-{}", code.replace('_', "-"));
    codes.into_iter().map(key).collect()
}

/// The keys of the words that people type for a vocabulary.
fn inputs<T: Vocabulary>() -> Vec<String> {
    let codes = T::VALUES.iter().map(|value| value.code_of());
    of_codes(&format!("input-{}", T::NAME), codes)
}

/// The key of a label, as the reports make it.
fn key_of(label: Inline) -> String {
    match label {
        Inline::State { label, .. } => label.key.into_owned(),
        other => panic!("{other:?} is no label"),
    }
}

/// The names of fields that a refusal can name: the first argument of what reads a field, and `field: "…"`.
fn fields() -> BTreeSet<String> {
    let code = code("cli");
    const READERS: [&str; 8] = [
        "said(\"",
        "edited_text(\"",
        "optional(\"",
        "since(\"",
        "texts(\"",
        ".edited(\"",
        ".renamed(\"",
        ".word(\"",
    ];
    let mut fields = BTreeSet::new();
    for opening in READERS.iter().chain(&["field: \""]) {
        for part in code.split(opening).skip(1) {
            fields.extend(part.split('"').next().map(str::to_owned));
        }
    }
    for part in code.split("vocabulary::read(").skip(1) {
        let arguments = part.split(')').next().unwrap_or_default();
        fields.extend(arguments.split('"').nth(1).map(str::to_owned));
    }
    fields
}

/// The keys that the command line's help is made of.
fn help_keys(command: &clap::Command, path: &[String], into: &mut BTreeSet<String>) {
    for arg in command.get_arguments() {
        into.insert(match arg.get_id().as_str().strip_prefix('=') {
            Some(positional) => format!("help-positional-{positional}"),
            None => format!("help-option-{}", arg.get_id()),
        });
    }
    for inner in command.get_subcommands() {
        // Its English name, which is its second one unless both are the same.
        let english = inner.get_visible_aliases().next();
        let english = english.unwrap_or(inner.get_name()).to_owned();
        let key = match path {
            [] if inner.has_subcommands() => format!("noun-{english}"),
            [] => format!("command-{english}"),
            [noun, ..] => format!("{noun}-{english}"),
        };
        into.insert(format!("help-{key}"));
        if inner.get_after_help().is_some() {
            into.insert(format!("help-examples-{key}"));
        }
        help_keys(inner, &[path, &[english]].concat(), into);
    }
}

/// The placeholders of values in a command's help and in that of its commands.
fn placeholders(command: &clap::Command, into: &mut BTreeSet<String>) {
    for arg in command.get_arguments() {
        into.extend(
            arg.get_value_names()
                .into_iter()
                .flatten()
                .map(ToString::to_string),
        );
    }
    command
        .get_subcommands()
        .for_each(|inner| placeholders(inner, into));
}

/// The keys that the code puts together from a code, a number or a name.
fn built() -> BTreeSet<String> {
    macro_rules! labels {
        ($($function:ident: $type:ident),+ $(,)?) => {
            [$($type::ALL.iter().map(|value| key_of(label::$function(*value))).collect::<Vec<_>>()),+]
        };
    }
    let mut keys: BTreeSet<String> = labels! {
        severity: Severity,
        incident_status: IncidentStatus,
        task_status: TaskStatus,
        priority: Priority,
        effect: Effect,
        decision_status: DecisionStatus,
        service_state: ServiceState,
        certainty: Certainty,
        notice_status: NoticeStatus,
        audience: Addressee,
        outcome: Outcome,
        report_kind: ReportKind,
    }
    .concat()
    .into_iter()
    .collect();
    let audiences = Audience::ALL
        .iter()
        .map(|audience| Visibility::marked(&[*audience]));
    for visibility in audiences.chain([Visibility::INTERNAL]) {
        keys.insert(key_of(label::visibility(visibility)));
    }
    // The kinds whose records have a status that can refuse a step.
    keys.extend(of_codes(
        "error-status",
        ["incident", "task", "decision", "notice", "finding"],
    ));
    keys.extend(of_codes("error-ended", ["incident", "task"]));
    keys.extend(of_codes("label-field", correction::names()));
    for part in AssessmentPart::ALL {
        keys.insert(label::assessment_part(*part).key.into_owned());
    }
    keys.extend(of_codes(
        "label-mode",
        Mode::ALL.iter().map(|mode| mode.code()),
    ));
    keys.extend(GROUPS.map(|group| key_of(label::group(group))));
    keys.extend(of_codes("input-group", GROUPS));
    for typed in [
        inputs::<Severity>(),
        inputs::<Priority>(),
        inputs::<Effect>(),
        inputs::<Mode>(),
        inputs::<ServiceState>(),
        inputs::<Certainty>(),
        inputs::<Addressee>(),
        inputs::<Outcome>(),
        inputs::<AssessmentPart>(),
    ] {
        keys.extend(typed);
    }
    let parts = Precision::NAMED.into_iter();
    let parts = parts.filter(|part| !matches!(part, Precision::Minute | Precision::Day));
    let parts: Vec<_> = parts.map(Precision::code).collect();
    keys.extend(of_codes("word-span", parts.iter().map(AsRef::as_ref)));
    keys.extend((0..7).map(|day| format!("word-weekday-{day}")));
    keys.extend((1..=12).map(|month| format!("word-month-{month}")));
    let places = [
        Place::Fat,
        Place::NetworkShare,
        Place::UserSpace,
        Place::Synchronised,
    ];
    for place in places {
        // Whoever adds a place does not get past this match without adding it above.
        match place {
            Place::Fat | Place::NetworkShare | Place::UserSpace | Place::Synchronised => {}
        }
    }
    keys.extend(of_codes("place", places.map(Place::code)));
    keys.extend(
        fields()
            .iter()
            .flat_map(|field| of_codes("field", [&**field])),
    );
    keys.extend(of_codes("help-group", ["write", "records", "read", "log"]));
    // What is told of words that name no command.
    keys.extend(of_codes("usage-no", ["config", "backup"]));
    keys.insert("help-root".to_owned());
    let words = Words::new(Lang::De, chrono_tz::Europe::Berlin);
    help_keys(&lage::cli::args::command(Some(&words)), &[], &mut keys);
    keys
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
    let code = code("");
    let (literals, built) = (string_literals(&code), built());
    for (lang, code) in [("de", Lang::De), ("en", Lang::En)] {
        let words = Words::new(code, chrono_tz::Europe::Berlin);
        let mut shown = BTreeSet::new();
        placeholders(&lage::cli::args::command(Some(&words)), &mut shown);
        let unused: Vec<String> = catalogue(lang)
            .into_keys()
            .filter(|key| !literals.contains(key) && !built.contains(key))
            // Which placeholder an option has is told by its name; the help shows it.
            .filter(|key| !key.starts_with("help-value-") || !shown.contains(&words.text(key)))
            .collect();
        assert!(unused.is_empty(), "{lang}: {unused:?}");
    }
}

#[test]
fn every_key_in_the_code_has_words() {
    let code = code("");
    let known = catalogue("de");
    let missing: Vec<String> = built()
        .into_iter()
        .filter(|key| !known.contains_key(key))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    // A literal that starts as a key does and looks like one is one.
    let starts: BTreeSet<&str> = known
        .keys()
        .filter_map(|key| key.split('-').next())
        .collect();
    let missing: Vec<String> = string_literals(&code)
        .into_iter()
        .filter(|text| {
            let part = |part: &str| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            };
            text.contains('-') && text.split('-').all(part)
        })
        .filter(|text| {
            text.split('-')
                .next()
                .is_some_and(|start| starts.contains(start))
        })
        .filter(|text| !known.contains_key(text) && !NO_KEYS.contains(&text.as_str()))
        .collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
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
