//! The letters: their list, and the one open in the editor.

use std::ops::Range;

use super::{
    Desk,
    item::letter_line,
    pen::Pen,
    sheet::Sheet,
    words::{coded, title},
};
use crate::{
    app::{
        Action, Pane,
        layout::Area,
        letter::{OpenLetter, Safe},
    },
    lang::Lang,
    letter::blanks,
    text::{
        buffer::Position,
        editor::{Editor, Row},
        width,
    },
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    match &desk.model.letter.open {
        Some(open) => draw_open(desk, pen, area, open),
        None => draw_list(desk, pen, area),
    }
}

fn draw_list(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let lang = desk.model.lang;
    let letters = &desk.model.letter;
    let role = desk.heading(Pane::Letter);
    let when_cols = if area.width >= 56 { 11 } else { 0 };
    let (stage_cols, kind_cols) = match lang {
        Lang::Zh => (8, 10),
        Lang::En => (10, 16),
    };
    let title_x = area.x + 2 + stage_cols + kind_cols;
    let title_cols = area
        .width
        .saturating_sub(2 + stage_cols + kind_cols + when_cols + 1);
    pen.put(
        (area.x + 2, area.y),
        stage_cols,
        desk.say("column.stage"),
        role,
    );
    pen.put(
        (area.x + 2 + stage_cols, area.y),
        kind_cols,
        desk.say("column.letter"),
        role,
    );
    pen.put(
        (title_x, area.y),
        title_cols,
        desk.say("column.title"),
        role,
    );
    if when_cols > 0 {
        let at = (area.x + area.width - when_cols, area.y);
        pen.put(at, when_cols, desk.say("column.changed"), role);
    }
    let list = area.below(1);
    if letters.heads.is_empty() {
        let mut sheet = Sheet::new(list.width.saturating_sub(4), lang);
        let key = desk.key(Action::Draft);
        sheet.gap();
        sheet.text(Role::Head, desk.say("letter.empty"));
        sheet.gap();
        sheet.text(
            Role::Text,
            &desk.say_with("letter.empty_how", &[("key", &key)]),
        );
        let inner = Area {
            x: list.x + 2,
            width: list.width.saturating_sub(4),
            ..list
        };
        sheet.draw(pen, inner, 0);
        return;
    }
    let places = letters
        .cursor
        .visible(letters.heads.len(), usize::from(list.height));
    for (line, place) in places.enumerate() {
        let y = list.y + line as u16;
        let head = &letters.heads[place];
        if place == letters.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let stage = coded(lang, "stage", head.stage.code());
        pen.put((list.x + 2, y), stage_cols - 1, &stage, Role::Text);
        let kind = coded(lang, "letter", head.kind.code());
        pen.put(
            (list.x + 2 + stage_cols, y),
            kind_cols - 1,
            &kind,
            Role::Text,
        );
        let words = title(&head.title, lang);
        let used = pen.put((title_x, y), title_cols, &words, Role::Text);
        // A number says nothing when its end is cut; the strip has it whole.
        let room = title_cols.saturating_sub(used + 3);
        if let Some(number) = &head.number
            && width::of(number) <= usize::from(room)
        {
            pen.put((title_x + used + 2, y), room, number, Role::Dim);
        }
        if when_cols > 0 {
            let when = head.changed_at.format("%m-%d %H:%M").to_string();
            pen.put(
                (list.x + list.width - when_cols, y),
                when_cols,
                &when,
                Role::Text,
            );
        }
    }
}

fn draw_open(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, open: &OpenLetter) {
    draw_title(desk, pen, area, open);
    let text = area.below(1);
    let editor = &open.editor;
    let corner = (text.x + 1, text.y);
    draw_text(
        pen,
        corner,
        (text.width.saturating_sub(1), text.height),
        editor,
    );
    let has_keys = desk.model.focus == Pane::Letter && desk.model.overlays.is_empty();
    let Some(caret) = caret_cell(editor, corner, text) else {
        return;
    };
    if has_keys && open.in_text && !open.find_typing {
        pen.caret = Some(caret);
    } else if editor.selection().is_none() {
        // Beside what was found it would look like one sign more.
        pen.tint(caret, 1, Role::Caret);
    }
}

/// Number, kind, stage and title; at the right whether it is safe, and how long it is.
fn draw_title(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, open: &OpenLetter) {
    let lang = desk.model.lang;
    let letter = &open.view.letter.value;
    let (role, safe) = match open.safe {
        Safe::Saved => (Role::Dim, "letter.safe"),
        Safe::Waiting | Safe::Saving | Safe::SavingOlder => (Role::Dim, "letter.saving"),
        Safe::Stale(_) => (Role::Error, "letter.not_saved"),
    };
    let chars = open.editor.char_count().to_string();
    let mut right = desk.say_with("letter.chars", &[("n", &chars)]);
    if open.may_write() {
        right = format!("{}  {right}", desk.say(safe));
    }
    let right_cols = (width::of(&right) as u16).min(area.width / 2);
    let mut words = Vec::new();
    if let Some((number, _)) = &open.view.item {
        words.push(number.clone());
    }
    words.push(coded(lang, "letter", letter.kind.code()));
    words.push(coded(lang, "stage", letter.stage.code()));
    words.extend(letter.number.clone());
    words.push(title(&letter.title, lang).into_owned());
    let title_role = if desk.heading(Pane::Letter) == Role::TabFocus {
        Role::TabFocus
    } else {
        Role::Title
    };
    let left_cols = area.width.saturating_sub(right_cols + 1);
    pen.put((area.x, area.y), left_cols, &words.join(" "), title_role);
    pen.put_right(
        (area.x + area.width - right_cols, area.y),
        right_cols,
        &right,
        role,
    );
}

/// Returns the caret's cell on the screen; a caret behind the last column stays in the spare one.
fn caret_cell(editor: &Editor, corner: (u16, u16), area: Area) -> Option<(u16, u16)> {
    let (row, col) = editor.cursor_cell();
    let row = row.checked_sub(editor.first_row())? as u16;
    let x = corner.0 + (col as u16).min(area.width.saturating_sub(2));
    (row < area.height).then_some((x, corner.1 + row))
}

/// Draws the rows of a text: blanks to fill in, and what is selected.
pub(super) fn draw_text(pen: &mut Pen<'_>, corner: (u16, u16), size: (u16, u16), editor: &Editor) {
    let selection = editor.selection();
    // Once a paragraph: one of 50,000 characters fills every row of the screen.
    let mut empty = (usize::MAX, Vec::new());
    for (line, row) in editor
        .rows(editor.first_row(), usize::from(size.1))
        .iter()
        .enumerate()
    {
        if empty.0 != row.paragraph {
            empty = (row.paragraph, blanks(&editor.paragraphs()[row.paragraph]));
        }
        let at = (corner.0, corner.1 + line as u16);
        draw_row(pen, at, size.0, row, &empty.1, selection.as_ref());
    }
}

fn draw_row(
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    cols: u16,
    row: &Row<'_>,
    empty: &[Range<usize>],
    selection: Option<&Range<Position>>,
) {
    let role = |byte: usize| {
        let byte = row.range.start + byte;
        let at = Position {
            paragraph: row.paragraph,
            byte,
        };
        if selection.is_some_and(|range| range.contains(&at)) {
            Role::Selection
        } else if empty.iter().any(|blank| blank.contains(&byte)) {
            Role::Blank
        } else {
            Role::Text
        }
    };
    let mut used = 0;
    let mut start = 0;
    while start < row.text.len() && used < cols {
        let own = role(start);
        let end = width::cells(&row.text[start..])
            .map(|cell| start + cell.start)
            .find(|at| role(*at) != own)
            .unwrap_or(row.text.len());
        used += pen.put((x + used, y), cols - used, &row.text[start..end], own);
        start = end;
    }
}

/// Returns what the strip says of the letter that has the keys.
pub(super) fn about(desk: Desk<'_>) -> String {
    let letters = &desk.model.letter;
    match &letters.open {
        Some(open) => {
            let (number, title) = open.view.item.clone().unwrap_or_default();
            let versions = open.view.versions.to_string();
            let versions = desk.say_with("letter.versions", &[("n", &versions)]);
            let paragraphs = open.editor.paragraphs().iter();
            let empty: usize = paragraphs.map(|text| blanks(text).len()).sum();
            let empty = empty.to_string();
            let empty = desk.say_with("letter.blanks", &[("n", &empty)]);
            format!("{number} {title}  {versions}  {empty}")
        }
        None => letters
            .heads
            .get(letters.cursor.at)
            .map(|head| letter_line(desk, head))
            .unwrap_or_default(),
    }
}
