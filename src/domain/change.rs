//! What changed in a record of the roster: field by field, with what stood there before and after, so
//! that it can be shown and taken back.

use super::{
    coded,
    fact::{Fact, FactKind},
    roster_entry::RosterEntry,
};

coded! {
    /// What was done to the roster.
    ChangeAct {
        /// A record was made.
        New = "new",
        /// It was changed.
        Set = "set",
        /// A table that was taken in changed it.
        Table = "table",
        /// A change was taken back.
        Undo = "undo",
        /// Two records were made one.
        Merge = "merge",
        /// Two records that look alike were found to be two.
        Apart = "apart",
        /// A private value was looked at.
        Reveal = "reveal",
    }
}

/// A change of one value or one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The value's name, or the code of the fact's kind.
    pub field: String,
    /// Of a fact, its place in the list.
    pub place: Option<usize>,
    /// What stood there; `None` for a fact that is new.
    pub before: Option<String>,
    /// What stands there; `None` for a fact that is gone.
    pub after: Option<String>,
}

impl FieldChange {
    /// Returns the kind of fact, when it is one.
    pub fn fact(&self) -> Option<FactKind> {
        self.place.and_then(|_| FactKind::from_code(&self.field))
    }

    /// Returns the change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            before: self.after.clone(),
            after: self.before.clone(),
            ..self.clone()
        }
    }
}

/// Returns what changed from one state of a record to another one of the same list.
pub fn changes(before: &RosterEntry, after: &RosterEntry) -> Vec<FieldChange> {
    let mut found = Vec::new();
    for field in after.fields() {
        let (old, new) = (before.get(field), after.get(field));
        if old != new {
            found.push(FieldChange {
                field: (*field).to_owned(),
                place: None,
                before: Some(old),
                after: Some(new),
            });
        }
    }
    for kind in after.kinds() {
        let (old, new) = (before.facts(*kind), after.facts(*kind));
        let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let rest = old[same..].iter().rev().zip(new[same..].iter().rev());
        let tail = rest.take_while(|(a, b)| a == b).count();
        let old = &old[same..old.len() - tail];
        let new = &new[same..new.len() - tail];
        for at in 0..old.len().max(new.len()) {
            found.push(FieldChange {
                field: kind.code().to_owned(),
                place: Some(same + at),
                before: old.get(at).map(Fact::written),
                after: new.get(at).map(Fact::written),
            });
        }
    }
    found
}

/// Why a change cannot be put on a record: what stands there is not what it starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The value or the kind of fact.
    pub field: String,
}

/// Puts changes on a record. A fact that moved within its list is found by what it says.
///
/// # Errors
/// When what stands there is not what a change starts from; the record is then of no use.
pub fn apply(entry: &mut RosterEntry, changes: &[FieldChange]) -> Result<(), Conflict> {
    let (gone, rest): (Vec<_>, Vec<_>) = changes
        .iter()
        .partition(|own| own.fact().is_some() && own.after.is_none());
    // From the last on, so that places stay what they were.
    let in_order = gone.into_iter().rev().chain(rest);
    for change in in_order {
        let conflict = || Conflict {
            field: change.field.clone(),
        };
        let Some(kind) = change.fact() else {
            let before = change.before.as_deref().unwrap_or_default();
            if entry.get(&change.field) != before {
                return Err(conflict());
            }
            let after = change.after.as_deref().unwrap_or_default();
            entry.set(&change.field, after).map_err(|_| conflict())?;
            continue;
        };
        let place = change.place.unwrap_or_default();
        let mut facts = entry.facts(kind);
        let found = change.before.as_deref().map(|text| {
            let is_it = |own: &Fact| own.written() == text;
            match facts.get(place) {
                Some(own) if is_it(own) => Some(place),
                _ => facts.iter().position(is_it),
            }
        });
        let after = change.after.as_deref();
        let after = after.map(|text| Fact::read_written(kind, text));
        match (found, after) {
            (Some(None), _) => return Err(conflict()),
            (Some(Some(at)), Some(after)) => facts[at] = after,
            (Some(Some(at)), None) => {
                facts.remove(at);
            }
            (None, Some(after)) => facts.insert(place.min(facts.len()), after),
            (None, None) => {}
        }
        entry.put_facts(kind, facts);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::craftsman::{Honour, HonourLevel, Person};

    fn person(name: &str, years: &[i32]) -> RosterEntry {
        let honour = |year: &i32| {
            let mut own = Honour::named("云桥工匠", HonourLevel::City);
            own.year = Some(2000 + year);
            own
        };
        RosterEntry::Person(Box::new(Person {
            name: name.into(),
            honours: years.iter().map(honour).collect(),
            ..Person::default()
        }))
    }

    #[test]
    fn a_change_names_the_field_and_both_values() {
        let found = changes(&person("甲", &[1, 2]), &person("乙", &[1, 3, 2]));
        assert_eq!(found.len(), 2);
        assert_eq!(
            (&*found[0].field, found[0].before.as_deref()),
            ("name", Some("甲"))
        );
        assert_eq!((&*found[1].field, found[1].place), ("honour", Some(1)));
        assert_eq!(found[1].before, None);
        assert!(found[1].after.as_deref().unwrap().contains("year=2003"));
        assert_eq!(changes(&person("", &[]), &person("", &[])), []);
    }

    #[test]
    fn what_was_changed_since_stands_against_it() {
        let found = changes(&person("甲", &[]), &person("乙", &[5]));
        let back: Vec<_> = found.iter().map(FieldChange::inverse).collect();
        let mut later = person("丙", &[5]);
        let conflict = apply(&mut later, &back).unwrap_err();
        assert_eq!(conflict.field, "name");
        let mut moved = person("乙", &[7, 5]);
        apply(&mut moved, &back).unwrap();
        assert_eq!(moved, person("甲", &[7]));
    }

    proptest! {
        #[test]
        fn changes_lead_there_and_back(
            old in (".{0,3}", prop::collection::vec(0..6, 0..7)),
            new in (".{0,3}", prop::collection::vec(0..6, 0..7)),
        ) {
            let (old, new) = (person(&old.0, &old.1), person(&new.0, &new.1));
            let found = changes(&old, &new);
            let mut own = old.clone();
            apply(&mut own, &found).unwrap();
            prop_assert_eq!(&own, &new);
            let back: Vec<_> = found.iter().map(FieldChange::inverse).collect();
            apply(&mut own, &back).unwrap();
            prop_assert_eq!(&own, &old);
        }
    }
}
