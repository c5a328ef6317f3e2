//! The letters: their list, and the one open in the editor.

use std::ops::Range;

mod ruler;

use super::{
    Desk, beside, cite, found,
    item::letter_line,
    pen::Pen,
    sheet::Sheet,
    words::{coded, title},
};
use crate::{
    app::{
        Action, Pane,
        layout::Area,
        letter::{
            OpenLetter, Safe,
            spans::{what_of, written},
            vim::Mode,
        },
        review::ReviewView,
    },
    domain::{id::RemarkId, span::What},
    lang::Lang,
    letter::{asks::answers, blanks, to_fill},
    text::{
        buffer::Position,
        editor::{Editor, Row},
        mark::Mark,
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

/// The columns kept for a letter's number, kind, stage and title: the first three in English have 25.
const TITLE_COLS: u16 = 25;

/// Number, kind, stage and title; at the right whether it is safe, and how long it is.
fn draw_title(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, open: &OpenLetter) {
    let lang = desk.model.lang;
    let letter = &open.view.letter.value;
    let (role, safe) = match open.safe {
        Safe::Saved => (Role::Dim, "letter.safe"),
        Safe::Waiting | Safe::Saving | Safe::SavingOlder => (Role::Dim, "letter.saving"),
        Safe::Stale(_) => (Role::Error, "letter.not_saved"),
    };
    let words = open.editor.counts().words.to_string();
    let chars = desk.say_with("letter.chars", &[("n", &words)]);
    let mut right = String::new();
    if open.may_write() {
        right = format!("{}  ", desk.say(safe));
    }
    if let Some(vim) = open.vim.as_ref().filter(|_| open.in_text) {
        let mode = match vim.mode() {
            Mode::Normal => "letter.mode_normal",
            Mode::Insert => "letter.mode_insert",
            Mode::Visual => "letter.mode_visual",
            Mode::VisualLine => "letter.mode_visual_line",
        };
        right.insert_str(0, &format!("{}{}  ", desk.say(mode), vim.keys()));
    }
    let (owed, role) = match owed(desk, open) {
        Some(words) => (
            words,
            if role == Role::Error {
                role
            } else {
                Role::Soon
            },
        ),
        None => (String::new(), role),
    };
    right.insert_str(0, &owed);
    if let Some(found) = found::counted(desk, open) {
        right = format!("{found}  {right}");
    }
    let mut words = Vec::new();
    if let Some((number, _)) = &open.view.item {
        words.push(number.clone());
    }
    words.push(coded(lang, "letter", letter.kind.code()));
    words.push(coded(lang, "stage", letter.stage.code()));
    let decided = open.view.publishing.as_ref();
    words.extend(decided.map(|own| coded(lang, "publicity", own.publicity.code())));
    words.extend(letter.number.clone());
    let known = format!("{} ", words.join(" "));
    let own = title(&letter.title, lang);
    // How long it is can be asked for (C) and gives way to the title.
    let whole = width::of(&known) + width::of(&own) + 1;
    let cols = usize::from(area.width);
    if whole + width::of(&right) + width::of(&chars) <= cols || own.is_empty() {
        right.push_str(&chars);
    }
    let right = right.trim_end();
    // The title can be cut and still be known; what is owed cannot.
    let left_least = TITLE_COLS.min(area.width / 2);
    let right_cols = (width::of(right) as u16).min(area.width.saturating_sub(left_least + 1));
    // All answers of a session begin with the same words: cut, the item's own title tells more.
    let item = open.view.item.as_ref().map(|(_, own)| own);
    let own = match item {
        Some(item) if whole + usize::from(right_cols) > cols && !item.is_empty() => item,
        _ => &*own,
    };
    let title_role = if desk.heading(Pane::Letter) == Role::TabFocus {
        Role::TabFocus
    } else {
        Role::Title
    };
    let left_cols = area.width.saturating_sub(right_cols + 1);
    let left = format!("{known}{own}");
    pen.put((area.x, area.y), left_cols, &left, title_role);
    pen.put_right(
        (area.x + area.width - right_cols, area.y),
        right_cols,
        right,
        role,
    );
}

/// Says what the letter still owes: asks that are open, figures that were lifted and not looked up.
/// Nothing when it owes nothing.
fn owed(desk: Desk<'_>, open: &OpenLetter) -> Option<String> {
    let mut words = String::new();
    if !open.view.asks.is_empty() {
        let written = written(&open.editor);
        let answers = answers(&open.view.asks, &written.text, &written.spans);
        let answered = answers.iter().filter(|own| own.answered).count();
        if answered < answers.len() {
            let (all, answered) = (answers.len().to_string(), answered.to_string());
            words = desk.say_with("asks.count", &[("n", &all), ("answered", &answered)]);
            words.push_str("  ");
        }
    }
    let stale = desk.model.stale_figures().len();
    if stale > 0 {
        let says = desk.say_with("lifted.stale", &[("n", &stale.to_string())]);
        words = format!("{words}{says}  ");
    }
    (!words.is_empty()).then_some(words)
}

/// Returns the caret's cell on the screen; a caret behind the last column stays in the spare one.
fn caret_cell(editor: &Editor, corner: (u16, u16), area: Area) -> Option<(u16, u16)> {
    let (row, col) = editor.cursor_cell();
    let row = row.checked_sub(editor.first_row())? as u16;
    let x = corner.0 + (col as u16).min(area.width.saturating_sub(2));
    (row < area.height).then_some((x, corner.1 + row))
}

/// What is known of a letter's spans besides where they stand; of other texts nothing is.
#[derive(Default)]
pub(super) struct Known {
    /// Figures lifted and not looked up since.
    stale: Vec<Range<Position>>,
    /// Remarks that nobody has to do anything about any more.
    settled: Vec<RemarkId>,
}

/// Draws the rows of a text: blanks to fill in, and what is selected.
pub(super) fn draw_text(
    pen: &mut Pen<'_>,
    corner: (u16, u16),
    size: (u16, u16),
    editor: &Editor,
    known: &Known,
) {
    let selection = editor.selection();
    // Once a paragraph: one of 50,000 characters fills every row of the screen.
    let mut empty = (usize::MAX, Vec::new());
    let mut marks = Vec::new();
    for (line, row) in editor
        .rows(editor.first_row(), usize::from(size.1))
        .iter()
        .enumerate()
    {
        if empty.0 != row.paragraph {
            empty = (row.paragraph, blanks(&editor.paragraphs()[row.paragraph]));
            let holds = row.paragraph;
            let here = |mark: &&Mark| {
                (mark.range.start.paragraph..=mark.range.end.paragraph).contains(&holds)
            };
            marks = editor.marks().iter().filter(here).collect();
        }
        let at = (corner.0, corner.1 + line as u16);
        let looks = Looks {
            selection: selection.as_ref(),
            empty: &empty.1,
            marks: &marks,
            known,
        };
        draw_row(pen, at, size.0, row, &looks);
    }
}

/// What decides how a character looks.
struct Looks<'a> {
    selection: Option<&'a Range<Position>>,
    /// Blanks of the paragraph, in bytes.
    empty: &'a [Range<usize>],
    /// Marks that reach into the paragraph.
    marks: &'a [&'a Mark],
    /// What is known of the spans.
    known: &'a Known,
}

impl Looks<'_> {
    fn role(&self, at: Position) -> Role {
        if self.selection.is_some_and(|range| range.contains(&at)) {
            return Role::Selection;
        }
        if self.empty.iter().any(|blank| blank.contains(&at.byte)) {
            return Role::Blank;
        }
        if self.known.stale.iter().any(|range| range.contains(&at)) {
            return Role::Stale;
        }
        let holding = self.marks.iter().filter(|mark| mark.range.contains(&at));
        let role = |mark: &&Mark| match what_of(mark.id)? {
            What::Figure(_) => Some((0, Role::Figure)),
            What::Remark(id) if self.known.settled.contains(&id) => None,
            What::Remark(_) => Some((1, Role::Remark)),
            What::Lifted(_) => Some((2, Role::Lifted)),
            What::Ask(_) => None,
        };
        let first = holding.filter_map(role).min_by_key(|(rank, _)| *rank);
        first.map_or(Role::Text, |(_, role)| role)
    }
}

fn draw_row(pen: &mut Pen<'_>, (x, y): (u16, u16), cols: u16, row: &Row<'_>, looks: &Looks<'_>) {
    let role = |byte: usize| {
        looks.role(Position {
            paragraph: row.paragraph,
            byte: row.range.start + byte,
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::letter::spans::editor_of,
        domain::{
            id::{FigureId, LiftId, RemarkId},
            span::Span,
        },
    };

    #[test]
    fn a_figure_is_seen_before_the_remark_and_the_lifted_text_around_it() {
        let span = |range, what| Span { range, what };
        let spans = [
            span(0..8, What::Lifted(LiftId(1))),
            span(1..6, What::Remark(RemarkId(2))),
            span(3..5, What::Figure(FigureId(3))),
            span(0..8, What::Ask(1)),
        ];
        let editor = editor_of("现有技师12名。另", &spans);
        let marks: Vec<&Mark> = editor.marks().iter().collect();
        let blank = 0..3;
        let looks = Looks {
            selection: None,
            empty: &[blank],
            marks: &marks,
            known: &Known::default(),
        };
        let roles: Vec<Role> = editor.paragraphs()[0]
            .char_indices()
            .map(|(byte, _)| looks.role(Position { paragraph: 0, byte }))
            .collect();
        let (lifted, remark, figure) = (Role::Lifted, Role::Remark, Role::Figure);
        assert_eq!(
            roles,
            [
                Role::Blank,
                remark,
                remark,
                figure,
                figure,
                remark,
                lifted,
                lifted,
                Role::Text
            ]
        );
    }
}
