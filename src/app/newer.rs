//! What stands now where an order is refused because others wrote meanwhile.
//!
//! It comes with the refusal, so that the form which comes back stands on what is kept now: a second try is
//! not refused for the same reason, and writes over nothing unseen.

use super::{effect::SaveWhat, record::Record, views::LetterView};
use crate::domain::{
    fact::Fact,
    id::{ProposalId, Version},
};

/// What others wrote.
#[derive(Clone, Debug, PartialEq)]
pub enum Newer {
    /// A row, and where it is saved to as it is now.
    Row(SaveWhat, Box<Record>),
    /// The facts of a kind that a record has now, and where one is saved to.
    Facts(SaveWhat, Vec<Fact>),
    /// Items, each at its version now.
    Items(Vec<(ProposalId, Version)>),
    /// A letter.
    Letter(Box<LetterView>),
}
