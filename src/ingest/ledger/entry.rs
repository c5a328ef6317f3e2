//! A row of a ledger in its canonical form: one text a field, empty when nothing is known.
//!
//! Days are `YYYY-MM-DD`, words are codes, names are parted by `、`, 届 and 次 are printed one way.
//! Two ledgers say the same when their entries are equal, whatever they looked like.

use std::fmt;

use super::field::Field;
use crate::letter::numerals::chinese;

/// A row, by field.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    cells: Vec<String>,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            cells: vec![String::new(); Field::ALL.len()],
        }
    }
}

impl Entry {
    /// Returns what a field says.
    pub fn get(&self, field: Field) -> &str {
        &self.cells[field.place()]
    }

    /// Returns what a field says, when it says anything.
    pub fn some(&self, field: Field) -> Option<&str> {
        Some(self.get(field)).filter(|text| !text.is_empty())
    }

    /// Sets a field.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.cells[field.place()] = text.into();
    }

    /// Sets a field that says nothing yet.
    pub fn fill(&mut self, field: Field, text: &str) {
        if self.get(field).is_empty() {
            self.set(field, text);
        }
    }

    /// Adds to a field of several values, each once.
    pub fn add(&mut self, field: Field, text: &str, between: &str) {
        let own = &mut self.cells[field.place()];
        if own.is_empty() {
            text.clone_into(own);
        } else if !text.is_empty() && !own.split(between).any(|part| part == text) {
            own.push_str(between);
            own.push_str(text);
        }
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = Field::ALL
            .iter()
            .filter(|field| !self.get(**field).is_empty());
        f.debug_map()
            .entries(said.map(|field| (field.code(), self.get(*field))))
            .finish()
    }
}

/// Prints a term and session: 十七届五次.
pub fn sitting(term: Option<u16>, session: Option<u16>) -> String {
    let part = |number: Option<u16>, sign: char| {
        number.map_or(String::new(), |n| format!("{}{sign}", chinese(n)))
    };
    part(term, '届') + &part(session, '次')
}
