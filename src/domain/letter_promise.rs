//! What a signed letter promises.

use chrono::NaiveDate;

/// A sentence of a signed letter that says by when something will be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPromise {
    /// The sentence.
    pub text: String,
    /// The last day of what it says.
    pub due: NaiveDate,
}
