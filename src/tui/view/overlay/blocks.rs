//! A list whose rows take as many lines as their words need.

use super::{Area, Pen, rows};
use crate::tui::theme::Role;

/// A row of such a list: paragraphs, each with its role; those behind the first stand further in.
pub(super) type Block = Vec<(Role, String)>;

/// Draws the blocks so that the one under the cursor is in sight, its first line at a third of the height
/// where there is room.
pub(super) fn draw(pen: &mut Pen<'_>, list: Area, at: usize, blocks: &[Block]) {
    let (mut lines, mut first) = (Vec::new(), 0);
    for (place, block) in blocks.iter().enumerate() {
        if place == at {
            first = lines.len();
        }
        for (nth, (role, text)) in block.iter().enumerate() {
            let inset = if nth == 0 { 2 } else { 4 };
            let cols = usize::from(list.width.saturating_sub(inset)).max(2);
            for (row, line) in rows(text, cols).into_iter().enumerate() {
                let begins = nth == 0 && row == 0;
                lines.push((begins && place == at, inset, *role, line));
            }
        }
    }
    let height = usize::from(list.height);
    let most = lines.len().saturating_sub(height);
    let top = first.saturating_sub(height / 3).min(most);
    for (row, (is_here, inset, role, line)) in lines.iter().skip(top).take(height).enumerate() {
        let y = list.y + row as u16;
        if *is_here {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let room = list.width.saturating_sub(*inset);
        pen.put((list.x + inset, y), room, line, *role);
    }
}
