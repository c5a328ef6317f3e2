//! The register by the command line: records, their facts, the log, taking back, merging.

use crate::home::Home;

fn registered(home: &Home) {
    for (list, pairs) in [
        ("employer", &["名称=云桥机械有限公司"][..]),
        (
            "person",
            &[
                "姓名=周知行",
                "出生年月=1975.3",
                "工作单位=云桥机械有限公司",
            ],
        ),
        (
            "person",
            &["name=林小满", "birth_month=1987-05", "phone=00000001234"],
        ),
        (
            "studio",
            &["name=周知行焊工工作室", "级别=市级", "领衔人=周知行"],
        ),
    ] {
        let mut args = vec!["roster", "new", list];
        args.extend(pairs);
        home.ok(&args);
    }
}

#[test]
fn records_and_their_facts_are_written_and_shown() {
    let home = Home::new();
    registered(&home);
    home.ok(&[
        "roster",
        "add",
        "林小满",
        "荣誉",
        "荣誉称号=云桥工匠 e\u{301}",
        "级别=市级",
        "年份=2024",
        "奖励金额=2万元",
        "授予单位=区总工会、区人社局",
    ]);
    home.ok(&[
        "roster",
        "add",
        "林小满",
        "certificate",
        "level=技师",
        "trade=焊工",
        "number=样YQ-2020-0001",
        "issued=2020.5.6",
    ]);
    home.ok(&[
        "roster",
        "add",
        "林小满",
        "师徒协议",
        "师傅=周知行",
        "职业工种=焊工",
        "目标等级=高级技师",
    ]);
    home.ok(&[
        "roster",
        "add",
        "周知行焊工工作室",
        "duty",
        "year=2025",
        "kind=带徒",
        "target=3",
        "result=2",
    ]);
    home.ok(&[
        "roster",
        "add",
        "周知行焊工工作室",
        "成员",
        "姓名=林小满",
        "起=2024-01-01",
    ]);
    home.ok(&[
        "roster",
        "add",
        "云桥机械有限公司",
        "standing",
        "kind=自主评价企业",
        "since=2021-05-01",
    ]);
    let card = home.ok(&["roster", "show", "林小满"]);
    assert!(
        card.contains("云桥工匠 e\u{301}  市级  2024  区总工会、区人社局  2万元"),
        "{card}"
    );
    assert!(card.contains("样YQ**"), "{card}");
    assert!(!card.contains("0001"), "{card}");
    assert!(card.contains("周知行  焊工  目标 高级技师"), "{card}");
    let json = &home.json(&["roster", "show", "林小满", "--json"])[0];
    assert_eq!(json["skill"], "technician");
    assert_eq!(json["honours"][0]["grant_yuan"], 20_000);
    assert_eq!(json["apprenticeships"][0]["master"], "craftsman:1");
    let studio = home.ok(&["roster", "show", "周知行焊工工作室"]);
    assert!(
        studio.contains("2025  带徒  目标 3 人  完成 2 人"),
        "{studio}"
    );
    assert!(studio.contains("林小满  2024-01-01"), "{studio}");
    home.ok(&[
        "roster",
        "amend",
        "林小满",
        "honour",
        "1",
        "revoked=2026-01-31",
    ]);
    assert!(
        home.ok(&["roster", "show", "林小满"])
            .contains("已撤销 2026-01-31")
    );
    let counted = home.ok(&["figure", "eval", "人才 荣誉数"]);
    assert!(counted.contains('0') && !counted.contains('1'), "{counted}");
}

#[test]
fn what_cannot_stand_is_refused_with_what_to_do() {
    let home = Home::new();
    registered(&home);
    for (args, code, says) in [
        (&["roster", "new", "person", "town=青石街道"][..], 2, "姓名"),
        (
            &["roster", "new", "person", "姓名=甲", "出生年月=去年"],
            2,
            "1987-05",
        ),
        (&["roster", "add", "林小满", "奖状"], 2, "certificate"),
        (&["roster", "add", "林小满", "honour"], 2, "荣誉称号"),
        (
            &["roster", "add", "林小满", "师徒协议", "师傅=没有这人"],
            3,
            "craftsman:5",
        ),
        (
            &[
                "roster",
                "add",
                "林小满",
                "job",
                "单位=甲厂",
                "起=2024-05-01",
                "止=2024-04-30",
            ],
            2,
            "不能早于",
        ),
        (
            &["roster", "add", "林小满", "grant", "amount_yuan=3"],
            2,
            "certificate",
        ),
        (
            &["roster", "amend", "林小满", "honour", "3", "year=2024"],
            3,
            "第 3 条",
        ),
        (&["roster", "remove", "林小满", "honour", "1"], 3, "第 1 条"),
        (&["roster", "set", "没有这人", "town=甲"], 3, "没有这人"),
        (
            &["roster", "merge", "林小满", "云桥机械有限公司"],
            4,
            "craftsman:2",
        ),
        (
            &["roster", "merge", "林小满", "周知行", "--take", "xyz"],
            2,
            "birth_month",
        ),
        (
            &["roster", "undo", "林小满", "--change", "99"],
            3,
            "craftsman:2",
        ),
    ] {
        let gave = home.run(args);
        assert_eq!(gave.code, code, "{args:?} {}", gave.err);
        assert!(gave.err.contains(says), "{args:?} {}", gave.err);
    }
    let english = home.run(&["--lang", "en", "roster", "add", "林小满", "job"]);
    assert!(english.err.contains("employer"), "{}", english.err);
}

#[test]
fn the_log_says_who_changed_what_and_a_change_is_taken_back() {
    let home = Home::new();
    registered(&home);
    home.ok(&[
        "roster",
        "set",
        "林小满",
        "town=青石街道",
        "phone=00000005678",
    ]);
    home.ok(&["roster", "show", "林小满", "--reveal"]);
    let log = home.ok(&["roster", "log", "林小满"]);
    assert!(log.contains("街道乡镇: + 青石街道"), "{log}");
    assert!(log.contains("000******34 -> 000******78"), "{log}");
    assert!(log.lines().next().unwrap().contains("查看"), "{log}");
    let undone = home.json(&["roster", "undo", "林小满", "--json"]);
    assert_eq!(undone[0]["act"], "undo");
    let card = &home.json(&["roster", "show", "林小满", "--json"])[0];
    assert_eq!(card["town"], serde_json::Value::Null);
    let log = home.json(&["roster", "log", "林小满", "--json"]);
    assert_eq!(log[0]["act"], "undo");
    assert_eq!(log[2]["taken_back"], true);
    let text = format!("{log:?}");
    assert!(
        !text.contains("00000001234") && !text.contains("00000005678"),
        "{text}"
    );
    let redo = log[0]["change"].to_string();
    home.ok(&["roster", "undo", "林小满", "--change", &redo]);
    let card = &home.json(&["roster", "show", "林小满", "--json"])[0];
    assert_eq!(card["town"], "青石街道");
}

#[test]
fn doubles_are_proposed_merged_by_a_person_and_made_two_again() {
    let home = Home::new();
    registered(&home);
    let told = home.run(&[
        "roster",
        "new",
        "person",
        "姓名=林小满",
        "出生年月=1987-05",
        "街道乡镇=青石街道",
    ]);
    assert_eq!(told.code, 0);
    assert!(told.err.contains("craftsman:2"), "{}", told.err);
    home.ok(&["roster", "add", "craftsman:3", "honour", "name=云桥工匠"]);
    let found = home.json(&["roster", "doctor", "--json"]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0]["reasons"],
        serde_json::json!(["name", "birth_month"])
    );
    let before = home.json(&["roster", "show", "craftsman:3", "--json"]);
    home.ok(&["roster", "merge", "craftsman:2", "craftsman:3"]);
    let one = &home.json(&["roster", "show", "林小满", "--json"])[0];
    assert_eq!(
        (&one["town"], &one["phone"]),
        (&"青石街道".into(), &"000******34".into())
    );
    assert_eq!(one["honours"][0]["name"], "云桥工匠");
    assert_eq!(home.run(&["roster", "show", "craftsman:3"]).code, 3);
    assert_eq!(home.ok(&["roster", "doctor"]), "");
    home.ok(&["roster", "undo", "craftsman:2"]);
    assert_eq!(
        home.json(&["roster", "show", "craftsman:3", "--json"]),
        before
    );
    home.ok(&["roster", "apart", "craftsman:3", "craftsman:2"]);
    assert_eq!(home.ok(&["roster", "doctor"]), "");
}

#[test]
fn trades_are_found_by_pinyin() {
    let home = Home::new();
    let found = home.ok(&["roster", "trades", "hangong"]);
    assert!(found.starts_with("焊工"), "{found}");
    assert_eq!(home.run(&["roster", "trades", "没有这个工种"]).code, 3);
}
