//! The answer to a question: value, parts, the rows counted, their hash; and how it stands in a letter.
//!
//! Every engine hands its rows to a [`Tally`] in one order, so that value, parts and hash are made in
//! one place. The hash is over what was counted, not over how: the same people counted give the same
//! hash after any rewriting of names or notes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use sha2::{Digest, Sha256};

use super::{
    field::{Field, Kind, Unit},
    question::{Question, Tongue, Value},
};
use crate::domain::id::{CraftsmanId, EmployerId, ProgrammeId, StudioId};

/// Which record a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowOf {
    /// A person.
    Craftsman(CraftsmanId),
    /// A studio.
    Studio(StudioId),
    /// An employer.
    Employer(EmployerId),
    /// A programme.
    Programme(ProgrammeId),
}

impl RowOf {
    /// Returns the name of its list and its row.
    pub const fn key(self) -> (&'static str, i64) {
        match self {
            RowOf::Craftsman(id) => ("craftsman", id.0),
            RowOf::Studio(id) => ("studio", id.0),
            RowOf::Employer(id) => ("employer", id.0),
            RowOf::Programme(id) => ("programme", id.0),
        }
    }
}

/// A record that is counted, with what it adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub of: RowOf,
    /// What it adds: 1 where records are counted.
    pub amount: i64,
    /// The part it falls into, when the question is grouped.
    pub part: Option<Value>,
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What its rows have in common.
    pub value: Value,
    /// The measure of it.
    pub amount: i64,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The measure of all.
    pub amount: i64,
    /// Its unit.
    pub unit: Unit,
    /// What the parts are told apart by.
    pub by: Option<Field>,
    /// The parts: levels from the highest, years from the first, all else from the largest; what is
    /// not known comes last. Empty without a grouping.
    pub groups: Vec<Group>,
    /// The first rows.
    pub rows: Vec<Row>,
    /// How many records there are in all.
    pub records: u64,
    /// SHA-256 over all rows, in lower-case hex.
    pub hash: String,
}

/// Makes an answer of rows.
pub struct Tally {
    unit: Unit,
    by: Option<Field>,
    adds_up: bool,
    shown: usize,
    amount: i64,
    groups: BTreeMap<Value, i64>,
    rows: Vec<Row>,
    records: u64,
    last: Option<RowOf>,
    hasher: Sha256,
}

impl Tally {
    /// Begins the answer to a question, keeping as many rows as will be shown.
    pub fn of(question: &Question, shown: usize) -> Self {
        Self {
            unit: question.unit(),
            by: question.by,
            adds_up: question.measure.adds_up(),
            shown,
            amount: 0,
            groups: BTreeMap::new(),
            rows: Vec::new(),
            records: 0,
            last: None,
            hasher: Sha256::new(),
        }
    }

    /// Takes the units of the targets that are added up: one is the answer's, several are none.
    pub fn take_units(&mut self, units: &BTreeSet<String>) {
        self.unit = one_unit(units);
    }

    /// Takes the next row. Rows come by record and then by part, nothing known first and the others
    /// by the bytes of their English words; a record comes once for each part.
    pub fn take(&mut self, row: Row) {
        let (list, id) = row.of.key();
        let is_new = self.last != Some(row.of);
        self.hasher.update(list.as_bytes());
        self.hasher.update(id.to_be_bytes());
        self.hasher.update(row.amount.to_be_bytes());
        if let Some(part) = &row.part {
            // A tag keeps nothing known apart from a text of the same letters.
            self.hasher.update([u8::from(*part != Value::Nothing)]);
            self.hasher.update(part.word(Tongue::En).as_bytes());
            let sum = self.groups.entry(part.clone()).or_default();
            *sum = sum.saturating_add(row.amount);
        }
        self.hasher.update([0]);
        if self.adds_up || is_new {
            self.amount = self.amount.saturating_add(row.amount);
        }
        if is_new {
            self.records += 1;
            self.last = Some(row.of);
        }
        if self.rows.len() < self.shown {
            self.rows.push(row);
        }
    }

    /// Returns the answer.
    pub fn answer(self) -> Answer {
        let mut hash = String::with_capacity(64);
        for byte in self.hasher.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(hash, "{byte:02x}");
        }
        let groups = self.groups.into_iter();
        let mut groups: Vec<Group> = groups
            .map(|(value, amount)| Group { value, amount })
            .collect();
        in_order(self.by, &mut groups);
        Answer {
            amount: self.amount,
            unit: self.unit,
            by: self.by,
            groups,
            rows: self.rows,
            records: self.records,
            hash,
        }
    }
}

/// Returns the unit of targets that all have the same.
pub(super) fn one_unit(units: &BTreeSet<String>) -> Unit {
    match units.first() {
        Some(own) if units.len() == 1 => Unit::of_word(own),
        _ => Unit::Bare,
    }
}

/// Puts parts in order: levels from the highest, years from the first, talent classes by their letters,
/// as papers tell them, all else from the largest; what is not known comes last. Parts that are equal in
/// this stay as they stand.
pub(super) fn in_order(by: Option<Field>, groups: &mut [Group]) {
    let is_class = by.is_some_and(Field::is_talent_class);
    groups.sort_by_cached_key(|group| {
        let order = i64::from(group.value.order().unwrap_or_default());
        let class = is_class.then(|| group.value.word(Tongue::Zh));
        let key = match by.map(Field::kind) {
            _ if is_class => 0,
            Some(Kind::Year | Kind::Place) => order,
            Some(Kind::Skill | Kind::HonourLevel) => -order,
            _ => -group.amount,
        };
        (group.value == Value::Nothing, class, key)
    });
}

/// Returns an amount with its unit as it stands in a letter: `9人`; money from ten thousand yuan on
/// that is whole in hundreds as `36.5万元`, so that no yuan is rounded away.
pub fn shown(amount: i64, unit: &str) -> String {
    const WAN: i64 = 10_000;
    if unit != Unit::Yuan.word() || amount.abs() < WAN || amount % 100 != 0 {
        return format!("{amount}{unit}");
    }
    let (whole, rest) = (amount / WAN, (amount % WAN).abs() / 100);
    let decimals = format!("{rest:02}");
    match decimals.trim_end_matches('0') {
        "" => format!("{whole}万元"),
        decimals => format!("{whole}.{decimals}万元"),
    }
}

/// How many parts a sentence names at most; the others stand in one. Chosen by us: a longer list is
/// a table.
const PARTS: usize = 10;

/// Returns the answer with its parts in one sentence: `23个，其中国家级1个、省级4个、市级18个`. The parts
/// sum up to the whole when the question says so; without parts, the value alone.
pub fn sentence(answer: &Answer, unit: &str) -> String {
    let mut text = shown(answer.amount, unit);
    let parts = parts(answer);
    if parts.is_empty() {
        return text;
    }
    let told: Vec<String> = parts
        .iter()
        .map(|(name, amount)| format!("{name}{}", shown(*amount, unit)))
        .collect();
    text.push_str("，其中");
    text.push_str(&told.join("、"));
    text
}

/// Returns the parts as they stand in a sentence: those of nothing left out, what is not known and
/// what is too much to name as 其他.
pub fn parts(answer: &Answer) -> Vec<(String, i64)> {
    let mut named = Vec::new();
    let mut other = 0_i64;
    for group in answer.groups.iter().filter(|group| group.amount != 0) {
        if group.value == Value::Nothing || named.len() == PARTS {
            other = other.saturating_add(group.amount);
        } else {
            named.push((part_word(answer.by, &group.value), group.amount));
        }
    }
    if other != 0 {
        named.push(("其他".to_owned(), other));
    }
    named
}

fn part_word(by: Option<Field>, value: &Value) -> String {
    let word = value.word(Tongue::Zh);
    // A talent class is its letter: `B1人` would read as a class of its own.
    let is_letter = |own: &str| matches!(own.as_bytes(), [b'A'..=b'Z']);
    match value {
        Value::Year(_) => format!("{word}年"),
        Value::Place(_) => format!("第{word}名"),
        Value::Text(own) if by.is_some_and(Field::is_talent_class) && is_letter(own) => {
            format!("{word}类")
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests;
