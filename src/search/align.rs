//! The best score of a word over all forms of a name, without writing the forms.
//!
//! On lower-case text without separators `SkimMatcherV2` is an alignment with affine gaps (read in its source,
//! version 0.3.7, `skim.rs`; property tests hold us to it): the first query letter earns [`FIRST_AT_START`] on the
//! first letter of the form and [`FIRST`] elsewhere, letters before the first match and after the last cost nothing,
//! a next letter earns [`ADJACENT`] right after the one before, else [`MATCH`] less [`GAP_START`] less one for each
//! letter skipped. After a symbol only this matters: how many query letters are used, and whether the last of them
//! was the letter just before. So the best over the ways of writing a symbol is an element-wise maximum, and a form
//! is never written. Invariant: positions are below 32, scores of real alignments far above [`IMPOSSIBLE`].

use std::hash::{Hash, Hasher};

use super::readings::MAX_READING;
use super::sounds::{Sounds, heard};
use super::symbol::Symbol;

mod ahead;
mod form;

pub(super) use ahead::Ahead;
pub(super) use form::best_form;

/// Sixteen a letter, twice a bonus of eight at the start, less one (the crate charges it before the first letter).
const FIRST_AT_START: i16 = 31;
const FIRST: i16 = 15;
const MATCH: i16 = 16;
const ADJACENT: i16 = 20;
const GAP_START: i16 = 3;
/// Lower than any real score (31 letters gain at most 631, 64 symbols of a gap cost 67), far from wrapping.
const IMPOSSIBLE: i16 = -8000;
/// One more than the longest query.
const POSITIONS: usize = super::query::MAX_QUERY_CHARS + 1;

/// Returns the most that a word of this many letters can score.
pub(super) fn highest_score(letters: usize) -> i32 {
    if letters == 0 {
        0
    } else {
        i32::from(FIRST_AT_START) + i32::from(ADJACENT) * (letters as i32 - 1)
    }
}

/// A gain, from "the last letter stands right before" and from "a gap is open".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gain {
    after_match: i16,
    in_gap: i16,
}

const NO_GAIN: Gain = Gain {
    after_match: IMPOSSIBLE,
    in_gap: IMPOSSIBLE,
};

impl Gain {
    fn bits(self) -> u64 {
        u64::from(self.after_match as u16) << 16 | u64::from(self.in_gap as u16)
    }

    fn raise(&mut self, other: Gain) {
        self.after_match = self.after_match.max(other.after_match);
        self.in_gap = self.in_gap.max(other.in_gap);
    }
}

/// What a symbol can do for a word: use letters `from..to` and end matched or in a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Move {
    from: u8,
    to: u8,
    to_match: Gain,
    to_gap: Gain,
}

/// All that a symbol, or one way of writing it, can do for a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Moves {
    moves: Vec<Move>,
    /// Position and gain of using up the rest of the word.
    finishes: Vec<(u8, Gain)>,
}

/// Gains from one position by number of letters used, gathered over the ways of writing a symbol.
struct Gathered {
    to_match: [Gain; MAX_READING + 1],
    to_gap: [Gain; MAX_READING + 1],
    /// The greatest number of letters used.
    used: usize,
}

/// A move is two numbers: thousands are compared for one query.
impl Hash for Moves {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for step in &self.moves {
            state.write_u64(u64::from(step.from) << 8 | u64::from(step.to));
            state.write_u64(step.to_match.bits() << 32 | step.to_gap.bits());
        }
        for (from, gain) in &self.finishes {
            state.write_u64(u64::from(*from) << 32 | gain.bits());
        }
    }
}

impl Moves {
    /// Returns what a symbol can do for a word.
    pub fn of_symbol(symbol: &Symbol, word: &[char], sounds: Sounds) -> Self {
        Self::of_ways(&symbol.alternatives(sounds), symbol.leads, word)
    }

    /// Returns what one way of writing a symbol can do for a word.
    pub fn of_way(way: &[char], leads: bool, word: &[char]) -> Self {
        Self::of_ways(std::slice::from_ref(&way), leads, word)
    }

    /// Returns what a reading and its first letter can do for a word.
    pub fn of_reading(reading: &str, leads: bool, word: &[char], sounds: Sounds) -> Self {
        let heard = heard(reading, sounds).into_iter();
        let wholes: Vec<Vec<char>> = heard.map(|way| way.chars().collect()).collect();
        let ways: Vec<&[char]> = wholes
            .iter()
            .flat_map(|whole| [&whole[..1], whole])
            .collect();
        Self::of_ways(&ways, leads, word)
    }

    /// Returns what can be done for a word in any of these ways.
    pub fn merged<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let (mut moves, mut finishes) = (Vec::new(), Vec::new());
        for part in parts {
            moves.extend_from_slice(&part.moves);
            finishes.extend_from_slice(&part.finishes);
        }
        moves.sort_unstable_by_key(|step: &Move| (step.from, step.to));
        moves.dedup_by(|next, kept| {
            let is_same = (next.from, next.to) == (kept.from, kept.to);
            if is_same {
                kept.to_match.raise(next.to_match);
                kept.to_gap.raise(next.to_gap);
            }
            is_same
        });
        finishes.sort_unstable_by_key(|finish: &(u8, Gain)| finish.0);
        finishes.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1.raise(next.1);
            }
            is_same
        });
        Self { moves, finishes }
    }

    fn of_ways(ways: &[impl AsRef<[char]>], leads: bool, word: &[char]) -> Self {
        let mut moves = Self::default();
        for from in 0..word.len() {
            let rest = &word[from..];
            let mut ways = ways.iter().map(AsRef::as_ref);
            let Some(way) = ways.find(|way| way.contains(&rest[0])) else {
                continue;
            };
            let mut gathered = Gathered {
                to_match: [NO_GAIN; MAX_READING + 1],
                to_gap: [NO_GAIN; MAX_READING + 1],
                used: 0,
            };
            let mut finish = gathered.add_way(way, leads, from, rest);
            for way in ways.filter(|way| way.contains(&rest[0])) {
                finish.raise(gathered.add_way(way, leads, from, rest));
            }
            for used in 1..=gathered.used {
                let (to_match, to_gap) = (gathered.to_match[used], gathered.to_gap[used]);
                if from + used < word.len() && (to_match != NO_GAIN || to_gap != NO_GAIN) {
                    moves.moves.push(Move {
                        from: from as u8,
                        to: (from + used) as u8,
                        to_match,
                        to_gap,
                    });
                }
            }
            if finish != NO_GAIN {
                moves.finishes.push((from as u8, finish));
            }
        }
        moves
    }
}

impl Gathered {
    /// Aligns the rest of the word with one way of writing a symbol; returns the gain of finishing in it.
    fn add_way(&mut self, way: &[char], leads: bool, from: usize, rest: &[char]) -> Gain {
        let mut matched = [NO_GAIN; MAX_READING + 1];
        let mut gap = [NO_GAIN; MAX_READING + 1];
        let mut finish = NO_GAIN;
        for (offset, &letter) in way.iter().take(MAX_READING).enumerate() {
            let mut next = [NO_GAIN; MAX_READING + 1];
            for used in 0..=offset.min(rest.len() - 1) {
                if rest[used] != letter {
                    continue;
                }
                let gain = if used == 0 {
                    first_gain(offset as i16, from == 0, leads)
                } else {
                    later_gain(matched[used], gap[used])
                };
                next[used + 1].raise(gain);
                self.used = self.used.max(used + 1);
                if used + 1 == rest.len() {
                    finish.raise(gain);
                }
            }
            for used in 1..=offset {
                gap[used] = Gain {
                    after_match: open_gap(matched[used].after_match, gap[used].after_match),
                    in_gap: open_gap(matched[used].in_gap, gap[used].in_gap),
                };
            }
            matched = next;
        }
        for used in 1..=MAX_READING {
            self.to_match[used].raise(matched[used]);
            self.to_gap[used].raise(gap[used]);
        }
        finish
    }
}

/// The gain of the first letter used in a symbol, this many letters into it.
fn first_gain(offset: i16, begins_query: bool, leads: bool) -> Gain {
    match (begins_query, offset) {
        (true, 0) if leads => Gain {
            after_match: FIRST_AT_START,
            in_gap: FIRST_AT_START,
        },
        (true, _) => Gain {
            after_match: FIRST,
            in_gap: FIRST,
        },
        (false, 0) => Gain {
            after_match: ADJACENT,
            in_gap: MATCH,
        },
        (false, _) => Gain {
            after_match: MATCH - GAP_START - offset,
            in_gap: MATCH - offset,
        },
    }
}

fn later_gain(matched: Gain, gap: Gain) -> Gain {
    Gain {
        after_match: (matched.after_match + ADJACENT)
            .max(gap.after_match + MATCH)
            .max(IMPOSSIBLE),
        in_gap: (matched.in_gap + ADJACENT)
            .max(gap.in_gap + MATCH)
            .max(IMPOSSIBLE),
    }
}

/// The score in a gap after one more letter is skipped.
fn open_gap(matched: i16, gap: i16) -> i16 {
    (matched - GAP_START - 1).max(gap - 1).max(IMPOSSIBLE)
}

/// The best scores after some symbols, by number of query letters used.
#[derive(Debug, Clone)]
pub(super) struct State {
    matched: [i16; POSITIONS],
    gap: [i16; POSITIONS],
    finished: i16,
}

impl State {
    /// Returns the state before the first symbol.
    pub fn start() -> Self {
        Self {
            matched: [IMPOSSIBLE; POSITIONS],
            gap: [IMPOSSIBLE; POSITIONS],
            finished: IMPOSSIBLE,
        }
    }

    /// Returns the score if the whole word was used.
    pub fn score(&self) -> Option<i32> {
        (self.finished > IMPOSSIBLE / 2).then(|| self.finished.into())
    }

    /// Finishes where the symbol allows it; enough for the last symbol of a name.
    pub fn finish(&mut self, moves: &Moves) {
        self.finished = self.finished_by(moves);
    }

    /// Returns the best finished score with one more symbol, far below zero when there is none.
    pub fn finished_by(&self, moves: &Moves) -> i16 {
        moves
            .finishes
            .iter()
            .fold(self.finished, |best, &(from, gain)| {
                best.max(self.reached(from, gain))
            })
    }

    /// Goes over a symbol.
    pub fn advance(&mut self, moves: &Moves, letters: usize) {
        self.finish(moves);
        if letters < 2 {
            return; // there is no state between nothing and all
        }
        let mut matched = [IMPOSSIBLE; POSITIONS];
        let mut gap = [IMPOSSIBLE; POSITIONS];
        for (used, gap) in gap.iter_mut().enumerate().take(letters).skip(1) {
            // A skipped symbol is written with one letter.
            *gap = open_gap(self.matched[used], self.gap[used]);
        }
        for step in &moves.moves {
            let to = usize::from(step.to);
            matched[to] = matched[to].max(self.reached(step.from, step.to_match));
            gap[to] = gap[to].max(self.reached(step.from, step.to_gap));
        }
        self.matched = matched;
        self.gap = gap;
    }

    fn reached(&self, from: u8, gain: Gain) -> i16 {
        if from == 0 {
            // Nothing used yet: letters before the first match cost nothing.
            return gain.after_match;
        }
        let from = usize::from(from);
        (self.matched[from] + gain.after_match)
            .max(self.gap[from] + gain.in_gap)
            .max(IMPOSSIBLE)
    }
}

/// Returns the best score of a word over all forms of a text, gate or no gate.
pub(super) fn best_score(symbols: &[Symbol], word: &[char]) -> Option<i32> {
    if word.is_empty() {
        return Some(0);
    }
    let mut state = State::start();
    for symbol in symbols {
        state.advance(&Moves::of_symbol(symbol, word, Sounds::Exact), word.len());
    }
    state.score()
}
