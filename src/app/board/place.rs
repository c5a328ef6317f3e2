//! Where each block and mark of the board stands, as pure numbers shared by cursor and drawing.
//!
//! The sheet is as high as it must be and the screen a window on it. Blocks fill columns from the
//! left, each new one under the shortest. Invariant: marks lie in the order in which `j` and `l` meet
//! them, and inside the width given.

use super::{Mark, Way};
use crate::{
    domain::craftsman::SkillLevel,
    report::{Figures, figures::WEEKS},
};

/// Columns a block needs: the calendar with seven days of six columns behind the week's name.
pub const BLOCK_COLS: u16 = 64;

/// Rows of the burn-down's plot.
pub const BURN_ROWS: u16 = 8;
/// Columns before the plot, for its scale.
pub const SCALE_COLS: u16 = 6;
/// Columns before the days, for the week's Monday.
pub const WEEK_COLS: u16 = 6;
/// Columns of a day.
pub const DAY_COLS: u16 = 6;

/// What a block shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Open items by due day.
    Calendar,
    /// The year's rates.
    Rates,
    /// Open items by week against last year.
    Burn,
    /// Open items by section.
    Sections,
    /// All items by state.
    States,
    /// Answered items by class.
    Classes,
    /// Answered items by rating.
    Ratings,
    /// Craftsmen by level; nothing of it is an item.
    Levels,
    /// A plot of the page of the roster.
    Plot(usize),
}

/// A block's place on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it shows.
    pub kind: BlockKind,
    /// First column.
    pub x: u16,
    /// Its title's row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows, its title included.
    pub height: u16,
}

/// A mark's place on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The mark.
    pub mark: Mark,
    /// The block's place in the list.
    pub block: usize,
    /// First column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Columns.
    pub width: u16,
}

/// The whole board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The marks, block by block.
    pub marks: Vec<Placed>,
    /// Rows.
    pub rows: u16,
}

impl Sheet {
    /// Returns a mark's place.
    pub fn find(&self, mark: Mark) -> Option<&Placed> {
        self.marks.iter().find(|own| own.mark == mark)
    }

    /// Returns a block.
    pub fn block(&self, at: usize) -> Block {
        self.blocks[at]
    }

    /// Returns the mark in the last row.
    pub fn last(&self) -> Option<Mark> {
        let last = self.marks.iter().max_by_key(|own| own.y);
        last.map(|own| own.mark)
    }

    /// Returns the nearest mark on one side.
    pub fn next(&self, here: &Placed, way: Way) -> Option<&Placed> {
        let middle = |own: &Placed| i32::from(own.x) * 2 + i32::from(own.width);
        let across = |own: &Placed| (middle(own) - middle(here)).abs();
        let down = |own: &Placed| i32::from(own.y) - i32::from(here.y);
        let column = |own: &Placed| self.blocks[own.block].x;
        let same_column = |own: &&Placed| column(own) == column(here);
        match way {
            Way::Down | Way::Up => {
                let sign = if way == Way::Down { 1 } else { -1 };
                let beyond = |own: &&Placed| down(own) * sign > 0;
                let own = self.marks.iter().filter(same_column).filter(beyond);
                own.min_by_key(|own| (down(own) * sign, across(own)))
            }
            Way::Left | Way::Right => {
                let sign = if way == Way::Right { 1 } else { -1 };
                let aside = |own: &&Placed| (i32::from(own.x) - i32::from(here.x)) * sign > 0;
                let in_row = |own: &&Placed| own.y == here.y && own.block == here.block;
                let row = self.marks.iter().filter(in_row).filter(aside);
                // Out of the block into the next column, at the nearest height.
                row.min_by_key(|own| across(own)).or_else(|| {
                    let other = self.marks.iter().filter(aside);
                    let other = other.filter(|own| column(own) != column(here));
                    other.min_by_key(|own| {
                        let columns = (i32::from(column(own)) - i32::from(column(here))).abs();
                        (columns, down(own).abs(), across(own))
                    })
                })
            }
        }
    }
}

/// Returns the columns that a rate and its base take of their row; the rest is for what does not
/// count.
pub const fn counted_cols(block: Block) -> u16 {
    block.width * 5 / 8
}

/// Lays the board out.
pub fn sheet(figures: &Figures, width: u16) -> Sheet {
    let columns = (width / BLOCK_COLS).clamp(1, 3);
    let cols = width / columns;
    let mut heights = [0_u16; 3];
    let mut sheet = Sheet::default();
    for kind in [
        BlockKind::Calendar,
        BlockKind::Rates,
        BlockKind::Burn,
        BlockKind::Sections,
        BlockKind::States,
        BlockKind::Classes,
        BlockKind::Ratings,
        BlockKind::Levels,
    ] {
        let column = (0..columns).min_by_key(|at| heights[usize::from(*at)]);
        let column = column.unwrap_or(0);
        let own = Block {
            kind,
            x: column * cols + 1,
            y: heights[usize::from(column)],
            width: cols.saturating_sub(2),
            height: rows_of(kind, figures),
        };
        // A blank row between blocks.
        heights[usize::from(column)] += own.height + 1;
        sheet.blocks.push(own);
        place(&mut sheet, own, figures);
    }
    sheet.rows = heights.into_iter().max().unwrap_or(0);
    sheet
}

fn rows_of(kind: BlockKind, figures: &Figures) -> u16 {
    let rows = match kind {
        BlockKind::Calendar => 2 + WEEKS as usize,
        BlockKind::Rates => figures.rates.len(),
        BlockKind::Burn => usize::from(BURN_ROWS) + 2,
        BlockKind::Sections => figures.sections.len(),
        BlockKind::States => figures.states.len(),
        BlockKind::Classes => figures.classes.len(),
        BlockKind::Ratings => figures.ratings.len(),
        // Those without a level too.
        BlockKind::Levels => SkillLevel::ALL.len() + 2,
        // Laid out on its own page.
        BlockKind::Plot(_) => 0,
    };
    rows as u16 + 1
}

fn place(sheet: &mut Sheet, block: Block, figures: &Figures) {
    let at = sheet.blocks.len() - 1;
    let mut put = |mark: Mark, x: u16, y: u16, width: u16| {
        let x = block.x + x;
        // What the block is too narrow for is not there.
        if x + width <= block.x + block.width {
            sheet.marks.push(Placed {
                mark,
                block: at,
                x,
                y: block.y + y,
                width,
            });
        }
    };
    let half = block.width / 2;
    let whole = block.width;
    match block.kind {
        BlockKind::Calendar => {
            put(Mark::Late, 0, 1, half);
            put(Mark::Later, half, 1, half);
            for day in 0..figures.days.len() {
                let (week, weekday) = (day as u16 / 7, day as u16 % 7);
                put(
                    Mark::Day(day),
                    WEEK_COLS + weekday * DAY_COLS,
                    3 + week,
                    DAY_COLS,
                );
            }
        }
        BlockKind::Rates => {
            for (row, (kind, _)) in figures.rates.iter().enumerate() {
                let counted = counted_cols(block);
                put(Mark::Hits(*kind), 0, row as u16 + 1, counted);
                let rest = whole - counted;
                put(Mark::Misses(*kind), counted, row as u16 + 1, rest);
            }
        }
        BlockKind::Burn => {
            for week in 0..figures.burn.len() {
                let x = SCALE_COLS + week as u16;
                if figures.burn[week].now.is_some() {
                    put(Mark::Now(week), x, BURN_ROWS + 1, 1);
                }
                put(Mark::Before(week), x, BURN_ROWS + 2, 1);
            }
        }
        BlockKind::Sections => rows(figures.sections.len(), whole, Mark::Section, &mut put),
        BlockKind::States => rows(figures.states.len(), whole, Mark::State, &mut put),
        BlockKind::Classes => rows(figures.classes.len(), whole, Mark::Class, &mut put),
        BlockKind::Ratings => rows(figures.ratings.len(), whole, Mark::Rating, &mut put),
        BlockKind::Levels | BlockKind::Plot(_) => {}
    }
}

fn rows(
    count: usize,
    width: u16,
    mark: impl Fn(usize) -> Mark,
    put: &mut impl FnMut(Mark, u16, u16, u16),
) {
    for row in 0..count {
        put(mark(row), 0, row as u16 + 1, width);
    }
}
