//! A figure that a letter cites: what was asked or quoted, what came of it, and whether it still holds.
//!
//! Kept once and never rewritten: looking again makes another figure that takes the place of the first,
//! so that a text which is undone names the figure that stood in it. `shown` is the text in the letter.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    question::Question,
    value::{Answer, RowOf, sentence, shown},
};
use crate::domain::{
    coded,
    id::{FigureId, LetterId, SourceId},
};

coded! {
    /// How a figure stands.
    FigureState {
        /// Looked up for this letter.
        Live = "live",
        /// Taken over from another letter, or known to be out of date: to be looked up again.
        Stale = "stale",
        /// Signed: it is never looked up again.
        Frozen = "frozen",
    }
}

/// What was asked, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The amount in the question's own unit.
    pub amount: i64,
    /// How many records were counted.
    pub records: u64,
    /// SHA-256 over all rows.
    pub hash: String,
    /// The records counted, when they are few enough to be kept; else none.
    pub rows: Vec<RowOf>,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// The roster.
    Roster(Asked),
    /// A source, quoted.
    Source {
        /// The source.
        source: SourceId,
        /// The sentence it stands in.
        sentence: String,
    },
}

/// A cited figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The letter that cites it.
    pub letter: LetterId,
    /// Where it comes from.
    pub from: From,
    /// The unit as it stands in the letter; empty for a quoted figure.
    pub unit: String,
    /// The text as it stands in the letter: `9人`, or a whole sentence with its parts.
    pub shown: String,
    /// The day it was looked up.
    pub on: NaiveDate,
    /// Who looked it up.
    pub by: String,
    /// How it stands.
    pub state: FigureState,
    /// When it was frozen.
    pub frozen_at: Option<NaiveDateTime>,
}

/// A cited figure with its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The row.
    pub id: FigureId,
    /// The figure.
    pub value: Cited,
}

/// A figure where it stands in a letter, and what the roster says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The figure.
    pub figure: Figure,
    /// Its place in characters of the letter's text.
    pub range: Range<usize>,
    /// The answer of now; none for a quoted figure.
    pub now: Option<Answer>,
    /// What a quoted figure is quoted from.
    pub source: Option<SourceNamed>,
}

/// A source as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceNamed {
    /// Its title.
    pub title: String,
    /// The day it is dated.
    pub date: Option<NaiveDate>,
    /// Who published it.
    pub publisher: Option<String>,
}

impl Standing {
    /// Returns what came of looking again.
    pub fn change(&self) -> Change {
        let now = self.now.as_ref();
        now.map_or(Change::Same, |now| self.figure.value.change(now))
    }

    /// Returns what the letter would say now.
    pub fn now_shown(&self) -> String {
        let own = &self.figure.value;
        let now = self.now.as_ref();
        now.map_or_else(|| own.shown.clone(), |now| own.would_show(now))
    }

    /// Returns whether it is to be looked up again: taken over from another letter, or another now.
    /// What is signed stays as it is.
    pub fn is_stale(&self) -> bool {
        match self.figure.value.state {
            FigureState::Stale => true,
            FigureState::Live => self.change() == Change::Amount,
            FigureState::Frozen => false,
        }
    }
}

/// How many records are kept with a figure, so that it can be said who came and who left. Chosen by
/// us: more are counted and not read one by one.
pub const KEPT_ROWS: usize = 500;

/// What came of looking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The very same rows.
    Same,
    /// The same amount, of other rows.
    Rows,
    /// Another amount, or other parts of it.
    Amount,
}

impl Cited {
    /// Returns the figure of an answer. The answer has its first [`KEPT_ROWS`] rows or more.
    pub fn of(letter: LetterId, question: Question, answer: &Answer) -> Self {
        let unit = question.measure.unit().word().to_owned();
        let shown = told(&question, answer, &unit);
        Self {
            letter,
            from: From::Roster(asked(question, answer)),
            unit,
            shown,
            on: NaiveDate::default(),
            by: String::new(),
            state: FigureState::Live,
            frozen_at: None,
        }
    }

    /// Returns a figure quoted from a source.
    pub fn quoted(letter: LetterId, source: SourceId, sentence: String, shown: String) -> Self {
        Self {
            letter,
            from: From::Source { source, sentence },
            unit: String::new(),
            shown,
            on: NaiveDate::default(),
            by: String::new(),
            state: FigureState::Live,
            frozen_at: None,
        }
    }

    /// Returns the figure as looked up on a day by somebody.
    #[must_use]
    pub fn looked_up(mut self, on: NaiveDate, by: impl Into<String>) -> Self {
        self.on = on;
        self.by = by.into();
        self
    }

    /// Returns the figure with another word for its unit (名 for 人); money keeps its own.
    #[must_use]
    pub fn in_unit(mut self, unit: &str, answer: &Answer) -> Self {
        if let From::Roster(asked) = &self.from
            && asked.question.measure.unit() != super::Unit::Yuan
        {
            unit.clone_into(&mut self.unit);
            self.shown = told(&asked.question, answer, unit);
        }
        self
    }

    /// Returns the question, when it was asked of the roster.
    pub fn question(&self) -> Option<&Question> {
        match &self.from {
            From::Roster(asked) => Some(&asked.question),
            From::Source { .. } => None,
        }
    }

    /// Returns what an answer of now would show in the letter.
    pub fn would_show(&self, answer: &Answer) -> String {
        match &self.from {
            From::Roster(asked) => told(&asked.question, answer, &self.unit),
            From::Source { .. } => self.shown.clone(),
        }
    }

    /// Compares with an answer of now.
    pub fn change(&self, answer: &Answer) -> Change {
        match &self.from {
            From::Roster(asked) if asked.hash == answer.hash => Change::Same,
            From::Roster(_) if self.would_show(answer) == self.shown => Change::Rows,
            From::Roster(_) => Change::Amount,
            From::Source { .. } => Change::Same,
        }
    }

    /// Returns who came and who left since; nothing when the records were too many to keep.
    pub fn moved(&self, answer: &Answer) -> Option<(Vec<RowOf>, Vec<RowOf>)> {
        let From::Roster(asked) = &self.from else {
            return None;
        };
        let is_whole = |records: u64, kept: usize| records == kept as u64;
        let now = records(answer);
        if !is_whole(asked.records, asked.rows.len()) || !is_whole(answer.records, now.len()) {
            return None;
        }
        let without = |all: &[RowOf], others: &[RowOf]| -> Vec<RowOf> {
            let left = all.iter().filter(|row| !others.contains(row));
            left.copied().collect()
        };
        Some((without(&now, &asked.rows), without(&asked.rows, &now)))
    }

    /// Returns the figure of an answer of now, in the same unit.
    #[must_use]
    pub fn renewed(&self, answer: &Answer) -> Self {
        let mut own = self.clone();
        own.shown = self.would_show(answer);
        if let From::Roster(kept) = &mut own.from {
            *kept = asked(kept.question.clone(), answer);
        }
        (own.state, own.frozen_at) = (FigureState::Live, None);
        own
    }

    /// Returns the figure as another letter takes it over: to be looked up again.
    #[must_use]
    pub fn lifted_into(&self, letter: LetterId) -> Self {
        Self {
            letter,
            state: FigureState::Stale,
            frozen_at: None,
            ..self.clone()
        }
    }
}

fn asked(question: Question, answer: &Answer) -> Asked {
    let rows = records(answer);
    let fits = answer.records == rows.len() as u64 && rows.len() <= KEPT_ROWS;
    Asked {
        question,
        amount: answer.amount,
        records: answer.records,
        hash: answer.hash.clone(),
        rows: if fits { rows } else { Vec::new() },
    }
}

/// Returns the records of the rows at hand, each once.
fn records(answer: &Answer) -> Vec<RowOf> {
    let mut records: Vec<RowOf> = answer.rows.iter().map(|row| row.of).collect();
    records.dedup();
    records
}

/// Returns the text in the letter: with its parts, when the question is grouped and they sum up.
fn told(question: &Question, answer: &Answer, unit: &str) -> String {
    if question.parts_sum() {
        sentence(answer, unit)
    } else {
        shown(answer.amount, unit)
    }
}
