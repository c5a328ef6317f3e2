//! A line over the years: every year between the first and the last has its place, also an empty one.

use super::{Board, Tone, length, number, share_word};
use crate::figure::Value;

/// Rows of the line.
const HIGH: u16 = 8;

/// Draws the line; says no where the years do not fit side by side.
pub(super) fn draw(board: &mut Board<'_>) -> bool {
    let table = board.table;
    let years: Vec<i32> = table
        .rows
        .iter()
        .filter_map(|own| match own.value {
            Value::Year(year) => Some(year),
            _ => None,
        })
        .collect();
    let (Some(first), Some(last)) = (years.first().copied(), years.last().copied()) else {
        return false;
    };
    let most = board.most();
    let numbers = table.rows.iter().map(|own| number(own.amount).len());
    let numbers = numbers.max().unwrap_or(0) as u16;
    let scale = number(most).len() as u16;
    // The cursor's sign, the number or the year, a blank.
    let cols = numbers.max(4) + 2;
    let left = scale + 1;
    let all = i64::from(last) - i64::from(first) + 1;
    if all * i64::from(cols) > i64::from(board.width.saturating_sub(left)) {
        return false;
    }
    board.put_right((0, 0), scale, number(most), Tone::Dim);
    for y in 0..HIGH {
        board.put((scale, y), 1, "|", Tone::Dim);
    }
    for (step, year) in (first..=last).enumerate() {
        let x = left + step as u16 * cols;
        let at = table
            .rows
            .iter()
            .position(|own| own.value == Value::Year(year));
        let amount = at.map_or(0, |at| table.rows[at].amount);
        let high = length(amount, most, HIGH);
        for y in (HIGH - high)..HIGH {
            let sign = if y == HIGH - high { "o" } else { ":" };
            board.put((x + cols - 2, y), 1, sign, Tone::Bar);
        }
        if let Some(at) = at {
            board.mark(Some(at), None, (x, HIGH), cols - 1);
        }
        board.put_right((x + 1, HIGH), cols - 2, number(amount), Tone::Text);
        board.put_right((x + 1, HIGH + 1), cols - 2, year.to_string(), Tone::Dim);
    }
    if let Some(at) = table
        .rows
        .iter()
        .position(|own| own.value == Value::Nothing)
    {
        let y = HIGH + 2;
        board.mark(Some(at), None, (0, y), board.width);
        let amount = table.rows[at].amount;
        let says = format!(
            "{}  {}  {}",
            board.word(&Value::Nothing),
            number(amount),
            share_word(amount, table.base)
        );
        let width = board.width;
        board.put((1, y), width, says, Tone::Text);
    }
    true
}
