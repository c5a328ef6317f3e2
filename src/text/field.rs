//! A field of one line: a name, a number, a search.
//!
//! Apart from the editor because it has no rows, no history and slides sideways. Invariants: the text
//! is clean and of one line, and the caret stands on a grapheme boundary.

use unicode_segmentation::UnicodeSegmentation;

use super::clean;
use super::width;

/// A line being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    text: String,
    caret: usize,
}

/// The part of a field that is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window<'a> {
    /// The text in sight.
    pub text: &'a str,
    /// Column of the caret, always inside the window.
    pub col: usize,
}

impl Field {
    /// Opens a field on a text, caret at its end.
    pub fn new(text: &str) -> Self {
        let text = clean::line(text).text;
        Self {
            caret: text.len(),
            text,
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the byte offset of the caret.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Types or pastes text at the caret; line ends become spaces.
    pub fn insert(&mut self, text: &str) {
        let (before, behind) = self.text.split_at(self.caret);
        // Cleaned together: an accent typed alone belongs to the character before it.
        let head = clean::line(&format!("{before}{text}")).text;
        let whole = clean::line(&format!("{head}{behind}")).text;
        self.caret = boundary_at(&whole, head.len());
        self.text = whole;
    }

    /// Puts text in the place of what stands between a byte and the caret; a byte inside a character stands for
    /// the next one.
    pub fn replace_from(&mut self, from: usize, text: &str) {
        let from = boundary_at(&self.text, from).min(self.caret);
        self.erase(from..self.caret);
        self.insert(text);
    }

    /// Deletes the grapheme before the caret.
    pub fn backspace(&mut self) {
        self.erase(self.before()..self.caret);
    }

    /// Deletes the grapheme behind the caret.
    pub fn delete(&mut self) {
        self.erase(self.caret..self.behind());
    }

    /// Deletes everything before the caret.
    pub fn delete_to_start(&mut self) {
        self.erase(0..self.caret);
    }

    /// Deletes everything behind the caret.
    pub fn delete_to_end(&mut self) {
        self.erase(self.caret..self.text.len());
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves one grapheme back.
    pub fn left(&mut self) {
        self.caret = self.before();
    }

    /// Moves one grapheme on.
    pub fn right(&mut self) {
        self.caret = self.behind();
    }

    /// Moves to the head.
    pub fn home(&mut self) {
        self.caret = 0;
    }

    /// Moves to the end.
    pub fn end(&mut self) {
        self.caret = self.text.len();
    }

    /// Returns what a window of `cols` columns shows, slid so far that the caret is in it.
    pub fn window(&self, cols: usize) -> Window<'_> {
        let mut start = 0;
        let mut col = width::of(&self.text[..self.caret]);
        // One column is kept for the caret behind the last character.
        for cell in width::cells(&self.text) {
            if col < cols || cell.start >= self.caret {
                break;
            }
            col -= cell.cols;
            start = cell.end();
        }
        Window {
            text: width::truncate(&self.text[start..], cols),
            col,
        }
    }

    fn before(&self) -> usize {
        let before = &self.text[..self.caret];
        before.grapheme_indices(true).next_back().map_or(0, |g| g.0)
    }

    fn behind(&self) -> usize {
        let behind = &self.text[self.caret..];
        self.caret + behind.graphemes(true).next().map_or(0, str::len)
    }

    fn erase(&mut self, range: std::ops::Range<usize>) {
        let head = range.start;
        self.text.replace_range(range, "");
        // What was apart may now be one character, or an accent without one.
        self.text = clean::line(&self.text).text;
        self.caret = boundary_at(&self.text, head);
    }
}

/// Returns the first grapheme boundary at or behind a byte.
fn boundary_at(text: &str, byte: usize) -> usize {
    width::cells(text)
        .map(|cell| cell.start)
        .find(|&start| start >= byte)
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(field: &Field) -> String {
        let (before, behind) = field.text.split_at(field.caret);
        format!("{before}|{behind}")
    }

    #[test]
    fn typing_and_deleting_go_by_character() {
        let mut field = Field::new("第037号");
        field.left();
        field.backspace();
        assert_eq!(drawn(&field), "第03|号");
        field.insert("e");
        field.insert("\u{301}");
        field.insert("\r\n张\u{1B}[31m三");
        assert_eq!(drawn(&field), "第03e\u{301} 张三|号");
        field.delete();
        field.delete();
        field.home();
        field.delete();
        assert_eq!(drawn(&field), "|03e\u{301} 张三");
        field.right();
        field.delete_to_start();
        field.end();
        field.right();
        assert_eq!(drawn(&field), "3e\u{301} 张三|");
        field.left();
        field.delete_to_end();
        assert_eq!(drawn(&field), "3e\u{301} 张|");
        field.clear();
        field.backspace();
        assert_eq!(drawn(&field), "|");
    }

    #[test]
    fn the_window_slides_with_the_caret() {
        let mut field = Field::new("一二三四");
        assert_eq!(
            field.window(9),
            Window {
                text: "一二三四",
                col: 8
            }
        );
        assert_eq!(
            field.window(6),
            Window {
                text: "三四",
                col: 4
            }
        );
        field.home();
        assert_eq!(
            field.window(5),
            Window {
                text: "一二",
                col: 0
            }
        );
        assert_eq!(Field::default().window(0), Window { text: "", col: 0 });
    }

    proptest! {
        #[test]
        fn any_keys_leave_a_clean_line(start in "\\PC{0,9}", keys in prop::collection::vec((0..8, any::<String>()), 0..20), cols in 1usize..12) {
            let mut field = Field::new(&start);
            for (key, text) in keys {
                match key {
                    0 => field.left(),
                    1 => field.right(),
                    2 => field.home(),
                    3 => field.backspace(),
                    4 => field.delete(),
                    5 => field.end(),
                    _ => field.insert(&text),
                }
                prop_assert!(clean::is_clean_line(field.text()));
                prop_assert_eq!(boundary_at(field.text(), field.caret()), field.caret());
                let window = field.window(cols);
                prop_assert!(window.col < cols && width::of(window.text) <= cols);
            }
        }
    }
}
