//! Filling an empty store with the demo office.

use chrono::NaiveDate;

use crate::store::{Result, Store, StoreError};

/// How large and how old the demo office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeAsk {
    /// Craftsmen.
    pub workers: u64,
    /// Items.
    pub proposals: u64,
    /// The seed.
    pub seed: u64,
    /// The day that due dates lie around.
    pub today: NaiveDate,
}

/// Fills an empty store.
///
/// # Errors
/// When the store cannot be written.
pub fn make(
    _store: &mut dyn Store,
    ask: &MakeAsk,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<()> {
    progress(0, ask.workers + ask.proposals);
    Err(StoreError::Failed {
        doing: "make the demo office",
        detail: "not in this build".into(),
    })
}
