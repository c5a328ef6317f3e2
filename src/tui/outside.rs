//! The terminal lent to another program: the desk's own reading of keys stands still meanwhile, and
//! what interrupts that program does not end the desk.

use std::{
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How long a reading thread may take to notice that it shall stop.
const NOTICE: Duration = Duration::from_secs(1);

/// Another program has the terminal.
static LENT: AtomicBool = AtomicBool::new(false);

/// Returns whether another program has the terminal: Ctrl-c is meant for it.
pub fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// What the reading thread does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Reading {
    #[default]
    Going,
    /// It shall stop.
    Asked,
    Stopped,
}

/// Stops the reading thread and lets it go on.
#[derive(Debug, Default)]
pub struct Gate {
    reading: Mutex<Reading>,
    changed: Condvar,
}

impl Gate {
    /// Called by the reading thread between two keys: waits here while the terminal is lent.
    pub fn pass(&self) {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        while *reading != Reading::Going {
            *reading = Reading::Stopped;
            self.changed.notify_all();
            let waited = self.changed.wait(reading);
            reading = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lends the terminal for so long as `during` takes; `None` when the reading thread does not stop, and
    /// nothing was done.
    pub fn lend<T>(&self, during: impl FnOnce() -> T) -> Option<T> {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        *reading = Reading::Asked;
        let waited = self
            .changed
            .wait_timeout_while(reading, NOTICE, |own| *own != Reading::Stopped);
        let (reading, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        drop(reading);
        let done = (!waited.timed_out()).then(|| {
            LENT.store(true, Ordering::SeqCst);
            let done = during();
            LENT.store(false, Ordering::SeqCst);
            done
        });
        let reading = self.reading.lock();
        *reading.unwrap_or_else(PoisonError::into_inner) = Reading::Going;
        self.changed.notify_all();
        done
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{Arc, atomic::AtomicUsize},
        thread,
    };

    use super::*;

    #[test]
    fn a_reading_thread_stands_still_while_the_terminal_is_lent() {
        let gate = Arc::new(Gate::default());
        let (passed, ends) = (
            Arc::new(AtomicUsize::new(0)),
            Arc::new(AtomicBool::new(false)),
        );
        let reader = {
            let (gate, passed, ends) = (gate.clone(), passed.clone(), ends.clone());
            thread::spawn(move || {
                while !ends.load(Ordering::SeqCst) {
                    gate.pass();
                    passed.fetch_add(1, Ordering::SeqCst);
                    thread::yield_now();
                }
            })
        };
        let still = gate.lend(|| {
            let before = passed.load(Ordering::SeqCst);
            (0..1_000).for_each(|_| thread::yield_now());
            is_lent() && before == passed.load(Ordering::SeqCst)
        });
        assert_eq!(still, Some(true));
        assert!(!is_lent());
        let before = passed.load(Ordering::SeqCst);
        while passed.load(Ordering::SeqCst) == before {
            thread::yield_now();
        }
        ends.store(true, Ordering::SeqCst);
        reader.join().unwrap();
    }
}
