//! A scan of an index that two threads share.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::align::highest_score;
use super::chosen::Admitted;
use super::index::{Kind, NameIndex};
use super::query::Asked;
use super::rank::{Best, Rank};
use super::second::Job;
use super::sounds::Sounds;
use super::symbol::signature_of_word;
use super::tables::WordTables;

/// How many names are looked at between two looks at the generation; about a tenth of a millisecond.
pub(super) const CHUNK: usize = if cfg!(test) { 16 } else { 4096 };

/// What a scan looks for, made ready for one thread.
pub(super) struct Needle<'a> {
    /// The signature that a hit has.
    pub needed: u64,
    /// The most that a name can score.
    pub highest: i32,
    pub tables: Vec<WordTables<'a>>,
}

impl<'a> Needle<'a> {
    pub fn new(names: &'a NameIndex, words: &[&'a [char]], sounds: Sounds) -> Self {
        let signatures = words.iter().map(|word| signature_of_word(word, sounds));
        let tables = words.iter();
        let tables = tables.map(|word| WordTables::new(names.alphabet(), word, sounds));
        Self {
            needed: signatures.fold(0, |bits, own| bits | own),
            highest: words.iter().map(|word| highest_score(word.len())).sum(),
            tables: tables.collect(),
        }
    }
}

/// A scan for the best of one query, and how many hits there are.
pub(super) struct Scan {
    names: Arc<NameIndex>,
    words: Vec<Vec<char>>,
    sounds: Sounds,
    /// Nothing when all are.
    admitted: Option<Arc<Admitted>>,
    limit: usize,
    /// As good as the worst of the best elsewhere, once there are enough of them.
    bar: OnceLock<Rank>,
}

/// What was found: the best hits, not in order, and how many there are in all.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub best: Vec<(Rank, usize)>,
    pub total: usize,
}

/// What one thread works with.
pub(super) struct Hand<'a> {
    needle: Needle<'a>,
    best: Best<usize>,
    total: usize,
}

impl Scan {
    pub fn new(
        names: &Arc<NameIndex>,
        asked: &Asked<'_>,
        admitted: Option<&Arc<Admitted>>,
        limit: usize,
    ) -> Self {
        Self {
            names: Arc::clone(names),
            words: asked.words.iter().map(|word| word.to_vec()).collect(),
            sounds: asked.sounds,
            admitted: admitted.cloned(),
            limit,
            bar: OnceLock::new(),
        }
    }

    /// Says that as many as are wanted are known elsewhere, none of them behind this: most hits then need no score.
    pub fn only_before(&self, bar: Rank) {
        // Said once a search.
        let _ = self.bar.set(bar);
    }

    fn part(&self, at: usize) -> Range<usize> {
        at * CHUNK..self.names.places().min((at + 1) * CHUNK)
    }
}

impl Job for Scan {
    type Hand<'j> = Hand<'j>;
    type Sum = Scanned;

    fn pieces(&self) -> usize {
        self.names.places().div_ceil(CHUNK)
    }

    fn hand(&self) -> Hand<'_> {
        let words: Vec<&[char]> = self.words.iter().map(Vec::as_slice).collect();
        Hand {
            needle: Needle::new(&self.names, &words, self.sounds),
            best: Best::new(self.limit),
            total: 0,
        }
    }

    fn piece<'j>(&'j self, at: usize, hand: &mut Hand<'j>) {
        let wants = |kind: Kind, id| self.admitted.as_ref().is_none_or(|own| own.has(kind, id));
        let Hand {
            needle,
            best,
            total,
        } = hand;
        if let Some(bar) = self.bar.get() {
            best.only_before(*bar);
        }
        *total += self
            .names
            .scan_part(self.part(at), needle, wants, best, |at| at);
    }

    fn add(&self, hand: Hand<'_>, sum: &mut Scanned) {
        sum.total += hand.total;
        sum.best.extend(hand.best.into_sorted());
    }
}
