//! Drawing the desk from its model: pure, deciding nothing, one file a part.
//!
//! What moves with the cursor is one column and the strip, so that a move costs few bytes over a slow
//! line. Marks and rules are ASCII, because other signs are wide in some terminals.

mod beside;
mod board;
mod bottom;
mod card;
mod cite;
mod facets;
mod found;
mod header;
mod item;
mod letter;
mod notice;
mod overlay;
mod pen;
mod programme;
mod queue;
mod roster;
mod sheet;
mod strip;
#[cfg(test)]
mod tests;
mod words;

use ratatui::Frame;

use super::{keymap::Keymap, theme::Theme};
use crate::{
    app::{Action, Model, Pane, layout::Area},
    tui::theme::Role,
};
use pen::Pen;

/// What every part of the drawing looks at.
#[derive(Clone, Copy)]
struct Desk<'a> {
    model: &'a Model,
    keymap: &'a Keymap,
}

impl Desk<'_> {
    fn say(self, key: &'static str) -> &'static str {
        self.model.lang.say(key)
    }

    fn say_with(self, key: &str, values: &[(&str, &str)]) -> String {
        self.model.lang.say_with(key, values)
    }

    /// Returns the key to show for an action, empty when it has none.
    fn key(self, action: Action) -> String {
        let keys = self.keymap.keys_of(action);
        keys.first()
            .map(|key| key.shown(self.model.lang))
            .unwrap_or_default()
    }

    /// Returns whether the panes stand side by side.
    fn side_by_side(self) -> bool {
        self.model.areas().panes.len() > 1
    }

    /// Returns the role of a pane's first row.
    fn heading(self, pane: Pane) -> Role {
        if self.side_by_side() && self.model.focus == pane {
            Role::TabFocus
        } else {
            Role::Dim
        }
    }
}

/// Draws the desk.
pub fn draw(model: &Model, keymap: &Keymap, theme: &Theme, frame: &mut Frame<'_>) {
    let desk = Desk { model, keymap };
    let mut pen = Pen::new(frame.buffer_mut(), theme);
    let areas = model.areas();
    if areas.too_small {
        let says = model.lang.say("screen.too_small");
        pen.put((0, 0), model.size.0, says, Role::Text);
        return;
    }
    header::draw(desk, &mut pen, areas.header, areas.tabs);
    for (at, (pane, area)) in areas.panes.iter().enumerate() {
        if at > 0 {
            for y in area.y..area.y + area.height {
                pen.put((area.x - 1, y), 1, "|", Role::Dim);
            }
        }
        draw_pane(desk, &mut pen, *pane, *area);
    }
    if let Some(area) = areas.strip {
        strip::draw(desk, &mut pen, area);
    }
    if !model.overlays.is_empty() {
        pen.caret = None;
    }
    bottom::draw(desk, &mut pen, areas.bottom);
    overlay::draw(desk, &mut pen, areas.body);
    notice::draw(desk, &mut pen, areas.bottom);
    let caret = pen.caret;
    if let Some(caret) = caret.filter(|at| frame.area().contains((*at).into())) {
        frame.set_cursor_position(caret);
    }
}

fn draw_pane(desk: Desk<'_>, pen: &mut Pen<'_>, pane: Pane, area: Area) {
    match pane {
        Pane::Queue => queue::draw(desk, pen, area),
        Pane::Letter => letter::draw(desk, pen, area),
        Pane::Roster => roster::draw(desk, pen, area),
        Pane::Board => board::draw(desk, pen, area),
    }
}
