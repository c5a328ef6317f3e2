//! What the store counts of the roster, the saved looks at it, and the figures that letters cite.
//!
//! Questions and pivots come in as values of `figure`, with today: what has a last day counts while it
//! holds, on the day a question names or else today. What a cited
//! figure asked and showed is never rewritten.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::{
    domain::id::{FigureId, LetterId, LookId},
    figure::{
        Answer, Cited, Field, Filter, Measure, Pivot, PivotCell, PivotTally, Question, RowOf,
        Value, cited::Figure,
    },
    store::{Flow, Result, SavedLook},
};

/// What is counted of the roster, the looks at it, and the figures that letters cite.
pub trait FigureStore {
    /// Answers a question to the roster, with this many of the rows counted.
    fn figure(&self, question: &Question, today: NaiveDate, shown: usize) -> Result<Answer>;
    /// Lists the values of a field that stand in the roster with how often, commonest first.
    fn figure_values(&self, field: Field, limit: usize) -> Result<Vec<(Value, u64)>>;
    /// Hands out the records that a question counts, in no order, some more than once, until told to stop.
    fn each_record(
        &self,
        question: &Question,
        today: NaiveDate,
        record: &mut dyn FnMut(i64) -> Flow,
    ) -> Result<()>;
    /// Hands out each record with its value of a field, which has a number of its own, until told to stop. A
    /// record without a value is left out; one of several values comes once for each of them. `beside` are
    /// conditions on the same part of a record: only values of rows of which they hold are handed out.
    fn each_value(
        &self,
        field: Field,
        beside: &[Filter],
        today: NaiveDate,
        record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
    ) -> Result<()>;
    /// Hands out these records with their values of a field, as [`each_value`](Self::each_value) does.
    fn values_of(
        &self,
        field: Field,
        records: &[i64],
        today: NaiveDate,
        record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
    ) -> Result<()>;
    /// Returns the first and the last record that a measure may count; nothing of an empty list.
    fn pivot_bounds(&self, measure: Measure) -> Result<Option<(i64, i64)>>;
    /// Adds to a pivot what the counted records of a range bring. Ranges that do not overlap and leave
    /// none out add up to the whole, in any order.
    fn pivot_range(
        &self,
        records: &RangeInclusive<i64>,
        today: NaiveDate,
        tally: &mut PivotTally,
    ) -> Result<()>;
    /// Lists the records that a cell counts, in the order of rows, after this one; 0 for the first.
    fn pivot_records(
        &self,
        cell: &PivotCell,
        today: NaiveDate,
        after: i64,
        limit: usize,
    ) -> Result<Vec<RowOf>>;
    /// Lists the saved looks at the roster, oldest first.
    fn looks(&self) -> Result<Vec<SavedLook>>;
    /// Saves a look; one of this name is replaced.
    fn save_look(&mut self, name: &str, pivot: &Pivot) -> Result<LookId>;
    /// Removes a saved look.
    fn remove_look(&mut self, id: LookId) -> Result<()>;
    /// Adds a figure that a letter cites; what was asked and shown is never rewritten.
    fn add_figure(&mut self, figure: &Cited) -> Result<FigureId>;
    /// Reads a cited figure.
    fn cited_figure(&self, id: FigureId) -> Result<Option<Figure>>;
    /// Lists the figures that a letter cites or once cited, oldest first.
    fn figures_of(&self, letter: LetterId) -> Result<Vec<Figure>>;
}
