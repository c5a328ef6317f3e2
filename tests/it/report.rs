//! `anfu report` in the real binary: what it prints, and that its figures agree with each other.

use serde_json::Value;

use super::home::{Home, lines};

fn demo() -> Home {
    let home = Home::new();
    let path = home.path("demo.db");
    let path = path.to_str().unwrap();
    home.ok(&["demo", "--make", path, "--workers", "0"]);
    home
}

fn ask(home: &Home, args: &[&str]) -> String {
    let path = home.path("demo.db");
    home.ok(&[&["--db", path.to_str().unwrap()], args].concat())
}

fn objects(home: &Home, args: &[&str]) -> Vec<Value> {
    lines(&ask(home, &[args, &["--json"]].concat()))
}

#[test]
fn a_rate_is_never_without_its_base_and_names_its_items() {
    let home = demo();
    let rates = objects(&home, &["report", "rates", "--year", "2026", "--items"]);
    assert_eq!(rates.len(), 11);
    for rate in &rates {
        let count = |name: &str| rate[name].as_u64().unwrap();
        let ids = |name: &str| rate[name].as_array().unwrap().len() as u64;
        assert!(rate["definition"].as_str().unwrap().contains('÷'));
        assert_eq!(rate["percent"].is_null(), count("base") == 0, "{rate}");
        if !["returned", "kept"].contains(&rate["rate"].as_str().unwrap()) {
            assert_eq!(
                (ids("hits"), ids("hits") + ids("misses")),
                (count("part"), count("base"))
            );
        }
    }
    let by = objects(
        &home,
        &["report", "rates", "--year", "2026", "--by", "section"],
    );
    for rate in &rates {
        let parts = by.iter().filter(|own| own["rate"] == rate["rate"]);
        let sum: u64 = parts.map(|own| own["base"].as_u64().unwrap()).sum();
        assert_eq!(sum, rate["base"].as_u64().unwrap(), "{rate}");
    }
    let text = ask(&home, &["report", "rates"]);
    assert!(text.contains("办复率  按期答复 ÷ 交办") && text.contains("不凑 100"));
    let csv = ask(&home, &["report", "rates", "--csv", "--items"]);
    assert!(csv.starts_with("率,范围,计入,行,号,标题\n办复率"), "{csv}");
    // one table under one head, in words
    let csv = ask(&home, &["report", "rates", "--csv", "--by", "kind"]);
    assert_eq!(csv.matches("率,范围,分子").count(), 1);
    assert!(csv.contains("\n办结率,人大建议,"), "{csv}");
}

#[test]
fn a_ledger_of_what_a_filter_lets_through() {
    let home = demo();
    let all = ask(&home, &["report", "ledger"]);
    let accepted = ask(&home, &["report", "ledger", "--filter", "状态:待签收"]);
    let listed = objects(&home, &["proposal", "list", "--filter", "状态:待签收"]);
    assert_eq!(accepted.lines().count(), listed.len() + 1);
    assert!(accepted.lines().count() < all.lines().count());
    let path = home.path("demo.db");
    let db = [
        "--db",
        path.to_str().unwrap(),
        "report",
        "ledger",
        "--filter",
    ];
    let gave = home.run(&[&db[..], &["编号:999999"]].concat());
    assert_eq!((gave.code, gave.out.as_str()), (3, ""));
    let gave = home.run(&[&db[..], &["状态:xx"]].concat());
    assert_eq!(gave.code, 2);
}

#[test]
fn lists_and_the_line_agree() {
    let home = demo();
    let late = objects(&home, &["report", "overdue"]);
    let due = objects(&home, &["report", "due", "--days", "7"]);
    assert!(!late.is_empty() && due.len() > late.len());
    assert!(
        late.iter()
            .all(|own| own["days_left"].as_i64().unwrap() < 0)
    );
    assert_eq!(&due[..late.len()], &late[..]);
    let line = ask(&home, &["report", "due", "--line"]);
    assert!(line.starts_with("案复: 待签收 7 件"), "{line}");
    assert!(line.contains(&format!("逾期 {} (", late.len())), "{line}");
    assert_eq!(line.lines().count(), 1);
    let english = ask(&home, &["--lang", "en", "report", "due", "--line"]);
    assert!(english.contains("7 to accept"), "{english}");
    let figures = objects(&home, &["report", "due", "--line"]);
    assert_eq!(figures[0]["late"].as_u64().unwrap(), late.len() as u64);
    for args in [
        &["report", "forecast"][..],
        &["report", "promises"],
        &["report", "undelivered"],
        &["report", "due"],
    ] {
        assert!(!objects(&home, args).is_empty(), "{args:?}");
        assert!(
            !ask(&home, args).is_empty() && !ask(&home, &[args, &["--csv"]].concat()).is_empty()
        );
    }
}

#[test]
fn nothing_due_says_nothing_at_a_login() {
    let home = Home::new();
    let gave = home.run(&["report", "due", "--line"]);
    assert_eq!(
        (gave.code, gave.out.as_str(), gave.err.as_str()),
        (0, "", "")
    );
    home.ok(&["proposal", "new", "--title", "关于夜校的建议"]);
    let gave = home.run(&["report", "due", "--line"]);
    assert_eq!((gave.code, gave.out.as_str()), (0, ""));
    let gave = home.run(&["report", "overdue"]);
    assert_eq!((gave.code, gave.out.as_str()), (0, ""));
    assert_eq!(home.run(&["report", "due", "--line", "--csv"]).code, 2);
    assert_eq!(home.run(&["report", "rates", "--by", "月"]).code, 2);
}

#[test]
fn the_years_tables_add_up() {
    let home = demo();
    let tables = objects(&home, &["report", "year", "--adjust"]);
    for table in ["roles", "classes", "ratings"] {
        let rows: Vec<&Value> = tables.iter().filter(|own| own["table"] == table).collect();
        let (sum, rows) = rows.split_last().unwrap();
        let both = |own: &Value| own["both"].as_u64().unwrap();
        assert_eq!(
            rows.iter().map(|own| both(own)).sum::<u64>(),
            both(sum),
            "{table}"
        );
        let hundredths = |own: &Value| {
            let text = own["both_percent"].as_str().unwrap().replace('.', "");
            text.parse::<u64>().unwrap()
        };
        assert_eq!(
            rows.iter().map(|own| hundredths(own)).sum::<u64>(),
            10_000,
            "{table}"
        );
    }
    let text = ask(&home, &["report", "year", "--adjust"]);
    assert!(text.contains("2026 年各率与上年") && text.contains("最大余额法"));
    assert!(!ask(&home, &["report", "year", "--year", "2025"]).contains("最大余额法"));
}
