//! Putting text into cells: by real width, by role, inside the screen.
//!
//! Invariants: nothing is drawn outside the screen, a wide character is never cut, and what is
//! cleared for a dialog takes the half of a character at its left edge with it (ratatui 0.30.2
//! would leave it standing and skip the dialog's first column).

use std::{borrow::Cow, ops::Range};

use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::Rect,
};

use crate::{
    app::layout::Area,
    text::width,
    tui::theme::{Role, Theme},
};

/// Text in pieces, each with its role.
pub type Line = Vec<(Role, String)>;

/// The drawing hand.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// Where the terminal's cursor shall stand.
    pub caret: Option<(u16, u16)>,
}

impl<'a> Pen<'a> {
    /// Begins on a blank screen.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        let area = buffer.area;
        buffer.set_style(area, theme.style(Role::Text));
        Self {
            buffer,
            theme,
            caret: None,
        }
    }

    /// Writes text into at most `cols` columns, cut with `..`; returns the columns used.
    pub fn put(&mut self, (x, y): (u16, u16), cols: u16, text: &str, role: Role) -> u16 {
        let text = cut(text, usize::from(cols));
        self.write((x, y), cols, &text, role)
    }

    /// Writes text at the right end of `cols` columns; returns the columns used.
    pub fn put_right(&mut self, (x, y): (u16, u16), cols: u16, text: &str, role: Role) -> u16 {
        let used = width::of(text).min(usize::from(cols)) as u16;
        self.put((x + cols - used, y), used, text, role)
    }

    /// Writes pieces one after the other; returns the columns used.
    pub fn line(&mut self, (x, y): (u16, u16), cols: u16, pieces: &[(Role, String)]) -> u16 {
        let mut used = 0;
        for (role, text) in pieces {
            if used >= cols {
                break;
            }
            used += self.put((x + used, y), cols - used, text, *role);
        }
        used
    }

    /// Writes text with byte ranges of it in role `Match`; returns the columns used.
    pub fn matched(
        &mut self,
        (x, y): (u16, u16),
        cols: u16,
        text: &str,
        spans: &[Range<usize>],
    ) -> u16 {
        if spans.is_empty() {
            return self.put((x, y), cols, text, Role::Text);
        }
        let shown = cut(text, usize::from(cols));
        let mut used = 0;
        let mut at = 0;
        while at < shown.len() {
            let hit = |byte: usize| spans.iter().any(|span| span.contains(&byte));
            let role = if hit(at) { Role::Match } else { Role::Text };
            let end = width::cells(&shown[at..])
                .map(|cell| at + cell.start)
                .find(|start| hit(*start) != hit(at))
                .unwrap_or(shown.len());
            used += self.write((x + used, y), cols - used, &shown[at..end], role);
            at = end;
        }
        used
    }

    /// Fills a row of cells with an ASCII sign.
    pub fn rule(&mut self, (x, y): (u16, u16), cols: u16, sign: &str, role: Role) {
        self.write((x, y), cols, &sign.repeat(usize::from(cols)), role);
    }

    /// Gives cells another look and leaves their text.
    pub fn tint(&mut self, (x, y): (u16, u16), cols: u16, role: Role) {
        let area = Rect::new(x, y, cols, 1).intersection(self.buffer.area);
        self.buffer.set_style(area, self.theme.style(role));
    }

    /// Blanks an area for a dialog.
    pub fn clear(&mut self, area: Area) {
        let style = self.theme.style(Role::Text);
        for y in area.y..area.y + area.height {
            if let Some(left) = area.x.checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((left, y))
                && cell.cell_width() > 1
            {
                cell.reset();
                cell.set_style(style);
            }
            for x in area.x..area.x + area.width {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    fn write(&mut self, (x, y): (u16, u16), cols: u16, text: &str, role: Role) -> u16 {
        let area = self.buffer.area;
        if x >= area.right() || y >= area.bottom() {
            return 0;
        }
        let style = self.theme.style(role);
        let cols = usize::from(cols);
        let (end, _) = self.buffer.set_stringn(x, y, text, cols, style);
        end - x
    }
}

/// Returns the text in at most `cols` columns; what is cut ends in `..`, which is narrow everywhere.
pub fn cut(text: &str, cols: usize) -> Cow<'_, str> {
    let whole = width::truncate(text, cols);
    if whole.len() == text.len() || cols < 4 {
        return Cow::Borrowed(whole);
    }
    Cow::Owned(format!("{}..", width::truncate(text, cols - 2)))
}

/// Breaks text into rows of at most `cols` columns.
pub fn rows(text: &str, cols: usize) -> Vec<&str> {
    let broken = crate::text::wrap::Rows::new(text, cols.max(2));
    (0..broken.count())
        .map(|row| width::truncate(&text[broken.range(row, text.len())], cols))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(buffer: &Buffer, y: u16) -> String {
        let mut text = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if skip == 0 {
                text.push_str(cell.symbol());
                skip = usize::from(cell.cell_width());
            }
            skip = skip.saturating_sub(1);
        }
        text
    }

    #[test]
    fn what_is_cut_says_so_and_is_never_half() {
        assert_eq!(cut("答复函件稿", 10), "答复函件稿");
        assert_eq!(cut("答复函件稿", 9), "答复函..");
        assert_eq!(cut("答复函", 3), "答");
        assert_eq!(cut("e\u{301}e\u{301}", 1), "e\u{301}");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn a_dialog_takes_the_half_character_at_its_edge_with_it() {
        let theme = Theme::default();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let mut pen = Pen::new(&mut buffer, &theme);
        pen.put((0, 0), 8, "答复函件", Role::Text);
        pen.clear(Area {
            x: 3,
            y: 0,
            width: 2,
            height: 1,
        });
        pen.put((3, 0), 2, "ab", Role::Text);
        assert_eq!(row(&buffer, 0), "答 ab 件");
    }

    #[test]
    fn nothing_is_drawn_outside() {
        let theme = Theme::default();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        let mut pen = Pen::new(&mut buffer, &theme);
        assert_eq!(pen.put((2, 0), 9, "答", Role::Text), 0);
        assert_eq!(pen.put((9, 9), 9, "答", Role::Text), 0);
        assert_eq!(pen.matched((0, 0), 9, "a\u{1b}[1m答", &[0..1, 9..12]), 3);
        pen.tint((2, 0), 40, Role::Match);
        pen.clear(Area {
            x: 0,
            y: 0,
            width: 90,
            height: 9,
        });
        assert_eq!(row(&buffer, 0), "   ");
    }
}
