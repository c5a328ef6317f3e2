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
        msg::PlaceKind,
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
#[derive(Default)]
struct Counting {
    /// The values at the caret: query, line, what stands behind, and how names are heard.
    offer: Option<(u64, String, String, Sounds)>,
    /// The facets of a query.
    facets: Option<(u64, NameAsk)>,
}

pub(super) fn name_thread(
    mut finder: Finder,
    orders: &Receiver<NameOrder>,
    latest: &Arc<AtomicU64>,
    mut ways: Ways,
    voice: &Voice,
) {
    // Of each kind at most one query waits, and one filter is being read.
    let mut waiting: Vec<Asked> = Vec::new();
    let mut reading: Option<String> = None;
    // Something changed while it was read: it answers, and is read again.
    let mut is_stale = false;
    // What was answered last is answered again when the names are renewed.
    let (mut renewing, mut last) = (false, None);
    while let Ok(first) = orders.recv() {
        let (mut asked, mut counting) = (Vec::new(), Counting::default());
        let mut changed = !finder.is_loaded();
        let mut again: Vec<Asked> = Vec::new();
        for order in std::iter::once(first).chain(orders.try_iter()) {
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
                // What was read before something changed is read again.
                NameOrder::Chosen(number, ..) if number != ways.number.load(Ordering::Relaxed) => {}
                NameOrder::Chosen(_, key, chosen) => {
                    reading.take_if(|own| *own == key);
                    let is_its = |own: &mut Asked| NameFilter::read(own.typed()).key() == key;
                    let its: Vec<Asked> = waiting.extract_if(.., is_its).collect();
                    match chosen {
                        Chosen::Admitted(admitted) => finder.choose(key, admitted),
                        Chosen::Wrong(wrong) => {
                            refuse(its, &wrong, voice);
                            continue;
                        }
                        Chosen::Stopped => {}
                    }
                    if std::mem::take(&mut is_stale) {
                        again.clone_from(&its);
                    }
                    for own in its {
                        own.stand_behind(&mut asked);
                    }
                }
                // Nobody waits for it any longer; the next key has it read again.
                NameOrder::NotChosen(key) => {
                    reading.take_if(|own| *own == key);
                    waiting.retain(|own| NameFilter::read(own.typed()).key() != key);
                }
                NameOrder::Opened(id) => finder.note_opened(id),
                NameOrder::Renewed(renewed) => {
                    renewing = false;
                    if let Some(renewed) = renewed {
                        finder.renew(*renewed);
                        changed = true;
                        // A newer one that waits is answered when its filter is read.
                        let waits = waiting.iter().any(|own| matches!(own, Asked::Names(..)));
                        if let Some((generation, ask)) = last.take().filter(|_| !waits) {
                            Asked::Names(generation, ask).stand_behind(&mut asked);
                        }
                    }
                }
                NameOrder::CatchUp => {
                    changed = true;
                    finder.forget_choices();
                    is_stale = reading.is_some();
                }
                NameOrder::Choose(text) => match finder.listed(*text.clone(), &mut ways.lists) {
                    Ok(listed) => voice.post(Msg::NamesChosen(Box::new(listed))),
                    Err(error) => voice.complain_of(&Effect::MakeList(text), &error),
                },
            }
        }
        if changed {
            match finder.follow() {
                Ok(is_followed) if is_followed || renewing => {}
                Ok(_) => renewing = ways.orders.send(ChooseOrder::Renew).is_ok(),
                Err(error) => voice.complain(&error),
            }
        }
        for own in asked {
            let filter = NameFilter::read(own.typed());
            if filter.terms.is_empty() || finder.holds(&filter.key()) {
                waiting.retain(|old| std::mem::discriminant(old) != std::mem::discriminant(&own));
                if let Asked::Names(generation, ask) = &own {
                    last = Some((*generation, ask.clone()));
                }
                answer(&finder, own, latest, voice);
                continue;
            }
            if let Asked::Names(generation, _) = own {
                voice.post(Msg::NamesAwaited(generation));
            }
            own.supersede(&mut waiting);
        }
        if !again.is_empty() {
            finder.forget_choices();
            for own in again {
                own.stand_behind(&mut waiting);
            }
        }
        order_filter(&waiting, &mut reading, &ways);
        count(&mut finder, counting, latest, &ways);
    }
}

/// Orders the filter of the query that has waited least to be read, unless that of one that waits is being read.
fn order_filter(waiting: &[Asked], reading: &mut Option<String>, ways: &Ways) {
    let filters = waiting.iter().map(|own| NameFilter::read(own.typed()));
    let filters: Vec<NameFilter> = filters.collect();
    let is_read = |own: &String| filters.iter().any(|filter| filter.key() == *own);
    if reading.as_ref().is_some_and(is_read) {
        return;
    }
    if let Some(filter) = filters.into_iter().next_back() {
        *reading = Some(filter.key());
        let number = ways.number.fetch_add(1, Ordering::Relaxed) + 1;
        let _ = ways.orders.send(ChooseOrder::Choose(number, filter));
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

fn answer(finder: &Finder, asked: Asked, latest: &Arc<AtomicU64>, voice: &Voice) {
    match asked {
        Asked::Names(generation, ask) => {
            let cancel = Cancel::new(Arc::clone(latest), generation);
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
        }
        Asked::Places(generation, typed) => {
            let found = finder.places(&typed, voice.lang());
            voice.post(Msg::PlacesFound(generation, PlaceKind::Names, found));
        }
    }
}

/// Finds every record that words find, and has them counted.
fn count(finder: &mut Finder, counting: Counting, latest: &Arc<AtomicU64>, ways: &Ways) {
    let mut hits = |generation, words: &str, sounds| {
        let cancel = Cancel::new(Arc::clone(latest), generation);
        finder.hits(words, sounds, &cancel)
    };
    if let Some((generation, line, behind, sounds)) = counting.offer
        && let Some(others) = beside(&line, &behind)
    {
        let mut found = None;
        if !Query::new(&others.words).is_empty() {
            found = hits(generation, &others.words, sounds);
            if found.is_none() {
                return;
            }
        }
        let _ = ways.orders.send(ChooseOrder::Offer {
            generation,
            line,
            behind,
            hits: found,
        });
    }
    if let Some((generation, ask)) = counting.facets {
        let filter = NameFilter::read(&ask.typed);
        if let Some(hits) = hits(generation, &filter.words, ask.sounds) {
            let _ = ways.orders.send(ChooseOrder::Facets {
                generation,
                filter,
                hits,
            });
        }
    }
}
