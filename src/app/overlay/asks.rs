//! The asks of the open letter's item: Enter goes to where one is answered, Space links the paragraph
//! at the caret to one, or takes the link away.

use super::{Outcome, step_of};
use crate::{
    app::{Action, list::Cursor},
    lang::Lang,
    letter::asks::Answer,
};

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskList {
    /// How each stands.
    pub answers: Vec<Answer>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl AskList {
    /// Opens the list on the first ask that is open.
    pub fn of(answers: Vec<Answer>, height: usize) -> Self {
        let at = answers.iter().position(|own| !own.answered).unwrap_or(0);
        let mut cursor = Cursor::default();
        cursor.go(at, answers.len(), height);
        Self { answers, cursor }
    }

    pub(super) fn act(&mut self, action: Action, lang: Lang, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.answers.len(), height);
            return Outcome::STAY;
        }
        let own = self.answers.get(self.cursor.at);
        match (action, own) {
            (Action::Open, Some(own)) => match &own.at {
                Some(at) => Outcome::Place(at.start),
                None => Outcome::Refuse(lang.say("asks.nowhere").to_owned()),
            },
            (Action::Mark, Some(own)) => Outcome::LinkAsk(own.ordinal),
            (Action::Back, _) => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}
