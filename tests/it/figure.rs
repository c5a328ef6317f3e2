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
