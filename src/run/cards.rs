//! Reading a record of the roster with its relations.

use super::office::Office;
use crate::{
    app::views::{Card, CardOf, Link},
    domain::{
        id::{CraftsmanId, EmployerId, StudioId},
        programme::Party,
    },
    lang::Lang,
    store::{NameId, Result},
};

/// How many relations of a kind a card lists; employers may have thousands of people.
const LINKS: usize = 200;

impl Office {
    /// Reads a card.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn card(&self, id: NameId, lang: Lang) -> Result<Option<Card>> {
        match id {
            NameId::Craftsman(id) => self.craftsman_card(id, lang),
            NameId::Studio(id) => self.studio_card(id, lang),
            NameId::Employer(id) => self.employer_card(id, lang),
            NameId::Programme(id) => self.programme_card(id, lang),
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
        self.store.name(id)
    }

    fn craftsman_card(&self, id: CraftsmanId, lang: Lang) -> Result<Option<Card>> {
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
        links.extend(self.programme_links(Party::Craftsman(id), LINKS, lang)?);
        Ok(Some(Card {
            of: CardOf::Craftsman(Box::new(kept)),
            links,
            filed: self.store.filed(NameId::Craftsman(id))?,
        }))
    }

    fn studio_card(&self, id: StudioId, lang: Lang) -> Result<Option<Card>> {
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
        links.extend(self.programme_links(Party::Studio(id), LINKS, lang)?);
        Ok(Some(Card {
            of: CardOf::Studio(Box::new(kept)),
            links,
            filed: self.store.filed(NameId::Studio(id))?,
        }))
    }

    fn employer_card(&self, id: EmployerId, lang: Lang) -> Result<Option<Card>> {
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
        links.extend(self.programme_links(Party::Employer(id), LINKS, lang)?);
        Ok(Some(Card {
            of: CardOf::Employer(Box::new(kept)),
            links,
            filed: self.store.filed(NameId::Employer(id))?,
        }))
    }
}
