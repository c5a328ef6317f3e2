//! The notice over the last row, over as many rows as it needs.
//!
//! Apart from the row itself, which tells keys: what a refusal asks for stands at its end, so the end is
//! always shown.

use super::{
    Desk,
    pen::{Pen, rows},
};
use crate::{
    app::{layout::Area, model::Tone},
    text::width,
    tui::theme::Role,
};

/// A notice takes at most so many rows: a refusal with a long file name and what to do. Chosen by us.
const NOTICE_ROWS: usize = 4;

/// Draws the notice there is. What a refusal asks for stands at its end: it is never cut to one row, but
/// covers those above until the next key, and what is too long even so loses its middle.
pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let Some(notice) = &desk.model.notice else {
        return;
    };
    let (role, sign) = match notice.tone {
        Tone::Done => (Role::Ok, ""),
        Tone::Said => (Role::Text, ""),
        Tone::Refused => (Role::Error, "! "),
    };
    // The last column stays free: some terminals scroll when it is written.
    let cols = area.width.saturating_sub(1);
    let says = format!("{sign}{}", notice.says);
    let room = NOTICE_ROWS.min(usize::from(area.y) + 1);
    let lines = both_ends(&rows(&says, usize::from(cols)), usize::from(cols), room);
    let above = (lines.len() as u16).saturating_sub(1);
    let top = area.y - above;
    if above > 0 {
        pen.clear(Area {
            y: top,
            height: above + 1,
            ..area
        });
    }
    for (y, line) in (top..).zip(&lines) {
        pen.put((area.x, y), cols, line.trim_end(), role);
    }
}

/// Returns as many rows of a notice as there is room for: its head, and its last row.
fn both_ends(lines: &[&str], cols: usize, room: usize) -> Vec<String> {
    let owned = |own: &[&str]| own.iter().map(|line| (*line).to_owned()).collect();
    let (Some((last, head)), true) = (lines.split_last(), lines.len() > room) else {
        return owned(lines);
    };
    let mut shown: Vec<String> = owned(&head[..room.saturating_sub(1)]);
    if let Some(cut) = shown.last_mut() {
        *cut = format!(
            "{}..",
            width::truncate(cut.trim_end(), cols.saturating_sub(2))
        );
    }
    shown.push((*last).to_owned());
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_notice_loses_its_middle_and_keeps_what_to_do() {
        let says = format!("没有写成：{}。请换一个名字再导出", "很长的路径/".repeat(30));
        let lines = rows(&says, 40);
        let shown = both_ends(&lines, 40, NOTICE_ROWS);
        assert_eq!(shown.len(), NOTICE_ROWS);
        assert!(
            shown[0].starts_with("没有写成：") && shown[2].ends_with(".."),
            "{shown:?}"
        );
        assert_eq!(shown[3], *lines.last().unwrap());
        assert!(shown.iter().all(|own| width::of(own) <= 40), "{shown:?}");
        for room in [1, 2] {
            let shown = both_ends(&lines, 40, room);
            assert_eq!(
                (shown.len(), &**shown.last().unwrap()),
                (room, *lines.last().unwrap())
            );
        }
        assert_eq!(both_ends(&rows("已保存", 40), 40, 1), ["已保存"]);
        assert_eq!(both_ends(&rows("e\u{301}\u{1b}", 2), 2, 4).len(), 1);
    }
}
