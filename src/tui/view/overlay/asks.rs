//! The asks of the open letter's item, and which are answered.

use super::{Desk, Pen, parts};
use crate::{
    app::{Action, layout::Area, overlay::AskList},
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, asks: &AskList) {
    let parts = parts(pen, body, Action::Asks.label(desk.model.lang));
    let (head, list) = (parts.head, parts.list);
    let answered = asks.answers.iter().filter(|own| own.answered).count();
    let (all, answered) = (asks.answers.len().to_string(), answered.to_string());
    let says = desk.say_with("asks.count", &[("n", &all), ("answered", &answered)]);
    pen.put((head.x, head.y), head.width, &says, Role::Dim);
    let height = usize::from(list.height);
    let places = asks.cursor.visible(asks.answers.len(), height);
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        let own = &asks.answers[place];
        if place == asks.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let (role, key) = if own.answered {
            (Role::Dim, "asks.answered")
        } else {
            (Role::Soon, "asks.open")
        };
        let state = format!("{} {}", own.ordinal, desk.say(key));
        let used = pen.put((list.x + 2, y), list.width.saturating_sub(2), &state, role);
        let room = list.width.saturating_sub(used + 4);
        pen.put((list.x + used + 4, y), room, &own.ask, Role::Text);
    }
}
