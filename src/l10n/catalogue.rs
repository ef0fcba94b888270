//! The messages of one language, parsed one by one as they are asked for.

use std::cell::RefCell;
use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Lang;

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
pub(super) struct Catalogue {
    /// The source of each message by its key.
    sources: HashMap<&'static str, &'static str>,
    parsed: RefCell<Bundle>,
}

/// The messages of a catalogue, each with its key: one begins where a line begins with a letter, and goes on up to the next.
fn messages(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_first = |line: &str| line.as_bytes()[0].is_ascii_alphabetic();
    let goes_on = |line: &str| matches!(line.as_bytes()[0], b' ' | b'\n' | b'}');
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
    pub(super) fn new(lang: Lang) -> Catalogue {
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
    pub(super) fn format(
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

pub(super) fn thousands(count: i64, separator: char) -> String {
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
