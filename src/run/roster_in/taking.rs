//! A table taken a step at a time.
//!
//! Before its first row is taken, one that is only counted is gone through once, and one that an earlier run
//! began is passed to where that run stopped: in steps too, for either may be of millions of rows.

use std::collections::{HashMap, VecDeque};

use super::{
    Ask, BadRow, Changed, Missing, Mode, Opened, Outcome, Refused,
    counted::{Ahead, Counted},
    known::{ByHash, Known},
    people::{differences, firm_named},
};
use crate::{
    domain::{
        id::{CraftsmanId, EmployerId, TableId},
        private::Private,
    },
    ingest::roster::{
        Field, Input, Layout, List, Passes, RawRow, Reason, Row, Rows, Wrong, cells,
        rows::cells_of, value::unit_name,
    },
    run::office::Office,
    store::{
        NameId, Signed, Store, StoreError, TableBatch, TableBegun, TableHead, TableProgress,
        TableRefused, TableRow,
    },
};

/// A file of so many bytes has some tens of thousands of people as text (some 70,000 where a row is name,
/// employer, month and level, fewer where it says more) and about a hundred thousand as a workbook; below,
/// setting indexes aside saves nothing that anybody would notice. Chosen by us.
const LOADED: u64 = 2 << 20;

/// So many rows are passed in a step for one that would be taken: to read one is the smaller part of the
/// work. Chosen by us.
const PASSED: usize = 4;
/// How much of a count is the going through before, as a share. Measured with 100,000 people: it takes as
/// long as the counting itself, for most of either is reading.
const AHEAD: f64 = 0.5;

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

/// What is done before the first row is taken.
enum Before {
    /// It is found out who stands in several rows.
    Ahead(Ahead),
    /// Rows of an earlier run are passed, up to so many; what it refused for what stood in the roster is
    /// told again.
    Passed(u64, VecDeque<TableRefused>),
    /// Nothing.
    Nothing,
}

/// A table being taken.
pub struct Taking {
    pub(super) layout: Layout,
    input: Input,
    rows: Rows,
    before: Before,
    pub(super) mode: Mode,
    pub(super) table: Option<TableId>,
    /// Whoever takes it now, which may be another clerk than the one who began.
    pub(super) signed: Signed,
    /// How many rows the store says are done with.
    pub(super) written: u64,
    length: u64,
    is_sent: bool,
    missing: Missing,
    pub(super) known: Known,
    /// People of rows that are counted and not written.
    pub(super) counted: Counted,
    /// Studios and employers of the table by what they are known by, with their line.
    seen: HashMap<[String; 2], u64>,
    pub(super) batch: TableBatch,
    /// People of the batch that are new, by what they are known by: their place in it.
    pub(super) pending: ByHash<usize>,
    /// People of the batch that are rewritten: their place in it.
    pub(super) rewritten: HashMap<CraftsmanId, usize>,
    /// Employers that the batch makes.
    pub(super) made: Vec<String>,
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
        let signed = Signed {
            by: office.actor(),
            at: office.now(),
        };
        let begun = if mode == Mode::Write {
            let head = TableHead {
                sha256: looked.sha256.clone(),
                name,
                sender: ask.sender.clone(),
                list: layout.list.code().to_owned(),
                columns: layout.written(),
                taken_by: signed.by.clone(),
                taken_at: signed.at,
            };
            Some(office.store.begin_table(&head)?)
        } else {
            None
        };
        let progress = begun
            .as_ref()
            .map_or_else(TableProgress::default, |own| own.progress);
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
            employers: progress.employers,
            ignored: layout.ignored().into_iter().map(str::to_owned).collect(),
        };
        let brought = begun.as_ref().map(|own| own.brought.clone());
        let table = begun.as_ref().map(|own| own.id);
        let before = before(begun, mode, layout.list);
        let passes = match before {
            Before::Ahead(_) => Passes::Twice,
            _ => Passes::Once,
        };
        let length = looked.length;
        let known = Known::of(office.store.as_ref(), layout.list, brought)?;
        Ok(Self {
            rows: Rows::of(&input, looked, passes)?,
            known,
            counted: Counted::default(),
            layout,
            input,
            before,
            mode,
            table,
            signed,
            written: progress.rows,
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
        })
    }

    /// Tells whether it brings so many people to a roster without any that loading it is worth it.
    pub fn fills_an_empty_roster(&self) -> bool {
        self.mode == Mode::Write
            && self.layout.list == List::Craftsmen
            && !self.known.had_people
            && self.outcome.resumed == 0
            && self.length >= LOADED
    }

    /// Returns what its columns are.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Returns how much of the file was read, between 0 and 1; of workbooks nothing is known.
    pub fn share(&self) -> Option<f64> {
        let read = self.rows.bytes_read()? as f64 / self.length.max(1) as f64;
        let is_people = self.layout.list == List::Craftsmen;
        Some(match self.before {
            Before::Ahead(_) => read * AHEAD,
            _ if self.mode == Mode::Count && is_people => AHEAD + read * (1.0 - AHEAD),
            _ => read,
        })
    }

    /// Takes up to so many rows, in one transaction.
    ///
    /// # Errors
    /// When the file cannot be read on or the store fails; what earlier steps wrote stays.
    pub fn step(&mut self, store: &mut dyn Store, rows: usize) -> Result<Step, Refused> {
        if self.prepare(store, rows.saturating_mul(PASSED))? == Step::More {
            return Ok(Step::More);
        }
        if self.writes_people() {
            self.known.read_on(store)?;
        }
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

    /// Does up to so many rows of what comes before the first is taken.
    fn prepare(&mut self, store: &dyn Store, rows: usize) -> Result<Step, Refused> {
        match &mut self.before {
            Before::Nothing => return Ok(Step::Done),
            Before::Ahead(ahead) => {
                for _ in 0..rows {
                    let Some(raw) = self.rows.next(&self.layout)? else {
                        self.counted = Counted::of(std::mem::take(ahead));
                        self.before = Before::Nothing;
                        self.rows.begin_again(&self.input)?;
                        return Ok(Step::Done);
                    };
                    let row = self.rows.read(&self.layout, &raw);
                    ahead.see(cells::known_by(&row, &self.layout));
                }
            }
            Before::Passed(until, _) => {
                let until = *until;
                for _ in 0..rows {
                    if self.outcome.rows == until || !self.pass(store)? {
                        self.before = Before::Nothing;
                        return Ok(Step::Done);
                    }
                }
            }
        }
        Ok(Step::More)
    }

    /// Passes a row of an earlier run; returns whether there was one.
    fn pass(&mut self, store: &dyn Store) -> Result<bool, Refused> {
        let Some(raw) = self.rows.next(&self.layout)? else {
            return Ok(false);
        };
        self.outcome.rows += 1;
        let row = self.rows.read(&self.layout, &raw);
        let passed = match self.layout.list {
            List::Craftsmen => self.pass_person(store, &row),
            List::Studios => self.studio_of(&row).map(drop).map_err(Stop::Row),
            List::Employers => self.employer_in(&row).map(drop).map_err(Stop::Row),
        };
        if let Before::Passed(_, refused) = &mut self.before
            && let Some(own) = refused.pop_front_if(|own| own.row == self.outcome.rows)
        {
            let wrong = Wrong {
                column: None,
                reason: Reason::from_code(&own.reason).unwrap_or(Reason::Ambiguous),
                value: own.value,
            };
            self.tell_bad(&raw, wrong);
            return Ok(true);
        }
        match passed {
            // What may have changed since is no reason: the row was taken.
            Ok(()) => {}
            Err(Stop::Row(wrong)) if is_of_roster(wrong.reason) => {}
            Err(Stop::Row(wrong)) => self.tell_bad(&raw, wrong),
            Err(Stop::Store(error)) => return Err(error.into()),
        }
        Ok(true)
    }

    fn refuse(&mut self, raw: &RawRow, wrong: Wrong) {
        self.outcome.bad += 1;
        if is_of_roster(wrong.reason) {
            self.batch.refused.push(TableRefused {
                row: self.outcome.rows,
                reason: wrong.reason.code().to_owned(),
                value: wrong.value.clone(),
            });
        }
        self.tell_bad(raw, wrong);
    }

    fn tell_bad(&mut self, raw: &RawRow, wrong: Wrong) {
        let column = wrong.column.map(|at| &self.layout.columns[at]);
        // The row itself is told only into a file that somebody asked for.
        let is_private = self.layout.list == List::Craftsmen
            && column.is_some_and(|own| own.field.is_some_and(Field::is_private));
        self.bad.push(BadRow {
            line: raw.line,
            column: column.map(|own| own.label.clone()).unwrap_or_default(),
            reason: wrong.reason,
            value: if is_private {
                Private::new(wrong.value).masked()
            } else {
                wrong.value
            },
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
    pub(super) fn once(&mut self, row: &Row, key: [String; 2]) -> Result<(), Wrong> {
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

    /// Counts a record that is there; returns whether the row changes it.
    pub(super) fn settled(
        &mut self,
        row: &Row,
        name: &str,
        words: [Vec<(Field, String)>; 2],
    ) -> bool {
        let is_changed = self.tell_change(row, name, words);
        if is_changed {
            self.outcome.updated += 1;
        } else {
            self.outcome.unchanged += 1;
        }
        is_changed
    }

    /// Tells what a row changes in a record; returns whether it changes anything.
    pub(super) fn tell_change(
        &mut self,
        row: &Row,
        name: &str,
        words: [Vec<(Field, String)>; 2],
    ) -> bool {
        let fields = differences(self.layout.list, words);
        if fields.is_empty() {
            return false;
        }
        self.changed.push(Changed {
            line: row.line,
            name: name.to_owned(),
            fields,
        });
        true
    }
}

pub(super) fn repeats(before: u64) -> Wrong {
    Wrong {
        column: None,
        reason: Reason::Repeats,
        value: before.to_string(),
    }
}

/// Tells whether a row is refused for what stands in the roster, and not for what stands in the row.
fn is_of_roster(reason: Reason) -> bool {
    matches!(reason, Reason::Repeats | Reason::Ambiguous)
}

/// Returns what is done before the first row.
fn before(begun: Option<TableBegun>, mode: Mode, list: List) -> Before {
    match begun {
        Some(own) if own.progress.rows > 0 => Before::Passed(own.progress.rows, own.refused.into()),
        None if mode == Mode::Count && list == List::Craftsmen => Before::Ahead(Ahead::default()),
        _ => Before::Nothing,
    }
}
