//! The papers beside the open letter.

use super::{Desk, pen::Pen, sheet::Sheet};
use crate::{
    app::{layout::Area, letter::beside::Beside, views::BesideKind},
    tui::theme::Role,
};

/// From how many columns on the papers stand beside the text and not in its place: the editor's 62 and
/// half a page.
const BOTH_FIT: u16 = 62 + 32;

/// Returns where the text and where the papers stand; one of them may have no room.
pub(super) fn areas(area: Area, beside: &Beside) -> (Option<Area>, Option<Area>) {
    if area.width >= BOTH_FIT {
        let text = Area { width: 62, ..area };
        let side = Area {
            x: area.x + 63,
            width: area.width - 63,
            ..area
        };
        return (Some(text), Some(side));
    }
    if beside.has_keys {
        (None, Some(area))
    } else {
        (Some(area), None)
    }
}

/// Draws the papers with a line at their left, beside the text.
pub(super) fn draw_beside(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, beside: &Beside) {
    for y in area.y..area.y + area.height {
        pen.put((area.x, y), 1, "|", Role::Frame);
    }
    let inside = Area {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    };
    draw(desk, pen, inside, beside);
}

/// Draws the papers in the place of the text.
pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, beside: &Beside) {
    let inside = Area {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let (head, body) = (inside.top(1), inside.below(1));
    let Some(papers) = &beside.papers else {
        let says = desk.say("word.reading");
        pen.put((head.x, head.y), head.width, says, Role::Dim);
        return;
    };
    let Some(paper) = beside.shown() else {
        let mut sheet = Sheet::new(inside.width, desk.model.lang);
        sheet.text(Role::Dim, desk.say("beside.none"));
        sheet.draw(pen, inside, 0);
        return;
    };
    let kind = match paper.kind {
        BesideKind::Opinion => desk.say("beside.opinion").to_owned(),
        BesideKind::Similar(percent) => {
            desk.say_with("beside.similar", &[("n", &percent.to_string())])
        }
    };
    let (at, all) = ((beside.paper + 1).to_string(), papers.len().to_string());
    let place = desk.say_with("word.of", &[("at", &at), ("all", &all)]);
    let role = if beside.has_keys {
        Role::TabFocus
    } else {
        Role::Title
    };
    let words = format!("{place} {kind} {}", paper.head);
    pen.put((head.x, head.y), head.width, &words, role);
    let mut sheet = Sheet::new(body.width, desk.model.lang);
    let mut first = 0;
    for (at, (_, text)) in paper.paragraphs.iter().enumerate() {
        let is_current = at == beside.cursor.at;
        if is_current {
            first = sheet.lines.len();
        }
        let from = sheet.lines.len();
        sheet.indented(2, Role::Text, text);
        if is_current
            && beside.has_keys
            && let Some(line) = sheet.lines.get_mut(from)
            && let Some((_, words)) = line.first_mut()
        {
            let rest = words.split_off(2);
            line.clear();
            line.push((Role::Marker, "> ".to_owned()));
            line.push((Role::Text, rest));
        }
    }
    // The paragraph under the cursor with something of what stands before it.
    let above = usize::from(body.height) / 3;
    sheet.draw(pen, body, first.saturating_sub(above));
}
