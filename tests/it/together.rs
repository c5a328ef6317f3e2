//! Two desks at one store: what others wrote meanwhile is shown in the form that came back, nothing typed is
//! lost, and the second try goes through.

use anfu::{
    app::{Action, Effect, Msg, overlay::Overlay},
    domain::{
        craftsman::Person,
        event::EventKind,
        fact::{Fact, FactKind},
        id::{LetterId, ProposalId},
        roster_entry::RosterEntry,
        span::Written,
    },
    run::{clock::Clock, office::Office},
    store::{Draft, NameId, sqlite::SqliteStore},
};

use crate::world::{World, demo, today, world};

/// Another desk at the same store.
fn other(world: &World) -> Office {
    let path = world.folder.path().join("anfu.db");
    let store = Box::new(SqliteStore::open(&path).unwrap());
    Office::open(store, Clock::Day(today()), "other".into()).unwrap()
}

/// What stands in a field of the form on top.
fn field(world: &World, name: &str) -> String {
    let Some(Overlay::Form(form)) = world.model.overlays.last() else {
        panic!("no form is open")
    };
    let field = form.fields.iter().find(|own| own.spec.0 == name).unwrap();
    match &field.input {
        anfu::app::overlay::form::Input::Line(line) => line.text().to_owned(),
        other => panic!("{name} is no line: {other:?}"),
    }
}

/// Puts the keys of the form on top into a field and types.
fn type_into(world: &mut World, name: &str, text: &str) {
    if let Some(Overlay::Form(form)) = world.model.overlays.last_mut() {
        form.focus(name);
    }
    world.keys("<c-u>").send(Msg::Text(text.into()));
}

fn notice(world: &World) -> String {
    world
        .model
        .notice
        .as_ref()
        .map(|own| own.says.clone())
        .unwrap_or_default()
}

/// A person of the roster, with its card open.
fn card(world: &mut World) -> NameId {
    let person = Person {
        name: "林小满".into(),
        town: Some("云桥街道".into()),
        trade: Some("焊工".into()),
        ..Person::default()
    };
    let id = NameId::Craftsman(world.office.store.add_craftsman(&person).unwrap());
    world.keys("3").perform(vec![Effect::ReadCard(id)]);
    id
}

/// Changes a record from the other desk.
fn change(world: &World, id: NameId, with: impl Fn(&mut RosterEntry)) {
    let mut office = other(world);
    let (mut entry, version) = office.store.entry(id).unwrap().unwrap();
    with(&mut entry);
    office.save_entry(Some((id, version)), entry).unwrap();
}

fn kept(world: &World, id: NameId, field: &str) -> String {
    world.office.store.entry(id).unwrap().unwrap().0.get(field)
}

#[test]
fn a_card_changed_by_another_is_saved_at_the_second_try_with_both_changes() {
    let mut world = world();
    let id = card(&mut world);
    world.send(Msg::Do(Action::Edit));
    type_into(&mut world, "trade", "钳工");
    type_into(&mut world, "note", "新写的");
    change(&world, id, |own| {
        own.set("town", "蛟川街道").unwrap();
        own.set("note", "别处的").unwrap();
    });
    world.keys("<c-s>");
    let says = notice(&world);
    for words in ["刚被别人改过", "蛟川街道", "别处的"] {
        let in_form = field(&world, "town") == words;
        assert!(says.contains(words) || in_form, "{words}: {says}");
    }
    let typed = ["town", "trade", "note"].map(|own| field(&world, own));
    assert_eq!(typed, ["蛟川街道", "钳工", "新写的"]);
    world.keys("<c-s>");
    assert!(world.model.overlays.is_empty(), "{}", notice(&world));
    let now = ["town", "trade", "note"].map(|own| kept(&world, id, own));
    assert_eq!(now, ["蛟川街道", "钳工", "新写的"]);
}

#[test]
fn a_fact_is_found_where_it_stands_now() {
    let mut world = world();
    let id = card(&mut world);
    let honour = |name: &str| {
        let mut own = FactKind::Honour.blank();
        own.set("name", name).unwrap();
        own.set("year", "2024").unwrap();
        own
    };
    change(&world, id, |own| own.add_fact(honour("云桥工匠")));
    world.perform(vec![Effect::ReadCard(id)]);
    let facts = |world: &World| {
        let (entry, _) = world.office.store.entry(id).unwrap().unwrap();
        let all = entry.facts(FactKind::Honour).into_iter();
        all.map(|own: Fact| own.get("name")).collect::<Vec<_>>()
    };
    let open = |world: &mut World| {
        let screen = world.model.roster.open.as_ref().unwrap();
        let fact = screen.card.facts_of(FactKind::Honour)[0].clone();
        let what = anfu::app::effect::SaveWhat::Fact(id, screen.card.version(), Some(0));
        let own = anfu::app::record::FactText::of(fact, "");
        let record = anfu::app::record::Record::Fact(Box::new(own));
        world
            .model
            .overlays
            .push(Overlay::form(String::new(), what, record));
    };
    open(&mut world);
    type_into(&mut world, "name", "云桥大工匠");
    change(&world, id, |own| {
        let mut all = own.facts(FactKind::Honour);
        all.insert(0, honour("首席工人"));
        own.put_facts(FactKind::Honour, all);
    });
    world.keys("<c-s>");
    assert!(
        notice(&world).contains("这一条没有变"),
        "{}",
        notice(&world)
    );
    world.keys("<c-s>");
    let mut now = facts(&world);
    now.sort();
    assert_eq!(now, ["云桥大工匠", "首席工人"]);
    // One that is gone becomes a new one, and that is said.
    world.perform(vec![Effect::ReadCard(id)]);
    open(&mut world);
    type_into(&mut world, "name", "另写的");
    change(&world, id, |own| {
        own.put_facts(FactKind::Honour, Vec::new());
    });
    world.keys("<c-s>");
    assert!(
        notice(&world).contains("作为新的一条"),
        "{}",
        notice(&world)
    );
    world.keys("<c-s>");
    assert_eq!(facts(&world), ["另写的"]);
}

#[test]
fn an_act_on_an_item_changed_by_another_goes_through_at_the_second_try() {
    let mut world = demo((80, 24));
    world.keys("1#007<enter>").keys("a");
    world.keys("1#007<enter>").keys("d<tab><tab>请尽快");
    let id: ProposalId = world.model.queue.current().unwrap().row.id;
    let mut office = other(&world);
    let seen = office.store.proposal(id).unwrap().unwrap().version;
    let fact = office.fact(EventKind::Noted, None).with_text("别处的备注");
    office.append(id, seen, fact).unwrap();
    world.keys("<enter>");
    let says = notice(&world);
    assert!(
        says.contains("刚被别人改过") && says.contains("other"),
        "{says}"
    );
    world.shows("请尽快");
    world.keys("<enter>");
    assert!(world.model.overlays.is_empty(), "{}", notice(&world));
    let events = world.office.store.events(id).unwrap();
    assert_eq!(events.last().unwrap().fact.kind, EventKind::Routed);
}

/// A letter that was begun and is open.
fn letter(world: &mut World) -> LetterId {
    world.keys("1#007<enter>").keys("a");
    world.keys("1#007<enter>").keys("d2");
    world.keys("1#007<enter>").keys("c2");
    world.keys("1#007<enter>").keys("e<esc><f8><f9>");
    world.wait();
    world.model.letter.open.as_ref().unwrap().id()
}

/// Rewrites words of a letter from the other desk.
fn rewrite(world: &World, id: LetterId, from: &str, to: &str) {
    let mut office = other(world);
    let kept = office.store.letter(id).unwrap().unwrap();
    let written = Written {
        text: kept.value.text.replace(from, to),
        spans: Vec::new(),
    };
    let draft = Draft {
        written,
        typing: anfu::text::history::Tail::default(),
    };
    let (by, at) = (office.actor(), office.now());
    office
        .store
        .save_draft(id, kept.version, &draft, &by, at)
        .unwrap();
}

#[test]
fn a_remark_on_a_letter_changed_by_another_finds_its_words_again() {
    let mut world = demo((80, 24));
    let id = letter(&mut world);
    let open = world.model.letter.open.as_mut().unwrap();
    let paragraphs = open.editor.paragraphs();
    let paragraph = paragraphs
        .iter()
        .position(|own| own.contains("收悉"))
        .unwrap();
    let byte = paragraphs[paragraph].find("收悉").unwrap();
    let at = |byte| anfu::text::buffer::Position { paragraph, byte };
    open.editor.select_range(at(byte)..at(byte + "收悉".len()));
    world.keys("m").send(Msg::Text("请再看".into()));
    rewrite(&world, id, "关于区", "关于澄江市云桥区");
    world.keys("<enter>");
    let says = notice(&world);
    assert!(
        says.contains("1 处") && says.contains("已换成新的"),
        "{says}"
    );
    world.shows("请再看").shows("澄江市云桥区");
    world.keys("<enter>");
    assert!(world.model.overlays.is_empty(), "{}", notice(&world));
    let remarks = world.office.store.remarks(id).unwrap();
    assert_eq!((&*remarks[0].quote, &*remarks[0].text), ("收悉", "请再看"));
    let spans = world.office.store.letter(id).unwrap().unwrap().value;
    let own = spans.spans.iter().find(|own| own.range.len() == 2).unwrap();
    let words: String = spans.text.chars().skip(own.range.start).take(2).collect();
    assert_eq!(words, "收悉");
}

#[test]
fn a_step_of_a_letter_changed_by_another_shows_the_change_first() {
    let mut world = demo((80, 24));
    let id = letter(&mut world);
    world.keys("s请核");
    rewrite(&world, id, "收悉", "收到");
    world.keys("<enter>");
    assert!(notice(&world).contains("1 处"), "{}", notice(&world));
    world.shows("请核");
    let open = world.model.letter.open.as_ref().unwrap();
    assert!(open.editor.text().contains("收到"));
    assert_eq!(world.office.store.letter_steps(id).unwrap().len(), 0);
    world.keys("<enter>");
    let steps = world.office.store.letter_steps(id).unwrap().len();
    assert!(
        steps == 1 || notice(&world).contains("处错误"),
        "{}",
        notice(&world)
    );
}
