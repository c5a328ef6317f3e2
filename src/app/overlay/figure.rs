//! A cited figure opened: where it comes from, then and now, and whom it counts.

use super::{Outcome, step_of};
use crate::{
    app::{
        Action, Effect,
        list::Cursor,
        views::{FigureView, Target},
    },
    figure::FigureState,
};

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureBox {
    /// The figure.
    pub view: Box<FigureView>,
    /// The cursor in its rows.
    pub cursor: Cursor,
}

impl FigureBox {
    /// Opens a figure.
    pub fn new(view: Box<FigureView>) -> Self {
        Self {
            view,
            cursor: Cursor::default(),
        }
    }

    /// Returns whether it may be looked up again.
    pub fn may_renew(&self) -> bool {
        let own = &self.view.standing.figure.value;
        own.state != FigureState::Frozen && own.question().is_some()
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            // Three rows at the head say where the figure comes from.
            let height = height.saturating_sub(3);
            self.cursor.step(step, self.view.rows.len(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Open => {
                let row = self.view.rows.get(self.cursor.at);
                row.map_or(Outcome::STAY, |(id, ..)| Outcome::Go(Target::Name(*id)))
            }
            Action::Refresh | Action::RefreshFigures if self.may_renew() => {
                let id = self.view.standing.figure.id;
                Outcome::Close(vec![Effect::LookAgain(vec![id])])
            }
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}
