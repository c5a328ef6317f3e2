//! The board's page of the roster: its plots, how far each is counted, and what a cell opens.
//!
//! A plot that was whole stays on screen until its new count is whole; one that never was shows what is
//! counted so far. On a narrow screen one plot stands alone, on a wide one all do.

use std::sync::Arc;

use super::{BLOCK_COLS, Block, BlockKind, BoardPane, Mark, Placed, Sheet};
use crate::{
    app::{
        Effect,
        looks::{Look, ready},
        plot::{Drawing, draw},
    },
    figure::{Pivot, PivotCell, PivotTable},
    lang::Lang,
    store::SavedLook,
};

/// Which page of the board is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Items.
    #[default]
    Items,
    /// The roster.
    Roster,
}

/// A cell, a row, a column or all of a plot, by its places in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellMark {
    /// The plot.
    pub plot: usize,
    /// The row.
    pub row: Option<usize>,
    /// The column.
    pub col: Option<usize>,
}

/// How far a plot is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// Not at all, or something changed since.
    #[default]
    Due,
    /// So many thousandths.
    Under(u16),
    /// Stopped after so many thousandths.
    Stopped(u16),
    /// All of it.
    Whole,
}

/// A plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// What it shows.
    pub look: Look,
    /// What was counted last.
    pub table: Option<Arc<PivotTable>>,
    /// The table is of the whole list.
    pub is_whole: bool,
    /// How far it is counted.
    pub count: Count,
    /// Something changed while it was being counted.
    changed: bool,
    drawn: Option<(u16, Lang, Arc<Drawing>)>,
}

impl Slot {
    /// Returns a plot that is not counted yet.
    pub fn of(look: Look) -> Self {
        Self {
            look,
            table: None,
            is_whole: false,
            count: Count::Due,
            changed: false,
            drawn: None,
        }
    }

    /// Returns the plot in so many columns; none before anything is counted.
    pub fn drawing(&self, width: u16, lang: Lang) -> Option<Arc<Drawing>> {
        match &self.drawn {
            Some((cols, of, drawing)) if (*cols, *of) == (width, lang) => Some(Arc::clone(drawing)),
            _ => {
                let table = self.table.as_ref()?;
                Some(Arc::new(draw(&self.look.pivot, table, lang, width)))
            }
        }
    }

    fn keep_drawn(&mut self, width: u16, lang: Lang) {
        if let Some(drawing) = self.drawing(width, lang) {
            self.drawn = Some((width, lang, drawing));
        }
    }
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Plots {
    /// The plots.
    pub slots: Vec<Slot>,
    /// The one that stands alone on a narrow screen.
    pub alone: usize,
    /// Rises when counting is stopped; counts of before are dropped.
    pub generation: u64,
}

impl Default for Plots {
    fn default() -> Self {
        Self {
            slots: ready().iter().cloned().map(Slot::of).collect(),
            alone: 0,
            generation: 0,
        }
    }
}

impl Plots {
    /// Returns which plots are on the sheet.
    pub fn shown(&self, width: u16) -> std::ops::Range<usize> {
        if width < 2 * BLOCK_COLS {
            self.alone..(self.alone + 1).min(self.slots.len())
        } else {
            0..self.slots.len()
        }
    }

    /// Says that something changed: what is whole stays to be seen until it is counted anew.
    pub fn change(&mut self) {
        for slot in &mut self.slots {
            match slot.count {
                Count::Under(_) => slot.changed = true,
                Count::Due | Count::Stopped(_) | Count::Whole => slot.count = Count::Due,
            }
        }
    }

    /// Orders what is on the sheet and due to be counted.
    pub fn due(&mut self, width: u16) -> Option<Effect> {
        let shown = self.shown(width);
        let mut pivots = Vec::new();
        for at in shown {
            let slot = &mut self.slots[at];
            if slot.count == Count::Due {
                (slot.count, slot.changed) = (Count::Under(0), false);
                pivots.push((at, slot.look.pivot.clone()));
            }
        }
        let generation = self.generation;
        (!pivots.is_empty()).then_some(Effect::CountPivots { generation, pivots })
    }

    /// Returns whether anything is being counted.
    pub fn is_counting(&self) -> bool {
        self.slots
            .iter()
            .any(|own| matches!(own.count, Count::Under(_)))
    }

    /// Stops counting; what is counted so far stays and says so.
    pub fn stop(&mut self) {
        self.generation += 1;
        for slot in &mut self.slots {
            if let Count::Under(done) = slot.count {
                slot.count = Count::Stopped(done);
            }
        }
    }

    /// Takes a count in: of the whole list, or of a part of it.
    fn take(&mut self, at: usize, table: Arc<PivotTable>, done: u16) {
        let Some(slot) = self.slots.get_mut(at) else {
            return;
        };
        let whole = done >= 1_000;
        slot.count = match (whole, slot.changed) {
            (false, _) => Count::Under(done),
            (true, true) => Count::Due,
            (true, false) => Count::Whole,
        };
        if whole || !slot.is_whole {
            slot.is_whole = whole;
            slot.table = Some(table);
            slot.drawn = None;
        }
    }

    /// Takes the saved looks in: what the program brings, these, then what was asked for without a name.
    /// What is counted already stays.
    pub fn take_looks(&mut self, saved: Vec<SavedLook>) {
        let saved = saved.into_iter().map(Look::from);
        let before = std::mem::take(&mut self.slots);
        let unnamed = before.iter().filter(|own| own.look.is_unnamed());
        let unnamed: Vec<Look> = unnamed.map(|own| own.look.clone()).collect();
        let mut looks: Vec<Look> = ready().iter().cloned().chain(saved).collect();
        let named = |look: &Look| looks.iter().any(|own| own.pivot == look.pivot);
        let unnamed: Vec<Look> = unnamed.into_iter().filter(|look| !named(look)).collect();
        looks.extend(unnamed);
        let of = |look: Look| {
            let known = before.iter().find(|own| own.look.pivot == look.pivot);
            let slot = known.cloned().map(|own| Slot {
                look: look.clone(),
                ..own
            });
            slot.unwrap_or_else(|| Slot::of(look))
        };
        self.slots = looks.into_iter().map(of).collect();
        self.alone = self.alone.min(self.slots.len().saturating_sub(1));
        // Places have changed: what is under way is asked for anew.
        self.generation += 1;
        for slot in &mut self.slots {
            if matches!(slot.count, Count::Under(_)) {
                slot.count = Count::Due;
            }
        }
    }

    /// Returns the saved looks as they were taken in.
    pub fn saved(&self) -> Vec<SavedLook> {
        let own = self.slots.iter().filter_map(|own| {
            Some(SavedLook {
                id: own.look.own?,
                name: own.look.zh.clone(),
                pivot: own.look.pivot.clone(),
            })
        });
        own.collect()
    }

    /// Returns the plot of a question, added at the end when there is none.
    pub fn place_of(&mut self, pivot: Pivot) -> usize {
        let known = self.slots.iter().position(|own| own.look.pivot == pivot);
        known.unwrap_or_else(|| {
            self.slots.push(Slot::of(Look::unnamed(pivot)));
            self.slots.len() - 1
        })
    }

    /// Returns the cell of a mark with its amount.
    pub fn cell(&self, mark: CellMark) -> Option<(PivotCell, i64)> {
        let slot = self.slots.get(mark.plot)?;
        let table = slot.table.as_ref()?;
        let value = |groups: &[crate::figure::Group], at: Option<usize>| match at {
            None => Some(None),
            Some(at) => groups.get(at).map(|own| Some(own.value.clone())),
        };
        let cell = PivotCell {
            pivot: slot.look.pivot.clone(),
            row: value(&table.rows, mark.row)?,
            col: value(&table.cols, mark.col)?,
        };
        Some((cell, table.amount(mark.row, mark.col)))
    }

    /// Returns where a mark's values stand now that its plot has another table.
    fn moved(&self, mark: CellMark, cell: &PivotCell) -> Option<CellMark> {
        let table = self.slots.get(mark.plot)?.table.as_ref()?;
        let place = |groups: &[crate::figure::Group], value: Option<&crate::figure::Value>| {
            let Some(value) = value else {
                return Some(None);
            };
            let found = groups.iter().position(|own| own.value == *value);
            found.map(Some)
        };
        Some(CellMark {
            plot: mark.plot,
            row: place(&table.rows, cell.row.as_ref())?,
            col: place(&table.cols, cell.col.as_ref())?,
        })
    }
}

impl BoardPane {
    /// Shows the other page; each keeps its place.
    pub fn turn(&mut self) {
        self.page = match self.page {
            Page::Items => Page::Roster,
            Page::Roster => Page::Items,
        };
        std::mem::swap(&mut self.at, &mut self.other.0);
        std::mem::swap(&mut self.top, &mut self.other.1);
    }

    /// Takes a count in; the cursor stays on its values.
    pub fn take_count(&mut self, generation: u64, at: usize, table: Arc<PivotTable>, done: u16) {
        if generation != self.plots.generation {
            return;
        }
        let on_page = self.page == Page::Roster;
        let kept = if on_page { self.at } else { self.other.0 };
        let kept = match kept {
            Some(Mark::Cell(mark)) if mark.plot == at => {
                self.plots.cell(mark).map(|own| (mark, own.0))
            }
            _ => None,
        };
        self.plots.take(at, table, done);
        if let Some((mark, cell)) = kept {
            let moved = self.plots.moved(mark, &cell).map(Mark::Cell);
            if on_page {
                self.at = moved;
            } else {
                self.other.0 = moved;
            }
        }
    }

    /// Draws what is on the sheet once, for as long as it stays.
    pub fn keep_drawn(&mut self, width: u16, lang: Lang) {
        let (_, cols) = columns(width);
        for at in self.plots.shown(width) {
            self.plots.slots[at].keep_drawn(cols.saturating_sub(2), lang);
        }
    }

    /// Shows another plot where one stands alone; says whether it did.
    pub fn next_plot(&mut self, by: isize, width: u16) -> bool {
        let count = self.plots.slots.len();
        if count == 0 {
            return false;
        }
        let shown = self.plots.shown(width);
        let now = match self.at {
            Some(Mark::Cell(mark)) if shown.len() > 1 => mark.plot,
            _ => self.plots.alone,
        };
        let next = (now.cast_signed() + by).rem_euclid(count.cast_signed());
        self.go_to_plot(next.cast_unsigned(), width);
        true
    }

    /// Returns the plot that the cursor is in.
    pub fn plot(&self, width: u16) -> Option<&Slot> {
        let at = match self.at {
            Some(Mark::Cell(mark)) if self.plots.shown(width).len() > 1 => mark.plot,
            _ => self.plots.alone,
        };
        self.plots.slots.get(at)
    }

    /// Puts the cursor into a plot.
    pub fn go_to_plot(&mut self, at: usize, width: u16) {
        self.plots.alone = at;
        self.top = 0;
        self.at = None;
        if self.plots.shown(width).len() > 1 {
            self.at = Some(Mark::Cell(CellMark {
                plot: at,
                row: None,
                col: None,
            }));
        }
    }
}

/// Returns how many columns of blocks there are, and how wide each is.
fn columns(width: u16) -> (u16, u16) {
    let columns = (width / BLOCK_COLS).clamp(1, 3);
    (columns, width / columns)
}

/// Lays the page out.
pub fn plot_sheet(plots: &Plots, width: u16, lang: Lang) -> Sheet {
    let (columns, cols) = columns(width);
    let mut heights = [0_u16; 3];
    let mut sheet = Sheet::default();
    for at in plots.shown(width) {
        let slot = &plots.slots[at];
        let column = (0..columns).min_by_key(|at| heights[usize::from(*at)]);
        let column = column.unwrap_or(0);
        let inner = cols.saturating_sub(2);
        let drawing = slot.drawing(inner, lang);
        let block = Block {
            kind: BlockKind::Plot(at),
            x: column * cols + 1,
            y: heights[usize::from(column)],
            width: inner,
            // A title, and a line that says that nothing is counted yet.
            height: drawing.as_ref().map_or(2, |own| own.rows + 1),
        };
        heights[usize::from(column)] += block.height + 1;
        sheet.blocks.push(block);
        let marks = drawing.iter().flat_map(|own| &own.marks);
        sheet.marks.extend(marks.map(|mark| Placed {
            mark: Mark::Cell(CellMark {
                plot: at,
                row: mark.row,
                col: mark.col,
            }),
            block: sheet.blocks.len() - 1,
            x: block.x + mark.x,
            y: block.y + 1 + mark.y,
            width: mark.width,
        }));
    }
    sheet.rows = heights.into_iter().max().unwrap_or(0);
    sheet
}
