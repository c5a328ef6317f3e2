//! The letters: their list, and the one open in the editor.

mod ruler;
mod text;
mod title;

pub(super) use self::text::{Known, draw_text};
use self::{text::caret_cell, title::draw_title};
use super::{
    Desk, beside, cite, found,
    item::letter_line,
    pen::Pen,
    sheet::Sheet,
    words::{coded, title},
};
use crate::{
    app::{Action, Pane, layout::Area, letter::OpenLetter, review::ReviewView},
    lang::Lang,
    letter::to_fill,
    text::width,
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
        if letters.marks.contains(&head.id) {
            pen.put((list.x + 1, y), 1, "*", Role::Mark);
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
        let mut x = title_x + used + 2;
        let decided = head
            .publicity
            .map(|own| coded(lang, "publicity", own.code()));
        for words in head.number.iter().chain(&decided) {
            let room = (title_x + title_cols).saturating_sub(x + 1);
            if width::of(words) <= usize::from(room) {
                x += pen.put((x, y), room, words, Role::Dim) + 2;
            }
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
    let mut text = area.below(1);
    if let Some(beside) = &open.beside {
        let (left, side) = beside::areas(text, beside);
        match (left, side) {
            (Some(left), side) => {
                if let Some(side) = side {
                    beside::draw_beside(desk, pen, side, beside);
                }
                text = left;
            }
            (None, side) => {
                beside::draw(desk, pen, side.unwrap_or(text), beside);
                return;
            }
        }
    }
    let editor = &open.editor;
    if desk.model.letter.ruler {
        ruler::draw(desk, pen, text, editor);
        text = text.below(1);
    }
    let corner = (text.x + 1, text.y);
    let size = (text.width.saturating_sub(1), text.height);
    let stale = desk.model.stale_figures();
    let stale = stale.iter().map(|own| {
        editor.position_of_char(own.range.start)..editor.position_of_char(own.range.end)
    });
    let remarks = open.view.review.remarks.iter();
    let settled = remarks.filter(|own| own.settled_by.is_some());
    let known = Known {
        stale: stale.collect(),
        settled: settled.map(|own| own.id).collect(),
    };
    draw_text(pen, corner, size, editor, &known);
    found::draw(pen, corner, size, open);
    let has_keys = desk.model.focus == Pane::Letter && desk.model.overlays.is_empty();
    let Some(caret) = caret_cell(editor, corner, text) else {
        return;
    };
    if has_keys && open.in_text && open.asked.asking.is_none() {
        pen.caret = Some(caret);
        cite::draw(desk, pen, editor, caret, text);
    } else if editor.selection().is_none() {
        // Beside what was found it would look like one sign more.
        pen.tint(caret, 1, Role::Caret);
    }
}

/// Returns the steps of a letter's chain; the one that comes next stands in brackets.
fn chain(review: &ReviewView, lang: Lang) -> String {
    let steps = review.chain.steps.iter().enumerate().map(|(place, step)| {
        if place == review.place {
            format!("[{}]", lang.step(&step.name))
        } else {
            lang.step(&step.name)
        }
    });
    steps.collect::<Vec<_>>().join(">")
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
            let empty: usize = paragraphs.map(|text| to_fill(text).len()).sum();
            let place = open.editor.page_place();
            let place = desk.say_with(
                "letter.place",
                &[
                    ("page", &place.page.to_string()),
                    ("pages", &place.pages.to_string()),
                    ("line", &place.line.to_string()),
                    ("lines", &place.lines.to_string()),
                ],
            );
            let count =
                |key: &str, n: usize| (n > 0).then(|| desk.say_with(key, &[("n", &n.to_string())]));
            // What is cut off at 80 columns stands last.
            let words = [
                Some(number),
                Some(chain(&open.view.review, desk.model.lang)),
                count("letter.remarks", open.view.review.open_remarks()),
                count("letter.blanks", empty),
                Some(place),
                Some(versions),
                Some(title),
            ];
            words.into_iter().flatten().collect::<Vec<_>>().join("  ")
        }
        None => letters
            .heads
            .get(letters.cursor.at)
            .map(|head| letter_line(desk, head))
            .unwrap_or_default(),
    }
}
