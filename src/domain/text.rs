//! Texts as people type them: how long they may be, and when two spellings are the same.

use unicode_normalization::UnicodeNormalization as _;

use super::refusal::Refusal;

/// The most a person can put into one field, in bytes: 100 KB of pasted log must go in, a disk image must not.
const MOST_BYTES: usize = 200_000;

/// A mandatory text: not empty, not endless; without the blanks around it.
pub(crate) fn said(field: &'static str, text: &str) -> Result<String, Refusal> {
    // An editor's mark of its encoding is no letter that anybody typed.
    let text = text.trim_start_matches('\u{feff}').trim();
    if text
        .chars()
        .all(|letter| is_invisible(letter) || letter.is_whitespace())
    {
        return Err(Refusal::TextMissing { field });
    }
    if text.len() > MOST_BYTES {
        return Err(Refusal::TextTooLong {
            field,
            bytes: text.len(),
            most: MOST_BYTES,
        });
    }
    Ok(text.to_owned())
}

/// An optional text; empty means not given.
pub(crate) fn optional(field: &'static str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    match text.map(|text| said(field, text)) {
        None | Some(Err(Refusal::TextMissing { .. })) => Ok(None),
        Some(text) => text.map(Some),
    }
}

/// `Name` or `Name/Role`, apart; a part that is empty is not there.
pub(crate) fn split_name(text: &str) -> (Option<String>, Option<String>) {
    let part = |text: &str| {
        let text = text.trim();
        text.chars()
            .any(|letter| !is_invisible(letter))
            .then(|| text.to_owned())
    };
    let (name, role) = text.split_once('/').unwrap_or((text, ""));
    (part(name), part(role))
}

/// Letters that nobody sees: a text of these alone is empty, and a word with them is the same word (Unicode,
/// `Default_Ignorable_Code_Point`, and the empty Braille pattern).
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters among those that nobody sees which shape the ones beside them: an emoji or a word would be another one without them.
pub(crate) fn is_joiner(letter: char) -> bool {
    matches!(letter,
        '\u{34f}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{200c}' | '\u{200d}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The text as it is searched for: each accent in one character with its letter, nothing that nobody sees.
pub(crate) fn searchable(text: &str) -> String {
    // The rule has nothing to say of plain letters.
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfc().filter(|&letter| !is_invisible(letter)).collect()
}

/// The words of a searchable text, in lower case.
pub(crate) fn terms(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Letters that German also writes as two.
const UMLAUTS: [(char, &str); 4] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ß', "ss")];

fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    searchable(text).to_lowercase()
}

/// Lower case with umlauts written out: `Bürgerbüro` as `buergerbuero`.
pub(crate) fn written_out(text: &str) -> String {
    if text.is_ascii() {
        return lower(text);
    }
    UMLAUTS.iter().fold(lower(text), |text, (letter, two)| {
        text.replace(*letter, two)
    })
}

/// The spellings of one word, in lower case: as typed, with umlauts put back, and with umlauts written out.
pub(crate) fn spellings(word: &str) -> Vec<String> {
    let typed = lower(word);
    let put_back = UMLAUTS.iter().fold(typed.clone(), |word, (letter, two)| {
        word.replace(two, letter.encode_utf8(&mut [0; 4]))
    });
    let mut all = vec![typed];
    for other in [put_back, written_out(word)] {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    all
}

/// Umlauts written out, no blanks or dashes: how two spellings of a name are compared.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = written_out(text.trim());
    plain.retain(|letter| !matches!(letter, ' ' | '-' | '_'));
    plain
}

/// Whether one word was typed and the other meant: a slip or two, or only its beginning.
pub(crate) fn slipped(typed: &str, meant: &str) -> bool {
    const BEGINNING: usize = 3;
    let (typed, meant) = (plain(typed), plain(meant));
    let letters = typed.chars().count();
    if letters < BEGINNING {
        return false;
    }
    let most = if letters < 5 { 1 } else { 2 };
    meant.starts_with(&typed) || strsim::osa_distance(&typed, &meant) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mandatory_text_is_neither_empty_nor_endless_and_keeps_no_blanks_around_it() {
        for text in [
            "",
            " ",
            "\n\t ",
            "\u{feff}",
            "\u{200b} \u{3164}\u{115f}",
            "\u{2800}\u{34f}\u{ad}",
        ] {
            let refused = Refusal::TextMissing { field: "what" };
            assert_eq!(said("what", text), Err(refused));
        }
        assert_eq!(said("what", " a b\n").unwrap(), "a b");
        assert_eq!(said("what", "\u{feff}a\u{200b}b").unwrap(), "a\u{200b}b");
        let most = "x".repeat(MOST_BYTES);
        assert_eq!(said("what", &most).unwrap(), most);
        assert_eq!(said("what", &format!(" {most} ")).unwrap(), most);
        for (text, bytes) in [
            (format!("{most}x"), MOST_BYTES + 1),
            ("ü".repeat(MOST_BYTES / 2 + 1), MOST_BYTES + 2),
        ] {
            let refused = Refusal::TextTooLong {
                field: "what",
                bytes,
                most: MOST_BYTES,
            };
            assert_eq!(said("what", &text), Err(refused));
        }
    }

    #[test]
    fn an_optional_text_that_is_empty_was_not_given() {
        for text in [None, Some(""), Some(" \n")] {
            assert_eq!(optional("place", text), Ok(None));
        }
        assert_eq!(optional("place", Some(" a ")), Ok(Some("a".to_owned())));
        let endless = "x".repeat(MOST_BYTES + 1);
        let refused = optional("place", Some(&endless)).unwrap_err();
        assert!(matches!(
            refused,
            Refusal::TextTooLong { field: "place", .. }
        ));
    }

    #[test]
    fn a_name_and_its_role_stand_apart() {
        for (text, name, role) in [
            ("Weber", Some("Weber"), None),
            (" Weber / S2 ", Some("Weber"), Some("S2")),
            ("Weber/", Some("Weber"), None),
            ("/S2", None, Some("S2")),
            ("Weber/S2/Nacht", Some("Weber"), Some("S2/Nacht")),
            ("", None, None),
            (" / ", None, None),
        ] {
            let (has_name, has_role) = split_name(text);
            assert_eq!(
                (has_name.as_deref(), has_role.as_deref()),
                (name, role),
                "{text:?}"
            );
        }
    }

    #[test]
    fn two_spellings_of_a_word_are_the_same_and_two_words_are_not() {
        for (one, other) in [
            ("E-Mail", "email"),
            ("e_mail", " E MAIL "),
            ("Bürgerbüro", "BUERGERBUERO"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Ämter-Öffnung", "aemteroeffnung"),
            ("Bu\u{308}rger\u{ad}büro", "bürger\u{200b}büro"),
            ("BU\u{308}RGERBU\u{308}RO Ost", "buergerbuero_ost"),
        ] {
            assert_eq!(plain(one), plain(other));
        }
        for (one, other) in [
            ("Mail", "Mails"),
            ("Amt 1", "Amt 2"),
            ("a/b", "ab"),
            ("Schön", "Schon"),
        ] {
            assert_ne!(plain(one), plain(other));
        }
    }

    #[test]
    fn a_word_is_searched_in_every_spelling() {
        for (typed, expected) in [
            ("Ämter", vec!["ämter", "aemter"]),
            ("A\u{308}mter", vec!["ämter", "aemter"]),
            ("Aemter", vec!["aemter", "ämter"]),
            ("Grüsse", vec!["grüsse", "grüße", "gruesse"]),
            ("Server", vec!["server"]),
        ] {
            assert_eq!(spellings(typed), expected, "{typed}");
        }
    }
}
