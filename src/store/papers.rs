//! What the store answers and takes about originals and the items that come from them.
//!
//! One call is one file: everything it brings is written, or nothing.

use crate::{
    domain::{
        id::{AttachmentId, ProposalId, SourceId},
        paper::{Attachment, AttachmentHead, Intake, ItemIntake, Source, Taken},
    },
    store::Result,
};
use chrono::NaiveDateTime;

/// The originals that items and letters came from.
pub trait PaperStore {
    /// Finds a kept original by its hash.
    fn attachment_of_hash(&self, sha256: &str) -> Result<Option<AttachmentId>>;
    /// Adds or fills many items, with their facts and letters, in one transaction.
    fn add_items(
        &mut self,
        items: &[ItemIntake],
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Vec<ProposalId>>;
    /// Writes everything one file brings; bytes that are already kept are not kept again.
    fn take_in(&mut self, intake: &Intake) -> Result<Taken>;
    /// Lists the originals of an item.
    fn attachments_of(&self, id: ProposalId) -> Result<Vec<AttachmentHead>>;
    /// Reads a kept original.
    fn attachment(&self, id: AttachmentId) -> Result<Option<Attachment>>;
    /// Lists the sources last taken in, newest first, without sections and text.
    fn sources(&self, limit: usize) -> Result<Vec<Source>>;
    /// Reads a source.
    fn source(&self, id: SourceId) -> Result<Option<Source>>;
}
