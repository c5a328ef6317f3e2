//! Whole letters compared with files written out by hand.

use chrono::NaiveDate;

use super::address::{Addressee, Standing};
use super::blanks;
use super::fill::{Assembly, Facts, fill};
use super::output::{markdown, plain};
use super::template::{KINDS, Kind, Template};

#[expect(clippy::unnecessary_wraps, reason = "facts are optional")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn deputies(names: &[&str]) -> Vec<Addressee> {
    let one = |name: &&str| Addressee {
        name: (*name).to_owned(),
        standing: Standing::Deputy,
    };
    names.iter().map(one).collect()
}

fn full() -> Facts {
    Facts {
        organ_full: some("某某区人力资源和社会保障局"),
        organ_short: some("我局"),
        number_series: some("某人社函"),
        doc_number: some("某人社函〔2026〕7号"),
        class: some("A"),
        place: some("区"),
        assembly: Some(Assembly::Congress),
        term: Some(15),
        session: Some(1),
        item: some("037"),
        title: some("《关于加快培养青年技工的建议》"),
        proposers: deputies(&["甲一", "乙二"]),
        lead_unit: some("某某区教育局"),
        asks: vec![
            "扩大学徒名额".to_owned(),
            "关于“办好技能比赛”的问题".to_owned(),
        ],
        contact_person: some("丙三"),
        contact_phone: some("8600 0000"),
        copies: vec!["区人大常委会代表工委".to_owned(), "区政府办公室".to_owned()],
        date: NaiveDate::from_ymd_opt(2026, 5, 5),
        ..Facts::default()
    }
}

#[test]
fn a_letter_of_which_everything_is_known() {
    let draft = fill(&Template::built_in(Kind::LeadReply), &full());
    assert_eq!(draft, include_str!("lead_reply.draft.txt").trim_end());
    assert_eq!(plain(&draft), include_str!("lead_reply.txt"));
    assert_eq!(markdown(&draft), include_str!("lead_reply.md"));
    assert!(blanks(&draft).is_empty());
}

#[test]
fn a_letter_of_which_nothing_is_known() {
    let draft = fill(&Template::built_in(Kind::LeadReply), &Facts::default());
    assert_eq!(draft, include_str!("unknown.draft.txt").trim_end());
    assert_eq!(plain(&draft), include_str!("unknown.txt"));
    assert_eq!(blanks(&draft).len(), 19);
}

#[test]
fn an_opinion_goes_to_the_lead_unit() {
    let draft = fill(&Template::built_in(Kind::CoOpinion), &full());
    assert_eq!(draft, include_str!("co_opinion.draft.txt").trim_end());
}

#[test]
fn a_part_is_answered_apart() {
    let facts = Facts {
        place: some("某某区"),
        assembly: Some(Assembly::Conference),
        title: some("关于加快培养青年技工的提案"),
        proposers: vec![Addressee {
            name: "区政协某某委员会".to_owned(),
            standing: Standing::Body,
        }],
        ..full()
    };
    let draft = fill(&Template::built_in(Kind::SeparateReply), &facts);
    assert_eq!(draft, include_str!("separate_reply.draft.txt").trim_end());
}

#[test]
fn blanks_stay_in_sight_in_every_form() {
    for kind in KINDS {
        let draft = fill(&Template::built_in(kind), &Facts::default());
        for range in blanks(&draft) {
            assert!(plain(&draft).contains(&draft[range.clone()]));
            assert!(markdown(&draft).contains(&draft[range]));
        }
    }
}
