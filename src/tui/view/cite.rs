//! What may stand behind `@`: a small box at the caret, under it or over it where there is room.

use super::{Desk, Pen, pen::cut, words::list_of};
use crate::{
    app::{
        cite::{Offered, ROWS, Taken},
        layout::Area,
    },
    text::editor::Editor,
    tui::theme::Role,
};

/// The columns of the box at most. Chosen by us: a name, its level and its employer.
const COLS: u16 = 56;

/// Draws the offers at the caret's cell.
pub(super) fn draw(
    desk: Desk<'_>,
    pen: &mut Pen<'_>,
    editor: &Editor,
    caret: (u16, u16),
    within: Area,
) {
    let Some(mention) = desk.model.cite.offers(editor) else {
        return;
    };
    let rows = mention.offers.len().min(ROWS) as u16;
    if within.width < 12 {
        return;
    }
    let below = (within.y + within.height).saturating_sub(caret.1 + 1);
    let above = caret.1.saturating_sub(within.y);
    let y = if below >= rows || below >= above {
        caret.1 + 1
    } else {
        caret.1 - rows.min(above)
    };
    let rows = rows.min(if y > caret.1 { below } else { above });
    let cols = COLS.min(within.width);
    let x = caret.0.min(within.x + within.width - cols);
    let area = Area {
        x,
        y,
        width: cols,
        height: rows,
    };
    pen.clear(area);
    let places = mention
        .cursor
        .visible(mention.offers.len(), usize::from(rows));
    for (line, place) in places.enumerate() {
        let here = place == mention.cursor.at;
        draw_row(
            desk,
            pen,
            (x, y + line as u16),
            cols,
            &mention.offers[place],
            here,
        );
    }
}

fn draw_row(
    desk: Desk<'_>,
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    cols: u16,
    offer: &Offered,
    here: bool,
) {
    pen.put((x, y), 1, "|", Role::Frame);
    if here {
        pen.put((x + 1, y), 1, ">", Role::Marker);
    }
    let kind = match offer.taken {
        Taken::Name(id) => list_of(id, desk.model.lang),
        Taken::Figure(_) | Taken::Ask => desk.say("figure.sign"),
    };
    pen.put((x + 3, y), 2, kind, Role::Dim);
    let room = cols.saturating_sub(7);
    let used = pen.matched((x + 6, y), room, &offer.name, &offer.spans);
    let rest = room.saturating_sub(used + 2);
    if rest > 3 {
        let note = cut(&offer.note, usize::from(rest));
        pen.put((x + 8 + used, y), rest, &note, Role::Dim);
    }
    pen.put((x + cols - 1, y), 1, "|", Role::Frame);
}
