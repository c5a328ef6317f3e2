//! The rows of a text: blanks to fill in, what is selected, and what its spans are.
//!
//! Apart from the letter around it: a field of several lines in a form is drawn by the same rows.

use std::ops::Range;

use super::super::pen::Pen;
use crate::{
    app::{layout::Area, letter::spans::what_of},
    domain::{id::RemarkId, span::What},
    letter::blanks,
    text::{
        buffer::Position,
        editor::{Editor, Row},
        mark::Mark,
        width,
    },
    tui::theme::Role,
};

/// Returns the caret's cell on the screen; a caret behind the last column stays in the spare one.
pub(super) fn caret_cell(editor: &Editor, corner: (u16, u16), area: Area) -> Option<(u16, u16)> {
    let (row, col) = editor.cursor_cell();
    let row = row.checked_sub(editor.first_row())? as u16;
    let x = corner.0 + (col as u16).min(area.width.saturating_sub(2));
    (row < area.height).then_some((x, corner.1 + row))
}

/// What is known of a letter's spans besides where they stand; of other texts nothing is.
#[derive(Default)]
pub(in crate::tui::view) struct Known {
    /// Figures lifted and not looked up since.
    pub stale: Vec<Range<Position>>,
    /// Remarks that nobody has to do anything about any more.
    pub settled: Vec<RemarkId>,
}

/// Draws the rows of a text: blanks to fill in, and what is selected.
pub(in crate::tui::view) fn draw_text(
    pen: &mut Pen<'_>,
    corner: (u16, u16),
    size: (u16, u16),
    editor: &Editor,
    known: &Known,
) {
    let selection = editor.selection();
    // Once a paragraph: one of 50,000 characters fills every row of the screen.
    let mut empty = (usize::MAX, Vec::new());
    let mut marks = Vec::new();
    for (line, row) in editor
        .rows(editor.first_row(), usize::from(size.1))
        .iter()
        .enumerate()
    {
        if empty.0 != row.paragraph {
            empty = (row.paragraph, blanks(&editor.paragraphs()[row.paragraph]));
            let holds = row.paragraph;
            let here = |mark: &&Mark| {
                (mark.range.start.paragraph..=mark.range.end.paragraph).contains(&holds)
            };
            marks = editor.marks().iter().filter(here).collect();
        }
        let at = (corner.0, corner.1 + line as u16);
        let looks = Looks {
            selection: selection.as_ref(),
            empty: &empty.1,
            marks: &marks,
            known,
        };
        draw_row(pen, at, size.0, row, &looks);
    }
}

/// What decides how a character looks.
struct Looks<'a> {
    selection: Option<&'a Range<Position>>,
    /// Blanks of the paragraph, in bytes.
    empty: &'a [Range<usize>],
    /// Marks that reach into the paragraph.
    marks: &'a [&'a Mark],
    /// What is known of the spans.
    known: &'a Known,
}

impl Looks<'_> {
    fn role(&self, at: Position) -> Role {
        if self.selection.is_some_and(|range| range.contains(&at)) {
            return Role::Selection;
        }
        if self.empty.iter().any(|blank| blank.contains(&at.byte)) {
            return Role::Blank;
        }
        if self.known.stale.iter().any(|range| range.contains(&at)) {
            return Role::Stale;
        }
        let holding = self.marks.iter().filter(|mark| mark.range.contains(&at));
        let role = |mark: &&Mark| match what_of(mark.id)? {
            What::Figure(_) => Some((0, Role::Figure)),
            What::Remark(id) if self.known.settled.contains(&id) => None,
            What::Remark(_) => Some((1, Role::Remark)),
            What::Lifted(_) => Some((2, Role::Lifted)),
            What::Ask(_) => None,
        };
        let first = holding.filter_map(role).min_by_key(|(rank, _)| *rank);
        first.map_or(Role::Text, |(_, role)| role)
    }
}

fn draw_row(pen: &mut Pen<'_>, (x, y): (u16, u16), cols: u16, row: &Row<'_>, looks: &Looks<'_>) {
    let role = |byte: usize| {
        looks.role(Position {
            paragraph: row.paragraph,
            byte: row.range.start + byte,
        })
    };
    let mut used = 0;
    let mut start = 0;
    while start < row.text.len() && used < cols {
        let own = role(start);
        let end = width::cells(&row.text[start..])
            .map(|cell| start + cell.start)
            .find(|at| role(*at) != own)
            .unwrap_or(row.text.len());
        used += pen.put((x + used, y), cols - used, &row.text[start..end], own);
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::letter::spans::editor_of,
        domain::{
            id::{FigureId, LiftId, RemarkId},
            span::Span,
        },
    };

    #[test]
    fn a_figure_is_seen_before_the_remark_and_the_lifted_text_around_it() {
        let span = |range, what| Span { range, what };
        let spans = [
            span(0..8, What::Lifted(LiftId(1))),
            span(1..6, What::Remark(RemarkId(2))),
            span(3..5, What::Figure(FigureId(3))),
            span(0..8, What::Ask(1)),
        ];
        let editor = editor_of("现有技师12名。另", &spans);
        let marks: Vec<&Mark> = editor.marks().iter().collect();
        let blank = 0..3;
        let looks = Looks {
            selection: None,
            empty: &[blank],
            marks: &marks,
            known: &Known::default(),
        };
        let roles: Vec<Role> = editor.paragraphs()[0]
            .char_indices()
            .map(|(byte, _)| looks.role(Position { paragraph: 0, byte }))
            .collect();
        let (lifted, remark, figure) = (Role::Lifted, Role::Remark, Role::Figure);
        assert_eq!(
            roles,
            [
                Role::Blank,
                remark,
                remark,
                figure,
                figure,
                remark,
                lifted,
                lifted,
                Role::Text
            ]
        );
    }
}
