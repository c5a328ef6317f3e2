//! People of a table: known again, added to, or new.

use std::collections::HashMap;

use super::{
    Mode,
    known::{PENDING, SEVERAL, Slot, group_of, key_of, key_of_person},
    row_of,
    taking::{Stop, Taking, repeats},
};
use crate::{
    domain::{
        craftsman::{Craftsman, Person},
        employer::{EmployerKind, Firm},
        id::{CraftsmanId, Version},
        private::Private,
    },
    ingest::roster::{
        Field, List, Reason, Row, Wrong,
        cells::{self, Take},
        value::unit_name,
        words,
    },
    store::{NameId, Store},
};

/// How many people of one name are compared before a row is left to a person. Chosen by us.
const HOMONYMS: usize = 2_000;

/// Who a row is about.
enum Meant {
    /// Nobody who is there.
    Nobody,
    /// Somebody whom no row of the table was about before.
    Kept(Box<Craftsman>),
    /// Somebody whom an earlier row was about, and its line.
    Again(Place, u32),
}

/// Where somebody of an earlier row is.
enum Place {
    /// New in this batch.
    New(usize),
    /// In the roster.
    Row(CraftsmanId),
}

impl Taking {
    pub(super) fn person(&mut self, store: &mut dyn Store, row: &Row) -> Result<(), Stop> {
        let mut person = Person::default();
        let originals = cells::person(&mut person, row, &self.layout, Take::Whole)?;
        let key = key_of_person(&person);
        let kept = match self.meant(store, key, &person)? {
            Meant::Again(place, line) => {
                return self.more(store, row, &person, (place, line), originals);
            }
            Meant::Nobody => {
                person.employer = self.employer_of(person.employer_name.as_ref());
                let place = self.batch.new.people.len();
                self.file(new_person(place), row.line, originals);
                self.batch.new.people.push(person);
                self.pending.insert(key, place);
                let line = line_of(row);
                self.known.people.insert(key, Slot { row: PENDING, line });
                self.outcome.added += 1;
                return Ok(());
            }
            Meant::Kept(kept) => kept,
        };
        self.claim(&kept, (key, &person), line_of(row));
        let mut whole = kept.value.clone();
        cells::person(&mut whole, row, &self.layout, Take::Whole)?;
        self.tie(&kept.value, &mut whole);
        let words = [&kept.value, &whole].map(words::person_words);
        let tied = whole.employer != kept.value.employer;
        let changed = self.settled(row, &whole.name, words);
        if changed || tied {
            self.rewritten.insert(kept.id, self.batch.people.len());
            self.batch.people.push((kept.id, kept.version, whole));
        }
        if changed {
            self.file(NameId::Craftsman(kept.id), row.line, originals);
        }
        Ok(())
    }

    /// Finds out who a row is about.
    ///
    /// Whom the table itself brought is met again by name, employer and month alone; by a month that is
    /// missing here or there only those whom it did not bring. So nothing depends on which of its rows are
    /// written already.
    fn meant(&self, store: &dyn Store, key: u64, person: &Person) -> Result<Meant, Stop> {
        let kept = match self.known.people.get(&key).copied() {
            Some(slot) if slot.line != 0 => {
                let place = match self.pending.get(&key) {
                    Some(place) => Place::New(*place),
                    None => Place::Row(CraftsmanId(i64::from(slot.row))),
                };
                return Ok(Meant::Again(place, slot.line));
            }
            Some(slot) if slot.row == SEVERAL => self.only(store, person, Months::Equal)?,
            Some(slot) => match self.the_one(store, slot, person)? {
                // No row was about its own slot, and so none about it.
                Some(kept) if row_of(kept.id) == slot.row => {
                    return Ok(Meant::Kept(Box::new(kept)));
                }
                other => other,
            },
            None => self.nearly(store, person)?,
        };
        let Some(kept) = kept else {
            return Ok(Meant::Nobody);
        };
        // An earlier row may have reached the record by another key.
        let made = self.made(kept.id)?;
        let now = made.as_ref().map_or(&kept.value, |own| &own.value);
        let slot = self.known.people.get(&key_of_person(now));
        Ok(match slot {
            Some(slot) if slot.row == row_of(kept.id) && slot.line != 0 => {
                Meant::Again(Place::Row(kept.id), slot.line)
            }
            _ => Meant::Kept(Box::new(kept)),
        })
    }

    /// Notes that a record is the one that a row is about, by the key of either.
    fn claim(&mut self, kept: &Craftsman, (key, person): (u64, &Person), line: u32) {
        let row = row_of(kept.id);
        let own = key_of_person(&kept.value);
        if own != key
            && let Some(slot) = self.known.people.get_mut(&own)
            && slot.row == row
        {
            if person.birth_month.is_some() {
                // The record has the month now, and is no longer anybody without one.
                self.known.people.remove(&own);
            } else {
                slot.line = line;
            }
        }
        self.known.people.insert(key, Slot { row, line });
    }

    fn tie(&mut self, before: &Person, whole: &mut Person) {
        if whole.employer.is_none() || whole.employer_name != before.employer_name {
            whole.employer = self.employer_of(whole.employer_name.as_ref());
        }
    }

    /// Takes a row of a person who stood in an earlier one: it may add certificates, honours and
    /// remarks; a row that says nothing new, or something else, is told.
    fn more(
        &mut self,
        store: &mut dyn Store,
        row: &Row,
        person: &Person,
        (place, line): (Place, u32),
        originals: Vec<(String, String)>,
    ) -> Result<(), Stop> {
        let own = match place {
            Place::New(place) => Some(Craftsman {
                id: CraftsmanId(!(place as i64)),
                version: Version(0),
                value: self.batch.new.people[place].clone(),
            }),
            Place::Row(id) => self.now(store, id)?,
        };
        // Two keys of one hash, or somebody who is gone meanwhile.
        let own = own.filter(|own| is_same(&own.value, person, Months::Any));
        let own = own.ok_or_else(|| ambiguous(person))?;
        let whole = more_of(&own.value, row, self);
        let mut whole = whole.ok_or_else(|| repeats(u64::from(line)))?;
        self.tie(&own.value, &mut whole);
        self.outcome.updated += 1;
        self.file(NameId::Craftsman(own.id), row.line, originals);
        if own.id.0 > 0 && !self.known.is_own(own.id) {
            let words = [&own.value, &whole].map(words::person_words);
            self.tell_change(row, &whole.name, words);
        }
        match (place, self.rewritten.get(&own.id)) {
            (Place::New(place), _) => self.batch.new.people[place] = whole,
            (_, Some(place)) => self.batch.people[*place].2 = whole,
            (_, None) => {
                self.rewritten.insert(own.id, self.batch.people.len());
                self.batch.people.push((own.id, own.version, whole));
            }
        }
        Ok(())
    }

    /// Returns what the rows before made of somebody and nobody has written.
    fn made(&self, id: CraftsmanId) -> Result<Option<Craftsman>, Stop> {
        if let Some(place) = self.rewritten.get(&id) {
            let (id, version, value) = self.batch.people[*place].clone();
            return Ok(Some(Craftsman { id, version, value }));
        }
        let value = self.counted.person(id)?;
        let version = Version(0);
        Ok(value.map(|value| Craftsman { id, version, value }))
    }

    /// Returns somebody as the rows before left them, written or not.
    fn now(&self, store: &dyn Store, id: CraftsmanId) -> Result<Option<Craftsman>, Stop> {
        Ok(match self.made(id)? {
            // Of those who would be new the roster has nobody, or somebody else.
            None if self.mode == Mode::Count && self.known.is_own(id) => None,
            None => store.craftsman(id)?,
            own => own,
        })
    }

    /// Returns the record of a slot, when it is who the row names.
    fn the_one(
        &self,
        store: &dyn Store,
        slot: Slot,
        person: &Person,
    ) -> Result<Option<Craftsman>, Stop> {
        let kept = store.craftsman(CraftsmanId(i64::from(slot.row)))?;
        match kept.filter(|kept| is_same(&kept.value, person, Months::Equal)) {
            Some(kept) => Ok(Some(kept)),
            // Two keys of one hash: rarer than anything, but never wrong.
            None => self.only(store, person, Months::Equal),
        }
    }

    /// Finds the one of this name and employer whose month of birth is not known there, or not here.
    fn nearly(&self, store: &dyn Store, person: &Person) -> Result<Option<Craftsman>, Stop> {
        if !self.known.has_others() {
            return Ok(None);
        }
        let Some(employer) = &person.employer_name else {
            return Ok(None);
        };
        if person.birth_month.is_none() {
            return self.only(store, person, Months::Any);
        }
        let key = key_of(&person.name, &unit_name(employer), "");
        match self.known.people.get(&key) {
            Some(slot) if slot.line == 0 && slot.row != SEVERAL => {
                let kept = store.craftsman(CraftsmanId(i64::from(slot.row)))?;
                Ok(kept.filter(|kept| is_same(&kept.value, person, Months::Any)))
            }
            _ => Ok(None),
        }
    }

    /// Finds the only person of those whom the table did not bring who may be meant.
    fn only(
        &self,
        store: &dyn Store,
        person: &Person,
        months: Months,
    ) -> Result<Option<Craftsman>, Stop> {
        let employer = person.employer_name.as_deref().unwrap_or_default();
        let ids = self.known.others(store, &person.name, employer)?;
        if ids.len() > HOMONYMS {
            return Err(ambiguous(person).into());
        }
        let mut found = None;
        for id in ids {
            let kept = store.craftsman(id)?;
            if let Some(kept) = kept.filter(|kept| is_same(&kept.value, person, months)) {
                if found.is_some() {
                    return Err(ambiguous(person).into());
                }
                found = Some(kept);
            }
        }
        Ok(found)
    }

    /// Passes a row that an earlier run took: whom it was about is known again.
    pub(super) fn pass_person(&mut self, store: &dyn Store, row: &Row) -> Result<(), Stop> {
        let mut person = Person::default();
        cells::person(&mut person, row, &self.layout, Take::Whole)?;
        let (key, line) = (key_of_person(&person), line_of(row));
        if let Some(slot) = self.known.people.get_mut(&key) {
            if slot.line == 0 && slot.row != SEVERAL {
                slot.line = line;
            }
            return Ok(());
        }
        // With a month it has the record's own; without one it may be about somebody whose month is known.
        if person.birth_month.is_some() {
            return Ok(());
        }
        let Some(kept) = self.nearly(store, &person)? else {
            return Ok(());
        };
        let own = self.known.people.get(&key_of_person(&kept.value));
        if own.is_some_and(|slot| slot.row == row_of(kept.id) && slot.line == 0) {
            self.claim(&kept, (key, &person), line);
        }
        Ok(())
    }

    /// Tells whether somebody who came otherwise may be one whom the batch would make new.
    pub(super) fn meets(&self, came: &[(u64, String)]) -> bool {
        let mut new: HashMap<u64, Vec<&str>> = HashMap::new();
        for person in &self.batch.new.people {
            let employer = person.employer_name.as_deref().unwrap_or_default();
            let month = person.birth_month.as_deref().unwrap_or_default();
            let group = new.entry(group_of(&person.name, employer));
            group.or_default().push(month);
        }
        came.iter().any(|(group, month)| {
            let own = new.get(group).into_iter().flatten();
            own.into_iter()
                .any(|own| own == month || own.is_empty() || month.is_empty())
        })
    }

    /// Gives the people of a batch their rows.
    pub(super) fn settle_people(&mut self, first: CraftsmanId) {
        for (key, place) in self.pending.drain() {
            if let Some(slot) = self.known.people.get_mut(&key) {
                slot.row = row_of(CraftsmanId(first.0 + place as i64));
            }
        }
        self.rewritten.clear();
    }
}

fn new_person(place: usize) -> NameId {
    NameId::Craftsman(CraftsmanId(!(place as i64)))
}

fn line_of(row: &Row) -> u32 {
    // 0 would say that no row was about it.
    u32::try_from(row.line).unwrap_or(u32::MAX).max(1)
}

fn ambiguous(person: &Person) -> Wrong {
    Wrong {
        column: None,
        reason: Reason::Ambiguous,
        value: person.name.clone(),
    }
}

/// How months of birth are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Months {
    /// Equal, or unknown on both sides.
    Equal,
    /// One side may not know it.
    Any,
}

fn is_same(kept: &Person, person: &Person, months: Months) -> bool {
    let unit = |own: &Person| unit_name(own.employer_name.as_deref().unwrap_or_default());
    let one_unknown = kept.birth_month.is_none() || person.birth_month.is_none();
    kept.name == person.name
        && unit(kept) == unit(person)
        && (kept.birth_month == person.birth_month || months == Months::Any && one_unknown)
}

/// Returns the person with what a further row adds; `None` when it adds nothing or contradicts.
fn more_of(own: &Person, row: &Row, taking: &Taking) -> Option<Person> {
    let mut whole = own.clone();
    cells::person(&mut whole, row, &taking.layout, Take::More).ok()?;
    let fits =
        |before: &Option<String>, after: &Option<String>| before.is_none() || before == after;
    let agrees = fits(&own.gender, &whole.gender)
        && fits(&own.town, &whole.town)
        && fits(&own.talent_class, &whole.talent_class)
        && (own.phone.is_none() || own.phone == whole.phone);
    (agrees && whole != *own).then_some(whole)
}

/// Returns the fields that differ, with old and new words; private ones masked.
pub(super) fn differences(
    list: List,
    [old, new]: [Vec<(Field, String)>; 2],
) -> Vec<(Field, String, String)> {
    let pairs = old.into_iter().zip(new);
    let differ = pairs.filter(|((_, old), (_, new))| old != new);
    let masked = |field: Field, words: String| {
        if field.is_private() && list == List::Craftsmen && !words.is_empty() {
            Private::new(words).masked()
        } else {
            words
        }
    };
    differ
        .map(|((field, old), (_, new))| (field, masked(field, old), masked(field, new)))
        .collect()
}

pub(super) fn firm_named(name: &str) -> Firm {
    Firm::named(name, EmployerKind::Enterprise)
}
