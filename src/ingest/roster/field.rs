//! The columns of roster tables: fields in the order they are written, their names and aliases, from
//! `data/roster/columns.toml`.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use crate::{domain::coded, ingest::sheet::header::key};

coded! {
    /// What a table lists.
    List {
        /// 工匠.
        Craftsmen = "craftsmen",
        /// 工作室.
        Studios = "studios",
        /// 单位.
        Employers = "employers",
    }
}

coded! {
    /// What a column says.
    Field {
        /// 姓名, 名称.
        Name = "name",
        /// 性别.
        Gender = "gender",
        /// 出生年月.
        Birth = "birth",
        /// 身份证号: month of birth and gender are read from it, and it is not kept.
        Identity = "identity",
        /// 单位.
        Employer = "employer",
        /// 职业（工种）.
        Trade = "trade",
        /// 技能等级.
        Level = "level",
        /// 街道, 镇.
        Town = "town",
        /// 电话.
        Phone = "phone",
        /// 人才分类.
        TalentClass = "talent_class",
        /// 分类认定时间: the day the class of 人才分类 was given.
        TalentSince = "talent_since",
        /// 荣誉, several to a cell.
        Honours = "honours",
        /// Whole certificates, several to a cell.
        Certificates = "certificates",
        /// 证书类型.
        CertificateKind = "certificate_kind",
        /// 发证机构.
        Issuer = "issuer",
        /// 发证日期.
        Issued = "issued",
        /// 证书有效期.
        Expires = "expires",
        /// 证书编号, private.
        CertificateNumber = "certificate_number",
        /// 工作室级别.
        StudioLevel = "studio_level",
        /// 领衔人.
        Leader = "leader",
        /// 批准文号, 备案号.
        Approval = "approval",
        /// 批准时间, 认定日期.
        Approved = "approved",
        /// 周期开始.
        TermStart = "term_start",
        /// 周期截止, 认定有效期至.
        TermEnd = "term_end",
        /// 资助, several to a cell.
        Grants = "grants",
        /// 单位类型.
        Kind = "kind",
        /// 认定 of an employer, several to a cell.
        Standing = "standing",
        /// 备注.
        Note = "note",
    }
}

impl Field {
    /// Returns whether several columns of a table may be this one: certificates beside each other.
    pub fn is_several(self) -> bool {
        matches!(
            self,
            Field::Trade
                | Field::Level
                | Field::Honours
                | Field::Certificates
                | Field::CertificateKind
                | Field::Issuer
                | Field::Issued
                | Field::Expires
                | Field::CertificateNumber
                | Field::Standing
                | Field::Note
        )
    }

    /// Returns whether a row that names nobody may go on with it for the person above.
    pub fn goes_on(self) -> bool {
        self.is_several()
    }

    /// Returns whether what stands in the column belongs to the person and not to the public.
    pub fn is_private(self) -> bool {
        matches!(
            self,
            Field::Identity | Field::Phone | Field::CertificateNumber | Field::Certificates
        )
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    craftsmen: Vec<RawColumn>,
    studios: Vec<RawColumn>,
    employers: Vec<RawColumn>,
    silent: Silent,
    nothing: Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    field: String,
    label: String,
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {
    words: Vec<String>,
}

struct Table {
    raw: Raw,
    columns: HashMap<List, Vec<(Field, String)>>,
    named: HashMap<(List, String), Field>,
    silent: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let raw: Raw = toml::from_str(include_str!("../../../data/roster/columns.toml"))
        .expect("embedded; a test reads it");
    let (mut columns, mut named) = (HashMap::new(), HashMap::new());
    for (list, rows) in [
        (List::Craftsmen, &raw.craftsmen),
        (List::Studios, &raw.studios),
        (List::Employers, &raw.employers),
    ] {
        for row in rows {
            let field = Field::from_code(&row.field).expect("embedded; a test reads it");
            let own: &mut Vec<(Field, String)> = columns.entry(list).or_default();
            own.push((field, row.label.clone()));
            // A column called by its code is one of ours; `name` alone is a person's.
            let code = (field != Field::Name || list == List::Craftsmen).then_some(&row.field);
            for name in std::iter::once(&row.label).chain(code).chain(&row.aliases) {
                named.insert((list, key(name)), field);
            }
        }
    }
    let silent = raw.silent.labels.iter().map(|label| key(label)).collect();
    Table {
        raw,
        columns,
        named,
        silent,
    }
});

impl List {
    /// Returns the fields of the list in the order they are written, with what heads them.
    pub fn columns(self) -> &'static [(Field, String)] {
        TABLE.columns.get(&self).map_or(&[], Vec::as_slice)
    }

    /// Returns what heads a field's column when we write it; empty for a field of other lists.
    pub fn label(self, field: Field) -> &'static str {
        let own = self.columns().iter().find(|(own, _)| *own == field);
        own.map_or("", |(_, label)| label.as_str())
    }

    /// Finds the field that a column of this name is: as it stands, or without the number of one of
    /// several (证书等级2, 发证机构（二）).
    pub fn named(self, name: &str) -> Option<Field> {
        let name = key(name);
        let find = |name: &str| TABLE.named.get(&(self, name.to_owned())).copied();
        find(&name).or_else(|| {
            let numbers = |c: char| c.is_ascii_digit() || "一二三四五六".contains(c);
            let bare = name.trim_end_matches(numbers);
            find(bare).filter(|field| bare.len() < name.len() && field.is_several())
        })
    }

    /// Finds a field of the list by its code or a name.
    pub fn field_of(self, name: &str) -> Option<Field> {
        let own = |field: &Field| self.columns().iter().any(|(own, _)| own == field);
        Field::from_code(name.trim())
            .filter(own)
            .or_else(|| self.named(name))
    }
}

/// Tells whether a column is left out without a word.
pub fn is_silent(label: &str) -> bool {
    let label = key(label);
    label.is_empty() || TABLE.silent.contains(&label)
}

/// Tells whether a cell says that there is nothing.
pub fn is_nothing(text: &str) -> bool {
    TABLE.raw.nothing.words.iter().any(|word| word == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_every_list_are_known_and_named_once() {
        for list in List::ALL {
            let columns = list.columns();
            assert_eq!(columns[0].0, Field::Name);
            for (at, (field, label)) in columns.iter().enumerate() {
                assert_eq!(list.named(label), Some(*field), "{label}");
                assert_eq!(list.field_of(field.code()), Some(*field));
                let again = columns[..at].iter().any(|(own, _)| own == field);
                assert!(!again, "{field:?}");
            }
        }
        let raw = &TABLE.raw;
        for rows in [&raw.craftsmen, &raw.studios, &raw.employers] {
            let mut names: Vec<String> = Vec::new();
            for row in rows {
                names.push(key(&row.label));
                names.extend(row.aliases.iter().map(|name| key(name)));
            }
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }

    #[test]
    fn a_column_of_several_is_known_by_its_number() {
        let of = |name| List::Craftsmen.named(name);
        assert_eq!(of("职业（工种）"), Some(Field::Trade));
        assert_eq!(of("证书等级2"), Some(Field::Level));
        assert_eq!(of("发证机构（二）"), Some(Field::Issuer));
        assert_eq!(of("姓名2"), None);
        assert_eq!(of("颜色"), None);
        assert_eq!(of(""), None);
        assert_eq!(List::Studios.field_of("phone"), None);
        assert!(is_silent("序 号") && is_silent("") && !is_silent("颜色"));
    }
}
