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

/// A stretch of a letter's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it stands, in characters of the text, end exclusive.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}
