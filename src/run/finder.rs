//! The roster's names in memory, and the answers to queries.
//!
//! Kept between runs in a file beside the store, with the change of the store it was built at: at a start only
//! what changed since is read, and while the desk is open only what changes, whoever writes. A file that is
//! missing, of another version, of another history or damaged is built anew from the store.

use std::sync::Arc;

use super::chooser::{Chooser, Chosen};
use super::office::Office;
use super::opened::Opened;
use crate::{
    app::{
        effect::NameAsk,
        lists::{ListText, ShownNames},
        name_filter::{NameFilter, Wrong},
        views::{Found, Note, Place, Target, note_words},
    },
    domain::id::{CraftsmanId, EmployerId, ProgrammeId, StudioId},
    lang::Lang,
    search::{
        Admitted, Answer, BookBuilder, Cancel, Choice, HitSet, Kind, NameBook, Of, Query, Sounds,
        Stamp,
    },
    store::{NameId, Result, Store},
};

/// How many names a query shows.
pub const BEST: usize = 50;
/// How many names an empty query shows: enough to fill a tall screen.
const FIRST: usize = 200;
/// How many filters are kept with who they let through: the one being typed, and the one before.
const CHOICES: usize = 2;
/// How many names `go to` offers.
const PLACES: usize = 20;

/// How many names of a query a list may have, and a little more, so that a longer one is told. Chosen by
/// us, above what the desk writes.
const MOST_CHOSEN: usize = if cfg!(test) { 30 } else { 200_000 };

/// From so many changes on the names are built anew; looking through the changes then takes a millisecond.
const MANY: usize = if cfg!(test) { 20 } else { 50_000 };
/// Up to so many names no file is kept: reading them from the store takes no longer than a frame.
const FEW: usize = if cfg!(test) { 40 } else { 20_000 };

/// The names of the roster.
pub struct Finder {
    office: Office,
    names: NameBook,
    /// What filters let through, by their text, the latest last.
    choices: Vec<(String, Choice)>,
    /// The last change that is in the names; nothing before they are read.
    stamp: Option<Stamp>,
    opened: Opened,
    /// What words find, for those that count by them: the words, how they are heard, and the records.
    found: Option<(String, Sounds, Arc<HitSet>)>,
}

/// Names built anew.
#[derive(Debug)]
pub struct Renewed {
    names: NameBook,
    stamp: Stamp,
    kept: Kept,
}

impl Renewed {
    /// Reads every name from a store and keeps them in its file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn read(store: &dyn Store) -> Result<Self> {
        // Before the names: a change between the two is then read once more.
        let stamp = store.name_stamp()?;
        let mut names = BookBuilder::default();
        store.each_name(&mut |row| {
            let (kind, id) = key_of(row.id);
            names.add(kind, id, row.name);
        })?;
        let mut names = names.finish();
        let kept = match store.names_file().filter(|_| names.len() >= FEW) {
            None => Kept::Ready,
            // Beside a store that is only read nothing can be written; the names are there all the same.
            Some(file) if names.write(&file, stamp).is_err() => Kept::Unwritable,
            Some(_) => Kept::Rebuilt,
        };
        Ok(Self { names, stamp, kept })
    }
}

/// What became of the file of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was there and holds, or none is needed.
    Ready,
    /// It was missing or did not hold, and was built anew.
    Rebuilt,
    /// It cannot be written; the names are built at every start.
    Unwritable,
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
        let file = office.store.names_file();
        Self {
            opened: Opened::read(file.as_deref(), &office.os_user),
            office,
            names: NameBook::default(),
            choices: Vec::new(),
            stamp: None,
            found: None,
        }
    }

    /// Makes the names ready: from the file and what changed since, else from the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load(&mut self) -> Result<Kept> {
        if self.stamp.is_some() {
            return self.catch_up().map(|()| Kept::Ready);
        }
        let file = self.office.store.names_file();
        if let Some((names, stamp)) = file.and_then(|file| NameBook::read(&file).ok()) {
            self.names = names;
            self.stamp = Some(stamp);
            // Names that what changed since is missing from are none.
            let is_followed = self.follow_changes().inspect_err(|_| self.stamp = None)?;
            if is_followed && self.names.changes() <= MANY {
                self.rank_opened();
                return Ok(Kept::Ready);
            }
        }
        self.rebuild()
    }

    /// Returns whether every name has been read.
    pub fn is_loaded(&self) -> bool {
        self.stamp.is_some()
    }

    /// Reads again what changed since the names were read, whoever wrote it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn catch_up(&mut self) -> Result<()> {
        if !self.follow_changes()? {
            self.rebuild()?;
        }
        Ok(())
    }

    /// Reads the changed names; tells whether that was possible.
    fn follow_changes(&mut self) -> Result<bool> {
        let Some(stamp) = self.stamp else {
            return Ok(false);
        };
        let Some(changes) = self.office.store.name_changes(stamp, MANY)? else {
            return Ok(false);
        };
        let names = changes.names.into_iter().map(|(id, name)| {
            let (kind, row) = key_of(id);
            (kind, row, name)
        });
        let names: Vec<_> = names.collect();
        if !names.is_empty() {
            self.names.apply(&names);
            self.forget_found();
            // What was opened may be back, or be new.
            self.rank_opened();
        }
        self.stamp = Some(changes.stamp);
        Ok(true)
    }

    /// Makes the names ready at first, and then reads what changed. Tells no when more changed than is worth
    /// following: the names are then best [renewed](Self::renew) meanwhile, and answer as they stand.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow(&mut self) -> Result<bool> {
        if !self.is_loaded() {
            return self.load().map(|_| true);
        }
        Ok(self.follow_changes()? && self.names.changes() <= MANY)
    }

    /// Takes names that were built anew.
    pub fn renew(&mut self, renewed: Renewed) {
        self.names = renewed.names;
        self.forget_found();
        self.stamp = Some(renewed.stamp);
        self.rank_opened();
    }

    /// Gives back what was found among names that are others now, of which a choice may hold nearly as many as all.
    fn forget_found(&mut self) {
        self.found = None;
        self.choices.clear();
    }

    /// Reads every name from the store and keeps them in the file.
    fn rebuild(&mut self) -> Result<Kept> {
        self.names = NameBook::default();
        self.stamp = None;
        let renewed = Renewed::read(&*self.office.store)?;
        let kept = renewed.kept;
        self.renew(renewed);
        Ok(kept)
    }

    /// Notes that a record was opened: what is opened often and lately is found before others as good.
    pub fn note_opened(&mut self, id: NameId) {
        if self.opened.note(id) {
            self.rank_opened();
        }
    }

    fn rank_opened(&mut self) {
        let ranked = self.opened.ranked();
        let keys: Vec<(Kind, i64)> = ranked.into_iter().map(key_of).collect();
        self.names.set_familiar(&keys);
    }

    /// Tells whether it is known who a filter lets through, among the names as they are.
    pub fn holds(&self, key: &str) -> bool {
        self.choice(key).is_some()
    }

    fn choice(&self, key: &str) -> Option<&Choice> {
        let found = self.choices.iter().find(|(own, _)| own == key);
        let choice = found.map(|(_, choice)| choice);
        choice.filter(|own| self.names.is_of(own))
    }

    /// Keeps who a filter lets through, until it is forgotten or the names change.
    pub fn choose(&mut self, key: String, admitted: Arc<Admitted>) {
        self.choices.retain(|(own, _)| *own != key);
        if self.choices.len() >= CHOICES {
            self.choices.remove(0);
        }
        let choice = self.names.choose(admitted);
        self.choices.push((key, choice));
    }

    /// Forgets who filters let through: records have changed.
    pub fn forget_choices(&mut self) {
        self.choices.clear();
    }

    /// Finds the best names of what is asked and counts them all; what its filters let through must be
    /// [held](Self::holds), else nothing is found.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find(&self, ask: &NameAsk, cancel: &Cancel) -> Result<Names> {
        let limit = if Query::new(&NameFilter::read(&ask.typed).words).is_empty() {
            FIRST
        } else {
            BEST
        };
        self.find_best(ask, limit, cancel)
    }

    fn answer(&self, ask: &NameAsk, limit: usize, cancel: &Cancel) -> Answer {
        let filter = NameFilter::read(&ask.typed);
        let query = Query::new(&filter.words).heard(ask.sounds);
        if filter.terms.is_empty() {
            return self.names.search(&query, limit, cancel);
        }
        match self.choice(&filter.key()) {
            Some(choice) => self.names.search_in(&query, choice, limit, cancel),
            None => Answer::default(),
        }
    }

    /// Finds the best `limit` names as [`find`](Self::find) does.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_best(&self, ask: &NameAsk, limit: usize, cancel: &Cancel) -> Result<Names> {
        let answer = self.answer(ask, limit, cancel);
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
                note: Note::Known(note),
            });
        Ok(Names {
            hits: hits.collect(),
            total: answer.total,
            cancelled: answer.cancelled,
        })
    }

    /// Puts every name that a query finds in its place, for a list that is to be written; more names than
    /// any list has are not needed. The inner error is what of its filters means nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn listed(
        &mut self,
        mut text: ListText,
        chooser: &mut Chooser,
    ) -> Result<std::result::Result<ListText, Wrong>> {
        if let ShownNames::Query(ask) = &text.shown {
            self.load()?;
            let filter = NameFilter::read(&ask.typed);
            if !filter.terms.is_empty() && !self.holds(&filter.key()) {
                match chooser.choose(&filter, &|| true)? {
                    Chosen::Admitted(admitted) => self.choose(filter.key(), admitted),
                    Chosen::Wrong(wrong) => return Ok(Err(wrong)),
                    Chosen::Stopped => {}
                }
            }
            let choice = self.choice(&filter.key());
            let answer = self.answer(ask, MOST_CHOSEN, &Cancel::never());
            let ids = if answer.total <= answer.hits.len() {
                answer
                    .hits
                    .iter()
                    .map(|hit| id_of(hit.kind, hit.id))
                    .collect()
            } else {
                self.listed_by_kind(ask, &filter, choice)
            };
            text.shown = ShownNames::These(ids);
        }
        Ok(Ok(text))
    }

    /// Finds names kind by kind, so that the many of one do not leave out another.
    fn listed_by_kind(
        &self,
        ask: &NameAsk,
        filter: &NameFilter,
        choice: Option<&Choice>,
    ) -> Vec<NameId> {
        let query = Query::new(&filter.words).heard(ask.sounds);
        let mut ids = Vec::new();
        for kind in Kind::ALL {
            let own = match choice {
                Some(choice) => choice.admitted().of(kind).cloned(),
                None => Some(Of::default()),
            };
            let mut admitted = Admitted::default();
            *admitted.of_mut(kind) = own;
            let choice = self.names.choose(Arc::new(admitted));
            let never = Cancel::never();
            let answer = self.names.search_in(&query, &choice, MOST_CHOSEN, &never);
            ids.extend(answer.hits.iter().map(|hit| id_of(hit.kind, hit.id)));
        }
        ids
    }

    /// Finds every record that words find, whatever filters say; nothing when a newer query came meanwhile.
    pub fn hits(&mut self, words: &str, sounds: Sounds, cancel: &Cancel) -> Option<Arc<HitSet>> {
        if let Some((own, heard, hits)) = &self.found
            && own == words
            && *heard == sounds
        {
            return Some(Arc::clone(hits));
        }
        let hits = self.names.hits(&Query::new(words).heard(sounds), cancel)?;
        let hits = Arc::new(hits);
        self.found = Some((words.to_owned(), sounds, Arc::clone(&hits)));
        Some(hits)
    }

    /// Finds names to go to; what their filters let through must be [held](Self::holds), else nothing is found.
    pub fn places(&self, typed: &str, lang: Lang) -> Vec<Place> {
        let filter = NameFilter::read(typed);
        if Query::new(&filter.words).is_empty() && filter.terms.is_empty() {
            return Vec::new();
        }
        let answer = self.answer(&NameAsk::of(typed), PLACES, &Cancel::never());
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
            note: notes
                .next()
                .map(|note| note_words(&note, lang))
                .unwrap_or_default(),
        })
        .collect()
    }
}

/// Returns the key of a name in the index.
fn key_of(id: NameId) -> (Kind, i64) {
    match id {
        NameId::Craftsman(id) => (Kind::Craftsman, id.0),
        NameId::Studio(id) => (Kind::Studio, id.0),
        NameId::Employer(id) => (Kind::Employer, id.0),
        NameId::Programme(id) => (Kind::Programme, id.0),
    }
}

/// Returns the list that a record stands in.
pub(super) fn kind_of(id: NameId) -> Kind {
    key_of(id).0
}

fn id_of(kind: Kind, id: i64) -> NameId {
    match kind {
        Kind::Craftsman => NameId::Craftsman(CraftsmanId(id)),
        Kind::Studio => NameId::Studio(StudioId(id)),
        Kind::Employer => NameId::Employer(EmployerId(id)),
        Kind::Programme => NameId::Programme(ProgrammeId(id)),
    }
}

#[cfg(test)]
mod tests;
