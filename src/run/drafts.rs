//! Starting a letter: everything the store knows goes into the template.

use super::office::Office;
use crate::{
    app::{history, views::ItemView},
    domain::{
        deadline::Projection,
        event::{Detail, Event, EventKind, NewEvent, standing},
        id::{LetterId, ProposalId},
        letter::{Letter, LetterHead, LetterKind, LetterStage, LetterText},
        proposal::{Item, Proposer, ProposerKind, Role},
        span::{Span, What},
        state::State,
    },
    lang::Lang,
    letter::{
        address::{Addressee, Standing},
        asks::{Answer, answers},
        fill::{Facts, fill},
        output::document_docx,
        page::form,
        parts::{self, Role as Part},
        profile::Profile,
        template::{Kind as TemplateKind, Template},
        wording::rating_word,
    },
    rules::{AnswerEach, Axis},
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
            State::FollowingUp | State::Reanswered => LetterKind::FollowUpReply,
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
        let letter = self.draft(&acting(&item, &projection, &events), id, kind, &events)?;
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
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn draft(
        &self,
        item: &Item,
        id: ProposalId,
        kind: LetterKind,
        events: &[Event],
    ) -> Result<LetterText> {
        let mut facts = self.facts(item, kind);
        self.add_life(&mut facts, id, kind, events)?;
        self.add_request(&mut facts, kind, events);
        let text = self.filled(kind.into(), item, &facts);
        let mut letter = LetterText::draft(kind, Some(id));
        letter.organ.clone_from(&self.unit.full_name);
        letter.signature.clone_from(&self.unit.full_name);
        letter.contact.clone_from(&self.unit.contact);
        letter.contact_phone.clone_from(&self.unit.contact_phone);
        letter.copies.clone_from(&self.unit.copies);
        letter.class.clone_from(&facts.class);
        let organ = self.unit.full_name.as_deref().unwrap_or_default();
        letter.title = title_of(&text, organ).unwrap_or_else(|| item.title.clone());
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
        letter.spans = ask_spans(&facts.asks, &text);
        letter.text = text;
        Ok(letter)
    }

    /// Returns the text that a letter of a kind on an item would be begun with today.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn expected(&self, view: &ItemView, kind: LetterKind) -> Result<String> {
        let item = acting(&view.proposal.value, &view.projection, &view.events);
        let draft = self.draft(&item, view.proposal.id, kind, &view.events)?;
        Ok(draft.text)
    }

    /// Returns the profile that the unit's letters follow.
    ///
    /// # Panics
    /// Never: the common profile ships, and an own file of its id stands in its place.
    pub fn profile(&self) -> &Profile {
        let own = self.unit.profile.as_deref();
        let profile = self.kit.profile(own, &self.rules.pack.id);
        profile.expect("a test reads the profiles that ship")
    }

    fn template(&self, kind: TemplateKind, item: &Item) -> &Template {
        let own = self.kit.template(kind, item.sitting.kind);
        own.expect("a test reads the templates that ship")
    }

    fn filled(&self, kind: TemplateKind, item: &Item, facts: &Facts) -> String {
        fill(self.template(kind, item), self.profile(), facts)
    }

    /// Writes the slips on which proposers judge the answer, each with the name it is for: for those
    /// whom the region sends the answer, or for every signer.
    ///
    /// # Errors
    /// When the item is gone, or the store cannot be read.
    pub fn slips(&self, id: ProposalId, whom: Whom) -> Result<Vec<(String, String)>> {
        let kept = self.store.proposal(id)?.ok_or(StoreError::Missing {
            what: "proposal",
            id: id.0,
        })?;
        let item = kept.value;
        let events = self.store.events(id)?;
        let mut facts = self.facts(&item, LetterKind::LeadReply);
        self.add_life(&mut facts, id, LetterKind::LeadReply, &events)?;
        let answer = self.last_answer(id)?;
        facts.doc_number = answer.and_then(|head| head.number);
        let each = self.rules.pack.answer_each == AnswerEach::Each;
        let signers = match whom {
            Whom::AsTheRegionSays if !each => 1,
            _ => item.proposers.len(),
        };
        let slip = |own: &Proposer| {
            let mut facts = facts.clone();
            facts.proposers = vec![addressee(own)];
            facts.proposer = Some(own.name.clone());
            facts.group.clone_from(&own.group);
            let text = self.filled(TemplateKind::OpinionSlip, &item, &facts);
            (own.name.clone(), text)
        };
        Ok(item.proposers.iter().take(signers).map(slip).collect())
    }

    /// Returns the answer to an item that went out last.
    pub(super) fn last_answer(&self, id: ProposalId) -> Result<Option<LetterHead>> {
        let is_answer = |head: &LetterHead| {
            let numbered = matches!(
                head.stage,
                LetterStage::Numbered | LetterStage::Sent | LetterStage::Imported
            );
            numbered && !is_request(head.kind) && head.kind != LetterKind::CoOpinion
        };
        let letters = self.store.letters_of(id)?;
        let answers = letters.into_iter().filter(is_answer);
        Ok(answers.max_by_key(|head| (head.date, head.id)))
    }

    /// Adds what the item's life says: its class, who gave an opinion, what was answered and promised.
    fn add_life(
        &self,
        facts: &mut Facts,
        id: ProposalId,
        kind: LetterKind,
        events: &[Event],
    ) -> Result<()> {
        let projection = Projection::of(facts_role(kind), events);
        let rule = projection.class.and_then(|class| {
            let rules = &self.rules.pack.classes;
            rules.iter().find(|rule| rule.class == class)
        });
        facts.class = rule.and_then(|rule| rule.letter.clone());
        facts.class_label = rule.map(|rule| rule.label.clone());
        for opinion in self.opinions(id)? {
            let organ = opinion.value.organ.unwrap_or_default();
            if !organ.is_empty() && !facts.co_units.contains(&organ) {
                facts.co_units.push(organ);
            }
        }
        if kind == LetterKind::FollowUpReply {
            let answer = self.last_answer(id)?;
            let standing = standing(events);
            let last = |kind| standing.iter().rfind(|event| event.fact.kind == kind);
            let sent = last(EventKind::Sent).map(|event| event.fact.on);
            let date = answer.as_ref().and_then(|head| head.date);
            facts.earlier_number = answer.and_then(|head| head.number);
            facts.earlier_date = date.or(sent);
            facts.promise = last(EventKind::FollowedUp).and_then(|own| own.fact.text.clone());
        }
        Ok(())
    }

    /// Returns the opinions that co-handling units sent us on an item, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn opinions(&self, id: ProposalId) -> Result<Vec<Letter>> {
        let came_in = |head: &LetterHead| {
            head.kind == LetterKind::CoOpinion && head.stage == LetterStage::Imported
        };
        let mut opinions = Vec::new();
        for head in self.store.letters_of(id)?.into_iter().filter(came_in) {
            let letter = self.store.letter(head.id)?;
            opinions.extend(letter.filter(|own| own.value.organ != self.unit.full_name));
        }
        Ok(opinions)
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
        let pack = &self.rules.pack;
        Facts {
            organ_full: unit.full_name.clone(),
            number_series: series,
            sitting: Some(item.sitting.clone()),
            item: item.number_printed.clone(),
            title: Some(item.title.clone()),
            suggestion_word: Some(pack.words.suggestion.clone()),
            co_word: Some(pack.words.co.clone()),
            proposers: item.proposers.iter().map(addressee).collect(),
            lead_unit: item.lead_unit.clone(),
            asks: item.asks.iter().map(|ask| ask.text.clone()).collect(),
            contact_person: unit.contact.clone(),
            contact_phone: unit.contact_phone.clone(),
            copies: unit.copies.clone(),
            date: Some(self.time.today()),
            ratings: pack.ratings.iter().map(|own| rating_word(*own)).collect(),
            asks_attitude: pack.axes.contains(&Axis::Attitude),
            ..Facts::default()
        }
    }
}

/// Whom slips are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Those whom the region sends the answer.
    AsTheRegionSays,
    /// Every signer.
    Everyone,
}

/// The forms a slip can leave in, by the ending of their files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlipForm {
    /// Plain text, for mail and pipes.
    #[default]
    Txt,
    /// On paper, to be filled in by hand.
    Docx,
}

impl SlipForm {
    /// Returns the ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            SlipForm::Txt => "txt",
            SlipForm::Docx => "docx",
        }
    }

    /// Makes the file of a slip.
    pub fn write(self, text: &str) -> Vec<u8> {
        match self {
            SlipForm::Txt => format!("{text}\n").into_bytes(),
            SlipForm::Docx => document_docx(&form(text)),
        }
    }
}

/// Returns the name of a slip's file without its ending; the place among the signers keeps namesakes apart.
pub fn slip_file_name(number: &str, at: usize, proposer: &str) -> String {
    let kept = |c: &char| !c.is_control() && !r#"/\:*?"<>| "#.contains(*c);
    let name: String = proposer.chars().filter(kept).take(40).collect();
    let number: String = number.chars().filter(kept).take(40).collect();
    format!("{number}-征询意见表-{}-{name}", at + 1)
}

fn addressee(proposer: &Proposer) -> Addressee {
    Addressee {
        name: proposer.name.clone(),
        standing: match proposer.kind {
            ProposerKind::Deputy => Standing::Deputy,
            ProposerKind::Member => Standing::Member,
            ProposerKind::Body => Standing::Body,
        },
    }
}

/// Returns the role in which a letter of this kind is written.
fn facts_role(kind: LetterKind) -> Role {
    match kind {
        LetterKind::CoOpinion => Role::Co,
        LetterKind::SeparateReply => Role::Separate,
        _ => Role::Lead,
    }
}

/// Links each ask to the heading made for it, so that the heading may be worded anew.
fn ask_spans(asks: &[String], text: &str) -> Vec<Span> {
    let span = |own: Answer| {
        let start = own.at?.start;
        let line = text.chars().skip(start).take_while(|c| *c != '\n');
        Some(Span {
            range: start..start + line.count(),
            what: What::Ask(own.ordinal),
        })
    };
    let answers = answers(asks, text, &[]).into_iter();
    answers.filter_map(span).collect()
}

/// Returns the title in one line, without the organ's name before it.
fn title_of(text: &str, organ: &str) -> Option<String> {
    let lines = parts::read(text).into_iter();
    let title: String = lines
        .filter(|part| part.role == Part::Title)
        .map(|part| part.text)
        .collect();
    let bare = title.strip_prefix(organ).unwrap_or(&title);
    (!bare.is_empty()).then(|| bare.to_owned())
}
