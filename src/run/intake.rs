//! From a paper looked at to what the store takes in: joined with what is there, in one transaction.

use super::office::Office;
use crate::{
    app::views::{PaperView, Piece},
    domain::{
        event::{EventKind, NewEvent},
        letter::{LetterKind, LetterText},
        paper::{Attachment, Intake, ItemIntake, SourceText, Taken},
        proposal::{Item, Role},
    },
    ingest::sha256,
    store::{Result, StoreError},
};

impl Office {
    /// Stores a paper as it was looked at and corrected.
    ///
    /// # Errors
    /// When the same paper is there already, or the store cannot be written.
    pub fn take_paper(&mut self, paper: &PaperView) -> Result<Taken> {
        let mut items: Vec<(Item, Vec<LetterText>)> = Vec::new();
        let mut sources: Vec<SourceText> = Vec::new();
        for (piece, _) in &paper.pieces {
            match piece {
                Piece::Item(item) => items.push((item.as_ref().clone(), Vec::new())),
                Piece::Letter(letter) => {
                    if let Some((_, letters)) = items.last_mut() {
                        letters.push(letter.as_ref().clone());
                    }
                }
                Piece::Source(source) => sources.push(source.as_ref().clone()),
            }
        }
        let mut intake = Intake {
            attachment: Attachment {
                name: paper.name.clone(),
                sha256: sha256(&paper.bytes),
                format: paper.format.clone(),
                bytes: paper.bytes.clone(),
            },
            at: self.now(),
            by: self.actor(),
            items: Vec::new(),
            sources,
        };
        if self
            .store
            .attachment_of_hash(&intake.attachment.sha256)?
            .is_some()
        {
            return Err(StoreError::SamePaper(paper.name.clone()));
        }
        for (item, letters) in items {
            intake.items.push(self.item_intake(item, letters)?);
        }
        self.store.take_in(&intake)
    }

    fn item_intake(&self, item: Item, letters: Vec<LetterText>) -> Result<ItemIntake> {
        let there = self.known_item(&item)?;
        let (into, mut item, events, known) = match there {
            None => (None, item, Vec::new(), Vec::new()),
            Some(id) => {
                let kept = self.store.proposal(id)?.ok_or(StoreError::Missing {
                    what: "proposal",
                    id: id.0,
                })?;
                let mut whole = kept.value;
                whole.fill_from(&item);
                // The fuller name of the same place.
                let fuller = |own: &String| {
                    let theirs = item.sitting.place.as_ref()?;
                    (theirs.len() > own.len() && theirs.ends_with(own.as_str()))
                        .then(|| theirs.clone())
                };
                if let Some(place) = whole.sitting.place.as_ref().and_then(fuller) {
                    whole.sitting.place = Some(place);
                }
                (
                    Some((id, kept.version)),
                    whole,
                    self.store.events(id)?,
                    self.store.letters_of(id)?,
                )
            }
        };
        let mut facts = Vec::new();
        let mut new_letters = Vec::new();
        for letter in letters {
            let same = |number: &Option<String>, kind, date| {
                *number == letter.number && kind == letter.kind && date == letter.date
            };
            if known
                .iter()
                .any(|head| same(&head.number, head.kind, head.date))
            {
                continue;
            }
            let addressed_to_us = letter.addressees.iter().any(|name| self.is_us(name));
            if letter.kind == LetterKind::CoOpinion && addressed_to_us {
                item.role = Role::Lead;
                item.lead_unit = None;
                facts.push(self.letter_fact(EventKind::OpinionReceived, &letter));
            } else {
                // A form alone does not say what we are for its item; an opinion does.
                let decided = events
                    .iter()
                    .any(|event| event.fact.kind == EventKind::RoleSet);
                let alone = known.iter().all(|head| head.kind == LetterKind::CoOpinion);
                if letter.kind == LetterKind::CoOpinion && into.is_some() && alone && !decided {
                    item.role = Role::Co;
                }
                let fact = match letter.kind {
                    LetterKind::ReturnLetter => EventKind::ReturnAsked,
                    // Whether it was granted is another paper's to say.
                    LetterKind::ExtensionRequest => EventKind::Noted,
                    LetterKind::FollowUpReply => EventKind::Reanswered,
                    LetterKind::LeadReply | LetterKind::CoOpinion | LetterKind::SeparateReply => {
                        EventKind::Sent
                    }
                };
                facts.push(self.letter_fact(fact, &letter));
            }
            new_letters.push(letter);
        }
        let projection = self.projection(&item.case(), events, &facts);
        Ok(ItemIntake {
            into,
            item,
            events: facts,
            projection,
            letters: new_letters,
        })
    }

    fn is_us(&self, name: &str) -> bool {
        [&self.unit.full_name, &self.unit.short_name]
            .into_iter()
            .flatten()
            .any(|own| own == name)
    }

    /// Returns the fact that a letter tells. A letter without a date is a fact of unknown day: it is
    /// recorded on today and says so.
    fn letter_fact(&self, kind: EventKind, letter: &LetterText) -> NewEvent {
        let fact = self.fact(kind, letter.date);
        let number = letter.number.clone().unwrap_or_default();
        let remark = if letter.date.is_none() {
            format!("{number}（函上无日期，按收文日记）")
        } else {
            number
        };
        if remark.is_empty() {
            fact
        } else {
            fact.with_text(remark)
        }
    }
}
