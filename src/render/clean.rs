//! The one place where what people typed becomes safe to show: it may be read, it may not act.
//!
//! Control, escape and direction characters become visible `\u{…}` (CWE-150); the log itself keeps them as typed.

use crate::domain::text::is_blank;

/// Whether a letter acts on what shows it, or takes room with nothing to see.
pub(crate) fn acts(letter: char) -> bool {
    letter.is_control()
        || is_blank(letter)
        || matches!(letter,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
}

fn visible(text: &str, line_break: &str) -> String {
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
