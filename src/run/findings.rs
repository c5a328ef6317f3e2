//! What the checks find in a letter of the store: the text against the item as the queue keeps it, with
//! what was waived.

use chrono::NaiveDate;

use super::{office::Office, review::filled_later};
use crate::{
    app::{letter::lifted::stale, views::ItemView},
    check::{self, Against, Cited, Judged},
    domain::{
        event::{Event, EventKind, standing},
        id::LetterId,
        letter::{Letter, LetterKind, LetterText},
        proposal::Role,
        publishing::Publicity,
        span::Written,
        waiver::Waiver,
    },
    figure::FigureState,
    letter::asks::answers,
    store::{Result, StoreError},
};

impl Office {
    /// Runs the checks over a letter as it is kept.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be read.
    pub fn findings(&self, id: LetterId) -> Result<Vec<Judged>> {
        let kept = self.store.letter(id)?.ok_or(gone(id))?;
        self.findings_of(&kept, &kept.value.text)
    }

    /// Runs the checks over what a copy of a letter says; it is as long as the letter.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn findings_of(&self, kept: &Letter, text: &str) -> Result<Vec<Judged>> {
        let (mut against, waivers) = self.beside(kept.id, &kept.value)?;
        against.figures = self.figures_now(kept.id)?;
        let mut letter = kept.value.clone();
        text.clone_into(&mut letter.text);
        Ok(judged(&letter, &against, &waivers))
    }

    /// Runs the checks over a letter as if it were to be published.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be read.
    pub fn findings_as_published(&self, id: LetterId) -> Result<Vec<Judged>> {
        let kept = self.store.letter(id)?.ok_or(gone(id))?;
        let (mut against, waivers) = self.beside(id, &kept.value)?;
        against.figures = self.figures_now(id)?;
        against.published = true;
        Ok(judged(&kept.value, &against, &waivers))
    }

    /// Returns the figures that stand in a letter and are not frozen, as cited and as they are now.
    fn figures_now(&self, id: LetterId) -> Result<Vec<Cited>> {
        let standing = self.cited(id)?.into_iter();
        let open = standing.filter(|own| own.figure.value.state != FigureState::Frozen);
        Ok(open
            .map(|own| Cited {
                span: own.range.clone(),
                then: own.figure.value.shown.clone(),
                now: Some(own.now_shown()),
            })
            .collect())
    }

    /// Runs the checks over what is being written of a letter and not kept yet. Whether its figures moved
    /// the desk asks apart: that counts the roster.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be read.
    pub fn findings_in(&self, id: LetterId, text: &Written) -> Result<Vec<Judged>> {
        let mut letter = self.store.letter(id)?.ok_or(gone(id))?.value;
        letter.text.clone_from(&text.text);
        letter.spans.clone_from(&text.spans);
        let (against, waivers) = self.beside(id, &letter)?;
        Ok(judged(&letter, &against, &waivers))
    }

    /// Returns a letter's text without what its proposers gave us of themselves, and how often it stood there.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be read.
    pub fn without_private(&self, id: LetterId, letter: &LetterText) -> Result<(String, usize)> {
        let (against, _) = self.beside(id, letter)?;
        Ok(check::without_known(&letter.text, &against))
    }

    /// Keeps that a finding of a letter does not apply, by who acts, now; without a reason an earlier
    /// waiver of it is taken back.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be written.
    pub fn waive(
        &mut self,
        id: LetterId,
        (check, words): (&str, &str),
        reason: Option<&str>,
    ) -> Result<()> {
        let waiver = Waiver {
            check: check.to_owned(),
            words: words.to_owned(),
            reason: reason.map(str::to_owned),
            by: self.actor(),
            at: self.now(),
        };
        self.store.waive(id, &waiver)
    }

    /// Returns what a letter is compared with, and its waivers.
    fn beside(&self, id: LetterId, letter: &LetterText) -> Result<(Against, Vec<Waiver>)> {
        let item = match letter.proposal {
            Some(proposal) => self.item(proposal)?,
            None => None,
        };
        let mut against = item
            .as_ref()
            .map(|item| self.against(item, letter))
            .unwrap_or_default();
        if let Some(item) = item.filter(|_| letter.stage.is_open()) {
            against.required = self.required(&item, letter.kind)?;
        }
        let asks: Vec<String> = against.asks.iter().map(|(_, ask)| ask.clone()).collect();
        let answers = answers(&asks, &letter.text, &letter.spans).into_iter();
        let answered = answers.filter(|own| own.answered);
        against.answered = answered.map(|own| own.ordinal).collect();
        let lifts = self.store.lifts_of(id)?;
        let stale = stale(&letter.text, &letter.spans, &lifts).into_iter();
        against.stale = stale.map(|own| own.range).collect();
        let decided = self.store.publishing(id)?;
        against.published = decided.is_some_and(|own| own.publicity == Publicity::Open);
        Ok((against, self.store.waivers(id)?))
    }

    /// Returns what the queue knows of the item that a letter of a kind is about.
    fn against(&self, view: &ItemView, letter: &LetterText) -> Against {
        let item = &view.proposal.value;
        let answers = matches!(
            letter.kind,
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
            class: class.find_map(|rule| rule.letter.clone()).filter(|_| leads),
            follow_up: promised(&view.events).filter(|_| leads),
            phones: private
                .clone()
                .filter_map(|own| own.phone.clone())
                .collect(),
            addresses: private.filter_map(|own| own.address.clone()).collect(),
            ..Against::default()
        }
    }
}

/// Judges a letter's text. What a later step of the letter fills in is no fault while it is written.
fn judged(letter: &LetterText, against: &Against, waivers: &[Waiver]) -> Vec<Judged> {
    let later = if letter.stage.is_open() {
        filled_later(&letter.text)
    } else {
        Vec::new()
    };
    let mut found = check::judge(&letter.text, against, waivers);
    found.retain(|own| {
        !later
            .iter()
            .any(|span| span.contains(&own.finding.span.start))
    });
    found
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
