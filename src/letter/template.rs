//! Letter templates as data: a name and a text with fields in `{…}`.
//!
//! The fields carry the clerk's own words, so that an unknown one can stand in the draft as
//! `【…】` under the same name. Invariant: a template names no field that filling does not know.

use std::fmt;

use serde::Deserialize;

/// What kind of letter a template makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 主办答复, the lead unit's answer to the proposers.
    LeadReply,
    /// 协办意见, a co-organizer's opinion to the lead unit.
    CoOpinion,
    /// 分办答复, a unit's answer to its own part.
    SeparateReply,
    /// 退办函, which asks the assigning office to give the item to another unit.
    ReturnLetter,
    /// 延期申请, which asks the assigning office for a later end.
    ExtensionRequest,
}

/// All kinds, in the order they are offered.
pub const KINDS: [Kind; 5] = [
    Kind::LeadReply,
    Kind::CoOpinion,
    Kind::SeparateReply,
    Kind::ReturnLetter,
    Kind::ExtensionRequest,
];

/// A field a template may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// 单位全称, the unit that signs.
    OrganFull,
    /// 单位简称, how the unit calls itself in the text.
    OrganShort,
    /// 文号, the document number.
    DocNumber,
    /// 类别, the result class.
    Class,
    /// 会议, the meeting with term and session.
    Meeting,
    /// 编号, the item's number as printed.
    Item,
    /// 标题, the item's title without book-title marks.
    Title,
    /// 种类, 建议 or 提案.
    KindWord,
    /// 称呼, the salutation without its colon.
    Salutation,
    /// 您, the pronoun for the addressees.
    Pronoun,
    /// 身份, 代表 or 委员.
    Standing,
    /// 主办单位, the addressee of a co-opinion.
    LeadUnit,
    /// 要点, a heading and an empty paragraph for each ask.
    Asks,
    /// 联系人, the contact person.
    ContactPerson,
    /// 联系电话, the contact's telephone.
    ContactPhone,
    /// 抄送, those who get a copy.
    Copies,
    /// 日期, the date of the letter.
    Date,
    /// 交办单位, the assigning office.
    AssigningOffice,
    /// 理由, the reason of a request.
    Reason,
    /// 建议单位, the unit proposed instead of us.
    ProposedUnit,
    /// 新期限, the end asked for.
    Until,
}

/// Each field with its name in templates and the words of its blank.
const FIELDS: [(Field, &str, &str); 21] = [
    (Field::OrganFull, "单位全称", "单位全称"),
    (Field::OrganShort, "单位简称", "单位简称"),
    (Field::DocNumber, "文号", "文号"),
    (Field::Class, "类别", "类别"),
    (Field::Meeting, "会议", "会议届次"),
    (Field::Item, "编号", "编号"),
    (Field::Title, "标题", "标题"),
    (Field::KindWord, "种类", "建议或提案"),
    (Field::Salutation, "称呼", "称呼"),
    (Field::Pronoun, "您", "您或你们"),
    (Field::Standing, "身份", "代表或委员"),
    (Field::LeadUnit, "主办单位", "主办单位"),
    (Field::Asks, "要点", "答复内容"),
    (Field::ContactPerson, "联系人", "联系人"),
    (Field::ContactPhone, "联系电话", "联系电话"),
    (Field::Copies, "抄送", "抄送单位"),
    (Field::Date, "日期", "成文日期"),
    (Field::AssigningOffice, "交办单位", "交办单位"),
    (Field::Reason, "理由", "理由"),
    (Field::ProposedUnit, "建议单位", "建议的承办单位"),
    (Field::Until, "新期限", "新的答复期限"),
];

impl Field {
    /// Finds a field by its name in templates.
    pub fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// Returns the visible mark that stands for the field while it is unknown.
    pub fn blank(self) -> String {
        let row = FIELDS.iter().find(|row| row.0 == self);
        format!("【{}】", row.map_or("", |row| row.2))
    }
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words that stand in every letter.
    Words(String),
    /// A place to fill.
    Field(Field),
}

/// A letter to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What it makes.
    pub kind: Kind,
    /// Its Chinese name.
    pub name: String,
    /// Its text.
    pub pieces: Vec<Piece>,
}

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateError {
    /// The file is not the TOML a template is made of.
    Format(String),
    /// A field in `{…}` is not known.
    UnknownField(String),
    /// A `{` has no `}` on its line.
    OpenField(String),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(what) => write!(f, "公文模板格式有误：{what}"),
            Self::UnknownField(name) => write!(f, "公文模板中没有“{{{name}}}”这一项"),
            Self::OpenField(line) => write!(f, "公文模板此行的“{{”没有配上“}}”：{line}"),
        }
    }
}

impl std::error::Error for TemplateError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Kind,
    name: String,
    text: String,
}

impl Template {
    /// Reads a template file.
    ///
    /// # Errors
    ///
    /// When the file is no template, or names a field that does not exist.
    pub fn parse(file: &str) -> Result<Self, TemplateError> {
        let file: File =
            toml::from_str(file).map_err(|error| TemplateError::Format(error.to_string()))?;
        Ok(Self {
            kind: file.kind,
            name: file.name,
            pieces: pieces(file.text.trim_end())?,
        })
    }

    /// Returns the template that comes with the program.
    ///
    /// # Panics
    ///
    /// Never: a test reads each of them.
    pub fn built_in(kind: Kind) -> Self {
        let file = match kind {
            Kind::LeadReply => include_str!("../../data/letters/lead_reply.toml"),
            Kind::CoOpinion => include_str!("../../data/letters/co_opinion.toml"),
            Kind::SeparateReply => include_str!("../../data/letters/separate_reply.toml"),
            Kind::ReturnLetter => include_str!("../../data/letters/return_letter.toml"),
            Kind::ExtensionRequest => include_str!("../../data/letters/extension_request.toml"),
        };
        Self::parse(file).expect("embedded templates are read by a test")
    }
}

fn pieces(text: &str) -> Result<Vec<Piece>, TemplateError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, behind)) = rest.split_once('{') {
        let line = behind.lines().next().unwrap_or("");
        let Some((name, _)) = line.split_once('}') else {
            return Err(TemplateError::OpenField(line.to_owned()));
        };
        let field =
            Field::named(name).ok_or_else(|| TemplateError::UnknownField(name.to_owned()))?;
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_owned()));
        }
        pieces.push(Piece::Field(field));
        rest = &behind[name.len() + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_that_come_along_are_good() {
        for kind in KINDS {
            assert_eq!(Template::built_in(kind).kind, kind);
        }
        for (field, name, _) in FIELDS {
            assert_eq!(Field::named(name), Some(field));
        }
    }

    #[test]
    fn a_bad_template_says_what_is_wrong() {
        let of = |text: &str| {
            Template::parse(&format!("kind='co_opinion'\nname='x'\ntext='''{text}'''"))
        };
        assert_eq!(of("{文号}").map(|t| t.pieces.len()), Ok(1));
        assert_eq!(
            of("甲{乙}"),
            Err(TemplateError::UnknownField("乙".to_owned()))
        );
        assert_eq!(
            of("{文\n号}"),
            Err(TemplateError::OpenField("文".to_owned()))
        );
        assert!(matches!(
            Template::parse("kind='x'"),
            Err(TemplateError::Format(_))
        ));
    }
}
