//! A cited figure: where it comes from, then and now, and whom it counts.

use super::{Desk, Pen, parts};
use crate::{
    app::{
        figure::{origin, source, standing},
        layout::Area,
        overlay::FigureBox,
        views::Side,
    },
    figure::{From, cited::Change},
    tui::{theme::Role, view::words::list_of},
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &FigureBox) {
    let lang = desk.model.lang;
    let figure = &own.view.standing.figure.value;
    let title = format!("{} {}", desk.say("figure.sign"), figure.shown);
    let parts = parts(pen, body, &title);
    let (head, list, foot) = (parts.head, parts.list, parts.foot);
    pen.put(
        (head.x, head.y),
        head.width,
        &origin(figure, lang),
        Role::Text,
    );
    let role = match own.view.standing.change() {
        Change::Amount => Role::Error,
        Change::Rows => Role::Soon,
        Change::Same => Role::Dim,
    };
    let says = standing(&own.view.standing, lang);
    pen.put((list.x, list.y), list.width, &says, role);
    let looked = format!("{}  {}", figure.on, figure.by);
    let looked = format!("{}  {looked}", desk.say("figure.label.looked_up"));
    pen.put((list.x, list.y + 1), list.width, &looked, Role::Dim);
    if let Some(told) = source(&own.view.standing) {
        let told = format!("{}  {told}", desk.say("figure.label.source"));
        pen.put((list.x, list.y + 2), list.width, &told, Role::Text);
    }
    let rows = list.below(3);
    let places = own
        .cursor
        .visible(own.view.rows.len(), usize::from(rows.height));
    for (line, place) in places.enumerate() {
        let y = rows.y + line as u16;
        let (id, name, side) = &own.view.rows[place];
        if place == own.cursor.at {
            pen.put((rows.x, y), 1, ">", Role::Marker);
        }
        let (sign, role) = match side {
            Side::Stayed => (" ", Role::Text),
            Side::Came => ("+", Role::Soon),
            Side::Left => ("-", Role::Error),
        };
        pen.put((rows.x + 2, y), 1, sign, role);
        pen.put((rows.x + 4, y), 2, list_of(*id, lang), Role::Dim);
        let gone = desk.say("figure.gone");
        let name = name.as_deref().unwrap_or(gone);
        pen.put((rows.x + 7, y), rows.width.saturating_sub(7), name, role);
    }
    if let (Some(now), From::Roster(_)) = (&own.view.standing.now, &figure.from) {
        let count = now.records.to_string();
        let says = desk.say_with("figure.counts", &[("count", &count)]);
        pen.put((foot.x, foot.y), foot.width, &says, Role::Dim);
    }
}
