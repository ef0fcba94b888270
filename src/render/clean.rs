//! The one place where what people typed becomes safe to show: it may be read, it may not act.
//!
//! Control, escape and direction characters become visible `\u{…}` (CWE-150); the log itself keeps them as typed.

use crate::domain::text::{is_invisible, is_joiner};

fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}')
        || (is_invisible(letter) && !is_joiner(letter))
}

/// JSON as a terminal may see it: what would act there is escaped, which a program reads as the same text.
pub(crate) fn json(text: &str) -> String {
    let acts = |letter: char| letter != '\n' && is_unsafe(letter);
    if !text.chars().any(acts) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if acts(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            shown.push(letter);
        }
    }
    shown
}

fn visible(text: &str, line_break: &str) -> String {
    let plain = |letter: u8| (b' '..=b'~').contains(&letter);
    if text.bytes().all(plain) || !text.chars().any(is_unsafe) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '\n' => shown.push_str(line_break),
            '\t' => shown.push(' '),
            letter if is_unsafe(letter) => shown.extend(letter.escape_unicode()),
            letter => shown.push(letter),
        }
    }
    shown
}

/// For one-line views: a line break becomes a sign.
pub(crate) fn one_line(text: &str) -> String {
    visible(text, " ␤ ")
}

/// For running text: line breaks stay.
pub(crate) fn lines(text: &str) -> String {
    visible(text, "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_that_acts_comes_through(text in any::<String>()) {
            prop_assert!(lines(&text).chars().all(|c| c == '\n' || !is_unsafe(c)));
            prop_assert!(one_line(&text).chars().all(|c| !is_unsafe(c)));
        }
    }

    #[test]
    fn json_is_the_same_text_with_nothing_that_acts() {
        for text in [
            "\u{1b}[31m \u{9b}31m \u{7f}",
            "\u{202e}gnp.exe",
            "a\u{200b}b\u{e0041}",
            "ü \u{1f469}\u{200d}\u{1f692} \u{2764}\u{fe0f}",
        ] {
            let plain = serde_json::Value::from(text).to_string();
            let safe = json(&plain);
            assert!(!safe.chars().any(is_unsafe), "{safe:?}");
            let read: String = serde_json::from_str(&safe).unwrap();
            assert_eq!(read, text);
        }
        assert_eq!(json("{\n  \"a\": 1\n}"), "{\n  \"a\": 1\n}");
        assert_eq!(json("\"\u{e0041}\""), "\"\\udb40\\udc41\"");
    }

    #[test]
    fn escape_sequences_become_readable() {
        assert_eq!(
            one_line("a\u{1b}[31mb\r\nc\u{202e}"),
            "a\\u{1b}[31mb ␤ c\\u{202e}"
        );
    }
}
