use super::*;
use crate::{
    app::effect::QueueQuestion,
    domain::event::EventKind,
    run::{
        clock::Clock,
        maker::{MakeAsk, make},
        office::Office,
    },
    store::sqlite::SqliteStore,
};

#[test]
fn a_list_that_followed_changes_is_the_list_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let open = || -> Box<dyn Store> { Box::new(SqliteStore::open(&path).unwrap()) };
    let now = chrono::NaiveDate::from_ymd_opt(2026, 11, 21)
        .unwrap()
        .and_hms_opt(9, 0, 0)
        .unwrap();
    let mut office = Office::open(open(), Clock::Moment(now), "tester".into()).unwrap();
    let ask = MakeAsk {
        workers: 0,
        proposals: 60,
        seed: 5,
        today: now.date(),
    };
    make(&mut office, &ask, &mut |_, _| {}).unwrap();
    let mut followed = Lister::new(open());
    followed.load().unwrap();
    let ids: Vec<ProposalId> = followed.rows.iter().map(|own| own.row.id).collect();
    for (at, id) in ids.iter().enumerate().filter(|(at, _)| at % 7 == 0) {
        let kinds = [
            EventKind::Sent,
            EventKind::Withdrawn,
            EventKind::RatedUnsatisfied,
            EventKind::Drafted,
        ];
        let seen = office.store.proposal(*id).unwrap().unwrap().version;
        let fact = office.fact(kinds[at / 7 % kinds.len()], None);
        office.append(*id, seen, fact).unwrap();
        followed.follow(&[*id]).unwrap();
        let kept = office.store.queue_counts().unwrap();
        assert_eq!(followed.counts().unwrap(), kept, "after {id:?}");
    }
    let mut anew = Lister::new(open());
    anew.load().unwrap();
    for order in [QueueOrder::Due, QueueOrder::Number, QueueOrder::Newest] {
        for filter in [
            "",
            "jian",
            "建议",
            "zzzz",
            "在办:是",
            "状态:拟稿,待签收 建",
            "-代表:王",
            "余日:<30",
            "评价:有",
            "全文:职工",
        ] {
            let question = QueueQuestion {
                generation: 1,
                filter: filter.into(),
                only: None,
                order,
                from: 0,
                count: 100,
                find: Some(ids[3]),
            };
            assert_eq!(
                followed.answer(&question).unwrap(),
                anew.answer(&question).unwrap(),
                "{order:?} {filter}"
            );
        }
    }
}
