//! Counting, looks and cited figures.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::{
    domain::id::{FigureId, LetterId, LookId},
    figure::{
        Answer, Cited, Field, Filter, Measure, Pivot, PivotCell, PivotTally, Question, RowOf,
        Value, cited::Figure,
    },
    store::{
        FigureStore, Flow, Result, SavedLook,
        sqlite::{SqliteStore, chosen, figures, looks, pivots, questions},
    },
};

impl FigureStore for SqliteStore {
    fn figure(&self, question: &Question, today: NaiveDate, shown: usize) -> Result<Answer> {
        self.read("answer a question to the roster", |db| {
            questions::answer(db, question, today, shown)
        })
    }

    fn figure_values(&self, field: Field, limit: usize) -> Result<Vec<(Value, u64)>> {
        self.read("list the values of a field", |db| {
            questions::values(db, field, limit)
        })
    }

    fn each_record(
        &self,
        question: &Question,
        today: NaiveDate,
        record: &mut dyn FnMut(i64) -> Flow,
    ) -> Result<()> {
        self.read("find the records of a filter", |db| {
            chosen::each_record(db, question, today, record)
        })
    }

    fn each_value(
        &self,
        field: Field,
        beside: &[Filter],
        today: NaiveDate,
        record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
    ) -> Result<()> {
        self.read("list the values of a field", |db| {
            chosen::each_value(db, field, beside, today, record)
        })
    }

    fn values_of(
        &self,
        field: Field,
        records: &[i64],
        today: NaiveDate,
        record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
    ) -> Result<()> {
        self.read("list the values of some records", |db| {
            chosen::values_of(db, field, records, today, record)
        })
    }

    fn pivot_bounds(&self, measure: Measure) -> Result<Option<(i64, i64)>> {
        self.read("count by fields", |db| pivots::bounds(db, measure))
    }

    fn pivot_range(
        &self,
        records: &RangeInclusive<i64>,
        today: NaiveDate,
        tally: &mut PivotTally,
    ) -> Result<()> {
        self.read("count by fields", |db| {
            pivots::add_range(db, records, today, tally)
        })
    }

    fn pivot_records(
        &self,
        cell: &PivotCell,
        today: NaiveDate,
        after: i64,
        limit: usize,
    ) -> Result<Vec<RowOf>> {
        self.read("list what a cell counts", |db| {
            pivots::records(db, cell, today, after, limit)
        })
    }

    fn looks(&self) -> Result<Vec<SavedLook>> {
        self.read("list the looks at the roster", looks::all)
    }

    fn save_look(&mut self, name: &str, pivot: &Pivot) -> Result<LookId> {
        self.write("save a look at the roster", |db| {
            looks::save(db, name, pivot)
        })
    }

    fn remove_look(&mut self, id: LookId) -> Result<()> {
        self.write("remove a look at the roster", |db| looks::remove(db, id))
    }

    fn add_figure(&mut self, figure: &Cited) -> Result<FigureId> {
        self.write("add a figure", |db| figures::add(db, figure))
    }

    fn cited_figure(&self, id: FigureId) -> Result<Option<Figure>> {
        self.read("read a figure", |db| figures::figure(db, id))
    }

    fn figures_of(&self, letter: LetterId) -> Result<Vec<Figure>> {
        self.read("list the figures of a letter", |db| {
            figures::of_letter(db, letter)
        })
    }
}
