//! A letter's next step as it is asked for, and what is shown of its way through the office.

use chrono::NaiveDate;

use crate::domain::{
    chain::{Chain, ChainStep, StepKind},
    event::Detail,
    id::{LetterId, Version},
    letter::LetterStage,
    letter_promise::LetterPromise,
    remark::Remark,
    step::Step,
};

/// What is to be done with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Hand it on: 送核, or 核稿 passed.
    HandOn,
    /// 签发.
    Sign,
    /// 编号.
    Number,
    /// 印发.
    Send,
    /// 退回.
    Back,
    /// 文号作废.
    Void,
}

impl Wish {
    /// Returns what is wished for when a step of this kind comes next.
    pub fn of(next: StepKind) -> Self {
        match next {
            StepKind::Sign => Wish::Sign,
            StepKind::Number => Wish::Number,
            StepKind::Send => Wish::Send,
            StepKind::Back | StepKind::TakenBack => Wish::Back,
            StepKind::Voided => Wish::Void,
            StepKind::Draft | StepKind::Review => Wish::HandOn,
        }
    }

    /// Returns the subcommand that does it.
    pub const fn command(self) -> &'static str {
        match self {
            Wish::HandOn => "submit",
            Wish::Sign => "sign",
            Wish::Number => "number",
            Wish::Send => "send",
            Wish::Back => "back",
            Wish::Void => "void",
        }
    }

    /// Returns whether a step of this kind is what is wished for.
    pub fn is(self, kind: StepKind) -> bool {
        kind.leads_on() && Wish::of(kind) == self
    }
}

/// A step of a letter to be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepAct {
    /// The letter.
    pub letter: LetterId,
    /// The version seen.
    pub seen: Version,
    /// What is done.
    pub wish: Wish,
    /// Who did it, where it is another than who types it in.
    pub by: Option<String>,
    /// On what evidence it is typed in for another.
    pub evidence: Option<String>,
    /// The day; today when `None`.
    pub on: Option<NaiveDate>,
    /// What is said with it; the reason of a way back.
    pub remark: Option<String>,
    /// The number, where it is counted elsewhere: a serial, or the whole.
    pub number: Option<String>,
    /// What more its fact of the item says: how it was sent.
    pub details: Vec<(Detail, String)>,
}

impl StepAct {
    /// Returns an act of who is at the desk, today.
    pub fn plain(letter: LetterId, seen: Version, wish: Wish) -> Self {
        Self {
            letter,
            seen,
            wish,
            by: None,
            evidence: None,
            on: None,
            remark: None,
            number: None,
            details: Vec::new(),
        }
    }
}

/// A letter's way through the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewView {
    /// Its chain.
    pub chain: Chain,
    /// The steps taken, oldest first.
    pub steps: Vec<Step>,
    /// The place of the step that comes next; the number of steps when none does.
    pub place: usize,
    /// Whether its number is counted elsewhere and typed in.
    pub number_typed: bool,
    /// Remarks, oldest first.
    pub remarks: Vec<Remark>,
    /// What it promises, as confirmed.
    pub promises: Vec<LetterPromise>,
}

impl ReviewView {
    /// Returns the step that comes next.
    pub fn next(&self) -> Option<&ChainStep> {
        self.chain.steps.get(self.place)
    }

    /// Returns the remarks that nobody settled yet.
    pub fn open_remarks(&self) -> usize {
        let open = self.remarks.iter().filter(|own| own.settled_by.is_none());
        open.count()
    }

    /// Returns the version that the changes are shown from by default: that of the last step taken on
    /// another text than the newest one, else the first.
    pub fn compared_from(&self, newest: i64) -> i64 {
        let steps = self.steps.iter().rev();
        let mut versions = steps.map(|own| own.version);
        versions.find(|own| *own < newest).unwrap_or(1)
    }
}

impl Default for ReviewView {
    fn default() -> Self {
        Self {
            chain: crate::rules::shipped_chains()[0].clone(),
            steps: Vec::new(),
            place: 0,
            number_typed: false,
            remarks: Vec::new(),
            promises: Vec::new(),
        }
    }
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// The letter.
    pub letter: LetterId,
    /// What was done, as the chain calls it.
    pub name: String,
    /// What it was.
    pub kind: StepKind,
    /// How far the letter has come.
    pub stage: LetterStage,
    /// The number given or made void.
    pub number: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Sentences that promise something: offered when it is signed.
    pub promises: Vec<LetterPromise>,
}
