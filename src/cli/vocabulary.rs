//! Words people type for the closed vocabularies: the English code, or a German or English word from the catalogues.

use crate::domain::codes::{
    Addressee, AssessmentPart, Certainty, Effect, Mode, Outcome, Priority, ServiceState, Severity,
};
use crate::domain::entry::Event;
use crate::domain::text::{plain, slipped};
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
    Outcome = "outcome",
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

/// The mark of a word that may mean several values, or is near to one: it is asked about, not taken.
const UNCLEAR: char = '?';

/// The words of one value in one language, the first of which we show, and those that are unclear.
fn words_of(words: &Words, name: &str, code: &str) -> (Vec<String>, Vec<String>) {
    let key = format!("input-{name}-{}", code.replace('_', "-"));
    let text = words.text(&key);
    let all = text.split(',').map(|word| word.trim().to_owned());
    let (clear, unclear): (Vec<String>, Vec<String>) =
        all.partition(|word| !word.starts_with(UNCLEAR));
    let unclear = unclear.iter().map(|word| word.replace(UNCLEAR, ""));
    (clear, unclear.collect())
}

/// The values of which one of the words, clear and unclear, fits; in our words.
fn fitting<T: Vocabulary>(
    words: &Words,
    fits: impl Fn(&[String], &[String]) -> bool,
) -> Vec<String> {
    let catalogues = [Lang::De, Lang::En].map(|lang| words.in_language(lang));
    let mut fitting = Vec::new();
    for &value in T::VALUES {
        let fits = catalogues.iter().any(|catalogue| {
            let (clear, unclear) = words_of(catalogue, T::NAME, value.code_of());
            fits(&clear, &unclear)
        });
        if fits {
            let (clear, _) = words_of(words, T::NAME, value.code_of());
            fitting.extend(clear.into_iter().next());
        }
    }
    fitting
}

/// The values that an unclear word may mean; none where it is no such word.
pub fn unclear<T: Vocabulary>(input: &str, words: &Words) -> Vec<String> {
    let wanted = plain(input);
    fitting::<T>(words, |_, unclear| {
        unclear.iter().any(|word| plain(word) == wanted)
    })
}

/// The values that a word may have meant: those it is an unclear word for, else those it is a slip of.
fn near<T: Vocabulary>(input: &str, words: &Words) -> Vec<String> {
    let asked = unclear::<T>(input, words);
    if !asked.is_empty() {
        return asked;
    }
    fitting::<T>(words, |clear, _| {
        clear.iter().any(|word| slipped(input, word))
    })
}

/// The codes that a word stands for in the lines of the Tagebuch: values of a vocabulary, and kinds of entries by what their
/// line says ("erledigt", "aufgehoben").
pub fn codes(word: &str, words: &Words) -> Vec<&'static str> {
    fn values<T: Vocabulary>(wanted: &str, words: &Words, found: &mut Vec<&'static str>) {
        let says = |code: &str| {
            // The word that a line shows, and not all that may be typed for it.
            let (clear, _) = words_of(words, T::NAME, code);
            clear.first().is_some_and(|word| plain(word) == wanted)
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

/// The value that a word names, in either language whatever the output language is.
pub fn find<T: Vocabulary>(input: &str, words: &Words) -> Option<T> {
    let mut values = T::VALUES.iter().copied();
    if let Some(value) = values.find(|value| value.code_of() == input) {
        return Some(value);
    }
    let wanted = plain(input);
    for lang in [Lang::De, Lang::En] {
        let catalogue = words.in_language(lang);
        for &value in T::VALUES {
            let (clear, _) = words_of(catalogue, T::NAME, value.code_of());
            if plain(value.code_of()) == wanted || clear.iter().any(|word| plain(word) == wanted) {
                return Some(value);
            }
        }
    }
    None
}

/// The same; refused where it names none, with those that may have been meant.
pub fn read<T: Vocabulary>(input: &str, field: &'static str, words: &Words) -> Result<T, Failure> {
    if let Some(value) = find(input, words) {
        return Ok(value);
    }
    let accepted = T::VALUES
        .iter()
        .filter_map(|value| {
            words_of(words, T::NAME, value.code_of())
                .0
                .into_iter()
                .next()
        })
        .collect();
    Err(Failure::UnknownWord {
        field,
        input: input.to_owned(),
        near: near::<T>(input, words),
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
            if words_of(catalogue, "group", code)
                .0
                .iter()
                .any(|word| plain(word) == wanted)
            {
                return code.to_owned();
            }
        }
    }
    input.trim().to_owned()
}
