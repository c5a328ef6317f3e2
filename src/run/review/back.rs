//! Taking a step back: with the fact it was recorded with, or a number made void.

use super::super::{office::Office, refusal::Why};
use crate::{
    app::review::{StepAct, Wish},
    domain::{
        chain::StepKind,
        event::{Detail, NewEvent},
        id::{EventId, ProposalId},
        step::{NewStep, may_take_back},
    },
    letter::seal,
    store::{Give, StepAsk, StepFacts, StoreError},
};

use super::StepWhy;

impl Office {
    /// Takes back a fact that a step was recorded with: the letter goes back with it. `fact` is the
    /// taking back. Returns nothing when no step belongs to the fact.
    pub(in crate::run) fn take_step_back(
        &mut self,
        item: ProposalId,
        event: EventId,
        fact: &NewEvent,
    ) -> Result<Option<EventId>, Why> {
        let Some((id, ordinal)) = self.store.step_of_event(event)? else {
            return Ok(None);
        };
        let letter = self.store.letter(id)?.ok_or(StoreError::Missing {
            what: "letter",
            id: id.0,
        })?;
        let own = match self.own(id, letter.version) {
            Ok(own) => own,
            Err(StepWhy::Store(error)) => return Err(Why::Store(error)),
            Err(_) => return Ok(None),
        };
        if !may_take_back(&own.steps, ordinal) {
            return Err(Why::LaterSteps);
        }
        let target = own.steps.iter().find(|own| own.ordinal == ordinal);
        // Putting a signature back needs the text that was signed.
        let undone = target.and_then(|own| own.step.takes_back);
        let again = undone.and_then(|it| own.steps.iter().find(|own| own.ordinal == it));
        let text_hash = seal::text_hash(&own.letter.value.text);
        if again.is_some_and(|own| own.step.kind.leads_on() && own.text_hash != text_hash) {
            return Err(Why::TextChanged);
        }
        let now = self.now();
        let step = NewStep {
            kind: StepKind::TakenBack,
            name: target.map(|own| own.step.name.clone()).unwrap_or_default(),
            by: self.actor(),
            on: now.date(),
            recorded_at: now,
            typed_by: self.actor(),
            evidence: None,
            remark: fact.detail(Detail::Reason).map(str::to_owned),
            takes_back: Some(ordinal),
        };
        let mut after = own.letter.value.clone();
        after.stage = own.stage_with(&step);
        let kept = self.store.proposal(item)?.ok_or(StoreError::Missing {
            what: "proposal",
            id: item.0,
        })?;
        let events = self.store.events(item)?;
        let facts = vec![fact.clone()];
        let ask = StepAsk {
            letter: id,
            seen: own.letter.version,
            step,
            after,
            give: Give::Nothing,
            facts: Some(StepFacts {
                proposal: item,
                seen: kept.version,
                projection: self.projection(&kept.value.case(), events, &facts),
                facts,
            }),
        };
        let taken = self.store.take_step(&ask)?;
        Ok(taken.events.first().copied())
    }

    /// Makes void the number that was given with a fact, for a reason; nothing where none was.
    pub(in crate::run) fn void_number_of(
        &mut self,
        event: EventId,
        reason: &str,
    ) -> Option<Result<EventId, StepWhy>> {
        let (id, ordinal) = self.store.step_of_event(event).ok()??;
        let steps = self.store.letter_steps(id).ok()?;
        let step = steps.iter().find(|own| own.ordinal == ordinal)?;
        if step.step.kind != StepKind::Number {
            return None;
        }
        let seen = self.store.letter(id).ok()??.version;
        let mut act = StepAct::plain(id, seen, Wish::Void);
        act.remark = Some(reason.to_owned());
        Some(self.take_step(&act).map(|(_, acted)| {
            let events = acted.map(|own| own.events).unwrap_or_default();
            events.first().map_or(event, |(_, event)| *event)
        }))
    }
}
