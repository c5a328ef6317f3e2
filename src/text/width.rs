//! How many columns text takes, and cutting and padding by columns.
//!
//! One place measures, so that wrapping, cutting and the drawn cells agree: a grapheme takes what
//! ratatui 0.30.2 gives it in a cell (`CellWidth`), which a test compares. Invariant: nothing here
//! cuts a grapheme.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of characters whose width Unicode leaves to the context, such as `“”—…①`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// One column, as ratatui counts.
    #[default]
    Narrow,
    /// Two columns, as terminals set up for Chinese often draw.
    Wide,
}

/// A grapheme with its place and width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Byte offset of the grapheme in the measured text.
    pub start: usize,
    /// The grapheme itself.
    pub text: &'a str,
    /// Columns it takes.
    pub cols: usize,
}

impl Cell<'_> {
    /// Returns the byte offset just behind the grapheme.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Walks the text by grapheme, with widths.
pub fn cells(text: &str) -> Cells<'_> {
    cells_with(text, Ambiguous::Narrow)
}

/// Walks the text by grapheme, with ambiguous characters as told.
pub fn cells_with(text: &str, ambiguous: Ambiguous) -> Cells<'_> {
    Cells {
        text,
        at: 0,
        ambiguous,
    }
}

/// The iterator of [`cells`].
#[derive(Debug, Clone)]
pub struct Cells<'a> {
    text: &'a str,
    at: usize,
    ambiguous: Ambiguous,
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    #[inline]
    fn next(&mut self) -> Option<Cell<'a>> {
        let rest = &self.text[self.at..];
        let mut chars = rest.chars();
        let first = chars.next()?;
        let next_is_simple = chars.next().is_none_or(|c| simple_cols(c).is_some());
        let (text, cols) = if let (Some(cols), true) = (simple_cols(first), next_is_simple) {
            // Both stand for themselves, so there is a boundary between them: no need to segment.
            (&rest[..first.len_utf8()], cols)
        } else {
            let grapheme = rest.graphemes(true).next()?;
            (grapheme, grapheme_cols(grapheme, self.ambiguous))
        };
        let start = self.at;
        self.at += text.len();
        Some(Cell { start, text, cols })
    }
}

/// Returns the width of a character that is always a grapheme of its own next to another such one.
fn simple_cols(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '\u{3000}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}' => Some(2),
        _ => None,
    }
}

fn grapheme_cols(grapheme: &str, ambiguous: Ambiguous) -> usize {
    let cols = match ambiguous {
        Ambiguous::Narrow => grapheme.width(),
        Ambiguous::Wide => grapheme.width_cjk(),
    };
    // ratatui adds a cell for each half-width sound mark, although unicode-width 0.2.3 already counts
    // it; what it skips when drawing is what we must count.
    cols + grapheme
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count()
}

/// Returns the columns the text takes on one row.
pub fn of(text: &str) -> usize {
    of_with(text, Ambiguous::Narrow)
}

/// Returns the columns the text takes on one row, with ambiguous characters as told.
pub fn of_with(text: &str, ambiguous: Ambiguous) -> usize {
    cells_with(text, ambiguous).map(|cell| cell.cols).sum()
}

/// Returns the longest beginning that fits into `cols`; a wide character that would stand half
/// outside is left out.
pub fn truncate(text: &str, cols: usize) -> &str {
    let mut used = 0;
    for cell in cells(text) {
        used += cell.cols;
        if used > cols {
            return &text[..cell.start];
        }
    }
    text
}

/// Returns the text in exactly `cols` columns: cut with `…` when it is too long, else padded at the
/// right.
pub fn fit(text: &str, cols: usize) -> String {
    if cols == 0 {
        return String::new();
    }
    if truncate(text, cols).len() == text.len() {
        return pad(text, cols);
    }
    pad(&format!("{}…", truncate(text, cols - 1)), cols)
}

/// Returns the text with spaces at the right up to `cols`; longer text stays as it is.
pub fn pad(text: &str, cols: usize) -> String {
    let mut padded = String::from(text);
    padded.extend(std::iter::repeat_n(' ', cols.saturating_sub(of(text))));
    padded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;

    #[test]
    fn chinese_takes_two_columns_and_marks_none() {
        for (text, cols) in [
            ("", 0),
            ("abc", 3),
            ("答复", 4),
            ("e\u{301}", 1),
            ("（一）", 6),
            ("“”…", 3),
            ("👍🏽", 2),
            ("䶮𠮷", 4),
        ] {
            assert_eq!(of(text), cols, "{text}");
        }
        assert_eq!(of_with("“答”", Ambiguous::Wide), 6);
    }

    #[test]
    fn cutting_never_halves_a_character() {
        assert_eq!(truncate("答复函", 3), "答");
        assert_eq!(truncate("ae\u{301}b", 2), "ae\u{301}");
        assert_eq!(truncate("答", 0), "");
        assert_eq!(truncate("", 5), "");
    }

    #[test]
    fn fit_gives_exactly_the_columns() {
        for (text, cols, expected) in [
            ("答复函", 6, "答复函"),
            ("答复函", 5, "答复…"),
            ("答复函", 4, "答… "),
            ("答复函", 1, "…"),
            ("答复函", 0, ""),
            ("a", 3, "a  "),
            ("", 2, "  "),
        ] {
            assert_eq!(fit(text, cols), expected);
        }
        assert_eq!(pad("答复", 3), "答复");
    }

    #[test]
    fn half_width_sound_marks_are_as_in_ratatui() {
        assert_eq!(of("ｶﾞ"), usize::from("ｶﾞ".cell_width()));
    }

    proptest! {
        #[test]
        fn cells_are_graphemes_measured_as_ratatui_does(text in "([一-龥]|[ -~]|[\u{300}-\u{305}]|[！-～]|[가-각]|\u{200D}|👍|🏽|🇨|“|ｶ|ﾞ|\\PC){0,30}") {
            let ours: Vec<_> = cells(&text).map(|c| c.text).collect();
            let theirs: Vec<_> = text.graphemes(true).collect();
            prop_assert_eq!(ours, theirs);
            for cell in cells(&text) {
                prop_assert_eq!(cell.cols, usize::from(cell.text.cell_width()));
            }
        }

        #[test]
        fn fit_is_exact(text in "\\PC{0,20}", cols in 0usize..20) {
            prop_assert_eq!(of(&fit(&text, cols)), cols);
            prop_assert!(of(truncate(&text, cols)) <= cols);
        }
    }
}
