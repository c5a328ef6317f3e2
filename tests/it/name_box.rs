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
