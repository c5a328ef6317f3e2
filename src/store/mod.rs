//! Where everything is kept: the `Store` trait, and its SQLite engine in `sqlite/`.
//!
//! The trait is what a second engine must offer; `conformance` is the suite it must pass. Nothing
//! here decides: states, due dates and clocks come in computed, and every write of an existing row
//! carries the version its author saw. Every write is durable when the call returns.

pub mod ask;
#[cfg(test)]
pub(crate) mod conformance;
pub mod error;
pub mod register;
pub mod review;
pub mod sqlite;
mod table;

use std::{ops::RangeInclusive, path::PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

pub use ask::{
    Fault, Load, NameChanges, NameId, NameNote, NameRow, OpenItem, QueueAsk, QueueCounts,
    QueueEntry, QueueOrder, QueuePage, QueueRow, RosterBatch, RosterCounts, RosterRows, SavedLook,
    SavedView, Window,
};
pub use error::StoreError;
pub use register::{AlikePair, AlikePairs, Merge, RosterChange, Signed};
pub use review::{Give, NewRemark, SeriesYear, StepAsk, StepFacts, StepTaken};
pub use table::{
    Ending, EndingKind, Filed, MappedColumn, PersonKey, TableBatch, TableHead, TableProgress,
    TableRow,
};

use crate::domain::{
    calendar::CalendarYear,
    chain::{LetterPromise, Remark, Step},
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
        Answer, Cited, Field, Measure, Pivot, PivotCell, PivotTally, Question, RowOf, Value,
        cited::Figure,
    },
    report::Life,
    search::Stamp,
    text::history::{History, Tail},
};

/// A text being written, as it is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text with its spans.
    pub written: Written,
    /// The steps of typing that changed since the last saving.
    pub typing: Tail,
}

/// Whether whoever is handed records wants more of them.
pub type Flow = std::ops::ControlFlow<()>;

/// What a store answers.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Everything the office keeps. Reads see the last finished write of any process.
pub trait Store: Send {
    // --- the office

    /// Reads the unit's profile.
    fn unit(&self) -> Result<Option<(Unit, Version)>>;
    /// Writes the unit's profile; `seen` is `None` for the first one.
    fn save_unit(&mut self, unit: &Unit, seen: Option<Version>) -> Result<Version>;
    /// Moves what was written lately to where it stays, so that no act has to: kept is it already.
    fn settle(&self) -> Result<()>;
    /// Returns a number that differs whenever any process, this one included, has written since.
    fn change_mark(&self) -> Result<i64>;

    // --- what due dates are computed from

    /// Reads the imported years of the calendar, in order.
    fn calendar_years(&self) -> Result<Vec<CalendarYear>>;
    /// Writes an imported year in place of the one of that year; no due date changes by it.
    fn save_calendar_year(&mut self, year: &CalendarYear) -> Result<()>;
    /// Reads the name of the rules that the kept due dates were computed by.
    fn basis(&self) -> Result<Option<String>>;
    /// Writes the name of the rules that the kept due dates were computed by.
    fn save_basis(&mut self, basis: &str) -> Result<()>;
    /// Hands out every item that is not at its end with its events, in the order of rows.
    fn each_open_item(&self, item: &mut dyn FnMut(OpenItem)) -> Result<()>;
    /// In one transaction: writes the year, projects every item that is not at its end anew, and keeps
    /// the name of the rules. Returns the items whose projection changed; versions stay.
    fn rebase(
        &mut self,
        year: Option<&CalendarYear>,
        basis: &str,
        project: &mut dyn FnMut(&Case, &[Event]) -> Projection,
    ) -> Result<Vec<ProposalId>>;

    // --- the queue

    /// Reads a window of the queue in the order asked for.
    fn queue_page(&self, ask: &QueueAsk) -> Result<QueuePage>;
    /// Counts the items by state and by due day.
    fn queue_counts(&self) -> Result<QueueCounts>;
    /// Hands out every row of the queue in default order.
    fn each_queue_row(&self, row: &mut dyn FnMut(QueueRow)) -> Result<()>;
    /// Hands out every row of the queue in default order with what a written list adds.
    fn each_queue_entry(&self, entry: &mut dyn FnMut(QueueEntry)) -> Result<()>;
    /// Hands out every item's life in the order of rows.
    fn each_life(&self, life: &mut dyn FnMut(Life)) -> Result<()>;
    /// Reads rows by id, in the order asked for; missing ones are left out.
    fn queue_rows(&self, ids: &[ProposalId]) -> Result<Vec<QueueRow>>;
    /// Reads an item.
    fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>>;
    /// Finds the items with this number key, newest sitting first.
    fn numbered(&self, number: u32) -> Result<Vec<ProposalId>>;
    /// Finds the items of exactly this title.
    fn titled(&self, title: &str) -> Result<Vec<ProposalId>>;
    /// Finds the item of an identity.
    fn item_of(&self, key: &ItemKey) -> Result<Option<ProposalId>>;
    /// Adds an item with its first facts.
    fn add_proposal(
        &mut self,
        item: &Item,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<ProposalId>;
    /// Rewrites what is known of an item.
    fn save_item(
        &mut self,
        id: ProposalId,
        seen: Version,
        item: &Item,
        projection: &Projection,
    ) -> Result<Version>;
    /// Reads an item's events in the order they were recorded.
    fn events(&self, id: ProposalId) -> Result<Vec<Event>>;
    /// Appends facts to an item.
    fn record(
        &mut self,
        id: ProposalId,
        seen: Version,
        events: &[NewEvent],
        projection: &Projection,
    ) -> Result<Version>;
    /// Rewrites the projection alone; the version stays.
    fn reproject(&mut self, id: ProposalId, projection: &Projection) -> Result<()>;

    // --- finding and coming back

    /// Hands out the names of the proposers of every item that has any, the lead signer first.
    fn each_proposers(&self, names: &mut dyn FnMut(ProposalId, &[String])) -> Result<()>;
    /// Returns the items whose papers or letters have every word of a phrase: of Chinese, every pair of
    /// neighbouring characters; of other words, the beginning. A phrase without a word finds nothing.
    fn with_phrase(&self, phrase: &str) -> Result<Vec<ProposalId>>;
    /// Counts the items that are not findable by their texts.
    fn lacking_full_text(&self) -> Result<usize>;
    /// Makes those items findable; returns how many.
    fn complete_full_text(&mut self) -> Result<usize>;
    /// Lists the saved views, oldest first.
    fn saved_views(&self) -> Result<Vec<SavedView>>;
    /// Saves a view; one of this name is replaced.
    fn save_view(&mut self, name: &str, filter: &str, order: QueueOrder) -> Result<SavedViewId>;
    /// Removes a saved view.
    fn remove_view(&mut self, id: SavedViewId) -> Result<()>;

    // --- letters

    /// Lists the letters of an item, oldest first.
    fn letters_of(&self, id: ProposalId) -> Result<Vec<LetterHead>>;
    /// Lists the letters last written, newest first.
    fn letters(&self, limit: usize) -> Result<Vec<LetterHead>>;
    /// Reads a letter with the spans of its text.
    fn letter(&self, id: LetterId) -> Result<Option<Letter>>;
    /// Adds a letter; its text is its first kept version.
    fn add_letter(&mut self, letter: &LetterText, by: &str, at: NaiveDateTime) -> Result<LetterId>;
    /// Saves a draft's text and its spans. The newest kept version is replaced when the same author began it less
    /// than ten minutes ago and it was never signed; else a new one is kept.
    fn save_letter_text(
        &mut self,
        id: LetterId,
        seen: Version,
        text: &Written,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Saves a draft as `save_letter_text` does, and with it the steps of typing that led to it, in one
    /// transaction. Any other writing of another text, and signing, forgets the steps.
    fn save_draft(
        &mut self,
        id: LetterId,
        seen: Version,
        draft: &Draft,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Reads the steps of typing of a letter's text as it stands.
    fn letter_history(&self, id: LetterId) -> Result<History>;
    /// Rewrites everything about a letter; a changed text is kept as `save_letter_text` keeps
    /// it. Spans that do not lie in the text are left out.
    fn save_letter(
        &mut self,
        id: LetterId,
        seen: Version,
        letter: &LetterText,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Lists a letter's kept versions, oldest first.
    fn letter_versions(&self, id: LetterId) -> Result<Vec<LetterVersion>>;
    /// Reads what was waived of a letter, in the order it was written.
    fn waivers(&self, id: LetterId) -> Result<Vec<Waiver>>;
    /// Keeps a waiver of a finding, or that one is taken back.
    fn waive(&mut self, id: LetterId, waiver: &Waiver) -> Result<()>;
    /// Reads what was last decided on the publishing of a letter.
    fn publishing(&self, id: LetterId) -> Result<Option<Publishing>>;
    /// Keeps what was decided on the publishing of a letter.
    fn decide_publishing(&mut self, id: LetterId, own: &Publishing) -> Result<()>;
    /// Lists the paragraphs of a letter that were taken over from earlier ones, oldest first.
    fn lifts_of(&self, id: LetterId) -> Result<Vec<KeptLift>>;
    /// Adds a paragraph taken over; both letters must be there.
    fn add_lift(&mut self, lift: &Lift) -> Result<LiftId>;
    /// Keeps that a figure of a paragraph taken over was looked up again and found right.
    fn confirm_lifted(&mut self, id: LiftId, figure: &str) -> Result<()>;

    // --- the way of a letter through the office

    /// Lists a letter's steps, oldest first.
    fn letter_steps(&self, id: LetterId) -> Result<Vec<Step>>;
    /// Finds the step that a fact was recorded with.
    fn step_of_event(&self, id: EventId) -> Result<Option<(LetterId, i64)>>;
    /// Takes a step in one transaction: gives or voids the number and writes it where the text has its
    /// blank, rewrites the letter, records its item's facts, and keeps the text for good; of a letter
    /// that is signed the figures are frozen.
    fn take_step(&mut self, ask: &StepAsk) -> Result<StepTaken>;
    /// Lists the series that numbers were given of, by name and year.
    fn series(&self) -> Result<Vec<SeriesYear>>;
    /// Says that a series is counted here from the serial after this one on; refused once a number of
    /// it was given here.
    fn begin_series(&mut self, series: &str, year: i32, before: u32) -> Result<()>;
    /// Finds the letters of exactly this number.
    fn letters_numbered(&self, number: &str) -> Result<Vec<LetterId>>;
    /// Lists the remarks on a letter, oldest first.
    fn remarks(&self, id: LetterId) -> Result<Vec<Remark>>;
    /// Keeps a remark on a stretch of a letter, with a span there.
    fn add_remark(
        &mut self,
        id: LetterId,
        seen: Version,
        remark: &NewRemark,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<RemarkId>;
    /// Settles a remark, or opens it again.
    fn settle_remark(&mut self, id: RemarkId, by: Option<&str>) -> Result<()>;
    /// Keeps what a person took for promises of a letter, in the place of what was kept before.
    fn save_letter_promises(&mut self, id: LetterId, promises: &[LetterPromise]) -> Result<()>;
    /// Lists what a letter promises, as a person confirmed it.
    fn letter_promises(&self, id: LetterId) -> Result<Vec<LetterPromise>>;

    // --- the roster

    /// Hands out every name of the roster: craftsmen, studios, employers, each by row.
    fn each_name(&self, row: &mut dyn FnMut(NameRow<'_>)) -> Result<()>;
    /// Returns the last change of a name.
    fn name_stamp(&self) -> Result<Stamp>;
    /// Reads the names that changed since; nothing when that change is not of this store's history, or more
    /// than `most` names changed.
    fn name_changes(&self, since: Stamp, most: usize) -> Result<Option<NameChanges>>;
    /// Returns where an index of the names may be kept: beside the store, so that every desk on it shares one
    /// and it goes where the store goes. Nothing for a store without a file.
    fn names_file(&self) -> Option<PathBuf>;
    /// Reads a record's name; nothing for one that is gone.
    fn name(&self, id: NameId) -> Result<Option<String>>;
    /// Reads what tells homonyms apart, in the order asked for; nothing for records that are gone.
    fn name_notes(&self, ids: &[NameId]) -> Result<Vec<NameNote>>;
    /// Reads a craftsman.
    fn craftsman(&self, id: CraftsmanId) -> Result<Option<Craftsman>>;
    /// Adds a craftsman as a batch does: who did it is not in the log.
    fn add_craftsman(&mut self, person: &Person) -> Result<CraftsmanId>;
    /// Reads a studio.
    fn studio(&self, id: StudioId) -> Result<Option<Studio>>;
    /// Adds a studio as a batch does.
    fn add_studio(&mut self, studio: &Workshop) -> Result<StudioId>;
    /// Reads an employer.
    fn employer(&self, id: EmployerId) -> Result<Option<Employer>>;
    /// Adds an employer as a batch does.
    fn add_employer(&mut self, employer: &Firm) -> Result<EmployerId>;
    /// Finds the employers of exactly this name.
    fn employers_named(&self, name: &str) -> Result<Vec<EmployerId>>;
    /// Finds the craftsmen of exactly this name.
    fn craftsmen_named(&self, name: &str) -> Result<Vec<CraftsmanId>>;
    /// Finds the studios of exactly this name.
    fn studios_named(&self, name: &str) -> Result<Vec<StudioId>>;
    /// Lists the studios this person leads or belongs to.
    fn studios_of(&self, id: CraftsmanId) -> Result<Vec<StudioId>>;
    /// Lists the people who learnt from this person.
    fn apprentices_of(&self, id: CraftsmanId, limit: usize) -> Result<Vec<CraftsmanId>>;
    /// Lists the people of an employer.
    fn people_of(&self, id: EmployerId, limit: usize) -> Result<Vec<CraftsmanId>>;
    /// Lists the studios an employer hosts.
    fn hosted_by(&self, id: EmployerId, limit: usize) -> Result<Vec<StudioId>>;
    /// Counts the roster.
    fn roster_counts(&self) -> Result<RosterCounts>;
    /// Begins to add very many people, when there are none yet: what finds them quickly is built when the
    /// loading ends. Of a roster that has people everything stays as it is.
    fn begin_load(&mut self, load: Load) -> Result<()>;
    /// Ends a loading that was begun. One that never ended is ended by whoever opens the store next.
    fn end_load(&mut self) -> Result<()>;
    /// Adds many at once, in one transaction.
    fn add_roster(&mut self, batch: &RosterBatch) -> Result<RosterRows>;

    // --- the register: records with who changed what

    /// Reads a record of any of the lists.
    fn entry(&self, id: NameId) -> Result<Option<(RosterEntry, Version)>>;
    /// Adds a record, or rewrites the one seen, and logs what changed in the same transaction. What does
    /// not change is not written.
    fn save_entry(
        &mut self,
        seen: Option<(NameId, Version)>,
        entry: &RosterEntry,
        signed: &Signed,
    ) -> Result<NameId>;
    /// Lists what was done to a record, newest first; also to one that is gone.
    fn roster_changes(&self, id: NameId, limit: usize) -> Result<Vec<RosterChange>>;
    /// Takes a change back on every record it went over, which is a change in its turn; returns them.
    fn take_back(&mut self, change: ChangeId, signed: &Signed) -> Result<Vec<NameId>>;
    /// Logs that a private value was looked at.
    fn note_reveal(&mut self, id: NameId, field: &str, signed: &Signed) -> Result<()>;
    /// Makes two records one: who named the one that goes names the one that stays. To take it back makes
    /// them two again, exactly as before.
    fn merge_entries(&mut self, ask: &Merge, signed: &Signed) -> Result<()>;
    /// Logs that two records that look alike are two; they are not found as look-alikes any more.
    fn keep_apart(&mut self, first: NameId, second: NameId, signed: &Signed) -> Result<()>;
    /// Finds records that look alike, the most alike first.
    fn look_alikes(&self, limit: usize) -> Result<AlikePairs>;
    /// Finds records that look like one.
    fn look_alikes_of(&self, id: NameId, limit: usize) -> Result<AlikePairs>;

    // --- programmes

    /// Lists the programmes of a kind, or all, the latest first day first and undated ones last.
    fn programmes(&self, kind: Option<ProgrammeKind>, limit: usize) -> Result<Vec<ProgrammeHead>>;
    /// Reads a programme.
    fn programme(&self, id: ProgrammeId) -> Result<Option<Programme>>;
    /// Finds the programmes of exactly this name.
    fn programmes_named(&self, name: &str) -> Result<Vec<ProgrammeId>>;
    /// Adds a programme.
    fn add_programme(&mut self, scheme: &Scheme) -> Result<ProgrammeId>;
    /// Rewrites what a programme is; its entries stay.
    fn save_programme(
        &mut self,
        id: ProgrammeId,
        seen: Version,
        scheme: &Scheme,
    ) -> Result<Version>;
    /// Lists the entries of a programme in the order they were entered, struck ones too.
    fn entries_of(&self, id: ProgrammeId) -> Result<Vec<KeptEntry>>;
    /// Lists the standing entries about somebody with their programmes, the latest day first.
    fn entries_about(&self, who: Party, limit: usize) -> Result<Vec<(ProgrammeId, KeptEntry)>>;
    /// Adds entries to a programme, all or none; each must be of its kind. The version seen rises, so
    /// that nobody pays by a balance that is gone.
    fn enter(
        &mut self,
        id: ProgrammeId,
        seen: Version,
        entries: &[Entry],
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Strikes an entry, or lets it stand again; `seen` is the programme's version.
    fn strike_entry(
        &mut self,
        id: EntryId,
        seen: Version,
        strike: Option<&Strike>,
    ) -> Result<Version>;
    /// Hands out by what each person is known again in a table, by row.
    fn each_person_key(&self, key: &mut dyn FnMut(PersonKey<'_>)) -> Result<()>;
    /// Begins to take a table in, or goes on with the same file read by the same columns where it
    /// stopped; a table taken to its end begins anew.
    fn begin_table(&mut self, head: &TableHead) -> Result<(TableId, TableProgress)>;
    /// Writes what some rows of a table bring, in one transaction.
    fn take_table(&mut self, id: TableId, batch: &TableBatch) -> Result<RosterRows>;
    /// Lists the rows of tables that a record came from, the latest table first.
    fn filed(&self, id: NameId) -> Result<Vec<Filed>>;
    /// Lists what the columns of a sender's tables mean.
    fn mapped_columns(&self, sender: &str) -> Result<Vec<MappedColumn>>;
    /// Keeps what columns of a sender's tables mean, in the place of what was kept of them.
    fn save_mapped_columns(&mut self, sender: &str, columns: &[MappedColumn]) -> Result<()>;
    /// Lists what of the roster ends between two days, both included, the earliest first: certificates
    /// that no later one follows, honours that were not revoked, terms of studios that were not removed.
    fn ending(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Ending>>;
    /// Lists the senders whose columns are known, by name.
    fn senders(&self) -> Result<Vec<String>>;

    // --- figures

    /// Answers a question to the roster, with this many of the rows counted.
    fn figure(&self, question: &Question, shown: usize) -> Result<Answer>;
    /// Lists the values of a field that stand in the roster with how often, commonest first.
    fn figure_values(&self, field: Field, limit: usize) -> Result<Vec<(Value, u64)>>;
    /// Hands out the records that a question counts, in no order, some more than once, until told to stop.
    fn each_record(&self, question: &Question, record: &mut dyn FnMut(i64) -> Flow) -> Result<()>;
    /// Hands out each record with its value of a field, which has a number of its own, until told to stop. A
    /// record without a value is left out; one of several values comes once for each of them.
    fn each_value(
        &self,
        field: Field,
        record: &mut dyn FnMut(i64, usize, &Value) -> Flow,
    ) -> Result<()>;
    /// Returns the first and the last record that a measure may count; nothing of an empty list.
    fn pivot_bounds(&self, measure: Measure) -> Result<Option<(i64, i64)>>;
    /// Adds to a pivot what the counted records of a range bring. Ranges that do not overlap and leave
    /// none out add up to the whole, in any order.
    fn pivot_range(&self, records: &RangeInclusive<i64>, tally: &mut PivotTally) -> Result<()>;
    /// Lists the records that a cell counts, in the order of rows, after this one; 0 for the first.
    fn pivot_records(&self, cell: &PivotCell, after: i64, limit: usize) -> Result<Vec<RowOf>>;
    /// Lists the saved looks at the roster, oldest first.
    fn looks(&self) -> Result<Vec<SavedLook>>;
    /// Saves a look; one of this name is replaced.
    fn save_look(&mut self, name: &str, pivot: &Pivot) -> Result<LookId>;
    /// Removes a saved look.
    fn remove_look(&mut self, id: LookId) -> Result<()>;
    /// Adds a figure that a letter cites; what was asked and shown is never rewritten.
    fn add_figure(&mut self, figure: &Cited) -> Result<FigureId>;
    /// Reads a cited figure.
    fn cited_figure(&self, id: FigureId) -> Result<Option<Figure>>;
    /// Lists the figures that a letter cites or once cited, oldest first.
    fn figures_of(&self, letter: LetterId) -> Result<Vec<Figure>>;

    // --- papers

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

    // --- health

    /// Looks for what is wrong: integrity, references, hashes of originals.
    fn faults(&self) -> Result<Vec<Fault>>;
}
