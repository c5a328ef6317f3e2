//! Cells of a row into a record. What a row leaves empty stays as the record has it.

use chrono::NaiveDate;

use super::{columns::Column, table::Row};
use crate::{
    app::record::Record,
    domain::{
        craftsman::{Honour, HonourLevel, Person, SkillLevel},
        employer::{EmployerKind, Firm},
        private::Private,
        studio::Workshop,
    },
};

/// A name longer than this is a sentence. The longest registered names of employers have some fifty
/// characters. Chosen by us.
const NAME_CHARS: usize = 80;

/// Why a row cannot be read.
pub(super) struct Wrong {
    /// A key under `cli.bad`.
    pub reason: &'static str,
    /// The cell.
    pub value: String,
}

fn wrong(reason: &'static str, value: &str) -> Wrong {
    Wrong {
        reason,
        value: value.to_owned(),
    }
}

/// Cells that say there is nothing.
fn said(row: &Row, column: Column) -> Option<&str> {
    row.get(column)
        .filter(|text| !matches!(*text, "-" | "—" | "——" | "/" | "无" | "\\"))
}

fn put(own: &mut Option<String>, row: &Row, column: Column) {
    if let Some(text) = said(row, column) {
        *own = Some(text.to_owned());
    }
}

fn name(row: &Row) -> Result<String, Wrong> {
    let text = said(row, Column::Name).ok_or_else(|| wrong("no_name", ""))?;
    if matches!(text, "合计" | "总计" | "小计" | "共计") {
        return Err(wrong("sum", text));
    }
    if text.chars().count() > NAME_CHARS || !text.chars().any(char::is_alphanumeric) {
        let head: String = text.chars().take(NAME_CHARS).collect();
        return Err(wrong("name", &head));
    }
    // Registers set names of two characters apart: `张　三`.
    let parts: Vec<&str> = text.split_whitespace().collect();
    let spaced = parts.iter().all(|part| part.chars().count() == 1);
    let han = text
        .chars()
        .all(|c| c.is_whitespace() || !c.is_ascii() && c.is_alphabetic());
    Ok(if spaced && han {
        parts.concat()
    } else {
        parts.join(" ")
    })
}

pub(super) fn person(person: &mut Person, row: &Row) -> Result<(), Wrong> {
    person.name = name(row)?;
    if let Some(text) = said(row, Column::Gender) {
        if !matches!(text, "男" | "女") {
            return Err(wrong("gender", text));
        }
        person.gender = Some(text.to_owned());
    }
    if let Some(text) = said(row, Column::Birth) {
        person.birth_month = Some(month(text).ok_or_else(|| wrong("birth", text))?);
    }
    if let Some(text) = said(row, Column::Level) {
        person.level = Some(level(text).ok_or_else(|| wrong("level", text))?);
    }
    put(&mut person.employer_name, row, Column::Employer);
    put(&mut person.trade, row, Column::Trade);
    put(&mut person.town, row, Column::Town);
    put(&mut person.talent_class, row, Column::TalentClass);
    put(&mut person.note, row, Column::Note);
    if let Some(text) = said(row, Column::Phone) {
        person.phone = Some(Private::new(text));
    }
    if let Some(text) = said(row, Column::Honours) {
        honours(person, text);
    }
    Ok(())
}

/// Adds the honours that a cell names. One whose level does not stand in its name goes into the
/// remark: the level is not guessed.
fn honours(person: &mut Person, text: &str) {
    let names = text
        .split(['、', '，', ',', ';', '；'])
        .map(str::trim)
        .filter(|name| !name.is_empty());
    for name in names {
        if person.honours.iter().any(|own| own.name == name) {
            continue;
        }
        if let Some(level) = honour_level(name) {
            person.honours.push(Honour::named(name, level));
        } else {
            let note = person.note.get_or_insert_default();
            if !note.contains(name) {
                if !note.is_empty() {
                    note.push('；');
                }
                note.push_str(name);
            }
        }
    }
}

/// The names of provinces as honours carry them (`浙江工匠`). Source: GB/T 2260.
const PROVINCES: &[&str] = &[
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
];

fn honour_level(name: &str) -> Option<HonourLevel> {
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Some(if says(&["全国", "国家", "中华", "大国"]) {
        HonourLevel::National
    } else if says(&["省"]) || PROVINCES.iter().any(|own| name.starts_with(own)) {
        HonourLevel::Province
    } else if says(&["市"]) {
        HonourLevel::City
    } else if says(&["区", "县"]) {
        HonourLevel::County
    } else {
        return None;
    })
}

fn level(text: &str) -> Option<SkillLevel> {
    SkillLevel::from_word(text).or_else(|| {
        // Spreadsheets say the rank alone: 初级, 中级, 高级, or 1 to 5.
        Some(match text {
            "初级" | "5" | "五" | "5级" => SkillLevel::Junior,
            "中级" | "4" | "四" | "4级" => SkillLevel::Middle,
            "高级" | "3" | "三" | "3级" => SkillLevel::Senior,
            "2" | "二" | "2级" => SkillLevel::Technician,
            "1" | "一" | "1级" => SkillLevel::SeniorTechnician,
            _ => return None,
        })
    })
}

/// Returns a birth month: `1980-05`, `1980.5`, `1980年5月`, `198005`, `1980/5/6`, `19800506`.
fn month(text: &str) -> Option<String> {
    let digits: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (year, month) = match digits.as_slice() {
        [year, month] | [year, month, _] if year.len() == 4 => (*year, *month),
        [all] if all.len() == 6 || all.len() == 8 => (&all[..4], &all[4..6]),
        _ => return None,
    };
    let (year, month): (i32, u32) = (year.parse().ok()?, month.parse().ok()?);
    let fits = (1900..2200).contains(&year) && (1..=12).contains(&month);
    fits.then(|| format!("{year:04}-{month:02}"))
}

/// Reads a day as forms do; a year and month alone is its first day.
fn day(text: &str) -> Option<NaiveDate> {
    let mut record = Record::Day(None);
    match (record.set("day", text), record) {
        (Ok(()), Record::Day(day)) => day,
        _ => format!("{}-01", month(text)?).parse().ok(),
    }
}

pub(super) fn studio(studio: &mut Workshop, row: &Row) -> Result<(), Wrong> {
    studio.name = name(row)?;
    if let Some(text) = said(row, Column::Level) {
        let word = text.trim_end_matches('级');
        studio.level = match word {
            "国家" => HonourLevel::National,
            "省" => HonourLevel::Province,
            "市" => HonourLevel::City,
            "区县" | "区" | "县" | "县区" | "县市区" => HonourLevel::County,
            "企业" => HonourLevel::Enterprise,
            _ => return Err(wrong("studio_level", text)),
        };
    }
    for (column, own) in [
        (Column::Approved, &mut studio.approved),
        (Column::TermEnd, &mut studio.term_end),
    ] {
        if let Some(text) = said(row, column) {
            *own = Some(day(text).ok_or_else(|| wrong("date", text))?);
        }
    }
    put(&mut studio.leader_name, row, Column::Leader);
    put(&mut studio.host_name, row, Column::Employer);
    put(&mut studio.trade, row, Column::Trade);
    put(&mut studio.note, row, Column::Note);
    Ok(())
}

pub(super) fn employer(firm: &mut Firm, row: &Row) -> Result<(), Wrong> {
    firm.name = name(row)?;
    if let Some(text) = said(row, Column::Kind) {
        firm.kind = match text {
            "企业" | "公司" => EmployerKind::Enterprise,
            own if own.contains("自主评价") => EmployerKind::SelfAssessing,
            own if own.contains("评价机构") || own.contains("鉴定") => {
                EmployerKind::AssessmentBody
            }
            own if own.contains("实训") => EmployerKind::TrainingBase,
            own if own.contains("学校") || own.contains("院校") || own.contains("学院") => {
                EmployerKind::School
            }
            _ => return Err(wrong("employer_kind", text)),
        };
    }
    put(&mut firm.town, row, Column::Town);
    put(&mut firm.phone, row, Column::Phone);
    put(&mut firm.note, row, Column::Note);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_registers_write_them() {
        for (text, read) in [
            ("1980-05", Some("1980-05")),
            ("1980.5", Some("1980-05")),
            ("1980年5月", Some("1980-05")),
            ("198005", Some("1980-05")),
            ("19800506", Some("1980-05")),
            ("1980/5/6", Some("1980-05")),
            ("1980-13", None),
            ("80.5", None),
            ("去年", None),
            ("", None),
        ] {
            assert_eq!(month(text).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn an_honour_shows_its_level_or_has_none() {
        assert_eq!(honour_level("全国技术能手"), Some(HonourLevel::National));
        assert_eq!(honour_level("浙江工匠"), Some(HonourLevel::Province));
        assert_eq!(honour_level("澄江市首席工人"), Some(HonourLevel::City));
        assert_eq!(honour_level("云桥区工匠"), Some(HonourLevel::County));
        assert_eq!(honour_level("技术标兵"), None);
    }
}
