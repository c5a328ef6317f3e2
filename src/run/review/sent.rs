//! An answer sent from the queue: its letter goes the same step, in one piece with the fact.

use super::super::{office::Office, refusal::Why};
use crate::{
    app::review::{StepAct, Wish},
    domain::{
        chain::StepKind,
        event::{EventKind, NewEvent},
        id::{EventId, ProposalId},
        letter::{LetterHead, LetterStage},
    },
    lang::Lang,
    store::StoreError,
};

use super::{StepWhy, fact_of};

impl Office {
    /// Sends the letter of an item that only waits for that, the newest one, with the fact that it went
    /// out. Returns nothing when no letter does.
    pub(in crate::run) fn send_with(
        &mut self,
        item: ProposalId,
        fact: &NewEvent,
    ) -> Result<Option<Vec<EventId>>, Why> {
        if fact.kind != EventKind::Sent {
            return Ok(None);
        }
        for head in self.answers_of(item)? {
            let letter = self.store.letter(head.id)?.ok_or(StoreError::Missing {
                what: "letter",
                id: head.id.0,
            })?;
            let next = self.review(&letter)?.next().map(|own| own.does);
            if next != Some(StepKind::Send) {
                continue;
            }
            let mut act = StepAct::plain(letter.id, letter.version, Wish::Send);
            act.on = Some(fact.on);
            act.remark.clone_from(&fact.text);
            act.details.clone_from(&fact.details);
            return match self.take_step(&act) {
                Ok((_, acted)) => {
                    let events = acted.map(|own| own.events).unwrap_or_default();
                    let events = events.into_iter().map(|(_, event)| event);
                    Ok(Some(events.collect()))
                }
                Err(StepWhy::Store(error)) => Err(Why::Store(error)),
                Err(StepWhy::Item(refusal)) => Err(refusal.why),
                Err(why) => {
                    let named = head.number.clone();
                    let named = named.unwrap_or_else(|| format!("letter:{}", head.id.0));
                    Err(Why::Letter(named, Box::new(why)))
                }
            };
        }
        Ok(None)
    }

    /// Names the letters that an answer sent from the queue did not take along, as they are not that far.
    pub fn left_behind(&self, items: &[ProposalId], lang: Lang) -> Option<String> {
        let mut left: Vec<String> = Vec::new();
        for id in items {
            let item = self.store.proposal(*id).ok().flatten();
            let number = item.and_then(|kept| kept.value.number_printed);
            let number = number.unwrap_or_else(|| format!("id:{}", id.0));
            for head in self.answers_of(*id).unwrap_or_default() {
                let stage = lang.word("stage", head.stage.code());
                let values = [("item", &*number), ("stage", &*stage)];
                let says = lang.say_with("act.letter_left", &values);
                if !left.contains(&says) {
                    left.push(says);
                }
            }
        }
        (!left.is_empty()).then(|| left.concat())
    }

    /// Lists the answers of an item that are still on their way through the office, newest first.
    fn answers_of(&self, item: ProposalId) -> Result<Vec<LetterHead>, StoreError> {
        let mut heads = self.store.letters_of(item)?;
        heads.retain(|head| {
            let ended = matches!(head.stage, LetterStage::Sent | LetterStage::Imported);
            !ended && fact_of(head.kind, StepKind::Send) == Some(EventKind::Sent)
        });
        heads.sort_by_key(|head| std::cmp::Reverse(head.id));
        Ok(heads)
    }
}
