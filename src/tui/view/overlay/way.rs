//! The lists of a letter's way: remarks, promises, figures to quote, letters being written.

use super::{Area, Desk, Pen, blocks, boxed, parts};
use crate::{
    app::overlay::{Exporting, PromiseList, QuoteBox, RemarkList},
    text::clean,
    tui::theme::Role,
};

pub(super) fn draw_remarks(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &RemarkList) {
    let parts = parts(pen, body, desk.say("way.remarks"));
    let head = parts.head;
    if own.list.is_empty() {
        let says = desk.say("cli.review.no_remarks");
        pen.put((head.x, head.y), head.width, says, Role::Dim);
        return;
    }
    let open = own.list.iter().filter(|(own, _)| own.settled_by.is_none());
    let (all, open) = (own.list.len().to_string(), open.count().to_string());
    let says = desk.say_with("way.remarks_open", &[("n", &all), ("open", &open)]);
    pen.put((head.x, head.y), head.width, &says, Role::Dim);
    let blocks: Vec<blocks::Block> = own
        .list
        .iter()
        .map(|(own, place)| {
            let (state, role) = match &own.settled_by {
                Some(by) => (
                    desk.say_with("cli.review.settled", &[("by", by)]),
                    Role::Dim,
                ),
                None => (desk.say("cli.review.open").to_owned(), Role::Soon),
            };
            let day = own.at.format("%m-%d");
            let mut about = format!(
                "{day} {}  {state}  “{}”",
                own.by,
                clean::line(&own.quote).text
            );
            if place.is_none() {
                about = format!("{about}  {}", desk.say("way.words_changed"));
            }
            let words = if role == Role::Dim { role } else { Role::Text };
            vec![(role, about), (words, own.text.clone())]
        })
        .collect();
    blocks::draw(pen, parts.list, own.cursor.at, &blocks);
}

pub(super) fn draw_promises(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &PromiseList) {
    let parts = parts(pen, body, desk.say("way.promises"));
    let head = parts.head;
    let (all, chosen) = (own.list.len().to_string(), own.chosen().len().to_string());
    let says = desk.say_with("way.promises_found", &[("n", &all), ("chosen", &chosen)]);
    pen.put((head.x, head.y), head.width, &says, Role::Dim);
    let blocks = own.list.iter().map(|(own, chosen)| {
        let sign = if *chosen { "[x]" } else { "[ ]" };
        let role = if *chosen { Role::Text } else { Role::Dim };
        let values = [("day", &*own.due.to_string()), ("text", &*own.text)];
        let says = desk.say_with("way.promise", &values);
        vec![(role, format!("{sign} {says}"))]
    });
    let blocks: Vec<blocks::Block> = blocks.collect();
    blocks::draw(pen, parts.list, own.cursor.at, &blocks);
}

pub(super) fn draw_quotes(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &QuoteBox) {
    let title = desk.say_with("quote.title", &[("title", &own.title)]);
    let parts = parts(pen, body, &title);
    let head = parts.head;
    if own.list.is_empty() {
        let says = desk.say("quote.none");
        pen.put((head.x, head.y), head.width, says, Role::Dim);
        return;
    }
    let count = own.list.len().to_string();
    let says = desk.say_with("quote.count", &[("n", &count)]);
    pen.put((head.x, head.y), head.width, &says, Role::Dim);
    let blocks = own.list.iter().map(|own| {
        let sentence = clean::line(&own.sentence).text;
        vec![(Role::Figure, own.words.clone()), (Role::Dim, sentence)]
    });
    let blocks: Vec<blocks::Block> = blocks.collect();
    blocks::draw(pen, parts.list, own.cursor.at, &blocks);
}

pub(super) fn draw_exporting(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &Exporting) {
    let area = body.middle(body.width.min(66), 4);
    let inside = boxed(pen, area, desk.say("export.title"));
    let (at, all) = (own.tried.to_string(), own.list.len().to_string());
    let says = desk.say_with("export.of", &[("at", &at), ("all", &all)]);
    let used = pen.put((inside.x, inside.y), inside.width, &says, Role::Text) + 1;
    let cols = usize::from(inside.width.saturating_sub(used + 2));
    let done = cols * own.tried / own.list.len().max(1);
    let bar = format!("[{}{}]", "#".repeat(done), "-".repeat(cols - done));
    let room = inside.width.saturating_sub(used);
    pen.put((inside.x + used, inside.y), room, &bar, Role::Bar);
    let file = own.current().and_then(|own| own.path.file_name());
    let file = file.map(|own| own.to_string_lossy().into_owned());
    let below = inside.below(1);
    let file = file.unwrap_or_default();
    pen.put((below.x, below.y), below.width, &file, Role::Dim);
}
