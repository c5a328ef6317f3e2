//! What must be done outside the model. Effects are orders; their results come back as messages.

use chrono::NaiveDate;

use super::{
    Action,
    letter::beside::Wanted,
    lists::ListText,
    overlay::programmes::Listed,
    record::{Asking, Record},
    registering::RegisterAsk,
    review::StepAct,
    tables::TableAsk,
    views::{LedgerView, PaperView},
};
use crate::{
    domain::{
        calendar::CalendarYear,
        event::{Detail, EventKind},
        id::{
            EventId, FigureId, LetterId, LiftId, LookId, ProgrammeId, ProposalId, RemarkId,
            SavedViewId, SourceId, Version,
        },
        letter::LetterKind,
        letter_promise::LetterPromise,
        proposal::Item,
        publishing::Publicity,
        span::Written,
    },
    figure::{Cited, Field, Pivot, PivotCell, Question},
    report::figures::Items,
    search::Sounds,
    store::{Draft, NameId, NewRemark},
};

pub use crate::store::QueueOrder;

/// A question of the queue pane: a window of the list that filter and order give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueQuestion {
    /// Rises with each change of filter or order; answers to older ones are dropped.
    pub generation: u64,
    /// The filter as typed; empty for all.
    pub filter: String,
    /// Only these items, if any are named: what a mark of the board counts.
    pub only: Option<Items>,
    /// The order.
    pub order: QueueOrder,
    /// The first row wanted.
    pub from: usize,
    /// How many rows.
    pub count: usize,
    /// Where does this item stand now? The window is then taken around it.
    pub find: Option<ProposalId>,
}

/// What the box of names asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameAsk {
    /// The words and filters as typed.
    pub typed: String,
    /// How names are heard.
    pub sounds: Sounds,
}

impl NameAsk {
    /// Asks what is typed, heard as it is written.
    pub fn of(typed: &str) -> Self {
        Self {
            typed: typed.to_owned(),
            sounds: Sounds::Exact,
        }
    }
}

/// A fact to record on one or more items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The items with the versions seen.
    pub targets: Vec<(ProposalId, Version)>,
    /// What happened.
    pub kind: EventKind,
    /// Section, unit or remark.
    pub text: Option<String>,
    /// The day it happened; today when `None`.
    pub on: Option<NaiveDate>,
    /// A date the fact sets: an extension's new end.
    pub until: Option<NaiveDate>,
    /// What more the fact says.
    pub details: Vec<(Detail, String)>,
}

impl Act {
    /// Returns an act of today that says nothing more than its kind.
    pub fn plain(kind: EventKind, targets: Vec<(ProposalId, Version)>) -> Self {
        Self {
            targets,
            kind,
            text: None,
            on: None,
            until: None,
            details: Vec::new(),
        }
    }
}

/// What was recorded, so that it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// The act's kind.
    pub kind: EventKind,
    /// The items and the events that were added.
    pub events: Vec<(ProposalId, EventId)>,
}

/// What like items are looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// An item that is kept.
    Item(ProposalId),
    /// An item of a paper that is being looked at, by its piece.
    Piece(usize, Box<Item>),
}

impl Acted {
    /// Returns how many items it was recorded on; an act may bring further facts with it.
    pub fn items(&self) -> usize {
        let ids: std::collections::BTreeSet<ProposalId> =
            self.events.iter().map(|(id, _)| *id).collect();
        ids.len()
    }
}

/// A finding that does not apply, or that does again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiving {
    /// The letter.
    pub letter: LetterId,
    /// The check's id.
    pub check: &'static str,
    /// The words that were found.
    pub words: String,
    /// Why it does not apply; none takes an earlier waiver back.
    pub reason: Option<String>,
}

/// What becomes of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settling {
    /// It is settled by who acts.
    Settled,
    /// It is open again.
    Reopened,
}

/// What a copy of a letter is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copy {
    /// To be signed, sent and kept: errors stop it.
    #[default]
    Letter,
    /// To be talked over: marked as a draft, whatever the checks found.
    Draft,
    /// To be published: errors stop it, and what the proposers gave us of themselves never leaves.
    Public,
}

/// Which letters are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// These.
    Letters(Vec<LetterId>),
    /// Those written here for these items.
    OfItems(Vec<ProposalId>),
}

/// A timer's purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Typing has gone on for a while: save the draft.
    SaveDraft,
    /// The notice of this number has been seen.
    ClearNotice(u64),
    /// Typing into the box of names has rested since this query: count how what it finds divides.
    CountFacets(u64),
}

/// An order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read a window of the queue.
    ReadQueue(QueueQuestion),
    /// List the saved views.
    ReadViews,
    /// Count the items of these filters.
    CountViews(Vec<String>),
    /// Save a filter under a name.
    SaveView {
        /// The name; a view of this name is replaced.
        name: String,
        /// The filter as typed.
        filter: String,
        /// The order.
        order: QueueOrder,
    },
    /// Remove a saved view.
    RemoveView(SavedViewId),
    /// Read what stands beside a letter: opinions on its item, and the answers to these items like it,
    /// each with how much is the same in percent.
    ReadBeside(LetterId, Vec<(ProposalId, u8)>),
    /// Keep a paragraph taken over into a letter, with its origin.
    Lift(LetterId, Wanted),
    /// Write an item's slips into a folder, a file for each proposer.
    WriteSlips(ProposalId, String),
    /// Keep that a figure of a paragraph taken over was looked up again and found right.
    ConfirmLifted(LiftId, String),
    /// Find items like this one.
    FindSimilar(Subject),
    /// Count the queue.
    ReadCounts,
    /// Compute the board's figures.
    ReadBoard,
    /// Count these plots of the board, each by its place, and hand them out as they grow.
    CountPivots {
        /// Counts of another generation are dropped.
        generation: u64,
        /// The plots.
        pivots: Vec<(usize, Pivot)>,
    },
    /// List the saved looks at the roster.
    ReadLooks,
    /// Save a look under a name; one of this name is replaced.
    SaveLook(String, Box<Pivot>),
    /// Remove a saved look.
    RemoveLook(LookId),
    /// Stop counting.
    StopCounting,
    /// Read the records that a cell of a plot counts.
    ReadCell {
        /// Rises with each list of names.
        generation: u64,
        /// The cell.
        cell: Box<PivotCell>,
        /// The record before the first; 0 for the first of all.
        after: i64,
        /// How many.
        limit: usize,
    },
    /// Count the roster.
    ReadRosterCounts,
    /// Read an item with all that belongs to it.
    ReadItem(ProposalId),
    /// Find an item by its number.
    FindNumber(u32),
    /// Record a fact.
    Record(Act),
    /// Read the clocks of items, which an action's dialog goes by.
    ReadClocks(Action, Vec<(ProposalId, Version)>),
    /// Find the item that an act merges into, to ask before it is done.
    FindMerge(Act),
    /// Take facts back, or put back what was taken back.
    Reverse(Acted),
    /// Take back an event of an item for a reason, whatever came after it.
    Correct {
        /// The item.
        id: ProposalId,
        /// The version seen.
        seen: Version,
        /// The event.
        event: EventId,
        /// Why it is wrong.
        reason: String,
    },
    /// Add a new item or rewrite one, its paper by form.
    SaveRecord(SaveWhat, Box<Record>),
    /// Open the item's draft, or start one.
    StartLetter(ProposalId, Option<LetterKind>),
    /// List the letters.
    ReadLetters,
    /// Read a letter.
    ReadLetter(LetterId),
    /// Run the checks over what is being written of a letter, off the key path.
    CheckLetter {
        /// The letter.
        id: LetterId,
        /// Rises with each; only the newest answer counts.
        generation: u64,
        /// Its text as it stands in the editor.
        text: Written,
    },
    /// Keep that a finding of a letter does not apply, or take that back.
    Waive(Box<Waiving>),
    /// Save a draft.
    SaveDraft {
        /// The letter.
        id: LetterId,
        /// The version seen.
        seen: Version,
        /// The text with its spans, and the typing that led to it.
        draft: Draft,
    },
    /// Lend the terminal to another editor for a letter's text.
    EditOutside(LetterId, String),
    /// Take a letter a step on, or back.
    TakeStep(StepAct),
    /// Keep what a letter promises.
    KeepPromises(LetterId, Vec<LetterPromise>),
    /// Keep a remark on words of a letter.
    AddRemark {
        /// The letter.
        id: LetterId,
        /// The version seen.
        seen: Version,
        /// The remark.
        remark: NewRemark,
    },
    /// Keep that a remark on a letter is settled, or is open again.
    SettleRemark(LetterId, RemarkId, Settling),
    /// Find what a letter promises.
    FindPromises(LetterId),
    /// Show what changed in a letter since its last step.
    ReadChanges(LetterId),
    /// Find out which letters go into which files of a folder.
    PlanExport(Which, String),
    /// Write a letter into a file, one of many.
    WriteLetter(LetterId, String),
    /// Write a letter into a file; the form follows from the name's ending.
    ExportLetter(LetterId, String),
    /// Write a letter into a file, marked as a draft, whatever the checks found.
    ExportDraft(LetterId, String),
    /// Write a letter into a file as the public may read it.
    ExportPublic(LetterId, String),
    /// Give a signed letter its number, then write this copy of it into a file.
    NumberAndExport(StepAct, String, Copy),
    /// The last of many letters is written: forget the typefaces.
    ForgetFonts,
    /// Keep what was decided on the publishing of a letter, with the reason.
    DecidePublishing(LetterId, Publicity, Option<String>),
    /// Find names in the roster.
    FindNames {
        /// Rises with each query.
        generation: u64,
        /// What is asked.
        ask: NameAsk,
    },
    /// List the values that may be typed into a filter of the names.
    OfferValues {
        /// The query they are for.
        generation: u64,
        /// The box up to its caret.
        line: String,
        /// And behind it.
        behind: String,
        /// How names are heard.
        sounds: Sounds,
    },
    /// Count how what the box of names finds divides.
    CountFacets {
        /// The query.
        generation: u64,
        /// What is asked.
        ask: NameAsk,
    },
    /// Answer a question to the roster.
    Evaluate {
        /// Rises with each question.
        generation: u64,
        /// The question.
        question: Box<Question>,
    },
    /// List the values that a field has in the roster.
    ReadFieldValues(Field),
    /// Keep a figure for a letter, which takes the place of another one or stands at the caret.
    KeepFigure(Box<Cited>, Option<FigureId>),
    /// Read a figure with what it counts now.
    OpenFigure(FigureId),
    /// Look figures up again.
    LookAgain(Vec<FigureId>),
    /// Find out which figures the roster no longer says.
    CheckFigures(Vec<FigureId>),
    /// List programmes, or what was paid beyond a cap.
    ReadProgrammes(Listed),
    /// Read what can be entered into a programme.
    BeginEntry(ProgrammeId),
    /// Read a card.
    ReadCard(NameId),
    /// Do this in the register.
    Register(RegisterAsk),
    /// Find anything.
    FindPlaces {
        /// Rises with each query.
        generation: u64,
        /// The query as typed.
        query: String,
    },
    /// List the sources.
    ReadSources,
    /// Read a source.
    ReadSource(SourceId),
    /// Read the unit's profile.
    ReadUnit,
    /// Read the unit's profile to change it.
    OpenUnit,
    /// Compute every clock of a case that is no item.
    WhatIf(Box<Asking>),
    /// Read a calendar year from a file, and what it would move.
    ReadCalendar(String),
    /// Find what moves by the program's own rules.
    ReadMoves,
    /// Put a year in, or nothing, and compute every due date anew.
    ApplyRules(Option<Box<CalendarYear>>),
    /// List the inbox folder.
    ReadInbox,
    /// Read a paper from a file.
    ReadPaperFile(String),
    /// Read a pasted paper.
    ReadPaperText(String),
    /// Store a paper as corrected.
    StorePaper(Box<PaperView>),
    /// Find out what a ledger would bring.
    PlanLedger(Box<LedgerView>),
    /// Read what ends soon in the roster, and what went beyond a cap, for the list of this number.
    ReadEnding(u64),
    /// Count that.
    CountEnding,
    /// Find what a list of the roster can be made by.
    BeginList(Box<ListText>),
    /// Write a list of the roster into a file.
    MakeList(Box<ListText>),
    /// Do this with a table of the roster.
    Table(TableAsk),
    /// Store a ledger as mapped.
    StoreLedger(Box<LedgerView>),
    /// Write the ledger into a file; the form follows from the name's ending.
    ExportLedger(String),
    /// Copy to the terminal's clipboard.
    Copy(String),
    /// Send this timer back after so many milliseconds.
    Wake(Timer, u64),
    /// Draw with the next theme.
    NextTheme,
    /// Everything is saved: leave.
    Leave,
}

/// Which row a record goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveWhat {
    /// A new row.
    New,
    /// An item's row.
    Item(ProposalId, Version),
    /// A row of the roster.
    Name(NameId, Version),
    /// A fact of a row of the roster seen at this version, in the place of another one if any.
    Fact(NameId, Version, Option<usize>),
    /// The unit's profile, with the version seen.
    Unit(Option<Version>),
}
