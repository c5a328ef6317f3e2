use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::figure::parse::{Wrong, read};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn names(line: &str) -> Vec<String> {
    let menu = menu(line, Tongue::Zh, day());
    menu.offers.into_iter().map(|offer| offer.name).collect()
}

/// Takes the offer of a name, as the desk does.
fn taken(line: &str, name: &str) -> String {
    let menu = menu(line, Tongue::Zh, day());
    let offer = menu.offers.iter().find(|offer| offer.name == name);
    let text = &offer.unwrap_or_else(|| panic!("{line}: no {name}")).text;
    format!("{}{text}", &line[..menu.from])
}

#[test]
fn a_question_can_be_put_together_by_choosing_alone() {
    let mut line = String::new();
    for name in [
        "人才",
        "级别",
        "级别>=",
        "高级工",
        "荣誉数",
        "按荣誉级别",
        "截至",
        "截至2025-12-31",
    ] {
        line = taken(&line, name);
    }
    assert_eq!(line, "人才 级别>=高级工 荣誉数 按荣誉级别 截至2025-12-31 ");
    assert!(read(&line).is_ok());
}

#[test]
fn what_is_typed_is_replaced_from_where_it_begins() {
    for (line, from, typed) in [
        ("", "", ""),
        ("人", "", "人"),
        ("人才 级", "人才 ", "级"),
        ("人才 级别>=高", "人才 级别>=", "高"),
        ("人才 级别=技师,高", "人才 级别=技师,", "高"),
        ("人才 街道=“青石", "人才 街道=", "青石"),
        ("人才 街道=“青 石", "人才 街道=", "青 石"),
        ("人才　级别：", "人才　级别：", ""),
    ] {
        let menu = menu(line, Tongue::Zh, day());
        assert_eq!(
            (&line[..menu.from], menu.typed.as_str()),
            (from, typed),
            "{line}"
        );
    }
    assert_eq!(
        menu("人才 街道=", Tongue::Zh, day()).values_of,
        Some(Field::Town)
    );
    assert_eq!(menu("人才 级别=", Tongue::Zh, day()).values_of, None);
}

#[test]
fn what_cannot_stand_there_is_not_offered() {
    let lists = ["人才", "工作室", "单位", "竞赛", "培训", "补贴", "计划"];
    assert_eq!(names(""), lists);
    assert!(!names("人才 荣誉数 ").contains(&"证书数".to_owned()));
    assert!(!names("人才 徒弟数 ").contains(&"按荣誉".to_owned()));
    assert!(!names("人才 按荣誉 ").contains(&"徒弟数".to_owned()));
    assert!(!names("人才 按级别 ").contains(&"按街道".to_owned()));
    assert!(!names("人才 街道").contains(&"街道>=".to_owned()));
    assert!(names("没有 ").is_empty());
}

proptest! {
    #[test]
    fn any_choice_leads_on_to_a_question(steps in prop::collection::vec(0..1000_usize, 1..9), english in any::<bool>()) {
        let tongue = if english { Tongue::En } else { Tongue::Zh };
        let mut line = String::new();
        let mut seen = BTreeSet::new();
        for step in steps {
            let menu = menu(&line, tongue, day());
            prop_assert!(line.is_char_boundary(menu.from));
            let mut texts: Vec<String> = menu.offers.into_iter().map(|offer| offer.text).collect();
            texts.extend(menu.values_of.map(|field| match field.kind() {
                Kind::Year => "2025 ".to_owned(),
                Kind::Place => "3 ".to_owned(),
                _ => "青石 ".to_owned(),
            }));
            prop_assert!(!texts.is_empty(), "nothing may follow {}", line);
            let text = &texts[step % texts.len()];
            line.truncate(menu.from);
            line.push_str(text);
            seen.insert(line.clone());
            // Every slip on the way is of a word that is not finished.
            if line.ends_with(' ') {
                let read = read(&line);
                prop_assert!(read.is_ok(), "{}: {:?}", line, read);
            } else if let Err(slip) = read(&line) {
                let unfinished = matches!(
                    slip.wrong,
                    Wrong::NoWord(..) | Wrong::NoValueYet(_) | Wrong::NoDay(_) | Wrong::NoField(..)
                        | Wrong::Twice
                );
                prop_assert!(unfinished, "{}: {:?}", line, slip);
            }
        }
    }

    #[test]
    fn any_line_has_a_menu_that_lies_in_it(line in "(人才|people|工作室)? ?[级别街道荣誉按截至=<>!~:,“”\"\u{3000} a-z0-9e\u{301}\u{1b}]{0,24}") {
        let menu = menu(&line, Tongue::En, day());
        prop_assert!(line.is_char_boundary(menu.from) && menu.from <= line.len());
    }
}
