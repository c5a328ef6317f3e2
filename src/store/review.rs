//! What is asked of the store when a letter goes a step on, and what series of numbers it keeps.

use crate::{
    domain::{
        chain::NewStep,
        deadline::Projection,
        event::NewEvent,
        id::{EventId, LetterId, ProposalId, Version},
        letter::LetterText,
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
    /// The facts, the step's own first. A `Numbered` one takes the number for its text.
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
        (self.before + 1..last)
            .filter(|serial| !known(serial))
            .collect()
    }
}
