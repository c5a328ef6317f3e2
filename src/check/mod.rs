//! Checks of a letter: what a careful reader of the office would underline.
//!
//! A check reads a [`Paper`] and tells [`Finding`]s; the table [`table::CHECKS`] lists them with id,
//! severity and source, the words are data (`check.<id>.<case>` in `data/lang`). Nothing here
//! stores, draws or knows whose letter it is; what the queue knows of the item comes in as
//! [`Against`]. Invariants: a span lies in the text and counts characters; a check says nothing
//! rather than cry wolf; every check is linear in the length of the text.

mod amounts;
mod asks;
mod blanks;
mod citations;
mod class;
mod confused;
mod dates;
mod doubled;
mod figures;
mod growth;
mod judged;
mod known;
mod leftovers;
mod marks;
mod number;
mod number_form;
mod numbering;
mod organ;
mod paper;
mod percent;
mod private;
mod pronoun;
mod queue;
mod ranges;
mod required;
mod sums;
pub mod table;
#[cfg(test)]
mod tests;
mod width;

use std::{borrow::Cow, ops::Range};

use crate::domain::private::Private;

pub use judged::{Judged, judge};
pub use paper::Paper;
pub use queue::{Against, Cited};
pub use required::{Must, Required};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It stops review and signing until a person overrides it.
    Error,
    /// It is shown, and asks.
    Warning,
}

impl Severity {
    /// Returns the word of the JSON: `error`, `warning`.
    pub const fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Something found in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's id, as in [`table::CHECKS`].
    pub id: &'static str,
    /// Which of the check's cases it is; `check.<id>.<case>` are its words.
    pub case: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands, in characters of the text, end exclusive.
    pub span: Range<usize>,
    /// What the words are filled with.
    pub values: Vec<(&'static str, String)>,
    /// What the words of the span should be replaced with, where that is certain.
    pub fix: Option<String>,
}

impl Finding {
    /// Returns a finding without values and correction.
    fn new(
        id: &'static str,
        case: &'static str,
        severity: Severity,
        span: Range<usize>,
    ) -> Finding {
        Finding {
            id,
            case,
            severity,
            span,
            values: Vec::new(),
            fix: None,
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Finding {
        self.values.push((name, value.into()));
        self
    }

    fn fix(mut self, text: impl Into<String>) -> Finding {
        self.fix = Some(text.into());
        self
    }

    /// Returns the key of the sentence that states the rule.
    pub fn key(&self) -> String {
        format!("check.{}.{}", self.id, self.case)
    }
}

/// Returns where the figures of a text stand with their units, in characters. Chinese numerals are left
/// out: they make phrases (一个, 三项工程) oftener than figures.
pub fn figures(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let found = number::quantities(&chars).into_iter();
    found.filter(|own| !own.han).map(|own| own.span).collect()
}

/// Returns a text with the phones and addresses that its proposers gave us masked, and how many there were.
pub fn without_known(text: &str, against: &Against) -> (String, usize) {
    let paper = Paper::read(text);
    let spans = known::spans(&paper, against);
    let mut chars = paper.chars;
    for span in &spans {
        let masked = Private::new(String::from_iter(&chars[span.clone()])).masked();
        for (own, sign) in chars[span.clone()].iter_mut().zip(masked.chars()) {
            *own = sign;
        }
    }
    (chars.into_iter().collect(), spans.len())
}

/// Runs every check over a text; the findings come in the order of the text.
pub fn check(text: &str, against: &Against) -> Vec<Finding> {
    check_paper(&Paper::read(text), against)
}

fn check_paper(paper: &Paper, against: &Against) -> Vec<Finding> {
    let mut found = Vec::new();
    for check in table::CHECKS {
        (check.run)(paper, against, &mut found);
    }
    found.sort_by_key(|own| (own.span.start, own.span.end, own.severity));
    // Two readings of one sum are one finding, the heavier.
    found.dedup_by(|next, own| next.id == own.id && next.span == own.span);
    found
}

/// Returns the words of a span for people: one line, not endless.
pub fn excerpt(paper: &Paper, span: &Range<usize>) -> String {
    /// Longer words are cut in their middle: a line of 80 columns holds them with the rest. Chosen by us.
    const LONGEST: usize = 30;
    let words: Cow<[char]> = match paper.chars.get(span.clone()) {
        Some(words) if words.len() > LONGEST => {
            let (head, tail) = (&words[..LONGEST / 2], &words[words.len() - LONGEST / 2..]);
            Cow::Owned([head, &['…'], tail].concat())
        }
        Some(words) => Cow::Borrowed(words),
        None => Cow::Borrowed(&[]),
    };
    words
        .iter()
        .map(|c| if *c == '\n' || *c == '\r' { ' ' } else { *c })
        .collect()
}
