//! A ledger before it is stored: what each of its columns is, with a sample; below, the first rows as
//! they are read, and how many can be. A column is sent elsewhere by a pick list.

use super::{Outcome, step_of};
use crate::{
    app::{Action, Effect, list::Cursor, views::LedgerView},
    ingest::ledger::{Entry, Field, read},
    rules::Pack,
};

/// Rows of the dialog that show the first items, on a small screen a third of it. Chosen by us.
pub const PREVIEW: usize = 5;

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The ledger with its columns.
    pub ledger: Box<LedgerView>,
    /// The cursor in the columns.
    pub cursor: Cursor,
    /// The cursor in the fields, while one is picked; the first row leaves the column out.
    pub pick: Option<Cursor>,
    /// How many rows can be read.
    pub good: usize,
    /// How many cannot.
    pub bad: usize,
    /// The first rows.
    pub first: Vec<Entry>,
    /// The first bad row: its row, column, value and reason's code.
    pub first_bad: Option<(usize, String, String, &'static str)>,
    /// The region's classes, by which results are read.
    pack: Box<Pack>,
}

impl Mapping {
    /// Opens the dialog.
    pub fn new(ledger: Box<LedgerView>, pack: &Pack) -> Self {
        let mut mapping = Self {
            ledger,
            cursor: Cursor::default(),
            pick: None,
            good: 0,
            bad: 0,
            first: Vec::new(),
            first_bad: None,
            pack: Box::new(pack.clone()),
        };
        mapping.read();
        mapping
    }

    /// Reads the rows anew, as the columns now stand.
    fn read(&mut self) {
        let read = read(&self.ledger.book, &self.ledger.layout, &self.pack);
        self.good = read.rows.len();
        self.bad = read.bad.len();
        let first = read.rows.into_iter().take(PREVIEW);
        self.first = first.map(|row| row.entry).collect();
        self.first_bad = read
            .bad
            .into_iter()
            .next()
            .map(|bad| (bad.line, bad.column, bad.value, bad.reason.code()));
    }

    /// Returns the fields that a column can be sent to, "left out" first.
    pub fn choices() -> impl Iterator<Item = Option<Field>> {
        std::iter::once(None).chain(Field::ALL.iter().copied().map(Some))
    }

    /// Returns how many rows of columns fit a dialog of this height.
    pub fn columns_height(height: usize) -> usize {
        height.saturating_sub(PREVIEW.min(height / 3) + 1).max(1)
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(pick) = &mut self.pick {
            match (step_of(action), action) {
                (Some(step), _) => pick.step(step, Field::ALL.len() + 1, height),
                (None, Action::Open) => {
                    let field = Self::choices().nth(pick.at).flatten();
                    if let Some(column) = self.ledger.layout.columns.get_mut(self.cursor.at) {
                        column.field = field;
                    }
                    self.pick = None;
                    self.read();
                }
                (None, Action::Back) => self.pick = None,
                _ => {}
            }
            return Outcome::STAY;
        }
        let columns = self.ledger.layout.columns.len();
        if let Some(step) = step_of(action) {
            self.cursor
                .step(step, columns, Self::columns_height(height));
            return Outcome::STAY;
        }
        match action {
            Action::Back => Outcome::CLOSE,
            Action::Open | Action::Edit => {
                let own = self.ledger.layout.columns.get(self.cursor.at);
                let at = own.and_then(|own| Self::choices().position(|field| field == own.field));
                let mut pick = Cursor::default();
                pick.go(at.unwrap_or(0), Field::ALL.len() + 1, height);
                self.pick = Some(pick);
                Outcome::STAY
            }
            // The dialog stays below the question, so that "no" leads back to it.
            Action::Save => Outcome::Stay(vec![Effect::PlanLedger(self.ledger.clone())]),
            _ => Outcome::STAY,
        }
    }
}
