//! Whole letters compared with files written out by hand.

use chrono::NaiveDate;

use super::address::{Addressee, Standing};
use super::blanks;
use super::fill::{Facts, fill};
use super::kit::Kit;
use super::output::{markdown, plain};
use super::template::Kind;
use crate::domain::sitting::{Kind as Paper, Sitting};

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

fn sitting(kind: Paper) -> Sitting {
    Sitting {
        place: some("某市某某区"),
        term: Some(15),
        session: Some(2),
        ..Sitting::unknown(kind)
    }
}

fn draft(kind: Kind, facts: &Facts) -> String {
    let kit = Kit::shipped();
    let of = facts
        .sitting
        .as_ref()
        .map_or(Paper::Suggestion, |own| own.kind);
    let template = kit.template(kind, of).unwrap();
    fill(template, kit.profile(None, "").unwrap(), facts)
}

fn full() -> Facts {
    Facts {
        organ_full: some("某某区人力资源和社会保障局"),
        organ_short: some("我局"),
        number_series: some("某人社函"),
        doc_number: some("某人社函〔2026〕7号"),
        class: some("A"),
        sitting: Some(sitting(Paper::Suggestion)),
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
    let draft = draft(Kind::LeadReply, &full());
    assert_eq!(draft, include_str!("lead_reply.draft.txt").trim_end());
    assert_eq!(plain(&draft), include_str!("lead_reply.txt"));
    assert_eq!(markdown(&draft), include_str!("lead_reply.md"));
    assert!(blanks(&draft).is_empty());
}

#[test]
fn a_letter_of_which_nothing_is_known() {
    let draft = draft(Kind::LeadReply, &Facts::default());
    assert_eq!(draft, include_str!("unknown.draft.txt").trim_end());
    assert_eq!(plain(&draft), include_str!("unknown.txt"));
    assert_eq!(blanks(&draft).len(), 19);
}

#[test]
fn an_opinion_goes_to_the_lead_unit() {
    let draft = draft(Kind::CoOpinion, &full());
    assert_eq!(draft, include_str!("co_opinion.draft.txt").trim_end());
}

#[test]
fn a_part_is_answered_apart() {
    let facts = Facts {
        sitting: Some(sitting(Paper::Cppcc)),
        title: some("关于加快培养青年技工的提案"),
        proposers: vec![Addressee {
            name: "区政协某某委员会".to_owned(),
            standing: Standing::Body,
        }],
        ..full()
    };
    let draft = draft(Kind::SeparateReply, &facts);
    assert_eq!(draft, include_str!("separate_reply.draft.txt").trim_end());
}

#[test]
fn what_was_promised_is_answered_again() {
    let facts = Facts {
        earlier_number: some("某人社函〔2025〕9号"),
        promise: some("年底前新设两个实训点"),
        ..full()
    };
    let draft = draft(Kind::FollowUpReply, &facts);
    assert_eq!(draft, include_str!("follow_up_reply.draft.txt").trim_end());
}

#[test]
fn each_proposer_gets_a_slip() {
    let facts = Facts {
        proposer: some("甲一"),
        group: some("第一代表团"),
        ratings: vec!["满意", "基本满意", "不满意"],
        ..full()
    };
    let slip = draft(Kind::OpinionSlip, &facts);
    assert_eq!(slip, include_str!("opinion_slip.txt").trim_end());
    let member = Facts {
        sitting: Some(sitting(Paper::Cppcc)),
        asks_attitude: true,
        group: None,
        ..facts
    };
    let slip = draft(Kind::OpinionSlip, &member);
    assert_eq!(slip, include_str!("opinion_slip_cppcc.txt").trim_end());
}

#[test]
fn blanks_stay_in_sight_in_every_form() {
    for kind in Kind::ALL {
        let draft = draft(*kind, &Facts::default());
        for range in blanks(&draft) {
            assert!(plain(&draft).contains(&draft[range.clone()]));
            assert!(markdown(&draft).contains(&draft[range]));
        }
    }
}
