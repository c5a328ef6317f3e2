//! What an item can be told by `proposal`: typed, listed, corrected, and found by its number.

use super::home::{Home, zh};

#[test]
fn items_are_listed_by_typed_filters_views_and_likeness() {
    let home = Home::new();
    for title in ["关于增设技能夜校的建议", "关于加强道路养护的建议"] {
        home.ok(&["proposal", "new", "--title", title]);
    }
    let second = home.ok(&[
        "proposal",
        "new",
        "--title",
        "关于增设夜校的建议",
        "--number",
        "9",
    ]);
    assert!(
        second.contains("技能夜校") && second.contains('%'),
        "{second}"
    );
    assert!(!second.contains("道路"), "{second}");
    let listed = home.ok(&["proposal", "list", "--filter", "标题:yx 在办:是", "--json"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let listed = home.ok(&["proposal", "list", "--filter", "全文:道路养护"]);
    assert_eq!(listed.lines().count(), 1, "{listed}");
    let gave = home.run(&["proposal", "list", "--filter", "状态:飞走"]);
    assert_eq!((gave.code, gave.out.as_str()), (2, ""));
    assert!(
        gave.err.contains("没有“飞走”") && gave.err.contains("待签收"),
        "{}",
        gave.err
    );
    assert_eq!(
        home.run(&["proposal", "list", "--filter", "余日:<0"]).code,
        3
    );
    let views = home.ok(&["proposal", "views"]);
    assert!(
        views.contains("待签收      0") && views.contains("全部"),
        "{views}"
    );
    let views = home.ok(&["proposal", "views", "--json"]);
    let counts: Vec<serde_json::Value> = views
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let all = counts.iter().find(|view| view["filter"] == "").unwrap();
    assert_eq!(
        (all["count"].as_u64(), all["schema"].as_u64()),
        (Some(3), Some(1))
    );
    let similar = home.ok(&["proposal", "similar", "9", "--json"]);
    let first: serde_json::Value = serde_json::from_str(similar.lines().next().unwrap()).unwrap();
    assert_eq!(first["title"], "关于增设技能夜校的建议");
    assert_eq!(home.run(&["proposal", "similar", "id:2"]).code, 3);
}

#[test]
fn an_item_is_typed_listed_shown_and_corrected() {
    let home = Home::with_item();
    let state = |code: &str| zh(&format!("state.{code}")).to_owned();
    let expect = |state: &str| {
        format!(
            "id:1  037  澄江市云桥区 15届2次 {}  {state}  关于培育云桥工匠的建议\n",
            zh("kind.suggestion")
        )
    };
    let assigned = home.ok(&["proposal", "assign", "37", "2026-11-02"]);
    assert_eq!(assigned, expect(&state("awaiting_acceptance")));
    let again = home.run(&["proposal", "assign", "37", "2026.11.02"]);
    assert_eq!((again.code, &*again.err), (0, "交办日期已是 2026-11-02\n"));
    let anew = home.run(&["proposal", "assign", "037", "2026-11-03"]);
    assert_eq!(
        (anew.code, &*anew.err),
        (0, "交办日期由 2026-11-02 更正为 2026-11-03\n")
    );
    let accepted = home.ok(&["proposal", "accept", "15/建议/037", "--on", "2026-11-04"]);
    assert_eq!(accepted, expect(&state("accepted")));
    let twice = home.run(&["proposal", "accept", "2026/建议/37"]);
    assert_eq!(twice.code, 4);
    assert!(
        twice
            .err
            .contains("037：已签收，不能签收。可以：申请退办、转科室"),
        "{}",
        twice.err
    );
    home.ok(&["proposal", "note", "id:1", "请办公室\u{1B}[31m跟进"]);
    home.ok(&[
        "proposal",
        "set",
        "37",
        "asks=办培训班",
        "wished_unit=区总工会",
    ]);

    let list = home.json(&["proposal", "list", "--json"]);
    let own = &list[0];
    assert_eq!(list.len(), 1);
    for (field, value) in [
        ("id", 1.into()),
        ("number", 37.into()),
        ("number_printed", "037".into()),
        ("kind", "suggestion".into()),
        ("role", "lead".into()),
        ("paper", "present".into()),
        ("level", "county".into()),
        ("term", 15.into()),
        ("state", "accepted".into()),
        ("proposers", serde_json::json!(["林小满", "周知行"])),
        ("asked_for", serde_json::json!([])),
    ] {
        assert_eq!(own[field], value, "{field}");
    }
    let show = &home.json(&["proposal", "show", "37", "--json"])[0];
    assert_eq!(show["signers"][0]["phone"], "000******34");
    assert_eq!(show["asks"], serde_json::json!(["办培训班"]));
    let stands: Vec<bool> = show["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["stands"] == true)
        .collect();
    assert_eq!(stands, [false, false, true, true, true]);
    let masked = home.ok(&["proposal", "show", "37"]);
    assert!(masked.contains("000******34") && !masked.contains("00000001234"));
    assert!(masked.contains("请办公室跟进"), "{masked}");
    assert!(
        home.ok(&["proposal", "show", "37", "--reveal"])
            .contains("00000001234")
    );
}

#[test]
fn what_does_not_fit_an_item_is_refused_with_a_hint() {
    let home = Home::with_item();
    for (args, code, says) in [
        (&["proposal", "show", "99"][..], 3, "anfu: 没有件 99\n"),
        (&["proposal", "show", "id:9"], 3, "没有件 id:9"),
        (
            &["proposal", "show", "某件"],
            2,
            "写 037、2017/建议/037 或 id:17",
        ),
        (&["proposal", "show", "2019/建议/37"], 3, "没有件"),
        (&["proposal", "set", "37", "titel=x"], 2, "是不是 title？"),
        (&["proposal", "set", "37", "title"], 2, "应写成 栏=值"),
        (
            &["proposal", "set", "37", "level=village"],
            2,
            "可选：national province city county township",
        ),
        (&["proposal", "assign", "37", "2026-13-01"], 2, "不是日期"),
        (&["proposal", "note", "37", " "], 2, "备注是空的"),
        (
            &["proposal", "list", "--state", "answerd"],
            2,
            "是不是 answered？",
        ),
        (&["proposal", "list", "--state", "answered"], 3, "没有件"),
        (&["proposal", "new"], 2, "至少要有一栏"),
    ] {
        let gave = home.run(args);
        assert_eq!(
            (gave.code, gave.out.as_str()),
            (code, ""),
            "{args:?} {}",
            gave.err
        );
        assert!(gave.err.contains(says), "{args:?}\n{}", gave.err);
    }
    let same = home.new_item(&["--number", "37"]);
    assert_eq!(same.code, 4, "{}", same.err);
}

#[test]
fn a_number_that_means_two_items_shows_both() {
    let home = Home::with_item();
    home.ok(&[
        "proposal",
        "new",
        "--number",
        "037",
        "--kind",
        "cppcc",
        "--title",
        "关于校企合作的提案",
    ]);
    let gave = home.run(&["proposal", "show", "37"]);
    assert_eq!(gave.code, 2);
    assert!(
        gave.err.contains("  id:1  037") && gave.err.contains("  id:2  037"),
        "{}",
        gave.err
    );
    // A newer session of the same congress is the current one.
    home.ok(&[
        "proposal",
        "new",
        "--number",
        "50",
        "--title",
        "旧",
        "--set",
        "place=云桥区",
        "--set",
        "term=15",
        "--set",
        "session=1",
    ]);
    home.ok(&[
        "proposal",
        "new",
        "--number",
        "50",
        "--title",
        "新",
        "--set",
        "place=云桥区",
        "--set",
        "term=15",
        "--set",
        "session=2",
    ]);
    assert!(home.ok(&["proposal", "show", "50"]).starts_with("50  新\n"));
    // An older session's proposal of that number is not meant while its CPPCC has a newer session.
    for (number, session, title) in [("50", "1", "旧提案"), ("51", "2", "新提案")] {
        home.ok(&[
            "proposal",
            "new",
            "--number",
            number,
            "--kind",
            "cppcc",
            "--title",
            title,
            "--set",
            "place=云桥区",
            "--set",
            "term=15",
            "--set",
            &format!("session={session}"),
        ]);
    }
    assert!(home.ok(&["proposal", "show", "50"]).starts_with("50  新\n"));
    assert!(
        home.ok(&["proposal", "show", "51"])
            .starts_with("51  新提案\n")
    );
    assert!(
        home.ok(&["proposal", "show", "15-1/建议/50"])
            .starts_with("50  旧\n")
    );
}
