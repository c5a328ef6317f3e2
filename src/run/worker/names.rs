//! The thread that finds names; a new key cancels the search before it.

use std::sync::{Arc, atomic::AtomicU64, mpsc::Receiver};

use super::super::finder::{Finder, Names};
use crate::{
    app::{Msg, msg::PlaceKind},
    search::Cancel,
};

use super::{NameOrder, Voice};

pub(super) fn name_thread(
    mut finder: Finder,
    orders: &Receiver<NameOrder>,
    latest: &Arc<AtomicU64>,
    voice: &Voice,
) {
    while let Ok(first) = orders.recv() {
        let mut query = None;
        let mut changed = !finder.is_loaded();
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                NameOrder::Find(generation, typed) => query = Some((generation, typed)),
                NameOrder::Places(generation, typed) => {
                    voice.post(Msg::PlacesFound(
                        generation,
                        PlaceKind::Names,
                        finder.places(&typed),
                    ));
                }
                NameOrder::Choose(text) => match finder.choose(*text) {
                    Ok(text) => voice.post(Msg::NamesChosen(Box::new(text))),
                    Err(error) => voice.complain(&error),
                },
                NameOrder::CatchUp => changed = true,
            }
        }
        if changed && let Err(error) = finder.load() {
            voice.complain(&error);
        }
        if let Some((generation, typed)) = query {
            let cancel = Cancel::new(Arc::clone(latest), generation);
            match finder.find(&typed, &cancel) {
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
}
