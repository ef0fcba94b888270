//! The cells of a document as text in one language, safe to show: the same words in every format.

use crate::document::{Cell, Change, Inline, Phrase};
use crate::l10n::Words;

use super::clean;

/// How a piece of a cell looks, where a format has a look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    /// Corrected or cancelled later.
    Struck,
    State,
}

/// The pieces of a cell in words, with line breaks.
pub(crate) fn pieces(cell: &Cell, words: &Words) -> impl Iterator<Item = (String, Look)> {
    cell.iter().map(|piece| match piece {
        Inline::Text(typed) => (clean::lines(typed), Look::Plain),
        Inline::Struck(typed) => (clean::lines(typed), Look::Struck),
        Inline::Phrase(phrase) => (clean::lines(&words.phrase(phrase)), Look::Plain),
        Inline::Moment(moment) => (words.moment(moment), Look::Plain),
        Inline::MomentLong(moment) => (words.moment_long(moment), Look::Plain),
        Inline::Count(count) => (words.count(*count), Look::Plain),
        Inline::State { label, .. } => (words.phrase(label), Look::State),
        Inline::Break => ("\n".to_owned(), Look::Plain),
    })
}

/// A phrase in words, on one line.
pub(crate) fn worded(phrase: &Phrase, words: &Words) -> String {
    clean::one_line(&words.phrase(phrase))
}

/// A cell in words alone; what is struck is said to be.
pub(crate) fn plain(cell: &Cell, words: &Words) -> String {
    let mut pieces = pieces(cell, words).peekable();
    let mut text = match pieces.next_if(|(_, look)| *look != Look::Struck) {
        Some((first, _)) => first,
        None => String::new(),
    };
    for (piece, look) in pieces {
        if look == Look::Struck {
            text.push_str(&format!("[{}: {piece}]", words.text("word-struck")));
        } else {
            text.push_str(&piece);
        }
    }
    text
}

pub(crate) fn change_word(change: Change, words: &Words) -> String {
    words.text(match change {
        Change::New => "word-change-new",
        Change::Changed => "word-change-changed",
        Change::Ended => "word-change-ended",
    })
}
