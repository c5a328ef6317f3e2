//! Orders as they come together with changes, renewals and filters that are read meanwhile.

use std::{
    path::Path,
    sync::{Mutex, mpsc::channel},
};

use super::*;
use crate::{
    domain::craftsman::{Person, SkillLevel},
    run::{clock::Clock, finder::Renewed, office::Office, worker::Post},
    store::{RosterStore, Store, sqlite::SqliteStore},
};

/// The names with both ends of what they speak through.
struct Rig {
    store: SqliteStore,
    state: State,
    around: Around,
    /// What is ordered of the thread that reads filters.
    ordered: Receiver<ChooseOrder>,
    said: Receiver<Msg>,
    chooser: Chooser,
    _folder: tempfile::TempDir,
}

fn open(path: &Path) -> Box<dyn Store> {
    Box::new(SqliteStore::open(path).unwrap())
}

fn person(name: &str, level: Option<SkillLevel>, town: &str) -> Person {
    Person {
        name: name.into(),
        level,
        town: Some(town.into()),
        ..Person::default()
    }
}

fn technician(name: &str) -> Person {
    person(name, Some(SkillLevel::Technician), "云桥镇")
}

fn rig() -> Rig {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut store = SqliteStore::open(&path).unwrap();
    store.add_craftsman(&technician("张样本")).unwrap();
    let clock = Clock::Day(chrono::NaiveDate::default());
    let office = Office::open(open(&path), clock, "tester".into()).unwrap();
    let (orders, ordered) = channel();
    let (posts, said) = channel();
    let posts = Mutex::new(posts);
    let post: Post = Arc::new(move |msg| posts.lock().unwrap().send(msg).unwrap());
    let ways = Ways {
        orders,
        number: Arc::default(),
        urgent: Arc::default(),
        lists: Chooser::new(open(&path), clock),
    };
    let voice = Voice {
        post,
        english: Arc::default(),
    };
    Rig {
        store,
        state: State::of(Finder::new(office)),
        around: Around {
            latest: Arc::default(),
            ways,
            voice,
        },
        ordered,
        said,
        chooser: Chooser::new(open(&path), clock),
        _folder: folder,
    }
}

fn find(generation: u64, typed: &str) -> NameOrder {
    NameOrder::Find(generation, NameAsk::of(typed))
}

impl Rig {
    fn serve(&mut self, orders: impl IntoIterator<Item = NameOrder>) {
        serve(&mut self.state, &mut self.around, orders.into_iter());
    }

    /// Reads the filter that is ordered, if one is.
    fn reads(&mut self) -> Option<NameOrder> {
        let filters = self.ordered.try_iter().filter_map(|order| match order {
            ChooseOrder::Choose(number, filter) => Some((number, filter)),
            _ => None,
        });
        let (number, filter) = filters.last()?;
        let chosen = self.chooser.choose(&filter, &|| true).unwrap();
        Some(NameOrder::Chosen(number, filter.key(), chosen))
    }

    /// The answers since: query and total, or nothing for a refusal.
    fn answers(&self) -> Vec<(u64, Option<usize>)> {
        let all = self.said.try_iter().filter_map(|msg| match msg {
            Msg::NamesFound {
                generation, total, ..
            } => Some((generation, Some(total))),
            Msg::NamesRefused(generation, _) => Some((generation, None)),
            _ => None,
        });
        all.collect()
    }
}

#[test]
fn a_filter_read_before_a_change_is_not_kept_though_nobody_waits_for_it() {
    let mut rig = rig();
    rig.serve([find(1, "级别:技师")]);
    let before = rig.reads().unwrap();
    rig.serve([find(2, "")]);
    rig.store.add_craftsman(&technician("李样本")).unwrap();
    rig.serve([NameOrder::CatchUp]);
    rig.serve([before]);
    rig.answers();
    rig.serve([find(3, "级别:技师")]);
    let now = rig.reads().expect("it is read again");
    rig.serve([now]);
    assert_eq!(rig.answers(), [(3, Some(2))]);
}

#[test]
fn a_refusal_read_before_a_change_is_looked_at_again() {
    let mut rig = rig();
    rig.serve([find(1, "街道:新镇")]);
    let wrong = rig.reads().unwrap();
    assert!(matches!(&wrong, NameOrder::Chosen(_, _, Chosen::Wrong(_))));
    let new = person("王样本", None, "新镇");
    rig.store.add_craftsman(&new).unwrap();
    rig.serve([NameOrder::CatchUp, find(2, "街道:新镇")]);
    rig.serve([wrong]);
    assert_eq!(rig.answers(), []);
    let now = rig.reads().expect("it is read again");
    rig.serve([now]);
    assert_eq!(rig.answers(), [(2, Some(1))]);
    // What nobody has stays refused.
    rig.serve([find(3, "街道:旧镇")]);
    let wrong = rig.reads().unwrap();
    rig.serve([wrong]);
    assert_eq!(rig.answers(), [(3, None)]);
}

#[test]
fn a_change_counts_for_the_filter_that_was_being_read_and_no_other() {
    let mut rig = rig();
    rig.serve([find(1, "级别:技师")]);
    let old = rig.reads().unwrap();
    rig.serve([NameOrder::CatchUp, find(2, "街道:云桥镇")]);
    let own = rig.reads().unwrap();
    rig.serve([old, own]);
    assert_eq!(rig.answers(), [(2, Some(1))]);
    assert!(rig.reads().is_none(), "it was read after the change");
    rig.serve([find(3, "街道:云桥镇 zyb")]);
    assert_eq!(rig.answers(), [(3, Some(1))]);
}

#[test]
fn whom_a_filter_lets_through_is_shown_though_something_changed_meanwhile() {
    for is_first in [true, false] {
        let mut rig = rig();
        rig.serve([find(1, "级别:技师")]);
        let chosen = rig.reads().unwrap();
        rig.store.add_craftsman(&technician("李样本")).unwrap();
        let both = if is_first {
            [chosen, NameOrder::CatchUp]
        } else {
            [NameOrder::CatchUp, chosen]
        };
        rig.serve(both);
        assert_eq!(rig.answers(), [(1, Some(1))]);
        // Read again at once, or for whoever asks again because of the change.
        rig.serve([find(2, "级别:技师")]);
        let again = rig.reads().expect("it is read again");
        rig.serve([again]);
        assert_eq!(rig.answers(), [(2, Some(2))]);
    }
}

#[test]
fn what_cannot_be_read_is_waited_for_no_longer() {
    let mut rig = rig();
    rig.serve([find(1, "级别:技师")]);
    let Some(NameOrder::Chosen(number, key, _)) = rig.reads() else {
        panic!("a filter is read")
    };
    rig.serve([NameOrder::NotChosen(number, key)]);
    assert!(rig.reads().is_none() && rig.answers().is_empty());
    rig.serve([find(2, "级别:技师")]);
    assert!(rig.reads().is_some());
}

/// Queries with how many people their words find.
type Counts = Vec<(u64, usize)>;

/// The facets and the offers that were ordered to be counted since, and whether names are to be built anew.
fn counts(rig: &Rig) -> (Counts, Counts, bool) {
    let (mut facets, mut offers, mut renews) = (Vec::new(), Vec::new(), false);
    let people = |hits: &crate::search::HitSet| hits.of(crate::search::Kind::Craftsman).len();
    for order in rig.ordered.try_iter() {
        match order {
            ChooseOrder::Facets {
                generation, hits, ..
            } => facets.push((generation, people(&hits))),
            ChooseOrder::Offer {
                generation, hits, ..
            } => offers.push((generation, hits.map_or(0, |hits| people(&hits)))),
            ChooseOrder::Renew => renews = true,
            ChooseOrder::Choose(..) | ChooseOrder::End => {}
        }
    }
    (facets, offers, renews)
}

#[test]
fn what_was_counted_among_old_names_is_counted_again_when_they_are_renewed() {
    const NEW: usize = 40;
    let mut rig = rig();
    rig.serve([find(1, "yb")]);
    for _ in 0..NEW {
        rig.store.add_craftsman(&technician("张样本")).unwrap();
    }
    rig.serve([
        NameOrder::CatchUp,
        find(2, "yb"),
        NameOrder::Facets(2, NameAsk::of("yb")),
        NameOrder::Offer(2, "yb 级别:".into(), String::new(), Sounds::Exact),
    ]);
    assert_eq!(counts(&rig), (vec![(2, 1)], vec![(2, 1)], true));
    let renewed = Renewed::read(&rig.store).unwrap();
    rig.answers();
    rig.serve([NameOrder::Renewed(Some(Box::new(renewed)))]);
    assert_eq!(rig.answers(), [(2, Some(NEW + 1))]);
    let all = NEW + 1;
    assert_eq!(counts(&rig), (vec![(2, all)], vec![(2, all)], false));
    // Nobody waits for what was asked before.
    rig.around.latest.store(3, Ordering::Relaxed);
    let renewed = Renewed::read(&rig.store).unwrap();
    rig.serve([NameOrder::Renewed(Some(Box::new(renewed)))]);
    assert_eq!(counts(&rig), (vec![], vec![], false));
}

#[test]
fn names_that_cannot_be_built_anew_are_tried_again_at_the_next_change() {
    let mut rig = rig();
    rig.serve([find(1, "")]);
    for _ in 0..40 {
        rig.store.add_craftsman(&technician("张样本")).unwrap();
    }
    rig.serve([NameOrder::CatchUp]);
    assert!(counts(&rig).2);
    rig.serve([NameOrder::CatchUp]);
    assert!(!counts(&rig).2, "one is under way");
    rig.serve([NameOrder::Renewed(None)]);
    rig.serve([NameOrder::CatchUp]);
    assert!(counts(&rig).2);
}

#[test]
fn values_nobody_waits_for_do_not_take_the_facets_with_them() {
    let mut rig = rig();
    rig.around.latest.store(2, Ordering::Relaxed);
    rig.serve([
        NameOrder::Offer(1, "yb 级别:".into(), String::new(), Sounds::Exact),
        find(2, "zyb"),
        NameOrder::Facets(2, NameAsk::of("zyb")),
    ]);
    assert_eq!(counts(&rig), (vec![(2, 1)], vec![], false));
}

#[test]
fn the_same_filter_read_again_does_not_interrupt_what_is_counted() {
    let mut rig = rig();
    let urgent = |rig: &Rig| rig.around.ways.urgent.load(Ordering::Relaxed);
    rig.serve([find(1, "级别:技师")]);
    let chosen = rig.reads().unwrap();
    let before = urgent(&rig);
    rig.serve([chosen]);
    rig.serve([NameOrder::CatchUp, find(2, "级别:技师")]);
    assert!(rig.reads().is_some());
    assert_eq!(urgent(&rig), before);
    rig.serve([find(3, "级别:高级工")]);
    assert!(rig.reads().is_some());
    assert_ne!(urgent(&rig), before);
}
