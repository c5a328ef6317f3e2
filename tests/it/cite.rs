//! Figures while a letter is written: `@`, the menu of questions, opening and looking again.

use anfu::{
    app::{Msg, overlay::Overlay},
    domain::{
        craftsman::{HonourLevel, Person, SkillLevel},
        id::CraftsmanId,
        letter::{LetterKind, LetterText},
        roster_entry::RosterEntry,
        span::What,
        studio::Workshop,
    },
    lang::Lang,
    store::NameId,
};

use crate::world::{World, world};

fn person(name: &str, level: SkillLevel) -> Person {
    Person {
        name: name.into(),
        level: Some(level),
        employer_name: Some("青石机械厂".into()),
        town: Some("青石街道".into()),
        ..Person::default()
    }
}

/// A letter open in the editor over a roster of two people and a studio; the caret is behind the text.
fn writing(text: &str) -> World {
    let mut world = world();
    let store = &mut world.office.store;
    for own in [
        person("林小满", SkillLevel::Technician),
        person("周知行", SkillLevel::SeniorTechnician),
    ] {
        store.add_craftsman(&own).unwrap();
    }
    let studio = Workshop::named("林小满钳工工作室", HonourLevel::City);
    store.add_studio(&studio).unwrap();
    let mut letter = LetterText::draft(LetterKind::LeadReply, None);
    letter.text = text.into();
    let at = world.office.now();
    world.office.store.add_letter(&letter, "王敏", at).unwrap();
    world.reload();
    world.keys("2<enter>");
    world
}

fn text(world: &World) -> String {
    world.model.letter.open.as_ref().unwrap().editor.text()
}

fn figures(world: &World) -> usize {
    world.model.letter.open.as_ref().unwrap().figures().len()
}

#[test]
fn a_name_is_offered_behind_the_sign_and_taken() {
    let mut world = writing("工匠");
    world.keys("@").shows("高技能人才数").shows("问名册");
    world.keys("lxm").shows("林小满").shows("青石机械厂");
    world.keys("<down>").shows("林小满钳工工作室");
    world.keys("<up><enter>");
    assert_eq!(text(&world), "工匠林小满");
    world.hides("青石机械厂");
    // As text, it opens nothing.
    assert_eq!(figures(&world), 0);
}

#[test]
fn filters_narrow_the_names_behind_the_sign() {
    let mut world = writing("工匠");
    world.keys("@").send(Msg::Text("级别:高级技师".into()));
    world.shows("周知行").hides("林小满  ");
    world.keys("<space>z").shows("周知行");
    world.keys("<enter>");
    assert_eq!(text(&world), "工匠周知行");
    world.keys("@").send(Msg::Text("级别：".into()));
    world.keys("<esc>");
    assert_eq!(text(&world), "工匠周知行@级别：");
    // A sentence with a colon is none of it.
    world.keys("@附件:<space>").send(Msg::Text("林".into()));
    world.hides("青石机械厂");
}

#[test]
fn the_sign_stays_text_when_nothing_is_taken() {
    let mut world = writing("");
    world.keys("@lxm<esc>").hides("青石机械厂");
    assert!(world.model.letter.open.as_ref().unwrap().in_text);
    world.keys("@qq<enter>x@a<space>b");
    assert_eq!(text(&world), "@lxm@qq\nx@a b");
    world.keys("@g<left><left>").hides("高技能人才数");
    // A click elsewhere leaves the offers behind, and Enter is a new line again.
    world.keys("<c-end>@g").shows("高技能人才数");
    world.send(Msg::Click(1, 3)).hides("高技能人才数");
    world.keys("<enter>");
    assert_eq!(text(&world), "\n@lxm@qq\nx@a b@g@g");
}

#[test]
fn a_known_figure_is_looked_up_and_stands_with_its_unit() {
    let mut world = writing("现有技师以上");
    world.keys("@jsh").shows("技师和高级技师数");
    world.keys("<tab>");
    assert_eq!(text(&world), "现有技师以上2人，其中高级技师1人、技师1人");
    assert_eq!(figures(&world), 1);
    // It is deleted as one, and one undo brings it back.
    world.keys("<bs>");
    assert_eq!(text(&world), "现有技师以上");
    world.keys("<c-z>");
    assert_eq!(figures(&world), 1);
}

#[test]
fn a_question_is_put_together_by_menu_and_its_answer_cited() {
    let mut world = writing("青石街道有工匠");
    world.keys("<f4>").shows("名单").shows("人才");
    world.keys("rc<enter>").shows("2人").shows("写进函");
    world.keys("jd<enter>").shows("街道~");
    world.keys("<enter>").shows("青石街道");
    world.keys("qs<enter>").shows("人才 街道=青石街道");
    world.keys("<enter>");
    assert!(world.model.overlays.is_empty());
    assert_eq!(text(&world), "青石街道有工匠2人");
    world
        .keys("<f4>")
        .keys("人才<space>级别=大师<space>")
        .shows("大师");
    world.keys("<esc>");
    assert_eq!(text(&world), "青石街道有工匠2人");
}

#[test]
fn a_figure_opens_to_its_rows_and_says_then_and_now() {
    let mut world = writing("现有");
    world.keys("@js<enter><left><f6>");
    world.shows("与名册一致").shows("林小满").shows("周知行");
    world.keys("<esc>");
    let mut left = world
        .office
        .store
        .craftsman(CraftsmanId(1))
        .unwrap()
        .unwrap();
    left.value.level = Some(SkillLevel::Senior);
    let signed = world.office.signed();
    let store = &mut world.office.store;
    store
        .save_entry(
            Some((NameId::Craftsman(left.id), left.version)),
            &RosterEntry::Person(Box::new(left.value)),
            &signed,
        )
        .unwrap();
    for name in ["陈立", "吴江", "赵欣"] {
        store
            .add_craftsman(&person(name, SkillLevel::ChiefTechnician))
            .unwrap();
    }
    world.keys("<f6>");
    world
        .shows("当时2人，其中高级技师1人、技师1人，现在4人，其中首席技师3人、高级技师1人")
        .shows("- 人 林小满")
        .shows("+ 人 赵欣");
    world.keys("<f5>");
    assert_eq!(text(&world), "现有4人，其中首席技师3人、高级技师1人");
    world.keys("<f6>").shows("与名册一致");
    world.keys("<enter>");
    // A row leads to its card.
    world.shows("周知行");
}

#[test]
fn what_moved_is_said_when_the_letter_is_opened_and_looked_up_on_demand() {
    let mut world = writing("现有");
    world.keys("@gjn<enter>");
    world.wait().keys("<esc><esc>");
    let store = &mut world.office.store;
    store
        .add_craftsman(&person("陈立", SkillLevel::Senior))
        .unwrap();
    world.keys("<enter>").shows("数据变了：当时2人，现在3人");
    world.keys("<f5>").shows("2人 改为 3人");
    assert_eq!(text(&world), "现有3人");
    world.keys("<f5>").shows("都与名册一致");
    world.keys("<c-z>");
    assert_eq!(text(&world), "现有2人");
    world.wait().keys("<esc>");
    let letter = world.office.store.letters(1).unwrap()[0].id;
    let standing = world.office.cited(letter).unwrap();
    // What was undone names the figure that stood there.
    assert_eq!(standing[0].figure.value.shown, "2人");
    assert!(standing[0].is_stale());
    let spans = world
        .office
        .store
        .letter(letter)
        .unwrap()
        .unwrap()
        .value
        .spans;
    assert!(matches!(spans[0].what, What::Figure(_)));
}

#[test]
fn hostile_text_and_small_screens_harm_nothing() {
    let mut world = writing("e\u{301}\u{1b}[31m");
    let hostile = Person {
        name: "坏\u{1b}[31m名".into(),
        ..Person::default()
    };
    world.office.store.add_craftsman(&hostile).unwrap();
    world.reload();
    for size in [(60, 16), (80, 24), (200, 50), (20, 5)] {
        world.send(Msg::Resize(size.0, size.1));
        for lang in [Lang::Zh, Lang::En] {
            world.model.lang = lang;
            world.keys("@h").screen();
            world.keys("<esc><f4>").keys("人才<space>街道=").screen();
            world.keys("<esc>");
        }
    }
    assert!(
        world
            .model
            .overlays
            .iter()
            .all(|own| !matches!(own, Overlay::Ask(_)))
    );
}
