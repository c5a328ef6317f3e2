//! The lists to choose from, each with its digit, filter and count.

use super::{Desk, Pen, parts};
use crate::{
    app::{Action, layout::Area, overlay::Views},
    text::width,
    tui::{
        theme::Role,
        view::{roster::typed, words::thousands},
    },
};

/// The columns of a name.
const NAME_COLS: u16 = 24;
/// The columns of a count.
const COUNT_COLS: u16 = 9;

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, views: &Views) {
    let parts = parts(pen, body, Action::Views.label(desk.model.lang));
    let (head, list, foot) = (parts.head, parts.list, parts.foot);
    let label = if views.naming {
        desk.say("views.name").to_owned()
    } else {
        "/".to_owned()
    };
    let cols = width::of(&label) as u16;
    pen.put((head.x, head.y), cols, &label, Role::Key);
    let room = head.width.saturating_sub(cols + 1);
    typed(pen, (head.x + cols + 1, head.y), room, &views.field, true);
    let places = views
        .cursor
        .visible(views.found.len(), usize::from(list.height));
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        let view = &views.all[views.found[place]];
        if place == views.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        if place < 9 && views.field.text().is_empty() && !views.naming {
            pen.put((list.x + 2, y), 1, &(place + 1).to_string(), Role::Key);
        }
        let role = if view.count == Some(0) {
            Role::Dim
        } else {
            Role::Text
        };
        pen.put((list.x + 4, y), NAME_COLS, &view.name, role);
        let x = list.x + 4 + NAME_COLS + 1;
        let count = view
            .count
            .map_or_else(|| "..".to_owned(), |count| thousands(count as u64));
        pen.put_right((x, y), COUNT_COLS, &count, role);
        let beside = x + COUNT_COLS + 2;
        let room = (list.x + list.width).saturating_sub(beside);
        pen.put((beside, y), room, &view.filter, Role::Dim);
    }
    let foot_words = if views.naming {
        desk.say_with("views.saves", &[("filter", &views.now.0)])
    } else if views.current().is_some_and(|view| view.own.is_some()) {
        desk.say("views.own").to_owned()
    } else if views.found.len() > usize::from(list.height) {
        let (at, all) = (views.cursor.at + 1, views.found.len());
        let values = [("at", &*at.to_string()), ("all", &*all.to_string())];
        desk.say_with("word.of", &values)
    } else {
        String::new()
    };
    pen.put((foot.x, foot.y), foot.width, &foot_words, Role::Dim);
}
