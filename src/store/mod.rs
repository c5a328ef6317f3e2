//! Where everything is kept: the `Store` trait, and its SQLite engine in `sqlite/`.
//!
//! The trait is what a second engine must offer, made of one trait a subject; `conformance` is the
//! suite it must pass. Whoever is handed a `dyn Store` needs no other name. Nothing here decides:
//! states, due dates and clocks come in computed, and every write of an existing row carries the
//! version its author saw. Every write is durable when the call returns.

pub mod ask;
#[cfg(test)]
pub(crate) mod conformance;
pub mod error;
mod figures;
mod letters;
mod office;
mod papers;
mod programmes;
mod queue;
pub mod register;
pub mod review;
mod roster;
pub mod sqlite;
mod table;

pub use ask::{
    Fault, Load, Mended, NameChanges, NameId, NameNote, NameRow, OpenItem, QueueAsk, QueueCounts,
    QueueEntry, QueueOrder, QueuePage, QueueRow, RosterBatch, RosterCounts, RosterMark, RosterRows,
    SavedLook, SavedView, Window,
};
pub use error::StoreError;
pub use figures::FigureStore;
pub use letters::LetterStore;
pub use office::OfficeStore;
pub use papers::PaperStore;
pub use programmes::ProgrammeStore;
pub use queue::QueueStore;
pub use register::{AlikePair, AlikePairs, Merge, RegisterStore, RosterChange, Signed};
pub use review::{Give, NewRemark, ReviewStore, SeriesYear, StepAsk, StepFacts, StepTaken};
pub use roster::RosterStore;
pub use table::{
    Ending, EndingKind, Filed, MappedColumn, PersonKey, TableBatch, TableBegun, TableHead,
    TableProgress, TableRefused, TableRow, TableStore,
};

use crate::{domain::span::Written, text::history::Tail};

/// A text being written, as it is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text with its spans.
    pub written: Written,
    /// The steps of typing that changed since the last saving.
    pub typing: Tail,
}

/// Whether whoever is handed records wants more of them.
pub type Flow = std::ops::ControlFlow<()>;

/// What a store answers.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Everything the office keeps. Reads see the last finished write of any process.
pub trait Store:
    Send
    + OfficeStore
    + QueueStore
    + PaperStore
    + LetterStore
    + ReviewStore
    + RosterStore
    + RegisterStore
    + ProgrammeStore
    + TableStore
    + FigureStore
{
}

impl<S> Store for S where
    S: Send
        + OfficeStore
        + QueueStore
        + PaperStore
        + LetterStore
        + ReviewStore
        + RosterStore
        + RegisterStore
        + ProgrammeStore
        + TableStore
        + FigureStore
{
}
