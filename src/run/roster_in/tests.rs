//! Tables into an office, and what became of them.

mod any_way;
mod meanwhile;

use std::sync::Arc;

use super::*;
use crate::{
    domain::id::StudioId,
    ingest::roster::Reason,
    run::{clock::Clock, office::Office},
    store::{NameId, sqlite::SqliteStore},
};

fn office() -> Office {
    let store = SqliteStore::in_memory().unwrap();
    Office::open(Box::new(store), Clock::Machine, "李示".into()).unwrap()
}

struct Took {
    outcome: Outcome,
    bad: Vec<BadRow>,
    changed: Vec<Changed>,
    layout: Layout,
}

fn take(office: &mut Office, table: &str, ask: &Ask, mode: Mode, rows: usize) -> Took {
    let input = Input::Bytes(Arc::from(table.as_bytes()));
    let opened = Opened::of(office.store.as_ref(), input, "名册.csv", ask).unwrap();
    if let (Some(sender), Some(_)) = (&ask.sender, &ask.map) {
        opened.remember(office.store.as_mut(), sender).unwrap();
    }
    let layout = opened.layout.clone();
    let mut taking = Taking::begin(office, opened, ask, mode).unwrap();
    while taking.step(office.store.as_mut(), rows).unwrap() == Step::More {}
    Took {
        outcome: taking.outcome,
        bad: taking.bad,
        changed: taking.changed,
        layout,
    }
}

fn import(office: &mut Office, table: &str) -> Took {
    take(office, table, &Ask::default(), Mode::Write, 2)
}

fn counts(took: &Took) -> [u64; 4] {
    let own = &took.outcome;
    [own.added, own.updated, own.unchanged, own.bad]
}

const TABLE: &str = "云桥区工匠名册,,,,,\n序号,姓名,性别,出生年月,工作单位,技能等级\n\
    1,林　夏,女,1985.3,云桥机械,技师\n2,,男,1980-01,云桥机械,技师\n3,周大川,男,1979年13月,云桥机械,\n\
    4,林　夏,女,1985.3,云桥机械,技师\n,,,,,\n5,赵石,男,,,大师\n合计,合计,,,,\n";

#[test]
fn good_rows_go_in_and_bad_ones_are_told_by_line() {
    let mut office = office();
    let took = import(&mut office, TABLE);
    assert_eq!(counts(&took), [1, 0, 0, 4]);
    let bad: Vec<_> = took
        .bad
        .iter()
        .map(|bad| (bad.line, bad.reason, &*bad.value))
        .collect();
    assert_eq!(
        bad,
        [
            (4, Reason::NoName, ""),
            (5, Reason::Birth, "1979年13月"),
            (6, Reason::Repeats, "3"),
            (8, Reason::Level, "大师"),
        ]
    );
    let id = office.store.craftsmen_named("林夏").unwrap()[0];
    let person = office.store.craftsman(id).unwrap().unwrap().value;
    assert_eq!(person.birth_month.as_deref(), Some("1985-03"));
    let filed = office.store.filed(NameId::Craftsman(id)).unwrap();
    assert!(
        filed[0]
            .originals
            .contains(&("出生年月".into(), "1985.3".into()))
    );
}

#[test]
fn what_is_private_in_a_bad_row_is_told_masked_and_written_whole() {
    let mut office = office();
    let number = "000000198503070000";
    let table = format!("姓名,身份证号,等级,证书编号\n林夏,{number},技师,\n周川,,,{number}\n");
    let took = import(&mut office, &table);
    let reasons: Vec<_> = took.bad.iter().map(|bad| bad.reason).collect();
    assert_eq!(reasons, [Reason::Identity, Reason::Certificate]);
    for bad in &took.bad {
        assert!(
            !bad.value.is_empty() && !bad.value.contains("19850307"),
            "{bad:?}"
        );
        assert!(bad.cells.iter().any(|cell| cell == number));
    }
}

#[test]
fn bad_rows_written_out_are_repaired_and_read_again() {
    let mut office = office();
    let table = "人,出生,等级\n林夏,1985-03,大师\n周大川,1979-05,技师\n";
    let ask = Ask {
        map: Some("人=姓名".into()),
        ..Ask::default()
    };
    let took = take(&mut office, table, &ask, Mode::Write, 10);
    assert_eq!(counts(&took), [1, 0, 0, 1]);
    let written = bad_rows(&took.layout, &took.bad, &|bad| bad.reason.code().to_owned());
    let written = String::from_utf8(written).unwrap();
    assert!(written.contains("林夏,1985-03,大师,2,level"), "{written}");
    let took = import(&mut office, &written.replace("大师", "高级技师"));
    assert_eq!(counts(&took), [1, 0, 0, 0]);
    assert!(took.outcome.ignored.is_empty());
}

#[test]
fn a_person_who_is_there_is_updated_and_the_difference_is_known_before() {
    let mut office = office();
    import(&mut office, "姓名,工作单位,街道\n林夏,云桥机械,蓝桥街道\n");
    let again = "姓名,工作单位,街道,电话\n林夏,云桥 机械,,000-0000-0000\n林夏,别的厂,,\n";
    let would = take(&mut office, again, &Ask::default(), Mode::Count, 10);
    assert_eq!(counts(&would), [1, 1, 0, 0]);
    let (field, old, new) = &would.changed[0].fields[0];
    assert_eq!((*field, old.as_str()), (Field::Phone, ""));
    assert!(new.contains('*'), "{new}");
    assert_eq!(office.store.roster_counts().unwrap().craftsmen, 1);
    assert_eq!(counts(&import(&mut office, again)), [1, 1, 0, 0]);
    assert_eq!(counts(&import(&mut office, again)), [0, 0, 2, 0]);
    let town = |id| office.store.craftsman(id).unwrap().unwrap().value.town;
    let towns: Vec<_> = office
        .store
        .craftsmen_named("林夏")
        .unwrap()
        .into_iter()
        .map(town)
        .collect();
    assert_eq!(towns, [Some("蓝桥街道".to_owned()), None]);
}

#[test]
fn what_a_table_changed_is_what_is_taken_back_first() {
    let mut office = office();
    import(&mut office, "姓名,街道\n林夏,蓝桥街道\n");
    let id = NameId::Craftsman(office.store.craftsmen_named("林夏").unwrap()[0]);
    let mut set = |town: &str| {
        let (mut entry, seen) = office.store.entry(id).unwrap().unwrap();
        entry.set("town", town).unwrap();
        office.save_entry(Some((id, seen)), entry).unwrap();
    };
    set("青石街道");
    import(&mut office, "姓名,街道\n林夏,云桥镇\n");
    let town = |office: &Office| office.store.entry(id).unwrap().unwrap().0.get("town");
    for before in ["青石街道", "蓝桥街道"] {
        let last = office.last_change(id).unwrap().unwrap();
        office.undo_change(last.id).unwrap();
        assert_eq!(town(&office), before);
    }
    assert_eq!(office.last_change(id).unwrap(), None);
}

#[test]
fn a_month_of_birth_that_is_missing_here_or_there_is_filled_when_one_alone_is_meant() {
    let mut office = office();
    import(
        &mut office,
        "姓名,单位,出生年月\n林夏,甲厂,\n周川,甲厂,1980-01\n赵石,乙厂,1970-01\n赵石,乙厂,1990-01\n",
    );
    let took = import(
        &mut office,
        "姓名,单位,出生年月,街道\n林夏,甲厂,1985-03,东街\n周川,甲厂,,东街\n赵石,乙厂,,东街\n",
    );
    assert_eq!(counts(&took), [0, 2, 0, 1]);
    assert_eq!(took.bad[0].reason, Reason::Ambiguous);
    assert_eq!(office.store.roster_counts().unwrap().craftsmen, 4);
}

#[test]
fn certificates_in_further_rows_are_one_persons_across_steps() {
    let table = "姓名,单位,工种,等级,发证机构,发证日期\n林夏,甲厂,焊工,技师,甲中心,2020-05-01\n\
        林夏,甲厂,钳工,高级工,乙中心,2021-05-01\n,,电工,中级工,丙中心,2022-05-01\n林夏,甲厂,焊工,技师,甲中心,2020-05-01\n";
    for rows in [1, 2, 3, 100] {
        let mut office = office();
        let took = take(&mut office, table, &Ask::default(), Mode::Write, rows);
        assert_eq!(counts(&took), [1, 2, 0, 1], "{rows}");
        assert_eq!(took.bad[0].reason, Reason::Repeats);
        let id = office.store.craftsmen_named("林夏").unwrap()[0];
        let person = office.store.craftsman(id).unwrap().unwrap().value;
        assert_eq!(person.certificates.len(), 3);
        assert_eq!(person.trade.as_deref(), Some("焊工"));
        // The same table again changes nothing.
        let again = take(&mut office, table, &Ask::default(), Mode::Write, rows);
        assert_eq!(office.store.roster_counts().unwrap().craftsmen, 1);
        assert_eq!(again.outcome.added, 0);
    }
}

#[test]
fn an_associations_list_is_filed_under_it_and_makes_firms_when_asked() {
    let mut office = office();
    let table = "会员名册\n会员,公司,等级\n林夏,甲厂,技师\n周川,甲厂,技师\n赵石,乙厂,技师\n";
    let mut ask = Ask {
        sender: Some("云桥焊接行业协会".into()),
        map: Some("会员=name，公司=employer".into()),
        ..Ask::default()
    };
    let took = take(&mut office, table, &ask, Mode::Write, 1);
    assert_eq!((took.outcome.added, took.outcome.employers), (3, 0));
    // What the columns mean is remembered; firms are made now.
    ask.map = None;
    ask.missing_employers = Missing::Made;
    let took = take(
        &mut office,
        &format!("{table}钱七,乙厂,技师\n"),
        &ask,
        Mode::Write,
        1,
    );
    assert_eq!((took.outcome.added, took.outcome.employers), (1, 2));
    let counts = office.store.roster_counts().unwrap();
    assert_eq!((counts.craftsmen, counts.employers), (4, 2));
    for name in ["林夏", "周川", "赵石", "钱七"] {
        let id = office.store.craftsmen_named(name).unwrap()[0];
        let person = office.store.craftsman(id).unwrap().unwrap().value;
        assert!(person.employer.is_some(), "{name}");
        let filed = office.store.filed(NameId::Craftsman(id)).unwrap();
        assert_eq!(filed[0].sender.as_deref(), Some("云桥焊接行业协会"));
    }
    let firm = office.store.employers_named("甲厂").unwrap()[0];
    assert_eq!(office.store.people_of(firm, 10).unwrap().len(), 2);
}

#[test]
fn a_stopped_table_is_gone_on_with_and_nobody_is_doubled() {
    let mut table = "姓名,单位\n".to_owned();
    for at in 0..50 {
        use std::fmt::Write as _;
        let _ = writeln!(table, "某{at},厂{}", at % 7);
    }
    let mut office = office();
    let open = |office: &Office| {
        let input = Input::Bytes(Arc::from(table.as_bytes()));
        Opened::of(office.store.as_ref(), input, "a.csv", &Ask::default()).unwrap()
    };
    for stops in [3, 0, 2] {
        let opened = open(&office);
        let mut taking = Taking::begin(&mut office, opened, &Ask::default(), Mode::Write).unwrap();
        for _ in 0..stops {
            taking.step(office.store.as_mut(), 7).unwrap();
        }
    }
    assert_eq!(office.store.roster_counts().unwrap().craftsmen, 35);
    let opened = open(&office);
    let mut taking = Taking::begin(&mut office, opened, &Ask::default(), Mode::Write).unwrap();
    assert_eq!(taking.outcome.resumed, 35);
    while taking.step(office.store.as_mut(), 7).unwrap() == Step::More {}
    assert_eq!((taking.outcome.added, taking.outcome.rows), (50, 50));
    assert_eq!(office.store.roster_counts().unwrap().craftsmen, 50);
}

#[test]
fn employers_and_studios_are_known_by_their_header_and_tied_together() {
    let mut office = office();
    import(
        &mut office,
        "单位名称;类型\n云桥机械;企业\n云桥技校;学校\n云桥画室;画室\n",
    );
    import(&mut office, "姓名\t单位\n林夏\t云桥机械\n");
    let studios =
        "工作室名称,领衔人,依托单位,级别,批准时间\n林夏焊接工作室,林夏,云桥机械,市级,2023-05\n";
    let took = import(&mut office, studios);
    assert_eq!((took.outcome.list, took.outcome.added), (List::Studios, 1));
    assert_eq!(counts(&import(&mut office, studios)), [0, 0, 1, 0]);
    let counts = office.store.roster_counts().unwrap();
    assert_eq!(
        (counts.craftsmen, counts.studios, counts.employers),
        (1, 1, 2)
    );
    let studio = office.store.studio(StudioId(1)).unwrap().unwrap().value;
    assert!(studio.leader.is_some() && studio.host.is_some());
}

#[test]
fn what_employers_were_recognised_as_is_read_with_its_days() {
    let mut office = office();
    let table = "单位名称,类型,认定,认定日期,有效期至,备案号\n\
        甲厂,企业,自主评价企业,2021.5.1,2024年4月30日,备〔2021〕1号\n\
        乙所,社会培训评价机构,,2022年,,\n丙厂,企业,高新技术企业,2023-01-01,,\n丁厂,企业,模范单位、成长型企业,,,\n";
    assert_eq!(counts(&import(&mut office, table)), [4, 0, 0, 0]);
    let firm = |office: &Office, name: &str| {
        let id = office.store.employers_named(name).unwrap()[0];
        office.store.employer(id).unwrap().unwrap().value
    };
    let text = |office: &Office, name: &str| {
        crate::ingest::roster::list::standings_text(&firm(office, name).standings)
    };
    let first = "自主评价企业（2021-05-01，有效期至2024-04-30，编号备〔2021〕1号）";
    assert_eq!(text(&office, "甲厂"), first);
    assert_eq!(text(&office, "乙所"), "社会评价机构（2022-01-01）");
    assert_eq!(firm(&office, "丙厂").standings, []);
    let note = firm(&office, "丙厂").note.unwrap();
    assert_eq!(note, "高新技术企业；认定日期：2023-01-01");
    assert_eq!(text(&office, "丁厂"), "模范单位；成长型中小企业");
    // Prolonged, it is the same one; given anew, it is another, in front.
    let again = "单位名称,认定,认定日期,有效期至\n甲厂,自主评价企业,2021-05-01,2025-04-30\n乙所,评价机构,2025-01-01,\n";
    assert_eq!(counts(&import(&mut office, again)), [0, 2, 0, 0]);
    assert_eq!(text(&office, "甲厂"), first.replace("2024", "2025"));
    let both = "社会评价机构（2025-01-01）；社会评价机构（2022-01-01）";
    assert_eq!(text(&office, "乙所"), both);
    assert_eq!(counts(&import(&mut office, again)), [0, 0, 2, 0]);
}

#[test]
fn a_studio_that_is_there_is_tied_to_its_new_leader_and_to_its_host() {
    let mut office = office();
    import(&mut office, "姓名\t单位\n林夏\t云桥机械\n周川\t云桥机械\n");
    let studios = |leader: &str| {
        format!("工作室名称,领衔人,依托单位,级别\n林夏焊接工作室,{leader},云桥机械,市级\n")
    };
    let studio = |office: &Office| office.store.studio(StudioId(1)).unwrap().unwrap().value;
    import(&mut office, &studios("林夏"));
    let of = |office: &Office, name: &str| office.store.craftsmen_named(name).unwrap()[0];
    assert_eq!(studio(&office).leader, Some(of(&office, "林夏")));
    assert_eq!(studio(&office).host, None);
    assert_eq!(counts(&import(&mut office, &studios("周川"))), [0, 1, 0, 0]);
    assert_eq!(studio(&office).leader, Some(of(&office, "周川")));
    // Nobody of the roster.
    import(&mut office, &studios("钱七"));
    assert_eq!(studio(&office).leader, None);
    assert_eq!(studio(&office).leader_name.as_deref(), Some("钱七"));
    // The host is entered later, and the table comes again.
    import(&mut office, "单位名称;类型\n云桥机械;企业\n");
    assert_eq!(counts(&import(&mut office, &studios("周川"))), [0, 1, 0, 0]);
    let own = studio(&office);
    assert!(own.leader.is_some() && own.host.is_some());
    let ask = Ask {
        missing_employers: Missing::Made,
        ..Ask::default()
    };
    let moved = "工作室名称,领衔人,依托单位,级别\n周川画室,周川,,市级\n";
    take(&mut office, moved, &ask, Mode::Write, 1);
    assert_eq!(office.store.roster_counts().unwrap().studios, 2);
}

#[test]
fn a_paper_is_no_table_and_a_wrong_mapping_says_what_is_wrong() {
    let office = office();
    let of = |text: &str, map: Option<&str>| {
        let ask = Ask {
            map: map.map(str::to_owned),
            ..Ask::default()
        };
        Opened::of(
            office.store.as_ref(),
            Input::Bytes(Arc::from(text.as_bytes())),
            "a",
            &ask,
        )
    };
    assert!(matches!(
        of("", None),
        Err(Refused::Format(ReadError::Empty))
    ));
    assert!(matches!(
        of("关于某事的答复\n您好，收悉。", None),
        Err(Refused::NoHeader)
    ));
    assert!(matches!(
        of("姓名,单位\n甲,乙\n", Some("天=地")),
        Err(Refused::Mapping(..))
    ));
    assert!(matches!(
        of("姓名,单位\n甲,乙\n", Some("姓名=-")),
        Err(Refused::NoName(_))
    ));
    assert!(!is_roster("关于某事的答复\n您好，收悉。".as_bytes()));
    assert!(is_roster("姓名,单位\n".as_bytes()));
}
