//! Items like an item, with what became of them, and the section that such items went to.
//!
//! The titles of all years are kept as pairs of characters, read in while nobody waits; of the titles
//! most alike the asks and bodies are read and compared too.

use super::Lister;
use crate::{
    app::{
        alike::suggest,
        effect::Subject,
        views::{Answered, LookAlikes, Similar},
    },
    domain::{
        event::{EventKind, standing},
        id::ProposalId,
        letter::{LetterHead, LetterStage},
        proposal::Item,
    },
    search::{is_same_text, text_likeness},
    store::Result,
};

/// How many titles are read in at once: some milliseconds, after which keys are looked for.
const AT_ONCE: usize = 2_000;
/// How many of the titles most alike are compared in full, and vote for a section.
const COMPARED: usize = 24;
/// How many are shown.
const SHOWN: usize = 9;
/// Less than this is no likeness. Chosen by us: titles of one matter share about a third of their pairs.
const LIKE: f32 = 0.25;
/// What the title counts beside asks and body. Chosen by us: a title names the matter, a body has much
/// that every body has.
const TITLE_PART: f32 = 0.65;

impl Lister {
    /// Reads some titles in; returns whether there are more to come.
    pub fn prepare(&mut self) -> bool {
        let from = self.titles.len();
        let some = self.rows.iter().skip(from).take(AT_ONCE);
        some.for_each(|own| self.titles.push(&own.row.title));
        self.titles.len() < self.rows.len()
    }

    /// Returns whether the titles of all rows are read in.
    pub fn is_prepared(&self) -> bool {
        self.titles.len() == self.rows.len()
    }

    /// Returns what is like the subject.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn like(&mut self, subject: &Subject) -> Result<LookAlikes> {
        match subject {
            Subject::Item(id) => self.alike_item(*id),
            // A later paper on an item that is kept is like it, and is no other.
            Subject::Piece(_, item) => {
                let own = match item.key() {
                    Some(key) => self.store.item_of(&key)?,
                    None => None,
                };
                self.alike(item, own)
            }
        }
    }

    /// Returns what is like an item that is kept.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn alike_item(&mut self, id: ProposalId) -> Result<LookAlikes> {
        match self.store.proposal(id)? {
            Some(kept) => self.alike(&kept.value, Some(id)),
            None => Ok(LookAlikes::default()),
        }
    }

    /// Returns what is like an item, itself left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn alike(&mut self, item: &Item, own: Option<ProposalId>) -> Result<LookAlikes> {
        while self.prepare() {}
        let text = text_of(item);
        let mut all = Vec::new();
        // What a changed row was is still among the titles.
        for found in self.titles.like(&item.title, COMPARED * 2) {
            let row = &self.rows[found.title as usize].row;
            let is_current = self.slots.get(&row.id) == Some(&found.title);
            if !is_current || Some(row.id) == own || all.len() == COMPARED {
                continue;
            }
            let Some(kept) = self.store.proposal(row.id)? else {
                continue;
            };
            let other = text_of(&kept.value);
            let same_text = is_same_text(&text, &other);
            let likeness = if text.is_empty() || other.is_empty() {
                found.likeness
            } else {
                found.likeness * TITLE_PART + text_likeness(&text, &other) * (1.0 - TITLE_PART)
            };
            let exact = is_same_text(&item.title, &row.title) || same_text;
            if exact || likeness >= LIKE {
                all.push(Similar {
                    id: row.id,
                    number: row.number_printed.clone(),
                    title: row.title.clone(),
                    year: row.projection.began.map(|day| chrono::Datelike::year(&day)),
                    percent: (likeness * 100.0).round() as u8,
                    exact,
                    state: row.projection.state,
                    class: row.projection.class,
                    rating: row.projection.rating,
                    section: row.projection.section.clone(),
                    promise: None,
                    answer: None,
                });
            }
        }
        all.sort_by_key(|own| std::cmp::Reverse((own.exact, own.percent, own.id)));
        let suggested = suggest(&all);
        let count = all.len();
        all.truncate(SHOWN);
        for similar in &mut all {
            self.tell(similar)?;
        }
        Ok(LookAlikes {
            similar: all,
            count,
            suggested,
        })
    }

    /// Adds what was answered and promised.
    fn tell(&self, similar: &mut Similar) -> Result<()> {
        let is_out = |head: &LetterHead| {
            matches!(
                head.stage,
                LetterStage::Signed
                    | LetterStage::Numbered
                    | LetterStage::Sent
                    | LetterStage::Imported
            )
        };
        let letters = self.store.letters_of(similar.id)?;
        let last = letters
            .into_iter()
            .filter(is_out)
            .max_by_key(|own| own.date);
        similar.answer = last.map(|head| Answered {
            title: head.title,
            number: head.number,
            date: head.date,
            class: head.class,
        });
        let events = self.store.events(similar.id)?;
        let is_promise = |kind| matches!(kind, EventKind::FollowedUp | EventKind::CarriedOver);
        similar.promise = standing(&events)
            .into_iter()
            .filter(|event| is_promise(event.fact.kind))
            .filter_map(|event| event.fact.until)
            .max();
        Ok(())
    }
}

/// Returns what is compared beside the title.
fn text_of(item: &Item) -> String {
    let asks = item.asks.iter().map(|ask| ask.text.as_str());
    let lines: Vec<&str> = asks.chain([item.body.as_str()]).collect();
    lines.join("\n").trim().to_owned()
}
