//! Tables and lists of the roster at the desk: a table mapped, counted and written; what ends soon; public
//! lists and plain ones.

use std::fs;

use anfu::app::{Action, Msg, overlay::Overlay, tables::Mode};

use crate::world::{World, demo, world};

/// Puts a file into the inbox folder.
fn file(world: &World, name: &str, text: &str) -> String {
    let path = world.folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

const TABLE: &str = "匠心公司名单,,,\n姓名,单位,等级,颜色\n林夏,甲厂,技师,红\n周川,甲厂,大师,蓝\n\
                     e\u{301}\u{1b}[31m某,乙厂,高级工,\n";

#[test]
fn a_table_is_seen_corrected_counted_and_written() {
    let mut world = world();
    let path = file(&world, "名册.csv", TABLE);
    world.keys("3").seeing("名册表");
    world.keys("I").keys(&path).keys("<enter>");
    world.seeing("列的是工匠").seeing("表头在第 2 行");
    world.seeing("写入会：新增 2，更新 0，未变 0；收不了 1（共 3 行）");
    world.seeing("林夏 / 周川").seeing("?  不取  没认出");
    world.seeing("! 第 4 行");
    // The column is left out by a person: it is clear then.
    world.keys("jjj<enter>").seeing("回车 选定");
    world
        .keys("<enter>")
        .seeing("每一列都清楚了")
        .hides("没认出");
    // The level sent to another field makes the bad row good.
    world.keys("k<enter>").keys("g<enter>");
    world.seeing("收不了 0");
    world.keys("<enter>").keys("jjjjjjj<enter>");
    world.keys("<tab>").seeing("大师");
    world.keys("<tab>");
    world.keys("s").seeing("写入“名册.csv”").keys("<esc>");
    assert_eq!(world.office.store.roster_counts().unwrap().craftsmen, 0);
    world.keys("s<enter>");
    world.seeing("名册已写入（工匠）：新增 2");
    assert_eq!(world.office.store.roster_counts().unwrap().craftsmen, 2);
    // The bad row stays to be written out.
    world.keys("b<enter>").seeing("已导出");
    let bad = fs::read_to_string(world.folder.path().join("坏行-名册.csv")).unwrap();
    assert!(
        bad.contains("周川,甲厂,大师") && bad.contains("未收原因"),
        "{bad}"
    );
    world.keys("<esc>").seeing("林夏");
}

#[test]
fn what_a_table_changes_is_shown_before_it_is_written() {
    let mut world = world();
    let first = file(
        &world,
        "一.csv",
        "姓名,单位,等级\n林夏,甲厂,技师\n周川,乙厂,高级工\n",
    );
    world
        .keys("3I")
        .keys(&first)
        .keys("<enter>")
        .keys("s<enter>");
    world.seeing("周川").hides("名册表 一.csv");
    let second = file(
        &world,
        "二.csv",
        "姓名,单位,等级\n林夏,甲厂,高级技师\n周川,乙厂,高级工\n",
    );
    world.keys("I").keys(&second).keys("<enter>");
    world.seeing("更新 1，未变 1").seeing("技师 -> 高级技师");
    world.keys("s").seeing("更新 1").keys("<enter>");
    world.keys("<enter>").seeing("高级技师");
}

#[test]
fn a_writing_says_how_far_it_is_and_where_it_was_stopped() {
    let mut world = world();
    let path = file(&world, "名册.csv", TABLE);
    world.keys("3I").keys(&path).keys("<enter>");
    let Some(Overlay::RosterMapping(own)) = world.model.overlays.last() else {
        panic!("no table")
    };
    let mut step = own.step.clone().unwrap();
    (step.mode, step.is_done, step.percent) = (Mode::Write, false, Some(40));
    step.bad.clone_from(&own.bad);
    world.send(Msg::TableStepped(Box::new(step)));
    world.seeing("40%  写入中：3 行").seeing("Esc 停");
    // Nothing is corrected while it is written.
    world.keys("<enter>").seeing("写入中").keys("<esc>");
    world.send(Msg::RosterStored("已停下".into()));
    world.seeing("停在第 3 行").seeing("! 第 4 行");
    world.keys("<esc>").hides("名册表 名册.csv");
}

#[test]
fn the_columns_of_a_sender_are_remembered_and_a_list_of_another_kind_is_chosen() {
    let mut world = world();
    let first = file(&world, "一.csv", "称谓,所在\n林夏,甲厂\n");
    world.keys("3I").keys(&first).keys("<enter>");
    world
        .seeing("没有一列是名称")
        .keys("s")
        .seeing("没有一列是名称");
    world.keys("<enter>j<enter>").seeing("新增 1");
    world.keys("j<enter>").keys("jjjjj<enter>");
    world
        .keys("f")
        .keys("匠心公司")
        .keys("<enter>")
        .seeing("发来：匠心公司");
    world.keys("s<enter>").seeing("新增 1");
    let second = file(&world, "二.csv", "称谓,所在\n周川,乙厂\n");
    world
        .keys("I")
        .keys(&second)
        .keys("<enter>")
        .seeing("没有一列是名称");
    world.keys("f").keys("匠心公司").keys("<enter>");
    world.seeing("新增 1").seeing("-> 工作单位");
    world.keys("t").seeing("列的是工作室");
    world.keys("<esc>").hides("名册表 二.csv");
}

#[test]
fn employers_that_a_table_names_are_made_when_asked() {
    let mut world = world();
    let path = file(&world, "一.csv", "姓名,单位\n林夏,甲厂\n");
    world.keys("3I").keys(&path).keys("<enter>");
    world.seeing("只留名称").keys("m").seeing("一并新建");
    world.keys("s<enter>");
    assert_eq!(world.office.store.roster_counts().unwrap().employers, 1);
}

#[test]
fn a_file_that_is_no_table_is_refused_in_words() {
    let mut world = world();
    world.keys("3I").keys("/nowhere/x.csv").keys("<enter>");
    world.seeing("没有这个文件");
    let empty = file(&world, "空.csv", "");
    world.keys("I").keys(&empty).keys("<enter>");
    world.seeing("! ");
}

#[test]
fn what_ends_soon_is_a_list_that_opens_each_record_and_stays() {
    let mut world = world();
    let path = file(
        &world,
        "一.csv",
        "姓名,单位,等级,证书有效期\n林夏,甲厂,技师,2026-12-01\n周川,甲厂,技师,2026-11-20\n吴远,甲厂,技师,2030-01-01\n",
    );
    world
        .keys("3I")
        .keys(&path)
        .keys("<enter>")
        .keys("s<enter>");
    world.seeing("到期 2");
    world
        .keys("t")
        .seeing("只看: 到期与超限")
        .seeing("11-20 已过 1 天");
    world.seeing("12-01 余 10 天").hides("吴远");
    world
        .keys("j<enter>")
        .seeing("林夏")
        .keys("<esc>")
        .seeing("余 10 天");
    world.keys("1").keys("3").seeing("余 10 天");
    world.keys("<esc>").seeing("吴远").hides("只看");
    // From another pane it leads there too.
    world
        .keys("1")
        .send(Msg::Do(Action::RosterDue))
        .seeing("余 10 天");
}

#[test]
fn nothing_that_ends_is_said() {
    let mut world = world();
    world.keys("3t").seeing("今后 90 天没有到期的");
}

#[test]
fn the_names_on_screen_become_a_public_list_without_private_fields() {
    let mut world = world();
    let path = file(
        &world,
        "一.csv",
        "姓名,单位,等级,电话\n林夏,甲厂,技师,00000001234\n林川,甲厂,技师,00000001235\n吴远,乙厂,高级工,\n",
    );
    world
        .keys("3I")
        .keys(&path)
        .keys("<enter>")
        .keys("s<enter>");
    world.keys("/").keys("林").keys("<enter>");
    world
        .keys("p")
        .seeing("公示名单：林")
        .seeing("< 工匠公示 >");
    for _ in 0..4 {
        world.keys("<tab>");
    }
    for _ in 0.."公示名单-2026-11-21.docx".chars().count() {
        world.keys("<bs>");
    }
    world.keys("甲.txt").keys("<c-s>");
    let written = fs::read_to_string(world.folder.path().join("甲.txt")).unwrap();
    let (first, second) = (written.find("林川").unwrap(), written.find("林夏").unwrap());
    assert!(first < second, "by strokes: {written}");
    assert!(!written.contains("00000001234") && !written.contains("1234"));
    assert!(
        written.contains("2026年11月21日至2026年11月27日"),
        "{written}"
    );
    // Again into the same file is refused, and a form that is none is told.
    world.keys("p<tab><tab><tab><tab>");
    for _ in 0..8 {
        world.keys("<bs>");
    }
    world.keys(".pdf").keys("<c-s>").seeing("pdf");
}

#[test]
fn the_names_on_screen_become_a_plain_table_with_private_fields_masked() {
    let mut world = world();
    let path = file(&world, "一.csv", "姓名,单位,电话\n林夏,甲厂,00000001234\n");
    world
        .keys("3I")
        .keys(&path)
        .keys("<enter>")
        .keys("s<enter>");
    world.keys("X").seeing("导出名册：全部").seeing("< 工匠 >");
    world.keys("<c-s>").seeing("1 行");
    let path = world.folder.path().join("名册-2026-11-21.xlsx");
    let book = anfu::ingest::sheet::read(&fs::read(path).unwrap()).unwrap();
    let cells: Vec<String> = book.sheets[0]
        .rows
        .iter()
        .flatten()
        .map(anfu::ingest::sheet::Cell::shown)
        .collect();
    assert!(cells.contains(&"林夏".to_owned()));
    assert!(
        !cells.iter().any(|cell| cell.contains("00000001234")),
        "{cells:?}"
    );
    // Of studios none is listed.
    world.keys("X<space>").keys("<c-s>").seeing("没有工作室");
}

#[test]
fn a_card_says_which_table_it_came_from_and_trades_of_the_roster_are_offered() {
    let mut world = world();
    let path = file(
        &world,
        "一.csv",
        "姓名,单位,等级,工种\n林夏,甲厂,三级/高级工,绝活工\n",
    );
    world.keys("3I").keys(&path).keys("<enter>");
    world
        .keys("f")
        .keys("匠心公司")
        .keys("<enter>")
        .keys("s<enter>");
    world
        .keys("<enter>")
        .seeing("来自 一.csv 第 2 行（2026-11-21 收）  匠心公司");
    world.seeing("三级/高级工");
    world.keys("E").keys("<tab>");
    for _ in 0..12 {
        if world.screen().contains("> 职业") {
            break;
        }
        world.keys("<tab>");
    }
    world.send(Msg::Do(Action::PickValue)).keys("绝活");
    world.seeing("绝活工  （名册里有）");
}

#[test]
fn every_state_is_drawn_at_every_size_in_both_languages() {
    for size in [(60, 16), (80, 24), (200, 50)] {
        let mut world = demo(size);
        world.keys("3");
        let path = file(&world, "名册.csv", TABLE);
        for _ in 0..2 {
            world.keys("I").keys(&path).keys("<enter>");
            world.seeing("林夏").keys("<enter>").keys("<esc>");
            world.keys("<tab>").keys("G").keys("<tab>").keys("<esc>");
            world
                .keys("t")
                .keys("<esc>")
                .keys("p")
                .keys("<esc>")
                .keys("X")
                .keys("<esc>");
            world.send(Msg::Do(Action::SwitchLanguage));
        }
    }
}
