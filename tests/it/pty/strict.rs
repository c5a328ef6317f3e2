//! The strict reading of a tape: every byte is text that may be shown, or a sequence of ours.

/// A sequence that the program may write: crossterm's and ratatui's, and no other.
fn is_ours(sequence: &str) -> bool {
    let Some(rest) = sequence.strip_prefix("\u{1b}[") else {
        return false;
    };
    let Some(last) = rest.chars().last() else {
        return false;
    };
    let inner = &rest[..rest.len() - last.len_utf8()];
    let numbers = |separators: &[char]| {
        inner
            .chars()
            .all(|c| c.is_ascii_digit() || separators.contains(&c))
    };
    match last {
        // Position, colours, erasing.
        'H' => numbers(&[';']),
        'm' => numbers(&[';', ':']),
        'J' | 'K' => numbers(&[]),
        // The cursor, the other screen, bracketed paste.
        'h' | 'l' => {
            ["?25", "?1049", "?2004"].contains(&inner)
                // The mouse may be given back when it was never taken.
                || (last == 'l' && ["?1000", "?1002", "?1003", "?1006", "?1015"].contains(&inner))
        }
        _ => false,
    }
}

/// A copy to the clipboard, OSC 52, whose payload is base64.
fn is_copy(sequence: &str) -> bool {
    sequence
        .strip_prefix("\u{1b}]52;c;")
        .and_then(|rest| rest.strip_suffix("\u{1b}\\").or(rest.strip_suffix('\u{7}')))
        .is_some_and(|payload| {
            payload
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        })
}

/// Whether a character may stand in text on its way to a terminal.
pub fn may_be_shown(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Returns the end of the sequence that begins here.
fn end_of(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '[')) => chars
            .find(|(_, c)| ('\u{40}'..='\u{7e}').contains(c))
            .map_or(text.len(), |(at, c)| at + c.len_utf8()),
        Some((_, ']')) => {
            let bell = text.find('\u{7}').map(|at| at + 1);
            let st = text.find("\u{1b}\\").map(|at| at + 2);
            bell.into_iter().chain(st).min().unwrap_or(text.len())
        }
        Some((at, c)) => at + c.len_utf8(),
        None => text.len(),
    }
}

/// What stands on a tape.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What must not be there, each with what stands before it.
    pub faults: Vec<String>,
    /// How many copies to the clipboard.
    pub copies: usize,
    /// The most combining marks on one character.
    pub most_marks: usize,
}

/// Reads a tape.
pub fn read(tape: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let text = match str::from_utf8(tape) {
        Ok(text) => text,
        Err(error) => {
            reading.faults.push(format!("no UTF-8: {error}"));
            return reading;
        }
    };
    let (mut at, mut marks) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let mut length = c.len_utf8();
        if c == '\u{1b}' {
            length = end_of(&text[at..]);
            let sequence = &text[at..at + length];
            if is_copy(sequence) {
                reading.copies += 1;
            } else if !is_ours(sequence) {
                let before: String = text[..at].chars().rev().take(40).collect();
                let before: String = before.chars().rev().collect();
                reading
                    .faults
                    .push(format!("{sequence:?} after {before:?}"));
            }
            marks = 0;
        } else if !may_be_shown(c) {
            reading.faults.push(format!("{c:?} as text"));
        } else if unicode_normalization::char::is_combining_mark(c) {
            marks += 1;
            reading.most_marks = reading.most_marks.max(marks);
        } else {
            marks = 0;
        }
        at += length;
    }
    reading
}

#[test]
fn what_is_not_ours_is_seen() {
    assert_eq!(
        read("\u{1b}[2;3H件\u{1b}[38;5;1;49m\u{1b}[?25l".as_bytes()),
        Reading::default()
    );
    for hostile in [
        "\u{1b}]0;title\u{7}",
        "\u{1b}c",
        "\u{1b}[6n",
        "\u{1b}[?1006h",
        "\u{9b}2J",
        "a\u{202e}b",
        "\r",
        "\u{1b}]52;c;?\u{7}",
    ] {
        assert_eq!(read(hostile.as_bytes()).faults.len(), 1, "{hostile:?}");
    }
    assert_eq!(read("\u{1b}]52;c;5Lu2\u{1b}\\".as_bytes()).copies, 1);
    assert_eq!(read("e\u{301}\u{302}e".as_bytes()).most_marks, 2);
}
