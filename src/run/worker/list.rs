//! The thread of the queue's list: only the newest question is worth an answer.

use std::sync::{
    atomic::{AtomicBool, Ordering},
    mpsc::{Receiver, TryRecvError},
};

use super::super::{clock::Clock, lister::Lister};
use crate::app::{Msg, effect::QueueQuestion, msg::PlaceKind};

use super::{ListOrder, Voice};

pub(super) fn list_thread(
    mut lister: Lister,
    time: Clock,
    orders: &Receiver<ListOrder>,
    all_read: &AtomicBool,
    voice: &Voice,
) {
    loop {
        // Titles are read in while nobody waits.
        let idle = lister.is_loaded() && !lister.is_prepared();
        let first = match orders.try_recv() {
            Ok(first) => first,
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) if idle => {
                lister.prepare();
                continue;
            }
            Err(TryRecvError::Empty) => match orders.recv() {
                Ok(first) => first,
                Err(_) => return,
            },
        };
        lister.stand_on(time.today());
        let (mut question, mut count) = (None, None);
        let mut subjects = Vec::new();
        let (mut reload, mut numbers) = (false, false);
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                // Only the newest question is worth an answer.
                ListOrder::Read(newer) => question = Some(newer),
                ListOrder::Places(generation, query) => {
                    voice.post(Msg::PlacesFound(
                        generation,
                        PlaceKind::Items,
                        lister.places(&query),
                    ));
                }
                ListOrder::Follow(ids) => {
                    if let Err(error) = lister.follow(&ids) {
                        voice.complain(&error);
                    }
                }
                ListOrder::Alike(subject) => subjects.push(subject),
                ListOrder::Numbers => numbers = true,
                ListOrder::Count(filters) => count = Some(filters),
                ListOrder::Rules(rules) => lister.go_by(*rules),
                ListOrder::Reload => reload = lister.is_loaded(),
            }
        }
        if reload && let Err(error) = lister.load() {
            voice.complain(&error);
        }
        let partial = question
            .as_ref()
            .is_some_and(|question| answer(&mut lister, question, voice));
        if numbers {
            match lister.counts() {
                Ok(counts) => voice.post(Msg::CountsRead(counts)),
                Err(error) => voice.complain(&error),
            }
        }
        let is_asked = question.is_some() || count.is_some() || !subjects.is_empty();
        if is_asked && !lister.is_loaded() {
            match lister.load() {
                Ok(()) => {
                    if let Some(question) = question.filter(|_| partial) {
                        answer(&mut lister, &question, voice);
                    }
                }
                Err(error) => voice.complain(&error),
            }
        }
        all_read.store(lister.is_loaded(), Ordering::Relaxed);
        for subject in subjects {
            match lister.like(&subject) {
                Ok(found) => voice.post(Msg::SimilarFound(subject, found)),
                Err(error) => voice.complain(&error),
            }
        }
        if let Some(filters) = count {
            match lister.count(&filters) {
                Ok(counts) => {
                    let counted = filters.into_iter().zip(counts).collect();
                    voice.post(Msg::ViewsCounted(counted));
                }
                Err(error) => voice.complain(&error),
            }
        }
    }
}

/// Answers a question and returns whether the answer is not the whole list yet.
fn answer(lister: &mut Lister, question: &QueueQuestion, voice: &Voice) -> bool {
    match lister.answer(question) {
        Ok(answer) => {
            let partial = answer.partial;
            voice.post(Msg::QueueRead(answer));
            partial
        }
        Err(error) => {
            voice.complain(&error);
            false
        }
    }
}
