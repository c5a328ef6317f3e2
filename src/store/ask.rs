//! What can be asked of a store, and the shapes of its answers.

use chrono::NaiveDate;

use crate::search::Stamp;
use crate::{
    domain::{
        craftsman::{HonourLevel, Person, SkillLevel},
        deadline::Projection,
        employer::Firm,
        event::Event,
        id::{
            CraftsmanId, EmployerId, LookId, ProgrammeId, ProposalId, SavedViewId, StudioId,
            Version,
        },
        proposal::{Case, PaperState},
        sitting::Sitting,
        state::State,
        studio::Workshop,
    },
    figure::Pivot,
};

/// Which part of an ordered list to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The first rows.
    First(usize),
    /// The last rows.
    Last(usize),
    /// The rows after this one.
    After(ProposalId, usize),
    /// The rows before this one, nearest last.
    Before(ProposalId, usize),
    /// This row with up to as many before and after it.
    Around(ProposalId, usize),
}

/// How the queue is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueOrder {
    /// Open items with a due day, the most late first; then open ones without a due day; then closed
    /// ones, whatever their day. Within each, the nearest to done first; ties by row.
    #[default]
    Due,
    /// By number, then row; items without a number last.
    Number,
    /// The newest row first.
    Newest,
}

impl QueueOrder {
    /// Returns the stored code.
    pub const fn code(self) -> &'static str {
        match self {
            QueueOrder::Due => "due",
            QueueOrder::Number => "number",
            QueueOrder::Newest => "newest",
        }
    }

    /// Finds the order of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        [QueueOrder::Due, QueueOrder::Number, QueueOrder::Newest]
            .into_iter()
            .find(|order| order.code() == code)
    }
}

/// A list somebody comes back to: a filter as typed, with its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its row.
    pub id: SavedViewId,
    /// Its name; no two are called the same.
    pub name: String,
    /// The filter as typed.
    pub filter: String,
    /// The order.
    pub order: QueueOrder,
}

/// What somebody looks at in the roster again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedLook {
    /// Its row.
    pub id: LookId,
    /// Its name; no two are called the same.
    pub name: String,
    /// What is asked.
    pub pivot: Pivot,
}

/// A question to the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueAsk {
    /// The order.
    pub order: QueueOrder,
    /// The part.
    pub window: Window,
}

/// What a list shows of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// The row.
    pub id: ProposalId,
    /// The version, which an act on the row carries.
    pub version: Version,
    /// The number as printed.
    pub number_printed: Option<String>,
    /// The number as a key.
    pub number: Option<u32>,
    /// Title.
    pub title: String,
    /// The meeting.
    pub sitting: Sitting,
    /// Whether the paper is here.
    pub paper: PaperState,
    /// The lead proposer's name, with 等N when there are more.
    pub proposers: String,
    /// The lead unit, when that is not us.
    pub lead_unit: Option<String>,
    /// State and due day.
    pub projection: Projection,
    /// How many asks.
    pub asks: usize,
}

/// A row of the queue with what a written list adds to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueEntry {
    /// The row.
    pub row: QueueRow,
    /// Every proposer's name, the lead signer first.
    pub proposers: Vec<String>,
    /// How many letters.
    pub letters: usize,
    /// Whether an assignment stands.
    pub assigned: bool,
}

/// An item that is not at its end, with all that rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// The row, with the projection as it is kept.
    pub row: QueueRow,
    /// What rules depend on.
    pub case: Case,
    /// Its events in the order they were recorded.
    pub events: Vec<Event>,
}

/// A window of the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueuePage {
    /// The rows, in order.
    pub rows: Vec<QueueRow>,
    /// Whether there are rows before the first.
    pub more_before: bool,
    /// Whether there are rows after the last.
    pub more_after: bool,
}

/// The queue in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Items by state, in the order of states; states without items are left out.
    pub by_state: Vec<(State, u64)>,
    /// Open items by due day, ascending; those without a due day are left out.
    pub by_due: Vec<(NaiveDate, u64)>,
}

/// Which list of the roster a name is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameId {
    /// A craftsman.
    Craftsman(CraftsmanId),
    /// A studio.
    Studio(StudioId),
    /// An employer.
    Employer(EmployerId),
    /// A programme; it has a card like the others and is no name of the roster.
    Programme(ProgrammeId),
}

impl NameId {
    /// Returns the row in its list.
    pub const fn row(self) -> i64 {
        match self {
            NameId::Craftsman(id) => id.0,
            NameId::Studio(id) => id.0,
            NameId::Employer(id) => id.0,
            NameId::Programme(id) => id.0,
        }
    }

    /// Returns the list's name in the store and in JSON, and the row.
    pub const fn parts(self) -> (&'static str, i64) {
        match self {
            NameId::Craftsman(id) => ("craftsman", id.0),
            NameId::Studio(id) => ("studio", id.0),
            NameId::Employer(id) => ("employer", id.0),
            NameId::Programme(id) => ("programme", id.0),
        }
    }

    /// Finds the record that a word such as `craftsman:5` names.
    pub fn of_word(word: &str) -> Option<Self> {
        let (list, row) = word.split_once(':')?;
        let row = row.parse().ok()?;
        Some(match list {
            "craftsman" => NameId::Craftsman(CraftsmanId(row)),
            "studio" => NameId::Studio(StudioId(row)),
            "employer" => NameId::Employer(EmployerId(row)),
            "programme" => NameId::Programme(ProgrammeId(row)),
            _ => return None,
        })
    }

    /// Returns the word that names a record: `craftsman:5`.
    pub fn word(self) -> String {
        let (list, row) = self.parts();
        format!("{list}:{row}")
    }
}

/// What became of what a killed loading left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// Nothing is missing, or nothing is missing any more.
    Whole,
    /// Another process loads, or mends.
    Loading,
}

/// A name of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRow<'a> {
    /// Whose.
    pub id: NameId,
    /// The name.
    pub name: &'a str,
}

/// Names that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameChanges {
    /// The last of the changes.
    pub stamp: Stamp,
    /// Each record once, with its name as it is now; nothing when the record is gone.
    pub names: Vec<(NameId, Option<String>)>,
}

/// A state of the records of the roster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RosterMark {
    /// The last record that came, went or was renamed.
    pub names: Stamp,
    /// The last change in the log.
    pub change: i64,
}

/// What tells homonyms apart in a list: a few columns of the record, without its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameNote {
    /// A craftsman's level.
    pub skill: Option<SkillLevel>,
    /// A studio's level.
    pub honour_level: Option<HonourLevel>,
    /// A craftsman's trade.
    pub trade: Option<String>,
    /// A craftsman's employer or a studio's host, as written; an employer's town.
    pub place: Option<String>,
}

/// The roster in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterCounts {
    /// All craftsmen.
    pub craftsmen: u64,
    /// All studios.
    pub studios: u64,
    /// All employers.
    pub employers: u64,
    /// Craftsmen by level, lowest first, those without a level under `None` first; empty ones are left out.
    pub by_level: Vec<(Option<SkillLevel>, u64)>,
}

/// What becomes of a loading that is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// What was written stays.
    Kept,
    /// The store is thrown away: nobody has it before the loading ends.
    Unfinished,
}

/// Many rows of the roster to add at once: employers first, then people, then studios.
///
/// An id below zero names a row of this batch: -1 is the first of its list. Others are rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterBatch {
    /// Employers.
    pub employers: Vec<Firm>,
    /// People; a master of this batch stands before the apprentice.
    pub people: Vec<Person>,
    /// Studios.
    pub studios: Vec<Workshop>,
}

/// The rows a batch was given; each list got consecutive rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RosterRows {
    /// The row of the first employer; zero without any.
    pub first_employer: EmployerId,
    /// The row of the first person; zero without any.
    pub first_person: CraftsmanId,
    /// The row of the first studio; zero without any.
    pub first_studio: StudioId,
}

/// Something wrong in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a table and row, or the file.
    pub place: String,
    /// What is wrong.
    pub what: String,
}
