//! The desk by keys: what a clerk does in a day, on the real store.

use anfu::{
    app::{
        Action, Msg, Pane,
        letter::Safe,
        msg::{EditKey, Extend},
    },
    domain::{event::EventKind, id::LetterId, state::State},
};
use proptest::prelude::*;

use crate::world::{World, demo, world};

const FORM: &str = "澄江市云桥区第十七届人民代表大会第五次会议\n代表建议、批评和意见\n编号：058\n代表姓名\t林小满\n联系电话\t000-0000-0001\n标题：关于在青石街道增设夜校的建议\n内容：\n不少工人下班后想学技术，附近没有去处。\n建议：一是开办夜校。二是请工匠授课。\n";

#[test]
fn an_empty_desk_says_how_to_begin() {
    let mut world = world();
    world.shows("i").shows("n");
    world.keys("2").keys("3").keys("4").keys("1");
    assert_eq!(world.model.focus, Pane::Queue);
}

#[test]
fn a_paper_is_looked_at_corrected_and_stored() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into()));
    world.keys("<c-s>");
    world.shows("058").shows("林小满");
    // correct the title, then store
    world.keys("<enter>");
    world.keys("<c-s>").keys("s");
    assert_eq!(world.model.queue.total, 1);
    world.shows("夜校");
    // the same paper again is recognised
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    assert_eq!(world.model.queue.total, 1);
}

#[test]
fn a_proposers_phone_shows_in_the_full_view_only_and_on_demand() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    world.hides("000-0000-0001");
    world.keys("<enter>").hides("000-0000-0001");
    world.keys("<enter>").hides("000-0000-0001");
    world.keys("M").shows("000-0000-0001");
}

#[test]
fn a_paper_that_is_no_proposal_is_found_among_the_sources() {
    let mut world = world();
    world.keys("S").shows("还没有资料");
    world.keys("<esc>");
    let article = "青石街道举办技能节\n2026-05-01 来源：云桥快讯\n一、比武。焊工、钳工同台。\n二、展示。工作室开放三天。\n";
    world
        .send(Msg::Paste(article.into()))
        .keys("<c-s>")
        .keys("s");
    assert_eq!(world.model.queue.total, 0, "a source is not in the queue");
    world
        .keys("S")
        .shows("2026-05-01")
        .shows("青石街道举办技能节");
    world.keys("<enter>").shows("二、展示。");
    world.keys("<esc><esc>");
    assert!(world.model.overlays.is_empty());
}

#[test]
fn an_assignment_day_starts_the_clock_and_can_be_taken_back() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    world.keys("A").keys("2026-10-20").keys("<enter>");
    let row = &world.model.queue.current().unwrap().row;
    assert_eq!(row.projection.state, State::AwaitingAcceptance);
    assert_eq!(row.projection.due.unwrap().0.to_string(), "2027-01-20");
    world.keys("a");
    assert_eq!(
        world.model.queue.current().unwrap().row.projection.state,
        State::Accepted
    );
    world.keys("u");
    assert_eq!(
        world.model.queue.current().unwrap().row.projection.state,
        State::AwaitingAcceptance
    );
    world.keys("<c-r>");
    assert_eq!(
        world.model.queue.current().unwrap().row.projection.state,
        State::Accepted
    );
}

#[test]
fn an_impossible_day_is_refused_where_it_was_typed() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    world.keys("A").keys("2026-09-31").keys("<enter>");
    assert_eq!(world.model.overlays.len(), 1, "the form stays");
    let id = world.model.queue.current().unwrap().row.id;
    assert!(world.office.store.events(id).unwrap().is_empty());
}

#[test]
fn a_letter_is_started_written_saved_and_exported() {
    let mut world = world();
    world
        .send(Msg::Paste(FORM.into()))
        .keys("<c-s>")
        .keys("s")
        .keys("e");
    assert_eq!(world.model.focus, Pane::Letter);
    world.shows("林小满代表").shows("【");
    world.keys("我们已经着手，").wait();
    let open = world.model.letter.open.as_ref().unwrap();
    assert_eq!(open.safe, Safe::Saved);
    let kept = world.office.store.letter(open.id()).unwrap().unwrap();
    assert!(kept.value.text.contains("我们已经着手，"));
    let path = world.folder.path().join("答复.md");
    world.keys("<esc>").keys("X");
    for _ in 0..80 {
        world.send(Msg::Edit(EditKey::Backspace, Extend::No));
    }
    world
        .send(Msg::Text(path.to_string_lossy().into_owned()))
        .keys("<enter>");
    // Its blanks are errors: only a draft leaves, and only when that is agreed to.
    assert!(!path.exists());
    world.shows("没有导出");
    world.keys("<enter>");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.starts_with("【草稿】\n"), "{text}");
    assert!(text.contains("我们已经着手，"));
    let row = &world.model.queue.current().unwrap().row;
    assert_eq!(row.projection.state, State::Drafting);
}

#[test]
fn typing_is_undone_after_the_letter_was_closed_and_opened_again() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>");
    world.keys("s").keys("e");
    let before = world.model.letter.open.as_ref().unwrap().editor.text();
    world.keys("我们已经着手，").wait();
    world.keys("<esc>").keys("<esc>").wait();
    assert!(world.model.letter.open.is_none());
    world.keys("<enter>");
    let text = |world: &World| world.model.letter.open.as_ref().unwrap().editor.text();
    assert!(text(&world).contains("我们已经着手，"));
    world.keys("<c-z>");
    assert_eq!(text(&world), before);
    world.keys("<c-y>").wait();
    assert!(text(&world).contains("我们已经着手，"));
}

#[test]
fn a_letter_that_someone_else_wrote_is_never_overwritten_silently() {
    let mut world = world();
    world
        .send(Msg::Paste(FORM.into()))
        .keys("<c-s>")
        .keys("s")
        .keys("e");
    let (id, version) = {
        let letter = &world.model.letter.open.as_ref().unwrap().view.letter;
        (letter.id, letter.version)
    };
    let now = world.office.now();
    world
        .office
        .store
        .save_letter_text(id, version, &"别人写的".into(), "李示", now)
        .unwrap();
    world.keys("我").wait();
    assert_eq!(world.model.overlays.len(), 1, "a person is asked");
    world.keys("<enter>");
    let texts: Vec<String> = world
        .office
        .store
        .letter_versions(id)
        .unwrap()
        .into_iter()
        .map(|version| version.text)
        .collect();
    assert!(
        texts.iter().any(|text| text == "别人写的"),
        "theirs is kept: {texts:?}"
    );
    assert!(
        world
            .office
            .store
            .letter(id)
            .unwrap()
            .unwrap()
            .value
            .text
            .contains('我')
    );
}

#[test]
fn the_filter_takes_characters_pinyin_and_an_ime_left_on() {
    let mut world = demo((80, 24));
    let all = world.model.queue.total;
    assert_eq!(all, 42);
    let name = world
        .model
        .queue
        .current()
        .unwrap()
        .row
        .title
        .chars()
        .skip(2)
        .take(2)
        .collect::<String>();
    world.keys("/").keys(&name).keys("<enter>");
    assert!(world.model.queue.total >= 1 && world.model.queue.total < all);
    world.keys("<esc>");
    assert_eq!(world.model.queue.total, all);
    // a Chinese word typed in the list starts the filter
    world.keys(&name);
    assert!(world.model.queue.typing);
    world.keys("<esc>");
    // full-width colon opens the palette, full-width question mark the help
    world.keys("：").keys("<esc>").keys("？");
    assert_eq!(world.model.overlays.len(), 1);
}

#[test]
fn marked_items_are_signed_for_together() {
    let mut world = demo((80, 24));
    let count = |world: &World| {
        let counts = world.office.store.queue_counts().unwrap().by_state;
        counts
            .iter()
            .find(|(state, _)| *state == State::Accepted)
            .map_or(0, |(_, n)| *n)
    };
    let before = count(&world);
    let waiting: Vec<_> = world
        .model
        .queue
        .rows
        .iter()
        .filter(|shown| shown.row.projection.state == State::AwaitingAcceptance)
        .map(|shown| (shown.row.id, shown.row.version))
        .collect();
    assert!(waiting.len() >= 2, "the demo has items to sign for");
    world.model.queue.marks.extend(waiting.iter().copied());
    // several at once are asked about, with their count
    world.keys("a").shows(&format!("{} 件", waiting.len()));
    assert_eq!(count(&world), before);
    world.keys("<enter>");
    assert_eq!(count(&world), before + waiting.len() as u64);
    world.keys("u");
    assert_eq!(count(&world), before);
}

#[test]
fn an_item_changed_since_it_was_marked_is_refused_and_told() {
    let mut world = demo((80, 24));
    let (id, version) = world
        .model
        .queue
        .rows
        .iter()
        .find(|shown| shown.row.projection.state == State::AwaitingAcceptance)
        .map(|shown| (shown.row.id, shown.row.version))
        .unwrap();
    world.model.queue.marks.insert(id, version);
    let fact = world.office.fact(EventKind::Noted, None);
    world.office.append(id, version, fact).unwrap();
    world.keys("a");
    let events = world.office.store.events(id).unwrap();
    assert!(
        events
            .iter()
            .all(|event| event.fact.kind != EventKind::Accepted)
    );
    assert!(world.model.notice.is_some());
}

#[test]
fn a_craftsman_is_found_by_initials_and_relations_are_walked() {
    let mut world = demo((80, 24));
    world.keys("3/");
    let all = world.model.roster.total;
    world.keys("z");
    assert!(world.model.roster.total < all);
    world.keys("<enter><enter>");
    let first = world
        .model
        .roster
        .open
        .as_ref()
        .unwrap()
        .card
        .name()
        .to_owned();
    world.shows(&first);
    if !world
        .model
        .roster
        .open
        .as_ref()
        .unwrap()
        .card
        .links
        .is_empty()
    {
        world.keys("<enter>");
        assert_ne!(world.model.roster.open.as_ref().unwrap().card.name(), first);
        world.keys("<esc>");
        assert_eq!(world.model.roster.open.as_ref().unwrap().card.name(), first);
    }
}

#[test]
fn a_new_craftsman_is_typed_by_form_and_found_at_once() {
    let mut world = world();
    world.keys("3n").keys("区小满").keys("<c-s>");
    assert_eq!(
        world.model.roster.open.as_ref().unwrap().card.name(),
        "区小满"
    );
    // 区 is read ōu as a surname
    world.keys("<esc>/").keys("oux");
    assert_eq!(world.model.roster.total, 1);
}

#[test]
fn a_number_is_jumped_to_and_anything_is_gone_to() {
    let mut world = demo((80, 24));
    let row = world.model.queue.rows[7].row.clone();
    world
        .keys("#")
        .keys(&row.number.unwrap().to_string())
        .keys("<enter>");
    assert_eq!(world.model.queue.current().unwrap().row.number, row.number);
    world
        .keys("3<c-p>")
        .keys(&row.title.chars().skip(2).take(6).collect::<String>())
        .keys("<enter>");
    assert_eq!(world.model.focus, Pane::Queue);
    assert!(world.model.queue.open.is_some());
}

#[test]
fn leaving_saves_what_was_typed() {
    let mut world = world();
    world
        .send(Msg::Paste(FORM.into()))
        .keys("<c-s>")
        .keys("s")
        .keys("e")
        .keys("最后一字");
    world.send(Msg::TerminalLost);
    assert!(world.left);
    let id: LetterId = world.model.letter.open.as_ref().unwrap().id();
    assert!(
        world
            .office
            .store
            .letter(id)
            .unwrap()
            .unwrap()
            .value
            .text
            .contains("最后一字")
    );
}

#[test]
fn every_action_can_be_asked_for_everywhere() {
    for size in [(80, 24), (200, 50), (60, 16), (10, 3), (0, 0)] {
        let mut world = demo(size);
        for action in Action::ALL.iter().filter(|action| **action != Action::Quit) {
            for pane in ["1", "2", "3", "4"] {
                world.keys(pane).send(Msg::Do(*action));
                world.screen();
                world
                    .send(Msg::Do(Action::Back))
                    .send(Msg::Do(Action::Back))
                    .send(Msg::Do(Action::Back));
                world.model.overlays.clear();
            }
        }
    }
}

/// Something a person or a terminal may do.
fn doing() -> impl Strategy<Value = Msg> {
    let key = prop::sample::select(vec![
        EditKey::Left,
        EditKey::Right,
        EditKey::Up,
        EditKey::Down,
        EditKey::Home,
        EditKey::End,
        EditKey::PageDown,
        EditKey::Backspace,
        EditKey::Delete,
        EditKey::Enter,
    ]);
    prop_oneof![
        6 => prop::sample::select(Action::ALL.iter().copied().filter(|action| *action != Action::Quit).collect::<Vec<_>>()).prop_map(Msg::Do),
        3 => "[a-z张建国工é ]{1,4}|\u{1b}\\[31m|\u{202e}|e\u{301}{3}".prop_map(Msg::Text),
        2 => key.prop_map(|key| Msg::Edit(key, Extend::No)),
        1 => "[张，。\n\r\t\u{1b}\u{200b}a]{0,30}".prop_map(Msg::Paste),
        1 => (0u16..240, 0u16..70).prop_map(|(width, height)| Msg::Resize(width, height)),
        1 => (0u16..240, 0u16..70).prop_map(|(x, y)| Msg::Click(x, y)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_never_panic(doings in prop::collection::vec(doing(), 1..120)) {
        let mut world = World::new((80, 24), Some(anfu::run::maker::MakeAsk { workers: 30, proposals: 20, seed: 3, today: crate::world::today() }));
        for msg in doings {
            world.send(msg);
            world.screen();
        }
        world.wait();
    }
}

#[test]
fn what_is_signed_for_is_not_signed_for_again() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    world.keys("A").keys("2026-08-24").keys("<enter>").keys("a");
    let id = world.model.queue.current().unwrap().row.id;
    let before = world.office.store.events(id).unwrap().len();
    world.keys("a").shows("没有待签收");
    assert_eq!(world.office.store.events(id).unwrap().len(), before);
}

#[test]
fn from_the_list_one_key_opens_the_form_and_the_reckoning() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    world.keys("E").shows("改这一件");
    world
        .keys("<esc>")
        .keys("<esc>")
        .keys("D")
        .shows("期限怎么算的");
    world.keys("<esc>").keys("<esc>");
    assert!(world.model.queue.open.is_none());
    world.keys("M");
    assert!(world.model.queue.open.as_ref().unwrap().reveals);
    world.keys("M");
    assert!(!world.model.queue.open.as_ref().unwrap().reveals);
}

#[test]
fn a_mark_in_the_full_view_is_the_item_in_view() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    let id = world.model.queue.current().unwrap().row.id;
    world.keys("<enter>").keys("<space>");
    assert_eq!(
        world.model.queue.marks.keys().copied().collect::<Vec<_>>(),
        [id]
    );
    assert!(world.model.queue.open.is_some());
}

#[test]
fn a_phone_on_a_card_is_shown_by_a_key() {
    let mut world = world();
    world.keys("3").keys("n").keys("甲某");
    for _ in 0..7 {
        world.keys("<tab>");
    }
    world.keys("000-1234-0000").keys("<c-s>");
    world.shows("甲某").shows("显示电话");
    assert!(!world.screen().contains("000-1234-0000"));
    world.keys("M").shows("甲某").hides("000-1234-0000");
    world.keys("<enter>").shows("000-1234-0000");
    world.keys("M");
    assert!(!world.screen().contains("000-1234-0000"));
}

#[test]
fn a_fact_is_added_taken_back_and_put_back_by_keys() {
    let mut world = world();
    world.keys("3n").keys("林小满").keys("<c-s>");
    world.keys("a2").keys("云桥工匠").keys("<c-s>");
    world.shows("云桥工匠").shows("荣誉");
    world.keys("u");
    assert!(!world.screen().contains("云桥工匠"));
    world.keys("<c-r>");
    world.shows("云桥工匠");
    world.keys("L").shows("林小满 的修改记录").shows("收回");
    world.keys("<esc>");
}
