//! What was said, by the names of options and places.

use toml::{Table, Value};

use crate::cli::failure::{Unfit, Usage};
use crate::cli::verb::{DICTATED, Positional, Shape, Verb};
use crate::cli::vocabulary;
use crate::domain::codes::ServiceState;
use crate::domain::number::RecordNumber;
use crate::l10n::Words;

use super::line::{Bare, Line, Named, Said, is_number, unfit};
use super::tables::{instead, is_dictated, option};

pub(crate) struct Found {
    named: Named,
    options: Vec<Said>,
    places: Vec<(Positional, Vec<Bare>)>,
}

impl Found {
    /// Gives each bare word its place at the command, or refuses what is left unclear.
    pub(crate) fn of(line: Line, words: &Words) -> Result<Found, Usage> {
        let places = match line.named {
            Named::Verb(_, verb) => {
                let several = line.options.iter().find(|said| said.words.len() > 1);
                let wrong = |how| match (how, several) {
                    // One of the words of that option is what is missing.
                    (Unfit::Missing(place), Some(said)) => Unfit::TextBehind(place, said.id),
                    (how, _) => how,
                };
                let placed = placed(verb, line.bare, words).map_err(wrong);
                placed.map_err(|how| unfit(line.named, how, Vec::new()))?
            }
            _ => Vec::new(),
        };
        let found = Found {
            named: line.named,
            options: line.options,
            places,
        };
        found.check().map_err(|how| found.unfit(how))?;
        Ok(found)
    }

    pub(crate) fn unfit(&self, how: Unfit) -> Usage {
        unfit(self.named, how, Vec::new())
    }

    pub(crate) fn is_given(&self, id: &str) -> bool {
        self.options.iter().any(|said| said.id == id)
    }

    pub(crate) fn flag(&self, id: &str) -> bool {
        self.is_given(id)
    }

    pub(crate) fn value(&self, id: &str) -> Option<String> {
        self.values(id).into_iter().next()
    }

    pub(crate) fn values(&self, id: &str) -> Vec<String> {
        let said = self.options.iter().filter(|said| said.id == id);
        said.flat_map(Said::values).collect()
    }

    /// The words at a place, one by one.
    pub(crate) fn words(&self, place: &str) -> Vec<String> {
        let known = self.places.iter().find(|(known, _)| known.name == place);
        let words = known.into_iter().flat_map(|(_, words)| words);
        words.map(|bare| bare.word.clone()).collect()
    }

    /// The words at a place as one text, since a tired person forgets the quotes.
    pub(crate) fn text(&self, place: &str) -> Option<String> {
        Some(self.words(place).join(" ")).filter(|text| !text.is_empty())
    }

    /// The values of a verb's fields; a field that was not named is absent.
    pub(crate) fn table(&self, verb: &Verb) -> Table {
        let mut said = Table::new();
        for field in verb.fields {
            let place = verb.positionals().find(|place| place.name == field.name);
            let id = match place {
                Some(place) if !place.is_option => None,
                _ => Some(option(field.name).0),
            };
            let given = id.filter(|id| self.is_given(id));
            let value = match (field.shape, given) {
                (Shape::Flag, given) => given.map(|_| Value::Boolean(true)),
                (Shape::One, Some(id)) => self.value(id).map(Value::String),
                (Shape::One, None) => self.text(field.name).map(Value::String),
                (Shape::Many, Some(id)) => Some(list(self.values(id))),
                (Shape::Many, None) => place.map(|place| list(self.words(place.name))),
            };
            if let Some(value) = value {
                said.insert(field.name.to_owned(), value);
            }
        }
        said
    }

    /// The same, once for each number that was named.
    pub(crate) fn tables(&self, verb: &Verb) -> Vec<Table> {
        let said = self.table(verb);
        let Some(place) = verb.positionals().find(|place| place.numbers) else {
            return vec![said];
        };
        let mut numbers: Vec<String> = Vec::new();
        for word in self.words(place.name) {
            let single = word.split(',').map(str::trim);
            for number in single.filter(|number| !number.is_empty()) {
                if !numbers.iter().any(|known| same(known, number)) {
                    numbers.push(number.to_owned());
                }
            }
        }
        let with = |number: String| {
            let mut said = said.clone();
            said.insert(place.name.to_owned(), Value::String(number));
            said
        };
        numbers.into_iter().map(with).collect()
    }

    /// Refuses a text that is said twice or at two places, and a dash where nothing can be dictated.
    fn check(&self) -> Result<(), Unfit> {
        for (place, words) in &self.places {
            let is_list = matches!(place.name, "numbers" | "words" | "path" | "action");
            let apart = words.windows(2).any(|pair| pair[0].at != pair[1].at);
            if apart && place.many && !is_list && !place.numbers {
                return Err(Unfit::TextApart);
            }
            if let Some((id, ..)) = instead(place)
                && !words.is_empty()
                && self.is_given(id)
            {
                return Err(Unfit::Twice(format!("--{id}")));
            }
        }
        let mut dictated = 0;
        for said in &self.options {
            // A report's way out has a meaning of its own for a dash.
            let dashes = said.values().into_iter().filter(|value| value == DICTATED);
            for _ in dashes.filter(|_| said.id != "out") {
                if !is_dictated(said.id) {
                    return Err(Unfit::NotDictated(format!("--{}", said.id)));
                }
                dictated += 1;
            }
        }
        for (place, words) in &self.places {
            if words.len() == 1 && words[0].word == DICTATED {
                if !is_dictated(place.name) {
                    return Err(Unfit::NotDictated(DICTATED.to_owned()));
                }
                dictated += 1;
            }
        }
        if dictated > 1 {
            return Err(Unfit::DictatedTwice);
        }
        Ok(())
    }
}

fn list(values: Vec<String>) -> Value {
    Value::Array(values.into_iter().map(Value::String).collect())
}

/// Whether two numbers as typed are the same one.
fn same(one: &str, other: &str) -> bool {
    match (RecordNumber::parse(one), RecordNumber::parse(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.eq_ignore_ascii_case(other),
    }
}

/// The bare words by the places of the verb.
fn placed(
    verb: &Verb,
    mut bare: Vec<Bare>,
    words: &Words,
) -> Result<Vec<(Positional, Vec<Bare>)>, Unfit> {
    let all: Vec<Positional> = verb.positionals().collect();
    if let [head, rest] = all[..]
        && head.heads
    {
        let (topic, statement) = headed(bare)?;
        return Ok(vec![(head, vec![topic]), (rest, statement)]);
    }
    let mut places = Vec::new();
    for (index, place) in all.iter().enumerate() {
        let later = all.len() - index - 1;
        let count = match (place.numbers, place.many, later) {
            (true, ..) => numbers(&bare, all.get(index + 1))?,
            (false, true, 0) => bare.len(),
            (false, true, _) => bare.len().saturating_sub(state(&bare, words)).max(1),
            // What the words before it left, as the words of a state.
            (false, false, 0) if index > 0 && all[index - 1].many => bare.len(),
            (false, false, _) => 1,
        };
        let rest = bare.split_off(count.min(bare.len()));
        if bare.is_empty() && place.required {
            return Err(Unfit::Missing(place.name));
        }
        places.push((*place, std::mem::replace(&mut bare, rest)));
    }
    match bare.first() {
        Some(left) => Err(Unfit::UnknownArgument(left.word.clone())),
        None => Ok(places),
    }
}

/// How many of the first words are numbers, each of a record of its own; refused where they may begin the text behind.
fn numbers(bare: &[Bare], text: Option<&Positional>) -> Result<usize, Unfit> {
    let unclear = || {
        Err(Unfit::NumbersOrText(
            text.and_then(instead)
                .map(|known| known.1)
                .unwrap_or_default(),
        ))
    };
    let leading = bare.iter().take_while(|bare| is_number(&bare.word)).count();
    // What is no number is told so by the record.
    let count = leading.max(1);
    let (numbers, rest) = bare.split_at(count.min(bare.len()));
    if let [joint, number, ..] = rest
        && matches!(
            joint.word.to_lowercase().as_str(),
            "und" | "and" | "bis" | "to" | "sowie" | "u." | "+" | "&" | "-"
        )
        && is_number(&number.word)
    {
        return unclear();
    }
    if count == 1 {
        return Ok(count);
    }
    let has_letter = |bare: &Bare| bare.word.starts_with(|first: char| first.is_alphabetic());
    if numbers.iter().any(has_letter) && !numbers.iter().all(has_letter) {
        return unclear();
    }
    match rest {
        [] => Ok(count),
        // One argument with blanks stood in quotes.
        [text] if text.word.contains(char::is_whitespace) || text.word == DICTATED => Ok(count),
        [text, ..] if numbers.last().is_some_and(|last| last.at != text.at) => Ok(count),
        _ => unclear(),
    }
}

/// How many words at the end name the state of a service.
fn state(bare: &[Bare], words: &Words) -> usize {
    const MOST: usize = 3;
    if bare.len() <= 2 {
        return 1;
    }
    let named = |count: &usize| {
        let last = bare[bare.len() - count..].iter();
        let text: Vec<&str> = last.map(|bare| bare.word.as_str()).collect();
        let text = text.join(" ");
        vocabulary::find::<ServiceState>(&text, words).is_some()
            || !vocabulary::unclear::<ServiceState>(&text, words).is_empty()
    };
    let counts = (1..=MOST.min(bare.len() - 1)).rev();
    counts.into_iter().find(named).unwrap_or(1)
}

/// A topic and what is said of it: two arguments, or one text with a colon.
fn headed(bare: Vec<Bare>) -> Result<(Bare, Vec<Bare>), Unfit> {
    let Some(first) = bare.first() else {
        return Err(Unfit::Missing("topic"));
    };
    if let [topic, statement] = &bare[..]
        && !topic.word.trim_end().ends_with(':')
    {
        return Ok((topic.clone(), vec![statement.clone()]));
    }
    let at = first.at;
    if bare.iter().any(|bare| bare.at != at) {
        return Err(Unfit::TextApart);
    }
    let words: Vec<&str> = bare.iter().map(|bare| bare.word.as_str()).collect();
    let text = words.join(" ");
    let (topic, statement) = text.split_once(": ").ok_or(Unfit::TopicOrStatement)?;
    let word = |word: &str| Bare {
        at,
        word: word.to_owned(),
    };
    Ok((word(topic), vec![word(statement)]))
}
