//! `anfu roster stats` with the real binary.

use super::home::{Home, lines};

const ROSTER: &str = "姓名,工种,技能等级,镇街\n林小满,钳工,技师,青石街道\n周知行,焊工,高级技师,云桥镇\n\
    陈立,焊工,技师,青石街道\n沈望舒,焊工,,\n";

fn home() -> Home {
    let home = Home::new();
    let roster = home.file("名册.csv", ROSTER);
    home.ok(&["roster", "import", &roster]);
    home
}

#[test]
fn one_field_is_a_plot_with_base_and_shares() {
    let home = home();
    let out = home.ok(&["roster", "stats", "技能人才按等级"]);
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(
        &rows[..3],
        [
            "技能人才按等级",
            "人才 按级别",
            "全部 4 人。数人：一人只算一次"
        ]
    );
    assert!(rows[6].starts_with(" 高级技师 1  25.00%"), "{out}");
    assert!(rows[7].starts_with(" 技师     2  50.00% ####"), "{out}");
    assert_eq!(rows[rows.len() - 1], " 合计 4 人");
    let same = home.ok(&["roster", "stats", "--by", "level"]);
    assert_eq!(same.lines().skip(1).collect::<Vec<_>>(), rows[2..]);
    let english = home.ok(&["--lang", "en", "roster", "stats", "people", "by:trade"]);
    assert!(
        english.contains("Of 4 people. People, each counted once."),
        "{english}"
    );
}

#[test]
fn two_fields_are_a_table_with_the_share_asked_for() {
    let home = home();
    let ask = ["roster", "stats", "--by", "街道", "--and", "工种"];
    assert_eq!(
        home.ok(&ask),
        "人才 按街道 再按工种\n全部 4 人。数人：一人只算一次\n\n\
         街道 \\ 工种       焊工      钳工       合计\n\
         青石街道     1  50.00%  1 50.00%  2 100.00%\n\
         云桥镇       1 100.00%  0  0.00%  1 100.00%\n\
         （未填）     1 100.00%  0  0.00%  1 100.00%\n\
         合计         3  75.00%  1 25.00%  4 100.00%\n\
         百分比占本行合计\n"
    );
    let column = home.ok(&[&ask[..], &["--share", "column"]].concat());
    assert!(
        column.contains("青石街道     1  33.33%  1 100.00%  2  50.00%"),
        "{column}"
    );
    let narrowed = home.ok(&[&ask[..], &["--where", "工种=焊工 级别>=技师"]].concat());
    assert!(narrowed.contains("合计         2 100.00%"), "{narrowed}");
}

#[test]
fn objects_tell_cells_from_totals_and_carry_every_share() {
    let home = home();
    let all = home.json(&["roster", "stats", "人才 按街道 再按级别", "--json"]);
    assert_eq!(all.len(), 16);
    let first = &all[0];
    assert_eq!(first["schema"], 1);
    assert_eq!(first["question"], "people by:town and:level");
    let of = |kind: &str| all.iter().filter(|own| own["kind"] == kind).count();
    assert_eq!(
        [of("cell"), of("row"), of("column"), of("total")],
        [9, 3, 3, 1]
    );
    let total = &all[15];
    assert_eq!((&total["amount"], &total["base"]), (&4.into(), &4.into()));
    assert_eq!(total["in_no_cell"], 0);
    let cell = all
        .iter()
        .find(|own| own["row"] == "青石街道" && own["column"] == "technician");
    let cell = cell.unwrap();
    assert_eq!(cell["amount"], 2);
    assert_eq!(cell["of_row"], "100.00");
    assert_eq!(cell["of_all"], "50.00");
    // Also of an empty roster there is a total.
    let empty = Home::new();
    empty.ok(&["proposal", "new", "--title", "空"]);
    let all = empty.json(&["roster", "stats", "--by", "town", "--json"]);
    assert_eq!(
        (all.len(), &all[0]["of_all"]),
        (1, &serde_json::Value::Null)
    );
}

#[test]
fn a_workbook_goes_to_a_file_or_out_and_is_not_written_over() {
    let home = home();
    let path = home.path("表.xlsx");
    let path = path.to_str().unwrap();
    let ask = ["roster", "stats", "--by", "街道", "--and", "工种", "--xlsx"];
    home.ok(&[&ask[..], &[path]].concat());
    assert!(std::fs::read(path).unwrap().starts_with(b"PK"));
    let again = home.run(&[&ask[..], &[path]].concat());
    assert_eq!(again.code, 4, "{}", again.err);
    home.ok(&[&ask[..], &[path, "--force"]].concat());
    let out = home.command(&[&ask[..], &["-"]].concat()).output().unwrap();
    assert!(out.stdout.starts_with(b"PK"));
    let nowhere = home.run(&[&ask[..], &["/no/such/folder/a.xlsx"]].concat());
    assert_eq!(nowhere.code, 1, "{}", nowhere.err);
}

#[test]
fn without_a_question_the_ready_ones_are_listed_and_a_slip_is_pointed_at() {
    let home = home();
    let out = home.ok(&["roster", "stats"]);
    assert!(out.starts_with("技能人才按等级"), "{out}");
    assert!(out.contains("人才 按街道 再按级别"), "{out}");
    let objects = lines(&home.ok(&["roster", "stats", "--json"]));
    assert_eq!(objects.len(), out.lines().count());
    let gave = home.run(&["roster", "stats", "人才 按级别 再按级别"]);
    assert_eq!(gave.code, 2);
    assert!(
        gave.err
            .contains("\n  人才 按级别 再按级别\n              ^^^^^^^^\n"),
        "{}",
        gave.err
    );
    assert_eq!(home.run(&["roster", "stats", "没有的"]).code, 2);
    assert_eq!(home.run(&["roster", "stats", "--and", "level"]).code, 2);
    assert_eq!(home.run(&["roster", "stats", "--by", "\u{1b}[31m"]).code, 2);
}

#[test]
fn a_question_saved_under_a_name_is_asked_and_cited_by_it() {
    let home = home();
    let ask = [
        "roster",
        "stats",
        "人才 工种=焊工 按级别",
        "--save",
        "焊工等级",
    ];
    home.ok(&ask);
    let by_name = home.ok(&["roster", "stats", "焊工等级"]);
    assert!(
        by_name.starts_with("焊工等级\n人才 工种=焊工 按级别\n全部 3 人"),
        "{by_name}"
    );
    assert!(home.ok(&["roster", "stats"]).contains("焊工等级"));
    let figure = home.ok(&["figure", "eval", "@焊工等级"]);
    assert!(
        figure.starts_with("人才 工种=焊工 按级别\n3人\n"),
        "{figure}"
    );
    assert_eq!(home.run(&["figure", "eval", "@没有的"]).code, 3);
    let taken = ["roster", "stats", "人才 按级别", "--save", "技能人才按等级"];
    assert_eq!(home.run(&taken).code, 2);
    home.ok(&["roster", "stats", "--remove", "焊工等级"]);
    assert_eq!(
        home.run(&["roster", "stats", "--remove", "焊工等级"]).code,
        3
    );
    assert_eq!(home.run(&["roster", "stats", "焊工等级"]).code, 2);
}
