//! What a reader met that a person should know; reading goes on.

use crate::domain::coded;

coded! {
    /// What is wrong.
    ProblemKind {
        /// A printed day that no calendar has: 9月31日.
        ImpossibleDate = "impossible_date",
        /// Form and answer in one file disagree on a number, term or session.
        Disagreement = "disagreement",
        /// The text was decoded with an encoding that is only likely.
        UnsureEncoding = "unsure_encoding",
        /// The text looks decoded with the wrong encoding before it came here.
        Mojibake = "mojibake",
        /// Signs that no terminal may get were dropped or replaced.
        SignsReplaced = "signs_replaced",
        /// The text is damaged: repeats, stray tags, words torn apart.
        Damaged = "damaged",
        /// The paper was read by a fallback that may lose layout.
        Fallback = "fallback",
        /// The text was cut at the size limit.
        Cut = "cut",
    }
}

/// One problem met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The line it was met at.
    pub line: Option<usize>,
    /// The words or the detail.
    pub detail: String,
}

impl Problem {
    /// A problem of the whole file.
    pub fn of_file(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            line: None,
            detail: detail.into(),
        }
    }

    /// A problem at a line.
    pub fn at(kind: ProblemKind, line: usize, detail: impl Into<String>) -> Self {
        Self {
            kind,
            line: Some(line),
            detail: detail.into(),
        }
    }
}
