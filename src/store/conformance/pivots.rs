//! Questions by two fields at once: every cell is the figure of that cell.

use proptest::test_runner::TestRunner;

use super::{
    asked::a_question,
    cases,
    drawn::{a_batch, drawn, roster, today},
    is_missing,
    samples::named,
};
use crate::{
    domain::id::LookId,
    figure::{
        Field, Filter, Group, Op, Pivot, PivotCell, PivotTable, PivotTally, Question, RowOf, Value,
        Wording,
        plain::{self, Roster},
    },
    store::Store,
};

cases! {
    every_cell_is_the_figure_of_its_values,
    ranges_of_any_size_in_any_order_add_up_to_the_whole,
    an_empty_roster_has_no_range_and_no_cell,
    a_cell_lists_its_records_page_by_page,
    a_look_is_saved_under_its_name_and_removed,
}

fn counted(store: &dyn Store, pivot: &Pivot, step: i64) -> PivotTable {
    let mut tally = PivotTally::of(pivot.clone());
    if let Some((low, high)) = store.pivot_bounds(pivot.question().measure).unwrap() {
        let mut from = low;
        while from <= high {
            store
                .pivot_range(&(from..=from + step - 1), today(), &mut tally)
                .unwrap();
            from += step;
        }
    }
    tally.table()
}

/// Returns the question with one more condition, by a field or none; nothing where no condition says
/// it.
fn asked(pivot: &Pivot, own: Option<(Field, &Value)>, by: Option<Field>) -> Option<Question> {
    let mut wording = Wording::clone(pivot.question());
    wording.by = by;
    wording.filters.extend(own.map(|(field, value)| Filter {
        field,
        op: Op::Is,
        values: vec![value.clone()],
    }));
    Question::of(wording)
}

fn amounts(groups: &[Group]) -> Vec<(Value, i64)> {
    let mut all: Vec<_> = groups
        .iter()
        .map(|own| (own.value.clone(), own.amount))
        .collect();
    all.sort();
    all
}

/// Compares every row, column and total with the figures of the same values; returns how many.
fn compared(pivot: &Pivot, table: &PivotTable, roster: &Roster) -> usize {
    let line = pivot.print(crate::figure::Tongue::Zh);
    let answer = |question: &Question| plain::answer(question, roster);
    let mut compared = 0;
    let whole = answer(&pivot.whole());
    assert_eq!(table.base, whole.amount, "{line}");
    let (by, and) = (pivot.question().by.unwrap(), pivot.and());
    let Some(and) = and else {
        let own = answer(pivot.question());
        assert_eq!(table.rows, own.groups, "{line}");
        assert_eq!(table.total, own.amount, "{line}");
        return 1;
    };
    for (at, row) in table.rows.iter().enumerate() {
        let Some(question) = asked(pivot, Some((by, &row.value)), Some(and)) else {
            continue;
        };
        let own = answer(&question);
        assert_eq!(row.amount, own.amount, "{line}: {:?}", row.value);
        let cells = table.cols.iter().enumerate();
        let cells: Vec<Group> = cells
            .map(|(col, own)| Group {
                value: own.value.clone(),
                amount: table.cell(at, col),
            })
            .filter(|own| own.amount != 0)
            .collect();
        let groups: Vec<Group> = own
            .groups
            .into_iter()
            .filter(|own| own.amount != 0)
            .collect();
        assert_eq!(amounts(&cells), amounts(&groups), "{line}: {:?}", row.value);
        compared += cells.len();
    }
    for col in &table.cols {
        if let Some(question) = asked(pivot, Some((and, &col.value)), Some(by)) {
            assert_eq!(
                col.amount,
                answer(&question).amount,
                "{line}: {:?}",
                col.value
            );
        }
    }
    if pivot.cells_sum() {
        let sum = |groups: &[Group]| groups.iter().map(|own| own.amount).sum::<i64>();
        assert_eq!(
            (sum(&table.rows), sum(&table.cols)),
            (table.total, table.total)
        );
        assert_eq!(table.rest(), 0, "{line}");
    }
    compared
}

fn every_cell_is_the_figure_of_its_values(store: &mut dyn Store) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..2 {
        store.add_roster(&drawn(&mut runner, &a_batch())).unwrap();
    }
    let roster = roster(store);
    let (mut pivots, mut cells) = (0, 0);
    for _ in 0..900 {
        let question = drawn(&mut runner, &a_question());
        let fields: Vec<Option<Field>> = std::iter::once(None)
            .chain(question.subject.fields().map(Some))
            .collect();
        // One of the fields, drawn by how often a pivot was made.
        let and = fields[pivots % fields.len()];
        let Some(pivot) = Pivot::of(question, and) else {
            pivots += usize::from(and.is_some());
            continue;
        };
        pivots += 1;
        let table = counted(store, &pivot, 7);
        cells += compared(&pivot, &table, &roster);
        assert_eq!(counted(store, &pivot, 1_000), table, "{pivot:?}");
    }
    assert!(cells > 300, "only {cells} cells of {pivots} pivots");
}

fn ranges_of_any_size_in_any_order_add_up_to_the_whole(store: &mut dyn Store) {
    let mut runner = TestRunner::deterministic();
    store.add_roster(&drawn(&mut runner, &a_batch())).unwrap();
    for line in [
        "people by:honour and:town",
        "people apprentices by:level and:town",
        "studios members by:level and:town",
        "studios apprentices by:level",
        "employers people by:kind and:town",
        "employers studios by:town",
        "studios grants by:grant-year and:level",
    ] {
        let pivot = Pivot::read(line).unwrap();
        let whole = counted(store, &pivot, i64::MAX / 4);
        let (low, high) = store
            .pivot_bounds(pivot.question().measure)
            .unwrap()
            .unwrap();
        let mut tally = PivotTally::of(pivot.clone());
        for at in (low..=high).rev() {
            store.pivot_range(&(at..=at), today(), &mut tally).unwrap();
        }
        assert_eq!(tally.table(), whole, "{line}");
        assert_eq!(
            whole.base,
            store.figure(&pivot.whole(), today(), 0).unwrap().amount
        );
    }
}

fn an_empty_roster_has_no_range_and_no_cell(store: &mut dyn Store) {
    for line in [
        "people by:level",
        "studios by:level",
        "employers by:kind and:town",
    ] {
        let pivot = Pivot::read(line).unwrap();
        let bounds = store.pivot_bounds(pivot.question().measure).unwrap();
        assert_eq!(bounds, None, "{line}");
        let table = counted(store, &pivot, 10);
        assert_eq!((table.total, table.rows, table.cols), (0, vec![], vec![]));
    }
}

fn a_cell_lists_its_records_page_by_page(store: &mut dyn Store) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..2 {
        store.add_roster(&drawn(&mut runner, &a_batch())).unwrap();
    }
    let mut strange = named("人");
    strange.town = Some("镇'; --".into());
    store.add_craftsman(&strange).unwrap();
    for line in [
        "people by:town and:honour-year",
        "people honours by:honour-year and:level",
        "people by:employer",
        "people apprentices by:town",
        "studios members by:level and:host",
    ] {
        let pivot = Pivot::read(line).unwrap();
        let table = counted(store, &pivot, 1_000);
        let rows = table.rows.iter().map(|own| Some(own.value.clone()));
        let cols = table.cols.iter().map(|own| Some(own.value.clone()));
        let cols: Vec<Option<Value>> = cols.chain([None]).collect();
        for (at, row) in rows.chain([None]).enumerate() {
            for (col_at, col) in cols.iter().enumerate() {
                let cell = PivotCell {
                    pivot: pivot.clone(),
                    row: row.clone(),
                    col: col.clone(),
                };
                let all = store.pivot_records(&cell, today(), 0, usize::MAX).unwrap();
                let mut paged: Vec<RowOf> = Vec::new();
                loop {
                    let after = paged.last().map_or(0, |own| own.key().1);
                    let page = store.pivot_records(&cell, today(), after, 3).unwrap();
                    if page.is_empty() {
                        break;
                    }
                    paged.extend(page);
                }
                assert_eq!(paged, all, "{line}");
                let row = (at < table.rows.len()).then_some(at);
                let col = (col_at < table.cols.len()).then_some(col_at);
                if !pivot.question().measure.adds_up() {
                    let count = i64::try_from(all.len()).unwrap();
                    assert_eq!(table.amount(row, col), count, "{line} {cell:?}");
                }
                if let Some(question) = cell.question() {
                    let answer = store.figure(&question, today(), usize::MAX).unwrap();
                    assert_eq!(answer.amount, table.amount(row, col), "{line} {cell:?}");
                    let mut counted: Vec<RowOf> = answer.rows.iter().map(|own| own.of).collect();
                    counted.dedup();
                    assert_eq!(counted, all, "{line} {cell:?}");
                }
            }
        }
    }
}

fn a_look_is_saved_under_its_name_and_removed(store: &mut dyn Store) {
    assert_eq!(store.looks().unwrap(), []);
    let pivot = |line: &str| Pivot::read(line).unwrap();
    let (one, two) = (
        pivot("人才 街道=\"e\u{301}'; --\" 按级别 再按工种"),
        pivot("工作室 按级别"),
    );
    let first = store.save_look("街道的\"级别\"", &one).unwrap();
    let other = store.save_look("e\u{301}", &two).unwrap();
    assert_eq!(store.save_look("街道的\"级别\"", &two).unwrap(), first);
    store.save_look("街道的\"级别\"", &one).unwrap();
    let looks = store.looks().unwrap();
    let kept: Vec<_> = looks.iter().map(|own| (own.id, &own.pivot)).collect();
    assert_eq!(kept, [(first, &one), (other, &two)]);
    store.remove_look(first).unwrap();
    assert_eq!(store.looks().unwrap().len(), 1);
    assert!(is_missing(store.remove_look(LookId(i64::MAX))));
}
