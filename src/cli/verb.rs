//! A verb: its names, its fields, and one struct for the command line and an import.

use toml::Table;

use crate::l10n::Lang;

use super::common::Clearable;
use super::failure::Failure;
use super::writing::Act;

/// How often a field may be said, and whether with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Flag,
    One,
    Many,
}

/// A type that a field may have, and whether an empty value clears it.
pub trait Shaped {
    const SHAPE: Shape;
    const CLEARS: bool;
}

macro_rules! shaped {
    ($($type:ty: $shape:ident, $clears:literal;)+) => {$(
        impl Shaped for $type {
            const SHAPE: Shape = Shape::$shape;
            const CLEARS: bool = $clears;
        }
    )+};
}

shaped! {
    bool: Flag, false;
    String: One, false;
    Option<String>: One, false;
    Option<Clearable>: One, true;
    Vec<String>: Many, false;
    Option<Vec<String>>: Many, true;
}

/// A field by its English name: in an import as it is, as an option with dashes.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// Whether an empty value takes away what stood there.
    pub clears: bool,
}

impl Field {
    const fn of(name: &'static str, shape: Shape) -> Field {
        Field {
            name,
            shape,
            clears: false,
        }
    }

    pub const fn flag(name: &'static str) -> Field {
        Field::of(name, Shape::Flag)
    }

    pub const fn one(name: &'static str) -> Field {
        Field::of(name, Shape::One)
    }

    pub const fn many(name: &'static str) -> Field {
        Field::of(name, Shape::Many)
    }

    /// The number of what is replaced, then the fields of what replaces it.
    pub const fn after_number<const N: usize>(fields: &[Field]) -> [Field; N] {
        let mut all = [Field::one("number"); N];
        let mut next = 1;
        while next < N {
            all[next] = fields[next - 1];
            next += 1;
        }
        all
    }
}

/// A value by its place on the command line.
#[derive(Clone, Copy, Debug)]
pub struct Positional {
    pub name: &'static str,
    /// Several bare words; as one text where its field holds one.
    pub many: bool,
    pub required: bool,
    /// The words may stand instead of the option of the same name.
    pub is_option: bool,
    /// Several numbers, each of which is a record of its own.
    pub numbers: bool,
    /// The first of two texts that may also be one: `head: rest`.
    pub heads: bool,
}

impl Positional {
    /// Reads `name`, `name?` (may be absent), `name+` (several words), `name+?` (both), `name*` (both, or the option),
    /// `name#` (several numbers), `name:` (the head of what follows).
    pub fn read(text: &'static str) -> Positional {
        let has = |mark: char| text.ends_with(mark) || text.trim_end_matches('?').ends_with(mark);
        Positional {
            name: text.trim_end_matches(['?', '+', '*', '#', ':']),
            many: has('+') || has('*') || has('#'),
            required: !has('?') && !has('*'),
            is_option: has('*'),
            numbers: has('#'),
            heads: has(':'),
        }
    }
}

/// Reads the fields into the struct; a missing one has its default.
pub type Read = fn(Table) -> Result<Box<dyn Act>, toml::de::Error>;

/// A verb that writes with what was said: one act for each number that was named, all of them in one transaction.
#[derive(Clone, Debug)]
pub struct Writes {
    pub read: Read,
    pub said: Vec<Table>,
}

impl Writes {
    /// The acts; a dash alone, which asks for standard input, becomes the text that stood there.
    pub fn acts(
        &self,
        stdin: impl Fn() -> Result<String, Failure>,
    ) -> Result<Vec<Box<dyn Act>>, Failure> {
        let mut dictated = None;
        let mut said = self.said.clone();
        for value in said.iter_mut().flat_map(Table::iter_mut).flat_map(texts) {
            if value == DICTATED {
                let text = match &dictated {
                    Some(text) => text,
                    None => dictated.insert(stdin()?),
                };
                value.clone_from(text);
            }
        }
        let acts = said.into_iter().map(|said| {
            let act = (self.read)(said);
            act.expect("a verb's options have the names and shapes of its fields")
        });
        Ok(acts.collect())
    }
}

/// The value that stands for the text of standard input.
pub const DICTATED: &str = "-";

fn texts<'a>((_, value): (&'a String, &'a mut toml::Value)) -> Vec<&'a mut String> {
    match value {
        toml::Value::String(text) => vec![text],
        toml::Value::Array(values) => {
            let texts = values.iter_mut().filter_map(|value| match value {
                toml::Value::String(text) => Some(text),
                _ => None,
            });
            texts.collect()
        }
        _ => Vec::new(),
    }
}

/// The kind of a verb.
#[derive(Clone, Copy)]
pub enum Does {
    Write(Read),
    List,
    Show,
    /// A command without a struct of its own: `args::read` reads it.
    Other,
}

/// A verb or a command: its English name, which is its id, its German name, other spellings, values and options.
#[derive(Clone, Copy)]
pub struct Verb {
    pub id: &'static str,
    pub german: &'static str,
    pub others: &'static [&'static str],
    pub positionals: &'static [&'static str],
    pub fields: &'static [Field],
    pub does: Does,
}

impl Verb {
    pub const SHOW: Verb = Verb {
        id: "show",
        german: "zeigen",
        others: &[],
        positionals: &["number"],
        fields: &[],
        does: Does::Show,
    };

    pub const LIST: Verb = Verb {
        id: "list",
        german: "liste",
        others: &[],
        positionals: &[],
        fields: &[Field::flag("all")],
        does: Does::List,
    };

    /// Its name in the language of the reader.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::De => self.german,
            Lang::En => self.id,
        }
    }

    pub fn positionals(&self) -> impl Iterator<Item = Positional> + use<> {
        self.positionals.iter().map(|text| Positional::read(text))
    }

    /// The fields that are options of the command line.
    pub fn options(&self) -> impl Iterator<Item = &'static Field> {
        let by_place = |name: &str| {
            self.positionals()
                .any(|positional| positional.name == name && !positional.is_option)
        };
        self.fields
            .iter()
            .filter(move |field| !by_place(field.name))
    }
}

/// A struct and the list of its fields.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$note])* pub $field: $type),* }

        impl $name {
            pub const FIELDS: &'static [$crate::cli::verb::Field] = &[$($crate::cli::verb::Field {
                name: stringify!($field),
                shape: <$type as $crate::cli::verb::Shaped>::SHAPE,
                clears: <$type as $crate::cli::verb::Shaped>::CLEARS,
            }),*];
        }
    };
}

/// A verb that writes: `Name "english" "german" ["other", …] ("positional", …) { field: type, … }`.
///
/// `number + Fields` instead of the fields is a verb that replaces a record by a new one.
macro_rules! verb {
    ($(#[$doc:meta])* $name:ident $id:literal $german:literal [$($other:literal),*] ($($place:literal),*)
        { $($body:tt)* }) => {
        $crate::cli::verb::fields! { $(#[$doc])* $name { $($body)* } }

        impl $name {
            pub const VERB: $crate::cli::verb::Verb = $crate::cli::verb::Verb {
                id: $id,
                german: $german,
                others: &[$($other),*],
                positionals: &[$($place),*],
                fields: $name::FIELDS,
                does: $crate::cli::verb::Does::Write(|said| {
                    Ok($crate::cli::writing::Act::boxed(said.try_into::<$name>()?))
                }),
            };
        }
    };
    ($(#[$doc:meta])* $name:ident $id:literal $german:literal [$($other:literal),*] ($($place:literal),*)
        number + $with:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name { pub number: String, pub with: $with }

        impl $name {
            pub const VERB: $crate::cli::verb::Verb = $crate::cli::verb::Verb {
                id: $id,
                german: $german,
                others: &[$($other),*],
                positionals: &[$($place),*],
                fields: &$crate::cli::verb::Field::after_number::<{ $with::FIELDS.len() + 1 }>($with::FIELDS),
                does: $crate::cli::verb::Does::Write(|mut said| {
                    let number = said.remove("number").map(toml::Value::try_into).transpose()?;
                    Ok($crate::cli::writing::Act::boxed($name {
                        number: number.unwrap_or_default(),
                        with: said.try_into()?,
                    }))
                }),
            };
        }
    };
}
pub(super) use {fields, verb};
