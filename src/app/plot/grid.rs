//! Towns as cells of one size, the largest first, shaded by a sign beside its digit.

use super::{Board, Tone, number, shade, share_word};

/// Columns of a cell: the cursor's sign, a name of eight characters, a blank.
const COLS: u16 = 18;
/// Rows of a cell: its name; number, share and shade.
const ROWS: u16 = 2;

pub(super) fn draw(board: &mut Board<'_>) {
    let table = board.table;
    let most = board.most();
    let across = (board.width / COLS).max(1) as usize;
    for (at, row) in table.rows[..board.shown_rows()].iter().enumerate() {
        let x = (at % across) as u16 * COLS;
        let y = (at / across) as u16 * ROWS;
        board.mark(Some(at), None, (x, y), COLS - 1);
        let name = board.word(&row.value);
        board.put((x + 1, y), COLS - 2, name, Tone::Text);
        let amount = number(row.amount);
        let share = share_word(row.amount, table.base);
        let (step, sign) = shade(row.amount, most);
        let used = amount.len() as u16 + 1;
        board.put((x + 1, y + 1), COLS - 2, amount, Tone::Text);
        let room = COLS - 2 - used;
        let shaded = format!("{step}{}", sign.to_string().repeat(3));
        board.put((x + 1 + used, y + 1), 4.min(room), shaded, Tone::Bar);
        if room > 5 + share.len() as u16 {
            board.put_right((x + 1 + used + 4, y + 1), room - 4, share, Tone::Dim);
        }
    }
    let y = board.drawing.rows;
    let width = board.width;
    let legend = board.lang.say("plot.shades").to_owned();
    board.put((1, y), width, legend, Tone::Dim);
}
