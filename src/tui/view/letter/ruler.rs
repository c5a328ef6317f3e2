//! The ruler at 28 characters: a scale above the text, a line down it, and how far rows go over.

use crate::{
    app::layout::Area,
    text::{
        editor::{Editor, PAGE_COLS},
        width,
    },
    tui::{
        theme::Role,
        view::{Desk, pen::Pen},
    },
};

/// Draws the scale in the first row of an area, and the line beside the rows of text below it.
pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, editor: &Editor) {
    let edge = PAGE_COLS as u16;
    let cols = area.width.saturating_sub(1);
    pen.put((area.x + 1, area.y), cols, &scale(PAGE_COLS / 2), Role::Dim);
    let rows = editor.rows(
        editor.first_row(),
        usize::from(area.height.saturating_sub(1)),
    );
    for (line, row) in rows.iter().enumerate() {
        let y = area.y + 1 + line as u16;
        let used = width::of(row.text) as u16;
        if used <= edge && edge < cols {
            pen.put((area.x + 1 + edge, y), 1, "│", Role::Dim);
            continue;
        }
        let over = used.saturating_sub(edge).to_string();
        let says = desk.say_with("letter.over", &[("n", &over)]);
        let from = used + 2;
        if used > edge && usize::from(from) + width::of(&says) <= usize::from(cols) {
            pen.put((area.x + 1 + from, y), cols - from, &says, Role::Soon);
        }
    }
}

/// Writes the scale: a number behind every five characters, a dot for each other one.
fn scale(chars: usize) -> String {
    let sign = |at: usize| match at {
        at if at % 5 == 0 || at == chars => format!("{at:>2}"),
        _ => " .".to_owned(),
    };
    (1..=chars).map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_takes_two_columns_a_character() {
        let scale = scale(PAGE_COLS / 2);
        assert_eq!(width::of(&scale), PAGE_COLS);
        assert!(scale.starts_with(" . . . . 5") && scale.ends_with(" .28"));
    }
}
