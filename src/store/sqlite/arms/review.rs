//! The way of a letter through the office.

use crate::{
    domain::{
        id::{EventId, LetterId, RemarkId, Version},
        letter_promise::LetterPromise,
        remark::Remark,
        step::Step,
    },
    store::{
        NewRemark, Result, ReviewStore, SeriesYear, StepAsk, StepFacts, StepTaken,
        sqlite::{SqliteStore, full_text, numbers, proposals, remarks, review},
    },
};
use chrono::NaiveDateTime;

impl ReviewStore for SqliteStore {
    fn letter_steps(&self, id: LetterId) -> Result<Vec<Step>> {
        self.read("read the steps of a letter", |db| review::steps(db, id))
    }

    fn step_of_event(&self, id: EventId) -> Result<Option<(LetterId, i64)>> {
        self.read("find the step of an event", |db| {
            review::step_of_event(db, id)
        })
    }

    fn take_step(&mut self, ask: &StepAsk) -> Result<StepTaken> {
        self.write("take a letter a step on", |db| {
            let taken = review::take_step(db, ask)?;
            full_text::refresh_of_letter(db, ask.letter)?;
            Ok(taken)
        })
    }

    fn series(&self) -> Result<Vec<SeriesYear>> {
        self.read("list the series of numbers", numbers::all_series)
    }

    fn begin_series(&mut self, series: &str, year: i32, before: u32) -> Result<()> {
        self.write("begin a series of numbers", |db| {
            numbers::begin_series(db, series, year, before)
        })
    }

    fn letters_numbered(&self, number: &str) -> Result<Vec<LetterId>> {
        self.read("find a letter's number", |db| {
            numbers::letters_numbered(db, number)
        })
    }

    fn remarks(&self, id: LetterId) -> Result<Vec<Remark>> {
        self.read("list the remarks on a letter", |db| {
            remarks::remarks(db, id)
        })
    }

    fn add_remark(
        &mut self,
        id: LetterId,
        seen: Version,
        remark: &NewRemark,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<RemarkId> {
        self.write("keep a remark", |db| {
            remarks::add_remark(db, (id, seen), remark, by, at)
        })
    }

    fn settle_remarks(&mut self, on: LetterId, ids: &[RemarkId], by: Option<&str>) -> Result<()> {
        self.write("settle a remark", |db| {
            ids.iter()
                .try_for_each(|id| remarks::settle_remark(db, (on, *id), by))
        })
    }

    fn save_letter_promises(
        &mut self,
        id: LetterId,
        promises: &[LetterPromise],
        facts: Option<&StepFacts>,
    ) -> Result<()> {
        self.write("keep what a letter promises", |db| {
            remarks::keep_promises(db, id, promises)?;
            if let Some(own) = facts {
                proposals::record(db, own.proposal, own.seen, &own.facts, &own.projection)?;
            }
            Ok(())
        })
    }

    fn letter_promises(&self, id: LetterId) -> Result<Vec<LetterPromise>> {
        self.read("list what a letter promises", |db| {
            remarks::promises(db, id)
        })
    }
}
