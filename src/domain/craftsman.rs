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
    /// 发证机构.
    pub issuer: Option<String>,
    /// The day of issue.
    pub issued: Option<NaiveDate>,
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

/// An honour; one person has many, so honours are never summed as persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Honour {
    /// 荣誉称号.
    pub name: String,
    /// Its level.
    pub level: HonourLevel,
    /// The year or batch.
    pub year: Option<i32>,
    /// 授予单位.
    pub body: Option<String>,
    /// The grant that came with it, in yuan.
    pub grant_yuan: Option<i64>,
}

/// A master and an apprentice, seen from the apprentice.
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
    /// 人才分类, by the local list.
    pub talent_class: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Certificates, newest first.
    pub certificates: Vec<Certificate>,
    /// Honours, newest first.
    pub honours: Vec<Honour>,
    /// Agreements in which this person is the apprentice.
    pub apprenticeships: Vec<Apprenticeship>,
}

/// A person with the row.
pub type Craftsman = Kept<CraftsmanId, Person>;

#[cfg(test)]
mod tests {
    use super::SkillLevel;

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
