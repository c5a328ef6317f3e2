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

    /// Adds words two blanks apart. One that does not fit stands whole in the next row, behind an
    /// indent, so that no name is torn apart; one that is longer than a row is wrapped.
    pub fn words(&mut self, indent: u16, role: Role, words: &[String]) {
        let mut line = String::new();
        let mut before = 0;
        for word in words {
            let cols = usize::from(self.cols.saturating_sub(before));
            let (used, own) = (width::of(&line), width::of(word));
            let fits_alone = own <= usize::from(self.cols.saturating_sub(indent));
            if used > 0 && used + 2 + own > cols && fits_alone {
                self.indented(before, role, &line);
                (line, before) = (String::new(), indent);
            }
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(word);
        }
        self.indented(before, role, &line);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cols: u16, words: &[&str]) -> Vec<String> {
        let mut sheet = Sheet::new(cols, Lang::Zh);
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        sheet.words(4, Role::Text, &words);
        let text = |line: &Line| line.iter().map(|(_, own)| own.as_str()).collect();
        sheet.lines.iter().map(text).collect()
    }

    #[test]
    fn a_word_that_does_not_fit_goes_whole_to_the_next_row() {
        assert_eq!(
            said(20, &["送达", "邮寄", "王演示"]),
            ["送达  邮寄  王演示"]
        );
        assert_eq!(
            said(16, &["送达", "邮寄", "王演示"]),
            ["送达  邮寄", "    王演示"]
        );
        assert_eq!(
            said(12, &["e\u{301}", "", "王演示"]),
            ["e\u{301}    王演示"]
        );
        assert_eq!(said(20, &[]), [""]);
    }

    #[test]
    fn a_word_longer_than_a_row_is_wrapped_where_it_stands() {
        let rows = said(12, &["备注", "已经当面说明了情况"]);
        assert_eq!(rows, ["备注  已经当", "面说明了情况"]);
    }
}
