//! Whether a paper is to be published, decided when it is issued.
//!
//! A decision is a dated fact with who took it: publishing may be decided anew, also after the letter
//! was sent, and the earlier decision stays on record. The last one counts.

use chrono::NaiveDateTime;

use super::coded;

coded! {
    /// 公开属性: who may read a paper.
    Publicity {
        /// 主动公开: it is put before the public.
        Open = "open",
        /// 依申请公开: whoever asks for it gets it.
        OnRequest = "on_request",
        /// 不予公开: nobody does.
        Withheld = "withheld",
    }
}

impl Publicity {
    /// Returns whether the decision needs a reason: whoever is refused a paper is told why
    /// (政府信息公开条例 of 2019, article 36).
    pub fn needs_reason(self) -> bool {
        self == Publicity::Withheld
    }
}

/// A decision on the publishing of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publishing {
    /// What was decided.
    pub publicity: Publicity,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
}
