//! Questions to the roster, and the figures that letters cite.

use proptest::test_runner::TestRunner;

use super::{
    asked::a_question,
    cases,
    drawn::{a_batch, add_programmes, drawn, roster, today},
    is_missing, review,
    samples::{at, day, intake, letter, named, source},
};
use crate::{
    domain::{
        chain::StepKind,
        craftsman::SkillLevel,
        id::{FigureId, LetterId},
        span::{Span, What},
    },
    figure::{
        Cited, Field, FigureState, From, Question, RowOf, Subject, Tongue, Value, cited::Change,
        plain, read,
    },
    store::{Store, review::Give},
};

cases! {
    every_question_is_answered_as_by_looking_at_each_record,
    an_empty_roster_answers_with_nothing,
    rows_are_kept_as_far_as_they_are_wanted,
    values_come_with_the_commonest_first,
    a_cited_figure_comes_back_whole_and_is_looked_up_again,
    a_quoted_figure_comes_back_whole,
    a_figure_is_frozen_once,
    a_figure_of_no_letter_is_refused,
}

fn every_question_is_answered_as_by_looking_at_each_record(store: &mut dyn Store) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..2 {
        store.add_roster(&drawn(&mut runner, &a_batch())).unwrap();
    }
    add_programmes(store, &mut runner);
    let roster = roster(store);
    let mut counted = 0;
    for _ in 0..900 {
        let question = drawn(&mut runner, &a_question());
        let found = store.figure(&question, today(), usize::MAX).unwrap();
        let line = question.print(Tongue::Zh);
        assert_eq!(found, plain::answer(&question, &roster), "{line}");
        if question.parts_sum() {
            let sum: i64 = found.groups.iter().map(|group| group.amount).sum();
            assert_eq!(sum, found.amount, "{line}");
        }
        counted += usize::from(found.amount > 0);
    }
    assert!(counted > 100, "only {counted} questions find anything");
}

fn an_empty_roster_answers_with_nothing(store: &mut dyn Store) {
    let question = read("人才 荣誉数 按荣誉").unwrap();
    let answer = store.figure(&question, today(), 9).unwrap();
    assert_eq!((answer.amount, answer.records), (0, 0));
    assert_eq!((answer.groups, answer.rows), (vec![], vec![]));
    assert_eq!(store.figure_values(Field::Town, 9).unwrap(), []);
}

fn rows_are_kept_as_far_as_they_are_wanted(store: &mut dyn Store) {
    for _ in 0..5 {
        store.add_craftsman(&named("甲")).unwrap();
    }
    let all = store
        .figure(&Question::all(Subject::People), today(), 9)
        .unwrap();
    let some = store
        .figure(&Question::all(Subject::People), today(), 2)
        .unwrap();
    assert_eq!((all.rows.len(), some.rows.len()), (5, 2));
    assert_eq!((all.amount, &all.hash), (some.amount, &some.hash));
    assert_eq!(some.records, 5);
}

fn values_come_with_the_commonest_first(store: &mut dyn Store) {
    for town in ["乙镇", "甲镇", "乙镇", ""] {
        let mut person = named("人");
        person.town = Some(town.into());
        store.add_craftsman(&person).unwrap();
    }
    store.add_craftsman(&named("人")).unwrap();
    let text = |own: &str| Value::Text(own.into());
    let found = store.figure_values(Field::Town, 9).unwrap();
    assert_eq!(found, [(text("乙镇"), 2), (text("甲镇"), 1)]);
    assert_eq!(store.figure_values(Field::Town, 1).unwrap().len(), 1);
    for field in Field::ALL {
        store.figure_values(*field, 9).unwrap();
    }
}

fn a_letter(store: &mut dyn Store) -> LetterId {
    store
        .add_letter(&letter(None), "王一", at("2026-11-21 09:00:00"))
        .unwrap()
}

fn a_figure(store: &dyn Store, letter: LetterId) -> Cited {
    let question = read("人才 级别>=高级工 按级别").unwrap();
    let answer = store.figure(&question, today(), 9).unwrap();
    Cited::of(letter, question, &answer).looked_up(day("2026-11-21"), "王一")
}

fn a_cited_figure_comes_back_whole_and_is_looked_up_again(store: &mut dyn Store) {
    let letter = a_letter(store);
    let mut master = named("甲");
    master.level = Some(SkillLevel::Technician);
    let first = store.add_craftsman(&master).unwrap();
    let own = a_figure(store, letter);
    assert_eq!(own.shown, "1人，其中技师1人");
    let id = store.add_figure(&own).unwrap();
    let found = store.cited_figure(id).unwrap().unwrap();
    assert_eq!((found.id, &found.value), (id, &own));
    let second = store.add_craftsman(&master).unwrap();
    let question = own.question().unwrap().clone();
    let now = store.figure(&question, today(), 9).unwrap();
    assert_eq!(own.change(&now), Change::Amount);
    let came = vec![RowOf::Craftsman(second)];
    assert_eq!(own.moved(&now), Some((came, vec![])));
    let renewed = own.renewed(&now);
    assert_eq!(renewed.shown, "2人，其中技师2人");
    assert_eq!(renewed.change(&now), Change::Same);
    let again = store.add_figure(&renewed).unwrap();
    let found = store.figures_of(letter).unwrap();
    let ids: Vec<FigureId> = found.iter().map(|own| own.id).collect();
    assert_eq!(ids, [id, again]);
    assert_eq!((&found[0].value, &found[1].value), (&own, &renewed));
    let From::Roster(asked) = &found[1].value.from else {
        panic!("asked of the roster");
    };
    let both = [RowOf::Craftsman(first), RowOf::Craftsman(second)];
    assert_eq!(asked.rows, both);
}

fn a_quoted_figure_comes_back_whole(store: &mut dyn Store) {
    let letter = a_letter(store);
    let source = store
        .take_in(&intake("a", vec![], vec![source()]))
        .unwrap()
        .sources[0];
    let sentence = "全区产值12.5亿元。".to_owned();
    let own = Cited::quoted(letter, source, sentence, "12.5亿元".into())
        .looked_up(day("2026-11-21"), "王一");
    let id = store.add_figure(&own).unwrap();
    assert_eq!(store.cited_figure(id).unwrap().unwrap().value, own);
    assert_eq!(store.cited_figure(FigureId(99)).unwrap(), None);
}

fn a_figure_is_frozen_once(store: &mut dyn Store) {
    let letter = a_letter(store);
    let own = a_figure(store, letter);
    let id = store.add_figure(&own).unwrap();
    let uncited = store.add_figure(&own).unwrap();
    let signed = at("2026-11-22 10:00:00");
    for moment in [signed, at("2026-11-23 10:00:00")] {
        let mut ask = review::ask(store, letter, StepKind::Sign, Give::Nothing);
        ask.step.recorded_at = moment;
        ask.after.text = "现有9人。".into();
        ask.after.spans = vec![Span {
            range: 2..4,
            what: What::Figure(id),
        }];
        store.take_step(&ask).unwrap();
    }
    let other = store.cited_figure(uncited).unwrap().unwrap();
    assert_eq!(other.value.state, FigureState::Live);
    let found = store.cited_figure(id).unwrap().unwrap();
    assert_eq!(found.value.state, FigureState::Frozen);
    assert_eq!(found.value.frozen_at, Some(signed));
    let lifted = found.value.lifted_into(letter);
    assert_eq!((lifted.state, lifted.frozen_at), (FigureState::Stale, None));
    let lifted_id = store.add_figure(&lifted).unwrap();
    assert_eq!(
        store.cited_figure(lifted_id).unwrap().unwrap().value,
        lifted
    );
}

fn a_figure_of_no_letter_is_refused(store: &mut dyn Store) {
    let own = a_figure(store, LetterId(99));
    assert!(is_missing(store.add_figure(&own)));
}
