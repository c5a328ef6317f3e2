//! Who is in the roster already, and who stood in the table before: by what people are known again.
//!
//! Of a person 16 bytes are kept, a hash of name, employer and month of birth with the row and the line,
//! so that 3.5 million people take some 70 MiB. A hash proves nothing: what it finds is compared with the
//! record itself before anything is done.
//!
//! A slot stands where its record's present name, employer and month put it. So a second run that reads the
//! store and passes the rows of the first comes to the same slots.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher},
};

use super::row_of;
use crate::{
    domain::{
        craftsman::Person,
        id::{CraftsmanId, EmployerId, StudioId},
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
pub(super) struct Known {
    pub people: ByHash<Slot>,
    /// Whoever has a row below this one was there before the table.
    pub first_person: CraftsmanId,
    /// Whether anybody was.
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

/// Returns the hash of what everybody has in common who may be the same person.
pub(super) fn group_of(name: &str, employer: &str) -> u64 {
    key_of(name, &unit_name(employer), "")
}

/// Returns the hash of what a person is known by; without the month of birth when that is not known.
pub(super) fn key_of_person(person: &Person) -> u64 {
    let employer = person.employer_name.as_deref().unwrap_or_default();
    let birth_month = person.birth_month.as_deref().unwrap_or_default();
    key_of(&person.name, &unit_name(employer), birth_month)
}

impl Known {
    /// Nothing is known.
    pub(super) fn nothing() -> Self {
        Self {
            people: ByHash::default(),
            first_person: CraftsmanId(1),
            had_people: false,
            employers: HashMap::new(),
            studios: HashMap::new(),
        }
    }

    /// Reads what a table of this list is compared with; `first_person` as its beginning left it, `None`
    /// when it begins with this.
    pub(super) fn of(
        store: &dyn Store,
        list: List,
        first_person: Option<CraftsmanId>,
    ) -> Result<Self> {
        let mut known = Self::nothing();
        store.each_name(&mut |row| match row.id {
            NameId::Employer(id) => known.employer(&unit_name(row.name), id),
            NameId::Studio(id) if list == List::Studios => {
                let own = known.studios.entry(row.name.to_owned()).or_default();
                own.push(id);
            }
            _ => {}
        })?;
        if list == List::Craftsmen {
            let (mut lowest, mut highest) = (CraftsmanId(i64::MAX), CraftsmanId(0));
            store.each_person_key(&mut |own| {
                (lowest, highest) = (lowest.min(own.id), highest.max(own.id));
                let key = key_of(own.name, &unit_name(own.employer), own.birth_month);
                let slot = Slot {
                    row: row_of(own.id),
                    line: 0,
                };
                let again = |slot: &mut Slot| slot.row = SEVERAL;
                known.people.entry(key).and_modify(again).or_insert(slot);
            })?;
            known.first_person = first_person.unwrap_or(CraftsmanId(highest.0 + 1));
            known.had_people = lowest < known.first_person;
        }
        Ok(known)
    }

    pub(super) fn employer(&mut self, name: &str, id: EmployerId) {
        let own = self.employers.entry(name.to_owned());
        own.and_modify(|own| *own = None).or_insert(Some(id));
    }
}
