//! The thread of what takes a moment over many rows: the board's figures, and questions to the roster.

use std::sync::{
    Arc,
    mpsc::{Receiver, TryRecvError},
};

use super::super::{
    figures as figures_of, office::Office, perform::name_order, reports::figures, roster_in,
    roster_out,
};
use crate::{
    app::{Effect, Msg},
    report::Figures,
};

use super::{BoardOrder, Voice, pivots::Countings};

/// Answers questions to the roster; of those that were typed on since, only the last.
fn answer_figures(office: &Office, asked: &[Effect], voice: &Voice) {
    let is_question = |effect: &Effect| matches!(effect, Effect::Evaluate { .. });
    let last = asked.iter().rposition(is_question);
    for (at, effect) in asked.iter().enumerate() {
        if is_question(effect) && Some(at) != last {
            continue;
        }
        match figures_of::read(office, effect) {
            Ok(answer) => answer.into_iter().for_each(|msg| voice.post(msg)),
            Err(error) => voice.complain(&error),
        }
    }
}

/// Computes the board's figures, which takes a moment over many items, so that neither a key nor a
/// write waits for it. Figures of a store that has not changed are not computed again.
pub(super) fn board_thread(mut office: Office, orders: &Receiver<BoardOrder>, voice: &Voice) {
    let mut kept: Option<(i64, Arc<Figures>)> = None;
    let mut countings = Countings::default();
    loop {
        // Orders first; what is being counted goes on in between.
        let first = if countings.is_idle() {
            orders.recv().map_err(|_| TryRecvError::Disconnected)
        } else {
            orders.try_recv()
        };
        let first = match first {
            Ok(first) => first,
            Err(TryRecvError::Empty) => {
                countings.go_on(&office, voice);
                continue;
            }
            Err(TryRecvError::Disconnected) => return,
        };
        let (mut figures_wanted, mut must_settle) = (false, false);
        let mut asked = Vec::new();
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                BoardOrder::Figures => figures_wanted = true,
                BoardOrder::Settle => must_settle = true,
                BoardOrder::List(effect, lang) => {
                    match roster_out::desk::read(&office, &effect, lang) {
                        Ok(msg) => msg.into_iter().for_each(|mut msg| {
                            name_order(&mut msg, &effect);
                            voice.post(msg);
                        }),
                        Err(error) => voice.complain_of(&effect, &error),
                    }
                }
                BoardOrder::Table(ask, lang) => {
                    let performed = roster_in::desk::perform(&mut office, *ask, lang);
                    let messages = performed.messages.into_iter();
                    messages.for_each(|msg| voice.post(msg));
                }
                BoardOrder::Ask(effect) => asked.push(*effect),
                BoardOrder::Count(plots) => {
                    for plot in plots {
                        countings.begin(&office, plot, voice);
                    }
                }
                BoardOrder::StopCounting => countings.stop(),
            }
        }
        answer_figures(&office, &asked, voice);
        if must_settle && let Err(error) = office.store.settle() {
            voice.complain(&error);
        }
        if !figures_wanted {
            continue;
        }
        let mut read = || {
            let mark = office.store.change_mark()?;
            let today = office.time.today();
            if let Some((of, figures)) = &kept
                && *of == mark
                && figures.today == today
            {
                return Ok(Arc::clone(figures));
            }
            office.reread_unit()?;
            let figures = Arc::new(figures(&office)?);
            kept = Some((mark, Arc::clone(&figures)));
            Ok(figures)
        };
        match read() {
            Ok(figures) => voice.post(Msg::BoardRead(figures)),
            Err(error) => voice.complain(&error),
        }
    }
}
