//! Filters read, printed and read again.

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{outcome::ResultClass, state::State},
    rules::pack_of,
};

fn read(text: &str) -> Filter {
    Filter::read(text, &pack_of(Some("zhejiang")))
}

fn only(text: &str) -> FieldTerm {
    let filter = read(text);
    assert_eq!(filter.terms.len(), 1, "{text}");
    filter
        .fields()
        .next()
        .unwrap_or_else(|| panic!("{text}: {filter:?}"))
        .clone()
}

fn states(states: &[State]) -> Wants {
    Wants::Choice(states.iter().map(|state| 1 << *state as u8).sum())
}

#[test]
fn a_field_is_found_by_any_name_and_a_value_by_its_beginning() {
    let waiting = states(&[State::AwaitingAcceptance]);
    for text in [
        "状态:待签收",
        "状态：待签收",
        "zt:dqs",
        "ZT:DQS",
        "zhuangtai:daiqianshou",
        "ｚｔ：ｄｑｓ",
        "state:awaiting_acceptance",
        "状态:待签",
    ] {
        let term = only(text);
        assert_eq!(
            (term.field, &term.wants),
            (Field::State, &waiting),
            "{text}"
        );
        assert_eq!(term.sense, Sense::Holds);
    }
    assert_eq!(only("状态:满意").wants, states(&[State::Satisfied]));
    let two = states(&[State::Routed, State::Drafting]);
    for text in [
        "状态:转科室,拟稿",
        "状态:转科室|拟稿",
        "状态:转科室、拟稿,",
        "zt:zks，ng",
    ] {
        assert_eq!(only(text).wants, two, "{text}");
    }
}

#[test]
fn classes_go_by_letter_and_word_and_may_be_missing() {
    let bit = |class: ResultClass| 1u64 << class as u8;
    let b = [
        ResultClass::Partly,
        ResultClass::InProgress,
        ResultClass::Planned,
    ];
    let b = b.into_iter().map(bit).sum();
    assert_eq!(only("类别:B").wants, Wants::Choice(b));
    assert_eq!(only("lb:b").wants, Wants::Choice(b));
    let a = bit(ResultClass::Solved);
    assert_eq!(only("类别:A").wants, Wants::Choice(a));
    assert_eq!(only("类别:无").wants, Wants::Set(false));
    assert_eq!(only("类别:A,无").wants, Wants::Choice(a | NOT_SET));
    assert_eq!(only("重点:是").wants, Wants::Set(true));
    assert_eq!(only("原件:缺").wants, Wants::Is(false));
}

#[test]
fn a_term_can_be_turned_round() {
    for text in ["-状态:办结", "状态:!办结", "！zt:bj", "－状态：办结"] {
        let term = only(text);
        assert_eq!(term.sense, Sense::HoldsNot, "{text}");
        assert_eq!(term.wants, states(&[State::Closed]), "{text}");
    }
}

#[test]
fn words_stand_beside_fields_and_blanks_in_quotes_belong_to_the_value() {
    let filter = read("  状态:待签收　企业 \"10:30\" 全文:\"技能 人才\" 12:30");
    assert_eq!(filter.words_typed(), "企业 10:30 12:30");
    let fields: Vec<&FieldTerm> = filter.fields().collect();
    assert_eq!(fields[1].wants, Wants::FullText(vec!["技能 人才".into()]));
    assert_eq!(
        filter.to_string(),
        "状态:待签收 企业 \"10:30\" 全文:\"技能 人才\" \"12:30\""
    );
    assert!(read("").is_empty() && read(" \u{3000}\t").is_empty());
}

#[test]
fn what_means_nothing_is_said_and_narrows_nothing() {
    let pack = pack_of(Some("zhejiang"));
    for (text, zh) in [
        ("没有:甲", "没有“没有”"),
        ("状态:飞走了", "飞走了"),
        ("状态:", "待签收"),
        ("余日:七", "<7"),
        ("期限:2026-13", "2026-03"),
        ("延期:也许", "是"),
        ("类别:Ω", "A"),
    ] {
        let filter = read(text);
        let wrong: Vec<String> = filter
            .wrong()
            .map(|own| own.says(Lang::Zh, &pack))
            .collect();
        assert_eq!(wrong.len(), 1, "{text}");
        assert!(wrong[0].contains(zh), "{text}: {}", wrong[0]);
        let en = filter.wrong().next().unwrap().says(Lang::En, &pack);
        assert!(!en.contains("filter."), "{en}");
        assert!(filter.is_empty(), "{text}");
    }
}

#[test]
fn the_words_of_each_choice_tell_its_codes_apart() {
    let pack = pack_of(None);
    for field in Field::ALL {
        let FieldKind::Choice((prefix, codes)) = field.kind() else {
            continue;
        };
        for (at, code) in codes().into_iter().enumerate() {
            for lang in [Lang::Zh, Lang::En] {
                let key = format!("{prefix}.{code}");
                assert!(lang.knows(&key), "{key}");
                let word = lang.say(&key);
                let wants = choice::wanted(*field, &word.to_lowercase(), &pack);
                let Some(Wants::Choice(mask)) = wants else {
                    panic!("{field:?} {word}: {wants:?}");
                };
                assert!(mask & (1 << at) != 0, "{field:?} {word}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_a_filter_and_printing_changes_nothing(
        text in "[状态余日期限代表:：<>=\\-!|,、\" 　“”0-9a-z工匠待签收\u{301}\u{1b}\u{7}\t]{0,30}"
    ) {
        let filter = read(&text);
        prop_assert_eq!(read(&filter.to_string()), filter);
    }

    #[test]
    fn wild_text_too(text in ".{0,40}") {
        let filter = read(&text);
        prop_assert_eq!(read(&filter.to_string()), filter);
    }

    #[test]
    fn each_field_with_any_value(at in 0..Field::ALL.len(), value in ".{0,12}", sign in "[-!]?") {
        let field = Field::ALL[at];
        let filter = read(&format!("{sign}{}:{value}", field.name()));
        prop_assert_eq!(read(&filter.to_string()), filter);
    }
}
