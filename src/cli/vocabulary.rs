//! Words people type for the closed vocabularies: the English code, or a German or English word from the catalogues.

use crate::domain::codes::{
    Addressee, AssessmentPart, Certainty, Effect, Mode, Priority, ServiceState, Severity,
};
use crate::domain::entry::Event;
use crate::domain::text::plain;
use crate::l10n::{Lang, Words};

use super::failure::Failure;

/// A vocabulary that can be typed.
pub trait Vocabulary: Copy + 'static {
    /// Part of the catalogue keys: `input-<NAME>-<code>`.
    const NAME: &'static str;
    const VALUES: &'static [Self];
    fn code_of(self) -> &'static str;
}

macro_rules! vocabulary {
    ($($type:ident = $name:literal),+ $(,)?) => {$(
        impl Vocabulary for $type {
            const NAME: &'static str = $name;
            const VALUES: &'static [Self] = $type::ALL;
            fn code_of(self) -> &'static str { self.code() }
        }
    )+};
}

vocabulary! {
    Severity = "severity",
    Priority = "priority",
    Effect = "effect",
    Mode = "mode",
    ServiceState = "service-state",
    Certainty = "certainty",
    Addressee = "audience",
    AssessmentPart = "assessment-part",
}

/// The groups of services we have words for; any other word is the body's own group.
pub const GROUPS: [&str; 5] = [
    "citizen",
    "application",
    "communication",
    "infrastructure",
    "supply",
];

/// The words of one value in one language, the first of which we show.
fn words_of(words: &Words, name: &str, code: &str) -> Vec<String> {
    let key = format!("input-{name}-{}", code.replace('_', "-"));
    words
        .text(&key)
        .split(',')
        .map(|word| word.trim().to_owned())
        .collect()
}

/// The codes that a word stands for in the lines of the Tagebuch: values of a vocabulary, and kinds of entries by what their
/// line says ("erledigt", "aufgehoben").
pub fn codes(word: &str, words: &Words) -> Vec<&'static str> {
    fn values<T: Vocabulary>(wanted: &str, words: &Words, found: &mut Vec<&'static str>) {
        let says = |code: &str| {
            words_of(words, T::NAME, code)
                .iter()
                .any(|word| plain(word) == wanted)
        };
        found.extend(
            T::VALUES
                .iter()
                .map(|value| value.code_of())
                .filter(|code| says(code)),
        );
    }
    let wanted = plain(word);
    let mut found = Vec::new();
    values::<Severity>(&wanted, words, &mut found);
    values::<Priority>(&wanted, words, &mut found);
    values::<Effect>(&wanted, words, &mut found);
    values::<Mode>(&wanted, words, &mut found);
    values::<ServiceState>(&wanted, words, &mut found);
    values::<Certainty>(&wanted, words, &mut found);
    values::<Addressee>(&wanted, words, &mut found);
    values::<AssessmentPart>(&wanted, words, &mut found);
    found.extend(Event::kinds().filter(|kind| {
        let says = words.fixed_words(&format!("event-{}", kind.replace('_', "-")));
        says.iter().any(|word| plain(word) == wanted)
    }));
    found
}

/// Reads a word of the vocabulary, in either language whatever the output language is.
pub fn read<T: Vocabulary>(input: &str, field: &'static str, words: &Words) -> Result<T, Failure> {
    if let Some(value) = T::VALUES
        .iter()
        .copied()
        .find(|value| value.code_of() == input)
    {
        return Ok(value);
    }
    let wanted = plain(input);
    for lang in [Lang::De, Lang::En] {
        let catalogue = words.in_language(lang);
        for &value in T::VALUES {
            let known = words_of(&catalogue, T::NAME, value.code_of());
            if plain(value.code_of()) == wanted || known.iter().any(|word| plain(word) == wanted) {
                return Ok(value);
            }
        }
    }
    let accepted = T::VALUES
        .iter()
        .filter_map(|value| words_of(words, T::NAME, value.code_of()).into_iter().next())
        .collect();
    Err(Failure::UnknownWord {
        field,
        input: input.to_owned(),
        accepted,
    })
}

/// The code of a group we know under any of its names, or the body's own word as typed.
pub fn group(input: &str, words: &Words) -> String {
    let wanted = plain(input);
    if let Some(code) = GROUPS.into_iter().find(|code| *code == input) {
        return code.to_owned();
    }
    for lang in [Lang::De, Lang::En] {
        let catalogue = words.in_language(lang);
        for code in GROUPS {
            if words_of(&catalogue, "group", code)
                .iter()
                .any(|word| plain(word) == wanted)
            {
                return code.to_owned();
            }
        }
    }
    input.trim().to_owned()
}
