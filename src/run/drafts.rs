//! Starting a letter: everything the store knows goes into the template.

use super::office::Office;
use crate::{
    app::history,
    domain::{
        deadline::Projection,
        event::{Detail, Event, EventKind, NewEvent, standing},
        id::{LetterId, ProposalId},
        letter::{LetterKind, LetterText},
        proposal::{Item, ProposerKind, Role},
        sitting::Kind,
        state::State,
    },
    lang::Lang,
    letter::{
        address::{Addressee, Standing},
        fill::{Assembly, Facts, fill},
        template::{Kind as TemplateKind, Template},
    },
    store::{Result, StoreError},
};

/// Returns the kind of letter that an item's role asks for.
pub fn kind_for(role: Role) -> LetterKind {
    match role {
        Role::Lead => LetterKind::LeadReply,
        Role::Co => LetterKind::CoOpinion,
        Role::Separate => LetterKind::SeparateReply,
    }
}

/// Returns whether a letter is a request to the assigning office, and no answer.
pub fn is_request(kind: LetterKind) -> bool {
    matches!(
        kind,
        LetterKind::ReturnLetter | LetterKind::ExtensionRequest
    )
}

/// Returns an item as we act for it now: its role and lead unit as last set by a fact.
fn acting(item: &Item, projection: &Projection, events: &[Event]) -> Item {
    let mut own = item.clone();
    own.role = projection.role;
    let standing = standing(events);
    let set = standing
        .iter()
        .rfind(|event| event.fact.kind == EventKind::RoleSet);
    if let (Role::Co, Some(unit)) = (
        own.role,
        set.and_then(|event| event.fact.detail(Detail::Unit)),
    ) {
        own.lead_unit = Some(unit.to_owned());
    }
    own
}

impl Office {
    /// Opens the item's own draft of this kind, or starts one.
    ///
    /// # Errors
    /// When the item is gone, or the store cannot be written.
    pub fn start_letter(&mut self, id: ProposalId, kind: Option<LetterKind>) -> Result<LetterId> {
        let kept = self.store.proposal(id)?.ok_or(StoreError::Missing {
            what: "proposal",
            id: id.0,
        })?;
        let item = kept.value;
        let events = self.store.events(id)?;
        let projection = Projection::of(item.role, &events);
        // A request under way is what is to be written next; else the answer of the acting role.
        let kind = kind.unwrap_or(match projection.state {
            State::Returning => LetterKind::ReturnLetter,
            _ => kind_for(projection.role),
        });
        let begun = self
            .store
            .letters_of(id)?
            .into_iter()
            .rfind(|head| head.kind == kind && head.stage.is_open());
        if let Some(head) = begun {
            return Ok(head.id);
        }
        let letter = self.draft(&acting(&item, &projection, &events), id, kind, &events);
        let letter = self.store.add_letter(&letter, &self.actor(), self.now())?;
        // A request to the assigning office is not the answer: it moves no state.
        if !is_request(kind) {
            self.append(id, kept.version, self.fact(EventKind::Drafted, None))?;
        }
        Ok(letter)
    }

    /// Writes the paper that a request to the assigning office needs: 退办函, 延期申请.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn draft_request(&mut self, id: ProposalId, fact: &NewEvent) -> Result<()> {
        let kind = match fact.kind {
            EventKind::ReturnAsked => LetterKind::ReturnLetter,
            EventKind::ExtensionAsked => LetterKind::ExtensionRequest,
            _ => return Ok(()),
        };
        self.start_letter(id, Some(kind)).map(|_| ())
    }

    /// Writes the draft of a letter on an item.
    pub fn draft(
        &self,
        item: &Item,
        id: ProposalId,
        kind: LetterKind,
        events: &[Event],
    ) -> LetterText {
        let mut facts = self.facts(item, kind);
        self.add_request(&mut facts, kind, events);
        let template = match kind {
            LetterKind::CoOpinion => TemplateKind::CoOpinion,
            LetterKind::SeparateReply => TemplateKind::SeparateReply,
            LetterKind::ReturnLetter => TemplateKind::ReturnLetter,
            LetterKind::ExtensionRequest => TemplateKind::ExtensionRequest,
            LetterKind::LeadReply | LetterKind::FollowUpReply => TemplateKind::LeadReply,
        };
        let text = fill(&Template::built_in(template), &facts);
        let mut letter = LetterText::draft(kind, Some(id));
        letter.organ.clone_from(&self.unit.full_name);
        letter.signature.clone_from(&self.unit.full_name);
        letter.contact.clone_from(&self.unit.contact);
        letter.contact_phone.clone_from(&self.unit.contact_phone);
        letter.copies.clone_from(&self.unit.copies);
        letter.title = title_of(&text).unwrap_or_else(|| item.title.clone());
        letter.addressees = match kind {
            LetterKind::CoOpinion => item.lead_unit.iter().cloned().collect(),
            // To the assigning office, which no paper names yet.
            kind if is_request(kind) => Vec::new(),
            _ => item
                .proposers
                .iter()
                .map(|proposer| proposer.name.clone())
                .collect(),
        };
        letter.text = text;
        letter
    }

    /// Adds what the last request of an item says: reason, other unit, later end.
    fn add_request(&self, facts: &mut Facts, kind: LetterKind, events: &[Event]) {
        let asked = match kind {
            LetterKind::ReturnLetter => EventKind::ReturnAsked,
            LetterKind::ExtensionRequest => EventKind::ExtensionAsked,
            _ => return,
        };
        let standing = standing(events);
        let Some(event) = standing.iter().rfind(|event| event.fact.kind == asked) else {
            return;
        };
        let fact = &event.fact;
        let reason = fact
            .detail(Detail::Reason)
            .map(|own| history::value(Detail::Reason, own, &self.rules.pack, Lang::Zh));
        let parts: Vec<String> = reason.into_iter().chain(fact.text.clone()).collect();
        facts.reason = Some(parts.join("，")).filter(|words| !words.is_empty());
        facts.proposed_unit = fact.detail(Detail::Unit).map(str::to_owned);
        facts.until = fact.until;
    }

    fn facts(&self, item: &Item, kind: LetterKind) -> Facts {
        let unit = &self.unit;
        let series = match kind {
            LetterKind::CoOpinion => unit.opinion_series.clone(),
            _ => unit.reply_series.clone(),
        };
        Facts {
            organ_full: unit.full_name.clone(),
            organ_short: None,
            number_series: series,
            place: item.sitting.place.clone(),
            assembly: Some(match item.sitting.kind {
                Kind::Suggestion => Assembly::Congress,
                Kind::Cppcc => Assembly::Conference,
            }),
            term: item.sitting.term,
            session: item.sitting.session,
            item: item.number_printed.clone(),
            title: Some(item.title.clone()),
            proposers: item
                .proposers
                .iter()
                .map(|proposer| Addressee {
                    name: proposer.name.clone(),
                    standing: match proposer.kind {
                        ProposerKind::Deputy => Standing::Deputy,
                        ProposerKind::Member => Standing::Member,
                        ProposerKind::Body => Standing::Body,
                    },
                })
                .collect(),
            lead_unit: item.lead_unit.clone(),
            asks: item.asks.iter().map(|ask| ask.text.clone()).collect(),
            contact_person: unit.contact.clone(),
            contact_phone: unit.contact_phone.clone(),
            copies: unit.copies.clone(),
            date: Some(self.time.today()),
            ..Facts::default()
        }
    }
}

/// Returns the title in one line: from its 关于 or 对 to the line that ends it.
fn title_of(text: &str) -> Option<String> {
    let mut lines = text
        .lines()
        .skip_while(|line| !line.starts_with("关于") && !line.starts_with('对'));
    let mut title = String::new();
    for line in lines.by_ref().take(3) {
        title.push_str(line);
        if ["答复", "意见", "函"].iter().any(|end| line.ends_with(end)) {
            return Some(title);
        }
    }
    None
}
