//! What a reviewer says of words of a letter.

use chrono::NaiveDateTime;

use super::id::{LetterId, RemarkId};

/// A remark of a reviewer on a stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its row.
    pub id: RemarkId,
    /// The letter.
    pub letter: LetterId,
    /// The words it was made on.
    pub quote: String,
    /// What was said.
    pub text: String,
    /// Who said it.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
    /// Who settled it, once it is.
    pub settled_by: Option<String>,
}
