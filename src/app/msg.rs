//! Everything that enters `update`: what a person did, and what came back from effects.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Action, Effect,
    effect::{Act, Acted, Copy, SaveWhat, Subject, Timer},
    ending::Endings,
    facets::Facet,
    lists::ListText,
    name_filter::{Offers, Wrong as NameWrong},
    newer::Newer,
    overlay::{changes::Changed, exporting::ToWrite, programmes::Listed},
    programme::ListRow,
    record::{EntryText, Record},
    review::Stepped,
    tables::{RosterTable, TableStep},
    views::{
        BesidePaper, Card, FigureView, Found, InboxFile, ItemView, LedgerView, LetterView,
        LookAlikes, Moves, PaperView, Place, Shown,
    },
};
use crate::{
    check::{Finding, Judged},
    domain::{
        id::{FigureId, LetterId, LiftId, ProgrammeId, ProposalId, RemarkId, Version},
        letter::LetterHead,
        letter_promise::LetterPromise,
        lift::KeptLift,
        paper::Source,
        publishing::Publishing,
        remark::Remark,
        unit::Unit,
    },
    figure::{
        Answer, Field, PivotTable, Value,
        cited::{Figure, Standing},
    },
    report::Figures,
    rules::{Line, Rules},
    store::{NameId, QueueCounts, RosterCounts, SavedLook, SavedView},
};

/// A movement or deletion inside text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKey {
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// To the row's head.
    Home,
    /// To the row's end.
    End,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// To the text's head.
    Top,
    /// To the text's end.
    Bottom,
    /// To the word before.
    WordLeft,
    /// To the word after.
    WordRight,
    /// To the paragraph's head, or the one above.
    ParagraphUp,
    /// To the paragraph's end, or the one below.
    ParagraphDown,
    /// Delete the word before.
    WordBack,
    /// Delete to the end of the paragraph or line.
    ToEnd,
    /// Delete to the head of a line being typed. In a text it does nothing: in lists its key turns pages.
    ToStart,
    /// Delete backwards.
    Backspace,
    /// Delete forwards.
    Delete,
    /// A new line.
    Enter,
}

/// A window of the queue, as answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueAnswer {
    /// The question's generation.
    pub generation: u64,
    /// The place of the first row.
    pub from: usize,
    /// The rows.
    pub rows: Vec<Shown>,
    /// How many rows the whole list has.
    pub total: usize,
    /// Where the item asked for stands.
    pub found: Option<usize>,
    /// The list is not complete yet; the window will be sent again.
    pub partial: bool,
}

/// What an effect could not do, in words for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// The whole sentence: what was attempted, with what, and what to do.
    pub says: String,
    /// The order that failed, where somebody's typing may hang on it: threads fail beside each other, and a
    /// count that cannot be read is no reason to hand a form in again.
    pub order: Option<Box<Effect>>,
    /// What others wrote meanwhile, where that stands in the way.
    pub newer: Option<Box<Newer>>,
}

impl Trouble {
    /// Returns a failure of nobody's order.
    pub fn said(says: String) -> Self {
        Self {
            says,
            order: None,
            newer: None,
        }
    }

    /// Returns the failure of an order.
    pub fn of(says: String, order: &Effect) -> Self {
        Self {
            order: Some(Box::new(order.clone())),
            ..Self::said(says)
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// An action was asked for.
    Do(Action),
    /// Text was typed.
    Text(String),
    /// A movement or deletion inside text.
    Edit(EditKey, Extend),
    /// Something was pasted.
    Paste(String),
    /// A row was clicked, in screen columns and rows.
    Click(u16, u16),
    /// The screen has a new size.
    Resize(u16, u16),
    /// A new day began.
    NewDay(NaiveDate),
    /// A timer fired.
    Woke(Timer),
    /// The terminal is gone.
    TerminalLost,
    /// Another process wrote into the store.
    StoreChanged,
    /// A window of the queue.
    QueueRead(QueueAnswer),
    /// The saved views.
    ViewsRead(Vec<SavedView>),
    /// How many items each of these filters lets through.
    ViewsCounted(Vec<(String, usize)>),
    /// Items like this one.
    SimilarFound(Subject, LookAlikes),
    /// What stands beside a letter.
    BesideRead(LetterId, Vec<BesidePaper>),
    /// A paragraph taken over is kept with its origin.
    Lifted(Box<KeptLift>),
    /// It is kept that a figure of a paragraph taken over was looked up.
    LiftConfirmed(LiftId, String),
    /// The queue in numbers.
    CountsRead(QueueCounts),
    /// The board's figures.
    BoardRead(Arc<Figures>),
    /// A plot of the board, as far as it is counted.
    PivotCounted {
        /// The order's generation.
        generation: u64,
        /// Its place on the board.
        at: usize,
        /// The table.
        table: Arc<PivotTable>,
        /// How much of the list is counted, in thousandths.
        done: u16,
    },
    /// The saved looks at the roster.
    LooksRead(Vec<SavedLook>),
    /// Plots of this generation cannot be counted further.
    CountingStopped(u64),
    /// Records that a cell of a plot counts.
    CellRead {
        /// The list's generation.
        generation: u64,
        /// The record before the first.
        after: i64,
        /// The records.
        hits: Vec<Found>,
        /// There are no more.
        is_last: bool,
    },
    /// The roster in numbers.
    RosterCounted(RosterCounts),
    /// An item; `None` when it is gone.
    ItemRead(Option<Box<ItemView>>),
    /// The items of a number.
    NumberFound(u32, Vec<ProposalId>),
    /// The clocks of items, for an action's dialog.
    ClocksRead(
        Action,
        Vec<(ProposalId, Version)>,
        Vec<(ProposalId, Vec<Line>)>,
    ),
    /// The item that an act merges into: its number and title. The act names its row now.
    MergeFound(Box<Act>, String),
    /// Facts were recorded.
    Recorded(Acted),
    /// What more there is to say to the notice on screen.
    Besides(String),
    /// Facts were taken back or put back.
    Reversed(Acted),
    /// A record was saved.
    RecordSaved(Saved),
    /// The letters.
    LettersRead(Vec<LetterHead>),
    /// A letter to open.
    LetterRead(Option<Box<LetterView>>),
    /// What the checks found in a text of a letter, with the number it was sent by.
    Checked(LetterId, u64, Vec<Judged>),
    /// It is kept that a finding of a letter does not apply, or that this is taken back.
    Waived(LetterId),
    /// A letter went a step on, or back; with the facts of its item, and as it is now.
    Stepped(Box<Stepped>, Option<Acted>, Box<LetterView>),
    /// A remark was kept on this stretch of a letter.
    Remarked(LetterId, Version, Box<Remark>, std::ops::Range<usize>),
    /// What a letter promises was kept: how much.
    PromisesKept(usize),
    /// It is kept who settled a remark, or that it is open again.
    RemarkSettled(LetterId, RemarkId, Option<String>),
    /// What a letter promises, and what of it is kept.
    PromisesFound(LetterId, Vec<LetterPromise>, Vec<LetterPromise>),
    /// What changed in a letter, sentence by sentence, under a title.
    Compared(String, Vec<Changed>),
    /// Which letters go into which files of a folder.
    ExportPlanned(String, Vec<ToWrite>),
    /// A letter of many was written into its file, or why not.
    LetterWritten(LetterId, Result<(), String>),
    /// A letter's text as it came back from another editor, or why it did not.
    EditedOutside(LetterId, Result<String, String>),
    /// A draft is safe.
    DraftSaved(LetterId, Version),
    /// Someone else wrote the letter meanwhile; their version.
    DraftStale(LetterId, Version),
    /// A file was written.
    Exported(String),
    /// This copy of a letter was not written to this path: the checks found errors.
    ExportStopped(LetterId, String, Copy, Vec<Finding>),
    /// This copy of a letter was not written to this path: it is signed and waits for its number.
    ExportUnnumbered(LetterId, String, Copy),
    /// What was decided on the publishing of a letter is kept.
    PublishingDecided(LetterId, Publishing),
    /// Names found, and how many in all.
    NamesFound {
        /// The query's generation.
        generation: u64,
        /// The best.
        hits: Vec<Found>,
        /// How many in all.
        total: usize,
        /// Names are still being read.
        partial: bool,
    },
    /// The names of this query wait until its filters are read.
    NamesAwaited(u64),
    /// A filter of this query means nothing.
    NamesRefused(u64, NameWrong),
    /// What may be typed into a filter of this query.
    ValuesOffered(u64, Offers),
    /// How what this query finds divides, by one thing of several.
    FacetCounted(u64, Facet),
    /// The answer to a question, by its generation.
    Evaluated(u64, Answer),
    /// The values that a field has in the roster, commonest first.
    FieldValuesRead(Field, Vec<Value>),
    /// A figure is kept; it takes the place of another one or stands at the caret.
    FigureKept(Box<Figure>, Option<FigureId>),
    /// A figure with what it counts now; `None` when it is gone.
    FigureRead(Option<Box<FigureView>>),
    /// Figures looked up again.
    LookedAgain(Vec<Standing>),
    /// The figures that are to be looked up again.
    FiguresChecked(Vec<Standing>),
    /// The rows of a list of programmes.
    ProgrammesRead(Listed, Vec<ListRow>),
    /// What can be entered into a programme; `None` when it is gone.
    EntryBegun(Option<Box<EntryText>>),
    /// Something was not entered: what was typed, and why.
    EntryRefused(Box<EntryText>, String),
    /// Something was entered into a programme, or struck.
    Entered(ProgrammeId),
    /// It is on record that a record's private values are looked at.
    Revealed(NameId),
    /// Records like one, each in a line.
    AlikeFound(NameId, Vec<(NameId, String)>),
    /// A fact was not kept, and why: its form, and the field that is wrong.
    FactRefused(SaveWhat, Box<Record>, &'static str, String),
    /// A card; `None` when the record is gone.
    CardRead(Option<Box<Card>>),
    /// Places found: items and letters, or names.
    PlacesFound(u64, PlaceKind, Vec<Place>),
    /// The sources.
    SourcesRead(Vec<Source>),
    /// A source to show.
    SourceRead(Option<Box<Source>>),
    /// The unit's profile, and its rules.
    UnitRead(Box<Unit>, Box<Rules>),
    /// The unit's profile to change, with the version seen.
    UnitOpened(Box<Unit>, Option<Version>),
    /// The inbox folder's files, and the folder.
    InboxRead(Option<String>, Vec<InboxFile>),
    /// A paper to look at.
    PaperRead(Box<PaperView>),
    /// A paper was stored: items and sources.
    PaperStored(Vec<ProposalId>, usize),
    /// Some items of an act were refused, each in a sentence; more than one fits no line.
    Refused(Vec<Trouble>),
    /// Lines to read, with their title.
    Told(String, Vec<String>),
    /// What would move.
    MovesRead(Box<Moves>),
    /// Due dates were computed anew; so many items changed.
    Moved(usize),
    /// The kept due dates were computed by other rules than the program's.
    RulesDiffer,
    /// A ledger to map.
    LedgerRead(Box<LedgerView>),
    /// What a ledger would bring, as a question.
    LedgerPlanned(Box<LedgerView>, String),
    /// A ledger was stored: the items it wrote.
    LedgerStored(Vec<ProposalId>),
    /// What a list of the roster can be made by.
    ListBegun(Box<ListText>),
    /// Whose names a list of the roster has.
    NamesChosen(Box<ListText>),
    /// A list of the roster was written into a file, with so many rows.
    ListWritten(String, usize),
    /// So much ends soon in the roster, or went beyond a cap.
    EndingCounted(Endings),
    /// A table of the roster was looked at.
    TableRead(Box<RosterTable>),
    /// A table of the roster was taken so far.
    TableStepped(Box<TableStep>),
    /// The table begun under this number cannot be taken further, and why.
    TableFailed(u64, String),
    /// A table of the roster was taken in, whole or until it was stopped; what became of it, in words.
    RosterStored(String),
    /// So many of so many indexes are built that a killed loading left out.
    IndexesBuilt(u64, u64),
    /// An effect failed.
    Failed(Trouble),
}

/// Whether a movement drags the selection along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extend {
    /// The selection ends.
    No,
    /// The selection grows.
    Yes,
}

/// Who found places to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// Items and letters.
    Items,
    /// Names of the roster.
    Names,
}

/// Which row a record was saved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// An item.
    Item(ProposalId),
    /// A row of the roster.
    Name(NameId),
    /// A row of the roster, by taking a change back or putting it back.
    Undone(NameId),
    /// The unit's profile.
    Unit,
}
