//! Papers, registers and sources that come in from the command line.

use serde_json::Value;

use super::home::{Home, lines};

const PAPER: &str = "澄江市云桥区第十五届人民代表大会第一次会议\n代表建议、批评和意见\n\n第 052 号\n\n\
    标题：关于加快建设技能大师工作室的建议\n提出人：林小满\n联系电话：000-0000-0000\n\n内容：\n\
    技能大师工作室是培养工匠的摇篮。\n一、建议增加经费。\n二、建议增加场地。\n";

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
