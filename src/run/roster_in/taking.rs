//! A table taken a step at a time.

use std::collections::HashMap;

use super::{
    Ask, BadRow, Changed, Missing, Mode, Opened, Outcome, Refused,
    known::{ByHash, Known},
    people::{differences, firm_named},
};
use crate::{
    domain::{
        id::{CraftsmanId, EmployerId, TableId},
        studio::Workshop,
    },
    ingest::roster::{
        Layout, List, RawRow, Reason, Row, Rows, Wrong, cells, rows::cells_of, value::unit_name,
        words,
    },
    run::office::Office,
    store::{NameId, Store, StoreError, TableBatch, TableHead, TableProgress, TableRow},
};

/// A file of so many bytes has some hundred thousand people as text, and a hundred thousand as a workbook;
/// below, setting indexes aside saves nothing that anybody would notice. Chosen by us.
const LOADED: u64 = 2 << 20;

/// Whether anything is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// More rows are to come.
    More,
    /// The table is taken.
    Done,
}

/// Why a row stops: it cannot be read, or the store fails and with it the whole table.
pub(super) enum Stop {
    Row(Wrong),
    Store(StoreError),
}

impl From<Wrong> for Stop {
    fn from(wrong: Wrong) -> Self {
        Stop::Row(wrong)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Store(error)
    }
}

/// A table being taken.
pub struct Taking {
    pub(super) layout: Layout,
    rows: Rows,
    pub(super) mode: Mode,
    table: Option<TableId>,
    length: u64,
    is_sent: bool,
    missing: Missing,
    pub(super) known: Known,
    /// Studios and employers of the table by what they are known by, with their line.
    seen: HashMap<[String; 2], u64>,
    pub(super) batch: TableBatch,
    /// People of the batch that are new, by what they are known by: their place in it.
    pub(super) pending: ByHash<usize>,
    /// People of the batch that are rewritten: their place in it.
    pub(super) rewritten: HashMap<CraftsmanId, usize>,
    /// Employers that the batch makes.
    made: Vec<String>,
    /// What became of it so far.
    pub outcome: Outcome,
    /// Rows that were not taken since somebody looked.
    pub bad: Vec<BadRow>,
    /// Records that were changed since somebody looked.
    pub changed: Vec<Changed>,
}

impl Taking {
    /// Begins to take a table, or goes on with one that was stopped.
    ///
    /// # Errors
    /// When the file or the store cannot be read, or the store cannot be written.
    pub fn begin(
        office: &mut Office,
        opened: Opened,
        ask: &Ask,
        mode: Mode,
    ) -> Result<Self, Refused> {
        let Opened {
            input,
            name,
            looked,
            layout,
        } = opened;
        let (mut table, mut progress) = (None, TableProgress::default());
        if mode == Mode::Write {
            let head = TableHead {
                sha256: looked.sha256.clone(),
                name,
                sender: ask.sender.clone(),
                list: layout.list.code().to_owned(),
                columns: layout.written(),
                taken_by: office.actor(),
                taken_at: office.now(),
            };
            let (id, begun) = office.store.begin_table(&head)?;
            (table, progress) = (Some(id), begun);
        }
        let outcome = Outcome {
            list: layout.list,
            format: looked.format,
            encoding: looked.encoding,
            resumed: progress.rows,
            rows: 0,
            added: progress.added,
            updated: progress.updated,
            unchanged: progress.unchanged,
            bad: progress.bad,
            employers: 0,
            ignored: layout.ignored().into_iter().map(str::to_owned).collect(),
        };
        let length = looked.length;
        let mut taking = Self {
            rows: Rows::of(&input, looked)?,
            known: Known::of(office.store.as_ref(), layout.list)?,
            layout,
            mode,
            table,
            length,
            is_sent: ask.sender.is_some(),
            missing: ask.missing_employers,
            seen: HashMap::new(),
            batch: TableBatch::default(),
            pending: ByHash::default(),
            rewritten: HashMap::new(),
            made: Vec::new(),
            outcome,
            bad: Vec::new(),
            changed: Vec::new(),
        };
        while taking.outcome.rows < progress.rows {
            if taking.rows.next(&taking.layout)?.is_none() {
                break;
            }
            taking.outcome.rows += 1;
        }
        Ok(taking)
    }

    /// Tells whether it brings so many people to a roster without any that loading it is worth it.
    pub fn fills_an_empty_roster(&self) -> bool {
        self.mode == Mode::Write
            && self.layout.list == List::Craftsmen
            && !self.known.had_people
            && self.length >= LOADED
    }

    /// Returns what its columns are.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Returns how much of the file was read, between 0 and 1; of workbooks nothing is known.
    pub fn share(&self) -> Option<f64> {
        let read = self.rows.bytes_read()?;
        Some(read as f64 / self.length.max(1) as f64)
    }

    /// Takes up to so many rows, in one transaction.
    ///
    /// # Errors
    /// When the file cannot be read on or the store fails; what earlier steps wrote stays.
    pub fn step(&mut self, store: &mut dyn Store, rows: usize) -> Result<Step, Refused> {
        for _ in 0..rows {
            let Some(raw) = self.rows.next(&self.layout)? else {
                self.flush(store, Step::Done)?;
                return Ok(Step::Done);
            };
            self.outcome.rows += 1;
            let row = self.rows.read(&self.layout, &raw);
            match self.take(store, &row) {
                Ok(()) => {}
                Err(Stop::Row(wrong)) => self.refuse(&raw, wrong),
                Err(Stop::Store(error)) => return Err(error.into()),
            }
        }
        self.flush(store, Step::More)?;
        Ok(Step::More)
    }

    fn refuse(&mut self, raw: &RawRow, wrong: Wrong) {
        self.outcome.bad += 1;
        let column = wrong.column.map(|at| self.layout.columns[at].label.clone());
        self.bad.push(BadRow {
            line: raw.line,
            column: column.unwrap_or_default(),
            reason: wrong.reason,
            value: wrong.value,
            cells: cells_of(raw, &self.layout),
        });
    }

    fn take(&mut self, store: &mut dyn Store, row: &Row) -> Result<(), Stop> {
        match self.layout.list {
            List::Craftsmen => self.person(store, row),
            List::Studios => self.studio(store, row),
            List::Employers => self.employer(store, row),
        }
    }

    /// Refuses a record that the table has twice.
    fn once(&mut self, row: &Row, key: [String; 2]) -> Result<(), Wrong> {
        match self.seen.insert(key, row.line) {
            None => Ok(()),
            Some(before) => Err(repeats(before)),
        }
    }

    /// Returns the employer of a name when one alone has it; a missing one is made if asked.
    pub(super) fn employer_of(&mut self, name: Option<&String>) -> Option<EmployerId> {
        let name = unit_name(name?);
        if let Some(own) = self.known.employers.get(&name) {
            return *own;
        }
        if self.missing == Missing::Named || name.is_empty() {
            return None;
        }
        // -1 is the first of the batch.
        let id = EmployerId(!(self.batch.new.employers.len() as i64));
        self.batch.new.employers.push(firm_named(&name));
        self.known.employer(&name, id);
        self.made.push(name);
        self.outcome.employers += 1;
        Some(id)
    }

    /// Keeps where a record came from, when that is worth keeping.
    pub(super) fn file(&mut self, record: NameId, line: u64, originals: Vec<(String, String)>) {
        if self.is_sent || !originals.is_empty() {
            self.batch.rows.push(TableRow {
                record,
                line,
                originals,
            });
        }
    }

    fn studio(&mut self, store: &mut dyn Store, row: &Row) -> Result<(), Stop> {
        let mut studio = cells::blank_studio();
        let originals = cells::studio(&mut studio, row, &self.layout)?;
        let key = |studio: &Workshop| {
            let host = studio.host_name.as_deref().unwrap_or_default();
            [studio.name.clone(), unit_name(host)]
        };
        self.once(row, key(&studio))?;
        let ids = self.known.studios.get(&studio.name).cloned();
        for id in ids.unwrap_or_default() {
            let Some(kept) = store.studio(id)? else {
                continue;
            };
            if key(&kept.value) != key(&studio) {
                continue;
            }
            let mut whole = kept.value.clone();
            cells::studio(&mut whole, row, &self.layout)?;
            self.file(NameId::Studio(id), row.line, originals);
            let words = [&kept.value, &whole].map(words::studio_words);
            if self.settled(row, &whole.name, words) {
                self.batch.studios.push((id, kept.version, whole));
            }
            return Ok(());
        }
        // Studios are few: a person of the leader's name is looked up in the store.
        if let Some(name) = &studio.leader_name
            && let [only] = store.craftsmen_named(name)?.as_slice()
        {
            studio.leader = Some(*only);
        }
        studio.host = self.employer_of(studio.host_name.as_ref());
        let place = !(self.batch.new.studios.len() as i64);
        self.file(
            NameId::Studio(crate::domain::id::StudioId(place)),
            row.line,
            originals,
        );
        self.batch.new.studios.push(studio);
        self.outcome.added += 1;
        Ok(())
    }

    fn employer(&mut self, store: &mut dyn Store, row: &Row) -> Result<(), Stop> {
        let mut firm = firm_named("");
        let originals = cells::employer(&mut firm, row, &self.layout)?;
        let name = unit_name(&firm.name);
        self.once(row, [name.clone(), String::new()])?;
        if let Some(own) = self.known.employers.get(&name).copied() {
            let Some(id) = own else {
                return Err(Stop::Row(Wrong {
                    column: None,
                    reason: Reason::Ambiguous,
                    value: firm.name,
                }));
            };
            let kept = store.employer(id)?.ok_or(StoreError::Missing {
                what: "employer",
                id: id.0,
            })?;
            let mut whole = kept.value.clone();
            cells::employer(&mut whole, row, &self.layout)?;
            self.file(NameId::Employer(id), row.line, originals);
            let words = [&kept.value, &whole].map(words::employer_words);
            if self.settled(row, &whole.name, words) {
                self.batch.employers.push((id, kept.version, whole));
            }
            return Ok(());
        }
        let place = !(self.batch.new.employers.len() as i64);
        self.file(NameId::Employer(EmployerId(place)), row.line, originals);
        self.batch.new.employers.push(firm);
        self.outcome.added += 1;
        Ok(())
    }

    /// Counts a record that is there; returns whether the row changes it.
    pub(super) fn settled(
        &mut self,
        row: &Row,
        name: &str,
        words: [Vec<(crate::ingest::roster::Field, String)>; 2],
    ) -> bool {
        let fields = differences(self.layout.list, words);
        if fields.is_empty() {
            self.outcome.unchanged += 1;
            return false;
        }
        self.outcome.updated += 1;
        self.changed.push(Changed {
            line: row.line,
            name: name.to_owned(),
            fields,
        });
        true
    }

    fn flush(&mut self, store: &mut dyn Store, step: Step) -> Result<(), StoreError> {
        let mut batch = std::mem::take(&mut self.batch);
        let own = &self.outcome;
        batch.progress = TableProgress {
            rows: own.rows,
            added: own.added,
            updated: own.updated,
            unchanged: own.unchanged,
            bad: own.bad,
            is_finished: step == Step::Done,
        };
        let rows = match (self.mode, self.table) {
            (Mode::Write, Some(table)) => Some(store.take_table(table, &batch)?),
            _ => None,
        };
        self.settle_people(rows.map(|rows| rows.first_person));
        for (at, name) in (0..).zip(self.made.drain(..)) {
            // An employer that is only counted has no row to be tied to.
            let id = rows.map(|rows| EmployerId(rows.first_employer.0 + at));
            self.known.employers.insert(name, id);
        }
        if step == Step::Done {
            // Of millions it takes the room that building the index of names needs.
            self.known = Known::default();
        }
        Ok(())
    }
}

pub(super) fn repeats(before: u64) -> Wrong {
    Wrong {
        column: None,
        reason: Reason::Repeats,
        value: before.to_string(),
    }
}
