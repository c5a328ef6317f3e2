//! A page of a letter: 22 lines of 28 characters.

use super::{Desk, Pen, boxed};
use crate::{
    app::{Action, layout::Area, overlay::Pages},
    letter::page::{COLS, Head},
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, pages: &Pages) {
    let (page, count) = ((pages.at + 1).to_string(), pages.pages.len().to_string());
    let head = match pages.head {
        Head::Letter => "head.letter",
        Head::Red => "head.red",
        Head::Bare => "head.bare",
    };
    let values = [
        ("label", Action::Proof.label(desk.model.lang)),
        ("head", desk.say(head)),
        ("page", &page),
        ("count", &count),
    ];
    let title = desk.say_with("proof.title", &values);
    let width = COLS as u16 + 4;
    let inside = boxed(pen, body.middle(width, body.height), &title);
    let Some(rows) = pages.pages.get(pages.at) else {
        return;
    };
    let shown = rows.iter().skip(pages.top);
    for (at, row) in shown.take(usize::from(inside.height)).enumerate() {
        let role = match (row.is_red, row.is_head) {
            (true, _) => Role::Late,
            (false, true) => Role::Head,
            (false, false) => Role::Text,
        };
        let at = (inside.x, inside.y + at as u16);
        pen.put(at, inside.width, &row.text, role);
    }
}
