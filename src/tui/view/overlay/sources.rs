//! The sources taken in: day, title and who published each.

use super::{Desk, Pen, parts};
use crate::{
    app::{Action, layout::Area, overlay::Sources},
    text::width,
    tui::theme::Role,
};

/// The columns of a day with its gap.
const DAY: u16 = 12;

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, sources: &Sources) {
    let parts = parts(pen, body, Action::Sources.label(desk.model.lang));
    let (head, list) = (parts.head, parts.list);
    if sources.read && sources.list.is_empty() {
        pen.put(
            (head.x, head.y),
            head.width,
            desk.say("sources.none"),
            Role::Dim,
        );
    }
    let places = sources
        .cursor
        .visible(sources.list.len(), usize::from(list.height));
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        if place == sources.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let source = &sources.list[place].value;
        let day = source.date.map(|day| day.to_string()).unwrap_or_default();
        pen.put((list.x + 2, y), DAY, &day, Role::Dim);
        let origin = source.origin.as_deref().unwrap_or_default();
        let beside = (width::of(origin) as u16).min(list.width / 3);
        let room = list.width.saturating_sub(2 + DAY + beside + 1);
        pen.put((list.x + 2 + DAY, y), room, &source.title, Role::Text);
        pen.put_right((list.x + list.width - beside, y), beside, origin, Role::Dim);
    }
}
