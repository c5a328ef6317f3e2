//! Writing the register: records, taking back, looking at private values, merging. Each act is recorded with
//! who did it. The facts of records are in `facts`.

pub mod desk;
mod facts;

pub use self::facts::FactRefusal;

use super::office::Office;
use crate::{
    app::record::Record,
    domain::{
        change::ChangeAct,
        id::{ChangeId, EmployerId, Version},
        roster_entry::RosterEntry,
    },
    store::{Merge, NameId, Result, RosterChange, Signed, StoreError},
};

/// How far back a change to take back is looked for.
const FAR: usize = 500;
/// So many records are noted in one transaction as looked at. Chosen by us: some tens of milliseconds.
const REVEALED: usize = 5_000;

impl Office {
    /// Returns who acts, now.
    pub fn signed(&self) -> Signed {
        Signed {
            by: self.actor(),
            at: self.now(),
        }
    }

    /// Saves a record of the roster, new or rewritten; names of employers and leaders are tied to
    /// their rows when exactly one row has the name.
    ///
    /// # Errors
    /// When it was changed meanwhile, or the store cannot be written.
    pub fn save_name(
        &mut self,
        seen: Option<(NameId, Version)>,
        record: &Record,
    ) -> Result<NameId> {
        let entry = match record {
            Record::Person(own) => RosterEntry::Person(own.clone()),
            Record::Studio(own) => RosterEntry::Studio(own.clone()),
            Record::Employer(own) => RosterEntry::Employer(own.clone()),
            Record::Programme(own) => RosterEntry::Programme(own.clone()),
            _ => {
                return Err(StoreError::Failed {
                    doing: "save a record of the roster",
                    detail: "it is none".into(),
                });
            }
        };
        self.save_entry(seen, entry)
    }

    /// Saves a record of the roster as [`Office::save_name`] does.
    ///
    /// # Errors
    /// When it was changed meanwhile, or the store cannot be written.
    pub fn save_entry(
        &mut self,
        seen: Option<(NameId, Version)>,
        mut entry: RosterEntry,
    ) -> Result<NameId> {
        match &mut entry {
            RosterEntry::Person(person) if person.employer.is_none() => {
                person.employer = self.only_employer(person.employer_name.as_deref())?;
            }
            RosterEntry::Studio(studio) => {
                if studio.host.is_none() {
                    studio.host = self.only_employer(studio.host_name.as_deref())?;
                }
                if let (None, Some(name)) = (studio.leader, &studio.leader_name) {
                    let named = self.store.craftsmen_named(name)?;
                    studio.leader = if let [only] = named.as_slice() {
                        Some(*only)
                    } else {
                        None
                    };
                }
            }
            _ => {}
        }
        let signed = self.signed();
        self.store.save_entry(seen, &entry, &signed)
    }

    fn only_employer(&self, name: Option<&str>) -> Result<Option<EmployerId>> {
        let Some(name) = name else { return Ok(None) };
        let named = self.store.employers_named(name)?;
        Ok(if let [only] = named.as_slice() {
            Some(*only)
        } else {
            None
        })
    }

    /// Returns the last change of a record that stands and can be taken back by a key; the making of the
    /// record is not among them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_change(&self, of: NameId) -> Result<Option<RosterChange>> {
        let mut log = self.store.roster_changes(of, FAR)?.into_iter();
        Ok(log.find(|own| {
            !own.is_undone
                && matches!(
                    own.act,
                    ChangeAct::Set | ChangeAct::Table | ChangeAct::Merge | ChangeAct::Apart
                )
        }))
    }

    /// Returns the last taking back of a record that stands.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_undo(&self, of: NameId) -> Result<Option<RosterChange>> {
        let log = self.store.roster_changes(of, FAR)?;
        // To put back is to take a taking back back, and is not put back in its turn.
        let puts_back = |own: &RosterChange| {
            let undone = |other: &RosterChange| own.undoes == Some(other.id);
            log.iter()
                .any(|other| undone(other) && other.act == ChangeAct::Undo)
        };
        let mut undone = log.iter();
        let found =
            undone.find(|own| !own.is_undone && own.act == ChangeAct::Undo && !puts_back(own));
        Ok(found.cloned())
    }

    /// Takes a change back; returns the records it went over.
    ///
    /// # Errors
    /// When something was changed since, or the store cannot be written.
    pub fn undo_change(&mut self, change: ChangeId) -> Result<Vec<NameId>> {
        let signed = self.signed();
        self.store.take_back(change, &signed)
    }

    /// Records that private values of a record were looked at.
    ///
    /// # Errors
    /// When the record is gone, or the store cannot be written.
    pub fn reveal(&mut self, of: NameId, fields: &[&str]) -> Result<()> {
        let signed = self.signed();
        fields
            .iter()
            .try_for_each(|field| self.store.note_reveal(of, field, &signed))
    }

    /// Records that private values of some records go out of the program, before they do.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn reveal_all(&mut self, ids: &[NameId]) -> Result<()> {
        let signed = self.signed();
        for some in ids.chunks(REVEALED) {
            let mut looked_at = Vec::new();
            for id in some {
                let NameId::Craftsman(row) = *id else {
                    continue;
                };
                let fields = self
                    .store
                    .craftsman(row)?
                    .map(|kept| kept.value.private_fields());
                if let Some(fields) = fields.filter(|fields| !fields.is_empty()) {
                    looked_at.push((*id, fields));
                }
            }
            self.store.note_reveals(&looked_at, &signed)?;
        }
        Ok(())
    }

    /// Makes two records one: values of the one that goes are taken where the other has none, or where they
    /// are named; facts of both stay.
    ///
    /// # Errors
    /// When one of them is gone, they are of two lists, or the store cannot be written.
    pub fn merge(&mut self, keep: NameId, gone: NameId, take: &[&str]) -> Result<()> {
        let read = |id: NameId| {
            let (what, row) = id.parts();
            let found = self.store.entry(id)?;
            found.ok_or(StoreError::Missing { what, id: row })
        };
        let (first, first_seen) = read(keep)?;
        let (second, second_seen) = read(gone)?;
        let ask = Merge {
            keep: (keep, first_seen),
            gone: (gone, second_seen),
            entry: first.merged(&second, take),
        };
        let signed = self.signed();
        self.store.merge_entries(&ask, &signed)
    }
}
