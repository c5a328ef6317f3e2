//! How what was found divides: parts with their numbers and a bar each, beside the names or over them.
//!
//! Lines run down and then into the next column. Invariant: a line under the cursor is on screen.

use super::{Desk, pen::Pen, words::thousands};
use crate::{
    app::{
        facets::{FACETS, Facet, FacetOf, FacetRow},
        figure::tongue,
        layout::Area,
        name_box::Heard,
    },
    figure::Tongue,
    text::width,
    tui::theme::Role,
};

/// The least columns of a line: a level, its number in millions, and a blank. Chosen by us.
const LINE_COLS: u16 = 22;

/// A line: a facet's head, a part with its place among all, or how many parts more there are.
enum Line<'f> {
    Head(&'f Facet),
    Part(usize, &'f FacetRow, Widths),
    Rest(usize),
    Blank,
}

/// What the parts of a facet share, so that their bars can be compared.
#[derive(Clone, Copy)]
struct Widths {
    /// Of the longest name and the longest number.
    name: u16,
    count: u16,
    /// The largest part.
    most: u64,
}

impl Widths {
    fn of(facet: &Facet) -> Self {
        let rows = || facet.rows.iter();
        let most = rows().map(|row| row.count).max().unwrap_or(0);
        Self {
            name: rows().map(|row| width::of(&row.name)).max().unwrap_or(0) as u16,
            count: width::of(&thousands(most)) as u16,
            most,
        }
    }
}

/// The longest bar, in columns. Chosen by us: tenths are told apart.
const BAR_COLS: u16 = 10;

/// Draws the facets.
pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let roster = &desk.model.roster;
    let facets = &roster.facets;
    let room = area.below(1);
    let columns = (room.width / LINE_COLS).max(1);
    let height = usize::from(room.height);
    let mut lines: Vec<(bool, Line<'_>)> = Vec::new();
    let mut place = 0;
    for (of, facet) in &facets.list {
        let is_current = *of == roster.generation;
        if facet.rows.is_empty() {
            continue;
        }
        // No head at the foot of a column, away from its parts.
        if columns > 1 && lines.len() % height.max(1) + 1 == height {
            lines.push((is_current, Line::Blank));
        }
        lines.push((is_current, Line::Head(facet)));
        let widths = Widths::of(facet);
        for row in &facet.rows {
            lines.push((is_current, Line::Part(place, row, widths)));
            place += 1;
        }
        if facet.more > 0 {
            lines.push((is_current, Line::Rest(facet.more)));
        }
    }
    let is_refused = matches!(roster.heard, Heard::Refused(_));
    let is_current = |(of, _): &(u64, Facet)| *of == roster.generation;
    let is_old = facets.list.len() < FACETS.len() || !facets.list.iter().all(is_current);
    let head = if is_old && !is_refused {
        desk.say("facets.counting")
    } else {
        ""
    };
    rule(desk, pen, area, head);
    let shown = height * usize::from(columns);
    if shown == 0 {
        return;
    }
    let cursor = facets.picking.map(|own| own.at);
    let is_at = |line: &Line<'_>| matches!(line, Line::Part(at, ..) if Some(*at) == cursor);
    let at = lines.iter().position(|(_, line)| is_at(line)).unwrap_or(0);
    let top = at.saturating_sub(shown.saturating_sub(1));
    for (slot, (is_current, line)) in lines.iter().skip(top).take(shown).enumerate() {
        let column = (slot / height) as u16;
        let cols = room.width / columns;
        let cell = Area {
            x: room.x + column * cols,
            y: room.y + (slot % height) as u16,
            width: cols.saturating_sub(1),
            height: 1,
        };
        let role = if *is_current { Role::Text } else { Role::Dim };
        draw_line(desk, pen, cell, line, role);
        if is_at(line) {
            pen.put((cell.x, cell.y), 1, ">", Role::Marker);
        }
    }
}

/// Draws the facets over the right of the names, where they have no room of their own.
pub(super) fn draw_over(desk: Desk<'_>, pen: &mut Pen<'_>, names: Area) {
    let width = crate::app::layout::FACET_COLS.min(names.width);
    let area = Area {
        x: names.x + names.width - width,
        width,
        ..names
    };
    pen.clear(area);
    for y in area.y..area.y + area.height {
        pen.put((area.x, y), 1, "|", Role::Frame);
    }
    let inner = Area {
        x: area.x + 2.min(width),
        width: width.saturating_sub(2),
        ..area
    };
    draw(desk, pen, inner);
}

fn rule(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, head: &str) {
    let is_picking = desk.model.roster.facets.picking.is_some();
    let words = match (is_picking, head) {
        (true, "") => desk.say("facets.help"),
        (_, head) => head,
    };
    let line = "-".repeat(usize::from(area.width));
    pen.put((area.x, area.y), area.width, &line, Role::Frame);
    let cols = (width::of(words) as u16 + 1).min(area.width);
    if !words.is_empty() {
        pen.put((area.x, area.y), cols, &format!("{words} "), Role::Dim);
    }
}

fn draw_line(desk: Desk<'_>, pen: &mut Pen<'_>, cell: Area, line: &Line<'_>, role: Role) {
    let (x, y) = (cell.x, cell.y);
    match line {
        Line::Head(facet) => {
            let name = match (facet.of, tongue(desk.model.lang)) {
                (FacetOf::Lists, _) => desk.say("facets.lists"),
                (FacetOf::People(field), Tongue::Zh) => field.zh(),
                (FacetOf::People(field), Tongue::En) => field.en(),
            };
            pen.put((x, y), cell.width, name, Role::Head);
        }
        Line::Part(_, row, widths) => {
            let count = thousands(row.count);
            let count_cols = (width::of(&count) as u16).min(cell.width);
            let room = cell.width.saturating_sub(count_cols + 2);
            pen.put((x + 1, y), room, &row.name, role);
            let others = widths.name + widths.count + 3;
            let left = cell.width.saturating_sub(others).min(BAR_COLS);
            // Where there is room for one: of the whole length for the largest part.
            if left >= 4 {
                let bar = u64::from(left) * row.count / widths.most.max(1);
                let bar = "=".repeat(bar as usize);
                let end = x + cell.width - widths.count - 1;
                pen.put((end - width::of(&bar) as u16, y), left, &bar, Role::Frame);
            }
            let at = (x + cell.width - count_cols, y);
            pen.put(at, count_cols, &count, role);
        }
        Line::Blank => {}
        Line::Rest(more) => {
            let words = desk.say_with("facets.rest", &[("n", &more.to_string())]);
            pen.put((x + 1, y), cell.width.saturating_sub(1), &words, Role::Dim);
        }
    }
}
