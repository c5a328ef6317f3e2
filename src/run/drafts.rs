//! Starting a letter: everything the store knows goes into the template.

use super::office::Office;
use crate::{
    domain::{
        event::EventKind,
        id::{LetterId, ProposalId},
        letter::{LetterKind, LetterText},
        proposal::{Item, ProposerKind, Role},
        sitting::Kind,
    },
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
        let kind = kind.unwrap_or_else(|| kind_for(item.role));
        let begun = self
            .store
            .letters_of(id)?
            .into_iter()
            .rfind(|head| head.kind == kind && head.stage.is_open());
        if let Some(head) = begun {
            return Ok(head.id);
        }
        let letter = self.draft(&item, id, kind);
        let letter = self.store.add_letter(&letter, &self.actor(), self.now())?;
        self.append(id, kept.version, self.fact(EventKind::Drafted, None))?;
        Ok(letter)
    }

    /// Writes the draft of a letter on an item.
    pub fn draft(&self, item: &Item, id: ProposalId, kind: LetterKind) -> LetterText {
        let facts = self.facts(item, kind);
        let template = match kind {
            LetterKind::CoOpinion => TemplateKind::CoOpinion,
            LetterKind::SeparateReply => TemplateKind::SeparateReply,
            _ => TemplateKind::LeadReply,
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
            _ => item
                .proposers
                .iter()
                .map(|proposer| proposer.name.clone())
                .collect(),
        };
        letter.text = text;
        letter
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
