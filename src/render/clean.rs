//! The one place where what people typed becomes safe to show: it may be read, it may not act.
//!
//! Control, escape and direction characters become visible `\u{…}` (CWE-150); the log itself keeps them as typed.

use crate::domain::text::{is_invisible, is_joiner};

/// Whether a letter acts on what shows it, or hides; joins and variants of other scripts and of emoji are shown as they are.
pub(crate) fn acts(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}')
        || (is_invisible(letter) && !is_joiner(letter))
}

fn visible(text: &str, line_break: &str) -> String {
    let plain = |letter: u8| (b' '..=b'~').contains(&letter);
    if text.bytes().all(plain) || !text.chars().any(acts) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '\n' => shown.push_str(line_break),
            '\t' => shown.push(' '),
            letter if acts(letter) => shown.extend(letter.escape_unicode()),
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
            prop_assert!(lines(&text).chars().all(|c| c == '\n' || !acts(c)));
            prop_assert!(one_line(&text).chars().all(|c| !acts(c)));
        }
    }

    #[test]
    fn escape_sequences_become_readable() {
        assert_eq!(
            one_line("a\u{1b}[31mb\r\nc\u{202e}"),
            "a\\u{1b}[31mb ␤ c\\u{202e}"
        );
    }
}
