//! All names in memory, and the answer to a query.
//!
//! Names lie end to end in one text, their symbols in one row; a removed name stays as a gap until gaps are as many
//! as names. A query looks at every name: a 64-bit signature rejects most, the gate decides a hit, the score is
//! computed only for those that could still be shown. What a name shares with the one before it is not gone through
//! again, which the names of employers are put [in order](NameIndex::in_order) for.
//! Invariant: a kind and id occurs at most once among the living.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::query::{Asked, Query};
use super::rank::{Best, Rank};
use super::scan::{CHUNK, Needle};
use super::spans::spans;
use super::symbol::{Alphabet, Opening, Symbol};
use super::tables::WordTables;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person of the roster (工匠).
    Craftsman,
    /// A studio (技能大师工作室).
    Studio,
    /// An employer (单位).
    Employer,
    /// A programme (项目): a contest, a class, a subsidy, a plan.
    Programme,
}

impl Kind {
    /// Every kind, in the order in which they stand in the roster.
    pub const ALL: [Self; 4] = [
        Self::Craftsman,
        Self::Studio,
        Self::Employer,
        Self::Programme,
    ];

    fn opening(self) -> Opening {
        match self {
            Self::Craftsman | Self::Studio => Opening::Surname,
            Self::Employer | Self::Programme => Opening::Any,
        }
    }
}

/// One name found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What the name belongs to.
    pub kind: Kind,
    /// Its id within the kind.
    pub id: i64,
    /// The name as it was given.
    pub name: String,
    /// The score, higher is better; the sum over the words.
    pub score: i32,
    /// The matched byte ranges of the name, in order, on character boundaries.
    pub spans: Vec<Range<usize>>,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// How many names are hits; exact unless cancelled.
    pub total: usize,
    /// Whether the search was given up before the end.
    pub cancelled: bool,
}

/// Tells a running search that a newer one has begun.
#[derive(Debug, Clone)]
pub struct Cancel {
    current: Arc<AtomicU64>,
    own: u64,
}

impl Cancel {
    /// Returns a sign that holds until the shared generation moves on beyond this one.
    pub fn new(current: Arc<AtomicU64>, own: u64) -> Self {
        Self { current, own }
    }

    /// Returns a sign that never stops a search.
    pub fn never() -> Self {
        Self::new(Arc::new(AtomicU64::new(0)), 0)
    }

    /// Tells whether the generation has moved on.
    pub fn is_cancelled(&self) -> bool {
        self.current.load(Ordering::Relaxed) > self.own
    }
}

/// Gaps below this number are not worth closing.
const MIN_GAPS: usize = 4096;

#[derive(Debug, Clone, Copy)]
struct Record {
    id: i64,
    text: u32,
    text_len: u32,
    symbols: u32,
    symbols_len: u8,
    /// Nothing when the name was removed.
    kind: Option<Kind>,
}

/// Names that can be found as one types.
#[derive(Debug, Default)]
pub struct NameIndex {
    alphabet: Alphabet,
    text: String,
    symbols: Vec<u32>,
    signatures: Vec<u64>,
    /// With how many of its symbols a name begins as the one before it does.
    shared: Vec<u8>,
    records: Vec<Record>,
    places: HashMap<(Kind, i64), u32>,
}

impl NameIndex {
    /// Builds an index; of two names with the same kind and id the later stays.
    pub fn build<'a>(names: impl Iterator<Item = (Kind, i64, &'a str)>) -> Self {
        let mut index = Self::default();
        let (expected, _) = names.size_hint();
        index.records.reserve(expected);
        index.signatures.reserve(expected);
        index.shared.reserve(expected);
        index.places.reserve(expected);
        names.for_each(|(kind, id, name)| index.insert(kind, id, name));
        index
    }

    /// Returns how many names can be found.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Tells whether no name can be found.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Returns how many places there are: names, and gaps of names that were removed.
    pub(super) fn places(&self) -> usize {
        self.records.len()
    }

    /// Returns the places in parts.
    fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        let places = self.places();
        (0..places)
            .step_by(CHUNK)
            .map(move |at| at..places.min(at + CHUNK))
    }

    pub(super) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// Adds a name, or replaces the one of this kind and id.
    pub fn insert(&mut self, kind: Kind, id: i64, name: &str) {
        self.remove(kind, id);
        let (text, symbols) = (self.text.len() as u32, self.symbols.len() as u32);
        self.text.push_str(name);
        let symbols_len = self.alphabet.spell(name, kind.opening(), &mut self.symbols);
        let signature = self
            .alphabet
            .signature_of(&self.symbols[symbols as usize..]);
        self.places.insert((kind, id), self.records.len() as u32);
        self.signatures.push(signature);
        let before = self.records.last().map(|before| self.spelled(before));
        let own = &self.symbols[symbols as usize..];
        self.shared.push(shared_by(before.unwrap_or_default(), own));
        self.records.push(Record {
            id,
            text,
            text_len: name.len() as u32,
            symbols,
            symbols_len: symbols_len as u8,
            kind: Some(kind),
        });
    }

    /// Gives a name to this kind and id in place of its old one.
    pub fn replace(&mut self, kind: Kind, id: i64, name: &str) {
        self.insert(kind, id, name);
    }

    /// Removes a name and tells whether there was one.
    pub fn remove(&mut self, kind: Kind, id: i64) -> bool {
        let Some(place) = self.places.remove(&(kind, id)) else {
            return false;
        };
        self.records[place as usize].kind = None;
        let gaps = self.records.len() - self.places.len();
        if gaps > MIN_GAPS && gaps > self.places.len() {
            self.close_gaps();
        }
        true
    }

    /// Puts names next to each other that begin alike.
    pub(super) fn in_order(mut self) -> Self {
        let mut records = std::mem::take(&mut self.records);
        let symbols = std::mem::take(&mut self.symbols);
        let spelled = |record: &Record| {
            let first = record.symbols as usize;
            &symbols[first..first + usize::from(record.symbols_len)]
        };
        records.retain(|record| record.kind.is_some());
        records.sort_unstable_by(|one, two| spelled(one).cmp(spelled(two)));
        self.signatures.clear();
        self.shared.clear();
        let mut before: &[u32] = &[];
        for (at, record) in (0..).zip(&mut records) {
            let own = spelled(record);
            self.signatures.push(self.alphabet.signature_of(own));
            self.shared.push(shared_by(before, own));
            before = own;
            record.symbols = self.symbols.len() as u32;
            self.symbols.extend_from_slice(own);
            self.places
                .extend(record.kind.map(|kind| ((kind, record.id), at)));
        }
        self.records = records;
        self
    }

    fn close_gaps(&mut self) {
        *self = Self::build(self.each());
    }

    /// Hands out every name.
    pub(super) fn each(&self) -> impl Iterator<Item = (Kind, i64, &str)> {
        let living = self.records.iter();
        living.filter_map(|record| record.kind.map(|kind| (kind, record.id, self.name(record))))
    }

    fn name(&self, record: &Record) -> &str {
        &self.text[record.text as usize..(record.text + record.text_len) as usize]
    }

    fn spelled(&self, record: &Record) -> &[u32] {
        &self.symbols
            [record.symbols as usize..record.symbols as usize + usize::from(record.symbols_len)]
    }

    /// Returns the name of a kind and id.
    pub fn get(&self, kind: Kind, id: i64) -> Option<&str> {
        self.places
            .get(&(kind, id))
            .map(|&place| self.name(&self.records[place as usize]))
    }

    /// Finds the names that every word of the query hits: the best `limit` of them, and how many there are.
    ///
    /// An empty query finds every name; a query of punctuation alone finds none.
    pub fn search(&self, query: &Query, limit: usize, cancel: &Cancel) -> Answer {
        self.search_of(query, |_, _| true, limit, cancel)
    }

    /// Finds as [`search`](Self::search) does, among the records that are wanted.
    pub fn search_of(
        &self,
        query: &Query,
        wants: impl Fn(Kind, i64) -> bool,
        limit: usize,
        cancel: &Cancel,
    ) -> Answer {
        let Some(asked) = query.asked() else {
            return Answer::default();
        };
        let mut best = Best::new(limit);
        let mut answer = Answer::default();
        (answer.total, answer.cancelled) = self.scan(&asked, wants, &mut best, |at| at, cancel);
        answer.hits = best
            .into_sorted()
            .into_iter()
            .map(|(rank, at)| self.hit(rank, at, &asked))
            .collect();
        answer
    }

    /// Offers every hit that could be among the best, as `source` says where it is; returns how many hits there
    /// are, and whether the search was given up.
    pub(super) fn scan<T: Ord>(
        &self,
        asked: &Asked<'_>,
        wants: impl Fn(Kind, i64) -> bool,
        best: &mut Best<T>,
        source: impl Fn(usize) -> T,
        cancel: &Cancel,
    ) -> (usize, bool) {
        let mut needle = Needle::new(self, &asked.words, asked.sounds);
        let mut total = 0;
        for part in self.parts() {
            if cancel.is_cancelled() {
                return (total, true);
            }
            total += self.scan_part(part, &mut needle, &wants, best, &source);
        }
        (total, false)
    }

    /// Tells the kind and id of every hit; not of all when cancelled.
    pub(super) fn each_id(
        &self,
        asked: &Asked<'_>,
        cancel: &Cancel,
        mut tell: impl FnMut(Kind, i64),
    ) {
        let mut needle = Needle::new(self, &asked.words, asked.sounds);
        for part in self.parts().take_while(|_| !cancel.is_cancelled()) {
            let tell = |at: usize, kind, _: &mut [WordTables<'_>]| tell(kind, self.records[at].id);
            self.each_hit(part, &mut needle, |_, _| true, tell);
        }
    }

    /// Scans the names at these places; returns how many hits there are.
    pub(super) fn scan_part<T: Ord>(
        &self,
        part: Range<usize>,
        needle: &mut Needle<'_>,
        wants: impl Fn(Kind, i64) -> bool,
        best: &mut Best<T>,
        source: impl Fn(usize) -> T,
    ) -> usize {
        let (mut total, highest) = (0, needle.highest);
        self.each_hit(part, needle, wants, |at, kind, tables| {
            total += 1;
            let record = &self.records[at];
            let name = self.spelled(record);
            let mut rank = Rank {
                score: Reverse(highest),
                chars: name.len(),
                id: record.id,
                kind,
            };
            if best.would_keep(rank) {
                rank.score = Reverse(tables.iter_mut().map(|table| table.score(name)).sum());
                best.offer(rank, source(at));
            }
        });
        total
    }

    /// Tells of each hit at these places where it is, with the tables of the words that score it.
    fn each_hit(
        &self,
        part: Range<usize>,
        needle: &mut Needle<'_>,
        wants: impl Fn(Kind, i64) -> bool,
        mut tell: impl FnMut(usize, Kind, &mut [WordTables<'_>]),
    ) {
        // With how many symbols a name begins as the one that the tables were last asked for.
        let mut shared = 0;
        let names = self.signatures[part.clone()]
            .iter()
            .zip(&self.shared[part.clone()]);
        for (at, (signature, own)) in part.zip(names) {
            shared = shared.min(usize::from(*own));
            if signature & needle.needed != needle.needed {
                continue;
            }
            let record = &self.records[at];
            let Some(kind) = record.kind.filter(|&kind| wants(kind, record.id)) else {
                continue;
            };
            let name = self.spelled(record);
            let tables = &mut needle.tables;
            for table in tables.iter_mut() {
                table.pass(shared);
            }
            shared = usize::MAX;
            if tables.iter_mut().all(|table| table.is_hit(name)) {
                tell(at, kind, tables);
            }
        }
    }

    pub(super) fn hit(&self, rank: Rank, at: usize, asked: &Asked<'_>) -> Hit {
        let record = &self.records[at];
        let name = self.name(record);
        let symbols: Vec<Symbol> = self
            .spelled(record)
            .iter()
            .map(|&number| self.alphabet.get(number).clone())
            .collect();
        Hit {
            kind: rank.kind,
            id: rank.id,
            name: name.to_owned(),
            score: rank.score.0,
            spans: spans(name, &symbols, asked),
        }
    }
}

/// Returns with how many symbols two names begin alike.
fn shared_by(one: &[u32], two: &[u32]) -> u8 {
    let alike = one.iter().zip(two).take_while(|(one, two)| one == two);
    alike.count().min(usize::from(u8::MAX)) as u8
}
