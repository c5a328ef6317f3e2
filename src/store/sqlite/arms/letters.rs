//! Letters. What changes a text keeps the full text of its item in the same transaction.

use crate::{
    domain::{
        id::{LetterId, LiftId, ProposalId, Version},
        letter::{Letter, LetterHead, LetterText, LetterVersion},
        lift::{KeptLift, Lift},
        publishing::Publishing,
        span::Written,
        waiver::Waiver,
    },
    store::{
        Draft, LetterStore, Result,
        sqlite::{SqliteStore, full_text, letters, lifts, publishing, typing, waivers},
    },
    text::history::History,
};
use chrono::NaiveDateTime;

impl LetterStore for SqliteStore {
    fn letters_of(&self, id: ProposalId) -> Result<Vec<LetterHead>> {
        self.read("list the letters of a proposal", |db| letters::of(db, id))
    }

    fn letters(&self, limit: usize) -> Result<Vec<LetterHead>> {
        self.read("list letters", |db| letters::latest(db, limit))
    }

    fn letter(&self, id: LetterId) -> Result<Option<Letter>> {
        self.read("read a letter", |db| letters::letter(db, id))
    }

    fn add_letter(&mut self, letter: &LetterText, by: &str, at: NaiveDateTime) -> Result<LetterId> {
        self.write("add a letter", |db| {
            let id = letters::add(db, letter, by, at)?;
            full_text::refresh_of_letter(db, id)?;
            Ok(id)
        })
    }

    fn save_letter_text(
        &mut self,
        id: LetterId,
        seen: Version,
        text: &Written,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version> {
        self.write("save a draft", |db| {
            let version = letters::save_text(db, (id, seen), text, by, at)?;
            full_text::refresh_of_letter(db, id)?;
            Ok(version)
        })
    }

    fn save_draft(
        &mut self,
        id: LetterId,
        seen: Version,
        draft: &Draft,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version> {
        self.write("save a draft", |db| {
            let version = letters::save_draft(db, (id, seen), draft, by, at)?;
            full_text::refresh_of_letter(db, id)?;
            Ok(version)
        })
    }

    fn letter_history(&self, id: LetterId) -> Result<History> {
        self.read("read the typing of a letter", |db| typing::read(db, id))
    }

    fn save_letter(
        &mut self,
        id: LetterId,
        seen: Version,
        letter: &LetterText,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version> {
        self.write("save a letter", |db| {
            let before = full_text::item_of_letter(db, id)?;
            let version = letters::save(db, (id, seen), letter, by, at)?;
            if let Some(left) = before.filter(|item| Some(*item) != letter.proposal) {
                full_text::refresh(db, left)?;
            }
            full_text::refresh_of_letter(db, id)?;
            Ok(version)
        })
    }

    fn letter_versions(&self, id: LetterId) -> Result<Vec<LetterVersion>> {
        self.read("read the versions of a letter", |db| {
            letters::versions(db, id)
        })
    }

    fn waivers(&self, id: LetterId) -> Result<Vec<Waiver>> {
        self.read("read what was waived of a letter", |db| waivers::of(db, id))
    }

    fn waive(&mut self, id: LetterId, waiver: &Waiver) -> Result<()> {
        self.write("waive a finding", |db| waivers::add(db, id, waiver))
    }

    fn publishing(&self, id: LetterId) -> Result<Option<Publishing>> {
        self.read("read whether a letter is published", |db| {
            publishing::of(db, id)
        })
    }

    fn decide_publishing(&mut self, id: LetterId, own: &Publishing) -> Result<()> {
        self.write("decide on the publishing of a letter", |db| {
            publishing::add(db, id, own)
        })
    }

    fn lifts_of(&self, id: LetterId) -> Result<Vec<KeptLift>> {
        self.read("list lifted paragraphs", |db| lifts::of_letter(db, id))
    }

    fn add_lift(&mut self, lift: &Lift) -> Result<LiftId> {
        self.write("lift a paragraph", |db| lifts::add(db, lift))
    }

    fn confirm_lifted(&mut self, id: LiftId, figure: &str) -> Result<()> {
        self.write("confirm a lifted figure", |db| {
            lifts::confirm(db, id, figure)
        })
    }
}
