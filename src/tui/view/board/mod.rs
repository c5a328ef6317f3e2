//! The board: due days as a calendar, rates with their bases, this year's open items against last
//! year's, and bars. What stands where is the app's; here it is drawn.
//!
//! Every sign is ASCII and one column wide: shading by `. - = #` stands beside its number, because
//! block and braille signs are wide or missing in some terminals, and colour alone says nothing.

mod bars;
mod burn;
mod calendar;
mod plots;

use super::{Desk, pen::Pen, words::thousands};
use crate::{
    app::{
        board::{Block, BlockKind, Mark, Page, Sheet, items},
        layout::Area,
    },
    report::Figures,
    tui::theme::Role,
};

/// A window on the sheet.
#[derive(Clone, Copy)]
struct Window {
    area: Area,
    top: usize,
}

impl Window {
    /// Returns where a cell of the sheet is on the screen, if it is.
    fn at(self, x: u16, y: u16) -> Option<(u16, u16)> {
        let row = usize::from(y).checked_sub(self.top)?;
        let on_screen = row < usize::from(self.area.height) && x < self.area.width;
        on_screen.then(|| (self.area.x + x, self.area.y + row as u16))
    }
}

/// What the blocks are drawn with.
struct Hand<'a, 'b> {
    desk: Desk<'a>,
    pen: &'a mut Pen<'b>,
    window: Window,
    figures: &'a Figures,
    /// The mark under the cursor.
    cursor: Option<Mark>,
}

impl Hand<'_, '_> {
    /// Writes text at a place of the sheet.
    fn put(&mut self, (x, y): (u16, u16), cols: u16, text: &str, role: Role) {
        if let Some(at) = self.window.at(x, y) {
            self.pen.put(at, cols, text, role);
        }
    }

    /// Writes text at the right end of its columns.
    fn put_right(&mut self, (x, y): (u16, u16), cols: u16, text: &str, role: Role) {
        if let Some(at) = self.window.at(x, y) {
            self.pen.put_right(at, cols, text, role);
        }
    }

    /// Writes a sign many times.
    fn rule(&mut self, (x, y): (u16, u16), cols: u16, sign: &str, role: Role) {
        if let Some(at) = self.window.at(x, y) {
            self.pen.rule(at, cols, sign, role);
        }
    }

    /// Writes the cursor's sign where its mark is, else a blank.
    fn pointer(&mut self, at: (u16, u16), mark: Mark) {
        if self.cursor == Some(mark) {
            self.put(at, 1, ">", Role::Marker);
        }
    }

    fn title(&mut self, block: Block, title: &str) {
        self.put((block.x, block.y), block.width, title, Role::Head);
    }
}

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    if desk.model.board.page == Page::Roster {
        plots::draw(desk, pen, area);
        return;
    }
    let Some(figures) = &desk.model.board.figures else {
        let says = desk.say("board.counting");
        pen.put((area.x + 2, area.y + 1), area.width, says, Role::Dim);
        return;
    };
    let sheet = desk.model.board_sheet();
    let rows = usize::from(sheet.rows);
    let top = desk.model.board.top;
    let mut hand = Hand {
        desk,
        pen,
        window: Window {
            area,
            top: top.min(rows.saturating_sub(usize::from(area.height))),
        },
        figures,
        cursor: desk.model.board.mark(&sheet),
    };
    for block in &sheet.blocks {
        match block.kind {
            BlockKind::Calendar => calendar::draw(&mut hand, *block),
            BlockKind::Burn => burn::draw(&mut hand, *block),
            _ => bars::draw(&mut hand, *block),
        }
    }
}

/// Returns what is known of the mark under the cursor, for the strip.
pub(super) fn about(desk: Desk<'_>) -> String {
    let model = desk.model;
    if model.board.page == Page::Roster {
        return plots::about(desk);
    }
    let Some(figures) = &model.board.figures else {
        return String::new();
    };
    let sheet: Sheet = model.board_sheet();
    let Some(mark) = model.board.mark(&sheet) else {
        return String::new();
    };
    let count = thousands(items(figures, mark).len() as u64);
    let name = model.mark_words(mark);
    let mut words = desk.say_with("board.about", &[("name", &name), ("n", &count)]);
    if let Mark::Hits(kind) | Mark::Misses(kind) = mark {
        words.push_str("  ");
        words.push_str(
            model
                .lang
                .say(&format!("report.definition.{}", kind.code())),
        );
    }
    words
}
