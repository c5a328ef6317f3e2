//! Reading a record of the roster with its relations.

use super::office::Office;
use crate::{
    app::{
        record::Record,
        views::{Card, CardOf, Link},
    },
    domain::{
        id::{CraftsmanId, EmployerId, StudioId, Version},
        programme::Party,
    },
    store::{NameId, Result, StoreError},
};

/// How many relations of a kind a card lists; employers may have thousands of people.
const LINKS: usize = 200;

impl Office {
    /// Reads a card.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn card(&self, id: NameId) -> Result<Option<Card>> {
        match id {
            NameId::Craftsman(id) => self.craftsman_card(id),
            NameId::Studio(id) => self.studio_card(id),
            NameId::Employer(id) => self.employer_card(id),
            NameId::Programme(id) => self.programme_card(id),
        }
    }

    fn link(&self, relation: &'static str, to: NameId) -> Result<Option<Link>> {
        Ok(self.name_of(to)?.map(|name| Link { relation, to, name }))
    }

    fn links(
        &self,
        relation: &'static str,
        to: impl IntoIterator<Item = NameId>,
        into: &mut Vec<Link>,
    ) -> Result<()> {
        for id in to {
            into.extend(self.link(relation, id)?);
        }
        Ok(())
    }

    /// Reads the name of a record.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn name_of(&self, id: NameId) -> Result<Option<String>> {
        Ok(match id {
            NameId::Craftsman(id) => self.store.craftsman(id)?.map(|kept| kept.value.name),
            NameId::Studio(id) => self.store.studio(id)?.map(|kept| kept.value.name),
            NameId::Employer(id) => self.store.employer(id)?.map(|kept| kept.value.name),
            NameId::Programme(id) => self.store.programme(id)?.map(|kept| kept.value.name),
        })
    }

    fn craftsman_card(&self, id: CraftsmanId) -> Result<Option<Card>> {
        let Some(kept) = self.store.craftsman(id)? else {
            return Ok(None);
        };
        let person = &kept.value;
        let mut links = Vec::new();
        self.links(
            "employer",
            person.employer.map(NameId::Employer),
            &mut links,
        )?;
        self.links(
            "studio",
            self.store.studios_of(id)?.into_iter().map(NameId::Studio),
            &mut links,
        )?;
        self.links(
            "master",
            person
                .apprenticeships
                .iter()
                .map(|own| NameId::Craftsman(own.master)),
            &mut links,
        )?;
        let apprentices = self.store.apprentices_of(id, LINKS)?;
        self.links(
            "apprentice",
            apprentices.into_iter().map(NameId::Craftsman),
            &mut links,
        )?;
        links.extend(self.programme_links(Party::Craftsman(id), LINKS)?);
        Ok(Some(Card {
            of: CardOf::Craftsman(Box::new(kept)),
            links,
        }))
    }

    fn studio_card(&self, id: StudioId) -> Result<Option<Card>> {
        let Some(kept) = self.store.studio(id)? else {
            return Ok(None);
        };
        let studio = &kept.value;
        let mut links = Vec::new();
        self.links("leader", studio.leader.map(NameId::Craftsman), &mut links)?;
        self.links("host", studio.host.map(NameId::Employer), &mut links)?;
        self.links(
            "member",
            studio
                .members
                .iter()
                .take(LINKS)
                .map(|own| NameId::Craftsman(own.craftsman)),
            &mut links,
        )?;
        links.extend(self.programme_links(Party::Studio(id), LINKS)?);
        Ok(Some(Card {
            of: CardOf::Studio(Box::new(kept)),
            links,
        }))
    }

    fn employer_card(&self, id: EmployerId) -> Result<Option<Card>> {
        let Some(kept) = self.store.employer(id)? else {
            return Ok(None);
        };
        let mut links = Vec::new();
        self.links(
            "hosted",
            self.store
                .hosted_by(id, LINKS)?
                .into_iter()
                .map(NameId::Studio),
            &mut links,
        )?;
        self.links(
            "person",
            self.store
                .people_of(id, LINKS)?
                .into_iter()
                .map(NameId::Craftsman),
            &mut links,
        )?;
        links.extend(self.programme_links(Party::Employer(id), LINKS)?);
        Ok(Some(Card {
            of: CardOf::Employer(Box::new(kept)),
            links,
        }))
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
        match (record, seen) {
            (Record::Person(person), seen) => {
                let mut person = person.clone();
                if person.employer.is_none() {
                    person.employer = self.only_employer(person.employer_name.as_deref())?;
                }
                match seen {
                    Some((NameId::Craftsman(id), version)) => {
                        self.store.save_craftsman(id, version, &person)?;
                        Ok(NameId::Craftsman(id))
                    }
                    _ => self.store.add_craftsman(&person).map(NameId::Craftsman),
                }
            }
            (Record::Studio(studio), seen) => {
                let mut studio = studio.clone();
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
                match seen {
                    Some((NameId::Studio(id), version)) => {
                        self.store.save_studio(id, version, &studio)?;
                        Ok(NameId::Studio(id))
                    }
                    _ => self.store.add_studio(&studio).map(NameId::Studio),
                }
            }
            (Record::Employer(employer), Some((NameId::Employer(id), version))) => {
                self.store.save_employer(id, version, employer)?;
                Ok(NameId::Employer(id))
            }
            (Record::Employer(employer), _) => {
                self.store.add_employer(employer).map(NameId::Employer)
            }
            (Record::Programme(own), Some((NameId::Programme(id), version))) => {
                self.store.save_programme(id, version, own)?;
                Ok(NameId::Programme(id))
            }
            (Record::Programme(own), _) => self.store.add_programme(own).map(NameId::Programme),
            _ => Err(StoreError::Failed {
                doing: "save a record of the roster",
                detail: "it is none".into(),
            }),
        }
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
}
