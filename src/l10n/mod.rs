//! Words: the catalogues in German and English, and how moments and counts are written in each.

mod moments;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use chrono_tz::Tz;
use fluent_bundle::{FluentArgs, FluentBundle, FluentError, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::document::{Document, Phrase, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    De,
    En,
}

impl Lang {
    pub fn parse(text: &str) -> Option<Lang> {
        match text.to_lowercase().as_str() {
            "de" | "deutsch" | "german" => Some(Lang::De),
            "en" | "englisch" | "english" => Some(Lang::En),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Lang::De => "de",
            Lang::En => "en",
        }
    }
}

/// The catalogues in German and English.
const SOURCES: [[&str; 5]; 2] = [
    [
        include_str!("../../data/worte/de/word.ftl"),
        include_str!("../../data/worte/de/report.ftl"),
        include_str!("../../data/worte/de/cli.ftl"),
        include_str!("../../data/worte/de/error.ftl"),
        include_str!("../../data/worte/de/help.ftl"),
    ],
    [
        include_str!("../../data/worte/en/word.ftl"),
        include_str!("../../data/worte/en/report.ftl"),
        include_str!("../../data/worte/en/cli.ftl"),
        include_str!("../../data/worte/en/error.ftl"),
        include_str!("../../data/worte/en/help.ftl"),
    ],
];

type Bundle = FluentBundle<FluentResource>;

/// The messages of one language; each is parsed when first asked for, since a command needs a few of a thousand.
struct Catalogue {
    /// The source of each message by its key.
    sources: HashMap<&'static str, &'static str>,
    parsed: RefCell<Bundle>,
}

/// Catalogue lookups in one language, with times shown in one zone.
pub struct Words {
    pub lang: Lang,
    pub zone: Tz,
    /// Whether a clock time of the hour that comes twice carries the zone's name.
    pub names_zone: bool,
    catalogue: OnceCell<Catalogue>,
    labels: RefCell<HashMap<String, String>>,
}

/// The messages of a catalogue, each with its key: one begins where a line begins with a letter, and goes on up to the next.
fn messages(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_first = |line: &str| line.as_bytes()[0].is_ascii_alphabetic();
    let goes_on = |line: &str| matches!(line.as_bytes()[0], b' ' | b'\n');
    let mut lines = source.split_inclusive('\n').peekable();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(skipped) = lines.next_if(|line| !is_first(line)) {
            at += skipped.len();
        }
        let (start, first) = (at, lines.next()?);
        at += first.len();
        while let Some(more) = lines.next_if(|line| goes_on(line)) {
            at += more.len();
        }
        let key = first
            .bytes()
            .take_while(|letter| !matches!(letter, b' ' | b'='));
        Some((&first[..key.count()], &source[start..at]))
    })
}

impl Catalogue {
    fn new(lang: Lang) -> Catalogue {
        let language: LanguageIdentifier =
            lang.code().parse().expect("de and en are language codes");
        let mut bundle = FluentBundle::new(vec![language]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::De => |value, _| grouped(value, '.'),
            Lang::En => |value, _| grouped(value, ','),
        }));
        // Room for all of them at once: growing costs more than reading.
        let mut sources = HashMap::with_capacity(2048);
        sources.extend(SOURCES[lang as usize].into_iter().flat_map(messages));
        Catalogue {
            sources,
            parsed: RefCell::new(bundle),
        }
    }

    /// Fills in a message; what could not be filled in is in `errors`. None where there is no such message.
    fn format(
        &self,
        key: &str,
        args: Option<&FluentArgs<'_>>,
        errors: &mut Vec<FluentError>,
    ) -> Option<String> {
        let mut bundle = self.parsed.borrow_mut();
        if !bundle.has_message(key) {
            let source = *self.sources.get(key)?;
            let resource = FluentResource::try_new(source.to_owned())
                .expect("the catalogues parse: a test reads them");
            bundle
                .add_resource(resource)
                .expect("no key stands in two catalogues: a test reads them");
        }
        let pattern = bundle.get_message(key)?.value()?;
        Some(bundle.format_pattern(pattern, args, errors).into_owned())
    }
}

/// Thousands as each language groups them; texts as they are.
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(thousands(number.value as i64, separator)),
        _ => None,
    }
}

fn thousands(count: i64, separator: char) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    if count < 0 { format!("-{text}") } else { text }
}

impl Words {
    pub fn new(lang: Lang, zone: Tz) -> Words {
        Words {
            lang,
            zone,
            names_zone: true,
            catalogue: OnceCell::new(),
            labels: RefCell::default(),
        }
    }

    /// The same zone in a given language.
    pub fn in_language(&self, lang: Lang) -> Words {
        Words::new(lang, self.zone)
    }

    fn catalogue(&self) -> &Catalogue {
        self.catalogue.get_or_init(|| Catalogue::new(self.lang))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let mut errors = Vec::new();
        let text = self.catalogue().format(key, args, &mut errors);
        debug_assert!(text.is_some(), "BUG: no words for {key}");
        debug_assert!(errors.is_empty(), "BUG: {key}: {errors:?}");
        text.unwrap_or_else(|| key.to_owned())
    }

    /// Words that show no data, as a table repeats them in each row.
    fn label(&self, key: &str) -> String {
        if let Some(label) = self.labels.borrow().get(key) {
            return label.clone();
        }
        let label = self.text(key);
        self.labels
            .borrow_mut()
            .insert(key.to_owned(), label.clone());
        label
    }

    /// Words that show no data.
    pub fn text(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The fixed words of a message, in lower case, without the data it would show; none where there is no such message.
    pub fn fixed_words(&self, key: &str) -> Vec<String> {
        // What cannot be filled in stands in braces.
        let Some(text) = self.catalogue().format(key, None, &mut Vec::new()) else {
            return Vec::new();
        };
        text.split_whitespace()
            .map(|word| {
                word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '{')
            })
            .filter(|word| !word.is_empty() && !word.starts_with('{'))
            .map(str::to_lowercase)
            .collect()
    }

    pub fn phrase(&self, phrase: &Phrase) -> String {
        if phrase.args.is_empty() {
            return self.label(&phrase.key);
        }
        let mut args = FluentArgs::new();
        for (name, value) in &phrase.args {
            let value: FluentValue<'_> = match value {
                Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
                Value::Count(count) => FluentValue::from(*count),
                Value::Moment(moment) => FluentValue::String(Cow::Owned(self.moment(moment))),
                Value::Phrase(inner) => FluentValue::String(Cow::Owned(self.phrase(inner))),
            };
            args.set(name.as_ref(), value);
        }
        self.format(&phrase.key, Some(&args))
    }

    /// The document with our words written out, so that no later wording changes it.
    pub fn freeze(&self, mut document: Document) -> Document {
        document.map_phrases(&mut |phrase| {
            *phrase = Phrase::new("literal").with("text", self.phrase(phrase));
        });
        document
    }

    pub fn count(&self, count: i64) -> String {
        thousands(count, if self.lang == Lang::De { '.' } else { ',' })
    }
}

#[cfg(test)]
mod tests {
    use fluent_syntax::ast::Entry;

    use super::*;

    #[test]
    fn a_catalogue_falls_apart_into_the_messages_that_a_parser_finds_in_it() {
        for source in SOURCES.into_iter().flatten() {
            let whole = FluentResource::try_new(source.to_owned()).unwrap();
            let found: Vec<_> = messages(source).collect();
            let mut entries = whole.entries().filter(|entry| {
                !matches!(
                    entry,
                    Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_)
                )
            });
            for (key, message) in found {
                let one = FluentResource::try_new(message.to_owned()).unwrap();
                let Some(Entry::Message(parsed)) = one.get_entry(0) else {
                    panic!("{key}");
                };
                assert_eq!((parsed.id.name, one.entries().count()), (key, 1));
                let Some(Entry::Message(in_whole)) = entries.next() else {
                    panic!("{key}");
                };
                assert_eq!(parsed.value, in_whole.value);
            }
            assert!(entries.next().is_none());
        }
    }
}
