//! The thread that builds what a killed loading left out, while the desk is used.
//!
//! A loading that still runs is left alone and looked at again: if it is killed, nothing in the store
//! changes that would tell.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use super::Voice;
use crate::{
    app::Msg,
    store::{Mended, Store, StoreError},
};

/// How often a loading that runs elsewhere is looked at. Chosen by us: it runs for minutes.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Looks at the beginning and whenever the store changed, until nobody sends any more.
pub(super) fn mend_thread(mut store: Box<dyn Store>, changed: &Receiver<()>, voice: &Voice) {
    loop {
        let mut built = |done, all| voice.post(Msg::IndexesBuilt(done, all));
        let is_over = match store.mend_load(&mut built) {
            Ok(Mended::Whole) => true,
            Ok(Mended::Loading) | Err(StoreError::Busy) => false,
            Err(error) => {
                voice.complain(&error);
                return;
            }
        };
        let told = if is_over {
            changed.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            changed.recv_timeout(LOOK_AGAIN)
        };
        if told == Err(RecvTimeoutError::Disconnected) {
            return;
        }
        // Of many changes one look is enough.
        while changed.try_recv().is_ok() {}
    }
}
