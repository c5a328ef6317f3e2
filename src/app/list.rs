//! Cursor and scrolling of any list, as pure numbers.

/// A cursor in a list of which only part is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row the cursor is on.
    pub at: usize,
    /// The first row on screen.
    pub top: usize,
}

/// A way to move a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// Half a screen down.
    PageDown,
    /// Half a screen up.
    PageUp,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl Cursor {
    /// Moves in a list of `len` rows of which `height` are on screen.
    pub fn step(&mut self, step: Step, len: usize, height: usize) {
        let half = (height / 2).max(1);
        self.at = match step {
            Step::Down => self.at.saturating_add(1),
            Step::Up => self.at.saturating_sub(1),
            Step::PageDown => self.at.saturating_add(half),
            Step::PageUp => self.at.saturating_sub(half),
            Step::First => 0,
            Step::Last => usize::MAX,
        };
        self.keep_in(len, height);
    }

    /// Puts the cursor on a row and the row on screen.
    pub fn go(&mut self, at: usize, len: usize, height: usize) {
        self.at = at;
        self.keep_in(len, height);
    }

    /// Brings cursor and scrolling back into a list of `len` rows of which `height` are on screen.
    pub fn keep_in(&mut self, len: usize, height: usize) {
        let height = height.max(1);
        self.at = self.at.min(len.saturating_sub(1));
        // Half a screen at a time at the edges, so that going on costs one repaint in many rows.
        if self.at < self.top {
            self.top = if self.top - self.at == 1 {
                self.at.saturating_sub(height / 2)
            } else {
                self.at
            };
        } else if self.at >= self.top + height {
            let one_past = self.at == self.top + height;
            self.top = if one_past {
                self.at - height / 2
            } else {
                self.at + 1 - height
            };
        }
        self.top = self.top.min(len.saturating_sub(height));
        if self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
    }

    /// Returns the rows on screen.
    pub fn visible(&self, len: usize, height: usize) -> std::ops::Range<usize> {
        self.top.min(len)..(self.top + height).min(len)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_empty_list_has_the_cursor_at_its_head() {
        let mut cursor = Cursor::default();
        for step in [Step::Down, Step::Last, Step::PageUp] {
            cursor.step(step, 0, 0);
            assert_eq!(cursor, Cursor::default());
        }
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_the_list_and_on_screen(steps in prop::collection::vec((0..6usize, 0..40usize, 0..12usize), 0..60)) {
            let all = [Step::Down, Step::Up, Step::PageDown, Step::PageUp, Step::First, Step::Last];
            let mut cursor = Cursor::default();
            for (step, len, height) in steps {
                cursor.step(all[step], len, height);
                prop_assert!(cursor.at < len.max(1));
                prop_assert!(cursor.top <= cursor.at && cursor.at < cursor.top + height.max(1));
                prop_assert!(cursor.top + height <= len.max(height));
            }
        }
    }
}
