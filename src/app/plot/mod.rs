//! Plots of pivots: what stands where, for the screen and for text alike.
//!
//! A plot is pieces of text at columns and rows, and marks: the cells that can be opened. Every sign
//! is ASCII and one column wide, and every length stands beside its number. How a pivot is drawn
//! follows from its fields: levels as a pyramid, years as a line, towns as a grid, what was fulfilled as
//! gauges, two other fields as a table.

mod bars;
mod cross;
mod grid;
mod pyramid;
mod shares;
mod years;

use super::figure::tongue;
use crate::{
    figure::{Field, Kind, Measure, Pivot, PivotTable, Unit, Value},
    lang::Lang,
    report::Percent,
    text::{digits::thousands, width},
};

/// How a pivot is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A bar a value.
    Bars,
    /// Levels, the highest on top.
    Pyramid,
    /// A line over the years.
    Years,
    /// Towns as cells of one size, shaded.
    Grid,
    /// How much of each was fulfilled, as gauges.
    Shares,
    /// A table of two fields.
    Cross,
}

impl Shape {
    /// Returns how a pivot is drawn.
    pub fn of(pivot: &Pivot) -> Self {
        if let Some(and) = pivot.and() {
            // A share is one of all that was owed: of duties, and of none left out beforehand. A studio
            // has duties of every outcome at once.
            let question = pivot.question();
            let all_owed = question.measure == Measure::Duties
                && and == Field::DutyOutcome
                && (question.filters.iter()).all(|own| own.field != Field::DutyOutcome);
            return if all_owed {
                Shape::Shares
            } else {
                Shape::Cross
            };
        }
        match pivot.question().by {
            Some(Field::Town | Field::StudioTown | Field::EmployerTown) => Shape::Grid,
            Some(by) => match by.kind() {
                Kind::Skill => Shape::Pyramid,
                Kind::Year => Shape::Years,
                _ => Shape::Bars,
            },
            None => Shape::Bars,
        }
    }
}

/// What a piece of a plot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A name or a number.
    Text,
    /// The head of a column.
    Head,
    /// A length, a shade, a point.
    Bar,
    /// A remark.
    Dim,
}

/// Text at a place; what is too long for its columns is cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The first column.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// Columns.
    pub cols: u16,
    /// The text.
    pub text: String,
    /// What it is.
    pub tone: Tone,
}

/// A cell that can be opened; its first column is free for the cursor's sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlotMark {
    /// The place of the row in the table; none for all rows.
    pub row: Option<usize>,
    /// The place of the column; none for all columns.
    pub col: Option<usize>,
    /// The first column on screen.
    pub x: u16,
    /// The row on screen.
    pub y: u16,
    /// Columns.
    pub width: u16,
}

/// A plot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The texts.
    pub pieces: Vec<Piece>,
    /// The cells.
    pub marks: Vec<PlotMark>,
    /// How many rows it has.
    pub rows: u16,
}

/// How many values a plot shows along each side before it says how many more there are. Chosen by us:
/// more is a list, which the command line prints whole.
const MOST_ROWS: usize = 200;
const MOST_COLS: usize = 40;

/// A plot under way.
struct Board<'a> {
    pivot: &'a Pivot,
    table: &'a PivotTable,
    lang: Lang,
    width: u16,
    limit: (usize, usize),
    drawing: Drawing,
}

/// Draws a pivot into so many columns, as much of it as a screen shows.
pub fn draw(pivot: &Pivot, table: &PivotTable, lang: Lang, width: u16) -> Drawing {
    drawn(pivot, table, lang, width, (MOST_ROWS, MOST_COLS))
}

/// Draws all of a pivot.
pub fn draw_whole(pivot: &Pivot, table: &PivotTable, lang: Lang, width: u16) -> Drawing {
    drawn(pivot, table, lang, width, (usize::MAX, usize::MAX))
}

fn drawn(
    pivot: &Pivot,
    table: &PivotTable,
    lang: Lang,
    width: u16,
    limit: (usize, usize),
) -> Drawing {
    let mut board = Board {
        pivot,
        table,
        lang,
        width,
        limit,
        drawing: Drawing::default(),
    };
    match Shape::of(pivot) {
        Shape::Pyramid => pyramid::draw(&mut board),
        Shape::Grid => grid::draw(&mut board),
        Shape::Shares => shares::draw(&mut board),
        Shape::Cross => cross::draw(&mut board),
        Shape::Years if years::draw(&mut board) => {}
        Shape::Years | Shape::Bars => bars::draw(&mut board),
    }
    board.tail();
    board.drawing
}

impl Board<'_> {
    fn put(&mut self, (x, y): (u16, u16), cols: u16, text: impl Into<String>, tone: Tone) {
        let cols = cols.min(self.width.saturating_sub(x));
        let text = text.into();
        if cols > 0 && !text.is_empty() {
            self.drawing.rows = self.drawing.rows.max(y + 1);
            self.drawing.pieces.push(Piece {
                x,
                y,
                cols,
                text,
                tone,
            });
        }
    }

    /// Puts text at the right end of its columns; what is too long begins at their left.
    fn put_right(&mut self, (x, y): (u16, u16), cols: u16, text: impl Into<String>, tone: Tone) {
        let text = text.into();
        let used = (width::of(&text) as u16).min(cols);
        self.put((x + cols - used, y), used, text, tone);
    }

    fn mark(&mut self, row: Option<usize>, col: Option<usize>, (x, y): (u16, u16), width: u16) {
        if x + width <= self.width {
            self.drawing.rows = self.drawing.rows.max(y + 1);
            self.drawing.marks.push(PlotMark {
                row,
                col,
                x,
                y,
                width,
            });
        }
    }

    /// Puts what a row is called; without one, that it is all of them.
    fn put_row_name(&mut self, row: Option<usize>, y: u16, cols: u16) {
        let (name, tone) = match row {
            Some(row) => (self.word(&self.table.rows[row].value), Tone::Text),
            None => (self.lang.say("plot.all").to_owned(), Tone::Head),
        };
        self.put((1, y), cols, name, tone);
    }

    fn word(&self, value: &Value) -> String {
        word(value, self.lang)
    }

    /// Returns how many rows are drawn.
    fn shown_rows(&self) -> usize {
        self.table.rows.len().min(self.limit.0)
    }

    /// Returns the largest amount of a row.
    fn most(&self) -> i64 {
        let all = self.table.rows.iter().map(|own| own.amount);
        all.max().unwrap_or(0).max(1)
    }

    /// Writes what stands below every plot: all of it, what falls into none, what is not drawn, what
    /// the signs mean.
    fn tail(&mut self) {
        let y = self.drawing.rows;
        let lang = self.lang;
        let total = lang.say_with(
            "plot.total",
            &[
                ("n", &number(self.table.total)),
                ("unit", unit_word(self.table.unit, lang)),
            ],
        );
        self.mark(None, None, (0, y), self.width);
        let width = self.width;
        self.put((1, y), width, total, Tone::Text);
        let mut remarks = Vec::new();
        if self.table.rest() > 0 {
            let values = [
                ("n", &*number(self.table.rest())),
                ("base", &*number(self.table.base)),
            ];
            remarks.push(lang.say_with("plot.rest", &values));
        }
        let hidden = self.table.rows.len() - self.shown_rows();
        if hidden > 0 {
            remarks.push(lang.say_with("plot.more_rows", &[("n", &hidden.to_string())]));
        }
        let hidden = self.table.cols.len().saturating_sub(self.limit.1);
        if hidden > 0 {
            remarks.push(lang.say_with("plot.more_cols", &[("n", &hidden.to_string())]));
        }
        if self.pivot.question().mixes_targets() {
            remarks.push(lang.say("figure.targets_mixed").to_owned());
        }
        if !self.pivot.cells_sum() {
            remarks.push(lang.say("plot.overlap").to_owned());
        }
        for remark in remarks {
            let y = self.drawing.rows;
            self.put((1, y), width, remark, Tone::Dim);
        }
    }
}

/// Returns a value in words; what is not known is said so.
pub fn word(value: &Value, lang: Lang) -> String {
    match value {
        Value::Nothing => lang.say("plot.unknown").to_owned(),
        own => own.name(tongue(lang)),
    }
}

/// Returns a unit in words; in a letter, which is Chinese, it has its own.
pub fn unit_word(unit: Unit, lang: Lang) -> &'static str {
    let key = match (lang, unit) {
        (Lang::Zh, _) | (_, Unit::Bare) => return unit.word(),
        (_, Unit::Persons) => "unit.persons",
        (_, Unit::Pieces) => "unit.pieces",
        (_, Unit::Items) => "unit.items",
        (_, Unit::Copies) => "unit.copies",
        (_, Unit::Firms) => "unit.firms",
        (_, Unit::Turns) => "unit.turns",
        (_, Unit::Classes) => "unit.classes",
        (_, Unit::Hours) => "unit.hours",
        (_, Unit::Payments) => "unit.payments",
        (_, Unit::Yuan) => "unit.yuan",
    };
    lang.say(key)
}

/// Returns an amount with commas.
pub fn number(amount: i64) -> String {
    let digits = thousands(amount.unsigned_abs());
    if amount < 0 {
        format!("-{digits}")
    } else {
        digits
    }
}

/// Returns a share of an amount in another; none of nothing, and of amounts that are owed.
pub fn share(amount: i64, base: i64) -> Option<Percent> {
    Percent::of(u64::try_from(amount).ok()?, u64::try_from(base).ok()?)
}

/// Returns a share as it is printed, `-` for none.
pub fn share_word(amount: i64, base: i64) -> String {
    share(amount, base).map_or_else(|| "-".to_owned(), |own| format!("{own}%"))
}

/// Returns a length for an amount; what is there has at least one.
fn length(amount: i64, most: i64, room: u16) -> u16 {
    let amount = u128::try_from(amount).unwrap_or(0);
    let most = u128::try_from(most).unwrap_or(1).max(1);
    let length = (amount * u128::from(room)).div_ceil(most);
    u16::try_from(length).unwrap_or(room).min(room)
}

/// The shades from nothing to the most, each darker than the one before.
const SHADES: &[u8; 10] = b" .:-=+*#%@";

/// Returns a shade from 0 to 9: 9 is the most there is, 0 nothing.
fn shade(amount: i64, most: i64) -> (u16, char) {
    let step = length(amount, most, 9);
    (step, char::from(SHADES[usize::from(step.min(9))]))
}

/// Returns the lines of a plot as plain text.
pub fn lines(drawing: &Drawing) -> Vec<String> {
    let mut rows: Vec<Vec<&Piece>> = vec![Vec::new(); usize::from(drawing.rows)];
    for piece in &drawing.pieces {
        rows[usize::from(piece.y)].push(piece);
    }
    rows.into_iter()
        .map(|mut pieces| {
            pieces.sort_by_key(|piece| piece.x);
            let mut line = String::new();
            for piece in pieces {
                let used = width::of(&line);
                line.extend(std::iter::repeat_n(
                    ' ',
                    usize::from(piece.x).saturating_sub(used),
                ));
                line.push_str(width::truncate(&piece.text, usize::from(piece.cols)));
            }
            line.truncate(line.trim_end().len());
            line
        })
        .collect()
}

#[cfg(test)]
mod tests;
