//! The panes.

use super::world::{
    card, day, empty, figures, full, item_view, letter_view, row_with, screen, screen_with_caret,
};
use crate::{
    app::{
        Action, Effect, Msg, Pane,
        ending::Endings,
        model::StoreName,
        msg::{EditKey, Extend},
    },
    lang::Lang,
    store::EndingKind,
};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (200, 50);

#[test]
fn the_queue_shows_number_title_state_days_and_clock() {
    let rows = screen(&full(Lang::Zh, SMALL));
    assert!(
        rows[0].starts_with("anfu 案复  云桥区总工会  王敏"),
        "{}",
        rows[0]
    );
    assert!(
        rows[0].ends_with("待签收 3  本周到期 2  逾期 1   周六 11-21"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].starts_with("[1件] 2函  3人才  4看板"),
        "{}",
        rows[1]
    );
    assert!(rows[1].ends_with("共 40 件  按期限"), "{}", rows[1]);
    assert_eq!(
        rows[2],
        "  号    标题                                    代表委员    经过       余日 类"
    );
    assert_eq!(
        rows[3],
        "> 037   关于加大高技能人才培养力度和提高待遇..  林小满等3   待签收     -1工 退办"
    );
    assert_eq!(
        rows[4],
        "  038   支持企业班组培养青年工匠                林小满等3   拟稿          3 答复"
    );
    assert!(
        rows[5].contains("（无题） (协办)") && rows[5].ends_with("今日 协办"),
        "{}",
        rows[5]
    );
    assert!(rows[6].contains("缺原件"), "{}", rows[6]);
    assert!(
        rows[22].starts_with(" 037 主办 人大建议  待签收  退办 期限 11-19 余 -1工  诉求 2"),
        "{}",
        rows[22]
    );
    assert!(
        rows[23].starts_with("a 签收  d 转科室  e 拟稿"),
        "{}",
        rows[23]
    );
    let rows = screen(&full(Lang::En, SMALL));
    assert!(
        rows[3].contains("to accept") && rows[3].ends_with("-1w return"),
        "{}",
        rows[3]
    );
    assert!(rows[23].starts_with("a Accept"), "{}", rows[23]);
}

/// What ends in the roster of these tests.
fn endings() -> Endings {
    Endings {
        kinds: vec![(EndingKind::Certificate, 1_234), (EndingKind::Term, 1)],
        overs: 2,
        next: Some(day("2026-12-01")),
    }
}

#[test]
fn what_the_roster_has_to_be_done_stands_at_the_foot_of_the_queue() {
    let says = [
        (
            Lang::Zh,
            "  名册  证书到期 1,234，工作室届满 1，超上限 2",
            "10 到期",
        ),
        (
            Lang::En,
            "  names certificate 1,234, studio term 1, over a cap 2",
            "10 ends",
        ),
    ];
    for (lang, begins, ends) in says {
        for size in [(60, 16), SMALL, LARGE] {
            let mut model = full(lang, size);
            let before = screen(&model);
            model.update(Msg::EndingCounted(endings()));
            let rows = screen(&model);
            // At sixty columns what comes last is cut.
            let seen = begins.split_once('，').or(begins.split_once(','));
            let seen = seen.map_or(begins, |own| own.0);
            let foot = row_with(&rows, seen);
            assert!(size == (60, 16) || foot.starts_with(begins), "{foot}");
            assert!(foot.contains(ends), "{foot}");
            // No item has moved.
            let at = rows.iter().position(|row| row == foot).unwrap();
            assert_eq!(rows[3..at], before[3..at]);
            // With an item open in full, a filter or nothing to do it is not there.
            model.update(Msg::Do(Action::Filter));
            model.update(Msg::Text("037".into()));
            assert!(!screen(&model).iter().any(|row| row.contains(seen)));
            model.update(Msg::Do(Action::Back));
            model.update(Msg::EndingCounted(Endings::default()));
            assert!(!screen(&model).iter().any(|row| row.contains(seen)));
        }
    }
}

#[test]
fn the_foot_is_reached_beyond_the_first_item_and_opens_the_list() {
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::EndingCounted(endings()));
    let first = model.queue.target();
    model.update(Msg::Do(Action::Up));
    let rows = screen(&model);
    assert_eq!(rows.iter().filter(|row| row.starts_with('>')).count(), 1);
    assert!(row_with(&rows, "证书到期").starts_with("> 名册"));
    assert!(rows[22].contains("今后 90 天"), "{}", rows[22]);
    // Acts have no item there, and say so.
    assert_eq!(model.queue.target(), None);
    model.update(Msg::Do(Action::Accept));
    row_with(&screen(&model), "这里没有");
    model.update(Msg::Do(Action::Down));
    assert_eq!(model.queue.target(), first);
    model.update(Msg::Do(Action::Last));
    model.update(Msg::Do(Action::Down));
    assert!(model.is_at_foot());
    let effects = model.update(Msg::Do(Action::Open));
    assert_eq!(model.focus, Pane::Roster);
    assert!(
        matches!(effects[..], [Effect::ReadEnding(_)]),
        "{effects:?}"
    );
    // A range of items never runs over it.
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::EndingCounted(endings()));
    model.update(Msg::Do(Action::MarkRange));
    model.update(Msg::Do(Action::Up));
    assert_eq!(model.queue.target(), first);
}

#[test]
fn a_click_on_the_foot_goes_there_and_not_to_an_item() {
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::EndingCounted(endings()));
    let rows = screen(&model);
    let y = rows
        .iter()
        .position(|row| row.contains("证书到期"))
        .unwrap();
    model.update(Msg::Click(10, y as u16));
    assert!(model.is_at_foot());
    model.update(Msg::Click(10, y as u16 - 1));
    assert!(!model.is_at_foot() && model.queue.target().is_some());
}

#[test]
fn marks_filter_and_order_are_said_above_the_list() {
    let mut model = full(Lang::Zh, SMALL);
    for action in [Action::Mark, Action::Mark, Action::Filter] {
        model.update(Msg::Do(action));
    }
    model.update(Msg::Text("人才".into()));
    let (rows, caret) = screen_with_caret(&model);
    assert!(rows[1].ends_with("已标记 2  筛选: 人才"), "{}", rows[1]);
    assert!(rows[23].starts_with("/人才"), "{}", rows[23]);
    assert_eq!(caret, (5, 23));
    assert!(
        rows[3].starts_with(">*037") && rows[4].starts_with(" *038"),
        "{rows:?}"
    );
}

#[test]
fn an_empty_desk_says_what_to_do() {
    for (lang, words) in [(Lang::Zh, "i  收文"), (Lang::En, "i  papers in")] {
        let mut model = empty(lang, SMALL);
        row_with(&screen(&model), words);
        model.update(Msg::Do(Action::PaneLetter));
        row_with(&screen(&model), lang.say("letter.empty"));
        model.update(Msg::Do(Action::PaneRoster));
        row_with(&screen(&model), lang.say("roster.empty"));
        model.update(Msg::Do(Action::PaneBoard));
        row_with(&screen(&model), lang.say("board.counting"));
    }
    let mut model = empty(Lang::Zh, SMALL);
    model.queue.read = false;
    row_with(&screen(&model), "正在读取");
    model.queue.read = true;
    model.queue.filter.insert("没有的");
    row_with(&screen(&model), "没有符合“没有的”的件");
}

#[test]
fn a_demo_says_that_nothing_is_kept() {
    let mut model = full(Lang::Zh, SMALL);
    model.store = StoreName::Demo;
    assert!(screen(&model)[0].starts_with("anfu 案复  演示: 不保存"));
    model.lang = Lang::En;
    assert!(screen(&model)[0].contains("DEMO: nothing is kept"));
}

#[test]
fn the_item_view_masks_what_is_private_until_asked() {
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::ItemRead(Some(Box::new(item_view()))));
    let rows = screen(&model);
    assert_eq!(rows[2], "037 关于加大高技能人才培养力度的建议  待签收");
    row_with(&rows, "答复 期限 11-24 余 3");
    row_with(&rows, "第10届第3次");
    row_with(&rows, "林小满 代表  000******34");
    row_with(&rows, "2. 办好培训");
    row_with(&rows, "主办答复  拟稿  云区工复〔2026〕2号");
    row_with(&rows, "2026-11-20  撤销  所撤：签收  王敏");
    row_with(
        &rows,
        "2026-11-19  x 签收  综合科  王敏  （2026-11-20 王敏 撤销）",
    );
    // Enter opens what is open already: nothing is shown by it.
    model.update(Msg::Do(Action::Open));
    assert_eq!(screen(&model), rows);
    model.update(Msg::Do(Action::Reveal));
    row_with(&screen(&model), "林小满 代表  00000001234");
    model.update(Msg::Do(Action::Last));
    row_with(&screen(&model), "技工难招");
}

#[test]
fn a_filter_that_cannot_be_read_does_not_look_as_if_it_narrowed() {
    for (lang, wrong) in [(Lang::Zh, "筛选(有误)"), (Lang::En, "filter (wrong)")] {
        let mut model = full(lang, SMALL);
        model.update(Msg::Do(Action::Filter));
        model.update(Msg::Text("类型:xyz".into()));
        model.update(Msg::Do(Action::Open));
        assert!(screen(&model)[1].contains(wrong), "{}", screen(&model)[1]);
    }
}

#[test]
fn a_name_that_does_not_fit_the_head_is_left_out() {
    let mut model = full(Lang::Zh, SMALL);
    model.user = "e\u{301}系统维护人员".into();
    let head = &screen(&model)[0];
    assert!(
        head.starts_with("anfu 案复  云桥区总工会  ") && !head.contains(".."),
        "{head}"
    );
}

#[test]
fn the_letter_stands_with_its_blanks_and_the_caret_in_it() {
    let mut model = full(Lang::Zh, SMALL);
    let text = "林小满代表：\n　　您提出的建议收悉。【答复内容】\n";
    model.update(Msg::LetterRead(Some(Box::new(letter_view(text)))));
    let (rows, caret) = screen_with_caret(&model);
    assert!(
        rows[2].starts_with("037 主办答复 拟稿 对区十届三次"),
        "{}",
        rows[2]
    );
    assert!(
        rows[2].ends_with("已保存  23 字") || rows[2].ends_with("字"),
        "{}",
        rows[2]
    );
    assert_eq!(rows[3], " 林小满代表：");
    assert_eq!(rows[4], " 　　您提出的建议收悉。【答复内容】");
    // The first blank is selected, the caret stands behind it.
    assert_eq!(caret, (35, 4));
    row_with(&rows, "待填 1 处");
    model.update(Msg::Text("好".into()));
    let (rows, caret) = screen_with_caret(&model);
    assert_eq!(rows[4], " 　　您提出的建议收悉。好");
    assert_eq!(caret, (25, 4));
    row_with(&rows, "保存中");
    model.update(Msg::Do(Action::LeaveText));
    assert!(
        screen(&model)[23].starts_with("e 改文字  Esc 返回"),
        "{}",
        screen(&model)[23]
    );
    model.update(Msg::Do(Action::Find));
    model.update(Msg::Text("建议".into()));
    assert!(screen(&model)[23].starts_with("/建议"));
}

#[test]
fn a_caret_behind_a_full_row_stands_in_the_spare_column() {
    for width in [60, 61, 80, 140] {
        let mut model = full(Lang::Zh, (width, 24));
        model.update(Msg::LetterRead(Some(Box::new(letter_view(
            &"字".repeat(60),
        )))));
        for _ in 0..30 {
            model.update(Msg::Edit(EditKey::Right, Extend::No));
            let (rows, caret) = screen_with_caret(&model);
            assert!(caret.0 < width, "{caret:?}");
            assert!(rows.iter().any(|row| row.contains('字')));
        }
    }
}

#[test]
fn the_roster_shows_names_and_a_card_its_relations() {
    let mut model = full(Lang::Zh, SMALL);
    model.update(Msg::Do(Action::PaneRoster));
    let rows = screen(&model);
    assert!(
        rows[2].starts_with("查找:") && rows[2].ends_with("正在读取…  前 3 / 共 3,500,000"),
        "{}",
        rows[2]
    );
    assert!(
        rows[3].starts_with("> 人 周知行") && rows[3].contains("技师 焊工"),
        "{}",
        rows[3]
    );
    model.update(Msg::CardRead(Some(Box::new(card()))));
    model
        .roster
        .trail
        .push((model.roster.hits[1].id, "焊工工作室".into()));
    let rows = screen(&model);
    assert_eq!(rows[2], "焊工工作室 > 周知行");
    row_with(&rows, "000******34");
    row_with(&rows, "技师");
    assert!(row_with(&rows, "沈望舒").contains("徒弟"));
    assert!(row_with(&rows, "> 单位").contains("云桥精密机械有限公司"));
}

#[test]
fn the_board_draws_bars() {
    for (lang, late) in [(Lang::Zh, "逾期"), (Lang::En, "late")] {
        for size in [SMALL, LARGE] {
            let mut model = full(lang, size);
            model.update(Msg::Do(Action::PaneBoard));
            model.update(Msg::BoardRead(figures()));
            row_with(&screen(&model)[2..], late);
            model.update(Msg::Do(Action::Last));
            let rows = screen(&model);
            assert!(row_with(&rows, "1,200").contains("####"));
            let rated = format!(">{}", lang.say("report.unrated"));
            assert!(row_with(&rows, &rated).contains("####"));
            model.board.top = 99;
            row_with(&screen(&model), lang.say("skill.chief_technician"));
        }
    }
}

#[test]
fn wide_screens_show_three_panes_at_once() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = full(lang, LARGE);
        let rows = screen(&model);
        let row = &rows[3];
        assert!(row.contains("037") && row.contains("周知行"), "{row}");
        assert_eq!(row.matches('|').count(), 2, "{row}");
        model.update(Msg::LetterRead(Some(Box::new(letter_view("林小满代表：")))));
        assert_eq!(model.focus, Pane::Letter);
        row_with(&screen(&model), "林小满代表：");
    }
}

#[test]
fn a_small_screen_says_so_in_one_line() {
    for size in [(0, 0), (1, 1), (59, 24), (80, 15)] {
        let rows = screen(&full(Lang::Zh, size));
        assert!(rows.iter().skip(1).all(String::is_empty), "{rows:?}");
    }
    assert!(screen(&full(Lang::Zh, (59, 15)))[0].starts_with("屏幕太小"));
}

#[test]
fn a_notice_takes_the_last_row() {
    let mut model = full(Lang::Zh, SMALL);
    model.refuse("没有 999 号件。");
    assert_eq!(screen(&model)[23], "! 没有 999 号件。");
    model.done("已保存。");
    assert_eq!(screen(&model)[23], "已保存。");
}
