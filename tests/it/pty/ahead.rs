//! Acts typed faster than they are recorded: each key is meant for the row the cursor went on to.

use std::time::{Duration, Instant};

use anfu::{
    domain::{
        event::EventKind,
        id::ProposalId,
        proposal::Item,
        sitting::{Kind, Sitting},
        unit::Unit,
    },
    run::{clock::Clock, office::Office},
    store::{QueueStore, sqlite::SqliteStore},
};

use super::{
    home::Home,
    session::{Session, Tie},
};
use crate::world::today;

const SECTIONS: [&str; 3] = ["综合科", "人才科", "宣教科"];

/// An office with six items to sign for.
fn inbox(path: &std::path::Path) -> Vec<ProposalId> {
    let store = Box::new(SqliteStore::open(path).unwrap());
    let mut office = Office::open(store, Clock::Day(today()), "tester".into()).unwrap();
    let unit = Unit {
        sections: SECTIONS.map(String::from).to_vec(),
        ..Unit::default()
    };
    office.store.save_unit(&unit, None).unwrap();
    let add = |number: u32| {
        let mut item = Item::blank(Sitting::unknown(Kind::Suggestion));
        item.number = Some(number);
        item.number_printed = Some(format!("{number:03}"));
        item.title = format!("关于第{number}所夜校的建议");
        let facts = [office.fact(EventKind::Assigned, Some(today()))];
        office.add_item(&item, &facts).unwrap()
    };
    (1..=6).map(add).collect()
}

#[test]
fn acts_typed_ahead_go_to_the_rows_they_are_meant_for() {
    let home = Home::new();
    let path = home.path().join("inbox.db");
    let ids = inbox(&path);
    let mut program = home.program();
    program.env("ANFU_DB", &path);
    let mut desk = Session::start(&mut program, (80, 24), Tie::Controlling).unwrap();
    desk.until("共 6 件");
    let pause = Duration::from_millis(150);
    // one write: nothing of it waits for an answer on the screen
    desk.send(b"aaaaaagd1d2d3d1d2d3");
    desk.answer(Instant::now(), pause, Duration::from_secs(3));
    let store = SqliteStore::open_existing(&path).unwrap();
    let end = Instant::now() + Duration::from_secs(20);
    let sections = || -> Vec<Option<String>> {
        let rows = store.queue_rows(&ids).unwrap();
        rows.into_iter().map(|row| row.projection.section).collect()
    };
    while sections().contains(&None) && Instant::now() < end {
        desk.answer(Instant::now(), pause, pause);
    }
    let wanted: Vec<Option<String>> = SECTIONS
        .iter()
        .chain(&SECTIONS)
        .map(|section| Some((*section).to_owned()))
        .collect();
    assert_eq!(sections(), wanted, "{}", desk.text());
    for id in &ids {
        let kinds: Vec<EventKind> = store
            .events(*id)
            .unwrap()
            .iter()
            .map(|event| event.fact.kind)
            .collect();
        let wanted = [EventKind::Assigned, EventKind::Accepted, EventKind::Routed];
        assert_eq!(kinds, wanted);
    }
}
