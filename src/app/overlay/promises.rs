//! Sentences of a letter that promise something: each is chosen singly, to come into the queue on its day.

use super::{Outcome, step_of};
use crate::{
    app::{Action, Effect, list::Cursor},
    domain::{id::LetterId, letter_promise::LetterPromise},
};

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseList {
    /// Whose promises.
    pub letter: LetterId,
    /// Each, and whether it is chosen.
    pub list: Vec<(LetterPromise, bool)>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl PromiseList {
    /// Opens the list with those chosen that are kept.
    pub fn new(letter: LetterId, found: Vec<LetterPromise>, kept: &[LetterPromise]) -> Self {
        let list = found.into_iter().map(|own| {
            let is_kept = kept.contains(&own);
            (own, is_kept)
        });
        Self {
            letter,
            list: list.collect(),
            cursor: Cursor::default(),
        }
    }

    /// Returns those chosen.
    pub fn chosen(&self) -> Vec<LetterPromise> {
        let chosen = self.list.iter().filter(|(_, chosen)| *chosen);
        chosen.map(|(own, _)| own.clone()).collect()
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.list.len(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Mark => {
                if let Some((_, chosen)) = self.list.get_mut(self.cursor.at) {
                    *chosen = !*chosen;
                }
                self.cursor
                    .step(crate::app::list::Step::Down, self.list.len(), height);
                Outcome::STAY
            }
            Action::Open => Outcome::Close(vec![Effect::KeepPromises(self.letter, self.chosen())]),
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}
