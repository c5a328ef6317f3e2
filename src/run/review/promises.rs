//! What a letter promises: found in its sentences, kept as a person confirmed it, brought into the queue.

use chrono::NaiveDate;

use super::super::office::Office;
use crate::{
    domain::{
        event::{EventKind, NewEvent, standing},
        id::{LetterId, ProposalId},
        letter::{LetterKind, LetterStage, LetterText},
        letter_promise::LetterPromise,
    },
    letter::promise,
    store::{StepFacts, StoreError},
};

use super::Taken;

impl Office {
    /// Returns the sentences of a letter that promise something. A request and an opinion promise the
    /// proposer nothing.
    pub fn promises_in(&self, letter: &LetterText) -> Vec<LetterPromise> {
        let answers = matches!(
            letter.kind,
            LetterKind::LeadReply | LetterKind::SeparateReply | LetterKind::FollowUpReply
        );
        if !answers {
            return Vec::new();
        }
        let dated = letter.date.unwrap_or_else(|| self.now().date());
        promise::promises(&letter.text, dated)
    }

    /// Returns what a letter promised as facts of its item, the earliest last: that is what is due next.
    pub(super) fn promised(
        &self,
        id: LetterId,
        on: NaiveDate,
    ) -> Result<Vec<NewEvent>, StoreError> {
        Ok(self.facts_of(&self.store.letter_promises(id)?, on))
    }

    fn facts_of(&self, promises: &[LetterPromise], on: NaiveDate) -> Vec<NewEvent> {
        let mut promises: Vec<&LetterPromise> = promises.iter().collect();
        promises.sort_by_key(|own| std::cmp::Reverse(own.due));
        let facts = promises.into_iter().map(|own| {
            let mut fact = self
                .fact(EventKind::FollowedUp, Some(on))
                .with_text(own.text.clone());
            fact.until = Some(own.due);
            fact
        });
        facts.collect()
    }

    /// Keeps what a person took for promises of a letter; of one that went out those that the queue does
    /// not know come into it at once, else all when it does. What it knows its own facts say: what was
    /// kept before may never have reached it.
    ///
    /// # Errors
    /// When the letter is gone, or the store cannot be written.
    pub fn keep_promises(&mut self, id: LetterId, promises: &[LetterPromise]) -> Taken<()> {
        let letter = self.store.letter(id)?.ok_or(StoreError::Missing {
            what: "letter",
            id: id.0,
        })?;
        let facts = match (letter.value.stage, letter.value.proposal) {
            (LetterStage::Sent, Some(item)) => self.still_unknown(item, promises)?,
            _ => None,
        };
        self.store
            .save_letter_promises(id, promises, facts.as_ref())?;
        Ok(())
    }

    /// Returns what an item gains by promises of a letter that went out; nothing where it knows them all.
    fn still_unknown(
        &self,
        item: ProposalId,
        promises: &[LetterPromise],
    ) -> Result<Option<StepFacts>, StoreError> {
        let kept = self.store.proposal(item)?.ok_or(StoreError::Missing {
            what: "proposal",
            id: item.0,
        })?;
        let events = self.store.events(item)?;
        let mut facts = self.facts_of(promises, self.now().date());
        facts.retain(|fact| {
            !standing(&events).iter().any(|own| {
                let own = &own.fact;
                own.kind == fact.kind && own.until == fact.until && own.text == fact.text
            })
        });
        Ok((!facts.is_empty()).then(|| StepFacts {
            proposal: item,
            seen: kept.version,
            projection: self.projection(&kept.value.case(), events, &facts),
            facts,
        }))
    }
}
