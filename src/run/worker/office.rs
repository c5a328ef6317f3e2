//! The thread that writes: it performs effects in order and tells the others what was written.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    time::Duration,
};

use super::super::{
    office::Office,
    perform::{Setting, perform},
};
use crate::{
    app::{Effect, Msg},
    lang::Lang,
};

use super::{BoardOrder, ListOrder, NameOrder, OfficeOrder, Post};

/// How often other processes' changes are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After so many looks without an order the log is settled: a minute. Chosen by us: it takes the disk a
/// quarter of a second at half a gigabyte, which no act should wait for.
const RESTS: u32 = 120;

/// Who is told of what was written.
pub(super) struct Told {
    pub post: Post,
    pub lists: Sender<ListOrder>,
    pub names: Sender<NameOrder>,
    pub board: Sender<BoardOrder>,
    /// Hears that the store changed.
    pub mender: Sender<()>,
}

pub(super) fn office_thread(
    mut office: Office,
    orders: &Receiver<OfficeOrder>,
    inbox: Option<String>,
    told: &Told,
) {
    let Told {
        post,
        lists,
        names,
        board,
        mender,
    } = told;
    let mut setting = Setting {
        lang: Lang::Zh,
        inbox,
    };
    let _ = lists.send(ListOrder::Rules(Box::new(office.rules.clone())));
    // Of others alone: what they wrote while an act waited for their lock is not taken for its own.
    let mut mark = office.store.others_mark().ok();
    let (mut settled, mut rested) = (office.store.change_mark().ok(), 0);
    let look = |office: &mut Office, mark: &mut Option<i64>| {
        let now = office.store.others_mark().ok();
        if now != *mark {
            *mark = now;
            let _ = lists.send(ListOrder::Reload);
            let _ = names.send(NameOrder::CatchUp);
            let _ = mender.send(());
            // Another desk may have chosen another pack, or brought a year in.
            let before = (office.unit.clone(), office.rules.clone());
            if office.reread_unit().is_ok() && before != (office.unit.clone(), office.rules.clone())
            {
                post(Msg::UnitRead(
                    Box::new(office.unit.clone()),
                    Box::new(office.rules.clone()),
                ));
            }
            post(Msg::StoreChanged);
        }
    };
    loop {
        match orders.recv_timeout(LOOK_EVERY) {
            Ok(OfficeOrder::Perform(effect, lang)) => {
                rested = 0;
                look(&mut office, &mut mark);
                setting.lang = lang;
                let reads_unit = matches!(*effect, Effect::ReadUnit);
                let performed = perform(&mut office, &setting, *effect);
                if reads_unit {
                    let _ = lists.send(ListOrder::Rules(Box::new(office.rules.clone())));
                }
                if !performed.items.is_empty() {
                    let _ = lists.send(ListOrder::Follow(performed.items));
                }
                // Of a table that failed half way the steps before stay.
                let is_new = |msg: &Msg| matches!(msg, Msg::RosterStored(_) | Msg::TableFailed(..));
                let taken_in = performed.messages.iter().any(is_new);
                if taken_in || !performed.names.is_empty() {
                    let _ = names.send(NameOrder::CatchUp);
                }
                performed.messages.into_iter().for_each(|msg| post(msg));
            }
            Err(RecvTimeoutError::Timeout) => {
                look(&mut office, &mut mark);
                rested += 1;
                if rested >= RESTS {
                    let written = office.store.change_mark().ok();
                    if settled != written {
                        settled = written;
                        let _ = board.send(BoardOrder::Settle);
                    }
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
