//! People of a table: known again, added to, or new.

use super::{
    Mode,
    known::{PENDING, SEVERAL, Slot, key_of, key_of_person},
    row_of,
    taking::{Stop, Taking, repeats},
};
use crate::{
    domain::{
        craftsman::{Craftsman, Person},
        employer::{EmployerKind, Firm},
        id::CraftsmanId,
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

impl Taking {
    pub(super) fn person(&mut self, store: &mut dyn Store, row: &Row) -> Result<(), Stop> {
        let mut person = Person::default();
        let originals = cells::person(&mut person, row, &self.layout, Take::Whole)?;
        let key = key_of_person(&person);
        let found = match self.known.people.get(&key).copied() {
            Some(slot) if slot.line != 0 => return self.more(store, row, (key, slot), originals),
            Some(slot) if slot.row == SEVERAL => Self::only(store, &person, Months::Equal)?,
            Some(slot) => Self::the_one(store, slot, &person)?,
            None => self.nearly(store, &person)?,
        };
        let line = u32::try_from(row.line).unwrap_or(u32::MAX);
        let Some(kept) = found else {
            person.employer = self.employer_of(person.employer_name.as_ref());
            let place = self.batch.new.people.len();
            self.file(
                NameId::Craftsman(CraftsmanId(!(place as i64))),
                row.line,
                originals,
            );
            self.batch.new.people.push(person);
            self.pending.insert(key, place);
            self.known.people.insert(key, Slot { row: PENDING, line });
            self.outcome.added += 1;
            return Ok(());
        };
        self.known.people.insert(
            key,
            Slot {
                row: row_of(kept.id),
                line,
            },
        );
        let mut whole = kept.value.clone();
        cells::person(&mut whole, row, &self.layout, Take::Whole)?;
        self.rewrite(row, &kept, whole, originals);
        Ok(())
    }

    /// Writes a person who is there as the row says, if that is different.
    fn rewrite(
        &mut self,
        row: &Row,
        kept: &Craftsman,
        mut whole: Person,
        originals: Vec<(String, String)>,
    ) {
        if whole.employer.is_none() || whole.employer_name != kept.value.employer_name {
            whole.employer = self.employer_of(whole.employer_name.as_ref());
        }
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
    }

    /// Takes a row of a person who stood in an earlier one: it may add certificates, honours and
    /// remarks; a row that says nothing new, or something else, is told.
    fn more(
        &mut self,
        store: &mut dyn Store,
        row: &Row,
        (key, slot): (u64, Slot),
        originals: Vec<(String, String)>,
    ) -> Result<(), Stop> {
        let before = || repeats(u64::from(slot.line));
        if let Some(place) = self.pending.get(&key).copied() {
            let own = self.batch.new.people[place].clone();
            let whole = more_of(&own, row, self).ok_or_else(before)?;
            self.batch.new.people[place] = whole;
            self.outcome.updated += 1;
            self.file(
                NameId::Craftsman(CraftsmanId(!(place as i64))),
                row.line,
                originals,
            );
            return Ok(());
        }
        let id = CraftsmanId(i64::from(slot.row));
        if let Some(place) = self.rewritten.get(&id).copied() {
            let own = self.batch.people[place].2.clone();
            let whole = more_of(&own, row, self).ok_or_else(before)?;
            self.batch.people[place].2 = whole;
            self.outcome.updated += 1;
            self.file(NameId::Craftsman(id), row.line, originals);
            return Ok(());
        }
        let kept = match slot.row {
            PENDING | SEVERAL => None,
            _ => store.craftsman(id)?,
        };
        let Some(kept) = kept else {
            // Counted only: what an earlier batch would have written cannot be looked at.
            return Err(Stop::Row(before()));
        };
        let whole = more_of(&kept.value, row, self).ok_or_else(before)?;
        self.rewrite(row, &kept, whole, originals);
        Ok(())
    }

    /// Returns the record of a slot, when it is who the row names.
    fn the_one(store: &dyn Store, slot: Slot, person: &Person) -> Result<Option<Craftsman>, Stop> {
        let kept = store.craftsman(CraftsmanId(i64::from(slot.row)))?;
        match kept.filter(|kept| is_same(&kept.value, person, Months::Equal)) {
            Some(kept) => Ok(Some(kept)),
            // Two keys of one hash: rarer than anything, but never wrong.
            None => Self::only(store, person, Months::Equal),
        }
    }

    /// Finds the one of this name and employer whose month of birth is not known there, or not here.
    fn nearly(&self, store: &dyn Store, person: &Person) -> Result<Option<Craftsman>, Stop> {
        if !self.known.had_people {
            return Ok(None);
        }
        let Some(employer) = &person.employer_name else {
            return Ok(None);
        };
        if person.birth_month.is_none() {
            return Self::only(store, person, Months::Any);
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

    /// Finds the only person who may be meant.
    fn only(store: &dyn Store, person: &Person, months: Months) -> Result<Option<Craftsman>, Stop> {
        let ambiguous = || {
            Stop::Row(Wrong {
                column: None,
                reason: Reason::Ambiguous,
                value: person.name.clone(),
            })
        };
        let ids = store.craftsmen_named(&person.name)?;
        if ids.len() > HOMONYMS {
            return Err(ambiguous());
        }
        let mut found = None;
        for id in ids {
            let kept = store.craftsman(id)?;
            if let Some(kept) = kept.filter(|kept| is_same(&kept.value, person, months)) {
                if found.is_some() {
                    return Err(ambiguous());
                }
                found = Some(kept);
            }
        }
        Ok(found)
    }

    /// Gives the people of a written batch their rows.
    pub(super) fn settle_people(&mut self, first: Option<CraftsmanId>) {
        for (key, place) in self.pending.drain() {
            if let (Some(first), Some(slot)) = (first, self.known.people.get_mut(&key)) {
                slot.row = row_of(CraftsmanId(first.0 + place as i64));
            }
        }
        self.rewritten.clear();
        debug_assert!(first.is_some() || self.mode == Mode::Count);
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
