//! About how wide text is on paper, in tenths of an average letter: the exact widths are known only to the printer.

/// Width of a letter that is written by its name: "[CJK UNIFIED IDEOGRAPH-65E5]".
pub(crate) const NAMED: usize = 390;

/// The width of a letter. One that the fonts of a PDF may not have is written by its name there, and a line break costs
/// the rest of its line.
pub(crate) fn tenths(letter: char) -> usize {
    match letter {
        '\n' => 600,
        'M' | 'W' | '@' | '%' | '—' | '…' => 20,
        'm' | 'w' => 16,
        _ if letter.is_uppercase() => 15,
        '\0'..='\u{24f}'
        | 'Α'..='ӿ'
        | 'Ḁ'..='ỿ'
        | '\u{2010}'..='\u{205e}'
        | '₠'..='₿'
        | '←'..='⋿' => 10,
        _ => NAMED,
    }
}

/// The width of a text on one line.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(tenths).sum()
}

/// The text on one line, cut to this width.
pub(crate) fn cut_to(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= most {
        return line;
    }
    let mut left = most.saturating_sub(tenths('…'));
    let fitting = line.chars().take_while(|letter| {
        let fits = tenths(*letter) <= left;
        left = left.saturating_sub(tenths(*letter));
        fits
    });
    let kept: String = fitting.collect();
    format!("{}…", kept.trim_end())
}
