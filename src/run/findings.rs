//! What the checks find in a letter of the store: the text against the item as the queue keeps it, with
//! what was waived.

use chrono::NaiveDate;

use super::office::Office;
use crate::{
    app::views::ItemView,
    check::{self, Against, Judged},
    domain::{
        event::{Event, EventKind, standing},
        id::LetterId,
        letter::{LetterKind, LetterText},
        proposal::Role,
        waiver::Waiver,
    },
    store::{Result, StoreError},
};

impl Office {
    /// Runs the checks over a letter as it is kept.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be read.
    pub fn findings(&self, id: LetterId) -> Result<Vec<Judged>> {
        let kept = self.store.letter(id)?.ok_or(gone(id))?;
        let (against, waivers) = self.beside(id, &kept.value)?;
        Ok(check::judge(&kept.value.text, &against, &waivers))
    }

    /// Runs the checks over what is being written of a letter and not kept yet.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be read.
    pub fn findings_in(&self, id: LetterId, text: &str) -> Result<Vec<Judged>> {
        let kept = self.store.letter(id)?.ok_or(gone(id))?;
        let (against, waivers) = self.beside(id, &kept.value)?;
        Ok(check::judge(text, &against, &waivers))
    }

    /// Waives findings of a letter, by who acts, now; without a reason an earlier waiver is taken back.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be written.
    pub fn waive(&mut self, id: LetterId, found: &[Judged], reason: Option<&str>) -> Result<()> {
        for own in found {
            let waiver = Waiver {
                check: own.finding.id.to_owned(),
                words: own.words.clone(),
                reason: reason.map(str::to_owned),
                by: self.actor(),
                at: self.now(),
            };
            self.store.waive(id, &waiver)?;
        }
        Ok(())
    }

    /// Returns what a letter is compared with, and its waivers.
    fn beside(&self, id: LetterId, letter: &LetterText) -> Result<(Against, Vec<Waiver>)> {
        let item = match letter.proposal {
            Some(proposal) => self.item(proposal)?,
            None => None,
        };
        let against = item
            .map(|item| self.against(&item, letter.kind))
            .unwrap_or_default();
        Ok((against, self.store.waivers(id)?))
    }

    /// Returns what the queue knows of the item that a letter of a kind is about.
    fn against(&self, view: &ItemView, kind: LetterKind) -> Against {
        let item = &view.proposal.value;
        let answers = matches!(
            kind,
            LetterKind::LeadReply | LetterKind::SeparateReply | LetterKind::FollowUpReply
        );
        let leads = answers && view.projection.role != Role::Co;
        let names = item.proposers.iter().map(|own| own.name.clone());
        let class = view.projection.class;
        let rules = self.rules.pack.classes.iter();
        let mut class = rules.filter(|rule| Some(rule.class) == class);
        let private = item.proposers.iter();
        Against {
            number: item.number,
            title: Some(item.title.clone()).filter(|own| !own.is_empty()),
            term: item.sitting.term,
            session: item.sitting.session,
            kind: Some(item.sitting.kind),
            // A co-handler's opinion goes to the lead unit, a request to the assigning office.
            proposers: names.filter(|_| leads).collect(),
            until: view.projection.due.map(|(day, _)| day).filter(|_| answers),
            asks: (1..)
                .zip(item.asks.iter().map(|ask| ask.text.clone()))
                .filter(|_| leads)
                .collect(),
            answered: Vec::new(),
            class: class.find_map(|rule| rule.letter.clone()).filter(|_| leads),
            follow_up: promised(&view.events).filter(|_| leads),
            private: private
                .flat_map(|own| own.phone.iter().chain(&own.address).cloned())
                .collect(),
            figures: Vec::new(),
        }
    }
}

/// Returns the day that was last promised and still stands.
fn promised(events: &[Event]) -> Option<NaiveDate> {
    let kinds = [EventKind::Classified, EventKind::FollowedUp];
    let standing = standing(events).into_iter();
    let mut promises = standing.filter(|own| kinds.contains(&own.fact.kind));
    promises.next_back()?.fact.until
}

fn gone(id: LetterId) -> StoreError {
    StoreError::Missing {
        what: "letter",
        id: id.0,
    }
}
