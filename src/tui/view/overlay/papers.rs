//! Papers in: the inbox folder's files, a path, or a paste.

use super::{Desk, Pen, parts};
use crate::{
    app::{Action, layout::Area, overlay::Papers},
    tui::{
        theme::Role,
        view::{
            letter::{Known, draw_text},
            words::thousands,
        },
    },
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, papers: &Papers) {
    let title = Action::PapersIn.label(desk.model.lang);
    let parts = parts(pen, body, title);
    let (head, list) = (parts.head, parts.list);
    if let Some(paste) = &papers.paste {
        pen.put(
            (head.x, head.y),
            head.width,
            desk.say("papers.paste_here"),
            Role::Dim,
        );
        draw_text(
            pen,
            (list.x, list.y),
            (list.width, list.height),
            paste,
            &Known::default(),
        );
        let (row, col) = paste.cursor_cell();
        let row = row.saturating_sub(paste.first_row()) as u16;
        let x = list.x + (col as u16).min(list.width.saturating_sub(1));
        if row < list.height {
            pen.caret = Some((x, list.y + row));
        }
        let chars = paste.counts().chars.to_string();
        let words = desk.say_with("letter.chars", &[("n", &chars)]);
        pen.put(
            (parts.foot.x, parts.foot.y),
            parts.foot.width,
            &words,
            Role::Dim,
        );
        return;
    }
    let folder = match &papers.folder {
        Some(folder) => desk.say_with("papers.folder", &[("folder", folder)]),
        None => desk.say("papers.no_folder").to_owned(),
    };
    pen.put((head.x, head.y), head.width, &folder, Role::Dim);
    let count = papers.files.len() + 2;
    let places = papers.cursor.visible(count, usize::from(list.height));
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        if place == papers.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let room = list.width.saturating_sub(2);
        match papers.files.get(place) {
            Some(file) => {
                let size = format!("{} B", thousands(file.size));
                pen.put_right((list.x + list.width - 16, y), 16, &size, Role::Dim);
                pen.put(
                    (list.x + 2, y),
                    room.saturating_sub(17),
                    &file.name,
                    Role::Text,
                );
            }
            None if place == papers.files.len() => {
                pen.put(
                    (list.x + 2, y),
                    room,
                    desk.say("papers.by_path"),
                    Role::Text,
                );
            }
            None => {
                pen.put(
                    (list.x + 2, y),
                    room,
                    desk.say("papers.by_paste"),
                    Role::Text,
                );
            }
        }
    }
}
