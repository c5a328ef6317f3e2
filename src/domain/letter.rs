//! A paper this unit writes, or one that came in from another unit.

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    coded,
    id::{Kept, LetterId, ProposalId},
    publishing::Publicity,
    span::Span,
};

coded! {
    /// What a letter is.
    LetterKind {
        /// 主办答复.
        LeadReply = "lead_reply",
        /// 协办意见, 会办意见.
        CoOpinion = "co_opinion",
        /// 分办答复.
        SeparateReply = "separate_reply",
        /// 退办函.
        ReturnLetter = "return_letter",
        /// 延期申请.
        ExtensionRequest = "extension_request",
        /// 再答复.
        FollowUpReply = "follow_up_reply",
    }
}

coded! {
    /// How far a letter has come.
    LetterStage {
        /// 拟稿.
        Draft = "draft",
        /// 核稿.
        Reviewing = "reviewing",
        /// 签发.
        Signed = "signed",
        /// 已编号.
        Numbered = "numbered",
        /// 已寄送.
        Sent = "sent",
        /// 来文: written elsewhere, or before anfu was here.
        Imported = "imported",
    }
}

impl LetterStage {
    /// Returns whether the text may still be changed.
    pub fn is_open(self) -> bool {
        matches!(self, LetterStage::Draft | LetterStage::Reviewing)
    }
}

/// A letter with everything that stands on its paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterText {
    /// The item it answers.
    pub proposal: Option<ProposalId>,
    /// What it is.
    pub kind: LetterKind,
    /// How far it has come.
    pub stage: LetterStage,
    /// The organ that wrote it.
    pub organ: Option<String>,
    /// 发文字号, in its standard form: `镇区总工案复〔2017〕2号`.
    pub number: Option<String>,
    /// The class letter as printed: `B`.
    pub class: Option<String>,
    /// The title, in one line.
    pub title: String,
    /// Whom it is addressed to, one a line of the salutation: deputies, members, bodies, a unit.
    pub addressees: Vec<String>,
    /// Headings or leading sentences of its numbered sections.
    pub sections: Vec<String>,
    /// The organ as signed.
    pub signature: Option<String>,
    /// The day it is dated.
    pub date: Option<NaiveDate>,
    /// 联系人.
    pub contact: Option<String>,
    /// 联系电话 of the office, public.
    pub contact_phone: Option<String>,
    /// 抄送.
    pub copies: Vec<String>,
    /// The whole text, one paragraph a line.
    pub text: String,
    /// What stretches of the text are.
    pub spans: Vec<Span>,
}

impl LetterText {
    /// Returns an empty draft of a kind.
    pub fn draft(kind: LetterKind, proposal: Option<ProposalId>) -> Self {
        Self {
            proposal,
            kind,
            stage: LetterStage::Draft,
            organ: None,
            number: None,
            class: None,
            title: String::new(),
            addressees: Vec::new(),
            sections: Vec::new(),
            signature: None,
            date: None,
            contact: None,
            contact_phone: None,
            copies: Vec::new(),
            text: String::new(),
            spans: Vec::new(),
        }
    }
}

/// A letter with its row.
pub type Letter = Kept<LetterId, LetterText>;

/// What a list shows of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterHead {
    /// The row.
    pub id: LetterId,
    /// The item it answers.
    pub proposal: Option<ProposalId>,
    /// What it is.
    pub kind: LetterKind,
    /// How far it has come.
    pub stage: LetterStage,
    /// Title.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// The class letter as printed.
    pub class: Option<String>,
    /// The day it is dated.
    pub date: Option<NaiveDate>,
    /// Who may read it, once that is decided.
    pub publicity: Option<Publicity>,
    /// When it was last written.
    pub changed_at: NaiveDateTime,
}

/// An earlier text of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterVersion {
    /// Counts from 1 in each letter.
    pub ordinal: i64,
    /// The text.
    pub text: String,
    /// What stretches of it were.
    pub spans: Vec<Span>,
    /// When it was kept.
    pub at: NaiveDateTime,
    /// Who wrote it.
    pub by: String,
}
