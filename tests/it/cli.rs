//! The real binary: every subcommand in good and bad cases, what it prints where, and its exit code.

use std::{fs, path::Path, process::Stdio};

use anfu::lang::Lang;
use serde_json::Value;

use super::home::{Gave, Home, lines, zh};

const PAPER: &str = "澄江市云桥区第十五届人民代表大会第一次会议\n代表建议、批评和意见\n\n第 052 号\n\n\
    标题：关于加快建设技能大师工作室的建议\n提出人：林小满\n联系电话：000-0000-0000\n\n内容：\n\
    技能大师工作室是培养工匠的摇篮。\n一、建议增加经费。\n二、建议增加场地。\n";

#[test]
fn help_speaks_both_languages() {
    let home = Home::new();
    for (args, has) in [
        (&["--help"][..], "用法: anfu [选项] [命令]"),
        (
            &["--lang", "en", "--help"],
            "Usage: anfu [OPTIONS] [COMMAND]",
        ),
        (
            &["proposal", "show", "--help"],
            "用法: anfu proposal show [选项] <件>",
        ),
        (
            &["roster", "find", "--lang=en", "-h"],
            "Usage: anfu roster find [OPTIONS] <QUERY>...",
        ),
    ] {
        let out = home.ok(args);
        assert!(out.contains(has), "{out}");
    }
    let mut command = home.command(&["--help"]);
    let english = Gave::of(&command.env("LANG", "en_GB.UTF-8").output().unwrap());
    assert!(english.out.contains("Usage:"), "{}", english.out);
    let mut command = home.command(&["--help"]);
    command.env("LANG", "en_GB.UTF-8").env("LC_ALL", "C");
    let chinese = Gave::of(&command.output().unwrap());
    assert!(chinese.out.contains("用法:"), "{}", chinese.out);
    assert!(home.ok(&["--version"]).starts_with("anfu "));
}

#[test]
fn mistakes_on_the_command_line_are_exit_2_and_name_the_nearest() {
    let home = Home::new();
    for (args, says) in [
        (
            &["proposl", "list"][..],
            "anfu: 没有“proposl”这个命令\n  是不是 proposal？\n",
        ),
        (&["proposal", "list", "--jsn"], "是不是 --json？"),
        (&["--lang", "de", "paths"], "可选：zh en"),
        (&["proposal", "show"], "缺少 <件>"),
        (&["--today", "明天", "paths"], "anfu: “明天”不是日期"),
        (&["roster", "find", "x", "--limit", "many"], "“many”不行"),
        (&["completions", "tcsh"], "可选：bash zsh fish"),
        (
            &["proposal"],
            "可选：list show new set assign note deliver rate remind accept",
        ),
        (&[], "用法: anfu"),
    ] {
        let gave = home.run(args);
        assert_eq!(
            (gave.code, gave.out.as_str()),
            (2, ""),
            "{args:?} {}",
            gave.err
        );
        assert!(gave.err.contains(says), "{args:?}\n{}", gave.err);
    }
}

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
fn without_a_store_reading_finds_nothing_and_says_what_makes_one() {
    let home = Home::new();
    for args in [
        &["proposal", "list"][..],
        &["proposal", "show", "37"],
        &["proposal", "note", "37", "x"],
        &["letter", "list"],
        &["letter", "new", "37"],
        &["roster", "find", "zs"],
        &["config", "unit.full_name"],
    ] {
        let gave = home.run(args);
        assert_eq!((gave.code, gave.out.as_str()), (3, ""), "{args:?}");
        assert!(gave.err.contains(zh("cli.hint.no_store")), "{}", gave.err);
    }
    assert!(!home.path(".local").exists());
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

#[test]
fn a_letter_is_started_rewritten_and_written_out() {
    let home = Home::with_item();
    home.ok(&["config", "unit.full_name", "云桥区总工会"]);
    let none = home.run(&["letter", "show", "37"]);
    assert_eq!((none.code, none.out.as_str()), (3, ""));
    let head = home.ok(&["letter", "new", "37"]);
    assert!(head.starts_with("letter:1  "), "{head}");
    let again = home.run(&["letter", "new", "37", "--kind", "lead_reply"]);
    assert_eq!((again.code, &*again.err), (0, "已有草稿 letter:1\n"));
    assert!(
        home.ok(&["letter", "show", "letter:1"])
            .contains("云桥区总工会")
    );
    let written = home.run_with(
        &["letter", "write", "37", "-"],
        "第一段\u{7}\r\n第二段\n".as_bytes(),
    );
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(home.ok(&["letter", "show", "37"]), "第一段□\n第二段\n");
    let json = &home.json(&["letter", "show", "37", "--json"])[0];
    assert_eq!(
        (&json["kind"], &json["item_number"]),
        (&"lead_reply".into(), &"037".into())
    );
    assert_eq!(
        home.json(&["letter", "list", "--json"])[0]["stage"],
        "draft"
    );
    assert!(home.ok(&["letter", "export", "37"]).contains("第一段"));
    home.ok(&["letter", "export", "37", "-o", "答复.md"]);
    assert!(home.path("答复.md").exists());
    for (args, code, says) in [
        (
            &["letter", "export", "37", "-o", "答复.md"][..],
            4,
            "加 --force",
        ),
        (
            &["letter", "export", "37", "-o", "答复.wps"],
            2,
            "可选：txt md docx pdf",
        ),
        (
            &["letter", "export", "37", "--form", "rtf"],
            2,
            "可选：txt md docx pdf",
        ),
        (
            &["letter", "export", "37", "-o", "没有/答复.txt"],
            1,
            "写不了 没有/答复.txt",
        ),
        (&["letter", "show", "letter:7"], 3, ""),
        (
            &["letter", "new", "37", "--kind", "song"],
            2,
            "lead_reply co_opinion separate_reply",
        ),
        (&["letter", "write", "37", "没有.txt"], 3, "读不了 没有.txt"),
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
    home.ok(&["letter", "export", "37", "-o", "答复.md", "--force"]);
}

#[test]
fn a_draft_is_changed_in_another_editor_only_where_that_is_allowed() {
    let home = Home::with_item();
    home.ok(&["letter", "new", "37"]);
    home.run_with(
        &["letter", "write", "37", "-"],
        "甲e\u{301}\n乙\n".as_bytes(),
    );
    let room = home.path("临时");
    std::fs::create_dir(&room).unwrap();
    let left = || std::fs::read_dir(&room).unwrap().count();
    let edit = |editor: &str| {
        let mut command = home.command(&["letter", "edit", "37"]);
        command.env("TMPDIR", &room);
        let path = std::env::var_os("PATH").unwrap_or_default();
        Gave::of(
            &command
                .env("EDITOR", editor)
                .env("PATH", path)
                .output()
                .unwrap(),
        )
    };
    let text = || home.ok(&["letter", "show", "37"]);
    let sed = "sed -i s/甲/丙\u{7}/";
    let refused = edit(sed);
    assert_eq!((refused.code, refused.out.as_str()), (4, ""));
    assert!(
        refused.err.contains("anfu config editor true"),
        "{}",
        refused.err
    );
    home.ok(&["config", "editor", "true"]);
    assert_eq!(edit("").code, 2);
    let fails = home.file("fails", "echo 丁 >> \"$1\"; exit 1\n");
    let fails = format!("sh {fails}");
    for (editor, says, stays) in [
        ("没有这个程序", "函没有动", 0),
        ("false", "函没有动", 0),
        (&*fails, "letter-1.txt", 1),
    ] {
        let gave = edit(editor);
        assert_eq!(gave.code, 1, "{}", gave.err);
        assert!(gave.err.contains(says), "{}", gave.err);
        assert_eq!(
            left(),
            stays,
            "what was written, and nothing else, stays: {editor}"
        );
    }
    assert_eq!(text(), "甲e\u{301}\n乙\n");
    let gave = edit(sed);
    assert_eq!(gave.code, 0, "{}", gave.err);
    assert_eq!(text(), "丙□e\u{301}\n乙\n");
    assert_eq!(edit("true").code, 0);
    assert_eq!(text(), "丙□e\u{301}\n乙\n");
    let backs_up = home.file("backs-up", "cp \"$1\" \"$1~\"; echo 丁 >> \"$1\"\n");
    assert_eq!(edit(&format!("sh {backs_up}")).code, 0);
    assert_eq!(left(), 1, "copies that the editor left go with the file");
}

#[test]
fn papers_come_in_and_a_bad_one_fails_alone() {
    let home = Home::new();
    let paper = home.file("a.txt", PAPER);
    let dry = home.run(&["import", &paper, "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out.contains("052") && !home.path(".local").exists(),
        "{}",
        dry.out
    );
    let documents = home.json(&["import", &paper, "--dry-run", "--json"]);
    assert!(!documents.is_empty());
    let gave = home.run(&["import", "没有.txt", &paper, "--json"]);
    assert_eq!(gave.code, 1);
    let objects = lines(&gave.out);
    assert_eq!(objects[0]["outcome"], "failed");
    assert_eq!(
        (&objects[1]["document"], &objects[1]["outcome"]),
        (&"item".into(), &"stored".into())
    );
    assert_eq!(objects[1]["number_printed"], "052");
    assert!(gave.err.contains("2 个文件中 1 个没有读入"), "{}", gave.err);
    assert!(gave.err.contains("交办日期"), "{}", gave.err);
    let again = home.run(&["import", &paper]);
    assert_eq!((again.code, &*again.out), (0, ""));
    assert!(again.err.contains("已经读入过"), "{}", again.err);
    let missing = home.run(&["import", "没有.txt", "也没有.doc"]);
    assert_eq!(missing.code, 3);
    let piped = home.run_with(&["import", "-"], PAPER.replace("052", "053").as_bytes());
    assert_eq!(piped.code, 0, "{}", piped.err);
    assert_eq!(home.json(&["proposal", "list", "--json"]).len(), 2);
}

#[test]
fn a_form_and_its_answer_are_one_item_whichever_comes_first() {
    let form = "云桥区第十七届人民代表大会第五次会议代表建议\n编号：16\n代表姓名：林小满\n\
        标题：关于完善城乡公交线路的建议\n内容：公交线路少。\n";
    // No number and no session yet, as forms are handed in.
    let early = "云桥区第十七届人民代表大会代表建议\n代表姓名：林小满\n\
        标题：关于完善城乡公交线路的建议\n内容：公交线路少。\n";
    // The letter's head says the city as well.
    let answer = "澄江市云桥区交通运输局\n云交函〔2023〕7号\n关于对区十七届人大五次会议\n\
        第016号建议的答复\n林小满代表：\n您提出的“关于完善城乡公交线路”的建议收悉，现答复如下：\n\
        一、优化线路。\n澄江市云桥区交通运输局\n2023年4月12日\n";
    let other = answer.replace("016", "017").replace("公交", "供水");
    for (first, second) in [
        (form, answer),
        (answer, form),
        (early, answer),
        (answer, early),
    ] {
        let home = Home::new();
        let (first, second) = (home.file("a.txt", first), home.file("b.txt", second));
        home.ok(&["--db", "s.db", "import", &first]);
        home.ok(&["--db", "s.db", "import", &second]);
        let listed = home.json(&["--db", "s.db", "proposal", "list", "--json"]);
        assert_eq!(listed.len(), 1, "{listed:?}");
        assert_eq!(listed[0]["number"], 16);
        assert_eq!(listed[0]["session"], 5);
        assert_eq!(listed[0]["place"], "澄江市云桥区");
        assert_eq!(listed[0]["paper"], "present");
        assert_eq!(listed[0]["state"], "answered");
        assert_eq!(listed[0]["letters"], 1);
        home.ok(&["--db", "s.db", "import", &home.file("c.txt", &other)]);
        let listed = home.json(&["--db", "s.db", "proposal", "list", "--json"]);
        assert_eq!(listed.len(), 2, "another number is another item");
    }
}

#[test]
fn a_register_in_gbk_comes_in_and_its_bad_rows_are_told() {
    let home = Home::new();
    let table = "云桥区工匠名册\n姓名,性别,出生年月,工作单位,技能等级,联系电话\n林夏,女,1985.3,云桥机械,技师,000-0000-0000\n\
        ,男,,云桥机械,,\n周大川,男,去年,云桥机械,,\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(table);
    let file = home.file("名册.csv", &gbk);
    let would = home.run(&["roster", "import", &file, "--dry-run"]);
    assert_eq!(would.code, 1);
    assert_eq!(home.run(&["roster", "find", "lx"]).code, 3);
    let gave = home.run(&["roster", "import", &file]);
    assert_eq!(gave.code, 1);
    assert_eq!(
        gave.out,
        format!("{file}  工匠  gb18030  新增 1  更新 0  未变 0  未收 2\n")
    );
    assert_eq!(
        gave.err,
        format!("{file}:4：没有名字\n{file}:5：出生年月“去年”读不懂\n")
    );
    let found = home.ok(&["roster", "find", "lx"]);
    assert_eq!(found, "林夏  craftsman:1  技师 云桥机械\n");
    let json = &home.json(&["roster", "find", "林", "--json"])[0];
    assert_eq!(
        (&json["id"], &json["spans"]),
        (&1.into(), &serde_json::json!([[0, 1]]))
    );
    let card = &home.json(&["roster", "show", "林夏", "--json"])[0];
    assert_eq!(
        (&card["birth_month"], &card["skill"]),
        (&"1985-03".into(), &"technician".into())
    );
    assert!(
        !home
            .ok(&["roster", "show", "id:craftsman:1"])
            .contains("000-0000-0000")
    );
    assert!(
        home.ok(&["roster", "show", "craftsman:1", "--reveal"])
            .contains("000-0000-0000")
    );
    let known = home.run(&["import", &file, "--json"]);
    let last = lines(&known.out).pop().unwrap();
    assert_eq!(
        (&last["unchanged"], &last["added"], &last["bad"]),
        (&1.into(), &0.into(), &2.into())
    );
    let homonym = home.run_with(
        &["roster", "import", "-"],
        "姓名,单位\n林夏,别的厂\n".as_bytes(),
    );
    assert_eq!(homonym.code, 0);
    let two = home.run(&["roster", "show", "林夏"]);
    assert_eq!(two.code, 2);
    assert!(
        two.err.contains("  craftsman:1  1985-03  技师  云桥机械\n"),
        "{}",
        two.err
    );
    let no_header = home.run_with(&["roster", "import", "-"], "你好\n".as_bytes());
    assert_eq!(no_header.code, 1);
    assert!(no_header.err.contains("表头"), "{}", no_header.err);
    assert_eq!(home.run(&["roster", "show", "没有这人"]).code, 3);
}

#[test]
fn hostile_names_reach_nobody_raw() {
    let home = Home::new();
    let marks = "\u{301}".repeat(10_000);
    let table =
        format!("姓名,备注\n\u{1B}[2J张\u{202E}三\u{200B}{marks},\u{1B}]0;x\u{7}\u{9B}31m\n");
    let name = "坏\u{1B}[31m\u{202E}名.csv";
    let file = home.file(name, table);
    // `Gave` looks for control characters in whatever is printed.
    assert_eq!(home.run(&["roster", "import", &file]).code, 0);
    let bad = home.file("坏\u{1B}]0;x\u{7}.txt", [0xFF, 0xD8, 0xFF]);
    assert_eq!(home.run(&["import", &bad]).code, 1);
    assert_eq!(home.run(&["import", &bad, "--json"]).code, 1);
    let found = home.ok(&["roster", "find", "张"]);
    assert!(
        !found.contains('\u{202E}') && found.chars().count() < 100,
        "{found}"
    );
    home.ok(&["roster", "show", "craftsman:1"]);
    for args in [
        ["proposal", "show", "\u{1B}[31m1"],
        ["roster", "show", "\u{1B}[31m1"],
        ["config", "\u{1B}[31m1", "x"],
        ["letter", "show", "\u{1B}]0;1\u{7}"],
    ] {
        assert_ne!(home.run(&args).code, 0);
    }
    assert_eq!(home.run(&["\u{1B}[31mx"]).code, 2);
    assert_eq!(home.run(&["proposal", "list", "--\u{1B}[31mx"]).code, 2);
}

#[test]
fn settings_are_kept_shown_with_their_origin_and_checked() {
    let home = Home::new();
    home.ok(&["config", "inbox", "收件"]);
    home.ok(&["config", "unit.full_name", "云桥区总工会"]);
    home.ok(&["config", "unit.level", "county"]);
    assert_eq!(home.ok(&["config", "inbox"]), "收件\n");
    assert_eq!(home.ok(&["config", "unit.full_name"]), "云桥区总工会\n");
    let all = home.json(&["config", "--json"]);
    let of = |key: &str| {
        let own = all.iter().find(|own| own["key"] == key).unwrap();
        (
            own["value"].as_str().unwrap().to_owned(),
            own["origin"].as_str().unwrap().to_owned(),
        )
    };
    assert_eq!(of("inbox"), ("收件".into(), "file".into()));
    assert_eq!(of("unit.level"), ("county".into(), "store".into()));
    assert_eq!(of("lang"), ("zh".into(), "default".into()));
    for (args, says) in [
        (["config", "them", "dark"], "是不是 theme？"),
        (["config", "unit.ful_name", "x"], "是不是 full_name？"),
        (["config", "unit.level", "village"], "可选：national"),
        (["config", "unit.rules", "nosuch"], "可选：national"),
        (["config", "lang", "de"], "de"),
    ] {
        let gave = home.run(&args);
        assert_eq!((gave.code, gave.out.as_str()), (2, ""), "{args:?}");
        assert!(gave.err.contains(says), "{args:?}\n{}", gave.err);
    }
    home.ok(&["config", "lang", "en"]);
    assert!(home.ok(&["--help"]).contains("Usage:"));
    assert!(home.ok(&["--lang", "zh", "--help"]).contains("用法:"));
}

#[test]
fn places_health_completions_and_the_manual_are_printed() {
    let home = Home::with_item();
    let paths = &home.json(&["paths", "--json", "--db", "别处.db"])[0];
    assert_eq!(paths["store"], "别处.db");
    assert!(home.ok(&["paths"]).contains(".config/anfu/keymap.toml"));
    let well = home.run(&["doctor"]);
    assert_eq!((well.code, &*well.out, &*well.err), (0, "", "一切正常\n"));
    let folder = home.path(".config/anfu");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "them = 'x'\nmouse = 3\n").unwrap();
    fs::write(folder.join("keymap.toml"), "[queue\n").unwrap();
    let gave = home.run(&["doctor", "--json"]);
    let areas: Vec<Value> = lines(&gave.out)
        .iter()
        .map(|own| own["area"].clone())
        .collect();
    assert_eq!(
        (gave.code, areas),
        (1, vec!["config".into(), "config".into(), "keymap".into()])
    );
    for shell in ["bash", "zsh", "fish"] {
        assert!(home.ok(&["completions", shell]).contains("anfu"));
    }
    let man = home.ok(&["man"]);
    assert!(
        man.contains(".TH anfu") && man.contains(".SH \"anfu proposal show\""),
        "{man}"
    );
}

#[test]
fn files_that_are_no_store_keep_their_bytes_and_have_their_exit_codes() {
    let home = Home::with_item();
    let other = home.file("other.db", "这不是库，只是一些文字。".repeat(20));
    let gave = home.run(&["--db", &other, "proposal", "list"]);
    assert_eq!((gave.code, gave.out.as_str()), (1, ""));
    assert_eq!(home.run(&["import", "--db", &other, "x.txt"]).code, 1);
    assert_eq!(
        fs::read_to_string(&other).unwrap(),
        "这不是库，只是一些文字。".repeat(20)
    );
    let store = home.path(".local/share/anfu/anfu.db");
    let bytes = fs::read(&store).unwrap();
    let cut = home.file("cut.db", &bytes[..bytes.len() / 2]);
    for args in [
        ["--db", &cut, "proposal", "list"],
        ["--db", &cut, "letter", "list"],
    ] {
        assert_eq!(home.run(&args).code, 6);
    }
    assert_eq!(home.run(&["doctor", "--db", &cut]).code, 6);
    assert_eq!(fs::read(&cut).unwrap().len(), bytes.len() / 2);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Home::new();
    let mut command = home.command(&["man"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let gave = Gave::of(&child.wait_with_output().unwrap());
    assert_eq!((gave.code, gave.err.as_str()), (0, ""));
}

#[test]
fn an_interrupted_command_is_exit_130() {
    let home = Home::new();
    let mut command = home.command(&["import", "-"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The store is made after the handler stands, and before the input is waited for.
    while !home.path(".local/share/anfu/anfu.db").exists() {
        std::thread::yield_now();
    }
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let input = child.stdin.take();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(input);
}

#[test]
fn a_demo_store_is_made_once_and_alike_from_the_same_seed() {
    let home = Home::new();
    let make = |file: &str, seed: &str| {
        home.run(&[
            "demo",
            "--make",
            file,
            "--workers",
            "60",
            "--proposals",
            "5",
            "--seed",
            seed,
        ])
    };
    let first = make("a.db", "7");
    assert_eq!(
        (first.code, &*first.out),
        (0, "a.db  工匠 60  件 5\n"),
        "{}",
        first.err
    );
    assert_eq!(make("b.db", "7").code, 0);
    assert_eq!(make("c.db", "8").code, 0);
    let taken = make("a.db", "7");
    assert_eq!((taken.code, &*taken.out), (4, ""));
    assert!(taken.err.contains("a.db 已经存在"), "{}", taken.err);
    let list = |file: &str| home.ok(&["--db", file, "proposal", "list", "--json"]);
    assert_eq!(list("a.db").lines().count(), 5);
    assert_eq!(list("a.db"), list("b.db"));
    assert_ne!(list("a.db"), list("c.db"));
    assert_eq!(home.ok(&["--db", "a.db", "doctor"]), "");
    let rest: Vec<String> = fs::read_dir(home.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_none_or(|ending| ending != "db")
        })
        .collect();
    assert_eq!(rest, Vec::<String>::new());
    let no_terminal = home.run(&["demo"]);
    assert_eq!((no_terminal.code, no_terminal.out.as_str()), (2, ""));
}

#[test]
fn a_source_is_listed_and_shown() {
    let home = Home::new();
    let article = "青石街道举办技能节\n2026-05-01 来源：云桥快讯\n一、比武。焊工、钳工同台。\n二、展示。工作室开放三天。\n";
    let paper = home.file("技能节.txt", article.as_bytes());
    assert_eq!(home.run(&["import", &paper]).code, 0);
    let listed = home.run(&["source", "list", "--json"]);
    let value: Value = serde_json::from_str(listed.out.trim()).unwrap();
    assert_eq!(
        (value["date"].as_str(), value["origin"].as_str()),
        (Some("2026-05-01"), Some("云桥快讯"))
    );
    assert!(
        home.run(&["source", "show", "source:1"])
            .out
            .contains("工作室开放三天")
    );
    assert_eq!(home.run(&["source", "show", "9"]).code, 3);
}

#[test]
fn the_commands_that_the_desk_names_can_be_run() {
    let home = Home::new();
    for lang in [Lang::Zh, Lang::En] {
        for (key, value) in [("papers.no_folder", "inbox"), ("notice.theme", "light")] {
            let says = lang.say_with(key, &[("name", "light")]);
            let (_, command) = says.split_once("anfu ").unwrap();
            let words: Vec<&str> = command.split_whitespace().take(3).collect();
            assert_eq!(home.run(&words).code, 0, "{says}");
            assert!(words.contains(&value), "{says}");
        }
    }
}

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
