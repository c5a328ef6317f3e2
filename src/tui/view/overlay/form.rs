//! A form: labels, inputs, and why an input cannot be read beside it.

use super::{Desk, Pen, boxed};
use crate::{
    app::{
        layout::Area,
        overlay::{
            Form,
            form::{FormField, Input, PAPER_COLS, PAPER_ROWS},
        },
        record::{FieldKind, Record},
    },
    lang::Lang,
    text::width,
    tui::{
        theme::Role,
        view::{
            letter::{Known, draw_text},
            roster::typed,
            words::coded,
        },
    },
};

fn rows_of(field: &FormField) -> u16 {
    match field.input {
        Input::Paper(_) => PAPER_ROWS as u16,
        Input::Line(_) | Input::Choice(_) => 1,
    }
}

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, form: &Form) {
    let all: u16 = form.fields.iter().map(rows_of).sum();
    let area = body.middle(body.width.min(96), (all + 2).min(body.height));
    let inside = boxed(pen, area, &form.title);
    let top = first_row(form, inside.height);
    let label_cols = label_cols(desk, form, inside);
    let mut row = 0;
    for (at, field) in form.fields.iter().enumerate() {
        let rows = rows_of(field);
        if row >= top && row - top + rows <= inside.height {
            let area = inside.below(row - top).top(rows);
            draw_field(
                desk,
                pen,
                area,
                (&form.record, field),
                (label_cols, at == form.at),
            );
        }
        row += rows;
    }
    below(desk, pen, area, form, top + inside.height);
}

/// Returns the columns of the labels: the usual ones, more where a label is longer and there is room.
fn label_cols(desk: Desk<'_>, form: &Form, inside: Area) -> u16 {
    let lang = desk.model.lang;
    let usual = match lang {
        Lang::Zh => 14,
        Lang::En => 19,
    };
    let fields = form.fields.iter();
    let labels = fields.map(|field| form.record.label(field.spec.0));
    let widest = labels.map(|key| width::of(lang.say(&key)) as u16 + 3).max();
    let room = (inside.width / 2).max(usual);
    widest.unwrap_or_default().clamp(usual, room)
}

/// Says in the lower rule how many fields stand below the box.
fn below(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, form: &Form, end: u16) {
    let mut row = 0;
    let hidden = form.fields.iter().filter(|field| {
        row += rows_of(field);
        row > end
    });
    let hidden = hidden.count();
    if hidden > 0 {
        let words = desk.say_with("form.below", &[("n", &hidden.to_string())]);
        let at = (area.x + 2, area.y + area.height - 1);
        pen.put(at, area.width - 4, &format!(" {words} "), Role::Dim);
    }
}

/// Returns the first row on screen: the field that has the keys is whole in sight.
fn first_row(form: &Form, height: u16) -> u16 {
    let above: u16 = form.fields.iter().take(form.at).map(rows_of).sum();
    let own = form.fields.get(form.at).map_or(0, rows_of);
    (above + own).saturating_sub(height).min(above)
}

/// Returns how a field is to be written, where that is not plain from its label.
fn how(record: &Record, field: &str) -> Option<&'static str> {
    Some(match field {
        "birth_month" => "wrong.month",
        "approved" | "term_start" | "term_end" | "until" | "receipt" => "wrong.date",
        _ if matches!(record, Record::Fact(_)) => how_fact(record, field)?,
        "day" if record.must() == Some("day") => "wrong.date",
        // Without a day a fact is of today.
        "day" | "done_on" => "act.today",
        "staff" => "form.staff",
        "copies" | "sections" | "proposers" => "form.names",
        "unit" if matches!(record, Record::Act(_)) => "form.names",
        _ => return None,
    })
}

/// Returns how a value of a fact is to be written.
fn how_fact(record: &Record, field: &str) -> Option<&'static str> {
    let kind = record.fields().iter().find(|(own, _)| *own == field)?.1;
    Some(match (kind, field) {
        (FieldKind::Date, _) => "wrong.date",
        (FieldKind::Number, "year") => "wrong.year",
        (FieldKind::Number, _) => "wrong.amount",
        (_, "body") => "form.names",
        (_, "master" | "craftsman") => "form.who",
        _ => return None,
    })
}

fn draw_field(
    desk: Desk<'_>,
    pen: &mut Pen<'_>,
    area: Area,
    (record, field): (&Record, &FormField),
    (label_cols, has_keys): (u16, bool),
) {
    let lang = desk.model.lang;
    if has_keys {
        pen.put((area.x, area.y), 1, ">", Role::Marker);
    }
    let key = record.label(field.spec.0);
    let label = lang.say(&key);
    let role = if has_keys { Role::Head } else { Role::Dim };
    pen.put((area.x + 2, area.y), label_cols - 3, label, role);
    let x = area.x + label_cols;
    let room = area.width.saturating_sub(label_cols);
    let wrong = field
        .wrong
        .map(|reason| format!("! {}", coded(lang, "wrong", reason)))
        .unwrap_or_default();
    let wrong_cols = (width::of(&wrong) as u16).min(room / 2);
    match &field.input {
        Input::Line(line) => {
            let cols = room.saturating_sub(if wrong_cols > 0 { wrong_cols + 1 } else { 0 });
            typed(pen, (x, area.y), cols, line, has_keys);
            if let (Some(how), true, 0) = (how(record, field.spec.0), has_keys, wrong_cols)
                && line.text().is_empty()
            {
                pen.put(
                    (x + 2, area.y),
                    room.saturating_sub(2),
                    lang.say(how),
                    Role::Dim,
                );
            }
        }
        Input::Choice(at) => {
            let words = if let FieldKind::Choice(prefix, codes) = field.spec.1 {
                coded(lang, prefix, codes.get(*at).copied().unwrap_or_default())
            } else {
                let choice = record.choices(field.spec.0).get(*at);
                choice.map(|own| own.label.clone()).unwrap_or_default()
            };
            let words = if has_keys {
                format!("< {words} >  {}", desk.say("form.choose"))
            } else {
                format!("< {words} >")
            };
            pen.put((x, area.y), room, &words, Role::Field);
        }
        Input::Paper(editor) => {
            let cols = room.min(PAPER_COLS as u16);
            draw_text(
                pen,
                (x, area.y),
                (cols, area.height),
                editor,
                &Known::default(),
            );
            let (row, col) = editor.cursor_cell();
            let row = row.saturating_sub(editor.first_row()) as u16;
            if has_keys && row < area.height {
                pen.caret = Some((x + (col as u16).min(room.saturating_sub(1)), area.y + row));
            }
            // In the last row, or the first when the caret stands there.
            let y = area.y
                + if row + 1 == area.height {
                    0
                } else {
                    area.height - 1
                };
            let empty = editor.counts().chars == 0;
            match how(record, field.spec.0) {
                _ if wrong_cols > 0 => {
                    pen.clear(Area {
                        x,
                        y,
                        width: room,
                        height: 1,
                    });
                    pen.put((x, y), room, &wrong, Role::Error);
                }
                Some(how) if has_keys && empty => {
                    pen.put((x, y), room, lang.say(how), Role::Dim);
                }
                _ => {}
            }
            return;
        }
    }
    if wrong_cols > 0 {
        pen.put_right(
            (area.x + area.width - wrong_cols, area.y),
            wrong_cols,
            &wrong,
            Role::Error,
        );
    }
}
