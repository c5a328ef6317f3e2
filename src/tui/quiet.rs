//! A backend that says nothing when nothing changed.
//!
//! ratatui hides the cursor and resets colours with every frame, changed or not; over SSH that is a
//! packet for nothing. Invariant: an unchanged frame writes no byte.

use std::io::Write;

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

use super::backend::Lean;

/// The terminal's backend with a memory of the cursor.
pub struct Quiet<W: Write> {
    inner: Lean<W>,
    /// Whether the cursor is shown, once known.
    shown: Option<bool>,
    /// Where the cursor was put after the last drawing.
    at: Option<Position>,
}

impl<W: Write> Quiet<W> {
    /// Writes to here.
    pub fn new(out: W) -> Self {
        Self {
            inner: Lean::new(out),
            shown: None,
            at: None,
        }
    }

    /// Returns where it writes to, for sequences of our own.
    pub fn writer(&mut self) -> &mut impl Write {
        self.at = None;
        &mut self.inner
    }
}

impl<W: Write> Backend for Quiet<W> {
    type Error = std::io::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Self::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.at = None;
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        if self.shown == Some(false) {
            return Ok(());
        }
        self.shown = Some(false);
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        if self.shown == Some(true) {
            return Ok(());
        }
        self.shown = Some(true);
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        let position = position.into();
        if self.at == Some(position) {
            return Ok(());
        }
        self.at = Some(position);
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), Self::Error> {
        self.at = None;
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Self::Error> {
        self.at = None;
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> Result<Size, Self::Error> {
        self.inner.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect, text::Line};

    use super::Quiet;

    /// Where the terminal's bytes go in a test.
    #[derive(Clone, Default)]
    struct Tape(std::rc::Rc<std::cell::RefCell<Vec<u8>>>);

    impl std::io::Write for Tape {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn an_unchanged_frame_writes_no_byte() {
        let tape = Tape::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 20, 3)),
        };
        let mut terminal = Terminal::with_options(Quiet::new(tape.clone()), options).unwrap();
        let mut draw = |words: &str, caret: Option<(u16, u16)>| {
            let before = tape.0.borrow().len();
            terminal
                .draw(|frame| {
                    frame.render_widget(Line::raw(words.to_owned()), frame.area());
                    if let Some(at) = caret {
                        frame.set_cursor_position(at);
                    }
                })
                .unwrap();
            tape.0.borrow().len() - before
        };
        assert!(draw("件 037", None) > 0);
        assert_eq!(draw("件 037", None), 0);
        assert!(draw("件 037", Some((2, 0))) > 0);
        assert_eq!(draw("件 037", Some((2, 0))), 0);
        assert!(draw("件 038", Some((2, 0))) > 0);
    }
}
