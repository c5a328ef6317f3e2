//! The row over an open letter: what it is, and at the right what it owes and whether it is safe.

use super::super::{
    Desk, found,
    pen::Pen,
    words::{coded, title},
};
use crate::{
    app::{
        Pane,
        layout::Area,
        letter::{OpenLetter, Safe, spans::written, vim::Mode},
    },
    letter::asks::answers,
    text::width,
    tui::theme::Role,
};

/// The columns kept for a letter's number, kind, stage and title: the first three in English have 25.
const TITLE_COLS: u16 = 25;

/// Number, kind, stage and title; at the right whether it is safe, and how long it is.
pub(super) fn draw_title(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, open: &OpenLetter) {
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
