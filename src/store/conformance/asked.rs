//! Questions drawn at random, of values that the drawn rosters have.

use proptest::prelude::*;

use super::drawn::{CLASSES, EMPLOYERS, HONOURS, STUDIOS, TOWNS, TRADES, a_day};
use crate::figure::{Field, Filter, Kind, Op, Part, Question, Subject, Value, Wording};

fn a_value(field: Field) -> BoxedStrategy<Value> {
    let text = |all: &[&'static str]| {
        let known: Vec<&str> = all.iter().copied().filter(|own| !own.is_empty()).collect();
        let known = prop::sample::select(known);
        known.prop_map(|own| Value::Text(own.into())).boxed()
    };
    match (field.kind(), field) {
        (Kind::Year, Field::BirthYear) => (1970..1975).prop_map(Value::Year).boxed(),
        (Kind::Year, _) => (2022..2027).prop_map(Value::Year).boxed(),
        (Kind::Place, _) => (1..13).prop_map(Value::Place).boxed(),
        (Kind::Text, Field::Town | Field::StudioTown | Field::EmployerTown) => text(&TOWNS),
        (Kind::Text, Field::Honour) => text(&HONOURS),
        (Kind::Text, Field::TalentClass | Field::ClassHeld) => text(&CLASSES),
        (Kind::Text, Field::Employer | Field::EmployerName | Field::Host) => text(&EMPLOYERS),
        (Kind::Text, Field::Gender) => text(&["男", "女"]),
        (Kind::Text, Field::Studio | Field::StudioName) => text(&STUDIOS),
        (Kind::Text, Field::Leader) => text(&["人1", "林小满", "人"]),
        (Kind::Text, _) => text(&TRADES),
        (kind, _) => prop::sample::select(Value::all(kind)).boxed(),
    }
}

fn a_filter(subject: Subject) -> impl Strategy<Value = Filter> {
    let fields: Vec<Field> = subject.fields().collect();
    prop::sample::select(fields).prop_flat_map(|field| {
        let ops: Vec<Op> = Op::ALL
            .iter()
            .copied()
            .filter(|op| op.suits(field))
            .collect();
        let values = prop::collection::vec(a_value(field), 1..4);
        let nothing = prop::bool::weighted(0.2);
        (prop::sample::select(ops), values, nothing).prop_map(move |(op, mut values, nothing)| {
            if op.is_ordering() {
                values.truncate(1);
            } else if nothing && op != Op::Has && field.part() == Part::Own {
                values.push(Value::Nothing);
            }
            Filter { field, op, values }
        })
    })
}

pub(super) fn a_question() -> impl Strategy<Value = Question> {
    prop::sample::select(Subject::ALL.to_vec())
        .prop_flat_map(|subject| {
            let fields: Vec<Field> = subject.fields().collect();
            (
                Just(subject),
                prop::collection::vec(a_filter(subject), 0..4),
                prop::sample::select(subject.measures().to_vec()),
                prop::option::of(prop::sample::select(fields)),
                a_day(),
            )
        })
        .prop_filter_map("parts that go together", |own| {
            let (subject, filters, measure, by, as_of) = own;
            Question::of(Wording {
                subject,
                filters,
                measure,
                by,
                as_of,
            })
        })
}
