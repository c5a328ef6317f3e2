//! The review of a paper: fields with line and sureness at the left, the paper at the right.

use super::{Desk, Pen, parts};
use crate::{
    app::{
        alike::{became, like_line},
        layout::Area,
        overlay::{
            Review,
            review::{ReviewRow, record_of},
        },
        record::FieldKind,
        views::Piece,
    },
    tui::{theme::Role, view::words::coded},
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, review: &Review) {
    let paper = &review.paper;
    let parts = parts(
        pen,
        body,
        &desk.say_with("review.title", &[("name", &paper.name)]),
    );
    let damage = paper.damage.to_string();
    let mut about = format!("{} {}", paper.format, paper.encoding);
    if paper.damage > 0 {
        about = format!(
            "{about}  {}",
            desk.say_with("review.damage", &[("n", &damage)])
        );
    }
    if paper.known {
        about = format!("{about}  {}", desk.say("review.known"));
    }
    pen.put(
        (parts.head.x, parts.head.y),
        parts.head.width,
        &about,
        Role::Dim,
    );
    let left_cols = parts.list.width / 2 - 1;
    let left = Area {
        width: left_cols,
        ..parts.list
    };
    let right = Area {
        x: left.x + left_cols + 2,
        width: parts.list.width - left_cols - 2,
        ..parts.list
    };
    for y in right.y..right.y + right.height {
        pen.put((right.x - 1, y), 1, "|", Role::Dim);
    }
    draw_rows(desk, pen, left, review);
    draw_paper(pen, right, review);
    pen.put(
        (parts.foot.x, parts.foot.y),
        parts.foot.width,
        desk.say("review.how"),
        Role::Dim,
    );
}

fn draw_rows(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, review: &Review) {
    let places = review
        .cursor
        .visible(review.rows.len(), usize::from(area.height));
    for (line, place) in places.enumerate() {
        let y = area.y + line as u16;
        if place == review.cursor.at {
            pen.put((area.x, y), 1, ">", Role::Marker);
        }
        let at = (area.x + 2, y);
        let room = area.width.saturating_sub(2);
        match review.rows[place] {
            ReviewRow::Problem(at_problem) => {
                let says = format!("! {}", review.paper.problems[at_problem]);
                pen.put(at, room, &says, Role::Error);
            }
            ReviewRow::Asked(at_asked) => {
                let field = coded(desk.model.lang, "field", &review.paper.asked_for[at_asked]);
                let says = desk.say_with("review.asked", &[("field", &field)]);
                pen.put(at, room, &says, Role::Soon);
            }
            ReviewRow::Alike(piece, n) => {
                let similar = &review.alike_of(piece)[n];
                let says = format!(
                    "{} {}",
                    desk.say("similar.like"),
                    like_line(desk.model.lang, similar)
                );
                let role = if similar.exact {
                    Role::Soon
                } else {
                    Role::Text
                };
                pen.put(at, room, &says, role);
            }
            ReviewRow::Became(piece, n) => {
                let says = became(desk.model.lang, &review.alike_of(piece)[n]);
                pen.put(at, room, &format!("  {says}"), Role::Dim);
            }
            ReviewRow::Head(piece) => {
                let says = match &review.paper.pieces[piece].0 {
                    Piece::Item(_) => desk.say("review.item"),
                    Piece::Letter(_) => desk.say("review.letter"),
                    Piece::Source(_) => desk.say("review.source"),
                };
                pen.put(at, room, says, Role::Head);
            }
            ReviewRow::Field(piece, field) => {
                draw_field(desk, pen, at, room, (review, piece, field));
            }
        }
    }
}

fn draw_field(
    desk: Desk<'_>,
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    cols: u16,
    (review, piece, field): (&Review, usize, &'static str),
) {
    let lang = desk.model.lang;
    let record = record_of(&review.paper.pieces[piece].0);
    let kind = record.fields().iter().find(|(own, _)| *own == field);
    let value = match kind {
        Some((_, FieldKind::Choice(prefix, _))) => coded(lang, prefix, &record.get(field)),
        _ => record.get(field).replace('\n', " / "),
    };
    // What a person typed, and what no paper says, has no line.
    let traced = review.traced(piece, field).map_or_else(
        || "-".to_owned(),
        |traced| {
            format!(
                "{} {}",
                traced.line,
                coded(lang, "sure", traced.sure.code())
            )
        },
    );
    let label_cols = 11.min(cols);
    let trace_cols = 9.min(cols - label_cols);
    pen.put(
        (x, y),
        label_cols - 1,
        lang.say(&format!("field.{field}")),
        Role::Dim,
    );
    let room = cols - label_cols - trace_cols;
    pen.put(
        (x + label_cols, y),
        room.saturating_sub(1),
        &value,
        Role::Text,
    );
    pen.put_right((x + label_cols + room, y), trace_cols, &traced, Role::Dim);
}

/// Draws the paper around the line that the row under the cursor was read from.
fn draw_paper(pen: &mut Pen<'_>, area: Area, review: &Review) {
    let lines = &review.paper.lines;
    let height = usize::from(area.height);
    let at = review.line().map_or(0, |line| line.saturating_sub(1));
    let top = at
        .saturating_sub(height / 3)
        .min(lines.len().saturating_sub(height));
    for (row, (place, text)) in lines.iter().enumerate().skip(top).take(height).enumerate() {
        let y = area.y + row as u16;
        let is_here = review.line() == Some(place + 1);
        let role = if is_here { Role::Head } else { Role::Text };
        pen.put_right(
            (area.x, y),
            4,
            &(place + 1).to_string(),
            if is_here { Role::Marker } else { Role::Dim },
        );
        pen.put((area.x + 5, y), area.width.saturating_sub(5), text, role);
    }
}
