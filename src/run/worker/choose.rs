//! The thread that reads filters of the box of names: whom they let through, and what may be typed into them.
//!
//! Apart from the names, which answer keys meanwhile. A filter that nobody waits for any more is given up.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
    mpsc::{Receiver, Sender},
};

use super::{
    super::chooser::{Chooser, Chosen},
    NameOrder, Voice,
};
use crate::{
    app::{Msg, name_filter::NameFilter},
    figure::Tongue,
    lang::Lang,
};

pub(super) enum ChooseOrder {
    /// Find out who a filter lets through, and tell the names; its number is that of the shared counter while
    /// somebody waits.
    Choose(u64, NameFilter),
    /// List the values that may stand at the end of a line: query, line and what stands behind.
    Offer(u64, String, String),
    /// Build the names anew, which answer as they were meanwhile.
    Renew,
    /// The desk is left.
    End,
}

pub(super) fn choose_thread(
    mut chooser: Chooser,
    orders: &Receiver<ChooseOrder>,
    current: &Arc<AtomicU64>,
    names: &Sender<NameOrder>,
    voice: &Voice,
) {
    while let Ok(first) = orders.recv() {
        let (mut filter, mut line, mut is_renewal) = (None, None, false);
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                ChooseOrder::Choose(number, own) => filter = Some((number, own)),
                ChooseOrder::Offer(generation, own, behind) => {
                    line = Some((generation, own, behind));
                }
                ChooseOrder::Renew => is_renewal = true,
                ChooseOrder::End => return,
            }
        }
        if let Some((number, filter)) = filter {
            let waits = || current.load(Ordering::Relaxed) == number;
            match chooser.choose(&filter, &waits) {
                Ok(Chosen::Stopped) => {}
                Ok(chosen) => _ = names.send(NameOrder::Chosen(number, filter.key(), chosen)),
                Err(error) => voice.complain(&error),
            }
        }
        if is_renewal {
            let renewed = chooser.renewed().inspect_err(|error| voice.complain(error));
            let _ = names.send(NameOrder::Renewed(renewed.ok().map(Box::new)));
        }
        if let Some((generation, line, behind)) = line {
            let tongue = match voice.lang() {
                Lang::Zh => Tongue::Zh,
                Lang::En => Tongue::En,
            };
            match chooser.offers(&line, &behind, tongue) {
                Ok(offers) => voice.post(Msg::ValuesOffered(generation, offers)),
                Err(error) => voice.complain(&error),
            }
        }
    }
}
