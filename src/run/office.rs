//! The office over a store: acts with their states and clocks, records, letters.
//!
//! Here rules meet the store: every write computes the projection from all facts, the new ones
//! included, and hands it to the store together with them.

use chrono::{NaiveDate, NaiveDateTime};

use super::clock::Clock as Time;
use crate::{
    app::{
        effect::{Act, Acted},
        views::{ItemView, LetterView},
    },
    domain::{
        deadline::Projection,
        delivery::deliveries,
        event::{Event, EventKind, NewEvent},
        id::{EventId, LetterId, ProposalId, Version},
        proposal::{Case, Item, Role},
        unit::Unit,
    },
    rules::{Rules, clocks, owed, pack_of, project},
    store::{Result, Store, StoreError},
};

/// The office.
pub struct Office {
    /// Where everything is kept.
    pub store: Box<dyn Store>,
    /// The unit's profile, empty without one.
    pub unit: Unit,
    /// Its rules.
    pub rules: Rules,
    /// Where the day comes from.
    pub time: Time,
    /// The account that acts.
    pub os_user: String,
}

impl Office {
    /// Opens the office over a store.
    ///
    /// # Errors
    /// When the unit's profile cannot be read.
    pub fn open(store: Box<dyn Store>, time: Time, os_user: String) -> Result<Self> {
        let mut office = Self {
            store,
            unit: Unit::default(),
            rules: Rules::default(),
            time,
            os_user,
        };
        office.reread_unit()?;
        Ok(office)
    }

    /// Reads the unit's profile again; returns its version.
    ///
    /// # Errors
    /// When the profile cannot be read.
    pub fn reread_unit(&mut self) -> Result<Option<Version>> {
        let kept = self.store.unit()?;
        let version = kept.as_ref().map(|(_, version)| *version);
        self.unit = kept.map(|(unit, _)| unit).unwrap_or_default();
        self.rules.pack = pack_of(self.unit.rules.as_deref());
        Ok(version)
    }

    /// Returns who acts: the staff member of the account, or the account.
    pub fn actor(&self) -> String {
        self.unit
            .name_of(&self.os_user)
            .unwrap_or(&self.os_user)
            .to_owned()
    }

    /// Returns now.
    pub fn now(&self) -> NaiveDateTime {
        self.time.now()
    }

    /// Returns a fact of today by who acts.
    pub fn fact(&self, kind: EventKind, on: Option<NaiveDate>) -> NewEvent {
        NewEvent::plain(
            kind,
            on.unwrap_or_else(|| self.time.today()),
            self.now(),
            self.actor(),
        )
    }

    /// Computes the projection of an item from its facts and new ones.
    pub fn projection(&self, case: &Case, mut events: Vec<Event>, new: &[NewEvent]) -> Projection {
        let last = events.iter().map(|event| event.id.0).max().unwrap_or(0);
        events.extend(new.iter().zip(last + 1..).map(|(fact, id)| Event {
            id: EventId(id),
            fact: fact.clone(),
        }));
        project(case, &events, &self.rules)
    }

    /// Reads an item with all that belongs to it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn item(&self, id: ProposalId) -> Result<Option<ItemView>> {
        let Some(proposal) = self.store.proposal(id)? else {
            return Ok(None);
        };
        let events = self.store.events(id)?;
        let projection = project(&proposal.value.case(), &events, &self.rules);
        let deliveries = deliveries(&proposal.value.proposers, &events);
        let is_out = projection.answered.is_some() && projection.role != Role::Co;
        let owed = owed(&self.rules.pack, &deliveries);
        let owed = owed.into_iter().filter(|_| is_out).map(str::to_owned);
        Ok(Some(ItemView {
            owed: owed.collect(),
            deliveries,
            projection,
            clocks: clocks(&proposal.value.case(), &events, &self.rules),
            letters: self.store.letters_of(id)?,
            attachments: self.store.attachments_of(id)?,
            proposal,
            events,
        }))
    }

    /// Adds an item with its first facts.
    ///
    /// # Errors
    /// When an item of this identity is there, or the store cannot be written.
    pub fn add_item(&mut self, item: &Item, facts: &[NewEvent]) -> Result<ProposalId> {
        let projection = self.projection(&item.case(), Vec::new(), facts);
        self.store.add_proposal(item, facts, &projection)
    }

    /// Rewrites what is known of an item.
    ///
    /// # Errors
    /// When it was changed meanwhile, or the store cannot be written.
    pub fn save_item(&mut self, id: ProposalId, seen: Version, item: &Item) -> Result<Version> {
        let projection = self.projection(&item.case(), self.store.events(id)?, &[]);
        self.store.save_item(id, seen, item, &projection)
    }

    /// Records a fact on the targets. Those that were changed meanwhile are refused and told; the
    /// others go on.
    pub fn record(&mut self, act: &Act) -> (Acted, Vec<StoreError>) {
        let mut fact = self.fact(act.kind, act.on);
        fact.text.clone_from(&act.text);
        fact.until = act.until;
        fact.details.clone_from(&act.details);
        let mut acted = Acted {
            kind: act.kind,
            events: Vec::new(),
        };
        let mut refused = Vec::new();
        for (id, seen) in &act.targets {
            match self.append(*id, *seen, fact.clone()) {
                Ok(events) => acted
                    .events
                    .extend(events.into_iter().map(|event| (*id, event))),
                Err(error) => refused.push(error),
            }
        }
        (acted, refused)
    }

    /// Takes back each event: a correcting event is added.
    pub fn reverse(&mut self, acted: &Acted) -> (Acted, Vec<StoreError>) {
        // Taking back a taking back puts the act in force again.
        let kind = if acted.kind == EventKind::Reversed {
            EventKind::Noted
        } else {
            EventKind::Reversed
        };
        let mut reversed = Acted {
            kind,
            events: Vec::new(),
        };
        let mut refused = Vec::new();
        // What an act brought with it goes first.
        for (id, event) in acted.events.iter().rev() {
            let mut fact = self.fact(EventKind::Reversed, None);
            fact.reverses = Some(*event);
            let seen = self
                .store
                .proposal(*id)
                .map(|kept| kept.map(|kept| kept.version));
            let added = match seen {
                Ok(Some(seen)) => self.append(*id, seen, fact),
                Ok(None) => Err(StoreError::Missing {
                    what: "proposal",
                    id: id.0,
                }),
                Err(error) => Err(error),
            };
            match added {
                Ok(events) => reversed
                    .events
                    .extend(events.into_iter().map(|event| (*id, event))),
                Err(error) => refused.push(error),
            }
        }
        (reversed, refused)
    }

    /// Appends a fact with what follows from it, and returns their rows.
    ///
    /// # Errors
    /// When the item was changed meanwhile or is gone, or the store cannot be written.
    pub fn append(
        &mut self,
        id: ProposalId,
        seen: Version,
        fact: NewEvent,
    ) -> Result<Vec<EventId>> {
        let kept = self.store.proposal(id)?.ok_or(StoreError::Missing {
            what: "proposal",
            id: id.0,
        })?;
        let events = self.store.events(id)?;
        let last = events.last().map_or(EventId(0), |event| event.id);
        let facts = self.completed(&kept.value, &events, fact);
        let projection = self.projection(&kept.value.case(), events, &facts);
        self.store.record(id, seen, &facts, &projection)?;
        // Ours, and not one that another process appended since.
        let after = self.store.events(id)?.into_iter();
        let ours = after.filter(|event| event.id > last && facts.contains(&event.fact));
        Ok(ours.map(|event| event.id).take(facts.len()).collect())
    }

    /// Reads a letter with the item it answers.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn letter(&self, id: LetterId) -> Result<Option<LetterView>> {
        let Some(letter) = self.store.letter(id)? else {
            return Ok(None);
        };
        let item = match letter.value.proposal {
            Some(proposal) => self.store.proposal(proposal)?.map(|kept| {
                (
                    kept.value.number_printed.clone().unwrap_or_default(),
                    kept.value.title,
                )
            }),
            None => None,
        };
        let versions = self.store.letter_versions(id)?.len();
        Ok(Some(LetterView {
            letter,
            item,
            versions,
        }))
    }
}
