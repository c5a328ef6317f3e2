//! Who is in the roster already, and who stood in the table before: by what people are known again.
//!
//! Of a person 16 bytes are kept, a hash of name, employer and month of birth with the row and the line,
//! so that 3.5 million people take some 70 MiB. A hash proves nothing: what it finds is compared with the
//! record itself before anything is done.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher},
};

use super::row_of;
use crate::{
    domain::{
        craftsman::Person,
        id::{EmployerId, StudioId},
    },
    ingest::roster::{List, value::unit_name},
    store::{NameId, Result, Store},
};

/// Stands for a row when several records have the same key, or the row is out of range.
pub(super) const SEVERAL: u32 = u32::MAX;
/// Stands for a row that is not written yet.
pub(super) const PENDING: u32 = 0;

/// Where a person is: the row, and the line of the table if it stood there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub row: u32,
    /// 0 when it did not stand in the table.
    pub line: u32,
}

/// The keys are hashes already.
#[derive(Default)]
pub(super) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<Same>>;

/// What is known.
#[derive(Default)]
pub(super) struct Known {
    pub people: ByHash<Slot>,
    /// Whether people were there before the table.
    pub had_people: bool,
    /// Employers by name; `None` when several have it.
    pub employers: HashMap<String, Option<EmployerId>>,
    /// Studios by name.
    pub studios: HashMap<String, Vec<StudioId>>,
}

/// Returns the hash of what a person is known by.
pub(super) fn key_of(name: &str, employer: &str, birth_month: &str) -> u64 {
    let mut hash = DefaultHasher::new();
    (name, employer, birth_month).hash(&mut hash);
    hash.finish()
}

/// Returns the hash of what a person is known by; without the month of birth when that is not known.
pub(super) fn key_of_person(person: &Person) -> u64 {
    let employer = person.employer_name.as_deref().unwrap_or_default();
    let birth_month = person.birth_month.as_deref().unwrap_or_default();
    key_of(&person.name, &unit_name(employer), birth_month)
}

impl Known {
    /// Reads what a table of this list is compared with.
    pub(super) fn of(store: &dyn Store, list: List) -> Result<Self> {
        let mut known = Self::default();
        store.each_name(&mut |row| match row.id {
            NameId::Employer(id) => known.employer(&unit_name(row.name), id),
            NameId::Studio(id) if list == List::Studios => {
                let own = known.studios.entry(row.name.to_owned()).or_default();
                own.push(id);
            }
            _ => {}
        })?;
        if list == List::Craftsmen {
            store.each_person_key(&mut |own| {
                let key = key_of(own.name, &unit_name(own.employer), own.birth_month);
                let slot = Slot {
                    row: row_of(own.id),
                    line: 0,
                };
                let again = |slot: &mut Slot| slot.row = SEVERAL;
                known.people.entry(key).and_modify(again).or_insert(slot);
            })?;
            known.had_people = !known.people.is_empty();
        }
        Ok(known)
    }

    pub(super) fn employer(&mut self, name: &str, id: EmployerId) {
        let own = self.employers.entry(name.to_owned());
        own.and_modify(|own| *own = None).or_insert(Some(id));
    }
}
