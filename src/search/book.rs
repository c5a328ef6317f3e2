//! All names of the roster: a base of millions that does not change, and the rest.
//!
//! The rest are the names that a base cannot hold (studios, employers, people of more than four characters) and
//! every name that changed since; what changed is taken out of the base by its place. Answers are those of one
//! index over all names. Invariant: a kind and id is in the base and chosen there, or in the rest, or nowhere.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::base::{Base, Builder, Found, Gone, Places};
use super::chosen::{Admitted, Choice};
use super::familiar::{Familiar, Met};
use super::file::{self, BookError, Stamp};
use super::hit_set::HitSet;
use super::index::{Answer, Cancel, Hit, Kind, NameIndex};
use super::query::{Asked, Query};
use super::rank::{Best, Rank};
use super::scan::Scan;
use super::second::{Second, Shared};
use super::spans::spans;
use super::symbol::{Opening, symbols};

/// From so many names on the rest is scanned by two threads.
const SCANNED_BY_TWO: usize = if cfg!(test) { 3 } else { 10_000 };

/// A name that changed: its kind and id, and what it is now, or that it is gone.
pub type Change = (Kind, i64, Option<String>);

/// Every name that can be found.
#[derive(Debug, Default)]
pub struct NameBook {
    base: Arc<Base>,
    /// What of the base holds no more.
    gone: Arc<Gone>,
    second: Second,
    rest: Arc<NameIndex>,
    familiar: Familiar,
    /// How many names of the rest, or gone from the base, are changes.
    changes: usize,
    /// Another for every state of the names, so that a choice is known to be of this one.
    state: State,
}

/// The number of a state of the names; no two states of any book share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State(u64);

impl Default for State {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// Where a hit was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Base(u32),
    Rest(usize),
}

/// Names on the way into a book.
#[derive(Debug, Default)]
pub struct BookBuilder {
    base: Builder,
    rest: NameIndex,
}

impl BookBuilder {
    /// Adds a name; a kind and id may be added once only.
    pub fn add(&mut self, kind: Kind, id: i64, name: &str) {
        if kind != Kind::Craftsman || !self.base.add(id, name) {
            self.rest.insert(kind, id, name);
        }
    }

    /// Makes the book.
    pub fn finish(self) -> NameBook {
        NameBook {
            base: Arc::new(self.base.finish()),
            gone: Arc::default(),
            second: Second::default(),
            rest: Arc::new(self.rest.in_order()),
            familiar: Familiar::default(),
            changes: 0,
            state: State::default(),
        }
    }
}

impl NameBook {
    /// Builds a book; a kind and id may occur once only.
    pub fn build<'a>(names: impl Iterator<Item = (Kind, i64, &'a str)>) -> Self {
        let mut builder = BookBuilder::default();
        names.for_each(|(kind, id, name)| builder.add(kind, id, name));
        builder.finish()
    }

    /// Returns how many names can be found.
    pub fn len(&self) -> usize {
        self.base.len() - self.gone.len() + self.rest.len()
    }

    /// Tells whether no name can be found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns how many changes lie over the base; with many of them a new one is worth building.
    pub fn changes(&self) -> usize {
        self.changes
    }

    /// Adds a name, or replaces the one of this kind and id.
    pub fn insert(&mut self, kind: Kind, id: i64, name: &str) {
        self.apply(&[(kind, id, Some(name.to_owned()))]);
    }

    /// Removes a name and tells whether there was one.
    pub fn remove(&mut self, kind: Kind, id: i64) -> bool {
        let before = self.len();
        self.apply(&[(kind, id, None)]);
        self.len() < before
    }

    /// Makes many changes at once; of two changes of one name the later stays.
    pub fn apply(&mut self, changes: &[Change]) {
        let people = changes.iter().filter(|(kind, ..)| *kind == Kind::Craftsman);
        let ids: Vec<i64> = people.map(|(_, id, _)| *id).collect();
        let places = self.base.places_of(&ids);
        if !places.is_empty() {
            Arc::make_mut(&mut self.gone).add(&self.base, &places);
        }
        let rest = sole(&mut self.rest);
        for (kind, id, name) in changes {
            self.familiar.follow(*kind, *id, name.as_deref());
            match name {
                Some(name) => rest.insert(*kind, *id, name),
                None => _ = rest.remove(*kind, *id),
            }
        }
        self.changes += changes.len();
        self.state = State::default();
    }

    /// Says which names are familiar, the most familiar first: of those of the same score and length they are
    /// found first. A name that is not in the book is passed over.
    pub fn set_familiar(&mut self, list: &[(Kind, i64)]) {
        let people = list.iter().filter(|(kind, _)| *kind == Kind::Craftsman);
        let ids: Vec<i64> = people.map(|(_, id)| *id).collect();
        let places = self.base.places_of(&ids);
        let places = places
            .into_iter()
            .filter(|place| !self.gone.has(*place as usize));
        let places: HashMap<i64, u32> = places
            .map(|place| (self.base.id(place as usize), place))
            .collect();
        let name_of = |kind: Kind, id: i64| match (self.rest.get(kind, id), kind) {
            (Some(name), _) => Some(name.to_owned()),
            (None, Kind::Craftsman) => places.get(&id).map(|&place| self.base.name(place as usize)),
            (None, Kind::Studio | Kind::Employer | Kind::Programme) => None,
        };
        let names = list.iter().copied();
        let names = names.filter_map(|(kind, id)| Some((kind, id, name_of(kind, id)?)));
        self.familiar = Familiar::of(names);
    }

    /// Writes the book to a file.
    ///
    /// # Errors
    /// When the file cannot be written, or names changed since the book was built or read.
    pub fn write(&mut self, file: &Path, stamp: Stamp) -> std::io::Result<()> {
        if self.changes > 0 {
            return Err(std::io::ErrorKind::InvalidInput.into());
        }
        file::write(file, stamp, sole(&mut self.base), &self.rest)
    }

    /// Reads a book from a file, with the state of the store that it was built from.
    ///
    /// # Errors
    /// When the file is missing, of another program version, or damaged; a book is then to be built anew.
    pub fn read(file: &Path) -> Result<(Self, Stamp), BookError> {
        let (base, rest, stamp) = file::read(file)?;
        let book = Self {
            base: Arc::new(base),
            gone: Arc::default(),
            second: Second::default(),
            rest: Arc::new(rest),
            familiar: Familiar::default(),
            changes: 0,
            state: State::default(),
        };
        Ok((book, stamp))
    }

    /// Returns the name of a kind and id.
    pub fn get(&self, kind: Kind, id: i64) -> Option<String> {
        if let Some(name) = self.rest.get(kind, id) {
            return Some(name.to_owned());
        }
        let places = match kind {
            Kind::Craftsman => self.base.places_of(&[id]),
            Kind::Studio | Kind::Employer | Kind::Programme => Vec::new(),
        };
        let place = *places.first()? as usize;
        (!self.gone.has(place)).then(|| self.base.name(place))
    }

    /// Finds the names that every word of the query hits: the best `limit` of them, and how many there are.
    ///
    /// An empty query finds every name; a query of punctuation alone finds none.
    pub fn search(&self, query: &Query, limit: usize, cancel: &Cancel) -> Answer {
        self.search_among(query, None, limit, cancel)
    }

    /// Finds every record that every word of the query hits; nothing when the search was given up.
    pub fn hits(&self, query: &Query, cancel: &Cancel) -> Option<HitSet> {
        let mut hits = HitSet::default();
        if let Some(asked) = query.asked() {
            let people = hits.of_mut(Kind::Craftsman);
            self.base.each_hit(&asked, cancel, &mut |ids| {
                for id in ids {
                    people.insert(i64::from(*id));
                }
            });
            // Before the rest, in which some of them stand under another name.
            for place in self.gone.places() {
                people.remove(self.base.id(*place as usize));
            }
            let mut add = |kind, id| hits.of_mut(kind).insert(id);
            self.rest.each_id(&asked, cancel, &mut add);
        }
        (!cancel.is_cancelled()).then_some(hits)
    }

    /// Chooses the records that are admitted, so that they are searched as fast as all.
    pub fn choose(&self, admitted: Arc<Admitted>) -> Choice {
        let people = Places::of(self.base.len(), |place| {
            !self.gone.has(place) && admitted.has(Kind::Craftsman, self.base.id(place))
        });
        Choice::new(self.state, self.base.part(&people), admitted)
    }

    /// Tells whether a choice was made among the names as they are.
    pub fn is_of(&self, choice: &Choice) -> bool {
        choice.state() == self.state
    }

    /// Finds as [`search`](Self::search) does, among the records of a choice that was made among these names.
    pub fn search_in(
        &self,
        query: &Query,
        choice: &Choice,
        limit: usize,
        cancel: &Cancel,
    ) -> Answer {
        self.search_among(query, Some(choice), limit, cancel)
    }

    fn search_among(
        &self,
        query: &Query,
        choice: Option<&Choice>,
        limit: usize,
        cancel: &Cancel,
    ) -> Answer {
        let Some(asked) = query.asked() else {
            return Answer::default();
        };
        let mut best = Best::new(limit);
        let wants = |kind, id| choice.is_none_or(|own| own.admitted().has(kind, id));
        let scan = Scan::new(&self.rest, &asked, choice.map(Choice::admitted), limit);
        let scan = Arc::new(Shared::new(scan, cancel));
        if self.rest.len() >= SCANNED_BY_TWO {
            self.second.join_in(scan.clone());
        }
        let scanned = |best: &mut Best<Source>| {
            let scanned = scan.result();
            for (rank, at) in scanned.best {
                best.offer(rank, Source::Rest(at));
            }
            scanned.total
        };
        let none_gone = Arc::default();
        let (base, gone) = match choice {
            None => (&self.base, &self.gone),
            // A choice was made of those that hold.
            Some(choice) => (choice.people(), &none_gone),
        };
        let total = if base.is_empty() {
            scanned(&mut best)
        } else {
            let (in_rest, in_base) =
                base.search(&self.second, &asked, gone, limit, cancel, |found| {
                    // They come best first.
                    if let Some(last) = found.last().filter(|_| found.len() == limit) {
                        scan.job().only_before(rank_of(last));
                    }
                    for one in found {
                        best.offer(rank_of(&one), Source::Base(one.place));
                    }
                    scanned(&mut best)
                });
            in_rest + in_base
        };
        let best = self
            .familiar
            .raise(&asked, wants, best.into_sorted(), limit);
        let hit = |(rank, met)| match met {
            Met::Anywhere(Source::Base(place)) => hit(base, rank, place, &asked),
            Met::Anywhere(Source::Rest(at)) => self.rest.hit(rank, at, &asked),
            Met::Here(at) => self.familiar.hit(rank, at, &asked),
        };
        Answer {
            hits: best.into_iter().map(hit).collect(),
            total,
            cancelled: cancel.is_cancelled(),
        }
    }
}

/// Returns what a book has alone: the second thread may still be letting go of the last search, and no new one can
/// begin meanwhile.
fn sole<T>(shared: &mut Arc<T>) -> &mut T {
    while Arc::get_mut(shared).is_none() {
        std::thread::yield_now();
    }
    Arc::get_mut(shared).expect("nobody else has it")
}

fn hit(base: &Base, rank: Rank, place: u32, asked: &Asked<'_>) -> Hit {
    let name = base.name(place as usize);
    Hit {
        kind: rank.kind,
        id: rank.id,
        score: rank.score.0,
        spans: spans(&name, &symbols(&name, Opening::Surname), asked),
        name,
    }
}

fn rank_of(found: &Found) -> Rank {
    Rank {
        score: Reverse(found.score),
        chars: found.chars,
        id: found.id.into(),
        kind: Kind::Craftsman,
    }
}
