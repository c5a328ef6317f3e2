//! The thread that finds names; a new key cancels the search before it.
//!
//! A query whose filters are not read yet waits for them, while later keys are answered or wait in its place. What
//! is only counted comes after every answer, and is given up by the next key.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
    mpsc::{Receiver, Sender},
};

use super::super::{
    chooser::{Chooser, Chosen},
    finder::{Finder, Names},
};
use crate::{
    app::{
        Effect, Msg,
        effect::NameAsk,
        msg::{PlaceKind, Trouble},
        name_filter::{NameFilter, Wrong, beside},
    },
    search::{Cancel, Query, Sounds},
};

use super::{NameOrder, Voice, choose::ChooseOrder};

/// How filters are ordered to be read.
pub(super) struct Ways {
    pub orders: Sender<ChooseOrder>,
    /// The number of the filter that is waited for.
    pub number: Arc<AtomicU64>,
    /// The number of the last one that was not ordered again because something changed: what is only counted is
    /// left for it.
    pub urgent: Arc<AtomicU64>,
    /// Reads the filters of a list that is to be written, which waits for them.
    pub lists: Chooser,
}

/// A query.
#[derive(Clone)]
enum Asked {
    Names(u64, NameAsk),
    Places(u64, String),
}

impl Asked {
    fn typed(&self) -> &str {
        match self {
            Asked::Names(_, ask) => &ask.typed,
            Asked::Places(_, typed) => typed,
        }
    }

    /// Adds itself in place of an older one of its kind.
    fn supersede(self, all: &mut Vec<Self>) {
        all.retain(|own| std::mem::discriminant(own) != std::mem::discriminant(&self));
        all.push(self);
    }

    /// Adds itself unless there is a newer one of its kind.
    fn stand_behind(self, all: &mut Vec<Self>) {
        let is_same = |own: &Self| std::mem::discriminant(own) == std::mem::discriminant(&self);
        if !all.iter().any(is_same) {
            all.push(self);
        }
    }
}

/// What is counted beside the answers.
#[derive(Clone, Default)]
struct Counting {
    /// The values at the caret: query, line, what stands behind, and how names are heard.
    offer: Option<(u64, String, String, Sounds)>,
    /// The facets of a query.
    facets: Option<(u64, NameAsk)>,
}

pub(super) fn name_thread(
    finder: Finder,
    orders: &Receiver<NameOrder>,
    latest: &Arc<AtomicU64>,
    ways: Ways,
    voice: &Voice,
) {
    let mut state = State::of(finder);
    let mut around = Around {
        latest: Arc::clone(latest),
        ways,
        voice: voice.clone(),
    };
    while let Ok(first) = orders.recv() {
        let all = std::iter::once(first).chain(orders.try_iter());
        serve(&mut state, &mut around, all);
    }
}

/// Whom the names speak with.
struct Around {
    /// The first query of what is asked now; one before it is given up.
    latest: Arc<AtomicU64>,
    ways: Ways,
    voice: Voice,
}

/// The names, and what is under way.
struct State {
    finder: Finder,
    /// Of each kind one query at most.
    waiting: Vec<Asked>,
    /// The filter that is being read, and the one that was ordered last.
    reading: Option<String>,
    ordered: Option<String>,
    /// Something changed while it was read: it answers, and is read again.
    is_stale: bool,
    /// The names are being built anew.
    is_renewing: bool,
    /// What was answered and counted last is so again when the names are renewed.
    last: Option<(u64, NameAsk)>,
    counted: Counting,
}

impl State {
    fn of(finder: Finder) -> Self {
        Self {
            finder,
            waiting: Vec::new(),
            reading: None,
            ordered: None,
            is_stale: false,
            is_renewing: false,
            last: None,
            counted: Counting::default(),
        }
    }
}

/// Serves orders that came together: of queries and of what is counted only the newest.
fn serve(state: &mut State, around: &mut Around, orders: impl Iterator<Item = NameOrder>) {
    let (mut asked, mut counting) = (Vec::new(), Counting::default());
    let mut changed = !state.finder.is_loaded();
    let mut is_renewed = false;
    for order in orders {
        match order {
            NameOrder::Find(generation, ask) => {
                Asked::Names(generation, ask).supersede(&mut asked);
            }
            NameOrder::Places(generation, typed) => {
                Asked::Places(generation, typed).supersede(&mut asked);
            }
            NameOrder::Offer(generation, line, behind, sounds) => {
                counting.offer = Some((generation, line, behind, sounds));
            }
            NameOrder::Facets(generation, ask) => counting.facets = Some((generation, ask)),
            // Another filter is waited for since.
            NameOrder::Chosen(number, ..) | NameOrder::NotChosen(number, _)
                if number != around.ways.number.load(Ordering::Relaxed) => {}
            NameOrder::Chosen(_, key, chosen) => take_chosen(state, around, key, chosen),
            // Nobody waits for it any longer; the next key has it read again.
            NameOrder::NotChosen(_, key) => {
                state.reading.take_if(|own| *own == key);
                state
                    .waiting
                    .retain(|own| NameFilter::read(own.typed()).key() != key);
            }
            NameOrder::Opened(id) => state.finder.note_opened(id),
            NameOrder::Renewed(renewed) => {
                state.is_renewing = false;
                if let Some(renewed) = renewed {
                    state.finder.renew(*renewed);
                    changed = true;
                    is_renewed = true;
                    // A newer one that waits is answered when its filter is read.
                    let mut waiting = state.waiting.iter();
                    let waits = waiting.any(|own| matches!(own, Asked::Names(..)));
                    if let Some((generation, ask)) = state.last.take().filter(|_| !waits) {
                        Asked::Names(generation, ask).stand_behind(&mut asked);
                    }
                }
            }
            NameOrder::CatchUp => {
                changed = true;
                state.finder.forget_choices();
                state.is_stale = state.reading.is_some();
            }
            NameOrder::Choose(text) => {
                let listed = state.finder.listed(*text.clone(), &mut around.ways.lists);
                let order = Effect::MakeList(text);
                match listed {
                    Ok(Ok(text)) => around.voice.post(Msg::NamesChosen(Box::new(text))),
                    Ok(Err(wrong)) => {
                        let says = wrong.says(around.voice.lang());
                        around.voice.post(Msg::Failed(Trouble::of(says, &order)));
                    }
                    Err(error) => around.voice.complain_of(&order, &error),
                }
            }
        }
    }
    if changed {
        match state.finder.follow() {
            Ok(is_followed) if is_followed || state.is_renewing => {}
            Ok(_) => {
                // They are built beside the living ones, which need the room of choices that will not hold.
                state.finder.forget_choices();
                state.is_renewing = around.ways.orders.send(ChooseOrder::Renew).is_ok();
            }
            Err(error) => around.voice.complain(&error),
        }
    }
    for own in asked {
        let filter = NameFilter::read(own.typed());
        if filter.terms.is_empty() || state.finder.holds(&filter.key()) {
            let is_same = |old: &Asked| std::mem::discriminant(old) == std::mem::discriminant(&own);
            state.waiting.retain(|old| !is_same(old));
            answer(state, around, own);
            continue;
        }
        if let Asked::Names(generation, _) = own {
            around.voice.post(Msg::NamesAwaited(generation));
        }
        own.supersede(&mut state.waiting);
    }
    order_filter(state, &around.ways);
    let counted = std::mem::take(&mut state.counted);
    state.counted = Counting {
        offer: counting.offer.clone().or(counted.offer),
        facets: counting.facets.clone().or(counted.facets),
    };
    // Of the names before other records were counted.
    let counting = if is_renewed {
        state.counted.clone()
    } else {
        counting
    };
    count(&mut state.finder, counting, around);
}

/// Takes in whom a filter lets through, and answers who waits for it at once: what changed together with it makes
/// the names others, and it would have to be read anew before it ever answered.
fn take_chosen(state: &mut State, around: &Around, key: String, chosen: Chosen) {
    state.reading.take_if(|own| *own == key);
    // Whether anybody waits or not: what was read before a change is not kept.
    let is_stale = std::mem::take(&mut state.is_stale);
    let is_its = |own: &mut Asked| NameFilter::read(own.typed()).key() == key;
    let its: Vec<Asked> = state.waiting.extract_if(.., is_its).collect();
    match chosen {
        Chosen::Admitted(admitted) => {
            state.finder.choose(key, admitted);
            for own in its.iter().cloned() {
                answer(state, around, own);
            }
        }
        // What there is none of may be there since.
        Chosen::Wrong(wrong) if !is_stale => return refuse(its, &wrong, &around.voice),
        Chosen::Wrong(_) | Chosen::Stopped => {}
    }
    if is_stale {
        state.finder.forget_choices();
        state.waiting.splice(0..0, its);
    }
}

/// Orders the filter of the query that has waited least to be read, unless that of one that waits is being read.
fn order_filter(state: &mut State, ways: &Ways) {
    let filters = state.waiting.iter();
    let filters: Vec<NameFilter> = filters.map(|own| NameFilter::read(own.typed())).collect();
    let is_read = |own: &String| filters.iter().any(|filter| filter.key() == *own);
    if state.reading.as_ref().is_some_and(is_read) {
        return;
    }
    if let Some(filter) = filters.into_iter().next_back() {
        let key = Some(filter.key());
        state.reading.clone_from(&key);
        // It is read from now on.
        state.is_stale = false;
        let number = ways.number.fetch_add(1, Ordering::Relaxed) + 1;
        let _ = ways.orders.send(ChooseOrder::Choose(number, filter));
        // Behind the order, so that whoever sees the number finds the order there.
        if state.ordered != key {
            state.ordered = key;
            ways.urgent.store(number, Ordering::Release);
        }
    }
}

/// Tells queries that their filter means nothing.
fn refuse(all: Vec<Asked>, wrong: &Wrong, voice: &Voice) {
    for own in all {
        voice.post(match own {
            Asked::Names(generation, _) => Msg::NamesRefused(generation, wrong.clone()),
            Asked::Places(generation, _) => {
                Msg::PlacesFound(generation, PlaceKind::Names, Vec::new())
            }
        });
    }
}

fn answer(state: &mut State, around: &Around, asked: Asked) {
    let (finder, voice) = (&state.finder, &around.voice);
    match asked {
        Asked::Names(generation, ask) => {
            let cancel = Cancel::new(Arc::clone(&around.latest), generation);
            match finder.find(&ask, &cancel) {
                Ok(Names {
                    cancelled: true, ..
                }) => {}
                Ok(Names { hits, total, .. }) => voice.post(Msg::NamesFound {
                    generation,
                    hits,
                    total,
                    partial: false,
                }),
                Err(error) => voice.complain(&error),
            }
            state.last = Some((generation, ask));
        }
        Asked::Places(generation, typed) => {
            let found = finder.places(&typed, voice.lang());
            voice.post(Msg::PlacesFound(generation, PlaceKind::Names, found));
        }
    }
}

/// Finds every record that words find, and has them counted; what nobody waits for any more is left out.
fn count(finder: &mut Finder, counting: Counting, around: &Around) {
    let waits = |generation| Cancel::new(Arc::clone(&around.latest), generation);
    let is_wanted = |generation| !waits(generation).is_cancelled();
    if let Some((generation, line, behind, sounds)) = counting.offer
        && is_wanted(generation)
        && let Some(others) = beside(&line, &behind)
    {
        let has_words = !Query::new(&others.words).is_empty();
        let found = has_words.then(|| finder.hits(&others.words, sounds, &waits(generation)));
        if !matches!(found, Some(None)) {
            let _ = around.ways.orders.send(ChooseOrder::Offer {
                generation,
                line,
                behind,
                hits: found.flatten(),
            });
        }
    }
    if let Some((generation, ask)) = counting.facets
        && is_wanted(generation)
    {
        let filter = NameFilter::read(&ask.typed);
        if let Some(hits) = finder.hits(&filter.words, ask.sounds, &waits(generation)) {
            let _ = around.ways.orders.send(ChooseOrder::Facets {
                generation,
                filter,
                hits,
            });
        }
    }
}

#[cfg(test)]
mod tests;
