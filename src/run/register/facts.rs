//! The facts of records: added, put in the place of another, taken out. A name that a fact is tied to must be
//! that of one person alone; what contradicts itself is not kept.

use crate::{
    app::record::FactText,
    domain::{
        fact::{Fact, FactKind},
        id::{CraftsmanId, Version},
        roster_entry::RosterEntry,
    },
    lang::Lang,
    run::{office::Office, trouble::sentence},
    store::{NameId, Result, StoreError},
};

/// Why a fact was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactRefusal {
    /// So many people have this name; one is needed.
    Who {
        /// The value that names somebody.
        field: &'static str,
        /// The name.
        name: String,
        /// How many have it.
        found: usize,
    },
    /// A value stands against another one, or is missing; the reason is a key of `wrong`.
    Wrong(&'static str, &'static str),
    /// Records of this list have no such facts.
    NoSuchKind(FactKind),
    /// There is no fact at this place, from zero.
    NoSuchFact(FactKind, usize),
    /// The store refuses or fails.
    Store(StoreError),
}

impl From<StoreError> for FactRefusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl FactRefusal {
    /// Returns the sentence: what stood in the way, and what to do.
    pub fn sentence(&self, kind: FactKind, lang: Lang) -> String {
        let label = |field: &str| {
            lang.say(&format!("fact.{}.{field}", kind.code()))
                .to_owned()
        };
        match self {
            Self::Who { name, found, .. } => {
                let key = if *found == 0 {
                    "register.nobody"
                } else {
                    "register.homonyms"
                };
                lang.say_with(key, &[("name", name), ("count", &found.to_string())])
            }
            Self::Wrong(field, reason) => {
                let reason = lang.word("wrong", reason);
                lang.say_with(
                    "form.wrong",
                    &[("field", &label(field)), ("reason", &reason)],
                )
            }
            Self::NoSuchKind(kind) => {
                let what = lang.word("fact_name", kind.code());
                lang.say_with("register.no_such_kind", &[("what", &what)])
            }
            Self::NoSuchFact(kind, place) => {
                let what = lang.word("fact_name", kind.code());
                let n = (place + 1).to_string();
                lang.say_with("register.no_such_fact", &[("what", &what), ("n", &n)])
            }
            Self::Store(error) => sentence(error, lang),
        }
    }

    /// Returns the value that a form is to go back to.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Who { field, .. } | Self::Wrong(field, _) => Some(*field),
            _ => None,
        }
    }
}

impl Office {
    /// Adds a fact to a record, or puts it in the place of another one of its kind.
    ///
    /// # Errors
    /// When it cannot stand, nobody alone has the name it is tied to, the record was changed meanwhile, or
    /// the store cannot be written.
    pub fn save_fact(
        &mut self,
        (of, seen): (NameId, Version),
        place: Option<usize>,
        own: &FactText,
    ) -> std::result::Result<NameId, FactRefusal> {
        let mut entry = self.entry_seen(of, seen)?;
        let kind = own.fact.kind();
        if !entry.kinds().contains(&kind) {
            return Err(FactRefusal::NoSuchKind(kind));
        }
        let fact = self.tied(own)?;
        let missing = kind.needs().iter().find(|field| fact.get(field).is_empty());
        if let Some(field) = missing {
            return Err(FactRefusal::Wrong(field, "empty"));
        }
        if let Some((field, reason)) = fact.contradiction() {
            return Err(FactRefusal::Wrong(field, reason));
        }
        if let Some(place) = place {
            take_out(&mut entry, kind, place)?;
        }
        entry.add_fact(fact.clone());
        entry.follow(&fact, self.time.today());
        Ok(self.save_entry(Some((of, seen)), entry)?)
    }

    /// Takes a fact out of a record; it stays in the record's log.
    ///
    /// # Errors
    /// When there is none at this place, the record was changed meanwhile, or the store cannot be written.
    pub fn remove_fact(
        &mut self,
        (of, seen): (NameId, Version),
        kind: FactKind,
        place: usize,
    ) -> std::result::Result<NameId, FactRefusal> {
        let mut entry = self.entry_seen(of, seen)?;
        let fact = take_out(&mut entry, kind, place)?;
        if kind == FactKind::Class {
            entry.follow(&fact, self.time.today());
        }
        Ok(self.save_entry(Some((of, seen)), entry)?)
    }

    fn entry_seen(&self, of: NameId, seen: Version) -> Result<RosterEntry> {
        let (what, id) = of.parts();
        match self.store.entry(of)? {
            None => Err(StoreError::Missing { what, id }),
            Some((_, version)) if version != seen => Err(StoreError::Stale { what, id }),
            Some((entry, _)) => Ok(entry),
        }
    }

    /// Returns the fact with the rows of whom and what it names.
    fn tied(&self, own: &FactText) -> std::result::Result<Fact, FactRefusal> {
        let mut fact = own.fact.clone();
        if let Some(field) = FactText::tie(fact.kind()) {
            let who = self.who(field, own.who.trim())?;
            let row = who.map(|id| format!("craftsman:{}", id.0));
            // Nobody is told as a value that is missing.
            if let Some(row) = row {
                let _ = fact.set(field, &row);
            }
        }
        if let Fact::Job(job) = &mut fact
            && job.employer.is_none()
        {
            job.employer = self.only_employer(job.employer_name.as_deref())?;
        }
        Ok(fact)
    }

    /// Finds the one whom a name, or `craftsman:5` before or behind it, means.
    fn who(
        &self,
        field: &'static str,
        words: &str,
    ) -> std::result::Result<Option<CraftsmanId>, FactRefusal> {
        if words.is_empty() {
            return Ok(None);
        }
        let row = words
            .split_whitespace()
            .find_map(|word| word.strip_prefix("craftsman:")?.parse().ok());
        if let Some(row) = row {
            let id = CraftsmanId(row);
            let found = self.store.craftsman(id)?;
            return match found {
                Some(_) => Ok(Some(id)),
                None => Err(FactRefusal::Who {
                    field,
                    name: words.to_owned(),
                    found: 0,
                }),
            };
        }
        match self.store.craftsmen_named(words)?.as_slice() {
            [only] => Ok(Some(*only)),
            named => Err(FactRefusal::Who {
                field,
                name: words.to_owned(),
                found: named.len(),
            }),
        }
    }
}

fn take_out(
    entry: &mut RosterEntry,
    kind: FactKind,
    place: usize,
) -> std::result::Result<Fact, FactRefusal> {
    let mut facts = entry.facts(kind);
    if place >= facts.len() {
        return Err(FactRefusal::NoSuchFact(kind, place));
    }
    let fact = facts.remove(place);
    entry.put_facts(kind, facts);
    Ok(fact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::craftsman::Person,
        run::clock::Clock,
        store::{Store, sqlite::SqliteStore},
    };

    fn office() -> Office {
        let store: Box<dyn Store> = Box::new(SqliteStore::in_memory().unwrap());
        let clock = Clock::Day("2026-11-22".parse().unwrap());
        Office::open(store, clock, "wangmin".into()).unwrap()
    }

    fn person(office: &mut Office, name: &str) -> NameId {
        let person = Person {
            name: name.into(),
            ..Person::default()
        };
        office
            .save_entry(None, RosterEntry::Person(Box::new(person)))
            .unwrap()
    }

    fn learnt(who: &str) -> FactText {
        FactText::of(FactKind::Apprenticeship.blank(), who)
    }

    #[test]
    fn a_master_is_found_by_a_name_that_one_alone_has() {
        let mut office = office();
        let own = person(&mut office, "学徒");
        let at = (own, Version(1));
        let refused = |office: &mut Office, who| office.save_fact(at, None, &learnt(who));
        for (who, count) in [("周知行", 0), ("craftsman:99", 0)] {
            let Err(FactRefusal::Who { found, .. }) = refused(&mut office, who) else {
                panic!("{who}")
            };
            assert_eq!(found, count);
        }
        assert_eq!(
            refused(&mut office, ""),
            Err(FactRefusal::Wrong("master", "empty"))
        );
        let master = person(&mut office, "周知行");
        person(&mut office, "e\u{301}");
        office.save_fact(at, None, &learnt("周知行")).unwrap();
        let (entry, seen) = office.store.entry(own).unwrap().unwrap();
        let facts = entry.facts(FactKind::Apprenticeship);
        assert_eq!(
            facts[0].get("master"),
            format!("craftsman:{}", master.parts().1)
        );
        person(&mut office, "周知行");
        let refused = office.save_fact((own, seen), None, &learnt("周知行"));
        assert!(matches!(refused, Err(FactRefusal::Who { found: 2, .. })));
    }

    #[test]
    fn a_fact_is_changed_in_its_place_taken_out_and_brought_back() {
        let mut office = office();
        let own = person(&mut office, "林小满");
        let mut honour = FactText::of(FactKind::Honour.blank(), "");
        honour.fact.set("name", "云桥工匠").unwrap();
        office.save_fact((own, Version(1)), None, &honour).unwrap();
        honour.fact.set("year", "2024").unwrap();
        office
            .save_fact((own, Version(2)), Some(0), &honour)
            .unwrap();
        let facts = |office: &Office| {
            office
                .store
                .entry(own)
                .unwrap()
                .unwrap()
                .0
                .facts(FactKind::Honour)
        };
        assert_eq!(facts(&office), [honour.fact.clone()]);
        let none = office.remove_fact((own, Version(3)), FactKind::Honour, 1);
        assert_eq!(none, Err(FactRefusal::NoSuchFact(FactKind::Honour, 1)));
        office
            .remove_fact((own, Version(3)), FactKind::Honour, 0)
            .unwrap();
        assert_eq!(facts(&office), []);
        let last = office.last_change(own).unwrap().unwrap();
        office.undo_change(last.id).unwrap();
        assert_eq!(facts(&office), [honour.fact.clone()]);
        let undo = office.last_undo(own).unwrap().unwrap();
        office.undo_change(undo.id).unwrap();
        assert_eq!(facts(&office), []);
        let stale = office.save_fact((own, Version(1)), None, &honour);
        assert!(matches!(
            stale,
            Err(FactRefusal::Store(StoreError::Stale { .. }))
        ));
        let studio = FactText::of(FactKind::Grant.blank(), "");
        let seen = office.store.entry(own).unwrap().unwrap().1;
        let other = office.save_fact((own, seen), None, &studio);
        assert_eq!(other, Err(FactRefusal::NoSuchKind(FactKind::Grant)));
    }
}
