//! However a table is cut into steps, and wherever it is killed, the same comes of it; and what is counted
//! beforehand is what is written.

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        craftsman::{Craftsman, Person, SkillLevel},
        employer::Employer,
        id::CraftsmanId,
    },
    store::RosterBatch,
};

/// All that a table leaves behind.
#[derive(Debug, PartialEq)]
struct Left {
    counts: [u64; 6],
    /// Values with their rows; how often one was rewritten depends on the steps.
    people: Vec<(i64, Person)>,
    employers: Vec<String>,
    /// The file of bad rows.
    bad: String,
}

const HEADER: &str = "姓名,单位,出生年月,街道,工种,等级,发证日期,备注\n";

fn ask() -> Ask {
    Ask {
        missing_employers: Missing::Made,
        ..Ask::default()
    }
}

fn filled(kept: &[Person]) -> Office {
    let mut office = office();
    let batch = RosterBatch {
        people: kept.to_vec(),
        ..RosterBatch::default()
    };
    office.store.add_roster(&batch).unwrap();
    office
}

pub(super) fn begun(office: &mut Office, table: &str, mode: Mode) -> Taking {
    let input = Input::Bytes(Arc::from(table.as_bytes()));
    let opened = Opened::of(office.store.as_ref(), input, "名册.csv", &ask()).unwrap();
    Taking::begin(office, opened, &ask(), mode).unwrap()
}

pub(super) fn to_the_end(office: &mut Office, taking: &mut Taking, rows: usize) {
    while taking.step(office.store.as_mut(), rows).unwrap() == Step::More {}
}

fn told(taking: &Taking) -> ([u64; 6], String) {
    let own = &taking.outcome;
    let counts = [
        own.rows,
        own.added,
        own.updated,
        own.unchanged,
        own.bad,
        own.employers,
    ];
    let say = |bad: &BadRow| format!("{} {}", bad.reason.code(), bad.value);
    let bad = bad_rows(taking.layout(), &taking.bad, &say);
    (counts, String::from_utf8(bad).unwrap())
}

fn left(office: &Office, taking: &Taking) -> Left {
    let (counts, bad) = told(taking);
    let mut ids = Vec::new();
    office
        .store
        .each_person_key(CraftsmanId(0), &mut |key| {
            ids.push(key.id);
        })
        .unwrap();
    let person = |id| -> Craftsman { office.store.craftsman(id).unwrap().unwrap() };
    let mut firms = Vec::new();
    let mut firm = |row: crate::store::NameRow<'_>| {
        if let NameId::Employer(id) = row.id {
            firms.push(id);
        }
    };
    office.store.each_name(&mut firm).unwrap();
    let name = |id| -> Employer { office.store.employer(id).unwrap().unwrap() };
    Left {
        counts,
        people: ids.iter().map(|id| (id.0, person(*id).value)).collect(),
        employers: firms.iter().map(|id| name(*id).value.name).collect(),
        bad,
    }
}

/// Takes a table in steps of so many rows.
fn in_steps(kept: &[Person], table: &str, rows: usize) -> (Left, Vec<Changed>) {
    let mut office = filled(kept);
    let mut taking = begun(&mut office, table, Mode::Write);
    to_the_end(&mut office, &mut taking, rows);
    (left(&office, &taking), taking.changed)
}

/// Takes a table that is killed behind so many rows, and goes on with it.
fn killed(kept: &[Person], table: &str, behind: usize, rows: usize) -> Left {
    let mut office = filled(kept);
    let mut taking = begun(&mut office, table, Mode::Write);
    for _ in 0..behind {
        if taking.step(office.store.as_mut(), 1).unwrap() == Step::Done {
            // Taken to its end it would begin anew.
            return left(&office, &taking);
        }
    }
    drop(taking);
    let mut taking = begun(&mut office, table, Mode::Write);
    to_the_end(&mut office, &mut taking, rows);
    left(&office, &taking)
}

/// Takes a table in every of these steps, and kills it behind every of these rows.
fn holds(
    kept: &[Person],
    rows: &[String],
    steps: &[usize],
    kills: impl IntoIterator<Item = usize>,
) {
    let table = format!("{HEADER}{}\n", rows.join("\n"));
    let (whole, changed) = in_steps(kept, &table, 1_000);
    for step in steps.iter().copied() {
        let (own, again) = in_steps(kept, &table, step);
        assert_eq!(own, whole, "steps of {step}\n{table}");
        assert_eq!(again, changed, "steps of {step}\n{table}");
        let mut office = filled(kept);
        let mut counted = begun(&mut office, &table, Mode::Count);
        to_the_end(&mut office, &mut counted, step);
        let words = (whole.counts, whole.bad.clone());
        assert_eq!(told(&counted), words, "counted, {step}\n{table}");
        assert_eq!(counted.changed, changed, "counted, {step}\n{table}");
    }
    for behind in kills {
        let own = killed(kept, &table, behind, 3);
        assert_eq!(own, whole, "killed behind {behind}\n{table}");
    }
}

pub(super) fn named(name: &str, employer: &str, month: &str) -> Person {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Person {
        name: name.to_owned(),
        employer_name: some(employer),
        birth_month: some(month),
        ..Person::default()
    }
}

#[test]
fn the_cases_that_were_once_told_apart_by_their_steps() {
    let kept = |month: &str| vec![named("林夏", "甲厂", month)];
    let cases: [(Vec<Person>, &[&str]); 12] = [
        // two rows reach one record: by its month, and without
        (
            kept("1985-03"),
            &["林夏,甲厂,1985-03,东街,,,,", "林夏,甲厂,,,,,,先进"],
        ),
        (
            kept("1985-03"),
            &["林夏,甲厂,,东街,,,,", "林夏,甲厂,1985-03,,,,,先进"],
        ),
        (
            kept("1985-03"),
            &["林夏,甲厂,,东街,,,,", "林夏,甲厂,,,,,,先进"],
        ),
        // the record has no month, and the rows have two
        (
            kept(""),
            &["林夏,甲厂,1985-03,,,,,", "林夏,甲厂,1990-01,,,,,"],
        ),
        (kept(""), &["林夏,甲厂,1985-03,,,,,", "林夏,甲厂,,东街,,,,"]),
        (kept(""), &["林夏,甲厂,,,,,,", "林夏,甲厂,1985-03,,,,,"]),
        // somebody else is there, and the table itself has one with a month and one without
        (
            vec![named("周川", "乙厂", "")],
            &["林夏,甲厂,1985-03,,,,,", "林夏,甲厂,,,,,,"],
        ),
        (
            vec![named("周川", "乙厂", "")],
            &["林夏,甲厂,,,,,,", "林夏,甲厂,1985-03,,,,,"],
        ),
        // certificates below a person, with nobody's name
        (
            vec![],
            &[
                "林夏,甲厂,,,焊工,技师,,",
                ",,,,电工,中级工,,",
                ",,,,钳工,高级工,2020-05-01,",
            ],
        ),
        // a further row of lower level
        (
            vec![],
            &[
                "林夏,甲厂,,,焊工,技师,2020-05-01,",
                "林夏,甲厂,,,电工,中级工,2020-05-01,",
            ],
        ),
        (
            kept(""),
            &[
                "林夏,甲厂,,,焊工,技师,2020-05-01,",
                "林夏,甲厂,,,电工,中级工,2020-05-01,",
            ],
        ),
        // rows that are refused, each for its own reason
        (
            vec![
                named("赵石", "乙厂", "1970-01"),
                named("赵石", "乙厂", "1990-01"),
            ],
            &[
                "林夏,甲厂,坏,,,,,",
                ",甲厂,,,,,,",
                "赵石,乙厂,,,,,,",
                "林夏,甲厂,,,,,,",
                "林夏,甲厂,,,,,,",
                ",,,,电工,大师,,",
            ],
        ),
    ];
    for (kept, rows) in cases {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        holds(&kept, &rows, &[1, 2], 0..=rows.len());
    }
}

#[test]
fn two_rows_that_reach_one_record_are_taken() {
    let kept = [named("林夏", "甲厂", "1985-03")];
    let table = format!("{HEADER}林夏,甲厂,1985-03,东街,,,,\n林夏,甲厂,,,,,,先进\n");
    let (own, _) = in_steps(&kept, &table, 10);
    assert_eq!((own.counts, own.people.len()), ([2, 0, 2, 0, 0, 1], 1));
    let person = &own.people[0].1;
    let words = [&person.birth_month, &person.town, &person.note];
    assert_eq!(
        words.map(Option::as_deref),
        [Some("1985-03"), Some("东街"), Some("先进")]
    );
    let kept = [named("林夏", "甲厂", "")];
    let table = format!("{HEADER}林夏,甲厂,1985-03,,,,,\n林夏,甲厂,1990-01,,,,,\n");
    let (own, _) = in_steps(&kept, &table, 10);
    assert_eq!((own.counts, own.people.len()), ([2, 1, 1, 0, 0, 1], 2));
}

#[test]
fn what_a_person_held_stays_when_a_further_row_comes_after_a_kill() {
    let table = format!(
        "{HEADER}林夏,甲厂,,,焊工,技师,2020-05-01,\n,,,,电工,中级工,2021-05-01,\n林夏,甲厂,,,钳工,初级工,2022-05-01,\n"
    );
    for behind in 0..3 {
        let own = killed(&[], &table, behind, 10);
        assert_eq!((own.counts, own.people.len()), ([3, 1, 2, 0, 0, 1], 1));
        let person = &own.people[0].1;
        assert_eq!(person.trade.as_deref(), Some("焊工"));
        assert_eq!(person.level.map(SkillLevel::word), Some("技师"));
        assert_eq!(person.certificates.len(), 3);
    }
}

#[test]
fn studios_and_employers_that_repeat_are_refused_after_a_kill_too() {
    for table in [
        "工作室名称,领衔人,依托单位,级别\n林夏焊接工作室,林夏,甲厂,市级\n林夏焊接工作室,周川,甲厂,市级\n",
        "单位名称,类型,街道\n甲厂,企业,东街\n甲厂,企业,西街\n",
    ] {
        for behind in 0..2 {
            let own = killed(&[], table, behind, 10);
            assert_eq!(own.counts[..5], [2, 1, 0, 0, 1], "{behind} {table}");
            assert!(own.bad.contains("repeats 2"), "{}", own.bad);
        }
    }
}

prop_compose! {
    fn a_row()(
        name in prop::sample::select(vec!["林夏", "林夏", "周川", "林夏（女）", "", "\u{1b}[31m林夏", "e\u{301}e"]),
        employer in prop::sample::select(vec!["甲厂", "甲厂", "甲 厂", "乙厂", ""]),
        month in prop::sample::select(vec!["", "", "1985-03", "1985.3", "1990-01", "坏"]),
        town in prop::sample::select(vec!["", "", "东街", "西街"]),
        trade in prop::sample::select(vec!["", "焊工", "钳工"]),
        level in prop::sample::select(vec!["", "技师", "中级工", "大师"]),
        issued in prop::sample::select(vec!["", "", "2020-05-01", "2021-05-01"]),
        note in prop::sample::select(vec!["", "", "先进", "先"]),
        goes_on in prop::bool::weighted(0.2),
    ) -> String {
        if goes_on {
            return format!(",,,,{trade},{level},{issued},");
        }
        format!("{name},{employer},{month},{town},{trade},{level},{issued},{note}")
    }
}

prop_compose! {
    fn somebody()(
        name in prop::sample::select(vec!["林夏", "周川"]),
        employer in prop::sample::select(vec!["甲厂", "甲厂", "乙厂", ""]),
        month in prop::sample::select(vec!["", "1985-03", "1990-01"]),
        town in prop::sample::select(vec!["", "东街"]),
    ) -> Person {
        Person {
            town: Some(town.to_owned()).filter(|town| !town.is_empty()),
            ..named(name, employer, month)
        }
    }
}

/// How many tables are tried; more by `ANFU_SOAK`.
fn tables() -> u32 {
    let soak = std::env::var("ANFU_SOAK").ok();
    soak.and_then(|times| times.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: tables(), ..ProptestConfig::default() })]

    #[test]
    fn a_table_gives_the_same_whichever_way_it_is_taken(
        kept in prop::collection::vec(somebody(), 0..4),
        rows in prop::collection::vec(a_row(), 1..9),
        step in prop::sample::select(vec![1_usize, 2, 7]),
        behind in any::<prop::sample::Index>(),
    ) {
        let kill = behind.index(rows.len() + 1);
        holds(&kept, &rows, &[step], [kill]);
    }
}
