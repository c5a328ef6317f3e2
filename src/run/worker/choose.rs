//! The thread that reads filters of the box of names: whom they let through, what may be typed into them, and how
//! what was found divides.
//!
//! Apart from the names, which answer keys meanwhile. A filter that nobody waits for any more is given up, and
//! facets wait for a filter.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
    mpsc::{Receiver, Sender},
};

use super::{
    super::{
        chooser::{Chooser, Chosen},
        facets::{self, Counted, FacetAsk},
    },
    NameOrder, Voice,
};
use crate::{
    app::{Msg, name_filter::NameFilter},
    figure::Tongue,
    lang::Lang,
    search::HitSet,
};

pub(super) enum ChooseOrder {
    /// Find out who a filter lets through, and tell the names; its number is that of the shared counter while
    /// somebody waits.
    Choose(u64, NameFilter),
    /// List the values that may stand at the end of a line.
    Offer {
        /// The query.
        generation: u64,
        line: String,
        /// What stands behind the line.
        behind: String,
        /// What the words beside it find, if there are any.
        hits: Option<Arc<HitSet>>,
    },
    /// Count how what was found divides.
    Facets {
        generation: u64,
        filter: NameFilter,
        /// What the words find.
        hits: Arc<HitSet>,
    },
    /// Build the names anew, which answer as they were meanwhile.
    Renew,
    /// The desk is left.
    End,
}

/// What is shared with the desk and the names.
pub(super) struct Numbers {
    /// The filter that is being read.
    pub filter: Arc<AtomicU64>,
    /// The last one that is not the same again: facets wait for it.
    pub urgent: Arc<AtomicU64>,
    /// The first query of what is asked now.
    pub query: Arc<AtomicU64>,
}

pub(super) fn choose_thread(
    mut chooser: Chooser,
    orders: &Receiver<ChooseOrder>,
    current: &Numbers,
    names: &Sender<NameOrder>,
    voice: &Voice,
) {
    let mut dividing: Option<(u64, FacetAsk)> = None;
    loop {
        // Before the orders are looked at: one that comes later interrupts. Facets that were interrupted go on as soon as nothing else is ordered.
        let number = current.urgent.load(Ordering::Acquire);
        let first = match &dividing {
            Some(_) => orders.try_recv().ok(),
            None => match orders.recv() {
                Ok(order) => Some(order),
                Err(_) => return,
            },
        };
        let tongue = match voice.lang() {
            Lang::Zh => Tongue::Zh,
            Lang::En => Tongue::En,
        };
        let (mut filter, mut offer, mut is_renewal) = (None, None, false);
        for order in first.into_iter().chain(orders.try_iter()) {
            match order {
                ChooseOrder::Choose(number, own) => filter = Some((number, own)),
                ChooseOrder::Offer {
                    generation,
                    line,
                    behind,
                    hits,
                } => offer = Some((generation, line, behind, hits)),
                ChooseOrder::Facets {
                    generation,
                    filter,
                    hits,
                } => {
                    let ask = FacetAsk {
                        filter,
                        hits,
                        tongue,
                    };
                    dividing = Some((generation, ask));
                }
                ChooseOrder::Renew => is_renewal = true,
                ChooseOrder::End => return,
            }
        }
        if let Some((number, filter)) = filter {
            let waits = || current.filter.load(Ordering::Relaxed) == number;
            match chooser.choose(&filter, &waits) {
                Ok(Chosen::Stopped) => {}
                Ok(chosen) => _ = names.send(NameOrder::Chosen(number, filter.key(), chosen)),
                Err(error) => {
                    voice.complain(&error);
                    let _ = names.send(NameOrder::NotChosen(number, filter.key()));
                }
            }
        }
        if is_renewal {
            let renewed = chooser.renewed().inspect_err(|error| voice.complain(error));
            let _ = names.send(NameOrder::Renewed(renewed.ok().map(Box::new)));
        }
        if let Some((generation, line, behind, hits)) = offer {
            let waits = || current.query.load(Ordering::Relaxed) <= generation;
            match chooser.offers(&line, &behind, tongue, hits.as_ref(), &waits) {
                Ok(None) => {}
                Ok(Some(offers)) => voice.post(Msg::ValuesOffered(generation, offers)),
                Err(error) => voice.complain(&error),
            }
        }
        // The same may be asked again and again while another process writes: a count goes on to its end.
        let is_asked = |own: u64| current.query.load(Ordering::Relaxed) <= own;
        if let Some((generation, ask)) = dividing.take().filter(|(own, _)| is_asked(*own)) {
            let waits = || current.urgent.load(Ordering::Relaxed) == number;
            let mut tell = |facet| voice.post(Msg::FacetCounted(generation, facet));
            match facets::count(&mut chooser, &ask, &waits, &mut tell) {
                Ok(Counted::Whole) => {}
                Ok(Counted::Interrupted) => dividing = Some((generation, ask)),
                Err(error) => voice.complain(&error),
            }
        }
    }
}
