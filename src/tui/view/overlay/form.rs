//! A form: labels, inputs, and why an input cannot be read beside it.

use super::{Desk, Pen, boxed};
use crate::{
    app::{
        layout::Area,
        overlay::{
            Form,
            form::{FormField, Input, PAPER_COLS, PAPER_ROWS},
        },
        record::FieldKind,
    },
    lang::Lang,
    text::width,
    tui::{
        theme::Role,
        view::{letter::draw_text, roster::typed, words::coded},
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
    let label_cols = match desk.model.lang {
        Lang::Zh => 14,
        Lang::En => 19,
    };
    let mut row = 0;
    for (at, field) in form.fields.iter().enumerate() {
        let rows = rows_of(field);
        if row >= top && row - top + rows <= inside.height {
            let area = inside.below(row - top).top(rows);
            draw_field(desk, pen, area, field, (label_cols, at == form.at));
        }
        row += rows;
    }
}

/// Returns the first row on screen: the field that has the keys is whole in sight.
fn first_row(form: &Form, height: u16) -> u16 {
    let above: u16 = form.fields.iter().take(form.at).map(rows_of).sum();
    let own = form.fields.get(form.at).map_or(0, rows_of);
    (above + own).saturating_sub(height).min(above)
}

fn draw_field(
    desk: Desk<'_>,
    pen: &mut Pen<'_>,
    area: Area,
    field: &FormField,
    (label_cols, has_keys): (u16, bool),
) {
    let lang = desk.model.lang;
    if has_keys {
        pen.put((area.x, area.y), 1, ">", Role::Marker);
    }
    let label = coded(lang, "field", field.spec.0);
    let role = if has_keys { Role::Head } else { Role::Dim };
    pen.put((area.x + 2, area.y), label_cols - 3, &label, role);
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
        }
        Input::Choice(at) => {
            if let FieldKind::Choice(prefix, codes) = field.spec.1 {
                let words = coded(lang, prefix, codes.get(*at).copied().unwrap_or_default());
                let words = if has_keys {
                    format!("< {words} >  {}", desk.say("form.choose"))
                } else {
                    format!("< {words} >")
                };
                pen.put((x, area.y), room, &words, Role::Field);
            }
        }
        Input::Paper(editor) => {
            let cols = room.min(PAPER_COLS as u16);
            draw_text(pen, (x, area.y), (cols, area.height), editor);
            let (row, col) = editor.cursor_cell();
            let row = row.saturating_sub(editor.first_row()) as u16;
            if has_keys && row < area.height {
                pen.caret = Some((x + (col as u16).min(room.saturating_sub(1)), area.y + row));
            }
            // Under the label, where a text of several rows leaves room.
            if wrong_cols > 0 {
                let at = (area.x + 2, area.y + 1);
                pen.put(at, label_cols - 3, &wrong, Role::Error);
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
