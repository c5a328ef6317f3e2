//! The thread that finds names; a new key cancels the search before it.
//!
//! A query whose filters are not read yet waits for them, while later keys are answered or wait in its place.

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
    app::{Msg, effect::NameAsk, msg::PlaceKind, name_filter::NameFilter},
    search::Cancel,
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

/// A query that waits for its filters, and their text.
struct Waiting {
    generation: u64,
    ask: NameAsk,
    key: String,
}

pub(super) fn name_thread(
    mut finder: Finder,
    orders: &Receiver<NameOrder>,
    latest: &Arc<AtomicU64>,
    mut ways: Ways,
    voice: &Voice,
) {
    // At most one query waits, and one filter is being read.
    let mut waiting: Option<Waiting> = None;
    let mut reading: Option<String> = None;
    // What was answered last is answered again when the names are renewed.
    let (mut renewing, mut last) = (false, None);
    while let Ok(first) = orders.recv() {
        let mut query = None;
        let mut changed = !finder.is_loaded();
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                NameOrder::Find(generation, ask) => query = Some((generation, ask)),
                // What was read before something changed is read again.
                NameOrder::Chosen(number, ..) if number != ways.number.load(Ordering::Relaxed) => {}
                NameOrder::Chosen(_, key, chosen) => {
                    reading.take_if(|own| *own == key);
                    let own = waiting.take_if(|own| own.key == key);
                    match chosen {
                        Chosen::Admitted(admitted) => finder.choose(key, admitted),
                        Chosen::Wrong(wrong) => {
                            let refused = own.map(|own| Msg::NamesRefused(own.generation, wrong));
                            if let Some(refused) = refused {
                                voice.post(refused);
                            }
                            continue;
                        }
                        Chosen::Stopped => {}
                    }
                    query = query.or(own.map(|own| (own.generation, own.ask)));
                }
                NameOrder::Places(generation, typed) => {
                    voice.post(Msg::PlacesFound(
                        generation,
                        PlaceKind::Names,
                        finder.places(&typed, voice.lang()),
                    ));
                }
                NameOrder::Opened(id) => finder.note_opened(id),
                NameOrder::Renewed(renewed) => {
                    renewing = false;
                    if let Some(renewed) = renewed {
                        finder.renew(*renewed);
                        changed = true;
                        query = query.or(last.take());
                    }
                }
                NameOrder::CatchUp => {
                    changed = true;
                    finder.forget_choices();
                    ways.number.fetch_add(1, Ordering::Relaxed);
                    reading = None;
                    let again = waiting.take().map(|own| (own.generation, own.ask));
                    query = query.or(again);
                }
                NameOrder::Choose(text) => match finder.listed(*text, &mut ways.lists) {
                    Ok(text) => voice.post(Msg::NamesChosen(Box::new(text))),
                    Err(error) => voice.complain(&error),
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
        let Some((generation, ask)) = query else {
            continue;
        };
        let filter = NameFilter::read(&ask.typed);
        let key = filter.key();
        if !filter.terms.is_empty() && !finder.holds(&key) {
            voice.post(Msg::NamesAwaited(generation));
            if reading.as_ref() != Some(&key) {
                let number = ways.number.fetch_add(1, Ordering::Relaxed) + 1;
                let _ = ways.orders.send(ChooseOrder::Choose(number, filter));
                reading = Some(key.clone());
            }
            waiting = Some(Waiting {
                generation,
                ask,
                key,
            });
            continue;
        }
        waiting = None;
        last = Some((generation, ask.clone()));
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
}
