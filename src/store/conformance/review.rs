//! Steps of letters, numbers, remarks and promises.

use super::{
    cases, is_missing, is_stale,
    samples::{RARE, at, day, item, standing},
};
use crate::{
    domain::{
        chain::StepKind,
        event::{EventKind, NewEvent},
        id::{EventId, LetterId, ProposalId, Version},
        letter::{LetterKind, LetterStage, LetterText},
        letter_promise::LetterPromise,
        span::{Span, What},
        state::State,
        step::NewStep,
    },
    letter::{seal, serial::DocNumber},
    store::{Give, NewRemark, StepAsk, StepFacts, Store, StoreError},
};

cases! {
    a_step_brings_stage_fact_and_version_in_one,
    steps_hold_together_by_their_hashes,
    a_stale_step_leaves_nothing,
    numbers_are_given_without_gaps_by_year,
    a_void_number_keeps_its_reason_and_is_not_given_again,
    numbers_of_another_count_may_have_gaps_and_no_doubles,
    a_number_that_came_in_is_counted,
    another_number_in_the_text_gives_none,
    a_series_begins_where_it_was_left,
    remarks_are_kept_and_settled,
    promises_are_kept_in_place_of_those_before,
}

const TEN: &str = "2026-03-03 10:00:00";
const BLANK: &str = "云区总工案复〔2026〕【序号】号\n关于某事的答复\n\n甲代表：\n收悉。\n";

fn text(text: &str) -> LetterText {
    LetterText {
        text: text.into(),
        ..LetterText::draft(LetterKind::LeadReply, None)
    }
}

fn step(kind: StepKind) -> NewStep {
    NewStep {
        kind,
        name: "核稿".into(),
        by: RARE.into(),
        on: day("2026-03-03"),
        recorded_at: at(TEN),
        typed_by: "王一".into(),
        evidence: Some("纸质稿签".into()),
        remark: Some("一\n二".into()),
        takes_back: None,
    }
}

pub(super) fn ask(store: &dyn Store, letter: LetterId, kind: StepKind, give: Give) -> StepAsk {
    let kept = store.letter(letter).unwrap().unwrap();
    StepAsk {
        letter,
        seen: kept.version,
        step: step(kind),
        after: kept.value,
        give,
        facts: None,
    }
}

fn next(year: i32) -> Give {
    Give::Next {
        series: "云区总工案复".into(),
        year,
    }
}

fn number(serial: u32) -> DocNumber {
    DocNumber {
        series: "云区总工案复".into(),
        year: 2026,
        serial,
    }
}

fn begun(store: &mut dyn Store) -> LetterId {
    store.add_letter(&text(BLANK), "王一", at(TEN)).unwrap()
}

/// Numbers a new letter and returns the serial.
fn numbered(store: &mut dyn Store, year: i32) -> u32 {
    let id = begun(store);
    let ask = ask(store, id, StepKind::Number, next(year));
    store.take_step(&ask).unwrap().number.unwrap().serial
}

fn fact(store: &dyn Store, proposal: ProposalId, kind: EventKind) -> StepFacts {
    StepFacts {
        proposal,
        seen: store.proposal(proposal).unwrap().unwrap().version,
        facts: vec![
            NewEvent::plain(kind, day("2026-03-03"), at(TEN), "王一"),
            NewEvent::plain(EventKind::Noted, day("2026-03-03"), at(TEN), "王一"),
        ],
        projection: standing(State::Numbered, None),
    }
}

fn a_step_brings_stage_fact_and_version_in_one(store: &mut dyn Store) {
    let proposal = store
        .add_proposal(&item(1), &[], &standing(State::Signed, None))
        .unwrap();
    let mut draft = text(BLANK);
    draft.proposal = Some(proposal);
    draft.stage = LetterStage::Signed;
    let id = store.add_letter(&draft, "王一", at(TEN)).unwrap();
    let mut ask = ask(store, id, StepKind::Number, next(2026));
    ask.after.stage = LetterStage::Numbered;
    ask.facts = Some(fact(store, proposal, EventKind::Numbered));
    let taken = store.take_step(&ask).unwrap();
    assert_eq!(taken.number, Some(number(1)));
    let kept = store.letter(id).unwrap().unwrap();
    assert_eq!(kept.version, taken.version);
    assert_eq!(kept.value.stage, LetterStage::Numbered);
    assert_eq!(
        kept.value.number.as_deref(),
        Some("云区总工案复〔2026〕1号")
    );
    assert!(kept.value.text.starts_with("云区总工案复〔2026〕1号\n关于"));
    let events = store.events(proposal).unwrap();
    assert_eq!(events[0].fact.text, kept.value.number);
    let rows: Vec<EventId> = events.iter().map(|own| own.id).collect();
    assert_eq!(taken.events, rows);
    assert_eq!(store.step_of_event(rows[0]).unwrap(), Some((id, 1)));
    assert_eq!(store.step_of_event(rows[1]).unwrap(), None);
    let steps = store.letter_steps(id).unwrap();
    assert_eq!((steps.len(), steps[0].ordinal, taken.ordinal), (1, 1, 1));
    assert_eq!(steps[0].step, ask.step);
    assert_eq!(
        (steps[0].version, &steps[0].number),
        (2, &kept.value.number)
    );
    assert_eq!(store.letter_versions(id).unwrap()[1].text, kept.value.text);
    let found = store.letters_numbered("云区总工案复〔2026〕1号").unwrap();
    assert_eq!(found, [id]);
    assert_eq!(store.faults().unwrap(), []);
}

fn steps_hold_together_by_their_hashes(store: &mut dyn Store) {
    let id = begun(store);
    for kind in [StepKind::Draft, StepKind::Review] {
        let ask = ask(store, id, kind, Give::Nothing);
        store.take_step(&ask).unwrap();
        // Within ten minutes and by the same hand, and still another version.
        let seen = store.letter(id).unwrap().unwrap().version;
        store
            .save_letter_text(id, seen, &kind.code().into(), "王一", at(TEN))
            .unwrap();
    }
    let steps = store.letter_steps(id).unwrap();
    assert!(seal::broken(&steps).is_empty());
    let versions: Vec<i64> = steps.iter().map(|own| own.version).collect();
    assert_eq!(versions, [1, 2]);
    assert_eq!(steps[1].text_hash, seal::text_hash("draft"));
    assert_eq!(store.letter_versions(id).unwrap().len(), 3);
    assert_eq!(store.faults().unwrap(), []);
}

fn a_stale_step_leaves_nothing(store: &mut dyn Store) {
    let proposal = store
        .add_proposal(&item(1), &[], &standing(State::Signed, None))
        .unwrap();
    let id = begun(store);
    let good = ask(store, id, StepKind::Number, next(2026));
    let mut stale = good.clone();
    stale.seen = Version(9);
    assert!(is_stale(store.take_step(&stale)));
    let mut stale = good.clone();
    stale.facts = Some(fact(store, proposal, EventKind::Numbered));
    if let Some(facts) = &mut stale.facts {
        facts.seen = Version(9);
    }
    assert!(is_stale(store.take_step(&stale)));
    let mut lost = good.clone();
    lost.letter = LetterId(99);
    assert!(store.take_step(&lost).is_err());
    assert!(store.letter_steps(id).unwrap().is_empty());
    assert!(store.events(proposal).unwrap().is_empty());
    assert!(store.series().unwrap().is_empty());
    let taken = store.take_step(&good).unwrap();
    assert_eq!(taken.number, Some(number(1)), "no refusal costs a number");
}

fn numbers_are_given_without_gaps_by_year(store: &mut dyn Store) {
    let given: Vec<u32> = [2026, 2026, 2027, 2026, 2027]
        .into_iter()
        .map(|year| numbered(store, year))
        .collect();
    assert_eq!(given, [1, 2, 1, 3, 2]);
    let series = store.series().unwrap();
    let years: Vec<(i32, usize)> = series
        .iter()
        .map(|own| (own.year, own.given.len()))
        .collect();
    assert_eq!(years, [(2026, 3), (2027, 2)]);
    assert!(series.iter().all(|own| own.owned && own.gaps().is_empty()));
    assert_eq!(store.faults().unwrap(), []);
}

fn a_void_number_keeps_its_reason_and_is_not_given_again(store: &mut dyn Store) {
    let id = begun(store);
    let reason = || Give::Void {
        reason: "重复发文".into(),
    };
    let none = ask(store, id, StepKind::Voided, reason());
    assert!(is_missing(store.take_step(&none)), "it has no number");
    let own = ask(store, id, StepKind::Number, next(2026));
    store.take_step(&own).unwrap();
    let mut own = ask(store, id, StepKind::Voided, reason());
    own.after.text = BLANK.into();
    store.take_step(&own).unwrap();
    let kept = store.letter(id).unwrap().unwrap().value;
    assert_eq!((kept.number, kept.text.as_str()), (None, BLANK));
    let steps = store.letter_steps(id).unwrap();
    assert_eq!(steps[1].number.as_deref(), Some("云区总工案复〔2026〕1号"));
    let series = store.series().unwrap();
    assert_eq!(series[0].given[0].void_reason.as_deref(), Some("重复发文"));
    let own = ask(store, id, StepKind::Number, next(2026));
    assert_eq!(store.take_step(&own).unwrap().number, Some(number(2)));
    assert_eq!(store.faults().unwrap(), []);
}

fn numbers_of_another_count_may_have_gaps_and_no_doubles(store: &mut dyn Store) {
    for serial in [12, 40] {
        let id = begun(store);
        let own = ask(store, id, StepKind::Number, Give::This(number(serial)));
        store.take_step(&own).unwrap();
    }
    let id = begun(store);
    let own = ask(store, id, StepKind::Number, Give::This(number(12)));
    let taken = store.take_step(&own);
    assert!(
        matches!(taken, Err(StoreError::NumberTaken { .. })),
        "{taken:?}"
    );
    assert_eq!(store.letter(id).unwrap().unwrap().value.number, None);
    assert!(!store.series().unwrap()[0].owned);
    assert_eq!(store.faults().unwrap(), []);
}

fn a_number_that_came_in_is_counted(store: &mut dyn Store) {
    let mut came = text("来文");
    came.stage = LetterStage::Imported;
    came.number = Some(number(7).to_string());
    store.add_letter(&came, "王一", at(TEN)).unwrap();
    let id = begun(store);
    let own = ask(store, id, StepKind::Number, Give::This(number(7)));
    let taken = store.take_step(&own);
    assert!(
        matches!(taken, Err(StoreError::NumberTaken { .. })),
        "{taken:?}"
    );
    assert_eq!(numbered(store, 2026), 8);
    assert_eq!(store.faults().unwrap(), []);
}

fn another_number_in_the_text_gives_none(store: &mut dyn Store) {
    let typed = BLANK.replace("【序号】", "5");
    let id = store.add_letter(&text(&typed), "王一", at(TEN)).unwrap();
    let own = ask(store, id, StepKind::Number, next(2026));
    let taken = store.take_step(&own);
    assert!(
        matches!(taken, Err(StoreError::OtherNumber { .. })),
        "{taken:?}"
    );
    assert_eq!(numbered(store, 2026), 1);
}

fn a_series_begins_where_it_was_left(store: &mut dyn Store) {
    store.begin_series("云区总工案复", 2026, 37).unwrap();
    store.begin_series("云区总工案复", 2026, 36).unwrap();
    assert_eq!(numbered(store, 2026), 37);
    let late = store.begin_series("云区总工案复", 2026, 50);
    assert!(
        matches!(late, Err(StoreError::NumberTaken { .. })),
        "{late:?}"
    );
    assert_eq!(numbered(store, 2026), 38);
    assert!(store.series().unwrap()[0].gaps().is_empty());
}

fn remarks_are_kept_and_settled(store: &mut dyn Store) {
    let id = begun(store);
    let remark = NewRemark {
        range: 20..22,
        quote: "某事".into(),
        text: "说清\n哪件".into(),
    };
    let own = store
        .add_remark(id, Version(1), &remark, RARE, at(TEN))
        .unwrap();
    let letter = store.letter(id).unwrap().unwrap();
    let span = Span {
        range: 20..22,
        what: What::Remark(own),
    };
    assert_eq!(
        (letter.version, letter.value.spans),
        (Version(2), vec![span])
    );
    let late = store.add_remark(id, Version(1), &remark, RARE, at(TEN));
    assert!(is_stale(late));
    // The number that is written in moves what stands behind it.
    let step = ask(store, id, StepKind::Number, next(2026));
    store.take_step(&step).unwrap();
    let letter = store.letter(id).unwrap().unwrap().value;
    let words: String = letter.text.chars().skip(17).take(2).collect();
    assert_eq!((letter.spans[0].range.clone(), &*words), (17..19, "某事"));
    let kept = store.remarks(id).unwrap();
    assert_eq!((kept[0].id, kept[0].letter, kept[0].at), (own, id, at(TEN)));
    assert_eq!((&*kept[0].quote, &*kept[0].text), ("某事", "说清\n哪件"));
    assert_eq!((&*kept[0].by, &kept[0].settled_by), (RARE, &None));
    store.settle_remarks(id, &[own], Some("王一")).unwrap();
    let settled = store.remarks(id).unwrap().remove(0).settled_by;
    assert_eq!(settled.as_deref(), Some("王一"));
    store.settle_remarks(id, &[own], None).unwrap();
    assert_eq!(store.remarks(id).unwrap()[0].settled_by, None);
    let gone = LetterId(99);
    assert!(is_missing(store.add_remark(
        gone,
        Version(1),
        &remark,
        "",
        at(TEN)
    )));
    // One that is gone, or on another letter, leaves all as they are.
    let gone = crate::domain::id::RemarkId(own.0 + 1);
    assert!(is_missing(store.settle_remarks(
        id,
        &[own, gone],
        Some("王一")
    )));
    let other = begun(store);
    assert!(is_missing(store.settle_remarks(
        other,
        &[own],
        Some("王一")
    )));
    assert_eq!(store.remarks(id).unwrap()[0].settled_by, None);
}

fn promises_are_kept_in_place_of_those_before(store: &mut dyn Store) {
    let id = begun(store);
    let promise = |text: &str| LetterPromise {
        text: text.into(),
        due: day("2027-06-30"),
    };
    for promises in [
        vec![promise("一"), promise("二")],
        vec![promise("三")],
        vec![],
    ] {
        store.save_letter_promises(id, &promises, None).unwrap();
        assert_eq!(store.letter_promises(id).unwrap(), promises);
    }
    let gone = LetterId(99);
    assert!(is_missing(store.save_letter_promises(gone, &[], None)));
    // What the item refuses leaves the promises as they were.
    let item = store
        .add_proposal(&item(1), &[], &standing(State::Numbered, None))
        .unwrap();
    let facts = StepFacts {
        seen: Version(9),
        ..fact(store, item, EventKind::FollowedUp)
    };
    let late = store.save_letter_promises(id, &[promise("四")], Some(&facts));
    assert!(is_stale(late));
    assert_eq!(store.letter_promises(id).unwrap(), []);
    let facts = fact(store, item, EventKind::FollowedUp);
    let kept = [promise("四")];
    store.save_letter_promises(id, &kept, Some(&facts)).unwrap();
    assert_eq!(store.letter_promises(id).unwrap(), kept);
    assert_eq!(store.events(item).unwrap().len(), 2);
}
