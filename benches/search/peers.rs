//! Other matchers over the same names, each in the way that suits it best.
//!
//! Each has the easier task: it scores one form of a name (the characters for a query with characters, the full
//! pinyin for letters) where ours scores every mixture, and it may miss what ours finds. Forms are made ready
//! before; a matcher per thread; the best fifty and the number of hits are asked of each.

use std::{cmp::Reverse, collections::BinaryHeap, thread};

use frizbee::SortStrategy;
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};
use pinyin::ToPinyin;

use super::BEST;

/// A form of every name, as each peer likes it.
pub struct Forms {
    pub text: Vec<String>,
    wide: Vec<Utf32String>,
}

impl Forms {
    pub fn of(text: Vec<String>) -> Self {
        let wide = text.iter().map(|form| form.as_str().into()).collect();
        Self { text, wide }
    }
}

/// Writes a name in pinyin without blanks.
pub fn spelled(name: &str) -> String {
    let letters = name.chars().map(|ch| match ch.to_pinyin() {
        Some(reading) => reading.plain().to_owned(),
        None => ch.to_string(),
    });
    letters.collect()
}

/// A peer, and on how many threads.
#[derive(Clone, Copy)]
pub enum Peer {
    FuzzyMatcher,
    FuzzyMatcherOnTwo,
    Nucleo,
    Frizbee,
}

impl Peer {
    pub const ALL: [Self; 4] = [
        Self::FuzzyMatcher,
        Self::FuzzyMatcherOnTwo,
        Self::Nucleo,
        Self::Frizbee,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::FuzzyMatcher => "fuzzy-matcher, 1 thread",
            Self::FuzzyMatcherOnTwo => "fuzzy-matcher, 2 threads",
            Self::Nucleo => "nucleo-matcher, 2 threads",
            Self::Frizbee => "frizbee, 2 threads",
        }
    }

    /// Finds the best and counts the hits of a query, its words scored one by one and summed.
    pub fn search(self, forms: &Forms, query: &str) -> (Vec<usize>, usize) {
        let half = forms.text.len() / 2;
        let parts = match self {
            Self::FuzzyMatcher => vec![skim(&forms.text, 0, query)],
            Self::FuzzyMatcherOnTwo => {
                let (first, second) = forms.text.split_at(half);
                both(|| skim(first, 0, query), || skim(second, half, query))
            }
            Self::Nucleo => {
                let (first, second) = forms.wide.split_at(half);
                both(|| nucleo(first, 0, query), || nucleo(second, half, query))
            }
            Self::Frizbee => {
                let (first, second) = forms.text.split_at(half);
                both(|| frizbee(first, 0, query), || frizbee(second, half, query))
            }
        };
        let mut best = Best::default();
        for part in parts {
            best.total += part.total;
            for Reverse((score, Reverse(at))) in part.kept {
                best.keep(score, at);
            }
        }
        let kept = best.kept.into_sorted_vec().into_iter();
        (
            kept.map(|Reverse((_, Reverse(at)))| at).collect(),
            best.total,
        )
    }
}

fn both<T: Send>(one: impl FnOnce() -> T, other: impl FnOnce() -> T + Send) -> Vec<T> {
    thread::scope(|scope| {
        let other = scope.spawn(other);
        let mut parts = vec![one()];
        parts.extend(other.join());
        parts
    })
}

/// The best so far, and how many there were.
#[derive(Default)]
struct Best {
    /// Score, then the earlier name; the worst on top.
    kept: BinaryHeap<Reverse<(i64, Reverse<usize>)>>,
    total: usize,
}

impl Best {
    fn keep(&mut self, score: i64, at: usize) {
        self.kept.push(Reverse((score, Reverse(at))));
        if self.kept.len() > BEST {
            self.kept.pop();
        }
    }

    fn count(&mut self, score: i64, at: usize) {
        self.total += 1;
        self.keep(score, at);
    }
}

fn skim(forms: &[String], first: usize, query: &str) -> Best {
    let matcher = SkimMatcherV2::default();
    let words: Vec<&str> = query.split(' ').collect();
    let mut best = Best::default();
    for (at, form) in (first..).zip(forms) {
        let scores = words.iter().map(|word| matcher.fuzzy_match(form, word));
        if let Some(score) = scores.sum::<Option<i64>>() {
            best.count(score, at);
        }
    }
    best
}

fn nucleo(forms: &[Utf32String], first: usize, query: &str) -> Best {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = vec![Vec::new(); query.split(' ').count()];
    let words = query.split(' ').zip(&mut letters);
    let words: Vec<Utf32Str<'_>> = words
        .map(|(word, room)| Utf32Str::new(word, room))
        .collect();
    let mut best = Best::default();
    for (at, form) in (first..).zip(forms) {
        let mut score_of = |word: &Utf32Str<'_>| matcher.fuzzy_match(form.slice(..), *word);
        let scores = words.iter().map(|word| score_of(word).map(i64::from));
        if let Some(score) = scores.sum::<Option<i64>>() {
            best.count(score, at);
        }
    }
    best
}

fn frizbee(forms: &[String], first: usize, query: &str) -> Best {
    // Unsorted: picking fifty is cheaper than sorting all.
    let config = frizbee::Config::default().sort(SortStrategy::IndexAsc);
    let mut matcher = frizbee::Matcher::from_query(query, &config);
    let mut best = Best::default();
    for hit in matcher.match_list(forms) {
        best.count(i64::from(hit.score), first + hit.index as usize);
    }
    best
}
