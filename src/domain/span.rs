//! Stretches of a letter's text that mean more than their characters: a figure that was looked up, a
//! paragraph taken over from an earlier answer, the answer to one ask, what a reviewer remarked on.
//!
//! Invariant: a span lies in the text it is kept with and is not empty.

use std::ops::Range;

use super::id::{FigureId, LiftId, RemarkId};

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The value of a cited figure; it moves and is deleted as one.
    Figure(FigureId),
    /// Taken over from an earlier letter.
    Lifted(LiftId),
    /// The answer to the item's ask of this ordinal, from 1.
    Ask(u32),
    /// What a reviewer's remark is about.
    Remark(RemarkId),
}

impl What {
    /// Returns the kind's code and the number that are kept.
    pub fn code(self) -> (&'static str, i64) {
        match self {
            What::Figure(id) => ("figure", id.0),
            What::Lifted(id) => ("lifted", id.0),
            What::Ask(ordinal) => ("ask", i64::from(ordinal)),
            What::Remark(id) => ("remark", id.0),
        }
    }

    /// Reads a kind's code and number; nothing for a code that is none, and an ask's ordinal that
    /// cannot be.
    pub fn from_code(code: &str, number: i64) -> Option<Self> {
        match code {
            "figure" => Some(What::Figure(FigureId(number))),
            "lifted" => Some(What::Lifted(LiftId(number))),
            "ask" => u32::try_from(number).ok().map(What::Ask),
            "remark" => Some(What::Remark(RemarkId(number))),
            _ => None,
        }
    }
}

/// A stretch of a letter's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it stands, in characters of the text, end exclusive.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// A letter's text with what its stretches are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text, one paragraph a line.
    pub text: String,
    /// Its spans; any order, and what does not lie in the text is not kept.
    pub spans: Vec<Span>,
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            spans: Vec::new(),
        }
    }
}

/// Returns spans after a stretch of their text was replaced by this many characters: those behind it
/// move, those that held it whole grow or shrink, those that it cut into end where it begins.
pub fn after_replacing(spans: &[Span], replaced: &Range<usize>, chars: usize) -> Vec<Span> {
    let moved = |at: usize| {
        if at >= replaced.end {
            at - replaced.end + replaced.start + chars
        } else {
            at.min(replaced.start)
        }
    };
    let own = spans.iter().map(|span| Span {
        range: moved(span.range.start)..moved(span.range.end),
        what: span.what,
    });
    own.filter(|span| !span.range.is_empty()).collect()
}

/// Returns the spans that lie in a text and are not empty, in order.
pub fn fitting(text: &str, spans: &[Span]) -> Vec<Span> {
    let chars = text.chars().count();
    let mut fitting = spans.to_vec();
    fitting.retain(|span| span.range.start < span.range.end && span.range.end <= chars);
    fitting.sort_by_key(|span| (span.range.start, span.range.end, span.what));
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back_from_its_code() {
        for what in [
            What::Figure(FigureId(3)),
            What::Lifted(LiftId(4)),
            What::Ask(5),
            What::Remark(RemarkId(6)),
        ] {
            let (code, number) = what.code();
            assert_eq!(What::from_code(code, number), Some(what));
        }
        assert_eq!(What::from_code("ask", -1), None);
        assert_eq!(What::from_code("", 1), None);
    }

    #[test]
    fn spans_move_with_what_is_replaced_before_them() {
        let span = |range| Span {
            range,
            what: What::Ask(1),
        };
        let spans = [span(0..2), span(1..8), span(4..6), span(5..9), span(7..9)];
        let after = after_replacing(&spans, &(3..7), 1);
        assert_eq!(after, [span(0..2), span(1..5), span(3..6), span(4..6)]);
        assert_eq!(after_replacing(&[], &(0..1), 0), []);
    }

    #[test]
    fn a_span_lies_in_its_text_and_is_not_empty() {
        let span = |range| Span {
            range,
            what: What::Ask(1),
        };
        let spans = [span(1..3), span(0..2), span(2..2), span(2..4), span(9..10)];
        assert_eq!(fitting("甲e\u{301}", &spans), [span(0..2), span(1..3)]);
        assert_eq!(fitting("", &spans), []);
    }
}
