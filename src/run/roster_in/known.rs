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
    ops::Range,
};

use super::row_of;
use crate::{
    domain::{
        craftsman::Person,
        id::{CraftsmanId, EmployerId, StudioId},
    },
    ingest::roster::{List, value::unit_name},
    store::{NameId, PersonKey, Result, Store},
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
    /// The rows of those whom the table brings; all others were there before it, or came otherwise.
    own: Vec<Range<CraftsmanId>>,
    /// The row that the next new person was given when people were last read.
    pub next_person: CraftsmanId,
    /// Whether anybody but the table's own was there when it was begun, or gone on with.
    pub had_people: bool,
    /// Those who came otherwise since, by name and employer.
    late: ByHash<Vec<CraftsmanId>>,
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

/// Puts a person of the roster where it is known by; a slot that a row was about stays that row's.
fn see(people: &mut ByHash<Slot>, key: &PersonKey<'_>) {
    let slot = Slot {
        row: row_of(key.id),
        line: 0,
    };
    let key = key_of(key.name, &unit_name(key.employer), key.birth_month);
    let again = |slot: &mut Slot| {
        if slot.line == 0 {
            slot.row = SEVERAL;
        }
    };
    people.entry(key).and_modify(again).or_insert(slot);
}

impl Known {
    /// Nothing is known.
    pub(super) fn nothing() -> Self {
        Self {
            people: ByHash::default(),
            own: Vec::new(),
            next_person: CraftsmanId(1),
            had_people: false,
            late: ByHash::default(),
            employers: HashMap::new(),
            studios: HashMap::new(),
        }
    }

    /// Reads what a table of this list is compared with, which brought the people of these rows already;
    /// `None` when it is only counted, and everybody from the next row on is its own.
    pub(super) fn of(
        store: &dyn Store,
        list: List,
        brought: Option<Vec<Range<CraftsmanId>>>,
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
            let is_counted = brought.is_none();
            known.own = brought.unwrap_or_default();
            let mut had_people = false;
            let (people, own) = (&mut known.people, &known.own);
            known.next_person = store.each_person_key(CraftsmanId(0), &mut |key| {
                had_people |= !own.iter().any(|run| run.contains(&key.id));
                see(people, &key);
            })?;
            known.had_people = had_people;
            if is_counted {
                known.own = vec![known.next_person..CraftsmanId(i64::MAX)];
            }
        }
        Ok(known)
    }

    /// Reads who came otherwise since people were last read: the group of each, and the month of birth.
    pub(super) fn read_on(&mut self, store: &dyn Store) -> Result<Vec<(u64, String)>> {
        let (people, late) = (&mut self.people, &mut self.late);
        let mut came = Vec::new();
        self.next_person = store.each_person_key(self.next_person, &mut |key| {
            see(people, &key);
            let group = group_of(key.name, key.employer);
            late.entry(group).or_default().push(key.id);
            came.push((group, key.birth_month.to_owned()));
        })?;
        Ok(came)
    }

    /// Notes the rows that some of the table's people were given, which are the next.
    pub(super) fn bring(&mut self, first: CraftsmanId, many: usize) {
        let behind = CraftsmanId(first.0 + many as i64);
        if many > 0 {
            self.next_person = behind;
            match self.own.last_mut() {
                // Of a table that is only counted.
                Some(run) if run.contains(&first) => {}
                Some(run) if run.end == first => run.end = behind,
                _ => self.own.push(first..behind),
            }
        }
    }

    /// Tells whether the table brought somebody.
    pub(super) fn is_own(&self, id: CraftsmanId) -> bool {
        self.own.iter().any(|run| run.contains(&id))
    }

    /// Tells whether anybody is there whom the table did not bring.
    pub(super) fn has_others(&self) -> bool {
        self.had_people || !self.late.is_empty()
    }

    /// Lists those of a name whom the table did not bring; of a roster that had nobody, which may be loading
    /// without the index of names, those of the employer alone.
    pub(super) fn others(
        &self,
        store: &dyn Store,
        name: &str,
        employer: &str,
    ) -> Result<Vec<CraftsmanId>> {
        let mut ids = if self.had_people {
            store.craftsmen_named(name)?
        } else {
            let late = self.late.get(&group_of(name, employer));
            late.cloned().unwrap_or_default()
        };
        ids.retain(|id| !self.is_own(*id));
        Ok(ids)
    }

    pub(super) fn employer(&mut self, name: &str, id: EmployerId) {
        let own = self.employers.entry(name.to_owned());
        own.and_modify(|own| *own = None).or_insert(Some(id));
    }
}
