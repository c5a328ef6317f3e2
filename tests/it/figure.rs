//! `anfu figure` with the real binary.

use super::home::{Home, lines};

const ROSTER: &str = "姓名,工种,技能等级,镇街\n林小满,钳工,技师,青石街道\n周知行,焊工,高级技师,云桥镇\n\
    陈立,焊工,技师,青石街道\n";

fn home() -> Home {
    let home = Home::new();
    let roster = home.file("名册.csv", ROSTER);
    home.ok(&["roster", "import", &roster]);
    home.ok(&[
        "proposal",
        "new",
        "--title",
        "关于培育工匠的建议",
        "--number",
        "037",
    ]);
    home.ok(&["letter", "new", "037"]);
    home
}

#[test]
fn a_question_is_answered_in_words_and_in_json() {
    let home = home();
    let out = home.ok(&["figure", "eval", "人才", "级别>=技师", "按级别", "--rows"]);
    assert_eq!(
        out,
        "人才 级别>=技师 按级别\n3人\n  高级技师  1人\n  技师      2人\n\
         林小满  craftsman:1  技师\n周知行  craftsman:2  高级技师\n陈立    craftsman:3  技师\n"
    );
    let out = home.ok(&["figure", "eval", "--json", "people town=青石街道", "--rows"]);
    let answer = &lines(&out)[0];
    assert_eq!(answer["amount"], 2);
    assert_eq!(answer["unit"], "人");
    assert_eq!(answer["question_zh"], "人才 街道=青石街道");
    assert_eq!(answer["rows"][1]["name"], "陈立");
    assert_eq!(answer["hash"].as_str().unwrap().len(), 64);
    let out = home.ok(&["figure", "fields"]);
    assert!(out.contains("级别") && out.contains("徒弟数"), "{out}");
}

#[test]
fn a_slip_is_pointed_at_and_is_exit_2() {
    let home = home();
    let gave = home.run(&["figure", "eval", "人才 级别>=大师 按街道"]);
    assert_eq!(gave.code, 2);
    assert!(
        gave.err.starts_with(
            "anfu: 级别没有“大师”这个值；可用：首席技师 特级技师 高级技师 技师 高级工 中级工 初级工 学徒工\n  \
             人才 级别>=大师 按街道\n       ^^^^^^^^^^\n"
        ),
        "{}",
        gave.err
    );
    let english = home.run(&["--lang", "en", "figure", "eval", "folk"]);
    assert_eq!(english.code, 2);
    assert!(english.err.contains("“folk” is no list"), "{}", english.err);
    assert_eq!(home.run(&["figure", "eval", ""]).code, 2);
}

#[test]
fn a_figure_is_cited_traced_and_looked_up_again() {
    let home = home();
    let text = home.file("函.txt", "现有技师以上，共计。\n");
    home.ok(&["letter", "write", "letter:1", &text]);
    let cite = ["figure", "cite", "letter:1", "人才 级别>=技师 按级别"];
    let gave = home.run(&cite);
    assert_eq!(gave.code, 2, "{}", gave.err);
    assert!(gave.err.contains("--after"), "{}", gave.err);
    let out = home.ok(&[&cite[..], &["--after", "共计"]].concat());
    assert_eq!(out, "3人，其中高级技师1人、技师2人\n");
    let again = home.run(&[&cite[..], &["--instead", "没有的字"]].concat());
    assert_eq!(again.code, 3, "{}", again.err);
    let more = home.file("新.csv", "姓名,技能等级\n李木,首席技师\n");
    home.ok(&["roster", "import", &more]);
    let out = home.ok(&["figure", "trace", "letter:1"]);
    assert!(out.contains("人才 级别>=技师 按级别"), "{out}");
    assert!(
        out.contains(
            "当时3人，其中高级技师1人、技师2人，现在4人，其中首席技师1人、高级技师1人、技师2人"
        ),
        "{out}"
    );
    assert!(out.contains("新增  李木"), "{out}");
    let json = home.ok(&["figure", "list", "--json"]);
    let own = &lines(&json)[0];
    assert_eq!(
        (&own["stale"], &own["came"][0]),
        (&true.into(), &"craftsman:4".into())
    );
    home.ok(&["figure", "refresh", "letter:1"]);
    let out = home.ok(&["letter", "show", "letter:1"]);
    assert!(
        out.contains("共计4人，其中首席技师1人、高级技师1人、技师2人。"),
        "{out}"
    );
    let gave = home.run(&["figure", "refresh", "letter:1"]);
    assert_eq!((gave.code, gave.out.as_str()), (0, ""));
    assert_eq!(home.run(&["figure", "trace", "letter:9"]).code, 3);
}

#[test]
fn what_an_answer_states_is_entered_and_asked_again() {
    let home = Home::new();
    let people = home.file(
        "人.csv",
        "姓名,人才分类,分类认定时间\n林小满,C,2025年\n周知行,C,2025年6月\n陈立,B,2025-03-01\n李木,D,2024年\n",
    );
    let studios = home.file(
        "室.csv",
        "工作室名称,级别\n林小满技能大师工作室,市级\n周知行技能大师工作室,区级\n陈立创新工作室,区级\n",
    );
    let firms = home.file(
        "单位.csv",
        "单位名称,类型\n青石机械厂,企业\n云桥铸造厂,企业\n",
    );
    for table in [people, studios, firms] {
        home.ok(&["roster", "import", &table]);
    }
    for (firm, kind, since) in [
        ("青石机械厂", "self_assessing", "2024-05-01"),
        ("青石机械厂", "model_unit", "2025-05-01"),
        ("云桥铸造厂", "self_assessing", "2025-07-01"),
    ] {
        let (kind, since) = (format!("kind={kind}"), format!("since={since}"));
        home.ok(&["roster", "add", firm, "standing", &kind, &since]);
    }
    let asked = |line: &str| home.ok(&["figure", "eval", line]);
    for (line, told) in [
        ("人才 分类年份=2025 按历年分类", "3人\n  B  1人\n  C  2人\n"),
        (
            "工作室 名称~技能大师 按级别",
            "2个\n  市级    1个\n  区县级  1个\n",
        ),
        ("单位 认定=自主评价企业", "2家\n"),
        ("单位 认定=自主评价企业 认定年份<=2024", "1家\n"),
        (
            "单位 名称=青石机械厂 按认定",
            "1家\n  自主评价企业  1家\n  模范单位      1家\n",
        ),
    ] {
        assert_eq!(asked(line), format!("{line}\n{told}"));
    }
    let targets = "targets=骨干 人 2025=200\n工作室 个 2025=15";
    home.ok(&["programme", "new", "plan", "青石计划", "--set", targets]);
    let mixed = home.run(&["figure", "eval", "计划 目标数 按指标"]);
    assert!(mixed.err.contains("不止一个指标"), "{}", mixed.err);
    let duties = home.run(&["figure", "eval", "工作室 任务完成数"]);
    assert!(duties.err.contains("不止一个指标"), "{}", duties.err);
    for (line, mixes) in [
        ("工作室 任务完成数", true),
        ("工作室 任务=授课 任务完成数", false),
    ] {
        let json = home.ok(&["figure", "eval", line, "--json"]);
        assert_eq!(lines(&json)[0]["mixes_targets"], mixes, "{line}");
    }
    let one = home.run(&["figure", "eval", "计划 指标=骨干 目标数"]);
    assert_eq!(one.err, "");
}

#[test]
fn a_quoted_figure_names_its_source_and_day() {
    let home = home();
    let paper = home.file(
        "资料.txt",
        "青石区工匠培育情况\n\n2026-01-05 09:00:00 青石区新闻\n  全区现有高技能人才12345人。\n",
    );
    home.ok(&["import", &paper]);
    let text = home.file("函.txt", "现有高技能人才多少。\n");
    home.ok(&["letter", "write", "letter:1", &text]);
    let quote = ["figure", "quote", "letter:1", "source:1", "12345人"];
    home.ok(&[&quote[..], &["--instead", "多少"]].concat());
    let out = home.ok(&["figure", "trace", "letter:1"]);
    assert!(out.contains("原文  source:1 全区现有"), "{out}");
    assert!(
        out.contains("出处  青石区工匠培育情况  2026-01-05  青石区新闻"),
        "{out}"
    );
    let json = home.ok(&["figure", "trace", "letter:1", "--json"]);
    let own = &lines(&json)[0];
    assert_eq!(own["source_title"], "青石区工匠培育情况");
    assert_eq!(own["source_date"], "2026-01-05");
    let help = home.ok(&["figure", "quote", "--help"]);
    assert!(help.contains("接在函里这几个字后面"), "{help}");
}

#[test]
fn what_lapsed_and_what_was_stated_later_does_not_count_on_the_day() {
    let home = home();
    for (firm, until) in [
        ("青石机械厂", "until=2026-10-31"),
        ("云桥铸造厂", "until=2026-11-21"),
        ("云桥锻造厂", "until="),
    ] {
        home.ok(&["roster", "new", "employer", &format!("名称={firm}")]);
        let standing = ["kind=self_assessing", "since=2023-11-01", until];
        home.ok(&[&["roster", "add", firm, "standing"][..], &standing].concat());
    }
    let targets = "targets=培训 人次 2026=2000";
    home.ok(&["programme", "new", "plan", "青石计划", "--set", targets]);
    for (on, amount) in [("2026-06-30", "900"), ("2026-11-01", "1900")] {
        let stated = [amount, "--on", on, "--source", "月报"];
        home.ok(&[&["programme", "count", "青石计划", "培训"][..], &stated].concat());
    }
    // Today is 2026-11-21, and the last day of a recognition is one on which it holds.
    for (line, told) in [
        ("单位 认定=自主评价企业", 2),
        ("单位 认定=自主评价企业 截至2026-10-31", 3),
        ("单位 认定=自主评价企业 截至2026-11-22", 1),
        ("单位 认定=自主评价企业 截至2022-12-31", 0),
        ("计划 完成数", 1900),
        ("计划 完成数 截至2026-10-31", 900),
        ("计划 完成数 截至2026-06-29", 0),
    ] {
        let json = home.ok(&["figure", "eval", line, "--json"]);
        assert_eq!(lines(&json)[0]["amount"], told, "{line}");
    }
    // A plan's numbers have the unit of its targets, as long as they share one.
    let goals = |line: &str| home.ok(&["figure", "eval", line]);
    assert_eq!(goals("计划 完成数"), "计划 完成数\n1900人次\n");
    let targets = "targets=培训 人次 2026=2000\n骨干 人 2026=30";
    home.ok(&["programme", "new", "plan", "云桥计划", "--set", targets]);
    assert_eq!(goals("计划 目标数"), "计划 目标数\n4030\n");
    let line = "计划 指标=骨干 目标数";
    assert_eq!(goals(line), format!("{line}\n30人\n"));
    let total = home.ok(&["roster", "stats", "计划 指标=骨干 目标数 按年份"]);
    assert!(total.contains("合计 30 人"), "{total}");
}
