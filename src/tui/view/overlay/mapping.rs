//! A ledger before it is stored: columns at the left, their fields at the right, the first rows below.

use std::borrow::Cow;

use super::{Desk, Pen, parts};
use crate::{
    app::{
        layout::Area,
        overlay::mapping::{Mapping, PREVIEW},
        views::ledger_title,
    },
    ingest::ledger::{Column, Entry, Field},
    tui::{theme::Role, view::pen::cut},
};

/// Fields of the first rows, in the order they are worth seeing.
const SHOWN: [Field; 8] = [
    Field::Number,
    Field::Title,
    Field::Proposer,
    Field::LeadUnit,
    Field::Assigned,
    Field::Answered,
    Field::Class,
    Field::Rating,
];

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, mapping: &Mapping) {
    let name = &mapping.ledger.name;
    let parts = parts(
        pen,
        body,
        &desk.say_with("mapping.title", &[("name", name)]),
    );
    let (good, bad) = (mapping.good.to_string(), mapping.bad.to_string());
    let counts = desk.say_with("mapping.counts", &[("good", &good), ("bad", &bad)]);
    let head = parts.head;
    pen.put((head.x, head.y), head.width, &counts, Role::Dim);
    let foot = parts.foot;
    if mapping.pick.is_some() {
        draw_pick(desk, pen, parts.list, mapping);
        let how = desk.say("mapping.how_pick");
        pen.put((foot.x, foot.y), foot.width, how, Role::Dim);
        return;
    }
    let columns = Mapping::columns_height(usize::from(parts.list.height)) as u16;
    draw_columns(desk, pen, parts.list.top(columns), mapping);
    draw_first(desk, pen, parts.list.below(columns), mapping);
    pen.put(
        (foot.x, foot.y),
        foot.width,
        desk.say("mapping.how"),
        Role::Dim,
    );
}

fn field_words(desk: Desk<'_>, field: Option<Field>) -> String {
    field.map_or_else(
        || desk.say("mapping.left_out").to_owned(),
        |field| ledger_title(field, desk.model.lang),
    )
}

fn draw_columns(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, mapping: &Mapping) {
    let columns: &[Column] = &mapping.ledger.layout.columns;
    let third = area.width / 3;
    let places = mapping
        .cursor
        .visible(columns.len(), usize::from(area.height));
    for (line, place) in places.enumerate() {
        let y = area.y + line as u16;
        let column = &columns[place];
        if place == mapping.cursor.at {
            pen.put((area.x, y), 1, ">", Role::Marker);
        }
        pen.put(
            (area.x + 2, y),
            third.saturating_sub(3),
            &column.label,
            Role::Text,
        );
        pen.put(
            (area.x + third, y),
            third.saturating_sub(1),
            &column.sample,
            Role::Dim,
        );
        let role = if column.field.is_some() {
            Role::Text
        } else {
            Role::Dim
        };
        let words = format!("-> {}", field_words(desk, column.field));
        pen.put(
            (area.x + 2 * third, y),
            area.width - 2 * third,
            &words,
            role,
        );
    }
}

fn draw_first(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, mapping: &Mapping) {
    if area.height == 0 {
        return;
    }
    pen.rule((area.x, area.y), area.width, "-", Role::Dim);
    let rows = usize::from(area.height - 1).min(PREVIEW);
    let mut y = area.y + 1;
    let bad = mapping.first_bad.as_ref();
    for entry in mapping
        .first
        .iter()
        .take(rows - usize::from(bad.is_some()).min(rows))
    {
        pen.put(
            (area.x + 2, y),
            area.width.saturating_sub(2),
            &in_short(entry),
            Role::Text,
        );
        y += 1;
    }
    if let Some((line, column, value, reason)) = bad
        && rows > 0
    {
        let line = line.to_string();
        let lang = desk.model.lang;
        let reason = lang.say_with(
            &format!("ledger_bad.{reason}"),
            &[("column", column), ("value", value)],
        );
        let says = desk.say_with("mapping.bad", &[("line", &line), ("reason", &reason)]);
        pen.put(
            (area.x + 2, y),
            area.width.saturating_sub(2),
            &says,
            Role::Error,
        );
    }
}

/// Returns a row in one line, its title cut so that the rest is seen.
fn in_short(entry: &Entry) -> String {
    let said = SHOWN.iter().filter_map(|field| -> Option<Cow<str>> {
        let text = entry.some(*field)?;
        Some(if *field == Field::Title {
            cut(text, 28)
        } else {
            text.into()
        })
    });
    said.collect::<Vec<_>>().join("  ")
}

fn draw_pick(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, mapping: &Mapping) {
    let Some(pick) = mapping.pick else { return };
    let fields: Vec<Option<Field>> = Mapping::choices().collect();
    let half = area.width / 2;
    if let Some(column) = mapping.ledger.layout.columns.get(mapping.cursor.at) {
        pen.put(
            (area.x, area.y),
            half.saturating_sub(1),
            &column.label,
            Role::Head,
        );
        if area.height > 1 {
            pen.put(
                (area.x, area.y + 1),
                half.saturating_sub(1),
                &column.sample,
                Role::Dim,
            );
        }
    }
    let places = pick.visible(fields.len(), usize::from(area.height));
    for (line, place) in places.enumerate() {
        let y = area.y + line as u16;
        if place == pick.at {
            pen.put((area.x + half, y), 1, ">", Role::Marker);
        }
        let words = field_words(desk, fields[place]);
        pen.put(
            (area.x + half + 2, y),
            half.saturating_sub(2),
            &words,
            Role::Text,
        );
    }
}
