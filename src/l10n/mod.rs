//! Words: the catalogues in German and English, and how moments and counts are written in each.

mod catalogue;
mod moments;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use chrono_tz::Tz;
use fluent_bundle::{FluentArgs, FluentValue};
use serde::{Deserialize, Serialize};

use crate::document::{Document, Phrase, Value};

use catalogue::{Catalogue, thousands};

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

/// Catalogue lookups in one language, with times shown in one zone.
pub struct Words {
    pub lang: Lang,
    pub zone: Tz,
    /// Whether a clock time of the hour that comes twice carries the zone's name.
    pub names_zone: bool,
    catalogue: OnceCell<Catalogue>,
    labels: RefCell<HashMap<String, String>>,
    /// The words of the other language, once somebody asked.
    other: OnceCell<Box<Words>>,
}

impl Words {
    pub fn new(lang: Lang, zone: Tz) -> Words {
        Words {
            lang,
            zone,
            names_zone: true,
            catalogue: OnceCell::new(),
            labels: RefCell::default(),
            other: OnceCell::new(),
        }
    }

    /// The words of a given language, of the two that there are.
    pub fn in_language(&self, lang: Lang) -> &Words {
        if lang == self.lang {
            return self;
        }
        let other = || Box::new(Words::new(lang, self.zone));
        self.other.get_or_init(other)
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
