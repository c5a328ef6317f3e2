//! The page of the roster: plots with their titles and how far they are counted.

use super::Window;
use crate::{
    app::{
        board::{BlockKind, CellMark, Count, Mark, Sheet, Slot},
        layout::Area,
        plot::Tone,
    },
    tui::{
        theme::Role,
        view::{Desk, pen::Pen},
    },
};

const fn role(tone: Tone) -> Role {
    match tone {
        Tone::Text => Role::Text,
        Tone::Head => Role::Head,
        Tone::Bar => Role::Bar,
        Tone::Dim => Role::Dim,
    }
}

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let board = &desk.model.board;
    let sheet = desk.model.board_sheet();
    let below = usize::from(sheet.rows).saturating_sub(usize::from(area.height));
    let window = Window {
        area,
        top: board.top.min(below),
    };
    for block in &sheet.blocks {
        let BlockKind::Plot(at) = block.kind else {
            continue;
        };
        let slot = &board.plots.slots[at];
        let mut put = |(x, y): (u16, u16), cols: u16, text: &str, role: Role| {
            if let Some(at) = window.at(block.x + x, block.y + y) {
                pen.put(at, cols, text, role);
            }
        };
        put(
            (0, 0),
            block.width,
            &title(desk, at, slot, &sheet),
            Role::Head,
        );
        let Some(drawing) = slot.drawing(block.width, desk.model.lang) else {
            put((1, 1), block.width, desk.say("board.counting"), Role::Dim);
            continue;
        };
        for piece in &drawing.pieces {
            put(
                (piece.x, piece.y + 1),
                piece.cols,
                &piece.text,
                role(piece.tone),
            );
        }
    }
    let cursor = board.mark(&sheet).and_then(|mark| sheet.find(mark));
    if let Some(at) = cursor.and_then(|own| window.at(own.x, own.y)) {
        pen.put(at, 1, ">", Role::Marker);
    }
}

/// Returns a plot's title: which of all it is where it stands alone, its name, how far it is counted.
fn title(desk: Desk<'_>, at: usize, slot: &Slot, sheet: &Sheet) -> String {
    let mut title = slot.look.name(desk.model.lang);
    if sheet.blocks.len() == 1 {
        let all = desk.model.board.plots.slots.len();
        title = format!("{}/{all} {title}", at + 1);
    }
    let percent = |done: u16| (done / 10).to_string();
    match slot.count {
        Count::Under(done) => {
            title.push_str("  ");
            title.push_str(&desk.say_with("plot.under", &[("n", &percent(done))]));
        }
        Count::Stopped(done) => {
            title.push_str("  ");
            let key = if slot.is_whole {
                "plot.stopped_old"
            } else {
                "plot.stopped"
            };
            title.push_str(&desk.say_with(key, &[("n", &percent(done))]));
        }
        Count::Due | Count::Whole => {}
    }
    title
}

/// Returns what is known of the cell under the cursor.
pub(super) fn about(desk: Desk<'_>) -> String {
    let sheet = desk.model.board_sheet();
    match desk.model.board.mark(&sheet) {
        Some(Mark::Cell(mark)) => about_cell(desk, mark),
        _ => String::new(),
    }
}

fn about_cell(desk: Desk<'_>, mark: CellMark) -> String {
    desk.model.about_cell(mark)
}
