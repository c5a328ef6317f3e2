//! What was decided on the publishing of a letter.

use super::{
    cases, is_missing,
    samples::{at, letter},
};
use crate::{
    domain::{
        id::LetterId,
        publishing::{Publicity, Publishing},
    },
    store::Store,
};

cases! {
    the_last_decision_on_publishing_counts,
    a_decision_is_on_a_letter_that_exists,
}

fn decision(publicity: Publicity, reason: Option<&str>) -> Publishing {
    Publishing {
        publicity,
        reason: reason.map(str::to_owned),
        by: "王一".into(),
        at: at("2026-03-03 10:00:00"),
    }
}

fn the_last_decision_on_publishing_counts(store: &mut dyn Store) {
    let id = store.add_letter(&letter(None), "王一", at("2026-03-03 09:00:00"));
    let id = id.unwrap();
    let shown = |store: &dyn Store| {
        let heads = store.letters(10).unwrap();
        heads.iter().find(|own| own.id == id).unwrap().publicity
    };
    assert_eq!(store.publishing(id).unwrap(), None);
    assert_eq!(shown(store), None);
    for own in [
        decision(Publicity::Open, None),
        decision(Publicity::Withheld, Some("涉及e\u{301}个人隐私")),
        decision(Publicity::OnRequest, None),
    ] {
        store.decide_publishing(id, &own).unwrap();
        assert_eq!(shown(store), Some(own.publicity));
        assert_eq!(store.publishing(id).unwrap(), Some(own));
    }
    let other = store.add_letter(&letter(None), "王一", at("2026-03-03 09:00:00"));
    assert_eq!(store.publishing(other.unwrap()).unwrap(), None);
    assert_eq!(store.faults().unwrap(), []);
}

fn a_decision_is_on_a_letter_that_exists(store: &mut dyn Store) {
    let own = decision(Publicity::Open, None);
    assert!(is_missing(store.decide_publishing(LetterId(9), &own)));
    assert_eq!(store.publishing(LetterId(9)).unwrap(), None);
}
