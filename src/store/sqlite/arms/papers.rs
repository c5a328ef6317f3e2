//! Originals and the items that come from them.

use crate::{
    domain::{
        id::{AttachmentId, ProposalId, SourceId},
        paper::{Attachment, AttachmentHead, Intake, ItemIntake, Source, Taken},
    },
    store::{
        PaperStore, Result,
        sqlite::{SqliteStore, papers},
    },
};
use chrono::NaiveDateTime;

impl PaperStore for SqliteStore {
    fn attachment_of_hash(&self, sha256: &str) -> Result<Option<AttachmentId>> {
        self.read("find an original", |db| papers::of_hash(db, sha256))
    }

    fn add_items(
        &mut self,
        items: &[ItemIntake],
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Vec<ProposalId>> {
        self.write("add items", |db| papers::add_items(db, items, by, at))
    }

    fn take_in(&mut self, intake: &Intake) -> Result<Taken> {
        self.write("take a paper in", |db| papers::take_in(db, intake))
    }

    fn attachments_of(&self, id: ProposalId) -> Result<Vec<AttachmentHead>> {
        self.read("list the originals of a proposal", |db| {
            papers::attachments_of(db, id)
        })
    }

    fn attachment(&self, id: AttachmentId) -> Result<Option<Attachment>> {
        self.read("read an original", |db| papers::attachment(db, id))
    }

    fn sources(&self, limit: usize) -> Result<Vec<Source>> {
        self.read("list sources", |db| papers::sources(db, limit))
    }

    fn source(&self, id: SourceId) -> Result<Option<Source>> {
        self.read("read a source", |db| papers::source(db, id))
    }
}
