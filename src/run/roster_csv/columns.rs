//! What offices call the columns of their registers.
//!
//! Source: headers of published registers of craftsmen, studios and self-assessing enterprises;
//! compared without spaces, brackets and marks.

use crate::domain::coded;

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

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Gender,
    Birth,
    Employer,
    Trade,
    Level,
    Town,
    Phone,
    Honours,
    TalentClass,
    Note,
    Leader,
    Approved,
    TermEnd,
    Kind,
}

type Aliases = &'static [(Column, &'static [&'static str])];

const PERSON: Aliases = &[
    (
        Column::Name,
        &["姓名", "名字", "工匠姓名", "人员姓名", "职工姓名", "name"],
    ),
    (Column::Gender, &["性别", "gender"]),
    (
        Column::Birth,
        &[
            "出生年月",
            "出生日期",
            "出生年月日",
            "出生",
            "生日",
            "birth_month",
        ],
    ),
    (
        Column::Employer,
        &[
            "工作单位",
            "单位",
            "单位名称",
            "所在单位",
            "所在企业",
            "企业",
            "企业名称",
            "用人单位",
            "所属单位",
            "工作单位名称",
            "employer",
        ],
    ),
    (
        Column::Trade,
        &[
            "职业工种",
            "职业",
            "工种",
            "职业名称",
            "工种名称",
            "职业资格工种",
            "专业",
            "trade",
        ],
    ),
    (
        Column::Level,
        &[
            "技能等级",
            "等级",
            "级别",
            "职业技能等级",
            "职业资格等级",
            "技能级别",
            "证书等级",
            "skill",
        ],
    ),
    (
        Column::Town,
        &[
            "街道",
            "镇街道",
            "街道镇",
            "镇街",
            "乡镇",
            "镇",
            "乡镇街道",
            "所属街道",
            "所在街道",
            "所属镇街道",
            "所在镇街道",
            "属地",
            "town",
        ],
    ),
    (
        Column::Phone,
        &[
            "联系电话",
            "手机",
            "电话",
            "手机号",
            "手机号码",
            "联系方式",
            "联系手机",
            "phone",
        ],
    ),
    (
        Column::Honours,
        &[
            "荣誉",
            "荣誉称号",
            "所获荣誉",
            "获得荣誉",
            "称号",
            "honours",
        ],
    ),
    (
        Column::TalentClass,
        &["人才分类", "人才类别", "人才层次", "talent_class"],
    ),
    (Column::Note, &["备注", "说明", "note"]),
];

const STUDIO: Aliases = &[
    (
        Column::Name,
        &[
            "工作室名称",
            "工作室",
            "技能大师工作室名称",
            "技能大师工作室",
        ],
    ),
    (
        Column::Level,
        &["级别", "等级", "工作室级别", "工作室等级", "层级"],
    ),
    (
        Column::Leader,
        &[
            "领衔人",
            "领衔人姓名",
            "负责人",
            "领办人",
            "带头人",
            "领衔技能大师",
            "姓名",
            "领军人物",
        ],
    ),
    (
        Column::Employer,
        &[
            "依托单位",
            "所在单位",
            "单位",
            "单位名称",
            "工作单位",
            "所在企业",
            "企业名称",
            "建设单位",
            "申报单位",
            "承建单位",
        ],
    ),
    (
        Column::Trade,
        &["职业工种", "职业", "工种", "专业", "行业", "领域"],
    ),
    (
        Column::Approved,
        &[
            "批准时间",
            "批准日期",
            "授牌时间",
            "授牌日期",
            "设立时间",
            "成立时间",
            "认定时间",
            "命名时间",
        ],
    ),
    (
        Column::TermEnd,
        &["周期截止", "有效期至", "截止日期", "周期届满"],
    ),
    (Column::Note, &["备注", "说明"]),
];

const EMPLOYER: Aliases = &[
    (
        Column::Name,
        &[
            "单位名称",
            "企业名称",
            "单位",
            "企业",
            "机构名称",
            "机构",
            "学校名称",
            "公司名称",
            "用人单位",
        ],
    ),
    (
        Column::Kind,
        &[
            "类型",
            "类别",
            "性质",
            "单位类型",
            "单位类别",
            "单位性质",
            "企业类型",
        ],
    ),
    (
        Column::Town,
        &[
            "街道",
            "镇街道",
            "街道镇",
            "镇街",
            "乡镇",
            "镇",
            "乡镇街道",
            "所属街道",
            "所在街道",
            "属地",
        ],
    ),
    (Column::Phone, &["联系电话", "电话", "办公电话", "联系方式"]),
    (Column::Note, &["备注", "说明"]),
];

/// Columns that are left out without a word: they count rows.
const COUNTING: &[&str] = &["序号", "编号", "序", "no", "#"];

/// A header that was understood.
pub(super) struct Header {
    pub list: List,
    /// The place of each known column.
    pub columns: Vec<(usize, Column)>,
    pub ignored: Vec<String>,
}

/// Reads a row as a header; `None` when it has no column of names.
pub(super) fn header(cells: &[String]) -> Option<Header> {
    // A table of studios also has names of people and units, and a table of people also has units:
    // the most particular name column decides.
    let list = if has_name(cells, STUDIO) {
        List::Studios
    } else if has_name(cells, PERSON) {
        List::Craftsmen
    } else if has_name(cells, EMPLOYER) {
        List::Employers
    } else {
        return None;
    };
    let aliases = match list {
        List::Craftsmen => PERSON,
        List::Studios => STUDIO,
        List::Employers => EMPLOYER,
    };
    let mut columns: Vec<(usize, Column)> = Vec::new();
    let mut ignored = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let bare = bare(cell);
        match column(&bare, aliases) {
            // Of two columns that say the same the first counts.
            Some(found) if columns.iter().all(|(_, own)| *own != found) => {
                columns.push((at, found));
            }
            _ if bare.is_empty() || COUNTING.contains(&bare.as_str()) => {}
            _ => ignored.push(cell.trim().to_owned()),
        }
    }
    Some(Header {
        list,
        columns,
        ignored,
    })
}

fn has_name(cells: &[String], aliases: Aliases) -> bool {
    cells
        .iter()
        .any(|cell| column(&bare(cell), aliases) == Some(Column::Name))
}

fn column(bare: &str, aliases: Aliases) -> Option<Column> {
    aliases
        .iter()
        .find(|(_, names)| names.contains(&bare))
        .map(|(column, _)| *column)
}

/// Returns a header's word without spaces, brackets and marks: `职业（工种）` is `职业工种`.
fn bare(cell: &str) -> String {
    cell.chars()
        .filter(|c| c.is_alphanumeric() || *c == '_' || *c == '#')
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_the_table_lists() {
        let list = |cells: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
            header(&cells).map(|own| (own.list, own.columns.len(), own.ignored))
        };
        let none = Vec::<String>::new;
        assert_eq!(
            list(&["序号", "姓 名", "工作单位", "职业（工种）", "镇（街道）"]),
            Some((List::Craftsmen, 4, none()))
        );
        assert_eq!(
            list(&["工作室名称", "领衔人", "依托单位", "级别"]),
            Some((List::Studios, 4, none()))
        );
        assert_eq!(
            list(&["企业名称", "类型", "颜色"]),
            Some((List::Employers, 2, vec!["颜色".to_owned()]))
        );
        assert_eq!(list(&["云桥区工匠名册", "", ""]), None);
        assert_eq!(list(&[]), None);
    }
}
