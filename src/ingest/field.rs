//! A value read from a paper with the line it came from and how sure the reader is.

use super::lines::Line;
use crate::domain::paper::Sure;

/// Where a value stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The line's number in the decoded text, from 1.
    pub line: usize,
    /// The line, at most its first sixty characters.
    pub text: String,
}

impl Origin {
    /// Points at a line.
    pub fn of(line: &Line) -> Self {
        Self {
            line: line.number,
            text: line.text.chars().take(60).collect(),
        }
    }
}

/// A value with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it was read.
    pub origin: Origin,
    /// How sure the reader is.
    pub sure: Sure,
}

impl<T> Field<T> {
    /// A value that stands under its own label or form.
    pub fn certain(value: T, line: &Line) -> Self {
        Self::new(value, line, Sure::Certain)
    }

    /// A value that follows from its place or wording.
    pub fn likely(value: T, line: &Line) -> Self {
        Self::new(value, line, Sure::Likely)
    }

    /// A value with a sureness of its own.
    pub fn new(value: T, line: &Line, sure: Sure) -> Self {
        Self {
            value,
            origin: Origin::of(line),
            sure,
        }
    }

    /// Changes the value and keeps where it came from.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        Field {
            value: change(self.value),
            origin: self.origin,
            sure: self.sure,
        }
    }
}
