//! The roster: the search line, the names found with what was hit, or the card of one.

use super::{
    Desk, card, facets,
    pen::Pen,
    sheet::Sheet,
    words::{list_of, thousands},
};
use crate::{
    app::{
        Action, Pane,
        layout::Area,
        name_box::{Completion, Heard, ROWS},
        name_filter::Sense,
    },
    search::Sounds,
    text::{field::Field, width},
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    if let Some(open) = &desk.model.roster.open {
        card::draw(desk, pen, area, open);
        return;
    }
    let roster = &desk.model.roster;
    let (area, beside) = match desk.model.roster_areas() {
        (names, Some(facets)) => (names, Some(facets)),
        (_, None) => (area, None),
    };
    let label = match roster.sounds {
        // What is shown alone is not looked for, and its name needs the room.
        _ if roster.only.is_some() => "",
        Sounds::Exact => desk.say("roster.search"),
        Sounds::Alike => desk.say("roster.search_alike"),
    };
    let label_cols = match width::of(label) as u16 {
        0 => 0,
        cols => cols + 1,
    };
    pen.put(
        (area.x, area.y),
        label_cols,
        label,
        desk.heading(Pane::Roster),
    );
    let found = found(desk);
    let found_cols = (width::of(&found) as u16).min(area.width / 2);
    let room = area.width.saturating_sub(label_cols + found_cols + 2);
    let at = (area.x + label_cols, area.y);
    if let Some(only) = &roster.only {
        let says = desk.say_with("plot.only", &[("name", &only.name)]);
        pen.put(at, room, &says, Role::Text);
    } else {
        let has_keys = roster.typing && desk.model.focus == Pane::Roster;
        typed(pen, at, room, &roster.query, has_keys);
    }
    pen.put_right(
        (area.x + area.width - found_cols, area.y),
        found_cols,
        &found,
        Role::Dim,
    );
    let list = area.below(1);
    if roster.hits.is_empty() {
        empty(desk, pen, list);
    } else {
        names(desk, pen, list);
    }
    match beside {
        Some(area) => facets::draw(desk, pen, area),
        None if roster.facets.picking.is_some() => facets::draw_over(desk, pen, list),
        None => {}
    }
    if let Some(own) = roster.completion.as_ref().filter(|_| roster.typing) {
        offers(pen, list, label_cols, own);
    }
}

/// Below so many columns names shown alone have no column of their own. Chosen by us: a name, a day, what
/// is due and of what take 60.
const NARROW_COLS: u16 = 60;

fn names(desk: Desk<'_>, pen: &mut Pen<'_>, list: Area) {
    let roster = &desk.model.roster;
    // Of names shown alone the note says why: in a narrow column it begins right behind the name.
    let name_cols = match &roster.only {
        Some(_) if list.width < NARROW_COLS => 0,
        _ => (list.width / 3).clamp(12, 36),
    };
    let places = roster
        .cursor
        .visible(roster.hits.len(), usize::from(list.height));
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        let hit = &roster.hits[place];
        if place == roster.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        pen.put(
            (list.x + 2, y),
            2,
            list_of(hit.id, desk.model.lang),
            Role::Dim,
        );
        let room = list.width.saturating_sub(5);
        let used = pen.matched((list.x + 5, y), room, &hit.name, &hit.spans);
        let note_x = used.max(name_cols) + 2;
        pen.put(
            (list.x + 5 + note_x, y),
            room.saturating_sub(note_x),
            &hit.note.words(desk.model.lang),
            Role::Text,
        );
    }
}

/// The columns of the offers at most: a value, and how many it gives. Chosen by us: the longest names of employers.
const OFFER_COLS: u16 = 48;

/// Draws what may be typed next under the box, each with how many records it gives.
fn offers(pen: &mut Pen<'_>, list: Area, label_cols: u16, own: &Completion) {
    let rows = &own.offers.rows;
    let height = rows.len().min(ROWS).min(usize::from(list.height));
    let widest = rows.iter().map(|offer| width::of(&offer.name)).max();
    let cols = OFFER_COLS
        .min(widest.unwrap_or(0) as u16 + 16)
        .min(list.width);
    if cols < 12 {
        return;
    }
    let x = (list.x + label_cols).min(list.x + list.width - cols);
    pen.clear(Area {
        x,
        y: list.y,
        width: cols,
        height: height as u16,
    });
    let places = own.cursor.visible(rows.len(), height);
    for (line, place) in places.enumerate() {
        let (offer, y) = (&rows[place], list.y + line as u16);
        pen.put((x, y), 1, "|", Role::Frame);
        if place == own.cursor.at {
            pen.put((x + 1, y), 1, ">", Role::Marker);
        }
        let count = offer.count.map(thousands).unwrap_or_default();
        // What the filter would leave out.
        let count = match own.offers.sense {
            Sense::HoldsNot if !count.is_empty() => format!("-{count}"),
            _ => count,
        };
        let count_cols = width::of(&count) as u16;
        let room = cols.saturating_sub(5 + count_cols);
        pen.matched((x + 3, y), room, &offer.name, &offer.spans);
        pen.put_right(
            (x + cols - 1 - count_cols, y),
            count_cols,
            &count,
            Role::Dim,
        );
        pen.put((x + cols - 1, y), 1, "|", Role::Frame);
    }
}

/// Draws a line being typed, with the caret when it has the keys.
pub(super) fn typed(pen: &mut Pen<'_>, (x, y): (u16, u16), cols: u16, field: &Field, keys: bool) {
    let window = field.window(usize::from(cols));
    pen.put((x, y), cols, window.text, Role::Field);
    if keys && cols > 0 {
        pen.caret = Some((x + (window.col as u16).min(cols - 1), y));
    }
}

fn found(desk: Desk<'_>) -> String {
    let roster = &desk.model.roster;
    let (shown, total) = (
        thousands(roster.hits.len() as u64),
        thousands(roster.total as u64),
    );
    let mut words = desk.say_with("roster.found", &[("shown", &shown), ("total", &total)]);
    match &roster.heard {
        Heard::Gathering => return desk.say("name_filter.gathering").to_owned(),
        Heard::Refused(_) => return desk.say("roster.bad_filter").to_owned(),
        Heard::Answered => {}
    }
    // Of a cell's records more are read as the cursor comes near.
    if roster.partial && roster.only.is_none() {
        words = format!("{}  {words}", desk.say("word.reading"));
    }
    words
}

fn empty(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let roster = &desk.model.roster;
    let mut sheet = Sheet::new(area.width.saturating_sub(4), desk.model.lang);
    let key = |action| desk.key(action);
    sheet.gap();
    if roster.partial {
        sheet.text(Role::Dim, desk.say("word.reading"));
    } else if roster.only.is_some() {
        sheet.text(Role::Text, desk.say("due.none"));
    } else if roster.query.text().is_empty() {
        sheet.text(Role::Head, desk.say("roster.empty"));
        sheet.gap();
        let (person, studio, firm) = (
            key(Action::New),
            key(Action::NewStudio),
            key(Action::NewEmployer),
        );
        let keys = [
            ("person", person.as_str()),
            ("studio", &studio),
            ("employer", &firm),
        ];
        sheet.text(Role::Text, &desk.say_with("roster.empty_new", &keys));
        let key = [("key", &*key(Action::RosterIn))];
        sheet.text(Role::Text, &desk.say_with("roster.empty_import", &key));
    } else {
        let query = [("query", roster.query.text())];
        sheet.text(Role::Text, &desk.say_with("roster.none_found", &query));
    }
    let inner = Area {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    sheet.draw(pen, inner, 0);
}
