//! Finding in the queue: typed filters, lists with counts, texts.

use anfu::{
    app::Msg,
    domain::{
        event::{Detail, EventKind},
        state::State,
    },
    run::maker::MakeAsk,
    store::QueueRow,
};

use crate::world::{World, demo, today, world};

fn rows(world: &World) -> Vec<QueueRow> {
    let rows = &world.model.queue.rows;
    rows.iter().map(|shown| shown.row.clone()).collect()
}

/// Types text a character at a time, as a person does.
fn types(world: &mut World, text: &str) {
    for c in text.chars() {
        world.send(Msg::Text(c.to_string()));
    }
}

fn filtered(world: &mut World, filter: &str) -> Vec<QueueRow> {
    world.keys("1<esc><esc>/");
    types(world, filter);
    world.keys("<enter>");
    rows(world)
}

#[test]
fn a_filter_of_fields_is_typed_as_it_is_said() {
    let mut world = demo((100, 30));
    let all = rows(&world);
    assert_eq!(all.len(), world.model.queue.total, "all fit in a window");
    let waiting = filtered(&mut world, "状态：待签收");
    let expected = all
        .iter()
        .filter(|row| row.projection.state == State::AwaitingAcceptance);
    assert_eq!(waiting.len(), expected.count());
    assert!(!waiting.is_empty() && waiting.len() < all.len());
    assert_eq!(filtered(&mut world, "zt:dqs"), waiting);
    let others = filtered(&mut world, "-zt:dqs");
    assert_eq!(others.len() + waiting.len(), all.len());
    let late = filtered(&mut world, "余日:<0");
    let is_late = |row: &QueueRow| row.projection.due.is_some_and(|(day, _)| day < today());
    assert!(!late.is_empty() && late.iter().all(is_late));
    let soon = filtered(&mut world, "余日:0-7 角色:主办");
    assert!(soon.len() < all.len());
    // any proposer, not the first alone
    let joint = all.iter().find(|row| row.proposers.contains('等')).unwrap();
    let names = world.office.store.proposal(joint.id).unwrap().unwrap();
    let second = names.value.proposers[1].name.clone();
    let found = filtered(&mut world, &format!("代表:{second}"));
    assert!(found.iter().any(|row| row.id == joint.id));
    world.shows("代表:");
}

#[test]
fn a_slip_in_a_filter_is_said_and_hides_nothing() {
    let mut world = demo((100, 30));
    let all = world.model.queue.total;
    world.keys("/状态:").shows("提出").shows("待签收");
    assert_eq!(world.model.queue.total, all);
    world.keys("飞走");
    world.shows("没有“飞走”");
    assert_eq!(world.model.queue.total, all);
    world.keys("<enter>").shows("没有“飞走”");
    world.keys("<esc>/去哪:x").shows("没有“去哪”");
    world.keys("<esc>/余日:七").shows("<7");
    world.keys("<esc>");
    // a word that becomes a field lets in again what the word kept out
    world.keys("/zt");
    assert!(world.model.queue.total < all);
    world.keys(":");
    assert_eq!(world.model.queue.total, all);
}

#[test]
fn texts_of_papers_and_letters_are_searched() {
    let mut world = world();
    let paper = "澄江市云桥区第十七届人民代表大会第五次会议\n代表建议、批评和意见\n编号：058\n代表姓名\t林小满\n标题：关于在青石街道增设夜校的建议\n内容：\n不少工人下班后想学焊接，附近没有去处。\n建议：一是请工匠授课。\n";
    world.send(Msg::Paste(paper.into()));
    world.keys("<c-s>").keys("s");
    assert_eq!(filtered(&mut world, "焊接").len(), 0);
    assert_eq!(filtered(&mut world, "全文:焊接").len(), 1);
    assert_eq!(filtered(&mut world, "qw:没有去处 标题:yexiao").len(), 1);
    assert_eq!(filtered(&mut world, "全文:飞船").len(), 0);
    // a letter is found as soon as its draft is safe
    world.keys("<esc>e").keys("拟引进激光设备").wait();
    assert_eq!(filtered(&mut world, "全文:激光设备").len(), 1);
}

#[test]
fn lists_are_chosen_by_digit_counted_saved_and_removed() {
    let mut world = demo((100, 30));
    let all = world.model.queue.total;
    world.keys("V").shows("待签收").shows("不满意重办");
    world.shows(&all.to_string());
    world.keys("1");
    assert!(world.model.overlays.is_empty());
    assert_eq!(world.model.queue.filter.text(), "状态:待签收");
    let waiting = rows(&world);
    assert!(!waiting.is_empty());
    // narrowed by pinyin
    world.keys("Vzaib<enter>");
    assert_eq!(world.model.queue.filter.text(), "在办:是");
    // saved under a name
    filtered(&mut world, "建议 余日:<30");
    world.keys("V<c-s>").shows("名称");
    world.keys("月内建议<enter>").shows("月内建议");
    let saved = world.office.store.saved_views().unwrap();
    assert_eq!(saved[0].filter, "建议 余日:<30");
    world.keys("<esc><esc>Vynjy<enter>");
    assert_eq!(world.model.queue.filter.text(), "建议 余日:<30");
    // one of the program stays, an own one goes when asked
    world.keys("V<del>").shows("自带");
    world.keys("ynjy<del>").shows("月内建议");
    world.keys("<esc>");
    assert_eq!(world.office.store.saved_views().unwrap().len(), 1);
    world.keys("<del><enter>");
    assert_eq!(world.office.store.saved_views().unwrap(), []);
    world.keys("<esc><esc>V<c-s>").shows("没有可存的");
}

#[test]
fn counts_of_lists_are_what_the_lists_show() {
    let ask = MakeAsk {
        workers: 0,
        proposals: 150,
        seed: 3,
        today: today(),
    };
    let mut world = World::new((100, 60), Some(ask));
    world.keys("V");
    let lists = match world.model.overlays.last() {
        Some(anfu::app::overlay::Overlay::Views(views)) => views.all.clone(),
        _ => panic!("the lists are not open"),
    };
    world.keys("<esc>");
    for list in lists {
        filtered(&mut world, &list.filter);
        assert_eq!(Some(world.model.queue.total), list.count, "{}", list.name);
    }
}

const EARLIER: &str = "澄江市云桥区第十七届人民代表大会第三次会议\n代表建议、批评和意见\n编号：021\n代表姓名\t周知行\n标题：关于在青石街道增设技能夜校的建议\n内容：\n工人下班后想学技术，附近没有去处。\n建议：一是开办夜校。二是请工匠授课。\n";
const AGAIN: &str = "澄江市云桥区第十七届人民代表大会第五次会议\n代表建议、批评和意见\n编号：058\n代表姓名\t林小满\n标题：关于在青石街道增设夜校的建议\n内容：\n不少工人下班后想学技术，附近没有去处。\n建议：一是开办夜校。二是请工匠授课。\n";
const OTHER: &str = "澄江市云桥区第十七届人民代表大会第五次会议\n代表建议、批评和意见\n编号：060\n代表姓名\t郑岚\n标题：关于加强农村道路养护的建议\n内容：\n村道坑洼。\n建议：一是修补村道。\n";

fn takes_in(world: &mut World, paper: &str) {
    world.send(Msg::Paste(paper.into())).keys("<c-s>").keys("s");
}

fn record(world: &mut World, kind: EventKind, details: &[(Detail, &str)]) {
    let id = world.model.queue.current().unwrap().row.id;
    let seen = world.office.store.proposal(id).unwrap().unwrap().version;
    let mut fact = world.office.fact(kind, None);
    fact.until = (kind == EventKind::FollowedUp).then(|| today() + chrono::Days::new(90));
    let own = |(detail, value): &(Detail, &str)| (*detail, (*value).to_owned());
    fact.details = details.iter().map(own).collect();
    world.office.append(id, seen, fact).unwrap();
    world.keys("<f5>");
}

#[test]
fn a_like_item_of_earlier_years_is_pointed_out_with_what_became_of_it() {
    let mut world = world();
    takes_in(&mut world, OTHER);
    takes_in(&mut world, EARLIER);
    record(&mut world, EventKind::Assigned, &[]);
    record(
        &mut world,
        EventKind::Routed,
        &[(Detail::Section, "人才科")],
    );
    record(
        &mut world,
        EventKind::Classified,
        &[(Detail::Class, "PLANNED")],
    );
    record(&mut world, EventKind::Sent, &[]);
    record(&mut world, EventKind::RatedBasically, &[]);
    record(&mut world, EventKind::FollowedUp, &[]);
    // the same process's list follows the store only by effects; another desk reads it anew
    world.reload();
    // before it is stored
    world.send(Msg::Paste(AGAIN.into())).keys("<c-s>");
    world.shows("相似").shows("021").shows("跟踪  人才科");
    world.keys("s<enter>");
    world
        .shows("相似（")
        .shows("人才科")
        .shows("列入计划")
        .shows("承诺到");
    world.hides("农村道路");
    let id = world.model.queue.target().unwrap().0;
    let suggested = world.model.queue.suggested(id).unwrap();
    assert_eq!(suggested.section, "人才科");
    assert_eq!(suggested.because.len(), 1);
    world.keys("<esc>").shows("相似 1");
    // the list leads there
    world.keys("L").shows("021").shows("人才科");
    world.keys("<enter>");
    assert_eq!(world.model.queue.current().unwrap().row.number, Some(21));
    world.shows("周知行");
    // an item like no other says so
    world.keys("<esc>#60<enter>L").shows("没有相似");
}

#[test]
fn the_same_title_is_named_first() {
    let mut world = world();
    takes_in(&mut world, EARLIER);
    takes_in(&mut world, AGAIN);
    let same = EARLIER.replace("021", "077").replace("第三次", "第四次");
    takes_in(&mut world, &same);
    world.keys("L").shows("相同");
    let found = match world.model.overlays.last() {
        Some(anfu::app::overlay::Overlay::Alike(own)) => own.found.clone().unwrap(),
        _ => panic!("the like items are not listed"),
    };
    assert_eq!(found.count, 2);
    assert!(found.similar[0].exact && !found.similar[1].exact);
    assert_eq!(found.similar[0].number.as_deref(), Some("021"));
}
