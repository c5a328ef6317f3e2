//! What was waived of a letter.

use super::{
    cases, is_missing,
    samples::{at, letter},
};
use crate::{
    domain::{id::LetterId, waiver::Waiver},
    store::Store,
};

cases! {
    waivers_come_back_in_the_order_they_were_written,
    a_waiver_is_of_a_letter_that_exists,
}

fn waiver(words: &str, reason: Option<&str>) -> Waiver {
    Waiver {
        check: "sums".into(),
        words: words.into(),
        reason: reason.map(str::to_owned),
        by: "王一".into(),
        at: at("2026-03-03 10:00:00"),
    }
}

fn waivers_come_back_in_the_order_they_were_written(store: &mut dyn Store) {
    let id = store.add_letter(&letter(None), "王一", at("2026-03-03 09:00:00"));
    let id = id.unwrap();
    assert_eq!(store.waivers(id).unwrap(), []);
    let all = [
        waiver("9家，其中\n10家", Some("另有口径")),
        waiver("", Some("e\u{301}")),
        waiver("9家，其中\n10家", None),
    ];
    for own in &all {
        store.waive(id, own).unwrap();
    }
    assert_eq!(store.waivers(id).unwrap(), all);
    let other = store.add_letter(&letter(None), "王一", at("2026-03-03 09:00:00"));
    assert_eq!(store.waivers(other.unwrap()).unwrap(), []);
    assert_eq!(store.faults().unwrap(), []);
}

fn a_waiver_is_of_a_letter_that_exists(store: &mut dyn Store) {
    assert!(is_missing(store.waive(LetterId(9), &waiver("9家", None))));
    assert_eq!(store.waivers(LetterId(9)).unwrap(), []);
}
