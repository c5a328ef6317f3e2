//! The sources taken in: documents that are no proposals and whose figures may be cited.

use super::{Outcome, step_of};
use crate::{
    app::{Action, Effect, list::Cursor},
    domain::paper::Source,
};

/// The dialog.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// The newest first; their texts are read when one is opened.
    pub list: Vec<Source>,
    /// They have been read.
    pub read: bool,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl Sources {
    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.list.len(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Open => match self.list.get(self.cursor.at) {
                Some(source) => Outcome::Stay(vec![Effect::ReadSource(source.id)]),
                None => Outcome::STAY,
            },
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}
