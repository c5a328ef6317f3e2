//! Paragraphs taken over from earlier letters.

use chrono::NaiveDate;

use super::{Store, StoreError, cases};
use crate::domain::{
    id::{LetterId, LiftId},
    letter::{LetterKind, LetterText},
    lift::Lift,
};

cases! {
    a_lifted_paragraph_comes_back_with_its_origin,
    a_figure_is_confirmed_once_and_only_in_a_lift_that_is_there,
}

fn lift(store: &mut dyn Store) -> Lift {
    let at = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let at = at.and_hms_opt(9, 30, 0).unwrap();
    let draft = LetterText::draft(LetterKind::LeadReply, None);
    let mut add = || store.add_letter(&draft, "王一", at).unwrap();
    Lift {
        letter: add(),
        origin: Some(add()),
        paragraph: 7,
        text: "全区有技师12名，e\u{301}另有学徒30名。".into(),
        at,
        by: "王一".into(),
        confirmed: vec![],
    }
}

fn a_lifted_paragraph_comes_back_with_its_origin(store: &mut dyn Store) {
    let lift = lift(store);
    let id = store.add_lift(&lift).unwrap();
    let whole = Lift {
        origin: None,
        text: String::new(),
        ..lift.clone()
    };
    store.add_lift(&whole).unwrap();
    let kept = store.lifts_of(lift.letter).unwrap();
    assert_eq!((kept[0].id, &kept[0].lift), (id, &lift));
    assert_eq!(kept[1].lift, whole);
    assert_eq!(store.lifts_of(lift.origin.unwrap()).unwrap(), []);
    let nowhere = Lift {
        origin: Some(LetterId(999)),
        ..lift
    };
    let refused = store.add_lift(&nowhere);
    assert!(matches!(refused, Err(StoreError::Missing { .. })));
}

fn a_figure_is_confirmed_once_and_only_in_a_lift_that_is_there(store: &mut dyn Store) {
    let lift = lift(store);
    let id = store.add_lift(&lift).unwrap();
    for figure in ["12名", "12名", "30名"] {
        store.confirm_lifted(id, figure).unwrap();
    }
    let kept = store.lifts_of(lift.letter).unwrap();
    assert_eq!(kept[0].lift.confirmed, ["12名", "30名"]);
    let refused = store.confirm_lifted(LiftId(999), "12名");
    assert!(matches!(refused, Err(StoreError::Missing { .. })));
}
