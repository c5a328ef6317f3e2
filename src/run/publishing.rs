//! Deciding whether a letter is to be published.

use super::{office::Office, perform::Performed};
use crate::{
    app::Msg,
    domain::{
        id::LetterId,
        publishing::{Publicity, Publishing},
    },
    store::Result,
};

impl Office {
    /// Keeps what was decided on the publishing of a letter, by who acts, now.
    ///
    /// # Errors
    /// When the letter is gone or the store cannot be written.
    pub fn decide_publishing(
        &mut self,
        id: LetterId,
        publicity: Publicity,
        reason: Option<String>,
    ) -> Result<Publishing> {
        let own = Publishing {
            publicity,
            reason,
            by: self.actor(),
            at: self.now(),
        };
        self.store.decide_publishing(id, &own)?;
        Ok(own)
    }
}

/// Keeps the decision and tells the desk.
pub(super) fn decide(
    office: &mut Office,
    id: LetterId,
    publicity: Publicity,
    reason: Option<String>,
) -> Result<Performed> {
    let own = office.decide_publishing(id, publicity, reason)?;
    Ok(Performed::of(Msg::PublishingDecided(id, own)))
}
