//! Help, palette and go-to: a line being typed, and what it leaves.

use super::{Desk, Parts, Pen, parts};
use crate::{
    app::{
        Action,
        layout::Area,
        model::Context,
        overlay::{Finder, GoTo},
        views::Target,
    },
    lang::Lang,
    text::{field::Field, width},
    tui::{
        theme::Role,
        view::{pen::rows, roster::typed, words::list_of},
    },
};

/// The columns for an action's keys; `Shift-Tab`, the longest, and a letter beside it.
const KEY_COLS: u16 = 11;

pub(super) fn draw_help(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, finder: &Finder) {
    draw_actions(desk, pen, body, Action::Help, finder);
}

pub(super) fn draw_palette(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, finder: &Finder) {
    draw_actions(desk, pen, body, Action::Palette, finder);
}

fn draw_actions(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, of: Action, finder: &Finder) {
    let lang = desk.model.lang;
    // The keys are those of the place that the list was opened in.
    let here = desk.model.contexts_below();
    let parts = parts(pen, body, of.label(lang));
    prompt(pen, &parts, &finder.field);
    let label_cols = match lang {
        Lang::Zh => 12,
        Lang::En => 17,
    };
    let help_x = 2 + KEY_COLS + 1 + label_cols + 1;
    let told = Finder::TOLD_ROWS as u16;
    let list = parts.list.top(parts.list.height.saturating_sub(told - 1));
    let height = usize::from(list.height);
    let places = finder.cursor.visible(finder.found.len(), height);
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        let (action, spans) = &finder.found[place];
        marker(pen, (list.x, y), place == finder.cursor.at);
        let (_, keys) = desk.keymap.keys_for(&here, *action);
        let keys: Vec<String> = keys.iter().map(|key| key.shown(lang)).collect();
        pen.put((list.x + 2, y), KEY_COLS, &fitting(&keys), Role::Key);
        let x = list.x + 3 + KEY_COLS;
        pen.matched((x, y), label_cols, action.label(lang), spans);
        let room = list.width.saturating_sub(help_x);
        pen.put(
            (list.x + help_x, y),
            room,
            &help_of(desk, &here, *action),
            Role::Text,
        );
    }
    foot(desk, pen, &parts, finder.cursor.at, finder.found.len());
    if let Some((action, _)) = finder.found.get(finder.cursor.at) {
        // The same letter is another key in another pane.
        let place = lang.word("context", action.context().name());
        let at = (parts.foot.x, parts.foot.y);
        pen.put_right(at, parts.foot.width, &place, Role::Dim);
    }
    let room = list.width.saturating_sub(help_x);
    let chosen = finder.found.get(finder.cursor.at);
    let chosen = chosen.map(|(action, _)| help_of(desk, &here, *action));
    if let Some(help) = chosen.filter(|own| width::of(own) > usize::from(room)) {
        // A sentence that was cut stands here whole, with the count where it leaves room.
        let whole = rows(&help, usize::from(parts.foot.width));
        let used = whole.last().map_or(0, |last| width::of(last) as u16 + 2);
        let area = parts.foot;
        let top = (area.y + 1).saturating_sub((whole.len() as u16).min(told));
        pen.clear(area);
        for (y, row) in (top..=area.y).zip(&whole) {
            pen.put((area.x, y), area.width, row.trim_end(), Role::Text);
        }
        let count = count(desk, finder.cursor.at, finder.found.len());
        if width::of(&count) as u16 + used <= area.width {
            pen.put_right((area.x, area.y), area.width, &count, Role::Dim);
        }
    }
}

/// Returns what an action does, behind the place where its keys work when that is another.
fn help_of(desk: Desk<'_>, here: &[Context], action: Action) -> String {
    let lang = desk.model.lang;
    match desk.keymap.keys_for(here, action) {
        (Some(place), _) => {
            let key = format!("context.{}", place.name());
            let place = lang.say(&key);
            format!("{place}{}{}", lang.pick("：", ": "), action.help(lang))
        }
        (None, _) => action.help(lang).to_owned(),
    }
}

/// Returns as many keys as fit whole.
fn fitting(keys: &[String]) -> String {
    let mut text = String::new();
    for key in keys {
        let blank = if text.is_empty() { "" } else { " " };
        if width::of(&text) + blank.len() + width::of(key) > usize::from(KEY_COLS) {
            break;
        }
        text.push_str(blank);
        text.push_str(key);
    }
    text
}

pub(super) fn draw_go_to(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, go_to: &GoTo) {
    let parts = parts(pen, body, Action::GoTo.label(desk.model.lang));
    prompt(pen, &parts, &go_to.field);
    let list = parts.list;
    let height = usize::from(list.height);
    let places = go_to.cursor.visible(go_to.found.len(), height);
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        let found = &go_to.found[place];
        marker(pen, (list.x, y), place == go_to.cursor.at);
        let kind = match &found.target {
            Target::Item(_) => desk.say("go_to.item"),
            Target::Letter(_) => desk.say("go_to.letter"),
            Target::Name(id) => list_of(*id, desk.model.lang),
        };
        pen.put((list.x + 2, y), 2, kind, Role::Dim);
        let room = list.width.saturating_sub(5);
        let name = (width::of(&found.name) as u16).min(room);
        pen.matched((list.x + 5, y), room, &found.name, &found.spans);
        let beside = room.saturating_sub(name + 2);
        pen.put((list.x + 7 + name, y), beside, &found.note, Role::Dim);
    }
    foot(desk, pen, &parts, go_to.cursor.at, go_to.found.len());
}

fn prompt(pen: &mut Pen<'_>, parts: &Parts, field: &Field) {
    pen.put((parts.head.x, parts.head.y), 1, "/", Role::Key);
    let room = parts.head.width.saturating_sub(2);
    typed(pen, (parts.head.x + 2, parts.head.y), room, field, true);
}

fn marker(pen: &mut Pen<'_>, at: (u16, u16), here: bool) {
    if here {
        pen.put(at, 1, ">", Role::Marker);
    }
}

fn foot(desk: Desk<'_>, pen: &mut Pen<'_>, parts: &Parts, at: usize, all: usize) {
    let at_row = (parts.foot.x, parts.foot.y);
    if all == 0 {
        let says = desk.say("word.nothing_found");
        pen.put(at_row, parts.foot.width, says, Role::Dim);
        return;
    }
    pen.put(at_row, parts.foot.width, &count(desk, at, all), Role::Dim);
}

fn count(desk: Desk<'_>, at: usize, all: usize) -> String {
    let (at, all) = ((at + 1).to_string(), all.to_string());
    desk.say_with("word.of", &[("at", &at), ("all", &all)])
}
