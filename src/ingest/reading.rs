//! What was read from one file: its documents, the items they are about, and the problems met.

use chrono::NaiveDate;

use super::{damage::Damage, field::Field, problem::Problem};
use crate::domain::{
    coded,
    letter::LetterKind,
    private::Private,
    proposal::{ProposerKind, Role},
    sitting::{Kind, Level, Period},
};

/// Facts about the file itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Its name, cleaned.
    pub name: String,
    /// The format found by content: `txt`, `docx` …
    pub format: String,
    /// The encoding of text formats.
    pub encoding: Option<String>,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes in lower-case hex.
    pub sha256: String,
}

/// Everything read from one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The file.
    pub file: FileFacts,
    /// The decoded and cleaned text the line numbers refer to.
    pub text: String,
    /// The documents in it, in order.
    pub documents: Vec<Document>,
    /// What could not be read, or looks wrong.
    pub problems: Vec<Problem>,
    /// How damaged the text is.
    pub damage: Damage,
}

/// One document of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A proposal as its proposer handed it in.
    Form(Box<FormPaper>),
    /// An answer or an opinion.
    Letter(Box<LetterPaper>),
    /// Anything else.
    Source(Box<SourcePaper>),
}

/// The meeting as far as a paper tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SittingRead {
    /// The place, as written.
    pub place: Option<Field<String>>,
    /// Its administrative level.
    pub level: Option<Field<Level>>,
    /// Congress or CPPCC.
    pub kind: Option<Field<Kind>>,
    /// In session or between.
    pub period: Option<Field<Period>>,
    /// 届.
    pub term: Option<Field<u16>>,
    /// 次.
    pub session: Option<Field<u16>>,
}

/// An item's number as printed and as a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// As printed.
    pub printed: String,
    /// As a key.
    pub key: u32,
}

/// A proposer of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposerRead {
    /// Name.
    pub name: Field<String>,
    /// Deputy, member or body.
    pub kind: ProposerKind,
    /// 代表团, 界别.
    pub group: Option<Field<String>>,
    /// Phone, private.
    pub phone: Option<Field<Private>>,
    /// Address, private.
    pub address: Option<Field<Private>>,
    /// Postcode, private.
    pub postcode: Option<Field<Private>>,
}

/// A proposal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPaper {
    /// First and last line.
    pub lines: (usize, usize),
    /// The meeting.
    pub sitting: SittingRead,
    /// Its number, when the form carries one.
    pub number: Option<Field<Numbered>>,
    /// 标题, 案由.
    pub title: Option<Field<String>>,
    /// The lead signer first.
    pub proposers: Vec<ProposerRead>,
    /// 拟主办单位.
    pub wished_unit: Option<Field<String>>,
    /// The label 拟主办单位 is printed, filled in or not.
    pub wished_unit_asked: bool,
    /// The day it was handed in, when printed.
    pub date: Option<Field<NaiveDate>>,
    /// 内容, one paragraph a line.
    pub body: Option<Field<String>>,
    /// What it asks for, as far as marked.
    pub asks: Vec<Field<String>>,
}

coded! {
    /// What a salutation addresses.
    AddresseeKind {
        /// 代表.
        Deputy = "deputy",
        /// 委员.
        Member = "member",
        /// A proposing body: party, group, sector, committee, delegation.
        Body = "body",
        /// A unit: the lead unit of a co-handler's opinion.
        Unit = "unit",
    }
}

/// One addressee of a salutation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// Name without 代表 or 委员.
    pub name: String,
    /// What it is.
    pub kind: AddresseeKind,
}

impl Addressee {
    /// Returns the name with its word: 林小满代表.
    pub fn display(&self) -> String {
        match self.kind {
            AddresseeKind::Deputy => format!("{}代表", self.name),
            AddresseeKind::Member => format!("{}委员", self.name),
            AddresseeKind::Body | AddresseeKind::Unit => self.name.clone(),
        }
    }
}

/// An answer or a co-handler's opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPaper {
    /// First and last line.
    pub lines: (usize, usize),
    /// What it is.
    pub kind: Field<LetterKind>,
    /// What the unit that wrote it was for the item.
    pub role: Role,
    /// The meeting.
    pub sitting: SittingRead,
    /// The item's number.
    pub item_number: Option<Field<Numbered>>,
    /// The item's title as the letter quotes it.
    pub item_title: Option<Field<String>>,
    /// The organ that wrote it.
    pub organ: Option<Field<String>>,
    /// 发文字号 in its standard form.
    pub number: Option<Field<String>>,
    /// The class letter as printed.
    pub class: Option<Field<String>>,
    /// The letter's title in one line.
    pub title: Option<Field<String>>,
    /// The salutation's addressees.
    pub addressees: Vec<Field<Addressee>>,
    /// "等 12 位": how many signers the salutation counts.
    pub counted: Option<Field<u32>>,
    /// From the first paragraph to the signature.
    pub body: Option<Field<String>>,
    /// Headings or leading sentences of the topmost numbering.
    pub sections: Vec<Field<String>>,
    /// The organ as signed.
    pub signature: Option<Field<String>>,
    /// The day it is dated.
    pub date: Option<Field<NaiveDate>>,
    /// 联系人.
    pub contact: Option<Field<String>>,
    /// 联系电话 of the office.
    pub phone: Option<Field<String>>,
    /// 抄送.
    pub copies: Vec<Field<String>>,
    /// The whole text, one paragraph a line.
    pub text: String,
}

/// A paper that is no proposal and no letter about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePaper {
    /// First and last line.
    pub lines: (usize, usize),
    /// Title.
    pub title: Option<Field<String>>,
    /// The day it is dated.
    pub date: Option<Field<NaiveDate>>,
    /// Who published it.
    pub origin: Option<Field<String>>,
    /// Headings or leading sentences of its sections.
    pub sections: Vec<Field<String>>,
    /// Its text without page furniture and adverts.
    pub text: String,
    /// Lines left out as furniture or adverts.
    pub dropped: usize,
}

coded! {
    /// What a paper does not say and a person is asked for.
    Asked {
        /// 交办日期: never in the paper itself.
        AssignmentDate = "assignment_date",
        /// The congress's or CPPCC's place.
        Place = "place",
        /// The place's level.
        Level = "level",
        /// 届.
        Term = "term",
        /// 次.
        Session = "session",
        /// The item's number.
        Number = "number",
        /// The item's title.
        Title = "title",
        /// Who handed it in.
        Proposers = "proposers",
        /// 内容.
        Body = "body",
        /// 拟主办单位.
        WishedUnit = "wished_unit",
        /// Suggestion or proposal.
        Kind = "kind",
        /// The organ that wrote the letter.
        Organ = "organ",
        /// 发文字号.
        DocumentNumber = "document_number",
        /// The class letter.
        Class = "class",
        /// Whom the letter is addressed to.
        Addressees = "addressees",
        /// The letter's or source's date.
        Date = "date",
        /// 署名.
        Signature = "signature",
        /// 联系人.
        Contact = "contact",
        /// 联系电话.
        Phone = "phone",
        /// Who published a source.
        Origin = "origin",
    }
}

impl SittingRead {
    fn asked_for(&self, out: &mut Vec<Asked>) {
        let gaps = [
            (self.kind.is_none(), Asked::Kind),
            (self.place.is_none(), Asked::Place),
            (self.level.is_none(), Asked::Level),
            (self.term.is_none(), Asked::Term),
            (self.session.is_none(), Asked::Session),
        ];
        out.extend(gaps.iter().filter(|(gap, _)| *gap).map(|(_, asked)| *asked));
    }
}

impl FormPaper {
    /// Returns what the form does not say.
    pub fn asked_for(&self) -> Vec<Asked> {
        let mut out = vec![Asked::AssignmentDate];
        self.sitting.asked_for(&mut out);
        let gaps = [
            (self.number.is_none(), Asked::Number),
            (self.title.is_none(), Asked::Title),
            (self.proposers.is_empty(), Asked::Proposers),
            (self.wished_unit.is_none(), Asked::WishedUnit),
            (self.body.is_none(), Asked::Body),
        ];
        out.extend(gaps.iter().filter(|(gap, _)| *gap).map(|(_, asked)| *asked));
        out
    }
}

impl LetterPaper {
    /// Returns what the letter does not say; a co-handler's opinion carries no class letter.
    pub fn asked_for(&self) -> Vec<Asked> {
        let mut out = Vec::new();
        self.sitting.asked_for(&mut out);
        let gaps = [
            (self.item_number.is_none(), Asked::Number),
            (self.item_title.is_none(), Asked::Title),
            (self.organ.is_none(), Asked::Organ),
            (self.number.is_none(), Asked::DocumentNumber),
            (
                self.class.is_none()
                    && matches!(
                        self.kind.value,
                        LetterKind::LeadReply
                            | LetterKind::SeparateReply
                            | LetterKind::FollowUpReply
                    ),
                Asked::Class,
            ),
            (self.addressees.is_empty(), Asked::Addressees),
            (self.signature.is_none(), Asked::Signature),
            (self.date.is_none(), Asked::Date),
            (self.contact.is_none(), Asked::Contact),
            (self.phone.is_none(), Asked::Phone),
        ];
        out.extend(gaps.iter().filter(|(gap, _)| *gap).map(|(_, asked)| *asked));
        out
    }
}

impl SourcePaper {
    /// Returns what the source does not say.
    pub fn asked_for(&self) -> Vec<Asked> {
        let gaps = [
            (self.title.is_none(), Asked::Title),
            (self.date.is_none(), Asked::Date),
            (self.origin.is_none(), Asked::Origin),
        ];
        gaps.iter()
            .filter(|(gap, _)| *gap)
            .map(|(_, asked)| *asked)
            .collect()
    }
}
