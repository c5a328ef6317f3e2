//! A sheet of lines built before it is drawn: headings, labelled values, wrapped text.

use super::pen::{Line, Pen, rows};
use crate::{app::layout::Area, lang::Lang, text::width, tui::theme::Role};

/// Lines of at most so many columns.
pub(super) struct Sheet {
    cols: u16,
    label_cols: u16,
    /// The lines.
    pub lines: Vec<Line>,
}

impl Sheet {
    pub fn new(cols: u16, lang: Lang) -> Self {
        Self {
            cols: cols.max(8),
            label_cols: match lang {
                Lang::Zh => 12,
                Lang::En => 17,
            },
            lines: Vec::new(),
        }
    }

    pub fn gap(&mut self) {
        self.lines.push(Vec::new());
    }

    pub fn head(&mut self, text: &str) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.gap();
        }
        self.text(Role::Head, text);
    }

    /// Adds text, wrapped; line ends stay.
    pub fn text(&mut self, role: Role, text: &str) {
        self.indented(0, role, text);
    }

    /// Adds text behind an indent, wrapped.
    pub fn indented(&mut self, indent: u16, role: Role, text: &str) {
        let cols = usize::from(self.cols.saturating_sub(indent));
        for paragraph in text.split('\n') {
            for row in rows(paragraph, cols) {
                let blank = " ".repeat(usize::from(indent));
                self.lines.push(vec![(role, format!("{blank}{row}"))]);
            }
        }
    }

    /// Adds a labelled value, wrapped behind its label; empty values are left out.
    pub fn field(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let label_cols = self.label_cols.min(self.cols / 3);
        let cols = usize::from(self.cols - label_cols);
        let mut label = width::fit(label, usize::from(label_cols) - 1);
        label.push(' ');
        for paragraph in value.split('\n') {
            for row in rows(paragraph, cols) {
                let head = std::mem::replace(&mut label, " ".repeat(usize::from(label_cols)));
                self.lines
                    .push(vec![(Role::Dim, head), (Role::Text, row.to_owned())]);
            }
        }
    }

    pub fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Draws from a line on, but never past the last full screen; returns the first line drawn.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Area, top: usize) -> usize {
        let height = usize::from(area.height);
        let top = top.min(self.lines.len().saturating_sub(height));
        for (at, line) in self.lines[top..].iter().take(height).enumerate() {
            pen.line((area.x, area.y + at as u16), area.width, line);
        }
        top
    }
}
