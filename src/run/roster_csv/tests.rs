use super::*;
use crate::store::sqlite::SqliteStore;

fn signed() -> Signed {
    Signed {
        by: "王敏".into(),
        at: "2026-11-22T09:00:00".parse().unwrap(),
    }
}

const TABLE: &str = "云桥区工匠名册,,,,,\n序号,姓名,性别,出生年月,工作单位,技能等级\n\
    1,林　夏,女,1985.3,云桥机械,技师\n2,,男,1980-01,云桥机械,技师\n3,周大川,男,1979年13月,云桥机械,\n\
    4,林　夏,女,1985.3,云桥机械,技师\n,,,,,\n5,赵石,男,,,大师\n合计,合计,,,,\n";

fn bad(outcome: &Outcome) -> Vec<(u64, &str, &str)> {
    let rows = outcome.bad.iter();
    rows.map(|bad| (bad.line, bad.reason, bad.value.as_str()))
        .collect()
}

#[test]
fn good_rows_go_in_and_bad_ones_are_told_by_line() {
    let mut store = SqliteStore::in_memory().unwrap();
    let outcome = import(&mut store, signed(), TABLE.as_bytes()).unwrap();
    assert_eq!(
        (outcome.added, outcome.updated, outcome.unchanged),
        (1, 0, 0)
    );
    assert_eq!(
        bad(&outcome),
        [
            (4, "no_name", ""),
            (5, "birth", "1979年13月"),
            (6, "repeats", "3"),
            (8, "level", "大师"),
            (9, "sum", "合计"),
        ]
    );
    let id = store.craftsmen_named("林夏").unwrap()[0];
    let person = store.craftsman(id).unwrap().unwrap().value;
    assert_eq!(person.birth_month.as_deref(), Some("1985-03"));
}

#[test]
fn a_person_who_is_there_is_updated_and_not_doubled() {
    let mut store = SqliteStore::in_memory().unwrap();
    import(
        &mut store,
        signed(),
        "姓名,工作单位,街道\n林夏,云桥机械,蓝桥街道\n".as_bytes(),
    )
    .unwrap();
    let again = "姓名,工作单位,街道,电话\n林夏,云桥机械,,000-0000\n林夏,别的厂,,\n".as_bytes();
    let would = rehearse(&mut store, again).unwrap();
    assert_eq!((would.added, would.updated), (1, 1));
    assert_eq!(store.roster_counts().unwrap().craftsmen, 1);
    let did = import(&mut store, signed(), again).unwrap();
    assert_eq!((did.added, did.updated), (1, 1));
    let third = import(&mut store, signed(), again).unwrap();
    assert_eq!((third.added, third.updated, third.unchanged), (0, 0, 2));
    let towns: Vec<_> = store
        .craftsmen_named("林夏")
        .unwrap()
        .into_iter()
        .map(|id| store.craftsman(id).unwrap().unwrap().value.town)
        .collect();
    assert_eq!(towns, [Some("蓝桥街道".to_owned()), None]);
}

#[test]
fn employers_and_studios_are_known_by_their_header_and_tied_together() {
    let mut store = SqliteStore::in_memory().unwrap();
    import(
        &mut store,
        signed(),
        "单位名称;类型\n云桥机械;企业\n云桥技校;学校\n云桥画室;画室\n".as_bytes(),
    )
    .unwrap();
    import(
        &mut store,
        signed(),
        "姓名\t单位\n林夏\t云桥机械\n".as_bytes(),
    )
    .unwrap();
    let studios =
        "工作室名称,领衔人,依托单位,级别,批准时间\n林夏焊接工作室,林夏,云桥机械,市级,2023-05\n";
    let outcome = import(&mut store, signed(), studios.as_bytes()).unwrap();
    assert_eq!((outcome.list, outcome.added), (List::Studios, 1));
    let counts = store.roster_counts().unwrap();
    assert_eq!(
        (counts.craftsmen, counts.studios, counts.employers),
        (1, 1, 2)
    );
    let studio = store
        .studio(crate::domain::id::StudioId(1))
        .unwrap()
        .unwrap()
        .value;
    assert!(studio.leader.is_some() && studio.host.is_some());
}

#[test]
fn a_paper_is_no_table_and_hostile_cells_are_cleaned() {
    let mut store = SqliteStore::in_memory().unwrap();
    assert_eq!(
        import(&mut store, signed(), b"").unwrap_err(),
        Refused::NoHeader
    );
    assert!(!is_roster(
        "a.txt",
        "关于某事的答复\n您好，收悉。".as_bytes()
    ));
    assert!(is_roster("-", "姓名,单位\n".as_bytes()));
    assert!(is_roster("a.CSV", b""));
    let outcome = import(
        &mut store,
        signed(),
        "姓名,备注\n\u{1B}[31m张\u{202E}三,\u{1B}]0;x\u{7}\n".as_bytes(),
    );
    assert_eq!(outcome.unwrap().added, 1);
    assert_eq!(store.craftsmen_named("张三").unwrap().len(), 1);
}
