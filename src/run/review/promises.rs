//! What a letter promises: found in its sentences, kept as a person confirmed it, brought into the queue.

use chrono::NaiveDate;

use super::super::office::Office;
use crate::{
    domain::{
        chain::LetterPromise,
        event::{EventKind, NewEvent},
        id::LetterId,
        letter::{LetterKind, LetterStage, LetterText},
    },
    letter::promise,
    store::StoreError,
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
        let mut promises = self.store.letter_promises(id)?;
        promises.sort_by_key(|own| std::cmp::Reverse(own.due));
        let facts = promises.into_iter().map(|own| {
            let mut fact = self
                .fact(EventKind::FollowedUp, Some(on))
                .with_text(own.text);
            fact.until = Some(own.due);
            fact
        });
        Ok(facts.collect())
    }

    /// Keeps what a person took for promises of a letter; of one that went out those that are new come
    /// into the queue at once, else all when it does.
    ///
    /// # Errors
    /// When the letter is gone, or the store cannot be written.
    pub fn keep_promises(&mut self, id: LetterId, promises: &[LetterPromise]) -> Taken<()> {
        let letter = self.store.letter(id)?.ok_or(StoreError::Missing {
            what: "letter",
            id: id.0,
        })?;
        let before = self.store.letter_promises(id)?;
        self.store.save_letter_promises(id, promises)?;
        if let (LetterStage::Sent, Some(item)) = (letter.value.stage, letter.value.proposal) {
            let today = self.now().date();
            let known = |fact: &NewEvent| {
                before
                    .iter()
                    .any(|own| fact.until == Some(own.due) && fact.text.as_ref() == Some(&own.text))
            };
            let mut facts = self.promised(id, today)?;
            facts.retain(|fact| !known(fact));
            for fact in facts {
                let kept = self.store.proposal(item)?.ok_or(StoreError::Missing {
                    what: "proposal",
                    id: item.0,
                })?;
                self.append(item, kept.version, fact)?;
            }
        }
        Ok(())
    }
}
