//! The terminal as a guard: taken over whole, given back on every way out.
//!
//! One frame is one write, by a thread of its own ([`pen`](super::pen)). Invariant: after `leave`,
//! `abandon` or a drop nothing more is written, and a panic gives the terminal back before its message
//! is printed.

use std::{
    io::{self, stdout},
    panic,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use crossterm::{
    clipboard::CopyToClipboard,
    cursor::Show,
    event::{
        self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
        Event, MouseButton, MouseEventKind,
    },
    execute, queue,
    terminal::{
        Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
        enable_raw_mode,
    },
};
use ratatui::{Frame, Terminal};

use super::{
    key::Key,
    pen::{Ink, Pen},
    quiet::Quiet,
};

/// The most that is copied to the terminal's clipboard; terminals drop or truncate longer sequences.
const COPY_BYTES: usize = 100_000;

/// The terminal is ours and must be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// What a person did at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// A paste, as the terminal sent it: not cleaned yet.
    Paste(String),
    /// The screen has a new size.
    Resize(u16, u16),
    /// A click, in columns and rows.
    Click(u16, u16),
}

/// Whether clicks are wanted; they take the terminal's own selection away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The terminal keeps the mouse.
    Left,
    /// Clicks come here.
    Taken,
}

/// The screen, ours until dropped.
pub struct Screen {
    terminal: Terminal<Quiet<Ink>>,
    pen: Pen,
    lost: bool,
}

impl Screen {
    /// Takes the terminal over; `caught_up` is called when it has taken a frame that
    /// [`is_behind`](Self::is_behind) was told of.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn enter(mouse: Mouse, caught_up: impl Fn() + Send + 'static) -> io::Result<Self> {
        hook_panics();
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let (pen, mut out) = Pen::start(caught_up);
        // Some terminals (the Linux console) have no second screen: what stood there must go.
        let blank = Clear(ClearType::All);
        let taken = queue!(out, EnterAlternateScreen, blank, EnableBracketedPaste)
            .and_then(|()| match mouse {
                Mouse::Taken => queue!(out, EnableMouseCapture),
                Mouse::Left => Ok(()),
            })
            .and_then(|()| Terminal::new(Quiet::new(out)));
        match taken {
            Ok(terminal) => Ok(Self {
                terminal,
                pen,
                lost: false,
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Returns the columns and rows.
    ///
    /// # Errors
    /// When the terminal does not tell.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Returns whether the terminal has not taken the last frame yet: the next one must wait, or what
    /// it takes for the screen would not be what is there.
    pub fn is_behind(&self) -> bool {
        self.pen.is_behind()
    }

    /// Draws a frame; only what changed is written.
    ///
    /// # Errors
    /// When the terminal does not tell its size.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if self.lost {
            return Ok(());
        }
        self.terminal.draw(view)?;
        self.pen.write();
        Ok(())
    }

    /// Forgets what is on screen, so that the next frame is written whole.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn redraw(&mut self) -> io::Result<()> {
        if self.lost {
            return Ok(());
        }
        self.terminal.clear()
    }

    /// Copies text to the clipboard of the person's own terminal (OSC 52); says whether it was sent.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn copy(&mut self, text: &str) -> io::Result<bool> {
        if self.lost || text.len() > COPY_BYTES {
            return Ok(false);
        }
        execute!(
            self.terminal.backend_mut().writer(),
            CopyToClipboard::to_clipboard_from(text)
        )?;
        self.pen.write();
        Ok(true)
    }

    /// Gives the terminal back.
    pub fn leave(self) {}

    /// Writes nothing more: the terminal is gone.
    pub fn abandon(mut self) {
        self.lost = true;
        TAKEN.store(false, Ordering::SeqCst);
        // What is still buffered must not be written by the drop either.
        std::mem::forget(self);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if !self.lost {
            self.pen.finish();
            give_back();
        }
    }
}

/// Waits up to so long for input and returns it; `None` when nothing of use came.
///
/// # Errors
/// When the terminal cannot be read: it is gone.
pub fn next_input(wait: Duration) -> io::Result<Option<Input>> {
    if !event::poll(wait)? {
        return Ok(None);
    }
    Ok(input_of(event::read()?))
}

fn input_of(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => Key::from_event(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        Event::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
            Some(Input::Click(mouse.column, mouse.row))
        }
        Event::Mouse(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Gives the terminal back once, whoever asks first. Faults are dropped: there is nobody to tell.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            stdout(),
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

/// Lets a panic give the terminal back before its message is printed.
fn hook_panics() {
    static HOOKED: AtomicBool = AtomicBool::new(false);
    if HOOKED.swap(true, Ordering::SeqCst) {
        return;
    }
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        give_back();
        before(panic);
    }));
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent};

    use super::*;

    #[test]
    fn only_what_is_of_use_comes_in() {
        let key = Event::Key(KeyEvent::new(KeyCode::Char('签'), KeyModifiers::NONE));
        assert_eq!(input_of(key), Key::parse("签").map(Input::Key));
        assert_eq!(input_of(Event::Resize(0, 0)), Some(Input::Resize(0, 0)));
        assert_eq!(input_of(Event::FocusGained), None);
        let mouse = |kind| {
            Event::Mouse(MouseEvent {
                kind,
                column: 3,
                row: 4,
                modifiers: KeyModifiers::NONE,
            })
        };
        assert_eq!(
            input_of(mouse(MouseEventKind::Down(MouseButton::Left))),
            Some(Input::Click(3, 4))
        );
        assert_eq!(input_of(mouse(MouseEventKind::Moved)), None);
    }
}
