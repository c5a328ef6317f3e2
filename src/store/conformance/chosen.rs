//! Records handed out by filter, and with their values.

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::TestRunner;

use super::{
    asked::a_question,
    cases,
    drawn::{a_batch, drawn, roster, today},
};
use crate::{
    figure::{Field, Question, RowOf, Subject, Value, Wording, plain},
    store::{Flow, Store},
};

cases! {
    the_records_of_a_question_are_those_it_counts,
    every_record_comes_with_each_of_its_values,
    who_has_enough_is_handed_no_more,
}

const SUBJECTS: [Subject; 3] = [Subject::People, Subject::Studios, Subject::Employers];

fn filled(store: &mut dyn Store, runner: &mut TestRunner) {
    for _ in 0..2 {
        store.add_roster(&drawn(runner, &a_batch())).unwrap();
    }
}

fn id_of(of: RowOf) -> i64 {
    match of {
        RowOf::Craftsman(id) => id.0,
        RowOf::Studio(id) => id.0,
        RowOf::Employer(id) => id.0,
        RowOf::Programme(id) => id.0,
    }
}

fn the_records_of_a_question_are_those_it_counts(store: &mut dyn Store) {
    let mut runner = TestRunner::deterministic();
    filled(store, &mut runner);
    let roster = roster(store);
    let mut met = 0;
    for _ in 0..400 {
        let drawn = drawn(&mut runner, &a_question());
        if !SUBJECTS.contains(&drawn.subject) {
            continue;
        }
        let question = Question::of(Wording {
            measure: drawn.subject.count(),
            by: None,
            ..(*drawn).clone()
        });
        let Some(question) = question else { continue };
        let mut found = BTreeSet::new();
        let mut take = |id| {
            found.insert(id);
            Flow::Continue(())
        };
        store.each_record(&question, today(), &mut take).unwrap();
        let expected = plain::answer(&question, &roster).rows.into_iter();
        let expected: BTreeSet<i64> = expected.map(|row| id_of(row.of)).collect();
        assert_eq!(found, expected, "{question:?}");
        met += found.len();
    }
    assert!(met > 100);
}

fn every_record_comes_with_each_of_its_values(store: &mut dyn Store) {
    filled(store, &mut TestRunner::deterministic());
    let roster = roster(store);
    let mut met = 0;
    for field in SUBJECTS.iter().flat_map(|own| own.fields()) {
        let word = |value: &Value| value.word(crate::figure::Tongue::En);
        let mut found: Vec<(i64, String)> = Vec::new();
        let mut numbers = BTreeMap::new();
        store
            .each_value(field, &[], today(), &mut |id, number, value| {
                found.push((id, word(value)));
                let same = numbers.entry(number).or_insert_with(|| value.clone());
                assert_eq!(same, value);
                Flow::Continue(())
            })
            .unwrap();
        found.sort();
        let question = Question::of(Wording {
            by: Some(field),
            ..(*Question::all(field.subject())).clone()
        })
        .unwrap();
        let rows = plain::answer(&question, &roster).rows.into_iter();
        let mut expected: Vec<(i64, String)> = rows
            .filter_map(|row| {
                Some((
                    id_of(row.of),
                    row.part.filter(|own| *own != Value::Nothing)?,
                ))
            })
            .map(|(id, value)| (id, word(&value)))
            .collect();
        expected.sort();
        assert_eq!(found, expected, "{field:?}");
        met += found.len();
    }
    assert!(met > 500);
}

fn who_has_enough_is_handed_no_more(store: &mut dyn Store) {
    filled(store, &mut TestRunner::deterministic());
    let mut met = 0;
    let mut once = |_| {
        met += 1;
        Flow::Break(())
    };
    let all = Question::all(Subject::People);
    store.each_record(&all, today(), &mut once).unwrap();
    assert_eq!(met, 1);
    for field in [Field::Employer, Field::Town, Field::Honour] {
        let mut met = 0;
        let stop = &mut |_, _: usize, _: &Value| {
            met += 1;
            Flow::Break(())
        };
        store.each_value(field, &[], today(), stop).unwrap();
        assert_eq!(met, 1);
    }
}
