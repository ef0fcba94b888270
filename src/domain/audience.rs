//! Who may read what: everything is internal unless it was marked for somebody.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::codes::codes;

codes! {
    /// A circle of readers outside the staff. The public includes all others: what citizens may read, everybody may.
    Audience {
        /// Stellen: other authorities, the state's incident response team, the police.
        Authorities = "authorities",
        /// Rat: the elected council.
        Council = "council",
        /// Beschäftigte: the body's own people.
        Staff = "staff",
        Public = "public",
    }
}

/// The audiences that may read an entry; none of them means internal. A missing mark is no permission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Visibility(u8);

impl Visibility {
    pub const INTERNAL: Visibility = Visibility(0);
    pub const PUBLIC: Visibility = Visibility::of(Audience::Public);
    const INTERNAL_CODE: &'static str = "internal";

    const fn of(audience: Audience) -> Visibility {
        Visibility(1 << audience as u8)
    }

    /// Readable for every audience of the list.
    pub fn marked(audiences: &[Audience]) -> Visibility {
        Visibility(
            audiences
                .iter()
                .fold(0, |bits, &audience| bits | Visibility::of(audience).0),
        )
    }

    pub fn is_internal(self) -> bool {
        self == Visibility::INTERNAL
    }

    /// Whether the audience may read it: it was marked for it, or for everybody.
    pub fn allows(self, audience: Audience) -> bool {
        self.0 & (Visibility::of(audience).0 | Visibility::PUBLIC.0) != 0
    }

    /// `internal`, `public`, or the audiences, apart by a comma.
    pub fn code(self) -> String {
        if self.allows(Audience::Public) {
            return Audience::Public.code().to_owned();
        }
        let marked: Vec<&str> = Audience::ALL
            .iter()
            .filter(|audience| self.allows(**audience))
            .map(|audience| audience.code())
            .collect();
        if marked.is_empty() {
            Visibility::INTERNAL_CODE.to_owned()
        } else {
            marked.join(",")
        }
    }

    /// Reads a code; an audience that this version does not know gives nobody a permission.
    pub fn from_code(code: &str) -> Visibility {
        let known: Vec<Audience> = code.split(',').filter_map(Audience::from_code).collect();
        Visibility::marked(&known)
    }
}

impl Serialize for Visibility {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code())
    }
}

impl<'de> Deserialize<'de> for Visibility {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Ok(Visibility::from_code(&code))
    }
}

/// What one audience is told of one event. The record that the event belongs to decides it.
#[derive(Clone, Debug, PartialEq)]
pub enum Told<E> {
    /// It never leaves the house.
    Never,
    /// Where the entry is marked for the audience: this of the event, with the entry's text where `text` says so.
    Marked { event: E, text: bool },
    /// The same; where the entry is not marked, nothing of the record is told, since the older wording would be wrong.
    Replaces { event: E, text: bool },
    /// Whatever the mark says: it takes back what was told, without its reason.
    TakesBack { event: E },
}

impl<E> Told<E> {
    /// Told with its text where the entry is marked.
    pub fn marked(event: E) -> Told<E> {
        Told::Marked { event, text: true }
    }

    /// Told without its text where the entry is marked.
    pub fn wordless(event: E) -> Told<E> {
        Told::Marked { event, text: false }
    }

    pub fn map<T>(self, change: impl FnOnce(E) -> T) -> Told<T> {
        match self {
            Told::Never => Told::Never,
            Told::Marked { event, text } => Told::Marked {
                event: change(event),
                text,
            },
            Told::Replaces { event, text } => Told::Replaces {
                event: change(event),
                text,
            },
            Told::TakesBack { event } => Told::TakesBack {
                event: change(event),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_includes_every_audience_and_a_missing_mark_is_no_permission() {
        for &audience in Audience::ALL {
            assert!(Visibility::PUBLIC.allows(audience), "{audience:?}");
            assert!(!Visibility::INTERNAL.allows(audience), "{audience:?}");
            for &marked in Audience::ALL {
                let allowed = marked == audience || marked == Audience::Public;
                assert_eq!(
                    Visibility::marked(&[marked]).allows(audience),
                    allowed,
                    "{marked:?} {audience:?}"
                );
            }
        }
    }

    #[test]
    fn a_code_reads_back_and_an_unknown_audience_gives_nobody_a_permission() {
        for visibility in [
            Visibility::INTERNAL,
            Visibility::PUBLIC,
            Visibility::marked(&[Audience::Council]),
            Visibility::marked(&[Audience::Authorities, Audience::Staff]),
        ] {
            assert_eq!(Visibility::from_code(&visibility.code()), visibility);
        }
        assert_eq!(Visibility::INTERNAL.code(), "internal");
        assert_eq!(Visibility::PUBLIC.code(), "public");
        let mixed = Visibility::marked(&[Audience::Staff, Audience::Council]);
        assert_eq!(mixed.code(), "council,staff");
        assert!(Visibility::from_code("neighbours").is_internal());
    }
}
