//! A bar a value, the longest over the whole width.

use super::{Board, Tone, length, number, share_word};
use crate::text::width;

/// Columns of `100.00%`.
const SHARE_COLS: u16 = 7;

pub(super) fn draw(board: &mut Board<'_>) {
    let table = board.table;
    let rows = &table.rows[..board.shown_rows()];
    let most = board.most();
    let cols = |of: &dyn Fn(usize) -> usize| (0..rows.len()).map(of).max().unwrap_or(0) as u16;
    let names = cols(&|at| width::of(&board.word(&rows[at].value))).min(board.width / 3);
    let numbers = cols(&|at| number(rows[at].amount).len());
    let x = names + 2;
    let bars = x + numbers + SHARE_COLS + 2;
    let room = board.width.saturating_sub(bars + 1);
    for (at, row) in rows.iter().enumerate() {
        let y = at as u16;
        board.mark(Some(at), None, (0, y), board.width);
        let name = board.word(&row.value);
        board.put((1, y), names, name, Tone::Text);
        board.put_right((x, y), numbers, number(row.amount), Tone::Text);
        let share = share_word(row.amount, table.base);
        board.put_right((x + numbers + 1, y), SHARE_COLS, share, Tone::Dim);
        let bar = "#".repeat(usize::from(length(row.amount, most, room)));
        board.put((bars, y), room, bar, Tone::Bar);
    }
}
