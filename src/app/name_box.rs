//! Typing into the box of names: what its filters became, and what may be typed next.
//!
//! Values are offered as soon as a field and its sign stand there; fields only when they are asked for, because
//! every name would begin some field. Invariant: an offer replaces what stands between its byte and the caret.

use super::{
    Effect,
    list::{Cursor, Step},
    name_filter::{At, Offer, Offers, Wrong, at_caret, field_offers},
    roster::RosterPane,
};
use crate::figure::Tongue;

/// How many offers are on screen.
pub const ROWS: usize = 8;

/// What became of the filters in the box.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Heard {
    /// The list shown is theirs.
    #[default]
    Answered,
    /// They are being read; the list shown is the one before.
    Gathering,
    /// One of them means nothing; the list shown is the one before.
    Refused(Wrong),
}

/// What may be typed next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completion {
    /// The offers.
    pub offers: Offers,
    /// The cursor in them.
    pub cursor: Cursor,
    /// The cursor was moved: Enter takes what it is on.
    pub is_stepped: bool,
}

impl Completion {
    fn of(offers: Offers) -> Option<Self> {
        (!offers.rows.is_empty()).then(|| Self {
            offers,
            ..Self::default()
        })
    }

    /// Returns the offer under the cursor.
    pub fn chosen(&self) -> Option<&Offer> {
        self.offers.rows.get(self.cursor.at)
    }
}

impl RosterPane {
    /// Orders what follows from a changed query: its names, and the values that may come next.
    pub fn queried(&mut self) -> Vec<Effect> {
        self.cursor = Cursor::default();
        self.facets.picking = None;
        let search = self.search();
        let mut effects = vec![search];
        effects.extend(self.follow_caret());
        effects
    }

    /// Empties the query.
    pub fn clear_query(&mut self) -> Vec<Effect> {
        self.query.clear();
        self.completion = None;
        self.cursor = Cursor::default();
        vec![self.search()]
    }

    /// Orders the values that may stand at the caret, if one does.
    pub fn follow_caret(&mut self) -> Option<Effect> {
        let (line, behind) = self.query.text().split_at(self.query.caret());
        let At::Value { from, .. } = at_caret(line) else {
            self.completion = None;
            return None;
        };
        // Those of the key before stay until the new ones come, unless they are of another place.
        self.completion.take_if(|own| own.offers.from != from);
        Some(Effect::OfferValues {
            generation: self.generation,
            line: line.to_owned(),
            behind: behind.to_owned(),
            sounds: self.sounds,
        })
    }

    /// Takes values in; those for another query are dropped.
    pub fn take_offers(&mut self, generation: u64, offers: Offers) {
        if !self.is_asked(generation) || !self.typing {
            return;
        }
        let line = &self.query.text()[..self.query.caret()];
        let is_here = matches!(at_caret(line), At::Value { from, .. } if from == offers.from);
        self.completion = Completion::of(offers).filter(|_| is_here);
    }

    /// Takes in that the filters of a query are being read.
    pub fn await_filters(&mut self, generation: u64) {
        if generation == self.generation {
            self.heard = Heard::Gathering;
        }
    }

    /// Takes in that a filter of a query means nothing.
    pub fn refuse_filter(&mut self, generation: u64, wrong: Wrong) {
        if generation == self.generation {
            self.heard = Heard::Refused(wrong);
        }
    }

    /// Moves in the offers; says whether there are any.
    pub fn step_offers(&mut self, step: Step) -> bool {
        let Some(own) = &mut self.completion else {
            return false;
        };
        own.cursor.step(step, own.offers.rows.len(), ROWS);
        own.is_stepped = true;
        true
    }

    /// Completes what is being typed: by the offer under the cursor, or by the field that it begins; several such
    /// fields are offered.
    pub fn complete(&mut self, tongue: Tongue) -> Vec<Effect> {
        if let Some(own) = self.completion.take() {
            let from = own.offers.from;
            let text = own.chosen().map(|offer| offer.text.clone());
            return text.map_or_else(Vec::new, |text| self.put(from, &text));
        }
        let line = &self.query.text()[..self.query.caret()];
        let At::Word { from, typed } = at_caret(line) else {
            return Vec::new();
        };
        let rows = field_offers(&typed, tongue);
        if let [only] = rows.as_slice() {
            let text = only.text.clone();
            return self.put(from, &text);
        }
        self.completion = Completion::of(Offers {
            from,
            rows,
            ..Offers::default()
        });
        Vec::new()
    }

    fn put(&mut self, from: usize, text: &str) -> Vec<Effect> {
        self.query.replace_from(from, text);
        self.queried()
    }

    /// Hears names the other way from now on.
    pub fn switch_sounds(&mut self) -> Effect {
        self.sounds = self.sounds.other();
        self.search()
    }
}
