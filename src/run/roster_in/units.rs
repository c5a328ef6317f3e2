//! Studios and employers of a table: known again, or new. They are few, so their names are kept and the
//! store is asked for the rest.

use super::{
    people::firm_named,
    taking::{Stop, Taking},
};
use crate::{
    domain::{
        employer::Firm,
        id::{EmployerId, StudioId},
        studio::Workshop,
    },
    ingest::roster::{Reason, Row, Wrong, cells, value::unit_name, words},
    store::{NameId, Store, StoreError},
};

/// A record with the columns whose words differ from what was understood.
type Read<T> = (T, Vec<(String, String)>);

impl Taking {
    pub(super) fn studio(&mut self, store: &mut dyn Store, row: &Row) -> Result<(), Stop> {
        let (mut studio, originals) = self.studio_of(row)?;
        let ids = self.known.studios.get(&studio.name).cloned();
        for id in ids.unwrap_or_default() {
            let Some(kept) = store.studio(id)? else {
                continue;
            };
            if key(&kept.value) != key(&studio) {
                continue;
            }
            let mut whole = kept.value.clone();
            cells::studio(&mut whole, row, &self.layout)?;
            self.tie_studio(store, Some(&kept.value), &mut whole)?;
            self.file(NameId::Studio(id), row.line, originals);
            let words = [&kept.value, &whole].map(words::studio_words);
            let tied = (whole.leader, whole.host) != (kept.value.leader, kept.value.host);
            if self.settled(row, &whole.name, words) || tied {
                self.batch.studios.push((id, kept.version, whole));
            }
            return Ok(());
        }
        self.tie_studio(store, None, &mut studio)?;
        let place = !(self.batch.new.studios.len() as i64);
        self.file(NameId::Studio(StudioId(place)), row.line, originals);
        self.batch.new.studios.push(studio);
        self.outcome.added += 1;
        Ok(())
    }

    /// Reads a studio, which a table has once.
    pub(super) fn studio_of(&mut self, row: &Row) -> Result<Read<Workshop>, Wrong> {
        let mut studio = cells::blank_studio();
        let originals = cells::studio(&mut studio, row, &self.layout)?;
        self.once(row, key(&studio))?;
        Ok((studio, originals))
    }

    /// Ties a studio to its leader and its host where it is not yet, or is to somebody of another name.
    fn tie_studio(
        &mut self,
        store: &dyn Store,
        before: Option<&Workshop>,
        studio: &mut Workshop,
    ) -> Result<(), StoreError> {
        let is_same = |name: fn(&Workshop) -> &Option<String>| {
            before.is_none_or(|before| name(before) == name(studio))
        };
        let (same_leader, same_host) = (
            is_same(|own| &own.leader_name),
            is_same(|own| &own.host_name),
        );
        if studio.leader.is_none() || !same_leader {
            let named = match &studio.leader_name {
                Some(name) => store.craftsmen_named(name)?,
                None => Vec::new(),
            };
            studio.leader = match named.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
        }
        if studio.host.is_none() || !same_host {
            studio.host = self.employer_of(studio.host_name.as_ref());
        }
        Ok(())
    }

    pub(super) fn employer(&mut self, store: &mut dyn Store, row: &Row) -> Result<(), Stop> {
        let (firm, originals) = self.employer_in(row)?;
        let name = unit_name(&firm.name);
        if let Some(own) = self.known.employers.get(&name).copied() {
            let Some(id) = own else {
                return Err(Stop::Row(Wrong {
                    column: None,
                    reason: Reason::Ambiguous,
                    value: firm.name,
                }));
            };
            let kept = store.employer(id)?.ok_or(StoreError::Missing {
                what: "employer",
                id: id.0,
            })?;
            let mut whole = kept.value.clone();
            cells::employer(&mut whole, row, &self.layout)?;
            self.file(NameId::Employer(id), row.line, originals);
            let words = [&kept.value, &whole].map(words::employer_words);
            if self.settled(row, &whole.name, words) {
                self.batch.employers.push((id, kept.version, whole));
            }
            return Ok(());
        }
        let place = !(self.batch.new.employers.len() as i64);
        self.file(NameId::Employer(EmployerId(place)), row.line, originals);
        self.batch.new.employers.push(firm);
        self.outcome.added += 1;
        Ok(())
    }

    /// Reads an employer, which a table has once.
    pub(super) fn employer_in(&mut self, row: &Row) -> Result<Read<Firm>, Wrong> {
        let mut firm = firm_named("");
        let originals = cells::employer(&mut firm, row, &self.layout)?;
        self.once(row, [unit_name(&firm.name), String::new()])?;
        Ok((firm, originals))
    }
}

fn key(studio: &Workshop) -> [String; 2] {
    let host = studio.host_name.as_deref().unwrap_or_default();
    [studio.name.clone(), unit_name(host)]
}
