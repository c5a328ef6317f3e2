//! A list of programmes, or of what was paid beyond a cap: kind, name, and what stands beside it.

use super::{Desk, Pen, parts};
use crate::{
    app::{layout::Area, overlay::Programmes},
    text::width,
    tui::theme::Role,
};

/// The columns of a kind with its gap: the widest word has eight.
const KIND: u16 = 11;

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &Programmes) {
    let lang = desk.model.lang;
    let parts = parts(pen, body, own.listed.action().label(lang));
    let (head, list) = (parts.head, parts.list);
    let Some(rows) = &own.rows else {
        pen.put(
            (head.x, head.y),
            head.width,
            desk.say("word.reading"),
            Role::Dim,
        );
        return;
    };
    if rows.is_empty() {
        let says = desk.say("programme.empty");
        pen.put((head.x, head.y), head.width, says, Role::Dim);
    }
    let places = own.cursor.visible(rows.len(), usize::from(list.height));
    for (line, place) in places.enumerate() {
        let (y, row) = (list.y + line as u16, &rows[place]);
        if place == own.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let kind = lang.word("programme.kind", row.kind);
        pen.put((list.x + 2, y), KIND - 1, &kind, Role::Dim);
        let beside = (width::of(&row.note) as u16).min(list.width / 2);
        let room = list.width.saturating_sub(2 + KIND + beside + 1);
        pen.put((list.x + 2 + KIND, y), room, &row.name, Role::Text);
        pen.put_right(
            (list.x + list.width - beside, y),
            beside,
            &row.note,
            Role::Dim,
        );
    }
}
