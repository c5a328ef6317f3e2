//! The roster's names in memory, and the answers to queries.

use super::office::Office;
use crate::{
    app::views::{Found, Place, Target},
    domain::craftsman::{HonourLevel, SkillLevel},
    domain::id::{CraftsmanId, EmployerId, StudioId},
    search::{Cancel, Kind, NameIndex, Query},
    store::{NameId, NameNote, Result},
};

/// How many names a query shows.
pub const BEST: usize = 50;
/// How many names an empty query shows: enough to fill a tall screen.
const FIRST: usize = 200;
/// How many names `go to` offers.
const PLACES: usize = 20;

/// The names of the roster.
pub struct Finder {
    office: Office,
    names: NameIndex,
    loaded: bool,
}

/// Names found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The best.
    pub hits: Vec<Found>,
    /// How many in all.
    pub total: usize,
    /// A newer query came meanwhile, and this answer is not whole.
    pub cancelled: bool,
}

impl Finder {
    /// Opens the finder over a reading connection.
    pub fn new(office: Office) -> Self {
        Self {
            office,
            names: NameIndex::default(),
            loaded: false,
        }
    }

    /// Reads every name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load(&mut self) -> Result<()> {
        let mut names = NameIndex::default();
        self.office.store.each_name(&mut |row| {
            if let Some((kind, id)) = key_of(row.id) {
                names.insert(kind, id, row.name);
            }
        })?;
        self.names = names;
        self.loaded = true;
        Ok(())
    }

    /// Returns whether every name has been read.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Reads a changed record's name again.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow(&mut self, id: NameId) -> Result<()> {
        let Some((kind, row)) = key_of(id) else {
            return Ok(());
        };
        match self.office.card(id)? {
            Some(card) => self.names.replace(kind, row, card.name()),
            None => {
                self.names.remove(kind, row);
            }
        }
        Ok(())
    }

    /// Finds the best names of a query and counts them all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find(&self, typed: &str, cancel: &Cancel) -> Result<Names> {
        let limit = if Query::new(typed).is_empty() {
            FIRST
        } else {
            BEST
        };
        self.find_best(typed, limit, cancel)
    }

    /// Finds the best `limit` names of a query and counts them all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_best(&self, typed: &str, limit: usize, cancel: &Cancel) -> Result<Names> {
        let answer = self.names.search(&Query::new(typed), limit, cancel);
        let ids: Vec<NameId> = answer
            .hits
            .iter()
            .map(|hit| id_of(hit.kind, hit.id))
            .collect();
        let notes = self.office.store.name_notes(&ids)?;
        let hits = answer
            .hits
            .into_iter()
            .zip(ids)
            .zip(notes)
            .map(|((hit, id), note)| Found {
                id,
                name: hit.name,
                spans: hit.spans,
                note: words_of(note),
            });
        Ok(Names {
            hits: hits.collect(),
            total: answer.total,
            cancelled: answer.cancelled,
        })
    }

    /// Finds names to go to.
    pub fn places(&self, typed: &str) -> Vec<Place> {
        let query = Query::new(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let answer = self.names.search(&query, PLACES, &Cancel::never());
        let ids: Vec<NameId> = answer
            .hits
            .iter()
            .map(|hit| id_of(hit.kind, hit.id))
            .collect();
        // Without notes the names are still worth going to.
        let mut notes = self
            .office
            .store
            .name_notes(&ids)
            .unwrap_or_default()
            .into_iter();
        let hits = answer.hits.into_iter().zip(ids);
        hits.map(|(hit, id)| Place {
            target: Target::Name(id),
            name: hit.name,
            spans: hit.spans,
            note: notes.next().map(words_of).unwrap_or_default(),
        })
        .collect()
    }
}

/// Returns a note in one line: level, trade and place.
pub(super) fn words_of(note: NameNote) -> String {
    let level = note
        .skill
        .map(SkillLevel::word)
        .or(note.honour_level.map(HonourLevel::word));
    let parts = [level.map(str::to_owned), note.trade, note.place];
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the key of a name in the index; programmes are listed apart and stand in none.
fn key_of(id: NameId) -> Option<(Kind, i64)> {
    Some(match id {
        NameId::Craftsman(id) => (Kind::Craftsman, id.0),
        NameId::Studio(id) => (Kind::Studio, id.0),
        NameId::Employer(id) => (Kind::Employer, id.0),
        NameId::Programme(_) => return None,
    })
}

fn id_of(kind: Kind, id: i64) -> NameId {
    match kind {
        Kind::Craftsman => NameId::Craftsman(CraftsmanId(id)),
        Kind::Studio => NameId::Studio(StudioId(id)),
        Kind::Employer => NameId::Employer(EmployerId(id)),
    }
}
