//! A person in the roster, with certificates, honours and apprenticeships.
//!
//! Levels are ordered and apart from honours: 首席技师 is both a level and an honour, and one is
//! never read from the other. Homonyms are two people until a person says otherwise.

use chrono::NaiveDate;

use super::{
    coded,
    id::{CraftsmanId, EmployerId, Kept},
    private::Private,
};

coded! {
    /// 技能等级, lowest first. Source: 人社部发〔2022〕14号, the new eight levels.
    SkillLevel {
        /// 学徒工.
        Apprentice = "apprentice",
        /// 五级/初级工.
        Junior = "junior",
        /// 四级/中级工.
        Middle = "middle",
        /// 三级/高级工; 高技能人才 starts here.
        Senior = "senior",
        /// 二级/技师.
        Technician = "technician",
        /// 一级/高级技师.
        SeniorTechnician = "senior_technician",
        /// 特级技师.
        SpecialTechnician = "special_technician",
        /// 首席技师.
        ChiefTechnician = "chief_technician",
    }
}

impl SkillLevel {
    /// Returns the Chinese word, which is data in papers and tables in either language.
    pub const fn word(self) -> &'static str {
        match self {
            SkillLevel::Apprentice => "学徒工",
            SkillLevel::Junior => "初级工",
            SkillLevel::Middle => "中级工",
            SkillLevel::Senior => "高级工",
            SkillLevel::Technician => "技师",
            SkillLevel::SeniorTechnician => "高级技师",
            SkillLevel::SpecialTechnician => "特级技师",
            SkillLevel::ChiefTechnician => "首席技师",
        }
    }

    /// Finds the level that a word names: `技师`, `二级/技师`, `二级技师`, `三级`.
    pub fn from_word(word: &str) -> Option<Self> {
        let word: String = word
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '/' && *c != '（' && *c != '）')
            .collect();
        let bare = ["一级", "二级", "三级", "四级", "五级"]
            .iter()
            .find_map(|rank| word.strip_prefix(rank).map(|rest| (*rank, rest)));
        let name = match bare {
            Some((rank, "")) => {
                return Some(match rank {
                    "一级" => SkillLevel::SeniorTechnician,
                    "二级" => SkillLevel::Technician,
                    "三级" => SkillLevel::Senior,
                    "四级" => SkillLevel::Middle,
                    _ => SkillLevel::Junior,
                });
            }
            Some((_, rest)) => rest,
            None => word.as_str(),
        };
        Self::ALL.iter().copied().find(|level| level.word() == name)
    }
}

coded! {
    /// Which certificate it is.
    CertificateKind {
        /// 职业资格证书: the older one, by the state.
        Qualification = "qualification",
        /// 职业技能等级证书: by a registered body or enterprise.
        Grade = "grade",
    }
}

/// A certificate of skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Which certificate it is.
    pub kind: CertificateKind,
    /// The level it states.
    pub level: SkillLevel,
    /// 职业（工种）.
    pub trade: String,
    /// 职业编码, as printed: `6-18-02-04`.
    pub trade_code: Option<String>,
    /// 证书编号, private: older ones are the holder's identity number.
    pub number: Option<Private>,
    /// 发证机构.
    pub issuer: Option<String>,
    /// The day of issue.
    pub issued: Option<NaiveDate>,
    /// The last day it is valid; most have none.
    pub expires: Option<NaiveDate>,
}

impl Certificate {
    /// Returns a certificate of which only level and trade are known.
    pub fn of(level: SkillLevel, trade: impl Into<String>) -> Self {
        Self {
            kind: CertificateKind::Grade,
            level,
            trade: trade.into(),
            trade_code: None,
            number: None,
            issuer: None,
            issued: None,
            expires: None,
        }
    }
}

coded! {
    /// Who an honour is given by, by level.
    HonourLevel {
        /// 国家级.
        National = "national",
        /// 省级.
        Province = "province",
        /// 市级.
        City = "city",
        /// 区县级.
        County = "county",
        /// 企业级.
        Enterprise = "enterprise",
    }
}

impl HonourLevel {
    /// Returns the printed word. Source: the printed forms of registers.
    pub const fn word(self) -> &'static str {
        match self {
            HonourLevel::National => "国家级",
            HonourLevel::Province => "省级",
            HonourLevel::City => "市级",
            HonourLevel::County => "区县级",
            HonourLevel::Enterprise => "企业级",
        }
    }

    /// Finds the level of a printed word; 区级 and 县级 are one.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "区级" | "县级" => Some(HonourLevel::County),
            _ => Self::ALL.iter().copied().find(|own| own.word() == word),
        }
    }
}

/// An honour; one person has many, so honours are never summed as persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Honour {
    /// 荣誉称号.
    pub name: String,
    /// Its level.
    pub level: HonourLevel,
    /// The tier within it: 金, 银, 杰出, 青年, 提名奖.
    pub tier: Option<String>,
    /// The year.
    pub year: Option<i32>,
    /// The batch, as printed: 第二批.
    pub batch: Option<String>,
    /// 授予单位; several are divided by 、.
    pub body: Option<String>,
    /// 文号.
    pub document: Option<String>,
    /// The grant that came with it, in yuan.
    pub grant_yuan: Option<i64>,
    /// The last day it is valid; most have none.
    pub valid_until: Option<NaiveDate>,
    /// The day it was revoked: it is shown from then on, and no longer counted.
    pub revoked: Option<NaiveDate>,
    /// Why it was revoked.
    pub revoked_why: Option<String>,
}

impl Honour {
    /// Returns an honour of which only name and level are known.
    pub fn named(name: impl Into<String>, level: HonourLevel) -> Self {
        Self {
            name: name.into(),
            level,
            tier: None,
            year: None,
            batch: None,
            body: None,
            document: None,
            grant_yuan: None,
            valid_until: None,
            revoked: None,
            revoked_why: None,
        }
    }
}

/// 人才分类: a class by the local list, for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalentClass {
    /// The class as the local list names it: `A` to `E`, elsewhere `F`.
    pub class: String,
    /// The day it was given.
    pub since: Option<NaiveDate>,
    /// The last day it holds.
    pub until: Option<NaiveDate>,
    /// 文号.
    pub document: Option<String>,
}

/// 工作经历: a post with an employer, for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// The employer's row, when it is in the roster.
    pub employer: Option<EmployerId>,
    /// The employer as written.
    pub employer_name: Option<String>,
    /// 岗位、职务.
    pub post: Option<String>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day; none for the present one.
    pub to: Option<NaiveDate>,
}

/// A master and an apprentice, seen from the apprentice: what 师徒协议 says and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apprenticeship {
    /// The master.
    pub master: CraftsmanId,
    /// 职业（工种）.
    pub trade: String,
    /// The first day of the agreement.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
    /// The level it is to lead to.
    pub target: Option<SkillLevel>,
    /// How many sessions of teaching are agreed.
    pub sessions: Option<i64>,
    /// The master's allowance for the whole term, in yuan.
    pub allowance_yuan: Option<i64>,
    /// The level reached.
    pub reached: Option<SkillLevel>,
    /// The day of the assessment that says so.
    pub assessed: Option<NaiveDate>,
}

impl Apprenticeship {
    /// Returns an agreement of which only the master and the trade are known.
    pub fn under(master: CraftsmanId, trade: impl Into<String>) -> Self {
        Self {
            master,
            trade: trade.into(),
            start: None,
            end: None,
            target: None,
            sessions: None,
            allowance_yuan: None,
            reached: None,
            assessed: None,
        }
    }
}

/// A skilled person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// 男, 女 or nothing, as written.
    pub gender: Option<String>,
    /// Birth month, `YYYY-MM`.
    pub birth_month: Option<String>,
    /// The employer's row, when it is in the roster.
    pub employer: Option<EmployerId>,
    /// The employer's name as written.
    pub employer_name: Option<String>,
    /// 职业（工种）.
    pub trade: Option<String>,
    /// The highest level held.
    pub level: Option<SkillLevel>,
    /// 街道, 镇.
    pub town: Option<String>,
    /// Phone, private.
    pub phone: Option<Private>,
    /// 人才分类, by the local list: the one that holds now.
    pub talent_class: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Certificates, newest first.
    pub certificates: Vec<Certificate>,
    /// Honours, newest first.
    pub honours: Vec<Honour>,
    /// Agreements in which this person is the apprentice.
    pub apprenticeships: Vec<Apprenticeship>,
    /// The classes held, newest first.
    pub classes: Vec<TalentClass>,
    /// The posts held, newest first.
    pub jobs: Vec<Job>,
}

impl Person {
    /// Returns the codes of what is private and known: fields, and facts with a number.
    pub fn private_fields(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        if self.phone.is_some() {
            found.push("phone");
        }
        if self.certificates.iter().any(|own| own.number.is_some()) {
            found.push("certificate");
        }
        found
    }
}

/// A person with the row.
pub type Craftsman = Kept<CraftsmanId, Person>;

/// Returns a talent class as it is counted: of `B类`, `b 类`, `Ｂ` and `B类人才` the letter `B`, of all else
/// the text as it is. Offices write either, and the classes of a list are letters.
/// `store/sqlite/questions/columns.rs` says the same in SQL.
pub fn talent_class(text: &str) -> String {
    let mut bare = text.chars().filter(|c| *c != ' ');
    let letter = match bare.next() {
        Some(c @ 'Ａ'..='Ｚ') => char::from_u32(c as u32 - 'Ａ' as u32 + u32::from(b'A')),
        Some(c @ 'ａ'..='ｚ') => char::from_u32(c as u32 - 'ａ' as u32 + u32::from(b'A')),
        Some(c) if c.is_ascii_alphabetic() => Some(c.to_ascii_uppercase()),
        _ => None,
    };
    let rest: String = bare.collect();
    match (letter, rest.as_str()) {
        (Some(letter), "" | "类" | "类人才") => letter.to_string(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{SkillLevel, talent_class};

    #[test]
    fn a_talent_class_is_one_however_it_is_written() {
        for text in ["B", "B类", "b", "Ｂ 类", "ｂ", "B类人才", " B 类"] {
            assert_eq!(talent_class(text), "B", "{text}");
        }
        for text in [
            "",
            "类",
            "AB类",
            "B类人才e\u{301}",
            "拔尖人才",
            "1类",
            "\u{1b}[31m",
        ] {
            assert_eq!(talent_class(text), text);
        }
    }

    #[test]
    fn a_level_is_found_in_the_old_five_and_the_new_eight() {
        for (word, level) in [
            ("技师", Some(SkillLevel::Technician)),
            ("二级/技师", Some(SkillLevel::Technician)),
            ("三级", Some(SkillLevel::Senior)),
            ("三级高级工", Some(SkillLevel::Senior)),
            ("高级技师", Some(SkillLevel::SeniorTechnician)),
            ("一级/高级技师", Some(SkillLevel::SeniorTechnician)),
            (" 学徒工 ", Some(SkillLevel::Apprentice)),
            ("大师", None),
            ("", None),
        ] {
            assert_eq!(SkillLevel::from_word(word), level, "{word}");
        }
        assert!(SkillLevel::Senior < SkillLevel::Technician);
    }
}
