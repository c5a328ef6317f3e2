//! The SQLite engine: one file, WAL, every write one transaction that took the write lock first.
//!
//! Here is the `Store` trait, one arm a question; the answers are in the file of their subject, and
//! every line of SQL of the program is in this folder. A reading arm runs in one read transaction,
//! so an item and its proposers are of the same moment.

mod basis;
mod chosen;
mod faults;
mod figures;
mod full_text;
mod header;
mod letters;
mod lifts;
mod lives;
mod loading;
mod looks;
mod migrate;
mod open;
mod papers;
mod pivots;
mod proposals;
mod publishing;
mod queue;
mod review;
mod roster;
mod rows;
mod spans;
mod trouble;
mod typing;
mod unit;
mod views;
mod waivers;

#[cfg(test)]
mod tests;

use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, TransactionBehavior};

use self::trouble::{Answer, Trouble};
use super::{
    AlikePairs, Draft, Ending, Fault, Filed, Flow, Load, MappedColumn, Merge, NameChanges, NameId,
    NameNote, NameRow, NewRemark, OpenItem, PersonKey, QueueAsk, QueueCounts, QueueEntry,
    QueueOrder, QueuePage, QueueRow, Result, RosterBatch, RosterChange, RosterCounts, RosterRows,
    SavedLook, SavedView, SeriesYear, Signed, StepAsk, StepTaken, Store, TableBatch, TableHead,
    TableProgress,
};
use crate::domain::{
    calendar::CalendarYear,
    chain::{LetterPromise, Remark, Step},
    change::ChangeAct,
    craftsman::{Craftsman, Person},
    deadline::Projection,
    employer::{Employer, Firm},
    entry::Entry as RosterEntry,
    event::{Event, NewEvent},
    id::{
        AttachmentId, ChangeId, CraftsmanId, EmployerId, EntryId, EventId, FigureId, LetterId,
        LiftId, LookId, ProgrammeId, ProposalId, RemarkId, SavedViewId, SourceId, StudioId,
        TableId, Version,
    },
    letter::{Letter, LetterHead, LetterText, LetterVersion},
    lift::{KeptLift, Lift},
    paper::{Attachment, AttachmentHead, Intake, ItemIntake, Source, Taken},
    programme::{Entry, KeptEntry, Party, Programme, ProgrammeHead, ProgrammeKind, Scheme, Strike},
    proposal::{Case, Item, Proposal},
    publishing::Publishing,
    sitting::ItemKey,
    span::Written,
    studio::{Studio, Workshop},
    unit::Unit,
    waiver::Waiver,
};
use crate::{
    figure::{
        Answer as FigureAnswer, Cited, Field, Measure, Pivot, PivotCell, PivotTally, Question,
        RowOf, Value, cited::Figure,
    },
    report::Life,
    search::Stamp,
    text::history::History,
};

/// A copy is of one moment and nobody watches it grow.
const NO_PROGRESS: Option<fn(rusqlite::backup::Progress)> = None;

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    db: Connection,
    path: PathBuf,
    /// While an empty roster is loaded.
    loading: Option<loading::Loading>,
}

impl SqliteStore {
    /// Opens a file for writing, and makes folder and file when they are missing.
    ///
    /// # Errors
    ///
    /// `Network`, `NotOurs`, `Newer`, `Damaged` and `ReadOnly` leave everything as it was; `Busy`
    /// when another process writes for longer than five seconds.
    pub fn open(path: &Path) -> Result<Self> {
        Self::of(path, open::create_or_open(path))
    }

    /// Opens a file that is there for writing.
    ///
    /// # Errors
    ///
    /// As for [`SqliteStore::open`], and `NoFile`.
    pub fn open_existing(path: &Path) -> Result<Self> {
        Self::of(path, open::existing(path))
    }

    /// Opens a file that is there for reading alone; every write is refused.
    ///
    /// # Errors
    ///
    /// As for [`SqliteStore::open_existing`], without `ReadOnly`; `Failed` for a file of an older
    /// schema, which reading cannot bring up to date.
    pub fn read_only(path: &Path) -> Result<Self> {
        Self::of(path, open::read_only(path))
    }

    /// Makes an empty store that lives as long as the value.
    pub fn in_memory() -> Result<Self> {
        Self::of(Path::new(":memory:"), open::in_memory())
    }

    /// Returns the file's path; `:memory:` for a store without one.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the store as it stands to a new file, while others may go on writing.
    ///
    /// # Errors
    ///
    /// `Failed` when there is a file already, which is left as it is.
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        let copy = || {
            open::make_copy(path)?;
            Ok(self.db.backup(rusqlite::MAIN_DB, path, NO_PROGRESS)?)
        };
        copy().map_err(|trouble: Trouble| trouble.told("copy the store", path))
    }

    fn of(path: &Path, db: Answer<Connection>) -> Result<Self> {
        match db {
            Ok(db) => Ok(Self {
                db,
                path: path.to_owned(),
                loading: None,
            }),
            Err(trouble) => Err(trouble.told("open the store", path)),
        }
    }

    fn read<T>(
        &self,
        doing: &'static str,
        ask: impl FnOnce(&Connection) -> Answer<T>,
    ) -> Result<T> {
        let answer = || {
            // A reader handed rows one by one may ask again while it is being served.
            if !self.db.is_autocommit() {
                return ask(&self.db);
            }
            let tx = self.db.unchecked_transaction()?;
            ask(&tx)
        };
        answer().map_err(|trouble| trouble.told(doing, &self.path))
    }

    fn write<T>(
        &mut self,
        doing: &'static str,
        act: impl FnOnce(&Connection) -> Answer<T>,
    ) -> Result<T> {
        let written = (|| {
            let tx = self
                .db
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = act(&tx)?;
            tx.commit()?;
            Ok(answer)
        })();
        written.map_err(|trouble: Trouble| trouble.told(doing, &self.path))
    }
}

impl Store for SqliteStore {
    fn unit(&self) -> Result<Option<(Unit, Version)>> {
        self.read("read the unit", unit::unit)
    }

    fn save_unit(&mut self, unit: &Unit, seen: Option<Version>) -> Result<Version> {
        self.write("save the unit", |db| unit::save(db, unit, seen))
    }

    fn settle(&self) -> Result<()> {
        let settled = open::checkpoint(&self.db).map_err(Trouble::from);
        settled.map_err(|trouble| trouble.told("settle what was written", &self.path))
    }

    fn change_mark(&self) -> Result<i64> {
        self.read("look for changes", |db| {
            let others: i64 = db.pragma_query_value(None, "data_version", |row| row.get(0))?;
            // Both only rise, so their sum rises with either.
            Ok(others.wrapping_add(db.total_changes() as i64))
        })
    }

    fn calendar_years(&self) -> Result<Vec<CalendarYear>> {
        self.read("read the calendar", basis::years)
    }

    fn save_calendar_year(&mut self, year: &CalendarYear) -> Result<()> {
        self.write("save a year of the calendar", |db| {
            basis::save_year(db, year)
        })
    }

    fn basis(&self) -> Result<Option<String>> {
        self.read("read what due dates are computed from", basis::basis)
    }

    fn save_basis(&mut self, basis: &str) -> Result<()> {
        self.write("keep what due dates are computed from", |db| {
            basis::save_basis(db, basis)
        })
    }

    fn each_open_item(&self, item: &mut dyn FnMut(OpenItem)) -> Result<()> {
        self.read("read every open item", |db| basis::each_open(db, item))
    }

    fn rebase(
        &mut self,
        year: Option<&CalendarYear>,
        basis: &str,
        project: &mut dyn FnMut(&Case, &[Event]) -> Projection,
    ) -> Result<Vec<ProposalId>> {
        self.write("compute every due date anew", |db| {
            basis::rebase(db, year, basis, project)
        })
    }

    fn queue_page(&self, ask: &QueueAsk) -> Result<QueuePage> {
        self.read("read the queue", |db| queue::page(db, *ask))
    }

    fn queue_counts(&self) -> Result<QueueCounts> {
        self.read("count the queue", queue::counts)
    }

    fn each_queue_row(&self, row: &mut dyn FnMut(QueueRow)) -> Result<()> {
        self.read("read the whole queue", |db| queue::each(db, row))
    }

    fn each_queue_entry(&self, entry: &mut dyn FnMut(QueueEntry)) -> Result<()> {
        self.read("read the whole queue", |db| queue::each_entry(db, entry))
    }

    fn each_life(&self, life: &mut dyn FnMut(Life)) -> Result<()> {
        self.read("read every item's life", |db| lives::each(db, life))
    }

    fn queue_rows(&self, ids: &[ProposalId]) -> Result<Vec<QueueRow>> {
        self.read("read rows of the queue", |db| queue::rows(db, ids))
    }

    fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>> {
        self.read("read a proposal", |db| proposals::proposal(db, id))
    }

    fn numbered(&self, number: u32) -> Result<Vec<ProposalId>> {
        self.read("find a number", |db| proposals::numbered(db, number))
    }

    fn titled(&self, title: &str) -> Result<Vec<ProposalId>> {
        self.read("find a title", |db| proposals::titled(db, title))
    }

    fn item_of(&self, key: &ItemKey) -> Result<Option<ProposalId>> {
        self.read("find an item", |db| proposals::item_of(db, key))
    }

    fn add_proposal(
        &mut self,
        item: &Item,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<ProposalId> {
        self.write("add a proposal", |db| {
            let id = proposals::add(db, item, events, projection)?;
            full_text::refresh(db, id)?;
            Ok(id)
        })
    }

    fn save_item(
        &mut self,
        id: ProposalId,
        seen: Version,
        item: &Item,
        projection: &Projection,
    ) -> Result<Version> {
        self.write("save a proposal", |db| {
            let version = proposals::save(db, id, seen, item, projection)?;
            full_text::refresh(db, id)?;
            Ok(version)
        })
    }

    fn events(&self, id: ProposalId) -> Result<Vec<Event>> {
        self.read("read the events of a proposal", |db| {
            proposals::events(db, id)
        })
    }

    fn record(
        &mut self,
        id: ProposalId,
        seen: Version,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<Version> {
        self.write("record an event", |db| {
            proposals::record(db, id, seen, events, projection)
        })
    }

    fn reproject(&mut self, id: ProposalId, projection: &Projection) -> Result<()> {
        self.write("rewrite a projection", |db| {
            proposals::reproject(db, id, projection)
        })
    }

    fn each_proposers(&self, names: &mut dyn FnMut(ProposalId, &[String])) -> Result<()> {
        self.read("read the proposers", |db| {
            proposals::each_proposers(db, names)
        })
    }

    fn with_phrase(&self, phrase: &str) -> Result<Vec<ProposalId>> {
        self.read("search texts", |db| full_text::with_phrase(db, phrase))
    }

    fn lacking_full_text(&self) -> Result<usize> {
        self.read("look for texts that cannot be found", |db| {
            full_text::lacking(db).map(|items| items.len())
        })
    }

    fn complete_full_text(&mut self) -> Result<usize> {
        self.write("make texts findable", full_text::complete)
    }

    fn saved_views(&self) -> Result<Vec<SavedView>> {
        self.read("list the saved views", views::all)
    }

    fn save_view(&mut self, name: &str, filter: &str, order: QueueOrder) -> Result<SavedViewId> {
        self.write("save a view", |db| views::save(db, name, filter, order))
    }

    fn remove_view(&mut self, id: SavedViewId) -> Result<()> {
        self.write("remove a view", |db| views::remove(db, id))
    }

    fn letters_of(&self, id: ProposalId) -> Result<Vec<LetterHead>> {
        self.read("list the letters of a proposal", |db| letters::of(db, id))
    }

    fn letters(&self, limit: usize) -> Result<Vec<LetterHead>> {
        self.read("list letters", |db| letters::latest(db, limit))
    }

    fn letter(&self, id: LetterId) -> Result<Option<Letter>> {
        self.read("read a letter", |db| letters::letter(db, id))
    }

    fn add_letter(&mut self, letter: &LetterText, by: &str, at: NaiveDateTime) -> Result<LetterId> {
        self.write("add a letter", |db| {
            let id = letters::add(db, letter, by, at)?;
            full_text::refresh_of_letter(db, id)?;
            Ok(id)
        })
    }

    fn save_letter_text(
        &mut self,
        id: LetterId,
        seen: Version,
        text: &Written,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version> {
        self.write("save a draft", |db| {
            let version = letters::save_text(db, (id, seen), text, by, at)?;
            full_text::refresh_of_letter(db, id)?;
            Ok(version)
        })
    }

    fn save_draft(
        &mut self,
        id: LetterId,
        seen: Version,
        draft: &Draft,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version> {
        self.write("save a draft", |db| {
            let version = letters::save_draft(db, (id, seen), draft, by, at)?;
            full_text::refresh_of_letter(db, id)?;
            Ok(version)
        })
    }

    fn letter_history(&self, id: LetterId) -> Result<History> {
        self.read("read the typing of a letter", |db| typing::read(db, id))
    }

    fn save_letter(
        &mut self,
        id: LetterId,
        seen: Version,
        letter: &LetterText,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version> {
        self.write("save a letter", |db| {
            let before = full_text::item_of_letter(db, id)?;
            let version = letters::save(db, (id, seen), letter, by, at)?;
            if let Some(left) = before.filter(|item| Some(*item) != letter.proposal) {
                full_text::refresh(db, left)?;
            }
            full_text::refresh_of_letter(db, id)?;
            Ok(version)
        })
    }

    fn letter_versions(&self, id: LetterId) -> Result<Vec<LetterVersion>> {
        self.read("read the versions of a letter", |db| {
            letters::versions(db, id)
        })
    }

    fn letter_steps(&self, id: LetterId) -> Result<Vec<Step>> {
        self.read("read the steps of a letter", |db| review::steps(db, id))
    }

    fn step_of_event(&self, id: EventId) -> Result<Option<(LetterId, i64)>> {
        self.read("find the step of an event", |db| {
            review::step_of_event(db, id)
        })
    }

    fn take_step(&mut self, ask: &StepAsk) -> Result<StepTaken> {
        self.write("take a letter a step on", |db| {
            let taken = review::take_step(db, ask)?;
            full_text::refresh_of_letter(db, ask.letter)?;
            Ok(taken)
        })
    }

    fn series(&self) -> Result<Vec<SeriesYear>> {
        self.read("list the series of numbers", review::all_series)
    }

    fn begin_series(&mut self, series: &str, year: i32, before: u32) -> Result<()> {
        self.write("begin a series of numbers", |db| {
            review::begin_series(db, series, year, before)
        })
    }

    fn letters_numbered(&self, number: &str) -> Result<Vec<LetterId>> {
        self.read("find a letter's number", |db| {
            review::letters_numbered(db, number)
        })
    }

    fn remarks(&self, id: LetterId) -> Result<Vec<Remark>> {
        self.read("list the remarks on a letter", |db| review::remarks(db, id))
    }

    fn add_remark(
        &mut self,
        id: LetterId,
        seen: Version,
        remark: &NewRemark,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<RemarkId> {
        self.write("keep a remark", |db| {
            review::add_remark(db, (id, seen), remark, by, at)
        })
    }

    fn settle_remark(&mut self, id: RemarkId, by: Option<&str>) -> Result<()> {
        self.write("settle a remark", |db| review::settle_remark(db, id, by))
    }

    fn save_letter_promises(&mut self, id: LetterId, promises: &[LetterPromise]) -> Result<()> {
        self.write("keep what a letter promises", |db| {
            review::keep_promises(db, id, promises)
        })
    }

    fn letter_promises(&self, id: LetterId) -> Result<Vec<LetterPromise>> {
        self.read("list what a letter promises", |db| review::promises(db, id))
    }

    fn waivers(&self, id: LetterId) -> Result<Vec<Waiver>> {
        self.read("read what was waived of a letter", |db| waivers::of(db, id))
    }

    fn waive(&mut self, id: LetterId, waiver: &Waiver) -> Result<()> {
        self.write("waive a finding", |db| waivers::add(db, id, waiver))
    }

    fn publishing(&self, id: LetterId) -> Result<Option<Publishing>> {
        self.read("read whether a letter is published", |db| {
            publishing::of(db, id)
        })
    }

    fn decide_publishing(&mut self, id: LetterId, own: &Publishing) -> Result<()> {
        self.write("decide on the publishing of a letter", |db| {
            publishing::add(db, id, own)
        })
    }

    fn lifts_of(&self, id: LetterId) -> Result<Vec<KeptLift>> {
        self.read("list lifted paragraphs", |db| lifts::of_letter(db, id))
    }

    fn add_lift(&mut self, lift: &Lift) -> Result<LiftId> {
        self.write("lift a paragraph", |db| lifts::add(db, lift))
    }

    fn confirm_lifted(&mut self, id: LiftId, figure: &str) -> Result<()> {
        self.write("confirm a lifted figure", |db| {
            lifts::confirm(db, id, figure)
        })
    }

    fn each_name(&self, row: &mut dyn FnMut(NameRow<'_>)) -> Result<()> {
        self.read("read the names of the roster", |db| {
            roster::each_name(db, row)
        })
    }

    fn name_stamp(&self) -> Result<Stamp> {
        self.read("look for changed names", roster::names::stamp)
    }

    fn name_changes(&self, since: Stamp, most: usize) -> Result<Option<NameChanges>> {
        self.read("read changed names", |db| {
            roster::names::changes(db, since, most)
        })
    }

    fn names_file(&self) -> Option<PathBuf> {
        // A store without a path has a name that no file has.
        self.db.path().filter(|path| !path.is_empty()).map(|_| {
            let mut name = self.path.as_os_str().to_owned();
            name.push(".names");
            name.into()
        })
    }

    fn name(&self, id: NameId) -> Result<Option<String>> {
        self.read("read a name of the roster", |db| roster::name(db, id))
    }

    fn name_notes(&self, ids: &[NameId]) -> Result<Vec<NameNote>> {
        self.read("read notes to names", |db| roster::name_notes(db, ids))
    }

    fn craftsman(&self, id: CraftsmanId) -> Result<Option<Craftsman>> {
        self.read("read a craftsman", |db| roster::craftsmen::read(db, id))
    }

    fn add_craftsman(&mut self, person: &Person) -> Result<CraftsmanId> {
        self.write("add a craftsman", |db| roster::craftsmen::add(db, person))
    }

    fn studio(&self, id: StudioId) -> Result<Option<Studio>> {
        self.read("read a studio", |db| roster::studios::read(db, id))
    }

    fn add_studio(&mut self, studio: &Workshop) -> Result<StudioId> {
        self.write("add a studio", |db| roster::studios::add(db, studio))
    }

    fn employer(&self, id: EmployerId) -> Result<Option<Employer>> {
        self.read("read an employer", |db| roster::employers::read(db, id))
    }

    fn add_employer(&mut self, employer: &Firm) -> Result<EmployerId> {
        self.write("add an employer", |db| roster::employers::add(db, employer))
    }

    fn employers_named(&self, name: &str) -> Result<Vec<EmployerId>> {
        self.read("find an employer", |db| roster::employers::named(db, name))
    }

    fn craftsmen_named(&self, name: &str) -> Result<Vec<CraftsmanId>> {
        self.read("find a craftsman", |db| roster::craftsmen::named(db, name))
    }

    fn studios_named(&self, name: &str) -> Result<Vec<StudioId>> {
        self.read("find a studio", |db| roster::studios::named(db, name))
    }

    fn studios_of(&self, id: CraftsmanId) -> Result<Vec<StudioId>> {
        self.read("list the studios of a craftsman", |db| {
            roster::studios::of(db, id)
        })
    }

    fn apprentices_of(&self, id: CraftsmanId, limit: usize) -> Result<Vec<CraftsmanId>> {
        self.read("list apprentices", |db| {
            roster::craftsmen::apprentices_of(db, id, limit)
        })
    }

    fn people_of(&self, id: EmployerId, limit: usize) -> Result<Vec<CraftsmanId>> {
        self.read("list the people of an employer", |db| {
            roster::craftsmen::people_of(db, id, limit)
        })
    }

    fn hosted_by(&self, id: EmployerId, limit: usize) -> Result<Vec<StudioId>> {
        self.read("list the studios of an employer", |db| {
            roster::studios::hosted_by(db, id, limit)
        })
    }

    fn roster_counts(&self) -> Result<RosterCounts> {
        self.read("count the roster", roster::counts)
    }

    fn begin_load(&mut self, load: Load) -> Result<()> {
        if self.loading.is_none() {
            let begun = loading::begin(&mut self.db, &self.path, load);
            self.loading =
                begun.map_err(|trouble| trouble.told("prepare to add many", &self.path))?;
        }
        Ok(())
    }

    fn end_load(&mut self) -> Result<()> {
        let Some(loading) = self.loading.take() else {
            return Ok(());
        };
        loading::end(&mut self.db, &loading)
            .map_err(|trouble| trouble.told("make many findable", &self.path))
    }

    fn add_roster(&mut self, batch: &RosterBatch) -> Result<RosterRows> {
        self.write("add to the roster", |db| roster::add_batch(db, batch))
    }

    fn entry(&self, id: NameId) -> Result<Option<(RosterEntry, Version)>> {
        self.read("read a record of the roster", |db| {
            roster::log::entry(db, id)
        })
    }

    fn save_entry(
        &mut self,
        seen: Option<(NameId, Version)>,
        entry: &RosterEntry,
        signed: &Signed,
    ) -> Result<NameId> {
        self.write("save a record of the roster", |db| {
            roster::log::save(db, seen, entry, signed)
        })
    }

    fn roster_changes(&self, id: NameId, limit: usize) -> Result<Vec<RosterChange>> {
        self.read("read what was done to a record", |db| {
            roster::log::of(db, id, limit)
        })
    }

    fn take_back(&mut self, change: ChangeId, signed: &Signed) -> Result<Vec<NameId>> {
        self.write("take a change back", |db| {
            roster::log::take_back(db, change, signed)
        })
    }

    fn note_reveal(&mut self, id: NameId, field: &str, signed: &Signed) -> Result<()> {
        self.write("log a look at a private value", |db| {
            roster::log::note(db, ChangeAct::Reveal, (id, field), signed)
        })
    }

    fn merge_entries(&mut self, ask: &Merge, signed: &Signed) -> Result<()> {
        self.write("make two records one", |db| {
            roster::merge::merge(db, ask, signed)
        })
    }

    fn keep_apart(&mut self, first: NameId, second: NameId, signed: &Signed) -> Result<()> {
        self.write("keep two records apart", |db| {
            roster::merge::keep_apart(db, first, second, signed)
        })
    }

    fn look_alikes(&self, limit: usize) -> Result<AlikePairs> {
        self.read("look for records that look alike", |db| {
            roster::merge::all(db, limit)
        })
    }

    fn look_alikes_of(&self, id: NameId, limit: usize) -> Result<AlikePairs> {
        self.read("look for records like one", |db| {
            roster::merge::like(db, id, limit)
        })
    }

    fn programmes(&self, kind: Option<ProgrammeKind>, limit: usize) -> Result<Vec<ProgrammeHead>> {
        self.read("list programmes", |db| {
            roster::programmes::heads(db, kind, limit)
        })
    }

    fn programme(&self, id: ProgrammeId) -> Result<Option<Programme>> {
        self.read("read a programme", |db| roster::programmes::read(db, id))
    }

    fn programmes_named(&self, name: &str) -> Result<Vec<ProgrammeId>> {
        self.read("find a programme", |db| roster::programmes::named(db, name))
    }

    fn add_programme(&mut self, scheme: &Scheme) -> Result<ProgrammeId> {
        self.write("add a programme", |db| roster::programmes::add(db, scheme))
    }

    fn save_programme(
        &mut self,
        id: ProgrammeId,
        seen: Version,
        scheme: &Scheme,
    ) -> Result<Version> {
        self.write("save a programme", |db| {
            roster::programmes::save(db, id, seen, scheme)
        })
    }

    fn entries_of(&self, id: ProgrammeId) -> Result<Vec<KeptEntry>> {
        self.read("list the entries of a programme", |db| {
            roster::entries::of(db, id)
        })
    }

    fn entries_about(&self, who: Party, limit: usize) -> Result<Vec<(ProgrammeId, KeptEntry)>> {
        self.read("list entries of programmes", |db| {
            roster::entries::about(db, who, limit)
        })
    }

    fn enter(
        &mut self,
        id: ProgrammeId,
        seen: Version,
        entries: &[Entry],
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version> {
        self.write("enter into a programme", |db| {
            roster::entries::add(db, (id, seen), entries, by, at)
        })
    }

    fn strike_entry(
        &mut self,
        id: EntryId,
        seen: Version,
        strike: Option<&Strike>,
    ) -> Result<Version> {
        self.write("strike an entry of a programme", |db| {
            roster::entries::strike(db, (id, seen), strike)
        })
    }

    fn each_person_key(&self, key: &mut dyn FnMut(PersonKey<'_>)) -> Result<()> {
        self.read("read by what people are known again", |db| {
            roster::tables::each_person_key(db, key)
        })
    }

    fn begin_table(&mut self, head: &TableHead) -> Result<(TableId, TableProgress)> {
        self.write("begin to take a table in", |db| {
            roster::tables::begin(db, head)
        })
    }

    fn take_table(&mut self, id: TableId, batch: &TableBatch) -> Result<RosterRows> {
        self.write("take rows of a table in", |db| {
            roster::tables::take(db, id, batch)
        })
    }

    fn filed(&self, id: NameId) -> Result<Vec<Filed>> {
        self.read("read where a record came from", |db| {
            roster::tables::filed(db, id)
        })
    }

    fn mapped_columns(&self, sender: &str) -> Result<Vec<MappedColumn>> {
        self.read("read a sender's columns", |db| {
            roster::tables::mapped(db, sender)
        })
    }

    fn save_mapped_columns(&mut self, sender: &str, columns: &[MappedColumn]) -> Result<()> {
        self.write("keep a sender's columns", |db| {
            roster::tables::keep_mapped(db, sender, columns)
        })
    }

    fn ending(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Ending>> {
        self.read("list what ends", |db| roster::ending::between(db, from, to))
    }

    fn senders(&self) -> Result<Vec<String>> {
        self.read("list the senders", roster::tables::senders)
    }

    fn figure(&self, question: &Question, shown: usize) -> Result<FigureAnswer> {
        self.read("answer a question to the roster", |db| {
            figures::answer(db, question, shown)
        })
    }

    fn figure_values(&self, field: Field, limit: usize) -> Result<Vec<(Value, u64)>> {
        self.read("list the values of a field", |db| {
            figures::values(db, field, limit)
        })
    }

    fn each_record(&self, question: &Question, record: &mut dyn FnMut(i64) -> Flow) -> Result<()> {
        self.read("find the records of a filter", |db| {
            chosen::each_record(db, question, record)
        })
    }

    fn each_value(
        &self,
        field: Field,
        record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
    ) -> Result<()> {
        self.read("list the values of a field", |db| {
            chosen::each_value(db, field, record)
        })
    }

    fn pivot_bounds(&self, measure: Measure) -> Result<Option<(i64, i64)>> {
        self.read("count by fields", |db| pivots::bounds(db, measure))
    }

    fn pivot_range(&self, records: &RangeInclusive<i64>, tally: &mut PivotTally) -> Result<()> {
        self.read("count by fields", |db| {
            pivots::add_range(db, records, tally)
        })
    }

    fn pivot_records(&self, cell: &PivotCell, after: i64, limit: usize) -> Result<Vec<RowOf>> {
        self.read("list what a cell counts", |db| {
            pivots::records(db, cell, after, limit)
        })
    }

    fn looks(&self) -> Result<Vec<SavedLook>> {
        self.read("list the looks at the roster", looks::all)
    }

    fn save_look(&mut self, name: &str, pivot: &Pivot) -> Result<LookId> {
        self.write("save a look at the roster", |db| {
            looks::save(db, name, pivot)
        })
    }

    fn remove_look(&mut self, id: LookId) -> Result<()> {
        self.write("remove a look at the roster", |db| looks::remove(db, id))
    }

    fn add_figure(&mut self, figure: &Cited) -> Result<FigureId> {
        self.write("add a figure", |db| figures::add(db, figure))
    }

    fn cited_figure(&self, id: FigureId) -> Result<Option<Figure>> {
        self.read("read a figure", |db| figures::figure(db, id))
    }

    fn figures_of(&self, letter: LetterId) -> Result<Vec<Figure>> {
        self.read("list the figures of a letter", |db| {
            figures::of_letter(db, letter)
        })
    }

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

    fn faults(&self) -> Result<Vec<Fault>> {
        self.read("look for faults", faults::faults)
    }
}
