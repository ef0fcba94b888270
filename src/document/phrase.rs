//! Sentences and labels by their keys, in no language.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::moment::Moment;

/// A sentence or label by its key in the catalogues, with the data it shows.
///
/// The words are looked up when the document is rendered, so a frozen document can be printed in either language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    pub key: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Value)>,
}

impl Phrase {
    pub fn new(key: &'static str) -> Phrase {
        Phrase {
            key: Cow::Borrowed(key),
            args: Vec::new(),
        }
    }

    /// A phrase whose key is put together from codes.
    pub fn named(key: String) -> Phrase {
        Phrase {
            key: Cow::Owned(key),
            args: Vec::new(),
        }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Phrase {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }
}

/// A value that a phrase shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Typed by a person: shown as it is, never interpreted.
    Text(String),
    Count(i64),
    Moment(Moment),
    Phrase(Box<Phrase>),
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}
impl From<i64> for Value {
    fn from(count: i64) -> Value {
        Value::Count(count)
    }
}
impl From<usize> for Value {
    fn from(count: usize) -> Value {
        Value::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
impl From<Moment> for Value {
    fn from(moment: Moment) -> Value {
        Value::Moment(moment)
    }
}
impl From<Phrase> for Value {
    fn from(phrase: Phrase) -> Value {
        Value::Phrase(Box::new(phrase))
    }
}
