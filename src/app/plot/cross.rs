//! A table of two fields. What does not fit side by side goes on below, with the rows' names again.

use super::{Board, Tone, number, shade};
use crate::text::width;

/// The widest name of a row, and the widest head of a column.
const NAME_COLS: u16 = 20;
const HEAD_COLS: u16 = 10;

pub(super) fn draw(board: &mut Board<'_>) {
    let table = board.table;
    let rows = board.shown_rows();
    let cols = table.cols.len().min(board.limit.1);
    if rows == 0 {
        return;
    }
    let names = table.rows[..rows]
        .iter()
        .map(|own| width::of(&board.word(&own.value)));
    let all = board.lang.say("plot.all").to_owned();
    let names = names.chain([width::of(&all)]).max().unwrap_or(0) as u16;
    let names = names.min(NAME_COLS).min(board.width / 3);
    let numbers = |values: &mut dyn Iterator<Item = i64>| {
        values.map(|own| number(own).len()).max().unwrap_or(0) as u16
    };
    let totals = numbers(&mut table.rows.iter().chain(&table.cols).map(|own| own.amount));
    let totals = totals.max(number(table.total).len() as u16);
    let heads = table.cols[..cols]
        .iter()
        .map(|own| width::of(&board.word(&own.value)) as u16);
    let heads = heads.max().unwrap_or(0).min(HEAD_COLS);
    // The cursor's sign, the number, its shade, a blank.
    let cell = totals.max(heads.saturating_sub(1)) + 3;
    let left = names + 2;
    let across = usize::from((board.width.saturating_sub(left) / cell).max(1));
    let most = (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col)));
    let most = most
        .map(|(row, col)| table.cell(row, col))
        .max()
        .unwrap_or(0)
        .max(1);
    // The totals are the first column.
    let columns: Vec<Option<usize>> = std::iter::once(None).chain((0..cols).map(Some)).collect();
    let mut top = 0;
    let bands = columns.len().div_ceil(across);
    for (nth, band) in columns.chunks(across).enumerate() {
        if bands > 1 {
            // Whoever sees one band alone must know that there are others, above or below.
            let from = nth * across;
            let says = format!("{}-{}/{cols}", from.max(1), from + band.len() - 1);
            board.put((1, top), names, says, Tone::Dim);
        }
        for (at, col) in band.iter().enumerate() {
            let x = left + at as u16 * cell;
            let head = col.map_or_else(|| all.clone(), |col| board.word(&table.cols[col].value));
            board.put_right((x + 1, top), cell - 2, head, Tone::Head);
        }
        for (line, row) in (0..rows).map(Some).chain([None]).enumerate() {
            let y = top + 1 + line as u16;
            board.put_row_name(row, y, names);
            for (at, col) in band.iter().enumerate() {
                let x = left + at as u16 * cell;
                let amount = table.amount(row, *col);
                board.mark(row, *col, (x, y), cell - 1);
                board.put_right((x + 1, y), cell - 3, number(amount), Tone::Text);
                if row.is_some() && col.is_some() {
                    let (_, sign) = shade(amount, most);
                    board.put((x + cell - 2, y), 1, sign, Tone::Bar);
                }
            }
        }
        top += rows as u16 + 3;
    }
    let y = board.drawing.rows;
    let width = board.width;
    let legend = board.lang.say("plot.signs").to_owned();
    board.put((1, y), width, legend, Tone::Dim);
}
