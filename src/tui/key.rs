//! Our own keys: their names in keymaps, and what the terminal sends.
//!
//! Apart from crossterm so that keymaps, tests and help speak of keys without a terminal. Invariant:
//! what is printed parses to the same key.

use std::fmt;

use crate::lang::Lang;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed: `G` is not `g`.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// The names of keys that are no characters; the space is here because a name of one blank is unreadable.
const NAMES: &[(&str, Code)] = &[
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("bs", Code::Backspace),
    ("del", Code::Delete),
    ("ins", Code::Insert),
    ("left", Code::Left),
    ("right", Code::Right),
    ("up", Code::Up),
    ("down", Code::Down),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
];

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Ctrl is held.
    pub ctrl: bool,
    /// Alt is held.
    pub alt: bool,
    /// Shift is held; never set on characters, whose case says it.
    pub shift: bool,
}

impl Key {
    /// Returns a key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// Reads a key's name: `j`, `G`, `ctrl-d`, `s-tab`, `alt-x`, `f5`, `space`, `-`.
    pub fn parse(name: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = name;
        loop {
            let (flag, prefix) = if rest.starts_with("ctrl-") {
                (&mut key.ctrl, "ctrl-")
            } else if rest.starts_with("alt-") {
                (&mut key.alt, "alt-")
            } else if rest.starts_with("s-") && rest.len() > 2 {
                (&mut key.shift, "s-")
            } else {
                break;
            };
            *flag = true;
            rest = &rest[prefix.len()..];
        }
        let mut chars = rest.chars();
        key.code = match (chars.next()?, chars.next()) {
            (only, None) if !only.is_control() && only != ' ' => Code::Char(only),
            _ => match rest.strip_prefix('f').and_then(|n| n.parse().ok()) {
                Some(n @ 1..=12) => Code::F(n),
                _ => NAMES.iter().find(|(own, _)| *own == rest)?.1,
            },
        };
        let is_char = matches!(key.code, Code::Char(_));
        (!(is_char && key.shift)).then_some(key)
    }

    /// Takes a key from the terminal; releases and keys of no use here give nothing.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = |modifier| event.modifiers.contains(modifier);
        let mut key = Self {
            code: Code::Esc,
            ctrl: held(KeyModifiers::CONTROL),
            alt: held(KeyModifiers::ALT),
            shift: held(KeyModifiers::SHIFT),
        };
        key.code = match event.code {
            KeyCode::Char(c) if c.is_control() => return None,
            KeyCode::Char(c) if key.ctrl => Code::Char(c.to_ascii_lowercase()),
            KeyCode::Char(c) if key.shift && c.is_ascii_lowercase() => {
                Code::Char(c.to_ascii_uppercase())
            }
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::F(n) => Code::F(n),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab => Code::Tab,
            KeyCode::BackTab => {
                key.shift = true;
                Code::Tab
            }
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Insert => Code::Insert,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            _ => return None,
        };
        if matches!(key.code, Code::Char(_)) {
            key.shift = false;
        }
        Some(key)
    }

    /// Returns the plain key that an input method left on has turned into a full-width one.
    ///
    /// `、` is what the key `/` gives in Chinese input methods; the others are forms of the same sign.
    #[must_use]
    pub fn folded(self) -> Self {
        let Code::Char(c) = self.code else {
            return self;
        };
        let plain = match c {
            '、' => '/',
            '。' => '.',
            '\u{3000}' => ' ',
            // U+FF01 to U+FF5E are U+0021 to U+007E at a fixed distance.
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        Self {
            code: Code::Char(plain),
            ..self
        }
    }

    /// Returns the character, when the key types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl Key {
    /// Returns the key as people read it on a keyboard: `Ctrl-s`, `Shift-Tab`, `回车`.
    pub fn shown(&self, lang: Lang) -> String {
        let mut text = String::new();
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                text.push_str(name);
            }
        }
        let word = match self.code {
            Code::Char(' ') => lang.pick("空格", "Space"),
            Code::Enter => lang.pick("回车", "Enter"),
            Code::Esc => "Esc",
            Code::Tab => "Tab",
            Code::Backspace => lang.pick("退格", "Backspace"),
            Code::Delete => "Del",
            Code::Insert => "Ins",
            Code::Left => lang.pick("左", "Left"),
            Code::Right => lang.pick("右", "Right"),
            Code::Up => lang.pick("上", "Up"),
            Code::Down => lang.pick("下", "Down"),
            Code::Home => "Home",
            Code::End => "End",
            Code::PageUp => "PgUp",
            Code::PageDown => "PgDn",
            Code::Char(c) => {
                text.push(c);
                return text;
            }
            Code::F(n) => return format!("{text}F{n}"),
        };
        text + word
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "s-")] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "f{n}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_shown_as_keyboards_print_it() {
        let shown = |name: &str, lang| Key::parse(name).unwrap().shown(lang);
        for (name, zh, en) in [
            ("j", "j", "j"),
            ("G", "G", "G"),
            ("enter", "回车", "Enter"),
            ("s-tab", "Shift-Tab", "Shift-Tab"),
            ("ctrl-s", "Ctrl-s", "Ctrl-s"),
            ("f5", "F5", "F5"),
            ("space", "空格", "Space"),
        ] {
            assert_eq!(shown(name, Lang::Zh), zh);
            assert_eq!(shown(name, Lang::En), en);
        }
    }

    #[test]
    fn a_printed_key_parses_to_itself() {
        for name in [
            "j",
            "G",
            ":",
            "-",
            "#",
            "space",
            "enter",
            "esc",
            "tab",
            "s-tab",
            "ctrl-d",
            "f1",
            "f12",
            "pgdn",
            "ctrl-left",
            "alt-x",
            "s-left",
            "bs",
            "。",
        ] {
            let key = Key::parse(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(key.to_string(), name);
        }
        for name in ["", " ", "s-j", "f13", "f0", "enterr", "ctrl-", "ab"] {
            assert_eq!(Key::parse(name), None, "{name:?}");
        }
    }

    #[test]
    fn an_input_method_left_on_gives_the_plain_keys() {
        for (typed, plain) in [
            ('：', ':'),
            ('？', '?'),
            ('、', '/'),
            ('＃', '#'),
            ('\u{3000}', ' '),
            ('ｊ', 'j'),
            ('Ｇ', 'G'),
            ('１', '1'),
            ('；', ';'),
            ('，', ','),
            ('。', '.'),
            ('签', '签'),
            ('j', 'j'),
        ] {
            assert_eq!(
                Key::plain(Code::Char(typed)).folded(),
                Key::plain(Code::Char(plain))
            );
        }
    }

    #[test]
    fn releases_are_no_keys_and_shift_is_in_the_letter() {
        let event = |code, modifiers| KeyEvent::new(code, modifiers);
        let mut release = event(KeyCode::Char('a'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(release), None);
        let shifted = Key::from_event(event(KeyCode::Char('G'), KeyModifiers::SHIFT));
        assert_eq!(shifted, Key::parse("G"));
        let back = Key::from_event(event(KeyCode::BackTab, KeyModifiers::SHIFT));
        assert_eq!(back, Key::parse("s-tab"));
        let ctrl = Key::from_event(event(KeyCode::Char('D'), KeyModifiers::CONTROL));
        assert_eq!(ctrl, Key::parse("ctrl-d"));
    }
}
