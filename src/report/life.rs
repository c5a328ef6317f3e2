//! An item's whole life, as a report reads it: who handed it in, what it is, and every dated fact.

use crate::domain::{
    deadline::Projection,
    event::Event,
    id::ProposalId,
    proposal::{Case, Role},
    sitting::Sitting,
};

/// What a report reads of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// The row.
    pub id: ProposalId,
    /// The number as printed.
    pub number_printed: Option<String>,
    /// Title; empty when no paper says it.
    pub title: String,
    /// The meeting.
    pub sitting: Sitting,
    /// What we are by its paper; a fact may have changed it since.
    pub role: Role,
    /// The lead unit, when that is not us.
    pub lead_unit: Option<String>,
    /// Every proposer's name, the lead signer first.
    pub proposers: Vec<String>,
    /// Where it stands.
    pub projection: Projection,
    /// Its facts in the order they were recorded.
    pub events: Vec<Event>,
}

impl Life {
    /// Returns what a rule pack asks about the item.
    pub fn case(&self) -> Case {
        Case {
            level: self.sitting.level,
            kind: self.sitting.kind,
            period: self.sitting.period,
            role: self.role,
        }
    }
}
