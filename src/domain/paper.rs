//! Papers that came in: the original bytes, sources, and what one paper brings into the store.

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    coded,
    deadline::Projection,
    event::NewEvent,
    id::{AttachmentId, Kept, ProposalId, SourceId, Version},
    letter::LetterText,
    proposal::Item,
};

coded! {
    /// How sure a reader is of a field.
    Sure {
        /// Stands in the paper under its own label or form.
        Certain = "certain",
        /// Follows from its place or wording.
        Likely = "likely",
        /// A guess that a person should look at.
        Unsure = "unsure",
    }
}

/// The original bytes of a paper, kept so that nothing is ever lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The file's name, cleaned.
    pub name: String,
    /// SHA-256 of the bytes, in lower-case hex.
    pub sha256: String,
    /// The format found by content: `txt`, `docx` …
    pub format: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What a list shows of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentHead {
    /// The row.
    pub id: AttachmentId,
    /// The file's name.
    pub name: String,
    /// SHA-256 in hex.
    pub sha256: String,
    /// The format.
    pub format: String,
    /// How many bytes.
    pub bytes: u64,
    /// When it came in.
    pub at: NaiveDateTime,
}

/// A document that is no proposal (an article, a plan, a notice) and whose figures may be cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Title.
    pub title: String,
    /// The day it is dated.
    pub date: Option<NaiveDate>,
    /// Who published it.
    pub origin: Option<String>,
    /// Headings or leading sentences of its numbered sections.
    pub sections: Vec<String>,
    /// Its text without page furniture and adverts.
    pub text: String,
}

/// A source with its row.
pub type Source = Kept<SourceId, SourceText>;

/// One item that a paper brings: new, or filling one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemIntake {
    /// The row it fills and the version seen, or a new row.
    pub into: Option<(ProposalId, Version)>,
    /// The item as it shall stand afterwards.
    pub item: Item,
    /// Facts to append.
    pub events: Vec<NewEvent>,
    /// What follows from all facts together.
    pub projection: Projection,
    /// Letters that belong to it; their `proposal` is filled in by the store.
    pub letters: Vec<LetterText>,
}

/// Everything one file brings, written in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// The file.
    pub attachment: Attachment,
    /// When it came in.
    pub at: NaiveDateTime,
    /// Who brought it.
    pub by: String,
    /// Items with their letters.
    pub items: Vec<ItemIntake>,
    /// Sources.
    pub sources: Vec<SourceText>,
}

/// What an intake became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The kept original.
    pub attachment: AttachmentId,
    /// The items, in the intake's order.
    pub proposals: Vec<ProposalId>,
    /// The sources, in the intake's order.
    pub sources: Vec<SourceId>,
}
