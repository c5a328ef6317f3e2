//! Public lists (公示名单) by template: `data/public/lists.toml`.
//!
//! Private data is left out by construction: a row of a public list is made of [`Open`] fields alone, and
//! there is none for phones, identity or certificate numbers and remarks.

use chrono::{Days, NaiveDate};

use super::{Order, Record, record};
use crate::{
    domain::{calendar::Calendar, coded, craftsman::SkillLevel, unit::Unit},
    ingest::roster::{List, list::level_word, words::employer_word},
    sheet::{Column, ColumnKind, Table},
    store::{NameId, Result, Store},
};

coded! {
    /// A field that everybody may read.
    Open {
        /// 序号.
        Serial = "serial",
        /// 姓名.
        Name = "name",
        /// 性别.
        Gender = "gender",
        /// 出生年月.
        Birth = "birth",
        /// 工作单位.
        Employer = "employer",
        /// 职业（工种）.
        Trade = "trade",
        /// 技能等级.
        Level = "level",
        /// 街道（镇）.
        Town = "town",
        /// 人才分类.
        TalentClass = "talent_class",
        /// 荣誉: those that were not revoked, with their year.
        Honours = "honours",
        /// 工作室名称.
        Studio = "studio",
        /// 级别.
        StudioLevel = "studio_level",
        /// 领衔人.
        Leader = "leader",
        /// 依托单位.
        Host = "host",
        /// 单位名称.
        Firm = "firm",
        /// 类型.
        Kind = "kind",
    }
}

impl Open {
    /// Returns what heads the column.
    pub const fn label(self) -> &'static str {
        match self {
            Open::Serial => "序号",
            Open::Name => "姓名",
            Open::Gender => "性别",
            Open::Birth => "出生年月",
            Open::Employer => "工作单位",
            Open::Trade => "职业（工种）",
            Open::Level => "技能等级",
            Open::Town => "街道（镇）",
            Open::TalentClass => "人才分类",
            Open::Honours => "荣誉",
            Open::Studio => "工作室名称",
            Open::StudioLevel => "级别",
            Open::Leader => "领衔人",
            Open::Host => "依托单位",
            Open::Firm => "单位名称",
            Open::Kind => "类型",
        }
    }

    /// Returns what a record says.
    fn of(self, record: &Record, serial: usize) -> String {
        let text = |own: &Option<String>| own.clone().unwrap_or_default();
        match (record, self) {
            (_, Open::Serial) => serial.to_string(),
            (Record::Person(own), _) => match self {
                Open::Name => own.name.clone(),
                Open::Gender => text(&own.gender),
                Open::Birth => text(&own.birth_month),
                Open::Employer => text(&own.employer_name),
                Open::Trade => text(&own.trade),
                Open::Level => own.level.map_or("", SkillLevel::word).to_owned(),
                Open::Town => text(&own.town),
                Open::TalentClass => text(&own.talent_class),
                Open::Honours => {
                    let standing = own.honours.iter().filter(|own| own.revoked.is_none());
                    let words = standing.map(|own| match own.year {
                        Some(year) => format!("{year}年{}", own.name),
                        None => own.name.clone(),
                    });
                    words.collect::<Vec<_>>().join("；")
                }
                _ => String::new(),
            },
            (Record::Studio(own), _) => match self {
                Open::Studio => own.name.clone(),
                Open::StudioLevel => level_word(own.level).to_owned(),
                Open::Leader => text(&own.leader_name),
                Open::Host => text(&own.host_name),
                Open::Trade => text(&own.trade),
                _ => String::new(),
            },
            (Record::Firm(own), _) => match self {
                Open::Firm => own.name.clone(),
                Open::Kind => employer_word(own.kind).to_owned(),
                Open::Town => text(&own.town),
                _ => String::new(),
            },
        }
    }
}

/// A public list as it is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What it is asked for by.
    pub name: String,
    /// Whom it lists.
    pub list: List,
    /// Its title.
    pub title: String,
    /// Paragraphs above the table.
    pub above: Vec<String>,
    /// Paragraphs below it.
    pub below: Vec<String>,
    /// Its columns.
    pub columns: Vec<Open>,
    /// Its order.
    pub order: Order,
}

/// How many working days a list is shown when nothing is said. Source: published lists have 5 days to 5
/// working days (domain 6.5).
pub const PERIOD: u32 = 5;

/// The days on which a list is shown to everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// How many working days they are.
    pub days: u32,
}

impl Period {
    /// Returns so many working days from a day on, at least one.
    pub fn of(from: NaiveDate, days: u32, calendar: &Calendar) -> Self {
        let mut to = calendar.on_or_after(from);
        for _ in 1..days {
            to = calendar.on_or_after(to + Days::new(1));
        }
        Self { from, to, days }
    }
}

/// A public list made: its table and the paragraphs around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The table, with its title.
    pub table: Table,
    /// Paragraphs above it.
    pub above: Vec<String>,
    /// Paragraphs below it.
    pub below: Vec<String>,
}

/// Makes a public list of records in the order given.
///
/// # Errors
/// When the store cannot be read.
pub fn notice(
    store: &dyn Store,
    template: &Template,
    ids: &[NameId],
    unit: &Unit,
    period: Period,
) -> Result<Notice> {
    let mut rows = Vec::new();
    for id in ids {
        if let Some(record) = record(store, *id)? {
            let serial = rows.len() + 1;
            let cells = template.columns.iter().map(|open| open.of(&record, serial));
            rows.push(cells.collect());
        }
    }
    let columns = template.columns.iter().map(|open| Column {
        label: open.label().to_owned(),
        kind: match open {
            Open::Serial => ColumnKind::Count,
            _ => ColumnKind::Text,
        },
    });
    let filled = |texts: &[String]| {
        let texts = texts.iter().map(|text| fill(text, unit, period));
        texts.collect::<Vec<_>>()
    };
    Ok(Notice {
        table: Table {
            name: template.name.clone(),
            title: Some(template.title.clone()),
            columns: columns.collect(),
            rows,
        },
        above: filled(&template.above),
        below: filled(&template.below),
    })
}

/// Fills the blanks of a paragraph; what the unit's profile lacks stays a visible blank.
fn fill(text: &str, unit: &Unit, period: Period) -> String {
    let day = |day: NaiveDate| day.format("%Y年%-m月%-d日").to_string();
    let blank = |own: Option<&str>| match own {
        Some(own) if !own.is_empty() => own.to_owned(),
        _ => "＿＿＿＿".to_owned(),
    };
    text.replace("{from}", &day(period.from))
        .replace("{to}", &day(period.to))
        .replace("{days}", &period.days.to_string())
        .replace("{unit}", &blank(unit.full_name.as_deref()))
        .replace("{contact}", &blank(unit.contact.as_deref()))
        .replace("{phone}", &blank(unit.contact_phone.as_deref()))
}

/// Writes a public list as text, its columns under each other.
pub fn text(notice: &Notice) -> String {
    use crate::text::width;
    let table = &notice.table;
    let mut out = String::new();
    for line in table.title.iter().chain(&notice.above) {
        out.push_str(line);
        out.push_str("\n\n");
    }
    let labels: Vec<String> = table.columns.iter().map(|own| own.label.clone()).collect();
    let rows: Vec<&Vec<String>> = std::iter::once(&labels).chain(&table.rows).collect();
    let widths: Vec<usize> = (0..labels.len())
        .map(|at| {
            rows.iter()
                .map(|row| width::of(&row[at]))
                .max()
                .unwrap_or(0)
        })
        .collect();
    for row in rows {
        let cells = row.iter().zip(&widths);
        let line: Vec<String> = cells.map(|(cell, cols)| width::pad(cell, *cols)).collect();
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    for line in &notice.below {
        out.push('\n');
        out.push_str(line);
        out.push('\n');
    }
    out
}
