//! How much of each was fulfilled: a gauge and a share a row, then what the row is made of. The share is
//! of all that was owed, so that what nobody reported counts as not fulfilled.

use super::{Board, Tone, cross, number, share_word};
use crate::{app::programme::gauge, domain::studio::DutyOutcome, figure::Value, text::width};

/// The widest name of a row.
const NAME_COLS: u16 = 20;
/// The signs of a gauge where there is room, and where there is little.
const SIGNS: u16 = 10;
const FEW_SIGNS: u16 = 4;
/// `100.00%` and a blank.
const SHARE_COLS: u16 = 8;

pub(super) fn draw(board: &mut Board<'_>) {
    let table = board.table;
    let rows = board.shown_rows();
    if rows == 0 {
        return;
    }
    let all = board.lang.say("plot.all").to_owned();
    let names = table.rows[..rows].iter();
    let names = names.map(|own| width::of(&board.word(&own.value)));
    let names = names.chain([width::of(&all)]).max().unwrap_or(0) as u16;
    let names = names.min(NAME_COLS).min(board.width / 3);
    // Fulfilled first, whatever there is most of.
    let outcomes = DutyOutcome::ALL.iter().map(|own| Value::Outcome(*own));
    let heads: Vec<(Option<usize>, String)> = outcomes
        .map(|own| {
            let col = table.cols.iter().position(|col| col.value == own);
            (col, board.word(&own))
        })
        .collect();
    let met = heads[0].0;
    let widest = heads.iter().map(|(_, head)| width::of(head));
    let widest = widest.chain([width::of(&all), number(table.total).len()]);
    // The cursor's sign, the number, a blank.
    let cell = widest.max().unwrap_or(0) as u16 + 2;
    let columns = heads.len() as u16 + 1;
    let gauge_x = names + 2;
    let left_of = |signs: u16| gauge_x + signs + 4 + SHARE_COLS;
    let fits = |signs: &u16| left_of(*signs) + columns * cell <= board.width;
    let Some(signs) = [SIGNS, FEW_SIGNS].into_iter().find(fits) else {
        // A table goes on below where a row has no room.
        return cross::draw(board);
    };
    let left = left_of(signs);
    let cells: Vec<(Option<usize>, &str)> = heads
        .iter()
        .map(|(col, head)| (*col, head.as_str()))
        .collect();
    for (at, head) in cells
        .iter()
        .map(|(_, head)| *head)
        .chain([all.as_str()])
        .enumerate()
    {
        let x = left + at as u16 * cell;
        board.put_right((x + 1, 0), cell - 2, head, Tone::Head);
    }
    for (line, row) in (0..rows).map(Some).chain([None]).enumerate() {
        let y = 1 + line as u16;
        board.put_row_name(row, y, names);
        let owed = table.amount(row, None);
        let fulfilled = met.map_or(0, |col| table.amount(row, Some(col)));
        let drawn = gauge(fulfilled, owed, usize::from(signs));
        board.put((gauge_x + 1, y), signs + 2, drawn, Tone::Bar);
        let share = share_word(fulfilled, owed);
        board.put_right((gauge_x + signs + 3, y), SHARE_COLS - 1, share, Tone::Text);
        for (at, (col, _)) in cells.iter().enumerate() {
            let x = left + at as u16 * cell;
            let amount = col.map_or(0, |col| table.amount(row, Some(col)));
            if col.is_some() {
                board.mark(row, *col, (x, y), cell - 1);
            }
            board.put_right((x + 1, y), cell - 2, number(amount), Tone::Text);
        }
        let x = left + cells.len() as u16 * cell;
        board.mark(row, None, (x, y), cell - 1);
        board.put_right((x + 1, y), cell - 2, number(owed), Tone::Text);
    }
}
