//! The threads together: what one does while another waits, reads or ends.

use std::time::Duration;

use super::*;
use crate::{
    domain::{
        craftsman::{Person, SkillLevel},
        deadline::Projection,
        proposal::{Item, Role},
        sitting::{Kind as SittingKind, Sitting},
    },
    run::clock::Clock,
    store::{OfficeStore, QueueOrder, QueueStore, StoreError, sqlite::SqliteStore},
};

#[test]
fn filters_are_read_beside_the_names_and_the_threads_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let open = || Ok(Box::new(SqliteStore::open(&path)?) as Box<dyn Store>);
    let mut store = open().unwrap();
    for level in SkillLevel::ALL {
        let person = Person {
            name: "张样本".into(),
            level: Some(*level),
            ..Person::default()
        };
        store.add_craftsman(&person).unwrap();
    }
    let clock = Clock::Day(chrono::NaiveDate::default());
    let office = Office::open(store, clock, "tester".into()).unwrap();
    let (posts, inbox) = channel();
    let posts = Mutex::new(posts);
    let post: Post = Arc::new(move |msg| posts.lock().unwrap().send(msg).unwrap());
    let workers = Workers::start(office, open, None, &post).unwrap();
    let ask = |generation, typed| {
        let ask = NameAsk::of(typed);
        workers.order(Effect::FindNames { generation, ask }, Lang::Zh);
    };
    ask(1, "级别:技师以上 zyb");
    let total = inbox.iter().find_map(|msg| match msg {
        Msg::NamesFound {
            generation: 1,
            total,
            ..
        } => Some(total),
        _ => None,
    });
    assert_eq!(total, Some(4));
    ask(2, "级别:大师");
    assert!(
        inbox
            .iter()
            .any(|msg| matches!(msg, Msg::NamesRefused(2, _)))
    );
    let values = Effect::OfferValues {
        generation: 2,
        line: "级别:".into(),
        behind: String::new(),
        sounds: Sounds::Exact,
    };
    workers.order(values, Lang::Zh);
    let offers = inbox.iter().find_map(|msg| match msg {
        Msg::ValuesOffered(2, offers) => Some(offers.rows.len()),
        _ => None,
    });
    assert_eq!(offers, Some(SkillLevel::ALL.len()));
    ask(3, "级别:学徒工");
    workers.finish();
}

#[test]
fn what_others_wrote_while_an_act_waited_for_them_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let open = || Ok(Box::new(SqliteStore::open(&path)?) as Box<dyn Store>);
    let mut other = SqliteStore::open(&path).unwrap();
    let item = Item::blank(Sitting::unknown(SittingKind::Suggestion));
    let standing = || Projection::of(Role::Lead, &[]);
    other.add_proposal(&item, &[], &standing()).unwrap();
    let clock = Clock::Day(chrono::NaiveDate::default());
    let office = Office::open(open().unwrap(), clock, "tester".into()).unwrap();
    let (posts, inbox) = channel();
    let posts = Mutex::new(posts);
    let post: Post = Arc::new(move |msg| posts.lock().unwrap().send(msg).unwrap());
    let workers = Workers::start(office, open, None, &post).unwrap();
    let (mut pauses, pause) = (0, Duration::from_millis(1_500));
    let mut project = |_: &_, _: &[_]| {
        // The lock is held: whatever the desk writes waits.
        pauses += 1;
        let save = Effect::SaveView {
            name: "样本".into(),
            filter: String::new(),
            order: QueueOrder::default(),
        };
        workers.order(save, Lang::Zh);
        thread::sleep(pause);
        standing()
    };
    other.rebase(None, "x", &mut project).unwrap();
    assert_eq!(pauses, 1);
    let is_seen = |msg| matches!(msg, Msg::StoreChanged);
    let next = || {
        inbox
            .recv_timeout(Duration::from_secs(5))
            .expect("it is seen")
    };
    while !is_seen(next()) {}
    workers.finish();
}

#[test]
fn what_is_asked_again_gives_up_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let open = || Ok(Box::new(SqliteStore::open(&path)?) as Box<dyn Store>);
    let clock = Clock::Day(chrono::NaiveDate::default());
    let office = Office::open(open().unwrap(), clock, "tester".into()).unwrap();
    let post: Post = Arc::new(|_| {});
    let workers = Workers::start(office, open, None, &post).unwrap();
    for (generation, typed, since) in [(1, "", 0), (2, "z", 2), (3, "z", 2), (4, "", 4)] {
        let ask = NameAsk::of(typed);
        workers.order(Effect::FindNames { generation, ask }, Lang::Zh);
        assert_eq!(workers.latest.load(Ordering::Relaxed), since);
    }
    workers.finish();
}

#[test]
fn a_reading_thread_complains_in_the_language_last_used() {
    let said = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&said);
    let voice = Voice {
        post: Arc::new(move |msg| kept.lock().unwrap().push(msg)),
        english: Arc::default(),
    };
    for lang in [Lang::Zh, Lang::En, Lang::Zh] {
        voice.use_lang(lang);
        voice.complain(&StoreError::Busy);
        let says = sentence(&StoreError::Busy, lang);
        let last = said.lock().unwrap().pop();
        assert_eq!(last, Some(Msg::Failed(Trouble::said(says))));
    }
}
