//! Roster tables as they come, with what is read from them.

use std::sync::Arc;

use encoding_rs::GBK;

use super::{
    Field, Hint, Input, Layout, List, Passes, Reason, Rows, Wrong,
    cells::{self, Take},
    rows::cells_of,
    words,
};
use crate::domain::craftsman::{HonourLevel, Person, SkillLevel};

fn input(bytes: &[u8]) -> Input {
    Input::Bytes(Arc::from(bytes))
}

/// Reads a table of people: each with its line, or what is wrong with the row.
fn people(bytes: &[u8], map: &str) -> Vec<(u64, Result<Person, Wrong>)> {
    let looked = input(bytes).look().unwrap();
    let hint = Hint {
        names: crate::ingest::sheet::mapping::columns(map),
        ..Hint::default()
    };
    let mut layout = Layout::of(&looked.book, &hint).unwrap();
    layout.apply(map).unwrap();
    let mut rows = Rows::of(&input(bytes), looked, Passes::Once).unwrap();
    let mut found = Vec::new();
    while let Some(raw) = rows.next(&layout).unwrap() {
        let row = rows.read(&layout, &raw);
        let mut person = Person::default();
        let read = cells::person(&mut person, &row, &layout, Take::Whole);
        found.push((raw.line, read.map(|_| person)));
    }
    found
}

const REGISTER: &str =
    "云桥区工匠名册\r\n填报：某单位,,,2026-11-01\r\n\r\n序号,姓 名,出生\n年月\r\n";

#[test]
fn a_header_is_found_below_titles_and_rows_keep_their_lines() {
    let table = "云桥区高技能人才名册,,,\r\n填报日期：2026年11月1日,,,\r\n\r\n序号,姓 名,\"出生\r\n年月\",技能等级\r\n\
        1,林　夏,1985.3,三级/高级工\r\n\r\n2,周大川（男）,1979年12月,技师（二级）\r\n序号,姓名,出生年月,技能等级\r\n\
        3,赵石,一九八〇年五月,大师\r\n合计,3人,,\r\n注：以上名单公示五个工作日。,,,\r\n";
    let (gbk, _, _) = GBK.encode(table);
    let wide: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        table.as_bytes(),
        &gbk,
        &wide,
        format!("\u{FEFF}{table}").as_bytes(),
    ] {
        let found = people(bytes, "");
        assert_eq!(found.len(), 3, "{found:?}");
        let (line, first) = &found[0];
        let first = first.as_ref().unwrap();
        assert_eq!((*line, first.name.as_str()), (6, "林夏"));
        assert_eq!(first.birth_month.as_deref(), Some("1985-03"));
        assert_eq!(first.level, Some(SkillLevel::Senior));
        let (line, second) = &found[1];
        let second = second.as_ref().unwrap();
        assert_eq!((*line, second.gender.as_deref()), (8, Some("男")));
        let wrong = found[2].1.as_ref().unwrap_err();
        assert_eq!((found[2].0, wrong.reason), (10, Reason::Level));
        assert_eq!(wrong.value, "大师");
    }
    assert!(input(REGISTER.as_bytes()).look().is_ok());
}

#[test]
fn certificates_beside_and_below_each_other_are_one_persons() {
    let table = "姓名,单位,工种,技能等级,证书2工种,证书2等级,证书2发证机构,证书2发证日期\n\
        林夏,云桥 机械(集团),焊工,技师,钳工,高级工,云桥评价中心,2020.5.1\n\
        ,,电工,中级工,,,,\n周大川,甲厂,焊工,,,,某机构,\n";
    let map = "证书2工种=trade，证书2等级=level，证书2发证机构=issuer，证书2发证日期=issued";
    let found = people(table.as_bytes(), map);
    let first = found[0].1.as_ref().unwrap();
    assert_eq!(first.employer_name.as_deref(), Some("云桥机械（集团）"));
    assert_eq!(first.level, Some(SkillLevel::Technician));
    assert_eq!(first.trade.as_deref(), Some("焊工"));
    let second = found[1].1.as_ref().unwrap();
    assert_eq!(
        (second.name.as_str(), second.level),
        ("林夏", Some(SkillLevel::Middle))
    );
    let wrong = found[2].1.as_ref().unwrap_err();
    assert_eq!(
        (wrong.reason, wrong.value.as_str()),
        (Reason::Certificate, "某机构")
    );
    let table = "姓名,证书等级1,证书工种1,发证机构1,证书等级（二）,证书工种（二）,发证日期（二）\n\
        林夏,技师,焊工,甲中心,高级工,钳工,2020年5月\n";
    let found = people(table.as_bytes(), "");
    let person = found[0].1.as_ref().unwrap();
    assert_eq!(person.certificates.len(), 2, "{person:?}");
    assert_eq!(person.certificates[0].issuer.as_deref(), Some("甲中心"));
    assert_eq!(person.certificates[1].issued, "2020-05-01".parse().ok());
}

#[test]
fn a_number_that_was_not_read_never_becomes_a_remark() {
    let table = "姓名,证书\n林夏,焊工 高级工 证书编号YQ0001\n周大川,焊工 技师；编号 ００００\n\
        赵石,旧证一本；e\u{301}\n王川,\"焊工 高级工（编号YQ0001，2020-05-01）\"\n";
    let found = people(table.as_bytes(), "");
    for (_, read) in &found[..2] {
        assert_eq!(read.as_ref().unwrap_err().reason, Reason::Certificate);
    }
    let [third, fourth] = [2, 3].map(|at: usize| found[at].1.as_ref().unwrap());
    assert_eq!(third.note.as_deref(), Some("旧证一本；e\u{301}"));
    assert_eq!((&fourth.note, fourth.certificates.len()), (&None, 1));
}

#[test]
fn an_identity_number_gives_month_and_gender_and_is_not_kept() {
    // An invented number of a place that does not exist, with the check sign it must have.
    let table = "姓名,身份证号,荣誉\n林夏,990000198503070023,2018年浙江工匠；标兵\n周大川,99000019850307002X,\n";
    let found = people(table.as_bytes(), "");
    let good: Vec<_> = found.iter().filter(|(_, read)| read.is_ok()).collect();
    let bad: Vec<_> = found.iter().filter(|(_, read)| read.is_err()).collect();
    assert_eq!((good.len(), bad.len()), (1, 1), "{found:?}");
    let person = good[0].1.as_ref().unwrap();
    assert_eq!(person.birth_month.as_deref(), Some("1985-03"));
    assert_eq!(person.gender.as_deref(), Some("女"));
    assert!(!format!("{person:?}").contains("99000"));
}

#[test]
fn a_talent_class_is_dated_and_an_earlier_one_is_history() {
    let table = "姓名,人才分类,分类认定时间\n林夏,D,2023年\n林夏,E类,2019-05-06\n林夏,Ｄ 类人才,2023年\n赵石,C,\n";
    let mut person = Person::default();
    let looked = input(table.as_bytes()).look().unwrap();
    let layout = Layout::of(&looked.book, &Hint::default()).unwrap();
    let mut rows = Rows::of(&input(table.as_bytes()), looked, Passes::Once).unwrap();
    for _ in 0..3 {
        let raw = rows.next(&layout).unwrap().unwrap();
        let row = rows.read(&layout, &raw);
        cells::person(&mut person, &row, &layout, Take::Whole).unwrap();
    }
    let held = person.classes.iter();
    let held: Vec<_> = held.map(|own| (own.class.as_str(), own.since)).collect();
    assert_eq!(
        held,
        [
            ("D", "2023-01-01".parse().ok()),
            ("E", "2019-05-06".parse().ok())
        ]
    );
    assert_eq!(person.talent_class.as_deref(), Some("D"));
    let told = words::person_words(&person);
    let since = told.iter().find(|(field, _)| *field == Field::TalentSince);
    assert_eq!(since.unwrap().1, "2023-01-01");
    let undated = people(table.as_bytes(), "").remove(3).1.unwrap();
    assert_eq!(undated.talent_class.as_deref(), Some("C"));
    assert!(undated.classes.is_empty());
}

#[test]
fn a_web_page_and_a_double_header_are_read() {
    let page = "<html><meta charset=utf-8><table><tr><td colspan=4>名册</td></tr>
        <tr><td rowspan=2>姓名</td><td colspan=2>技能</td><td rowspan=2>颜色</td></tr>
        <tr><td>职业</td><td>等级</td></tr>
        <tr><td>林夏</td><td>焊工</td><td>技师</td><td>红</td></tr></table></html>";
    let looked = input(page.as_bytes()).look().unwrap();
    let layout = Layout::of(&looked.book, &Hint::default()).unwrap();
    assert_eq!(layout.ignored(), ["颜色"]);
    let found = people(page.as_bytes(), "");
    let person = found[0].1.as_ref().unwrap();
    assert_eq!(person.level, Some(SkillLevel::Technician));
    assert_eq!(person.trade.as_deref(), Some("焊工"));
}

#[test]
fn hostile_cells_are_cleaned_and_written_back_as_they_stand() {
    let table = "姓名,备注\n\u{1B}[31m张\u{202E}三,\u{1B}]0;x\u{7}e\u{301}\n！！,\n,\n";
    let found = people(table.as_bytes(), "");
    assert_eq!(found[0].1.as_ref().unwrap().name, "张三");
    assert_eq!(found[1].1.as_ref().unwrap_err().reason, Reason::Name);
    let looked = input(table.as_bytes()).look().unwrap();
    let layout = Layout::of(&looked.book, &Hint::default()).unwrap();
    let mut rows = Rows::of(&input(table.as_bytes()), looked, Passes::Once).unwrap();
    let raw = rows.next(&layout).unwrap().unwrap();
    assert_eq!(cells_of(&raw, &layout)[0], "张三");
}

#[test]
fn what_a_table_lists_shows_in_its_header_or_is_told() {
    let of = |text: &str, hint: &Hint| {
        let looked = input(text.as_bytes()).look().unwrap();
        Layout::of(&looked.book, hint).map(|own| (own.list, own.is_certain()))
    };
    let none = Hint::default();
    assert_eq!(
        of("序号,姓 名,工作单位,镇（街道）\n", &none),
        Some((List::Craftsmen, true))
    );
    assert_eq!(
        of("工作室名称,领衔人,依托单位,级别\n", &none),
        Some((List::Studios, true))
    );
    assert_eq!(
        of("企业名称,类型,颜色\n", &none),
        Some((List::Employers, true))
    );
    assert_eq!(of("名称,颜色,形状\n", &none), None);
    let told = Hint {
        list: Some(List::Employers),
        columns: vec![(List::Employers, "名称".into(), Some(Field::Name))],
        names: Vec::new(),
    };
    assert_eq!(
        of("名称,颜色,形状\n", &told).map(|own| own.0),
        Some(List::Employers)
    );
}

#[test]
fn studios_and_employers_are_read_and_their_words_are_read_back() {
    let table = "工作室名称,领衔人,依托单位,级别,批准时间,周期截止,资助\n\
        林夏焊接工作室,林 夏,云桥机械,市,2023年5月,2026.4.30,市级（2023年，10万元）\n甲室,,,乡级,,,\n";
    let looked = input(table.as_bytes()).look().unwrap();
    let layout = Layout::of(&looked.book, &Hint::default()).unwrap();
    let mut rows = Rows::of(&input(table.as_bytes()), looked, Passes::Once).unwrap();
    let raw = rows.next(&layout).unwrap().unwrap();
    let row = rows.read(&layout, &raw);
    let mut studio = cells::blank_studio();
    let originals = cells::studio(&mut studio, &row, &layout).unwrap();
    assert_eq!(studio.level, HonourLevel::City);
    assert_eq!(studio.approved, "2023-05-01".parse().ok());
    assert_eq!(studio.grants[0].amount_yuan, 100_000);
    assert!(originals.contains(&("批准时间".into(), "2023年5月".into())));
    let raw = rows.next(&layout).unwrap().unwrap();
    let row = rows.read(&layout, &raw);
    let mut bad = cells::blank_studio();
    let wrong = cells::studio(&mut bad, &row, &layout).unwrap_err();
    assert_eq!(wrong.reason, Reason::StudioLevel);
    let words = words::studio_words(&studio);
    assert_eq!(words.len(), List::Studios.columns().len());
}
