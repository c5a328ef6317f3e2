//! The box of names in the desk: filters by field, what may be typed next, and sound-alikes.

use anfu::{
    app::{Action, Msg, name_box::Heard},
    search::Sounds,
};

use crate::world::{demo, world};

#[test]
fn a_filter_narrows_the_names_and_words_narrow_it_further() {
    let mut desk = demo((80, 24));
    desk.keys("3/");
    let all = desk.model.roster.total;
    desk.keys("jb:js<space>");
    let technicians = desk.model.roster.total;
    assert!(
        technicians > 0 && technicians < all,
        "{technicians} of {all}"
    );
    assert!(
        desk.model
            .roster
            .hits
            .iter()
            .all(|hit| hit.note.words(anfu::lang::Lang::Zh).starts_with("技师"))
    );
    desk.keys("z");
    assert!(desk.model.roster.total <= technicians);
    // The same in full width, and the other way round.
    desk.keys("<esc>/级别：！技师");
    let others = desk.model.roster.total;
    assert!(
        desk.model
            .roster
            .hits
            .iter()
            .all(|hit| !hit.note.words(anfu::lang::Lang::Zh).starts_with("技师"))
    );
    // Studios and employers have levels of other kinds, or none: people alone are asked.
    let people = desk.keys("<esc>/-级别:首席技师,技师").model.roster.total;
    assert!(people <= others);
}

#[test]
fn what_means_nothing_says_so_and_the_last_list_stays() {
    let mut desk = demo((80, 24));
    desk.keys("3/z");
    let before = desk.model.roster.hits.clone();
    desk.keys("<space>级别:大师");
    assert!(matches!(desk.model.roster.heard, Heard::Refused(_)));
    assert_eq!(desk.model.roster.hits, before);
    desk.shows("级别没有“大师”；有：").shows("筛选有误");
    desk.keys("<esc>/:·");
    assert_eq!(desk.model.roster.heard, Heard::Answered);
    desk.shows("前 0 / 共 0");
}

#[test]
fn values_are_offered_with_how_many_they_give_and_tab_takes_one() {
    let mut desk = demo((80, 24));
    desk.keys("3/级<tab>");
    assert_eq!(desk.model.roster.query.text(), "级别:");
    let offers = desk.model.roster.completion.clone().unwrap().offers.rows;
    let junior = offers.iter().find(|own| own.name == "初级工").unwrap();
    desk.shows("|>");
    desk.keys("初<tab>");
    assert_eq!(desk.model.roster.query.text(), "级别:初级工 ");
    assert_eq!(Some(desk.model.roster.total as u64), junior.count);
    // Of the people that the filters before let through.
    desk.keys("jd<tab>");
    assert_eq!(desk.model.roster.query.text(), "级别:初级工 街道:");
    let own = desk.model.roster.completion.clone().unwrap();
    let first = own.chosen().unwrap().clone();
    desk.keys("<c-n><c-p><enter>");
    assert!(
        desk.model.roster.typing,
        "Enter took the offer it was moved to"
    );
    assert_eq!(Some(desk.model.roster.total as u64), first.count);
    desk.keys("<enter>");
    assert!(!desk.model.roster.typing);
}

#[test]
fn fields_are_offered_only_when_asked_for() {
    let mut desk = demo((80, 24));
    desk.keys("3/");
    assert_eq!(desk.model.roster.completion, None);
    desk.keys("<tab>");
    desk.shows("级别").shows("街道").shows("工种");
    desk.keys("<esc>");
    assert!(desk.model.roster.typing && desk.model.roster.completion.is_none());
    desk.keys("z");
    assert_eq!(desk.model.roster.completion, None);
    for size in [(80, 24), (60, 16), (200, 50), (132, 40)] {
        let mut desk = demo(size);
        desk.keys("3/").send(Msg::Text("街道:".into()));
        desk.screen();
    }
}

#[test]
fn names_are_heard_as_they_sound_when_that_is_switched_on() {
    let mut desk = world();
    desk.office
        .store
        .add_craftsman(&anfu::domain::craftsman::Person {
            name: "牛样本".into(),
            ..Default::default()
        })
        .unwrap();
    desk.reload();
    desk.keys("3/liuyan");
    assert_eq!(desk.model.roster.total, 0);
    desk.send(Msg::Do(Action::SoundAlikes));
    assert_eq!(
        (desk.model.roster.total, desk.model.roster.sounds),
        (1, Sounds::Alike)
    );
    desk.shows("查找(音近):").shows("zh=z");
    desk.keys("<enter>~");
    assert_eq!(
        (desk.model.roster.total, desk.model.roster.sounds),
        (0, Sounds::Exact)
    );
}

#[test]
fn values_are_counted_among_what_the_words_find() {
    let mut desk = demo((80, 24));
    desk.keys("3/z<space>街道:");
    let offers = desk.model.roster.completion.clone().unwrap().offers.rows;
    assert!(!offers.is_empty());
    for at in [0, offers.len() - 1] {
        let mut desk = demo((80, 24));
        desk.keys("3/z<space>")
            .send(Msg::Text(format!("街道:{}", offers[at].text)));
        // The town of studios and employers counts apart.
        desk.keys("名单:人才<space>");
        assert_eq!(Some(desk.model.roster.total as u64), offers[at].count);
    }
    // Of a filter between the words, and of those behind the caret.
    let mut desk = demo((80, 24));
    desk.keys("3/级别:技师<space>名单:");
    let own = desk.model.roster.completion.clone().unwrap();
    assert_eq!(own.offers.rows.len(), 4);
    desk.keys("rc<tab>");
    assert_eq!(desk.model.roster.query.text(), "级别:技师 名单:人才 ");
}

#[test]
fn what_was_found_is_divided_when_typing_rests_and_a_part_becomes_a_filter() {
    let mut desk = demo((200, 50));
    desk.keys("3/z");
    assert!(desk.model.roster.facets.list.is_empty());
    desk.wait();
    let total = desk.model.roster.total as u64;
    let lists = desk.model.roster.facets.list[0].1.rows.clone();
    assert_eq!(lists.iter().map(|row| row.count).sum::<u64>(), total);
    desk.shows("荣誉级别").shows("名单");
    let levels = desk.model.roster.facets.list[1].1.rows.clone();
    assert_eq!(
        levels.iter().map(|row| row.count).sum::<u64>(),
        lists[0].count
    );
    // Those of the query before stay until typing rests again.
    desk.keys("h").shows("统计中");
    desk.wait().hides("统计中");
    desk.keys("<bs>").wait();
    desk.keys("<alt-c>").seeing("回车筛选").keys("<down><down>");
    let at = desk.model.roster.facets.picking.unwrap().at;
    let row = desk.model.roster.facets.rows().nth(at).unwrap().clone();
    desk.keys("<enter>");
    assert_eq!(desk.model.roster.query.text(), format!("z {} ", row.filter));
    assert_eq!(desk.model.roster.total as u64, row.count);
    assert!(desk.model.roster.typing && desk.model.roster.facets.picking.is_none());
}

#[test]
fn on_a_small_screen_the_parts_stand_over_the_names_on_a_key() {
    let mut desk = demo((80, 24));
    desk.keys("3").wait();
    assert!(desk.model.roster.facets.list.is_empty(), "nobody sees them");
    desk.keys("c")
        .seeing("级别")
        .keys("jjj<esc>")
        .hides("回车筛选");
    desk.keys("c").keys("G<enter>");
    assert!(desk.model.roster.query.text().starts_with("街道:"));
    let only = desk.model.roster.facets.rows().last().unwrap().count;
    assert_eq!(desk.model.roster.total as u64, only);
    for size in [(60, 16), (100, 24), (132, 40), (80, 60)] {
        let mut desk = demo(size);
        desk.keys("3c").screen();
        desk.keys("<enter>/zzzz").wait().screen();
        desk.keys("<alt-c><enter>").screen();
    }
}

#[test]
fn going_somewhere_takes_filters() {
    let mut desk = demo((80, 24));
    desk.keys("<c-p>").send(Msg::Text("级别:技师 z".into()));
    let Some(anfu::app::overlay::Overlay::GoTo(go_to)) = desk.model.overlays.last() else {
        panic!("go to is open");
    };
    assert!(!go_to.found.is_empty());
    assert!(
        go_to
            .found
            .iter()
            .all(|place| place.note.starts_with("技师"))
    );
    desk.keys("<esc><c-p>").send(Msg::Text("级别:大师".into()));
    desk.screen();
}

#[test]
fn programmes_are_found_and_opened_by_name() {
    let mut desk = world();
    let own = anfu::domain::programme::Scheme::named(
        anfu::domain::programme::ProgrammeKind::Contest,
        "云桥区焊工竞赛",
    );
    let own = anfu::domain::roster_entry::RosterEntry::Programme(Box::new(own));
    let signed = anfu::store::Signed {
        by: "王一".into(),
        at: chrono::NaiveDateTime::default(),
    };
    desk.office.store.save_entry(None, &own, &signed).unwrap();
    desk.reload();
    desk.keys("3/hgjs").shows("云桥区焊工竞赛");
    desk.keys("<enter><enter>");
    assert!(desk.model.roster.open.is_some());
    desk.keys("<c-p>").send(Msg::Text("焊工".into()));
    desk.keys("<enter>").shows("云桥区焊工竞赛");
}

#[test]
fn what_a_filter_would_leave_out_is_counted_with_a_minus() {
    let mut desk = demo((80, 24));
    desk.keys("3/");
    let all = desk.model.roster.total as u64;
    desk.keys("名单:人才<space>-级别:技");
    let own = desk.model.roster.completion.clone().unwrap();
    let first = own.chosen().unwrap().clone();
    let count = first.count.unwrap();
    desk.shows(&format!("-{count}"));
    desk.keys("<tab>");
    let without = desk.model.roster.total as u64;
    let mut desk = demo((80, 24));
    desk.keys("3/名单:人才<space>");
    assert!(all > desk.model.roster.total as u64);
    assert_eq!(desk.model.roster.total as u64 - without, count);
}

#[test]
fn parts_that_stay_on_screen_beside_another_pane_are_counted_again() {
    let mut desk = demo((200, 50));
    desk.keys("3/z<enter>").wait();
    desk.keys("1");
    if desk.model.shows_facets() {
        desk.send(Msg::StoreChanged);
        desk.shows("统计中");
        desk.wait().hides("统计中");
    } else {
        panic!("they stay on screen");
    }
}

#[test]
fn a_list_of_a_filter_that_means_nothing_is_refused() {
    let mut desk = demo((80, 24));
    desk.keys("3/级别:大师<enter>");
    let text = anfu::app::lists::ListText::of(
        anfu::app::lists::ListKind::Plain,
        anfu::app::lists::ShownNames::Query(desk.model.roster.ask()),
    );
    desk.perform(vec![anfu::app::Effect::MakeList(Box::new(text))]);
    desk.shows("级别没有“大师”");
}
