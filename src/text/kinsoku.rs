//! Where a row of Chinese text may end.
//!
//! Decides between two neighbouring graphemes only, so that a row can be broken again after an edit
//! without reading the paragraph. The lists follow GB/T 15834-2011, 5 (marks that may not begin or
//! end a row) and the like rules in W3C clreq. `icu_segmenter` glues curly quotes to both
//! neighbours (`个》“答`), which is right for English only.

use unicode_width::UnicodeWidthChar;

/// How good it is to end a row at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// A mark would begin or end the row wrongly.
    Bad,
    /// A word or number would be cut; only when it is too long for a row.
    Fair,
    /// The row may end here.
    Good,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Opening,
    Closing,
    Quote,
    Hyphen,
    Dash,
    Word,
    Other,
}

fn class(c: char) -> Class {
    match c {
        ' ' => Class::Space,
        '（' | '《' | '「' | '『' | '“' | '‘' | '〈' | '【' | '〔' | '〖' | '［' | '｛' | '￥'
        | '№' | '§' | '(' | '[' | '{' => Class::Opening,
        '、' | '。' | '，' | '．' | '：' | '；' | '！' | '？' | '）' | '》' | '」' | '』' | '”'
        | '’' | '…' | '〉' | '】' | '〕' | '〗' | '］' | '｝' | '％' | '‰' | '℃' | '°' | '·'
        | '々' | 'ー' | '～' | ',' | '.' | ':' | ';' | '!' | '?' | ')' | ']' | '}' | '%' => {
            Class::Closing
        }
        '"' | '\'' => Class::Quote,
        '-' | '/' => Class::Hyphen,
        '—' | '―' | '─' => Class::Dash,
        c if c.is_ascii_graphic() || (c.is_alphanumeric() && c.width() == Some(1)) => Class::Word,
        _ => Class::Other,
    }
}

/// Tells whether a grapheme may not begin a row.
pub fn is_closing(grapheme: &str) -> bool {
    grapheme
        .chars()
        .next()
        .is_some_and(|c| class(c) == Class::Closing)
}

/// Tells whether a grapheme may not end a row.
pub fn is_opening(grapheme: &str) -> bool {
    grapheme
        .chars()
        .next()
        .is_some_and(|c| class(c) == Class::Opening)
}

/// Judges a row end between two graphemes.
pub fn between(before: &str, after: &str) -> Break {
    let (Some(a), Some(b)) = (before.chars().next(), after.chars().next()) else {
        return Break::Bad;
    };
    match (class(a), class(b)) {
        (Class::Opening, _) | (_, Class::Closing) | (Class::Dash, Class::Dash) => Break::Bad,
        (Class::Space, _) => Break::Good,
        // A space belongs to the row it ends, an undirected quote to both neighbours.
        (_, Class::Space | Class::Quote)
        | (Class::Quote, _)
        | (Class::Word, Class::Word | Class::Hyphen)
        | (Class::Hyphen, Class::Hyphen) => Break::Fair,
        // 38,560 and don’t and a.b stay whole, as does f(x); a Chinese mark ends its word.
        (Class::Closing, Class::Word) if a.is_ascii() || a == '’' => Break::Fair,
        (Class::Word, Class::Opening) if b.is_ascii() => Break::Fair,
        // 2017-2021 stays whole, a hyphen between words may end the row.
        (Class::Hyphen, Class::Word) if b.is_numeric() => Break::Fair,
        _ => Break::Good,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_with_their_text() {
        for (before, after, expected) in [
            ("建", "议", Break::Good),
            ("议", "。", Break::Bad),
            ("（", "一", Break::Bad),
            ("》", "“", Break::Good),
            ("”", "的", Break::Good),
            ("…", "…", Break::Bad),
            ("—", "—", Break::Bad),
            ("第", "3", Break::Good),
            ("3", "8", Break::Fair),
            (",", "5", Break::Fair),
            ("，", "5", Break::Good),
            ("b", " ", Break::Fair),
            (" ", "b", Break::Good),
            ("-", "2", Break::Fair),
            ("-", "b", Break::Good),
            ("", "", Break::Bad),
        ] {
            assert_eq!(between(before, after), expected, "{before}|{after}");
        }
    }
}
