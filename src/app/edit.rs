//! What a movement or deletion does to a line or a text, wherever one is typed.

use super::msg::{EditKey, Extend};
use crate::text::{
    cursor::Move,
    editor::{Editor, Erase},
    field::Field,
};

/// Moves or deletes inside a line; keys that lead out of it do nothing.
pub fn edit_field(field: &mut Field, key: EditKey) {
    match key {
        EditKey::Left | EditKey::WordLeft => field.left(),
        EditKey::Right | EditKey::WordRight => field.right(),
        EditKey::Home | EditKey::Top => field.home(),
        EditKey::End | EditKey::Bottom => field.end(),
        EditKey::Backspace => field.backspace(),
        EditKey::Delete => field.delete(),
        EditKey::WordBack | EditKey::ToStart => field.delete_to_start(),
        EditKey::ToEnd => field.delete_to_end(),
        EditKey::Up
        | EditKey::Down
        | EditKey::PageUp
        | EditKey::PageDown
        | EditKey::ParagraphUp
        | EditKey::ParagraphDown
        | EditKey::Enter => {}
    }
}

/// Returns the movement of a key; nothing for keys that change the text.
pub fn move_of(key: EditKey) -> Option<Move> {
    Some(match key {
        EditKey::Left => Move::Left,
        EditKey::Right => Move::Right,
        EditKey::Up => Move::Up,
        EditKey::Down => Move::Down,
        EditKey::Home => Move::RowStart,
        EditKey::End => Move::RowEnd,
        EditKey::PageUp => Move::PageUp,
        EditKey::PageDown => Move::PageDown,
        EditKey::Top => Move::TextStart,
        EditKey::Bottom => Move::TextEnd,
        EditKey::WordLeft => Move::WordLeft,
        EditKey::WordRight => Move::WordRight,
        EditKey::ParagraphUp => Move::ParagraphStart,
        EditKey::ParagraphDown => Move::ParagraphEnd,
        EditKey::Backspace
        | EditKey::Delete
        | EditKey::WordBack
        | EditKey::ToEnd
        | EditKey::ToStart
        | EditKey::Enter => return None,
    })
}

/// Moves, selects or deletes inside a text.
pub fn edit_text(editor: &mut Editor, key: EditKey, extend: Extend) {
    match (move_of(key), extend) {
        (Some(step), Extend::No) => editor.go(step),
        (Some(step), Extend::Yes) => editor.select(step),
        (None, _) => match key {
            EditKey::Backspace => editor.erase(Erase::Back),
            EditKey::Delete => editor.erase(Erase::Forward),
            EditKey::WordBack => editor.erase(Erase::WordBack),
            EditKey::ToEnd => editor.erase(Erase::ToParagraphEnd),
            EditKey::ToStart => {}
            _ => editor.newline(),
        },
    }
}
