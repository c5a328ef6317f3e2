//! The thread that writes frames, so that a terminal that stands still stops nobody.
//!
//! Over a line that hangs a write waits for minutes. The desk's loop must not wait with it: it saves
//! what was typed. Invariant: frames are written whole and in order, and a new one is only begun when
//! the last one was taken.

use std::{
    cell::RefCell,
    io::{self, Write, stdout},
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
};

/// Where a frame's bytes gather until it is whole.
#[derive(Clone, Default)]
pub struct Ink(Rc<RefCell<Vec<u8>>>);

impl Write for Ink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Nothing: ratatui flushes in the middle of a frame, and a frame is one write.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What both threads know.
#[derive(Default)]
struct Shared {
    /// Frames that the terminal has not taken.
    unwritten: AtomicUsize,
    /// Somebody waits for it to take them.
    awaited: AtomicBool,
}

/// The writing thread.
pub struct Pen {
    ink: Ink,
    frames: Option<Sender<Vec<u8>>>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Pen {
    /// Starts the thread; what is written to the ink is what it writes.
    pub fn start(caught_up: impl Fn() + Send + 'static) -> (Self, Ink) {
        let ink = Ink::default();
        let shared = Arc::new(Shared::default());
        let (frames, incoming) = channel::<Vec<u8>>();
        let thread = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                for frame in incoming {
                    let mut out = stdout().lock();
                    // A terminal that is gone is the watchdog's to notice.
                    let _ = out.write_all(&frame).and_then(|()| out.flush());
                    drop(out);
                    shared.unwritten.fetch_sub(1, Ordering::SeqCst);
                    if shared.awaited.swap(false, Ordering::SeqCst) {
                        caught_up();
                    }
                }
            })
        };
        let pen = Self {
            ink: ink.clone(),
            frames: Some(frames),
            shared,
            thread: Some(thread),
        };
        (pen, ink)
    }

    /// Hands the gathered bytes to the thread.
    pub fn write(&self) {
        let frame = self.ink.0.take();
        if frame.is_empty() {
            return;
        }
        self.shared.unwritten.fetch_add(1, Ordering::SeqCst);
        if let Some(frames) = &self.frames {
            // The thread ends only after this sender.
            let _ = frames.send(frame);
        }
    }

    /// Returns whether a frame is still being written; if so, its end will be told.
    pub fn is_behind(&self) -> bool {
        let behind = || self.shared.unwritten.load(Ordering::SeqCst) > 0;
        if !behind() {
            return false;
        }
        self.shared.awaited.store(true, Ordering::SeqCst);
        // It may have been taken before the thread saw that it is awaited.
        behind()
    }

    /// Waits until everything is written.
    pub fn finish(&mut self) {
        self.frames.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
