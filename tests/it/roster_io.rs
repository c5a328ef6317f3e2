//! `anfu roster import`, `export` and `due`: what is printed where, what comes back, and what a kill
//! leaves.

use std::{
    fs, io::Write as _, os::unix::fs::PermissionsExt, path::Path, process::Stdio, thread,
    time::Duration,
};

use anfu::store::{Load, OfficeStore, RosterStore, sqlite::SqliteStore};
use rusqlite::{Connection, OpenFlags};

use crate::home::Home;

const SENT: &str = "云桥焊接行业协会会员名册,,,,\n序号,会员,公司,等级,证书到期\n1,丁一,云桥 机械(集团),三级/高级工,2026.12.1\n\
    2,张三,乙厂,技师（二级）,\n3,王川,乙厂,大师,\n";

#[test]
fn an_associations_table_is_mapped_once_and_its_bad_rows_are_repaired() {
    let home = Home::new();
    let file = home.file("名册.csv", SENT);
    let map = "会员=姓名，公司=单位";
    let sent = ["--sender", "云桥焊接行业协会"];
    let dry = home.run(
        &[
            &[
                "roster",
                "import",
                &file,
                "--map",
                map,
                "--dry-run",
                "--json",
            ],
            &sent[..],
        ]
        .concat(),
    );
    assert_eq!(dry.code, 1, "{dry:?}");
    assert!(dry.out.contains("\"reason\":\"level\""), "{}", dry.out);
    assert!(
        dry.out.contains("\"added\":2") && dry.out.contains("证书到期"),
        "{}",
        dry.out
    );
    let bad = home.path("坏行.csv");
    let bad_path = bad.to_str().unwrap();
    let args = [
        "roster",
        "import",
        &file,
        "--map",
        map,
        "--make-employers",
        "--bad",
        bad_path,
    ];
    let gave = home.run(&[&args[..], &sent[..]].concat());
    assert_eq!(gave.code, 1);
    assert!(
        gave.out.contains("新增 2  更新 0  未变 0  未收 1"),
        "{}",
        gave.out
    );
    assert!(gave.out.contains("新建单位 2 家"), "{}", gave.out);
    let text = fs::read_to_string(&bad).unwrap();
    // It has the cells as they stood, private ones too.
    assert_eq!(fs::metadata(&bad).unwrap().permissions().mode() & 0o077, 0);
    let repaired = home.file("改好.csv", text.replace("大师", "高级技师"));
    // The sender's columns are remembered.
    let again = home.run(&[&["roster", "import", &repaired], &sent[..]].concat());
    assert_eq!(
        (again.code, again.out.contains("新增 1")),
        (0, true),
        "{again:?}"
    );
    let wrong = home.run(&["roster", "import", &file, "--map", "会员=姓名，天=地"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("会员") && wrong.err.contains("name"),
        "{}",
        wrong.err
    );
    let shown = home.ok(&["roster", "show", "丁一"]);
    assert!(shown.contains("云桥机械（集团）"), "{shown}");
}

#[test]
fn lists_go_out_in_every_form_and_are_refused_over_a_file() {
    let home = Home::new();
    let table = "姓名,单位,等级,电话,证书有效期至\n张三,甲厂,技师,000-0000-0000,2026-12-01\n丁一,乙厂,高级工,,\n";
    home.ok(&["roster", "import", &home.file("a.csv", table)]);
    let list = home.ok(&[
        "roster",
        "export",
        "--list",
        "工匠公示",
        "--begin",
        "2026-11-23",
    ]);
    assert!(list.contains("2026年11月23日至2026年11月27日"), "{list}");
    let (first, second) = (list.find("丁一").unwrap(), list.find("张三").unwrap());
    assert!(first < second && !list.contains("000-0000"), "{list}");
    for form in ["docx", "xlsx", "csv", "txt"] {
        let path = home.path(&format!("名单.{form}"));
        let path = path.to_str().unwrap();
        home.ok(&["roster", "export", "--list", "技能等级公示", "-o", path]);
        assert_eq!(
            home.run(&["roster", "export", "--list", "技能等级公示", "-o", path])
                .code,
            4
        );
    }
    // A list in Word is a table that can be read.
    let word = home.path("名单.docx");
    let back = home.ok(&["roster", "import", word.to_str().unwrap(), "--dry-run"]);
    assert!(back.contains("docx") && back.contains("未变 2"), "{back}");
    let plain = home.ok(&["roster", "export", "--filter", "级别>=技师"]);
    assert!(plain.contains("张三") && !plain.contains("丁一") && !plain.contains("000-0000-0000"));
    assert!(
        home.ok(&["roster", "export", "--private"])
            .contains("000-0000-0000")
    );
    let own = home.path("自用.csv");
    let masked = home.path("名册.csv");
    home.ok(&["roster", "export", "--private", "-o", own.to_str().unwrap()]);
    home.ok(&["roster", "export", "-o", masked.to_str().unwrap()]);
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&own) & 0o077, mode(&masked) & 0o400), (0, 0o400));
    // What is private went out on record.
    let log = home.json(&["roster", "log", "张三", "--json"]);
    assert_eq!(log[0]["act"], "reveal", "{log:?}");
    // Whoever is named twice is one, and a studio stands in no list of people.
    let ids = home.file("ids.txt", "张三\ncraftsman:2\n张三\nemployer:1\nstudio:1\n");
    let given = home.ok(&["roster", "export", "--list", "工匠公示", "--ids", &ids]);
    assert!(given.find("张三").unwrap() < given.find("丁一").unwrap());
    assert_eq!(home.run(&["roster", "export", "--list", "没有"]).code, 2);
    assert_eq!(
        home.run(&["roster", "export", "--filter", "天气=晴"]).code,
        2
    );
    assert_eq!(home.run(&["roster", "export", "--what", "studios"]).code, 3);
    let due = home.json(&["roster", "due", "--today", "2026-11-22", "--json"]);
    assert_eq!(
        (&due[0]["what"], &due[0]["on"]),
        (&"certificate".into(), &"2026-12-01".into())
    );
    assert_eq!(home.ok(&["roster", "due", "--today", "2026-01-01"]), "");
}

/// How often an import is killed; more by `ANFU_SOAK`.
fn kills() -> u64 {
    let count = std::env::var("ANFU_SOAK").ok();
    count.and_then(|count| count.parse().ok()).unwrap_or(2)
}

/// How many indexes a loading has set aside and not yet built; `None` when none is under way.
fn aside(db: &Path) -> Option<i64> {
    let db = Connection::open_with_flags(db, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let asked = "SELECT count(*) FROM index_aside";
    db.query_row(asked, [], |row| row.get(0)).ok()
}

fn schema(db: &Path) -> Vec<(String, Option<String>)> {
    let db = Connection::open(db).unwrap();
    let asked = "SELECT name, sql FROM sqlite_schema ORDER BY name";
    let mut asked = db.prepare(asked).unwrap();
    let found = asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    found.unwrap().map(Result::unwrap).collect()
}

#[test]
fn an_import_killed_in_the_middle_is_gone_on_with_and_nobody_is_doubled() {
    const PEOPLE: usize = 40_000;
    let home = Home::new();
    let path = home.path("大.csv");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    writeln!(file, "姓名,单位,出生年月,等级,备注").unwrap();
    for at in 0..PEOPLE {
        writeln!(
            file,
            "某{at},云桥厂{},1980-01,技师,第 {at} 个，没有别的可说",
            at % 500
        )
        .unwrap();
    }
    drop(file);
    let db = home.path("big.db");
    let import = || {
        let [db, path] = [&db, &path].map(|path| path.to_str().unwrap());
        let mut command = home.command(&["--db", db, "roster", "import", "--json", path]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        command
    };
    let mut was_loading = false;
    for round in 0..kills() {
        let mut child = import().spawn().unwrap();
        // The first dies while indexes are aside, or while they are built: whichever is seen.
        while round == 0 && !was_loading && child.try_wait().unwrap().is_none() {
            was_loading = aside(&db).is_some();
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(Duration::from_millis(300 + round * 700 % 2_000));
        let _ = child.kill();
        let _ = child.wait();
        if db.exists() {
            let store = SqliteStore::open(&db).unwrap();
            let there = store.roster_counts().unwrap().craftsmen;
            assert_eq!(there % 20_000, 0, "whole batches");
        }
    }
    assert!(was_loading, "the table is large enough to be loaded");
    let done = import().output().unwrap();
    assert!(done.status.success());
    let store = SqliteStore::open(&db).unwrap();
    assert_eq!(store.roster_counts().unwrap().craftsmen, PEOPLE as u64);
    assert_eq!(store.faults().unwrap(), []);
    drop(store);
    let whole = home.path("whole.db");
    drop(SqliteStore::open(&whole).unwrap());
    assert_eq!(schema(&db), schema(&whole));
}

#[test]
fn a_store_whose_indexes_cannot_be_built_is_used_as_it_is() {
    let home = Home::new();
    let table = home.file("a.csv", "姓名\n林夏\n");
    home.ok(&["roster", "import", &table]);
    let path = home.path("none.db");
    let mut store = SqliteStore::open(&path).unwrap();
    store.begin_load(Load::Kept).unwrap();
    drop(store);
    let db = Connection::open(&path).unwrap();
    // Stands for a full disk: what is aside cannot be built.
    let set = "UPDATE index_aside SET sql = 'CREATE INDEX ' || name || ' ON nothing (at_all)'";
    db.execute(set, []).unwrap();
    drop(db);
    let path = path.to_str().unwrap();
    for args in [&["proposal", "list"][..], &["roster", "import", &table]] {
        let gave = home.run(&[&["--db", path][..], args].concat());
        assert_eq!(gave.code, 0, "{gave:?}");
        assert!(gave.err.contains("索引还没补齐"), "{gave:?}");
    }
    let found = home.run(&["--db", path, "roster", "show", "林夏"]);
    assert!(found.out.contains("林夏"), "{found:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_once_with_what_to_do() {
    let home = Home::new();
    let broken = home.path("坏表.xlsx");
    fs::write(&broken, b"PK\x03\x04abc").unwrap();
    let noise = home.path("杂.xlsx");
    fs::write(&noise, [0_u8, 255, 3, 0, 9, 0, 254, 7].repeat(99)).unwrap();
    let folder = home.path("夹e\u{301}");
    fs::create_dir(&folder).unwrap();
    for (path, todo) in [
        (broken, "另存"),
        (noise, "另存"),
        (folder, "请写出里面的文件"),
    ] {
        let path = path.to_str().unwrap();
        let name = path.rsplit('/').next().unwrap();
        for args in [&["import", path][..], &["roster", "import", path]] {
            let gave = home.run(args);
            assert_eq!(gave.code, 1, "{}", gave.err);
            assert!(gave.err.contains(path), "{}", gave.err);
            assert_eq!(gave.err.matches(name).count(), 1, "{}", gave.err);
            assert!(gave.err.contains(todo), "{}", gave.err);
        }
    }
}
