//! A list of programmes, or of what was paid beyond a cap: Enter opens the card.

use super::{Outcome, step_of};
use crate::{
    app::{Action, list::Cursor, programme::ListRow, views::Target},
    domain::programme::ProgrammeKind,
    store::NameId,
};

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Every programme, the newest first.
    All,
    /// Payments beyond a cap.
    Over,
}

impl Listed {
    /// Returns the action that opens the list, which names it.
    pub const fn action(self) -> Action {
        match self {
            Listed::All => Action::Programmes,
            Listed::Over => Action::OverCaps,
        }
    }
}

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct Programmes {
    /// What is listed.
    pub listed: Listed,
    /// The rows, once they have been read.
    pub rows: Option<Vec<ListRow>>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl Programmes {
    /// Opens the dialog before its rows are read.
    pub fn of(listed: Listed) -> Self {
        Self {
            listed,
            rows: None,
            cursor: Cursor::default(),
        }
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        let rows = self.rows.as_deref().unwrap_or_default();
        if let Some(step) = step_of(action) {
            self.cursor.step(step, rows.len(), height);
            return Outcome::STAY;
        }
        let row = rows.get(self.cursor.at);
        match action {
            Action::Open => row.map_or(Outcome::STAY, |row| {
                Outcome::Go(Target::Name(NameId::Programme(row.to)))
            }),
            Action::New => {
                let kind = row.and_then(|row| ProgrammeKind::from_code(row.kind));
                Outcome::Run(new_of(kind.unwrap_or(ProgrammeKind::Contest)))
            }
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}

/// Returns the action that makes a programme of a kind.
const fn new_of(kind: ProgrammeKind) -> Action {
    match kind {
        ProgrammeKind::Contest => Action::NewContest,
        ProgrammeKind::Training => Action::NewTraining,
        ProgrammeKind::Subsidy => Action::NewSubsidy,
        ProgrammeKind::Plan => Action::NewPlan,
        ProgrammeKind::Assessment => Action::NewAssessment,
    }
}
