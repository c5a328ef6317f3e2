//! Lists written, and read back.

use std::sync::Arc;

use super::{
    public::{Open, Period, notice, text},
    templates::Templates,
    *,
};
use crate::{
    domain::{
        craftsman::{Apprenticeship, Certificate, Honour, HonourLevel, SkillLevel},
        employer::{EmployerKind, Standing, StandingKind},
        studio::Grant,
        unit::Unit,
    },
    ingest::roster::Input,
    lang::Lang,
    run::{
        clock::Clock,
        maker::{MakeAsk, make},
        office::Office,
        roster_in::{Ask, Mode, Opened, Step, Taking},
    },
    sheet::{Bom, csv, docx, xlsx},
    store::{RosterBatch, sqlite::SqliteStore},
};

fn office() -> Office {
    let store = SqliteStore::in_memory().unwrap();
    Office::open(Box::new(store), Clock::Machine, "李示".into()).unwrap()
}

const SECRET: &str = "0000-7777-8888";

fn person(name: &str, employer: &str) -> Person {
    let day = |text: &str| text.parse().ok();
    Person {
        name: name.into(),
        gender: Some("女".into()),
        birth_month: Some("1985-03".into()),
        employer_name: Some(employer.into()),
        trade: Some("焊工".into()),
        level: Some(SkillLevel::Technician),
        phone: Some(Private::new(SECRET)),
        note: Some(format!("家住某处，{SECRET}")),
        certificates: vec![Certificate {
            number: Some(Private::new(SECRET)),
            issuer: Some("云桥评价中心（一）".into()),
            issued: day("2020-05-01"),
            expires: day("2026-12-01"),
            ..Certificate::of(SkillLevel::Technician, "焊工")
        }],
        honours: vec![
            Honour {
                year: Some(2018),
                body: Some("某会、某局".into()),
                grant_yuan: Some(5_000),
                ..Honour::named("浙江工匠", HonourLevel::Province)
            },
            Honour {
                revoked: day("2021-01-01"),
                revoked_why: Some("查实不符".into()),
                ..Honour::named("e\u{301}，奖\"", HonourLevel::County)
            },
        ],
        ..Person::default()
    }
}

fn filled() -> Office {
    let mut office = office();
    let names = [
        ("张三", "乙厂"),
        ("丁一", "甲厂"),
        ("王大川", "甲厂"),
        ("欧阳林", "=1+1"),
    ];
    let mut studio = Workshop::named("林夏焊接工作室", HonourLevel::City);
    studio.leader_name = Some("林夏".into());
    studio.term_end = "2026-12-31".parse().ok();
    studio.grants = vec![Grant {
        level: HonourLevel::City,
        year: Some(2023),
        amount_yuan: 100_000,
    }];
    let day = |text: &str| text.parse().ok();
    let mut firm = Firm::named("甲厂", EmployerKind::Enterprise);
    let standing = |kind, since: &str, until: &str, number: Option<&str>| Standing {
        kind,
        since: day(since),
        until: day(until),
        number: number.map(str::to_owned),
    };
    firm.standings = vec![
        standing(StandingKind::SelfAssessing, "2024-05-01", "", None),
        standing(
            StandingKind::SelfAssessing,
            "2021-05-01",
            "2024-04-30",
            Some("备（2021）e\u{301}、1"),
        ),
        standing(StandingKind::GrowthSme, "", "2020-12-31", None),
    ];
    let batch = RosterBatch {
        employers: vec![firm],
        people: names
            .iter()
            .map(|(name, unit)| person(name, unit))
            .collect(),
        studios: vec![studio],
    };
    office.store.add_roster(&batch).unwrap();
    office
}

fn read_back(office: &mut Office, bytes: &[u8]) -> [u64; 4] {
    let input = Input::Bytes(Arc::from(bytes));
    let ask = Ask::default();
    let opened = Opened::of(office.store.as_ref(), input, "a", &ask).unwrap();
    let mut taking = Taking::begin(office, opened, &ask, Mode::Write).unwrap();
    while taking.step(office.store.as_mut(), 3).unwrap() == Step::More {}
    assert!(taking.bad.is_empty(), "{:?}", taking.bad);
    let own = &taking.outcome;
    [own.added, own.updated, own.unchanged, own.bad]
}

fn everything(office: &Office, list: List) -> Table {
    let ids = chosen(office.store.as_ref(), list, None).unwrap();
    plain(office.store.as_ref(), list, &ids, Privacy::Whole).unwrap()
}

#[test]
fn masters_and_members_go_out_by_name() {
    let mut office = filled();
    let store = office.store.as_mut();
    let ids = ["张三", "丁一"].map(|name| store.craftsmen_named(name).unwrap()[0]);
    let mut apprentice = person("周川", "甲厂");
    apprentice.apprenticeships = vec![Apprenticeship::under(ids[0], "焊工")];
    let apprentice = store.add_craftsman(&apprentice).unwrap();
    let mut studio = Workshop::named("画室", HonourLevel::City);
    studio.members = vec![ids[0].into(), ids[1].into()];
    let batch = RosterBatch {
        studios: vec![studio],
        ..RosterBatch::default()
    };
    let studio = store.add_roster(&batch).unwrap().first_studio;
    for (list, id, names) in [
        (
            List::Craftsmen,
            NameId::Craftsman(apprentice),
            &["张三"][..],
        ),
        (List::Studios, NameId::Studio(studio), &["张三", "丁一"][..]),
    ] {
        let table = plain(office.store.as_ref(), list, &[id], Privacy::Masked).unwrap();
        let words = table.rows[0].join("|");
        assert!(!words.contains("craftsman:"), "{words}");
        assert!(names.iter().all(|name| words.contains(name)), "{words}");
    }
}

#[test]
fn a_plain_table_is_read_back_as_it_was() {
    let full = filled();
    for list in List::ALL.iter().copied() {
        let table = everything(&full, list);
        let objects = chosen(full.store.as_ref(), list, None)
            .unwrap()
            .into_iter()
            .map(|id| {
                object(full.store.as_ref(), id, Privacy::Whole)
                    .unwrap()
                    .unwrap()
                    .to_string()
                    + "\n"
            });
        let json: String = objects.collect();
        for bytes in [
            csv(&table, Bom::Yes),
            xlsx(&table).unwrap(),
            json.into_bytes(),
        ] {
            let mut empty = office();
            let rows = table.rows.len() as u64;
            assert_eq!(read_back(&mut empty, &bytes), [rows, 0, 0, 0]);
            assert_eq!(everything(&empty, list), table);
            let mut again = filled();
            assert_eq!(read_back(&mut again, &bytes), [0, 0, rows, 0]);
        }
    }
}

#[test]
fn a_masked_table_read_back_takes_nothing_private_away() {
    let mut full = filled();
    let mut person = person("周川", "甲厂");
    // Two of one trade and level that differ in what is masked alone, and one without a number.
    let mut other = person.certificates[0].clone();
    other.number = Some(Private::new("0000-9999-8888"));
    let mut bare = other.clone();
    (bare.number, bare.issued) = (None, None);
    person.certificates.extend([other, bare]);
    full.store.add_craftsman(&person).unwrap();
    let store = full.store.as_ref();
    let ids = chosen(store, List::Craftsmen, None).unwrap();
    let table = plain(store, List::Craftsmen, &ids, Privacy::Masked).unwrap();
    let objects = ids.iter().map(|id| {
        let own = object(store, *id, Privacy::Masked).unwrap().unwrap();
        own.to_string() + "\n"
    });
    let json: String = objects.collect();
    let before = everything(&full, List::Craftsmen);
    let rows = ids.len() as u64;
    for bytes in [
        csv(&table, Bom::Yes),
        xlsx(&table).unwrap(),
        json.into_bytes(),
    ] {
        assert_eq!(read_back(&mut full, &bytes), [0, 0, rows, 0]);
        assert_eq!(everything(&full, List::Craftsmen), before);
    }
    // A town that was entered meanwhile is taken, and nothing else.
    let town = table
        .columns
        .iter()
        .position(|own| own.label == "街道（镇）");
    let town = town.unwrap();
    let mut edited = table.clone();
    edited.rows[0][town] = "青石街道".into();
    assert_eq!(
        read_back(&mut full, &csv(&edited, Bom::No)),
        [0, 1, rows - 1, 0]
    );
    let mut after = before;
    after.rows[0][town] = "青石街道".into();
    assert_eq!(everything(&full, List::Craftsmen), after);
    // What is not there is not made of a mask.
    let mut empty = office();
    assert_eq!(
        read_back(&mut empty, &csv(&table, Bom::No)),
        [rows, 0, 0, 0]
    );
    let id = empty.store.craftsmen_named("周川").unwrap()[0];
    let own = empty.store.craftsman(id).unwrap().unwrap().value;
    assert_eq!(own.phone, None);
    assert!(own.certificates.iter().all(|own| own.number.is_none()));
}

#[test]
fn no_private_word_is_in_any_public_list_of_any_form() {
    let office = filled();
    let store = office.store.as_ref();
    let day = "2026-11-23".parse().unwrap();
    let period = Period {
        from: day,
        to: day,
        days: 1,
    };
    for template in Templates::default().all() {
        // Even with every column there is.
        let mut template = template.clone();
        template.columns = Open::ALL.to_vec();
        let ids = chosen(store, template.list, None).unwrap();
        let made = notice(store, &template, &ids, &Unit::default(), period).unwrap();
        let (word, book) = (
            docx(&made.table, &made.above, &made.below),
            xlsx(&made.table).unwrap(),
        );
        let mut texts = vec![
            text(&made),
            String::from_utf8(csv(&made.table, Bom::No)).unwrap(),
        ];
        for bytes in [word, book] {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for at in 0..archive.len() {
                let part = archive.by_index(at).unwrap();
                texts.push(std::io::read_to_string(part).unwrap());
            }
        }
        for text in texts {
            assert!(!text.contains(SECRET) && !text.contains("家住"), "{text}");
            assert!(!text.contains("查实不符"), "{text}");
        }
    }
}

#[test]
fn a_list_of_the_public_goes_by_strokes_with_its_period() {
    let office = filled();
    let store = office.store.as_ref();
    let template = &Templates::default().find("工匠公示").unwrap();
    let ids = chosen(store, template.list, None).unwrap();
    let ids = sorted(store, &ids, template.order).unwrap();
    let unit = Unit {
        full_name: Some("云桥区总工会".into()),
        ..Unit::default()
    };
    let period = Period {
        from: "2026-11-23".parse().unwrap(),
        to: "2026-11-27".parse().unwrap(),
        days: 5,
    };
    let made = notice(store, template, &ids, &unit, period).unwrap();
    let names: Vec<&str> = made.table.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names, ["丁一", "王大川", "张三", "欧阳林"]);
    assert!(made.above[0].contains("2026年11月23日至2026年11月27日，共5个工作日"));
    assert!(made.below[0].contains("向云桥区总工会反映。联系人：＿＿＿＿"));
    let ids = sorted(store, &ids, Order::Employer).unwrap();
    let first = record(store, ids[0]).unwrap();
    assert!(matches!(first, Some(Record::Person(own)) if own.name == "欧阳林"));
}

#[test]
fn what_ends_is_listed_unless_something_later_follows() {
    let mut office = filled();
    let mut renewed = person("张三", "乙厂");
    renewed.name = "周川".into();
    renewed.certificates.push(Certificate {
        issued: "2026-11-01".parse().ok(),
        ..Certificate::of(SkillLevel::Technician, "焊工")
    });
    office.store.add_craftsman(&renewed).unwrap();
    let of = |from: &str, to: &str| {
        let ending = office
            .store
            .ending(from.parse().unwrap(), to.parse().unwrap())
            .unwrap();
        ending
            .into_iter()
            .map(|own| (own.what.code(), own.name))
            .collect::<Vec<_>>()
    };
    let all = of("2026-11-22", "2026-12-31");
    assert_eq!(all.len(), 5, "{all:?}");
    assert_eq!(all[4], ("term", "林夏焊接工作室".to_owned()));
    assert!(all.iter().all(|(_, name)| name != "周川"));
    assert!(of("2026-12-02", "2026-12-30").is_empty());
}

#[test]
fn a_demo_has_something_due_on_any_day() {
    for today in ["2026-01-15", "2026-11-22", "2027-08-01"] {
        let today = today.parse().unwrap();
        let store = SqliteStore::in_memory().unwrap();
        let mut office = Office::open(Box::new(store), Clock::Day(today), "李示".into()).unwrap();
        let ask = MakeAsk {
            workers: 400,
            proposals: 0,
            seed: 1,
            today,
        };
        make(&mut office, &ask, &mut |_, _| {}).unwrap();
        let ends = ending::names(&office, Lang::Zh).unwrap();
        let said = |word: &str| {
            let notes = ends.iter().filter(
                |own| matches!(&own.note, crate::app::views::Note::Said(note) if note.contains(word)),
            );
            notes.count()
        };
        assert!(said("届满") >= 1, "{today}: {ends:?}");
        assert_eq!(said("6500>6000"), 1, "{today}: {ends:?}");
        assert_eq!(ending::sum(&office).unwrap().count(), ends.len());
    }
}
