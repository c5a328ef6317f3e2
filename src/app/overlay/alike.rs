//! Items like one: Enter goes to one of them.

use super::{Outcome, step_of};
use crate::{
    app::{
        Action,
        list::Cursor,
        views::{LookAlikes, Target},
    },
    domain::id::ProposalId,
};

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct AlikeList {
    /// Whose like are listed.
    pub of: ProposalId,
    /// What was found, once it is.
    pub found: Option<LookAlikes>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl AlikeList {
    /// Opens the dialog; what is known already shows at once.
    pub fn of(of: ProposalId, found: Option<LookAlikes>) -> Self {
        Self {
            of,
            found,
            cursor: Cursor::default(),
        }
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        let similar = self.found.as_ref().map_or(&[][..], |own| &own.similar);
        if let Some(step) = step_of(action) {
            // An item takes two lines.
            self.cursor.step(step, similar.len(), (height / 2).max(1));
            return Outcome::STAY;
        }
        match action {
            Action::Open => similar
                .get(self.cursor.at)
                .map_or(Outcome::STAY, |own| Outcome::Go(Target::Item(own.id))),
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}
