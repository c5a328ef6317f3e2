//! What the store answers and takes about letters: their texts with every kept version, and what is
//! kept about a text (waivers, publishing, paragraphs taken over).
//!
//! The steps of a letter through the office are in `review`.

use crate::{
    domain::{
        id::{LetterId, LiftId, ProposalId, Version},
        letter::{Letter, LetterHead, LetterText, LetterVersion},
        lift::{KeptLift, Lift},
        publishing::Publishing,
        span::Written,
        waiver::Waiver,
    },
    store::{Draft, Result},
    text::history::History,
};
use chrono::NaiveDateTime;

/// The letters with the versions of their text, and what is kept about a text.
pub trait LetterStore {
    /// Lists the letters of an item, oldest first.
    fn letters_of(&self, id: ProposalId) -> Result<Vec<LetterHead>>;
    /// Lists the letters last written, newest first.
    fn letters(&self, limit: usize) -> Result<Vec<LetterHead>>;
    /// Reads a letter with the spans of its text.
    fn letter(&self, id: LetterId) -> Result<Option<Letter>>;
    /// Adds a letter; its text is its first kept version.
    fn add_letter(&mut self, letter: &LetterText, by: &str, at: NaiveDateTime) -> Result<LetterId>;
    /// Saves a draft's text and its spans. The newest kept version is replaced when the same author began it less
    /// than ten minutes ago and it was never signed; else a new one is kept.
    fn save_letter_text(
        &mut self,
        id: LetterId,
        seen: Version,
        text: &Written,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Saves a draft as `save_letter_text` does, and with it the steps of typing that led to it, in one
    /// transaction. Any other writing of another text, and signing, forgets the steps.
    fn save_draft(
        &mut self,
        id: LetterId,
        seen: Version,
        draft: &Draft,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Reads the steps of typing of a letter's text as it stands.
    fn letter_history(&self, id: LetterId) -> Result<History>;
    /// Rewrites everything about a letter; a changed text is kept as `save_letter_text` keeps
    /// it. Spans that do not lie in the text are left out.
    fn save_letter(
        &mut self,
        id: LetterId,
        seen: Version,
        letter: &LetterText,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Version>;
    /// Lists a letter's kept versions, oldest first.
    fn letter_versions(&self, id: LetterId) -> Result<Vec<LetterVersion>>;
    /// Reads what was waived of a letter, in the order it was written.
    fn waivers(&self, id: LetterId) -> Result<Vec<Waiver>>;
    /// Keeps a waiver of a finding, or that one is taken back.
    fn waive(&mut self, id: LetterId, waiver: &Waiver) -> Result<()>;
    /// Reads what was last decided on the publishing of a letter.
    fn publishing(&self, id: LetterId) -> Result<Option<Publishing>>;
    /// Keeps what was decided on the publishing of a letter.
    fn decide_publishing(&mut self, id: LetterId, own: &Publishing) -> Result<()>;
    /// Lists the paragraphs of a letter that were taken over from earlier ones, oldest first.
    fn lifts_of(&self, id: LetterId) -> Result<Vec<KeptLift>>;
    /// Adds a paragraph taken over; both letters must be there.
    fn add_lift(&mut self, lift: &Lift) -> Result<LiftId>;
    /// Keeps that a figure of a paragraph taken over was looked up again and found right.
    fn confirm_lifted(&mut self, id: LiftId, figure: &str) -> Result<()>;
}
