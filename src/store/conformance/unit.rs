//! The unit, and what changes.

use super::{cases, is_missing, is_stale, samples::item};
use crate::{
    domain::{
        id::Version,
        sitting::Level,
        state::State,
        unit::{SeriesMode, Staff, Unit},
    },
    store::Store,
};

cases! {
    an_empty_store_answers_nothing_and_has_no_faults,
    the_unit_comes_back_whole,
    the_unit_is_not_overwritten_unseen,
    the_change_mark_differs_after_a_write_and_not_after_a_read,
}

fn unit() -> Unit {
    Unit {
        full_name: Some("云桥区总工会".into()),
        short_name: Some(String::new()),
        place: Some("云桥区".into()),
        level: Some(Level::County),
        reply_series: Some("云区总工案复".into()),
        opinion_series: Some("云区总工函".into()),
        reply_numbers: Some(SeriesMode::Owned),
        opinion_numbers: Some(SeriesMode::Outside),
        chain: Some("full".into()),
        contact: Some("王一".into()),
        contact_phone: Some("8600 0000".into()),
        copies: vec!["区政府办".into(), String::new(), "区政协提案委".into()],
        rules: Some("example".into()),
        profile: Some("one-line".into()),
        sections: vec!["办公室".into()],
        staff: vec![
            Staff {
                name: "王一".into(),
                os_user: Some("wang".into()),
                section: Some("办公室".into()),
                duties: vec!["收件".into(), "经办".into()],
            },
            Staff::default(),
        ],
    }
}

fn an_empty_store_answers_nothing_and_has_no_faults(store: &mut dyn Store) {
    assert_eq!(store.unit().unwrap(), None);
    assert_eq!(store.faults().unwrap(), []);
    assert!(store.letters(10).unwrap().is_empty());
    assert!(store.sources(10).unwrap().is_empty());
}

fn the_unit_comes_back_whole(store: &mut dyn Store) {
    let version = store.save_unit(&unit(), None).unwrap();
    assert_eq!(store.unit().unwrap(), Some((unit(), version)));
    let mut fewer = unit();
    fewer.staff.remove(0);
    fewer.copies.clear();
    let version = store.save_unit(&fewer, Some(version)).unwrap();
    assert_eq!(store.unit().unwrap(), Some((fewer, version)));
}

fn the_unit_is_not_overwritten_unseen(store: &mut dyn Store) {
    assert!(is_missing(store.save_unit(&unit(), Some(Version(1)))));
    let first = store.save_unit(&unit(), None).unwrap();
    assert!(is_stale(store.save_unit(&unit(), None)));
    store.save_unit(&unit(), Some(first)).unwrap();
    assert!(is_stale(store.save_unit(&Unit::default(), Some(first))));
    assert_eq!(store.unit().unwrap().unwrap().0, unit());
}

fn the_change_mark_differs_after_a_write_and_not_after_a_read(store: &mut dyn Store) {
    let before = store.change_mark().unwrap();
    store.unit().unwrap();
    assert_eq!(store.change_mark().unwrap(), before);
    store
        .add_proposal(
            &item(1),
            &[],
            &super::samples::standing(State::Registered, None),
        )
        .unwrap();
    assert_ne!(store.change_mark().unwrap(), before);
}
