//! `anfu roster find`: words, filters and what they must not be, sound-alikes, programmes, and lines for programs.

use anfu::{
    app::name_filter::NameFilter,
    domain::craftsman::Person,
    run::{
        chooser::{Chooser, Chosen},
        clock::Clock,
    },
    search::Kind,
    store::{RosterStore, sqlite::SqliteStore},
};
use serde_json::{Value, json};

use super::home::Home;

const TABLE: &str = "云桥区工匠名册\n姓名,性别,工作单位,技能等级,街道,荣誉称号\n\
    张样本,女,云桥机械,技师,蛟川街道,浙江工匠\n张样张,男,云桥机械,高级工,蛟川街道,\n\
    牛样本,男,青石厂,技师,云桥镇,\n刘样本,男,青石厂,,云桥镇,\n";

fn home() -> Home {
    let home = Home::new();
    let file = home.file("名册.csv", TABLE);
    home.ok(&["roster", "import", &file, "--make-employers"]);
    home
}

fn names(home: &Home, args: &[&str]) -> Vec<String> {
    let args = [&["roster", "find"], args, &["--json"]].concat();
    let found = home.json(&args).into_iter();
    found
        .map(|own| own["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn filters_and_words_stand_in_any_order() {
    let home = home();
    assert_eq!(names(&home, &["级别:技师", "zyb"]), ["张样本"]);
    assert_eq!(names(&home, &["zy jb:js"]), ["张样本"]);
    assert_eq!(names(&home, &["街道:云桥镇"]), ["牛样本", "刘样本"]);
    assert_eq!(names(&home, &["level>=senior", "town:jc"]).len(), 2);
    assert_eq!(names(&home, &["级别:无"]), ["刘样本"]);
    assert_eq!(names(&home, &["荣誉:zjgj"]), ["张样本"]);
    assert_eq!(names(&home, &["单位:青石厂", "名单:人才"]).len(), 2);
    assert_eq!(names(&home, &["名单:单位", "qs"]), ["青石厂"]);
}

#[test]
fn what_must_not_be_is_left_out() {
    let home = home();
    assert_eq!(names(&home, &["!荣誉:浙江工匠", "街道:蛟川"]), ["张样张"]);
    // A word that begins with a dash is an option unless it is said to be none.
    assert_eq!(names(&home, &["张", "级别:!技师"]), ["张样张"]);
    let out = home.ok(&["roster", "find", "--", "张", "-级别:技师"]);
    assert_eq!(out, "张样张  craftsman:2  高级工 云桥机械\n");
    let wrong = home.run(&["roster", "find", "级别:大师"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("级别没有“大师”"), "{}", wrong.err);
    assert_eq!(home.run(&["roster", "find", "名单:e\u{301}"]).code, 2);
    assert_eq!(home.run(&["roster", "find", "级别:技师 青石"]).code, 3);
}

#[test]
fn names_are_heard_as_they_sound_when_asked() {
    let home = home();
    assert_eq!(names(&home, &["liuyb"]), ["刘样本"]);
    let alike = names(&home, &["liuyb", "--sound-alike"]);
    assert_eq!(alike.len(), 2, "{alike:?}");
    assert_eq!(
        names(&home, &["liuyb", "级别:技师", "--sound-alike"]),
        ["牛样本"]
    );
}

#[test]
fn programmes_are_found_by_name() {
    let home = home();
    home.ok(&["programme", "new", "contest", "云桥区焊工竞赛"]);
    let found = home.json(&["roster", "find", "yqqhgjs", "--json"]);
    let own = |key: &str| found[0][key].clone();
    assert_eq!(found.len(), 1);
    assert_eq!(own("schema"), Value::from(1));
    assert_eq!(
        (own("kind"), own("name"), own("spans")),
        ("programme".into(), "云桥区焊工竞赛".into(), json!([[0, 7]]))
    );
    let line = home.ok(&["roster", "find", "名单:项目"]);
    assert!(line.starts_with("云桥区焊工竞赛  programme:1"), "{line}");
    assert_eq!(names(&home, &["!名单:项目", "云桥"]), ["云桥机械"]);
    let more = home.run(&["roster", "find", "样", "--limit", "1"]);
    assert_eq!((more.code, more.out.lines().count()), (0, 1));
    assert_eq!(more.err, "显示 1 个，共 4 个；用 --limit 多看\n");
}

#[test]
fn a_change_that_could_not_be_read_is_looked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let person = |town: &str| Person {
        name: "张样本".into(),
        town: Some(town.into()),
        ..Person::default()
    };
    let mut store = SqliteStore::open(&path).unwrap();
    store.add_craftsman(&person("云桥镇")).unwrap();
    let reader = Box::new(SqliteStore::open(&path).unwrap());
    let mut chooser = Chooser::new(reader, Clock::Machine);
    let mut people = |typed: &str| {
        let chosen = chooser.choose(&NameFilter::read(typed), &|| true);
        chosen.map(|chosen| match chosen {
            Chosen::Admitted(own) => (1..9).filter(|id| own.has(Kind::Craftsman, *id)).count(),
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(people("街道:云桥镇"), Ok(1));
    for (at, table) in ["roster_change", "roster_change_value"]
        .into_iter()
        .enumerate()
    {
        store.add_craftsman(&person("云桥镇")).unwrap();
        let db = rusqlite::Connection::open(&path).unwrap();
        let away = format!("ALTER TABLE {table} RENAME TO away");
        db.execute_batch(&away).unwrap();
        assert!(people("街道:云桥镇").is_err(), "{table}");
        let back = format!("ALTER TABLE away RENAME TO {table}");
        db.execute_batch(&back).unwrap();
        assert_eq!(people("街道:云桥镇"), Ok(at + 2), "{table}");
    }
}
