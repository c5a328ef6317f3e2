//! The form behind a score, for the highlights of what is shown.
//!
//! Forms are never written while scoring, so the best one is read off backwards from the states before each symbol.

use super::{GAP_START, Gain, Moves, State, open_gap};
use crate::search::sounds::Sounds;
use crate::search::symbol::Symbol;

/// Where an alignment stands while its form is read off backwards.
#[derive(Clone, Copy)]
enum Target {
    Finished,
    Matched(u8),
    Gap(u8),
}

/// Returns how each symbol is written in a form that has the best score; unused symbols as their character.
pub(in crate::search) fn best_form(
    symbols: &[Symbol],
    word: &[char],
    sounds: Sounds,
) -> Vec<Vec<char>> {
    let mut form: Vec<Vec<char>> = symbols.iter().map(|symbol| vec![symbol.ch]).collect();
    let mut state = State::start();
    let mut before = Vec::with_capacity(symbols.len());
    for symbol in symbols {
        before.push(state.clone());
        state.advance(&Moves::of_symbol(symbol, word, sounds), word.len());
    }
    let (mut target, mut value) = (Target::Finished, state.finished);
    for (at, symbol) in symbols.iter().enumerate().rev() {
        let state = &before[at];
        let is_passed_over = match target {
            Target::Finished => state.finished == value,
            Target::Gap(used) => {
                open_gap(
                    state.matched[usize::from(used)],
                    state.gap[usize::from(used)],
                ) == value
            }
            Target::Matched(_) => false,
        };
        if is_passed_over {
            if let Target::Gap(used) = target {
                (target, value) = state.source(
                    used,
                    Gain {
                        after_match: -GAP_START - 1,
                        in_gap: -1,
                    },
                    value,
                );
            }
            continue;
        }
        let way_in = symbol.alternatives(sounds).into_iter().find_map(|way| {
            let moves = Moves::of_way(&way, symbol.leads, word);
            moves
                .entries(target)
                .find(|&(from, gain)| state.reached(from, gain) == value)
                .map(|entry| (way, entry))
        });
        let Some((way, (from, gain))) = way_in else {
            break;
        };
        form[at] = way;
        if from == 0 {
            break;
        }
        (target, value) = state.source(from, gain, value);
    }
    form
}

impl State {
    /// The state that a gain led on from.
    fn source(&self, used: u8, gain: Gain, value: i16) -> (Target, i16) {
        let at = usize::from(used);
        if self.matched[at] + gain.after_match == value {
            (Target::Matched(used), self.matched[at])
        } else {
            (Target::Gap(used), self.gap[at])
        }
    }
}

impl Moves {
    /// The positions and gains that lead to a target.
    fn entries(&self, target: Target) -> impl Iterator<Item = (u8, Gain)> {
        let finishes = self
            .finishes
            .iter()
            .copied()
            .filter(move |_| matches!(target, Target::Finished));
        let moves = self.moves.iter().filter_map(move |step| match target {
            Target::Matched(to) if step.to == to => Some((step.from, step.to_match)),
            Target::Gap(to) if step.to == to => Some((step.from, step.to_gap)),
            _ => None,
        });
        finishes.chain(moves)
    }
}
