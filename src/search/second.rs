//! Work that a second thread does along with the first.
//!
//! The thread waits between searches, since starting one costs as much as half a search. Nobody waits for it unless
//! it has taken a piece of the work: on a busy machine its turn may come when all is done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use super::index::Cancel;

/// Work in pieces that do not depend on each other.
pub(super) trait Job: Send + Sync {
    /// What one thread works with, and has found so far.
    type Hand<'j>
    where
        Self: 'j;
    /// What all threads found.
    type Sum: Default + Send;

    /// Returns how many pieces there are.
    fn pieces(&self) -> usize;
    /// Begins to work.
    fn hand(&self) -> Self::Hand<'_>;
    /// Does a piece.
    fn piece<'j>(&'j self, at: usize, hand: &mut Self::Hand<'j>);
    /// Adds what a thread found.
    fn add(&self, hand: Self::Hand<'_>, sum: &mut Self::Sum);
}

/// A job of which each thread takes the next piece in turn.
#[derive(Debug)]
pub(super) struct Shared<J: Job> {
    job: J,
    cancel: Cancel,
    next: AtomicUsize,
    done: Mutex<Done<J::Sum>>,
    /// Told when a thread has no more to do.
    finished: Condvar,
}

/// What has been done so far.
#[derive(Debug, Default)]
struct Done<S> {
    pieces: usize,
    sum: S,
    /// A thread ended in the middle of a piece.
    is_broken: bool,
}

impl<J: Job> Shared<J> {
    pub fn new(job: J, cancel: &Cancel) -> Self {
        Self {
            job,
            cancel: cancel.clone(),
            next: AtomicUsize::new(0),
            done: Mutex::default(),
            finished: Condvar::new(),
        }
    }

    /// Does what nobody else does, and returns what was found; not all of it when cancelled.
    ///
    /// # Panics
    /// When the second thread did.
    pub fn result(&self) -> J::Sum {
        self.work();
        // Every piece is taken; those of the other thread are under way.
        let all = self.job.pieces();
        let is_under_way = |done: &mut Done<J::Sum>| {
            done.pieces < all && !done.is_broken && !self.cancel.is_cancelled()
        };
        let done = self.finished.wait_while(self.done(), is_under_way);
        let mut done = done.unwrap_or_else(PoisonError::into_inner);
        assert!(!done.is_broken, "the second thread has ended");
        std::mem::take(&mut done.sum)
    }

    /// Returns the job.
    pub fn job(&self) -> &J {
        &self.job
    }

    fn done(&self) -> MutexGuard<'_, Done<J::Sum>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a thread can work at until nothing is left to take.
pub(super) trait Work: Send + Sync {
    /// Works.
    fn work(&self);
}

impl<J: Job> Work for Shared<J> {
    fn work(&self) {
        let watch = Watch(self);
        let mut hand = self.job.hand();
        let mut pieces = 0;
        while !self.cancel.is_cancelled() {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            if at >= self.job.pieces() {
                break;
            }
            self.job.piece(at, &mut hand);
            pieces += 1;
        }
        let mut done = self.done();
        done.pieces += pieces;
        self.job.add(hand, &mut done.sum);
        drop(done);
        drop(watch);
    }
}

/// Tells the other thread when one has ended, in whatever way.
struct Watch<'s, J: Job>(&'s Shared<J>);

impl<J: Job> Drop for Watch<'_, J> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.done().is_broken = true;
        }
        self.0.finished.notify_all();
    }
}

/// The second thread, started when first asked for and ended with its owner.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Nothing when the system gives no thread; the first then works alone.
    orders: OnceLock<Option<Sender<Arc<dyn Work>>>>,
}

impl Second {
    /// Has the second thread work along.
    pub fn join_in(&self, work: Arc<dyn Work>) {
        if let Some(orders) = self.orders.get_or_init(start) {
            // Should the thread have ended, the first works alone.
            let _ = orders.send(work);
        }
    }
}

fn start() -> Option<Sender<Arc<dyn Work>>> {
    let (orders, taken) = channel::<Arc<dyn Work>>();
    let work = move || taken.iter().for_each(|work| work.work());
    let started = thread::Builder::new().name("search".into()).spawn(work);
    started.ok().map(|_| orders)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Numbers(usize);

    impl Job for Numbers {
        type Hand<'j> = usize;
        type Sum = usize;

        fn pieces(&self) -> usize {
            self.0
        }

        fn hand(&self) -> usize {
            0
        }

        fn piece(&self, at: usize, hand: &mut usize) {
            assert!(at != 7_000, "a piece that cannot be done");
            *hand += at;
        }

        fn add(&self, hand: usize, sum: &mut usize) {
            *sum += hand;
        }
    }

    #[test]
    fn two_threads_do_every_piece_once() {
        let second = Second::default();
        for pieces in [0, 1, 2, 1_000, 6_999] {
            let shared = Arc::new(Shared::new(Numbers(pieces), &Cancel::never()));
            second.join_in(shared.clone());
            assert_eq!(shared.result(), pieces * pieces.saturating_sub(1) / 2);
        }
    }

    #[test]
    fn a_thread_that_breaks_off_is_not_waited_for() {
        let shared = Arc::new(Shared::new(Numbers(7_001), &Cancel::never()));
        let other = Arc::clone(&shared);
        let broken = thread::spawn(move || other.work()).join();
        assert!(broken.is_err());
        let ended = thread::spawn(move || shared.result()).join();
        assert!(ended.is_err());
    }
}
