//! Items like one: what each is, and what became of it.

use super::{Desk, Pen, parts};
use crate::{
    app::{
        Action,
        alike::{became, like_line},
        layout::Area,
        overlay::AlikeList,
    },
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, alike: &AlikeList) {
    let parts = parts(pen, body, Action::Similar.label(desk.model.lang));
    let (head, list, foot) = (parts.head, parts.list, parts.foot);
    let Some(found) = &alike.found else {
        let says = desk.say("word.reading");
        pen.put((head.x, head.y), head.width, says, Role::Dim);
        return;
    };
    let says = if found.similar.is_empty() {
        desk.say("similar.none").to_owned()
    } else {
        let count = found.count.to_string();
        desk.say_with("similar.count", &[("n", &count)])
    };
    pen.put((head.x, head.y), head.width, &says, Role::Dim);
    let height = usize::from(list.height) / 2;
    let places = alike.cursor.visible(found.similar.len(), height);
    for (line, place) in places.enumerate() {
        let y = list.y + 2 * line as u16;
        let similar = &found.similar[place];
        if place == alike.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let role = if similar.exact {
            Role::Soon
        } else {
            Role::Text
        };
        let room = list.width.saturating_sub(2);
        pen.put(
            (list.x + 2, y),
            room,
            &like_line(desk.model.lang, similar),
            role,
        );
        let room = list.width.saturating_sub(6);
        let after = became(desk.model.lang, similar);
        pen.put((list.x + 6, y + 1), room, &after, Role::Dim);
    }
    if let Some(suggested) = &found.suggested {
        let says = desk.say_with(
            "similar.section",
            &[
                ("section", &suggested.section),
                ("n", &suggested.because.len().to_string()),
            ],
        );
        pen.put((foot.x, foot.y), foot.width, &says, Role::Text);
    }
}
