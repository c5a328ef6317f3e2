use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{
    figure::{Field, Kind, Question, Subject, Tongue, Value},
    lang::Lang,
    search::Kind as NameKind,
};

#[expect(clippy::unnecessary_wraps, reason = "as the roster is asked")]
fn known(field: Field) -> Result<Arc<Known>, ()> {
    let words: &[&str] = match field {
        Field::Town => &["蛟川街道", "云桥镇", "e\u{301}镇"],
        Field::StudioTown | Field::EmployerTown => &["蛟川街道"],
        Field::Honour => &["浙江工匠", "云桥工匠"],
        Field::Gender => &["男", "女"],
        Field::Employer => &["云桥 机械厂", "青石厂"],
        _ => &[],
    };
    let list: Vec<Value> = words.iter().map(|own| Value::Text((*own).into())).collect();
    let counts = (1..=list.len() as u64).rev().collect();
    Ok(Arc::new(match field.kind() {
        Kind::Text => Known::counted(list, counts),
        kind => Known::of_kind(kind),
    }))
}

/// What a text means for people, as the questions that are printed.
fn meant(typed: &str) -> Result<(Vec<String>, Vec<String>), Wrong> {
    let lists = resolve(&NameFilter::read(typed), &mut known).unwrap()?;
    let people = lists
        .into_iter()
        .find(|(own, _)| *own == NameKind::Craftsman);
    let (_, sifts) = people.expect("people have it");
    let print = |own: Vec<Sifted>| {
        let all = own.into_iter().map(|own| match own {
            Sifted::Asked(question) => question.print(Tongue::Zh),
            Sifted::OneOf(field, values) => format!("{} {}", field.zh(), values.len()),
            Sifted::EitherOf(all) => all.iter().map(|own| own.print(Tongue::Zh)).collect(),
        });
        all.collect::<Vec<String>>()
    };
    Ok((print(sifts.within), print(sifts.without)))
}

fn wrong(typed: &str) -> String {
    meant(typed).expect_err(typed).says(Lang::Zh)
}

#[test]
fn words_and_filters_stand_in_any_order() {
    let filter = NameFilter::read("张 级别:技师 街道：蛟川  jg");
    assert_eq!(filter.words.trim(), "张 jg");
    assert_eq!(filter.terms.len(), 2);
    assert_eq!(
        meant("张 jb:js 街道：蛟川  jg").unwrap().0,
        ["人才 级别=技师 街道=蛟川街道"]
    );
    for same in [
        "级别:技师",
        "ＪＢ：技师",
        "level:technician",
        "jb:jishi",
        "级别=技师",
    ] {
        assert_eq!(meant(same).unwrap().0, ["人才 级别=技师"], "{same}");
    }
}

#[test]
fn orders_ranges_and_several_values_are_said_as_people_say_them() {
    for (typed, printed) in [
        ("级别:技师以上", "人才 级别>=技师"),
        ("级别:技师+", "人才 级别>=技师"),
        ("jb>=js", "人才 级别>=技师"),
        ("级别:>=技师", "人才 级别>=技师"),
        ("级别:高级以上", "人才 级别>=高级工"),
        ("级别:技师,高级技师", "人才 级别=技师,高级技师"),
        ("出生年份:1980-1982", "人才 出生年份=1980,1981,1982"),
        ("出生年份<1980", "人才 出生年份<1980"),
        ("镇~镇", "人才 街道=云桥镇,e\u{301}镇"),
        ("街道:无", "人才 街道=无"),
        ("gender:female", "人才 性别=女"),
        ("单位:\"云桥 机械厂\"", "人才 单位=\"云桥 机械厂\""),
        (
            "荣誉:浙江工匠 荣誉年份:2025",
            "人才 荣誉=浙江工匠 荣誉年份=2025",
        ),
    ] {
        assert_eq!(meant(typed).unwrap().0, [printed], "{typed}");
    }
    // Two honours are two, not one that is both.
    let two = ["人才 荣誉=浙江工匠", "人才 荣誉=云桥工匠"];
    assert_eq!(meant("荣誉:浙江 荣誉:云桥").unwrap().0, two);
}

#[test]
fn what_must_not_hold_is_apart() {
    for typed in [
        "-街道:蛟川",
        "!街道:蛟川",
        "街道:!蛟川",
        "街道!=蛟川",
        "－街道：蛟川",
    ] {
        let (within, without) = meant(typed).unwrap();
        assert_eq!(
            (within.len(), without),
            (0, vec!["人才 街道=蛟川街道".to_owned()]),
            "{typed}"
        );
    }
}

#[test]
fn an_open_filter_takes_its_place_and_knows_what_holds_of_its_row() {
    let beside_it = |line: &str, behind: &str| {
        let others = beside(line, behind).unwrap();
        let lists = resolve(&others, &mut known).unwrap().unwrap();
        let (_, sifts) = lists.into_iter().next().unwrap();
        let own = sifts.beside_open.iter().map(|own| own.field.zh());
        (own.collect::<Vec<_>>(), sifts.within.len())
    };
    assert_eq!(beside_it("荣誉:浙江 荣誉级别:", ""), (vec!["荣誉"], 1));
    assert_eq!(beside_it("荣誉级别:", "荣誉:浙江"), (vec!["荣誉"], 1));
    assert_eq!(beside_it("-荣誉:浙江 荣誉级别:", ""), (vec![], 0));
    assert_eq!(beside_it("荣誉:浙江 -荣誉级别:", ""), (vec![], 1));
    assert_eq!(beside_it("级别:技师 荣誉级别:", ""), (vec![], 1));
    assert_eq!(beside_it("荣誉年份:2025 荣誉:浙江 级别:", ""), (vec![], 1));
    // The level is that of the first honour, which is still to be named.
    let both = beside_it("荣誉:", "荣誉:浙江 荣誉级别:国家级");
    assert_eq!(both, (vec!["荣誉级别"], 2));
    assert!(!beside("荣誉:", "").unwrap().narrows());
    assert!(beside("荣誉:浙江", "级别:技师").unwrap().narrows());
}

#[test]
fn every_list_that_has_the_fields_is_searched() {
    let lists = |typed: &str| -> Vec<NameKind> {
        let found = resolve(&NameFilter::read(typed), &mut known)
            .unwrap()
            .unwrap();
        found.into_iter().map(|(own, _)| own).collect()
    };
    assert_eq!(lists("街道:蛟川"), SUBJECTS.map(list_of));
    assert_eq!(lists("级别:技师"), [NameKind::Craftsman]);
    assert_eq!(lists("级别:市级"), [NameKind::Studio]);
    assert_eq!(lists("类型:学校"), [NameKind::Employer]);
}

#[test]
fn what_means_nothing_says_so_with_what_is_near() {
    assert!(
        wrong("级别:大师").contains("首席技师"),
        "{}",
        wrong("级别:大师")
    );
    assert!(
        wrong("街到:蛟川").contains("街道"),
        "{}",
        wrong("街到:蛟川")
    );
    assert!(
        wrong("街道:焦川街道").contains("蛟川街道"),
        "{}",
        wrong("街道:焦川街道")
    );
    assert!(matches!(
        meant("街道>蛟川"),
        Err(Wrong::Sign(Field::Town, Op::Above))
    ));
    assert!(matches!(meant("出生年份:86"), Err(Wrong::Value { .. })));
    assert!(matches!(meant("abc:x"), Err(Wrong::Field(name)) if name == "abc"));
}

#[test]
fn what_is_no_filter_is_a_name() {
    for typed in [
        "",
        "·",
        ":",
        "：",
        "12:30",
        "张·三",
        "\"张",
        "a=b",
        "<",
        "-张",
        "\u{1b}[31m:x",
    ] {
        let filter = NameFilter::read(typed);
        assert_eq!(
            (filter.words.as_str(), filter.key()),
            (typed, String::new()),
            "{typed:?}"
        );
    }
    // A field without a value narrows nothing and is no name either.
    let begun = NameFilter::read("张 级别:");
    assert_eq!((begun.words.trim(), begun.terms.len()), ("张", 0));
}

#[test]
fn what_is_typed_at_the_caret_is_known() {
    let value = |line: &str| match at_caret(line) {
        At::Value {
            from, name, typed, ..
        } => (line[..from].to_owned(), name, typed),
        At::Word { .. } => panic!("{line} is at a word"),
    };
    let parts = |before: &str, name: &str, typed: &str| {
        (before.to_owned(), name.to_owned(), typed.to_owned())
    };
    assert_eq!(value("张 级别："), parts("张 级别：", "级别", ""));
    assert_eq!(value("级别:技师,高"), parts("级别:技师,", "级别", "高"));
    assert_eq!(value("-jb:>=js"), parts("-jb:>=", "jb", "js"));
    assert_eq!(value("单位:\"云桥 "), parts("单位:", "单位", "云桥 "));
    let word = |line: &str| match at_caret(line) {
        At::Word { from, typed } => (from, typed),
        At::Value { .. } => panic!("{line} is at a value"),
    };
    assert_eq!(word("张 "), (4, String::new()));
    assert_eq!(word("张 -jie"), (5, "jie".to_owned()));
    assert_eq!(word(""), (0, String::new()));
}

#[test]
fn fields_and_values_are_offered() {
    let fields = |typed: &str| -> Vec<String> {
        let all = field_offers(typed, Tongue::Zh).into_iter();
        all.map(|own| own.text).collect()
    };
    assert_eq!(fields("jd"), ["街道:"]);
    assert_eq!(fields("街"), ["街道:"]);
    assert_eq!(fields("tow"), ["街道:"]);
    assert!(fields("").contains(&"级别:".to_owned()));
    assert!(fields("类").contains(&"类型:".to_owned()));
    assert!(fields("张").is_empty());
    let towns = known(Field::Town).unwrap();
    let offers = value_offers(Field::Town, Op::Is, "镇", &towns, Tongue::Zh);
    let texts: Vec<(&str, Option<u64>)> =
        offers.iter().map(|own| (&*own.text, own.count)).collect();
    assert_eq!(texts, [("云桥镇 ", Some(2)), ("e\u{301}镇 ", Some(1))]);
    let firms = known(Field::Employer).unwrap();
    let offers = value_offers(Field::Employer, Op::Is, "yq", &firms, Tongue::Zh);
    assert_eq!(offers[0].text, "\"云桥 机械厂\" ");
}

proptest! {
    #[test]
    fn any_text_can_be_read(typed in "[级别街道技师张a-z:：=<>!~\"“”,、 0-9·+-]{0,24}|.{0,24}") {
        let filter = NameFilter::read(&typed);
        if filter.terms.is_empty() && NameFilter::read(&typed).words == typed {
            prop_assert_eq!(filter.key(), "");
        }
        if let Ok(Err(wrong)) = resolve(&filter, &mut known) {
            prop_assert!(!wrong.says(Lang::En).is_empty());
        }
        for (end, _) in typed.char_indices() {
            match at_caret(&typed[..end]) {
                At::Word { from, .. } | At::Value { from, .. } => prop_assert!(typed[..end].get(from..).is_some()),
            }
        }
    }
}

#[test]
fn the_lists_are_a_filter_too() {
    let lists = |typed: &str| {
        let found = resolve(&NameFilter::read(typed), &mut known).unwrap()?;
        Ok::<_, Wrong>(found.into_iter().map(|(own, _)| own).collect::<Vec<_>>())
    };
    for typed in [
        "名单:单位",
        "md=dw",
        "list:employers",
        "名单：企业",
        "名单:employer",
    ] {
        assert_eq!(lists(typed), Ok(vec![NameKind::Employer]), "{typed}");
    }
    let both = vec![NameKind::Studio, NameKind::Programme];
    assert_eq!(lists("名单:工作室,项目"), Ok(both));
    assert_eq!(lists("-名单:人才").unwrap().len(), 3);
    let programmes = |typed: &str| {
        let found = resolve(&NameFilter::read(typed), &mut known)
            .unwrap()
            .unwrap();
        let own = found
            .into_iter()
            .find(|(own, _)| *own == NameKind::Programme);
        own.map(|(_, own)| (own.within, own.without))
    };
    let all = Question::all;
    let either = |own: &[Subject]| Sifted::EitherOf(own.iter().map(|own| all(*own)).collect());
    for (typed, own) in [
        ("名单:竞赛", &[Subject::Contests][..]),
        ("md:jh", &[Subject::Plans]),
        (
            "list:training,补贴,单位",
            &[Subject::Trainings, Subject::Subsidies],
        ),
    ] {
        assert_eq!(
            programmes(typed),
            Some((vec![either(own)], vec![])),
            "{typed}"
        );
    }
    assert_eq!(lists("名单:竞赛"), Ok(vec![NameKind::Programme]));
    for (typed, without) in [
        ("-名单:计划", vec![Sifted::Asked(all(Subject::Plans))]),
        ("名单:竞赛,项目", vec![]),
    ] {
        assert_eq!(programmes(typed), Some((vec![], without)), "{typed}");
    }
    assert_eq!(lists("-名单:计划").unwrap().len(), 4);
    assert_eq!(programmes("-名单:项目"), None);
    assert_eq!(programmes("名单:竞赛 级别:市级"), None);
    assert_eq!(lists("名单:人才 级别:技师"), Ok(vec![NameKind::Craftsman]));
    // Employers have no level: there is nothing to find, and nothing is wrong.
    assert_eq!(lists("名单:单位 级别:技师"), Ok(vec![]));
    assert_eq!(lists("名单:人才 名单:单位"), Ok(vec![]));
    let wrong = lists("名单:e\u{301}").unwrap_err().says(Lang::Zh);
    assert!(wrong.contains("项目"), "{wrong}");
    assert!(is_filtered("张 md:") && is_filtered("-级别:技师"));
    assert!(!is_filtered("附件:无") && !is_filtered("名单") && !is_filtered(""));
}
