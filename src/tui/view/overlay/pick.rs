//! A pick list: what is typed, then the choices left, each with its digit and why it is offered.

use super::{Desk, Pen, boxed};
use crate::{
    app::{layout::Area, overlay::Pick},
    text::width,
    tui::{
        theme::Role,
        view::{pen::rows, roster::typed},
    },
};

/// The widest a pick list gets: a section's name with the reason it is suggested for.
const COLS: u16 = 78;

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, pick: &Pick) {
    let cols = body.width.min(COLS);
    let notes: Vec<&str> = rows(&pick.note, usize::from(cols.saturating_sub(4)))
        .into_iter()
        .filter(|row| !row.is_empty())
        .collect();
    let fixed = 3 + notes.len() as u16;
    let height = (pick.choices.len() as u16 + fixed).min(body.height);
    let area = body.middle(cols, height);
    let inside = boxed(pen, area, &pick.title);
    pen.put((inside.x, inside.y), 1, "/", Role::Key);
    let room = inside.width.saturating_sub(2);
    typed(pen, (inside.x + 2, inside.y), room, &pick.typed, true);
    for (at, note) in notes.iter().enumerate() {
        let y = inside.y + 1 + at as u16;
        if y < inside.y + inside.height {
            pen.put((inside.x, y), inside.width, note, Role::Soon);
        }
    }
    let list = inside.below(1 + notes.len() as u16);
    if pick.found.is_empty() {
        let says = desk.say("word.nothing_found");
        if list.height > 0 {
            pen.put((list.x, list.y), list.width, says, Role::Dim);
        }
        return;
    }
    let height = usize::from(list.height);
    if pick.found.len() > height && area.height > 0 {
        // More than is seen: the lower rule says where the cursor stands.
        let (at, all) = (pick.cursor.at + 1, pick.found.len());
        let values = [("at", &*at.to_string()), ("all", &*all.to_string())];
        let words = format!(" {} ", desk.say_with("word.of", &values));
        let at = (area.x + 2, area.y + area.height - 1);
        pen.put(at, area.width.saturating_sub(4), &words, Role::Dim);
    }
    // The list is short: it scrolls only as far as the cursor must be seen.
    let top = (pick.cursor.at + 1).saturating_sub(height);
    for (line, place) in (top..pick.found.len()).take(height).enumerate() {
        let y = list.y + line as u16;
        let (at, spans) = &pick.found[place];
        let choice = &pick.choices[*at];
        if place == pick.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        if let Some(digit) = pick.digit(place) {
            pen.put((list.x + 2, y), 1, &digit.to_string(), Role::Key);
        }
        let room = list.width.saturating_sub(4);
        pen.matched((list.x + 4, y), room, &choice.label, spans);
        let used = (width::of(&choice.label) as u16 + 2).min(room);
        pen.put((list.x + 4 + used, y), room - used, &choice.why, Role::Dim);
    }
}
