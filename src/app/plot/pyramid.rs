//! The eight levels, the highest on top, also those nobody has; a bar grows to both sides.

use super::{Board, Tone, length, number, share_word};
use crate::{
    figure::{Kind, Value},
    text::width,
};

/// Columns of `100.00%`.
const SHARE_COLS: u16 = 7;

pub(super) fn draw(board: &mut Board<'_>) {
    let table = board.table;
    let most = board.most();
    let levels = Value::all(Kind::Skill);
    let rows = || levels.iter().chain([&Value::Nothing]);
    let place = |value: &Value| table.rows.iter().position(|own| own.value == *value);
    let amount = |value: &Value| place(value).map_or(0, |at| table.rows[at].amount);
    let names = rows().map(|value| width::of(&board.word(value)));
    let names = names.max().unwrap_or(0) as u16;
    let numbers = rows().map(|value| number(amount(value)).len());
    let numbers = numbers.max().unwrap_or(0) as u16;
    let x = names + 2;
    let bars = x + numbers + SHARE_COLS + 2;
    let room = board.width.saturating_sub(bars + 1) / 2;
    for (y, value) in (0..).zip(rows()) {
        let own = amount(value);
        if *value == Value::Nothing && own == 0 {
            continue;
        }
        if let Some(at) = place(value) {
            board.mark(Some(at), None, (0, y), board.width);
        }
        let name = board.word(value);
        board.put((1, y), names, name, Tone::Text);
        board.put_right((x, y), numbers, number(own), Tone::Text);
        let share = share_word(own, table.base);
        board.put_right((x + numbers + 1, y), SHARE_COLS, share, Tone::Dim);
        let half = length(own, most, room);
        let bar = "#".repeat(usize::from(half) * 2);
        board.put((bars + room - half, y), half * 2, bar, Tone::Bar);
    }
}
