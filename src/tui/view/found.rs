//! Findings in the text of a letter: underlined in place, with a sign in the gutter of their first row.

use std::ops::Range;

use super::{Desk, overlay::findings::sign, pen::Pen};
use crate::{
    app::letter::OpenLetter,
    check::Severity,
    text::{buffer::Position, width},
};

/// Draws over the rows of the text what was found in them.
pub(super) fn draw(pen: &mut Pen<'_>, corner: (u16, u16), size: (u16, u16), open: &OpenLetter) {
    let editor = &open.editor;
    if open.found.list.is_empty() {
        return;
    }
    let selection = editor.selection();
    // Once a paragraph: one of 50,000 characters fills every row of the screen.
    let mut here: (usize, Vec<(Range<usize>, Severity)>) = (usize::MAX, Vec::new());
    let rows = editor.rows(editor.first_row(), usize::from(size.1));
    for (line, row) in rows.iter().enumerate() {
        if here.0 != row.paragraph {
            let text = &editor.paragraphs()[row.paragraph];
            here = (row.paragraph, open.found.in_paragraph(row.paragraph, text));
        }
        let y = corner.1 + line as u16;
        let met = here.1.iter().filter(|(bytes, _)| {
            bytes.start < row.range.start + row.text.len() && row.range.start < bytes.end
        });
        let mut heaviest: Option<Severity> = None;
        for (bytes, severity) in met {
            let (_, role) = sign(*severity);
            let from = bytes.start.max(row.range.start) - row.range.start;
            let to = (bytes.end - row.range.start).min(row.text.len());
            let x = width::of(&row.text[..from]) as u16;
            let cols = (width::of(&row.text[from..to]) as u16).min(size.0.saturating_sub(x));
            let start = Position {
                paragraph: row.paragraph,
                byte: bytes.start,
            };
            // What is selected keeps the look of the selection.
            let chosen = selection.as_ref().is_some_and(|own| own.contains(&start));
            if !chosen {
                pen.tint((corner.0 + x, y), cols, role);
            }
            if bytes.start >= row.range.start {
                heaviest = Some(heaviest.map_or(*severity, |own| own.min(*severity)));
            }
        }
        if let Some(severity) = heaviest {
            let (mark, role) = sign(severity);
            pen.put((corner.0 - 1, y), 1, mark, role);
        }
    }
}

/// Returns how much stands, when anything does: `错2 疑1`.
pub(super) fn counted(desk: Desk<'_>, open: &OpenLetter) -> Option<String> {
    let (errors, warnings) = open.found.counts();
    let values = [
        ("errors", &*errors.to_string()),
        ("warnings", &*warnings.to_string()),
    ];
    (errors + warnings > 0).then(|| desk.say_with("letter.found", &values))
}
