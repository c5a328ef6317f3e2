//! The thread that checks what is being written.

use std::sync::mpsc::Receiver;

use super::super::office::Office;
use crate::app::Msg;

use super::{CheckOrder, Voice};

/// Checks letters, so that neither a key nor a write waits for it; only the newest text is worth it.
pub(super) fn check_thread(mut office: Office, orders: &Receiver<CheckOrder>, voice: &Voice) {
    let mut mark = None;
    while let Ok(first) = orders.recv() {
        let CheckOrder(id, generation, text) = orders.try_iter().last().unwrap_or(first);
        // Another class letter or another title may be the rule since.
        let now = office.store.change_mark().ok();
        if now != mark {
            mark = now;
            let _ = office.reread_unit();
        }
        match office.findings_in(id, &text) {
            Ok(found) => voice.post(Msg::Checked(id, generation, found)),
            Err(error) => voice.complain(&error),
        }
    }
}
