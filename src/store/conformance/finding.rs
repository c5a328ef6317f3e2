//! Items found by their texts, proposers handed out, and saved views.

use super::{
    cases, is_missing,
    samples::{at, item, letter, plain, standing},
};
use crate::{
    domain::{
        id::{ProposalId, SavedViewId, Version},
        letter::{LetterKind, LetterText},
        proposal::{Ask, Proposer, ProposerKind},
        state::State,
    },
    store::{QueueOrder, SavedView, Store},
};

cases! {
    an_item_is_found_by_the_words_of_its_paper,
    an_item_is_found_by_the_words_of_its_letters,
    a_text_that_changed_is_found_as_it_is,
    what_is_asked_for_is_never_an_order,
    every_proposer_is_handed_out,
    views_are_saved_replaced_and_removed,
}

const TEN: &str = "2026-03-03 10:00:00";

fn add(store: &mut dyn Store, title: &str, body: &str, ask: &str) -> ProposalId {
    let mut item = plain(title);
    item.body = body.into();
    item.asks = vec![Ask { text: ask.into() }];
    store
        .add_proposal(&item, &[], &standing(State::Registered, None))
        .unwrap()
}

fn found(store: &dyn Store, phrase: &str) -> Vec<ProposalId> {
    let mut found = store.with_phrase(phrase).unwrap();
    found.sort_unstable_by_key(|id| std::cmp::Reverse(id.0));
    found
}

fn draft(of: ProposalId, text: &str) -> LetterText {
    LetterText {
        text: text.into(),
        ..LetterText::draft(LetterKind::LeadReply, Some(of))
    }
}

fn an_item_is_found_by_the_words_of_its_paper(store: &mut dyn Store) {
    let one = add(
        store,
        "关于培育工匠的建议",
        "技能人才，GB/T 9704。",
        "建平台",
    );
    let two = add(store, "𠮷田的提案", "cafe\u{301} 人才", "技");
    for (phrase, ids) in [
        ("工匠", vec![one]),
        ("技能人才", vec![one]),
        ("人才", vec![two, one]),
        ("技", vec![two, one]),
        ("匠", vec![one]),
        ("建平台", vec![one]),
        ("970", vec![one]),
        ("Ｇｂ", vec![one]),
        ("𠮷田", vec![two]),
        ("caf\u{e9}", vec![two]),
        ("人才 平台", vec![one]),
        ("匠工", vec![]),
        ("704", vec![]),
    ] {
        assert_eq!(found(store, phrase), ids, "{phrase}");
    }
    assert_eq!(store.lacking_full_text().unwrap(), 0);
    assert_eq!(store.complete_full_text().unwrap(), 0);
    assert_eq!(store.faults().unwrap(), []);
}

fn an_item_is_found_by_the_words_of_its_letters(store: &mut dyn Store) {
    let one = add(store, "一件", "", "");
    let two = add(store, "二件", "", "");
    let id = store
        .add_letter(&draft(one, "我们将举办技能大赛。"), "王一", at(TEN))
        .unwrap();
    store.add_letter(&letter(None), "王一", at(TEN)).unwrap();
    assert_eq!(found(store, "大赛"), [one]);
    let version = store
        .save_letter_text(id, Version(1), &"改为夜校。".into(), "王一", at(TEN))
        .unwrap();
    assert_eq!(
        (found(store, "大赛"), found(store, "夜校")),
        (vec![], vec![one])
    );
    // the letter goes over to another item
    store
        .save_letter(id, version, &draft(two, "改为夜校。"), "王一", at(TEN))
        .unwrap();
    assert_eq!(found(store, "夜校"), [two]);
    assert_eq!(found(store, "一件"), [one]);
}

fn a_text_that_changed_is_found_as_it_is(store: &mut dyn Store) {
    let id = add(store, "旧题目", "旧内容", "旧诉求");
    let mut item = item(7);
    item.title = "新题目".into();
    let kept = standing(State::Registered, None);
    store.save_item(id, Version(1), &item, &kept).unwrap();
    assert_eq!(found(store, "旧"), []);
    assert_eq!(found(store, "新题目"), [id]);
    // refused: nothing of it is found
    item.title = "不该有".into();
    assert!(store.save_item(id, Version(1), &item, &kept).is_err());
    assert_eq!(found(store, "不该有"), []);
}

fn what_is_asked_for_is_never_an_order(store: &mut dyn Store) {
    let id = add(store, "工匠", "a OR b", "\u{1b}[31m红");
    for phrase in [
        "", " ", "，。", "\u{301}", "\"", "*", "words:", "\u{1b}[", "()",
    ] {
        assert_eq!(found(store, phrase), [], "{phrase:?}");
    }
    for phrase in [
        "工匠\"",
        "工匠 OR a",
        "a OR",
        "\"a\" b",
        "\u{1b}[31m红",
        "红*",
    ] {
        assert_eq!(found(store, phrase), [id], "{phrase:?}");
    }
    assert_eq!(found(store, "工匠 NOT a"), []);
}

fn every_proposer_is_handed_out(store: &mut dyn Store) {
    let mut nobody = plain("无名");
    nobody.proposers.clear();
    let mut two = plain("二人");
    let named = |name: &str| Proposer::named(name, ProposerKind::Deputy);
    two.proposers = vec![named("林小满"), named("e\u{301}蔡")];
    let mut one = plain("一人");
    one.proposers = vec![named("周知行")];
    let kept = standing(State::Registered, None);
    store.add_proposal(&nobody, &[], &kept).unwrap();
    let first = store.add_proposal(&two, &[], &kept).unwrap();
    let last = store.add_proposal(&one, &[], &kept).unwrap();
    let mut all = Vec::new();
    store
        .each_proposers(&mut |id, names| all.push((id, names.to_vec())))
        .unwrap();
    let owned = |names: &[&str]| names.iter().map(|own| (*own).to_owned()).collect();
    assert_eq!(
        all,
        [
            (first, owned(&["林小满", "e\u{301}蔡"])),
            (last, owned(&["周知行"])),
        ]
    );
}

fn views_are_saved_replaced_and_removed(store: &mut dyn Store) {
    assert_eq!(store.saved_views().unwrap(), []);
    let view = |id, name: &str, filter: &str, order| SavedView {
        id,
        name: name.into(),
        filter: filter.into(),
        order,
    };
    let one = store
        .save_view("我的", "状态:待签收 余日:<7", QueueOrder::Newest)
        .unwrap();
    let two = store.save_view("e\u{301}", "", QueueOrder::Due).unwrap();
    let again = store.save_view("我的", "工匠", QueueOrder::Number).unwrap();
    assert_eq!(one, again);
    let expected = [
        view(one, "我的", "工匠", QueueOrder::Number),
        view(two, "e\u{301}", "", QueueOrder::Due),
    ];
    assert_eq!(store.saved_views().unwrap(), expected);
    store.remove_view(one).unwrap();
    assert_eq!(store.saved_views().unwrap(), expected[1..]);
    assert!(is_missing(store.remove_view(one)));
    assert!(is_missing(store.remove_view(SavedViewId(i64::MAX))));
}
