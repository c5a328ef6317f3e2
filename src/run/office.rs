//! The office over a store: acts with their states and clocks, records, letters.
//!
//! Here rules meet the store: every write computes the projection from all facts, the new ones
//! included, and hands it to the store together with them.

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    clock::Clock as Time,
    drafts::is_request,
    fonts::SystemFonts,
    refusal::{Refusal, Why, check},
    review::StepWhy,
    roster_in::desk::UnderWay,
    roster_out::templates::Templates,
};
use crate::{
    app::{
        effect::{Act, Acted},
        history::taken_back_by,
        views::{ItemView, LetterView},
    },
    domain::{
        deadline::Projection,
        delivery::deliveries,
        event::{Detail, Event, EventKind, NewEvent, standing},
        id::{EventId, LetterId, ProposalId, Version},
        proposal::{Case, Item, Role},
        state::State,
        unit::Unit,
    },
    letter::kit::Kit,
    rules::{Chains, Packs, PointsTables, Rules, calendar_with, clocks, owed, project},
    store::{Result, Store, StoreError},
    text::history::History,
};

/// The office.
pub struct Office {
    /// Where everything is kept.
    pub store: Box<dyn Store>,
    /// The unit's profile, empty without one.
    pub unit: Unit,
    /// Its rules.
    pub rules: Rules,
    /// The packs that can be chosen.
    pub packs: Packs,
    /// The chains that can be chosen.
    pub chains: Chains,
    /// The tables of points that can be chosen.
    pub points: PointsTables,
    /// The templates of public lists.
    pub lists: Templates,
    /// What its letters are begun with.
    pub kit: Kit,
    /// Where the day comes from.
    pub time: Time,
    /// The account that acts.
    pub os_user: String,
    /// The typefaces that its PDFs carry.
    pub fonts: SystemFonts,
    /// The table of the roster that is being taken.
    pub(super) taking: Option<UnderWay>,
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
            packs: Packs::default(),
            chains: Chains::default(),
            points: PointsTables::default(),
            lists: Templates::default(),
            kit: Kit::shipped().clone(),
            time,
            os_user,
            fonts: SystemFonts::new(),
            taking: None,
        };
        office.reread_unit()?;
        // A store for reading alone keeps no name of rules, and needs none.
        let _ = office.settle_basis();
        Ok(office)
    }

    /// Chooses among these packs from now on.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn use_packs(&mut self, packs: Packs) -> Result<()> {
        self.packs = packs;
        self.reread_unit()?;
        let _ = self.settle_basis();
        Ok(())
    }

    /// Reads the unit's profile and the calendar again; returns the profile's version.
    ///
    /// # Errors
    /// When the profile cannot be read.
    pub fn reread_unit(&mut self) -> Result<Option<Version>> {
        let kept = self.store.unit()?;
        let version = kept.as_ref().map(|(_, version)| *version);
        self.unit = kept.map(|(unit, _)| unit).unwrap_or_default();
        self.rules.pack = self.packs.pack(self.unit.rules.as_deref());
        self.rules.calendar = calendar_with(&self.store.calendar_years()?);
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

    /// Records a fact on the targets. Those that were changed meanwhile, and those whose state does
    /// not allow it, are refused and named; the others go on. With a request goes its paper.
    ///
    /// A fact of a day before the item's latest is typed in late and is not measured by the state of
    /// today: papers tell only parts of a life, and what happened, happened.
    pub fn record(&mut self, act: &Act) -> (Acted, Vec<Refusal>) {
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
            let done = self
                .may(*id, *seen, &fact)
                .and_then(|()| match self.send_with(*id, &fact)? {
                    Some(events) => Ok(events),
                    None => Ok(self.append(*id, *seen, fact.clone())?),
                })
                .and_then(|events| {
                    self.draft_request(*id, &fact)?;
                    Ok(events)
                });
            match done {
                Ok(events) => acted
                    .events
                    .extend(events.into_iter().map(|event| (*id, event))),
                Err(why) => refused.push(self.refusal(*id, why)),
            }
        }
        (acted, refused)
    }

    /// Asks whether a fact may be recorded on an item now.
    fn may(&self, id: ProposalId, seen: Version, fact: &NewEvent) -> std::result::Result<(), Why> {
        let kept = self.store.proposal(id)?.ok_or(missing(id))?;
        // What someone else wrote may be why the state does not allow it: that is said first.
        if kept.version != seen {
            return Err(Why::Store(StoreError::Stale {
                what: "proposal",
                id: id.0,
            }));
        }
        let events = self.store.events(id)?;
        let latest = standing(&events).iter().map(|event| event.fact.on).max();
        let state = State::of(kept.value.role, &events);
        check(id, fact, self.time.today())?;
        if latest.is_some_and(|day| fact.on < day) || state.allows(fact.kind) {
            return Ok(());
        }
        Err(Why::NotAllowed(state, fact.kind))
    }

    /// Names an item that was refused.
    pub(super) fn refusal(&self, id: ProposalId, why: Why) -> Refusal {
        let kept = self.store.proposal(id).ok().flatten();
        Refusal {
            id,
            number: kept.and_then(|kept| kept.value.number_printed),
            why,
        }
    }

    /// Takes back each event: a correcting event is added. One whose letter was numbered or sent since
    /// it was recorded is refused: that needs a correction with its reason.
    pub fn reverse(&mut self, acted: &Acted) -> (Acted, Vec<Refusal>) {
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
            match self.take_back(*id, *event) {
                Ok(own) => reversed.events.push((*id, own)),
                Err(why) => refused.push(self.refusal(*id, why)),
            }
        }
        reversed.events.reverse();
        (reversed, refused)
    }

    fn take_back(&mut self, id: ProposalId, event: EventId) -> std::result::Result<EventId, Why> {
        let kept = self.store.proposal(id)?.ok_or(missing(id))?;
        let events = self.store.events(id)?;
        let target = events.iter().find(|own| own.id == event);
        if target.is_none_or(|own| taken_back_by(own, &events).is_some()) {
            return Err(Why::NoFact);
        }
        // A number is given once; an answer that went out without one may itself be taken back, but
        // not what it rests on.
        let is_out = |own: &Event| match own.fact.kind {
            EventKind::Numbered => own.id >= event,
            EventKind::Sent => own.id > event,
            _ => false,
        };
        if standing(&events).into_iter().any(is_out) {
            return Err(Why::Numbered);
        }
        let mut fact = self.fact(EventKind::Reversed, None);
        fact.reverses = Some(event);
        if let Some(own) = self.take_step_back(id, event, &fact)? {
            return Ok(own);
        }
        Ok(self.append_one(id, kept.version, fact)?)
    }

    /// Takes back the last standing act of an item.
    ///
    /// # Errors
    /// When there is none, or its letter was numbered or sent since.
    pub fn undo_last(&mut self, id: ProposalId) -> std::result::Result<EventId, Refusal> {
        let events = self.store.events(id);
        let last = events.map(|events| standing(&events).last().map(|own| own.id));
        let done = match last {
            Ok(Some(event)) => self.take_back(id, event),
            Ok(None) => Err(Why::NoFact),
            Err(error) => Err(error.into()),
        };
        done.map_err(|why| self.refusal(id, why))
    }

    /// Corrects a standing event of an item for a reason, whatever came after it; the event and the
    /// correction both stay on record. A letter's step goes back with its fact, and a number is void.
    ///
    /// # Errors
    /// When the event does not stand, or the item was changed meanwhile.
    pub fn correct(
        &mut self,
        id: ProposalId,
        seen: Version,
        event: EventId,
        reason: &str,
    ) -> std::result::Result<EventId, Refusal> {
        let done = self.store.events(id).map_err(Why::from).and_then(|events| {
            if standing(&events).iter().all(|own| own.id != event) {
                return Err(Why::NoFact);
            }
            let mut fact = self
                .fact(EventKind::Reversed, None)
                .with(Detail::Reason, reason);
            fact.reverses = Some(event);
            match self.void_number_of(event, reason) {
                Some(Ok(event)) => return Ok(event),
                Some(Err(StepWhy::Store(error))) => return Err(Why::Store(error)),
                Some(Err(_)) => return Err(Why::LaterSteps),
                None => {}
            }
            if let Some(own) = self.take_step_back(id, event, &fact)? {
                return Ok(own);
            }
            Ok(self.append_one(id, seen, fact)?)
        });
        done.map_err(|why| self.refusal(id, why))
    }

    fn append_one(&mut self, id: ProposalId, seen: Version, fact: NewEvent) -> Result<EventId> {
        let rows = self.append(id, seen, fact)?;
        rows.first().copied().ok_or(StoreError::Missing {
            what: "event",
            id: id.0,
        })
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
        let kept = self.store.proposal(id)?.ok_or(missing(id))?;
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
            Some(proposal) => self.store.proposal(proposal)?.map(|kept| kept.value),
            None => None,
        };
        let answers = !is_request(letter.value.kind);
        let asks = item.as_ref().filter(|_| answers).map(|item| {
            let asks = item.asks.iter().map(|ask| ask.text.clone());
            asks.collect()
        });
        let item = item.map(|item| (item.number_printed.unwrap_or_default(), item.title));
        let versions = self.store.letter_versions(id)?.len();
        Ok(Some(LetterView {
            review: self.review(&letter)?,
            letter,
            item,
            versions,
            history: History::default(),
            asks: asks.unwrap_or_default(),
            lifts: self.store.lifts_of(id)?,
            publishing: self.store.publishing(id)?,
            head: self.profile().page_head(),
            published_note: self.profile().published().to_owned(),
        }))
    }

    /// Reads a letter as [`Office::letter`] does, with the typing that can be undone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open_letter(&self, id: LetterId) -> Result<Option<LetterView>> {
        let Some(view) = self.letter(id)? else {
            return Ok(None);
        };
        let history = self.store.letter_history(id)?;
        Ok(Some(LetterView { history, ..view }))
    }
}

fn missing(id: ProposalId) -> StoreError {
    StoreError::Missing {
        what: "proposal",
        id: id.0,
    }
}
