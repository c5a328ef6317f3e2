//! What the store answers and takes about the way of a letter through the office: its steps, the
//! series its number is of, remarks and promises.

use chrono::NaiveDateTime;

use super::Result;
use crate::{
    domain::{
        deadline::Projection,
        event::NewEvent,
        id::{EventId, LetterId, ProposalId, RemarkId, Version},
        letter::LetterText,
        letter_promise::LetterPromise,
        remark::Remark,
        step::{NewStep, Step},
    },
    letter::serial::DocNumber,
};

/// What a step does to the letter's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Give {
    /// Nothing.
    Nothing,
    /// It gives the next of a series that is counted here.
    Next {
        /// The series.
        series: String,
        /// The year.
        year: i32,
    },
    /// It gives this one, counted elsewhere.
    This(DocNumber),
    /// It makes the letter's number void.
    Void {
        /// Why.
        reason: String,
    },
}

/// Facts that a step brings to its item.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFacts {
    /// The item.
    pub proposal: ProposalId,
    /// Its version as read.
    pub seen: Version,
    /// The facts, of a step its own first. A `Numbered` one takes the number for its text.
    pub facts: Vec<NewEvent>,
    /// The item's projection with them.
    pub projection: Projection,
}

/// A step to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct StepAsk {
    /// The letter.
    pub letter: LetterId,
    /// Its version as read.
    pub seen: Version,
    /// What is written down.
    pub step: NewStep,
    /// The letter after the step, but for a number given by it.
    pub after: LetterText,
    /// What becomes of its number.
    pub give: Give,
    /// What its item records.
    pub facts: Option<StepFacts>,
}

/// A remark to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRemark {
    /// The stretch it is on, in characters of the letter's text.
    pub range: std::ops::Range<usize>,
    /// The words that stand there.
    pub quote: String,
    /// What is said.
    pub text: String,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// The letter's version.
    pub version: Version,
    /// The step's ordinal.
    pub ordinal: i64,
    /// The number given.
    pub number: Option<DocNumber>,
    /// The facts recorded, in the order asked for.
    pub events: Vec<EventId>,
}

/// A number that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenNumber {
    /// The serial.
    pub serial: u32,
    /// The letter it was given to.
    pub letter: LetterId,
    /// Why it is void, if it is.
    pub void_reason: Option<String>,
}

/// A series in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesYear {
    /// 机关代字 with the word of the series.
    pub series: String,
    /// The year.
    pub year: i32,
    /// Whether it is counted here, without gaps.
    pub owned: bool,
    /// The last serial given before this program counted.
    pub before: u32,
    /// What was given here, in order.
    pub given: Vec<GivenNumber>,
}

impl SeriesYear {
    /// Returns the serials that were passed over: none of a series that is counted here.
    pub fn gaps(&self) -> Vec<u32> {
        let last = self.given.last().map_or(self.before, |own| own.serial);
        let known = |serial: &u32| self.given.iter().any(|own| own.serial == *serial);
        (self.before.saturating_add(1)..last)
            .filter(|serial| !known(serial))
            .collect()
    }
}

/// The way of a letter through the office.
pub trait ReviewStore {
    /// Lists a letter's steps, oldest first.
    fn letter_steps(&self, id: LetterId) -> Result<Vec<Step>>;
    /// Finds the step that a fact was recorded with.
    fn step_of_event(&self, id: EventId) -> Result<Option<(LetterId, i64)>>;
    /// Takes a step in one transaction: gives or voids the number and writes it where the text has its
    /// blank, rewrites the letter, records its item's facts, and keeps the text for good; of a letter
    /// that is signed the figures are frozen.
    fn take_step(&mut self, ask: &StepAsk) -> Result<StepTaken>;
    /// Lists the series that numbers were given of, by name and year.
    fn series(&self) -> Result<Vec<SeriesYear>>;
    /// Says that a series is counted here from the serial after this one on; refused once a number of
    /// it was given here.
    fn begin_series(&mut self, series: &str, year: i32, before: u32) -> Result<()>;
    /// Finds the letters of exactly this number.
    fn letters_numbered(&self, number: &str) -> Result<Vec<LetterId>>;
    /// Lists the remarks on a letter, oldest first.
    fn remarks(&self, id: LetterId) -> Result<Vec<Remark>>;
    /// Keeps a remark on a stretch of a letter, with a span there.
    fn add_remark(
        &mut self,
        id: LetterId,
        seen: Version,
        remark: &NewRemark,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<RemarkId>;
    /// Settles remarks on a letter, or opens them again: all of them, or none when one is not on it.
    fn settle_remarks(&mut self, on: LetterId, ids: &[RemarkId], by: Option<&str>) -> Result<()>;
    /// Keeps what a person took for promises of a letter, in the place of what was kept before, and in
    /// the same transaction records what its item gains by them.
    fn save_letter_promises(
        &mut self,
        id: LetterId,
        promises: &[LetterPromise],
        facts: Option<&StepFacts>,
    ) -> Result<()>;
    /// Lists what a letter promises, as a person confirmed it.
    fn letter_promises(&self, id: LetterId) -> Result<Vec<LetterPromise>>;
}
