//! Writing cells to the terminal in few bytes, because desks are used over slow lines.
//!
//! ratatui's own backend (0.30.2) moves the cursor anew behind every wide character, eight bytes each,
//! and closes every frame with four resets. This one knows how far an ideograph goes. Where a
//! terminal may disagree about a width (anything but ASCII and plain ideographs) it still moves anew.
//! Everything but drawing is left to ratatui.

use std::io::{self, Write};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::{Cell, CellWidth},
    layout::{Position, Size},
    style::{Color, Modifier},
};

/// A backend of few bytes; `quiet` keeps unchanged frames from it.
pub(super) struct Lean<W: Write> {
    inner: CrosstermBackend<W>,
}

impl<W: Write> Lean<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self {
            inner: CrosstermBackend::new(out),
        }
    }
}

impl<W: Write> Write for Lean<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Lean<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut text = String::new();
        let mut here = None;
        let mut look = Look::PLAIN;
        for (x, y, cell) in content {
            if here != Some((x, y)) {
                for part in [
                    "\x1b[",
                    &(y + 1).to_string(),
                    ";",
                    &(x + 1).to_string(),
                    "H",
                ] {
                    text.push_str(part);
                }
            }
            let own = Look::of(cell);
            if own != look {
                own.write(&mut text);
                look = own;
            }
            text.push_str(cell.symbol());
            here = advances(cell.symbol()).then(|| (x + cell.cell_width(), y));
        }
        if look != Look::PLAIN {
            text.push_str("\x1b[0m");
        }
        self.inner.write_all(text.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

/// Returns whether every terminal moves on by the width we count.
fn advances(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else {
        return false;
    };
    // Wide in every version of Unicode: ideographs, their punctuation, full-width forms.
    matches!(only, ' '..='~' | '\u{3000}'..='\u{3029}' | '\u{4E00}'..='\u{9FA5}' | '\u{FF01}'..='\u{FF5E}')
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Look = Look {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Writes the whole look in one sequence, from a reset on.
    fn write(self, text: &mut String) {
        text.push_str("\x1b[0");
        for (modifier, code) in [
            (Modifier::BOLD, ";1"),
            (Modifier::DIM, ";2"),
            (Modifier::ITALIC, ";3"),
            (Modifier::UNDERLINED, ";4"),
            (Modifier::REVERSED, ";7"),
        ] {
            if self.modifier.contains(modifier) {
                text.push_str(code);
            }
        }
        text.push_str(&color(self.fg, 30));
        text.push_str(&color(self.bg, 40));
        text.push('m');
    }
}

/// Returns the code of a colour; `base` is 30 for the text and 40 for the ground (ECMA-48, 8.3.117).
fn color(color: Color, base: u8) -> String {
    let at = match color {
        Color::Reset => return String::new(),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        // The bright half lies 60 above.
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => return format!(";{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => return format!(";{};2;{r};{g};{b}", base + 8),
    };
    format!(";{}", base + at)
}

#[cfg(test)]
pub(super) mod tests {
    use std::{cell::RefCell, num::NonZero, rc::Rc};

    use proptest::prelude::*;
    use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect, style::Style};

    use super::*;

    /// A line that keeps what was sent.
    #[derive(Clone, Default)]
    pub struct Line(pub Rc<RefCell<Vec<u8>>>);

    impl Write for Line {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn sent(frames: &[&[(u16, u16, &str, Style)]]) -> String {
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 20, 4)),
        };
        let line = Line::default();
        let mut terminal = Terminal::with_options(Lean::new(line.clone()), options).unwrap();
        for frame in frames {
            let _ = terminal.draw(|own| {
                for (x, y, text, style) in *frame {
                    own.buffer_mut().set_stringn(*x, *y, text, 20, *style);
                }
            });
        }
        String::from_utf8(line.0.take()).unwrap()
    }

    #[test]
    fn a_row_of_ideographs_is_sent_without_moves() {
        let bold = Style::new().add_modifier(Modifier::BOLD).fg(Color::Red);
        let text = sent(&[&[(2, 1, "答复a函", Style::new()), (9, 1, "急", bold)]]);
        assert_eq!(text, "\x1b[2;3H答复a函\x1b[0;1;31m急\x1b[0m\x1b[?25l");
        let text = sent(&[&[(0, 0, "“e\u{301}a", Style::new())]]);
        assert_eq!(text, "\x1b[1;1H“\x1b[1;2He\u{301}\x1b[1;3Ha\x1b[?25l");
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_drawn(rows in prop::collection::vec("([一-龥]|[ -~]){0,12}", 4)) {
            let frame: Vec<_> = rows.iter().enumerate().map(|(y, text)| (0, y as u16, text.as_str(), Style::new())).collect();
            let mut parser = vt100::Parser::new(NonZero::new(4).unwrap(), NonZero::new(20).unwrap(), 0);
            parser.process(sent(&[&[(0, 1, "以前的字ab", Style::new())], &frame]).as_bytes());
            for (y, text) in rows.iter().enumerate() {
                let shown = parser.screen().rows(0, 20).nth(y).unwrap();
                let wanted = crate::text::width::truncate(text, 20);
                prop_assert_eq!(shown.trim_end(), wanted.trim_end());
            }
        }
    }
}
