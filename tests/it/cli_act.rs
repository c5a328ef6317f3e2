//! Acts on items from the command line, one and several at once.

use super::home::{Home, lines};

/// An office with two sections, 037 signed for and 038 not.
fn with_two_items() -> Home {
    let home = Home::with_item();
    let added = home.new_item(&["--number", "038", "--title", "关于夜校的建议"]);
    assert_eq!(added.code, 0, "{}", added.err);
    home.ok(&["config", "unit.sections", "综合科、人才科"]);
    home.ok(&["proposal", "assign", "37", "2026-11-02"]);
    home.ok(&["proposal", "assign", "38", "2026-11-02"]);
    home.ok(&["proposal", "accept", "37"]);
    home
}

#[test]
fn acts_go_to_several_items_and_each_refusal_is_named() {
    let home = with_two_items();
    // 038 is not signed for: it is named, 037 goes on
    let some = home.run(&[
        "proposal",
        "route",
        "37",
        "038",
        "--section",
        "人才科",
        "--json",
    ]);
    assert_eq!(some.code, 4, "{}", some.err);
    assert_eq!(lines(&some.out)[0]["state"], "routed");
    assert!(some.err.contains("038：待签收，不能转科室"), "{}", some.err);
    for (args, code, says) in [
        (
            &["proposal", "route", "37", "--section", "人财科"][..],
            2,
            "没有“人财科”这个科室",
        ),
        (&["proposal", "return", "38"], 2, "还缺：理由"),
        (
            &["proposal", "class", "37", "--class", "B"],
            2,
            "IN_PROGRESS PLANNED",
        ),
        (
            &["proposal", "contact", "37", "--manner", "写信"],
            2,
            "不在可选项里",
        ),
        (&["proposal", "record", "37", "signd"], 2, "是不是 signed？"),
        (
            &["proposal", "record", "37", "reversed"],
            2,
            "没有“reversed”这种经过",
        ),
        (&["proposal", "merge", "37", "--into", "99"], 3, ""),
        (
            &[
                "proposal", "correct", "37", "--event", "999", "--reason", "误",
            ],
            3,
            "没有这条经过",
        ),
        (
            &["proposal", "correct", "37", "--event", "1", "--reason", " "],
            2,
            "还缺：理由",
        ),
    ] {
        let gave = home.run(args);
        assert_eq!((gave.code, &*gave.out), (code, ""), "{args:?} {}", gave.err);
        assert!(gave.err.contains(says), "{args:?}\n{}", gave.err);
    }
}

#[test]
fn every_act_has_a_command_and_its_record_can_be_read_undone_and_corrected() {
    let home = with_two_items();
    home.ok(&["proposal", "route", "37", "--section", "人才科"]);
    home.ok(&[
        "proposal",
        "return",
        "38",
        "--reason",
        "不属于本单位职责范围",
        "--unit",
        "区人社局",
    ]);
    let letters = home.json(&["letter", "list", "--json"]);
    assert_eq!(letters[0]["kind"], "return_letter");
    assert!(
        home.ok(&["letter", "show", "38"])
            .contains("建议改由区人社局办理")
    );
    home.ok(&["proposal", "class", "37", "--class", "a"]);
    home.ok(&[
        "proposal",
        "role",
        "37",
        "--role",
        "主办",
        "--unit",
        "区人社局、区教育局",
    ]);
    home.ok(&[
        "proposal",
        "contact",
        "37",
        "--manner",
        "phone",
        "--with",
        "林小满",
        "--on",
        "2026-11-10",
    ]);
    home.ok(&["proposal", "extend", "37", "--until", "2027-03-02"]);
    home.ok(&[
        "proposal",
        "attention",
        "37",
        "--attention",
        "led",
        "--leader",
        "张副区长",
    ]);
    home.ok(&[
        "proposal",
        "record",
        "37",
        "38",
        "session_closed",
        "--on",
        "2026-11-01",
    ]);
    home.ok(&["proposal", "note", "37", "38", "两件一起看"]);
    for (args, code) in [
        (&["accept", "38", "--on", "2027-05-01"][..], 2),
        (&["extend", "37", "--until", "2026-10-01"], 2),
        (&["merge", "38", "--into", "38"], 4),
        (&["class", "37", "--class", "Z"], 2),
    ] {
        let gave = home.run(&[&["proposal"], args].concat());
        assert_eq!(gave.code, code, "{args:?} {}", gave.err);
    }
    let log = home.json(&["proposal", "log", "37", "--json"]);
    let role = log.iter().find(|own| own["kind"] == "role_set").unwrap();
    assert_eq!(role["details"]["unit"][1], "区教育局");
    let before = home.ok(&["proposal", "log", "37"]);
    assert!(
        before.contains("主办") && before.contains("到 2027-03-02"),
        "{before}"
    );
    // undo takes the last fact, correct any, with its reason; both stay in the log
    home.ok(&["proposal", "undo", "37"]);
    let routed = log.iter().find(|own| own["kind"] == "routed").unwrap();
    let row = routed["id"].to_string();
    home.ok(&[
        "proposal",
        "correct",
        "37",
        "--event",
        &row,
        "--reason",
        "科室记错",
    ]);
    let after = home.ok(&["proposal", "log", "37"]);
    assert!(after.contains("撤销：科室记错"), "{after}");
    let show = home.ok(&["proposal", "show", "37"]);
    assert!(show.contains("转科室（已撤销）"), "{show}");
    home.ok(&["proposal", "record", "37", "numbered", "--on", "2026-11-20"]);
    let late = home.run(&["proposal", "undo", "37"]);
    assert_eq!(late.code, 4);
    assert!(late.err.contains("请用“更正”"), "{}", late.err);
    home.ok(&["proposal", "merge", "38", "--into", "37"]);
    home.run(&["proposal", "withdraw", "38", "--reason", "代表书面撤回"]);
}
