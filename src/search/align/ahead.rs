//! The most that symbols still to come can add to a score: the bound of a search that goes from best to worst.
//!
//! Exact for "any symbols of this roster", so that a subtree is left out as soon as no name in it can be among
//! the best.

use super::{GAP_START, Gain, IMPOSSIBLE, Moves, NO_GAIN, POSITIONS, State};

/// The most that the next so many symbols, none of them the first of a name, can add.
#[derive(Debug, Clone)]
pub(in crate::search) struct Ahead {
    /// Before any letter is used.
    unused: i16,
    /// By letters used: with the last one just before, and in a gap.
    used: [Gain; POSITIONS],
}

impl Ahead {
    /// Returns the most that zero, one, two … up to `depth` symbols can add, each one of those that `moves` tell of.
    pub fn of<'a>(
        moves: impl Iterator<Item = &'a Moves>,
        letters: usize,
        depth: usize,
    ) -> Vec<Self> {
        let mut finish = [NO_GAIN; POSITIONS];
        let mut to_match = vec![[NO_GAIN; POSITIONS]; letters];
        let mut to_gap = to_match.clone();
        for symbol in moves {
            for step in &symbol.moves {
                let (from, to) = (usize::from(step.from), usize::from(step.to));
                to_match[from][to].raise(step.to_match);
                to_gap[from][to].raise(step.to_gap);
            }
            for &(from, gain) in &symbol.finishes {
                finish[usize::from(from)].raise(gain);
            }
        }
        let mut all = vec![Self {
            unused: IMPOSSIBLE,
            used: [NO_GAIN; POSITIONS],
        }];
        for symbols in 0..depth {
            let after = &all[symbols];
            let mut now = Self {
                unused: after
                    .unused
                    .max(finish.first().map_or(IMPOSSIBLE, |g| g.after_match)),
                used: [NO_GAIN; POSITIONS],
            };
            for from in 0..letters {
                let mut best = finish[from];
                for to in from + 1..letters {
                    best.raise(led_on(to_match[from][to], after.used[to].after_match));
                    best.raise(led_on(to_gap[from][to], after.used[to].in_gap));
                }
                if from == 0 {
                    now.unused = now.unused.max(best.after_match);
                    continue;
                }
                // A skipped symbol is written with one letter.
                best.raise(Gain {
                    after_match: (after.used[from].in_gap - GAP_START - 1).max(IMPOSSIBLE),
                    in_gap: (after.used[from].in_gap - 1).max(IMPOSSIBLE),
                });
                now.used[from] = best;
            }
            all.push(now);
        }
        all
    }
}

/// A gain followed by another.
fn led_on(first: Gain, then: i16) -> Gain {
    Gain {
        after_match: (first.after_match + then).max(IMPOSSIBLE),
        in_gap: (first.in_gap + then).max(IMPOSSIBLE),
    }
}

impl State {
    /// Returns the most that the score can be in the end, far below zero when it cannot be one.
    pub fn bound(&self, ahead: &Ahead, letters: usize) -> i16 {
        let mut bound = self.finished.max(ahead.unused);
        for from in 1..letters {
            let gain = ahead.used[from];
            bound = bound
                .max(self.matched[from] + gain.after_match)
                .max(self.gap[from] + gain.in_gap);
        }
        bound
    }
}
