//! Row ids and row versions, each its own type so that they cannot be mixed up.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {
        $($(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);)+
    };
}

ids! {
    /// A proposal's row.
    ProposalId,
    /// An event's row.
    EventId,
    /// A letter's row.
    LetterId,
    /// A craftsman's row.
    CraftsmanId,
    /// A studio's row.
    StudioId,
    /// An employer's row.
    EmployerId,
    /// A programme's row.
    ProgrammeId,
    /// The row of an entry of a programme.
    EntryId,
    /// A source's row.
    SourceId,
    /// An attachment's row.
    AttachmentId,
    /// A saved view's row.
    SavedViewId,
    /// A saved look's row.
    LookId,
    /// A cited figure's row.
    FigureId,
    /// A lifted paragraph's row.
    LiftId,
    /// A reviewer's remark's row.
    RemarkId,
    /// A change of the roster.
    ChangeId,
    /// A roster table's row: one that was taken in.
    TableId,
}

/// How often a row has been written; a write carries the version its author saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub i64);

/// A kept value with its row id and version.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<I, T> {
    /// The row.
    pub id: I,
    /// The version read.
    pub version: Version,
    /// The value.
    pub value: T,
}
