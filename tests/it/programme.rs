//! `anfu programme` with the real binary.

use super::home::{Home, lines};

const ROSTER: &str = "姓名,工种,技能等级,镇街,出生年月\n林小满,钳工,技师,青石街道,1980-01\n\
    周知行,焊工,高级技师,云桥镇,1981-01\n周知行,焊工,技师,青石街道,1990-02\n陈立,焊工,高级工,,\n";

fn home() -> Home {
    let home = Home::new();
    let roster = home.file("名册.csv", ROSTER);
    home.ok(&["roster", "import", &roster]);
    home
}

fn contest(home: &Home) {
    let out = home.ok(&[
        "programme",
        "new",
        "竞赛",
        "焊工竞赛",
        "--set",
        "item=焊工",
        "--set",
        "级别=区县级",
        "--set",
        "start=2026-05-01",
        "--set",
        "end=2026-05-03",
    ]);
    assert_eq!(out, "programme:1  焊工竞赛\n");
}

#[test]
fn a_contest_is_entered_and_leads_from_its_people() {
    let home = home();
    contest(&home);
    let out = home.ok(&[
        "programme",
        "enter",
        "焊工竞赛",
        "林小满",
        "--place",
        "1",
        "--score",
        "94.5",
        "--skill",
        "高级技师",
    ]);
    assert_eq!(
        out,
        "entry:1  2026-05-03  林小满  第1名 94.5分 晋升高级技师\n"
    );
    let gave = home.run(&["programme", "enter", "焊工竞赛", "陈立", "周知行"]);
    assert_eq!(gave.code, 2, "{}", gave.err);
    assert!(
        gave.err.contains("craftsman:2  高级技师 焊工"),
        "{}",
        gave.err
    );
    assert!(gave.err.contains("craftsman:3  技师 焊工"), "{}", gave.err);
    let gave = home.run(&["programme", "enter", "焊工竞赛", "林小"]);
    assert_eq!(gave.code, 3);
    assert!(gave.err.contains("craftsman:1  林小满"), "{}", gave.err);
    // Nobody was entered with those who could not be.
    let json = &lines(&home.ok(&["programme", "show", "programme:1", "--json"]))[0];
    assert_eq!(json["entries"].as_array().unwrap().len(), 1);
    assert_eq!(json["entries"][0]["score_hundredths"], 9450);
    home.ok(&["programme", "enter", "焊工竞赛", "craftsman:3", "陈立"]);
    let card = home.ok(&["roster", "show", "陈立"]);
    assert!(
        card.contains("2026-05-03  焊工竞赛    programme:1"),
        "{card}"
    );
    for (args, code) in [
        (&["enter", "焊工竞赛", "陈立", "--place", "0"][..], 2),
        (&["enter", "焊工竞赛", "陈立", "--score", "1.234"], 2),
        (&["pay", "焊工竞赛", "陈立"], 2),
        (&["show", "没有的"], 3),
        (&["new", "聚会", "甲"], 2),
        (&["new", "contest", ""], 2),
        (&["new", "contest", "甲", "--set", "end=五月"], 2),
        (&["new", "assessment", "甲", "--set", "points_table=无"], 3),
        (&["strike", "焊工竞赛", "entry:1"], 2),
        (&["strike", "焊工竞赛", "9", "--reason", "错"], 3),
    ] {
        let gave = home.run(&[&["programme"], args].concat());
        assert_eq!(gave.code, code, "{args:?} {}", gave.err);
    }
    home.ok(&[
        "programme",
        "strike",
        "焊工竞赛",
        "entry:1",
        "--reason",
        "错记",
    ]);
    assert!(
        !home
            .ok(&["roster", "show", "林小满"])
            .contains("programme:1")
    );
    home.ok(&["programme", "strike", "焊工竞赛", "entry:1", "--back"]);
    assert!(
        home.ok(&["roster", "show", "林小满"])
            .contains("programme:1")
    );
}

#[test]
fn a_subsidy_beyond_its_cap_is_refused_and_with_a_reason_listed() {
    let home = home();
    home.ok(&[
        "programme",
        "new",
        "subsidy",
        "培训补贴",
        "--set",
        "rates=人均 500;高级工 1500",
        "--set",
        "cap_times=3",
        "--set",
        "cap_yuan=4000",
        "--set",
        "budgets=2026 5000",
    ]);
    let pay = ["programme", "pay", "培训补贴", "陈立", "--on", "2026-03-01"];
    assert_eq!(home.ok(&pay), "entry:1  2026-03-01  陈立  1500元 高级工\n");
    home.ok(&pay);
    let gave = home.run(&pay);
    assert_eq!(gave.code, 4);
    assert!(gave.err.contains("一年4500元，超过4000元"), "{}", gave.err);
    assert_eq!(home.ok(&["programme", "over"]), "");
    home.ok(&[&pay[..], &["--over", "专班纪要"]].concat());
    let over = &lines(&home.ok(&["programme", "over", "--json"]))[0];
    assert_eq!((&over["entry"], &over["yuan"]), (&3.into(), &1500.into()));
    assert_eq!(over["caps"][0]["cap"], "yuan");
    assert_eq!(over["reason"], "专班纪要");
    assert_eq!(home.ok(&["programme", "over", "--year", "2025"]), "");
    let gave = home.run(&["programme", "pay", "培训补贴", "林小满", "--yuan", "501"]);
    assert_eq!(gave.code, 4);
    assert!(gave.err.contains("预算5000元"), "{}", gave.err);
    let out = home.ok(&["programme", "show", "培训补贴"]);
    assert!(
        out.contains("[##################--] 2026年 已付4500元（3笔） 预算5000元 余500元"),
        "{out}"
    );
}

#[test]
fn a_plan_is_measured_by_questions_and_by_what_is_stated() {
    let home = home();
    let targets = "指标=技师 人 2026-2027=4 ? 人才 级别>=技师;培训 人 2026=2000";
    home.ok(&["programme", "new", "plan", "工匠计划", "--set", targets]);
    let out = home.ok(&["programme", "reached", "工匠计划", "--year", "2026"]);
    assert_eq!(
        out,
        "2026  技师  [###############-----]  3/4人     75.0%  人才 级别>=技师 截至2026-12-31\n\
         2026  培训  （未填报）              ?/2000人\n"
    );
    let count = [
        "programme",
        "count",
        "工匠计划",
        "培训",
        "1940",
        "--source",
        "统计表",
    ];
    home.ok(&count);
    let out = home.ok(&["programme", "reached", "工匠计划", "--json"]);
    let all = lines(&out);
    assert_eq!(
        (&all[2]["reached"], &all[2]["source"]),
        (&1940.into(), &"统计表".into())
    );
    assert_eq!(all[2]["percent"], "97.0%");
    for (args, code) in [
        (&["count", "工匠计划", "技师", "3", "--source", "表"][..], 2),
        (&["count", "工匠计划", "没有", "3", "--source", "表"], 3),
        (&["count", "工匠计划", "培训", "三", "--source", "表"], 2),
        (
            &[
                "count",
                "工匠计划",
                "培训",
                "3",
                "--source",
                "表",
                "--on",
                "2028-01-01",
            ],
            2,
        ),
        (
            &["set", "工匠计划", "targets=甲 人 2026=1 ? 人才 级别=大师"],
            2,
        ),
    ] {
        let gave = home.run(&[&["programme"], args].concat());
        assert_eq!(gave.code, code, "{args:?} {}", gave.err);
    }
}

#[test]
fn points_follow_a_table_and_a_table_of_ones_own_stands_in_its_place() {
    let home = home();
    let new = [
        "programme",
        "new",
        "assessment",
        "年度考核",
        "--set",
        "points_table=worker",
    ];
    home.ok(&new);
    let score = [
        "programme",
        "score",
        "年度考核",
        "林小满",
        "授课",
        "--times",
        "9",
    ];
    home.ok(&score);
    let out = home.ok(&["programme", "points", "年度考核"]);
    assert_eq!(out, "2026  林小满  20分  未达标\n");
    let gave = home.run(&["programme", "score", "年度考核", "林小满", "没有"]);
    assert_eq!(gave.code, 3);
    let own = "id = \"worker\"\nname = \"本区\"\nassessed = \"craftsman\"\npass = \"20\"\n\
        source = \"本区办法第三条\"\n[[item]]\ncode = \"teaching\"\nname = \"授课\"\npoints = \"1\"\n";
    let folder = home.path(".config/anfu/points");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("worker.toml"), own).unwrap();
    // What was entered keeps its points; the mark and how often it counts are the table's of today.
    let json = &lines(&home.ok(&["programme", "points", "年度考核", "--json"]))[0];
    assert_eq!(
        (&json["points"], &json["passed"]),
        (&"22.5".into(), &true.into())
    );
    std::fs::write(folder.join("b.toml"), "id = \"b\"").unwrap();
    let gave = home.run(&["programme", "tables"]);
    assert!(gave.out.contains("本区办法第三条"), "{}", gave.out);
    assert!(gave.err.contains("处错"), "{}", gave.err);
    assert!(home.run(&["doctor"]).out.contains("b.toml"));
}

#[test]
fn changes_of_a_programme_are_logged_and_taken_back() {
    let home = home();
    contest(&home);
    home.ok(&["programme", "set", "焊工竞赛", "item=钳工"]);
    home.ok(&["programme", "enter", "焊工竞赛", "林小满", "陈立"]);
    let log = home.ok(&["programme", "log", "焊工竞赛"]);
    assert!(log.contains("项目: 焊工 -> 钳工"), "{log}");
    assert!(log.contains("登记: + 2026-05-03  craftsman:1"), "{log}");
    // Who were entered together go together, and come back together.
    home.ok(&["programme", "undo", "焊工竞赛"]);
    let shown = || lines(&home.ok(&["programme", "show", "焊工竞赛", "--json"]))[0].clone();
    let stand = |json: &serde_json::Value| {
        let entries = json["entries"].as_array().unwrap().clone();
        entries.iter().filter(|own| own["stands"] == true).count()
    };
    assert_eq!((stand(&shown()), &shown()["trade"]), (0, &"钳工".into()));
    home.ok(&["programme", "undo", "焊工竞赛"]);
    assert_eq!(shown()["trade"], "焊工");
    let log = lines(&home.ok(&["roster", "log", "programme:1", "--json"]));
    let undone = log.iter().find(|own| own["taken_back"] == true).unwrap();
    assert_eq!(undone["kind"], "programme");
    let gave = home.run(&["programme", "undo", "焊工竞赛"]);
    assert_eq!(gave.code, 3, "{}", gave.err);
    assert!(gave.err.contains("programme:1"), "{}", gave.err);
}

#[test]
fn a_programme_is_moved_later_in_one_go() {
    let home = home();
    contest(&home);
    home.ok(&[
        "programme",
        "set",
        "焊工竞赛",
        "start=2026-05-01",
        "end=2026-05-31",
    ]);
    home.ok(&[
        "programme",
        "set",
        "焊工竞赛",
        "start=2026-07-01",
        "end=2026-07-31",
    ]);
    let gave = home.run(&["programme", "set", "焊工竞赛", "end=2026-06-30"]);
    assert_eq!(gave.code, 2, "{}", gave.err);
    assert!(gave.err.contains("结束早于开始"), "{}", gave.err);
    let json = &lines(&home.ok(&["programme", "show", "焊工竞赛", "--json"]))[0];
    assert_eq!(
        (&json["start"], &json["end"]),
        (&"2026-07-01".into(), &"2026-07-31".into())
    );
}
