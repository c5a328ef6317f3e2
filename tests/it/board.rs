//! The board by keys: it shows every figure at every size, and a mark opens exactly what it counts.

use anfu::{
    app::{
        Action, Msg, Pane,
        board::{Mark, items, sheet},
    },
    domain::event::EventKind,
    lang::Lang,
};

use crate::world::{World, demo, world};

/// Every size that people sit at.
const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (132, 36), (200, 50)];

fn marks(world: &World) -> Vec<Mark> {
    let figures = world.model.board.figures.clone().unwrap();
    let marks = sheet(&figures, world.model.size.0).marks;
    marks.into_iter().map(|own| own.mark).collect()
}

#[test]
fn every_mark_opens_exactly_its_items() {
    let mut world = demo((80, 24));
    world.keys("4");
    let figures = world.model.board.figures.clone().unwrap();
    let all = marks(&world);
    assert!(all.len() > 100, "{}", all.len());
    for mark in all {
        world.keys("4");
        world.model.board.at = Some(mark);
        let behind = items(&figures, mark);
        world.keys("<enter>");
        if behind.is_empty() {
            assert_eq!(world.model.focus, Pane::Board, "{mark:?}");
            continue;
        }
        assert_eq!(world.model.focus, Pane::Queue, "{mark:?}");
        assert_eq!(world.model.queue.total, behind.len(), "{mark:?}");
        let listed = world.model.queue.rows.iter().map(|shown| shown.row.id);
        assert!(
            listed.into_iter().all(|id| behind.contains(&id)),
            "{mark:?}"
        );
    }
}

#[test]
fn what_a_mark_opened_is_said_narrowed_and_closed() {
    let mut world = demo((132, 36));
    world.keys("4");
    let rate = anfu::report::RateKind::Answered;
    world.model.board.at = Some(Mark::Misses(rate));
    world.shows("办复率 未计入");
    world.keys("<enter>").shows("只看: 办复率 未计入");
    let all = world.model.queue.total;
    // A filter typed now narrows what is shown.
    world
        .keys("/")
        .send(Msg::Text("技能".into()))
        .keys("<enter>");
    assert!((1..all).contains(&world.model.queue.total));
    world.keys("<esc>").hides("只看");
    assert_eq!(world.model.queue.total, 42);
    // A day of the calendar is a filter that can be read and changed.
    world.keys("4gjj<enter>");
    assert!(world.model.queue.filter.text().starts_with("期限:2026-11-"));
}

#[test]
fn the_cursor_reaches_every_block_and_stays_on_screen() {
    for size in SIZES {
        let mut world = demo(size);
        world.keys("4");
        let board = |world: &World| world.model.board.clone();
        world.shows(">逾期");
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..120 {
            let sheet = world.model.board_sheet();
            let at = board(&world).mark(&sheet).unwrap();
            let place = *sheet.find(at).unwrap();
            seen.insert(place.block);
            let (top, height) = (board(&world).top, world.model.board_height());
            let y = usize::from(place.y);
            assert!(
                (top..top + height).contains(&y),
                "{size:?} {at:?} {top} {y}"
            );
            world.keys("j");
        }
        world
            .keys("G")
            .keys("kkkkkkkk")
            .keys("llll")
            .keys("hhhh")
            .keys("<c-u>")
            .keys("<c-d>");
        world.keys("g").shows(">逾期");
        if size.0 < 128 {
            assert_eq!(seen.len(), 7, "{size:?}");
        }
    }
}

#[test]
fn right_leads_through_a_row_and_into_the_next_column() {
    let mut world = demo((132, 36));
    world.keys("4l").shows(">以后");
    world.keys("l").shows("办复率 计入");
    world.keys("l").shows("办复率 未计入");
    world.keys("hh").shows("以后  ");
}

#[test]
fn the_figures_follow_what_happens() {
    let mut world = demo((80, 24));
    world.keys("4");
    let waiting = |world: &World| {
        let figures = world.model.board.figures.clone().unwrap();
        let own = figures.states.iter();
        let own = own.filter(|(state, _)| state.code() == "awaiting_acceptance");
        own.map(|(_, items)| items.len()).sum::<usize>()
    };
    let before = waiting(&world);
    assert!((6..=10).contains(&before));
    world.keys("1");
    while world
        .model
        .queue
        .current()
        .unwrap()
        .row
        .projection
        .state
        .code()
        != "awaiting_acceptance"
    {
        world.keys("j");
    }
    world.keys("a");
    assert_eq!(world.model.acts[0].kind, EventKind::Accepted);
    // Not read while nobody looks.
    assert!(world.model.board.stale);
    world.keys("4");
    assert_eq!(waiting(&world), before - 1);
    world.keys("<tab>").keys("<s-tab>");
    assert!(!world.model.board.stale);
}

#[test]
fn the_board_says_its_figures_in_both_languages_and_on_an_empty_store() {
    for size in SIZES {
        for lang in [Lang::Zh, Lang::En] {
            let mut world = demo(size);
            world.model.lang = lang;
            world.keys("4");
            world.shows(lang.pick("到期日历", "Due by day"));
            world.shows(lang.pick("周日", "Sun")).shows("12-28");
            let mut all = String::new();
            for _ in 0..60 {
                all.push_str(&world.screen());
                world.keys("j");
            }
            // The last column of a wide screen is never reached by `j`, and stands there anyway.
            for words in [
                lang.pick("办复率", "Answered in time"),
                lang.pick("在办件逐周", "Open items by week"),
                lang.pick("权益保障部", "权益保障部"),
                lang.pick("基本满意", "partly satisfied"),
                lang.pick("按类别", "by class"),
            ] {
                assert!(
                    all.contains(words),
                    "{words} {size:?} in\n{}",
                    world.screen()
                );
            }
            assert!(all.contains("10/33") && all.contains("30.30%"));
        }
        let mut world = world();
        world.model.size = size;
        world.keys("4").shows("到期日历").shows(">逾期 0");
        world.keys("<enter>").shows("这里没有件");
        for key in ["j", "k", "h", "l", "G", "g", "<c-d>", "<c-u>"] {
            world.keys(key);
        }
        assert_eq!(world.model.focus, Pane::Board);
    }
}

#[test]
fn every_theme_shows_the_same_words() {
    let mut world = demo((80, 24));
    world.keys("4");
    let shown = world.screen();
    for _ in 0..6 {
        world.send(Msg::Do(Action::NextTheme));
        assert_eq!(world.screen(), shown);
    }
}

#[test]
fn every_cell_of_a_plot_opens_exactly_the_records_it_counts() {
    let mut world = demo((80, 24));
    world.keys("4p").shows("1/15 技能人才按等级");
    for plot in 0..15 {
        let sheet = world.model.board_sheet();
        assert!(!sheet.marks.is_empty(), "plot {plot}");
        for placed in sheet.marks.iter().take(40) {
            world.model.board.at = Some(placed.mark);
            let Mark::Cell(mark) = placed.mark else {
                panic!("{placed:?}")
            };
            let (cell, amount) = world.model.board.plots.cell(mark).unwrap();
            world.keys("<enter>");
            if amount == 0 {
                assert_eq!(world.model.focus, Pane::Board, "{mark:?}");
                continue;
            }
            assert_eq!(world.model.focus, Pane::Roster, "{mark:?}");
            let listed = world.model.roster.total;
            if !cell.pivot.question().measure.adds_up() {
                assert_eq!(i64::try_from(listed).unwrap(), amount, "{cell:?}");
            }
            assert!(listed > 0 && !world.model.roster.partial, "{cell:?}");
            // To the card of one, back to the list, back to the mark.
            world.keys("<enter>");
            assert!(world.model.roster.open.is_some(), "{cell:?}");
            world.keys("<esc>");
            assert_eq!(world.model.roster.hits.len(), listed);
            world.keys("<esc>");
            assert_eq!(world.model.focus, Pane::Board);
            assert_eq!(world.model.board.at, Some(placed.mark));
        }
        world.keys("]");
    }
    world.shows("1/15");
}

#[test]
fn the_page_of_the_roster_stands_at_every_size() {
    for size in SIZES {
        let mut world = demo(size);
        world.keys("4p").shows("技能人才按等级");
        for _ in 0..40 {
            world.keys("j]l");
            let sheet = world.model.board_sheet();
            let mark = world
                .model
                .board
                .mark(&sheet)
                .and_then(|own| sheet.find(own));
            let y = usize::from(mark.unwrap().y);
            let top = world.model.board.top;
            assert!((top..top + world.model.board_height()).contains(&y));
            world.screen();
        }
        // Each page keeps its place.
        let at = world.model.board.at;
        world.keys("pp");
        assert_eq!(world.model.board.at, at);
        world.model.lang = Lang::En;
        world.screen();
    }
}
