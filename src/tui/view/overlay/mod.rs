//! Dialogs over the panes: a box in ASCII, the topmost alone.
//!
//! Every scrolling dialog shows the body's height less four rows, which is what the model reckons
//! with: top rule, a head row, the rows, a foot row or none, bottom rule.

mod alike;
mod ask;
mod asks;
mod blocks;
mod changes;
mod figure;
mod finder;
pub(super) mod findings;
mod form;
mod mapping;
mod papers;
mod pick;
mod programmes;
mod proof;
mod review;
mod roster_mapping;
mod sources;
mod views;
mod way;

use super::{
    Desk,
    pen::{Pen, cut, rows},
};
use crate::{
    app::{
        layout::Area,
        overlay::{BOX_COLS, Confirm, Overlay, TextBox},
    },
    tui::theme::Role,
};

/// The parts of a dialog.
struct Parts {
    head: Area,
    list: Area,
    foot: Area,
}

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area) {
    let Some(top) = desk.model.overlays.last() else {
        return;
    };
    match top {
        Overlay::Help(finder) => finder::draw_help(desk, pen, body, finder),
        Overlay::Palette(finder) => finder::draw_palette(desk, pen, body, finder),
        Overlay::GoTo(go_to) => finder::draw_go_to(desk, pen, body, go_to),
        Overlay::Form(form) => form::draw(desk, pen, body, form),
        Overlay::Pick(list) => pick::draw(desk, pen, body, list),
        Overlay::Papers(papers) => papers::draw(desk, pen, body, papers),
        Overlay::Review(review) => review::draw(desk, pen, body, review),
        Overlay::Mapping(mapping) => mapping::draw(desk, pen, body, mapping),
        Overlay::RosterMapping(own) => roster_mapping::draw(desk, pen, body, own),
        Overlay::Pages(pages) => proof::draw(desk, pen, body, pages),
        Overlay::Programmes(own) => programmes::draw(desk, pen, body, own),
        Overlay::Sources(sources) => sources::draw(desk, pen, body, sources),
        Overlay::Findings(own) => findings::draw(desk, pen, body, own),
        Overlay::Changes(own) => changes::draw(desk, pen, body, own),
        Overlay::Remarks(own) => way::draw_remarks(desk, pen, body, own),
        Overlay::Promises(own) => way::draw_promises(desk, pen, body, own),
        Overlay::Quote(own) => way::draw_quotes(desk, pen, body, own),
        Overlay::Exporting(own) => way::draw_exporting(desk, pen, body, own),
        Overlay::Alike(alike) => alike::draw(desk, pen, body, alike),
        Overlay::Asks(asks) => asks::draw(desk, pen, body, asks),
        Overlay::Ask(ask) => ask::draw(desk, pen, body, ask),
        Overlay::Figure(own) => figure::draw(desk, pen, body, own),
        Overlay::Views(own) => views::draw(desk, pen, body, own),
        Overlay::Text(text) => draw_text(desk, pen, body, text),
        Overlay::Confirm(confirm) => draw_confirm(desk, pen, body, confirm),
        // A number is typed in the last row.
        Overlay::Jump(_) => {}
    }
}

/// Draws a box and returns what is inside.
fn boxed(pen: &mut Pen<'_>, area: Area, title: &str) -> Area {
    pen.clear(area);
    if area.width < 4 || area.height < 2 {
        return Area::default();
    }
    let last = area.y + area.height - 1;
    for y in [area.y, last] {
        pen.rule((area.x, y), area.width, "-", Role::Frame);
        pen.put((area.x, y), 1, "+", Role::Frame);
        pen.put((area.x + area.width - 1, y), 1, "+", Role::Frame);
    }
    for y in area.y + 1..last {
        pen.put((area.x, y), 1, "|", Role::Frame);
        pen.put((area.x + area.width - 1, y), 1, "|", Role::Frame);
    }
    let title = format!(" {} ", cut(title, usize::from(area.width) - 6));
    pen.put((area.x + 2, area.y), area.width - 4, &title, Role::Title);
    Area {
        x: area.x + 2,
        width: area.width - 4,
        y: area.y + 1,
        height: area.height - 2,
    }
}

/// Draws the box of a scrolling dialog.
fn parts(pen: &mut Pen<'_>, body: Area, title: &str) -> Parts {
    let inside = boxed(pen, body.middle(BOX_COLS, body.height), title);
    let list = inside.below(1).top(inside.height.saturating_sub(2));
    Parts {
        head: inside.top(1),
        list,
        foot: inside.below(1 + list.height).top(1),
    }
}

fn draw_text(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, text: &TextBox) {
    let parts = parts(pen, body, &text.title);
    let height = usize::from(parts.list.height);
    for (at, line) in text.lines.iter().skip(text.top).take(height).enumerate() {
        let y = parts.list.y + at as u16;
        pen.put((parts.list.x, y), parts.list.width, line, Role::Text);
    }
    let shown = (text.top + height).min(text.lines.len());
    if text.lines.len() > height {
        let (at, all) = (shown.to_string(), text.lines.len().to_string());
        let words = desk.say_with("word.of", &[("at", &at), ("all", &all)]);
        pen.put(
            (parts.foot.x, parts.foot.y),
            parts.foot.width,
            &words,
            Role::Dim,
        );
    }
}

fn draw_confirm(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, confirm: &Confirm) {
    let width = body.width.min(66);
    let cols = usize::from(width.saturating_sub(4));
    let lines: Vec<&str> = confirm
        .question
        .split('\n')
        .flat_map(|line| rows(line, cols))
        .collect();
    let area = body.middle(width, lines.len() as u16 + 4);
    let inside = boxed(pen, area, desk.say("word.question"));
    for (at, line) in lines.iter().take(usize::from(inside.height)).enumerate() {
        pen.put(
            (inside.x, inside.y + at as u16),
            inside.width,
            line,
            Role::Text,
        );
    }
}
