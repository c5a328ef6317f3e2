//! Why a letter did not go a step on, in words that name it and say what to do.

use chrono::NaiveDate;

use crate::{
    app::{findings::says, review::Wish},
    check::Finding,
    domain::{chain::ChainStep, letter::LetterStage},
    lang::Lang,
    run::{refusal::Refusal, trouble::sentence},
    store::StoreError,
};

/// Why a letter did not go a step on.
#[derive(Clone, Debug, PartialEq)]
pub enum StepWhy {
    /// Another step comes next, or none.
    NotNext(Option<ChainStep>),
    /// It is the step of these.
    NotYours(String, Vec<String>),
    /// Who handed the draft on may not sign it.
    OwnDraft(String),
    /// It is typed in for another, and nothing says on what evidence.
    NoEvidence(String),
    /// Its day has not come.
    NotYet(NaiveDate),
    /// Its day lies before that of the step before.
    TooEarly(NaiveDate),
    /// A way back needs its reason.
    NoReason,
    /// The checks found errors.
    Findings(Vec<Finding>),
    /// Its number is counted elsewhere and must be typed in.
    NeedsNumber(String),
    /// Its number is given here and cannot be chosen: what was typed, and the series.
    NumberedHere(String),
    /// What was typed is no number of its series.
    BadNumber(String, String),
    /// It came from outside.
    CameIn,
    /// It has no number, or went out with it.
    NoVoid(LetterStage),
    /// What its item is, or a step after it, stands against it.
    Item(Box<Refusal>),
    /// The store refused or failed.
    Store(StoreError),
}

impl From<StoreError> for StepWhy {
    fn from(error: StoreError) -> Self {
        StepWhy::Store(error)
    }
}

/// How many errors are named; the others are counted.
const NAMED: usize = 5;

impl StepWhy {
    /// Returns the refusal in a sentence; `letter` is what the letter is called.
    pub fn sentence(&self, letter: &str, lang: Lang) -> String {
        let told = |key: &str, values: &[(&str, &str)]| {
            let all: Vec<(&str, &str)> = [("letter", letter)]
                .into_iter()
                .chain(values.iter().copied())
                .collect();
            lang.say_with(&format!("way.{key}"), &all)
        };
        match self {
            StepWhy::NotNext(None) => told("at_end", &[]),
            StepWhy::NotNext(Some(next)) => {
                let command = Wish::of(next.does).command();
                let next = lang.step(&next.name);
                told("not_next", &[("next", &next), ("command", command)])
            }
            StepWhy::NotYours(step, holders) => {
                let who = holders.join(lang.pick("、", ", "));
                told("not_yours", &[("step", &lang.step(step)), ("who", &who)])
            }
            StepWhy::OwnDraft(by) => told("own_draft", &[("by", by)]),
            StepWhy::NoEvidence(by) => told("no_evidence", &[("by", by)]),
            StepWhy::NotYet(day) => told("not_yet", &[("day", &day.to_string())]),
            StepWhy::TooEarly(day) => told("too_early", &[("day", &day.to_string())]),
            StepWhy::NoReason => told("no_reason", &[]),
            StepWhy::Findings(found) => {
                let named = found.iter().take(NAMED).map(|own| says(own, lang));
                let named: Vec<String> = named.collect();
                let values = [
                    ("n", &*found.len().to_string()),
                    ("errors", &*named.join(lang.pick("；", "; "))),
                ];
                told("findings", &values)
            }
            StepWhy::NeedsNumber(series) => told("needs_number", &[("series", series)]),
            StepWhy::NumberedHere(typed) => told("numbered_here", &[("typed", typed)]),
            StepWhy::BadNumber(typed, series) => {
                told("bad_number", &[("typed", typed), ("series", series)])
            }
            StepWhy::CameIn => told("came_in", &[]),
            StepWhy::NoVoid(stage) => {
                let stage = lang.word("stage", stage.code());
                told("no_void", &[("stage", &stage)])
            }
            StepWhy::Item(refusal) => refusal.sentence(lang),
            StepWhy::Store(StoreError::Stale { .. }) => told("stale", &[]),
            StepWhy::Store(error) => sentence(error, lang),
        }
    }
}
