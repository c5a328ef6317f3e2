//! A roster table before it is written: which column goes where, what is unclear, and what writing it
//! would make, which is counted anew with every correction.
//!
//! The table is looked at, counted and written elsewhere; here stands what came back. Invariant: what is
//! shown of the difference belongs to the columns as they stand, told by its number.

use super::{Form, Outcome, Overlay, form::Purpose, step_of};
use crate::{
    app::{
        Action, Effect,
        list::Cursor,
        record::Record,
        tables::{BadRow, Changed, Missing, Mode, RosterTable, TableAsk, TableStep, guarded},
    },
    domain::private::Private,
    ingest::roster::{Field, List, field::is_silent},
    lang::Lang,
};

/// Rows of the dialog that show some of the difference, on a small screen a third of it. Chosen by us.
pub const PREVIEW: usize = 6;
/// How many changed records, and how many bad rows, are listed. Chosen by us: nobody walks through more,
/// and the bad rows can be written out whole.
pub const LISTED: usize = 1_000;

/// Where the keys are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In the columns.
    Columns,
    /// In what writing would change, and the rows that would be left out.
    Rows,
}

/// What is being done with the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// No column names the records: there is nothing to count.
    Nameless,
    /// What writing would make is being counted.
    Counting,
    /// It is counted.
    Counted,
    /// It is being written.
    Writing,
    /// It was written, whole or until it was stopped.
    Written,
    /// It could not be read on.
    Failed,
}

/// Why a column is unclear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing here knows its name.
    Unknown,
    /// A column before it goes to the same field, which a record has once.
    Twice,
}

/// What was asked for by a form above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Sender,
    BadFile,
}

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterMapping {
    /// The table as its columns now stand.
    pub table: Box<RosterTable>,
    /// Columns that a person sent somewhere: that stays when the table is looked at again.
    by_hand: Vec<(String, Option<Field>)>,
    /// The cursor in the columns.
    pub cursor: Cursor,
    /// The cursor in the fields, while one is picked; the first row leaves the column out.
    pub pick: Option<Cursor>,
    /// Where the keys are.
    pub side: Side,
    /// The cursor in the difference.
    pub row: Cursor,
    /// What is being done.
    pub under: Under,
    /// The number of the count or the writing.
    generation: u64,
    /// How far it is, and what became of the rows.
    pub step: Option<TableStep>,
    /// The first records that change.
    pub changed: Vec<Changed>,
    /// The rows that are left out.
    pub bad: Vec<BadRow>,
    asked: Asked,
}

impl RosterMapping {
    /// Opens the dialog. Numbers of counts begin behind `after`: no other dialog uses them.
    pub fn new(table: Box<RosterTable>, after: u64) -> Self {
        Self {
            table,
            by_hand: Vec::new(),
            cursor: Cursor::default(),
            pick: None,
            side: Side::Columns,
            row: Cursor::default(),
            under: Under::Nameless,
            generation: after,
            step: None,
            changed: Vec::new(),
            bad: Vec::new(),
            asked: Asked::Sender,
        }
    }

    /// Takes the table as it was looked at again: by another list, or by what is remembered of a sender.
    pub fn look_again(&mut self, table: Box<RosterTable>, height: usize) {
        let missing = self.table.missing;
        if table.layout.list != self.table.layout.list {
            self.by_hand.clear();
        }
        self.table = table;
        self.table.missing = missing;
        for (label, field) in &self.by_hand {
            self.table.layout.send(label, *field);
        }
        let columns = self.table.layout.columns.len();
        self.cursor.keep_in(columns, Self::columns_height(height));
    }

    /// Orders that what writing would make is counted anew.
    pub fn count(&mut self) -> Vec<Effect> {
        self.generation += 1;
        self.forget();
        if !self.table.layout.has_names() {
            self.under = Under::Nameless;
            return vec![Effect::Table(TableAsk::Stop(Mode::Count))];
        }
        self.under = Under::Counting;
        let table = self.table.clone();
        vec![Effect::Table(TableAsk::Begin(
            Mode::Count,
            self.generation,
            table,
        ))]
    }

    fn forget(&mut self) {
        self.step = None;
        self.changed.clear();
        self.bad.clear();
        self.row = Cursor::default();
    }

    /// Takes in how far it is, and orders to go on. What belongs to older columns is dropped.
    pub fn take(&mut self, mut step: TableStep) -> Vec<Effect> {
        if step.generation != self.generation {
            return Vec::new();
        }
        if step.mode == Mode::Write && self.under != Under::Writing {
            self.forget();
            self.under = Under::Writing;
        }
        let room = LISTED.saturating_sub(self.changed.len());
        let changed = std::mem::take(&mut step.changed);
        self.changed.extend(changed.into_iter().take(room));
        self.bad.append(&mut step.bad);
        let (is_done, mode) = (step.is_done, step.mode);
        self.step = Some(step);
        if !is_done {
            return vec![Effect::Table(TableAsk::GoOn(mode, self.generation))];
        }
        self.under = match mode {
            Mode::Count => Under::Counted,
            Mode::Write => Under::Written,
        };
        Vec::new()
    }

    /// Takes in that it could not be read on; returns whether that is of this table.
    pub fn fail(&mut self, generation: u64) -> bool {
        let own = generation == self.generation;
        if own {
            self.under = Under::Failed;
        }
        own
    }

    /// Takes in that the writing ended; returns whether anything is left to look at.
    pub fn written(&mut self) -> bool {
        self.under = Under::Written;
        self.side = Side::Rows;
        self.changed.clear();
        self.row = Cursor::default();
        !self.bad.is_empty()
    }

    /// Returns why a column is unclear; nothing of one that a person decided on.
    pub fn doubt(&self, at: usize) -> Option<Doubt> {
        let columns = &self.table.layout.columns;
        let own = columns.get(at)?;
        match own.field {
            None => {
                let decided = self.by_hand.iter().any(|(label, _)| *label == own.label);
                (!decided && !is_silent(&own.label)).then_some(Doubt::Unknown)
            }
            Some(field) => {
                let before = columns[..at].iter().any(|own| own.field == Some(field));
                (before && !field.is_several()).then_some(Doubt::Twice)
            }
        }
    }

    /// Returns some values of a column, private ones masked: those of a private field, and what looks like
    /// a phone or an identity number whatever its column is.
    pub fn samples(&self, at: usize) -> Vec<String> {
        let column = self.table.layout.columns.get(at);
        let is_private = column
            .and_then(|own| own.field)
            .is_some_and(Field::is_private);
        let samples = self.table.samples.get(at).into_iter().flatten();
        let shown = |sample: &String| {
            if is_private {
                Private::new(sample.clone()).masked()
            } else {
                guarded(sample)
            }
        };
        samples.map(shown).collect()
    }

    /// Returns the fields that a column can be sent to, "left out" first.
    pub fn choices(&self) -> impl Iterator<Item = Option<Field>> {
        let fields = self.table.layout.list.columns().iter();
        std::iter::once(None).chain(fields.map(|(field, _)| Some(*field)))
    }

    /// Returns how many rows of columns fit a dialog of this height.
    pub fn columns_height(height: usize) -> usize {
        // One row says what the table is, and a rule stands above the difference.
        height.saturating_sub(PREVIEW.min(height / 3) + 2).max(1)
    }

    /// Returns how many rows the difference lists.
    pub fn listed(&self) -> usize {
        self.changed.len() + self.bad.len().min(LISTED)
    }

    pub(super) fn act(&mut self, action: Action, lang: Lang, height: usize) -> Outcome {
        if self.pick.is_some() {
            return self.act_in_pick(action, height);
        }
        if let Some(step) = step_of(action) {
            match self.side {
                Side::Columns => {
                    let columns = self.table.layout.columns.len();
                    let rows = Self::columns_height(height);
                    self.cursor.step(step, columns, rows);
                }
                Side::Rows => self.row.step(step, self.listed(), height),
            }
            return Outcome::STAY;
        }
        match action {
            Action::Back => self.back(),
            Action::NextSection | Action::PreviousSection => {
                self.side = match self.side {
                    Side::Columns => Side::Rows,
                    Side::Rows => Side::Columns,
                };
                Outcome::STAY
            }
            Action::WriteBadRows if self.bad.is_empty() => refuse("tables.no_bad", lang),
            Action::WriteBadRows => {
                let stem = self.table.from.name.rsplit_once('.');
                let stem = stem.map_or(&*self.table.from.name, |(stem, _)| stem);
                let path = lang.say_with("tables.bad_file", &[("name", stem)]);
                self.ask_above(Asked::BadFile, Record::File(path), "tables.bad_title", lang)
            }
            // What is written is written as it was agreed to.
            _ if matches!(self.under, Under::Writing | Under::Written) => Outcome::STAY,
            Action::Open | Action::Edit if self.side == Side::Columns => {
                let own = self.table.layout.columns.get(self.cursor.at);
                let at = own.and_then(|own| self.choices().position(|field| field == own.field));
                let mut pick = Cursor::default();
                pick.go(at.unwrap_or(0), self.choices().count(), height);
                self.pick = Some(pick);
                Outcome::STAY
            }
            Action::TableSender => {
                let record = Record::Sender(self.table.from.sender.clone());
                self.ask_above(Asked::Sender, record, "tables.sender_title", lang)
            }
            Action::TableList => {
                let at = List::ALL.iter();
                let at = at.take_while(|own| **own != self.table.layout.list).count();
                let mut from = self.table.from.clone();
                from.list = Some(List::ALL[(at + 1) % List::ALL.len()]);
                Outcome::Stay(vec![Effect::Table(TableAsk::Look(Box::new(from)))])
            }
            Action::MakeEmployers if self.table.layout.list == List::Employers => Outcome::STAY,
            Action::MakeEmployers => {
                self.table.missing = match self.table.missing {
                    Missing::Named => Missing::Made,
                    Missing::Made => Missing::Named,
                };
                Outcome::Stay(self.count())
            }
            Action::Save => self.save(lang),
            _ => Outcome::STAY,
        }
    }

    fn act_in_pick(&mut self, action: Action, height: usize) -> Outcome {
        let count = self.choices().count();
        let Some(pick) = &mut self.pick else {
            return Outcome::STAY;
        };
        match (step_of(action), action) {
            (Some(step), _) => pick.step(step, count, height),
            (None, Action::Open) => {
                let at = pick.at;
                self.pick = None;
                let field = self.choices().nth(at).flatten();
                let Some(column) = self.table.layout.columns.get_mut(self.cursor.at) else {
                    return Outcome::STAY;
                };
                column.field = field;
                let label = column.label.clone();
                self.by_hand.retain(|(own, _)| *own != label);
                self.by_hand.push((label, field));
                return Outcome::Stay(self.count());
            }
            (None, Action::Back) => self.pick = None,
            _ => {}
        }
        Outcome::STAY
    }

    /// Leaves. While it is written, the writing is stopped first.
    fn back(&self) -> Outcome {
        match self.under {
            Under::Writing => Outcome::Stay(vec![Effect::Table(TableAsk::Stop(Mode::Write))]),
            Under::Counting => Outcome::Close(vec![Effect::Table(TableAsk::Stop(Mode::Count))]),
            _ => Outcome::CLOSE,
        }
    }

    /// Asks whether it is written so; nothing is before what writing makes is known.
    fn save(&mut self, lang: Lang) -> Outcome {
        let own = match (&self.step, self.under) {
            (Some(step), Under::Counted) => &step.outcome,
            (_, Under::Counting) => return refuse("tables.still_counting", lang),
            (_, Under::Nameless) => return refuse("tables.nameless", lang),
            _ => return Outcome::STAY,
        };
        let counts = [own.added, own.updated, own.unchanged, own.bad].map(|n| n.to_string());
        let list = lang.word("cli.list", own.list.code());
        let values = [
            ("name", self.table.from.name.as_str()),
            ("list", &*list),
            ("added", &*counts[0]),
            ("updated", &*counts[1]),
            ("unchanged", &*counts[2]),
            ("bad", &*counts[3]),
        ];
        let question = lang.say_with("tables.question", &values);
        // The number stays: what was counted is shown until the first rows are written.
        let table = self.table.clone();
        let begin = TableAsk::Begin(Mode::Write, self.generation, table);
        Outcome::Above(Box::new(Overlay::agree(question, Effect::Table(begin))))
    }

    fn ask_above(&mut self, asked: Asked, record: Record, title: &str, lang: Lang) -> Outcome {
        self.asked = asked;
        let form = Form::new(lang.say(title).to_owned(), Purpose::Below, record);
        Outcome::Above(Box::new(Overlay::Form(form)))
    }

    /// Takes what was typed into the form above.
    pub fn told(&mut self, text: &str) -> Vec<Effect> {
        let ask = match self.asked {
            Asked::BadFile => {
                let layout = Box::new(self.table.layout.clone());
                TableAsk::WriteBad(layout, self.bad.clone(), text.to_owned())
            }
            Asked::Sender => {
                let mut from = self.table.from.clone();
                text.clone_into(&mut from.sender);
                from.list = from.list.or(Some(self.table.layout.list));
                TableAsk::Look(Box::new(from))
            }
        };
        vec![Effect::Table(ask)]
    }
}

fn refuse(key: &str, lang: Lang) -> Outcome {
    Outcome::Refuse(lang.say(key).to_owned())
}
