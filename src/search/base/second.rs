//! A second thread that counts along with the first.
//!
//! It waits between searches, since starting a thread costs as much as half a search. Nobody waits for it unless
//! it has taken a piece of the work: on a busy machine its turn may come when all is done.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;

use super::count::Count;

/// The second thread, started when first asked for and ended with its owner.
#[derive(Debug, Default)]
pub(in crate::search) struct Second {
    /// Nothing when the system gives no thread; the first then counts alone.
    orders: OnceLock<Option<Sender<Arc<Count>>>>,
}

impl Second {
    /// Has the second thread count along.
    pub(super) fn join_in(&self, count: &Arc<Count>) {
        if let Some(orders) = self.orders.get_or_init(start) {
            // Should the thread have ended, the first counts alone.
            let _ = orders.send(Arc::clone(count));
        }
    }
}

fn start() -> Option<Sender<Arc<Count>>> {
    let (orders, taken) = channel::<Arc<Count>>();
    let count = move || taken.iter().for_each(|count| count.work());
    let started = thread::Builder::new().name("count".into()).spawn(count);
    started.ok().map(|_| orders)
}
