//! The board's page of the roster, in every state.

use std::sync::Arc;

use super::world::{empty, full, row_with, screen};
use crate::{
    app::{
        Action, Effect, Model, Msg, Pane,
        board::{CellMark, Mark, Page},
    },
    figure::{Kind, PivotTally, Value},
    lang::Lang,
    store::NameId,
};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (200, 50);

/// Turns to the page; returns what it orders.
fn turned(model: &mut Model) -> Vec<Effect> {
    model.update(Msg::Do(Action::PaneBoard));
    model.update(Msg::Do(Action::BoardPage))
}

fn order(effects: &[Effect]) -> Vec<usize> {
    let found = effects.iter().find_map(|own| match own {
        Effect::CountPivots { pivots, .. } => Some(pivots.iter().map(|own| own.0).collect()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// Answers for a plot: values with how many.
fn counted(model: &mut Model, at: usize, values: &[(Value, i64)], done: u16) -> Vec<Effect> {
    let pivot = model.board.plots.slots[at].look.pivot.clone();
    let two = pivot.and().is_some();
    let mut tally = PivotTally::of(pivot);
    let mut record = 0;
    for (value, many) in values {
        let row = tally.row(value.clone());
        let col = if two { tally.col(Value::Nothing) } else { 0 };
        for _ in 0..*many {
            record += 1;
            tally.take(record, 1, row, col);
        }
    }
    let generation = model.board.plots.generation;
    let table = Arc::new(tally.table());
    model.update(Msg::PivotCounted {
        generation,
        at,
        table,
        done,
    })
}

fn level(code: &str) -> Value {
    Value::of_word(Kind::Skill, code).unwrap()
}

fn town(name: &str) -> Value {
    Value::Text(name.into())
}

#[test]
fn a_narrow_screen_counts_and_shows_one_plot_at_a_time() {
    let mut model = full(Lang::Zh, SMALL);
    assert_eq!(order(&turned(&mut model)), [0]);
    let rows = screen(&model);
    row_with(&rows, "1/15 技能人才按等级  正在数 0%（Esc 停）");
    row_with(&rows, "正在统计");
    assert!(rows[1].ends_with("人才"), "{}", rows[1]);
    counted(
        &mut model,
        0,
        &[(level("技师"), 2), (Value::Nothing, 1)],
        1_000,
    );
    let rows = screen(&model);
    assert!(rows[2].starts_with(" 1/15 技能人才按等级"), "{}", rows[2]);
    row_with(&rows, ">技师     2  66.67%");
    row_with(&rows, " 首席技师 0   0.00%");
    row_with(&rows, "技师  2 人  占全部 3 的 66.67%");
    // To the right of the only column is the next plot.
    assert_eq!(order(&model.update(Msg::Do(Action::Right))), [1]);
    row_with(&screen(&model), "2/15 技能人才按街道");
    model.update(Msg::Do(Action::PreviousPlot));
    row_with(&screen(&model), ">技师     2");
    assert_eq!(order(&model.update(Msg::Do(Action::PreviousPlot))), [14]);
    row_with(&screen(&model), "15/15 单位按街道");
}

#[test]
fn a_wide_screen_shows_all_and_english_has_its_own_words() {
    let mut model = full(Lang::En, LARGE);
    assert_eq!(order(&turned(&mut model)), (0..15).collect::<Vec<_>>());
    counted(&mut model, 0, &[(level("senior"), 7)], 1_000);
    counted(
        &mut model,
        1,
        &[(town("青石街道"), 4), (town(""), 1)],
        1_000,
    );
    let years: Vec<(Value, i64)> = (2021..2026).map(|own| (Value::Year(own), 3)).collect();
    counted(&mut model, 2, &years, 1_000);
    counted(&mut model, 5, &[(town("e\u{301}\u{1b}[31m镇"), 2)], 430);
    let rows = screen(&model);
    row_with(&rows, "people by level");
    row_with(&rows, "青石街道");
    row_with(&rows, "2021  2022  2023  2024  2025");
    row_with(&rows, "towns and levels  counting 43% (Esc stops)");
    assert!(rows.iter().all(|row| !row.contains('\u{1b}')));
    model.update(Msg::Do(Action::NextPlot));
    row_with(
        &screen(&model),
        "people by town  5 people  100.00% of all, 5",
    );
}

#[test]
fn towns_of_a_hundred_scroll_and_the_cursor_stays_on_its_town() {
    let mut model = full(Lang::Zh, SMALL);
    turned(&mut model);
    model.update(Msg::Do(Action::NextPlot));
    let towns: Vec<(Value, i64)> = (100..220)
        .map(|own| (town(&format!("{own}号街道")), 300 - own))
        .collect();
    counted(&mut model, 1, &towns, 500);
    model.update(Msg::Do(Action::Last));
    model.update(Msg::Do(Action::Up));
    row_with(&screen(&model), ">218号街道");
    // More was counted, and it stands elsewhere now.
    let more: Vec<(Value, i64)> = (100..220)
        .map(|own| (town(&format!("{own}号街道")), own))
        .collect();
    counted(&mut model, 1, &more, 1_000);
    row_with(&screen(&model), ">218号街道");
    row_with(&screen(&model), "街道=218号街道  218 人");
}

#[test]
fn counting_that_is_stopped_says_how_far_it_came() {
    let mut model = full(Lang::Zh, SMALL);
    turned(&mut model);
    counted(&mut model, 0, &[(level("技师"), 2)], 370);
    assert_eq!(model.update(Msg::Do(Action::Back)), [Effect::StopCounting]);
    row_with(&screen(&model), "停在 37%：只数到这里");
    // A late answer of what was stopped changes nothing.
    let table = model.board.plots.slots[0].table.clone().unwrap();
    let late = Msg::PivotCounted {
        generation: 0,
        at: 0,
        table,
        done: 1_000,
    };
    model.update(late);
    row_with(&screen(&model), "停在 37%");
    let again = model.update(Msg::Do(Action::Refresh));
    assert_eq!(order(&again), [0]);
    counted(&mut model, 0, &[(level("技师"), 5)], 1_000);
    row_with(&screen(&model), "技师     5");
    // What was whole stays while it is counted anew, and then Esc leaves.
    assert_eq!(order(&model.update(Msg::StoreChanged)), [0]);
    counted(&mut model, 0, &[(level("技师"), 1)], 100);
    row_with(&screen(&model), "技师     5");
    row_with(&screen(&model), "正在数 10%");
    // Something changed meanwhile: once more.
    model.update(Msg::StoreChanged);
    assert_eq!(
        order(&counted(&mut model, 0, &[(level("技师"), 6)], 1_000)),
        [0]
    );
    let generation = model.board.plots.generation;
    model.update(Msg::CountingStopped(generation));
    row_with(&screen(&model), "停在 0%：仍是上次数的");
    model.update(Msg::Do(Action::Back));
    assert_eq!(model.focus, Pane::Queue);
}

#[test]
fn nothing_at_all_and_nothing_known_are_said() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = empty(lang, SMALL);
        turned(&mut model);
        counted(&mut model, 0, &[], 1_000);
        row_with(
            &screen(&model),
            &lang.say_with(
                "plot.total",
                &[("n", "0"), ("unit", lang.pick("人", "people"))],
            ),
        );
        model.update(Msg::Do(Action::Open));
        row_with(&screen(&model), lang.say("plot.nothing"));
        model.update(Msg::Do(Action::NextPlot));
        counted(&mut model, 1, &[(Value::Nothing, 12)], 1_000);
        row_with(&screen(&model), lang.say("plot.unknown"));
        model.update(Msg::Do(Action::BoardPage));
        assert_eq!(model.board.page, Page::Items);
    }
}

#[test]
fn a_cell_opens_its_names_and_esc_comes_back_to_it() {
    let mut model = full(Lang::Zh, SMALL);
    turned(&mut model);
    counted(
        &mut model,
        0,
        &[(level("技师"), 700), (level("高级工"), 2)],
        1_000,
    );
    model.update(Msg::Do(Action::Down));
    model.update(Msg::Do(Action::Up));
    let effects = model.update(Msg::Do(Action::Open));
    let [
        Effect::ReadCell {
            generation,
            cell,
            after: 0,
            limit: 500,
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(cell.row, Some(level("技师")));
    let page = |from: i64, many: i64| -> Vec<crate::app::views::Found> {
        let ids = from..from + many;
        let names = ids.map(|id| crate::app::views::Found {
            id: NameId::Craftsman(crate::domain::id::CraftsmanId(id)),
            name: format!("人{id}"),
            spans: Vec::new(),
            note: crate::app::views::Note::Said(String::new()),
        });
        names.collect()
    };
    let generation = *generation;
    let read = |after: i64, hits: Vec<crate::app::views::Found>, is_last: bool| Msg::CellRead {
        generation,
        after,
        hits,
        is_last,
    };
    model.update(read(0, page(1, 500), false));
    let rows = screen(&model);
    row_with(&rows, "只看: 技能人才按等级  级别=技师");
    row_with(&rows, "前 500 / 共 700");
    row_with(&rows, "人1");
    // Near the end of what is known more is asked for, once.
    let more = model.update(Msg::Do(Action::Last));
    assert!(
        matches!(more.as_slice(), [Effect::ReadCell { after: 500, .. }]),
        "{more:?}"
    );
    assert_eq!(model.update(Msg::Do(Action::Up)), []);
    model.update(read(500, page(501, 200), true));
    row_with(&screen(&model), "前 700 / 共 700");
    assert_eq!(model.update(Msg::Do(Action::Last)), []);
    row_with(&screen(&model), "人700");
    let back = model.update(Msg::Do(Action::Back));
    assert!(matches!(back[0], Effect::FindNames { .. }), "{back:?}");
    assert_eq!(model.focus, Pane::Board);
    let at = Mark::Cell(CellMark {
        plot: 0,
        row: Some(0),
        col: None,
    });
    assert_eq!(model.board.at, Some(at));
    row_with(&screen(&model), ">技师");
    // A query typed leaves the list.
    model.update(Msg::Do(Action::Open));
    let typed = model.update(Msg::Do(Action::Filter));
    assert!(matches!(typed.as_slice(), [Effect::FindNames { .. }]));
    assert_eq!(model.roster.only, None);
}

fn typed(model: &mut Model, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for c in text.chars() {
        effects.extend(model.update(Msg::Text(c.to_string())));
    }
    effects
}

#[test]
fn fields_are_chosen_by_pinyin_one_after_the_other() {
    let mut model = full(Lang::Zh, SMALL);
    turned(&mut model);
    model.update(Msg::Do(Action::AskLook));
    row_with(&screen(&model), "数什么");
    typed(&mut model, "rys");
    row_with(&screen(&model), "人才 荣誉数");
    model.update(Msg::Do(Action::Open));
    row_with(&screen(&model), "按什么分");
    typed(&mut model, "jiedao");
    model.update(Msg::Do(Action::Open));
    row_with(&screen(&model), "（不再分）");
    typed(&mut model, "荣誉年份");
    let effects = model.update(Msg::Do(Action::Open));
    assert_eq!(order(&effects), [15]);
    row_with(&screen(&model), "16/16 人才 荣誉数 按街道 再按荣誉年份");
    // The same again is no second plot.
    model.update(Msg::Do(Action::AskLook));
    typed(&mut model, "1");
    typed(&mut model, "1");
    typed(&mut model, "1");
    row_with(&screen(&model), "1/16 技能人才按等级");
}

#[test]
fn a_plot_is_changed_saved_kept_and_removed() {
    use crate::{domain::id::LookId, figure::Pivot, store::SavedLook};
    let mut model = full(Lang::Zh, SMALL);
    turned(&mut model);
    model.update(Msg::Do(Action::DropLook));
    row_with(&screen(&model), "这张图是自带的");
    model.update(Msg::Do(Action::SaveLook));
    row_with(&screen(&model), "人才 按级别");
    typed(&mut model, " 街道=");
    model.update(Msg::Do(Action::Save));
    row_with(&screen(&model), "读不懂");
    typed(&mut model, "青石街道");
    model.update(Msg::Edit(
        crate::app::msg::EditKey::Down,
        crate::app::msg::Extend::No,
    ));
    typed(&mut model, "青石等级");
    let effects = model.update(Msg::Do(Action::Save));
    let line = "people town=青石街道 by:level";
    let pivot = Pivot::read(line).unwrap();
    assert_eq!(order(&effects), [15]);
    let keeps = Effect::SaveLook("青石等级".into(), Box::new(pivot.clone()));
    assert!(effects.contains(&keeps), "{effects:?}");
    let saved = SavedLook {
        id: LookId(1),
        name: "青石等级".into(),
        pivot,
    };
    model.update(Msg::LooksRead(vec![saved.clone()]));
    row_with(&screen(&model), "16/16 青石等级");
    assert_eq!(model.update(Msg::LooksRead(vec![saved])), []);
    // Letters offer it.
    assert_eq!(model.cite.saved[0].0, "青石等级");
    model.update(Msg::Do(Action::DropLook));
    row_with(&screen(&model), "去掉图“青石等级”？");
    assert_eq!(
        model.update(Msg::Do(Action::Open)),
        [Effect::RemoveLook(LookId(1))]
    );
    model.update(Msg::LooksRead(Vec::new()));
    row_with(&screen(&model), "1/15 技能人才按等级");
}
