//! What changed in a letter: a sign before each sentence, `-` gone, `+` new, `~` reworded.

use super::{Desk, Pen, parts};
use crate::{
    app::{
        layout::Area,
        overlay::{Changes, changes::Became},
    },
    letter::diff::Fate,
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &Changes) {
    let parts = parts(pen, body, &own.title);
    let (head, list) = (parts.head, parts.list);
    let count = own.places().count();
    let at = own.places().filter(|at| *at <= own.cursor.at).count();
    let says = if count == 0 {
        desk.say("cli.review.same").to_owned()
    } else {
        let (at, all) = (at.to_string(), count.to_string());
        desk.say_with("way.change_of", &[("at", &at), ("all", &all)])
    };
    pen.put((head.x, head.y), head.width, &says, Role::Dim);
    let height = usize::from(list.height);
    for (line, place) in own.cursor.visible(own.rows.len(), height).enumerate() {
        let y = list.y + line as u16;
        let row = &own.rows[place];
        if place == own.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let (sign, role) = match row.begins {
            Some(Became::Out) => ("-", Role::Removed),
            Some(Became::In) => ("+", Role::Added),
            Some(Became::Reworded) => ("~", Role::Marker),
            Some(Became::Kept) | None => (" ", Role::Dim),
        };
        pen.put((list.x + 2, y), 1, sign, role);
        let pieces = row.pieces.iter().map(|(fate, text)| {
            let role = match fate {
                Fate::Kept => Role::Text,
                Fate::Out => Role::Removed,
                Fate::In => Role::Added,
            };
            (role, text.clone())
        });
        let pieces: Vec<_> = pieces.collect();
        pen.line((list.x + 4, y), list.width.saturating_sub(4), &pieces);
    }
}
