//! `anfu import` of ledgers and `anfu report ledger`: what is printed where, and what comes back.

use std::fs;

use anfu::app::Effect;

use crate::{home::Home, world::world};

const LEDGER: &str = "云桥区第十七届人大第五次会议建议办理台账（2026年）,,,,,,,\n\
    编号,标题,领衔代表,联系电话,交办时间,办理结果,满意度,天气\n\
    037,关于支持小微企业开展班组练兵的建议,周知行、林小满,000-0000-0001,3月2日,B,满意,晴\n\
    38,=关于开办工人夜校的建议,欧阳青石,,2026.3.2,A类,,雨\n\
    39,关于路灯的建议,张 三,,2026-02-30,A,满意,\n";

/// The ledger without its bad row.
fn good() -> String {
    LEDGER[..LEDGER.find("39,").unwrap()].to_owned()
}

#[test]
fn a_ledger_is_known_by_its_content_and_its_bad_rows_are_told() {
    let home = Home::new();
    let (gbk, _, _) = encoding_rs::GBK.encode(LEDGER);
    // named like a workbook, as some systems do
    let file = home.file("台账.xls", &gbk);
    let bad = home.path("坏行.csv");
    let gave = home.run(&["import", &file, "--bad", bad.to_str().unwrap()]);
    assert_eq!(gave.code, 1, "{gave:?}");
    assert_eq!(
        gave.out,
        format!("{file}  台账  csv gb18030  新增 2  更新 0  未变 0  未收 1  仅库中有 0\n")
    );
    let told = [
        format!("{file}:5：交办时间“2026-02-30”：没有这一天\n"),
        format!("{file}：没有用到的列：天气\n"),
        format!("读不懂的 1 行已写入 {}，改好后可再读入\n", bad.display()),
    ];
    assert_eq!(gave.err, told.concat());
    // repaired, the row is read with the title that stood above it
    let text = fs::read_to_string(&bad).unwrap();
    let repaired = home.file("改好.csv", text.replace("02-30", "02-28"));
    let again = home.ok(&["import", &repaired]);
    assert!(
        again.contains("新增 1  更新 0  未变 0  未收 0  仅库中有 2"),
        "{again}"
    );
    let list = home.ok(&["proposal", "list"]);
    assert!(list.contains("张三") && list.contains("037"), "{list}");
}

#[test]
fn reading_it_again_shows_the_difference_and_stores_it_once() {
    let home = Home::new();
    let good = good();
    home.ok(&["import", &home.file("一.csv", &good)]);
    let changed = good.replace("B,满意", "B,基本满意");
    let file = home.file("二.csv", &changed);
    let would = home.ok(&["import", "--ledger", &file, "--dry-run"]);
    let shown = "037  关于支持小微企业开展班组练兵的建议\n\
        \x20   满意度：满意 -> 基本满意\n\
        \x20   状态：满意 -> 基本满意\n";
    assert!(would.starts_with(shown), "{would}");
    assert!(would.contains("将更新 1  未变 1"), "{would}");
    assert!(home.ok(&["import", &file]).contains("更新 1  未变 1"));
    assert!(home.ok(&["import", &file]).contains("更新 0  未变 2"));
    let rows = home.json(&["import", &file, "--dry-run", "--json"]);
    assert_eq!(rows[0]["outcome"], "same");
    assert_eq!(rows.last().unwrap()["unchanged"], 2);
}

#[test]
fn a_mapping_says_what_columns_are() {
    let home = Home::new();
    let file = home.file(
        "表.csv",
        "编号,事项,提出人,天气\n5,关于夜校的建议,林小满,晴\n",
    );
    let wrong = home.run(&["import", &file, "--map", "事项=天色,没有=标题"]);
    assert_eq!(wrong.code, 1, "{wrong:?}");
    assert!(
        wrong.err.contains("天色") && wrong.err.contains("“没有”"),
        "{}",
        wrong.err
    );
    home.ok(&["import", &file, "--map", "事项=标题,天气=备注"]);
    let shown = home.ok(&["proposal", "show", "005"]);
    assert!(
        shown.contains("关于夜校的建议") && shown.contains("晴"),
        "{shown}"
    );
    let map = home.file("列.txt", "事项=标题\n天气=-\n");
    assert!(
        home.ok(&["import", &file, "--map", &map])
            .contains("未变 1")
    );
}

#[test]
fn a_ledger_goes_out_and_comes_back_the_same() {
    let home = Home::new();
    let good = good();
    home.ok(&["import", &home.file("一.csv", &good)]);
    let first = home.ok(&["report", "ledger", "--private"]);
    assert!(first.starts_with("序号,地区,层级,届次,编号,"), "{first}");
    // no formula, and the guard is taken away again
    assert!(first.contains(",'=关于开办工人夜校的建议,"), "{first}");
    for name in ["出.csv", "出.xlsx", "出.jsonl"] {
        let out = home.path(name);
        let out = out.to_str().unwrap();
        home.ok(&["report", "ledger", "--private", "-o", out]);
        assert_eq!(home.run(&["report", "ledger", "-o", out]).code, 4);
        let db = home.path(&format!("{name}.db"));
        let db = db.to_str().unwrap();
        home.ok(&["import", out, "--db", db]);
        assert_eq!(
            home.ok(&["report", "ledger", "--private", "--db", db]),
            first,
            "{name}"
        );
    }
    let masked = home.ok(&["report", "ledger", "--bom"]);
    let list = home.ok(&["proposal", "list"]);
    assert!(list.contains("038"), "{list}");
    assert!(masked.starts_with('\u{FEFF}') && !masked.contains("000-0000-0001"));
    let rows = home.json(&["report", "ledger", "--json"]);
    assert_eq!(
        (&rows[0]["schema"], &rows[0]["number"]),
        (&1.into(), &"037".into())
    );
    assert_eq!(rows[0]["assigned"], "2026-03-02");
    assert!(rows[0]["phone"].as_str().unwrap().contains('*'));
    assert_eq!(home.run(&["report", "ledger", "-o", "台账.doc"]).code, 2);
}

#[test]
fn in_the_desk_columns_are_mapped_seen_asked_about_and_stored() {
    let home = Home::new();
    let text = LEDGER.replace("天气", "备注信息");
    let file = home.file("台账.csv", &text);
    let mut desk = world();
    desk.perform(vec![Effect::ReadPaperFile(file)]);
    desk.shows("台账 台账.csv")
        .shows("读得懂 2 行，读不懂 1 行");
    desk.shows("-> 领衔代表")
        .shows("-> 不取")
        .shows("第 5 行：交办时间“2026-02-30”：没有这一天");
    // the last column is a remark
    desk.keys("G<enter>G<enter>").shows("-> 备注");
    desk.keys("<esc>").hides("台账.csv");
    desk.perform(vec![Effect::ReadPaperFile(home.file("台账.csv", &text))]);
    desk.keys("G<enter>G<enter><c-s>");
    desk.shows("新增 2 件，更新 0 件，未变 0 件")
        .shows("读不懂、不存的 1 行");
    // no: back to the columns; yes: stored
    desk.keys("<esc>").shows("-> 备注");
    desk.keys("<c-s><enter>").wait();
    desk.shows("台账已存入，写了 2 件。")
        .shows("关于支持小微企业开展班组");
    let out = home.path("台账.xlsx");
    desk.perform(vec![Effect::ExportLedger(out.to_str().unwrap().to_owned())]);
    desk.shows("台账.xlsx");
    assert!(fs::read(out).unwrap().starts_with(b"PK"));
    desk.keys("X").shows("台账-");
}
