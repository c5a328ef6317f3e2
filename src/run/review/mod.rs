//! A letter's way through the office: handing on, back, signing, numbering, sending.
//!
//! Every step is measured by the unit's chain, and goes to the store in one piece with the letter's
//! stage, its number and the facts of its item. What a step may not be is a [`StepWhy`].

mod back;
mod blanks;
pub mod desk;
mod promises;
mod sent;
mod why;

use chrono::Datelike;

use blanks::date_letter;
pub(in crate::run) use blanks::filled_later;
pub use why::StepWhy;

use super::{office::Office, refusal::Why};
use crate::{
    app::{
        effect::Acted,
        review::{ReviewView, StepAct, Stepped, Wish},
        views::LetterView,
    },
    check::{Finding, Judged},
    domain::{
        chain::{Chain, ChainStep, StepKind},
        event::{Detail, EventKind, standing},
        id::{LetterId, Version},
        letter::{Letter, LetterKind, LetterStage, LetterVersion},
        state::State,
        step::{NewStep, Step, in_force},
        unit::SeriesMode,
    },
    letter::serial::DocNumber,
    store::{Give, StepAsk, StepFacts, StoreError},
};

type Taken<T> = Result<T, StepWhy>;

/// A letter as a step finds it.
struct Own {
    letter: Letter,
    chain: Chain,
    steps: Vec<Step>,
}

impl Own {
    fn next(&self) -> Option<&ChainStep> {
        self.chain.next(self.letter.value.stage, &self.steps)
    }

    /// Returns the stage that the letter has when a step is added.
    fn stage_with(&self, step: &NewStep) -> LetterStage {
        let mut steps = self.steps.clone();
        steps.push(Step {
            ordinal: steps.len() as i64 + 1,
            step: step.clone(),
            number: None,
            event: None,
            version: 0,
            text_hash: String::new(),
            hash: String::new(),
        });
        self.chain.standing(self.letter.value.stage, &steps).stage
    }
}

impl Office {
    /// Returns a letter's way through the office.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn review(&self, letter: &Letter) -> Result<ReviewView, StoreError> {
        let kind = letter.value.kind;
        let chain = self.chain_of(kind);
        let steps = self.store.letter_steps(letter.id)?;
        let place = chain.standing(letter.value.stage, &steps).place;
        let series = self.unit.series_of(kind);
        Ok(ReviewView {
            place,
            number_typed: series.is_some_and(|(_, mode)| mode == SeriesMode::Outside),
            remarks: self.store.remarks(letter.id)?,
            promises: self.store.letter_promises(letter.id)?,
            chain,
            steps,
        })
    }

    /// Returns the chain that a kind of letter goes through; one of no series is never numbered.
    fn chain_of(&self, kind: LetterKind) -> Chain {
        let chain = self.chains.chain(self.unit.chain.as_deref());
        match self.unit.series_of(kind) {
            Some(_) => chain,
            None => chain.without_number(),
        }
    }

    fn own(&self, id: LetterId, seen: Version) -> Taken<Own> {
        let letter = self.store.letter(id)?.ok_or(StoreError::Missing {
            what: "letter",
            id: id.0,
        })?;
        if letter.version != seen {
            return Err(StepWhy::Store(StoreError::Stale {
                what: "letter",
                id: id.0,
            }));
        }
        if letter.value.stage == LetterStage::Imported {
            return Err(StepWhy::CameIn);
        }
        Ok(Own {
            chain: self.chain_of(letter.value.kind),
            steps: self.store.letter_steps(id)?,
            letter,
        })
    }

    /// Takes a letter a step on, or back.
    ///
    /// # Errors
    /// Why it may not be, or the store's refusal; nothing was written then.
    pub fn take_step(&mut self, act: &StepAct) -> Taken<(Stepped, Option<Acted>)> {
        let own = self.own(act.letter, act.seen)?;
        let (kind, name) = self.step_for(&own, act)?;
        let step = self.written_down(&own, act, kind, name)?;
        if matches!(kind, StepKind::Draft | StepKind::Review | StepKind::Sign) {
            let errors = self.stopping(&own.letter)?;
            if !errors.is_empty() {
                return Err(StepWhy::Findings(errors));
            }
        }
        let mut after = own.letter.value.clone();
        after.stage = own.stage_with(&step);
        if kind == StepKind::Sign {
            date_letter(&mut after, step.on);
        }
        let give = self.give(&own, act, kind, &step)?;
        if kind == StepKind::Voided
            && let Some(signed) = self.before_number(&own)?
        {
            (after.text, after.spans) = (signed.text, signed.spans);
        }
        let facts = self.step_facts(&own, (act, kind), &step)?;
        let fact_kind = facts.as_ref().map(|own| own.facts[0].kind);
        let proposal = facts.as_ref().map(|own| own.proposal);
        let ask = StepAsk {
            letter: act.letter,
            seen: act.seen,
            step,
            after,
            give,
            facts,
        };
        let taken = self.store.take_step(&ask)?;
        let acted = fact_kind.zip(proposal).map(|(kind, id)| Acted {
            kind,
            events: taken.events.iter().map(|event| (id, *event)).collect(),
        });
        let stepped = self.stepped(act.letter, kind)?;
        Ok((stepped, acted))
    }

    /// Returns the errors that stop a letter.
    fn stopping(&self, letter: &Letter) -> Taken<Vec<Finding>> {
        let found = self.findings(letter.id)?.into_iter();
        let stops = found.filter(Judged::stops);
        Ok(stops.map(|own| own.finding).collect())
    }

    /// Returns what a step brought about.
    fn stepped(&self, id: LetterId, kind: StepKind) -> Taken<Stepped> {
        let letter = self.store.letter(id)?.ok_or(StoreError::Missing {
            what: "letter",
            id: id.0,
        })?;
        let view = self.review(&letter)?;
        let last = view.steps.last();
        Ok(Stepped {
            letter: id,
            name: last.map(|own| own.step.name.clone()).unwrap_or_default(),
            kind,
            stage: letter.value.stage,
            number: last.and_then(|own| own.number.clone()),
            next: view.next().map(|own| own.name.clone()),
            promises: if kind == StepKind::Sign {
                self.promises_in(&letter.value)
            } else {
                Vec::new()
            },
        })
    }

    /// Finds the step of the chain that an act takes, or the way back it goes.
    fn step_for(&self, own: &Own, act: &StepAct) -> Taken<(StepKind, String)> {
        let stage = own.letter.value.stage;
        let has_reason = act
            .remark
            .as_deref()
            .is_some_and(|own| !own.trim().is_empty());
        match act.wish {
            Wish::Back => {
                if !matches!(stage, LetterStage::Reviewing | LetterStage::Signed) {
                    return Err(StepWhy::NotNext(own.next().cloned()));
                }
                let open = self.store.remarks(act.letter)?;
                if !has_reason && open.iter().all(|own| own.settled_by.is_some()) {
                    return Err(StepWhy::NoReason);
                }
                Ok((StepKind::Back, "退回".to_owned()))
            }
            Wish::Void => {
                if stage != LetterStage::Numbered {
                    return Err(StepWhy::NoVoid(stage));
                }
                if !has_reason {
                    return Err(StepWhy::NoReason);
                }
                Ok((StepKind::Voided, "作废".to_owned()))
            }
            wish => match own.next() {
                Some(next) if wish.is(next.does) => Ok((next.does, next.name.clone())),
                next => Err(StepWhy::NotNext(next.cloned())),
            },
        }
    }

    /// Writes down who did it, when, and who types it in.
    fn written_down(
        &self,
        own: &Own,
        act: &StepAct,
        kind: StepKind,
        name: String,
    ) -> Taken<NewStep> {
        let typed_by = self.actor();
        let filled = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|own| !own.is_empty()).map(str::to_owned)
        };
        let by = filled(&act.by).unwrap_or_else(|| typed_by.clone());
        let evidence = filled(&act.evidence);
        if by != typed_by && evidence.is_none() {
            return Err(StepWhy::NoEvidence(by));
        }
        if let Some(next) = own.next().filter(|_| kind.leads_on())
            && !next.may(&by, &self.unit.staff)
        {
            let holders = next.holders(&self.unit.staff).into_iter();
            return Err(StepWhy::NotYours(
                name,
                holders.map(str::to_owned).collect(),
            ));
        }
        if kind == StepKind::Sign && own.chain.is_own_draft(&by, &own.steps) {
            return Err(StepWhy::OwnDraft(by));
        }
        let now = self.now();
        let on = act.on.unwrap_or_else(|| now.date());
        if on > now.date() {
            return Err(StepWhy::NotYet(on));
        }
        let before = in_force(&own.steps).last().map(|own| own.step.on);
        if let Some(before) = before.filter(|before| on < *before) {
            return Err(StepWhy::TooEarly(before));
        }
        Ok(NewStep {
            kind,
            name,
            by,
            on,
            recorded_at: now,
            typed_by,
            evidence,
            remark: filled(&act.remark),
            takes_back: None,
        })
    }

    /// Returns what a step does to the letter's number.
    fn give(&self, own: &Own, act: &StepAct, kind: StepKind, step: &NewStep) -> Taken<Give> {
        if kind == StepKind::Voided {
            let reason = step.remark.clone().unwrap_or_default();
            return Ok(Give::Void { reason });
        }
        let letter = &own.letter.value;
        let (StepKind::Number, Some((series, mode))) = (kind, self.unit.series_of(letter.kind))
        else {
            return Ok(Give::Nothing);
        };
        // The number's year is that of the letter's day (GB/T 9704-2012, 7.2.5 and 7.3.5.4).
        let year = letter.date.unwrap_or(step.on).year();
        let typed = act.number.as_deref().map(str::trim);
        let typed = typed.filter(|own| !own.is_empty());
        match (mode, typed) {
            (SeriesMode::Outside, Some(typed)) => {
                let bad = || StepWhy::BadNumber(typed.to_owned(), series.to_owned());
                let number = match typed.parse::<u32>() {
                    Ok(serial) => DocNumber {
                        series: series.to_owned(),
                        year,
                        serial,
                    },
                    Err(_) => DocNumber::read(typed).ok_or_else(bad)?,
                };
                let serials = 1..=DocNumber::LAST;
                if !serials.contains(&number.serial) || number.series != series {
                    return Err(bad());
                }
                Ok(Give::This(number))
            }
            (SeriesMode::Outside, None) => Err(StepWhy::NeedsNumber(series.to_owned())),
            (_, Some(typed)) => Err(StepWhy::NumberedHere(typed.to_owned())),
            (_, None) => Ok(Give::Next {
                series: series.to_owned(),
                year,
            }),
        }
    }

    /// Returns the text as it was signed, before its number was written in.
    fn before_number(&self, own: &Own) -> Taken<Option<LetterVersion>> {
        let steps = in_force(&own.steps);
        let numbered = steps
            .iter()
            .rposition(|own| own.step.kind == StepKind::Number);
        let signed = numbered
            .and_then(|at| at.checked_sub(1))
            .map(|at| steps[at].version);
        let versions = self.store.letter_versions(own.letter.id)?.into_iter();
        let mut found = versions.filter(|own| Some(own.ordinal) == signed);
        Ok(found.next())
    }

    /// Returns the facts that a step brings to its item; none where it moves no item: a request, a
    /// second look, or an answer that is on record already.
    fn step_facts(
        &self,
        own: &Own,
        (act, kind): (&StepAct, StepKind),
        step: &NewStep,
    ) -> Taken<Option<StepFacts>> {
        let letter = &own.letter.value;
        let (Some(id), Some(fact)) = (letter.proposal, fact_of(letter.kind, kind)) else {
            return Ok(None);
        };
        let kept = self.store.proposal(id)?.ok_or(StoreError::Missing {
            what: "proposal",
            id: id.0,
        })?;
        let events = self.store.events(id)?;
        let case = kept.value.case();
        let mut new = self.fact(fact, Some(step.on));
        new.text.clone_from(&step.remark);
        new.details.clone_from(&act.details);
        if step.by != step.typed_by {
            new.details.push((Detail::Person, step.by.clone()));
        }
        new.details
            .extend(step.evidence.clone().map(|own| (Detail::Evidence, own)));
        if kind == StepKind::Voided {
            new.kind = EventKind::Reversed;
            new.text = None;
            let reason = step.remark.clone().unwrap_or_default();
            new.details.push((Detail::Reason, reason));
            let mut numbered = in_force(&own.steps).into_iter();
            let numbered = numbered.rfind(|own| own.step.kind == StepKind::Number);
            let Some(event) = numbered.and_then(|own| own.event) else {
                return Ok(None);
            };
            if standing(&events).iter().all(|own| own.id != event) {
                return Ok(None);
            }
            new.reverses = Some(event);
        } else {
            let state = State::of(kept.value.role, &events);
            if !state.allows(fact) {
                let projection = self.projection(&case, events, &[]);
                if projection.answered.is_some() {
                    return Ok(None);
                }
                return Err(StepWhy::Item(Box::new(
                    self.refusal(id, Why::NotAllowed(state, fact)),
                )));
            }
        }
        let mut facts = self.completed(&kept.value, &events, new);
        if kind == StepKind::Send {
            facts.extend(self.promised(own.letter.id, step.on)?);
        }
        Ok(Some(StepFacts {
            proposal: id,
            seen: kept.version,
            projection: self.projection(&case, events, &facts),
            facts,
        }))
    }

    /// Reads a letter that may be shown with its way, by its row.
    ///
    /// # Errors
    /// When it is gone, or the store cannot be read.
    pub fn letter_there(&self, id: LetterId) -> Result<LetterView, StoreError> {
        self.letter(id)?.ok_or(StoreError::Missing {
            what: "letter",
            id: id.0,
        })
    }
}

/// Returns the fact of the queue that a step of a kind of letter is.
fn fact_of(letter: LetterKind, step: StepKind) -> Option<EventKind> {
    match (letter, step) {
        (LetterKind::FollowUpReply, StepKind::Send) => Some(EventKind::Reanswered),
        // A request to the assigning office is no answer; until another answer is sent, its item is
        // followed up.
        (
            LetterKind::ReturnLetter | LetterKind::ExtensionRequest | LetterKind::FollowUpReply,
            _,
        )
        | (_, StepKind::Review | StepKind::TakenBack) => None,
        (_, StepKind::Draft) => Some(EventKind::Submitted),
        (_, StepKind::Sign) => Some(EventKind::Signed),
        (_, StepKind::Number | StepKind::Voided) => Some(EventKind::Numbered),
        (_, StepKind::Send) => Some(EventKind::Sent),
        (_, StepKind::Back) => Some(EventKind::SentBack),
    }
}
