//! Programmes on the desk: their list, their cards, entering and taking back.

use anfu::app::{Action, Msg};

use crate::world::{World, world};

fn a_person(world: &mut World, name: &str) {
    world
        .keys("3")
        .send(Msg::Do(Action::New))
        .keys(name)
        .keys("<c-s>")
        .keys("<esc>");
}

#[test]
fn a_contest_is_made_entered_walked_and_taken_back() {
    let mut world = world();
    a_person(&mut world, "林小满");
    world.keys("P").shows("还没有");
    world.keys("n").keys("焊工竞赛").keys("<c-s>");
    world.shows("焊工竞赛").shows("a 登记");
    world.keys("a").keys("没有这人").keys("<c-s>");
    world.shows("人才库里没有“没有这人”");
    // What was typed is still there.
    world.shows("没有这人");
    for _ in 0..4 {
        world.keys("<bs>");
    }
    world.keys("林小满").keys("<c-s>");
    world.shows("林小满  2026-11-21");
    // From the contest to the person and back.
    world
        .keys("<enter>")
        .shows("焊工竞赛 > 林小满")
        .shows("项目");
    world.keys("<esc>").shows("林小满  2026-11-21");
    world.keys("u").shows("已划去").hides("林小满  2026-11-21");
    world.keys("<c-r>").shows("林小满  2026-11-21");
    world.keys("<c-r>").shows("没有可恢复");
    world.keys("P").shows("竞赛").shows("1人次");
    world.keys("<enter>").shows("焊工竞赛");
}

#[test]
fn homonyms_are_asked_for_and_never_guessed() {
    let mut world = world();
    a_person(&mut world, "周知行");
    a_person(&mut world, "周知行");
    world
        .send(Msg::Do(Action::NewTraining))
        .keys("焊工班")
        .keys("<c-s>");
    world.keys("a").keys("周知行").keys("<c-s>");
    world.shows("有 2 个").shows("craftsman:1");
    world.keys("<space>").keys("<c-s>");
    world.shows("周知行  2026-11-21");
    let entries = world
        .office
        .store
        .entries_of(anfu::domain::id::ProgrammeId(1))
        .unwrap();
    let who = entries[0].entry.who;
    let second = anfu::domain::id::CraftsmanId(2);
    assert_eq!(who, Some(anfu::domain::programme::Party::Craftsman(second)));
}

#[test]
fn a_payment_beyond_a_cap_asks_for_a_reason_and_is_listed() {
    let mut world = world();
    a_person(&mut world, "林小满");
    world.send(Msg::Do(Action::NewSubsidy)).keys("培训补贴");
    world
        .keys("<tab><tab><tab>")
        .keys("人均<space>500")
        .keys("<tab>")
        .keys("1")
        .keys("<c-s>");
    world.shows("培训补贴").shows("人均 500");
    world
        .keys("a")
        .keys("林小满")
        .keys("<c-s>")
        .shows("预算未定");
    world
        .keys("a")
        .keys("林小满")
        .keys("<c-s>")
        .shows("超过1次");
    world
        .keys("<tab><tab><tab><tab>")
        .keys("纪要")
        .keys("<c-s>");
    world.shows("有 1 笔超过上限");
    world.keys("O").shows("2>1").shows("纪要");
    world.keys("<enter>").shows("人均 500");
}

#[test]
fn targets_are_drawn_as_gauges_with_their_question() {
    let mut world = world();
    a_person(&mut world, "林小满");
    world.send(Msg::Do(Action::NewPlan)).keys("工匠计划");
    world.keys("<tab><tab><tab><tab><tab>");
    world.send(Msg::Paste(
        "人才 人 2026=4 ? 人才\n培训 人次 2026=2000".into(),
    ));
    world.keys("<c-s>");
    world.shows("2026 人才 [##--------] 1/4人 25.0%");
    world.shows("?/2000人次");
    world.keys("a").shows("培训");
}

#[test]
fn in_english_programmes_are_told_in_english() {
    let mut world = world();
    a_person(&mut world, "林小满");
    world.keys("P").keys("n").keys("焊工竞赛").keys("<c-s>");
    world.keys("a").keys("林小满").keys("<c-s>");
    world.model.lang = anfu::lang::Lang::En;
    world.keys("P").shows("contest").hides("人次");
}

#[test]
fn what_a_programme_is_is_changed_taken_back_and_put_back() {
    let mut world = world();
    world
        .send(Msg::Do(Action::NewContest))
        .keys("焊工竞赛")
        .keys("<c-s>");
    world.send(Msg::Do(Action::Edit));
    world.keys("二").keys("<c-s>").shows("焊工竞赛二");
    world.keys("u").shows("已收回").hides("焊工竞赛二");
    world.keys("<c-r>").shows("焊工竞赛二");
    // Made anew it is not unmade by a key.
    world.keys("u").keys("u").shows("没有可撤销");
    world.send(Msg::Do(Action::RosterLog));
    world.shows("名称: 焊工竞赛 -> 焊工竞赛二");
    world.keys("<esc>");
    world.model.lang = anfu::lang::Lang::En;
    world.send(Msg::Do(Action::RosterLog));
    world.shows("name: 焊工竞赛 -> 焊工竞赛二");
}

/// One of each kind, with names as long as papers give them, and what stands on its card in each
/// language.
const CARDS: &[(Action, &str, &str)] = &[
    (Action::NewContest, "竞赛", "contest"),
    (Action::NewTraining, "培训", "training"),
    (Action::NewSubsidy, "补贴", "subsidy"),
    (Action::NewPlan, "计划", "plan"),
    (Action::NewAssessment, "积分考核", "assessment"),
];

#[test]
fn the_card_of_each_kind_fits_eighty_columns_with_a_long_name() {
    let name =
        "云桥区第十二届职工职业技能大赛暨长三角一体化示范区制造业焊工项目邀请赛总决赛e\u{301}";
    for (action, zh, en) in CARDS {
        let mut world = world();
        world.send(Msg::Do(*action)).keys(name).keys("<c-s>");
        world
            .shows("云桥区第十二届职工职业技能大赛")
            .shows("a 登记");
        world.model.lang = anfu::lang::Lang::En;
        world.shows("a enters somebody").hides("登记").hides("撤销");
        world.keys("P").shows(en);
        world.keys("<esc>");
        world.model.lang = anfu::lang::Lang::Zh;
        world.keys("P").shows(zh);
    }
}

#[test]
fn an_empty_store_says_how_programmes_are_begun() {
    let mut world = world();
    world.keys("P").shows("还没有");
    world.keys("<esc>");
    world.keys("O").keys("<esc>");
    world.model.lang = anfu::lang::Lang::En;
    world.keys("P").hides("还没有");
}

#[test]
fn rows_of_names_say_levels_in_the_language_of_the_desk() {
    let mut world = crate::world::demo((80, 24));
    world.keys("3").seeing("技师");
    world.model.lang = anfu::lang::Lang::En;
    world.hides("技师").hides("高级工").shows("technician");
}
